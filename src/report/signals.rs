//! Owns the telling of signals: those that want the committee one by one, with what clears them; those that most pilots
//! share once; watches in a table.

use std::collections::HashSet;

use super::document::{Cell, Entry, Section, left};
use super::facts::Facts;
use super::words::{attention, day, loud, sentence};
use crate::domain::portfolio::Fires;
use crate::domain::{PilotId, Signal};

/// Everything that fires.
pub(super) fn section(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Signals by consequence");
    let signals = &facts.brief.dashboard.signals;
    let common = &facts.brief.portfolio.common;
    let own = || signals.iter().filter(|signal| !common.contains_key(signal.warning));
    let told: Vec<Entry> = own().filter(|signal| signal.is_signal()).map(|signal| of_pilot(facts, signal)).collect();
    if told.is_empty() && common.is_empty() {
        section.say("Nothing fires that is worth the committee’s time.");
    }
    section.entries(told);
    if !common.is_empty() {
        section.heading("The same for most pilots");
        section.entries(common.iter().map(|(warning, fires)| shared(facts, (warning, *fires))).collect());
    }
    let watches = own().filter(|signal| !signal.is_signal()).map(|signal| {
        vec![
            facts.cell(signal.pilot),
            Cell::text(signal.warning),
            Cell::text(sentence(&signal.found.explanation)),
            Cell::text(clears(signal)),
        ]
    });
    let watches: Vec<Vec<Cell>> = watches.collect();
    if !watches.is_empty() {
        section.heading("Watches: worth the owner’s time");
        section.table(&[left("Pilot"), left("Warning"), left("What"), left("Clears when")], watches, "");
    }
    section
}

/// What clears it, and until when a decision keeps it off the agenda.
fn clears(signal: &Signal) -> String {
    match signal.parked {
        Some(until) => format!("{}; parked until {until}", signal.found.clears),
        None => signal.found.clears.clone(),
    }
}

fn of_pilot(facts: &Facts<'_>, signal: &Signal) -> Entry {
    let mut title = facts.cell(signal.pilot);
    title.text = format!("{}: {}", signal.warning, title.text);
    Entry::new(attention(signal), title, &sentence(&signal.found.explanation))
        .with("Since", day(signal.found.since))
        .with("Clears when", &signal.found.clears)
}

/// A warning that fires for most pilots, as one entry with their number. What clears it is said as the framework says
/// it: that of one pilot names its people.
fn shared(facts: &Facts<'_>, (warning, fires): (&str, Fires)) -> Entry {
    let brief = facts.brief;
    let signals = brief.dashboard.signals.iter().filter(|signal| signal.warning == warning);
    let mut seen = HashSet::new();
    let running = |id: &PilotId| facts.pilot(*id).is_some_and(|pilot| pilot.lifecycle.is_running());
    let ids = signals.map(|signal| signal.pilot).filter(running);
    let pilots: Vec<PilotId> = ids.filter(|id| seen.insert(*id)).collect();
    let clears = brief.framework.warning(warning).map_or("", |known| known.clears.as_str());
    let text = format!("It {}.", fires.told(brief.portfolio.running));
    Entry::new(loud(fires.attention()), Cell::text(warning), &text)
        .with("Pilots", facts.names(&pilots))
        .with("Clears when", clears)
}

/// What fires for a pilot, with its rule and what the framework proposes.
pub(super) fn of_page(facts: &Facts<'_>, signal: &Signal) -> Entry {
    Entry::new(attention(signal), Cell::text(signal.warning), &sentence(&signal.found.explanation))
        .with("Since", day(signal.found.since))
        .with("Rule", &signal.found.rule)
        .with("Clears when", &signal.found.clears)
        .with("Proposed", signal.proposal(&facts.brief.framework).unwrap_or_default())
}
