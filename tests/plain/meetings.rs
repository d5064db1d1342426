//! Reviews and decisions in plain sentences.

use crate::Room;

#[test]
fn a_decision_is_recorded_by_numbered_questions() {
    let room = Room::new();
    let said = room.talk(&[
        "11",
        "decide",
        "retrain",
        "Retrain on the autumn invoices",
        "Jonas",
        "new templates",
        "2027-02-01",
        "",
        "",
        "",
        "1",
    ]);
    assert!(said.contains("save, 2 go through it again"), "{said}");
    let decisions = room.list(&["decisions", "--pilot", "invoice-triage"]);
    let last = decisions.last().unwrap();
    assert_eq!((&last["verb"], &last["decided_by"]), (&"retrain".into(), &"Jonas Lindqvist".into()), "{said}");
    assert_eq!(last["review_trigger"], "2027-02-01", "{said}");
}

#[test]
fn an_action_is_added_and_done_and_a_review_prepared_and_read() {
    let room = Room::new();
    let said = room.talk(&["actions", "add", "Send the list", "Ana", "2026-12-10", "Invoice"]);
    let actions = room.list(&["actions"]);
    let sent = actions.iter().find(|one| one["text"] == "Send the list").expect(&said);
    assert_eq!((&sent["owner"], &sent["due"]), (&"Ana Costa".into(), &"2026-12-10".into()), "{said}");
    let open = || room.list(&["actions"]).into_iter().filter(|one| one["state"] == "open").count();
    let before = open();
    room.talk(&["actions", "1", "done"]);
    assert_eq!(open(), before - 1);
    let said = room.talk(&["review", "1", "?", ".", "minutes"]);
    assert!(said.contains("Review of ") && said.contains("minutes:"), "an agenda with its time boxes: {said}");
}

#[test]
fn a_sentence_of_a_meeting_is_one_line() {
    let told = Room::new().talk(&["meeting", "yes", "q"]);
    let whole =
        |begins: &str, ends: &str| told.lines().any(|line| line.contains(begins) && line.trim_end().ends_with(ends));
    assert!(whole("Wanted from you: ", "What came of waiving governance documents?"), "{told}");
    assert!(whole("signal drift-no-authority: ", "has no authority to pause or retrain."), "{told}");
}

#[test]
fn a_meeting_is_told_without_the_keys_of_the_screens() {
    let room = Room::new();
    let said = room.talk(&["meeting", "yes", "action", "@zorro do it by friday", ".", "minute", "hello", "undo", "q"]);
    assert!(said.contains("Nobody is called “zorro”: write the name otherwise"), "{said}");
    assert!(!said.contains("g p, then a") && !said.contains("stray keys"), "{said}");
    let reviews = room.list(&["reviews"]);
    assert!(reviews.last().unwrap()["minutes"].as_array().unwrap().is_empty(), "{said}");
    let closed = Room::new().talk(&["meeting", "yes", "closing page", "close", "yes"]);
    assert!(closed.contains("“write pack” on the page of the review copies it"), "{closed}");
    let said = room.talk(&["meeting", "closing page", "?", "timer", "?"]);
    assert!(said.contains("“who is there” opens the page") && !said.contains("Nothing has “?”"), "{said}");
    assert_eq!(said.matches("minute (c): Write a line of the minutes.").count(), 2, "{said}");
}

#[test]
fn a_dot_is_no_way_back_from_a_meeting_and_is_not_said_to_be() {
    let said = Room::new().talk(&["meeting", "yes", ".", "q"]);
    let asks: Vec<&str> = said.lines().filter(|line| line.contains("? all verbs")).collect();
    assert!(asks.iter().any(|line| line.contains("talked")), "{said}");
    for line in asks {
        assert!(!line.contains(". back"), "{line}");
        assert!(!line.contains("help") && line.matches("leave").count() == 1, "no verb twice: {line}");
    }
    let help = Room::new().talk(&["meeting", "yes", "?"]);
    assert!(help.contains("q leaves the meeting") && !help.contains("a dot goes back"), "{help}");
    let said = Room::new().talk(&["people", ".", "."]);
    assert!(said.contains("; ? all verbs, . back, q leaves\n"), "{said}");
    assert!(said.contains("> There is nothing to go back to; q leaves.\n"), "of the first screen neither: {said}");
}

#[test]
fn a_closed_review_names_the_command_that_copies_its_pack_with_the_workspace() {
    let room = Room::new();
    let mut lines = vec!["meeting", "yes"];
    lines.extend(["next"; 9]);
    lines.extend(["close the review", "yes", "q"]);
    let said = room.talk(&lines);
    let command = said.lines().find(|line| line.starts_with("steerco report pack -w ")).expect(&said);
    assert!(command.contains(room.path().to_str().unwrap()), "a workspace from elsewhere is named: {command}");
}

#[test]
fn a_gate_tells_what_it_lacks_and_a_decision_all_that_was_known() {
    let room = Room::new();
    let said = room.talk(&["3", "gate"]);
    assert!(
        said.contains("G1: 0 of 5 that vote pass") && said.contains("nobody has scored data, integration"),
        "{said}"
    );
    let said = room.talk(&["decisions", "2", "open", "."]);
    let full = said.split_once("Decisions, in full.").expect(&said).1;
    assert!(
        full.contains("rejected, Buy another model")
            && full.contains("known then, computed decision wanted, reported "),
        "{said}"
    );
    assert!(full.contains("\n1. Service chat: certified"), "and a dot goes back to the list: {said}");
}

#[test]
fn an_action_in_one_line_is_understood_outside_of_a_meeting_too() {
    let room = Room::new();
    let said = room.talk(&["actions", "add", "@lucie retrain the model by 2026-12-04", "", "", "", "q"]);
    let actions = room.list(&["actions"]);
    let one = actions.iter().find(|one| one["text"] == "retrain the model").expect(&said);
    assert_eq!((&one["owner"], &one["due"]), (&"Lucie Moreau".into(), &"2026-12-04".into()), "{said}");
}

#[test]
fn who_is_not_noted_and_how_many_days_something_waits_is_said_in_words() {
    let next = ["next"; 8];
    let said =
        Room::new().talk(&[&["meeting", "yes", "who is there", "q"], next.as_slice(), &["q", "exceptions"]].concat());
    assert!(said.contains("\n1. Jonas Lindqvist, not noted: Finance, VP\n"), "{said}");
    assert!(said.contains("(Invoice triage); overdue 26 days, due 30 Oct\n"), "{said}");
    assert!(said.contains("\n1. Shift planning, waits 22 days for Pilar Navarro; it may wait 14 days: "), "{said}");
    let draft = Room::new().talk(&["review", "page 4"]);
    assert!(draft.contains("\n1. Jonas Lindqvist: Finance, VP\n"), "of a draft nobody knows it yet: {draft}");
}
