//! Owns the entering of a sample into a workspace, step by step, through the same door as everything else.

use std::collections::HashMap;

use super::{Deed, Further, Met, Step};
use crate::brief::{self, NotClosed};
use crate::domain::change::{
    ActionChange, AssessmentChange, ExceptionChange, GateChange, GateDecision, MetricChange, Record, ReviewChange,
    RolloutChange, WorkstreamChange,
};
use crate::domain::{
    AgendaState, Change, Day, ExpansionState, Freeze, Gate, Invalid, Meeting, Metric, PilotId, Presence, Readiness,
    Stamp, Verdict,
};
use crate::store::{Error, Result, Store};

/// Enters the steps. `midnight` gives the beginning of a local day, in milliseconds since 1970, UTC.
pub fn play(store: &mut Store, steps: impl Iterator<Item = Step>, midnight: impl Fn(Day) -> i64) -> Result<()> {
    let mut metrics = HashMap::new();
    for step in steps {
        let begins = midnight(step.on);
        let at = begins + i64::from(step.minute) * 60_000;
        let utc = step.on.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        let zone = i32::try_from((utc - begins) / 1000).unwrap_or(0);
        let stamp = Stamp { at, today: step.on, actor: step.actor, zone };
        let mut changes = Vec::with_capacity(step.deeds.len());
        for deed in step.deeds {
            if let Deed::Review(day, Met::Close) = deed {
                let review = of_day(store, day)?.review.id;
                brief::close(store, review, &stamp).map_err(|error| match error {
                    NotClosed::Store(error) => error,
                    NotClosed::Report(error) => Invalid::new(error.to_string()).into(),
                })?;
                continue;
            }
            changes.push(resolve(store, &mut metrics, deed, step.on)?);
        }
        if changes.is_empty() {
            continue;
        }
        store.commit(&Change::Several { what: step.what, changes }, &stamp)?;
    }
    Ok(())
}

fn readiness(store: &Store, pilot: PilotId) -> Result<Readiness> {
    Ok(store.read().readiness(Some(pilot))?.remove(&pilot).unwrap_or_default())
}

fn lacks(what: &str, of: impl std::fmt::Display) -> Error {
    Error::NotFound { what: format!("the sample has no {what} “{of}”"), hint: String::new() }
}

type Known = HashMap<PilotId, Vec<Metric>>;

fn resolve(store: &Store, known: &mut Known, deed: Deed, today: Day) -> Result<Change> {
    Ok(match deed {
        Deed::Review(day, met) => at_review(store, day, today, met)?,
        Deed::End { text, to, why } => {
            let action = store.read().actions()?.into_iter().find(|action| action.text == text);
            let action = action.ok_or_else(|| lacks("action", text))?.id;
            Change::Action(ActionChange::End { action, to, why, was: None })
        }
        Deed::Change(change) => {
            if matches!(change, Change::Metric(_)) {
                known.clear();
            }
            change
        }
        Deed::Headline { pilot, family, field, to } => {
            let metric = find(store, known, pilot, family.name())?.id;
            known.remove(&pilot);
            Change::Metric(MetricChange::Set { metric, field, to, was: None })
        }
        Deed::Baseline { pilot, family, from, to, by } => {
            let metric = find(store, known, pilot, family.name())?.id;
            Change::Metric(MetricChange::Freeze { metric, of: Freeze::Weeks(from, to), by: Some(by) })
        }
        Deed::Advance { pilot, text, to, person } => {
            let raised = store.read().exceptions(Some(pilot))?;
            let exception = raised.iter().find(|exception| exception.text == text).ok_or_else(|| Error::NotFound {
                what: format!("the sample has no exception “{text}”"),
                hint: String::new(),
            })?;
            let exception = exception.id;
            Change::Exception(ExceptionChange::Advance { exception, to, person, note: None, at: None, was: None })
        }
        Deed::Close { pilot, dimension, evidence, score, by } => {
            let known = readiness(store, pilot)?;
            let work = known.open_workstream(dimension).ok_or_else(|| lacks("open workstream", dimension))?;
            Change::Workstream(WorkstreamChange::Close { workstream: work.id, evidence, score, by })
        }
        Deed::Answer { pilot, dimension, answer } => {
            let known = readiness(store, pilot)?;
            let gap = known.scored(dimension).and_then(|scored| scored.open_gaps().next().map(|gap| gap.id));
            let gap = gap.ok_or_else(|| lacks("open gap", dimension))?;
            Change::Assessment(AssessmentChange::Answer { gap, answer, was: None })
        }
        Deed::Step { pilot, name, field, to } => {
            let known = readiness(store, pilot)?.steps.into_iter().find(|step| step.name == name);
            let step = known.ok_or_else(|| lacks("step", name))?.id;
            Change::Rollout(RolloutChange::SetStep { step, field, to, was: None })
        }
        Deed::Further { pilot, name, what } => further(store, pilot, name, what)?,
        Deed::Reading { pilot, metric, week, typed, note } => {
            let metric = find(store, known, pilot, &metric)?.id;
            Change::Record(Record { metric, week, typed: Some(typed), note, sample: None, was: None })
        }
    })
}

