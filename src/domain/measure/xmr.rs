//! Owns process behaviour charts (XmR): which values are noise, and which say that something changed. All numbers are
//! whole millionths, so that a value on a limit is never beyond it.
//!
//! A frozen baseline judges the weeks after its period; a new baseline settles what the one before said. With 8 and 12
//! baseline weeks and a standard deviation of 1, 2 and 3 points, false signals in a quiet quarter are 1.2, 1.3, 4.9 %
//! and 0.5, 0.6, 4.1 %. A drift of 16 points in 26 weeks is called in week 7, 9, 9 (median); a CUSUM with the same rate
//! of false signals needs 7, 10, 10. With an autocorrelation of 0.5, false signals rise to 8 to 17 % (`cargo bench
//! --bench simulation`).
//!
//! Tried and dropped, as none is enough better to be worth another sentence to a committee: three of four beyond the
//! midpoint, or eight in a row, as signals too (over 5 % false at 3 points of noise); the mean of three against limits
//! for means (7 to 10 % false); the limit alone (week 15 at 3 points); the margin on a mean of two (12 % false); four
//! in a row below the worst baseline week, or three of four 4 points below (half a week earlier on average, a week
//! later on a sudden drop); three in a row below the midpoint, or two of three 6 points below (a week earlier, twice
//! the false calls under autocorrelation).

use crate::domain::{Baseline, BaselineId, Better, Fixed, Metric, Week};

/// The constants of a chart, as the framework or a workspace sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constants {
    /// Limits are this many mean moving ranges from the centre.
    pub factor: Fixed,
    /// Steps between weeks of up to this many mean moving ranges are noise. That is shown, but is no rule of its own.
    pub range_factor: Fixed,
    /// Without a baseline, limits come from this many first values.
    pub baseline_values: usize,
    /// Limits from fewer values than this are marked as on trial.
    pub trial_below: usize,
    /// Fewer values than this make no limits.
    pub none_below: usize,
    /// This many on one side of the centre are a run.
    pub run_length: usize,
    /// This many of four near a limit are a cluster.
    pub of_four: usize,
    /// After more weeks than this without a value, runs and clusters start again.
    pub gap_weeks: i64,
}

/// Which side of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below.
    Low,
    /// Above.
    High,
}

impl Side {
    /// The side that is worse for a metric; none if neither is.
    #[must_use]
    pub const fn adverse(better: Better) -> Option<Self> {
        match better {
            Better::Higher => Some(Self::Low),
            Better::Lower => Some(Self::High),
            Better::Either => None,
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::High => Self::Low,
        }
    }
}

/// Where limits come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A frozen baseline.
    Frozen(BaselineId),
    /// This many first values.
    First(usize),
}

/// Centre and natural process limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The mean.
    pub centre: Fixed,
    /// The mean moving range; none if it is not known.
    pub range: Option<Fixed>,
    /// The lower limit before it is clipped to the metric's bound; none if there are no limits.
    pub low: Option<Fixed>,
    /// The upper limit before it is clipped.
    pub high: Option<Fixed>,
    /// Is the lower limit beyond the metric's bound? Then no value can pass it.
    pub low_clipped: bool,
    /// Is the upper limit beyond the metric's bound?
    pub high_clipped: bool,
    /// Do they rest on few values?
    pub trial: bool,
    /// Where they come from.
    pub source: Source,
}

impl Limits {
    /// The limits around a centre. Without a range, or with a range of 0, there is only the centre.
    fn around(
        centre: Fixed,
        range: Option<Fixed>,
        metric: &Metric,
        constants: &Constants,
        (count, source): (Option<usize>, Source),
    ) -> Self {
        let enough = count.is_none_or(|count| count >= constants.none_below);
        let reach = range.filter(|range| enough && *range > Fixed::ZERO).map(|range| times(range, constants.factor));
        let low = reach.map(|reach| centre.minus(reach));
        let high = reach.map(|reach| centre.plus(reach));
        Self {
            centre,
            range,
            low,
            high,
            low_clipped: low.zip(metric.min).is_some_and(|(low, min)| low < min),
            high_clipped: high.zip(metric.max).is_some_and(|(high, max)| high > max),
            trial: count.is_some_and(|count| count < constants.trial_below),
            source,
        }
    }

