//! Owns how the cells of a sheet are read: words in any case, and days as people write them. A sheet is read on another day
//! than it was written, so none of its days is counted from today.

use super::Compared;
use crate::cli::failure::Result;
use crate::domain::change::{MetricChange, PersonChange, PilotChange, Value as Set};
use crate::domain::spoken::{Side, day_said};
use crate::domain::written::{self, Written, day_of};
use crate::domain::{Change, Day, Instant, Invalid};
use crate::exchange::table::Row;

/// Columns of words that mean the same in any case.
const WORDS: &[&str] = &["level", "better", "headline", "severity", "state", "answer", "certifier"];
/// Columns of days, where they can be changed.
const DAYS: &[&str] =
    &["due", "rollout", "partner_ends", "start", "started", "documented", "trained", "retired", "date"];

impl Compared<'_> {
    /// What a cell says, as it is typed.
    pub(super) fn typed(&self, row: &Row, field: &str) -> String {
        let cell = self.table.column(field).and_then(|at| row.cells.get(at));
        cell.map_or_else(String::new, |cell| cell.trim().replace("\r\n", "\n"))
    }

    /// What a cell says, as it is read.
    pub(super) fn text(&self, row: &Row, field: &str) -> String {
        let typed = self.typed(row, field);
        if WORDS.contains(&field) {
            return typed.to_lowercase();
        }
        self.day_of_cell(field, &typed).map_or(typed, |day| day.to_string())
    }

    /// The day that a cell of days says: of a week by which something is due its Friday.
    fn day_of_cell(&self, field: &str, typed: &str) -> Option<Day> {
        if typed.is_empty() || !self.is_of_days(field) {
            return None;
        }
        match written::read(typed) {
            Some(Ok(Written::Week { .. } | Written::Yearless { .. })) => {
                day_said(typed, self.session.today, Side::of(field))?.ok()
            }
            // A cell that shows a day may hold the time of that day too.
            _ => day_of(typed).or_else(|error| day_of(written::without_time(typed).ok_or(error)?)).ok(),
        }
    }

    fn is_of_days(&self, field: &str) -> bool {
        DAYS.contains(&field) && self.register.is_set(field)
    }

    /// Which day was read in a cell that does not say it whole.
    pub(super) fn day_told(&self, row: &Row, field: &str) -> Option<String> {
        let typed = self.typed(row, field);
        let day = self.day_of_cell(field, &typed).filter(|_| day_of(&typed).is_err())?;
        Some(format!("{}: {field} “{typed}” is {day}.", self.place(row)))
    }

    /// Refuses a day that is counted from the one on which it is read.
    pub(super) fn refuse_counted(&self, field: &str, text: &str) -> Result<()> {
        let said = || day_said(text, self.session.today, Side::of(field));
        if !self.is_of_days(field) || day_of(text).is_ok() || !matches!(said(), Some(Ok(_))) {
            return Ok(());
        }
        let error = Invalid::new(format!("which day “{text}” is depends on the one on which the sheet is read"));
        Err(error.hint("write a date as 2026-11-18, or a week as 2026-W49").into())
    }
}

/// What a cell comes to, as it is read.
pub(super) fn read_as(change: &Change, text: String, typed: &str) -> String {
    let read = match change {
        Change::Pilot(PilotChange::Set { to: Set::Number(number), .. })
        | Change::Metric(MetricChange::Set { to: Set::Number(number), .. }) => number.to_string(),
        Change::Person(PersonChange::Set { to: Set::Flag(flag), .. })
        | Change::Metric(MetricChange::Set { to: Set::Flag(flag), .. }) => {
            (if *flag { "yes" } else { "no" }).to_owned()
        }
        _ => text,
    };
    shown(read, typed)
}

/// What stands in a cell, a time as its cell shows it.
pub(super) fn as_shown(text: String) -> String {
    text.parse::<Instant>().map_or(text, Instant::said)
}

/// What was read; behind it what it was read from, where that is written otherwise.
pub(super) fn shown(read: String, typed: &str) -> String {
    if read.eq_ignore_ascii_case(typed) { read } else { format!("{read}, read from “{typed}”") }
}
