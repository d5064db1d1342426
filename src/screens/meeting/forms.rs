//! What is typed while people talk: a line of the minutes, an action.

use super::super::{actions, decide, pilot::readiness, review::minutes};
use super::{Room, place};
use crate::domain::action_line::ActionLine;
use crate::domain::another_day::moved;
use crate::domain::brought::{agreed, decided, ruled};
use crate::domain::change::{ActionChange, ActionField, ReviewChange};
use crate::domain::readiness::Ahead;
use crate::domain::{Action, AgendaId, Change, Invalid, Pilot, ReviewId, Value};
use crate::interaction::{Context, Field, Form};

fn about(room: &Room) -> String {
    room.item().map_or_else(|| "the meeting".to_owned(), |item| item.title.clone())
}

/// `c`: a line of the minutes.
pub(super) fn minute(room: &Room) -> Option<Form> {
    let (review, item) = (room.review?, room.item().map(|item| item.id));
    Some(minutes::form(&about(room), review, item).anew())
}

/// `a`: who does what by when.
pub(super) fn action(room: &Room, context: &Context) -> Option<Form> {
    let (review, item, pilot) =
        (room.review?, room.item().map(|item| item.id), room.item().and_then(|item| item.pilot));
    let apart = apart(room);
    let field = Field::line("text", "@who what by when", "").required();
    let submit = move |form: &Form, context: &Context| {
        let ActionLine { text, owner, due } = actions::in_one_line(&form.value("text"), context).map_err(left_first)?;
        let line = agreed(due, &text);
        let action = Change::Action(ActionChange::Add { text, owner, due, pilot, review: Some(review) });
        Ok(noted(action, apart, line))
    };
    let (place, title) = (place::of_text(room.review, item, "action"), format!("Action on {}", about(room)));
    Some(Form::prompt(place, title, field, Box::new(submit)).echoing("text", actions::read_as("text", context)).anew())
}

/// Another page is reached from the meeting only once that is left.
fn left_first(error: Invalid) -> Invalid {
    const PEOPLE: &str = "⟨everywhere people⟩";
    let hint = error.hint.map(|hint| hint.replace(PEOPLE, &format!("⟨meeting leave⟩, {PEOPLE}")));
    Invalid { hint, ..error }
}

/// `D`: a decision on the pilot that is shown.
pub(super) fn decision(room: &Room, pilot: &Pilot, context: &Context) -> Form {
    let metrics: Vec<_> = room.metrics(pilot.id).iter().collect();
    let reasons = room.item().map(|item| item.reasons.as_slice()).unwrap_or_default();
    let answers = reasons.iter().find(|reason| reason.kind == "signal").map(|reason| reason.id.as_str());
    let form = decide::form(pilot, (&metrics, None), &room.trends.readings, answers, context);
    on_item(room, form, |form| Some(decided(&form.value("say"))))
}

/// `L`: the verdict of the pilot's gate.
pub(super) fn verdict(room: &Room, pilot: &Pilot, ahead: Ahead, context: &Context) -> Form {
    let form = readiness::verdict(pilot, ahead, Some(room.lacking(pilot)), context);
    on_item(room, form, move |form| Some(ruled(ahead.gate.name(), &form.value("verdict"))))
}

/// `e`: edits a due action. A new date is recorded as the answer to it, as nothing else tells that.
pub(super) fn edited(room: &Room, action: &Action, context: &Context) -> Form {
    let (text, was) = (action.text.clone(), action.due);
    on_item(room, actions::edit(action, context), move |form| match form.typed(ActionField::Due.name()) {
        Ok(Value::Day(to)) if to != was => Some(moved(&text, Some(was), to)),
        _ => None,
    })
}

/// The form, with a change that ties what it records to the item on screen, by its line in the minutes, where nothing
/// else does.
fn on_item(room: &Room, form: Form, line: impl Fn(&Form) -> Option<String> + 'static) -> Form {
    let (apart, submit) = (apart(room), form.submit);
    let submit = move |form: &Form, context: &Context| {
        let change = submit(form, context)?;
        Ok(match line(form) {
            Some(line) => noted(change, apart, line),
            None => change,
        })
    };
    Form { submit: Box::new(submit), ..form }
}

/// The item on screen with its review, where a record would not belong to it by itself: the item is about no pilot, or
/// what is recorded of its pilot counts for another item.
fn apart(room: &Room) -> Option<(ReviewId, AgendaId)> {
    let (meeting, item) = (room.meeting.as_ref()?, room.item()?);
    (!meeting.counts(item)).then_some((meeting.review.id, item.id))
}

/// A change with a line of the minutes that ties it to such an item. The line names nobody, as names may be masked.
fn noted(change: Change, apart: Option<(ReviewId, AgendaId)>, text: String) -> Change {
    let Some((review, item)) = apart else {
        return change;
    };
    let mut changes = match change {
        Change::Several { what: None, changes } => changes,
        one => vec![one],
    };
    changes.push(Change::Review(ReviewChange::Minute { review, item: Some(item), text }));
    Change::Several { what: None, changes }
}
