//! `drift-no-authority`: performance drifts, and nobody has the authority to order a pause or a retraining.

use super::case::gives_authority;
use super::{Case, Finds, Found, Row, drift};
use crate::domain::Power;

pub(super) const ROW: Row = Row { id: "drift-no-authority", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    if case.has_authority() {
        return None;
    }
    let pilot = &case.dossier.pilot;
    let who = match &pilot.owner {
        None => "There is no executive owner who could order a pause or a retraining.".to_owned(),
        Some(seat) => match (seat.falls_short(), seat.powers.authority) {
            (Some(short), _) => format!("{} is owner, but {short}.", seat.name),
            (None, Power::No) => format!("{} has no authority to pause or retrain.", seat.name),
            (None, _) => format!("Whether {} has the authority to pause or retrain is not answered.", seat.name),
        },
    };
    let unheeded = |found: Found| Found {
        since: found.since.max(case.seat_lacks_since(|seat| !gives_authority(seat))),
        explanation: format!("{} {who}", found.explanation),
        rule: format!("{}; and no executive owner with authority to pause or retrain", found.rule),
        clears: format!("an executive owner has the authority to pause or retrain, or {}", found.clears),
        ..found
    };
    drift::find(case, "warning.drift-no-authority.clear-values").map(unheeded)
}
