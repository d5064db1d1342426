//! Owns the delta: what happened in a portfolio between two moments, the most consequential first.
//!
//! The present is compared with the state just before the last review was closed, judged on that day: what the
//! committee had on the table. A decision, stay in a stage, action or exception is new if it was not *recorded* by
//! then, whatever its date; signals and statuses are compared by judgement. What has no rank of its own in the order of
//! consequence (a status that fell, a move against a rule, an action not done) gets rank 9, in the middle of the
//! warnings (house).

use std::collections::{HashMap, HashSet};

use super::survey::Survey;
use crate::domain::words::{count, first_few};
use crate::domain::{
    ActionId, ActionState, Day, Decision, DecisionId, Exception, ExceptionId, Fixed, Framework, Judgement, Metric,
    Pilot, PilotId, Portfolio, Signal, Status, VisitId, VisitKind, Week,
};

/// All pilots as they stood at an earlier moment.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The day of that moment.
    pub day: Day,
    /// The entry of the journal at that moment. Later entries were not known then.
    pub entry: i64,
    /// The name of the moment: `the review of 2026-10-29`, or the day.
    pub name: String,
    /// The pilots as they were then.
    pub pilots: Vec<Pilot>,
    /// How they stood by their data.
    pub portfolio: Portfolio,
    /// What had been recorded by then.
    pub recorded: Recorded,
}

/// What had been recorded by a moment. Anything else was recorded since, whatever its date.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// Decisions, those of gates too.
    pub decisions: HashSet<DecisionId>,
    /// Stays in stages.
    pub visits: HashSet<VisitId>,
    /// Actions, with their state at that moment.
    pub actions: HashMap<ActionId, ActionState>,
    /// Exceptions, and whether they were resolved by then.
    pub exceptions: HashMap<ExceptionId, bool>,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A signal fires that did not.
    NewSignal,
    /// A status changed.
    Status,
    /// A pilot changed its stage.
    Stage,
    /// A gate was held.
    Gate,
    /// A pilot joined, ended or was paused.
    Life,
    /// A decision was taken.
    Decision,
    /// An action was done or dropped, or was not done by its date.
    Action,
    /// Exceptions were raised or resolved.
    Exception,
    /// Readings were changed.
    Reading,
    /// Readings are missing.
    Missed,
    /// A signal fires no longer.
    Cleared,
}

impl Kind {
    /// Its words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewSignal => "new signal",
            Self::Status => "status",
            Self::Stage => "stage",
            Self::Gate => "gate",
            Self::Life => "pilot",
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Exception => "exceptions",
            Self::Reading => "reading",
            Self::Missed => "not reported",
            Self::Cleared => "cleared",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What kind of thing.
    pub kind: Kind,
    /// To which pilot.
    pub pilot: Option<PilotId>,
    /// What, in a sentence without the pilot's name.
    pub text: String,
    /// The parts of that text which somebody typed.
    pub typed: Vec<String>,
    /// When, where a day is known.
    pub on: Option<Day>,
    /// Its rank in the order of consequence: lower comes first.
    pub rank: u16,
}

/// What happened between two moments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delta {
    /// The day of the earlier moment. What was recorded later on that same day counts too.
    pub since: Day,
    /// What the earlier moment is called.
    pub name: String,
    /// What happened, the most consequential first.
    pub rows: Vec<Changed>,
}

/// What a delta needs beside the survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Between {
    /// Every exception.
    pub exceptions: Vec<Exception>,
    /// The due readings that are missing from the headline metrics of each pilot.
    pub missed: HashMap<PilotId, Missed>,
    /// The metrics whose readings were changed.
    pub rewritten: Vec<Rewritten>,
}

/// The changed readings of a metric: they had a value at the earlier moment, and have another one now, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Which metric.
    pub metric: Metric,
    /// The weeks, each with its value then and now.
    pub weeks: Vec<(Week, Fixed, Option<Fixed>)>,
}

impl Rewritten {
    /// The values then and now, in words; of many only the first few.
    fn said(&self) -> String {
        let said = |value: Fixed| self.metric.said(value.rounded(2));
        let told = self.weeks.iter().map(|(week, was, now)| {
            format!("{} {} (was {})", week.short(), now.map_or_else(|| "no value".to_owned(), said), said(*was))
        });
        format!("{}: {}, entered after the review", self.metric.name, first_few(&told.collect::<Vec<_>>()))
    }
}

/// Due readings that are missing: one, or several of several weeks and metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// How many.
    readings: usize,
    /// The first and the last of their weeks.
    weeks: (Week, Week),
}

