//! Workbooks that come back: what was changed, added, handed on in them.

use super::*;

#[test]
fn what_is_hidden_in_a_workbook_is_told_before_and_after_it_is_taken_in() {
    let desk = Desk::with_demo();
    let columns = r#"<cols><col min="7" max="9" hidden="1"/></cols><sheetData>"#;
    let edits = [(r#"<row r="2">"#, r#"<row r="2" hidden="1">"#), ("<sheetData>", columns)];
    desk.write("week.xlsx", &edited(include_bytes!("../workbooks/week.xlsx"), &edits));
    for words in [&["import", "week.xlsx", "--partial", "--dry-run"][..], &["import", "week.xlsx", "--partial"]] {
        let said = desk.on(words).done();
        let told =
            ["1 hidden row of the sheet is read too (row 2)", "1 hidden column of the sheet is read too (“note”)"];
        assert!(told.iter().all(|told| said.err.contains(told)), "{said:?}");
    }
}

#[test]
fn what_is_hidden_in_a_workbook_that_comes_back_is_told_too() {
    let desk = Desk::with_demo();
    desk.on(&["export", "people.xlsx", "--what", "people"]).done();
    let edits = [(r#"<row r="2""#, r#"<row r="2" hidden="1""#), ("<col min=", r#"<col hidden="1" min="#)];
    desk.write("people.xlsx", &edited(&desk.read("people.xlsx"), &edits));
    for words in [&["import", "people.xlsx", "--dry-run"][..], &["import", "people.xlsx"]] {
        let said = desk.on(words).done();
        let told =
            ["people: 1 hidden row of the sheet is read too (row 2)", "hidden columns of the sheet are read too"];
        assert!(told.iter().all(|told| said.err.contains(told)), "{said:?}");
    }
}

/// The workbook was written by another program: 78.5 % stands in it as 0.785, shown in percent; a formula has no
/// result.
#[test]
fn a_workbook_of_ours_comes_back_under_the_mapping_of_a_list_too() {
    let desk = Desk::with_demo();
    desk.on(&["export", "exceptions.xlsx", "--what", "exceptions"]).done();
    for list in ["exceptions", "actions"] {
        let said = desk.on(&["import", "exceptions.xlsx", "--map", list]).done();
        assert!(said.out.contains("no cell was changed"), "{said:?}");
    }
}

#[test]
fn readings_come_from_a_workbook_as_they_are_seen_there() {
    let desk = Desk::with_demo();
    desk.write("week.xlsx", include_bytes!("../workbooks/week.xlsx"));
    desk.refuses(&["record", "--from", "week.xlsx"], 3);
    desk.refuses(&["import", "week.xlsx", "--sheet", "Pilots"], 3);
    desk.on(&["import", "week.xlsx", "--sheet", "week", "--partial"]).done();
    let readings = desk.on(&["list", "readings", "--pilot", "invoice-triage", "--json"]).json();
    let value = |metric: &str, week: &str| {
        let mut all = readings.as_array().unwrap().iter();
        all.find(|reading| reading["family"] == metric && reading["week"] == week)
            .map(|reading| reading["value"].clone())
    };
    assert_eq!(value("performance", "2026-W47").unwrap(), 78.5);
    assert_eq!(value("adoption", "2026-W46").unwrap(), 75);
}

#[test]
fn a_pilot_that_is_new_in_a_workbook_comes_with_its_readings() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["export", "all.xlsx"]).done();
    let all =
        with_rows(&desk.read("all.xlsx"), 1, &[&[("C", "Voice bot"), ("G", "2"), ("R", "A"), ("S", "slow start")]]);
    let readings: [&[(&str, &str)]; 3] = [
        &[("A", "voice-bot"), ("B", "output quality"), ("D", "2026-W46"), ("E", "81.5")],
        // A headline is known by its family too.
        &[("A", "Voice bot"), ("C", "performance"), ("D", "W47"), ("E", "82")],
        &[("A", "Voice bot"), ("C", "adoption"), ("D", "W47"), ("F", "12"), ("G", "40")],
    ];
    desk.write("more.xlsx", &with_rows(&all, 4, &readings));
    let seen = desk.json(&["import", "more.xlsx", "--dry-run"]);
    assert_eq!((&seen["rejected"], desk.export()), (&json!([]), before.clone()), "a look writes nothing: {seen}");
    assert!(seen["created"].as_u64() > Some(0), "a row that is new is no changed cell: {seen}");
    desk.on(&["import", "more.xlsx"]).done();
    let shown = desk.json(&["show", "voice-bot"]);
    assert_eq!((&shown["stage"], &shown["reported"]), (&json!(2), &json!("A")));
    for (week, value) in [("2026-W46", json!(81.5)), ("2026-W47", json!(82))] {
        assert_eq!(reading(&desk, "voice-bot", "output quality", week).unwrap()["value"], value);
    }
    assert_eq!(reading(&desk, "voice-bot", "active users", "2026-W47").unwrap()["active_users"], json!(12));
    assert_eq!(desk.json(&["import", "more.xlsx"])["changed"], json!(0), "the same again is nothing new");
    desk.on(&["undo"]).done();
    assert_eq!(desk.export(), before, "one change");
}

#[test]
fn of_a_cell_that_was_changed_at_both_ends_the_one_that_is_kept_is_said() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &[(">Warranty coding<", ">Warranty claims<")]));
    desk.on(&["set", "warranty-coding", "name", "Warranty desk"]).done();
    let error = desk.refuses(&["import", "more.xlsx"], 3).to_string();
    assert!(error.contains("--keep"), "{error}");
    let name = |desk: &Desk| text(&desk.json(&["show", "warranty-coding"]), "name").to_owned();
    assert_eq!(desk.json(&["import", "more.xlsx", "--keep", "here"])["changed"], json!(0));
    assert_eq!(name(&desk), "Warranty desk");
    assert_eq!(desk.json(&["import", "more.xlsx", "--keep", "file"])["changed"], json!(1));
    assert_eq!(name(&desk), "Warranty claims");
    // A reading is one measurement: of one that stays, nothing of the sheet is taken.
    desk.on(&["record", "field-dispatch", "active users", "1057/1131", "--week", "2026-W47"]).done();
    desk.on(&["export", "all.xlsx", "--what", "readings", "--force"]).done();
    desk.on(&["record", "field-dispatch", "active users", "1058/1131", "--week", "2026-W47"]).done();
    let edits = [("<v>1057</v>", "<v>1059</v>"), ("<v>1131</v>", "<v>1141</v>")];
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.json(&["import", "more.xlsx", "--keep", "here"]);
    let kept = reading(&desk, "field-dispatch", "active users", "2026-W47").unwrap();
    assert_eq!((&kept["active_users"], &kept["target_users"]), (&json!(1058), &json!(1131)), "{said}");
}

