//! Readiness at the command line: scores, workstreams, and the records of both.

use serde_json::Value;

use super::args::{AddWorkstream, Command, Noun, Score};
use super::commit::commit;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::records;
use crate::domain::change::{AssessmentChange, NewWorkstream, ScoreChange, WorkstreamChange};
use crate::domain::readiness::{Waiver, watched};
use crate::domain::spoken::Side;
use crate::domain::{
    Change, Day, Dimension, Framework, Invalid, Pilot, PilotId, PilotPage, Portfolio, Readiness, Shown, Signal,
    WorkItem, WorkstreamId, parsed,
};
use crate::store::Reader;

/// The given day; none where none is given.
pub(super) fn day(session: &Session, text: Option<&str>, field: &'static str, side: Side) -> Result<Option<Day>> {
    Ok(text.map(|text| session.day(text, field, side)).transpose()?)
}

/// The texts of a repeated option; an empty one is an error, as it was meant to say something.
pub(super) fn texts(given: Vec<String>, option: &'static str, what: &str) -> Result<Vec<String>> {
    if given.iter().any(|text| text.trim().is_empty()) {
        let error = Invalid::new(format!("--{option} is empty"));
        return Err(error.hint(format!("write what {what}, or leave --{option} out")).at(option).into());
    }
    Ok(given)
}

fn zero_to_four(text: &str, field: &'static str) -> Result<u8> {
    let wrong = || {
        Invalid::new(format!("“{text}” is not a score"))
            .hint("0 nobody knows, 1 known, 2 partly there, 3 there with evidence, 4 under live load for four weeks")
            .at(field)
    };
    Ok(text.trim().parse().ok().filter(|score| *score <= 4).ok_or_else(wrong)?)
}

/// The commands of scores and workstreams.
pub(super) fn run(session: &Session, command: Command, output: &Output) -> Result<()> {
    match command {
        Command::Score(arguments) => score(session, arguments, output),
        Command::Workstream { id, what, item, evidence, rescore, by } => {
            workstream(session, (&id, &what), item, (evidence, rescore, by), output)
        }
        _ => Ok(()),
    }
}

fn score(session: &Session, arguments: Score, output: &Output) -> Result<()> {
    if arguments.paper {
        return paper(session, &arguments.pilot, output);
    }
    let mut store = session.open(output)?;
    let reader = store.read();
    let pilot = reader.find_pilot(&arguments.pilot)?;
    let change = match (&arguments.dimension, &arguments.score) {
        (Some(wanted), Some(value)) => AssessmentChange::Score(ScoreChange {
            by: arguments.by.as_deref().map(|who| reader.find_person(who)).transpose()?,
            evidence: texts(arguments.evidence, "evidence", "shows it")?,
            dated: day(session, arguments.dated.as_deref(), "dated", Side::Behind)?,
            criteria: arguments.criteria.as_deref().map(criteria).transpose()?,
            gaps: texts(arguments.gap, "gap", "is missing")?,
            effort: arguments.effort,
            ..ScoreChange::new(pilot, parsed(wanted, "dimension")?, zero_to_four(value, "score")?)
        }),
        _ => AssessmentChange::NewVersion { pilot },
    };
    commit(session, &mut store, &Change::Assessment(change), output)
}

