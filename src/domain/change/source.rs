//! Owns what is remembered of the files that pilots came from: what each file said last, so that the next import can
//! tell what it says anew.
//!
//! Two kinds of file are told apart. A *register* of records that are taken over has no key: its rows are matched by
//! what they said. A *tracker* is matched by code or name (`Source::TRACKED`); what is remembered of it tells an edit
//! made here from one made in the file. A field of which the file says the same as last time stays as it is here; one
//! that changed at both ends is rejected. Pilots of a register are not expected to report. What a tracker said of a
//! register's pilot stands in the same row (`tracked`).
//!
//! Trackers are told apart by the columns that feed a field, not by their file name, which changes each week. A tracker
//! whose columns changed is compared with the one that last said something new, as far as its columns go, and is
//! remembered beside it.
//!
//! Of a person it is remembered whom the file meant, so that they may be renamed here; of a note each part, so that
//! only a changed part is noted. A stage that disagrees with a gate counts as unchanged at first; if the file says it
//! anew, it is rejected. The stages of imported pilots begin with the import, unless a column `entered` says otherwise.
//! A table in steerco's own columns is not remembered: it was exported from the workspace, what it says is newer, and
//! an empty cell of it says nothing. Nothing depends on what is remembered, so that an older import can be undone after
//! a newer one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a file said of a pilot: a hash of the text of each field.
pub type Sayings = BTreeMap<String, String>;

/// What an imported row said, by which the next import of the file finds the row and sees what changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the mapping.
    pub profile: String,
    /// In a register, the group that it is matched in; in a tracker, [`Self::TRACKED`].
    pub key: String,
    /// What was said.
    pub said: Said,
}

impl Source {
    /// The group of all rows that have a code or a name, and so need none. No key of a register begins with a blank.
    pub const TRACKED: &str = " tracked";
}

/// What files said of one pilot. A register speaks once; trackers of the same pilots, told apart by their columns, are
/// remembered one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The tracker that last said something new, by its columns; empty for a register, and for a tracker remembered
    /// without columns.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    tracker: String,
    /// What each of the other trackers said last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    others: BTreeMap<String, Sayings>,
    /// What was said last of all.
    #[serde(flatten)]
    pub last: Sayings,
}

impl From<Sayings> for Said {
    fn from(last: Sayings) -> Self {
        Self { last, ..Self::default() }
    }
}

impl Said {
    /// What that tracker said last. An unknown tracker may be a known one whose columns changed, so it counts as the
    /// one that last said something new.
    #[must_use]
    pub fn by(&self, tracker: &str) -> &Sayings {
        if self.tracker == tracker { &self.last } else { self.others.get(tracker).unwrap_or(&self.last) }
    }

    /// The tracker that last said something new; empty for a register, and for a tracker remembered without columns.
    #[must_use]
    pub fn tracker(&self) -> &str {
        &self.tracker
    }

    /// Did that tracker speak before?
    #[must_use]
    pub fn knows(&self, tracker: &str) -> bool {
        self.tracker == tracker || self.others.contains_key(tracker)
    }

    /// What each of them said last.
    pub fn all(&self) -> impl Iterator<Item = &Sayings> {
        std::iter::once(&self.last).chain(self.others.values())
    }

    /// The same after that tracker has spoken.
    #[must_use]
    pub fn after(&self, tracker: &str, said: Sayings) -> Self {
        let mut others = self.others.clone();
        if !self.tracker.is_empty() {
            others.insert(self.tracker.clone(), self.last.clone());
        }
        others.remove(tracker);
        Self { tracker: tracker.to_owned(), others, last: said }
    }

    /// The same after an undo of what turned `before` into `after`: that tracker's words go back to what they were.
    /// What it, or another one, said later stays.
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
