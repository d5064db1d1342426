//! The commands that see to what a gate lacks. Words in capitals stand for what only its user knows.

use crate::domain::framework::{UNASSESSED, rule_of};
use crate::domain::readiness::Missing;
use crate::domain::{Dimension, Framework, ItemState, PilotPage, Tick};

/// The next command for something that a gate of the pilot lacks; none where none does it, as where time has to pass.
pub(super) fn way(page: &PilotPage, framework: &Framework, missing: &Missing) -> Option<String> {
    let (code, rule) = (&page.pilot.code, missing.rule.as_str());
    let dimension = |name: &str| Dimension::ALL.iter().find(|known| known.name() == name);
    let scored = |what: &str| format!("steerco score {code} {what} SCORE --evidence TEXT --by WHO");
    if rule == UNASSESSED {
        return Some(scored("DIMENSION"));
    }
    if let Some(of) = dimension(rule.strip_prefix("assessor-").unwrap_or(rule)) {
        return Some(scored(of.name()));
    }
    if let Some(of) = rule.strip_prefix("workstream-").and_then(dimension) {
        return Some(page.readiness.open_workstream(*of).map_or_else(
            || format!("steerco add workstream {code} {of} --owner WHO --due DATE --exit-test TEXT"),
            |work| format!("steerco workstream {} done --rescore SCORE --evidence TEXT --by WHO", work.id),
        ));
    }
    let way = match rule {
        "executive-owner" if page.pilot.owner.is_some() => "steerco set person WHO level vp".to_owned(),
        "executive-owner" => format!("steerco owner {code} WHO --why TEXT"),
        "day-60" if page.pilot.rollout.is_none() => format!("steerco set {code} rollout DATE"),
        "process-steps" => {
            let step = page.readiness.steps.iter().find(|step| step.documented.is_none())?;
            format!("steerco set step {} documented DATE", step.id)
        }
        _ => {
            let open = |id: &str| Tick::state(Tick::of(&page.ticks, id)) != ItemState::Done;
            let of_group = |group: &str| rule_of(group) == rule;
            let mut items = framework.data.checklist.iter();
            let item = items.find(|item| item.id == rule || (of_group(&item.group) && open(&item.id)))?;
            format!("steerco tick {code} {} --evidence TEXT", item.id)
        }
    };
    Some(way)
}
