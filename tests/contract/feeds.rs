//! What columns feed that are called otherwise, of whichever rows.

use super::*;

#[test]
fn columns_of_people_feed_what_is_said_of_them() {
    let desk = Desk::with_demo();
    let table = "Name;Kontaktadresse;Dienststelle;Fax\nZed Neu;zed@example.com;Finance;1\n";
    desk.write("who.csv", table.as_bytes());
    let words = ["import", "who.csv", "--feeds", "Kontaktadresse=e-mail"];
    let error = desk.refuses(&words, 3).to_string();
    assert!(error.contains("“e-mail” is no field of a pilot") && error.contains("fields are: name"), "{error}");
    let words = ["import", "who.csv", "--map", "people", "--feeds", "Kontaktadresse=e-mail"];
    let error = desk.refuses(&words, 3).to_string();
    assert!(error.contains("is no field of a person") && error.contains("level, unit, email, or nothing"), "{error}");
    // Which rows have such a field tells what they are.
    let said = desk.on(&["import", "who.csv", "--feeds", "Kontaktadresse=email", "--feeds", "Fax=nothing"]).done();
    assert!(said.out.contains("1 person created"), "{said:?}");
    let told = "1 column feeds nothing and is left out, as people have no note (Dienststelle). Next: `--feeds \
                \"COLUMN=FIELD\"`, or Enter on it in g i.";
    assert!(said.err.contains(told), "{said:?}");
    let words = ["import", "who.csv", "--map", "people", "--feeds", "Dienststelle=unit"];
    desk.on(&words).done();
    let people = desk.list(&["people"]);
    let zed = people.iter().find(|person| person["name"] == "Zed Neu").unwrap();
    assert_eq!((text(zed, "email"), text(zed, "unit")), ("zed@example.com", "Finance"));
}

#[test]
fn days_beside_readings_say_their_week_or_it_is_asked_whether_they_do() {
    let taken = |heading: &str, more: &[&str]| {
        let desk = Desk::with_demo();
        desk.write("days.csv", format!("Pilot,{heading},accuracy\nInvoice triage,2026-11-01,80\n").as_bytes());
        let said = desk.on(&[&["import", "days.csv"][..], more].concat());
        let of = |week: &str| reading(&desk, "invoice-triage", "accuracy", week).unwrap()["value"].clone();
        (said, of("2026-W44"), of("2026-W47"))
    };
    let (_, before, last) = taken("Seen", &["--dry-run"]);
    for heading in ["Week ending", "W/E", "week_ending", "Period", "As of", "Stichtag", "Reporting date", "Date"] {
        let (said, that, newest) = taken(heading, &[]);
        assert_eq!((said.status, that, &newest), (0, json!(80), &last), "{heading}");
    }
    let (said, that, newest) = taken("Seen", &[]);
    assert_eq!((said.status, that, newest), (3, before.clone(), last.clone()), "{said:?}");
    assert!(said.err.contains("--feeds \"Seen=week\"") && said.err.contains("\"Seen=nothing\""), "{said:?}");
    let (_, that, newest) = taken("Seen", &["--feeds", "Seen=week"]);
    assert_eq!((that, newest), (json!(80), last));
    let (said, that, newest) = taken("Seen", &["--feeds", "Seen=nothing"]);
    assert_eq!((that, newest), (before, json!(80)), "{said:?}");
}

#[test]
fn a_column_in_another_unit_than_that_of_its_metric_is_refused() {
    let desk = Desk::with_demo();
    let taken = |heading: &str| {
        desk.write("unit.csv", format!("Pilot,Week,{heading}\nInvoice triage,2026-W47,0.15\n").as_bytes());
        desk.on(&["import", "unit.csv", "--dry-run", "--feeds", &format!("{heading}=impact")])
    };
    for heading in ["Handling time (h)", "Dauer [h]", "Kosten (k€)"] {
        let said = taken(heading);
        assert!(said.err.contains("handling time is not counted in “"), "{heading}: {said:?}");
        assert!(said.err.contains("write the values in min"), "{heading}: {said:?}");
    }
    for heading in ["Dauer", "Dauer (min)", "Dauer (Minuten)", "Dauer (weekly)"] {
        let said = taken(heading).done();
        assert!(said.out.contains("1 reading would be written"), "{heading}: {said:?}");
    }
}

