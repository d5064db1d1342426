//! Owns the journal's own order: which entry comes next, which are in force, which one undo and redo would take.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use super::schema;
use crate::domain::Stamp;

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

/// The newest entry of the days up to `end` (milliseconds): the last before the first later one.
pub(super) fn newest_by(connection: &Connection, end: i64) -> Result<i64> {
    let first_later: Option<i64> =
        connection.query_row("SELECT min(seq) FROM entry WHERE at > ?1", [end], |row| row.get(0))?;
    first_later.map_or_else(|| newest(connection), |seq| Ok(seq - 1))
}

/// Walks the journal from its newest entry and says of each whether it is in force, until `stop` says so.
fn walk(connection: &Connection, mut stop: impl FnMut(i64, &str, bool) -> bool) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT seq, kind, undoes FROM entry ORDER BY seq DESC")?;
    let mut rows = statement.query([])?;
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

/// The entry that undo takes: the newest change in force.
pub(super) fn undoable(connection: &Connection) -> Result<Option<i64>> {
    walk(connection, |_, kind, effective| effective && !matches!(kind, "undo" | "redo"))
}

/// The entry that redo takes back: the newest undo in force, unless something was changed since.
pub(super) fn redoable(connection: &Connection) -> Result<Option<i64>> {
    let mut changed = false;
    let found = walk(connection, |_, kind, effective| {
        changed = !matches!(kind, "undo" | "redo");
        changed || (effective && kind == "undo")
    })?;
    Ok(found.filter(|_| !changed))
}

/// The newest entry, where it is a change that was written since an undo which is in force: then that is not done again.
pub(super) fn written_since_undo(connection: &Connection) -> Result<Option<i64>> {
    let mut newest = None;
    let undone = walk(connection, |seq, kind, effective| {
        let (newest, _) = newest.get_or_insert((seq, kind == "undo" || kind == "redo"));
        *newest != seq && effective && kind == "undo"
    })?;
    Ok(newest.filter(|(_, takes_back)| !takes_back && undone.is_some()).map(|(seq, _)| seq))
}

/// Which of the entries are in force.
pub(super) fn effective(connection: &Connection, from: i64) -> Result<HashSet<i64>> {
    let mut found = HashSet::new();
    walk(connection, |seq, _, effective| {
        if effective {
            found.insert(seq);
        }
        seq <= from
    })?;
    Ok(found)
}
