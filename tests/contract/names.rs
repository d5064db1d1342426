//! What names a pilot, a person, a metric or anything else.

use super::*;

#[test]
fn an_exact_code_comes_before_the_codes_that_begin_so() {
    let desk = Desk::with_demo();
    assert_eq!(text(&desk.json(&["show", "inv"]), "code"), "invoice-triage");
    desk.on(&["add", "pilot", "Exact", "--code", "inv"]).done();
    desk.on(&["add", "pilot", "Other", "--code", "inventory"]).done();
    assert_eq!(text(&desk.json(&["show", "inv"]), "name"), "Exact");
    assert_eq!(text(&desk.json(&["show", "invo"]), "name"), "Invoice triage");
}

#[test]
fn two_matches_are_refused_with_the_candidates() {
    let desk = Desk::with_demo();
    for words in
        [&["show", "s"][..], &["record", "s", "impact", "1"], &["list", "readings", "--pilot", "s"], &["archive", "s"]]
    {
        let error = desk.refuses(words, 3).to_string();
        for code in ["service-chat", "shift-planning", "supplier-risk"] {
            assert!(error.contains(code), "{words:?}: {error}");
        }
    }
}

#[test]
fn an_empty_text_names_nothing_even_where_there_is_only_one() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Solo"]).done();
    desk.on(&["raise", "solo", "It fell over."]).done();
    let before = desk.export();
    for nothing in ["", " "] {
        for words in [
            &["archive", nothing][..],
            &["set", nothing, "name", "Duo"],
            &["note", nothing, "Seen."],
            &["status", nothing, "R", "--because", "so"],
            &["raise", nothing, "It fell over."],
            &["record", nothing, "impact", "1"],
            &["target", nothing, "5"],
            &["tick", nothing, "s1.real-data"],
        ] {
            let error = desk.refuses(words, 3);
            assert!(text(&error, "hint").starts_with("name a pilot"), "{words:?}: {error}");
        }
        assert!(text(&desk.refuses(&["resolve", nothing], 3), "hint").starts_with("name an exception"));
        assert!(text(&desk.refuses(&["record", "solo", nothing, "1"], 3), "hint").starts_with("name a metric"));
    }
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn people_are_named_by_e_mail_exact_name_or_id() {
    let desk = Desk::with_demo();
    let people = desk.list(&["people"]);
    let rita = people.iter().find(|person| text(person, "name") == "Rita Silva").unwrap();
    for who in [text(rita, "email"), "Rita Silva", text(rita, "id")] {
        let owned = desk.list(&["pilots", "--owner", who]);
        assert_eq!(codes(&owned), ["service-chat", "complaint-routing"], "{who}");
    }
    desk.refuses(&["list", "pilots", "--owner", "Rita"], 4);
    desk.on(&["add", "person", "Rita Silva", "--email", "other@northwind.example"]).done();
    let error = desk.refuses(&["owner", "invoice-triage", "Rita Silva", "--why", "hers"], 3).to_string();
    assert!(error.contains("rita.silva@northwind.example") && error.contains("other@northwind.example"), "{error}");
}

#[test]
fn titles_are_no_part_of_a_name() {
    let desk = Desk::empty();
    for name in ["Dr. Ana Costa", "Dr. Jürgen Groß"] {
        desk.on(&["add", "person", name, "--level", "vp"]).done();
    }
    for owner in ["Costa, Ana", "Ana Costa", "Prof. Ana Costa", "Groß, Jürgen", "Juergen Gross"] {
        let said = desk.on(&["add", "pilot", owner, "--owner", owner]).done();
        assert!(!said.err.contains(" is Dr. "), "it says no less than the name: {said:?}");
    }
    desk.write("plan.csv", "Project,Sponsor\nYak,\"Costa, Ana\"\nElk,\"Groß, Jürgen\"\nEmu,Ana Costa\n".as_bytes());
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(desk.list(&["people"]).len(), 2);
    assert_eq!(desk.list(&["pilots", "--owner", "Ana Costa"]).len(), 5);
}

#[test]
fn less_than_a_name_is_enough_in_a_table_and_who_it_is_is_told_but_not_in_a_command() {
    let desk = Desk::with_demo();
    // A command may be run again when there are two of that name.
    for command in [
        &["list", "pilots", "--owner", "rita"][..],
        &["act", "Call the supplier", "--who", "weber", "--due", "15 Jan 2027"],
        &["set", "pilot", "invoice-triage", "lead", "weber"],
        &["archive", "weber"],
    ] {
        desk.refuses(command, 4);
    }
    desk.write("todo.csv", b"What,Who,Due\nCall them,weber,2027-01-15\nMail them,K. Tanaka,2027-01-15\n");
    let said = desk.on(&["import", "todo.csv", "--map", "actions"]).done();
    assert!(
        said.err.contains("“weber” is Tobias Weber.") && said.err.contains("“K. Tanaka” is Kenji Tanaka."),
        "{said:?}"
    );
    assert_eq!(
        desk.list(&["actions", "--owner", "Kenji Tanaka"]).iter().filter(|one| one["text"] == "Mail them").count(),
        1
    );
}

