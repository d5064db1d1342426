//! Warnings about time: `stage-overrun`, `purgatory`, `layers-in-sequence`, and what comes late: `late-integration`,
//! `late-governance` and `run-decisions-late`.

use crate::GUARDS;
use crate::days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, friday, monday, saturday, sunday, text, thursday, tuesday, wednesday,
};
use crate::items::{MATRIX, RUN_DECISIONS};

/// A workstream on data from week 3 to the Monday of week 6, and another one from a day on.
fn layered(stage: &str, dimension: &str, day: &str) -> Desk {
    let desk = Desk::at(stage);
    desk.works(&monday(3), "data", &monday(6));
    desk.works(day, dimension, &monday(12));
    desk
}

#[test]
fn a_stage_is_watched_two_weeks_over_its_time_and_a_signal_five_weeks_over() {
    let desk = Desk::at("2");
    desk.fires(&sunday(10), "stage-overrun", NOTHING);
    desk.fires(&monday(11), "stage-overrun", WATCH);
    desk.fires(&sunday(13), "stage-overrun", WATCH);
    desk.fires(&monday(14), "stage-overrun", SIGNAL);
    desk.since(&monday(14), "stage-overrun", &monday(11));
    desk.books(&monday(14), "G2", &monday(20));
    desk.fires(&monday(14), "stage-overrun", SIGNAL);
}

#[test]
fn stage_four_takes_as_long_as_it_takes() {
    Desk::at("4").fires(LATER, "stage-overrun", NOTHING);
}

#[test]
fn an_overrun_is_cleared_by_a_hold_until_its_next_date_is_past() {
    let desk = Desk::at("2");
    desk.decides(&wednesday(12), "G2", "hold", &["--cause", "data", "--next", &monday(13)]);
    desk.went(&wednesday(12), "stage-overrun", WATCH);
    desk.fires(&monday(13), "stage-overrun", NOTHING);
    desk.fires(&tuesday(13), "stage-overrun", WATCH);
    desk.since(&tuesday(13), "stage-overrun", &tuesday(13));
}

#[test]
fn no_stage_was_over_its_time_before_its_start_was_known() {
    let desk = Desk::empty();
    desk.on(START, &["add", "pilot", "Alpha", "--stage", "2"]);
    desk.on(START, &["set", "alpha", "started", ""]);
    desk.on(&friday(12), &["set", "alpha", "started", START]);
    desk.came(&friday(12), "stage-overrun", WATCH);
}

#[test]
fn past_week_eight_without_a_date_of_g1_is_purgatory() {
    let desk = Desk::performing();
    desk.fires(&sunday(9), "purgatory", NOTHING);
    desk.fires(&monday(10), "purgatory", SIGNAL);
    desk.since(&friday(12), "purgatory", &monday(10));
}

#[test]
fn past_week_eight_with_a_date_of_g1_it_is_purgatory_once_that_is_past() {
    let desk = Desk::performing();
    desk.books(START, "G1", &friday(10));
    desk.fires(&friday(10), "purgatory", NOTHING);
    desk.fires(&saturday(10), "purgatory", SIGNAL);
    desk.since(&sunday(10), "purgatory", &saturday(10));
}

#[test]
fn four_due_weeks_without_a_value_are_purgatory() {
    let desk = Desk::at("1");
    desk.fires(&wednesday(6), "purgatory", NOTHING);
    desk.fires(&thursday(6), "purgatory", SIGNAL);
    desk.performs(LATER, 3, &["90"]);
    desk.fires(&wednesday(8), "purgatory", NOTHING);
    desk.fires(&thursday(8), "purgatory", SIGNAL);
    desk.since(&friday(8), "purgatory", &thursday(8));
}

#[test]
fn a_week_of_which_only_its_end_is_left_asks_for_no_value() {
    let desk = Desk::empty();
    desk.on(START, &["add", "pilot", "Alpha", "--started", &sunday(2)]);
    desk.fires(&wednesday(7), "purgatory", NOTHING);
    desk.fires(&thursday(7), "purgatory", SIGNAL);
}

