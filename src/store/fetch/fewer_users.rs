//! Owns the remarks on readings with fewer target users than before: to aim at fewer is a change of scope, which needs
//! a decision.

use std::collections::{BTreeMap, HashMap};

use super::super::error::Result;
use super::super::open::Reader;
use crate::domain::change::{PilotChange, Record};
use crate::domain::outlier::WEEKS;
use crate::domain::{Change, Fixed, Measure, Metric, PilotId, Reading, Target, Typed, Week};

/// A reading of fewer target users than before.
struct Fewer {
    week: Week,
    users: Fixed,
    before: Fixed,
}

/// The target users that changes set, by pilot. Fewer ones without a decision are refused there.
fn targets_set(changes: &[Change]) -> HashMap<PilotId, Vec<Target>> {
    let mut found: HashMap<PilotId, Vec<Target>> = HashMap::new();
    for change in changes {
        match change {
            Change::Several { changes, .. } => {
                for (pilot, targets) in targets_set(changes) {
                    found.entry(pilot).or_default().extend(targets);
                }
            }
            Change::Pilot(PilotChange::Target { pilot, users: Some(users), from, .. }) => {
                found.entry(*pilot).or_default().push(Target { from: *from, users: *users });
            }
            _ => {}
        }
    }
    found
}

impl Reader {
    /// A sentence for each metric among `changes` that gets readings of fewer target users than are in force or, if
    /// none are set, than the reading before.
    pub fn fewer_users(&self, changes: &[Change]) -> Result<Vec<String>> {
        let (mut told, set) = (Vec::new(), targets_set(changes));
        for (id, records) in Change::records(changes) {
            let Some(metric) = self.metric(id)?.filter(Metric::counts_users) else {
                continue;
            };
            let set = set.get(&metric.pilot).map(Vec::as_slice).unwrap_or_default();
            let fewer = self.fewer_in(&metric, &records, set)?;
            let what = match fewer.as_slice() {
                [] => continue,
                [Fewer { week, users, before }] => {
                    format!("{} of {week}: {users} target users are fewer than the {before} before", metric.name)
                }
                [first, ..] => {
                    let (count, week) = (fewer.len(), first.week);
                    format!("{}: {count} weeks, the first {week}, are of fewer target users than before", metric.name)
                }
            };
            let name = self.pilot(metric.pilot)?.map(|pilot| pilot.name).unwrap_or_default();
            told.push(format!("{name}, {what}. Fewer is a change of scope: decide it, or look whether that is right."));
        }
        Ok(told)
    }

    /// Those readings of a metric, oldest first; `set` are the target users set by the same changes. What stands there
    /// already was told before.
    fn fewer_in(&self, metric: &Metric, records: &[&Record], set: &[Target]) -> Result<Vec<Fewer>> {
        let typed = |record: &&Record| match record.typed {
            Some(Typed::Users(_, users)) => Some((record.week, users)),
            _ => None,
        };
        let new: BTreeMap<Week, Fixed> = records.iter().filter_map(typed).collect();
        let Some((first, last)) = new.keys().next().zip(new.keys().next_back()) else {
            return Ok(Vec::new());
        };
        let aimed = |reading: &Reading| match reading.measure {
            Measure::Users { target, .. } => Some((reading.week, target)),
            _ => None,
        };
        let readings = self.readings(&[metric.local], first.plus(-WEEKS), *last)?.remove(&metric.local);
        let held: BTreeMap<Week, Fixed> = readings.iter().flatten().filter_map(aimed).collect();
        let mut targets = self.targets(metric.pilot)?;
        targets.extend(set);
        // Of two targets of one week, the one that is set now comes last and is in force.
        targets.sort_by_key(|target| target.from);
        let mut all = held.clone();
        all.extend(new.iter());
        let before = |week: Week| {
            let in_force = Target::in_force(&targets, week).map(|users| Fixed::from_int(i64::from(users)));
            in_force.or_else(|| all.range(..week).next_back().map(|(_, users)| *users))
        };
        let fewer = |(week, users): (&Week, &Fixed)| {
            let before = before(*week).filter(|before| users < before && held.get(week) != Some(users))?;
            Some(Fewer { week: *week, users: *users, before })
        };
        Ok(new.iter().filter_map(fewer).collect())
    }
}
