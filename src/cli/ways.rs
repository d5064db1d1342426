//! The commands that supply what a gate lacks. Words in capitals stand for what only the user knows.

use crate::domain::framework::ChecklistItem;
use crate::domain::framework::{UNASSESSED, rule_of};
use crate::domain::readiness::Missing;
use crate::domain::{Dimension, Framework, ItemState, PilotPage, Tick};

/// The next command for something that a gate of the pilot lacks, in the workspace that `named` names in a command;
/// none where no command helps, as where time has to pass.
pub(super) fn way(page: &PilotPage, framework: &Framework, missing: &Missing, named: &str) -> Option<String> {
    command(page, framework, missing).map(|command| format!("steerco{named} {command}"))
}

fn command(page: &PilotPage, framework: &Framework, missing: &Missing) -> Option<String> {
    let (code, rule) = (&page.pilot.code, missing.rule.as_str());
    let dimension = |name: &str| Dimension::ALL.iter().find(|known| known.name() == name);
    let scored = |what: &str| format!("score {code} {what} SCORE --evidence TEXT --by WHO");
    if rule == UNASSESSED {
        return Some(scored("DIMENSION"));
    }
    if let Some(of) = dimension(rule.strip_prefix("assessor-").unwrap_or(rule)) {
        return Some(scored(of.name()));
    }
    if let Some(of) = rule.strip_prefix("workstream-").and_then(dimension) {
        return Some(page.readiness.open_workstream(*of).map_or_else(
            || format!("add workstream {code} {of} --owner WHO --due DATE --exit-test TEXT"),
            |work| format!("workstream {} done --rescore SCORE --evidence TEXT --by WHO", work.id),
        ));
    }
    let way = match rule {
        "executive-owner" if let Some(seat) = &page.pilot.owner => format!("set person \"{}\" level vp", seat.name),
        "executive-owner" => format!("owner {code} WHO --why TEXT"),
        "day-60" if page.pilot.rollout.is_none() => format!("set {code} rollout DATE"),
        "process-steps" => {
            let step = page.readiness.steps.iter().find(|step| step.documented.is_none())?;
            format!("set step {} documented DATE", step.id)
        }
        _ => {
            let state = |id: &str| Tick::state(Tick::of(&page.ticks, id));
            let asked = |item: &&ChecklistItem| item.id == rule || rule_of(&item.group) == rule;
            // An item that does not apply is listed only where a gate wants it done; a done one, only where it has no
            // evidence.
            let order = |item: &&ChecklistItem| match state(&item.id) {
                ItemState::Open | ItemState::Doing => 0,
                ItemState::NotApplicable => 1,
                ItemState::Done => 2,
            };
            let item = framework.data.checklist.iter().filter(asked).min_by_key(order)?;
            format!("tick {code} {} --state done --evidence TEXT", item.id)
        }
    };
    Some(way)
}
