//! `no-owner`: a pilot without an executive owner of the level that it needs.

use crate::days::{Desk, NOTHING, SIGNAL, WATCH, friday, monday, sunday, text, wednesday};

#[test]
fn no_owner_is_a_watch_in_the_first_eight_weeks_and_a_signal_from_the_ninth() {
    let desk = Desk::ownerless("1");
    desk.fires("2026-01-05", "no-owner", WATCH);
    desk.fires(&sunday(9), "no-owner", WATCH);
    desk.fires(&monday(10), "no-owner", SIGNAL);
}

#[test]
fn no_owner_is_a_signal_at_once_where_g1_lies_behind() {
    let desk = Desk::empty();
    desk.on("2026-01-05", &["add", "pilot", "Alpha", "--started", "2026-01-05", "--stage", "2"]);
    desk.fires("2026-01-05", "no-owner", SIGNAL);
}

#[test]
fn no_owner_asks_for_vp_level_or_its_equivalent() {
    let desk = Desk::at("1");
    let day = monday(3);
    for (level, fires) in
        [("c-suite", NOTHING), ("executive", NOTHING), ("vp", NOTHING), ("manager", WATCH), ("other", WATCH)]
    {
        desk.on(&day, &["set", "person", "Vera Voss", "level", level]);
        desk.fires(&day, "no-owner", fires);
    }
    desk.on(&day, &["owner", "alpha", "Dirk Dean", "--why", "for now"]);
    let found = desk.json(("--today", &day), &["signals", "alpha"]);
    let told = found.iter().find(|found| found["warning"] == "no-owner").unwrap();
    assert!(text(told, "explanation").contains("director"), "named, but director: {told}");
}

#[test]
fn no_owner_is_cleared_by_an_appointment() {
    let desk = Desk::ownerless("1");
    desk.on(&monday(11), &["owner", "alpha", "Dirk Dean", "--why", "for now"]);
    desk.fires(&monday(11), "no-owner", SIGNAL);
    desk.on(&wednesday(11), &["owner", "alpha", "Vera Voss", "--why", "hers"]);
    desk.went(&wednesday(11), "no-owner", SIGNAL);
}

#[test]
fn no_owner_was_not_there_before_the_owner_was_known_to_be_a_director() {
    let desk = Desk::at("1");
    desk.on(&friday(6), &["set", "person", "Vera Voss", "level", "director"]);
    desk.came(&friday(6), "no-owner", WATCH);
    desk.fires(&monday(10), "no-owner", SIGNAL);
}