#[test]
fn money_is_read_in_one_way_by_set_by_a_tracker_and_in_a_workbook() {
    let desk = Desk::with_demo();
    let spent = || desk.json(&["show", "energy-bills"])["spend_change"].clone();
    for (typed, amount) in [
        ("120.000", json!(120_000)),
        ("1,200", json!(1200)),
        ("120.000 €", json!(120_000)),
        ("45,5 TEUR", json!(45_500)),
        ("1.2 Mio", json!(1_200_000)),
        ("99.50", json!(99.5)),
    ] {
        desk.on(&["set", "energy-bills", "spend_change", typed]).done();
        assert_eq!(spent(), amount, "{typed}");
        desk.write("plan.csv", format!("Project;Spend change\nEnergy bills;{typed}\n").as_bytes());
        let said = desk.json(&["import", "plan.csv"]);
        assert_eq!((spent(), &said["changed"]), (amount, &json!(0)), "{typed}: {said}");
    }
    let error = desk.refuses(&["set", "energy-bills", "spend_change", "a lot"], 3).to_string();
    assert!(error.contains("is not an amount of money") && error.contains("45.5k"), "{error}");
    assert!(!error.contains("not measured"), "money has no weeks: {error}");
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    let id = text(&desk.json(&["show", "energy-bills"]), "id").to_owned();
    desk.write("wrong.xlsx", &with_cell(&desk.read("all.xlsx"), (&id, "P"), "a lot"));
    let error = desk.refuses(&["import", "wrong.xlsx"], 3).to_string();
    assert!(error.contains("is not an amount of money") && !error.contains("not measured"), "{error}");
    for (typed, amount) in [("130.000 €", 130_000), ("131.000", 131_000)] {
        desk.write("changed.xlsx", &with_cell(&desk.read("all.xlsx"), (&id, "P"), typed));
        let said = desk.json(&["import", "changed.xlsx", "--keep", "file"]);
        assert_eq!((&said["changed"], spent()), (&json!(1), json!(amount)), "{typed}");
        assert_eq!(desk.json(&["import", "changed.xlsx"])["changed"], json!(0), "it says what stands there: {typed}");
    }
}

#[test]
fn a_workbook_that_is_taken_in_twice_is_no_conflict_with_itself() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    desk.on(&["export", "week.xlsx", "--what", "readings"]).done();
    let (all, week) = (desk.read("all.xlsx"), desk.read("week.xlsx"));
    let id = text(&desk.json(&["show", "energy-bills"]), "id").to_owned();
    let accuracy = [("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W42")];
    let not_measured = with_cell_where(&with_cell_where(&week, &accuracy, "E", "-"), &accuracy, "H", "no data");
    for (what, workbook) in [
        ("a name with blanks", with_cell(&all, (&id, "C"), "Energy   bills two")),
        ("somebody in small letters", with_cell(&all, (&id, "J"), "tobias weber")),
        ("an amount with thousands", with_cell(&all, (&id, "P"), "120.000")),
        ("a week that was not measured", not_measured),
    ] {
        desk.write("changed.xlsx", &workbook);
        assert_ne!(desk.json(&["import", "changed.xlsx"])["changed"], json!(0), "{what}");
        let again = desk.json(&["import", "changed.xlsx"]);
        assert_eq!((&again["changed"], &again["rejected"]), (&json!(0), &json!([])), "{what}: {again}");
    }
}

