//! An export that another client may see: everything is there by its numbers and states, and nobody by name.

use std::collections::{BTreeSet, HashMap};
use std::process::Output;
use std::sync::OnceLock;

use serde_json::Value;

use super::process::{self, STEERCO, WORKSPACE};

/// Columns in which people write, and what they are called by.
const TEXTS: &[(&str, &[&str])] = &[
    ("workspace", &["uid", "title"]),
    ("people", &["name", "title", "unit", "email"]),
    ("pilots", &["name", "code", "summary", "unit", "tags", "partner", "reported_because"]),
    ("committee", &["function"]),
    ("metrics", &["name", "counts"]),
    ("readings", &["note"]),
    ("notes", &["text", "by"]),
    ("visits", &["why", "by"]),
    ("appointments", &["why"]),
    ("ticks", &["why", "reads", "writes"]),
    ("evidence", &["text", "by"]),
    ("proofs", &["text", "by"]),
    ("scores", &["by"]),
    ("gaps", &["text"]),
    ("workstreams", &["team", "exit_test", "outcome", "items"]),
    ("waivers", &["reason"]),
    ("decisions", &["statement", "rationale", "rejected", "conditions", "evidence"]),
    ("exceptions", &["text", "resolution"]),
    ("versions", &["name", "note"]),
    ("steps", &["name"]),
    ("expansions", &["name"]),
    ("documents", &["text", "by"]),
    ("trainings", &["topic", "by"]),
    ("certifications", &["evidence", "by"]),
    ("minutes", &["text", "by"]),
    ("actions", &["text", "why"]),
];

/// A folder with the demo in it.
struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    /// With the demo of this day, which is made once and copied.
    fn new() -> Self {
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let folder = process::copied(&DEMO, || {
            let room = Self { folder: tempfile::tempdir().unwrap() };
            room.run(&["demo", "--into", WORKSPACE]);
            room.folder
        });
        Self { folder }
    }

    fn output(&self, words: &[&str]) -> Output {
        process::command(self.folder.path(), STEERCO, words).env("STEERCO_TODAY", "2026-11-25").output().unwrap()
    }

    /// What a command prints.
    fn run(&self, words: &[&str]) -> String {
        let done = self.output(words);
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// What a command answers in JSON about a workspace.
    fn asked(&self, workspace: &str, words: &[&str]) -> Vec<Value> {
        let said = self.run(&[&["-w", workspace], words, &["--json"]].concat());
        serde_json::from_str(&said).unwrap()
    }

    /// The export with names, and the one without.
    fn exports(&self) -> (Value, Value) {
        self.run(&["-w", WORKSPACE, "export", "shown.json", "--anonymous"]);
        let shown = std::fs::read_to_string(self.folder.path().join("shown.json")).unwrap();
        let all = self.run(&["-w", WORKSPACE, "export", "-"]);
        (serde_json::from_str(&all).unwrap(), serde_json::from_str(&shown).unwrap())
    }

    /// Pilot, warning, level and since when, in the order in which they are told.
    fn warnings(&self, workspace: &str) -> Vec<[String; 4]> {
        let pilots = self.asked(workspace, &["list", "pilots"]);
        let ids: HashMap<&str, &str> =
            pilots.iter().map(|pilot| (pilot["code"].as_str().unwrap(), pilot["id"].as_str().unwrap())).collect();
        let told = |signal: Value| {
            let pilot = signal["pilot"].as_str().map_or("portfolio", |code| ids[code]);
            [pilot.to_owned(), signal["warning"].to_string(), signal["level"].to_string(), signal["since"].to_string()]
        };
        self.asked(workspace, &["signals"]).into_iter().map(told).collect()
    }
}

/// Every text in it.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// A sentence may stand within another; a word is one of a list where it is no more than a part of it.
fn tells(kept: &str, written: &str) -> bool {
    let (kept, written) = (kept.to_lowercase(), written.to_lowercase());
    if written.contains(' ') { kept.contains(&written) } else { kept == written }
}

fn rows<'a>(export: &'a Value, table: &str) -> &'a [Value] {
    export[table].as_array().unwrap_or_else(|| panic!("no table {table}"))
}

