//! Tells what a planned import would change.

use std::collections::{HashMap, HashSet};

use super::far;
use super::report::Report;
use crate::domain::change::{
    ActionChange, ExceptionChange, NewPilot, NoteChange, PersonChange, PilotChange, PilotField, Record,
};
use crate::domain::incoming::{Column, Edit, Foreseen, Incoming, RowsOf, Told};
use crate::domain::words::{count, flag_word};
use crate::domain::{
    ActionId, Change, ExceptionId, Level, Lifecycle, Measure, Metric, MetricId, NoteId, PersonId, Pilot, PilotId,
    Reading, Role, Stage, Status, Target, Value, Week, When,
};
use crate::exchange::table::Row;
use crate::exchange::{Profile, Reject, Table, feeds, people, pilots};
use crate::store::{Reader, Result, Store};

/// So many values of a column are shown.
const SAMPLE: usize = 3;

/// The columns of a table with their first values and the fields that they feed. What a row holds that is no pilot, as
/// one of sums, is no value of a column.
pub(super) fn columns(table: &Table, profile: Option<&Profile>) -> Vec<Column> {
    let rows: Vec<&Row> = match profile {
        Some(profile) => pilots::rows(table, profile),
        None => table.rows.iter().collect(),
    };
    let fed: HashMap<String, Option<String>> = profile.map(|one| one.fed_by(table)).into_iter().flatten().collect();
    let column = |(at, name): (usize, &String)| {
        let field = fed.get(name).cloned().flatten();
        let others = profile.zip(field.as_ref()).and_then(|(profile, field)| profile.fields.get(field));
        let rank = others.and_then(|columns| columns.places(table).iter().position(|place| *place == at));
        let follows = field.is_none() && profile.is_some_and(|profile| feeds::follows(profile, name));
        let (name, sample, rank) = (name.clone(), sample(&rows, at), rank.unwrap_or_default());
        Column { name, sample, field, rank, follows, is_unknown: false }
    };
    table.header.iter().enumerate().map(column).collect()
}

/// The columns of a table, where this is what each feeds; of a field that several feed the first counts. What a row of
/// sums holds is no value of a column.
pub(super) fn columns_fed(table: &Table, kind: RowsOf, fed: &[Option<&str>]) -> Vec<Column> {
    let sums = if kind == RowsOf::People { people::read(table).sums } else { table.sums() };
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !sums.contains(&row.line)).collect();
    let column = |(at, (name, field)): (usize, (&String, Option<&str>))| Column {
        name: name.clone(),
        sample: sample(&rows, at),
        field: field.map(str::to_owned),
        rank: 0,
        follows: false,
        is_unknown: false,
    };
    table.header.iter().zip(fed.iter().copied()).enumerate().map(column).collect()
}

/// The first values of a column in those rows.
fn sample(rows: &[&Row], at: usize) -> String {
    let cells = rows.iter().map(|row| row.text(at));
    cells.filter(|cell| !cell.is_empty()).take(SAMPLE).collect::<Vec<_>>().join(" · ")
}

/// What an import comes to. What is rejected is told by who knows in which cell it stands.
pub(super) fn foreseen(
    store: &Store,
    incoming: &Incoming,
    (columns, changes, rows): (Vec<Column>, Vec<Change>, &[u64]),
    report: Report,
) -> Result<Foreseen> {
    let edits = edits(store, &changes, rows)?;
    let far = match far(store.read(), &changes)?.len() {
        0 => String::new(),
        count => format!(" {count} far from the value before: each says so."),
    };
    let refused = match Reject::rows(&report.rejected) {
        0 => String::new(),
        rows if report.partly > 0 => format!(", {rows} rejected ({} of them in part)", report.partly),
        rows => format!(", {rows} rejected"),
    };
    let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let sentence = match report.kind {
        // What stands there already is none of the edits.
        "readings" => format!(
            "{} would be written{}, {} as before{refused}.{far}",
            count(edits.len(), "reading", "readings"),
            apart(&edits).map(|apart| format!(" ({apart})")).unwrap_or_default(),
            number(report.changed).saturating_sub(edits.len())
        ),
        "exceptions" => format!("{}, {} as before{refused}.", report.raised("would be "), report.unchanged),
        _ => format!(
            "{} would be added, {} changed, {} as before{refused}.",
            report.amount(report.created),
            report.changed,
            report.unchanged
        ),
    };
    let dates = report.dates;
    let sentence = match dates {
        Some(order) => format!("{sentence} Dates are read {}.", order.told()),
        None => sentence,
    };
    let wants_pilot = report.homeless > 0 || !incoming.pilot.is_empty();
    Ok(Foreseen {
        incoming: incoming.clone(),
        columns,
        wants_pilot,
        dates,
        edits,
        remarks: report.remarks.into_iter().map(Told::as_a_whole).collect(),
        sentence,
        ..Foreseen::default()
    })
}

