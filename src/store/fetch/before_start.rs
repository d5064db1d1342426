//! Owns the remarks on readings from before their pilot began: they are written, or its start is moved to after them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::error::Result;
use super::super::open::Reader;
use crate::domain::change::{PilotChange, PilotField};
use crate::domain::{Change, Day, Family, Pilot, PilotId, Value, Week};

/// The starts that a change sets.
fn starts(change: &Change) -> Vec<(PilotId, Day)> {
    match change {
        Change::Several { changes, .. } => changes.iter().flat_map(starts).collect(),
        Change::Pilot(PilotChange::Set { pilot, field: PilotField::Started, to: Value::Day(day), .. }) => {
            vec![(*pilot, *day)]
        }
        _ => Vec::new(),
    }
}

impl Reader {
    /// A remark if a change moves the start of pilots to after readings of theirs.
    pub fn before_start(&self, change: &Change) -> Result<Option<String>> {
        let mut early = Vec::new();
        for (pilot, start) in starts(change) {
            let metrics: Vec<i64> = self.metrics(Some(pilot))?.iter().map(|metric| metric.local).collect();
            let began = Week::of(start);
            let readings = self.readings(&metrics, Week::new(1900, 1).unwrap_or(began), began.plus(-1))?;
            let weeks = readings.values().flatten().map(|reading| reading.week);
            early.extend(weeks.clone().min().map(|first| (weeks.count(), first)));
        }
        Ok(match early[..] {
            [] => None,
            [(1, week)] => Some(format!("One reading is of before that, of {week}: look whether the start is right.")),
            [(count, first)] => {
                Some(format!("{count} readings are of before that, from {first} on: look whether the start is right."))
            }
            _ => {
                let count = early.len();
                Some(format!(
                    "{count} of them have readings of before they begin: look whether their starts are right."
                ))
            }
        })
    }

    /// A sentence for each metric among `changes` that gets readings of weeks before its pilot began. Impact is left
    /// out: what was before is what it is held against.
    pub fn early(&self, changes: &[Change]) -> Result<Vec<String>> {
        let mut pilots: HashMap<PilotId, Option<Pilot>> = HashMap::new();
        let mut found = Vec::new();
        for (id, records) in Change::records(changes) {
            let Some(metric) = self.metric(id)?.filter(|metric| metric.family != Family::Impact) else {
                continue;
            };
            let known = match pilots.entry(metric.pilot) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => free.insert(self.pilot(metric.pilot)?),
            };
            let Some((pilot, (day, began))) =
                known.as_ref().and_then(|pilot| Some((pilot, pilot.started.zip(pilot.first_week())?)))
            else {
                continue;
            };
            let before = records.iter().filter(|record| record.typed.is_some() && record.week < began);
            let weeks: Vec<Week> = before.map(|record| record.week).collect();
            let Some((first, last)) = weeks.iter().min().zip(weeks.iter().max()) else {
                continue;
            };
            let held = self.readings(&[metric.local], *first, *last)?.remove(&metric.local).unwrap_or_default();
            let is_new = |week: &&Week| held.iter().all(|reading| reading.week != **week);
            let (name, metric) = (&pilot.name, &metric.name);
            match weeks.iter().filter(is_new).count() {
                0 => {}
                1 => found.push(format!("{name}, {metric} of {first}: the pilot began later, on {day}.")),
                count => found.push(format!(
                    "{name}, {metric}: {count} weeks, the first {first}, lie before the pilot began, on {day}."
                )),
            }
        }
        Ok(found)
    }
}
