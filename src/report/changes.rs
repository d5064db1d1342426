//! Owns the section on what changed since the last review.

use super::document::{Cell, Section, days, left};
use super::facts::Facts;
use super::words::dash;
use crate::domain::Review;
use crate::domain::brief::Brief;

/// Why nothing is compared: of a review that came from an export it is known how each pilot stood, and not what else
/// had been recorded by then.
fn uncompared(brief: &Brief) -> String {
    let meeting = brief.meeting.as_ref().map(|meeting| meeting.review.id);
    let closed =
        |review: &&Review| Some(review.id) != meeting && review.closed.is_some_and(|closed| closed.day() <= brief.day);
    match brief.reviews.iter().filter(closed).max_by_key(|review| (review.closed, review.id)) {
        None => "No review was closed before this day, so there is nothing to compare with.".to_owned(),
        Some(last) => format!(
            "The review of {} was taken over with how each pilot stood then, and without what had been recorded by \
             then, so nothing is compared with it.",
            last.day
        ),
    }
}

/// What changed since the last review, the most consequential first.
pub(super) fn section(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("What changed since the last review");
    let Some(delta) = &facts.brief.delta else {
        section.say(uncompared(facts.brief));
        return section;
    };
    section.say(format!("Since {}, from {} on, the gravest first.", delta.name, delta.since));
    let rows = delta.rows.iter().map(|row| {
        vec![Cell::text(dash(row.on)), Cell::text(row.kind.name()), facts.cell_of(row.pilot), Cell::text(&row.text)]
    });
    section.table(&[days("When"), left("Kind"), left("Pilot"), left("What")], rows.collect(), "Nothing changed.");
    section
}