impl Missed {
    /// None so far. `week` is any week to begin with.
    #[must_use]
    pub const fn of(week: Week) -> Self {
        Self { readings: 0, weeks: (week, week) }
    }

    /// Counts one of that week.
    pub fn add(&mut self, week: Week) {
        self.readings += 1;
        self.weeks = (self.weeks.0.min(week), self.weeks.1.max(week));
    }

    /// How many, and of which weeks.
    fn said(self) -> String {
        let (from, to) = (self.weeks.0.short(), self.weeks.1.short());
        let of = if from == to { from } else { format!("{from} to {to}") };
        format!("{} missing, of {of}", count(self.readings, "due reading", "due readings"))
    }
}

/// Every decision by its id.
type Decided<'a> = HashMap<DecisionId, &'a Decision>;

/// A change for the worse without a signal of its own ranks in the middle of the warnings (house).
const FLIP: u16 = 9;
/// A status that fell, but not to red, comes after one that did.
const SLIP: u16 = FLIP + 1;
/// What has no rank of its own comes after every warning.
const BEHIND: u16 = 100;
/// Changed readings are told of so many metrics; the others are counted (house).
const REWRITTEN: usize = 5;

impl Delta {
    /// What happened between `before` and `day`.
    #[must_use]
    pub fn of(
        before: &Before,
        (survey, between): (&Survey, &Between),
        now: &Portfolio,
        (framework, day): (&Framework, Day),
    ) -> Self {
        let mut rows = Vec::new();
        let then: HashMap<PilotId, &Pilot> = before.pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
        let decided: Decided<'_> = survey.decisions.iter().map(|one| (one.id, one)).collect();
        for pilot in &survey.pilots {
            let was = then.get(&pilot.id).copied();
            life(pilot, was, &mut rows);
            if let Some(known) = now.of(pilot.id) {
                judged(pilot, (before.portfolio.of(pilot.id), before.day), (known, &decided), &mut rows);
            }
            if let Some(was) = was {
                reported(pilot, was, &mut rows);
            }
        }
        let here: HashSet<PilotId> = survey.pilots.iter().map(|pilot| pilot.id).collect();
        let left = before.pilots.iter().filter(|was| !was.archived && !here.contains(&was.id));
        rows.extend(left.map(|was| Changed::of(Kind::Life, None, format!("{} left the portfolio", was.name))));
        stages(survey, &before.recorded, framework, &mut rows);
        recorded((survey, &decided), before, (framework, day), &mut rows);
        beside(between, &before.recorded, &mut rows);
        rows.sort_by(|a, b| a.order().cmp(&b.order()));
        Self { since: before.day, name: before.name.clone(), rows }
    }
}

impl Changed {
    /// A row without day and rank, in our own words.
    const fn of(kind: Kind, pilot: Option<PilotId>, text: String) -> Self {
        Self { kind, pilot, text, typed: Vec::new(), on: None, rank: BEHIND }
    }

    /// The sort key: the most consequential first, then by day.
    fn order(&self) -> (u8, u16, Kind, Option<Day>, Option<PilotId>, &str) {
        (self.group(), self.rank, self.kind, self.on, self.pilot, &self.text)
    }

    /// What wants attention comes before what merely happened, and that before what went well.
    const fn group(&self) -> u8 {
        match self.kind {
            Kind::NewSignal => 0,
            Kind::Status | Kind::Stage | Kind::Action | Kind::Decision if self.rank == FLIP || self.rank == SLIP => 0,
            Kind::Stage | Kind::Gate | Kind::Life | Kind::Decision | Kind::Action => 1,
            Kind::Exception | Kind::Reading | Kind::Missed | Kind::Status => 2,
            Kind::Cleared => 3,
        }
    }
}

fn life(pilot: &Pilot, was: Option<&Pilot>, rows: &mut Vec<Changed>) {
    let mut told = Vec::new();
    match was {
        None => told.push(format!("joined the portfolio in stage {}", pilot.stage)),
        Some(was) => {
            if was.lifecycle != pilot.lifecycle {
                told.push(format!("is {}, was {}", pilot.lifecycle, was.lifecycle));
            }
            let owner = |pilot: &Pilot| pilot.owner.as_ref().map(|seat| seat.id);
            if owner(was) != owner(pilot) {
                let named = |pilot: &Pilot| pilot.owner_name().unwrap_or("nobody").to_owned();
                told.push(format!("owned by {}, was {}", named(pilot), named(was)));
            }
        }
    }
    rows.extend(told.into_iter().map(|text| Changed::of(Kind::Life, Some(pilot.id), text)));
}

