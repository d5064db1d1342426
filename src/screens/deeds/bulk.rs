//! Owns the forms that edit fields of several things at once: an empty field changes nothing, dates may move by a span,
//! tags may be added and removed. The result is one change, which carries each value as its writer saw it.

use std::collections::BTreeSet;

use super::fields::{NOT_BEGUN, field, pilot_field, pilot_label, value};
use super::{anybody, place, several};
use crate::domain::change::{FieldKind, PilotChange, PilotField};
use crate::domain::date::Moved;
use crate::domain::tags::{tagged, words};
use crate::domain::words::first_few;
use crate::domain::{Change, Invalid, Pilot, Value};
use crate::interaction::form::{Echo, Said};
use crate::interaction::{Context, Field, Form, Kind, Stands};

/// Something whose fields can be edited for several at once.
pub(in crate::screens) trait InBulk: Sized + 'static {
    /// Its fields.
    type Field: Copy + 'static;
    /// The plural of its kind.
    const SEVERAL: &'static str;

    /// Its identity, as it is written.
    fn written_id(&self) -> String;

    /// What it is called among several.
    fn called(&self) -> String;

    /// The word of a field, and what its values are.
    fn field(which: Self::Field) -> (&'static str, FieldKind);

    /// The present value of a field.
    fn stands(&self, which: Self::Field) -> Value;

    /// Sets a field.
    fn set(&self, which: Self::Field, to: Value, was: Option<Value>) -> Change;

    /// Refuses an input that none of them could take.
    fn allow(_: &Form, _: &[Self], _: &Context) -> Result<(), Invalid> {
        Ok(())
    }
}

/// Several as a sentence of the journal tells them.
pub(in crate::screens) fn named<'a, T: InBulk>(all: impl IntoIterator<Item = &'a T>) -> String {
    let names: Vec<String> = all.into_iter().map(T::called).collect();
    several(T::SEVERAL, &names)
}

