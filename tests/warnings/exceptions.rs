//! `exceptions-ageing`: exceptions that wait, and months in which they take longer.

use serde_json::{Value, json};

use crate::days::{Desk, NOTHING, SIGNAL, WATCH, friday, monday, text, week};

/// Exceptions of a month that took so many days each.
fn month(desk: &Desk, day: &str, month: u64, count: u64, took: u64) {
    for nth in 1..=count {
        let (raised, resolved) = (format!("2026-{month:02}-{nth:02}"), format!("2026-{month:02}-{:02}", nth + took));
        desk.exception(day, &raised, &raised, Some(&resolved));
    }
}

#[test]
fn an_exception_that_waits_over_14_days_is_a_signal_from_its_escalation_on() {
    let desk = Desk::at("1");
    let long = "Wrong sum on every invoice ".repeat(4).trim_end().to_owned();
    let answer = desk.on("2026-03-02", &["--json", "raise", "alpha", &long, "--at", "2026-02-10"]);
    desk.fires("2026-03-02", "exceptions-ageing", NOTHING);
    let answer: Value = serde_json::from_str(&answer).unwrap();
    desk.on("2026-03-10", &["escalate", &text(&answer, "id"), "--to", "Vera Voss", "--at", "2026-03-03"]);
    desk.fires("2026-03-17", "exceptions-ageing", NOTHING);
    desk.fires("2026-03-18", "exceptions-ageing", SIGNAL);
    let told = desk.says("2026-03-18", "exceptions-ageing");
    assert!(told.contains(&long), "whole, however long: {told}");
    desk.on("2026-03-19", &["acknowledge", &text(&answer, "id")]);
    desk.fires("2026-03-19", "exceptions-ageing", SIGNAL);
}

#[test]
fn ageing_exceptions_are_cleared_when_they_are_resolved() {
    let desk = Desk::at("1");
    let one = desk.exception("2026-03-04", "2026-03-02", "2026-03-03", None);
    let other = desk.exception("2026-03-04", "2026-03-02", "2026-03-04", None);
    desk.on("2026-03-20", &["resolve", &one, "--at", "2026-03-19"]);
    desk.fires("2026-03-20", "exceptions-ageing", SIGNAL);
    desk.on("2026-03-24", &["resolve", &other, "--at", "2026-03-23"]);
    desk.went("2026-03-24", "exceptions-ageing", SIGNAL);
    desk.fires("2026-03-22", "exceptions-ageing", SIGNAL);
}

#[test]
fn no_exception_was_old_before_its_escalation_was_recorded() {
    let desk = Desk::at("1");
    desk.exception("2026-03-20", "2026-03-02", "2026-03-03", None);
    desk.came("2026-03-20", "exceptions-ageing", SIGNAL);
}

#[test]
fn an_oldest_exception_that_is_typed_ages_too() {
    let desk = Desk::at("1");
    let metric = ["add", "metric", "alpha", "oldest", "--family", "governance", "--role", "oldest-open"];
    desk.on("2026-01-06", &[&metric[..], &["--unit", "days", "--better", "lower"]].concat());
    desk.weekly(&monday(11), "oldest", 10, &["14"]);
    desk.fires(&monday(11), "exceptions-ageing", NOTHING);
    desk.weekly(&friday(12), "oldest", 11, &["15"]);
    desk.came(&friday(12), "exceptions-ageing", SIGNAL);
    desk.weekly(&friday(13), "oldest", 12, &["14"]);
    desk.went(&friday(13), "exceptions-ageing", SIGNAL);
}

#[test]
fn a_median_to_resolve_that_rises_three_times_running_is_a_watch() {
    let desk = Desk::at("1");
    for (number, took) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4)] {
        month(&desk, "2026-06-01", number, 5, took);
    }
    desk.fires("2026-06-01", "exceptions-ageing", NOTHING);
    // One more rise makes three, once five were resolved in its month.
    month(&desk, "2026-07-06", 6, 4, 5);
    desk.fires("2026-07-06", "exceptions-ageing", NOTHING);
    desk.exception("2026-07-09", "2026-06-05", "2026-06-05", Some("2026-06-10"));
    desk.came("2026-07-09", "exceptions-ageing", WATCH);
    desk.fires("2026-06-30", "exceptions-ageing", NOTHING);
    // As long as the month before is no rise.
    month(&desk, "2026-08-01", 7, 5, 5);
    desk.fires("2026-07-31", "exceptions-ageing", WATCH);
    desk.fires("2026-08-01", "exceptions-ageing", NOTHING);
    // One that waits is told beside it, and does not hide it.
    desk.exception("2026-08-01", "2026-07-01", "2026-07-01", None);
    desk.fires("2026-07-31", "exceptions-ageing", SIGNAL);
    desk.since("2026-07-31", "exceptions-ageing", "2026-07-01");
    let told = desk.says("2026-07-31", "exceptions-ageing");
    assert!(told.contains("30 days ago") && told.contains("rose month by month"), "{told}");
}