/// Signals that are new or cleared, and the computed status.
fn judged(
    pilot: &Pilot,
    (was, day): (Option<&Judgement>, Day),
    (now, decided): (&Judgement, &Decided<'_>),
    rows: &mut Vec<Changed>,
) {
    let level = |known: Option<&Judgement>, warning: &str| {
        let signals = known.map(|known| known.signals.as_slice()).unwrap_or_default();
        signals.iter().filter(|signal| signal.warning == warning).map(Signal::is_signal).max()
    };
    let of = |kind, text, on, rank| Changed { on, rank, ..Changed::of(kind, Some(pilot.id), text) };
    let mut told: HashSet<&str> = HashSet::new();
    for signal in now.signals.iter().filter(|signal| signal.is_signal()) {
        let before = level(was, signal.warning);
        if before == Some(true) || !told.insert(signal.warning) {
            continue;
        }
        if let Some(old) = stood_for(signal, was, now) {
            told.insert(old);
            let text = format!("{old} is {} now: {}", signal.warning, signal.found.explanation);
            rows.push(of(Kind::Cleared, text, None, signal.rank));
            continue;
        }
        // A signal that is new here may have held for longer, if its data were entered late.
        let (since, long) = match signal.found.since {
            Some(since) if since < day => (None, Some(format!("it holds since {since}"))),
            since => (since, None),
        };
        let watched = before.map(|_| "it was a watch".to_owned());
        let notes: Vec<String> = watched.into_iter().chain(long).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        let text = format!("{}: {}{notes}", signal.warning, signal.found.explanation);
        rows.push(of(Kind::NewSignal, text, since, signal.rank));
    }
    let old: HashSet<DecisionId> = was.iter().flat_map(|was| &was.triggers).map(|fired| fired.decision).collect();
    for fired in now.triggers.iter().filter(|fired| !old.contains(&fired.decision)) {
        let text = format!("came back ({}): {}", fired.trigger, fired.statement);
        let came_back = of(Kind::Decision, text, Some(fired.on), FLIP);
        let typed = decided.get(&fired.decision).map(|decision| decision.typed()).unwrap_or_default();
        rows.push(Changed { typed, ..came_back });
    }
    let Some(was) = was else {
        return;
    };
    for signal in was.signals.iter().filter(|signal| signal.is_signal()) {
        let now = level(Some(now), signal.warning);
        if now == Some(true) || !told.insert(signal.warning) {
            continue;
        }
        let text = match now {
            Some(_) => format!("{} is a watch now", signal.warning),
            None => format!("{} fires no longer", signal.warning),
        };
        rows.push(of(Kind::Cleared, text, None, signal.rank));
    }
    if pilot.at_rest().is_none() {
        turned(pilot, "computed", (was.computed.overall, now.computed.overall), rows);
    }
}

/// The graver signal on the same metric that stood in for this one before and fires no longer, while this one held all
/// along. Example: once an owner may order a retraining, `drift` replaces `drift-no-authority`, and is no news.
fn stood_for(signal: &Signal, was: Option<&Judgement>, now: &Judgement) -> Option<&'static str> {
    let found = &signal.found;
    let is_it = |old: &&Signal| {
        let same = found.metric.is_some() && old.found.metric == found.metric;
        old.is_signal() && same && old.rank < signal.rank && found.since.is_some() && found.since <= old.found.since
    };
    let gone = |old: &&Signal| now.signals.iter().all(|one| one.warning != old.warning);
    was?.signals.iter().filter(is_it).find(gone).map(|old| old.warning)
}

fn reported(pilot: &Pilot, was: &Pilot, rows: &mut Vec<Changed>) {
    turned(pilot, "reported", (was.report.status, pilot.report.status), rows);
}

fn turned(pilot: &Pilot, who: &str, (was, now): (Status, Status), rows: &mut Vec<Changed>) {
    if was == now {
        return;
    }
    let rank = match (was.is_better_than(now), now) {
        (true, Status::Red) => FLIP,
        (true, _) => SLIP,
        (false, _) => BEHIND,
    };
    let text = format!("{who}: {}, was {}", said(now), said(was));
    rows.push(Changed { rank, ..Changed::of(Kind::Status, Some(pilot.id), text) });
}

/// A status in words.
const fn said(status: Status) -> &'static str {
    match status {
        Status::NotReported => "not said",
        status => status.said(),
    }
}

