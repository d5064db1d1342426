//! Owns the calendar of a pack: reviews, gates, due dates, and decisions that come back, each as a day. The crate
//! escapes text; characters that could begin a new line are removed first.

use std::collections::BTreeMap;

use chrono::{Days, NaiveTime};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::facts::Facts;
use crate::domain::readiness::Waiver;
use crate::domain::{Day, DecisionId, ReviewState, Shown, Trigger};

/// A calendar shows so much of a text.
const LONGEST: usize = 200;

/// What has days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// Reviews.
    Reviews,
    /// Gates that are booked.
    Gates,
    /// Open actions, by when they are due.
    Actions,
    /// Open workstreams, by when they are due.
    Workstreams,
    /// Decisions, by when they come back, and by when what they waived is looked at again.
    Decisions,
}

/// The calendar, of one kind of days or of all, and how many those are.
pub(super) fn write(facts: &Facts<'_>, only: Option<Dated>) -> (Vec<u8>, usize) {
    let mut days = 0;
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//steerco//steerco//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("X-WR-CALNAME", line(&facts.brief.title)));
    for of in [Dated::Reviews, Dated::Gates, Dated::Actions, Dated::Workstreams, Dated::Decisions] {
        let entries = match of {
            _ if only.is_some_and(|only| only != of) => continue,
            Dated::Reviews => reviews(facts),
            Dated::Gates => gates(facts),
            Dated::Actions => actions(facts),
            Dated::Workstreams => workstreams(facts),
            Dated::Decisions => triggers(facts).into_iter().chain(waivers(facts)).collect(),
        };
        days += entries.len();
        for entry in entries {
            calendar.push(entry.event(facts.brief.day));
        }
    }
    (calendar.to_string().into_bytes(), days)
}

/// A day in the calendar.
struct Entry {
    id: String,
    day: Day,
    summary: String,
    description: String,
    tentative: bool,
}

impl Entry {
    fn new(id: impl std::fmt::Display, day: Day, summary: &str, description: &str) -> Self {
        let (summary, description) = (line(summary), line(description));
        Self { id: format!("{id}@steerco"), day, summary, description, tentative: false }
    }

    /// The event, stamped with the day of the brief.
    fn event(self, stamp: Day) -> Event {
        let mut event = Event::new();
        event.uid(&self.id).summary(&self.summary).timestamp(stamp.and_time(NaiveTime::MIN).and_utc());
        // The day after is where a whole day ends.
        event.starts(self.day).ends(self.day.checked_add_days(Days::new(1)).unwrap_or(self.day));
        if !self.description.is_empty() {
            event.description(&self.description);
        }
        event.status(if self.tentative { EventStatus::Tentative } else { EventStatus::Confirmed });
        event
    }
}

/// One line of text, not too long, without control characters.
fn line(text: &str) -> String {
    Shown::head(text, LONGEST).into()
}

fn reviews(facts: &Facts<'_>) -> Vec<Entry> {
    let reviews = facts.brief.reviews.iter().map(|review| {
        let chair = review.chair.as_ref().map_or("nobody", |(_, name, _)| name.as_str());
        let description = format!("{} minutes. Chair: {chair}. State: {}.", review.slot, review.state);
        let entry = Entry::new(review.id, review.day, &format!("Review: {}", facts.brief.title), &description);
        Entry { tentative: review.state == ReviewState::Draft, ..entry }
    });
    reviews.collect()
}

fn gates(facts: &Facts<'_>) -> Vec<Entry> {
    let booked = facts.brief.survey.booked.iter().filter(|(pilot, ..)| facts.goes_on(*pilot));
    let booked = booked.map(|(pilot, gate, day)| {
        let id = format!("{pilot}-{}", gate.name().to_lowercase());
        Entry::new(id, *day, &format!("{gate}: {}", facts.name(*pilot)), "")
    });
    booked.collect()
}

fn actions(facts: &Facts<'_>) -> Vec<Entry> {
    let open = facts.brief.survey.actions.iter().filter(|action| action.is_open());
    let actions = open.map(|action| {
        let about = facts.name_of(action.pilot);
        Entry::new(action.id, action.due, &format!("Due, {}: {}", action.owner_name, action.text), about)
    });
    actions.collect()
}

fn workstreams(facts: &Facts<'_>) -> Vec<Entry> {
    let works = facts.brief.survey.workstreams.iter();
    let works = works.filter(|work| work.closed.is_none() && facts.goes_on(work.pilot));
    let works = works.filter_map(|work| {
        let owner = work.owner_name.as_deref().unwrap_or("nobody");
        let summary = format!("Due, {owner}: workstream on {} of {}", work.dimension, facts.name(work.pilot));
        Some(Entry::new(work.id, work.due?, &summary, &work.exit_test))
    });
    works.collect()
}

/// Decisions that come back on a day and are not settled.
fn triggers(facts: &Facts<'_>) -> Vec<Entry> {
    let decisions = facts.brief.survey.decisions.iter();
    let open = decisions.filter(|decision| decision.settled.is_none() && facts.goes_on(decision.pilot));
    let back = open.filter_map(|decision| match decision.trigger {
        Some(Trigger::On(day)) => {
            let summary = format!("Comes back, {}: {}", decision.word(), facts.name(decision.pilot));
            let description = decision.on_conditions(decision.said());
            Some(Entry::new(decision.id, day, &summary, &description))
        }
        _ => None,
    });
    back.collect()
}

/// When rules that were waived are looked at again, of each verdict together, as long as nobody said what came of them.
fn waivers(facts: &Facts<'_>) -> Vec<Entry> {
    let open = facts.brief.survey.unanswered().filter(|waiver| facts.goes_on(waiver.pilot));
    let mut again: BTreeMap<(DecisionId, Day), Vec<&Waiver>> = BTreeMap::new();
    for waiver in open {
        again.entry((waiver.decision, waiver.look_again)).or_default().push(waiver);
    }
    let entries = again.into_iter().filter_map(|((decision, day), waivers)| {
        let first = waivers.first()?;
        let rules: Vec<String> = waivers.iter().map(|waiver| facts.brief.framework.rule_called(&waiver.rule)).collect();
        let summary = format!("Look again, waived at {}: {}", first.gate, facts.name(first.pilot));
        Some(Entry::new(format!("{decision}-waived-{day}"), day, &summary, &rules.join(", ")))
    });
    entries.collect()
}
