//! Whom a table, a command or a hand-over means.

use super::*;

#[test]
fn a_command_takes_days_and_weeks_as_people_say_them() {
    let desk = Desk::with_demo();
    for (said, day) in [
        ("friday", "2026-11-27"),
        ("15 Jan", "2027-01-15"),
        ("+1w", "2026-12-01"),
        ("W49", "2026-12-04"),
        ("24.12.26", "2026-12-24"),
        ("24/12", "2026-12-24"),
        ("15. Jänner", "2027-01-15"),
        ("next month", "2026-12-31"),
    ] {
        desk.on(&["act", "Check it", "--who", "Ana Costa", "--due", said]).done();
        let due = desk.list(&["actions"]).iter().map(|one| text(one, "due").to_owned()).collect::<Vec<_>>();
        assert!(due.contains(&day.to_owned()), "{said}: {due:?}");
        desk.on(&["undo"]).done();
    }
    // What has begun lies behind, and so does a week from which something holds.
    desk.on(&["set", "pilot", "invoice-triage", "started", "15 Dec"]).done();
    assert_eq!(desk.json(&["show", "invoice-triage"])["started"], json!("2025-12-15"));
    desk.refuses(&["target", "invoice-triage", "90", "--from", "W50"], 3);
    desk.on(&["set", "pilot", "invoice-triage", "partner_ends", "next friday"]).done();
    assert_eq!(desk.json(&["show", "invoice-triage"])["partner_ends"], json!("2026-12-04"));
    let pause = ["--say", "Wait", "--why", "why", "--by", "Samir Haddad", "--revisit", "15. Jänner"];
    desk.on(&[&["decide", "field-dispatch", "pause"][..], &pause].concat()).done();
    assert!(desk.list(&["decisions"]).iter().any(|one| one["review_trigger"] == "2027-01-15"));
    for week in ["W47", "18.11.2026", "2026-W47"] {
        desk.on(&["record", "invoice-triage", "accuracy", "77", "--week", week]).done();
        assert_eq!(reading(&desk, "invoice-triage", "accuracy", "2026-W47").unwrap()["value"], json!(77), "{week}");
        desk.on(&["undo"]).done();
    }
    desk.refuses(&["act", "Check it", "--who", "Ana Costa", "--due", "soon"], 3);
    let error = desk.refuses(&["act", "Check it", "--who", "Ana Costa", "--due", "3/4"], 3);
    assert!(error.to_string().contains("2027-03-04 or 2027-04-03"), "{error}");
    assert_eq!(
        (text(&error, "field"), text(&error, "hint")),
        ("due", "name the month, as 3 Apr 2027, or write 2027-04-03")
    );
}

#[test]
fn a_dry_run_says_who_is_to_own_a_new_pilot_and_since_when_it_runs() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Project,Sponsor,Start\nVoice bot,Ana Costa,2026-10-05\n");
    let seen = desk.json(&["import", "plan.csv", "--dry-run"]);
    assert_eq!(text(&seen["changes"][0], "to"), "stage 1, owned by Ana Costa, since 2026-10-05", "{seen}");
}

#[test]
fn an_address_that_two_rows_share_asks_whether_they_are_one_and_a_word_in_its_place_is_told() {
    let desk = Desk::empty();
    let table =
        "Name,E-Mail\nAnna Schmidt,as@hb.example\nAnna Schmitt,as@hb.example\nM. Öztürk,keine\nLena Vogt,lena@hb\n";
    desk.write("people.csv", table.as_bytes());
    let said = desk.on(&["import", "people.csv", "--partial"]);
    for told in [
        "Anna Schmitt has the address of Anna Schmidt (row 2)",
        "is it Anna Schmidt?",
        "row 4: “keine” is no address: none is taken for M. Öztürk.",
        "row 5: the address “lena@hb” of Lena Vogt has no point behind its @",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    assert_eq!(desk.list(&["people"]).len(), 3, "{said:?}");
}

#[test]
fn whoever_is_known_by_an_address_keeps_a_name_that_says_more() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Hans Müller", "--email", "hm@hb.example"]).done();
    desk.write("people.csv", "Name,E-Mail\nMueller Hans,hm@hb.example\n".as_bytes());
    let said = desk.on(&["import", "people.csv"]).done();
    assert!(said.err.contains("“Mueller Hans” is Hans Müller here: that name stays."), "{said:?}");
    assert_eq!(text(&desk.list(&["people"])[0], "name"), "Hans Müller");
}

