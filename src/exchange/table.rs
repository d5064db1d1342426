//! Owns tables: rows of cells under a header, from the text of a csv or tsv file or from the records of another format.

mod below;
mod fed;
mod hidden;
mod known;
mod parse;
mod remark;
mod second;
mod text;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

pub use self::fed::Named;
pub use self::hidden::Hidden;
pub use self::known::Rows;
pub use self::parse::Heading;
pub(super) use self::remark::is_sum;
pub use self::text::{delimiter, without};
use super::Reject;
use super::fields::way;
use crate::domain::incoming::{Cell, Correction};
use crate::domain::shown::collapsed;
use crate::domain::{Invalid, money};

/// Rows under a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The names of the columns, spaces collapsed; a repeated name has its number behind it: `Other (2)`; one
    /// without a name is called after its place: `column 3`.
    pub header: Vec<String>,
    /// What the row above the header says of each column, as the heading of a group; empty where there is none.
    pub groups: Vec<String>,
    /// The rows, each as wide as the header.
    pub rows: Vec<Row>,
    /// Rows that no table of this header can hold.
    pub rejected: Vec<Reject>,
    /// What stands between its cells; none where they came apart, out of a workbook.
    pub separator: Option<u8>,
    /// The row where a second table begins below it, of which nothing is read.
    pub second: Option<u64>,
    /// Rows that repeat the header, and titles above such rows, which are left out.
    pub repeated: Vec<u64>,
    /// Rows of the end of a mail that stands below it, with what they say: they are left out.
    pub mail: Vec<(u64, String)>,
    /// What of its sheet a spreadsheet does not show.
    pub hidden: Hidden,
    /// What somebody said that columns feed, by their places; each is there once.
    pub said: Vec<(usize, String)>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, as a spreadsheet counts: the first of the file is 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Row {
    /// What the cell at a place says, without blanks around it; empty where there is none.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }

    /// The first of its cells that says something, spaces collapsed.
    pub(super) fn first(&self) -> String {
        self.cells.iter().map(|cell| collapsed(cell)).find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    /// The place of the only cell that says something.
    pub(super) fn alone(&self) -> Option<usize> {
        let mut says = (0..).zip(&self.cells).filter(|(_, cell)| !cell.trim().is_empty()).map(|(at, _)| at);
        says.next().filter(|_| says.next().is_none())
    }

    /// Is it a remark on the table, alone in its row?
    pub(super) fn is_remark(&self) -> bool {
        self.alone().is_some() && remark::is_remark(&self.first())
    }

    /// Does it begin with a word for sums?
    #[must_use]
    pub fn is_called_sum(&self) -> bool {
        is_sum(&self.first())
    }

    /// Does it tell the sums of others: by such a word, and nothing but numbers beside it?
    fn tells_sums(&self) -> bool {
        let is_plain = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || ".,% -–—\u{2212}".contains(c));
        let is_number = |cell: &str| is_plain(cell) || money::read(cell, true).is_some();
        let says = self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        self.is_called_sum() && says.skip(1).all(is_number)
    }
}

/// What the column at that place, counted from one, is called that has no name.
fn nameless(place: usize) -> String {
    format!("column {place}")
}

