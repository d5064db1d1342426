//! `list`: every noun as a table or as JSON, filtered by the pilots that its records belong to.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::args::{List, Noun};
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::records::{self, Codes, code};
use crate::domain::decision::ACCEPT_WARNING;
use crate::domain::words::flag_word;
use crate::domain::{
    Action, Baseline, Decision, Metric, MetricId, PersonId, Pilot, PilotId, Stage, Status, Visit, VisitKind, Week,
};
use crate::store::{Of, PersonRow, Reader, ReadingRow};

/// Columns of a noun's table, by the fields of its records.
const fn columns(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Pilots => &[
            "code",
            "name",
            "stage",
            "lifecycle",
            "reported",
            "computed",
            "executive_owner",
            "unit",
            "week_in_stage",
            "open_gaps",
        ],
        Noun::People => &["name", "title", "level", "unit", "email", "partner", "owns"],
        Noun::Metrics => &["id", "pilot", "family", "name", "unit", "better", "headline", "target"],
        Noun::Readings => &["pilot", "metric", "week", "value", "sample", "note"],
        Noun::Gaps => &["pilot", "item", "text", "state", "owner", "due"],
        Noun::Assessments => &["id", "pilot", "version", "date", "frozen", "quality"],
        Noun::Workstreams => &["id", "pilot", "dimension", "owner", "start", "due", "state", "exit_test"],
        Noun::Steps => &["id", "pilot", "name", "manager", "documented", "trained", "retired"],
        Noun::Items => &["id", "pilot", "kind", "name", "state", "since", "met", "child"],
        Noun::Trainings => &["id", "pilot", "date", "audience", "attended", "topic", "by"],
        Noun::Waivers => &["id", "pilot", "gate", "rule", "reason", "by", "date", "outcome", "fired"],
        Noun::Exceptions => &["id", "pilot", "text", "severity", "state", "owner", "raised", "escalated", "resolved"],
        Noun::Decisions => &["id", "pilot", "verb", "statement", "date", "decided_by", "review_trigger"],
        Noun::Notes => &["id", "pilot", "date", "by", "text"],
        Noun::Actions => &["id", "due", "owner", "state", "pilot", "text"],
        Noun::Reviews => &["id", "date", "state", "chair", "planned", "slot"],
        Noun::Committee => &["name", "level", "function", "chair"],
        Noun::Versions => &["id", "pilot", "name", "released", "retrained", "note"],
        Noun::Signals => &["warning", "pilot", "level", "since", "explanation"],
        Noun::Journal => &["seq", "at", "actor", "kind", "summary"],
    }
}

/// The same; where archived rows are listed too, a column tells them apart.
pub(super) fn header(noun: Noun, all: bool) -> Vec<&'static str> {
    let mut header = columns(noun).to_vec();
    if all && matches!(noun, Noun::Pilots | Noun::People | Noun::Metrics | Noun::Notes) {
        header.push("archived");
    }
    header
}

pub(super) fn run(session: &Session, arguments: &List, output: &Output) -> Result<()> {
    let mut found = session.read(|reader| {
        let mut found = records_of(session, reader, arguments)?;
        match arguments.noun {
            Noun::Decisions if !output.json => as_read(&mut found, &reader.decisions_so_far(session.today)?),
            Noun::Pilots if !output.json => as_standing(&mut found, &reader.pilots_on(Of::All, session.today)?),
            _ => {}
        }
        Ok(found)
    })?;
    if let Some(field) = &arguments.sort {
        records::sort(&mut found, field)?;
    }
    if output.json {
        return output.value(&Value::Array(found));
    }
    let header = header(arguments.noun, arguments.all);
    let told = |record: &Value| header.iter().map(|field| cell(record.get(*field))).collect();
    let rows: Vec<Vec<String>> = found.iter().map(told).collect();
    if rows.is_empty() {
        output.message("Nothing to list.");
    }
    let titles: Vec<&str> = header.iter().copied().map(|field| title(arguments.noun, field)).collect();
    output.table(&titles, &rows)
}

