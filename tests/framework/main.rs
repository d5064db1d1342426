//! Owns what the framework says and the programs on gates and on single warnings leave out. Everything is typed at the
//! command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2; where it is rolled out, that is on the
//! Monday of week 10.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod checklists;
mod clocks;
#[path = "../days/mod.rs"]
mod days;
mod gates;
#[path = "../days/items.rs"]
mod items;
mod owners;
mod past;
mod portfolio;
#[path = "../process/mod.rs"]
mod process;
#[path = "../typed/mod.rs"]
mod typed;
mod warnings;
mod weeks;

use days::{Desk, START, text};
use items::DIMENSIONS;
use serde_json::Value;
use typed::words;

/// The checklist of each stage.
const CHECKLISTS: [&str; 4] = [
    "s1.real-data s1.real-users s1.real-integration s1.operating-question s1.run-owners s1.run-updates \
     s1.run-exceptions s1.run-training s1.run-reporting s1.run-maintenance s1.partner-monitors s1.partner-audits \
     s1.partner-updates",
    "s2.pipelines s2.data-quality s2.master-data s2.erp s2.crm s2.scheduling s2.reporting s2.other-systems \
     s2.monitoring-framework s2.escalation-protocol s2.exception-procedure s2.human-override s2.audit-framework \
     s2.failure-protocol",
    "s3.process-documented s3.exception-training s3.accountable-managers s3.old-process-retired s3.user-training \
     s3.manager-training s3.reporting-structure s3.cohort s3.rollout-date s3.weekly-readings s3.old-process-watched \
     s3.stable s3.documented s3.governed s3.replicable",
    "s4.playbook s4.handoff s4.certifiers s4.expansion-units s4.expansion-geographies s4.first-certified",
];

/// Pilots of a public list, most of them taken over without a start.
const INVENTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/us-federal-slice.csv");

impl Desk {
    /// With people and nothing else.
    fn empty() -> Self {
        Self::kept("empty", || {
            let desk = Self::bare();
            desk.does(START, "new work.steerco --title Work");
            desk.does(START, "add person 'Vera Voss' --level vp");
            desk.does(START, "add person 'Nora Nash' --level manager");
            desk.does(START, "add person 'Dirk Dean' --level director");
            desk
        })
    }

    /// With a pilot in a stage that nobody owns. Beyond stage 1 it was taken over.
    fn ownerless(stage: u64) -> Self {
        Self::kept(&format!("ownerless {stage}"), || {
            let desk = Self::empty();
            desk.does(START, &format!("add pilot Alpha --started {START} --stage {stage}"));
            desk
        })
    }

    /// Types a line on a day.
    #[track_caller]
    fn does(&self, day: &str, line: &str) -> String {
        let words = words(line);
        self.on(day, &words.iter().map(String::as_str).collect::<Vec<&str>>())
    }

    /// With a pilot in a stage that has an owner with all powers.
    fn at(stage: u64) -> Self {
        Self::kept(&format!("at {stage}"), || {
            let desk = Self::ownerless(stage);
            desk.appoints(START);
            desk
        })
    }

    /// With a pilot in a stage that is rolled out to 100 users on a day.
    fn rolled_out(stage: u64, day: &str) -> Self {
        Self::kept(&format!("rolled out {stage} {day}"), || {
            let desk = Self::at(stage);
            desk.does(START, &format!("set alpha rollout {day}"));
            desk.does(START, "target alpha 100");
            desk
        })
    }

    /// Appoints an owner with all powers.
    #[track_caller]
    fn appoints(&self, day: &str) {
        self.does(day, &owner("yes", "yes", "yes"));
    }

    /// Gives a pilot that was taken over another stage, or any pilot another lifecycle, as a table does from elsewhere.
    #[track_caller]
    fn becomes(&self, day: &str, stage: u64, lifecycle: &str) {
        let table = format!("code,name,stage,lifecycle\nalpha,Alpha,{stage},{lifecycle}\n");
        self.fed(day, &["import", "-"], &table);
    }

    /// Types a line that is refused with those words.
    #[track_caller]
    fn denies(&self, day: &str, line: &str, says: &str) {
        let words = words(line);
        let err = self.refuses(day, &words.iter().map(String::as_str).collect::<Vec<&str>>(), 3);
        assert!(err.contains(says), "“{says}” is not said of “{line}”: {err}");
    }

    /// What a line answers as JSON.
    #[track_caller]
    fn answers(&self, day: &str, line: &str) -> Value {
        serde_json::from_str(&self.does(day, &format!("--json {line}"))).unwrap()
    }

    /// Scores every dimension at the pass mark, shown by something.
    #[track_caller]
    fn passes(&self, day: &str, evidence: &str) {
        for dimension in DIMENSIONS {
            self.does(day, &format!("score alpha {dimension} 3 --evidence '{evidence}' --by 'Nora Nash'"));
        }
    }

    /// Opens a workstream of Dirk; answers its id.
    #[track_caller]
    fn works(&self, day: &str, dimension: &str, due: &str) -> String {
        let more = format!("--owner 'Dirk Dean' --due {due} --exit-test 'it runs'");
        text(&self.answers(day, &format!("add workstream alpha {dimension} {more}")), "id")
    }

    /// Closes a workstream by a score of the assessor.
    #[track_caller]
    fn closes(&self, day: &str, id: &str) {
        self.does(day, &format!("workstream {id} done --evidence 'it ran' --rescore 3 --by 'Nora Nash'"));
    }

    /// Books the gate out of the present stage.
    #[track_caller]
    fn books(&self, date: &str) {
        self.does(START, &format!("gate alpha --book {date}"));
    }

    /// The computed status of a family, or of the gate.
    #[track_caller]
    fn computed(&self, day: &str, family: &str) -> String {
        text(&self.answers(day, "show alpha")["computed_by_family"], family)
    }

    /// What the pilot looks like on a day.
    #[track_caller]
    fn shown(&self, when: (&str, &str)) -> Value {
        let (status, out, err) = self.run(when, &["--json", "show", "alpha"], "");
        assert_eq!(status, 0, "{out}{err}");
        serde_json::from_str(&out).unwrap()
    }

    /// Every warning that fires for the pilot, in alphabetical order.
    #[track_caller]
    fn all(&self, when: (&str, &str)) -> Vec<String> {
        let found = self.json(when, &["signals", "alpha"]);
        let mut all: Vec<String> = found.iter().map(|found| text(found, "warning")).collect();
        all.sort();
        all
    }

    /// What is known now and what was recorded then say the same of a day: those warnings, and no other.
    #[track_caller]
    fn fire_only(&self, day: &str, warnings: &[&str]) {
        for flag in ["--today", "--as-of"] {
            assert_eq!(self.all((flag, day)), warnings, "{flag} {day}");
        }
    }
}

/// The line that appoints Vera with answers to the three questions.
fn owner(accountability: &str, authority: &str, committee: &str) -> String {
    let powers = format!("--power accountability={accountability} --power authority={authority}");
    format!("owner alpha 'Vera Voss' --why hers {powers} --power committee={committee}")
}

/// The same value so many times.
fn times(value: &str, count: usize) -> Vec<&str> {
    vec![value; count]
}
