//! The canonical export, exports of one noun, archives.

use super::*;

#[test]
fn a_title_that_somebody_gave_a_workspace_stays_where_an_export_is_taken_in() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json"]).done();
    let title = |file: &str| {
        desk.run(&["--workspace", file, "export", "now.json", "--force"]).done();
        let export: Value = serde_json::from_slice(&desk.read("now.json")).unwrap();
        text(&export["workspace"][0], "title").to_owned()
    };
    desk.run(&["new", "show.steerco", "--title", "Zum Zeigen"]).done();
    for more in [&["--dry-run"][..], &[], &[]] {
        let said = desk.run(&joined(&["--workspace", "show.steerco", "import", "all.json"], more)).done();
        assert!(said.err.contains("The title “Zum Zeigen” stays") && said.err.contains("AI programme”"), "{said:?}");
    }
    assert_eq!(title("show.steerco"), "Zum Zeigen");
    desk.run(&["new", "bare.steerco"]).done();
    let said = desk.run(&["--workspace", "bare.steerco", "import", "all.json"]).done();
    assert!(!said.err.contains("The title"), "nobody gave it one: {said:?}");
    assert_eq!(title("bare.steerco"), title("work.steerco"));
}

#[test]
fn an_export_into_a_new_file_and_out_again_is_the_same_to_the_byte() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "demand-forecast"]).done();
    desk.on(&["record", "invoice-triage", "impact", "-18.000001"]).done();
    desk.on(&["record", "service-chat", "impact", "-", "--note", "not \u{1b}[31mmeasured"]).done();
    desk.on(&["record", "claims-intake", "impact", "5", "--week", "2026-W48"]).done();
    desk.on(&["undo"]).done();
    desk.on(&["export", "all.json"]).done();
    let first = desk.export();
    check_same(&desk.read("all.json").as_slice(), &first.as_bytes(), "the export");
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    check_same(&desk.run(&["--workspace", "copy.steerco", "export", "-"]).done().out, &first, "the copy");
    desk.run(&["--workspace", "copy.steerco", "doctor"]).done();
    let ids = |workspace: &str, noun: &str| {
        let listed = desk.run(&["--workspace", workspace, "--json", "list", noun, "--all"]).json();
        column(listed.as_array().unwrap(), "id").into_iter().collect::<BTreeSet<String>>()
    };
    for noun in ["pilots", "people", "metrics", "gaps"] {
        assert_eq!(ids("copy.steerco", noun), ids("work.steerco", noun), "{noun}");
    }
    desk.run(&["new", "made.steerco"]).done();
    desk.run(&["--workspace", "made.steerco", "import", "all.json"]).done();
    check_same(&desk.run(&["--workspace", "made.steerco", "export", "-"]).done().out, &first, "the copy");
}

#[test]
fn the_own_order_goes_with_an_export_and_one_of_before_comes_in_without() {
    let desk = Desk::empty();
    for (name, stage) in [("Alpha", "1"), ("Beta", "1"), ("Gamma", "2")] {
        desk.on(&["add", "pilot", name, "--stage", stage]).done();
    }
    let said = desk.json(&["set", "beta", "before", "alpha"]);
    assert_eq!((&said["changed"], text(&said, "summary")), (&json!(1), "Order: Beta before Alpha."));
    assert_eq!(desk.json(&["set", "alpha", "after", "beta"])["entry"], Value::Null, "so it stands already");
    let error = desk.refuses(&["set", "beta", "before", "gamma"], 3);
    assert!(text(&error, "title").contains("Beta is in stage 1, and Gamma in stage 2"), "{error}");
    desk.refuses(&["set", "beta", "before", "beta"], 3);
    assert_eq!(codes(&desk.list(&["pilots"])), ["alpha", "beta", "gamma"], "lists stand as they were entered");

    let first = desk.export();
    let mut export: Value = serde_json::from_str(&first).unwrap();
    let places = |export: &Value| {
        let mut pilots = export["pilots"].as_array().unwrap().clone();
        pilots.sort_by_key(|pilot| text(pilot, "code").to_owned());
        pilots.iter().map(|pilot| pilot["place"].as_i64()).collect::<Vec<_>>()
    };
    assert_eq!((&export["version"], places(&export)), (&json!(7), vec![Some(2), Some(1), None]));
    desk.write("all.json", first.as_bytes());
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    check_same(&desk.run(&["--workspace", "copy.steerco", "export", "-"]).done().out, &first, "the copy");

    export["version"] = json!(5);
    for pilot in export["pilots"].as_array_mut().unwrap() {
        pilot.as_object_mut().unwrap().remove("place");
    }
    desk.write("before.json", export.to_string().as_bytes());
    desk.run(&["--workspace", "before.steerco", "import", "before.json"]).done();
    let taken: Value =
        serde_json::from_str(&desk.run(&["--workspace", "before.steerco", "export", "-"]).done().out).unwrap();
    assert_eq!(places(&taken), vec![None; 3]);
}

