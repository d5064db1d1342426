//! Owns the writes to the register of exceptions.

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
