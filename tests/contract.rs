//! Owns the promises that scripts, timers and other programs rely on: what the command line answers, its exit statuses,
//! its JSON, what it refuses and how it says so. Every test runs the real program in folders of its own.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::{CommandFactory, ValueHint};
use rusqlite::Connection;
use serde_json::{Value, json};
use steerco::cli::args::Cli;
use tempfile::TempDir;

const STEERCO: &str = env!("CARGO_BIN_EXE_steerco");
/// So many entries has the journal of the demo.
const DEMO_ENTRIES: u64 = 272;
/// 41 rows of a public inventory of AI use cases, as it was published: windows-1252, line breaks inside cells, rows
/// that repeat, dates of many kinds.
const SLICE: &[u8] = include_bytes!("data/us-federal-slice.csv");
/// So long may a command take before it counts as one that never ends.
const PATIENCE: Duration = Duration::from_secs(10);
const NOUNS: &[&str] = &["pilots", "people", "metrics", "readings", "gaps", "journal"];

// ---------------------------------------------------------------------------------------------------------- the desk

/// One user with folders of their own; what is written goes into `work.steerco`.
struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Without any workspace.
    fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With an empty workspace.
    fn empty() -> Self {
        let desk = Self::bare();
        desk.run(&["new", "work.steerco", "--title", "Work"]).done();
        desk
    }

    /// With the demo, which is made once and copied.
    fn with_demo() -> Self {
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&DEMO, &["demo", "--into", "work.steerco"])
    }

    /// With the slice of the inventory, which is imported once and copied.
    fn with_slice() -> Self {
        static IMPORTED: OnceLock<Vec<u8>> = OnceLock::new();
        let import = ["--workspace", "work.steerco", "import", "slice.csv", "--map", "us-federal-2024"];
        Self::copied(&IMPORTED, &import)
    }

    fn copied(kept: &OnceLock<Vec<u8>>, make: &[&str]) -> Self {
        let bytes = kept.get_or_init(|| {
            let desk = Self::bare();
            desk.write("slice.csv", SLICE);
            desk.run(make).done();
            fs::read(desk.path("work.steerco")).unwrap()
        });
        let desk = Self::bare();
        desk.write("work.steerco", bytes);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The backups that were made by themselves.
    fn backups(&self) -> Vec<PathBuf> {
        fs::read_dir(self.path("state/steerco/backups"))
            .unwrap()
            .flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()))
            .collect()
    }

    /// Those that were made for that reason.
    fn backups_of(&self, why: &str) -> Vec<PathBuf> {
        let ending = format!("-{why}.steerco");
        self.backups().into_iter().filter(|path| path.to_str().unwrap().ends_with(&ending)).collect()
    }

    fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(STEERCO);
        command.args(words).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        let places =
            [("HOME", "home"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")];
        for (name, place) in places {
            command.env(name, self.path(place));
        }
        command.env("STEERCO_TODAY", "2026-11-24").env("STEERCO_ACTOR", "Petra Nowak").env("LC_ALL", "C.UTF-8");
        command
    }

    /// Runs the program to its end.
    fn run(&self, words: &[&str]) -> Said {
        Said::of(&self.command(words).output().unwrap(), words)
    }

    /// Runs a command on the workspace.
    fn on(&self, words: &[&str]) -> Said {
        self.run(&joined(&["--workspace", "work.steerco"], words))
    }

    /// What a command on the workspace answers in JSON.
    fn json(&self, words: &[&str]) -> Value {
        self.on(&joined(&["--json"], words)).json()
    }

    /// The records of a list.
    fn list(&self, words: &[&str]) -> Vec<Value> {
        self.json(&joined(&["list"], words)).as_array().unwrap().clone()
    }

    /// The business state of the workspace.
    fn export(&self) -> String {
        self.on(&["export", "-"]).done().out
    }

    /// Runs a command that must be refused, once for people and once for programs; answers the error in the JSON.
    fn refused(&self, words: &[&str], status: i32) -> Value {
        let said = self.run(words);
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{said:?}");
        assert!(said.err.starts_with("error: "), "{said:?}");
        self.run(&joined(&["--json"], words)).error(status)
    }

    /// The same on the workspace.
    fn refuses(&self, words: &[&str], status: i32) -> Value {
        self.refused(&joined(&["--workspace", "work.steerco"], words), status)
    }

    /// Runs a command that might never end.
    fn run_in_time(&self, words: &[&str]) -> Said {
        let mut child = self.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if started.elapsed() > PATIENCE {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("{words:?} had not ended after {PATIENCE:?}");
            }
            thread::sleep(Duration::from_millis(10));
        }
        Said::of(&child.wait_with_output().unwrap(), words)
    }

    /// Runs a command on the workspace that reads those bytes from its standard input.
    fn feed(&self, words: &[&str], bytes: &[u8]) -> Said {
        let words = joined(&["--workspace", "work.steerco"], words);
        let mut command = self.command(&words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        Said::of(&child.wait_with_output().unwrap(), &words)
    }
}

/// What a command printed, and how it ended.
#[derive(Debug)]
struct Said {
    words: String,
    status: i32,
    out: String,
    err: String,
}

impl Said {
    fn of(output: &Output, words: &[&str]) -> Self {
        Self {
            words: words.join(" "),
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    fn done(self) -> Self {
        assert_eq!(self.status, 0, "{self:?}");
        self
    }

    fn json(&self) -> Value {
        assert_eq!(self.status, 0, "{self:?}");
        parsed(&self.out, &self.words)
    }

    /// The error in JSON: nothing on stdout, one object with these fields on stderr.
    fn error(&self, status: i32) -> Value {
        assert_eq!((self.status, self.out.as_str()), (status, ""), "{self:?}");
        let answer = parsed(&self.err, &self.words);
        assert_eq!(keys(&answer), ["error"], "{self:?}");
        let error = answer["error"].clone();
        assert_eq!(keys(&error), ["cause", "field", "hint", "row", "status", "title"], "{self:?}");
        assert_eq!(error["status"], json!(status), "{self:?}");
        assert!(!text(&error, "title").is_empty(), "{self:?}");
        error
    }
}

/// Compares what is too large to be printed.
fn check_same<T: PartialEq>(now: &T, then: &T, what: &str) {
    assert!(now == then, "{what} is not what it was");
}

fn joined<'a>(first: &[&'a str], then: &[&'a str]) -> Vec<&'a str> {
    first.iter().chain(then).copied().collect()
}

fn parsed(text: &str, words: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{words}: {error} in {text}"))
}

/// The names of an object's fields, sorted.
fn keys(value: &Value) -> Vec<String> {
    let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
    keys.sort();
    keys
}

/// A field that holds text.
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("“{field}” is no text in {value}"))
}

/// A field of every record, as text.
fn column(records: &[Value], field: &str) -> Vec<String> {
    records.iter().map(|record| text(record, field).to_owned()).collect()
}

fn codes(records: &[Value]) -> Vec<String> {
    column(records, "code")
}

/// A letter for the kind and 13 signs.
fn is_id(value: &Value, kind: char) -> bool {
    let signs = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
    value.as_str().is_some_and(|id| id.len() == 14 && id.starts_with(kind) && id.chars().all(signs))
}

fn is_day(text: &str) -> bool {
    let sign = |(place, c): (usize, char)| if place == 4 || place == 7 { c == '-' } else { c.is_ascii_digit() };
    text.chars().count() == 10 && text.chars().enumerate().all(sign)
}

fn is_week(text: &str) -> bool {
    let (year, week) = text.split_once("-W").unwrap_or_default();
    year.len() == 4 && week.len() == 2 && year.parse::<u16>().is_ok() && week.parse::<u16>().is_ok_and(|week| week > 0)
}

fn is_null_or(value: &Value, holds: impl Fn(&Value) -> bool) -> bool {
    value.is_null() || holds(value)
}

/// The reading of a pilot's metric in a week.
fn reading(desk: &Desk, pilot: &str, metric: &str, week: &str) -> Option<Value> {
    let readings = desk.list(&["readings", "--pilot", pilot]);
    readings.into_iter().find(|reading| text(reading, "metric") == metric && text(reading, "week") == week)
}

// ------------------------------------------------------------------------------------------------------- exit status

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
        &["--today", "yesterday", "list", "pilots"],
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

// --------------------------------------------------------------------------------------------- files of other kinds

/// Every command answers that status and leaves the file as it is.
fn check_every_command(desk: &Desk, name: &str, status: i32) {
    let before = fs::read(desk.path(name)).ok();
    desk.write("table.csv", b"name\nOther\n");
    let table: &[&[&str]] = &[
        &["list", "pilots"],
        &["--as-of", "2026-10-01", "list", "pilots"],
        &["show", "invoice-triage"],
        &["doctor"],
        &["log"],
        &["export", "-"],
        &["backup", "copy.steerco"],
        &["add", "pilot", "Other"],
        &["record", "invoice-triage", "impact", "1"],
        &["import", "table.csv"],
        &["undo"],
    ];
    for words in table {
        let error = desk.refused(&joined(&["--workspace", name], words), status);
        assert!(text(&error, "title").contains(name), "{words:?}: {error}");
        assert!(!text(&error, "hint").is_empty(), "{words:?}: {error}");
    }
    check_same(&fs::read(desk.path(name)).ok(), &before, name);
    assert!(!desk.has("copy.steerco"));
}

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
    let table = [
        ("work.steerco", 0o600),
        ("copy.steerco", 0o600),
        ("all.json", 0o600),
        ("pilots.csv", 0o600),
        ("data/steerco/named.steerco", 0o600),
        ("data/steerco", 0o700),
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

// ---------------------------------------------------------------------------------------- flags and which workspace

#[test]
fn global_flags_stand_before_or_after_the_command() {
    let desk = Desk::with_demo();
    let before = desk.run(&["--workspace", "work.steerco", "--json", "list", "pilots"]).json();
    let after = desk.run(&["list", "pilots", "--json", "--workspace", "work.steerco"]).json();
    let between = desk.run(&["list", "--json", "--workspace=work.steerco", "pilots", "--no-color"]).json();
    assert_eq!((&before, &before), (&after, &between));
    let record = ["record", "invoice-triage", "impact", "-18", "--json", "--workspace", "work.steerco"];
    assert_eq!(desk.run(&record).json()["changed"], json!(1));
    desk.run(&["note", "invoice-triage", "Seen.", "--actor", "Somebody", "--workspace", "work.steerco"]).done();
    assert_eq!(text(desk.list(&["journal"]).last().unwrap(), "actor"), "Somebody");
}

#[test]
fn global_flags_stand_after_set_too() {
    let desk = Desk::with_demo();
    let answer = desk.on(&["set", "invoice-triage", "unit", "Treasury", "--json"]).json();
    assert_eq!(answer["changed"], json!(1));
    let said = desk.on(&["set", "pilot", "invoice-triage", "unit", "Legal", "--read-only"]);
    assert_eq!(said.status, 2, "{said:?}");
    assert!(said.err.contains("--read-only: nothing can be written"), "{said:?}");
}

#[test]
fn set_takes_no_flag_for_a_value() {
    let desk = Desk::with_demo();
    let before = desk.export();
    for flag in ["--read-only", "--json"] {
        let said = desk.on(&["set", "invoice-triage", "summary", flag]);
        assert_eq!(said.status, 2, "{said:?}");
        check_same(&desk.export(), &before, flag);
    }
}

#[test]
fn a_value_may_begin_with_a_hyphen() {
    let desk = Desk::with_demo();
    desk.on(&["record", "invoice-triage", "impact", "-18"]).done();
    let reading = reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap();
    assert_eq!(reading["value"], json!(-18));
    desk.on(&["set", "invoice-triage", "summary", "-18 minutes"]).done();
    desk.on(&["set", "metric", "invoice-triage/impact", "target", "-2"]).done();
    desk.on(&["note", "invoice-triage", "- one\n- two"]).done();
    desk.on(&["status", "invoice-triage", "A", "--because", "-3 points"]).done();
    let shown = desk.json(&["show", "invoice-triage"]);
    assert_eq!(text(&shown, "summary"), "-18 minutes");
    assert!(shown["notes"].as_array().unwrap().iter().any(|note| note["text"] == json!("- one\n- two")), "{shown}");
    let target = shown["metrics"].as_array().unwrap().iter().find(|metric| metric["name"] == json!("handling time"));
    assert_eq!(target.unwrap()["target"], json!(-2));
}

/// What stands for an argument of a command: a word that begins with a hyphen where it may.
fn hyphened(argument: &clap::Arg) -> Vec<String> {
    let choices = argument.get_possible_values();
    let many = argument.get_num_args().is_some_and(|values| values.max_values() > 1);
    match choices.first() {
        Some(choice) => vec![choice.get_name().to_owned()],
        None if argument.get_value_hint() == ValueHint::AnyPath => vec!["nowhere/x".to_owned()],
        None if many && argument.is_allow_hyphen_values_set() => vec!["-x".to_owned(); 3],
        None if many => vec!["add".to_owned()],
        None => vec!["-x".to_owned()],
    }
}

#[test]
fn every_value_of_every_command_may_begin_with_a_hyphen() {
    let desk = Desk::empty();
    let (mut tried, mut refused) = (0, Vec::new());
    let mut commands: Vec<(Vec<String>, clap::Command)> = vec![(Vec::new(), Cli::command())];
    while let Some((path, command)) = commands.pop() {
        let below = |below: &clap::Command| {
            let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
            (path, below.clone())
        };
        commands.extend(command.get_subcommands().map(below));
        if path.is_empty() || command.has_subcommands() {
            continue;
        }
        let words: Vec<String> = path.iter().cloned().chain(command.get_positionals().flat_map(hyphened)).collect();
        let options = command.get_opts().filter(|option| option.get_action().takes_values());
        let options = options.filter_map(|option| Some([format!("--{}", option.get_long()?), "-x".to_owned()]));
        for option in std::iter::once(Vec::new()).chain(options.map(Vec::from)) {
            let words: Vec<&str> = words.iter().chain(&option).map(String::as_str).collect();
            // Nothing is written: it is only about what the words are taken for.
            let said = desk.on(&joined(&["--read-only"], &words));
            let taken_for_flags = ["unexpected argument", "a value is required"];
            tried += 1;
            if taken_for_flags.iter().any(|complaint| said.err.contains(complaint)) {
                refused.push(format!("{said:?}"));
            }
        }
    }
    assert!(tried > 150 && refused.is_empty(), "of {tried}: {refused:#?}");
}

#[test]
fn what_begins_with_a_hyphen_is_written_as_it_is_said() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["add", "pilot", "-5 days", "--code", "zed"],
        &["add", "person", "-x"],
        &["add", "step", "zed", "-x"],
        &["add", "version", "zed", "-1", "--released", "2026-11-20"],
        &["add", "metric", "zed", "-m", "--family", "impact"],
        &["add", "item", "zed", "unit", "-x"],
        &["hand-over", "Rita Silva", "Ana Costa", "--why", "-w"],
        &["set", "invoice-triage", "summary", "--", "--json"],
    ];
    for words in table {
        desk.on(words).done();
    }
    assert_eq!(text(&desk.json(&["show", "invoice-triage"]), "summary"), "--json");
    assert_eq!(text(&desk.json(&["show", "zed"]), "name"), "-5 days");
    desk.run(&["new", "-x"]).done();
    assert!(desk.has("data/steerco/-x.steerco"));
    // A flag of the program that stands behind is one all the same, and so is one of the command.
    assert_eq!(desk.on(&["add", "person", "-y", "--title", "-t", "--json"]).json()["changed"], json!(1));
    desk.refuses(&["list", "pilots", "--frobnicate"], 2);
    desk.refuses(&["backup", "--frobnicate"], 2);
}

#[test]
fn a_backup_goes_to_stdout_and_a_restore_comes_from_stdin() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let words = ["--workspace", "work.steerco", "backup", "-"];
    let output = desk.command(&words).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"SQLite format 3"), "{:?}", output.status);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Copied the workspace to the standard output."), "{said}");
    assert!(!desk.has("-"), "a file of that name was made");
    desk.on(&["note", "invoice-triage", "Later."]).done();
    let said = desk.feed(&["restore", "-"], &output.stdout).done();
    assert!(said.out.contains("from the standard input: 12 pilots"), "{said:?}");
    check_same(&desk.export(), &before, "what the workspace holds");
    // An archive is known by how it begins.
    desk.on(&["export", "all.zip"]).done();
    desk.feed(&["restore", "-"], &desk.read("all.zip")).done();
    check_same(&desk.export(), &before, "what the workspace holds");
    let error = desk.feed(&["restore", "-", "--json"], b"Dear committee,").error(3);
    assert!(text(&error, "title").contains("the standard input"), "{error}");
    let left: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(left.iter().all(|name| !name.starts_with(".steerco-half")), "{left:?}");
}

#[test]
fn a_dry_run_may_be_read_only() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.write("week.csv", b"pilot,metric,week,value\ninvoice-triage,impact,2026-W47,7\n");
    let before = desk.read("work.steerco");
    let said = desk.on(&["--read-only", "import", "table.csv", "--dry-run"]).done();
    assert!(said.out.contains("would be created"), "{said:?}");
    let said = desk.on(&["--read-only", "record", "--from", "week.csv", "--dry-run"]).done();
    assert!(said.out.contains("would be written"), "{said:?}");
    let said = desk.run(&["-w", "none.steerco", "--read-only", "import", "table.csv", "--dry-run"]).done();
    assert!(said.err.contains("Would make workspace none"), "{said:?}");
    assert!(!desk.has("none.steerco") && !desk.has("state/steerco/backups"), "nothing is written");
    check_same(&desk.read("work.steerco"), &before, "the file");
    desk.refuses(&["--as-of", "2026-10-01", "import", "table.csv", "--dry-run"], 2);
}

#[test]
fn the_verbs_of_decide_are_written_with_hyphens_or_with_spaces() {
    let desk = Desk::with_demo();
    for verb in ["change-scope", "change scope"] {
        desk.on(&["decide", "service-chat", verb, "--say", verb, "--by", "Rita Silva"]).done();
    }
    let words =
        ["decide", "service-chat", "appoint owner", "--owner", "Jonas Lindqvist", "--say", "x", "--by", "Rita Silva"];
    desk.on(&words).done();
    for (verb, wanted) in
        [("take-over", "add pilot"), ("take over", "an import"), ("certify", "gate service-chat certify")]
    {
        let error = desk.refuses(&["decide", "service-chat", verb, "--say", "x", "--by", "Rita Silva"], 3);
        assert!(text(&error, "hint").contains(wanted), "{error}");
    }
    desk.refuses(&["decide", "service-chat", "dance", "--say", "x", "--by", "Rita Silva"], 2);
}

#[test]
fn without_a_name_the_only_workspace_is_meant_and_never_one_of_several() {
    let desk = Desk::bare();
    desk.refused(&["list", "pilots"], 4);
    desk.refused(&[], 4);
    desk.run(&["new", "alpha"]).done();
    desk.run(&["add", "pilot", "In alpha"]).done();
    assert!(desk.has("data/steerco/alpha.steerco"));
    desk.run(&["new", "beta", "--title", "Second"]).done();
    let error = desk.refused(&["list", "pilots"], 2).to_string();
    assert!(error.contains("alpha") && error.contains("beta"), "{error}");
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"default = \"alpha\"\n");
    let listed =
        |words: &[&str]| codes(desk.run(&joined(words, &["--json", "list", "pilots"])).json().as_array().unwrap());
    assert_eq!(listed(&[]), ["in-alpha"]);
    assert!(listed(&["--workspace", "beta"]).is_empty());
    let chosen = desk.command(&["list", "pilots", "--json"]).env("STEERCO_WORKSPACE", "beta").output().unwrap();
    assert_eq!(Said::of(&chosen, &["list", "pilots"]).json(), json!([]), "the environment comes before the settings");
}

#[test]
fn a_workspace_is_a_path_where_it_has_a_separator_or_the_ending() {
    let desk = Desk::with_demo();
    desk.run(&["new", "work"]).done();
    assert!(desk.has("data/steerco/work.steerco"));
    let count =
        |name: &str| desk.run(&["list", "pilots", "--json", "--workspace", name]).json().as_array().unwrap().len();
    assert_eq!((count("work"), count("work.steerco"), count("./work.steerco")), (0, 12, 12));
    let absolute = desk.path("work.steerco");
    assert_eq!(count(absolute.to_str().unwrap()), 12);
    desk.refused(&["list", "pilots", "--workspace", "./work"], 4);
    desk.refused(&["list", "pilots", "--workspace", ""], 2);
}

#[test]
fn a_workspace_needs_a_name() {
    let desk = Desk::bare();
    for name in ["", " "] {
        let said = desk.run(&["new", name, "--json"]);
        assert!(matches!(said.status, 2 | 3), "{said:?}");
    }
    assert!(!desk.has("data/steerco/.steerco"), "a workspace without a name was made");
}

#[test]
fn workspaces_and_paths_tell_where_everything_is() {
    let desk = Desk::bare();
    assert_eq!(desk.run(&["workspaces", "--json"]).json(), json!([]));
    desk.run(&["new", "alpha", "--title", "First"]).done();
    desk.run(&["--workspace", "alpha", "add", "pilot", "One"]).done();
    let found = desk.run(&["workspaces", "--json"]).json();
    assert_eq!(
        (&found[0]["name"], &found[0]["title"], &found[0]["pilots"]),
        (&json!("alpha"), &json!("First"), &json!(1))
    );
    let paths = desk.run(&["paths", "--json"]).json();
    for (field, place) in [("data", "data/steerco"), ("config", "config/steerco"), ("state", "state/steerco")] {
        assert_eq!(Path::new(text(&paths, field)), desk.path(place));
    }
    assert_eq!(Path::new(text(&paths, "workspace")), desk.path("data/steerco/alpha.steerco"));
}

#[test]
fn a_demo_that_was_killed_half_way_is_no_workspace_and_goes_once_it_is_old() {
    let desk = Desk::bare();
    let found = || {
        let entries = fs::read_dir(desk.path("data/steerco")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let is_part = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "part");
    let mut child = desk.command(&["demo"]).stdout(Stdio::null()).spawn().unwrap();
    while !found().iter().any(is_part) && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = found();
    assert!(left.iter().any(is_part), "it was killed too late: {left:?}");
    assert_eq!(desk.run(&["workspaces", "--json"]).json(), json!([]), "{left:?}");
    desk.refused(&["list", "pilots"], 4);
    let long_ago = std::time::SystemTime::now() - Duration::from_hours(2);
    for path in &left {
        fs::OpenOptions::new().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    desk.write("data/steerco/demo.7-0.part", b"of another run");
    desk.run(&["demo"]).done();
    let mut now: Vec<PathBuf> = found();
    now.sort();
    assert_eq!(now, ["demo.7-0.part", "demo.steerco"].map(|name| desk.path("data/steerco").join(name)));
}

#[test]
fn an_empty_file_is_not_meant_beside_a_workspace() {
    let desk = Desk::bare();
    desk.run(&["new", "alpha"]).done();
    desk.write("data/steerco/empty.steerco", b"");
    desk.run(&["list", "pilots"]).done();
    let found = desk.run(&["workspaces", "--json"]).json();
    assert!(text(&found[1], "problem").contains("an empty file"), "{found}");
    fs::remove_file(desk.path("data/steerco/alpha.steerco")).unwrap();
    let error = desk.refused(&["list", "pilots"], 3);
    assert!(text(&error, "hint").contains("steerco restore"), "{error}");
}

#[test]
fn keys_and_themes_list_something() {
    let desk = Desk::bare();
    for command in ["keys", "themes"] {
        assert!(!desk.run(&[command]).done().out.trim().is_empty(), "{command} prints nothing");
    }
    let keys = desk.run(&["keys", "--json"]).json();
    let gate = keys.as_array().unwrap().iter().find(|row| text(row, "verb") == "next-stage").unwrap();
    assert_eq!(text(gate, "footer"), "gate");
}

#[test]
fn import_restore_and_demo_make_a_missing_workspace_and_nothing_else_does() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.on(&["backup", "copy.steerco"]).done();
    let others: &[&[&str]] = &[
        &["list", "pilots"],
        &["show", "one"],
        &["add", "pilot", "One"],
        &["record", "one", "impact", "1"],
        &["note", "one", "Seen."],
        &["export", "-"],
        &["backup", "other.steerco"],
        &["undo"],
        &["log"],
        &["doctor"],
    ];
    for words in others {
        let error = desk.refused(&joined(&["--workspace", "none.steerco"], words), 4);
        assert!(text(&error, "title").contains("none.steerco"), "{error}");
        assert!(!desk.has("none.steerco"), "{words:?} made it");
    }
    desk.write("readings.csv", b"pilot,metric,week,value\none,impact,2026-W47,1\n");
    let error = desk.refused(&["--workspace", "none.steerco", "record", "--from", "readings.csv"], 4);
    assert!(text(&error, "title").contains("none.steerco") && !desk.has("none.steerco"), "{error}");
    let tried = desk.run(&["--workspace", "imported.steerco", "import", "table.csv", "--dry-run"]).done();
    assert!(tried.err.contains("Would make workspace imported (") && !desk.has("imported.steerco"), "{tried:?}");
    let said = desk.run(&["--workspace", "imported.steerco", "import", "table.csv"]).done();
    assert!(said.err.contains("Made workspace imported (") && said.err.contains("imported.steerco)"), "{said:?}");
    let again = desk.run(&["--workspace", "imported.steerco", "import", "table.csv"]).done();
    assert!(!again.err.contains("workspace imported"), "it is there: {again:?}");
    desk.run(&["--workspace", "restored.steerco", "restore", "copy.steerco"]).done();
    desk.run(&["demo", "--pilots", "2", "--weeks", "4", "--into", "made.steerco"]).done();
    for (name, pilots) in [("imported.steerco", 1), ("restored.steerco", 12), ("made.steerco", 2)] {
        let listed = desk.run(&["--workspace", name, "--json", "list", "pilots"]).json();
        assert_eq!(listed.as_array().unwrap().len(), pilots, "{name}");
    }
}

#[test]
fn an_archive_comes_back_where_there_is_no_folder_of_workspaces_yet() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.zip"]).done();
    assert!(!desk.has("data"));
    desk.run(&["-w", "back", "restore", "all.zip"]).done();
    let listed = desk.run(&["-w", "back", "--json", "list", "pilots"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 12);
    let error = desk.refused(&["-w", "nowhere/x.steerco", "restore", "all.zip"], 4);
    assert_eq!(text(&error, "title"), "there is no folder nowhere");
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_takes_no_file_is_told_so() {
    let desk = Desk::empty();
    desk.write("table.csv", b"name\nOne\n");
    let table: &[&[&str]] = &[
        &["new", "/proc/x.steerco"],
        &["-w", "/proc/x.steerco", "import", "table.csv"],
        &["-w", "/proc/x.steerco", "restore", "work.steerco"],
    ];
    for words in table {
        let error = desk.refused(words, 1);
        assert!(text(&error, "title").starts_with("/proc/x.steerco cannot be written: "), "{words:?}: {error}");
    }
    let error = desk.refuses(&["export", "/tmp"], 3);
    assert_eq!((text(&error, "title"), text(&error, "hint")), ("/tmp is a directory", "name a file in it"));
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_path() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("in")).unwrap();
    let table: &[(&str, &[u8])] = &[
        ("in/word.csv", b"hello\n"),
        ("in/none.xlsx", b"no workbook"),
        ("in/other.json", b"{\"kind\": 7}"),
        ("in/nobody.csv", b"pilot,metric,week,value\nnobody,impact,2026-W47,1\n"),
    ];
    for &(file, bytes) in table {
        desk.write(file, bytes);
        let error = desk.refuses(&["import", file], 3);
        assert!(text(&error, "cause").starts_with(file), "{error}");
    }
    let said = desk.feed(&["--json", "import", "-"], b"hello\n").error(3);
    assert_eq!(text(&said, "cause"), "the standard input");
}

#[test]
fn a_rejected_import_leaves_no_workspace_behind() {
    let desk = Desk::bare();
    desk.write("table.csv", b"pilot,metric,week,value\nnobody,impact,2026-W47,1\n");
    desk.refuses(&["import", "table.csv"], 3);
    desk.write("table.csv", b"name\nOne\n");
    desk.on(&["import", "table.csv", "--dry-run"]).done();
    assert!(!desk.has("work.steerco"));
}

#[test]
fn the_numbers_of_a_workspace_go_into_a_file_and_back() {
    let desk = Desk::with_demo();
    desk.on(&["framework", "set", "warning.drift.margin-points", "4"]).done();
    let one = ["--pilot", "invoice-triage", "--metric", "performance"];
    desk.on(&joined(&["framework", "set", "warning.drift.margin-points", "3"], &one)).done();
    let listed = desk.json(&["framework", "get", "warning.drift.margin-points"]);
    let values: Vec<&Value> = listed.as_array().unwrap().iter().map(|row| &row["value"]).collect();
    assert_eq!(values, [&json!(4), &json!(3)], "{listed}");
    desk.on(&["framework", "export", "numbers.toml"]).done();
    desk.refuses(&["framework", "export", "numbers.toml"], 8);
    let numbers = String::from_utf8(desk.read("numbers.toml")).unwrap();
    assert!(numbers.contains("\"warning.drift.margin-points\" = 4 # the framework has 5"), "{numbers}");
    desk.on(&["undo"]).done();
    desk.on(&["undo"]).done();
    desk.on(&["framework", "import", "numbers.toml"]).done();
    assert_eq!(desk.on(&["framework", "export", "-"]).done().out, numbers);
    let said = desk.on(&["framework", "import", "numbers.toml", "--json"]).json();
    assert_eq!((&said["entry"], &said["unchanged"]), (&Value::Null, &json!(2)));
}

#[test]
fn a_wrong_file_of_numbers_is_refused_with_line_and_suggestion() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let table = [
        ("[parameters]\n\"warning.drift.margin\" = 4\n", "line 2", "margin-points"),
        ("[parameters]\n\"warning.drift.margin-points\" = 99999\n", "line 2", "1000"),
        ("[parameters]\n\"warning.drift.margin-points\" = \"four\"\n", "line 2", "without quotes"),
        ("[thresholds]\ndata = 9\n", "line 1", "[parameters]"),
        ("what is this", "line 1", "[parameters]"),
        ("[metrics.\"invoice\"]\n\"warning.drift.margin-points\" = 4\n", "line 1", "PILOT/METRIC"),
    ];
    for (file, line, hint) in table {
        desk.write("wrong.toml", file.as_bytes());
        let error = desk.refuses(&["framework", "import", "wrong.toml"], 3);
        assert!(text(&error, "title").contains(line) && text(&error, "hint").contains(hint), "{file}: {error}");
        assert_eq!(desk.export(), before);
    }
}

