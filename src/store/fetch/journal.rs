//! Answers about the journal.

use std::collections::HashSet;

use rusqlite::{Row, params};

use super::metrics::reading_at;
use super::rows;
use crate::domain::{Day, EntryId, JournalEntry, PilotId, Reading, Week};
use crate::store::columns::{Columns, DayText};
use crate::store::error::Result;
use crate::store::journal;
use crate::store::open::Reader;

/// A reading that an entry wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WroteRow {
    /// Of which pilot.
    pub pilot: PilotId,
    /// Its name.
    pub pilot_name: String,
    /// The metric's name.
    pub metric: String,
    /// Its unit.
    pub unit: String,
    /// The week.
    pub week: Week,
    /// What was written; none if a reading was taken back.
    pub reading: Option<Reading>,
}

impl Reader {
    /// Entries before `before`, newest first; of one pilot, or all.
    pub fn journal(&self, pilot: Option<PilotId>, before: i64, limit: usize) -> Result<Vec<JournalEntry>> {
        self.entries(pilot, before, None, limit)
    }

    /// The entries written by the end of `day` (or all), newest first; of one pilot, or all.
    pub fn journal_on(
        &self,
        pilot: Option<PilotId>,
        day: impl Into<Option<Day>>,
        limit: usize,
    ) -> Result<Vec<JournalEntry>> {
        let day = match day.into() {
            Some(day) if self.looks_back(day)? => Some(day),
            _ => None,
        };
        self.entries(pilot, i64::MAX, day, limit)
    }

    /// The entries that touched one of those pilots.
    pub fn entries_about(&self, pilots: &HashSet<PilotId>) -> Result<HashSet<i64>> {
        let sql = "SELECT entry FROM touched WHERE pilot = ?1 AND entry <= ?2";
        let mut about = HashSet::new();
        for pilot in pilots {
            about.extend(rows(&self.connection, sql, [pilot.0, self.entry], |row| row.get::<_, i64>(0))?);
        }
        Ok(about)
    }

    fn entries(
        &self,
        pilot: Option<PilotId>,
        before: i64,
        day: Option<Day>,
        limit: usize,
    ) -> Result<Vec<JournalEntry>> {
        let filter = if pilot.is_some() { "seq IN (SELECT entry FROM touched WHERE pilot = ?1)" } else { "?1 IS NULL" };
        let sql = format!(
            "SELECT seq, id, at, actor, kind, summary, undoes FROM entry \
             WHERE {filter} AND seq < ?2 AND seq <= ?3 \
             AND (?5 IS NULL OR date(at / 1000, 'unixepoch', 'localtime') <= ?5) ORDER BY seq DESC LIMIT ?4"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let pilot = pilot.map(|id| id.0);
        let mut entries = rows(&self.connection, &sql, params![pilot, before, self.entry, limit, DayText(day)], entry)?;
        if let Some(oldest) = entries.last().map(|entry| entry.seq) {
            let effective = journal::effective_by(&self.connection, oldest, (self.entry, day))?;
            for entry in &mut entries {
                entry.effective = effective.contains(&entry.seq);
            }
        }
        Ok(entries)
    }

    /// Whether each of those entries is in force. One that is gone is not.
    pub fn in_force(&self, entries: &[i64]) -> Result<Vec<(i64, bool)>> {
        let Some(oldest) = entries.iter().min() else {
            return Ok(Vec::new());
        };
        let effective = journal::effective_by(&self.connection, *oldest, (self.entry, None))?;
        Ok(entries.iter().map(|entry| (*entry, effective.contains(entry))).collect())
    }

    /// The readings that an entry wrote, by pilot and metric, at most a thousand; none stands for one that it took
    /// back.
    pub fn wrote(&self, entry: i64) -> Result<Vec<WroteRow>> {
        let sql = "SELECT p.id, p.name, m.name, m.unit, r.week, r.value, r.active, r.target, r.sample, r.note \
             FROM touched t JOIN reading r ON r.metric = t.metric AND r.entry = t.entry \
             JOIN metric m ON m.local = t.metric JOIN pilot p ON p.id = m.pilot \
             WHERE t.entry = ?1 AND t.metric <> 0 ORDER BY p.id, m.id, r.week LIMIT 1000";
        rows(&self.connection, sql, [entry], |row| {
            Ok(WroteRow {
                pilot: PilotId(row.get(0)?),
                pilot_name: row.get(1)?,
                metric: row.get(2)?,
                unit: row.get(3)?,
                week: row.week(4)?,
                reading: reading_at(row, 4)?,
            })
        })
    }

    /// The number of the newest entry.
    pub fn newest_entry(&self) -> Result<i64> {
        Ok(journal::newest(&self.connection)?.min(self.entry))
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    Ok(JournalEntry {
        seq: row.get(0)?,
        id: EntryId(row.get(1)?),
        at: row.get(2)?,
        actor: row.get(3)?,
        kind: row.get(4)?,
        summary: row.get(5)?,
        undoes: row.get(6)?,
        effective: true,
    })
}
