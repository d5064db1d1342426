//! Owns what is asked before something is left: the program while a meeting goes on, and a window whose texts are kept
//! nowhere because the disk takes no drafts. While it is not yet known whether the disk takes them, or whether a save
//! succeeds, leaving waits for that, unless somebody types on meanwhile.

use super::state::State;
use crate::domain::words::count;
use crate::interaction::context::in_the_open;
use crate::interaction::overlay::Confirm;
use crate::interaction::{Effect, Notice, Overlay, Told, Tone};

/// Ends the program. If a meeting is on the wall, beneath a page opened from it, or left for a look at something else,
/// that is asked about first.
pub(super) fn end(state: &State) -> Vec<Effect> {
    let yes = vec![Effect::Flush, Effect::Quit];
    let on_the_wall = state.screens.iter().map(|open| &open.screen).rfind(|screen| screen.locked().is_some());
    let (meeting, how) = match (on_the_wall, &state.left) {
        (Some(wall), _) => (wall, "is on the wall"),
        (None, Some(left)) => (left, "goes on"),
        (None, None) => return yes,
    };
    let question = format!("{}: the meeting {how}.", meeting.title(&state.context));
    let word = if state.context.is_heard() { "“meeting”" } else { "⟨everywhere meeting⟩" };
    let detail = format!("End the program? It stays as it is, and {word} comes back to where it stands.");
    vec![Effect::ask_first(question, detail, yes)]
}

/// Does the question whether to leave lie on top?
pub(super) fn is_asked(state: &State) -> bool {
    let leaves = |effect: &Effect| matches!(effect, Effect::Quit | Effect::AllTheSame(_));
    matches!(state.overlays.last(), Some(Overlay::Confirm(confirm)) if confirm.yes.iter().any(leaves))
}

/// Would this effect leave the workspace and lose what was typed, or let what was dropped come back at the next start?
pub(super) fn loses(state: &State, effect: &Effect) -> bool {
    leaves(effect) && (lost(state).any(|(key, _)| !is_led(effect, key)) || back(state, effect) > 0)
}

/// Would this effect leave the workspace while a write, or a draft, is still on its way?
pub(super) fn waits(state: &State, effect: &Effect) -> bool {
    let is_typed = || state.keeps_drafts && unsure(state).any(|(key, _)| !is_led(effect, key));
    leaves(effect) && (!state.in_flight.is_empty() || is_typed())
}

/// Leaves once all of that has arrived. A refusal or a question that comes meanwhile keeps the window open, and so does
/// a draft that cannot be kept, or somebody who types on.
pub(super) fn wait(state: &mut State, effect: Effect) -> Effect {
    let writes = !state.in_flight.is_empty();
    let what = if writes { "the file has what is being saved" } else { "what you typed is on the disk" };
    let stays = if state.context.is_heard() { "" } else { "; another key stays" };
    state.leaving = Some(effect);
    state.notice = Some(Notice { tone: Tone::Info, text: format!("Leaving as soon as {what}{stays}.") });
    Effect::Flush
}

/// Somebody who types on while leaving waits stays, so that nothing ends under their fingers; asking to leave again
/// does not count.
pub(super) fn goes_on(state: &mut State, does: impl FnOnce(&mut State) -> Vec<Effect>) -> Vec<Effect> {
    let effects = does(state);
    let asks = state.interrupted || effects.iter().any(leaves);
    if !asks && state.leaving.take().is_some() {
        state.notice = Some(Notice { tone: Tone::Info, text: WENT_ON.to_owned() });
    }
    effects
}

/// The effect that waited to leave, once nothing is on its way any more.
pub(super) fn at_last(state: &mut State) -> Option<Effect> {
    let is_early = waits(state, state.leaving.as_ref()?);
    if is_early { None } else { state.leaving.take() }
}

/// Shown where leaving waited and somebody typed on.
const WENT_ON: &str = "You went on, so you stay here.";

/// Does this effect leave the workspace?
fn leaves(effect: &Effect) -> bool {
    match effect {
        Effect::Led(_, effect) => matches!(**effect, Effect::Begin(_)),
        effect => matches!(effect, Effect::Quit | Effect::Switch(_) | Effect::Begin(_)),
    }
}

