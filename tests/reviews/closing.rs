//! What closing decides: one review is open at a time, and the two warnings that reviews decide.

use serde_json::Value;

use crate::days::{self, START, after, text, thursday};
use crate::{DAY, check, closed, desk, files, newest};

#[test]
fn one_review_is_open_at_a_time() {
    let desk = desk();
    desk.on(DAY, &["add", "review", "2026-03-05"]);
    desk.on(DAY, &["add", "review", "2026-03-12", "--chair", "Vera Voss", "--slot", "90"]);
    desk.on(DAY, &["review", "open", "2026-03-05"]);
    assert!(desk.refuses(DAY, &["review", "open", "2026-03-12"], 3).contains("the review of 2026-03-05 is open"));
    assert!(desk.refuses(DAY, &["review", "minute", "2026-03-12", "Early"], 3).contains("not open yet"));
    desk.on(DAY, &["review", "close", "2026-03-05"]);
    let closing = text(&newest(&desk, "journal"), "id");
    desk.on(DAY, &["review", "open", "2026-03-12"]);
    let refused = desk.refuses(DAY, &["revert", &closing, "--yes"], 3);
    assert!(refused.contains("the review of 2026-03-12 is open") && !refused.contains("UNIQUE"), "{refused}");
}

#[test]
fn a_watermelon_needs_two_closed_reviews_and_goes_with_a_third() {
    let desk = desk();
    let (one, two, again, three) = (thursday(12), thursday(14), thursday(15), thursday(16));
    // Past week 8 without a date for G1 it is red, and its people say green.
    desk.on(&thursday(11), &["status", "alpha", "G", "--because", "all is well"]);
    closed(&desk, &one);
    desk.fires(&one, "watermelon", "");
    closed(&desk, &two);
    desk.came(&two, "watermelon", "signal");
    desk.since(&two, "watermelon", &two);
    // It goes on since the day on which it first held, and counts them all.
    closed(&desk, &again);
    desk.since(&again, "watermelon", &two);
    let signals = desk.says(&again, "watermelon");
    assert!(signals.contains("in 3 closed reviews") && signals.contains(", and 1 before)"), "{signals}");
    desk.on(&three, &["status", "alpha", "R", "--because", "no date"]);
    desk.fires(&three, "watermelon", "signal");
    closed(&desk, &three);
    desk.went(&three, "watermelon", "signal");
}

#[test]
fn a_watermelon_names_reviews_by_their_own_days() {
    let desk = desk();
    let (one, two) = (thursday(12), thursday(14));
    desk.on(&thursday(11), &["status", "alpha", "G", "--because", "all is well"]);
    closed(&desk, &one);
    // The second is opened and closed four days late.
    let late = after(&two, 4);
    desk.on(&two, &["review", "prepare", &two]);
    desk.on(&late, &["review", "open", &two]);
    let said = desk.on(&late, &["review", "close", &two]);
    assert!(!said.contains("closed now"), "it was opened on the day: {said}");
    let signals = desk.on(&late, &["signals", "alpha"]);
    // How the pilot stood then is told of the day on which it did.
    let named = [format!("{one}: on track"), format!("{two}, closed on {late}: on track")];
    assert!(named.iter().all(|named| signals.contains(named)), "{signals}");
}

#[test]
fn closing_a_review_that_was_opened_on_an_earlier_day_says_what_it_keeps() {
    let desk = desk();
    let (day, late) = (thursday(12), thursday(14));
    closed(&desk, &day);
    desk.on(&late, &["undo", "--yes"]);
    let said = desk.on(&late, &["review", "close", &day]);
    let told = format!("It was opened on {day}: closed now, it keeps what is known today");
    assert!(said.starts_with("Closed the review of ") && said.contains(&told), "{said}");
}

#[test]
fn a_review_is_overdue_after_35_days() {
    let desk = desk();
    let overdue = |when: (&str, &str)| {
        let found = desk.json(when, &["signals"]);
        found.iter().find(|one| one["warning"] == "review-overdue").map(|one| text(one, "explanation"))
    };
    let first = after(START, 35);
    assert_eq!(overdue(("--today", &first)), None, "35 days since the first pilot");
    assert!(overdue(("--today", &after(START, 36))).unwrap().contains("began 36 days ago"));
    let day = thursday(12);
    closed(&desk, &day);
    assert_eq!(overdue(("--today", &day)), None);
    assert!(overdue(("--as-of", &days::before(&day))).is_some());
    assert_eq!(overdue(("--today", &after(&day, 35))), None);
    let later = after(&day, 36);
    assert!(overdue(("--today", &later)).unwrap().contains("closed 36 days ago"));
    assert_eq!(check(&desk, &later).0, 10);
    let found = desk.json(("--today", &later), &["list", "signals"]);
    let found = found.iter().find(|one| one["warning"] == "review-overdue").unwrap();
    assert_eq!((&found["pilot"], &found["level"]), (&Value::Null, &"signal".into()));
}

#[test]
fn the_pack_of_the_review_that_is_closed_calls_none_overdue() {
    let desk = desk();
    let day = after(START, 60);
    closed(&desk, &day);
    desk.on(&day, &["report", "pack", "--review", "last", "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.md"].clone()).unwrap();
    assert!(pack.contains("closed") && !pack.contains("review-overdue"), "{pack}");
}