#[test]
fn whoever_is_written_without_umlauts_is_the_same_and_keeps_them() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Jürgen Müller"]).done();
    desk.write("people.csv", "Name,E-Mail\nJuergen Müller,jm@hb.example\n".as_bytes());
    desk.on(&["import", "people.csv"]).done();
    let people = desk.list(&["people"]);
    assert_eq!(
        (people.len(), text(&people[0], "name"), text(&people[0], "email")),
        (1, "Jürgen Müller", "jm@hb.example")
    );
    assert_eq!(desk.json(&["import", "people.csv"])["entry"], Value::Null, "nothing is new");
}

#[test]
fn one_person_in_two_spellings_is_one_and_german_stages_are_known() {
    let desk = Desk::empty();
    let table = "Projekt;Verantwortlich;Phase\nA;Siobhán O'Neil;Produktion\nB;SIOBHAN  O’NEIL;Pilotierung\n\
                 C;Jürgen Groß;Regelbetrieb\nD;Juergen Gross;Implementierung\nE;Gross, Juergen;Idee\nF;J. Gross;Idee\n\
                 G;Jurgen Gross;Idee\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    for told in [
        "Siobhán O'Neil is written “SIOBHAN O’NEIL” too: read as one person.",
        "Jürgen Groß is written “Gross, Juergen”, “Juergen Gross”, “Jurgen Gross” too: read as one person.",
        "“J. Gross” is new beside “Jürgen Groß” (row 7)",
    ] {
        assert!(said.err.contains(told), "{said:?}");
    }
    let owners: Vec<String> = desk.list(&["people"]).iter().map(|one| text(one, "name").to_owned()).collect();
    assert_eq!(owners, ["Siobhán O'Neil", "Jürgen Groß", "J. Gross"]);
    let stages: BTreeMap<String, Value> =
        desk.list(&["pilots"]).iter().map(|pilot| (text(pilot, "code").to_owned(), pilot["stage"].clone())).collect();
    assert_eq!(json!(stages), json!({"a": 4, "b": 1, "c": 4, "d": 2, "e": 1, "f": 1, "g": 1}));
    // The one who is turned may come first.
    let other = Desk::empty();
    other.write("plan.csv", "Projekt;Verantwortlich\nA;Groß, Jürgen\nB;Juergen Gross\n".as_bytes());
    other.on(&["import", "plan.csv"]).done();
    assert_eq!(text(&other.list(&["people"])[0], "name"), "Jürgen Groß");
    // Who is there is known so too, and the file says nothing new.
    assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null);
    desk.write("more.csv", "Projekt;Verantwortlich\nZ;JUERGEN GROSS\n".as_bytes());
    assert_eq!(desk.json(&["import", "more.csv"])["created"], json!(1));
    assert_eq!(desk.list(&["people"]).len(), 3, "nobody is new");
}

#[test]
fn less_of_a_name_than_is_known_is_told_at_its_rows_and_one_spelling_is_one_person() {
    let desk = Desk::empty();
    for name in ["Carla Meier", "Jan van den Berg", "Omar Al-Sayed"] {
        desk.on(&["add", "person", name]).done();
    }
    let table = "Project,Sponsor\nA,Meier\nB,van den Berg\nC,meier\nD,Omar Al Sayed\nE,\"Sayed, Omar Al\"\n\
                 F,Ina El-Amin\nG,Ina El Amin\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    for told in [
        "“Meier” is new beside “Carla Meier” (rows 2, 4): where they are one person",
        "“van den Berg” is new beside “Jan van den Berg” (row 3)",
        "Omar Al-Sayed is written “Omar Al Sayed”, “Sayed, Omar Al” too: read as one person.",
        "Ina El-Amin is written “Ina El Amin” too: read as one person.",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    let names: Vec<String> = desk.list(&["people"]).iter().map(|one| text(one, "name").to_owned()).collect();
    assert_eq!(names, ["Carla Meier", "Jan van den Berg", "Omar Al-Sayed", "Meier", "van den Berg", "Ina El-Amin"]);
    // Of two it cannot be told who is meant.
    let other = Desk::empty();
    for name in ["Eva van den Berg", "Jan van den Berg"] {
        other.on(&["add", "person", name]).done();
    }
    other.write("plan.csv", b"Project,Sponsor\nA,van den Berg\n");
    let error = other.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("could be one of several people: Eva van den Berg, Jan van den Berg"), "{error}");
}

