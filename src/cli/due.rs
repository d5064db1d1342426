//! `check`: what somebody has to see to, for cron. What fires and no decision answers, what came back, and what is past
//! its day: in JSON all of it has one shape, that of a signal with its kind, its owner and its day.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::ground::failure::Result;
use super::ground::output::Output;
use super::ground::session::Session;
use super::records::{self, Codes};
use super::signals::{fired, judged};
use crate::domain::survey::Survey;
use crate::domain::{
    Action, Day, Framework, ItemStanding, ItemState, Pilot, PilotId, Portfolio, Review, ReviewState, Signal,
    Workstream, overdue_since,
};
use crate::store::{GapRow, Reader};

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
    undone: Vec<Undone>,
}

/// Something that came back, or is past its day.
struct Undone {
    /// What kind of thing it is.
    kind: &'static str,
    id: String,
    pilot: Option<PilotId>,
    /// Since when.
    since: Day,
    /// The day by which it was due; none where it came back.
    due: Option<Day>,
    /// Who sees to it, where somebody is named.
    owner: Option<String>,
    /// What is said of it, below the name of its pilot.
    told: String,
}

impl Due {
    fn on(session: &Session, reader: &Reader) -> Result<Self> {
        let today = session.today;
        let (portfolio, framework) = (judged(session, reader)?, reader.framework()?);
        let (pilots, survey) = (reader.pilots()?, reader.survey(today)?);
        let going: Vec<Pilot> = survey.pilots.iter().filter(|pilot| !pilot.lifecycle.is_ended()).cloned().collect();
        let (gaps, reviews) = (reader.gaps(&going, today)?, reader.reviews_on(today)?);
        let mut undone = came_back(&pilots, &portfolio);
        undone.extend(of_pilots(&survey, &going, &framework, today));
        undone.extend(gaps.iter().filter_map(|gap| item(gap, &going, today)));
        undone.extend(survey.actions.iter().filter(|one| one.is_overdue(today)).map(|one| action(one, today)));
        undone.extend(reviews.iter().filter_map(|one| review(one, today)));
        Ok(Self { pilots, portfolio, framework, undone })
    }

    /// Signals that no decision answers.
    fn signals(&self) -> Vec<&Signal> {
        fired(&self.portfolio, None).into_iter().filter(|signal| signal.is_wanted()).collect()
    }

    fn records(&self) -> Vec<Value> {
        let (codes, open) = (records::codes(&self.pilots), self.signals());
        let findings = self.portfolio.findings.iter().map(|found| records::finding(found, &self.framework));
        let signals = open.iter().map(|signal| records::signal(signal, &codes, &self.framework));
        let undone = self.undone.iter().map(|one| one.record(&codes));
        findings.chain(signals).map(of_a_warning).chain(undone).collect()
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
        let told = |one: &Undone| match one.pilot {
            Some(pilot) => format!("{}: {}", name(pilot), one.told),
            None => one.told.clone(),
        };
        lines.extend(self.undone.iter().map(told));
        lines
    }
}

/// The record of a warning, with what those of other things have too.
fn of_a_warning(mut record: Value) -> Value {
    if let Some(fields) = record.as_object_mut() {
        fields.extend([("kind", "signal".into()), ("owner", Value::Null), ("due", Value::Null)].map(named));
    }
    record
}

fn named((field, value): (&str, Value)) -> (String, Value) {
    (field.to_owned(), value)
}

