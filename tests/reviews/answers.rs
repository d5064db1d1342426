//! What a review answers: told while it is open, once it is closed, and in its files, whatever comes later.

use std::fs;

use crate::days::{Desk, START, after, text, thursday};
use crate::{DAY, NOW, appoints, check, closed, decides, desk, files, minutes, newest, opened, owned};

/// Opens a review on whose agenda a pilot without an owner stands, and gives it one; answers its day.
fn appointed_in_a_review(desk: &Desk) -> String {
    desk.on(START, &["add", "pilot", "Gamma", "--code", "gamma", "--started", START]);
    let day = thursday(13);
    opened(desk, &day);
    appoints(desk, &day, "gamma");
    day
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
fn an_action_that_has_another_day_and_is_due_still_says_that_day_wherever_its_review_tells_of_it() {
    let desk = desk();
    let (day, later) = ("2026-03-12", "2026-03-20");
    let due = ["--due", "2026-03-10", "--pilot", "alpha"];
    desk.on(DAY, &[&["act", "Ask the vendor", "--who", "Dirk Drost"][..], &due].concat());
    desk.on(day, &["review", "prepare", day]);
    let id = text(&newest(&desk, "actions"), "id");
    let tells = |told: &str| {
        let flat = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("Dirk Drost by 2026-03-12: Ask the vendor"), "{told}");
        assert!(!flat.contains("by 2026-03-10: Ask"), "{told}");
    };
    let shown = || desk.on(later, &["review", "show", day]);
    desk.on(day, &["set", "action", &id, "due", "2026-03-12"]);
    tells(&shown());
    desk.on(day, &["review", "open", day]);
    tells(&shown());
    desk.on(day, &["review", "close", day]);
    desk.on(day, &["report", "pack", "--review", day, "--out", "pack"]);
    tells(&String::from_utf8(files(&desk, "pack")["pack.txt"].clone()).unwrap());
    // Its next day is not what the review left.
    desk.on(later, &["set", "action", &id, "due", "2026-05-01"]);
    tells(&shown());
}

#[test]
fn work_that_is_due_is_wanted_until_all_of_it_is_done_or_has_another_day() {
    let desk = desk();
    let (now, day, later) = ("2026-03-16", "2026-03-19", "2026-04-02");
    for (name, code) in [("Gamma", "gamma"), ("Delta", "delta")] {
        owned(&desk, now, name, code);
        desk.on(now, &["tick", code, "s1.real-data", "--state", "doing", "--due", day]);
    }
    desk.on(
        now,
        &["add", "workstream", "gamma", "budget", "--owner", "Dirk Drost", "--due", day, "--exit-test", "paid"],
    );
    let work = text(&newest(&desk, "workstreams"), "id");
    opened(&desk, day);
    let wanted = || {
        let shown = desk.on(day, &["review", "show", day]);
        let (_, item) = shown.split_once("Work that is due").unwrap_or_else(|| panic!("{shown}"));
        item.lines().find_map(|line| line.trim().strip_prefix("wanted ")).map(|said| said.trim().to_owned())
    };
    let (asks, answered) = (Some("Done, or another day?".to_owned()), Some("answered".to_owned()));
    desk.on(day, &["tick", "gamma", "s1.real-data", "--state", "done", "--evidence", "shown"]);
    desk.on(day, &["set", "workstream", &work, "due", later]);
    assert_eq!(wanted(), asks, "Delta has its day still");
    // On the list it is called as it was then.
    desk.on(day, &["set", "pilot", "delta", "name", "Delta two"]);
    desk.on(day, &["tick", "delta", "s1.real-data", "--due", later]);
    assert_eq!(wanted(), answered);
    let minuted = minutes(&desk, day, day).split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["“Gamma: Real data, not curated” is done", "“Delta: Real data, not curated” moved from"] {
        assert!(minuted.contains(said), "{said}: {minuted}");
    }
    desk.on(day, &["tick", "gamma", "s1.real-data", "--state", "doing"]);
    assert_eq!(wanted(), asks, "open again");
    desk.on(day, &["undo", "--yes"]);
    assert_eq!(wanted(), answered);
    desk.on(day, &["tick", "gamma", "s1.real-data", "--state", "doing", "--due", later]);
    assert_eq!(wanted(), answered, "open again, and on another day");
    desk.on(day, &["tick", "delta", "s1.real-data", "--state", "na", "--why", "It has none"]);
    assert_eq!(wanted(), answered);
    let minuted = desk.on(day, &["review", "show", day]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(minuted.contains("“Delta: Real data, not curated” is not applicable"), "{minuted}");
    desk.on(day, &["tick", "delta", "s1.real-data", "--state", "open"]);
    assert_eq!(wanted(), asks);
    desk.on(day, &["gate", "delta", "--decide", "stop", "--cause", "value", "--why", "Enough", "--by", "Vera Voss"]);
    assert_eq!(wanted(), answered, "of what is stopped nothing is asked");
}

#[test]
fn words_that_are_put_right_are_told_from_where_they_differ_with_what_the_files_of_a_closed_review_keep() {
    let desk = desk();
    let day = thursday(12);
    opened(&desk, &day);
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
fn what_came_back_is_settled_by_another_decision() {
    let desk = desk();
    let (day, later) = (thursday(12), thursday(13));
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "2026-03-12"]);
    opened(&desk, &day);
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
fn what_a_review_that_is_open_settles_is_not_in_the_calendar_of_its_draft() {
    let desk = desk();
    let day = thursday(12);
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "2026-03-12"]);
    opened(&desk, &day);
    let calendar = |folder: &str| {
        desk.on(&day, &["report", "pack", "--out", folder]);
        String::from_utf8(files(&desk, folder)["calendar.ics"].clone()).unwrap()
    };
    assert!(calendar("before").contains("Comes back"));
    decides(&desk, &day, "alpha", "retrain", &[]);
    assert!(!calendar("after").contains("Comes back"));
    let listed = desk.on(&day, &["list", "decisions"]);
    assert!(listed.contains(&format!("2026-03-12; settled on {day}")), "{listed}");
}

