//! Owns the reading of values from images of rows, as `columns` reads them from rows.

use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::review::{Prepared, Reason};
use crate::domain::{
    ActionState, AgendaKind, AgendaState, Day, ExpansionState, Fixed, ItemState, Lifecycle, PersonId, PilotId,
    Severity, Status, WaiverOutcome, WorkItem, parse_day,
};

/// A type of value in a column.
pub(super) trait Imaged: Sized {
    /// The value in an image; none if it is of another type.
    fn imaged(value: &Value) -> Option<Self>;
}

impl<T: Imaged> Imaged for Option<T> {
    fn imaged(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::imaged(value).map(Some) }
    }
}

/// Types whose values are read in the same way.
macro_rules! imaged {
    ($($read:ident => $($kind:ty),+;)+) => {$($(
        impl Imaged for $kind {
            fn imaged(value: &Value) -> Option<Self> {
                $read(value)
            }
        }
    )+)+};
}

imaged! {
    day => Day;
    flag => bool;
    number => i64, u8, u16, u32;
    amount => Fixed;
    person => PersonId;
    pilot => PilotId;
    word => ActionState, AgendaKind, AgendaState, ExpansionState, ItemState, Lifecycle, Severity, Status, String, WaiverOutcome;
    json => Prepared, Vec<Reason>, Vec<WorkItem>, Vec<u8>;
}

fn day(value: &Value) -> Option<Day> {
    parse_day(value.as_str()?).ok()
}

fn flag(value: &Value) -> Option<bool> {
    value.as_i64().map(|flag| flag == 1)
}

fn number<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    T::try_from(value.as_i64()?).ok()
}

fn amount(value: &Value) -> Option<Fixed> {
    value.as_i64().map(Fixed::from_millionths)
}

fn person(value: &Value) -> Option<PersonId> {
    value.as_i64().map(PersonId)
}

fn pilot(value: &Value) -> Option<PilotId> {
    value.as_i64().map(PilotId)
}

fn word<T: FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

/// A list or an object.
fn json<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_str(value.as_str()?).ok()
}
