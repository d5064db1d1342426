//! Owns the door through which every change goes: what it does, what it counts, and the one sentence about it in the
//! journal.
//!
//! Changes are performed in one file a noun. Rules live in `domain` and are asked here, whoever writes.

mod action;
mod amendment;
mod assessment;
mod baseline;
mod committee;
mod decision;
mod exception;
mod gate;
mod metric;
mod note;
mod person;
mod pilot;
mod reading;
mod review;
mod reword;
mod rollout;
mod tick;
mod workstream;

use std::collections::BTreeSet;
use std::fmt;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Params, Row, params};

pub(super) use person::HANDED_OVER;

pub(super) use crate::domain::shown::brief;

use super::columns::{self, DayText};
use super::error::{AtPath, Error, Result};
use super::fetch;
use super::journal::Kind;
use super::open::{Reader, Store};
use super::rows::key_of;
use super::schema::Form;
use super::transaction::Session;
use crate::domain::change::ReviewChange;
use crate::domain::words::{flag_word, sentence};
use crate::domain::{
    Change, Conflict, Day, Fixed, Framework, Ids, Invalid, Metric, Outcome, PersonId, PilotId, Stamp, Value, Weighed,
    check_day, check_near, pilot::tidy_name, shown::is_blank,
};

/// A session that performs changes and keeps count.
struct Writer<'a> {
    reader: &'a Reader,
    connection: &'a Connection,
    framework: &'a Framework,
    ids: &'a mut Ids,
    stamp: &'a Stamp,
    /// Does the change come from elsewhere, where other rules held?
    imports: bool,
    entry: i64,
    changed: u32,
    unchanged: u32,
    sentence: Option<String>,
    unchanged_sentence: Option<String>,
    id: Option<String>,
    touched: Touched,
}

impl Store {
    /// Performs a change. If what it sets is there already, nothing changes, and the outcome says so. Remarks (a name
    /// that is taken, readings before a start, fewer target users, files that keep old words) are told in the outcome
    /// and not kept in the journal.
    pub fn commit(&mut self, change: &Change, stamp: &Stamp) -> Result<Outcome> {
        // Questions before the write may find the file locked, too.
        self.commit_with_remarks(change, stamp).at_path(&self.path)
    }

    fn commit_with_remarks(&mut self, change: &Change, stamp: &Stamp) -> Result<Outcome> {
        // Nor is a file asked anything that was emptied or replaced.
        self.check_writable()?;
        let twins = self.reader.twins(std::iter::once(change))?;
        let odd = self.reader.before_start(change)?.into_iter().chain(self.odd_readings(change)?);
        let odd = odd.chain(self.reader.keeps_words(change)?);
        let outcome = match self.commit_as(change, stamp, Kind::Change) {
            Err(Error::Conflict(conflict)) => return Err(Error::Conflict(self.weighed(*conflict, change, stamp)?)),
            done => done?,
        };
        let remarks = twins.into_iter().chain(odd).filter(|_| outcome.entry.is_some()).collect();
        Ok(Outcome { remarks, ..outcome })
    }

    /// Remarks on new readings: of weeks before their pilot began, or with fewer target users than before.
    fn odd_readings(&self, change: &Change) -> Result<Vec<String>> {
        let changes = std::slice::from_ref(change);
        let (early, fewer) = (self.reader.early(changes)?, self.reader.fewer_users(changes)?);
        let early = counted(
            early,
            "metrics have new values of weeks before their pilot began: look whether its start is right.",
        );
        let fewer =
            counted(fewer, "metrics have values of fewer target users than before: look whether that is meant.");
        Ok(early.into_iter().chain(fewer).collect())
    }

    /// What stands now where a change, or this part of it, met another value. Nothing is written.
    pub fn weigh(&mut self, change: &Change, part: Option<usize>, stamp: &Stamp) -> Result<Weighed> {
        match self.try_out(change, stamp, Kind::Change) {
            Err(Error::Conflict(conflict)) => return self.weighed(*conflict, change, stamp).map(Weighed::Theirs),
            done => drop(done?),
        }
        let (mine, _) = change.clone().apart(part);
        // If a part fails without the others, that says nothing about what stands there.
        let stands = self.try_out(&mine, stamp, Kind::Change).is_ok_and(|outcome| outcome.changed == 0);
        Ok(if stands { Weighed::Yours } else { Weighed::Seen })
    }

