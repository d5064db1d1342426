//! Owns the early warnings that rest on readiness, gates, checklists, owners and partners: each one fires, does not
//! fire one step below, is cleared, and was not there as of the day before. All of it is typed at the command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2, so that week 9 of stage 1 is ISO week 10.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod days;
#[path = "days/items.rs"]
mod items;
mod process;

use days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, after, friday, monday, saturday, sunday, text, thursday, tuesday,
    wednesday,
};
use items::{DIMENSIONS, MATRIX, RUN_DECISIONS};

const PARTNER_TASKS: [&str; 3] = ["s1.partner-monitors", "s1.partner-audits", "s1.partner-updates"];
/// What `late-governance` asks for.
const GUARDS: [&str; 6] = [
    "s2.pipelines",
    "s2.data-quality",
    "s2.master-data",
    "s2.monitoring-framework",
    "s2.human-override",
    "s2.escalation-protocol",
];
const OTHER_DOCUMENTS: [&str; 3] = ["s2.exception-procedure", "s2.audit-framework", "s2.failure-protocol"];

// ---------------------------------------------------------------------------------------------------------- the desk

impl Desk {
    /// With people and nothing else.
    fn empty() -> Self {
        Self::kept("empty", || {
            let desk = Self::bare();
            desk.on(START, &["new", "work.steerco", "--title", "Work"]);
            desk.on(START, &["add", "person", "Vera Voss", "--level", "vp"]);
            desk.on(START, &["add", "person", "Nora Nash", "--level", "vp"]);
            desk.on(START, &["add", "person", "Dirk Dean", "--level", "director"]);
            desk.on(START, &["add", "person", "Pia Park", "--partner"]);
            desk
        })
    }

    /// With a pilot in a stage that nobody owns.
    fn ownerless(stage: &str) -> Self {
        Self::kept(&format!("ownerless {stage}"), || {
            let desk = Self::empty();
            desk.on(START, &["add", "pilot", "Alpha", "--started", START, "--stage", stage]);
            desk
        })
    }

    /// With a pilot in a stage that has an owner with all powers. Beyond stage 1 it was taken over.
    fn at(stage: &str) -> Self {
        Self::kept(&format!("at {stage}"), || {
            let desk = Self::ownerless(stage);
            desk.owner(START, "Vera Voss", "yes");
            desk
        })
    }

    /// With a pilot in stage 1 that performs every week.
    fn performing() -> Self {
        Self::kept("performing", || {
            let desk = Self::at("1");
            desk.performs(LATER, 2, &["90"; 30]);
            desk
        })
    }

    /// With a pilot that went on in week 5, under the condition that data is mended by the Monday of week 20.
    fn conditional() -> Self {
        Self::kept("conditional", || {
            let desk = Self::at("1");
            desk.scores(&monday(5), "3");
            desk.on(&monday(5), &["score", "alpha", "data", "2"]);
            desk.works(&monday(5), "data", &monday(20));
            desk.decides(&monday(5), "G1", "conditional-go", &[]);
            desk
        })
    }

    /// Appoints an owner, with one answer to the question of authority and yes to the others.
    #[track_caller]
    fn owner(&self, day: &str, who: &str, authority: &str) {
        let authority = format!("authority={authority}");
        let powers = ["--power", "accountability=yes", "--power", "committee=yes", "--power", &authority];
        self.on(day, &[&["owner", "alpha", who, "--why", "theirs"][..], &powers].concat());
    }

    /// Enters values of performance from a week on, all of them on one day.
    #[track_caller]
    fn performs(&self, day: &str, first: u64, values: &[&str]) {
        self.weekly(day, "performance", first, values);
    }

    /// Scores every dimension, with evidence.
    #[track_caller]
    fn scores(&self, day: &str, score: &str) {
        for dimension in DIMENSIONS {
            self.on(day, &["score", "alpha", dimension, score, "--evidence", "a log", "--by", "Nora Nash"]);
        }
    }

