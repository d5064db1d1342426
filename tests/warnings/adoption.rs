//! `adoption-collapse`: use that lost a third, that lies under its plan, or that fails at a checkpoint.

use crate::days::{Desk, LATER, NOTHING, SIGNAL, WATCH, friday, monday, sunday, text};
use crate::times;

#[test]
fn adoption_that_lost_a_third_has_collapsed() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &[times("60/100", 3), times("40/100", 3)].concat());
    desk.fires(&sunday(15), "adoption-collapse", NOTHING);
    desk.fires(&sunday(16), "adoption-collapse", SIGNAL);
    desk.since(&sunday(17), "adoption-collapse", &sunday(16));
}

#[test]
fn adoption_that_lost_a_little_less_than_a_third_has_not_collapsed() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &["60/100", "60/100", "60/100", "40/100", "40/100", "41/100"]);
    desk.fires(&sunday(16), "adoption-collapse", NOTHING);
}

#[test]
fn adoption_before_the_rollout_and_under_another_denominator_is_not_compared() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 7, &[times("90/100", 3), times("50/100", 3)].concat());
    desk.fires(&sunday(12), "adoption-collapse", NOTHING);
    desk.on(LATER, &["target", "alpha", "200", "--from", "2026-W13"]);
    desk.weekly(LATER, "adoption", 13, &times("60/200", 3));
    desk.fires(&sunday(15), "adoption-collapse", NOTHING);
    desk.weekly(LATER, "adoption", 16, &times("40/200", 2));
    desk.fires(&sunday(17), "adoption-collapse", NOTHING);
    desk.weekly(LATER, "adoption", 18, &["40/200"]);
    desk.fires(&sunday(18), "adoption-collapse", SIGNAL);
}

#[test]
fn collapsed_adoption_is_cleared_by_two_values_inside() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &[times("60/100", 3), times("40/100", 3), times("60/100", 2)].concat());
    desk.fires(&sunday(17), "adoption-collapse", SIGNAL);
    desk.fires(&sunday(18), "adoption-collapse", NOTHING);
}

#[test]
fn adoption_had_not_collapsed_before_the_third_value_was_recorded() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(16), "adoption", 11, &[times("60/100", 3), times("40/100", 2)].concat());
    desk.weekly(&friday(17), "adoption", 16, &["40/100"]);
    desk.came(&friday(17), "adoption-collapse", SIGNAL);
}

#[test]
fn adoption_under_half_of_its_plan_on_day_30_is_watched_until_a_later_value_is_above() {
    // Day 30 lies in week 14, the fifth from the rollout: the plan is at 30 of 90.
    for (value, level) in [("14/100", WATCH), ("15/100", NOTHING)] {
        let desk = Desk::rolled_out();
        desk.on(LATER, &["set", "metric", "alpha/adoption", "target", "90"]);
        desk.weekly(LATER, "adoption", 14, &[value]);
        desk.fires(&sunday(14), "adoption-collapse", level);
        desk.weekly(LATER, "adoption", 15, &["15/100"]);
        desk.fires(&sunday(15), "adoption-collapse", level);
        desk.weekly(LATER, "adoption", 16, &["16/100"]);
        desk.fires(&sunday(16), "adoption-collapse", NOTHING);
    }
}

#[test]
fn a_checkpoint_says_the_share_that_the_workspace_has() {
    let desk = Desk::rolled_out();
    desk.on(LATER, &["set", "metric", "alpha/adoption", "target", "90"]);
    desk.on(LATER, &["framework", "set", "warning.adoption-collapse.plan-share-percent", "40"]);
    desk.weekly(LATER, "adoption", 14, &["11/100"]);
    let said = desk.says(&sunday(14), "adoption-collapse");
    assert!(said.contains("under 40 % of what its plan has"), "{said}");
}

#[test]
fn adoption_without_a_target_has_no_plan_line_to_fall_under_but_a_climb_to_all_target_users_on_day_30() {
    // A straight climb to 100 in thirteen weeks is at 33.3 in the fifth.
    for (value, level) in [("17/100", NOTHING), ("16/100", WATCH)] {
        let desk = Desk::rolled_out();
        desk.weekly(LATER, "adoption", 13, &["1/100", value]);
        desk.fires(&sunday(14), "adoption-collapse", level);
        desk.fires(&sunday(14), "resistance", NOTHING);
        desk.on(LATER, &["set", "metric", "alpha/adoption", "plan", "5=40"]);
        desk.fires(&sunday(14), "adoption-collapse", WATCH);
        desk.fires(&sunday(14), "resistance", WATCH);
    }
}

#[test]
fn adoption_under_half_of_target_users_on_day_60_or_90_is_a_signal_until_a_later_value_is_above() {
    // Day 60 lies in week 18, day 90 in week 22.
    for at in [18, 22] {
        for (value, level) in [("49/100", SIGNAL), ("50/100", NOTHING)] {
            let desk = Desk::rolled_out();
            desk.weekly(LATER, "adoption", at, &[value, "50/100", "51/100"]);
            desk.fires(&sunday(at - 1), "adoption-collapse", NOTHING);
            desk.fires(&sunday(at), "adoption-collapse", level);
            desk.fires(&sunday(at + 1), "adoption-collapse", level);
            desk.fires(&sunday(at + 2), "adoption-collapse", NOTHING);
        }
    }
}

#[test]
fn a_collapse_tells_all_its_reasons_and_what_clears_all_of_them_since_the_first() {
    // A third is lost in week 16, and day 60 lies in week 18.
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &[times("60/100", 3), times("40/100", 5), times("45/100", 2)].concat());
    let told = |at: u64| {
        let found = desk.json(("--today", &sunday(at)), &["signals", "alpha"]);
        let found = found.into_iter().find(|found| found["warning"] == "adoption-collapse").unwrap();
        ["explanation", "clears_when", "since"].map(|field| text(&found, field))
    };
    let checkpoint = "Adoption: 40 % on day 60 after the rollout (W18), under half of the target users, 50 %.";
    let [explanation, clears, since] = told(18);
    assert!(explanation.contains("mean of 3 values 40 %") && explanation.ends_with(checkpoint), "{explanation}");
    assert_eq!(clears, "2 values in a row above 40 %; and a later value above 50 %");
    assert_eq!(since, sunday(16));
    // The mean is answered, and the warning never went.
    let [explanation, clears, since] = told(20);
    assert_eq!((explanation.as_str(), clears.as_str()), (checkpoint, "a later value above 50 %"));
    assert_eq!(since, sunday(16));
    desk.weekly(LATER, "adoption", 21, &["51/100"]);
    desk.fires(&sunday(21), "adoption-collapse", NOTHING);
}

#[test]
fn adoption_on_other_days_than_the_checkpoints_may_be_low() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 15, &["10/100", "10/100", "10/100", "", "49/100", "49/100", "49/100"]);
    for at in 15..=21 {
        desk.fires(&sunday(at), "adoption-collapse", NOTHING);
    }
}

#[test]
fn a_checkpoint_of_adoption_had_not_failed_before_its_value_was_recorded() {
    let desk = Desk::rolled_out();
    desk.weekly(&friday(19), "adoption", 18, &["49/100"]);
    desk.came(&friday(19), "adoption-collapse", SIGNAL);
    desk.weekly(&friday(20), "adoption", 19, &["51/100"]);
    desk.went(&friday(20), "adoption-collapse", SIGNAL);
}
