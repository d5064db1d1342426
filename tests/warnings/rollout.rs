//! Warnings about a rollout and what follows it: `resistance`, `out-of-order` and `premature-scale`.
//!
//! The plan line climbs by 5 a week from the rollout on, from 0 to the target of 60 in week 22; day 60 is the Friday of
//! week 18.

use crate::days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, friday, monday, saturday, sunday, text, thursday, wednesday,
};

/// What moves a pilot on against everything that is missing.
const WAIVED: [&str; 2] = ["--waive", "The market does not wait"];
const CAUSES: [&str; 3] = ["redesign-incomplete", "protocol-unclear", "targets-add-pressure"];
const HANDED_ON: [&str; 2] = ["s4.playbook", "s4.handoff"];

impl Desk {
    /// With a pilot in a stage that is rolled out with a plan.
    fn planned(stage: &str) -> Self {
        Self::kept(&format!("planned {stage}"), || {
            let desk = Self::at(stage);
            desk.rolls_out();
            desk.plans();
            desk
        })
    }

    fn plans(&self) {
        self.on(START, &["set", "metric", "alpha/adoption", "target", "60"]);
    }

    /// Answers the weekly question whether the old process is still used: 0 no, 1 in part, 2 yes.
    #[track_caller]
    fn keeps(&self, day: &str, first: u64, answers: &[&str]) {
        self.weekly(day, "old process used", first, answers);
    }

    /// Records a diagnosis of a day.
    #[track_caller]
    fn diagnoses(&self, day: &str, on: &str) {
        self.on(day, &["diagnose", "alpha", "protocol-unclear", "--note", "Nobody knew", "--on", on]);
    }

    /// Scores data with evidence.
    #[track_caller]
    fn scores_data(&self, day: &str, score: &str) {
        self.on(day, &["score", "alpha", "data", score, "--evidence", "a log", "--by", "Vera Voss"]);
    }

    /// Adds a process step.
    #[track_caller]
    fn steps(&self, day: &str, name: &str) {
        self.on(day, &["add", "step", "alpha", name]);
    }

    /// Dates something of a process step by that day.
    #[track_caller]
    fn dates(&self, day: &str, step: &str, what: &str) {
        self.on(day, &["set", "step", &format!("alpha/{step}"), what, day]);
    }

    /// Starts an expansion to a unit on that day.
    #[track_caller]
    fn expands(&self, day: &str, unit: &str) {
        self.on(day, &["add", "item", "alpha", "unit", unit]);
        self.item_becomes(day, unit, "started");
    }

    /// Gives an expansion another state.
    #[track_caller]
    fn item_becomes(&self, day: &str, unit: &str, state: &str) {
        self.on(day, &["set", "item", &format!("alpha/{unit}"), "state", state]);
    }
}

// -------------------------------------------------------------------------------------------------------- resistance

#[test]
fn two_values_under_the_plan_line_are_a_watch_and_four_a_signal() {
    let desk = Desk::planned("3");
    desk.weekly(LATER, "adoption", 14, &["19/100", "24/100", "29/100", "34/100"]);
    desk.fires(&saturday(15), "resistance", NOTHING);
    desk.fires(&sunday(15), "resistance", WATCH);
    desk.fires(&saturday(17), "resistance", WATCH);
    desk.fires(&sunday(17), "resistance", SIGNAL);
    desk.since(&sunday(17), "resistance", &sunday(15));
}

#[test]
fn values_at_the_plan_line_or_within_its_tolerance_show_no_resistance() {
    let desk = Desk::planned("3");
    desk.weekly(LATER, "adoption", 14, &["19/100", "25/100", "29/100", "35/100"]);
    desk.fires(&sunday(17), "resistance", NOTHING);
    for (tolerance, level) in [("1", NOTHING), ("0.9", WATCH)] {
        let desk = Desk::planned("3");
        desk.on(START, &["set", "metric", "alpha/adoption", "tolerance", tolerance]);
        desk.weekly(LATER, "adoption", 14, &["19/100", "24/100"]);
        desk.fires(&sunday(15), "resistance", level);
    }
}

#[test]
fn resistance_is_a_matter_of_stage_three_and_of_the_weeks_of_the_plan() {
    for stage in ["2", "4"] {
        let desk = Desk::planned(stage);
        desk.weekly(LATER, "adoption", 14, &["1/100", "1/100"]);
        desk.fires(&sunday(15), "resistance", NOTHING);
    }
    for (first, level) in [(21, WATCH), (22, NOTHING)] {
        let desk = Desk::planned("3");
        desk.weekly(LATER, "adoption", first, &["1/100", "1/100"]);
        desk.fires(&sunday(23), "resistance", level);
    }
}