#[test]
fn somebody_is_shown_with_all_that_they_answer_for_and_with_what_names_them() {
    let desk = Desk::with_demo();
    desk.on(&["act", "Call the supplier", "--who", "Rita Silva", "--due", "2027-01-15"]).done();
    let pause =
        ["decide", "service-chat", "pause", "--say", "It rests", "--by", "Ana Costa", "--why", "too few answers"];
    let until = ["--condition", "Rita Silva signs the contract", "--revisit", "2027-01-15"];
    desk.on(&joined(&pause, &until)).done();
    let said = desk.on(&["show", "Rita Silva"]).done();
    for told in ["service-chat: ", "Call the supplier, due 2027-01-15", "service-chat: Rita Silva signs the contract ("]
    {
        assert!(said.out.contains(told), "{told}: {said:?}");
    }
    let page = desk.json(&["show", "Rita Silva"]);
    let held = page["answers_for"].as_array().unwrap();
    assert!(held.iter().any(|one| one["kind"] == "action" && one["what"] == "Call the supplier"), "{page}");
    assert_eq!(text(&page["conditions"][0], "text"), "Rita Silva signs the contract");
    let ana = desk.json(&["show", "Costa, Ana"]);
    assert!(ana["decided"].as_array().unwrap().iter().any(|one| one["statement"] == "It rests"), "{ana}");
    let found = desk.on(&["search", "Rita Silva"]).done().out;
    assert!(found.lines().any(|line| line.starts_with("person ") && line.contains("1 open action")), "{found}");
}

#[test]
fn a_metric_is_named_by_its_family_or_its_name() {
    let desk = Desk::with_demo();
    for metric in ["impact", "handling time"] {
        let error = desk.refuses(&["record", "invoice-triage", metric, "fast"], 3);
        assert_eq!(text(&error, "field"), "value", "{metric} was found");
    }
    let error = desk.refuses(&["record", "invoice-triage", "speed", "1"], 4);
    assert!(text(&error, "hint").contains("handling time"), "{error}");
}

#[test]
fn an_exact_name_comes_before_a_code_that_begins_so() {
    let desk = Desk::with_demo();
    desk.on(&["add", "pilot", "Zeta", "--code", "q1"]).done();
    desk.on(&["add", "pilot", "Zeta Two"]).done();
    assert_eq!(text(&desk.json(&["show", "Zeta"]), "code"), "q1");
    assert_eq!(text(&desk.json(&["show", "zet"]), "code"), "zeta-two");
    desk.write("values.csv", b"pilot,metric,week,value\nZeta,performance,2026-W40,77\n");
    desk.on(&["record", "--from", "values.csv"]).done();
    assert_eq!(desk.list(&["readings", "--pilot", "q1"]).len(), 1);
}

#[test]
fn everything_else_is_named_by_the_unique_beginning_of_its_id() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha"]).done();
    desk.on(&["add", "metric", "alpha", "speed", "--family", "impact"]).done();
    let metric = desk.list(&["metrics"]).into_iter().find(|metric| text(metric, "name") == "speed").unwrap();
    let entry = desk.list(&["journal"]).pop().unwrap();
    for (words, whole) in [(["set", "metric"], text(&metric, "id")), (["revert", ""], text(&entry, "id"))] {
        let command: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let rest: &[&str] = if words[0] == "set" { &["target", "5"] } else { &[] };
        let said = desk.on(&joined(&joined(&command, &[&whole[..13]]), rest));
        // The metric was changed since it was added, so that its entry is found and not taken back.
        assert_eq!(said.status, if words[0] == "revert" { 3 } else { 0 }, "{said:?}");
    }
}

#[test]
fn a_code_is_made_from_the_name_where_none_is_given() {
    let desk = Desk::with_demo();
    for (name, code) in
        [("Invoice triage", "invoice-triage-2"), ("Invoice triage", "invoice-triage-3"), ("Über  uns!", "ueber-uns")]
    {
        desk.on(&["add", "pilot", name]).done();
        assert_eq!(codes(&desk.list(&["pilots"])).last().unwrap(), code);
    }
    desk.on(&["add", "pilot", "发票"]).done();
    let code = codes(&desk.list(&["pilots"])).pop().unwrap();
    assert!(code.strip_prefix("pilot-").is_some_and(|number| number.parse::<u32>().is_ok()), "{code}");
}

#[test]
fn names_of_a_table_are_known_whatever_blanks_and_unseen_signs_they_have() {
    let desk = Desk::with_demo();
    let table = |pilot: &str, metric: &str, value: u8| {
        let text = format!("pilot,metric,week,value\n{pilot},{metric},2026-W47,{value}\n");
        desk.write("names.csv", text.as_bytes());
        desk.on(&["import", "names.csv"])
    };
    for (pilot, metric, value) in [
        ("Invoice\u{a0}triage", "handling\u{a0}time", 31),
        ("Invoice  triage", "Handling  time", 32),
        ("Invoice\u{200b} triage", "hand\u{200b}ling time", 33),
        ("invoice-\u{feff}triage", "IMPACT", 34),
    ] {
        table(pilot, metric, value).done();
        assert_eq!(reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap()["value"], json!(value));
    }
    for pilot in ["Invoicetriage", "Invoice_triage", "Invoice triage.", "Invoice\u{200b}triage"] {
        let said = table(pilot, "impact", 35);
        assert!(said.status == 3 && said.err.contains("is it invoice-triage?"), "{said:?}");
    }
    let said = table("Invoice triage", "handling_time", 35);
    assert!(said.status == 3 && said.err.contains("is it handling time?"), "{said:?}");
    for (name, other) in [("Invoicetriage", "Invoice triage"), ("Invoice triage.", "Invoice triage")] {
        desk.write("plan.csv", format!("Project,Start date\n{name},2026-01-05\n").as_bytes());
        let said = desk.on(&["import", "plan.csv", "--dry-run"]).done();
        assert!(said.err.contains(&format!("is new beside “{other}”")), "{said:?}");
    }
    desk.write("plan.csv", "Project,Department\nClaims\u{200b} intake,Law\n".as_bytes());
    let said = desk.on(&["import", "plan.csv", "--dry-run"]).done();
    assert!(said.out.contains("0 pilots would be created"), "{said:?}");
}
