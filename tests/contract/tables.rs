//! Tables as people keep them: what is read, rejected, told.

use super::*;

/// A table that cannot be taken in, what is said of it, and the row that is at fault.
struct Bad {
    name: &'static str,
    table: String,
    says: &'static [&'static str],
    row: Option<u64>,
}

/// Tables with one bad row: the others could be taken.
fn bad_rows() -> Vec<Bad> {
    let row = |name, row: &str, says| {
        let table = format!("pilot,metric,week,value,note\n{row}\n");
        Bad { name, table, says, row: Some(2) }
    };
    vec![
        row("week-54.csv", "invoice-triage,impact,2026-W54,5,", &["week 54", "2026-W53"]),
        row("future.csv", "invoice-triage,impact,2026-W50,5,", &["2026-W50"]),
        row("no-week.csv", "invoice-triage,impact,soon,5,", &["soon"]),
        row("unknown-pilot.csv", "nobody,impact,2026-W47,5,", &["nobody", "list pilots"]),
        row("unknown-metric.csv", "invoice-triage,speed,2026-W47,5,", &["speed", "handling time"]),
        row("two-pilots.csv", "s,impact,2026-W47,5,", &["service-chat", "supplier-risk"]),
        row("all-and-more.csv", "invoice-triage,adoption,2026-W47,130%,", &["130"]),
        row("of-none.csv", "invoice-triage,adoption,2026-W47,45/0,", &["45/0"]),
        row("more-than-all.csv", "invoice-triage,adoption,2026-W47,61/60,", &["61", "60"]),
        row("text.csv", "invoice-triage,impact,2026-W47,fast,", &["fast", "number"]),
        row("no-reason.csv", "invoice-triage,impact,2026-W47,-,", &["not measured"]),
        row("no-pilot.csv", ",impact,2026-W47,5,", &["pilot"]),
        Bad {
            row: Some(3),
            ..row(
                "twice.csv",
                "invoice-triage,impact,2026-W47,5,\ninvoice-triage,handling time,2026-11-18,6,",
                &["2026-W47", "row 2"],
            )
        },
    ]
}

/// Tables that cannot be read, or whose key is not one.
fn bad_tables() -> Vec<Bad> {
    let bad = |name, table: &str, says| Bad { name, table: table.to_owned(), says, row: None };
    let large = "x".repeat(10 << 20);
    vec![
        bad("no-week-column.csv", "pilot,metric,value\ninvoice-triage,impact,5\n", &["week", "missing"]),
        bad("no-name-column.csv", "colour,unit\nOne,Legal\n", &["name", "missing"]),
        bad("empty.csv", "", &["empty"]),
        bad("unclosed.csv", "name,unit\nOne,\"Legal\nTwo,Finance\n", &["quote", "line 2"]),
        bad("wide.csv", "name,unit\nOne,Legal\nTwo,Finance,Paris\n", &["row 3"]),
        bad("nul.csv", "name,unit\nOne,Le\0gal\n", &["line 2"]),
        bad("large.csv", &format!("name,unit\nOne,Legal\nTwo,\"{large}\"\n"), &["row 3", "10 MB"]),
        Bad { row: Some(3), ..bad("key.csv", "name,code\nOne,aaa\nTwo,aaa\n", &["aaa", "row 2"]) },
        Bad { row: Some(3), ..bad("no-name.csv", "name,code\nOne,aaa\n,bbb\n", &["name"]) },
        Bad { row: Some(2), ..bad("no-stage.csv", "name,stage\nOne,9\n", &["stage"]) },
        Bad { row: Some(2), ..bad("no-date.csv", "name,started\nOne,3/4/2026\n", &["3/4/2026", "started"]) },
        Bad { row: Some(2), ..bad("no-code.csv", "name,code\nOne,Not A Code\n", &["Not A Code"]) },
    ]
}

