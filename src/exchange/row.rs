//! Owns a row of a list as its fields are asked for, each by what the columns of that list may be called.

use super::table::{Named, Row, Table, refuse_unsolved};
use crate::domain::Invalid;

/// A row whose cells are asked for by their fields.
pub(super) struct Cells<'a> {
    /// The table, whose columns may be said to feed a field.
    pub table: &'a Table,
    /// One of its rows.
    pub row: &'a Row,
    /// What columns are called.
    pub columns: &'a Named,
}

impl<'a> Cells<'a> {
    /// The cell of a field; empty where no column says it.
    ///
    /// # Errors
    /// Where the cell is the error of a spreadsheet, or a formula without its result.
    pub fn cell(&self, field: &'static str) -> Result<&'a str, Invalid> {
        let place = self.table.fed_as(field, self.columns);
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
        let place = self.table.fed_as(field, self.columns);
        place.and_then(|at| self.table.header.get(at)).map_or("", String::as_str)
    }
}
