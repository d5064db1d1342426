//! Answers the data of the monthly dashboard and of the delta, over all pilots.

use std::collections::{HashMap, HashSet};

use super::metrics::readings_of;
use super::of::Of;
use super::{any_row, rows};
use crate::domain::delta::{Between, Missed, Rewritten};
use crate::domain::survey::{DatedItem, REPORTING_WEEKS, Reporting, Survey};
use crate::domain::warnings::{due, expected_since};
use crate::domain::{Day, Fixed, ItemStanding, Measure, Metric, Pilot, PilotId, Stage, Tick, Week};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

impl Reader {
    /// The survey of all pilots as of `day`.
    pub fn survey(&self, day: Day) -> Result<Survey> {
        let (archived, pilots): (Vec<Pilot>, Vec<Pilot>) =
            self.pilots_on(Of::All, day)?.into_iter().partition(|pilot| pilot.archived);
        let then = self.then(Of::All, day)?;
        let mut survey = Survey {
            archived: archived.len(),
            decisions: self.decisions_on(None, day)?,
            items: self.dated_items(&pilots, day)?,
            actions: self.actions_on(day)?,
            reviews: self.reviews_on(day)?,
            reporting: self.reporting(&pilots, day)?,
            ..Survey::default()
        };
        let (mut visits, mut readiness) = (self.all_visits(None)?, self.readiness_on(None, day)?);
        for pilot in &pilots {
            let stays = visits.remove(&pilot.id).unwrap_or_default();
            survey.visits.insert(pilot.id, self.begun(stays, pilot.started, &then)?);
            let known = readiness.remove(&pilot.id).unwrap_or_default();
            let condition = known.condition(day).filter(|_| pilot.stage == Stage::Two);
            survey.conditions.extend(condition.map(|held| (pilot.id, held.decision)));
            survey.held.extend(known.held.into_iter().map(|held| (pilot.id, held)));
            survey.booked.extend(known.booked.into_iter().map(|booking| (pilot.id, booking.gate, booking.day)));
            survey.workstreams.extend(known.workstreams);
            survey.waivers.extend(known.waivers);
        }
        survey.waivers.extend(readiness.into_values().flat_map(|known| known.waivers));
        survey.waivers.sort_by_key(|waiver| waiver.id);
        survey.pilots = pilots;
        survey.held.sort_by_key(|(_, held)| held.decision);
        Ok(survey)
    }

    /// The checklist items with a due date, of the stages that those pilots have reached.
    fn dated_items(&self, pilots: &[Pilot], day: Day) -> Result<Vec<DatedItem>> {
        let (mut ticks, framework) = (self.ticks_on(None, pilots, day)?, self.framework()?);
        let mut items = Vec::new();
        for pilot in pilots {
            let touched = ticks.remove(&pilot.id).unwrap_or_default();
            items.extend(touched.into_iter().filter_map(|Tick { item, standing, owner_name, .. }| {
                framework.item(&item).filter(|known| known.stage <= pilot.stage)?;
                let ItemStanding { state, owner, due, .. } = standing;
                Some(DatedItem { pilot: pilot.id, item, state, owner, owner_name, due: due? })
            }));
        }
        Ok(items)
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

    /// What a delta needs besides the survey: exceptions, readings that fell due since that day and are missing on
    /// `day`, and readings that were changed since that entry.
    pub fn between(&self, (entry, since): (i64, Day), day: Day) -> Result<Between> {
        let framework = self.framework()?;
        let mut pilots = self.pilots_on(Of::All, day)?;
        pilots.retain(|pilot| !pilot.archived);
        let rewritten = self.rewritten(&pilots, entry)?;
        pilots.retain(|pilot| pilot.lifecycle.is_running());
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
                **week >= expected && pilot.reports_in(**week) && own.iter().all(|reading| reading.week != **week)
            };
            for week in weeks.iter().filter(absent) {
                missed.entry(metric.pilot).or_insert(Missed::of(*week)).add(*week);
            }
        }
        Ok(Between { exceptions: self.exceptions_on(None, day)?, missed, rewritten })
    }

    /// The readings of those pilots that had a value by an entry, and have another one since, or none.
    fn rewritten(&self, pilots: &[Pilot], entry: i64) -> Result<Vec<Rewritten>> {
        let sql = "SELECT DISTINCT metric FROM touched WHERE entry > ?1 AND entry <= ?2 AND metric > 0";
        let touched = rows(&self.connection, sql, [entry, self.entry], |row| row.get::<_, i64>(0))?;
        let touched: HashSet<i64> = touched.into_iter().collect();
        if touched.is_empty() {
            return Ok(Vec::new());
        }
        let known: HashSet<PilotId> = pilots.iter().map(|pilot| pilot.id).collect();
        let is_meant = |metric: &Metric| !metric.archived && touched.contains(&metric.local);
        let mut all = Vec::new();
        for metric in self.metrics(None)?.into_iter().filter(|metric| is_meant(metric) && known.contains(&metric.pilot))
        {
            let weeks = self.rewritten_weeks(metric.local, entry)?;
            if !weeks.is_empty() {
                all.push(Rewritten { metric, weeks });
            }
        }
        Ok(all)
    }

    /// The weeks of a metric (by local number) that had a value by an entry, and have another one since, or none: each
    /// with both.
    fn rewritten_weeks(&self, metric: i64, entry: i64) -> Result<Vec<(Week, Fixed, Option<Fixed>)>> {
        let sql = "SELECT week FROM reading WHERE metric = ?1 AND entry <= ?3 GROUP BY week \
             HAVING min(entry) <= ?2 AND max(entry) > ?2 ORDER BY week";
        let weeks = rows(&self.connection, sql, [metric, entry, self.entry], |row| row.week(0))?;
        let (Some(from), Some(to)) = (weeks.first(), weeks.last()) else {
            return Ok(Vec::new());
        };
        let values = |entry: i64| -> Result<HashMap<Week, Fixed>> {
            let readings = readings_of(&self.connection, metric, *from, *to, entry)?;
            Ok(readings.iter().filter_map(|reading| Some((reading.week, reading.measure.value()?))).collect())
        };
        let (then, now) = (values(entry)?, values(self.entry)?);
        let turned = |week: &Week| {
            let (was, is) = (*then.get(week)?, now.get(week).copied());
            (is != Some(was)).then_some((*week, was, is))
        };
        Ok(weeks.iter().filter_map(turned).collect())
    }

    /// The first week in which a metric (by local number) has a value.
    fn first_value(&self, metric: i64) -> Result<Option<Week>> {
        let sql = "SELECT r.week FROM reading r WHERE r.metric = ?1 AND r.entry <= ?2 \
             AND (r.value IS NOT NULL OR r.active IS NOT NULL) \
             AND r.entry = (SELECT max(x.entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week \
             AND x.entry <= ?2) ORDER BY r.week LIMIT 1";
        any_row(&self.connection, sql, [metric, self.entry], |row| row.week(0))
    }
}
