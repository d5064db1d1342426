//! Owns the writes to a person.

use super::field::{FieldKind, fields};
use super::{Level, PersonId, Value};

fields! {
    /// A field of a person.
    PersonField "person" {
        Name = "name": Name,
        Title = "title": Text,
        Level = "level": Level,
        Unit = "unit": Text,
        Email = "email": Email,
        Partner = "partner": Flag,
        Certifier = "certifier": Flag,
    }
}

/// A person who is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Kept when it comes from an export.
    pub id: Option<PersonId>,
    /// Full name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Level.
    pub level: Level,
    /// Unit.
    pub unit: String,
    /// E-mail.
    pub email: String,
    /// Of a partner?
    pub partner: bool,
    /// May they certify?
    pub certifier: bool,
}

impl NewPerson {
    /// Somebody of whom nothing else is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            id: None,
            name: name.into(),
            title: String::new(),
            level: Level::Other,
            unit: String::new(),
            email: String::new(),
            partner: false,
            certifier: false,
        }
    }
}

/// A write to a person.
#[derive(Debug, Clone, PartialEq)]
pub enum PersonChange {
    /// Add one.
    Add(NewPerson),
    /// Set a field.
    Set {
        /// Of whom.
        person: PersonId,
        /// Which field.
        field: PersonField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Hand everything that somebody answers for over to another person.
    HandOver {
        /// From whom.
        from: PersonId,
        /// To whom.
        to: PersonId,
        /// Why.
        why: String,
    },
    /// Put out of sight, or back.
    Archive {
        /// Whom.
        person: PersonId,
        /// Out of sight?
        archived: bool,
    },
}
