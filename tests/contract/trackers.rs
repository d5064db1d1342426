//! Trackers, what is remembered of them, and what was edited here.

use super::*;

#[test]
fn a_plain_tracker_is_read_without_a_mapping() {
    let desk = Desk::with_demo();
    desk.write(
        "plan.csv",
        b"Project,Sponsor,Phase,RAG,Start date,Vendor\nTriage of claims,,PoC,Green,5 Jan 2026,Acme\n",
    );
    desk.on(&["import", "plan.csv"]).done();
    let pilots = desk.on(&["list", "pilots", "--json"]).json();
    let one = pilots.as_array().unwrap().iter().find(|one| one["name"] == "Triage of claims").unwrap();
    assert_eq!((&one["stage"], &one["reported"], &one["started"]), (&json!(1), &json!("G"), &json!("2026-01-05")));
    assert_eq!(one["partner"], json!("Acme"));
}

#[test]
fn weeks_quarters_and_words_of_a_tracker_are_told_with_what_they_were_taken_for() {
    let desk = Desk::with_demo();
    let table = "Project;Phase;Status;Start;Go-Live\nYak;Scaling;gelb;KW 40;Q1 2027\nElk;2;G;Q3 2026;\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv", "--dry-run"]).done();
    for told in [
        "“Scaling” in column “Phase” is read as stage 4 (row 2).",
        "“gelb” in column “Status” is read as at risk (row 2).",
        "column “Start” has weeks without their year, read as their Monday: “KW 40” is 2026-09-28 (row 2).",
        "column “Start” has months or parts of a year, read as their first day: “Q3 2026” is 2026-07-01 (row 3).",
        "column “Go-Live” has months or parts of a year, read as their last day: “Q1 2027” is 2027-03-31 (row 2).",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    assert!(!said.err.contains("“2” in column") && !said.err.contains("“G” in column"), "{said:?}");
    desk.on(&["import", "plan.csv"]).done();
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(!said.err.contains("is read as"), "nothing is new: {said:?}");
}

#[test]
fn a_stage_that_nothing_says_and_a_go_live_before_the_start_are_told() {
    let desk = Desk::empty();
    let table = "Projekt;Startdatum;Go-Live;Ampel;Status\nYak;31.08.2026;20.02.2026;gelb;Paused\nElk;01.06.2026;30.06.2027;rot;\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("No column says the stage: 2 new pilots begin in stage 1"), "{said:?}");
    assert!(
        said.err.contains("The go-live lies before the start: Yak (row 2: 2026-02-20, start 2026-08-31)."),
        "{said:?}"
    );
    let yak = desk.json(&["show", "yak"]);
    assert_eq!((&yak["lifecycle"], &yak["reported"]), (&json!("paused"), &json!("A")), "{yak}");
    desk.write("plan.csv", b"Project;Phase\nGnu;2\n");
    assert!(!desk.on(&["import", "plan.csv"]).done().err.contains("says the stage"));
}

