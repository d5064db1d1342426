//! Owns going on with a draft: the screen where it was typed opens, and on it the form that has it again. A draft alone
//! makes no form. The verb that opened its form is done once more, on the first row where that leads to the same form,
//! or for the rows that were marked, so that what is asked and shown is what holds now.

use super::settle::settle;
use super::state::{Next, State, Wanted};
use super::{chord, paste, reach};
use crate::domain::PilotId;
use crate::domain::shown::collapsed;
use crate::interaction::context::in_the_open;
use crate::interaction::named::verbatim;
use crate::interaction::{Effect, Live, Origin, Overlay, Screen, Told};
use crate::screens::paste::shown_in;

/// The screens whose pages are opened by a verb with the page's title.
const PAGED: &[&str] = &["pilot", "review"];

impl Wanted {
    /// The pilot named by its place, on whose row alone its form opens; none where the row may be another.
    fn of_pilot(&self) -> Option<PilotId> {
        let names = |pilot: &PilotId| in_the_open(&self.key).starts_with(&format!("pilot/{pilot}/"));
        self.from.pilot.filter(|pilot| self.from.marked.is_empty() && names(pilot))
    }

    /// Do these effects open its form?
    fn is_opened_by(&self, effects: &[Effect]) -> bool {
        let place = shown_in(in_the_open(&self.key));
        effects.iter().any(|effect| match effect {
            Effect::Overlay(overlay) => matches!(&**overlay, Overlay::Form(form) if in_the_open(&form.key) == place),
            _ => false,
        })
    }
}

/// Why no form of a draft was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unopened {
    /// Its verb leads there on none of the rows shown.
    NoRow,
    /// Not every row was tried.
    Untried,
}

/// Goes on with the draft that waits for its screen, once the screen is there: opens its form or, where that cannot be,
/// says what would.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    if !state.overlays.is_empty() || state.is_fresh() {
        return Vec::new();
    }
    let wanted = match state.next.take() {
        Some(Next::Draft(wanted)) => wanted,
        Some(Next::Place(place)) => {
            let context = &state.context;
            let effects = state.screens.last_mut().map(|open| open.screen.go_to(&place, context)).unwrap_or_default();
            return settle(state, effects);
        }
        Some(Next::Paste(text)) => {
            let effects = paste::here(state, &text);
            return settle(state, effects);
        }
        Some(Next::Verb(home, name)) => {
            let effects = reach::ready(state, home, name);
            return settle(state, effects);
        }
        None => return Vec::new(),
    };
    let mut outward = turn_to(state, &wanted.from);
    let home = state.screens.last_mut().filter(|open| open.screen.name() == wanted.from.screen);
    if let Some(open) = home.filter(|_| !wanted.from.marked.is_empty()) {
        open.screen.mark_those(&wanted.from.marked, &state.context);
    }
    state.chosen = Some(wanted.key.clone());
    let opened = opened(state, &wanted);
    let effects = opened.unwrap_or_else(|why| pointed_at(state, &wanted, why));
    outward.extend(settle(state, effects));
    outward
}

/// Turns to the page on which it was typed, by the verb of that title.
fn turn_to(state: &mut State, from: &Origin) -> Vec<Effect> {
    let title = from.page.to_lowercase();
    let is_another = |top: &dyn Screen| top.name() == from.screen && top.page() != from.page;
    let turns = state.top().is_some_and(|top| PAGED.contains(&top.name()) && is_another(top));
    let verb = state.verbs().into_iter().find(|bound| turns && bound.offer.title == title);
    let effects = verb.map(|bound| chord::run(state, bound.home, bound.offer.name)).unwrap_or_default();
    settle(state, effects)
}

