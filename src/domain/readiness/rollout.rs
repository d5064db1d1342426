//! Owns what embedding and expansion leave on record: steps of the process, units and geographies, diagnoses.

use crate::domain::{
    Day, DiagnosisId, ExpansionId, ExpansionKind, ExpansionState, PersonId, PilotId, ResistanceCause, StepId,
};

/// A step of the process that a pilot changes or replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Identity.
    pub id: StepId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// What is done in it.
    pub name: String,
    /// The manager who answers for it.
    pub manager: Option<PersonId>,
    /// That person's name.
    pub manager_name: Option<String>,
    /// Since when the new way is in writing.
    pub documented: Option<Day>,
    /// Since when people are trained on its exceptions.
    pub trained: Option<Day>,
    /// Since when the old way is gone.
    pub retired: Option<Day>,
}

impl Step {
    /// Was it redesigned by `day`: in writing, and the old way gone?
    #[must_use]
    pub fn is_done(&self, day: Day) -> bool {
        let by = |since: Option<Day>| since.is_some_and(|since| since <= day);
        by(self.documented) && by(self.retired)
    }
}

/// A unit or geography that a pilot in production goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// Identity.
    pub id: ExpansionId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// What it is.
    pub kind: ExpansionKind,
    /// Which.
    pub name: String,
    /// How far it is.
    pub state: ExpansionState,
    /// Since when.
    pub since: Day,
}

/// Why people do not use it, found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// Identity.
    pub id: DiagnosisId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// On which day.
    pub on: Day,
    /// What it is.
    pub cause: ResistanceCause,
    /// What was seen.
    pub note: String,
    /// By whom.
    pub by: String,
}
