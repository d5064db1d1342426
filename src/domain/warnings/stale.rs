//! `stale`: a family that should report does not, or the reported status is old.

use super::{Case, Found, Row, Seen, purgatory};
use crate::domain::{Attention, Day, Family, Measure, Pilot, Status, VisitKind, Week};

pub(super) const ROW: Row = Row { id: "stale", paused: false, judge };

/// So far back it looks for a value.
const LOOK_BACK: i64 = 52;

/// A family that is stale.
struct Silent {
    family: Family,
    metric: String,
    weeks: Vec<Week>,
    since: Day,
}

fn judge(case: &Case<'_>) -> Vec<Found> {
    if purgatory::fires(case) {
        // It says the same, and more.
        return Vec::new();
    }
    let silent = all_silent(case);
    let report = old_report(case);
    if silent.is_empty() && report.is_none() {
        return Vec::new();
    }
    let mut told: Vec<String> = silent
        .iter()
        .map(|silent| {
            let from = silent.weeks.first().map_or_else(String::new, |week| format!(" from {} on", week.short()));
            format!("{}: no value{from}", silent.metric)
        })
        .collect();
    told.extend(report.map(|(age, _)| format!("the reported status is {age} days old")));
    let empty = case.rules.count("warning.stale.empty-weeks", None);
    let more = case.rules.count("warning.stale.not-measured-weeks", None);
    let days = case.rules.count("warning.stale.report-days", None);
    let mut explanation = told.join("; ");
    if let Some(first) = explanation.get(..1) {
        explanation = format!("{}{}", first.to_uppercase(), explanation.get(1..).unwrap_or_default());
    }
    let mut clears: Vec<String> = Vec::new();
    if !silent.is_empty() {
        let names: Vec<&str> = silent.iter().map(|silent| silent.metric.as_str()).collect();
        clears.push(format!("a value of {} is entered", names.join(", ")));
    }
    if report.is_some() {
        clears.push("the status is reported anew".to_owned());
    }
    let since = silent.iter().map(|silent| silent.since).chain(report.map(|(_, day)| day)).min();
    vec![Found {
        attention: Attention::Watch,
        since,
        metric: None,
        families: silent.iter().map(|silent| silent.family).collect(),
        explanation: format!("{explanation}."),
        rule: format!(
            "no value in {empty} due weeks, {more} more where it was not measured; status over {days} days old"
        ),
        readings: silent
            .iter()
            .flat_map(|silent| {
                silent.weeks.iter().map(|week| Seen { metric: silent.metric.clone(), week: *week, value: None })
            })
            .collect(),
        clears: clears.join("; "),
    }]
}

/// The family, where it should report and did not.
fn all_silent(case: &Case<'_>) -> Vec<Silent> {
    // A pilot that a file brought and that never reported is counted once, elsewhere.
    let unheard = case.dossier.series.iter().all(|series| series.readings.is_empty());
    if case.dossier.pilot.imported && unheard {
        return Vec::new();
    }
    Family::ALL.iter().filter_map(|family| silent(case, *family)).collect()
}

/// The families that are stale, whatever else is said of the pilot.
pub(super) fn families(case: &Case<'_>) -> Vec<Family> {
    all_silent(case).into_iter().map(|silent| silent.family).collect()
}

fn silent(case: &Case<'_>, family: Family) -> Option<Silent> {
    let series = case.headline(family)?;
    let first = case.points(series).next().map(|point| point.week);
    let expected = expected_since(&case.dossier.pilot, family, first, case.day)?;
    let newest = case.newest_due();
    let weeks = (0..LOOK_BACK).map(|back| newest.plus(-back)).take_while(|week| *week >= expected);
    let value = |week: &Week| case.reading(series, *week).is_some_and(|reading| reading.measure.value().is_some());
    // A value of a week that is not due yet counts too.
    if (1..=2).any(|ahead| value(&newest.plus(ahead))) {
        return None;
    }
    let mut empty: Vec<Week> = weeks.filter(|week| !case.is_paused_in(*week)).take_while(|week| !value(week)).collect();
    empty.reverse();
    let excused = empty
        .iter()
        .any(|week| case.reading(series, *week).is_some_and(|reading| reading.measure == Measure::NotMeasured));
    let more = if excused { case.rules.count("warning.stale.not-measured-weeks", None) } else { 0 };
    let needed = usize::try_from(case.rules.count("warning.stale.empty-weeks", None) + more).unwrap_or(2).max(1);
    let fired = *empty.get(needed - 1)?;
    let since = super::case::due(fired, case.framework);
    Some(Silent { family, metric: series.metric.name.clone(), weeks: empty, since })
}

/// The first week that should have a value: performance from the start, the others from the rollout, or from the `first`
/// week that had one. What begins after `day` is not expected yet.
#[must_use]
pub fn expected_since(pilot: &Pilot, family: Family, first: Option<Week>, day: Day) -> Option<Week> {
    let begins = match family {
        // A record that was taken over begins with the take-over; without a start nothing is expected.
        Family::Performance => {
            let taken_over = pilot.visit_kind == VisitKind::TakeOver;
            pilot.started.map(|start| if taken_over { pilot.entered.unwrap_or(start).max(start) } else { start })
        }
        _ => pilot.rollout,
    };
    let begins = begins.filter(|begins| *begins <= day);
    [begins.map(Week::of), first].into_iter().flatten().min()
}

/// The age of the reported status, where it is too old, and since when it is.
fn old_report(case: &Case<'_>) -> Option<(i64, Day)> {
    let report = &case.dossier.pilot.report;
    let on = report.on.filter(|_| report.status != Status::NotReported)?;
    let days = case.rules.count("warning.stale.report-days", None);
    let age = (case.day - on).num_days();
    (age > days).then(|| (age, on + chrono::Duration::days(days + 1)))
}
