//! `gate`: what a gate asks, its date and its verdict.

use serde_json::{Value, json};

use super::args::{GateArguments, settling};
use super::commit::{commit, tell};
use super::decide::left_open;
use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use super::readiness::{day, gone, page_stood, readiness_of};
use super::records::or_dash;
use super::ways::way;
use crate::domain::change::{GateChange, GateDecision};
use crate::domain::readiness::{Held, Missing, Waiver, before_record, proposed_baseline};
use crate::domain::spoken::Side;
use crate::domain::{
    Change, Day, Decision, ExpansionId, ExpansionState, Framework, Gate, Invalid, Metric, Pilot, PilotId, PilotPage,
    Shown, Tally, Verdict, Week, parsed,
};
use crate::store::{Error, Reader, Store};

/// Books a gate, records its verdict, or tells what it makes of the readiness.
pub(super) fn run(session: &Session, arguments: GateArguments, output: &Output) -> Result<()> {
    if arguments.book.is_none() && arguments.decide.is_none() {
        return tally(session, &arguments, output);
    }
    let mut store = session.open(output)?;
    let pilot = store.read().find_pilot(&arguments.pilot)?;
    let gate = meant(store.read().pilot(pilot)?.as_ref(), arguments.gate.as_deref())?;
    if let Some(book) = &arguments.book {
        let booked = store.read().readiness(Some(pilot))?.get(&pilot).and_then(|readiness| readiness.booked(gate));
        let day = session.day_from(booked, book, "book")?;
        let change = GateChange::Book { pilot, gate, day, was: None };
        return commit(session, &mut store, &Change::Gate(change), output);
    }
    let waives = !arguments.waive.is_empty();
    let said = settling(arguments.settles, arguments.leaves_open);
    let decision = decision(session, &store, (pilot, gate), arguments)?;
    let settles = |came_back: &Decision| came_back.is_settled_at(gate, decision.verdict);
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
        // `--waive` says what is waived, beside the verdict.
        let verdicts = Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Waive).map(|verdict| verdict.name());
        error.hint(format!("use one of: {}", verdicts.collect::<Vec<_>>().join(", "))).at("decide")
    })?;
    Ok(GateDecision {
        pilot,
        gate,
        item: started(store.read(), (pilot, session.today), gate, arguments.item.as_deref())?,
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

/// The item to certify: the one that is named, or the only one started by a day.
fn started(
    reader: &Reader,
    (pilot, day): (PilotId, Day),
    gate: Gate,
    named: Option<&str>,
) -> Result<Option<ExpansionId>> {
    if let Some(named) = named {
        return item(reader, pilot, named).map(Some);
    }
    if gate != Gate::Certify {
        return Ok(None);
    }
    let items = reader.readiness_on(Some(pilot), day)?.remove(&pilot).unwrap_or_default().expansions;
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
        let page = page_stood(reader, id, session.today)?;
        let gate = meant(Some(&page.pilot), arguments.gate.as_deref())?;
        let item = started(reader, (id, session.today), gate, arguments.item.as_deref())?;
        let (tally, readiness) = reader.tally(id, gate, item, session.today)?.ok_or_else(gone)?;
        let page = PilotPage { readiness: readiness.clone(), ..page };
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
        let score = or_dash(standing.score);
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
            "proposed: freeze stage 1 ({on}) as pilot baseline: steerco{named} baseline {code} performance \
             --weeks {from}..{to}"
        ))?;
    }
    for one in framework.differences() {
        let default = one.default.map_or_else(|| "does not have it".to_owned(), |default| format!("has {default}"));
        line(format!("of this workspace: {} is {}; the framework {default}", one.key, one.value))?;
    }
    Ok(())
}

/// What a verdict lacks, each with the command that supplies it.
fn told(lacks: &[Missing], way: impl Fn(&Missing) -> Option<String>) -> Vec<String> {
    let lines = |missing: &Missing| {
        let next = way(missing).map(|next| format!("  {:<22} next: {next}", ""));
        std::iter::once(format!("  {:<22} {}", missing.rule, missing.what)).chain(next)
    };
    lacks.iter().flat_map(lines).collect()
}

/// The conditions of the gate before, under which the pilot came into the stage that this gate leads out of.
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
