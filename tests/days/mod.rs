//! One user who types commands of a day.
//!
//! Weeks are those of 2026, and the pilot is always `alpha`.

#![allow(dead_code, reason = "each test file uses what it needs")]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{Days, NaiveDate, Weekday};
use serde_json::Value;
use tempfile::TempDir;

use crate::process::{self, STEERCO};

/// The day on which the pilot starts.
pub const START: &str = "2026-01-05";
/// Late enough for every entry that is not late on purpose.
pub const LATER: &str = "2026-08-31";
/// The lower level of a warning.
pub const WATCH: &str = "watch";
/// The higher level of a warning.
pub const SIGNAL: &str = "signal";
/// What does not fire.
pub const NOTHING: &str = "";

/// One user with folders and a workspace of their own.
pub struct Desk {
    /// Holds the folders and `work.steerco`.
    pub folder: TempDir,
}

impl Desk {
    /// What those commands make: typed once, and copied for every test that begins so.
    pub fn kept(what: &str, make: impl FnOnce() -> Self) -> Self {
        static KEPT: Mutex<BTreeMap<String, Arc<OnceLock<Vec<u8>>>>> = Mutex::new(BTreeMap::new());
        let kept = Arc::clone(KEPT.lock().unwrap().entry(what.to_owned()).or_default());
        Self { folder: process::copied(&kept, || make().folder) }
    }

    /// Without any workspace.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Runs a command of a day; `flag` says whether it is today, or the past. Answers status, output and error.
    pub fn run(&self, (flag, day): (&str, &str), words: &[&str], input: &str) -> (i32, String, String) {
        let workspace: &[&str] = if words.first() == Some(&"new") { &[] } else { &["--workspace", "work.steerco"] };
        let all = [workspace, &[flag, day], words].concat();
        let mut command = process::command(self.folder.path(), STEERCO, &all);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let written = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        assert!(written.is_ok() || input.is_empty(), "{words:?} does not read its input");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// A command of a day that works; answers what it printed.
    #[track_caller]
    pub fn on(&self, day: &str, words: &[&str]) -> String {
        self.fed(day, words, "")
    }

    /// A command of a day that works and reads its input; answers what it printed.
    #[track_caller]
    pub fn fed(&self, day: &str, words: &[&str], input: &str) -> String {
        let (status, out, err) = self.run(("--today", day), words, input);
        assert_eq!(status, 0, "{words:?} on {day}: {out}{err}");
        out
    }

    /// A command of a day that must be refused; answers the error.
    #[track_caller]
    pub fn refuses(&self, day: &str, words: &[&str], status: i32) -> String {
        let (found, out, err) = self.run(("--today", day), words, "");
        assert_eq!((found, out.as_str()), (status, ""), "{words:?} on {day}: {err}");
        err
    }

    /// What a command says as JSON; `when` is as in [`Self::run`].
    #[track_caller]
    pub fn json(&self, when: (&str, &str), words: &[&str]) -> Vec<Value> {
        let (status, out, err) = self.run(when, &[&["--json"], words].concat(), "");
        assert_eq!(status, 0, "{words:?} on {when:?}: {out}{err}");
        serde_json::from_str(&out).unwrap()
    }

    /// How a warning that fires explains itself.
    #[track_caller]
    pub fn says(&self, day: &str, warning: &str) -> String {
        let found = self.json(("--today", day), &["signals", "alpha"]);
        text(found.iter().find(|found| found["warning"] == warning).unwrap(), "explanation")
    }

    /// Enters a value a week, all of them on one day; `-` is “not measured” and an empty one is left out.
    #[track_caller]
    pub fn weekly(&self, day: &str, metric: &str, first: u64, values: &[&str]) {
        let rows = (first..).zip(values).filter(|(_, value)| !value.is_empty()).map(|(number, value)| {
            let note = if *value == "-" { "nobody counted" } else { "" };
            format!("alpha,{metric},{},{value},{note}\n", week(number))
        });
        let table = format!("pilot,metric,week,value,note\n{}", rows.collect::<String>());
        self.fed(day, &["record", "--from", "-"], &table);
    }

    /// Records a verdict of that day.
    #[track_caller]
    pub fn decides(&self, day: &str, gate: &str, verdict: &str, more: &[&str]) {
        let what = ["gate", "alpha", gate, "--decide", verdict, "--by", "Vera Voss", "--why", "so it was found"];
        self.on(day, &[&what[..], more].concat());
    }

    /// Ticks items as done.
    #[track_caller]
    pub fn ticks(&self, day: &str, items: &[&str]) {
        for item in items {
            self.on(day, &["tick", "alpha", item, "--state", "done", "--evidence", "shown"]);
        }
    }

    /// Marks an item as not applicable.
    #[track_caller]
    pub fn spares(&self, day: &str, item: &str) {
        self.on(day, &["tick", "alpha", item, "--state", "na", "--why", "We have none."]);
    }

    /// The level at which a warning fires for the pilot; nothing where it does not.
    #[track_caller]
    pub fn level(&self, when: (&str, &str), warning: &str) -> String {
        let found = self.json(when, &["signals", "alpha"]);
        found.iter().find(|found| found["warning"] == warning).map_or_else(String::new, |found| text(found, "level"))
    }

    /// What is known now says that on a day a warning fires at a level.
    #[track_caller]
    pub fn fires(&self, day: &str, warning: &str, level: &str) {
        assert_eq!(self.level(("--today", day), warning), level, "{warning} on {day}");
    }

    /// A warning fires on a day, and says since when.
    #[track_caller]
    pub fn since(&self, day: &str, warning: &str, since: &str) {
        let found = self.json(("--today", day), &["signals", "alpha"]);
        let found = found.iter().find(|found| found["warning"] == warning);
        assert_eq!(text(found.unwrap(), "since"), since, "{warning} on {day}");
    }

    /// A warning came with what was recorded on that day: the day before it was not there.
    #[track_caller]
    pub fn came(&self, day: &str, warning: &str, level: &str) {
        assert_eq!(self.level(("--as-of", &before(day)), warning), NOTHING, "{warning} as of the day before {day}");
        assert_eq!(self.level(("--as-of", day), warning), level, "{warning} as of {day}");
        self.fires(day, warning, level);
    }

    /// A warning went with what was recorded on that day: the day before it was there.
    #[track_caller]
    pub fn went(&self, day: &str, warning: &str, level: &str) {
        assert_eq!(self.level(("--as-of", &before(day)), warning), level, "{warning} as of the day before {day}");
        assert_eq!(self.level(("--as-of", day), warning), NOTHING, "{warning} as of {day}");
        self.fires(day, warning, NOTHING);
    }
}

/// A field of a record that must be text.
pub fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("“{field}” is no text in {value}")).to_owned()
}