#[test]
fn a_bad_table_is_refused_with_what_where_and_what_next() {
    let desk = Desk::with_demo();
    let before = desk.export();
    for bad in bad_rows().into_iter().chain(bad_tables()) {
        desk.write(bad.name, bad.table.as_bytes());
        let said = desk.on(&["import", bad.name]);
        assert_eq!((said.status, said.out.as_str()), (3, ""), "{said:?}");
        for word in bad.says {
            assert!(said.err.contains(word), "{}: no “{word}” in {}", bad.name, said.err);
        }
        assert!(said.err.contains("next: "), "{said:?}");
        assert!(said.err.len() < 2_000, "{} says too much", bad.name);
        let error = desk.on(&["import", bad.name, "--json"]).error(3);
        assert!(!text(&error, "hint").is_empty(), "{}: {error}", bad.name);
        if let Some(row) = bad.row {
            assert_eq!(error["row"], json!(row), "{}: {error}", bad.name);
            assert!(said.err.contains(&format!("row {row}")), "{said:?}");
        }
        check_same(&desk.export(), &before, bad.name);
    }
    assert_eq!(desk.list(&["journal"]).len(), usize::try_from(DEMO_ENTRIES).unwrap(), "nothing was entered");
}

#[test]
fn with_partial_the_other_rows_are_taken_and_the_rejects_said() {
    for bad in bad_rows() {
        let desk = Desk::with_demo();
        desk.write(bad.name, format!("{}service-chat,governance,2026-W47,77,\n", bad.table).as_bytes());
        desk.refuses(&["import", bad.name], 3);
        let said = desk.on(&["import", bad.name, "--partial", "--json"]);
        let answer = said.json();
        let rejected = answer["rejected"].as_array().unwrap();
        assert_eq!(rejected.len(), 1, "{}: {answer}", bad.name);
        assert_eq!(rejected[0]["row"].as_u64(), bad.row, "{}: {answer}", bad.name);
        assert!(!text(&rejected[0], "reason").is_empty(), "{}: {answer}", bad.name);
        assert!(said.err.contains(&format!("row {}", bad.row.unwrap())), "{said:?}");
        let taken = reading(&desk, "service-chat", "escalated exceptions", "2026-W47").unwrap();
        assert_eq!(taken["value"], json!(77), "{}", bad.name);
        let again = desk.on(&["import", bad.name, "--partial"]).done();
        assert!(again.out.contains("rejected") && again.err.contains("row "), "{again:?}");
    }
}

#[test]
fn a_file_that_is_rejected_keeps_the_others_out_too() {
    let desk = Desk::with_demo();
    desk.write("good.csv", b"pilot,metric,week,value\nservice-chat,governance,2026-W47,77\n");
    desk.write("bad.csv", b"pilot,metric,week,value\nnobody,impact,2026-W47,5\n");
    let before = desk.export();
    let said = desk.on(&["import", "good.csv", "bad.csv", "--json"]);
    assert_eq!(said.status, 3, "{said:?}");
    check_same(&desk.export(), &before, "“nothing was written”: the workspace");
    said.error(3);
}

#[test]
fn several_files_are_answered_with_one_object() {
    let desk = Desk::empty();
    desk.write("pilots.csv", b"name\nAlpha\n");
    desk.write("readings.csv", b"pilot,metric,week,value\nalpha,impact,2026-W47,5\n");
    let said = desk.on(&["import", "pilots.csv", "readings.csv", "--json"]).done();
    assert!(serde_json::from_str::<Value>(&said.out).is_ok(), "{said:?}");
    assert_eq!((desk.list(&["pilots"]).len(), desk.list(&["readings"]).len()), (1, 1));
}

#[test]
fn a_row_with_too_many_cells_is_a_rejected_row() {
    let desk = Desk::empty();
    desk.write("table.csv", b"name,unit\nOne,Legal\nTwo,Finance,Paris\nThree,Claims\n");
    assert_eq!(desk.refuses(&["import", "table.csv"], 3)["row"], json!(3));
    desk.on(&["import", "table.csv", "--partial"]).done();
    assert_eq!(column(&desk.list(&["pilots"]), "name"), ["One", "Three"]);
}