#[test]
fn notes_and_evidence_stand_in_the_workbook_and_a_note_is_rewritten_there() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    assert_eq!(desk.json(&["import", "all.xlsx"])["changed"], json!(0), "nothing was changed");
    desk.on(&["export", "notes.xlsx", "--what", "notes"]).done();
    let notes = desk.read("notes.xlsx");
    let id = text(&desk.list(&["notes"])[0], "id").to_owned();
    desk.write("changed.xlsx", &with_cell(&notes, (&id, "E"), "Looked at again."));
    assert_eq!(desk.json(&["import", "changed.xlsx"])["changed"], json!(1));
    let said = || text(&desk.list(&["notes"])[0], "text").to_owned();
    assert_eq!(said(), "Looked at again.");
    desk.write("changed.xlsx", &with_cell(&notes, (&id, "C"), "2026-01-05"));
    let error = desk.refuses(&["import", "changed.xlsx"], 3).to_string();
    assert!(error.contains("date cannot be changed here") && error.contains("a note keeps its pilot"), "{error}");
    desk.write("changed.xlsx", &with_cell(&notes, (&id, "D"), "Somebody Else"));
    let kept = desk.on(&["import", "changed.xlsx"]).done();
    assert!(kept.err.contains("a note keeps who wrote it") && kept.out.contains("no cell was changed"), "{kept:?}");
    desk.on(&["set", "note", &id, "text", "By hand."]).done();
    assert_eq!(said(), "By hand.");
    desk.refuses(&["set", "note", &id, "date", "2026-11-01"], 3);
    desk.refuses(&["set", "note", "first", "text", "Nothing."], 4);
    desk.on(&["export", "gaps.xlsx", "--what", "gaps"]).done();
    let edits = [("412 contracts of the last", "413 contracts of the last")];
    desk.write("gaps.xlsx", &edited(&desk.read("gaps.xlsx"), &edits));
    let error = desk.refuses(&["import", "gaps.xlsx"], 3).to_string();
    assert!(error.contains("evidence cannot be changed here") && error.contains("steerco tick"), "{error}");
}

#[test]
fn a_day_in_a_workbook_is_read_as_forms_read_it_unless_it_is_counted_from_today() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    let id = text(&desk.json(&["show", "energy-bills"]), "id").to_owned();
    let write = |typed: &str| desk.write("changed.xlsx", &with_cell(&desk.read("all.xlsx"), (&id, "L"), typed));
    write("next week");
    let error = desk.refuses(&["import", "changed.xlsx"], 3).to_string();
    assert!(error.contains("depends on the one on which the sheet is read"), "{error}");
    for (typed, day) in [("2027-W02", "2027-01-15"), ("24.12.26", "2026-12-24"), ("W51", "2026-12-18")] {
        write(typed);
        let seen = desk.json(&["import", "changed.xlsx", "--dry-run"]);
        assert_eq!(seen["changes"][0]["to"], json!(format!("{day}, read from “{typed}”")), "{seen}");
    }
    let taken = desk.on(&["import", "changed.xlsx"]).done();
    assert!(taken.err.contains("rollout “W51” is 2026-12-18"), "{taken:?}");
    assert_eq!(desk.json(&["show", "energy-bills"])["rollout"], json!("2026-12-18"));
    assert_eq!(desk.json(&["import", "changed.xlsx"])["changed"], json!(0), "it says what stands there");
}

#[test]
fn a_date_in_a_workbook_is_read_in_the_order_that_is_said_or_that_another_one_tells() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    let id = text(&desk.json(&["show", "energy-bills"]), "id").to_owned();
    let changed = with_cell(&desk.read("all.xlsx"), (&id, "L"), "05/10/2027");
    desk.write("changed.xlsx", &changed);
    let error = desk.refuses(&["import", "changed.xlsx"], 3).to_string();
    assert!(error.contains("which is the day") && error.contains("--dates day-first"), "{error}");
    for (order, day) in [("day-first", "2027-10-05"), ("month-first", "2027-05-10")] {
        let seen = desk.json(&["import", "changed.xlsx", "--dates", order, "--dry-run"]);
        assert_eq!(seen["changes"][0]["to"], json!(format!("{day}, read from “05/10/2027”")), "{seen}");
    }
    let other = text(&desk.json(&["show", "supplier-risk"]), "id").to_owned();
    desk.write("changed.xlsx", &with_cell(&changed, (&other, "L"), "17/08/2027"));
    let taken = desk.on(&["import", "changed.xlsx"]).done();
    assert!(taken.err.contains("rollout “05/10/2027” is 2027-10-05"), "{taken:?}");
    assert_eq!(desk.json(&["show", "energy-bills"])["rollout"], json!("2027-10-05"));
    assert_eq!(desk.json(&["show", "supplier-risk"])["rollout"], json!("2027-08-17"));
    assert_eq!(desk.json(&["import", "changed.xlsx"])["changed"], json!(0), "it says what stands there");
}

