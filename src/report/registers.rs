//! Owns the registers at the end of a pack: decisions, actions and waivers, each as a table.

use std::cmp::Reverse;

use super::document::{Cell, Section, days, left};
use super::facts::Facts;
use super::words::{count, day};
use crate::domain::{Action, ActionState, Decision, VisitKind, WaiverOutcome};

/// The three registers.
pub(super) fn sections(facts: &Facts<'_>) -> Vec<Section> {
    vec![decisions(facts), actions(facts), waivers(facts)]
}

fn decisions(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Decisions");
    let mut all: Vec<&Decision> = facts.brief.survey.decisions.iter().collect();
    all.sort_by_key(|decision| (Reverse(decision.date), Reverse(decision.id)));
    let rows = all.into_iter().map(|decision| {
        let mut row = vec![Cell::text(decision.date.to_string()), facts.cell(decision.pilot)];
        row.extend(decided(facts, decision));
        row
    });
    let columns = [days("Date"), left("Pilot"), left("Decision"), left("What"), left("By"), left("Comes back")];
    section.table(&columns, rows.collect(), "No decision is recorded.");
    let visits = facts.brief.survey.visits.values().flatten();
    let begun = visits.filter(|visit| visit.kind == VisitKind::TakeOver).count();
    if begun > 0 {
        let are = count(begun, "take-over is", "take-overs are");
        section.note(format!("{are} left out: the history of a pilot says how its record began at a later stage."));
    }
    section
}

/// What was decided, by whom, and what brings it back or its waiver: without its date and its pilot.
pub(super) fn decided(facts: &Facts<'_>, decision: &Decision) -> Vec<Cell> {
    vec![
        Cell::text(decision.kind(&facts.brief.framework)),
        Cell::text(decision.with_reason()),
        Cell::text(&decision.decided_by_name),
        Cell::text(returns(facts, decision)),
    ]
}

/// What brings a decision back, or what it waived; nothing of what is open once its pilot has ended.
fn returns(facts: &Facts<'_>, decision: &Decision) -> String {
    let is_open = decision.settled.is_none() && (decision.trigger.is_some() || decision.awaits_outcome);
    if is_open && !facts.goes_on(decision.pilot) { String::new() } else { decision.back() }
}

/// Actions that are open stand first, by their dates; then those that ended, the latest first.
pub(super) fn in_order<'a>(actions: impl IntoIterator<Item = &'a Action>) -> Vec<&'a Action> {
    let mut all: Vec<&Action> = actions.into_iter().collect();
    all.sort_by_key(|action| {
        let ended = action.state != ActionState::Open;
        (ended, if ended { None } else { Some(action.due) }, Reverse(action.ended), action.id)
    });
    all
}

/// By when, how far it is, who, and what: without its pilot.
pub(super) fn asked(action: &Action, facts: &Facts<'_>) -> Vec<Cell> {
    let state = format!("{} {}", action.stands(facts.brief.day), day(action.ended));
    let what = if action.why.is_empty() { action.text.clone() } else { format!("{} ({})", action.text, action.why) };
    vec![
        Cell::text(action.due.to_string()),
        Cell::text(state.trim_end()),
        Cell::text(&action.owner_name),
        Cell::text(what),
    ]
}

fn actions(facts: &Facts<'_>) -> Section {
    actions_of("Actions", &facts.brief.survey.actions, facts, "No action is recorded.")
}

/// Actions with their pilots under a heading; `none` says that there are none.
pub(super) fn actions_of<'a>(
    heading: &str,
    actions: impl IntoIterator<Item = &'a Action>,
    facts: &Facts<'_>,
    none: &str,
) -> Section {
    let mut section = Section::new(heading);
    in_table(in_order(actions), facts, none, &mut section);
    section
}

/// The same as a table of a section, in their order.
pub(super) fn in_table(actions: Vec<&Action>, facts: &Facts<'_>, none: &str, section: &mut Section) {
    let rows = actions.into_iter().map(|action| {
        let mut row = asked(action, facts);
        row.push(facts.cell_of(action.pilot));
        row
    });
    let columns = [days("Due"), left("State"), left("Who"), left("What"), left("Pilot")];
    section.table(&columns, rows.collect(), none);
}

fn waivers(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Waivers");
    let rows = facts.brief.survey.waivers.iter().map(|waiver| {
        let open =
            || if facts.goes_on(waiver.pilot) { format!("look again {}", waiver.look_again) } else { String::new() };
        let outcome = waiver.outcome.map_or_else(open, WaiverOutcome::spaced);
        vec![
            Cell::text(waiver.decided.to_string()),
            facts.cell(waiver.pilot),
            Cell::text(waiver.gate.name()),
            Cell::text(facts.brief.framework.rule_called(&waiver.rule)),
            Cell::text(&waiver.reason),
            Cell::text(&waiver.by),
            Cell::text(outcome),
        ]
    });
    let columns = [
        days("Decided"),
        left("Pilot"),
        left("Gate"),
        left("Rule"),
        left("Reason"),
        left("By"),
        left("What came of it"),
    ];
    section.table(&columns, rows.collect(), "No rule was waived.");
    section
}
