//! Owns the forms for what the command `set` writes: how each field of a noun is asked, how its text becomes a value,
//! and a form with every field of one pilot.

use std::fmt::Display;

use super::{NAMED, anybody, person, together};
use crate::domain::change::{FieldKind, PilotChange, PilotField};
use crate::domain::date::Moved;
use crate::domain::spoken::Side;
use crate::domain::words::{apart, first_of};
use crate::domain::{Change, Day, Fixed, Invalid, Pilot, Value};
use crate::interaction::{Context, Field, Form, Kind, Spot, Stands};

/// A field of a form for a field of a noun.
pub(in crate::screens) fn field(
    kind: FieldKind,
    name: &'static str,
    label: &str,
    old: &str,
    context: &Context,
) -> Field {
    let is_own = matches!(kind, FieldKind::Name | FieldKind::Code | FieldKind::Email);
    let required = matches!(kind, FieldKind::Name | FieldKind::Code);
    let is_list = kind == FieldKind::Words;
    let kind = match kind {
        FieldKind::Day => Kind::Day,
        FieldKind::Number => Kind::Number(String::new()),
        FieldKind::Money => Kind::Money,
        FieldKind::Flag => Kind::Check,
        FieldKind::Person => anybody(context, "nobody"),
        FieldKind::Choice(words) => Kind::words(words),
        FieldKind::Text
        | FieldKind::Name
        | FieldKind::Code
        | FieldKind::Words
        | FieldKind::Sentences
        | FieldKind::Email => Kind::Line,
    };
    let field = Field::of(kind, name, label, old);
    let field = if required { field.required() } else { field };
    let field = if is_own { field.own() } else { field };
    let field = if is_list { field.tags() } else { field };
    if Side::of(name) == Side::Behind { field.behind() } else { field }
}

/// The value of a form's field, for a field of a noun.
pub(in crate::screens) fn value(kind: FieldKind, form: &Form, name: &'static str) -> Result<Value, Invalid> {
    match kind {
        FieldKind::Person => Ok(person(form, name)?.map_or(Value::Nothing, Value::Person)),
        FieldKind::Words => Ok(Value::Words(form.tags(name)?)),
        FieldKind::Sentences => Ok(Value::Words(apart(&form.value(name)))),
        FieldKind::Text | FieldKind::Name | FieldKind::Code if form.changed(name) => unmoved(form, name),
        _ => form.typed(name),
    }
}

/// A text. A span like `+1w` is refused: it was meant for a date.
fn unmoved(form: &Form, name: &'static str) -> Result<Value, Invalid> {
    let typed = form.value(name);
    if Moved::parse(&typed).is_ok_and(|moved| moved.span().is_some()) {
        let error = Invalid::new(format!("“{typed}” moves a date, and here stands none")).at(name);
        return Err(error.hint("type it in the field of a date"));
    }
    form.typed(name)
}

/// The fields that were edited, as changes that carry the values before.
pub(in crate::screens) fn edited<F: Copy>(
    form: &Form,
    before: &[(F, Value)],
    of: impl Fn(F) -> (&'static str, FieldKind),
    change: impl Fn(F, Value, Option<Value>) -> Change,
) -> Result<Vec<Change>, Invalid> {
    let mut changes = Vec::new();
    for (field, was) in before {
        let (name, kind) = of(*field);
        let to = value(kind, form, name)?;
        if to != *was && form.changed(name) {
            changes.push(change(*field, to, Some(form.saw(name, was.clone()))));
        }
    }
    Ok(changes)
}

/// A form for the fields of one thing: `before` holds their values, and `set` changes one of them.
pub(in crate::screens) fn setting<F: Copy + 'static>(
    (place, title): (String, String),
    asked: Vec<Field>,
    before: Vec<(F, Value)>,
    of: fn(F) -> (&'static str, FieldKind),
    set: impl Fn(F, Value, Option<Value>) -> Change + 'static,
) -> Form {
    let stands = Stands::of(before.iter().map(|(field, stands)| (of(*field).0, stands)));
    Form::new(
        place,
        title,
        asked,
        Box::new(move |form, _| {
            let changes = edited(form, &before, of, &set)?;
            Ok(Change::Several { what: None, changes })
        }),
    )
    .replacing(stands)
}

/// The value of a field that may be empty, as text and as a value.
pub(in crate::screens) fn text_and_value<T: Display>(stands: Option<T>, value: fn(T) -> Value) -> (String, Value) {
    stands.map_or_else(|| (String::new(), Value::Nothing), |stands| (stands.to_string(), value(stands)))
}

/// The value of a pilot's field, as text and as a value.
pub(in crate::screens) fn pilot_field(pilot: &Pilot, summary: &str, field: PilotField) -> (String, Value) {
    let text = |text: &str| (text.to_owned(), Value::text(text));
    let day = |day: Option<Day>| text_and_value(day, Value::Day);
    let number = |number: Option<Fixed>| text_and_value(number, Value::Number);
    match field {
        PilotField::Name => text(&pilot.name),
        PilotField::Code => text(&pilot.code),
        PilotField::Summary => text(summary),
        PilotField::Unit => text(&pilot.unit),
        PilotField::Tags => (pilot.tags.join(", "), Value::Words(pilot.tags.clone())),
        PilotField::Started => day(pilot.started),
        PilotField::Lead => text_and_value(pilot.lead.as_ref().map(|(id, _)| *id), Value::Person),
        PilotField::Partner => text(&pilot.partner),
        PilotField::PartnerEnds => day(pilot.partner_ends),
        PilotField::Rollout => day(pilot.rollout),
        PilotField::Cohort => text(&pilot.cohort),
        PilotField::SpendChange => number(pilot.spend_change),
        PilotField::SpendTechnology => number(pilot.spend_technology),
    }
}

/// What people call a field of a pilot.
pub(in crate::screens) const fn pilot_label(field: PilotField) -> &'static str {
    match field {
        PilotField::Name => "name",
        PilotField::Code => "code",
        PilotField::Summary => "summary",
        PilotField::Unit => "unit",
        PilotField::Tags => "tags",
        PilotField::Started => "started",
        PilotField::Lead => "business lead",
        PilotField::Partner => "partner",
        PilotField::PartnerEnds => "partner ends",
        PilotField::Rollout => "rollout",
        PilotField::Cohort => "cohort",
        PilotField::SpendChange => "spent on change",
        PilotField::SpendTechnology => "spent on technology",
    }
}