#[test]
fn pilots_that_enter_a_later_stage_today_as_no_day_is_known_are_told() {
    let desk = Desk::empty();
    desk.write("plan.csv", b"Project;Phase;Start;Since\nYak;2;2026-01-05;\nElk;1;;\nGnu;3;;2026-09-07\n");
    let told =
        "2 pilots enter their stage today, as the file has no day for it: Yak (stage 2), Gnu (stage 3); next: `--feeds";
    let said = desk.on(&["import", "plan.csv", "--dry-run"]).done();
    assert!(said.err.contains(told), "{said:?}");
    let seen = desk.json(&["import", "plan.csv", "--dry-run", "--feeds", "Since=entered"]);
    let new = seen["changes"].as_array().unwrap().iter().filter(|one| one["field"] == "new pilot");
    let said: Vec<&str> = new.map(|one| text(one, "to")).collect();
    assert_eq!(said, ["stage 2 from today, started 2026-01-05", "stage 1", "stage 3 since 2026-09-07"]);
    let said = desk.on(&["import", "plan.csv", "--feeds", "Since=entered"]).done();
    assert!(said.err.contains("1 pilot enters its stage today") && said.err.contains(": Yak (stage 2);"), "{said:?}");
    desk.write("plan.csv", b"Project;Phase\nYak;4\nElk;1\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("1 pilot enters its stage today") && said.err.contains(": Yak (stage 4);"), "{said:?}");
}

#[test]
fn all_that_is_wrong_in_a_row_is_told_at_once_and_counts_as_one_row() {
    let desk = Desk::with_demo();
    let table = "Project,Phase,Sponsor,Lead\nYak,9,Steering committee,Ana Costa / Bo Lind\n\
                 Elk,1,Steering committee,Ana Costa / Bo Lind\nInvoice triage,9,Steering committee,\nGnu,1,Ana Costa,\n";
    desk.write("plan.csv", table.as_bytes());
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert_eq!(text(&error, "title"), "3 rows were not taken", "{error}");
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    let rejected = seen["rejected"].as_array().unwrap().iter();
    let told: Vec<(u64, &str)> = rejected.map(|one| (one["row"].as_u64().unwrap(), text(one, "field"))).collect();
    let wrong = [(2, "stage"), (2, "owner"), (2, "lead"), (3, "owner"), (3, "lead"), (4, "stage"), (4, "owner")];
    assert_eq!((told, &seen["created"]), (wrong.to_vec(), &json!(1)), "{seen}");
    assert!(desk.list(&["people"]).iter().all(|one| one["name"] != "Bo Lind"), "nothing of those rows is taken");
}

#[test]
fn the_headings_of_an_ordinary_tracker_are_known_and_what_feeds_nothing_is_told_while_rows_are_refused() {
    const HEADINGS: &str = "#,Use Case Name,Dept.,Business Sponsor,PM,Current Phase,Health,Kick-off,Target Go Live,\
                            Budget (k€),Users (pilot),Comment";
    let desk = Desk::empty();
    let row = "1,Claims,Legal,Ana Costa,Bo Lind,Stufe 2,amber,2026-01-05,2027-01-15,120,40,late\n";
    desk.write("plan.csv", format!("{HEADINGS}\n{row}").as_bytes());
    desk.write("wrong.csv", format!("{HEADINGS}\n{row}2,Other,Legal,,,soon,,,,,,\n").as_bytes());
    let untaken = "columns that feed nothing stay in a note (#, Budget (k€), Users (pilot))";
    for words in [&["import", "wrong.csv"][..], &["import", "wrong.csv", "--dry-run"]] {
        let said = desk.on(words);
        assert!(said.status == 3 && said.err.contains(untaken) && said.err.contains("is not a stage"), "{said:?}");
    }
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains(untaken) && said.err.contains("`steerco target PILOT USERS`"), "{said:?}");
    let pilots = desk.list(&["pilots"]);
    let one = ["stage", "unit", "rollout", "executive_owner", "lead"].map(|field| pilots[0][field].clone());
    let names = ["Ana Costa", "Bo Lind"].map(|name| json!(name));
    assert_eq!(one[..3], [json!(2), json!("Legal"), json!("2027-01-15")], "{one:?}");
    assert_eq!(one[3..], names, "{one:?}");
}

#[test]
fn a_column_that_feeds_nothing_by_itself_feeds_what_is_said_of_it() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", "Vorhaben X;Budget (k€);Owner\nYak;120,5;Ana Costa\nElk;n/a;Ana Costa\n".as_bytes());
    let name = ["--feeds", "Vorhaben X=name"];
    let said = desk.on(&[&["import", "plan.csv", "--dry-run"][..], &name].concat()).done();
    for told in [
        "column “Budget (k€)” stays in a note, and may be spend change or spend technology",
        "next: `--feeds \"Budget (k€)=spend_change\"`, or Enter on it in g i.",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    let words = [&["import", "plan.csv"][..], &name, &["--feeds", "Budget (k€)=spend technology"]].concat();
    let said = desk.on(&words).done();
    assert!(said.err.contains("amounts are in thousands") && !said.err.contains("stays in a note"), "{said:?}");
    assert_eq!(desk.json(&["show", "yak"])["spend_technology"], json!(120_500));
    for (wrong, told) in [("Budget=name", "the column “Budget” is missing"), ("Owner=boss", "no field of a pilot")]
    {
        let error = desk.refuses(&["import", "plan.csv", "--feeds", wrong], 3).to_string();
        assert!(error.contains(told), "{error}");
    }
    desk.refuses(&["import", "plan.csv", "--feeds", "Owner"], 2);
}

#[test]
fn a_tracker_reports_a_status_again_without_a_sentence() {
    let desk = Desk::with_demo();
    desk.write("rag.csv", b"Project,RAG\nContract review,Red\n");
    desk.on(&["import", "rag.csv"]).done();
    let pilots = desk.on(&["list", "pilots", "--json"]).json();
    let one = pilots.as_array().unwrap().iter().find(|one| one["code"] == "contract-review").unwrap();
    assert_eq!((&one["reported"], &one["because"]), (&json!("R"), &json!("Said by the imported tracker.")));
    assert_eq!(desk.json(&["import", "rag.csv"])["entry"], Value::Null);
}

