//! Owns the writes to process steps, expansion items and diagnoses.

use super::field::{FieldKind, fields};
use super::{Day, ExpansionId, ExpansionKind, ExpansionState, PilotId, ResistanceCause, StepId, Value};

fields! {
    /// A field of a process step that `set` writes.
    StepField "process step" {
        Name = "name": Name,
        Manager = "manager": Person,
        Documented = "documented": Day,
        Trained = "trained": Day,
        Retired = "retired": Day,
    }
}

/// A write about embedding and expansion.
#[derive(Debug, Clone, PartialEq)]
pub enum RolloutChange {
    /// Add a process step.
    AddStep {
        /// Of which pilot.
        pilot: PilotId,
        /// What is done in it.
        name: String,
    },
    /// Set a field of a step.
    SetStep {
        /// Which step.
        step: StepId,
        /// Which field.
        field: StepField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// Put a step out of sight, or back.
    ArchiveStep {
        /// Which.
        step: StepId,
        /// Out of sight?
        archived: bool,
    },
    /// Add a unit or geography.
    AddExpansion {
        /// Of which pilot.
        pilot: PilotId,
        /// What it is.
        kind: ExpansionKind,
        /// Which.
        name: String,
    },
    /// Say how far an expansion is.
    SetExpansion {
        /// Which.
        expansion: ExpansionId,
        /// How far.
        to: ExpansionState,
        /// What the writer saw.
        was: Option<ExpansionState>,
    },
    /// Record why people do not use it.
    Diagnose {
        /// Which pilot.
        pilot: PilotId,
        /// Why.
        cause: ResistanceCause,
        /// What was seen.
        note: String,
        /// On which day; today when none.
        on: Option<Day>,
    },
}
