//! Owns the doubt about a value so far from the one before it that it may be a typing error: somebody is asked to
//! confirm it.

use crate::domain::typed::number::can_be_thousands;
use crate::domain::{Fixed, Measure, Metric, Reading, Typed, Week};

/// A value is far off if it is so many times the one before, or so small a part of it.
const FAR: i64 = 5;

/// Smaller numbers than this jump of their own accord.
const FEW: i64 = 10_000_000;

/// A number of users may have been meant as a share if it is this close, in points, to the share before.
const CLOSE: i64 = 10_000_000;

/// And if the share that those users make is at least this far, in points, from the share before.
const APART: i64 = 20_000_000;

/// A value that is more weeks old says little about this one.
pub const WEEKS: i64 = 8;

/// A value that is far from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlier {
    /// The week of the value before.
    since: Week,
    before: Fixed,
    now: Fixed,
    /// Is that the week right before?
    next: bool,
    /// If a number of users may have been meant as a share: the active and target users that it was taken for.
    users: Option<(Fixed, Fixed)>,
    /// If the mark in a number may have been meant for thousands, and that is nearer to the value before: the number
    /// with thousands.
    thousands: Option<Fixed>,
}

impl Outlier {
    /// The doubt about a value, if it is far from the newest value before its week, or looks like a share that was
    /// taken for a count. `readings` are oldest first.
    #[must_use]
    pub fn of(readings: &[Reading], week: Week, (typed, measure): (Typed, Measure)) -> Option<Self> {
        let now = measure.value()?;
        let before = |reading: &&Reading| reading.week < week && week.since(reading.week) <= WEEKS;
        let (since, before) =
            readings.iter().rev().filter(before).find_map(|reading| Some((reading.week, reading.measure.value()?)))?;
        let (one, other) = (now.millionths().saturating_abs(), before.millionths().saturating_abs());
        let (small, large) = (one.min(other), one.max(other));
        // A value may grow from nothing to anything, but seldom falls to nothing.
        let falls = one == 0;
        let is_far = large >= FEW && (falls || small > 0 && large / small >= FAR);
        let users = taken_for_users(before, typed, measure);
        let thousands = taken_for_decimals(before, measure);
        let next = week.since(since) == 1;
        (is_far || users.is_some()).then_some(Self { since, before, now, next, users, thousands })
    }

    /// The same doubt, knowing the text that was typed: only a mark before three digits may have been meant for
    /// thousands. If the text is not known, a whole number was most likely typed without a mark.
    #[must_use]
    pub fn written(self, text: Option<&str>) -> Self {
        let is_marked = match text {
            Some(text) => can_be_thousands('.', text),
            None => self.now.rounded(0) != self.now,
        };
        Self { thousands: self.thousands.filter(|_| is_marked), ..self }
    }

    /// The same doubt without a meaning that the metric cannot have.
    #[must_use]
    pub fn within(self, metric: &Metric) -> Self {
        Self { thousands: self.thousands.filter(|thousands| metric.check_bounds(*thousands).is_ok()), ..self }
    }

    /// How far, as short as a cell needs: `12x`, `1/12 of`. There is no such number from nothing, or across zero.
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
        match self.users {
            Some((active, target)) => format!(
                "{active} of {target} users is {} %, {since} {} %, keep it?",
                self.now.rounded(1),
                self.before.rounded(1)
            ),
            None => format!("{} {since}, keep it?", self.times()),
        }
    }

    /// What else to type.
    #[must_use]
    pub fn instead(&self) -> String {
        match (self.users, self.thousands) {
            (Some((active, _)), _) => format!("type {active}% for that share"),
            (None, Some(thousands)) => {
                format!("type {thousands} for thousands: {:.3} is read as {}", self.now, self.now)
            }
            (None, None) => "another number replaces it".to_owned(),
        }
    }

    /// What to say if nobody can be asked: `12x the 350 of W45`.
    #[must_use]
    pub fn told(&self, metric: &Metric) -> String {
        let beside = self.beside(metric);
        match self.users {
            Some((active, target)) => format!("{active} of {target} users, {beside}"),
            None => beside,
        }
    }

    /// The same, if it was said already what the value was taken for.
    #[must_use]
    pub fn beside(&self, metric: &Metric) -> String {
        // A share of users has many decimals that nobody typed.
        let before = if self.before.rounded(3) == self.before { self.before } else { self.before.rounded(1) };
        let before = format!("the {} of {}", metric.said(before), self.since.short());
        match (self.users, self.thousands) {
            (Some((active, _)), _) => format!("beside {before}; a share is written {active}%"),
            (None, Some(thousands)) => format!("{} {before}; as thousands it is written {thousands}", self.times()),
            (None, None) => format!("{} {before}", self.times()),
        }
    }
}

/// A thousand times the number, if `1.200` may have been typed for it and the value before is nearer to 1200 than to
/// 1.2.
fn taken_for_decimals(before: Fixed, measure: Measure) -> Option<Fixed> {
    let Measure::Number(now) = measure else {
        return None;
    };
    let grouped = format!("{now:.3}");
    let thousands = Fixed::from_millionths(now.millionths().checked_mul(1_000)?);
    let is_exact = now.rounded(3) == now && can_be_thousands('.', &grouped);
    let square = |value: Fixed| i128::from(value.millionths()) * i128::from(value.millionths());
    let same_sign = (now < Fixed::ZERO) == (before < Fixed::ZERO);
    (is_exact && same_sign && square(before) > 1_000 * square(now)).then_some(thousands)
}

