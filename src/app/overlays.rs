//! Owns keys and pasted text for what lies on top of a screen.

use ratatui::layout::{Position, Rect};

use crate::domain::change::NoteChange;
use crate::domain::seek::{Found, Stands};
use crate::domain::{Change, Conflict, Invalid, PilotId, Weighed};
use crate::interaction::edit::edit;
use crate::interaction::form::{Check, Pressed};
use crate::interaction::keymap::{Match, resolve};
use crate::interaction::named::verbatim;
use crate::interaction::search::Hit;
use crate::interaction::{
    Code, Context, Destination, Effect, Failure, Form, Key, Live, Notice, Overlay, Saving, Screen, Tone, form_view,
};

use super::boxes::Question;
use super::state::State;
use super::{boxes, chord, drafts, early, reach};

/// Takes a key for the topmost overlay.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::Form(_)) => form(state, |form| form.press(key)),
        Some(Overlay::Confirm(confirm)) => {
            let answer = match key.code {
                Code::Char('y') => &mut confirm.yes,
                Code::Char('n') | Code::Esc => &mut confirm.no,
                _ => return Vec::new(),
            };
            std::iter::once(Effect::Close).chain(std::mem::take(answer)).collect()
        }
        Some(Overlay::Conflict { .. }) => conflict(state, key),
        Some(Overlay::Keys(_)) => test(state, key),
        Some(Overlay::Help(_) | Overlay::Palette(_)) => search(state, key),
        None => Vec::new(),
    }
}

