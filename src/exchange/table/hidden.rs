//! Owns the parts of a table that its spreadsheet hides, and that are read all the same.

use std::collections::{BTreeSet, HashSet};

use super::Table;
use crate::domain::words::{count, first_few};

/// Rows and columns of a sheet that are hidden, or filtered away, and cells that stand for those below them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    /// The rows, as a spreadsheet counts.
    pub rows: Vec<u64>,
    /// The columns, each from one to another; the first of the sheet is 1.
    pub columns: Vec<(u64, u64)>,
    /// The ranges of merged cells, as `A2:A4`; of a table those of which other rows have the value.
    pub merged: Vec<String>,
    /// The cells that have a link behind them, each by its column, from 0, and its row.
    pub links: Vec<(u32, u64)>,
}

impl Hidden {
    /// Is everything shown in its place?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty() && self.merged.is_empty() && self.links.is_empty()
    }

    /// Which rows and columns of the table nobody sees who looks at the sheet, and which cells stand for others: a
    /// sentence each.
    #[must_use]
    pub fn told(&self, table: &Table) -> Vec<String> {
        const WAY: &str = "delete in the file what is not meant";
        if self.is_empty() {
            return Vec::new();
        }
        let hidden: HashSet<u64> = self.rows.iter().copied().collect();
        let rows = table.rows.iter().map(|row| row.line).filter(|line| hidden.contains(line));
        let rows: Vec<String> = rows.map(|line| line.to_string()).collect();
        let is_hidden = |place: u64| self.columns.iter().any(|(from, to)| (*from..=*to).contains(&place));
        let columns = (1_u64..).zip(table.header.iter().enumerate());
        let columns = columns.filter(|(place, (at, _))| is_hidden(*place) && table.says(*at));
        let columns: Vec<String> = columns.map(|(_, (_, name))| format!("“{name}”")).collect();
        let what = if rows.len() == 1 { "row" } else { "rows" };
        let of_rows = count(rows.len(), "hidden row of the sheet is", "hidden rows of the sheet are");
        let of_columns = count(columns.len(), "hidden column of the sheet is", "hidden columns of the sheet are");
        let of_rows = format!("{of_rows} read too ({what} {}): {WAY}.", first_few(&rows));
        let of_columns = format!("{of_columns} read too ({}): {WAY}.", first_few(&columns));
        let of_merged = format!("cells merged over several rows count in each of them ({}).", first_few(&self.merged));
        let told = [(of_rows, rows.is_empty()), (of_columns, columns.is_empty()), (of_merged, self.merged.is_empty())];
        let told = told.into_iter().filter_map(|(told, is_none)| (!is_none).then_some(told));
        told.chain(self.links_told(table)).collect()
    }

    /// That links stand behind cells of the table that show something else: only that is read.
    fn links_told(&self, table: &Table) -> Option<String> {
        let is_address = |text: &str| text.contains("://") || text.contains('@') || text.starts_with("www.");
        let cell = |(at, line): &(u32, u64)| table.cell(*line, usize::try_from(*at).ok()?);
        let cells = self.links.iter().filter_map(cell);
        let names =
            cells.filter(|cell| !cell.text.trim().is_empty() && !is_address(&cell.text)).map(|cell| cell.column);
        let names: Vec<String> = names.collect();
        let cells = count(names.len(), "cell has a link behind it", "cells have links behind them");
        let columns: BTreeSet<String> = names.iter().map(|name| format!("“{name}”")).collect();
        let columns: Vec<String> = columns.into_iter().collect();
        (!names.is_empty()).then(|| {
            format!(
                "{cells}, of which only what is shown is read ({}): write the address into the cell where it is to be kept.",
                first_few(&columns)
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_behind_a_cell_that_shows_something_else_is_told() {
        let table = Table::parse("Name,Page,Mail\nA,Site,a@x.de\nB,https://b.example,\n", b',').unwrap();
        let told = |links: &[(u32, u64)]| Hidden { links: links.to_vec(), ..Hidden::default() }.told(&table);
        let said = "1 cell has a link behind it, of which only what is shown is read (“Page”): write the address into the cell \
                    where it is to be kept.";
        assert_eq!(told(&[(1, 2), (2, 2), (1, 3), (9, 9)]), [said]);
        assert_eq!(told(&[(2, 2), (1, 3)]), Vec::<String>::new(), "what is an address is read");
    }
}