#[test]
fn a_table_of_hundreds_of_columns_is_taken_in() {
    let desk = Desk::empty();
    let columns: Vec<String> = (0..600).map(|number| format!("Extra {number}")).collect();
    let rows: Vec<String> = (0..30).map(|number| format!("Pilot {number}{}\n", ",x".repeat(600))).collect();
    desk.write("wide.csv", format!("Project,{}\n{}", columns.join(","), rows.concat()).as_bytes());
    desk.on(&["import", "wide.csv"]).done();
    assert_eq!(desk.list(&["pilots"]).len(), 30, "one a row, whatever else it says");
}

#[test]
fn bytes_that_are_no_text_in_the_encoding_of_the_mapping_are_refused() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let mapping =
        "name = \"strict\"\nsource = \"ours\"\nencoding = \"utf-8\"\nmatch = [\"name\"]\n[fields]\nname = \"name\"\n";
    desk.write("strict.toml", mapping.as_bytes());
    desk.write("latin.csv", b"name\nCaf\xe9\n");
    let error = desk.refuses(&["import", "latin.csv", "--map", "strict.toml"], 3);
    assert!(text(&error, "title").contains("UTF-8") && text(&error, "hint").contains("encoding"), "{error}");
    check_same(&desk.export(), &before, "what the workspace holds");
    desk.on(&["import", "latin.csv"]).done();
    assert_eq!(desk.list(&["pilots"]).last().unwrap()["name"], json!("Café"), "windows-1252 is found by itself");
    desk.write("mark.csv", b"\xef\xbb\xbfname\nCaf\xc3\xa9 2\n");
    desk.on(&["import", "mark.csv"]).done();
    assert_eq!(desk.list(&["pilots"]).last().unwrap()["name"], json!("Café 2"), "so is the mark of UTF-8");
}

#[test]
fn a_mapping_that_cannot_be_used_is_refused() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.write("broken.toml", b"name = \n");
    desk.write("strange.toml", b"name = \"x\"\nsource = \"x\"\nmatch = []\n[fields]\nnonsense = \"name\"\n");
    for (map, status) in [("nonsense", 4), ("broken.toml", 3), ("strange.toml", 3)] {
        let error = desk.refuses(&["import", "table.csv", "--map", map], status);
        assert!(!text(&error, "hint").is_empty(), "{map}: {error}");
    }
}

#[test]
fn a_column_that_a_mapping_neither_reads_nor_keeps_nor_skips_is_told() {
    let desk = Desk::empty();
    let table = "Projekt;Bereich;Phase;Extra;Leer\nEins;Finanzen;2;x;\n";
    desk.write("plan.csv", table.as_bytes());
    let import = |more: &str| {
        let mapping = format!("name = \"m\"\nsource = \"ours\"\nmatch = []\n{more}[fields]\nname = \"Projekt\"\n");
        desk.write("m.toml", mapping.as_bytes());
        desk.on(&["import", "plan.csv", "--map", "m.toml", "--dry-run", "--json"])
    };
    let said = import("");
    assert_eq!(said.json()["not_read"], json!(["Bereich", "Phase", "Extra"]));
    assert!(said.err.contains("Not read: columns Bereich, Phase, Extra; rest_as_note = true"), "{said:?}");
    let said = import("skip = [\"bereich\", \"Phase\"]\n");
    assert!(
        said.err.contains("Not read: column Extra; rest_as_note = true") && said.err.contains("keeps it"),
        "{said:?}"
    );
    for more in ["rest_as_note = true\n", "skip = [\"Bereich\", \"Phase\", \"Extra\"]\n"] {
        let said = import(more);
        assert_eq!(said.json()["not_read"], json!([]), "{more}");
        assert!(!said.err.contains("Not read"), "{said:?}");
    }
    import("rest_as_note = true\nskip = [\"Phase\", \"Extra\"]\n");
    desk.on(&["import", "plan.csv", "--map", "m.toml"]).done();
    let notes = desk.json(&["list", "notes"]).to_string();
    assert!(notes.contains("Finanzen") && !notes.contains("Extra"), "{notes}");
}