#[test]
fn a_file_of_actions_is_read_by_the_mapping_that_says_so() {
    let desk = Desk::with_demo();
    let before = desk.list(&["actions"]).len();
    let table = "Aufgabe;Kümmerer;Fällig;Vorhaben\nOrder it;Rita Silva;2026-12-01;claims-intake\n";
    desk.write("todo.csv", table.as_bytes());
    let error = desk.refuses(&["import", "todo.csv"], 3).to_string();
    assert!(error.contains("a table of actions") && error.contains("--map actions"), "{error}");
    let error = desk.refuses(&["import", "todo.csv", "--map", "actions"], 3).to_string();
    assert!(error.contains("no column of these actions is called “who”"), "{error}");
    assert!(error.contains("say what one feeds: `--feeds"), "{error}");
    let words = ["import", "todo.csv", "--map", "actions", "--feeds", "Kümmerer=owner"];
    let said = desk.on(&words).done();
    assert!(said.out.contains("1 action created"), "{said:?}");
    let actions = desk.list(&["actions"]);
    assert_eq!(actions.len(), before + 1);
    let action = actions.iter().find(|action| action["text"] == "Order it").unwrap();
    assert_eq!((text(action, "owner"), text(action, "pilot")), ("Rita Silva", "claims-intake"));
    assert_eq!(desk.json(&words)["entry"], Value::Null, "the second time it is known");
}

#[test]
fn actions_that_were_written_out_come_back_with_what_was_edited_in_them() {
    let desk = Desk::with_demo();
    let before = desk.list(&["actions", "--all"]).len();
    desk.on(&["export", "actions.csv", "--what", "actions"]).done();
    let error = desk.refuses(&["import", "actions.csv"], 3).to_string();
    assert!(error.contains("a table of actions as steerco writes it") && error.contains("--map actions"), "{error}");
    let words = ["import", "actions.csv", "--map", "actions"];
    assert_eq!(desk.json(&words)["entry"], Value::Null, "nothing was changed");
    let written = String::from_utf8(desk.read("actions.csv")).unwrap();
    let (text_was, state_was) = ("Name who may order a retraining", ",open,invoice-triage,");
    assert!(written.contains(text_was) && written.contains(state_was), "{written}");
    let edited = written.replacen(text_was, "Say who may order a retraining", 1);
    desk.write("actions.csv", edited.replacen(state_was, ",done,invoice-triage,", 1).as_bytes());
    let said = desk.on(&words).done();
    assert!(said.out.contains("0 actions created, 1 changed"), "{said:?}");
    let actions = desk.list(&["actions", "--all"]);
    let one = actions.iter().find(|action| text(action, "text").starts_with("Say who may order")).unwrap();
    assert_eq!((actions.len(), text(one, "state")), (before, "done"));
    desk.write("actions.csv", written.replacen(",done,invoice-triage,", ",done,claims-intake,", 1).as_bytes());
    let error = desk.refuses(&words, 3).to_string();
    assert!(error.contains("an action keeps its pilot"), "{error}");
}

#[test]
fn an_action_that_ended_here_stays_so_and_is_told() {
    let desk = Desk::with_demo();
    let table = "What,Who,By when,Project,Status\nWrite down how a disputed invoice goes back to the desk,\
                 Jonas Lindqvist,2026-10-16,invoice-triage,open\n";
    desk.write("todo.csv", table.as_bytes());
    let said = desk.on(&["import", "todo.csv", "--map", "actions"]).done();
    let told = "1 action stays as it ended here (row 2: done here, open in the file)";
    assert!(said.err.contains(told) && said.out.contains("1 action unchanged"), "{said:?}");
}

