//! Workspaces that are damaged, held, replaced or restored, and files of other kinds.

use super::*;

#[test]
fn a_directory_is_no_workspace() {
    let desk = Desk::bare();
    fs::create_dir(desk.path("folder.steerco")).unwrap();
    check_every_command(&desk, "folder.steerco", 3);
}

#[test]
fn a_text_file_is_no_workspace() {
    let desk = Desk::bare();
    desk.write("letter.steerco", b"Dear committee,\n");
    check_every_command(&desk, "letter.steerco", 3);
}

#[test]
fn what_holds_a_workspace_and_is_none_is_said_how_it_becomes_one() {
    let desk = Desk::with_demo();
    for file in ["s.zip", "all.json"] {
        desk.run(&["--workspace", "work.steerco", "export", file]).done();
    }
    let restore = "`steerco -w NAME restore s.zip`";
    let import = "`steerco -w NAME import all.json`";
    for (words, status, hint) in [
        (&["-w", "./s.zip", "list", "pilots"][..], 3, "`steerco -w NAME restore ./s.zip`"),
        (&["-w", "s.zip", "list", "pilots"], 4, restore),
        (&["-w", "all.json", "list", "pilots"], 4, import),
        (&["-w", "./all.json", "list", "pilots"], 3, "`steerco -w NAME import ./all.json`"),
        (&["-w", "other", "restore", "all.json"], 3, import),
    ] {
        let error = desk.refused(words, status);
        assert!(text(&error, "hint").contains(hint), "{words:?}: {error}");
    }
    assert!(!desk.path("other.steerco").exists(), "nothing is made");
}

#[test]
fn a_workspace_that_is_archived_leaves_the_computer_with_its_backups_and_drafts() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "One more"]).done();
    let paths = desk.json(&["paths"]);
    let backups = Path::new(text(&paths, "own_backups")).to_owned();
    assert!(backups.is_dir(), "one is made a day: {paths}");
    let error = desk.refuses(&["forget", "--yes"], 8);
    assert!(text(&error, "hint").contains("steerco -w work.steerco export FILE.zip"), "{error}");
    desk.on(&["export", "work.zip"]).done();
    desk.on(&["note", "invoice-triage", "Not in it"]).done();
    let error = desk.refuses(&["forget", "--archive", "work.zip", "--yes"], 8);
    assert!(text(&error, "title").contains("older state"), "{error}");
    desk.on(&["export", "work.zip", "--force"]).done();
    let error = desk.refuses(&["forget", "--archive", "work.zip"], 8);
    assert!(text(&error, "cause").contains("backup") && text(&error, "hint").contains("--yes"), "{error}");
    let help = desk.run(&["forget", "--help"]).done().out;
    for said in [text(&error, "hint"), &help] {
        assert!(said.contains("--read-only is not noticed"), "{said}");
    }
    assert!(desk.has("work.steerco") && backups.is_dir(), "nothing went");

    let said = desk.on(&["forget", "--archive", "work.zip", "--yes"]).done();
    assert!(said.out.starts_with("Removed “") && said.err.contains("are where they were"), "{said:?}");
    assert!(!desk.has("work.steerco") && !backups.exists(), "{said:?}");
    desk.on(&["restore", "work.zip"]).done();
    assert!(desk.on(&["list", "notes"]).done().out.contains("Not in it"), "an archive brings it back");
    desk.on(&["forget", "--without-archive", "--yes"]).done();
    assert!(!desk.has("work.steerco"));
}

