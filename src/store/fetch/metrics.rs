//! Answers about metrics and readings. Of a metric's week, the last version that the moment sees counts; it is chosen
//! while the rows are read in the order of their key, which is much faster than asking SQL for it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::pilots::only_one;
use crate::domain::{Family, Measure, Metric, MetricId, PilotId, Reading, Week};
use crate::store::columns::Columns;
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
     archived FROM metric";

/// One metric.
pub(in crate::store) fn metric(connection: &Connection, id: MetricId) -> Result<Option<Metric>> {
    let mut statement = connection.prepare_cached(&format!("{METRIC} WHERE id = ?1"))?;
    Ok(statement.query_row([id.0], metric_row).optional()?)
}

impl Reader {
    /// The metrics of one pilot, or of all: by pilot, family, headline first.
    pub fn metrics(&self, only: Option<PilotId>) -> Result<Vec<Metric>> {
        let filter = if only.is_some() { "pilot = ?1" } else { "?1 IS NULL" };
        let mut statement = self.connection.prepare_cached(&format!("{METRIC} WHERE {filter} ORDER BY pilot, id"))?;
        let rows = statement.query_map([only.map(|id| id.0)], metric_row)?;
        let mut metrics = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        metrics.sort_by_key(|metric| (metric.pilot, metric.family, !metric.headline, metric.id));
        Ok(metrics)
    }

    /// The headline metrics of those pilots.
    pub fn headlines(&self, pilots: &[PilotId]) -> Result<Vec<Metric>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{METRIC} WHERE pilot = ?1 AND headline = 1 AND archived = 0 ORDER BY id"))?;
        let mut metrics = Vec::new();
        for pilot in pilots {
            for metric in statement.query_map([pilot.0], metric_row)? {
                metrics.push(metric?);
            }
        }
        Ok(metrics)
    }

    /// The metric that somebody means: the headline of a family, or a metric by its name or id.
    pub fn find_metric(&self, pilot: PilotId, text: &str) -> Result<Metric> {
        let metrics = self.metrics(Some(pilot))?;
        if let Ok(family) = text.parse::<Family>()
            && let Some(headline) = metrics.iter().find(|metric| metric.family == family && metric.headline)
        {
            return Ok(headline.clone());
        }
        let wanted = text.trim().to_lowercase();
        let named = |metric: &&Metric| metric.name.to_lowercase() == wanted || metric.id.to_string() == wanted;
        if let Some(exact) = metrics.iter().find(named) {
            return Ok(exact.clone());
        }
        let found: Vec<(Metric, String)> = metrics
            .iter()
            .filter(|metric| metric.name.to_lowercase().starts_with(&wanted) && !wanted.is_empty())
            .map(|metric| (metric.clone(), metric.name.clone()))
            .collect();
        let known: Vec<&str> = metrics.iter().map(|metric| metric.name.as_str()).collect();
        only_one("metric", text, found, &format!("this pilot has: {}", known.join(", ")))
    }

    /// The readings of those metrics (by their local numbers) from one week to another, oldest first.
    pub fn readings(&self, metrics: &[i64], from: Week, to: Week) -> Result<HashMap<i64, Vec<Reading>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT week, value, active, target, sample, note FROM reading WHERE metric = ?1 \
             AND week BETWEEN ?2 AND ?3 AND entry <= ?4 ORDER BY week, entry",
        )?;
        let mut readings = HashMap::with_capacity(metrics.len());
        for metric in metrics {
            let mut rows = statement.query(params![metric, from.code(), to.code(), self.entry])?;
            let mut last: Vec<(Week, Option<Reading>)> = Vec::new();
            while let Some(row) = rows.next()? {
                let version = (row.week(0)?, reading(row)?);
                match last.last_mut() {
                    Some(newest) if newest.0 == version.0 => *newest = version,
                    _ => last.push(version),
                }
            }
            let present: Vec<Reading> = last.into_iter().filter_map(|(_, reading)| reading).collect();
            if !present.is_empty() {
                readings.insert(*metric, present);
            }
        }
        Ok(readings)
    }

    /// Every reading of those metrics up to `to`.
    pub fn readings_through(&self, metrics: &[i64], to: Week) -> Result<HashMap<i64, Vec<Reading>>> {
        let beginning = Week::new(1900, 1).unwrap_or(to);
        self.readings(metrics, beginning, to)
    }
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
    })
}

/// One version; none where it takes the reading back.
fn reading(row: &Row<'_>) -> rusqlite::Result<Option<Reading>> {
    reading_at(row, 0)
}

/// One version whose week stands in that column, and after it value, active, target, sample, note.
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
