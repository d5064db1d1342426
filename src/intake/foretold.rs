//! Tells what a planned import would do, before it does it.

use std::collections::HashMap;

use super::Report;
use crate::domain::change::{ExceptionChange, NoteChange, PersonChange, PilotChange};
use crate::domain::incoming::{Column, Edit, Foreseen, Incoming};
use crate::domain::metric::ANSWERS;
use crate::domain::{Change, ExceptionId, MetricId, PilotId, Typed, Value};
use crate::exchange::{Profile, Table};
use crate::store::{Result, Store};

/// So many values of a column are shown.
const SAMPLE: usize = 3;

/// The columns of a table with their first values and the fields that they feed.
pub(super) fn columns(table: &Table, profile: Option<&Profile>) -> Vec<Column> {
    let fed: HashMap<String, Option<String>> = profile.map(|one| one.fed_by(table)).into_iter().flatten().collect();
    let sample = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
        cells.filter(|cell| !cell.is_empty()).take(SAMPLE).collect::<Vec<_>>().join(" · ")
    };
    let column = |(at, name): (usize, &String)| Column {
        name: name.clone(),
        sample: sample(at),
        field: fed.get(name).cloned().flatten(),
    };
    table.header.iter().enumerate().map(column).collect()
}

pub(super) fn foreseen(
    store: &Store,
    incoming: &Incoming,
    (columns, changes): (Vec<Column>, Vec<Change>),
    report: Report,
) -> Result<Foreseen> {
    let edits = Names::of(store)?.edits(&changes);
    let rejected: Vec<String> = report.rejected.iter().map(ToString::to_string).collect();
    let refused = if rejected.is_empty() { String::new() } else { format!(", {} rejected", rejected.len()) };
    let sentence = match report.kind {
        "readings" => format!("{} readings would be written{refused}.", report.changed),
        "exceptions" => format!(
            "{} exceptions would be raised, {} resolved, {} stay as they are{refused}.",
            report.created, report.changed, report.unchanged
        ),
        _ => format!(
            "{} pilots would be added, {} changed, {} stay as they are{refused}.",
            report.created, report.changed, report.unchanged
        ),
    };
    Ok(Foreseen { incoming: incoming.clone(), columns, edits, rejected, sentence })
}

/// What things are called that changes know by their ids.
struct Names {
    pilots: HashMap<PilotId, String>,
    metrics: HashMap<MetricId, (String, String)>,
    people: HashMap<crate::domain::PersonId, String>,
    exceptions: HashMap<ExceptionId, String>,
}

impl Names {
    fn of(store: &Store) -> Result<Self> {
        let reader = store.read();
        let pilots: HashMap<PilotId, String> =
            reader.pilots()?.into_iter().map(|pilot| (pilot.id, pilot.name)).collect();
        let called = |pilot| pilots.get(&pilot).cloned().unwrap_or_default();
        let metrics =
            reader.metrics(None)?.into_iter().map(|one| (one.id, (called(one.pilot), one.name.clone()))).collect();
        let people = reader.people_names()?.into_iter().collect();
        let exceptions = reader.exceptions(None)?.into_iter().map(|one| (one.id, one.text)).collect();
        Ok(Self { pilots, metrics, people, exceptions })
    }

    fn edits(&mut self, changes: &[Change]) -> Vec<Edit> {
        changes.iter().filter_map(|change| self.edit(change)).collect()
    }

    fn edit(&mut self, change: &Change) -> Option<Edit> {
        let edit = |what: String, field: &str, to: String| {
            Some(Edit { place: String::new(), what, field: field.to_owned(), was: String::new(), to })
        };
        let pilot = |id: &PilotId| self.pilots.get(id).cloned().unwrap_or_default();
        match change {
            Change::Person(PersonChange::Add(new)) => {
                if let Some(id) = new.id {
                    self.people.insert(id, new.name.clone());
                }
                edit(new.name.clone(), "new person", new.title.clone())
            }
            Change::Pilot(PilotChange::Add(new)) => {
                if let Some(id) = new.id {
                    self.pilots.insert(id, new.name.clone());
                }
                let stage = format!("stage {}", new.stage);
                let to = [stage, new.unit.clone()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
                edit(new.name.clone(), "new pilot", to.join(", "))
            }
            Change::Pilot(PilotChange::Set { pilot: id, field, to, .. }) => {
                edit(pilot(id), field.name(), self.said(to))
            }
            Change::Pilot(PilotChange::Appoint { pilot: id, person, .. }) => {
                let to = person.and_then(|id| self.people.get(&id).cloned()).unwrap_or_default();
                edit(pilot(id), "owner", to)
            }
            Change::Pilot(PilotChange::Report { pilot: id, status, .. }) => {
                edit(pilot(id), "reported", status.to_string())
            }
            Change::Note(NoteChange::Add { pilot: id, text, .. }) => edit(pilot(id), "note", text.clone()),
            Change::Exception(ExceptionChange::Raise { id: new, pilot: id, text, .. }) => {
                self.exceptions.extend(new.map(|new| (new, text.clone())));
                let pilot = |id: &PilotId| self.pilots.get(id).cloned().unwrap_or_default();
                edit(pilot(id), "new exception", text.clone())
            }
            Change::Exception(ExceptionChange::Advance { exception, to, note, .. }) => {
                let what = self.exceptions.get(exception).cloned().unwrap_or_default();
                edit(what, to.name(), note.clone().unwrap_or_default())
            }
            Change::Record(record) => {
                let (pilot, metric) = self.metrics.get(&record.metric).cloned().unwrap_or_default();
                let to = match record.typed {
                    Some(Typed::Number(number)) => number.to_string(),
                    Some(Typed::Percent(number)) => format!("{number} %"),
                    Some(Typed::Users(active, target)) => format!("{active}/{target}"),
                    Some(Typed::Answer(answer)) => {
                        ANSWERS.get(usize::from(answer)).copied().unwrap_or_default().to_owned()
                    }
                    Some(Typed::NotMeasured) => format!("not measured: {}", record.note),
                    None => "taken back".to_owned(),
                };
                edit(format!("{pilot} {metric}"), &record.week.to_string(), to)
            }
            // What an import remembers of its source is not of interest to anybody.
            _ => None,
        }
    }

    fn said(&self, value: &Value) -> String {
        match value {
            Value::Nothing => String::new(),
            Value::Flag(flag) => (if *flag { "yes" } else { "no" }).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Person(person) => self.people.get(person).cloned().unwrap_or_default(),
            Value::Words(words) => words.join("; "),
            Value::Text(text) => text.clone(),
        }
    }
}
