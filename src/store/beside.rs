//! Owns second connections, to read the same moment from another thread. One to a file is opened by that thread, as
//! that takes a while; one to the past is one more copy in memory, made at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};

use super::as_of;
use super::error::Result;
use super::open::{Access, Reader, configure};
use crate::domain::{Framework, WorkspaceId};

/// A second connection to the moment of a reader.
#[derive(Debug)]
pub struct Beside {
    path: PathBuf,
    entry: i64,
    builtin: Arc<Framework>,
    has_series: bool,
    /// What identifies the moment: the workspace and its newest entry.
    is: (WorkspaceId, i64),
    reader: Option<Reader>,
}

impl Reader {
    /// A second connection to the same moment; none if there can be none.
    #[must_use]
    pub fn beside(&self) -> Option<Beside> {
        let mut beside = Beside {
            path: self.connection.path().unwrap_or_default().into(),
            entry: self.entry,
            builtin: Arc::clone(&self.builtin),
            has_series: self.has_series,
            is: self.is()?,
            reader: None,
        };
        if beside.path.as_os_str().is_empty() {
            beside.reader = Some(beside.of(as_of::copy_beside(&self.connection).ok()?)?);
        }
        Some(beside)
    }

    fn is(&self) -> Option<(WorkspaceId, i64)> {
        Some((self.workspace().ok()?.id, self.newest_entry().ok()?))
    }
}

/// Opens a file to read that this program already has open. Its header is not read outside `SQLite`, since closing it
/// would release the locks that are held on the file. `path` has no links in it.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    configure(&connection, Access::Read)?;
    Ok(connection)
}

impl Beside {
    /// The connection, opened; none if that fails, or if the file was replaced or written meanwhile.
    pub fn reader(&mut self) -> Option<&Reader> {
        if self.reader.is_none() {
            let connection = connect(&self.path).ok()?;
            // It reads one stretch of pilots after another, and hardly any page twice.
            connection.execute_batch("PRAGMA cache_size = -2000").ok()?;
            self.reader = self.of(connection);
        }
        self.reader.as_ref()
    }

    fn of(&self, connection: Connection) -> Option<Reader> {
        let reader = Reader::new(connection, self.entry, Arc::clone(&self.builtin));
        let reader = Reader { has_series: self.has_series, ..reader };
        (reader.is() == Some(self.is)).then_some(reader)
    }
}
