//! Owns opening: making a workspace, opening one, and noticing that the file is no longer the one that was opened.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, config::DbConfig, params};

use super::error::{AtPath, EMPTIED, Error, GONE, REPLACED, Result};
use super::header::{self, Identity};
use super::schema;
use super::series;
use crate::domain::framework::Amendment;
use crate::domain::{Day, Framework, Ids, WorkspaceId};

/// How a workspace is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To read and write.
    Write,
    /// To read only; nothing is written, not even beside the file.
    Read,
}

/// A connection to read with: to the workspace itself, or to a copy of it as of an entry.
#[derive(Debug)]
pub struct Reader {
    pub(super) connection: Connection,
    /// The last entry whose readings are seen.
    pub(super) entry: i64,
    /// The framework that comes with the program.
    pub(super) builtin: Arc<Framework>,
    /// The framework in force when it was last asked for.
    pub(super) amended: RefCell<Option<Amended>>,
    /// The last day on which anything was written, when that was last asked.
    pub(super) written: Cell<Option<Written>>,
    /// The entries that came to nothing, when that was last asked.
    pub(super) void: RefCell<Option<Void>>,
    /// Does the file have readings by years, too?
    pub(super) has_series: bool,
}

/// What a workspace sets, and the framework with that.
pub(super) type Amended = (Vec<Amendment>, Arc<Framework>);
/// The newest entry of a journal, by its number and its id.
pub(super) type Newest = (i64, i64);
/// The newest entry, and the last day on which anything was written.
pub(super) type Written = (Newest, Day);
/// The newest entry, and the entries that came to nothing.
pub(super) type Void = (Newest, Arc<HashSet<i64>>);

/// An open workspace.
#[derive(Debug)]
pub struct Store {
    pub(super) reader: Reader,
    /// A copy in memory, in this program's format, of a file of an older one.
    upgraded: Option<Reader>,
    pub(super) path: PathBuf,
    pub(super) access: Access,
    pub(super) identity: Identity,
    /// The workspace and the newest entry that was seen in it; none if they could not be read.
    seen: Cell<Option<(WorkspaceId, i64)>>,
    pub(super) ids: Ids,
    pub(super) origin: String,
    /// The newest entry at the time of opening: a later one of another origin was written by another program.
    pub(super) opened_at: i64,
    /// Are the readings by years made only at the end?
    pub(super) filling: bool,
    /// Triggers and views that are not ours. If there are any, the workspace is read-only.
    strangers: Vec<String>,
    /// Was the file found damaged while it was open? Then it is read-only.
    damaged: bool,
}

impl Reader {
    pub(super) const fn new(connection: Connection, entry: i64, builtin: Arc<Framework>) -> Self {
        Self {
            connection,
            entry,
            builtin,
            amended: RefCell::new(None),
            written: Cell::new(None),
            void: RefCell::new(None),
            has_series: true,
        }
    }
}

impl Store {
    /// Makes a workspace at `path`, which must not exist. The file gets to its place only when it is whole.
    pub fn create(path: &Path, title: &str, demo: bool, framework: Arc<Framework>, mut ids: Ids) -> Result<Self> {
        let half = header::half(path)?;
        Self::put_tables(&half, title, demo, ids.take()).at_path(path)?;
        header::put_in_place(half, path, false)?;
        Self::open(path, Access::Write, framework, ids)
    }

    fn put_tables(half: &Path, title: &str, demo: bool, uid: i64) -> Result<()> {
        let mut connection = Connection::open(half)?;
        configure(&connection, Access::Write)?;
        let transaction = connection.transaction()?;
        schema::create_tables(&transaction)?;
        transaction.execute(
            "INSERT INTO workspace (id, uid, title, demo) VALUES (1, ?1, ?2, ?3)",
            params![uid, title, demo],
        )?;
        schema::create_triggers(&transaction)?;
        transaction.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", schema::VERSION)?;
        Ok(transaction.commit()?)
    }

    /// Opens the workspace at `path`. One of an older format can be read, but not written before
    /// [`migrate`](super::migrate()) has converted it.
    pub fn open(path: &Path, access: Access, framework: Arc<Framework>, ids: Ids) -> Result<Self> {
        header::inspect(path)?;
        let identity = Identity::of(path).map_err(|error| Error::io(path, error))?;
        let flags = match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let canonical = path.canonicalize().map_err(|error| Error::io(path, error))?;
        let connection = Connection::open_with_flags(&canonical, flags).at_path(path)?;
        configure(&connection, access).at_path(path)?;
        let found = format_of(&connection, path)?;
        let strangers = schema::strangers(&connection).at_path(path)?;
        // If there are foreign triggers, nothing is written anyway.
        if access == Access::Write && found < schema::VERSION && strangers.is_empty() {
            return Err(Error::Older { path: path.to_owned(), found, known: schema::VERSION });
        }
        let reader = Reader::new(connection, i64::MAX, framework);
        let origin = format!("{:08x}", ids.clone().take() & 0xFFFF_FFFF);
        // A file that cannot be read says so to whoever reads it, and is not written.
        let opened_at = reader.newest_entry().unwrap_or(i64::MAX);
        let seen = Cell::new(stands(&reader).ok());
        let mut store = Self {
            reader,
            upgraded: None,
            path: path.to_owned(),
            access,
            identity,
            seen,
            ids,
            origin,
            opened_at,
            filling: false,
            strangers,
            damaged: false,
        };
        if found < schema::VERSION {
            // Questions need this program's format, which a copy in memory has.
            store.upgraded = Some(store.at_entry(i64::MAX)?);
            store.access = Access::Read;
        }
        Ok(store)
    }

