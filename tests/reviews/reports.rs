//! What leaves a workspace with its reviews: exports, minutes, packs and months, as of any day.

use std::fs;

use crate::days::{Desk, after, text, thursday};
use crate::{DAY, closed, decides, desk, files, produced};

#[test]
fn readings_that_were_written_over_after_a_review_are_told_as_what_happened_since() {
    let desk = desk();
    let day = thursday(10);
    desk.weekly(&day, "performance", 8, &["70", "75"]);
    closed(&desk, &day);
    let since = |folder: &str| {
        desk.on(&after(&day, 7), &["report", "pack", "--out", folder]);
        String::from_utf8(files(&desk, folder)["pack.md"].clone()).unwrap()
    };
    desk.weekly(&after(&day, 7), "performance", 10, &["71"]);
    assert!(!since("before").contains("entered after the review"), "a new week is no news of an old one");
    desk.weekly(&after(&day, 7), "performance", 9, &["25"]);
    let told = since("after");
    assert!(told.contains("output quality: W09 25 % (was 75 %), entered after the review"), "{told}");
    assert!(!told.contains("(was 70") && !told.contains("W10 71 % ("), "{told}");
}

#[test]
fn as_of_last_is_the_moment_of_the_last_closed_review() {
    let desk = desk();
    let last = ("--as-of", "last");
    let (status, out, err) = desk.run(last, &["list", "pilots"], "");
    assert_eq!((status, out.as_str()), (4, ""), "{err}");
    assert!(err.contains("no review is closed yet") && err.contains("steerco review close"), "{err}");
    let (status, _, err) = desk.run(last, &["note", "alpha", "Said."], "");
    assert_eq!(status, 2, "whoever writes is told so before anything is looked for: {err}");
    let (status, _, err) = desk.run(last, &["backup", "copy.steerco"], "");
    assert_eq!(status, 2, "{err}");
    for words in [&["themes"][..], &["paths"], &["keys"]] {
        let (status, _, err) = desk.run(last, words, "");
        assert_eq!(status, 0, "{words:?} needs no workspace: {err}");
    }
    let day = thursday(12);
    closed(&desk, &day);
    desk.on(&day, &["set", "alpha", "name", "Omega"]);
    let named = |when: (&str, &str)| text(&desk.json(when, &["list", "pilots"])[0], "name");
    assert_eq!(named(last), "Alpha", "as the review had it");
    assert_eq!(named(("--as-of", &day)), "Omega", "that day ended later");
    let told = desk.json(("--as-of", &day), &["signals"]);
    assert_eq!(desk.json(last, &["signals"]).len(), told.len(), "it is judged on the day of the closing");
    let (status, _, err) = desk.run(last, &["note", "alpha", "Said."], "");
    assert_eq!(status, 2, "{err}");
}

#[test]
fn an_export_takes_reviews_along_but_not_their_files() {
    let desk = desk();
    let day = thursday(12);
    closed(&desk, &day);
    desk.on(&day, &["act", "Retrain", "--who", "Dirk Drost", "--due", "2026-05-01"]);
    let export = desk.on(&day, &["export", "-"]);
    let copy = Desk::bare();
    fs::write(copy.folder.path().join("all.json"), &export).unwrap();
    copy.on(&day, &["import", "all.json"]);
    assert_eq!(copy.on(&day, &["export", "-"]), export);
    let refused = copy.refuses(&day, &["report", "pack", "--review", "last", "--out", "pack"], 4);
    assert!(refused.contains("does not hold the pack"), "{refused}");
}

#[test]
fn reports_say_that_they_are_drafts_and_what_differs() {
    let desk = desk();
    desk.on(DAY, &["framework", "set", "stage.1.weeks", "10"]);
    desk.on(DAY, &["review", "prepare", "2026-03-05"]);
    desk.on(DAY, &["report", "pack", "--out", "draft"]);
    let pack = String::from_utf8(files(&desk, "draft")["pack.md"].clone()).unwrap();
    assert!(pack.contains("DRAFT") && pack.contains("stage.1.weeks"), "{pack}");
    desk.on(DAY, &["report", "month", "--out", "month"]);
    let month = files(&desk, "month");
    assert_eq!(
        month.keys().map(String::as_str).collect::<Vec<_>>(),
        ["month.html", "month.md", "month.txt", "month.xlsx"]
    );
    assert!(!String::from_utf8_lossy(&month["month.md"]).contains("DRAFT"));
    desk.on(DAY, &["report", "pilot", "alpha", "--out", "one"]);
    assert!(files(&desk, "one").contains_key("alpha.md"));
    let refused = desk.refuses(DAY, &["report", "minutes", "--out", "none"], 4);
    assert!(refused.contains("no review was opened"), "{refused}");
}

