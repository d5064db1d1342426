//! Owns the trend of a metric: where it was, where it is, what it is held against, and its chart.

use std::cmp::Ordering;

use super::document::Line;
use super::spark::{self, Spark};
use super::words::exact;
use crate::domain::brief::TrendLine;
use crate::domain::trend::{QUARTER, weekly};
use crate::domain::understood::value;
use crate::domain::{BaselineKind, Fixed, Shown, Trend};

/// Worse by so many hundredths of where it was stands out.
const STANDS_OUT: i64 = 5;

/// A metric over the weeks of a report.
pub(super) fn line(trend: &TrendLine) -> Line {
    let metric = &trend.metric;
    let values = weekly(&trend.readings, trend.from, trend.to);
    let baseline = trend.baseline.as_ref().map(|baseline| baseline.value);
    let ((moved, users), held) = (told(trend), held(trend));
    let gaps = values.iter().filter(|value| value.is_none()).count();
    let name = metric.name.as_str();
    let apart = if held.is_empty() { String::new() } else { format!("; {held}") };
    let missing = if gaps == 0 { String::new() } else { format!("; {gaps} of {} weeks without a value", values.len()) };
    let worse = Trend::of(&trend.readings, QUARTER).is_some_and(|known| known.worsening(metric.better) >= STANDS_OUT);
    let worse_said = if worse { ", worse" } else { "" };
    // It is the value that got worse, and not that there are more users.
    let label = format!("{name}, {} to {}: {moved}{worse_said}{users}{apart}{missing}", trend.from, trend.to);
    Line {
        family: metric.family.name(),
        label: Shown::line(&label).into(),
        name: Shown::line(name).into(),
        said: Shown::line(&said(trend)).into(),
        held: Shown::line(&held).into(),
        bars: spark::bars(&values),
        spark: Spark::of(&values, metric.target, baseline),
        worse,
    }
}

/// `82.0 → 78.1 %, -3.9 in 6 w`, and how the target users changed before.
pub(super) fn said(line: &TrendLine) -> String {
    let (moved, users) = told(line);
    format!("{moved}{users}")
}

/// The same in its two parts.
fn told(line: &TrendLine) -> (String, String) {
    let metric = &line.metric;
    let Some(trend) = Trend::of(&line.readings, QUARTER) else {
        return ("no values yet".to_owned(), String::new());
    };
    if line.to.since(trend.newest) >= 2 {
        return (format!("{} in {}, none since", value(metric, trend.last), trend.newest), String::new());
    }
    let users = trend.users.map_or_else(String::new, |(was, now)| format!(", {was} → {now} users"));
    if trend.weeks == 0 {
        return (value(metric, trend.last), users);
    }
    let (first, last, delta, places) = trend.told(metric);
    let whole = [first, last, delta].iter().all(|value| value.whole().is_some());
    let shown = if whole { 0 } else { usize::from(places) };
    let moved = match delta.cmp(&Fixed::ZERO) {
        Ordering::Equal => "no change".to_owned(),
        Ordering::Greater => format!("+{delta:.shown$}"),
        Ordering::Less => format!("{delta:.shown$}"),
    };
    (format!("{first:.shown$} → {}, {moved} in {} w", exact(metric, last, shown), trend.weeks), users)
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
        // A colour beside a target is not about the target.
        let judges = if metric.target.is_some() && metric.is_judged_by_baseline() { "judged by its " } else { "" };
        format!("{judges}{of} {}", value(metric, baseline.value))
    });
    target.into_iter().chain(baseline).collect::<Vec<_>>().join(", ")
}