#[test]
fn values_under_the_plan_line_follow_each_other_over_four_weeks_and_not_over_five() {
    for (second, level) in [(19, WATCH), (20, NOTHING)] {
        let desk = Desk::planned("3");
        desk.weekly(LATER, "adoption", 14, &["1/100"]);
        desk.weekly(LATER, "adoption", second, &["1/100"]);
        desk.fires(&sunday(20), "resistance", level);
    }
}

#[test]
fn resistance_is_cleared_by_a_diagnosis_of_any_cause() {
    for cause in CAUSES {
        let desk = Desk::planned("3");
        desk.weekly(&monday(16), "adoption", 14, &["19/100", "24/100"]);
        desk.on(&friday(16), &["diagnose", "alpha", cause]);
        desk.went(&friday(16), "resistance", WATCH);
    }
}

#[test]
fn a_diagnosis_counts_from_the_first_of_the_values_on_until_others_fall_short() {
    for (on, level) in [(sunday(13), WATCH), (monday(14), NOTHING)] {
        let desk = Desk::planned("3");
        desk.weekly(&monday(16), "adoption", 14, &["19/100", "24/100"]);
        desk.diagnoses(&friday(16), &on);
        desk.fires(&friday(16), "resistance", level);
    }
    let desk = Desk::planned("3");
    desk.diagnoses(&friday(16), &friday(16));
    desk.weekly(LATER, "adoption", 14, &["19/100", "24/100", "29/100", "34/100", "40/100", "44/100", "49/100"]);
    desk.fires(&wednesday(16), "resistance", WATCH);
    desk.fires(&sunday(17), "resistance", NOTHING);
    desk.fires(&sunday(19), "resistance", NOTHING);
    desk.fires(&sunday(20), "resistance", WATCH);
}

#[test]
fn resistance_is_cleared_by_a_value_back_at_the_plan_line() {
    let desk = Desk::planned("3");
    desk.weekly(&monday(16), "adoption", 14, &["19/100", "24/100"]);
    desk.weekly(&friday(17), "adoption", 16, &["30/100"]);
    desk.went(&friday(17), "resistance", WATCH);
    let desk = Desk::planned("3");
    desk.weekly(LATER, "adoption", 21, &["54/100", "59/100", "59/100", "60/100"]);
    desk.fires(&sunday(23), "resistance", WATCH);
    desk.fires(&sunday(24), "resistance", NOTHING);
}

#[test]
fn there_was_no_resistance_before_the_second_value_was_recorded() {
    let desk = Desk::planned("3");
    desk.weekly(&monday(16), "adoption", 14, &["19/100"]);
    desk.weekly(&friday(16), "adoption", 15, &["24/100"]);
    desk.came(&friday(16), "resistance", WATCH);
}

#[test]
fn an_old_process_that_is_still_used_on_day_sixty_is_a_watch() {
    for (answers, level) in [(["0", "2", ""], WATCH), (["0", "1", ""], WATCH), (["2", "0", "2"], NOTHING)] {
        let desk = Desk::planned("3");
        desk.keeps(LATER, 17, &answers);
        desk.fires(&saturday(18), "resistance", NOTHING);
        desk.fires(&sunday(18), "resistance", level);
        desk.fires(&sunday(19), "resistance", level);
    }
    let desk = Desk::planned("3");
    desk.keeps(LATER, 18, &["1"]);
    // The answer counts once its week has ended.
    desk.since(&sunday(20), "resistance", &sunday(18));
    // A pilot may have several.
    let desk = Desk::planned("3");
    let metric = ["add", "metric", "alpha", "paper forms", "--family", "adoption", "--role", "old-process"];
    desk.on(START, &[&metric[..], &["--better", "lower"]].concat());
    desk.weekly(LATER, "paper forms", 18, &["1"]);
    desk.fires(&sunday(18), "resistance", WATCH);
}

#[test]
fn resistance_is_told_since_the_pilot_is_in_stage_three() {
    let desk = Desk::planned("2");
    desk.decides(&monday(17), "G2", "go", &WAIVED);
    desk.weekly(LATER, "adoption", 14, &["1/100", "1/100"]);
    desk.fires(&sunday(16), "resistance", NOTHING);
    desk.fires(&monday(17), "resistance", WATCH);
    desk.since(&sunday(17), "resistance", &monday(17));
}

#[test]
fn an_old_process_is_cleared_by_a_diagnosis_from_day_sixty_on_or_once_it_is_given_up() {
    let desk = Desk::planned("3");
    desk.keeps(&monday(19), 18, &["2"]);
    desk.diagnoses(&monday(19), &thursday(18));
    desk.diagnoses(&wednesday(19), &friday(18));
    desk.went(&wednesday(19), "resistance", WATCH);
    let desk = Desk::planned("3");
    desk.keeps(&monday(19), 18, &["2"]);
    desk.keeps(&friday(21), 19, &["1", "0"]);
    desk.fires(&sunday(19), "resistance", WATCH);
    desk.went(&friday(21), "resistance", WATCH);
}

