//! Owns which cell of a sheet is wrong, and what is read in its place where somebody said so.

use crate::cli::failure::Failure;
use crate::domain::incoming::{Cell, Incoming};
use crate::domain::{Change, Invalid};
use crate::exchange::{Reject, Table};

/// The file without the corrections of cells that say something else by now, and its sheets with the others.
pub fn corrected(incoming: &Incoming, sheets: Vec<(String, Table)>) -> (Incoming, Vec<(String, Table)>) {
    let says = |cell: &Cell| Some(sheet(&sheets, &cell.sheet)?.cell(cell.row, cell.place)?.text);
    let incoming = incoming.clone().still_corrected(says);
    let read = |(name, table): (String, Table)| {
        let table = table.corrected(incoming.corrections_in(&name));
        (name, table)
    };
    let sheets = sheets.into_iter().map(read).collect();
    (incoming, sheets)
}

fn sheet<'s>(sheets: &'s [(String, Table)], wanted: &str) -> Option<&'s Table> {
    sheets.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, table)| table)
}

/// The cell that something is rejected for, where it is one.
pub(super) fn cell(sheets: &[(String, Table)], name: &str, reject: &Reject) -> Option<Cell> {
    let table = sheet(sheets, name)?;
    let place = table.column(reject.reason.field?)?;
    Some(Cell { sheet: name.to_owned(), ..table.cell(reject.row, place)? })
}

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