#[test]
fn a_new_name_that_may_be_mistyped_is_told_and_taken_as_it_is() {
    let desk = Desk::empty();
    for name in ["Lena Sommer", "Tom Lang"] {
        desk.on(&["add", "person", name]).done();
    }
    desk.on(&["add", "pilot", "Parcel sorting"]).done();
    let error = desk.refuses(&["act", "x", "--who", "Lea Sumer", "--due", "2026-12-10"], 4).to_string();
    assert!(error.contains("is it Lena Sommer? else make them first"), "{error}");
    desk.write("people.csv", b"Name,Title\nLea Sumer,CFO\nTim Long,COO\n");
    desk.write("plan.csv", b"Project,Sponsor\nParcel sortng,Lea Sumer\nCrate count,Tim Long\n");
    for file in ["people.csv", "plan.csv"] {
        let said = desk.on(&["import", file, "--dry-run"]).done();
        assert!(said.err.contains("“Lea Sumer” is new beside “Lena Sommer” (row 2)"), "{said:?}");
        assert!(!said.err.contains("“Tim Long” is new beside"), "short names differ: {said:?}");
    }
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("“Parcel sortng” is new beside “Parcel sorting” (row 2): where they are one pilot"));
    assert_eq!((desk.list(&["people"]).len(), desk.list(&["pilots"]).len()), (4, 3), "what is taken is the same");
    let said = desk.on(&["add", "person", "Lena Somner"]).done();
    assert!(said.err.contains("Where that is the Lena Sommer who is there"), "{said:?}");
}

#[test]
fn whoever_is_archived_and_comes_in_a_file_is_told_and_is_nobody_new() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Carla Meier", "--email", "cm@hb.example"]).done();
    desk.on(&["act", "Call us", "--who", "Carla Meier", "--due", "2026-12-10"]).done();
    desk.on(&["archive", "Carla Meier"]).done();
    desk.write("people.csv", b"Name,Title,E-mail\nCarla Meier,CFO,cm@hb.example\n");
    let said = desk.on(&["import", "people.csv"]).done();
    assert!(said.err.contains("The file names who is archived here, and stays so: Carla Meier"), "{said:?}");
    desk.write("plan.csv", b"Project,Sponsor\nA,C. Meier\nB,\"Meier, Carla\"\n");
    let said = desk.on(&["import", "plan.csv", "--partial"]).done();
    assert!(said.err.contains("“C. Meier” is new beside “Carla Meier” (archived) (row 2)"), "{said:?}");
    assert!(said.err.contains("Carla Meier is archived") && said.err.contains("take them back first"), "{said:?}");
    // What they had stays theirs, and nothing is given to them.
    desk.write("todo.csv", b"What,Who,By when\nCall us,Carla Meier,2026-12-11\nWrite,Carla Meier,2026-12-11\n");
    let seen = desk.json(&["import", "todo.csv", "--map", "actions", "--partial"]);
    assert_eq!((&seen["changed"], &seen["rejected"][0]["row"]), (&json!(1), &json!(3)), "{seen}");
    assert!(seen["rejected"].to_string().contains("Carla Meier is archived"), "{seen}");
}

#[test]
fn a_list_of_people_knows_whoever_is_written_otherwise() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Omar Al-Sayed"]).done();
    desk.write("people.csv", b"Name,E-mail,Title\nAl Sayed Omar,os@hb.example,CFO\n");
    desk.on(&["import", "people.csv"]).done();
    let people = desk.list(&["people"]);
    assert_eq!(
        (people.len(), text(&people[0], "name"), text(&people[0], "title")),
        (1, "Omar Al-Sayed", "CFO"),
        "{people:?}"
    );
}

#[test]
fn a_name_without_its_umlauts_is_nobodys_where_two_new_people_have_it() {
    let desk = Desk::empty();
    let table =
        "Projekt;Verantwortlich\nA;Jürgen Groß <a@example.com>\nB;Jürgen Groß <b@example.com>\nC;Juergen Gross\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv", "--dry-run"]);
    let told = format!("{}{}", said.out, said.err);
    assert!(told.contains("“Juergen Gross” could be several people"), "{told}");
}