#[test]
fn tags_with_a_sign_are_added_and_taken_off() {
    let desk = Desk::with_demo();
    let tags = |to: &str| {
        desk.on(&["set", "pilot", "invoice-triage", "tags", to]).done();
        desk.json(&["show", "invoice-triage"])["tags"].clone()
    };
    assert_eq!(tags("one, two"), json!(["one", "two"]));
    assert_eq!(tags("+three, -one"), json!(["three", "two"]));
    desk.refuses(&["set", "pilot", "invoice-triage", "tags", "+four, five"], 3);
}

#[test]
fn a_table_of_pilots_comes_back_as_it_was_written_and_tells_what_it_archives() {
    let desk = Desk::with_demo();
    desk.on(&["set", "energy-bills", "spend_change", "120"]).done();
    desk.on(&["export", "pilots.csv", "--what", "pilots"]).done();
    let table = String::from_utf8(desk.read("pilots.csv")).unwrap();
    let seen = desk.on(&["import", "pilots.csv", "--dry-run"]).done();
    assert!(seen.out.contains("nothing changed") && !seen.err.contains("feeds nothing"), "{seen:?}");
    let line = |code: &str| table.lines().find(|line| line.contains(&format!(",{code},"))).unwrap().to_owned();
    let (bills, risk) = (line("energy-bills"), line("supplier-risk"));
    let changed = table.replace(&bills, &bills.replace(",120,", ",500,"));
    let changed = changed.replace(&risk, &risk.replacen(",false,", ",true,", 1));
    desk.write("pilots.csv", changed.as_bytes());
    let seen = desk.json(&["import", "pilots.csv", "--dry-run"]);
    let told: Vec<(&str, &str)> =
        seen["changes"].as_array().unwrap().iter().map(|one| (text(one, "field"), text(one, "to"))).collect();
    assert_eq!(told.len(), 2, "{seen}");
    assert!(told.contains(&("archived", "yes")) && told.contains(&("spend_change", "500")), "{seen}");
    desk.on(&["import", "pilots.csv"]).done();
    assert_eq!(desk.json(&["show", "energy-bills"])["spend_change"], json!(500));
}

#[test]
fn what_no_pilot_takes_rejects_its_row_and_not_the_file() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Project,Sponsor,Spend change\nYak,Ana Costa,100\nEmu,Ana Costa,-5\nService chat,,-7\n");
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("row 3") && error.contains("spend of change cannot be -5"), "{error}");
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    let rejected: Vec<(u64, &str)> = seen["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["row"].as_u64().unwrap(), text(one, "field")))
        .collect();
    assert_eq!(rejected, [(3, "spend_change"), (4, "spend_change")], "{seen}");
    assert_eq!((&seen["created"], &desk.json(&["show", "yak"])["spend_change"]), (&json!(1), &json!(100)), "{seen}");
    let long = "x".repeat(250);
    let table = format!("Project,Sponsor,Start\nOx,Ana Costa,3026-01-05\nGnu,{long},\nElk,Ana Costa,2026-01-05\n");
    desk.write("plan.csv", table.as_bytes());
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    let fields: Vec<&str> = seen["rejected"].as_array().unwrap().iter().map(|one| text(one, "field")).collect();
    assert_eq!((fields, &seen["created"]), (vec!["started", "owner"], &json!(1)), "{seen}");
}

