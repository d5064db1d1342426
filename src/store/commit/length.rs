//! Refuses texts that are longer than one may be, whichever change writes them.

use super::Writer;
use crate::domain::length::{LONGEST, too_long};
use crate::store::error::Result;
use crate::store::fetch::rows;
use crate::store::schema::{Form, Table};

impl Writer<'_> {
    /// The newest image of a row, behind which stand those of what is written next.
    pub(super) fn newest_image(&self) -> Result<i64> {
        self.row("SELECT ifnull(max(id), 0) FROM image", [], |row| row.get(0))
    }

    /// Refuses what was written behind that image of a row where a text of it is too long. One that stood there as long
    /// before, and is not changed, stays.
    pub(super) fn check_lengths(&self, behind: i64) -> Result<()> {
        let sql = "SELECT i.tbl, c.key FROM image i, json_each(i.after) c WHERE i.entry = ?1 AND i.id > ?2 \
             AND length(CAST(i.after AS BLOB)) > ?3 AND c.type = 'text' AND length(CAST(c.value AS BLOB)) > ?3";
        let longest = i64::try_from(LONGEST).unwrap_or(i64::MAX);
        let long: Vec<(String, String)> =
            rows(self.connection, sql, [self.entry, behind, longest], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut texts = long.iter().filter_map(|(table, column)| Some((table, Table::named(table)?.column(column)?)));
        match texts.find(|(_, column)| column.form == Form::Text) {
            Some((table, column)) => {
                let what = format!("the {} of the {table}", column.name.replace('_', " "));
                Err(too_long(&what).at(column.name).into())
            }
            None => Ok(()),
        }
    }
}
