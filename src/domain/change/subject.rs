//! Owns the id of what a change is made to.

use std::fmt::Display;

use super::{
    ActionChange, AssessmentChange, Change, ExceptionChange, GateChange, MetricChange, NoteChange, PersonChange,
    PilotChange, Record, ReviewChange, Reword, RolloutChange, TickChange, WorkstreamChange,
};

impl Change {
    /// The id of the existing thing that is written to. A target or a reading has no id of its own: it is that of the
    /// pilot or the metric. None for new things, for the workspace, and for several changes that differ in it.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        match self {
            Self::Pilot(change) => change.pilot().map(text),
            Self::Tick(TickChange { pilot, .. })
            | Self::Gate(GateChange::Book { pilot, .. })
            | Self::Rollout(RolloutChange::Write { pilot, .. }) => Some(text(pilot)),
            Self::Person(
                PersonChange::Set { person, .. }
                | PersonChange::Archive { person, .. }
                | PersonChange::HandOver { from: person, .. },
            ) => Some(text(person)),
            Self::Metric(MetricChange::Set { metric, .. } | MetricChange::Archive { metric, .. })
            | Self::Record(Record { metric, .. }) => Some(text(metric)),
            Self::Note(NoteChange::Edit { note, .. } | NoteChange::Archive { note, .. }) => Some(text(note)),
            Self::Exception(
                ExceptionChange::Set { exception, .. }
                | ExceptionChange::Said { exception, .. }
                | ExceptionChange::Advance { exception, .. },
            ) => Some(text(exception)),
            Self::Reword(Reword { decision, .. }) => Some(text(decision)),
            Self::Assessment(AssessmentChange::Answer { gap, .. }) => Some(text(gap)),
            Self::Workstream(
                WorkstreamChange::Set { workstream, .. }
                | WorkstreamChange::Items { workstream, .. }
                | WorkstreamChange::Close { workstream, .. },
            ) => Some(text(workstream)),
            Self::Gate(GateChange::Outcome { waiver, .. }) => Some(text(waiver)),
            Self::Rollout(RolloutChange::SetStep { step, .. } | RolloutChange::ArchiveStep { step, .. }) => {
                Some(text(step))
            }
            Self::Rollout(RolloutChange::SetExpansion { expansion, .. } | RolloutChange::Meet { expansion, .. }) => {
                Some(text(expansion))
            }
            Self::Review(change) => change.subject(),
            Self::Action(ActionChange::Set { action, .. } | ActionChange::End { action, .. }) => Some(text(action)),
            Self::Several { changes, .. } => {
                let first = changes.first()?.subject()?;
                changes.iter().all(|change| change.subject().as_ref() == Some(&first)).then_some(first)
            }
            _ => None,
        }
    }
}

impl PilotChange {
    /// The pilot, if it exists already.
    const fn pilot(&self) -> Option<&super::PilotId> {
        match self {
            Self::Add(_) => None,
            Self::Set { pilot, .. }
            | Self::Back { pilot, .. }
            | Self::Retake { pilot, .. }
            | Self::Lifecycle { pilot, .. }
            | Self::Appoint { pilot, .. }
            | Self::Report { pilot, .. }
            | Self::Target { pilot, .. }
            | Self::Archive { pilot, .. }
            | Self::Place { pilot, .. }
            | Self::Source { pilot, .. } => Some(pilot),
        }
    }
}

impl ReviewChange {
    /// The review, agenda item, line of the minutes, or member of the committee.
    fn subject(&self) -> Option<String> {
        match self {
            Self::Open(review)
            | Self::Prepare { review, .. }
            | Self::Set { review, .. }
            | Self::Attend { review, .. }
            | Self::Guest { review, .. } => Some(text(review)),
            Self::SetItem { item, .. }
            | Self::MoveItem { item, .. }
            | Self::ItemState { item, .. }
            | Self::ItemPilot { item, .. } => Some(text(item)),
            Self::SetMinute { minute, .. } => Some(text(minute)),
            Self::Member { person, .. } => Some(text(person)),
            Self::Close(close) => Some(text(&close.review)),
            Self::Add { .. }
            | Self::AddItem { .. }
            | Self::Minute { .. }
            | Self::Chair(_)
            | Self::Cadence(_)
            | Self::Slot(_) => None,
        }
    }
}

fn text(id: &impl Display) -> String {
    id.to_string()
}
