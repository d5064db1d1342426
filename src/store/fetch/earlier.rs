//! Answers how rows stood on an earlier day that carry no day, or only that of their newest state: checklist items,
//! dates of gates, scores, expansions. The journal dates them: a row is as the last write up to that day (or up to a
//! given entry) left it. What was undone never happened, on any day.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rusqlite::params;
use serde_json::{Map, Value};

use super::imaged::Imaged;
use super::{any_row, row};
use crate::domain::{Day, PilotId, parse_day};
use crate::store::columns::DayText;
use crate::store::error::Result;
use crate::store::journal;
use crate::store::open::{Newest, Reader};
use crate::store::rows::{Image, key_of};

/// The writes to rows of a pilot in a table, newest first. For each: is it dated by the day (what is being written has
/// no entry yet), is it of the entry that began the pilot's record, and its entry.
const IMAGES: &str = "SELECT i.tbl, i.key, i.before, i.after, \
     CASE WHEN ?7 IS NULL THEN coalesce(date(e.at / 1000, 'unixepoch', 'localtime') <= ?4, 1) ELSE i.entry <= ?7 END, \
     i.entry = (SELECT min(p.entry) FROM image p WHERE p.tbl = 'pilot' AND p.key = ?6), i.entry \
     FROM image i LEFT JOIN entry e ON e.seq = i.entry \
     WHERE i.tbl = ?1 AND i.key >= ?2 AND i.key < ?3 AND i.entry <= ?5 ORDER BY i.key, i.id DESC";

/// A moment of the past.
#[derive(Clone, Copy)]
pub(super) enum When {
    /// The end of a day.
    Day(Day),
    /// Right after an entry.
    Entry(i64),
}

impl From<Day> for When {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

/// How a row stood at a moment.
pub(super) struct Stood {
    /// Its key.
    key: Map<String, Value>,
    /// The columns that stood otherwise, as they were; none if the row was not there.
    then: Option<Map<String, Value>>,
    /// Does the journal not say since when? So it is for a row that came with its pilot's record, as that was begun
    /// later.
    pub undated: bool,
}

impl Stood {
    fn put_back(&mut self, image: Image) {
        match (image.before, image.after) {
            (None, _) => self.then = None,
            (Some(before), Some(_)) => self.then.get_or_insert_default().extend(before),
            (Some(before), None) => self.then = Some(before),
        }
    }

    /// Was it there?
    pub const fn is_there(&self) -> bool {
        self.then.is_some()
    }

    /// An id in its key.
    pub fn id(&self, column: &str) -> Option<i64> {
        self.key.get(column).and_then(Value::as_i64)
    }

    /// A word in its key.
    pub fn key(&self, column: &str) -> &str {
        self.key.get(column).and_then(Value::as_str).unwrap_or_default()
    }

    /// The text of a column, if it stood otherwise.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.otherwise(column).and_then(Value::as_str)
    }

    /// The value of a column, if it stood otherwise, as in the image.
    fn otherwise(&self, column: &str) -> Option<&Value> {
        self.then.as_ref()?.get(column)
    }

    /// The value of a column, if it stood otherwise.
    pub fn value<T: Imaged>(&self, column: &str) -> Option<T> {
        self.otherwise(column).and_then(T::imaged)
    }

    /// Winds a value back, if its column stood otherwise.
    pub fn put<T: Imaged>(&self, value: &mut T, column: &str) {
        if let Some(then) = self.value(column) {
            *value = then;
        }
    }
}

/// Some rows of a table, by their keys as images have them.
pub(super) struct Keys {
    from: String,
    to: String,
}

impl Keys {
    /// All rows that belong to one thing, in a table whose keys begin with its id under this name.
    pub fn within(called: &str, id: i64) -> Self {
        Self { from: format!("{{\"{called}\":{id},"), to: format!("{{\"{called}\":{id}-") }
    }

    /// All rows of a table.
    pub fn all() -> Self {
        Self { from: "{".to_owned(), to: "|".to_owned() }
    }

    /// The row of this id.
    pub fn one(id: i64) -> Self {
        let from = key_of(id);
        Self { to: format!("{from} "), from }
    }
}

