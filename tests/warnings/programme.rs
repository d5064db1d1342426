//! `programme-gap`: readings of the programme that are missing.

use crate::days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, before, friday, monday, saturday, sunday, thursday, wednesday,
};
use crate::text;
use crate::times;

/// Everything up to week 10, and then those.
fn programme(then: &[&str]) -> Desk {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 2, &[&times("50/100", 9), then].concat());
    desk
}

#[test]
fn one_missing_reading_of_the_programme_is_a_watch_and_two_running_are_a_signal() {
    let desk = programme(&[]);
    desk.fires(&wednesday(12), "programme-gap", NOTHING);
    desk.fires(&thursday(12), "programme-gap", WATCH);
    desk.fires(&wednesday(13), "programme-gap", WATCH);
    desk.fires(&thursday(13), "programme-gap", SIGNAL);
}

#[test]
fn a_programme_that_begins_on_a_weekend_lacks_no_reading_of_that_week() {
    for (day, due) in [(friday(2), 3), (saturday(2), 4), (sunday(2), 4), (monday(3), 4)] {
        let desk = Desk::empty();
        desk.on(&day, &["add", "pilot", "Alpha", "--started", START, "--stage", "3"]);
        desk.fires(&wednesday(due), "programme-gap", NOTHING);
        desk.fires(&thursday(due), "programme-gap", WATCH);
    }
}

#[test]
fn two_missing_readings_of_the_programme_with_one_between_are_a_watch() {
    let desk = programme(&["", "50/100", ""]);
    desk.fires(&sunday(14), "programme-gap", WATCH);
}

#[test]
fn what_was_not_measured_is_a_gap_of_the_programme_after_the_rollout_only() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 2, &[times("-", 8), times("50/100", 3), times("-", 2)].concat());
    desk.fires(&thursday(13), "programme-gap", NOTHING);
    desk.fires(&thursday(14), "programme-gap", WATCH);
    // Week 13 was not measured either. Nobody entered week 14, the thirteenth of the programme, whose reading is due in
    // the week after it: the programme ends with that week.
    desk.fires(&monday(15), "programme-gap", WATCH);
    desk.fires(&thursday(15), "programme-gap", SIGNAL);
    desk.fires(&monday(16), "programme-gap", NOTHING);
    let desk = programme(&["-", "-"]);
    desk.fires(&thursday(12), "programme-gap", WATCH);
    desk.fires(&thursday(13), "programme-gap", SIGNAL);
}

#[test]
fn a_gap_of_the_programme_is_cleared_by_its_entry_or_the_end_of_the_programme() {
    let desk = programme(&["", "", "50/100"]);
    desk.fires(&monday(14), "programme-gap", SIGNAL);
    desk.fires(&sunday(14), "programme-gap", SIGNAL);
    desk.fires(&sunday(15), "programme-gap", SIGNAL);
    let found = desk.json(("--today", &sunday(15)), &["signals", "alpha"]);
    let clears = text(found.iter().find(|found| found["warning"] == "programme-gap").unwrap(), "clears_when");
    assert!(clears.contains("or week 14 of the stage is over"), "{clears}");
    desk.fires(&monday(16), "programme-gap", NOTHING);
    desk.weekly(LATER, "adoption", 11, &["50/100"]);
    desk.fires(&sunday(14), "programme-gap", WATCH);
    desk.weekly(LATER, "adoption", 12, &["50/100"]);
    desk.fires(&sunday(14), "programme-gap", NOTHING);
}

#[test]
fn the_programme_had_no_gap_before_a_value_was_taken_back() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(13), "adoption", 2, &times("50/100", 11));
    desk.weekly(&friday(13), "adoption", 11, &["-"]);
    desk.came(&friday(13), "programme-gap", WATCH);
    desk.weekly(&sunday(13), "adoption", 12, &["-"]);
    desk.fires(&sunday(13), "programme-gap", SIGNAL);
    assert_eq!(desk.level(("--as-of", &before(&sunday(13))), "programme-gap"), WATCH);
}