#[test]
fn whoever_comes_in_a_workbook_or_a_table_of_people_is_told_beside_those_who_could_be_the_same() {
    let desk = Desk::with_demo();
    desk.on(&["export", "people.xlsx", "--what", "people"]).done();
    desk.write("people.xlsx", &with_rows(&desk.read("people.xlsx"), 1, &[&[("B", "Dr. Ana Costa")]]));
    desk.write("people.csv", b"Name,Level,Email\nProf. Ana Costa,vp,ana@elsewhere.example\n");
    for (file, name) in [("people.xlsx", "Dr. Ana Costa"), ("people.csv", "Prof. Ana Costa")] {
        let said = desk.on(&["import", file]).done();
        assert!(said.err.contains(&format!("“{name}” is new beside “Ana Costa”")), "{said:?}");
    }
}

#[test]
fn a_name_that_could_be_one_of_two_people_is_asked_about() {
    let desk = Desk::with_demo();
    for name in ["Zoe Costa", "Zoe Ruiz"] {
        desk.on(&["add", "person", name, "--level", "vp"]).done();
    }
    desk.write("plan.csv", b"Project,Sponsor\nYak,Zoe\nEmu,Z. Ruiz\nElk,Zoe <zoe@example.com>\n");
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("“Zoe” could be one of several people: Zoe Costa, Zoe Ruiz"), "{error}");
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    assert_eq!((&seen["rejected"][0]["row"], &seen["created"]), (&json!(2), &json!(2)), "{seen}");
}

#[test]
fn a_table_as_people_keep_it_has_titles_above_its_header_and_sums_below() {
    let desk = Desk::with_demo();
    let before = desk.list(&["pilots"]).len();
    let table = "Pilot tracker;;;\nStatus as of;20/11/2026;;\n;;;\nPilot;Sponsor;Current phase;Colour of the tie\n\
                 Zed bot;Kim Lee (kim@example.com);1;red\nTotal;;1;\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("row 6: a row of sums is no pilot"), "{said:?}");
    assert!(said.err.contains("1 column feeds nothing and stays in a note (Colour of the tie)"), "{said:?}");
    assert_eq!(desk.list(&["pilots"]).len(), before + 1);
    let people = desk.list(&["people"]);
    assert!(people.iter().any(|one| one["name"] == "Kim Lee" && one["email"] == "kim@example.com"), "{people:?}");
    desk.write("plan.csv", b"Pilot;Sponsor\nYak;Ana Costa / Bo Lind\n");
    assert!(desk.refuses(&["import", "plan.csv"], 3).to_string().contains("names several people"));
    for table in [
        "AI tracker\nName;Owner\nOx;Kim Lee\n",
        "Project,Harbour Group\nAs of,2026-11-20\n,\nName,Owner\nEmu,Kim Lee\n",
    ] {
        desk.write("plan.csv", table.as_bytes());
        assert_eq!(desk.json(&["import", "plan.csv"])["created"], 1, "{table}");
    }
    desk.write("people.csv", b"Committee,Nov\nName,E-mail\nVera Late,vera@example.com\n");
    assert_eq!(desk.json(&["import", "people.csv"])["created"], 1);
    desk.write("week.csv", b"Readings\npilot,metric,week,value\nclaims-intake,accuracy,2026-W46,93.5\n");
    desk.on(&["record", "--from", "week.csv"]).done();
    // A pilot that is called so, and stands somewhere, is one.
    desk.write("plan.csv", b"Pilot,Stage,Status\nTotal,1,Green\n");
    assert_eq!(desk.json(&["import", "plan.csv"])["created"], 1);
    let two = "Pilot;Sponsor\nGnu;Kim Lee\n;\nRisk;Mitigation;Due\nNo data;Ask for it;2026-12-01\n";
    desk.write("plan.csv", two.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("a second table starts in row 4; only the first is read"), "{said:?}");
    assert!(said.out.contains("1 pilot created"), "{said:?}");
    // Without a known header below them, two cells are a header themselves.
    desk.write("plan.csv", b"Pilot,Sponsor\nYak,Kim Lee\nElk,Kim Lee,far too wide\n");
    assert!(desk.refuses(&["import", "plan.csv"], 3).to_string().contains("row 3"));
}

