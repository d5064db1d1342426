//! `premature-scale`: the pilot expands, and what the next unit builds on is not there.

use super::clock::of_pilot;
use super::{Case, Found, Row};
use crate::domain::framework::ChecklistItem;
use crate::domain::readiness::Expansion;
use crate::domain::{Attention, ExpansionState, Gate, ItemState, Stage, VisitKind};

pub(super) const ROW: Row = Row { id: "premature-scale", paused: false, judge };

/// What passes the system on to people who were not there.
const HANDED_ON: [&str; 2] = ["s4.playbook", "s4.handoff"];

fn judge(case: &Case<'_>) -> Vec<Found> {
    premature(case).into_iter().collect()
}

fn premature(case: &Case<'_>) -> Option<Found> {
    let expansions = under_way(case);
    let since = expansions.iter().map(|expansion| expansion.since).min()?;
    // That a playbook does not apply does not give the next unit one.
    let handed_on = |item: &ChecklistItem| HANDED_ON.contains(&item.id.as_str());
    let mut missing = case.open_items(handed_on, &[ItemState::Done]);
    if lacks_gate(case) {
        missing.push(Gate::G3.name());
    }
    let missing = missing.join(", ");
    (!missing.is_empty()).then(|| {
        of_pilot(
            Attention::Signal,
            Some(since),
            format!("The pilot expands ({}), and what that rests on is missing: {missing}.", told(&expansions)),
            "an expansion has started while playbook, handoff or G3 is missing".to_owned(),
            format!("in place: {missing}; or the expansion is dropped"),
        )
    })
}

/// Did nobody let it into stage 4? Where its record begins there, its gates lie before the record.
fn lacks_gate(case: &Case<'_>) -> bool {
    let pilot = &case.dossier.pilot;
    let before_record = pilot.stage == Stage::Four && pilot.visit_kind == VisitKind::TakeOver;
    !before_record && !case.readiness.held.iter().any(|held| held.gate == Gate::G3 && held.verdict.moves_on())
}

/// The expansions that have started by the day.
pub(super) fn under_way<'a>(case: &Case<'a>) -> Vec<&'a Expansion> {
    let started = |expansion: &&Expansion| expansion.state == ExpansionState::Started && expansion.since <= case.day;
    case.dossier.readiness.expansions.iter().filter(started).collect()
}

/// Where it goes, and since when.
pub(super) fn told(expansions: &[&Expansion]) -> String {
    let one = |expansion: &&Expansion| format!("{} since {}", expansion.name, expansion.since);
    expansions.iter().map(one).collect::<Vec<_>>().join(", ")
}
