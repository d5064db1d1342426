//! What warnings make of a pilot and of a portfolio: exit statuses, JSON, the computed status, and who is judged.

use serde_json::{Value, json};

use crate::days::{Desk, LATER, SIGNAL, WATCH, before, monday, sunday, text, thursday, wednesday, week};
use crate::items::{MATRIX, RUN_DECISIONS};
use crate::{GUARDS, charted, improving, noisy, stated, times};

/// A pilot of which much is to be said: a director as owner, drift, and then silence. The committee has its day, so
/// that the silence is no purgatory.
fn troubled() -> Desk {
    let desk = stated("90");
    desk.books("2026-01-06", "G1", &monday(20));
    desk.on("2026-01-06", &["set", "person", "Vera Voss", "level", "director"]);
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.exception(&monday(6), &monday(5), &monday(5), None);
    desk
}

#[test]
fn check_ends_with_10_for_a_signal_and_with_0_for_a_watch() {
    let desk = Desk::ownerless("1");
    desk.books("2026-01-06", "G1", &monday(12));
    desk.ticks("2026-01-06", &RUN_DECISIONS);
    desk.weekly(LATER, "performance", 2, &times("90", 9));
    // Where nobody meets, that is a signal of its own.
    for deed in ["prepare", "open", "close"] {
        desk.on(&monday(8), &["review", deed, &monday(8)]);
    }
    desk.fires(&sunday(9), "no-owner", WATCH);
    for (day, status) in [(sunday(9), 0), (monday(10), 10)] {
        let (found, out, err) = desk.run(("--today", &day), &["check"], "");
        assert_eq!((found, err.as_str()), (status, ""), "{day}: {out}");
        assert_eq!(out.contains("no-owner"), status == 10, "{out}");
        let (found, out, err) = desk.run(("--today", &day), &["--json", "check"], "");
        assert_eq!((found, err.as_str()), (status, ""), "{day}: {out}");
        let due: Vec<Value> = serde_json::from_str(&out).unwrap();
        assert_eq!(due.len(), usize::from(status == 10), "{due:?}");
    }
    desk.on(&wednesday(10), &["owner", "alpha", "Vera Voss", "--why", "hers"]);
    assert_eq!(desk.run(("--today", &wednesday(10)), &["check"], "").0, 0);
    assert_eq!(desk.run(("--as-of", &monday(10)), &["check"], "").0, 10);
}

#[test]
fn a_signal_in_json_has_the_fields_of_the_contract() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.3"]);
    let day = sunday(15);
    for words in [&["signals"][..], &["signals", "alpha"], &["list", "signals"]] {
        let found = desk.json(("--today", &day), words);
        let drift = found.iter().find(|found| found["warning"] == "drift").unwrap();
        assert_eq!((&drift["pilot"], &drift["level"]), (&json!("alpha"), &json!(SIGNAL)));
        assert_eq!(drift["since"], json!(sunday(15)), "since the week of the second value ended");
        let weeks: Vec<String> =
            drift["readings"].as_array().unwrap().iter().map(|reading| text(reading, "week")).collect();
        assert_eq!(weeks, [week(14), week(15)]);
        assert_eq!(drift["readings"][0]["value"], json!(87.3));
        for field in ["id", "explanation", "origin", "heading", "proposal", "clears_when"] {
            assert!(!text(drift, field).is_empty(), "{field} in {drift}");
        }
        let ids: std::collections::BTreeSet<String> = found.iter().map(|found| text(found, "id")).collect();
        assert_eq!(ids.len(), found.len(), "every id once");
    }
}

