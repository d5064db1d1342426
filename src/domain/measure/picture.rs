//! Owns what a chart of a metric shows: a value for each week, what it is held against, and what happened meanwhile.

use super::plan::WEEKS;
use super::xmr::{self, Judged};
use crate::domain::{Day, Family, Fixed, Metric, PilotPage, Reading, Week};

/// A chart, week by week. All lists are as long as `weeks`, but for `marks`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The weeks, oldest first.
    pub weeks: Vec<Week>,
    /// The values; none for a week without one.
    pub values: Vec<Option<Fixed>>,
    /// Does a rule of the chart hold for the value of that week?
    pub special: Vec<bool>,
    /// The centre.
    pub centre: Vec<Option<Fixed>>,
    /// The lower limit, clipped to the metric's bound.
    pub low: Vec<Option<Fixed>>,
    /// The upper limit, clipped to the metric's bound.
    pub high: Vec<Option<Fixed>>,
    /// The plan line of a rollout.
    pub plan: Vec<Option<Fixed>>,
    /// What is aimed at.
    pub target: Option<Fixed>,
    /// Smaller steps from week to week are noise.
    pub range_limit: Option<Fixed>,
    /// A value of fewer cases is a small sample.
    pub small_sample: i64,
    /// Do the limits rest on few values?
    pub trial: bool,
    /// The number of first values behind the newest limits; none if those come from a baseline.
    pub first_values: Option<usize>,
    /// What happened, each with the index of its week.
    pub marks: Vec<(usize, String)>,
}

impl Picture {
    /// The picture of a metric from one week to another, as known on `day`.
    #[must_use]
    pub fn of(page: &PilotPage, metric: &Metric, readings: &[Reading], (from, to): (Week, Week), day: Day) -> Self {
        let own = page.baselines.iter().filter(|baseline| baseline.metric == metric.id);
        let judged = metric.chart(readings, own, page.pilot.rollout, (&page.rules, day));
        let weeks: Vec<Week> = (0..=to.since(from)).map(|number| from.plus(number)).collect();
        let at = |week: Week| judged.iter().find(|judged| judged.point.week == week);
        // A week without a value has the limits of the value before.
        let limits = |week: Week| {
            let before = judged.iter().rev().find(|judged| judged.point.week <= week);
            before.or(judged.first()).and_then(|judged| judged.limits)
        };
        let rollout = page.pilot.rollout.filter(|rollout| *rollout <= day && metric.family == Family::Adoption);
        let plan = |week: Week| rollout.and_then(|rollout| metric.planned(rollout, week));
        Self {
            values: weeks.iter().map(|week| at(*week).map(|judged| judged.point.value)).collect(),
            special: weeks.iter().map(|week| at(*week).is_some_and(Judged::is_special)).collect(),
            centre: weeks.iter().map(|week| limits(*week).map(|limits| limits.centre)).collect(),
            low: weeks.iter().map(|week| clipped(limits(*week)?.low, metric)).collect(),
            high: weeks.iter().map(|week| clipped(limits(*week)?.high, metric)).collect(),
            plan: weeks.iter().map(|week| plan(*week)).collect(),
            target: metric.target,
            range_limit: judged
                .last()
                .and_then(|judged| judged.limits?.range)
                .map(|range| xmr::times(range, page.rules.constants(metric.id).range_factor)),
            small_sample: page.rules.count("xmr.small-sample", Some(metric.id)),
            trial: judged.last().and_then(|judged| judged.limits).is_some_and(|limits| limits.trial),
            first_values: judged.last().and_then(|judged| judged.limits?.first_values()),
            marks: marks((page, metric, readings), (from, to), day),
            weeks,
        }
    }
}

fn clipped(limit: Option<Fixed>, metric: &Metric) -> Option<Fixed> {
    let limit = limit?;
    Some(limit.max(metric.min.unwrap_or(limit)).min(metric.max.unwrap_or(limit)))
}

/// Model versions, decisions, moves between stages, the rollout and new target users, by week.
fn marks(
    (page, metric, readings): (&PilotPage, &Metric, &[Reading]),
    (from, to): (Week, Week),
    day: Day,
) -> Vec<(usize, String)> {
    let mut all: Vec<(Day, String)> = Vec::new();
    all.extend(page.versions.iter().map(|version| (version.released, version.name.clone())));
    all.extend(page.decisions.iter().map(|decision| (decision.date, decision.word())));
    all.extend(page.visits.iter().filter_map(|visit| Some((visit.entered?, format!("stage {}", visit.stage)))));
    if let Some(rollout) = page.pilot.rollout {
        all.push((rollout, "rollout".to_owned()));
        if metric.family == Family::Adoption {
            all.push((Week::of(rollout).plus(WEEKS).monday(), "day 90".to_owned()));
        }
    }
    let shares: Vec<(Week, Fixed)> =
        readings.iter().filter_map(|reading| Some((reading.week, reading.measure.target_users()?))).collect();
    let became = shares.windows(2).filter_map(|pair| match pair {
        [(_, was), (week, now)] if was != now => Some((week.monday(), format!("{now} users"))),
        _ => None,
    });
    all.extend(became);
    all.sort();
    all.into_iter()
        .filter(|(on, _)| *on <= day && (from..=to).contains(&Week::of(*on)))
        .filter_map(|(on, name)| Some((usize::try_from(Week::of(on).since(from)).ok()?, name)))
        .collect()
}
