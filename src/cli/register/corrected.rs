//! Owns corrections to a workbook: which cell of a sheet is wrong, and what is read in its place.

use super::sheets::{KEY, READINGS};
use crate::domain::incoming::{Cell, Correction, Incoming, Told, Whereabouts};
use crate::exchange::table::Rows;
use crate::exchange::{Reject, Table};

/// The sheets of a workbook with what somebody corrected in them, and the file as it is now.
pub struct Corrected {
    /// The file, with the corrections of its sheets.
    pub incoming: Incoming,
    /// Its sheets, as they are read.
    pub sheets: Vec<(String, Table)>,
    /// What became of corrections when the workbook was saved again.
    pub told: Vec<String>,
}

impl Corrected {
    /// The sheets of a file with that name and those bytes.
    pub fn of(incoming: &Incoming, (name, bytes): (&str, &[u8]), sheets: Vec<(String, Table)>) -> Self {
        let find = |of_a_sheet: &[Correction]| {
            let table = of_a_sheet.first().and_then(|one| sheet(&sheets, &one.cell.sheet));
            table.map_or_else(|| vec![Whereabouts::Lost; of_a_sheet.len()], |table| table.find(of_a_sheet))
        };
        let (mut incoming, told) = incoming.clone().now(name, bytes, find);
        // What was said of a file as one table was said of another reading of it.
        incoming.corrections.retain(|one| sheet(&sheets, &one.cell.sheet).is_some());
        let read = |(name, table): (String, Table)| {
            let table = table.corrected(incoming.corrections_in(&name));
            (name, table)
        };
        let sheets = sheets.into_iter().map(read).collect();
        Self { incoming, sheets, told }
    }

    /// What is rejected, each with its sheet and the wrong cell.
    pub fn refused(&self, rejected: &[(&'static str, Reject)]) -> Vec<Told> {
        let told = |(name, reject): &(&'static str, Reject)| {
            let wrong = reject.reason.field.and_then(|field| cell(&self.sheets, name, (reject.row, field)));
            Told::of_cell(reject.in_sheet(name).to_string(), wrong)
        };
        let mut told: Vec<Told> = rejected.iter().map(told).collect();
        for (name, table) in &self.sheets {
            let is_its = |cell: &&mut Cell| cell.sheet.eq_ignore_ascii_case(name);
            let mut cells = told.iter_mut().flat_map(|one| &mut one.cells).filter(is_its).peekable();
            if cells.peek().is_some() {
                // A row is known by what the file says in it, whatever is read in its place.
                let written = table.clone().as_written(self.incoming.corrections_in(name));
                let rows = Rows::of(&written, keys(name, &written));
                cells.for_each(|cell| rows.note(cell));
            }
        }
        told
    }
}

/// The columns by which a row of a sheet is known.
fn keys(name: &str, table: &Table) -> Vec<Vec<usize>> {
    let key: &[&str] = if name.eq_ignore_ascii_case(READINGS) { &KEY } else { &["id"] };
    vec![key.iter().filter_map(|column| table.column(column)).collect()]
}

fn sheet<'s>(sheets: &'s [(String, Table)], wanted: &str) -> Option<&'s Table> {
    sheets.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, table)| table)
}

/// The cell of a sheet in a row and the column of a field.
pub(super) fn cell(sheets: &[(String, Table)], name: &str, (row, field): (u64, &str)) -> Option<Cell> {
    let table = sheet(sheets, name)?;
    Some(Cell { sheet: name.to_owned(), ..table.cell(row, table.column(field)?)? })
}
