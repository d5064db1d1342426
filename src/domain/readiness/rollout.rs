//! Owns what embedding and expansion leave on record: process steps, units and geographies, documents, trainings,
//! diagnoses.

use crate::domain::{
    Audience, Condition, Day, DiagnosisId, DocumentKind, ExpansionId, ExpansionKind, ExpansionState, PersonId, PilotId,
    ResistanceCause, StepId, TrainingId,
};

/// A step of the process that the pilot changes or replaces.
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
    /// Since when the new way of doing it is in writing.
    pub documented: Option<Day>,
    /// Since when people are trained for its exceptions.
    pub trained: Option<Day>,
    /// Since when the old way is no longer used.
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

/// A unit, geography or use case that a pilot in production expands to.
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
    /// How it meets the conditions of certification, as far as anybody said.
    pub met: Vec<Met>,
    /// The pilot that it became, if it is a certified use case.
    pub child: Option<PilotId>,
}

impl Expansion {
    /// How it meets a condition; none before anybody said.
    #[must_use]
    pub fn met(&self, condition: Condition) -> Option<&Met> {
        self.met.iter().find(|met| met.condition == condition)
    }
}

/// How a condition of certification is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// Which.
    pub condition: Condition,
    /// Is it as in the playbook?
    pub inherited: bool,
    /// If it differs from the playbook, what shows how the condition is met.
    pub evidence: String,
    /// The day on which that was said.
    pub on: Day,
    /// By whom.
    pub by: String,
}

/// A document in Markdown for people who were not there, so that they can run the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which of the two.
    pub kind: DocumentKind,
    /// The text.
    pub text: String,
    /// The day of its last revision.
    pub revised: Day,
    /// By whom.
    pub by: String,
}

/// A training that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// Identity.
    pub id: TrainingId,
    /// On which day.
    pub held: Day,
    /// For whom.
    pub audience: Audience,
    /// About what.
    pub topic: String,
    /// How many took part.
    pub attended: u32,
    /// Who entered it.
    pub by: String,
}

/// A finding why people do not use it.
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