#[test]
fn later_stages_have_no_purgatory() {
    Desk::at("2").fires(&monday(20), "purgatory", NOTHING);
}

#[test]
fn purgatory_stands_for_what_is_stale_and_what_overruns() {
    let desk = Desk::at("1");
    desk.fires(&wednesday(6), "stale", WATCH);
    desk.fires(&thursday(6), "stale", NOTHING);
    let desk = Desk::performing();
    desk.fires(&monday(14), "stage-overrun", NOTHING);
    desk.books(START, "G1", &monday(14));
    desk.fires(&monday(14), "stage-overrun", SIGNAL);
    desk.fires(&tuesday(14), "stage-overrun", NOTHING);
    desk.fires(&tuesday(14), "purgatory", SIGNAL);
}

#[test]
fn purgatory_is_cleared_by_a_date_a_verdict_or_a_value() {
    let desk = Desk::at("1");
    desk.performs(&monday(10), 2, &["90"; 8]);
    desk.books(&friday(10), "G1", &friday(12));
    desk.went(&friday(10), "purgatory", SIGNAL);
    let desk = Desk::at("1");
    desk.performs(&monday(10), 2, &["90"; 8]);
    desk.decides(&friday(10), "G1", "recycle", &["--cause", "data", "--next", &friday(12)]);
    desk.went(&friday(10), "purgatory", SIGNAL);
    let desk = Desk::at("1");
    desk.performs(&friday(7), 6, &["90"]);
    desk.went(&friday(7), "purgatory", SIGNAL);
}

#[test]
fn once_g1_has_a_date_a_silent_pilot_in_purgatory_is_asked_for_values_and_for_no_date() {
    let desk = Desk::at("1");
    let proposes = || {
        let found = desk.json(("--today", &friday(10)), &["signals", "alpha"]);
        text(found.iter().find(|found| found["warning"] == "purgatory").unwrap(), "proposal")
    };
    assert_eq!(proposes(), "Set a date for G1, or stop the pilot.");
    desk.books(&friday(10), "G1", &friday(12));
    assert_eq!(proposes(), "Name who enters the readings.");
}

#[test]
fn there_was_no_purgatory_before_the_start_was_known() {
    let desk = Desk::empty();
    desk.on(START, &["add", "pilot", "Alpha"]);
    desk.on(START, &["set", "alpha", "started", ""]);
    desk.on(&friday(12), &["set", "alpha", "started", START]);
    desk.came(&friday(12), "purgatory", SIGNAL);
}

#[test]
fn layers_one_after_the_other_are_a_watch() {
    layered("2", "integration", &monday(6)).fires(&tuesday(6), "layers-in-sequence", NOTHING);
    let desk = layered("2", "integration", &tuesday(6));
    assert_eq!(desk.level(("--as-of", &monday(6)), "layers-in-sequence"), NOTHING);
    desk.fires(&tuesday(6), "layers-in-sequence", WATCH);
    desk.since(&friday(7), "layers-in-sequence", &tuesday(6));
}

#[test]
fn a_sequence_that_is_planned_holds_since_it_was_entered_and_is_none_of_the_days_before() {
    let desk = Desk::at("2");
    let data = desk.works(&monday(3), "data", &monday(6));
    let later = ["--owner", "Dirk Dean", "--exit-test", "It runs", "--start", &monday(8), "--due", &monday(12)];
    desk.on(&wednesday(4), &[&["add", "workstream", "alpha", "integration"][..], &later].concat());
    desk.on(&friday(10), &["workstream", &data, "done", "--evidence", "a log", "--rescore", "3", "--by", "Nora Nash"]);
    desk.fires(&tuesday(4), "layers-in-sequence", NOTHING);
    for day in [wednesday(4), friday(4), monday(6), sunday(7)] {
        assert_eq!(desk.level(("--as-of", &day), "layers-in-sequence"), WATCH, "{day}");
        desk.since(&day, "layers-in-sequence", &wednesday(4));
    }
    desk.fires(&friday(10), "layers-in-sequence", NOTHING);
}