    /// Sets how long to wait for another process before [`Error::Busy`].
    pub fn wait_for_locks(&self, patience: Duration) -> Result<()> {
        self.reader.connection.busy_timeout(patience).at_path(&self.path)
    }

    /// Fills a new file that nobody relies on yet: without what makes a commit survive a power cut, and with readings
    /// by years made once, at the end.
    pub fn fill<E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.hurry(true)?;
        self.filling = true;
        let done = work(self);
        self.filling = false;
        let renewed = done.and_then(|()| Ok(self.renew().at_path(&self.path)?));
        self.hurry(false)?;
        renewed
    }

    fn renew(&self) -> Result<()> {
        let transaction = self.reader.connection.unchecked_transaction()?;
        series::renew_all(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// Leaves out what makes a commit survive a power cut, while a new file is filled that nobody relies on yet.
    pub fn hurry(&self, hurry: bool) -> Result<()> {
        let settings = if hurry { "PRAGMA synchronous = OFF" } else { "PRAGMA synchronous = EXTRA" };
        self.reader.connection.execute_batch(settings).at_path(&self.path)
    }

    /// The framework in force in this workspace.
    pub fn framework(&self) -> Result<Arc<Framework>> {
        self.read().framework().at_path(&self.path)
    }

    /// The reader of the present.
    #[must_use]
    pub fn read(&self) -> &Reader {
        self.upgraded.as_ref().unwrap_or(&self.reader)
    }

    /// Checks that something could be written now, and writes nothing.
    pub fn check_free(&self) -> Result<()> {
        self.reader.connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").at_path(&self.path)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Can it be written?
    #[must_use]
    pub fn writable(&self) -> bool {
        self.access == Access::Write && self.strangers.is_empty() && !self.damaged
    }

    /// Refuses every write from now on, as the file was found damaged.
    pub fn protect(&mut self) {
        self.damaged = true;
    }

    /// Triggers and views in the file that are not ours.
    #[must_use]
    pub fn strangers(&self) -> &[String] {
        &self.strangers
    }

    /// The identity of the workspace, whatever its path.
    pub fn id(&self) -> Result<WorkspaceId> {
        self.read().workspace().map(|workspace| workspace.id).at_path(&self.path)
    }

    /// A number that changes when another process commits.
    pub fn data_version(&self) -> Result<i64> {
        self.reader.connection.pragma_query_value(None, "data_version", |row| row.get(0)).at_path(&self.path)
    }

    /// Checks that the file at the path is still the one that was opened.
    pub fn check_identity(&self) -> Result<()> {
        match Identity::of(&self.path) {
            Ok(identity) if identity == self.identity && header::is_empty(&self.path) => self.replaced(EMPTIED),
            Ok(identity) if identity == self.identity => self.check_content(),
            Ok(_) => self.replaced(REPLACED),
            Err(_) => self.replaced(GONE),
        }
    }

    /// Checks that the content is still the workspace that was opened, and no older copy of it: copying one over the
    /// file does not change the file's identity.
    pub fn check_content(&self) -> Result<()> {
        // What is rolled back at the end was never there; what cannot be read is told by whoever reads it.
        if !self.reader.connection.is_autocommit() {
            return Ok(());
        }
        check_format(&self.reader.connection, &self.path).at_path(&self.path)?;
        match (stands(&self.reader), self.seen.get()) {
            (Ok((id, _)), Some((known, _))) if id != known => self.replaced(REPLACED),
            (Ok((_, newest)), Some((_, known))) if newest < known => self.replaced(REPLACED),
            (Ok(now), _) => {
                self.seen.set(Some(now));
                Ok(())
            }
            (Err(_), _) => Ok(()),
        }
    }

    fn replaced(&self, what: &'static str) -> Result<()> {
        Err(Error::Replaced { path: self.path.clone(), what })
    }

    pub(super) fn check_writable(&self) -> Result<()> {
        self.check_identity()?;
        if self.damaged {
            let what = "that was found while it was open, and nothing is written to it since".to_owned();
            return Err(Error::Damaged { path: self.path.clone(), what });
        }
        let refused = |why: String| Err(Error::ReadOnly { path: self.path.clone(), why });
        if self.access == Access::Read {
            return refused("it was opened read-only".to_owned());
        }
        if let Some(stranger) = self.strangers.first() {
            return refused(format!("its triggers or views are not as steerco made them ({stranger})"));
        }
        Ok(())
    }
}

/// Rolls back a save that was interrupted in its middle, and writes nothing else. Readers do it too, as otherwise they
/// could read nothing.
pub fn take_back_interrupted(path: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let canonical = path.canonicalize().map_err(|error| Error::io(path, error))?;
    // The first read plays the journal back.
    let opened = Connection::open_with_flags(canonical, flags).map_err(Error::from);
    let played = opened.and_then(|connection| configure(&connection, Access::Write)).at_path(path);
    played.map_err(|error| match error {
        Error::Busy(path) => Error::Busy(path),
        // Whatever the error, the same has to be done about it.
        _ => Error::Interrupted(path.to_owned()),
    })
}

/// The workspace that is read, and its newest entry.
fn stands(reader: &Reader) -> Result<(WorkspaceId, i64)> {
    Ok((reader.workspace()?.id, reader.newest_entry()?))
}

/// Checks that this program still knows the format of the open file at `path`: another program may have brought it to a
/// newer one.
pub(super) fn check_format(connection: &Connection, path: &Path) -> Result<()> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != i64::from(schema::APPLICATION_ID) {
        return Err(Error::Replaced { path: path.to_owned(), what: REPLACED });
    }
    let found = schema::version(connection)?;
    if found > schema::VERSION {
        return Err(Error::Newer { path: path.to_owned(), found, known: schema::VERSION });
    }
    Ok(())
}

/// The format of the open file at `path`. A file whose tables are not those of that format is damaged.
pub(super) fn format_of(connection: &Connection, path: &Path) -> Result<u32> {
    let found = schema::version(connection).at_path(path)?;
    match schema::contradiction(connection, found).at_path(path)? {
        Some(what) => Err(Error::Damaged { path: path.to_owned(), what }),
        None => Ok(found),
    }
}

/// The title of a workspace of which nothing else is asked; none if it cannot be read at once.
#[must_use]
pub fn title_of(path: &Path) -> Option<String> {
    identity_of(path).map(|(_, title)| title)
}

/// The identity and title of a file, as far as even a damaged one tells them at once. Its header is not read outside
/// `SQLite`, since the file may be open already, and closing it would release this program's locks.
#[must_use]
pub fn identity_of(path: &Path) -> Option<(WorkspaceId, String)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path.canonicalize().ok()?, flags).ok()?;
    identity_through(&connection).or_else(|| identity_through(&as_it_lies(path)?))
}

