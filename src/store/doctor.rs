//! Owns the examination of a workspace: what `SQLite` finds of its file, and what must hold of its rows.

use std::fmt;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

use super::beside::connect;
use super::error::{AtPath, Error, Result};
use super::open::{Reader, Store};
use super::schema::{self, Form, TABLES};
use super::series;
use crate::domain::shown::brief;

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static str,
    /// What was found.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not so that {}: {}", self.check, self.what)
    }
}

/// The check that `SQLite` makes of a file. If it fails, nothing else can be told.
const SOUND: &str = "the file is sound";

/// How closely to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// At everything, as `doctor` does.
    Close,
    /// At everything except whether each index matches its table, as a copy does; that takes a third of the time.
    Quick,
    /// The same, but only up to the first fault.
    Glance,
}

/// `SQLite` writes this before the findings of a file, each on a line of its own.
const HEADING: &str = "*** in database main ***\n";

/// Rules, each with the query that returns a row for each breach.
const RULES: &[(&str, &str)] = &[
    (
        "a pilot stands in its newest stage",
        "SELECT p.code FROM pilot p JOIN visit v ON v.id = p.visit WHERE v.pilot <> p.id \
         OR v.id <> (SELECT max(id) FROM visit WHERE pilot = p.id)",
    ),
    (
        "a pilot's stages follow one another",
        "SELECT p.code FROM visit v JOIN pilot p ON p.id = v.pilot WHERE EXISTS (SELECT 1 FROM visit n \
         WHERE n.pilot = v.pilot AND n.id > v.id AND n.entered < v.entered)",
    ),
    (
        "a pilot's owner is its newest appointment",
        "SELECT p.code FROM pilot p JOIN appointment a ON a.id = p.appointment WHERE a.pilot <> p.id \
         OR a.id <> (SELECT max(id) FROM appointment WHERE pilot = p.id)",
    ),
    (
        "a family has one headline",
        "SELECT p.code || ' ' || m.family FROM metric m JOIN pilot p ON p.id = m.pilot WHERE m.headline = 1 \
         GROUP BY m.pilot, m.family HAVING count(*) > 1",
    ),
    (
        "an adoption value is the share of its users",
        "SELECT metric || ' ' || week FROM reading WHERE active > target OR target <= 0",
    ),
    (
        "a reading belongs to an entry",
        "SELECT metric || ' ' || week FROM reading WHERE entry NOT IN (SELECT seq FROM entry)",
    ),
    ("a journal image belongs to an entry", "SELECT id FROM image WHERE entry NOT IN (SELECT seq FROM entry)"),
    (
        "an undo names an older entry",
        "SELECT seq FROM entry WHERE undoes >= seq OR undoes NOT IN (SELECT seq FROM entry)",
    ),
    ("no entry is left open", "SELECT entry FROM cursor"),
];

/// A question about all rows of one kind.
type Asked = fn(&Reader) -> Result<()>;

/// Every question about all rows. It finds rows that this program cannot read, which `SQLite` cannot check.
const READ: &[(&str, Asked)] = &[
    ("the workspace", |reader| reader.workspace().map(drop)),
    ("people", |reader| reader.people().map(drop)),
    ("pilots", |reader| reader.pilots().map(drop)),
    ("stages", |reader| reader.all_visits(None).map(drop)),
    ("targets", |reader| reader.all_targets(None).map(drop)),
    ("checklists", |reader| reader.ticks(None).map(drop)),
    ("evidence", |reader| reader.evidence(None).map(drop)),
    ("notes", |reader| reader.notes(None).map(drop)),
    ("metrics", |reader| reader.metrics(None).map(drop)),
    ("baselines", |reader| reader.baselines(None).map(drop)),
    ("readiness", |reader| reader.readiness(None).map(drop)),
    ("versions", |reader| reader.versions(None).map(drop)),
    ("exceptions", |reader| reader.exceptions(None).map(drop)),
    ("decisions", |reader| reader.decisions(None).map(drop)),
    ("reviews", |reader| reader.meetings().map(drop)),
    ("actions", |reader| reader.actions().map(drop)),
    ("the journal", |reader| reader.journal(None, i64::MAX, usize::MAX).map(drop)),
];

