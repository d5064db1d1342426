//! Owns the column names of trackers, by which one is told from other tables about its pilots.

use crate::exchange::{Table, readings as reading_tables};

/// What only a tracker has: a column of tasks or issues in it makes no other register of it.
pub(super) const TRACKERS: [&str; 19] = [
    "stage",
    "current stage",
    "stufe",
    "reifegrad",
    "phase",
    "current phase",
    "rag",
    "rag status",
    "ampel",
    "go-live",
    "go live",
    "rollout",
    "launch date",
    "sponsor",
    "executive owner",
    "executive sponsor",
    "next step",
    "next steps",
    "nächster schritt",
];
/// What a tracker has, and a plan of tasks too, beside the day on which each is due.
pub(super) const STARTS: [&str; 5] = ["start", "start date", "started", "beginn", "startdatum"];
/// What a tracker and a list of tasks have, and a table of readings has not.
pub(super) const STATUSES: [&str; 3] = ["status", "overall status", "health"];

/// Does a table say of pilots by the week what no tracker does: values below the names of metrics?
pub(super) fn is_by_week(table: &Table) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| table.column(name).is_some());
    reading_tables::names_weeks(table) && !has(&TRACKERS) && !has(&STARTS) && !has(&STATUSES)
}