#[test]
fn typed_counts_of_exceptions_are_refused_once_there_is_a_register() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(11), "governance", 10, &["3"]);
    desk.exception(&friday(11), &monday(11), &monday(11), None);
    desk.refuses(&friday(12), &["record", "alpha", "governance", "3"], 3);
    desk.refuses(&friday(12), &["record", "alpha", "governance", "3", "--week", "2026-W10"], 3);
    let table = "pilot,metric,week,value\nalpha,governance,2026-W12,3\n";
    let (status, _, err) = desk.run(("--today", &friday(13)), &["record", "--from", "-"], table);
    assert_eq!(status, 3, "{err}");
    let readings = desk.readings(&friday(12), "escalated exceptions");
    assert!(readings.contains(&(week(11), json!(1))), "the register counts: {readings:?}");
}

#[test]
fn a_typed_age_of_the_oldest_exception_is_refused_once_there_is_a_register() {
    let desk = Desk::rolled_out();
    desk.on("2026-01-06", &["add", "metric", "alpha", "oldest", "--family", "governance", "--role", "oldest-open"]);
    desk.weekly(&monday(11), "oldest", 10, &["3"]);
    desk.exception(&friday(11), &monday(11), &monday(11), None);
    desk.refuses(&friday(12), &["record", "alpha", "oldest", "3"], 3);
}

#[test]
fn an_exception_is_not_resolved_before_it_was_raised_nor_in_the_future() {
    let desk = Desk::at("1");
    let id = desk.exception("2026-03-20", "2026-03-16", "2026-03-17", None);
    let resolve = |at| ["resolve", id.as_str(), "--at", at];
    desk.refuses("2026-03-20", &resolve("2026-03-15"), 3);
    desk.refuses("2026-03-20", &resolve("2026-03-21"), 3);
    desk.refuses("2026-03-20", &resolve("2027-03-18"), 3);
    desk.refuses("2026-03-20", &["raise", "alpha", "It will be wrong", "--at", "2026-03-21"], 3);
    desk.refuses("2026-03-20", &["close", &id], 3);
    desk.on("2026-03-20", &resolve("2026-03-18"));
    desk.refuses("2026-03-20", &resolve("2026-03-19"), 3);
}

#[test]
fn an_exception_is_resolved_across_the_end_of_the_year() {
    let desk = Desk::at("1");
    let id = desk.exception("2027-01-02", "2026-12-29", "2026-12-30", None);
    desk.fires("2027-01-13", "exceptions-ageing", NOTHING);
    desk.fires("2027-01-14", "exceptions-ageing", SIGNAL);
    desk.refuses("2027-01-03", &["resolve", &id, "--at", "2026-12-28"], 3);
    desk.on("2027-01-03", &["resolve", &id, "--at", "2027-01-01"]);
    desk.fires("2027-01-14", "exceptions-ageing", NOTHING);
    let exceptions = desk.json(("--today", "2027-01-14"), &["list", "exceptions"]);
    for (field, day) in [("raised", "2026-12-29"), ("escalated", "2026-12-30"), ("resolved", "2027-01-01")] {
        assert!(text(&exceptions[0], field).starts_with(day), "{field} in {}", exceptions[0]);
    }
    let counts = desk.readings("2027-01-05", "escalated exceptions");
    assert_eq!(counts.last(), Some(&("2026-W53".to_owned(), json!(1))), "{counts:?}");
    let days = desk.readings("2027-01-05", "time to resolve");
    assert_eq!(days.last(), Some(&("2026-W53".to_owned(), json!(2))), "{days:?}");
}