impl Reader {
    /// Rows that cannot be read, and why.
    pub(super) fn unreadable(&self) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for (kind, ask) in READ {
            match ask(self) {
                Err(Error::Sqlite(error)) => {
                    findings.push(Finding { check: "every row can be read", what: format!("{kind}: {error}") });
                }
                other => other?,
            }
        }
        Ok(findings)
    }
}

impl Store {
    /// Rows that cannot be read; a copy has the same.
    pub fn unreadable(&self) -> Result<Vec<Finding>> {
        self.read().unreadable().at_path(&self.path)
    }

    /// Everything that is wrong; empty for a sound workspace.
    pub fn examine(&self) -> Result<Vec<Finding>> {
        let mut findings: Vec<Finding> = self
            .strangers()
            .iter()
            .map(|name| Finding { check: "triggers and views are ours", what: name.clone() })
            .collect();
        let connection = &self.reader.connection;
        findings.extend(structure(connection, Look::Close).at_path(&self.path)?);
        if findings.iter().any(|finding| finding.check == SOUND) {
            return Ok(findings);
        }
        for (check, sql) in RULES {
            findings.extend(breaches(connection, check, sql).at_path(&self.path)?);
        }
        let version = schema::version(connection).at_path(&self.path)?;
        for table in TABLES.iter().filter(|table| table.is_in(version)) {
            for column in table.columns_of(version).filter(|column| column.form == Form::Day) {
                let (table, column) = (table.name, column.name);
                let strange = format!("\"{column}\" <> '' AND date(\"{column}\") IS NOT \"{column}\"");
                let sql = format!("SELECT '{table}, {column}: ' || \"{column}\" FROM \"{table}\" WHERE {strange}");
                findings.extend(breaches(connection, "a day is in the calendar", &sql).at_path(&self.path)?);
            }
        }
        findings.extend(self.torn_texts().at_path(&self.path)?);
        findings.extend(self.unreadable()?);
        if version >= series::SINCE {
            let wrong = series::wrong(connection).at_path(&self.path)?;
            let check = "the readings of a year are what their rows say";
            let what = |(metric, year)| format!("metric {metric}, {year}");
            findings.extend(wrong.into_iter().map(|one| Finding { check, what: what(one) }));
        }
        Ok(findings)
    }

    /// Refuses a file that `SQLite` finds broken.
    ///
    /// # Errors
    /// [`Error::Damaged`] with what is wrong.
    pub fn check_structure(&self) -> Result<()> {
        check_structure(&self.reader.connection, &self.path)
    }

    /// Refuses a file that `SQLite` finds broken before `is_over` says that it has looked for long enough. The rest is
    /// then not known.
    ///
    /// # Errors
    /// [`Error::Damaged`] with the first thing that is wrong.
    pub fn glance(&self, is_over: impl FnMut() -> bool + Send + 'static) -> Result<()> {
        let path = self.path.canonicalize().map_err(|error| Error::io(&self.path, error))?;
        glance(connect(&path).at_path(&self.path)?, &self.path, is_over)
    }

    /// Texts with bytes that are no characters, which `SQLite` does not look for.
    fn torn_texts(&self) -> rusqlite::Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for table in TABLES.iter().map(|table| table.name).chain(["entry", "image"]) {
            if !self.reader.connection.table_exists(None, table)? {
                continue;
            }
            let mut statement = self.reader.connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for (at, column) in columns.iter().enumerate() {
                    if let ValueRef::Text(text) = row.get_ref(at)?
                        && std::str::from_utf8(text).is_err()
                    {
                        let first = row.get_ref(0)?.as_i64().unwrap_or_default();
                        let what = format!("{table}, {column} of {first}: {}", brief(&String::from_utf8_lossy(text)));
                        findings.push(Finding { check: "a text is made of letters", what });
                    }
                }
            }
        }
        Ok(findings)
    }
}

