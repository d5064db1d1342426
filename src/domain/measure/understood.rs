//! Owns what is said about a value: how it is shown and, while it is typed, what it was taken for and how it compares.

use super::trend::places;
use crate::domain::{Fixed, Measure, Metric, Reading, Typed, Week};

/// A value with so many decimals and its unit, unless the metric's name contains the unit.
#[must_use]
pub fn rounded(metric: &Metric, value: Fixed, places: u32) -> String {
    let value = value.rounded(places);
    if metric.is_weekly() && metric.names_its_unit() { value.to_string() } else { metric.said(value) }
}

/// A value with the decimals and the unit of its metric.
#[must_use]
pub fn value(metric: &Metric, value: Fixed) -> String {
    rounded(metric, value, places(metric, value).into())
}

/// What was typed for a week and what it was taken for, in a sentence: `30 of 60 users, 50 %, +13.3 points against the
/// week before`. `note` is the reason if it was not measured; `target` is the target users in force.
#[must_use]
pub fn told(
    metric: &Metric,
    week: Week,
    (typed, measure, note): (Typed, Measure, &str),
    readings: &[Reading],
    target: Option<u32>,
) -> String {
    let Some(now) = measure.value() else {
        return unmeasured(note);
    };
    let meant = typed.counted(measure).unwrap_or_else(|| match measure {
        Measure::Users { active, target } => format!("{active} of {target} users, {}", value(metric, now)),
        _ => value(metric, now),
    });
    format!("{meant}{}{}", compared(metric, week, now, readings), other_target(measure, target))
}

/// That a week was not measured and, if known, why.
#[must_use]
pub fn unmeasured(note: &str) -> String {
    if note.is_empty() { "not measured".to_owned() } else { format!("not measured: {note}") }
}

/// How a value compares with the week before.
fn compared(metric: &Metric, week: Week, now: Fixed, readings: &[Reading]) -> String {
    let before = readings.iter().find(|reading| reading.week == week.plus(-1));
    let Some(before) = before.and_then(|reading| reading.measure.value()) else {
        return String::new();
    };
    let delta = now.minus(before).rounded(1);
    let sign = if delta > Fixed::ZERO { "+" } else { "" };
    let points = if metric.counts_users() { " points" } else { "" };
    format!(", {sign}{delta}{points} against the week before")
}

/// A remark if the value has other target users than those in force.
#[must_use]
pub fn other_target(measure: Measure, in_force: Option<u32>) -> String {
    match (measure, in_force) {
        (Measure::Users { target, .. }, Some(users)) if target != Fixed::from_int(i64::from(users)) => {
            format!("; of {target} in this week only, {users} target users are in force")
        }
        _ => String::new(),
    }
}

/// A remark that target users stated in a value hold from now on, as none are set; empty if the same were stated
/// before.
#[must_use]
pub fn newly_stated(measure: Measure, before: Option<u32>) -> String {
    let Measure::Users { target, .. } = measure else {
        return String::new();
    };
    let told = format!("; {target} are the target users from this week on");
    match before {
        Some(users) if target == Fixed::from_int(i64::from(users)) => String::new(),
        Some(users) => format!("{told}, {users} before"),
        None => told,
    }
}
