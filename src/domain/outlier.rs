//! Owns what is asked about before it is believed: a value so far from the one before it that it may be mistyped.

use super::{Fixed, Measure, Metric, Reading, Week};

/// So many times the value before, or so small a part of it, is far from it.
const FAR: i64 = 5;

/// Numbers below this jump by themselves.
const FEW: i64 = 10_000_000;

/// A value older than so many weeks says little of this one.
pub const WEEKS: i64 = 8;

/// A value that is far from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlier {
    /// The week of the value before.
    since: Week,
    before: Fixed,
    now: Fixed,
    /// Is it the week right before?
    next: bool,
}

impl Outlier {
    /// The value of a week, if it is far from the newest one among `readings` (oldest first) before that week.
    #[must_use]
    pub fn of(readings: &[Reading], week: Week, measure: Measure) -> Option<Self> {
        let now = measure.value()?;
        let before = |reading: &&Reading| reading.week < week && week.since(reading.week) <= WEEKS;
        let (since, before) =
            readings.iter().rev().filter(before).find_map(|reading| Some((reading.week, reading.measure.value()?)))?;
        let (one, other) = (now.millionths().saturating_abs(), before.millionths().saturating_abs());
        let (small, large) = (one.min(other), one.max(other));
        // From nothing anything may come; to nothing a value seldom falls.
        let falls = one == 0;
        let is_far = large >= FEW && (falls || small > 0 && large / small >= FAR);
        is_far.then_some(Self { since, before, now, next: week.since(since) == 1 })
    }

    /// How far, in as few words as a cell has room for: `12x`, `1/12 of`; of nothing, or of another sign, there is no
    /// such number.
    fn times(&self) -> String {
        if self.now == Fixed::ZERO || (self.now < Fixed::ZERO) != (self.before < Fixed::ZERO) {
            return "far from".to_owned();
        }
        let (one, other) = (self.now.millionths().saturating_abs(), self.before.millionths().saturating_abs());
        let (small, large) = (one.min(other), one.max(other));
        let times = (i128::from(large) + i128::from(small) / 2) / i128::from(small);
        if one > other { format!("{times}x") } else { format!("1/{times} of") }
    }

    /// The question about it.
    #[must_use]
    pub fn asks(&self) -> String {
        let since = if self.next { "last week".to_owned() } else { self.since.short() };
        format!("{} {since}, keep it?", self.times())
    }

    /// What is to be said where nobody can be asked: `12x the 350 of W45`.
    #[must_use]
    pub fn told(&self, metric: &Metric) -> String {
        // A share of users has many digits that nobody typed.
        let before = if self.before.rounded(3) == self.before { self.before } else { self.before.rounded(1) };
        format!("{} the {} of {}", self.times(), metric.said(before), self.since.short())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Family;
    use crate::domain::metric::tests::metric;

    fn reading(week: u32, measure: Measure) -> Reading {
        Reading { week: Week::new(2026, week).unwrap(), measure, note: String::new(), sample: None }
    }

    fn asks(before: &[(u32, Option<i64>)], now: i64) -> Option<String> {
        let number = |value: i64| Measure::Number(Fixed::from_int(value));
        let readings: Vec<Reading> =
            before.iter().map(|(week, value)| reading(*week, value.map_or(Measure::NotMeasured, number))).collect();
        Outlier::of(&readings, Week::new(2026, 40).unwrap(), number(now)).map(|found| found.asks())
    }

    #[test]
    fn five_times_the_newest_value_before_is_asked_about() {
        assert_eq!(asks(&[(38, Some(1)), (39, Some(350))], 4_300).as_deref(), Some("12x last week, keep it?"));
        assert_eq!(asks(&[(39, Some(350))], 70).as_deref(), Some("1/5 of last week, keep it?"));
        assert_eq!(asks(&[(39, Some(350))], 1_749), None);
        assert_eq!(asks(&[(39, Some(-350))], -4_300).as_deref(), Some("12x last week, keep it?"));
        assert_eq!(asks(&[(39, Some(-350))], 4_300).as_deref(), Some("far from last week, keep it?"));
        // Weeks without a value do not make it right.
        assert_eq!(asks(&[(35, Some(350)), (39, None)], 4_300).as_deref(), Some("12x W35, keep it?"));
        assert_eq!(asks(&[(31, Some(350))], 4_300), None, "too long ago");
        assert_eq!(asks(&[(41, Some(350))], 4_300), None, "later weeks do not count");
        assert_eq!(asks(&[(39, Some(1))], 9), None, "a few jump by themselves");
        assert_eq!(asks(&[(39, Some(0))], 4_300), None, "nothing is no measure");
        assert_eq!(asks(&[(39, Some(93))], 0).as_deref(), Some("far from last week, keep it?"));
        assert_eq!(asks(&[(39, Some(3))], 0), None, "a few are soon none");
    }

    #[test]
    fn where_nobody_can_be_asked_it_says_what_stood_there() {
        let number = |value: i64| Measure::Number(Fixed::from_int(value));
        let found = Outlier::of(&[reading(39, number(8))], Week::new(2026, 40).unwrap(), number(80)).unwrap();
        assert_eq!(found.told(&metric(Family::Performance)), "10x the 8 % of W39");
        let found = Outlier::of(&[reading(39, number(-8))], Week::new(2026, 40).unwrap(), number(80)).unwrap();
        assert_eq!(found.told(&metric(Family::Performance)), "far from the -8 % of W39");
    }
}
