//! What writing commands answer.

use super::*;

#[test]
fn every_writing_command_answers_with_its_entry() {
    let desk = Desk::with_demo();
    let mut entry = DEMO_ENTRIES;
    for words in WRITES {
        let answer = desk.json(words);
        check_answer(&answer);
        assert_eq!(keys(&answer), ["changed", "entry", "id", "rejected", "summary", "unchanged"], "{words:?}");
        entry += 1;
        assert_eq!(answer["entry"], json!(entry), "{words:?}: {answer}");
        assert!(answer["changed"].as_u64() > Some(0), "{words:?}: {answer}");
        assert_eq!(text(desk.list(&["journal"]).last().unwrap(), "summary"), text(&answer, "summary"), "{words:?}");
    }
}

#[test]
fn every_writing_command_prints_its_sentence() {
    let desk = Desk::with_demo();
    for words in WRITES {
        let said = desk.on(words).done();
        assert_eq!((said.out.lines().count(), said.err.as_str()), (1, ""), "{said:?}");
    }
}

#[test]
fn a_write_that_changes_nothing_has_no_entry() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["set", "invoice-triage", "unit", "Finance"],
        &["record", "invoice-triage", "impact", "12"],
        &["target", "invoice-triage", "99"],
        &["status", "invoice-triage", "G", "--because", "Same."],
        &["tick", "invoice-triage", "s1.real-data"],
        &["archive", "invoice-triage"],
    ];
    for words in table {
        desk.json(words);
        let answer = desk.json(words);
        check_answer(&answer);
        let facts = (&answer["entry"], &answer["changed"], &answer["unchanged"]);
        assert_eq!(facts, (&Value::Null, &json!(0), &json!(1)), "{words:?}");
    }
}

#[test]
fn what_is_added_is_named_by_its_id() {
    let desk = Desk::with_demo();
    let pilot = desk.json(&["add", "pilot", "Probe"]);
    let person = desk.json(&["add", "person", "Zoe Zander"]);
    let metric = desk.json(&["add", "metric", "probe", "speed", "--family", "impact"]);
    for (answer, noun, name) in
        [(pilot, "pilots", "Probe"), (person, "people", "Zoe Zander"), (metric, "metrics", "speed")]
    {
        let made = desk.list(&[noun]).into_iter().find(|record| text(record, "name") == name).unwrap();
        assert_eq!(answer["id"], made["id"], "{noun}");
    }
    let of_the_pilot: &[(&str, &[&str])] = &[
        ("notes", &["note", "probe", "Seen."]),
        ("steps", &["add", "step", "probe", "Sorting"]),
        ("items", &["add", "item", "probe", "unit", "Lyon"]),
        ("trainings", &["add", "training", "probe", "Basics", "--for", "users", "--people", "4"]),
        ("exceptions", &["raise", "probe", "Down", "--severity", "high"]),
        ("versions", &["add", "version", "probe", "v2", "--released", "2026-11-20"]),
        ("assessments", &["score", "probe", "data", "2"]),
        ("decisions", &["decide", "probe", "update", "--say", "Update it", "--by", "Zoe Zander", "--why", "asked"]),
    ];
    for (noun, words) in of_the_pilot {
        let answer = desk.json(words);
        let made = desk.list(&[*noun, "--pilot", "probe"]);
        assert_eq!(answer["id"], made[0]["id"], "{noun}");
    }
    let made = desk.run(&["new", "other.steerco", "--json"]).json();
    check_answer(&made);
    assert!(is_id(&made["id"], 'k'), "{made}");
}

#[test]
fn a_note_is_named_by_its_id() {
    let desk = Desk::with_demo();
    let answer = desk.json(&["note", "invoice-triage", "Seen."]);
    assert!(is_id(&answer["id"], 'n'), "{answer}");
}

#[test]
fn what_is_said_in_a_review_is_named_by_its_id() {
    let desk = Desk::with_demo();
    let said = desk.json(&["review", "item", "2026-12-03", "Budget"]);
    assert!(is_id(&said["id"], 'i'), "{said}");
    desk.on(&["review", "drop", text(&said, "id")]).done();
    desk.on(&["review", "open", "2026-12-03"]).done();
    let said = desk.json(&["review", "minute", "2026-12-03", "The feed is live"]);
    assert!(is_id(&said["id"], 'h'), "{said}");
    let id = text(&said, "id");
    assert!(desk.json(&["review", "show", "2026-12-03"]).to_string().contains(id));
    desk.on(&["set", "minute", id, "text", "The feed is down"]).done();
    let shown = desk.json(&["review", "show", "2026-12-03"]);
    assert_eq!(shown["minutes"][0]["text"], "The feed is down", "{shown}");
    desk.on(&["review", "close", "2026-12-03"]).done();
    desk.refuses(&["set", "minute", id, "text", "The feed is up"], 3);
}

