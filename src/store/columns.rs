//! Owns the conversion of values into columns and back: days as ISO text, weeks as numbers, words as text, numbers in
//! millionths.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::{FromSqlError, ToSql, ToSqlOutput, Type, Value as Sql};

use crate::domain::{Day, Fixed, Invalid, Value, Week, parse_day};

/// SQL for the way into a stage, given a visit `v` and the decision `d` that it may rest on: forward by the verdict of
/// a gate, or against a rule of it.
pub(super) const WAY_IN: &str =
    "CASE WHEN v.kind <> 'forward' THEN v.kind WHEN d.verb = 'waive' THEN 'waiver' ELSE 'gate' END";

/// A value as a column holds it.
pub(super) fn sql(value: &Value) -> Sql {
    match value {
        Value::Nothing => Sql::Null,
        Value::Flag(flag) => Sql::Integer(i64::from(*flag)),
        Value::Number(number) => Sql::Integer(number.millionths()),
        Value::Day(day) => Sql::Text(day.to_string()),
        Value::Person(person) => Sql::Integer(person.0),
        Value::Words(words) => Sql::Text(words_json(words)),
        Value::Text(text) => Sql::Text(text.clone()),
    }
}

/// Words as a JSON array.
pub(super) fn words_json(words: &[String]) -> String {
    serde_json::to_string(words).unwrap_or_else(|_| "[]".to_owned())
}

/// A day as a column holds it.
pub(super) struct DayText(pub Option<Day>);

impl ToSql for DayText {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(self.0.map_or(Sql::Null, |day| Sql::Text(day.to_string()))))
    }
}

fn wrong(column: usize, what: impl std::fmt::Display) -> rusqlite::Error {
    let source = FromSqlError::Other(what.to_string().into());
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(source))
}

/// A closed vocabulary whose words a column may hold.
pub(super) trait Word: FromStr<Err = Invalid> {}

impl<T: FromStr<Err = Invalid>> Word for T {}

/// Reads the columns of a row. If the file holds something else, the error names the column.
pub(super) trait Columns {
    fn day(&self, column: usize) -> rusqlite::Result<Option<Day>>;
    fn week(&self, column: usize) -> rusqlite::Result<Week>;
    fn word<T: Word>(&self, column: usize) -> rusqlite::Result<T>;
    /// The same for a column that may hold nothing.
    fn some_word<T: Word>(&self, column: usize) -> rusqlite::Result<Option<T>>;
    /// The id of another row, if the column names one.
    fn some_id<T>(&self, column: usize, id: fn(i64) -> T) -> rusqlite::Result<Option<T>>;
    fn fixed(&self, column: usize) -> rusqlite::Result<Option<Fixed>>;
    fn words(&self, column: usize) -> rusqlite::Result<Vec<String>>;
}

impl Columns for Row<'_> {
    fn day(&self, column: usize) -> rusqlite::Result<Option<Day>> {
        let text = self.get_ref(column)?.as_str_or_null().map_err(|error| wrong(column, error))?;
        text.map(|text| parse_day(text).map_err(|error| wrong(column, error))).transpose()
    }

    fn week(&self, column: usize) -> rusqlite::Result<Week> {
        let code: i32 = self.get(column)?;
        Week::from_code(code).ok_or_else(|| wrong(column, format!("{code} is not a week")))
    }

    fn word<T: Word>(&self, column: usize) -> rusqlite::Result<T> {
        let text: &str = self.get_ref(column)?.as_str().map_err(|error| wrong(column, error))?;
        text.parse().map_err(|error| wrong(column, error))
    }

    fn some_word<T: Word>(&self, column: usize) -> rusqlite::Result<Option<T>> {
        let text = self.get_ref(column)?.as_str_or_null().map_err(|error| wrong(column, error))?;
        text.map(|text| text.parse().map_err(|error| wrong(column, error))).transpose()
    }

    fn some_id<T>(&self, column: usize, id: fn(i64) -> T) -> rusqlite::Result<Option<T>> {
        Ok(self.get::<_, Option<i64>>(column)?.map(id))
    }

    fn fixed(&self, column: usize) -> rusqlite::Result<Option<Fixed>> {
        Ok(self.get::<_, Option<i64>>(column)?.map(Fixed::from_millionths))
    }

    fn words(&self, column: usize) -> rusqlite::Result<Vec<String>> {
        let text: &str = self.get_ref(column)?.as_str().map_err(|error| wrong(column, error))?;
        if text == "[]" {
            return Ok(Vec::new());
        }
        serde_json::from_str(text).map_err(|error| wrong(column, error))
    }
}
