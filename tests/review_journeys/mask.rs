//! The mask over reviews: no name, no text and no value is shown, and nothing masked is saved.

use std::collections::BTreeSet;

use crate::gates::at_a_booked_gate;
use crate::gates::on_the_wall;
use crate::support::Desk;
use crate::{draft, five_items, typed};

/// Everything that people typed or that names somebody.
fn secrets(desk: &Desk) -> BTreeSet<String> {
    let export = desk.export();
    let mut secrets = BTreeSet::new();
    let fields: &[(&str, &[&str])] = &[
        ("pilots", &["name", "code", "unit", "summary", "partner", "reported_because", "cohort"]),
        ("people", &["name", "title", "email"]),
        ("metrics", &["counts"]),
        ("decisions", &["statement", "rationale"]),
        ("actions", &["text", "why"]),
        ("minutes", &["text"]),
        ("notes", &["text"]),
        ("exceptions", &["text"]),
        ("workstreams", &["exit_test", "team"]),
        ("committee", &["function"]),
        ("evidence", &["text"]),
    ];
    for (table, names) in fields {
        for row in export[*table].as_array().unwrap() {
            secrets.extend(names.iter().filter_map(|name| row[*name].as_str()).map(str::to_owned));
        }
    }
    // The sentence of a verdict is words of nobody.
    secrets.retain(|text| ["G1: ", "G2: ", "G3: ", "certified "].iter().all(|ours| !text.starts_with(ours)));
    secrets.insert(export["workspace"][0]["title"].as_str().unwrap().to_owned());
    // Screens cut long texts.
    secrets.into_iter().map(|text| text.chars().take(14).collect::<String>()).filter(|text| text.len() > 3).collect()
}

#[test]
fn masked_no_name_no_text_and_no_value_is_shown_anywhere() {
    let mut desk = Desk::demo();
    let secrets = secrets(&desk);
    assert!(secrets.len() > 150, "{}", secrets.len());
    desk.press("M");
    let ours = ["Finance", "Legal", "Claims", "Operations", "Procurement", "Commerce"];
    let check = |desk: &Desk, what: &str| {
        let screen = desk.screen();
        for secret in secrets.iter().filter(|secret| !ours.contains(&secret.as_str())) {
            assert!(!screen.contains(secret.as_str()), "{what} shows “{secret}”: {screen}");
        }
        for value in ["78.1", "31 %", "9.5 min", "94 %", "58 %"] {
            assert!(!screen.contains(value), "{what} shows {value}: {screen}");
        }
    };
    check(&desk, "the board");
    for keys in
        ["gd", "2", "3", "4", "5", "6", "7", "gl", "<Enter>", "<Esc>", "ga", "gx", "gr", "2", "3", "4", "1", "["]
    {
        desk.press(keys);
        check(&desk, keys);
    }
    // What shows nothing but names is not opened.
    for keys in ["gp", "gh", "gw", "gf", "<Enter>"] {
        desk.press(keys);
        check(&desk, keys);
    }
    for keys in [":", "inv", "<Esc>", "?", "<Esc>", "gb", "/", "inv", "<Esc>", "<Esc>"] {
        desk.press(keys);
        check(&desk, keys);
    }
    desk.press("<F5>y");
    for keys in [
        "D", "<Esc>", "<Tab>", "<Esc>", "a", "<Esc>", "c", "<Esc>", "<→>", "<→>", "<→>", "<→>", "<→>", "<→>", "<→>",
        "<→>", "<→>",
    ] {
        desk.press(keys);
        check(&desk, keys);
    }
    desk.press("qMy");
    desk.shows("Invoice triage");
}

#[test]
fn masked_no_form_opens_that_would_save_the_mask_as_a_value() {
    let mut desk = five_items();
    desk.press("greText typed before<Esc>M");
    let entries = desk.entries();
    desk.press("e");
    desk.shows("M shows them");
    desk.press("E");
    desk.shows("M shows them");
    desk.press("4a");
    desk.shows("M shows them");
    assert_eq!(desk.entries(), entries);
    desk.press("1Mye");
    assert!(desk.screen().contains("Text typed before"), "the draft is where it was: {}", desk.screen());
}

