//! Answers how pilots stood on an earlier day. What carries its own day counts by that day. The journal dates the rest:
//! what was reported, later plans, what was spent, what was archived, and where a record began that was since taken
//! over again.

use std::collections::{HashMap, HashSet};

use super::earlier::Stood;
use super::of::Of;
use super::page::powers;
use super::{row, rows_of};
use crate::domain::warnings::Seat;
use crate::domain::{
    Appointment, Day, Level, Lifecycle, OwnerSeat, PersonId, Pilot, PilotId, Report, Stage, Status, Verb, Visit,
};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

/// An earlier day, with what has to be known about it.
pub(super) struct Then {
    /// The day.
    pub day: Day,
    /// Was anything written later?
    pub looks_back: bool,
    /// The pilots that a decision ended, or made self-sustaining.
    ended: HashMap<PilotId, Ended>,
    /// The pilots that had neither begun nor been recorded.
    unborn: HashSet<PilotId>,
}

/// What decisions did that end a pilot or make it self-sustaining.
#[derive(Default)]
struct Ended {
    /// What the last of them up to the day made of it; none if all came later.
    by_then: Option<Lifecycle>,
    /// Did one come later?
    later: bool,
}

impl Then {
    /// Was the pilot there, that is, begun or at least recorded?
    pub fn has(&self, pilot: &Pilot) -> bool {
        !self.unborn.contains(&pilot.id)
    }

    /// What a pilot was apart from pauses: as a decision up to the day left it, else active.
    fn left(&self, pilot: PilotId) -> Lifecycle {
        self.ended.get(&pilot).and_then(|ended| ended.by_then).unwrap_or(Lifecycle::Active)
    }

    /// Does this day lie ahead, or is there none?
    fn is_ahead(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| day > self.day)
    }

    /// Puts fields without their own day, and later plans, back to what the journal has.
    fn put_back(&self, pilot: &mut Pilot, stood: &Stood) {
        if self.is_ahead(pilot.report.on) {
            pilot.report = self.reported(&pilot.report, stood);
        }
        for (planned, column) in [(&mut pilot.rollout, "rollout"), (&mut pilot.partner_ends, "partner_ends")] {
            if self.is_ahead(*planned) {
                stood.put(planned, column);
            }
        }
        stood.put(&mut pilot.spend_change, "spend_change");
        stood.put(&mut pilot.spend_technology, "spend_technology");
        stood.put(&mut pilot.archived, "archived");
        let lifecycle = stood.value::<Lifecycle>("lifecycle");
        // The day of an end is that of its decision; only an import can end a pilot without one.
        if let Some(lifecycle) = lifecycle.filter(|_| !self.ended.contains_key(&pilot.id))
            && (is_over(pilot.lifecycle) || is_over(lifecycle))
        {
            pilot.lifecycle = lifecycle;
        }
    }

    /// What had been reported by the day.
    fn reported(&self, newest: &Report, stood: &Stood) -> Report {
        let then = Report {
            status: stood.value("reported").unwrap_or(newest.status),
            because: stood.text("reported_because").unwrap_or(&newest.because).to_owned(),
            on: stood.value("reported_on").unwrap_or(newest.on),
        };
        if then.on > Some(self.day) {
            return Report { status: Status::NotReported, because: String::new(), on: None };
        }
        then
    }
}

/// Does a pilot of this lifecycle need no project any more: has it ended, or is it self-sustaining?
const fn is_over(lifecycle: Lifecycle) -> bool {
    matches!(lifecycle, Lifecycle::Stopped | Lifecycle::Retired | Lifecycle::SelfSustaining)
}

/// The lifecycle after a decision that ends a pilot or makes it self-sustaining.
const fn left_by(verb: Verb) -> Lifecycle {
    match verb {
        Verb::Stop => Lifecycle::Stopped,
        Verb::Retire => Lifecycle::Retired,
        _ => Lifecycle::SelfSustaining,
    }
}

impl Reader {
    /// What has to be known about a day to say how those pilots stood on it.
    pub(super) fn then(&self, of: Of, day: Day) -> Result<Then> {
        let sql = format!(
            "SELECT d.pilot, d.verb, d.decided > '{day}' FROM decision d LEFT JOIN gate g ON g.decision = d.id \
             WHERE g.expansion IS NULL AND d.verb IN ('stop', 'retire', 'sustain') AND d.pilot {{of}} \
             ORDER BY d.decided, d.id"
        );
        let decided: Vec<(PilotId, Verb, bool)> =
            rows_of(&self.connection, of, &sql, |row| Ok((PilotId(row.get(0)?), row.word(1)?, row.get(2)?)))?;
        let mut ended: HashMap<PilotId, Ended> = HashMap::new();
        for (pilot, verb, later) in decided {
            let known = ended.entry(pilot).or_default();
            known.later = later;
            known.by_then = if later { known.by_then } else { Some(left_by(verb)) };
        }
        let looks_back = self.looks_back(day)?;
        let unborn = if looks_back { self.unborn(of, day)? } else { HashSet::new() };
        Ok(Then { day, looks_back, ended, unborn })
    }

