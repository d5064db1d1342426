//! What warnings about stages, readiness and gates share: readiness as known on a day, when a week of the stage began,
//! when a gate is held, and which checklist items are open.

use std::borrow::Cow;
use std::iter;

use super::{Case, Found};
use crate::domain::framework::ChecklistItem;
use crate::domain::readiness::Held;
use crate::domain::{Attention, Dated, Day, Gate, ItemState, Readiness, Stage, Tick, Week};

/// Readiness as it stood on `day`: what is dated later has not happened yet.
pub(super) fn known(readiness: &Readiness, day: Day) -> Cow<'_, Readiness> {
    // Usually the day is today, and there is nothing to take away.
    if newest(readiness) <= Some(day) {
        return Cow::Borrowed(readiness);
    }
    let mut known = readiness.clone();
    known.put_back(day);
    // A workstream that begins later is not worked on yet.
    known.workstreams.retain(|work| work.start <= day);
    Cow::Owned(known)
}

/// The latest date in it.
fn newest(readiness: &Readiness) -> Option<Day> {
    let scores = || readiness.assessments.iter().flat_map(|assessment| &assessment.scores);
    let evidence = scores().flat_map(|scored| &scored.evidence).map(|piece| piece.on);
    let opened = readiness.assessments.iter().map(|assessment| assessment.opened);
    let worked = readiness.workstreams.iter().flat_map(|work| [Some(work.start), work.closed]).flatten();
    let held = readiness.held.iter().map(|held| held.on);
    let expanded = readiness.expansions.iter().flat_map(|item| item.met.iter().map(|met| met.on).chain([item.since]));
    let revised = readiness.documents.iter().map(|document| document.revised);
    let rest = opened.chain(worked).chain(held).chain(expanded).chain(revised);
    scores().filter_map(|scored| scored.on).chain(evidence).chain(rest).max()
}

/// The finding of a warning about a pilot as a whole, which rests on no values.
pub(super) fn of_pilot(
    attention: Attention,
    since: Option<Day>,
    explanation: String,
    rule: String,
    clears: String,
) -> Found {
    let (metric, families, readings) = (None, Vec::new(), Vec::new());
    Found { attention, since, metric, families, explanation, rule, readings, clears }
}

/// The date that was booked since the gate was last held, else the one that was set then.
fn ahead(booked: Option<Day>, held: Option<&Held>) -> Option<Day> {
    booked.filter(|day| held.is_none_or(|held| *day > held.on)).or_else(|| held?.next)
}

impl<'a> Case<'a> {
    /// The first day of a week of the present stage, the week of entry being 1; none if it has not come.
    pub(super) fn week_began(&self, number: i64) -> Option<Day> {
        self.week_began_since(self.dossier.pilot.entered?, number)
    }

    /// The first day of a week, the week of `entered` being 1; none if it has not come.
    fn week_began_since(&self, entered: Day, number: i64) -> Option<Day> {
        let pilot = &self.dossier.pilot;
        let first = Week::of(entered);
        let mut days = (0..=Week::of(self.day).since(first)).map(|weeks| first.plus(weeks).monday().max(entered));
        days.find(|day| pilot.started.is_some() && pilot.week_of(entered, *day) >= Some(number))
    }

    /// Since when, without a break, the pilot has been in this week of stage 1, or later, or beyond the stage; none if
    /// that is not known.
    pub(super) fn beyond_stage_one(&self, number: i64) -> Option<Day> {
        let mut since = None;
        for (stage, entered) in self.dossier.stays.iter().rev() {
            if *stage > Stage::One {
                since = Some((*entered)?);
                continue;
            }
            let ripe = entered.and_then(|entered| self.week_began_since(entered, number));
            return ripe.filter(|ripe| since.is_none_or(|since| *ripe < since)).or(since);
        }
        since
    }

    /// The stage on an earlier day, or on the present one.
    pub(super) fn stage_on(&self, day: Day) -> Stage {
        let mut stays = self.dossier.stays.iter().rev();
        let stay = stays.find(|(_, entered)| entered.is_none_or(|entered| entered <= day));
        stay.map_or(self.dossier.pilot.stage, |(stage, _)| *stage)
    }

    /// The days on which the next gate may have become another one, or its date may have changed.
    pub(super) fn turns_of_gates(&self) -> Vec<Day> {
        let stays = self.dossier.stays.iter().filter_map(|(_, entered)| *entered);
        let held = self.readiness.held.iter().map(|held| (held.on, held.next));
        let set = self.dossier.dates.iter().map(|set| (set.on, set.date));
        // A date stands until its day is over.
        let dates = held.chain(set).flat_map(|(on, date)| iter::once(on).chain(date.and_then(|date| date.succ_opt())));
        stays.chain(dates).collect()
    }

    /// The date of a gate as known on an earlier day, or on the present one.
    pub(super) fn gate_date_on(&self, gate: Gate, day: Day) -> Option<Day> {
        if day == self.day {
            return self.gate_date(gate);
        }
        let held = self.readiness.held.iter().rev().find(|held| held.gate == gate && held.on <= day);
        let set = self.dossier.dates.iter().rev().find(|set| set.gate == gate && set.on <= day);
        ahead(set.and_then(|set| set.date), held)
    }

    /// When a gate is held.
    pub(super) fn gate_date(&self, gate: Gate) -> Option<Day> {
        ahead(self.readiness.booked(gate), self.readiness.last_held(gate))
    }

    /// The checklist item of the pilot, if somebody touched it.
    pub(super) fn tick(&self, item: &str) -> Option<&'a Tick> {
        Tick::of(&self.dossier.ticks, item)
    }

    /// The titles of the checklist items that are wanted and whose state is none of `closed`.
    pub(super) fn open_items(&self, wanted: impl Fn(&ChecklistItem) -> bool, closed: &[ItemState]) -> Vec<&'a str> {
        let items = self.framework.data.checklist.iter().filter(|item| wanted(item));
        Tick::open(items, &self.dossier.ticks, closed).map(|item| item.title.as_str()).collect()
    }
}