/// Places of criteria from their numbers on the questionnaire, which begin with 1.
fn criteria(numbers: &str) -> Result<Vec<u8>> {
    let places = numbers.split([' ', ',']).filter(|number| !number.is_empty()).map(|number| {
        number.parse::<u8>().ok().and_then(|number| number.checked_sub(1)).ok_or_else(|| {
            let error = Invalid::new(format!("“{number}” is no number of a criterion"));
            Failure::from(error.hint("write them as '1 3'; steerco score PILOT --paper prints them").at("criteria"))
        })
    });
    let mut places = places.collect::<Result<Vec<u8>>>()?;
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// Said of a pilot that went while it was looked at.
pub(super) fn gone() -> Failure {
    Failure::new(4, "that pilot is not there any more")
}

/// The pilot as it stood on a day; refused where it had not begun by it.
pub(super) fn stood(reader: &Reader, id: PilotId, day: Day) -> Result<Pilot> {
    if let Some(pilot) = reader.pilot_on(id, day)? {
        return Ok(pilot);
    }
    let pilot = reader.pilot(id)?.ok_or_else(gone)?;
    let first = pilot.started.map_or_else(|| "not known".to_owned(), |first| first.to_string());
    Err(Failure::new(4, format!("{} had not begun on {day}: its first day is {first}", pilot.name)))
}

/// The page of a pilot as it stood on a day, as people see it.
pub(super) fn page_stood(reader: &Reader, id: PilotId, day: Day) -> Result<PilotPage> {
    let pilot = stood(reader, id, day)?;
    Ok(PilotPage { pilot, ..reader.page_seen(id, day)?.ok_or_else(gone)? })
}

/// What is known of the readiness of a pilot.
pub(super) fn readiness_of(reader: &Reader, pilot: PilotId) -> Result<Readiness> {
    Ok(reader.readiness(Some(pilot))?.remove(&pilot).unwrap_or_default())
}

/// The gap assessment as questions to be filled in on paper: what was found last is printed in.
fn paper(session: &Session, pilot: &str, output: &Output) -> Result<()> {
    let (pilot, readiness, framework) = session.read(|reader| {
        let id = reader.find_pilot(pilot)?;
        Ok((reader.pilot(id)?.ok_or_else(gone)?, readiness_of(reader, id)?, reader.framework()?))
    })?;
    let scale: Vec<String> =
        framework.data.score.iter().map(|score| format!("{} {}", score.value, score.means)).collect();
    let mut text = format!(
        "# Gap assessment: {}\n\nAssessed by ______________________ on ______________\n\nScore: {}.\n",
        pilot.name,
        scale.join(" · ")
    );
    for id in Dimension::ALL {
        text.push_str(&questions(*id, &readiness, &framework));
    }
    Shown::lines(&text).into_iter().try_for_each(|line| output.line(line.as_str()))
}

/// The questions about one dimension.
fn questions(id: Dimension, readiness: &Readiness, framework: &Framework) -> String {
    let known = framework.dimension(id);
    let votes = if known.go_no_go { "votes at G1" } else { "no vote at G1" };
    let mut lines = vec![
        String::new(),
        format!("## {} ({votes}; passes at {} with evidence)", known.name, known.pass),
        String::new(),
    ];
    lines.extend((1..).zip(&known.criteria).map(|(number, criterion)| format!("- [ ] {number}: {criterion}")));
    if let Some((scored, value)) = readiness.scored(id).and_then(|scored| Some((scored, scored.value?))) {
        let on = scored.on.map_or_else(String::new, |on| format!(" on {on}"));
        lines.extend([String::new(), format!("Last scored {value} by {}{on}.", scored.by)]);
        lines.extend(scored.open_gaps().map(|gap| format!("Missing then: {}", gap.text)));
    }
    let blank = "_".repeat(56);
    for line in ["Score: 0  1  2  3  4", &format!("What shows it: {blank}"), &format!("What is missing: {blank}")] {
        lines.extend([String::new(), line.to_owned()]);
    }
    lines.extend([String::new(), "Weeks of work: ______".to_owned(), String::new()]);
    lines.join("\n")
}

pub(super) fn open_workstream(session: &Session, arguments: AddWorkstream, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let pilot = reader.find_pilot(&arguments.pilot)?;
    let new = NewWorkstream {
        pilot,
        dimension: parsed(&arguments.dimension, "dimension")?,
        team: arguments.team,
        owner: Some(reader.find_person(&arguments.owner)?),
        start: day(session, arguments.start.as_deref(), "start", Side::Ahead)?,
        due: Some(session.day(&arguments.due, "due", Side::Ahead)?),
        effort: arguments.effort,
        exit_test: arguments.exit_test,
        items: WorkItem::read(&arguments.item.join("\n")),
    };
    commit(session, &mut store, &Change::Workstream(WorkstreamChange::Open(new)), output)
}

/// Closes a workstream against its exit test, or marks one of its items as done or as open again.
fn workstream(
    session: &Session,
    (id, what): (&str, &str),
    item: Option<usize>,
    (evidence, rescore, by): (Option<String>, Option<String>, Option<String>),
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let reader = store.read();
    let workstream = reader.find_workstream(id)?;
    let change = match (what, item) {
        ("tick", Some(number)) if evidence.is_none() && rescore.is_none() && by.is_none() => {
            ticked(reader, workstream, number)?
        }
        ("tick", _) => {
            return Err(Failure::usage("an item is ticked without evidence and score", "write `workstream ID tick N`"));
        }
        (_, Some(_)) => {
            return Err(Failure::usage("a workstream is closed as a whole", "leave the number out, or write tick"));
        }
        (_, None) => WorkstreamChange::Close {
            workstream,
            evidence: evidence.unwrap_or_default(),
            score: zero_to_four(&rescore.unwrap_or_default(), "rescore")?,
            by: reader.find_person(&by.unwrap_or_default())?,
        },
    };
    commit(session, &mut store, &Change::Workstream(change), output)
}

/// Another mark at an item of a workstream.
fn ticked(reader: &Reader, workstream: WorkstreamId, number: usize) -> Result<WorkstreamChange> {
    let works = reader.readiness(None)?.into_values().flat_map(|known| known.workstreams);
    let was = works.into_iter().find(|work| work.id == workstream).map(|work| work.items).unwrap_or_default();
    let mut items = was.clone();
    let count = items.len();
    let item = number.checked_sub(1).and_then(|at| items.get_mut(at)).ok_or_else(|| {
        Invalid::new(format!("it has no item {number}")).hint(format!("its items are numbered 1 to {count}")).at("item")
    })?;
    item.done = !item.done;
    Ok(WorkstreamChange::Items { workstream, items, was: Some(was) })
}

/// The waivers of every pilot, without what fired since.
pub(super) fn waivers(reader: &Reader) -> Result<Vec<Value>> {
    let (known, pilots) = (reader.readiness(None)?, reader.pilots()?);
    let of = |pilot: &Pilot| {
        let waivers = known.get(&pilot.id).map(|one| one.waivers.as_slice()).unwrap_or_default();
        waivers.iter().map(|one| (one.id.0, records::waiver(one, &pilot.code, &[]))).collect::<Vec<_>>()
    };
    Ok(records::as_made(pilots.iter().flat_map(of)))
}

/// The records of a noun of readiness for those pilots, in order of creation.
pub(super) fn listed(session: &Session, reader: &Reader, noun: Noun, pilots: &[&Pilot]) -> Result<Vec<Value>> {
    let (known, framework) = (reader.readiness_on(None, session.today)?, reader.framework()?);
    let all = reader.pilots()?;
    let codes = records::codes(&all);
    let judged = match noun {
        Noun::Waivers => super::signals::judged(session, reader)?,
        _ => Portfolio::default(),
    };
    let each = pilots.iter().filter_map(|pilot| Some((pilot.code.as_str(), known.get(&pilot.id)?)));
    let mut found: Vec<(i64, Value)> = Vec::new();
    for (code, readiness) in each {
        match noun {
            Noun::Assessments => found.extend(readiness.assessments.iter().map(|one| {
                let quality = one.quality(readiness, session.today, &framework);
                (one.id.0, records::assessment(one, code, quality))
            })),
            Noun::Workstreams => {
                let record = |work| records::workstream(work, code, session.today);
                found.extend(readiness.workstreams.iter().map(|work| (work.id.0, record(work))));
            }
            Noun::Steps => found.extend(readiness.steps.iter().map(|one| (one.id.0, records::step(one, code)))),
            Noun::Items => {
                let record = |one| records::item(one, code, &codes);
                found.extend(readiness.expansions.iter().map(|one| (one.id.0, record(one))));
            }
            Noun::Trainings => {
                found.extend(readiness.trainings.iter().map(|one| (one.id.0, records::training(one, code))));
            }
            _ => {
                let fired = |waiver: &Waiver| fired_since(waiver, &judged);
                let record = |one: &Waiver| (one.id.0, records::waiver(one, code, &fired(one)));
                found.extend(readiness.waivers.iter().map(record));
            }
        }
    }
    Ok(records::as_made(found))
}

/// The warnings about what was waived that began to fire since, and still fire.
fn fired_since(waiver: &Waiver, judged: &Portfolio) -> Vec<&'static str> {
    let signals = judged.signals(waiver.pilot);
    let since = |signal: &&Signal| signal.found.since.is_none_or(|since| since >= waiver.decided);
    let about = |signal: &&Signal| watched(&waiver.rule).contains(&signal.warning);
    signals.iter().filter(about).filter(since).map(|signal| signal.warning).collect()
}

/// The gaps written in those pilots' assessments, as of a day.
pub(super) fn written_gaps(reader: &Reader, pilots: &[&Pilot], day: Day) -> Result<Vec<Value>> {
    let known = reader.readiness_on(None, day)?;
    let mut found = Vec::new();
    for pilot in pilots {
        let Some((readiness, current)) = known.get(&pilot.id).and_then(|one| Some((one, one.current()?))) else {
            continue;
        };
        for (dimension, scored) in current.each() {
            let work = readiness.open_workstream(dimension);
            found.extend(scored.gaps.iter().map(|gap| records::written_gap(gap, pilot, dimension, work)));
        }
    }
    Ok(found)
}