#[test]
fn a_workspace_says_otherwise_than_the_framework_and_its_file_goes_round() {
    let desk = Desk::with_demo();
    desk.on(&["framework", "set", "dimension.data.pass", "4"]).done();
    desk.on(&["framework", "set", "checklist.s2.mes.title", "MES"]).done();
    desk.on(&["framework", "set", "checklist.s2.crm.asked", "no"]).done();
    let got = desk.json(&["framework", "get", "dimension.data.pass"]);
    assert_eq!((&got[0]["value"], &got[0]["default"]), (&json!(4), &json!(3)), "{got}");
    let items = desk.json(&["list", "gaps", "--pilot", "claims-intake", "--all"]);
    let has = |id: &str| items.as_array().unwrap().iter().any(|row| row["item"] == id);
    assert!(has("s2.mes") && !has("s2.crm"));
    desk.on(&["tick", "claims-intake", "s2.mes", "--state", "done", "--evidence", "tested"]).done();
    desk.refuses(&["tick", "claims-intake", "s2.crm", "--state", "done"], 4);
    desk.on(&["framework", "export", "own.toml"]).done();
    let own = String::from_utf8(desk.read("own.toml")).unwrap();
    for line in ["[dimension.\"data\"]", "pass = 4", "[checklist.\"s2.mes\"]", "asked = false"] {
        assert!(own.contains(line), "{line} in {own}");
    }
    desk.on(&["framework", "set", "dimension.data.pass"]).done();
    assert_eq!(desk.json(&["framework", "get", "dimension.data.pass"])[0]["value"], json!(3));
    desk.on(&["undo"]).done();
    assert_eq!(desk.json(&["framework", "get", "dimension.data.pass"])[0]["value"], json!(4));
    let said = desk.on(&["framework", "import", "own.toml", "--json"]).json();
    assert_eq!(said["entry"], Value::Null, "{said}");
    desk.refuses(&["framework", "set", "dimension.data.pass", "9"], 3);
    let error = desk.refuses(&["framework", "set", "dimension.data.pas", "2"], 3);
    assert!(text(&error, "hint").contains("dimension.data.pass"), "{error}");
}

#[test]
fn a_wrong_framework_file_says_line_and_remedy_and_the_framework_stands_for_that_part() {
    let desk = Desk::with_demo();
    let file =
        "[dimension.data]\npass = 9\n\n[stage.1]\nweeks = 10\nlength = 3\n\n[checklist.s1.real-data]\ntitle = \"x\"\n";
    desk.write("mixed.toml", file.as_bytes());
    let error = desk.refuses(&["framework", "import", "mixed.toml"], 3);
    for part in ["line 2: dimension.data.pass cannot be 9", "line 6", "line 8"] {
        assert!(text(&error, "title").contains(part), "{part}: {error}");
    }
    let done = desk.on(&["framework", "import", "mixed.toml", "--partial"]).done();
    assert!(done.err.contains("line 6") && done.err.contains("did you mean"), "{}", done.err);
    assert_eq!(desk.json(&["framework", "get", "stage.1.weeks"])[0]["value"], json!(10));
    assert_eq!(desk.json(&["framework", "get", "dimension.data.pass"])[0]["value"], json!(3));
    let whole = include_str!("../assets/framework.toml");
    desk.write("whole.toml", whole.as_bytes());
    desk.on(&["framework", "set", "stage.1.weeks"]).done();
    let said = desk.on(&["framework", "import", "whole.toml", "--json"]).json();
    assert_eq!(said["entry"], Value::Null, "{said}");
    let twice = whole.replacen("id = \"s1.real-users\"", "id = \"s1.real-data\"", 1);
    desk.write("twice.toml", twice.as_bytes());
    let error = desk.refuses(&["framework", "import", "twice.toml"], 3);
    assert!(text(&error, "title").contains("two records with the id “s1.real-data”"), "{error}");
    let without: Vec<&str> = whole.split("\n[[").filter(|part| !part.contains("id = \"s3.")).collect();
    desk.write("without.toml", without.join("\n[[").as_bytes());
    let error = desk.refuses(&["framework", "import", "without.toml"], 3);
    assert!(text(&error, "title").contains("stage 3 has no checklist"), "{error}");
    desk.write("none.toml", b"this is = = no toml");
    desk.refuses(&["framework", "import", "none.toml"], 3);
    desk.on(&["list", "pilots"]).done();
}

#[test]
fn what_a_workspace_says_is_judged_as_it_stands_together() {
    let desk = Desk::with_demo();
    let stage_4 = ["playbook", "handoff", "certifiers", "expansion-units", "expansion-geographies", "first-certified"];
    let leave = |item: &str| format!("checklist.s4.{item}.asked");
    for item in &stage_4[1..] {
        desk.on(&["framework", "set", &leave(item), "no"]).done();
    }
    let error = desk.refuses(&["framework", "set", &leave("playbook"), "no"], 3);
    assert!(text(&error, "title").contains("stage 4 has no checklist"), "{error}");
    desk.on(&["framework", "set", "checklist.s4.review.title", "Ours"]).done();
    desk.on(&["framework", "set", &leave("playbook"), "no"]).done();
    desk.refuses(&["framework", "set", "checklist.s4.review.title"], 3);
    // Each of a pair would be wrong alone.
    desk.on(&["framework", "set", "quality.stale_days", "500"]).done();
    desk.on(&["framework", "set", "quality.fresh_days", "400"]).done();
    desk.on(&["framework", "export", "own.toml"]).done();
    let other = Desk::with_demo();
    other.write("own.toml", &desk.read("own.toml"));
    other.on(&["framework", "import", "own.toml"]).done();
    assert_eq!(other.on(&["framework", "export", "-"]).done().out.as_bytes(), desk.read("own.toml"));
    other.write("half.toml", b"[quality]\nstale_days = 50\n");
    let error = other.refuses(&["framework", "import", "half.toml"], 3);
    assert!(text(&error, "title").contains("line 2: quality.stale_days"), "{error}");
}

#[test]
fn what_a_file_says_and_nobody_can_set_is_told() {
    let desk = Desk::with_demo();
    let whole = include_str!("../assets/framework.toml");
    for (from, to, line) in [
        ("nominal_from = 9", "nominal_from = 12", "stage.2.nominal_from"),
        ("run_length = 8", "run_length = 5", "xmr"),
        ("levels = [\"c-suite\"", "levels = [\"ceo\"", "owner.levels"),
    ] {
        desk.write("changed.toml", whole.replacen(from, to, 1).as_bytes());
        let error = desk.refuses(&["framework", "import", "changed.toml"], 3);
        assert!(text(&error, "title").contains(line), "{line}: {error}");
    }
    desk.on(&["framework", "set", "checklist.s2.crm.asked", "no"]).done();
    desk.write("whole.toml", whole.as_bytes());
    assert_eq!(desk.json(&["framework", "import", "whole.toml"])["changed"], json!(1), "what is listed is asked");
}

#[test]
fn an_exported_framework_does_not_command_a_terminal() {
    let desk = Desk::with_demo();
    desk.on(&["framework", "set", "stage.1.name", "A\u{9b}31mB\u{202e}C \"quoted\""]).done();
    let said = desk.on(&["framework", "export", "-"]).done().out;
    assert!(!said.chars().any(|c| c == '\u{9b}' || c == '\u{202e}') && said.contains("\\u009B31mB\\u202EC"), "{said}");
    desk.on(&["framework", "export", "own.toml"]).done();
    assert_eq!(desk.json(&["framework", "import", "own.toml"])["entry"], Value::Null);
}

#[test]
fn what_is_hidden_in_a_workbook_is_told_before_and_after_it_is_taken_in() {
    let desk = Desk::with_demo();
    let columns = r#"<cols><col min="7" max="9" hidden="1"/></cols><sheetData>"#;
    let edits = [(r#"<row r="2">"#, r#"<row r="2" hidden="1">"#), ("<sheetData>", columns)];
    desk.write("week.xlsx", &edited(include_bytes!("workbooks/week.xlsx"), &edits));
    for words in [&["import", "week.xlsx", "--partial", "--dry-run"][..], &["import", "week.xlsx", "--partial"]] {
        let said = desk.on(words).done();
        let told =
            ["1 hidden row of the sheet is read too (row 2)", "1 hidden column of the sheet is read too (“note”)"];
        assert!(told.iter().all(|told| said.err.contains(told)), "{said:?}");
    }
}

/// The workbook was written by another program: 78.5 % stands in it as 0.785, shown in percent; a formula has no result.
#[test]
fn readings_come_from_a_workbook_as_they_are_seen_there() {
    let desk = Desk::with_demo();
    desk.write("week.xlsx", include_bytes!("workbooks/week.xlsx"));
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
fn the_same_seed_makes_the_same_portfolio() {
    let desk = Desk::bare();
    let listed = |seed: &str, name: &str| {
        desk.run(&["demo", "--pilots", "4", "--weeks", "8", "--seed", seed, "--into", name]).done();
        desk.run(&["--workspace", name, "list", "readings", "--json"]).done().out
    };
    let first = listed("7", "one.steerco");
    assert_eq!(first, listed("7", "two.steerco"));
    assert_ne!(first, listed("8", "three.steerco"));
}

#[test]
fn where_stdout_is_no_terminal_the_board_is_plain_text() {
    let desk = Desk::with_demo();
    for said in [desk.on(&[]), desk.run(&["demo"])] {
        let said = said.done();
        assert!(said.out.contains("Invoice triage") && said.out.contains("Demand forecast"), "{said:?}");
        assert!(is_clean(&said.out), "{said:?}");
    }
    assert!(desk.has("data/steerco/demo.steerco"), "the demo has a workspace of its own");
}

#[test]
fn help_says_what_the_flag_says() {
    let desk = Desk::empty();
    for words in [&[][..], &["add"], &["add", "pilot"], &["import"], &["set"]] {
        let asked = desk.run(&joined(&["help"], words)).done().out;
        assert_eq!(asked, desk.run(&joined(words, &["--help"])).done().out, "{words:?}");
    }
    let error = desk.refused(&["help", "nothing"], 2);
    assert!(text(&error, "title").contains("there is no command “nothing”"), "{error}");
}

#[test]
fn each_shell_completes_the_nouns_of_list() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish"] {
        let said = desk.run(&["completions", shell]).done();
        assert!(said.out.contains("pilots people metrics readings"), "{shell}");
    }
    let said = desk.run(&["completions", "fish"]).done();
    let nouns = said.out.lines().find(|line| line.contains("-a \"pilots people")).unwrap();
    assert!(nouns.starts_with("complete -c steerco -n \"__fish_steerco_using_subcommand list; and not "), "{nouns}");
}

#[test]
#[cfg(unix)]
fn bash_completes_the_names_of_workspaces_themes_and_pilots() {
    let desk = Desk::with_demo();
    desk.run(&["new", "my client"]).done();
    let ask = "source <(\"$0\" completions bash); COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
               _steerco_named \"$0\" \"${!#}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let offers = |words: &[&str]| said_by("bash", &desk, &joined(&["-c", ask, STEERCO, STEERCO], words));
    let table: &[(&[&str], &str)] = &[
        (&["-w", "my"], "my\\ client\n"),
        (&["--theme", "pa"], "paper\n"),
        (&["-w", "work.steerco", "show", "inv"], "invoice-triage\n"),
        (&["-w", "work.steerco", "list", "readings", "--pilot", "inv"], "invoice-triage\n"),
        (&["-w", "work.steerco", "review", "show", "inv"], "\n"),
        (&["man", "backu"], "backup\n"),
        (&["-w", "demo", "help", "add", "pil"], "pilot\n"),
        (&["show", "-w", "work.steerco", "inv"], "invoice-triage\n"),
        (&["--theme", "=", "pa"], "paper\n"),
        // The value of an option is no command.
        (&["-w", "demo", "list", "pil"], "pilots\n"),
        (&["-w", "new", "list", "--st"], "--stage\n"),
        (&["--workspace", "=", "new", "--actor", "note", "list", "--st"], "--stage\n"),
    ];
    for (words, wanted) in table {
        if let Some(offered) = offers(words) {
            assert_eq!(offered, *wanted, "{words:?}");
        }
    }
}

/// What another shell says of a script, with the program and words behind it; none where there is no such shell.
#[cfg(unix)]
fn said_by(shell: &str, desk: &Desk, words: &[&str]) -> Option<String> {
    let like = desk.command(&[]);
    let mut command = Command::new(shell);
    command.args(words).current_dir(desk.folder.path()).env_clear();
    command.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.output().ok().map(|output| String::from_utf8(output.stdout).unwrap())
}

#[test]
#[cfg(unix)]
fn fish_completes_the_names_of_workspaces_themes_and_pilots() {
    let desk = Desk::with_demo();
    desk.run(&["new", "my client"]).done();
    let script = "$argv[1] completions fish | source; complete -C \"$argv[2]\"";
    for (typed, wanted) in [
        ("-w my", "my client\n"),
        ("--theme pa", "paper\n"),
        ("-w work.steerco show inv", "invoice-triage\n"),
        ("show -w work.steerco inv", "invoice-triage\n"),
        ("-w work.steerco list readings --pilot inv", "invoice-triage\n"),
        ("-w work.steerco show invoice-triage inv", ""),
        ("-w work.steerco list pil", "pilots\n"),
        ("man backu", "backup\n"),
        ("help add pil", "pilot\n"),
        ("-w wor", "work.steerco\n"),
    ] {
        // The program is found by its name, as the completions are of that name.
        let folder = Path::new(STEERCO).parent().unwrap().to_str().unwrap();
        let script = format!("set -x PATH {folder} $PATH; {script}");
        let typed = format!("steerco {typed}");
        if let Some(offered) = said_by("fish", &desk, &["--no-config", "-c", &script, STEERCO, &typed]) {
            assert_eq!(offered, wanted, "{typed}");
        }
    }
}

#[test]
#[cfg(unix)]
fn zsh_completes_the_names_of_workspaces_themes_and_pilots() {
    let desk = Desk::with_demo();
    desk.run(&["new", "my client"]).done();
    let script = desk.run(&["completions", "zsh"]).done().out;
    for (begins, asks) in [
        ("'-w+[", "_steerco_workspaces"),
        ("'--workspace=[", "_steerco_workspaces"),
        ("'--theme=[", "_steerco_themes"),
        ("'--pilot=[", "_steerco_pilots"),
        ("':pilot -- ", "_steerco_pilots"),
        ("'::pilot -- ", "_steerco_pilots"),
        ("'*::command -- ", "_steerco_pages"),
    ] {
        let mut lines = script.lines().filter(|line| line.starts_with(begins)).peekable();
        assert!(lines.peek().is_some(), "{begins}");
        assert!(lines.all(|line| line.contains(&format!(":{asks}'"))), "{begins}");
    }
    desk.write("completions.zsh", script.as_bytes());
    // What is offered is what `compadd` is given, which works within a completion only.
    let ask = "compdef() { : }; source ./completions.zsh; compadd() { print -rl -- $names }; \
               _steerco_said=(\"${@[2,-1]}\"); $1";
    let offers =
        |asks: &str, words: &[&str]| said_by("zsh", &desk, &joined(&["-f", "-c", ask, "zsh", asks, STEERCO], words));
    let table: &[(&str, &[&str], &str)] = &[
        ("_steerco_workspaces", &["-w", "my"], "my client"),
        ("_steerco_themes", &["--theme", "pa"], "paper"),
        ("_steerco_pilots", &["-w", "work.steerco", "show", "inv"], "invoice-triage"),
        ("_steerco_pilots", &["show", "--workspace=work.steerco", "inv"], "invoice-triage"),
    ];
    for (asks, words, wanted) in table {
        if let Some(offered) = offers(asks, words) {
            assert!(offered.lines().any(|name| name == *wanted), "{words:?}: {offered}");
            assert!(!offered.lines().any(|name| name == "name" || name == "code"), "no header: {offered}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_quietly_with_0() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["list", "readings"],
        &["list", "readings", "--json"],
        &["export", "-"],
        &["log"],
        &["show", "invoice-triage"],
        &["man"],
        &["man", "add", "pilot"],
        &["completions", "bash"],
        &["--help"],
        &["note", "invoice-triage", "Said to nobody."],
        &[],
    ];
    for words in table {
        let mut command = desk.command(&joined(&["--workspace", "work.steerco"], words));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = Said::of(&output, words);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{said:?}");
    }
    let notes = desk.json(&["show", "invoice-triage"])["notes"].to_string();
    assert!(notes.contains("Said to nobody."), "what nobody heard is written all the same");
}

// ------------------------------------------------------------------------------------------------- today and as-of

/// Commands that write, on the demo.
const WRITES: &[&[&str]] = &[
    &["add", "pilot", "Probe", "--code", "probe"],
    &["add", "person", "Zoe Zander"],
    &["add", "metric", "invoice-triage", "speed", "--family", "impact"],
    &["set", "invoice-triage", "unit", "Legal"],
    &["set", "person", "Ana Costa", "title", "Trainer"],
    &["set", "metric", "invoice-triage/impact", "target", "-2"],
    &["set", "workspace", "Northwind", "title", "Probing"],
    &["note", "invoice-triage", "Seen."],
    &["status", "invoice-triage", "A", "--because", "late"],
    &["target", "invoice-triage", "99"],
    &["owner", "invoice-triage", "Rita Silva", "--why", "hers", "--power", "authority=yes"],
    &["tick", "invoice-triage", "s1.real-data", "--evidence", "shown"],
    &["record", "invoice-triage", "impact", "-18"],
    &["archive", "invoice-triage"],
    &["unarchive", "invoice-triage"],
    &["undo"],
    &["redo"],
    &["revert", "273"],
];

#[test]
fn neither_the_past_nor_a_workspace_to_read_only_can_be_written() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.on(&["backup", "copy.steerco"]).done();
    let before = desk.read("work.steerco");
    let files: &[&[&str]] = &[
        &["import", "table.csv"],
        &["record", "--from", "table.csv"],
        &["restore", "copy.steerco"],
        &["new", "made.steerco"],
        &["demo", "--into", "made.steerco"],
    ];
    for flags in [&["--as-of", "2026-10-01"][..], &["--read-only"]] {
        for words in WRITES.iter().chain(files) {
            let said = desk.on(&joined(&joined(flags, &["--json"]), words));
            said.error(2);
        }
    }
    check_same(&desk.read("work.steerco"), &before, "the file");
    assert!(!desk.has("made.steerco"));
}

#[test]
fn what_only_reads_may_be_read_only() {
    let desk = Desk::with_demo();
    for words in [&["list", "pilots"][..], &["show", "invoice-triage"], &["log"], &["doctor"], &["export", "all.json"]]
    {
        desk.on(&joined(&["--read-only"], words)).done();
    }
}

#[test]
fn as_of_shows_what_the_journal_held_at_that_days_end() {
    let desk = Desk::empty();
    let seen = |flag: &str, day: &str| {
        let lists = NOUNS.iter().map(|noun| desk.on(&[flag, day, "--json", "list", noun]).done().out);
        let mut seen: Vec<String> = lists.collect();
        seen.push(desk.on(&[flag, day, "export", "-"]).done().out);
        seen
    };
    let mut then = BTreeMap::new();
    let days: &[(&str, &[&[&str]])] = &[
        ("2026-11-18", &[&["add", "pilot", "Alpha", "--started", "2026-11-02"], &["add", "person", "Ana Costa"]]),
        ("2026-11-19", &[&["record", "alpha", "impact", "5"], &["owner", "alpha", "Ana Costa", "--why", "hers"]]),
        (
            "2026-11-20",
            &[&["record", "alpha", "impact", "6"], &["set", "alpha", "name", "Beta"], &["note", "alpha", "x"]],
        ),
        ("2026-11-22", &[&["tick", "alpha", "s1.real-data"], &["archive", "alpha"], &["add", "pilot", "Gamma"]]),
    ];
    for (day, writes) in days {
        for words in *writes {
            desk.on(&joined(&["--today", day], words)).done();
        }
        then.insert(*day, seen("--today", day));
    }
    for (day, seen_then) in &then {
        assert_eq!(&seen("--as-of", day), seen_then, "as of {day}");
    }
    let between = desk.on(&["--as-of", "2026-11-21", "export", "-"]).done().out;
    assert_eq!(Some(&between), then["2026-11-20"].last(), "a day without an entry is as the day before");
    let before: Value = parsed(&desk.on(&["--as-of", "2026-11-17", "export", "-"]).done().out, "export");
    assert_eq!(before["pilots"], json!([]));
    desk.refuses(&["--as-of", "2026-11-20", "show", "gamma"], 4);
    let implied = desk.on(&["--as-of", "2026-11-19", "--today", "2026-12-24", "--json", "list", "pilots"]).done().out;
    assert_eq!(implied, then["2026-11-19"][0], "as-of implies its day");
}

#[test]
fn today_moves_the_journals_clock() {
    let desk = Desk::empty();
    desk.on(&["--today", "2026-03-05", "add", "pilot", "Alpha"]).done();
    desk.on(&["--today", "2026-03-05", "record", "alpha", "impact", "5"]).done();
    let days: Vec<String> = column(&desk.list(&["journal"]), "at").iter().map(|at| at[..10].to_owned()).collect();
    assert!(days.iter().all(|day| ["2026-03-04", "2026-03-05", "2026-03-06"].contains(&day.as_str())), "{days:?}");
    assert_eq!(column(&desk.list(&["readings"]), "week"), ["2026-W09"], "the last week that had ended then");
}

#[test]
fn weeks_that_end_later_than_today_are_not_counted() {
    let desk = Desk::with_demo();
    let weeks = column(&desk.list(&["readings", "--today", "2026-10-11"]), "week");
    assert_eq!(weeks.iter().max().map(String::as_str), Some("2026-W41"));
    desk.refuses(&["--today", "2026-10-11", "record", "invoice-triage", "impact", "5", "--week", "2026-W42"], 3);
}

// ------------------------------------------------------------------------------------------------------------ names

#[test]
fn an_exact_code_comes_before_the_codes_that_begin_so() {
    let desk = Desk::with_demo();
    assert_eq!(text(&desk.json(&["show", "inv"]), "code"), "invoice-triage");
    desk.on(&["add", "pilot", "Exact", "--code", "inv"]).done();
    desk.on(&["add", "pilot", "Other", "--code", "inventory"]).done();
    assert_eq!(text(&desk.json(&["show", "inv"]), "name"), "Exact");
    assert_eq!(text(&desk.json(&["show", "invo"]), "name"), "Invoice triage");
}

#[test]
fn two_matches_are_refused_with_the_candidates() {
    let desk = Desk::with_demo();
    for words in
        [&["show", "s"][..], &["record", "s", "impact", "1"], &["list", "readings", "--pilot", "s"], &["archive", "s"]]
    {
        let error = desk.refuses(words, 3).to_string();
        for code in ["service-chat", "shift-planning", "supplier-risk"] {
            assert!(error.contains(code), "{words:?}: {error}");
        }
    }
}

#[test]
fn an_empty_text_names_nothing_even_where_there_is_only_one() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Solo"]).done();
    desk.on(&["raise", "solo", "It fell over."]).done();
    let before = desk.export();
    for nothing in ["", " "] {
        for words in [
            &["archive", nothing][..],
            &["set", nothing, "name", "Duo"],
            &["note", nothing, "Seen."],
            &["status", nothing, "R", "--because", "so"],
            &["raise", nothing, "It fell over."],
            &["record", nothing, "impact", "1"],
            &["target", nothing, "5"],
            &["tick", nothing, "s1.real-data"],
        ] {
            let error = desk.refuses(words, 3);
            assert!(text(&error, "hint").starts_with("name a pilot"), "{words:?}: {error}");
        }
        assert!(text(&desk.refuses(&["resolve", nothing], 3), "hint").starts_with("name an exception"));
        assert!(text(&desk.refuses(&["record", "solo", nothing, "1"], 3), "hint").starts_with("name a metric"));
    }
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn people_are_named_by_e_mail_exact_name_or_id() {
    let desk = Desk::with_demo();
    let people = desk.list(&["people"]);
    let rita = people.iter().find(|person| text(person, "name") == "Rita Silva").unwrap();
    for who in [text(rita, "email"), "Rita Silva", text(rita, "id")] {
        let owned = desk.list(&["pilots", "--owner", who]);
        assert_eq!(codes(&owned), ["service-chat", "complaint-routing"], "{who}");
    }
    desk.refuses(&["list", "pilots", "--owner", "Rita"], 4);
    desk.on(&["add", "person", "Rita Silva", "--email", "other@northwind.example"]).done();
    let error = desk.refuses(&["owner", "invoice-triage", "Rita Silva", "--why", "hers"], 3).to_string();
    assert!(error.contains("rita.silva@northwind.example") && error.contains("other@northwind.example"), "{error}");
}

#[test]
fn a_metric_is_named_by_its_family_or_its_name() {
    let desk = Desk::with_demo();
    for metric in ["impact", "handling time"] {
        let error = desk.refuses(&["record", "invoice-triage", metric, "fast"], 3);
        assert_eq!(text(&error, "field"), "value", "{metric} was found");
    }
    let error = desk.refuses(&["record", "invoice-triage", "speed", "1"], 4);
    assert!(text(&error, "hint").contains("handling time"), "{error}");
}

#[test]
fn an_exact_name_comes_before_a_code_that_begins_so() {
    let desk = Desk::with_demo();
    desk.on(&["add", "pilot", "Zeta", "--code", "q1"]).done();
    desk.on(&["add", "pilot", "Zeta Two"]).done();
    assert_eq!(text(&desk.json(&["show", "Zeta"]), "code"), "q1");
    assert_eq!(text(&desk.json(&["show", "zet"]), "code"), "zeta-two");
    desk.write("values.csv", b"pilot,metric,week,value\nZeta,performance,2026-W40,77\n");
    desk.on(&["record", "--from", "values.csv"]).done();
    assert_eq!(desk.list(&["readings", "--pilot", "q1"]).len(), 1);
}

#[test]
fn everything_else_is_named_by_the_unique_beginning_of_its_id() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha"]).done();
    desk.on(&["add", "metric", "alpha", "speed", "--family", "impact"]).done();
    let metric = desk.list(&["metrics"]).into_iter().find(|metric| text(metric, "name") == "speed").unwrap();
    let entry = desk.list(&["journal"]).pop().unwrap();
    for (words, whole) in [(["set", "metric"], text(&metric, "id")), (["revert", ""], text(&entry, "id"))] {
        let command: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let rest: &[&str] = if words[0] == "set" { &["target", "5"] } else { &[] };
        let said = desk.on(&joined(&joined(&command, &[&whole[..13]]), rest));
        // The metric was changed since it was added, so that its entry is found and not taken back.
        assert_eq!(said.status, if words[0] == "revert" { 3 } else { 0 }, "{said:?}");
    }
}

#[test]
fn a_code_is_made_from_the_name_where_none_is_given() {
    let desk = Desk::with_demo();
    for (name, code) in
        [("Invoice triage", "invoice-triage-2"), ("Invoice triage", "invoice-triage-3"), ("Über  uns!", "uber-uns")]
    {
        desk.on(&["add", "pilot", name]).done();
        assert_eq!(codes(&desk.list(&["pilots"])).last().unwrap(), code);
    }
    desk.on(&["add", "pilot", "发票"]).done();
    let code = codes(&desk.list(&["pilots"])).pop().unwrap();
    assert!(code.strip_prefix("pilot-").is_some_and(|number| number.parse::<u32>().is_ok()), "{code}");
}

// ------------------------------------------------------------------------------------------- adding and setting

#[test]
fn everything_that_is_said_of_a_new_pilot_is_kept() {
    let desk = Desk::with_demo();
    let flags = [
        "add",
        "pilot",
        "Own",
        "--code",
        "own",
        "--unit",
        "Finance",
        "--summary",
        "-18 things",
        "--owner",
        "Rita Silva",
        "--lead",
        "ana.costa@northwind.example",
        "--partner",
        "Quillon",
        "--partner-ends",
        "2027-01-31",
        "--started",
        "2026-11-02",
        "--stage",
        "3",
        "--tag",
        "two",
        "--tag",
        "one",
    ];
    desk.on(&flags).done();
    let shown = desk.json(&["show", "own"]);
    let expected = json!({"code": "own", "name": "Own", "unit": "Finance", "summary": "-18 things", "stage": 3,
        "executive_owner": "Rita Silva", "lead": "Ana Costa", "partner": "Quillon", "partner_ends": "2027-01-31",
        "started": "2026-11-02", "week": 4, "lifecycle": "active", "reported": "-", "tags": ["one", "two"]});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&shown[field.as_str()], value, "{field}");
    }
    desk.refuses(&["add", "pilot", "Other", "--stage", "5"], 3);
}