#[test]
fn what_was_damaged_of_a_workspace_leaves_the_computer_with_it() {
    let desk = Desk::with_demo();
    let whole = desk.read("work.steerco");
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    let id = text(&export["workspace"][0], "uid").to_owned();
    desk.write("work.damaged", &whole[..whole.len() / 2]);
    desk.write("work.damaged-2", b"Dear committee,\n");
    fs::create_dir_all(desk.path("state/steerco/drafts")).unwrap();
    let drafts = ["sqlite", "damaged", "damaged-2"].map(|ending| format!("state/steerco/drafts/{id}.{ending}"));
    for file in &drafts {
        desk.write(file, &b"no database ".repeat(1000));
    }
    let error = desk.refuses(&["forget", "--without-archive"], 8);
    let told = text(&error, "cause");
    for file in ["work.damaged", &format!("{id}.damaged"), &format!("{id}.damaged-2")] {
        assert!(told.contains(file), "{file}: {told}");
    }
    let said = desk.on(&["forget", "--without-archive", "--yes"]).done();
    assert!(said.out.contains("its drafts") && said.out.contains("work.damaged"), "{said:?}");
    assert!(drafts.iter().all(|file| !desk.has(file)) && !desk.has("work.damaged"), "{said:?}");
    assert!(desk.has("work.damaged-2"), "a letter is no workspace");
}

#[test]
fn what_names_a_workspace_and_what_killed_windows_left_of_it_go_with_it() {
    let desk = Desk::with_demo();
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    let sign = format!("state/steerco/drafts/{}.sqlite.abcdefghijkl", text(&export["workspace"][0], "uid"));
    fs::create_dir_all(desk.path("state/steerco/drafts")).unwrap();
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write(&sign, b"");
    desk.write("config/steerco/config.toml", b"# mine\ndefault = \"work.steerco\"\ntheme = \"paper\"\n");
    let error = desk.refuses(&["forget", "--without-archive"], 8);
    assert!(text(&error, "cause").contains("“default” in"), "{error}");
    let said = desk.on(&["forget", "--without-archive", "--yes"]).done();
    assert!(said.out.contains("“default” in") && !desk.has(&sign), "{said:?}");
    let config = String::from_utf8(desk.read("config/steerco/config.toml")).unwrap();
    assert!(!config.contains("default") && config.contains("# mine") && config.contains("paper"), "{config}");
    let error = desk.refused(&["list", "pilots"], 2).to_string();
    assert!(error.contains("there is no workspace yet"), "nothing names it: {error}");
}

#[test]
fn a_setting_that_cannot_be_taken_back_is_told_of() {
    let desk = Desk::with_demo();
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"default = \"work.steerco\"\ntheme = = 3\n");
    let said = desk.on(&["forget", "--without-archive", "--yes"]).done();
    assert!(!said.out.contains("“default”"), "{said:?}");
    assert!(said.err.contains("cannot be written") && said.err.contains("take “default” out of"), "{said:?}");
}

#[test]
fn an_empty_file_is_no_workspace() {
    let desk = Desk::bare();
    desk.write("empty.steerco", b"");
    check_every_command(&desk, "empty.steerco", 3);
}

#[test]
fn a_database_of_another_program_is_no_workspace() {
    let desk = Desk::bare();
    let foreign = Connection::open(desk.path("foreign.steerco")).unwrap();
    foreign.execute_batch("CREATE TABLE pilot (name TEXT); INSERT INTO pilot VALUES ('Theirs')").unwrap();
    drop(foreign);
    check_every_command(&desk, "foreign.steerco", 3);
}

#[test]
fn a_truncated_workspace_is_damaged() {
    let desk = Desk::with_demo();
    let whole = desk.read("work.steerco");
    for left in [50, 100, 4_096, whole.len() / 2] {
        desk.write("work.steerco", &whole[..left]);
        check_every_command(&desk, "work.steerco", 6);
    }
}

#[test]
fn a_workspace_whose_header_names_no_format_or_that_of_fewer_tables_is_damaged() {
    let desk = Desk::with_demo();
    for format in [0, 5] {
        let other = Connection::open(desk.path("work.steerco")).unwrap();
        other.pragma_update(None, "user_version", format).unwrap();
        drop(other);
        check_every_command(&desk, "work.steerco", 6);
    }
}

#[test]
fn a_workspace_with_scribbled_pages_is_damaged() {
    let desk = Desk::with_demo();
    let mut bytes = desk.read("work.steerco");
    for page in bytes.chunks_mut(4_096).skip(2) {
        page[..64].fill(0xff);
    }
    desk.write("work.steerco", &bytes);
    check_every_command(&desk, "work.steerco", 6);
}

