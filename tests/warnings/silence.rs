//! `silence`: weeks without an escalation.

use crate::days::{Desk, LATER, NOTHING, WATCH, friday, monday, thursday, wednesday};
use crate::times;

/// Escalated exceptions and active users from week 10 on.
fn quiet(escalated: &[&str], active: &[&str]) -> Desk {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "governance", 10, escalated);
    desk.weekly(LATER, "adoption", 10, active);
    desk
}

#[test]
fn four_weeks_without_an_escalation_are_a_watch_where_there_was_one_a_week_before() {
    let desk = quiet(&[times("1", 12), times("0", 4)].concat(), &times("1/100", 16));
    desk.fires(&wednesday(26), "silence", NOTHING);
    desk.fires(&thursday(26), "silence", WATCH);
}

#[test]
fn silence_is_none_where_there_was_less_than_one_a_week_before_or_a_week_without_users() {
    let before = [times("1", 11), times("0", 5)].concat();
    quiet(&before, &times("1/100", 16)).fires(&thursday(26), "silence", NOTHING);
    let before = [times("1", 12), times("0", 4)].concat();
    let idle = [times("1/100", 14), times("0/100", 1), times("1/100", 1)].concat();
    quiet(&before, &idle).fires(&thursday(26), "silence", NOTHING);
    let three = [times("1", 12), times("0", 3)].concat();
    quiet(&three, &times("1/100", 16)).fires(&thursday(26), "silence", NOTHING);
}

#[test]
fn silence_from_the_start_is_a_watch_where_ten_are_active() {
    let desk = quiet(&times("0", 4), &times("10/100", 4));
    desk.fires(&wednesday(14), "silence", NOTHING);
    desk.fires(&thursday(14), "silence", WATCH);
    quiet(&times("0", 4), &times("9/100", 4)).fires(&thursday(14), "silence", NOTHING);
    let once = [times("1", 1), times("0", 8)].concat();
    quiet(&once, &times("10/100", 9)).fires(&thursday(19), "silence", NOTHING);
}

#[test]
fn silence_before_the_rollout_does_not_count() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "governance", 8, &times("0", 5));
    desk.weekly(LATER, "adoption", 8, &times("10/100", 5));
    desk.fires(&thursday(13), "silence", NOTHING);
}

#[test]
fn silence_is_cleared_by_an_escalation_or_a_week_without_users() {
    for (escalated, active) in [("1", "10/100"), ("0", "0/100")] {
        let desk = Desk::rolled_out();
        desk.weekly(&thursday(14), "governance", 10, &times("0", 4));
        desk.weekly(&thursday(14), "adoption", 10, &times("10/100", 4));
        desk.fires(&thursday(14), "silence", WATCH);
        desk.weekly(&thursday(15), "governance", 14, &[escalated]);
        desk.weekly(&thursday(15), "adoption", 14, &[active]);
        desk.went(&thursday(15), "silence", WATCH);
    }
}

#[test]
fn there_was_no_silence_before_the_fourth_week_was_recorded() {
    let desk = quiet(&[], &[]);
    desk.weekly(&monday(14), "governance", 10, &times("0", 3));
    desk.weekly(&monday(14), "adoption", 10, &times("10/100", 4));
    desk.weekly(&friday(14), "governance", 13, &["0"]);
    desk.came(&friday(14), "silence", WATCH);
    let desk = quiet(&[], &[]);
    desk.weekly(&monday(26), "governance", 10, &[times("1", 12), times("0", 3)].concat());
    desk.weekly(&monday(26), "adoption", 10, &times("1/100", 16));
    desk.weekly(&friday(26), "governance", 25, &["0"]);
    desk.came(&friday(26), "silence", WATCH);
}