/// Shown for a pilot that starts in the future.
pub(super) const NOT_BEGUN: &str = "still to come: nothing is judged before";

/// A form's field for a pilot's field; the summary is not repeated for another pilot.
fn asked(which: PilotField, old: &str, context: &Context) -> Field {
    let asked = field(which.kind(), which.name(), pilot_label(which), old, context);
    match which {
        PilotField::Summary => asked.own(),
        PilotField::Started => asked.ahead(NOT_BEGUN),
        _ => asked,
    }
}

/// One field of a pilot, edited where it stands.
pub(in crate::screens) fn set(
    pilot: &Pilot,
    summary: &str,
    which: PilotField,
    spot: Option<Spot>,
    context: &Context,
) -> Form {
    let (old, was) = pilot_field(pilot, summary, which);
    let (id, label) = (pilot.id, pilot_label(which));
    let asked = asked(which, &old, context);
    let (key, title) = (format!("pilot/{id}/{}", which.name()), format!("{}: {label}", pilot.name));
    let stands = Stands::of([(which.name(), &was)]);
    Form::prompt(
        key,
        title,
        asked,
        Box::new(move |form, _| {
            let to = value(which.kind(), form, which.name())?;
            let was = Some(form.saw(which.name(), was.clone()));
            Ok(Change::Pilot(PilotChange::Set { pilot: id, field: which, to, was }))
        }),
    )
    .replacing(stands)
    .over(spot)
}

/// `e`: every field of one pilot.
pub(in crate::screens) fn set_each(pilot: &Pilot, summary: &str, context: &Context) -> Form {
    let fields = PilotField::ALL.iter().map(|which| asked(*which, &pilot_field(pilot, summary, *which).0, context));
    let (id, name, title, fields) = (pilot.id, pilot.name.clone(), format!("Edit {}", pilot.name), fields.collect());
    let before: Vec<(PilotField, Value)> =
        PilotField::ALL.iter().map(|which| (*which, pilot_field(pilot, summary, *which).1)).collect();
    let stands = Stands::of(before.iter().map(|(field, stands)| (field.name(), stands)));
    Form::new(
        format!("pilot/{id}/fields"),
        title,
        fields,
        Box::new(move |form, _| {
            let changes = edited(
                form,
                &before,
                |which| (which.name(), which.kind()),
                |field, to, was| Change::Pilot(PilotChange::Set { pilot: id, field, to, was }),
            )?;
            let labels: Vec<String> = changes.iter().filter_map(label_of).collect();
            Ok(together(changes, || format!("Edited {name}: {}.", first_of(&labels, NAMED))))
        }),
    )
    .replacing(stands)
}

/// The label of the pilot's field that a change sets.
fn label_of(change: &Change) -> Option<String> {
    match change {
        Change::Pilot(PilotChange::Set { field, .. }) => Some(pilot_label(*field).to_owned()),
        _ => None,
    }
}
