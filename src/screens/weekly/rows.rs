//! Owns the rows of the weekly round: what each contains, and their order.

use std::collections::{HashMap, HashSet};

use crate::domain::seek::folded;
use crate::domain::{Invalid, Metric, Pilot, PilotId, Reading, Week};
use crate::interaction::Sheet;

/// Said of a week that was over before the pilot began.
pub(super) const NOT_BEGUN: &str = "not begun";

/// Said of a week of which no working day was left when the pilot began.
pub(super) const NOT_ASKED: &str = "not asked";

/// A row: a metric of a pilot.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub pilot: PilotId,
    pub name: String,
    pub code: String,
    pub metric: Metric,
    /// Are the exceptions of its pilot registered?
    has_register: bool,
    /// The week in which its pilot began.
    begun: Option<Week>,
    /// The first that asks for a value: of those before it nothing is missing.
    asked: Option<Week>,
    /// Does a filter let it through?
    pub words: String,
}

impl Row {
    fn of(pilot: &Pilot, metric: &Metric, has_register: bool) -> Self {
        let owner = pilot.owner_name().unwrap_or_default();
        let words = format!("{} {} {} {} {owner}", pilot.name, pilot.code, pilot.unit, metric.name);
        Self {
            pilot: pilot.id,
            name: pilot.name.clone(),
            code: pilot.code.clone(),
            metric: metric.clone(),
            has_register,
            begun: pilot.first_week(),
            asked: pilot.first_asked(),
            words: folded(&words),
        }
    }

    /// Refuses what is typed where the register of exceptions gives the values.
    pub fn expect_typed(&self) -> Result<(), Invalid> {
        self.metric.expect_typed(self.has_register)
    }

    /// Is its value of a week to be typed, and was not?
    pub fn lacks(&self, sheet: &Sheet, week: Week) -> bool {
        self.unasked(week).is_none() && self.expect_typed().is_ok() && reading(sheet, &self.metric, week).is_none()
    }

    /// The week in which its pilot began, where that is behind the given one.
    pub fn begins_after(&self, week: Week) -> Option<Week> {
        self.begun.filter(|begun| *begun > week)
    }

    /// Why a week asks for no value, in a word; none where it does.
    pub fn unasked(&self, week: Week) -> Option<&'static str> {
        if self.begins_after(week).is_some() {
            return Some(NOT_BEGUN);
        }
        self.asked.filter(|asked| *asked > week).map(|_| NOT_ASKED)
    }
}

/// How many rows have what in a week.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counted {
    /// Have a value, or all that the register of exceptions can give.
    pub known: usize,
    /// Have what the register of exceptions gives.
    pub given: usize,
    /// Have none, as their pilot began after it.
    pub not_begun: usize,
    /// Have none, as no working day of it was left when their pilot began.
    pub not_asked: usize,
}

impl Counted {
    /// How many of so many rows lack a value.
    pub const fn missing_of(self, rows: usize) -> usize {
        rows - self.known - self.not_begun - self.not_asked
    }

    /// Of those rows, in a week that `has_ended` or runs: then the register of exceptions gives its values later.
    pub fn of(rows: &[Row], sheet: &Sheet, (week, has_ended): (Week, bool)) -> Self {
        let mut counted = Self::default();
        for row in rows {
            let is_held = reading(sheet, &row.metric, week).is_some();
            let is_of_register = !is_held && has_ended && row.expect_typed().is_err();
            let is_given = is_of_register || sheet.given.contains(&(row.metric.local, week));
            counted.given += usize::from(is_given);
            match row.unasked(week) {
                _ if is_held || is_given => counted.known += 1,
                Some(NOT_BEGUN) => counted.not_begun += 1,
                Some(_) => counted.not_asked += 1,
                None => {}
            }
        }
        counted
    }
}

/// What stands in a week of a metric.
pub(super) fn reading<'s>(sheet: &'s Sheet, metric: &Metric, week: Week) -> Option<&'s Reading> {
    sheet.readings.get(&metric.local)?.iter().find(|reading| reading.week == week)
}

/// Rows by pilot, those first whose pilot lacks a value of the week; nothing is listed twice.
pub(super) fn of(sheet: &Sheet, week: Week) -> Vec<Row> {
    let pilots: HashMap<PilotId, &Pilot> = sheet.pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
    let has_register = |pilot: &Pilot| sheet.registered.contains(&pilot.id);
    let row = |metric: &Metric| pilots.get(&metric.pilot).map(|pilot| Row::of(pilot, metric, has_register(pilot)));
    let mut rows: Vec<Row> = sheet.metrics.iter().filter_map(row).collect();
    let lacking: HashSet<PilotId> = rows.iter().filter(|row| row.lacks(sheet, week)).map(|row| row.pilot).collect();
    rows.sort_by_key(|row| {
        let entered = !lacking.contains(&row.pilot);
        (entered, row.pilot, row.metric.family, !row.metric.headline, row.metric.id)
    });
    rows
}

/// Is every pilot asked in that week or later, so that nothing is to be entered of one before?
pub(super) fn all_asked_from(sheet: &Sheet, week: Week) -> bool {
    let mut firsts = sheet.pilots.iter().map(Pilot::first_asked);
    !sheet.pilots.is_empty() && firsts.all(|first| first.is_some_and(|first| first >= week))
}
