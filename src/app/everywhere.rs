//! Owns the verbs that work on every screen, and all verbs with the keys bound to them: those within reach now, and
//! where to find the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::counted::looked_back;
use crate::domain::date::spelled_out;
use crate::domain::incoming::Incoming;
use crate::domain::{Day, Invalid};
use crate::interaction::form::Said;
use crate::interaction::keymap::Remap;
use crate::interaction::named::{EVERYWHERE, Keys, Named};
use crate::interaction::overlay::Tester;
use crate::interaction::screen::NOT_JOURNALLED;
use crate::interaction::search::Search;
use crate::interaction::verb::{Bound, Live, Offer, Verb, undrop};
use crate::interaction::{Context, Destination, Effect, Failure, Field, Form, Kind, Look, Overlay, Screen};
use crate::screens::{self, choices};

use super::extract::{Columns, Extract};
use super::state::State;
use super::{coach, leave, mask, repeat};

/// The pages of a pilot.
pub(super) const PILOT: &str = "pilot";
/// The page of a person.
pub(super) const PERSON: &str = "person";
/// The list of people, each of whom has a page.
pub(super) const PEOPLE: &str = "people";

const fn always(_: &State, _: &Context) -> Live {
    Live::Yes
}

fn writable(_: &State, context: &Context) -> Live {
    Live::writable(context)
}

fn with_workspace(state: &State, _: &Context) -> Live {
    Live::when(state.workspace.is_some(), "no workspace is open yet")
}

fn in_a_workspace(state: &State, context: &Context) -> Live {
    with_workspace(state, context).and(writable(state, context))
}

fn undo_live(state: &State, context: &Context) -> Live {
    let live = in_a_workspace(state, context);
    live.and_when(state.top().is_none_or(Screen::is_journalled), NOT_JOURNALLED)
}

/// A verb that works on every screen.
type Row = Verb<State>;

const FIND: &str = "The palette: find a verb, a pilot or a person by a few letters, and a word in every text.";

const LEAVE: &str = "Leave; everything typed is kept. On a page that was opened from the meeting, go back to it.";

fn importable(state: &State, context: &Context) -> Live {
    in_a_workspace(state, context).and_when(!context.masked, "names and values are masked")
}

/// Asks for a file. `typed` is what was said of it before; `drafts` hold what was chosen in its preview, if anything.
pub(super) fn import(typed: &Incoming, drafts: &BTreeMap<String, String>) -> Form {
    let drafts = drafts.clone();
    let field = Field::line("file", "file, a sheet of it after a #", typed.as_typed()).required();
    let leads = move |form: &Form| {
        let incoming = choices::taken_up(Incoming::typed(&form.value("file")), &drafts);
        let reading = Effect::info(format!("Reading {} …", incoming.path));
        Ok(vec![reading, Effect::Foresee(incoming)])
    };
    Form::look_up("import", "Import", field, Box::new(leads))
}

/// Can the screen be copied? Not while it still holds what must not be seen.
fn copied(state: &State, context: &Context) -> Live {
    let veiled = state.screens.last().is_some_and(|open| open.veiled);
    with_workspace(state, context).and_when(!veiled, "it is being masked: a moment")
}

/// Asks how columns are written.
fn columns(extract: Extract, title: String) -> Form {
    let field = Field::of(Kind::words(Columns::ALL.map(|(_, name)| name)), "format", "how", "TSV");
    let leads = move |form: &Form| {
        let name = form.value("format");
        let chosen = Columns::ALL.iter().find(|(_, known)| *known == name).map_or(Columns::Tsv, |(format, _)| *format);
        Ok(vec![Effect::Copy { text: extract.columns(chosen)?, what: format!("{title} as {name}") }])
    };
    Form::look_up("copy", "Copy as columns", field, Box::new(leads))
}

