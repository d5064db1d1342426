//! Reviews, decisions and actions at the command line: what a decision changes, what brings it back, what is due at a
//! review, and that what was closed stays as it was.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod days;
#[path = "days/items.rs"]
mod items;
mod process;

use std::collections::BTreeMap;
use std::fs;

use days::{Desk, START, after, text, thursday};
use items::{MATRIX, RUN_DECISIONS};
use serde_json::Value;

const DAY: &str = "2026-03-02";
const NOW: (&str, &str) = ("--today", DAY);

/// A pilot in stage 1 with an owner, and people who decide.
fn desk() -> Desk {
    Desk::kept("desk", || {
        let desk = Desk::bare();
        desk.on(START, &["new", "work.steerco", "--title", "Work"]);
        for (name, level) in [("Vera Voss", "vp"), ("Nora Nilsson", "c-suite"), ("Dirk Drost", "director")] {
            desk.on(START, &["add", "person", name, "--level", level]);
        }
        desk.on(START, &["add", "pilot", "Alpha", "--code", "alpha", "--owner", "Vera Voss", "--started", START]);
        let powers = ["accountability=yes", "authority=yes", "committee=yes"];
        let mut owner = vec!["owner", "alpha", "Vera Voss", "--why", "hers"];
        owner.extend(powers.iter().flat_map(|power| ["--power", power]));
        desk.on(START, &owner);
        desk
    })
}

/// The same in stage 4, taken over.
fn produced() -> Desk {
    Desk::kept("produced", || {
        let desk = desk();
        desk.on(
            START,
            &["add", "pilot", "Beta", "--code", "beta", "--stage", "4", "--owner", "Vera Voss", "--started", START],
        );
        desk
    })
}

fn decides(desk: &Desk, day: &str, pilot: &str, verb: &str, more: &[&str]) -> String {
    desk.on(day, &[&["decide", pilot, verb, "--say", "So it is"], more].concat())
}

fn pilot(desk: &Desk, day: &str, code: &str) -> Value {
    let found = desk.json(("--today", day), &["list", "pilots", "--all"]);
    found.into_iter().find(|pilot| pilot["code"] == code).unwrap()
}

fn newest(desk: &Desk, noun: &str) -> Value {
    // Late enough for all that is recorded.
    desk.json(("--today", "2026-12-31"), &["list", noun]).pop().unwrap()
}

/// What is open to `check` on a day: status and lines.
fn check(desk: &Desk, day: &str) -> (i32, String) {
    let (status, out, _) = desk.run(("--today", day), &["check"], "");
    (status, out)
}

/// The agenda of a review: title, and the kinds of reasons.
fn agenda(desk: &Desk, when: (&str, &str), day: &str) -> Vec<(String, Vec<String>)> {
    let reviews = desk.json(when, &["list", "reviews"]);
    let review = reviews.iter().find(|review| review["date"] == day).unwrap();
    let kinds = |item: &Value| item["reasons"].as_array().unwrap().iter().map(|one| text(one, "kind")).collect();
    review["agenda"].as_array().unwrap().iter().map(|item| (text(item, "title"), kinds(item))).collect()
}

/// Every file of a folder.
fn files(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let read = fs::read_dir(desk.folder.path().join(folder)).unwrap();
    let one = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap());
    read.map(|entry| one(entry.unwrap())).collect()
}

// What decisions change.

#[test]
fn a_pause_stands_until_its_day_and_a_resumption_ends_it() {
    let desk = desk();
    let refused = desk.refuses(DAY, &["decide", "alpha", "pause", "--say", "Wait"], 3);
    assert!(refused.contains("--revisit DATE"), "{refused}");
    decides(&desk, DAY, "alpha", "pause", &["--revisit", "2026-04-01"]);
    assert_eq!(pilot(&desk, DAY, "alpha")["lifecycle"], "paused");
    assert_eq!(check(&desk, "2026-03-31").1.matches("came back").count(), 0);
    assert!(check(&desk, "2026-04-01").1.contains("a decision came back on 2026-04-01: "), "a day is said once");
    decides(&desk, "2026-04-06", "alpha", "resume", &["--by", "Nora Nilsson"]);
    assert_eq!(pilot(&desk, "2026-04-06", "alpha")["lifecycle"], "active");
    // Five weeks ended while it stood still.
    assert_eq!(pilot(&desk, "2026-04-06", "alpha")["week"], 9);
}

#[test]
fn a_pause_that_is_resumed_answers_no_warning_any_more_and_does_not_come_back() {
    let desk = desk();
    let day = thursday(12);
    let back = after(&day, 7);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    decides(&desk, &day, "alpha", "pause", &["--revisit", &back, "--warning", "purgatory"]);
    decides(&desk, &day, "alpha", "resume", &["--by", "Nora Nilsson"]);
    let fired = desk.json(("--today", &day), &["signals", "alpha"]);
    let purgatory = fired.iter().find(|signal| signal["warning"] == "purgatory").unwrap();
    assert_eq!(purgatory["parked_until"], Value::Null, "{purgatory}");
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(!shown.contains("answered until") && shown.contains("Set a date for G1"), "{shown}");
    desk.on(&day, &["review", "close", &day]);
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    assert!(!minutes.contains("still stand?"), "{minutes}");
    assert!(!check(&desk, &back).1.contains("came back"));
}

#[test]
fn a_pause_that_is_over_answers_no_warning_though_whether_it_stands_is_left_open() {
    let desk = desk();
    let (day, review) = (thursday(12), thursday(14));
    decides(&desk, &day, "alpha", "pause", &["--revisit", &thursday(13), "--warning", "purgatory"]);
    desk.on(&day, &["review", "prepare", &review]);
    desk.on(&day, &["review", "open", &review]);
    let said = decides(&desk, &day, "alpha", "resume", &["--by", "Nora Nilsson", "--leaves-open"]);
    assert!(said.contains("“So it is” stays open"), "{said}");
    let fired = desk.json(("--today", &day), &["signals", "alpha"]);
    let purgatory = fired.iter().find(|signal| signal["warning"] == "purgatory").unwrap();
    assert_eq!(purgatory["parked_until"], Value::Null, "{purgatory}");
    assert!(check(&desk, &thursday(13)).1.contains("came back"), "it comes back all the same");
}

#[test]
fn of_a_paused_pilot_nothing_is_compared_and_its_owner_is_told() {
    let desk = desk();
    desk.on(DAY, &["status", "alpha", "R", "--because", "it waits"]);
    decides(&desk, DAY, "alpha", "pause", &["--revisit", "2026-04-01"]);
    let board = desk.on(DAY, &["list", "pilots", "--all"]);
    assert!(!board.contains('≠'), "{board}");
    desk.on(DAY, &["report", "month", "--out", "month"]);
    let month: Vec<String> =
        files(&desk, "month").into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(month.iter().all(|text| !text.contains("worse than its data")), "{month:?}");
    let told = month.iter().find_map(|text| text.split_once("Owner load")).unwrap();
    assert!(told.1.contains("Vera Voss"), "{}", told.1);
}

#[test]
fn a_day_that_a_condition_names_brings_a_decision_back() {
    let desk = desk();
    let said = decides(&desk, DAY, "alpha", "update", &["--condition", "Legal signs by 2026-04-10"]);
    assert!(said.contains("it comes back: 2026-04-10"), "{said}");
    let given = ["--condition", "Legal signs by 2026-04-10", "--revisit", "2026-05-01"];
    assert!(decides(&desk, DAY, "alpha", "update", &given).contains("it comes back: 2026-05-01"), "said by itself");
}

#[test]
fn what_is_the_owners_to_decide_asks_somebody_else_why() {
    let desk = desk();
    decides(&desk, DAY, "alpha", "retrain", &[]);
    assert_eq!(newest(&desk, "decisions")["decided_by"], "Vera Voss");
    let refused = desk.refuses(DAY, &["decide", "alpha", "update", "--say", "New prompt", "--by", "Nora Nilsson"], 3);
    assert!(refused.contains("for Vera Voss to decide") && refused.contains("--why"), "{refused}");
    decides(&desk, DAY, "alpha", "update", &["--by", "Nora Nilsson", "--why", "Vera is on leave"]);
    let refused = desk.refuses(DAY, &["decide", "alpha", "expand", "--say", "Go wide"], 3);
    assert!(refused.contains("nobody is named"), "{refused}");
}