#[test]
fn a_damaged_page_is_told_with_the_path_and_what_brings_it_back_in_a_few_words() {
    let desk = Desk::with_demo();
    let mut bytes = desk.read("work.steerco");
    bytes[20_000..40_000].fill(0xff);
    desk.write("work.steerco", &bytes);
    let table: &[&[&str]] = &[
        &["list", "pilots"],
        &["show", "invoice-triage"],
        &["check"],
        &["export", "month.md"],
        &["export", "all.json"],
        &["backup", "copy.steerco"],
    ];
    for words in table {
        let error = desk.refuses(words, 6);
        let title = text(&error, "title");
        assert!(title.starts_with("work.steerco is damaged: "), "{words:?}: {error}");
        assert!(title.len() < 200 && !title.contains('\n'), "{words:?}: {error}");
        assert!(text(&error, "hint").contains("steerco restore"), "{words:?}: {error}");
    }
    let error = desk.refuses(&["doctor"], 6);
    assert!(text(&error, "cause").lines().count() > 10, "{error}");
}

/// Takes away a row that others refer to, as a damaged page does.
fn break_a_reference(desk: &Desk, name: &str) {
    let other = Connection::open(desk.path(name)).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    other.execute("DELETE FROM person WHERE id = (SELECT owner FROM action LIMIT 1)", []).unwrap();
}

/// Makes the file longer than what stands in it.
fn make_large(desk: &Desk) {
    let file = fs::OpenOptions::new().write(true).open(desk.path("work.steerco")).unwrap();
    file.set_len(101 << 20).unwrap();
}

#[test]
fn a_file_with_a_reference_to_nothing_is_not_copied() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "broken.steerco"]).done();
    for name in ["work.steerco", "broken.steerco"] {
        break_a_reference(&desk, name);
    }
    desk.refuses(&["doctor"], 6);
    let copies: &[&[&str]] = &[
        &["backup", "copy.steerco"],
        &["export", "all.json"],
        &["export", "all.zip"],
        &["export", "-"],
        &["export", "shown.json", "--anonymous"],
        &["--as-of", "2026-10-01", "export", "then.json"],
        &["restore", "broken.steerco"],
    ];
    for words in copies {
        let error = desk.refuses(words, 6);
        assert!(text(&error, "title").contains("every reference has its row"), "{words:?}: {error}");
    }
    desk.refused(&["--workspace", "new.steerco", "restore", "broken.steerco"], 6);
    let made = ["copy.steerco", "all.json", "all.zip", "shown.json", "then.json", "new.steerco"];
    assert!(!made.into_iter().any(|name| desk.has(name)), "a copy was made of a broken file");
    desk.on(&["export", "registers.xlsx"]).done();
}

#[test]
fn a_file_that_the_copy_of_the_day_finds_broken_is_not_written() {
    let desk = Desk::with_demo();
    break_a_reference(&desk, "work.steerco");
    let before = desk.read("work.steerco");
    let writes: &[&[&str]] = &[
        &["note", "invoice-triage", "Seen."],
        &["add", "pilot", "Other"],
        &["record", "invoice-triage", "impact", "1"],
        &["undo"],
    ];
    for words in writes {
        let error = desk.refuses(words, 6);
        assert!(text(&error, "title").contains("every reference has its row"), "{words:?}: {error}");
    }
    check_same(&desk.read("work.steerco"), &before, "the file");
    // What is too large to be copied meanwhile is looked at.
    make_large(&desk);
    desk.refuses(&["note", "invoice-triage", "Seen."], 6);
    // Once a day is enough.
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    desk.on(&["note", "invoice-triage", "Again."]).done();
    assert_eq!(desk.backups().len(), 1, "{:?}", desk.backups());
}

