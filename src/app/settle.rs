//! Owns the effects that the state performs itself: opening, closing, telling, masking, changing the theme.

use std::collections::VecDeque;
use std::sync::Arc;

use super::state::{Next, Open, Saved, State, Write};
use super::{drafts, early, leave, mask, paste, repeat, told};
use crate::domain::{PilotId, ReviewId};
use crate::interaction::context::{MASKED, UNDER_THE_MASK, under_mask};
use crate::interaction::{Destination, Directory, Effect, Notice, Overlay, Saving, Screen, Stands, Tone};
use crate::screens;

/// Performs what the state can, until only the shell's effects are left.
pub(super) fn settle(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
    let mut outward = Vec::new();
    let mut waiting: VecDeque<Effect> = effects.into();
    while let Some(effect) = waiting.pop_front() {
        match effect {
            Effect::Reload => waiting.extend(state.reload()),
            Effect::Load { ticket: 0, queries } => outward.push(state.load_more(queries)),
            Effect::Seek(typed) => outward.extend(state.load_texts(&typed)),
            Effect::Open(destination) => match in_the_way(state, &destination) {
                Some(told) => {
                    waiting.retain(|next| !matches!(next, Effect::GoOn(_) | Effect::PasteThere(_)));
                    waiting.push_back(Effect::info(told));
                }
                None => waiting.extend(open(state, &destination)),
            },
            Effect::Paste(text) => waiting.extend(paste::pasted(state, &text)),
            Effect::PasteHere(text) => waiting.extend(paste::here(state, &text)),
            Effect::PasteThere(text) => state.next = Some(Next::Paste(text)),
            Effect::GoOn(draft) => waiting.extend(drafts::want(state, draft)),
            Effect::Back => waiting.extend(back(state)),
            Effect::Turned => state.screens.last_mut().into_iter().for_each(|open| open.recorded.clear()),
            Effect::Overlay(overlay) => waiting.extend(put_on_top(state, *overlay)),
            Effect::Close => {
                state.overlays.pop();
                if state.in_flight.is_empty() && state.overlays.is_empty() && state.saved != Saved::Unread {
                    state.saved = Saved::Yes;
                }
            }
            Effect::Notice(notice) => state.notice = Some(notice),
            Effect::Meanwhile(text) => meanwhile(state, text),
            Effect::Draft { key, body } => outward.extend(drafts::keep(state, key, body)),
            Effect::Hold { left, place } => outward.push(drafts::hold(state, left, place)),
            Effect::DropDraft(key) => outward.extend(drop_draft(state, key, &mut waiting)),
            // Before there is a workspace, only the state knows what was dropped.
            Effect::Undrop if state.workspace.is_none() => waiting.extend(drafts::undrop(state)),
            Effect::Commit { change, drafts } => {
                outward.push(record(state, Effect::Commit { change, drafts: Vec::new() }, drafts));
            }
            Effect::Undo(_) | Effect::Redo(_) | Effect::Revert(..) | Effect::Again(..) => {
                outward.push(record(state, effect, Vec::new()));
            }
            Effect::NextTheme => next_theme(state),
            effect if leave::loses(state, &effect) => waiting.push_back(leave::question(state, effect)),
            effect if leave::waits(state, &effect) => outward.push(leave::wait(state, effect)),
            Effect::Set(..) | Effect::Begin(_) | Effect::KeepMapping(..) => outward.extend(lead(state, None, effect)),
            Effect::Led(draft, effect) => outward.extend(lead(state, Some(draft), *effect)),
            Effect::Mask(on) => {
                outward.push(Effect::Mask(on));
                waiting.extend(masked(state, on));
            }
            Effect::Prepare(_) | Effect::OpenReview(_) | Effect::CloseReview(_) | Effect::TakeIn(_) => {
                outward.push(record(state, effect, Vec::new()));
            }
            Effect::AllTheSame(effect) => outward.push(*effect),
            other => outward.push(other),
        }
    }
    outward
}

/// Says what others did meanwhile; a form covers the usual line, so that it is told inside the form too.
fn meanwhile(state: &mut State, text: String) {
    if let Some(Overlay::Form(form)) = state.overlays.last_mut() {
        form.beside = Some(text.clone());
    }
    state.mention(Tone::Info, text);
}

/// Shown where a draft is to be dropped while it is being saved.
const BEING_SAVED: &str = "It is being saved; it can be dropped only if that fails.";

/// Drops a draft, unless it is being saved.
fn drop_draft(state: &mut State, key: String, waiting: &mut VecDeque<Effect>) -> Option<Effect> {
    if !state.is_being_saved(&key) {
        return Some(drafts::dropped(state, key));
    }
    // So that nothing says it was dropped.
    waiting.retain(|next| !matches!(next, Effect::Notice(_)));
    waiting.push_back(Effect::info(BEING_SAVED));
    None
}