/// What changes come to, each beside what stands there, with the row that each is of.
pub(super) fn edits(store: &Store, changes: &[Change], rows: &[u64]) -> Result<Vec<Edit>> {
    let mut names = Names::of(store.read())?;
    names.far = far(store.read(), changes)?.into_iter().map(|far| ((far.metric, far.week), far.how)).collect();
    let mut edits = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let row = rows.get(at).copied().unwrap_or_default();
        edits.extend(names.edits(change)?.into_iter().map(|edit| Edit { row, ..edit }));
    }
    Ok(edits)
}

/// How many of some readings are new, and how many take the place of others; none where all of them are new.
pub(super) fn apart(edits: &[Edit]) -> Option<String> {
    let replacing = edits.iter().filter(|edit| !edit.was.is_empty()).count();
    let others = if replacing == 1 { "another one" } else { "others" };
    (replacing > 0).then(|| format!("{} new, {replacing} in place of {others}", edits.len() - replacing))
}

/// What takes the place of something else in the pilots that are there already; of those that are added it is all new.
pub(super) fn replaced(store: &Store, changes: &[Change]) -> Result<Vec<Edit>> {
    let there: HashSet<String> = called(&store.read().pilots()?).into_values().collect();
    let mut edits = edits(store, changes, &[])?;
    let stood = |edit: &Edit| !matches!(edit.was.as_str(), "" | "-");
    edits.retain(|edit| there.contains(&edit.what) && stood(edit));
    Ok(edits)
}

/// What pilots are called: by its name, and where others have it too, by its code as well.
fn called(pilots: &[Pilot]) -> HashMap<PilotId, String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for pilot in pilots {
        *times.entry(pilot.name.to_lowercase()).or_default() += 1;
    }
    let is_shared = |pilot: &Pilot| times.get(&pilot.name.to_lowercase()).is_some_and(|times| *times > 1);
    let told = |pilot: &Pilot| {
        if is_shared(pilot) { format!("{} ({})", pilot.name, pilot.code) } else { pilot.name.clone() }
    };
    pilots.iter().map(|pilot| (pilot.id, told(pilot))).collect()
}

/// What things are called that changes know by their ids.
struct Names<'a> {
    reader: &'a Reader,
    pilots: HashMap<PilotId, String>,
    /// The pilots as they are now.
    known: HashMap<PilotId, Pilot>,
    metrics: HashMap<MetricId, Metric>,
    targets: HashMap<PilotId, Vec<Target>>,
    people: HashMap<PersonId, String>,
    exceptions: HashMap<ExceptionId, String>,
    actions: HashMap<ActionId, String>,
    /// How far readings that would be written are from those before them.
    far: HashMap<(MetricId, Week), String>,
}

impl<'a> Names<'a> {
    fn of(reader: &'a Reader) -> Result<Self> {
        let known = reader.pilots()?;
        let pilots = called(&known);
        let known: HashMap<PilotId, Pilot> = known.into_iter().map(|pilot| (pilot.id, pilot)).collect();
        let metrics = reader.metrics(None)?.into_iter().map(|metric| (metric.id, metric)).collect();
        // Who is archived has a name too.
        let people = reader.people()?.into_iter().map(|row| (row.person.id, row.person.name)).collect();
        let exceptions = reader.exceptions(None)?.into_iter().map(|one| (one.id, one.text)).collect();
        let actions = reader.actions()?.into_iter().map(|one| (one.id, one.text)).collect();
        let (targets, far) = (reader.all_targets(None)?, HashMap::new());
        Ok(Self { reader, pilots, known, metrics, targets, people, exceptions, actions, far })
    }

