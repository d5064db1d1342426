//! `adoption-collapse`: people went back, or never came.

use super::reasons::{Reason, together};
use super::{Begins, Case, Finds, Found, Row, Seen, Series, latched};
use crate::domain::plan::{Plan, rollout_week};
use crate::domain::words::part;
use crate::domain::{Attention, Day, Family, Fixed, Metric, MetricId, Week};

pub(super) const ROW: Row = Row { id: "adoption-collapse", paused: false, of_stage: false, judge: Finds::Once(judge) };

/// A value with the number of users that it is a share of.
#[derive(Debug, Clone, Copy)]
struct Share {
    week: Week,
    value: Fixed,
    of: Option<Fixed>,
    /// The mean of the values up to this one, as long as the users are the same.
    mean: Option<Fixed>,
    /// The best earlier mean.
    best: Option<Fixed>,
    /// Does a new row begin here?
    fresh: bool,
}

fn judge(case: &Case<'_>) -> Option<Found> {
    let (series, rollout) = (case.headline(Family::Adoption)?, case.rollout()?);
    let shares = shares(case, series, rollout);
    let reasons = |known: &[Share]| -> Vec<Reason> {
        let collapse = collapse(case, &series.metric, known);
        collapse.into_iter().chain(checkpoints(case, series, rollout, known)).collect()
    };
    let found = together(reasons(&shares), || rule(case, series.metric.id));
    let since = |found: Found| Found { since: unbroken(&shares, reasons), metric: Some(series.metric.id), ..found };
    found.map(since)
}

/// Since when there has been a reason without a break. A reason that has passed may have come before those that hold.
fn unbroken(shares: &[Share], reasons: impl Fn(&[Share]) -> Vec<Reason>) -> Option<Day> {
    let before = (0..=shares.len()).rev().filter_map(|count| shares.get(..count)).map(reasons);
    before.take_while(|reasons| !reasons.is_empty()).flatten().filter_map(|reason| reason.since).min()
}

fn rule(case: &Case<'_>, metric: MetricId) -> String {
    let parameter = |name: &str| case.rules.count(&format!("warning.adoption-collapse.{name}"), Some(metric));
    format!(
        "mean of {} values in a row down by one in {} from the best under the same target users; day {}: under {} of \
         the plan line; days {} and {}: under {} of the target users",
        parameter("mean-of"),
        parameter("lost-one-in").max(1),
        parameter("watch-day"),
        part(parameter("plan-share-percent")),
        parameter("signal-day"),
        parameter("last-day"),
        part(parameter("target-share-percent")),
    )
}

/// The values since the rollout, with their means.
fn shares(case: &Case<'_>, series: &Series, rollout: Day) -> Vec<Share> {
    let id = series.metric.id;
    let span = usize::try_from(case.rules.count("warning.adoption-collapse.mean-of", Some(id))).unwrap_or(3).max(1);
    let gap = case.rules.constants(id).gap_weeks;
    let counted = Week::of(rollout)..=Week::ended_by(case.day);
    let mut shares: Vec<Share> = Vec::new();
    let mut best: Vec<(Option<Fixed>, Fixed)> = Vec::new();
    for reading in series.readings.iter().filter(|reading| counted.contains(&reading.week)) {
        let Some(value) = reading.measure.value() else {
            continue;
        };
        let of = reading.measure.target_users();
        let fresh = shares.last().is_some_and(|before| reading.week.since(before.week) - 1 > gap);
        let mut share = Share { week: reading.week, value, of, mean: None, best: None, fresh };
        shares.push(share);
        let last = shares.get(shares.len().saturating_sub(span)..).unwrap_or_default();
        let whole =
            last.len() == span && last.iter().all(|one| one.of == of) && !last.iter().skip(1).any(|one| one.fresh);
        if whole {
            let sum: i64 = last.iter().map(|one| one.value.millionths()).sum();
            let mean = Fixed::from_millionths(sum / i64::try_from(span).unwrap_or(1));
            share.mean = Some(mean);
            match best.iter_mut().find(|(users, _)| *users == of) {
                Some((_, known)) => {
                    share.best = Some(*known);
                    *known = mean.max(*known);
                }
                None => best.push((of, mean)),
            }
            if let Some(last) = shares.last_mut() {
                *last = share;
            }
        } else if let Some(last) = shares.last_mut() {
            last.best = best.iter().find(|(users, _)| *users == of).map(|(_, known)| *known);
        }
    }
    shares
}