    /// How many first values they rest on; none if they come from a baseline.
    #[must_use]
    pub const fn first_values(&self) -> Option<usize> {
        match self.source {
            Source::First(count) => Some(count),
            Source::Frozen(_) => None,
        }
    }

    /// The limit on a side, if a value can pass it.
    #[must_use]
    pub fn limit(&self, side: Side) -> Option<Fixed> {
        match side {
            Side::Low => self.low.filter(|_| !self.low_clipped),
            Side::High => self.high.filter(|_| !self.high_clipped),
        }
    }

    /// Strictly beyond the limit on that side?
    #[must_use]
    pub fn is_beyond(&self, value: Fixed, side: Side) -> bool {
        self.limit(side).is_some_and(|limit| match side {
            Side::Low => value < limit,
            Side::High => value > limit,
        })
    }

    /// Is a value nearer to the unclipped limit on that side than to the centre?
    fn is_near(&self, value: Fixed, side: Side) -> bool {
        self.limit(side).is_some_and(|limit| {
            let (from_limit, from_centre) = (value.minus(limit).millionths(), value.minus(self.centre).millionths());
            from_limit.abs() < from_centre.abs()
        })
    }

    /// The side of the centre that a value is on; none on the centre itself.
    fn side_of(&self, value: Fixed) -> Option<Side> {
        match value.cmp(&self.centre) {
            std::cmp::Ordering::Less => Some(Side::Low),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Side::High),
        }
    }
}

/// One value of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Its week.
    pub week: Week,
    /// The value.
    pub value: Fixed,
}

/// A value with what the chart says about it. A rule that holds names the side on which it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The value.
    pub point: Point,
    /// The limits that the value is held against; none if it belongs to a baseline, or there are none.
    pub limits: Option<Limits>,
    /// Rule 1: beyond a limit.
    pub beyond: Option<Side>,
    /// Rule 2: one of eight in a row on one side.
    pub run: Option<Side>,
    /// Rule 3: the newest of three of four values near a limit.
    pub cluster: Option<Side>,
    /// Does a new row begin here, because of other limits or after a long silence?
    pub fresh: bool,
}

impl Judged {
    /// Does a rule hold, on either side?
    #[must_use]
    pub const fn is_special(&self) -> bool {
        self.beyond.is_some() || self.run.is_some() || self.cluster.is_some()
    }

    /// Does a rule hold on that side?
    #[must_use]
    pub fn holds_on(&self, side: Side) -> bool {
        [self.beyond, self.run, self.cluster].contains(&Some(side))
    }

    /// Beyond the limit on that side?
    #[must_use]
    pub fn is_beyond(&self, side: Option<Side>) -> bool {
        side.is_some() && self.beyond == side
    }
}

/// The mean, rounded to a millionth; none of nothing.
#[must_use]
pub fn mean(values: &[Fixed]) -> Option<Fixed> {
    mean_of(values.iter().copied())
}

fn mean_of(values: impl ExactSizeIterator<Item = Fixed>) -> Option<Fixed> {
    let count = i128::try_from(values.len()).ok().filter(|count| *count > 0)?;
    let sum: i128 = values.map(|value| i128::from(value.millionths())).sum();
    let half = if sum < 0 { -(count / 2) } else { count / 2 };
    i64::try_from((sum + half) / count).ok().map(Fixed::from_millionths)
}

/// The mean distance between successive values; none of fewer than two.
#[must_use]
pub fn mean_moving_range(values: &[Fixed]) -> Option<Fixed> {
    let later = values.get(1..).unwrap_or_default();
    mean_of(later.iter().zip(values).map(|(now, before)| Fixed::from_millionths(now.minus(*before).millionths().abs())))
}

/// A product, rounded to a millionth.
#[must_use]
pub fn times(number: Fixed, factor: Fixed) -> Fixed {
    let product = i128::from(number.millionths()) * i128::from(factor.millionths());
    let half = if product < 0 { -500_000 } else { 500_000 };
    Fixed::from_millionths(i64::try_from((product + half) / 1_000_000).unwrap_or(i64::MAX))
}

