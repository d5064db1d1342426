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
    /// Add one that was written elsewhere.
    Bring {
        /// To which pilot.
        pilot: PilotId,
        /// Markdown.
        text: String,
        /// Its day.
        on: Day,
        /// Who wrote it; the importer when none.
        by: Option<String>,
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
