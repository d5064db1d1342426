//! Owns the shape of the file: its tables, and the triggers that write the journal, generated from one list. Each
//! trigger reports a write to a view, and the trigger of that view makes the image. So what is the same for all stands
//! only once: `SQLite` parses every trigger each time it opens a file.
//!
//! Up to format 8 each trigger made its own images: 151 KB of SQL. With 42 KB, a file opens and answers in 2.8 ms
//! rather than 10.5, and the demo takes 2.6 MB less memory. In return an update of a row of twenty columns costs 40 µs
//! for its image rather than 6, as rows are compared as JSON. Values are read from the row again, since a value that
//! another program made with a JSON function would be taken for JSON. `older` has the triggers that older files are
//! compared with. Tried and dropped: the preupdate hook of `SQLite`, which would not see other programs.

mod older;
mod tables;

use rusqlite::Connection;

pub(super) use tables::{Column, Form, READINGS, TABLES, Table};

use super::error::Result;
use super::series;

/// The format that this program writes.
pub const VERSION: u32 = 12;
/// The format since which a single trigger makes all images.
const VIEW_SINCE: u32 = 9;
/// `STCO`, in the header of every workspace.
pub const APPLICATION_ID: u32 = 0x5354_434F;
/// The earliest sound `SQLite`: earlier ones can corrupt a file that two processes write.
pub const SQLITE_FLOOR: i32 = 3_051_003;

/// The tables of the first format.
const FIRST: &str = include_str!("schema/1.sql");
/// The steps from each format to the next. A step that changes a business table rewrites the images of what it changed.
const STEPS: &[&str] = &[
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
    include_str!("schema/10.sql"),
    include_str!("schema/11.sql"),
    include_str!("schema/12.sql"),
];

impl Table {
    /// The three triggers that report writes to a table, as name and SQL.
    fn triggers(&self, version: u32) -> [(String, String); 3] {
        let key = |row: &str| Self::json(self.key.iter(), row);
        let row = |row: &str| Self::json(self.columns_of(version), row);
        let nothing = || "NULL".to_owned();
        // As stored: a value that another program made with a JSON function would be taken for JSON here.
        let is_it: Vec<String> =
            self.key.iter().map(|Column { name, .. }| format!("\"{name}\" IS NEW.\"{name}\"")).collect();
        let now = format!("(SELECT {} FROM \"{}\" WHERE {})", row(""), self.name, is_it.join(" AND "));
        [
            ("insert", key("NEW."), nothing(), nothing()),
            ("update", key("NEW."), row("OLD."), now),
            ("delete", key("OLD."), row("OLD."), nothing()),
        ]
        .map(|(verb, key, before, after)| {
            let name = format!("journal_{}_{verb}", self.name);
            let sql = format!(
                "CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN \
                 INSERT INTO written VALUES ('{table}', {key}, {before}, {after}); END",
                table = self.name,
            );
            (name, sql)
        })
    }
}

/// The view that triggers write to. Nothing is ever read from it.
const WRITTEN: &str = "CREATE VIEW written (tbl, key, before, after) AS SELECT NULL, NULL, NULL, NULL";

/// SQL for the entry that is being written.
const ENTRY: &str = "coalesce((SELECT entry FROM cursor), (SELECT max(seq) FROM entry))";

/// The trigger that makes the images, as name and SQL. The image of an update has only the columns that changed.
fn journal(version: u32) -> (String, String) {
    let name = "journal".to_owned();
    let after = "json_extract(NEW.after, '$.' || key)";
    let changed = |side: &str| {
        format!("(SELECT json_group_object(key, {side}) FROM json_each(NEW.before) WHERE value IS NOT {after})")
    };
    let sql = format!(
        "CREATE TRIGGER {name} INSTEAD OF INSERT ON written WHEN NEW.before IS NULL OR NEW.before IS NOT NEW.after \
         BEGIN {outside} INSERT INTO image (entry, tbl, key, before, after) VALUES ({ENTRY}, NEW.tbl, NEW.key, \
         CASE WHEN NEW.after IS NULL THEN NEW.before ELSE {before} END, \
         CASE WHEN NEW.after IS NOT NULL THEN {after} END); END",
        outside = outside(version),
        before = changed("value"),
        after = changed(after),
    );
    (name, sql)
}