#[test]
fn layers_that_overlap_by_a_day_or_are_no_layers_or_belong_to_stage_three_are_none() {
    layered("1", "governance", &monday(6)).fires(&friday(6), "layers-in-sequence", NOTHING);
    layered("1", "budget", &tuesday(6)).fires(&friday(6), "layers-in-sequence", NOTHING);
    layered("3", "integration", &tuesday(6)).fires(&friday(6), "layers-in-sequence", NOTHING);
}

#[test]
fn a_sequence_is_cleared_by_a_layer_beside_another() {
    let desk = layered("1", "integration", &tuesday(6));
    desk.works(&friday(7), "governance", &monday(12));
    desk.went(&friday(7), "layers-in-sequence", WATCH);
}

#[test]
fn there_was_no_sequence_before_the_second_layer() {
    let desk = layered("1", "integration", &friday(7));
    desk.came(&friday(7), "layers-in-sequence", WATCH);
}

#[test]
fn open_systems_are_watched_from_fourteen_days_before_g2_and_a_signal_once_it_is_held() {
    let desk = Desk::at("2");
    desk.fires(&sunday(9), "late-integration", NOTHING);
    desk.books(START, "G2", &monday(12));
    desk.fires(&sunday(9), "late-integration", NOTHING);
    desk.fires(&monday(10), "late-integration", WATCH);
    desk.fires(&sunday(11), "late-integration", WATCH);
    desk.decides(&monday(12), "G2", "hold", &["--cause", "integration", "--next", &monday(18)]);
    desk.fires(&monday(12), "late-integration", SIGNAL);
    desk.since(&monday(13), "late-integration", &monday(12));
}

#[test]
fn open_systems_are_a_signal_in_stage_three() {
    Desk::at("3").fires(START, "late-integration", SIGNAL);
}

#[test]
fn open_systems_that_a_gate_waived_are_answered_until_they_are_looked_at_again() {
    let desk = Desk::at("2");
    let again = monday(20);
    desk.decides(&monday(12), "G2", "go", &["--waive", "The market does not wait", "--look-again", &again]);
    let parked = |day: &str| {
        let found = desk.json(("--today", day), &["signals", "alpha"]);
        found.into_iter().find(|found| found["warning"] == "late-integration").unwrap()["parked_until"].clone()
    };
    assert_eq!(parked(&monday(13)), again.as_str(), "it fires, and is not asked again before");
    assert!(parked(&again).is_null(), "then it is asked");
    let told = desk.on(&monday(13), &["signals", "alpha"]);
    assert!(told.contains(&format!("proposed  Look at it again on {again}.")), "{told}");
}

#[test]
fn systems_that_are_tested_or_do_not_apply_are_not_late() {
    let desk = Desk::at("3");
    desk.ticks(START, &MATRIX[1..]);
    desk.on(START, &["tick", "alpha", MATRIX[0], "--state", "doing"]);
    desk.fires(START, "late-integration", SIGNAL);
    desk.spares(START, MATRIX[0]);
    desk.fires(START, "late-integration", NOTHING);
}

#[test]
fn late_integration_is_cleared_by_the_last_system() {
    let desk = Desk::at("2");
    desk.books(START, "G2", &monday(12));
    desk.ticks(START, &MATRIX[1..]);
    desk.ticks(&wednesday(10), &MATRIX[..1]);
    desk.went(&wednesday(10), "late-integration", WATCH);
}

#[test]
fn integration_was_not_late_before_g2_was_booked() {
    let desk = Desk::at("2");
    desk.books(&friday(11), "G2", &monday(12));
    desk.came(&friday(11), "late-integration", WATCH);
}