#[test]
fn what_was_edited_here_is_not_overwritten_by_a_tracker() {
    let desk = Desk::with_demo();
    let tracker = |sponsor: &str, unit: &str, title: &str| {
        let table = format!(
            "Code,Project,Sponsor,Department,RAG,Comment\ntri-2,{title},{sponsor},{unit},amber,late\ntri-3,Other,,{unit},,\n"
        );
        desk.write("plan.csv", table.as_bytes());
    };
    let of = |field: &str| text(&desk.json(&["show", "tri-2"]), field).to_owned();
    tracker("ana.costa@example.com", "Finance", "Triage two");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null, "nothing new was said");
    desk.on(&["set", "tri-2", "unit", "Treasury"]).done();
    let again = desk.on(&["import", "plan.csv"]).done();
    let which = "1 field stays as edited here: unit of tri-2 (here “Treasury”, in the file “Finance”).";
    assert!(again.err.contains(which), "{again:?}");
    let kept = json!([{"pilot": "tri-2", "field": "unit", "here": "Treasury", "file": "Finance"}]);
    assert_eq!(desk.json(&["import", "plan.csv", "--dry-run"])["kept"], kept);
    // What the file says anew is taken, and nothing else.
    tracker("bo@example.com", "Finance", "Triage three");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!((of("unit"), of("name")), ("Treasury".to_owned(), "Triage three".to_owned()));
    assert_eq!(of("executive_owner"), "bo@example.com", "who was known by an address is no edit");
    // Edited at both ends, it is told, and nothing is written.
    tracker("bo@example.com", "Sales", "Triage four");
    let before = desk.export();
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("edited here and in the file") && error.contains("Treasury"), "{error}");
    assert_eq!(desk.export(), before);
    desk.on(&["import", "plan.csv", "--partial"]).done();
    assert_eq!((of("unit"), of("name")), ("Treasury".to_owned(), "Triage four".to_owned()));
    desk.refuses(&["import", "plan.csv"], 3);
    // Where both say the same again, they agree.
    desk.on(&["set", "tri-2", "unit", "Sales"]).done();
    desk.on(&["import", "plan.csv"]).done();
    tracker("bo@example.com", "Legal", "Triage four");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(of("unit"), "Legal");
    // An undone import has said nothing.
    desk.on(&["undo", "--yes"]).done();
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(of("unit"), "Legal");
}

#[test]
fn a_tracker_knows_its_pilots_and_people_whatever_they_are_called_here() {
    let desk = Desk::with_demo();
    let import = |table: &str| {
        desk.write("plan.csv", table.as_bytes());
        desk.on(&["import", "plan.csv"])
    };
    import("Project,Sponsor\nZed,Kim Lee\n").done();
    import("Project,Code,Sponsor\nYak,yak-1,Kim Lee\n").done();
    let pilots = desk.list(&["pilots"]).len();
    desk.on(&["set", "zed", "name", "Zed renamed"]).done();
    desk.on(&["set", "yak-1", "code", "yak-9"]).done();
    desk.on(&["set", "person", "Kim Lee", "name", "Kim Lee-Sato"]).done();
    import("Project,Sponsor\nZed,Kim Lee\n").done();
    import("Project,Code,Sponsor\nYak,yak-1,Kim Lee\n").done();
    assert_eq!(desk.list(&["pilots"]).len(), pilots, "none is made a second time");
    assert_eq!(text(&desk.json(&["show", "yak-9"]), "executive_owner"), "Kim Lee-Sato");
    assert_eq!(text(&desk.json(&["show", "zed"]), "executive_owner"), "Kim Lee-Sato");
    // Two rows that come to one pilot are told.
    let said = import("Project,Sponsor\nZed,Kim Lee\nZed renamed,Ana Costa\n");
    assert!(said.status == 3 && said.err.contains("is the pilot of row 2"), "{said:?}");
    // Of two people of one name each is somebody.
    for email in ["lee1@example.com", "lee2@example.com"] {
        desk.on(&["add", "person", "Bo Lee", "--email", email]).done();
    }
    import("Project,Sponsor\nZed,lee1@example.com\n").done();
    import("Project,Sponsor\nZed,Bo Lee <lee2@example.com>\n").done();
    let people = desk.list(&["people"]);
    let owner = people.iter().find(|one| one["email"] == "lee2@example.com").unwrap();
    assert_eq!(owner["owns"].as_array().unwrap().len(), 1, "{owner}");
}

#[test]
fn a_pilot_that_a_tracker_calls_otherwise_is_told_with_how_to_rename_it() {
    let desk = Desk::with_demo();
    let import = |table: &str| {
        desk.write("plan.csv", table.as_bytes());
        desk.on(&["import", "plan.csv"]).done()
    };
    import("Project,Sponsor\nZed,Kim Lee\nYak,Kim Lee\n");
    let said = import("Project,Sponsor\nZed,Kim Lee\nYak,Kim Lee\nElk,Kim Lee\n");
    assert!(!said.err.contains("no more"), "nothing is missing: {said:?}");
    let said = import("Project,Sponsor\nZed two,Kim Lee\nYak,Kim Lee\nElk,Kim Lee\n");
    assert!(said.err.contains("New is “Zed two”, and the file has zed no more"), "{said:?}");
    assert!(said.err.contains("steerco set pilot OLD name \"NEW\""), "{said:?}");
    desk.on(&["undo", "--yes"]).done();
    // Rows that are wrong tell nothing of it, but those of the pilot that seems to be missing.
    let among = |wrong: &str| {
        let table = format!("Project,Sponsor\nZed two,Kim Lee\nYak,Kim Lee\n{wrong},Kim Lee; Ana Costa\n");
        desk.write("wrong.csv", table.as_bytes());
        desk.on(&["import", "wrong.csv", "--partial", "--dry-run"]).done().err.contains("the file has zed no more")
    };
    assert!(among("Elk") && !among("Zed"));
    desk.on(&["set", "pilot", "zed", "name", "Zed two"]).done();
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.out.contains("nothing changed") && !said.err.contains("no more"), "{said:?}");
    // One that has ended leaves a tracker, and is not renamed.
    desk.write("plan.csv", b"Project,Sponsor,Status\nYak,Kim Lee,\nElk,Kim Lee,cancelled\n");
    desk.on(&["import", "plan.csv"]).done();
    desk.write("plan.csv", b"Project,Sponsor,Status\nYak,Kim Lee,\nOx,Kim Lee,\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(!said.err.contains("no more"), "elk is stopped: {said:?}");
}

