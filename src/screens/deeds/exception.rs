//! Owns the forms of exceptions: raising one, editing one or several, and taking them on.

use super::bulk::{self, InBulk};
use super::{anybody, place, setting, together};
use crate::domain::change::{ExceptionChange, ExceptionField, FieldKind};
use crate::domain::shown::brief;
use crate::domain::{Change, Exception, ExceptionState, Invalid, Pilot, Severity, Value, When, parsed};
use crate::interaction::form::{Echo, Said};
use crate::interaction::{Context, Field, Form, Kind, NO_CHOICE, Stands};

fn when(form: &Form, zone: i32) -> Result<Option<When>, Invalid> {
    super::given(form, "at").map(|text| When::typed(&text, |_| zone).map_err(|error| error.at("at"))).transpose()
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

/// `e` on an exception: what was said when it was raised.
pub(in crate::screens) fn correct(exception: &Exception, context: &Context) -> Form {
    let (id, owner) = (exception.id, exception.owner.map(|owner| owner.to_string()).unwrap_or_default());
    let fields = vec![
        Field::line("text", label(ExceptionField::Text), &exception.text).required().own(),
        Field::of(Kind::words(Severity::ALL), "severity", label(ExceptionField::Severity), exception.severity.name()),
        Field::of(anybody(context, "nobody yet"), "owner", label(ExceptionField::Owner), owner),
    ];
    setting(
        (format!("exception/{id}/fields"), "Edit an exception".to_owned()),
        fields,
        ExceptionField::ALL.iter().map(|which| (*which, exception.stands(*which))).collect(),
        Exception::field,
        move |field, to, was| Change::Exception(ExceptionChange::Set { exception: id, field, to, was }),
    )
}

impl InBulk for Exception {
    type Field = ExceptionField;
    const SEVERAL: &'static str = "exceptions";

    fn written_id(&self) -> String {
        self.id.to_string()
    }

    fn called(&self) -> String {
        brief(&self.text)
    }

    fn field(which: ExceptionField) -> (&'static str, FieldKind) {
        (which.name(), which.kind())
    }

    fn stands(&self, which: ExceptionField) -> Value {
        match which {
            ExceptionField::Text => Value::text(&self.text),
            ExceptionField::Severity => Value::text(self.severity.name()),
            ExceptionField::Owner => self.owner.map_or(Value::Nothing, Value::Person),
        }
    }

    fn set(&self, field: ExceptionField, to: Value, was: Option<Value>) -> Change {
        Change::Exception(ExceptionChange::Set { exception: self.id, field, to, was })
    }
}

const fn label(field: ExceptionField) -> &'static str {
    match field {
        ExceptionField::Text => "what was wrong",
        ExceptionField::Severity => "severity",
        ExceptionField::Owner => "who sees to it",
    }
}

/// `e` with several marked: how much they matter, and who sees to them.
pub(in crate::screens) fn correct_all(exceptions: Vec<Exception>, context: &Context) -> Form {
    const FIELDS: &[ExceptionField] = &[ExceptionField::Severity, ExceptionField::Owner];
    let field = |which: &ExceptionField| bulk::field_of_all(Exception::field(*which), label(*which), context);
    let title = format!("{} exceptions: what is empty stays", exceptions.len());
    bulk::edit_all(("exception", "fields"), title, FIELDS.iter().map(field).collect(), FIELDS, exceptions)
}

/// `n`: the next state of an exception, or of several. One that cannot have that state stays as it is.
pub(in crate::screens) fn advance(exceptions: Vec<Exception>, context: &Context) -> Form {
    let title = match exceptions.as_slice() {
        [one] => one.text.clone(),
        several => format!("Take {} exceptions on", several.len()),
    };
    let can_be = |to: &&ExceptionState| exceptions.iter().any(|one| one.can_be(**to));
    let next: Vec<&ExceptionState> = ExceptionState::ALL.iter().filter(can_be).collect();
    let all_can = next.iter().find(|to| exceptions.iter().all(|one| one.can_be(***to)));
    let first = all_can.or(next.first()).map_or("", |to| to.name());
    let fields = vec![
        Field::of(Kind::words(next), "to", "now it is", first).required().decisive(),
        Field::of(anybody(context, NO_CHOICE), "person", "escalated to", "").required().only_for("to", &["escalated"]),
        Field::line("note", "resolved how", "").only_for("to", &["resolved"]),
        Field::of(Kind::When, "at", "when (empty: now)", "").behind(),
    ];
    let (key, zone) = (place("exception", exceptions.iter().map(|one| one.id), ""), zone(context));
    let stands = Stands::of(exceptions.iter().map(|one| (one.id, one.state())));
    let stays = staying(exceptions.clone());
    Form::new(
        key,
        title,
        fields,
        Box::new(move |form, _| {
            let (to, at): (ExceptionState, Option<When>) = (parsed(&form.value("to"), "to")?, when(form, zone)?);
            let (person, note) = (super::person(form, "person")?, super::given(form, "note"));
            let meant = || exceptions.iter().filter(|one| one.can_be(to));
            let advance = |one: &Exception| {
                let (note, was) = (note.clone(), Some(form.saw(one.id, one.state())));
                Change::Exception(ExceptionChange::Advance { exception: one.id, to, person, note, at, was })
            };
            Ok(together(meant().map(advance).collect(), || format!("{}: {}.", done(to), bulk::named(meant()))))
        }),
    )
    .replacing(stands)
    .echoing("to", stays)
}

/// What is said where some cannot have the chosen state.
fn staying(exceptions: Vec<Exception>) -> Echo {
    Box::new(move |form| {
        let to: ExceptionState = form.value("to").parse().ok()?;
        let stay = exceptions.iter().filter(|one| !one.can_be(to)).count();
        let said = if stay == 1 { "stays as it is" } else { "stay as they are" };
        (stay > 0).then(|| Said::Doubt(format!("{stay} of {} cannot be {to} now, and {said}", exceptions.len())))
    })
}

/// The verb for having reached a state, as a sentence begins.
const fn done(state: ExceptionState) -> &'static str {
    match state {
        ExceptionState::Raised => "Raised",
        ExceptionState::Escalated => "Escalated",
        ExceptionState::Acknowledged => "Acknowledged",
        ExceptionState::Resolved => "Resolved",
        ExceptionState::Closed => "Closed",
    }
}