#[test]
fn a_day_without_its_copy_is_told_once() {
    let desk = Desk::with_demo();
    make_large(&desk);
    let said = desk.on(&["--json", "note", "invoice-triage", "Seen."]).done();
    assert!(said.err.contains("over 100 MB"), "{said:?}");
    let said = desk.on(&["note", "invoice-triage", "Again."]).done();
    assert_eq!(said.err, "", "it was told before");
    assert_eq!(desk.backups_of("day").len(), 0);
    // What keeps the copy from being made does not keep the change; here not even that it failed can be kept.
    let desk = Desk::with_demo();
    fs::create_dir_all(desk.path("state/steerco")).unwrap();
    desk.write("state/steerco/backups", b"no folder");
    let said = desk.on(&["note", "invoice-triage", "Seen."]).done();
    assert!(said.err.contains("No backup was made today: "), "{said:?}");
    assert!(said.err.contains("steerco -w work.steerco backup FILE"), "{said:?}");
}

#[test]
#[cfg(unix)]
fn a_pipe_is_no_workspace_and_no_table() {
    let desk = Desk::empty();
    let made = Command::new("mkfifo").arg(desk.path("pipe.steerco")).status().unwrap();
    assert!(made.success());
    desk.run_in_time(&["--workspace", "pipe.steerco", "list", "pilots", "--json"]).error(3);
    desk.run_in_time(&["--workspace", "work.steerco", "restore", "pipe.steerco", "--json"]).error(3);
    desk.run_in_time(&["--workspace", "work.steerco", "import", "pipe.steerco", "--json"]).error(3);
}

#[test]
fn a_restore_takes_a_workspace_only() {
    let desk = Desk::with_demo();
    let before = desk.read("work.steerco");
    desk.write("letter.txt", b"Dear committee,\n");
    desk.write("short.steerco", &before[..5_000]);
    let foreign = Connection::open(desk.path("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE pilot (name TEXT)").unwrap();
    drop(foreign);
    for (file, status) in [("letter.txt", 3), ("foreign.db", 3), ("short.steerco", 6), ("nothing.steerco", 4)] {
        desk.refuses(&["restore", file], status);
        check_same(&desk.read("work.steerco"), &before, file);
    }
}

#[test]
fn a_restore_brings_back_what_the_copy_holds_and_keeps_what_was_there() {
    let desk = Desk::with_demo();
    let then = desk.export();
    desk.on(&["backup", "copy.steerco"]).done();
    desk.on(&["add", "pilot", "Later"]).done();
    let said = desk.on(&["restore", "copy.steerco"]).done();
    check_same(&desk.export(), &then, "what the workspace holds");
    assert!(said.out.ends_with(": 12 pilots.\n"), "{said:?}");
    let copy = said.err.lines().find_map(|line| line.split("is kept in ").nth(1)?.split(". ").next()).unwrap();
    assert_eq!(desk.backups_of("restore"), [PathBuf::from(copy)], "{said:?}");
    assert!(said.err.contains(&format!("restore {copy}` brings it back; `undo` does not")), "{said:?}");
    let backups = desk.backups_of("restore");
    assert_eq!(backups.len(), 1, "{:?}", desk.backups());
    let kept = desk.run(&["--workspace", backups[0].to_str().unwrap(), "--json", "list", "pilots"]).json();
    assert!(codes(kept.as_array().unwrap()).contains(&"later".to_owned()));
    desk.on(&["archive", "claims-intake"]).done();
    desk.on(&["backup", "other.steerco"]).done();
    let said = desk.on(&["restore", "other.steerco"]).done();
    assert!(said.out.ends_with(": 11 pilots, 1 archived.\n"), "{said:?}");
}

#[test]
fn what_takes_the_place_of_a_large_workspace_waits_for_its_copy() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "copy.steerco"]).done();
    desk.on(&["add", "pilot", "Later"]).done();
    make_large(&desk);
    desk.on(&["restore", "copy.steerco"]).done();
    desk.on(&["add", "pilot", "Later"]).done();
    make_large(&desk);
    desk.run(&["new", "work.steerco", "--title", "Anew", "--force"]).done();
    for why in ["restore", "overwrite"] {
        let backups = desk.backups_of(why);
        assert_eq!(backups.len(), 1, "{why}: {:?}", desk.backups());
        let kept = desk.run(&["--workspace", backups[0].to_str().unwrap(), "--json", "list", "pilots"]).json();
        assert!(codes(kept.as_array().unwrap()).contains(&"later".to_owned()), "{why}");
    }
}

