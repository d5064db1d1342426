//! Owns what happens where the row in focus goes from a list because another program wrote: that is said, and the first key
//! that would do something to the row that is in focus instead is dropped, as nobody meant that one.

use super::state::{Slip, State};
use crate::domain::PilotId;
use crate::interaction::{Destination, Effect, Overlay};

/// So many keys may still have been on their way.
const KEYS: u8 = 3;

/// Another program wrote: the answer that is awaited may take the row in focus away.
pub(super) fn watch(state: &mut State) {
    let newest = state.context.directory.newest;
    if let (Slip::None, Some(open)) = (state.slip, state.screens.last()) {
        state.slip = Slip::Awaited { ticket: open.ticket, newest };
    }
}

/// The newest entry that was known before another program wrote, where that answer shows what it wrote.
pub(super) fn awaited(state: &mut State, answered: u64) -> Option<i64> {
    let is_shown = state.screens.last().is_some_and(|open| open.ticket == answered);
    match state.slip {
        Slip::Awaited { ticket, newest } if is_shown && answered >= ticket => {
            state.slip = Slip::None;
            Some(newest)
        }
        _ => None,
    }
}

/// What the row in focus is known by, and its pilot where it is of one.
pub(super) fn focus(state: &State) -> Option<(String, Option<PilotId>)> {
    let top = state.top()?;
    Some((top.in_focus()?, top.pilot()))
}

/// Asks what was done to the row that was in focus, where another one is now.
pub(super) fn look(state: &mut State, before: Option<(String, Option<PilotId>)>, newest: i64) -> Option<Effect> {
    let ((row, pilot), (now, _)) = (before?, focus(state)?);
    if row == now {
        return None;
    }
    state.slip = Slip::Slipped(KEYS);
    Some(state.ask_meanwhile(pilot, newest))
}

/// What a verb of that home leads to, unless it was meant for the row that went.
pub(super) fn let_through(state: &mut State, home: &str, effects: Vec<Effect>) -> Vec<Effect> {
    let Slip::Slipped(left) = state.slip else {
        return effects;
    };
    state.slip = if left > 1 { Slip::Slipped(left - 1) } else { Slip::None };
    let is_own = state.top().is_some_and(|top| top.name() == home);
    let Some((row, pilot)) = focus(state).filter(|_| is_own) else {
        return effects;
    };
    if !effects.iter().any(|effect| hits(effect, &row)) {
        return effects;
    }
    let known = state.context.directory.pilots.iter().find(|(id, _)| Some(*id) == pilot && id.to_string() == row);
    let name = known.map_or("another one", |(_, name)| name.as_str());
    let told =
        format!("Another program changed this list, and the cursor stands on {name} now: press it again for that one.");
    state.slip = Slip::None;
    state.early.clear();
    vec![Effect::info(told)]
}

/// Does that do something to the row that is known by that, or open it?
fn hits(effect: &Effect, row: &str) -> bool {
    match effect {
        Effect::Commit { .. } | Effect::Edit { .. } => true,
        Effect::Overlay(overlay) => match &**overlay {
            Overlay::Form(form) => form.key.split('/').any(|part| part == row),
            Overlay::Confirm(_) => true,
            _ => false,
        },
        Effect::Open(
            Destination::Pilot(pilot)
            | Destination::Page(pilot, _)
            | Destination::Exception(pilot, _)
            | Destination::Gate(pilot),
        ) => pilot.to_string() == row,
        Effect::Open(Destination::Person(person)) => person.to_string() == row,
        _ => false,
    }
}