/// The users that a bare number was taken for, if the number is close to the share before and those users are far from
/// it. Numbers below ten are left out, as a few users can make a large share.
fn taken_for_users(before: Fixed, typed: Typed, measure: Measure) -> Option<(Fixed, Fixed)> {
    let (Typed::Number(number), Measure::Users { active, target }) = (typed, measure) else {
        return None;
    };
    let off = |value: Fixed| value.minus(before).millionths().saturating_abs();
    let (as_share, as_users) = (off(number), off(measure.value()?));
    let is_meant = number.millionths() >= FEW && as_share <= CLOSE && as_users >= APART.max(3 * as_share);
    is_meant.then_some((active, target))
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
        let typed = Typed::Number(Fixed::from_int(now));
        Outlier::of(&readings, Week::new(2026, 40).unwrap(), (typed, number(now))).map(|found| found.asks())
    }

    /// What is found of a typed text for users, where so many percent of them were active in the week before.
    fn of_users(share: i64, text: &str, target: u32) -> Option<Outlier> {
        let before = reading(39, Measure::Number(Fixed::from_int(share)));
        let typed: Typed = text.parse().unwrap();
        let measure = metric(Family::Adoption).accept(typed, Some(target), "").unwrap();
        Outlier::of(&[before], Week::new(2026, 40).unwrap(), (typed, measure))
    }

    #[test]
    fn a_number_of_users_that_looks_like_their_share_is_asked_about() {
        let found = of_users(70, "71", 400).unwrap();
        assert_eq!(found.asks(), "71 of 400 users is 17.8 %, last week 70 %, keep it?");
        assert_eq!(found.instead(), "type 71% for that share");
        let told = found.told(&metric(Family::Adoption));
        assert_eq!(told, "71 of 400 users, beside the 70 % of W39; a share is written 71%");
        let beside = found.beside(&metric(Family::Adoption));
        assert_eq!(beside, "beside the 70 % of W39; a share is written 71%", "where the users were said already");
        for (share, text, target) in [
            (70, "71%", 400),    // it says that it is a share
            (70, "71/400", 400), // and here of how many
            (70, "285", 400),    // no share comes near it
            (70, "71", 100),     // both are the same
            (18, "71", 400),     // the users are what was expected
            (60, "50", 60),      // a number of users as near to the share as the share of them
            (7, "6", 20),        // a few are soon a large share
        ] {
            assert_eq!(of_users(share, text, target), None, "{text} of {target} after {share} %");
        }
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
    fn a_point_that_may_stand_behind_thousands_is_asked_about_where_the_value_before_is_nearer_to_those() {
        let found = |before: i64, text: &str| {
            let typed: Typed = text.parse().unwrap();
            let Typed::Number(number) = typed else { panic!("{text}") };
            let before = reading(39, Measure::Number(Fixed::from_int(before)));
            Outlier::of(&[before], Week::new(2026, 40).unwrap(), (typed, Measure::Number(number)))
        };
        let outlier = found(1_180, "1.200").unwrap();
        assert_eq!(outlier.instead(), "type 1200 for thousands: 1.200 is read as 1.2");
        let parts = Metric { unit: "parts".into(), ..metric(Family::Performance) };
        assert_eq!(outlier.told(&parts), "1/983 of the 1180 parts of W39; as thousands it is written 1200");
        let outlier = found(118_000, "120.000").unwrap();
        assert_eq!(outlier.instead(), "type 120000 for thousands: 120.000 is read as 120");
        assert_eq!(outlier.written(Some("120.000")), outlier);
        let plain = found(118_000, "120").unwrap().written(Some("120"));
        assert_eq!(plain.instead(), "another number replaces it", "nothing makes it doubtful");
        assert_eq!(plain.told(&parts), "1/983 of the 118000 parts of W39");
        assert_eq!(outlier.written(None), plain);
        for (before, text) in [(1_180, "0.500"), (1_180, "1.2345"), (-1_180, "1.200"), (20, "1.200")] {
            let instead = found(before, text).map(|outlier| outlier.instead());
            assert_eq!(instead.as_deref(), Some("another number replaces it"), "{text} after {before}");
        }
        assert_eq!(found(8, "1.200"), None, "the value before is as near as it may be");
    }

    #[test]
    fn where_nobody_can_be_asked_it_says_what_stood_there() {
        let number = |value: i64| Measure::Number(Fixed::from_int(value));
        let typed = |value: i64| (Typed::Number(Fixed::from_int(value)), number(value));
        let found = Outlier::of(&[reading(39, number(8))], Week::new(2026, 40).unwrap(), typed(80)).unwrap();
        assert_eq!(found.told(&metric(Family::Performance)), "10x the 8 % of W39");
        let found = Outlier::of(&[reading(39, number(-8))], Week::new(2026, 40).unwrap(), typed(80)).unwrap();
        assert_eq!(found.told(&metric(Family::Performance)), "far from the -8 % of W39");
    }
}