#[test]
fn a_pilot_begins_with_its_record_where_no_start_is_named() {
    let desk = Desk::empty();
    for stage in ["1", "3"] {
        desk.on(&["add", "pilot", "Own", "--code", stage, "--stage", stage]).done();
        let shown = desk.json(&["show", stage]);
        assert_eq!((&shown["started"], &shown["week_in_stage"]), (&json!("2026-11-24"), &json!(1)), "{shown}");
    }
    desk.on(&["add", "pilot", "Older", "--stage", "2", "--entered", "2026-09-07"]).done();
    let shown = desk.json(&["show", "older"]);
    assert_eq!((&shown["started"], &shown["week_in_stage"]), (&json!("2026-09-07"), &json!(12)), "{shown}");
}

#[test]
fn what_has_not_begun_is_not_judged_and_says_when_it_begins() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "HR chat", "--started", "2026-11-30"]).done();
    let shown = desk.json(&["show", "hr-chat"]);
    let waits = json!([{"family": "pilot", "what": "not begun", "clears": "it begins on 2026-11-30"}]);
    assert_eq!((&shown["computed"], &shown["for_green"]), (&json!("-"), &waits), "{shown}");
    assert_eq!(desk.list(&["pilots"])[0]["computed"], json!("-"));
    let begun = desk.json(&["--today", "2026-11-30", "show", "hr-chat"]);
    assert_ne!(begun["for_green"], waits, "{begun}");
    desk.on(&["report", "pilot", "hr-chat", "--out", "."]).done();
    let page = String::from_utf8(desk.read("hr-chat.txt")).unwrap();
    assert!(page.contains("not judged") && page.contains("It begins on 2026-11-30."), "{page}");
    assert!(page.contains("How it stands") && !page.contains("On one page"), "it takes more: {page}");
}

#[test]
fn what_is_missing_is_due_and_says_of_which_weeks() {
    let desk = Desk::with_demo();
    let signals = desk.on(&["signals", "demand-forecast"]).done().out;
    assert!(signals.contains("No family has a value from W43 to W46, in 4 due weeks."), "{signals}");
    desk.on(&["report", "pack", "--out", "."]).done();
    let pack = String::from_utf8(desk.read("pack.md")).unwrap();
    // Adoption, performance and impact of the weeks that fell due since the review; W47 is not due yet.
    let row = pack.lines().find(|line| line.contains("Demand forecast") && line.contains("missing, of")).unwrap();
    assert!(row.contains("9 due readings missing, of W44 to W46"), "{row}");
}

#[test]
fn the_pack_says_why_a_gate_stopped_a_pilot() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Vera Voss", "--level", "vp"]).done();
    desk.on(&["add", "pilot", "Alpha", "--owner", "Vera Voss", "--started", "2026-09-07"]).done();
    let stop =
        ["gate", "alpha", "--decide", "stop", "--cause", "value", "--by", "Vera Voss", "--why", "Nobody saves time"];
    desk.on(&stop).done();
    desk.on(&["report", "pack", "--out", "."]).done();
    for file in ["pack.md", "pack.html", "pack.txt"] {
        let pack = String::from_utf8(desk.read(file)).unwrap();
        let words: Vec<&str> = pack.split_whitespace().collect();
        let said = words.join(" ");
        assert!(["Nobody", "saves", "time"].iter().all(|word| said.contains(word)), "{file}: {said}");
    }
}

#[test]
fn what_changed_since_a_review_is_dated_since_then() {
    let desk = Desk::with_demo();
    desk.on(&["report", "pack", "--out", "."]).done();
    let pack = String::from_utf8(desk.read("pack.md")).unwrap();
    let changed = pack.split("What changed since the last review").nth(1).unwrap();
    let rows: Vec<&str> = changed.lines().take_while(|line| !line.starts_with("## ")).collect();
    let paradox = rows.iter().find(|row| row.contains("success-paradox")).unwrap();
    assert!(paradox.contains("2026-11-14") && paradox.contains("it was a watch"), "{paradox}");
    let status = rows.iter().find(|row| row.contains("computed: ")).unwrap();
    assert!(status.contains('–'), "a row of no single day says so: {status}");
}

#[test]
fn a_baseline_says_how_many_values_it_rests_on() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07"]).done();
    for (week, value) in [("2026-W46", "90"), ("2026-W47", "92")] {
        desk.on(&["record", "alpha", "performance", value, "--week", week]).done();
    }
    let tally = desk.on(&["gate", "alpha"]).done().out;
    let proposed = "freeze stage 1 (2 values, W46 and W47) as pilot baseline: \
                    steerco baseline alpha performance --weeks 2026-W46..2026-W47";
    assert!(tally.contains(proposed), "{tally}");
    let frozen = desk.on(&["baseline", "alpha", "performance", "--weeks", "2026-W41..2026-W47"]).done().out;
    assert!(frozen.contains("2026-W41 to 2026-W47 (2 values, W46 and W47)"), "{frozen}");
    let demo = Desk::with_demo().on(&["gate", "demand-forecast"]).done().out;
    assert!(demo.contains("..2026-W42") && !demo.contains("..2026-W47"), "{demo}");
}

#[test]
fn an_import_names_the_people_whom_it_brings() {
    let desk = Desk::empty();
    desk.write("pilots.csv", b"name,executive_owner\nAlpha,Ana Ruiz\nBeta,Ana Ruiz\n");
    let said = desk.on(&["import", "pilots.csv"]).done().out;
    assert!(said.contains("1 person is new: Ana Ruiz (executive owner of Alpha, Beta)."), "{said}");
    let again = desk.on(&["import", "pilots.csv"]).done().out;
    assert!(!again.contains("new:"), "{again}");
}

#[test]
fn a_week_is_understood_without_its_year_wherever_one_is_typed() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Vera Voss", "--level", "vp"]).done();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07", "--owner", "Vera Voss"]).done();
    for week in ["W45", "2026-W46"] {
        desk.on(&["record", "alpha", "performance", "90", "--week", week]).done();
    }
    let target = desk.on(&["target", "alpha", "40", "--from", "W36"]).done().out;
    assert!(target.contains("from 2026-W36 on"), "{target}");
    let frozen = desk.on(&["baseline", "alpha", "performance", "--weeks", "W37..W46"]).done().out;
    assert!(frozen.contains("2026-W37 to 2026-W46"), "{frozen}");
    // What a decision waits for lies ahead.
    let decide = ["decide", "alpha", "update", "--say", "Wait", "--by", "Vera Voss"];
    desk.on(&joined(&decide, &["--revisit", "performance < 75 by W02"])).done();
    let trigger = desk.list(&["decisions"]).pop().unwrap();
    assert!(trigger.to_string().contains("by 2027-W02"), "{trigger}");
}

#[test]
fn thousands_are_no_guess_where_the_metric_cannot_hold_them() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--started", "2026-09-07"]).done();
    desk.on(&["record", "alpha", "performance", "90", "--week", "2026-W46"]).done();
    let said = desk.on(&["record", "alpha", "performance", "1.200", "--week", "2026-W47"]).done();
    assert!(!format!("{said:?}").contains("as thousands"), "1200 is beyond 100: {said:?}");
}

#[test]
fn the_median_of_two_weeks_lies_between_them() {
    let desk = Desk::empty();
    for (name, started) in [("One", "2026-09-07"), ("Two", "2026-10-12")] {
        desk.on(&["add", "pilot", name, "--started", started]).done();
    }
    desk.on(&["report", "month", "--out", "."]).done();
    let month = String::from_utf8(desk.read("month.md")).unwrap();
    let stage = month.lines().find(|line| line.contains("1 Pilot Validation")).unwrap();
    assert!(stage.contains(" 9.5 "), "weeks 12 and 7: {stage}");
}

#[test]
fn a_start_that_is_moved_behind_readings_says_so() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha", "--code", "alpha", "--started", "2026-09-07"]).done();
    for week in ["2026-W45", "2026-W46"] {
        desk.on(&["record", "alpha", "performance", "90", "--week", week]).done();
    }
    let moved = desk.on(&["set", "alpha", "started", "2027-06-01"]).done();
    let told = "2 readings are of before that, from 2026-W45 on: look whether the start is right.";
    assert!(moved.out.contains(told), "{moved:?}");
    let back = desk.on(&["set", "alpha", "started", "2026-09-07"]).done();
    assert!(!back.out.contains("before that"), "{back:?}");
    let journal = desk.list(&["journal"]);
    assert!(!json!(journal).to_string().contains("before that"), "what is said is no part of what was done");
}

#[test]
fn everything_that_is_said_of_a_new_person_and_a_new_metric_is_kept() {
    let desk = Desk::with_demo();
    let email = "zoe@northwind.example";
    let person =
        ["add", "person", "Zoe Zander", "--title", "Chief", "--level", "c-suite", "--unit", "Board", "--partner"];
    desk.on(&joined(&person, &["--email", email])).done();
    let kept = desk.list(&["people"]).pop().unwrap();
    let expected = json!({"name": "Zoe Zander", "title": "Chief", "level": "c-suite", "unit": "Board", "email": email,
        "partner": true, "owns": []});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&kept[field.as_str()], value, "{field}");
    }
    desk.refuses(&["add", "person", "Other", "--email", email], 3);
    let metric = [
        "add",
        "metric",
        "service-chat",
        "minutes",
        "--family",
        "impact",
        "--unit",
        "min",
        "--better",
        "lower",
        "--min",
        "-10",
        "--max",
        "500",
        "--target",
        "-5",
        "--tolerance",
        "2.5",
        "--headline",
    ];
    desk.on(&metric).done();
    let metrics = desk.list(&["metrics", "--pilot", "service-chat"]);
    let kept = metrics.iter().find(|metric| text(metric, "name") == "minutes").unwrap();
    let expected = json!({"family": "impact", "unit": "min", "better": "lower", "min": -10, "max": 500, "target": -5,
        "tolerance": 2.5, "headline": true});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&kept[field.as_str()], value, "{field}");
    }
    let headlines =
        metrics.iter().filter(|metric| text(metric, "family") == "impact" && metric["headline"] == json!(true));
    assert_eq!(headlines.count(), 1, "the headline was taken over");
    desk.refuses(&["add", "metric", "service-chat", "minutes", "--family", "impact"], 3);
}

#[test]
fn the_fields_of_a_pilot_are_set_and_emptied() {
    let desk = Desk::with_demo();
    let table = [
        ("name", "Triage", json!("Triage")),
        ("summary", "Sorts.", json!("Sorts.")),
        ("unit", "Legal", json!("Legal")),
        ("tags", "two, one", json!(["one", "two"])),
        ("started", "2026-01-05", json!("2026-01-05")),
        ("lead", "Ana Costa", json!("Ana Costa")),
        ("partner", "Quillon", json!("Quillon")),
        ("partner_ends", "2027-01-31", json!("2027-01-31")),
        ("rollout", "2026-06-01", json!("2026-06-01")),
    ];
    for (field, typed, value) in &table {
        desk.on(&["set", "pilot", "invoice-triage", field, typed]).done();
        assert_eq!(&desk.json(&["show", "invoice-triage"])[*field], value, "{field}");
    }
    for field in ["started", "lead", "partner", "partner_ends", "rollout"] {
        desk.on(&["set", "invoice-triage", field, ""]).done();
        assert_eq!(desk.json(&["show", "invoice-triage"])[field], Value::Null, "{field}");
    }
    desk.refuses(&["set", "invoice-triage", "name", ""], 3);
    desk.on(&["set", "invoice-triage", "code", "triage"]).done();
    assert_eq!(text(&desk.json(&["show", "triage"]), "name"), "Triage");
}

#[test]
fn fields_with_verbs_of_their_own_cannot_be_set() {
    let desk = Desk::with_demo();
    for field in ["stage", "lifecycle", "owner", "status", "nonsense"] {
        let error = desk.refuses(&["set", "invoice-triage", field, "2"], 3);
        assert!(text(&error, "title").contains(field) && !text(&error, "hint").is_empty(), "{error}");
    }
}

#[test]
fn an_owner_is_a_person_with_three_powers() {
    let desk = Desk::with_demo();
    let owner = ["owner", "claims-intake", "Rita Silva", "--why", "hers"];
    desk.on(&joined(&owner, &["--power", "accountability=yes", "--power", "authority=no"])).done();
    let people = desk.list(&["people"]);
    let rita = people.iter().find(|person| text(person, "name") == "Rita Silva").unwrap();
    assert!(rita["owns"].to_string().contains("claims-intake"), "{rita}");
    let powers = rita["powers"].as_array().unwrap().iter().find(|powers| text(powers, "pilot") == "claims-intake");
    let powers = powers.unwrap();
    assert_eq!((text(powers, "accountability"), text(powers, "authority")), ("yes", "no"));
    for power in ["power=yes", "authority", "authority=perhaps"] {
        desk.refuses(&joined(&owner, &["--power", power]), 3);
    }
    desk.refuses(&["owner", "claims-intake", "Steering committee", "--why", "all of us"], 3);
}

#[test]
fn a_checklist_item_has_state_owner_due_date_and_evidence() {
    let desk = Desk::with_demo();
    let gap = || {
        let gaps = desk.list(&["gaps", "--pilot", "demand-forecast"]);
        gaps.into_iter().find(|gap| text(gap, "item") == "s1.run-owners").unwrap()
    };
    let tick = ["tick", "demand-forecast", "s1.run-owners"];
    let more =
        ["--state", "doing", "--owner", "Ana Costa", "--due", "2026-12-01", "--evidence", "one", "--evidence", "two"];
    desk.on(&joined(&tick, &more)).done();
    let kept = gap();
    assert_eq!((text(&kept, "state"), text(&kept, "owner"), text(&kept, "due")), ("doing", "Ana Costa", "2026-12-01"));
    assert_eq!(kept["evidence"], json!(["one", "two"]));
    desk.refuses(&joined(&tick, &["--state", "na"]), 3);
    desk.refuses(&joined(&tick, &["--state", "finished"]), 3);
    desk.on(&joined(&tick, &["--state", "na", "--why", "Nobody runs it."])).done();
    assert_eq!(text(&gap(), "state"), "na");
    desk.on(&joined(&tick, &["--state", "done"])).done();
    assert_eq!(text(&gap(), "state"), "done");
}

#[test]
fn owner_and_day_of_a_gap_are_changed_in_its_sheet() {
    let desk = Desk::with_demo();
    desk.on(&["add", "person", "Zoe Pilar", "--level", "manager"]).done();
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "owner", "Zoe Pilar"]).done();
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "due", "2031-05-05"]).done();
    let gap = || {
        let gaps = desk.list(&["gaps", "--pilot", "demand-forecast"]);
        gaps.into_iter().find(|gap| text(gap, "item") == "s1.run-owners").unwrap()
    };
    desk.on(&["export", "all.xlsx", "--what", "gaps"]).done();
    // The second is the day in the numbers of a spreadsheet.
    let edits = [(">Zoe Pilar<", ">Ana Costa<"), ("<v>47973</v>", "<v>47974</v>")];
    desk.write("more.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.json(&["import", "more.xlsx"]);
    assert_eq!(said["rejected"], json!([]), "{said}");
    assert_eq!((text(&gap(), "owner"), text(&gap(), "due")), ("Ana Costa", "2031-05-06"));
    desk.write("state.xlsx", &edited(&desk.read("all.xlsx"), &[(">open<", ">done<")]));
    let error = desk.refuses(&["import", "state.xlsx"], 3).to_string();
    assert!(error.contains("a gap in writing is closed with its workstream"), "{error}");
    assert!(!error.contains("of them in part") && !error.contains("not taken whole"), "{error}");
    desk.on(&["export", "again.xlsx", "--what", "gaps"]).done();
    let edits = [("<v>47974</v>", "<v>47975</v>"), (">open<", ">na<")];
    desk.write("half.xlsx", &edited(&desk.read("again.xlsx"), &edits));
    let error = desk.refuses(&["import", "half.xlsx"], 3).to_string();
    assert!(error.contains("1 of them in part"), "the due date of that row could be taken: {error}");
    desk.on(&["set", "gap", "demand-forecast/s1.run-owners", "due", ""]).done();
    assert_eq!(gap()["due"], Value::Null);
    desk.refuses(&["set", "gap", "demand-forecast/s1.run-owners", "state", "done"], 3);
}

#[test]
fn a_sheet_that_gives_one_workstream_two_days_is_refused_with_both_rows() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Nora Nilsson", "--level", "c-suite"]).done();
    desk.on(&["add", "pilot", "Alpha", "--code", "alpha", "--stage", "2"]).done();
    let gaps = ["--gap", "no feed", "--gap", "no store", "--by", "Nora Nilsson"];
    desk.on(&[&["score", "alpha", "data", "2"][..], &gaps].concat()).done();
    let work = ["--owner", "Nora Nilsson", "--due", "2031-05-05", "--exit-test", "it flows"];
    desk.on(&[&["add", "workstream", "alpha", "data"][..], &work].concat()).done();
    desk.on(&["export", "all.xlsx", "--what", "gaps"]).done();
    let all = desk.read("all.xlsx");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(&all)).unwrap();
    let due = "<v>47973</v>";
    let sheets = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"].map(|name| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut parts.by_name(name).unwrap(), &mut text).unwrap();
        text
    });
    let sheet = sheets.iter().find(|text| text.contains(due)).unwrap();
    assert_eq!(sheet.matches(due).count(), 2, "both gaps have the day of their workstream");
    let typed = |first: &str, second: &str| {
        let days = sheet.replacen(due, first, 1).replacen(due, second, 1);
        edited(&all, &[(sheet, &days)])
    };
    desk.write("two.xlsx", &typed("<v>47974</v>", "<v>47975</v>"));
    let error = desk.refuses(&["import", "two.xlsx"], 3).to_string();
    assert!(error.contains("of gaps says otherwise of the same workstream"), "{error}");
    assert!(!error.contains("meanwhile"), "{error}");
    desk.write("one.xlsx", &typed("<v>47974</v>", "<v>47974</v>"));
    desk.on(&["import", "one.xlsx"]).done();
    assert_eq!(text(&desk.list(&["workstreams"])[0], "due"), "2031-05-06");
}

#[test]
fn target_users_hold_from_a_week_on() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "Alpha"]).done();
    desk.refuses(&["record", "alpha", "adoption", "45"], 3);
    desk.on(&["target", "alpha", "60", "--from", "2026-W40"]).done();
    desk.on(&["target", "alpha", "90", "--from", "2026-W47"]).done();
    for week in ["2026-W46", "2026-W47"] {
        desk.on(&["record", "alpha", "adoption", "45", "--week", week]).done();
    }
    let value = |week: &str| reading(&desk, "alpha", "active users", week).unwrap()["value"].clone();
    assert_eq!((value("2026-W46"), value("2026-W47")), (json!(75), json!(50)));
    desk.refuses(&["record", "alpha", "adoption", "91"], 3);
    desk.refuses(&["target", "alpha", "0"], 3);
    desk.refuses(&["target", "alpha", "60", "--from", "2026-W54"], 3);
}

#[test]
fn pilots_people_metrics_and_notes_are_archived_and_come_back() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let note = text(&desk.json(&["show", "service-chat"])["notes"][0], "id").to_owned();
    let metric = text(&desk.list(&["metrics"])[0], "id").to_owned();
    let person = text(&desk.list(&["people"])[0], "id").to_owned();
    let people = ["Ana Costa", "dana.keller@quillon.example", person.as_str()];
    for what in people.into_iter().chain(["service-chat", note.as_str(), metric.as_str()]) {
        desk.on(&["archive", what]).done();
        assert!(desk.export() != before, "{what} is not archived");
        desk.on(&["unarchive", what]).done();
        check_same(&desk.export(), &before, what);
    }
}

#[test]
fn a_metric_is_archived_by_its_pilot_and_what_ends_says_what_ends_it() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["archive", "contract-review/accuracy"]).done();
    assert!(desk.export() != before);
    desk.on(&["unarchive", "contract-review/accuracy"]).done();
    check_same(&desk.export(), &before, "what the workspace holds");
    for (noun, wanted) in [("actions", "drop"), ("exceptions", "steerco -w work.steerco close")] {
        let id = text(&desk.list(&[noun])[0], "id").to_owned();
        let error = desk.refuses(&["archive", &id], 3);
        assert!(text(&error, "hint").contains(wanted), "{error}");
    }
    desk.refuses(&["archive", "contract-review/nonsense"], 4);
    desk.refuses(&["archive", "nobody"], 4);
}

#[test]
fn a_workspace_that_is_not_there_is_told_with_the_one_that_may_be_meant() {
    let desk = Desk::bare();
    for name in ["harbour", "harbour-old"] {
        desk.run(&["new", name]).done();
    }
    let hint = |name: &str| text(&desk.refused(&["-w", name, "list", "pilots"], 4), "hint").to_owned();
    let last = "or look with `steerco workspaces`";
    assert_eq!(hint("harbuor2"), format!("is it harbour? else make it with `steerco new harbuor2`, {last}"));
    let nearest = format!("is it harbour-old? else make it with `steerco new harbour-odl`, {last}");
    assert_eq!(hint("harbour-odl"), nearest, "and not the first that is like it");
    assert_eq!(hint("a client"), format!("make it with `steerco new 'a client'`, {last}"));
}

#[test]
fn the_commands_of_the_readme_for_data_of_ones_own_run_in_their_order() {
    let desk = Desk::empty();
    desk.write("plan.csv", b"Project,Status\nInvoice triage,green\n");
    desk.write("tickets.csv", b"Issue key,Summary,Status,Priority,Created\nOPS-1,Booked twice,Open,High,2026-11-20\n");
    desk.write("readings.csv", b"pilot,metric,week,value\ninvoice-triage,performance,2026-W46,94\n");
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let block = readme.split("## Your own data\n\n```\n").nth(1).unwrap().split("\n```").next().unwrap();
    assert!(block.lines().count() > 20, "{block}");
    for line in block.lines() {
        // The commands are the same for a workbook and for text.
        let line = line.replace("plan.xlsx", "plan.csv").replace("readings.xlsx", "readings.csv");
        let words = shlex::split(&line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        desk.run(&words[1..]).done();
    }
}

#[test]
fn a_verdict_that_is_none_is_told_those_that_can_be_recorded() {
    let desk = Desk::with_demo();
    let words = ["gate", "contract-review", "--decide", "maybe", "--by", "Ana Costa", "--why", "so"];
    assert_eq!(text(&desk.refuses(&words, 3), "hint"), "use one of: go, conditional-go, hold, recycle, stop");
    desk.on(&["score", "contract-review", "CHANGE readiness", "2", "--by", "Ana Costa"]).done();
}

#[test]
fn what_goes_into_a_pipe_is_not_cut() {
    let desk = Desk::with_demo();
    let long = format!("{}end", "a word and ".repeat(20));
    desk.on(&["act", &long, "--who", "Ana Costa", "--due", "2027-01-15"]).done();
    assert!(desk.on(&["list", "actions"]).done().out.contains(&long));
    let log = desk.on(&["log"]).done().out;
    for entry in desk.json(&["log"]).as_array().unwrap() {
        let summary = text(entry, "summary");
        assert!(log.contains(summary), "{summary}: {log}");
    }
}

#[test]
fn a_week_before_the_pilot_began_is_told() {
    let desk = Desk::with_demo();
    let record = |week: &str, metric: &str| desk.on(&["record", "claims-intake", metric, "80", "--week", week]).done();
    for week in ["2019-W05", "2026-W30"] {
        let said = record(week, "performance");
        let told = format!("of {week}: the pilot began later, on 2026-08-");
        assert!(said.err.contains(&told) && said.err.contains("undo` takes it back"), "{said:?}");
    }
    assert!(!record("2019-W05", "performance").err.contains("began later"), "it was told before");
    assert!(!record("2026-W30", "impact").err.contains("began later"), "what the impact was before is its baseline");
    desk.write(
        "old.csv",
        b"pilot,metric,week,value\nclaims-intake,performance,2019-W06,80\nclaims-intake,performance,2019-W07,81\n",
    );
    let said = desk.on(&["record", "--from", "old.csv"]).done();
    assert!(said.err.contains("2 weeks, the first 2019-W06, lie before the pilot began"), "{said:?}");
}

#[test]
fn of_one_name_who_is_not_archived_is_meant() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "claims-intake"]).done();
    desk.on(&["add", "pilot", "Claims intake"]).done();
    let said = desk.on(&["record", "Claims intake", "performance", "80"]).done();
    assert!(!said.err.contains("archived"), "{said:?}");
    let readings = desk.list(&["readings", "--pilot", "claims-intake-2"]);
    assert_eq!(readings.len(), 1, "{readings:?}");
    desk.on(&["note", "claims-intake", "An exact code means what it says."]).done();
    desk.on(&["unarchive", "claims-intake"]).done();
    let error = desk.refuses(&["note", "Claims intake", "Which?"], 3);
    assert_eq!(text(&error, "hint"), "write the whole code of the one that you mean");

    desk.on(&["add", "person", "Ann Chat", "--level", "vp"]).done();
    desk.on(&["archive", "Ann Chat"]).done();
    desk.on(&["add", "person", "Ann Chat", "--level", "vp"]).done();
    desk.on(&["owner", "service-chat", "Ann Chat", "--why", "she is there"]).done();
}

