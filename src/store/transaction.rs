//! Owns transactions: a write is one, with one entry of the journal, or nothing was written. Several writes can share
//! one, so that either all are performed or none.

use rusqlite::{Connection, OptionalExtension, ffi};

use super::error::{AtPath, Error, Result, extended};
use super::journal::{self, Kind};
use super::open::{Reader, Store, check_format};
use super::schema::TABLES;
use super::series;
use crate::domain::{Framework, Ids, Outcome, Stamp};

/// One transaction and its journal entry.
pub(super) struct Session<'a> {
    /// Answers questions of rules in the same transaction.
    pub reader: &'a Reader,
    pub connection: &'a Connection,
    pub framework: &'a Framework,
    pub ids: &'a mut Ids,
    pub origin: &'a str,
    pub entry: i64,
    /// Are the readings by years made later?
    filling: bool,
}

impl Session<'_> {
    /// Closes the entry with its sentence.
    pub fn finish(&mut self, stamp: &Stamp, kind: (Kind, Option<i64>), summary: &str) -> Result<()> {
        if !self.filling {
            series::renew(self.connection, self.entry)?;
        }
        let id = self.ids.take();
        journal::finish(self.connection, (self.entry, id), stamp, kind, summary, self.origin)
    }
}

impl Store {
    /// One transaction around `work`. If that fails, or its outcome has no entry, nothing is written.
    pub(super) fn write(
        &mut self,
        stamp: &Stamp,
        work: impl FnOnce(&mut Session<'_>) -> Result<Outcome>,
    ) -> Result<Outcome> {
        self.check_writable()?;
        self.ids.at(stamp.at);
        let Self { reader, ids, origin, path, filling, .. } = self;
        let result: Result<Outcome> = (|| {
            let bracket = Bracket::open(&reader.connection)?;
            let connection = &reader.connection;
            // From here on nobody else writes.
            check_format(connection, path)?;
            ids.above(newest_id(connection)?);
            let entry = journal::begin(connection)?;
            let framework = reader.framework()?;
            let mut session =
                Session { reader, connection, framework: &framework, ids, origin, entry, filling: *filling };
            let outcome = work(&mut session)?;
            if outcome.entry.is_some() {
                bracket.close()?;
            }
            Ok(outcome)
        })();
        result.at_path(path)
    }

    /// Performs several writes and takes all of them back. Returns what `work` found.
    pub fn taken_back<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T> {
        let path = self.path.clone();
        self.reader.connection.execute_batch("BEGIN IMMEDIATE").at_path(&path)?;
        let found = work(self);
        // If SQLite has rolled back by itself, this fails: otherwise what was written after that would stay.
        self.reader.connection.execute_batch("ROLLBACK").at_path(&path)?;
        Ok(found)
    }

    /// Performs all of several writes or none. Each is an entry of its own.
    pub fn all_or_none<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let path = self.path.clone();
        self.reader.connection.execute_batch("BEGIN IMMEDIATE").at_path(&path)?;
        let before = journal::newest(&self.reader.connection).at_path(&path)?;
        let done = work(self);
        // If no entry was written, the file stays as it is, to the byte.
        let wrote = journal::newest(&self.reader.connection).at_path(&path)? > before;
        let closed = if done.is_ok() && wrote { commit(&self.reader.connection) } else { Ok(()) };
        if !self.reader.connection.is_autocommit() {
            self.reader.connection.execute_batch("ROLLBACK").at_path(&path)?;
        }
        closed.at_path(&path)?;
        done
    }
}

/// A transaction or, within one, a savepoint. Dropping it unclosed rolls back.
struct Bracket<'a> {
    connection: &'a Connection,
    nested: bool,
}

impl<'a> Bracket<'a> {
    fn open(connection: &'a Connection) -> Result<Self> {
        let nested = !connection.is_autocommit();
        connection.execute_batch(if nested { "SAVEPOINT entry" } else { "BEGIN IMMEDIATE" })?;
        Ok(Self { connection, nested })
    }

    fn close(self) -> Result<()> {
        if self.nested { Ok(self.connection.execute_batch("RELEASE entry")?) } else { commit(self.connection) }
        // Dropped here: after a release or commit there is nothing to roll back.
    }
}

impl Drop for Bracket<'_> {
    fn drop(&mut self) {
        let rollback = if self.nested { "ROLLBACK TO entry; RELEASE entry" } else { "ROLLBACK" };
        // If it was closed, there is no such savepoint or transaction, and nothing happens.
        let _ = self.connection.execute_batch(rollback);
    }
}

/// The newest id in the file. Another installation, or a clock that was set back, may be ahead of this one.
fn newest_id(connection: &Connection) -> Result<i64> {
    let with_id = TABLES.iter().filter(|table| table.has_ids());
    let of: Vec<String> =
        with_id.map(|table| format!("(SELECT coalesce(max(id), 0) FROM \"{}\")", table.name)).collect();
    let sql = format!("SELECT max((SELECT coalesce(max(id), 0) FROM entry), {})", of.join(", "));
    Ok(connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// If deferred foreign keys fail here, `SQLite` does not say which: find out before it is rolled back.
fn commit(connection: &Connection) -> Result<()> {
    let Err(error) = connection.execute_batch("COMMIT") else {
        return Ok(());
    };
    if extended(&error) == Some(ffi::SQLITE_CONSTRAINT_FOREIGNKEY) {
        check_references(connection)?;
    }
    Err(error.into())
}

/// Refuses references to something that is not there.
pub(super) fn check_references(connection: &Connection) -> Result<()> {
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let broken: Option<(String, String)> = check.query_row([], |row| Ok((row.get(0)?, row.get(2)?))).optional()?;
    match broken {
        Some((child, parent)) => Err(Error::Dangling { child, parent }),
        None => Ok(()),
    }
}
