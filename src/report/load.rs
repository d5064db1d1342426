//! Owns what weighs on people: what is past its date, who does not report, who answers for how much, what was spent.

use super::document::{Cell, Section, left, right};
use super::facts::Facts;
use super::month::share;
use super::words::{count, number};
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
    let columns = [left("Since"), left("Kind"), left("Pilot"), left("What"), left("Who")];
    section.table(&columns, rows.collect(), "Nothing is past its date.");
    section
}

/// Pilots whose newest value is old, or that have none.
pub(super) fn freshness(facts: &Facts<'_>) -> Section {
    let mut section = Section::new("Freshness");
    let all = &facts.brief.dashboard.freshness;
    let old: Vec<_> = all.iter().filter(|(_, weeks)| weeks.is_none_or(|weeks| weeks > FRESH)).collect();
    let fresh = all.len() - old.len();
    section.say(format!(
        "{} of {} have a value of one of the last two weeks.",
        fresh,
        count(all.len(), "pilot", "pilots")
    ));
    let rows = old.into_iter().map(|(id, weeks)| {
        let owner = facts.pilot(*id).and_then(Pilot::owner_name).unwrap_or("nobody");
        let age = weeks.map_or_else(|| "never".to_owned(), |weeks| weeks.to_string());
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
        let not_measured = load.not_measured.map_or_else(|| "–".to_owned(), |share| format!("{share} %"));
        vec![
            Cell::text(&load.name),
            number(load.pilots.len()),
            number(load.red),
            number(load.actions),
            Cell::text(not_measured),
        ]
    });
    let columns = [left("Owner"), right("Pilots"), right("Red"), right("Open actions"), right("Not measured")];
    section.table(&columns, rows.collect(), "Nobody owns a pilot that is under way.");
    if !dashboard.ownerless.is_empty() {
        let have = if dashboard.ownerless.len() == 1 { "has" } else { "have" };
        let pilots = count(dashboard.ownerless.len(), "pilot", "pilots");
        section.warn(format!("{pilots} under way {have} no executive owner: {}.", facts.names(&dashboard.ownerless)));
    }
    section.note("Not measured is the share of readings of the last 13 weeks that say so.");
    section
}

/// Spent on change and on technology, by the pilots that say so.
pub(super) fn spend(facts: &Facts<'_>) -> Section {
    let spend = &facts.brief.dashboard.spend;
    let mut section = Section::new("Spend to date");
    if spend.pilots == 0 {
        section.say("No pilot says what was spent on it.");
        return section;
    }
    let whole = Fixed::from_millionths(spend.change.millionths().saturating_add(spend.technology.millionths()));
    let pilots = share(spend.pilots, facts.brief.survey.pilots.len(), None);
    let on_change =
        spend.change.percent_of(whole).map_or_else(String::new, |share| format!(" ({} %)", share.rounded(0)));
    section.say(format!(
        "{pilots} pilots say so: {} on change{on_change}, {} on technology. No benchmark is held against it.",
        spend.change, spend.technology
    ));
    let told = facts
        .brief
        .survey
        .pilots
        .iter()
        .filter(|pilot| pilot.spend_change.is_some() || pilot.spend_technology.is_some());
    let amount = |amount: Option<Fixed>| Cell::text(amount.map_or_else(|| "–".to_owned(), |amount| amount.to_string()));
    let rows = told.map(|pilot| vec![facts.cell(pilot.id), amount(pilot.spend_change), amount(pilot.spend_technology)]);
    section.table(&[left("Pilot"), right("Change"), right("Technology")], rows.collect(), "");
    section
}
