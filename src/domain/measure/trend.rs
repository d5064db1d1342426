//! Owns what a series of readings says at a glance: where it was, where it is, and whether it got worse.

use crate::domain::{Better, Fixed, Metric, Reading, Week};

/// Changes are told over so many weeks, or over what there is. It does not depend on how many weeks are drawn, so that
/// every place tells the same.
pub const QUARTER: i64 = 13;

/// How a metric moved over some weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// The first value of the span.
    pub first: Fixed,
    /// The newest value.
    pub last: Fixed,
    /// The week of the newest value.
    pub newest: Week,
    /// Weeks between the two.
    pub weeks: i64,
    /// The numbers of target users before and after they last changed; none if that is not within the span.
    pub users: Option<(Fixed, Fixed)>,
}

impl Trend {
    /// The trend over the `span` weeks up to the newest value; readings are in order of weeks. It begins after the last
    /// change of target users, as shares of different users cannot be subtracted.
    #[must_use]
    pub fn of(readings: &[Reading], span: i64) -> Option<Self> {
        let measured = || {
            let value =
                |reading: &Reading| Some((reading.week, reading.measure.value()?, reading.measure.target_users()));
            readings.iter().filter_map(value)
        };
        let (newest, last, users) = measured().next_back()?;
        let other = measured().rev().find_map(|(week, _, of)| {
            let (of, now) = (of?, users?);
            (of != now).then_some((week, (of, now)))
        });
        let within = |week: Week| newest.since(week) <= span;
        let begins = |week: Week| within(week) && other.is_none_or(|(other, _)| week > other);
        let (week, first, _) = measured().find(|(week, ..)| begins(*week))?;
        let users = other.filter(|(week, _)| within(*week)).map(|(_, users)| users);
        Some(Self { first, last, newest, weeks: newest.since(week), users })
    }

    /// The first and newest value as shown, and their number of decimals.
    #[must_use]
    pub fn ends(&self, metric: &Metric) -> (Fixed, Fixed, u8) {
        let places = places(metric, self.first).max(places(metric, self.last));
        (self.first.rounded(places.into()), self.last.rounded(places.into()), places)
    }

    /// The change as told beside the newest value: the exact change, rounded once.
    #[must_use]
    pub fn moved(&self, metric: &Metric) -> Fixed {
        let (.., places) = self.ends(metric);
        self.delta().rounded(places.into())
    }

    /// The first and newest value and the change, as all three are shown, and their number of decimals. That is one or
    /// two more if the rounded values differ by something else than the rounded change; if that does not help either
    /// (thirds never agree), none more.
    #[must_use]
    pub fn told(&self, metric: &Metric) -> (Fixed, Fixed, Fixed, u8) {
        let told = |places: u8| {
            let all = [self.first, self.last, self.delta()];
            let [first, last, moved] = all.map(|value| value.rounded(places.into()));
            (first, last, moved, places)
        };
        let (.., places) = self.ends(metric);
        let mut more = (places..=places + 2).map(told);
        more.find(|(first, last, moved, _)| last.minus(*first) == *moved).unwrap_or_else(|| told(places))
    }

    /// The change from the first to the newest value.
    const fn delta(&self) -> Fixed {
        self.last.minus(self.first)
    }

    /// How far it moved for the worse, in percent of the first value; 0 if it did not.
    #[must_use]
    pub fn worsening(&self, better: Better) -> i64 {
        let delta = self.delta().millionths();
        let adverse = match better {
            Better::Higher => -delta,
            Better::Lower => delta,
            Better::Either => 0,
        };
        let whole = self.first.millionths().abs().max(1);
        (adverse.max(0).saturating_mul(100) / whole).min(10_000)
    }
}

/// A value for every week of a span; none for a week without one.
#[must_use]
pub fn weekly(readings: &[Reading], from: Week, to: Week) -> Vec<Option<Fixed>> {
    let mut values = vec![None; usize::try_from(to.since(from) + 1).unwrap_or(0)];
    for reading in readings {
        let place = usize::try_from(reading.week.since(from)).ok().and_then(|place| values.get_mut(place));
        if let Some(place) = place {
            *place = reading.measure.value();
        }
    }
    values
}

/// The decimals that a metric's values are shown with: one for shares and measures, none for counts.
#[must_use]
pub fn decimals(metric: &Metric) -> u8 {
    u8::from(!metric.counts_users() && metric.unit != "exceptions")
}