    /// Performs the changes of an import as one entry.
    pub fn import(&mut self, change: &Change, stamp: &Stamp) -> Result<Outcome> {
        self.commit_as(change, stamp, Kind::Import)
    }

    /// The conflict, with the reason if this writer's value cannot replace the other one.
    fn weighed(&mut self, conflict: Conflict, change: &Change, stamp: &Stamp) -> Result<Box<Conflict>> {
        let (mine, others) = change.clone().apart(conflict.part);
        let changes = std::iter::once(mine.unseen()).chain(others).collect();
        let refused = match self.try_out(&Change::Several { what: None, changes }, stamp, Kind::Change) {
            Ok(_) | Err(Error::Conflict(_)) => None,
            Err(error) => Some(error.refusal()?),
        };
        Ok(Box::new(Conflict { refused, ..conflict }))
    }

    /// Performs the changes and takes them back again, to tell what an import would do.
    pub fn rehearse(&mut self, change: &Change, stamp: &Stamp) -> Result<Outcome> {
        self.try_out(change, stamp, Kind::Import)
    }

    /// Performs the changes of an import one after the other, as a later one may rest on an earlier one, and takes all
    /// of them back. Returns the indices of those that are refused, with the reasons.
    pub fn refused(&mut self, changes: &[Change], stamp: &Stamp) -> Result<Vec<(usize, Invalid)>> {
        let mut refused = Vec::new();
        self.write(stamp, |session| {
            let connection = session.connection;
            for (place, change) in changes.iter().enumerate() {
                connection.execute_batch("SAVEPOINT part")?;
                let mut writer = Writer::new(session, stamp);
                writer.imports = true;
                if let Err(error) = writer.apply(change) {
                    connection.execute_batch("ROLLBACK TO part")?;
                    refused.push((place, error.refusal()?));
                }
                connection.execute_batch("RELEASE part")?;
            }
            Ok(Outcome::default())
        })?;
        Ok(refused)
    }

    fn try_out(&mut self, change: &Change, stamp: &Stamp, kind: Kind) -> Result<Outcome> {
        self.write(stamp, |session| Ok(applied(session, change, stamp, kind)?.0))
    }

    fn commit_as(&mut self, change: &Change, stamp: &Stamp, kind: Kind) -> Result<Outcome> {
        self.write(stamp, |session| {
            let (outcome, touched) = applied(session, change, stamp, kind)?;
            if outcome.changed == 0 && touched.is_empty() {
                return Ok(outcome);
            }
            let mut touch =
                session.connection.prepare_cached("INSERT INTO touched (entry, pilot, metric) VALUES (?1, ?2, ?3)")?;
            for (pilot, metric) in touched {
                touch.execute([session.entry, pilot, metric])?;
            }
            session.finish(stamp, (kind, None), &outcome.summary)?;
            Ok(Outcome { entry: Some(session.entry), ..outcome })
        })
    }
}

/// The pilots and metrics that a change touched; the metric is 0 if only the pilot was touched.
type Touched = BTreeSet<(i64, i64)>;

/// A row by its table and id, with its name.
type Called<'a> = (&'static str, i64, &'a str);

/// Applies a change within its transaction. Returns what it did (which is no entry yet) and what it touched.
fn applied(session: &mut Session<'_>, change: &Change, stamp: &Stamp, kind: Kind) -> Result<(Outcome, Touched)> {
    let mut writer = Writer::new(session, stamp);
    writer.imports = kind == Kind::Import;
    writer.apply(change)?;
    let summary = writer.summary(change);
    let Writer { id, changed, unchanged, touched, .. } = writer;
    Ok((Outcome { id, changed, unchanged, summary, ..Outcome::default() }, touched))
}

impl<'a> Writer<'a> {
    fn new(session: &'a mut Session<'_>, stamp: &'a Stamp) -> Self {
        Self {
            reader: session.reader,
            connection: session.connection,
            framework: session.framework,
            ids: session.ids,
            stamp,
            imports: false,
            entry: session.entry,
            changed: 0,
            unchanged: 0,
            sentence: None,
            unchanged_sentence: None,
            id: None,
            touched: BTreeSet::new(),
        }
    }

    /// Today, as a column holds it.
    fn today(&self) -> DayText {
        DayText(Some(self.stamp.today))
    }

    /// A day that was typed, unless its year must be mistyped. What comes from elsewhere stays as it is.
    fn planned(&self, day: Day) -> std::result::Result<Day, Invalid> {
        if self.imports { check_day(day) } else { check_near(day, self.stamp.today) }
    }

