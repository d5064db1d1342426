//! Owns [`Change`]: every write to a workspace, as a value. Interface, command line and import make changes; one door
//! performs them. A change that replaces a value can carry the value that its writer saw, so that nobody overwrites
//! unseen what somebody else wrote.
//!
//! One file a noun.

mod decision;
mod exception;
mod field;
mod metric;
mod note;
mod person;
mod pilot;
mod readiness;
mod review;
mod rollout;
mod source;
mod subject;
mod tick;

pub use decision::{Decide, Decided, DecisionField, NewVersion, Reword, Seen};
pub use exception::{ExceptionChange, ExceptionField, TicketSaid};
pub use field::FieldKind;
pub use metric::{MetricChange, MetricField, NewMetric, Record};
pub use note::NoteChange;
pub use person::{NewPerson, PersonChange, PersonField};
pub use pilot::{NewPilot, PilotChange, PilotField};
pub use readiness::{
    AssessmentChange, GateChange, GateDecision, NewWorkstream, ScoreChange, Waive, WorkstreamChange, WorkstreamField,
};
pub use review::{ActionChange, ActionField, Close, ItemField, ReviewChange, ReviewField};
pub use rollout::{RolloutChange, StepField};
pub use source::{Said, Sayings, Source};
pub use tick::TickChange;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ActionId, ActionState, AgendaId, AgendaState, Audience, Better, Condition, Day, Dimension, DocumentKind,
    ExceptionId, ExceptionState, ExpansionId, ExpansionKind, ExpansionState, Family, Fixed, Freeze, GapAnswer, GapId,
    Gate, Instant, Invalid, ItemStanding, ItemState, Level, Lifecycle, Measure, MetricId, MinuteId, NoteId, PersonId,
    PilotId, Placing, Powers, Presence, Report, ResistanceCause, ReviewId, Role, Severity, Stage, Status, StepId,
    Typed, Verb, Verdict, WaiverId, WaiverOutcome, Week, When, WorkItem, WorkstreamId,
};

/// One write.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// To a pilot.
    Pilot(PilotChange),
    /// To a person.
    Person(PersonChange),
    /// To a metric.
    Metric(MetricChange),
    /// A weekly reading.
    Record(Record),
    /// A checklist item.
    Tick(TickChange),
    /// A note.
    Note(NoteChange),
    /// The register of exceptions.
    Exception(ExceptionChange),
    /// A decision of the committee.
    Decide(Box<Decide>),
    /// The words of a decision that is recorded.
    Reword(Reword),
    /// A model version.
    Version(NewVersion),
    /// A gap assessment.
    Assessment(AssessmentChange),
    /// A workstream.
    Workstream(WorkstreamChange),
    /// A gate.
    Gate(GateChange),
    /// Embedding and expansion.
    Rollout(RolloutChange),
    /// Reviews, and the committee that holds them.
    Review(ReviewChange),
    /// An action.
    Action(ActionChange),
    /// The workspace's title.
    Title {
        /// The new one.
        to: String,
        /// What the writer saw.
        was: Option<String>,
    },
    /// Values of the framework that this workspace sets for itself; they are checked together.
    Amend(Vec<Amend>),
    /// Several at once, as one entry. Those that change nothing are passed over.
    Several {
        /// The sentence, without the pilot's name; none takes it from the first change.
        what: Option<String>,
        /// The changes, in order.
        changes: Vec<Change>,
    },
}

/// One value of the framework, set by a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amend {
    /// Which, as `dimension.data.pass`.
    pub key: String,
    /// The value as TOML; none goes back to the framework's own.
    pub to: Option<String>,
    /// What the writer saw; the inner none is the framework's own.
    pub was: Option<Option<String>>,
}

/// The value of a field, in the types that all nouns share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Empty.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Fixed),
    /// A day.
    Day(Day),
    /// A person.
    Person(PersonId),
    /// Several words.
    Words(Vec<String>),
    /// Text.
    Text(String),
}

impl Value {
    /// Text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

/// Who writes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The local day of that moment.
    pub today: Day,
    /// By whom.
    pub actor: String,
    /// The offset of local time at that moment, in seconds east of UTC.
    pub zone: i32,
}

impl Stamp {
    /// The moment, with its local day.
    #[must_use]
    pub fn instant(&self) -> Instant {
        Instant::new(self.at, self.zone)
    }
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The journal entry; none where nothing changed.
    pub entry: Option<i64>,
    /// The id of what was added; of several, the first; of a score, the version of the assessment that holds it.
    pub id: Option<String>,
    /// How many changes took effect.
    pub changed: u32,
    /// How many changes set what stood there already.
    pub unchanged: u32,
    /// The journal's sentence, which a committee member understands.
    pub summary: String,
    /// Sentences about what the writer may not have meant. They are told once and not kept in the journal.
    pub remarks: Vec<String>,
    /// The change that this one undid or redid; none if it is a change of its own.
    pub turned: Option<Turned>,
}

impl Outcome {
    /// All that is told of it.
    #[must_use]
    pub fn told(&self) -> String {
        let sentences = std::iter::once(&self.summary).chain(&self.remarks);
        sentences.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// A change that was undone or redone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// The entry that first made it.
    pub entry: i64,
    /// Undone, rather than redone?
    pub taken_back: bool,
}

/// Two writers on one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which value: “Invoice triage: name”.
    pub what: String,
    /// What this writer wants.
    pub yours: String,
    /// What somebody else wrote meanwhile.
    pub theirs: String,
    /// By whom, if the journal knows.
    pub by: Option<String>,
    /// Which part of a change of several it is about, from 0.
    pub part: Option<usize>,
    /// Why yours can no longer replace theirs; none if it can.
    pub refused: Option<Invalid>,
}