#[test]
fn what_is_written_to_an_archived_pilot_is_told() {
    let desk = Desk::with_demo();
    let told = "service-chat is archived, out of everybody's sight";
    assert!(!desk.on(&["show", "service-chat"]).out.contains("archived"));
    let archive = desk.on(&["archive", "service-chat"]).done();
    assert_eq!(archive.err, "", "who archives it knows");
    let page = desk.on(&["show", "service-chat"]).out;
    assert!(page.contains("archived         since 2026-11-24") && page.contains("unarchive service-chat"), "{page}");
    let writes: &[&[&str]] = &[
        &["status", "service-chat", "R", "--because", "so"],
        &["note", "service-chat", "Seen."],
        &["raise", "service-chat", "It fell over."],
        &["tick", "service-chat", "s1.real-data", "--state", "doing"],
        &["record", "service-chat", "impact", "3.5"],
        &["add", "metric", "service-chat", "Calls", "--family", "impact"],
    ];
    for words in writes {
        let said = desk.on(words).done();
        assert!(said.err.contains(told) && said.err.contains("unarchive service-chat"), "{said:?}");
    }
    assert_eq!(desk.on(&["unarchive", "service-chat"]).done().err, "");
    for words in [&["note", "service-chat", "Back."][..], &["show", "service-chat"]] {
        let said = desk.on(words).done();
        assert!(!said.err.contains("archived") && !said.out.contains("archived"), "{said:?}");
    }
}

// --------------------------------------------------------------------------------------------------------- recording

#[test]
fn adoption_is_active_of_target_users() {
    let desk = Desk::with_demo();
    let before = reading(&desk, "shift-planning", "active users", "2026-W47");
    for value in ["61/60", "45/0", "0/0", "130%", "130", "-5/60", "4.5/60", "45/60/70", "many"] {
        let error = desk.refuses(&["record", "shift-planning", "adoption", value], 3);
        assert_eq!(text(&error, "field"), "value", "{value}: {error}");
    }
    assert_eq!(reading(&desk, "shift-planning", "active users", "2026-W47"), before);
    desk.on(&["record", "shift-planning", "adoption", "45/60"]).done();
    let reading = reading(&desk, "shift-planning", "active users", "2026-W47").unwrap();
    assert_eq!(reading["value"], json!(75), "in percent");
    assert_eq!((&reading["active_users"], &reading["target_users"]), (&json!(45), &json!(60)));
    desk.refuses(&["record", "shift-planning", "impact", "45/60"], 3);
}

#[test]
fn only_weeks_that_exist_and_have_begun_are_taken() {
    let desk = Desk::with_demo();
    let weeks = ["2026-W49", "2027-W01", "2026-12-01", "2026-W54", "2025-W53", "2026-W00", "2026-02-30", "W54", "soon"];
    for week in weeks {
        let error = desk.refuses(&["record", "invoice-triage", "impact", "5", "--week", week], 3);
        assert_eq!(text(&error, "field"), "week", "{week}: {error}");
    }
    for (week, stored) in
        [("2026-W48", "2026-W48"), ("2026-11-18", "2026-W47"), ("2026-01-01", "2026-W01"), ("2020-W53", "2020-W53")]
    {
        desk.on(&["record", "invoice-triage", "impact", "7.25", "--week", week]).done();
        let reading = reading(&desk, "invoice-triage", "handling time", stored).unwrap();
        assert_eq!(reading["value"], json!(7.25), "{week}");
    }
}

#[test]
fn the_week_meant_is_the_last_that_has_ended() {
    let desk = Desk::with_demo();
    desk.on(&["record", "invoice-triage", "impact", "5.5", "--sample", "40", "--note", "few"]).done();
    let reading = reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap();
    assert_eq!((&reading["value"], &reading["sample"], &reading["note"]), (&json!(5.5), &json!(40), &json!("few")));
}

#[test]
fn not_measured_needs_a_note() {
    let desk = Desk::with_demo();
    for note in [&[][..], &["--note", ""], &["--note", " "]] {
        let error = desk.refuses(&joined(&["record", "invoice-triage", "impact", "-"], note), 3);
        assert_eq!(text(&error, "field"), "note", "{error}");
    }
    desk.on(&["record", "invoice-triage", "impact", "-", "--note", "The clock stood still."]).done();
    let reading = reading(&desk, "invoice-triage", "handling time", "2026-W47").unwrap();
    assert_eq!((&reading["value"], text(&reading, "note")), (&Value::Null, "The clock stood still."));
}

#[test]
fn readings_come_from_long_and_wide_tables_and_from_stdin() {
    let tables: &[(&str, &str)] = &[
        (
            "long.csv",
            "pilot,metric,week,value\nservice-chat,adoption,2026-W47,45/60\nservice-chat,impact,2026-11-18,-18\n",
        ),
        ("wide.csv", "pilot,week,adoption,impact\nservice-chat,2026-W47,45/60,-18\n"),
        ("users.tsv", "pilot\tweek\tactive_users\ttarget_users\timpact\nservice-chat\t2026-11-20\t45\t60\t-18\n"),
    ];
    for (name, table) in tables {
        let desk = Desk::with_demo();
        desk.write(name, table.as_bytes());
        assert_eq!(desk.json(&["record", "--from", name])["changed"], json!(2), "{name}");
        let adoption = reading(&desk, "service-chat", "active users", "2026-W47").unwrap();
        assert_eq!((&adoption["value"], &adoption["target_users"]), (&json!(75), &json!(60)), "{name}");
        let impact = reading(&desk, "service-chat", "wait time", "2026-W47").unwrap();
        assert_eq!(impact["value"], json!(-18), "{name}");
        let again = desk.json(&["import", name]);
        assert_eq!((&again["entry"], &again["changed"], &again["unchanged"]), (&Value::Null, &json!(0), &json!(2)));
    }
    let desk = Desk::with_demo();
    let said = desk.feed(&["import", "-", "--json"], tables[0].1.as_bytes());
    assert_eq!(said.json()["changed"], json!(2));
    let said = desk.feed(&["record", "--from", "-", "--json"], tables[0].1.as_bytes());
    assert_eq!(said.json()["unchanged"], json!(2));
}

// ------------------------------------------------------------------------------------------------- what lists answer

/// A noun, the fields that it has, and those that may stand beside them.
const FIELDS: &[(&str, &[&str], &[&str])] = &[
    (
        "pilots",
        &[
            "id",
            "code",
            "name",
            "unit",
            "stage",
            "lifecycle",
            "executive_owner",
            "started",
            "week",
            "week_in_stage",
            "reported",
            "computed",
            "open_gaps",
            "signals",
            "tags",
            "archived",
        ],
        &[
            "executive_owner_id",
            "because",
            "lead",
            "lead_id",
            "partner",
            "partner_ends",
            "rollout",
            "cohort",
            "computed_by_family",
            "parent",
            "spend_change",
            "spend_technology",
        ],
    ),
    (
        "people",
        &["id", "name", "title", "level", "unit", "email", "partner", "powers", "owns"],
        &["leads", "carries", "archived", "certifier"],
    ),
    (
        "metrics",
        &[
            "id",
            "pilot",
            "family",
            "name",
            "unit",
            "better",
            "headline",
            "min",
            "max",
            "target",
            "tolerance",
            "baseline",
        ],
        &["archived", "role", "counts", "plan"],
    ),
    ("readings", &["pilot", "metric", "family", "week", "value", "note", "sample"], &["active_users", "target_users"]),
    (
        "gaps",
        &["id", "pilot", "stage", "dimension", "item", "text", "state", "owner", "due", "evidence"],
        &["owner_id", "answer", "reads", "writes"],
    ),
    ("assessments", &["id", "pilot", "version", "date", "frozen", "quality", "scores"], &[]),
    (
        "workstreams",
        &["id", "pilot", "dimension", "team", "owner", "start", "due", "exit_test", "state", "closed"],
        &["owner_id", "effort", "outcome", "items"],
    ),
    (
        "decisions",
        &[
            "id",
            "pilot",
            "verb",
            "statement",
            "date",
            "decided_by",
            "rationale",
            "rejected",
            "conditions",
            "review_trigger",
        ],
        &["decided_by_id", "settled", "review", "cause", "answers", "evidence"],
    ),
    ("actions", &["id", "text", "owner", "due", "state", "pilot", "review"], &["owner_id", "made", "ended", "why"]),
    (
        "reviews",
        &["id", "date", "state", "chair", "agenda", "entry"],
        &["chair_id", "slot", "planned", "attendance", "minutes", "opened", "closed"],
    ),
    ("committee", &["id", "name", "level", "function", "chair"], &[]),
    (
        "signals",
        &[
            "id",
            "warning",
            "pilot",
            "level",
            "since",
            "explanation",
            "origin",
            "heading",
            "readings",
            "proposal",
            "clears_when",
        ],
        &["rule", "parked_until"],
    ),
    (
        "waivers",
        &["id", "pilot", "gate", "decision", "reason", "by", "date", "outcome"],
        &["by_id", "rule", "decided", "fired"],
    ),
    ("journal", &["seq", "id", "at", "actor", "kind", "summary", "undoes"], &["effective"]),
];

#[test]
fn lists_are_arrays_of_objects_with_the_fields_of_the_contract() {
    let desk = Desk::with_demo();
    for (noun, fields, beside) in FIELDS {
        let records = desk.list(&[noun]);
        assert!(!records.is_empty(), "{noun}");
        for record in records {
            let found: BTreeSet<String> = keys(&record).into_iter().collect();
            let missing: Vec<&&str> = fields.iter().filter(|field| !found.contains(**field)).collect();
            let strange: Vec<&String> =
                found.iter().filter(|field| !fields.iter().chain(*beside).any(|known| known == field)).collect();
            assert!(missing.is_empty() && strange.is_empty(), "{noun}: {missing:?} missing, {strange:?} not known");
        }
    }
    assert_eq!(Desk::empty().list(&["pilots"]), Vec::<Value>::new());
}

#[test]
fn pilots_hold_values_of_the_right_kinds() {
    let pilots = Desk::with_demo().list(&["pilots"]);
    assert_eq!(pilots.len(), 12);
    for pilot in &pilots {
        let right = is_id(&pilot["id"], 'p')
            && pilot["stage"].as_u64().is_some_and(|stage| (1..=4).contains(&stage))
            && ["R", "A", "G", "?", "-"].contains(&text(pilot, "reported"))
            && ["active", "paused", "stopped", "retired", "self-sustaining"].contains(&text(pilot, "lifecycle"))
            && is_null_or(&pilot["started"], |day| day.as_str().is_some_and(is_day))
            && is_null_or(&pilot["week"], Value::is_u64)
            && is_null_or(&pilot["week_in_stage"], Value::is_u64)
            && is_null_or(&pilot["executive_owner_id"], |id| is_id(id, 'w'))
            && pilot["open_gaps"].is_u64()
            && pilot["signals"].is_array()
            && pilot["tags"].is_array()
            && pilot["archived"] == json!(false);
        assert!(right, "{pilot}");
    }
    let forecast = pilots.iter().find(|pilot| text(pilot, "code") == "demand-forecast").unwrap();
    assert_eq!((&forecast["executive_owner"], text(forecast, "reported")), (&Value::Null, "-"));
}

#[test]
fn people_and_metrics_hold_values_of_the_right_kinds() {
    let desk = Desk::with_demo();
    for person in desk.list(&["people"]) {
        let levels = ["c-suite", "vp", "executive", "director", "manager", "other"];
        let right = is_id(&person["id"], 'w')
            && levels.contains(&text(&person, "level"))
            && person["partner"].is_boolean()
            && person["owns"].is_array()
            && is_null_or(&person["email"], Value::is_string);
        assert!(right, "{person}");
    }
    let families = ["adoption", "performance", "impact", "governance"];
    let mut headlines = BTreeMap::new();
    for metric in desk.list(&["metrics"]) {
        let right = is_id(&metric["id"], 'm')
            && families.contains(&text(&metric, "family"))
            && ["higher", "lower", "either"].contains(&text(&metric, "better"))
            && ["min", "max", "target", "tolerance"].iter().all(|field| is_null_or(&metric[*field], Value::is_number));
        assert!(right, "{metric}");
        let count =
            headlines.entry((text(&metric, "pilot").to_owned(), text(&metric, "family").to_owned())).or_insert(0);
        *count += i32::from(metric["headline"] == json!(true));
    }
    assert_eq!(headlines.len(), 48, "every pilot has its four headlines from the start");
    assert!(headlines.values().all(|count| *count == 1), "{headlines:?}");
}

#[test]
fn readings_hold_values_of_the_right_kinds() {
    let desk = Desk::with_demo();
    let readings = desk.list(&["readings"]);
    for reading in &readings {
        let adoption = text(reading, "family") == "adoption";
        let beside = reading.get("active_users").is_some() && reading.get("target_users").is_some();
        let right = is_week(text(reading, "week"))
            && is_null_or(&reading["value"], Value::is_number)
            && (reading["value"].is_number() || reading["note"].is_string())
            && is_null_or(&reading["sample"], Value::is_u64)
            && adoption == beside;
        assert!(right, "{reading}");
    }
    assert!(readings.iter().any(|reading| reading["value"].is_null()), "the demo has a week that was not measured");
}

#[test]
fn gaps_and_the_journal_hold_values_of_the_right_kinds() {
    let desk = Desk::with_demo();
    for gap in desk.list(&["gaps"]) {
        let right = gap["id"].is_string()
            && gap["stage"].as_u64().is_some_and(|stage| (1..=4).contains(&stage))
            && ["open", "doing", "done", "na"].contains(&text(&gap, "state"))
            && is_null_or(&gap["due"], |day| day.as_str().is_some_and(is_day))
            && gap["evidence"].is_array();
        assert!(right, "{gap}");
    }
    let entries = desk.list(&["journal"]);
    for (entry, seq) in entries.iter().zip(1_u64..) {
        let at = text(entry, "at");
        let right = entry["seq"] == json!(seq) && is_id(&entry["id"], 'j') && is_day(&at[..10]) && at.ends_with('Z');
        assert!(right && is_null_or(&entry["undoes"], Value::is_u64), "{entry}");
    }
}

#[test]
fn open_gaps_are_the_open_items_up_to_the_present_stage() {
    let desk = Desk::with_demo();
    let gaps = desk.list(&["gaps"]);
    for pilot in desk.list(&["pilots"]) {
        let of_pilot = gaps.iter().filter(|gap| gap["pilot"] == pilot["code"]);
        let open = of_pilot.filter(|gap| {
            ["open", "doing"].contains(&text(gap, "state")) && gap["stage"].as_u64() <= pilot["stage"].as_u64()
        });
        assert_eq!(json!(open.count()), pilot["open_gaps"], "{}", pilot["code"]);
    }
}

#[test]
fn lists_are_narrowed_and_sorted() {
    let desk = Desk::with_demo();
    assert_eq!(desk.list(&["pilots", "--stage", "4"]).len(), 2);
    assert_eq!(codes(&desk.list(&["pilots", "--unit", "Finance"])), ["invoice-triage"]);
    assert_eq!(codes(&desk.list(&["pilots", "--pilot", "claims-intake"])), ["claims-intake"]);
    assert_eq!(codes(&desk.list(&["pilots", "--owner", "Pilar Navarro"])), ["shift-planning", "energy-bills"]);
    let readings = column(&desk.list(&["readings", "--pilot", "claims-intake"]), "pilot");
    assert!(!readings.is_empty() && readings.iter().all(|pilot| pilot == "claims-intake"));
    let sorted = codes(&desk.list(&["pilots", "--sort", "code"]));
    assert!(sorted.is_sorted(), "{sorted:?}");
    let gaps: Vec<u64> = desk
        .list(&["pilots", "--sort", "open_gaps"])
        .iter()
        .map(|pilot| pilot["open_gaps"].as_u64().unwrap())
        .collect();
    assert!(gaps.is_sorted(), "{gaps:?}");
}

#[test]
fn archived_ones_are_listed_only_when_asked_for() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "claims-intake"]).done();
    let shown = |words: &[&str]| codes(&desk.list(words)).contains(&"claims-intake".to_owned());
    assert!(!shown(&["pilots"]) && shown(&["pilots", "--all"]));
    let readings = |words: &[&str]| column(&desk.list(words), "pilot").contains(&"claims-intake".to_owned());
    assert!(!readings(&["readings"]) && readings(&["readings", "--all"]));
    desk.on(&["unarchive", "claims-intake"]).done();
    assert!(shown(&["pilots"]));
}

#[test]
fn pilots_and_people_stand_in_order_of_creation() {
    let desk = Desk::empty();
    for name in ["Zeta", "Alpha", "Mu"] {
        desk.on(&["add", "pilot", name]).done();
        desk.on(&["add", "person", name]).done();
    }
    assert_eq!(column(&desk.list(&["pilots"]), "name"), ["Zeta", "Alpha", "Mu"]);
    assert_eq!(column(&desk.list(&["people"]), "name"), ["Zeta", "Alpha", "Mu"]);
}

#[test]
fn pilots_and_readings_stand_in_the_order_of_the_entries_that_made_them() {
    let desk = Desk::with_demo();
    assert_eq!(codes(&desk.list(&["pilots"]))[..3], ["invoice-triage", "service-chat", "field-dispatch"]);
    let mut typed = desk.list(&["readings"]);
    typed.retain(|reading| text(reading, "family") == "performance");
    let weeks = column(&typed, "week");
    assert_eq!((weeks[0].as_str(), weeks.is_sorted()), ("2026-W08", true), "the demo enters week by week");
    desk.on(&["record", "contract-review", "impact", "80", "--week", "2026-W41", "--note", "found late"]).done();
    desk.on(&["record", "invoice-triage", "impact", "-20", "--week", "2026-W08"]).done();
    let readings = desk.list(&["readings"]);
    assert_eq!(text(readings.last().unwrap(), "note"), "found late", "one that is corrected stays where it was");
    let sorted = column(&desk.list(&["readings", "--sort", "week"]), "week");
    assert!(sorted.is_sorted());
}

#[test]
fn metrics_stand_in_order_of_creation() {
    let desk = Desk::empty();
    desk.on(&["add", "pilot", "First"]).done();
    desk.on(&["add", "pilot", "Second"]).done();
    desk.on(&["add", "metric", "first", "speed", "--family", "impact"]).done();
    assert_eq!(column(&desk.list(&["metrics"]), "name").last().map(String::as_str), Some("speed"));
}

// --------------------------------------------------------------------------------------------- what writes answer

fn check_answer(answer: &Value) {
    for field in ["entry", "id", "changed", "unchanged", "rejected", "summary"] {
        assert!(answer.get(field).is_some(), "“{field}” is missing in {answer}");
    }
    let right = is_null_or(&answer["entry"], Value::is_u64)
        && is_null_or(&answer["id"], Value::is_string)
        && answer["changed"].is_u64()
        && answer["unchanged"].is_u64()
        && answer["rejected"].is_array()
        && !text(answer, "summary").is_empty();
    assert!(right, "{answer}");
}

#[test]
fn every_writing_command_answers_with_its_entry() {
    let desk = Desk::with_demo();
    let mut entry = DEMO_ENTRIES;
    for words in WRITES {
        let answer = desk.json(words);
        check_answer(&answer);
        assert_eq!(keys(&answer), ["changed", "entry", "id", "rejected", "summary", "unchanged"], "{words:?}");
        entry += 1;
        assert_eq!(answer["entry"], json!(entry), "{words:?}: {answer}");
        assert!(answer["changed"].as_u64() > Some(0), "{words:?}: {answer}");
        assert_eq!(text(desk.list(&["journal"]).last().unwrap(), "summary"), text(&answer, "summary"), "{words:?}");
    }
}

#[test]
fn every_writing_command_prints_its_sentence() {
    let desk = Desk::with_demo();
    for words in WRITES {
        let said = desk.on(words).done();
        assert_eq!((said.out.lines().count(), said.err.as_str()), (1, ""), "{said:?}");
    }
}

#[test]
fn a_write_that_changes_nothing_has_no_entry() {
    let desk = Desk::with_demo();
    let table: &[&[&str]] = &[
        &["set", "invoice-triage", "unit", "Finance"],
        &["record", "invoice-triage", "impact", "12"],
        &["target", "invoice-triage", "99"],
        &["status", "invoice-triage", "G", "--because", "Same."],
        &["tick", "invoice-triage", "s1.real-data"],
        &["archive", "invoice-triage"],
    ];
    for words in table {
        desk.json(words);
        let answer = desk.json(words);
        check_answer(&answer);
        let facts = (&answer["entry"], &answer["changed"], &answer["unchanged"]);
        assert_eq!(facts, (&Value::Null, &json!(0), &json!(1)), "{words:?}");
    }
}

#[test]
fn what_is_added_is_named_by_its_id() {
    let desk = Desk::with_demo();
    let pilot = desk.json(&["add", "pilot", "Probe"]);
    let person = desk.json(&["add", "person", "Zoe Zander"]);
    let metric = desk.json(&["add", "metric", "probe", "speed", "--family", "impact"]);
    for (answer, noun, name) in
        [(pilot, "pilots", "Probe"), (person, "people", "Zoe Zander"), (metric, "metrics", "speed")]
    {
        let made = desk.list(&[noun]).into_iter().find(|record| text(record, "name") == name).unwrap();
        assert_eq!(answer["id"], made["id"], "{noun}");
    }
    let made = desk.run(&["new", "other.steerco", "--json"]).json();
    check_answer(&made);
    assert!(is_id(&made["id"], 'k'), "{made}");
}

#[test]
fn a_note_is_named_by_its_id() {
    let desk = Desk::with_demo();
    let answer = desk.json(&["note", "invoice-triage", "Seen."]);
    assert!(is_id(&answer["id"], 'n'), "{answer}");
}

#[test]
fn what_is_said_in_a_review_is_named_by_its_id() {
    let desk = Desk::with_demo();
    let said = desk.json(&["review", "item", "2026-12-03", "Budget"]);
    assert!(is_id(&said["id"], 'i'), "{said}");
    desk.on(&["review", "drop", text(&said, "id")]).done();
    desk.on(&["review", "open", "2026-12-03"]).done();
    let said = desk.json(&["review", "minute", "2026-12-03", "The feed is live"]);
    assert!(is_id(&said["id"], 'h'), "{said}");
    assert!(desk.json(&["review", "show", "2026-12-03"]).to_string().contains(text(&said, "id")));
}

#[test]
fn the_check_of_keys_answers_in_json() {
    let said = Desk::empty().json(&["keys", "--check"]);
    assert_eq!(said["complaints"], json!([]), "{said}");
}

#[test]
fn an_import_answers_as_every_writing_command_does() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    check_answer(&desk.json(&["import", "table.csv"]));
}

#[test]
fn a_restore_answers_as_every_writing_command_does() {
    let desk = Desk::with_demo();
    desk.on(&["backup", "copy.steerco"]).done();
    check_answer(&desk.json(&["restore", "copy.steerco"]));
}

#[test]
fn a_demo_that_is_made_answers_as_every_writing_command_does() {
    let desk = Desk::bare();
    check_answer(&desk.run(&["demo", "--pilots", "2", "--weeks", "4", "--into", "made.steerco", "--json"]).json());
}

// ------------------------------------------------------------------------------------------- undo and the journal

#[test]
fn undo_goes_back_step_by_step_and_redo_comes_forward_again() {
    let desk = Desk::with_demo();
    let writes: &[&[&str]] = &[
        &["add", "pilot", "Probe", "--code", "probe"],
        &["record", "probe", "impact", "5"],
        &["record", "probe", "impact", "6"],
        &["owner", "probe", "Rita Silva", "--why", "hers"],
        &["tick", "probe", "s1.real-data", "--evidence", "shown"],
        &["archive", "probe"],
        &["set", "invoice-triage", "name", "Triage"],
    ];
    let mut states = vec![desk.export()];
    for words in writes {
        desk.on(words).done();
        states.push(desk.export());
    }
    for state in states.iter().rev().skip(1) {
        desk.on(&["undo"]).done();
        check_same(&desk.export(), state, "what the workspace holds");
    }
    for state in states.iter().skip(1) {
        desk.on(&["redo"]).done();
        check_same(&desk.export(), state, "what the workspace holds");
    }
    let answer = desk.json(&["redo"]);
    assert_eq!((&answer["entry"], &answer["changed"]), (&Value::Null, &json!(0)), "nothing is left to redo");
    desk.on(&["doctor"]).done();
}

#[test]
fn a_new_change_ends_redo() {
    let desk = Desk::with_demo();
    desk.on(&["set", "invoice-triage", "name", "Triage"]).done();
    desk.on(&["undo"]).done();
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    assert_eq!(desk.json(&["redo"])["entry"], Value::Null);
    assert_eq!(text(&desk.json(&["show", "invoice-triage"]), "name"), "Invoice triage");
}

#[test]
fn nothing_to_undo_is_said() {
    let answer = Desk::empty().json(&["undo"]);
    check_answer(&answer);
    assert_eq!((&answer["entry"], &answer["changed"]), (&Value::Null, &json!(0)));
}

#[test]
fn somebody_elses_change_and_a_large_one_ask_first() {
    let desk = Desk::with_demo();
    desk.on(&["--actor", "Rita Silva", "note", "invoice-triage", "Mine."]).done();
    let error = desk.refuses(&["undo"], 3);
    assert!(text(&error, "title").contains("Rita Silva") && text(&error, "hint").contains("--yes"), "{error}");
    desk.on(&["undo", "--yes"]).done();
    let desk = Desk::with_slice();
    assert!(text(&desk.refuses(&["undo"], 3), "hint").contains("--yes"));
    desk.on(&["undo", "--yes"]).done();
    assert_eq!(desk.list(&["pilots", "--all"]), Vec::<Value>::new());
}

#[test]
fn one_entry_is_reverted_by_its_number_or_its_id() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let entry = desk.json(&["set", "invoice-triage", "name", "Triage"])["entry"].to_string();
    desk.on(&["revert", &entry]).done();
    check_same(&desk.export(), &before, "what the workspace holds");
    let answer = desk.json(&["revert", &entry]);
    assert_eq!((&answer["entry"], &answer["changed"]), (&Value::Null, &json!(0)), "it was taken back already");
    desk.on(&["set", "invoice-triage", "name", "Triage"]).done();
    let id = text(desk.list(&["journal"]).last().unwrap(), "id").to_owned();
    desk.on(&["note", "service-chat", "Seen."]).done();
    desk.on(&["revert", &id]).done();
    assert_eq!(text(&desk.json(&["show", "invoice-triage"]), "name"), "Invoice triage");
}

