//! Owns the agenda of a review: what the committee is asked, how long it takes, and why.

use super::document::{Cell, Entry, Section, cut, fact};
use super::facts::Facts;
use super::words::{capital, count, sentence};
use crate::domain::{AgendaItem, AgendaState, Meeting};

/// The agenda of the review that a pack is for.
pub(super) fn section(facts: &Facts<'_>) -> Section {
    let Some(meeting) = &facts.brief.meeting else {
        let mut section = Section::new("Agenda");
        section.say("No review is prepared, so there is no agenda yet.");
        return section;
    };
    let mut section = Section::new(&format!("Agenda of the review of {}", meeting.review.day));
    let (total, slot) = (meeting.total(), meeting.review.slot);
    let chair = meeting.review.chair.as_ref().map_or("nobody", |(_, name, _)| name.as_str());
    section.facts([
        fact("State", meeting.review.state.name()),
        fact("Chair", chair),
        fact("Time", format!("{total} of {slot} minutes")),
    ]);
    if total > slot {
        section.warn(format!("The items take {} more than the slot.", minutes(total - slot)));
    }
    for note in facts.brief.committee.notes(&meeting.review) {
        section.note(note);
    }
    let items: Vec<&AgendaItem> = meeting.items().collect();
    if items.is_empty() {
        section.say("Nothing is due.");
    }
    let talked = meeting.brought(&facts.brief.survey.decisions, &facts.brief.survey.actions);
    let came = |item: &AgendaItem| item.state.came(talked.contains(&item.id));
    let entries = items.into_iter().enumerate().map(|(place, item)| entry(facts, place, item, came(item)));
    section.entries(entries.collect());
    let dropped = dropped(meeting);
    if !dropped.is_empty() {
        section.note(format!("Left out: {}.", dropped.join(", ")));
    }
    section
}

fn entry(facts: &Facts<'_>, place: usize, item: &AgendaItem, came: &str) -> Entry {
    let mut title = item.pilot.map_or_else(Cell::default, |id| facts.cell(id));
    title.text = Cell::text(format!("{}. {}", place + 1, cut(&item.title))).text;
    let entry = Entry::new(Cell::default(), title, "")
        .with("Decision requested", cut(&facts.wants(item)))
        .with("Time box", minutes(item.minutes))
        .with("State", came);
    facts.says(item).iter().fold(entry, |entry, reason| entry.point(&cut(&capital(&sentence(reason)))))
}

fn minutes(minutes: u32) -> String {
    count(usize::try_from(minutes).unwrap_or(usize::MAX), "minute", "minutes")
}

/// What was left out of an agenda, by its titles.
pub(super) fn dropped(meeting: &Meeting) -> Vec<String> {
    let dropped = meeting.agenda.iter().filter(|item| item.state == AgendaState::Dropped);
    dropped.map(|item| item.title.clone()).collect()
}
