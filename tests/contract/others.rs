//! What belongs to nothing else.

use super::*;

#[test]
fn a_review_is_shown_with_who_was_there_and_what_it_brought() {
    let desk = Desk::with_demo();
    let day = desk.list(&["reviews"]).into_iter().find(|one| one["state"] == "draft").unwrap();
    let day = text(&day, "date");
    desk.on(&["review", "open", day]).done();
    desk.on(&["review", "attend", day, "Mercy Okafor"]).done();
    desk.on(&["review", "attend", day, "Ana Costa", "--absent"]).done();
    desk.on(&["review", "attend", day, "Lucie Moreau", "--excused"]).done();
    let pause = ["--say", "Stand still", "--why", "why", "--revisit", "2026-12-11", "--by", "Samir Haddad"];
    desk.on(&[&["decide", "field-dispatch", "pause"][..], &pause].concat()).done();
    let shown = desk.on(&["review", "show", day]).done().out;
    let there = "Present: Mercy Okafor, Pilar Navarro.\nApologies: Lucie Moreau.\nAbsent: Ana Costa.\nNot noted: ";
    assert!(shown.contains(there), "whoever chairs it is there as it opens: {shown}");
    let reviews = desk.list(&["reviews"]);
    let review = reviews.iter().find(|one| one["date"] == day).unwrap();
    let noted = |name: &str| {
        let one = review["attendance"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        (one["present"].clone(), one["excused"].clone())
    };
    assert_eq!(noted("Pilar Navarro"), (json!(true), json!(false)));
    assert_eq!(noted("Lucie Moreau"), (json!(false), json!(true)));
    assert_eq!(noted("Ana Costa"), (json!(false), json!(false)));
    desk.refuses(&["review", "attend", day, "Ana Costa", "--absent", "--excused"], 2);
    let at = |what: &str| shown.find(what).unwrap_or_else(|| panic!("{what}: {shown}"));
    assert!(
        (at("  Field dispatch  ")..at("  Demand forecast  ")).contains(&at("decided    pause: Stand still")),
        "{shown}"
    );
}

#[test]
fn a_drift_that_an_owner_may_answer_now_is_no_news() {
    let desk = Desk::with_demo();
    let powers = ["accountability=yes", "authority=yes", "committee=yes"].map(|power| ["--power", power]).concat();
    let owner = ["owner", "invoice-triage", "Jonas Lindqvist", "--why", "The committee decided so"];
    desk.on(&[&owner[..], &powers].concat()).done();
    desk.on(&["report", "pack", "--out", "pack"]).done();
    let pack = String::from_utf8(desk.read("pack/pack.md")).unwrap();
    assert!(!pack.contains("| new signal | Invoice triage | drift"), "{pack}");
    assert!(pack.contains("| Invoice triage | drift-no-authority is drift now: "), "{pack}");
    assert!(!pack.contains("drift-no-authority fires no longer"), "{pack}");
}

#[test]
fn a_failure_in_json_stands_alone_on_stderr() {
    let desk = Desk::with_demo();
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"theme = = \"x\n");
    let said = desk.on(&["show", "nosuch", "--json"]);
    let told: Value = serde_json::from_str(&said.err).unwrap_or_else(|error| panic!("{error}: {said:?}"));
    assert_eq!((keys(&told), &told["error"]["status"]), (vec!["error".to_owned()], &json!(4)));
    assert!(text(&told["error"], "cause").contains("config.toml"), "what else was to be told: {told}");
    let said = desk.on(&["show", "energy-bills", "--json"]).done();
    assert!(said.err.contains("config.toml"), "{said:?}");
    desk.write("config/steerco/config.toml", b"default = \"gone\"\n");
    let error = desk.refused(&["list", "pilots"], 4).to_string();
    assert!(error.contains("“default” in") && error.contains("names"), "{error}");
    assert!(error.contains("`steerco workspaces` lists them") && error.contains("take that line out"), "{error}");
}

