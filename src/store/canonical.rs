//! Owns the canonical export: the business state of one moment as JSON (the same bytes for the same state), and its way
//! back into an empty workspace with the same ids.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value, json};

use super::error::{Error, Result};
use super::journal::Kind;
use super::open::{Reader, Store};
use super::schema::{Column, Form, READINGS, TABLES, Table};
use super::transaction::check_references;
use crate::domain::{Fixed, Invalid, MetricId, Outcome, Stamp, Week};

/// The name of the format, in every export.
const FORMAT: &str = "steerco";
/// What later versions added: 2 decisions and baselines, 3 gates, 4 certification, 5 reviews, 6 the own order, 7
/// apologies.
const VERSION: u32 = 7;

/// Begins the sentence of the entry that reads in a whole export: what it brought had been there before.
pub(super) const WHOLE: &str = "Imported an export of";

/// The parts of an export that are no lists.
const BESIDE: &[&str] = &["format", "version", "journal"];

impl Reader {
    /// The business state of this moment.
    pub fn canonical(&self) -> Result<Value> {
        let mut export = Map::new();
        export.insert("format".into(), json!(FORMAT));
        export.insert("version".into(), json!(VERSION));
        for table in TABLES {
            let (columns, order) = (quoted(table.exported()), quoted(table.key.iter()));
            let sql = format!("SELECT {} FROM \"{}\" ORDER BY {}", columns.join(", "), table.name, order.join(", "));
            export.insert(table.plural.into(), Value::Array(self.rows(&sql, table)?));
        }
        let sql = format!(
            "SELECT m.id, r.week, r.value, r.active, r.target, r.sample, r.note FROM metric m JOIN reading r \
             ON r.metric = m.local WHERE r.entry = (SELECT max(entry) FROM reading x WHERE x.metric = r.metric \
             AND x.week = r.week AND x.entry <= {}) AND (r.value IS NOT NULL OR r.note IS NOT NULL) ORDER BY m.id, r.week",
            self.entry
        );
        export.insert(READINGS.plural.into(), Value::Array(self.rows(&sql, &READINGS)?));
        let mut export = Value::Object(export);
        export.sort_all_objects();
        Ok(export)
    }

    fn rows(&self, sql: &str, table: &Table) -> Result<Vec<Value>> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut objects = Vec::new();
        while let Some(row) = rows.next()? {
            let mut object = Map::new();
            for (index, column) in table.exported().enumerate() {
                let value = outside(column.form, row.get_ref(index)?);
                if !value.is_null() {
                    object.insert(column.name.to_owned(), value);
                }
            }
            objects.push(Value::Object(object));
        }
        Ok(objects)
    }
}

/// The names of columns as SQL has them.
fn quoted<'a>(columns: impl Iterator<Item = &'a Column>) -> Vec<String> {
    columns.map(|column| format!("\"{}\"", column.name)).collect()
}

fn outside(form: Form, value: ValueRef<'_>) -> Value {
    match (form, value) {
        (Form::Scope, ValueRef::Integer(0)) => Value::Null,
        (Form::Scope, ValueRef::Integer(id)) => json!(MetricId(id).to_string()),
        (Form::Flag, ValueRef::Integer(flag)) => json!(flag != 0),
        (Form::Number, ValueRef::Integer(millionths)) => json!(Fixed::from_millionths(millionths)),
        (Form::Week, ValueRef::Integer(code)) => {
            json!(i32::try_from(code).ok().and_then(Week::from_code))
        }
        (Form::Json, ValueRef::Text(text)) => serde_json::from_slice(text).unwrap_or(Value::Null),
        (_, ValueRef::Integer(number)) => form.told(number).map_or_else(|| json!(number), |id| json!(id)),
        (_, ValueRef::Text(text)) => json!(String::from_utf8_lossy(text)),
        _ => Value::Null,
    }
}

fn inside(form: Form, value: &Value) -> Option<Sql> {
    Some(match (form, value) {
        (Form::Scope, Value::Null) => Sql::Integer(0),
        (Form::Scope, Value::String(text)) => Sql::Integer(text.parse::<MetricId>().ok()?.0),
        (_, Value::Null) => Sql::Null,
        (Form::Flag, Value::Bool(flag)) => Sql::Integer(i64::from(*flag)),
        (Form::Number, Value::Number(number)) => {
            let exact = Fixed::from_decimal(&number.to_string());
            Sql::Integer(exact.or_else(|| Fixed::from_f64(number.as_f64()?))?.millionths())
        }
        (Form::Week, Value::String(text)) => Sql::Integer(i64::from(text.parse::<Week>().ok()?.code())),
        (Form::Json, Value::Array(_) | Value::Object(_)) => Sql::Text(value.to_string()),
        (Form::Day | Form::Text | Form::Plain, Value::Number(number)) => Sql::Integer(number.as_i64()?),
        (Form::Day | Form::Text | Form::Plain, Value::String(text)) => Sql::Text(text.clone()),
        (_, Value::String(text)) => Sql::Integer(form.read(text)?),
        _ => return None,
    })
}