#[test]
fn an_empty_cell_of_a_table_of_ours_empties_nothing_and_that_is_told() {
    let desk = Desk::with_demo();
    desk.on(&["export", "pilots.csv", "--what", "pilots"]).done();
    desk.on(&["set", "invoice-triage", "partner", "NewCo"]).done();
    desk.on(&["set", "claims-intake", "spend_change", "5000"]).done();
    desk.on(&["set", "supplier-risk", "unit", "Elsewhere"]).done();
    let before = desk.json(&["show", "invoice-triage"]);
    let seen = desk.on(&["import", "pilots.csv"]).done();
    assert!(seen.err.contains("2 empty cells say nothing, and what is known stays ("), "{seen:?}");
    assert!(seen.err.contains("invoice-triage partner") && seen.err.contains("claims-intake spend_change"), "{seen:?}");
    assert!(seen.err.contains("steerco set pilot CODE FIELD \"\""), "how it is emptied: {seen:?}");
    assert!(seen.out.contains("0 pilots created, 1 changed"), "another value is a change: {seen:?}");
    assert_eq!(desk.json(&["show", "invoice-triage"]), before);
    assert_eq!(desk.json(&["show", "claims-intake"])["spend_change"], json!(5000));
    let again = desk.on(&["import", "pilots.csv"]).done();
    assert!(again.out.contains("nothing changed") && again.err.contains("2 empty cells"), "{again:?}");
}

#[test]
fn a_workbook_of_registers_comes_back_with_exactly_the_cells_that_were_changed() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let said = desk.json(&["import", "all.xlsx"]);
    assert_eq!((&said["changed"], &said["entry"]), (&json!(0), &Value::Null), "what nobody changed is nothing");
    let changed =
        edited(&desk.read("all.xlsx"), &[(">Claims<", ">Claims &amp; Risk<"), (">VP Legal<", ">Chief Counsel<")]);
    desk.write("changed.xlsx", &changed);
    let seen = desk.on(&["import", "changed.xlsx", "--dry-run", "--json"]).json();
    let fields: BTreeSet<(&str, &str)> = seen["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["field"].as_str().unwrap(), one["to"].as_str().unwrap()))
        .collect();
    assert_eq!(fields, BTreeSet::from([("unit", "Claims & Risk"), ("title", "Chief Counsel")]), "{seen}");
    assert_eq!(desk.json(&["import", "all.xlsx"])["changed"], json!(0), "a dry run writes nothing");
    let done = desk.on(&["import", "changed.xlsx", "--json"]).json();
    assert_eq!(done["changed"], seen["changed"]);
    assert_eq!(desk.json(&["import", "changed.xlsx"])["entry"], Value::Null, "the second time it is so already");
    desk.on(&["undo"]).done();
    assert_eq!(desk.json(&["import", "all.xlsx"])["changed"], json!(0), "one change, one undo");
}

#[test]
fn a_cell_that_somebody_changed_here_meanwhile_is_not_overwritten() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &[(">Claims<", ">Claims &amp; Risk<")]));
    desk.on(&["set", "claims-intake", "unit", "Law"]).done();
    let error = desk.refuses(&["import", "changed.xlsx"], 3);
    assert!(error.to_string().contains("somebody made it “Law” meanwhile"), "{error}");
    let said = desk.on(&["import", "changed.xlsx", "--partial", "--json"]).json();
    assert!(said["rejected"].as_array().unwrap().len() == 1, "{said}");
    let pilots = desk.on(&["list", "pilots", "--json"]).json();
    assert_eq!(pilots.as_array().unwrap().iter().find(|one| one["code"] == "claims-intake").unwrap()["unit"], "Law");
}

#[test]
fn a_row_without_an_id_is_added_and_taken_in_again_it_is_not_added_twice() {
    let desk = Desk::with_demo();
    let id_of = |noun: &str, field: &str, value: &str| {
        let rows = desk.on(&["list", noun, "--json"]).json();
        let row = rows.as_array().unwrap().iter().find(|row| row[field] == value).unwrap().clone();
        format!(">{}<", row["id"].as_str().unwrap())
    };
    let taken = |noun: &str, edits: &[(&str, &str)]| {
        desk.on(&["export", "one.xlsx", "--what", noun, "--force"]).done();
        desk.write("more.xlsx", &edited(&desk.read("one.xlsx"), edits));
        desk.on(&["import", "more.xlsx", "--json"])
    };
    let person = id_of("people", "name", "Kenji Tanaka");
    let edits = [
        (person.as_str(), "><"),
        (">Kenji Tanaka<", ">Noor Haddad<"),
        (">kenji.tanaka@northwind.example<", ">noor.haddad@northwind.example<"),
    ];
    let said = taken("people", &edits).json();
    assert!(said["summary"].as_str().unwrap().contains("1 row added"), "{}", said["summary"]);
    let people = desk.on(&["list", "people", "--json"]).json();
    let names: Vec<&str> = people.as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(names.contains(&"Noor Haddad") && names.contains(&"Kenji Tanaka"), "the old row stays: {names:?}");
    let again = desk.on(&["import", "more.xlsx", "--json"]).json();
    assert_eq!(again["entry"], Value::Null, "{}", again["summary"]);
    let action = id_of("actions", "state", "open");
    let said = taken("actions", &[(action.as_str(), "><")]).json();
    assert_eq!(said["entry"], Value::Null, "the same action is there already: {}", said["summary"]);
    let pilot = id_of("pilots", "code", "service-chat");
    let renamed = [(pilot.as_str(), "><"), (">service-chat<", ">kiosk<"), (">Service chat<", ">Kiosk<")];
    let refused = taken("pilots", &renamed);
    let error = refused.error(3);
    assert!(error.to_string().contains("cannot be given to a row that is new"), "{error}");
}