    /// Opens a workstream of that day which Dirk owns; answers its id.
    #[track_caller]
    fn works(&self, day: &str, dimension: &str, due: &str) -> String {
        let what = ["add", "workstream", "alpha", dimension, "--owner", "Dirk Dean", "--due", due];
        self.on(day, &[&what[..], &["--exit-test", "Thirty days without a fault"]].concat());
        let works = self.json(("--today", day), &["list", "workstreams"]);
        text(works.iter().rfind(|work| work["dimension"] == dimension).unwrap(), "id")
    }

    #[track_caller]
    fn books(&self, day: &str, gate: &str, date: &str) {
        self.on(day, &["gate", "alpha", gate, "--book", date]);
    }
}

// -------------------------------------------------------------------------------------------------- sponsor-as-owner

#[test]
fn an_owner_without_a_power_is_a_signal_and_one_who_was_not_asked_a_watch() {
    for (authority, level) in [("no", SIGNAL), ("unanswered", WATCH), ("yes", NOTHING)] {
        let desk = Desk::ownerless("1");
        desk.owner(START, "Vera Voss", authority);
        desk.fires(START, "sponsor-as-owner", level);
    }
    let desk = Desk::ownerless("1");
    desk.fires(START, "sponsor-as-owner", NOTHING);
    desk.on(START, &["owner", "alpha", "Vera Voss", "--why", "hers", "--power", "committee=no"]);
    desk.fires(START, "sponsor-as-owner", SIGNAL);
}

#[test]
fn a_sponsor_is_cleared_by_an_owner_with_all_powers() {
    let desk = Desk::ownerless("1");
    desk.owner(START, "Vera Voss", "no");
    desk.owner(&friday(4), "Nora Nash", "yes");
    desk.went(&friday(4), "sponsor-as-owner", SIGNAL);
}

#[test]
fn there_was_no_sponsor_before_the_appointment() {
    let desk = Desk::at("1");
    desk.owner(&friday(4), "Nora Nash", "unanswered");
    desk.came(&friday(4), "sponsor-as-owner", WATCH);
    desk.since(&friday(5), "sponsor-as-owner", &friday(4));
}

// ----------------------------------------------------------------------------------------------------- stage-overrun

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

// --------------------------------------------------------------------------------------------------------- purgatory

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

// --------------------------------------------------------------------------------------------------- success-paradox

/// Performance from week 2 on against a target of 90, entered on one day, and data at 1.
fn successful(day: &str, values: &[&str]) -> Desk {
    let desk = Desk::at("1");
    desk.on(START, &["set", "metric", "alpha/performance", "target", "90"]);
    desk.on(START, &["score", "alpha", "data", "1"]);
    desk.performs(day, 2, values);
    desk
}

#[test]
fn two_good_values_with_a_dimension_that_fails_are_a_paradox() {
    let desk = successful(LATER, &["90", "90"]);
    desk.fires(&sunday(2), "success-paradox", NOTHING);
    desk.fires(&sunday(3), "success-paradox", SIGNAL);
    desk.since(&sunday(3), "success-paradox", &sunday(3));
}

#[test]
fn a_mean_short_of_its_target_is_no_paradox_and_only_the_last_four_values_count() {
    successful(LATER, &["90", "89.8"]).fires(&sunday(3), "success-paradox", NOTHING);
    let desk = successful(LATER, &["50", "90", "90", "90", "90"]);
    desk.fires(&sunday(5), "success-paradox", NOTHING);
    desk.fires(&sunday(6), "success-paradox", SIGNAL);
}

#[test]
fn a_paradox_is_watched_while_the_workstream_is_in_time() {
    let desk = successful(LATER, &["90"; 5]);
    desk.works(&monday(3), "data", &friday(4));
    desk.fires(&friday(4), "success-paradox", WATCH);
    desk.fires(&saturday(4), "success-paradox", SIGNAL);
    desk.since(&saturday(4), "success-paradox", &saturday(4));
}

