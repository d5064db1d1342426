//! Owns every question to a workspace. A [`Reader`] is the present or the past, and answers both in the same way.

mod amendments;
mod as_on;
mod before_start;
mod dossier;
mod earlier;
mod fewer_users;
mod held_on;
mod imaged;
mod images;
mod journal;
mod meant;
mod metrics;
mod of;
mod on_day;
mod out_of_sight;
mod page;
mod people;
mod pilots;
mod readiness;
mod registers;
mod reviews;
mod reworded;
mod survey;
mod target_users;
mod texts;
mod twins;
mod wound_back;

pub use dossier::Surroundings;
pub use images::{ImageCell, ImageDeed, ImageRow};
pub use journal::WroteRow;
pub use metrics::ReadingRow;
pub(super) use metrics::{metric, readings_of, register};
pub use of::Of;
pub use out_of_sight::OutOfSight;
pub use page::GapRow;
pub(super) use page::{powers, standing};
pub use people::{Chosen, Holding, PersonRow};
pub use pilots::SourceRow;
pub(super) use registers::{UNUSED_SCOPE, exception};

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::error::Result;
use super::open::Reader;
use crate::domain::{Evidence, PilotId, WorkspaceId};

/// A workspace's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Identity, whatever its path.
    pub id: WorkspaceId,
    /// Its title in the header.
    pub title: String,
    /// Is it the demo?
    pub demo: bool,
}

/// A piece of evidence with the item that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Of which pilot.
    pub pilot: PilotId,
    /// For which item.
    pub item: String,
    /// The evidence.
    pub evidence: Evidence,
}

/// The rows that answer a question, each as it is read.
pub(super) fn rows<T>(
    connection: &Connection,
    sql: &str,
    bound: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(bound, read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The rows of a question about some pilots, whose SQL has `{of}` after the column of the pilot.
fn rows_of<T>(
    connection: &Connection,
    of: impl Into<Of>,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let of = of.into();
    rows(connection, &of.narrow(sql), of.bounds(), read)
}

/// The row of a question, which has to be there.
pub(super) fn row<T>(
    connection: &Connection,
    sql: &str,
    bound: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<T> {
    Ok(connection.prepare_cached(sql)?.query_row(bound, read)?)
}

/// The row of a question, if it is there.
pub(super) fn any_row<T>(
    connection: &Connection,
    sql: &str,
    bound: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    Ok(connection.prepare_cached(sql)?.query_row(bound, read).optional()?)
}

/// The rows of a question, grouped by what they belong to.
fn grouped<K: Eq + Hash, T>(
    connection: &Connection,
    sql: &str,
    bound: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<(K, T)>,
) -> Result<HashMap<K, Vec<T>>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in statement.query_map(bound, read)? {
        let (key, row) = row?;
        groups.entry(key).or_default().push(row);
    }
    Ok(groups)
}

/// The same for a question about some pilots, with `{of}` as in [`rows_of`].
fn grouped_of<K: Eq + Hash, T>(
    connection: &Connection,
    of: impl Into<Of>,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<(K, T)>,
) -> Result<HashMap<K, Vec<T>>> {
    let of = of.into();
    grouped(connection, &of.narrow(sql), of.bounds(), read)
}

/// Rows by what they belong to.
fn by<K: Ord, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> BTreeMap<K, Vec<T>> {
    let mut by: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for row in rows {
        by.entry(key(&row)).or_default().push(row);
    }
    by
}

impl Reader {
    /// What the workspace says of itself.
    pub fn workspace(&self) -> Result<Workspace> {
        Ok(self.connection.query_row("SELECT uid, title, demo FROM workspace", [], |row| {
            Ok(Workspace { id: WorkspaceId(row.get(0)?), title: row.get(1)?, demo: row.get(2)? })
        })?)
    }
}
