//! Owns the survey of a portfolio and the monthly dashboard. The numbers of the dashboard follow from the survey and
//! from how the pilots stand. Each keeps the pilots that it counts, so that a number can open its list.
//!
//! Where the framework can be read in several ways: conversions count pilots that began here in stage 1. `sustain`
//! judges each of the last twelve weeks as of its own day. Warnings about the whole portfolio are told but are no
//! agenda item, since a review is what clears them.

mod overdue;

pub use self::overdue::{DatedItem, Overdue};

use std::collections::{BTreeMap, HashMap};

use crate::domain::exception::median;
use crate::domain::readiness::{Held, Waiver};
use crate::domain::warnings::review_overdue;
use crate::domain::{
    Action, Day, Decision, DecisionId, Family, Fixed, Framework, Gate, Lifecycle, PersonId, Pilot, PilotId, Portfolio,
    Review, Signal, Stage, Status, Verb, Verdict, Visit, VisitKind, Week, Workstream,
};

/// How well owners report is measured over so many weeks.
pub const REPORTING_WEEKS: i64 = 13;

/// What is known of all pilots at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Every pilot that is not archived, in order of creation.
    pub pilots: Vec<Pilot>,
    /// How many are archived. They are in no number: to archive a pilot is to say that it should never have been here.
    pub archived: usize,
    /// The stays of each in the stages, oldest first.
    pub visits: HashMap<PilotId, Vec<Visit>>,
    /// The gates that were held, in order of creation.
    pub held: Vec<(PilotId, Held)>,
    /// The gates that are booked.
    pub booked: Vec<(PilotId, Gate, Day)>,
    /// Every workstream.
    pub workstreams: Vec<Workstream>,
    /// The checklist items with a due date, of stages that their pilots have reached.
    pub items: Vec<DatedItem>,
    /// Every waiver, in order of creation; of archived pilots too.
    pub waivers: Vec<Waiver>,
    /// The conditional decisions of pilots in stage 2 whose condition is not met yet.
    pub conditions: Vec<(PilotId, DecisionId)>,
    /// Every decision, in order of creation.
    pub decisions: Vec<Decision>,
    /// Every action, in order of creation.
    pub actions: Vec<Action>,
    /// Every review, by day.
    pub reviews: Vec<Review>,
    /// How each pilot reported lately.
    pub reporting: HashMap<PilotId, Reporting>,
}

impl Survey {
    /// The stays of a pilot in the stages, oldest first.
    #[must_use]
    pub fn visits_of(&self, pilot: PilotId) -> &[Visit] {
        self.visits.get(&pilot).map(Vec::as_slice).unwrap_or_default()
    }

    /// The waivers whose outcome nobody told yet.
    pub fn unanswered(&self) -> impl Iterator<Item = &Waiver> {
        self.waivers.iter().filter(|waiver| waiver.outcome.is_none())
    }

    /// The open workstreams of a pilot that its conditional go rests on.
    pub fn work_on(&self, pilot: PilotId, go: DecisionId) -> impl Iterator<Item = &Workstream> {
        let held = self.held.iter().map(|(_, held)| held).find(|held| held.decision == go);
        let is_failed = move |work: &Workstream| held.is_some_and(|held| held.failed().any(|id| id == work.dimension));
        let open = self.workstreams.iter().filter(move |work| work.pilot == pilot && work.closed.is_none());
        open.filter(move |work| is_failed(work))
    }
}

/// A pilot's readings of the last [`REPORTING_WEEKS`] weeks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reporting {
    /// Readings with a value.
    pub values: u32,
    /// Readings that were noted as not measured.
    pub not_measured: u32,
    /// The newest week with a value.
    pub newest: Option<Week>,
}

