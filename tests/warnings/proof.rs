//! Warnings about what was shown: `success-paradox`, `evidence-hole`, `condition-adrift` and `gate-skipped`.

use crate::days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, after, friday, monday, saturday, sunday, text, thursday, tuesday,
    wednesday,
};
use crate::items::{COMPONENTS, DOCUMENTS, MATRIX};

/// Performance from week 2 on against a target of 90, entered on one day, and data at 1.
fn successful(day: &str, values: &[&str]) -> Desk {
    let desk = Desk::at("1");
    desk.on(START, &["set", "metric", "alpha/performance", "target", "90"]);
    desk.on(START, &["score", "alpha", "data", "1"]);
    desk.performs(day, 2, values);
    desk
}

/// The workstream on data.
fn condition(desk: &Desk) -> String {
    text(&desk.json(("--today", &monday(5)), &["list", "workstreams"])[0], "id")
}

/// A pilot that went on in week 5 although nothing was assessed.
fn waived() -> Desk {
    Desk::kept("waived", || {
        let desk = Desk::at("1");
        desk.decides(&monday(5), "G1", "go", &["--waive", "The market does not wait"]);
        desk
    })
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
fn evidence_that_will_be_too_old_is_a_hole_since_its_gate_was_booked_so_late() {
    let desk = Desk::at("1");
    desk.scores(START, "3");
    desk.books(&after(START, 6), "G1", &after(START, 67));
    desk.fires(&after(START, 5), "evidence-hole", NOTHING);
    desk.books(&after(START, 30), "G1", &after(START, 80));
    for days in [6, 20, 40, 90] {
        desk.since(&after(START, days), "evidence-hole", &after(START, 6));
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
    desk.ticks(&friday(8), &[&MATRIX[..], &COMPONENTS, &DOCUMENTS].concat());
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