#[test]
fn a_restore_says_where_the_copy_is_of_another_file_of_the_same_workspace() {
    let desk = Desk::with_demo();
    let told = "it was copied from another file of the same workspace";
    desk.write("second.steerco", &desk.read("work.steerco"));
    desk.run(&["-w", "second.steerco", "note", "invoice-triage", "only there"]).done();
    desk.run(&["-w", "second.steerco", "backup", "second-copy.steerco"]).done();
    let said = desk.on(&["restore", "second-copy.steerco"]).done();
    assert!(said.err.contains(told), "{said:?}");
    let kept = desk.backups_of("restore");
    // The way back is a copy of this file, and its own backup an earlier state of it.
    let back = desk.on(&["restore", kept[0].to_str().unwrap()]).done();
    assert!(!back.err.contains(told), "{back:?}");
    desk.on(&["backup", "own.steerco"]).done();
    desk.on(&["note", "invoice-triage", "later"]).done();
    let own = desk.on(&["restore", "own.steerco"]).done();
    assert!(!own.err.contains(told), "{own:?}");
}

#[test]
fn a_restore_over_a_damaged_workspace_puts_it_aside() {
    let desk = Desk::with_demo();
    let then = desk.export();
    desk.on(&["backup", "copy.steerco"]).done();
    let damaged = desk.read("work.steerco")[..9_000].to_vec();
    desk.write("work.steerco", &damaged);
    let said = desk.on(&["restore", "copy.steerco"]).done();
    let parts = ["is kept at", "did not tell which workspace it was"].map(|part| said.err.find(part));
    assert!(parts[0].is_some() && parts[0] < parts[1], "what was done is said once it is done: {said:?}");
    check_same(&desk.export(), &then, "what the workspace holds");
    check_same(&desk.read("work.damaged"), &damaged, "the damaged file");
    // The place beside it may be taken already.
    let again = damaged[..5_000].to_vec();
    desk.write("work.steerco", &again);
    desk.on(&["restore", "copy.steerco"]).done();
    check_same(&desk.export(), &then, "what the workspace holds");
    check_same(&desk.read("work.damaged"), &damaged, "the first damaged file");
    check_same(&desk.read("work.damaged-2"), &again, "the second damaged file");
}

#[test]
fn a_restore_over_another_kind_of_file_puts_it_aside_where_that_is_asked_for() {
    let desk = Desk::with_demo();
    let then = desk.export();
    desk.on(&["backup", "copy.steerco"]).done();
    let letter = b"Dear committee,\n".to_vec();
    desk.write("work.steerco", &letter);
    let error = desk.refuses(&["restore", "copy.steerco"], 3);
    assert!(text(&error, "hint").contains("--force"), "{error}");
    check_same(&desk.read("work.steerco"), &letter, "the letter");
    desk.on(&["restore", "copy.steerco", "--force"]).done();
    check_same(&desk.export(), &then, "what the workspace holds");
    check_same(&desk.read("work.damaged"), &letter, "the letter");
}

#[test]
fn a_restore_over_one_damaged_page_brings_everything_back() {
    let desk = Desk::with_demo();
    let then = desk.export();
    desk.on(&["backup", "copy.steerco"]).done();
    let sound = desk.read("work.steerco");
    for page in (1..sound.len() / 4_096).step_by(9) {
        let mut bytes = sound.clone();
        bytes[page * 4_096..][..4_096].fill(0);
        desk.write("work.steerco", &bytes);
        desk.on(&["restore", "copy.steerco"]).done();
        check_same(&desk.export(), &then, &format!("page {page}"));
        let _ = fs::remove_file(desk.path("work.damaged"));
    }
}

