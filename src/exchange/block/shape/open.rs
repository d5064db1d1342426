//! Owns the choice of the column that names each row's metric where no heading does, and of the rows that still leave
//! it open.

use std::collections::HashSet;

use super::{Columns, Kind, NOT_METRICS, Sheet, folded, text};
use crate::exchange::profile::Profile;

/// What leaves it open which metric a row is about.
#[derive(Default)]
pub(super) struct Open {
    /// The columns of the pilots, and of words of which nothing is known; none where a column says the metrics.
    pilots: Option<usize>,
    words: Option<usize>,
    /// The pilots that have several rows, in small letters.
    several: HashSet<String>,
}

impl Open {
    /// The column by which it is open of a row.
    pub fn in_row(&self, row: &[String], pilot: &str) -> Option<usize> {
        let words = self.words.filter(|place| !text(row, Some(*place)).is_empty());
        words.or_else(|| self.pilots.filter(|_| self.several.contains(&folded(pilot))))
    }
}

impl Sheet<'_> {
    /// Takes a column for that of the metrics where most of its words name one of their row's pilot, and no heading
    /// says which column it is.
    pub(super) fn find_metrics(&self, first: usize, columns: &mut Columns) {
        let Some(pilots) = columns.pilot.filter(|_| columns.metric.is_none()) else {
            return;
        };
        let taken = columns.taken();
        let mut others = (0..columns.names.len()).filter(|place| !taken.contains(&Some(*place)));
        columns.metric = others.find(|place| self.names_metrics(first, pilots, *place));
        if let Some(name) = columns.metric.and_then(|place| columns.names.get_mut(place)) {
            "metric".clone_into(name);
        }
    }

    fn names_metrics(&self, first: usize, pilots: usize, place: usize) -> bool {
        let (mut pilot, mut named, mut words) = ("", 0, 0);
        for row in self.rows.iter().skip(first + 1) {
            // One that is written once stands above its other metrics.
            pilot = Some(text(row, Some(pilots))).filter(|written| !written.is_empty()).unwrap_or(pilot);
            let cell = text(row, Some(place));
            if self.kind(cell) == Kind::Word {
                words += 1;
                named += usize::from((self.is_metric)(pilot, cell));
            }
        }
        named * 2 > words
    }

    /// What leaves it open, in a block whose header names the pilots, which metric its rows are about.
    pub(super) fn open(&self, first: usize, columns: &Columns) -> Open {
        let Some(pilots) = columns.pilot.filter(|_| columns.metric.is_none()) else {
            return Open::default();
        };
        let (mut seen, mut several) = (HashSet::new(), HashSet::new());
        let names = self.rows.iter().skip(first + 1).map(|row| folded(text(row, Some(pilots))));
        for name in names.filter(|name| !name.is_empty()) {
            if !seen.insert(name.clone()) {
                several.insert(name);
            }
        }
        Open { pilots: Some(pilots), words: self.unknown_words(first, columns), several }
    }

    /// A column of words of which neither its heading nor a tracker says what they are.
    fn unknown_words(&self, first: usize, columns: &Columns) -> Option<usize> {
        let taken = columns.taken();
        let tracker = Profile::builtin("tracker").ok()?;
        let known: HashSet<String> = tracker.columns().map(folded).collect();
        let is_known = |name: &String| known.contains(name) || NOT_METRICS.contains(&name.as_str());
        let has_words =
            |place: usize| self.rows.iter().skip(first + 1).any(|row| self.kind(text(row, Some(place))) == Kind::Word);
        let is_head = |place: usize| self.rows[first].get(place).is_some_and(|head| self.kind(head) == Kind::Word);
        let mut others = columns.names.iter().enumerate().filter(|(place, _)| !taken.contains(&Some(*place)));
        let is_one = |place: usize, name: &String| is_head(place) && !is_known(name) && has_words(place);
        others.find(|&(place, name)| is_one(place, name)).map(|(place, _)| place)
    }
}
