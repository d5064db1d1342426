//! Owns workstreams: owned work that closes the gap of one dimension.

use crate::domain::{Day, Dimension, PersonId, PilotId, WorkstreamId};

/// A workstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workstream {
    /// Identity.
    pub id: WorkstreamId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Whose gap it closes.
    pub dimension: Dimension,
    /// Who works on it.
    pub team: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// The day it began.
    pub start: Day,
    /// By when it is to be closed.
    pub due: Option<Day>,
    /// Weeks of work.
    pub effort: Option<u16>,
    /// What shows that it is done.
    pub exit_test: String,
    /// The day it was closed.
    pub closed: Option<Day>,
    /// How the exit test was met.
    pub outcome: String,
}

impl Workstream {
    /// What it lacks of owner, due date and exit test.
    #[must_use]
    pub fn lacks(&self) -> Vec<&'static str> {
        let parts = [
            (self.owner.is_none(), "an owner"),
            (self.due.is_none(), "a due date"),
            (self.exit_test.is_empty(), "an exit test"),
        ];
        parts.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
    }

    /// Is it past its date on `day`, and not closed?
    #[must_use]
    pub fn is_overdue(&self, day: Day) -> bool {
        self.closed.is_none() && self.due.is_some_and(|due| due < day)
    }

    /// `open`, `overdue` or `closed`.
    #[must_use]
    pub fn state(&self, day: Day) -> &'static str {
        match self.closed {
            Some(_) => "closed",
            None if self.is_overdue(day) => "overdue",
            None => "open",
        }
    }

    /// Do two of them run at the same time? A stretch ends when it was closed, else when it is due.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let end = |work: &Self| work.closed.or(work.due);
        end(other).is_none_or(|end| self.start <= end) && end(self).is_none_or(|end| other.start <= end)
    }
}
