//! `signals` and `check`: what fires and why, for people and for cron.

use std::collections::HashMap;

use serde_json::Value;

use super::failure::Result;
use super::output::Output;
use super::records;
use super::session::Session;
use crate::domain::{Framework, Pilot, PilotId, Portfolio, Signal, Workstream};
use crate::judge;
use crate::store::Reader;

/// The status of `check` while something is due.
const DUE: u8 = 10;

/// How every pilot stands on the session's day.
pub(super) fn judged(session: &Session, reader: &Reader) -> Result<Portfolio> {
    Ok(judge::everything(reader, session.today)?)
}

/// What fires, by consequence, then oldest first.
pub(super) fn fired(portfolio: &Portfolio, only: Option<PilotId>) -> Vec<&Signal> {
    let of = |pilot: &PilotId| only.is_none_or(|only| only == *pilot);
    let mut all: Vec<&Signal> =
        portfolio.pilots.iter().filter(|(pilot, _)| of(pilot)).flat_map(|(_, judgement)| &judgement.signals).collect();
    all.sort_by_key(|signal| (!signal.is_signal(), signal.rank, signal.found.since, signal.pilot));
    all
}

pub(super) fn run(session: &Session, pilot: Option<&str>, output: &Output) -> Result<()> {
    let (pilots, portfolio, only, framework) = session.read(|reader| {
        let only = pilot.map(|text| reader.find_pilot(text)).transpose()?;
        Ok((reader.pilots()?, judged(session, reader)?, only, reader.framework()?))
    })?;
    let fired = fired(&portfolio, only);
    if output.json {
        let mut found: Vec<Value> = Vec::new();
        if only.is_none() {
            found.extend(
                portfolio
                    .common
                    .iter()
                    .map(|(warning, count)| records::common((warning, *count), portfolio.running, &framework)),
            );
        }
        let codes = records::codes(&pilots);
        found.extend(fired.iter().map(|signal| records::signal(signal, &codes, &framework)));
        return output.value(&Value::Array(found));
    }
    if fired.is_empty() {
        output.message("Nothing fires.");
    }
    tell(&fired, &portfolio, &pilots, only, (&framework, output))
}

/// Each in a few lines; what fires for most pilots once.
fn tell(
    fired: &[&Signal],
    portfolio: &Portfolio,
    pilots: &[Pilot],
    only: Option<PilotId>,
    (framework, output): (&Framework, &Output),
) -> Result<()> {
    let names: HashMap<PilotId, &str> = pilots.iter().map(|pilot| (pilot.id, pilot.name.as_str())).collect();
    let mut lines = Vec::new();
    let shown: Vec<&&Signal> =
        fired.iter().filter(|signal| only.is_some() || !portfolio.common.contains_key(signal.warning)).collect();
    if only.is_none() {
        for (warning, count) in &portfolio.common {
            lines.push(format!("PORTFOLIO  {warning}: fires for {count} of {} pilots under way", portfolio.running));
            if let Some(known) = framework.warning(warning) {
                lines.push(format!("  rule      {}", known.fires));
                lines.push(format!("  proposed  {}", known.proposal));
            }
            lines.push(String::new());
        }
    }
    for signal in shown {
        let name = names.get(&signal.pilot).copied().unwrap_or_default();
        let level = signal.found.attention.name().to_uppercase();
        let since = signal.found.since.map_or_else(String::new, |since| format!(" since {since}"));
        lines.push(format!("{level:<9}  {name}: {}{since}", signal.warning));
        lines.push(format!("  why       {}", signal.found.explanation));
        lines.push(format!("  rule      {}", signal.found.rule));
        if let Some(known) = framework.warning(signal.warning) {
            lines.push(format!("  origin    {}; numbers: {}", known.origin, known.numbers));
            lines.push(format!("  clears    {}", signal.found.clears));
            lines.push(format!("  proposed  {}", known.proposal));
        }
        lines.push(String::new());
    }
    if portfolio.unheard > 0 && only.is_none() {
        lines.push(format!("{} imported pilots do not report yet.", portfolio.unheard));
    }
    output.lines(&lines)
}

/// Says what is due. Answers with a status of its own while something is.
pub(super) fn check(session: &Session, output: &Output) -> Result<u8> {
    let (pilots, portfolio, late, framework) = session.read(|reader| {
        Ok((reader.pilots()?, judged(session, reader)?, overdue(session, reader)?, reader.framework()?))
    })?;
    let open: Vec<&Signal> = fired(&portfolio, None).into_iter().filter(|signal| signal.is_signal()).collect();
    let due = !open.is_empty() || !late.is_empty();
    if output.json {
        let codes = records::codes(&pilots);
        let code = |work: &Workstream| codes.get(&work.pilot).copied().unwrap_or_default();
        let signals = open.iter().map(|signal| records::signal(signal, &codes, &framework));
        let works = late.iter().map(|work| records::workstream(work, code(work), session.today));
        output.value(&Value::Array(signals.chain(works).collect()))?;
    } else if due {
        let names: HashMap<PilotId, &str> = pilots.iter().map(|pilot| (pilot.id, pilot.name.as_str())).collect();
        let name = |pilot: PilotId| names.get(&pilot).copied().unwrap_or_default();
        let own = open.iter().filter(|signal| !portfolio.common.contains_key(signal.warning));
        let mut lines: Vec<String> = own
            .map(|signal| format!("{}: {}: {}", name(signal.pilot), signal.warning, signal.found.explanation))
            .collect();
        for (warning, count) in &portfolio.common {
            if open.iter().any(|signal| signal.warning == *warning) {
                lines.push(format!("{warning}: fires for {count} of {} pilots under way", portfolio.running));
            }
        }
        lines.extend(late.iter().map(|work| {
            let owner = work.owner_name.as_deref().unwrap_or("nobody");
            let due = work.due.map_or_else(String::new, |due| format!(" since {due}"));
            format!("{}: the workstream on {} is overdue{due}: {owner}", name(work.pilot), work.dimension)
        }));
        output.lines(&lines)?;
    } else {
        output.lines(&["Nothing is due.".to_owned()])?;
    }
    Ok(if due { DUE } else { 0 })
}

/// Workstreams of running pilots that are past their date.
fn overdue(session: &Session, reader: &Reader) -> Result<Vec<Workstream>> {
    let mut known = reader.readiness(None)?;
    let mut late = Vec::new();
    for pilot in reader.pilots()?.iter().filter(|pilot| !pilot.archived && !pilot.lifecycle.is_ended()) {
        let works = known.remove(&pilot.id).unwrap_or_default().workstreams;
        late.extend(works.into_iter().filter(|work| work.is_overdue(session.today)));
    }
    Ok(late)
}