#[test]
fn a_name_turned_or_with_a_word_in_brackets_is_the_person_who_is_known() {
    let desk = Desk::with_demo();
    let before = desk.list(&["people"]).len();
    desk.on(&["add", "person", "Zoe Quill"]).done();
    let table =
        "Project,Sponsor,Contact\nYak,\"Quill, Zoe\",Zoe Quill (Finance)\nElk,\"Vance, Una <una@example.com>\",\n";
    desk.write("plan.csv", table.as_bytes());
    desk.on(&["import", "plan.csv"]).done();
    let people = desk.list(&["people"]);
    assert_eq!(people.len(), before + 2, "{people:?}");
    assert!(people.iter().any(|one| one["name"] == "Una Vance" && one["email"] == "una@example.com"), "{people:?}");
    desk.write("plan.csv", b"Project,Sponsor\nEmu,\"Ana, Bo\"\n");
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("could be several people, or one whose surname stands first"), "{error}");
    desk.write("people.csv", b"Name,E-mail\nVera Late,Vera Late <vera@example.com>\nNo Address,vera\n");
    assert!(desk.refuses(&["import", "people.csv"], 3).to_string().contains("vera"));
    desk.on(&["import", "people.csv", "--partial"]).done();
    assert!(desk.list(&["people"]).iter().any(|one| one["email"] == "vera@example.com"));
}

#[test]
fn a_column_has_surnames_first_where_three_say_so_or_a_surname_is_known() {
    let desk = Desk::empty();
    let table = |cells: &[&str]| {
        let rows: Vec<String> = cells.iter().enumerate().map(|(at, cell)| format!("P{at},\"{cell}\"\n")).collect();
        desk.write("plan.csv", format!("Project,Owner\n{}", rows.concat()).as_bytes());
    };
    for two_owners_each in [
        &["Ana, Bo", "Carl, Dora"][..],
        &["Ana, Bo", "ANA, BO", "Carl, Dora"],
        &["Ana, Bo", "Bo, Carl", "Dora, Eve"],
        &["Costa, Ana", "Lind, Bo"],
    ] {
        table(two_owners_each);
        let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
        assert!(error.contains("or one whose surname stands first"), "{two_owners_each:?}: {error}");
    }
    let particles = ["Moss, Kit", "von der Heide, Anna", "de Vries, Jan", "Van Dyke, Kim"];
    table(&particles);
    let seen = desk.json(&["import", "plan.csv", "--dry-run"]);
    assert_eq!((&seen["created"], &seen["rejected"]), (&json!(4), &json!([])), "{seen}");
    assert!(seen.to_string().contains("Anna von der Heide"), "{seen}");
    table(&["García Márquez, Gabriel", "Moss, Kit", "Lind, Bo", "de Vries, Jan"]);
    let seen = desk.on(&["import", "plan.csv", "--partial", "--dry-run"]).done();
    let refused = seen.err.matches("or one whose surname stands first").count();
    assert!(refused == 1 && seen.err.contains("“García Márquez, Gabriel”"), "only that row: {seen:?}");
    desk.on(&["add", "person", "Rui Costa"]).done();
    table(&["Costa, Ana", "Lind, Bo"]);
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("owner: surnames are read first, as in “Costa, Ana”"), "{said:?}");
    assert!(desk.list(&["people"]).iter().any(|one| one["name"] == "Bo Lind"));
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(!said.err.contains("surnames are read first"), "nobody is new: {said:?}");
}

#[test]
fn a_table_of_readings_names_its_weeks_as_people_do_and_may_end_in_sums() {
    let desk = Desk::with_demo();
    let rows = ["W45", "KW 46", "16.11.2026"].map(|week| format!("claims-intake;impact;{week};15,5")).join("\n");
    desk.write("week.csv", format!("pilot;metric;week;value\n{rows}\nTotal;;;46,5\n").as_bytes());
    let said = desk.on(&["record", "--from", "week.csv"]).done();
    assert!(said.err.contains("row 5: a row of sums is no reading"), "{said:?}");
    let readings = desk.list(&["readings", "--pilot", "claims-intake"]);
    let weeks: Vec<&str> =
        readings.iter().filter(|one| one["value"] == json!(15.5)).map(|one| text(one, "week")).collect();
    assert_eq!(weeks, ["2026-W45", "2026-W46", "2026-W47"]);
    desk.write("week.csv", b"pilot;metric;week;value\nclaims-intake;impact;W49;15,5\n");
    let error = desk.refuses(&["record", "--from", "week.csv"], 3).to_string();
    assert!(error.contains("could be 2025-W49, or has not begun yet"), "{error}");
}

