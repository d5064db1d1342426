//! Owns what is remembered of the files that pilots came from: what each of them said last, so that the next import
//! sees what is said anew.
//!
//! A register of records that are taken over is matched by what its rows said, as they have no key. A tracker is
//! matched by code or name, and what is remembered tells an edit made here from one made in the file: a field of which
//! the file says what it said last time stays as it is here; one that changed at both ends is rejected. Its `match` is
//! `Source::TRACKED`, which tells the two apart: only a register's pilots are not expected to report. What a tracker
//! said of a register's pilot stands in the same row (`tracked`).
//!
//! Trackers are told apart by the columns that feed a field, not by the name of a file, which changes each week. One
//! whose columns changed is compared with the one that last said something new, as far as it has columns for that, and
//! is remembered beside it. Of people it is remembered whom the file meant, so that somebody may be called otherwise
//! here; of a note each part by itself, so that only what changed is noted. A stage that disagrees with a gate is
//! counted among what stays; said anew, it is rejected. A table in steerco's own columns is not remembered: it was
//! taken out of the workspace, and what it says is newer; an empty cell of it says nothing. Stages of imported pilots
//! begin with the import, unless a column `entered` says otherwise. What is remembered is in nobody's way: an older
//! import can be taken back after a newer one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a file said of a pilot: each field with a hash of the text.
pub type Sayings = BTreeMap<String, String>;

/// What an imported row said, so that the next import of the same file finds it and sees what changed in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the mapping.
    pub profile: String,
    /// The group that it is matched in, in a register of records that are taken over; [`Self::TRACKED`] in a tracker.
    pub key: String,
    /// What was said.
    pub said: Said,
}

impl Source {
    /// The group of rows that a code or a name tells, which need none. No key of a register begins with a blank.
    pub const TRACKED: &str = " tracked";
}

/// What files said of one pilot. A register says something once; trackers of the same pilots, which differ in their
/// columns, are remembered each by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The tracker that said something new last, by its columns; empty of a register, and of a tracker that was
    /// remembered without them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    tracker: String,
    /// What the other trackers said, each when it spoke last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    others: BTreeMap<String, Sayings>,
    /// What was said last.
    #[serde(flatten)]
    pub last: Sayings,
}

impl From<Sayings> for Said {
    fn from(last: Sayings) -> Self {
        Self { last, ..Self::default() }
    }
}

impl Said {
    /// What that tracker said when it spoke last. One that is met for the first time may be another one with other
    /// columns, and counts as the one that said something new last.
    #[must_use]
    pub fn by(&self, tracker: &str) -> &Sayings {
        if self.tracker == tracker { &self.last } else { self.others.get(tracker).unwrap_or(&self.last) }
    }

    /// The tracker that said something new last; empty of a register, and of one that was remembered without columns.
    #[must_use]
    pub fn tracker(&self) -> &str {
        &self.tracker
    }

    /// Did that tracker speak before?
    #[must_use]
    pub fn knows(&self, tracker: &str) -> bool {
        self.tracker == tracker || self.others.contains_key(tracker)
    }

    /// What all of them said, each when it spoke last.
    pub fn all(&self) -> impl Iterator<Item = &Sayings> {
        std::iter::once(&self.last).chain(self.others.values())
    }

    /// The same, once that tracker has spoken.
    #[must_use]
    pub fn after(&self, tracker: &str, said: Sayings) -> Self {
        let mut others = self.others.clone();
        if !self.tracker.is_empty() {
            others.insert(self.tracker.clone(), self.last.clone());
        }
        others.remove(tracker);
        Self { tracker: tracker.to_owned(), others, last: said }
    }

    /// The same, once what made `after` of `before` is taken back: its tracker has said again what it said then. What
    /// others said since stays, and what that tracker itself said since.
    #[must_use]
    pub fn without(mut self, before: &Self, after: &Self) -> Self {
        let tracker = &after.tracker;
        if !self.knows(tracker) || self.by(tracker) != after.by(tracker) {
            return self;
        }
        if self.tracker == *tracker {
            (self.tracker, self.last) = (before.tracker.clone(), before.last.clone());
            self.others.remove(&self.tracker);
        }
        match before.others.get(tracker).or_else(|| before.knows(tracker).then_some(&before.last)) {
            Some(said) if self.tracker != *tracker => drop(self.others.insert(tracker.clone(), said.clone())),
            Some(_) => {}
            None => drop(self.others.remove(tracker)),
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(unit: &str) -> Sayings {
        Sayings::from([("unit".to_owned(), unit.to_owned())])
    }

    #[test]
    fn each_tracker_is_remembered_by_itself() {
        let said = Said::from(says("one")).after("a", says("two")).after("b", says("three"));
        assert_eq!((said.by("a"), said.by("b")), (&says("two"), &says("three")));
        assert_eq!(said.by("c"), &says("three"), "one that is new counts as the last");
        assert!(said.knows("a") && !said.knows("c"));
        let said = said.after("a", says("four"));
        assert_eq!((said.by("a"), said.by("b"), said.all().count()), (&says("four"), &says("three"), 2));
    }

    #[test]
    fn what_a_tracker_said_is_taken_back_and_what_others_said_since_stays() {
        let before = Said::from(says("one")).after("a", says("two")).after("b", says("three"));
        let after = before.after("a", says("four"));
        let now = after.after("b", says("five"));
        let without = now.clone().without(&before, &after);
        assert_eq!((without.by("a"), without.by("b")), (&says("two"), &says("five")));
        let since = now.after("a", says("six"));
        assert_eq!(since.clone().without(&before, &after), since);
        assert_eq!(after.clone().without(&before, &after), before);
        let first = before.after("c", says("seven"));
        assert!(!first.after("a", says("eight")).without(&before, &first).knows("c"));
    }

    #[test]
    fn what_was_remembered_without_columns_is_read() {
        let flat = r#"{"unit":"one"}"#;
        let said: Said = serde_json::from_str(flat).unwrap();
        assert_eq!((said.by("a"), serde_json::to_string(&said).unwrap().as_str()), (&says("one"), flat));
        let said = said.after("a", says("two")).after("b", says("three"));
        assert_eq!(serde_json::from_str::<Said>(&serde_json::to_string(&said).unwrap()).unwrap(), said);
    }
}
