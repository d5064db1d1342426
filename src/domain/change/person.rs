//! Owns the writes to a person.

use super::field::{FieldKind, fields};
use super::{Level, PersonId, Value};
use crate::domain::Invalid;
use crate::domain::person::{addressed, check_email, surname_first};
use crate::domain::shown::collapsed;

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
    /// Given when it comes from an export.
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
    /// Somebody with a name and nothing else.
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

    /// A new person as typed in one line: a name, in either order, then an optional address.
    ///
    /// # Errors
    /// If it is an address alone, or the address is none.
    pub fn typed(text: &str) -> Result<Self, Invalid> {
        let text = collapsed(text);
        let (name, email) = addressed(&text);
        if name.contains('@') {
            let hint = "write the name, and the address behind it: Ana Costa <ana@example.com>";
            return Err(Invalid::new(format!("“{name}” is no name of a person")).hint(hint).at("name"));
        }
        check_email(email)?;
        let name = surname_first(name).unwrap_or_else(|| name.to_owned());
        Ok(Self { email: email.to_owned(), ..Self::named(name) })
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