#[test]
fn apologies_go_with_an_export_and_one_of_before_comes_in_without() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Ana Costa"]).done();
    desk.on(&["add", "review", "2026-12-03"]).done();
    let said = desk.json(&["review", "attend", "2026-12-03", "Ana Costa", "--excused"]);
    assert_eq!(text(&said, "summary"), "Review of 2026-12-03: Ana Costa sent apologies.");
    let first = desk.export();
    let mut export: Value = serde_json::from_str(&first).unwrap();
    let noted =
        |export: &Value| (export["attendance"][0]["present"].clone(), export["attendance"][0]["excused"].clone());
    assert_eq!(noted(&export), (json!(false), json!(true)));
    desk.write("all.json", first.as_bytes());
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    check_same(&desk.run(&["--workspace", "copy.steerco", "export", "-"]).done().out, &first, "the copy");

    export["version"] = json!(6);
    export["attendance"][0].as_object_mut().unwrap().remove("excused");
    desk.write("before.json", export.to_string().as_bytes());
    desk.run(&["--workspace", "before.steerco", "import", "before.json"]).done();
    let taken = desk.run(&["--workspace", "before.steerco", "export", "-"]).done().out;
    assert_eq!(noted(&serde_json::from_str(&taken).unwrap()), (json!(false), json!(false)));
}

#[test]
fn what_an_export_would_bring_is_said_and_nothing_is_written() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json", "--with-journal"]).done();
    let look = ["--workspace", "none.steerco", "import", "all.json", "--dry-run"];
    let said = desk.run(&look).done();
    assert!(said.out.contains("rows would be created, 0 changed, 0 unchanged."), "{said:?}");
    assert!(said.err.contains("The export holds 12 pilots") && said.err.contains("begins one of its own"), "{said:?}");
    let seen = desk.run(&joined(&["--json"], &look)).json();
    assert_eq!((&seen["entry"], &seen["rejected"], &seen["dry_run"]), (&Value::Null, &json!([]), &json!(true)));
    assert!(!desk.has("none.steerco"), "a look leaves nothing behind");
    let mut broken: Value = serde_json::from_slice(&desk.read("all.json")).unwrap();
    broken["people"] = json!([]);
    desk.write("broken.json", broken.to_string().as_bytes());
    desk.refused(&["--workspace", "none.steerco", "import", "broken.json", "--dry-run"], 3);
    let taken = desk.run(&["--workspace", "copy.steerco", "--json", "import", "all.json"]).json();
    assert_eq!(taken["created"], seen["created"], "{taken}");
    assert!(text(&taken, "summary").contains("rows created, 0 changed, 0 unchanged."), "{taken}");
}

#[test]
fn an_export_changes_nothing_where_all_that_it_says_stands_already() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json", "--with-journal"]).done();
    let before = desk.export();
    for more in [&[][..], &["--dry-run"]] {
        let said = desk.on(&joined(&["import", "all.json"], more)).done();
        assert!(said.out.starts_with("all.json: nothing changed; ") && said.out.contains("rows unchanged"), "{said:?}");
        let said = desk.json(&joined(&["import", "all.json"], more));
        assert_eq!((&said["entry"], &said["changed"], &said["rejected"]), (&Value::Null, &json!(0), &json!([])));
        assert!(said["unchanged"].as_u64() > Some(1_000), "{said}");
    }
    assert_eq!(desk.export(), before);
    // Who changed something since is not overwritten, nor taken back.
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    for more in [&[][..], &["--dry-run"]] {
        let error = desk.refuses(&joined(&["import", "all.json"], more), 3);
        assert!(text(&error, "title").contains("this one has a history"), "{error}");
    }
}