#[test]
fn a_table_of_ours_names_what_it_takes_the_place_of() {
    let desk = Desk::with_demo();
    desk.on(&["export", "pilots.csv", "--what", "pilots"]).done();
    desk.on(&["status", "service-chat", "R", "--because", "down"]).done();
    desk.on(&["owner", "service-chat", "Jonas Lindqvist", "--why", "moved"]).done();
    let changes = desk.json(&["import", "pilots.csv", "--dry-run"])["changes"].clone();
    let reported = changes.as_array().unwrap().iter().find(|one| one["field"] == "reported").unwrap();
    assert_eq!((text(reported, "was"), text(reported, "to")), ("R", "G"), "programs are told letters");
    let seen = desk.on(&["import", "pilots.csv"]).done();
    assert!(seen.err.contains("does not know what was edited here since it was written"), "{seen:?}");
    let line = |field: &str| seen.out.lines().find(|line| line.contains(&format!(" {field} "))).unwrap_or_default();
    let words = |field: &str| line(field).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words("reported").starts_with("Service chat reported decision wanted on track"), "{seen:?}");
    assert!(words("owner").starts_with("Service chat owner Jonas Lindqvist Rita Silva"), "{seen:?}");
    assert!(seen.out.contains("is now") && seen.out.contains("0 pilots created, 1 changed"), "{seen:?}");
    let again = desk.on(&["import", "pilots.csv"]).done();
    assert!(!again.err.contains("does not know") && !again.out.contains("is now"), "nothing changed: {again:?}");
}

#[test]
fn tags_in_another_order_are_no_change() {
    let desk = Desk::with_demo();
    desk.on(&["set", "pilot", "invoice-triage", "tags", "finance, ocr, cashflow"]).done();
    desk.on(&["export", "all.xlsx"]).done();
    let all = desk.read("all.xlsx");
    let written = edited(&all, &[("cashflow; finance; ocr", "ocr, cashflow; finance")]);
    desk.write("sorted.xlsx", &written);
    assert_eq!(desk.json(&["import", "sorted.xlsx"])["changed"], json!(0));
    desk.write("fewer.xlsx", &edited(&all, &[("cashflow; finance; ocr", "ocr, cashflow")]));
    assert_eq!(desk.json(&["import", "fewer.xlsx"])["changed"], json!(1), "one that is missing is a change");
}

#[test]
fn what_a_rule_refuses_is_told_with_its_row_and_the_rest_can_be_taken() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let edits = [(">Contract review<", "> <"), (">VP Legal<", ">Chief Counsel<"), (">After-sales<", ">#REF!<")];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.on(&["import", "changed.xlsx", "--partial", "--json"]).json();
    assert_eq!(said["changed"], json!(1), "{said}");
    let reasons = said["rejected"].to_string();
    assert!(reasons.contains("a pilot needs a name") && reasons.contains("“#REF!” is no value"), "{said}");
    assert!(said["rejected"].as_array().unwrap().iter().all(|one| one["row"].as_u64().unwrap() > 1), "{said}");
    desk.write("sheet.xlsx", &edited(&desk.read("all.xlsx"), &[("name=\"pilots\"", "name=\"Pilots 2026\"")]));
    let said = desk.on(&["import", "sheet.xlsx"]).done();
    assert!(said.err.contains("“Pilots 2026” is none of ours"), "{}", said.err);
    desk.write("header.xlsx", &edited(&desk.read("all.xlsx"), &[(">spend_change<", ">Money<")]));
    let said = desk.on(&["import", "header.xlsx"]).done();
    assert!(said.err.contains("“Money” is no column of pilots"), "{}", said.err);
}

