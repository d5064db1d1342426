//! Owns the pack of a review: first what changed and what is asked, then the dashboard, a page for each pilot, the
//! registers.

use std::collections::HashSet;

use super::document::Document;
use super::facts::Facts;
use super::{agenda, changes, month, one_page, registers};
use crate::domain::Meeting;
use crate::domain::brief::OnePage;

/// Everything that a review needs.
pub(super) fn document(facts: &Facts<'_>) -> Document {
    let mut sections = vec![month::summary(facts), changes::section(facts), agenda::section(facts)];
    sections.extend(month::dashboard(facts));
    sections.extend(pages(facts).into_iter().map(|page| one_page::section(facts, page)));
    let mut lists = registers::sections(facts);
    // The registers begin on a page of their own, not below the last pilot.
    if let Some(first) = lists.first_mut() {
        first.page = true;
    }
    sections.append(&mut lists);
    sections.push(month::framework(facts));
    let what = facts.brief.meeting.as_ref().map_or_else(
        || "Pack for the next review".to_owned(),
        |meeting| format!("Pack for the review of {}", meeting.review.day),
    );
    Document::new(facts.brief, &what, sections)
}

/// The pages: pilots on the agenda in its order, then the others in order of consequence.
fn pages<'a>(facts: &Facts<'a>) -> Vec<&'a OnePage> {
    let brief = facts.brief;
    let mut talked = HashSet::new();
    let mut pages: Vec<&OnePage> = Vec::with_capacity(brief.pages.len());
    for item in brief.meeting.iter().flat_map(Meeting::items) {
        let page = item.pilot.filter(|id| talked.insert(*id)).and_then(|id| facts.page(id));
        pages.extend(page);
    }
    pages.extend(brief.pages.iter().filter(|page| !talked.contains(&page.pilot.id)));
    pages
}
