//! Owns the order of the journal: which entry comes next, which are in force, and which ones undo and redo would take.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::DayText;
use super::error::Result;
use super::schema;
use crate::domain::{Day, Stamp};

/// Kinds of entries, as they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Change,
    Import,
    Undo,
    Redo,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// Opens the next entry: from now on the triggers write to it. Returns its number.
pub(super) fn begin(connection: &Connection) -> Result<i64> {
    let seq = newest(connection)? + 1;
    connection.prepare_cached("INSERT INTO cursor (entry) VALUES (?1)")?.execute([seq])?;
    Ok(seq)
}

/// Closes the entry with its sentence.
pub(super) fn finish(
    connection: &Connection,
    (seq, id): (i64, i64),
    stamp: &Stamp,
    (kind, undoes): (Kind, Option<i64>),
    summary: &str,
    origin: &str,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO entry (seq, id, at, actor, kind, summary, undoes, schema, origin) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![seq, id, stamp.at, stamp.actor, kind.name(), summary, undoes, schema::VERSION, origin])?;
    connection.prepare_cached("DELETE FROM cursor")?.execute([])?;
    Ok(())
}

/// The number of the newest entry, nought before the first.
pub(super) fn newest(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT seq FROM entry ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// The newest entry up to `end` (milliseconds since 1970): the last before the first later one.
pub(super) fn newest_by(connection: &Connection, end: i64) -> Result<i64> {
    let first_later: Option<i64> =
        connection.query_row("SELECT min(seq) FROM entry WHERE at > ?1", [end], |row| row.get(0))?;
    first_later.map_or_else(|| newest(connection), |seq| Ok(seq - 1))
}

/// Walks back from the entry `newest` (of those written by the end of `day`, if given), and says of each entry whether
/// it is in force, until `stop` returns true.
fn walk(
    connection: &Connection,
    (newest, day): (i64, Option<Day>),
    mut stop: impl FnMut(i64, &str, bool) -> bool,
) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, kind, undoes FROM entry WHERE seq <= ?2 \
         AND (?1 IS NULL OR date(at / 1000, 'unixepoch', 'localtime') <= ?1) ORDER BY seq DESC",
    )?;
    let mut rows = statement.query(params![DayText(day), newest])?;
    let mut taken_back = HashSet::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let effective = !taken_back.contains(&seq);
        if let (true, Some(undone)) = (effective, row.get::<_, Option<i64>>(2)?) {
            taken_back.insert(undone);
        }
        if stop(seq, row.get_ref(1)?.as_str().unwrap_or_default(), effective) {
            return Ok(Some(seq));
        }
    }
    Ok(None)
}

/// The entries that undo and redo would go through. A revert (which takes back an entry out of turn) is an entry like
/// any other: undo takes it back in its turn, and after it there is nothing to redo.
#[derive(Debug, Default)]
pub(super) struct Course {
    /// What undo takes, nearest last: each entry with the one that brought it into force, which is itself or a redo.
    done: Vec<(i64, i64)>,
    /// What redo takes, nearest last: each undo with the entry that it took back.
    undone: Vec<(i64, i64)>,
    /// The newest entry, if it is a revert: redo takes it back, too.
    reverted: Option<i64>,
}

impl Course {
    /// Reads it from the journal.
    pub fn of(connection: &Connection) -> Result<Self> {
        let mut course = Self::default();
        let mut statement = connection.prepare_cached("SELECT seq, kind, undoes FROM entry ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let is_undo = row.get_ref(1)?.as_str().unwrap_or_default() == "undo";
            course.follow(row.get(0)?, row.get(2)?, is_undo);
        }
        Ok(course)
    }

    fn follow(&mut self, seq: i64, undoes: Option<i64>, is_undo: bool) {
        self.reverted = None;
        match undoes {
            Some(taken) if self.undone.last().is_some_and(|(undo, _)| *undo == taken) => {
                self.done.extend(self.undone.pop().map(|(_, entry)| (entry, seq)));
            }
            Some(taken) if self.done.last().is_some_and(|(entry, by)| taken == *entry || taken == *by) => {
                let entry = self.done.pop().map(|(entry, _)| (seq, entry));
                if is_undo { self.undone.extend(entry) } else { self.undone.clear() }
            }
            _ => {
                self.done.push((seq, seq));
                self.undone.clear();
                self.reverted = undoes.filter(|_| is_undo).map(|_| seq);
            }
        }
    }

    /// The entry that undo takes back.
    pub fn undoable(&self) -> Option<i64> {
        self.done.last().map(|(entry, _)| *entry)
    }

    /// The entry that redo takes back.
    pub fn redoable(&self) -> Option<i64> {
        self.undone.last().map(|(undo, _)| *undo).or(self.reverted)
    }
}