#[test]
fn masked_no_key_is_offered_that_only_refuses() {
    for state in ["M", "Mgl", "Mga", "Mgx", "Mgr", "Mgr4"] {
        let mut first = Desk::demo();
        let hints = first.press(state).state.hints();
        assert!(hints.len() > 5, "after {state}: {hints:?}");
        for (key, title) in hints {
            let mut desk = Desk::demo();
            desk.press(state).press(&format!("<{key}>"));
            let screen = desk.screen();
            let refused = screen.contains("masked; M shows them, and");
            assert!(!refused, "after {state}, {key} ({title}) is offered and refuses:\n{screen}");
        }
    }
    for key in ["o", "e"] {
        let mut desk = Desk::demo();
        desk.press("M").press(key);
        let screen = desk.screen();
        assert!(screen.contains("M shows them, and then this can be edited"), "who presses {key} is told: {screen}");
    }
}

#[test]
fn a_program_that_ended_under_the_mask_begins_under_it() {
    let mut desk = five_items();
    let secrets = secrets(&desk);
    desk.press("<F5>yM<→>");
    let shown = desk.screen();
    // As after a crash: nothing was pressed to leave.
    let mut desk = desk.restart();
    desk.shows("Names and values are masked, as they were");
    let ours = ["Finance", "Legal", "Claims", "Operations", "Procurement", "Commerce"];
    for keys in ["", "<F5>"] {
        desk.press(keys);
        for secret in secrets.iter().filter(|secret| !ours.contains(&secret.as_str())) {
            assert!(!desk.screen().contains(secret.as_str()), "{keys} shows “{secret}”: {}", desk.screen());
        }
    }
    // Its heading is spaced: the code that stands for its pilot.
    let item = |screen: &str| screen.lines().find(|line| line.contains("P I L O T ")).unwrap().to_owned();
    assert_eq!(item(&desk.screen()), item(&shown), "the same item");
    desk.press("My");
    let desk = desk.restart();
    assert!(!desk.state.context.masked, "{}", desk.screen());
    assert!(typed(&desk).is_empty(), "it is no draft");
}

#[test]
fn what_is_typed_on_an_item_is_there_again_once_the_mask_is_off() {
    let mut desk = five_items();
    desk.press("<F5>yMcSaid under the mask<Esc>");
    assert_eq!(typed(&desk).len(), 1, "{}", desk.screen());
    desk.press("Myc");
    desk.shows("Said under the mask");
    desk.shows("Your draft");
    assert_eq!(typed(&desk).len(), 1, "there is one text: {:?}", desk.drafts);
    desk.press("<Enter>");
    assert_eq!(draft(&desk).minutes[0].text, "Said under the mask");
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
}

#[test]
fn a_draft_that_was_typed_under_the_mask_calls_its_pilot_by_name_once_it_is_off() {
    let mut desk = Desk::demo();
    desk.press("MD<Tab>Agreed under the mask<Esc>Mygt");
    let screen = desk.screen();
    assert!(screen.contains("A decision on ") && screen.contains("Agreed under the mask"), "{screen}");
    assert!(!screen.contains("A decision on Pilot"), "{screen}");
}

#[test]
fn what_is_typed_in_the_open_waits_while_names_are_masked() {
    let mut desk = five_items();
    desk.press("<F5>ycAna says no<Esc>Mc");
    desk.hides("Ana says no");
    desk.shows("may name somebody: M shows it");
    desk.press("Another line<Esc>Myc");
    desk.shows("Ana says no");
    desk.shows("under the mask comes after it");
    desk.press("<Enter>c");
    desk.shows("Another line");
    desk.press("<Enter>");
    assert_eq!(draft(&desk).minutes.len(), 2);
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
}

#[test]
fn what_is_done_under_the_mask_is_told_by_its_kind() {
    let mut desk = Desk::demo();
    desk.press("SM");
    desk.shows("units are masked");
    desk.hides("no unit");
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("is archived.  u takes it back") && !screen.contains("Demand forecast"), "{screen}");
    desk.press("u");
    let screen = desk.screen();
    assert!(screen.contains("Took back: Pilot ") && screen.contains("is archived.  U does it again"), "{screen}");
    desk.press("gr4<Space>");
    desk.shows("Person ");
    desk.shows("is there.  u takes");
}

#[test]
fn what_a_meeting_records_masked_is_recorded_as_ever() {
    let mut desk = five_items();
    desk.press("<F5>yM").press("cSpoken once<Enter>");
    assert_eq!(draft(&desk).minutes[0].text, "Spoken once");
    desk.hides("Spoken once");
    desk.press("a@jonas retrain by Friday<Enter>");
    desk.shows("names are masked, and “jonas” cannot be found");
    let hint = "write the code that is shown, as @";
    assert!(desk.screen().contains(hint), "no mask comes off the wall for it: {}", desk.screen());
    let screen = desk.screen();
    let code = screen.split(hint).nth(1).and_then(|rest| rest.split(|sign: char| !sign.is_alphanumeric()).next());
    desk.press(&format!("<Ctrl+U>@{} retrain by Friday<Enter>", code.unwrap()));
    let actions = desk.store.read().actions().unwrap();
    assert!(actions.iter().any(|action| action.text.ends_with("retrain")), "{}", desk.screen());
}