#[test]
fn appointing_an_owner_seats_them_with_their_powers() {
    let desk = desk();
    let to = ["--owner", "Nora Nilsson", "--power", "authority=yes", "--by", "Vera Voss"];
    decides(&desk, DAY, "alpha", "appoint-owner", &to);
    assert_eq!(pilot(&desk, DAY, "alpha")["executive_owner"], "Nora Nilsson");
    let people = desk.json(NOW, &["list", "people"]);
    let nora = people.iter().find(|person| person["name"] == "Nora Nilsson").unwrap();
    assert_eq!(nora["powers"][0]["authority"], "yes");
    desk.on(DAY, &["undo", "--yes"]);
    assert_eq!(pilot(&desk, DAY, "alpha")["executive_owner"], "Vera Voss", "one undo takes both back");
}

#[test]
fn a_pilot_is_retired_after_production_with_its_cause() {
    let desk = produced();
    let refused = desk.refuses(DAY, &["decide", "alpha", "retire", "--say", "Enough", "--cause", "value"], 3);
    assert!(refused.contains("never was in production"), "{refused}");
    let refused = desk.refuses(DAY, &["decide", "beta", "retire", "--say", "Enough"], 3);
    assert!(refused.contains("needs its cause"), "{refused}");
    decides(&desk, DAY, "beta", "retire", &["--cause", "value"]);
    assert_eq!(pilot(&desk, DAY, "beta")["lifecycle"], "retired");
    assert_eq!(newest(&desk, "decisions")["cause"], "value");
    let refused = desk.refuses(DAY, &["decide", "beta", "retrain", "--say", "More", "--by", "Vera Voss"], 3);
    assert!(refused.contains("it has ended"), "{refused}");
    assert_eq!(pilot(&desk, DAY, "beta")["computed"], "-", "nothing of it is judged any more");
}

#[test]
fn a_pilot_goes_on_by_itself_only_once_nothing_is_missing() {
    let desk = produced();
    let refused = desk.refuses(DAY, &["decide", "beta", "sustain", "--say", "It runs", "--by", "Vera Voss"], 3);
    for missing in ["run decisions", "playbook", "handoff", "12 weeks without a signal"] {
        assert!(refused.contains(missing), "{missing}: {refused}");
    }
    let refused = desk.refuses(DAY, &["decide", "alpha", "sustain", "--say", "It runs", "--by", "Vera Voss"], 3);
    assert!(refused.contains("stage 4"), "{refused}");
    // What lies elsewhere is ticked with what shows it, as for certification and expansion.
    for item in ["s4.playbook", "s4.handoff"] {
        desk.on(DAY, &["tick", "beta", item, "--state", "done"]);
    }
    let refused = desk.refuses(DAY, &["decide", "beta", "sustain", "--say", "It runs", "--by", "Vera Voss"], 3);
    for missing in ["the playbook (its item is ticked, and nothing", "the handoff (its item is ticked, and nothing"] {
        assert!(refused.contains(missing), "{missing}: {refused}");
    }
    for item in ["s4.playbook", "s4.handoff"] {
        desk.on(DAY, &["tick", "beta", item, "--state", "done", "--evidence", "on the shelf"]);
    }
    let refused = desk.refuses(DAY, &["decide", "beta", "sustain", "--say", "It runs", "--by", "Vera Voss"], 3);
    assert!(!refused.contains("playbook") && !refused.contains("handoff"), "{refused}");
}

#[test]
fn a_pilot_that_runs_quietly_goes_on_without_its_project() {
    let desk = produced();
    let powers = ["accountability=yes", "authority=yes", "committee=yes"].map(|power| ["--power", power]);
    desk.on(START, &[&["owner", "beta", "Vera Voss", "--why", "hers"], powers.as_flattened()].concat());
    for item in RUN_DECISIONS {
        desk.on(START, &["tick", "beta", item, "--state", "done", "--evidence", "written"]);
    }
    for item in MATRIX {
        desk.on(START, &["tick", "beta", item, "--state", "na", "--why", "none"]);
    }
    for kind in ["playbook", "handoff"] {
        desk.fed(START, &["document", "beta", kind, "--from", "-"], "# How it runs\n\nAs it does.\n");
    }
    let day = after(START, 100);
    // What does not report at all is a signal of its own kind: a value a week keeps it quiet.
    let rows: Vec<String> = (2..=15).map(|number| format!("beta,performance,{},90\n", days::week(number))).collect();
    let rows = rows.concat();
    desk.fed(&day, &["record", "--from", "-"], &format!("pilot,metric,week,value\n{rows}"));
    decides(&desk, &day, "beta", "pause", &["--revisit", &after(&day, 10), "--by", "Vera Voss"]);
    let words = ["decide", "beta", "sustain", "--say", "So", "--by", "Vera Voss"];
    assert!(desk.refuses(&day, &words, 3).contains("is paused"));
    decides(&desk, &day, "beta", "resume", &["--by", "Vera Voss"]);
    decides(&desk, &day, "beta", "sustain", &["--by", "Vera Voss"]);
    assert_eq!(pilot(&desk, &day, "beta")["lifecycle"], "self-sustaining");
    decides(&desk, &day, "beta", "pause", &["--revisit", &after(&day, 10), "--by", "Vera Voss"]);
    decides(&desk, &day, "beta", "resume", &["--by", "Vera Voss"]);
    assert_eq!(pilot(&desk, &day, "beta")["lifecycle"], "self-sustaining", "a pause changes nothing else");
}

#[test]
fn a_signal_that_was_mended_yesterday_was_open_until_then() {
    let desk = produced();
    let day = after(START, 100);
    for item in ["s2.erp", "s2.crm", "s2.scheduling", "s2.reporting", "s2.other-systems"] {
        desk.on(&after(START, 99), &["tick", "beta", item, "--state", "na", "--why", "none"]);
    }
    let words = ["decide", "beta", "sustain", "--say", "So", "--by", "Vera Voss"];
    let refused = desk.refuses(&day, &words, 3);
    assert!(refused.contains("(late-integration was open on"), "{refused}");
}

#[test]
fn a_decision_keeps_what_was_known_when_it_was_taken() {
    let desk = desk();
    desk.on("2026-03-16", &["status", "alpha", "G", "--because", "fine"]);
    decides(&desk, "2026-03-16", "alpha", "update", &["--rejected", "Stop it", "--condition", "Money"]);
    let known = newest(&desk, "decisions");
    let evidence: Vec<&str> = known["evidence"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(evidence[0], "computed R, reported G");
    assert!(evidence.iter().any(|one| one.starts_with("purgatory (signal): ")), "{evidence:?}");
    assert_eq!((&known["rejected"][0], &known["conditions"][0]), (&"Stop it".into(), &"Money".into()));
}

#[test]
fn flags_of_another_verb_are_refused() {
    let desk = desk();
    for (verb, flag) in
        [("update", ["--users", "5"]), ("pause", ["--owner", "Vera Voss"]), ("retrain", ["--cause", "data"])]
    {
        let words = [&["decide", "alpha", verb, "--say", "So"], &flag[..]].concat();
        assert!(desk.refuses(DAY, &words, 2).contains("does not belong to"), "{verb}");
    }
}

// What brings a decision back.

#[test]
fn a_value_brings_a_decision_back_once_it_is_there() {
    let desk = desk();
    desk.weekly(DAY, "performance", 8, &["70"]);
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "performance < 80"]);
    assert_eq!(newest(&desk, "decisions")["review_trigger"], "output quality < 80");
    assert!(!check(&desk, DAY).1.contains("came back"), "week 8 was over when it was decided");
    desk.weekly("2026-03-09", "performance", 10, &["80"]);
    assert!(!check(&desk, "2026-03-09").1.contains("came back"), "80 is not below 80");
    desk.weekly("2026-03-16", "performance", 11, &["79.9"]);
    assert!(check(&desk, "2026-03-16").1.contains("came back on 2026-03-15 (output quality < 80)"));
}

#[test]
fn the_newest_week_brings_a_decision_back_that_was_taken_before_it_was_entered() {
    let desk = desk();
    desk.weekly(DAY, "performance", 7, &["70"]);
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "performance < 80"]);
    // It is entered once more, with a word about it, and stands as it did.
    desk.on("2026-03-03", &["record", "alpha", "performance", "70", "--week", "2026-W07", "--note", "counted twice"]);
    assert!(!check(&desk, "2026-03-03").1.contains("came back"), "it stood when it was decided");
    desk.weekly("2026-03-04", "performance", 9, &["79"]);
    assert!(!check(&desk, "2026-03-03").1.contains("came back"), "not entered yet");
    assert!(check(&desk, "2026-03-04").1.contains("came back on 2026-03-04 (output quality < 80)"));
    let whole = desk.on("2026-03-05", &["export", "-"]);
    let other = Desk { folder: tempfile::tempdir().unwrap() };
    other.on("2026-03-05", &["new", "work.steerco"]);
    fs::write(other.folder.path().join("all.json"), whole).unwrap();
    other.on("2026-03-05", &["import", "all.json"]);
    assert!(
        !check(&other, "2026-03-05").1.contains("came back"),
        "there all of it was written at once: the week says it"
    );
}

