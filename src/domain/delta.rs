//! Owns the delta: what happened in a portfolio between one moment and another, the most consequential first.

use std::collections::{HashMap, HashSet};

use super::survey::Survey;
use super::{
    ActionState, Day, Exception, Framework, Judgement, Pilot, PilotId, Portfolio, Signal, Stage, Status, VisitKind,
};

/// How all pilots stood at an earlier moment.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The day of that moment.
    pub day: Day,
    /// What it is called: `the review of 2026-10-29`, or the day.
    pub name: String,
    /// The pilots as they were then.
    pub pilots: Vec<Pilot>,
    /// How they stood by their data.
    pub portfolio: Portfolio,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A signal fires that did not.
    NewSignal,
    /// A status turned.
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
    /// When, where a day is known.
    pub on: Option<Day>,
    /// Its place in the order of consequence: lower comes first.
    pub rank: u16,
}

/// What happened between two moments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delta {
    /// From this day on; it is not counted in.
    pub since: Day,
    /// What the earlier moment is called.
    pub name: String,
    /// What happened, the most consequential first.
    pub rows: Vec<Changed>,
}

/// What a delta looks at beside the survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Between {
    /// Every exception.
    pub exceptions: Vec<Exception>,
    /// How many due readings of each pilot's headline metrics are missing.
    pub missed: HashMap<PilotId, u32>,
}

/// What turned for the worse without a signal of its own stands among those of middle consequence (house).
const FLIP: u16 = 9;
/// What has no rank of its own stands behind every warning.
const BEHIND: u16 = 100;

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
        for pilot in &survey.pilots {
            let was = then.get(&pilot.id).copied();
            life(pilot, was, &mut rows);
            if let Some(known) = now.of(pilot.id) {
                judged(pilot, before.portfolio.of(pilot.id), known, &mut rows);
            }
            if let Some(was) = was {
                reported(pilot, was, &mut rows);
            }
        }
        let since = before.day;
        let within = |on: Day| since < on && on <= day;
        stages(survey, within, framework, &mut rows);
        recorded(survey, within, day, &mut rows);
        beside(between, within, &mut rows);
        rows.sort_by(|a, b| {
            (a.group(), a.rank, a.kind, a.on, a.pilot, &a.text).cmp(&(
                b.group(),
                b.rank,
                b.kind,
                b.on,
                b.pilot,
                &b.text,
            ))
        });
        Self { since, name: before.name.clone(), rows }
    }
}

impl Changed {
    /// What wants attention stands before what only happened, and that before what went well.
    const fn group(&self) -> u8 {
        match self.kind {
            Kind::NewSignal => 0,
            Kind::Status | Kind::Stage | Kind::Action if self.rank == FLIP => 0,
            Kind::Stage | Kind::Gate | Kind::Life | Kind::Decision | Kind::Action => 1,
            Kind::Exception | Kind::Missed | Kind::Status => 2,
            Kind::Cleared => 3,
        }
    }
}

fn life(pilot: &Pilot, was: Option<&Pilot>, rows: &mut Vec<Changed>) {
    let text = match was {
        None => format!("joined the portfolio in stage {}", pilot.stage),
        Some(was) if was.lifecycle != pilot.lifecycle => format!("is {}, was {}", pilot.lifecycle, was.lifecycle),
        Some(was) if was.owner_name() != pilot.owner_name() => {
            let named = |name: Option<&str>| name.unwrap_or("nobody").to_owned();
            format!("owned by {}, was {}", named(pilot.owner_name()), named(was.owner_name()))
        }
        Some(_) => return,
    };
    rows.push(Changed { kind: Kind::Life, pilot: Some(pilot.id), text, on: None, rank: BEHIND });
}

/// Signals that are new or cleared, and the computed status.
fn judged(pilot: &Pilot, was: Option<&Judgement>, now: &Judgement, rows: &mut Vec<Changed>) {
    let ids = |known: Option<&Judgement>| -> HashSet<&'static str> {
        let signals = known.map(|known| known.signals.as_slice()).unwrap_or_default();
        signals.iter().filter(|signal| signal.is_signal()).map(|signal| signal.warning).collect()
    };
    let (old, new) = (ids(was), ids(Some(now)));
    let mut told: HashSet<&str> = HashSet::new();
    for signal in now.signals.iter().filter(|signal| signal.is_signal() && !old.contains(signal.warning)) {
        if told.insert(signal.warning) {
            let text = format!("{}: {}", signal.warning, signal.found.explanation);
            rows.push(Changed {
                kind: Kind::NewSignal,
                pilot: Some(pilot.id),
                text,
                on: signal.found.since,
                rank: signal.rank,
            });
        }
    }
    let Some(was) = was else {
        return;
    };
    let cleared = |signal: &&Signal| signal.is_signal() && !new.contains(signal.warning);
    for signal in was.signals.iter().filter(cleared) {
        if told.insert(signal.warning) {
            let text = format!("{} fires no longer", signal.warning);
            rows.push(Changed { kind: Kind::Cleared, pilot: Some(pilot.id), text, on: None, rank: signal.rank });
        }
    }
    turned(pilot, "computed", (was.computed.overall, now.computed.overall), rows);
}

