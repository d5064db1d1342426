//! Readiness at the command line: scores, workstreams, gates.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{AddWorkstream, Command, GateArguments, Score, settling};
use super::commit::{commit, commit_to, tell};
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::records;
use super::registers::left_open;
use super::ways::way;
use crate::domain::change::{
    AssessmentChange, GateChange, GateDecision, NewWorkstream, RolloutChange, ScoreChange, WorkstreamChange,
};
use crate::domain::readiness::{Held, Missing, Waiver, before_record, proposed_baseline, watched};
use crate::domain::spoken::Side;
use crate::domain::{
    Change, Day, Dimension, DocumentKind, ExpansionId, ExpansionState, Framework, Gate, Invalid, Metric, Pilot,
    PilotId, PilotPage, Portfolio, Readiness, Shown, Signal, Tally, Verdict, Week, WorkItem, WorkstreamId, handing_on,
    parsed,
};
use crate::store::{Error, Reader, Store};

fn day(session: &Session, text: Option<&str>, field: &'static str, side: Side) -> Result<Option<Day>> {
    Ok(text.map(|text| session.day(text, field, side)).transpose()?)
}

fn zero_to_four(text: &str, field: &'static str) -> Result<u8> {
    let wrong = || {
        Invalid::new(format!("“{text}” is not a score"))
            .hint("0 nobody knows, 1 known, 2 partly there, 3 there with evidence, 4 under live load for four weeks")
            .at(field)
    };
    Ok(text.trim().parse().ok().filter(|score| *score <= 4).ok_or_else(wrong)?)
}