#[test]
fn missing_governance_is_watched_from_fourteen_days_before_the_rollout_and_then_a_signal() {
    let desk = Desk::at("3");
    desk.fires(&sunday(11), "late-governance", NOTHING);
    desk.on(START, &["set", "alpha", "rollout", &monday(12)]);
    desk.fires(&sunday(9), "late-governance", NOTHING);
    desk.fires(&monday(10), "late-governance", WATCH);
    desk.fires(&sunday(11), "late-governance", WATCH);
    desk.fires(&monday(12), "late-governance", SIGNAL);
    desk.since(&monday(13), "late-governance", &monday(12));
}

#[test]
fn governance_is_late_for_each_of_six_items_and_no_other() {
    for missing in GUARDS {
        let desk = Desk::at("3");
        desk.on(START, &["set", "alpha", "rollout", &monday(3)]);
        let others: Vec<&str> = GUARDS.into_iter().filter(|item| *item != missing).collect();
        desk.ticks(START, &others);
        desk.fires(&monday(3), "late-governance", SIGNAL);
        desk.ticks(START, &[missing]);
        desk.fires(&monday(3), "late-governance", NOTHING);
    }
}

#[test]
fn late_governance_is_cleared_by_the_last_item() {
    let desk = Desk::at("3");
    desk.on(START, &["set", "alpha", "rollout", &monday(12)]);
    desk.ticks(START, &GUARDS[1..]);
    desk.ticks(&wednesday(12), &GUARDS[..1]);
    desk.went(&wednesday(12), "late-governance", SIGNAL);
}

#[test]
fn governance_was_not_late_before_the_rollout_was_set() {
    let desk = Desk::at("3");
    desk.on(&friday(11), &["set", "alpha", "rollout", &monday(12)]);
    desk.came(&friday(11), "late-governance", WATCH);
}

#[test]
fn open_run_decisions_are_watched_in_weeks_seven_and_eight_and_then_a_signal() {
    let desk = Desk::at("1");
    desk.fires(&sunday(7), "run-decisions-late", NOTHING);
    desk.fires(&monday(8), "run-decisions-late", WATCH);
    desk.fires(&sunday(9), "run-decisions-late", WATCH);
    desk.fires(&monday(10), "run-decisions-late", SIGNAL);
    desk.since(&friday(11), "run-decisions-late", &monday(10));
}

#[test]
fn open_run_decisions_are_a_signal_after_g1_and_a_watch_where_the_pilot_was_taken_over() {
    Desk::conditional().fires(&monday(5), "run-decisions-late", SIGNAL);
    Desk::at("2").fires(START, "run-decisions-late", WATCH);
    Desk::at("2").fires(&monday(20), "run-decisions-late", WATCH);
}

#[test]
fn run_decisions_that_are_done_or_do_not_apply_are_not_late() {
    let desk = Desk::at("1");
    desk.ticks(START, &RUN_DECISIONS[1..]);
    desk.on(START, &["tick", "alpha", RUN_DECISIONS[0], "--state", "doing"]);
    desk.fires(&monday(10), "run-decisions-late", SIGNAL);
    desk.spares(START, RUN_DECISIONS[0]);
    desk.fires(&monday(10), "run-decisions-late", NOTHING);
}

#[test]
fn late_run_decisions_are_cleared_by_the_last_one() {
    let desk = Desk::at("1");
    desk.ticks(START, &RUN_DECISIONS[1..]);
    desk.ticks(&friday(10), &RUN_DECISIONS[..1]);
    desk.went(&friday(10), "run-decisions-late", SIGNAL);
}

#[test]
fn run_decisions_were_not_late_before_one_was_opened_again() {
    let desk = Desk::at("1");
    desk.ticks(START, &RUN_DECISIONS);
    desk.on(&friday(8), &["tick", "alpha", RUN_DECISIONS[0], "--state", "open"]);
    desk.came(&friday(8), "run-decisions-late", WATCH);
}
