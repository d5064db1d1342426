//! Owns the plan line of a rollout: how adoption is meant to climb in its first 13 weeks.

use std::fmt;
use std::str::FromStr;

use crate::domain::{Day, Fixed, Invalid, Week};

/// The length of the plan, in weeks.
pub const WEEKS: i64 = 13;

/// Points of week and value, with straight lines between. Without points it climbs from 0 to the target in week 13.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    points: Vec<(i64, Fixed)>,
}

impl Plan {
    /// Has it no points?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The planned value of `week`, for a rollout on the day `rollout`; none outside its 13 weeks.
    #[must_use]
    pub fn at(&self, rollout: Day, week: Week, target: Fixed) -> Option<Fixed> {
        let number = rollout_week(rollout, week);
        if !(1..=WEEKS).contains(&number) {
            return None;
        }
        let last = [(WEEKS, target)];
        let points: &[(i64, Fixed)] = if self.points.is_empty() { &last } else { &self.points };
        let mut before = (1, Fixed::ZERO);
        for point in points {
            if number <= point.0 {
                return Some(between(before, *point, number));
            }
            before = *point;
        }
        Some(before.1)
    }
}

/// The number of a week of a rollout; the week of the rollout itself is 1.
#[must_use]
pub fn rollout_week(rollout: Day, week: Week) -> i64 {
    week.since(Week::of(rollout)) + 1
}

fn between(from: (i64, Fixed), to: (i64, Fixed), at: i64) -> Fixed {
    let span = (to.0 - from.0).max(1);
    let step = (to.1.millionths() - from.1.millionths()) * (at - from.0).max(0);
    if to.0 == from.0 { to.1 } else { Fixed::from_millionths(from.1.millionths() + step / span) }
}

impl serde::Serialize for Plan {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Plan {
    type Err = Invalid;

    /// Reads `4=20 8=50 13=80`: pairs of week and value.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = |what: String| Invalid::new(what).hint("write weeks and values as 4=20 8=50 13=80").at("plan");
        let mut points: Vec<(i64, Fixed)> = Vec::new();
        for word in text.split([' ', ';']).filter(|word| !word.is_empty()) {
            let point = word.split_once('=').and_then(|(week, value)| Some((week.parse().ok()?, value)));
            let (week, value): (i64, &str) =
                point.ok_or_else(|| wrong(format!("“{word}” is not a week and a value")))?;
            if !(1..=WEEKS).contains(&week) {
                return Err(wrong(format!("week {week} is not one of the 13 weeks of a rollout")));
            }
            if points.last().is_some_and(|(before, _)| *before >= week) {
                return Err(wrong(format!("week {week} does not come after the one before it")));
            }
            points.push((week, Fixed::parse(value).map_err(|error| error.at("plan"))?));
        }
        Ok(Self { points })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let points: Vec<String> = self.points.iter().map(|(week, value)| format!("{week}={value}")).collect();
        f.write_str(&points.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn a_plan_is_straight_between_its_points() {
        let rollout = parse_day("2026-03-04").unwrap();
        let week = |number: i64| Week::of(rollout).plus(number - 1);
        let at = |plan: &Plan, number| plan.at(rollout, week(number), Fixed::from_int(60));
        let straight = Plan::default();
        assert_eq!(at(&straight, 1), Some(Fixed::ZERO));
        assert_eq!(at(&straight, 7), Some(Fixed::from_int(30)));
        assert_eq!(at(&straight, 13), Some(Fixed::from_int(60)));
        assert_eq!((at(&straight, 0), at(&straight, 14)), (None, None));
        let own: Plan = "5=20 9=40".parse().unwrap();
        assert_eq!(at(&own, 3), Some(Fixed::from_int(10)));
        assert_eq!(at(&own, 7), Some(Fixed::from_int(30)));
        assert_eq!(at(&own, 13), Some(Fixed::from_int(40)), "level after its last point");
        assert_eq!(own.to_string(), "5=20 9=40");
        for wrong in ["5", "14=3", "5=20 5=30", "x=1", "5=much"] {
            assert!(wrong.parse::<Plan>().unwrap_err().hint.is_some(), "{wrong}");
        }
    }
}
