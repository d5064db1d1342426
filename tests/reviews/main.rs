//! Reviews, decisions and actions at the command line: what a decision changes, what brings it back, what is due at a
//! review, and that what was closed stays as it was.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod agendas;
mod answers;
mod closing;
mod committee;
#[path = "../days/mod.rs"]
mod days;
mod decisions;
#[path = "../days/items.rs"]
mod items;
#[path = "../process/mod.rs"]
mod process;
mod reports;

use std::collections::BTreeMap;
use std::fs;

use days::{Desk, START, text};
use serde_json::Value;

const DAY: &str = "2026-03-02";

const NOW: (&str, &str) = ("--today", DAY);

/// A pilot in stage 1 with an owner, and people who decide.
fn desk() -> Desk {
    Desk::kept("desk", || {
        let desk = Desk::bare();
        desk.on(START, &["new", "work.steerco", "--title", "Work"]);
        for (name, level) in [("Vera Voss", "vp"), ("Nora Nilsson", "c-suite"), ("Dirk Drost", "director")] {
            desk.on(START, &["add", "person", name, "--level", level]);
        }
        owned(&desk, START, "Alpha", "alpha");
        desk
    })
}

/// The same in stage 4, taken over.
fn produced() -> Desk {
    Desk::kept("produced", || {
        let desk = desk();
        desk.on(
            START,
            &["add", "pilot", "Beta", "--code", "beta", "--stage", "4", "--owner", "Vera Voss", "--started", START],
        );
        desk
    })
}

/// Gives a pilot an owner with all three powers.
fn appoints(desk: &Desk, day: &str, code: &str) {
    let powers = ["--power", "accountability=yes", "--power", "authority=yes", "--power", "committee=yes"];
    desk.on(day, &[&["owner", code, "Vera Voss", "--why", "hers"][..], &powers].concat());
}

/// Adds a pilot that has such an owner.
fn owned(desk: &Desk, day: &str, name: &str, code: &str) {
    desk.on(day, &["add", "pilot", name, "--code", code, "--owner", "Vera Voss", "--started", day]);
    appoints(desk, day, code);
}

fn decides(desk: &Desk, day: &str, pilot: &str, verb: &str, more: &[&str]) -> String {
    desk.on(day, &[&["decide", pilot, verb, "--say", "So it is"], more].concat())
}

fn pilot(desk: &Desk, day: &str, code: &str) -> Value {
    let found = desk.json(("--today", day), &["list", "pilots", "--all"]);
    found.into_iter().find(|pilot| pilot["code"] == code).unwrap()
}

fn newest(desk: &Desk, noun: &str) -> Value {
    // Late enough for all that is recorded.
    desk.json(("--today", "2026-12-31"), &["list", noun]).pop().unwrap()
}

/// What is open to `check` on a day: status and lines.
fn check(desk: &Desk, day: &str) -> (i32, String) {
    let (status, out, _) = desk.run(("--today", day), &["check"], "");
    (status, out)
}

/// The agenda of a review: title, and the kinds of reasons.
fn agenda(desk: &Desk, when: (&str, &str), day: &str) -> Vec<(String, Vec<String>)> {
    let reviews = desk.json(when, &["list", "reviews"]);
    let review = reviews.iter().find(|review| review["date"] == day).unwrap();
    let kinds = |item: &Value| item["reasons"].as_array().unwrap().iter().map(|one| text(one, "kind")).collect();
    review["agenda"].as_array().unwrap().iter().map(|item| (text(item, "title"), kinds(item))).collect()
}

/// Every file of a folder.
fn files(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let read = fs::read_dir(desk.folder.path().join(folder)).unwrap();
    let one = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap());
    read.map(|entry| one(entry.unwrap())).collect()
}

/// The minutes of a review as they are on a day.
fn minutes(desk: &Desk, on: &str, day: &str) -> String {
    desk.on(on, &["report", "minutes", "--review", day, "--out", "minutes"]);
    String::from_utf8(files(desk, "minutes")["minutes.txt"].clone()).unwrap()
}

fn opened(desk: &Desk, day: &str) {
    desk.on(day, &["review", "prepare", day]);
    desk.on(day, &["review", "open", day]);
}

fn closed(desk: &Desk, day: &str) {
    opened(desk, day);
    desk.on(day, &["review", "close", day]);
}