/// How pilots pass through one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFlow {
    /// Which stage.
    pub stage: Stage,
    /// Pilots that entered it, or whose record begins in it.
    pub entered: Vec<PilotId>,
    /// Pilots that moved on from it.
    pub onward: Vec<PilotId>,
    /// Of these, those that moved on by a waiver, and so did not pass its gate.
    pub waived: Vec<PilotId>,
    /// Pilots that were stopped in it.
    pub stopped: Vec<PilotId>,
    /// Pilots that were retired in it.
    pub retired: Vec<PilotId>,
    /// Pilots that are in it now, under way or paused.
    pub now: Vec<PilotId>,
    /// Of these, those that have stayed longer than it should take.
    pub late: Vec<PilotId>,
    /// The median of their weeks in it; none if no clock runs.
    pub median_week: Option<Fixed>,
}

/// The load of one owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The pilots under way that they own.
    pub pilots: Vec<PilotId>,
    /// Of these, those that are red by their data.
    pub red: usize,
    /// Their open actions.
    pub actions: usize,
    /// Of their pilots' latest readings, the percentage that was not measured; none without readings.
    pub not_measured: Option<u32>,
}

/// The monthly dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// The stages, in order.
    pub flow: Vec<StageFlow>,
    /// Pilots that began here, in stage 1.
    pub started: Vec<PilotId>,
    /// Of these, those that entered stage 4 through G3.
    pub reached: Vec<PilotId>,
    /// Of these, those that ended before that.
    pub ended_before: Vec<PilotId>,
    /// Pilots whose record began at a later stage; they count in no conversion.
    pub taken_over: Vec<PilotId>,
    /// Pilots in purgatory.
    pub purgatory: Vec<PilotId>,
    /// Pilots under way or paused, the most consequential first.
    pub pilots: Vec<PilotId>,
    /// The pilots under way by status: a row for each family, then the gate, then overall; a column for each of R, A,
    /// G, ?, -.
    pub statuses: [[Vec<PilotId>; 5]; 6],
    /// What fires, signals before watches, by consequence, then oldest first.
    pub signals: Vec<Signal>,
    /// Pilots under way by the weeks since their newest value, the longest first; none for a pilot without a value.
    pub freshness: Vec<(PilotId, Option<i64>)>,
    /// Owners, the heaviest load first.
    pub owners: Vec<Load>,
    /// Pilots under way that nobody owns.
    pub ownerless: Vec<PilotId>,
    /// What is past its day, the oldest first.
    pub overdue: Vec<Overdue>,
    /// Why pilots were held, recycled, stopped or retired, the most frequent cause first.
    pub causes: Vec<(String, Vec<PilotId>)>,
    /// Spent to date on change and on technology.
    pub spend: Spend,
}

/// Money spent to date. A pilot that says nothing does not count as 0, and the share is of pilots that say both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spend {
    /// On change, by the pilots that say so.
    pub change: Option<Fixed>,
    /// On technology, by the pilots that say so.
    pub technology: Option<Fixed>,
    /// Pilots that say at least one of the two.
    pub pilots: Vec<PilotId>,
    /// Pilots that say both.
    pub both: Vec<PilotId>,
    /// The percentage of change in what those pilots spent.
    pub share: Option<Fixed>,
}

impl Spend {
    /// The sums over these pilots.
    #[must_use]
    pub fn of(pilots: &[Pilot]) -> Self {
        let sum = |of: &dyn Fn(&Pilot) -> Option<Fixed>| pilots.iter().filter_map(of).reduce(Fixed::plus);
        let those = |which: &dyn Fn(&Pilot) -> bool| -> Vec<PilotId> {
            pilots.iter().filter(|pilot| which(pilot)).map(|pilot| pilot.id).collect()
        };
        let both = |pilot: &Pilot| pilot.spend_change.zip(pilot.spend_technology);
        let on_change = sum(&|pilot| both(pilot).map(|(change, _)| change));
        let whole = sum(&|pilot| both(pilot).map(|(change, technology)| change.plus(technology)));
        Self {
            change: sum(&|pilot| pilot.spend_change),
            technology: sum(&|pilot| pilot.spend_technology),
            pilots: those(&|pilot| pilot.spend_change.or(pilot.spend_technology).is_some()),
            both: those(&|pilot| both(pilot).is_some()),
            share: on_change.zip(whole).and_then(|(change, whole)| change.percent_of(whole)),
        }
    }
}