/// The heading of a column: its field, unless that could be misread.
fn title(noun: Noun, field: &'static str) -> &'static str {
    match (noun, field) {
        // Next to who waived it, a date would be read as the day of the waiver.
        (Noun::Waivers, "date") => "look again",
        (Noun::Waivers, "fired") => "fires since then",
        _ => field,
    }
}

/// Replaces values in the records of decisions with words for people: the name of a decision that accepts a warning,
/// and its trigger or its waiver's, as in the registers of a pack. Programs get the framework's words.
pub(super) fn as_read(found: &mut [Value], decisions: &[Decision]) {
    let told: HashMap<String, String> = decisions.iter().map(|one| (one.id.to_string(), one.back())).collect();
    for record in found {
        if records::accepts(record) {
            record["verb"] = ACCEPT_WARNING.into();
        }
        let back = record["id"].as_str().and_then(|id| told.get(id));
        if let Some(back) = back.filter(|back| !back.is_empty()) {
            record["review_trigger"] = back.as_str().into();
        }
    }
}

/// Puts into the records of pilots how people read that they stand: those at rest no way. Programs read what is
/// computed of them.
fn as_standing(found: &mut [Value], pilots: &[Pilot]) {
    let at_rest: HashSet<&str> =
        pilots.iter().filter(|pilot| pilot.at_rest().is_some()).map(|pilot| pilot.code.as_str()).collect();
    for record in found {
        if record["code"].as_str().is_some_and(|code| at_rest.contains(code)) {
            record["computed"] = Status::NotReported.name().into();
        }
    }
}

/// A value as a cell of a table.
pub(super) fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(flag)) => flag_word(*flag).to_owned(),
        Some(Value::Array(items)) => items.iter().map(|item| cell(Some(item))).collect::<Vec<_>>().join(", "),
        Some(other) => other.to_string(),
    }
}

/// The records of a noun, in order of creation.
pub(super) fn records_of(session: &Session, reader: &Reader, arguments: &List) -> Result<Vec<Value>> {
    let (mut all, made) = (reader.pilots_on(Of::All, session.today)?, reader.pilots_made()?);
    all.sort_by_key(|pilot| (made.get(&pilot.id), pilot.id));
    let pilots = chosen(reader, &all, arguments)?;
    let ids: HashSet<PilotId> = pilots.iter().map(|pilot| pilot.id).collect();
    // A record without a day may name a pilot that began later.
    let known = reader.pilots()?;
    let codes = records::codes(&known);
    let framework = reader.framework()?;
    Ok(match arguments.noun {
        Noun::Pilots => {
            let judged = super::signals::judged(session, reader)?;
            let record = |pilot: &&Pilot| records::pilot(pilot, judged.of(pilot.id), session.moment(), &framework);
            pilots.iter().map(record).collect()
        }
        Noun::People => people((session, reader), arguments, &pilots, &all)?,
        Noun::Metrics => metrics((session, reader), arguments, (&ids, &codes))?,
        Noun::Readings => readings(session, reader, arguments, &ids, &all)?.iter().map(records::reading).collect(),
        Noun::Gaps => {
            let own: Vec<Pilot> = pilots.iter().map(|pilot| (*pilot).clone()).collect();
            let mut gaps: Vec<Value> = reader.gaps(&own, session.today)?.iter().map(records::gap).collect();
            gaps.extend(super::readiness::written_gaps(reader, &pilots, session.today)?);
            gaps
        }
        Noun::Assessments | Noun::Workstreams | Noun::Steps | Noun::Items | Noun::Trainings | Noun::Waivers => {
            super::readiness::listed(session, reader, arguments.noun, &pilots)?
        }
        Noun::Actions => actions((session, reader), arguments, &all, &codes)?,
        noun @ (Noun::Reviews | Noun::Committee) if is_narrowed(arguments) => {
            let what =
                if noun == Noun::Reviews { "a review is of all pilots" } else { "the committee is one for all pilots" };
            return Err(Failure::usage(what, "leave --pilot, --stage, --unit, --owner and --lead out"));
        }
        Noun::Reviews | Noun::Committee => super::review::listed(session, reader, arguments.noun)?,
        Noun::Exceptions | Noun::Decisions | Noun::Versions => beside((session, reader), arguments.noun, &ids, &codes)?,
        Noun::Notes => notes((session, reader), arguments, &ids, &codes)?,
        Noun::Signals => {
            let judged = super::signals::judged(session, reader)?;
            let fired = super::signals::fired(&judged, None);
            let shown = fired.iter().filter(|signal| ids.contains(&signal.pilot));
            let narrowed = ids.len() < all.iter().filter(|pilot| arguments.all || !pilot.archived).count();
            let findings =
                judged.findings.iter().filter(|_| !narrowed).map(|found| records::finding(found, &framework));
            findings.chain(shown.map(|signal| records::signal(signal, &codes, &framework))).collect()
        }
        Noun::Journal => entries((session, reader), arguments, &ids)?,
    })
}

