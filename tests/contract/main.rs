//! Owns the promises that scripts, timers and other programs rely on: what the command line answers, its exit statuses,
//! its JSON, what it refuses and how it says so. Every test runs the real program in folders of its own.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::wildcard_imports, reason = "the parts of one test share its helpers")]

mod anonymous;
mod exports;
mod feeds;
mod fields;
mod files;
mod flags;
mod framework;
mod help;
mod hostile;
mod inventory;
mod journal;
mod lists;
mod moments;
mod names;
mod notes;
mod others;
mod people;
#[path = "../process/mod.rs"]
mod process;
mod recording;
mod sheets;
mod status;
mod tables;
mod taken_back;
mod tickets;
mod trackers;
mod workbooks;
mod writes;

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
use process::STEERCO;
use rusqlite::Connection;
use serde_json::{Value, json};
use steerco::cli::args::Cli;
use tempfile::TempDir;

/// So many entries has the journal of the demo.
const DEMO_ENTRIES: u64 = 272;

/// 41 rows of a public inventory of AI use cases, as it was published: windows-1252, line breaks inside cells, rows
/// that repeat, dates of many kinds.
const SLICE: &[u8] = include_bytes!("../data/us-federal-slice.csv");

/// So long may a command take before it counts as one that never ends.
const PATIENCE: Duration = Duration::from_secs(10);

const NOUNS: &[&str] = &["pilots", "people", "metrics", "readings", "gaps", "journal"];

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
        let folder = process::copied(kept, || {
            let desk = Self::bare();
            desk.write("slice.csv", SLICE);
            desk.run(make).done();
            desk.folder
        });
        Self { folder }
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
        let mut command = process::command(self.folder.path(), STEERCO, words);
        command.env("STEERCO_TODAY", "2026-11-24");
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

fn is_null_or(value: &Value, holds: impl Fn(&Value) -> bool) -> bool {
    value.is_null() || holds(value)
}

/// The reading of a pilot's metric in a week.
fn reading(desk: &Desk, pilot: &str, metric: &str, week: &str) -> Option<Value> {
    let readings = desk.list(&["readings", "--pilot", pilot]);
    readings.into_iter().find(|reading| text(reading, "metric") == metric && text(reading, "week") == week)
}

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

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the slice as another program reads them, spaces collapsed; the first is the header.
fn slice_rows() -> Vec<Vec<String>> {
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(SLICE);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(collapsed).collect()).collect()
}

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