impl Undone {
    /// What is past the day that it was due on.
    fn late((kind, id): (&'static str, String), pilot: Option<PilotId>, due: Day, told: String) -> Self {
        Self { kind, id, pilot, since: overdue_since(due), due: Some(due), owner: None, told }
    }

    /// The same, with whoever sees to it.
    fn of(self, owner: Option<&str>) -> Self {
        Self { owner: owner.map(str::to_owned), ..self }
    }

    fn record(&self, codes: &Codes<'_>) -> Value {
        json!({
            "id": self.id, "warning": null, "pilot": self.pilot.and_then(|pilot| codes.get(&pilot)), "level": null,
            "since": self.since, "explanation": self.told, "rule": null, "origin": null, "heading": null,
            "readings": [], "proposal": null, "clears_when": null, "parked_until": null,
            "kind": self.kind, "owner": self.owner, "due": self.due,
        })
    }
}

/// Decisions that came back.
fn came_back(pilots: &[Pilot], portfolio: &Portfolio) -> Vec<Undone> {
    let known = pilots.iter().filter_map(|pilot| Some((pilot, portfolio.of(pilot.id)?)));
    let fired = known.flat_map(|(pilot, known)| known.triggers.iter().map(move |fired| (pilot, fired)));
    let undone = fired.map(|(pilot, fired)| Undone {
        kind: "decision",
        id: fired.decision.to_string(),
        pilot: Some(pilot.id),
        since: fired.on,
        due: None,
        owner: pilot.owner_name().map(str::to_owned),
        told: format!("a decision came back on {}: {}", fired.when(), fired.statement),
    });
    undone.collect()
}

/// What is past its day of pilots that have not ended: gates that are booked; waivers that were to be looked at again
/// by now, which is what brings those back, as a review trigger does a decision; and workstreams.
fn of_pilots(survey: &Survey, going: &[Pilot], framework: &Framework, today: Day) -> Vec<Undone> {
    let going: HashMap<PilotId, &Pilot> = going.iter().map(|pilot| (pilot.id, pilot)).collect();
    let booked = survey.booked.iter().filter(|(_, _, day)| *day < today);
    let booked = booked.filter_map(|(pilot, gate, day)| {
        let (pilot, told) = (going.get(pilot)?, format!("{gate} was booked for {day}, and is not held"));
        let id = format!("{}/{}", gate.name(), pilot.code);
        Some(Undone::late(("gate", id), Some(pilot.id), *day, told).of(pilot.owner_name()))
    });
    let waived = survey.unanswered().filter(|one| going.contains_key(&one.pilot) && one.look_again < today);
    let waived = waived.map(|one| {
        let (rule, since) = (framework.rule_called(&one.rule), one.look_again);
        let told = format!("nobody said what came of waiving {rule}, due since {since}: {}", one.by);
        Undone::late(("waiver", one.id.to_string()), Some(one.pilot), since, told).of(Some(&one.by))
    });
    let works = survey.workstreams.iter().filter(|one| going.contains_key(&one.pilot) && one.is_overdue(today));
    booked.chain(waived).chain(works.filter_map(workstream)).collect()
}

/// A workstream that is past its day.
fn workstream(work: &Workstream) -> Option<Undone> {
    let (due, owner) = (work.due?, work.owner_name.as_deref());
    let (since, who) = (overdue_since(due), owner.unwrap_or("nobody"));
    let told = format!("the workstream on {} is overdue since {since}: {who}", work.dimension);
    Some(Undone::late(("workstream", work.id.to_string()), Some(work.pilot), due, told).of(owner))
}

/// An item of a checklist that is past its day; none where it is done, does not apply, or has time.
fn item(gap: &GapRow, going: &[Pilot], today: Day) -> Option<Undone> {
    let standing = ItemStanding::of(gap.tick.as_ref());
    let is_open = !matches!(standing.state, ItemState::Done | ItemState::NotApplicable);
    let due = standing.due.filter(|due| is_open && *due < today)?;
    let pilot = going.iter().find(|pilot| pilot.code == gap.pilot)?;
    let (since, owner) = (overdue_since(due), gap.owner.as_deref());
    let told = format!("“{}” of its checklist is overdue since {since}: {}", gap.title, owner.unwrap_or("nobody"));
    Some(Undone::late(("item", format!("{}/{}", gap.pilot, gap.item)), Some(pilot.id), due, told).of(owner))
}

/// An action that is past its day.
fn action(action: &Action, today: Day) -> Undone {
    let days = (today - action.due).num_days();
    let days = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
    let told = format!("an action is overdue by {days}: {}, {}", action.text, action.owner_name);
    Undone::late(("action", action.id.to_string()), action.pilot, action.due, told).of(Some(&action.owner_name))
}

/// A review that was not held on its day, or is still open after it.
fn review(review: &Review, today: Day) -> Option<Undone> {
    let day = Some(review.day).filter(|day| *day < today)?;
    let told = match review.state {
        ReviewState::Draft => format!("the review of {day} is prepared, and was not held"),
        ReviewState::Open => format!("the review of {day} is still open"),
        ReviewState::Closed => return None,
    };
    let chair = review.chair.as_ref().map(|(_, name, _)| name.as_str());
    Some(Undone::late(("review", review.id.to_string()), None, day, told).of(chair))
}