/// The statuses in order of consequence: the columns of [`Dashboard::statuses`].
pub const COLUMNS: [Status; 5] = [Status::Red, Status::Amber, Status::Green, Status::Stale, Status::NotReported];

impl Dashboard {
    /// The pilots that want a decision, as boards count them: those whose computed status is red.
    #[must_use]
    pub fn wanting(&self) -> &[PilotId] {
        let [.., [wanting, ..]] = &self.statuses;
        wanting
    }

    /// The dashboard of a survey on a day.
    #[must_use]
    pub fn of(survey: &Survey, portfolio: &Portfolio, framework: &Framework, day: Day) -> Self {
        let going: Vec<&Pilot> = survey.pilots.iter().filter(|pilot| !pilot.lifecycle.is_ended()).collect();
        let mut by_consequence = going.clone();
        by_consequence.sort_by_key(|pilot| {
            (portfolio.of(pilot.id).map_or((5, u16::MAX, None), |known| portfolio.consequence(pilot, known)), pilot.id)
        });
        let conversion = Conversion::of(survey);
        Self {
            flow: Stage::ALL.iter().map(|stage| flow(*stage, survey, framework, day)).collect(),
            started: conversion.started,
            reached: conversion.reached,
            ended_before: conversion.ended_before,
            taken_over: conversion.taken_over,
            purgatory: fires_for(&by_consequence, "purgatory", portfolio),
            pilots: by_consequence.iter().map(|pilot| pilot.id).collect(),
            statuses: statuses(under_way(&by_consequence), portfolio),
            signals: signals(&by_consequence, portfolio),
            freshness: freshness(&going, survey, day),
            owners: owners(&going, survey, portfolio),
            ownerless: under_way(&going).filter(|pilot| pilot.owner.is_none()).map(|pilot| pilot.id).collect(),
            overdue: overdue(survey, portfolio, framework, day),
            causes: causes(survey),
            spend: Spend::of(&survey.pilots),
        }
    }

    /// The percentage of those that started and reached production; none if none started.
    #[must_use]
    pub fn conversion(&self) -> Option<Fixed> {
        share(self.reached.len(), self.started.len())
    }

    /// The percentage that reached production among those whose way has ended either way.
    #[must_use]
    pub fn conversion_of_ended(&self) -> Option<Fixed> {
        share(self.reached.len(), self.reached.len() + self.ended_before.len())
    }
}

/// Of fewer than these, a percentage says less than the two numbers.
const FEW: usize = 5;

/// A percentage, unless it is of too few.
#[must_use]
pub fn enough(whole: usize, share: Option<Fixed>) -> Option<Fixed> {
    share.filter(|_| whole >= FEW)
}

fn share(part: usize, whole: usize) -> Option<Fixed> {
    let count = |count: usize| Fixed::from_int(i64::try_from(count).unwrap_or(i64::MAX));
    count(part).percent_of(count(whole))
}

