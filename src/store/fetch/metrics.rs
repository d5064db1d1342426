//! Answers about metrics and readings. Of each week of a metric, the last version that the moment sees counts. It is
//! chosen while the rows are read in the order of their key, which is much faster than asking SQL for it.

use std::collections::HashMap;

use rusqlite::{Connection, Row, Rows, params};

use super::meant::only_one;
use super::of::Of;
use super::{any_row, by, rows, rows_of};
use crate::domain::nearly::is_called_nearly;
use crate::domain::shown::plainly;
use crate::domain::{
    Day, Exception, Family, Fixed, Measure, Metric, MetricId, PilotId, Reading, Role, Week, exception,
};
use crate::store::columns::{Columns, DayText};
use crate::store::error::Result;
use crate::store::open::Reader;

/// A reading as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRow {
    /// The pilot's code.
    pub pilot: String,
    /// The metric's name.
    pub metric: String,
    /// Its family.
    pub family: Family,
    /// The reading.
    pub reading: Reading,
}

const METRIC: &str = "SELECT id, local, pilot, family, name, unit, better, headline, min, max, target, tolerance, \
     archived, role, counts, plan FROM metric";

/// One metric.
pub(in crate::store) fn metric(connection: &Connection, id: MetricId) -> Result<Option<Metric>> {
    any_row(connection, &format!("{METRIC} WHERE id = ?1"), [id.0], metric_row)
}

impl Reader {
    /// The metrics of one pilot, or of all: by pilot, family, headline first.
    pub fn metrics(&self, of: impl Into<Of>) -> Result<Vec<Metric>> {
        let mut metrics = rows_of(&self.connection, of, &format!("{METRIC} WHERE pilot {{of}}"), metric_row)?;
        metrics.sort_by_key(|metric| (metric.pilot, metric.family, !metric.headline, metric.id));
        Ok(metrics)
    }

    /// One metric.
    pub fn metric(&self, id: MetricId) -> Result<Option<Metric>> {
        metric(&self.connection, id)
    }

    /// The headline metrics of those pilots.
    pub fn headlines(&self, pilots: &[PilotId]) -> Result<Vec<Metric>> {
        let sql = format!("{METRIC} WHERE pilot = ?1 AND headline = 1 AND archived = 0 ORDER BY id");
        let mut metrics = Vec::new();
        for pilot in pilots {
            metrics.extend(rows(&self.connection, &sql, [pilot.0], metric_row)?);
        }
        Ok(metrics)
    }

    /// The metric that a text names: a headline by its family, or any metric by its name or id.
    pub fn find_metric(&self, pilot: PilotId, text: &str) -> Result<Metric> {
        let metrics = self.metrics(Some(pilot))?;
        if let Ok(family) = text.parse::<Family>()
            && let Some(headline) = metrics.iter().find(|metric| metric.family == family && metric.headline)
        {
            return Ok(headline.clone());
        }
        let wanted = plainly(text).to_lowercase();
        let called = |metric: &Metric| plainly(&metric.name).to_lowercase();
        let named = |metric: &&Metric| called(metric) == wanted || metric.id.to_string() == wanted;
        let with_its_unit = || metrics.iter().find(|metric| metric.is_called(text));
        if let Some(exact) = metrics.iter().find(named).or_else(with_its_unit) {
            return Ok(exact.clone());
        }
        let found: Vec<(Metric, String)> = metrics
            .iter()
            .filter(|metric| called(metric).starts_with(&wanted))
            .map(|metric| (metric.clone(), metric.name.clone()))
            .collect();
        let known: Vec<&str> = metrics.iter().map(|metric| metric.name.as_str()).collect();
        let meant: Vec<&str> = known.iter().filter(|name| is_called_nearly(text, name)).copied().collect();
        let meant = if meant.is_empty() { String::new() } else { format!("is it {}? ", meant.join(", or ")) };
        only_one("metric", text, found, &format!("{meant}this pilot has: {}", known.join(", ")))
    }

