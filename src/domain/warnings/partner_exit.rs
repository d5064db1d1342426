//! `partner-exit`: the partner leaves, and nobody of ours takes over the partner's tasks.

use chrono::Duration;

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::framework::ChecklistItem;
use crate::domain::{Attention, PersonId};

pub(super) const ROW: Row = Row { id: "partner-exit", paused: false, of_stage: false, judge: Finds::Once(judge) };

const TASKS: &str = "after the partner";

fn judge(case: &Case<'_>) -> Option<Found> {
    let pilot = &case.dossier.pilot;
    let ends = pilot.partner_ends?;
    let days = case.rules.count("warning.partner-exit.days-before", None);
    let since = ends - Duration::days(days);
    let ours = |person: &PersonId| !case.dossier.partners.contains(person);
    let named =
        |item: &ChecklistItem| case.tick(&item.id).and_then(|tick| tick.standing.owner).is_some_and(|one| ours(&one));
    // What counts is who is named, not how far the item is.
    let open = case.open_items(|item| item.group == TASKS && !named(item), &[]);
    let partner = if pilot.partner.is_empty() { "The partner" } else { &pilot.partner };
    let leaves = if ends < case.day { "left" } else { "leaves" };
    (!open.is_empty() && since <= case.day).then(|| {
        of_pilot(
            Attention::Signal,
            Some(since),
            format!("{partner} {leaves} on {ends}, and no person of ours is named for: {}.", open.join(", ")),
            format!(
                "from {days} days before the partner leaves: monitors, audits and updates are named people of ours"
            ),
            format!("one of our people is named for: {}; or the partner stays longer", open.join(", ")),
        )
    })
}