/// Does what a readiness command says.
pub(super) fn run(session: &Session, command: Command, output: &Output) -> Result<()> {
    match command {
        Command::Score(arguments) => score(session, arguments, output),
        Command::Workstream { id, what, item, evidence, rescore, by } => {
            workstream(session, (&id, &what), item, (evidence, rescore, by), output)
        }
        Command::Document { pilot, kind, template, from } => {
            document(session, (&pilot, &kind), (template, from.as_deref()), output)
        }
        Command::Gate(arguments) => gate(session, arguments, output),
        Command::Diagnose { pilot, cause, note, on } => {
            diagnose(session, (&pilot, &cause), note, on.as_deref(), output)
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
            evidence: arguments.evidence,
            dated: day(session, arguments.dated.as_deref(), "dated", Side::Behind)?,
            criteria: arguments.criteria.as_deref().map(criteria).transpose()?,
            gaps: arguments.gap,
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

fn gone() -> Failure {
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

fn readiness_of(reader: &Reader, pilot: PilotId) -> Result<Readiness> {
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

/// What is asked about one dimension.
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
    commit_to(session, &mut store, &Change::Workstream(change), &workstream, output)
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

pub(super) fn add_step(session: &Session, pilot: &str, name: String, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    commit(session, &mut store, &Change::Rollout(RolloutChange::AddStep { pilot, name }), output)
}

pub(super) fn add_item(session: &Session, (pilot, kind): (&str, &str), name: String, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let kind = parsed(kind, "kind")?;
    commit(session, &mut store, &Change::Rollout(RolloutChange::AddExpansion { pilot, kind, name }), output)
}

pub(super) fn train(
    session: &Session,
    (pilot, audience): (&str, &str),
    topic: String,
    (attended, on): (u32, Option<&str>),
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let audience = parsed(audience, "for")?;
    let change = RolloutChange::Train { pilot, audience, topic, attended, on: day(session, on, "on", Side::Behind)? };
    commit(session, &mut store, &Change::Rollout(change), output)
}

/// Prints a playbook or handoff, or what to begin it with, or writes it from a file.
fn document(
    session: &Session,
    (pilot, kind): (&str, &str),
    (template, from): (bool, Option<&Path>),
    output: &Output,
) -> Result<()> {
    let kind: DocumentKind = parsed(kind, "kind")?;
    if let Some(from) = from {
        let text = super::ground::given::read_text(from)?;
        let mut store = session.open(output)?;
        let pilot = store.read().find_pilot(pilot)?;
        let change = Change::Rollout(RolloutChange::Write { pilot, kind, text, was: None });
        return commit(session, &mut store, &change, output);
    }
    let (page, framework) = session.read(|reader| {
        let id = reader.find_pilot(pilot)?;
        Ok((reader.page(id)?.ok_or_else(gone)?, reader.framework()?))
    })?;
    let text = if template {
        let text = handing_on::template(kind, &page, &framework);
        if output.json {
            return output.value(&json!({"pilot": page.pilot.code, "kind": kind, "text": text}));
        }
        text
    } else {
        let Some(document) = page.readiness.document(kind) else {
            return Err(Failure::new(4, format!("{} has no {kind} yet", page.pilot.name))
                .hint(format!("steerco document {} {kind} --template prints what to begin with", page.pilot.code)));
        };
        if output.json {
            return output.value(&json!({"pilot": page.pilot.code, "kind": kind, "text": document.text,
                "revised": document.revised, "by": document.by}));
        }
        document.text.clone()
    };
    Shown::lines(text.trim_end_matches('\n')).into_iter().try_for_each(|line| output.line(line.as_str()))
}

fn diagnose(
    session: &Session,
    (pilot, cause): (&str, &str),
    note: String,
    on: Option<&str>,
    output: &Output,
) -> Result<()> {
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(pilot)?;
    let cause = parsed(cause, "cause")?;
    let change = RolloutChange::Diagnose { pilot, cause, note, on: day(session, on, "on", Side::Behind)? };
    commit(session, &mut store, &Change::Rollout(change), output)
}

fn gate(session: &Session, arguments: GateArguments, output: &Output) -> Result<()> {
    if arguments.book.is_none() && arguments.decide.is_none() {
        return tally(session, &arguments, output);
    }
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(&arguments.pilot)?;
    let gate = meant(store.read().pilot(pilot)?.as_ref(), arguments.gate.as_deref())?;
    if let Some(book) = &arguments.book {
        let booked = store.read().readiness(Some(pilot))?.get(&pilot).and_then(|readiness| readiness.booked(gate));
        let day = session.day_from(booked, book, "book", Side::Ahead)?;
        let change = GateChange::Book { pilot, gate, day, was: None };
        return commit(session, &mut store, &Change::Gate(change), output);
    }
    let waives = !arguments.waive.is_empty();
    let said = settling(arguments.settles, arguments.leaves_open);
    let decision = decision(session, &store, (pilot, gate), arguments)?;
    let settles = |came_back| decision.verdict.settles(came_back);
    let leaves = left_open(store.read(), pilot, (said, settles), output)?;
    let decision = GateDecision { leaves, ..decision };
    let change = Change::Gate(GateChange::Decide(Box::new(decision)));
    let outcome = store.commit(&change, &session.stamp())?;
    let is_its_own = |waiver: &Waiver| Some(waiver.decision.to_string()) == outcome.id;
    if waives && !readiness_of(store.read(), pilot)?.waivers.iter().any(is_its_own) {
        output.message("Nothing was missing for that verdict: what --waive says was not needed, and is not kept.");
    }
    tell(session, &store, (&change, &outcome), output)
}

fn decision(
    session: &Session,
    store: &Store,
    (pilot, gate): (PilotId, Gate),
    arguments: GateArguments,
) -> Result<GateDecision> {
    let verdict: Verdict = arguments.decide.unwrap_or_default().parse().map_err(|error: Invalid| {
        // What is waived is told by --waive, beside the verdict.
        let verdicts = Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Waive).map(|verdict| verdict.name());
        error.hint(format!("use one of: {}", verdicts.collect::<Vec<_>>().join(", "))).at("decide")
    })?;
    Ok(GateDecision {
        pilot,
        gate,
        item: started(store.read(), pilot, gate, arguments.item.as_deref())?,
        verdict,
        by: store.read().find_person(&arguments.by.unwrap_or_default())?,
        on: day(session, arguments.on.as_deref(), "on", Side::Behind)?,
        why: arguments.why.unwrap_or_default(),
        cause: arguments.cause,
        conditions: arguments.condition,
        waive: arguments.waive.iter().map(|text| text.parse().unwrap_or_else(|never| match never {})).collect(),
        next: day(session, arguments.next.as_deref(), "next", Side::Ahead)?,
        look_again: day(session, arguments.look_again.as_deref(), "look_again", Side::Ahead)?,
        leaves: Vec::new(),
        was: None,
    })
}

/// The item that is named: one of the pilot's own by its name alone, any as PILOT/NAME or by its id.
fn item(reader: &Reader, pilot: PilotId, named: &str) -> Result<ExpansionId> {
    let own = readiness_of(reader, pilot)?.expansions;
    if let Some(item) = own.iter().find(|item| item.name.eq_ignore_ascii_case(named.trim())) {
        return Ok(item.id);
    }
    let hint = "write --item NAME of an item of that pilot, or PILOT/NAME; look at `steerco list items`";
    Ok(reader.find_expansion(named).map_err(|error| match error {
        Error::NotFound { what, .. } => Error::NotFound { what, hint: hint.to_owned() },
        other => other,
    })?)
}

/// What is certified: the item that is named, or the only one that was started.
fn started(reader: &Reader, pilot: PilotId, gate: Gate, named: Option<&str>) -> Result<Option<ExpansionId>> {
    if let Some(named) = named {
        return item(reader, pilot, named).map(Some);
    }
    if gate != Gate::Certify {
        return Ok(None);
    }
    let items = readiness_of(reader, pilot)?.expansions;
    let started: Vec<_> = items.iter().filter(|item| item.state == ExpansionState::Started).collect();
    match started.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.id)),
        several => {
            let names: Vec<&str> = several.iter().map(|item| item.name.as_str()).collect();
            let error = Invalid::new(format!("it could be one of several: {}", names.join(", ")));
            Err(error.hint("name it: --item NAME").at("item").into())
        }
    }
}

/// The gate that is named, or the one out of the pilot's stage; out of stage 4 none leads, and its units are certified.
fn meant(pilot: Option<&Pilot>, named: Option<&str>) -> Result<Gate> {
    if let Some(named) = named {
        return Ok(parsed(named, "gate")?);
    }
    let stage = pilot.ok_or_else(gone)?.stage;
    Ok(Gate::out_of(stage).unwrap_or(Gate::Certify))
}

/// What the gate makes of the readiness, as the committee sees it.
fn tally(session: &Session, arguments: &GateArguments, output: &Output) -> Result<()> {
    let (page, tally, readiness, framework, item, figures) = session.read(|reader| {
        let id = reader.find_pilot(&arguments.pilot)?;
        let then = stood(reader, id, session.today)?;
        let gate = meant(Some(&then), arguments.gate.as_deref())?;
        let item = started(reader, id, gate, arguments.item.as_deref())?;
        let (tally, readiness) = reader.tally(id, gate, item, session.today)?.ok_or_else(gone)?;
        let mut page = reader.page_seen(id, session.today)?.ok_or_else(gone)?;
        page.pilot = then;
        page.readiness.clone_from(&readiness);
        let figures = reader.figures_through(&page.metrics, Week::ended_by(session.today), session.today)?;
        Ok((page, tally, readiness, reader.framework()?, item, figures))
    })?;
    let quality = readiness.current().and_then(|one| one.quality(&readiness, session.today, &framework));
    let named = session.option();
    if output.json {
        return output.value(&record(&tally, &page, quality, (&framework, &named)));
    }
    let booked = readiness.booked(tally.gate).map_or_else(|| "no date".to_owned(), |day| day.to_string());
    let version = tally.version.map_or_else(|| "nothing scored".to_owned(), |version| format!("version {version}"));
    let quality = quality.map_or_else(String::new, |quality| format!(", quality {quality} of 100"));
    let line = |text: String| output.line(Shown::line(&text).as_str());
    line(format!("{} · {} · {booked} · assessment: {version}{quality}", page.pilot.name, tally.gate))?;
    // No dimension votes at G3, which asks for conditions.
    for standing in tally.dimensions.iter().filter(|_| tally.votes.1 > 0) {
        let name = &framework.dimension(standing.id).name;
        let score = standing.score.map_or_else(|| "–".to_owned(), |score| score.to_string());
        let passes = if standing.passes { "passes" } else { "does not pass" };
        let votes = if standing.votes { "" } else { " (no vote)" };
        line(format!("  {name:<18} {score}  evidence {}  {passes}{votes}", standing.evidence))?;
    }
    if let Some(says) = before_record(&page.visits, tally.gate) {
        line(says)?;
    }
    let of_item = |held: &&Held| held.gate == tally.gate && (item.is_none() || held.item == item);
    if let Some(held) = readiness.held.iter().rev().find(of_item) {
        line(format!("last held on {}: {}; what follows is how it would be now", held.on, held.verdict))?;
    }
    if tally.votes.1 > 0 {
        line(format!("{} of {} pass", tally.votes.0, tally.votes.1))?;
    }
    conditions_before(&page, tally.gate).try_for_each(line)?;
    for (verdict, lacks) in &tally.lacks {
        line(format!("{verdict}: {}", if lacks.is_empty() { "possible" } else { "not possible" }))?;
        told(lacks, |missing| way(&page, &framework, missing, &named)).into_iter().try_for_each(line)?;
    }
    line("hold, recycle and stop are always possible, with their cause".to_owned())?;
    let readings = |metric: &Metric| figures.get(&metric.local).map_or(&[][..], Vec::as_slice);
    let proposal = proposed_baseline(&page, readings, tally.gate, session.today);
    if let Some((proposal, (from, to))) = proposal.as_ref().and_then(|proposal| Some((proposal, proposal.span()?))) {
        let (code, on) = (&page.pilot.code, proposal.rests_on());
        line(format!(
            "proposed: freeze stage 1 ({on}) as pilot baseline: steerco baseline {code} performance --weeks {from}..{to}"
        ))?;
    }
    for one in framework.differences() {
        let default = one.default.map_or_else(|| "does not have it".to_owned(), |default| format!("has {default}"));
        line(format!("of this workspace: {} is {}; the framework {default}", one.key, one.value))?;
    }
    Ok(())
}

/// What a verdict lacks, each with the command that sees to it.
fn told(lacks: &[Missing], way: impl Fn(&Missing) -> Option<String>) -> Vec<String> {
    let lines = |missing: &Missing| {
        let next = way(missing).map(|next| format!("  {:<22} next: {next}", ""));
        std::iter::once(format!("  {:<22} {}", missing.rule, missing.what)).chain(next)
    };
    lacks.iter().flat_map(lines).collect()
}

/// What the gate before rested on: the conditions under which the pilot came into the stage that this one leads out of.
fn conditions_before(page: &PilotPage, gate: Gate) -> impl Iterator<Item = String> {
    let into = |held: &&Held| {
        held.verdict.moves_on() && held.gate != Gate::Certify && held.gate.leads_to() == page.pilot.stage
    };
    let held = page.readiness.held.iter().rev().find(into).filter(|_| Gate::out_of(page.pilot.stage) == Some(gate));
    let decision = held.and_then(|held| page.decisions.iter().find(|decision| decision.id == held.decision));
    let told = move |condition: &String| Some(format!("condition of {}: {condition}", held?.gate));
    decision.into_iter().flat_map(|decision| &decision.conditions).filter_map(told)
}

fn record(tally: &Tally, page: &PilotPage, quality: Option<u8>, (framework, named): (&Framework, &str)) -> Value {
    let (code, readiness) = (&page.pilot.code, &page.readiness);
    let differing: Vec<String> = framework.differences().into_iter().map(|one| one.key).collect();
    let missing: Vec<Value> = tally
        .lacks
        .iter()
        .flat_map(|(verdict, lacks)| {
            let next = |one| way(page, framework, one, named);
            lacks
                .iter()
                .map(move |one| json!({"verdict": verdict, "rule": one.rule, "what": one.what, "next": next(one)}))
        })
        .collect();
    json!({
        "pilot": code, "gate": tally.gate, "booked": readiness.booked(tally.gate), "assessment": tally.version,
        "quality": quality, "dimensions": tally.dimensions, "votes": tally.votes.0, "of": tally.votes.1,
        "possible": tally.possible(), "missing": missing, "differs_from_framework": differing,
    })
}

/// The waivers of every pilot, without what fired since.
pub(super) fn waivers(reader: &Reader) -> Result<Vec<Value>> {
    let (known, pilots) = (reader.readiness(None)?, reader.pilots()?);
    let of = |pilot: &crate::domain::Pilot| {
        let waivers = known.get(&pilot.id).map(|one| one.waivers.as_slice()).unwrap_or_default();
        waivers.iter().map(|one| (one.id.0, records::waiver(one, &pilot.code, &[]))).collect::<Vec<_>>()
    };
    let mut found: Vec<(i64, Value)> = pilots.iter().flat_map(of).collect();
    found.sort_by_key(|(id, _)| *id);
    Ok(found.into_iter().map(|(_, record)| record).collect())
}

/// The records of a noun of readiness for those pilots, in order of creation.
pub(super) fn listed(
    session: &Session,
    reader: &Reader,
    noun: super::args::Noun,
    pilots: &[&crate::domain::Pilot],
) -> Result<Vec<Value>> {
    use super::args::Noun;
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
    found.sort_by_key(|(id, _)| *id);
    Ok(found.into_iter().map(|(_, value)| value).collect())
}

/// The warnings that fire on what a waiver passed over, and have done so only since.
fn fired_since(waiver: &Waiver, judged: &Portfolio) -> Vec<&'static str> {
    let signals = judged.signals(waiver.pilot);
    let since = |signal: &&Signal| signal.found.since.is_none_or(|since| since >= waiver.decided);
    let about = |signal: &&Signal| watched(&waiver.rule).contains(&signal.warning);
    signals.iter().filter(about).filter(since).map(|signal| signal.warning).collect()
}

/// The gaps in writing of the assessments that those pilots had on a day.
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
