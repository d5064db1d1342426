//! `late-integration`: G2 is near or past, and a system of daily work is not connected.

use chrono::Duration;

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::framework::groups::MATRIX;
use crate::domain::{Attention, Gate, ItemState, Stage};

pub(super) const ROW: Row = Row { id: "late-integration", paused: false, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    let days = case.rules.count("warning.late-integration.days-before", None);
    let held = case
        .readiness
        .held
        .iter()
        .find(|held| held.gate == Gate::G2 && pilot.entered <= Some(held.on))
        .map(|held| held.on);
    let (attention, since, clock) = if pilot.stage >= Stage::Three {
        (Attention::Signal, held.or(pilot.entered), format!("The pilot is in stage {}", pilot.stage))
    } else if let Some(on) = held {
        (Attention::Signal, held, format!("G2 was held on {on}"))
    } else {
        let date = case.gate_date(Gate::G2)?;
        (Attention::Watch, Some(date - Duration::days(days)), format!("G2 is booked for {date}"))
    };
    let open = case.open_items(|item| item.group == MATRIX, &[ItemState::Done, ItemState::NotApplicable]);
    (!open.is_empty() && since <= Some(case.day)).then(|| {
        of_pilot(
            attention,
            since,
            format!("{clock}, and not every system is tested or not applicable: {}.", open.join(", ")),
            format!(
                "an open row of the integration matrix: watch from {days} days before G2, signal from G2 or stage 3"
            ),
            format!("tested or marked as not applicable: {}", open.join(", ")),
        )
    })
}
