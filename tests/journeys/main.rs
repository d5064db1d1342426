//! Journeys through the interface, typed as people type them: from a stated file to what the screen shows and what an
//! export holds. Every part has one subject, which its head names.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod ahead;
mod blocks;
mod board;
#[path = "../chance/mod.rs"]
mod chance;
mod clicks;
mod copies;
mod corrections;
mod disk;
mod drafts;
mod filters;
mod forms;
mod framework;
mod gates;
mod hints;
mod history;
mod imports;
mod marks;
mod masks;
mod meanwhile;
mod paste;
mod people;
mod pilots;
mod portfolio;
mod random;
mod registered;
mod repeating;
mod search;
mod settings;
mod several;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod target_users;
mod tasks;
mod told;
mod two_writers;
mod unkept;
mod week;
mod windows;

use serde_json::Value;
use support::{Desk, parsed};

/// Presses keys that count: free text and values do not, letters that find something do, and a paste is one.
fn counted(desk: &mut Desk, keys: &str, count: &mut usize) {
    *count += parsed(keys).len();
    desk.press(keys);
}

fn pilot(export: &Value, code: &str) -> Value {
    let pilots = export["pilots"].as_array().unwrap();
    pilots.iter().find(|pilot| pilot["code"] == code).unwrap().clone()
}

/// A desk with a file beside it; answers its path.
fn with_file(desk: &Desk, name: &str, text: &str) -> String {
    let path = desk.folder.as_ref().unwrap().path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// Looks at a file of that text, before it is taken in.
fn look_at<'a>(desk: &'a mut Desk, name: &str, text: &str) -> &'a mut Desk {
    let file = with_file(desk, name, text);
    desk.press(&format!("gi{file}<Enter>"))
}

/// The newest sentence of the journal.
fn newest(desk: &Desk) -> String {
    desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary
}
