//! `stale`: families and reported statuses of which nothing new is known.

use crate::days::{Desk, LATER, NOTHING, START, WATCH, friday, monday, saturday, sunday, thursday, wednesday};
use crate::times;

#[test]
fn a_family_is_stale_on_the_thursday_on_which_its_second_empty_week_is_due() {
    let desk = Desk::at("1");
    desk.fires(&wednesday(4), "stale", NOTHING);
    desk.fires(&thursday(4), "stale", WATCH);
    desk.weekly(LATER, "performance", 2, &["90"]);
    desk.fires(&wednesday(5), "stale", NOTHING);
    desk.fires(&thursday(5), "stale", WATCH);
}

#[test]
fn a_week_of_which_no_working_day_is_left_makes_nothing_stale() {
    let ends = [(friday(2), 4), (saturday(2), 5), (sunday(2), 5), (monday(3), 5)];
    for (started, stale) in ends {
        let desk = Desk::empty();
        desk.on(START, &["add", "pilot", "Alpha", "--started", &started]);
        desk.fires(&wednesday(stale), "stale", NOTHING);
        desk.fires(&thursday(stale), "stale", WATCH);
    }
    // So it is with the other families and their rollout.
    let desk = Desk::rolled_out();
    desk.on(START, &["set", "alpha", "rollout", &saturday(10)]);
    desk.weekly(LATER, "performance", 2, &times("90", 20));
    desk.fires(&wednesday(13), "stale", NOTHING);
    desk.fires(&thursday(13), "stale", WATCH);
}

#[test]
fn what_was_not_measured_buys_two_more_weeks() {
    let desk = Desk::at("1");
    desk.weekly(LATER, "performance", 2, &["90", "-"]);
    // Another family has its values: without any it would be purgatory.
    desk.weekly(LATER, "impact", 2, &times("5", 6));
    desk.fires(&thursday(5), "stale", NOTHING);
    desk.fires(&wednesday(7), "stale", NOTHING);
    desk.fires(&thursday(7), "stale", WATCH);
}

#[test]
fn other_families_are_expected_from_the_rollout_or_their_first_value_on() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "performance", 2, &times("90", 20));
    desk.fires(&wednesday(12), "stale", NOTHING);
    desk.fires(&thursday(12), "stale", WATCH);
    let desk = Desk::at("1");
    desk.books("2026-01-06", "G1", &monday(30));
    desk.weekly(LATER, "performance", 2, &times("90", 20));
    desk.fires(&thursday(12), "stale", NOTHING);
    desk.weekly(LATER, "impact", 3, &["5"]);
    desk.fires(&wednesday(6), "stale", NOTHING);
    desk.fires(&thursday(6), "stale", WATCH);
}

#[test]
fn a_reported_status_is_stale_after_35_days_until_it_is_renewed() {
    let desk = Desk::at("1");
    desk.weekly(&monday(7), "performance", 2, &times("90", 5));
    desk.on("2026-01-06", &["status", "alpha", "G", "--because", "It goes well."]);
    desk.fires("2026-02-10", "stale", NOTHING);
    desk.fires("2026-02-11", "stale", WATCH);
    desk.on("2026-02-12", &["status", "alpha", "G", "--because", "It still goes well."]);
    desk.went("2026-02-12", "stale", WATCH);
}

#[test]
fn what_is_stale_is_cleared_by_a_value() {
    let desk = Desk::at("1");
    desk.weekly(&friday(5), "performance", 4, &["90"]);
    desk.went(&friday(5), "stale", WATCH);
    desk.fires(&thursday(5), "stale", NOTHING);
}

#[test]
fn nothing_was_stale_before_the_family_had_its_first_value() {
    let desk = Desk::at("1");
    desk.books("2026-01-06", "G1", &monday(12));
    desk.weekly(&monday(10), "performance", 2, &times("90", 8));
    desk.weekly(&wednesday(10), "impact", 3, &["5"]);
    desk.came(&wednesday(10), "stale", WATCH);
}
