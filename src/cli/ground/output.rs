//! Owns what commands print: data on stdout, messages on stderr, everything sanitised. A closed pipe ends quietly.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};

use super::failure::{Failure, Result};
use crate::domain::shown::commands;
use crate::domain::{Outcome, Shown};
use crate::exchange::Reject;

/// Where a command prints.
pub struct Output {
    /// Answer in JSON.
    pub json: bool,
    /// Messages that accompany an answer in JSON; they wait until it is known whether a failure must stand alone on
    /// stderr.
    held: RefCell<Vec<String>>,
}

/// Ends the command quietly when nobody reads any more.
fn write(to: &mut dyn Write, text: &str) -> Result<()> {
    written(to.write_all(text.as_bytes()).and_then(|()| to.flush()))
}

fn written(result: io::Result<()>) -> Result<()> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::new(0, "")),
        Err(error) => Err(Failure::new(1, format!("the output cannot be written: {error}"))),
    }
}

/// Writes over the line on which a terminal was told how far something is; none clears it.
pub(in crate::cli) fn progress(text: Option<&str>) {
    const WIDTH: usize = 48;
    let text = text.unwrap_or_default();
    let _ = write(&mut io::stderr().lock(), &format!("\r{text:WIDTH$}{}", if text.is_empty() { "\r" } else { "" }));
}

impl Output {
    /// Prints as people read it, or as programs do.
    pub const fn new(json: bool) -> Self {
        Self { json, held: RefCell::new(Vec::new()) }
    }

    /// Text on stdout, as it is: it is ours, or sanitised already.
    pub fn raw(&self, text: &str) -> Result<()> {
        write(&mut io::stdout().lock(), text)
    }

    /// The bytes of a file on stdout.
    pub fn file(mut from: &File) -> Result<()> {
        let mut to = io::stdout().lock();
        written(io::copy(&mut from, &mut to).and_then(|_| to.flush()))
    }

    /// A line of somebody's text on stdout.
    pub fn line(&self, text: &str) -> Result<()> {
        self.raw(&format!("{}\n", Shown::line(text)))
    }

    /// Lines of somebody's text on stdout.
    pub fn lines(&self, lines: &[String]) -> Result<()> {
        lines.iter().try_for_each(|line| self.line(line))
    }

    /// A message on stderr.
    pub fn message(&self, text: &str) {
        if self.json {
            return self.held.borrow_mut().push(text.to_owned());
        }
        Self::told(text);
    }

    /// Takes the waiting messages, for the caller to print.
    pub fn held(&self) -> Vec<String> {
        self.held.take()
    }

    /// A line on stderr.
    pub fn told(text: &str) {
        let _ = write(&mut io::stderr().lock(), &format!("{}\n", Shown::line(text)));
    }

    /// JSON on stdout.
    pub fn value(&self, value: &Value) -> Result<()> {
        self.raw(&(escaped(&pretty(value)) + "\n"))
    }

    /// The result of a command: a sentence, or the JSON that it sums up.
    pub fn answer(&self, said: &str, mut value: Value) -> Result<()> {
        if !self.json {
            return self.line(said);
        }
        value["summary"] = said.into();
        self.value(&value)
    }

    /// What a write did: a sentence, or the JSON of the contract.
    pub fn outcome(&self, outcome: &Outcome) -> Result<()> {
        self.outcome_of(outcome, &[])
    }

    /// The result of a write, with the rows that were rejected.
    pub fn outcome_of(&self, outcome: &Outcome, rejected: &[Reject]) -> Result<()> {
        let rejected: Vec<Value> = rejected.iter().map(reject).collect();
        let value = json!({"entry": outcome.entry, "id": outcome.id, "changed": outcome.changed,
            "unchanged": outcome.unchanged, "rejected": rejected});
        Self::after(outcome.entry, self.answer(&outcome.told(), value))
    }

    /// A failure to report a write that was done: running the command again would write it twice.
    pub fn after(entry: Option<i64>, told: Result<()>) -> Result<()> {
        told.map_err(|failure| match entry {
            Some(entry) if failure.status != 0 => {
                let what = format!("the change was made, as entry {entry}; {}", failure.title);
                Failure { title: what, ..failure }.hint("do not ask for it again: `steerco log` shows it")
            }
            _ => failure,
        })
    }

    /// A table, each column as wide as it needs; cut where a terminal shows it, and whole for whatever reads it else.
    pub fn table(&self, header: &[&str], rows: &[Vec<String>]) -> Result<()> {
        let widest = if io::stdout().is_terminal() { WIDEST } else { UNCUT };
        self.table_within(widest, header, rows)
    }

    /// A table whose cells are never cut.
    pub fn wide_table(&self, header: &[&str], rows: &[Vec<String>]) -> Result<()> {
        self.table_within(UNCUT, header, rows)
    }

    fn table_within(&self, widest: usize, header: &[&str], rows: &[Vec<String>]) -> Result<()> {
        let mut text = String::new();
        for line in columns(widest, header, rows) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        self.raw(&text)
    }
}

/// A rejected row as JSON.
pub(in crate::cli) fn reject(reject: &Reject) -> Value {
    json!({"row": reject.row, "reason": reject.reason.what, "hint": reject.reason.hint, "field": reject.reason.field})
}

/// JSON text in which no character can command a terminal; it says the same.
pub(in crate::cli) fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find(|c| c != '\n' && commands(c)) {
        let (clean, from) = rest.split_at(at);
        safe.push_str(clean);
        let mut chars = from.chars();
        if let Some(c) = chars.next() {
            let mut units = [0; 2];
            safe.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
        rest = chars.as_str();
    }
    safe.push_str(rest);
    safe
}

/// JSON, an object of a list on a line of its own.
pub(in crate::cli) fn pretty(value: &Value) -> String {
    match value {
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(items) => {
            let mut text = String::new();
            for item in items {
                text.push_str(if text.is_empty() { "[\n  " } else { ",\n  " });
                let _ = write!(text, "{item}");
            }
            text + "\n]"
        }
        other => other.to_string(),
    }
}

/// No column is wider than this on a terminal.
const WIDEST: usize = 48;
/// One cell that is wider than this does not set the others apart.
const APART: usize = 200;
/// No column is as wide as this.
const UNCUT: usize = usize::MAX / 16;

fn columns(widest: usize, header: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let shown: Vec<Vec<Shown>> =
        rows.iter().map(|row| row.iter().map(|cell| Shown::head(cell, widest)).collect()).collect();
    let widths: Vec<usize> = header
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let widest = shown.iter().filter_map(|row| row.get(place)).map(Shown::width).max().unwrap_or(0);
            widest.max(Shown::line(name).width()).min(APART)
        })
        .collect();
    let line = |cells: Vec<Shown>| -> String {
        let padded: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| cell.pad(cell.width().max(*width)).into()).collect();
        padded.join("  ")
    };
    let head = line(header.iter().map(|name| Shown::line(name)).collect());
    std::iter::once(head).chain(shown.into_iter().map(line)).collect()
}
