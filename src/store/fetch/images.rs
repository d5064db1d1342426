//! Answers what an entry wrote to rows, in words for people: things by their names, and nothing about how they are
//! stored.

use std::sync::Arc;

use rusqlite::params;
use serde_json::{Map, Value};

use super::any_row;
use crate::domain::readiness::DimensionStanding;
use crate::domain::shown::brief;
use crate::domain::words::flag_word;
use crate::domain::{Day, Dimension, Fixed, Framework, Instant, Shown, Status, Week};
use crate::store::error::Result;
use crate::store::open::Reader;
use crate::store::rows::{self, Image};
use crate::store::schema::Form;

/// One write to one row, as the history tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRow {
    /// The kind of thing, which one, and of which pilot: `exception “Wrong clause” of Contract review`.
    pub subject: String,
    /// What was done to it.
    pub deed: ImageDeed,
}

/// What was done to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageDeed {
    /// It was added, with these fields that are not empty.
    Added(Vec<(String, ImageCell)>),
    /// It was removed.
    Removed,
    /// These fields changed, with their values before and after.
    Changed(Vec<(String, ImageCell, ImageCell)>),
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageCell {
    /// Empty.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A name, a number, or several words.
    Said(String),
    /// Text.
    Text(String),
    /// A day.
    Day(Day),
    /// A point in time.
    Moment(Instant),
}

type Object = Map<String, Value>;

impl ImageCell {
    /// As in a sentence.
    fn said(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Flag(flag) => flag_word(*flag).to_owned(),
            Self::Said(said) => said.clone(),
            Self::Text(text) => format!("“{}”", brief(text)),
            Self::Day(day) => day.to_string(),
            Self::Moment(moment) => moment.said(),
        }
    }
}

/// The word for a row of each table, and the column that tells it from others of its kind, if there is one.
const NOUNS: &[(&str, &str, &str)] = &[
    ("workspace", "workspace", ""),
    ("person", "person", "name"),
    ("pilot", "pilot", "name"),
    ("visit", "stage", "stage"),
    ("appointment", "executive owner", ""),
    ("target", "target users", ""),
    ("metric", "metric", "name"),
    ("tick", "checklist item", "item"),
    ("evidence", "evidence for", "item"),
    ("note", "note", ""),
    ("decision", "decision", "statement"),
    ("baseline", "baseline of", "metric"),
    ("exception", "exception", "text"),
    ("version", "model version", "name"),
    ("pause", "pause", ""),
    ("parameter", "rule", "name"),
    ("assessment", "gap assessment, version", "version"),
    ("score", "score for", "dimension"),
    ("proof", "evidence for", "dimension"),
    ("gap", "gap", "text"),
    ("workstream", "workstream on", "dimension"),
    ("gate", "gate", "gate"),
    ("step", "process step", "name"),
    ("expansion", "expansion", "name"),
    ("diagnosis", "diagnosis", ""),
    ("booking", "date of", "gate"),
    ("waiver", "waiver of", "rule"),
    ("amendment", "framework,", "key"),
    ("document", "document", "kind"),
    ("training", "training", "topic"),
    ("certification", "condition", "condition"),
    ("review", "review", "day"),
    ("attendance", "attendance of", "person"),
    ("agenda", "agenda item", "title"),
    ("minute", "minute", ""),
    ("action", "action", "text"),
    ("standing", "status in the review of", "review"),
    ("member", "member of the committee", "person"),
];

/// Columns that the subject tells, or that mean nothing to people.
const INNER: &[&str] = &[
    "id",
    "uid",
    "local",
    "visit",
    "appointment",
    "pilot",
    "match",
    "content",
    "tracked",
    "profile",
    "demo",
    "entry",
    "prepared",
    "ticket",
];

/// Names of fields whose columns have other names.
const WORDS: &[(&str, &str)] = &[
    ("lead", "business lead"),
    ("partner_ends", "partner leaves"),
    ("reported", "reported status"),
    ("reported_because", "because"),
    ("spend_change", "spent on change"),
    ("spend_technology", "spent on technology"),
    ("committee", "duty in the committee"),
    ("from_week", "from"),
    ("to_week", "to"),
    ("since_week", "judges since"),
    ("from_day", "from"),
    ("to_day", "to"),
    ("min", "lowest"),
    ("max", "highest"),
    ("counts", "counts as active"),
    ("frozen", "frozen on"),
    ("given", "dated"),
    ("scored", "scored on"),
    ("effort", "weeks of effort"),
    ("decided", "decided on"),
    ("decider", "decided by"),
    ("rejected", "options rejected"),
    ("revisit", "comes back"),
    ("watched", "watches"),
    ("parks", "accepts"),
    ("next", "held again on"),
    ("look_again", "looked at again on"),
    ("child", "became"),
    ("made", "made on"),
    ("slot", "slot, in minutes"),
    ("cadence", "days between reviews"),
    ("excused", "sent apologies"),
];

