//! Owns the forms of what `set` writes: how a field of a noun is asked, what was typed in it as a value, and every
//! field of a pilot, of one or of several.

use std::fmt::Display;

use super::{NAMED, anybody, named, of_all, person, place_of, together};
use crate::domain::change::{FieldKind, PilotChange, PilotField};
use crate::domain::date::Moved;
use crate::domain::spoken::Side;
use crate::domain::tags::{tagged, words};
use crate::domain::words::{apart, first_of};
use crate::domain::{Change, Day, Fixed, Invalid, Pilot, Value};
use crate::interaction::form::{Echo, Said};
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

/// What a form's field says as a value of a noun's field.
pub(in crate::screens) fn value(kind: FieldKind, form: &Form, name: &'static str) -> Result<Value, Invalid> {
    match kind {
        FieldKind::Person => Ok(person(form, name)?.map_or(Value::Nothing, Value::Person)),
        FieldKind::Words => Ok(Value::Words(form.tags(name)?)),
        FieldKind::Sentences => Ok(Value::Words(apart(&form.value(name)))),
        FieldKind::Text | FieldKind::Name | FieldKind::Code if form.changed(name) => unmoved(form, name),
        _ => form.typed(name),
    }
}

/// A text; how far a date moves is none, and was meant for another field.
fn unmoved(form: &Form, name: &'static str) -> Result<Value, Invalid> {
    let typed = form.value(name);
    if Moved::parse(&typed).is_ok_and(|moved| moved.span().is_some()) {
        let error = Invalid::new(format!("“{typed}” moves a date, and here stands none")).at(name);
        return Err(error.hint("type it in the field of a date"));
    }
    form.typed(name)
}

/// What was typed otherwise than it stood before, field by field, as changes that know what that was.
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

/// A form for the fields of one thing: `before` is what stands in them, and `set` changes one of them.
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

/// What stands in a field that may be empty, as text and as a value.
pub(in crate::screens) fn text_and_value<T: Display>(stands: Option<T>, value: fn(T) -> Value) -> (String, Value) {
    stands.map_or_else(|| (String::new(), Value::Nothing), |stands| (stands.to_string(), value(stands)))
}

/// A pilot's field with what stands there, as text and as a value.
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

/// Said of a pilot that begins on a day to come.
pub(super) const NOT_BEGUN: &str = "still to come: nothing is judged before";

/// A field of a form for one of a pilot: what it is in a few words is said of no other.
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

