//! Owns what embedding and expansion leave on record: steps of the process, units and geographies, diagnoses.

use crate::domain::{
    Audience, Condition, Day, DiagnosisId, DocumentKind, ExpansionId, ExpansionKind, ExpansionState, PersonId, PilotId,
    ResistanceCause, StepId, TrainingId,
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

/// A unit, geography or use case that a pilot in production goes to.
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
    /// How the conditions of certification are met, as far as anybody said.
    pub met: Vec<Met>,
    /// The pilot that a certified use case became.
    pub child: Option<PilotId>,
}

impl Expansion {
    /// How a condition is met; none before anybody said.
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
    /// As the playbook has it?
    pub inherited: bool,
    /// What shows how it is met where it differs.
    pub evidence: String,
    /// The day on which that was said.
    pub on: Day,
    /// By whom.
    pub by: String,
}

/// What passes a system on to people who were not there, in Markdown.
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