#[test]
fn an_owner_is_told_by_an_address_and_never_guessed() {
    let desk = Desk::with_demo();
    for email in ["a1@example.com", "a2@example.com"] {
        desk.on(&["add", "person", "Anja Twin", "--email", email]).done();
    }
    desk.write("plan.csv", b"Project,Sponsor\nOne more,Anja Twin\n");
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("could be several people"), "{error}");
    desk.write("plan.csv", b"Project,Sponsor\nOne more,Ana <a@x.com>; Bo <b@x.com>\n");
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("names several people"), "{error}");
    let twins = "Project,Sponsor\nAlpha one,Bo Lind <bo@x.com>\nBeta one,Bo Lind <bo2@y.com>\nGamma one,bo@x.com\n";
    desk.write("plan.csv", twins.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("Another person is called “Bo Lind”. An address tells them apart."), "{said:?}");
    assert!(!said.err.contains("is new beside “Bo Lind”"), "one name is no other way to write it: {said:?}");
    let owned = |email: &str| {
        let people = desk.on(&["list", "people", "--json"]).json();
        let one = people.as_array().unwrap().iter().find(|one| one["email"] == email).unwrap().clone();
        one["owns"].as_array().unwrap().len()
    };
    assert_eq!((owned("bo@x.com"), owned("bo2@y.com")), (2, 1), "two people of one name");
    let table = "Project,Sponsor\nOne more,Anja Twin <a2@example.com>\nAnother,Zoe New <zoe@example.com>\nThird,zoe@example.com\n";
    desk.write("plan.csv", table.as_bytes());
    desk.on(&["import", "plan.csv"]).done();
    let people = desk.on(&["list", "people", "--json"]).json();
    let of = |email: &str| people.as_array().unwrap().iter().find(|one| one["email"] == email).unwrap().clone();
    assert_eq!(of("a2@example.com")["owns"].as_array().unwrap().len(), 1);
    // What is no address is told of its row, and known names with a stroke are no two people.
    for (sponsor, says) in
        [("Bo Lind <Finance>", "is not an e-mail address"), ("Ana (a@x.com) and Bo (b@x.com)", "names several people")]
    {
        desk.write("plan.csv", format!("Project,Sponsor\nSixth,{sponsor}\n").as_bytes());
        let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
        assert!(error.contains("row") && error.contains(says), "{error}");
    }
    desk.on(&["add", "person", "Lee / Vo"]).done();
    desk.write("plan.csv", b"Project,Sponsor\nSixth,Lee / Vo\nSeventh,Kim (CFO) (cfo@example.com)\n");
    desk.on(&["import", "plan.csv"]).done();
    desk.write("plan.csv", b"Project,Sponsor\nSixth,Lee / Vo (lee@example.com)\n");
    desk.on(&["import", "plan.csv"]).done();
    let people = desk.on(&["list", "people", "--json"]).json();
    for (email, name) in [("lee@example.com", "Lee / Vo"), ("cfo@example.com", "Kim (CFO)")] {
        let one = people.as_array().unwrap().iter().find(|one| one["email"] == email).unwrap();
        assert_eq!(text(one, "name"), name, "an address beside a known name is learnt too");
    }
    desk.on(&["set", "person", "Lee / Vo", "email", ""]).done();
    assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null, "what the file said before brings none back");
    // Who has no address gets the one that stands beside the name.
    desk.on(&["add", "person", "Kim Late"]).done();
    desk.write("plan.csv", "Project,Sponsor\nFourth,\"\"\"Kim Late\"\" <kim@example.com>\"\n".as_bytes());
    desk.on(&["import", "plan.csv"]).done();
    let people = desk.on(&["list", "people", "--json"]).json();
    let kim = people.as_array().unwrap().iter().find(|one| one["email"] == "kim@example.com").unwrap();
    assert_eq!((text(kim, "name"), kim["owns"].as_array().unwrap().len()), ("Kim Late", 1));
    assert_eq!(
        (text(&of("zoe@example.com"), "name"), of("zoe@example.com")["owns"].as_array().unwrap().len()),
        ("Zoe New", 2)
    );
}