#[test]
fn a_damaged_workspace_is_not_replaced_by_that_of_somebody_else_unasked() {
    let desk = Desk::with_demo();
    desk.run(&["new", "other.steerco", "--title", "Harbour"]).done();
    let whole = desk.read("work.steerco");
    desk.write("work.steerco", &whole[..whole.len() / 2]);
    let error = desk.refuses(&["restore", "other.steerco"], 8);
    assert!(text(&error, "title").contains("is a copy of “Harbour”, not of “Northwind"), "{error}");
    check_same(&desk.read("work.steerco"), &whole[..whole.len() / 2].to_vec(), "the damaged file");
    desk.on(&["restore", "other.steerco", "--force"]).done();
    assert_eq!(desk.list(&["pilots"]).len(), 0);
    assert!(desk.has("work.damaged"));
}

#[test]
fn a_workspace_that_another_process_holds_is_not_replaced_by_that_of_somebody_else_unasked() {
    let desk = Desk::with_demo();
    let before = desk.read("work.steerco");
    desk.run(&["new", "other.steerco", "--title", "Harbour"]).done();
    let done = AtomicBool::new(false);
    let locks = || {
        let holder = Connection::open(desk.path("work.steerco")).unwrap();
        while !done.load(Ordering::Relaxed) {
            if holder.execute_batch("BEGIN EXCLUSIVE").is_ok() {
                thread::sleep(Duration::from_millis(12));
                holder.execute_batch("ROLLBACK").unwrap();
            }
            thread::sleep(Duration::from_millis(3));
        }
    };
    let tries = thread::scope(|scope| {
        scope.spawn(locks);
        let tries: Vec<Said> = (0..4).map(|_| desk.on(&["restore", "other.steerco"])).collect();
        done.store(true, Ordering::Relaxed);
        tries
    });
    // It is another workspace, or it cannot be asked which one it is.
    assert!(tries.iter().all(|said| [5, 8].contains(&said.status)), "{tries:?}");
    check_same(&desk.read("work.steerco"), &before, "the workspace");
}

#[test]
fn a_restore_over_an_emptied_file_brings_the_workspace_back() {
    let desk = Desk::with_demo();
    let then = desk.export();
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    let paths = desk.json(&["paths"]);
    let own = Path::new(text(&paths, "own_backups")).to_owned();
    desk.write("work.steerco", b"");
    let error = desk.refuses(&["list", "pilots"], 3);
    assert!(text(&error, "hint").contains("steerco restore"), "{error}");
    let backup = fs::read_dir(own).unwrap().next().unwrap().unwrap().path();
    desk.on(&["restore", backup.to_str().unwrap()]).done();
    check_same(&desk.export(), &then, "what the workspace holds");
}

#[test]
fn a_damaged_copy_does_not_take_a_damaged_workspace_away() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "copy.steerco"]).done();
    for file in ["work.steerco", "copy.steerco"] {
        let mut bytes = desk.read(file);
        for page in bytes.chunks_mut(4_096).skip(10).step_by(7) {
            page.fill(0);
        }
        desk.write(file, &bytes);
    }
    desk.refuses(&["restore", "copy.steerco"], 6);
    assert!(desk.has("work.steerco") && !desk.has("work.damaged"));
}

#[test]
fn a_restore_of_a_workspace_from_itself_ends() {
    let desk = Desk::with_demo();
    let then = desk.export();
    desk.run_in_time(&["--workspace", "work.steerco", "restore", "work.steerco"]);
    check_same(&desk.export(), &then, "what the workspace holds");
}

#[test]
fn a_backup_is_a_workspace_of_its_own() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "copy.steerco"]).done();
    check_same(&desk.run(&["--workspace", "copy.steerco", "export", "-"]).done().out, &desk.export(), "the copy");
    desk.run(&["--workspace", "copy.steerco", "doctor"]).done();
}

