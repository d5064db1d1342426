//! Owns the past moment that is looked at: the end of a day, or the closing of a review.

use super::clock::end_of;
use super::failure::{Failure, Result};
use crate::domain::{Day, Review};
use crate::store::{Reader, Store};

/// What `--as-of` calls the last closed review.
pub(in crate::cli) const LAST: &str = "last";

/// A moment that has been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its day.
    pub day: Day,
    /// The last entry that counts, if a review determines it; else the day does.
    entry: Option<i64>,
    /// What it is called.
    pub name: String,
}

impl Past {
    /// The end of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self { day, entry: None, name: day.to_string() }
    }

    /// The moment when a review was closed.
    ///
    /// # Errors
    /// Where there is none, or the journal does not hold its closing; with status 4.
    pub fn closing(review: Option<&Review>) -> Result<Self> {
        let Some(review) = review else {
            let hint = "look back at a day, or close one: `steerco review close DATE`";
            return Err(Failure::new(4, "no review is closed yet").hint(hint));
        };
        let (Some(entry), Some(closed)) = (review.entry, review.closed) else {
            let failure = Failure::new(4, "the journal of this file does not reach back to that review");
            return Err(failure.hint("look back at a day"));
        };
        Ok(Self { day: closed.day(), entry: Some(entry), name: format!("the review of {}", review.day) })
    }

    /// The workspace as it was at that moment.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reader(&self, store: &Store) -> Result<Reader> {
        Ok(match self.entry {
            Some(entry) => store.at_entry(entry)?,
            None => store.as_of(end_of(self.day))?,
        })
    }
}
