//! Answers what the monthly dashboard and the delta count, over all pilots.

use std::collections::HashMap;

use rusqlite::OptionalExtension;

use crate::domain::delta::{Between, Missed};
use crate::domain::survey::{REPORTING_WEEKS, Reporting, Survey};
use crate::domain::warnings::{due, expected_since};
use crate::domain::{ActionState, Day, Measure, Pilot, PilotId, Stage, Week};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

impl Reader {
    /// What the dashboard counts, as it is known on `day`.
    pub fn survey(&self, day: Day) -> Result<Survey> {
        let mut pilots = self.pilots()?;
        pilots.retain(|pilot| !pilot.archived);
        let mut survey = Survey {
            visits: self.all_visits()?,
            decisions: self.decisions(None)?,
            actions: self.actions()?,
            reporting: self.reporting(&pilots, day)?,
            ..Survey::default()
        };
        let mut readiness = self.readiness(None)?;
        for pilot in &pilots {
            let known = readiness.remove(&pilot.id).unwrap_or_default();
            let condition = known.condition(day).filter(|_| pilot.stage == Stage::Two);
            survey.conditions.extend(condition.map(|held| (pilot.id, held.decision)));
            survey.held.extend(known.held.into_iter().filter(|held| held.on <= day).map(|held| (pilot.id, held)));
            survey.booked.extend(known.booked.into_iter().map(|booking| (pilot.id, booking.gate, booking.day)));
            survey.workstreams.extend(known.workstreams);
            survey.waivers.extend(known.waivers.into_iter().filter(|waiver| waiver.outcome.is_none()));
        }
        survey.pilots = pilots;
        // What came later is not known on that day.
        survey.decisions.retain(|decision| decision.date <= day);
        survey.waivers.retain(|waiver| waiver.decided <= day);
        survey.visits.values_mut().for_each(|visits| visits.retain(|visit| visit.entered.is_none_or(|on| on <= day)));
        survey.actions.retain(|action| action.made <= day);
        for action in survey.actions.iter_mut().filter(|action| action.ended.is_some_and(|ended| ended > day)) {
            (action.state, action.ended) = (ActionState::Open, None);
            action.why.clear();
        }
        survey.held.sort_by_key(|(_, held)| held.decision);
        Ok(survey)
    }

    /// How the pilots under way reported lately.
    fn reporting(&self, pilots: &[Pilot], day: Day) -> Result<HashMap<PilotId, Reporting>> {
        let running: Vec<PilotId> =
            pilots.iter().filter(|pilot| pilot.lifecycle.is_running()).map(|pilot| pilot.id).collect();
        let metrics = self.headlines(&running)?;
        let to = Week::ended_by(day);
        let readings = self.figures(&metrics, (to.plus(-REPORTING_WEEKS), to), day)?;
        let mut all: HashMap<PilotId, Reporting> = HashMap::new();
        for metric in &metrics {
            let known = all.entry(metric.pilot).or_default();
            for reading in readings.get(&metric.local).into_iter().flatten() {
                if reading.measure == Measure::NotMeasured {
                    known.not_measured += 1;
                } else {
                    known.values += 1;
                    known.newest = known.newest.max(Some(reading.week));
                }
            }
        }
        Ok(all)
    }

    /// What a delta looks at beside the survey: exceptions, and which readings fell due since `since` and are missing on
    /// `day`.
    pub fn between(&self, since: Day, day: Day) -> Result<Between> {
        let framework = self.framework()?;
        let going = |pilot: &Pilot| !pilot.archived && pilot.lifecycle.is_running();
        let pilots: Vec<Pilot> = self.pilots()?.into_iter().filter(going).collect();
        let ids: Vec<PilotId> = pilots.iter().map(|pilot| pilot.id).collect();
        let metrics = self.headlines(&ids)?;
        let (first, last) = (Week::of(since).plus(-1), Week::of(day));
        let fell_due = |week: &Week| {
            let due = due(*week, &framework);
            since < due && due <= day
        };
        let weeks: Vec<Week> = (0..=last.since(first)).map(|number| first.plus(number)).filter(fell_due).collect();
        let readings = self.figures(&metrics, (first, last), day)?;
        let known: HashMap<PilotId, &Pilot> = pilots.iter().map(|pilot| (pilot.id, pilot)).collect();
        let mut missed: HashMap<PilotId, Missed> = HashMap::new();
        for metric in metrics.iter().filter(|metric| !metric.is_registered()) {
            let Some(pilot) = known.get(&metric.pilot) else {
                continue;
            };
            let first = self.first_value(metric.local)?;
            let Some(expected) = expected_since(pilot, metric.family, first, day) else {
                continue;
            };
            let own = readings.get(&metric.local).map(Vec::as_slice).unwrap_or_default();
            let absent = |week: &&Week| {
                **week >= expected && !pilot.is_paused_in(**week) && own.iter().all(|reading| reading.week != **week)
            };
            for week in weeks.iter().filter(absent) {
                missed.entry(metric.pilot).or_insert(Missed::of(*week)).add(*week);
            }
        }
        Ok(Between { exceptions: self.exceptions(None)?, missed })
    }

    /// The first week in which a metric has a value, by its local number.
    fn first_value(&self, metric: i64) -> Result<Option<Week>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.week FROM reading r WHERE r.metric = ?1 AND r.entry <= ?2 \
             AND (r.value IS NOT NULL OR r.active IS NOT NULL) \
             AND r.entry = (SELECT max(x.entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week \
             AND x.entry <= ?2) ORDER BY r.week LIMIT 1",
        )?;
        Ok(statement.query_row([metric, self.entry], |row| row.week(0)).optional()?)
    }
}