#[test]
fn an_entry_that_something_newer_builds_on_is_not_reverted() {
    let desk = Desk::with_demo();
    let entry = desk.json(&["set", "invoice-triage", "name", "One"])["entry"].to_string();
    desk.on(&["set", "invoice-triage", "name", "Two"]).done();
    let before = desk.export();
    let error = desk.refuses(&["revert", &entry], 3);
    assert!(!text(&error, "hint").is_empty(), "{error}");
    desk.refuses(&["revert", "1"], 3);
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn the_log_is_the_journal_from_its_end() {
    let desk = Desk::with_demo();
    desk.on(&["set", "invoice-triage", "name", "Triage"]).done();
    desk.on(&["undo"]).done();
    let mut journal = desk.list(&["journal"]);
    journal.reverse();
    let log = desk.json(&["log", "--limit", "5"]);
    assert_eq!(log.as_array().unwrap()[..], journal[..5]);
    assert_eq!((&log[0]["undoes"], &log[1]["undoes"]), (&json!(DEMO_ENTRIES + 1), &Value::Null));
    assert_eq!((text(&log[0], "kind"), text(&log[0], "actor")), ("undo", "Petra Nowak"));
    let of_pilot = desk.json(&["log", "--pilot", "service-chat", "--limit", "500"]);
    let seqs: Vec<u64> = of_pilot.as_array().unwrap().iter().map(|entry| entry["seq"].as_u64().unwrap()).collect();
    assert!(!seqs.is_empty() && seqs.len() < journal.len() && !seqs.contains(&(DEMO_ENTRIES + 1)), "{seqs:?}");
    assert!(seqs.is_sorted_by(|newer, older| newer > older), "{seqs:?}");
    let listed = desk.list(&["journal", "--pilot", "service-chat"]);
    assert_eq!(listed.len(), seqs.len());
}

// -------------------------------------------------------------------------------------------------------- exports

#[test]
fn an_export_into_a_new_file_and_out_again_is_the_same_to_the_byte() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "demand-forecast"]).done();
    desk.on(&["record", "invoice-triage", "impact", "-18.000001"]).done();
    desk.on(&["record", "service-chat", "impact", "-", "--note", "not \u{1b}[31mmeasured"]).done();
    desk.on(&["record", "claims-intake", "impact", "5", "--week", "2026-W48"]).done();
    desk.on(&["undo"]).done();
    desk.on(&["export", "all.json"]).done();
    let first = desk.export();
    check_same(&desk.read("all.json").as_slice(), &first.as_bytes(), "the export");
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    check_same(&desk.run(&["--workspace", "copy.steerco", "export", "-"]).done().out, &first, "the copy");
    desk.run(&["--workspace", "copy.steerco", "doctor"]).done();
    let ids = |workspace: &str, noun: &str| {
        let listed = desk.run(&["--workspace", workspace, "--json", "list", noun, "--all"]).json();
        column(listed.as_array().unwrap(), "id").into_iter().collect::<BTreeSet<String>>()
    };
    for noun in ["pilots", "people", "metrics", "gaps"] {
        assert_eq!(ids("copy.steerco", noun), ids("work.steerco", noun), "{noun}");
    }
    desk.run(&["new", "made.steerco"]).done();
    desk.run(&["--workspace", "made.steerco", "import", "all.json"]).done();
    check_same(&desk.run(&["--workspace", "made.steerco", "export", "-"]).done().out, &first, "the copy");
}

#[test]
fn what_an_export_would_bring_is_said_and_nothing_is_written() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json", "--with-journal"]).done();
    let look = ["--workspace", "none.steerco", "import", "all.json", "--dry-run"];
    let said = desk.run(&look).done();
    assert!(said.out.contains("rows would be created, 0 changed, 0 unchanged."), "{said:?}");
    assert!(said.err.contains("The export holds 12 pilots") && said.err.contains("begins one of its own"), "{said:?}");
    let seen = desk.run(&joined(&["--json"], &look)).json();
    assert_eq!((&seen["entry"], &seen["rejected"], &seen["dry_run"]), (&Value::Null, &json!([]), &json!(true)));
    assert!(!desk.has("none.steerco"), "a look leaves nothing behind");
    desk.refuses(&["import", "all.json", "--dry-run"], 3);
    let mut broken: Value = serde_json::from_slice(&desk.read("all.json")).unwrap();
    broken["people"] = json!([]);
    desk.write("broken.json", broken.to_string().as_bytes());
    desk.refused(&["--workspace", "none.steerco", "import", "broken.json", "--dry-run"], 3);
    let taken = desk.run(&["--workspace", "copy.steerco", "--json", "import", "all.json"]).json();
    assert_eq!(taken["created"], seen["created"], "{taken}");
    assert!(text(&taken, "summary").contains("rows created, 0 changed, 0 unchanged."), "{taken}");
}

#[test]
fn an_export_goes_into_an_empty_workspace_only() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.json"]).done();
    desk.on(&["note", "invoice-triage", "Seen."]).done();
    let before = desk.export();
    desk.refuses(&["import", "all.json"], 3);
    for (name, text) in
        [("no.json", "{"), ("other.json", "{}"), ("half.json", "{\"format\":\"steerco\",\"version\":1}")]
    {
        desk.write(name, text.as_bytes());
        desk.refuses(&["import", name], 3);
        desk.refused(&["--workspace", "none.steerco", "import", name], 3);
        desk.refused(&["--workspace", "none.steerco", "import", name, "--dry-run"], 3);
        assert!(!desk.has("none.steerco"), "{name}");
    }
    check_same(&desk.export(), &before, "what the workspace holds");
}

fn check_sorted_keys(value: &Value) {
    match value {
        Value::Object(fields) => {
            let names: Vec<&String> = fields.keys().collect();
            assert!(names.is_sorted(), "{names:?}");
            fields.values().for_each(check_sorted_keys);
        }
        Value::Array(items) => items.iter().for_each(check_sorted_keys),
        _ => {}
    }
}

#[test]
fn the_canonical_export_is_in_canonical_order() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "demand-forecast"]).done();
    let export = parsed(&desk.export(), "export");
    check_sorted_keys(&export);
    for (noun, rows) in export.as_object().unwrap() {
        let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
        let ids: Vec<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
        assert!(ids.is_sorted(), "{noun}");
    }
    let readings = export["readings"].as_array().unwrap();
    let weeks: Vec<(&str, &str)> = readings.iter().map(|row| (text(row, "metric"), text(row, "week"))).collect();
    assert!(weeks.is_sorted());
    assert!(export["pilots"].to_string().contains("demand-forecast"), "archived rows are in it");
    assert!(export.get("journal").is_none() && export.get("drafts").is_none());
    thread::sleep(Duration::from_millis(1_100));
    assert_eq!(parsed(&desk.export(), "export"), export, "no time of export");
}

#[test]
fn an_export_with_the_journal_holds_every_entry() {
    let desk = Desk::with_demo();
    let export = parsed(&desk.on(&["export", "-", "--with-journal"]).done().out, "export");
    assert_eq!(export["journal"].as_array().unwrap()[..], desk.list(&["journal"])[..]);
}

#[test]
fn one_noun_is_exported_as_json_and_as_csv() {
    let desk = Desk::with_demo();
    for noun in NOUNS {
        let json = format!("{noun}.json");
        desk.on(&["export", &json, "--what", noun]).done();
        let rows = parsed(&String::from_utf8(desk.read(&json)).unwrap(), noun);
        assert_eq!(rows.as_array().unwrap().len(), desk.list(&[noun, "--all"]).len(), "{noun}");
        let table = format!("{noun}.csv");
        desk.on(&["export", &table, "--what", noun]).done();
        let rows = csv::Reader::from_path(desk.path(&table)).unwrap().into_records().count();
        assert_eq!(rows, desk.list(&[noun, "--all"]).len(), "{noun}");
    }
}

#[test]
fn every_noun_is_exported_as_a_table_for_people_who_read() {
    let desk = haunted();
    let nouns = Cli::command().find_subcommand("list").unwrap().get_positionals().next().unwrap().get_possible_values();
    assert!(nouns.len() > 15, "{nouns:?}");
    for noun in nouns.iter().map(clap::builder::PossibleValue::get_name) {
        let (md, html) = (format!("{noun}.md"), format!("{noun}.html"));
        desk.on(&["export", &md, "--what", noun]).done();
        desk.on(&["export", &html, "--what", noun]).done();
        let (md, html) = (desk.read(&md), desk.read(&html));
        let (md, html) = (String::from_utf8(md).unwrap(), String::from_utf8(html).unwrap());
        assert!(is_clean(&md) && is_clean(&html) && !html.contains("<script"), "{noun}");
        let rows = md.lines().filter(|line| line.starts_with("| ")).count();
        let records = desk.list(&[noun, "--all"]).len();
        // The head and the line below it stand above the rows.
        assert_eq!(rows, if records == 0 { 0 } else { records + 2 }, "{noun}: {md}");
        assert!(html.contains(&format!("<h1>{}", noun[..1].to_uppercase())), "{noun}");
    }
    let desk = Desk::with_demo();
    desk.on(&["export", "pilots.md", "--what", "pilots"]).done();
    let text = String::from_utf8(desk.read("pilots.md")).unwrap();
    assert!(
        text.contains("| code | name | stage |") && text.contains("| invoice-triage | Invoice triage | 4 |"),
        "{text}"
    );
}

#[test]
fn what_has_days_is_exported_as_a_calendar_and_the_rest_refused() {
    let desk = Desk::with_demo();
    let days = |noun: &str| {
        let file = format!("{noun}.ics");
        desk.on(&["export", &file, "--what", noun, "--force"]).done();
        String::from_utf8(desk.read(&file)).unwrap().matches("BEGIN:VEVENT").count()
    };
    let open = desk.list(&["actions"]).iter().filter(|action| action["state"] == "open").count();
    assert_eq!((days("reviews"), days("actions")), (desk.list(&["reviews"]).len(), open));
    let all: usize = ["reviews", "actions", "decisions", "workstreams", "pilots"].into_iter().map(days).sum();
    let said = desk.on(&["export", "all.ics"]).done();
    assert!(said.out.contains("Wrote all.ics: all days."), "{said:?}");
    assert_eq!(String::from_utf8(desk.read("all.ics")).unwrap().matches("BEGIN:VEVENT").count(), all);
    for noun in ["people", "metrics", "readings", "journal", "committee"] {
        let error = desk.refuses(&["export", "none.ics", "--what", noun], 2);
        assert!(text(&error, "title").contains(noun) && text(&error, "hint").contains("reviews, actions"), "{error}");
    }
    assert!(!desk.has("none.ics"));
}

#[test]
fn an_export_without_a_noun_says_what_it_has() {
    const OF_CSV: &str = "the pilots (--what people, readings and so on writes others, a file .xlsx every register)";
    let desk = Desk::with_demo();
    for (file, has) in
        [("a.json", "everything"), ("a.csv", OF_CSV), ("a.xlsx", "every register"), ("a.md", "the month")]
    {
        assert_eq!(desk.on(&["export", file]).done().out, format!("Wrote {file}: {has}.\n"));
    }
    assert_eq!(desk.on(&["export", "b.csv", "--what", "people"]).done().out, "Wrote b.csv.\n");
}

#[test]
fn pilots_that_were_exported_come_back_unchanged() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let said = desk.on(&["export", "pilots.csv"]).done();
    assert!(said.out.contains("the pilots (--what people, readings and so on"), "{said:?}");
    let answer = desk.json(&["import", "pilots.csv"]);
    assert_eq!((&answer["entry"], &answer["unchanged"]), (&Value::Null, &json!(12)), "{answer}");
    check_same(&desk.export(), &before, "what the workspace holds");
}

#[test]
fn readings_that_were_exported_come_back_unchanged() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["export", "readings.csv", "--what", "readings"]).done();
    let said = desk.on(&["import", "readings.csv", "--partial", "--json"]);
    check_same(&desk.export(), &before, "what their own export says of the readings");
    let answer = said.json();
    assert_eq!((&answer["entry"], &answer["rejected"]), (&Value::Null, &json!([])));
}

#[test]
fn csv_guards_text_against_formulas_and_never_numbers() {
    let desk = Desk::with_demo();
    for (code, name) in [("one", "=1+1"), ("two", "+1"), ("three", "-1"), ("four", "@sum")] {
        desk.on(&["add", "pilot", "Guarded", "--code", code]).done();
        desk.on(&["set", code, "name", name]).done();
    }
    desk.on(&["record", "invoice-triage", "impact", "-18"]).done();
    let cells = |name: &str, what: &str| -> Vec<String> {
        desk.on(&["export", name, "--what", what]).done();
        let mut table = csv::Reader::from_path(desk.path(name)).unwrap();
        table.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let pilots = cells("pilots.csv", "pilots");
    assert!(!pilots.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{pilots:?}");
    assert!(pilots.contains(&"'=1+1".to_owned()), "{pilots:?}");
    assert!(cells("readings.csv", "readings").contains(&"-18".to_owned()));
}

// ---------------------------------------------------------------------------------------------- the federal inventory

/// The slice with one text exchanged for another where it stands first.
fn slice_with(from: &str, to: &str) -> Vec<u8> {
    let at = SLICE.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&SLICE[..at], to.as_bytes(), &SLICE[at + from.len()..]].concat()
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the slice as another program reads them, spaces collapsed; the first is the header.
fn slice_rows() -> Vec<Vec<String>> {
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(SLICE);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(collapsed).collect()).collect()
}

#[test]
fn every_row_of_the_inventory_becomes_a_pilot_in_its_stage() {
    let desk = Desk::bare();
    desk.write("slice.csv", SLICE);
    let answer = desk.json(&["import", "slice.csv", "--map", "us-federal-2024"]);
    assert_eq!((&answer["created"], &answer["rejected"]), (&json!(41), &json!([])));
    let mut counts = BTreeMap::new();
    for pilot in desk.list(&["pilots"]) {
        *counts.entry((pilot["stage"].as_u64().unwrap(), text(&pilot, "lifecycle").to_owned())).or_insert(0) += 1;
    }
    let expected = [
        ((1, "active"), 10), // 4 Initiated, 2 Planned, 2 Ideation, 2 without a word
        ((1, "retired"), 1), // no date of an acquisition or implementation
        ((2, "active"), 8),  // Acquisition and/or Development
        ((2, "retired"), 1), // acquired, never implemented
        ((2, "stopped"), 1), // Research or Administrative Action Complete
        ((3, "active"), 6),  // Implementation and Assessment
        ((4, "active"), 12), // 9 Operation and Maintenance, 2 In production, 1 In mission
        ((4, "retired"), 2), // implemented
    ];
    let expected: BTreeMap<(u64, String), i32> =
        expected.into_iter().map(|((stage, word), count)| ((stage, word.to_owned()), count)).collect();
    assert_eq!(counts, expected);
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(0), &json!(0)), "none counts twice: {answer}");
}

#[test]
fn rows_that_are_alike_are_pilots_of_their_own() {
    let desk = Desk::with_slice();
    let pilots = desk.list(&["pilots"]);
    let count = |name: &str| pilots.iter().filter(|pilot| text(pilot, "name").starts_with(name)).count();
    assert_eq!(count("Generative AI Usage"), 8);
    let twins = ["Predicting inundation dynamics", "Classifying GPS data", "Data-driven approaches to filling"];
    assert_eq!(twins.map(count), [2, 2, 2]);
    let codes: BTreeSet<String> = codes(&pilots).into_iter().collect();
    assert_eq!(codes.len(), 41);
    assert!(codes.contains("generative-ai-usage") && codes.contains("generative-ai-usage-8"), "{codes:?}");
    assert!(pilots.iter().any(|pilot| text(pilot, "name").starts_with("Machine Translation (Previously")));
}

#[test]
fn dates_of_the_inventory_are_read_and_what_is_none_is_kept() {
    let desk = Desk::with_slice();
    let table = [
        ("create-work-related-videos", Some("2024-11-01")),  // 24-Nov
        ("testing-developer-workflows", Some("2024-11-01")), // 24-Nov
        ("wellness-and-physical-fitness-applicatio", Some("2022-10-01")), // 10/1/2022
        ("servir-ecosystem-and-carbon-management-a", Some("2020-01-01")), // 7/12/1905, day 2020 of a spreadsheet
        ("generative-ai-tools-pilot-global-markets", Some("2024-02-03")), // 2/3/2024, then N/A twice
        ("operational-enterprise-cloud-mask", None),         // Pre-2021
        ("azure-openai-chat-prototype", None),               // 10/12023
        ("elastic-machine-learning-threat-detectio", None),  // Q4FY25, then N/A twice
        ("patent-design-image-search-designvision", None),   // a sentence
        ("sentiment-analysis-elis-case-notes", None),        // nothing
    ];
    for (code, started) in table {
        assert_eq!(desk.json(&["show", code])["started"], json!(started), "{code}");
    }
    for (code, word) in [("operational-enterprise-cloud-mask", "Pre-2021"), ("azure-openai-chat-prototype", "10/12023")]
    {
        assert!(desk.json(&["show", code])["notes"].to_string().contains(word), "{code}");
    }
}

#[test]
fn nothing_that_the_inventory_says_is_dropped() {
    let desk = Desk::with_slice();
    let export = parsed(&desk.export(), "export");
    let notes = export["notes"].as_array().unwrap();
    let pilots = export["pilots"].as_array().unwrap();
    let rows = slice_rows();
    assert_eq!(pilots.len(), rows.len() - 1);
    let empty = ["", "n/a", "na", "tbd", "none", "not applicable", "unknown"];
    for (row, pilot) in rows.iter().skip(1).zip(pilots) {
        let own = pilot.as_object().unwrap().values().flat_map(|value| match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().into_iter().collect::<Vec<_>>(),
        });
        let noted = notes.iter().filter(|note| note["pilot"] == pilot["id"]).map(|note| text(note, "text"));
        let kept = collapsed(&own.chain(noted).collect::<Vec<_>>().join(" "));
        for (name, cell) in rows[0].iter().zip(row) {
            let became_a_value =
                name == "Stage of Development" || name == "Date Initiated" && pilot.get("started").is_some();
            let says_nothing = empty.contains(&cell.to_lowercase().as_str());
            assert!(became_a_value || says_nothing || kept.contains(cell.as_str()), "{name}: “{cell}” of {pilot}");
        }
    }
}

#[test]
fn a_second_import_changes_nothing_and_says_so() {
    let desk = Desk::with_slice();
    let before = desk.read("work.steerco");
    desk.write("slice.csv", SLICE);
    for words in [&["import", "slice.csv", "--map", "us-federal-2024"][..], &["import", "slice.csv"]] {
        let answer = desk.json(words);
        let facts = (&answer["entry"], &answer["created"], &answer["changed"], &answer["unchanged"]);
        assert_eq!(facts, (&Value::Null, &json!(0), &json!(0), &json!(41)));
        assert!(desk.on(words).done().out.contains("nothing changed"));
    }
    check_same(&desk.read("work.steerco"), &before, "the file");
}

/// The fields in which two exports' pilots differ, as code and field.
fn differences(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (parsed(before, "before"), parsed(after, "after"));
    let pairs = before["pilots"].as_array().unwrap().iter().zip(after["pilots"].as_array().unwrap());
    let fields = pairs.flat_map(|(then, now)| {
        let names: BTreeSet<String> = keys(then).into_iter().chain(keys(now)).collect();
        let changed = names.into_iter().filter(|name| then.get(name.as_str()) != now.get(name.as_str()));
        changed.map(|name| format!("{}.{name}", text(now, "code"))).collect::<Vec<_>>()
    });
    fields.collect()
}

#[test]
fn a_changed_cell_becomes_one_changed_field() {
    let desk = Desk::with_slice();
    let before = desk.export();
    desk.write("slice.csv", &slice_with("personal workout coach for Customs", "personal exercise coach for Customs"));
    let answer = desk.json(&["import", "slice.csv"]);
    let facts = (&answer["created"], &answer["changed"], &answer["unchanged"]);
    assert_eq!(facts, (&json!(0), &json!(1), &json!(40)), "{answer}");
    let after = desk.export();
    assert_eq!(differences(&before, &after), ["wellness-and-physical-fitness-applicatio.summary"]);
    assert_eq!(parsed(&before, "before")["notes"], parsed(&after, "after")["notes"]);
    assert_eq!(desk.json(&["import", "slice.csv"])["entry"], Value::Null);
}

#[test]
fn a_changed_cell_of_a_twin_changes_that_twin_only() {
    let desk = Desk::with_slice();
    let before = desk.export();
    let rows = slice_rows();
    let twin = rows.iter().find(|row| row[0].starts_with("Predicting inundation dynamics")).unwrap();
    let purpose = &twin[7][..30];
    desk.write("slice.csv", &slice_with(purpose, "Something else"));
    let answer = desk.json(&["import", "slice.csv"]);
    assert_eq!((&answer["created"], &answer["changed"], &answer["unchanged"]), (&json!(0), &json!(1), &json!(40)));
    let changed = differences(&before, &desk.export());
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].starts_with("predicting-inundation") && changed[0].ends_with(".summary"), "{changed:?}");
}

#[test]
fn an_import_moves_a_pilot_that_was_taken_over() {
    let desk = Desk::with_slice();
    let moved = "Acquisition and/or Development,Neither,10/1/2022,";
    desk.write("slice.csv", &slice_with("Initiated,Neither,10/1/2022,", moved));
    assert_eq!(desk.json(&["import", "slice.csv"])["changed"], json!(1));
    assert_eq!(desk.json(&["show", "wellness-and-physical-fitness-applicatio"])["stage"], json!(2));
}

#[test]
fn a_field_that_was_changed_here_and_there_is_a_conflict_with_both_values() {
    let desk = Desk::with_slice();
    desk.on(&["set", "wellness-and-physical-fitness-applicatio", "summary", "Ours."]).done();
    let before = desk.export();
    desk.write("slice.csv", &slice_with("This is an internal  AI powered personal workout", "Theirs is a workout"));
    let error = desk.refuses(&["import", "slice.csv"], 3).to_string();
    check_same(&desk.export(), &before, "what the workspace holds");
    assert!(error.contains("Theirs is a workout") && error.contains("Ours."), "{error}");
}

#[test]
fn a_row_that_is_gone_is_said_and_its_pilot_stays() {
    let desk = Desk::with_slice();
    let last = SLICE[..SLICE.len() - 2].windows(2).rposition(|window| window == b"\r\n").unwrap();
    desk.write("slice.csv", &SLICE[..last + 2]);
    let answer = desk.json(&["import", "slice.csv"]);
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(0), &json!(40)), "{answer}");
    assert!(text(&answer, "summary").contains("not in it any more"), "{answer}");
    assert_eq!(desk.list(&["pilots"]).len(), 41);
}

#[test]
fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    let desk = Desk::with_slice();
    let before = desk.read("work.steerco");
    desk.write("slice.csv", &slice_with("personal workout coach for Customs", "personal exercise coach for Customs"));
    let answer = desk.json(&["import", "slice.csv", "--dry-run"]);
    let facts = (&answer["entry"], &answer["changed"], &answer["unchanged"]);
    assert_eq!(facts, (&Value::Null, &json!(1), &json!(40)), "{answer}");
    let change = &answer["changes"][0];
    assert!(text(change, "was").contains("workout") && text(change, "to").contains("exercise"), "{answer}");
    assert_eq!(answer["changes"].as_array().unwrap().len(), 1);
    let said = desk.on(&["import", "slice.csv", "--dry-run"]).done().out.clone();
    assert!(said.lines().next().unwrap().starts_with("what "), "a table, and the sentence under it: {said}");
    check_same(&desk.read("work.steerco"), &before, "the file");
}

// ------------------------------------------------------------------------------------------------------ bad tables

/// A table that cannot be taken in, what is said of it, and the row that is at fault.
struct Bad {
    name: &'static str,
    table: String,
    says: &'static [&'static str],
    row: Option<u64>,
}

/// Tables with one bad row: the others could be taken.
fn bad_rows() -> Vec<Bad> {
    let row = |name, row: &str, says| {
        let table = format!("pilot,metric,week,value,note\n{row}\n");
        Bad { name, table, says, row: Some(2) }
    };
    vec![
        row("week-54.csv", "invoice-triage,impact,2026-W54,5,", &["week 54", "2026-W53"]),
        row("future.csv", "invoice-triage,impact,2026-W50,5,", &["2026-W50"]),
        row("no-week.csv", "invoice-triage,impact,soon,5,", &["soon"]),
        row("unknown-pilot.csv", "nobody,impact,2026-W47,5,", &["nobody", "list pilots"]),
        row("unknown-metric.csv", "invoice-triage,speed,2026-W47,5,", &["speed", "handling time"]),
        row("two-pilots.csv", "s,impact,2026-W47,5,", &["service-chat", "supplier-risk"]),
        row("all-and-more.csv", "invoice-triage,adoption,2026-W47,130%,", &["130"]),
        row("of-none.csv", "invoice-triage,adoption,2026-W47,45/0,", &["45/0"]),
        row("more-than-all.csv", "invoice-triage,adoption,2026-W47,61/60,", &["61", "60"]),
        row("text.csv", "invoice-triage,impact,2026-W47,fast,", &["fast", "number"]),
        row("no-reason.csv", "invoice-triage,impact,2026-W47,-,", &["not measured"]),
        row("no-pilot.csv", ",impact,2026-W47,5,", &["pilot"]),
        Bad {
            row: Some(3),
            ..row(
                "twice.csv",
                "invoice-triage,impact,2026-W47,5,\ninvoice-triage,handling time,2026-11-18,6,",
                &["2026-W47", "row 2"],
            )
        },
    ]
}

/// Tables that cannot be read, or whose key is not one.
fn bad_tables() -> Vec<Bad> {
    let bad = |name, table: &str, says| Bad { name, table: table.to_owned(), says, row: None };
    let large = "x".repeat(10 << 20);
    vec![
        bad("no-week-column.csv", "pilot,metric,value\ninvoice-triage,impact,5\n", &["week", "missing"]),
        bad("no-name-column.csv", "colour,unit\nOne,Legal\n", &["name", "missing"]),
        bad("empty.csv", "", &["empty"]),
        bad("unclosed.csv", "name,unit\nOne,\"Legal\nTwo,Finance\n", &["quote", "line 2"]),
        bad("wide.csv", "name,unit\nOne,Legal\nTwo,Finance,Paris\n", &["row 3"]),
        bad("nul.csv", "name,unit\nOne,Le\0gal\n", &["line 2"]),
        bad("large.csv", &format!("name,unit\nOne,Legal\nTwo,\"{large}\"\n"), &["row 3", "10 MB"]),
        Bad { row: Some(3), ..bad("key.csv", "name,code\nOne,aaa\nTwo,aaa\n", &["aaa", "row 2"]) },
        Bad { row: Some(3), ..bad("no-name.csv", "name,code\nOne,aaa\n,bbb\n", &["name"]) },
        Bad { row: Some(2), ..bad("no-stage.csv", "name,stage\nOne,9\n", &["stage"]) },
        Bad { row: Some(2), ..bad("no-date.csv", "name,started\nOne,3/4/2026\n", &["3/4/2026", "started"]) },
        Bad { row: Some(2), ..bad("no-code.csv", "name,code\nOne,Not A Code\n", &["Not A Code"]) },
    ]
}

