//! Workspaces, settings and files in plain sentences: what is begun, set, switched to, taken in and copied.

use std::io::Write;
use std::process::Stdio;

use crate::Room;

/// Copies the board with a tool of that script in the place of `xclip`; answers what was said, and the folder.
fn copied_by(script: &str) -> (String, Room) {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    let tools = room.folder.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    std::fs::write(tools.join("xclip"), format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(tools.join("xclip"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = room.path();
    let mut command = room.command(&["--plain", "-w", path.to_str().unwrap()]);
    command.env("DISPLAY", ":9").env("PATH", format!("{}:/usr/bin:/bin", tools.display()));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"y\n").unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    (said, room)
}

#[test]
fn without_a_workspace_the_first_question_is_what_to_begin_with() {
    let room = Room::bare();
    let mut child = room.command(&["--plain"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"demo\n").unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(said.contains("Invoice triage"), "{said}");
}

#[test]
fn a_workspace_that_is_named_and_gone_is_said_and_another_one_chosen() {
    let room = Room::bare();
    let config = room.folder.path().join("config/steerco/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "default = \"gone\"\n").unwrap();
    let gone = "Choose or begin one here: there is no workspace at ";
    let said = room.hear(&["--plain"], &["demo", "q"]);
    assert!(said.contains(gone) && said.contains("Invoice triage"), "{said}");
    let said = room.hear(&["--plain"], &["1", "switch to it", "q"]);
    assert!(said.contains(gone) && said.contains("Invoice triage"), "now there is one to choose: {said}");
}

#[test]
fn everything_that_is_wrong_with_the_settings_is_a_line_of_its_own() {
    let room = Room::bare();
    let config = room.folder.path().join("config/steerco/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "theme = \"purple\"\nmouse = treu\ndefault = \"gone\"\n").unwrap();
    let said = room.hear(&["--plain"], &["q"]);
    let parts = ["this line is not used, the others hold", "there is no theme “purple”", "Choose or begin one here: "];
    let told: Vec<&str> = said.lines().filter(|line| parts.iter().any(|part| line.contains(part))).collect();
    assert_eq!(told.len(), 3, "{said}");
    assert!(told.iter().all(|line| line.ends_with('.')), "{said}");
}

#[test]
fn the_open_workspace_goes_out_as_a_file_as_the_command_writes_it() {
    let room = Room::new();
    let path = room.path();
    let path = path.to_str().unwrap();
    let file = |name: &str| room.folder.path().join("data/steerco/reports").join(name);
    let archive = file("work-2026-11-25.zip");
    let said = room.talk(&["workspaces", "1", "export", "1", "", ""]);
    let told = format!("Wrote {}: an archive of the workspace. Once it is kept elsewhere, `steerco", archive.display());
    assert!(said.contains(&told), "{said}");
    room.run(&["-w", "back", "restore", archive.to_str().unwrap()]);
    let pilots = room.run(&["-w", "back", "list", "pilots", "--json"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&pilots).unwrap(), room.list(&["pilots"]));

    let shown = file("shown-2026-11-25.json");
    let without_names = room.run(&["-w", path, "export", "-", "--anonymous"]);
    let export = ["workspaces", "1", "export", "3", "", ""];
    assert!(room.talk(&export).contains("everything without names and texts"));
    assert_eq!(std::fs::read_to_string(&shown).unwrap(), without_names);
    for (answer, is_replaced) in [("no", false), ("yes", true)] {
        std::fs::write(&shown, "mine").unwrap();
        let said = room.talk(&[&export[..], &[answer]].concat());
        assert!(said.contains("shown-2026-11-25.json exists already"), "{said}");
        assert_eq!(said.contains("Nothing was written."), !is_replaced, "{said}");
        assert_eq!(std::fs::read_to_string(&shown).unwrap() == without_names, is_replaced, "{said}");
    }

    // Nothing of the workspace is written by it. What is typed has the ending of what it holds.
    let words = ["--plain", "--read-only", "-w", path];
    let said = room.hear(&words, &["workspaces", "1", "export", "2", "all", ""]);
    let workbook = std::fs::read(room.folder.path().join("all.xlsx")).unwrap();
    assert!(said.contains("Wrote all.xlsx: every register.") && workbook.starts_with(b"PK"), "{said}");
    let said = room.hear(&words, &["workspaces", "1", "export", "2", "nowhere/all", "", "other", ""]);
    assert!(said.contains("Nothing was written: there is no folder nowhere"), "{said}");
    assert!(said.contains("Wrote other.xlsx: every register."), "it is asked for again: {said}");
}

#[test]
fn the_preset_of_the_keys_is_set_and_ones_own_keys_stay() {
    let room = Room::new();
    let keys = room.folder.path().join("config/steerco/keys.toml");
    let own = "# mine\n[board]\ngroup = \"n\" # often\n";
    std::fs::create_dir_all(keys.parent().unwrap()).unwrap();
    std::fs::write(&keys, own).unwrap();
    let lines = ["settings", "7", "change", "arrows", "7"];
    let path = room.path();
    let said = room.hear(&["--plain", "--read-only", "-w", path.to_str().unwrap()], &lines);
    assert!(said.contains("--read-only: the setting “keys” is not kept"), "{said}");
    assert_eq!(std::fs::read_to_string(&keys).unwrap(), own);
    let said = room.talk(&lines);
    assert!(said.contains("keys is “arrows” from now on; ") && said.contains("arrows: no letter moves"), "{said}");
    assert_eq!(std::fs::read_to_string(&keys).unwrap(), format!("preset = \"arrows\"\n{own}"));
    room.run(&["keys", "--check"]);
}

#[test]
fn under_read_only_a_setting_is_not_kept() {
    let room = Room::new();
    let path = room.path();
    let config = room.folder.path().join("config/steerco/config.toml");
    let lines = ["settings", "change", "paper", "6", "change", "no", ".", "q"];
    let words = ["--plain", "--read-only", "-w", path.to_str().unwrap()];
    let said = room.hear(&words, &lines);
    assert!(said.contains("theme is “paper” until you leave: --read-only keeps no setting."), "{said}");
    assert!(said.contains("--read-only: the setting “coach” is not kept"), "{said}");
    assert!(!config.exists());
    room.talk(&lines);
    assert!(std::fs::read_to_string(config).unwrap().contains("theme = \"paper\""));
}

#[test]
fn under_read_only_nothing_is_remembered_and_drafts_stay() {
    let room = Room::new();
    let path = room.path();
    let words = ["--plain", "--read-only", "-w", path.to_str().unwrap()];
    room.hear(&words, &["q"]);
    assert!(!room.folder.path().join("state/steerco").exists(), "nothing is made");
    room.talk(&["people", "add", "Nora", "."]);
    let said = room.hear(&words, &["drafts", "1", "drop", "q"]);
    assert!(said.contains("Nora") && said.contains("nothing can be written here"), "{said}");
    assert!(room.talk(&["drafts"]).contains("Nora"), "it is there as before");
}

#[test]
fn without_a_workspace_a_number_begins_what_stands_behind_it() {
    let room = Room::bare;
    assert!(room().hear(&["--plain"], &["1", "q"]).contains("Invoice triage"), "the demo");
    let said = room().hear(&["--plain"], &["2", "My programme", "q"]);
    assert!(said.contains("2. Begin an empty workspace") && said.contains("Board. My programme."), "{said}");
    // Drafts lie in a workspace; what left before is an answer now.
    let said = room().hear(&["--plain"], &["2", ".", "q"]);
    assert!(said.contains(", . closes it; other lines answer, q too") && !said.contains("draft"), "{said}");
    let said = Room::new().talk(&["1", "note", ".", "q"]);
    assert!(said.contains(", . leaves a draft; other lines answer, q too"), "{said}");
    // What cannot be begun is asked for again.
    let said = room().hear(&["--plain"], &["3", "nothing.csv", ".", "q"]);
    assert!(said.contains("now nothing.csv; an empty line keeps it"), "{said}");
    let room = room();
    let table = room.folder.path().join("plan.csv");
    std::fs::write(&table, "Project,Owner,Colour\nYak,Ana Costa,blue\n").unwrap();
    let said = room.hear(&["--plain"], &["3", table.to_str().unwrap(), "q"]);
    assert!(said.contains("1 column feeds nothing and stays in a note (Colour)") && said.contains("Yak"), "{said}");
}

#[test]
fn a_spreadsheet_of_unknown_columns_leads_on_to_its_mapping() {
    let begun = |lines: &[&str]| {
        let room = Room::bare();
        std::fs::write(room.folder.path().join("liste.csv"), "Unterfangen,Farbe\nRechnungen,rot\n").unwrap();
        let said = room.hear(&["--plain"], &[&["3", "liste.csv"], lines].concat());
        assert!(said.contains("liste is made and empty") && said.contains("Unterfangen"), "{said}");
        (room.run(&["list", "pilots", "--json"]), said)
    };
    let (pilots, said) = begun(&["1", "what it feeds", "name", "take it in", "q"]);
    assert!(pilots.contains("Rechnungen"), "{said}");
    let (pilots, said) = begun(&[".", "q"]);
    assert!(!pilots.contains("Rechnungen"), "{said}");
}

#[test]
fn a_setting_reaches_its_file_and_leaves_the_rest_of_it_alone() {
    let room = Room::new();
    let config = room.folder.path().join("config/steerco/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "# mine\nfuture = 3\n").unwrap();
    let said = room.talk(&["settings", "1", "change", "paper", "2", "change", "yes"]);
    assert!(said.contains("“future” is not a setting of this version"), "{said}");
    let text = std::fs::read_to_string(&config).unwrap();
    assert_eq!(text, "# mine\nfuture = 3\ntheme = \"paper\"\nmouse = true\n", "{said}");
}

#[test]
fn who_writes_is_set_at_once_unless_something_else_says_it() {
    let room = Room::new();
    let lines = "settings\n4\nchange\nAna Costa\nboard\n1\nnote\nA line\n";
    for (env, by) in [(None, "Ana Costa"), (Some("Petra Nowak"), "Petra Nowak")] {
        let mut command = room.command(&["--plain", "-w", room.path().to_str().unwrap()]);
        command.env_remove("STEERCO_ACTOR");
        command.envs(env.map(|name| ("STEERCO_ACTOR", name)));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        let sentence =
            if env.is_none() { "actor is “Ana Costa” from now on" } else { "STEERCO_ACTOR says “Petra Nowak”" };
        assert!(said.contains(sentence), "{said}");
        let log = room.run(&["-w", room.path().to_str().unwrap(), "log", "--json"]);
        let log: serde_json::Value = serde_json::from_str(&log).unwrap();
        let notes =
            log.as_array().unwrap().iter().filter(|entry| entry["summary"].as_str().unwrap().contains("A line"));
        assert!(notes.clone().any(|entry| entry["actor"] == by), "{by}: {log}");
    }
}

#[test]
fn the_workspace_that_is_open_is_opened_again() {
    let room = Room::new();
    room.talk(&["people", "add", "Nora", "."]);
    let said = room.talk(&["workspaces", "1", "open it again", "drafts"]);
    let (_, after) = said.split_once("Workspaces.").unwrap();
    assert!(after.contains("Board. ") && after.contains("7 decisions wanted"), "{said}");
    assert!(after.contains("Nora"), "what was typed there is a draft still: {said}");
}

#[test]
fn workspaces_are_switched_in_place_and_those_from_elsewhere_are_remembered() {
    let room = Room::new();
    room.run(&["new", "harbour", "--title", "Harbour AI"]);
    // The row that is chosen, which is open, calls that verb otherwise than the row that is named.
    for lines in [&["2", "switch to it"][..], &["switch to it 2"], &["switch 2"], &["2 switch"]] {
        let said = room.talk(&[&["workspaces"][..], lines, &["", "workspaces"]].concat());
        assert!(said.contains("1. work, ") && said.contains(", open now, opened last on 2026-11-25"), "{said}");
        let after = said.rsplit_once("1. harbour").unwrap_or_else(|| panic!("{lines:?}: {said}")).1;
        assert!(after.starts_with(", Harbour AI, open now") && after.contains("2. work, "), "{said}");
    }
    assert!(room.talk(&["workspaces", "new", "Third client"]).contains("Third client"), "made and opened");
}

#[test]
fn what_is_said_back_cannot_command_the_terminal() {
    let room = Room::new();
    let path = room.path();
    for name in ["Zed\u{1b}[31m A", "Zed\u{1b}[31m B"] {
        room.run(&["-w", path.to_str().unwrap(), "add", "person", name]);
    }
    // Everything that is said is looked through for control characters.
    let said = room.talk(&["11", "owner", "Zed", ".", "x\u{1b}[2Jy"]);
    assert!(said.contains("may be Zed"), "{said}");
}

#[test]
fn what_is_copied_goes_to_the_tool_of_the_system_where_there_is_one() {
    let (said, room) = copied_by("cat > \"$HOME.copied\"");
    assert!(said.contains("to the clipboard (xclip)"), "{said}");
    let text = std::fs::read_to_string(room.folder.path().join("home.copied")).unwrap();
    assert!(text.starts_with("## Board") && text.contains("| Invoice triage |"), "{text}");
}

#[test]
fn a_clipboard_tool_that_hangs_is_given_up_and_a_file_has_the_text() {
    let (said, room) = copied_by("exec sleep 600");
    assert!(said.contains("No clipboard can be reached"), "{said}");
    let text = std::fs::read_to_string(room.folder.path().join("state/steerco/copied.txt")).unwrap();
    assert!(text.contains("| Invoice triage |"), "{text}");
}

#[test]
fn several_workspaces_are_asked_about_where_none_is_named() {
    let room = Room::new();
    for (name, title) in [("harbour", "Harbour AI"), ("ridge", "Ridge AI")] {
        room.run(&["new", name, "--title", title]);
    }
    let said = room.hear(&["--plain"], &["2", "switch to it", "q"]);
    assert!(said.contains("1. harbour, Harbour AI: ") && said.contains("2. ridge, Ridge AI: "), "{said}");
    assert!(said.contains("Board. Ridge AI."), "the one that was chosen is open: {said}");
    // In the other one, the title of one that was never opened is told all the same.
    let said = room.hear(&["-w", "ridge", "--plain"], &["workspaces", "q"]);
    assert!(said.contains("ridge, Ridge AI, open now") && said.contains("harbour, Harbour AI: "), "{said}");
}

#[test]
fn a_mapping_that_was_kept_is_chosen_with_its_words() {
    let room = Room::new();
    let profiles = room.folder.path().join("config/steerco/profiles");
    std::fs::create_dir_all(&profiles).unwrap();
    let mine = "name = \"mine\"\nsource = \"ours\"\nmatch = [\"name\"]\n[fields]\nname = \"Vorhaben\"\nreported = \"Ampel\"\n\
                [words.reported]\nholprig = \"A\"\n";
    std::fs::write(profiles.join("mine.toml"), mine).unwrap();
    let table = room.folder.path().join("plan.csv");
    std::fs::write(&table, "Vorhaben,Ampel,Wer\nEins,holprig,Ana\n").unwrap();
    let path = table.to_str().unwrap();
    let said = room.talk(&["import", path, "mapping", "mine", "3", "what it feeds", "owner", "take it in", "."]);
    assert!(said.contains("column “Wer” feeds owner") && !said.contains("not taken"), "{said}");
    let pilots = room.list(&["pilots"]);
    let one = pilots.iter().find(|one| one["name"] == "Eins").unwrap_or_else(|| panic!("{said}"));
    assert_eq!((&one["reported"], &one["executive_owner"]), (&"A".into(), &"Ana".into()), "{said}");
}

#[test]
fn a_pasted_table_is_taken_as_one_and_none_of_its_lines_is_a_verb() {
    let people = |room: &Room| {
        let people = room.list(&["people"]);
        ["Zed Zorn", "archive"].map(|name| people.iter().any(|person| person["name"] == name))
    };
    let table = ["name\temail", "Zed Zorn\tzed@example.org", "archive\tarchive@example.org", ""];
    for opened in [&["people"][..], &["people", "paste box"]] {
        let room = Room::new();
        let said = room.talk(&[opened, &table, &["take it in", "q"]].concat());
        assert_eq!(people(&room), [true, true], "{said}");
        assert!(!said.contains("Nobody is selected") && !said.contains("No verb is called"), "{said}");
    }
    let said = Room::new().talk(&["people", "paste box", ".", "q"]);
    assert!(said.contains(", its lines and then an empty one"), "{said}");
    let said =
        Room::new().talk(&["people", "add", "\u{1b}[200~name,email", "Zed,zed@example.org\u{1b}[201~", ".", "q"]);
    assert!(said.contains("Several lines answer no question here: none of them is taken."), "{said}");
}
