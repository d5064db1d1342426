//! Exit statuses, and what each failure says.

use super::*;

#[test]
fn what_is_done_ends_with_0_and_says_so_on_stdout() {
    let desk = Desk::with_demo();
    for words in [["list", "pilots"], ["show", "invoice-triage"], ["note", "invoice-triage"], ["doctor", "--read-only"]]
    {
        let more: &[&str] = if words[0] == "note" { &["Seen."] } else { &[] };
        let said = desk.on(&joined(&words, more));
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{said:?}");
        assert!(said.out.ends_with('\n'), "{said:?}");
    }
}

#[test]
fn every_exit_status_has_a_command_that_ends_with_it() {
    let desk = Desk::with_demo();
    let whole = desk.read("work.steerco");
    desk.write("held.steerco", &whole);
    desk.write("newer.steerco", &whole);
    desk.write("short.steerco", &whole[..4_096]);
    desk.write("taken.json", b"precious");
    let newer = Connection::open(desk.path("newer.steerco")).unwrap();
    let version: i64 = newer.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    newer.pragma_update(None, "user_version", version + 1).unwrap();
    drop(newer);
    let lock = Connection::open(desk.path("held.steerco")).unwrap();
    lock.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let table: &[(i32, &str, &[&str])] = &[
        (0, "work.steerco", &["list", "pilots"]),
        (1, "work.steerco", &["report", "month", "--out", "taken.json/month"]),
        (2, "work.steerco", &["list", "nothings"]),
        (3, "work.steerco", &["record", "shift-planning", "performance", "130"]),
        (4, "work.steerco", &["show", "nobody"]),
        (5, "held.steerco", &["list", "pilots"]),
        (6, "short.steerco", &["list", "pilots"]),
        (7, "newer.steerco", &["list", "pilots"]),
        (8, "work.steerco", &["export", "taken.json"]),
        (10, "work.steerco", &["check"]),
    ];
    for (status, name, words) in table {
        let said = desk.run(&joined(&["--workspace", name], words));
        assert_eq!(said.status, *status, "{said:?}");
        // What was done answers on stdout, also where it found something; what was not is told on stderr.
        let answered = matches!(*status, 0 | 10);
        assert_eq!((said.out.is_empty(), said.err.is_empty()), (!answered, answered), "{said:?}");
        assert!(answered || said.err.starts_with("error: "), "{said:?}");
    }
    assert_eq!(desk.read("taken.json"), b"precious");
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_ends_with_1() {
    let desk = Desk::with_demo();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let words = ["--workspace", "work.steerco", "list", "readings"];
    let output = desk.command(&words).stdout(Stdio::from(full)).output().unwrap();
    let said = Said::of(&output, &words);
    assert_eq!(said.status, 1, "{said:?}");
    assert!(said.err.contains("cannot be written"), "{said:?}");
}

#[test]
fn wrong_use_ends_with_2() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["frobnicate"],
        &["list"],
        &["list", "nothings"],
        &["list", "pilots", "--stage", "one"],
        &["list", "pilots", "--sort", "nonsense"],
        &["list", "pilots", "--frobnicate"],
        &["show"],
        &["show", "invoice-triage", "service-chat"],
        &["record", "invoice-triage"],
        &["status", "invoice-triage", "A"],
        &["log", "--limit", "many"],
        &["set", "invoice-triage"],
        &["add", "workspace", "x"],
        &["demo", "--pilots", "0", "--into", "none.steerco"],
        &["export", "without-an-ending"],
        &["--today", "soon", "list", "pilots"],
        &["--today", "2026-02-30", "list", "pilots"],
        &["--as-of", "2026-13-01", "list", "pilots"],
    ];
    let before = desk.export();
    for words in table {
        desk.refuses(words, 2);
    }
    check_same(&desk.export(), &before, "what the workspace holds");
    assert!(!desk.has("none.steerco") && !desk.has("without-an-ending"));
}

#[test]
fn a_usage_error_in_json_names_what_is_missing() {
    let error = Desk::with_demo().refuses(&["record", "invoice-triage", "impact"], 2);
    assert!(error.to_string().contains("VALUE"), "{error}");
}

#[test]
fn a_word_that_is_none_behind_a_command_is_refused_with_those_that_are() {
    let desk = Desk::with_demo();
    for (words, known) in [(["review", "new"], "prepare, show, item, open"), (["framework", "zzz"], "get")] {
        let error = desk.refuses(&words, 2);
        assert!(text(&error, "title").contains(&format!("“{}”", words[1])), "{error}");
        assert!(text(&error, "hint").contains(known), "{error}");
    }
    let error = desk.refuses(&["review", "done", "zzz"], 4);
    assert!(text(&error, "hint").contains("review show"), "{error}");
}