#[test]
fn columns_of_exceptions_feed_what_is_said_of_them() {
    let desk = Desk::with_demo();
    let table = "Pilot;Was war los;Tag;Schweregrad\nclaims-intake;Wrong vendor;2026-11-20;hoch\n";
    desk.write("log.csv", table.as_bytes());
    let words = ["import", "log.csv", "--feeds", "Was war los=text", "--feeds", "Tag=raised"];
    let said = desk.on(&words).done();
    assert!(said.out.contains("1 exception raised"), "{said:?}");
    let found = desk.list(&["exceptions"]);
    let one = found.iter().find(|one| one["text"] == "Wrong vendor").unwrap();
    assert_eq!((text(one, "severity"), &text(one, "raised")[..10]), ("high", "2026-11-20"));
}

#[test]
fn what_feeds_nothing_makes_no_pilots_of_notes_readings_or_actions() {
    let desk = Desk::with_demo();
    let before = desk.list(&["pilots"]).len();
    desk.write("notes.csv", b"Pilot;Datum;Notiz;Raum\nclaims-intake;2026-11-20;Seen.;4\n");
    let said = desk.on(&["import", "notes.csv", "--feeds", "Raum=nothing"]).done();
    assert!(said.out.contains("1 note created"), "{said:?}");
    desk.write("week.csv", b"pilot;week;impact;Raum\nclaims-intake;2026-W47;3;4\n");
    let error = desk.refuses(&["import", "week.csv", "--feeds", "Raum=owner"], 3).to_string();
    assert!(error.contains("“owner” is no field of a reading") && error.contains("--map tracker"), "{error}");
    let said = desk.on(&["import", "week.csv", "--feeds", "Raum=nothing"]).done();
    assert!(said.out.contains("1 reading written") && !said.err.contains("Raum"), "{said:?}");
    let table = "Aufgabe;Wer;Fällig;Vorhaben;Raum\nOrder it;Rita Silva;2026-12-01;claims-intake;4\n";
    desk.write("todo.csv", table.as_bytes());
    let error = desk.refuses(&["import", "todo.csv", "--feeds", "Raum=nothing"], 3).to_string();
    assert!(error.contains("looks like a table of actions"), "{error}");
    desk.write("todo.csv", table.replace("Aufgabe", "Sache").as_bytes());
    let said = desk.on(&["import", "todo.csv", "--feeds", "Sache=text"]).done();
    assert!(said.out.contains("1 action created"), "{said:?}");
    assert_eq!(desk.list(&["pilots"]).len(), before);
}

#[test]
fn a_column_of_readings_feeds_the_metric_that_is_said() {
    let desk = Desk::with_demo();
    desk.write("week.csv", b"Pilot;KW;Hit rate %;Users;Remark\nClaims intake;KW 46;91;12;away\n");
    let said = desk.on(&["import", "week.csv", "--dry-run"]);
    assert!(
        said.err.contains("2 columns have names that no metric of those pilots has (Hit rate %, Users)"),
        "{said:?}"
    );
    let feeds = ["--feeds", "Hit rate %=performance", "--feeds", "Users=active users", "--feeds", "Remark=nothing"];
    desk.on(&[&["import", "week.csv"][..], &feeds].concat()).done();
    let accuracy = reading(&desk, "claims-intake", "accuracy", "2026-W46").unwrap();
    assert_eq!(accuracy["value"], json!(91));
    assert_ne!(accuracy["note"], json!("away"));
    assert_eq!(reading(&desk, "claims-intake", "active users", "2026-W46").unwrap()["value"], json!(30));
    let error = desk.refuses(&["import", "week.csv", "--feeds", "Hit rate %=hits"], 3).to_string();
    assert!(error.contains("there is no metric “hits”"), "{error}");
}