fn under_way<'a>(going: &'a [&'a Pilot]) -> impl Iterator<Item = &'a Pilot> {
    going.iter().copied().filter(|pilot| pilot.lifecycle.is_running())
}

/// What became of pilots that began here.
#[derive(Default)]
struct Conversion {
    started: Vec<PilotId>,
    reached: Vec<PilotId>,
    ended_before: Vec<PilotId>,
    taken_over: Vec<PilotId>,
}

impl Conversion {
    fn of(survey: &Survey) -> Self {
        let mut conversion = Self::default();
        for pilot in &survey.pilots {
            let visits = survey.visits_of(pilot.id);
            // A pilot whose start lies ahead has neither started nor been taken over.
            let Some(first) = visits.first() else {
                continue;
            };
            if first.kind == VisitKind::TakeOver {
                conversion.taken_over.push(pilot.id);
                continue;
            }
            conversion.started.push(pilot.id);
            if visits.iter().any(|visit| visit.stage == Stage::Four && visit.kind == VisitKind::Gate) {
                conversion.reached.push(pilot.id);
            } else if pilot.lifecycle.is_ended() {
                conversion.ended_before.push(pilot.id);
            }
        }
        conversion
    }
}

fn flow(stage: Stage, survey: &Survey, framework: &Framework, day: Day) -> StageFlow {
    let visits = |pilot: &Pilot| survey.visits_of(pilot.id);
    let those = |which: &dyn Fn(&Pilot) -> bool| -> Vec<PilotId> {
        survey.pilots.iter().filter(|pilot| which(pilot)).map(|pilot| pilot.id).collect()
    };
    let here = |pilot: &Pilot| pilot.stage == stage;
    let now: Vec<&Pilot> = survey.pilots.iter().filter(|pilot| here(pilot) && !pilot.lifecycle.is_ended()).collect();
    let window = framework.stage(stage).and_then(|stage| stage.weeks);
    let weeks = now.iter().filter_map(|pilot| pilot.week_in_stage(day)).map(Fixed::from_int);
    let late =
        |pilot: &&&Pilot| pilot.week_in_stage(day).zip(window).is_some_and(|(week, window)| week > i64::from(window));
    let left = |pilot: &Pilot, how: &dyn Fn(VisitKind) -> bool| {
        let onward = |from: &Visit, to: &Visit| from.stage == stage && to.stage > stage && how(to.kind);
        visits(pilot).windows(2).any(|pair| matches!(pair, [from, to] if onward(from, to)))
    };
    StageFlow {
        stage,
        entered: those(&|pilot| visits(pilot).iter().any(|visit| visit.stage == stage)),
        onward: those(&|pilot| left(pilot, &|_| true)),
        waived: those(&|pilot| left(pilot, &|kind| kind == VisitKind::Waiver)),
        stopped: those(&|pilot| here(pilot) && pilot.lifecycle == Lifecycle::Stopped),
        retired: those(&|pilot| here(pilot) && pilot.lifecycle == Lifecycle::Retired),
        late: now.iter().filter(late).map(|pilot| pilot.id).collect(),
        median_week: median(weeks.collect()),
        now: now.iter().map(|pilot| pilot.id).collect(),
    }
}

fn fires_for(pilots: &[&Pilot], warning: &str, portfolio: &Portfolio) -> Vec<PilotId> {
    let fires = |pilot: &&&Pilot| portfolio.signals(pilot.id).iter().any(|signal| signal.warning == warning);
    pilots.iter().filter(fires).map(|pilot| pilot.id).collect()
}

fn statuses<'a>(pilots: impl Iterator<Item = &'a Pilot>, portfolio: &Portfolio) -> [[Vec<PilotId>; 5]; 6] {
    let mut cells: [[Vec<PilotId>; 5]; 6] = Default::default();
    for pilot in pilots {
        let Some(stands) = portfolio.of(pilot.id).map(|known| known.stands(pilot)) else {
            continue;
        };
        let all = stands.families.into_iter().chain([stands.gate, stands.overall]);
        for (row, status) in cells.iter_mut().zip(all) {
            let column = COLUMNS.iter().position(|known| *known == status).unwrap_or(4);
            if let Some(cell) = row.get_mut(column) {
                cell.push(pilot.id);
            }
        }
    }
    cells
}

fn signals(pilots: &[&Pilot], portfolio: &Portfolio) -> Vec<Signal> {
    let mut all: Vec<Signal> = pilots.iter().flat_map(|pilot| portfolio.signals(pilot.id)).cloned().collect();
    all.sort_by_key(Signal::order);
    all
}

fn freshness(going: &[&Pilot], survey: &Survey, day: Day) -> Vec<(PilotId, Option<i64>)> {
    let reporting = Week::ended_by(day);
    let age = |pilot: &Pilot| {
        let newest = survey.reporting.get(&pilot.id).and_then(|known| known.newest);
        // A pilot that is asked only after that week misses nothing.
        let asked = pilot.first_asked().is_none_or(|first| first <= reporting);
        (newest.is_some() || asked).then(|| (pilot.id, newest.map(|newest| reporting.since(newest).max(0))))
    };
    let mut all: Vec<(PilotId, Option<i64>)> = under_way(going).filter_map(age).collect();
    all.sort_by_key(|(pilot, weeks)| (std::cmp::Reverse(weeks.unwrap_or(i64::MAX)), *pilot));
    all
}

