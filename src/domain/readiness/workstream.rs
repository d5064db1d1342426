//! Owns workstreams: work with an owner that closes the gap of one dimension.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Dimension, PersonId, PilotId, WorkstreamId};

/// A workstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workstream {
    /// Identity.
    pub id: WorkstreamId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// The dimension whose gap it closes.
    pub dimension: Dimension,
    /// Who works on it.
    pub team: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// The day it began.
    pub start: Day,
    /// The day on which it was entered, if the journal knows.
    pub entered: Option<Day>,
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
    /// The tasks, in their order.
    pub items: Vec<WorkItem>,
}

/// A task of a workstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    /// What.
    pub text: String,
    /// Is it done?
    pub done: bool,
}

impl WorkItem {
    /// The tasks as lines; those done begin with `[x]`.
    #[must_use]
    pub fn lines(items: &[Self]) -> String {
        let line = |item: &Self| format!("[{}] {}", if item.done { 'x' } else { ' ' }, item.text);
        items.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Reads tasks from lines; one that begins with `[x]` is done.
    #[must_use]
    pub fn read(lines: &str) -> Vec<Self> {
        let item = |line: &str| {
            let line = line.trim().trim_start_matches("- ");
            let done = ["[x]", "[X]"].iter().find_map(|sign| line.strip_prefix(sign));
            let text = done.or_else(|| line.strip_prefix("[ ]")).unwrap_or(line).trim();
            (!text.is_empty()).then(|| Self { text: text.to_owned(), done: done.is_some() })
        };
        lines.lines().filter_map(item).collect()
    }
}

impl Workstream {
    /// Which of owner, due date and exit test it lacks.
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

    /// Do two of them run at the same time? A workstream runs until it was closed, else until it is due.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let end = |work: &Self| work.closed.or(work.due);
        end(other).is_none_or(|end| self.start <= end) && end(self).is_none_or(|end| other.start <= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_lines_with_what_is_done_marked() {
        let items = WorkItem::read("[x] Feeds listed\n\n- [ ] Quality rules\nAlerts");
        assert_eq!(WorkItem::lines(&items), "[x] Feeds listed\n[ ] Quality rules\n[ ] Alerts");
        assert_eq!(WorkItem::read(&WorkItem::lines(&items)), items);
    }
}
