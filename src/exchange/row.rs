//! Owns the layout of a list, and the reading of a row by fields, each found by the names that its column may have in
//! that list.

use super::table::{Named, Row, Table, refuse_unsolved};
use super::written_day::order_for;
use crate::domain::Invalid;
use crate::domain::incoming::DateOrder;

/// How a list is laid out.
pub struct Layout {
    /// What its columns are called, in any case. Of several the first counts.
    pub(super) columns: &'static Named,
    /// The fields without which a table is none, as their columns may be called.
    pub(super) needed: &'static [(&'static str, &'static str)],
    /// The field of its days.
    pub(super) day: &'static str,
}

impl Layout {
    /// What its columns may be called.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.columns.iter().flat_map(|(_, names)| names.iter().copied())
    }

    /// The place of the column that says a field.
    #[must_use]
    pub fn place(&self, table: &Table, field: &str) -> Option<usize> {
        table.fed_as(field, self.columns)
    }

    /// The columns without which a table is none, as far as it does not have them.
    #[must_use]
    pub fn lacking(&self, table: &Table) -> Vec<&'static str> {
        let missing = self.needed.iter().filter(|(field, _)| self.place(table, field).is_none());
        missing.map(|(_, name)| *name).collect()
    }

    /// The field that each column of a table feeds.
    #[must_use]
    pub fn fed_by(&self, table: &Table) -> Vec<Option<&'static str>> {
        table.fed_by(self.columns)
    }

    /// The columns of a table that feed nothing and say something.
    #[must_use]
    pub fn unfed(&self, table: &Table) -> Vec<String> {
        table.unfed(&self.fed_by(table))
    }

    /// The order of day and month in which dates of a table are read: the one that is said, else the one that they, or
    /// others of the table, tell; none where they need none.
    #[must_use]
    pub fn order(&self, table: &Table, said: Option<DateOrder>) -> Option<DateOrder> {
        let place = self.place(table, self.day)?;
        order_for(table.cells_in(&[place]), table.cells(), said)
    }
}

/// A row whose cells are asked for by their fields.
pub(super) struct Cells<'a> {
    /// The table, whose columns may be said to feed a field.
    pub table: &'a Table,
    /// One of its rows.
    pub row: &'a Row,
    /// What its columns are called.
    pub layout: &'a Layout,
}

impl<'a> Cells<'a> {
    /// The cell of a field; empty where no column says it.
    ///
    /// # Errors
    /// Where the cell is the error of a spreadsheet, or a formula without its result.
    pub fn cell(&self, field: &'static str) -> Result<&'a str, Invalid> {
        let place = self.layout.place(self.table, field);
        let text = place.map_or("", |at| self.row.text(at));
        refuse_unsolved(field, text).map_err(|error| error.at(field))?;
        Ok(text)
    }

    /// The cell of a field without which the row says too little.
    ///
    /// # Errors
    /// Where it is empty, in those words, or says nothing that counts.
    pub fn needed(&self, field: &'static str, missing: &'static str) -> Result<&'a str, Invalid> {
        let error = || Invalid::new(missing).hint("fill that cell in").at(field);
        Some(self.cell(field)?).filter(|text| !text.is_empty()).ok_or_else(error)
    }

    /// What the column of a field is called here.
    pub fn heading(&self, field: &'static str) -> &'a str {
        let place = self.layout.place(self.table, field);
        place.and_then(|at| self.table.header.get(at)).map_or("", String::as_str)
    }
}