    /// The readings of those metrics (by local number) from one week to another, oldest first, as they were typed.
    pub fn readings(&self, metrics: &[i64], from: Week, to: Week) -> Result<HashMap<i64, Vec<Reading>>> {
        let mut readings = HashMap::with_capacity(metrics.len());
        for metric in metrics {
            let present = readings_of(&self.connection, *metric, from, to, self.entry)?;
            if !present.is_empty() {
                readings.insert(*metric, present);
            }
        }
        Ok(readings)
    }

    /// The reading of a metric (by its local number) in a week, as it was typed.
    pub fn reading(&self, metric: i64, week: Week) -> Result<Option<Reading>> {
        Ok(readings_of(&self.connection, metric, week, week, self.entry)?.pop())
    }

    /// The same, with the weekly figures that the register of exceptions gives by the end of `day`. Of a week that had
    /// not ended by then: what had been written by then.
    pub fn figures(
        &self,
        metrics: &[Metric],
        (from, to): (Week, Week),
        day: Day,
    ) -> Result<HashMap<i64, Vec<Reading>>> {
        let local: Vec<i64> = metrics.iter().map(|metric| metric.local).collect();
        let mut readings = self.readings(&local, from, to)?;
        let ended = Week::ended_by(day);
        if to > ended && self.looks_back(day)? {
            for metric in local {
                let own = readings.entry(metric).or_default();
                let mut running = self.running(metric, (ended.plus(1).max(from), to), day)?;
                // What was undone since never happened.
                running.retain(|then| own.iter().any(|reading| reading.week == then.week));
                own.retain(|reading| reading.week <= ended);
                own.extend(running);
            }
            readings.retain(|_, own| !own.is_empty());
        }
        let registered: Vec<&Metric> = metrics.iter().filter(|metric| metric.is_registered()).collect();
        if registered.is_empty() {
            return Ok(readings);
        }
        let exceptions = by(self.exceptions_on(None, day)?, |exception| exception.pilot);
        for metric in registered {
            if let Some(exceptions) = exceptions.get(&metric.pilot) {
                let own = readings.entry(metric.local).or_default();
                add_registered(metric, exceptions, day, own);
                own.retain(|reading| (from..=to).contains(&reading.week));
            }
        }
        Ok(readings)
    }

    /// The readings of a metric from one week to another, as entries up to `day` left them, oldest first.
    fn running(&self, metric: i64, (from, to): (Week, Week), day: Day) -> Result<Vec<Reading>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.week, r.value, r.active, r.target, r.sample, r.note, r.entry FROM reading r \
             JOIN entry e ON e.seq = r.entry WHERE r.metric = ?1 AND r.week BETWEEN ?2 AND ?3 AND r.entry <= ?4 \
             AND date(e.at / 1000, 'unixepoch', 'localtime') <= ?5 ORDER BY r.week, r.entry",
        )?;
        let (until, void) = (DayText(Some(day)), self.void()?);
        let rows = statement.query(params![metric, from.code(), to.code(), self.entry, until])?;
        last_versions(rows, |row| Ok(!void.contains(&row.get::<_, i64>(6)?)))
    }

    /// The entry that first wrote each week of a metric (by local number).
    pub fn readings_made(&self, metric: i64) -> Result<HashMap<Week, i64>> {
        let sql = "SELECT week, min(entry) FROM reading WHERE metric = ?1 AND entry <= ?2 GROUP BY week";
        let made = rows(&self.connection, sql, [metric, self.entry], |row| Ok((row.week(0)?, row.get(1)?)))?;
        Ok(made.into_iter().collect())
    }

    /// Every figure of those metrics up to a week, as by the end of `day`.
    pub fn figures_through(&self, metrics: &[Metric], to: Week, day: Day) -> Result<HashMap<i64, Vec<Reading>>> {
        self.figures(metrics, (Week::new(1900, 1).unwrap_or(to), to), day)
    }
}

/// The readings of a metric from one week to another, as entries up to `entry` left them, oldest first.
pub(in crate::store) fn readings_of(
    connection: &Connection,
    metric: i64,
    from: Week,
    to: Week,
    entry: i64,
) -> Result<Vec<Reading>> {
    let mut statement = connection.prepare_cached(
        "SELECT week, value, active, target, sample, note FROM reading WHERE metric = ?1 \
         AND week BETWEEN ?2 AND ?3 AND entry <= ?4 ORDER BY week, entry",
    )?;
    last_versions(statement.query(params![metric, from.code(), to.code(), entry])?, |_| Ok(true))
}