#[test]
fn the_words_of_a_decision_are_put_right_and_what_it_changed_stays() {
    let desk = Desk::with_demo();
    let decision = |desk: &Desk, said: &str| {
        let found = desk.list(&["decisions"]).into_iter().find(|one| text(one, "statement").contains(said));
        found.unwrap_or_else(|| panic!("no decision says {said}"))
    };
    let before = decision(&desk, "fortnight");
    let id = text(&before, "id");
    let set = |field: &str, to: &str| desk.json(&["set", "decision", id, field, to]);
    check_answer(&set("rationale", "People were never trained on the new rules."));
    set("conditions", "The depots name somebody who answers for the board");
    set("statement", "Send trainers to both depots for a fortnight");
    let again = set("rationale", "People were never trained on the new rules.");
    assert_eq!((&again["entry"], &again["unchanged"]), (&Value::Null, &json!(1)), "{again}");
    let after = decision(&desk, "fortnight");
    assert_eq!(after["rationale"], "People were never trained on the new rules.");
    assert_eq!(after["conditions"], json!(["The depots name somebody who answers for the board"]));
    for stays in ["id", "verb", "date", "decided_by", "review_trigger", "evidence"] {
        assert_eq!(after[stays], before[stays], "{stays}");
    }
    for _ in 0..3 {
        desk.on(&["undo", "--yes"]).done();
    }
    assert_eq!(decision(&desk, "fortnight"), before, "each is a change that can be taken back");
}

#[test]
fn what_is_more_than_words_of_a_decision_is_not_put_right() {
    let desk = Desk::with_demo();
    let decisions = desk.list(&["decisions"]);
    let of = |verb: &str| {
        let one = decisions.iter().find(|one| one["verb"] == verb).unwrap();
        text(one, "id").to_owned()
    };
    let (go, conditional) = (of("go"), of("conditional-go"));
    let update = decisions.iter().find(|one| text(one, "statement").contains("fortnight")).unwrap();
    let update = text(update, "id");
    desk.on(&["set", "decision", &conditional, "conditions", "Budget by 2026-11-13;; it is signed"]).done();
    let one = desk.list(&["decisions"]).into_iter().find(|one| text(one, "id") == conditional).unwrap();
    assert_eq!(one["conditions"], json!(["Budget by 2026-11-13; it is signed"]));
    let refused = [
        ([go.as_str(), "statement", "G1: hold"], "the sentence of a verdict"),
        ([go.as_str(), "rationale", ""], "why it was decided is missing"),
        ([conditional.as_str(), "conditions", "One; and another"], "it was decided under 1 condition, and 2 are given"),
        ([go.as_str(), "conditions", "One"], "it was decided under no condition"),
        ([update, "verb", "pause"], "is not a field of a decision"),
        ([update, "date", "2026-10-01"], "is not a field of a decision"),
    ];
    for (words, told) in refused {
        let error = desk.refuses(&joined(&["set", "decision"], &words), 3);
        assert!(text(&error, "title").contains(told), "{words:?}: {error}");
    }
    let made = desk.json(&[
        "decide",
        "claims-intake",
        "update",
        "--say",
        "Wait for Legal",
        "--why",
        "asked",
        "--by",
        "Pilar Navarro",
        "--condition",
        "Legal signs by 2027-01-15",
    ]);
    let id = text(&made, "id");
    let error = desk.refuses(&["set", "decision", id, "conditions", "Legal signs by 2027-01-22"], 3);
    assert!(text(&error, "title").contains("name another day"), "{error}");
    desk.on(&["set", "decision", id, "conditions", "The lawyers sign by 2027-01-15"]).done();
}

#[test]
fn a_verdict_and_the_stage_that_it_led_to_are_told_with_the_same_words() {
    let desk = Desk::with_demo();
    let decisions = desk.list(&["decisions", "--pilot", "energy-bills"]);
    let id = text(decisions.last().unwrap(), "id");
    desk.on(&["set", "decision", id, "rationale", "Go, five of five; the meters feed it."]).done();
    let export = desk.export();
    assert!(!export.contains("the meter feed is the first piece"), "nothing quotes what it said before");
    assert_eq!(export.matches("Go, five of five; the meters feed it.").count(), 2, "the decision and its stage");
}

#[test]
fn an_agenda_tells_the_day_in_force_of_the_work_on_a_condition() {
    let desk = Desk::with_demo();
    let works = desk.list(&["workstreams"]);
    let work = works.iter().find(|one| one["pilot"] == "supplier-risk").unwrap();
    desk.on(&["set", "workstream", text(work, "id"), "due", "2026-12-10"]).done();
    desk.on(&["review", "prepare", "2026-12-03"]).done();
    let shown = desk.on(&["review", "show", "2026-12-03"]).done().out;
    let told =
        "by 2026-11-13: A signed line in the procurement plan; its workstream on budget is due by 2026-12-10 now";
    assert!(shown.contains(told), "{shown}");
}

