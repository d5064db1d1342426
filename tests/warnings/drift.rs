//! `drift`: performance beyond its limit or under its frozen baseline.

use crate::days::{Desk, LATER, NOTHING, SIGNAL, friday, monday, sunday};
use crate::{noisy, stated};

#[test]
fn two_values_beyond_the_limit_are_drift() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.3"]);
    desk.fires(&sunday(14), "drift", NOTHING);
    desk.fires(&sunday(15), "drift", SIGNAL);
}

#[test]
fn drift_is_told_by_both_of_its_rules_where_both_hold() {
    let worse = "2 values in a row 5 percentage points or more worse than the baseline 90 %.";
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87", "84.9", "84"]);
    let said = desk.says(&sunday(17), "drift");
    let below = "W14 87.3 %, W15 87 %, 2 values in a row below the natural process limit 87.3 %.";
    assert!(said.ends_with(&format!("{below} W16 84.9 %, W17 84 %, {worse}")), "each with its values: {said}");
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["84.9", "84"]);
    let said = desk.says(&sunday(15), "drift");
    let both = "2 values in a row below the natural process limit 87.3 % and 5 percentage points or more worse";
    assert!(said.contains(both), "of the same values in a sentence: {said}");
}

#[test]
fn a_value_on_the_limit_is_no_drift_and_neither_are_two_with_one_inside_between() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.34", "87.3", "90", "87.3"]);
    for at in 14..=18 {
        desk.fires(&sunday(at), "drift", NOTHING);
    }
}

#[test]
fn weeks_without_a_value_are_skipped_and_more_than_four_end_the_run() {
    for (values, level) in
        [(&["87.3", "", "-", "", "-", "87.3"][..], SIGNAL), (&["87.3", "", "-", "", "-", "", "87.3"][..], NOTHING)]
    {
        let desk = noisy();
        desk.weekly(LATER, "performance", 14, values);
        desk.fires(LATER, "drift", level);
    }
}

#[test]
fn two_values_five_points_under_the_frozen_baseline_are_drift() {
    for (values, level) in [(["85", "85"], SIGNAL), (["85", "85.1"], NOTHING), (["85.1", "85"], NOTHING)] {
        let desk = stated("90");
        desk.weekly(LATER, "performance", 4, &values);
        desk.fires(&sunday(4), "drift", NOTHING);
        desk.fires(&sunday(5), "drift", level);
    }
}

#[test]
fn in_another_unit_than_percent_the_margin_of_drift_is_five_percent() {
    for (values, level) in [(["42", "42"], SIGNAL), (["42", "41.9"], NOTHING), (["38", "38"], NOTHING)] {
        let desk = Desk::at("1");
        desk.on("2026-01-06", &["set", "metric", "alpha/performance", "unit", "s"]);
        desk.on("2026-01-06", &["set", "metric", "alpha/performance", "better", "lower"]);
        desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", "40"]);
        desk.weekly(LATER, "performance", 4, &values);
        desk.fires(&sunday(5), "drift", level);
    }
}

#[test]
fn drift_is_cleared_by_two_values_inside() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.3", "90", "87.3", "90", "90"]);
    for at in 15..=18 {
        desk.fires(&sunday(at), "drift", SIGNAL);
    }
    desk.fires(&sunday(19), "drift", NOTHING);
    let desk = stated("90");
    desk.weekly(LATER, "performance", 4, &["85", "85", "85.1", "85.1"]);
    desk.fires(&sunday(6), "drift", SIGNAL);
    desk.fires(&sunday(7), "drift", NOTHING);
}

#[test]
fn drift_is_cleared_by_a_decision_to_rebaseline() {
    let desk = stated("90");
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.fires(&monday(6), "drift", SIGNAL);
    let say = ["--say", "The new mix of cases is harder", "--by", "Vera Voss"];
    let rebaseline = ["decide", "alpha", "rebaseline", "--metric", "performance", "--value", "88"];
    desk.on(&friday(6), &[&rebaseline[..], &say].concat());
    desk.went(&friday(6), "drift", SIGNAL);
}

#[test]
fn after_a_rebaseline_values_are_held_against_the_new_reference() {
    let desk = stated("90");
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    let say = ["--say", "The new mix of cases is harder", "--by", "Vera Voss"];
    let rebaseline = ["decide", "alpha", "rebaseline", "--metric", "performance", "--value", "88"];
    desk.on(&friday(6), &[&rebaseline[..], &say].concat());
    desk.weekly(LATER, "performance", 7, &["85", "85", "83", "83"]);
    desk.fires(&sunday(8), "drift", NOTHING);
    desk.fires(&sunday(9), "drift", NOTHING);
    desk.fires(&sunday(10), "drift", SIGNAL);
}

#[test]
fn there_was_no_drift_before_the_second_value_was_recorded() {
    let desk = noisy();
    desk.weekly(&monday(15), "performance", 14, &["87.3"]);
    desk.weekly(&friday(17), "performance", 15, &["87.3"]);
    desk.came(&friday(17), "drift", SIGNAL);
}

#[test]
fn there_was_no_drift_before_the_baseline_was_frozen() {
    let desk = Desk::at("1");
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.on(&friday(6), &["baseline", "alpha", "performance", "--value", "90"]);
    desk.came(&friday(6), "drift", SIGNAL);
}
