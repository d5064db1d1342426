//! Owns the past: a copy of the business tables in memory with every newer image put back. Readings need no copy,
//! since each of their versions names its entry. What reads the present reads this in the same way.

use std::path::Path;
use std::sync::Arc;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::error::{AtPath, Result};
use super::journal;
use super::open::{Reader, Store, tune};
use super::rows::Image;
use super::schema::{self, TABLES};

/// Tables that stay in the file: their rows name their entry, or belong to no moment.
const VERSIONED: &[&str] = &["reading", "entry", "image", "touched", "cursor", "counter", "pack"];

impl Store {
    /// The workspace as it was when the day ended at `end` (milliseconds since 1970, UTC).
    pub fn as_of(&self, end: i64) -> Result<Reader> {
        let entry = journal::newest_by(&self.reader.connection, end).at_path(&self.path)?;
        self.at_entry(entry)
    }

    /// The workspace as it was right after an entry.
    pub fn at_entry(&self, entry: i64) -> Result<Reader> {
        self.copy(entry).at_path(&self.path)
    }

    fn copy(&self, entry: i64) -> Result<Reader> {
        let connection = in_memory()?;
        schema::create_tables(&connection)?;
        for table in VERSIONED {
            connection.execute_batch(&format!("DROP TABLE main.\"{table}\""))?;
        }
        connection.execute_batch("PRAGMA foreign_keys = OFF")?;
        let indexes = take_indexes(&connection)?;
        attach(&connection, &self.path)?;
        let version: u32 = connection.pragma_query_value(Some("file"), "user_version", |row| row.get(0))?;
        let transaction = connection.unchecked_transaction()?;
        for table in TABLES.iter().filter(|table| table.is_in(version)) {
            let name = table.name;
            // SQLite copies whole records where both tables are declared alike and no column is named.
            let (into, from) = if declared_alike(&transaction, name)? {
                (String::new(), "*".to_owned())
            } else {
                let columns: Vec<String> = table.columns_of(version).map(|column| format!("\"{column}\"")).collect();
                (format!("({})", columns.join(", ")), columns.join(", "))
            };
            transaction
                .execute_batch(&format!("INSERT INTO main.\"{name}\" {into} SELECT {from} FROM file.\"{name}\""))?;
        }
        {
            let mut newer = transaction
                .prepare("SELECT tbl, key, before, after FROM file.image WHERE entry > ?1 ORDER BY id DESC")?;
            let mut rows = newer.query([entry])?;
            while let Some(row) = rows.next()? {
                Image::read(row)?.put_back(&transaction)?;
            }
        }
        transaction.execute_batch(&indexes)?;
        transaction.commit()?;
        connection.execute_batch("PRAGMA query_only = ON")?;
        Ok(Reader::new(connection, entry, Arc::clone(&self.reader.builtin)))
    }
}

/// A copy of the past once more, to read with from another thread.
pub(super) fn copy_beside(past: &Connection) -> Result<Connection> {
    let path: String =
        past.query_row("SELECT file FROM pragma_database_list WHERE name = 'file'", [], |row| row.get(0))?;
    let mut connection = in_memory()?;
    Backup::new(past, &mut connection)?.step(-1)?;
    attach(&connection, Path::new(&path))?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

fn declared_alike(connection: &Connection, table: &str) -> Result<bool> {
    let sql = "SELECT (SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1) \
               IS (SELECT sql FROM file.sqlite_schema WHERE type = 'table' AND name = ?1)";
    Ok(connection.query_row(sql, [table], |row| row.get(0))?)
}

/// Drops every index that is not a key, and answers the SQL that makes them again: rows come in faster without them.
fn take_indexes(connection: &Connection) -> Result<String> {
    let (drop, make): (String, String) = connection.query_row(
        "SELECT coalesce(group_concat('DROP INDEX \"' || name || '\";', ' '), ''), \
         coalesce(group_concat(sql || ';', ' '), '') FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    connection.execute_batch(&drop)?;
    Ok(make)
}

fn in_memory() -> Result<Connection> {
    let connection = Connection::open_with_flags(
        ":memory:",
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    tune(&connection)?;
    Ok(connection)
}

/// Lays the file under the copy: what is not found in the copy is read from it.
fn attach(connection: &Connection, path: &Path) -> Result<()> {
    connection.execute("ATTACH DATABASE ?1 AS file", [read_only_uri(path)])?;
    connection.execute_batch("PRAGMA file.cache_size = -8000")?;
    Ok(())
}

/// The path as a URI, every byte that could mean something else written as its number.
fn read_only_uri(path: &Path) -> String {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let escaped = absolute.as_os_str().as_encoded_bytes().iter().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => char::from(*byte).to_string(),
        other => format!("%{other:02X}"),
    });
    format!("file:{}?mode=ro", escaped.collect::<String>())
}
