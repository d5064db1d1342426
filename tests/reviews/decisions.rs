//! Decisions and actions: what they change, what brings a decision back, and what it answers.

use std::fs;

use serde_json::Value;

use crate::days::{self, Desk, START, after, text, thursday};
use crate::items::{MATRIX, RUN_DECISIONS};
use crate::{
    DAY, NOW, agenda, appoints, check, closed, decides, desk, files, minutes, newest, opened, pilot, produced,
};

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
    opened(&desk, &day);
    decides(&desk, &day, "alpha", "pause", &["--revisit", &back, "--warning", "purgatory"]);
    decides(&desk, &day, "alpha", "resume", &["--by", "Nora Nilsson"]);
    let fired = desk.json(("--today", &day), &["signals", "alpha"]);
    let purgatory = fired.iter().find(|signal| signal["warning"] == "purgatory").unwrap();
    assert_eq!(purgatory["parked_until"], Value::Null, "{purgatory}");
    let shown = desk.on(&day, &["review", "show", &day]);
    assert!(!shown.contains("answered until") && shown.contains("Set a date for G1"), "{shown}");
    desk.on(&day, &["review", "close", &day]);
    let minutes = minutes(&desk, &day, &day);
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
    assert!(month.iter().any(|text| text.contains("Paused, and in none of these numbers: ")), "{month:?}");
    let told = month.iter().find_map(|text| text.split_once("Owner load")).unwrap();
    assert!(told.1.contains("Vera Voss"), "{}", told.1);
}

#[test]
fn what_is_paused_stands_no_way_in_a_report_and_that_it_does_not_is_no_news() {
    let desk = desk();
    closed(&desk, DAY);
    let day = after(DAY, 1);
    decides(&desk, &day, "alpha", "pause", &["--revisit", "2026-04-01"]);
    desk.on(&day, &["report", "month", "--out", "month"]);
    let month = String::from_utf8(files(&desk, "month")["month.md"].clone()).unwrap();
    let row = month.lines().find(|line| line.starts_with("| Alpha | 1 |")).unwrap();
    assert!(!row.contains("on track"), "{row}");
    assert!(month.contains("is paused, was active") && !month.contains("computed: "), "{month}");
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
    appoints(&desk, START, "beta");
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

/// With a review that is open, after another one was closed; and its day.
fn in_second_review() -> (Desk, String) {
    let desk = desk();
    closed(&desk, &after(DAY, 1));
    let day = after(DAY, 7);
    opened(&desk, &day);
    (desk, day)
}

#[test]
fn a_decision_is_told_with_its_conditions_and_its_day_wherever_it_stands_in_a_line() {
    let (desk, day) = in_second_review();
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
fn the_condition_of_a_verdict_stands_among_what_changed_and_in_the_calendar() {
    let desk = desk();
    closed(&desk, DAY);
    let day = after(DAY, 7);
    let gate = ["gate", "alpha", "G1", "--by", "Vera Voss", "--why", "So", "--decide", "go"];
    desk.on(&day, &[&gate[..], &["--waive", "It begins", "--condition", "Signed by 2026-06-15"]].concat());
    desk.on(&day, &["review", "prepare", "2026-03-19"]);
    desk.on(&day, &["report", "pack", "--draft", "--out", "pack"]);
    let pack = files(&desk, "pack");
    let text = |name: &str| String::from_utf8(pack[name].clone()).unwrap();
    let changed = format!("| {day} | gate | Alpha | G1: on against its rules, on condition: Signed by 2026-06-15 |");
    assert!(text("pack.md").contains(&changed), "{}", text("pack.md"));
    // A line of a calendar that is too long is folded, and its commas are escaped.
    let calendar = text("calendar.ics").replace("\r\n ", "");
    assert!(calendar.contains("G1: on against a rule\\, on condition: Signed by 2026-06-15"), "{calendar}");
}

#[test]
fn what_changed_says_when_a_decision_comes_back() {
    let desk = desk();
    closed(&desk, DAY);
    let day = after(DAY, 7);
    decides(&desk, &day, "alpha", "update", &["--revisit", "2026-06-15"]);
    desk.on(&day, &["report", "pack", "--out", "pack"]);
    let pack = String::from_utf8(files(&desk, "pack")["pack.md"].clone()).unwrap();
    let changed = format!("| {day} | decision | Alpha | update: So it is, by Vera Voss; comes back: 2026-06-15 |");
    assert!(pack.contains(&changed), "{pack}");
}

#[test]
fn a_pause_that_a_review_ends_reads_as_over_in_all_that_tells_of_it() {
    let (desk, day) = in_second_review();
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
