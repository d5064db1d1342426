//! `condition-adrift`: a pilot went on under a condition, and the work on it lacks an owner, date or test, or is late.

use super::clock::of_pilot;
use super::{Case, Found, Row};
use crate::domain::{Attention, Day, Dimension, Gate, Stage, Verdict, overdue_since};

pub(super) const ROW: Row = Row { id: "condition-adrift", paused: false, judge };

fn judge(case: &Case<'_>) -> Vec<Found> {
    adrift(case).into_iter().collect()
}

fn adrift(case: &Case<'_>) -> Option<Found> {
    let held = case.readiness.last_held(Gate::G1).filter(|held| held.verdict == Verdict::ConditionalGo)?;
    // A pilot that was sent back has no go to be withdrawn.
    if case.dossier.pilot.stage == Stage::One {
        return None;
    }
    let adrift: Vec<Adrift> = held.failed().filter_map(|id| Adrift::of(case, id, held.on)).collect();
    let told: Vec<&str> = adrift.iter().map(|adrift| adrift.told.as_str()).collect();
    (!adrift.is_empty()).then(|| {
        of_pilot(
            Attention::Signal,
            adrift.iter().filter_map(|adrift| adrift.since).min(),
            format!("G1 was a conditional go on {}, and its condition is adrift: {}.", held.on, told.join("; ")),
            "after a conditional go: the workstream lacks an owner, a due date or an exit test, or is past its date"
                .to_owned(),
            "the workstream has an owner, a date that is not past and an exit test, or it is closed".to_owned(),
        )
    })
}

/// A dimension that failed at the gate, and what is wrong with the work on it.
struct Adrift {
    told: String,
    since: Option<Day>,
}

impl Adrift {
    fn of(case: &Case<'_>, dimension: Dimension, gate: Day) -> Option<Self> {
        let name = &case.framework.dimension(dimension).name;
        let mut works = case.readiness.workstreams.iter().filter(|work| work.dimension == dimension);
        if works.any(|work| work.closed >= Some(gate)) {
            return None;
        }
        let Some(work) = case.readiness.open_workstream(dimension) else {
            return Some(Self { told: format!("{name} has no workstream"), since: None });
        };
        let late = work.due.filter(|_| work.is_overdue(case.day));
        let lacks = work.lacks();
        let told = match late {
            Some(due) => format!("the workstream on {name} was due on {due}"),
            None if lacks.is_empty() => return None,
            None => format!("the workstream on {name} lacks {}", lacks.join(" and ")),
        };
        // Since when it lacks something is not known.
        Some(Self { told, since: late.map(|due| overdue_since(due).max(gate)) })
    }
}
