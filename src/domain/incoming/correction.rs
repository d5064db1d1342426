//! Owns what somebody corrects of a file: in the place of a cell something else is read, or its row is left out.

use serde::{Deserialize, Serialize};

use crate::domain::shown::brief;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its sheet, in a workbook of several registers; empty in a file that is one table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The number of its row, as a spreadsheet counts.
    pub row: u64,
    /// The place of its column, from 0.
    pub place: usize,
    /// The heading of its column.
    pub column: String,
    /// What stands there.
    pub text: String,
    /// What its row is known by when the file comes again: columns, with what stands in them. Where nothing is said of
    /// it, by its number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_by: Vec<(String, String)>,
}

impl Cell {
    /// Its row in words.
    #[must_use]
    pub fn row_told(&self) -> String {
        let sheet = if self.sheet.is_empty() { String::new() } else { format!(" of {}", self.sheet) };
        format!("row {}{sheet}", self.row)
    }

    /// Is it the cell at the same place of the file, whatever is read there?
    #[must_use]
    pub fn is_where(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// What tells it from the other cells of a file.
    pub(super) fn key(&self) -> (&str, u64, usize) {
        (self.sheet.as_str(), self.row, self.place)
    }
}

/// A cell in whose place something else is read, or whose row is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The cell, as the file has it.
    pub cell: Cell,
    /// What is read there; none where its row is left out.
    pub to: Option<String>,
}

impl Correction {
    /// The one that puts back what the file has there. A row that is left out is not put back so.
    #[must_use]
    pub fn reversed(&self) -> Option<Self> {
        let cell = Cell { text: self.to.clone()?, ..self.cell.clone() };
        Some(Self { cell, to: Some(self.cell.text.clone()) })
    }

    /// Does it leave that row out?
    #[must_use]
    pub fn leaves_out(&self, cell: &Cell) -> bool {
        self.to.is_none() && self.cell.row == cell.row && self.cell.sheet == cell.sheet
    }

    /// What is read in place of what, in words.
    #[must_use]
    pub fn told(&self) -> String {
        let Cell { column, text, .. } = &self.cell;
        let said =
            |text: &str| if text.trim().is_empty() { "nothing".to_owned() } else { format!("“{}”", brief(text)) };
        let row = self.cell.row_told();
        match &self.to {
            Some(to) => format!("{row}, column “{column}”: {} in place of {}", said(to), said(text)),
            None => format!("{row}, {}: left out", said(text)),
        }
    }

    /// What orders them: by their cells. That a row is left out comes before what else is read in its cells.
    pub(super) fn key(&self) -> ((&str, u64, usize), bool) {
        (self.cell.key(), self.to.is_some())
    }
}

/// Where the cell of a correction is found in a file that was saved anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// It stands there, and says what it did.
    There(Cell),
    /// It says by now what was to be read in its place.
    Mended,
    /// Its row says something else, or is gone.
    Lost,
}