#[test]
fn a_dimension_without_a_score_is_a_paradox_from_week_seven() {
    let desk = successful(LATER, &["90"; 10]);
    desk.on(START, &["score", "alpha", "data", "3", "--evidence", "a log"]);
    desk.fires(&sunday(7), "success-paradox", NOTHING);
    desk.fires(&monday(8), "success-paradox", WATCH);
}

#[test]
fn a_paradox_is_cleared_when_everything_passes() {
    let desk = successful(&monday(5), &["90"; 3]);
    desk.on(&friday(5), &["score", "alpha", "data", "3", "--evidence", "a log"]);
    desk.went(&friday(5), "success-paradox", SIGNAL);
    desk.fires(&thursday(5), "success-paradox", SIGNAL);
    let desk = successful(&monday(5), &["90"; 3]);
    desk.performs(&friday(6), 5, &["80"]);
    desk.went(&friday(6), "success-paradox", SIGNAL);
}

#[test]
fn there_was_no_paradox_before_the_score() {
    let desk = Desk::at("1");
    desk.on(START, &["set", "metric", "alpha/performance", "target", "90"]);
    desk.performs(&monday(5), 2, &["90"; 3]);
    desk.on(&friday(5), &["score", "alpha", "data", "3"]);
    desk.came(&friday(5), "success-paradox", SIGNAL);
    desk.fires(&thursday(5), "success-paradox", NOTHING);
}

// ----------------------------------------------------------------------------------------------------- evidence-hole

#[test]
fn a_passing_score_without_evidence_is_a_hole_and_a_failing_one_is_not() {
    for (score, level) in [("2", NOTHING), ("3", WATCH), ("4", WATCH)] {
        let desk = Desk::at("1");
        desk.on(START, &["score", "alpha", "data", score]);
        desk.fires(START, "evidence-hole", level);
    }
}

#[test]
fn evidence_is_too_old_after_sixty_days_or_if_it_will_be_at_the_gate() {
    let desk = Desk::at("1");
    desk.scores(START, "3");
    desk.fires(&after(START, 60), "evidence-hole", NOTHING);
    desk.fires(&after(START, 61), "evidence-hole", WATCH);
    desk.since(&after(START, 70), "evidence-hole", &after(START, 61));
    for (days, level) in [(60, NOTHING), (61, WATCH)] {
        desk.books(START, "G1", &after(START, days));
        desk.fires(START, "evidence-hole", level);
    }
}

#[test]
fn evidence_that_is_named_again_with_a_score_is_as_new_as_that() {
    let desk = Desk::at("1");
    desk.scores(START, "3");
    desk.scores(&after(START, 61), "3");
    desk.fires(&after(START, 61), "evidence-hole", NOTHING);
    desk.fires(&after(START, 121), "evidence-hole", NOTHING);
    desk.fires(&after(START, 122), "evidence-hole", WATCH);
    // On a day between it was there from the first one.
    desk.fires(&after(START, 10), "evidence-hole", NOTHING);
}

#[test]
fn a_hole_is_cleared_by_evidence_or_a_lower_score() {
    for more in [&["3", "--evidence", "a log"][..], &["2"]] {
        let desk = Desk::at("1");
        desk.on(START, &["score", "alpha", "data", "3"]);
        desk.on(&friday(5), &[&["score", "alpha", "data"][..], more].concat());
        desk.went(&friday(5), "evidence-hole", WATCH);
    }
}

#[test]
fn there_was_no_hole_before_the_score() {
    let desk = Desk::at("1");
    desk.on(&friday(5), &["score", "alpha", "data", "3"]);
    desk.came(&friday(5), "evidence-hole", WATCH);
    desk.fires(&thursday(5), "evidence-hole", NOTHING);
}

// -------------------------------------------------------------------------------------------------- condition-adrift

/// The workstream on data.
fn condition(desk: &Desk) -> String {
    text(&desk.json(("--today", &monday(5)), &["list", "workstreams"])[0], "id")
}