#[test]
fn actions_are_handed_over_with_everything_else() {
    let desk = Desk::with_demo();
    desk.on(&["review", "member", "Jonas Lindqvist", "Finance"]).done();
    desk.on(&["set", "workspace", "chair", "Jonas Lindqvist"]).done();
    desk.on(&["review", "prepare", "2027-01-20"]).done();
    let said = desk.on(&["hand-over", "Jonas Lindqvist", "Kenji Tanaka", "--why", "on leave"]).done();
    for part in ["1 action", "1 chair", "1 chaired review", "1 seat"] {
        assert!(said.out.contains(part), "{part}: {said:?}");
    }
    let again = desk.on(&["hand-over", "Jonas Lindqvist", "Kenji Tanaka", "--why", "on leave"]).done();
    assert!(again.out.contains("answers for nothing"), "{again:?}");
    let actions = desk.on(&["list", "actions", "--json"]).json();
    let open = actions.as_array().unwrap().iter().filter(|one| one["state"] == "open");
    let owners: Vec<&str> = open.map(|one| text(one, "owner")).collect();
    assert!(owners.contains(&"Kenji Tanaka") && !owners.contains(&"Jonas Lindqvist"), "{actions}");
}

#[test]
fn what_is_decided_of_an_archived_pilot_names_what_brings_it_back() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "field-dispatch"]).done();
    let pause = ["--say", "Wait", "--why", "why", "--by", "Samir Haddad", "--revisit", "2027-01-15"];
    let error = desk.refuses(&[&["decide", "field-dispatch", "pause"][..], &pause].concat(), 3);
    assert_eq!(text(&error, "hint"), "`steerco -w work.steerco unarchive field-dispatch` brings it back");
    desk.on(&["add", "pilot", "Probe"]).done();
    desk.on(&["archive", "probe"]).done();
    let error = desk.refuses(&["gate", "probe", "--book", "2027-01-15"], 3);
    assert_eq!(text(&error, "hint"), "`steerco -w work.steerco unarchive probe` brings it back");
}

