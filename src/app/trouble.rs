//! Owns what is said of a file that cannot be read for now or is damaged, and of its recovery.

use super::early;
use super::state::{Saved, State};
use crate::interaction::{Effect, Failure, Overlay, Tone, form_view};
use crate::ui::glyphs::Glyphs;

/// What was asked for could not be read. What becomes of a save, only its own answer says.
pub(super) fn troubled(state: &mut State, failure: &Failure) -> Vec<Effect> {
    unanswered(state);
    let said = if state.in_flight.is_empty() {
        let is_unsaved = state.is_unwritten() || state.saved == Saved::Failed;
        state.saved = if is_unsaved { Saved::Failed } else { Saved::Unread };
        failure.said()
    } else {
        format!("{}: nothing is read meanwhile, and what is being saved is tried all the same", failure.title)
    };
    state.trouble = Some(said.clone());
    let was_said = state.notice.as_ref().is_some_and(|notice| notice.text == not_done(failure));
    if was_said { Vec::new() } else { vec![Effect::failed(said)] }
}

/// What is said when the file refused something that nobody had typed. It stays until the next key, as nothing else
/// tells of it.
pub(super) fn not_done(failure: &Failure) -> String {
    format!("Not done: {}", failure.said())
}

/// Withdraws what was said to be wrong with the file.
pub(super) fn unsay(state: &mut State) {
    let trouble = state.trouble.take();
    for said in [&mut state.notice, &mut state.news] {
        said.take_if(|notice| Some(&notice.text) == trouble.as_ref());
    }
}

/// The trouble with the file has passed, and the notice of it is withdrawn. What was refused is still a draft until
/// somebody saves it again.
pub(super) fn recovered(state: &mut State) -> Vec<Effect> {
    let was_refused = !std::mem::take(&mut state.unwritten).is_empty();
    if state.in_flight.is_empty() {
        state.saved = Saved::Yes;
    }
    unsay(state);
    for form in state.overlays.iter_mut().filter_map(Overlay::form_mut) {
        form.failure.take_if(|failure| failure.unkept);
    }
    let told = if was_refused { not_yet_saved(state) } else { None };
    let told = told.map(Effect::Meanwhile);
    told.into_iter().chain(state.reload()).chain(state.load_directory()).collect()
}

/// What is said of refused changes once the file can be written again. They are not retried by themselves: what is
/// typed just then is meant for the form, and would run on what lies beneath it.
fn not_yet_saved(state: &State) -> Option<String> {
    let glyphs = state.context.glyphs;
    let how = match state.overlays.last() {
        Some(Overlay::Form(form)) if form.has_draft() && glyphs != Glyphs::Words => {
            format!(", and this is not saved yet: {} saves it now", glyphs.key(form_view::ends_by(form)))
        }
        Some(Overlay::Form(form)) if form.has_draft() => ", and this is not saved yet: save it once more".to_owned(),
        _ if state.context.typed() > 0 => ": what it did not take is a draft still (⟨drafts⟩ lists it)".to_owned(),
        _ => return None,
    };
    Some(format!("The file can be written again{how}."))
}

/// No answer will come: nothing waits for it any longer, nor opens later by itself. The keys that waited are reported
/// as lost; those in a form that is being saved wait on.
fn unanswered(state: &mut State) {
    let untaken = if early::is_saving(state) { None } else { early::dropped(state) };
    (state.asks_names, state.next, state.chosen) = (false, None, None);
    if let Some(open) = state.screens.last_mut() {
        open.unread |= open.fresh;
        (open.fresh, open.answered) = (false, true);
        open.screen.unanswered();
    }
    if let Some(told) = untaken {
        state.mention(Tone::Info, told);
    }
}

/// The file is damaged: it is shown as far as it can be read, and not written.
pub(super) fn damaged(state: &mut State, failure: Failure) -> Vec<Effect> {
    if let Some(open) = state.screens.last_mut() {
        open.unread |= !open.answered;
    }
    unanswered(state);
    (state.read_only, state.context.read_only) = (true, true);
    let said = Effect::failed(failure.said());
    state.damaged = Some(failure);
    vec![said]
}
