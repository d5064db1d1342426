//! What can be changed in a sheet, and cells that are corrected in the preview.

use super::*;

#[test]
fn a_sheet_that_somebody_called_as_one_of_ours_is_left_alone() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    // As in a workbook that was written before there was a sheet of notes.
    let sheets = [("name=\"notes\"", "name=\"kept\""), ("name=\"committee\"", "name=\"Notes\"")];
    desk.write("all.xlsx", &edited(&desk.read("all.xlsx"), &sheets));
    let said = desk.json(&["import", "all.xlsx"]);
    assert_eq!((&said["changed"], &said["rejected"]), (&json!(0), &json!([])), "{said}");
}

#[test]
fn the_sheet_of_pilots_alone_is_a_table_of_ours_and_settles() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    // Somebody took the sheet away that says of which entry the workbook is.
    let other = [("name=\"About\"", "name=\"Legend\""), (">Entry<", ">Row<")];
    desk.write("alone.xlsx", &edited(&desk.read("all.xlsx"), &other));
    let alone = ["import", "alone.xlsx", "--sheet", "pilots"];
    let said = desk.json(&alone);
    assert_eq!((&said["changed"], &said["unchanged"]), (&json!(0), &json!(12)), "{said}");
    desk.on(&["set", "invoice-triage", "tags", "new"]).done();
    desk.on(&["archive", "claims-intake"]).done();
    assert_eq!(desk.json(&alone)["changed"], json!(2), "the file says otherwise of two");
    let again = desk.on(&alone).done();
    assert!(again.out.contains("nothing changed") && !again.err.contains("stays so"), "{again:?}");
}

#[test]
fn a_sheet_of_people_is_read_as_a_list_of_them() {
    let desk = Desk::with_demo();
    let named = |name: &str| desk.list(&["people"]).into_iter().find(|one| one["name"] == name);
    let id = text(&named("Mercy Okafor").unwrap(), "id").to_owned();
    // A name that was kept with its comma stays as it is.
    desk.on(&["add", "person", "Nowak, Olga"]).done();
    desk.on(&["export", "people.xlsx", "--what", "people"]).done();
    let changed = [("B", "Okafor-Lind, Mercy"), ("D", "Vorstand")];
    let book = changed.iter().fold(desk.read("people.xlsx"), |book, (column, to)| with_cell(&book, (&id, column), to));
    let new = [("B", "Neumann, Ida"), ("D", "Geschäftsführerin"), ("F", "Ida Neumann (ida@x.example)")];
    desk.write("people.xlsx", &with_rows(&book, 1, &[&new[..], &[("B", "I. Neumann")]]));
    let said = desk.on(&["import", "people.xlsx", "--dry-run"]).done();
    for told in ["“I. Neumann” is new beside “Ida Neumann” (row 5001 of people)", "c-suite, read from “Vorstand”"]
    {
        assert!(format!("{}{}", said.out, said.err).contains(told), "{told}: {said:?}");
    }
    desk.on(&["import", "people.xlsx"]).done();
    let (ida, mercy) = (named("Ida Neumann").unwrap(), named("Mercy Okafor-Lind").unwrap());
    assert_eq!([text(&ida, "level"), text(&ida, "email")], ["c-suite", "ida@x.example"]);
    assert_eq!([text(&mercy, "level"), text(&mercy, "id")], ["c-suite", &id]);
    assert!(named("Nowak, Olga").is_some());
    let people = desk.list(&["people"]).len();
    assert_eq!(desk.json(&["import", "people.xlsx"])["changed"], json!(0), "taken in again it says nothing new");
    assert_eq!(desk.list(&["people"]).len(), people);
}

/// What the plain face says to those lines.
fn talked(desk: &Desk, lines: &[&str]) -> String {
    desk.feed(&["--plain"], format!("{}\n", lines.join("\n")).as_bytes()).done().out
}