#[test]
fn a_verdict_is_told_with_its_cause_its_next_date_and_the_rules_that_were_waived() {
    let desk = desk();
    desk.on(DAY, &["add", "review", DAY]);
    desk.on(DAY, &["review", "item", DAY, "Alpha", "--pilot", "alpha"]);
    desk.on(DAY, &["review", "open", DAY]);
    let gate = ["gate", "alpha", "G1", "--by", "Vera Voss", "--why", "So it was found", "--decide"];
    desk.on(DAY, &[&gate[..], &["hold", "--cause", "data", "--next", "2026-04-07"]].concat());
    desk.on(DAY, &[&gate[..], &["go", "--waive", "The season begins", "--look-again", "2026-05-04"]].concat());
    let shown = desk.on(DAY, &["review", "show", DAY]);
    assert!(shown.contains("  G1: hold (cause: data; held again on 2026-04-07)"), "{shown}");
    assert!(shown.contains("; looked at again on 2026-05-04)") && shown.contains("(waived: "), "{shown}");
    desk.on(DAY, &["report", "minutes", "--review", DAY, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let minutes = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Decision at G1: hold It stays in stage 1, Pilot Validation.",
        "Cause: data",
        "Held again: 2026-04-07",
        "Decision at G1: on against ",
        "It moved from stage 1, Pilot Validation, to stage 2, Production Architecture.",
        "Waived by Vera Voss until 2026-05-04: ",
        ". The season begins.",
        "2026-05-04 What came of waiving ",
    ] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    assert!(!minutes.contains("2026-04-07 G1 is held"), "it was held since: {minutes}");
    assert!(!shown.contains("waive: G1"), "a verdict says itself what it is: {shown}");
}

#[test]
fn the_minutes_tell_when_the_committee_meets_next_and_what_comes_until_then() {
    let desk = desk();
    let day = thursday(12);
    let (soon, later) = (after(&day, 7), after(&day, 90));
    let agrees = |on: &str, what: &str, due: &str| desk.on(on, &["act", what, "--who", "Dirk Drost", "--due", due]);
    agrees(DAY, "Ask the depots", &soon);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "item", &day, "Budget", "--wanted", "Approve it"]);
    desk.on(&day, &["review", "open", &day]);
    agrees(&day, "Name a deputy", &soon);
    agrees(&day, "Book the room", &later);
    decides(&desk, &day, "alpha", "pause", &["--revisit", &later]);
    let minutes = |folder: &str| {
        desk.on(&day, &["report", "minutes", "--review", &day, "--out", folder]);
        let minutes = String::from_utf8(files(&desk, folder)["minutes.txt"].clone()).unwrap();
        minutes.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let open = minutes("open");
    assert!(open.contains(&format!("Paused until: {later}")) && open.contains("- Budget (item "), "{open}");
    let (_, again) = open.split_once("What comes again").unwrap_or_else(|| panic!("{open}"));
    for said in [
        "No next review is prepared yet; ".to_owned(),
        "1 action from this one is due by then.".to_owned(),
        format!("{soon} Action: Dirk Drost: Ask the depots"),
        format!("{later} Does “So it is” still stand?"),
    ] {
        assert!(again.contains(&said), "{said}: {again}");
    }
    assert!(!again.contains("Name a deputy") && !again.contains("Book the room"), "they stand above: {again}");
    desk.on(&day, &["add", "review", &after(&day, 14)]);
    desk.on(&day, &["review", "close", &day]);
    let closed = minutes("closed");
    let (_, again) = closed.split_once("What comes again").unwrap_or_else(|| panic!("{closed}"));
    assert!(again.contains("The next review is on Thursday, "), "{again}");
    let (_, put_off) =
        again.split_once("Put off or not reached, and carried over").unwrap_or_else(|| panic!("{again}"));
    assert!(put_off.contains("- Budget (item ") && put_off.contains("): Approve it"), "{again}");
}

#[test]
fn the_review_that_is_open_is_reported_before_a_draft_of_an_earlier_day() {
    let desk = desk();
    let (first, second) = (thursday(12), thursday(13));
    desk.on(&first, &["review", "prepare", &first]);
    desk.on(&first, &["review", "prepare", &second]);
    desk.on(&first, &["review", "open", &second]);
    desk.on(&first, &["report", "pack", "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.md"].clone()).unwrap();
    assert!(pack.contains(&format!("review of {second}")), "{pack}");
}

#[test]
fn a_pilot_that_has_ended_since_has_its_page_as_of_an_earlier_day() {
    let desk = produced();
    decides(&desk, "2026-03-09", "beta", "retire", &["--cause", "value", "--by", "Vera Voss"]);
    desk.refuses("2026-03-10", &["report", "pilot", "beta", "--out", "one"], 4);
    let (status, _, err) = desk.run(("--as-of", DAY), &["report", "pilot", "beta", "--out", "one"], "");
    assert_eq!(status, 0, "{err}");
}

#[test]
fn a_month_says_what_left_the_portfolio_since_the_last_review() {
    let desk = desk();
    closed(&desk, DAY);
    desk.on("2026-03-09", &["archive", "alpha"]);
    desk.on("2026-03-09", &["report", "month", "--out", "month"]);
    let month = String::from_utf8(files(&desk, "month")["month.md"].clone()).unwrap();
    assert!(month.contains("Alpha left the portfolio"), "{month}");
}

#[test]
fn a_report_as_of_a_day_tells_what_was_known_then() {
    let desk = desk();
    let (day, later) = (thursday(12), thursday(14));
    desk.on(&day, &["report", "month", "--out", "then"]);
    desk.on(&later, &["set", "alpha", "name", "Omega"]);
    desk.on(&later, &["decide", "alpha", "update", "--say", "Later", "--by", "Vera Voss"]);
    let (status, _, err) = desk.run(("--as-of", &day), &["report", "month", "--out", "asof"], "");
    assert_eq!(status, 0, "{err}");
    let then = files(&desk, "then");
    assert!(then.contains_key("month.html"), "{:?}", then.keys());
    assert_eq!(files(&desk, "asof"), then);
}