#[test]
fn a_decision_of_long_ago_waits_for_its_value_all_the_same() {
    let desk = desk();
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "performance < 80"]);
    desk.weekly("2026-03-16", "performance", 11, &["79.9"]);
    let came = "came back on 2026-03-15 (output quality < 80)";
    assert!(check(&desk, "2027-11-01").1.contains(came), "{}", check(&desk, "2027-11-01").1);
}

#[test]
fn a_deadline_is_judged_once_when_its_reading_is_due() {
    let desk = desk();
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "performance < 80 by 2026-W12"]);
    desk.weekly("2026-03-16", "performance", 11, &["70"]);
    assert!(!check(&desk, "2026-03-25").1.contains("came back"), "not due yet");
    assert!(check(&desk, "2026-03-26").1.contains("came back on 2026-03-26"));
    desk.weekly("2026-03-27", "performance", 12, &["90"]);
    assert!(!check(&desk, "2026-03-27").1.contains("came back"), "the newest value by then is not below");
}

#[test]
fn a_trigger_that_cannot_fire_is_refused() {
    let desk = desk();
    for (revisit, says) in [
        ("soon", "neither a day nor a condition"),
        ("2026-03-02", "no later than the decision"),
        ("nonsense < 5", "no metric"),
        ("performance < many", "many"),
        ("performance < 80 by 2026-W02", "was over"),
    ] {
        let words = ["decide", "alpha", "retrain", "--say", "So", "--revisit", revisit];
        let (status, out, err) = desk.run(NOW, &words, "");
        assert!((status == 3 || status == 4) && out.is_empty() && err.contains(says), "{revisit}: {status} {err}");
    }
}

// What a decision answers.

#[test]
fn a_decision_keeps_the_warning_it_answers_off_the_agenda_until_its_day() {
    let desk = desk();
    let day = "2026-03-16";
    desk.on(day, &["review", "prepare", "2026-03-19"]);
    assert!(agenda(&desk, ("--today", day), "2026-03-19").iter().any(|(title, _)| title == "Alpha"));
    let wanted = text(&desk.json(("--today", day), &["list", "reviews"])[0]["agenda"][0], "wanted");
    let both = "Set a date for G1, or stop the pilot. Take the open run decisions at this review.";
    assert_eq!(wanted, both, "the gravest first, and what else is wanted");
    let refused = desk.refuses(day, &["decide", "alpha", "waive", "--say", "Known", "--by", "Vera Voss"], 3);
    assert!(refused.contains("no warning is named"), "{refused}");
    let answers = ["--by", "Vera Voss", "--warning", "purgatory", "--warning", "run-decisions-late"];
    let without = [&["decide", "alpha", "waive", "--say", "Known"], &answers[..]].concat();
    assert!(desk.refuses(day, &without, 3).contains("--revisit DATE"));
    decides(&desk, day, "alpha", "waive", &[&answers[..], &["--revisit", "2026-05-01"]].concat());
    let fired = desk.json(("--today", day), &["signals", "alpha"]);
    let parked = fired.iter().find(|signal| signal["warning"] == "purgatory").unwrap();
    assert_eq!((&parked["level"], &parked["parked_until"]), (&"signal".into(), &"2026-05-01".into()));
    desk.on(day, &["review", "prepare", "2026-03-19"]);
    assert_eq!(agenda(&desk, ("--today", day), "2026-03-19"), [], "answered until May");
    assert!(!check(&desk, day).1.contains("purgatory"));
    assert!(check(&desk, "2026-05-01").1.contains("purgatory"), "its day has come");
    let (_, _, err) = desk.run(
        ("--today", day),
        &["decide", "alpha", "waive", "--say", "So", "--by", "Vera Voss", "--warning", "nonsense"],
        "",
    );
    assert!(err.contains("nonsense"), "{err}");
    let quiet = ["decide", "alpha", "waive", "--say", "So", "--by", "Vera Voss", "--warning", "gate-skipped"];
    let refused = desk.refuses(day, &quiet, 3);
    assert!(refused.contains("gate-skipped does not fire there") && refused.contains("what fires: "), "{refused}");
    assert!(refused.contains("purgatory"), "{refused}");
}

// Actions.

#[test]
fn an_action_is_open_until_it_is_done_or_dropped_with_a_reason() {
    let desk = desk();
    desk.on(DAY, &["act", "Retrain the model", "--who", "Dirk Drost", "--due", "2026-03-10", "--pilot", "alpha"]);
    let action = newest(&desk, "actions");
    let id = text(&action, "id");
    assert_eq!(
        (&action["owner"], &action["state"], &action["pilot"]),
        (&"Dirk Drost".into(), &"open".into(), &"alpha".into())
    );
    assert!(!check(&desk, "2026-03-10").1.contains("Retrain"), "due that day");
    assert!(check(&desk, "2026-03-11").1.contains("an action is overdue by a day: Retrain the model, Dirk Drost"));
    assert!(desk.refuses(DAY, &["act", &id, "drop"], 3).contains("why it is dropped"));
    desk.on(DAY, &["act", &id, "done"]);
    assert_eq!(newest(&desk, "actions")["state"], "done");
    desk.on(DAY, &["act", &id, "open"]);
    desk.on(DAY, &["set", "action", &id, "due", "2026-04-01"]);
    let said = desk.on(DAY, &["act", &id, "drop", "--why", "the vendor does it"]);
    assert!(said.trim_end().ends_with("is dropped: the vendor does it"), "it ends as it was typed: {said}");
    let action = newest(&desk, "actions");
    assert_eq!(
        (&action["state"], &action["why"], &action["due"]),
        (&"dropped".into(), &"the vendor does it".into(), &"2026-04-01".into())
    );
    let refused = desk.refuses(DAY, &["act", "More", "--who", "Nobody", "--due", "2026-04-01"], 4);
    assert!(refused.contains("Nobody"), "{refused}");
}

// Reviews.

#[test]
fn an_agenda_is_made_of_what_is_due_and_keeps_what_people_made_of_it() {
    let desk = desk();
    let day = "2026-03-16";
    desk.on(DAY, &["act", "Find a date for G1", "--who", "Dirk Drost", "--due", "2026-03-10"]);
    desk.on(DAY, &["gate", "alpha", "G1", "--book", "2026-03-18"]);
    decides(&desk, DAY, "alpha", "update", &["--revisit", "2026-03-12"]);
    let said = desk.on(day, &["review", "prepare", "2026-03-19"]);
    assert_eq!(said.trim(), "Prepared the review of 2026-03-19: 2 items on its agenda.");
    let found = agenda(&desk, ("--today", day), "2026-03-19");
    assert_eq!(found[0].0, "Alpha");
    for kind in ["signal", "trigger", "gate"] {
        assert!(found[0].1.iter().any(|known| known == kind), "{kind}: {found:?}");
    }
    assert_eq!(found[1], ("Actions that are due".to_owned(), vec!["action".to_owned()]));
    let reviews = desk.json(("--today", day), &["list", "reviews"]);
    let item = text(&reviews[0]["agenda"][0], "id");
    desk.on(day, &["set", "agenda", &item, "wanted", "Hold it or stop it"]);
    desk.on(day, &["set", "agenda", &item, "minutes", "25"]);
    desk.on(day, &["set", "agenda", &item, "place", "1"]);
    desk.on(day, &["review", "item", "2026-03-19", "Budget", "--wanted", "Approve it", "--minutes", "10"]);
    desk.on(day, &["review", "prepare", "2026-03-19"]);
    let review = &desk.json(("--today", day), &["list", "reviews"])[0];
    let titles: Vec<String> = review["agenda"].as_array().unwrap().iter().map(|item| text(item, "title")).collect();
    assert_eq!(titles, ["Actions that are due", "Alpha", "Budget"]);
    assert_eq!((&review["agenda"][1]["wanted"], &review["planned"]), (&"Hold it or stop it".into(), &40.into()));
    assert!(desk.refuses(day, &["add", "review", "2026-03-19"], 3).contains("already"));
}

