//! `gate-skipped`: the pilot came into its stage against a rule of the gate.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::readiness::Waiver;
use crate::domain::{Attention, Decision, Gate, VisitKind};

pub(super) const ROW: Row = Row { id: "gate-skipped", paused: false, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    if pilot.visit_kind != VisitKind::Waiver || pilot.entered > Some(case.day) {
        return None;
    }
    let gate = Gate::ALL.iter().copied().find(|gate| gate.leads_to() == pilot.stage)?;
    let decision = case.readiness.last_held(gate).map(|held| held.decision);
    let waived: Vec<&Waiver> =
        case.readiness.waivers.iter().filter(|waiver| Some(waiver.decision) == decision).collect();
    let rules: Vec<String> = waived.iter().map(|waiver| case.framework.rule_called(&waiver.rule)).collect();
    let against = if rules.is_empty() { String::new() } else { format!(": {}", rules.join(", ")) };
    let on = pilot.entered.map_or_else(String::new, |entered| format!(" on {entered}"));
    // A decision between reviews makes it known, but nobody who answers for the gate accepted it. A decision of a
    // review does accept it.
    let accepts = |known: &&Decision| {
        let named = known.parks.iter().any(|id| id == ROW.id) && Some(known.date) >= pilot.entered;
        known.review.is_some() && (named || Some(known.id) == decision)
    };
    if let Some(accepted) = case.decisions().find(accepts) {
        return Some(of_pilot(
            Attention::Watch,
            pilot.entered,
            format!(
                "The pilot came into stage {}{on} against rules of {gate}{against}; that was accepted on {}.",
                pilot.stage, accepted.date
            ),
            "the present stage was entered by a waiver, which a review accepted".to_owned(),
            format!("the pilot leaves stage {} through its gate", pilot.stage),
        ));
    }
    let again = waived.iter().map(|waiver| waiver.look_again).min();
    let again = again.map_or_else(String::new, |day| format!(" It is looked at again on {day}."));
    Some(of_pilot(
        Attention::Signal,
        pilot.entered,
        format!("The pilot came into stage {}{on} against rules of {gate}{against}.{again}", pilot.stage),
        "the present stage was entered by a waiver".to_owned(),
        format!("the pilot goes back and passes {gate}, or leaves stage {} through its gate", pilot.stage),
    ))
}