impl Table {
    /// The table with something else in the cells that somebody corrected, and without the rows that are left out,
    /// where they still hold what was corrected.
    #[must_use]
    pub fn corrected<'c>(mut self, corrections: impl IntoIterator<Item = &'c Correction>) -> Self {
        let mut left_out = HashSet::new();
        for Correction { cell, to } in corrections {
            let row = self.place_of(cell.row).and_then(|at| self.rows.get_mut(at));
            let text = row.and_then(|row| row.cells.get_mut(cell.place)).filter(|text| **text == cell.text);
            match (text, to) {
                (Some(text), Some(to)) => text.clone_from(to),
                (Some(_), None) => {
                    left_out.insert(cell.row);
                }
                (None, _) => {}
            }
        }
        self.rows.retain(|row| !left_out.contains(&row.line));
        self
    }

    /// The rows that tell the sums of others.
    #[must_use]
    pub fn sums(&self) -> Vec<u64> {
        self.rows.iter().filter(|row| row.tells_sums()).map(|row| row.line).collect()
    }

    /// The table without the rows that tell the sums of others, and which those are.
    #[must_use]
    pub fn without_sums(&self) -> (Cow<'_, Self>, Vec<u64>) {
        let sums = self.sums();
        if sums.is_empty() {
            return (Cow::Borrowed(self), sums);
        }
        let mut table = self.clone();
        table.rows.retain(|row| !sums.contains(&row.line));
        (Cow::Owned(table), sums)
    }

    /// The table with the cells of those columns emptied.
    #[must_use]
    pub fn without_cells(&self, columns: &[usize]) -> Cow<'_, Self> {
        if columns.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut table = self.clone();
        for row in &mut table.rows {
            for at in columns {
                if let Some(cell) = row.cells.get_mut(*at) {
                    cell.clear();
                }
            }
        }
        Cow::Owned(table)
    }

    /// The table with a column more, which says the same in every row.
    #[must_use]
    pub fn with_column(mut self, name: &str, text: &str) -> Self {
        self.header.push(name.to_owned());
        self.rows.iter_mut().for_each(|row| row.cells.push(text.to_owned()));
        self
    }

    /// The cell in a row of that number, at that place. Which sheet it stands in, a table does not know.
    #[must_use]
    pub fn cell(&self, row: u64, place: usize) -> Option<Cell> {
        let (text, column) = (self.row(row)?.cells.get(place)?.clone(), self.header.get(place)?.clone());
        Some(Cell { sheet: String::new(), row, place, column, text, known_by: Vec::new() })
    }

    /// What stands in those columns, row by row.
    pub fn cells_in(&self, places: &[usize]) -> impl Iterator<Item = &String> + Clone {
        self.rows.iter().flat_map(move |row| places.iter().filter_map(move |at| row.cells.get(*at)))
    }

    /// What stands in all columns, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &String> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// Does any cell of a column say something?
    #[must_use]
    pub fn says(&self, at: usize) -> bool {
        self.rows.iter().any(|row| !row.text(at).is_empty())
    }

    /// The first cell of a row of that number that says something.
    #[must_use]
    pub fn first_cell(&self, row: u64) -> Option<Cell> {
        self.cell(row, self.row(row)?.cells.iter().position(|cell| !cell.trim().is_empty())?)
    }

    /// The row of that number.
    fn row(&self, number: u64) -> Option<&Row> {
        self.place_of(number).and_then(|at| self.rows.get(at))
    }

    /// The place of the row of that number among the rows, which stand in order.
    fn place_of(&self, number: u64) -> Option<usize> {
        self.rows.binary_search_by_key(&number, |known| known.line).ok()
    }

    /// The place of a column, whatever its case.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = collapsed(name);
        self.header.iter().position(|known| is_same(known, &wanted))
    }

    /// What heads a column: its name, then its group.
    pub fn headings(&self, at: usize) -> impl Iterator<Item = &str> {
        [&self.header, &self.groups].into_iter().filter_map(move |names| names.get(at)).map(String::as_str)
    }

    /// Has the column at that place no name of its own?
    #[must_use]
    pub fn is_nameless(&self, at: usize) -> bool {
        self.header.get(at).is_some_and(|name| *name == nameless(at + 1))
    }

    /// The place of a column that must be there.
    pub fn required(&self, name: &str) -> Result<usize, Invalid> {
        let next = || format!("name its columns so, or say what one feeds: {}", way("COLUMN", "FIELD"));
        self.column(name).ok_or_else(|| self.lacks(name, &next()))
    }

    /// That a column is missing, with those that are there, and what can be done.
    #[must_use]
    pub fn lacks(&self, name: &str, next: &str) -> Invalid {
        let shown: Vec<&str> = self.header.iter().take(12).map(String::as_str).collect();
        let hint = format!("the file has: {}; {next}", shown.join(", "));
        Invalid::new(format!("the column “{name}” is missing")).hint(hint)
    }
}

/// A row as it is read: its number, and its cells.
type Record = (u64, Vec<String>);

/// A table with that header.
fn headed(record: &[String]) -> Table {
    Table { header: names(record.iter().map(String::as_str)), ..Table::default() }
}

/// How many cells of a record say something.
fn filled(record: &[String]) -> usize {
    record.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Are two texts the same but for their case, that of umlauts too?
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

fn names<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    cells
        .zip(1_usize..)
        .map(|(cell, place)| {
            let name = collapsed(cell);
            if name.is_empty() {
                return nameless(place);
            }
            let count = seen.entry(name.to_lowercase()).and_modify(|count| *count += 1).or_insert(1);
            if *count > 1 { format!("{name} ({count})") } else { name }
        })
        .collect()
}

/// Stands for a formula for which no spreadsheet has stored a result.
pub(super) const UNSOLVED: &str = "a formula without a result";

/// Does a cell hold no value, but an error or a formula without a result?
#[must_use]
pub fn is_unsolved(cell: &str) -> bool {
    let errors = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"];
    cell == UNSOLVED || errors.contains(&cell)
}

/// Refuses a cell that holds no value for the column of that name.
pub fn refuse_unsolved(name: &str, cell: &str) -> Result<(), Invalid> {
    if is_unsolved(cell.trim()) {
        let what = format!("{name}: “{}” is no value", cell.trim());
        return Err(Invalid::new(what).hint("write the value itself into the cell, or save the file in a spreadsheet"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_sums_has_nothing_but_numbers_beside_its_word() {
        let sums = |rows: &str| Table::parse(&format!("Nr;What;Cost\n{rows}"), b';').unwrap().sums();
        for row in ["Total;12;1.200", "Summe;;-12", "Sum;−3;4 %", "Total;3;1.200 €", "Total;3;EUR 500", "Total;–;$ 12k"]
        {
            assert_eq!(sums(&format!("1;Call;12\n{row}\n")), [3], "{row}");
        }
        assert!(sums("1;Call;12\nTotal;rework the form;3\n").is_empty());
    }
}