/// Has the mean lost a third of its best?
fn collapse(case: &Case<'_>, metric: &Metric, shares: &[Share]) -> Option<Reason> {
    let parameter = |name| case.rules.count(name, Some(metric.id));
    let (lost, clear, span) = (
        parameter("warning.adoption-collapse.lost-one-in").max(1),
        parameter("warning.adoption-collapse.clear-values"),
        parameter("warning.adoption-collapse.mean-of"),
    );
    let low = |best: Fixed| Fixed::from_millionths(best.millionths() - best.millionths() / lost);
    let fallen = |share: &Share| share.mean.zip(share.best).is_some_and(|(mean, best)| mean <= low(best));
    let inside = |share: &Share| share.best.is_some_and(|best| share.value > low(best));
    // With other users the best earlier mean says nothing; what fired stays until two values are inside.
    let users = |at: usize| shares.get(at).map(|share| share.of);
    let begins = |at: usize| match shares.get(at) {
        Some(share) if share.fresh || at > 0 && users(at) != users(at - 1) => Begins::Row,
        _ => Begins::Nothing,
    };
    let at = latched(shares, (1, clear), fallen, inside, begins)?;
    let fired = shares.get(at)?;
    let (mean, best) = fired.mean.zip(fired.best)?;
    let first = (at + 1).saturating_sub(usize::try_from(span).unwrap_or(3));
    let mut readings = seen(metric, shares.get(first..=at).unwrap_or_default());
    let newest = shares.last().filter(|newest| newest.week > fired.week);
    readings.extend(seen(metric, newest));
    let now = newest.map_or_else(String::new, |newest| {
        format!("; {} now ({})", metric.said(newest.value.rounded(0)), newest.week.short())
    });
    Some(Reason {
        attention: Attention::Signal,
        since: Some(fired.week.sunday()),
        told: format!(
            "Adoption: mean of {span} values {} up to {}, from {} at best{now}.",
            metric.said(mean.rounded(0)),
            fired.week.short(),
            metric.said(best.rounded(0)),
        ),
        clears: format!("{clear} values in a row above {}", metric.said(low(best).rounded(1))),
        readings,
    })
}

/// Each of the days after the rollout on which adoption was too low, unless a later value rose above the mark of that
/// day.
fn checkpoints(case: &Case<'_>, series: &Series, rollout: Day, shares: &[Share]) -> Vec<Reason> {
    let metric = &series.metric;
    let parameter = |name: &str| case.rules.count(&format!("warning.adoption-collapse.{name}"), Some(metric.id));
    let (of_plan, of_target) = (parameter("plan-share-percent"), parameter("target-share-percent"));
    let share_of = |whole: Fixed, percent: i64| Fixed::from_millionths(whole.millionths() * percent / 100);
    let watch = parameter("watch-day");
    let failed = |day: i64| {
        let week = Week::of(rollout + chrono::Duration::days(day));
        let share = shares.iter().find(|share| share.week == week)?;
        let mark = if day == watch {
            share_of(climb(metric, rollout, week)?, of_plan)
        } else {
            share_of(Fixed::HUNDRED, of_target)
        };
        let recovered = shares.iter().any(|later| later.week > week && later.value > mark);
        (share.value < mark && !recovered).then_some((day, share, mark))
    };
    let failed: Vec<(i64, &Share, Fixed)> =
        [watch, parameter("signal-day"), parameter("last-day")].into_iter().filter_map(failed).collect();
    // One value above the highest mark answers all of them.
    let highest = failed.iter().map(|(_, _, mark)| *mark).max().unwrap_or_default();
    let reason = |(day, share, mark): (i64, &Share, Fixed)| {
        let week = share.week;
        let (attention, of) = if day == watch {
            let planned = metric.planned(rollout, week).is_some();
            let climb = if planned { "its plan has" } else { "a climb to all target users has, as no target is set," };
            let number = rollout_week(rollout, week);
            (Attention::Watch, format!("{} of what {climb} for week {number}", part(of_plan)))
        } else {
            (Attention::Signal, format!("{} of the target users", part(of_target)))
        };
        Reason {
            attention,
            since: Some(week.sunday()),
            told: format!(
                "Adoption: {} on day {day} after the rollout ({}), under {of}, {}.",
                metric.said(share.value.rounded(0)),
                week.short(),
                metric.said(mark.rounded(1)),
            ),
            clears: format!("a later value above {}", metric.said(highest.rounded(1))),
            readings: seen(metric, [share]),
        }
    };
    failed.into_iter().map(reason).collect()
}

/// The mark for a week at the first checkpoint: the plan line. If nobody set a target, there is no such line, and the
/// mark is a straight climb to all target users in week 13. That asks for little (a sixth of them on day 30), but
/// without it nothing would be said before day 60 of a rollout that nobody uses. Whatever else calls a value short of
/// its plan (the status, `resistance`) waits for a target that somebody set.
fn climb(metric: &Metric, rollout: Day, week: Week) -> Option<Fixed> {
    metric.planned(rollout, week).or_else(|| Plan::default().at(rollout, week, Fixed::HUNDRED))
}

fn seen<'a>(metric: &Metric, shares: impl IntoIterator<Item = &'a Share>) -> Vec<Seen> {
    let seen = |share: &Share| Seen { metric: metric.name.clone(), week: share.week, value: Some(share.value) };
    shares.into_iter().map(seen).collect()
}
