//! What a user types on a day, written as one line, and the workspaces that lines begin with.

use crate::days::{Desk, START};
use crate::typed::words;

/// Pilots of a public list, most of them taken over without a start.
pub const INVENTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/us-federal-slice.csv");

impl Desk {
    /// With people and nothing else.
    pub fn empty() -> Self {
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
    pub fn ownerless(stage: u64) -> Self {
        Self::kept(&format!("ownerless {stage}"), || {
            let desk = Self::empty();
            desk.does(START, &format!("add pilot Alpha --started {START} --stage {stage}"));
            desk
        })
    }

    /// Types a line on a day.
    #[track_caller]
    pub fn does(&self, day: &str, line: &str) -> String {
        let words = words(line);
        self.on(day, &words.iter().map(String::as_str).collect::<Vec<&str>>())
    }
}
