//! Numbers and values that a workspace has otherwise than the framework, and their files.

use super::*;

#[test]
fn the_numbers_of_a_workspace_go_into_a_file_and_back() {
    let desk = Desk::with_demo();
    desk.on(&["framework", "set", "warning.drift.margin-points", "4"]).done();
    let one = ["--pilot", "invoice-triage", "--metric", "performance"];
    desk.on(&joined(&["framework", "set", "warning.drift.margin-points", "3"], &one)).done();
    let listed = desk.json(&["framework", "get", "warning.drift.margin-points"]);
    let values: Vec<&Value> = listed.as_array().unwrap().iter().map(|row| &row["value"]).collect();
    assert_eq!(values, [&json!(4), &json!(3)], "{listed}");
    desk.on(&["framework", "export", "numbers.toml"]).done();
    desk.refuses(&["framework", "export", "numbers.toml"], 8);
    let numbers = String::from_utf8(desk.read("numbers.toml")).unwrap();
    assert!(numbers.contains("\"warning.drift.margin-points\" = 4 # the framework has 5"), "{numbers}");
    desk.on(&["undo"]).done();
    desk.on(&["undo"]).done();
    desk.on(&["framework", "import", "numbers.toml"]).done();
    assert_eq!(desk.on(&["framework", "export", "-"]).done().out, numbers);
    let said = desk.on(&["framework", "import", "numbers.toml", "--json"]).json();
    assert_eq!((&said["entry"], &said["unchanged"]), (&Value::Null, &json!(2)));
}

#[test]
fn a_wrong_file_of_numbers_is_refused_with_line_and_suggestion() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let table = [
        ("[parameters]\n\"warning.drift.margin\" = 4\n", "line 2", "margin-points"),
        ("[parameters]\n\"warning.drift.margin-points\" = 99999\n", "line 2", "1000"),
        ("[parameters]\n\"warning.drift.margin-points\" = \"four\"\n", "line 2", "without quotes"),
        ("[thresholds]\ndata = 9\n", "line 1", "[parameters]"),
        ("what is this", "line 1", "[parameters]"),
        ("[metrics.\"invoice\"]\n\"warning.drift.margin-points\" = 4\n", "line 1", "PILOT/METRIC"),
    ];
    for (file, line, hint) in table {
        desk.write("wrong.toml", file.as_bytes());
        let error = desk.refuses(&["framework", "import", "wrong.toml"], 3);
        assert!(text(&error, "title").contains(line) && text(&error, "hint").contains(hint), "{file}: {error}");
        assert_eq!(desk.export(), before);
    }
}

#[test]
fn a_workspace_says_otherwise_than_the_framework_and_its_file_goes_round() {
    let desk = Desk::with_demo();
    desk.on(&["framework", "set", "dimension.data.pass", "4"]).done();
    desk.on(&["framework", "set", "checklist.s2.mes.title", "MES"]).done();
    desk.on(&["framework", "set", "checklist.s2.crm.asked", "no"]).done();
    let got = desk.json(&["framework", "get", "dimension.data.pass"]);
    assert_eq!((&got[0]["value"], &got[0]["default"]), (&json!(4), &json!(3)), "{got}");
    let items = desk.json(&["list", "gaps", "--pilot", "claims-intake", "--all"]);
    let has = |id: &str| items.as_array().unwrap().iter().any(|row| row["item"] == id);
    assert!(has("s2.mes") && !has("s2.crm"));
    desk.on(&["tick", "claims-intake", "s2.mes", "--state", "done", "--evidence", "tested"]).done();
    desk.refuses(&["tick", "claims-intake", "s2.crm", "--state", "done"], 4);
    desk.on(&["framework", "export", "own.toml"]).done();
    let own = String::from_utf8(desk.read("own.toml")).unwrap();
    for line in ["[dimension.\"data\"]", "pass = 4", "[checklist.\"s2.mes\"]", "asked = false"] {
        assert!(own.contains(line), "{line} in {own}");
    }
    desk.on(&["framework", "set", "dimension.data.pass"]).done();
    assert_eq!(desk.json(&["framework", "get", "dimension.data.pass"])[0]["value"], json!(3));
    desk.on(&["undo"]).done();
    assert_eq!(desk.json(&["framework", "get", "dimension.data.pass"])[0]["value"], json!(4));
    let said = desk.on(&["framework", "import", "own.toml", "--json"]).json();
    assert_eq!(said["entry"], Value::Null, "{said}");
    desk.refuses(&["framework", "set", "dimension.data.pass", "9"], 3);
    let error = desk.refuses(&["framework", "set", "dimension.data.pas", "2"], 4);
    assert!(text(&error, "hint").contains("dimension.data.pass"), "{error}");
    for key in ["no.such", "warning.drift.margin", "stage.9.weeks"] {
        desk.refuses(&["framework", "get", key], 4);
        desk.refuses(&["framework", "set", key, "1"], 4);
    }
}