#[test]
fn what_was_written_is_told_where_the_answer_cannot_be() {
    let desk = Desk::with_demo();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let words = ["--workspace", "work.steerco", "note", "energy-bills", "Once"];
    let said = desk.command(&words).stdout(full).output().unwrap();
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("the change was made, as entry") && told.contains("do not ask for it again"), "{told}");
    desk.write("plan.csv", b"Code,Project\nz-1,Zed\n");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let words = ["--workspace", "work.steerco", "import", "plan.csv"];
    let told = String::from_utf8(desk.command(&words).stdout(full).output().unwrap().stderr).unwrap();
    assert!(told.contains("the change was made, as entry"), "{told}");
}

#[test]
fn a_text_comes_from_stdin_too() {
    let desk = Desk::with_demo();
    desk.feed(&["note", "invoice-triage", "-"], "# Visit\n\nThe quagga was there.\n".as_bytes()).done();
    desk.feed(&["raise", "invoice-triage", "-"], b"Booked by a quagga").done();
    let has = |noun: &str, wanted: &str| desk.list(&[noun]).iter().any(|one| text(one, "text") == wanted);
    assert!(has("notes", "# Visit\n\nThe quagga was there.") && has("exceptions", "Booked by a quagga"));
    assert!(!has("notes", "-"));
    let long = desk.feed(&["--json", "note", "invoice-triage", "-"], "word ".repeat(250_000).as_bytes()).error(3);
    assert!(text(&long, "title").contains("what comes from stdin is over 1 MB"), "{long}");
    desk.write("long.md", "word ".repeat(250_000).as_bytes());
    let long = desk.refuses(&["document", "invoice-triage", "playbook", "--from", "long.md"], 3).to_string();
    assert!(long.contains("long.md is over 1 MB"), "{long}");
}

#[test]
fn words_are_found_in_every_kind_of_text() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "Das Büro prüft die Scanner; 請求書を再学習する"]).done();
    for (typed, kind) in
        [("buro PRUFT", "note"), ("再学習", "note"), ("okafor", "person"), ("night shift", "exception")]
    {
        let found = desk.on(&["search", typed, "--json"]).json();
        let kinds: Vec<&str> = found.as_array().unwrap().iter().map(|hit| hit["kind"].as_str().unwrap()).collect();
        assert!(kinds.contains(&kind), "{typed}: {found}");
    }
    // Some of the words may name the pilot.
    for typed in ["triage scanner", "再学習 invoice"] {
        let found = desk.on(&["search", typed, "--json"]).json();
        assert_eq!(
            (&found[0]["kind"], &found[0]["about"]),
            (&json!("note"), &json!("Invoice triage")),
            "{typed}: {found}"
        );
    }
    assert!(text(&desk.refuses(&["search", "a"], 2), "title").contains("one letter"));
    for blank in ["", "  "] {
        assert_eq!(text(&desk.refuses(&["search", blank], 2), "title"), "no word was given");
    }
    assert_eq!(desk.on(&["search", "zzzzzz", "--json"]).json(), json!([]));
    let before = desk.on(&["--as-of", "2026-11-23", "search", "再学習", "--json"]).json();
    assert_eq!(before, json!([]), "it had not been written then");
}

#[test]
fn a_mistyped_word_finds_what_was_meant_where_no_text_has_it() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "A Quagga bit the scanner; 請求書を再学習する"]).done();
    let said = desk.on(&["search", "quaga", "scaner"]).done();
    assert!(said.err.contains("No text holds “quaga scaner”; these hold “Quagga scanner”."), "{said:?}");
    assert!(said.out.contains("A Quagga bit the scanner"), "{said:?}");
    for (typed, meant) in [("quaggs", json!("Quagga")), ("quagag", json!("Quagga")), ("quagga", Value::Null)] {
        let found = desk.on(&["search", typed, "--json"]).json();
        assert_eq!((&found[0]["kind"], &found[0]["meant"]), (&json!("note"), &meant), "{typed}: {found}");
    }
    // Once a text has the word as it is typed, nothing else is meant.
    desk.on(&["note", "invoice-triage", "quaga"]).done();
    let found = desk.on(&["search", "quaga", "--json"]).json();
    assert_eq!((found.as_array().unwrap().len(), &found[0]["meant"]), (1, &Value::Null), "{found}");
    for other in ["再学修", "quaga 再学修", "qug", "budgie quagga"] {
        assert_eq!(desk.on(&["search", other, "--json"]).json(), json!([]), "{other}");
    }
}