#[test]
fn a_row_that_only_the_workspace_refuses_is_rejected_and_the_others_are_taken() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Ana Costa"]).done();
    for (name, table, told) in [
        ("codes.csv", "name,code\nZed bot,\nOther bot,zed-bot\nFine bot,fine\n", "row 3: the code “zed-bot” is taken"),
        (
            "people.csv",
            "Name,E-Mail\nAna Costa,ana@example.com\nZoe New,ana@example.com\nBo Fine,bo@example.com\n",
            "row 3: ana@example.com belongs to Ana Costa",
        ),
    ] {
        desk.write(name, table.as_bytes());
        let said = desk.on(&["import", name]);
        assert_eq!(said.status, 3, "{said:?}");
        assert!(said.err.contains(told) && said.err.contains("--partial"), "{said:?}");
        let said = desk.on(&["import", name, "--dry-run", "--partial"]).done();
        assert!(said.err.contains(told) && said.out.contains("1 row rejected"), "{said:?}");
        let said = desk.on(&["import", name, "--partial"]).done();
        assert!(said.err.contains(told) && said.out.contains("1 row rejected"), "{said:?}");
    }
    let mut found = codes(&desk.list(&["pilots"]));
    found.sort();
    assert_eq!(found, ["fine", "zed-bot"]);
    assert_eq!(desk.list(&["people"]).len(), 2);
}

#[test]
fn a_file_that_is_no_table_or_an_empty_one_says_so() {
    let desk = Desk::empty();
    let files: [(&str, &[u8], &str); 6] = [
        ("plan.ods", b"PK\x03\x04 and more", ".ods files cannot be imported"),
        ("plan.docx", b"PK\x03\x04 and more", ".docx files cannot be imported"),
        ("plan.pdf", b"%PDF-1.4 plan", ".pdf files cannot be imported"),
        ("plan.csv", b"%PDF-1.4 plan", "is a page or a document"),
        ("page.csv", b"\n<!DOCTYPE html><table></table>", "is a page or a document"),
        ("old.xls", b"\xD0\xCF\x11\xE0 and more", "format of before 2007"),
    ];
    for (name, bytes, told) in files {
        desk.write(name, bytes);
        let error = desk.refuses(&["import", name], 3);
        assert!(error.to_string().contains(told) && text(&error, "hint").contains("xlsx"), "{name}: {error}");
    }
    desk.write("head.csv", b"Project,Owner\n");
    let said = desk.on(&["import", "head.csv"]).done();
    assert!(said.err.contains("names its columns and has no rows below them"), "{said:?}");
    desk.write("semi.tsv", b"Project;Owner\nYak;Ana Costa\n");
    assert_eq!(desk.json(&["import", "semi.tsv"])["created"], 1, "whatever its ending says");
}

#[test]
fn an_empty_status_in_a_table_says_nothing_however_often_it_is_read() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Pilot,Owner,Status,Stage\nQuiet one,,,1\nLoud one,,green,1\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.out.contains("2 pilots created, 0 changed"), "{said:?}");
    let again = desk.json(&["import", "plan.csv"]);
    assert_eq!((&again["entry"], &again["changed"]), (&Value::Null, &json!(0)), "{again}");
    desk.write("plan.csv", b"Pilot,Owner,Status,Stage\nQuiet one,,amber,1\nLoud one,,,1\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.out.contains("0 pilots created, 1 changed, 1 unchanged"), "{said:?}");
}

