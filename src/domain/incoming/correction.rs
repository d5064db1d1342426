//! Owns corrections of a file: another value is read in place of a cell, or its row is left out.

use serde::{Deserialize, Serialize};

use crate::domain::shown::brief;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its sheet, in a workbook with several registers; empty in a file that is one table.
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
    /// How to recognise its row when the file comes again: columns with what stands in them. Empty goes by its number.
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

    /// Is it the same cell of the file, whatever it holds?
    #[must_use]
    pub fn is_where(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// What tells it from the other cells of the file.
    pub(super) fn key(&self) -> (&str, u64, usize) {
        (self.sheet.as_str(), self.row, self.place)
    }
}

/// Another value for a cell, or the omission of its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The cell, as in the file.
    pub cell: Cell,
    /// The value to read; none leaves its row out.
    pub to: Option<String>,
}

impl Correction {
    /// The correction that takes this one back; none for a row that is left out.
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

    /// Which value is read in place of which, in words.
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

    /// Sorts by cell. Leaving a row out comes before corrections of its cells.
    pub(super) fn key(&self) -> ((&str, u64, usize), bool) {
        (self.cell.key(), self.to.is_some())
    }
}

/// Where the cell of a correction is in a file that was saved again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Here, with what it held before.
    There(Cell),
    /// In the file it has the corrected value by now.
    Mended,
    /// Its row says something else, or is gone.
    Lost,
}