/// A field for several: left empty, it changes nothing.
pub(in crate::screens) fn field_of_all(
    (name, kind): (&'static str, FieldKind),
    label: &str,
    context: &Context,
) -> Field {
    const STAYS: &str = "as it is";
    match kind {
        FieldKind::Day => Field::of(Kind::Moved, name, label, ""),
        FieldKind::Words => Field::line(name, label, ""),
        FieldKind::Person => Field::of(anybody(context, STAYS), name, label, ""),
        FieldKind::Choice(words) => Field::of(Kind::words(words).or(STAYS), name, label, ""),
        kind => field(kind, name, label, "", context),
    }
}

/// A form for some fields of several, at a place made of their kind and `what`.
pub(in crate::screens) fn edit_all<T: InBulk>(
    (kind, what): (&str, &str),
    title: String,
    asked: Vec<Field>,
    fields: &'static [T::Field],
    all: Vec<T>,
) -> Form {
    let of_one = |one: &T| fields.iter().map(|which| (place_of(one, *which), one.stands(*which))).collect::<Vec<_>>();
    let stands = Stands::of(all.iter().flat_map(of_one));
    let key = place(kind, all.iter().map(T::written_id), what);
    let submit = move |form: &Form, context: &Context| {
        T::allow(form, &all, context)?;
        edited(form, fields, &all)
    };
    Form::new(key, title, asked, Box::new(submit)).replacing(stands)
}

/// What a form for several calls the value of one of them.
fn place_of<T: InBulk>(one: &T, which: T::Field) -> String {
    format!("{}/{}", one.written_id(), T::field(which).0)
}

/// The input for all of them as one change. A missing date cannot be moved, and stays missing. A value that would stay
/// the same is in the change too, as somebody else may change it meanwhile, but is not reported as edited.
fn edited<T: InBulk>(form: &Form, fields: &[T::Field], all: &[T]) -> Result<Change, Invalid> {
    let (mut changes, mut edited, mut undated) = (Vec::new(), Vec::new(), None);
    let is_typed = |which: &&T::Field| !form.value(T::field(**which).0).trim().is_empty();
    for one in all {
        let mut is_edited = false;
        for which in fields.iter().filter(is_typed) {
            let ((name, kind), stands) = (T::field(*which), one.stands(*which));
            let Some(to) = becomes(form, (name, kind), &stands)? else {
                undated = form.field(name).map(|field| (name, field.label.as_str()));
                continue;
            };
            is_edited |= to != stands;
            let was = Some(form.saw(place_of(one, *which), stands));
            changes.push(one.set(*which, to, was));
        }
        if is_edited {
            edited.push(one);
        }
    }
    match (changes.is_empty(), undated) {
        (true, Some((name, label))) => {
            let error = Invalid::new(format!("none of them has a date for “{label}” that could be moved")).at(name);
            Err(error.hint("write a date"))
        }
        (true, None) => Err(Invalid::new("nothing was filled in").hint("fill in what all of them are to have")),
        // If all of them have the value already, that is said.
        (false, _) => {
            let what = (!edited.is_empty()).then(|| format!("Edited {}.", named(edited)));
            Ok(Change::Several { what, changes })
        }
    }
}

/// The new value; none where a missing date would be moved.
fn becomes(form: &Form, (name, kind): (&'static str, FieldKind), stands: &Value) -> Result<Option<Value>, Invalid> {
    match (kind, stands) {
        (FieldKind::Day, stands) => {
            let from = if let Value::Day(day) = stands { Some(*day) } else { None };
            let moved = Moved::parse(&form.value(name)).map_err(|error| error.at(name))?;
            match (from, moved.from(from)) {
                (Some(day), None) => {
                    let error = Invalid::new(format!("{day} cannot be moved so far")).at(name);
                    Err(error.hint("write a shorter span, or a date"))
                }
                (_, to) => Ok(to.map(Value::Day)),
            }
        }
        (FieldKind::Words, Value::Words(own)) => {
            tagged(words(&form.value(name)), own).map(|tags| Some(Value::Words(tags)))
        }
        _ => value(kind, form, name).map(Some),
    }
}

impl InBulk for Pilot {
    type Field = PilotField;
    const SEVERAL: &'static str = "pilots";

    fn written_id(&self) -> String {
        self.id.to_string()
    }

    fn called(&self) -> String {
        self.name.clone()
    }

    fn field(which: PilotField) -> (&'static str, FieldKind) {
        (which.name(), which.kind())
    }

    fn stands(&self, which: PilotField) -> Value {
        // The summary is only edited for a single pilot.
        pilot_field(self, "", which).1
    }

    fn set(&self, field: PilotField, to: Value, was: Option<Value>) -> Change {
        Change::Pilot(PilotChange::Set { pilot: self.id, field, to, was })
    }

    fn allow(form: &Form, pilots: &[Self], _: &Context) -> Result<(), Invalid> {
        expect_tags(&form.value(PilotField::Tags.name()), pilots)
    }
}

/// The fields that several pilots may share.
const OF_PILOTS: &[PilotField] = &[
    PilotField::Unit,
    PilotField::Tags,
    PilotField::Lead,
    PilotField::Partner,
    PilotField::PartnerEnds,
    PilotField::Rollout,
    PilotField::Started,
];

/// `e` with several pilots marked: one field of all of them.
pub(in crate::screens) fn set_all(pilots: Vec<Pilot>, context: &Context) -> Form {
    let title = format!("Fields of {} pilots: empty stays, +1w moves, +tag adds", pilots.len());
    let asked = OF_PILOTS.iter().map(|which| field_of_pilots(*which, context)).collect();
    let dates = OF_PILOTS.iter().filter(|which| which.kind() == FieldKind::Day);
    let echoes: Vec<(&'static str, Echo)> = dates.map(|which| undated(*which, pilot_label(*which), &pilots)).collect();
    let form = edit_all(("pilot", "fields"), title, asked, OF_PILOTS, pilots)
        .echoing(PilotField::Tags.name(), Box::new(replacing));
    echoes.into_iter().fold(form, |form, (name, echo)| form.echoing(name, echo))
}

fn field_of_pilots(which: PilotField, context: &Context) -> Field {
    let asked = field_of_all(Pilot::field(which), pilot_label(which), context);
    if which == PilotField::Started { asked.behind().ahead(NOT_BEGUN) } else { asked }
}

/// What is said of tags typed for several pilots: without signs they replace all tags.
fn replacing(form: &Form) -> Option<Said> {
    let typed = words(&form.value(PilotField::Tags.name()));
    let first = typed.first().filter(|_| !typed.iter().any(|word| word.starts_with(['+', '-'])))?;
    Some(Said::Doubt(format!("replaces the tags of each; +{first} adds it")))
}

/// What is said of moving a date that some of them do not have.
pub(in crate::screens) fn undated<T: InBulk>(which: T::Field, label: &str, all: &[T]) -> (&'static str, Echo) {
    let (name, _) = T::field(which);
    let stays = match all.iter().filter(|one| one.stands(which) == Value::Nothing).count() {
        0 => None,
        1 => Some(format!("1 has no date for “{label}” and stays")),
        several => Some(format!("{several} have no date for “{label}” and stay")),
    };
    let said = move |form: &Form| {
        let (stays, span) = (stays.as_ref()?, Moved::parse(&form.value(name)).ok()?.span()?);
        Some(Said::Doubt(format!("{span}; {stays}")))
    };
    (name, Box::new(said))
}

/// Refuses to take off a tag that none of the pilots has.
fn expect_tags(typed: &str, pilots: &[Pilot]) -> Result<(), Invalid> {
    let own = || pilots.iter().flat_map(|pilot| &pilot.tags);
    let is_there = |tag: &str| own().any(|own| own.eq_ignore_ascii_case(tag));
    let words = words(typed);
    let off = words.iter().filter_map(|word| word.strip_prefix('-')).map(str::trim);
    let Some(tag) = off.filter(|tag| !tag.is_empty()).find(|tag| !is_there(tag)) else {
        return Ok(());
    };
    let known: BTreeSet<&str> = own().map(String::as_str).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let error = Invalid::new(format!("none of them has the tag “{tag}”")).at("tags");
    Err(error.hint(match known.as_slice() {
        [] => "they have none".to_owned(),
        known => format!("they have {}", first_few(known)),
    }))
}