/// Something is written; these drafts go once it is.
fn record(state: &mut State, effect: Effect, drafts: Vec<String>) -> Effect {
    state.saved = Saved::Saving;
    // A form that is being saved takes no more text.
    for form in state.forms_of(&drafts) {
        form.saving = Saving::Begun;
    }
    let takes_back = matches!(effect, Effect::Undo(_) | Effect::Redo(_) | Effect::Revert(..) | Effect::Again(..));
    let silent = takes_back || matches!(effect, Effect::OpenReview(_));
    let (back, veiled, again) = (undone_by(&effect), told::effect(&effect, &state.codes), repeat::made(state, &drafts));
    let typed = |key: &String| Some((key.clone(), state.context.drafts.get(key)?.clone()));
    let typed = drafts.iter().filter_map(typed).collect();
    state.in_flight.push_back(Write { drafts, typed, back, veiled, silent, again });
    effect
}

/// Goes where a form leads, taking the place of its draft along. A setting shows at once, whether or not its file can
/// keep it.
fn lead(state: &mut State, draft: Option<String>, effect: Effect) -> Vec<Effect> {
    if matches!(effect, Effect::Prepare(_)) {
        return vec![record(state, effect, draft.into_iter().collect())];
    }
    let shown = if let Effect::Set(name, to) = &effect { show(state, name, to) } else { None };
    let led = match draft {
        Some(draft) => Effect::Led(draft, Box::new(effect)),
        None => effect,
    };
    shown.into_iter().chain([led]).collect()
}

/// How something that was done, or done again, is taken back.
pub(super) const TAKEN_BACK: &str = "⟨take-back|undo⟩ takes it back";
/// How something that was taken back is done again.
pub(super) const DONE_AGAIN: &str = "⟨do-again|redo⟩ does it again";

/// The hint of the key that reverses an effect. After an undo `u` goes further back, and `U` does it again.
const fn undone_by(effect: &Effect) -> &'static str {
    match effect {
        Effect::Undo(_) | Effect::Revert(..) => DONE_AGAIN,
        Effect::OpenReview(_) => "On its page (⟨everywhere review⟩) ⟨everywhere undo⟩ takes that back.",
        _ => TAKEN_BACK,
    }
}

/// Lays the mask over everything, or takes it off. Earlier notices are forgotten and shown no more.
fn masked(state: &mut State, on: bool) -> Vec<Effect> {
    repeat::forget(state);
    let context = &mut state.context;
    (context.masked, context.portfolio) = (on, Arc::default());
    (context.before, context.closing) = (None, None);
    if on {
        mask::framework(&mut context.framework);
        context.directory = Arc::new(Directory::unasked(&context.framework));
        state.workspace.iter_mut().for_each(mask::workspace);
        state.screens.retain(|open| mask::SHOWN.contains(&open.screen.name()));
        if state.screens.is_empty() {
            state.screens.push(Open::new(screens::home()));
        }
        state.screens.iter_mut().for_each(|open| open.veiled = true);
    }
    let said = match state.unmasks() {
        // Somebody listening presses no keys.
        Some(key) if !state.context.is_heard() => {
            format!("Names and values are masked: {} shows them.", state.context.glyphs.key(&key))
        }
        _ if on => "Names and values are masked.".to_owned(),
        _ => "Names and values are shown.".to_owned(),
    };
    let told = state.reload().into_iter().chain(state.load_directory());
    let kept = Effect::Draft { key: MASKED.to_owned(), body: on.then(|| "yes".to_owned()) };
    told.chain([kept, Effect::Flush, Effect::info(said)]).collect()
}

/// Shows a changed setting at once.
fn show(state: &mut State, name: &str, to: &str) -> Option<Effect> {
    if name == "theme"
        && let Some(theme) = state.themes.iter().find(|theme| theme.name == to)
    {
        state.context.theme = theme.clone();
    }
    (name == "mouse").then(|| {
        state.mouse = to == "yes";
        Effect::Mouse(state.mouse)
    })
}

fn next_theme(state: &mut State) {
    let at = state.themes.iter().position(|theme| theme.name == state.context.theme.name);
    let next = at.map_or(0, |at| (at + 1) % state.themes.len().max(1));
    if let Some(theme) = state.themes.get(next) {
        state.context.theme = theme.clone();
        state.notice = Some(Notice {
            tone: Tone::Info,
            text: format!("Theme {}. The settings (⟨everywhere settings⟩) keep one.", theme.name),
        });
    }
}

/// The review whose meeting is gone to.
const fn review_of(destination: &Destination) -> Option<ReviewId> {
    match destination {
        Destination::Meeting(review) | Destination::LeftMeeting(review, _) => Some(*review),
        _ => None,
    }
}

