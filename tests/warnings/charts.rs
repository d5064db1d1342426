//! `process`: what the chart of a metric says.

use crate::days::{Desk, LATER, NOTHING, SIGNAL, WATCH, before, friday, monday, sunday, text};
use crate::{charted, times};

/// Values from week 4 on, and what the chart says on the Sunday of the last.
#[track_caller]
fn chart_says(values: &[&str], level: &str) {
    let desk = charted("performance");
    desk.weekly(LATER, "performance", 4, values);
    let last = 3 + u64::try_from(values.len()).unwrap();
    assert_eq!(desk.level(("--today", &sunday(last)), "process"), level, "{values:?}");
}

#[test]
fn one_value_beyond_a_limit_on_either_side_is_a_watch() {
    chart_says(&["93"], WATCH);
    chart_says(&["87"], WATCH);
    chart_says(&["92.66"], NOTHING);
    chart_says(&["87.34"], NOTHING);
}

#[test]
fn eight_values_in_a_row_on_one_side_are_a_watch() {
    chart_says(&times("90.1", 8), WATCH);
    chart_says(&times("90.1", 7), NOTHING);
    chart_says(&[times("90.1", 7), times("89.9", 1)].concat(), NOTHING);
    chart_says(&[times("90.1", 4), times("90", 1), times("90.1", 4)].concat(), NOTHING);
    chart_says(&[times("90.1", 4), times("-", 4), times("90.1", 4)].concat(), WATCH);
    chart_says(&[times("90.1", 4), times("-", 5), times("90.1", 4)].concat(), NOTHING);
}

#[test]
fn three_of_four_values_nearer_a_limit_than_the_centre_are_a_watch() {
    // Halfway between the centre and the limit lies 91.33.
    chart_says(&["90", "91.4", "91.4", "91.4"], WATCH);
    chart_says(&["91.4", "91.4", "90", "91.4"], WATCH);
    chart_says(&["91.33", "91.33", "90", "91.33"], NOTHING);
    chart_says(&["91.4", "90", "90", "91.4"], NOTHING);
    chart_says(&["90", "91.4", "91.4", "88.6"], NOTHING);
    chart_says(&["88.6", "89.9", "88.6", "88.6"], WATCH);
}

#[test]
fn limits_without_a_baseline_name_the_values_that_they_rest_on() {
    let desk = Desk::at("1");
    desk.weekly(LATER, "performance", 3, &[["90", "91"].repeat(4), vec!["50"; 2]].concat());
    let said = desk.says(&sunday(11), "process");
    assert!(said.contains(" of the 8 values from W03 to W10), on trial."), "{said}");
    let said = desk.says(&sunday(12), "drift");
    assert!(said.contains(" of the 9 values from W03 to W11 (on trial)"), "{said}");
    // Nothing is frozen that a value could be five points worse than.
    let found = desk.json(("--today", &sunday(12)), &["signals", "alpha"]);
    let drift = found.iter().find(|found| found["warning"] == "drift").unwrap();
    assert!(text(drift, "clears_when").starts_with("2 values in a row at or above 70 %,"), "{drift}");
}

#[test]
fn a_limit_that_is_clipped_to_a_bound_cannot_be_passed() {
    let desk = Desk::at("1");
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", "98", "--spread", "1"]);
    desk.weekly(LATER, "performance", 4, &["100"]);
    desk.fires(&sunday(4), "process", NOTHING);
}

#[test]
fn what_the_chart_says_is_cleared_by_two_values_inside() {
    chart_says(&["93", "90"], WATCH);
    chart_says(&["93", "90", "93", "90"], WATCH);
    chart_says(&["93", "90", "89.9"], NOTHING);
    chart_says(&[times("90.1", 8), times("89.9", 1)].concat(), WATCH);
    chart_says(&[times("90.1", 8), times("89.9", 2)].concat(), NOTHING);
    chart_says(&[times("91.4", 3), times("90", 1)].concat(), WATCH);
    chart_says(&[times("91.4", 3), times("90", 2)].concat(), NOTHING);
}

#[test]
fn the_chart_said_nothing_before_the_value_was_recorded() {
    let table: &[(&[&str], &[&str])] = &[
        (&["90"], &["93"]),
        (&["90.1", "90.1", "90.1", "90.1", "90.1", "90.1", "90.1"], &["90.1"]),
        (&["91.4", "91.4", "90"], &["91.4"]),
    ];
    for (before, then) in table {
        let desk = charted("performance");
        let next = 4 + u64::try_from(before.len()).unwrap();
        desk.weekly(&monday(next), "performance", 4, before);
        desk.weekly(&friday(next + 1), "performance", next, then);
        desk.came(&friday(next + 1), "process", WATCH);
    }
}

#[test]
fn two_values_of_impact_beyond_the_adverse_limit_are_a_signal() {
    for (values, level) in [
        (&["87", "87"][..], SIGNAL),
        (&["87", "87.34"][..], WATCH),
        (&["93", "93"][..], WATCH),
        (&["87", "87", "90"][..], SIGNAL),
        (&["87", "87", "90", "90"][..], NOTHING),
    ] {
        let desk = charted("impact");
        desk.weekly(LATER, "impact", 12, values);
        desk.fires(&sunday(11 + u64::try_from(values.len()).unwrap()), "process", level);
    }
}

#[test]
fn impact_gave_no_signal_before_its_second_value_was_recorded() {
    let desk = charted("impact");
    desk.weekly(&monday(13), "impact", 12, &["87"]);
    desk.weekly(&friday(15), "impact", 13, &["87"]);
    assert_eq!(desk.level(("--as-of", &before(&friday(15))), "process"), WATCH);
    assert_eq!(desk.level(("--as-of", &friday(15)), "process"), SIGNAL);
    desk.fires(&friday(15), "process", SIGNAL);
}

#[test]
fn performance_and_governance_are_watched_by_the_chart_and_no_more() {
    chart_says(&["87", "87"], WATCH);
    let desk = Desk::rolled_out();
    desk.on("2026-01-06", &["baseline", "alpha", "governance", "--value", "5", "--spread", "1"]);
    desk.weekly(LATER, "governance", 12, &["9", "9"]);
    desk.fires(&sunday(13), "process", WATCH);
}

#[test]
fn adoption_is_not_held_against_a_chart_inside_the_first_90_days() {
    let desk = charted("adoption");
    desk.weekly(LATER, "adoption", 10, &times("70/100", 12));
    for at in [10, 12, 21] {
        desk.fires(&sunday(at), "process", NOTHING);
    }
    desk.weekly(LATER, "adoption", 24, &["70/100", "70/100"]);
    desk.fires(&sunday(24), "process", WATCH);
    desk.fires(&sunday(25), "process", SIGNAL);
}
