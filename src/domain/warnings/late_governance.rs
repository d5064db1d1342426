//! `late-governance`: the rollout is near or past, and what keeps watch over it is not ready.

use chrono::Duration;

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::framework::ChecklistItem;
use crate::domain::framework::groups::COMPONENTS;
use crate::domain::{Attention, ItemState};

pub(super) const ROW: Row = Row { id: "late-governance", paused: false, of_stage: false, judge: Finds::Once(judge) };

/// The documents without which nobody sees a fault, stops it, or hears of it.
const DOCUMENTS: [&str; 3] = ["s2.monitoring-framework", "s2.human-override", "s2.escalation-protocol"];

fn judge(case: &Case<'_>) -> Option<Found> {
    let rollout = case.dossier.pilot.rollout?;
    let days = case.rules.count("warning.late-governance.days-before", None);
    let (attention, since, verb) = if case.rollout().is_some() {
        (Attention::Signal, rollout, "was")
    } else {
        (Attention::Watch, rollout - Duration::days(days), "is")
    };
    let guards = |item: &ChecklistItem| item.group == COMPONENTS || DOCUMENTS.contains(&item.id.as_str());
    let open = case.open_items(guards, &[ItemState::Done]);
    (!open.is_empty() && since <= case.day).then(|| {
        of_pilot(
            attention,
            Some(since),
            format!("The rollout {verb} on {rollout}, and not everything that guards it is done: {}.", open.join(", ")),
            format!(
                "monitoring framework, human override, escalation protocol or a data component not done: watch from \
                 {days} days before rollout, then signal"
            ),
            format!("done: {}; or the rollout is moved", open.join(", ")),
        )
    })
}
