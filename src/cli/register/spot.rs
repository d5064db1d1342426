//! Owns the place of a change in a workbook that came back, and why one there is not taken.

use crate::cli::ground::failure::Failure;
use crate::domain::{Change, Invalid};

/// The place of a change: its sheet, its row and, for a single cell, its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub sheet: &'static str,
    pub row: u64,
    pub field: Option<&'static str>,
}

/// A change with its place.
pub(super) type Placed = (Spot, Change);

impl Spot {
    /// The row, as edits name it.
    pub fn place(self) -> String {
        format!("{} {}", self.sheet, self.row)
    }

    /// The change with this place.
    pub fn of(self, change: Change) -> Placed {
        (self, change)
    }
}

/// Why something is not taken, at the column that is wrong.
pub(super) fn reason(failure: Failure, field: Option<&'static str>) -> Invalid {
    let hint = Some(failure.hint).filter(|hint| !hint.is_empty());
    Invalid { what: failure.title, hint, field }
}