/// The newest entry, if it is a change written since an undo that is in force: that undo can then not be redone.
pub(super) fn written_since_undo(connection: &Connection) -> Result<Option<i64>> {
    let mut newest = None;
    let undone = walk(connection, (i64::MAX, None), |seq, kind, effective| {
        let (newest, _) = newest.get_or_insert((seq, kind == "undo" || kind == "redo"));
        *newest != seq && effective && kind == "undo"
    })?;
    Ok(newest.filter(|(_, takes_back)| !takes_back && undone.is_some()).map(|(seq, _)| seq))
}

/// What an entry comes to, whatever was undone and redone around it.
pub(super) struct About {
    /// The entry of the change itself, and its sentence.
    pub change: (i64, String),
    /// Does the entry undo that change, rather than do it or redo it?
    pub takes_back: bool,
}

/// What an entry comes to. Each entry that takes one back reverses what that one did.
pub(super) fn about(connection: &Connection, seq: i64) -> Result<About> {
    Ok(connection
        .prepare_cached(
            "WITH RECURSIVE way (seq, undoes, summary) AS (SELECT seq, undoes, summary FROM entry WHERE seq = ?1 \
             UNION ALL SELECT e.seq, e.undoes, e.summary FROM way w JOIN entry e ON e.seq = w.undoes AND e.seq < w.seq) \
             SELECT seq, summary, (SELECT count(*) FROM way) % 2 = 0 FROM way ORDER BY seq LIMIT 1",
        )?
        .query_row([seq], |row| Ok(About { change: (row.get(0)?, row.get(1)?), takes_back: row.get(2)? }))?)
}

/// The entries in force.
pub(super) fn effective(connection: &Connection, from: i64) -> Result<HashSet<i64>> {
    effective_by(connection, from, (i64::MAX, None))
}

/// The same right after the entry `newest` and, if given, at the end of `day`.
pub(super) fn effective_by(
    connection: &Connection,
    from: i64,
    (newest, day): (i64, Option<Day>),
) -> Result<HashSet<i64>> {
    let mut found = HashSet::new();
    walk(connection, (newest, day), |seq, _, effective| {
        if effective {
            found.insert(seq);
        }
        seq <= from
    })?;
    Ok(found)
}

/// The entries up to `newest` that come to nothing: those that were taken back, and every undo and redo. Where a redo
/// brings a change into force again, the change itself stands for it.
pub(super) fn void(connection: &Connection, newest: i64) -> Result<HashSet<i64>> {
    let turned = "SELECT seq, undoes FROM entry WHERE undoes IS NOT NULL AND seq <= ?1 ORDER BY seq DESC";
    let mut statement = connection.prepare_cached(turned)?;
    let mut rows = statement.query([newest])?;
    let (mut turning, mut taken_back) = (Vec::new(), HashSet::new());
    while let Some(row) = rows.next()? {
        let (seq, undone): (i64, i64) = (row.get(0)?, row.get(1)?);
        if !taken_back.contains(&seq) {
            taken_back.insert(undone);
        }
        turning.push(seq);
    }
    taken_back.extend(turning);
    Ok(taken_back)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What undo and redo take after entries of which each takes another one back, or none.
    fn after(entries: &[(Option<i64>, bool)]) -> (Option<i64>, Option<i64>) {
        let mut course = Course::default();
        for (seq, (undoes, is_undo)) in (1..).zip(entries) {
            course.follow(seq, *undoes, *is_undo);
        }
        (course.undoable(), course.redoable())
    }

    #[test]
    fn an_entry_that_was_taken_back_out_of_its_turn_is_undone_and_redone_in_that_of_its_revert() {
        let (change, undo, redo) = ((None, false), |of: i64| (Some(of), true), |of: i64| (Some(of), false));
        let mut walk = vec![change, change, undo(2)];
        assert_eq!(after(&walk), (Some(1), Some(3)), "undone in its turn");
        walk = vec![change, change, change, undo(2)];
        assert_eq!(after(&walk), (Some(4), Some(4)), "right after a revert both take it back");
        walk.push(undo(4));
        assert_eq!(after(&walk), (Some(3), Some(5)));
        walk.extend([undo(3), undo(2), undo(1)]);
        assert_eq!(after(&walk), (None, Some(8)), "all is undone");
        walk.extend([redo(8), redo(7), redo(6)]);
        assert_eq!(after(&walk), (Some(3), Some(5)));
        walk.push(redo(5));
        assert_eq!(after(&walk), (Some(4), None), "all is redone, and what was reverted stays so");
        walk = vec![change, change, change, undo(2), redo(4)];
        assert_eq!(after(&walk), (Some(3), None), "a revert that redo took back is done with");
        walk = vec![change, change, undo(2), redo(3), undo(4)];
        assert_eq!(after(&walk), (Some(1), Some(5)), "what was done again is taken back by either entry");
        walk = vec![change, change, undo(2), change, redo(3)];
        assert_eq!(after(&walk), (Some(5), None), "an undo that was taken back later is an entry too");
    }
}
