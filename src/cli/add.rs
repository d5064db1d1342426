//! `add`: a pilot, a person, a metric, a model version, a workstream.

use super::args::{Add, AddMetric, AddPerson, AddPilot};
use super::commit::commit;
use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use crate::domain::change::{MetricChange, NewMetric, NewPerson, NewPilot, PersonChange, PilotChange};
use crate::domain::person::{called, could_be};
use crate::domain::spoken::Side;
use crate::domain::{Change, Fixed, Invalid, Stage, meant, parsed};

pub(super) fn run(session: &Session, what: Add, output: &Output) -> Result<()> {
    match what {
        Add::Pilot(arguments) => pilot(session, arguments, output),
        Add::Person(arguments) => person(session, arguments, output),
        Add::Metric(arguments) => metric(session, arguments, output),
        Add::Workstream(arguments) => super::readiness::open_workstream(session, arguments, output),
        Add::Step { pilot, name } => super::rollout::add_step(session, &pilot, name, output),
        Add::Item { pilot, kind, name } => super::rollout::add_item(session, (&pilot, &kind), name, output),
        Add::Training { pilot, topic, audience, people, on } => {
            super::rollout::train(session, (&pilot, &audience), topic, (people, on.as_deref()), output)
        }
        Add::Review { date, chair, slot } => super::review::add(session, (&date, chair, slot), output),
        Add::Version(arguments) => super::decide::version(session, arguments, output),
    }
}

fn pilot(session: &Session, arguments: AddPilot, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let day = |text: Option<String>, field, side| text.map(|text| session.day(&text, field, side)).transpose();
    let reader = store.read();
    let entered = day(arguments.entered, "entered", Side::Behind)?;
    // A pilot without a start has no weeks: as in the form, it begins when its record does.
    let started = day(arguments.started, "started", Side::Behind)?.or(entered).or(Some(session.today));
    let person = |who: Option<String>| who.map(|who| reader.find_person(&who)).transpose();
    let new = NewPilot {
        code: arguments.code,
        summary: arguments.summary,
        unit: arguments.unit,
        tags: arguments.tag,
        owner: person(arguments.owner)?,
        lead: person(arguments.lead)?,
        partner: arguments.partner,
        partner_ends: day(arguments.partner_ends, "partner_ends", Side::Ahead)?,
        started,
        stage: Stage::from_number(arguments.stage)?,
        entered,
        ..NewPilot::named(arguments.name)
    };
    if let (Some(entered), Some(started)) = (new.entered, new.started)
        && entered < started
    {
        let error =
            Invalid::new(format!("it came into stage {} on {entered}, before it began on {started}", new.stage));
        return Err(error.hint("look at both dates").at("entered").into());
    }
    commit(session, &mut store, &Change::Pilot(PilotChange::Add(Box::new(new))), output)
}

fn person(session: &Session, arguments: AddPerson, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let new = NewPerson {
        id: None,
        name: arguments.name,
        title: arguments.title,
        level: meant::level(&arguments.level).map_err(|error| error.at("level"))?,
        unit: arguments.unit,
        email: arguments.email,
        partner: arguments.partner,
        certifier: arguments.certifier,
    };
    let is_like = |name: &String| could_be(&new.name, name);
    // Of one who is there and called just so the outcome tells.
    let is_other = |name: &String| called(name) != called(&new.name) && is_like(name);
    let there = store.read().people_names()?.into_iter().map(|(_, name)| name).find(is_other);
    let gone = store.read().archived_names()?.into_iter().map(|(_, name)| name).find(is_like);
    commit(session, &mut store, &Change::Person(PersonChange::Add(new)), output)?;
    let option = session.option();
    if let Some(name) = there {
        output.message(&format!("Where that is the {name} who is there, `steerco{option} undo` takes it back."));
    }
    if let Some(name) = gone {
        output.message(&format!(
            "Where that is the {name} who is archived, `steerco{option} undo` takes it back, and `steerco{option} unarchive \
             \"{name}\"` brings them back."
        ));
    }
    Ok(())
}

fn metric(session: &Session, arguments: AddMetric, output: &Output) -> Result<()> {
    let mut store = session.open(output)?;
    let number =
        |text: Option<String>, field| text.map(|text| Fixed::parse(&text).map_err(|error| error.at(field))).transpose();
    let pilot = store.read().find_pilot(&arguments.pilot)?;
    let new = NewMetric {
        pilot,
        family: parsed(&arguments.family, "family")?,
        name: arguments.name,
        unit: arguments.unit,
        better: parsed(&arguments.better, "better")?,
        min: number(arguments.min, "min")?,
        max: number(arguments.max, "max")?,
        target: number(arguments.target, "target")?,
        tolerance: number(arguments.tolerance, "tolerance")?,
        headline: arguments.headline,
        role: parsed(&arguments.role, "role")?,
    };
    commit(session, &mut store, &Change::Metric(MetricChange::Add(new)), output)
}