/// Does this effect lead elsewhere and take that text along?
fn is_led(effect: &Effect, key: &str) -> bool {
    matches!(effect, Effect::Led(led, _) if led == key)
}

/// The texts, by place, that are not known to be on the disk: typed and not saved since, or dropped in a way that can
/// be undone.
fn unsure(state: &State) -> impl Iterator<Item = (&String, &String)> {
    let dropped = state.dropped.iter().map(|draft| (&draft.key, &draft.body));
    let all = state.context.drafts.iter().chain(dropped);
    all.filter(move |(key, _)| state.unkept.contains(*key))
}

/// The texts that would be lost with this window: the disk takes nothing, or is not waited for, and they are nowhere
/// else. Somebody who opened the window only to read was told so.
fn lost(state: &State) -> impl Iterator<Item = (&String, &String)> {
    let goes = !state.keeps_drafts || state.leaving.is_some();
    let is_lost = goes && (!state.read_only || state.damaged.is_some());
    unsure(state).filter(move |_| is_lost)
}

/// How many drafts would come back at the next start though they were dropped or saved here.
fn back(state: &State, effect: &Effect) -> usize {
    state.stays.iter().filter(|key| !is_led(effect, key)).count()
}

impl State {
    /// The texts that would be lost with this window, each with what it is.
    #[must_use]
    pub fn lost_texts(&self) -> Vec<(String, String)> {
        let told = |(key, body): (&String, &String)| match Told::of(body) {
            Some(told) => (told.titled(&self.context.directory.pilots), told.texts.join("\n\n")),
            None => (in_the_open(key).to_owned(), body.clone()),
        };
        lost(self).map(told).collect()
    }

    /// Will this window be left as soon as what was typed and written is on the disk?
    #[must_use]
    pub const fn is_leaving(&self) -> bool {
        self.leaving.is_some()
    }
}

/// Asks whether to go ahead all the same.
pub(super) fn question(state: &State, effect: Effect) -> Effect {
    let (lost, back) = (lost(state).filter(|(key, _)| !is_led(&effect, key)).count(), back(state, &effect));
    let texts = (lost > 0).then(|| count(lost, "text is not kept anywhere", "texts are not kept anywhere"));
    let drafts = (back > 0).then(|| count(back, COMES_BACK.0, COMES_BACK.1));
    let all: Vec<String> = texts.into_iter().chain(drafts).collect();
    let no = match &effect {
        // The form that led here is closed already.
        Effect::Led(draft, _) => vec![Effect::LetGo(draft.clone()), Effect::info(STAYS)],
        _ => Vec::new(),
    };
    let detail = if lost > 0 {
        "Drafts cannot be kept on disk. What is saved first, or copied out of the drafts (⟨drafts⟩), is not lost."
    } else {
        "Drafts on the disk cannot be changed now; as soon as they can, this question goes away."
    };
    let risk = if lost > 0 { "NOT KEPT" } else { "NOT DROPPED" };
    let confirm = Confirm {
        question: format!("{}; leave all the same?", all.join(", ")),
        brief: Some(format!("{risk}, leave?")),
        detail: detail.to_owned(),
        yes: vec![Effect::AllTheSame(Box::new(effect))],
        no,
    };
    Effect::ask(confirm)
}

/// What is said of drafts that would come back.
const COMES_BACK: (&str, &str) =
    ("draft that was dropped or saved will be back", "drafts that were dropped or saved will be back");

/// What is said of a text typed for something that is now not gone on to.
const STAYS: &str = "What you typed is a draft: where you typed it, the same key opens it again.";

/// The disk takes drafts again: closes the question about texts that are kept nowhere. Answers whether it was open.
pub(super) fn unask(state: &mut State) -> bool {
    let before = state.overlays.len();
    let asks = |confirm: &Confirm| confirm.yes.iter().any(|effect| matches!(effect, Effect::AllTheSame(_)));
    state.overlays.retain(|overlay| !matches!(overlay, Overlay::Confirm(confirm) if asks(confirm)));
    state.overlays.len() < before
}