impl Store {
    /// Fills an empty workspace with a canonical export, ids and all, as one entry. Nothing changes if the workspace
    /// already has exactly what the export has.
    pub fn fill_from(&mut self, export: &Value, stamp: &Stamp) -> Result<Outcome> {
        self.take_whole(export, stamp, true)
    }

    /// The same and back again, to tell what it would do.
    pub fn try_fill_from(&mut self, export: &Value, stamp: &Stamp) -> Result<Outcome> {
        self.take_whole(export, stamp, false)
    }

    /// The outcome, if the workspace already has exactly what the export has.
    fn same_as(&self, export: &Value) -> Result<Option<Outcome>> {
        let mut wanted = export.clone();
        if let Some(fields) = wanted.as_object_mut() {
            fields.remove("journal");
        }
        if self.reader.newest_entry()? == 0 || self.reader.canonical()? != wanted {
            return Ok(None);
        }
        let lists = wanted.as_object().into_iter().flatten().filter_map(|(_, list)| list.as_array());
        let rows: usize = lists.map(Vec::len).sum();
        let unchanged = u32::try_from(rows).unwrap_or(u32::MAX);
        let summary = format!("Nothing changed: all {rows} rows of the export stand here already.");
        Ok(Some(Outcome { unchanged, summary, ..Outcome::default() }))
    }

    /// The version of an export, if it can be read in here.
    fn fitting(&self, export: &Value) -> Result<u32> {
        let refuse = |what: &str, hint: &str| Err(Invalid::new(what).hint(hint).into());
        if export.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return refuse("this JSON is no export of steerco", "export one with `steerco export FILE.json`");
        }
        let version = export.get("version").and_then(Value::as_u64).and_then(|version| u32::try_from(version).ok());
        let Some(version) = version.filter(|version| (1..=VERSION).contains(version)) else {
            return refuse("this export has a format that this steerco does not know", "update steerco");
        };
        refuse_unknown(export)?;
        if self.reader.newest_entry()? > 0 {
            return refuse(
                "an export goes into an empty workspace only, and this one has a history",
                "name a new one: `steerco --workspace NEW.steerco import FILE.json`",
            );
        }
        Ok(version)
    }

    fn take_whole(&mut self, export: &Value, stamp: &Stamp, keep: bool) -> Result<Outcome> {
        if let Some(same) = self.same_as(export)? {
            return Ok(same);
        }
        let version = self.fitting(export)?;
        self.write(stamp, |session| {
            let mut count = 0;
            // An export of version 1 comes from a file of format 2 or older.
            for table in TABLES.iter().filter(|table| table.is_in(version + 1)) {
                for (number, row) in array(export, table.plural)?.iter().enumerate() {
                    put(session.connection, table, row, number)?;
                    count += 1;
                }
            }
            // Before gates existed, pilots moved on without one.
            session
                .connection
                .execute("UPDATE visit SET kind = 'take-over' WHERE kind = 'forward' AND decision IS NULL", [])?;
            for (number, row) in array(export, READINGS.plural)?.iter().enumerate() {
                put_reading(session.connection, row, session.entry, number)?;
                count += 1;
            }
            read_back(session.reader)?;
            session.connection.execute(
                "INSERT INTO touched (entry, pilot, metric) SELECT ?1, id, 0 FROM pilot UNION \
                 SELECT DISTINCT ?1, m.pilot, m.local FROM metric m JOIN reading r ON r.metric = m.local",
                [session.entry],
            )?;
            let journal = export.get("journal").is_some();
            let left = if journal { " Its journal stays in the file: a workspace begins one of its own." } else { "" };
            let summary = format!("{WHOLE} {count} rows.{left}");
            session.finish(stamp, (Kind::Import, None), &summary)?;
            if !keep {
                // As nothing is committed, no commit would find it.
                check_references(session.connection)?;
            }
            Ok(Outcome { entry: keep.then_some(session.entry), changed: count, summary, ..Outcome::default() })
        })
        .map_err(|error| match error {
            Error::Dangling { child, parent } => {
                let error = Invalid::new(format!(
                    "the export contradicts itself: a {child} refers to a {parent} that it lacks"
                ));
                error.hint("export it again").into()
            }
            Error::Sqlite(inner) if inner.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                let error = Invalid::new(format!("the export contradicts itself: {inner}"));
                error.hint("export it again from the workspace it came from").into()
            }
            other => other,
        })
    }
}