/// Judges the values of a metric in order of their weeks. `baselines` are those in force, oldest first. Without any,
/// limits come from the values from the week `first` on: a value is judged by those before it until there are enough.
/// With neither, nothing is judged.
#[must_use]
pub fn judge<'a>(
    points: impl Iterator<Item = Point>,
    metric: &Metric,
    baselines: impl Iterator<Item = &'a Baseline>,
    first: Option<Week>,
    constants: &Constants,
) -> Vec<Judged> {
    let mut judged: Vec<Judged> = Vec::with_capacity(points.size_hint().1.unwrap_or(0));
    let mut provisional = Provisional { values: Vec::new(), settled: None };
    let frozen: Vec<(&Baseline, Limits)> =
        baselines.map(|baseline| (baseline, of_baseline(baseline, metric, constants))).collect();
    // Where the present row began.
    let mut start = 0;
    for point in points {
        let limits = if frozen.is_empty() {
            match first {
                Some(first) if point.week >= first => provisional.next(point.value, metric, constants),
                _ => None,
            }
        } else {
            // The newest baseline that judges this week.
            frozen.iter().rev().find(|(baseline, _)| baseline.judges(point.week)).map(|(_, limits)| *limits)
        };
        let before = judged.last();
        let silent = before.is_some_and(|before| point.week.since(before.point.week) - 1 > constants.gap_weeks);
        let fresh = before.is_none_or(|before| silent || another(before.limits.as_ref(), limits.as_ref()));
        if fresh {
            start = judged.len();
        }
        judged.push(Judged { point, limits, beyond: None, run: None, cluster: None, fresh });
        if let Some(limits) = limits {
            let row = judged.get(start..).unwrap_or_default();
            let (beyond, run, cluster) = (
                beyond(point.value, &limits),
                run(row, &limits, constants.run_length),
                cluster(row, &limits, constants.of_four),
            );
            if let Some(last) = judged.last_mut() {
                (last.beyond, last.run, last.cluster) = (beyond, run, cluster);
            }
        }
    }
    judged
}

/// Do the limits change so that a new row begins? Limits that grow with the first values do not.
fn another(before: Option<&Limits>, now: Option<&Limits>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => match (before.source, now.source) {
            (Source::First(_), Source::First(_)) => false,
            (before, now) => before != now,
        },
        (None, Some(now)) => matches!(now.source, Source::Frozen(_)),
        (Some(_), None) => true,
        (None, None) => false,
    }
}

/// The limits that a baseline gives.
#[must_use]
pub fn of_baseline(baseline: &Baseline, metric: &Metric, constants: &Constants) -> Limits {
    let count = baseline.count.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    Limits::around(baseline.value, baseline.spread, metric, constants, (count, Source::Frozen(baseline.id)))
}

/// The limits while there is no baseline.
struct Provisional {
    values: Vec<Fixed>,
    settled: Option<Limits>,
}

impl Provisional {
    /// The limits for this value, from those before it.
    fn next(&mut self, value: Fixed, metric: &Metric, constants: &Constants) -> Option<Limits> {
        if self.settled.is_some() {
            return self.settled;
        }
        let count = self.values.len();
        let limits = if count < constants.none_below {
            None
        } else {
            let source = (Some(count), Source::First(count));
            mean(&self.values)
                .map(|centre| Limits::around(centre, mean_moving_range(&self.values), metric, constants, source))
        };
        if count >= constants.baseline_values {
            self.settled = limits;
        }
        self.values.push(value);
        limits
    }
}

fn beyond(value: Fixed, limits: &Limits) -> Option<Side> {
    [Side::Low, Side::High].into_iter().find(|side| limits.is_beyond(value, *side))
}

/// Are the last values of a row all on one side of the centre?
fn run(row: &[Judged], limits: &Limits, length: usize) -> Option<Side> {
    // Limits of zero width, or none, leave no room for a run.
    limits.low?;
    let last = row.get(row.len().checked_sub(length)?..)?;
    let side = limits.side_of(last.last()?.point.value)?;
    last.iter().all(|judged| limits.side_of(judged.point.value) == Some(side)).then_some(side)
}