#[test]
fn a_reason_and_a_state_that_were_given_here_stay_beside_a_tracker() {
    let desk = Desk::with_demo();
    let import = |status: &str, reason: &str, stage: &str| {
        let table = format!("Code,Project,RAG,Reason,Stage\nz-1,Zed,{status},{reason},{stage}\n");
        desk.write("plan.csv", table.as_bytes());
        desk.on(&["import", "plan.csv"])
    };
    let of = |field: &str| text(&desk.json(&["show", "z-1"]), field).to_owned();
    import("amber", "", "pilot").done();
    import("amber", "vendor late", "pilot").done();
    assert_eq!(of("because"), "vendor late", "a reason that comes later is no edit at both ends");
    import("red", "", "pilot").done();
    import("red", "vendor gone", "pilot").done();
    import("amber", "vendor late", "pilot").done();
    desk.on(&["status", "z-1", "A", "--because", "Mine"]).done();
    import("red", "vendor late", "pilot").done();
    assert_eq!((of("reported"), of("because")), ("R".to_owned(), "Mine".to_owned()));
    // A pilot that the file pauses goes on where it says so no more; a decision here is not overruled.
    import("red", "vendor late", "on hold").done();
    assert_eq!(of("lifecycle"), "paused");
    // A reason without a status waits for one.
    desk.write("more.csv", b"Code,Project,RAG,Reason\ny-1,Yak,,vendor late\n");
    desk.on(&["import", "more.csv"]).done();
    desk.write("more.csv", b"Code,Project,RAG,Reason\ny-1,Yak,amber,vendor late\n");
    desk.on(&["import", "more.csv"]).done();
    assert_eq!(text(&desk.json(&["show", "y-1"]), "because"), "vendor late");
    import("red", "vendor late", "pilot").done();
    assert_eq!(of("lifecycle"), "active");
    let wait =
        ["decide", "z-1", "pause", "--say", "Wait", "--by", "Ana Costa", "--why", "summer", "--revisit", "2027-01-10"];
    desk.on(&wait).done();
    let said = import("red", "vendor late", "stopped");
    assert!(said.status == 3 && said.err.contains("lifecycle of z-1 was edited here"), "{said:?}");
    // Only its gate moves a pilot on.
    let said = import("red", "vendor late", "build");
    assert!(said.status == 3 && said.err.contains("steerco gate z-1"), "{said:?}");
}

#[test]
fn a_pilot_that_a_tracker_pauses_or_ends_goes_on_where_it_says_that_it_is_under_way() {
    let desk = Desk::with_demo();
    let after = |status: &str| {
        desk.write("plan.csv", format!("Project,Owner,Status\nYak,Kim Lee,{status}\n").as_bytes());
        desk.on(&["import", "plan.csv"]).done();
        text(&desk.json(&["show", "yak"]), "lifecycle").to_owned()
    };
    for under_way in ["active", "In progress", "live", "running", "laufend"] {
        assert_eq!(after("on hold"), "paused", "{under_way}");
        assert_eq!(after(under_way), "active", "{under_way}");
    }
    assert_eq!(after("cancelled"), "stopped");
    assert_eq!(after("done"), "stopped", "what is done does not go on");
    assert_eq!(after("active"), "active");
    let staged = |status: &str| {
        desk.write("plan.csv", format!("Project,Owner,Stage,Status\nZed,Kim Lee,1,{status}\n").as_bytes());
        desk.on(&["import", "plan.csv"]).done();
        text(&desk.json(&["show", "zed"]), "lifecycle").to_owned()
    };
    assert_eq!(staged("paused"), "paused");
    assert_eq!(staged("somehow"), "paused", "a word that nobody knows resumes nothing");
    assert_eq!(staged("running"), "active");
}

#[test]
fn a_tracker_may_name_its_pilots_by_their_codes_alone() {
    let desk = Desk::with_demo();
    desk.write("rag.csv", b"Code,RAG,Status comment\nclaims-intake,red,The model drifts\n,green,\nno-such,red,\n");
    let error = desk.refuses(&["import", "rag.csv"], 3).to_string();
    assert!(error.contains("there is no pilot “no-such”") && error.contains("does not say which pilot"), "{error}");
    desk.on(&["archive", "claims-intake"]).done();
    let said = desk.on(&["import", "rag.csv", "--partial"]).done();
    assert!(said.err.contains("what is archived here, and stays so: claims-intake"), "{said:?}");
    assert_eq!(desk.json(&["show", "claims-intake"])["reported"], "R");
}

