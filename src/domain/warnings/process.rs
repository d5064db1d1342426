//! `process`: a chart says that something changed, in any family.

use super::{Case, Finds, Found, Row, Series, begins, latched, rests_on, seen, told};
use crate::domain::xmr::{Judged, Limits, Side};
use crate::domain::{Attention, Family, Metric, MetricId, Week};

pub(super) const ROW: Row = Row { id: "process", paused: false, of_stage: false, judge: Finds::Each(judge) };

fn judge(case: &Case<'_>) -> Vec<Found> {
    case.dossier.series.iter().filter_map(|series| of_metric(case, series)).collect()
}

fn of_metric<'a>(case: &Case<'a>, series: &'a Series) -> Option<Found> {
    let metric = &series.metric;
    let chart = after_the_programme(case, series);
    if !chart.iter().any(Judged::is_special) {
        return None;
    }
    let parameter = |name| case.rules.count(name, Some(metric.id));
    let (values, clear) = (parameter("warning.process.values"), parameter("warning.process.clear-values"));
    let adverse = Side::adverse(metric.better);
    let committee = !matches!(metric.family, Family::Performance | Family::Governance);
    let beyond = |judged: &Judged| committee && judged.is_beyond(adverse);
    let begins = |at| begins(chart, at);
    let signal = latched(chart, (values, clear), beyond, |judged| !judged.is_beyond(adverse), begins);
    let watch = latched(chart, (1, clear), Judged::is_special, |judged| !judged.is_special(), begins);
    let (attention, at) = match (signal, watch) {
        (Some(at), _) => (Attention::Signal, at),
        (None, Some(at)) => (Attention::Watch, at),
        (None, None) => return None,
    };
    let fired = chart.get(at).filter(|fired| !case.is_settled(series, fired))?;
    let since = watch.and_then(|at| chart.get(at)).filter(|first| !case.is_settled(series, first)).or(Some(fired));
    let limits = fired.limits?;
    let span = match (attention, fired) {
        (Attention::Signal, _) => usize::try_from(values).unwrap_or(2),
        (_, judged) if judged.beyond.is_some() => 1,
        (_, judged) if judged.cluster.is_some() => 4,
        _ => case.rules.constants(metric.id).run_length,
    };
    let whole = case.chart(series);
    let readings = seen(metric, row(whole, whole.len() - chart.len() + at, span));
    let says = match attention {
        Attention::Signal => format!("{values} values in a row beyond the adverse limit"),
        Attention::Watch => said(fired, case, metric.id),
    };
    let band = band(whole, metric, &limits);
    Some(Found {
        attention,
        // Whatever is beyond a limit deserved a look before it deserved the committee's time.
        since: since.map(|judged| judged.point.week.sunday()),
        metric: Some(metric.id),
        families: if attention == Attention::Signal { vec![metric.family] } else { Vec::new() },
        explanation: format!("{}: {says}: {}{band}.", metric.name, told(metric, &readings)),
        rule: format!(
            "process behaviour chart: mean {} +- {} x mean moving range {}",
            limits.centre.rounded(2),
            case.rules.number("xmr.mean-range-factor", Some(metric.id)),
            limits.range.unwrap_or_default().rounded(2),
        ),
        readings,
        clears: format!("{clear} values in a row for which no rule of the chart holds, or a rebaseline decision"),
    })
}

/// The last values of a row, up to a place of a chart. The row may have begun before the weeks that are judged.
fn row(chart: &[Judged], end: usize, most: usize) -> &[Judged] {
    let row = chart.get(..=end).unwrap_or_default();
    let begins = row.iter().rposition(|judged| judged.fresh).unwrap_or(0);
    row.get(row.len().saturating_sub(most).max(begins)..).unwrap_or_default()
}

/// The limits of a value in words, with what they rest on.
fn band(chart: &[Judged], metric: &Metric, limits: &Limits) -> String {
    let of = rests_on(chart, limits);
    let band = limits.low.zip(limits.high).map_or_else(String::new, |(low, high)| {
        format!(" (limits {} to {}{of})", low.rounded(1), metric.said(high.rounded(1)))
    });
    format!("{band}{}", if limits.trial { ", on trial" } else { "" })
}

/// Adoption is not judged in this way while it climbs.
fn after_the_programme<'a>(case: &'a Case<'_>, series: &Series) -> &'a [Judged] {
    let chart = case.chart(series);
    if series.metric.family != Family::Adoption {
        return chart;
    }
    let Some(rollout) = case.rollout() else {
        return &[];
    };
    let days = case.rules.count("warning.process.adoption-days", Some(series.metric.id));
    let last = Week::of(rollout + chrono::Duration::days(days));
    let first = chart.partition_point(|judged| judged.point.week <= last);
    chart.get(first..).unwrap_or_default()
}

fn said(judged: &Judged, case: &Case<'_>, metric: MetricId) -> String {
    let constants = case.rules.constants(metric);
    let side = |side| if side == Side::Low { "below" } else { "above" };
    match (judged.beyond, judged.cluster, judged.run) {
        (Some(at), ..) => format!("one value {} its natural process limit", side(at)),
        (None, Some(at), _) => {
            format!("{} of four values near the limit {} the centre", constants.of_four, side(at))
        }
        (None, None, Some(at)) => format!("{} values in a row {} the centre", constants.run_length, side(at)),
        (None, None, None) => "it changed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;
    use crate::domain::xmr::Point;

    #[test]
    fn a_row_is_named_back_to_where_it_began_and_no_further_than_its_rule_looks() {
        let judged = |at: i64| Judged {
            point: Point { week: Week::new(2026, 10).unwrap().plus(at), value: Fixed::ZERO },
            limits: None,
            beyond: None,
            run: None,
            cluster: None,
            fresh: at == 0 || at == 3,
        };
        let chart: Vec<Judged> = (0..8).map(judged).collect();
        let weeks = |end, most| row(&chart, end, most).iter().map(|one| one.point.week.short()).collect::<Vec<_>>();
        assert_eq!(weeks(7, 4), ["W14", "W15", "W16", "W17"]);
        assert_eq!(weeks(5, 4), ["W13", "W14", "W15"], "another row began");
        assert_eq!(weeks(5, 1), ["W15"]);
    }
}
