//! Owns the early warnings that rest on readings, exceptions and owners: each one fires, does not fire one step below,
//! is cleared, and was not there before what decides it was recorded. Everything is typed at the command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2; where it is rolled out, that is on the
//! Monday of week 10.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod adoption;
mod charts;
#[path = "../days/mod.rs"]
mod days;
mod drift;
mod exceptions;
mod impact;
#[path = "../days/items.rs"]
mod items;
mod levels;
mod owners;
#[path = "../process/mod.rs"]
mod process;
mod programme;
mod registers;
mod silence;
mod stale;

use days::{Desk, START, monday, text};
use serde_json::Value;

const PEOPLE: &[&[&str]] = &[
    &["new", "work.steerco", "--title", "Work"],
    &["add", "person", "Vera Voss", "--level", "vp"],
    &["add", "person", "Dirk Dean", "--level", "director"],
];

const OWNED: &[&str] = &[
    "owner",
    "alpha",
    "Vera Voss",
    "--why",
    "hers",
    "--power",
    "accountability=yes",
    "--power",
    "authority=yes",
    "--power",
    "committee=yes",
];

/// What stage 2 leaves behind: data components, the integration matrix and the documents that a rollout needs.
const BUILT: [&str; 11] = [
    "s2.pipelines",
    "s2.data-quality",
    "s2.master-data",
    "s2.erp",
    "s2.crm",
    "s2.scheduling",
    "s2.reporting",
    "s2.other-systems",
    "s2.monitoring-framework",
    "s2.human-override",
    "s2.escalation-protocol",
];

impl Desk {
    /// With two people and nothing else.
    fn empty() -> Self {
        Self::begun("empty", &[])
    }

    /// With a pilot that nobody owns.
    fn ownerless() -> Self {
        Self::begun("ownerless", &[&["add", "pilot", "Alpha", "--started", "2026-01-05"]])
    }

    /// With a pilot in stage 1 that has an owner with all powers.
    fn owned() -> Self {
        Self::begun("owned", &[&["add", "pilot", "Alpha", "--started", "2026-01-05"], OWNED])
    }

    /// With a pilot in stage 3 that is rolled out to 100 users in week 10.
    fn rolled_out() -> Self {
        let make: &[&[&str]] = &[
            &["add", "pilot", "Alpha", "--started", "2026-01-05", "--stage", "3"],
            OWNED,
            &["set", "alpha", "rollout", "2026-03-02"],
            &["target", "alpha", "100"],
        ];
        Self::begun("rolled out", make)
    }

    /// With those people, and what else those commands make.
    fn begun(what: &str, make: &[&[&str]]) -> Self {
        Self::kept(what, || {
            let desk = Self::bare();
            for words in PEOPLE.iter().chain(make) {
                desk.on(START, words);
            }
            desk
        })
    }

    /// Gives a pilot another lifecycle, as a table does that comes from elsewhere.
    fn becomes(&self, day: &str, lifecycle: &str) {
        self.fed(day, &["import", "-"], &format!("code,name,stage,lifecycle\nalpha,Alpha,1,{lifecycle}\n"));
    }

    /// Books the gate out of stage 1: until that day, a pilot with values is in no purgatory.
    #[track_caller]
    fn books(&self, date: &str) {
        self.on("2026-01-06", &["gate", "alpha", "G1", "--book", date]);
    }

    /// Records an exception with its days; answers its id.
    fn exception(&self, day: &str, raised: &str, escalated: &str, resolved: Option<&str>) -> String {
        let answer = self.on(day, &["--json", "raise", "alpha", "It was wrong", "--at", raised]);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let id = answer["id"].as_str().unwrap().to_owned();
        self.on(day, &["escalate", &id, "--to", "Vera Voss", "--at", escalated]);
        if let Some(resolved) = resolved {
            self.on(day, &["resolve", &id, "--at", resolved]);
        }
        id
    }

    /// Every warning that fires for the pilot on a day, sorted.
    fn all(&self, day: &str) -> Vec<String> {
        let fired = self.json(("--today", day), &["signals"]);
        let own = fired.iter().filter(|found| !found["pilot"].is_null());
        let mut all: Vec<String> = own.map(|found| text(found, "warning")).collect();
        all.sort();
        all
    }

    /// The computed status of the pilot on a day.
    fn computed(&self, day: &str) -> String {
        let pilots = self.json(("--today", day), &["list", "pilots", "--all"]);
        text(pilots.iter().find(|pilot| pilot["code"] == "alpha").unwrap(), "computed")
    }

    /// The weeks of a metric's readings on a day, with their values.
    fn readings(&self, day: &str, metric: &str) -> Vec<(String, Value)> {
        let readings = self.json(("--today", day), &["list", "readings"]);
        let of = readings.iter().filter(|reading| reading["metric"] == metric);
        of.map(|reading| (text(reading, "week"), reading["value"].clone())).collect()
    }
}

/// The same value so many times.
fn times(value: &str, count: usize) -> Vec<&str> {
    vec![value; count]
}

/// Frozen from weeks 2 to 13: mean 90, mean moving range 1, so that the lower limit is 87.34.
fn noisy() -> Desk {
    let desk = Desk::owned();
    desk.weekly(&monday(14), "performance", 2, &["89.5", "90.5"].repeat(6));
    desk.on(&monday(14), &["baseline", "alpha", "performance", "--weeks", "2026-W02..2026-W13"]);
    desk
}

/// A baseline that was stated; nobody knows its spread.
fn stated(value: &str) -> Desk {
    let desk = Desk::owned();
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", value]);
    desk
}

/// A metric whose limits are 87.34 and 92.66 around 90.
fn charted(family: &str) -> Desk {
    let desk = if family == "performance" { Desk::owned() } else { Desk::rolled_out() };
    desk.on("2026-01-06", &["baseline", "alpha", family, "--value", "90", "--spread", "1"]);
    desk
}

/// Before the rollout impact was at 50.
fn improving(spread: Option<&str>) -> Desk {
    let desk = Desk::rolled_out();
    let baseline = ["baseline", "alpha", "impact", "--value", "50"];
    match spread {
        Some(spread) => desk.on("2026-01-06", &[&baseline[..], &["--spread", spread]].concat()),
        None => desk.on("2026-01-06", &baseline),
    };
    desk
}