#[test]
fn a_decision_and_a_verdict_say_what_they_settle_and_leave_open_what_they_are_told_to() {
    let verdict = ["gate", "alpha", "--decide", "hold", "--cause", "data", "--by", "Nora Nilsson", "--why", "Not yet"];
    let (update, retrain) = (
        ["decide", "alpha", "update", "--say", "Another colour"],
        ["decide", "alpha", "retrain", "--say", "Otherwise"],
    );
    let (day, later) = (thursday(12), thursday(13));
    // A hold puts it off, an update can be of anything, and a model that is trained again settles that it was to be,
    // unless somebody says otherwise.
    let said = |words: &'static [&'static str], leaves| (words, leaves);
    for (words, ways) in [
        (&verdict[..], [said(&[], true), said(&["--settles"], false)]),
        (&update[..], [said(&[], true), said(&["--settles"], false)]),
        (&retrain[..], [said(&["--leaves-open"], true), said(&[], false)]),
    ] {
        for (more, leaves) in ways {
            let desk = desk();
            decides(&desk, DAY, "alpha", "retrain", &["--revisit", "2026-03-12"]);
            opened(&desk, &day);
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
    let desk = desk();
    decides(&desk, DAY, "alpha", "retrain", &["--revisit", "2026-03-12"]);
    let appoint =
        ["--say", "Nora owns it", "--by", "Nora Nilsson", "--owner", "Nora Nilsson", "--revisit", "2026-03-12"];
    desk.on(DAY, &[&["decide", "alpha", "appoint-owner"][..], &appoint[..]].concat());
    opened(&desk, &day);
    let said = desk.on(&day, &retrain);
    assert!(said.contains("it settles “So it is”") && said.contains("“Nora owns it” stays open"), "{said}");
}

#[test]
fn whether_something_is_settled_is_not_asked_where_nothing_came_back() {
    let retrain = ["decide", "alpha", "retrain", "--say", "Otherwise", "--leaves-open"];
    let (status, _, told) = desk().run(NOW, &retrain, "");
    assert!(status == 0 && told.contains("--leaves-open was not needed"), "{told}");
}

#[test]
fn what_closes_a_review_again_that_an_undo_opened_is_said_where_nothing_is_left_to_redo() {
    let (desk, day) = (desk(), thursday(12));
    closed(&desk, &day);
    desk.on(&day, &["undo", "--yes"]);
    desk.on(&day, &["review", "minute", &day, "Nora reports that the feed is live"]);
    let said = desk.on(&day, &["redo"]);
    assert!(said.contains("is closed on the last page of its meeting"), "{said}");
    // Once it is closed, another one that is open was opened by no undo.
    let next = thursday(13);
    desk.on(&day, &["review", "close", &day]);
    desk.on(&next, &["review", "prepare", &next]);
    desk.on(&next, &["review", "open", &next]);
    let said = desk.on(&next, &["redo"]);
    assert!(!said.contains("which it opened again") && said.contains("that undo can be taken back itself"), "{said}");
}

#[test]
fn what_quotes_a_decision_quotes_its_words_as_they_were_put_right_but_for_a_closed_review() {
    let (desk, day, later) = (desk(), thursday(12), thursday(13));
    decides(&desk, DAY, "alpha", "update", &["--revisit", "2026-03-12"]);
    let id = text(&newest(&desk, "decisions"), "id");
    opened(&desk, &day);
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
    let minutes = minutes(&desk, &day, &day);
    let (_, budget) = minutes.split_once(". Budget").unwrap();
    let (budget, _) = budget.split_once("Talked about, with nothing to minute").unwrap_or_else(|| panic!("{minutes}"));
    assert!(budget.contains("not before May") && !budget.contains("Staff"), "{minutes}");
    let (_, others) = minutes.split_once("Talked about, with nothing to minute").unwrap();
    let (silent, unreached) = others.split_once("Not reached yet").unwrap_or_else(|| panic!("{minutes}"));
    assert!(silent.contains("- Staff (item ") && unreached.contains("- Alpha (item "), "{minutes}");
}

#[test]
fn what_was_answered_in_a_review_is_told_so_in_its_pack_and_once_it_is_closed() {
    let desk = desk();
    let day = thursday(12);
    decides(&desk, DAY, "alpha", "change-scope", &["--by", "Vera Voss", "--revisit", &day]);
    opened(&desk, &day);
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
    opened(&desk, &day);
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
    let minutes = minutes(&desk, &later, &day);
    let flat = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("- No-owner no longer (was: Nobody is its executive owner"), "{minutes}");
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