#[test]
fn names_that_differ_in_case_or_blanks_only_are_the_same() {
    let desk = Desk::bare();
    let table = b"Project,Sponsor\nChat for claims,Ana Costa\nVoice bot,ana  costa\nchat  for claims ,Ana Costa\n";
    desk.write("plan.csv", table);
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("stands in row 2 too"), "{error}");
    desk.write("plan.csv", b"Project,Sponsor\nChat for claims,Ana Costa\nVoice bot,ana  costa\n");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(desk.list(&["people"]).len(), 1);
}

#[test]
fn what_is_archived_is_told_from_the_others_where_all_are_listed() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "claims-intake"]).done();
    let plain = desk.on(&["list", "pilots"]).done();
    assert!(!plain.out.contains("archived") && !plain.out.contains("claims-intake"), "{}", plain.out);
    let all = desk.on(&["list", "pilots", "--all"]).done();
    let line = |what: &str| all.out.lines().find(|line| line.starts_with(what)).unwrap().trim_end().to_owned();
    assert!(line("claims-intake").ends_with("yes") && line("invoice-triage").ends_with("no"), "{}", all.out);
}

#[test]
fn a_demo_that_is_not_there_is_made_as_one_and_no_other_workspace_is_taken_for_it() {
    let desk = Desk::bare();
    let said = desk.run(&["--workspace", "demo", "list", "pilots"]);
    assert!(said.status == 4 && said.err.contains("make it with `steerco demo`"), "{}", said.err);
    desk.run(&["new", "demo"]).done();
    let said = desk.run(&["demo"]);
    assert!(said.status == 8 && said.err.contains("is not the made-up one"), "{}", said.err);
}

#[test]
fn an_id_that_never_was_is_told_from_one_that_was_taken_back() {
    let desk = Desk::with_demo();
    for (letter, noun, list) in [
        ("n", "note", "notes"),
        ("m", "metric", "metrics"),
        ("w", "person", "people"),
        ("t", "step", "steps"),
        ("p", "pilot", "pilots"),
    ] {
        let id = format!("{letter}0000000000000");
        let error = desk.refuses(&["archive", &id], 4);
        assert_eq!(text(&error, "title"), format!("there is no {noun} “{id}”"));
        assert!(text(&error, "hint").contains(&format!("list {list}")), "{error}");
    }
    let note = desk.json(&["note", "invoice-triage", "only for now"]);
    desk.on(&["undo"]).done();
    let error = desk.refuses(&["archive", text(&note, "id")], 4);
    assert_eq!(text(&error, "title"), "that note is not there any more");
}

#[test]
fn every_page_is_written_into_a_folder_and_says_which_values_options_take() {
    let desk = Desk::bare();
    let said = desk.run(&["man", "--all", "pages"]).done().out;
    for (page, names) in [
        ("steerco.1", "steerco\\-add(1)"),
        ("steerco-add.1", "steerco\\-add\\-pilot(1)"),
        ("steerco-add-pilot.1", "[\\fB\\-\\-owner\\fR \\fIWHO\\fR]"),
    ] {
        let text = String::from_utf8(desk.read(&format!("pages/{page}"))).unwrap();
        assert!(text.contains(names), "{page}: {text}");
    }
    let pages: Vec<Vec<u8>> =
        fs::read_dir(desk.path("pages")).unwrap().map(|page| fs::read(page.unwrap().path()).unwrap()).collect();
    // A page is set byte by byte.
    assert!(pages.iter().all(|page| page.is_ascii()));
    let written = pages.len();
    assert!(said.starts_with(&format!("Wrote {written} pages into pages")), "{said}");
    let synopsis = desk.run(&["man", "set"]).done().out;
    assert!(synopsis.contains("REF") && !synopsis.contains("[\\fB\\-\\-json"), "only its own: {synopsis}");
    assert!(synopsis.contains("same (\\[u201C]as the") && synopsis.contains("VALUE\\fR \\&..."), "{synopsis}");
}

#[test]
fn the_page_of_a_command_says_of_which_program_it_is() {
    let desk = Desk::bare();
    for words in [&["man"][..], &["man", "add", "pilot"]] {
        let page = desk.run(words).done().out;
        assert!(page.contains(concat!("\"steerco ", env!("CARGO_PKG_VERSION"), "\"")), "{words:?}: {page}");
    }
}

