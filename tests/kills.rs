//! Kills real processes while they write, again and again on one file: whatever one of them acknowledged before it died
//! must be there when the file is opened again, and the file must be sound.

#![cfg(unix)]
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on has failed")]

mod chance;
mod process;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chance::Chance;
use process::STEERCO;
use steerco::domain::{Framework, Ids};
use steerco::store::{Access, Error, Store};
use tempfile::TempDir;

const PILOT: &str = "invoice-triage";
const SIGKILL: i32 = 9;
/// After so many kills a new workspace begins: each time all that was ever written is looked at.
const ROUND: usize = 500;

#[test]
fn twenty_killed_writers_lose_nothing_that_they_acknowledged() {
    Harness::new().run(20);
}

#[test]
#[ignore = "200 kills; more with STEERCO_KILLS=10000 cargo test --release --test kills -- --ignored --nocapture"]
fn many_killed_writers_lose_nothing_that_they_acknowledged() {
    let kills: usize = std::env::var("STEERCO_KILLS").map_or(200, |text| text.parse().unwrap());
    for (seed, from) in (1..).zip((0..kills).step_by(ROUND)) {
        Harness::of(seed).run(ROUND.min(kills - from));
    }
}

#[test]
fn a_killed_migration_leaves_the_file_as_it_was_or_brought_to_the_new_format() {
    let mut harness = Harness::new();
    let original = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schema/1.steerco")).unwrap();
    let before = harness.thaw(&original);
    let notes = before.read().notes(None).unwrap();
    let started = Instant::now();
    harness.write_in_peace();
    harness.lifetime = started.elapsed();
    let (mut older, mut migrated) = (0, 0);
    while older + migrated < 20 {
        harness.thaw(&original);
        harness.write_and_die();
        let text = harness.attempted.last().unwrap();
        // As the next process does, which puts back what the dead one left half done.
        let open = |access| Store::open(&harness.file(), access, framework(), Ids::new(0, 1));
        let store = match open(Access::Write) {
            Err(Error::Older { .. }) => {
                older += 1;
                assert!(!harness.acknowledged.contains(text), "“{text}” was acknowledged and is lost");
                open(Access::Read).unwrap()
            }
            store => {
                migrated += 1;
                store.unwrap()
            }
        };
        assert!(store.strangers().is_empty(), "triggers are missing: {:?}", store.strangers());
        assert_eq!(store.examine().unwrap(), [], "after “{text}”");
        let mut found = store.read().notes(None).unwrap();
        found.retain(|note| note.text != *text);
        assert_eq!(found, notes);
    }
    println!("{older} files were as they were, {migrated} were migrated");
}

/// A workspace, its writers, and what they said.
struct Harness {
    folder: TempDir,
    chance: Chance,
    /// So long a writer lives when nobody kills it.
    lifetime: Duration,
    attempted: Vec<String>,
    acknowledged: BTreeSet<String>,
    lost: BTreeSet<String>,
    kills: usize,
    /// Kills after which the write was in the file although nobody was told.
    unheard: usize,
}

/// What became of a writer.
struct Fate {
    acknowledged: bool,
    killed: bool,
}

impl Harness {
    fn new() -> Self {
        Self::of(20_261_124)
    }

    fn of(seed: u64) -> Self {
        let mut harness = Self {
            folder: tempfile::tempdir().unwrap(),
            chance: Chance(seed),
            lifetime: Duration::ZERO,
            attempted: Vec::new(),
            acknowledged: BTreeSet::new(),
            lost: BTreeSet::new(),
            kills: 0,
            unheard: 0,
        };
        harness.prepare(&["new", harness.file().to_str().unwrap(), "--title", "Kills"]);
        let workspace = harness.file();
        harness.prepare(&[
            "--workspace",
            workspace.to_str().unwrap(),
            "add",
            "pilot",
            "Invoice triage",
            "--code",
            PILOT,
        ]);
        for _ in 0..3 {
            let started = Instant::now();
            harness.write_in_peace();
            harness.lifetime = harness.lifetime.max(started.elapsed());
        }
        harness
    }

    fn run(mut self, kills: usize) {
        let mut attempts = 0;
        while self.kills < kills {
            attempts += 1;
            assert!(attempts <= kills * 20, "only {} of {attempts} attempts hit a living writer", self.kills);
            for _ in 0..self.chance.below(3) {
                self.write_in_peace();
            }
            self.write_and_die();
            self.reopen();
        }
        println!(
            "{} kills: {} writes acknowledged, {} lost; {} more were in the file before their writer could say so",
            self.kills,
            self.acknowledged.len(),
            self.lost.len(),
            self.unheard,
        );
        assert!(self.lost.is_empty(), "acknowledged, but lost: {:?}", self.lost);
    }