#[test]
fn a_number_that_is_none_is_refused_with_what_to_write() {
    let desk = Desk::with_demo();
    let far = "99999999999999999999999";
    // What a workspace would keep is wrong input; how a command is to go about it is wrong use.
    let table: &[(&[&str], i32, &str)] = &[
        (&["target", "invoice-triage", "abc"], 3, "a whole number of people"),
        (&["target", "invoice-triage", "-5"], 3, "a whole number of people"),
        (&["target", "invoice-triage", "--", "-5"], 3, "a whole number of people"),
        (&["target", "invoice-triage", "4294967296"], 3, "too large"),
        (&["record", "invoice-triage", "impact", "5", "--sample", far], 3, "a whole number of cases"),
        (&["record", "invoice-triage", "impact", "5", "--sample", "-5"], 3, "a whole number of cases"),
        (&["list", "pilots", "--stage", "abc"], 2, "1, 2, 3 or 4"),
        (&["log", "--limit", far], 2, "a whole number"),
        (&["demo", "--pilots", "many", "--into", "none.steerco"], 2, "a whole number"),
    ];
    for (words, status, wanted) in table {
        let error = desk.refuses(words, *status).to_string();
        let leaks = ["digit", "target type", "4294967295", "unexpected"].into_iter().find(|leak| error.contains(leak));
        assert!(error.contains(wanted) && leaks.is_none(), "{words:?}: {error}");
    }
}

#[test]
fn invalid_input_ends_with_3_and_names_the_field() {
    let desk = Desk::with_demo();
    let table: &[(&[&str], &str)] = &[
        (&["record", "shift-planning", "performance", "130"], "value"),
        (&["record", "shift-planning", "performance", "fast"], "value"),
        (&["record", "shift-planning", "performance", "80", "--week", "2026-W54"], "week"),
        (&["add", "pilot", ""], "name"),
        (&["add", "pilot", "Late", "--started", "2026-02-30"], "started"),
        (&["add", "pilot", "Other", "--code", "invoice-triage"], "code"),
        (&["add", "person", "Zoe", "--level", "boss"], "level"),
        (&["add", "metric", "shift-planning", "x", "--family", "money"], "family"),
        (&["add", "metric", "shift-planning", "x", "--family", "impact", "--better", "sideways"], "better"),
        (&["set", "shift-planning", "started", "soon"], "started"),
        (&["status", "shift-planning", "purple", "--because", "x"], "status"),
        (&["status", "shift-planning", "A", "--because", " "], "because"),
        (&["note", "shift-planning", " "], "note"),
        (&["note", "shift-planning", "\u{200b}\u{feff}"], "note"),
        (&["owner", "shift-planning", "Rita Silva", "--why", ""], "why"),
        (&["tick", "shift-planning", "s1.real-data", "--due", "someday"], "due"),
        (&["target", "shift-planning", "abc"], "users"),
        (&["target", "shift-planning", "0"], "users"),
        (&["add", "pilot", "Late", "--stage", "last"], "stage"),
        (&["score", "shift-planning", "data", "2", "--effort", "-1"], "effort"),
        (&["add", "training", "shift-planning", "Rota", "--people", "many"], "people"),
        (&["new", "folder/"], "path"),
        (&["backup", "folder/"], "path"),
        (&["decide", "shift-planning", "take over", "--say", "x", "--by", "Rita Silva"], "verb"),
        (&["decide", "shift-planning", "certify", "--say", "x", "--by", "Rita Silva"], "verb"),
    ];
    let before = desk.export();
    for (words, field) in table {
        let error = desk.refuses(words, 3);
        assert_eq!(text(&error, "field"), *field, "{words:?}: {error}");
        assert!(!text(&error, "hint").is_empty(), "{words:?}: {error}");
    }
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn a_status_is_one_of_r_a_and_g() {
    let desk = Desk::with_demo();
    let before = desk.export();
    for word in ["?", "-", "", "stale", "blocked", "purple"] {
        let words = ["status", "shift-planning", word, "--because", "A sentence that must not be lost."];
        let error = desk.refuses(&words, 3);
        let hint = text(&error, "hint");
        assert!(
            hint.contains("R (a decision") && hint.contains("A (at risk") && hint.contains("G (on track"),
            "{error}"
        );
    }
    check_same(&desk.export(), &before, "what the workspace holds");
    let words = ["on track", "Red", "amber", "decision wanted", "at  risk", "r", "green"];
    for (word, status) in words.into_iter().zip(["G", "R", "A", "R", "A", "R", "G"]) {
        desk.on(&["status", "shift-planning", word, "--because", "A sentence."]).done();
        assert_eq!(text(&desk.json(&["show", "shift-planning"]), "reported"), status, "{word}");
    }
}

#[test]
fn what_is_not_there_ends_with_4_and_says_where_to_look() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["show", "nobody"],
        &["record", "nobody", "impact", "1"],
        &["record", "shift-planning", "speed", "1"],
        &["tick", "shift-planning", "s9.nothing"],
        &["owner", "shift-planning", "Nora Nemo", "--why", "x"],
        &["add", "pilot", "Other", "--owner", "Nora Nemo"],
        &["list", "readings", "--pilot", "nobody"],
        &["list", "pilots", "--owner", "Nora Nemo"],
        &["log", "--pilot", "nobody"],
        &["archive", "nobody"],
        &["revert", "99999"],
        &["import", "nothing.csv"],
        &["record", "--from", "nothing.csv"],
        &["restore", "nothing.steerco"],
        &["import", "table.csv", "--map", "nothing.toml"],
    ];
    for words in table {
        let error = desk.refuses(words, 4);
        assert!(!text(&error, "hint").is_empty(), "{words:?}: {error}");
    }
    assert!(!desk.has("nothing.steerco"));
}