#[test]
fn a_tracker_may_write_the_code_of_a_pilot_or_its_name_in_another_case_and_renames_none() {
    let desk = Desk::with_demo();
    let before = desk.list(&["pilots"]).len();
    for (name, owner) in
        [("contract-review", "Rita Silva"), ("CONTRACT REVIEW", "Ana Costa"), ("contract-review", "Rita Silva")]
    {
        desk.write("plan.csv", format!("Project,Owner\n{name},{owner}\n").as_bytes());
        let said = desk.on(&["import", "plan.csv"]).done();
        assert!(said.out.contains("0 pilots created, 1 changed") && !said.err.contains("stays"), "{said:?}");
        assert!(said.out.contains("owner") && said.out.contains("is now"), "whose place it is: {said:?}");
        let pilot = desk.json(&["show", "contract-review"]);
        assert_eq!((text(&pilot, "name"), text(&pilot, "executive_owner")), ("Contract review", owner));
        assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null);
    }
    assert_eq!(desk.list(&["pilots"]).len(), before);
    // Beside the code another name is one.
    desk.write("plan.csv", b"Code,Project\ncontract-review,Review of contracts\n");
    desk.on(&["import", "plan.csv", "--keep", "file"]).done();
    assert_eq!(text(&desk.json(&["show", "contract-review"]), "name"), "Review of contracts");
}

#[test]
fn people_of_a_tracker_are_the_same_in_whatever_order_they_are_called() {
    let people = |table: &str| {
        let desk = Desk::bare();
        desk.write("plan.csv", table.as_bytes());
        desk.on(&["import", "plan.csv"]).done();
        let of = |one: &Value, field| one[field].as_str().unwrap_or_default().to_owned();
        let one = |one: &Value| ["name", "title", "email"].map(|field| of(one, field)).join(" ");
        let mut people: Vec<String> = desk.list(&["people"]).iter().map(one).collect();
        people.sort();
        people
    };
    let rows =
        ["Yak,\"Silva, Rui\"", "Elk,Rui Silva", "Ox,Ken Ito (Finance)", "Emu,Ken Ito", "Gnu,Ada Fox [a@example.com]"];
    let table = |order: [usize; 5]| format!("Project,Sponsor\n{}\n", order.map(|at| rows[at]).join("\n"));
    let mut there = people(&table([0, 1, 2, 3, 4]));
    assert_eq!(there, ["Ada Fox  a@example.com", "Ken Ito Finance ", "Rui Silva  "]);
    there[1] = "Ken Ito  ".into();
    assert_eq!(people(&table([4, 3, 2, 1, 0])), there);
    assert_eq!(people("Project,Sponsor\nYak,\"Silva, Rui\"\nElk,Rui Silva (Ops)\n"), ["Rui Silva  "]);
    assert_eq!(people("Project,Sponsor\nYak,DA SILVA Rui\nElk,Rui da Silva\nOx,IT Support\n").len(), 2);
    let addressed = "Project,Owner,Owner e-mail,Contact,Contact e-mail\nYak,Ada Fox,a@example.com,Ada Fox,b@example.com\n\
                     Elk,,a@example.com,Bo Elm <bo@example.com>,other@example.com\n";
    assert_eq!(people(addressed), ["Ada Fox  a@example.com", "Ada Fox  b@example.com", "Bo Elm  bo@example.com"]);
    let mailed =
        "Project,Owner,Contact\nYak,Ada Fox <mailto:a@example.com>,mailto:b@example.com\nElk,<b@example.com>,\n";
    assert_eq!(people(mailed), ["Ada Fox  a@example.com", "b@example.com  b@example.com"]);
    // A column that has all surnames first has no cell of two people; one that has them mixed may.
    let turned = "Project,Owner\nYak,\"Müller, Jürgen\"\nElk,\"Costa, Ana\"\nEmu,\nOx,\"Lind, Bo\"\n";
    assert_eq!(people(turned), ["Ana Costa  ", "Bo Lind  ", "Jürgen Müller  "]);
    let desk = Desk::bare();
    for others in ["", "Elk,Bo Lind\n", "Elk,\"Costa, Ana, Lind\"\n"] {
        desk.write("plan.csv", format!("Project,Owner\nYak,\"Müller, Jürgen\"\n{others}").as_bytes());
        let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
        assert!(error.contains("or one whose surname stands first"), "{error}");
    }
    desk.write("plan.csv", b"Project,Sponsor\nYak,Ken Ito (IT) / Ana Costa (HR)\n");
    assert!(desk.refuses(&["import", "plan.csv"], 3).to_string().contains("names several people"));
    desk.write("plan.csv", b"Project,Sponsor\nYak,Ken Ito (Finance)\nElk,Ken Ito (Legal)\n");
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("“Ken Ito (Finance)” and “Ken Ito (Legal)” could be two people"), "{error}");
    desk.write("people.csv", b"Name,E-mail\n\"Ito, Ken\",ken@example.com\nTotal: 1,\n");
    let said = desk.on(&["import", "people.csv"]).done();
    assert!(said.err.contains("row 3: a row of sums is nobody"), "{said:?}");
    assert_eq!(desk.list(&["people"])[0]["name"], "Ken Ito");
}

