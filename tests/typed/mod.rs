//! One user who types lines at the command line, in folders and a workspace of their own.
//!
//! A line is what somebody types, with single quotes around what has spaces. Where it names no day, it is [`TODAY`].

#![allow(dead_code, reason = "each test file uses what it needs")]

use std::fs;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{self, STEERCO};

pub const TODAY: &str = "2026-03-02";

/// Vera decides and may own, Nora assesses, Dirk works, and Petra types.
pub const START: [&str; 4] = [
    "new work.steerco --title Work",
    "add person Vera --level vp",
    "add person Nora --level manager",
    "add person Dirk --level director",
];
pub const OWNED: &str =
    "owner alpha Vera --why hers --power accountability=yes --power authority=yes --power committee=yes";
/// One user with folders and a workspace of their own.
pub struct Desk {
    pub folder: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub line: String,
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// What is made once and copied.
    pub fn copied(kept: &OnceLock<Vec<u8>>, make: impl FnOnce() -> Vec<String>) -> Self {
        let folder = process::copied(kept, || {
            let desk = Self::bare();
            for line in START.map(str::to_owned).into_iter().chain(make()) {
                desk.does(&line);
            }
            desk.folder
        });
        Self { folder }
    }

    /// Without any workspace.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file beside the workspace.
    pub fn file(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    pub fn run(&self, line: &str) -> Said {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut command = process::command(self.folder.path(), STEERCO, &words);
        command.env("STEERCO_TODAY", TODAY);
        if !line.starts_with("new ") {
            command.env("STEERCO_WORKSPACE", "./work.steerco");
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let status = output.status.code().unwrap_or(-1);
        Said { line: line.to_owned(), status, out: text(output.stdout), err: text(output.stderr) }
    }

    /// A command that works; answers what it printed.
    #[track_caller]
    pub fn does(&self, line: &str) -> String {
        let said = self.run(line);
        assert_eq!(said.status, 0, "{said:?}");
        said.out
    }

    #[track_caller]
    pub fn does_all(&self, lines: &[&str]) {
        for line in lines {
            self.does(line);
        }
    }

    /// A command that is refused with those words, and writes nothing.
    #[track_caller]
    pub fn refuses(&self, line: &str, says: &[&str]) {
        let before = self.export();
        let said = self.run(line);
        assert_eq!((said.status, said.out.as_str()), (3, ""), "{said:?}");
        for word in says {
            assert!(said.err.contains(word), "“{word}” is not said: {said:?}");
        }
        assert_eq!(self.export(), before, "“{}” is refused, and yet it writes", said.line);
    }

    #[track_caller]
    pub fn json(&self, line: &str) -> Value {
        let said = self.run(&format!("--json {line}"));
        assert_eq!(said.status, 0, "{said:?}");
        serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error} in {said:?}"))
    }

    #[track_caller]
    pub fn list(&self, line: &str) -> Vec<Value> {
        self.json(&format!("list {line}")).as_array().unwrap().clone()
    }

    /// The business state of the workspace.
    pub fn export(&self) -> String {
        self.does("export -")
    }
}

/// What a shell makes of a line.
pub fn words(line: &str) -> Vec<String> {
    let part = |(number, part): (usize, &str)| match number % 2 {
        1 => vec![part.to_owned()],
        _ => part.split_whitespace().map(str::to_owned).collect(),
    };
    line.split('\'').enumerate().flat_map(part).collect()
}

pub fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("“{field}” is no text in {value}")).to_owned()
}

pub fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}
