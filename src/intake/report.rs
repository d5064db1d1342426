//! Owns what is told of a file that is imported.

use crate::domain::Outcome;
use crate::domain::incoming::{DateOrder, Edit, Told};
use crate::domain::words::{count, first_few};
use crate::exchange::Reject;
use crate::exchange::fields::way;
use crate::exchange::pilots::{Unread, Word};

/// What taking a file in did, or would do.
#[derive(Debug, Default)]
pub struct Report {
    /// What the file held: `pilots`, `people`, `actions`, `notes`, `readings`, `exceptions` or `workspace`.
    pub kind: &'static str,
    /// What is new.
    pub created: u32,
    /// What changed.
    pub changed: u32,
    /// Pilots of which a field is refused, and the others are not.
    pub partly: u32,
    /// What was so already.
    pub unchanged: u32,
    /// Columns that feed no field of a pilot.
    pub unfed: Vec<String>,
    /// Columns that feed no field of a pilot, and that no note keeps.
    pub left_out: Vec<String>,
    /// Pilots of an earlier import that the file does not have any more; they stay.
    pub gone: u32,
    /// People whom a file of pilots brings, each with the pilots that they own.
    pub newcomers: Vec<String>,
    /// New people who could be others, with the cells that name them.
    pub alike: Vec<Told>,
    /// Exceptions that were resolved already when they came in.
    pub settled: u32,
    /// What was left out of rows that were taken, and told.
    pub remarks: Vec<String>,
    /// Cells that do not say what their column feeds; the rest of their rows is taken.
    pub unread: Vec<Unread>,
    /// What words of stages and statuses were taken to mean, of pilots of which something changes.
    pub words: Vec<Word>,
    /// Rows of tickets that name no pilot.
    pub homeless: usize,
    /// Which comes first in its dates, where that had to be told.
    pub dates: Option<DateOrder>,
    /// Rows and fields that were not taken.
    pub rejected: Vec<Reject>,
    /// Fields that were edited here and stay so, with what the file says.
    pub kept: Vec<Edit>,
    /// What would change, where only that was asked.
    pub edits: Vec<Edit>,
    /// What readings, and fields of pilots, took the place of.
    pub replaced: Vec<Edit>,
    /// How many readings are new, and how many took the place of others, where that is told.
    pub apart: Option<String>,
    /// Values that are far from those before them, weeks before their pilot began, fewer target users than before.
    pub far: Vec<String>,
    /// What was written; none where nothing was.
    pub outcome: Option<Outcome>,
}

impl Report {
    /// How many values others take the place of, or would.
    #[must_use]
    pub fn replacing(&self) -> usize {
        self.edits.iter().chain(&self.replaced).filter(|edit| !edit.was.is_empty()).count()
    }

    /// What becomes of exceptions: those that are raised, of them those that are resolved already, and others that
    /// change.
    #[must_use]
    pub fn raised(&self, would: &str) -> String {
        let already =
            if self.settled == 0 { String::new() } else { format!(" ({} of them resolved already)", self.settled) };
        format!("{} {would}raised{already}, {} changed", self.amount(self.created), self.changed)
    }

    /// What helps all tickets that name no pilot, with how many they are; none where each names one.
    #[must_use]
    pub fn way_home(&self) -> Option<String> {
        let one = "ticket does not say of which pilot it is";
        let tickets = count(self.homeless, one, "tickets do not say of which pilot they are");
        let ways = "say which with --pilot PILOT (“pilot of the tickets” in the preview), or name one in the file (of issues: in a label)";
        (self.homeless > 0).then(|| format!("{tickets}; next: {ways}"))
    }

    /// So many of what the file held: `1 pilot`, `2 pilots`.
    #[must_use]
    pub fn amount(&self, number: u32) -> String {
        let one = if self.kind == "people" { "person" } else { self.kind.strip_suffix('s').unwrap_or(self.kind) };
        count(usize::try_from(number).unwrap_or(usize::MAX), one, self.kind)
    }
}

/// That columns are left out which feed nothing of rows that have no note to keep them.
pub(super) fn left_out<'a>(
    columns: &[String],
    rows: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let feed = count(columns.len(), "column feeds nothing and is", "columns feed nothing and are");
    let which = first_few(columns);
    let meant: Vec<String> = columns.iter().filter_map(|column| mistyped(column, known.clone())).collect();
    let (why, next) =
        (format!("{rows} have no {}", if rows == "notes" { "other fields" } else { "note" }), way("COLUMN", "FIELD"));
    (!columns.is_empty()).then(|| format!("{feed} left out, as {why} ({which}).{} Next: {next}.", meant.concat()))
}

/// What a column is to be called that is nearly called as one that is known.
fn mistyped<'a>(column: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let lower = column.trim().to_lowercase();
    let alike = known.map(|name| (strsim::jaro_winkler(name, &lower), name)).filter(|(alike, _)| *alike > MISTYPED);
    let (_, name) = alike.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    Some(format!(" Did you mean {name} by “{column}”?"))
}

/// A heading that is as like to one that is known is that one mistyped.
const MISTYPED: f64 = 0.92;

/// That rows which tell the sums of others are left out.
pub(super) fn sums_left_out(rows: &[u64], what: &str) -> Vec<String> {
    rows.iter().map(|row| format!("row {row}: a row of sums {what}; it is left out.")).collect()
}
