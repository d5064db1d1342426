//! Undo, redo, revert and the log.

use super::*;

#[test]
fn undo_goes_back_step_by_step_and_redo_comes_forward_again() {
    let desk = Desk::with_demo();
    let writes: &[&[&str]] = &[
        &["add", "pilot", "Probe", "--code", "probe"],
        &["record", "probe", "impact", "5"],
        &["record", "probe", "impact", "6"],
        &["owner", "probe", "Rita Silva", "--why", "hers"],
        &["tick", "probe", "s1.real-data", "--evidence", "shown"],
        &["archive", "probe"],
        &["set", "invoice-triage", "name", "Triage"],
    ];
    let mut states = vec![desk.export()];
    for words in writes {
        desk.on(words).done();
        states.push(desk.export());
    }
    for state in states.iter().rev().skip(1) {
        desk.on(&["undo"]).done();
        check_same(&desk.export(), state, "what the workspace holds");
    }
    for state in states.iter().skip(1) {
        desk.on(&["redo"]).done();
        check_same(&desk.export(), state, "what the workspace holds");
    }
    let answer = desk.json(&["redo"]);
    assert_eq!((&answer["entry"], &answer["changed"]), (&Value::Null, &json!(0)), "nothing is left to redo");
    desk.on(&["doctor"]).done();
}

#[test]
fn a_new_change_ends_redo() {
    let desk = Desk::with_demo();
    desk.on(&["set", "invoice-triage", "name", "Triage"]).done();
    desk.on(&["undo"]).done();
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    let answer = desk.json(&["redo"]);
    assert_eq!(answer["entry"], Value::Null);
    let said = text(&answer, "summary");
    assert!(said.contains("Seen.") && said.contains("was written since the last undo"), "{said}");
    assert_eq!(text(&desk.json(&["show", "invoice-triage"]), "name"), "Invoice triage");
}

#[test]
fn nothing_to_undo_is_said() {
    let answer = Desk::empty().json(&["undo"]);
    check_answer(&answer);
    assert_eq!((&answer["entry"], &answer["changed"]), (&Value::Null, &json!(0)));
}

#[test]
fn somebody_elses_change_and_a_large_one_ask_first() {
    let desk = Desk::with_demo();
    desk.on(&["--actor", "Rita Silva", "note", "invoice-triage", "Mine."]).done();
    let error = desk.refuses(&["undo"], 3);
    assert!(text(&error, "title").contains("Rita Silva") && text(&error, "hint").contains("--yes"), "{error}");
    desk.on(&["undo", "--yes"]).done();
    let desk = Desk::with_slice();
    assert!(text(&desk.refuses(&["undo"], 3), "hint").contains("--yes"));
    desk.on(&["undo", "--yes"]).done();
    assert_eq!(desk.list(&["pilots", "--all"]), Vec::<Value>::new());
}

#[test]
fn one_entry_is_reverted_by_its_number_or_its_id() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let entry = desk.json(&["set", "invoice-triage", "name", "Triage"])["entry"].to_string();
    desk.on(&["revert", &entry]).done();
    check_same(&desk.export(), &before, "what the workspace holds");
    let answer = desk.json(&["revert", &entry]);
    assert_eq!((&answer["entry"], &answer["changed"]), (&Value::Null, &json!(0)), "it was taken back already");
    desk.on(&["set", "invoice-triage", "name", "Triage"]).done();
    let id = text(desk.list(&["journal"]).last().unwrap(), "id").to_owned();
    desk.on(&["note", "service-chat", "Seen."]).done();
    desk.on(&["revert", &id]).done();
    assert_eq!(text(&desk.json(&["show", "invoice-triage"]), "name"), "Invoice triage");
}

#[test]
fn a_revert_is_undone_and_redone_in_its_turn() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Probe"]).done();
    let entry = desk.json(&["note", "probe", "Seen."])["entry"].to_string();
    desk.on(&["set", "probe", "unit", "Finance"]).done();
    let before = desk.export();
    desk.on(&["revert", &entry]).done();
    let last = desk.export();
    let said = desk.on(&["undo"]).done();
    assert!(said.out.starts_with("Did again: ") && said.out.contains("Seen."), "{said:?}");
    check_same(&desk.export(), &before, "what the workspace holds right after the revert was undone");
    for _ in 0..3 {
        desk.on(&["undo"]).done();
    }
    assert_eq!(desk.list(&["pilots", "--all"]), Vec::<Value>::new());
    for _ in 0..4 {
        desk.on(&["redo"]).done();
    }
    check_same(&desk.export(), &last, "what the workspace holds once all is redone");
    assert_eq!(desk.json(&["redo"])["entry"], Value::Null);
    desk.on(&["doctor"]).done();
}

