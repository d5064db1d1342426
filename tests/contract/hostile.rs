//! Hostile text, in words and in files, to people and to programs.

use super::*;

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let desk = haunted();
    let codes: Vec<&str> = hostile().iter().map(|(code, _)| *code).collect();
    for words in
        [&["log", "--limit", "500"][..], &[], &["workspaces"], &["doctor"], &["list", "pilots", "--sort", "name"]]
    {
        check_clean(&desk.on(words).done());
    }
    for noun in NOUNS {
        check_clean(&desk.on(&["list", noun, "--all"]).done());
    }
    for code in &codes {
        let said = desk.on(&["show", code]).done();
        check_clean(&said);
        check_clean(&desk.on(&["log", "--pilot", code]).done());
        check_clean(&desk.on(&["archive", code]).done());
    }
    for _ in 0..5 {
        check_clean(&desk.on(&["undo", "--yes"]).done());
    }
}

#[test]
fn hostile_text_in_a_table_never_reaches_the_terminal() {
    let desk = Desk::empty();
    for (code, text) in hostile() {
        let quoted = text.replace('"', "\"\"");
        let file = format!("{code}.csv");
        desk.write(&file, format!("name,unit,said-{code}\n\"{quoted}\",\"{quoted}\",\"{quoted}\"\n").as_bytes());
        check_clean(&desk.on(&["import", &file]).done());
        desk.write(&file, format!("pilot,metric,week,value\n\"{quoted}\",\"{quoted}\",\"{quoted}\",5\n").as_bytes());
        let said = desk.on(&["import", &file]);
        assert_eq!(said.status, 3, "{said:?}");
        check_clean(&said);
    }
    check_clean(&desk.on(&["list", "pilots"]).done());
    assert_eq!(desk.list(&["pilots"]).len(), hostile().len());
}

#[test]
fn hostile_words_are_refused_without_an_echo_that_commands_the_terminal() {
    let desk = Desk::with_demo();
    for (_, text) in hostile() {
        let text = text.as_str();
        let path = format!("{}.csv", text.get(..40).unwrap_or(text));
        let table: &[&[&str]] = &[
            &["show", text],
            &["record", text, "impact", "1"],
            &["record", "invoice-triage", text, "1"],
            &["record", "invoice-triage", "impact", text],
            &["record", "invoice-triage", "impact", "1", "--week", text],
            &["tick", "invoice-triage", text],
            &["owner", "invoice-triage", text, "--why", "x"],
            &["set", "invoice-triage", text, "x"],
            &["set", "invoice-triage", "started", text],
            &["revert", text],
            &["archive", text],
            &["import", &path],
            &["import", "nothing.csv", "--map", text],
            &["add", "person", "Zoe", "--level", text],
            &["list", "pilots", "--sort", text],
            &["--today", text, "list", "pilots"],
        ];
        for words in table {
            let said = desk.on(words);
            assert!((2..=4).contains(&said.status), "{said:?}");
            check_clean(&said);
        }
        let said = desk.run(&["--workspace", &path, "list", "pilots"]);
        assert_eq!(said.status, 4, "{said:?}");
        check_clean(&said);
    }
}

#[test]
fn hostile_words_in_the_wrong_place_are_not_echoed_either() {
    let desk = Desk::with_demo();
    let mut echoed = Vec::new();
    for (code, text) in hostile() {
        let text = text.as_str();
        for words in [&[text][..], &["list", text], &["list", "pilots", "--stage", text], &["completions", text]] {
            let said = desk.on(words);
            assert_eq!(said.status, 2, "{said:?}");
            if !is_clean(&said.err) {
                echoed.push(format!("{code} in {}", words.len()));
            }
        }
    }
    assert!(echoed.is_empty(), "{echoed:?}");
}