#[test]
fn somebody_who_is_new_in_a_workbook_is_named_by_its_other_cells() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let people = desk.list(&["people"]);
    let tobias = people.iter().find(|one| one["name"] == "Tobias Weber").unwrap();
    let id = format!(">{}<", text(tobias, "id"));
    desk.on(&["export", "all.xlsx"]).done();
    // Wherever Tobias stood, another name stands now, and the row of people that has it is a new one.
    let edits = [
        (id.as_str(), "><"),
        (">Tobias Weber<", ">Noor Haddad<"),
        (">tobias.weber@northwind.example<", ">noor.haddad@northwind.example<"),
    ];
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let seen = desk.json(&["import", "more.xlsx", "--dry-run"]);
    assert_eq!(desk.export(), before, "a look writes nothing: {}", seen["summary"]);
    let said = desk.json(&["import", "more.xlsx"]);
    assert_eq!(said["rejected"], json!([]), "{said}");
    let leads = |pilot: &&Value| pilot["lead"] == "Noor Haddad";
    assert_eq!(desk.list(&["pilots"]).iter().filter(leads).count(), 1, "{said}");
    desk.on(&["undo"]).done();
    assert_eq!(desk.export(), before, "one change");
}

#[test]
fn somebody_who_is_renamed_in_a_workbook_may_be_so_in_all_of_its_cells() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let edits = [(">Tobias Weber<", ">Tobias Haddad<"), (">Warranty coding<", ">Warranty claims<")];
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.json(&["import", "more.xlsx"]);
    let changed: Vec<(&str, &str)> =
        said["changes"].as_array().unwrap().iter().map(|one| (text(one, "field"), text(one, "to"))).collect();
    assert_eq!(changed, [("name", "Tobias Haddad"), ("name", "Warranty claims")], "{said}");
    assert_eq!(said["rejected"], json!([]), "{said}");
    // The workbook of before names them as they were called then.
    desk.write("again.xlsx", &desk.read("all.xlsx"));
    assert_eq!(desk.json(&["import", "again.xlsx"])["changed"], json!(0));
    // Whom a cell names instead of somebody who is renamed is no conflict with that, by whichever name.
    desk.on(&["undo", "--yes"]).done();
    let all = desk.read("all.xlsx");
    let [tobias, mercy] = ["Tobias Weber", "Mercy Okafor"].map(|name| shared(&all, name));
    let lead = |who: &usize| format!("<c r=\"J3\" t=\"s\"><v>{who}</v></c>");
    let instead = [(">Tobias Weber<", ">Tobias Haddad<"), (&lead(&tobias), &lead(&mercy))];
    desk.write("lead.xlsx", &edited(&all, &instead));
    let said = desk.json(&["import", "lead.xlsx"]);
    assert_eq!((&said["changed"], &said["changes"][1]["to"]), (&json!(2), &json!("Mercy Okafor")), "{said}");
}

#[test]
fn a_metric_that_is_renamed_in_a_workbook_may_be_so_in_its_readings_too() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let count = |desk: &Desk, metric: &str| {
        let readings = desk.on(&["list", "readings", "--pilot", "invoice-triage", "--json"]).json();
        readings.as_array().unwrap().iter().filter(|one| one["metric"] == metric).count()
    };
    let before = count(&desk, "accuracy");
    // The drift of invoice triage ends at 78.1 %.
    let edits = [(">accuracy<", ">hit rate<"), ("<v>78.1</v>", "<v>79.1</v>")];
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.json(&["import", "more.xlsx"]);
    assert_eq!(said["rejected"], json!([]), "{said}");
    let changes = said["changes"].as_array().unwrap();
    let (names, others): (Vec<&Value>, Vec<&Value>) = changes.iter().partition(|one| one["field"] == "name");
    assert!(!names.is_empty() && names.iter().all(|one| one["to"] == "hit rate"), "each metric once: {said}");
    assert_eq!(others.iter().map(|one| text(one, "to")).collect::<Vec<_>>(), ["79.1"], "{said}");
    assert_eq!((count(&desk, "hit rate"), count(&desk, "accuracy")), (before, 0), "they stay of that metric");
    assert_eq!(reading(&desk, "invoice-triage", "hit rate", "2026-W47").unwrap()["value"], json!(79.1));
}