/// A day of the weeks of 2026; week 54 is the first of 2027.
fn date(week: u64, weekday: u64) -> NaiveDate {
    NaiveDate::from_isoywd_opt(2026, 1, Weekday::Mon).unwrap() + Days::new((week - 1) * 7 + weekday - 1)
}

/// The Monday of a week.
pub fn monday(week: u64) -> String {
    date(week, 1).to_string()
}

/// The Tuesday of a week.
pub fn tuesday(week: u64) -> String {
    date(week, 2).to_string()
}

/// The Wednesday of a week.
pub fn wednesday(week: u64) -> String {
    date(week, 3).to_string()
}

/// The Thursday of a week.
pub fn thursday(week: u64) -> String {
    date(week, 4).to_string()
}

/// The Friday of a week.
pub fn friday(week: u64) -> String {
    date(week, 5).to_string()
}

/// The Saturday of a week.
pub fn saturday(week: u64) -> String {
    date(week, 6).to_string()
}

/// The Sunday of a week.
pub fn sunday(week: u64) -> String {
    date(week, 7).to_string()
}

/// So many days after a day.
pub fn after(day: &str, days: u64) -> String {
    (day.parse::<NaiveDate>().unwrap() + Days::new(days)).to_string()
}

/// The day before a day.
pub fn before(day: &str) -> String {
    (day.parse::<NaiveDate>().unwrap() - Days::new(1)).to_string()
}

/// A week as people write it.
pub fn week(number: u64) -> String {
    date(number, 1).format("%G-W%V").to_string()
}
