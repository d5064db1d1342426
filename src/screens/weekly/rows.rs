//! Owns the rows of the weekly round: what stands in each, and their order.

use std::collections::{HashMap, HashSet};

use crate::domain::seek::folded;
use crate::domain::{Metric, Pilot, PilotId, Reading, Week};
use crate::interaction::Sheet;

/// A row: a metric of a pilot.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub pilot: PilotId,
    pub name: String,
    pub code: String,
    pub metric: Metric,
    /// The week in which its pilot began: of those before it nothing is missing.
    first: Option<Week>,
    /// Does a filter let it through?
    pub words: String,
}

impl Row {
    fn of(pilot: &Pilot, metric: &Metric) -> Self {
        let owner = pilot.owner_name().unwrap_or_default();
        let words = format!("{} {} {} {} {owner}", pilot.name, pilot.code, pilot.unit, metric.name);
        Self {
            pilot: pilot.id,
            name: pilot.name.clone(),
            code: pilot.code.clone(),
            metric: metric.clone(),
            first: pilot.first_week(),
            words: folded(&words),
        }
    }

    /// The week in which its pilot began, where that is behind the given one.
    pub fn begins_after(&self, week: Week) -> Option<Week> {
        self.first.filter(|first| *first > week)
    }
}

/// What stands in a week of a metric.
pub(super) fn reading<'s>(sheet: &'s Sheet, metric: &Metric, week: Week) -> Option<&'s Reading> {
    sheet.readings.get(&metric.local)?.iter().find(|reading| reading.week == week)
}

/// Rows by pilot, those first whose pilot lacks a value of the week; nothing is listed twice.
pub(super) fn of(sheet: &Sheet, week: Week) -> Vec<Row> {
    let pilots: HashMap<PilotId, &Pilot> = sheet.pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
    let row = |metric: &Metric| pilots.get(&metric.pilot).map(|pilot| Row::of(pilot, metric));
    let mut rows: Vec<Row> = sheet.metrics.iter().filter_map(row).collect();
    let lacks = |row: &&Row| row.begins_after(week).is_none() && reading(sheet, &row.metric, week).is_none();
    let lacking: HashSet<PilotId> = rows.iter().filter(lacks).map(|row| row.pilot).collect();
    rows.sort_by_key(|row| {
        let entered = !lacking.contains(&row.pilot);
        (entered, row.pilot, row.metric.family, !row.metric.headline, row.metric.id)
    });
    rows
}

/// Does every pilot begin in that week or later, so that nothing is to be entered of one before?
pub(super) fn all_begin_in(sheet: &Sheet, week: Week) -> bool {
    let mut firsts = sheet.pilots.iter().map(Pilot::first_week);
    !sheet.pilots.is_empty() && firsts.all(|first| first.is_some_and(|first| first >= week))
}
