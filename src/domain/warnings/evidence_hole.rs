//! `evidence-hole`: a dimension passes by its score, and nothing shows it, or nothing new enough.

use chrono::Duration;

use super::clock::of_pilot;
use super::{Case, Found, Row};
use crate::domain::readiness::Scored;
use crate::domain::{Attention, Day, Dimension, Gate, Stage};

pub(super) const ROW: Row = Row { id: "evidence-hole", paused: false, judge };

fn judge(case: &Case<'_>) -> Vec<Found> {
    // From stage 3 on no gate asks for scores.
    let Some(current) = case.readiness.current().filter(|_| case.dossier.pilot.stage <= Stage::Two) else {
        return Vec::new();
    };
    let holes: Vec<Hole> = current.each().filter_map(|(dimension, scored)| hole(case, dimension, scored)).collect();
    if holes.is_empty() {
        return Vec::new();
    }
    let told: Vec<&str> = holes.iter().map(|hole| hole.told.as_str()).collect();
    vec![of_pilot(
        Attention::Watch,
        holes.iter().filter_map(|hole| hole.since).min(),
        format!("{}.", told.join("; ")),
        format!(
            "stages 1 and 2: a score at the pass mark without evidence, or its newest over {} days old on the date of the gate, else \
             today",
            max_age(case)
        ),
        "fresh evidence is added, or the score is lowered".to_owned(),
    )]
}

/// A score that its evidence does not carry.
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
    let gate = gate_ahead(case);
    let age = (gate.map_or(case.day, |(_, date)| date) - newest).num_days();
    let when = gate.map_or_else(|| "today".to_owned(), |(gate, date)| format!("at {gate} on {date}"));
    (age > max_age(case)).then(|| Hole {
        told: format!("{} is at {value}, and its newest evidence, of {newest}, is {age} days old {when}", known.name),
        // Nobody knows since when the gate has that date.
        since: gate.is_none().then(|| newest + Duration::days(max_age(case) + 1)),
    })
}

/// The gate out of the present stage, where its date is not past.
fn gate_ahead(case: &Case<'_>) -> Option<(Gate, Day)> {
    let gate = Gate::out_of(case.dossier.pilot.stage)?;
    let date = case.gate_date(gate).filter(|date| *date >= case.day)?;
    Some((gate, date))
}

fn max_age(case: &Case<'_>) -> i64 {
    case.rules.count("warning.evidence-hole.max-age-days", None)
}