#[test]
fn who_is_archived_is_given_no_work() {
    let desk = Desk::with_demo();
    let archived = desk.on(&["archive", "Jonas Lindqvist"]).done();
    for told in
        ["still executive owner of Invoice triage", "hand-over \"Jonas Lindqvist\" WHO --why TEXT` hands it over"]
    {
        assert!(archived.err.contains(told), "{archived:?}");
    }
    for words in [
        &["owner", "service-chat", "Jonas Lindqvist", "--why", "as agreed"][..],
        &["act", "Check it", "--who", "Jonas Lindqvist", "--due", "2026-12-04"],
        &["add", "pilot", "Later", "--owner", "Jonas Lindqvist"],
        &["set", "service-chat", "lead", "Jonas Lindqvist"],
        &["hand-over", "Kenji Tanaka", "Jonas Lindqvist", "--why", "on leave"],
    ] {
        let error = desk.refuses(words, 3);
        assert!(error.to_string().contains("Jonas Lindqvist is archived"), "{words:?}: {error}");
        assert!(text(&error, "hint").contains("take them back first"), "{words:?}: {error}");
    }
    desk.write(
        "plan.csv",
        b"Project,Sponsor,Business lead\nService chat,Jonas Lindqvist,Jonas Lindqvist\nNew one,Jonas Lindqvist,\n",
    );
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    let rejected: Vec<String> = seen["rejected"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!((rejected.len(), &seen["created"]), (3, &json!(0)), "{seen}");
    for told in &rejected {
        assert!(told.contains("Jonas Lindqvist is archived") && told.contains("take them back first"), "{told}");
    }
    assert_eq!(text(&desk.json(&["show", "service-chat"]), "executive_owner"), "Rita Silva");
    let said = desk.on(&["add", "person", "Jonas Lindqvist", "--level", "vp"]).done();
    assert!(said.err.contains("Where that is the Jonas Lindqvist who is archived"), "{said:?}");
    assert_eq!(desk.json(&["import", "plan.csv", "--keep", "file"])["created"], json!(1), "who is there is meant");
}

#[test]
fn a_table_of_people_brings_people_and_no_pilots() {
    let desk = Desk::with_demo();
    let pilots = desk.on(&["list", "pilots", "--json"]).json();
    let table = "Full name,Role,Department,E-mail,Level\n\
                 Noor Haddad,Head of Service,Service,noor@example.com,Director\n\
                 Kenji Tanaka,Chief Data Officer,,kenji.tanaka@northwind.example,\n\
                 Kenji Tanaka,Somebody else,,kenji@example.com,\n";
    desk.write("people.csv", table.as_bytes());
    let seen = desk.on(&["import", "people.csv", "--dry-run", "--json"]).json();
    assert_eq!((&seen["created"], &seen["rejected"]), (&json!(2), &json!([])), "{seen}");
    let said = desk.on(&["import", "people.csv"]).done();
    assert!(said.out.contains("2 people created, 1 changed"), "{said:?}");
    let people = desk.on(&["list", "people", "--json"]).json();
    let by_email = |email: &str| people.as_array().unwrap().iter().find(|one| one["email"] == email).unwrap().clone();
    assert_eq!(text(&by_email("noor@example.com"), "level"), "director");
    let kenji = by_email("kenji.tanaka@northwind.example");
    assert_eq!(text(&kenji, "title"), "Chief Data Officer");
    assert_ne!(text(&kenji, "unit"), "", "an empty cell says nothing");
    assert_eq!(desk.on(&["list", "pilots", "--json"]).json(), pilots);
    assert_eq!(desk.json(&["import", "people.csv"])["entry"], Value::Null, "the second time they are known");
    desk.on(&["undo"]).done();
    desk.write("people.csv", b"Name,Email\nNoor,noor@example.com\nNoor H,noor@example.com\n,x@example.com\n");
    let error = desk.refuses(&["import", "people.csv"], 3);
    assert!(error.to_string().contains("Noor H has the address of Noor (row 2)"), "{error}");
    desk.write("people.csv", b"Name,Email\nNoor,nowhere\nKai,kai@example.com\n");
    let said = desk.on(&["import", "people.csv", "--partial", "--json"]).json();
    assert_eq!((&said["created"], &said["rejected"][0]["row"]), (&json!(1), &json!(2)), "{said}");
    assert_eq!(desk.on(&["list", "pilots", "--json"]).json(), pilots);
    let german = "Name;E-Mail;Titel;Abteilung;Telefon;Kommentar\nAda Berg;ada@example.com;CFO;Finanzen;123;wichtig\n";
    desk.write("people.csv", german.as_bytes());
    let said = desk.on(&["import", "people.csv"]).done();
    let told = "2 columns feed nothing and are left out, as people have no note (Telefon, Kommentar).";
    assert!(said.err.contains(told), "{said:?}");
    let people = desk.on(&["list", "people", "--json"]).json();
    let ada = people.as_array().unwrap().iter().find(|one| one["email"] == "ada@example.com").unwrap();
    assert_eq!((text(ada, "title"), text(ada, "unit")), ("CFO", "Finanzen"));
}

#[test]
fn a_hand_over_is_found_once_unless_it_was_taken_back_whichever_way() {
    let desk = Desk::with_demo();
    // Of a pilot that it gave another owner too, whose reason is the same.
    let found = || {
        let hits = column(desk.json(&["search", "quagga"]).as_array().unwrap(), "kind");
        assert!(hits.iter().all(|kind| kind == "hand-over"), "{hits:?}");
        hits.len()
    };
    desk.on(&["hand-over", "Jonas Lindqvist", "Kenji Tanaka", "--why", "a quagga bit him"]).done();
    assert_eq!(found(), 1);
    desk.on(&["undo"]).done();
    assert_eq!(found(), 0);
    desk.on(&["redo"]).done();
    assert_eq!(found(), 1);
    let redone = desk.json(&["log", "--limit", "1"])[0]["seq"].to_string();
    desk.on(&["revert", &redone]).done();
    assert_eq!(found(), 0, "what was done again and taken back by its own entry");
}

#[test]
fn a_heading_that_is_nearly_known_is_asked_about() {
    let desk = Desk::with_demo();
    desk.write("people.csv", b"Name;Email;Tilte\nZed New;zed@example.com;Head of Operations\n");
    let said = desk.on(&["import", "people.csv"]).done();
    assert!(said.err.contains("Did you mean title by \u{201c}Tilte\u{201d}?"), "{said:?}");
}