#[test]
fn a_bad_table_is_refused_with_what_where_and_what_next() {
    let desk = Desk::with_demo();
    let before = desk.export();
    for bad in bad_rows().into_iter().chain(bad_tables()) {
        desk.write(bad.name, bad.table.as_bytes());
        let said = desk.on(&["import", bad.name]);
        assert_eq!((said.status, said.out.as_str()), (3, ""), "{said:?}");
        for word in bad.says {
            assert!(said.err.contains(word), "{}: no “{word}” in {}", bad.name, said.err);
        }
        assert!(said.err.contains("next: "), "{said:?}");
        assert!(said.err.len() < 2_000, "{} says too much", bad.name);
        let error = desk.on(&["import", bad.name, "--json"]).error(3);
        assert!(!text(&error, "hint").is_empty(), "{}: {error}", bad.name);
        if let Some(row) = bad.row {
            assert_eq!(error["row"], json!(row), "{}: {error}", bad.name);
            assert!(said.err.contains(&format!("row {row}")), "{said:?}");
        }
        check_same(&desk.export(), &before, bad.name);
    }
    assert_eq!(desk.list(&["journal"]).len(), usize::try_from(DEMO_ENTRIES).unwrap(), "nothing was entered");
}

#[test]
fn with_partial_the_other_rows_are_taken_and_the_rejects_said() {
    for bad in bad_rows() {
        let desk = Desk::with_demo();
        desk.write(bad.name, format!("{}service-chat,governance,2026-W47,77,\n", bad.table).as_bytes());
        desk.refuses(&["import", bad.name], 3);
        let said = desk.on(&["import", bad.name, "--partial", "--json"]);
        let answer = said.json();
        let rejected = answer["rejected"].as_array().unwrap();
        assert_eq!(rejected.len(), 1, "{}: {answer}", bad.name);
        assert_eq!(rejected[0]["row"].as_u64(), bad.row, "{}: {answer}", bad.name);
        assert!(!text(&rejected[0], "reason").is_empty(), "{}: {answer}", bad.name);
        assert!(said.err.contains(&format!("row {}", bad.row.unwrap())), "{said:?}");
        let taken = reading(&desk, "service-chat", "escalated exceptions", "2026-W47").unwrap();
        assert_eq!(taken["value"], json!(77), "{}", bad.name);
        let again = desk.on(&["import", bad.name, "--partial"]).done();
        assert!(again.out.contains("rejected") && again.err.contains("row "), "{again:?}");
    }
}

#[test]
fn a_file_that_is_rejected_keeps_the_others_out_too() {
    let desk = Desk::with_demo();
    desk.write("good.csv", b"pilot,metric,week,value\nservice-chat,governance,2026-W47,77\n");
    desk.write("bad.csv", b"pilot,metric,week,value\nnobody,impact,2026-W47,5\n");
    let before = desk.export();
    let said = desk.on(&["import", "good.csv", "bad.csv", "--json"]);
    assert_eq!(said.status, 3, "{said:?}");
    check_same(&desk.export(), &before, "“nothing was written”: the workspace");
    said.error(3);
}

#[test]
fn several_files_are_answered_with_one_object() {
    let desk = Desk::empty();
    desk.write("pilots.csv", b"name\nAlpha\n");
    desk.write("readings.csv", b"pilot,metric,week,value\nalpha,impact,2026-W47,5\n");
    let said = desk.on(&["import", "pilots.csv", "readings.csv", "--json"]).done();
    assert!(serde_json::from_str::<Value>(&said.out).is_ok(), "{said:?}");
    assert_eq!((desk.list(&["pilots"]).len(), desk.list(&["readings"]).len()), (1, 1));
}

#[test]
fn a_row_with_too_many_cells_is_a_rejected_row() {
    let desk = Desk::empty();
    desk.write("table.csv", b"name,unit\nOne,Legal\nTwo,Finance,Paris\nThree,Claims\n");
    assert_eq!(desk.refuses(&["import", "table.csv"], 3)["row"], json!(3));
    desk.on(&["import", "table.csv", "--partial"]).done();
    assert_eq!(column(&desk.list(&["pilots"]), "name"), ["One", "Three"]);
}

#[test]
fn bytes_that_are_no_text_in_the_encoding_of_the_mapping_are_refused() {
    let desk = Desk::with_demo();
    let before = desk.export();
    let mapping =
        "name = \"strict\"\nsource = \"ours\"\nencoding = \"utf-8\"\nmatch = [\"name\"]\n[fields]\nname = \"name\"\n";
    desk.write("strict.toml", mapping.as_bytes());
    desk.write("latin.csv", b"name\nCaf\xe9\n");
    let error = desk.refuses(&["import", "latin.csv", "--map", "strict.toml"], 3);
    assert!(text(&error, "title").contains("UTF-8") && text(&error, "hint").contains("encoding"), "{error}");
    check_same(&desk.export(), &before, "what the workspace holds");
    desk.on(&["import", "latin.csv"]).done();
    assert_eq!(desk.list(&["pilots"]).last().unwrap()["name"], json!("Café"), "windows-1252 is found by itself");
    desk.write("mark.csv", b"\xef\xbb\xbfname\nCaf\xc3\xa9 2\n");
    desk.on(&["import", "mark.csv"]).done();
    assert_eq!(desk.list(&["pilots"]).last().unwrap()["name"], json!("Café 2"), "so is the mark of UTF-8");
}

#[test]
fn a_mapping_that_cannot_be_used_is_refused() {
    let desk = Desk::with_demo();
    desk.write("table.csv", b"name\nOne\n");
    desk.write("broken.toml", b"name = \n");
    desk.write("strange.toml", b"name = \"x\"\nsource = \"x\"\nmatch = []\n[fields]\nnonsense = \"name\"\n");
    for map in ["nonsense", "broken.toml", "strange.toml"] {
        let error = desk.refuses(&["import", "table.csv", "--map", map], 3);
        assert!(!text(&error, "hint").is_empty(), "{map}: {error}");
    }
}

// ---------------------------------------------------------------------------------------------------- hostile text

/// Codes and texts that would command a terminal, break a table or hide something.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("colour", "\u{1b}[31mred\u{1b}[0m".to_owned()),
        ("title", "\u{1b}]0;owned\u{7}".to_owned()),
        ("clipboard", "\u{1b}]52;c;aGVsbG8=\u{7}".to_owned()),
        ("device", "\u{1b}Pq\u{1b}\\".to_owned()),
        ("eight-bit", "a\u{9b}31mb".to_owned()),
        ("delete", "a\u{7f}b\u{8}c".to_owned()),
        ("tab", "a\tb".to_owned()),
        ("lines", "line\nbreak\r\nthere\rover".to_owned()),
        ("override", "abc\u{202e}dcba".to_owned()),
        ("zero-width", "a\u{200b}b\u{feff}c".to_owned()),
        ("emoji", "👩\u{200d}👩\u{200d}👧 🚀".to_owned()),
        ("long", "x".repeat(10_000)),
    ]
}

/// May this be printed on a terminal? Nothing in it moves, colours, hides or turns anything.
fn is_clean(text: &str) -> bool {
    let bad = |c: char| match c {
        '\n' => false,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    };
    !text.chars().any(bad)
}

fn check_clean(said: &Said) {
    assert!(is_clean(&said.out) && is_clean(&said.err), "{said:?}");
}

/// A workspace in which every field that takes text holds a hostile one.
fn haunted() -> Desk {
    let desk = Desk::empty();
    for (code, text) in hostile() {
        let text = text.as_str();
        let name = if code == "long" { "Long" } else { text };
        let writes: &[&[&str]] = &[
            &[
                "add",
                "pilot",
                name,
                "--code",
                code,
                "--summary",
                text,
                "--unit",
                text,
                "--tag",
                text,
                "--partner",
                text,
            ],
            &["add", "person", name, "--title", text, "--unit", text],
            &["add", "metric", code, name, "--family", "impact", "--unit", text],
            &["owner", code, name, "--why", text],
            &["note", code, text],
            &["status", code, "A", "--because", text],
            &["record", code, "impact", "5", "--note", text],
            &["tick", code, "s1.real-data", "--evidence", text],
            &["--actor", text, "note", code, "By somebody."],
        ];
        for words in writes {
            check_clean(&desk.on(words));
        }
    }
    desk
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let desk = haunted();
    let codes: Vec<&str> = hostile().iter().map(|(code, _)| *code).collect();
    for words in
        [&["log", "--limit", "500"][..], &[], &["workspaces"], &["doctor"], &["list", "pilots", "--sort", "name"]]
    {
        check_clean(&desk.on(words).done());
    }
    for noun in NOUNS {
        check_clean(&desk.on(&["list", noun, "--all"]).done());
    }
    for code in &codes {
        let said = desk.on(&["show", code]).done();
        check_clean(&said);
        check_clean(&desk.on(&["log", "--pilot", code]).done());
        check_clean(&desk.on(&["archive", code]).done());
    }
    for _ in 0..5 {
        check_clean(&desk.on(&["undo", "--yes"]).done());
    }
}

#[test]
fn hostile_text_in_a_table_never_reaches_the_terminal() {
    let desk = Desk::empty();
    for (code, text) in hostile() {
        let quoted = text.replace('"', "\"\"");
        let file = format!("{code}.csv");
        desk.write(&file, format!("name,unit,{code}\n\"{quoted}\",\"{quoted}\",\"{quoted}\"\n").as_bytes());
        check_clean(&desk.on(&["import", &file]).done());
        desk.write(&file, format!("pilot,metric,week,value\n\"{quoted}\",\"{quoted}\",\"{quoted}\",5\n").as_bytes());
        let said = desk.on(&["import", &file]);
        assert_eq!(said.status, 3, "{said:?}");
        check_clean(&said);
    }
    check_clean(&desk.on(&["list", "pilots"]).done());
    assert_eq!(desk.list(&["pilots"]).len(), hostile().len());
}

#[test]
fn hostile_words_are_refused_without_an_echo_that_commands_the_terminal() {
    let desk = Desk::with_demo();
    for (_, text) in hostile() {
        let text = text.as_str();
        let path = format!("{}.csv", text.get(..40).unwrap_or(text));
        let table: &[&[&str]] = &[
            &["show", text],
            &["record", text, "impact", "1"],
            &["record", "invoice-triage", text, "1"],
            &["record", "invoice-triage", "impact", text],
            &["record", "invoice-triage", "impact", "1", "--week", text],
            &["tick", "invoice-triage", text],
            &["owner", "invoice-triage", text, "--why", "x"],
            &["set", "invoice-triage", text, "x"],
            &["set", "invoice-triage", "started", text],
            &["revert", text],
            &["archive", text],
            &["import", &path],
            &["import", "nothing.csv", "--map", text],
            &["add", "person", "Zoe", "--level", text],
            &["list", "pilots", "--sort", text],
            &["--today", text, "list", "pilots"],
        ];
        for words in table {
            let said = desk.on(words);
            assert!((2..=4).contains(&said.status), "{said:?}");
            check_clean(&said);
        }
        let said = desk.run(&["--workspace", &path, "list", "pilots"]);
        assert_eq!(said.status, 4, "{said:?}");
        check_clean(&said);
    }
}

#[test]
fn hostile_words_in_the_wrong_place_are_not_echoed_either() {
    let desk = Desk::with_demo();
    let mut echoed = Vec::new();
    for (code, text) in hostile() {
        let text = text.as_str();
        for words in [&[text][..], &["list", text], &["list", "pilots", "--stage", text], &["completions", text]] {
            let said = desk.on(words);
            assert_eq!(said.status, 2, "{said:?}");
            if !is_clean(&said.err) {
                echoed.push(format!("{code} in {}", words.len()));
            }
        }
    }
    assert!(echoed.is_empty(), "{echoed:?}");
}

/// What programs read of the haunted workspace.
fn answers_in_json(desk: &Desk) -> Vec<Said> {
    let mut answers: Vec<Said> = NOUNS.iter().map(|noun| desk.on(&["list", noun, "--json"]).done()).collect();
    answers.push(desk.on(&["log", "--json"]).done());
    answers.push(desk.on(&["export", "-", "--with-journal"]).done());
    for (code, text) in hostile() {
        answers.push(desk.on(&["show", code, "--json"]).done());
        answers.push(desk.on(&["show", &format!("no {text}"), "--json"]));
        answers.push(desk.on(&["--json", "note", code, &text]).done());
    }
    answers
}

#[test]
fn json_keeps_hostile_text_and_escapes_its_control_characters() {
    let desk = haunted();
    for said in answers_in_json(&desk) {
        let raw = said.out.bytes().chain(said.err.bytes()).find(|byte| *byte < 0x20 && *byte != b'\n');
        assert_eq!(raw, None, "{said:?}");
    }
    for (code, text) in hostile() {
        let shown = desk.json(&["show", code]);
        let notes = shown["notes"].as_array().unwrap();
        assert!(notes.iter().any(|note| note["text"] == json!(text)), "{code}: the note is not as it was written");
    }
}

#[test]
fn json_escapes_every_character_that_could_command_a_terminal() {
    let answers = answers_in_json(&haunted());
    let raw = answers.iter().filter(|said| !is_clean(&said.out) || !is_clean(&said.err));
    let raw: Vec<String> = raw.map(|said| said.words.chars().take(60).collect()).collect();
    assert!(raw.is_empty(), "{raw:?}");
}

#[test]
fn a_name_of_ten_thousand_characters_is_refused_in_a_short_sentence() {
    let desk = Desk::with_demo();
    let long = "x".repeat(10_000);
    let table: &[&[&str]] = &[
        &["add", "pilot", &long],
        &["add", "person", &long],
        &["add", "metric", "invoice-triage", &long, "--family", "impact"],
        &["set", "invoice-triage", "name", &long],
    ];
    for words in table {
        let said = desk.on(words);
        assert_eq!(said.status, 3, "{}", said.err);
        assert!(said.err.len() < 500, "{}", said.err);
    }
    desk.on(&["set", "invoice-triage", "summary", &long]).done();
    desk.on(&["set", "invoice-triage", "unit", &long]).done();
    let listed = desk.on(&["list", "pilots"]).done().out;
    let wide = listed.lines().filter(|line| line.chars().count() >= 400).count();
    assert_eq!(wide, 1, "what is long is whole, and sets nothing else apart");
}

#[test]
fn the_drift_of_the_demo_is_called_in_its_ninth_week_and_not_before() {
    let desk = Desk::with_demo();
    let drifts = |flag: &str, day: &str| {
        let found = desk.list(&["signals", "--pilot", "invoice-triage", flag, day]);
        // Nobody has the authority to retrain it, which says more than drift.
        found.iter().any(|signal| signal["warning"] == "drift-no-authority")
    };
    // The fall from 94 to 78 % begins in 2026-W22; W30 is its ninth week, entered on the Monday after it.
    assert!(!drifts("--today", "2026-07-19") && drifts("--today", "2026-07-20"));
    assert!(!drifts("--as-of", "2026-07-26") && drifts("--as-of", "2026-07-27"));
}