#[test]
fn what_is_past_its_date_is_the_same_in_the_month_the_pack_and_the_check() {
    let desk = Desk::with_demo();
    desk.on(&["report", "pack", "--out", "pack", "--draft"]).done();
    let pack = String::from_utf8(desk.read("pack/pack.md")).unwrap();
    // What is due on a day is overdue from the next one, whatever tells it.
    let waiver = "| 2026-09-07 | waiver | Invoice triage | what came of waiving governance documents |";
    let workstream = "| 2026-11-14 | workstream | Supplier risk |";
    assert!(pack.contains(waiver) && pack.contains(workstream), "{pack}");
    let adrift = desk.list(&["signals", "--pilot", "supplier-risk"]);
    let adrift = adrift.iter().find(|signal| signal["warning"] == "condition-adrift").unwrap();
    assert_eq!(text(adrift, "since"), "2026-11-14");
    let said = desk.on(&["check"]);
    assert!(said.out.contains("the workstream on budget is overdue since 2026-11-14"), "{said:?}");
    let line =
        "Invoice triage: nobody said what came of waiving governance documents, due since 2026-09-06: Jonas Lindqvist";
    assert!(said.status == 10 && said.out.lines().any(|known| known == line), "{said:?}");
    let actions = String::from_utf8(desk.read("pack/actions.csv")).unwrap();
    assert!(actions.contains(",2026-10-30,overdue,Invoice triage,"), "as the pack calls it: {actions}");
    desk.on(&["--today", "2026-12-15", "report", "month", "--out", "month"]).done();
    let month = String::from_utf8(desk.read("month/month.md")).unwrap();
    assert!(month.contains("| review |"), "no review was closed for too long: {month}");
}

#[test]
fn as_many_pilots_want_a_decision_in_the_first_sentence_as_in_the_table_below_it() {
    let desk = Desk::with_demo();
    let answer = ["--warning", "exceptions-ageing", "--revisit", "2027-01-15", "--by", "Pilar Navarro"];
    desk.on(&[&["decide", "shift-planning", "update", "--say", "New night plan"][..], &answer].concat()).done();
    desk.on(&["report", "month", "--out", "month"]).done();
    let month = String::from_utf8(desk.read("month/month.md")).unwrap();
    let (_, overall) = month.split_once("| overall | ").unwrap_or_else(|| panic!("{month}"));
    let wanting = overall.split(' ').next().unwrap();
    for said in [format!("; {wanting} want a decision."), format!("want a decision: {wanting}\n")] {
        assert!(month.contains(&said), "{said}: {month}");
    }
}

#[test]
fn what_is_archived_is_said_to_be_left_out_where_the_success_rate_stands() {
    let desk = Desk::with_demo();
    let month = || {
        desk.on(&["report", "month", "--out", "month", "--force"]).done();
        String::from_utf8(desk.read("month/month.md")).unwrap()
    };
    let before = month();
    assert!(before.contains("1 of 11") && !before.contains("left out"), "{before}");
    desk.on(&["archive", "demand-forecast"]).done();
    let after = month();
    let (funnel, reaching) = after.split_once("## Reaching production").unwrap_or_else(|| panic!("{after}"));
    for section in [funnel, reaching] {
        assert!(section.contains("1 archived pilot is left out of these figures."), "{after}");
    }
    assert!(reaching.contains("1 of 10"), "{after}");
}

