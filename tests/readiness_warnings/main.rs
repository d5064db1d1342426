//! Owns the early warnings that rest on readiness, gates, checklists, owners and partners: each one fires, does not
//! fire one step below, is cleared, and was not there as of the day before. All of it is typed at the command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2, so that week 9 of stage 1 is ISO week 10.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../days/mod.rs"]
mod days;
#[path = "../days/items.rs"]
mod items;
mod people;
#[path = "../process/mod.rs"]
mod process;
mod proof;
mod time;

use days::{Desk, LATER, START, monday, text};
use items::DIMENSIONS;

const PARTNER_TASKS: [&str; 3] = ["s1.partner-monitors", "s1.partner-audits", "s1.partner-updates"];

/// What `late-governance` asks for.
const GUARDS: [&str; 6] = [
    "s2.pipelines",
    "s2.data-quality",
    "s2.master-data",
    "s2.monitoring-framework",
    "s2.human-override",
    "s2.escalation-protocol",
];

const OTHER_DOCUMENTS: [&str; 3] = ["s2.exception-procedure", "s2.audit-framework", "s2.failure-protocol"];

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

    #[track_caller]
    fn books(&self, day: &str, gate: &str, date: &str) {
        self.on(day, &["gate", "alpha", gate, "--book", date]);
    }
}
