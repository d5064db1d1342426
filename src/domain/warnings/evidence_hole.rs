//! `evidence-hole`: a dimension passes by its score, but has no evidence, or none that is new enough.

use chrono::Duration;

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::readiness::Scored;
use crate::domain::{Attention, Day, Dimension, Gate, Stage};

pub(super) const ROW: Row = Row { id: "evidence-hole", paused: false, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    // From stage 3 on, no gate asks for scores.
    let current = case.readiness.current().filter(|_| case.dossier.pilot.stage <= Stage::Two)?;
    let holes: Vec<Hole> = current.each().filter_map(|(dimension, scored)| hole(case, dimension, scored)).collect();
    if holes.is_empty() {
        return None;
    }
    let told: Vec<&str> = holes.iter().map(|hole| hole.told.as_str()).collect();
    Some(of_pilot(
        Attention::Watch,
        holes.iter().filter_map(|hole| hole.since).min(),
        format!("{}.", told.join("; ")),
        format!(
            "stages 1 and 2: a score at the pass mark without evidence, or its newest over {} days old on the date of the gate, else \
             today",
            max_age(case)
        ),
        "fresh evidence is added, or the score is lowered".to_owned(),
    ))
}

/// A score that its evidence does not support.
struct Hole {
    told: String,
    since: Option<Day>,
}

fn hole(case: &Case<'_>, dimension: Dimension, scored: &Scored) -> Option<Hole> {
    let known = case.framework.dimension(dimension);
    let value = scored.value.filter(|value| *value >= known.pass)?;
    let Some(newest) = scored.evidence.iter().map(|piece| piece.on).max() else {
        return Some(Hole { told: format!("{} is at {value} without evidence", known.name), since: scored.on });
    };
    let (max, gate) = (max_age(case), gate_ahead(case, case.day));
    let age = |gate: Option<(Gate, Day)>, day: Day| (gate.map_or(day, |(_, date)| date) - newest).num_days();
    let days = age(gate, case.day);
    let when = gate.map_or_else(|| "today".to_owned(), |(gate, date)| format!("at {gate} on {date}"));
    let first = scored.on.max(Some(newest)).unwrap_or(case.day);
    let is_hole = |day: &Day| age(gate_ahead(case, *day), *day) > max;
    let since = || {
        // Only on these days may it begin or cease to be a hole.
        let mut turns = case.turns_of_gates();
        turns.extend([first, newest + Duration::days(max + 1), case.day]);
        turns.retain(|day| (first..=case.day).contains(day));
        turns.sort_unstable();
        turns.into_iter().rev().take_while(is_hole).last()
    };
    (days > max).then(|| Hole {
        told: format!("{} is at {value}, and its newest evidence, of {newest}, is {days} days old {when}", known.name),
        since: since(),
    })
}

/// The gate out of the stage of that day, if it had a date that was not past.
fn gate_ahead(case: &Case<'_>, day: Day) -> Option<(Gate, Day)> {
    let gate = Gate::out_of(case.stage_on(day))?;
    let date = case.gate_date_on(gate, day).filter(|date| *date >= day)?;
    Some((gate, date))
}

fn max_age(case: &Case<'_>) -> i64 {
    case.rules.count("warning.evidence-hole.max-age-days", None)
}
