//! Owns what is said of a file before it is imported: what its rows are, how its columns are read, and which cells
//! somebody corrected.

mod correction;
mod foreseen;
mod path;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use self::correction::{Cell, Correction, Whereabouts};
pub use self::foreseen::{Asked, Column, Edit, Foreseen, Told};
pub use self::path::QUOTES;
use self::path::meant_path;
use super::Invalid;
use super::digest::digest;
use super::shown::collapsed;
use super::words::first_few;

/// Checks the name of a new mapping. `known` are the names of those that come with the program.
///
/// # Errors
/// If it is one of those, or cannot be a file name; the field is `name`.
pub fn expect_mapping_name(name: &str, mut known: impl Iterator<Item = &'static str>) -> Result<(), Invalid> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(plain) {
        let error = Invalid::new(format!("“{name}” cannot be the name of a mapping"));
        return Err(error.hint("write letters, digits, - and _").at("name"));
    }
    if known.any(|known| known == name) {
        let error = Invalid::new(format!("“{name}” is a mapping that comes with the program"));
        return Err(error.hint("choose another name").at("name"));
    }
    Ok(())
}

/// Which comes first in dates such as 3/4/2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

impl DateOrder {
    /// In words.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// Which value wins where a field was edited both here and in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keep {
    /// The one here; what the file says is noted as known.
    Here,
    /// The one in the file.
    File,
}

/// What the rows of a table are expected to be, by the place where it is pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsOf {
    /// Pilots, as a tracker has them.
    Pilots,
    /// People.
    People,
    /// Actions.
    Actions,
    /// Exceptions.
    Exceptions,
    /// Readings.
    Readings,
    /// Notes.
    Notes,
}

impl RowsOf {
    /// What they are called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pilots => "pilots",
            Self::People => "people",
            Self::Actions => "actions",
            Self::Exceptions => "exceptions",
            Self::Readings => "readings",
            Self::Notes => "notes",
        }
    }

    /// The word for one of them.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Pilots => "a pilot",
            Self::People => "a person",
            Self::Actions => "an action",
            Self::Exceptions => "an exception",
            Self::Readings => "a reading",
            Self::Notes => "a note",
        }
    }

    /// A header row that names their columns.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Pilots => "name, unit, stage, owner, started",
            Self::People => "name, title, level, email",
            Self::Actions => "what, who, by when, pilot",
            Self::Exceptions => "pilot, exception, severity, raised",
            Self::Readings => "week, metric, value",
            Self::Notes => "pilot, date, note",
        }
    }
}

/// A table that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// Its text.
    pub text: String,
    /// What its rows are expected to be.
    pub rows: RowsOf,
    /// The pilot of rows that name none; empty if each row has to name one.
    pub pilot: String,
    /// The place of the draft that keeps the text until all of it is imported.
    pub draft: String,
}

impl Pasted {
    /// A table whose text is still to come.
    #[must_use]
    pub const fn onto(rows: RowsOf) -> Self {
        Self { text: String::new(), rows, pilot: String::new(), draft: String::new() }
    }
}

/// The name of a pasted table, in place of a path.
const PASTED: &str = "what was pasted";

/// A file that is to be imported, or a pasted table, with what somebody said about reading it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Incoming {
    /// Its path, as typed.
    pub path: String,
    /// The table, if it was pasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pasted: Option<Box<Pasted>>,
    /// The sheet of a workbook; empty finds the only one.
    pub sheet: String,
    /// The mapping to read it by; empty finds one by the columns.
    pub map: String,
    /// Columns with the fields that they feed, in place of the mapping's; empty leaves the mapping as it is.
    pub columns: Vec<(String, String)>,
    /// The row that names its columns; none finds it by their names.
    pub header: Option<u64>,
    /// Which comes first in its dates; none finds out by a date such as 25/4/2026.
    pub dates: Option<DateOrder>,
    /// Which value wins where a field was edited both here and in the file; none rejects the edit.
    pub keep: Option<Keep>,
    /// The pilot of tickets that name none; empty if each has to name one.
    pub pilot: String,
    /// Cells that somebody corrected. The file itself is not changed.
    pub corrections: Vec<Correction>,
    /// A digest of the file as it was last looked at; none before that.
    pub seal: Option<u64>,
    /// If it was imported before: the newest entry of the journal then. What is said of it dates from that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<i64>,
}

