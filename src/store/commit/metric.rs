//! Performs the changes to metrics.

use rusqlite::params;

use super::{Writer, refuse};
use crate::domain::change::{MetricChange, MetricField, NewMetric};
use crate::domain::pilot::tidy_name;
use crate::domain::{Better, Family, Fixed, Invalid, MetricId, PilotId, Plan, Role, Value};
use crate::store::error::Result;

impl Writer<'_> {
    pub(super) fn metric(&mut self, change: &MetricChange) -> Result<()> {
        match change {
            MetricChange::Add(new) => self.add_metric(new),
            MetricChange::Set { metric, field, to, was } => self.set_metric(*metric, *field, to, was.as_ref()),
            MetricChange::Freeze { metric, of, by } => self.freeze(*metric, *of, *by),
            MetricChange::Parameter { key, metric, to, was } => self.parameter(key, *metric, *to, *was),
            MetricChange::Archive { metric, archived } => {
                let (pilot, name) = self.metric_name(*metric)?;
                self.archive(("metric", metric.0, &name), *archived, Some(pilot))
            }
        }
    }

    /// Its pilot, and its name as “Invoice triage, accuracy”.
    fn metric_name(&self, metric: MetricId) -> Result<(PilotId, String)> {
        self.found(
            "SELECT p.id, p.name || ', ' || m.name FROM metric m JOIN pilot p ON p.id = m.pilot WHERE m.id = ?1",
            [metric.0],
            |row| Ok((PilotId(row.get(0)?), row.get(1)?)),
        )?
        .ok_or_else(|| self.missing("metric", metric.0, metric, "look at `steerco list metrics --all`"))
    }

    fn add_metric(&mut self, new: &NewMetric) -> Result<()> {
        let pilot = self.pilot_name(new.pilot)?;
        let name = tidy_name(&new.name, "metric")?;
        self.check_metric_name_free(new.pilot, &name)?;
        check_bounds(new.min, new.max)?;
        new.tolerance.map_or(Ok(()), check_tolerance)?;
        if new.headline && new.role != Role::Weekly {
            let what = format!("a {} metric cannot be a headline", new.role);
            return refuse(what, "a headline is a weekly metric", "role");
        }
        if new.headline {
            self.execute(
                "UPDATE metric SET headline = 0 WHERE pilot = ?1 AND family = ?2 AND headline = 1",
                params![new.pilot.0, new.family.name()],
            )?;
        }
        let id = MetricId(self.ids.take());
        self.insert_metric(Some(id), &NewMetric { name: name.clone(), ..new.clone() })?;
        new.target.map_or(Ok(()), |target| self.check_target(id, target))?;
        self.added(&id);
        self.touch(new.pilot);
        self.did(format!("{pilot}: added the {} metric “{name}”.", new.family))
    }

    /// Refuses a target that no value can reach.
    fn check_target(&self, metric: MetricId, target: Fixed) -> Result<()> {
        Ok(self.metric_row(metric)?.0.check_bounds(target).map_err(|error| error.at("target"))?)
    }

    fn check_metric_name_free(&self, pilot: PilotId, name: &str) -> Result<()> {
        let taken = self.exists("SELECT 1 FROM metric WHERE pilot = ?1 AND name = ?2", params![pilot.0, name])?;
        let family = Family::ALL.iter().any(|family| family.name() == name);
        if taken || family {
            let what = if family {
                format!("“{name}” names a family")
            } else {
                format!("there is a metric “{name}” already")
            };
            return refuse(what, "choose another name", "name");
        }
        Ok(())
    }

    pub(super) fn insert_metric(&mut self, id: Option<MetricId>, new: &NewMetric) -> Result<()> {
        let id = id.map_or_else(|| self.ids.take(), |id| id.0);
        let local: i64 = self.row("UPDATE counter SET local = local + 1 RETURNING local", [], |row| row.get(0))?;
        self.execute(
            "INSERT INTO metric (id, local, pilot, family, name, unit, better, headline, min, max, target, \
                 tolerance, archived, role, counts, plan) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?13, '', '')",
            params![
                id,
                local,
                new.pilot.0,
                new.family.name(),
                new.name,
                new.unit.trim(),
                new.better.name(),
                new.headline,
                new.min.map(Fixed::millionths),
                new.max.map(Fixed::millionths),
                new.target.map(Fixed::millionths),
                new.tolerance.map(Fixed::millionths),
                new.role.name(),
            ],
        )?;
        Ok(())
    }

    /// Adds the metric that a pilot needs for this role, unless it has one.
    pub(super) fn ensure_metric(&mut self, pilot: PilotId, role: Role) -> Result<()> {
        let (family, name, unit, max) = match role {
            Role::OldProcess => (Family::Adoption, "old process used", "", Some(Fixed::from_int(2))),
            Role::TimeToResolve => (Family::Governance, "time to resolve", "days", None),
            Role::Weekly | Role::Lagging | Role::OldestOpen => return Ok(()),
        };
        let held = self.exists(
            "SELECT 1 FROM metric WHERE pilot = ?1 AND (role = ?2 OR name = ?3)",
            params![pilot.0, role.name(), name],
        )?;
        if held {
            return Ok(());
        }
        self.insert_metric(
            None,
            &NewMetric {
                pilot,
                family,
                name: name.to_owned(),
                unit: unit.to_owned(),
                better: Better::Lower,
                min: Some(Fixed::ZERO),
                max,
                target: None,
                tolerance: None,
                headline: false,
                role,
            },
        )
    }

    fn set_metric(&mut self, metric: MetricId, field: MetricField, to: &Value, was: Option<&Value>) -> Result<()> {
        let (pilot, subject) = self.metric_name(metric)?;
        let to = match (field, to) {
            (MetricField::Name, Value::Text(text)) => {
                let name = tidy_name(text, "metric")?;
                let now: String = self.row("SELECT name FROM metric WHERE id = ?1", [metric.0], |row| row.get(0))?;
                if now != name {
                    self.check_metric_name_free(pilot, &name)?;
                }
                Value::Text(name)
            }
            (MetricField::Name, _) => Value::Text(tidy_name("", "metric")?),
            (MetricField::Better, Value::Text(word)) => Value::Text(word.parse::<Better>()?.name().to_owned()),
            (MetricField::Better, _) => Value::Text(Better::Either.name().to_owned()),
            (MetricField::Plan, Value::Text(_)) if !self.metric_row(metric)?.0.counts_users() => {
                let what = format!("{subject} has no rollout to plan");
                return refuse(what, "a plan is for the adoption headline", "plan");
            }
            (MetricField::Plan, Value::Text(text)) => Value::text(&text.parse::<Plan>()?.to_string()),
            (MetricField::Plan, Value::Nothing) => Value::Nothing,
            (MetricField::Plan, _) => return Err(Invalid::new("a plan is weeks and values").at("plan").into()),
            (MetricField::Target, Value::Number(target)) => {
                self.check_target(metric, *target)?;
                to.clone()
            }
            (MetricField::Tolerance, Value::Number(tolerance)) => {
                check_tolerance(*tolerance)?;
                to.clone()
            }
            (MetricField::Min | MetricField::Max, Value::Number(bound)) => {
                let (min, max): (Option<i64>, Option<i64>) =
                    self.row("SELECT min, max FROM metric WHERE id = ?1", [metric.0], |row| {
                        Ok((row.get(0)?, row.get(1)?))
                    })?;
                let (min, max) = (min.map(Fixed::from_millionths), max.map(Fixed::from_millionths));
                if field == MetricField::Min {
                    check_bounds(Some(*bound), max)?;
                } else {
                    check_bounds(min, Some(*bound))?;
                }
                to.clone()
            }
            _ => to.clone(),
        };
        self.set_field(("metric", metric.0, &subject), field.name(), &to, was, Some(pilot))
    }
}

fn check_bounds(min: Option<Fixed>, max: Option<Fixed>) -> Result<()> {
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        return refuse(format!("the lowest value {min} is above the highest {max}"), "swap them", "min");
    }
    Ok(())
}

/// Refuses a tolerance below zero, as it is a distance.
fn check_tolerance(tolerance: Fixed) -> Result<()> {
    if tolerance < Fixed::ZERO {
        let what = format!("a tolerance of {tolerance} is below nought");
        return refuse(what, "say how far the value may lie from its target, as 2", "tolerance");
    }
    Ok(())
}
