//! Answers about target users: out of how many a number of active users is counted. Those that are set hold from some
//! week on. Before any are set, a reading that states them, as `45/60` does, sets them until another one states others.

use std::collections::HashMap;

use rusqlite::params;

use super::earlier::{Keys, Stood};
use super::of::Of;
use super::{grouped, grouped_of, rows, rows_of};
use crate::domain::{Day, Metric, PilotId, Target, TargetUsers};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

impl Reader {
    /// The target users that are set for a pilot, by week.
    pub fn targets(&self, id: PilotId) -> Result<Vec<Target>> {
        Ok(self.all_targets(Of::one(id))?.remove(&id).unwrap_or_default())
    }

    /// The target users of one pilot, or of all, by week.
    pub fn all_targets(&self, of: impl Into<Of>) -> Result<HashMap<PilotId, Vec<Target>>> {
        let sql = "SELECT pilot, from_week, users FROM target WHERE pilot {of} ORDER BY pilot, from_week";
        grouped_of(&self.connection, of, sql, target)
    }

    /// The same as set by `day`, without what was decided later.
    pub fn targets_on(&self, of: Of, day: Day) -> Result<HashMap<PilotId, Vec<Target>>> {
        let mut targets = self.all_targets(of)?;
        if !self.looks_back(day)? {
            return Ok(targets);
        }
        let sql = format!(
            "SELECT t.pilot, t.from_week, t.users FROM target t JOIN decision d ON d.id = t.decision \
             WHERE d.decided > '{day}' AND t.pilot {{of}} ORDER BY t.pilot, t.from_week"
        );
        for (pilot, later) in rows_of(&self.connection, of, &sql, target)? {
            let own = targets.entry(pilot).or_default();
            let stood = self.stood("target", &Keys::within("pilot", pilot.0), pilot, day)?;
            // Another number may have stood there before, if the journal reaches back that far.
            let week = Some(i64::from(later.from.code()));
            let stood_there = |stood: &&Stood| stood.is_there() && !stood.undated;
            let before = stood.iter().find(|stood| stood.id("from_week") == week).filter(stood_there);
            own.retain_mut(|target| {
                if target.from != later.from {
                    return true;
                }
                before.is_some_and(|before| {
                    before.put(&mut target.users, "users");
                    true
                })
            });
        }
        Ok(targets)
    }

    /// The target users that are set for some pilots; pilots without any are in the answer too.
    pub fn targets_of(&self, pilots: &[PilotId]) -> Result<HashMap<PilotId, Vec<Target>>> {
        let ids: Vec<String> = pilots.iter().map(|pilot| pilot.0.to_string()).collect();
        let sql = "SELECT pilot, from_week, users FROM target WHERE pilot IN (SELECT value FROM json_each(?1)) \
             ORDER BY pilot, from_week";
        let mut targets = grouped(&self.connection, sql, [format!("[{}]", ids.join(","))], target)?;
        for pilot in pilots {
            targets.entry(*pilot).or_default();
        }
        Ok(targets)
    }

    /// The same as set by `day`.
    pub fn targets_seen(&self, pilots: &[PilotId], day: Day) -> Result<HashMap<PilotId, Vec<Target>>> {
        let mut targets = self.targets_of(pilots)?;
        if let Some((first, last)) = pilots.iter().min().zip(pilots.iter().max())
            && self.looks_back(day)?
        {
            let mut then = self.targets_on(Of::Between(*first, *last), day)?;
            for (pilot, own) in &mut targets {
                *own = then.remove(pilot).unwrap_or_default();
            }
        }
        Ok(targets)
    }

    /// The target users that readings of a metric state before any are set for its pilot, by week.
    pub fn stated(&self, metric: &Metric, set: &[Target]) -> Result<Vec<Target>> {
        if !metric.counts_users() {
            return Ok(Vec::new());
        }
        // With a lone max(), SQLite takes the other columns from the row that has it: the newest entry of the week.
        let sql = "SELECT week, target, max(entry) FROM reading WHERE metric = ?1 AND week < ?2 AND entry <= ?3 \
             GROUP BY week ORDER BY week";
        let before = set.first().map_or(i32::MAX, |target| target.from.code());
        let users = rows(&self.connection, sql, params![metric.local, before, self.entry], |row| {
            Ok((row.week(0)?, row.fixed(1)?))
        })?;
        Ok(users.into_iter().filter_map(|(week, users)| Target::of(week, users?)).collect())
    }

    /// The same for a pilot, by the one of its metrics that counts users.
    pub(super) fn stated_by(&self, metrics: &[Metric], set: &[Target]) -> Result<Vec<Target>> {
        let counts = metrics.iter().find(|metric| metric.counts_users() && !metric.archived);
        counts.map_or_else(|| Ok(Vec::new()), |metric| self.stated(metric, set))
    }

    /// The same for several metrics, by pilot.
    pub fn stated_of(
        &self,
        metrics: &[Metric],
        set: &HashMap<PilotId, Vec<Target>>,
    ) -> Result<HashMap<PilotId, Vec<Target>>> {
        let mut stated = HashMap::new();
        for metric in metrics {
            let set = set.get(&metric.pilot).map(Vec::as_slice).unwrap_or_default();
            let own = self.stated(metric, set)?;
            if !own.is_empty() {
                stated.insert(metric.pilot, own);
            }
        }
        Ok(stated)
    }

    /// The target users that count for a metric, as set by `day`.
    pub fn counting(&self, metric: &Metric, day: Day) -> Result<TargetUsers> {
        let set = self.targets_on(Of::one(metric.pilot), day)?.remove(&metric.pilot).unwrap_or_default();
        Ok(TargetUsers { stated: self.stated(metric, &set)?, set })
    }
}

/// A pilot, with a target from some week on.
fn target(row: &rusqlite::Row<'_>) -> rusqlite::Result<(PilotId, Target)> {
    Ok((PilotId(row.get(0)?), Target { from: row.week(1)?, users: row.get(2)? }))
}