#[test]
fn what_was_answered_as_a_review_closed_is_told_of_it_and_in_its_files_whatever_comes_later() {
    let desk = desk();
    let (day, later) = ("2026-03-12", "2026-03-20");
    for what in ["Find a date for G1", "Ask the vendor"] {
        desk.on(DAY, &["act", what, "--who", "Dirk Drost", "--due", "2026-03-10"]);
    }
    desk.on(day, &["review", "prepare", day]);
    desk.on(day, &["review", "open", day]);
    let actions = desk.json(("--today", day), &["list", "actions"]);
    let id = |what: &str| text(actions.iter().find(|one| one["text"] == what).unwrap(), "id");
    let moved = id("Ask the vendor");
    desk.on(day, &["act", &id("Find a date for G1"), "done"]);
    desk.on(day, &["set", "action", &moved, "due", "2026-03-18"]);
    desk.on(day, &["act", "Hire a trainer", "--who", "Dirk Drost", "--due", "2026-04-01"]);
    let agreed = text(&newest(&desk, "actions"), "id");
    let shown = || {
        let shown = desk.on(later, &["review", "show", day]);
        let (_, item) = shown.split_once("Actions that are due").unwrap_or_else(|| panic!("{shown}"));
        item.to_owned()
    };
    let tells = |told: &str| {
        let flat = told.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        for said in ["done: find a date for g1", "another date: dirk drost by 2026-03-18: ask the vendor"] {
            assert!(flat.contains(said), "{said}: {told}");
        }
    };
    desk.on(day, &["review", "close", day]);
    tells(&shown());
    assert!(shown().contains("    wanted     answered"), "{}", shown());
    desk.on(day, &["report", "pack", "--review", day, "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.txt"].clone()).unwrap();
    tells(&pack);
    let minutes = String::from_utf8(files(&desk, "pack")["minutes.txt"].clone()).unwrap();
    let flat = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    let asked = "Asked at first Done, dropped, or another date? Decision requested None any more: what was asked is";
    assert!(flat.contains(asked), "{minutes}");
    // What became of them later is not what the review knew.
    desk.on(later, &["act", &moved, "drop", "--why", "no money"]);
    desk.on(later, &["set", "action", &agreed, "due", "2026-05-01"]);
    tells(&shown());
    assert!(shown().contains("action     Dirk Drost by 2026-04-01: Hire a trainer"), "{}", shown());
}

#[test]
fn words_that_are_put_right_are_told_from_where_they_differ_with_what_the_files_of_a_closed_review_keep() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let long = "Keep the hand check at 200 invoices a week, and retrain on the new layouts";
    desk.on(&day, &["decide", "alpha", "update", "--say", long]);
    let id = text(&newest(&desk, "decisions"), "id");
    let said = desk.on(&day, &["set", "decision", &id, "rationale", "They came in May"]);
    assert!(said.trim().ends_with("…”: why: “They came in May” now, nothing before."), "{said}");
    desk.on(&day, &["review", "close", &day]);
    let keeps = format!("The files of the review of {day} keep the words as they were");
    let written = |folder: &str| {
        let (status, _, told) = desk.run(("--today", &day), &["report", "pack", "--review", &day, "--out", folder], "");
        assert_eq!(status, 0, "{told}");
        told
    };
    assert!(!written("kept").contains(&keeps));
    let said = desk.on(&day, &["set", "decision", &id, "statement", &long.replace("new", "old")]);
    assert!(said.starts_with("Alpha: what was decided: “…"), "{said}");
    for told in ["and retrain on the old layouts” now, “…", "and retrain on the new layouts” before.", &keeps] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(written("reworded").contains(&keeps));
    desk.on(&day, &["undo", "--yes"]);
    assert!(!written("undone").contains(&keeps));
}

#[test]
fn another_day_says_what_it_makes_of_the_agenda() {
    let desk = desk();
    desk.on(DAY, &["act", "Find a date for G1", "--who", "Dirk Drost", "--due", "2026-03-18"]);
    desk.on(DAY, &["review", "prepare", "2026-03-19"]);
    desk.on(DAY, &["review", "item", "2026-03-19", "Budget"]);
    let (status, _, told) = desk.run(NOW, &["set", "review", "2026-03-19", "date", "2026-03-12"], "");
    assert!(status == 0 && told.contains("No longer due: Actions that are due."), "{told}");
    assert!(told.contains("review prepare 2026-03-12"), "{told}");
    let said = desk.on(DAY, &["review", "prepare", "2026-03-12"]);
    assert!(said.contains("No longer due: Actions that are due."), "{said}");
    let titles: Vec<String> = agenda(&desk, NOW, "2026-03-12").into_iter().map(|(title, _)| title).collect();
    assert!(titles.contains(&"Budget".to_owned()), "what somebody added stays: {titles:?}");
    let (_, _, told) = desk.run(NOW, &["set", "review", "2026-03-12", "date", "2026-03-19"], "");
    assert!(told.contains("Newly due: Actions that are due."), "{told}");
    // What is asked otherwise on an item that stays is told before the agenda is made so, and with that.
    desk.on(DAY, &["gate", "alpha", "G1", "--book", "2026-03-18"]);
    let (_, _, told) = desk.run(NOW, &["set", "review", "2026-03-19", "date", "2026-03-20"], "");
    let asks = "Alpha: also asks for the verdict of G1";
    assert!(told.contains(asks), "{told}");
    let said = desk.on(DAY, &["review", "prepare", "2026-03-20"]);
    assert!(said.contains(asks), "{said}");
}

#[test]
fn an_agenda_that_was_prepared_is_made_anew_as_its_review_is_opened_and_one_that_was_written_stays() {
    let desk = desk();
    let (before, day) = (thursday(12), thursday(13));
    desk.on(&before, &["add", "review", &before]);
    desk.on(&before, &["review", "item", &before, "Budget"]);
    desk.on(&before, &["review", "open", &before]);
    let titles =
        |day: &str| agenda(&desk, ("--today", day), day).into_iter().map(|(title, _)| title).collect::<Vec<_>>();
    assert_eq!(titles(&before), ["Budget"]);
    desk.on(&before, &["review", "close", &before]);
    desk.on(&before, &["review", "prepare", &day]);
    desk.on(&before, &["add", "pilot", "Gamma", "--code", "gamma", "--started", START]);
    assert!(!titles(&day).contains(&"Gamma".to_owned()), "{:?}", titles(&day));
    let said = desk.on(&day, &["review", "open", &day]);
    assert!(titles(&day).contains(&"Gamma".to_owned()), "{:?}", titles(&day));
    assert!(said.contains("Newly due: ") && said.contains("Gamma"), "{said}");
}

#[test]
fn a_closed_review_stays_as_it_was() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "member", "Nora Nilsson", "Finance"]);
    desk.on(&day, &["set", "workspace", "chair", "Nora Nilsson"]);
    desk.on(&day, &["review", "prepare", &day]);
    assert!(desk.refuses(&day, &["review", "close", &day], 3).contains("was not opened"));
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["review", "minute", &day, "Vera asks for time"]);
    decides(&desk, &day, "alpha", "retrain", &["--revisit", "2026-06-01"]);
    desk.on(&day, &["act", "Retrain", "--who", "Dirk Drost", "--due", "2026-05-01", "--pilot", "alpha"]);
    let review = newest(&desk, "reviews");
    let item = text(&review["agenda"][0], "id");
    desk.on(&day, &["review", "done", &item]);
    desk.on(&day, &["review", "close", &day]);
    let review = newest(&desk, "reviews");
    assert_eq!((&review["state"], &review["chair"]), (&"closed".into(), &"Nora Nilsson".into()));
    assert!(review["entry"].as_i64().unwrap() > 0);
    desk.on(&day, &["report", "pack", "--review", "last", "--out", "then"]);
    let then = files(&desk, "then");
    for name in ["pack.md", "pack.html", "pack.xlsx", "calendar.ics", "minutes.md", "actions.csv"] {
        assert!(then.contains_key(name), "{name}: {:?}", then.keys());
    }
    let minutes = String::from_utf8(then["minutes.md"].clone()).unwrap();
    for said in ["Vera asks for time", "So it is", "Dirk Drost", "Nora Nilsson", "Closed"] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    // Everything that it tells of is edited afterwards.
    let later = after(&day, 40);
    desk.on(&later, &["set", "alpha", "name", "Omega"]);
    desk.on(&later, &["set", "person", "Dirk Drost", "name", "Dirk Other"]);
    desk.on(&later, &["set", "workspace", "title", "Another"]);
    desk.on(&later, &["status", "alpha", "R", "--because", "late"]);
    desk.on(&later, &["framework", "set", "stage.1.weeks", "4"]);
    desk.weekly(&later, "performance", 10, &["50", "51"]);
    desk.on(&later, &["report", "pack", "--review", "last", "--out", "now"]);
    assert_eq!(files(&desk, "now"), then, "byte for byte");
    for words in [
        vec!["review", "minute", day.as_str(), "Another word"],
        vec!["review", "item", day.as_str(), "More"],
        vec!["review", "open", day.as_str()],
        vec!["set", "review", day.as_str(), "date", "2026-12-24"],
    ] {
        assert!(desk.refuses(&later, &words, 3).contains("is closed"), "{words:?}");
    }
    // Files of the same bytes are no obstacle, those of the minutes alone neither; any other is.
    desk.on(&later, &["report", "minutes", "--review", "last", "--out", "both"]);
    desk.on(&later, &["report", "pack", "--review", "last", "--out", "both"]);
    assert_eq!(files(&desk, "both"), then);
    // Where all of them are there, the target exists.
    let again = desk.refuses(&later, &["report", "pack", "--review", "last", "--out", "both"], 8);
    assert!(again.contains("--force"), "{again}");
    desk.on(&later, &["report", "pack", "--review", "last", "--out", "both", "--force"]);
    fs::write(desk.folder.path().join("now/minutes.md"), "mine").unwrap();
    let existing = desk.refuses(&later, &["report", "pack", "--review", "last", "--out", "now"], 8);
    assert!(existing.contains("minutes.md") && existing.contains("--force"), "{existing}");
    assert_eq!(files(&desk, "now")["minutes.md"], b"mine");
}