#[test]
fn a_cell_of_a_sheet_is_corrected_in_the_preview_and_the_file_stays_as_it_is() {
    let desk = Desk::with_demo();
    let action = || {
        let all = desk.list(&["actions"]);
        all.into_iter().find(|one| text(one, "text").starts_with("Name who may order")).unwrap()
    };
    let id = text(&action(), "id").to_owned();
    desk.on(&["export", "one.xlsx", "--what", "actions"]).done();
    let wrong = [("C", "Nobody Known"), ("D", "soon")];
    let book = wrong.iter().fold(desk.read("one.xlsx"), |book, (column, to)| with_cell(&book, (&id, column), to));
    desk.write("changed.xlsx", &book);
    // Two are wrong in one row; one of them is corrected, the other to what is wrong too.
    let said =
        talked(&desk, &["import a file", "changed.xlsx", "1", "correct", "Mercy Okafor", "1", "correct", "someday"]);
    assert!(
        said.contains(" of actions, “owner” is read as") && said.contains("due: “someday” is not a date"),
        "{said}"
    );
    assert!(said.contains(" of actions, column “owner”: “Mercy Okafor” in place of “Nobody Known”"), "{said}");
    // What was said is there when the file is looked at again. One of both is corrected again, the other taken back.
    let again = ["import a file", "changed.xlsx", "1", "correct", "2026-12-04", "1", "correct", "Nobody Known"];
    let said = talked(&desk, &again);
    assert!(
        said.contains("“someday” in place of “soon”") && said.contains("“2026-12-04” in place of “soon”"),
        "{said}"
    );
    assert!(said.contains("there is no person “Nobody Known”"), "as the file has it: {said}");
    let said = talked(&desk, &["import a file", "changed.xlsx", "1", "correct", "Rita Silva", "take it in"]);
    assert!(!said.contains("Mercy Okafor” in place") && said.contains("2 cells changed"), "{said}");
    assert_eq!((text(&action(), "owner"), text(&action(), "due")), ("Rita Silva", "2026-12-04"));
    assert_eq!(desk.read("changed.xlsx"), book);
}

#[test]
fn cells_of_each_sheet_are_corrected_in_the_preview() {
    let desk = Desk::with_demo();
    let first = |noun: &str, is_it: fn(&Value) -> bool| {
        text(desk.list(&[noun]).iter().find(|one| is_it(one)).unwrap(), "id").to_owned()
    };
    for (noun, id, column, wrong, right) in [
        ("people", first("people", |one| one["name"] == "Mercy Okafor"), "D", "boss", "director"),
        ("metrics", first("metrics", |one| one["name"] == "accuracy"), "J", "high", "91.5"),
        ("gaps", first("gaps", |one| text(one, "id").contains('/')), "I", "someday", "2026-12-11"),
        ("exceptions", first("exceptions", |_| true), "D", "huge", "Low"),
    ] {
        desk.on(&["export", "one.xlsx", "--what", noun, "--force"]).done();
        desk.write("changed.xlsx", &with_cell(&desk.read("one.xlsx"), (&id, column), wrong));
        let said = talked(&desk, &["import a file", "changed.xlsx", "1", "correct", right, "take it in"]);
        assert!(said.contains(&format!("“{right}” in place of “{wrong}”")), "{noun}: {said}");
        assert!(said.contains("1 cell changed"), "{noun}: {said}");
    }
}

#[test]
fn cells_of_a_workbook_are_told_as_they_are_read_and_shown() {
    let desk = Desk::with_demo();
    let tried = |noun: &str, which: &str, column: &str, to: &str| {
        let all = desk.list(&[noun]);
        let id = text(all.iter().find(|one| one.to_string().contains(which)).unwrap(), "id");
        desk.on(&["export", "one.xlsx", "--what", noun, "--force"]).done();
        desk.write("changed.xlsx", &with_cell(&desk.read("one.xlsx"), (id, column), to));
        desk.on(&["import", "changed.xlsx", "--dry-run"])
    };
    let said = tried("actions", "Name who may order", "D", "2026-12-15 13:30").done();
    assert!(said.out.contains("2026-12-15, read from “2026-12-15 13:30”"), "{said:?}");
    let said = tried("people", "Mercy Okafor", "G", "x").done();
    assert!(said.out.contains("yes, read from “x”"), "{said:?}");
    let said = tried("exceptions", "Night shift", "G", "2026-11-20");
    assert!(said.err.contains("raised cannot be changed here: it was “2026-11-"), "{said:?}");
    assert!(!said.err.contains("+00:00"), "{said:?}");
}

