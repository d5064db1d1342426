//! Owns the record of decisions, and the log of model versions that they often follow.

use super::{Day, DecisionId, PersonId, PilotId, Verb, VersionId};

/// A recorded choice of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// What kind it is.
    pub verb: Verb,
    /// What was decided, in a sentence.
    pub statement: String,
    /// On which day.
    pub date: Day,
    /// By whom.
    pub decided_by: PersonId,
    /// That person's name.
    pub decided_by_name: String,
    /// Why.
    pub rationale: String,
    /// Options that were rejected.
    pub rejected: Vec<String>,
    /// Conditions that it rests on.
    pub conditions: Vec<String>,
}

/// A version of a pilot's model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelVersion {
    /// Identity.
    pub id: VersionId,
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