/// The meeting that stands in the way of another: one from which a page was opened is not left out of sight.
fn in_the_way(state: &State, destination: &Destination) -> Option<String> {
    let wall = &state.screens.get(state.locked_below()?)?.screen;
    review_of(destination).filter(|review| wall.meets() != Some(*review))?;
    let title = wall.title(&state.context);
    Some(format!(
        "{title} is on the wall: ⟨quit⟩ goes back to it, and ⟨meeting leave⟩ there leaves it; then another one can be held."
    ))
}

fn open(state: &mut State, destination: &Destination) -> Vec<Effect> {
    if let (Some(_), Some(wall)) = (review_of(destination), state.locked_below()) {
        // What was typed on one of its items is continued there.
        let stays = matches!(destination, Destination::Meeting(_));
        state.screens.truncate(wall + usize::from(stays));
        if stays {
            return state.reload();
        }
    }
    let Some(screen) = screens::at(destination, &state.context) else {
        return Vec::new();
    };
    if screen.locked().is_some() {
        // The meeting is on top again: nothing is left to come back to.
        state.left = None;
    }
    if state.context.masked && !mask::SHOWN.contains(&screen.name()) {
        let title =
            screens::PLACES.iter().find(|place| place.name == screen.name()).map_or("page", |place| place.title);
        let told = format!("Names and values are masked, so the {title} cannot be seen; ⟨mask⟩ shows them.");
        return vec![Effect::info(told)];
    }
    // Going to a screen that is already open goes back to it, so that the stack does not grow without end, but never
    // below a meeting that is going on.
    let wall = state.locked_below().unwrap_or(0);
    let talked = state.talked.take().or_else(|| state.top().and_then(Screen::talks_of));
    if let Some(at) = state.screens.iter().rposition(|open| open.screen.name() == screen.name())
        && at >= wall
        && matches!(destination, Destination::Screen(_))
    {
        state.screens.truncate(at + 1);
    } else {
        state.screens.push(Open::new(screen));
    }
    follow(state, talked.filter(|_| matches!(destination, Destination::Screen(_))));
    state.pending.clear();
    let mut effects = state.reload();
    // Other programs make workspaces, and move them.
    effects.extend(matches!(destination, Destination::Screen("workspaces")).then_some(Effect::LookAround));
    if let Destination::Found(found) = destination {
        effects.extend(found.told().map(Effect::info));
    }
    effects
}

fn back(state: &mut State) -> Vec<Effect> {
    if state.screens.len() > 1 {
        let left = state.screens.pop().map(|open| open.screen);
        let meeting = left.as_ref().filter(|screen| screen.meets().is_some());
        let talked = meeting.and_then(|meeting| meeting.talks_of()).or(state.talked.take());
        state.talked = talked.filter(|_| !follow(state, talked));
        state.left = left.filter(|screen| screen.counts()).or(state.left.take());
    } else if state.is_locked() {
        state.screens = vec![Open::new(screens::home())];
    }
    state.reload()
}

/// Moves the cursor of the screen on top to the pilot that was talked about on the one before; answers whether it has
/// rows of pilots.
fn follow(state: &mut State, talked: Option<PilotId>) -> bool {
    let context = &state.context;
    let top = talked.zip(state.screens.last_mut());
    top.is_some_and(|(pilot, open)| open.screen.follow(pilot, context))
}

/// A form takes up the draft that was left at its place.
fn put_on_top(state: &mut State, mut overlay: Overlay) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Overlay::Form(form) = &mut overlay {
        form.count_from(state.context.today);
        form.from = drafts::origin(state);
        if state.context.read_only && form.deed.is_none() {
            return vec![Effect::info("Nothing can be written here.")];
        }
        if state.context.masked {
            if !mask::can_be_filled(form) {
                return vec![Effect::info(UNDER_THE_MASK)];
            }
            // The earlier draft may name somebody: it is neither shown nor overwritten.
            if state.context.drafts.contains_key(&form.key) && form.keeps {
                let told = "What was typed here before may name somebody: ⟨mask⟩ shows it, and it stays.";
                form.beside = Some(told.to_owned());
                effects.push(Effect::info(told));
            }
            form.key = under_mask(&form.key);
            // What it replaces may be the mask.
            form.stands = Stands::default();
        }
        effects.extend(drafts::taken_up(state, form));
        effects.extend(repeat::fill(state, form));
    }
    match overlay {
        Overlay::Palette(_) => state.forget_texts(),
        // Nobody can have answered, or left, because of a question that was not there yet.
        Overlay::Confirm(_) | Overlay::Conflict { .. } => {
            if let Some(told) = early::asked(state) {
                state.mention(Tone::Info, told);
            }
            state.leaving = None;
        }
        _ => {}
    }
    state.overlays.push(overlay);
    effects
}