    /// A day that may be long ago. One in the future is a plan.
    fn been_or_planned(&self, day: Day) -> std::result::Result<Day, Invalid> {
        if day > self.stamp.today { self.planned(day) } else { check_day(day) }
    }

    /// The day on which something happened, today if none is named; `hint` says why it cannot be in the future.
    fn happened(&self, on: Option<Day>, hint: &str, field: &'static str) -> Result<Day> {
        let on = check_day(on.unwrap_or(self.stamp.today)).map_err(|error| error.at(field))?;
        if on > self.stamp.today {
            return refuse(format!("{on} lies in the future"), hint, field);
        }
        Ok(on)
    }

    fn apply(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::Pilot(change) => self.pilot(change),
            Change::Person(change) => self.person(change),
            Change::Metric(change) => self.metric(change),
            Change::Record(record) => self.record(record),
            Change::Tick(change) => self.tick(change),
            Change::Note(change) => self.note(change),
            Change::Exception(change) => self.exception(change),
            Change::Decide(decide) => self.decide(decide),
            Change::Reword(reword) => self.reword(reword),
            Change::Version(new) => self.version(new),
            Change::Assessment(change) => self.assessment(change),
            Change::Workstream(change) => self.workstream(change),
            Change::Gate(change) => self.gate(change),
            Change::Rollout(change) => self.embed(change),
            Change::Review(change) => self.review(change),
            Change::Action(change) => self.action(change),
            Change::Amend(values) => self.amend(values),
            Change::Title { to, was } => self.title(to, was.as_deref()),
            Change::Several { changes, .. } => changes.iter().enumerate().try_for_each(|(part, change)| {
                self.apply(change).map_err(|error| match error {
                    Error::Conflict(conflict) => Error::Conflict(Box::new(Conflict { part: Some(part), ..*conflict })),
                    other => other,
                })
            }),
        }
    }

    fn title(&mut self, to: &str, was: Option<&str>) -> Result<()> {
        let to = tidy_name(to, "workspace")?;
        let was = was.map(|was| Value::Text(was.to_owned()));
        if !self.set_column(("workspace", 1, "workspace"), "title", &Value::Text(to.clone()), was.as_ref())? {
            return self.same(format!("The title was “{to}” already."));
        }
        self.did(format!("Renamed the workspace to “{to}”."))
    }

    // Both return a result, so that every way through a change ends with one of them.

    /// Counts a change that took effect. The first sentence stands for the entry.
    fn did(&mut self, sentence: String) -> Result<()> {
        self.changed += 1;
        self.sentence.get_or_insert(sentence);
        Ok(())
    }

    /// Performs a part of a change that is told already, or will be: without a sentence of its own.
    fn untold(&mut self, deed: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let told = (self.changed, self.sentence.clone(), self.id.clone());
        deed(self)?;
        (self.changed, self.sentence, self.id) = told;
        Ok(())
    }

    /// Counts a change that set what was there already.
    fn same(&mut self, sentence: String) -> Result<()> {
        self.unchanged += 1;
        self.unchanged_sentence.get_or_insert(sentence);
        Ok(())
    }

    /// Puts the id of what was added into the outcome.
    fn added(&mut self, id: &impl fmt::Display) {
        self.id.get_or_insert_with(|| id.to_string());
    }

    /// Notes that a change was about this pilot, if about any, and about no readings.
    fn touch(&mut self, pilot: impl Into<Option<PilotId>>) {
        self.touched.extend(pilot.into().map(|pilot| (pilot.0, 0)));
    }

    /// Notes that a change was about readings of this metric.
    fn touch_readings(&mut self, metric: &Metric) {
        self.touched.insert((metric.pilot.0, metric.local));
    }

    fn summary(&self, change: &Change) -> String {
        // What is only remembered counts as no change, and still has its sentence.
        let remembered = self.unchanged == 0 && !self.touched.is_empty();
        if let (Change::Several { what: Some(what), .. }, true) = (change, self.changed > 0 || remembered) {
            return what.clone();
        }
        match (&self.sentence, self.changed.saturating_sub(ties(change))) {
            (Some(told), 0 | 1) => told.clone(),
            (Some(told), more) => format!("{} And {} more.", sentence(told), more - 1),
            (None, _) if self.unchanged > 1 => format!("Nothing changed: all {} were so already.", self.unchanged),
            (None, _) => self.unchanged_sentence.clone().unwrap_or_else(|| "Nothing changed.".to_owned()),
        }
    }

    /// Performs a statement. Returns the number of rows that it wrote.
    fn execute(&self, sql: &str, values: impl Params) -> Result<usize> {
        Ok(self.connection.prepare_cached(sql)?.execute(values)?)
    }

    /// Does the query have a row?
    fn exists(&self, sql: &str, values: impl Params) -> Result<bool> {
        Ok(self.connection.prepare_cached(sql)?.exists(values)?)
    }

    /// The row of a query, which has to be there.
    fn row<T>(&self, sql: &str, values: impl Params, read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>) -> Result<T> {
        fetch::row(self.connection, sql, values, read)
    }

    /// The row of a query, if it is there.
    fn found<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        fetch::any_row(self.connection, sql, values, read)
    }

    /// Refuses if the writer saw another value than the present one; `wrote` finds who wrote that.
    fn expect_seen(
        &self,
        seen: bool,
        (what, yours, theirs): (&str, &str, &str),
        wrote: impl FnOnce(&Self) -> Result<Option<String>>,
    ) -> Result<()> {
        if seen {
            return Ok(());
        }
        Err(Error::Conflict(Box::new(Conflict {
            what: what.to_owned(),
            yours: yours.to_owned(),
            theirs: theirs.to_owned(),
            by: wrote(self)?,
            part: None,
            refused: None,
        })))
    }

    /// Who last wrote that column of a row (given by its key as JSON), or else who added the row.
    fn writer_of(&self, table: &str, key: &str, column: &str) -> Result<Option<String>> {
        self.found(
            "SELECT e.actor FROM image i JOIN entry e ON e.seq = i.entry WHERE i.tbl = ?1 AND i.key = ?2 \
                 AND (i.after IS NULL OR json_type(i.after, '$.' || ?3) IS NOT NULL) ORDER BY i.id DESC LIMIT 1",
            params![table, key, column],
            |row| row.get(0),
        )
    }

    /// The same for a row with an id of its own.
    fn writer_of_id(&self, table: &str, id: i64, column: &str) -> Result<Option<String>> {
        self.writer_of(table, &key_of(id), column)
    }

    /// The error for a row that is not there: it was taken back since somebody saw it, or nothing ever had that id.
    fn missing(&self, table: &str, id: i64, named: impl fmt::Display, hint: &str) -> Error {
        let noun = match table {
            "agenda" => "agenda item",
            "expansion" => "expansion item",
            "minute" => "line of the minutes",
            noun => noun,
        };
        match self.exists("SELECT 1 FROM image WHERE tbl = ?1 AND key = ?2", params![table, key_of(id)]) {
            Ok(true) => Error::gone(noun, hint),
            Ok(false) => Error::NotFound { what: format!("there is no {noun} “{named}”"), hint: hint.to_owned() },
            Err(error) => error,
        }
    }

    /// Sets one column of one row. Returns whether that changed it.
    fn set_column(
        &self,
        (table, id, subject): Called<'_>,
        column: &'static str,
        to: &Value,
        was: Option<&Value>,
    ) -> Result<bool> {
        let form = Form::of(table, column);
        let wanted = held(to, form);
        let read = format!("SELECT \"{column}\" FROM {table} WHERE id = ?1");
        let now: Sql = self.found(&read, [id], |row| row.get(0))?.ok_or_else(|| Error::gone(table, "look again"))?;
        if now == wanted {
            return Ok(false);
        }
        if let Some(was) = was {
            let (yours, theirs) = (self.spoken(form, &wanted)?, self.spoken(form, &now)?);
            let what = format!("{subject}: {column}");
            self.expect_seen(held(was, form) == now, (&what, &yours, &theirs), |writer| {
                writer.writer_of_id(table, id, column)
            })?;
        }
        let write = format!("UPDATE {table} SET \"{column}\" = ?1 WHERE id = ?2");
        self.execute(&write, params![wanted, id])?;
        Ok(true)
    }

    /// A column's value as people say it.
    fn spoken(&self, form: Form, value: &Sql) -> Result<String> {
        Ok(match (form, value) {
            (_, Sql::Null) => "nothing".to_owned(),
            (_, Sql::Text(text)) if text.is_empty() => "nothing".to_owned(),
            (Form::Json, Sql::Text(text)) => match serde_json::from_str::<Vec<String>>(text) {
                Ok(words) => words.join(", "),
                Err(_) => text.clone(),
            },
            (_, Sql::Text(text)) => text.clone(),
            (Form::PersonId, Sql::Integer(id)) => self.person_name(PersonId(*id))?,
            (Form::Flag, Sql::Integer(flag)) => flag_word(*flag == 1).to_owned(),
            (Form::Plain, Sql::Integer(whole)) => whole.to_string(),
            (_, Sql::Integer(millionths)) => Fixed::from_millionths(*millionths).to_string(),
            (_, Sql::Real(real)) => real.to_string(),
            (_, Sql::Blob(_)) => "bytes".to_owned(),
        })
    }

    /// A value as sentences say it.
    fn value_said(&self, value: &Value) -> Result<String> {
        Ok(match value {
            Value::Nothing => "nothing".to_owned(),
            Value::Flag(flag) => flag_word(*flag).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Person(person) => self.person_name(*person)?,
            Value::Words(words) if words.is_empty() => "nothing".to_owned(),
            Value::Words(words) => words.join(", "),
            Value::Text(text) => format!("“{}”", brief(text)),
        })
    }

    /// Sets a field of a row, touches its pilot, and tells it.
    fn set_field(
        &mut self,
        (table, id, subject): Called<'_>,
        field: &'static str,
        to: &Value,
        was: Option<&Value>,
        pilot: Option<PilotId>,
    ) -> Result<()> {
        let shown = self.value_said(to)?;
        if !self.set_column((table, id, subject), field, to, was)? {
            return self.same(format!("{subject}: {field} was {shown} already."));
        }
        self.touch(pilot);
        self.did(format!("{subject}: set {field} to {shown}."))
    }

    /// Archives a row or brings it back, and touches its pilot.
    fn archive(&mut self, (table, id, name): Called<'_>, archived: bool, pilot: Option<PilotId>) -> Result<()> {
        let done = if archived { "archived" } else { "back from the archive" };
        if !self.set_archived(table, id, archived)? {
            return self.same(format!("{name} was {done} already."));
        }
        self.touch(pilot);
        self.did(format!("{name} is {done}."))
    }

    /// Archives a row or brings it back. Returns whether that changed it.
    fn set_archived(&self, table: &'static str, id: i64, archived: bool) -> Result<bool> {
        self.set_column((table, id, table), "archived", &Value::Flag(archived), None)
    }
}