/// The rows; those of [`screens::PLACES`] that can be reached are added.
const VERBS: &[Row] = &[
    Row::new(
        ("help", "help"),
        "Every verb with its keys; type to search, Enter runs it.",
        &["?", "F1"],
        always,
        |state, _| vec![Effect::Overlay(Box::new(Overlay::Help(help(state))))],
    ),
    Row::new(("palette", "find"), FIND, &[":", "Ctrl+P"], always, |state, context| {
        let names = (context.directory.pilots.clone(), context.directory.labels.clone());
        let search = search(state, state.verbs());
        let search = search.with_names(names.0, names.1).with_entries(screens::framework_entries(context));
        vec![Effect::Overlay(Box::new(Overlay::Palette(search)))]
    }),
    Row::new(
        ("copy", "copy"),
        "Copy what this screen shows as Markdown; with marks, the marked rows.",
        &["y"],
        copied,
        |state, _| {
            let (text, what) = (Extract::of(state).markdown(), format!("{} as Markdown", state.title()));
            vec![Effect::Copy { text, what }]
        },
    ),
    Row::new(
        ("copy-columns", "copy columns"),
        "Copy its rows as TSV for a spreadsheet, as CSV or as JSON.",
        &["Y"],
        copied,
        |state, _| vec![Effect::form(columns(Extract::of(state), state.title()))],
    )
    .unhinted(),
    Row::new(
        ("undo", "undo"),
        "Take the last change back, as the closing of a review, to reopen it; works across restarts.",
        &["u"],
        undo_live,
        |state, _| vec![Effect::Undo(state.known_here())],
    ),
    Row::new(("redo", "redo"), "Do again what was taken back last.", &["U"], undo_live, |state, _| {
        vec![Effect::Redo(state.known_here())]
    }),
    Row::on_row(
        ("repeat", "repeat"),
        "Repeat the last change, for what the cursor is on or what is marked; its form opens filled in.",
        &["."],
        |state, _| Live::when(state.last.is_some(), "nothing to repeat yet"),
        |state, _| repeat::again(state),
    )
    .unhinted(),
    Row::new(("quit", "leave"), LEAVE, &["q"], always, |state, _| match state.locked_below() {
        // What was opened from a meeting returns to the wall, and on neither does `q` end the program.
        Some(at) => {
            state.screens.truncate(at + 1);
            vec![Effect::Flush, Effect::Reload]
        }
        None => leave::end(state),
    }),
    Row::new(
        ("suspend", "suspend"),
        "Hand the terminal back to the shell; `fg` returns.",
        &["Ctrl+Z"],
        always,
        |_, _| vec![Effect::Flush, Effect::Suspend],
    )
    .unhinted(),
    Row::new(("mouse", "mouse"), "Switch the mouse on or off: wheel and click.", &[], always, |state, _| {
        state.mouse = !state.mouse;
        let said = if state.mouse { "The mouse is on." } else { "The mouse is off." };
        vec![Effect::Mouse(state.mouse), Effect::info(said)]
    })
    .unhinted(),
    Row::new(
        ("as-of", "as of"),
        "Look at another moment: a day, the last review, or the present again.",
        &["@"],
        with_workspace,
        |_, context| vec![Effect::form(as_of(context))],
    )
    .unhinted(),
    Row::new(
        ("import", "import a file"),
        "See what a spreadsheet would change, say what its columns are, and take it in.",
        &["g i"],
        importable,
        |_, context| vec![Effect::form(import(&Incoming::default(), &context.drafts))],
    )
    .unhinted(),
    Row::new(
        ("mask", "mask"),
        "Mask names and values everywhere; a second time asks, and shows them.",
        &["M", "F8"],
        with_workspace,
        |_, context| if context.masked { vec![unmask()] } else { vec![Effect::Mask(true)] },
    )
    .unhinted(),
    Row::new(
        ("judging", "stop or go on judging"),
        "Stop judging the pilots while many of them wait; a second time goes on. What is judged so far stays.",
        &[],
        |_, context| Live::when(!context.portfolio.is_whole(), "every pilot is judged"),
        |_, context| vec![Effect::Judging(context.portfolio.stopped)],
    )
    .unhinted(),
    Row::new(
        ("learnt", "put line away"),
        "Put the tip of this screen away for good; coach in the settings brings all of them back.",
        &[","],
        |state, _| Live::when(coach::taught(state).is_some(), "there is no tip here"),
        |state, _| coach::taught(state).map(Effect::Learn).into_iter().collect(),
    )
    .unhinted(),
    Row::new(
        ("key-tester", "key tester"),
        "Press keys and see what they are called in `keys.toml`, and what they mean here.",
        &["g k"],
        always,
        |_, _| vec![Effect::Overlay(Box::new(Overlay::Keys(Tester::default())))],
    )
    .unhinted(),
    Row::new(
        ("theme", "next theme"),
        "Show everything in the next theme: night, paper, mono.",
        &["g c", "F2"],
        always,
        |_, _| vec![Effect::NextTheme],
    )
    .unhinted(),
    undrop(&["Z"]).unhinted(),
];

/// The places that can be gone to from everywhere, as verbs.
fn places(live: impl Fn(&str) -> Live) -> impl Iterator<Item = Offer> {
    screens::PLACES.iter().filter(|place| !place.keys.is_empty()).map(move |place| Offer {
        name: place.name,
        title: place.title,
        doc: place.doc,
        keys: place.keys,
        hint: false,
        on_row: false,
        live: live(place.name),
    })
}

