//! Finds values that are far from those before them, among what is about to be written.

use std::collections::BTreeMap;

use crate::domain::change::Record;
use crate::domain::outlier::{Outlier, WEEKS};
use crate::domain::{Change, Measure, Metric, MetricId, Reading, TargetUsers, Typed, Week};
use crate::store::{Reader, Result};

/// A value that is far from the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Far {
    /// Of which metric.
    pub metric: MetricId,
    /// In which week.
    pub week: Week,
    /// How far: `12x the 350 of W45`.
    pub how: String,
    /// All of it in a sentence.
    pub told: String,
}

/// Those of the readings among `changes` that are new and far from the value before, be that on file or among them.
pub fn far(reader: &Reader, changes: &[Change]) -> Result<Vec<Far>> {
    written(reader, changes, None)
}

/// The same of one reading, beside the text that was typed for it.
pub fn far_as_typed(reader: &Reader, change: &Change, text: &str) -> Result<Vec<Far>> {
    written(reader, std::slice::from_ref(change), Some(text))
}

fn written(reader: &Reader, changes: &[Change], text: Option<&str>) -> Result<Vec<Far>> {
    let mut found = Vec::new();
    for (id, records) in Change::records(changes) {
        let Some(metric) = reader.metric(id)? else {
            continue;
        };
        let set = reader.targets(metric.pilot)?;
        let targets = TargetUsers { stated: reader.stated(&metric, &set)?, set };
        let far = of_metric(reader, &metric, &records, &targets)?;
        if far.is_empty() {
            continue;
        }
        let name = reader.pilot(metric.pilot)?.map(|pilot| pilot.name).unwrap_or_default();
        for (week, measure, outlier) in far {
            let how = outlier.written(text).told(&metric);
            let value = measure.value().map(|value| metric.said(value.rounded(1))).unwrap_or_default();
            let told = format!("{name}, {} of {}: {value} is {how}.", metric.name, week.short());
            found.push(Far { metric: id, week, how, told });
        }
    }
    Ok(found)
}

fn of_metric(
    reader: &Reader,
    metric: &Metric,
    records: &[&Record],
    targets: &TargetUsers,
) -> Result<Vec<(Week, Measure, Outlier)>> {
    let weeks = records.iter().map(|record| record.week);
    let Some((first, last)) = weeks.clone().min().zip(weeks.max()) else {
        return Ok(Vec::new());
    };
    let held = reader.readings(&[metric.local], first.plus(-WEEKS), last)?.remove(&metric.local).unwrap_or_default();
    let mut all: BTreeMap<Week, Reading> = held.iter().cloned().map(|reading| (reading.week, reading)).collect();
    let mut new = Vec::new();
    for record in records {
        let target = targets.counting(record.week);
        // What cannot be accepted is told where it is refused.
        let taken = |typed| Some((typed, metric.accept(typed, target, &record.note).ok()?));
        let Some((typed, measure)) = record.typed.and_then(taken) else {
            all.remove(&record.week);
            continue;
        };
        let reading = Reading { week: record.week, measure, note: String::new(), sample: None };
        if all.insert(record.week, reading).is_none_or(|before| before.measure != measure) {
            new.push((record.week, (typed, measure)));
        }
    }
    let all: Vec<Reading> = all.into_values().collect();
    let is_far =
        |(week, taken): (Week, (Typed, Measure))| Some((week, taken.1, Outlier::of(&all, week, taken)?.within(metric)));
    Ok(new.into_iter().filter_map(is_far).collect())
}
