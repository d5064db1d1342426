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

/// What a ticket of another tracker said of an exception last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketSaid {
    /// Its key; none in a table that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The text, followed by the key.
    pub text: String,
    /// The severity; none where it said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Who sees to it, in the words of the ticket.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The person who was meant by that then, if anybody was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// A write to an exception.
#[derive(Debug, Clone, PartialEq)]
pub enum ExceptionChange {
    /// Raise one.
    Raise {
        /// Given when something else in the same change refers to it.
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
    /// Remember what a ticket said of it, so that the next import can tell what changed in the file.
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
        /// To whom it is escalated.
        person: Option<PersonId>,
        /// How it was mended, when it is resolved.
        note: Option<String>,
        /// When; now when none.
        at: Option<When>,
        /// The state that the writer saw.
        was: Option<ExceptionState>,
    },
}