#[test]
fn a_condition_is_adrift_the_day_after_its_date() {
    let desk = Desk::conditional();
    desk.fires(&monday(5), "condition-adrift", NOTHING);
    desk.fires(&monday(20), "condition-adrift", NOTHING);
    desk.fires(&tuesday(20), "condition-adrift", SIGNAL);
    desk.since(&friday(20), "condition-adrift", &tuesday(20));
}

#[test]
fn a_go_has_no_condition() {
    let desk = Desk::at("1");
    desk.scores(&monday(5), "3");
    desk.on(&monday(5), &["score", "alpha", "monitoring", "2"]);
    desk.works(&monday(5), "monitoring", &monday(20));
    desk.decides(&monday(5), "G1", "go", &[]);
    desk.fires(&friday(20), "condition-adrift", NOTHING);
}

#[test]
fn a_condition_is_cleared_by_a_new_date_or_its_end() {
    let desk = Desk::conditional();
    desk.on(&wednesday(20), &["set", "workstream", &condition(&desk), "due", &monday(25)]);
    desk.went(&wednesday(20), "condition-adrift", SIGNAL);
    let desk = Desk::conditional();
    let done = ["--evidence", "It ran for a month", "--rescore", "3", "--by", "Nora Nash"];
    desk.on(&wednesday(20), &[&["workstream", &condition(&desk), "done"][..], &done].concat());
    desk.went(&wednesday(20), "condition-adrift", SIGNAL);
    desk.fires(&tuesday(20), "condition-adrift", SIGNAL);
}

#[test]
fn a_condition_was_not_adrift_before_it_lost_its_date_owner_or_test() {
    for field in ["due", "owner", "exit_test"] {
        let desk = Desk::conditional();
        desk.on(&friday(6), &["set", "workstream", &condition(&desk), field, ""]);
        desk.came(&friday(6), "condition-adrift", SIGNAL);
    }
}

// ------------------------------------------------------------------------------------------------ layers-in-sequence