/// A spreadsheet that changes cells: the text of shared strings, and days by their number.
fn edited(workbook: &[u8], edits: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Read;
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        for (from, to) in edits {
            text = text.replace(from, to);
        }
        new.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A workbook with rows below those of a sheet; each is its cells by their column.
fn with_rows(workbook: &[u8], sheet: usize, rows: &[&[(&str, &str)]]) -> Vec<u8> {
    let row = |(number, row): (usize, &&[(&str, &str)])| {
        let cell = |(column, text): &(&str, &str)| {
            format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        };
        format!(r#"<row r="{number}">{}</row>"#, row.iter().map(cell).collect::<String>())
    };
    let written: String = (5000..).zip(rows).map(row).collect();
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut part = String::new();
    let name = format!("xl/worksheets/sheet{sheet}.xml");
    std::io::Read::read_to_string(&mut old.by_name(&name).unwrap(), &mut part).unwrap();
    let more = part.replace("</sheetData>", &format!("{written}</sheetData>"));
    edited(workbook, &[(&part, &more)])
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
fn a_year_that_is_mistyped_is_refused_or_told() {
    let desk = Desk::with_demo();
    let act = |due: &'static str| ["act", "Check it", "--who", "Ana Costa", "--due", due];
    let pause = ["--say", "Wait", "--why", "why", "--by", "Samir Haddad", "--revisit", "2062-01-15"];
    for (words, field) in [
        (&act("1999-01-01")[..], "due"),
        (&act("2062-01-15")[..], "due"),
        (&["add", "pilot", "Late", "--started", "2062-01-15"][..], "started"),
        (&["set", "invoice-triage", "started", "2062-01-15"][..], "started"),
        (&["set", "invoice-triage", "partner_ends", "2062-01-15"][..], "partner_ends"),
        (&["set", "demand-forecast", "rollout", "2062-01-15"][..], "rollout"),
        (&["set", "gap", "demand-forecast/s1.run-owners", "due", "2062-01-15"][..], "due"),
        (&["review", "prepare", "2062-01-15"][..], "date"),
        (&[&["decide", "field-dispatch", "pause"][..], &pause].concat()[..], "revisit"),
        (&["record", "invoice-triage", "accuracy", "77", "--week", "1950-W01"][..], "week"),
    ] {
        let error = desk.refuses(words, 3);
        assert_eq!(text(&error, "field"), field, "{error}");
        assert!(error.to_string().contains("more than 10 years"), "{error}");
    }
    let told = |words: &[&str]| desk.on(words).done().err;
    assert!(told(&act("2025-01-15")).contains("2025-01-15 lies more than a year back"));
    for due in ["2026-11-02", "2029-01-15"] {
        assert!(!told(&act(due)).contains("lies more"), "{due}");
    }
    let started = ["set", "invoice-triage", "started", "2028-01-15"];
    assert!(told(&started).contains("more than a year ahead"));
    assert!(!told(&started).contains("undo"), "it stood there, so that there is nothing to take back");
    assert!(!told(&["set", "invoice-triage", "started", "2004-01-15"]).contains("lies more"), "what is old is old");
}

#[test]
fn a_week_is_looked_back_at_as_it_ended() {
    let desk = Desk::with_demo();
    let pilots = |moment: &str| desk.on(&["--as-of", moment, "list", "pilots", "--json"]).json();
    assert_eq!(pilots("W45"), pilots("2026-11-08"));
    assert_eq!(pilots("yesterday"), pilots("2026-11-23"));
    assert_eq!(pilots("W48"), pilots("2026-11-24"), "the week that runs, up to today");
    let error = desk.refuses(&["--as-of", "2026-W49", "list", "pilots"], 2).to_string();
    assert!(error.contains("2026-12-06 has not come yet"), "{error}");
}

#[test]
fn a_share_of_users_is_kept_as_the_count_that_it_comes_to_and_said_so() {
    let desk = Desk::with_demo();
    let said = desk.on(&["record", "invoice-triage", "adoption", "45%", "--week", "2026-W47"]).done();
    assert!(said.out.contains("45 % of 80 = 36 users"), "{said:?}");
    let kept = reading(&desk, "invoice-triage", "active users", "2026-W47").unwrap();
    assert_eq!((&kept["active_users"], &kept["target_users"]), (&json!(36), &json!(80)));
    desk.write("shares.csv", b"pilot,metric,week,value\ninvoice-triage,adoption,2026-W46,55%\n");
    let seen = desk.json(&["import", "shares.csv", "--dry-run"]);
    assert_eq!(seen["changes"][0]["to"], json!("44/80 (55 % of 80 = 44 users)"), "{seen}");
    let said = desk.on(&["import", "shares.csv"]).done();
    assert!(said.err.contains("1 share of users is kept as its count (row 2: 55 % of 80 = 44 users)"), "{said:?}");
    desk.on(&["add", "pilot", "Probe"]).done();
    let error = desk.refuses(&["record", "probe", "adoption", "45%", "--week", "2026-W47"], 3);
    assert!(text(&error, "title").contains("no target users") && text(&error, "hint").contains("45/60"), "{error}");
}

#[test]
fn a_percent_sign_is_not_dropped_where_no_share_is_measured() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["record", "demand-forecast", "stock-outs", "12%", "--week", "2026-W46"], 3);
    assert_eq!(text(&error, "title"), "12% is a share, and stock-outs is counted in parts");
    assert_eq!(text(&error, "hint"), "write 12");
    desk.write("shares.csv", b"pilot,metric,week,value\ndemand-forecast,stock-outs,2026-W46,12%\n");
    assert_eq!(desk.on(&["record", "--from", "shares.csv"]).status, 3);
    desk.on(&["record", "demand-forecast", "stock-outs", "12", "--week", "2026-W46"]).done();
}

#[test]
fn a_pilot_that_is_called_as_another_one_is_told() {
    let desk = Desk::with_demo();
    let said = desk.on(&["set", "pilot", "demand-forecast", "name", "contract review"]).done();
    assert!(said.out.contains("Another pilot is called “Contract review”: contract-review"), "{said:?}");
    let said = desk.on(&["set", "pilot", "demand-forecast", "name", "Demand"]).done();
    assert!(!said.out.contains("Another"), "{said:?}");
    let again = desk.on(&["set", "pilot", "demand-forecast", "name", "demand"]).done();
    assert!(!again.out.contains("Another"), "its own name is no other one's: {again:?}");
    desk.write("plan.csv", b"name,code\nDemand,other-demand\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("Another pilot is called “demand”: demand-forecast"), "{said:?}");
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("all.xlsx", &edited(&desk.read("all.xlsx"), &[(">Demand<", ">contract review<")]));
    let said = desk.on(&["import", "all.xlsx", "--dry-run"]).done();
    assert!(said.err.contains("Another pilot is called “Contract review”: contract-review"), "{said:?}");
}

#[test]
fn tags_with_a_sign_are_added_and_taken_off() {
    let desk = Desk::with_demo();
    let tags = |to: &str| {
        desk.on(&["set", "pilot", "invoice-triage", "tags", to]).done();
        desk.json(&["show", "invoice-triage"])["tags"].clone()
    };
    assert_eq!(tags("one, two"), json!(["one", "two"]));
    assert_eq!(tags("+three, -one"), json!(["three", "two"]));
    desk.refuses(&["set", "pilot", "invoice-triage", "tags", "+four, five"], 3);
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
fn a_dry_run_of_readings_tells_those_that_would_be_others() {
    let desk = Desk::with_demo();
    let table =
        b"pilot,metric,week,value\ninvoice-triage,accuracy,2026-W47,78.1\ninvoice-triage,accuracy,2026-W46,80\n";
    desk.write("values.csv", table);
    let said = desk.on(&["import", "values.csv", "--dry-run"]).done().out.clone();
    assert!(said.contains("2026-W46") && !said.contains("2026-W47"), "{said}");
    // The same in other words is the same; another note is another reading.
    let rows = "pilot,metric,week,value,note\nfield-dispatch,active users,2026-W47,37,\n\
                field-dispatch,active users,2026-W46,41/120,counted by hand\n";
    desk.write("values.csv", rows.as_bytes());
    let seen = desk.json(&["import", "values.csv", "--dry-run"]);
    let fields: Vec<&str> = seen["changes"].as_array().unwrap().iter().map(|one| text(one, "field")).collect();
    assert_eq!((fields.as_slice(), &seen["changed"]), (&["2026-W46"][..], &json!(1)), "{seen}");
}

#[test]
fn a_dry_run_says_who_is_to_own_a_new_pilot_and_since_when_it_runs() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Project,Sponsor,Start\nVoice bot,Ana Costa,2026-10-05\n");
    let seen = desk.json(&["import", "plan.csv", "--dry-run"]);
    assert_eq!(text(&seen["changes"][0], "to"), "stage 1, owned by Ana Costa, since 2026-10-05", "{seen}");
}

#[test]
fn a_table_of_pilots_comes_back_as_it_was_written_and_tells_what_it_archives() {
    let desk = Desk::with_demo();
    desk.on(&["set", "energy-bills", "spend_change", "120"]).done();
    desk.on(&["export", "pilots.csv", "--what", "pilots"]).done();
    let table = String::from_utf8(desk.read("pilots.csv")).unwrap();
    let seen = desk.on(&["import", "pilots.csv", "--dry-run"]).done();
    assert!(seen.out.contains("nothing changed") && !seen.err.contains("feeds nothing"), "{seen:?}");
    let line = |code: &str| table.lines().find(|line| line.contains(&format!(",{code},"))).unwrap().to_owned();
    let (bills, risk) = (line("energy-bills"), line("supplier-risk"));
    let changed = table.replace(&bills, &bills.replace(",120,", ",500,"));
    let changed = changed.replace(&risk, &risk.replacen(",false,", ",true,", 1));
    desk.write("pilots.csv", changed.as_bytes());
    let seen = desk.json(&["import", "pilots.csv", "--dry-run"]);
    let told: Vec<(&str, &str)> =
        seen["changes"].as_array().unwrap().iter().map(|one| (text(one, "field"), text(one, "to"))).collect();
    assert_eq!(told.len(), 2, "{seen}");
    assert!(told.contains(&("archived", "yes")) && told.contains(&("spend_change", "500")), "{seen}");
    desk.on(&["import", "pilots.csv"]).done();
    assert_eq!(desk.json(&["show", "energy-bills"])["spend_change"], json!(500));
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
fn a_day_between_points_tells_no_order_and_nothing_says_that_it_does() {
    let desk = Desk::empty();
    desk.write("plan.csv", b"Project;Go-live\nA;3/4/2027\nB;15.1.2027\n");
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("does not say which is the day and which the month"), "{error}");
    let help = desk.run(&["import", "--help"]).done().out;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("another one such as 25/4/2026 tells (25.4.2026 does not)"), "{help}");
    desk.write("plan.csv", b"Project;Go-live\nA;3/4/2027\nB;25/4/2027\n");
    assert_eq!(desk.json(&["import", "plan.csv"])["created"], json!(2));
}

#[test]
fn one_person_in_two_spellings_is_told_and_german_stages_are_known() {
    let desk = Desk::empty();
    let table = "Projekt;Verantwortlich;Phase\nA;Siobhán O'Neil;Produktion\nB;Siobhan O’Neil;Pilotierung\n\
                 C;Jürgen Groß;Regelbetrieb\nD;Juergen Gross;Implementierung\n";
    desk.write("plan.csv", table.as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    for told in ["“Siobhan O’Neil” is new beside “Siobhán O'Neil”", "“Juergen Gross” is new beside “Jürgen Groß”"]
    {
        assert!(said.err.contains(told), "{said:?}");
    }
    let stages: BTreeMap<String, Value> =
        desk.list(&["pilots"]).iter().map(|pilot| (text(pilot, "code").to_owned(), pilot["stage"].clone())).collect();
    assert_eq!(json!(stages), json!({"a": 4, "b": 1, "c": 4, "d": 2}));
}

#[test]
fn a_metric_in_a_table_may_bear_its_unit() {
    let desk = Desk::with_demo();
    desk.write("week.csv", b"pilot,metric,week,value\ncontract-review,accuracy %,2026-W47,91.5\n");
    desk.on(&["record", "--from", "week.csv"]).done();
    assert_eq!(reading(&desk, "contract-review", "accuracy", "2026-W47").unwrap()["value"], json!(91.5));
    desk.on(&["record", "contract-review", "accuracy (%)", "91.7", "--week", "2026-W47"]).done();
    assert_eq!(reading(&desk, "contract-review", "accuracy", "2026-W47").unwrap()["value"], json!(91.7));
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
fn users_of_a_metric_that_counts_none_are_refused_and_so_are_target_users_alone() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.on(&["export", "all.xlsx", "--what", "readings"]).done();
    let all = desk.read("all.xlsx");
    let accuracy = [("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W42")];
    let users = [("A", "contract-review"), ("B", "active users"), ("D", "2026-W42")];
    for (key, column, typed, says) in [
        (&accuracy, "F", "30", "active_users: accuracy counts no users"),
        (&accuracy, "G", "60", "target_users: accuracy counts no users"),
        (&users, "F", "", "it is empty, and target_users is not"),
    ] {
        desk.write("changed.xlsx", &with_cell_where(&all, key, column, typed));
        let error = desk.refuses(&["import", "changed.xlsx"], 3).to_string();
        assert!(error.contains(says), "{error}");
    }
    let new: [&[(&str, &str)]; 1] = [&[("A", "contract-review"), ("B", "accuracy"), ("D", "2026-W48"), ("F", "30")]];
    desk.write("more.xlsx", &with_rows(&all, 1, &new));
    let error = desk.refuses(&["import", "more.xlsx"], 3).to_string();
    assert!(error.contains("accuracy counts no users"), "{error}");
    let table = "pilot,metric,week,value,active_users,target_users\ncontract-review,accuracy,2026-W42,,30,\n";
    desk.write("users.csv", table.as_bytes());
    let error = desk.refuses(&["record", "--from", "users.csv"], 3).to_string();
    assert!(error.contains("accuracy counts no users"), "{error}");
    assert_eq!(desk.export(), before, "nothing is lost");
    // Emptied together, the week was not measured.
    let gone = [("F", ""), ("G", ""), ("H", "system down")];
    let gone = gone.iter().fold(all, |all, (column, typed)| with_cell_where(&all, &users, column, typed));
    desk.write("gone.xlsx", &gone);
    desk.on(&["import", "gone.xlsx"]).done();
    let held = reading(&desk, "contract-review", "active users", "2026-W42").unwrap();
    assert_eq!((&held["value"], &held["note"]), (&Value::Null, &json!("system down")));
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
fn what_no_pilot_takes_rejects_its_row_and_not_the_file() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Project,Sponsor,Spend change\nYak,Ana Costa,100\nEmu,Ana Costa,-5\nService chat,,-7\n");
    let error = desk.refuses(&["import", "plan.csv"], 3).to_string();
    assert!(error.contains("row 3") && error.contains("spend of change cannot be -5"), "{error}");
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    let rejected: Vec<(u64, &str)> = seen["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["row"].as_u64().unwrap(), text(one, "field")))
        .collect();
    assert_eq!(rejected, [(3, "spend_change"), (4, "spend_change")], "{seen}");
    assert_eq!((&seen["created"], &desk.json(&["show", "yak"])["spend_change"]), (&json!(1), &json!(100)), "{seen}");
    let long = "x".repeat(250);
    let table = format!("Project,Sponsor,Start\nOx,Ana Costa,3026-01-05\nGnu,{long},\nElk,Ana Costa,2026-01-05\n");
    desk.write("plan.csv", table.as_bytes());
    let seen = desk.json(&["import", "plan.csv", "--partial"]);
    let fields: Vec<&str> = seen["rejected"].as_array().unwrap().iter().map(|one| text(one, "field")).collect();
    assert_eq!((fields, &seen["created"]), (vec!["started", "owner"], &json!(1)), "{seen}");
}

#[test]
fn a_table_of_ours_names_what_it_takes_the_place_of() {
    let desk = Desk::with_demo();
    desk.on(&["export", "pilots.csv", "--what", "pilots"]).done();
    desk.on(&["status", "service-chat", "R", "--because", "down"]).done();
    desk.on(&["owner", "service-chat", "Jonas Lindqvist", "--why", "moved"]).done();
    let changes = desk.json(&["import", "pilots.csv", "--dry-run"])["changes"].clone();
    let reported = changes.as_array().unwrap().iter().find(|one| one["field"] == "reported").unwrap();
    assert_eq!((text(reported, "was"), text(reported, "to")), ("R", "G"), "programs are told letters");
    let seen = desk.on(&["import", "pilots.csv"]).done();
    assert!(seen.err.contains("does not know what was edited here since it was written"), "{seen:?}");
    let line = |field: &str| seen.out.lines().find(|line| line.contains(&format!(" {field} "))).unwrap_or_default();
    let words = |field: &str| line(field).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words("reported").starts_with("Service chat reported decision wanted on track"), "{seen:?}");
    assert!(words("owner").starts_with("Service chat owner Jonas Lindqvist Rita Silva"), "{seen:?}");
    assert!(seen.out.contains("is now") && seen.out.contains("0 pilots created, 1 changed"), "{seen:?}");
    let again = desk.on(&["import", "pilots.csv"]).done();
    assert!(!again.err.contains("does not know") && !again.out.contains("is now"), "nothing changed: {again:?}");
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
fn tags_in_another_order_are_no_change() {
    let desk = Desk::with_demo();
    desk.on(&["set", "pilot", "invoice-triage", "tags", "finance, ocr, cashflow"]).done();
    desk.on(&["export", "all.xlsx"]).done();
    let all = desk.read("all.xlsx");
    let written = edited(&all, &[("cashflow; finance; ocr", "ocr, cashflow; finance")]);
    desk.write("sorted.xlsx", &written);
    assert_eq!(desk.json(&["import", "sorted.xlsx"])["changed"], json!(0));
    desk.write("fewer.xlsx", &edited(&all, &[("cashflow; finance; ocr", "ocr, cashflow")]));
    assert_eq!(desk.json(&["import", "fewer.xlsx"])["changed"], json!(1), "one that is missing is a change");
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

/// The number of a text in a workbook, by which cells name it.
fn shared(workbook: &[u8], text: &str) -> usize {
    use std::io::Read;
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut strings = String::new();
    parts.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut strings).unwrap();
    strings.split("<si>").skip(1).position(|one| one == format!("<t>{text}</t></si>")).unwrap()
}

/// The text of a part of a workbook.
fn part_of(workbook: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut part = String::new();
    std::io::Read::read_to_string(&mut parts.by_name(name).unwrap(), &mut part).unwrap();
    part
}

/// A workbook of one register with another text in a cell, by the id of its row and its column.
fn with_cell(workbook: &[u8], (id, column): (&str, &str), text: &str) -> Vec<u8> {
    with_cell_where(workbook, &[("A", id)], column, text)
}

/// The same, by what some cells of its row say.
fn with_cell_where(workbook: &[u8], key: &[(&str, &str)], column: &str, text: &str) -> Vec<u8> {
    let part = part_of(workbook, "xl/worksheets/sheet1.xml");
    let cell =
        |(column, text): &(&str, &str)| (format!("<c r=\"{column}"), format!("<v>{}</v>", shared(workbook, text)));
    let known: Vec<(String, String)> = key.iter().map(cell).collect();
    let says = |row: &&str| {
        known.iter().all(|(begins, ends)| {
            let cell = row.split(begins.as_str()).nth(1).and_then(|rest| rest.split("</c>").next());
            cell.is_some_and(|cell| cell.ends_with(ends.as_str()))
        })
    };
    let found = part.split("<row r=\"").skip(1).find(says).unwrap();
    let row = found.split('"').next().unwrap();
    let (before, rest) = part.split_once(&format!("<row r=\"{row}\"")).unwrap();
    let (cells, after) = rest.split_once("</row>").unwrap();
    let begins = format!("<c r=\"{column}{row}\"");
    let kept = match cells.split_once(&begins) {
        Some((first, rest)) => format!("{first}{}", rest.split_once("</c>").unwrap().1),
        None => cells.to_owned(),
    };
    let cell = format!("{begins} t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let written = format!("{before}<row r=\"{row}\"{kept}{cell}</row>{after}");
    edited(workbook, &[(&part, &written)])
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
    let error = taken(&[("E", "finished"), ("I", "nobody needs it")]).error(3).to_string();
    assert!(error.contains("open, done, dropped"), "{error}");
    taken(&[("E", "open")]).json();
    assert_eq!((text(&action(), "state"), &action()["why"]), ("open", &Value::Null));
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
fn a_review_is_shown_with_who_was_there_and_what_it_brought() {
    let desk = Desk::with_demo();
    let day = desk.list(&["reviews"]).into_iter().find(|one| one["state"] == "draft").unwrap();
    let day = text(&day, "date");
    desk.on(&["review", "open", day]).done();
    desk.on(&["review", "attend", day, "Mercy Okafor"]).done();
    desk.on(&["review", "attend", day, "Ana Costa", "--absent"]).done();
    let pause = ["--say", "Stand still", "--why", "why", "--revisit", "2026-12-11", "--by", "Samir Haddad"];
    desk.on(&[&["decide", "field-dispatch", "pause"][..], &pause].concat()).done();
    let shown = desk.on(&["review", "show", day]).done().out;
    assert!(shown.contains("Present: Mercy Okafor.\nAbsent: Ana Costa."), "{shown}");
    let at = |what: &str| shown.find(what).unwrap_or_else(|| panic!("{what}: {shown}"));
    assert!(
        (at("  Field dispatch  ")..at("  Demand forecast  ")).contains(&at("decided    pause: Stand still")),
        "{shown}"
    );
}

#[test]
fn a_drift_that_an_owner_may_answer_now_is_no_news() {
    let desk = Desk::with_demo();
    let powers = ["accountability=yes", "authority=yes", "committee=yes"].map(|power| ["--power", power]).concat();
    let owner = ["owner", "invoice-triage", "Jonas Lindqvist", "--why", "The committee decided so"];
    desk.on(&[&owner[..], &powers].concat()).done();
    desk.on(&["report", "pack", "--out", "pack"]).done();
    let pack = String::from_utf8(desk.read("pack/pack.md")).unwrap();
    assert!(!pack.contains("| new signal | Invoice triage | drift"), "{pack}");
    assert!(pack.contains("| Invoice triage | drift-no-authority is drift now: "), "{pack}");
    assert!(!pack.contains("drift-no-authority fires no longer"), "{pack}");
}

#[test]
fn a_failure_in_json_stands_alone_on_stderr() {
    let desk = Desk::with_demo();
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"theme = = \"x\n");
    let said = desk.on(&["show", "nosuch", "--json"]);
    let told: Value = serde_json::from_str(&said.err).unwrap_or_else(|error| panic!("{error}: {said:?}"));
    assert_eq!(told["error"]["status"], json!(4));
    assert!(told["messages"][0].as_str().unwrap().contains("config.toml"), "{told}");
    let said = desk.on(&["show", "energy-bills", "--json"]).done();
    assert!(said.err.contains("config.toml"), "{said:?}");
    desk.write("config/steerco/config.toml", b"default = \"gone\"\n");
    let error = desk.refused(&["list", "pilots"], 4).to_string();
    assert!(error.contains("“default” in") && error.contains("names"), "{error}");
}

#[test]
fn an_export_with_what_nobody_here_knows_is_refused_and_named() {
    let desk = Desk::with_demo();
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    let mut list = export.clone();
    list["newtable"] = json!([1]);
    let mut field = export.clone();
    field["pilots"][1]["colour"] = json!("x");
    for (changed, says) in [(list, "“newtable”"), (field, "“colour” of pilots number 2")] {
        desk.write("changed.json", changed.to_string().as_bytes());
        let error = desk.refused(&["--workspace", "again.steerco", "import", "changed.json"], 3);
        assert!(text(&error, "title").contains(says), "{error}");
    }
    desk.on(&["export", "whole.json", "--with-journal"]).done();
    desk.run(&["--workspace", "again.steerco", "import", "whole.json"]).done();
}

#[test]
fn a_theme_that_is_none_is_told_by_every_command() {
    let desk = Desk::with_demo();
    let said = desk.on(&["list", "pilots", "--theme", "purple"]).done();
    assert!(said.err.contains("--theme: there is no theme “purple”"), "{said:?}");
    fs::create_dir_all(desk.path("config/steerco")).unwrap();
    desk.write("config/steerco/config.toml", b"theme = \"purple\"\n");
    let said = desk.on(&["list", "pilots"]).done();
    assert!(said.err.contains("config.toml line 1: there is no theme “purple”"), "{said:?}");
}

#[test]
fn what_was_written_is_told_where_the_answer_cannot_be() {
    let desk = Desk::with_demo();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let words = ["--workspace", "work.steerco", "note", "energy-bills", "Once"];
    let said = desk.command(&words).stdout(full).output().unwrap();
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("the change was made, as entry") && told.contains("do not ask for it again"), "{told}");
    desk.write("plan.csv", b"Code,Project\nz-1,Zed\n");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let words = ["--workspace", "work.steerco", "import", "plan.csv"];
    let told = String::from_utf8(desk.command(&words).stdout(full).output().unwrap().stderr).unwrap();
    assert!(told.contains("the change was made, as entry"), "{told}");
}

#[test]
fn a_week_of_another_millennium_is_refused() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["record", "energy-bills", "governance", "2", "--week", "1026-W10"], 3).to_string();
    assert!(error.contains("1026-W10 is not a week of our time"), "{error}");
    let error = desk.refuses(&["set", "energy-bills", "partner_ends", "9999-12-31"], 3).to_string();
    assert!(error.contains("not a date of our time"), "{error}");
    let dates = ["--started", "2026-10-01", "--stage", "2", "--entered", "2026-09-01"];
    let error = desk.refuses(&[&["add", "pilot", "Early"][..], &dates].concat(), 3).to_string();
    assert!(error.contains("before it began on 2026-10-01"), "{error}");
    let error = desk.refuses(&["record", "energy-bills", "governance", "n/a"], 3).to_string();
    assert!(error.contains("“n/a” is no value"), "{error}");
}

#[test]
fn an_engagement_is_archived_as_one_file_and_brought_back_under_another_name() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.zip"]).done();
    desk.refuses(&["export", "all.zip"], 8);
    desk.refuses(&["export", "then.zip", "--as-of", "2026-10-01"], 2);
    desk.run(&["--workspace", "again.steerco", "restore", "all.zip"]).done();
    let export = |name: &str| desk.run(&["--workspace", name, "export", "-"]).done().out;
    assert_eq!(export("again.steerco"), desk.export());
    desk.run(&["--workspace", "again.steerco", "doctor"]).done();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(desk.read("all.zip"))).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["workspace.steerco", "everything.json", "registers.xlsx", "month.md", "month.html", "README.txt"] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
    desk.write("no.zip", b"Dear committee,\n");
    desk.refused(&["--workspace", "third.steerco", "restore", "no.zip"], 3);
}

#[test]
fn a_damaged_archive_says_which_part_is_damaged() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.zip"]).done();
    let whole = desk.read("all.zip");
    let flipped = |part: &str| {
        let mut bytes = whole.clone();
        // Behind the name of its own header stands the part itself.
        let name = bytes.windows(part.len()).position(|window| window == part.as_bytes()).unwrap();
        bytes[name + part.len() + 40] ^= 0x10;
        bytes
    };
    desk.write("flipped.zip", &flipped("workspace.steerco"));
    let error = desk.refused(&["--workspace", "again.steerco", "restore", "flipped.zip"], 6);
    assert!(text(&error, "title").contains("workspace.steerco"), "{error}");
    assert!(text(&error, "hint").contains("import everything.json"), "{error}");
    desk.write("short.zip", &whole[..whole.len() - 100]);
    let error = desk.refused(&["--workspace", "again.steerco", "restore", "short.zip"], 6);
    assert!(text(&error, "title").contains("is cut off"), "{error}");
    desk.write("month.zip", &flipped("month.html"));
    let said = desk.run(&["--workspace", "again.steerco", "restore", "month.zip"]).done();
    assert!(said.err.contains("month.html is damaged"), "{said:?}");
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
fn a_text_comes_from_stdin_too() {
    let desk = Desk::with_demo();
    desk.feed(&["note", "invoice-triage", "-"], "# Visit\n\nThe quagga was there.\n".as_bytes()).done();
    desk.feed(&["raise", "invoice-triage", "-"], b"Booked by a quagga").done();
    let has = |noun: &str, wanted: &str| desk.list(&[noun]).iter().any(|one| text(one, "text") == wanted);
    assert!(has("notes", "# Visit\n\nThe quagga was there.") && has("exceptions", "Booked by a quagga"));
    assert!(!has("notes", "-"));
}

#[test]
fn notes_are_listed_with_the_ids_that_archive_takes() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "The scanner was moved"]).done();
    let notes = desk.list(&["notes", "--pilot", "invoice-triage"]);
    let note = notes.iter().find(|note| note["text"] == "The scanner was moved").unwrap();
    assert_eq!((&note["pilot"], &note["archived"]), (&json!("invoice-triage"), &json!(false)), "{note}");
    assert!(note["date"].is_string() && note["by"].is_string(), "{note}");
    desk.on(&["archive", text(note, "id")]).done();
    let left = desk.list(&["notes", "--pilot", "invoice-triage"]);
    assert_eq!(left.len(), notes.len() - 1);
    assert_eq!(desk.list(&["notes", "--pilot", "invoice-triage", "--all"]).len(), notes.len());
    let table = desk.on(&["list", "notes"]).done().out;
    assert!(table.starts_with("id ") && !table.contains("The scanner was moved"), "{table}");
}

#[test]
fn words_are_found_in_every_kind_of_text() {
    let desk = Desk::with_demo();
    desk.on(&["note", "invoice-triage", "Das Büro prüft die Scanner; 請求書を再学習する"]).done();
    for (typed, kind) in
        [("buro PRUFT", "note"), ("再学習", "note"), ("okafor", "person"), ("night shift", "exception")]
    {
        let found = desk.on(&["search", typed, "--json"]).json();
        let kinds: Vec<&str> = found.as_array().unwrap().iter().map(|hit| hit["kind"].as_str().unwrap()).collect();
        assert!(kinds.contains(&kind), "{typed}: {found}");
    }
    assert!(text(&desk.refuses(&["search", "a"], 2), "title").contains("one letter"));
    for blank in ["", "  "] {
        assert_eq!(text(&desk.refuses(&["search", blank], 2), "title"), "no word was given");
    }
    assert_eq!(desk.on(&["search", "zzzzzz", "--json"]).json(), json!([]));
    let before = desk.on(&["--as-of", "2026-11-23", "search", "再学習", "--json"]).json();
    assert_eq!(before, json!([]), "it had not been written then");
}

#[test]
fn tickets_of_jira_become_exceptions_and_are_known_again() {
    let desk = Desk::with_demo();
    let header = "Summary,Issue key,Priority,Assignee,Created,Resolved,Resolution,Labels\n";
    let open = "Wrong supplier,OPS-1,High,Ana Costa,2026-11-18 10:30,,,invoice-triage\n";
    let nowhere = "Nobody knows,OPS-2,Low,,2026-11-18 10:30,,,\n";
    desk.write("tickets.csv", format!("{header}{open}{nowhere}").as_bytes());
    let error = desk.refuses(&["import", "tickets.csv"], 3);
    assert!(error.to_string().contains("OPS-2 does not say of which pilot"), "{error}");
    let said = desk.on(&["import", "tickets.csv", "--pilot", "service-chat", "--json"]).json();
    assert_eq!(said["created"], json!(2), "{said}");
    assert_eq!(desk.json(&["import", "tickets.csv", "--pilot", "service-chat"])["entry"], Value::Null);
    let mended = open.replace(",,,", ",2026-11-20 09:00,Fixed,");
    desk.write("tickets.csv", format!("{header}{mended}").as_bytes());
    assert_eq!(desk.on(&["import", "tickets.csv", "--map", "jira", "--json"]).json()["changed"], json!(1));
    let all = desk.on(&["list", "exceptions", "--all", "--json"]).json();
    let one = all.as_array().unwrap().iter().find(|one| one["text"] == "Wrong supplier (OPS-1)").unwrap();
    assert_eq!(
        (&one["pilot"], &one["severity"], &one["state"]),
        (&json!("invoice-triage"), &json!("high"), &json!("resolved"))
    );
    assert_eq!((&one["owner"], &one["resolution"]), (&json!("Ana Costa"), &json!("Fixed")));
    // Its shorter list calls the key otherwise, and names no pilot.
    desk.write(
        "short.csv",
        b"Key,Summary,Status,Created\nOPS-3,Wrong day,Open,2026-11-18 10:30\nOPS-4,Late,Open,2026-11-18 10:30\n",
    );
    let error = desk.refuses(&["import", "short.csv"], 3).to_string();
    assert!(error.contains("2 tickets do not say of which pilot they are; next: say which with --pilot"), "{error}");
    assert!(error.contains("OPS-3 does not say of which pilot"), "{error}");
    assert_eq!(error.matches("--pilot").count(), 1, "the way is told once: {error}");
    assert_eq!(desk.json(&["import", "short.csv", "--pilot", "service-chat"])["created"], json!(2));
    // Without the day they are tickets all the same, and no pilots that nobody knows.
    desk.write("dayless.csv", b"Key,Summary,Status\nOPS-5,Wrong day,Open\nOPS-6,Late,Open\n");
    let error = desk.refuses(&["import", "dayless.csv"], 3).to_string();
    assert!(error.contains("2 tickets do not say when they were raised") && error.contains("--pilot"), "{error}");
    desk.write("codes.csv", b"Key,Summary,Status\nservice-chat,Answers customers.,green\n");
    assert_eq!(desk.json(&["import", "codes.csv", "--dry-run"])["rejected"], json!([]), "those are pilots");
}

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
fn of_a_reading_only_the_changed_cell_is_taken() {
    let desk = Desk::with_demo();
    desk.on(&["record", "invoice-triage", "performance", "77.25", "--week", "2026-W47", "--note", "sample of Monday"])
        .done();
    desk.on(&["export", "all.xlsx"]).done();
    desk.write("note.xlsx", &edited(&desk.read("all.xlsx"), &[("sample of Monday", "sample of Tuesday")]));
    desk.write("value.xlsx", &edited(&desk.read("all.xlsx"), &[("<v>77.25</v>", "<v>76.5</v>")]));
    let reading = || {
        let all = desk.on(&["list", "readings", "--pilot", "invoice-triage", "--json"]).json();
        let mut all = all.as_array().unwrap().clone();
        all.retain(|one| one["week"] == "2026-W47" && one["family"] == "performance");
        (all[0]["value"].clone(), all[0]["note"].clone())
    };
    desk.on(&["import", "value.xlsx"]).done();
    assert_eq!(reading(), (json!(76.5), json!("sample of Monday")));
    // Somebody entered another value since the workbook was written: the note is taken, the value stays.
    desk.on(&["import", "note.xlsx"]).done();
    assert_eq!(reading(), (json!(76.5), json!("sample of Tuesday")));
    let both = edited(&desk.read("value.xlsx"), &[("<v>76.5</v>", "<v>70</v>"), ("sample of Monday", "mine")]);
    desk.write("both.xlsx", &both);
    let said = desk.on(&["import", "both.xlsx", "--partial", "--json"]).json();
    assert!(!said["rejected"].as_array().unwrap().is_empty(), "{said}");
    assert_eq!(reading(), (json!(76.5), json!("sample of Tuesday")), "of a reading all is taken or nothing");
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
fn what_a_rule_refuses_is_told_with_its_row_and_the_rest_can_be_taken() {
    let desk = Desk::with_demo();
    desk.on(&["export", "all.xlsx"]).done();
    let edits = [(">Contract review<", "> <"), (">VP Legal<", ">Chief Counsel<"), (">After-sales<", ">#REF!<")];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &edits));
    let said = desk.on(&["import", "changed.xlsx", "--partial", "--json"]).json();
    assert_eq!(said["changed"], json!(1), "{said}");
    let reasons = said["rejected"].to_string();
    assert!(reasons.contains("a pilot needs a name") && reasons.contains("“#REF!” is no value"), "{said}");
    assert!(said["rejected"].as_array().unwrap().iter().all(|one| one["row"].as_u64().unwrap() > 1), "{said}");
    desk.write("sheet.xlsx", &edited(&desk.read("all.xlsx"), &[("name=\"pilots\"", "name=\"Pilots 2026\"")]));
    let said = desk.on(&["import", "sheet.xlsx"]).done();
    assert!(said.err.contains("“Pilots 2026” is none of ours"), "{}", said.err);
    desk.write("header.xlsx", &edited(&desk.read("all.xlsx"), &[(">spend_change<", ">Money<")]));
    let said = desk.on(&["import", "header.xlsx"]).done();
    assert!(said.err.contains("“Money” is no column of pilots"), "{}", said.err);
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
fn a_row_that_only_the_workspace_refuses_is_rejected_and_the_others_are_taken() {
    let desk = Desk::empty();
    desk.on(&["add", "person", "Ana Costa"]).done();
    for (name, table, told) in [
        ("codes.csv", "name,code\nZed bot,\nOther bot,zed-bot\nFine bot,fine\n", "row 3: the code “zed-bot” is taken"),
        (
            "people.csv",
            "Name,E-Mail\nAna Costa,ana@example.com\nZoe New,ana@example.com\nBo Fine,bo@example.com\n",
            "row 3: ana@example.com belongs to Ana Costa",
        ),
    ] {
        desk.write(name, table.as_bytes());
        let said = desk.on(&["import", name]);
        assert_eq!(said.status, 3, "{said:?}");
        assert!(said.err.contains(told) && said.err.contains("--partial"), "{said:?}");
        let said = desk.on(&["import", name, "--dry-run", "--partial"]).done();
        assert!(said.err.contains(told) && said.out.contains("1 row rejected"), "{said:?}");
        let said = desk.on(&["import", name, "--partial"]).done();
        assert!(said.err.contains(told) && said.out.contains("1 row rejected"), "{said:?}");
    }
    let mut found = codes(&desk.list(&["pilots"]));
    found.sort();
    assert_eq!(found, ["fine", "zed-bot"]);
    assert_eq!(desk.list(&["people"]).len(), 2);
}

#[test]
fn a_file_that_is_no_table_or_an_empty_one_says_so() {
    let desk = Desk::empty();
    let files: [(&str, &[u8], &str); 6] = [
        ("plan.ods", b"PK\x03\x04 and more", ".ods files cannot be imported"),
        ("plan.docx", b"PK\x03\x04 and more", ".docx files cannot be imported"),
        ("plan.pdf", b"%PDF-1.4 plan", ".pdf files cannot be imported"),
        ("plan.csv", b"%PDF-1.4 plan", "is a page or a document"),
        ("page.csv", b"\n<!DOCTYPE html><table></table>", "is a page or a document"),
        ("old.xls", b"\xD0\xCF\x11\xE0 and more", "format of before 2007"),
    ];
    for (name, bytes, told) in files {
        desk.write(name, bytes);
        let error = desk.refuses(&["import", name], 3);
        assert!(error.to_string().contains(told) && text(&error, "hint").contains("xlsx"), "{name}: {error}");
    }
    desk.write("head.csv", b"Project,Owner\n");
    let said = desk.on(&["import", "head.csv"]).done();
    assert!(said.err.contains("names its columns and has no rows below them"), "{said:?}");
    desk.write("semi.tsv", b"Project;Owner\nYak;Ana Costa\n");
    assert_eq!(desk.json(&["import", "semi.tsv"])["created"], 1, "whatever its ending says");
}

#[test]
fn names_that_differ_in_case_or_blanks_only_are_the_same() {
    let desk = Desk::bare();
    let table = b"Project,Sponsor\nChat for claims,Ana Costa\nVoice bot,ana  costa\nchat  for claims ,Ana Costa\n";
    desk.write("plan.csv", table);
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("stands in row 2 too"), "{error}");
    desk.write("plan.csv", b"Project,Sponsor\nChat for claims,Ana Costa\nVoice bot,ana  costa\n");
    desk.on(&["import", "plan.csv"]).done();
    assert_eq!(desk.list(&["people"]).len(), 1);
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
    // Whoever takes what a rejected row would have left is rejected too.
    let long = format!(">{}<", "n".repeat(300));
    desk.on(&["export", "all.xlsx", "--what", "pilots", "--force"]).done();
    let refused =
        [(">service-chat<", ">x-one<"), (">invoice-triage<", ">service-chat<"), (">Service chat<", long.as_str())];
    desk.write("changed.xlsx", &edited(&desk.read("all.xlsx"), &refused));
    let said = desk.on(&["import", "changed.xlsx", "--partial", "--json"]).json();
    assert_eq!(said["rejected"].as_array().map(Vec::len), Some(2), "{said}");
}

