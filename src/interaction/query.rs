//! Owns the questions that screens ask and the answers they get. A query is a value; somebody else asks it.

use std::collections::HashMap;

use crate::domain::{JournalEntry, Metric, Pilot, PilotId, PilotPage, Reading, Week};
use crate::store::{ImageRow, PersonRow, Reader, Result};

/// What a screen wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Every pilot.
    Pilots,
    /// The headline metrics of those pilots with their readings.
    Trends {
        /// Which pilots.
        pilots: Vec<PilotId>,
        /// From this week.
        from: Week,
        /// To this one.
        to: Week,
    },
    /// Everything of one pilot, readings up to a week.
    Page {
        /// Which.
        pilot: PilotId,
        /// Readings up to this week.
        to: Week,
    },
    /// Everybody.
    People,
    /// Every metric of every pilot.
    Metrics,
    /// Readings of those metrics, by their local numbers.
    Readings {
        /// Which metrics.
        metrics: Vec<i64>,
        /// From this week.
        from: Week,
        /// To this one.
        to: Week,
    },
    /// The journal, newest first.
    Journal {
        /// Of one pilot, or all.
        pilot: Option<PilotId>,
        /// How many entries.
        limit: usize,
    },
    /// What an entry wrote.
    Entry(i64),
}

/// What a screen gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Every pilot, archived ones too.
    Pilots(Vec<Pilot>),
    /// Headline metrics and readings by local number.
    Trends(Trends),
    /// One pilot; none where it is gone.
    Page(Option<Box<PilotPage>>, HashMap<i64, Vec<Reading>>),
    /// Everybody, archived ones too.
    People(Vec<PersonRow>),
    /// Every metric.
    Metrics(Vec<Metric>),
    /// Readings by local number.
    Readings(HashMap<i64, Vec<Reading>>),
    /// Entries of the journal.
    Journal(Vec<JournalEntry>),
    /// The images of an entry.
    Entry(i64, Vec<ImageRow>),
}

/// Headline metrics and their readings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trends {
    /// The metrics of each pilot, by family.
    pub metrics: HashMap<PilotId, Vec<Metric>>,
    /// Readings by local number.
    pub readings: HashMap<i64, Vec<Reading>>,
}

impl Query {
    /// Asks it of a moment.
    pub fn ask(&self, reader: &Reader) -> Result<Answer> {
        Ok(match self {
            Self::Pilots => Answer::Pilots(reader.pilots()?),
            Self::Trends { pilots, from, to } => {
                let metrics = reader.headlines(pilots)?;
                let local: Vec<i64> = metrics.iter().map(|metric| metric.local).collect();
                let readings = reader.readings(&local, *from, *to)?;
                let mut by_pilot: HashMap<PilotId, Vec<Metric>> = HashMap::new();
                for metric in metrics {
                    by_pilot.entry(metric.pilot).or_default().push(metric);
                }
                Answer::Trends(Trends { metrics: by_pilot, readings })
            }
            Self::Page { pilot, to } => {
                let page = reader.page(*pilot)?;
                let local: Vec<i64> = page.iter().flat_map(|page| &page.metrics).map(|metric| metric.local).collect();
                Answer::Page(page.map(Box::new), reader.readings_through(&local, *to)?)
            }
            Self::People => Answer::People(reader.people()?),
            Self::Metrics => Answer::Metrics(reader.metrics(None)?),
            Self::Readings { metrics, from, to } => Answer::Readings(reader.readings(metrics, *from, *to)?),
            Self::Journal { pilot, limit } => Answer::Journal(reader.journal(*pilot, i64::MAX, *limit)?),
            Self::Entry(entry) => Answer::Entry(*entry, reader.images(*entry)?),
        })
    }
}