fn owners(going: &[&Pilot], survey: &Survey, portfolio: &Portfolio) -> Vec<Load> {
    let mut loads: BTreeMap<PersonId, Load> = BTreeMap::new();
    let mut readings: HashMap<PersonId, (u32, u32)> = HashMap::new();
    // The owner of a paused pilot answers for it all the same.
    for pilot in going {
        let Some(seat) = &pilot.owner else {
            continue;
        };
        let load = loads.entry(seat.id).or_insert_with(|| Load {
            person: seat.id,
            name: seat.name.clone(),
            pilots: Vec::new(),
            red: 0,
            actions: 0,
            not_measured: None,
        });
        load.pilots.push(pilot.id);
        load.red += usize::from(portfolio.of(pilot.id).is_some_and(|known| known.stands(pilot).overall == Status::Red));
        let known = survey.reporting.get(&pilot.id).copied().unwrap_or_default();
        let sum = readings.entry(seat.id).or_default();
        *sum = (sum.0 + known.values + known.not_measured, sum.1 + known.not_measured);
    }
    for action in survey.actions.iter().filter(|action| action.is_open()) {
        if let Some(load) = loads.get_mut(&action.owner) {
            load.actions += 1;
        }
    }
    let mut loads: Vec<Load> = loads.into_values().collect();
    for load in &mut loads {
        let (all, not) = readings.get(&load.person).copied().unwrap_or_default();
        load.not_measured = (not * 100).checked_div(all);
    }
    loads.sort_by_key(|load| {
        (std::cmp::Reverse((load.red, load.pilots.len(), load.actions)), load.name.clone(), load.person)
    });
    loads
}

/// What is past its day, the oldest first; among it that the committee has not met for too long.
fn overdue(survey: &Survey, portfolio: &Portfolio, framework: &Framework, day: Day) -> Vec<Overdue> {
    let silent = portfolio.findings.iter().filter(|(warning, _)| *warning == review_overdue::ID);
    let silent = silent.map(|(warning, found)| Overdue {
        kind: "review",
        id: (*warning).to_owned(),
        pilot: None,
        text: found.explanation.trim_end_matches('.').to_owned(),
        told: found.explanation.clone(),
        who: "the committee".to_owned(),
        since: found.since.unwrap_or(day),
        due: None,
    });
    let mut all: Vec<Overdue> = survey.overdue(portfolio, framework, day).into_iter().chain(silent).collect();
    all.sort_by_key(|late| late.since);
    all
}

fn causes(survey: &Survey) -> Vec<(String, Vec<PilotId>)> {
    let mut causes: BTreeMap<String, Vec<PilotId>> = BTreeMap::new();
    let asked = |verdict: Verdict| matches!(verdict, Verdict::Hold | Verdict::Recycle | Verdict::Stop);
    let held = survey.held.iter().filter(|(_, held)| asked(held.verdict)).map(|(pilot, held)| (*pilot, &held.cause));
    let retired = survey.decisions.iter().filter(|decision| decision.verb == Verb::Retire);
    for (pilot, cause) in held.chain(retired.map(|decision| (decision.pilot, &decision.cause))) {
        if !cause.is_empty() {
            causes.entry(cause.clone()).or_default().push(pilot);
        }
    }
    let mut causes: Vec<(String, Vec<PilotId>)> = causes.into_iter().collect();
    causes.sort_by_key(|(cause, pilots)| (std::cmp::Reverse(pilots.len()), cause.clone()));
    causes
}

/// The names of the rows of [`Dashboard::statuses`].
#[must_use]
pub fn status_rows() -> [&'static str; 6] {
    let [a, p, i, g] = [Family::Adoption, Family::Performance, Family::Impact, Family::Governance].map(Family::name);
    [a, p, i, g, "gate", "overall"]
}