#[test]
fn a_warning_is_accepted_in_the_word_of_people_and_in_that_of_the_framework() {
    let desk = Desk::with_demo();
    let rest = ["--warning", "gate-skipped", "--say", "It is known", "--by", "Pilar Navarro"];
    for word in ["accept-warning", "accept warning", "accept", "waive"] {
        desk.on(&joined(&["decide", "invoice-triage", word], &rest)).done();
        let listed = desk.on(&["list", "decisions", "--pilot", "invoice-triage"]).done().out;
        let row = listed.lines().find(|line| line.contains("It is known")).unwrap().to_owned();
        assert!(row.contains(" accept-warning "), "{row}");
        let sorted = desk.on(&["list", "decisions", "--sort", "verb"]).done().out;
        let first = sorted.lines().nth(1).unwrap();
        assert!(first.contains("It is known"), "it is sorted by the word that is read: {first}");
        let decisions = desk.list(&["decisions"]);
        let decision = decisions.iter().find(|one| one["statement"] == "It is known").unwrap();
        assert_eq!(decision["verb"], "waive", "for programs its word stays");
        desk.on(&["undo", "--yes"]).done();
    }
}

#[test]
fn the_check_of_keys_answers_in_json() {
    let said = Desk::empty().json(&["keys", "--check"]);
    assert_eq!(said["complaints"], json!([]), "{said}");
}

#[test]
fn an_import_answers_as_every_writing_command_does() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    check_answer(&desk.json(&["import", "table.csv"]));
}

#[test]
fn a_restore_answers_as_every_writing_command_does() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "copy.steerco"]).done();
    check_answer(&desk.json(&["restore", "copy.steerco"]));
}

#[test]
fn a_demo_that_is_made_answers_as_every_writing_command_does() {
    let desk = Desk::bare();
    check_answer(&desk.run(&["demo", "--pilots", "2", "--weeks", "4", "--into", "made.steerco", "--json"]).json());
}

#[test]
fn whatever_is_written_to_is_told_by_its_id() {
    let desk = Desk::with_demo();
    let review = "2026-12-03";
    let table: &[(&[&str], char)] = &[
        (&["set", "invoice-triage", "unit", "Legal"], 'p'),
        (&["set", "person", "Ana Costa", "title", "Trainer"], 'w'),
        (&["set", "workspace", "Northwind AI programme", "title", "Probing"], 'k'),
        (&["status", "invoice-triage", "A", "--because", "late"], 'p'),
        (&["target", "invoice-triage", "99"], 'p'),
        (&["owner", "invoice-triage", "Rita Silva", "--why", "hers"], 'p'),
        (&["record", "invoice-triage", "impact", "-18"], 'm'),
        (&["gate", "supplier-risk", "G2", "--book", "2026-12-10"], 'p'),
        (&["review", "prepare", review], 'c'),
        (&["review", "open", review], 'c'),
        (&["review", "attend", review, "Mercy Okafor"], 'c'),
        (&["archive", "invoice-triage"], 'p'),
    ];
    for (words, kind) in table {
        let said = desk.json(words);
        assert!(is_id(&said["id"], *kind), "{words:?}: {said}");
    }
    let said = desk.json(&["tick", "supplier-risk", "s2.master-data", "--evidence", "shown"]);
    assert_eq!(said["id"], "supplier-risk/s2.master-data", "as `list gaps` has it");
}

#[test]
fn what_would_be_left_out_in_silence_is_refused() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let speed = ["add", "metric", "invoice-triage", "speed", "--family", "impact", "--max", "10"];
    let beyond = joined(&speed, &["--target", "12"]);
    let table: &[(&[&str], i32, &str)] = &[
        (&beyond, 3, "which speed cannot pass"),
        (&["set", "workspace", "Elsewhere", "title", "Probing"], 4, "“Elsewhere” is not this workspace"),
        (&["set", "workspace", "", "slot", "60"], 4, "is not this workspace"),
        (&["tick", "supplier-risk", "s2.master-data", "--evidence", ""], 3, "--evidence is empty"),
        (&["score", "supplier-risk", "data", "3", "--evidence", " "], 3, "--evidence is empty"),
        (&["score", "supplier-risk", "data", "3", "--gap", ""], 3, "--gap is empty"),
    ];
    for (words, status, told) in table {
        let error = desk.refuses(words, *status);
        assert!(text(&error, "title").contains(told) && !text(&error, "hint").is_empty(), "{words:?}: {error}");
    }
    check_same(&desk.export(), &before, "the workspace");
    desk.on(&joined(&speed, &["--target", "9"])).done();
    for named in ["WORK", "northwind"] {
        desk.on(&["set", "workspace", named, "slot", "60"]).done();
    }
}
