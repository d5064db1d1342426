//! Owns what is said of a pilot whose start is moved behind readings that it has already.

use super::super::error::Result;
use super::super::open::Reader;
use crate::domain::change::{PilotChange, PilotField};
use crate::domain::{Change, Day, PilotId, Value, Week};

/// The starts that a change sets; of several changes each.
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
    /// What is to be said of a change that moves the start of pilots behind readings of theirs; none where it moves none.
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
}