#[test]
fn an_archived_pilot_of_the_same_name_is_not_the_one_that_a_file_means() {
    let desk = Desk::with_demo();
    for code in ["bot-one", "bot-two"] {
        desk.on(&["add", "pilot", "HR Chatbot", "--code", code]).done();
    }
    desk.write("plan.csv", b"Project,Department\nHR Chatbot,People\n");
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("2 pilots are called “HR Chatbot”"), "{error}");
    desk.on(&["archive", "bot-one"]).done();
    assert_eq!(desk.json(&["import", "plan.csv"])["changed"], json!(1));
    let units = ["bot-one", "bot-two"].map(|code| text(&desk.json(&["show", code]), "unit").to_owned());
    assert_eq!(units, ["", "People"]);
    let raised = "Pilot;Incident;Raised\nHR Chatbot;Boom;2026-11-20\n";
    desk.write("raised.csv", raised.as_bytes());
    desk.on(&["import", "raised.csv"]).done();
    assert_eq!(desk.list(&["exceptions", "--pilot", "bot-two"]).len(), 1);
    desk.on(&["unarchive", "bot-one"]).done();
    let error = desk.refuses(&["import", "raised.csv"], 3).to_string();
    assert!(error.contains("row 2: several pilots are called “HR Chatbot”"), "{error}");
    desk.write("raised.csv", raised.replace("HR Chatbot", "Nope").as_bytes());
    for words in [&["import", "raised.csv"][..], &["import", "raised.csv", "--pilot", "bot-two"]] {
        let error = desk.refuses(words, 3).to_string();
        assert!(error.contains("row 2: there is no pilot “Nope”") && error.contains("steerco add pilot"), "{error}");
        assert!(!error.contains("label"), "it is no issue: {error}");
    }
}

#[test]
fn one_decimal_comma_of_a_table_tells_what_its_points_mean() {
    let desk = Desk::with_demo();
    let table = |impact: &str, accuracy: &str| {
        let rows = [("impact", impact), ("accuracy", accuracy)];
        let rows = rows.map(|(of, value)| format!("claims-intake;{of};2026-W46;{value}")).join("\n");
        desk.write("week.csv", format!("pilot;metric;week;value\n{rows}\n").as_bytes());
        desk.on(&["record", "--from", "week.csv"])
    };
    let value = |metric: &str| {
        let readings = desk.list(&["readings", "--pilot", "claims-intake"]);
        let is_meant = |one: &&Value| one["week"] == "2026-W46" && (one["metric"] == metric || one["family"] == metric);
        readings.iter().find(is_meant).unwrap_or_else(|| panic!("{:?}", readings[0]))["value"].clone()
    };
    let said = table("120.000", "94,5").done();
    assert_eq!((value("impact"), value("accuracy")), (json!(120_000), json!(94.5)));
    assert!(said.err.contains("“120.000” is read as 120000: as “94,5” has a decimal comma"), "{said:?}");
    let said = table("14,625", "94").done();
    assert_eq!(value("impact"), json!(14.625));
    assert!(said.err.contains("a table with semicolons is taken to have decimal commas"), "{said:?}");
    assert!(!table("1.250", "94.5").done().err.contains("is read as"), "points are as usual");
    assert_eq!(value("impact"), json!(1.25));
    desk.write("week.csv", b"pilot,metric,week,value\nclaims-intake,impact,2026-W46,120.000\n");
    let said = desk.on(&["record", "--from", "week.csv"]).done();
    assert!(said.err.contains("“120.000” is read as 120: no value says whether"), "{said:?}");
    desk.write("week.csv", b"pilot;metric;week;value\nclaims-intake;impact;2026-W46;14.625\n");
    desk.on(&["record", "--from", "week.csv"]).done();
    assert_eq!(value("impact"), json!(14.625), "a point that nothing explains is one of decimals");
    desk.write(
        "week.csv",
        b"pilot;metric;week;value\nclaims-intake;impact;2026-W46;1.250\nchat;trust;2026-W46;7,5\nx;y;2026-W46;7.5\n",
    );
    let error = desk.refuses(&["record", "--from", "week.csv"], 3).to_string();
    assert!(error.contains("“1.250” beside “7,5” can be 1250 or 1.25"), "{error}");
}