/// The last version of each week that counts, from rows that come by week, oldest first; a reading that was taken back
/// is left out.
fn last_versions(mut rows: Rows<'_>, counts: impl Fn(&Row<'_>) -> rusqlite::Result<bool>) -> Result<Vec<Reading>> {
    let mut last: Vec<(Week, Option<Reading>)> = Vec::new();
    while let Some(row) = rows.next()? {
        if !counts(row)? {
            continue;
        }
        let version = (row.week(0)?, reading_at(row, 0)?);
        match last.last_mut() {
            Some(newest) if newest.0 == version.0 => *newest = version,
            _ => last.push(version),
        }
    }
    Ok(last.into_iter().filter_map(|(_, reading)| reading).collect())
}

/// Adds the figures that the register of exceptions gives for the metric's pilot.
pub(in crate::store) fn register(
    connection: &Connection,
    metric: &Metric,
    day: Day,
    readings: &mut Vec<Reading>,
) -> Result<()> {
    if metric.is_registered() {
        let exceptions = super::registers::exceptions(connection, Of::one(metric.pilot))?;
        add_registered(metric, &exceptions, day, readings);
    }
    Ok(())
}

/// Adds the figures that the register gives for weeks ended by `day`. What was typed for a week stays.
pub(super) fn add_registered(metric: &Metric, exceptions: &[Exception], day: Day, readings: &mut Vec<Reading>) {
    if !metric.is_registered() {
        return;
    }
    let Some(begins) = exception::register_begins(exceptions, day) else {
        return;
    };
    let ended = Week::ended_by(day);
    let before = readings.len();
    for week in (0..=ended.since(begins)).map(|number| begins.plus(number)) {
        let typed = readings.get(..before).unwrap_or_default();
        if typed.binary_search_by_key(&week, |reading| reading.week).is_ok() {
            continue;
        }
        let value = if metric.role == Role::TimeToResolve {
            exception::median_to_resolve(exceptions, week, day)
        } else {
            let count = exception::escalated_in(exceptions, week, day);
            Some(Fixed::from_int(i64::try_from(count).unwrap_or(i64::MAX)))
        };
        readings.extend(value.map(|value| Reading {
            week,
            measure: Measure::Number(value),
            note: String::new(),
            sample: None,
        }));
    }
    readings.sort_by_key(|reading| reading.week);
}

fn metric_row(row: &Row<'_>) -> rusqlite::Result<Metric> {
    Ok(Metric {
        id: MetricId(row.get(0)?),
        local: row.get(1)?,
        pilot: PilotId(row.get(2)?),
        family: row.word(3)?,
        name: row.get(4)?,
        unit: row.get(5)?,
        better: row.word(6)?,
        headline: row.get(7)?,
        min: row.fixed(8)?,
        max: row.fixed(9)?,
        target: row.fixed(10)?,
        tolerance: row.fixed(11)?,
        archived: row.get(12)?,
        role: row.word(13)?,
        counts: row.get(14)?,
        plan: row.word(15)?,
    })
}

/// One version, whose week is in that column, followed by value, active, target, sample and note; none if it takes the
/// reading back.
pub(super) fn reading_at(row: &Row<'_>, week: usize) -> rusqlite::Result<Option<Reading>> {
    let note: Option<String> = row.get(week + 5)?;
    let measure = match (row.fixed(week + 1)?, row.fixed(week + 2)?, row.fixed(week + 3)?) {
        (_, Some(active), Some(target)) => Measure::Users { active, target },
        (Some(value), ..) => Measure::Number(value),
        (None, ..) if note.is_some() => Measure::NotMeasured,
        (None, ..) => return Ok(None),
    };
    let (note, sample) = (note.unwrap_or_default(), row.get(week + 4)?);
    Ok(Some(Reading { week: row.week(week)?, measure, note, sample }))
}
