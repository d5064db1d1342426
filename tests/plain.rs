//! The face in plain sentences, through the program's own input and output: what a screen reader reads and a script
//! types.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use process::{STEERCO, WORKSPACE};

/// A place of its own with the demo in it.
struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    /// With the demo, which is made once and copied.
    fn new() -> Self {
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let folder = process::copied(&DEMO, || {
            let room = Self::bare();
            room.run(&["demo", "--into", room.path().to_str().unwrap()]);
            room.folder
        });
        Self { folder }
    }

    /// Without any workspace.
    fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(WORKSPACE)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = process::command(self.folder.path(), STEERCO, words);
        command.env("STEERCO_TODAY", "2026-11-25");
        command
    }

    /// What a command prints.
    fn run(&self, words: &[&str]) -> String {
        let done = self.command(words).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// The records of a list.
    fn list(&self, words: &[&str]) -> Vec<serde_json::Value> {
        let path = self.path();
        let said = self.run(&[&["-w", path.to_str().unwrap(), "list"], words, &["--json"]].concat());
        serde_json::from_str(&said).unwrap()
    }

    /// Types lines until the input ends; answers everything that was said.
    fn talk(&self, lines: &[&str]) -> String {
        let path = self.path();
        self.hear(&["--plain", "-w", path.to_str().unwrap()], lines)
    }

    /// The same with other words behind the program's name.
    fn hear(&self, words: &[&str], lines: &[&str]) -> String {
        let mut child =
            self.command(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{}\n", lines.join("\n")).as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let said = String::from_utf8(done.stdout).unwrap();
        let drawn = |c: char| ('\u{2500}'..='\u{25ff}').contains(&c) || c.is_control() && c != '\n';
        assert_eq!(said.chars().find(|c| drawn(*c)), None, "nothing is drawn: {said}");
        said
    }
}

#[test]
fn every_status_and_every_warning_of_the_board_is_a_word() {
    let room = Room::new();
    let said = room.talk(&[]);
    for word in [
        "decision wanted",
        "at risk",
        "on track",
        "stale",
        "not reported",
        "signal no-owner",
        "watch stage-overrun",
        "no owner",
        "week 13 of 8",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let warnings = room.run(&["-w", room.path().to_str().unwrap(), "signals", "--json"]);
    let warnings: serde_json::Value = serde_json::from_str(&warnings).unwrap();
    for warning in warnings.as_array().unwrap() {
        let name = warning["warning"].as_str().unwrap();
        assert!(said.contains(name), "{name}: {said}");
    }
}

#[test]
fn a_long_note_is_a_row_by_its_first_line_and_whole_where_it_is_opened() {
    let room = Room::new();
    let path = room.path();
    let long = format!("The feed broke.\n\n{}\n\nLastly.", "It broke again. ".repeat(2_000));
    room.run(&["-w", path.to_str().unwrap(), "note", "contract-review", &long]);
    let listed = room.talk(&["4", "open", "notes", "1"]);
    assert!(listed.contains(": The feed broke. …") && !listed.contains("It broke again"), "{listed}");
    let chosen = listed.lines().rfind(|line| line.starts_with("Chosen: ")).unwrap();
    assert!(chosen.contains("The feed broke. …"), "it names its row: {chosen}");
    assert!(room.talk(&["4", "open", "notes", "1", "open"]).contains("Lastly."), "opened it is whole");
}

#[test]
fn what_is_computed_is_told_in_words() {
    let said = Room::new().talk(&["2", "open"]);
    assert!(said.contains("on track but computed decision wanted"), "{said}");
    assert!(said.contains("by family: adoption not judged, performance not judged"), "{said}");
}

#[test]
fn a_value_of_the_week_is_entered_by_its_row_and_committed_and_taken_back() {
    let room = Room::new();
    let row = |said: &str| {
        let line = said.lines().find(|line| line.contains("Demand forecast, forecast error W47")).unwrap();
        line.split('.').next().unwrap().to_owned()
    };
    let number = row(&room.talk(&["week"]));
    let said = room.talk(&["week", &format!("{number} 18.5"), "", "w"]);
    assert!(said.contains("18.5~") || said.contains("18.5 typed, not committed"), "{said}");
    assert!(said.contains("Entered 1 reading for 2026-W47."), "{said}");
    let known = |room: &Room| {
        let readings = room.list(&["readings", "--pilot", "demand-forecast"]);
        readings.iter().any(|one| one["week"] == "2026-W47" && one["value"] == 18.5)
    };
    assert!(known(&room));
    assert!(room.talk(&["u"]).contains("Took back"));
    assert!(!known(&room));
}

#[test]
fn a_week_that_was_not_measured_is_said_in_words() {
    let said = Room::new().talk(&["week"]);
    let row = said.lines().find(|line| line.contains("Energy bills, errors found W47")).unwrap();
    assert!(
        row.contains("W47: not measured: Meter feed down, the supplier names no date; W46: not measured: "),
        "{row}"
    );
    assert!(!row.contains("n/m"), "{row}");
}

#[test]
fn what_the_week_that_runs_has_not_yet_is_heard_as_to_come() {
    let said = Room::new().talk(&["week", "]"]);
    assert!(said.contains("Contract review, accuracy W48: to come; W47: 91.2"), "{said}");
}

#[test]
fn a_draft_is_gone_on_with_by_its_number() {
    let room = Room::new();
    room.talk(&["people", "add", "Nora", "."]);
    let said = room.talk(&["drafts", "1", "go on with it", "."]);
    assert!(said.contains("Your draft is back") && said.contains("Add a person"), "{said}");
}

#[test]
fn a_draft_that_was_dropped_is_said_to_be_back_at_once() {
    let room = Room::new();
    for back in ["u", "bring back"] {
        let said = room.talk(&["people", "add", "Nora", ".", "drafts", "1", "drop", back]);
        let (_, after) = said.split_once("Draft dropped").unwrap_or_else(|| panic!("{said}"));
        assert!(after.contains("The draft is back, where it was typed."), "{back}: {said}");
        assert!(!after.contains("Nothing that is told here changed."), "{back}: {said}");
    }
}

#[test]
fn a_decision_is_recorded_by_numbered_questions() {
    let room = Room::new();
    let said = room.talk(&[
        "11",
        "decide",
        "retrain",
        "Retrain on the autumn invoices",
        "Jonas",
        "new templates",
        "2027-02-01",
        "",
        "",
        "",
        "1",
    ]);
    assert!(said.contains("save, 2 go through it again"), "{said}");
    let decisions = room.list(&["decisions", "--pilot", "invoice-triage"]);
    let last = decisions.last().unwrap();
    assert_eq!((&last["verb"], &last["decided_by"]), (&"retrain".into(), &"Jonas Lindqvist".into()), "{said}");
    assert_eq!(last["review_trigger"], "2027-02-01", "{said}");
}

#[test]
fn an_action_is_added_and_done_and_a_review_prepared_and_read() {
    let room = Room::new();
    let said = room.talk(&["actions", "add", "Send the list", "Ana", "2026-12-10", "Invoice"]);
    let actions = room.list(&["actions"]);
    let sent = actions.iter().find(|one| one["text"] == "Send the list").expect(&said);
    assert_eq!((&sent["owner"], &sent["due"]), (&"Ana Costa".into(), &"2026-12-10".into()), "{said}");
    let open = || room.list(&["actions"]).into_iter().filter(|one| one["state"] == "open").count();
    let before = open();
    room.talk(&["actions", "1", "done"]);
    assert_eq!(open(), before - 1);
    let said = room.talk(&["review", "1", "?", ".", "minutes"]);
    assert!(said.contains("Review of ") && said.contains("minutes:"), "an agenda with its time boxes: {said}");
}

#[test]
fn a_wrong_answer_is_said_and_asked_again_and_what_was_typed_stays_a_draft() {
    let room = Room::new();
    let said = room.talk(&["actions", "add", "Send the list", "Nobody Known", "Ana", "2026-13-40", "."]);
    assert!(
        said.contains("Nothing matches “Nobody Known”.") && said.contains("There is no day “2026-13-40”"),
        "{said}"
    );
    assert!(said.contains("Kept as a draft"), "{said}");
    assert!(room.talk(&["actions", "add"]).contains("what: Send the list"), "it is there again");
    let said = room.talk(&["frobnicate", "99", "3 12"]);
    for told in ["No verb is called “frobnicate”", "rows from 1 to 12", "Nothing is typed into a row here"] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn a_verb_and_its_row_are_one_line_and_keys_are_written_as_words() {
    let room = Room::new();
    let opened = room.talk(&["open 4"]);
    assert!(opened.contains("Contract review, "), "{opened}");
    assert_eq!(room.talk(&["4 open"]), opened);
    assert!(room.talk(&["open 99"]).contains("There are rows from 1 to 12."));
    let narrowed = room.talk(&["/ claims"]);
    let (_, after) = narrowed.split_once("Narrowed to “claims”.").unwrap_or_else(|| panic!("{narrowed}"));
    assert!(after.contains("Claims intake") && !after.contains("Demand forecast"), "{narrowed}");
    assert_eq!(room.talk(&["filter claims"]), narrowed);
    let help = room.talk(&["?"]);
    assert!(help.contains("open (Enter): ") && !help.contains('↵'), "{help}");
    assert!(room.talk(&["enter"]).contains("Demand forecast, "), "what the help names can be written");
    let ticked = room.talk(&["open 4", "checklist", "space"]);
    assert!(!ticked.contains("No verb is called"), "{ticked}");
}

#[test]
fn every_screen_can_be_told() {
    let room = Room::new();
    let screens = ["portfolio", "week", "review", "decisions", "actions", "people", "framework", "history", "board"];
    for screen in screens {
        let said = room.talk(&[screen]);
        let after = said.split("q leaves\n> ").nth(1).unwrap_or_default();
        let after = if screen == "board" { said.as_str() } else { after };
        assert!(after.lines().count() > 5 && !after.contains("No verb is called"), "{screen}: {said}");
    }
    let mut lines = vec!["11", "open"];
    lines.extend(["1", "2", "3", "4", "5", "6", "7", "8"].map(|_| "]"));
    let said = room.talk(&lines);
    for part in ["executive owner: Jonas Lindqvist", "performance, accuracy: 78.1", "of 4"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn exceptions_are_told_and_taken_on() {
    let room = Room::new();
    let said = room.talk(&["exceptions", "1", "q"]);
    assert!(said.contains("1. Shift planning, waits ") && said.contains("Night shift planned"), "{said}");
    assert!(said.contains("it may wait 14 days"), "{said}");
    let said = room.talk(&["exceptions", "1", "next state", "."]);
    assert!(said.contains("now it is"), "{said}");
    let said = room.talk(&["exceptions", "2", "v", "v", "next state", "."]);
    assert!(said.contains("Take 2 exceptions on") && said.contains("For Wish of a team lead"), "{said}");
    let said = room.talk(&["decisions", "1", "decide", "."]);
    assert!(said.contains("A decision on Service chat"), "{said}");
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
        assert_eq!(std::fs::read_to_string(&shown).unwrap() == without_names, is_replaced, "{said}");
    }

    // Nothing of the workspace is written by it. What is typed has the ending of what it holds.
    let words = ["--plain", "--read-only", "-w", path];
    let said = room.hear(&words, &["workspaces", "1", "export", "2", "all", ""]);
    let workbook = std::fs::read(room.folder.path().join("all.xlsx")).unwrap();
    assert!(said.contains("Wrote all.xlsx: every register.") && workbook.starts_with(b"PK"), "{said}");
    let said = room.hear(&words, &["workspaces", "1", "export", "2", "nowhere/all", ""]);
    assert!(said.contains("Nothing was written: there is no folder nowhere"), "{said}");
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
    let said = room.talk(&["workspaces", "2", "switch to it", "", "workspaces"]);
    assert!(said.contains("1. work, ") && said.contains(", open now, opened last on 2026-11-25"), "{said}");
    let after = said.rsplit_once("1. harbour").expect(&said).1;
    assert!(after.starts_with(", Harbour AI, open now") && after.contains("2. work, "), "{said}");
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
fn a_score_is_called_by_its_own_number() {
    let room = Room::new();
    let said = room.talk(&["7", "gate", "2", "edit", "3"]);
    assert!(said.contains("score: 3  There") || said.contains("score: 3 There"), "{said}");
}

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
fn every_number_of_the_portfolio_is_a_sentence_that_opens_its_pilots() {
    let room = Room::new();
    let said = room.talk(&["portfolio", "3", "open", "1", "open"]);
    let funnel = said.split_once("Portfolio, Funnel.").expect(&said).1;
    let line = funnel.lines().find(|line| line.starts_with("3. ")).expect(&said);
    let (counts, count) = line.strip_prefix("3. pilots ").unwrap().rsplit_once(": ").unwrap();
    let opened = format!("Portfolio, {count} pilots {counts}. ");
    let list = said.split_once(&opened).expect(&said).1;
    assert!(list.contains(&format!("1 to {count} chooses")), "{said}");
    assert!(list.contains("Contract review, stage 1, Overview."), "and a pilot of them opens: {said}");
    let said = room.talk(&["portfolio", "next section", "next section"]);
    assert!(said.contains("Portfolio, Status by family.") && said.contains("performance decision wanted"), "{said}");
    assert!(
        said.contains("Portfolio, Signals by consequence.") && said.contains("1. Invoice triage, drift-no"),
        "{said}"
    );
}

#[test]
fn an_answer_that_cannot_be_understood_is_asked_again_at_once() {
    let room = Room::new();
    let said = room.talk(&["11", "decide", "retrain", "Retrain it", "", "because", "sometime", "accuracy < 75", "."]);
    let wrong = said.find("“sometime” is neither a day nor a condition").expect(&said);
    assert!(said[wrong..].contains("answers, a number"), "and then it goes on: {said}");
}

#[test]
fn actions_that_are_due_are_chosen_by_their_number_and_a_verb_is_called_as_it_is_told() {
    let room = Room::new();
    let mut lines = vec!["meeting", "yes"];
    lines.extend(["next"; 8]);
    lines.extend(["2", "done", "q"]);
    let said = room.talk(&lines);
    assert!(said.contains("Wanted from you: Done, dropped, or another date?"), "{said}");
    assert!(said.contains("1. Jonas Lindqvist: Name who may order") && said.contains("2. Lucie Moreau:"), "{said}");
    let actions = room.list(&["actions", "--all"]);
    let state = |text: &str| {
        let one = actions.iter().find(|one| one["text"].as_str().unwrap().starts_with(text)).unwrap();
        one["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state("Bring the budget"), state("Name who may")), ("done".to_owned(), "open".to_owned()), "{said}");
}

#[test]
fn what_a_sign_means_on_the_wall_is_said_there() {
    let told =
        Room::new().talk(&["meeting", "yes", "action", "@lucie do it by fri", "minute", "hello", "next", "back"]);
    for said in ["action, Lucie Moreau by 27 Nov: do it", "minuted, hello", "signal drift-no-authority: "] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("done action") && !told.contains("done minuted"), "{told}");
    let told = Room::new().talk(&["3", "gate"]);
    assert!(told.contains("go lacks") && !told.contains("open go lacks"), "{told}");
}

#[test]
fn a_sentence_of_a_meeting_is_one_line() {
    let told = Room::new().talk(&["meeting", "yes", "q"]);
    let whole =
        |begins: &str, ends: &str| told.lines().any(|line| line.contains(begins) && line.trim_end().ends_with(ends));
    assert!(whole("Wanted from you: ", "What came of waiving governance documents?"), "{told}");
    assert!(whole("signal drift-no-authority: ", "has no authority to pause or retrain."), "{told}");
}

#[test]
fn a_meeting_is_told_without_the_keys_of_the_screens() {
    let room = Room::new();
    let said = room.talk(&["meeting", "yes", "action", "@zorro do it by friday", ".", "minute", "hello", "undo", "q"]);
    assert!(said.contains("nobody is called “zorro”: write the name otherwise"), "{said}");
    assert!(!said.contains("g p, then a") && !said.contains("stray keys"), "{said}");
    let reviews = room.list(&["reviews"]);
    assert!(reviews.last().unwrap()["minutes"].as_array().unwrap().is_empty(), "{said}");
    let closed = Room::new().talk(&["meeting", "yes", "closing page", "close", "yes"]);
    assert!(closed.contains("“write pack” on the page of the review copies it"), "{closed}");
    let said = room.talk(&["meeting", "closing page", "?", "timer", "?"]);
    assert!(said.contains("“who is there” opens the page") && !said.contains("Nothing has “?”"), "{said}");
    assert_eq!(said.matches("minute (c): Write a line of the minutes.").count(), 2, "{said}");
}

#[test]
fn a_dot_is_no_way_back_from_a_meeting_and_is_not_said_to_be() {
    let said = Room::new().talk(&["meeting", "yes", ".", "q"]);
    let asks: Vec<&str> = said.lines().filter(|line| line.contains("? all verbs")).collect();
    assert!(asks.iter().any(|line| line.contains("talked")), "{said}");
    for line in asks {
        assert_eq!(line.contains(". back"), !line.contains("talked"), "{line}");
    }
}

#[test]
fn what_the_line_of_verbs_calls_a_dot_goes_back_too() {
    let said = Room::new().talk(&["decisions", "2", "open", "back", "back"]);
    let full = said.split_once("Decisions, in full.").expect(&said).1;
    let list = full.split_once("\n1. Service chat: certified").expect(&said).1;
    assert!(list.contains("> Board.") && !said.contains("No verb is called"), "{said}");
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
fn a_closed_review_names_the_command_that_copies_its_pack_with_the_workspace() {
    let room = Room::new();
    let mut lines = vec!["meeting", "yes"];
    lines.extend(["next"; 9]);
    lines.extend(["close the review", "yes", "q"]);
    let said = room.talk(&lines);
    let command = said.lines().find(|line| line.starts_with("steerco report pack -w ")).expect(&said);
    assert!(command.contains(room.path().to_str().unwrap()), "a workspace from elsewhere is named: {command}");
}

#[test]
fn a_gate_tells_what_it_lacks_and_a_decision_all_that_was_known() {
    let room = Room::new();
    let said = room.talk(&["3", "gate"]);
    assert!(
        said.contains("G1: 0 of 5 that vote pass") && said.contains("nobody has scored data, integration"),
        "{said}"
    );
    let said = room.talk(&["decisions", "2", "open", "."]);
    let full = said.split_once("Decisions, in full.").expect(&said).1;
    assert!(full.contains("rejected, Buy another model") && full.contains("known then, computed R"), "{said}");
    assert!(full.contains("\n1. Service chat: certified"), "and a dot goes back to the list: {said}");
}

#[test]
fn framework_rollout_chart_and_import_are_told_in_sentences() {
    let room = Room::new();
    let said = room.talk(&["framework", "3"]);
    assert!(
        said.contains("3. stage: 3 Organizational Embedding. name: Organizational Embedding; planned for: weeks 14-26"),
        "{said}"
    );
    let said = room.talk(&["12", "open", "rollout", "5"]);
    assert!(said.contains("5. unit Porto contact centre: certified since 11 Nov. unit Porto"), "{said}");
    let said = room.talk(&["11", "open", "metrics", "3", "chart"]);
    let chart = said.split_once("Metrics, in full.").expect(&said).1;
    assert!(chart.contains("Natural process limits 90.4 to 97.7 %.") && chart.contains("2026-W47: 78.1 %"), "{said}");
    let table = room.folder.path().join("some.csv");
    std::fs::write(&table, "code,name,stage\ninvoice-triage,Invoices,4\nfield-dispatch,Field dispatch,purple\n")
        .unwrap();
    let said = room.talk(&["import a file", table.to_str().unwrap(), "take it in"]);
    assert!(said.contains("3. column “stage” feeds stage:") && said.contains("4. not taken: row 3"), "{said}");
    assert!(said.contains("5. Invoice triage, name, now Invoice triage: Invoices"), "{said}");
    assert!(room.list(&["pilots"]).iter().any(|pilot| pilot["name"] == "Invoices"), "{said}");
}

#[test]
fn whatever_is_typed_into_the_week_is_answered() {
    let room = Room::new();
    let said = room.talk(&["week", "1 abc", "1 =", "1 7", "undo cell", "?", "."]);
    assert!(
        said.contains("1. Demand forecast, active users W47: abc is not taken yet: “abc” is not a number"),
        "{said}"
    );
    assert!(said.contains("There is no value in the week before. 1. Demand forecast"), "{said}");
    assert!(said.contains("1. Demand forecast, active users W47: 28 % = 7/25 typed, not committed"), "{said}");
    let after = said.rsplit_once("7/25 typed").unwrap().1;
    assert!(after.contains("> 1. Demand forecast, active users W47: "), "undo of a cell is told: {said}");
    assert!(
        after.contains("commit the week (w") && after.contains("> Week 47"),
        "help lists, and a dot tells where: {said}"
    );
}

#[test]
fn what_a_verb_does_is_told_without_keys_that_lines_are_not_typed_with() {
    let room = Room::new();
    let said = room.talk(&["?", "filter", "."]);
    assert!(said.contains("Narrow to what some words find.\n"), "{said}");
    assert!(said.contains("reading (m): Enter a reading of one of its metrics."), "a verb is no key: {said}");
    assert!(!said.contains("Enter opens"), "{said}");
    let said = room.talk(&["?", ".", "1", "open", "?", "."]);
    assert!(said.contains("Open the pilot that is chosen.") && !said.contains("cursor"), "{said}");
}

#[test]
fn the_last_change_is_repeated_on_another_row_by_its_name_as_a_dot_goes_back() {
    let room = Room::new();
    let said = room.talk(&["2", "note", "The gateway was down", "1", "repeat", ""]);
    assert!(said.contains("now The gateway was down; an empty line keeps it"), "{said}");
    assert_eq!(said.matches(": noted “The gateway was down”.").count(), 2, "{said}");
    let said = room.talk(&["?", "repeat", "."]);
    assert!(said.contains("repeat: Make the last change once more, for what is chosen or what is marked"), "{said}");
}

#[test]
fn verbs_are_numbered_without_gaps_and_called_by_those_numbers() {
    let room = Room::new();
    let said = room.talk(&["actions", "?"]);
    let verbs = said.rsplit_once("q leaves\n> ").expect(&said).1;
    let told: Vec<(usize, &str)> = verbs
        .lines()
        .filter_map(|line| line.split_once(". "))
        .filter_map(|(n, verb)| Some((n.parse().ok()?, verb)))
        .collect();
    let numbers: Vec<usize> = told.iter().map(|(number, _)| *number).collect();
    assert!(numbers.len() > 20 && numbers.iter().copied().eq(1..=numbers.len()), "{numbers:?}: {said}");
    let (number, _) = told.iter().find(|(_, verb)| verb.starts_with("history (g h)")).expect(&said);
    let said = room.talk(&["actions", "?", &number.to_string()]);
    assert!(said.contains("History. Northwind"), "{said}");
}

#[test]
fn a_long_list_is_told_to_its_end_and_no_comma_stands_apart() {
    let room = Room::new();
    let said = room.talk(&["framework", "more", "more", "more"]);
    let count: usize =
        said.rsplit_once(" chooses; ").expect(&said).0.rsplit_once("1 to ").unwrap().1.trim().parse().unwrap();
    assert!((121..=180).contains(&count), "three stretches: {count}");
    assert!(said.contains("more up to number"), "{said}");
    for row in [61, 120, 121, count] {
        assert!(said.contains(&format!("\n{row}. ")) || said.contains(&format!("> {row}. ")), "{row}: {said}");
    }
    assert!(said.contains("There are no more rows."), "{said}");
    let said = room.talk(&["board", "1", "open", "metrics"]);
    assert!(said.contains("target 30 parts, 4 missing") && !said.contains(" , "), "{said}");
}

#[test]
fn the_history_of_a_pilot_is_chosen_from_by_number() {
    let said = Room::new().talk(&["4", "open", "history", "2", "take back", "2"]);
    let (_, page) = said.split_once("History. ").expect(&said);
    let second = page.lines().find_map(|line| line.strip_prefix("2. ")).expect(&said);
    let (_, summary) = second.split_once(": ").expect(&said);
    let (before, _) = page.split_once("\nTake this entry back?").expect(&said);
    assert!(before.lines().last().is_some_and(|question| question.ends_with(summary)), "{summary}: {said}");
}

#[test]
fn what_a_person_answers_for_is_chosen_by_number() {
    let room = Room::new();
    let said = room.talk(&[":", "Pilar Navarro", "1", "2", "open", ".", "7", "open", "q"]);
    let page = said.split_once("> Pilar Navarro. ").expect(&said).1;
    assert!(page.contains("Chief Operating Officer, C-suite, Operations, "), "{said}");
    assert!(page.contains("\n2 owned, 18 in all, 0 overdue.\n1. owns Energy bills\n"), "{said}");
    assert!(page.contains("\n1 to 18 chooses; open, hand over, edit"), "{said}");
    assert!(page.contains("> 2. owns Shift planning\n") && page.contains("> Shift planning, stage 3"), "{said}");
    assert!(page.contains("7. action Shift planning: Ask the works council") && page.contains("> Actions."), "{said}");
}

#[test]
fn another_moment_a_mask_and_a_filter_are_told_anew_at_once() {
    let room = Room::new();
    let said = room.talk(&["@", "2026-11-08", ".", "board", "q"]);
    let after = said.split_once("> This is as of 8 Nov.").expect(&said).1;
    let (told, rest) = after.split_once("q leaves\n> ").expect(&said);
    assert!(told.contains("\nBoard. ") && told.contains("As of 8 Nov") && told.contains("\n1. Stage "), "{said}");
    assert!(
        rest.starts_with("Nothing that is told here changed.\n> Board. "),
        "the screen that is open is told: {said}"
    );
    let said = room.talk(&["/", "invoice", "/", ".", "q"]);
    let after = said.split_once("or a dot to go on\n> ").expect(&said).1;
    assert!(after.starts_with("Narrowed to “invoice”.\nBoard. ") && after.contains("\n1 chooses; open"), "{said}");
    for screen in ["board", "people", "week", "framework"] {
        let said = room.talk(&[screen, "filter", "zzz", ".", "q"]);
        assert!(said.contains(": a dot takes the filter away."), "{screen}: {said}");
        assert!(!said.contains("/ zzz") && !said.contains("Backspace"), "{screen}: {said}");
        assert!(said.rsplit_once("takes the filter away.").unwrap().1.contains("\n1. "), "{screen}: {said}");
    }
    assert!(!said.contains("Nothing that is told here changed"), "a question is no answer: {said}");
    let said = room.talk(&["workspaces", "filter steerco", ".", "q"]);
    assert!(said.contains("\nThe list is narrowed to “steerco”.\n") && said.contains("> All rows again.\n"), "{said}");
    let said = room.talk(&["M", "q"]);
    let after = said.split_once("> Names and values are masked.\n").expect(&said).1;
    assert!(after.starts_with("Board. …. ") && after.contains("\n12. Stage 4"), "{said}");
}

#[test]
fn what_is_marked_says_so_and_what_is_not_told_is_asked_about() {
    let room = Room::new();
    let shown = || room.list(&["pilots"]).len();
    let before = shown();
    let said = room.talk(&["v", "v", "filter", "risk", "", "archive", ".", ".", ".", "q"]);
    assert!(said.contains("> 1. marked, Stage 1") && said.contains("\n1 marked.\nChosen: "), "{said}");
    let narrowed = said.split_once("Narrowed to “risk”.\nBoard. ").expect(&said).1;
    assert!(narrowed.contains("\nThe list is narrowed to “risk”.\n2 marked, "), "{said}");
    assert!(narrowed.contains("The filter hides "), "it asks first: {said}");
    assert!(narrowed.contains(".\nDo it to all of them?"), "{said}");
    assert!(narrowed.contains("1 yes, 2 no, . leaves it as it is\n> Left as it was.\n"), "{said}");
    assert!(
        narrowed.contains("> 2 marks are taken away. V brings them back.\n")
            && narrowed.contains("> All rows again.\n"),
        "{said}"
    );
    assert_eq!(shown(), before, "{said}");
    room.talk(&["v", "v", "filter", "risk", "", "archive", "yes", "q"]);
    assert_eq!(shown() + 2, before);
}

#[test]
fn the_mark_of_a_table_is_that_of_its_row() {
    let said = Room::new().talk(&["people", "v", "1", "2", ".", "q"]);
    let after = said.split_once("> 1. marked, ").expect(&said).1;
    assert!(after.contains("\n1 marked.\nChosen: ") && !said.contains("marked: 1 marked"), "{said}");
    let rows: Vec<&str> = after.lines().filter(|line| line.starts_with("> 1. ") || line.starts_with("> 2. ")).collect();
    assert!(rows[0].starts_with("> 1. marked, ") && !rows[1].contains("marked"), "{said}");
    assert!(after.contains("> 1 mark is taken away."), "{said}");
}

#[test]
fn an_order_and_groups_that_were_kept_are_told_again() {
    let room = Room::new();
    let said = room.talk(&["sort", "sort", "group", "q"]);
    assert!(said.contains("Cards grouped by unit. 2 of 4; next: grouped by owner"), "{said}");
    let said = room.talk(&["q"]);
    assert!(said.contains("\nThe list is by name, grouped by unit.\n") && said.contains("; group: "), "{said}");
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

#[test]
fn a_block_that_is_pasted_into_the_week_is_answered_by_numbers() {
    let block = ["week", "pilot\tmetric\tW47", "Demand forecast\tactive users\t7/25", ""];
    let said = Room::new().talk(&[&block[..], &["9", "1", "q"]].concat());
    assert!(said.contains("1 type it into the cells; 2 close, keep the text; "), "{said}");
    assert!(said.contains("> Say one of these numbers: 1 type it"), "{said}");
    assert!(said.contains("active users W47: 28 % = 7/25 typed, not committed"), "{said}");
}

#[test]
fn a_value_that_no_row_can_be_is_entered_where_one_is_chosen() {
    let said = Room::new().talk(&["week", "17", "33/40", "q"]);
    assert!(said.contains(" 17 12 enters 12 for row 17.\n"), "{said}");
    assert!(said.contains("> 17. Claims intake, active users W47: ") && said.contains("= 33/40 typed, not"), "{said}");
    assert!(said.contains("and so does a value alone that is no row, as 18.5"), "{said}");
}

#[test]
fn target_users_and_why_a_week_was_not_measured_are_said_as_they_were_understood() {
    let room = Room::new();
    let said =
        room.talk(&["week", "1 30/35", "target", "target", "2 n/m sensor down", "n/m feed late", "- later", "q"]);
    for told in [
        "30/35 is not taken yet: of 35 and not 25 target users, only here? “keep it” or yes only here, “target” from this",
        "= 30/35 typed, not committed; 35 are the target users from this week on, “target” only here",
        "= 30/35 typed, not committed; of 35 in this week only, 25 target users are in force; “target” from this week on",
        "2. Demand forecast, forecast error W47: not measured: sensor down, typed, not committed",
        "2. Demand forecast, forecast error W47: not measured: feed late, typed, not committed",
        "2. Demand forecast, forecast error W47: not measured: later, typed, not committed",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn words_that_no_verb_is_called_are_looked_for_as_the_help_does() {
    let room = Room::new();
    let said = room.talk(&["undo everything", "put away", "q"]);
    assert!(said.contains("No verb is called “undo everything” here. ? undo everything finds these"), "{said}");
    assert!(said.contains("\nhistory (g h): Go to the history"), "{said}");
    assert!(said.contains("\nput a workspace away. At the command line: `steerco"), "{said}");
    for (asked, row) in
        [("? who owns", "people (g p)"), ("help postpone", "lifecycle (X)"), ("find who owns", "people")]
    {
        let said = room.talk(&[asked, ".", "q"]);
        let rows = said.lines().any(|line| line.contains(". ") && line.contains(row));
        assert!(rows && !said.contains("No verb is called"), "{asked}: {said}");
    }
    let said = room.talk(&["? people", "1", "q"]);
    assert!(said.contains("\n> People. "), "a number does what was found: {said}");
}

#[test]
fn a_mistyped_word_finds_what_was_meant_and_that_is_said() {
    let room = Room::new();
    let said = room.talk(&["porfolio", "q"]);
    assert!(said.contains("No verb is called “porfolio” here. ? porfolio finds these"), "{said}");
    assert!(said.contains("\nportfolio (g d): "), "{said}");
    let said = room.talk(&["find reveiw", "1", "q"]);
    assert!(said.contains("Nothing has “reveiw”; these have “review”.\n1. review (g r): "), "{said}");
    let said = room.talk(&["find suplier", ".", "q"]);
    assert!(said.contains("Nothing has “suplier”; these have “Supplier”.\n1. pilot Supplier risk\n"), "{said}");
}

#[test]
fn a_word_that_is_the_name_of_a_verb_elsewhere_is_led_to_the_one_that_is_meant() {
    let said = Room::new().talk(&["week", "1 7", "write", "paste box", ".", "q"]);
    assert!(said.contains("> No verb is called “write” here; say commit the week.\n"), "{said}");
    assert!(said.contains("> Paste readings\n"), "the box is called as on other pages: {said}");
}

#[test]
fn a_value_that_is_asked_about_is_kept_with_the_words_that_are_told() {
    for yes in ["yes", "keep it"] {
        let said = Room::new().talk(&["week", "9 1", "w", yes, "w", "q"]);
        assert!(said.contains("keep it? “keep it” or yes keeps it, or "), "{said}");
        assert!(said.contains("1 cell asks if it is meant: “keep it” or yes there keeps it."), "{said}");
        assert!(said.contains("Entered 1 reading for 2026-W47.") && !said.contains('↵'), "{said}");
    }
}

#[test]
fn what_is_heard_has_words_and_no_signs() {
    let room = Room::new();
    let said = room.talk(&["1", "2", "report", ".", "1", "open", ".", "11", "open", "metrics", "q"]);
    assert!(said.contains("\n7 decisions wanted, 2 at risk, "), "how many stand how: {said}");
    assert!(said.contains("4 in stage 1, 3 in stage 2, 3 in stage 3, 2 in stage 4.\n"), "{said}");
    assert!(
        said.contains(" Reported on track: 97 % accuracy") && said.contains("\n1. on track: nobody needs"),
        "{said}"
    );
    assert!(said.contains(" now on track: nobody needs to act; "), "{said}");
    assert!(
        said.contains("> Demand forecast, stage 1, Overview.") && said.contains(", week 13 of 8, 5 over"),
        "{said}"
    );
    assert!(said.contains(" in 13 weeks") && !said.contains(" in 13 w;"), "{said}");
    let said = room.talk(&["history", "portfolio", "next section", "q"]);
    assert!(said.contains("in Polish and Czech contracts") && !said.contains("**"), "{said}");
    assert!(said.contains("1. pilots at “decision wanted” in adoption, by their data: 1\n"), "{said}");
    let funnel = said.split_once("Portfolio, Funnel. ").expect(&said).1;
    let counted: Vec<&str> = funnel.lines().filter(|line| line.contains("through G3")).take(2).collect();
    let words = |line: &str| line.split_once(". ").unwrap().1.to_owned();
    assert_ne!(words(counted[0]), words(counted[1]), "{said}");
}

#[test]
fn what_is_left_out_of_an_agenda_says_how_long_it_is_then() {
    let said = Room::new().talk(&["review", "2", "drop", "drop", "q"]);
    assert!(
        said.contains("“Field dispatch” is left out. The agenda takes 60 of 60 min now. u takes it back\n"),
        "{said}"
    );
    assert!(said.contains("The agenda takes 70 of 60 min now."), "{said}");
}

#[test]
fn an_action_in_one_line_is_understood_outside_of_a_meeting_too() {
    let room = Room::new();
    let said = room.talk(&["actions", "add", "@lucie retrain the model by 2026-12-04", "", "", "", "q"]);
    let actions = room.list(&["actions"]);
    let one = actions.iter().find(|one| one["text"] == "retrain the model").expect(&said);
    assert_eq!((&one["owner"], &one["due"]), (&"Lucie Moreau".into(), &"2026-12-04".into()), "{said}");
}

#[test]
fn a_row_that_became_another_is_told_with_what_was_done() {
    let room = Room::new();
    let said = room.talk(&["week", "2 18.5", "w", ".", "q"]);
    let after = said.split_once("Entered 1 reading for 2026-W47.").expect(&said).1;
    assert!(after.contains("\n2. Demand forecast, forecast error W47: 18.5"), "{said}");
    assert_eq!(after.matches("2. Demand forecast, forecast error").count(), 1, "and once: {said}");
}

#[test]
fn a_single_letter_is_a_key_and_what_it_begins_is_told() {
    let room = Room::new();
    let said = room.talk(&["people", "D", "q"]);
    assert!(said.contains("“D” begins decisions, drafts. Say more of it."), "{said}");
    assert!(!said.contains("Drafts. Northwind"), "{said}");
    let said = room.talk(&["people", "Decisions", "q"]);
    assert!(said.contains("> Decisions. Northwind"), "a word may begin large: {said}");
    assert!(room.talk(&["?", "."]).contains("an empty line tells it again, more goes on with a long list"));
}

#[test]
fn notes_are_told_without_the_signs_of_their_markdown() {
    let room = Room::new();
    let said =
        room.talk(&["4", "open", "notes", "a", "# T\\n\\n**We** run on an **extract**\\n\\n---", "1", "open", "q"]);
    assert!(said.contains(": T …") && said.contains("contracts are still missed"), "{said}");
    let whole = said.split_once("Notes, in full.").expect(&said).1;
    assert!(whole.contains(", Petra Nowak: T\n") && whole.contains("\nWe run on an extract\n"), "{said}");
    let listed = said.split_once("Notes. ").expect(&said).1;
    assert!(listed.contains("in Polish and Czech contracts") && !listed.contains("**Polish"), "{said}");
}

#[test]
fn what_is_chosen_on_a_page_of_a_pilot_is_its_row() {
    let room = Room::new();
    let said = room.talk(&["4", "open", "]", "7", "[", "exceptions", "q"]);
    assert!(said.contains("> 7. doing: Update cycle, Kenji Tanaka, due 4 Dec\n"), "{said}");
    assert!(!said.contains("Chosen: Reported") && !said.contains("1 Overview, 2 Checklist"), "{said}");
}

#[test]
fn a_question_says_what_may_be_typed_and_tells_it_again() {
    let room = Room::new();
    let said = room.talk(&["7", "gate", "2", "edit", "?", "3", ".", "q"]);
    assert!(said.contains("\nscore, a number, needed") && said.matches("0 Nobody knows").count() == 2, "{said}");
    let said = room.talk(&["11", "decide", "retrain", "", "q"]);
    assert!(said.contains("> What was decided cannot be empty.\n"), "{said}");
    let said = room.talk(&["settings", "2", "q"]);
    assert!(said.contains("> 2. mouse, wheel and click from the start: no\n"), "{said}");
    let said = room.talk(&["11", "reading", ".", "q"]);
    assert!(said.contains("What follows is set already: metric, active users"), "{said}");
    assert!(said.contains("; week, 2026-W47.\nvalue, needed"), "{said}");
}

#[test]
fn a_wrong_answer_is_followed_by_its_question_and_how_to_leave_and_a_question_mark_is_no_answer() {
    let said = Room::new().talk(&["11", "decide", "retrain", "?", "", ".", "q"]);
    let again =
        "> What was decided cannot be empty.\nwhat was decided, needed; ? tells all of it again, . leaves a draft\n";
    assert!(said.contains(again), "{said}");
    assert_eq!(said.matches("\nwhat was decided, needed").count(), 3, "asked, told again, and not answered: {said}");
    assert!(!said.contains("what was decided: ?"), "{said}");
}

#[test]
fn a_reading_that_was_not_measured_is_entered_with_why_behind_it_and_is_said_back() {
    let room = Room::new();
    let said = room.talk(&["1", "reading", "n/m sensor down", "", "", "", "", "q"]);
    assert!(said.contains("> Understood: not measured: sensor down."), "{said}");
    let readings = room.list(&["readings", "--pilot", "demand-forecast"]);
    let is_there = |one: &serde_json::Value| one["week"] == "2026-W47" && one["note"] == "sensor down";
    assert!(readings.iter().any(|one| is_there(one) && one["value"].is_null()), "{said}");
}

#[test]
fn how_a_change_is_taken_back_is_a_sentence_of_its_own() {
    let said = Room::new().talk(&["review", "meeting", "yes", "action", "@ana retrain by 15 Jan", "q", "q"]);
    assert!(said.contains(": retrain. u takes it back\n"), "{said}");
}

#[test]
fn a_page_of_a_review_without_rows_says_so() {
    let room = Room::new();
    let said = room.talk(&["review", "minutes", "earlier", "minutes", "q"]);
    let page = said.split_once(", Minutes. ").expect(&said).1;
    assert!(page.contains("draft, chair Pilar Navarro") && page.contains("Nothing is minuted yet"), "{said}");
    assert!(!said.contains("1 Agenda"), "{said}");
    assert!(said.contains("\n3. Invoice triage, talked about\n4. The sample shows"), "{said}");
}
