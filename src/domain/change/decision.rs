//! Owns the recording of decisions, with what they change, and of model versions.

use super::{Day, Freeze, MetricId, PersonId, PilotId, Verb, Week};

/// A decision that is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// Of which pilot.
    pub pilot: PilotId,
    /// What was decided, in a sentence.
    pub statement: String,
    /// By whom.
    pub by: PersonId,
    /// On which day; today when none.
    pub on: Option<Day>,
    /// Why.
    pub rationale: String,
    /// Options that were rejected.
    pub rejected: Vec<String>,
    /// Conditions that it rests on.
    pub conditions: Vec<String>,
    /// What it changes.
    pub effect: Decided,
}

/// What a decision changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// A metric gets a new baseline.
    Rebaseline {
        /// Which metric.
        metric: MetricId,
        /// What the baseline is made of.
        of: Freeze,
    },
    /// It is meant for others; without a number the next lowering of its target users rests on it.
    ChangeScope {
        /// For so many, from a week on.
        users: Option<(u32, Week)>,
    },
}

impl Decided {
    /// The word for it.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Rebaseline { .. } => Verb::Rebaseline,
            Self::ChangeScope { .. } => Verb::ChangeScope,
        }
    }
}

/// A model version that is added to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVersion {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Its name, unique in its pilot.
    pub name: String,
    /// The day it was released.
    pub released: Day,
    /// Was the model trained again?
    pub retrained: bool,
    /// What changed.
    pub note: String,
}
