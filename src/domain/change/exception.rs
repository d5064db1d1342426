//! Owns the writes to the register of exceptions.

use serde::{Deserialize, Serialize};

use super::field::{FieldKind, fields};
use super::{ExceptionId, ExceptionState, PersonId, PilotId, Severity, Value, When};

fields! {
    /// What was said of an exception when it was raised.
    ExceptionField "exception" {
        Text = "text": Name,
        Severity = "severity": Severity,
        Owner = "owner": Person,
    }
}

/// What a ticket said of an exception last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketSaid {
    /// Its key; none in a table that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The text, with the key behind it.
    pub text: String,
    /// The severity; none where it said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Who sees to it, as it said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Who that was then, where somebody was called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// A write to an exception.
#[derive(Debug, Clone, PartialEq)]
pub enum ExceptionChange {
    /// Raise one.
    Raise {
        /// Kept when what comes with it refers to it.
        id: Option<ExceptionId>,
        /// Of which pilot.
        pilot: PilotId,
        /// What was wrong.
        text: String,
        /// How much it matters.
        severity: Severity,
        /// Who sees to it.
        owner: Option<PersonId>,
        /// When; now when none.
        at: Option<When>,
    },
    /// Set a field.
    Set {
        /// Which.
        exception: ExceptionId,
        /// Which field.
        field: ExceptionField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Remember what a ticket said of it, so that the next import sees what changed in the file.
    Said {
        /// Which.
        exception: ExceptionId,
        /// What.
        ticket: TicketSaid,
    },
    /// Take one on to its next state.
    Advance {
        /// Which.
        exception: ExceptionId,
        /// To escalated, acknowledged, resolved or closed.
        to: ExceptionState,
        /// Before whom it is put, when it is escalated.
        person: Option<PersonId>,
        /// How it was mended, when it is resolved.
        note: Option<String>,
        /// When; now when none.
        at: Option<When>,
        /// The state that the writer saw.
        was: Option<ExceptionState>,
    },
}
