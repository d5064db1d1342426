//! What is typed while people talk: a line of the minutes, an action.

use super::Room;
use crate::domain::action_line::ActionLine;
use crate::domain::change::{ActionChange, ReviewChange};
use crate::domain::{AgendaId, Change, ReviewId};
use crate::interaction::{Context, Field, Form};

/// Where the texts of an item are kept: each item has its own drafts, and so has the closing page.
pub(super) fn place(review: Option<ReviewId>, item: Option<AgendaId>, what: &str) -> String {
    let review = review.map_or_else(String::new, |review| review.to_string());
    let item = item.map_or_else(|| "end".to_owned(), |item| item.to_string());
    format!("meeting/{review}/{item}/{what}")
}

fn about(room: &Room) -> String {
    room.item().map_or_else(|| "the meeting".to_owned(), |item| item.title.clone())
}

/// `c`: a line of the minutes.
pub(super) fn minute(room: &Room) -> Option<Form> {
    let (review, item) = (room.review?, room.item().map(|item| item.id));
    let field = Field::line("text", "minute", "").required();
    let submit = move |form: &Form, _: &Context| {
        Ok(Change::Review(ReviewChange::Minute { review, item, text: form.value("text") }))
    };
    Some(Form::prompt(
        place(room.review, item, "minute"),
        format!("Minute on {}", about(room)),
        field,
        Box::new(submit),
    ))
}

/// `a`: who does what by when.
pub(super) fn action(room: &Room, context: &Context) -> Option<Form> {
    let (review, item, pilot) =
        (room.review?, room.item().map(|item| item.id), room.item().and_then(|item| item.pilot));
    let people = context.directory.people.clone();
    let field = Field::line("text", "@who what by when", "").required();
    let submit = move |form: &Form, context: &Context| {
        let line = ActionLine::parse(&form.value("text"), &people, context.today)?;
        let ActionLine { text, owner, due } = line;
        Ok(Change::Action(ActionChange::Add { text, owner, due, pilot, review: Some(review) }))
    };
    Some(Form::prompt(
        place(room.review, item, "action"),
        format!("Action on {}", about(room)),
        field,
        Box::new(submit),
    ))
}
