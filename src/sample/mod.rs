//! Floor 2: portfolios that nobody steers: the hand-made demo, and generated ones of any size. Both are series of dated
//! steps, so that their journal looks as if somebody had entered them week by week.

mod chance;
mod generate;
mod meetings;
mod play;
mod story;
mod told;

pub use generate::{Size, generate};
pub use play::play;
pub use story::{demo, demo_title};

use crate::domain::change::{MetricField, StepField};
use crate::domain::{
    ActionState, Change, Condition, Day, Dimension, ExceptionState, Family, GapAnswer, PersonId, PilotId, Typed, Value,
    Week,
};

/// What somebody entered at one moment, as one entry of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// On which day.
    pub on: Day,
    /// At which minute after midnight.
    pub minute: u32,
    /// Who.
    pub actor: String,
    /// The sentence; none takes it from the first change.
    pub what: Option<String>,
    /// What they did.
    pub deeds: Vec<Deed>,
}

/// A change, or one that refers to something whose id is only known once it was added.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Any change.
    Change(Change),
    /// A field of a family's headline.
    Headline {
        /// Of which pilot.
        pilot: PilotId,
        /// Which family.
        family: Family,
        /// Which field.
        field: MetricField,
        /// The value.
        to: Value,
    },
    /// The first baseline of a family's headline.
    Baseline {
        /// Of which pilot.
        pilot: PilotId,
        /// Which family.
        family: Family,
        /// From this week.
        from: Week,
        /// To this one.
        to: Week,
        /// By whom.
        by: PersonId,
    },
    /// The open gap of a dimension is answered.
    Answer {
        /// Of which pilot.
        pilot: PilotId,
        /// Which dimension.
        dimension: Dimension,
        /// The answer.
        answer: GapAnswer,
    },
    /// A field of a process step that was added before.
    Step {
        /// Of which pilot.
        pilot: PilotId,
        /// Its name.
        name: String,
        /// Which field.
        field: StepField,
        /// The value.
        to: Value,
    },
    /// Something about an expansion item that was added before.
    Further {
        /// Of which pilot.
        pilot: PilotId,
        /// Its name.
        name: String,
        /// What.
        what: Further,
    },
    /// The open workstream of a dimension is closed.
    Close {
        /// Of which pilot.
        pilot: PilotId,
        /// Which dimension.
        dimension: Dimension,
        /// How its exit test was met.
        evidence: String,
        /// The new score.
        score: u8,
        /// By whom.
        by: PersonId,
    },
    /// An exception that was raised before, known by its text, moves on.
    Advance {
        /// Of which pilot.
        pilot: PilotId,
        /// Its text.
        text: String,
        /// To which state.
        to: ExceptionState,
        /// To whom it is escalated.
        person: Option<PersonId>,
    },
    /// Something of the review of a day.
    Review(Day, Met),
    /// An action that was noted before, known by its text, ends.
    End {
        /// Its text.
        text: String,
        /// What came of it.
        to: ActionState,
        /// The reason that was given.
        why: String,
    },
    /// A reading.
    Reading {
        /// Of which pilot.
        pilot: PilotId,
        /// The metric: its family, or its name.
        metric: String,
        /// The week.
        week: Week,
        /// The value.
        typed: Typed,
        /// The note.
        note: String,
    },
}

/// What happens at a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// Its agenda is made from what is due.
    Prepare,
    /// It begins.
    Open,
    /// Somebody sent apologies.
    Excused(PersonId),
    /// A pilot is talked about, with this line of the minutes.
    Talk(PilotId, String),
    /// It ends, and its files are made; an entry of its own.
    Close,
}

/// What happens to an expansion item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Further {
    /// It begins.
    Start,
    /// A condition of its certification is met.
    Meet {
        /// Which.
        condition: Condition,
        /// What differs from the playbook; empty is as in the playbook.
        how: String,
    },
    /// It is certified.
    Certify {
        /// By whom.
        by: PersonId,
        /// Why.
        why: String,
    },
}