/// Columns that lead to a pilot, with SQL for its name; the first that a row has counts.
const OWNERS: &[(&str, &str)] = &[
    ("pilot", "SELECT name FROM pilot WHERE id = ?1"),
    ("assessment", "SELECT p.name FROM assessment x JOIN pilot p ON p.id = x.pilot WHERE x.id = ?1"),
    ("metric", "SELECT p.name FROM metric x JOIN pilot p ON p.id = x.pilot WHERE x.id = ?1"),
    ("expansion", "SELECT p.name FROM expansion x JOIN pilot p ON p.id = x.pilot WHERE x.id = ?1"),
];

/// So many characters of a text tell it from others of its kind.
const LABEL: usize = 40;

/// Puts rows and their values into words.
struct Teller<'a> {
    reader: &'a Reader,
    framework: Arc<Framework>,
}

impl Reader {
    /// What an entry wrote to rows, in order; at most a thousand writes.
    pub fn images(&self, entry: i64) -> Result<Vec<ImageRow>> {
        // What an import remembers of its file means nothing to people.
        let mut statement = self.connection.prepare_cached(
            "SELECT tbl, key, before, after, id, key FROM image WHERE entry = ?1 AND tbl <> 'source' \
             ORDER BY id LIMIT 1000",
        )?;
        let mut rows = statement.query([entry])?;
        let teller = Teller { reader: self, framework: self.framework()? };
        let mut told = Vec::new();
        while let Some(row) = rows.next()? {
            let image = Image::read(row)?;
            let whole = teller.after(&image, row.get(4)?, row.get_ref(5)?.as_str().unwrap_or_default())?;
            told.extend(teller.image(&image, &whole)?);
        }
        Ok(told)
    }

    /// The name of a field of a table, and two values of it in words.
    pub(in crate::store) fn field_told(
        &self,
        table: &str,
        column: &str,
        (one, other): (&Value, &Value),
    ) -> Result<(String, String, String)> {
        let teller = Teller { reader: self, framework: self.framework()? };
        let said = |value: &Value| teller.cell(table, column, value).map(|cell| cell.said());
        Ok((word(column), said(one)?, said(other)?))
    }
}