/// The metrics of those pilots.
fn metrics(
    (session, reader): (&Session, &Reader),
    arguments: &List,
    (ids, codes): (&HashSet<PilotId>, &Codes<'_>),
) -> Result<Vec<Value>> {
    let mut metrics = reader.metrics(None)?;
    metrics.sort_by_key(|metric| metric.id);
    let shown = metrics.iter().filter(|metric| ids.contains(&metric.pilot) && (arguments.all || !metric.archived));
    let baselines: HashMap<MetricId, Baseline> =
        reader.baselines_on(None, session.today)?.into_iter().map(|baseline| (baseline.metric, baseline)).collect();
    let writers = records::writers(reader)?;
    let record =
        |metric: &Metric| records::metric(metric, code(codes, metric.pilot), baselines.get(&metric.id), &writers);
    Ok(shown.map(record).collect())
}

/// Entries of the journal; in a narrowed list, those about one of the pilots.
fn entries((session, reader): (&Session, &Reader), arguments: &List, ids: &HashSet<PilotId>) -> Result<Vec<Value>> {
    let mut entries = reader.journal_on(None, session.today, usize::MAX)?;
    if is_narrowed(arguments) {
        let about = reader.entries_about(ids)?;
        entries.retain(|entry| about.contains(&entry.seq));
    }
    entries.sort_by_key(|entry| entry.seq);
    Ok(entries.iter().map(records::entry).collect())
}

/// People; in a narrowed list, those who own or lead one of the pilots.
fn people(
    (session, reader): (&Session, &Reader),
    arguments: &List,
    pilots: &[&Pilot],
    all: &[Pilot],
) -> Result<Vec<Value>> {
    let narrowed = is_narrowed(&List { unit: None, ..arguments.clone() });
    let codes: HashSet<&str> = pilots.iter().map(|pilot| pilot.code.as_str()).collect();
    let concerned =
        |row: &PersonRow| !narrowed || row.owns.iter().chain(&row.leads).any(|code| codes.contains(code.as_str()));
    let in_unit = |row: &PersonRow| arguments.unit.as_ref().is_none_or(|unit| same(&row.person.unit, unit));
    let shown = |row: &&PersonRow| (arguments.all || !row.person.archived) && in_unit(row) && concerned(row);
    Ok(reader.people_on(session.today)?.iter().filter(shown).map(|row| records::person(row, all)).collect())
}

/// Are only some pilots meant?
fn is_narrowed(arguments: &List) -> bool {
    let List { pilot, stage, unit, owner, lead, .. } = arguments;
    stage.is_some() || [pilot, unit, owner, lead].into_iter().any(Option::is_some)
}

/// Actions; in a narrowed list, those about one of the pilots or owned by that person, as an action has its own owner.
fn actions(
    (session, reader): (&Session, &Reader),
    arguments: &List,
    all: &[Pilot],
    codes: &Codes<'_>,
) -> Result<Vec<Value>> {
    let owner = whose(reader, arguments.owner.as_deref())?;
    let of_pilots = List { owner: None, ..arguments.clone() };
    let own: Option<HashSet<PilotId>> = if is_narrowed(&of_pilots) {
        Some(chosen(reader, all, &of_pilots)?.into_iter().map(|pilot| pilot.id).collect())
    } else {
        None
    };
    let is_meant = |action: &&Action| {
        owner.is_none_or(|owner| owner == action.owner)
            && own.as_ref().is_none_or(|own| action.pilot.is_some_and(|pilot| own.contains(&pilot)))
    };
    Ok(reader.actions_on(session.today)?.iter().filter(is_meant).map(|action| records::action(action, codes)).collect())
}

/// Notes on those pilots, archived ones if asked for.
fn notes(
    (session, reader): (&Session, &Reader),
    arguments: &List,
    ids: &HashSet<PilotId>,
    codes: &Codes<'_>,
) -> Result<Vec<Value>> {
    let mut all = reader.notes_on(Of::All, session.today)?;
    all.sort_by_key(|note| note.id);
    let shown = all.iter().filter(|note| ids.contains(&note.pilot) && (arguments.all || !note.archived));
    Ok(shown.map(|note| records::listed_note(note, code(codes, note.pilot))).collect())
}

/// The records beside the readings of those pilots.
fn beside(
    (session, reader): (&Session, &Reader),
    noun: Noun,
    ids: &HashSet<PilotId>,
    codes: &Codes<'_>,
) -> Result<Vec<Value>> {
    let today = session.today;
    Ok(match noun {
        Noun::Decisions => {
            let (all, visits, writers) =
                (reader.decisions_on(None, today)?, reader.visits_on(today)?, records::writers(reader)?);
            let decided = all.iter().filter(|decision| ids.contains(&decision.pilot));
            let decided = decided.map(|one| (one.id.0, records::decision(one, code(codes, one.pilot))));
            // To begin a record in the middle is a decision too.
            let is_begun = |visit: &&Visit| visit.kind == VisitKind::TakeOver && ids.contains(&visit.pilot);
            let begun = visits.values().flatten().filter(is_begun);
            let begun = begun.map(|one| (one.id.0, records::take_over(one, code(codes, one.pilot), &writers)));
            records::as_made(decided.chain(begun))
        }
        Noun::Versions => {
            let mut all = reader.versions_on(None, today)?;
            all.sort_by_key(|version| version.id);
            let shown = all.iter().filter(|version| ids.contains(&version.pilot));
            shown.map(|version| records::version(version, code(codes, version.pilot))).collect()
        }
        _ => {
            let names: records::Names =
                reader.people()?.into_iter().map(|row| (row.person.id, row.person.name)).collect();
            let all = reader.exceptions_on(None, today)?;
            let shown = all.iter().filter(|exception| ids.contains(&exception.pilot));
            shown.map(|exception| records::exception(exception, code(codes, exception.pilot), &names)).collect()
        }
    })
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// The person that an option names.
fn whose(reader: &Reader, who: Option<&str>) -> Result<Option<PersonId>> {
    Ok(who.map(|who| reader.find_person(who)).transpose()?)
}

fn chosen<'a>(reader: &Reader, all: &'a [Pilot], arguments: &List) -> Result<Vec<&'a Pilot>> {
    let only = arguments.pilot.as_deref().map(|text| reader.find_pilot(text)).transpose()?;
    let owner = whose(reader, arguments.owner.as_deref())?;
    let lead = whose(reader, arguments.lead.as_deref())?;
    let stage = arguments.stage.map(Stage::from_number).transpose()?;
    Ok(all
        .iter()
        .filter(|pilot| arguments.all || !pilot.archived || only == Some(pilot.id))
        .filter(|pilot| only.is_none_or(|only| only == pilot.id))
        .filter(|pilot| stage.is_none_or(|stage| stage == pilot.stage))
        .filter(|pilot| arguments.unit.as_ref().is_none_or(|unit| same(&pilot.unit, unit)))
        .filter(|pilot| owner.is_none_or(|owner| pilot.owner.as_ref().is_some_and(|seat| seat.id == owner)))
        .filter(|pilot| lead.is_none_or(|lead| pilot.lead.as_ref().is_some_and(|(id, _)| *id == lead)))
        .collect())
}

