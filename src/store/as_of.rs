//! Owns the past: a copy of the business tables in memory with every newer image put back. Readings need no copy, since
//! each of their versions names its entry. Code that reads the present reads the past in the same way.
//!
//! The tables of the copy have no checks: `SQLite` reads no checks of a file that it opens to read only, and copies
//! whole records only between tables that are declared alike. For 150,000 checklist items that takes 85 ms rather than
//! 370 (the test below looks at its plans).

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::error::{AtPath, Result};
use super::journal;
use super::open::{Reader, Store, cache, read_only_uri, tune};
use super::rows::Image;
use super::schema::{self, TABLES};
use super::series;

/// Tables that stay in the file: their rows name their entry, or belong to no moment.
const VERSIONED: &[&str] = &["reading", "series", "entry", "image", "touched", "cursor", "counter", "pack"];

impl Store {
    /// The workspace as it was at the end of the day that ends at `end` (milliseconds since 1970, UTC).
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
        // To read the past waits for another program as long as to read the present.
        let patience: u32 = self.reader.connection.pragma_query_value(None, "busy_timeout", |row| row.get(0))?;
        connection.busy_timeout(Duration::from_millis(patience.into()))?;
        connection.execute_batch("PRAGMA foreign_keys = OFF")?;
        let shape = shape()?;
        for table in &shape.tables {
            connection.execute_batch(&without_checks(&table.sql))?;
        }
        attach(&connection, &self.path)?;
        let version: u32 = connection.pragma_query_value(Some("file"), "user_version", |row| row.get(0))?;
        let transaction = connection.unchecked_transaction()?;
        for table in TABLES.iter().filter(|table| table.is_in(version)) {
            let name = table.name;
            // SQLite copies whole records where both tables are made alike and no column is named.
            let (into, from) = if is_as_we_make_it(&transaction, name, shape)? {
                (String::new(), "*".to_owned())
            } else {
                let columns: Vec<String> =
                    table.columns_of(version).map(|column| format!("\"{}\"", column.name)).collect();
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
        // Rows come in faster without indexes.
        for index in &shape.indexes {
            transaction.execute_batch(index)?;
        }
        transaction.commit()?;
        connection.execute_batch("PRAGMA query_only = ON")?;
        let has_series = version >= series::SINCE;
        Ok(Reader { has_series, ..Reader::new(connection, entry, Arc::clone(&self.reader.builtin)) })
    }
}

/// Another copy of a past, to be read by another thread.
pub(super) fn copy_beside(past: &Connection) -> Result<Connection> {
    let path: String =
        past.query_row("SELECT file FROM pragma_database_list WHERE name = 'file'", [], |row| row.get(0))?;
    let mut connection = in_memory()?;
    Backup::new(past, &mut connection)?.step(-1)?;
    attach(&connection, Path::new(&path))?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

/// What a copy is made of, besides the tables that stay in the file.
struct Shape {
    tables: Vec<Made>,
    /// The SQL of each index that is no key.
    indexes: Vec<String>,
}

/// A table, and the SQL that declares it after all steps to our format.
struct Made {
    name: String,
    sql: String,
}

/// Worked out once, as copies are made often.
fn shape() -> Result<&'static Shape> {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    if let Some(shape) = SHAPE.get() {
        return Ok(shape);
    }
    let connection = Connection::open_in_memory()?;
    schema::create_tables(&connection)?;
    let mut shape = Shape { tables: Vec::new(), indexes: Vec::new() };
    let mut statement =
        connection.prepare("SELECT type, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if VERSIONED.contains(&name.as_str()) {
            continue;
        }
        match kind.as_str() {
            "table" => shape.tables.push(Made { name, sql }),
            _ => shape.indexes.push(sql),
        }
    }
    Ok(SHAPE.get_or_init(|| shape))
}

/// The SQL of one of our tables without the checks of its columns. `SQLite` reads no checks of a file that it opens to
/// read only, and takes two tables for alike only if neither has any.
fn without_checks(sql: &str) -> String {
    const CHECK: &str = " CHECK (";
    let (mut bare, mut rest) = (String::with_capacity(sql.len()), sql);
    while let Some((before, check)) = rest.split_once(CHECK) {
        // A check of the whole table goes together with the comma before it.
        bare.push_str(before.trim_end().trim_end_matches(','));
        let mut open = 1;
        let end = check.find(|sign| {
            open += i32::from(sign == '(') - i32::from(sign == ')');
            open == 0
        });
        rest = end.and_then(|end| check.get(end + 1..)).unwrap_or_default();
    }
    bare + rest
}

/// Does the file declare its table as we do? Another program may have made it anew.
fn is_as_we_make_it(connection: &Connection, table: &str, shape: &Shape) -> Result<bool> {
    let Some(ours) = shape.tables.iter().find(|made| made.name == table) else {
        return Ok(false);
    };
    let theirs: Option<String> = connection
        .query_row("SELECT sql FROM file.sqlite_schema WHERE type = 'table' AND name = ?1", [table], |row| row.get(0))
        .optional()?;
    Ok(theirs.as_ref() == Some(&ours.sql))
}

fn in_memory() -> Result<Connection> {
    let connection = Connection::open_with_flags(
        ":memory:",
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // Most tables are short, and each takes a page at least.
    connection.execute_batch("PRAGMA page_size = 1024")?;
    tune(&connection)?;
    Ok(connection)
}

/// Attaches the file beneath the copy: what is not found in the copy is read from the file.
fn attach(connection: &Connection, path: &Path) -> Result<()> {
    connection.execute("ATTACH DATABASE ?1 AS file", [read_only_uri(path)])?;
    connection.pragma_update(Some("file"), "cache_size", -cache(connection, "file")?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise a copy takes four times as long.
    #[test]
    fn every_table_is_copied_by_whole_records() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made.steerco");
        schema::create_tables(&Connection::open(&path).unwrap()).unwrap();
        let connection = in_memory().unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        attach(&connection, &path).unwrap();
        let shape = shape().unwrap();
        for Made { name, sql } in &shape.tables {
            connection.execute_batch(&without_checks(sql)).unwrap();
            assert!(is_as_we_make_it(&connection, name, shape).unwrap(), "{name}");
            let mut plan = connection
                .prepare(&format!("EXPLAIN INSERT INTO main.\"{name}\" SELECT * FROM file.\"{name}\""))
                .unwrap();
            let steps = plan.query_map([], |row| row.get::<_, String>(1)).unwrap().map(|step| step.unwrap());
            assert!(
                steps.into_iter().any(|step| step == "RowCell" || step == "RowData"),
                "{name} is copied value by value: {sql}"
            );
        }
        assert!(shape.tables.len() >= TABLES.len());
    }
}
