//! Owns the writes to a note.

use super::{Day, NoteId, PilotId};

/// A write to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteChange {
    /// Add one.
    Add {
        /// To which pilot.
        pilot: PilotId,
        /// Markdown.
        text: String,
        /// Its day; today when none.
        on: Option<Day>,
    },
    /// Rewrite one.
    Edit {
        /// Which.
        note: NoteId,
        /// Markdown.
        to: String,
        /// What the writer saw.
        was: Option<String>,
    },
    /// Put out of sight, or back.
    Archive {
        /// Which.
        note: NoteId,
        /// Out of sight?
        archived: bool,
    },
}