/// The trigger for other programs: a write that finds the cursor empty gets an entry of its own.
fn outside(version: u32) -> String {
    // `unixepoch('subsec')` is newer than the SQLite of many programs.
    let now = if version < VIEW_SINCE {
        "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
    } else {
        "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
    };
    format!(
        "INSERT INTO entry (seq, id, at, actor, kind, summary, undoes, schema, origin) \
         SELECT coalesce((SELECT max(seq) FROM entry), 0) + 1, \
         ({now} << 21) | (abs(random()) % 2097152), {now}, 'another program', 'outside', \
         'changed by another program', NULL, {version}, 'outside' WHERE NOT EXISTS (SELECT 1 FROM cursor);"
    )
}

/// Tables whose rows never change, with the format that brought each.
const APPEND_ONLY: &[(&str, u32)] = &[("reading", 1), ("entry", 1), ("image", 1), ("pack", 6)];

/// Every trigger in a file of that format, as name and SQL, by name.
#[must_use]
pub fn triggers(version: u32) -> Vec<(String, String)> {
    let tables = TABLES.iter().filter(|table| table.is_in(version));
    let mut all: Vec<(String, String)> = if version < VIEW_SINCE {
        tables.flat_map(|table| older::triggers(table, version)).collect()
    } else {
        tables.flat_map(|table| table.triggers(version)).chain([journal(version)]).collect()
    };
    for (table, _) in APPEND_ONLY.iter().filter(|(_, since)| *since <= version) {
        for verb in ["update", "delete"] {
            let name = format!("keep_{table}_{verb}");
            let sql = format!(
                "CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN \
                 SELECT RAISE(ABORT, 'the journal is append-only'); END"
            );
            all.push((name, sql));
        }
    }
    if version >= series::SINCE {
        all.push(series::trigger());
    }
    all.sort();
    all
}

/// Makes the tables, without triggers.
pub fn create_tables(connection: &Connection) -> Result<()> {
    connection.execute_batch(FIRST)?;
    take_steps(connection, 1)
}

/// Brings the tables and triggers of an older file to this program's format.
pub fn migrate(connection: &Connection) -> Result<()> {
    let found = version(connection)?;
    for (name, _) in triggers(found) {
        connection.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    take_steps(connection, found)?;
    series::renew_all(connection)?;
    create_triggers(connection)?;
    Ok(connection.pragma_update(None, "user_version", VERSION)?)
}

fn take_steps(connection: &Connection, from: u32) -> Result<()> {
    let taken = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
    STEPS.iter().skip(taken).try_for_each(|step| Ok(connection.execute_batch(step)?))
}

/// The format of an open file.
pub fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// If the tables are not those of the format in the header: what shows it. Read by that format, the file would lack
/// part of what it holds.
pub fn contradiction(connection: &Connection, version: u32) -> Result<Option<String>> {
    if version == 0 {
        return Ok(Some("its header names no format".to_owned()));
    }
    for table in TABLES {
        let name = table.name;
        match (connection.table_exists(None, name)?, table.is_in(version)) {
            (true, false) => return Ok(Some(format!("format {version} has no table “{name}”, and the file has"))),
            (false, true) => return Ok(Some(format!("the table “{name}” is not there"))),
            (false, false) => continue,
            (true, true) => {}
        }
        for column in table.rest.iter().filter(|column| column.since > table.since) {
            if connection.column_exists(None, name, column.name)? != (column.since <= version) {
                return Ok(Some(format!("“{}” of the table “{name}” is not as format {version} has it", column.name)));
            }
        }
    }
    Ok(None)
}

/// Makes the triggers.
pub fn create_triggers(connection: &Connection) -> Result<()> {
    let all: Vec<String> = triggers(VERSION).into_iter().map(|(_, sql)| sql).collect();
    Ok(connection.execute_batch(&format!("{};", all.join(";\n")))?)
}

/// Triggers and views in the file that this program did not make, or that somebody changed.
pub fn strangers(connection: &Connection) -> Result<Vec<String>> {
    let version = version(connection)?;
    let mut expected = triggers(version);
    if version >= VIEW_SINCE {
        expected.push(("written".to_owned(), WRITTEN.to_owned()));
        expected.sort();
    }
    let mut statement =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY name")?;
    let found = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let foreign = found.iter().filter(|row| expected.binary_search(row).is_err()).map(|(name, _)| name.clone());
    let missing = expected.iter().filter(|row| found.binary_search(row).is_err()).map(|(name, _)| format!("no {name}"));
    Ok(foreign.chain(missing).collect())
}