/// A connection to a file as it is, beside the journal of an interrupted save, which is not played back just to list
/// workspaces.
fn as_it_lies(path: &Path) -> Option<Connection> {
    if !header::journal(path).exists() {
        return None;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("{}&immutable=1", read_only_uri(path)), flags).ok()
}

/// The path as a URI, with every byte escaped that could have a meaning there.
pub(super) fn read_only_uri(path: &Path) -> String {
    let absolute = header::resolved(path);
    let escaped = absolute.as_os_str().as_encoded_bytes().iter().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => char::from(*byte).to_string(),
        other => format!("%{other:02X}"),
    });
    format!("file:{}?mode=ro", escaped.collect::<String>())
}

fn identity_through(connection: &Connection) -> Option<(WorkspaceId, String)> {
    tune(connection).ok()?;
    connection.busy_timeout(Duration::ZERO).ok()?;
    // A file that was cut off, or has lost part of its schema, still gives the rest. Nothing is written through it.
    connection.execute_batch("PRAGMA writable_schema = ON").ok()?;
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).ok()?;
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<(WorkspaceId, String)> {
        Ok((WorkspaceId(row.get(0)?), row.get(1).unwrap_or_default()))
    };
    let is_ours = application == i64::from(schema::APPLICATION_ID);
    is_ours.then(|| connection.query_row("SELECT uid, title FROM workspace", [], read).ok()).flatten()
}

/// Settings of every connection. `EXTRA` also syncs the folder after the journal is removed, so that a power cut cannot
/// bring the journal back and undo a committed change.
pub(super) fn configure(connection: &Connection, access: Access) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    tune(connection)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON; \
         PRAGMA synchronous = EXTRA; PRAGMA temp_store = MEMORY;",
    )?;
    connection.pragma_update(None, "cache_size", -cache(connection, "main")?)?;
    if access == Access::Read {
        connection.execute_batch("PRAGMA query_only = ON")?;
    }
    Ok(())
}

/// How much of a file to keep in memory, in kilobytes: a quarter of a small one, as the system has the rest at hand; of
/// one that is just begun, everything that an import may write at once. `file` is its name in the connection.
pub(super) fn cache(connection: &Connection, file: &str) -> Result<i64> {
    let pragma = |name| connection.pragma_query_value(Some(file), name, |row| row.get::<_, i64>(0));
    let size = pragma("page_count")? * pragma("page_size")? / 1024;
    Ok(if size == 0 { 8000 } else { (size / 4).clamp(500, 8000) })
}

/// Settings of every connection that is asked much, also of one to the past.
pub(super) fn tune(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A plan must not depend on bound values, or SQLite would compile a query anew for each of them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Is this `SQLite` recent enough to be trusted with a file that two processes write?
#[must_use]
pub fn sqlite_is_sound() -> bool {
    rusqlite::version_number() >= schema::SQLITE_FLOOR
}