#[test]
fn the_value_of_users_in_a_new_row_is_their_share_as_in_the_others() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let all = desk.read("all.xlsx");
    let taken = |users: &[(&str, &str)]| {
        let row = [&[("A", "demand-forecast"), ("B", "active users"), ("D", "2026-W47")][..], users].concat();
        desk.write("more.xlsx", &with_rows(&all, 4, &[&row[..]]));
        desk.on(&["import", "more.xlsx", "--json"])
    };
    for (cells, told, active) in [
        (&[("E", "20")][..], "20", 5),
        (&[("E", "50")][..], "52, read from “50”", 13),
        (&[("E", "80"), ("F", "20"), ("G", "25")][..], "80", 20),
    ] {
        let said = taken(cells).json();
        let changes = said["changes"].as_array().unwrap();
        let value = changes.iter().find(|one| one["field"] == "value").unwrap();
        assert_eq!(text(value, "to"), told, "{said}");
        let kept = reading(&desk, "demand-forecast", "active users", "2026-W47").unwrap();
        assert_eq!((&kept["active_users"], &kept["target_users"]), (&json!(active), &json!(25)), "{kept}");
        desk.on(&["undo"]).done();
    }
    for users in [&[("E", "50"), ("F", "20"), ("G", "25")][..], &[("E", "50"), ("F", "20")][..]] {
        let error = taken(users).error(3).to_string();
        assert!(error.contains("worked out from the users of that week, 80, and not 50"), "{error}");
    }
}

#[test]
fn metrics_that_change_names_in_a_workbook_keep_their_readings() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let (count, days) =
        ((">escalated exceptions<", ">days to resolve<"), (">days to resolve<", ">escalated exceptions<"));
    let chain = [(count.0, ">escalations<"), days];
    let swap = [(count.0, ">x<"), days, (">x<", count.1)];
    for edits in [&chain[..], &swap[..]] {
        desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), edits));
        let said = desk.json(&["import", "more.xlsx"]);
        assert_eq!(said["rejected"], json!([]), "{said}");
        let changes = said["changes"].as_array().unwrap();
        assert!(changes.len() > 2 && changes.iter().all(|one| one["field"] == "name"), "{said}");
        desk.on(&["undo", "--yes"]).done();
    }
}

#[test]
fn rows_that_nobody_touched_do_not_stop_a_workbook() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &[(">VP Legal<", ">Chief Counsel<")]));
    desk.on(&["set", "invoice-triage", "code", "it-1"]).done();
    let said = desk.on(&["--today", "2026-12-24", "import", "changed.xlsx", "--json"]).json();
    assert_eq!((&said["changed"], &said["rejected"]), (&json!(1), &json!([])), "{said}");
    desk.refused(&["--workspace", "other.steerco", "import", "changed.xlsx"], 3);
    assert!(!desk.has("other.steerco"), "nothing is left behind");
}

#[test]
fn rows_of_a_workbook_that_are_not_taken_stand_in_the_order_of_the_file() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    // A code that is taken is refused when all is tried, a decision as soon as its sheet is read.
    let decided = with_rows(&desk.read("all.xlsx"), 11, &[&[("D", "Go on")]]);
    desk.write("changed.xlsx", &with_rows(&decided, 1, &[&[("B", "claims-intake"), ("C", "Voice bot")]]));
    let said = desk.on(&["import", "changed.xlsx", "--partial", "--json"]).json();
    let reasons: Vec<&str> = said["rejected"].as_array().unwrap().iter().map(|one| text(one, "reason")).collect();
    assert_eq!(reasons.len(), 2, "{said}");
    assert!(reasons[0].starts_with("pilots: ") && reasons[1].starts_with("decisions: "), "{said}");
}

#[test]
fn codes_and_addresses_that_change_hands_in_one_workbook_are_taken() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["export", "all.xlsx", "--what", "pilots"]).done();
    let around = [
        (">invoice-triage<", ">x-one<"),
        (">service-chat<", ">invoice-triage<"),
        (">field-dispatch<", ">service-chat<"),
        (">x-one<", ">field-dispatch<"),
    ];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &around));
    let said = desk.on(&["import", "changed.xlsx", "--json"]).json();
    assert_eq!((&said["rejected"], &said["changed"]), (&json!([]), &json!(3)), "{said}");
    let pilots = desk.on(&["list", "pilots", "--json"]).json();
    let named = |code: &str| {
        let pilot = pilots.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap();
        text(pilot, "name").to_owned()
    };
    assert_eq!(
        [named("invoice-triage"), named("service-chat"), named("field-dispatch")],
        ["Service chat", "Field dispatch", "Invoice triage"]
    );
    assert!(!desk.export().contains("waits-"), "nobody keeps the name under which one waited");
    desk.on(&["undo"]).done();
    assert_eq!(desk.export(), before, "one change, one undo");
    desk.on(&["export", "all.xlsx", "--what", "people", "--force"]).done();
    let swapped = [
        (">ana.costa@northwind.example<", ">x@northwind.example<"),
        (">kenji.tanaka@northwind.example<", ">ana.costa@northwind.example<"),
        (">x@northwind.example<", ">kenji.tanaka@northwind.example<"),
    ];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &swapped));
    let said = desk.on(&["import", "changed.xlsx", "--json"]).json();
    assert_eq!((&said["rejected"], &said["changed"]), (&json!([]), &json!(2)), "{said}");
    let people = desk.on(&["list", "people", "--json"]).json();
    let owner_of = |email: &str| {
        let one = people.as_array().unwrap().iter().find(|one| one["email"] == email).unwrap();
        text(one, "name").to_owned()
    };
    assert_eq!(owner_of("kenji.tanaka@northwind.example"), "Ana Costa");
    // An address that somebody leaves is free for whoever takes it, in whichever row.
    desk.on(&["undo"]).done();
    let left = [
        (">kenji.tanaka@northwind.example<", "><"),
        (">ana.costa@northwind.example<", ">kenji.tanaka@northwind.example<"),
    ];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &left));
    let said = desk.on(&["import", "changed.xlsx", "--json"]).json();
    assert_eq!((&said["rejected"], &said["changed"]), (&json!([]), &json!(2)), "{said}");
    desk.on(&["undo"]).done();
    // Whoever takes what a rejected cell would have left is rejected too.
    desk.on(&["export", "all.xlsx", "--what", "pilots", "--force"]).done();
    let refused =
        [(">service-chat<", ">x one<"), (">invoice-triage<", ">service-chat<"), (">Service chat<", ">Service desk<")];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &refused));
    let said = desk.on(&["import", "changed.xlsx", "--partial", "--json"]).json();
    assert_eq!(said["rejected"].as_array().map(Vec::len), Some(2), "{said}");
    assert_eq!(
        text(&desk.json(&["show", "service-chat"]), "name"),
        "Service desk",
        "the good cell of the row is taken"
    );
}