#[test]
fn what_took_back_is_known_by_the_journal_and_not_by_how_its_sentence_begins() {
    for name in ["Took back", "Did again"] {
        let desk = Desk::empty();
        desk.on(&["add", "pilot", name, "--code", "probe"]).done();
        desk.on(&["note", "probe", "Seen."]).done();
        for (word, way) in [("undo", "Took back"), ("redo", "Did again"), ("undo", "Took back")] {
            let said = desk.on(&[word]).done();
            assert!(said.out.starts_with(&format!("{way}: {name}: noted “Seen")), "{said:?}");
        }
    }
}

#[test]
fn an_entry_that_something_newer_builds_on_is_not_reverted() {
    let desk = Desk::with_demo();
    let entry = desk.json(&["set", "invoice-triage", "name", "One"])["entry"].to_string();
    desk.on(&["set", "invoice-triage", "name", "Two"]).done();
    let before = desk.export();
    let error = desk.refuses(&["revert", &entry], 3);
    assert!(!text(&error, "hint").is_empty(), "{error}");
    let title = text(&error, "title");
    assert!(title.contains("One") && title.contains("cannot be taken back: ") && !title.contains("entry"), "{title}");
    desk.refuses(&["revert", "1"], 3);
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn a_field_that_was_changed_since_is_told_with_both_values() {
    let desk = Desk::with_demo();
    let table = [("unit", "Claims", "Legal", "“Legal”"), ("lead", "Rita Silva", "Ana Costa", "Ana Costa")];
    for (field, first, second, here) in table {
        let entry = desk.json(&["set", "invoice-triage", field, first])["entry"].to_string();
        desk.on(&["set", "invoice-triage", field, second]).done();
        let said = desk.on(&["revert", &entry]);
        assert_eq!(said.status, 3, "{said:?}");
        let both = format!("was changed since: here it is {here}, and it would become ");
        assert!(said.err.contains(&both), "{said:?}");
        assert!(text(&desk.refuses(&["revert", &entry], 3), "title").contains(&both), "{field}");
    }
    let record = |value: &str| desk.json(&["record", "service-chat", "governance", value, "--week", "2026-W40"]);
    record("7");
    let entry = record("8")["entry"].to_string();
    record("9");
    let title = text(&desk.refuses(&["revert", &entry], 3), "title").to_owned();
    assert!(title.contains("of 2026-W40 was corrected since: here it is 9, and it would become 7"), "{title}");
}

#[test]
fn the_log_is_the_journal_from_its_end() {
    let desk = Desk::with_demo();
    desk.on(&["set", "invoice-triage", "name", "Triage"]).done();
    desk.on(&["undo"]).done();
    let mut journal = desk.list(&["journal"]);
    journal.reverse();
    let log = desk.json(&["log", "--limit", "5"]);
    assert_eq!(log.as_array().unwrap()[..], journal[..5]);
    assert_eq!((&log[0]["undoes"], &log[1]["undoes"]), (&json!(DEMO_ENTRIES + 1), &Value::Null));
    assert_eq!((text(&log[0], "kind"), text(&log[0], "actor")), ("undo", "Petra Nowak"));
    let of_pilot = desk.json(&["log", "--pilot", "service-chat", "--limit", "500"]);
    let seqs: Vec<u64> = of_pilot.as_array().unwrap().iter().map(|entry| entry["seq"].as_u64().unwrap()).collect();
    assert!(!seqs.is_empty() && seqs.len() < journal.len() && !seqs.contains(&(DEMO_ENTRIES + 1)), "{seqs:?}");
    assert!(seqs.is_sorted_by(|newer, older| newer > older), "{seqs:?}");
    let listed = desk.list(&["journal", "--pilot", "service-chat"]);
    assert_eq!(listed.len(), seqs.len());
}
