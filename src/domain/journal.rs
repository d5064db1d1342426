//! Owns the entry of the journal: who did what, when, and whether it still holds.

use super::EntryId;

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its number in the file.
    pub seq: i64,
    /// Identity.
    pub id: EntryId,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// By whom.
    pub actor: String,
    /// `change`, `undo`, `redo`, `import` or `outside`.
    pub kind: String,
    /// The sentence.
    pub summary: String,
    /// The entry that it undid, if it is an undo or redo.
    pub undoes: Option<i64>,
    /// Is it in force, that is not itself undone?
    pub effective: bool,
}

impl JournalEntry {
    /// What to say of it to somebody who is working on what it changed.
    #[must_use]
    pub fn meanwhile(&self) -> String {
        format!("Meanwhile {}: {}", self.actor, self.summary)
    }
}
