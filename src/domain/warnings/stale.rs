//! `stale`: a family that should report does not, or the reported status is old.

use super::silent::all_silent;
use super::{Case, Found, Row, Seen, purgatory};
use crate::domain::{Attention, Day, Status};

pub(super) const ROW: Row = Row { id: "stale", paused: false, judge };

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

/// The age of the reported status, where it is too old, and since when it is.
fn old_report(case: &Case<'_>) -> Option<(i64, Day)> {
    let report = &case.dossier.pilot.report;
    let on = report.on.filter(|_| report.status != Status::NotReported)?;
    let days = case.rules.count("warning.stale.report-days", None);
    let age = (case.day - on).num_days();
    (age > days).then(|| (age, on + chrono::Duration::days(days + 1)))
}
