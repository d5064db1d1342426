//! `signals` and `check`: what fires and why, for people and for cron.

use std::collections::{HashMap, HashSet};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::ground::failure::Result;
use super::ground::output::{self, Output};
use super::ground::session::Session;
use super::records;
use crate::domain::readiness::Waiver;
use crate::domain::survey::Survey;
use crate::domain::warnings::{Fired, Found};
use crate::domain::words::count;
use crate::domain::{Action, Day, Framework, Pilot, PilotId, Portfolio, Rules, Signal, Workstream, overdue_since};
use crate::judge::{self, Judge};
use crate::store::Reader;

/// The status of `check` while something is due.
const DUE: u8 = 10;

/// How often somebody who waits is told how far it is.
const TELL: Duration = Duration::from_millis(250);

/// How every pilot stands on the session's day. Where that takes long, a terminal is told how far it is.
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
        let (framework, rules) = (reader.framework_on(session.today)?, reader.rules_on(session.today)?);
        Ok((reader.pilots()?, judged(session, reader)?, only, framework, rules))
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

/// Says what is due. Answers with a status of its own while something is.
pub(super) fn check(session: &Session, output: &Output) -> Result<u8> {
    let due = session.read(|reader| due(session, reader))?;
    if output.json {
        output.value(&Value::Array(due.records()))?;
    } else if due.is_empty() {
        output.lines(&["Nothing is due.".to_owned()])?;
    } else {
        output.lines(&due.lines())?;
    }
    Ok(if due.is_empty() { 0 } else { DUE })
}

/// What somebody has to see to.
struct Due {
    pilots: Vec<Pilot>,
    portfolio: Portfolio,
    framework: Arc<Framework>,
    /// Workstreams of pilots that have not ended, past their date.
    works: Vec<Workstream>,
    /// Actions past their date.
    actions: Vec<Action>,
    /// Waivers that were to be looked at again by now. That is what brings them back, as a review trigger does a
    /// decision.
    waivers: Vec<Waiver>,
    today: Day,
}

fn due(session: &Session, reader: &Reader) -> Result<Due> {
    let today = session.today;
    let Survey { pilots, workstreams: mut works, mut actions, mut waivers, .. } = reader.survey(today)?;
    let going: HashSet<PilotId> =
        pilots.iter().filter(|pilot| !pilot.lifecycle.is_ended()).map(|pilot| pilot.id).collect();
    works.retain(|work| going.contains(&work.pilot) && work.is_overdue(today));
    actions.retain(|action| action.is_overdue(today));
    let is_late = |waiver: &Waiver| waiver.outcome.is_none() && waiver.look_again < today;
    waivers.retain(|waiver| going.contains(&waiver.pilot) && is_late(waiver));
    let (portfolio, framework) = (judged(session, reader)?, reader.framework_on(today)?);
    // An action may be about a pilot that is archived.
    Ok(Due { pilots: reader.pilots()?, portfolio, framework, works, actions, waivers, today })
}

impl Due {
    /// Signals that no decision answers.
    fn signals(&self) -> Vec<&Signal> {
        fired(&self.portfolio, None).into_iter().filter(|signal| signal.is_wanted()).collect()
    }

    /// Decisions that came back, by pilot.
    fn triggers(&self) -> impl Iterator<Item = (PilotId, &Fired)> {
        let known = self.pilots.iter().filter_map(|pilot| Some((pilot.id, self.portfolio.of(pilot.id)?)));
        known.flat_map(|(pilot, known)| known.triggers.iter().map(move |fired| (pilot, fired)))
    }

    fn is_empty(&self) -> bool {
        let late = self.works.is_empty() && self.actions.is_empty() && self.waivers.is_empty();
        late && self.portfolio.findings.is_empty() && self.signals().is_empty() && self.triggers().next().is_none()
    }

    fn records(&self) -> Vec<Value> {
        let codes = records::codes(&self.pilots);
        let code = |pilot| records::code(&codes, pilot);
        let findings = self.portfolio.findings.iter().map(|found| records::finding(found, &self.framework));
        let open = self.signals();
        let signals = open.iter().map(|signal| records::signal(signal, &codes, &self.framework));
        let triggers = self.triggers().map(|(pilot, fired)| records::fired(fired, code(pilot)));
        let works = self.works.iter().map(|work| records::workstream(work, code(work.pilot), self.today));
        let actions = self.actions.iter().map(|action| records::action(action, &codes));
        let waivers = self.waivers.iter().map(|waiver| records::waiver(waiver, code(waiver.pilot), &[]));
        findings.chain(signals).chain(triggers).chain(waivers).chain(works).chain(actions).collect()
    }

    fn lines(&self) -> Vec<String> {
        let names: HashMap<PilotId, &str> = self.pilots.iter().map(|pilot| (pilot.id, pilot.name.as_str())).collect();
        let name = |pilot: PilotId| names.get(&pilot).copied().unwrap_or_default();
        let (open, portfolio) = (self.signals(), &self.portfolio);
        let mut lines: Vec<String> =
            portfolio.findings.iter().map(|(id, found)| format!("{id}: {}", found.explanation)).collect();
        let own = open.iter().filter(|signal| !portfolio.common.contains_key(signal.warning));
        lines.extend(
            own.map(|signal| format!("{}: {}: {}", name(signal.pilot), signal.warning, signal.found.explanation)),
        );
        for (warning, fires) in &portfolio.common {
            if open.iter().any(|signal| signal.warning == *warning) {
                lines.push(format!("{warning}: {}", fires.told(portfolio.running)));
            }
        }
        lines.extend(self.triggers().map(|(pilot, fired)| {
            format!("{}: a decision came back on {}: {}", name(pilot), fired.when(), fired.statement)
        }));
        lines.extend(self.waivers.iter().map(|waiver| {
            let (rule, since) = (self.framework.rule_called(&waiver.rule), waiver.look_again);
            format!("{}: nobody said what came of waiving {rule}, due since {since}: {}", name(waiver.pilot), waiver.by)
        }));
        lines.extend(self.works.iter().map(|work| {
            let owner = work.owner_name.as_deref().unwrap_or("nobody");
            let since = work.due.map_or_else(String::new, |due| format!(" since {}", overdue_since(due)));
            format!("{}: the workstream on {} is overdue{since}: {owner}", name(work.pilot), work.dimension)
        }));
        let today = self.today;
        lines.extend(self.actions.iter().map(|action| {
            let days = (today - action.due).num_days();
            let days = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
            format!("an action is overdue by {days}: {}, {}", action.text, action.owner_name)
        }));
        lines
    }
}