#[test]
fn what_a_killed_backup_left_beside_its_copy_goes_with_the_next_one() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("safe")).unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_hours(2);
    let left = [".steerco-halfAbc123", ".steerco-halfAbc123-journal"];
    for name in left.into_iter().chain([".steerco-half-notes.txt", "notes.txt"]) {
        let file = fs::File::create(desk.path("safe").join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    desk.on(&["backup", "safe/copy.steerco"]).done();
    let names = fs::read_dir(desk.path("safe")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, [".steerco-half-notes.txt", "copy.steerco", "notes.txt"], "what is not ours stays");
}

#[test]
#[cfg(unix)]
fn nobody_else_can_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::empty();
    desk.on(&["backup", "copy.steerco"]).done();
    desk.on(&["export", "all.json"]).done();
    desk.on(&["export", "pilots.csv"]).done();
    desk.run(&["new", "named"]).done();
    desk.on(&["report", "month", "--out", "reports/month"]).done();
    let table = [
        ("work.steerco", 0o600),
        ("copy.steerco", 0o600),
        ("all.json", 0o600),
        ("pilots.csv", 0o600),
        ("data/steerco/named.steerco", 0o600),
        ("data/steerco", 0o700),
        ("reports", 0o700),
        ("reports/month", 0o700),
        ("reports/month/month.md", 0o600),
    ];
    for (name, mode) in table {
        let found = fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{name} has {found:o}");
    }
}