/// What still works where a screen is locked.
const UNLOCKED: &[&str] = &["help", "suspend", "theme", "mask", "undrop-draft"];

/// The places that exist before a workspace is open.
const WITHOUT_WORKSPACE: &[&str] = &["settings", "workspaces"];

/// The offers that work everywhere, now.
pub(super) fn offers(state: &State) -> Vec<Offer> {
    let locked = state.top().and_then(Screen::locked);
    let own = VERBS.iter().map(|verb| {
        let free = locked.filter(|_| !UNLOCKED.contains(&verb.name));
        verb.offer(free.map_or_else(|| (verb.live)(state, &state.context), Live::No))
    });
    let here = state.top().map_or("", |screen| screen.name());
    let places = places(|name| match locked {
        Some(why) => Live::No(why),
        None if name == here => Live::No("you are here"),
        None if WITHOUT_WORKSPACE.contains(&name) => Live::Yes,
        None => with_workspace(state, &state.context),
    });
    own.chain(places).collect()
}

/// Asks before the mask comes off: others can see the screen, and the key may have been a letter meant for a form.
fn unmask() -> Effect {
    let (question, detail) = ("Show names and values again?", "Everybody who sees this screen can read them.");
    Effect::ask_first(question, detail, vec![Effect::Mask(false)])
}

/// Asks which moment to look at.
fn as_of(context: &Context) -> Form {
    let old = context.as_of.map_or_else(|| "last".to_owned(), |_| String::new());
    let field = Field::line("day", "a day, a week, “last” for the last review, or nothing", old).replaced();
    let today = context.today;
    let leads = move |form: &Form| Ok(vec![Effect::LookAt(moment_meant(&form.value("day"), today)?)]);
    let told = move |form: &Form| match moment_meant(&form.value("day"), today) {
        Ok(Look::Day(day)) => Some(Said::Fine(spelled_out(day))),
        Ok(_) => None,
        Err(error) => Some(Said::Wrong(Failure::from(error).said())),
    };
    Form::look_up("as-of", "As of", field, Box::new(leads)).echoing("day", Box::new(told))
}

/// The moment that a typed text means.
fn moment_meant(text: &str, today: Day) -> Result<Look, Invalid> {
    match text {
        "" | "now" | "today" => Ok(Look::Now),
        "last" => Ok(Look::LastReview),
        day => {
            let day = looked_back(day, today).map_err(|error| error.at("day"))?;
            if day > today {
                let error = Invalid::new(format!("{day} has not come yet"));
                return Err(error.hint("write a day up to today").at("day"));
            }
            Ok(Look::Day(day))
        }
    }
}

/// Does the verb of that name.
pub(super) fn run(state: &mut State, name: &str) -> Vec<Effect> {
    if let Some(place) = screens::PLACES.iter().find(|place| place.name == name) {
        return vec![Effect::Open(Destination::Screen(place.name))];
    }
    let context = state.context.clone();
    VERBS.iter().find(|verb| verb.name == name).map(|verb| (verb.run)(state, &context)).unwrap_or_default()
}

impl State {
    /// The verbs that can be reached now: those of the screen on top, then those that work everywhere.
    pub(super) fn verbs(&self) -> Vec<Bound> {
        let Some(top) = self.top() else {
            return Vec::new();
        };
        let mut own = self.keys.bind(top.name(), top.offers(&self.context));
        for bound in own.iter_mut().filter(|_| self.context.masked) {
            bound.offer.hint &= !mask::refuses(bound.home, bound.offer.name);
        }
        own.into_iter().chain(self.keys.bind(EVERYWHERE, offers(self))).collect()
    }

    /// Takes over the user's changes to the keys.
    pub fn bind(&mut self, keys: Remap) {
        self.context.keys = Arc::new(named_keys(&all_verbs(&keys)));
        self.keys = keys;
    }

    /// The key that takes the mask off, while it is on.
    pub(super) fn unmasks(&self) -> Option<String> {
        let verbs = if self.context.masked { self.verbs() } else { Vec::new() };
        let mask = verbs.iter().find(|bound| bound.home == EVERYWHERE && bound.offer.name == "mask")?;
        mask.chords.first().map(ToString::to_string)
    }
}

/// The keys of these verbs, for sentences that name them.
#[must_use]
pub fn named_keys(verbs: &[Bound]) -> Keys {
    let named = |bound: &Bound| Named {
        home: bound.home,
        name: bound.offer.name,
        title: bound.offer.title,
        key: bound.chords.first().map(ToString::to_string),
    };
    Keys::of(verbs.iter().map(named).collect())
}