fn of_day(store: &Store, day: Day) -> Result<Meeting> {
    store.read().meetings()?.into_iter().find(|meeting| meeting.review.day == day).ok_or_else(|| lacks("review", day))
}

/// The change for what happens at a review. Its items got their ids only when it was prepared.
fn at_review(store: &Store, day: Day, today: Day, met: Met) -> Result<Change> {
    if met == Met::Prepare {
        let above = store.read().newest_entry()?;
        // Unique among reviews, as there is only one on a day.
        let id = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() << 21 | (above & 0xFFFF);
        return brief::preparation(store.read(), (today, day), || id).map(|(change, _)| change);
    }
    let meeting = of_day(store, day)?;
    let review = meeting.review.id;
    let (pilot, said) = match met {
        Met::Talk(pilot, said) => (pilot, said),
        Met::Excused(person) => {
            let presence = Some(Presence::Excused);
            return Ok(Change::Review(ReviewChange::Attend { review, person, presence }));
        }
        Met::Prepare | Met::Open | Met::Close => return Ok(Change::Review(ReviewChange::Open(review))),
    };
    let item = meeting.agenda.iter().find(|item| item.pilot == Some(pilot)).map(|item| item.id);
    let done = item.map(|item| ReviewChange::ItemState { item, to: AgendaState::Done, was: None });
    let minute = (!said.is_empty()).then_some(ReviewChange::Minute { review, item, text: said });
    let changes = done.into_iter().chain(minute).map(Change::Review).collect();
    Ok(Change::Several { what: None, changes })
}

/// The change for what happens to an expansion item, which got its id only when it was added.
fn further(store: &Store, pilot: PilotId, name: String, what: Further) -> Result<Change> {
    let known = readiness(store, pilot)?.expansions.into_iter().find(|item| item.name == name);
    let expansion = known.ok_or_else(|| lacks("item", name))?.id;
    Ok(match what {
        Further::Start => {
            Change::Rollout(RolloutChange::SetExpansion { expansion, to: ExpansionState::Started, was: None })
        }
        Further::Meet { condition, how } => {
            Change::Rollout(RolloutChange::Meet { expansion, condition, how: Some(how), was: None })
        }
        Further::Certify { by, why } => {
            let decision = GateDecision::new(pilot, (Gate::Certify, Some(expansion)), Verdict::Go, by, why);
            Change::Gate(GateChange::Decide(Box::new(decision)))
        }
    })
}

fn find<'a>(store: &Store, known: &'a mut Known, pilot: PilotId, name: &str) -> Result<&'a Metric> {
    let metrics = match known.entry(pilot) {
        std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
        std::collections::hash_map::Entry::Vacant(entry) => entry.insert(store.read().metrics(Some(pilot))?),
    };
    metrics
        .iter()
        .find(|metric| metric.name == name || metric.headline && metric.family.name() == name)
        .ok_or_else(|| Error::NotFound { what: format!("the sample has no metric {name}"), hint: String::new() })
}
