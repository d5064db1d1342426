//! Owns what becomes of a write once the file answers: saved, refused, in conflict with another value, or asked about
//! first.

use std::collections::VecDeque;

use super::settle::TAKEN_BACK;
use super::state::{Early, Saved, Slip, State, Write};
use super::{early, overlays, repeat, told, trouble};
use crate::domain::{Change, Conflict, Outcome, ReviewId};
use crate::interaction::named::verbatim;
use crate::interaction::overlay::Confirm;
use crate::interaction::{Effect, Failure, Notice, Overlay, Query, Screen, TakesBack, Tone};
use crate::screens;

pub(super) fn asked_first(state: &mut State, question: String, entry: i64) -> Vec<Effect> {
    state.early.clear();
    let again = answered(state, Saved::Yes).back == TAKEN_BACK;
    let masked =
        if again { "Is what was taken back last to be done again?" } else { "Is the newest change to be taken back?" };
    let question = if state.context.masked { masked.to_owned() } else { verbatim(&question) };
    // The yes is for the entry that was asked about, whatever was written since.
    let yes = if again { Effect::Again(entry, true) } else { Effect::Revert(entry, true) };
    let deed = if again { "Do again what it took back?" } else { "Take it back all the same?" };
    let met = state.top().and_then(Screen::meets).filter(|_| !again);
    let own = state.top().and_then(Screen::takes_back).filter(|own| !again && own.entry != Some(entry));
    if let Some(why) = own.as_ref().and_then(|own| own.hindered.clone()) {
        return vec![Effect::info(why)];
    }
    // What `u` would take back there is not the newest: that is asked about, and newer changes stay.
    if let Some(TakesBack { entry: Some(entry), question, detail, .. }) = own {
        return vec![Effect::ask_first(question, detail, vec![Effect::Revert(entry, true)])];
    }
    let detail = match met {
        Some(_) => format!("{deed} With n it stays, and ⟨take-back|undo⟩ goes on to what was recorded before it."),
        None if state.locked_below().is_some() => format!("A meeting is going on, and this may belong to it. {deed}"),
        None if own.is_some() => {
            format!(
                "It is not what ⟨undo⟩ is for on this page; the history (⟨everywhere history⟩) takes that back. {deed}"
            )
        }
        None => deed.to_owned(),
    };
    let no = met.map(|review| passed_over(review, entry)).unwrap_or_default();
    vec![Effect::ask(Confirm { question, detail, yes: vec![yes], no, ..Confirm::default() })]
}

/// The last change recorded by a meeting stays: on the wall, the entry before it is the next to be taken back.
fn passed_over(review: ReviewId, entry: i64) -> Vec<Effect> {
    let before = Effect::load(Query::Recorded(review, Some(entry)));
    vec![before, Effect::info("It stays; ⟨take-back|undo⟩ goes on to what was recorded before it.")]
}

/// A write was answered: removes it from the queue.
fn answered(state: &mut State, saved: Saved) -> Write {
    let write = state.in_flight.pop_front().unwrap_or_default();
    // An undo that was refused leaves nothing unsaved.
    let saved = if write.drafts.is_empty() { Saved::Yes } else { saved };
    state.saved = if saved == Saved::Yes && !state.in_flight.is_empty() { Saved::Saving } else { saved };
    write
}

/// The same for a write that the file did not take.
fn unwritten(state: &mut State, saved: Saved) -> Write {
    if let Some(open) = state.screens.last_mut() {
        open.screen.refused();
    }
    answered(state, saved)
}