/// What stands in a contested value when it is looked at once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weighed {
    /// Another value than this writer saw.
    Theirs(Box<Conflict>),
    /// What this writer saw: the other value was undone.
    Seen,
    /// What this writer wants.
    Yours,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let by = self.by.as_deref().unwrap_or("somebody");
        write!(f, "{}: {by} wrote “{}” meanwhile; yours is “{}”", self.what, self.theirs, self.yours)
    }
}

impl Change {
    /// All readings among the changes, by metric.
    #[must_use]
    pub fn records(changes: &[Self]) -> BTreeMap<MetricId, Vec<&Record>> {
        let mut found: BTreeMap<MetricId, Vec<&Record>> = BTreeMap::new();
        for change in changes {
            match change {
                Self::Record(record) => found.entry(record.metric).or_default().push(record),
                Self::Several { changes, .. } => {
                    for (metric, records) in Self::records(changes) {
                        found.entry(metric).or_default().extend(records);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Splits off the part that a conflict is about, with the lines of the minutes that may speak of it, from the rest.
    /// A change without parts stays whole.
    #[must_use]
    pub fn apart(self, part: Option<usize>) -> (Self, Option<Self>) {
        match (self, part) {
            (Self::Several { what, mut changes }, Some(part)) if part < changes.len() => {
                let one = changes.remove(part);
                let is_minute = |change: &Self| matches!(change, Self::Review(ReviewChange::Minute { .. }));
                let (minutes, changes): (Vec<Self>, Vec<Self>) = changes.into_iter().partition(is_minute);
                let others = (!changes.is_empty()).then_some(Self::Several { what, changes });
                if minutes.is_empty() {
                    return (one, others);
                }
                let changes = std::iter::once(one).chain(minutes).collect();
                (Self::Several { what: None, changes }, others)
            }
            (whole, _) => (whole, None),
        }
    }

    /// The same change without what its writer saw, so that it overwrites whatever stands there.
    #[must_use]
    pub fn unseen(mut self) -> Self {
        match &mut self {
            Self::Pilot(PilotChange::Set { was, .. }) | Self::Person(PersonChange::Set { was, .. }) => *was = None,
            Self::Metric(MetricChange::Set { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Back { was, .. }) => *was = None,
            Self::Assessment(AssessmentChange::Score(ScoreChange { was, .. })) => *was = None,
            Self::Assessment(AssessmentChange::Answer { was, .. }) => *was = None,
            Self::Workstream(WorkstreamChange::Set { was, .. }) => *was = None,
            Self::Gate(GateChange::Book { was, .. }) => *was = None,
            Self::Gate(GateChange::Decide(decision)) => decision.was = None,
            Self::Decide(decide) => decide.was = None,
            Self::Reword(reword) => reword.was = None,
            Self::Rollout(RolloutChange::SetStep { was, .. }) => *was = None,
            Self::Rollout(RolloutChange::SetExpansion { was, .. }) => *was = None,
            Self::Rollout(RolloutChange::Write { was, .. } | RolloutChange::Meet { was, .. }) => *was = None,
            Self::Workstream(WorkstreamChange::Items { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Lifecycle { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Appoint { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Report { was, .. }) => *was = None,
            Self::Pilot(PilotChange::Target { was, .. }) => *was = None,
            Self::Metric(MetricChange::Parameter { was, .. }) => *was = None,
            Self::Exception(ExceptionChange::Set { was, .. }) => *was = None,
            Self::Exception(ExceptionChange::Advance { was, .. }) => *was = None,
            Self::Review(ReviewChange::Set { was, .. } | ReviewChange::SetItem { was, .. }) => *was = None,
            Self::Review(ReviewChange::ItemPilot { was, .. }) => *was = None,
            Self::Review(ReviewChange::ItemState { was, .. }) => *was = None,
            Self::Action(ActionChange::Set { was, .. }) => *was = None,
            Self::Action(ActionChange::End { was, .. }) => *was = None,
            Self::Amend(values) => values.iter_mut().for_each(|value| value.was = None),
            Self::Record(record) => record.was = None,
            Self::Tick(tick) => tick.was = None,
            Self::Note(NoteChange::Edit { was, .. }) | Self::Title { was, .. } => *was = None,
            Self::Review(ReviewChange::SetMinute { was, .. } | ReviewChange::Member { was, .. }) => *was = None,
            Self::Several { changes, .. } => {
                *changes = std::mem::take(changes).into_iter().map(Self::unseen).collect();
            }
            Self::Pilot(_)
            | Self::Person(_)
            | Self::Metric(_)
            | Self::Note(_)
            | Self::Exception(_)
            | Self::Version(_)
            | Self::Assessment(_)
            | Self::Workstream(_)
            | Self::Gate(_)
            | Self::Rollout(_)
            | Self::Review(_)
            | Self::Action(_) => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_does_not_mind_what_stands_there_has_seen_nothing() {
        let (exception, item, person) = (ExceptionId(1), AgendaId(2), PersonId(3));
        let said = Some("theirs".to_owned());
        let set = |was| {
            let (field, to) = (ExceptionField::Text, Value::text("mine"));
            Change::Exception(ExceptionChange::Set { exception, field, to, was })
        };
        let state = |was| Change::Review(ReviewChange::ItemState { item, to: AgendaState::Done, was });
        let member = |was| Change::Review(ReviewChange::Member { person, function: None, was });
        assert_eq!(set(Some(Value::text("theirs"))).unseen(), set(None));
        assert_eq!(state(Some(AgendaState::Dropped)).unseen(), state(None));
        assert_eq!(member(said).unseen(), member(None));
    }
}
