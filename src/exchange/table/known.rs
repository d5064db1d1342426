//! Owns how a row is recognised when its file comes again: what was said of a cell follows its row to wherever that is
//! then.

use std::collections::{HashMap, HashSet, VecDeque};
use std::iter;

use super::{Row, Table};
use crate::domain::incoming::{Cell, Correction, Whereabouts};

/// The rows of a table by what they say in some columns.
type Said<'t> = HashMap<Vec<&'t str>, Alike>;
/// Columns whose cells tell a row from the others, and the rows by what they say in them.
type Key<'t> = (Vec<usize>, Said<'t>);

/// Rows that say the same.
#[derive(Default)]
struct Alike {
    /// Their numbers; where cells of them are found, those that are left.
    rows: VecDeque<u64>,
    /// Does a cell that was in one of them stand elsewhere now?
    are_moved: bool,
}

/// The rows of a table, each with what it is known by.
pub struct Rows<'t> {
    table: &'t Table,
    keys: Vec<Key<'t>>,
}

impl<'t> Rows<'t> {
    /// The rows of a table that has such keys, each a few of its columns, the one that tells best first.
    #[must_use]
    pub fn of(table: &'t Table, keys: Vec<Vec<usize>>) -> Self {
        let keys = keys.into_iter().map(|places| {
            let alike = table.alike(&places);
            (places, alike)
        });
        Self { table, keys: keys.collect() }
    }

    /// Notes in a cell what its row is known by: a key that no other row has, else all that the row says.
    pub fn note(&self, cell: &mut Cell) {
        let Some(row) = self.table.row(cell.row) else {
            return;
        };
        let is_its_own = |(places, alike): &&Key<'t>| {
            let said = said(row, places);
            said.iter().any(|text| !text.is_empty()) && alike.get(&said).is_some_and(|alike| alike.rows.len() == 1)
        };
        let key = self.keys.iter().find(is_its_own).map(|(places, _)| places.clone());
        let places = key.unwrap_or_else(|| (0..self.table.header.len()).collect());
        let named = |at: usize| Some((self.table.header.get(at)?.clone(), row.cells.get(at)?.clone()));
        cell.known_by = places.into_iter().filter_map(named).collect();
    }
}

/// What a row says in those columns.
fn said<'r>(row: &'r Row, places: &[usize]) -> Vec<&'r str> {
    places.iter().map(|at| row.text(*at)).collect()
}

impl Table {
    /// The table as its file has it, where cells of it were corrected; rows that were left out stay so.
    #[must_use]
    pub fn as_written<'c>(self, corrections: impl IntoIterator<Item = &'c Correction>) -> Self {
        let back: Vec<Correction> = corrections.into_iter().filter_map(Correction::reversed).collect();
        self.corrected(&back)
    }

    /// Where the cells of corrections stand now, an answer for each: in a row that is known by the same, and no two of
    /// them in the same cell. Of rows that are alike each is where it was, or, unless all of them are there, the next
    /// one.
    #[must_use]
    pub fn find(&self, corrections: &[Correction]) -> Vec<Whereabouts> {
        let sought: Vec<Option<Sought>> = corrections.iter().map(|one| Sought::of(self, one)).collect();
        let mut search = Search::of(self, &sought);
        sought.iter().map(|one| one.as_ref().map_or(Whereabouts::Lost, |one| search.find(one))).collect()
    }

    /// The rows by what they say in those columns.
    fn alike(&self, places: &[usize]) -> Said<'_> {
        let mut alike = Said::new();
        for row in &self.rows {
            alike.entry(said(row, places)).or_default().rows.push_back(row.line);
        }
        alike
    }
}

/// What the cell of a correction is looked for by.
struct Sought<'t> {
    correction: &'t Correction,
    /// The place of its column now.
    place: usize,
    /// The columns that tell its row, its own last, and whether that is to be left out.
    by: By,
    /// What its row says in them.
    says: Vec<&'t str>,
    /// Does the row still say that which has its number now?
    stays: bool,
}

impl<'t> Sought<'t> {
    /// None where a column is gone.
    fn of(table: &Table, correction: &'t Correction) -> Option<Self> {
        let cell = &correction.cell;
        let place = if cell.known_by.is_empty() { cell.place } else { table.column(&cell.column)? };
        let others = cell.known_by.iter().filter(|(column, _)| *column != cell.column);
        let others = others.map(|(column, text)| Some((table.column(column)?, text.trim())));
        let told = others.chain([Some((place, cell.text.trim()))]);
        let (columns, says) = told.collect::<Option<(Vec<usize>, Vec<&str>)>>()?;
        let stays = table.row(cell.row).is_some_and(|row| said(row, &columns) == says);
        Some(Self { correction, place, by: (columns, correction.to.is_none()), says, stays })
    }

    /// What its row says once the correction is made in the file; none where nothing else tells that row.
    fn mended(&self) -> Option<Vec<&'t str>> {
        let (_, others) = self.says.split_last().filter(|(_, others)| !others.is_empty())?;
        Some(others.iter().copied().chain([self.correction.to.as_deref()?.trim()]).collect())
    }
}

/// Columns that tell rows, and whether rows are looked for to be left out; their cells may be corrected besides.
type By = (Vec<usize>, bool);

