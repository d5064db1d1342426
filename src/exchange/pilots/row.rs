//! Owns a row that is being read: its cells, which of them were taken into a field, and what is told of the others.

use super::told::{Loose, Missing, Unread, Word};
use crate::domain::Invalid;
use crate::domain::shown::collapsed;
use crate::exchange::profile::{Columns, Profile};
use crate::exchange::table::{Row, Table};

/// A row that is being read.
pub(super) struct Mapping<'a> {
    pub table: &'a Table,
    pub profile: &'a Profile,
    pub row: &'a Row,
    /// Columns whose text went into a field.
    pub used: Vec<bool>,
    /// Does a word in place of the status say that the pilot goes on? None where none stands there.
    pub under_way: Option<bool>,
    /// What does not say what its column feeds.
    pub unread: Vec<Unread>,
    /// Cells that name their day otherwise than by a date.
    pub loose: Vec<Loose>,
    /// What words of its stage and status were taken to mean.
    pub words: Vec<Word>,
    /// Is the stage a guess?
    pub assumed: bool,
    /// Does the row say a stage at all?
    pub says_stage: bool,
    /// What the note has of it before what fed no field.
    pub remarks: Vec<String>,
    /// What of it is refused.
    pub wrong: Vec<Invalid>,
}

impl<'a> Mapping<'a> {
    /// A row of which nothing was read yet.
    pub fn of(row: &'a Row, table: &'a Table, profile: &'a Profile) -> Self {
        Self {
            table,
            profile,
            row,
            used: vec![false; table.header.len()],
            under_way: None,
            unread: Vec::new(),
            loose: Vec::new(),
            words: Vec::new(),
            assumed: false,
            says_stage: false,
            remarks: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// The cell of a column, taken into a field; nothing where it holds a word that means nothing.
    pub fn take(&mut self, column: &str) -> Option<String> {
        if let Some(place) = self.table.column(column) {
            self.mark(place);
        }
        self.read(column)
    }

    /// Notes that the column at that place went into a field.
    pub fn mark(&mut self, place: usize) {
        if let Some(used) = self.used.get_mut(place) {
            *used = true;
        }
    }

    /// The same, as long as nobody knows whether the field takes it.
    pub fn read(&self, column: &str) -> Option<String> {
        let cell = self.row.cells.get(self.table.column(column)?)?;
        (!self.profile.is_empty_word(cell)).then(|| cell.trim().replace("\r\n", "\n"))
    }

    pub fn text(&mut self, columns: &Columns) -> String {
        match columns {
            Columns::One(name) => self.take(name).unwrap_or_default(),
            Columns::Several { columns, join: Some(join) } => columns
                .iter()
                .filter_map(|name| self.take(name))
                .map(|cell| collapsed(&cell))
                .collect::<Vec<_>>()
                .join(join),
            Columns::Several { columns, join: None } => {
                columns.iter().find_map(|name| self.take(name)).unwrap_or_default()
            }
        }
    }

    /// Leaves the cell of a column to the note, as what is missing in it is what the column feeds.
    pub fn leave(&mut self, column: &str, missing: Missing) {
        let unread = self.unread(column, missing).filter(|_| self.profile.rest_as_note);
        self.unread.extend(unread);
    }

    /// Leaves the cell of a column to the note, as another one of the row says something else, and counts.
    pub fn overrule(&mut self, column: &str, missing: Missing) {
        let unread = self.unread(column, missing);
        self.unread.extend(unread);
    }

    /// The cell of a column in which that is missing; none where another field took it, of which it is a word.
    pub fn unread(&self, column: &str, missing: Missing) -> Option<Unread> {
        let place = self.table.column(column).filter(|at| self.used.get(*at) == Some(&false))?;
        let (column, cell) = (self.table.header.get(place)?.clone(), collapsed(self.row.cells.get(place)?));
        Some(Unread { row: self.row.line, place, column, cell, missing, is_noted: self.profile.rest_as_note })
    }

    /// Remembers what the word in the column at that place was taken to mean. A register that is taken over has its own
    /// words.
    pub fn understand(&mut self, place: usize, means: String) {
        let column = self.table.header.get(place).filter(|_| !self.profile.taken_over);
        if let Some((column, cell)) = column.zip(self.row.cells.get(place)) {
            let (column, cell) = (column.clone(), collapsed(cell));
            self.words.push(Word { row: self.row.line, place, column, cell, means });
        }
    }
}