#[test]
fn a_second_review_that_is_prepared_names_the_first() {
    let desk = desk();
    let prepare = |day: &str| {
        let (status, out, err) = desk.run(NOW, &["review", "prepare", day], "");
        assert_eq!(status, 0, "{out}{err}");
        err
    };
    assert!(!prepare("2026-03-05").contains("prepared too"));
    let said = prepare("2026-03-12");
    assert!(said.contains("A review of 2026-03-05 is prepared too"), "{said}");
    assert!(said.contains("set review 2026-03-05 date DAY"), "{said}");
    // Made anew, neither is a second one.
    assert!(!prepare("2026-03-12").contains("prepared too"));
}

#[test]
fn what_was_not_reached_is_carried_over() {
    let desk = desk();
    let (first, second) = (thursday(12), thursday(16));
    desk.on(&first, &["review", "prepare", &first]);
    desk.on(&first, &["review", "item", &first, "Budget"]);
    desk.on(&first, &["review", "open", &first]);
    let said = desk.on(&first, &["review", "close", &first]);
    assert!(said.contains("2 items are carried over"), "{said}");
    desk.on(&second, &["review", "prepare", &second]);
    let found = agenda(&desk, ("--today", &second), &second);
    assert!(found.iter().all(|(_, kinds)| kinds.iter().any(|kind| kind == "carried")), "{found:?}");
    assert!(found.iter().any(|(title, _)| title == "Budget"), "{found:?}");
}

#[test]
fn what_came_back_is_settled_by_another_decision() {
    let desk = desk();
    let (day, later) = (thursday(12), thursday(13));
    decides(&desk, DAY, "alpha", "update", &["--revisit", "2026-03-12"]);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let item = text(&newest(&desk, "reviews")["agenda"][0], "id");
    assert!(check(&desk, &day).1.contains("came back"));
    desk.on(&day, &["review", "done", &item]);
    desk.on(&day, &["review", "close", &day]);
    assert!(check(&desk, &day).1.contains("came back"), "nobody decided anything about it");
    desk.on(&later, &["undo", "--yes"]);
    decides(&desk, &day, "alpha", "retrain", &[]);
    desk.on(&day, &["review", "close", &day]);
    assert!(!check(&desk, &later).1.contains("came back"));
    let decisions = desk.json(("--today", &later), &["list", "decisions"]);
    let settled = decisions.iter().find(|one| !one["settled"].is_null()).unwrap();
    assert_eq!(settled["settled"], day.as_str());
    // The files that were kept with it tell so.
    desk.on(&later, &["report", "pack", "--review", &day, "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.md"].clone()).unwrap();
    assert!(pack.contains("settled on"), "{pack}");
}

#[test]
fn a_decision_and_a_verdict_say_what_they_settle_and_leave_open_what_they_are_told_to() {
    let verdict = ["gate", "alpha", "--decide", "hold", "--cause", "data", "--by", "Nora Nilsson", "--why", "Not yet"];
    let (update, retrain) = (
        ["decide", "alpha", "update", "--say", "Another colour"],
        ["decide", "alpha", "retrain", "--say", "Otherwise"],
    );
    let (day, later) = (thursday(12), thursday(13));
    // A hold puts it off, an update can be of anything, and a model that is trained again settles it, unless somebody
    // says otherwise.
    let said = |words: &'static [&'static str], leaves| (words, leaves);
    for (words, ways) in [
        (&verdict[..], [said(&[], true), said(&["--settles"], false)]),
        (&update[..], [said(&[], true), said(&["--settles"], false)]),
        (&retrain[..], [said(&["--leaves-open"], true), said(&[], false)]),
    ] {
        for (more, leaves) in ways {
            let desk = desk();
            decides(&desk, DAY, "alpha", "update", &["--revisit", "2026-03-12"]);
            desk.on(&day, &["review", "prepare", &day]);
            desk.on(&day, &["review", "open", &day]);
            let said = desk.on(&day, &[words, more].concat());
            let told = if leaves {
                "; “So it is” stays open"
            } else {
                "; it settles “So it is” when the review closes"
            };
            assert!(said.contains(told), "{said}");
            desk.on(&day, &["review", "close", &day]);
            assert_eq!(check(&desk, &later).1.contains("came back"), leaves, "{words:?}");
        }
    }
    let (status, _, told) = desk().run(NOW, &[&retrain[..], &["--leaves-open"]].concat(), "");
    assert!(status == 0 && told.contains("--leaves-open was not needed"), "{told}");
}

#[test]
fn what_quotes_a_decision_quotes_its_words_as_they_were_put_right_but_for_a_closed_review() {
    let (desk, day, later) = (desk(), thursday(12), thursday(13));
    decides(&desk, DAY, "alpha", "update", &["--revisit", "2026-03-12"]);
    let id = text(&newest(&desk, "decisions"), "id");
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["decide", "alpha", "update", "--say", "Otherwise", "--leaves-open"]);
    desk.on(&day, &["set", "decision", &id, "statement", "So it stays"]);
    let agenda = newest(&desk, "reviews")["agenda"].to_string();
    assert!(agenda.contains("Does “So it stays” still stand?") && !agenda.contains("So it is"), "{agenda}");
    desk.on(&day, &["review", "close", &day]);
    assert!(check(&desk, &later).1.contains("came back"), "the other one leaves it open in any words");
    desk.on(&later, &["report", "pack", "--review", &day, "--out", "before"]);
    desk.on(&later, &["set", "decision", &id, "statement", "So it goes"]);
    desk.on(&later, &["report", "pack", "--review", &day, "--out", "after"]);
    assert!(files(&desk, "before") == files(&desk, "after"), "what was kept stays as it was");
    assert!(check(&desk, &later).1.contains("So it goes"), "what waits is told as it is now");
}

#[test]
fn what_brought_something_is_told_as_talked_about_while_the_review_is_open() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "prepare", &day]);
    for title in ["Budget", "Staff", "Travel"] {
        desk.on(&day, &["review", "item", &day, title]);
    }
    desk.on(&day, &["review", "open", &day]);
    let agenda = newest(&desk, "reviews")["agenda"].as_array().unwrap().clone();
    let id = |title: &str| text(agenda.iter().find(|item| item["title"] == title).unwrap(), "id");
    desk.on(&day, &["review", "minute", &day, "not before May", "--item", &id("Budget")]);
    let said = desk.on(&day, &["review", "done", &id("Staff")]);
    assert_eq!(said.trim(), "Agenda item “Staff” was talked about.");
    let said = desk.on(&day, &["review", "drop", &id("Travel")]);
    assert_eq!(said.trim(), "Agenda item “Travel” is left out.");
    let shown = desk.on(&day, &["review", "show", &day]);
    let state = |title: &str| shown.lines().find(|line| line.contains(title)).unwrap().to_owned();
    assert!(state("Budget").ends_with("   talked about") && state("Staff").ends_with("   talked about"), "{shown}");
    assert!(state("Travel").ends_with("   left out") && !state("Alpha").contains("talked"), "{shown}");
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let (_, budget) = minutes.split_once(". Budget").unwrap();
    let (budget, _) = budget.split_once("Talked about, with nothing to minute").unwrap_or_else(|| panic!("{minutes}"));
    assert!(budget.contains("not before May") && !budget.contains("Staff"), "{minutes}");
    let (_, others) = minutes.split_once("Talked about, with nothing to minute").unwrap();
    let (silent, unreached) = others.split_once("Not reached yet").unwrap_or_else(|| panic!("{minutes}"));
    assert!(silent.contains("- Staff (item ") && unreached.contains("- Alpha (item "), "{minutes}");
}