/// Every verb of every screen with its own keys: what `steerco keys` prints and `keys.toml` may name.
#[must_use]
pub fn known_verbs() -> Vec<Bound> {
    all_verbs(&Remap::default())
}

/// The same, with the keys bound to them now.
pub(super) fn all_verbs(remap: &Remap) -> Vec<Bound> {
    let mut all = Vec::new();
    for place in screens::PLACES {
        all.extend(remap.bind(place.name, (place.verbs)()));
    }
    let everywhere: Vec<Offer> = VERBS.iter().map(|verb| verb.offer(Live::Yes)).chain(places(|_| Live::Yes)).collect();
    all.extend(remap.bind(EVERYWHERE, everywhere));
    all
}

/// The verbs of other screens that can be reached, each with where it is; none where the screen on top is locked.
fn elsewhere(state: &State) -> Vec<(Bound, String)> {
    let here = state.top().map_or("", |screen| screen.name());
    let known = if state.is_locked() { Vec::new() } else { all_verbs(&state.keys) };
    let told = |bound: &Bound| Some((bound.clone(), whereabouts(bound.home, &known)?));
    known.iter().filter(|bound| bound.home != EVERYWHERE && bound.home != here).filter_map(told).collect()
}

/// Where a verb of everywhere cannot be done now and all its keys do a verb of the screen instead, takes it out.
/// Answers those verbs of the screen, each with the title of the verb whose place it takes.
fn stand_ins(verbs: &mut Vec<Bound>) -> Vec<((&'static str, &'static str), &'static str)> {
    let is_own = |bound: &&Bound| bound.home != EVERYWHERE && bound.offer.live == Live::Yes;
    let own: Vec<Bound> = verbs.iter().filter(is_own).cloned().collect();
    let mut found = Vec::new();
    verbs.retain(|bound| {
        let is_dead = bound.home == EVERYWHERE && bound.offer.live != Live::Yes && !bound.chords.is_empty();
        let has_all = |own: &&Bound| is_dead && bound.chords.iter().all(|chord| own.chords.contains(chord));
        let instead = own.iter().find(has_all);
        found.extend(instead.map(|own| ((own.home, own.offer.name), bound.offer.title)));
        instead.is_none()
    });
    found
}

/// A search over these verbs, those of other screens, and what commands do.
fn search(state: &State, mut verbs: Vec<Bound>) -> Search {
    let stand_ins = stand_ins(&mut verbs);
    let commands = if state.is_locked() { Vec::new() } else { coach::commands(state) };
    let search = Search::new(verbs, coach::called).with_others(elsewhere(state), coach::called).with_commands(commands);
    let search = stand_ins.into_iter().fold(search, |search, (verb, title)| search.also_called(verb, title));
    // Switching to another workspace lists all of them.
    let others = state.context.around.workspaces.iter().filter(|known| !known.open);
    others.fold(search, |search, other| search.also_called((EVERYWHERE, "workspaces"), &other.name))
}

/// What the help searches.
pub(super) fn help(state: &State) -> Search {
    let mut verbs = state.verbs();
    if state.is_locked() {
        // Verbs that a locked screen blocks are no help there.
        verbs.retain(|bound| bound.home != EVERYWHERE || bound.offer.live == Live::Yes);
    }
    search(state, verbs)
}

/// Where a screen is, for somebody looking for what it has; none where no way leads there.
fn whereabouts(home: &str, known: &[Bound]) -> Option<String> {
    match home {
        PILOT => Some("on the pages of a pilot".to_owned()),
        PERSON => Some("on the page of a person".to_owned()),
        home => {
            let lead = known.iter().find(|bound| bound.home == EVERYWHERE && bound.offer.name == way_to(home))?;
            let chord = lead.chords.first().map(|chord| format!(", {chord}")).unwrap_or_default();
            Some(format!("{home}{chord}"))
        }
    }
}

/// The verb of everywhere that leads to a screen.
pub(super) fn way_to(home: &str) -> &str {
    match home {
        PERSON => PEOPLE,
        // Importing a file is what opens it.
        "preview" => "import",
        home => home,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_of_another_screen_is_told_with_where_it_is() {
        let known = known_verbs();
        for (home, told) in [
            ("pilot", Some("on the pages of a pilot")),
            ("person", Some("on the page of a person")),
            ("week", Some("week, g w")),
            ("preview", Some("preview, g i")),
            ("first-run", None),
        ] {
            assert_eq!(whereabouts(home, &known).as_deref(), told, "{home}");
        }
    }
}
