//! `signals`: what fires and why.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::ground::failure::Result;
use super::ground::output::{self, Output};
use super::ground::session::Session;
use super::records;
use crate::domain::warnings::Found;
use crate::domain::words::count;
use crate::domain::{Framework, Pilot, PilotId, Portfolio, Rules, Signal};
use crate::judge::{self, Judge};
use crate::store::Reader;

/// How often somebody who waits is told the progress.
const TELL: Duration = Duration::from_millis(250);

/// How every pilot stands on the session's day. If that takes long, a terminal shows the progress.
pub(super) fn judged(session: &Session, reader: &Reader) -> Result<Portfolio> {
    if !std::io::stderr().is_terminal() {
        return Ok(judge::everything(reader, session.today)?);
    }
    let mut judge = Judge::new(session.today, reader.framework()?);
    judge.look(reader, session.today)?;
    loop {
        let until = Instant::now() + TELL;
        let done = judge.work(reader, &|| Instant::now() < until)?;
        if done {
            output::progress(None);
            return Ok(judge.portfolio().clone());
        }
        let (known, all) = judge.portfolio().progress;
        output::progress(Some(&format!("judging the pilots: {known} of {all}")));
    }
}

/// What fires, by consequence, then oldest first.
pub(super) fn fired(portfolio: &Portfolio, only: Option<PilotId>) -> Vec<&Signal> {
    let of = |pilot: &PilotId| only.is_none_or(|only| only == *pilot);
    let mut all: Vec<&Signal> =
        portfolio.pilots.iter().filter(|(pilot, _)| of(pilot)).flat_map(|(_, judgement)| &judgement.signals).collect();
    all.sort_by_key(|signal| signal.order());
    all
}

pub(super) fn run(session: &Session, pilot: Option<&str>, output: &Output) -> Result<()> {
    let (pilots, portfolio, only, framework, rules) = session.read(|reader| {
        let only = pilot.map(|text| reader.find_pilot(text)).transpose()?;
        Ok((reader.pilots()?, judged(session, reader)?, only, reader.framework()?, reader.rules()?))
    })?;
    let fired = fired(&portfolio, only);
    if output.json {
        let mut found: Vec<Value> = Vec::new();
        if only.is_none() {
            found.extend(
                portfolio.common.iter().map(|(warning, fires)| {
                    records::common((warning, *fires), portfolio.running, (&framework, &rules))
                }),
            );
            found.extend(portfolio.findings.iter().map(|finding| records::finding(finding, &framework)));
        }
        let codes = records::codes(&pilots);
        found.extend(fired.iter().map(|signal| records::signal(signal, &codes, &framework)));
        return output.value(&Value::Array(found));
    }
    if fired.is_empty() && (only.is_some() || portfolio.findings.is_empty()) {
        output.message("Nothing fires.");
    }
    tell(&fired, &portfolio, &pilots, only, (&framework, &rules, output))
}

/// Each in a few lines; what fires for most pilots once.
fn tell(
    fired: &[&Signal],
    portfolio: &Portfolio,
    pilots: &[Pilot],
    only: Option<PilotId>,
    (framework, rules, output): (&Framework, &Rules, &Output),
) -> Result<()> {
    let names: HashMap<PilotId, &str> = pilots.iter().map(|pilot| (pilot.id, pilot.name.as_str())).collect();
    let mut lines = Vec::new();
    let shown: Vec<&&Signal> =
        fired.iter().filter(|signal| only.is_some() || !portfolio.common.contains_key(signal.warning)).collect();
    if only.is_none() {
        for (warning, fires) in &portfolio.common {
            lines.push(format!("PORTFOLIO  {warning}: {}", fires.told(portfolio.running)));
            if let Some(known) = framework.warning(warning) {
                lines.push(format!("  rule      {}", rules.fires(known)));
                lines.push(format!("  proposed  {}", known.proposal));
            }
            lines.push(String::new());
        }
        for (warning, found) in &portfolio.findings {
            lines.push(format!("PORTFOLIO  {warning}{}", since(found)));
            lines.push(format!("  why       {}", found.explanation));
            lines.push(format!("  rule      {}", found.rule));
            lines.push(format!("  clears    {}", found.clears));
            lines.push(String::new());
        }
    }
    for signal in shown {
        let name = names.get(&signal.pilot).copied().unwrap_or_default();
        let level = signal.found.attention.name().to_uppercase();
        let since = since(&signal.found);
        let parked = signal.parked.map_or_else(String::new, |until| format!(", answered by a decision until {until}"));
        lines.push(format!("{level:<9}  {name}: {}{since}{parked}", signal.warning));
        lines.push(format!("  why       {}", signal.found.explanation));
        lines.push(format!("  rule      {}", signal.found.rule));
        if let Some(known) = framework.warning(signal.warning) {
            lines.push(format!("  origin    {}; numbers: {}", known.origin, known.numbers));
            lines.push(format!("  clears    {}", signal.found.clears));
            lines.extend(signal.proposal(framework).map(|proposal| format!("  proposed  {proposal}")));
        }
        lines.push(String::new());
    }
    if portfolio.unheard > 0 && only.is_none() {
        let silent = count(portfolio.unheard, "imported pilot does", "imported pilots do");
        lines.push(format!("{silent} not report yet."));
    }
    output.lines(&lines)
}

/// Since when a warning fires, behind its name.
fn since(found: &Found) -> String {
    found.since.map_or_else(String::new, |since| format!(" since {since}"))
}
