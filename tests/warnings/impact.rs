//! `impact-flat`: impact that does not get better.

use crate::days::{LATER, NOTHING, SIGNAL, WATCH, friday, monday, sunday};
use crate::{improving, times};

#[test]
fn impact_is_flat_after_eight_values_and_a_signal_after_sixteen() {
    for spread in [Some("2"), None] {
        let desk = improving(spread);
        desk.weekly(LATER, "impact", 10, &["49.9", "50.1"].repeat(8));
        desk.fires(&sunday(16), "impact-flat", NOTHING);
        desk.fires(&sunday(17), "impact-flat", WATCH);
        desk.fires(&sunday(24), "impact-flat", WATCH);
        desk.fires(&sunday(25), "impact-flat", SIGNAL);
    }
}

#[test]
fn values_before_the_rollout_and_weeks_that_were_not_measured_do_not_make_impact_flat() {
    for spread in [Some("2"), None] {
        let desk = improving(spread);
        desk.weekly(LATER, "impact", 3, &[times("50", 12), times("-", 2), times("50", 3)].concat());
        desk.fires(&sunday(18), "impact-flat", NOTHING);
        desk.fires(&sunday(19), "impact-flat", WATCH);
    }
}

#[test]
fn impact_is_not_flat_once_a_rule_fired_on_the_good_side() {
    // The upper limit is 55.32.
    for (ninth, level) in [("55.33", NOTHING), ("55.32", WATCH), ("44", WATCH)] {
        let desk = improving(Some("2"));
        desk.weekly(LATER, "impact", 10, &[["49.9", "50.1"].repeat(4), times(ninth, 1)].concat());
        desk.fires(&sunday(17), "impact-flat", WATCH);
        desk.fires(&sunday(18), "impact-flat", level);
    }
    let desk = improving(Some("2"));
    desk.weekly(LATER, "impact", 10, &times("50.1", 8));
    desk.fires(&sunday(17), "impact-flat", NOTHING);
}

#[test]
fn impact_without_a_spread_is_flat_while_the_last_eight_are_no_better_than_the_tolerance() {
    for (eighth, level) in [("51", WATCH), ("51.1", NOTHING)] {
        let desk = improving(None);
        desk.on("2026-01-06", &["set", "metric", "alpha/impact", "tolerance", "1"]);
        desk.weekly(LATER, "impact", 10, &[times("51", 7), times(eighth, 1)].concat());
        desk.fires(&sunday(17), "impact-flat", level);
    }
}

#[test]
fn flat_impact_is_cleared_when_it_gets_better() {
    let desk = improving(None);
    desk.weekly(LATER, "impact", 10, &[times("50", 16), times("50.1", 1)].concat());
    desk.fires(&sunday(25), "impact-flat", SIGNAL);
    desk.fires(&sunday(26), "impact-flat", NOTHING);
}

#[test]
fn impact_was_not_flat_before_the_eighth_value_was_recorded() {
    for spread in [Some("2"), None] {
        let desk = improving(spread);
        desk.weekly(&monday(17), "impact", 10, &times("50", 7));
        desk.weekly(&friday(18), "impact", 17, &["50"]);
        desk.came(&friday(18), "impact-flat", WATCH);
        desk.weekly(&friday(19), "impact", 18, &["58.1"]);
        desk.went(&friday(19), "impact-flat", WATCH);
    }
}