#[test]
fn an_export_goes_into_an_empty_workspace_only() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json"]).done();
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    let before = desk.export();
    desk.refuses(&["import", "all.json"], 3);
    for (name, text) in
        [("no.json", "{"), ("other.json", "{}"), ("half.json", "{\"format\":\"steerco\",\"version\":1}")]
    {
        desk.write(name, text.as_bytes());
        desk.refuses(&["import", name], 3);
        desk.refused(&["--workspace", "none.steerco", "import", name], 3);
        desk.refused(&["--workspace", "none.steerco", "import", name, "--dry-run"], 3);
        assert!(!desk.has("none.steerco"), "{name}");
    }
    check_same(&desk.export(), &before, "what the workspace holds");
}

fn check_sorted_keys(value: &Value) {
    match value {
        Value::Object(fields) => {
            let names: Vec<&String> = fields.keys().collect();
            assert!(names.is_sorted(), "{names:?}");
            fields.values().for_each(check_sorted_keys);
        }
        Value::Array(items) => items.iter().for_each(check_sorted_keys),
        _ => {}
    }
}

#[test]
fn the_canonical_export_is_in_canonical_order() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "demand-forecast"]).done();
    let export = parsed(&desk.export(), "export");
    check_sorted_keys(&export);
    for (noun, rows) in export.as_object().unwrap() {
        let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
        let ids: Vec<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
        assert!(ids.is_sorted(), "{noun}");
    }
    let readings = export["readings"].as_array().unwrap();
    let weeks: Vec<(&str, &str)> = readings.iter().map(|row| (text(row, "metric"), text(row, "week"))).collect();
    assert!(weeks.is_sorted());
    assert!(export["pilots"].to_string().contains("demand-forecast"), "archived rows are in it");
    assert!(export.get("journal").is_none() && export.get("drafts").is_none());
    thread::sleep(Duration::from_millis(1_100));
    assert_eq!(parsed(&desk.export(), "export"), export, "no time of export");
}

#[test]
fn an_export_with_the_journal_holds_every_entry() {
    let desk = Desk::with_demo();
    let export = parsed(&desk.on(&["export", "-", "--with-journal"]).done().out, "export");
    assert_eq!(export["journal"].as_array().unwrap()[..], desk.list(&["journal"])[..]);
}

#[test]
fn one_noun_is_exported_as_json_and_as_csv() {
    let desk = Desk::with_demo();
    for noun in NOUNS {
        let json = format!("{noun}.json");
        desk.on(&["export", &json, "--what", noun]).done();
        let rows = parsed(&String::from_utf8(desk.read(&json)).unwrap(), noun);
        assert_eq!(rows.as_array().unwrap().len(), desk.list(&[noun, "--all"]).len(), "{noun}");
        let table = format!("{noun}.csv");
        desk.on(&["export", &table, "--what", noun]).done();
        let rows = csv::Reader::from_path(desk.path(&table)).unwrap().into_records().count();
        assert_eq!(rows, desk.list(&[noun, "--all"]).len(), "{noun}");
    }
}

#[test]
fn every_noun_is_exported_as_a_table_for_people_who_read() {
    let desk = haunted();
    let nouns = Cli::command().find_subcommand("list").unwrap().get_positionals().next().unwrap().get_possible_values();
    assert!(nouns.len() > 15, "{nouns:?}");
    for noun in nouns.iter().map(clap::builder::PossibleValue::get_name) {
        let (md, html) = (format!("{noun}.md"), format!("{noun}.html"));
        desk.on(&["export", &md, "--what", noun]).done();
        desk.on(&["export", &html, "--what", noun]).done();
        let (md, html) = (desk.read(&md), desk.read(&html));
        let (md, html) = (String::from_utf8(md).unwrap(), String::from_utf8(html).unwrap());
        assert!(is_clean(&md) && is_clean(&html) && !html.contains("<script"), "{noun}");
        let rows = md.lines().filter(|line| line.starts_with("| ")).count();
        let records = desk.list(&[noun, "--all"]).len();
        // The head and the line below it stand above the rows.
        assert_eq!(rows, if records == 0 { 0 } else { records + 2 }, "{noun}: {md}");
        assert!(html.contains(&format!("<h1>{}", noun[..1].to_uppercase())), "{noun}");
    }
    let desk = Desk::with_demo();
    desk.on(&["export", "pilots.md", "--what", "pilots"]).done();
    let text = String::from_utf8(desk.read("pilots.md")).unwrap();
    assert!(
        text.contains("| code | name | stage |") && text.contains("| invoice-triage | Invoice triage | 4 |"),
        "{text}"
    );
}