#[test]
fn what_most_pilots_have_is_a_finding_about_the_portfolio() {
    let desk = Desk::empty();
    let rows: Vec<String> = (0..12).map(|number| format!("Pilot {number},2026-01-05")).collect();
    desk.fed("2026-01-05", &["import", "-"], &format!("name,started\n{}\n", rows.join("\n")));
    let found = desk.json(("--today", "2026-01-05"), &["signals"]);
    let common: Vec<&Value> = found.iter().filter(|found| found["pilot"].is_null()).collect();
    assert_eq!(common.len(), 1, "{found:?}");
    assert_eq!(common[0]["warning"], json!("no-owner"));
    assert_eq!(text(common[0], "explanation"), "no-owner fires for 12 of 12 pilots under way: a watch.");
    assert_eq!(common[0]["level"], json!(WATCH));
}

#[test]
fn what_many_pilots_have_is_told_by_the_gravest_that_they_have_and_names_nobody() {
    let desk = Desk::empty();
    desk.on("2026-01-05", &["add", "person", "Ana Costa", "--level", "vp"]);
    for (name, power) in [("a", "yes"), ("b", "yes"), ("c", "yes"), ("d", "no")] {
        desk.on("2026-01-05", &["add", "pilot", name, "--started", "2026-01-05"]);
        let power = format!("authority={power}");
        desk.on("2026-01-05", &["owner", name, "Ana Costa", "--why", "hers", "--power", &power]);
    }
    let found = desk.json(("--today", "2026-01-05"), &["signals"]);
    let common = found.iter().find(|found| found["pilot"].is_null()).unwrap();
    let says = "sponsor-as-owner fires for 4 of 4 pilots under way: a signal for 1, a watch for 3.";
    assert_eq!((text(common, "explanation"), &common["level"]), (says.to_owned(), &json!(SIGNAL)));
    assert!(!text(common, "clears_when").contains("Ana"), "{common}");
}

#[test]
fn a_signal_in_the_computed_status_comes_before_what_is_stale() {
    let desk = stated("90");
    desk.weekly(LATER, "performance", 4, &["85", "85"]);
    assert_eq!(desk.computed(&sunday(5)), "R");
    desk.fires(&sunday(9), "stale", WATCH);
    assert_eq!(desk.computed(&sunday(9)), "R", "not reporting does not cure a red");
}

#[test]
fn what_is_stale_comes_before_a_watch_in_the_computed_status() {
    let desk = Desk::ownerless("1");
    assert_eq!(desk.computed(&wednesday(4)), "A", "the watch of no-owner");
    assert_eq!(desk.computed(&thursday(4)), "?");
    // Nothing but no-owner may turn it red: it reports now and then, and the committee has its day.
    desk.books("2026-01-06", "G1", &monday(12));
    desk.ticks("2026-01-06", &RUN_DECISIONS);
    desk.weekly(LATER, "performance", 5, &["90", "90"]);
    assert_eq!(desk.all(&sunday(9)), ["no-owner", "stale"]);
    assert_eq!(desk.computed(&sunday(9)), "?");
    assert_eq!(desk.all(&monday(10)), ["no-owner", "stale"]);
    assert_eq!(desk.computed(&monday(10)), "R");
}

#[test]
fn a_watch_counts_in_the_computed_status_where_it_says_so() {
    let desk = charted("performance");
    desk.weekly(LATER, "performance", 2, &["90", "93"]);
    assert_eq!(desk.computed(&sunday(2)), "G");
    desk.fires(&sunday(3), "process", WATCH);
    assert_eq!(desk.computed(&sunday(3)), "G", "process counts nowhere as a watch");
    let desk = improving(Some("2"));
    desk.ticks("2026-01-06", &RUN_DECISIONS);
    desk.ticks("2026-01-06", &[&MATRIX[..], &GUARDS].concat());
    // Stage 3 is over its time from week 16 on, unless the committee put it off.
    let hold = ["gate", "alpha", "G3", "--decide", "hold", "--cause", "value", "--next", &monday(20)];
    desk.on(&monday(15), &[&hold[..], &["--by", "Vera Voss", "--why", "its impact is open"]].concat());
    desk.weekly(LATER, "performance", 2, &times("90", 16));
    desk.weekly(LATER, "adoption", 2, &times("95/100", 16));
    desk.weekly(LATER, "governance", 2, &["1", "2"].repeat(8));
    desk.weekly(LATER, "impact", 10, &times("50", 8));
    assert_eq!(desk.computed(&sunday(16)), "G", "{:?}", desk.all(&sunday(16)));
    assert_eq!(desk.all(&sunday(17)), ["impact-flat"]);
    assert_eq!(desk.computed(&sunday(17)), "A");
}