#[test]
fn no_old_process_was_kept_before_the_answer_of_day_sixty() {
    let desk = Desk::planned("3");
    desk.keeps(&monday(19), 17, &["2"]);
    desk.keeps(&friday(19), 18, &["2"]);
    desk.came(&friday(19), "resistance", WATCH);
}

#[test]
fn resistance_names_what_earlier_gates_waived_deferred_and_accepted() {
    let desk = Desk::at("1");
    let gaps = ["--gap", "no money after June", "--gap", "no room", "--gap", "no chairs"];
    desk.on(&monday(3), &[&["score", "alpha", "budget", "2", "--by", "Vera Voss"][..], &gaps].concat());
    let found = desk.json(("--today", &monday(3)), &["list", "gaps"]);
    for (gap, answer) in [("no money after June", "defer"), ("no room", "accept"), ("no chairs", "fund")] {
        let id = text(found.iter().find(|found| found["text"] == gap).unwrap(), "id");
        desk.on(&monday(3), &["set", "gap", &id, "answer", answer]);
    }
    desk.decides(&monday(4), "G1", "go", &WAIVED);
    desk.decides(&monday(5), "G2", "go", &WAIVED);
    desk.rolls_out();
    desk.plans();
    desk.weekly(LATER, "adoption", 14, &["19/100", "24/100"]);
    let told = desk.says(&sunday(15), "resistance");
    for part in [
        "At G1 was waived: what nobody has scored",
        "At G2 was waived: ",
        "Deferred: no money after June.",
        "Accepted: no room.",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(!told.contains("no chairs"), "{told}");
}

#[test]
fn resistance_names_no_gate_that_passed_nothing_over() {
    let desk = Desk::planned("3");
    desk.weekly(LATER, "adoption", 14, &["19/100", "24/100"]);
    let told = desk.says(&sunday(15), "resistance");
    assert!(!told.contains("waived") && !told.contains("Deferred") && !told.contains("Accepted"), "{told}");
}

// ------------------------------------------------------------------------------------------------------ out-of-order

/// A pilot in stage 4 with a process step that is open, one that is done, and data that passes.
fn half_designed() -> Desk {
    let desk = Desk::at("4");
    desk.scores_data(START, "3");
    for step in ["Intake", "Payment"] {
        desk.steps(START, step);
        desk.dates(START, step, "documented");
    }
    desk.dates(START, "Payment", "retired");
    desk
}

#[test]
fn an_old_process_that_is_retired_while_data_does_not_pass_is_a_watch() {
    let desk = Desk::at("3");
    desk.steps(START, "Intake");
    desk.dates(&monday(6), "Intake", "retired");
    desk.fires(&sunday(5), "out-of-order", NOTHING);
    desk.fires(&monday(6), "out-of-order", WATCH);
    desk.since(&friday(6), "out-of-order", &monday(6));
    desk.scores_data(&monday(7), "2");
    desk.fires(&monday(7), "out-of-order", WATCH);
    let desk = Desk::at("3");
    desk.steps(START, "Intake");
    desk.dates(&monday(6), "Intake", "retired");
    desk.on(&monday(6), &["score", "alpha", "data", "3", "--by", "Vera Voss"]);
    desk.fires(&monday(6), "out-of-order", WATCH);
}

#[test]
fn an_old_process_that_still_runs_or_whose_data_passes_is_in_order() {
    let desk = Desk::at("3");
    desk.steps(START, "Intake");
    desk.dates(START, "Intake", "documented");
    desk.dates(START, "Intake", "trained");
    desk.fires(START, "out-of-order", NOTHING);
    desk.scores_data(START, "3");
    desk.dates(START, "Intake", "retired");
    desk.fires(START, "out-of-order", NOTHING);
}

#[test]
fn an_old_process_that_was_retired_too_early_is_cleared_by_data_that_passes() {
    let desk = Desk::at("3");
    desk.steps(START, "Intake");
    desk.dates(START, "Intake", "retired");
    desk.scores_data(&friday(8), "3");
    desk.went(&friday(8), "out-of-order", WATCH);
}

#[test]
fn no_old_process_was_retired_too_early_before_it_was_recorded() {
    let desk = Desk::at("3");
    desk.steps(START, "Intake");
    desk.dates(&friday(8), "Intake", "retired");
    desk.came(&friday(8), "out-of-order", WATCH);
}

#[test]
fn an_expansion_while_a_process_step_is_open_is_a_signal() {
    let desk = half_designed();
    desk.fires(START, "out-of-order", NOTHING);
    desk.expands(&monday(6), "North");
    desk.fires(&sunday(5), "out-of-order", NOTHING);
    desk.fires(&monday(6), "out-of-order", SIGNAL);
    desk.since(&friday(6), "out-of-order", &monday(6));
    let told = desk.says(&friday(6), "out-of-order");
    assert!(told.contains("Intake") && told.contains("North") && !told.contains("Payment"), "{told}");
}

#[test]
fn an_expansion_that_is_planned_or_follows_every_step_is_in_order() {
    let desk = half_designed();
    desk.on(START, &["add", "item", "alpha", "geography", "North"]);
    desk.fires(START, "out-of-order", NOTHING);
    desk.dates(START, "Intake", "retired");
    desk.item_becomes(START, "North", "started");
    desk.fires(START, "out-of-order", NOTHING);
    let desk = Desk::at("4");
    desk.expands(START, "North");
    desk.fires(START, "out-of-order", NOTHING);
}

#[test]
fn an_expansion_out_of_order_is_cleared_by_the_last_step_or_when_it_is_dropped() {
    let desk = half_designed();
    desk.expands(START, "North");
    desk.dates(&friday(8), "Intake", "retired");
    desk.went(&friday(8), "out-of-order", SIGNAL);
    let desk = half_designed();
    desk.expands(START, "North");
    desk.item_becomes(&friday(8), "North", "dropped");
    desk.went(&friday(8), "out-of-order", SIGNAL);
}

#[test]
fn no_expansion_was_out_of_order_before_it_started() {
    let desk = half_designed();
    desk.expands(&friday(8), "North");
    desk.came(&friday(8), "out-of-order", SIGNAL);
}

// --------------------------------------------------------------------------------------------------- premature-scale

/// A pilot in stage 3 that has everything but G3 and expands from the start.
fn ungated() -> Desk {
    let desk = Desk::at("3");
    desk.ticks(START, &HANDED_ON);
    desk.expands(START, "North");
    desk
}

#[test]
fn an_expansion_without_playbook_or_handoff_is_a_signal() {
    for missing in HANDED_ON {
        let desk = Desk::at("4");
        let others: Vec<&str> = HANDED_ON.into_iter().filter(|item| *item != missing).collect();
        desk.ticks(START, &others);
        desk.expands(&monday(6), "North");
        desk.fires(&sunday(5), "premature-scale", NOTHING);
        desk.fires(&monday(6), "premature-scale", SIGNAL);
        desk.since(&friday(6), "premature-scale", &monday(6));
        desk.spares(&monday(7), missing);
        desk.fires(&monday(7), "premature-scale", SIGNAL);
    }
}

#[test]
fn a_bare_tick_makes_no_playbook_to_expand_by() {
    let desk = Desk::at("4");
    desk.ticks(START, &HANDED_ON[1..]);
    desk.on(START, &["tick", "alpha", HANDED_ON[0], "--state", "done"]);
    desk.expands(&monday(6), "North");
    desk.fires(&monday(6), "premature-scale", SIGNAL);
    desk.ticks(&monday(7), &HANDED_ON[..1]);
    desk.went(&monday(7), "premature-scale", SIGNAL);
}

#[test]
fn an_expansion_without_g3_is_a_signal_and_a_hold_does_not_help() {
    let desk = ungated();
    desk.fires(START, "premature-scale", SIGNAL);
    desk.decides(&monday(6), "G3", "hold", &["--cause", "change", "--next", &monday(9)]);
    desk.fires(&monday(6), "premature-scale", SIGNAL);
}

#[test]
fn an_expansion_that_is_planned_or_has_all_it_rests_on_is_not_premature() {
    let desk = Desk::at("4");
    desk.on(START, &["add", "item", "alpha", "unit", "North"]);
    desk.fires(START, "premature-scale", NOTHING);
    desk.ticks(START, &HANDED_ON);
    desk.item_becomes(START, "North", "started");
    desk.fires(START, "premature-scale", NOTHING);
}

#[test]
fn a_premature_expansion_is_cleared_by_what_is_missing_or_when_it_is_dropped() {
    let desk = ungated();
    desk.decides(&friday(8), "G3", "go", &WAIVED);
    desk.went(&friday(8), "premature-scale", SIGNAL);
    let desk = Desk::at("4");
    desk.expands(START, "North");
    desk.ticks(&wednesday(8), &HANDED_ON[..1]);
    desk.ticks(&friday(8), &HANDED_ON[1..]);
    desk.went(&friday(8), "premature-scale", SIGNAL);
    let desk = ungated();
    desk.item_becomes(&friday(8), "North", "dropped");
    desk.went(&friday(8), "premature-scale", SIGNAL);
    desk.fires(&thursday(8), "premature-scale", SIGNAL);
}

#[test]
fn no_expansion_was_premature_before_it_started() {
    let desk = Desk::at("4");
    desk.expands(&friday(8), "North");
    desk.came(&friday(8), "premature-scale", SIGNAL);
}