/// Looks for cells in a table.
struct Search<'t> {
    table: &'t Table,
    /// Its rows by columns that are looked for.
    rows: HashMap<By, Said<'t>>,
    /// The cells that were found, each by its row and its place there, and whether its row is left out.
    found: HashSet<(u64, usize, bool)>,
}

impl<'t> Search<'t> {
    fn of(table: &'t Table, sought: &[Option<Sought<'t>>]) -> Self {
        let mut rows: HashMap<By, Said<'t>> = HashMap::new();
        for one in sought.iter().flatten() {
            let said = rows.entry(one.by.clone()).or_insert_with(|| table.alike(&one.by.0));
            if let Some(alike) = said.get_mut(&one.says) {
                alike.are_moved |= !one.stays;
            }
        }
        Self { table, rows, found: HashSet::new() }
    }

    fn find(&mut self, sought: &Sought<'t>) -> Whereabouts {
        let (Cell { row, sheet, known_by, .. }, place) = (&sought.correction.cell, sought.place);
        let alike = self.rows.get_mut(&sought.by).and_then(|said| said.get_mut(&sought.says));
        let mut is_free = |row: &u64| self.found.insert((*row, place, sought.by.1));
        let row = match alike.filter(|alike| alike.are_moved && !known_by.is_empty()) {
            Some(alike) => iter::from_fn(|| alike.rows.pop_front()).find(is_free),
            None => Some(*row).filter(|row| sought.stays && is_free(row)),
        };
        let known = self.rows.get(&sought.by);
        match row.and_then(|row| self.table.cell(row, place)) {
            Some(found) => Whereabouts::There(Cell { sheet: sheet.clone(), known_by: known_by.clone(), ..found }),
            None if sought.mended().zip(known).is_some_and(|(says, known)| known.contains_key(&says)) => {
                Whereabouts::Mended
            }
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

    /// Where the cells of corrections stand in a table.
    fn told(table: &Table, corrections: &[Correction]) -> Vec<String> {
        let told = |found: Whereabouts| match found {
            Whereabouts::There(cell) => format!("row {}, column {}", cell.row, cell.place),
            other => format!("{other:?}"),
        };
        table.find(corrections).into_iter().map(told).collect()
    }

    #[test]
    fn a_row_is_known_by_a_key_of_its_own_else_by_all_that_it_says() {
        let known_by = |row| corrected(row).cell.known_by.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!((known_by(2), known_by(3)), (vec!["Yak".to_owned()], vec!["Elk".to_owned(), "purple".to_owned()]));
    }

    #[test]
    fn what_was_said_of_a_cell_follows_its_row() {
        let found = |text: &str, row| told(&table(text), &[corrected(row)]).concat();
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
        let old = [old];
        assert_eq!(told(&table(PLAN), &old), ["row 2, column 1"]);
        assert_eq!(told(&table("Project,Phase\nYak,1\nElk,purple\n"), &old), ["Lost"]);
    }

    #[test]
    fn rows_that_are_alike_are_told_apart_by_their_order() {
        let plan =
            |above: &str, twins: usize| table(&format!("Project,Phase\n{above}{}", "Elk,purple\n".repeat(twins)));
        let before = plan("Yak,1\n", 2);
        let rows = Rows::of(&before, vec![vec![0]]);
        let corrected = |row| {
            let mut cell = before.cell(row, 1).unwrap();
            rows.note(&mut cell);
            Correction { cell, to: Some("3".to_owned()) }
        };
        let both = [corrected(3), corrected(4)];
        for (after, there) in [
            (plan("Yak,1\n", 2), ["row 3, column 1", "row 4, column 1"]),
            (plan("Yak,1\nGnu,1\n", 2), ["row 4, column 1", "row 5, column 1"]),
            (plan("", 2), ["row 2, column 1", "row 3, column 1"]),
            (plan("Yak,1\n", 1), ["row 3, column 1", "Lost"]),
        ] {
            assert_eq!(told(&after, &both), there, "{after:?}");
        }
        assert_eq!(told(&before, &both[1..]), ["row 4, column 1"], "alone it stays in its row");
    }

    #[test]
    fn thousands_of_cells_are_found_at_once_below_a_new_row() {
        // Looked for one after the other in all rows they would take minutes.
        let rows = (0..30_000).map(|row| format!("Pilot {row},purple\n")).collect::<Vec<_>>().concat();
        let before = table(&format!("Project,Phase\n{rows}"));
        let keys = Rows::of(&before, vec![vec![0]]);
        let corrected = |row: &Row| {
            let mut cell = before.cell(row.line, 1).unwrap();
            keys.note(&mut cell);
            Correction { cell, to: Some("3".to_owned()) }
        };
        let corrections: Vec<Correction> = before.rows.iter().map(corrected).collect();
        let after = table(&format!("Project,Phase\nNew,1\n{rows}"));
        let found: Vec<String> = corrections.iter().map(|one| format!("row {}, column 1", one.cell.row + 1)).collect();
        assert_eq!(told(&after, &corrections), found);
        assert!(before.clone().corrected(&corrections).rows.iter().all(|row| row.cells[1] == "3"));
    }
}