#[test]
fn what_was_edited_here_and_in_the_workbook_is_settled_in_the_preview() {
    let desk = Desk::with_demo();
    let all = desk.list(&["actions"]);
    let named = |one: &&Value| text(one, "text").starts_with("Name who may order");
    let id = text(all.iter().find(named).unwrap(), "id").to_owned();
    desk.on(&["export", "one.xlsx", "--what", "actions"]).done();
    desk.write("changed.xlsx", &with_cell(&desk.read("one.xlsx"), (&id, "D"), "2026-12-04"));
    desk.on(&["set", "action", &id, "due", "2026-12-10"]).done();
    let said = talked(&desk, &["import a file", "changed.xlsx", "edited at both ends", "3", "take it in"]);
    assert!(said.contains("(b in the preview)") && said.contains("1 cell changed"), "{said}");
    let due = |one: &Value| (one["id"] == id.as_str()).then(|| text(one, "due").to_owned());
    assert_eq!(desk.list(&["actions"]).iter().find_map(due).as_deref(), Some("2026-12-04"));
}

#[test]
fn an_action_ends_in_its_sheet_by_the_rules_of_its_command() {
    let desk = Desk::with_demo();
    let action = || {
        let all = desk.list(&["actions"]);
        all.into_iter().find(|one| text(one, "text").starts_with("Name who may order")).unwrap()
    };
    let id = text(&action(), "id").to_owned();
    let taken = |cells: &[(&str, &str)]| {
        desk.on(&["export", "one.xlsx", "--what", "actions", "--force"]).done();
        let book = cells.iter().fold(desk.read("one.xlsx"), |book, (column, to)| with_cell(&book, (&id, column), to));
        desk.write("changed.xlsx", &book);
        desk.on(&["import", "changed.xlsx", "--json"])
    };
    let said = taken(&[("E", "Done")]).json();
    assert_eq!((&said["changed"], text(&said["changes"][0], "field")), (&json!(1), "state"), "{said}");
    assert_eq!((text(&action(), "state"), text(&action(), "ended")), ("done", "2026-11-24"));
    assert_eq!(desk.json(&["import", "changed.xlsx"])["entry"], Value::Null, "it is so already");
    let error = taken(&[("E", "dropped")]).error(3).to_string();
    assert!(error.contains("without a reason") && error.contains(&format!("steerco act {id} drop --why")), "{error}");
    let said = taken(&[("E", "dropped"), ("I", "the vendor does it")]).json();
    assert_eq!(said["changed"], json!(2), "{said}");
    assert_eq!((text(&action(), "state"), text(&action(), "why")), ("dropped", "the vendor does it"));
    let error = taken(&[("I", "nobody needs it")]).error(3).to_string();
    assert!(error.contains("goes with another state") && error.contains("steerco act"), "{error}");
    let error = taken(&[("E", "quark"), ("I", "nobody needs it")]).error(3).to_string();
    assert!(error.contains("open, done, dropped"), "{error}");
    taken(&[("E", "open")]).json();
    assert_eq!((text(&action(), "state"), &action()["why"]), ("open", &Value::Null));
    taken(&[("E", "erledigt")]).json();
    assert_eq!(text(&action(), "state"), "done", "as in a table that is pasted");
}

#[test]
fn an_item_of_a_checklist_is_ticked_in_its_sheet_by_the_rules_of_its_command() {
    let desk = Desk::with_demo();
    let id = "demand-forecast/s1.run-owners";
    let state = || {
        let gaps = desk.list(&["gaps", "--pilot", "demand-forecast"]);
        text(gaps.iter().find(|gap| text(gap, "id") == id).unwrap(), "state").to_owned()
    };
    let taken = |id: &str, to: &str| {
        desk.on(&["export", "one.xlsx", "--what", "gaps", "--force"]).done();
        desk.write("changed.xlsx", &with_cell(&desk.read("one.xlsx"), (id, "G"), to));
        desk.on(&["import", "changed.xlsx", "--json"])
    };
    assert_eq!(taken(id, "in Arbeit").json()["changes"][0]["to"], json!("doing, read from “in Arbeit”"));
    assert_eq!(state(), "doing", "in the words of actions too");
    taken(id, "offen").json();
    for to in ["doing", "done", "open"] {
        assert_eq!(taken(id, to).json()["changed"], json!(1), "{to}");
        assert_eq!(state(), to);
    }
    let error = taken(id, "na").error(3).to_string();
    assert!(error.contains("steerco tick demand-forecast s1.run-owners --state na --why TEXT"), "{error}");
    desk.on(&["tick", "demand-forecast", "s1.run-owners", "--why", "The vendor runs it."]).done();
    taken(id, "na").json();
    assert_eq!(state(), "na", "the reason is there");
    let gaps = desk.list(&["gaps"]);
    let written = gaps.iter().find(|gap| gap["item"].is_null() && gap["state"] == "open").unwrap();
    let error = taken(text(written, "id"), "done").error(3).to_string();
    assert!(error.contains("closed with its workstream") && error.contains("steerco workstream ID done"), "{error}");
}

