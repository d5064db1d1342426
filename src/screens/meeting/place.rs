//! Owns the position of a meeting: the item on screen, the seconds that each item took, and whether the clock is
//! stopped. It is kept as drafts are, so that a meeting goes on after a crash or a closed laptop. It also names the
//! places of what is typed in it.
//!
//! The clock adds up the seconds that the shell reports, also while another page is on top, and at most five at once: a
//! clock that jumps, or a night with the lid closed, costs no item its time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{AgendaId, ReviewId};
use crate::interaction::context::{PLACES, in_the_open};

/// Seconds after which the clock is kept on disk again.
pub(super) const KEPT_EVERY: u32 = 5;

/// The position of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stand {
    /// Which item is shown; past the last is the closing page.
    pub at: usize,
    /// Does the clock stand?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
    /// Seconds that each item took.
    spent: BTreeMap<String, u32>,
}

/// The place of its draft.
pub(super) fn key(review: ReviewId) -> String {
    format!("{PLACES}meeting/{review}")
}

/// Where the texts of an item are kept: each item has its own drafts, and so has the closing page.
pub(in crate::screens) fn of_text(review: Option<ReviewId>, item: Option<AgendaId>, what: &str) -> String {
    let review = review.map_or_else(String::new, |review| review.to_string());
    let item = item.map_or_else(|| "end".to_owned(), |item| item.to_string());
    format!("meeting/{review}/{item}/{what}")
}

/// The review whose texts are kept at a place, under the mask or not; none where it is not a meeting's place.
pub(in crate::screens) fn review_of(place: &str) -> Option<ReviewId> {
    in_the_open(place).strip_prefix("meeting/")?.split('/').next()?.parse().ok()
}

/// The item of such a place, `end` for the closing page, and the kind of its text.
pub(in crate::screens) fn item_of(place: &str) -> Option<(&str, &str)> {
    let (before, what) = place.rsplit_once('/')?;
    Some((before.rsplit('/').next()?, what))
}

impl Stand {
    /// What was kept, if it can be read.
    pub fn read(body: &str) -> Option<Self> {
        serde_json::from_str(body).ok()
    }

    /// What is kept.
    pub fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Adds so many seconds to an item; answers its total.
    pub fn spend(&mut self, item: AgendaId, seconds: u32) -> u32 {
        let spent = self.spent.entry(item.to_string()).or_default();
        *spent = spent.saturating_add(seconds);
        *spent
    }

    /// Seconds that an item took.
    pub fn spent(&self, item: AgendaId) -> u32 {
        self.spent.get(&item.to_string()).copied().unwrap_or(0)
    }

    /// Seconds that all items took.
    pub fn total(&self) -> u32 {
        self.spent.values().fold(0, |sum, spent| sum.saturating_add(*spent))
    }
}

/// `04:12 left`, or `over by 01:10`; whether it is over.
pub(super) fn left(minutes: u32, spent: u32) -> (String, bool) {
    let given = minutes.saturating_mul(60);
    let clock = |seconds: u32| format!("{:02}:{:02}", seconds / 60, seconds % 60);
    if spent > given {
        (format!("over by {}", clock(spent - given)), true)
    } else {
        (format!("{} left", clock(given - spent)), false)
    }
}

/// The same where there is little room.
pub(super) fn brief(left: &str) -> String {
    left.strip_suffix(" left").unwrap_or(left).replace("over by ", "+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_comes_back_where_it_stood() {
        let mut stand = Stand { at: 2, ..Stand::default() };
        stand.spend(AgendaId(7), 61);
        stand.spend(AgendaId(7), 2);
        let back = Stand::read(&stand.body()).unwrap();
        assert_eq!((back.at, back.spent(AgendaId(7)), back.total(), back.paused), (2, 63, 63, false));
        stand.paused = true;
        assert!(Stand::read(&stand.body()).unwrap().paused);
        assert_eq!(Stand::read("nonsense"), None);
    }

    #[test]
    fn the_countdown_says_when_it_is_over() {
        assert_eq!(left(5, 48), ("04:12 left".to_owned(), false));
        assert_eq!(left(1, 60), ("00:00 left".to_owned(), false));
        assert_eq!(left(1, 130), ("over by 01:10".to_owned(), true));
        assert_eq!([brief("04:12 left"), brief("over by 01:10")], ["04:12", "+01:10"]);
    }
}
