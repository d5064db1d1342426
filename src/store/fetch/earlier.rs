//! Answers how rows stood on an earlier day that carry no day of their own, or that of their newest state alone:
//! checklist items, dates of gates, scores, expansions. The journal dates them: a row stands as the last write left it
//! that is of that day or before; or, where an entry is named, of that entry or before. What was taken back is known
//! now never to have been, so that no day tells of it.

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

/// The writes to the rows of a pilot in a table, the newest of each first: each with whether it is dated by the day
/// (what is being written has no entry yet), whether it is of the entry that began the pilot's record, and its entry.
const IMAGES: &str = "SELECT i.tbl, i.key, i.before, i.after, \
     CASE WHEN ?7 IS NULL THEN coalesce(date(e.at / 1000, 'unixepoch', 'localtime') <= ?4, 1) ELSE i.entry <= ?7 END, \
     i.entry = (SELECT min(p.entry) FROM image p WHERE p.tbl = 'pilot' AND p.key = ?6), i.entry \
     FROM image i LEFT JOIN entry e ON e.seq = i.entry \
     WHERE i.tbl = ?1 AND i.key >= ?2 AND i.key < ?3 AND i.entry <= ?5 ORDER BY i.key, i.id DESC";

/// The moment at which rows stood.
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
    /// What stood otherwise in its columns; none where it was not there.
    then: Option<Map<String, Value>>,
    /// Does the journal not say since when, as the row came with the record of its pilot, which was begun later?
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

    /// An id of its key.
    pub fn id(&self, column: &str) -> Option<i64> {
        self.key.get(column).and_then(Value::as_i64)
    }

    /// A word of its key.
    pub fn key(&self, column: &str) -> &str {
        self.key.get(column).and_then(Value::as_str).unwrap_or_default()
    }

    /// The text that stood otherwise in a column.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.otherwise(column).and_then(Value::as_str)
    }

    /// What stood otherwise in a column.
    fn otherwise(&self, column: &str) -> Option<&Value> {
        self.then.as_ref()?.get(column)
    }

    /// The same as the value that it is.
    pub fn value<T: Imaged>(&self, column: &str) -> Option<T> {
        self.otherwise(column).and_then(T::imaged)
    }

    /// Puts a value back to what stood otherwise in its column.
    pub fn put<T: Imaged>(&self, value: &mut T, column: &str) {
        if let Some(then) = self.value(column) {
            *value = then;
        }
    }
}

/// Which rows of a table are meant, by their keys as images have them.
pub(super) struct Keys {
    from: String,
    to: String,
}

impl Keys {
    /// All that belong to one thing, in a table whose keys begin with it, called so.
    pub fn within(called: &str, id: i64) -> Self {
        Self { from: format!("{{\"{called}\":{id},"), to: format!("{{\"{called}\":{id}-") }
    }

    /// All of a table.
    pub fn all() -> Self {
        Self { from: "{".to_owned(), to: "|".to_owned() }
    }

    /// The one with that id.
    pub fn one(id: i64) -> Self {
        let from = key_of(id);
        Self { to: format!("{from} "), from }
    }
}

impl Reader {
    /// The last day on which anything was written; none before the first entry. Nearly everything asks for it, on the
    /// present day too: the journal, which only grows, is looked through once for each newest entry.
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

    /// The newest entry of those that are seen; none before the first.
    fn newest_seen(&self) -> Result<Option<Newest>> {
        let newest = "SELECT seq, id FROM entry WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1";
        any_row(&self.connection, newest, [self.entry], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The entries that came to nothing: looked for once for each newest entry too.
    pub(super) fn void(&self) -> Result<Arc<HashSet<i64>>> {
        let newest = self.newest_seen()?.unwrap_or_default();
        if let Some((_, void)) = self.void.borrow().as_ref().filter(|(known, _)| *known == newest) {
            return Ok(Arc::clone(void));
        }
        let void = Arc::new(journal::void(&self.connection, self.entry)?);
        self.void.replace(Some((newest, Arc::clone(&void))));
        Ok(void)
    }

    /// Was anything written later than on that day?
    pub(super) fn looks_back(&self, day: Day) -> Result<bool> {
        Ok(self.last_written()? > Some(day))
    }

    /// How the rows of a table stood on `day` that have an id of their own, by that.
    pub(super) fn stood_by_id(&self, table: &str, day: Day) -> Result<HashMap<i64, Stood>> {
        let stood = self.stood(table, &Keys::all(), None::<PilotId>, day)?;
        Ok(stood.into_iter().filter_map(|stood| Some((stood.id("id")?, stood))).collect())
    }

    /// How the row of that id stood at a moment, of one pilot or of none; none where it was never written.
    pub(super) fn stood_one(
        &self,
        table: &str,
        id: i64,
        pilot: impl Into<Option<PilotId>>,
        when: impl Into<When>,
    ) -> Result<Option<Stood>> {
        Ok(self.stood(table, &Keys::one(id), pilot, when)?.pop())
    }

    /// How rows stood at a moment, of one pilot or of none, in a table; those that were written at all.
    pub(super) fn stood(
        &self,
        table: &str,
        keys: &Keys,
        pilot: impl Into<Option<PilotId>>,
        when: impl Into<When>,
    ) -> Result<Vec<Stood>> {
        let Keys { from, to } = keys;
        // What stood right after an entry stood so, whatever came of it.
        let (day, entry, void) = match when.into() {
            When::Day(day) => (Some(day), None, self.void()?),
            When::Entry(entry) => (None, Some(entry), Arc::default()),
        };
        let pilot = pilot.into().map(|pilot| key_of(pilot.0));
        let mut statement = self.connection.prepare_cached(IMAGES)?;
        let mut rows = statement.query(params![table, from, to, DayText(day), self.entry, pilot, entry])?;
        let mut found: Vec<Stood> = Vec::new();
        // Is the write found that left the row as it stood?
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
