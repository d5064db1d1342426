//! Owns the putting back of row images: the only place that turns the journal's content into rows again.

use rusqlite::{Connection, OptionalExtension, ToSql, types::Value as Sql};
use serde_json::{Map, Value};

use super::error::{Error, Result, UNNAMED};
use super::schema::{Column, Table};

/// One write to one row, from the journal.
#[derive(Debug, Clone)]
pub(super) struct Image {
    pub table: &'static Table,
    pub key: Map<String, Value>,
    pub before: Option<Map<String, Value>>,
    pub after: Option<Map<String, Value>>,
}

impl Image {
    /// Columns: tbl, key, before, after.
    pub fn read(row: &rusqlite::Row<'_>) -> Result<Self> {
        let name: String = row.get(0)?;
        let table = Table::named(&name).ok_or_else(|| unreadable(&format!("its journal names a table “{name}”")))?;
        let object = |column: usize| -> Result<Option<Map<String, Value>>> {
            let text: Option<String> = row.get(column)?;
            text.map(|text| serde_json::from_str(&text).map_err(|_| unreadable("a journal image is no JSON")))
                .transpose()
        };
        let key = object(1)?.ok_or_else(|| unreadable("a journal image has no key"))?;
        Ok(Self { table, key, before: object(2)?, after: object(3)? })
    }

    /// The row before this write, given the row after it.
    pub fn taken_off(self, row: Option<Map<String, Value>>) -> Option<Map<String, Value>> {
        match (self.before, self.after) {
            (None, _) => None,
            (Some(before), None) => Some(before),
            (Some(before), Some(_)) => row.map(|mut row| {
                row.extend(before);
                row
            }),
        }
    }

    /// Puts the row back as it was before this write. The caller has checked that this is allowed.
    pub fn put_back(&self, connection: &Connection) -> Result<()> {
        match (&self.before, &self.after) {
            (None, _) => delete(connection, self.table, &self.key),
            (Some(before), Some(_)) => update(connection, self.table, &self.key, before),
            (Some(before), None) => insert(connection, self.table, before),
        }
    }
}

/// The key of a row with an id of its own, as images have it.
pub(super) fn key_of(id: i64) -> String {
    format!("{{\"id\":{id}}}")
}

/// A journal that cannot be read means a damaged file; the caller adds the path.
fn unreadable(what: &str) -> Error {
    Error::Damaged { path: UNNAMED.into(), what: what.to_owned() }
}

/// The row as a JSON object with all its columns, if it is there.
pub(super) fn current(
    connection: &Connection,
    table: &Table,
    key: &Map<String, Value>,
) -> Result<Option<Map<String, Value>>> {
    let (filter, values) = by_key(table, key)?;
    let sql = format!("SELECT {} FROM \"{}\" WHERE {filter}", Table::json(table.columns(), ""), table.name);
    let text: Option<String> =
        connection.prepare_cached(&sql)?.query_row(&*parameters(&values), |row| row.get(0)).optional()?;
    text.map(|text| serde_json::from_str(&text).map_err(|_| unreadable("a row is no JSON"))).transpose()
}

fn delete(connection: &Connection, table: &Table, key: &Map<String, Value>) -> Result<()> {
    let (filter, values) = by_key(table, key)?;
    let sql = format!("DELETE FROM \"{}\" WHERE {filter}", table.name);
    connection.prepare_cached(&sql)?.execute(&*parameters(&values))?;
    Ok(())
}

fn update(connection: &Connection, table: &Table, key: &Map<String, Value>, to: &Map<String, Value>) -> Result<()> {
    let (filter, mut values) = by_key(table, key)?;
    let mut sets = Vec::new();
    for (column, value) in to {
        if table.column(column).is_some() {
            values.push(column_value(value));
            sets.push(format!("\"{column}\" = ?{}", values.len()));
        }
    }
    if sets.is_empty() {
        return Ok(());
    }
    let sql = format!("UPDATE \"{}\" SET {} WHERE {filter}", table.name, sets.join(", "));
    connection.prepare_cached(&sql)?.execute(&*parameters(&values))?;
    Ok(())
}

fn insert(connection: &Connection, table: &Table, row: &Map<String, Value>) -> Result<()> {
    // A column that an older format does not have takes its default.
    let known = table.columns().filter_map(|column| Some((column.name, row.get(column.name)?)));
    let (columns, values): (Vec<String>, Vec<Sql>) =
        known.map(|(name, value)| (format!("\"{name}\""), column_value(value))).unzip();
    let places: Vec<String> = (1..=values.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO \"{}\" ({}) VALUES ({})", table.name, columns.join(", "), places.join(", "));
    connection.prepare_cached(&sql)?.execute(&*parameters(&values))?;
    Ok(())
}

fn by_key(table: &Table, key: &Map<String, Value>) -> Result<(String, Vec<Sql>)> {
    let mut filter = Vec::new();
    let mut values = Vec::new();
    for Column { name, .. } in table.key {
        let value = key.get(*name).ok_or_else(|| unreadable("a journal image has half a key"))?;
        values.push(column_value(value));
        filter.push(format!("\"{name}\" = ?{}", values.len()));
    }
    Ok((filter.join(" AND "), values))
}

fn column_value(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(flag) => Sql::Integer(i64::from(*flag)),
        Value::Number(number) => number.as_i64().map_or(Sql::Null, Sql::Integer),
        Value::String(text) => Sql::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Sql::Text(value.to_string()),
    }
}

fn parameters(values: &[Sql]) -> Vec<&dyn ToSql> {
    values.iter().map(|value| value as &dyn ToSql).collect()
}
