//! `drift`: performance has moved away from its baseline for the worse, and has not come back.

use super::reasons::{Reason, together};
use super::{Case, Finds, Found, Row, begins, latched, rests_on, seen, told};
use crate::domain::xmr::{Judged, Limits, Side, Source, times};
use crate::domain::{Attention, Better, Family, Fixed, Metric};

pub(super) const ROW: Row = Row { id: "drift", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    // Without authority `drift-no-authority` says the same, with more weight.
    if case.has_authority() { find(case, "warning.drift.clear-values") } else { None }
}

/// The finding of a drift. It lasts until so many values in a row are inside again as the parameter `clears` says.
pub(super) fn find(case: &Case<'_>, clears: &str) -> Option<Found> {
    let series = case.headline(Family::Performance)?;
    let (metric, chart) = (&series.metric, case.chart(series));
    let margin = Margin::of(case, metric);
    let adverse = Side::adverse(metric.better);
    let parameters = |name| case.rules.count(name, Some(metric.id));
    let (fire, clear) = (parameters("warning.drift.values"), parameters(clears));
    let beyond = |judged: &Judged| judged.is_beyond(adverse);
    let worse = |judged: &Judged| margin.is_passed(judged);
    let inside = |judged: &Judged| !beyond(judged) && !worse(judged);
    if chart.iter().all(inside) {
        return None;
    }
    // Two bad ones of the same kind in a row fire; a value that is neither kind is inside.
    let fires = |bad: &dyn Fn(&Judged) -> bool, by_limit: bool| {
        let at = latched(chart, (fire, clear), bad, inside, |at| begins(chart, at))?;
        chart.get(at).filter(|fired| !case.is_settled(series, fired)).map(|_| (at, by_limit))
    };
    let mut holds: Vec<(usize, bool)> = [fires(&beyond, true), fires(&worse, false)].into_iter().flatten().collect();
    holds.sort_by_key(|(at, _)| *at);
    let reason = |rules: &[(usize, bool)]| {
        let ((at, _), newest) = (*rules.first()?, chart.last()?);
        let fired = chart.get(at)?;
        let first = at.saturating_sub(usize::try_from(fire - 1).unwrap_or(0));
        let fires = seen(metric, chart.get(first..=at).unwrap_or_default());
        let against = rules.iter().map(|(_, by_limit)| against((metric, chart), &margin, fired, *by_limit));
        let against = against.collect::<Vec<_>>().join(" and ");
        // How it stands now is told once.
        let newer = (rules.last() == holds.last() && newest.point.week > fired.point.week).then_some(newest);
        let now = newer.map_or_else(String::new, |newest| {
            format!("; {} now ({})", metric.said(newest.point.value.rounded(1)), newest.point.week.short())
        });
        // Limits from first values move on with the values.
        let back = newest.limits.or(fired.limits).map(|limits| back(metric, &margin, &limits)).unwrap_or_default();
        Some(Reason {
            attention: Attention::Signal,
            since: Some(fired.point.week.sunday()),
            told: format!("{}, {fire} values in a row {against}{now}.", told(metric, &fires)),
            clears: format!("{clear} values in a row {back}, or a rebaseline decision"),
            readings: fires.into_iter().chain(seen(metric, newer)).collect(),
        })
    };
    let reasons = holds.chunk_by(|a, b| a.0 == b.0).filter_map(reason).collect();
    together(reasons, || rule(case, metric, &margin)).map(|found| Found {
        metric: Some(metric.id),
        explanation: format!("{}: {}", metric.name, found.explanation),
        ..found
    })
}

/// The rule with its parameters in force.
fn rule(case: &Case<'_>, metric: &Metric, margin: &Margin) -> String {
    format!(
        "{} in a row beyond mean {} {} x mean moving range, or {} worse than the baseline",
        case.rules.count("warning.drift.values", Some(metric.id)),
        if Side::adverse(metric.better) == Some(Side::Low) { "-" } else { "+" },
        case.rules.number("xmr.mean-range-factor", Some(metric.id)),
        margin.said(),
    )
}

/// Where values have to be to count as inside, in words: on the limit they are, on the margin they are not.
fn back(metric: &Metric, margin: &Margin, limits: &Limits) -> String {
    let adverse = Side::adverse(metric.better);
    let mark = margin.mark(limits.centre);
    let is_nearer = |limit: Fixed| if adverse == Some(Side::High) { limit < mark } else { limit > mark };
    let limit = adverse.and_then(|side| limits.limit(side));
    let limit = limit.filter(|limit| !Margin::holds_against(limits) || is_nearer(*limit));
    let side = if adverse == Some(Side::High) { "below" } else { "above" };
    match limit {
        Some(limit) => format!("at or {side} {}", metric.said(limit.rounded(1))),
        None => format!("{side} {}", metric.said(mark.rounded(1))),
    }
}

/// What the values are held against, in words.
fn against((metric, chart): (&Metric, &[Judged]), margin: &Margin, fired: &Judged, by_limit: bool) -> String {
    let adverse = Side::adverse(metric.better);
    let side = if adverse == Some(Side::Low) { "below" } else { "above" };
    let centre = fired.limits.map(|limits| limits.centre).unwrap_or_default();
    match adverse.and_then(|side| Some((fired.limits?, fired.limits?.limit(side)?))) {
        Some((limits, limit)) if by_limit => {
            let trial = if limits.trial { " (on trial)" } else { "" };
            let of = rests_on(chart, &limits);
            format!("{side} the natural process limit {}{of}{trial}", metric.said(limit.rounded(1)))
        }
        _ => format!("{} or more worse than the baseline {}", margin.said(), metric.said(centre.rounded(1))),
    }
}

/// How much worse than the baseline counts as drift: in points, for a percentage, else as a share.
struct Margin {
    better: Better,
    points: Option<Fixed>,
    share: Fixed,
}

impl Margin {
    fn of(case: &Case<'_>, metric: &Metric) -> Self {
        let points = case.rules.number("warning.drift.margin-points", Some(metric.id));
        let percent = case.rules.number("warning.drift.margin-percent", Some(metric.id));
        Self {
            better: metric.better,
            points: (metric.unit == "%").then_some(points),
            share: Fixed::from_millionths(percent.millionths() / 100),
        }
    }

    fn width(&self, centre: Fixed) -> Fixed {
        let share = || times(Fixed::from_millionths(centre.millionths().abs()), self.share);
        self.points.unwrap_or_else(share)
    }

    /// The first value that is so much worse.
    fn mark(&self, centre: Fixed) -> Fixed {
        let width = self.width(centre);
        if self.better == Better::Lower { centre.plus(width) } else { centre.minus(width) }
    }

    /// Is it a baseline that values are held against, rather than first values?
    const fn holds_against(limits: &Limits) -> bool {
        matches!(limits.source, Source::Frozen(_))
    }

    fn is_passed(&self, judged: &Judged) -> bool {
        let Some(limits) = judged.limits.filter(Self::holds_against) else {
            return false;
        };
        let (value, mark) = (judged.point.value, self.mark(limits.centre));
        match self.better {
            Better::Higher => value <= mark,
            Better::Lower => value >= mark,
            Better::Either => false,
        }
    }

    fn said(&self) -> String {
        match self.points {
            Some(points) => format!("{points} percentage points"),
            None => format!("{} %", Fixed::from_millionths(self.share.millionths() * 100)),
        }
    }
}