/// Are enough of the last four, the newest among them, nearer to the same limit than to the centre?
fn cluster(row: &[Judged], limits: &Limits, enough: usize) -> Option<Side> {
    let last = row.get(row.len().saturating_sub(4)..)?;
    let newest = last.last()?.point.value;
    let side = [Side::Low, Side::High].into_iter().find(|side| limits.is_near(newest, *side))?;
    (last.iter().filter(|judged| limits.is_near(judged.point.value, side)).count() >= enough).then_some(side)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::metric::tests::metric;
    use crate::domain::{BaselineKind, Family, MetricId, parse_day};

    const CONSTANTS: Constants = Constants {
        factor: Fixed::from_millionths(2_660_000),
        range_factor: Fixed::from_millionths(3_267_000),
        baseline_values: 12,
        trial_below: 12,
        none_below: 6,
        run_length: 8,
        of_four: 3,
        gap_weeks: 4,
    };

    fn fixed(values: &[f64]) -> Vec<Fixed> {
        values.iter().map(|value| Fixed::from_f64(*value).unwrap()).collect()
    }

    fn week(number: i64) -> Week {
        Week::new(2026, 1).unwrap().plus(number)
    }

    fn points(values: &[f64]) -> Vec<Point> {
        (0..).zip(fixed(values)).map(|(at, value)| Point { week: week(at), value }).collect()
    }

    fn limits_of(values: &[f64], metric: &Metric) -> Limits {
        let values = fixed(values);
        let source = (Some(values.len()), Source::First(values.len()));
        Limits::around(mean(&values).unwrap(), mean_moving_range(&values), metric, &CONSTANTS, source)
    }

    fn unbounded() -> Metric {
        Metric { min: None, max: None, ..metric(Family::Performance) }
    }

    fn tenths(value: Option<Fixed>) -> String {
        format!("{:.3}", value.unwrap())
    }

    #[test]
    fn limits_of_published_style_series() {
        // Monthly counts around 30, ranges by hand: 10 6 4 6 11 5 8 5 7 9 6, their mean 7.
        let counts = limits_of(&[27., 37., 31., 35., 29., 40., 35., 27., 32., 25., 34., 28.], &unbounded());
        assert_eq!(tenths(Some(counts.centre)), "31.667");
        assert_eq!(
            (tenths(counts.range), tenths(counts.low), tenths(counts.high)),
            ("7.000".into(), "13.047".into(), "50.287".into())
        );
        assert!(!counts.trial && !counts.low_clipped && !counts.high_clipped);
        // Shares near 100 %: mean 98, ranges 1 2 1 2 2 1 1, their mean 10/7; the upper limit lies beyond the bound.
        let shares = limits_of(&[98., 99., 97., 98., 100., 98., 97., 97.], &metric(Family::Performance));
        assert_eq!(tenths(shares.range), "1.286");
        assert_eq!((tenths(shares.low), shares.high_clipped), ("94.580".into(), true));
        assert!(shares.trial, "eight values");
        assert_eq!(shares.limit(Side::High), None, "a limit clipped to a bound cannot be passed");
        // Counts near 0: mean 1, ranges 1 2 1 1 2 1, their mean 4/3; the lower limit lies below nought.
        let few = limits_of(&[1., 0., 2., 1., 0., 2., 1.], &metric(Family::Performance));
        assert_eq!((tenths(few.range), tenths(few.high), few.low_clipped), ("1.333".into(), "4.547".into(), true));
    }

    #[test]
    fn few_or_equal_values_make_no_limits() {
        for values in [&[94.][..], &[94., 95.], &[94., 95., 94., 95., 94.], &[94.; 12]] {
            let limits = limits_of(values, &unbounded());
            assert_eq!((limits.low, limits.high), (None, None), "{values:?}");
        }
        assert_eq!((mean(&[]), mean_moving_range(&fixed(&[94.]))), (None, None));
        assert!(judge([].into_iter(), &unbounded(), [].iter(), Some(week(0)), &CONSTANTS).is_empty());
        let constant = judge(points(&[94.; 30]).into_iter(), &unbounded(), [].iter(), Some(week(0)), &CONSTANTS);
        assert!(constant.iter().all(|judged| !judged.is_special()));
    }

    fn baseline(value: f64, range: f64) -> Baseline {
        Baseline {
            id: BaselineId(1),
            metric: MetricId(1),
            kind: BaselineKind::Pilot,
            value: Fixed::from_f64(value).unwrap(),
            spread: Fixed::from_f64(range),
            count: None,
            period: None,
            since: None,
            frozen: parse_day("2026-01-01").unwrap(),
            by: String::new(),
            decision: None,
        }
    }

    /// Judged against a centre of 50 with limits at 36.7 and 63.3.
    fn against_fifty(points: &[Point]) -> Vec<Judged> {
        judge(points.iter().copied(), &unbounded(), [baseline(50.0, 5.0)].iter(), None, &CONSTANTS)
    }

    #[test]
    fn rule_1_is_strictly_beyond_a_limit() {
        let judged = against_fifty(&points(&[50., 63.3, 36.7, 63.300_001, 36.699_999]));
        let sides: Vec<Option<Side>> = judged.iter().map(|judged| judged.beyond).collect();
        assert_eq!(sides, [None, None, None, Some(Side::High), Some(Side::Low)]);
    }

    #[test]
    fn rule_2_is_eight_in_a_row_and_the_centre_ends_it() {
        let run = |values: &[f64]| against_fifty(&points(values)).last().unwrap().run;
        assert_eq!(run(&[51.; 8]), Some(Side::High));
        assert_eq!(run(&[51.; 7]), None);
        assert_eq!(run(&[51., 51., 51., 51., 50., 51., 51., 51., 51.]), None);
        assert_eq!(run(&[52., 49., 49., 49., 49., 49., 49., 49., 49.]), Some(Side::Low));
        // Four weeks without a value are skipped, five end the row.
        let gap = |weeks: i64| {
            let mut all = points(&[51.; 8]);
            all[4..].iter_mut().for_each(|point| point.week = point.week.plus(weeks));
            against_fifty(&all).last().unwrap().run
        };
        assert_eq!((gap(4), gap(5)), (Some(Side::High), None));
    }

    #[test]
    fn rule_3_is_three_of_four_with_the_newest() {
        let cluster = |values: &[f64]| against_fifty(&points(values)).last().unwrap().cluster;
        assert_eq!(cluster(&[57., 50., 57., 57.]), Some(Side::High));
        assert_eq!(cluster(&[57., 57., 57., 50.]), None, "the newest is not among them");
        assert_eq!(cluster(&[56.65; 4]), None, "half way is not nearer");
        assert_eq!(cluster(&[43., 50., 43., 43.]), Some(Side::Low));
        assert_eq!(cluster(&[43., 57., 43., 57.]), None, "not the same limit");
    }

    #[test]
    fn first_values_are_on_trial_until_there_are_twelve() {
        let values: Vec<f64> = (0..16).map(|at| if at % 2 == 0 { 93.0 } else { 95.0 }).collect();
        let judged = judge(points(&values).into_iter(), &unbounded(), [].iter(), Some(week(0)), &CONSTANTS);
        let trial: Vec<Option<bool>> = judged.iter().map(|judged| judged.limits.map(|limits| limits.trial)).collect();
        assert_eq!(trial[..6], [None; 6]);
        assert_eq!(trial[6..12], [Some(true); 6]);
        assert_eq!(trial[12..], [Some(false); 4]);
        assert_eq!(judged[12].limits, judged[15].limits, "frozen");
        assert!(
            judge(points(&values).into_iter(), &unbounded(), [].iter(), None, &CONSTANTS)
                .iter()
                .all(|judged| judged.limits.is_none())
        );
    }

    #[test]
    fn a_rebaseline_begins_a_new_row() {
        let old = Baseline { period: Some((week(0), week(3))), ..baseline(50.0, 2.0) };
        let new = Baseline { id: BaselineId(2), period: Some((week(4), week(7))), ..baseline(80.0, 2.0) };
        let values = points(&[50., 50., 50., 50., 80., 80., 80., 80., 80., 80.]);
        let before = judge(values.iter().copied(), &unbounded(), [&old].into_iter(), None, &CONSTANTS);
        assert!(before[..4].iter().all(|judged| judged.limits.is_none()), "its own values are not judged");
        assert!(before[4..].iter().all(|judged| judged.beyond == Some(Side::High)));
        let after = judge(values.iter().copied(), &unbounded(), [old, new].iter(), None, &CONSTANTS);
        assert_eq!(after[7].beyond, Some(Side::High), "what was said of the past stays");
        assert!(after[8].fresh && !after[8].is_special() && !after[9].is_special());
    }
}
