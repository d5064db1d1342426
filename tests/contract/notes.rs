//! Notes that come in tables.

use super::*;

#[test]
fn a_table_of_notes_is_read_and_writes_none_of_them_twice() {
    let desk = Desk::with_demo();
    let before = desk.list(&["notes"]).len();
    let table = "Datum;Pilot;Notiz;Von\n\
                 20.11.2026;Claims intake;\"Two lines,\nand a second.\";Costa, Ana\n\
                 2026-11-20;claims-intake;Somebody from outside was here.;A guest\n\
                 2026-11-18;claims-intake;Nobody signed this.;\n";
    desk.write("notes.csv", table.as_bytes());
    let seen = desk.json(&["import", "notes.csv", "--dry-run"]);
    assert_eq!((&seen["created"], &seen["changes"][0]["field"]), (&json!(3), &json!("note of 2026-11-20")), "{seen}");
    let said = desk.on(&["import", "notes.csv"]).done();
    assert!(said.out.contains("3 notes created, 0 changed, 0 unchanged"), "{said:?}");
    let notes = desk.list(&["notes", "--pilot", "claims-intake"]);
    let by = |text: &str| {
        let note = notes.iter().find(|note| note["text"] == text).unwrap_or_else(|| panic!("{text}: {notes:?}"));
        (note["date"].as_str().unwrap().to_owned(), note["by"].as_str().unwrap().to_owned())
    };
    assert_eq!(by("Two lines,\nand a second."), ("2026-11-20".to_owned(), "Ana Costa".to_owned()));
    assert_eq!(by("Somebody from outside was here.").1, "A guest");
    assert_eq!(by("Nobody signed this.").0, "2026-11-18");
    let again = desk.json(&["import", "notes.csv"]);
    assert_eq!((&again["entry"], &again["unchanged"]), (&Value::Null, &json!(3)), "{again}");
    assert_eq!(desk.list(&["notes"]).len(), before + 3);
}

#[test]
fn notes_are_read_under_any_heading_that_names_a_pilot_and_told_where_it_is_doubtful() {
    let desk = Desk::with_demo();
    let pilots = desk.list(&["pilots"]).len();
    for (name, heading) in [("a.csv", "Datum;Projekt;Notiz"), ("b.csv", "Datum;Use Case;Kommentar")] {
        desk.write(name, format!("{heading}\n20.11.2026;Claims intake;Seen in {name}.\n").as_bytes());
        let said = desk.on(&["import", name]).done();
        assert!(said.out.contains("1 note created"), "{said:?}");
    }
    assert_eq!(desk.list(&["pilots"]).len(), pilots);
    desk.write("c.csv", b"Datum;Pilot;Notiz;Ort\n20.11.2026;Claims intake;x;Bonn\n");
    let said = desk.on(&["import", "c.csv", "--dry-run"]).done();
    assert!(said.err.contains("`--map notes`"), "{said:?}");
}

