//! How far down a page of the meeting goes, and what its arrow keys do: they scroll what does not fit, and point at one
//! of a list of actions.

use super::{Room, brought, draw};
use crate::domain::Action;
use crate::interaction::{Context, Effect};

impl Room {
    /// The number of rows one below another: actions, reasons or pilots, then what lies below the picture of a pilot,
    /// then what the item brought; on the closing page, items.
    pub(super) fn rows(&self, context: &Context) -> usize {
        if let Some(item) = self.item() {
            return self.before_brought(context) + brought::of_item(self, item, context).len();
        }
        let before = self.meeting.as_ref().map(|meeting| draw::said_before(self, meeting, context).len());
        before.unwrap_or(0) + self.items().len()
    }

    /// Can another action be pointed at below that one?
    fn points_below(&self, further: usize) -> bool {
        self.action().is_some() && self.item().is_some_and(|item| further + 1 < item.reasons.len())
    }

    /// Does more follow, so far down the page: another action to point at, or what has no room there?
    pub(super) fn follows(&self, further: usize, context: &Context) -> bool {
        let more = || {
            let seen = draw::seen(self, further, context);
            seen.cut || seen.below
        };
        further + 1 < self.rows(context) && (self.points_below(further) || more())
    }

    /// How far down the page scrolls: to the last action that can be pointed at, else until the rest fits.
    pub(super) fn furthest(&self, context: &Context) -> usize {
        furthest(self.rows(context), |further| self.follows(further, context))
    }

    /// How far a list scrolls that is only read: by what fits, less one row.
    fn stride(&self, context: &Context) -> usize {
        draw::seen(self, self.further, context).rows.len().saturating_sub(1).max(1)
    }

    /// Where `↓` leads: the next row, further down a list, or what the item brought once nothing else follows.
    pub(super) fn down(&self, context: &Context) -> usize {
        let (seen, before) = (draw::seen(self, self.further, context), self.before_brought(context));
        if self.points_below(self.further) {
            return self.further + 1;
        }
        if self.further < before && seen.below && !seen.cut {
            return before;
        }
        (self.further + self.stride(context)).min(self.furthest(context)).max(self.further + 1)
    }

    /// Scrolls down to a row; the rows of a list stay where they are as long as the one pointed at is visible.
    pub(super) fn go_down_to(&mut self, further: usize, context: &Context) -> Vec<Effect> {
        self.top = draw::seen(self, self.further, context).rows.first().map_or(0, |(first, _)| *first);
        self.further = further;
        Vec::new()
    }

    /// Where `↑` goes back to.
    pub(super) fn up(&self, context: &Context) -> usize {
        let before = self.before_brought(context);
        if self.further > 0 && self.further == before && self.action_of_last().is_none() {
            return furthest(before, |further| draw::seen(self, further, context).cut).min(before - 1);
        }
        let stride = if self.action().is_some() || self.further > before { 1 } else { self.stride(context) };
        self.further.saturating_sub(stride)
    }

    /// The action of the last reason: where there is one, actions are pointed at.
    fn action_of_last(&self) -> Option<&Action> {
        let item = self.item().filter(|item| item.pilot.is_none())?;
        self.action_of(item.reasons.last()?)
    }
}

/// The first of so many rows after which nothing follows. Few are tried, as each try draws the page.
fn furthest(rows: usize, follows: impl Fn(usize) -> bool) -> usize {
    (0..rows).collect::<Vec<_>>().partition_point(|further| follows(*further))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::furthest;

    #[test]
    fn few_pages_are_drawn_to_know_how_far_down_thousands_of_rows_go() {
        for end in [0, 1, 2, 2999, 4999] {
            let drawn = Cell::new(0);
            let follows = |further: usize| {
                drawn.set(drawn.get() + 1);
                further < end
            };
            assert_eq!(furthest(5000, follows), end);
            assert!(drawn.get() <= 14, "{} pages for {end}", drawn.get());
        }
        assert_eq!(furthest(0, |_| true), 0, "a page without rows");
    }
}
