//! `premature-scale`: the pilot expands, and what the next unit builds on is missing.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::readiness::Expansion;
use crate::domain::{Attention, Day, DocumentKind, ExpansionState, Gate, Stage, Verb, VisitKind};

pub(super) const ROW: Row = Row { id: "premature-scale", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let (since, where_to) = expands(case)?;
    // If a playbook “does not apply”, the next unit still has none.
    let handed_on = DocumentKind::ALL.iter().filter_map(|kind| {
        let item = case.framework.item(kind.item())?;
        case.readiness.withholds(*kind, &case.dossier.ticks).map(|_| item.title.as_str())
    });
    let mut missing: Vec<&str> = handed_on.collect();
    if lacks_gate(case) {
        missing.push(Gate::G3.name());
    }
    let missing = missing.join(", ");
    (!missing.is_empty()).then(|| {
        of_pilot(
            Attention::Signal,
            Some(since),
            format!("The pilot expands ({where_to}), and what that rests on is missing: {missing}."),
            "an expansion has started while playbook, handoff or G3 is missing".to_owned(),
            format!("in place: {missing}; or the expansion is dropped"),
        )
    })
}

/// Did no gate let it into stage 4? If its record begins there, its gates lie before the record.
fn lacks_gate(case: &Case<'_>) -> bool {
    let pilot = &case.dossier.pilot;
    let before_record = pilot.stage == Stage::Four && pilot.visit_kind == VisitKind::TakeOver;
    !before_record && !case.readiness.held.iter().any(|held| held.gate == Gate::G3 && held.verdict.moves_on())
}

/// Since when it expands, and where to: an expansion item has started, or somebody decided on it.
pub(super) fn expands(case: &Case<'_>) -> Option<(Day, String)> {
    let dropped = |expansion: &Expansion| expansion.state == ExpansionState::Dropped;
    let items = &case.dossier.readiness.expansions;
    let started = items.iter().filter(|item| item.state == ExpansionState::Started && item.since <= case.day);
    let mut under_way: Vec<(Day, String)> =
        started.map(|item| (item.since, format!("{} since {}", item.name, item.since))).collect();
    // The decision stands, unless everything that it could have meant was dropped.
    let given_up = !items.is_empty() && items.iter().all(dropped);
    let decided = case.decisions().filter(|decision| decision.verb == Verb::Expand && !given_up);
    under_way.extend(decided.map(|decision| (decision.date, format!("as decided on {}", decision.date))));
    let since = under_way.iter().map(|(since, _)| *since).min()?;
    let told: Vec<String> = under_way.into_iter().map(|(_, told)| told).collect();
    Some((since, told.join(", ")))
}
