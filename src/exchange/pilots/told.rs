//! Tells what became of cells that do not say what their column feeds, or say it in a way that somebody should know
//! about.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::Day;
use crate::domain::shown::brief;
use crate::domain::words::{count, first_few, in_rows};
use crate::exchange::fields::way;
use crate::exchange::table::Row;

/// What is missing in a cell that does not say what its column feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A status: another word stands there, and nobody knows it.
    KnownStatus,
    /// An address.
    Address,
    /// An amount.
    Amount,
    /// A day.
    Day,
    /// The day from which it counts, on which it was written.
    DayOfWriting,
    /// The day itself: what stands there counts from today, and something was by then.
    DayGone,
    /// The address that stands beside the name: another one does.
    SameAddress,
    /// The state that the row says elsewhere: another one does.
    SameState,
    /// A status: a word of progress stands there.
    Status,
    /// A status: a word of a stage stands there.
    StatusOfStage,
}

impl Missing {
    const fn name(self) -> &'static str {
        match self {
            Self::Address | Self::SameAddress => "address",
            Self::Amount => "amount",
            Self::Day | Self::DayOfWriting | Self::DayGone => "day",
            Self::KnownStatus | Self::Status | Self::StatusOfStage => "status",
            Self::SameState => "state",
        }
    }

    /// Why a day that counts from another one is not read; none where none is said.
    const fn counts(self) -> Option<&'static str> {
        match self {
            Self::DayOfWriting => Some("counts from the day of writing, and a file does not say that"),
            Self::DayGone => {
                Some("counts from today, which only days to come may, as a table can be older than its pasting")
            }
            _ => None,
        }
    }

    /// What a cell is that says something else than another one of its row; none of the others.
    const fn contradicts(self) -> Option<&'static str> {
        match self {
            Self::SameAddress => Some("another address than the one beside the name"),
            Self::SameState => Some("another state than the row says elsewhere"),
            _ => None,
        }
    }
}

/// A cell that does not say what its column feeds; the rest of its row is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The number of its row.
    pub row: u64,
    /// The place of its column, from 0.
    pub place: usize,
    /// The heading of its column.
    pub column: String,
    /// What stands there.
    pub cell: String,
    /// What does not.
    pub missing: Missing,
    /// Does a note have the words?
    pub is_noted: bool,
}

/// What helps where a status is not known.
const STATUS: &str = "write R, A or G, or say in the mapping what the word means; the column may also feed nothing: \
                      `--feeds \"COLUMN=nothing\"`, or Enter on it in g i";
/// What helps where a day counts from another one.
const DAY: &str = "write the day, as 2026-11-18";
/// What becomes of a cell of which nothing is read.
const STAYS: &str = "what is known stays, and a note has the words";

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, column, missing, .. } = self;
        let said = brief(&self.cell);
        if let Some(why) = missing.counts() {
            return write!(f, "row {row}: “{said}” in column “{column}” {why}: {STAYS}; next: {DAY}.");
        }
        match missing {
            Missing::KnownStatus => {
                let noted = noted(self.is_noted);
                write!(
                    f,
                    "row {row}: status “{said}” in column “{column}” is not known: the pilot keeps its status, a new one has \
                     none yet{noted}; next: {STATUS}."
                )
            }
            Missing::StatusOfStage => {
                let next = way(column, "stage");
                write!(
                    f,
                    "row {row}: “{said}” in column “{column}” is no status: {STAYS}; it is a stage; next: {next}."
                )
            }
            _ => match missing.contradicts() {
                Some(what) => {
                    let counts = other_counts(self.is_noted);
                    write!(f, "row {row}: “{said}” in column “{column}” is {what}: {counts}.")
                }
                None => write!(f, "row {row}: “{said}” in column “{column}” is no {}: {STAYS}.", missing.name()),
            },
        }
    }
}

const fn noted(is_noted: bool) -> &'static str {
    if is_noted { ", and a note has the word" } else { "" }
}

/// What becomes of a cell that says something else than another one of its row.
fn other_counts(is_noted: bool) -> String {
    format!("the other one is taken{}; next: write the same in both", noted(is_noted))
}

/// What became of cells that do not say what their column feeds, many of them in a sentence: those that no status knows
/// by their words, in whatever case, the others by their columns.
#[must_use]
pub fn told(unread: &[Unread]) -> Vec<String> {
    let (unknown, left): (Vec<&Unread>, Vec<&Unread>) =
        unread.iter().partition(|one| one.missing == Missing::KnownStatus);
    unknown_told(&unknown).into_iter().chain(left_told(&left)).collect()
}

fn unknown_told(unread: &[&Unread]) -> Vec<String> {
    let mut words: BTreeMap<String, (&Unread, Vec<u64>)> = BTreeMap::new();
    for &one in unread {
        words.entry(one.cell.to_lowercase()).or_insert((one, Vec::new())).1.push(one.row);
    }
    let told = |(one, lines): (&Unread, Vec<u64>)| {
        let keep = count(lines.len(), "row keeps its status", "rows keep theirs");
        let (word, rows, noted) = (&one.cell, in_rows(&lines), noted(one.is_noted));
        format!("status “{word}” is not known: {keep} ({rows}), a new pilot has none yet{noted}; next: {STATUS}.")
    };
    words.into_values().map(told).collect()
}