fn breaches(connection: &Connection, check: &'static str, sql: &str) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let what = match row.get_ref(0)? {
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Integer(number) => number.to_string(),
            other => format!("{other:?}"),
        };
        if what != "ok" {
            findings.push(Finding { check, what });
        }
    }
    Ok(findings)
}

/// What `SQLite` finds wrong in the file and in its references; in a broken file only the former.
fn structure(connection: &Connection, look: Look) -> rusqlite::Result<Vec<Finding>> {
    let sound = match look {
        Look::Close => "PRAGMA integrity_check(20)",
        Look::Quick => "PRAGMA quick_check(20)",
        Look::Glance => "PRAGMA quick_check(1)",
    };
    let findings = breaches(connection, SOUND, sound)?;
    if !findings.is_empty() {
        let lines = findings.iter().flat_map(|found| found.what.strip_prefix(HEADING).unwrap_or(&found.what).lines());
        return Ok(lines.map(|line| Finding { check: SOUND, what: line.to_owned() }).collect());
    }
    let dangling = "SELECT count(*) || ' of ' || \"table\" || ' without its ' || parent FROM pragma_foreign_key_check \
                    GROUP BY \"table\", parent";
    breaches(connection, "every reference has its row", dangling)
}

/// Refuses the open file at `path` if `SQLite` finds it broken: a copy would be as broken.
pub(super) fn check_structure(connection: &Connection, path: &Path) -> Result<()> {
    check(connection, path, Look::Quick)
}

/// The steps of `SQLite` between two questions whether something long should end.
pub(super) const STEPS: i32 = 1_000;

/// Refuses the open file at `path` if `SQLite` finds it broken before `is_over` says so.
fn glance(mut connection: Connection, path: &Path, is_over: impl FnMut() -> bool + Send + 'static) -> Result<()> {
    connection.progress_handler(STEPS, Some(is_over)).at_path(path)?;
    match check(&connection, path, Look::Glance) {
        Err(Error::Sqlite(error)) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => Ok(()),
        looked => looked,
    }
}

fn check(connection: &Connection, path: &Path, look: Look) -> Result<()> {
    let findings = structure(connection, look).at_path(path)?;
    let Some(first) = findings.first() else {
        return Ok(());
    };
    let more = if findings.len() > 1 { "; `steerco doctor` lists what else" } else { "" };
    Err(Error::Damaged { path: path.to_owned(), what: format!("{first}{more}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_without_a_row_of_its_table_is_found_by_the_close_look_alone() {
        let connection = Connection::open_in_memory().unwrap();
        // As many rows as the table has, and other ones.
        let make = "CREATE TABLE pilot (name TEXT, unit TEXT); INSERT INTO pilot VALUES ('one', 'a'), ('two', 'b'); \
                    CREATE INDEX named ON pilot (name); PRAGMA writable_schema = ON; \
                    UPDATE sqlite_schema SET sql = 'CREATE INDEX named ON pilot (unit)' WHERE name = 'named'; \
                    PRAGMA writable_schema = RESET;";
        connection.execute_batch(make).unwrap();
        let close = structure(&connection, Look::Close).unwrap();
        assert!(close.iter().any(|finding| finding.check == SOUND), "{close:?}");
        assert!(structure(&connection, Look::Quick).unwrap().is_empty());
        check_structure(&connection, Path::new("copy.steerco")).unwrap();
    }

    #[test]
    fn a_glance_ends_when_its_time_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.steerco");
        let connection = Connection::open(&path).unwrap();
        // A row for a parent that is not there, behind more rows than one look at the clock lets pass.
        let make = "CREATE TABLE owner (id INTEGER PRIMARY KEY) STRICT; \
                    CREATE TABLE pilot (owner INTEGER REFERENCES owner (id)) STRICT; \
                    INSERT INTO pilot SELECT NULL FROM json_each('[' || replace(hex(zeroblob(20000)), '0', '1,') || '1]'); \
                    INSERT INTO pilot VALUES (7);";
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        connection.execute_batch(make).unwrap();
        let look = |is_over: bool| glance(Connection::open(&path).unwrap(), &path, move || is_over);
        assert!(matches!(look(false), Err(Error::Damaged { .. })));
        look(true).unwrap();
    }
}