/// The effects of its verb on the first row where they open the draft's form, beginning with the row under the cursor.
fn opened(state: &mut State, wanted: &Wanted) -> Result<Vec<Effect>, Unopened> {
    let context = &state.context;
    let screen = &mut state.screens.last_mut().ok_or(Unopened::Untried)?.screen;
    let mut moved = Vec::new();
    let rows = screen.sentences(context).len();
    let pilot = wanted.of_pilot();
    for row in std::iter::once(None).chain((0..rows).map(Some)) {
        if let Some(row) = row {
            moved = screen.choose(row, context);
            // Asking every row what it offers would take long.
            if pilot.is_some() && screen.pilot() != pilot {
                continue;
            }
        }
        let offers = screen.offers(context);
        let Some(offer) = offers.iter().find(|offer| offer.name == wanted.from.verb && offer.live == Live::Yes) else {
            continue;
        };
        let effects = screen.run(offer.name, context);
        // The form may have to wait for what it needs, and opens then.
        let waits = screen.is_becoming();
        if wanted.is_opened_by(&effects) || waits && screen.pilot() == wanted.from.pilot {
            state.ran = Some(offer.name);
            moved.extend(effects);
            return Ok(moved);
        }
        // A verb that does more than ask or tell must not be tried on row after row.
        if !waits && !effects.iter().all(|effect| matches!(effect, Effect::Overlay(_) | Effect::Notice(_))) {
            return Err(Unopened::Untried);
        }
    }
    Err(Unopened::NoRow)
}

/// Puts the cursor where the draft was typed, as far as that is known, and names the key that opens it.
fn pointed_at(state: &mut State, wanted: &Wanted, why: Unopened) -> Vec<Effect> {
    let context = &state.context;
    let mut effects = Vec::new();
    if let Some(open) = state.screens.last_mut() {
        let rows = open.screen.sentences(context).len();
        let is_there = |screen: &dyn Screen| screen.pilot().is_some() && screen.pilot() == wanted.from.pilot;
        let row = (0..rows).find(|row| {
            effects = open.screen.choose(*row, context);
            is_there(open.screen.as_ref())
        });
        if row.is_none() && rows > 0 {
            effects = open.screen.choose(0, context);
        }
    }
    // What the screen itself said tells more.
    if state.notice.is_none() {
        effects.extend(says(state, wanted, why).map(Effect::info));
    }
    effects
}

/// The text of a draft that no form shows, and what can be done with it.
fn typed(state: &State, key: &str) -> Option<String> {
    let told = Told::of(state.context.drafts.get(key)?).filter(|_| !state.context.masked)?;
    let texts = told.texts.join(" · ");
    // However long it is, there is room before it for what can be done.
    Some(format!(
        " Among the drafts (⟨everywhere drafts⟩) ⟨drafts copy-draft⟩ copies it, and ⟨drafts drop⟩ drops it. Typed: “{}”.",
        verbatim(&collapsed(&texts))
    ))
}

/// Shown where the thing that a draft was typed about is not there.
const NOT_SHOWN: &str =
    "Nothing here leads to what you typed: it is about something archived, ended, past, filtered out or taken back";

/// Which key opens it here, or why none does.
fn says(state: &State, wanted: &Wanted, why: Unopened) -> Option<String> {
    let (top, verb) = (state.top()?, wanted.from.verb.as_str());
    if verb.is_empty() {
        // Drafts of earlier versions do not name their verb.
        let title = top.title(&state.context);
        return Some(format!("{title}: the key that opens its form here brings back what you typed."));
    }
    let bound = state.verbs().into_iter().find(|bound| bound.home == top.name() && bound.offer.name == verb)?;
    let title = bound.offer.title;
    let typed = || typed(state, &wanted.key).unwrap_or_default();
    Some(match (bound.offer.live, bound.chords.first()) {
        (Live::No(why), _) => {
            format!("“{title}” would bring back what you typed, and cannot be used now: {why}.{}", typed())
        }
        // The key would open the form of something else.
        (Live::Yes, _) if why == Unopened::NoRow => format!("{NOT_SHOWN}.{}", typed()),
        (Live::Yes, Some(chord)) => {
            let key = state.context.glyphs.key(&chord.to_string());
            format!("{key} ({title}) brings back what you typed, where it was typed.")
        }
        (Live::Yes, None) => format!("“{title}” brings back what you typed, where it was typed."),
    })
}