/// What was read in must be readable, or every later question would fail on it.
fn read_back(reader: &Reader) -> Result<()> {
    match reader.unreadable()?.first() {
        None => Ok(()),
        Some(finding) => {
            let error = Invalid::new(format!("the export holds what this program does not know: {}", finding.what));
            Err(error.hint("export it again from the workspace it came from").into())
        }
    }
}

/// Refuses parts that this program does not know: they would be lost silently.
fn refuse_unknown(export: &Value) -> Result<()> {
    let unknown = |what: String| -> Result<()> {
        let error = Invalid::new(format!("the export holds what this steerco does not know: {what}"));
        Err(error.hint("update steerco, or take that out of the file; nothing was imported").into())
    };
    for (name, list) in export.as_object().into_iter().flatten() {
        let Some(table) = TABLES.iter().chain([&READINGS]).find(|table| table.plural == name) else {
            if BESIDE.contains(&name.as_str()) {
                continue;
            }
            return unknown(format!("“{name}”"));
        };
        for (number, row) in list.as_array().into_iter().flatten().enumerate() {
            let mut fields = row.as_object().into_iter().flatten();
            if let Some((field, _)) = fields.find(|(field, _)| table.exported().all(|column| column.name != *field)) {
                return unknown(format!("“{field}” of {name} number {}", number + 1));
            }
        }
    }
    Ok(())
}

fn array<'a>(export: &'a Value, name: &str) -> Result<&'a [Value]> {
    export
        .get(name)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .ok_or_else(|| Invalid::new(format!("the export has no list “{name}”")).hint("export it again").into())
}

fn wrong(table: &Table, number: usize, column: &str) -> Error {
    Invalid::new(format!("{} number {}: “{column}” is missing or not what it should be", table.plural, number + 1))
        .hint("export it again; nothing was imported")
        .into()
}

fn cell(table: &Table, column: &Column, row: &Value, number: usize) -> Result<Sql> {
    let value = row.get(column.name).unwrap_or(&Value::Null);
    inside(column.form, value).ok_or_else(|| wrong(table, number, column.name))
}

fn put(connection: &Connection, table: &Table, row: &Value, number: usize) -> Result<()> {
    // A column that an older export does not have takes its default.
    let known = |column: &&Column| row.get(column.name).is_some() || column.name == "metric";
    let columns = || table.exported().filter(known);
    let mut values = columns().map(|column| cell(table, column, row, number)).collect::<Result<Vec<Sql>>>()?;
    let named = quoted(columns());
    let places: Vec<String> = (1..=named.len()).map(|n| format!("?{n}")).collect();
    let sql = match table.name {
        "workspace" => {
            let sets: Vec<String> =
                named.iter().zip(&places).map(|(name, place)| format!("{name} = {place}")).collect();
            format!("UPDATE workspace SET {}", sets.join(", "))
        }
        "metric" => {
            let local = i64::try_from(number + 1).unwrap_or(i64::MAX);
            connection.prepare_cached("UPDATE counter SET local = max(local, ?1)")?.execute([local])?;
            values.push(Sql::Integer(local));
            format!(
                "INSERT INTO metric ({}, local) VALUES ({}, ?{})",
                named.join(", "),
                places.join(", "),
                values.len()
            )
        }
        name => format!("INSERT INTO \"{name}\" ({}) VALUES ({})", named.join(", "), places.join(", ")),
    };
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

fn put_reading(connection: &Connection, row: &Value, entry: i64, number: usize) -> Result<()> {
    let mut values =
        READINGS.columns().map(|column| cell(&READINGS, column, row, number)).collect::<Result<Vec<Sql>>>()?;
    values.push(Sql::Integer(entry));
    let written = connection
        .prepare_cached(
            "INSERT INTO reading (metric, week, value, active, target, sample, note, entry) \
             SELECT local, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM metric WHERE id = ?1",
        )?
        .execute(params_from_iter(values))?;
    if written == 1 { Ok(()) } else { Err(wrong(&READINGS, number, "metric")) }
}