impl Teller<'_> {
    /// The row as a write left it, or as it was before it was removed: as it is now, with everything put back that was
    /// written since.
    fn after(&self, image: &Image, id: i64, key: &str) -> Result<Object> {
        if let (Some(before), None) = (&image.before, &image.after) {
            return Ok(before.clone());
        }
        let mut row = rows::current(&self.reader.connection, image.table, &image.key)?;
        let mut statement = self.reader.connection.prepare_cached(
            "SELECT tbl, key, before, after FROM image WHERE tbl = ?1 AND key = ?2 AND id > ?3 ORDER BY id DESC",
        )?;
        let mut later = statement.query(params![image.table.name, key, id])?;
        while let Some(write) = later.next()? {
            row = Image::read(write)?.taken_off(row);
        }
        Ok(row.unwrap_or_else(|| image.key.clone()))
    }

    /// One write to a row; none if nothing of it means anything to people.
    fn image(&self, image: &Image, whole: &Object) -> Result<Option<ImageRow>> {
        let table = image.table.name;
        let deed = match (&image.before, &image.after) {
            (None, _) => ImageDeed::Added(self.facts(table, whole)?),
            (Some(_), None) => ImageDeed::Removed,
            (Some(before), Some(after)) => ImageDeed::Changed(self.changes(table, before, after)?),
        };
        if matches!(&deed, ImageDeed::Changed(changes) if changes.is_empty()) {
            return Ok(None);
        }
        Ok(Some(ImageRow { subject: self.subject(table, whole)?, deed }))
    }

    /// The kind of a row, which one, and of which pilot.
    fn subject(&self, table: &str, row: &Object) -> Result<String> {
        let known = NOUNS.iter().find(|(name, ..)| *name == table);
        let (noun, column) = known.map_or((table, ""), |(_, noun, column)| (*noun, *column));
        let label = match row.get(column).map(|value| self.cell(table, column, value)).transpose()? {
            // The thing that the whole line is about is named without quotes.
            Some(ImageCell::Text(name)) if matches!(table, "pilot" | "person") => format!(" {name}"),
            Some(ImageCell::Text(text)) => format!(" “{}”", Shown::head(&text, LABEL)),
            Some(ImageCell::Said(said)) => format!(" {said}"),
            Some(ImageCell::Day(day)) => format!(" {day}"),
            _ => String::new(),
        };
        let owner = OWNERS.iter().find_map(|(column, sql)| Some((*sql, row.get(*column)?.as_i64()?)));
        let of = match owner.filter(|_| table != "pilot") {
            Some((sql, id)) => self.called(sql, id)?.map_or_else(String::new, |name| format!(" of {name}")),
            None => String::new(),
        };
        Ok(format!("{noun}{label}{of}"))
    }

    fn called(&self, sql: &str, id: i64) -> Result<Option<String>> {
        any_row(&self.reader.connection, sql, [id], |row| row.get(0))
    }

    /// The fields of a new row that are not empty, except those that its subject tells.
    fn facts(&self, table: &str, row: &Object) -> Result<Vec<(String, ImageCell)>> {
        let said = NOUNS.iter().find(|(name, ..)| *name == table).map_or("", |(_, _, column)| *column);
        let mut facts = Vec::new();
        for (column, value) in row.iter().filter(|(column, _)| *column != said && !INNER.contains(&column.as_str())) {
            let cell = self.cell(table, column, value)?;
            if !matches!(cell, ImageCell::Nothing | ImageCell::Flag(false)) {
                facts.push((word(column), cell));
            }
        }
        Ok(facts)
    }

    fn changes(&self, table: &str, before: &Object, after: &Object) -> Result<Vec<(String, ImageCell, ImageCell)>> {
        let mut changes = Vec::new();
        // The subject names the pilot, but not the earlier one.
        let is_told = |column: &str| column == "pilot" || !INNER.contains(&column);
        for (column, new) in after.iter().filter(|(column, _)| is_told(column.as_str())) {
            let old = before.get(column).unwrap_or(&Value::Null);
            changes.push((word(column), self.cell(table, column, old)?, self.cell(table, column, new)?));
        }
        Ok(changes)
    }

    fn cell(&self, table: &str, column: &str, value: &Value) -> Result<ImageCell> {
        match value {
            Value::Null => Ok(ImageCell::Nothing),
            Value::String(text) => Ok(self.text(column, text)),
            Value::Number(number) => match number.as_i64() {
                Some(number) => self.number(Form::of(table, column), number),
                None => Ok(ImageCell::Said(number.to_string())),
            },
            other => Ok(ImageCell::Said(other.to_string())),
        }
    }

    fn number(&self, form: Form, number: i64) -> Result<ImageCell> {
        if form == Form::Flag {
            return Ok(ImageCell::Flag(number == 1));
        }
        if let Some(sql) = name_of(form) {
            return Ok(match self.called(sql, number)? {
                Some(name) => name.parse().map_or(ImageCell::Said(name), ImageCell::Day),
                // A rule of the workspace is stored with no metric.
                None if number == 0 => ImageCell::Nothing,
                None => ImageCell::Said("one that is gone".to_owned()),
            });
        }
        let week = || i32::try_from(number).ok().and_then(Week::from_code);
        Ok(ImageCell::Said(match form {
            Form::Number => Fixed::from_millionths(number).to_string(),
            Form::Week => week().map_or_else(|| number.to_string(), |week| week.to_string()),
            _ => number.to_string(),
        }))
    }

    fn text(&self, column: &str, text: &str) -> ImageCell {
        if text.is_empty() || text == "[]" {
            return ImageCell::Nothing;
        }
        if let Ok(day) = text.parse::<Day>() {
            return ImageCell::Day(day);
        }
        if let Ok(moment) = text.parse::<Instant>() {
            return ImageCell::Moment(moment);
        }
        match column {
            "item" => ImageCell::Text(self.framework.item(text).map_or(text, |item| &item.title).to_owned()),
            "dimension" => {
                let name = |id| self.framework.dimension(id).name.clone();
                ImageCell::Said(text.parse::<Dimension>().map_or_else(|_| text.to_owned(), name))
            }
            "rule" => ImageCell::Said(self.framework.rule_called(text)),
            "reported" | "computed" => {
                let said = |status: Status| status.said().to_owned();
                ImageCell::Text(text.parse().map_or_else(|_| text.to_owned(), said))
            }
            // A stay in a stage names the decision of its gate.
            "kind" if text == "forward" => ImageCell::Said("gate".to_owned()),
            "gate" | "kind" | "condition" | "key" => ImageCell::Said(text.to_owned()),
            "state" if text == "na" => ImageCell::Text("not applicable".to_owned()),
            "tally" => ImageCell::Said(tallied(text)),
            "tags" | "rejected" | "conditions" | "parks" | "evidence" | "criteria" | "items" | "reasons" => {
                listed(column, text).map_or_else(|| ImageCell::Text(text.to_owned()), ImageCell::Said)
            }
            _ => ImageCell::Text(text.to_owned()),
        }
    }
}