#[test]
fn a_workbook_shows_by_its_headings_what_can_be_changed_in_it() {
    let desk = Desk::with_demo();
    desk.on(&["export", "one.xlsx", "--what", "actions"]).done();
    let book = desk.read("one.xlsx");
    let part = part_of(&book, "xl/worksheets/sheet1.xml");
    let look = |column: &str| {
        let (_, rest) = part.split_once(&format!("<c r=\"{column}1\" s=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    // id, pilot, made and ended follow; text, owner, due, state and why are written.
    let (told, set) = (["A", "F", "G", "H"].map(look), ["B", "C", "D", "E", "I"].map(look));
    assert!(told.iter().all(|one| *one == told[0]) && set.iter().all(|one| *one == set[0]), "{told:?} {set:?}");
    assert_ne!(told[0], set[0]);
    assert!(part_of(&book, "xl/sharedStrings.xml").contains("grey heading"), "it says what they mean");
}

#[test]
fn a_workbook_of_another_workspace_and_cells_that_no_sheet_changes_are_refused() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("verdict.xlsx", &edited(&desk.read("all.xlsx"), &[(">G1: go<", ">G1: no-go<")]));
    let error = desk.refuses(&["import", "verdict.xlsx"], 3);
    assert!(error.to_string().contains("a decision stays as it was taken"), "{error}");
    let other = Desk::empty();
    other.write("all.xlsx", &desk.read("all.xlsx"));
    let error = other.refuses(&["import", "all.xlsx"], 3);
    assert!(text(&error, "title").contains("written by another workspace"), "{error}");
}

#[test]
fn one_sheet_of_a_workbook_that_comes_back_is_compared_as_all_of_them_are() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let edits = [(">Claims<", ">Claims &amp; Risk<"), (">VP Legal<", ">Chief Counsel<")];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let seen = desk.json(&["import", "changed.xlsx", "--sheet", "pilots", "--dry-run"]);
    let fields: Vec<&str> = seen["changes"].as_array().unwrap().iter().map(|one| text(one, "field")).collect();
    assert_eq!(fields, ["unit"], "{seen}");
}

#[test]
fn a_workbook_and_a_table_answer_in_one_shape() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    let id = text(&desk.list(&["pilots"])[0], "id").to_owned();
    desk.write("all.xlsx", &with_cell(&desk.read("all.xlsx"), (&id, "D"), "Treasury"));
    desk.write("plan.csv", b"Project,Owner\nContract review,Rita Silva\n");
    for more in [&["--dry-run"][..], &[]] {
        let answer = |file| desk.json(&joined(&["import", file], more));
        let (workbook, table) = (answer("all.xlsx"), answer("plan.csv"));
        assert_eq!(keys(&workbook), keys(&table), "{more:?}");
        let replaced = |answer: &Value| answer["replaced"].as_array().unwrap().len();
        assert_eq!((replaced(&workbook) > 0, replaced(&table) > 0), (more.is_empty(), more.is_empty()), "{workbook}");
    }
}

#[test]
fn a_cell_that_stays_as_it_was_edited_here_is_told() {
    let desk = Desk::with_demo();
    desk.on(&["export", "one.xlsx", "--what", "pilots"]).done();
    let id = text(&desk.list(&["pilots"])[0], "id").to_owned();
    desk.write("one.xlsx", &with_cell(&desk.read("one.xlsx"), (&id, "D"), "Treasury"));
    desk.on(&["set", "invoice-triage", "unit", "Legal"]).done();
    let said = desk.on(&["import", "one.xlsx", "--keep", "here"]).done();
    let told = "1 field stays as edited here: unit of invoice-triage";
    assert!(said.err.contains(told) && said.err.contains("(here “Legal”, in the file “Treasury”)"), "{said:?}");
    let kept = desk.json(&["import", "one.xlsx", "--keep", "here"])["kept"].clone();
    assert_eq!((&kept[0]["field"], &kept[0]["here"]), (&json!("unit"), &json!("Legal")));
}