#[test]
fn the_order_of_day_and_month_is_told_and_never_guessed() {
    let desk = Desk::empty();
    let table = |dates: &[&str]| {
        let rows: Vec<String> =
            dates.iter().enumerate().map(|(at, date)| format!("Pilot {at},p{at},{date}\n")).collect();
        format!("Project,Code,Start\n{}", rows.concat())
    };
    let started = |code: &str| {
        let pilots = desk.on(&["list", "pilots", "--json"]).json();
        let pilot = pilots.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap();
        text(pilot, "started").to_owned()
    };
    desk.write("plan.csv", table(&["01/09/2026", "02/10/2026"]).as_bytes());
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("which is the day"), "{error}");
    assert!(error.to_string().contains("--dates day-first"), "{error}");
    let said = desk.on(&["import", "plan.csv", "--dates", "month-first", "--dry-run"]).done();
    assert!(said.out.contains("Dates were read month first") && said.out.contains("since 2026-01-09"), "{said:?}");
    desk.on(&["import", "plan.csv", "--dates", "day-first"]).done();
    assert_eq!([started("p0"), started("p1")], ["2026-09-01", "2026-10-02"]);
    // One date that can be read in one way only tells all of them.
    desk.write("plan.csv", table(&["03/09/2026", "02/10/2026", "17/10/26"]).as_bytes());
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.out.contains("Dates were read day first"), "{said:?}");
    assert_eq!([started("p0"), started("p2")], ["2026-09-03", "2026-10-17"]);
    desk.write("plan.csv", table(&["17/09/2026", "09/17/2026"]).as_bytes());
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("has the day first, and other dates here have not"), "{error}");
    // A mapping may have an order of its own; what is said is stronger, and no table is read in both.
    let mapping = "name = \"mine\"\nsource = \"mine\"\nmatch = [\"code\"]\ndates = [\"%d/%m/%Y\"]\n[fields]\n\
                   name = \"Project\"\ncode = \"Code\"\nstarted = \"Start\"\n";
    desk.write("mine.toml", mapping.as_bytes());
    desk.write("plan.csv", table(&["03/04/2026"]).as_bytes());
    let told = |words: &[&str]| {
        let words = [&["import", "plan.csv", "--map", "mine.toml", "--dry-run"], words].concat();
        desk.on(&words).done().out
    };
    let own = told(&[]);
    assert!(own.contains("2026-04-03") && own.contains("Dates were read day first"), "{own}");
    let said = told(&["--dates", "month-first"]);
    assert!(said.contains("2026-03-04") && said.contains("Dates were read month first"), "{said}");
    desk.write("plan.csv", table(&["03/04/2026", "04/13/2026"]).as_bytes());
    let error = desk.refuses(&["import", "plan.csv", "--map", "mine.toml"], 3);
    assert!(error.to_string().contains("dates here are read day first"), "{error}");
}

#[test]
fn a_table_that_holds_no_readings_is_not_recorded_as_pilots() {
    let desk = Desk::with_demo();
    let before = desk.export();
    desk.write("odd.csv", b"Project,Metric,Week,Reading\nclaims-intake,accuracy,2026-W46,93.5\n");
    let error = desk.refuses(&["record", "--from", "odd.csv"], 3);
    assert!(error.to_string().contains("holds no readings"), "{error}");
    assert_eq!(desk.export(), before);
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
fn a_value_far_from_the_one_before_is_told_whichever_way_it_comes_in() {
    let desk = Desk::with_demo();
    let metric = desk.on(&["list", "metrics", "--json"]).json();
    let name =
        metric.as_array().unwrap().iter().find(|one| one["pilot"] == "contract-review" && one["family"] == "impact");
    let name = text(name.unwrap(), "name").to_owned();
    let said = desk.on(&["record", "contract-review", &name, "900", "--week", "2026-W47"]).done();
    assert!(said.err.contains("x the ") && said.err.contains("steerco undo"), "{said:?}");
    let said = desk.on(&["record", "contract-review", &name, "95", "--week", "2026-W47"]).done();
    assert_eq!(said.err, "");
    let rows =
        format!("pilot,metric,week,value\ncontract-review,{name},2026-W46,900\ncontract-review,{name},2026-W47,905\n");
    desk.write("values.csv", rows.as_bytes());
    let seen = desk.on(&["import", "values.csv", "--dry-run", "--json"]).json();
    let told: Vec<&str> = seen["changes"].as_array().unwrap().iter().map(|one| text(one, "to")).collect();
    assert!(told[0].contains("x the ") && !told[1].contains("x the "), "the second is like the first: {told:?}");
    let said = desk.on(&["record", "--from", "values.csv"]).done();
    assert_eq!(said.err.matches("x the ").count(), 1, "{said:?}");
    let said = desk.on(&["record", "--from", "values.csv"]).done();
    assert!(!said.err.contains("x the "), "what is there already is not new: {said:?}");
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
fn an_empty_status_in_a_table_says_nothing_however_often_it_is_read() {
    let desk = Desk::with_demo();
    desk.write("plan.csv", b"Pilot,Owner,Status,Stage\nQuiet one,,,1\nLoud one,,green,1\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.out.contains("2 pilots created, 0 changed"), "{said:?}");
    let again = desk.json(&["import", "plan.csv"]);
    assert_eq!((&again["entry"], &again["changed"]), (&Value::Null, &json!(0)), "{again}");
    desk.write("plan.csv", b"Pilot,Owner,Status,Stage\nQuiet one,,amber,1\nLoud one,,,1\n");
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.out.contains("0 pilots created, 1 changed, 1 unchanged"), "{said:?}");
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
fn an_archived_pilot_of_the_same_name_is_not_the_one_that_a_file_means() {
    let desk = Desk::with_demo();
    for code in ["bot-one", "bot-two"] {
        desk.on(&["add", "pilot", "HR Chatbot", "--code", code]).done();
    }
    desk.write("plan.csv", b"Project,Department\nHR Chatbot,People\n");
    let error = desk.refuses(&["import", "plan.csv"], 3);
    assert!(error.to_string().contains("2 pilots are called “HR Chatbot”"), "{error}");
    desk.on(&["archive", "bot-one"]).done();
    assert_eq!(desk.json(&["import", "plan.csv"])["changed"], json!(1));
    let units = ["bot-one", "bot-two"].map(|code| text(&desk.json(&["show", code]), "unit").to_owned());
    assert_eq!(units, ["", "People"]);
    let raised = "Pilot;Incident;Raised\nHR Chatbot;Boom;2026-11-20\n";
    desk.write("raised.csv", raised.as_bytes());
    desk.on(&["import", "raised.csv"]).done();
    assert_eq!(desk.list(&["exceptions", "--pilot", "bot-two"]).len(), 1);
    desk.on(&["unarchive", "bot-one"]).done();
    let error = desk.refuses(&["import", "raised.csv"], 3).to_string();
    assert!(error.contains("row 2: several pilots are called “HR Chatbot”"), "{error}");
    desk.write("raised.csv", raised.replace("HR Chatbot", "Nope").as_bytes());
    for words in [&["import", "raised.csv"][..], &["import", "raised.csv", "--pilot", "bot-two"]] {
        let error = desk.refuses(words, 3).to_string();
        assert!(error.contains("row 2: there is no pilot “Nope”") && error.contains("steerco add pilot"), "{error}");
        assert!(!error.contains("label"), "it is no issue: {error}");
    }
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
    desk.on(&["add", "person", "Rui Costa"]).done();
    table(&["Costa, Ana", "Lind, Bo"]);
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(said.err.contains("owner: surnames are read first, as in “Costa, Ana”"), "{said:?}");
    assert!(desk.list(&["people"]).iter().any(|one| one["name"] == "Bo Lind"));
    let said = desk.on(&["import", "plan.csv"]).done();
    assert!(!said.err.contains("surnames are read first"), "nobody is new: {said:?}");
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
fn what_is_archived_is_told_from_the_others_where_all_are_listed() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "claims-intake"]).done();
    let plain = desk.on(&["list", "pilots"]).done();
    assert!(!plain.out.contains("archived") && !plain.out.contains("claims-intake"), "{}", plain.out);
    let all = desk.on(&["list", "pilots", "--all"]).done();
    let line = |what: &str| all.out.lines().find(|line| line.starts_with(what)).unwrap().trim_end().to_owned();
    assert!(line("claims-intake").ends_with("yes") && line("invoice-triage").ends_with("no"), "{}", all.out);
}

#[test]
fn one_decimal_comma_of_a_table_tells_what_its_points_mean() {
    let desk = Desk::with_demo();
    let table = |impact: &str, accuracy: &str| {
        let rows = [("impact", impact), ("accuracy", accuracy)];
        let rows = rows.map(|(of, value)| format!("claims-intake;{of};2026-W46;{value}")).join("\n");
        desk.write("week.csv", format!("pilot;metric;week;value\n{rows}\n").as_bytes());
        desk.on(&["record", "--from", "week.csv"])
    };
    let value = |metric: &str| {
        let readings = desk.list(&["readings", "--pilot", "claims-intake"]);
        let is_meant = |one: &&Value| one["week"] == "2026-W46" && (one["metric"] == metric || one["family"] == metric);
        readings.iter().find(is_meant).unwrap_or_else(|| panic!("{:?}", readings[0]))["value"].clone()
    };
    let said = table("120.000", "94,5").done();
    assert_eq!((value("impact"), value("accuracy")), (json!(120_000), json!(94.5)));
    assert!(said.err.contains("“120.000” is read as 120000: as “94,5” has a decimal comma"), "{said:?}");
    let said = table("14,625", "94").done();
    assert_eq!(value("impact"), json!(14.625));
    assert!(said.err.contains("a table with semicolons is taken to have decimal commas"), "{said:?}");
    assert!(!table("1.250", "94.5").done().err.contains("is read as"), "points are as usual");
    assert_eq!(value("impact"), json!(1.25));
    desk.write("week.csv", b"pilot,metric,week,value\nclaims-intake,impact,2026-W46,120.000\n");
    let said = desk.on(&["record", "--from", "week.csv"]).done();
    assert!(said.err.contains("“120.000” is read as 120: no value says whether"), "{said:?}");
    desk.write("week.csv", b"pilot;metric;week;value\nclaims-intake;impact;2026-W46;14.625\n");
    desk.on(&["record", "--from", "week.csv"]).done();
    assert_eq!(value("impact"), json!(14.625), "a point that nothing explains is one of decimals");
    desk.write(
        "week.csv",
        b"pilot;metric;week;value\nclaims-intake;impact;2026-W46;1.250\nchat;trust;2026-W46;7,5\nx;y;2026-W46;7.5\n",
    );
    let error = desk.refuses(&["record", "--from", "week.csv"], 3).to_string();
    assert!(error.contains("“1.250” beside “7,5” can be 1250 or 1,250"), "{error}");
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
fn what_is_added_beside_its_like_is_told() {
    let desk = Desk::with_demo();
    let said = desk.on(&["add", "person", "Dr. Petra Nowak"]).done();
    assert!(said.err.contains("Where that is the Petra Nowak who is there"), "{said:?}");
    assert_eq!(desk.on(&["add", "person", "Quentin Zed"]).done().err, "");
    let said = desk.on(&["add", "person", "quentin  zed"]).done();
    assert!(said.out.contains("Another person is called “Quentin Zed”. An address tells them apart."), "{said:?}");
    assert_eq!(said.err, "", "once is enough");
    let said = desk.on(&["add", "pilot", "invoice  Triage"]).done();
    assert!(said.out.contains("Another pilot is called “Invoice triage”: invoice-triage"), "{said:?}");
    let error = desk.refuses(&["act", "x", "--who", "Petra Nowak", "--due", "someday"], 3).to_string();
    assert!(error.contains("someday"), "{error}");
    let error = desk.refuses(&["act", "x", "--who", "Petra", "--due", "15 Jan 2027"], 4).to_string();
    assert!(error.contains("is it Dr. Petra Nowak, or Petra Nowak?"), "{error}");
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
fn a_trial_shows_the_status_once_and_the_sentence_that_goes_with_it() {
    let desk = Desk::with_demo();
    let changes = |reason: &str| {
        desk.write("rag.csv", format!("Project,RAG,Reason\nContract review,red,{reason}\n").as_bytes());
        let trial = desk.json(&["import", "rag.csv", "--dry-run"]);
        let one = |one: &Value| (text(one, "field").to_owned(), text(one, "to").to_owned());
        trial["changes"].as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let said =
        |because: &str| vec![("reported".to_owned(), "R".to_owned()), ("because".to_owned(), because.to_owned())];
    assert_eq!(changes("The model drifts"), said("The model drifts"));
    assert_eq!(changes(""), said("Said by the imported tracker."));
    desk.on(&["import", "rag.csv"]).done();
    assert_eq!(changes("The model drifts"), said("The model drifts")[1..]);
    // A sentence that stands here already does not hide another status.
    desk.on(&["import", "rag.csv"]).done();
    desk.on(&["status", "contract-review", "R", "--because", "All is well"]).done();
    desk.write("rag.csv", b"Project,RAG,Reason\nContract review,green,All is well\n");
    desk.on(&["import", "rag.csv"]).done();
    assert_eq!(desk.json(&["show", "contract-review"])["reported"], "G");
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
fn of_several_files_it_is_told_which_is_wrong_and_why_and_a_row_counts_once() {
    let desk = Desk::with_demo();
    desk.write("good.csv", b"Code,Project,Department,Tags\nz-1,Zed,Sales,one\n");
    desk.write("bad.csv", b"Project,Stage\nYak,purple\n");
    let error = desk.refuses(&["import", "good.csv", "bad.csv"], 3).to_string();
    assert!(error.contains("bad.csv:") && error.contains("purple"), "{error}");
    desk.on(&["import", "good.csv"]).done();
    desk.on(&["set", "z-1", "unit", "Treasury"]).done();
    desk.on(&["set", "z-1", "tags", "mine"]).done();
    // Two fields of one row were edited at both ends.
    desk.write("good.csv", b"Code,Project,Department,Tags\nz-1,Zed,Legal,two\n");
    assert!(desk.refuses(&["import", "good.csv"], 3).to_string().contains("1 row was not taken"));
    let said = desk.on(&["import", "good.csv", "--partial"]).done();
    assert!(
        said.out.contains("1 row rejected") && said.err.matches("edited here and in the file").count() == 2,
        "{said:?}"
    );
}

#[test]
fn readings_name_their_pilot_by_code_or_name_however_it_is_written() {
    let desk = Desk::with_demo();
    let record = |pilot: &str, value: &str| {
        desk.write("week.csv", format!("pilot,metric,week,value\n{pilot},performance,2026-W46,{value}\n").as_bytes());
        desk.on(&["record", "--from", "week.csv"])
    };
    for (pilot, value) in
        [("invoice-triage", "80"), ("INVOICE-TRIAGE", "81"), ("invoice-t", "82"), ("invoice TRIAGE", "83")]
    {
        let said = record(pilot, value).done();
        assert!(said.out.contains("1 reading written"), "{pilot}: {said:?}");
    }
    let said = record("invoice-nobody", "84");
    assert!(said.status == 3 && said.err.contains("there is no pilot “invoice-nobody”"), "{said:?}");
    desk.on(&["add", "pilot", "Invoice triage", "--code", "other"]).done();
    let said = record("Invoice triage", "85");
    assert!(said.status == 3 && said.err.contains("could be several"), "{said:?}");
}

#[test]
fn doctor_finds_a_day_that_another_program_wrote_and_no_calendar_has() {
    let desk = Desk::with_demo();
    let other = Connection::open(desk.path("work.steerco")).unwrap();
    other.execute("UPDATE pilot SET started = '2026-02-30' WHERE code = 'invoice-triage'", []).unwrap();
    drop(other);
    let error = desk.refuses(&["doctor"], 6).to_string();
    assert!(error.contains("a day is in the calendar") && error.contains("pilot, started: 2026-02-30"), "{error}");
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
    let error = desk.refuses(&["record", "--from", "weeks.csv"], 3).to_string();
    assert!(error.contains("a column a week") && error.contains("paste it into the week"), "{error}");
    // A tracker may have such columns too.
    desk.write("plan.csv", b"Pilot,Owner,Issue,Task,Phase\nTracked one,Ana Costa,slow,call them,1\n");
    assert_eq!(desk.json(&["import", "plan.csv", "--dry-run"])["created"], json!(1));
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
        "notes",
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
            assert!(text(&error, "hint").contains("`steerco "), "{noun}: {error}");
        }
    }
    check_same(&desk.export(), &before, "the workspace");
}

#[test]
fn a_plain_table_of_exceptions_is_taken_in_and_known_again() {
    let desk = Desk::with_demo();
    let owner = text(&desk.json(&["show", "Invoice triage"]), "executive_owner").to_owned();
    let table = "Pilot,Exception,Severity,Date raised,Date closed,Owner\n\
                 Invoice triage,Wrong vendor matched,high,2026-11-02,,Ana Costa\n\
                 service-chat,Wrong answer,low,2026-11-10,2026-11-12,Zed Unknown\n";
    desk.write("exceptions.csv", table.as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    assert!(said.out.contains("2 exceptions raised (1 of them resolved already), 0 changed"), "{said:?}");
    assert!(said.err.contains("Nobody is called “Zed Unknown” (row 3): no owner"), "{said:?}");
    assert_eq!(desk.json(&["import", "exceptions.csv"])["entry"], Value::Null, "they are known again");
    assert_eq!(text(&desk.json(&["show", "Invoice triage"]), "executive_owner"), owner);
    desk.write("exceptions.csv", table.replace("2026-11-02,,", "2026-11-02,2026-11-20,").as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    assert!(said.out.contains("0 exceptions raised, 1 changed, 1 unchanged"), "{said:?}");
    let list = desk.on(&["list", "exceptions", "--json"]).json();
    let one = list.as_array().unwrap().iter().find(|one| one["text"] == "Wrong vendor matched").unwrap();
    assert_eq!(text(one, "state"), "resolved", "{one}");
}

#[test]
fn no_open_exception_of_a_file_goes_to_somebody_who_is_archived() {
    let desk = Desk::with_demo();
    desk.on(&["archive", "Ana Costa"]).done();
    let table = "Pilot,Exception,Severity,Date raised,Date closed,Owner\n\
                 Invoice triage,Open one,high,2026-11-02,,Ana Costa\n\
                 service-chat,Closed one,low,2026-11-10,2026-11-12,Ana Costa\n";
    desk.write("exceptions.csv", table.as_bytes());
    let said = desk.on(&["import", "exceptions.csv"]).done();
    assert!(said.err.contains("Archived here, so that no owner is taken from there: “Ana Costa” (row 2)."), "{said:?}");
    let owner = |what: &str| {
        let list = desk.list(&["exceptions", "--all"]);
        list.iter().find(|one| one["text"] == what).unwrap()["owner"].to_string()
    };
    assert!(!owner("Open one").contains("Ana Costa") && owner("Closed one").contains("Ana Costa"));
}

#[test]
fn what_a_ticket_says_now_is_said_here_unless_somebody_wrote_something_else() {
    let desk = Desk::with_demo();
    let tickets = |summary: &str, priority: &str, who: &str| {
        let table = format!(
            "Issue key,Summary,Status,Priority,Assignee,Created,Labels\n\
             OPS-7,{summary},Open,{priority},{who},2026-11-18 10:30,invoice-triage\n"
        );
        desk.write("jira.csv", table.as_bytes());
    };
    let one = || {
        let list = desk.list(&["exceptions"]);
        list.into_iter().find(|one| text(one, "text").ends_with("(OPS-7)")).unwrap()
    };
    tickets("Wrong rest day", "Low", "Ana Costa");
    desk.on(&["import", "jira.csv"]).done();
    tickets("Wrong day of rest", "Highest", "Kenji Tanaka");
    let said = desk.on(&["import", "jira.csv"]).done();
    assert!(said.out.contains("0 exceptions raised, 1 changed"), "{said:?}");
    let told = one();
    let told = ["text", "severity", "owner"].map(|field| text(&told, field).to_owned());
    assert_eq!(told, ["Wrong day of rest (OPS-7)", "high", "Kenji Tanaka"]);
    // What a cell leaves open stays.
    tickets("Wrong day of rest", "", "");
    assert_eq!(desk.json(&["import", "jira.csv"])["entry"], Value::Null);
    // An import that is taken back has said nothing, and taking back is no edit.
    tickets("Wrong day of rest", "Low", "Kenji Tanaka");
    desk.on(&["import", "jira.csv"]).done();
    desk.on(&["undo", "--yes"]).done();
    desk.on(&["import", "jira.csv"]).done();
    assert_eq!(text(&one(), "severity"), "low");
    // What somebody wrote here stays, and is told; whatever it is called here, it is the same one.
    let id = text(&one(), "id").to_owned();
    desk.on(&["set", "exception", &id, "severity", "medium"]).done();
    tickets("Wrong day of rest", "Highest", "Ana Costa");
    let said = desk.on(&["import", "jira.csv"]).done();
    assert!(
        said.err.contains("1 field of an exception stays as written here")
            && said.err.contains("severity of “Wrong day of rest (OPS-7)”"),
        "{said:?}"
    );
    assert_eq!((text(&one(), "severity"), text(&one(), "owner")), ("medium", "Ana Costa"));
    let count = desk.list(&["exceptions"]).len();
    desk.on(&["set", "exception", &id, "text", "The works council was right"]).done();
    desk.on(&["import", "jira.csv"]).done();
    assert_eq!(desk.list(&["exceptions"]).len(), count, "it is known by what the file called it");
}

#[test]
fn an_edit_stays_beside_a_ticket_in_a_copy_of_the_workspace_too() {
    let desk = Desk::with_demo();
    let jira = "Issue key,Summary,Priority,Assignee,Created,Labels\n\
                OPS-7,Wrong rest day,Low,Ana <ana.costa@example.com>,2026-11-18 10:30,invoice-triage\n";
    desk.on(&["set", "person", "Ana Costa", "email", "ana.costa@example.com"]).done();
    desk.write("jira.csv", jira.as_bytes());
    desk.on(&["import", "jira.csv"]).done();
    let one = || desk.list(&["exceptions"]).into_iter().find(|one| text(one, "text").contains("OPS-7")).unwrap();
    assert_eq!(text(&one(), "owner"), "Ana Costa", "an owner is told by an address too");
    desk.on(&["set", "exception", text(&one(), "id"), "severity", "high"]).done();
    let said = desk.on(&["import", "jira.csv"]).done();
    assert!(said.err.contains("stays as written here"), "{said:?}");
    assert_eq!(text(&one(), "severity"), "high");
    // A copy of the workspace remembers it.
    desk.on(&["export", "all.json"]).done();
    desk.run(&["--workspace", "copy.steerco", "import", "all.json"]).done();
    desk.run(&["--workspace", "copy.steerco", "import", "jira.csv"]).done();
    let copy = desk.run(&["--workspace", "copy.steerco", "list", "exceptions", "--json"]).json();
    let one = copy.as_array().unwrap().iter().find(|one| text(one, "text").contains("OPS-7")).unwrap().clone();
    assert_eq!(text(&one, "severity"), "high");
}

#[test]
fn what_was_said_of_an_exception_is_put_right() {
    let desk = Desk::with_demo();
    let id = text(&desk.list(&["exceptions"])[0], "id").to_owned();
    let set = |field: &str, to: &str| desk.on(&["set", "exception", &id, field, to]).done();
    set("text", "Paid twice, not once");
    set("severity", "high");
    set("owner", "Ana Costa");
    let one = || desk.list(&["exceptions"]).into_iter().find(|one| one["id"] == json!(id)).unwrap();
    let told = one();
    let told = ["text", "severity", "owner"].map(|field| text(&told, field).to_owned());
    assert_eq!(told, ["Paid twice, not once", "high", "Ana Costa"]);
    set("owner", "");
    assert_eq!(one()["owner"], Value::Null);
    desk.refuses(&["set", "exception", &id, "severity", "awful"], 3);
    desk.refuses(&["set", "exception", &id, "text", " "], 3);
    let error = desk.refuses(&["set", "exception", &id, "state", "closed"], 3);
    assert!(error.to_string().contains("escalate, acknowledge"), "{error}");
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
    assert!(open.into_iter().all(|one| !one.to_string().contains("Jonas")), "{actions}");
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
    desk.on(&["add", "person", "Jonas Lindqvist", "--level", "vp"]).done();
    assert_eq!(desk.json(&["import", "plan.csv", "--keep", "file"])["created"], json!(1), "who is there is meant");
}

#[test]
fn a_demo_that_is_not_there_is_made_as_one_and_no_other_workspace_is_taken_for_it() {
    let desk = Desk::bare();
    let said = desk.run(&["--workspace", "demo", "list", "pilots"]);
    assert!(said.status == 4 && said.err.contains("make it with `steerco demo`"), "{}", said.err);
    desk.run(&["new", "demo"]).done();
    let said = desk.run(&["demo"]);
    assert!(said.status == 8 && said.err.contains("is not the made-up one"), "{}", said.err);
}

#[test]
fn a_target_that_no_value_can_reach_is_none() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["set", "metric", "invoice-triage/accuracy", "target", "920"], 3);
    assert!(error.to_string().contains("cannot pass"), "{error}");
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
fn exceptions_are_counted_in_whole_numbers_whichever_way_they_come_in() {
    let desk = Desk::with_demo();
    let error = desk.refuses(&["record", "Contract review", "governance", "2.5"], 3);
    assert!(error.to_string().contains("counted in whole numbers"), "{error}");
    desk.write("counts.csv", b"pilot,metric,week,value\nContract review,governance,2026-W46,1.5\n");
    let error = desk.refuses(&["import", "counts.csv"], 3);
    assert!(error.to_string().contains("counted in whole numbers"), "{error}");
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
    assert!(error.to_string().contains("stands in row 2 too"), "{error}");
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
fn an_id_that_never_was_is_told_from_one_that_was_taken_back() {
    let desk = Desk::with_demo();
    for (letter, noun, list) in [
        ("n", "note", "notes"),
        ("m", "metric", "metrics"),
        ("w", "person", "people"),
        ("t", "step", "steps"),
        ("p", "pilot", "pilots"),
    ] {
        let id = format!("{letter}0000000000000");
        let error = desk.refuses(&["archive", &id], 4);
        assert_eq!(text(&error, "title"), format!("there is no {noun} “{id}”"));
        assert!(text(&error, "hint").contains(&format!("list {list}")), "{error}");
    }
    let note = desk.json(&["note", "invoice-triage", "only for now"]);
    desk.on(&["undo"]).done();
    let error = desk.refuses(&["archive", text(&note, "id")], 4);
    assert_eq!(text(&error, "title"), "that note is not there any more");
}

#[test]
fn thousands_are_named_where_a_mark_stood_that_may_be_theirs() {
    let desk = Desk::with_demo();
    let told = |value: &str| desk.on(&["record", "demand-forecast", "impact", value]).done().err;
    assert!(told("1.200").contains("as thousands it is written 1200"));
    let plain = told("1.3");
    assert!(plain.contains("of W42") && !plain.contains("thousands"), "{plain}");
}

#[test]
fn the_page_of_a_command_says_of_which_program_it_is() {
    let desk = Desk::bare();
    for words in [&["man"][..], &["man", "add", "pilot"]] {
        let page = desk.run(words).done().out;
        assert!(page.contains(concat!("\"steerco ", env!("CARGO_PKG_VERSION"), "\"")), "{words:?}: {page}");
    }
}
