//! Owns the writes to gap assessments, workstreams and gates.

use super::field::{FieldKind, fields};
use crate::domain::DecisionId;

use super::{
    Day, Dimension, ExpansionId, GapAnswer, GapId, Gate, PersonId, PilotId, Value, Verdict, WaiverId, WaiverOutcome,
    WorkItem, WorkstreamId,
};

/// A write to a gap assessment. If the present version is frozen, it begins the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessmentChange {
    /// Score a dimension.
    Score(ScoreChange),
    /// Begin the next version: everything is copied forward.
    NewVersion {
        /// Of which pilot.
        pilot: PilotId,
    },
    /// What the committee makes of a gap.
    Answer {
        /// Which gap.
        gap: GapId,
        /// The answer.
        answer: GapAnswer,
        /// What the writer saw.
        was: Option<Option<GapAnswer>>,
    },
}

/// A write to one dimension. Every field that is none stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreChange {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Which dimension.
    pub dimension: Dimension,
    /// 0 to 4.
    pub value: Option<u8>,
    /// Who assessed it; the writer when none.
    pub by: Option<PersonId>,
    /// Evidence that is added.
    pub evidence: Vec<String>,
    /// The date of the evidence; today when none.
    pub dated: Option<Day>,
    /// Gaps that are added.
    pub gaps: Vec<String>,
    /// Weeks of work until nothing is missing.
    pub effort: Option<u16>,
    /// The criteria that are ticked, by their position in the framework.
    pub criteria: Option<Vec<u8>>,
    /// The score that the writer saw.
    pub was: Option<Option<u8>>,
}

impl ScoreChange {
    /// A score, and nothing else.
    #[must_use]
    pub fn new(pilot: PilotId, dimension: Dimension, value: u8) -> Self {
        Self {
            pilot,
            dimension,
            value: Some(value),
            by: None,
            evidence: Vec::new(),
            dated: None,
            gaps: Vec::new(),
            effort: None,
            criteria: None,
            was: None,
        }
    }
}

fields! {
    /// A field of a workstream that `set` writes.
    WorkstreamField "workstream" {
        Team = "team": Text,
        Owner = "owner": Person,
        Start = "start": Day,
        Due = "due": Day,
        ExitTest = "exit_test": Text,
        Effort = "effort": Number,
    }
}

/// A write to a workstream.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkstreamChange {
    /// Open one.
    Open(NewWorkstream),
    /// Set a field.
    Set {
        /// Of which workstream.
        workstream: WorkstreamId,
        /// Which field.
        field: WorkstreamField,
        /// The new value.
        to: Value,
        /// What the writer saw.
        was: Option<Value>,
    },
    /// List the tasks of a workstream, and which of them are done.
    Items {
        /// Of which workstream.
        workstream: WorkstreamId,
        /// All of them, in their order.
        items: Vec<WorkItem>,
        /// What the writer saw.
        was: Option<Vec<WorkItem>>,
    },
    /// Close it against its exit test, with a new score by somebody other than its owner.
    Close {
        /// Which.
        workstream: WorkstreamId,
        /// What shows that the exit test is met.
        evidence: String,
        /// The new score.
        score: u8,
        /// Who gave it.
        by: PersonId,
    },
}

/// A workstream that is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkstream {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Whose gap it closes.
    pub dimension: Dimension,
    /// Who works on it.
    pub team: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The day it began; today when none.
    pub start: Option<Day>,
    /// By when it is to be closed.
    pub due: Option<Day>,
    /// Weeks of work.
    pub effort: Option<u16>,
    /// What shows that it is done.
    pub exit_test: String,
    /// What has to be done.
    pub items: Vec<WorkItem>,
}

/// A write about a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GateChange {
    /// Book its date.
    Book {
        /// Of which pilot.
        pilot: PilotId,
        /// Which gate.
        gate: Gate,
        /// The day.
        day: Day,
        /// What the writer saw; the inner none is no date.
        was: Option<Option<Day>>,
    },
    /// Record its verdict.
    Decide(Box<GateDecision>),
    /// Say what came of a waiver.
    Outcome {
        /// Which.
        waiver: WaiverId,
        /// What came of it.
        outcome: WaiverOutcome,
    },
}

/// A waiver: the reason for moving on although a rule is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waive {
    /// The rule that it waives; none waives every rule that no other waiver names.
    pub rule: Option<String>,
    /// The reason.
    pub reason: String,
}

impl std::str::FromStr for Waive {
    type Err = std::convert::Infallible;

    /// Reads `rule: reason`, or a reason alone. A rule is one word.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = text.split_once(':').map(|(rule, reason)| (rule.trim(), reason.trim()));
        let named = named.filter(|(rule, reason)| !rule.contains(char::is_whitespace) && !reason.is_empty());
        Ok(match named {
            Some((rule, reason)) => Self { rule: Some(rule.to_lowercase()), reason: reason.to_owned() },
            None => Self { rule: None, reason: text.trim().to_owned() },
        })
    }
}

/// The verdict of a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateDecision {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Which gate.
    pub gate: Gate,
    /// The unit, geography or use case that is certified; of certification only.
    pub item: Option<ExpansionId>,
    /// What was decided.
    pub verdict: Verdict,
    /// By whom.
    pub by: PersonId,
    /// On which day; today when none.
    pub on: Option<Day>,
    /// Why.
    pub why: String,
    /// The cause of a hold, recycle or stop.
    pub cause: Option<String>,
    /// Conditions beside the workstreams, which are conditions themselves.
    pub conditions: Vec<String>,
    /// The rules that it moves on against, each with its reason.
    pub waive: Vec<Waive>,
    /// When the gate is held again, after a hold or recycle.
    pub next: Option<Day>,
    /// When the waivers, or conditions in words, are looked at again; not after a stop.
    pub look_again: Option<Day>,
    /// Decisions that came back and that it does not answer: they stay open.
    pub leaves: Vec<DecisionId>,
    /// The last verdict of this gate that the writer saw; the inner none is a gate that was never held.
    pub was: Option<Option<DecisionId>>,
}

impl GateDecision {
    /// A verdict with its reason, and nothing else.
    pub fn new(
        pilot: PilotId,
        (gate, item): (Gate, Option<ExpansionId>),
        verdict: Verdict,
        by: PersonId,
        why: impl Into<String>,
    ) -> Self {
        Self {
            pilot,
            gate,
            item,
            verdict,
            by,
            on: None,
            why: why.into(),
            cause: None,
            conditions: Vec::new(),
            waive: Vec::new(),
            next: None,
            look_again: None,
            leaves: Vec::new(),
            was: None,
        }
    }
}
