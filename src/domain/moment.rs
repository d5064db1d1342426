//! Owns [`Moment`]: up to which entry of the journal things count, and on which day they are judged. The present is a
//! moment too.

use super::{Day, Week};

/// A point of view: what had been recorded by an entry, judged on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The newest journal entry that counts.
    pub entry: i64,
    /// The day of judgement.
    pub day: Day,
}

impl Moment {
    /// Everything recorded, judged on `day`.
    #[must_use]
    pub const fn present(day: Day) -> Self {
        Self { entry: i64::MAX, day }
    }

    /// The last week that has ended. Readings of later weeks are not seen.
    #[must_use]
    pub fn reporting_week(self) -> Week {
        Week::ended_by(self.day)
    }

    /// Has this week ended? A reading of the running week does not count yet.
    #[must_use]
    pub fn has_ended(self, week: Week) -> bool {
        week <= self.reporting_week()
    }
}
