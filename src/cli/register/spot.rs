//! Owns the place of a change in a workbook that came back, and why one there is not taken.

use crate::cli::ground::failure::Failure;
use crate::domain::{Change, Invalid};

/// Where a change stands: its sheet, its row, and its column where it is that of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub sheet: &'static str,
    pub row: u64,
    pub field: Option<&'static str>,
}

/// A change with where it stands.
pub(super) type Placed = (Spot, Change);

impl Spot {
    /// The row, as edits name it.
    pub fn place(self) -> String {
        format!("{} {}", self.sheet, self.row)
    }

    /// The change with where it stands.
    pub fn of(self, change: Change) -> Placed {
        (self, change)
    }
}

/// Why something is not taken, at the column that is wrong.
pub(super) fn reason(failure: Failure, field: Option<&'static str>) -> Invalid {
    let hint = Some(failure.hint).filter(|hint| !hint.is_empty());
    Invalid { what: failure.title, hint, field }
}
