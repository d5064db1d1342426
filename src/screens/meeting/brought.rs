//! What was recorded in a meeting so far: what each item brought, where that begins on its page, and what belongs to no
//! item.

use super::{Room, below};
use crate::domain::another_day::is_move;
use crate::domain::{Action, AgendaItem, Decision, Meeting};
use crate::interaction::Context;

/// The kind of a decision, and of a line of the minutes.
pub(super) const DECIDED: &str = "decided";
pub(super) const MINUTED: &str = "minuted";

/// What an item has brought so far, each with its kind: decisions, then actions, then minutes. Days are shortened,
/// except where somebody typed them.
pub(super) fn of_item(room: &Room, item: &AgendaItem, context: &Context) -> Vec<(&'static str, String)> {
    let Some(meeting) = &room.meeting else {
        return Vec::new();
    };
    let on = Some(item.id);
    let decided = meeting.decisions_on(on, &room.decisions).map(|one| decided(room, meeting, one, context));
    let actions = meeting.actions_on(on, &room.actions).map(|one| agreed(one, context));
    let minuted = meeting.said_on(on).map(|minute| {
        // What is minuted by itself is a sentence of ours.
        let text = if is_move(&minute.text) { context.dated(&minute.text) } else { minute.text.clone() };
        (MINUTED, text)
    });
    decided.chain(actions).chain(minuted).collect()
}

fn decided(room: &Room, meeting: &Meeting, one: &Decision, context: &Context) -> (&'static str, String) {
    let said = meeting.in_words(one, &context.framework, &room.decisions);
    (DECIDED, context.dated_around(&one.typed(), &said))
}

fn agreed(one: &Action, context: &Context) -> (&'static str, String) {
    ("action", one.told_with(|day| context.day(day)))
}

/// What was recorded as a row tells it.
pub(super) fn told((kind, text): &(&str, String)) -> String {
    format!("{kind}  {text}")
}

/// What the review recorded and no item brought: it concerns a pilot that is not on the agenda, or none, and was
/// recorded elsewhere.
pub(super) fn besides(room: &Room, meeting: &Meeting, context: &Context) -> Vec<(&'static str, String)> {
    let actions = meeting.actions_on(None, &room.actions).map(|one| agreed(one, context));
    let decided = meeting.decisions_on(None, &room.decisions).map(|one| decided(room, meeting, one, context));
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