#[test]
fn the_chair_of_the_committee_chairs_the_reviews_that_nobody_chairs() {
    let desk = desk();
    let (first, second) = (thursday(12), thursday(16));
    desk.on(&first, &["review", "prepare", &first]);
    desk.on(&first, &["add", "review", &second, "--chair", "Vera Voss"]);
    let chair = |day: &str| {
        let reviews = desk.json(("--today", &first), &["list", "reviews"]);
        reviews.into_iter().find(|review| review["date"] == day).unwrap()["chair"].clone()
    };
    assert_eq!((chair(&first), chair(&second)), (Value::Null, "Vera Voss".into()));
    let said = desk.on(&first, &["set", "workspace", "chair", "Nora Nilsson"]);
    assert_eq!(said.trim(), "Nora Nilsson chairs the committee, and the review that nobody chaired.");
    assert_eq!((chair(&first), chair(&second)), ("Nora Nilsson".into(), "Vera Voss".into()));
    assert!(desk.on(&first, &["review", "show", &first]).contains("Chair: Nora Nilsson."));
    desk.on(&first, &["undo", "--yes"]);
    assert_eq!(chair(&first), Value::Null, "with the chair of the committee goes that of the review");
    desk.on(&first, &["redo"]);
    // Of one that lost its chair since, it is made good where it is prepared again, and where it is opened.
    desk.on(&first, &["set", "review", &first, "chair", ""]);
    desk.on(&first, &["review", "prepare", &first]);
    assert_eq!(chair(&first), "Nora Nilsson");
    desk.on(&first, &["set", "review", &first, "chair", ""]);
    desk.on(&first, &["review", "open", &first]);
    assert_eq!(chair(&first), "Nora Nilsson");
    desk.on(&first, &["review", "close", &first]);
    desk.on(&first, &["set", "workspace", "chair", "Vera Voss"]);
    assert_eq!(chair(&first), "Nora Nilsson", "a closed review keeps who chaired it");
    desk.on(&first, &["archive", "Vera Voss"]);
    desk.on(&first, &["set", "review", &second, "chair", ""]);
    desk.on(&first, &["review", "prepare", &second]);
    assert_eq!(chair(&second), Value::Null, "who is archived is given no work");
}

#[test]
fn of_a_review_that_has_a_chair_nobody_is_told_that_the_committee_has_none() {
    let desk = desk();
    desk.on(DAY, &["add", "review", DAY, "--chair", "Nora Nilsson"]);
    let told = || {
        desk.on(DAY, &["report", "minutes", "--review", DAY, "--out", "minutes", "--force"]);
        let minutes = String::from_utf8(files(&desk, "minutes")["minutes.md"].clone()).unwrap();
        [minutes, desk.on(DAY, &["review", "show", DAY])]
    };
    let unsaid = |said: &String| said.contains("Nora Nilsson") && !said.contains("chairs the");
    assert!(told().iter().all(unsaid), "{:?}", told());
    desk.on(DAY, &["set", "review", DAY, "chair", "Dirk Drost"]);
    let below = "Dirk Drost chairs the review, and is below executive level.";
    assert!(told().iter().all(|said| said.contains(below)), "{:?}", told());
    desk.on(DAY, &["set", "review", DAY, "chair", ""]);
    let nobody = "Nobody chairs the committee: an executive owner should.";
    assert!(told().iter().all(|said| said.contains(nobody)), "{:?}", told());
}

#[test]
fn an_item_about_many_pilots_is_called_by_words_and_names_those_that_wait_longest() {
    let desk = desk();
    for number in 1..=12 {
        let (name, started) = (format!("Pilot {number:02}"), if number == 12 { "2025-12-01" } else { START });
        desk.on(START, &["add", "pilot", &name, "--started", started]);
    }
    let day = "2026-06-25";
    desk.on(day, &["review", "prepare", day]);
    let shown = desk.on(day, &["review", "show", day]);
    let (_, item) = shown.split_once("Many pilots: no owner").unwrap_or_else(|| panic!("{shown}"));
    let named = "fires for 12 pilots: Pilot 12, Pilot 01, Pilot 02, Pilot 03, Pilot 04 and 7 more";
    assert!(item.contains(named), "{shown}");
}

#[test]
fn readings_that_were_written_over_after_a_review_are_told_as_what_happened_since() {
    let desk = desk();
    let day = thursday(10);
    desk.weekly(&day, "performance", 8, &["70", "75"]);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["review", "close", &day]);
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
fn the_reasons_of_an_agenda_count_their_weeks_to_the_day_on_which_they_are_read() {
    let desk = desk();
    desk.on(START, &["add", "pilot", "Gamma", "--code", "gamma", "--started", START]);
    let (before, day) = (thursday(12), thursday(13));
    desk.on(&before, &["review", "prepare", &day]);
    let shows = |when: &str, week: u8| {
        let shown = desk.on(when, &["review", "show", &day]);
        assert!(shown.contains(&format!("Nobody is its executive owner in week {week} of stage 1.")), "{shown}");
    };
    shows(&before, 11);
    shows(&day, 12);
    desk.on(&day, &["review", "open", &day]);
    shows(&day, 12);
    desk.on(&day, &["review", "close", &day]);
    desk.on(&day, &["report", "pack", "--review", &day, "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.md"].clone()).unwrap();
    assert!(pack.contains("in week 12 of stage 1") && !pack.contains("in week 11 of stage 1"), "{pack}");
}

#[test]
fn what_was_answered_in_a_review_is_told_so_in_its_pack_and_once_it_is_closed() {
    let desk = desk();
    let day = thursday(12);
    decides(&desk, DAY, "alpha", "change-scope", &["--by", "Vera Voss", "--revisit", &day]);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    decides(&desk, &day, "alpha", "change-scope", &["--by", "Vera Voss"]);
    let known = ["--by", "Vera Voss", "--warning", "purgatory", "--revisit", "2026-06-01"];
    desk.on(&day, &[&["decide", "alpha", "waive", "--say", "Known"][..], &known].concat());
    let pack = |folder: &str| {
        desk.on(&day, &["report", "pack", "--review", &day, "--out", folder]);
        let pack = String::from_utf8(files(&desk, folder)["pack.md"].clone()).unwrap();
        let (_, agenda) = pack.split_once("Agenda of the review").unwrap_or_else(|| panic!("{pack}"));
        agenda.split_once("\n## ").map_or(agenda, |(agenda, _)| agenda).replace('\\', "")
    };
    let tells = |text: &str, of_the_warning: &str| {
        assert!(text.contains("nswered by “So it is”: "), "{text}");
        assert!(text.contains(of_the_warning), "{of_the_warning}: {text}");
        assert!(!text.contains("still stand?") && !text.contains("Set a date for G1"), "{text}");
    };
    tells(&pack("open"), "nswered until 2026-06-01: ");
    tells(&desk.on(&day, &["review", "show", &day]), "answered until 2026-06-01: ");
    desk.on(&day, &["review", "close", &day]);
    tells(&pack("closed"), "nswered until 2026-06-01: ");
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    // The minutes tell it beside what was asked at first.
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let flat = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["Asked at first ", "- Answered by “So it is”: ", "- Answered until 2026-06-01: "] {
        assert!(flat.contains(told), "{told}: {minutes}");
    }
    let (item, again) = flat.split_once("What comes again").unwrap_or_else(|| panic!("{minutes}"));
    assert!(again.contains("2026-06-01 Does “Known” still stand?"), "{minutes}");
    let (_, requested) = item.split_once("Decision requested ").unwrap_or_else(|| panic!("{minutes}"));
    assert!(!requested.contains("still stand?") && !requested.contains("Set a date for G1"), "{minutes}");
    tells(&desk.on(&after(&day, 7), &["review", "show", &day]), "answered until 2026-06-01: ");
}

#[test]
fn what_was_answered_in_a_review_is_requested_no_longer_on_the_page_of_its_pilot() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let requested = || {
        desk.on(&day, &["report", "pilot", "alpha", "--out", "page", "--force"]);
        let page = String::from_utf8(files(&desk, "page")["alpha.md"].clone()).unwrap();
        let (_, requested) = page.split_once("### Decisions requested").unwrap_or_else(|| panic!("{page}"));
        requested.trim_start().lines().next().unwrap_or_default().to_owned()
    };
    for (warning, asked) in
        [("purgatory", "* Set a date for G1"), ("run-decisions-late", "* Take the open run decisions")]
    {
        assert!(requested().starts_with(asked), "{}", requested());
        let known = ["--by", "Vera Voss", "--warning", warning, "--revisit", "2026-06-01"];
        desk.on(&day, &[&["decide", "alpha", "waive", "--say", "Known"][..], &known].concat());
    }
    assert_eq!(requested(), "None.");
}

