//! Owns the forms of an exception: it is raised, what was said of it is edited, and it is taken on.

use super::anybody;
use crate::domain::change::{ExceptionChange, ExceptionField};
use crate::domain::{Change, Exception, ExceptionState, Invalid, PersonId, Pilot, Severity, Value, When, parsed};
use crate::interaction::{Context, Field, Form, Kind, NO_CHOICE, Stands};

fn when(form: &Form, zone: i32) -> Result<Option<When>, Invalid> {
    let text = form.value("at");
    if text.is_empty() {
        return Ok(None);
    }
    When::typed(&text, |_| zone).map(Some).map_err(|error| error.at("at"))
}

fn zone(context: &Context) -> i32 {
    i32::try_from(context.zone_offset_ms / 1000).unwrap_or(0)
}

/// `!`: an exception of a pilot.
pub(in crate::screens) fn raise(pilot: &Pilot, context: &Context) -> Form {
    let fields = vec![
        Field::line("text", "what was wrong", "").required(),
        Field::of(Kind::words(Severity::ALL), "severity", "severity", "medium"),
        Field::of(anybody(context, "nobody yet"), "owner", "who sees to it", ""),
        Field::of(Kind::When, "at", "when (empty: now)", "").behind(),
    ];
    let (id, zone) = (pilot.id, zone(context));
    Form::new(
        format!("pilot/{id}/exception"),
        format!("An exception of {}", pilot.name),
        fields,
        Box::new(move |form, _| {
            Ok(Change::Exception(ExceptionChange::Raise {
                id: None,
                pilot: id,
                text: form.value("text"),
                severity: form.value("severity").parse()?,
                owner: super::person(form, "owner")?,
                at: when(form, zone)?,
            }))
        }),
    )
    .quick()
}

/// `e` on an exception: what was said of it when it was raised.
pub(in crate::screens) fn correct(exception: &Exception, context: &Context) -> Form {
    let there = exception.clone();
    let owner = there.owner.map(|owner| owner.to_string()).unwrap_or_default();
    let person = |owner: Option<PersonId>| owner.map_or(Value::Nothing, Value::Person);
    let before = [
        (ExceptionField::Text, Value::text(&there.text)),
        (ExceptionField::Severity, Value::text(there.severity.name())),
        (ExceptionField::Owner, person(there.owner)),
    ];
    let stands = Stands::of(before.iter().map(|(field, stands)| (field.name(), stands)));
    let fields = vec![
        Field::line("text", "what was wrong", &there.text).required().own(),
        Field::of(Kind::words(Severity::ALL), "severity", "severity", there.severity.name()),
        Field::of(anybody(context, "nobody yet"), "owner", "who sees to it", owner),
    ];
    Form::new(
        format!("exception/{}/fields", there.id),
        "Edit an exception",
        fields,
        Box::new(move |form, _| {
            let mut changes = Vec::new();
            for (field, was) in &before {
                let to = match field {
                    ExceptionField::Owner => person(super::person(form, "owner")?),
                    field => Value::text(&form.value(field.name())),
                };
                if to != *was {
                    let (field, was) = (*field, Some(form.saw(field.name(), was.clone())));
                    changes.push(Change::Exception(ExceptionChange::Set { exception: there.id, field, to, was }));
                }
            }
            Ok(Change::Several { what: None, changes })
        }),
    )
    .replacing(stands)
}

/// `n` on an exception: its next state.
pub(in crate::screens) fn advance(exception: &Exception, context: &Context) -> Form {
    let state = exception.state();
    let can_follow = |to: &&ExceptionState| match to {
        ExceptionState::Acknowledged => exception.escalated.is_some(),
        ExceptionState::Closed => exception.resolved.is_some(),
        _ => true,
    };
    let next: Vec<&ExceptionState> = ExceptionState::ALL.iter().filter(|to| **to > state).filter(can_follow).collect();
    let first = next.first().map_or("", |to| to.name());
    let fields = vec![
        Field::of(Kind::words(next), "to", "now it is", first).required().decisive(),
        Field::of(anybody(context, NO_CHOICE), "person", "escalated to", "").required().only_for("to", &["escalated"]),
        Field::line("note", "resolved how", "").only_for("to", &["resolved"]),
        Field::of(Kind::When, "at", "when (empty: now)", "").behind(),
    ];
    let (id, zone) = (exception.id, zone(context));
    Form::new(
        format!("exception/{id}"),
        exception.text.clone(),
        fields,
        Box::new(move |form, _| {
            let note = form.value("note");
            Ok(Change::Exception(ExceptionChange::Advance {
                exception: id,
                to: parsed(&form.value("to"), "to")?,
                person: super::person(form, "person")?,
                note: (!note.is_empty()).then_some(note),
                at: when(form, zone)?,
                was: Some(form.saw("state", state)),
            }))
        }),
    )
    .replacing(Stands::of([("state", state)]))
}