#[test]
fn a_value_worse_than_its_reference_by_more_than_the_tolerance_is_a() {
    for (value, status) in [("89", "G"), ("88.9", "A")] {
        let desk = stated("90");
        desk.on("2026-01-06", &["set", "metric", "alpha/performance", "tolerance", "1"]);
        desk.weekly(LATER, "performance", 2, &[value]);
        assert_eq!(desk.computed(&sunday(2)), status, "{value}");
    }
}

#[test]
fn nothing_is_computed_where_nothing_is_judged() {
    for lifecycle in ["stopped", "retired"] {
        let desk = Desk::ownerless("1");
        desk.becomes("2026-01-06", lifecycle);
        assert_eq!(desk.computed("2026-01-06"), "-", "{lifecycle}");
    }
    let desk = Desk::ownerless("1");
    desk.on("2026-01-06", &["archive", "alpha"]);
    assert_eq!(desk.computed("2026-01-06"), "-", "archived");
}

#[test]
fn only_the_missing_owner_is_said_of_a_pilot_that_is_paused() {
    let desk = troubled();
    let day = sunday(12);
    let all = desk.all(&day);
    for warning in ["no-owner", "exceptions-ageing", "stale"] {
        assert!(all.iter().any(|found| found == warning), "{warning} in {all:?}");
    }
    assert!(all.iter().any(|found| found.starts_with("drift")), "{all:?}");
    desk.becomes(&day, "paused");
    assert_eq!(desk.all(&day), ["no-owner"]);
    assert!(desk.json(("--as-of", &before(&day)), &["signals"]).len() >= 4, "the day before it was active");
    // What counts is one signal in every face; how it stands is read to be no way, and only programs read what is computed.
    assert_eq!((desk.computed(&day).as_str(), desk.run(("--today", &day), &["check"], "").0), ("R", 10));
    let shown = desk.on(&day, &["show", "alpha"]);
    assert!(shown.contains("- (paused: not judged)") && shown.contains("signal no-owner"), "{shown}");
    assert!(!shown.contains("for green"), "{shown}");
    let (listed, board) = (desk.on(&day, &["list", "pilots"]), desk.on(&day, &[]));
    assert!(listed.contains("paused") && !listed.split_whitespace().any(|word| word == "R"), "{listed}");
    assert!(board.contains("paused, no-owner") && !board.split_whitespace().any(|word| word == "R"), "{board}");
}

#[test]
fn nothing_is_said_of_a_pilot_that_is_stopped_or_archived() {
    for lifecycle in ["stopped", "retired"] {
        let desk = troubled();
        desk.becomes(&sunday(12), lifecycle);
        assert!(desk.all(&sunday(12)).is_empty(), "{lifecycle}: {:?}", desk.all(&sunday(12)));
        assert_eq!(desk.run(("--today", &sunday(12)), &["check"], "").0, 0, "{lifecycle}");
    }
    let desk = troubled();
    assert_eq!(desk.run(("--today", &sunday(12)), &["check"], "").0, 10);
    desk.on(&sunday(12), &["archive", "alpha"]);
    assert!(desk.all(&sunday(12)).is_empty(), "{:?}", desk.all(&sunday(12)));
    desk.on(&sunday(12), &["unarchive", "alpha"]);
    assert!(desk.all(&sunday(12)).len() >= 4);
}

#[test]
fn a_pilot_that_sustains_itself_is_judged_as_an_active_one() {
    let desk = troubled();
    let all = desk.all(&sunday(12));
    desk.becomes(&sunday(12), "self-sustaining");
    assert_eq!(desk.all(&sunday(12)), all);
}