/// Opens a review on whose agenda a pilot without an owner stands, and gives it one; answers its day.
fn appointed_in_a_review(desk: &Desk) -> String {
    desk.on(START, &["add", "pilot", "Gamma", "--code", "gamma", "--started", START]);
    let day = thursday(13);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let powers = ["--power", "accountability=yes", "--power", "authority=yes", "--power", "committee=yes"];
    desk.on(&day, &[&["owner", "gamma", "Vera Voss", "--why", "hers"][..], &powers].concat());
    day
}

#[test]
fn what_data_cured_in_a_review_is_told_so_once_it_is_closed_too() {
    let desk = desk();
    let day = appointed_in_a_review(&desk);
    let tells = |on: &str| {
        let shown = desk.on(on, &["review", "show", &day]);
        assert!(shown.contains("no longer (was: Nobody is its executive owner"), "{shown}");
        assert!(!shown.contains("Appoint an executive owner"), "{shown}");
    };
    tells(&day);
    desk.on(&day, &["review", "close", &day]);
    tells(&day);
    // What became of it later is not what was so as it closed.
    let later = after(&day, 7);
    desk.on(&later, &["owner", "gamma", "Dirk Drost", "--why", "his"]);
    tells(&later);
    desk.on(&later, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let flat = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("- No longer (was: Nobody is its executive owner"), "{minutes}");
}

#[test]
fn of_a_pilot_that_is_stopped_nothing_is_left_to_say_of_an_owner_who_was_appointed_before() {
    let desk = desk();
    let day = appointed_in_a_review(&desk);
    desk.on(&day, &["gate", "gamma", "--decide", "stop", "--cause", "value", "--why", "Enough", "--by", "Vera Voss"]);
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(shown.contains("no longer (was: Nobody is its executive owner"), "{shown}");
    assert!(!shown.contains("not asked of what is stopped: Nobody"), "{shown}");
}

#[test]
fn what_many_pilots_have_is_asked_for_once_and_what_is_left_of_an_item_is_what_its_warnings_want() {
    let desk = desk();
    for number in 1..=12 {
        let (name, code) = (format!("Pilot {number:02}"), format!("p{number}"));
        desk.on(START, &["add", "pilot", &name, "--code", &code, "--started", START]);
    }
    let day = thursday(12);
    decides(&desk, DAY, "p1", "change-scope", &["--by", "Vera Voss", "--revisit", &day]);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let wanted = || {
        let shown = desk.on(&day, &["review", "show", &day]);
        let (_, item) = shown.split_once("  Pilot 01   ").unwrap_or_else(|| panic!("{shown}"));
        item.lines().nth(1).unwrap().trim().to_owned()
    };
    assert!(desk.on(&day, &["review", "show", &day]).contains("Many pilots: no owner"), "an item of its own");
    assert!(wanted().ends_with("Does “So it is” still stand?"), "{}", wanted());
    decides(&desk, &day, "p1", "change-scope", &["--by", "Vera Voss"]);
    assert_eq!(wanted().split_whitespace().collect::<Vec<_>>(), ["wanted", "answered"]);
    desk.on(&day, &["owner", "p2", "Vera Voss", "--why", "hers"]);
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(shown.contains("fires for 11 pilots: Pilot 01, Pilot 03"), "{shown}");
}

#[test]
fn a_closed_review_tells_of_whom_it_was_not_noted_whether_they_came() {
    let desk = desk();
    let day = thursday(12);
    for (name, function) in [("Nora Nilsson", "Finance"), ("Vera Voss", "Legal"), ("Dirk Drost", "Operations")] {
        desk.on(&day, &["review", "member", name, function]);
    }
    desk.on(&day, &["review", "prepare", &day]);
    assert!(!desk.on(&day, &["review", "show", &day]).contains("Not noted"), "nobody is there yet");
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    let not_noted = "Not noted: Nora Nilsson, Vera Voss";
    assert!(desk.on(&day, &["review", "show", &day]).contains(not_noted));
    desk.on(&day, &["review", "close", &day]);
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    assert!(minutes.contains("Nora Nilsson, Vera Voss"), "{minutes}");
    // Whoever joins or leaves the committee later changes nothing of it.
    let later = after(&day, 7);
    desk.on(&later, &["review", "member", "Nora Nilsson", "--leaves"]);
    desk.on(&later, &["review", "member", "Vera Voss", "Audit"]);
    desk.on(&later, &["add", "person", "Ina Ito", "--level", "vp"]);
    desk.on(&later, &["review", "member", "Ina Ito", "Sales"]);
    let shown = desk.on(&later, &["review", "show", &day]);
    assert!(shown.contains(&format!("{not_noted}.")) && !shown.contains("Ina Ito"), "{shown}");
}

#[test]
fn a_guest_is_told_apart_from_the_members_who_came() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "member", "Nora Nilsson", "Finance"]);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    for who in ["Nora Nilsson", "Dirk Drost"] {
        desk.on(&day, &["review", "attend", &day, who]);
    }
    let told = |desk: &Desk| desk.on(&day, &["review", "show", &day]);
    assert!(told(&desk).contains("Present: Nora Nilsson.\nIn attendance: Dirk Drost.\n"), "{}", told(&desk));
    desk.on(&day, &["review", "close", &day]);
    assert!(told(&desk).contains("Present: Nora Nilsson.\nIn attendance: Dirk Drost.\n"), "{}", told(&desk));
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let guests = minutes.lines().find(|line| line.contains("In attendance")).unwrap();
    assert!(guests.contains("Dirk Drost") && !guests.contains("Nora"), "{minutes}");
}

#[test]
fn who_was_noted_by_mistake_is_taken_out_until_the_review_is_closed() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "prepare", &day]);
    let takes_out = ["review", "attend", &day, "Dirk Drost", "--remove"];
    let told = || desk.on(&day, &["review", "show", &day]);
    assert_eq!(desk.on(&day, &takes_out).trim(), format!("Nothing was noted of Dirk Drost in the review of {day}."));
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    assert!(told().contains("In attendance: Dirk Drost.\n"), "{}", told());
    let said = desk.on(&day, &takes_out);
    assert_eq!(said.trim(), format!("Review of {day}: nothing is noted of Dirk Drost any more."));
    assert!(!told().contains("Dirk Drost"), "{}", told());
    desk.on(&day, &["undo", "--yes"]);
    assert!(told().contains("In attendance: Dirk Drost.\n"), "{}", told());
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["review", "close", &day]);
    assert!(desk.refuses(&day, &takes_out, 3).contains("is closed"));
}

#[test]
fn whoever_chairs_a_review_is_there_as_it_opens_and_its_guests_are_told_apart_where_nobody_sits_in_the_committee() {
    let desk = desk();
    let day = thursday(12);
    let reviews = || desk.json(("--today", &day), &["list", "reviews"]);
    let noted = || reviews()[0]["attendance"].as_array().unwrap().len();
    desk.on(&day, &["add", "review", &day, "--chair", "Nora Nilsson"]);
    let said = desk.on(&day, &["review", "open", &day]);
    assert!(said.contains("; Nora Nilsson, who chairs it, is there."), "{said}");
    assert_eq!(noted(), 1);
    desk.on(&day, &["undo"]);
    assert_eq!(noted(), 0, "it goes with the opening");
    desk.on(&day, &["redo"]);
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    desk.on(&day, &["review", "attend", &day, "Vera Voss", "--excused"]);
    desk.on(&day, &["review", "close", &day]);
    let shown = desk.on(&day, &["review", "show", &day]);
    let there = "Present: Nora Nilsson.\nApologies: Vera Voss.\nIn attendance: Dirk Drost.\n";
    assert!(shown.contains(there) && !shown.contains("Not noted"), "{shown}");
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let line = |title: &str| minutes.lines().find(|line| line.trim_start().starts_with(title)).unwrap_or_default();
    assert!(line("Present").contains("Nora Nilsson"), "{minutes}");
    assert!(line("Apologies").contains("Vera Voss"), "{minutes}");
    assert!(line("In attendance").contains("Dirk Drost"), "{minutes}");
    assert!(!minutes.contains("Absent") && !minutes.contains("nobody is recorded"), "{minutes}");
}