pub(super) fn committed(state: &mut State, outcome: &Outcome) -> Vec<Effect> {
    state.unwritten.clear();
    state.slip = Slip::None;
    let mut write = answered(state, Saved::Yes);
    let newer = write.part_with_newer(&state.context.drafts);
    let Write { drafts: saved, back, veiled, silent, again, .. } = write;
    repeat::done(state, outcome, again, silent);
    let was_saving = early::is_saving(state);
    state.overlays.retain(|overlay| !matches!(overlay, Overlay::Form(form) if saved.contains(&form.key)));
    let unmeant = if was_saving && !early::is_saving(state) { early::unmeant(state) } else { None };
    let tone = if outcome.entry.is_some() { Tone::Done } else { Tone::Info };
    let veiled = outcome.turned.and_then(|turned| told::again(turned, &state.told)).unwrap_or(veiled);
    state.told.extend(outcome.entry.map(|entry| (entry, veiled.clone())));
    let summary = match (state.context.masked, tone) {
        (false, _) => Outcome { summary: verbatim(&outcome.summary), ..outcome.clone() }.told(),
        (true, Tone::Done) => veiled,
        (true, _) => "Nothing changed.".to_owned(),
    };
    let (context, mut top) = (&state.context, state.screens.last_mut());
    if let Some(open) = &mut top {
        open.screen.looks_out();
    }
    let left = top.filter(|_| !silent).and_then(|open| {
        open.recorded.extend(outcome.entry);
        open.screen.committed(outcome, context);
        open.screen.left()
    });
    let summary = match left {
        Some(left) => format!("{summary} {left}"),
        None => summary,
    };
    let text = if tone == Tone::Done && !back.is_empty() { format!("{summary}  {back}") } else { summary };
    state.notice = Some(Notice { tone, text });
    if let Some(told) = unmeant {
        state.mention(Tone::Info, told);
    }
    let mut effects: Vec<Effect> = saved.into_iter().map(|key| Effect::Draft { key, body: None }).collect();
    // At once: if the program is killed, what is saved must not come back as a draft.
    effects.extend((!effects.is_empty()).then_some(Effect::Flush));
    // First the names: keys that wait for the screen may open a form that needs them.
    effects.extend(state.load_directory());
    effects.extend(state.reload());
    // A cell shows by itself that it is not saved.
    let is_in_a_form = |key: &String| !screens::is_formless(key) && !state.is_being_saved(key);
    effects.extend(newer.iter().any(is_in_a_form).then(|| Effect::Meanwhile(TYPED_SINCE.to_owned())));
    effects
}

/// Shown where the form of what was saved holds something newer by now.
const TYPED_SINCE: &str = "What was typed there since is a draft, and not saved yet.";

/// A change was refused: the form that sent it stays open, with the failure at its field.
pub(super) fn refused(state: &mut State, failure: Failure) -> Vec<Effect> {
    // Nobody would have read the refusal.
    state.leaving = None;
    // What is wrong is not lost: it is still in its form, which says why.
    let drafts = unwritten(state, if failure.unkept { Saved::Failed } else { Saved::Yes }).drafts;
    if failure.unkept {
        state.unwritten.extend(drafts.iter().cloned());
    }
    trouble::unsay(state);
    state.trouble = failure.unkept.then(|| failure.said());
    let typed = typed_meanwhile(state, &drafts);
    if let Some(form) = state.forms_of(&drafts).next() {
        form.refuse(failure);
        return typed;
    }
    vec![match state.overlays.last() {
        _ if failure.unkept && drafts.is_empty() => Effect::failed(trouble::not_done(&failure)),
        // Another form covers the line where it is usually told.
        Some(Overlay::Form(_)) => Effect::Meanwhile(failure.said()),
        _ => Effect::failed(failure.said()),
    }]
}

/// Another value stands in the way: asks which one stays, unless somebody went on to something else meanwhile and their
/// next letter would be the answer.
pub(super) fn conflicted(state: &mut State, conflict: Box<Conflict>, change: Box<Change>) -> Vec<Effect> {
    let drafts = state.in_flight.front().map(|write| write.drafts.as_slice()).unwrap_or_default();
    if !state.overlays.is_empty() && !waits_with(state, drafts) {
        let failure = overlays::not_asked(&conflict, !drafts.is_empty());
        return refused(state, failure);
    }
    let mut write = unwritten(state, Saved::Failed);
    write.part_with_newer(&state.context.drafts);
    let drafts = write.drafts;
    vec![Effect::Overlay(Box::new(Overlay::Conflict { conflict, change, drafts, stands: true }))]
}

/// The form on top stays open: what was typed while it was being saved goes into it. A key that would have ended it was
/// for the save that failed.
fn typed_meanwhile(state: &mut State, drafts: &[String]) -> Vec<Effect> {
    let early = if waits_with(state, drafts) { std::mem::take(&mut state.early) } else { VecDeque::new() };
    let take = |one: Early| match one {
        Early::Key(key) => overlays::press(state, key),
        Early::Pasted(text) => overlays::paste(state, &text),
    };
    early.into_iter().flat_map(take).collect()
}

/// Is the form on top being saved with one of these drafts?
fn waits_with(state: &State, drafts: &[String]) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Form(form)) if form.saving.is_on() && drafts.contains(&form.key))
}