    /// A reading that would be written; none where it stands there already.
    fn reading(&self, record: &Record) -> Result<Option<Edit>> {
        let Some(metric) = self.metrics.get(&record.metric) else {
            return Ok(None);
        };
        let there = self.reader.reading(metric.local, record.week)?;
        let there = there.as_ref();
        let targets = self.targets.get(&metric.pilot).map(Vec::as_slice).unwrap_or_default();
        let target = Target::in_force(targets, record.week);
        // What cannot be accepted is told where it is refused.
        let measure = record.typed.and_then(|typed| metric.accept(typed, target, &record.note).ok());
        let counted = record.typed.zip(measure).and_then(|(typed, measure)| typed.counted(measure));
        let to = measure.map(|measure| {
            let (note, sample) = (record.note.clone(), record.sample);
            Reading { week: record.week, measure, note, sample }
        });
        if there == to.as_ref() {
            return Ok(None);
        }
        let pilot = self.pilots.get(&metric.pilot).map(String::as_str).unwrap_or_default();
        let (what, field) = (format!("{pilot} {}", metric.name), record.week.to_string());
        let was = there.map(|reading| read(metric, reading)).unwrap_or_default();
        let to = to.map_or_else(|| "taken back".to_owned(), |reading| read(metric, &reading));
        let far = self.far.get(&(record.metric, record.week));
        let told = counted.iter().chain(far).fold(to, |to, how| format!("{to} ({how})"));
        Ok(Some(Edit::of(what, &field, was, told)))
    }

    /// What a change comes to; nothing where it is only remembered.
    fn edits(&mut self, change: &Change) -> Result<Vec<Edit>> {
        let pilot = |id: &PilotId| self.pilots.get(id).cloned().unwrap_or_default();
        let one = match change {
            Change::Person(PersonChange::Add(new)) => {
                self.people.extend(new.id.map(|id| (id, new.name.clone())));
                let level = if new.level == Level::Other { String::new() } else { new.level.to_string() };
                let said = joined([new.title.clone(), level, new.unit.clone(), new.email.clone()]);
                Some(Edit::of(new.name.clone(), "new person", String::new(), said))
            }
            Change::Person(PersonChange::Set { person, field, to, was }) => {
                let name = self.people.get(person).cloned().unwrap_or_default();
                Some(self.set(name, field.name(), was.as_ref(), to))
            }
            Change::Pilot(PilotChange::Add(new)) => return Ok(self.new_pilot(new)),
            Change::Pilot(PilotChange::Report { pilot, status, because, .. }) => {
                return Ok(self.report(*pilot, *status, because));
            }
            Change::Pilot(PilotChange::Set { pilot: id, field, to, .. }) => {
                let was = match self.known.get(id) {
                    Some(_) if *field == PilotField::Summary => self.reader.summary(*id)?,
                    Some(pilot) => stood(pilot, *field),
                    None => String::new(),
                };
                Some(Edit::of(pilot(id), field.name(), was, self.said(to)))
            }
            Change::Pilot(PilotChange::Appoint { pilot: id, person, .. }) => {
                let to = person.and_then(|id| self.people.get(&id).cloned()).unwrap_or_default();
                let was = self.known.get(id).and_then(Pilot::owner_name).unwrap_or_default().to_owned();
                Some(Edit::of(pilot(id), "owner", was, to))
            }
            Change::Pilot(change) => self.standing(change),
            Change::Note(change) => self.note(change),
            Change::Exception(change) => self.exception(change),
            Change::Action(change) => Some(self.action(change)),
            Change::Record(record) => self.reading(record)?,
            // What an import remembers of its source is not of interest to anybody.
            _ => None,
        };
        Ok(one.into_iter().collect())
    }

    /// A pilot that would be added: in one line what tells it from others, then all else that is known of it.
    fn new_pilot(&mut self, new: &NewPilot) -> Vec<Edit> {
        self.pilots.extend(new.id.map(|id| (id, new.name.clone())));
        let named = |person: Option<PersonId>| person.and_then(|id| self.people.get(&id)).cloned().unwrap_or_default();
        let owner = Some(named(new.owner)).filter(|name| !name.is_empty()).map(|name| format!("owned by {name}"));
        // The first stage is entered with the start, a later one on a day of its own.
        let entered = match new.entered {
            Some(day) => format!(" since {day}"),
            None if new.stage > Stage::One => " from today".to_owned(),
            None => String::new(),
        };
        let began = if entered.is_empty() { "since" } else { "started" };
        let began = new.started.map(|day| format!("{began} {day}"));
        let stage = format!("stage {}{entered}", new.stage);
        let first = joined([stage, new.unit.clone(), owner.unwrap_or_default(), began.unwrap_or_default()]);
        let (reported, because) = new.report.clone().map(|(status, why)| (status.to_string(), why)).unwrap_or_default();
        let lifecycle = Some(new.lifecycle).filter(|one| *one != Lifecycle::Active).map(|one| one.to_string());
        [
            ("new pilot", first),
            ("code", new.code.clone().unwrap_or_default()),
            ("lead", named(new.lead)),
            ("summary", new.summary.clone()),
            ("tags", new.tags.join("; ")),
            ("partner", new.partner.clone()),
            ("partner_ends", new.partner_ends.map(|day| day.to_string()).unwrap_or_default()),
            ("lifecycle", lifecycle.unwrap_or_default()),
            ("reported", reported),
            ("because", because),
            ("note", new.note.clone().unwrap_or_default()),
        ]
        .into_iter()
        .filter(|(_, to)| !to.is_empty())
        .map(|(field, to)| Edit::of(new.name.clone(), field, String::new(), to))
        .collect()
    }

