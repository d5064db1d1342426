//! Owns the checkpoint of a rollout that G3 asks for: on day 60, half of the target users, unless the workspace sets
//! other numbers.

use crate::domain::words::part;
use crate::domain::{Day, Fixed, Metric, Pilot, Reading, Rules, Week};

/// The checkpoint of one pilot, and whether it was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// So many days after the rollout.
    number: i64,
    /// Its day; none without a rollout.
    on: Option<Day>,
    /// The percentage of target users that it asks for.
    percent: i64,
    /// Were that many active in its week or later?
    reached: bool,
}

impl Checkpoint {
    /// How it stands on `day` by the readings of adoption. Its week need not have ended: users who were active in it by
    /// now count.
    #[must_use]
    pub fn of(pilot: &Pilot, adoption: Option<(&Metric, &[Reading])>, rules: &Rules, day: Day) -> Self {
        let metric = adoption.map(|(metric, _)| metric.id);
        let number = rules.count("warning.adoption-collapse.signal-day", metric);
        let percent = rules.count("warning.adoption-collapse.target-share-percent", metric);
        let on = pilot.rollout.map(|rollout| rollout + chrono::Duration::days(number));
        let told = |reading: &Reading| {
            let in_time = on.is_some_and(|on| reading.week >= Week::of(on)) && reading.week <= Week::of(day);
            in_time && reading.measure.value().is_some_and(|value| value >= Fixed::from_int(percent))
        };
        let reached = adoption.is_some_and(|(_, readings)| readings.iter().any(told));
        Self { number, on, percent, reached }
    }

    /// Why it is not passed on `day`; none if it is.
    #[must_use]
    pub fn lacks(&self, day: Day) -> Option<String> {
        let number = self.number;
        match self.on {
            None => Some(format!("there is no date of rollout, so there was no day {number}")),
            Some(on) if day < on => Some(format!("day {number} is on {on}, so nobody knows yet whether it is stable")),
            Some(_) if self.reached => None,
            Some(_) => {
                let part = part(self.percent);
                Some(format!("from day {number} on, no reading shows {part} of the target users active"))
            }
        }
    }
}