#[test]
fn a_reading_in_a_workbook_stays_with_its_pilot_after_codes_changed_hands() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let written = desk.read("all.xlsx");
    desk.on(&["set", "invoice-triage", "code", "triage"]).done();
    desk.on(&["set", "service-chat", "code", "invoice-triage"]).done();
    let before = desk.export();
    desk.write("same.xlsx", &written);
    assert_eq!(desk.json(&["import", "same.xlsx"])["entry"], Value::Null, "what nobody changed is nothing");
    // The drift of invoice triage ends at 78.1 %.
    desk.write("changed.xlsx", &edited(&written, &[("<v>78.1</v>", "<v>79.1</v>")]));
    let error = desk.refuses(&["import", "changed.xlsx"], 3);
    assert!(error.to_string().contains("called otherwise since the workbook was written"), "{error}");
    assert_eq!(desk.export(), before);
    // What stands there already is not asked for again.
    desk.on(&["record", "triage", "performance", "79.1", "--week", "2026-W47"]).done();
    assert_eq!(desk.json(&["import", "changed.xlsx"])["entry"], Value::Null, "it is there by now");
}

#[test]
fn a_reading_in_a_workbook_is_the_same_however_its_week_and_pilot_are_written() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let written = [(">2026-W47<", ">2026-11-18<"), (">invoice-triage<", ">Invoice triage<"), (">2026-W47<", ">W47<")];
    let sheet = |edits: &[(&str, &str)]| desk.write("back.xlsx", &edited(&desk.read("all.xlsx"), edits));
    sheet(&written[..1]);
    assert_eq!(desk.json(&["import", "back.xlsx", "--sheet", "readings"])["entry"], Value::Null, "nobody changed any");
    desk.on(&["record", "invoice-triage", "performance", "77", "--week", "2026-W47"]).done();
    let mine = ("<v>78.1</v>", "<v>79.1</v>");
    for edits in written.map(|written| [written, mine]) {
        sheet(&edits);
        let error = desk.refuses(&["import", "back.xlsx", "--sheet", "readings"], 3).to_string();
        assert!(error.contains("somebody made it “77” meanwhile"), "{error}");
    }
}

#[test]
fn names_of_metrics_that_change_hands_in_one_workbook_are_taken() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let units = |desk: &Desk| {
        let metrics = desk.on(&["list", "metrics", "--pilot", "Invoice triage", "--json"]).json();
        let unit = |name: &str| {
            let metric = metrics.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
            text(metric, "unit").to_owned()
        };
        [unit("accuracy"), unit("handling time")]
    };
    assert_eq!(units(&desk), ["%", "min"]);
    desk.on(&["export", "all.xlsx", "--what", "metrics"]).done();
    let swapped = [(">accuracy<", ">x-one<"), (">handling time<", ">accuracy<"), (">x-one<", ">handling time<")];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &swapped));
    let said = desk.on(&["import", "changed.xlsx", "--json"]).json();
    assert_eq!(said["rejected"], json!([]), "{said}");
    assert_eq!(units(&desk), ["min", "%"]);
    assert!(!desk.export().contains("waits-"), "nobody keeps the name under which one waited");
    desk.on(&["undo"]).done();
    assert_eq!(desk.export(), before, "one change, one undo");
}

#[test]
fn an_empty_cell_of_a_tracker_leaves_what_is_known() {
    let desk = Desk::with_demo();
    let table = "Project,Code,Sponsor,Department,RAG,Comment\nTriage two,TRI-2,Ana Costa,Finance,amber,late\n";
    desk.write("plan.csv", table.as_bytes());
    desk.on(&["import", "plan.csv"]).done();
    let before = desk.export();
    assert_eq!(text(&desk.json(&["show", "tri-2"]), "unit"), "Finance", "a code in capitals is one");
    desk.write("plan.csv", b"Project,Code,Sponsor,Department,RAG,Comment\nTriage two,TRI-2,,,,\n");
    assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null);
    assert_eq!(desk.export(), before);
    desk.write("plan.csv", b"Project,Code,Status\nTriage two,TRI-2,Bumpy\nTriage three,,Bumpy\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("status “Bumpy” is not known: 2 rows keep theirs (rows 2, 3)"), "{said:?}");
    let reported = |name: &str| {
        let pilots = desk.list(&["pilots"]);
        text(pilots.iter().find(|one| one["name"] == name).unwrap(), "reported").to_owned()
    };
    assert_eq!((reported("Triage two"), reported("Triage three")), ("A".to_owned(), "-".to_owned()));
    desk.write("plan.csv", b"Project,Code,Status\nTriage two,TRI-2,On hold\n");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(text(&desk.json(&["show", "tri-2"]), "lifecycle"), "paused", "a word of the lifecycle says so");
}

