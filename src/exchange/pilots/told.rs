//! Tells what became of cells that say something else than their column feeds, or say it in a way that somebody should know.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mapped, Profile, Row};
use crate::domain::shown::brief;
use crate::domain::words::{count, first_few};
use crate::exchange::written_day::is_week;

/// What a cell does not say that counts from the day on which it was written.
pub(super) const WRITTEN: &str = "day of writing";

/// What became of rows whose status is not known, each word of them once, in whatever case.
pub(super) fn unknown(rows: &[Mapped], profile: &Profile) -> Vec<String> {
    let mut words: BTreeMap<String, (&str, Vec<String>)> = BTreeMap::new();
    for (row, word) in rows.iter().filter_map(|row| Some((row, row.unknown.as_deref()?))) {
        words.entry(word.to_lowercase()).or_insert((word, Vec::new())).1.push(row.row.to_string());
    }
    let noted = if profile.rest_as_note { ", and a note has the word" } else { "" };
    let told = |(word, lines): (&str, Vec<String>)| {
        let keep = count(lines.len(), "row keeps its status", "rows keep theirs");
        let (rows, lines) = (if lines.len() == 1 { "row" } else { "rows" }, first_few(&lines));
        format!(
            "status “{word}” is not known: {keep} ({rows} {lines}), a new pilot has none yet{noted}; next: write R, A or G, \
             say in the mapping what the word means, or, in g i, that the column feeds nothing."
        )
    };
    words.into_values().map(told).collect()
}

/// What was left of cells that say nothing of what their column feeds, each of them once.
pub(super) fn left(rows: &[Mapped]) -> Vec<String> {
    let mut columns: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (column, what, cell) in rows.iter().flat_map(|row| &row.left) {
        columns.entry((column.as_str(), *what)).or_default().insert(format!("“{cell}”"));
    }
    let told = |((column, what), cells): ((&str, &str), BTreeSet<String>)| {
        let cells = first_few(&cells.into_iter().collect::<Vec<_>>());
        if what == WRITTEN {
            return format!(
                "column “{column}” has {cells}, which counts from the day of writing, and a file does not say that: what is \
                 known stays, and a note has the words; next: write the day, as 2026-11-18."
            );
        }
        format!("column “{column}” has no {what} in {cells}: what is known stays, and a note has the words.")
    };
    columns.into_iter().map(told).collect()
}

/// Which days were read of those and of weeks whose year is not said, each of a column once.
pub(super) fn yearless(rows: &[Mapped]) -> Vec<String> {
    let mut columns: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (column, cell, day) in rows.iter().flat_map(|row| &row.yearless) {
        let what = if is_week(cell) { "weeks" } else { "days" };
        columns.entry((column.as_str(), what)).or_default().insert(format!("“{cell}” is {day}"));
    }
    let told = |((column, what), days): ((&str, &str), BTreeSet<String>)| {
        let days = first_few(&days.into_iter().collect::<Vec<_>>());
        format!("column “{column}” has {what} without their year, read as in forms: {days}.")
    };
    columns.into_iter().map(told).collect()
}

/// Which rows are remarks on the table, and no pilots.
pub(super) fn remarks(rows: &[&Row]) -> Vec<String> {
    let told = |row: &&Row| {
        let said = brief(&row.first());
        format!("row {}: “{said}” is a remark on the table, and no pilot; it is left out.", row.line)
    };
    rows.iter().map(told).collect()
}