fn stages(survey: &Survey, known: &Recorded, framework: &Framework, rows: &mut Vec<Changed>) {
    for pilot in &survey.pilots {
        let visits = survey.visits_of(pilot.id);
        let moves = visits.windows(2).filter_map(|pair| match pair {
            [from, to] if !known.visits.contains(&to.id) => Some((from.stage, to)),
            _ => None,
        });
        for (from, visit) in moves {
            let how = match visit.kind {
                VisitKind::Back => "back",
                VisitKind::Waiver => "on, against a rule,",
                _ => "on",
            };
            let text =
                format!("moved {how} from stage {from} to {} {}", visit.stage, framework.stage_name(visit.stage));
            let rank = if visit.kind == VisitKind::Gate { BEHIND } else { FLIP };
            rows.push(Changed { on: visit.entered, rank, ..Changed::of(Kind::Stage, Some(pilot.id), text) });
        }
    }
}

/// Gates, decisions and actions that were recorded since.
fn recorded(
    (survey, decided): (&Survey, &Decided<'_>),
    before: &Before,
    (framework, day): (&Framework, Day),
    rows: &mut Vec<Changed>,
) {
    let known = &before.recorded;
    let mut gates = HashSet::new();
    for (pilot, held) in survey.held.iter().filter(|(_, held)| !known.decisions.contains(&held.decision)) {
        gates.insert(held.decision);
        let decision = decided.get(&held.decision);
        let cause = if held.cause.is_empty() { String::new() } else { format!(" ({})", held.cause) };
        let said = format!("{}{cause}", held.said());
        let said = match decision {
            Some(decision) => decision.on_conditions(said),
            None => said,
        };
        // The reason why the pilot does not move on is told with it.
        let why = decision.filter(|_| !held.cause.is_empty()).map_or("", |decision| decision.rationale.trim());
        let typed = vec![why.to_owned()];
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        let gate = Changed::of(Kind::Gate, Some(*pilot), format!("{said}{why}"));
        rows.push(Changed { typed, on: Some(held.on), ..gate });
    }
    let is_new = |id: &DecisionId| !known.decisions.contains(id) && !gates.contains(id);
    for decision in survey.decisions.iter().filter(|decision| is_new(&decision.id)) {
        let said = decision.in_words(framework);
        let text = format!("{said}, by {}{}", decision.decided_by_name, decision.returns(&said));
        let (typed, on) = (decision.typed(), Some(decision.date));
        rows.push(Changed { typed, on, ..Changed::of(Kind::Decision, Some(decision.pilot), text) });
    }
    for action in &survey.actions {
        let was = known.actions.get(&action.id);
        let was_late = was == Some(&ActionState::Open) && action.is_overdue(before.day);
        let (text, on, rank) = match action.state {
            ActionState::Open if action.is_overdue(day) && !was_late => {
                let text = format!("not done by {}: {}, {}", action.due, action.text, action.owner_name);
                (text, Some(action.due), FLIP)
            }
            ActionState::Open => continue,
            state if was == Some(&state) => continue,
            state => (format!("{state}: {}, {}", action.text, action.owner_name), action.ended, BEHIND),
        };
        let typed = vec![action.text.clone()];
        rows.push(Changed { typed, on, rank, ..Changed::of(Kind::Action, action.pilot, text) });
    }
}

fn beside(between: &Between, known: &Recorded, rows: &mut Vec<Changed>) {
    let mut counts: HashMap<PilotId, (u32, u32)> = HashMap::new();
    for exception in &between.exceptions {
        let was = known.exceptions.get(&exception.id);
        let count = counts.entry(exception.pilot).or_default();
        count.0 += u32::from(was.is_none());
        count.1 += u32::from(exception.resolved.is_some() && was != Some(&true));
    }
    for (pilot, (raised, resolved)) in counts.into_iter().filter(|(_, count)| *count != (0, 0)) {
        let text = format!("{raised} raised, {resolved} resolved");
        rows.push(Changed::of(Kind::Exception, Some(pilot), text));
    }
    for (pilot, missed) in &between.missed {
        rows.push(Changed::of(Kind::Missed, Some(*pilot), missed.said()));
    }
    let (told, more) = between.rewritten.split_at(between.rewritten.len().min(REWRITTEN));
    let told = told.iter().map(|one| (Some(one.metric.pilot), one.said()));
    let more = (!more.is_empty()).then(|| {
        let metrics = count(more.len(), "more metric", "more metrics");
        (None, format!("{metrics} with readings that were entered after the review"))
    });
    rows.extend(told.chain(more).map(|(pilot, text)| Changed::of(Kind::Reading, pilot, text)));
}
