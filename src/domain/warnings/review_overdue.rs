//! `review-overdue`: the committee has not met for too long. It is about the portfolio, not about a pilot.

use chrono::Duration;

use super::Found;
use super::clock::of_pilot;
use crate::domain::{Attention, Day, Rules};

/// Its id in the framework.
pub const ID: &str = "review-overdue";

/// The finding on `day`, if the last review was closed on `closed` and the first pilot began on `first`.
#[must_use]
pub fn judge(closed: Option<Day>, first: Option<Day>, day: Day, rules: &Rules) -> Option<Found> {
    let days = rules.count("warning.review-overdue.days", None);
    let since = closed.or(first).filter(|since| *since <= day)?;
    let passed = (day - since).num_days();
    (passed > days).then(|| {
        let told = match closed {
            Some(closed) => format!("The last review was closed {passed} days ago, on {closed}."),
            None => format!("No review was closed since the first pilot began {passed} days ago, on {since}."),
        };
        of_pilot(
            Attention::Signal,
            Some(since + Duration::days(days + 1)),
            told,
            format!("over {days} days since the last closed review, or since the first pilot"),
            "a review is closed".to_owned(),
        )
    })
}