/// A workstream on data from week 3 to the Monday of week 6, and another one from a day on.
fn layered(stage: &str, dimension: &str, day: &str) -> Desk {
    let desk = Desk::at(stage);
    desk.works(&monday(3), "data", &monday(6));
    desk.works(day, dimension, &monday(12));
    desk
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

// -------------------------------------------------------------------------------------------------- late-integration

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

// --------------------------------------------------------------------------------------------------- late-governance

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

// ------------------------------------------------------------------------------------------------ run-decisions-late

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

// ------------------------------------------------------------------------------------------------------ partner-exit

/// A partner who leaves on the Monday of week 12; nobody takes over.
fn leaving() -> Desk {
    Desk::kept("leaving", || {
        let desk = Desk::at("1");
        desk.on(START, &["set", "alpha", "partner", "Quillon"]);
        desk.on(START, &["set", "alpha", "partner_ends", &monday(12)]);
        desk
    })
}

/// Names who takes a task over.
fn takes(desk: &Desk, day: &str, task: &str, who: &str) {
    desk.on(day, &["tick", "alpha", task, "--state", "done", "--owner", who, "--evidence", "agreed"]);
}

#[test]
fn a_partner_who_leaves_within_thirty_days_is_a_signal() {
    let desk = leaving();
    desk.fires(&friday(7), "partner-exit", NOTHING);
    desk.fires(&saturday(7), "partner-exit", SIGNAL);
    desk.fires(&monday(20), "partner-exit", SIGNAL);
    desk.since(&monday(20), "partner-exit", &saturday(7));
    Desk::at("1").fires(&monday(20), "partner-exit", NOTHING);
}

#[test]
fn each_task_of_the_partner_needs_one_of_our_people() {
    for missing in PARTNER_TASKS {
        let desk = leaving();
        for task in PARTNER_TASKS {
            takes(&desk, START, task, if task == missing { "Pia Park" } else { "Dirk Dean" });
        }
        desk.fires(&monday(12), "partner-exit", SIGNAL);
        takes(&desk, START, missing, "Dirk Dean");
        desk.fires(&monday(12), "partner-exit", NOTHING);
    }
}

#[test]
fn a_task_that_is_done_by_nobody_is_not_taken_over() {
    let desk = leaving();
    desk.ticks(START, &PARTNER_TASKS);
    desk.fires(&monday(12), "partner-exit", SIGNAL);
}

#[test]
fn the_exit_of_a_partner_is_cleared_by_the_last_name_or_a_later_end() {
    let desk = leaving();
    takes(&desk, START, PARTNER_TASKS[0], "Vera Voss");
    takes(&desk, START, PARTNER_TASKS[1], "Dirk Dean");
    takes(&desk, &wednesday(12), PARTNER_TASKS[2], "Dirk Dean");
    desk.went(&wednesday(12), "partner-exit", SIGNAL);
    let desk = leaving();
    desk.on(&wednesday(10), &["set", "alpha", "partner_ends", &monday(30)]);
    desk.went(&wednesday(10), "partner-exit", SIGNAL);
}

#[test]
fn the_partner_did_not_leave_before_the_end_was_known() {
    let desk = Desk::at("1");
    desk.on(&wednesday(10), &["set", "alpha", "partner_ends", &monday(12)]);
    desk.came(&wednesday(10), "partner-exit", SIGNAL);
}

// ------------------------------------------------------------------------------------------------------ gate-skipped

/// A pilot that went on in week 5 although nothing was assessed.
fn waived() -> Desk {
    Desk::kept("waived", || {
        let desk = Desk::at("1");
        desk.decides(&monday(5), "G1", "go", &["--waive", "The market does not wait"]);
        desk
    })
}

#[test]
fn a_gate_that_was_waived_is_a_signal() {
    let desk = waived();
    desk.fires(&monday(5), "gate-skipped", SIGNAL);
    desk.since(&monday(20), "gate-skipped", &monday(5));
    let told = desk.says(&monday(5), "gate-skipped");
    assert!(told.contains("against rules of G1: what nobody has scored"), "in words, and by no id: {told}");
}

#[test]
fn a_gate_that_was_passed_or_lies_before_the_record_was_not_skipped() {
    Desk::conditional().fires(&monday(5), "gate-skipped", NOTHING);
    Desk::at("2").fires(START, "gate-skipped", NOTHING);
}

#[test]
fn a_skipped_gate_is_cleared_when_the_next_one_is_passed() {
    let desk = waived();
    desk.scores(&friday(8), "3");
    desk.ticks(&friday(8), &[&MATRIX[..], &GUARDS, &OTHER_DOCUMENTS].concat());
    desk.decides(&friday(9), "G2", "go", &[]);
    desk.went(&friday(9), "gate-skipped", SIGNAL);
}

#[test]
fn a_skipped_gate_is_a_watch_once_a_review_accepted_it_and_not_before() {
    let desk = waived();
    let accept = ["decide", "alpha", "waive", "--say", "We know", "--by", "Vera Voss", "--warning", "gate-skipped"];
    let said = desk.on(&friday(6), &accept);
    assert!(said.contains("gate-skipped stays a signal until a review accepts it"), "{said}");
    desk.fires(&friday(6), "gate-skipped", SIGNAL);
    desk.on(&friday(7), &["review", "prepare", &friday(7)]);
    desk.on(&friday(7), &["review", "open", &friday(7)]);
    let said = desk.on(&friday(7), &accept);
    assert!(!said.contains("stays a signal"), "{said}");
    desk.fires(&friday(7), "gate-skipped", WATCH);
    desk.fires(&thursday(7), "gate-skipped", SIGNAL);
}

#[test]
fn a_gate_that_a_review_waived_is_accepted_by_that() {
    let desk = Desk::at("1");
    desk.on(&monday(5), &["review", "prepare", &monday(5)]);
    desk.on(&monday(5), &["review", "open", &monday(5)]);
    desk.decides(&monday(5), "G1", "go", &["--waive", "The market does not wait"]);
    desk.fires(&monday(5), "gate-skipped", WATCH);
    let told = desk.on(&monday(5), &["signals", "alpha"]);
    assert!(!told.contains("Accept the waiver"), "nothing is proposed about what was accepted: {told}");
}

#[test]
fn no_gate_was_skipped_before_it_was_waived() {
    waived().came(&monday(5), "gate-skipped", SIGNAL);
}

// ------------------------------------------------------------------------------------------------ drift-no-authority

/// A pilot whose owner has an answer to the question of authority, with a stated baseline of 90.
fn drifting(authority: &str, values: &[&str]) -> Desk {
    let desk = Desk::ownerless("1");
    desk.owner(START, "Vera Voss", authority);
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", "90"]);
    desk.performs(&monday(6), 4, values);
    desk
}

#[test]
fn drift_that_nobody_may_stop_stands_for_drift() {
    for authority in ["no", "unanswered"] {
        let desk = drifting(authority, &["85", "85"]);
        desk.fires(&sunday(4), "drift-no-authority", NOTHING);
        desk.fires(&sunday(5), "drift-no-authority", SIGNAL);
        desk.fires(&sunday(5), "drift", NOTHING);
        desk.since(&friday(6), "drift-no-authority", &sunday(5));
    }
    let desk = drifting("yes", &["85", "85"]);
    desk.on(START, &["set", "person", "Vera Voss", "level", "director"]);
    desk.fires(&sunday(5), "drift-no-authority", SIGNAL);
}

#[test]
fn another_owner_who_lacks_the_same_begins_no_warning_anew() {
    let desk = drifting("no", &["85", "85"]);
    desk.owner(&friday(6), "Nora Nash", "unanswered");
    desk.since(&friday(7), "drift-no-authority", &sunday(5));
    let desk = Desk::ownerless("1");
    desk.owner(START, "Vera Voss", "no");
    desk.owner(&friday(4), "Nora Nash", "no");
    desk.since(&friday(5), "sponsor-as-owner", START);
    let desk = Desk::ownerless("1");
    desk.on(START, &["set", "person", "Vera Voss", "level", "director"]);
    desk.owner(&friday(3), "Vera Voss", "yes");
    desk.since(&friday(5), "no-owner", START);
    desk.owner(&friday(5), "Nora Nash", "yes");
    desk.owner(&friday(6), "Vera Voss", "yes");
    desk.since(&friday(7), "no-owner", &friday(6));
}

#[test]
fn drift_that_somebody_may_stop_is_drift_and_a_lack_of_authority_without_it_is_nothing() {
    let desk = drifting("yes", &["85", "85"]);
    desk.fires(&sunday(5), "drift-no-authority", NOTHING);
    desk.fires(&sunday(5), "drift", SIGNAL);
    drifting("no", &["85", "85.1"]).fires(&sunday(5), "drift-no-authority", NOTHING);
}

#[test]
fn drift_without_authority_lasts_for_as_many_values_as_its_own_number_says() {
    for (key, level) in [("drift-no-authority", NOTHING), ("drift", SIGNAL)] {
        let desk = drifting("no", &["85", "85", "90"]);
        desk.on(START, &["framework", "set", &format!("warning.{key}.clear-values"), "1"]);
        desk.fires(&sunday(6), "drift-no-authority", level);
    }
}

#[test]
fn drift_without_authority_is_cleared_by_an_owner_who_has_it_or_two_values_inside() {
    let desk = drifting("no", &["85", "85"]);
    desk.owner(&friday(6), "Nora Nash", "yes");
    desk.went(&friday(6), "drift-no-authority", SIGNAL);
    desk.fires(&friday(6), "drift", SIGNAL);
    let desk = drifting("no", &["85", "85"]);
    desk.performs(&friday(8), 6, &["90", "90"]);
    desk.went(&friday(8), "drift-no-authority", SIGNAL);
}

#[test]
fn there_was_no_drift_without_authority_before_the_second_value() {
    let desk = drifting("no", &["85"]);
    desk.performs(&friday(6), 5, &["85"]);
    desk.came(&friday(6), "drift-no-authority", SIGNAL);
}
