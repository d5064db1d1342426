//! `no-owner`: nobody of executive level answers for the pilot.

use super::{Case, Finds, Found, Row};
use crate::domain::standing::OWNERLESS_FROM;
use crate::domain::{Attention, Stage};

pub(super) const ROW: Row = Row { id: "no-owner", paused: true, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    let explanation = match &pilot.owner {
        None => "Nobody is its executive owner".to_owned(),
        Some(seat) => format!("{} is named as owner, but {},", seat.name, seat.falls_short()?),
    };
    let limit = case.rules.count(OWNERLESS_FROM, None);
    let (stage, week) = case.stage_week();
    // Without a clock, stage 1 never gets late.
    let late = stage > Stage::One || week.is_some_and(|week| week >= limit);
    let ripe = if late { case.beyond_stage_one(limit) } else { pilot.entered };
    let vacant = case.seat_lacks_since(|seat| seat.is_none_or(|seat| !seat.answers()));
    // It is not known since when somebody is archived.
    let is_gone = pilot.owner.as_ref().is_some_and(|seat| seat.archived);
    let clock = match (stage, week) {
        (Stage::One, Some(week)) => format!(" in week {week} of stage 1"),
        (stage, _) => format!(" in stage {stage}"),
    };
    Some(Found {
        attention: if late { Attention::Signal } else { Attention::Watch },
        since: ripe.max(vacant).or(pilot.seated).filter(|_| !is_gone),
        metric: None,
        families: Vec::new(),
        explanation: format!("{explanation}{clock}."),
        rule: format!("no owner of VP level or above: watch in stage 1 before week {limit}, then signal"),
        readings: Vec::new(),
        clears: "a named person of VP level or above is appointed".to_owned(),
    })
}