#[test]
fn a_record_that_went_to_another_office_of_its_agency_is_the_same_pilot() {
    let desk = Desk::with_slice();
    let rows = slice_rows();
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let (name, agency, bureau, purpose) = (at("Use Case Name"), at("Agency"), at("Bureau"), 7);
    let written = |change: &dyn Fn(&mut Vec<String>)| {
        let mut all = rows.clone();
        let row = all.iter_mut().find(|row| row[name].starts_with("Patent Design Image Search")).unwrap();
        change(row);
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &all {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    };
    let import = |text: String| {
        desk.write("next.csv", text.as_bytes());
        desk.json(&["import", "next.csv", "--map", "us-federal-2024"])
    };
    let import_of = |change: &dyn Fn(&mut Vec<String>)| {
        let answer = import(written(change));
        (answer["created"].clone(), answer["gone"].clone())
    };
    assert_eq!(import_of(&|row| row[bureau] = "Another office".into()), (json!(0), json!(0)));
    assert_eq!(import_of(&|row| row[bureau] = "Another office".into()), (json!(0), json!(0)));
    for (gone, at, to) in [(1, agency, "Another agency"), (2, purpose, "Something else")] {
        let other = import_of(&|row| {
            row[bureau] = format!("Office of {to}");
            row[at] = to.into();
        });
        assert_eq!(other, (json!(1), json!(gone)), "{to}: a record of its own");
    }
}

#[test]
fn a_tracker_over_pilots_of_a_register_is_remembered_beside_the_register() {
    let desk = Desk::with_slice();
    let pilots = desk.list(&["pilots"]);
    let code = text(&pilots[0], "code").to_owned();
    let tracker = |unit: &str| {
        desk.write("plan.csv", format!("Code,Project,Department\n{code},Tracked,{unit}\n").as_bytes());
        desk.on(&["import", "plan.csv"])
    };
    tracker("Finance").done();
    assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null, "nothing new was said");
    desk.on(&["set", &code, "unit", "Treasury"]).done();
    let again = tracker("Finance").done();
    assert!(again.err.contains("1 field stays as edited here"), "{again:?}");
    let said = tracker("Sales");
    assert!(said.status == 3 && said.err.contains("edited here and in the file"), "{said:?}");
    desk.write("slice.csv", SLICE);
    // The register knows its records as before, and the tracker its pilots, whatever they are called here.
    assert_eq!(desk.json(&["import", "slice.csv", "--map", "us-federal-2024"])["created"], 0);
    desk.on(&["set", &code, "code", "called-otherwise"]).done();
    tracker("Finance").done();
    assert_eq!(desk.list(&["pilots"]).len(), pilots.len(), "none is made a second time");
    assert_eq!(text(&desk.json(&["show", "called-otherwise"]), "unit"), "Treasury");
}

#[test]
fn two_trackers_of_the_same_pilots_do_not_take_turns() {
    let desk = Desk::with_demo();
    let import = |name: &str, table: String| {
        desk.write(name, table.as_bytes());
        desk.on(&["import", name])
    };
    let plan = |sponsor: &str, unit: &str, stage: u8| {
        let header = "Code,Project,Sponsor,Department,Stage";
        import("plan.csv", format!("{header},Week 47\nz-1,Zed,{sponsor},{unit},{stage},fine\n"))
    };
    let board = |sponsor: &str, stage: u8| {
        import("board.csv", format!("Phase;Accountable;Pilot;Code\n{stage};{sponsor};Zed;z-1\n"))
    };
    let stands = || {
        let pilot = desk.json(&["show", "z-1"]);
        (text(&pilot, "executive_owner").to_owned(), text(&pilot, "unit").to_owned(), pilot["stage"].clone())
    };
    let all = |owner: &str, unit: &str, stage: u8| (owner.to_owned(), unit.to_owned(), json!(stage));
    plan("Ana Costa", "Finance", 2).done();
    board("Bo Lind", 3).done();
    assert_eq!(stands(), all("Bo Lind", "Finance", 3), "the second one is taken at its word");
    // What each said last is nothing new, whatever the other one said since.
    for _ in 0..2 {
        let again = plan("Ana Costa", "Finance", 2).done();
        assert!(again.err.contains("2 fields stay as another tracker said since."), "{again:?}");
        board("Bo Lind", 3).done();
        assert_eq!(stands(), all("Bo Lind", "Finance", 3));
        assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null);
    }
    // What one of them says anew is taken, also over what the other one said.
    plan("Cara Moss", "Sales", 2).done();
    assert_eq!(stands(), all("Cara Moss", "Sales", 3));
    // Of what the other one has no column it has said nothing.
    desk.on(&["set", "z-1", "unit", "Finance"]).done();
    let said = plan("Cara Moss", "Ops", 2);
    assert!(said.status == 3 && said.err.contains("unit of z-1 was edited here and in the file"), "{said:?}");
    desk.on(&["set", "z-1", "unit", "Sales"]).done();
    // What somebody wrote here is not.
    desk.on(&["owner", "z-1", "Ana Costa", "--why", "asked"]).done();
    let said = board("Dee Park", 3);
    assert!(said.status == 3 && said.err.contains("owner of z-1 was edited here and in the file"), "{said:?}");
    // A column that feeds nothing does not make another tracker of it, nor does their order.
    let header = "Department,Code,Project,Sponsor,Stage";
    let told = import("plan.csv", format!("{header},Week 48\nSales,z-1,Zed,Cara Moss,2,fine\n"));
    assert!(told.done().err.contains("1 field stays as edited here: owner of z-1 (here “Ana Costa”"));
    assert_eq!(stands(), all("Ana Costa", "Sales", 3));
}