    /// Puts that file in the place of the workspace.
    fn thaw(&self, original: &[u8]) -> Store {
        let _ = std::fs::remove_file(self.folder.path().join("kills.steerco-journal"));
        std::fs::write(self.file(), original).unwrap();
        Store::open(&self.file(), Access::Read, framework(), Ids::new(0, 1)).unwrap()
    }

    fn write_in_peace(&mut self) {
        let text = self.next_text();
        let fate = fate_of(self.writer(&text), &text);
        assert!(fate.acknowledged && !fate.killed, "a writer that nobody disturbed did not write “{text}”");
        self.acknowledged.insert(text);
    }

    fn write_and_die(&mut self) {
        let text = self.next_text();
        let delay = self.moment();
        let mut writer = self.writer(&text);
        // A sleep would wake late, and the moments between two system calls are the interesting ones.
        let started = Instant::now();
        while started.elapsed() < delay {
            std::hint::spin_loop();
        }
        writer.kill().unwrap();
        let fate = fate_of(writer, &text);
        assert!(fate.killed || fate.acknowledged, "a writer that lived to its end did not write “{text}”");
        self.kills += usize::from(fate.killed);
        if fate.acknowledged {
            self.acknowledged.insert(text);
        }
    }

    /// When to kill: from 0 to 12 ms, or to a little more than a writer's life where that is longer, so that kills fall
    /// on its whole life on any machine and in any build.
    fn moment(&mut self) -> Duration {
        let longest = Duration::from_millis(12).max(self.lifetime * 9 / 8);
        Duration::from_micros(self.chance.below(u64::try_from(longest.as_micros()).unwrap()))
    }

    /// Opens the file as the next process does and compares it with what was acknowledged.
    fn reopen(&mut self) {
        let store = Store::open(&self.file(), Access::Write, framework(), Ids::new(0, 1)).unwrap();
        let findings = store.examine().unwrap();
        assert!(findings.is_empty(), "after {} kills: {findings:?}", self.kills);

        let entries = store.read().journal(None, i64::MAX, usize::MAX).unwrap();
        let told = entries.iter().filter_map(|entry| quoted(&entry.summary).map(str::to_owned));
        let in_journal = counted(told.filter(|text| text.starts_with("write ")));
        let in_notes = counted(store.read().notes(None).unwrap().into_iter().map(|note| note.text));
        assert_eq!(in_journal, in_notes, "a write is whole or it is not there");

        let attempted: BTreeSet<&String> = self.attempted.iter().collect();
        for (text, times) in &in_notes {
            assert!(*times == 1 && attempted.contains(text), "“{text}” is there {times} times");
        }
        self.lost.extend(self.acknowledged.iter().filter(|text| !in_notes.contains_key(*text)).cloned());
        self.unheard = in_notes.keys().filter(|text| !self.acknowledged.contains(*text)).count();
    }

    fn next_text(&mut self) -> String {
        let text = format!("write {}", self.attempted.len());
        self.attempted.push(text.clone());
        text
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("kills.steerco")
    }

    fn writer(&self, text: &str) -> Child {
        let workspace = self.file();
        let words = ["--workspace", workspace.to_str().unwrap(), "note", PILOT, text];
        self.command(&words).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = process::command(self.folder.path(), STEERCO, words);
        command.env("STEERCO_TODAY", "2026-11-24");
        command
    }

    fn prepare(&self, words: &[&str]) {
        let output = self.command(words).output().unwrap();
        assert!(output.status.success(), "{words:?} failed: {output:?}");
    }
}

fn framework() -> Arc<Framework> {
    Arc::new(Framework::builtin().unwrap())
}

/// Reads what a writer said before its end. Its whole sentence is the acknowledgement, even where it was killed after.
fn fate_of(mut writer: Child, text: &str) -> Fate {
    let mut said = String::new();
    writer.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    let status = writer.wait().unwrap();
    let killed = status.signal() == Some(SIGKILL);
    assert!(killed || status.success(), "the writer of “{text}” ended with {status}");
    let acknowledged = said.split_inclusive('\n').any(|line| line.ends_with('\n') && quoted(line) == Some(text));
    Fate { acknowledged, killed }
}

/// What stands in quotation marks in a sentence.
fn quoted(sentence: &str) -> Option<&str> {
    let (_, rest) = sentence.split_once('“')?;
    rest.split_once('”').map(|(inside, _)| inside)
}

fn counted(texts: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_insert(0) += 1;
    }
    counts
}