#[test]
fn what_is_wrong_in_a_table_of_notes_is_told_row_by_row() {
    let desk = Desk::with_demo();
    let before = desk.list(&["notes"]).len();
    let table = "pilot,date,note\nno-such,2026-11-20,a\nclaims-intake,2027-11-20,b\nclaims-intake,3/4/2026,c\n\
                 claims-intake,,d\nclaims-intake,2026-11-20,\nclaims-intake,2026-11-20,e\nclaims-intake,2026-11-20,e\n";
    desk.write("notes.csv", table.as_bytes());
    let error = desk.refuses(&["import", "notes.csv"], 3).to_string();
    assert_eq!(desk.list(&["notes"]).len(), before);
    let said = desk.on(&["import", "notes.csv", "--partial"]).done();
    assert!(said.out.contains("1 note created") && said.out.contains("6 rows rejected"), "{said:?} {error}");
    for told in [
        "row 2: there is no pilot",
        "row 3: 2027-11-20 lies in the future",
        "row 4: “3/4/2026” in column “date” does not say which is the day",
        "row 5: a note needs its day",
        "row 6: it does not say what was noted",
        "row 8: the same stands in row 7 too",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    let said = desk.on(&["import", "notes.csv", "--partial", "--dates", "day-first"]).done();
    assert!(said.out.contains("1 note created") && said.out.contains("Dates were read day first."), "{said:?}");
}

#[test]
fn a_mapping_of_notes_says_which_comes_first_in_their_dates() {
    let desk = Desk::with_demo();
    desk.write("log.toml", b"name = \"log\"\nkind = \"notes\"\nsource = \"log\"\ndates = [\"%m/%d/%Y\"]\n");
    desk.write("notes.csv", b"pilot,date,note\nclaims-intake,3/4/2026,Seen.\n");
    let said = desk.on(&["import", "notes.csv", "--map", "log.toml"]).done();
    assert!(said.out.contains("Dates were read month first."), "{said:?}");
    let notes = desk.list(&["notes", "--pilot", "claims-intake"]);
    assert!(notes.iter().any(|note| text(note, "text") == "Seen." && text(note, "date") == "2026-03-04"), "{notes:?}");
}

#[test]
fn notes_that_were_written_out_come_back_with_what_was_edited_in_them() {
    let desk = Desk::with_demo();
    desk.on(&["export", "notes.csv", "--what", "notes"]).done();
    let written = String::from_utf8(desk.read("notes.csv")).unwrap();
    assert_eq!(desk.json(&["import", "notes.csv"])["entry"], Value::Null, "nothing was changed");
    let edited = written.replace("Accuracy dips a little", "Accuracy dips by a point");
    assert_ne!(edited, written);
    desk.write("notes.csv", edited.as_bytes());
    let seen = desk.json(&["import", "notes.csv", "--dry-run"]);
    assert_eq!(seen["changes"].as_array().map(Vec::len), Some(1), "{seen}");
    let said = desk.on(&["import", "notes.csv"]).done();
    assert!(said.out.contains("0 notes created, 1 changed"), "{said:?}");
    assert!(desk.list(&["notes"]).iter().any(|note| text(note, "text").starts_with("Accuracy dips by a point")));
}

#[test]
fn notes_that_were_written_out_say_the_same_on_one_day_and_keep_who_wrote_them() {
    let desk = Desk::with_demo();
    for _ in 0..2 {
        desk.on(&["note", "claims-intake", "Seen twice."]).done();
    }
    desk.on(&["export", "notes.csv", "--what", "notes"]).done();
    assert_eq!(desk.json(&["import", "notes.csv"])["entry"], Value::Null, "nothing was changed");
    let written = String::from_utf8(desk.read("notes.csv")).unwrap();
    let edited = written.replacen("Jonas Lindqvist,", "Somebody Else,", 1);
    assert_ne!(edited, written);
    desk.write("edited.csv", edited.as_bytes());
    let error = desk.refuses(&["import", "edited.csv"], 3).to_string();
    assert!(error.contains("a note keeps who wrote it, “Jonas Lindqvist”"), "{error}");
    desk.write("edited.csv", written.replacen("Seen twice.,false", "Seen twice.,yes", 1).as_bytes());
    let seen = desk.json(&["import", "edited.csv", "--dry-run"]);
    assert_eq!(
        (&seen["changes"][0]["field"], &seen["changes"][0]["to"]),
        (&json!("archived"), &json!("yes")),
        "{seen}"
    );
    let said = desk.on(&["import", "edited.csv"]).done();
    assert!(said.out.contains("0 notes created, 1 changed"), "{said:?}");
    let seen = |all: &[&str]| {
        let notes = desk.list(&[&["notes", "--pilot", "claims-intake"][..], all].concat());
        notes.iter().filter(|note| text(note, "text") == "Seen twice.").count()
    };
    assert_eq!((seen(&[]), seen(&["--all"])), (1, 2));
}

#[test]
fn a_note_is_added_in_a_row_of_the_workbook() {
    let desk = Desk::with_demo();
    let before = desk.list(&["notes"]).len();
    desk.on(&["export", "notes.xlsx", "--what", "notes"]).done();
    let rows: [&[(&str, &str)]; 1] =
        [&[("B", "claims-intake"), ("C", "2026-11-20"), ("D", "A guest"), ("E", "Seen in the workbook.")]];
    desk.write("notes.xlsx", &with_rows(&desk.read("notes.xlsx"), 1, &rows));
    let said = desk.on(&["import", "notes.xlsx"]).done();
    assert!(said.out.contains("1 row added"), "{said:?}");
    let notes = desk.list(&["notes"]);
    assert_eq!(notes.len(), before + 1);
    let note = notes.iter().find(|note| note["text"] == "Seen in the workbook.").unwrap();
    assert_eq!((text(note, "by"), text(note, "date")), ("A guest", "2026-11-20"));
    assert_eq!(desk.json(&["import", "notes.xlsx"])["changed"], json!(0), "it is known");
}
