//! Owns the heat map: each pilot in each family, at its gate and overall, beside the status that its people report.

use super::document::{Cell, Section, left, right, signs};
use super::facts::Facts;
use super::words::{LEGEND, LETTERS, computed, number, reported};
use crate::domain::survey::{COLUMNS, status_rows};
use crate::domain::{Pilot, PilotId, Status};

/// The heat map, and how many stand how.
pub(super) fn section(facts: &Facts<'_>) -> Section {
    let dashboard = &facts.brief.dashboard;
    let mut section = Section::new("Status by family");
    if dashboard.pilots.is_empty() {
        section.say("No pilot is under way or paused.");
        return section;
    }
    let rows = dashboard.pilots.iter().filter_map(|id| facts.pilot(*id)).map(|pilot| row(facts, pilot));
    let columns = [
        left("Pilot"),
        right("Stage"),
        signs("Adoption", "A"),
        signs("Performance", "P"),
        signs("Impact", "I"),
        signs("Governance", "V"),
        signs("Gate", "T"),
        signs("Overall", "All"),
        signs("Reported", "Said"),
        signs("Differs", "Differs"),
    ];
    section.table(&columns, rows.collect(), "");
    section.letters(LETTERS);
    section.note(LEGEND);
    section.note(
        "All of it is computed from the data; only what the people of a pilot report is not. Performance and impact are \
         judged by their baselines, and not by their targets.",
    );
    section.heading("How many stand how");
    let rows = status_rows().into_iter().zip(&dashboard.statuses);
    let rows = rows.map(|(name, cells)| {
        let mut row = vec![Cell::text(name)];
        row.extend(cells.iter().map(|pilots| number(pilots.len())));
        row
    });
    let heads = ["Decision wanted", "At risk", "On track", "Stale", "Not judged"];
    debug_assert_eq!(heads.len(), COLUMNS.len());
    let mut columns = vec![left("Family")];
    columns.extend(heads.into_iter().map(right));
    section.table(&columns, rows.collect(), "");
    let is_paused = |id: &PilotId| facts.pilot(*id).is_some_and(|pilot| !pilot.lifecycle.is_running());
    let paused: Vec<PilotId> = dashboard.pilots.iter().copied().filter(is_paused).collect();
    if !paused.is_empty() {
        section.note(format!("Paused, and in none of these numbers: {}.", facts.names(&paused)));
    }
    section
}

fn row(facts: &Facts<'_>, pilot: &Pilot) -> Vec<Cell> {
    let mut row = vec![facts.cell(pilot.id), Cell::text(pilot.stage.to_string())];
    let known = facts.judgement(pilot.id).map(|known| known.stands(pilot));
    let families = known.map_or([Status::NotReported; 4], |known| known.families);
    let (gate, overall) = known.map_or((Status::NotReported, Status::NotReported), |known| (known.gate, known.overall));
    row.extend(families.into_iter().chain([gate, overall]).map(|status| computed(pilot, status)));
    // Where there is no room for words, that it is paused is said once.
    if let (true, Some(overall)) = (pilot.at_rest().is_some(), row.last_mut()) {
        overall.short = "";
    }
    row.push(reported(pilot.report.status));
    row.push(difference(pilot.reported_otherwise(overall), overall));
    row
}

/// How its people report it, where that is otherwise than its data.
pub(super) fn difference(reported: Option<Status>, computed: Status) -> Cell {
    let Some(reported) = reported else {
        return Cell::default();
    };
    if reported.is_better_than(computed) {
        Cell::sign("differs", "≠", "reported better than its data", "better")
    } else if computed.is_better_than(reported) {
        Cell::sign("differs", "≠", "reported worse than its data", "worse")
    } else {
        Cell::sign("differs", "≠", "reported otherwise than its data", "other")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked_and_what_was_not_said_does_not_differ() {
        assert_eq!(difference(Some(Status::Green), Status::Red).short, "better");
        assert_eq!(difference(Some(Status::Red), Status::Amber).short, "worse");
        assert_eq!(difference(Some(Status::Green), Status::Stale).short, "other");
        assert!(difference(None, Status::Red).text.is_empty());
    }
}
