//! Owns what a row is known by when its file comes again: what was said of a cell follows its row, wherever that stands then.

use std::collections::HashMap;

use super::{Row, Table};
use crate::domain::incoming::{Cell, Correction, Whereabouts};

/// Columns whose cells tell a row from the others, and how many rows say the same in them.
type Key<'t> = (Vec<usize>, HashMap<Vec<&'t str>, usize>);

/// The rows of a table, each with what it is known by.
pub struct Rows<'t> {
    table: &'t Table,
    keys: Vec<Key<'t>>,
}

impl<'t> Rows<'t> {
    /// The rows of a table that has such keys, each a few of its columns, the one that tells best first.
    #[must_use]
    pub fn of(table: &'t Table, keys: Vec<Vec<usize>>) -> Self {
        let counted = |places: Vec<usize>| {
            let mut alike = HashMap::new();
            for row in &table.rows {
                *alike.entry(said(row, &places)).or_insert(0) += 1;
            }
            (places, alike)
        };
        Self { table, keys: keys.into_iter().map(counted).collect() }
    }

    /// Notes in a cell what its row is known by: a key that no other row has, else all that the row says.
    pub fn note(&self, cell: &mut Cell) {
        let Some(row) = self.table.row(cell.row) else {
            return;
        };
        let is_its_own = |(places, alike): &&Key<'t>| {
            let said = said(row, places);
            said.iter().any(|text| !text.is_empty()) && alike.get(&said) == Some(&1)
        };
        let key = self.keys.iter().find(is_its_own).map(|(places, _)| places.clone());
        let places = key.unwrap_or_else(|| (0..self.table.header.len()).collect());
        let named = |at: usize| Some((self.table.header.get(at)?.clone(), row.cells.get(at)?.clone()));
        cell.known_by = places.into_iter().filter_map(named).collect();
    }
}

/// What a row says in those columns.
fn said<'r>(row: &'r Row, places: &[usize]) -> Vec<&'r str> {
    places.iter().map(|at| row.cells.get(*at).map_or("", |cell| cell.trim())).collect()
}

impl Table {
    /// The table as its file has it, where cells of it were corrected; rows that were left out stay so.
    #[must_use]
    pub fn as_written<'c>(self, corrections: impl IntoIterator<Item = &'c Correction>) -> Self {
        let back: Vec<Correction> = corrections.into_iter().filter_map(Correction::reversed).collect();
        self.corrected(&back)
    }

    /// Where the cell of a correction stands now: in the row that is known by the same, first where it was.
    #[must_use]
    pub fn find(&self, correction: &Correction) -> Whereabouts {
        let Correction { cell, to } = correction;
        let holds = |row: &Row, at: usize, text: &str| row.cells.get(at).is_some_and(|known| known == text);
        let place = if cell.known_by.is_empty() { Some(cell.place) } else { self.column(&cell.column) };
        let others = cell.known_by.iter().filter(|(column, _)| *column != cell.column);
        let others: Option<Vec<(usize, &str)>> =
            others.map(|(column, text)| Some((self.column(column)?, text.as_str()))).collect();
        let Some((place, others)) = place.zip(others) else {
            return Whereabouts::Lost;
        };
        let says =
            |text: &str, row: &Row| holds(row, place, text) && others.iter().all(|(at, text)| holds(row, *at, text));
        let all: &[Row] = if cell.known_by.is_empty() { &[] } else { &self.rows };
        let rows = || self.row(cell.row).into_iter().chain(all);
        let is_mended = || to.as_ref().is_some_and(|to| !others.is_empty() && rows().any(|row| says(to, row)));
        match rows().find(|row| says(&cell.text, row)) {
            Some(row) => self.cell(row.line, place).map_or(Whereabouts::Lost, |found| {
                Whereabouts::There(Cell { sheet: cell.sheet.clone(), known_by: cell.known_by.clone(), ..found })
            }),
            None if is_mended() => Whereabouts::Mended,
            None => Whereabouts::Lost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "Project,Phase\nYak,purple\nElk,purple\nElk,1\n";

    fn table(text: &str) -> Table {
        Table::parse(text, b',').unwrap()
    }

    /// A correction of the second column of a row, as it is made.
    fn corrected(row: u64) -> Correction {
        let plan = table(PLAN);
        let mut cell = plan.cell(row, 1).unwrap();
        Rows::of(&plan, vec![vec![0]]).note(&mut cell);
        Correction { cell, to: Some("3".to_owned()) }
    }

    #[test]
    fn a_row_is_known_by_a_key_of_its_own_else_by_all_that_it_says() {
        let known_by = |row| corrected(row).cell.known_by.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!((known_by(2), known_by(3)), (vec!["Yak".to_owned()], vec!["Elk".to_owned(), "purple".to_owned()]));
    }

    #[test]
    fn what_was_said_of_a_cell_follows_its_row() {
        let found = |text: &str, row| match table(text).find(&corrected(row)) {
            Whereabouts::There(cell) => format!("row {}, column {}", cell.row, cell.place),
            other => format!("{other:?}"),
        };
        for (text, yak, elk) in [
            (PLAN, "row 2, column 1", "row 3, column 1"),
            ("Project,Phase\nGnu,purple\nYak,purple\nElk,purple\n", "row 3, column 1", "row 4, column 1"),
            ("Project,Phase\nElk,purple\nYak,purple\n", "row 3, column 1", "row 2, column 1"),
            ("Unit,Project,Phase\nA,Yak,purple\n", "row 2, column 2", "Lost"),
            ("Project,Phase\nYak,3\nElk,blue\n", "Mended", "Lost"),
            ("Project,Phase\nGnu,purple\n", "Lost", "Lost"),
            ("Project,Stage\nYak,purple\n", "Lost", "Lost"),
        ] {
            assert_eq!((found(text, 2).as_str(), found(text, 3).as_str()), (yak, elk), "{text}");
        }
    }

    #[test]
    fn a_correction_of_which_only_the_row_is_known_stays_in_it() {
        let old = Correction { cell: Cell { known_by: Vec::new(), ..corrected(2).cell }, ..corrected(2) };
        assert!(matches!(table(PLAN).find(&old), Whereabouts::There(_)));
        assert_eq!(table("Project,Phase\nYak,1\nElk,purple\n").find(&old), Whereabouts::Lost);
    }
}