    /// How a pilot would stand.
    fn standing(&self, change: &PilotChange) -> Option<Edit> {
        let edit = |id: &PilotId, field: &str, stood: fn(&Pilot) -> String, to: String| {
            let what = self.pilots.get(id).cloned().unwrap_or_default();
            let was = self.known.get(id).map(stood).unwrap_or_default();
            Some(Edit::of(what, field, was, to))
        };
        match change {
            PilotChange::Retake { pilot, to, .. } => {
                edit(pilot, "stage", |pilot| pilot.stage.to_string(), to.to_string())
            }
            PilotChange::Lifecycle { pilot, to, .. } => {
                edit(pilot, "lifecycle", |pilot| pilot.lifecycle.to_string(), to.to_string())
            }
            PilotChange::Archive { pilot, archived } => {
                edit(pilot, "archived", |pilot| flag_word(pilot.archived).to_owned(), flag_word(*archived).to_owned())
            }
            _ => None,
        }
    }

    /// What would be reported of a pilot, as far as it is something else: the status, and the sentence that gives its
    /// reason.
    fn report(&self, pilot: PilotId, status: Status, because: &str) -> Vec<Edit> {
        let what = self.pilots.get(&pilot).cloned().unwrap_or_default();
        let stood = self.known.get(&pilot).map(|pilot| &pilot.report);
        let stood = stood.map(|report| (report.status.to_string(), report.because.clone())).unwrap_or_default();
        [("reported", stood.0, status.to_string()), ("because", stood.1, because.to_owned())]
            .into_iter()
            .filter(|(_, was, to)| was != to)
            .map(|(field, was, to)| Edit::of(what.clone(), field, was, to))
            .collect()
    }

    fn note(&self, change: &NoteChange) -> Option<Edit> {
        let pilot = |id: &PilotId| self.pilots.get(id).cloned().unwrap_or_default();
        let one = |note: &NoteId| format!("note {note}");
        Some(match change {
            NoteChange::Add { pilot: id, text, .. } => Edit::of(pilot(id), "note", String::new(), text.clone()),
            NoteChange::Bring { pilot: id, text, on, .. } => {
                Edit::of(pilot(id), &format!("note of {on}"), String::new(), text.clone())
            }
            NoteChange::Edit { note, to, was } => Edit::of(one(note), "text", was.clone()?, to.clone()),
            NoteChange::Archive { note, archived } => {
                Edit::of(one(note), "archived", flag_word(!archived).to_owned(), flag_word(*archived).to_owned())
            }
        })
    }

    fn exception(&mut self, change: &ExceptionChange) -> Option<Edit> {
        let edit = |what, field: &str, was, to| Some(Edit::of(what, field, was, to));
        let called = |exception| self.exceptions.get(exception).cloned().unwrap_or_default();
        match change {
            ExceptionChange::Raise { id: new, pilot, text, severity, owner, at } => {
                self.exceptions.extend(new.map(|new| (new, text.clone())));
                let pilot = self.pilots.get(pilot).cloned().unwrap_or_default();
                let raised = at.map(|at| format!("raised {}", moment(at))).unwrap_or_default();
                let owner = owner.and_then(|owner| self.people.get(&owner));
                let owner = owner.map(|owner| format!("owned by {owner}")).unwrap_or_default();
                let said = joined([text.clone(), severity.name().to_owned(), raised, owner]);
                edit(pilot, "new exception", String::new(), said)
            }
            ExceptionChange::Set { exception, field, to, was } => {
                Some(self.set(called(exception), field.name(), was.as_ref(), to))
            }
            ExceptionChange::Advance { exception, to, note, at, .. } => {
                let said = joined([at.map(moment).unwrap_or_default(), note.clone().unwrap_or_default()]);
                edit(called(exception), to.name(), String::new(), said)
            }
            // What an import remembers of its source is not of interest to anybody.
            ExceptionChange::Said { .. } => None,
        }
    }