#[test]
fn what_one_tracker_said_is_taken_back_after_another_one_spoke() {
    let desk = Desk::with_demo();
    let import = |name: &str, table: &str| {
        desk.write(name, table.as_bytes());
        desk.json(&["import", name])["entry"].as_i64()
    };
    import("plan.csv", "Code,Project,Department\nz-1,Zed,Finance\n");
    import("board.csv", "Code,Pilot,Vendor\nz-1,Zed,Acme\n");
    let sales = import("plan.csv", "Code,Project,Department\nz-1,Zed,Sales\n").unwrap();
    import("board.csv", "Code,Pilot,Vendor\nz-1,Zed,Beta\n");
    desk.on(&["revert", &sales.to_string(), "--yes"]).done();
    assert_eq!(text(&desk.json(&["show", "z-1"]), "unit"), "Finance");
    import("plan.csv", "Code,Project,Department\nz-1,Zed,Sales\n");
    let pilot = desk.json(&["show", "z-1"]);
    assert_eq!((text(&pilot, "unit"), text(&pilot, "partner")), ("Sales", "Beta"), "it is said anew");
}

#[test]
fn a_pilot_that_one_tracker_holds_is_not_resumed_by_another_one() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Code,Project,Stage\nz-1,Zed,On hold\n");
    desk.write("board.csv", b"Pilot,Code,RAG,Vendor\nZed,z-1,green,Acme\n");
    for file in ["plan.csv", "board.csv", "plan.csv", "board.csv"] {
        desk.on(&["import", file]).done();
        assert_eq!(text(&desk.json(&["show", "z-1"]), "lifecycle"), "paused", "{file}");
    }
    desk.write("plan.csv", b"Code,Project,Stage\nz-1,Zed,1\n");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(text(&desk.json(&["show", "z-1"]), "lifecycle"), "active");
}

#[test]
fn what_a_tracker_brings_for_the_first_time_does_not_overwrite_an_edit() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Project,Code,Department\nZed,z-1,\n");
    desk.on(&["import", "plan.csv"]).done();
    desk.on(&["set", "z-1", "unit", "Treasury"]).done();
    desk.on(&["set", "z-1", "tags", "mine"]).done();
    for table in ["Project,Code,Department\nZed,z-1,Sales\n", "Project,Code,Tags\nZed,z-1,theirs\n"] {
        desk.write("plan.csv", table.as_bytes());
        let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
        assert!(error.contains("was edited here and in the file"), "{error}");
    }
    // Notes stand one below the other, and those that people wrote are theirs.
    for week in ["Week 47: fine", "Week 51: vendor left"] {
        desk.write("plan.csv", format!("Project,Code,Comment\nZed,z-1,{week}\n").as_bytes());
        desk.on(&["import", "plan.csv"]).done();
    }
    let export = desk.export();
    assert!(export.contains("Week 47: fine") && export.contains("Week 51: vendor left"));
}

