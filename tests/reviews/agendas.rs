//! Agendas: what is due on them, what people make of them, and how they go over to the next review.

use crate::days::{START, after, text, thursday};
use crate::{DAY, NOW, agenda, decides, desk, files, minutes, newest, opened, owned, produced};

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
fn an_item_that_is_moved_is_told_with_the_number_that_it_has_then() {
    let desk = desk();
    desk.on(DAY, &["add", "review", DAY]);
    for title in ["One", "Two", "Three"] {
        desk.on(DAY, &["review", "item", DAY, title]);
    }
    let review = newest(&desk, "reviews");
    let ids = [0, 1, 2].map(|at: usize| text(&review["agenda"][at], "id"));
    desk.on(DAY, &["review", "drop", &ids[0]]);
    let moved = |at: usize, by: &str| desk.on(DAY, &["set", "agenda", &ids[at], "place", by]);
    assert_eq!(moved(2, "-1").trim(), "Moved “Three” to place 1 of the agenda.");
    assert_eq!(moved(2, "1").trim(), "Moved “Three” to place 2 of the agenda.");
    assert_eq!(moved(0, "1").trim(), "Moved “One”, which is left out of the agenda.");
}

#[test]
fn work_that_is_due_joins_the_item_of_its_pilot_and_of_all_others_is_one() {
    let desk = desk();
    let (now, day) = ("2026-03-16", "2026-03-19");
    for (name, code) in [("Gamma", "gamma"), ("Delta", "delta")] {
        owned(&desk, now, name, code);
    }
    let opens = |pilot: &str, dimension: &str, due: &str| {
        let owned = ["--owner", "Dirk Drost", "--due", due, "--exit-test", "all loaded"];
        desk.on(now, &[&["add", "workstream", pilot, dimension][..], &owned].concat());
    };
    opens("alpha", "data", "2026-03-17");
    opens("gamma", "budget", "2026-03-19");
    opens("delta", "budget", "2026-03-20");
    for (pilot, due) in [("gamma", "2026-03-18"), ("delta", "2026-03-18"), ("gamma", "2026-03-20")] {
        let item = if due == "2026-03-20" { "s1.run-updates" } else { "s1.real-data" };
        desk.on(now, &["tick", pilot, item, "--state", "doing", "--due", due]);
    }
    desk.on(now, &["review", "prepare", day]);
    let found = agenda(&desk, ("--today", now), day);
    assert_eq!(found.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>(), ["Alpha", "Work that is due"]);
    assert_eq!(found[0].1.last().map(String::as_str), Some("work"), "{found:?}");
    let shown = desk.on(now, &["review", "show", day]);
    let item = "“Real data, not curated” of its checklist (nobody, 2026-03-18)";
    for said in [
        "    work       work that is due: the workstream on data (Dirk Drost, 2026-03-17)\n".to_owned(),
        format!("    work       Gamma: the workstream on budget (Dirk Drost, 2026-03-19), {item}\n"),
        format!("    work       Delta: {item}\n"),
    ] {
        assert!(shown.contains(&said), "{said}: {shown}");
    }
    // Another day is minuted on the item of its pilot, and told beside the one that it had.
    desk.on(day, &["review", "open", day]);
    let works = desk.json(("--today", day), &["list", "workstreams"]);
    for pilot in ["alpha", "gamma"] {
        let work = works.iter().find(|work| work["pilot"] == pilot).unwrap();
        desk.on(day, &["set", "workstream", &text(work, "id"), "due", "2026-04-02"]);
    }
    let shown = desk.on(day, &["review", "show", day]);
    let moved = "2026-03-17); in this review “Workstream on data” moved from 2026-03-17 to 2026-04-02";
    assert!(shown.contains(moved), "{shown}");
    // Of a list it is minuted with the pilot, and the item was talked about.
    let moved = "“Gamma, workstream on budget” moved from 2026-03-19 to 2026-04-02";
    assert_eq!(shown.matches(moved).count(), 1, "{shown}");
    assert!(!desk.on(day, &["review", "close", day]).contains("carried over"));
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
fn what_many_pilots_have_is_asked_for_once_and_what_is_left_of_an_item_is_what_its_warnings_want() {
    let desk = desk();
    for number in 1..=12 {
        let (name, code) = (format!("Pilot {number:02}"), format!("p{number}"));
        desk.on(START, &["add", "pilot", &name, "--code", &code, "--started", START]);
    }
    let day = thursday(12);
    decides(&desk, DAY, "p1", "change-scope", &["--by", "Vera Voss", "--revisit", &day]);
    opened(&desk, &day);
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
    let minutes = minutes(&desk, &day, &day);
    let (item, _) = minutes.split_once("Actions from this review").unwrap();
    assert!(item.contains("So it is") && !item.contains("Other decisions"), "{minutes}");
}