    fn action(&self, change: &ActionChange) -> Edit {
        let called = |action| self.actions.get(action).cloned().unwrap_or_default();
        match change {
            ActionChange::Add { text, owner, due, pilot, .. } => {
                let pilot = pilot.and_then(|pilot| self.pilots.get(&pilot).cloned()).unwrap_or_default();
                let said = joined([self.said(&Value::Person(*owner)), format!("by {due}"), pilot]);
                Edit::of(text.clone(), "new action", String::new(), said)
            }
            ActionChange::Set { action, field, to, was } => self.set(called(action), field.name(), was.as_ref(), to),
            ActionChange::End { action, to, was, .. } => {
                let was = was.map(|was| was.to_string()).unwrap_or_default();
                Edit::of(called(action), "state", was, to.to_string())
            }
        }
    }

    fn set(&self, what: String, field: &str, was: Option<&Value>, to: &Value) -> Edit {
        let was = was.map(|was| self.said(was)).unwrap_or_default();
        Edit::of(what, field, was, self.said(to))
    }

    fn said(&self, value: &Value) -> String {
        match value {
            Value::Nothing => String::new(),
            Value::Flag(flag) => flag_word(*flag).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Person(person) => self.people.get(person).cloned().unwrap_or_default(),
            Value::Words(words) => words.join("; "),
            Value::Text(text) => text.clone(),
        }
    }
}

/// Those that say something, one after the other.
fn joined<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A day, or a moment of one.
fn moment(at: When) -> String {
    match at {
        When::On(day) => day.to_string(),
        When::At(instant) => instant.said(),
    }
}

/// A reading in words, with its note and how many cases it comes from.
fn read(metric: &Metric, reading: &Reading) -> String {
    let value = match reading.measure {
        Measure::Number(number) if metric.role == Role::OldProcess => metric.said(number),
        Measure::Number(number) => number.to_string(),
        Measure::Users { active, target } => format!("{active}/{target}"),
        Measure::NotMeasured => "not measured".to_owned(),
    };
    let note = if reading.note.is_empty() { String::new() } else { format!(": {}", reading.note) };
    let cases = reading.sample.map(|sample| format!(", of {sample}")).unwrap_or_default();
    format!("{value}{cases}{note}")
}

/// What stands in a field of a pilot; nothing of what is read apart from it.
fn stood(pilot: &Pilot, field: PilotField) -> String {
    let day = |day: Option<crate::domain::Day>| day.map_or_else(String::new, |day| day.to_string());
    match field {
        PilotField::Name => pilot.name.clone(),
        PilotField::Code => pilot.code.clone(),
        PilotField::Unit => pilot.unit.clone(),
        PilotField::Tags => pilot.tags.join("; "),
        PilotField::Lead => pilot.lead.as_ref().map_or_else(String::new, |(_, name)| name.clone()),
        PilotField::Partner => pilot.partner.clone(),
        PilotField::PartnerEnds => day(pilot.partner_ends),
        PilotField::Started => day(pilot.started),
        PilotField::Rollout => day(pilot.rollout),
        PilotField::Cohort => pilot.cohort.clone(),
        PilotField::SpendChange => pilot.spend_change.map(|spent| spent.to_string()).unwrap_or_default(),
        PilotField::SpendTechnology => pilot.spend_technology.map(|spent| spent.to_string()).unwrap_or_default(),
        // A long text is read where it is asked for.
        PilotField::Summary => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_sums_shows_no_value_of_a_column() {
        let table = Table::parse("What;Who;Due;Cost\nCall;Bo;2026-12-01;12\nTotal;;;-12 €\n", b';').unwrap();
        let columns = columns_fed(&table, RowsOf::Actions, &[Some("text"), Some("owner"), Some("due"), None]);
        let samples: Vec<&str> = columns.iter().map(|column| column.sample.as_str()).collect();
        assert_eq!(samples, ["Call", "Bo", "2026-12-01", "12"]);
    }
}
