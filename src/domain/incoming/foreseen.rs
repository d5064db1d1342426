//! Owns what is told of a file before it is taken in: what would change, what would not be taken, and what there is to
//! know besides.

use super::{Cell, DateOrder, Incoming, RowsOf};
use crate::domain::Status;

/// What is told of a file: that a row, or a field of one, would not be taken, or what there is to know besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which, and why.
    pub text: String,
    /// The cells that it is about, of which several mean the same; none where it is not about single cells.
    pub cells: Vec<Cell>,
    /// What is asked for where somebody corrects them.
    pub asked: Asked,
    /// The number of the row that it is about; none where its cells tell, or it is about none or several.
    pub row: Option<u64>,
}

impl Told {
    /// What is not about single cells.
    #[must_use]
    pub fn as_a_whole(text: String) -> Self {
        Self::of_cell(text, None)
    }

    /// What is about one cell, where it is known.
    #[must_use]
    pub fn of_cell(text: String, cell: Option<Cell>) -> Self {
        Self { text, cells: cell.into_iter().collect(), asked: Asked::default(), row: None }
    }

    /// The number of the only row that it is about.
    #[must_use]
    pub fn row(&self) -> Option<u64> {
        let first = || self.cells.first().map(|cell| cell.row);
        self.row.or_else(|| first().filter(|row| self.cells.iter().all(|cell| cell.row == *row)))
    }
}

/// What is asked for where somebody corrects cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asked {
    /// What is read in place of what stands there.
    #[default]
    Anew,
    /// The same; most likely it is this.
    Rather(String),
    /// The pilot that is meant.
    Pilot,
    /// The person who is meant, among those who are known.
    Person,
}

/// A value that would be another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it stands in the file: a sheet and a row, or nothing.
    pub place: String,
    /// What it is about.
    pub what: String,
    /// The field.
    pub field: String,
    /// What is there now.
    pub was: String,
    /// What would be there.
    pub to: String,
    /// The number of its row in a table; nought where several rows need it, or it has its place.
    pub row: u64,
}

impl Edit {
    /// One that has no place in the file to point at.
    #[must_use]
    pub fn of(what: String, field: &str, was: String, to: String) -> Self {
        Self { place: String::new(), what, field: field.to_owned(), was, to, row: 0 }
    }

    /// What is there and what would be, as people say it: of a status words, where files and programs have a letter.
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
    /// How many columns of that field count before it.
    pub rank: usize,
    /// Is it one of our own exports that follows from what is known? No note keeps it.
    pub follows: bool,
    /// Is it read as a metric that nobody knows?
    pub is_unknown: bool,
}

/// What taking a file in would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foreseen {
    /// The file.
    pub incoming: Incoming,
    /// Its columns, where somebody may say what they feed.
    pub columns: Vec<Column>,
    /// Of readings the metrics that a column of theirs may be of: what says so, and what each is called.
    pub metrics: Vec<(String, String)>,
    /// What its rows are; none where nobody knows it.
    pub kind: Option<RowsOf>,
    /// The mapping that it is read by once somebody says what a column of it feeds; empty of pilots, as those columns
    /// say it.
    pub map: String,
    /// Is a column missing without which nothing of it can be read?
    pub is_unread: bool,
    /// The mappings that it may be read by, those that somebody keeps first.
    pub maps: Vec<String>,
    /// The sheets of a workbook, where one of several is to be chosen.
    pub sheets: Vec<String>,
    /// Are its rows tickets, of which some name no pilot?
    pub wants_pilot: bool,
    /// Which comes first in its dates, as it was said or found; none where none of them needs to be told.
    pub dates: Option<DateOrder>,
    /// What would change.
    pub edits: Vec<Edit>,
    /// What would not be taken, with the row and the reason.
    pub rejected: Vec<Told>,
    /// The rows of a table that something is told of, each by a cell of it, as the file has it.
    pub rows: Vec<Cell>,
    /// Of a table that was pasted what would be left, once all is taken in that can be; none where nothing would.
    pub rest: Option<Box<Incoming>>,
    /// What there is to know of it besides: how something is read, what is left out, what stays.
    pub remarks: Vec<Told>,
    /// All of it in a sentence.
    pub sentence: String,
}