fn left_told(unread: &[&Unread]) -> Vec<String> {
    let mut columns: BTreeMap<(&str, Missing), BTreeMap<&str, Vec<u64>>> = BTreeMap::new();
    for &one in unread {
        let cells = columns.entry((one.column.as_str(), one.missing)).or_default();
        cells.entry(one.cell.as_str()).or_default().push(one.row);
    }
    let is_noted = unread.iter().any(|one| one.is_noted);
    let told = |((column, missing), cells): ((&str, Missing), BTreeMap<&str, Vec<u64>>)| {
        let cells = cells.into_iter().map(|(cell, lines)| format!("“{cell}” ({})", in_rows(&lines)));
        let cells = first_few(&cells.collect::<Vec<_>>());
        if let Some(what) = missing.contradicts() {
            return format!("column “{column}” has {what} in {cells}: {}.", other_counts(is_noted));
        }
        if let Some(why) = missing.counts() {
            return format!("column “{column}” has {cells}, which {why}: {STAYS}; next: {DAY}.");
        }
        let is_stage = missing == Missing::StatusOfStage;
        let next = if is_stage { format!("; it is a stage; next: {}", way(column, "stage")) } else { String::new() };
        format!("column “{column}” has no {} in {cells}: {STAYS}{next}.", missing.name())
    };
    columns.into_iter().map(told).collect()
}

/// A cell that names its day otherwise than by a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    /// The heading of its column.
    pub column: String,
    /// What stands there.
    pub cell: String,
    /// The day that was read.
    pub day: Day,
    /// What stands there, and how it is read.
    pub how: &'static str,
}

/// What a cell says, the day that it was read as, and the rows where it stands.
type DaysRead<'a> = BTreeMap<(&'a str, Day), Vec<u64>>;

/// Which days were read of weeks, months, quarters and days whose year is not said, with the rows that say them, each
/// of a column once.
#[must_use]
pub fn days_told<'a>(said: impl Iterator<Item = (u64, &'a Loose)>) -> Vec<String> {
    let mut columns: BTreeMap<(&str, &str), DaysRead<'_>> = BTreeMap::new();
    for (row, said) in said {
        let days = columns.entry((said.column.as_str(), said.how)).or_default();
        days.entry((said.cell.as_str(), said.day)).or_default().push(row);
    }
    let told = |((column, how), days): ((&str, &str), DaysRead<'_>)| {
        let days = days.into_iter().map(|((cell, day), rows)| format!("“{cell}” is {day} ({})", in_rows(&rows)));
        let days = first_few(&days.collect::<Vec<_>>());
        format!("column “{column}” has {how}: {days}.")
    };
    columns.into_iter().map(told).collect()
}

/// A word of a stage or status that was taken to mean something that it does not say itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The number of its row.
    pub row: u64,
    /// The place of its column, from 0.
    pub place: usize,
    /// The heading of its column.
    pub column: String,
    /// What stands there.
    pub cell: String,
    /// What it was taken to mean.
    pub means: String,
}

/// How each word was understood, in whatever case, and the cells that say it.
#[must_use]
pub fn understood(words: &[Word]) -> Vec<(String, Vec<&Word>)> {
    let mut each: BTreeMap<(usize, String, &str), Vec<&Word>> = BTreeMap::new();
    for word in words {
        each.entry((word.place, word.cell.to_lowercase(), word.means.as_str())).or_default().push(word);
    }
    let mut told = Vec::new();
    for same in each.into_values() {
        let rows = in_rows(&same.iter().map(|word| word.row).collect::<Vec<_>>());
        if let Some(Word { column, cell, means, .. }) = same.first() {
            told.push((format!("“{cell}” in column “{column}” is read as {means} ({rows})."), same));
        }
    }
    told
}

/// Which rows are remarks on the table, and no pilots.
pub(super) fn remarks(rows: &[&Row]) -> Vec<String> {
    let told = |row: &&Row| {
        let said = brief(&row.first());
        format!("row {}: “{said}” is a remark on the table, and no pilot; it is left out.", row.line)
    };
    rows.iter().map(told).collect()
}

/// Which rows are titles of those below, or numbers of empty ones, and no pilots.
pub(super) fn titles(rows: &[&Row]) -> Vec<String> {
    let told = |said: &str| format!("titles and numbers without a name are no pilots, and are left out: {said}.");
    named(rows).as_deref().map(told).into_iter().collect()
}

/// Which rows with no more than a name are taken for titles of groups by the shape of the table, and which could be
/// some.
pub(super) fn groups(titles: &[&Row], doubtful: &[&Row]) -> Vec<String> {
    let titles = named(titles).map(|said| {
        format!(
            "rows with a name and nothing else that head groups of rows are no pilots, and are left out: {said}; next: one that \
             is a pilot says more in the file, such as its stage."
        )
    });
    let doubtful = named(doubtful).map(|said| {
        format!(
            "rows with a name and nothing else above others that say more are read as pilots: {said}; next: where one is the \
             title of a group, put a colon behind it."
        )
    });
    titles.into_iter().chain(doubtful).collect()
}

/// What rows say first, with their numbers; none where there are none.
fn named(rows: &[&Row]) -> Option<String> {
    let said: Vec<String> = rows.iter().map(|row| format!("“{}” (row {})", brief(&row.first()), row.line)).collect();
    (!said.is_empty()).then(|| first_few(&said))
}