/// Takes a click for the topmost overlay, which lies over a screen's body or over all above the footer: the part of a
/// form, the answer to a question, or the row of a list that stands there. A form that is being saved takes no click,
/// as it takes no key.
pub(super) fn click(state: &mut State, areas: (Rect, Rect), at: Position) -> Vec<Effect> {
    let context = &state.context;
    match state.overlays.last_mut() {
        Some(Overlay::Form(open)) if !open.saving.is_on() => match form_view::under(open, areas, at, context) {
            Some((place, part)) => form(state, |form| form.click(place, part)),
            None => Vec::new(),
        },
        Some(Overlay::Confirm(confirm)) => match Question::of(confirm, areas.1, context).answer_at(at) {
            Some(answer) => press(state, Key::char(answer)),
            None => Vec::new(),
        },
        Some(Overlay::Help(search) | Overlay::Palette(search)) => {
            let count = search.count();
            if let Some(row) = boxes::row_at(search, areas.1, at, context) {
                search.list.select(row, count, boxes::page(context));
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The keys that work on the topmost, with two words each.
pub(super) fn hints(overlay: &Overlay, state: &State) -> Vec<(&'static str, &'static str)> {
    match overlay {
        Overlay::Form(form) => form_view::hints(form, state.keeps_drafts),
        Overlay::Confirm(_) => vec![("y", "yes"), ("n", "no"), ("Esc", "no")],
        Overlay::Conflict { conflict, stands, .. } => ways(conflict, *stands, state),
        Overlay::Keys(_) => vec![("Esc", "twice closes")],
        Overlay::Help(search) | Overlay::Palette(search) => {
            let enter = search.hit(search.list.selected).map(|hit| ("↵", entered(&hit)));
            enter.into_iter().chain([("↓", "choose"), ("abc", "narrow"), ("Esc", "close")]).collect()
        }
    }
}

/// What Enter does with a hit, as [`choose`] does it.
const fn entered(hit: &Hit<'_>) -> &'static str {
    match hit {
        Hit::Verb(bound) => match bound.offer.live {
            Live::Yes => "run it",
            Live::No(_) => "why not",
        },
        Hit::Elsewhere(..) => "go there",
        Hit::Command(_) => "say it",
        Hit::Pilot(..) | Hit::Person(..) | Hit::Text(_) | Hit::Entry(_) => "open",
    }
}

/// What can be done about two values. Mine can be kept where nothing stands in its way; both go into a note where the
/// other one still stands and there is a pilot to note it on.
pub(super) fn ways(conflict: &Conflict, stands: bool, state: &State) -> Vec<(&'static str, &'static str)> {
    let has_pilot = state.top().and_then(Screen::pilot).is_some();
    let theirs = if stands { "take theirs" } else { "leave it as it is" };
    let keeps = conflict.refused.is_none().then_some(("k", "keep mine"));
    let notes = (has_pilot && stands).then_some(("b", "both with mine as a note"));
    keeps.into_iter().chain([("t", theirs)]).chain(notes).chain([("Esc", "decide later")]).collect()
}

/// Who wrote the other value, and whether it still stands.
pub(super) fn by(conflict: &Conflict, stands: bool) -> String {
    let by = conflict.by.as_deref().unwrap_or("somebody");
    if stands { by.to_owned() } else { format!("{by}, taken back meanwhile") }
}

/// What is said of two values where nobody can be asked which one stays.
pub(super) fn not_asked(conflict: &Conflict, is_typed: bool) -> Failure {
    let title = format!("{} wrote another value meanwhile ({})", by(conflict, true), conflict.what);
    let hint = if is_typed {
        "what you typed is a draft; saving it once more shows both"
    } else {
        "doing it once more shows both"
    };
    Failure { title, field: None, hint: hint.to_owned(), unkept: false }
}

/// Why mine cannot be kept, if it cannot.
pub(super) fn in_the_way(conflict: &Conflict) -> Option<String> {
    let Invalid { what, hint, .. } = conflict.refused.as_ref()?;
    let hint = hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    Some(format!("Yours cannot be kept now: {what}{hint}."))
}

/// Takes pasted text for the topmost.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::Form(_)) => form(state, |form| form.paste(text)),
        Some(Overlay::Help(search) | Overlay::Palette(search)) => {
            search.typed.insert(text);
            search.narrow();
            seek(state)
        }
        _ => Vec::new(),
    }
}

/// What the help key says in a form.
const KEYS_OF_A_FORM: &str =
    "The footer has the keys of this field. In a text ? is typed; after Esc ⟨help⟩ tells all keys.";

/// Shown where one key removed everything that was typed.
const EMPTIED: &str = "Emptied; on the screen ⟨undrop-draft⟩ brings back what was typed.";

fn form(state: &mut State, act: impl FnOnce(&mut Form) -> Pressed) -> Vec<Effect> {
    let kept = kept(state);
    let Some(Overlay::Form(form)) = state.overlays.last_mut() else {
        return Vec::new();
    };
    form.columns = form_view::text_columns(form, &state.context);
    // A single letter is not worth bringing back.
    let (gives_way, had_words) = (form.gives_way(), form.kept_here().chars().nth(1).is_some());
    match act(form) {
        // Whether it will be saved or stay a draft is not known yet.
        Pressed::Save | Pressed::Drop | Pressed::Editor if form.saving.is_on() => Vec::new(),
        Pressed::Typed if had_words && form.is_empty_here() => {
            form.beside = Some(EMPTIED.to_owned());
            typed(form, true)
        }
        Pressed::Typed if form.is_drafted() => typed(form, gives_way),
        Pressed::Typed | Pressed::Moved | Pressed::Ignored => Vec::new(),
        Pressed::Close if form.is_drafted() => closed(form, kept),
        Pressed::Close => vec![Effect::Close],
        Pressed::Drop if !form.has_draft() => vec![Effect::Close],
        Pressed::Drop => {
            let key = form.key.clone();
            vec![Effect::DropDraft(key), Effect::Close, Effect::info("Draft dropped; ⟨undrop-draft⟩ brings it back.")]
        }
        Pressed::Helped => {
            // A prompt covers the line of notices.
            form.beside.get_or_insert_with(|| KEYS_OF_A_FORM.to_owned());
            vec![Effect::info(KEYS_OF_A_FORM)]
        }
        Pressed::Editor => {
            let text = form.fields.get(form.focus).map(|field| field.text.text().to_owned()).unwrap_or_default();
            let draft = form.around_text().map(|body| (form.key.clone(), body));
            vec![Effect::Flush, Effect::Edit { text, draft }]
        }
        Pressed::Save if form.taken && form.resumed => {
            form.taken = false;
            form.failure = Some(drafts::taken(&form.key, &state.context));
            Vec::new()
        }
        Pressed::Save if form.deed.is_some() => lead(form),
        Pressed::Save => match submit(form, &state.context) {
            Ok(change) => {
                form.failure = None;
                let question = form.sure.as_ref().and_then(|sure| sure(form));
                let commit = Effect::Commit { change: Box::new(change), drafts: vec![form.key.clone()] };
                match question {
                    Some(question) => vec![asked_before(question, commit)],
                    None => vec![commit],
                }
            }
            Err(failure) => {
                form.refuse(failure);
                Vec::new()
            }
        },
    }
}

/// Asks a question before what a form holds is saved.
fn asked_before(question: String, commit: Effect) -> Effect {
    Effect::ask_first(question, "With n nothing is recorded yet, and what is typed stays.", vec![commit])
}

/// Shown of a draft that is on disk.
pub(super) const KEPT: &str = "Kept as a draft; open it again to go on.";
/// Shown of what is still being saved.
const BEING_SAVED: &str = "It is being saved; it is a draft only if that fails.";
/// Shown of a draft that should be on disk and is not.
pub(super) const NOT_KEPT: &str = "Kept only until you leave: drafts cannot be kept on disk.";

/// What to say of a draft whose form is closed.
fn kept(state: &State) -> (Tone, &'static str) {
    match () {
        () if early::is_saving(state) => (Tone::Info, BEING_SAVED),
        () if state.keeps_drafts => (Tone::Info, KEPT),
        () if state.workspace.is_none() || state.read_only => {
            (Tone::Info, "Kept until you leave; open it again to go on.")
        }
        () => (Tone::Failed, NOT_KEPT),
    }
}

/// Closes a form; what was typed is kept, and that is said.
fn closed(form: &Form, (tone, kept): (Tone, &str)) -> Vec<Effect> {
    // The cursor may have moved since the last key that typed.
    let body = form.left();
    let said = match body {
        Some(_) => Some(Effect::Notice(Notice { tone, text: kept.to_owned() })),
        None => (form.beside.as_deref() == Some(EMPTIED)).then(|| Effect::info(EMPTIED)),
    };
    Effect::leave(form.key.clone(), body).into_iter().chain([Effect::Close]).chain(said).collect()
}

/// Keeps what is typed. A draft that gave way to it, or was emptied by one key, is dropped in a way that can be undone.
fn typed(form: &mut Form, gave_way: bool) -> Vec<Effect> {
    form.resumed &= !gave_way;
    if gave_way {
        form.sees_anew();
    }
    let dropped = gave_way.then(|| Effect::DropDraft(form.key.clone()));
    let draft = Effect::Draft { key: form.key.clone(), body: form.body() };
    dropped.into_iter().chain([draft]).collect()
}

/// Sends what a form holds to the store.
fn submit(form: &Form, context: &Context) -> Result<Change, Failure> {
    let Some(failure) = wrong(form) else {
        return (form.submit)(form, context).map_err(Failure::from);
    };
    let Some((said, change)) = form.without.as_ref().and_then(|without| without(form)) else {
        return Err(failure);
    };
    // A single key does nothing that was not announced.
    let said = Failure::from(said);
    if form.failure.as_ref() == Some(&said) { Ok(change) } else { Err(said) }
}

/// The first complaint about a field that cannot stay as it is: a sentence of ours, which may name keys.
fn wrong(form: &Form) -> Option<Failure> {
    let field = form.fields.get(form.first_wrong()?)?;
    match field.check() {
        Check::Wrong(title) => Some(Failure { title, field: Some(field.name.to_owned()), ..Failure::default() }),
        Check::Fine(_) => None,
    }
}

/// Goes where a form leads that writes nothing itself. Its draft goes once that has succeeded, or at once where it
/// cannot fail. Where the store may refuse, the form stays open until the answer.
fn lead(form: &mut Form) -> Vec<Effect> {
    let led = match (wrong(form), &form.deed) {
        (Some(failure), _) => Err(failure),
        (None, Some(deed)) => deed(form).map_err(Failure::from),
        (None, None) => Ok(Vec::new()),
    };
    match led {
        Ok(effects) => {
            let draft = form.keeps.then(|| form.key.clone());
            let stays = draft.is_some() && effects.iter().any(Effect::writes);
            form.saving = if stays { Saving::Begun } else { Saving::No };
            let close = (!stays).then_some(Effect::Close);
            close.into_iter().chain(with_draft(effects, draft)).collect()
        }
        Err(failure) => {
            form.refuse(failure);
            Vec::new()
        }
    }
}

/// The effects; the one that may fail takes the draft along.
fn with_draft(mut effects: Vec<Effect>, draft: Option<String>) -> Vec<Effect> {
    let answered = effects.iter().position(Effect::is_answered);
    match (draft, answered) {
        (Some(draft), Some(at)) => {
            let effect = Box::new(effects.remove(at));
            effects.insert(at, Effect::Led(draft, effect));
        }
        (Some(key), None) => effects.push(Effect::Draft { key, body: None }),
        (None, _) => {}
    }
    effects
}

/// Both values are shown; neither is preselected.
fn conflict(state: &mut State, key: Key) -> Vec<Effect> {
    let note_on = state.top().and_then(Screen::pilot);
    let Some(Overlay::Conflict { conflict, change, drafts, stands }) = state.overlays.last() else {
        return Vec::new();
    };
    let stays = if *stands { "Theirs stands" } else { "It stays as it is" };
    let (part, drafts) = (conflict.part, drafts.clone());
    let (mine, others) = change.as_ref().clone().apart(part);
    let typed = typed_in(state, &drafts);
    let both = note_on.filter(|_| *stands).map(|pilot| both_in_a_note(pilot, conflict, &typed));
    // The sentence of the whole change holds only if all of it is done.
    let whole = if let Change::Several { what, .. } = change.as_ref() { what.clone() } else { None };
    let again = |what: Option<String>, one: Option<Change>, others: Option<Change>| {
        let changes = one.into_iter().chain(others).collect();
        Effect::Commit { change: Box::new(Change::Several { what, changes }), drafts: drafts.clone() }
    };
    match (key.code, both) {
        (Code::Char('k'), _) if conflict.refused.is_some() => {
            in_the_way(conflict).map(Effect::info).into_iter().collect()
        }
        // Only what was shown is overwritten; a further conflict asks again.
        (Code::Char('k'), _) => vec![Effect::Close, again(whole, Some(mine.unseen()), others)],
        (Code::Char('t'), _) if others.is_some() => vec![Effect::Close, again(None, None, others)],
        (Code::Char('t'), _) => {
            state.overlays.retain(|over| !matches!(over, Overlay::Form(form) if drafts.contains(&form.key)));
            let gone = drafts.into_iter().map(Effect::DropDraft);
            let said = [Effect::info(format!("{stays}; ⟨undrop-draft⟩ brings your draft back.")), Effect::Reload];
            std::iter::once(Effect::Close).chain(gone).chain(said).collect()
        }
        (Code::Char('b'), Some(note)) => vec![Effect::Close, again(None, Some(note), others)],
        (Code::Esc, _) => {
            reopen(state, &drafts);
            vec![Effect::Close]
        }
        _ => Vec::new(),
    }
}

/// The values of a question were read again. Where the other one was taken back, the question stays, as somebody has to
/// say what to save; where mine stands there by now, it is saved once more, which changes nothing and says so.
pub(super) fn weighed(state: &mut State, now: Weighed) -> Vec<Effect> {
    let Some(Overlay::Conflict { conflict, change, drafts, stands }) = state.overlays.last_mut() else {
        return Vec::new();
    };
    *stands = matches!(now, Weighed::Theirs(_));
    match now {
        Weighed::Theirs(now) => {
            *conflict = now;
            Vec::new()
        }
        Weighed::Seen => Vec::new(),
        Weighed::Yours => {
            let (change, drafts) = (change.clone(), drafts.clone());
            if change.as_ref().clone().apart(conflict.part).1.is_none() {
                return vec![Effect::Close, Effect::Commit { change, drafts }];
            }
            reopen(state, &drafts);
            let said = "Somebody else wrote the same meanwhile, and it stands; save again for the rest.";
            vec![Effect::Close, Effect::info(said)]
        }
    }
}

/// The form beneath can be saved again.
fn reopen(state: &mut State, keys: &[String]) {
    for form in state.forms_of(keys) {
        form.saving = Saving::No;
    }
}

/// The texts of the forms beneath, each with what it answers: their drafts go with the note.
fn typed_in(state: &State, keys: &[String]) -> Vec<String> {
    let forms = state.overlays.iter().filter_map(Overlay::form).filter(|form| keys.contains(&form.key));
    let fields = forms.flat_map(|form| &form.fields).filter(|field| !field.text.text().trim().is_empty());
    fields.map(|field| format!("{}: {}", field.label, field.text.text().trim())).collect()
}

/// Both values and, from the one that is not taken, the rest of what was typed.
fn both_in_a_note(pilot: PilotId, conflict: &Conflict, typed: &[String]) -> Change {
    let by = by(conflict, true);
    let mut text = format!("**{}**\n\n- {by}: {}\n- not taken: {}", conflict.what, conflict.theirs, conflict.yours);
    if typed.len() > 1 {
        text.extend(typed.iter().map(|typed| format!("\n- {typed}")));
    }
    Change::Note(NoteChange::Add { pilot, text, on: None })
}

/// The key tester tells what a key, or a chord of several, is called and means here; Esc twice closes it.
fn test(state: &mut State, key: Key) -> Vec<Effect> {
    const SHOWN: usize = 8;
    let begun = match state.overlays.last() {
        Some(Overlay::Keys(tester)) => tester.pending.clone(),
        _ => Vec::new(),
    };
    let escapes = key.code == Code::Esc;
    let keys: Vec<Key> = if escapes { vec![key] } else { begun.iter().copied().chain([key]).collect() };
    let found = resolve(&state.verbs(), &keys);
    let pending = if found == Match::Prefix { keys.clone() } else { Vec::new() };
    let meaning = match found {
        _ if escapes => escaped(state, !begun.is_empty()).to_owned(),
        Match::Verb(at) => {
            let verbs = state.verbs();
            verbs.get(at).map(|bound| format!("{} · {}", bound.offer.title, bound.home)).unwrap_or_default()
        }
        Match::Prefix => "begins several keys".to_owned(),
        Match::Dead(why) => format!("not now: {why}"),
        Match::None => "means nothing here".to_owned(),
    };
    let Some(Overlay::Keys(tester)) = state.overlays.last_mut() else {
        return Vec::new();
    };
    let name = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    if escapes && tester.pressed.last().is_some_and(|(last, _)| *last == name) {
        return vec![Effect::Close];
    }
    tester.pending = pending;
    tester.pressed.push((name, meaning));
    let extra = tester.pressed.len().saturating_sub(SHOWN);
    tester.pressed.drain(..extra);
    Vec::new()
}

/// What Esc means on the screen beneath, with or without the first key of a chord pressed.
fn escaped(state: &State, begun: bool) -> &'static str {
    match state.screens.len() {
        _ if begun => "cancels the key before",
        _ if state.is_locked() => "leaves nothing here; ⟨leave|quit⟩ leaves",
        0 | 1 => "closes what is open",
        _ => "closes what is open, or goes back",
    }
}

fn search(state: &mut State, key: Key) -> Vec<Effect> {
    let page = boxes::page(&state.context);
    let Some(Overlay::Help(search) | Overlay::Palette(search)) = state.overlays.last_mut() else {
        return Vec::new();
    };
    let count = search.count();
    match key.code {
        Code::Esc => return vec![Effect::Close],
        Code::Down => search.list.step(1, count, page),
        Code::Up => search.list.step(-1, count, page),
        Code::PageDown => search.list.step(isize::try_from(page).unwrap_or(1), count, page),
        Code::PageUp => search.list.step(-isize::try_from(page).unwrap_or(1), count, page),
        Code::Enter => return choose(state),
        _ => {
            if edit(&mut search.typed, key) {
                search.narrow();
                return seek(state);
            }
        }
    }
    Vec::new()
}

/// Looks in every text for what is typed in the palette. Under the mask texts cannot be found.
fn seek(state: &mut State) -> Vec<Effect> {
    let is_asked = !state.context.masked && state.workspace.is_some();
    match state.overlays.last_mut() {
        Some(Overlay::Palette(search)) if is_asked => vec![Effect::Seek(search.look_for_texts())],
        _ => Vec::new(),
    }
}

fn choose(state: &mut State) -> Vec<Effect> {
    // Nothing was found: what was typed stays, to be corrected.
    let Some(Overlay::Help(search) | Overlay::Palette(search)) = state
        .overlays
        .pop_if(|overlay| matches!(overlay, Overlay::Help(search) | Overlay::Palette(search) if search.count() > 0))
    else {
        return Vec::new();
    };
    let Some(hit) = search.hit(search.list.selected) else {
        return Vec::new();
    };
    let destination = match hit {
        Hit::Verb(bound) => {
            return match bound.offer.live {
                Live::Yes => chord::take(state, bound),
                Live::No(_) => reach::ready(state, bound.home, bound.offer.name),
            };
        }
        Hit::Elsewhere(bound, _) => return reach::go(state, bound),
        Hit::Command(command) => return vec![Effect::info(verbatim(&command.told()))],
        Hit::Pilot(pilot, _) => Destination::Pilot(pilot),
        Hit::Person(person, _) => Destination::Person(person),
        Hit::Text(text) => Destination::Found(Found {
            stands: text.stands,
            spot: text.spot.clone(),
            words: text.meant.clone().unwrap_or_else(|| search.sought().to_owned()),
            excerpt: text.excerpt.clone(),
        }),
        Hit::Entry(entry) => Destination::Found(Found {
            stands: Stands::Framework,
            spot: entry.key.clone(),
            words: search.sought().to_owned(),
            excerpt: entry.name.clone(),
        }),
    };
    vec![Effect::Open(destination)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_both_values_has_all_that_was_typed_with_the_one_that_is_not_taken() {
        let conflict = Conflict {
            what: "Demand forecast: lifecycle".to_owned(),
            yours: "paused".to_owned(),
            theirs: "stopped".to_owned(),
            by: Some("bob".to_owned()),
            part: None,
            refused: None,
        };
        let typed = ["statement: Stands still".to_owned(), "why: no owner yet".to_owned()];
        let text = |typed: &[String]| match both_in_a_note(PilotId(1), &conflict, typed) {
            Change::Note(NoteChange::Add { text, .. }) => text,
            other => panic!("{other:?}"),
        };
        let values = "**Demand forecast: lifecycle**\n\n- bob: stopped\n- not taken: paused";
        assert_eq!(text(&typed), format!("{values}\n- statement: Stands still\n- why: no owner yet"));
        assert_eq!(text(&typed[..1]), values, "one text is the value itself");
    }
}
