//! `check`: what somebody has to see to, for cron. It lists what fires and no decision answers, what came back, and
//! what is overdue, as the dashboard has it. In JSON all of these have the shape of a signal, with kind, owner and day.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use super::records::{self, Codes, filled};
use super::signals::{fired, judged};
use crate::domain::survey::Overdue;
use crate::domain::{Framework, Pilot, PilotId, Portfolio, Signal};
use crate::store::Reader;

/// The status of `check` while something is due.
const DUE: u8 = 10;

/// Says what is due. Answers with a status of its own while something is.
pub(super) fn check(session: &Session, output: &Output) -> Result<u8> {
    let due = session.read(|reader| Due::on(session, reader))?;
    let lines = due.lines();
    if output.json {
        output.value(&Value::Array(due.records()))?;
    } else if lines.is_empty() {
        output.lines(&["Nothing is due.".to_owned()])?;
    } else {
        output.lines(&lines)?;
    }
    Ok(if lines.is_empty() { 0 } else { DUE })
}

/// What somebody has to see to.
struct Due {
    /// Every pilot: an action may be about one that is archived.
    pilots: Vec<Pilot>,
    portfolio: Portfolio,
    framework: Arc<Framework>,
    overdue: Vec<Overdue>,
}

impl Due {
    fn on(session: &Session, reader: &Reader) -> Result<Self> {
        let today = session.today;
        let (portfolio, framework) = (judged(session, reader)?, reader.framework()?);
        let overdue = reader.survey(today)?.overdue(&portfolio, &framework, today);
        Ok(Self { pilots: reader.pilots()?, portfolio, framework, overdue })
    }

    /// Signals that no decision answers.
    fn signals(&self) -> Vec<&Signal> {
        fired(&self.portfolio, None).into_iter().filter(|signal| signal.is_wanted()).collect()
    }

    fn records(&self) -> Vec<Value> {
        let (codes, open) = (records::codes(&self.pilots), self.signals());
        let findings = self.portfolio.findings.iter().map(|found| records::finding(found, &self.framework));
        let signals = open.iter().map(|signal| records::signal(signal, &codes, &self.framework));
        let overdue = self.overdue.iter().map(|late| record(late, &codes));
        findings.chain(signals).map(of_a_warning).chain(overdue).collect()
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
        let told = |late: &Overdue| match late.pilot {
            Some(pilot) => format!("{}: {}", name(pilot), late.told),
            None => late.told.clone(),
        };
        lines.extend(self.overdue.iter().map(told));
        lines
    }
}

/// The record of a warning, with the fields that the other records have.
fn of_a_warning(mut record: Value) -> Value {
    record["kind"] = "signal".into();
    record["owner"] = Value::Null;
    record["due"] = Value::Null;
    record
}

/// The record of what is past its day.
fn record(late: &Overdue, codes: &Codes<'_>) -> Value {
    json!({
        "id": late.id, "warning": null, "pilot": late.pilot.and_then(|pilot| codes.get(&pilot)), "level": null,
        "since": late.since, "explanation": late.told, "rule": null, "origin": null, "heading": null,
        "readings": [], "proposal": null, "clears_when": null, "parked_until": null,
        "kind": late.kind, "owner": filled(&late.who), "due": late.due,
    })
}