/// Root may write whatever the permissions say, so there is nothing to see.
#[cfg(unix)]
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:\t0\t"))
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
fn check_that_it_can_only_be_read(desk: &Desk, workspace: &str) {
    let before = desk.read(workspace);
    let at = ["--workspace", workspace];
    for words in [&["list", "pilots"][..], &["doctor"], &["export", "-"], &["--as-of", "2026-10-01", "list", "pilots"]]
    {
        desk.run(&joined(&at, words)).done();
    }
    for words in [&["add", "pilot", "Zed"][..], &["record", "invoice-triage", "impact", "5"], &["undo"]] {
        let error = desk.refused(&joined(&at, words), 1);
        assert!(text(&error, "title").contains(workspace), "{error}");
        assert!(text(&error, "title").contains("cannot be written"), "{error}");
        assert!(!text(&error, "hint").is_empty(), "{error}");
    }
    check_same(&desk.read(workspace), &before, workspace);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_only_be_read_is_read_and_refuses_writes() {
    let desk = Desk::with_demo();
    allow(&desk.path("work.steerco"), 0o444);
    if !is_root() {
        check_that_it_can_only_be_read(&desk, "work.steerco");
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_only_be_read_is_read_and_refuses_writes() {
    let desk = Desk::with_demo();
    fs::create_dir(desk.path("shelf")).unwrap();
    fs::copy(desk.path("work.steerco"), desk.path("shelf/work.steerco")).unwrap();
    allow(&desk.path("shelf"), 0o555);
    if !is_root() {
        check_that_it_can_only_be_read(&desk, "shelf/work.steerco");
        for words in [&["new", "shelf/new.steerco"][..], &["demo", "--into", "shelf/demo.steerco"]] {
            desk.refused(words, 1);
        }
    }
    allow(&desk.path("shelf"), 0o755);
}

#[test]
fn what_is_overwritten_is_kept_in_a_backup() {
    for command in [&["new", "work.steerco", "--force"][..], &["demo", "--into", "work.steerco", "--force"]] {
        let desk = Desk::with_demo();
        let before = desk.export();
        let said = desk.run(command).done();
        let copy = said.err.lines().find_map(|line| line.split("is kept in ").nth(1)?.split(". ").next()).unwrap();
        desk.run(&["--workspace", "kept.steerco", "restore", copy]).done();
        assert_eq!(desk.run(&["--workspace", "kept.steerco", "export", "-"]).done().out, before, "{command:?}");
    }
    // What cannot be opened, as it is of a newer program, stays.
    let desk = Desk::with_demo();
    let newer = rusqlite::Connection::open(desk.path("work.steerco")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let before = desk.read("work.steerco");
    desk.refused(&["new", "work.steerco", "--force"], 7);
    assert!(desk.read("work.steerco") == before);
}

#[test]
fn a_text_of_which_bytes_are_damaged_is_found() {
    let desk = Desk::with_demo();
    let note = "A note that is long enough to be found in the file";
    desk.on(&["note", "energy-bills", note]).done();
    let mut bytes = desk.read("work.steerco");
    let at = bytes.windows(note.len()).position(|window| window == note.as_bytes()).unwrap();
    bytes[at + 10] = 0xff;
    desk.write("work.steerco", &bytes);
    let error = desk.refuses(&["doctor"], 6).to_string();
    assert!(error.contains("a text is made of letters") && error.contains("note, text of"), "{error}");
    desk.refuses(&["show", "energy-bills"], 6);
}

#[test]
fn doctor_finds_a_day_that_another_program_wrote_and_no_calendar_has() {
    let desk = Desk::with_demo();
    let other = Connection::open(desk.path("work.steerco")).unwrap();
    other.execute("UPDATE pilot SET started = '2026-02-30' WHERE code = 'invoice-triage'", []).unwrap();
    other.execute("UPDATE step SET retired = '2026-02-31' WHERE id = (SELECT min(id) FROM step)", []).unwrap();
    drop(other);
    let error = desk.refuses(&["doctor"], 6).to_string();
    assert!(error.contains("a day is in the calendar") && error.contains("pilot, started: 2026-02-30"), "{error}");
    assert!(error.contains("step, retired: 2026-02-31"), "{error}");
}

#[test]
fn doctor_finds_a_row_that_no_command_can_read_and_a_copy_of_it_says_so() {
    let desk = Desk::with_demo();
    let other = Connection::open(desk.path("work.steerco")).unwrap();
    other.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
    other.execute("UPDATE metric SET role = 'weeklx' WHERE headline = 1 AND family = 'impact'", []).unwrap();
    drop(other);
    desk.refuses(&["list", "metrics"], 6);
    let error = desk.refuses(&["doctor"], 6).to_string();
    assert!(error.contains("every row can be read: metrics: ") && error.contains("weeklx"), "{error}");
    let said = desk.on(&["backup", "copy.steerco"]).done();
    assert!(said.err.contains("every row can be read: metrics: "), "{said:?}");
    let said = desk.run(&["--workspace", "again.steerco", "restore", "copy.steerco"]).done();
    assert!(said.err.contains("every row can be read: metrics: "), "{said:?}");
}

#[test]
fn a_save_that_was_interrupted_is_taken_back_by_whoever_reads_next_and_told_where_nothing_may_be_written() {
    let desk = Desk::with_demo();
    let (pilots, export) = (desk.json(&["list", "pilots"]), desk.export());
    let writer = Connection::open(desk.path("work.steerco")).unwrap();
    // Without a sync the journal counts at once.
    writer.execute_batch("PRAGMA synchronous = OFF; BEGIN IMMEDIATE; UPDATE workspace SET title = 'Half'").unwrap();
    for ending in ["steerco", "steerco-journal"] {
        let bytes = desk.read(&format!("work.{ending}"));
        desk.write(&format!("half.{ending}"), &bytes);
    }
    writer.execute_batch("ROLLBACK").unwrap();
    let (file, journal) = (desk.read("half.steerco"), desk.read("half.steerco-journal"));
    assert!(steerco::store::title_of(&desk.path("half.steerco")).is_some(), "it is listed by its title");
    for words in [&["list", "pilots"][..], &["doctor"]] {
        let error = desk.refused(&joined(&["--workspace", "half.steerco", "--read-only"], words), 1).to_string();
        assert!(error.contains("a save was interrupted") && error.contains("without --read-only"), "{error}");
    }
    assert!(desk.read("half.steerco") == file && desk.read("half.steerco-journal") == journal, "nothing was written");
    assert_eq!(desk.run(&["--workspace", "half.steerco", "list", "pilots", "--json"]).json(), pilots);
    assert!(!desk.has("half.steerco-journal"));
    assert_eq!(desk.run(&["--workspace", "half.steerco", "export", "-"]).done().out, export);
    desk.run(&["--workspace", "half.steerco", "doctor"]).done();
}
