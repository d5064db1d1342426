//! Floor 1: bytes in and out. Files become rows, and rows become pilots and readings; whatever is not understood is
//! told with its row. Knows neither the store nor the file system: bytes are passed in.
//!
//! From bottom to top: `fields` → `table` → `row` → `profile` → `feeds`, `lists` → `pilots`, `readings` → `matching`,
//! `tickets`, `notes` → `people` → `table/parse`, which finds the header of a table by the columns that the others
//! know.

pub mod actions;
pub mod anonymous;
pub mod block;
pub mod csv_out;
mod decimals;
pub mod encoding;
pub mod feeds;
pub mod fields;
pub mod framework;
pub mod lists;
pub mod markdown;
pub mod matching;
pub mod notes;
pub mod people;
pub mod pilots;
pub mod profile;
pub mod readings;
mod row;
pub mod states;
pub mod table;
pub mod tickets;
pub mod workbook;
pub mod written_day;

pub use profile::Profile;
pub use table::Table;

use std::collections::BTreeSet;

use crate::domain::Invalid;
use crate::domain::digest::digest;
use crate::domain::words::yes_or_no;

/// What a cell says; what is wrong with it is told with all else that is wrong in its row.
fn heard<T: Default>(read: Result<T, Invalid>, wrong: &mut Vec<Invalid>) -> T {
    read.unwrap_or_else(|reason| {
        wrong.push(reason);
        T::default()
    })
}

/// Yes or no, as a cell of that field says it.
fn flag(field: &'static str, word: &str) -> Result<bool, Invalid> {
    yes_or_no(word).ok_or_else(|| {
        let error = Invalid::new(format!("“{word}” for {field} is neither yes nor no"));
        error.hint("write yes or no").at(field)
    })
}

/// A short, stable hash of a text: enough to see that a cell changed.
#[must_use]
pub fn hash(text: &str) -> String {
    format!("{:016x}", digest(text.as_bytes()))
}

/// A row, or a cell of it, that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The number of the row, as a spreadsheet counts: the first of the file is 1.
    pub row: u64,
    /// Why.
    pub reason: Invalid,
}

impl Reject {
    /// How many rows those are: a row may be wrong in several fields.
    #[must_use]
    pub fn rows(rejected: &[Self]) -> usize {
        rejected.iter().map(|reject| reject.row).collect::<BTreeSet<u64>>().len()
    }

    /// The same, with the sheet that the row stands in.
    #[must_use]
    pub fn in_sheet(&self, sheet: &str) -> Self {
        let what = format!("{sheet}: {}", self.reason.what);
        Self { row: self.row, reason: Invalid { what, ..self.reason.clone() } }
    }
}

impl std::fmt::Display for Reject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "row {}: {}", self.row, self.reason)?;
        match &self.reason.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}