#[test]
fn a_trial_shows_the_status_once_and_the_sentence_that_goes_with_it() {
    let desk = Desk::with_demo();
    let changes = |reason: &str| {
        desk.write("rag.csv", format!("Project,RAG,Reason\nContract review,red,{reason}\n").as_bytes());
        let trial = desk.json(&["import", "rag.csv", "--dry-run"]);
        let one = |one: &Value| (text(one, "field").to_owned(), text(one, "to").to_owned());
        trial["changes"].as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let said =
        |because: &str| vec![("reported".to_owned(), "R".to_owned()), ("because".to_owned(), because.to_owned())];
    assert_eq!(changes("The model drifts"), said("The model drifts"));
    assert_eq!(changes(""), said("Said by the imported tracker."));
    desk.on(&["import", "rag.csv"]).done();
    assert_eq!(changes("The model drifts"), said("The model drifts")[1..]);
    // A sentence that stands here already does not hide another status.
    desk.on(&["import", "rag.csv"]).done();
    desk.on(&["status", "contract-review", "R", "--because", "All is well"]).done();
    desk.write("rag.csv", b"Project,RAG,Reason\nContract review,green,All is well\n");
    desk.on(&["import", "rag.csv"]).done();
    assert_eq!(desk.json(&["show", "contract-review"])["reported"], "G");
}

#[test]
fn of_several_files_it_is_told_which_is_wrong_and_why_and_a_row_counts_once() {
    let desk = Desk::with_demo();
    desk.write("good.csv", b"Code,Project,Department,Tags\nz-1,Zed,Sales,one\n");
    desk.write("bad.csv", b"Project,Stage\nYak,purple\n");
    let error = desk.refuses(&["import", "good.csv", "bad.csv"], 3).to_string();
    assert!(error.contains("bad.csv:") && error.contains("purple"), "{error}");
    desk.on(&["import", "good.csv"]).done();
    desk.on(&["set", "z-1", "unit", "Treasury"]).done();
    desk.on(&["set", "z-1", "tags", "mine"]).done();
    // Two fields of one row were edited at both ends.
    desk.write("good.csv", b"Code,Project,Department,Tags\nz-1,Zed,Legal,two\n");
    assert!(desk.refuses(&["import", "good.csv"], 3).to_string().contains("1 row was not taken"));
    let said = desk.on(&["import", "good.csv", "--partial"]).done();
    assert!(
        said.out.contains("1 row rejected") && said.err.matches("edited here and in the file").count() == 2,
        "{said:?}"
    );
}

#[test]
fn thousands_are_named_where_a_mark_stood_that_may_be_theirs() {
    let desk = Desk::with_demo();
    let told = |value: &str| desk.on(&["record", "demand-forecast", "impact", value]).done().err;
    assert!(told("1.200").contains("as thousands it is written 1200"));
    let plain = told("1.3");
    assert!(plain.contains("of W42") && !plain.contains("thousands"), "{plain}");
}

#[test]
fn of_two_rows_of_one_pilot_the_second_is_refused_although_the_first_is_wrong_in_something_else() {
    let desk = Desk::empty();
    desk.write("plan.csv", b"Name,Owner,Stage,Unit\nTwin,Ann Ax,1,A\n");
    desk.on(&["import", "plan.csv"]).done();
    let before = desk.export();
    desk.write("plan.csv", b"Name,Owner,Stage,Unit\nTwin,Ann Ax,Quark,A\nTwin,Bob Bx,1,B\nNewt,,Quark,\nNewt,,1,C\n");
    let said = desk.on(&["import", "plan.csv", "--partial"]).done();
    for told in ["row 2: “Quark”", "row 3: “Twin” stands in row 2 too", "row 5: “Newt” stands in row 4 too"]
    {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    check_same(&desk.export(), &before, "the workspace");
    // Of a row that is wrong it is told as well, so that all of it is mended at once.
    desk.write("plan.csv", b"Name,Owner,Stage,Unit\nTwin,Ann Ax,1,B\nTwin,Bob Bx,Quark,A\n");
    let said = desk.on(&["import", "plan.csv", "--partial"]).done();
    assert!(said.err.contains("row 3: “Quark”") && said.err.contains("row 3: “Twin” stands in row 2 too"), "{said:?}");
    assert_eq!(desk.json(&["show", "twin"])["unit"], json!("B"));
}