/// The one thing to tell or, of several, how many there are.
fn counted(mut told: Vec<String>, several: &str) -> Option<String> {
    if told.len() > 1 { Some(format!("{} {several}", told.len())) } else { told.pop() }
}

/// How many lines of the minutes follow another change only to tie it to an agenda item: they are told with it.
fn ties(change: &Change) -> u32 {
    let Change::Several { changes, .. } = change else {
        return 0;
    };
    let is_tie = |one: &&Change| matches!(one, Change::Review(ReviewChange::Minute { item: Some(_), .. }));
    u32::try_from(changes.iter().skip(1).filter(is_tie).count()).unwrap_or(0)
}

/// A value as a column of this form holds it: in some nothing is an empty text, and a number is a whole one.
fn held(value: &Value, form: Form) -> Sql {
    match (value, form) {
        (Value::Nothing, Form::Text) => Sql::Text(String::new()),
        (Value::Number(number), Form::Plain) => number.whole().map_or(Sql::Null, Sql::Integer),
        _ => columns::sql(value),
    }
}

/// The error for a target of no users.
pub(super) fn no_users() -> Error {
    let error = Invalid::new("a pilot needs at least one target user");
    error.hint("write how many people it is meant for").at("users").into()
}

/// Refuses a change, with what is wrong, what to do next, and the field.
fn refuse<T>(what: impl Into<String>, hint: impl Into<String>, field: &'static str) -> Result<T> {
    Err(Invalid::new(what).hint(hint).at(field).into())
}

/// Refuses a value of a kind that the field does not take.
fn refuse_kind<T>(field: &'static str) -> Result<T> {
    Err(Invalid::new(format!("{field} takes another kind of value")).at(field).into())
}

/// A reason or sentence, which must not be empty.
pub(super) fn required(text: &str, what: &str, field: &'static str) -> Result<String> {
    let text = text.trim();
    if is_blank(text) {
        return refuse(format!("{what} is missing"), "write one line", field);
    }
    Ok(text.to_owned())
}
