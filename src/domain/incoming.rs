//! Owns what is said of a file before it is taken in: what its rows are, how its columns are read, and what of it
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

/// Refuses what cannot be the name of a new mapping, where those that are `known` come with the program.
///
/// # Errors
/// Where it is one of those, or cannot be the name of a file; the field is `name`.
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

/// What stands where a field was edited here and in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keep {
    /// What stands here, and what the file says is known.
    Here,
    /// What the file says.
    File,
}

/// What the rows of a table are expected to be where it is pasted.
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

    /// What one of them is called.
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

    /// A row that names their columns.
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
    /// The pilot that they are of where they name none; empty where each has to.
    pub pilot: String,
    /// The place of the draft that keeps the text until all of it is taken in.
    pub draft: String,
}

impl Pasted {
    /// One of which the text is still to come.
    #[must_use]
    pub const fn onto(rows: RowsOf) -> Self {
        Self { text: String::new(), rows, pilot: String::new(), draft: String::new() }
    }
}

/// What a table is called that was pasted, where a file has its path.
const PASTED: &str = "what was pasted";

/// A file that is to be taken in, or a table that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Incoming {
    /// Its path, as it was typed.
    pub path: String,
    /// The table, where it was pasted and is no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pasted: Option<Box<Pasted>>,
    /// The sheet of a workbook; empty lets the only one be found.
    pub sheet: String,
    /// The mapping that it is read by; empty lets its columns tell.
    pub map: String,
    /// Columns with the fields that they feed, in place of those of the mapping; empty leaves it to that.
    pub columns: Vec<(String, String)>,
    /// The row that names its columns; none lets their names tell.
    pub header: Option<u64>,
    /// Which comes first in its dates; none lets one such as 25/4/2026 tell.
    pub dates: Option<DateOrder>,
    /// What stands where a field was edited at both ends; none rejects it.
    pub keep: Option<Keep>,
    /// The pilot that tickets are of which name none; empty where each has to.
    pub pilot: String,
    /// Cells that somebody corrected; the file itself stays as it is.
    pub corrections: Vec<Correction>,
    /// What tells the file as it was looked at from another one; none before it was.
    pub seal: Option<u64>,
    /// The newest entry of the journal when it was taken in, where what is said of it was said before that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<i64>,
}

impl Incoming {
    /// The file that is meant by what was typed or pasted: its path, and after a `#` a sheet of it.
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        let typed = typed.trim();
        // Between quotes, and behind a backslash, a `#` belongs to the path.
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

    /// What is typed to mean it: its path, and the sheet behind a `#`.
    #[must_use]
    pub fn as_typed(&self) -> String {
        // Between quotes a `#` belongs to the path; a path may hold one of them.
        let quote = match (self.path.contains('#'), self.path.contains('"')) {
            (false, _) => "",
            (true, false) => "\"",
            (true, true) => "'",
        };
        let mark = if self.sheet.is_empty() { "" } else { "#" };
        format!("{quote}{}{quote}{mark}{}", self.path, self.sheet)
    }

    /// The same file, of which nothing is said.
    #[must_use]
    pub fn plain(&self) -> Self {
        let (path, sheet, pasted) = (self.path.clone(), self.sheet.clone(), self.pasted.clone());
        Self { path, pasted, sheet, ..Self::default() }
    }

    /// Did somebody say how it is read?
    #[must_use]
    pub fn has_choices(&self) -> bool {
        *self != Self { seal: self.seal, taken: self.taken, ..self.plain() }
    }

    /// Is the same said of it, whenever each was looked at?
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        *self == Self { seal: self.seal, taken: self.taken, ..other.clone() }
    }

    /// What stays said of it for the next time once it is taken in: what is read in its cells, under the same header,
    /// by the same mapping and in the same order of dates. What its columns feed is said with a mapping; without one
    /// the workspace remembers it.
    #[must_use]
    pub fn taken_in(&self, entry: i64) -> Self {
        let Self { map, mut columns, header, dates, corrections, seal, .. } = self.clone();
        if map.is_empty() {
            columns.clear();
        }
        let stays = Self { map, columns, header, dates, corrections, seal, ..self.plain() };
        if stays.has_choices() { Self { taken: Some(entry), ..stays } } else { self.plain() }
    }

    /// The same file with something else in some cells; what the file itself says there corrects nothing.
    #[must_use]
    pub fn corrected(mut self, cells: &[Cell], to: &str) -> Self {
        let wanted: HashSet<_> = cells.iter().map(Cell::key).collect();
        let (before, others): (Vec<Correction>, Vec<Correction>) =
            self.corrections.into_iter().partition(|known| known.to.is_some() && wanted.contains(&known.cell.key()));
        let before: HashMap<_, &Cell> = before.iter().map(|known| (known.cell.key(), &known.cell)).collect();
        let as_in_the_file = cells.iter().map(|cell| before.get(&cell.key()).copied().unwrap_or(cell));
        // It is typed in one line.
        let to_read = collapsed(to);
        let corrected = as_in_the_file.filter(|cell| to_read != collapsed(&cell.text));
        let corrected = corrected.map(|cell| Correction { cell: cell.clone(), to: Some(to.to_owned()) });
        self.corrections = others.into_iter().chain(corrected).collect();
        self.put_in_order();
        self
    }

    /// The same file without the row of that cell, or with it again where it was left out.
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

    /// What somebody corrected in a sheet; that of a file which is one table has no name.
    pub fn corrections_in(&self, sheet: &str) -> impl Iterator<Item = &Correction> {
        self.corrections.iter().filter(move |known| known.cell.sheet.eq_ignore_ascii_case(sheet))
    }

    /// Is it still the file that was looked at, where these are its bytes now?
    #[must_use]
    pub fn is_as_shown(&self, bytes: &[u8]) -> bool {
        self.seal == Some(digest(bytes))
    }

    /// The file as it is now, and what there is to know of that: corrections follow their rows to where `find` answers
    /// that they stand, and lapse where those say something else. It is asked for those of a sheet at once, answers for
    /// each of them, and finds no cell twice.
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

    /// Takes the corrections to where their rows stand now, and answers those that lapse. What was mended in the file
    /// needs none.
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