impl Incoming {
    /// Reads what was typed or pasted to name a file: a path, then optionally `#` and a sheet.
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        let typed = typed.trim();
        // Between quotes, and after a backslash, a `#` belongs to the path.
        let quote = typed.chars().next().filter(|first| QUOTES.contains(first));
        let quoted = quote.and_then(|quote| typed.get(1..)?.find(quote)).map_or(0, |end| end + 2);
        let is_mark = |at: &usize| *at >= quoted && typed.get(..*at).is_some_and(|path| !path.ends_with('\\'));
        let sheet = typed.match_indices('#').map(|(at, _)| at).find(is_mark).unwrap_or(typed.len());
        let (path, sheet) = typed.split_at(sheet);
        Self { path: meant_path(path), sheet: sheet.trim_start_matches('#').trim().to_owned(), ..Self::default() }
    }

    /// A table that was pasted.
    #[must_use]
    pub fn of_pasted(pasted: Pasted) -> Self {
        Self { path: PASTED.to_owned(), pasted: Some(Box::new(pasted)), ..Self::default() }
    }

    /// What to type to name it: its path, then `#` and the sheet.
    #[must_use]
    pub fn as_typed(&self) -> String {
        // Between quotes a `#` belongs to the path. A path that has one kind of quote is put between the other.
        let quote = match (self.path.contains('#'), self.path.contains('"')) {
            (false, _) => "",
            (true, false) => "\"",
            (true, true) => "'",
        };
        let mark = if self.sheet.is_empty() { "" } else { "#" };
        format!("{quote}{}{quote}{mark}{}", self.path, self.sheet)
    }

    /// The same file with nothing said about it.
    #[must_use]
    pub fn plain(&self) -> Self {
        let (path, sheet, pasted) = (self.path.clone(), self.sheet.clone(), self.pasted.clone());
        Self { path, pasted, sheet, ..Self::default() }
    }

    /// Did somebody say how to read it?
    #[must_use]
    pub fn has_choices(&self) -> bool {
        *self != Self { seal: self.seal, taken: self.taken, ..self.plain() }
    }

    /// Is the same said of both, whenever each was looked at?
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        *self == Self { seal: self.seal, taken: self.taken, ..other.clone() }
    }

    /// What is remembered for the next time once it is imported: corrections, header, mapping, order of dates. Fields
    /// that columns feed are remembered here only with a mapping; without one the workspace does it.
    #[must_use]
    pub fn taken_in(&self, entry: i64) -> Self {
        let Self { map, mut columns, header, dates, corrections, seal, .. } = self.clone();
        if map.is_empty() {
            columns.clear();
        }
        let stays = Self { map, columns, header, dates, corrections, seal, ..self.plain() };
        if stays.has_choices() { Self { taken: Some(entry), ..stays } } else { self.plain() }
    }

    /// The same file with `to` in place of these cells. What the file itself has is no correction.
    #[must_use]
    pub fn corrected(mut self, cells: &[Cell], to: &str) -> Self {
        let wanted: HashSet<_> = cells.iter().map(Cell::key).collect();
        let (before, others): (Vec<Correction>, Vec<Correction>) =
            self.corrections.into_iter().partition(|known| known.to.is_some() && wanted.contains(&known.cell.key()));
        let before: HashMap<_, &Cell> = before.iter().map(|known| (known.cell.key(), &known.cell)).collect();
        let as_in_the_file = cells.iter().map(|cell| before.get(&cell.key()).copied().unwrap_or(cell));
        // It was typed in one line.
        let to_read = collapsed(to);
        let corrected = as_in_the_file.filter(|cell| to_read != collapsed(&cell.text));
        let corrected = corrected.map(|cell| Correction { cell: cell.clone(), to: Some(to.to_owned()) });
        self.corrections = others.into_iter().chain(corrected).collect();
        self.put_in_order();
        self
    }

    /// The same file without the row of that cell; or with it, if it was left out.
    #[must_use]
    pub fn without(mut self, cell: &Cell) -> Self {
        let before = self.corrections.len();
        self.corrections.retain(|known| !known.leaves_out(cell));
        if self.corrections.len() == before {
            self.corrections.push(Correction { cell: cell.clone(), to: None });
            self.put_in_order();
        }
        self
    }

    /// Puts the corrections in the order of their cells.
    fn put_in_order(&mut self) {
        self.corrections.sort_by(|one, other| one.key().cmp(&other.key()));
    }

    /// The corrections in a sheet; a file that is one table has a sheet without a name.
    pub fn corrections_in(&self, sheet: &str) -> impl Iterator<Item = &Correction> {
        self.corrections.iter().filter(move |known| known.cell.sheet.eq_ignore_ascii_case(sheet))
    }

    /// Are these the bytes that were last looked at?
    #[must_use]
    pub fn is_as_shown(&self, bytes: &[u8]) -> bool {
        self.seal == Some(digest(bytes))
    }

    /// The same file for the bytes that it has now, with remarks about what changed. `find` gets all corrections of a
    /// sheet at once and answers for each where its cell is now, no cell twice. Corrections whose row says something
    /// else lapse.
    #[must_use]
    pub fn now(
        mut self,
        name: &str,
        bytes: &[u8],
        find: impl Fn(&[Correction]) -> Vec<Whereabouts>,
    ) -> (Self, Vec<String>) {
        let is_of_last_time = self.taken.take().is_some();
        if self.is_as_shown(bytes) {
            return (self, Vec::new());
        }
        let is_known = self.seal.replace(digest(bytes)).is_some() && !is_of_last_time;
        let anew = is_known.then(|| format!("{name} was saved anew since it was shown: this is how it is now."));
        let lapsed = self.follow(find);
        let which: Vec<String> = lapsed.iter().map(Correction::told).collect();
        let lapsed = match which.as_slice() {
            [] => None,
            [one] => Some(format!("1 correction lapsed: its row changed in {name} ({one}).")),
            several => Some(format!(
                "{} corrections lapsed: their rows changed in {name} ({}).",
                several.len(),
                first_few(several)
            )),
        };
        (self, anew.into_iter().chain(lapsed).collect())
    }

    /// Moves each correction to its row's new place and returns those that lapse. One that was made in the file itself
    /// is dropped.
    fn follow(&mut self, find: impl Fn(&[Correction]) -> Vec<Whereabouts>) -> Vec<Correction> {
        let before = std::mem::take(&mut self.corrections);
        let of_sheets = before.chunk_by(|one, other| one.cell.sheet == other.cell.sheet);
        let found: Vec<Whereabouts> = of_sheets.flat_map(find).collect();
        let mut lapsed = Vec::new();
        for (one, found) in before.into_iter().zip(found) {
            match found {
                Whereabouts::There(cell) => self.corrections.push(Correction { cell, to: one.to }),
                Whereabouts::Mended => {}
                Whereabouts::Lost => lapsed.push(one),
            }
        }
        self.put_in_order();
        lapsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_corrected_again_and_put_back() {
        let cell = |row, text: &str| {
            let (sheet, column) = (String::new(), "Start".to_owned());
            Cell { sheet, row, place: 2, column, text: text.to_owned(), known_by: Vec::new() }
        };
        let first = Incoming::default().corrected(&[cell(4, "soon")], "2026-01-05").corrected(&[cell(3, " ")], "x");
        let told: Vec<String> = first.corrections.iter().map(Correction::told).collect();
        let there = "row 4, column “Start”: “2026-01-05” in place of “soon”";
        assert_eq!(told, ["row 3, column “Start”: “x” in place of nothing", there]);
        let again = first.corrected(&[cell(4, "2026-01-05")], "2026-01-06");
        assert_eq!((again.corrections.len(), again.corrections[1].cell.text.as_str()), (2, "soon"));
        assert_eq!(again.corrections[1].to.as_deref(), Some("2026-01-06"));
        assert_eq!(again.corrected(&[cell(4, "2026-01-06")], "soon").corrections.len(), 1, "as the file has it");
        let lines = Incoming::default().corrected(&[cell(4, "soon,\nI think")], "soon, I think");
        assert_eq!(lines.corrections.len(), 0, "left as it was shown, in one line");
    }

    #[test]
    fn many_cells_are_corrected_at_once() {
        let cell = |row| {
            let (sheet, column, text) = (String::new(), "Start".to_owned(), "soon".to_owned());
            Cell { sheet, row, place: 2, column, text, known_by: Vec::new() }
        };
        // One after the other they would take minutes.
        let cells: Vec<Cell> = (2..30_002).rev().map(cell).collect();
        let (one, others) = cells.split_first().unwrap();
        let file = Incoming::default().corrected(&[cell(1)], "x").corrected(others, "y").corrected(&cells, "z");
        let rows: Vec<u64> = file.corrections.iter().map(|one| one.cell.row).collect();
        assert!(rows.is_sorted() && rows.len() == 30_001, "{} in order", rows.len());
        assert!(file.corrections.iter().skip(1).all(|one| one.to.as_deref() == Some("z") && one.cell.text == "soon"));
        let back = file.corrected(others, "soon");
        assert_eq!(back.corrections.len(), 2, "one is left of them, {}, and the one that was there", one.row_told());
    }

    #[test]
    fn a_row_is_left_out_and_taken_in_again_and_what_was_said_of_cells_stays_for_the_next_time() {
        let cell = |place, text: &str| {
            let (sheet, column, text) = (String::new(), "Start".to_owned(), text.to_owned());
            Cell { sheet, row: 4, place, column, text, known_by: Vec::new() }
        };
        let file = Incoming { seal: Some(1), pilot: "yak".to_owned(), ..Incoming::default() };
        let file = file.corrected(&[cell(0, "Sum")], "Yak").without(&cell(0, "Sum"));
        let told: Vec<String> = file.corrections.iter().map(Correction::told).collect();
        assert_eq!(told, ["row 4, “Sum”: left out", "row 4, column “Start”: “Yak” in place of “Sum”"]);
        assert_eq!(file.corrections.iter().filter_map(Correction::reversed).count(), 1, "a row is not put back");
        let again = file.clone().without(&cell(1, "soon"));
        assert_eq!(again.corrections, file.corrections[1..], "whichever of its cells tells it");
        let left = file.taken_in(7);
        assert_eq!((&left.corrections, left.pilot.as_str(), left.taken), (&file.corrections, "", Some(7)));
        let there = |all: &[Correction]| all.iter().map(|one| Whereabouts::There(one.cell.clone())).collect::<Vec<_>>();
        let (now, told) = left.now("plan.csv", b"b", there);
        assert_eq!((now.corrections, now.taken, told.len()), (file.corrections, None, 0), "another file is awaited");
        assert!(!Incoming::default().taken_in(7).has_choices(), "nothing was said");
    }

    #[test]
    fn a_cell_of_one_sheet_is_none_of_another() {
        let cell = |sheet: &str| {
            let (sheet, column, text) = (sheet.to_owned(), "due".to_owned(), "soon".to_owned());
            Cell { sheet, row: 4, place: 2, column, text, known_by: Vec::new() }
        };
        let file =
            Incoming::default().corrected(&[cell("gaps")], "2026-12-01").corrected(&[cell("actions")], "2026-12-02");
        let told: Vec<String> = file.corrections.iter().map(Correction::told).collect();
        assert_eq!(
            told,
            [
                "row 4 of actions, column “due”: “2026-12-02” in place of “soon”",
                "row 4 of gaps, column “due”: “2026-12-01” in place of “soon”"
            ]
        );
        assert_eq!((file.corrections_in("Gaps").count(), file.corrections_in("").count()), (1, 0));
        let kept = serde_json::to_string(&cell("")).unwrap();
        assert!(!kept.contains("sheet") && serde_json::from_str::<Cell>(&kept).unwrap() == cell(""), "{kept}");
    }

    #[test]
    fn corrections_of_a_file_that_was_saved_anew_follow_their_rows_or_lapse_and_are_told_once() {
        let cell = |row| {
            let (sheet, column, text) = (String::new(), "Start".to_owned(), "soon".to_owned());
            Cell { sheet, row, place: 2, column, text, known_by: Vec::new() }
        };
        let file = Incoming::default().corrected(&[2, 3, 4, 5].map(cell), "2026-01-05");
        let find = |all: &[Correction]| {
            let found = |one: &Correction| match one.cell.row {
                2 => Whereabouts::There(cell(7)),
                3 => Whereabouts::Mended,
                _ => Whereabouts::Lost,
            };
            all.iter().map(found).collect::<Vec<_>>()
        };
        let there = |all: &[Correction]| all.iter().map(|one| Whereabouts::There(one.cell.clone())).collect::<Vec<_>>();
        let (first, told) = file.now("plan.csv", b"a", there);
        assert_eq!((first.corrections.len(), told.len()), (4, 0), "it was not shown before");
        let (again, told) = first.clone().now("plan.csv", b"a", find);
        assert_eq!((again, told.len()), (first.clone(), 0), "it is as it was");
        let (anew, told) = first.now("plan.csv", b"b", find);
        assert_eq!(anew.corrections.iter().map(|one| one.cell.row).collect::<Vec<_>>(), [7]);
        assert_eq!(told.first().unwrap(), "plan.csv was saved anew since it was shown: this is how it is now.");
        assert!(
            told.last().unwrap().starts_with("2 corrections lapsed: their rows changed in plan.csv (row 4"),
            "{told:?}"
        );
        assert!(anew.now("plan.csv", b"b", find).1.is_empty(), "it is told once");
    }

    #[test]
    fn a_path_is_taken_as_it_is_pasted() {
        let read = |typed: &str| {
            let Incoming { path, sheet, .. } = Incoming::typed(typed);
            (path, sheet)
        };
        for (typed, path, sheet) in [
            ("/tmp/a b/clean.csv", "/tmp/a b/clean.csv", ""),
            ("'/tmp/a b/clean.csv' ", "/tmp/a b/clean.csv", ""),
            ("\"/tmp/a #1.xlsx\"#Week 47", "/tmp/a #1.xlsx", "Week 47"),
            ("'/tmp/a \"b\" #1.xlsx'#Week 47", "/tmp/a \"b\" #1.xlsx", "Week 47"),
            ("/tmp/book.xlsx # Week 47", "/tmp/book.xlsx", "Week 47"),
            ("file:///tmp/a%20b/clean%C3%A4.csv", "/tmp/a b/cleanä.csv", ""),
            ("file://localhost/tmp/100%.csv", "/tmp/100%.csv", ""),
            ("/tmp/a\\ b/clean\\ \\(1\\).csv", "/tmp/a b/clean (1).csv", ""),
            ("/tmp/a\\ \\#1.xlsx", "/tmp/a #1.xlsx", ""),
            ("/tmp/a\\ \\#1.xlsx#Week 47", "/tmp/a #1.xlsx", "Week 47"),
            ("C:\\data\\clean.csv", "C:\\data\\clean.csv", ""),
            ("it's.csv", "it's.csv", ""),
            ("'", "'", ""),
        ] {
            assert_eq!(read(typed), (path.to_owned(), sheet.to_owned()), "{typed}");
            assert_eq!(read(&Incoming::typed(typed).as_typed()), read(typed), "{typed}");
        }
    }
}
