//! Owns the writes to decisions, with what they change, and to model versions.

use serde::{Deserialize, Serialize};

use super::field::{FieldKind, fields};
use super::{Day, Freeze, Lifecycle, MetricId, PersonId, PilotId, Powers, Value, Verb, Week};
use crate::domain::trigger::TypedTrigger;
use crate::domain::words::together;
use crate::domain::{Decision, DecisionId, Invalid};

fields! {
    /// The words of a recorded decision that can be corrected. Its kind, its day and what it changed cannot.
    DecisionField "decision" {
        Statement = "statement": Name,
        Rationale = "rationale": Text,
        Rejected = "rejected": Sentences,
        Conditions = "conditions": Sentences,
    }
}

impl DecisionField {
    /// What stands there.
    #[must_use]
    pub fn of(self, decision: &Decision) -> Value {
        match self {
            Self::Statement => Value::text(&decision.statement),
            Self::Rationale => Value::text(&decision.rationale),
            Self::Rejected => Value::Words(decision.rejected.clone()),
            Self::Conditions => Value::Words(decision.conditions.clone()),
        }
    }

    /// The same as one text, as it is typed.
    #[must_use]
    pub fn text(self, decision: &Decision) -> String {
        match self.of(decision) {
            Value::Text(text) => text,
            Value::Words(texts) => together(&texts),
            _ => String::new(),
        }
    }

    /// What people call these words: the label that they have in the form which records a decision.
    #[must_use]
    pub const fn called(self) -> &'static str {
        match self {
            Self::Statement => "what was decided",
            Self::Rationale => "why",
            Self::Rejected => "rejected",
            Self::Conditions => "conditions",
        }
    }

    /// Can these words of the decision be corrected? The sentence of a verdict cannot, as nobody wrote it; conditions
    /// can, if there are any.
    ///
    /// # Errors
    /// If they cannot, with what can be done instead.
    pub fn can_be_said_otherwise(self, decision: &Decision) -> Result<(), Invalid> {
        let (why, hint) = match self {
            Self::Statement if decision.is_verdict() => (
                "the sentence of a verdict says what was decided at the gate, and stays",
                "put its rationale or its conditions right",
            ),
            Self::Conditions if decision.conditions.is_empty() => {
                ("it was decided under no condition", "record another decision, under that condition")
            }
            _ => return Ok(()),
        };
        Err(Invalid::new(why).hint(hint).at(self.name()))
    }
}

/// A correction of the words of a recorded decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Reword {
    /// Of which.
    pub decision: DecisionId,
    /// Which words.
    pub field: DecisionField,
    /// The new ones.
    pub to: Value,
    /// What the writer saw.
    pub was: Option<Value>,
}

/// A decision that is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// Of which pilot.
    pub pilot: PilotId,
    /// What was decided, in a sentence.
    pub statement: String,
    /// By whom; none is the executive owner, if the decision is theirs to take.
    pub by: Option<PersonId>,
    /// On which day; today when none.
    pub on: Option<Day>,
    /// Why.
    pub rationale: String,
    /// Options that were rejected.
    pub rejected: Vec<String>,
    /// Conditions that it rests on.
    pub conditions: Vec<String>,
    /// What brings it back to the committee.
    pub revisit: Option<TypedTrigger>,
    /// Warnings that it answers: they are off the agenda until it comes back.
    pub parks: Vec<String>,
    /// Decisions that came back and that it does not answer: they stay open.
    pub leaves: Vec<DecisionId>,
    /// Why a pilot is retired, in one of the framework's words.
    pub cause: String,
    /// What it changes.
    pub effect: Decided,
    /// What the writer saw of what it changes.
    pub was: Option<Seen>,
}

/// What a decision can overwrite, as its writer saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The executive owner with their powers; none is an empty seat.
    pub owner: Option<(PersonId, Powers)>,
    /// Was it active, paused, or ended?
    pub lifecycle: Lifecycle,
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
    /// Its users are others from now on; with no number given here, the next lowering of its target users rests on it.
    ChangeScope {
        /// So many target users, from a week on.
        users: Option<(u32, Week)>,
    },
    /// It stands still until the day on which the decision comes back.
    Pause,
    /// It goes on.
    Resume,
    /// Something of it is to be changed.
    Update,
    /// Its model is to be trained again.
    Retrain,
    /// It ends.
    Retire,
    /// It goes to further units, geographies or use cases.
    Expand,
    /// It goes on without the project that built it.
    Sustain,
    /// Somebody answers for it from now on.
    AppointOwner {
        /// Who.
        owner: PersonId,
        /// With which powers.
        powers: Powers,
    },
    /// A warning is accepted until a day.
    Waive,
}

impl Decided {
    /// The effect of a verb that needs nothing beside it.
    ///
    /// # Errors
    /// If it needs more, or is the verdict of a gate.
    pub fn plain(verb: Verb) -> Result<Self, Invalid> {
        let error = match verb {
            Verb::Pause => return Ok(Self::Pause),
            Verb::Resume => return Ok(Self::Resume),
            Verb::Update => return Ok(Self::Update),
            Verb::Retrain => return Ok(Self::Retrain),
            Verb::Retire => return Ok(Self::Retire),
            Verb::Expand => return Ok(Self::Expand),
            Verb::Sustain => return Ok(Self::Sustain),
            Verb::Waive => return Ok(Self::Waive),
            Verb::Rebaseline | Verb::ChangeScope | Verb::AppointOwner => format!("{verb} needs more than its word"),
            Verb::Go | Verb::ConditionalGo | Verb::Hold | Verb::Recycle | Verb::Stop | Verb::Certify => {
                format!("{verb} is decided at a gate")
            }
        };
        Err(Invalid::new(error).at("verb"))
    }

    /// The lifecycle that it gives the pilot; none leaves that as it is.
    #[must_use]
    pub const fn lifecycle(&self) -> Option<Lifecycle> {
        match self {
            Self::Pause => Some(Lifecycle::Paused),
            Self::Resume => Some(Lifecycle::Active),
            Self::Retire => Some(Lifecycle::Retired),
            Self::Sustain => Some(Lifecycle::SelfSustaining),
            _ => None,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Rebaseline { .. } => Verb::Rebaseline,
            Self::ChangeScope { .. } => Verb::ChangeScope,
            Self::Pause => Verb::Pause,
            Self::Resume => Verb::Resume,
            Self::Update => Verb::Update,
            Self::Retrain => Verb::Retrain,
            Self::Retire => Verb::Retire,
            Self::Expand => Verb::Expand,
            Self::Sustain => Verb::Sustain,
            Self::AppointOwner { .. } => Verb::AppointOwner,
            Self::Waive => Verb::Waive,
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