/// Every column that some row of it has.
fn columns(export: &Value) -> BTreeSet<String> {
    let tables = export.as_object().unwrap().iter().filter_map(|(table, rows)| Some((table, rows.as_array()?)));
    let columns = tables.flat_map(|(table, rows)| {
        let fields = rows.iter().filter_map(Value::as_object).flat_map(|row| row.keys());
        fields.map(move |column| format!("{table}.{column}"))
    });
    columns.collect()
}

#[test]
fn an_anonymous_export_comes_in_again_and_warns_of_the_same() {
    let room = Room::new();
    room.exports();
    room.run(&["-w", "shown.steerco", "import", "shown.json"]);
    room.run(&["-w", "shown.steerco", "doctor"]);
    // What one import made has no order of its own.
    let listed = |file: &str| {
        let mut pilots = room.asked(file, &["list", "pilots"]);
        pilots.sort_by_key(|pilot| pilot["id"].to_string());
        pilots
    };
    let (pilots, shown) = (listed(WORKSPACE), listed("shown.steerco"));
    assert_eq!(pilots.len(), shown.len());
    for (pilot, shown) in pilots.iter().zip(&shown) {
        for field in ["id", "stage", "computed", "reported"] {
            assert_eq!(pilot[field], shown[field], "{field} of {}", pilot["name"]);
        }
    }
    let warnings = room.warnings(WORKSPACE);
    assert!(warnings.len() > 20, "{warnings:?}");
    assert_eq!(warnings, room.warnings("shown.steerco"));
}

#[test]
fn it_names_nobody_and_quotes_nothing() {
    let room = Room::new();
    let (all, shown) = room.exports();
    let kept: BTreeSet<&str> = texts(&shown).into_iter().collect();
    let mut looked_for = 0;
    for (table, columns) in TEXTS {
        for (row, column) in rows(&all, table).iter().flat_map(|row| columns.iter().map(move |column| (row, column))) {
            for text in texts(&row[*column]).into_iter().filter(|text| !text.is_empty()) {
                looked_for += 1;
                let told = kept.iter().find(|kept| tells(kept, text));
                assert_eq!(told, None, "“{text}”, {column} of {table}");
            }
        }
    }
    assert!(looked_for > 500, "{looked_for}");
    for name in rows(&all, "people").iter().flat_map(|person| person["name"].as_str().unwrap().split(' ')) {
        assert!(!kept.iter().any(|kept| kept.contains(name)), "{name}, who was quoted in some text");
    }
}

#[test]
fn everything_else_is_there() {
    let room = Room::new();
    let (all, shown) = room.exports();
    for (table, rows) in all.as_object().unwrap().iter().filter_map(|(table, rows)| Some((table, rows.as_array()?))) {
        let count = if matches!(table.as_str(), "notes" | "minutes") { 0 } else { rows.len() };
        assert_eq!(shown[table].as_array().map(Vec::len), Some(count), "{table}");
    }
    let kept = columns(&shown);
    let gone: Vec<String> = columns(&all).into_iter().filter(|column| !kept.contains(column)).collect();
    let gone: Vec<&String> =
        gone.iter().filter(|column| !column.starts_with("notes.") && !column.starts_with("minutes.")).collect();
    assert_eq!(gone, ["workspace.uid"], "decide in exchange/anonymous.rs what becomes of a new column");
    assert_eq!(shown["readings"][0]["value"], all["readings"][0]["value"]);
    assert_eq!(rows(&shown, "people").iter().map(|person| person["name"].as_str()).collect::<BTreeSet<_>>().len(), 14);
}

#[test]
fn only_everything_as_json_can_be_written_without_names() {
    let room = Room::new();
    for words in [
        &["export", "shown.json", "--anonymous", "--with-journal"][..],
        &["export", "shown.json", "--anonymous", "--what", "pilots"],
        &["export", "shown.csv", "--anonymous"],
        &["export", "shown.xlsx", "--anonymous"],
    ] {
        let done = room.output(&[&["-w", WORKSPACE], words].concat());
        assert_eq!(done.status.code(), Some(2), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        assert!(!room.folder.path().join(words[1]).exists(), "{words:?}");
    }
}