#[test]
fn an_unknown_pilot_is_not_found_and_says_where_to_look() {
    let error = Desk::with_demo().refuses(&["show", "invoice-triag3"], 4);
    assert!(text(&error, "title").contains("invoice-triag3"), "{error}");
    assert!(text(&error, "hint").contains("list pilots"), "{error}");
}

#[test]
fn a_workspace_that_another_process_holds_ends_with_5() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let lock = Connection::open(desk.path("work.steerco")).unwrap();
    lock.execute_batch("BEGIN EXCLUSIVE").unwrap();
    for words in [&["list", "pilots", "--json"][..], &["add", "pilot", "Zed", "--json"], &["doctor", "--json"]] {
        let error = desk.on(words).error(5);
        assert!(text(&error, "title").contains("work.steerco"), "{error}");
        assert!(!text(&error, "hint").is_empty(), "{error}");
    }
    lock.execute_batch("ROLLBACK").unwrap();
    drop(lock);
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn a_writer_that_waits_in_vain_for_another_ends_with_5_and_readers_read() {
    let desk = Desk::with_demo();
    let lock = Connection::open(desk.path("work.steerco")).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.on(&["note", "invoice-triage", "Seen.", "--json"]).error(5);
    desk.on(&["list", "pilots"]).done();
    lock.execute_batch("ROLLBACK").unwrap();
    desk.on(&["note", "invoice-triage", "Seen.", "--json"]).done();
}

#[test]
fn a_restore_into_a_workspace_that_another_process_holds_ends_with_5() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "copy.steerco"]).done();
    let lock = Connection::open(desk.path("work.steerco")).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let said = desk.run_in_time(&["--workspace", "work.steerco", "restore", "copy.steerco", "--json"]);
    said.error(5);
}

#[test]
fn a_workspace_of_a_newer_program_ends_with_7_and_stays_as_it_is() {
    let desk = Desk::with_demo();
    let newer = Connection::open(desk.path("work.steerco")).unwrap();
    let version: i64 = newer.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    newer.pragma_update(None, "user_version", version + 1).unwrap();
    drop(newer);
    check_every_command(&desk, "work.steerco", 7);
}

#[test]
fn a_workspace_of_an_older_program_is_read_as_it_is_and_migrated_by_the_first_write() {
    let desk = Desk::bare();
    let frozen = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schema/1.steerco")).unwrap();
    desk.write("old.steerco", &frozen);
    let before = desk.run(&["--workspace", "old.steerco", "list", "pilots", "--json"]).json();
    assert!(desk.read("old.steerco") == frozen, "reading wrote the file");

    desk.run(&["--workspace", "old.steerco", "add", "person", "Cleo Marsh", "--json"]).done();
    assert_eq!(desk.run(&["--workspace", "old.steerco", "list", "pilots", "--json"]).json(), before);
    desk.run(&["--workspace", "old.steerco", "undo", "--json"]).done();
    desk.run(&["--workspace", "old.steerco", "doctor", "--json"]).done();

    let backups = desk.backups_of("migration");
    assert_eq!(backups.len(), 1, "{:?}", desk.backups());
    assert_eq!(desk.run(&["--workspace", backups[0].to_str().unwrap(), "list", "pilots", "--json"]).json(), before);

    // Such copies age out as others do, with those whose names told no file.
    for minute in 10..40 {
        let name = format!("2025-03-03T10{minute}00000-migration.steerco");
        std::fs::write(backups[0].with_file_name(name), b"").unwrap();
    }
    desk.write("old.steerco", &frozen);
    desk.run(&["--workspace", "old.steerco", "add", "person", "Cleo Marsh", "--json"]).done();
    assert_eq!(desk.backups_of("migration").len(), 10, "{:?}", desk.backups());
}

