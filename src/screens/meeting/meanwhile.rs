//! What others do to a review while it is on the wall: the item on screen stays there, wherever it moves in the agenda.
//! If it is removed, or the review is closed, the wall says who did what.

use super::Room;
use crate::domain::{AgendaId, JournalEntry, ReviewState};
use crate::interaction::{Context, Effect, Query};

/// How the wall of a meeting that is going on stood before something was read anew.
pub(super) struct Before {
    /// The item that was shown; none on the closing page.
    item: Option<AgendaId>,
    /// Did this program write since?
    own: bool,
}

impl Room {
    /// The state of the wall; none before a review is open on it.
    pub(super) fn before(&self) -> Option<Before> {
        let goes_on = self.is_open() && self.resumed;
        goes_on.then(|| Before { item: self.item().map(|item| item.id), own: self.stale })
    }

    /// Stays on the item that was on screen. If others removed it, asks who did what.
    pub(super) fn stay(&mut self, before: &Before, context: &Context) -> Vec<Effect> {
        let at = match before.item {
            Some(shown) => self.items().iter().position(|item| item.id == shown),
            None => Some(self.items().len()),
        };
        let mut effects = match at {
            Some(at) => {
                self.stand.at = at;
                Vec::new()
            }
            None => self.show(self.stand.at, context),
        };
        if (at.is_none() || self.is(ReviewState::Closed)) && !before.own {
            let newest = Query::Journal { pilot: None, limit: 1, day: None };
            effects.push(Effect::load(newest));
        }
        effects
    }
}

/// The sentence about what somebody else did to the review on the wall.
pub(super) fn told(entries: &[JournalEntry]) -> Option<Effect> {
    entries.first().map(|entry| Effect::Meanwhile(entry.meanwhile()))
}
