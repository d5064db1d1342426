//! What was recorded in a meeting so far: what an item brought, where that begins on its page, and what no item brought.

use std::collections::HashSet;

use super::super::review::minutes;
use super::{Room, below};
use crate::domain::another_day::is_move;
use crate::domain::{Action, ActionId, AgendaItem, Meeting, PilotId};
use crate::interaction::Context;

/// The kind of what was decided, and of what was minuted.
pub(super) const DECIDED: &str = "decided";
pub(super) const MINUTED: &str = "minuted";

/// What an item brought so far, each with its kind: decisions, then actions, then minutes. Days are short, but where
/// somebody wrote them.
pub(super) fn of_item(room: &Room, item: &AgendaItem, context: &Context) -> Vec<(&'static str, String)> {
    let Some(meeting) = &room.meeting else {
        return Vec::new();
    };
    let review = Some(meeting.review.id);
    let counts = meeting.counts_for(item);
    let own = |pilot: Option<PilotId>| pilot.is_some() && pilot == counts;
    let decided = room.decisions.iter().filter(|one| one.review == review && own(Some(one.pilot)));
    let actions = room.actions.iter().filter(|one| one.review == review && own(one.pilot));
    let minuted = meeting.minutes.iter().filter(|minute| minute.item == Some(item.id));
    let decided = decided.map(|one| {
        let said = one.in_words(&context.framework);
        let follows = minutes::follows(meeting, (one, &said), &room.decisions);
        (DECIDED, context.dated_around(&one.typed(), &format!("{said}{follows}")))
    });
    decided
        .chain(actions.map(|one| agreed(meeting.as_left(one), context)))
        .chain(minuted.map(|minute| match meeting.tied(minute, &room.actions) {
            Some(action) => agreed(action, context),
            // What is minuted by itself is a sentence of ours.
            None if is_move(&minute.text) => (MINUTED, context.dated(&minute.text)),
            None => (MINUTED, minute.text.clone()),
        }))
        .collect()
}

fn agreed(one: &Action, context: &Context) -> (&'static str, String) {
    ("action", one.told_with(|day| context.day(day)))
}

/// What the review has and no item brought: it is about a pilot that is not on the agenda, or about none and was
/// recorded elsewhere.
pub(super) fn besides(room: &Room, meeting: &Meeting, context: &Context) -> Vec<(&'static str, String)> {
    let review = Some(meeting.review.id);
    let there: HashSet<PilotId> = meeting.agenda.iter().filter_map(|item| item.pilot).collect();
    let is_there = |pilot: PilotId| there.contains(&pilot);
    let ties = meeting.minutes.iter().filter(|minute| minute.item.is_some());
    let minuted: HashSet<ActionId> =
        ties.filter_map(|minute| meeting.tied(minute, &room.actions)).map(|action| action.id).collect();
    let decided = room.decisions.iter().filter(|one| one.review == review && !is_there(one.pilot));
    let own = room.actions.iter().filter(|one| one.review == review);
    let actions = own.filter(|one| !one.pilot.is_some_and(is_there) && !minuted.contains(&one.id));
    let actions = actions.map(|one| agreed(meeting.as_left(one), context));
    let decided = decided.map(|one| (DECIDED, context.dated_around(&one.typed(), &one.in_words(&context.framework))));
    decided.chain(actions).collect()
}

impl Room {
    /// How many rows lie above what the item brought.
    pub(super) fn before_brought(&self, context: &Context) -> usize {
        match self.item() {
            // The picture, and what lies below it.
            Some(_) if self.shown_pilot().is_some() => 1 + below::steps(self, context).len(),
            // Where nothing is due, the item itself is there all the same.
            Some(item) => (item.reasons.len() + self.fires_for(item, context).len()).max(1),
            None => 0,
        }
    }
}
