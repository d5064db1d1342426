//! `impact-flat`: the workflow did not get better since the rollout.

use super::{Case, Finds, Found, Row, seen};
use crate::domain::xmr::{self, Judged, Side};
use crate::domain::{Attention, Better, Family, Fixed, Week};

pub(super) const ROW: Row = Row { id: "impact-flat", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let (series, rollout) = (case.headline(Family::Impact)?, case.rollout()?);
    let metric = &series.metric;
    let (baseline, adverse) = (case.baseline(series)?, Side::adverse(metric.better)?);
    let parameter = |name| case.rules.count(name, Some(metric.id));
    let (watch, signal) =
        (parameter("warning.impact-flat.watch-values"), parameter("warning.impact-flat.signal-values"));
    let chart = case.chart(series);
    let since = chart.partition_point(|judged| judged.point.week < Week::of(rollout));
    let values = chart.get(since..).unwrap_or_default();
    let count = i64::try_from(values.len()).unwrap_or(0);
    if count < watch {
        return None;
    }
    let good = adverse.other();
    let limits = xmr::of_baseline(baseline, metric, &case.rules.constants(metric.id));
    let spread_known = limits.low.is_some();
    let of = usize::try_from(parameter("warning.impact-flat.mean-of")).unwrap_or(8);
    let newest = values.get(values.len().saturating_sub(of)..).unwrap_or_default();
    let better = if spread_known {
        values.iter().any(|judged: &Judged| judged.holds_on(good))
    } else {
        let tolerance = metric.tolerance.unwrap_or(Fixed::ZERO);
        let mean = xmr::mean(&newest.iter().map(|judged| judged.point.value).collect::<Vec<_>>());
        mean.is_some_and(|mean| match metric.better {
            Better::Higher => mean.minus(baseline.value) > tolerance,
            _ => baseline.value.minus(mean) > tolerance,
        })
    };
    if better {
        return None;
    }
    let (attention, needed) = if count >= signal { (Attention::Signal, signal) } else { (Attention::Watch, watch) };
    let fired = usize::try_from(needed - 1).ok().and_then(|at| values.get(at));
    let how = if spread_known {
        "none of them better than noise around".to_owned()
    } else {
        format!("the last {} no better on average than", newest.len())
    };
    Some(Found {
        attention,
        since: fired.map(|judged| judged.point.week.sunday()),
        metric: Some(metric.id),
        families: Vec::new(),
        explanation: format!(
            "{}: {count} values since the rollout, {how} the baseline of {} from before.",
            metric.name,
            metric.said(baseline.value.rounded(1))
        ),
        rule: format!("{watch} values since rollout without improvement: watch; {signal}: signal"),
        readings: seen(metric, newest),
        clears: if spread_known {
            "a rule of the chart holds on the good side".to_owned()
        } else {
            format!("the mean of the last {of} values beats the baseline by more than the tolerance")
        },
    })
}