#[test]
fn check_counts_whatever_is_past_its_day_in_one_shape() {
    let desk = Desk::with_demo();
    desk.on(&["gate", "supplier-risk", "G2", "--book", "2026-11-30"]).done();
    let item = ["tick", "supplier-risk", "s2.master-data", "--state", "doing", "--due", "2026-11-30"];
    desk.on(&[&item[..], &["--owner", "Ana Costa"]].concat()).done();
    desk.on(&["review", "prepare", "2026-11-30"]).done();
    let told = [
        "Supplier risk: G2 was booked for 2026-11-30, and is not held",
        "Supplier risk: “Master-data definitions” of its checklist is overdue since 2026-12-01: Ana Costa",
        "the review of 2026-11-30 is prepared, and was not held",
    ];
    for (day, is_due) in [("2026-11-30", false), ("2026-12-01", true)] {
        let said = desk.on(&["--today", day, "check"]);
        let has = |line: &&str| said.out.lines().any(|known| known == *line);
        assert!(said.status == 10 && told.iter().all(|line| has(line) == is_due), "{said:?}");
    }
    let said = desk.on(&["--today", "2026-12-01", "--json", "check"]);
    let rows = parsed(&said.out, &said.words).as_array().unwrap().clone();
    assert!(rows.iter().all(|row| keys(row) == keys(&rows[0])), "{said:?}");
    let kinds: std::collections::BTreeSet<String> = column(&rows, "kind").into_iter().collect();
    let known = ["action", "decision", "gate", "item", "review", "signal", "waiver", "workstream"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), known);
    let gate = rows.iter().find(|row| row["kind"] == "gate").unwrap();
    let said = ["pilot", "id", "due", "since"].map(|field| text(gate, field));
    assert_eq!(said, ["supplier-risk", "G2/supplier-risk", "2026-11-30", "2026-12-01"]);
    desk.on(&["--today", "2026-12-01", "report", "month", "--out", "month"]).done();
    let month = String::from_utf8(desk.read("month/month.md")).unwrap();
    let (_, past) = month.split_once("## Past their date").unwrap_or_else(|| panic!("{month}"));
    let (past, _) = past.split_once("\n## ").unwrap_or_else(|| panic!("{month}"));
    for row in [
        "| item | Supplier risk | “Master-data definitions” of its checklist | Ana Costa |",
        "| prepared and not held |",
    ] {
        assert!(past.contains(row), "{row}: {past}");
    }
    let overdue = rows.iter().filter(|row| row["kind"] != "signal").count();
    assert_eq!(past.lines().filter(|line| line.starts_with("| 2")).count(), overdue, "{past}");
    desk.on(&["review", "open", "2026-11-30"]).done();
    assert!(desk.on(&["--today", "2026-12-01", "check"]).out.contains("the review of 2026-11-30 is still open"));
}

#[test]
fn what_is_written_to_an_archived_note_metric_or_person_is_told() {
    let desk = Desk::with_demo();
    let note = text(&desk.json(&["show", "service-chat"])["notes"][0], "id").to_owned();
    let metric = "contract-review/accuracy";
    let set: [(&str, &[&str], &str); 3] = [
        (&note, &["set", "note", &note, "text", "Seen."], "Note “Seen.”"),
        (metric, &["set", "metric", metric, "target", "91"], "Contract review, accuracy"),
        ("Ana Costa", &["set", "person", "Ana Costa", "level", "vp"], "Ana Costa"),
    ];
    for (what, words, called) in set {
        let archive = desk.on(&["archive", what]).done();
        assert!(!archive.err.contains("sight"), "who archives it knows: {archive:?}");
        let said = desk.on(words).done();
        let told = format!("{called} is archived, out of everybody's sight; `steerco -w work.steerco unarchive ");
        assert!(said.err.contains(&told), "{said:?}");
        let id = said.err.split(&told).nth(1).and_then(|rest| rest.split('`').next()).unwrap();
        assert_eq!(desk.on(&["unarchive", id]).done().err, "");
        assert!(!desk.on(&["set", "metric", metric, "target", "90"]).done().err.contains("sight"), "{what} is back");
    }
    // Of several it is said which one is brought back so.
    for what in [note.as_str(), "service-chat"] {
        desk.on(&["archive", what]).done();
    }
    let said = desk.on(&["set", "note", &note, "text", "Seen again."]).done();
    assert!(said.err.contains("unarchive service-chat` brings service-chat back"), "{said:?}");
}

#[test]
fn a_reading_of_an_archived_metric_is_told_and_a_headline_that_another_took_over_is_not() {
    let desk = Desk::with_demo();
    let metric = "contract-review/accuracy";
    desk.on(&["archive", metric]).done();
    let said = desk.on(&["record", "contract-review", "performance", "80"]).done();
    assert!(said.err.contains("Contract review, accuracy is archived"), "{said:?}");
    let new = ["add", "metric", "contract-review", "Clauses found", "--family", "performance", "--headline"];
    assert!(!desk.on(&new).done().err.contains("sight"));
}