/// SQL for the name of the row that a column refers to.
const fn name_of(form: Form) -> Option<&'static str> {
    Some(match form {
        Form::PersonId => "SELECT name FROM person WHERE id = ?1",
        Form::PilotId => "SELECT name FROM pilot WHERE id = ?1",
        Form::DecisionId => "SELECT '“' || statement || '”' FROM decision WHERE id = ?1",
        Form::ReviewId => "SELECT day FROM review WHERE id = ?1",
        Form::MetricId | Form::Scope => "SELECT name FROM metric WHERE id = ?1",
        Form::AssessmentId => "SELECT 'version ' || version FROM assessment WHERE id = ?1",
        Form::ExpansionId => "SELECT name FROM expansion WHERE id = ?1",
        Form::AgendaId => "SELECT '“' || title || '”' FROM agenda WHERE id = ?1",
        _ => return None,
    })
}

/// The name of a field.
fn word(column: &str) -> String {
    let known = WORDS.iter().find(|(name, _)| *name == column);
    known.map_or_else(|| column.replace('_', " "), |(_, word)| (*word).to_owned())
}

/// How the dimensions stood at a gate.
fn tallied(text: &str) -> String {
    let standings: Vec<DimensionStanding> = serde_json::from_str(text).unwrap_or_default();
    let passes = standings.iter().filter(|standing| standing.passes).count();
    format!("{passes} of {} pass", standings.len())
}

/// The entries of a list, one after the other; none if the text is no list.
fn listed(column: &str, text: &str) -> Option<String> {
    let values: Vec<Value> = serde_json::from_str(text).ok()?;
    let said = |value: &Value| match value {
        Value::String(text) => Some(format!("“{text}”")),
        // Criteria are counted from 1 wherever people see them.
        Value::Number(number) => number.as_u64().map(|number| (number + 1).to_string()),
        Value::Object(one) => {
            let done = if one.get("done") == Some(&Value::Bool(true)) { " (done)" } else { "" };
            one.get("text").and_then(Value::as_str).map(|text| format!("“{text}”{done}"))
        }
        _ => None,
    };
    let said: Vec<String> = values.iter().filter_map(said).collect();
    Some(if column == "criteria" { format!("numbers {}", said.join(", ")) } else { said.join(", ") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::TABLES;

    #[test]
    fn every_table_that_the_history_tells_has_its_word_and_a_column_that_it_has() {
        for table in TABLES.iter().filter(|table| table.name != "source") {
            let (.., label) = NOUNS.iter().find(|(name, ..)| *name == table.name).unwrap();
            assert!(label.is_empty() || table.column(label).is_some(), "{}: {label}", table.name);
        }
    }

    #[test]
    fn lists_are_told_and_not_shown_as_they_are_stored() {
        assert_eq!(listed("criteria", "[0,2]").unwrap(), "numbers 1, 3");
        assert_eq!(listed("tags", r#"["legal"]"#).unwrap(), "“legal”");
        assert_eq!(
            listed("items", r#"[{"text":"a","done":true},{"text":"b","done":false}]"#).unwrap(),
            "“a” (done), “b”"
        );
        assert_eq!(listed("evidence", "a log"), None);
        let standing =
            |passes: bool| format!(r#"{{"id":"data","score":3,"evidence":1,"votes":true,"passes":{passes}}}"#);
        assert_eq!(tallied(&format!("[{},{}]", standing(true), standing(false))), "1 of 2 pass");
    }
}