#[test]
fn a_wrong_framework_file_says_line_and_remedy_and_the_framework_stands_for_that_part() {
    let desk = Desk::with_demo();
    let file =
        "[dimension.data]\npass = 9\n\n[stage.1]\nweeks = 10\nlength = 3\n\n[checklist.s1.real-data]\ntitle = \"x\"\n";
    desk.write("mixed.toml", file.as_bytes());
    let error = desk.refuses(&["framework", "import", "mixed.toml"], 3);
    for part in ["line 2: dimension.data.pass cannot be 9", "line 6", "line 8"] {
        assert!(text(&error, "title").contains(part), "{part}: {error}");
    }
    let done = desk.on(&["framework", "import", "mixed.toml", "--partial"]).done();
    assert!(done.err.contains("line 6") && done.err.contains("did you mean"), "{}", done.err);
    assert_eq!(desk.json(&["framework", "get", "stage.1.weeks"])[0]["value"], json!(10));
    assert_eq!(desk.json(&["framework", "get", "dimension.data.pass"])[0]["value"], json!(3));
    let whole = include_str!("../../assets/framework.toml");
    desk.write("whole.toml", whole.as_bytes());
    desk.on(&["framework", "set", "stage.1.weeks"]).done();
    let said = desk.on(&["framework", "import", "whole.toml", "--json"]).json();
    assert_eq!(said["entry"], Value::Null, "{said}");
    let twice = whole.replacen("id = \"s1.real-users\"", "id = \"s1.real-data\"", 1);
    desk.write("twice.toml", twice.as_bytes());
    let error = desk.refuses(&["framework", "import", "twice.toml"], 3);
    assert!(text(&error, "title").contains("two records with the id “s1.real-data”"), "{error}");
    let without: Vec<&str> = whole.split("\n[[").filter(|part| !part.contains("id = \"s3.")).collect();
    desk.write("without.toml", without.join("\n[[").as_bytes());
    let error = desk.refuses(&["framework", "import", "without.toml"], 3);
    assert!(text(&error, "title").contains("stage 3 has no checklist"), "{error}");
    desk.write("none.toml", b"this is = = no toml");
    desk.refuses(&["framework", "import", "none.toml"], 3);
    desk.on(&["list", "pilots"]).done();
}

#[test]
fn what_a_workspace_says_is_judged_as_it_stands_together() {
    let desk = Desk::with_demo();
    let stage_4 = ["playbook", "handoff", "certifiers", "expansion-units", "expansion-geographies", "first-certified"];
    let leave = |item: &str| format!("checklist.s4.{item}.asked");
    for item in &stage_4[1..] {
        desk.on(&["framework", "set", &leave(item), "no"]).done();
    }
    let error = desk.refuses(&["framework", "set", &leave("playbook"), "no"], 3);
    assert!(text(&error, "title").contains("stage 4 has no checklist"), "{error}");
    desk.on(&["framework", "set", "checklist.s4.review.title", "Ours"]).done();
    desk.on(&["framework", "set", &leave("playbook"), "no"]).done();
    desk.refuses(&["framework", "set", "checklist.s4.review.title"], 3);
    // Each of a pair would be wrong alone.
    desk.on(&["framework", "set", "quality.stale_days", "500"]).done();
    desk.on(&["framework", "set", "quality.fresh_days", "400"]).done();
    desk.on(&["framework", "export", "own.toml"]).done();
    let other = Desk::with_demo();
    other.write("own.toml", &desk.read("own.toml"));
    other.on(&["framework", "import", "own.toml"]).done();
    assert_eq!(other.on(&["framework", "export", "-"]).done().out.as_bytes(), desk.read("own.toml"));
    other.write("half.toml", b"[quality]\nstale_days = 50\n");
    let error = other.refuses(&["framework", "import", "half.toml"], 3);
    assert!(text(&error, "title").contains("line 2: quality.stale_days"), "{error}");
}

#[test]
fn what_a_file_says_and_nobody_can_set_is_told() {
    let desk = Desk::with_demo();
    let whole = include_str!("../../assets/framework.toml");
    for (from, to, line) in [
        ("nominal_from = 9", "nominal_from = 12", "stage.2.nominal_from"),
        ("run_length = 8", "run_length = 5", "xmr"),
        ("levels = [\"c-suite\"", "levels = [\"ceo\"", "owner.levels"),
    ] {
        desk.write("changed.toml", whole.replacen(from, to, 1).as_bytes());
        let error = desk.refuses(&["framework", "import", "changed.toml"], 3);
        assert!(text(&error, "title").contains(line), "{line}: {error}");
    }
    desk.on(&["framework", "set", "checklist.s2.crm.asked", "no"]).done();
    desk.write("whole.toml", whole.as_bytes());
    assert_eq!(desk.json(&["framework", "import", "whole.toml"])["changed"], json!(1), "what is listed is asked");
}

#[test]
fn an_exported_framework_does_not_command_a_terminal() {
    let desk = Desk::with_demo();
    desk.on(&["framework", "set", "stage.1.name", "A\u{9b}31mB\u{202e}C \"quoted\""]).done();
    let said = desk.on(&["framework", "export", "-"]).done().out;
    assert!(!said.chars().any(|c| c == '\u{9b}' || c == '\u{202e}') && said.contains("\\u009B31mB\\u202EC"), "{said}");
    desk.on(&["framework", "export", "own.toml"]).done();
    assert_eq!(desk.json(&["framework", "import", "own.toml"])["entry"], Value::Null);
}

#[test]
fn a_number_of_a_rule_may_stand_in_the_section_of_its_warning() {
    let desk = Desk::with_demo();
    desk.write("own.toml", b"[warning.no-owner]\nweek = 3\nrank = 1\n");
    desk.on(&["framework", "import", "own.toml"]).done();
    let listed = desk.json(&["framework", "get", "warning.no-owner"]);
    let value = |name: &str| {
        let key = format!("warning.no-owner.{name}");
        listed.as_array().unwrap().iter().find(|row| text(row, "key") == key).map(|row| row["value"].clone())
    };
    assert_eq!((value("week"), value("rank")), (Some(json!(3)), Some(json!(1))), "{listed}");
}
