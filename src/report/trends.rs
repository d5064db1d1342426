//! Owns how a metric is told over the weeks: where it was, where it is, what it is held against, and its chart.

use std::cmp::Ordering;

use super::document::Line;
use super::spark::{self, Spark};
use super::words::exact;
use crate::domain::brief::TrendLine;
use crate::domain::trend::{QUARTER, decimals, weekly};
use crate::domain::understood::value;
use crate::domain::{BaselineKind, Fixed, Shown, Trend};

/// Worse by so many hundredths of where it was stands out.
const STANDS_OUT: i64 = 5;

/// A metric over the weeks of a report.
pub(super) fn line(trend: &TrendLine) -> Line {
    let metric = &trend.metric;
    let values = weekly(&trend.readings, trend.from, trend.to);
    let baseline = trend.baseline.as_ref().map(|baseline| baseline.value);
    let (said, held) = (said(trend), held(trend));
    let gaps = values.iter().filter(|value| value.is_none()).count();
    let name = metric.name.as_str();
    let apart = if held.is_empty() { String::new() } else { format!("; {held}") };
    let missing = if gaps == 0 { String::new() } else { format!("; {gaps} of {} weeks without a value", values.len()) };
    let worse = Trend::of(&trend.readings, QUARTER).is_some_and(|known| known.worsening(metric.better) >= STANDS_OUT);
    let worse_said = if worse { ", worse" } else { "" };
    let label = format!("{name}, {} to {}: {said}{worse_said}{apart}{missing}", trend.from, trend.to);
    Line {
        family: metric.family.name(),
        label: Shown::line(&label).into(),
        name: Shown::line(name).into(),
        said: Shown::line(&said).into(),
        held: Shown::line(&held).into(),
        bars: spark::bars(&values),
        spark: Spark::of(&values, metric.target, baseline),
        worse,
    }
}

/// `82.0 → 78.1 %, -3.9 in 6 w`.
pub(super) fn said(line: &TrendLine) -> String {
    let metric = &line.metric;
    let Some(trend) = Trend::of(&line.readings, QUARTER) else {
        return "no values yet".to_owned();
    };
    if line.to.since(trend.newest) >= 2 {
        return format!("{} in {}, none since", value(metric, trend.last), trend.newest);
    }
    let users = trend.users.map_or_else(String::new, |(was, now)| format!(", {was} → {now} users"));
    if trend.weeks == 0 {
        return format!("{}{users}", value(metric, trend.last));
    }
    let decimals = decimals(metric);
    // The change is that of the values as they are shown, and all three have as many decimals.
    let (first, last) = (trend.first.rounded(decimals.into()), trend.last.rounded(decimals.into()));
    let delta = last.minus(first);
    let shown = if first.whole().and(last.whole()).is_some() { 0 } else { usize::from(decimals) };
    let moved = match delta.cmp(&Fixed::ZERO) {
        Ordering::Equal => "no change".to_owned(),
        Ordering::Greater => format!("+{delta:.shown$}"),
        Ordering::Less => format!("{delta:.shown$}"),
    };
    format!("{first:.shown$} → {}, {moved} in {} w{users}", exact(metric, last, shown), trend.weeks)
}

/// What a metric is held against.
fn held(line: &TrendLine) -> String {
    let metric = &line.metric;
    let target = metric.target.map(|target| format!("target {}", value(metric, target)));
    let baseline = line.baseline.as_ref().map(|baseline| {
        let of = match baseline.kind {
            BaselineKind::Pilot => "pilot baseline",
            BaselineKind::PreDeployment => "pre-deployment baseline",
            BaselineKind::History => "own history",
        };
        format!("{of} {}", value(metric, baseline.value))
    });
    target.into_iter().chain(baseline).collect::<Vec<_>>().join(", ")
}