#[test]
fn what_has_days_is_exported_as_a_calendar_and_the_rest_refused() {
    let desk = Desk::with_demo();
    let days = |noun: &str| {
        let file = format!("{noun}.ics");
        desk.on(&["export", &file, "--what", noun, "--force"]).done();
        String::from_utf8(desk.read(&file)).unwrap().matches("BEGIN:VEVENT").count()
    };
    let open = desk.list(&["actions"]).iter().filter(|action| action["state"] == "open").count();
    assert_eq!((days("reviews"), days("actions")), (desk.list(&["reviews"]).len(), open));
    let all: usize = ["reviews", "actions", "decisions", "workstreams", "pilots"].into_iter().map(days).sum();
    let said = desk.on(&["export", "all.ics"]).done();
    assert!(said.out.contains("Wrote all.ics: all days."), "{said:?}");
    assert_eq!(String::from_utf8(desk.read("all.ics")).unwrap().matches("BEGIN:VEVENT").count(), all);
    for noun in ["people", "metrics", "readings", "journal", "committee"] {
        let error = desk.refuses(&["export", "none.ics", "--what", noun], 2);
        assert!(text(&error, "title").contains(noun) && text(&error, "hint").contains("reviews, actions"), "{error}");
    }
    assert!(!desk.has("none.ics"));
}

#[test]
fn an_empty_calendar_says_so_and_moments_are_told_to_their_minute() {
    let desk = Desk::with_demo();
    assert!(desk.on(&["export", "gates.ics", "--what", "pilots"]).done().err.contains("the calendar is empty"));
    assert!(!desk.on(&["export", "reviews.ics", "--what", "reviews"]).done().err.contains("is empty"));
    desk.on(&["export", "exceptions.md", "--what", "exceptions"]).done();
    let told = String::from_utf8(desk.read("exceptions.md")).unwrap();
    assert!(told.contains("2026-11-03 13:00") && !told.contains("13:00:00"), "{told}");
}

#[test]
fn an_export_without_a_noun_says_what_it_has() {
    const OF_CSV: &str = "the pilots (--what people, readings and so on writes others, a file .xlsx every register)";
    let desk = Desk::with_demo();
    for (file, has) in
        [("a.json", "everything"), ("a.csv", OF_CSV), ("a.xlsx", "every register"), ("a.md", "the month")]
    {
        assert_eq!(desk.on(&["export", file]).done().out, format!("Wrote {file}: {has}.\n"));
    }
    assert_eq!(desk.on(&["export", "b.csv", "--what", "people"]).done().out, "Wrote b.csv.\n");
}

#[test]
fn pilots_that_were_exported_come_back_unchanged() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let said = desk.on(&["export", "pilots.csv"]).done();
    assert!(said.out.contains("the pilots (--what people, readings and so on"), "{said:?}");
    let answer = desk.json(&["import", "pilots.csv"]);
    assert_eq!((&answer["entry"], &answer["unchanged"]), (&Value::Null, &json!(12)), "{answer}");
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn readings_that_were_exported_come_back_unchanged() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["export", "readings.csv", "--what", "readings"]).done();
    let said = desk.on(&["import", "readings.csv", "--partial", "--json"]);
    check_same(&desk.export(), &before, "what their own export says of the readings");
    let answer = said.json();
    assert_eq!((&answer["entry"], &answer["rejected"]), (&Value::Null, &json!([])));
}