#[test]
fn a_chair_who_sent_apologies_before_is_not_there_as_the_review_opens() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["add", "review", &day, "--chair", "Nora Nilsson"]);
    desk.on(&day, &["review", "attend", &day, "Nora Nilsson", "--excused"]);
    let said = desk.on(&day, &["review", "open", &day]);
    assert!(!said.contains("is there"), "{said}");
    let told = || desk.on(&day, &["review", "show", &day]);
    assert!(told().contains("Apologies: Nora Nilsson.") && !told().contains("Present"), "{}", told());
    // An older note that is taken back says that somebody came: then no apologies are told.
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    desk.on(&day, &["review", "attend", &day, "Dirk Drost", "--absent"]);
    let absent = text(desk.json(("--today", &day), &["list", "journal"]).last().unwrap(), "id");
    desk.on(&day, &["review", "attend", &day, "Dirk Drost", "--excused"]);
    desk.on(&day, &["revert", &absent, "--yes"]);
    assert!(told().contains("In attendance: Dirk Drost."), "{}", told());
}

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

// The two warnings that reviews decide.

fn closed(desk: &Desk, day: &str) {
    desk.on(day, &["review", "prepare", day]);
    desk.on(day, &["review", "open", day]);
    desk.on(day, &["review", "close", day]);
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

#[test]
fn the_first_pilot_stays_the_first_once_it_has_ended() {
    let desk = desk();
    let (second, day) = (after(START, 21), after(START, 40));
    desk.on(&second, &["add", "pilot", "Beta", "--code", "beta", "--started", &second]);
    let overdue = || {
        let found = desk.json(("--today", &day), &["signals"]);
        found.iter().find(|one| one["warning"] == "review-overdue").map(|one| text(one, "explanation"))
    };
    let told = format!("No review was closed since the first pilot began 40 days ago, on {START}.");
    assert_eq!(overdue(), Some(told.clone()));
    let stop = |pilot| ["gate", pilot, "--decide", "stop", "--cause", "value", "--why", "Enough", "--by", "Vera Voss"];
    desk.on(&day, &stop("alpha"));
    assert_eq!(overdue(), Some(told), "what was first stays so");
    desk.on(&day, &stop("beta"));
    assert_eq!(overdue(), None, "where nothing is under way, nobody has to meet");
}

#[test]
fn what_fires_for_the_portfolio_is_called_as_what_fires_for_a_pilot() {
    let desk = desk();
    let day = after(START, 36);
    let said = desk.on(&day, &["signals"]);
    assert!(said.contains(&format!("PORTFOLIO  review-overdue since {day}\n")), "{said}");
    desk.on(&day, &["report", "month", "--out", "month"]);
    let month = String::from_utf8(files(&desk, "month")["month.md"].clone()).unwrap();
    assert!(month.contains("review-overdue") && !month.contains("review overdue"), "{month}");
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

// What leaves a workspace.

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
fn a_topic_beside_a_pilot_is_carried_once_whatever_it_is_called_and_whatever_is_decided_of_the_pilot() {
    let desk = produced();
    let (first, second) = (thursday(12), thursday(16));
    desk.on(&first, &["review", "prepare", &first]);
    desk.on(&first, &["review", "item", &first, "Lessons", "--wanted", "Approve 20k", "--pilot", "beta"]);
    desk.on(&first, &["report", "pilot", "beta", "--review", &first, "--out", "page"]);
    let page = String::from_utf8(files(&desk, "page")["beta.md"].clone()).unwrap();
    let review = newest(&desk, "reviews");
    let mut asked = review["agenda"].as_array().unwrap().iter().filter(|item| item["pilot"] == "beta");
    assert_eq!(asked.clone().count(), 2, "{review}");
    assert!(asked.all(|item| page.contains(item["wanted"].as_str().unwrap())), "{page}");
    desk.on(&first, &["review", "open", &first]);
    decides(&desk, &first, "beta", "retrain", &["--by", "Vera Voss"]);
    desk.on(&first, &["review", "close", &first]);
    let last = newest(&desk, "reviews");
    let topic = last["agenda"].as_array().unwrap().iter().find(|item| item["title"] == "Lessons").unwrap();
    assert_eq!(topic["state"], "carried", "a decision on its pilot is no talk about it");
    decides(&desk, &first, "beta", "retire", &["--cause", "value", "--by", "Vera Voss"]);
    desk.on(&first, &["review", "prepare", &second]);
    let count = |title: &str| {
        agenda(&desk, ("--today", &first), &second).into_iter().filter(|(known, _)| known == title).count()
    };
    assert_eq!(count("Lessons"), 1, "the pilot has ended, what was to be said has not");
    let review = newest(&desk, "reviews");
    let topic = review["agenda"].as_array().unwrap().iter().find(|item| item["title"] == "Lessons").unwrap();
    desk.on(&first, &["set", "agenda", &text(topic, "id"), "title", "What we learned"]);
    desk.on(&first, &["review", "prepare", &second]);
    assert_eq!((count("What we learned"), count("Lessons")), (1, 0));
}

#[test]
fn what_is_recorded_of_a_pilot_counts_for_the_item_that_somebody_wrote_where_none_was_prepared() {
    let desk = produced();
    let day = thursday(12);
    desk.on(&day, &["add", "review", &day]);
    desk.on(&day, &["review", "item", &day, "Budget of Beta", "--wanted", "Retrain?", "--pilot", "beta"]);
    desk.on(&day, &["review", "open", &day]);
    decides(&desk, &day, "beta", "retrain", &["--by", "Vera Voss"]);
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(shown.contains("    decided    retrain: So it is"), "{shown}");
    let said = desk.on(&day, &["review", "close", &day]);
    assert!(!said.contains("carried over"), "{said}");
    desk.on(&day, &["report", "minutes", "--review", &day, "--out", "minutes"]);
    let minutes = String::from_utf8(files(&desk, "minutes")["minutes.txt"].clone()).unwrap();
    let (item, _) = minutes.split_once("Actions from this review").unwrap();
    assert!(item.contains("So it is") && !item.contains("Other decisions"), "{minutes}");
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
fn a_decision_is_told_with_its_conditions_and_its_day_wherever_it_stands_in_a_line() {
    let desk = desk();
    let first = after(DAY, 1);
    closed(&desk, &first);
    let day = after(DAY, 7);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let back = after(DAY, 40);
    decides(&desk, &day, "alpha", "pause", &["--revisit", &back, "--condition", "The data are clean"]);
    let told = format!("pause: So it is (until {back}), on condition: The data are clean");
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(shown.contains(&format!("decided    {told}")), "{shown}");
    desk.on(&day, &["report", "pack", "--review", &day, "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.md"].clone()).unwrap();
    assert!(pack.contains(&told), "{pack}");
}

#[test]
fn a_pause_that_a_review_ends_reads_as_over_in_all_that_tells_of_it() {
    let desk = desk();
    let first = after(DAY, 1);
    closed(&desk, &first);
    let day = after(DAY, 7);
    desk.on(&day, &["review", "prepare", &day]);
    desk.on(&day, &["review", "open", &day]);
    let until = after(DAY, 40);
    decides(&desk, &day, "alpha", "pause", &["--revisit", &until]);
    desk.on(&day, &["decide", "alpha", "resume", "--say", "It goes on", "--by", "Nora Nilsson"]);
    let told = format!("pause: So it is (until {until}; over since {day})");
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(shown.contains(&told), "{shown}");
    desk.on(&day, &["review", "close", &day]);
    desk.on(&day, &["report", "pack", "--review", &day, "--out", "pack"]);
    let pack = files(&desk, "pack");
    let text = |name: &str| String::from_utf8(pack[name].clone()).unwrap();
    assert!(text("pack.md").contains(&told), "{}", text("pack.md"));
    let decisions = text("decisions.csv");
    let row = decisions.lines().find(|row| row.contains("So it is")).unwrap();
    assert!(decisions.starts_with("pilot,") && row.ends_with(&format!("{until},{day}")), "{decisions}");
}

#[test]
fn what_cannot_be_is_refused() {
    let desk = desk();
    for (words, says) in [
        (vec!["decide", "alpha", "expand", "--say", "So", "--by", "Vera Voss"], "stage 4"),
        (vec!["decide", "alpha", "update", "--say", "So", "--on", "2010-05-01"], "began on"),
        (vec!["decide", "alpha", "update", "--say", "So", "--revisit", "performance =< 3"], "comparison"),
        (vec!["review", "prepare", "2020-01-01"], "has passed"),
    ] {
        assert!(desk.refuses(DAY, &words, 3).contains(says), "{words:?}");
    }
    closed(&desk, DAY);
    let refused = desk.refuses(DAY, &["report", "pack", "--review", DAY, "--draft", "--out", "d"], 2);
    assert!(refused.contains("no draft"), "{refused}");
}

#[test]
fn a_deadline_in_the_week_that_ends_with_the_decision_is_refused() {
    let desk = desk();
    let sunday = "2026-03-08";
    let words = ["decide", "alpha", "retrain", "--say", "So", "--revisit", "performance < 80 by 2026-W10"];
    assert!(desk.refuses(sunday, &words, 3).contains("was over"));
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