#[test]
fn a_mapping_reads_readings_that_do_not_tell_it() {
    let desk = Desk::with_demo();
    desk.write("week.csv", b"Vorhaben;KW;Trefferquote;Raum\nclaims-intake;46;91;4\n");
    let said = desk.on(&["import", "week.csv", "--dry-run"]);
    assert!(said.err.contains("Each row is read as a pilot") && said.err.contains("`--map readings`"), "{said:?}");
    let feeds = ["--feeds", "Trefferquote=performance", "--feeds", "Raum=nothing"];
    desk.on(&[&["import", "week.csv", "--map", "readings"][..], &feeds].concat()).done();
    assert_eq!(reading(&desk, "claims-intake", "accuracy", "2026-W46").unwrap()["value"], json!(91));
    let mapping = "name = \"line\"\nkind = \"readings\"\nsource = \"line\"\nskip = [\"Raum\"]\n[fields]\n\
                   performance = \"Trefferquote\"\n";
    fs::create_dir_all(desk.path("config/steerco/profiles")).unwrap();
    desk.write("config/steerco/profiles/line.toml", mapping.as_bytes());
    desk.write("week.csv", b"Vorhaben;KW;Trefferquote;Raum\nclaims-intake;47;90;4\n");
    let said = desk.on(&["import", "week.csv", "--dry-run"]);
    assert!(said.err.contains("The mapping “line” knows these columns"), "{said:?}");
    let said = desk.on(&["import", "week.csv", "--map", "line"]).done();
    assert!(said.out.contains("1 reading written") && !said.err.contains("Raum"), "{said:?}");
    assert_eq!(reading(&desk, "claims-intake", "accuracy", "2026-W47").unwrap()["value"], json!(90));
}

#[test]
fn a_mapping_of_a_list_is_a_file() {
    let desk = Desk::with_demo();
    desk.write("who.csv", b"Name,Contact address,Fax\nZed Neu,zed@example.com,1\n");
    let mapping =
        "name = \"hr\"\nkind = \"people\"\nsource = \"HR\"\nskip = [\"Fax\"]\n[fields]\nemail = \"Contact address\"\n";
    desk.write("hr.toml", mapping.as_bytes());
    let said = desk.on(&["import", "who.csv", "--map", "hr.toml"]).done();
    assert!(said.out.contains("1 person created") && !said.err.contains("feeds nothing"), "{said:?}");
    desk.write("hr.toml", mapping.replace("email", "due").as_bytes());
    let error = desk.refuses(&["import", "who.csv", "--map", "hr.toml"], 3).to_string();
    assert!(error.contains("“due” is no field of a person"), "{error}");
}

#[test]
fn a_row_of_sums_is_no_exception_and_no_action() {
    let desk = Desk::with_demo();
    let table = "Pilot;Incident;Date raised\nclaims-intake;Wrong vendor;2026-11-20\nTotal;1;\n";
    desk.write("log.csv", table.as_bytes());
    let said = desk.on(&["import", "log.csv"]).done();
    assert!(
        said.out.contains("1 exception raised") && said.err.contains("row 3: a row of sums is no exception"),
        "{said:?}"
    );
    let table = "Nr;Aufgabe;Wer;Frist\n1;Order it;Rita Silva;2026-12-01\nSumme;1;;\n";
    desk.write("todo.csv", table.as_bytes());
    let said = desk.on(&["import", "todo.csv", "--map", "actions"]).done();
    assert!(
        said.out.contains("1 action created") && said.err.contains("row 3: a row of sums is no action"),
        "{said:?}"
    );
}

#[test]
fn a_log_of_exceptions_whose_text_is_called_otherwise_changes_no_pilot() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let table =
        "ID;Pilot;Beschreibung;Gemeldet am;Verantwortlich\n1;claims-intake;Falsch gebucht;20.11.26;Dr. Ana Costa\n";
    desk.write("log.csv", table.as_bytes());
    let error = desk.refuses(&["import", "log.csv"], 3).to_string();
    assert!(error.contains("a table of exceptions") && error.contains("--map exceptions --feeds"), "{error}");
    assert_eq!(desk.export(), before);
    let words = ["import", "log.csv", "--map", "exceptions", "--feeds", "Beschreibung=text"];
    let said = desk.on(&words).done();
    assert!(said.out.contains("1 exception raised") && !said.err.contains("Nobody is called"), "{said:?}");
    let found = desk.list(&["exceptions"]);
    let one = found.iter().find(|one| one["text"] == "Falsch gebucht").unwrap();
    assert_eq!((text(one, "owner"), &text(one, "raised")[..10]), ("Ana Costa", "2026-11-20"));
}