impl Reader {
    /// The last day on which anything was written; none before the first entry. Nearly every question asks for it, even
    /// on the present day, so it is kept for the newest entry: the journal only grows.
    pub fn last_written(&self) -> Result<Option<Day>> {
        let Some(newest) = self.newest_seen()? else {
            return Ok(None);
        };
        if let Some((_, day)) = self.written.get().filter(|(known, _)| *known == newest) {
            return Ok(Some(day));
        }
        let last = "SELECT date(max(at) / 1000, 'unixepoch', 'localtime') FROM entry WHERE seq <= ?1";
        let day: Option<String> = row(&self.connection, last, [self.entry], |row| row.get(0))?;
        let day = day.and_then(|day| parse_day(&day).ok());
        self.written.set(day.map(|day| (newest, day)));
        Ok(day)
    }

    /// The newest entry that is seen; none before the first.
    fn newest_seen(&self) -> Result<Option<Newest>> {
        let newest = "SELECT seq, id FROM entry WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1";
        any_row(&self.connection, newest, [self.entry], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The entries that came to nothing, kept for the newest entry, too.
    pub(super) fn void(&self) -> Result<Arc<HashSet<i64>>> {
        let newest = self.newest_seen()?.unwrap_or_default();
        if let Some((_, void)) = self.void.borrow().as_ref().filter(|(known, _)| *known == newest) {
            return Ok(Arc::clone(void));
        }
        let void = Arc::new(journal::void(&self.connection, self.entry)?);
        self.void.replace(Some((newest, Arc::clone(&void))));
        Ok(void)
    }

    /// Was anything written after that day?
    pub(super) fn looks_back(&self, day: Day) -> Result<bool> {
        Ok(self.last_written()? > Some(day))
    }

    /// How the rows of a table stood on `day`, by id.
    pub(super) fn stood_by_id(&self, table: &str, day: Day) -> Result<HashMap<i64, Stood>> {
        let stood = self.stood(table, &Keys::all(), None::<PilotId>, day)?;
        Ok(stood.into_iter().filter_map(|stood| Some((stood.id("id")?, stood))).collect())
    }

    /// How the row of an id stood at a moment; none if it was never written. `pilot` is the pilot that it belongs to,
    /// if any.
    pub(super) fn stood_one(
        &self,
        table: &str,
        id: i64,
        pilot: impl Into<Option<PilotId>>,
        when: impl Into<When>,
    ) -> Result<Option<Stood>> {
        Ok(self.stood(table, &Keys::one(id), pilot, when)?.pop())
    }

    /// How the rows of a table stood at a moment that were ever written.
    pub(super) fn stood(
        &self,
        table: &str,
        keys: &Keys,
        pilot: impl Into<Option<PilotId>>,
        when: impl Into<When>,
    ) -> Result<Vec<Stood>> {
        let Keys { from, to } = keys;
        // How a row stood right after an entry does not depend on what was undone later.
        let (day, entry, void) = match when.into() {
            When::Day(day) => (Some(day), None, self.void()?),
            When::Entry(entry) => (None, Some(entry), Arc::default()),
        };
        let pilot = pilot.into().map(|pilot| key_of(pilot.0));
        let mut statement = self.connection.prepare_cached(IMAGES)?;
        let mut rows = statement.query(params![table, from, to, DayText(day), self.entry, pilot, entry])?;
        let mut found: Vec<Stood> = Vec::new();
        // Was the write found that left the row as it stood?
        let mut settled = false;
        while let Some(row) = rows.next()? {
            if void.contains(&row.get::<_, i64>(6)?) {
                continue;
            }
            let image = Image::read(row)?;
            if found.last().is_none_or(|last| last.key != image.key) {
                found.push(Stood { key: image.key.clone(), then: Some(Map::new()), undated: false });
                settled = false;
            }
            let Some(stood) = found.last_mut().filter(|_| !settled) else {
                continue;
            };
            let (dated, begins): (bool, Option<bool>) = (row.get(4)?, row.get(5)?);
            settled = dated || begins == Some(true);
            stood.undated = settled && !dated;
            if !settled {
                stood.put_back(image);
            }
        }
        Ok(found)
    }
}
