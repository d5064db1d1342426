//! Owns the writes to process steps, expansion items and diagnoses.

use super::field::{FieldKind, fields};
use super::{
    Audience, Condition, Day, DocumentKind, ExpansionId, ExpansionKind, ExpansionState, PilotId, ResistanceCause,
    StepId, Value,
};

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
    /// Add a unit, geography or use case.
    AddExpansion {
        /// Of which pilot.
        pilot: PilotId,
        /// What it is.
        kind: ExpansionKind,
        /// Which.
        name: String,
    },
    /// Set the state of an expansion item.
    SetExpansion {
        /// Which.
        expansion: ExpansionId,
        /// How far.
        to: ExpansionState,
        /// What the writer saw.
        was: Option<ExpansionState>,
    },
    /// Say how an expansion item meets a condition of certification: as in the playbook, or otherwise.
    Meet {
        /// Of which unit, geography or use case.
        expansion: ExpansionId,
        /// Which condition.
        condition: Condition,
        /// What differs from the playbook; empty is as in the playbook; none takes the answer back.
        how: Option<String>,
        /// What the writer saw; the inner none is nothing.
        was: Option<Option<String>>,
    },
    /// Write a playbook or handoff.
    Write {
        /// Of which pilot.
        pilot: PilotId,
        /// Which of the two.
        kind: DocumentKind,
        /// Markdown.
        text: String,
        /// What the writer saw; the inner none is nothing.
        was: Option<Option<String>>,
    },
    /// Record a training that was held.
    Train {
        /// Of which pilot.
        pilot: PilotId,
        /// For whom.
        audience: Audience,
        /// About what.
        topic: String,
        /// How many took part.
        attended: u32,
        /// On which day; today when none.
        on: Option<Day>,
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