#[test]
fn csv_guards_text_against_formulas_and_never_numbers() {
    let desk = Desk::with_demo();
    for (code, name) in [("one", "=1+1"), ("two", "+1"), ("three", "-1"), ("four", "@sum")] {
        desk.on(&["add", "pilot", "Guarded", "--code", code]).done();
        desk.on(&["set", code, "name", name]).done();
    }
    desk.on(&["record", "invoice-triage", "impact", "-18"]).done();
    let cells = |name: &str, what: &str| -> Vec<String> {
        desk.on(&["export", name, "--what", what]).done();
        let mut table = csv::Reader::from_path(desk.path(name)).unwrap();
        table.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let pilots = cells("pilots.csv", "pilots");
    assert!(!pilots.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{pilots:?}");
    assert!(pilots.contains(&"'=1+1".to_owned()), "{pilots:?}");
    assert!(cells("readings.csv", "readings").contains(&"-18".to_owned()));
}

#[test]
fn an_export_with_what_nobody_here_knows_is_refused_and_named() {
    let desk = Desk::with_demo();
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    let mut list = export.clone();
    list["newtable"] = json!([1]);
    let mut field = export.clone();
    field["pilots"][1]["colour"] = json!("x");
    for (changed, says) in [(list, "“newtable”"), (field, "“colour” of pilots number 2")] {
        desk.write("changed.json", changed.to_string().as_bytes());
        let error = desk.refused(&["--workspace", "again.steerco", "import", "changed.json"], 3);
        assert!(text(&error, "title").contains(says), "{error}");
    }
    desk.on(&["export", "whole.json", "--with-journal"]).done();
    desk.run(&["--workspace", "again.steerco", "import", "whole.json"]).done();
}

#[test]
fn an_engagement_is_archived_as_one_file_and_brought_back_under_another_name() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.zip"]).done();
    desk.refuses(&["export", "all.zip"], 8);
    desk.refuses(&["export", "then.zip", "--as-of", "2026-10-01"], 2);
    desk.run(&["--workspace", "again.steerco", "restore", "all.zip"]).done();
    let export = |name: &str| desk.run(&["--workspace", name, "export", "-"]).done().out;
    assert_eq!(export("again.steerco"), desk.export());
    desk.run(&["--workspace", "again.steerco", "doctor"]).done();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(desk.read("all.zip"))).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["workspace.steerco", "everything.json", "registers.xlsx", "month.md", "month.html", "README.txt"] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
    desk.write("no.zip", b"Dear committee,\n");
    desk.refused(&["--workspace", "third.steerco", "restore", "no.zip"], 3);
}

#[test]
fn a_damaged_archive_says_which_part_is_damaged() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.zip"]).done();
    let whole = desk.read("all.zip");
    let flipped = |part: &str| {
        let mut bytes = whole.clone();
        // Behind the name of its own header stands the part itself.
        let name = bytes.windows(part.len()).position(|window| window == part.as_bytes()).unwrap();
        bytes[name + part.len() + 40] ^= 0x10;
        bytes
    };
    desk.write("flipped.zip", &flipped("workspace.steerco"));
    let error = desk.refused(&["--workspace", "again.steerco", "restore", "flipped.zip"], 6);
    assert!(text(&error, "title").contains("workspace.steerco"), "{error}");
    assert!(text(&error, "hint").contains("import everything.json"), "{error}");
    desk.write("short.zip", &whole[..whole.len() - 100]);
    let error = desk.refused(&["--workspace", "again.steerco", "restore", "short.zip"], 6);
    assert!(text(&error, "title").contains("is cut off"), "{error}");
    desk.write("month.zip", &flipped("month.html"));
    let said = desk.run(&["--workspace", "again.steerco", "restore", "month.zip"]).done();
    assert!(said.err.contains("month.html is damaged"), "{said:?}");
}

#[test]
fn what_an_archive_has_not_is_said_and_any_format_goes_into_a_pipe() {
    let desk = Desk::with_demo();
    let said = desk.on(&["export", "none.zip"]).done();
    assert!(!said.err.contains("draft"), "{said:?}");
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    let id = text(&export["workspace"][0], "uid").to_owned();
    let (folder, work) = (desk.path("state/steerco/drafts"), desk.path("work.steerco"));
    let mut drafts = steerco::store::Drafts::of(&folder, &id, &work).unwrap();
    let typed = |key: &str| (key.to_owned(), Some("typed".to_owned()));
    drafts.keep(&[typed("pilot/p1/note"), typed("place/meeting")], 1).unwrap();
    drop(drafts);
    let said = desk.on(&["export", "all.zip"]).done();
    assert!(said.err.contains("1 draft is not in it: `steerco -w work.steerco`"), "{said:?}");
    fs::write(folder.join(format!("{id}.sqlite")), "no database ".repeat(1000)).unwrap();
    let said = desk.on(&["export", "damaged.zip"]).done();
    assert!(said.err.contains("Its drafts cannot be read") && said.out.contains("Wrote damaged.zip"), "{said:?}");
    for (format, begins) in [("csv", "id,code,"), ("md", "# "), ("html", "<!"), ("json", "[")] {
        let out = desk.on(&["export", "-", "--what", "pilots", "--as", format]).done().out;
        assert!(out.trim_start().starts_with(begins), "{format}: {out}");
    }
    desk.refuses(&["export", "pilots.csv", "--as", "md"], 2);
}

