//! Whose weeks count: those of a pilot and of its stage, paused ones, and those of a pilot without a start.

use serde_json::{Value, json};

use crate::days::{Desk, LATER, NOTHING, SIGNAL, START, WATCH, friday, monday, sunday, thursday, tuesday, wednesday};
use crate::times;

impl Desk {
    /// The week of the pilot and that of its stage.
    #[track_caller]
    fn weeks(&self, day: &str) -> (Value, Value) {
        let shown = self.shown(("--today", day));
        (shown["week"].clone(), shown["week_in_stage"].clone())
    }
}

#[test]
fn a_stage_has_a_clock_of_its_own() {
    let desk = Desk::at(1);
    desk.passes(&monday(6), "a log");
    desk.decides(&wednesday(7), "G1", "go", &[]);
    for (day, week, of_stage) in [(wednesday(7), 6, 1), (sunday(7), 6, 1), (monday(8), 7, 2), (monday(16), 15, 10)] {
        assert_eq!(desk.weeks(&day), (json!(week), json!(of_stage)), "{day}");
    }
}

#[test]
fn a_stage_that_is_entered_again_begins_at_week_1() {
    let desk = Desk::at(2);
    desk.fires(&tuesday(11), "stage-overrun", WATCH);
    desk.becomes(&wednesday(11), 3, "active");
    assert_eq!(desk.weeks(&wednesday(11)), (json!(10), json!(1)));
    desk.becomes(&friday(13), 2, "active");
    assert_eq!(desk.weeks(&friday(13)), (json!(12), json!(1)));
    desk.fires(&friday(13), "stage-overrun", NOTHING);
    desk.fires(&sunday(21), "stage-overrun", NOTHING);
    desk.fires(&monday(22), "stage-overrun", WATCH);
}

#[test]
fn stage_one_takes_eight_weeks_and_stage_three_thirteen() {
    for (stage, last) in [(1, 10), (3, 15)] {
        let desk = Desk::at(stage);
        desk.books(&monday(40));
        desk.weekly(LATER, "performance", 2, &times("90", 34));
        desk.fires(&sunday(last), "stage-overrun", NOTHING);
        desk.fires(&monday(last + 1), "stage-overrun", WATCH);
        desk.fires(&sunday(last + 3), "stage-overrun", WATCH);
        desk.fires(&monday(last + 4), "stage-overrun", SIGNAL);
    }
}

#[test]
fn a_paused_week_is_no_empty_week_of_purgatory() {
    let desk = Desk::at(1);
    desk.becomes(&monday(4), 1, "paused");
    desk.becomes(&monday(8), 1, "active");
    // Empty are weeks 2, 3, 8 and 9.
    for day in [thursday(6), wednesday(10)] {
        desk.fires(&day, "purgatory", NOTHING);
    }
    desk.fires(&thursday(10), "purgatory", SIGNAL);
}

#[test]
fn a_paused_week_is_no_empty_week_of_a_family() {
    let desk = Desk::at(1);
    desk.becomes(&monday(3), 1, "paused");
    desk.becomes(&monday(7), 1, "active");
    for day in [thursday(4), wednesday(8)] {
        desk.fires(&day, "stale", NOTHING);
    }
    desk.fires(&thursday(8), "stale", WATCH);
}

#[test]
fn a_paused_week_is_no_gap_of_the_programme() {
    let desk = Desk::at(3);
    desk.becomes(&monday(3), 3, "paused");
    desk.becomes(&monday(7), 3, "active");
    desk.fires(&sunday(6), "programme-gap", NOTHING);
    desk.fires(&monday(7), "programme-gap", WATCH);
    desk.fires(&wednesday(8), "programme-gap", WATCH);
    desk.fires(&thursday(8), "programme-gap", SIGNAL);
}

/// A pilot that was rolled out at its start and is paused in weeks 4 to 7, without an exception in some weeks.
fn silent(weeks: &[u64]) -> Desk {
    let desk = Desk::rolled_out(3, START);
    desk.becomes(&monday(4), 3, "paused");
    desk.becomes(&monday(8), 3, "active");
    for week in weeks {
        desk.weekly(LATER, "governance", *week, &["0"]);
        desk.weekly(LATER, "adoption", *week, &["50/100"]);
    }
    desk
}

#[test]
fn a_paused_week_does_not_end_a_silence() {
    let desk = silent(&[2, 3, 8, 9]);
    desk.fires(&wednesday(10), "silence", NOTHING);
    desk.fires(&thursday(10), "silence", WATCH);
    silent(&[3, 8, 9]).fires(&thursday(10), "silence", NOTHING);
    silent(&[2, 3, 8]).fires(&thursday(10), "silence", NOTHING);
}

#[test]
fn the_twelve_weeks_before_a_silence_hold_no_paused_ones() {
    // Twelve exceptions in weeks 2 to 5, or one less, and none in weeks 6 to 13 and 18 to 21.
    for (last, level) in [("3", WATCH), ("2", NOTHING)] {
        let desk = Desk::rolled_out(3, START);
        desk.becomes(&monday(14), 3, "paused");
        desk.becomes(&monday(18), 3, "active");
        desk.weekly(LATER, "governance", 2, &[times("3", 3), times(last, 1), times("0", 8)].concat());
        desk.weekly(LATER, "governance", 18, &times("0", 4));
        desk.weekly(LATER, "adoption", 2, &times("1/100", 20));
        desk.fires(&thursday(22), "silence", level);
    }
}

/// A pilot in a stage of which nobody knows when it began.
fn undated(stage: u64) -> Desk {
    let desk = Desk::empty();
    desk.does(START, &format!("add pilot Alpha --stage {stage}"));
    desk.on(START, &["set", "alpha", "started", ""]);
    desk
}

#[test]
fn without_a_start_there_is_no_week() {
    for stage in 1..=4 {
        let desk = undated(stage);
        assert_eq!(desk.weeks(LATER), (Value::Null, Value::Null), "stage {stage}");
        let page = desk.does(LATER, "show alpha");
        assert!(page.lines().any(|line| line.starts_with("week in stage") && line.ends_with('–')), "{page}");
    }
}

#[test]
fn without_a_start_no_clock_of_stage_one_runs() {
    let desk = undated(1);
    desk.fire_only("2026-06-01", &["no-owner"]);
    desk.fires("2026-06-01", "no-owner", WATCH);
    desk.does(START, "set metric alpha/performance target 90");
    desk.weekly("2026-06-01", "performance", 20, &["90", "90"]);
    desk.fires("2026-06-01", "success-paradox", NOTHING);
}

#[test]
fn without_a_start_the_programme_has_no_gap_and_no_stage_is_over_its_time() {
    let desk = undated(3);
    desk.does(START, &format!("set alpha rollout {START}"));
    for day in [thursday(6), "2026-06-01".to_owned(), LATER.to_owned()] {
        desk.fires(&day, "programme-gap", NOTHING);
        desk.fires(&day, "stage-overrun", NOTHING);
    }
}

#[test]
fn what_was_taken_over_without_a_start_is_not_stale() {
    for stage in 2..=4 {
        let desk = undated(stage);
        desk.fires("2026-06-01", "stale", NOTHING);
        desk.does("2026-06-01", &format!("set alpha started {START}"));
        desk.fires("2026-06-01", "stale", WATCH);
    }
}
