//! The face in plain sentences, through the program's own input and output: what a screen reader reads and a script
//! types.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod meetings;
#[path = "../process/mod.rs"]
mod process;
mod told;
mod verbs;
mod week;
mod workspaces;

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