fn reported(pilot: &Pilot, was: &Pilot, rows: &mut Vec<Changed>) {
    turned(pilot, "reported", (was.report.status, pilot.report.status), rows);
}

fn turned(pilot: &Pilot, who: &str, (was, now): (Status, Status), rows: &mut Vec<Changed>) {
    if was == now {
        return;
    }
    let rank = if was.is_better_than(now) { FLIP } else { BEHIND };
    let text = format!("{who} {now}, was {was}");
    rows.push(Changed { kind: Kind::Status, pilot: Some(pilot.id), text, on: None, rank });
}

fn stages(survey: &Survey, within: impl Fn(Day) -> bool, framework: &Framework, rows: &mut Vec<Changed>) {
    for pilot in &survey.pilots {
        let visits = survey.visits.get(&pilot.id).map(Vec::as_slice).unwrap_or_default();
        let mut from: Option<Stage> = None;
        for visit in visits {
            if let (Some(from), Some(on)) = (from, visit.entered.filter(|on| within(*on))) {
                let how = match visit.kind {
                    VisitKind::Back => "back",
                    VisitKind::Waiver => "on, against a rule,",
                    _ => "on",
                };
                let text =
                    format!("moved {how} from stage {from} to {} {}", visit.stage, framework.stage_name(visit.stage));
                let rank = if visit.kind == VisitKind::Gate { BEHIND } else { FLIP };
                rows.push(Changed { kind: Kind::Stage, pilot: Some(pilot.id), text, on: Some(on), rank });
            }
            from = Some(visit.stage);
        }
    }
}

/// Gates, decisions and actions, by their days.
fn recorded(survey: &Survey, within: impl Fn(Day) -> bool, day: Day, rows: &mut Vec<Changed>) {
    let mut gates = HashSet::new();
    for (pilot, held) in survey.held.iter().filter(|(_, held)| within(held.on)) {
        gates.insert(held.decision);
        let cause = if held.cause.is_empty() { String::new() } else { format!(" ({})", held.cause) };
        let text = format!("{}: {}{cause}", held.gate, held.verdict);
        rows.push(Changed { kind: Kind::Gate, pilot: Some(*pilot), text, on: Some(held.on), rank: BEHIND });
    }
    let others = survey.decisions.iter().filter(|decision| within(decision.date) && !gates.contains(&decision.id));
    for decision in others {
        let text = format!("{}: {}, by {}", decision.verb, decision.statement, decision.decided_by_name);
        let pilot = Some(decision.pilot);
        rows.push(Changed { kind: Kind::Decision, pilot, text, on: Some(decision.date), rank: BEHIND });
    }
    for action in &survey.actions {
        let (text, on, rank) = match (action.state, action.ended) {
            (ActionState::Open, _) if within(action.due) && action.is_overdue(day) => {
                (format!("not done by {}: {}, {}", action.due, action.text, action.owner_name), Some(action.due), FLIP)
            }
            (ActionState::Open, _) => continue,
            (state, Some(ended)) if within(ended) => {
                (format!("{state}: {}, {}", action.text, action.owner_name), Some(ended), BEHIND)
            }
            _ => continue,
        };
        rows.push(Changed { kind: Kind::Action, pilot: action.pilot, text, on, rank });
    }
}

fn beside(between: &Between, within: impl Fn(Day) -> bool, rows: &mut Vec<Changed>) {
    let mut counts: HashMap<PilotId, (u32, u32)> = HashMap::new();
    for exception in &between.exceptions {
        let count = counts.entry(exception.pilot).or_default();
        count.0 += u32::from(within(exception.raised.day()));
        count.1 += u32::from(exception.resolved.is_some_and(|at| within(at.day())));
    }
    for (pilot, (raised, resolved)) in counts.into_iter().filter(|(_, count)| *count != (0, 0)) {
        let text = format!("{raised} raised, {resolved} resolved");
        rows.push(Changed { kind: Kind::Exception, pilot: Some(pilot), text, on: None, rank: BEHIND });
    }
    for (pilot, missed) in between.missed.iter().filter(|(_, missed)| **missed > 0) {
        let readings = if *missed == 1 { "reading" } else { "readings" };
        let text = format!("{missed} due {readings} missing");
        rows.push(Changed { kind: Kind::Missed, pilot: Some(*pilot), text, on: None, rank: BEHIND });
    }
}
