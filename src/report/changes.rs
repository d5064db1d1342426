//! Owns how it is told what changed since the review before.

use super::document::{Cell, Section, days, left};
use super::facts::Facts;
use crate::domain::Day;

/// The day of what happened; a sign where none is known, which would else read as the day above.
fn when(on: Option<Day>) -> String {
    on.map_or_else(|| "–".to_owned(), |on| on.to_string())
}

/// What changed since the last review, the most consequential first.
pub(super) fn section(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("What changed since the last review");
    let Some(delta) = &facts.brief.delta else {
        section.say("There is no review before this day whose state is known, so nothing can be compared.");
        return section;
    };
    section.say(format!("Since {}, from {} on, the gravest first.", delta.name, delta.since));
    let rows = delta.rows.iter().map(|row| {
        vec![Cell::text(when(row.on)), Cell::text(row.kind.name()), facts.cell_of(row.pilot), Cell::text(&row.text)]
    });
    section.table(&[days("When"), left("Kind"), left("Pilot"), left("What")], rows.collect(), "Nothing changed.");
    section
}