/// Readings of weeks that had ended by the day, which are all that count then, and those entered by then for the
/// running week. They are in the order of the entries that first wrote them, and week by week within an entry. Readings
/// supplied by a register were written by nobody: they come with the first readings of their week, or last.
fn readings(
    session: &Session,
    reader: &Reader,
    arguments: &List,
    ids: &HashSet<PilotId>,
    all: &[Pilot],
) -> Result<Vec<ReadingRow>> {
    let codes = records::codes(all);
    let metrics: Vec<_> = reader
        .metrics(None)?
        .into_iter()
        .filter(|metric| ids.contains(&metric.pilot) && (arguments.all || !metric.archived))
        .collect();
    let mut found = reader.figures_through(&metrics, Week::of(session.today), session.today)?;
    let mut rows: Vec<(Option<i64>, ReadingRow)> = Vec::new();
    let mut begun: HashMap<Week, i64> = HashMap::new();
    for metric in metrics {
        let made = reader.readings_made(metric.local)?;
        for (week, entry) in &made {
            begun.entry(*week).and_modify(|first| *first = (*first).min(*entry)).or_insert(*entry);
        }
        for reading in found.remove(&metric.local).unwrap_or_default() {
            let entry = made.get(&reading.week).copied();
            let row = ReadingRow {
                pilot: code(&codes, metric.pilot).to_owned(),
                metric: metric.name.clone(),
                family: metric.family,
                reading,
            };
            rows.push((entry, row));
        }
    }
    rows.sort_by_cached_key(|(made, row)| {
        let week = row.reading.week;
        (made.or_else(|| begun.get(&week).copied()).unwrap_or(i64::MAX), week)
    });
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