#[test]
fn a_tracker_reads_its_columns_as_last_time_and_says_so() {
    let desk = Desk::empty();
    let week = |phase: &str| {
        let table = format!("Projekt;Verantwortlich;Phase\nAlpha bot;Ana Alpha;{phase}\nBeta bot;Bo Beta;Pilot\n");
        desk.write("plan.csv", table.as_bytes());
    };
    week("on hold");
    desk.on(&["import", "plan.csv", "--feeds", "Verantwortlich=lead"]).done();
    week("Pilot");
    let said = desk.on(&["import", "plan.csv"]).done();
    let told = "column “Verantwortlich” feeds owner, as when this table was taken in last";
    assert!(said.err.contains(&told.replace("owner", "lead")), "{said:?}");
    let alpha = desk.json(&["show", "alpha-bot"]);
    assert_eq!((&alpha["executive_owner"], &alpha["lead"]), (&Value::Null, &json!("Ana Alpha")), "{alpha}");
    assert_eq!(alpha["lifecycle"], json!("active"), "it is the same tracker, and goes on: {alpha}");
    assert_eq!(desk.json(&["import", "plan.csv"])["entry"], Value::Null, "nothing new was said");
    // What is said of the column stands, and is remembered in turn.
    desk.on(&["import", "plan.csv", "--feeds", "Verantwortlich=owner"]).done();
    assert_eq!(desk.json(&["show", "alpha-bot"])["executive_owner"], json!("Ana Alpha"));
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(!said.err.contains("as when this table"), "{said:?}");
}

#[test]
fn a_pilot_that_stays_paused_though_another_table_says_that_it_goes_on_is_told() {
    let desk = Desk::empty();
    desk.write("plan.csv", b"Project;Phase\nAlpha bot;on hold\n");
    desk.on(&["import", "plan.csv"]).done();
    desk.write("other.csv", b"Project;Department;Phase\nAlpha bot;Post;Pilot\n");
    let said = desk.on(&["import", "other.csv"]).done();
    assert!(said.err.contains("says that these go on") && said.err.contains("alpha-bot (paused)"), "{said:?}");
}

#[test]
fn a_tracker_notes_only_what_changed_since_it_was_taken_in_last() {
    let desk = Desk::empty();
    let import = |comment: &str, progress: &str| {
        let table = format!("Project;Comment;Fortschritt;Raum\nAlpha bot;{comment};{progress};4\n");
        desk.write("plan.csv", table.as_bytes());
        desk.on(&["import", "plan.csv"]).done();
        let notes = desk.list(&["notes"]);
        notes.iter().map(|note| text(note, "text").to_owned()).collect::<Vec<String>>()
    };
    let all = "waits for data\n\n**Fortschritt**\n10 %\n\n**Raum**\n4";
    assert_eq!(import("waits for data", "10 %"), [all]);
    for (at, (progress, times)) in [("15 %", 1), ("10 %", 1), ("15 %", 2)].into_iter().enumerate() {
        let notes = import("waits for data", progress);
        let only = format!("**Fortschritt**\n{progress}");
        assert_eq!((notes.len(), notes.iter().filter(|note| **note == only).count()), (at + 2, times), "{notes:?}");
    }
    let notes = import("runs", "15 %");
    assert!(notes.len() == 5 && notes.contains(&"runs".to_owned()), "{notes:?}");
    assert_eq!(import("runs", "15 %").len(), 5, "nothing changed");
}

#[test]
fn a_mapping_that_is_kept_is_proposed_for_a_file_with_its_columns() {
    let desk = Desk::empty();
    let folder = Path::new(text(&desk.json(&["paths"]), "config")).join("profiles");
    fs::create_dir_all(&folder).unwrap();
    let mine =
        "name = \"mine\"\nsource = \"ours\"\nmatch = [\"name\"]\n[fields]\nname = \"Vorhaben\"\nlead = \"Wer\"\n";
    fs::write(folder.join("mine.toml"), mine).unwrap();
    desk.write("plan.csv", b"Vorhaben,Wer,Mehr\nEins,Ana Alpha,x\n");
    let said = desk.on(&["import", "plan.csv", "--dry-run"]).done();
    assert!(said.err.contains("The mapping “mine” knows these columns; next: `--map mine`"), "{said:?}");
    let said = desk.on(&["import", "plan.csv", "--map", "mine"]).done();
    assert!(!said.err.contains("knows these columns"), "{said:?}");
}