#[test]
fn what_was_answered_and_what_was_left_open_is_marked_so_under_the_mask_too() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yAwrong<Enter>");
    desk.press("D").press("update<Tab>New colour of the inbox<Tab><Tab>so it is<Tab>15 Jan<Ctrl+S>tt");
    for sign in ["▲ came back (accuracy < 80)", "✓ answered, “It went wrong.”"] {
        desk.shows(sign);
    }
    desk.press("M");
    for sign in ["▲ …", "✓ answered, “…”: …", "✓ decided  update: …"] {
        desk.shows(sign);
    }
    assert!(!desk.footer().contains("A waiver"), "{}", desk.screen());
    // Neither the wall, nor its closing page, nor the pages of the review say that the decision answers what came back.
    for keys in ["", "<End>", "qgr1", "3"] {
        let screen = desk.press(keys).screen();
        for answers in ["answered by", "settles", "says what came of it"] {
            assert!(!screen.contains(answers), "{keys}: {screen}");
        }
    }
}

#[test]
fn what_comes_back_is_the_same_list_under_the_mask() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("glF");
    let days = |desk: &Desk| -> Vec<String> {
        let day = |line: &str| line.chars().skip(1).take(10).collect::<String>();
        desk.screen().lines().skip(3).map(day).take_while(|day| !day.trim().is_empty()).collect()
    };
    let open = days(&desk);
    assert_eq!(open.len(), 5, "{}", desk.screen());
    desk.shows("accuracy < 75");
    desk.press("M");
    assert_eq!(days(&desk), open, "{}", desk.screen());
    desk.shows("back 8 Nov");
    let screen = desk.screen();
    let waits = screen.lines().find(|line| line.contains("  retrain  ")).unwrap();
    assert!(waits.trim_end().ends_with('…'), "that a bar brings it back, and not which: {waits}");
}

#[test]
fn a_verdict_is_told_of_its_gate_under_the_mask() {
    let mut desk = at_a_booked_gate();
    desk.press("L<Enter>all pass<Ctrl+S>M");
    desk.shows("answered by “G1: go” (was: …)");
}

#[test]
fn a_verdict_is_told_in_the_same_words_under_the_mask_and_of_its_condition_only_that_there_is_one() {
    let mut desk = Desk::demo();
    let at = |title: &str| draft(&desk).agenda.iter().position(|item| item.title == title).unwrap();
    let (risk, routing) = (at("Supplier risk"), at("Complaint routing"));
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(routing));
    desk.press("Lhold<Tab>Not yet<Tab><Tab>Budget is signed by 15 Jan<Tab>value<Tab>8 jan<Ctrl+S>");
    let verdict = "decided  G1: hold (cause: value; held again on 8 Jan 2027), on condition: ";
    desk.shows(&format!("{verdict}Budget is signed"));
    desk.press("M");
    desk.shows(&format!("{verdict}…"));
    desk.hides("Budget is signed");
    desk.press("My").press(&"<←>".repeat(routing - risk)).press("Lwaive<Enter>they insist<Enter>yM");
    desk.shows("decided  G2: on against 5 rules (looked at again on 23 Feb 2027)");
}

#[test]
fn what_was_wanted_is_answered_under_the_mask_too() {
    let answered = "What was wanted from you is answered.";
    let pilot = Desk::demo().store.read().find_pilot("contract-review").unwrap();
    let mut desk = on_the_wall(pilot, "Pass G1?");
    desk.press("M");
    desk.shows("Wanted from you: … G1");
    desk.press("MyL<Enter>All shown<Enter>M");
    desk.shows(answered);
    // So is a list that was made of what is due.
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Actions that are due").unwrap();
    desk.press("gmy").press(&"<→>".repeat(at)).press("d<↓>d");
    desk.shows(answered);
    desk.press("M");
    desk.shows(answered);
}

#[test]
fn who_looks_for_a_name_under_the_mask_is_told_what_is_searched() {
    let mut desk = five_items();
    desk.press("grM:Lucie Moreau");
    desk.shows("only the codes that are shown are found");
    desk.press("<Esc>gb/Samir Haddad");
    let words = desk.flat();
    assert!(words.contains("only the codes that are shown are found"), "{}", desk.screen());
    desk.press("<Esc><Esc>gh");
    desk.shows("so the history cannot be seen; M shows them");
}
