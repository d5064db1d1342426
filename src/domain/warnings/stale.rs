//! `stale`: a family that should report does not, or the reported status is old.

use super::reasons::{Reason, together};
use super::silent::{Silent, all_silent};
use super::{Case, Finds, Found, Row, Seen, purgatory};
use crate::domain::words::capital;
use crate::domain::{Attention, Status, Week};

pub(super) const ROW: Row = Row { id: "stale", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    if purgatory::fires(case) {
        // `purgatory` says the same, and more.
        return None;
    }
    let silent = all_silent(case);
    let families = silent.iter().map(|silent| silent.family).collect();
    let reasons = silent.into_iter().map(of_family).chain(old_report(case)).collect();
    let rule = || {
        format!(
            "no value in {} due weeks, {} more where it was not measured; status over {} days old",
            case.rules.count("warning.stale.empty-weeks", None),
            case.rules.count("warning.stale.not-measured-weeks", None),
            report_days(case),
        )
    };
    together(reasons, rule).map(|found| Found { families, ..found })
}

/// The reason for a family without recent values.
fn of_family(silent: Silent) -> Reason {
    let Silent { metric, weeks, since, .. } = silent;
    let from = weeks.first().map_or_else(String::new, |week| format!(" from {} on", week.short()));
    let empty = |week: Week| Seen { metric: metric.clone(), week, value: None };
    Reason {
        attention: Attention::Watch,
        since: Some(since),
        told: format!("{}: no value{from}.", capital(&metric)),
        clears: format!("a value of {metric} is entered"),
        readings: weeks.into_iter().map(empty).collect(),
    }
}

/// The reason that the reported status is too old.
fn old_report(case: &Case<'_>) -> Option<Reason> {
    let report = &case.dossier.pilot.report;
    let on = report.on.filter(|_| report.status != Status::NotReported)?;
    let age = (case.day - on).num_days();
    (age > report_days(case)).then(|| Reason {
        attention: Attention::Watch,
        since: Some(on + chrono::Duration::days(report_days(case) + 1)),
        told: format!("The reported status is {age} days old."),
        clears: "the status is reported anew".to_owned(),
        readings: Vec::new(),
    })
}

fn report_days(case: &Case<'_>) -> i64 {
    case.rules.count("warning.stale.report-days", None)
}
