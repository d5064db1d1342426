//! Owns what is told of a file before it is imported: what would change, what would be rejected, and remarks.

use super::{Cell, DateOrder, Incoming, RowsOf};
use crate::domain::Status;

/// Something that is told of a file: a row or field that would be rejected, or a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is told, with the reason.
    pub text: String,
    /// The cells that it is about; several have the same meaning. Empty if it is not about single cells.
    pub cells: Vec<Cell>,
    /// What to ask if somebody corrects them.
    pub asked: Asked,
    /// The number of the row that it is about; none if its cells tell that, or it is not about one row.
    pub row: Option<u64>,
}

impl Told {
    /// A remark on the file as a whole.
    #[must_use]
    pub fn as_a_whole(text: String) -> Self {
        Self::of_cell(text, None)
    }

    /// A remark on one cell, if it is known.
    #[must_use]
    pub fn of_cell(text: String, cell: Option<Cell>) -> Self {
        Self { text, cells: cell.into_iter().collect(), asked: Asked::default(), row: None }
    }

    /// The number of the row, if it is about exactly one.
    #[must_use]
    pub fn row(&self) -> Option<u64> {
        let first = || self.cells.first().map(|cell| cell.row);
        self.row.or_else(|| first().filter(|row| self.cells.iter().all(|cell| cell.row == *row)))
    }
}

/// What to ask for when somebody corrects cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asked {
    /// The right value.
    #[default]
    Anew,
    /// The right value, which is most likely this.
    Rather(String),
    /// Which pilot is meant.
    Pilot,
    /// Which metric is meant, of these of its pilot.
    Metric(Vec<String>),
    /// Which known person is meant.
    Person,
}

/// A value that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its place in the file (a sheet and a row), or empty.
    pub place: String,
    /// The name of the thing that it belongs to.
    pub what: String,
    /// The field.
    pub field: String,
    /// What is there now.
    pub was: String,
    /// What would be there.
    pub to: String,
    /// The number of its row; 0 if several rows make the change, or `place` tells it.
    pub row: u64,
}

impl Edit {
    /// A change without a place in the file to point at.
    #[must_use]
    pub fn of(what: String, field: &str, was: String, to: String) -> Self {
        Self { place: String::new(), what, field: field.to_owned(), was, to, row: 0 }
    }

    /// Both values as people say them: a status as a word, where files and programs have a letter.
    #[must_use]
    pub fn said(&self) -> [String; 2] {
        let said = |text: &String| match text.parse::<Status>() {
            Ok(status) if self.field == "reported" => status.said().to_owned(),
            _ => text.clone(),
        };
        [said(&self.was), said(&self.to)]
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// The first values in it.
    pub sample: String,
    /// The field that it feeds.
    pub field: Option<String>,
    /// How many columns that feed the same field take precedence.
    pub rank: usize,
    /// Is it a column of our own exports that is derived from others? Then no note keeps it.
    pub follows: bool,
    /// Is it read as a metric that nobody knows?
    pub is_unknown: bool,
}

/// What importing a file would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foreseen {
    /// The file.
    pub incoming: Incoming,
    /// Its columns, if somebody may say what they feed.
    pub columns: Vec<Column>,
    /// For readings: the metrics that a column may be of, each as it is written in a mapping, and its name.
    pub metrics: Vec<(String, String)>,
    /// What its rows are; none if nobody knows.
    pub kind: Option<RowsOf>,
    /// The mapping that takes effect once somebody says what a column feeds; empty for pilots, where the columns
    /// themselves are the mapping.
    pub map: String,
    /// Is a column missing without which nothing can be read?
    pub is_unread: bool,
    /// The mappings to choose from, the user's own first.
    pub maps: Vec<String>,
    /// The sheets of a workbook, if one of several has to be chosen.
    pub sheets: Vec<String>,
    /// Are its rows tickets, and do some of them name no pilot?
    pub wants_pilot: bool,
    /// Which comes first in its dates, as said or found; none if no date leaves it open.
    pub dates: Option<DateOrder>,
    /// What would change.
    pub edits: Vec<Edit>,
    /// What would be rejected, with row and reason.
    pub rejected: Vec<Told>,
    /// One cell for each row of the table that is mentioned, as in the file.
    pub rows: Vec<Cell>,
    /// What would remain of a pasted table after everything possible was imported; none if nothing would.
    pub rest: Option<Box<Incoming>>,
    /// Remarks: how something is read, what is left out, what stays.
    pub remarks: Vec<Told>,
    /// All of it in a sentence.
    pub sentence: String,
}
