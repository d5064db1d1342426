//! What is typed while people talk: a line of the minutes, an action.

use super::Room;
use crate::domain::Change;
use crate::domain::action_line::ActionLine;
use crate::domain::change::{ActionChange, ReviewChange};
use crate::interaction::{Context, Field, Form};

/// Where the texts of an item are kept: each item has its own drafts.
fn key(room: &Room, what: &str) -> Option<String> {
    let review = room.review?;
    let item = room.item().map_or_else(|| "end".to_owned(), |item| item.id.to_string());
    Some(format!("meeting/{review}/{item}/{what}"))
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
    Some(Form::prompt(key(room, "minute")?, format!("Minute on {}", about(room)), field, Box::new(submit)))
}

/// `a`: who does what by when.
pub(super) fn action(room: &Room, context: &Context) -> Option<Form> {
    let (review, pilot) = (room.review?, room.item().and_then(|item| item.pilot));
    let people = context.directory.people.clone();
    let field = Field::line("text", "@who what by when", "").required();
    let submit = move |form: &Form, context: &Context| {
        let line = ActionLine::parse(&form.value("text"), &people, context.today)?;
        let ActionLine { text, owner, due } = line;
        Ok(Change::Action(ActionChange::Add { text, owner, due, pilot, review: Some(review) }))
    };
    Some(Form::prompt(key(room, "action")?, format!("Action on {}", about(room)), field, Box::new(submit)))
}