/// The decimals of a value: those of its metric, and one more if it would else seem to stand at a bound that it does
/// not reach.
#[must_use]
pub fn places(metric: &Metric, value: Fixed) -> u8 {
    let places = decimals(metric);
    let seems = |bound: &Fixed| value != *bound && value.rounded(places.into()) == *bound;
    places + u8::from([metric.min, metric.max].iter().flatten().any(seems))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::metric::tests::metric;
    use crate::domain::{Family, Measure};

    fn readings(values: &[(i64, Option<i64>)]) -> Vec<Reading> {
        let start = Week::new(2026, 10).unwrap();
        let measure =
            |value: Option<i64>| value.map_or(Measure::NotMeasured, |value| Measure::Number(Fixed::from_int(value)));
        let reading = |(week, value): &(i64, Option<i64>)| Reading {
            week: start.plus(*week),
            measure: measure(*value),
            note: String::new(),
            sample: None,
        };
        values.iter().map(reading).collect()
    }

    #[test]
    fn a_trend_spans_from_the_first_value_inside_it_to_the_newest() {
        let readings = readings(&[(0, Some(94)), (5, Some(90)), (6, None), (9, Some(80)), (10, None)]);
        let trend = Trend::of(&readings, 6).unwrap();
        assert_eq!((trend.first, trend.last, trend.weeks), (Fixed::from_int(90), Fixed::from_int(80), 4));
        assert_eq!(trend.worsening(Better::Higher), 11);
        assert_eq!(trend.worsening(Better::Lower), 0);
        assert_eq!(Trend::of(&[], 6), None);
    }

    #[test]
    fn a_trend_begins_where_the_target_users_became_what_they_are() {
        let start = Week::new(2026, 30).unwrap();
        let share = |week: i64, active: i64, target: i64| Reading {
            week: start.plus(week),
            measure: Measure::Users { active: Fixed::from_int(active), target: Fixed::from_int(target) },
            note: String::new(),
            sample: None,
        };
        let readings = [share(0, 18, 24), share(8, 20, 24), share(9, 60, 120), share(12, 36, 120)];
        let trend = Trend::of(&readings, QUARTER).unwrap();
        assert_eq!((trend.first, trend.last, trend.weeks), (Fixed::from_int(50), Fixed::from_int(30), 3));
        assert_eq!(trend.users, Some((Fixed::from_int(24), Fixed::from_int(120))));
        assert_eq!(Trend::of(&readings, 3).unwrap().users, None, "they were what they are all the while");
        assert_eq!(Trend::of(&readings[..2], QUARTER).unwrap().users, None);
    }

    #[test]
    fn a_change_is_rounded_once_and_agrees_with_its_ends_and_no_value_seems_to_stand_at_a_bound() {
        let shown = |family, first, last| {
            let (first, last) = (Fixed::from_millionths(first), Fixed::from_millionths(last));
            let trend = Trend { first, last, newest: Week::new(2026, 20).unwrap(), weeks: 8, users: None };
            let (from, to, moved, places) = trend.told(&metric(family));
            (from.to_string(), to.to_string(), moved.to_string(), places)
        };
        let told =
            |from: &str, to: &str, moved: &str, places: u8| (from.to_owned(), to.to_owned(), moved.to_owned(), places);
        assert_eq!(shown(Family::Adoption, 58_400_000, 30_900_000), told("58.4", "30.9", "-27.5", 1));
        assert_eq!(shown(Family::Adoption, 46_250_000, 77_500_000), told("46.25", "77.5", "31.25", 2));
        assert_eq!(shown(Family::Adoption, 33_333_333, 66_666_667), told("33", "67", "33", 0));
        assert_eq!(shown(Family::Adoption, 40_000_000, 63_333_333), told("40", "63", "23", 0));
        assert_eq!(shown(Family::Performance, 99_950_000, 99_900_000), told("99.95", "99.9", "-0.05", 2));
        assert_eq!(shown(Family::Performance, 100_000_000, 99_900_000), told("100", "99.9", "-0.1", 1));
    }

    #[test]
    fn missing_weeks_are_gaps() {
        let readings = readings(&[(0, Some(1)), (2, Some(3)), (3, None)]);
        let start = Week::new(2026, 10).unwrap();
        let one = |value| Some(Fixed::from_int(value));
        assert_eq!(weekly(&readings, start, start.plus(3)), [one(1), None, one(3), None]);
    }
}