#[test]
fn what_would_be_overwritten_ends_with_8_unless_forced() {
    let desk = Desk::with_demo();
    let table: &[(&[&str], &str)] = &[
        (&["new", "taken.steerco"], "taken.steerco"),
        (&["demo", "--pilots", "2", "--weeks", "4", "--into", "taken.steerco"], "taken.steerco"),
        (&["export", "taken.json"], "taken.json"),
        (&["export", "taken.csv"], "taken.csv"),
        (&["export", "taken.csv", "--what", "people"], "taken.csv"),
        (&["backup", "taken.steerco"], "taken.steerco"),
    ];
    for (words, target) in table {
        desk.write(target, b"precious");
        let error = desk.refuses(words, 8);
        assert!(text(&error, "title").contains(target), "{error}");
        assert_eq!(desk.read(target), b"precious", "{words:?}");
        desk.on(&joined(words, &["--force"])).done();
        assert_ne!(desk.read(target), b"precious", "{words:?}");
    }
}

#[test]
fn a_new_workspace_that_is_refused_leaves_what_was_there() {
    let desk = Desk::with_demo();
    let before = desk.read("work.steerco");
    let title = "x".repeat(1_000);
    desk.refused(&["new", "work.steerco", "--force", "--title", &title], 3);
    assert!(desk.has("work.steerco"), "the workspace is gone although nothing was made in its place");
    check_same(&desk.read("work.steerco"), &before, "the file");
}

#[test]
fn what_is_written_leaves_other_files_beside_it_alone() {
    let desk = Desk::with_demo();
    for name in ["table.part", "made.part.steerco", "work.damaged"] {
        desk.write(name, b"precious");
    }
    desk.on(&["export", "table.json"]).done();
    desk.run(&["demo", "--pilots", "2", "--weeks", "4", "--into", "made.steerco"]).done();
    let kept = |name: &&str| desk.has(name) && desk.read(name) == b"precious";
    let lost: Vec<&str> =
        ["table.part", "made.part.steerco", "work.damaged"].into_iter().filter(|name| !kept(name)).collect();
    assert!(lost.is_empty(), "{lost:?} belonged to somebody else");
}

#[test]
fn a_review_on_a_weekday_is_todays_until_that_is_closed_and_its_day_is_told() {
    let desk = Desk::empty();
    let said = desk.on(&["review", "prepare", "tuesday"]).done();
    assert!(said.err.contains("“tuesday” is Tuesday, 24 November 2026."), "{said:?}");
    for deed in ["open", "close"] {
        desk.on(&["review", deed, "2026-11-24"]).done();
    }
    let said = desk.on(&["review", "prepare", "Tuesday"]).done();
    assert!(said.err.contains("“Tuesday” is Tuesday, 1 December 2026."), "{said:?}");
    let said = desk.on(&["review", "prepare", "2026-12-02"]).done();
    assert!(!said.err.contains("“2026-12-02”"), "it is written out: {said:?}");
}

#[test]
fn a_reason_of_a_status_that_nobody_reports_is_told() {
    let desk = Desk::with_demo();
    let table = "code,name,because,stage\ndemand-forecast,Demand forecast,they said so,1\nprobe,Probe,so did they,1\n";
    desk.write("pilots.csv", table.as_bytes());
    let said = desk.on(&["import", "pilots.csv", "--dry-run"]).done();
    let told = "A reason is not taken where nothing says the status that it is for (rows 2, 3)";
    assert!(said.err.contains(told), "{said:?}");
    desk.write(
        "pilots.csv",
        table.replace("because,stage", "because,stage,reported").replace(",1\n", ",1,A\n").as_bytes(),
    );
    let said = desk.on(&["import", "pilots.csv", "--dry-run"]).done();
    assert!(!said.err.contains("A reason is not taken"), "{said:?}");
}

#[test]
fn a_tracker_names_what_it_takes_the_place_of() {
    let desk = Desk::with_demo();
    let owner = text(&desk.json(&["show", "invoice-triage"]), "executive_owner").to_owned();
    let table = "Project,Owner,Status,Status comment,Unit\nInvoice triage,Zoe Zander,red,lost its data,Legal\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.json(&["import", "plan.csv"]);
    let replaced = said["replaced"].as_array().unwrap();
    let fields: Vec<(&str, &str)> = replaced.iter().map(|one| (text(one, "field"), text(one, "was"))).collect();
    assert!(fields.contains(&("owner", owner.as_str())) && fields.contains(&("unit", "Finance")), "{said}");
    assert!(fields.contains(&("reported", "G")) && replaced.iter().any(|one| one["field"] == "because"), "{said}");
    desk.on(&["undo"]).done();
    let told = desk.on(&["import", "plan.csv"]).done();
    assert!(told.out.contains(&owner) && told.err.contains("undo` takes it back"), "{told:?}");
}
