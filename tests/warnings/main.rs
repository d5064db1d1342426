//! Owns the early warnings: each one fires, does not fire one step below, is cleared, and was not there before what
//! decides it was recorded. Everything is typed at the command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2, so that week 9 of stage 1 is ISO week 10;
//! where it is rolled out, that is on the Monday of week 10.

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
mod people;
#[path = "../process/mod.rs"]
mod process;
mod programme;
mod proof;
mod registers;
mod rollout;
mod silence;
mod stale;
mod time;

use days::{Desk, LATER, START, monday, text};
use items::DIMENSIONS;
use serde_json::Value;

/// What `late-governance` asks for.
const GUARDS: [&str; 6] = [
    "s2.pipelines",
    "s2.data-quality",
    "s2.master-data",
    "s2.monitoring-framework",
    "s2.human-override",
    "s2.escalation-protocol",
];

impl Desk {
    /// With people and nothing else.
    fn empty() -> Self {
        Self::kept("empty", || {
            let desk = Self::bare();
            desk.on(START, &["new", "work.steerco", "--title", "Work"]);
            desk.on(START, &["add", "person", "Vera Voss", "--level", "vp"]);
            desk.on(START, &["add", "person", "Nora Nash", "--level", "vp"]);
            desk.on(START, &["add", "person", "Dirk Dean", "--level", "director"]);
            desk.on(START, &["add", "person", "Pia Park", "--partner"]);
            desk
        })
    }

    /// With a pilot in a stage that nobody owns.
    fn ownerless(stage: &str) -> Self {
        Self::kept(&format!("ownerless {stage}"), || {
            let desk = Self::empty();
            desk.on(START, &["add", "pilot", "Alpha", "--started", START, "--stage", stage]);
            desk
        })
    }

    /// With a pilot in a stage that has an owner with all powers. Beyond stage 1 it was taken over.
    fn at(stage: &str) -> Self {
        Self::kept(&format!("at {stage}"), || {
            let desk = Self::ownerless(stage);
            desk.owner(START, "Vera Voss", "yes");
            desk
        })
    }

    /// With a pilot in stage 3 that is rolled out to 100 users.
    fn rolled_out() -> Self {
        Self::kept("rolled out", || {
            let desk = Self::at("3");
            desk.rolls_out();
            desk
        })
    }

    /// With a pilot in stage 1 that performs every week.
    fn performing() -> Self {
        Self::kept("performing", || {
            let desk = Self::at("1");
            desk.performs(LATER, 2, &["90"; 30]);
            desk
        })
    }

    /// With a pilot that went on in week 5, under the condition that data is mended by the Monday of week 20.
    fn conditional() -> Self {
        Self::kept("conditional", || {
            let desk = Self::at("1");
            desk.scores(&monday(5), "3");
            desk.on(&monday(5), &["score", "alpha", "data", "2"]);
            desk.works(&monday(5), "data", &monday(20));
            desk.decides(&monday(5), "G1", "conditional-go", &[]);
            desk
        })
    }

    /// Rolls the pilot out to 100 users.
    fn rolls_out(&self) {
        self.on(START, &["set", "alpha", "rollout", &monday(10)]);
        self.on(START, &["target", "alpha", "100"]);
    }

    /// Appoints an owner, with one answer to the question of authority and yes to the others.
    #[track_caller]
    fn owner(&self, day: &str, who: &str, authority: &str) {
        let authority = format!("authority={authority}");
        let powers = ["--power", "accountability=yes", "--power", "committee=yes", "--power", &authority];
        self.on(day, &[&["owner", "alpha", who, "--why", "theirs"][..], &powers].concat());
    }

    /// Enters values of performance from a week on, all of them on one day.
    #[track_caller]
    fn performs(&self, day: &str, first: u64, values: &[&str]) {
        self.weekly(day, "performance", first, values);
    }

    /// Scores every dimension, with evidence.
    #[track_caller]
    fn scores(&self, day: &str, score: &str) {
        for dimension in DIMENSIONS {
            self.on(day, &["score", "alpha", dimension, score, "--evidence", "a log", "--by", "Nora Nash"]);
        }
    }

    /// Opens a workstream of that day which Dirk owns; answers its id.
    #[track_caller]
    fn works(&self, day: &str, dimension: &str, due: &str) -> String {
        let what = ["add", "workstream", "alpha", dimension, "--owner", "Dirk Dean", "--due", due];
        self.on(day, &[&what[..], &["--exit-test", "Thirty days without a fault"]].concat());
        let works = self.json(("--today", day), &["list", "workstreams"]);
        text(works.iter().rfind(|work| work["dimension"] == dimension).unwrap(), "id")
    }

    /// Books a gate: up to that of stage 1, a pilot with values is in no purgatory.
    #[track_caller]
    fn books(&self, day: &str, gate: &str, date: &str) {
        self.on(day, &["gate", "alpha", gate, "--book", date]);
    }

    /// Gives a pilot another lifecycle, as a table does that comes from elsewhere.
    fn becomes(&self, day: &str, lifecycle: &str) {
        self.fed(day, &["import", "-"], &format!("code,name,stage,lifecycle\nalpha,Alpha,1,{lifecycle}\n"));
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
    let desk = Desk::at("1");
    desk.weekly(&monday(14), "performance", 2, &["89.5", "90.5"].repeat(6));
    desk.on(&monday(14), &["baseline", "alpha", "performance", "--weeks", "2026-W02..2026-W13"]);
    desk
}

/// A baseline that was stated; nobody knows its spread.
fn stated(value: &str) -> Desk {
    let desk = Desk::at("1");
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", value]);
    desk
}

/// A metric whose limits are 87.34 and 92.66 around 90.
fn charted(family: &str) -> Desk {
    let desk = if family == "performance" { Desk::at("1") } else { Desk::rolled_out() };
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