#[test]
fn tables_of_other_registers_do_not_become_pilots() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let refused = |name: &str, table: &str, says: &str| {
        desk.write(name, table.as_bytes());
        let error = desk.refuses(&["import", name], 3);
        assert!(error.to_string().contains(says), "{name}: {error}");
        assert_eq!(desk.export(), before);
    };
    refused(
        "actions.csv",
        "Action,Who,Due,Pilot\nOrder it,Ana Costa,2026-12-01,Invoice triage\n",
        "a table of actions",
    );
    refused("decisions.csv", "Pilot,Decision,Date\nInvoice triage,Retrain,2026-11-02\n", "a table of decisions");
    refused("tasks.csv", "Project,Task,Owner,Due\nInvoice triage,Do it,Ana Costa,2026-12-01\n", "a table of actions");
    refused("decided.csv", "Project,Decision,Decided on,By\nInvoice triage,Retrain,2026-11-02,Ana\n", "steerco decide");
    refused("text.csv", "text;owner;due;pilot\nA1;Rita Silva;2026-12-01;Claims intake\n", "a table of actions");
    refused("risks.csv", "Pilot,Risk,Owner,Status\nClaims intake,Drift,Rita Silva,open\n", "steerco note");
    refused("dates.csv", "Pilot,KPI,2/11/2026,9/11/2026\nInvoice triage,accuracy,91,92\n", "a column a week");
    refused("named.csv", "Project,KW 44,KW 45\nInvoice triage,91,92\n", "a column a week");
    refused("weeks.csv", "Pilot,W44,W45,2026-W46\nInvoice triage,91,92,93\n", "a column a week");
    let pivot = "Average of value,,Week,,\nPilot,Metric,W45,W46,Grand Total\nInvoice triage,accuracy,91,92,91.5\n";
    refused("pivot.csv", pivot, "a column a week");
    let error = desk.refuses(&["record", "--from", "weeks.csv"], 3).to_string();
    assert!(error.contains("a column a week") && error.contains("paste it into the week"), "{error}");
    refused("wochen.csv", "Projekt;KW 44;KW 45\nInvoice triage;91,5;92\n", "a column a week");
    // A tracker may have such columns too.
    for table in [
        "Pilot,Owner,Issue,Task,Phase\nTracked one,Ana Costa,slow,call them,1\n",
        "Projekt;Sponsor;Ampel;KW 44;KW 45\nTracked one;Ana Costa;rot;grün;rot\n",
    ] {
        desk.write("plan.csv", table.as_bytes());
        assert_eq!(desk.json(&["import", "plan.csv", "--dry-run"])["created"], json!(1), "{table}");
    }
    desk.on(&["export", "own.csv", "--what", "actions"]).done();
    let error = desk.refuses(&["import", "own.csv"], 3);
    assert!(error.to_string().contains("a table of actions"), "{error}");
    assert_eq!(desk.export(), before);
}

#[test]
fn registers_that_were_exported_one_by_one_are_refused_by_name_with_their_ids_or_without() {
    let desk = Desk::with_demo();
    let before = desk.export();
    for noun in [
        "versions",
        "items",
        "gaps",
        "signals",
        "steps",
        "assessments",
        "trainings",
        "people",
        "metrics",
        "exceptions",
        "workstreams",
        "waivers",
        "reviews",
        "committee",
        "journal",
        "decisions",
        "actions",
    ] {
        desk.on(&["export", "whole.csv", "--what", noun, "--force"]).done();
        let whole = desk.read("whole.csv");
        let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(whole.as_slice())
            .records()
            .map(Result::unwrap)
            .collect();
        let id = rows[0].iter().position(|column| column == "id").unwrap();
        // One row of it, without the ids.
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows[..2] {
            writer.write_record(row.iter().enumerate().filter(|(at, _)| *at != id).map(|(_, cell)| cell)).unwrap();
        }
        desk.write("one.csv", &writer.into_inner().unwrap());
        for file in ["whole.csv", "one.csv"] {
            let error = desk.refuses(&["import", file], 3);
            assert!(text(&error, "title").contains(&format!("a table of {noun}")), "{noun}: {error}");
            let way = if noun == "actions" { "`--map actions`" } else { "`steerco " };
            assert!(text(&error, "hint").contains(way), "{noun}: {error}");
        }
    }
    check_same(&desk.export(), &before, "the workspace");
}

#[test]
fn nobody_comes_with_a_row_that_is_not_taken_and_no_note_is_told_of_it() {
    let desk = Desk::empty();
    let rows = "Project,Sponsor,PM,Status\nYak,Zoe Ruiz,Zoe Costa,Green\nElk,Max Adler,Zoe,Purple\n";
    desk.write("plan.csv", rows.as_bytes());
    let said = desk.on(&["import", "plan.csv", "--partial"]).done();
    assert!(said.err.contains("row 3: “Zoe” could be one of several people"), "{said:?}");
    assert!(!said.err.contains("Purple"), "{said:?}");
    let people = desk.list(&["people"]);
    let names: Vec<&str> = people.iter().map(|person| text(person, "name")).collect();
    assert_eq!(names, ["Zoe Ruiz", "Zoe Costa"]);
}

#[test]
fn what_contradicts_another_cell_of_its_row_is_told_and_stays_in_a_note() {
    let desk = Desk::empty();
    let rows = "Project,Sponsor,Sponsor e-mail,Phase,Status\nYak,Zoe Ruiz <zoe@example.com>,bo@example.com,On hold,Stopped\n\
                Elk,Max Adler <max@example.com>,MAX@example.com,On hold,paused\n";
    desk.write("plan.csv", rows.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    for told in [
        "column “Sponsor e-mail” has another address than the one beside the name in “bo@example.com” (row 2)",
        "column “Status” has another state than the row says elsewhere in “Stopped” (row 2)",
        "the other one is taken, and a note has the word; next: write the same in both.",
    ] {
        assert!(said.err.contains(told), "{told}: {said:?}");
    }
    assert!(!said.err.contains("MAX@"), "{said:?}");
    assert_eq!(desk.json(&["show", "yak"])["lifecycle"], json!("paused"));
    assert!(desk.export().contains("bo@example.com"), "a note has it");
}
