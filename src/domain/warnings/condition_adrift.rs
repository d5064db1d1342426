//! `condition-adrift`: a pilot went on under a condition, and the work on it lacks an owner, date or test, or is late.

use super::reasons::{Reason, together};
use super::{Case, Finds, Found, Row};
use crate::domain::{Attention, Day, Dimension, Gate, Stage, Verdict, Workstream, overdue_since};

pub(super) const ROW: Row = Row { id: "condition-adrift", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let held = case.readiness.last_held(Gate::G1).filter(|held| held.verdict == Verdict::ConditionalGo)?;
    // A pilot that was sent back has no go that could be withdrawn.
    if case.dossier.pilot.stage == Stage::One {
        return None;
    }
    let adrift: Vec<Reason> = held.failed().filter_map(|id| of_dimension(case, id, held.on)).collect();
    let told = adrift.iter().map(|adrift| adrift.told.as_str()).collect::<Vec<_>>().join("; ");
    let rule = "after a conditional go: the workstream lacks an owner, a due date or an exit test, or is past its date";
    let explanation = format!("G1 was a conditional go on {}, and its condition is adrift: {told}.", held.on);
    together(adrift, || rule.to_owned()).map(|found| Found { explanation, ..found })
}

/// What is wrong with the work on a dimension that failed at the gate.
fn of_dimension(case: &Case<'_>, dimension: Dimension, gate: Day) -> Option<Reason> {
    let name = &case.framework.dimension(dimension).name;
    let mut works = case.readiness.workstreams.iter().filter(|work| work.dimension == dimension);
    if works.any(|work| work.closed >= Some(gate)) {
        return None;
    }
    let work = case.readiness.open_workstream(dimension);
    let late = work.filter(|work| work.is_overdue(case.day)).and_then(|work| work.due);
    let told = match (work.map(Workstream::lacks), late) {
        (None, _) => format!("{name} has no workstream"),
        (Some(lacks), None) if lacks.is_empty() => return None,
        (Some(lacks), None) => format!("the workstream on {name} lacks {}", lacks.join(" and ")),
        (Some(lacks), Some(due)) if lacks.is_empty() => format!("the workstream on {name} was due on {due}"),
        (Some(lacks), Some(due)) => {
            format!("the workstream on {name} was due on {due} and lacks {}", lacks.join(" and "))
        }
    };
    Some(Reason {
        attention: Attention::Signal,
        // It is not known since when it lacks something.
        since: late.map(|due| overdue_since(due).max(gate)),
        told,
        clears: format!(
            "the workstream on {name} has an owner, a date that is not past and an exit test, or it is closed"
        ),
        readings: Vec::new(),
    })
}
