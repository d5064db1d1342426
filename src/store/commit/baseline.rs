//! Performs the freezing of baselines, and the setting of parameters.

use rusqlite::params;

use super::{Writer, refuse};
use crate::domain::baseline::{from_values, kind_of, rests_on};
use crate::domain::xmr::Point;
use crate::domain::{
    BaselineId, BaselineKind, Day, DecisionId, Fixed, Freeze, Metric, MetricId, PersonId, Reading, Role, Rules, Week,
};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::fetch;

/// A baseline before it is written.
struct Draft {
    value: Fixed,
    spread: Option<Fixed>,
    count: Option<u32>,
    period: Option<(Week, Week)>,
    since: Option<Week>,
    /// The weeks of its values; none for a stated one.
    weeks: Vec<Week>,
}

impl Writer<'_> {
    /// The first baseline of a metric.
    pub(super) fn freeze(&mut self, id: MetricId, of: Freeze, by: Option<PersonId>) -> Result<()> {
        let (metric, pilot) = self.metric_row(id)?;
        let held = self.exists("SELECT 1 FROM baseline WHERE metric = ?1", [id.0])?;
        if held {
            let what = format!("{pilot}, {}: the baseline is frozen already", metric.name);
            let hint =
                "replace it by a decision: `steerco decide PILOT rebaseline --metric M --weeks W..W --say … --by …`";
            return refuse(what, hint, "metric");
        }
        let by = by.map(|person| self.person_name(person)).transpose()?.unwrap_or_else(|| self.stamp.actor.clone());
        let draft = self.drafted(&metric, of)?;
        let said = said(&metric, &draft);
        let id = self.insert_baseline(&metric, draft, &by, None)?;
        self.added(&id);
        self.touch(metric.pilot);
        self.did(format!("{pilot}, {said}."))
    }

    /// A baseline that replaces another one by a decision. Returns what to say of it.
    pub(super) fn rebaseline(&mut self, metric: &Metric, of: Freeze, by: &str, decision: DecisionId) -> Result<String> {
        let mut draft = self.drafted(metric, of)?;
        // A stated value judges from the week of the decision on; one from weeks judges the weeks after them.
        draft.since = draft.period.is_none().then(|| Week::of(self.stamp.today));
        let said = said(metric, &draft);
        self.insert_baseline(metric, draft, by, Some(decision))?;
        Ok(said)
    }

    fn drafted(&self, metric: &Metric, of: Freeze) -> Result<Draft> {
        if metric.role != Role::Weekly {
            let what = format!("{} is not judged, so it needs no baseline", metric.name);
            return refuse(what, "freeze one for a weekly metric", "metric");
        }
        match of {
            Freeze::Stated(value, spread) => {
                metric.check_bounds(value)?;
                if spread.is_some_and(|spread| spread < Fixed::ZERO) {
                    let what = "a spread below nought cannot be";
                    return refuse(what, "write the mean moving range, nought or more", "spread");
                }
                Ok(Draft { value, spread, count: None, period: None, since: None, weeks: Vec::new() })
            }
            Freeze::Weeks(from, to) => {
                let present = Week::of(self.stamp.today);
                if to > present {
                    let what = format!("{to} lies in the future");
                    return refuse(what, format!("the present week is {present}"), "weeks");
                }
                self.check_before_rollout(metric, to)?;
                let points = self.values(metric, from, to)?;
                let values: Vec<Fixed> = points.iter().map(|point| point.value).collect();
                let (value, spread, count) = from_values(&values)?;
                let weeks = points.iter().map(|point| point.week).collect();
                Ok(Draft { value, spread, count: Some(count), period: Some((from, to)), since: None, weeks })
            }
        }
    }

    /// No reading after the rollout enters a pre-deployment baseline.
    fn check_before_rollout(&self, metric: &Metric, to: Week) -> Result<()> {
        if kind_of(metric.family) != BaselineKind::PreDeployment {
            return Ok(());
        }
        let rollout = self.rollout(metric)?;
        match rollout.map(Week::of) {
            Some(rollout) if to >= rollout => {
                let what = format!("{to} is not before the rollout in {rollout}");
                refuse(what, "a pre-deployment baseline ends before the rollout", "weeks")
            }
            _ => Ok(()),
        }
    }

    fn rollout(&self, metric: &Metric) -> Result<Option<Day>> {
        self.row("SELECT rollout FROM pilot WHERE id = ?1", [metric.pilot.0], |row| row.day(0))
    }

    fn values(&self, metric: &Metric, from: Week, to: Week) -> Result<Vec<Point>> {
        let mut readings = fetch::readings_of(self.connection, metric.local, from, to, self.entry)?;
        fetch::register(self.connection, metric, self.stamp.today, &mut readings)?;
        readings.retain(|reading| (from..=to).contains(&reading.week));
        let value = |reading: &Reading| Some(Point { week: reading.week, value: reading.measure.value()? });
        Ok(readings.iter().filter_map(value).collect())
    }

    fn insert_baseline(
        &mut self,
        metric: &Metric,
        draft: Draft,
        by: &str,
        decision: Option<DecisionId>,
    ) -> Result<BaselineId> {
        let id = BaselineId(self.ids.take());
        self.execute(
            "INSERT INTO baseline (id, metric, kind, value, spread, count, from_week, to_week, since_week, frozen, \
                 by, decision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                id.0,
                metric.id.0,
                kind_of(metric.family).name(),
                draft.value.millionths(),
                draft.spread.map(Fixed::millionths),
                draft.count,
                draft.period.map(|(from, _)| from.code()),
                draft.period.map(|(_, to)| to.code()),
                draft.since.map(Week::code),
                self.today(),
                by,
                decision.map(|decision| decision.0),
            ],
        )?;
        Ok(id)
    }

    /// Sets a parameter of the framework, for the workspace or for one metric.
    pub(super) fn parameter(
        &mut self,
        key: &str,
        metric: Option<MetricId>,
        to: Option<Fixed>,
        was: Option<Option<Fixed>>,
    ) -> Result<()> {
        let rules = Rules::of(self.framework);
        let default = rules.checked(key, to)?;
        let of = metric.map(|id| self.metric_row(id)).transpose()?;
        let scope =
            of.as_ref().map_or_else(|| key.to_owned(), |(row, pilot)| format!("{key} for {pilot}, {}", row.name));
        let row = params![key, metric.map_or(0, |metric| metric.0)];
        let now: Option<Fixed> = self
            .found("SELECT value FROM parameter WHERE name = ?1 AND metric = ?2", row, |row| row.fixed(0))?
            .flatten();
        let to = to.filter(|to| *to != default || metric.is_some());
        if now == to {
            return self.same(format!("{scope} was {} already.", now.unwrap_or(default)));
        }
        let said =
            |value: Option<Fixed>| value.map_or_else(|| format!("{default}, as the framework"), |v| v.to_string());
        self.expect_seen(was.is_none_or(|was| was == now), (&scope, &said(to), &said(now)), |_| Ok(None))?;
        match to {
            Some(value) => self.execute(
                "INSERT INTO parameter (name, metric, value) VALUES (?1, ?2, ?3) \
                     ON CONFLICT DO UPDATE SET value = excluded.value",
                params![key, metric.map_or(0, |metric| metric.0), value.millionths()],
            )?,
            None => self.execute("DELETE FROM parameter WHERE name = ?1 AND metric = ?2", row)?,
        };
        if let Some((row, _)) = of {
            self.touch(row.pilot);
        }
        self.did(format!("Set {scope} to {}.", said(to)))
    }
}

/// The value of a baseline, and how many values it rests on, in words.
fn said(metric: &Metric, draft: &Draft) -> String {
    let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
    let rests = |(from, to): (Week, Week)| format!(", {from} to {to} ({})", rests_on(&draft.weeks));
    let from = draft.period.map_or_else(String::new, rests);
    format!("{}: baseline frozen at {:.2}{unit}{from}", metric.name, draft.value)
}