    /// The pilots that began after `day` and of which nothing was recorded by then either. What was written about a
    /// pilot on a day counts even if the record begins later: whoever looks at that day finds what they wrote.
    fn unborn(&self, of: Of, day: Day) -> Result<HashSet<PilotId>> {
        let sql = format!(
            "SELECT p.id FROM pilot p WHERE p.started > '{day}' AND p.id {{of}} AND (SELECT date(min(e.at) / 1000, \
             'unixepoch', 'localtime') FROM touched t JOIN entry e ON e.seq = t.entry WHERE t.pilot = p.id) > '{day}'"
        );
        Ok(rows_of(&self.connection, of, &sql, |row| row.get(0).map(PilotId))?.into_iter().collect())
    }

    /// The pilot as it stood on that day.
    pub(super) fn as_on(&self, mut pilot: Pilot, then: &Then) -> Result<Pilot> {
        let day = then.day;
        if then.looks_back
            && let Some(stood) = self.stood_one("pilot", pilot.id.0, pilot.id, day)?
        {
            then.put_back(&mut pilot, &stood);
            // Nobody wrote down who led it before its record began.
            if let Some(lead) = stood.value::<Option<PersonId>>("lead").filter(|_| !stood.undated) {
                pilot.lead = lead.zip(self.name_of(lead)?);
            }
        }
        // It went on until then, by itself if it had become self-sustaining before.
        if is_over(pilot.lifecycle) && then.ended.get(&pilot.id).is_some_and(|ended| ended.later) {
            pilot.lifecycle = then.left(pilot.id);
        }
        if pilot.entered.is_some_and(|entered| entered > day)
            && let Some(visit) = self.begun(self.visits(pilot.id)?, pilot.started, then)?.pop()
        {
            (pilot.stage, pilot.visit_kind, pilot.assumed) = (visit.stage, visit.kind, visit.assumed);
            pilot.entered = visit.entered.or(pilot.started);
        }
        if pilot.seated.is_some_and(|seated| seated > day) {
            let held = self.appointments(pilot.id)?.into_iter().rev().find(|(held, _)| held.since <= day);
            pilot.seated = held.as_ref().map(|(held, _)| held.since);
            pilot.owner = match held {
                Some((held, Some(name))) => self.seat_of(&held, name)?,
                _ => None,
            };
        }
        let known = pilot.pauses.len();
        pilot.pauses.retain(|pause| pause.from <= day);
        let paused = pilot.pauses.iter().any(|pause| pause.to.is_none_or(|to| to > day));
        if pilot.pauses.len() < known && !paused && pilot.lifecycle == Lifecycle::Paused {
            pilot.lifecycle = then.left(pilot.id);
        }
        if paused && pilot.lifecycle.is_running() {
            pilot.lifecycle = Lifecycle::Paused;
        }
        Ok(pilot)
    }

    /// The stays of a pilot that had begun by then. If its record was taken over again since, which moves its only
    /// stay, that stay is as the journal has it.
    pub(super) fn begun(&self, mut stays: Vec<Visit>, started: Option<Day>, then: &Then) -> Result<Vec<Visit>> {
        let first = stays.first().cloned();
        stays.retain(|stay| stay.entered.is_none_or(|on| on <= then.day));
        if let Some(mut first) = first.filter(|_| then.looks_back && stays.is_empty())
            && let Some(stood) = self.stood_one("visit", first.id.0, first.pilot, then.day)?
            && let Some(entered) = stood.value::<Option<Day>>("entered")
        {
            let stage = stood.value("stage").and_then(|number| Stage::from_number(number).ok());
            first.stage = stage.unwrap_or(first.stage);
            stood.put(&mut first.assumed, "assumed");
            first.entered = entered.or(started);
            stays.extend(Some(first).filter(|first| first.entered <= Some(then.day)));
        }
        Ok(stays)
    }

    /// The executive owners of those pilots, oldest first.
    pub(super) fn seats(&self, of: Of) -> Result<Vec<(PilotId, Seat)>> {
        let sql = "SELECT a.pilot, a.since, a.person, n.name, n.level, n.archived, a.accountability, a.authority, \
             a.committee FROM appointment a LEFT JOIN person n ON n.id = a.person WHERE a.pilot {of} ORDER BY a.id";
        rows_of(&self.connection, of, sql, |row| {
            let owner = match row.some_id(2, PersonId)? {
                None => None,
                Some(id) => {
                    let level: Level = row.word(4)?;
                    let (name, archived, powers) = (row.get(3)?, row.get(5)?, powers(row, 6)?);
                    Some(OwnerSeat { id, name, executive: level.is_executive(), archived, level, powers })
                }
            };
            Ok((PilotId(row.get(0)?), Seat { since: row.day(1)?.unwrap_or_default(), owner }))
        })
    }

    fn seat_of(&self, held: &Appointment, name: String) -> Result<Option<OwnerSeat>> {
        let Some(person) = held.person else {
            return Ok(None);
        };
        let sql = "SELECT level, archived FROM person WHERE id = ?1";
        let (level, archived): (Level, bool) =
            row(&self.connection, sql, [person.0], |row| Ok((row.word(0)?, row.get(1)?)))?;
        let executive = level.is_executive();
        Ok(Some(OwnerSeat { id: person, name, executive, archived, level, powers: held.powers }))
    }
}