/// What programs read of the haunted workspace.
fn answers_in_json(desk: &Desk) -> Vec<Said> {
    let mut answers: Vec<Said> = NOUNS.iter().map(|noun| desk.on(&["list", noun, "--json"]).done()).collect();
    answers.push(desk.on(&["log", "--json"]).done());
    answers.push(desk.on(&["export", "-", "--with-journal"]).done());
    for (code, text) in hostile() {
        answers.push(desk.on(&["show", code, "--json"]).done());
        answers.push(desk.on(&["show", &format!("no {text}"), "--json"]));
        answers.push(desk.on(&["--json", "note", code, &text]).done());
    }
    answers
}

#[test]
fn json_keeps_hostile_text_and_escapes_its_control_characters() {
    let desk = haunted();
    for said in answers_in_json(&desk) {
        let raw = said.out.bytes().chain(said.err.bytes()).find(|byte| *byte < 0x20 && *byte != b'\n');
        assert_eq!(raw, None, "{said:?}");
    }
    for (code, text) in hostile() {
        let shown = desk.json(&["show", code]);
        let notes = shown["notes"].as_array().unwrap();
        assert!(notes.iter().any(|note| note["text"] == json!(text)), "{code}: the note is not as it was written");
    }
}

#[test]
fn json_escapes_every_character_that_could_command_a_terminal() {
    let answers = answers_in_json(&haunted());
    let raw = answers.iter().filter(|said| !is_clean(&said.out) || !is_clean(&said.err));
    let raw: Vec<String> = raw.map(|said| said.words.chars().take(60).collect()).collect();
    assert!(raw.is_empty(), "{raw:?}");
}

#[test]
fn a_table_spells_out_what_commands_a_terminal_and_comes_back_unchanged() {
    let desk = haunted();
    for noun in NOUNS {
        let file = format!("{noun}.csv");
        desk.on(&["export", &file, "--what", noun]).done();
        let text = String::from_utf8(desk.read(&file)).unwrap();
        assert!(is_clean(&text.replace('\t', " ")), "{noun}");
    }
    let desk = Desk::empty();
    let (name, who) = ("\u{1b}[31mred", "\u{1b}[1mAna");
    desk.on(&["add", "person", who]).done();
    let hostile = ["--unit", "a\u{9b}b", "--summary", "one\u{7}\ntwo\u{202e}", "--tag", "x\u{1b}y", "--owner", who];
    desk.on(&joined(&["add", "pilot", name, "--code", "red"], &hostile)).done();
    let before = desk.export();
    desk.on(&["export", "pilots.csv"]).done();
    assert_eq!(desk.json(&["import", "pilots.csv"])["entry"], Value::Null);
    check_same(&desk.export(), &before, "what the workspace holds");
    let table = String::from_utf8(desk.read("pilots.csv")).unwrap();
    assert!(table.contains("^[[31mred"), "{table}");
    desk.write("pilots.csv", table.replace("^[[31mred", "Red").as_bytes());
    desk.on(&["import", "pilots.csv"]).done();
    assert_eq!(text(&desk.json(&["show", "red"]), "name"), "Red");
}

#[test]
fn a_name_of_ten_thousand_characters_is_refused_in_a_short_sentence() {
    let desk = Desk::with_demo();
    let long = "x".repeat(10_000);
    let table: &[&[&str]] = &[
        &["add", "pilot", &long],
        &["add", "person", &long],
        &["add", "metric", "invoice-triage", &long, "--family", "impact"],
        &["set", "invoice-triage", "name", &long],
    ];
    for words in table {
        let said = desk.on(words);
        assert_eq!(said.status, 3, "{}", said.err);
        assert!(said.err.len() < 500, "{}", said.err);
    }
    desk.on(&["set", "invoice-triage", "summary", &long]).done();
    desk.on(&["set", "invoice-triage", "unit", &long]).done();
    let listed = desk.on(&["list", "pilots"]).done().out;
    let wide = listed.lines().filter(|line| line.chars().count() >= 400).count();
    assert_eq!(wide, 1, "what is long is whole, and sets nothing else apart");
}