/// `e` with several pilots marked: one field of all of them. Dates may move by a span, tags be added and taken off.
pub(in crate::screens) fn set_all(pilots: Vec<Pilot>, context: &Context) -> Form {
    let fields = [
        PilotField::Unit,
        PilotField::Tags,
        PilotField::Lead,
        PilotField::Partner,
        PilotField::PartnerEnds,
        PilotField::Rollout,
        PilotField::Started,
    ];
    let title = format!("Fields of {} pilots: empty stays, +1w moves, +tag adds", pilots.len());
    let asked = fields.iter().map(|which| field_of_all(*which, context)).collect();
    let dates = fields.into_iter().filter(|which| which.kind() == FieldKind::Day);
    let echoes: Vec<(&'static str, Echo)> = dates.map(|which| (which.name(), undated(which, &pilots))).collect();
    let place = place_of(&pilots, "fields");
    let stands = Stands::of(pilots.iter().flat_map(|pilot| {
        fields.iter().map(move |which| (place_of_value(pilot, *which), pilot_field(pilot, "", *which).1))
    }));
    let form = Form::new(place, title, asked, Box::new(move |form, _| edit_all(form, &fields, &pilots)))
        .replacing(stands)
        .echoing(PilotField::Tags.name(), Box::new(replacing));
    echoes.into_iter().fold(form, |form, (name, echo)| form.echoing(name, echo))
}

/// What a form for several pilots calls a value of one of them.
fn place_of_value(pilot: &Pilot, which: PilotField) -> String {
    format!("{}/{}", pilot.id, which.name())
}

/// What was typed for several pilots, as one change. Whose date there is none of to be moved stays as it is.
fn edit_all(form: &Form, fields: &[PilotField], pilots: &[Pilot]) -> Result<Change, Invalid> {
    let (mut changes, mut done) = (Vec::new(), Vec::<&Pilot>::new());
    let mut stays = None;
    for which in fields.iter().copied() {
        let typed = form.value(which.name());
        if typed.trim().is_empty() {
            continue;
        }
        if which == PilotField::Tags {
            expect_tags(&typed, pilots)?;
        }
        for pilot in pilots {
            // None of these fields is the summary.
            let was = pilot_field(pilot, "", which).1;
            let to = match which.kind() {
                FieldKind::Day => {
                    let Some(day) = moved(&typed, &was)? else {
                        stays = Some(pilot_label(which));
                        continue;
                    };
                    Value::Day(day)
                }
                FieldKind::Words => Value::Words(tagged(words(&typed), &pilot.tags)?),
                kind => value(kind, form, which.name())?,
            };
            let was = Some(form.saw(place_of_value(pilot, which), was));
            changes.push(Change::Pilot(PilotChange::Set { pilot: pilot.id, field: which, to, was }));
            if !done.iter().any(|other| other.id == pilot.id) {
                done.push(pilot);
            }
        }
    }
    if let (true, Some(label)) = (changes.is_empty(), stays) {
        let error = Invalid::new(format!("none of them has a date for “{label}” that could be moved"));
        return Err(error.hint("write a date"));
    }
    of_all(changes, format!("Edited {}.", named(done)))
}

/// What is said of tags that are typed for several pilots: without a sign they are all that each has then.
fn replacing(form: &Form) -> Option<Said> {
    let typed = words(&form.value(PilotField::Tags.name()));
    let first = typed.first().filter(|_| !typed.iter().any(|word| word.starts_with(['+', '-'])))?;
    Some(Said::Doubt(format!("replaces the tags of each; +{first} adds it")))
}

/// What is said where a date is moved that some of the pilots do not have.
fn undated(which: PilotField, pilots: &[Pilot]) -> Echo {
    let (name, label) = (which.name(), pilot_label(which));
    let stays = match pilots.iter().filter(|pilot| pilot_field(pilot, "", which).1 == Value::Nothing).count() {
        0 => None,
        1 => Some(format!("1 has no date for “{label}” and stays")),
        several => Some(format!("{several} have no date for “{label}” and stay")),
    };
    Box::new(move |form| {
        let (stays, span) = (stays.as_ref()?, Moved::parse(&form.value(name)).ok()?.span()?);
        Some(Said::Doubt(format!("{span}; {stays}")))
    })
}

/// A field of several pilots: what is empty stays.
fn field_of_all(which: PilotField, context: &Context) -> Field {
    let (name, label) = (which.name(), pilot_label(which));
    match which.kind() {
        FieldKind::Day => {
            let moved = Field::of(Kind::Moved, name, label, "");
            if which == PilotField::Started { moved.behind().ahead(NOT_BEGUN) } else { moved }
        }
        FieldKind::Words => Field::line(name, label, ""),
        FieldKind::Person => Field::of(anybody(context, "as it is"), name, label, ""),
        kind => field(kind, name, label, "", context),
    }
}

/// The date that a pilot has then; none where it has none that could be moved.
fn moved(typed: &str, was: &Value) -> Result<Option<Day>, Invalid> {
    let from = if let Value::Day(day) = was { Some(*day) } else { None };
    Ok(Moved::parse(typed)?.from(from))
}

/// Refuses to take off a tag that none of the pilots has.
fn expect_tags(typed: &str, pilots: &[Pilot]) -> Result<(), Invalid> {
    let there = |tag: &str| pilots.iter().flat_map(|pilot| &pilot.tags).any(|own| own.eq_ignore_ascii_case(tag));
    let words = words(typed);
    match words.iter().filter_map(|word| word.strip_prefix('-')).map(str::trim).find(|tag| !there(tag)) {
        Some(tag) => {
            let mut own: Vec<&str> = pilots.iter().flat_map(|pilot| &pilot.tags).map(String::as_str).collect();
            own.sort_unstable();
            own.dedup();
            let error = Invalid::new(format!("none of them has the tag “{tag}”")).at("tags");
            Err(error.hint(if own.is_empty() {
                "they have none".to_owned()
            } else {
                format!("they have {}", own.join(", "))
            }))
        }
        None => Ok(()),
    }
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

/// What people call the field of a pilot that a change is of.
fn label_of(change: &Change) -> Option<String> {
    match change {
        Change::Pilot(PilotChange::Set { field, .. }) => Some(pilot_label(*field).to_owned()),
        _ => None,
    }
}
