//! Owns the load on people: what is past its date, who does not report, who answers for how much, what was spent.

use super::document::{Cell, Section, days, left, right};
use super::facts::Facts;
use super::words::{agree, count, dash, number};
use crate::domain::survey::{REPORTING_WEEKS, Spend};
use crate::domain::{Fixed, Pilot};

/// A newest value that is so many weeks old is fresh.
const FRESH: i64 = 1;

/// What is past its date.
pub(super) fn overdue(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Past their date");
    let rows = facts.brief.dashboard.overdue.iter().map(|late| {
        vec![
            Cell::text(late.since.to_string()),
            Cell::text(late.kind),
            facts.cell_of(late.pilot),
            Cell::text(&late.text),
            Cell::text(if late.who.is_empty() { "nobody" } else { late.who.as_str() }),
        ]
    });
    let columns = [days("Since"), left("Kind"), left("Pilot"), left("What"), left("Who")];
    section.table(&columns, rows.collect(), "Nothing is past its date.");
    section
}

/// Pilots whose newest value is old, or that have none.
pub(super) fn freshness(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Freshness");
    let all = &facts.brief.dashboard.freshness;
    let old: Vec<_> = all.iter().filter(|(_, weeks)| weeks.is_none_or(|weeks| weeks > FRESH)).collect();
    let fresh = all.len() - old.len();
    if all.is_empty() {
        section.say("No pilot is under way.");
        return section;
    }
    let pilots = count(all.len(), "pilot", "pilots");
    let have = agree(fresh, all.len(), "has", "have");
    section.say(format!("{fresh} of {pilots} {have} a value of one of the last two weeks."));
    let rows = old.into_iter().map(|(id, weeks)| {
        let owner = facts.pilot(*id).and_then(Pilot::owner_name).unwrap_or("nobody");
        let age = weeks.map_or_else(|| format!("none in {REPORTING_WEEKS}"), |weeks| weeks.to_string());
        vec![facts.cell(*id), Cell::text(age), Cell::text(owner)]
    });
    section.table(&[left("Pilot"), right("Weeks old"), left("Owner")], rows.collect(), "");
    section
}

/// Who answers for how much.
pub(super) fn owners(facts: &Facts<'_>) -> Section {
    let dashboard = &facts.brief.dashboard;
    let mut section = Section::new("Owner load");
    let rows = dashboard.owners.iter().map(|load| {
        vec![
            Cell::text(&load.name),
            number(load.pilots.len()),
            number(load.red),
            number(load.actions),
            Cell::text(dash(load.not_measured.map(|share| format!("{share} %")))),
        ]
    });
    let columns =
        [left("Owner"), right("Pilots"), right("Decision wanted"), right("Open actions"), right("Not measured")];
    section.table(&columns, rows.collect(), "Nobody owns a pilot that is under way.");
    if !dashboard.ownerless.is_empty() {
        let have = if dashboard.ownerless.len() == 1 { "has" } else { "have" };
        let pilots = count(dashboard.ownerless.len(), "pilot", "pilots");
        section.warn(format!("{pilots} under way {have} no executive owner: {}.", facts.names(&dashboard.ownerless)));
    }
    if !dashboard.owners.is_empty() {
        section.note(format!("Not measured is the share of readings of the last {REPORTING_WEEKS} weeks that say so."));
    }
    section
}

/// Spent on change and on technology, by the pilots that say so.
pub(super) fn spend(facts: &Facts<'_>) -> Section {
    let pilots = &facts.brief.survey.pilots;
    let mut section = Section::new("Spend to date");
    let Some(said) = told(pilots) else {
        section.say("No pilot says what was spent on it.");
        return section;
    };
    section.say(said);
    let one = |pilot: &&Pilot| pilot.spend_change.is_some() || pilot.spend_technology.is_some();
    let amount = |amount: Option<Fixed>| Cell::text(dash(amount.map(Fixed::grouped)));
    let rows = pilots.iter().filter(one);
    let rows = rows.map(|pilot| vec![facts.cell(pilot.id), amount(pilot.spend_change), amount(pilot.spend_technology)]);
    section.table(&[left("Pilot"), right("Change"), right("Technology")], rows.collect(), "");
    section
}

/// What was spent, in sentences: nothing is said of what nobody says, and a share is one of pilots that say both.
pub(super) fn told(pilots: &[Pilot]) -> Option<String> {
    let Spend { change, technology, pilots: saying, both, share } = Spend::of(pilots);
    let sums = match (change.map(Fixed::grouped), technology.map(Fixed::grouped)) {
        (None, None) => return None,
        (Some(change), Some(technology)) => format!("{change} on change, {technology} on technology"),
        (Some(change), None) => format!("{change} on change; nothing is said of technology"),
        (None, Some(technology)) => format!("{technology} on technology; nothing is said of change"),
    };
    let share = share.map_or_else(String::new, |share| {
        let those = count(both.len(), "pilot", "pilots");
        format!(" Where both are said ({those}), {} % went into change.", share.rounded(0))
    });
    let say = saying.len();
    Some(format!(
        "{say} of {} {} what was spent: {sums}.{share} No benchmark is held against it.",
        count(pilots.len(), "pilot", "pilots"),
        agree(say, pilots.len(), "says", "say"),
    ))
}