#[test]
fn a_cell_of_a_register_that_is_empty_or_cannot_be_read_leaves_what_is_known() {
    let desk = Desk::with_slice();
    let mut rows = slice_rows();
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let (stage, started, purpose) = (at("Stage of Development"), at("Date Initiated"), 7);
    let dated = rows.iter().skip(1).position(|row| row[started].contains('/')).unwrap() + 1;
    rows[dated][started] = "13/13/2024".into();
    rows[dated][stage] = String::new();
    rows[dated][purpose] = String::new();
    let known = || {
        let export: Value = serde_json::from_str(&desk.export()).unwrap();
        // The rows are written anew with single blanks.
        let summary = |pilot: &Value| text(pilot, "summary").split_whitespace().collect::<Vec<_>>().join(" ");
        let summaries: Vec<String> = export["pilots"].as_array().unwrap().iter().map(summary).collect();
        (desk.list(&["pilots"]), summaries)
    };
    let before = known();
    assert!(before.1.iter().all(|summary| !summary.is_empty()), "{before:?}");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).unwrap();
    }
    desk.write("next.csv", &writer.into_inner().unwrap());
    for _ in 0..2 {
        desk.on(&["import", "next.csv", "--map", "us-federal-2024"]).done();
        assert_eq!(known(), before);
    }
}

#[test]
fn what_was_edited_here_and_in_the_file_stands_as_somebody_says() {
    for (keep, unit) in [("here", "Mine"), ("file", "Theirs now")] {
        let desk = Desk::with_demo();
        desk.write("plan.csv", b"Project,Department,RAG\nZed,Theirs,green\n");
        desk.on(&["import", "plan.csv"]).done();
        desk.on(&["set", "zed", "unit", "Mine"]).done();
        desk.write("plan.csv", b"Project,Department,RAG\nZed,Theirs now,red\n");
        let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
        assert!(error.contains("unit of zed was edited here and in the file") && error.contains("--keep"), "{error}");
        desk.on(&["import", "plan.csv", "--keep", keep]).done();
        let shown = desk.json(&["show", "zed"]);
        assert_eq!((text(&shown, "unit"), text(&shown, "reported")), (unit, "R"), "{shown}");
        assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null, "it is settled");
    }
}

#[test]
fn a_workbook_has_the_committee_and_each_score_of_an_assessment() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    assert_eq!(desk.json(&["import", "all.xlsx"])["entry"], Value::Null, "nothing was changed in it");
    let bytes = desk.read("all.xlsx");
    let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheets = String::new();
    std::io::Read::read_to_string(&mut workbook.by_name("xl/workbook.xml").unwrap(), &mut sheets).unwrap();
    assert!(sheets.contains("\"committee\""), "{sheets}");
    // The scores of the first assessment that is listed stand in its row, a column a dimension.
    let listed = desk.on(&["list", "assessments", "--json"]).json();
    let scores: Vec<String> =
        listed[0]["scores"].as_array().unwrap().iter().map(|score| score["score"].to_string()).collect();
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(desk.read("all.xlsx"))).unwrap();
    let range = calamine::Reader::worksheet_range(&mut book, "assessments").unwrap();
    let row = range.rows().find(|row| row[0] == *text(&listed[0], "id")).unwrap();
    let written: Vec<String> = row[6..].iter().map(ToString::to_string).collect();
    assert_eq!(written, scores);
}

#[test]
fn a_semicolon_within_a_condition_is_none_between_two_in_a_workbook() {
    let desk = Desk::with_demo();
    let condition = || desk.list(&["decisions"]).into_iter().find(|one| one["verb"] == "conditional-go").unwrap();
    let (id, signed) = (text(&condition(), "id").to_owned(), "Budget by 2026-11-13;; it is signed");
    desk.on(&["set", "decision", &id, "conditions", signed]).done();
    desk.on(&["export", "now.xlsx", "--what", "decisions"]).done();
    let written = desk.read("now.xlsx");
    let with = |text: &str| edited(&written, &[(signed, text)]);
    // Workbooks of before have it once.
    desk.write("before.xlsx", &with("Budget by 2026-11-13; it is signed"));
    for same in ["now.xlsx", "before.xlsx"] {
        assert_eq!(desk.json(&["import", same])["changed"], json!(0), "{same}");
    }
    desk.write("changed.xlsx", &with("Budget by 2026-11-13;; it is paid"));
    let error = desk.refuses(&["import", "changed.xlsx"], 3);
    assert!(text(&error, "cause").contains("put right with `steerco set decision"), "{error}");
}