#[test]
fn a_table_of_nothing_has_its_columns() {
    let desk = Desk::empty();
    for (noun, columns) in [("actions", "id,due,owner,state,pilot,text"), ("people", "name,title,level,unit,email")] {
        let out = desk.on(&["export", "-", "--what", noun, "--as", "csv"]).done().out;
        assert!(out.starts_with(columns) && out.lines().count() == 1, "{noun}: {out}");
    }
}

#[test]
fn a_copy_says_what_it_does_not_know_of_the_reviews_that_it_took_over() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json"]).done();
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    desk.run(&["--workspace", "copy.steerco", "report", "month", "--out", "month"]).done();
    let month = String::from_utf8(desk.read("month/month.md")).unwrap();
    assert!(month.contains("The review of 2026-10-29 was taken over with how each pilot stood then"), "{month}");
    desk.run(&["new", "none.steerco"]).done();
    desk.run(&["--workspace", "none.steerco", "report", "month", "--out", "none"]).done();
    let none = String::from_utf8(desk.read("none/month.md")).unwrap();
    assert!(none.contains("No review was closed before this day"), "{none}");
}

#[test]
fn what_was_decided_of_a_pilot_that_has_ended_comes_back_neither_in_a_calendar_nor_in_a_pack() {
    let desk = Desk::with_demo();
    for (pilot, by) in [("field-dispatch", "Samir Haddad"), ("invoice-triage", "Jonas Lindqvist")] {
        let over = ["--say", "It is over", "--by", by, "--why", "so", "--cause", "value"];
        desk.on(&joined(&["decide", pilot, "retire"], &over)).done();
    }
    desk.on(&["export", "days.ics", "--what", "decisions"]).done();
    let days = String::from_utf8(desk.read("days.ics")).unwrap();
    assert!(!days.contains("Field dispatch") && !days.contains("Invoice triage"), "{days}");
    desk.on(&["report", "pack", "--out", "pack"]).done();
    let pack = String::from_utf8(desk.read("pack/pack.md")).unwrap();
    for (row, by) in
        [("| Field dispatch | update |", "Samir Haddad"), ("| Invoice triage | waive |", "Jonas Lindqvist")]
    {
        let row = pack.lines().find(|line| line.contains(row)).unwrap();
        assert!(row.ends_with(&format!("| {by} |  |")), "{row}");
    }
}

#[test]
fn a_report_goes_into_no_folder_that_has_one_of_another_workspace_unless_it_is_forced() {
    let desk = Desk::empty();
    desk.run(&["new", "other.steerco", "--title", "Other"]).done();
    desk.run(&["--workspace", "other.steerco", "report", "pack", "--out", "files"]).done();
    let known = || fs::read_dir(desk.path("files")).unwrap().count();
    let (before, pack) = (known(), desk.read("files/pack.md"));
    // Whether the names are the same or not.
    for what in ["pack", "month"] {
        let error = desk.refuses(&["report", what, "--out", "files"], 8);
        assert!(text(&error, "title").contains("pack.txt is a report of another workspace, “Other”"), "{error}");
        assert!(text(&error, "hint").contains("another folder") && text(&error, "hint").contains("--force"), "{error}");
        assert!(known() == before && desk.read("files/pack.md") == pack, "nothing was written");
    }
    let said = desk.on(&["report", "month", "--out", "files", "--force"]).done();
    assert!(said.err.contains("pack.txt beside it is a report of another workspace, “Other”"), "{said:?}");
    // One's own are no other's.
    desk.on(&["report", "month", "--out", "own"]).done();
    let said = desk.on(&["report", "pack", "--out", "own"]).done();
    assert!(!said.err.contains("another workspace"), "{said:?}");
}
