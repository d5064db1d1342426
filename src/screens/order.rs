//! Owns the orders of a table: its screen says which there are, and `s` goes from one to the next.

use std::borrow::Borrow;
use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::seek::folded;
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect, Filter};
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// An order of rows.
pub(super) struct Order<T> {
    /// What the screen says of it.
    pub title: &'static str,
    /// Which of two rows comes first; those that are alike stand as the first order of the table has them.
    pub compare: fn(&T, &T, &Context) -> Ordering,
}

/// Which order of a table is in force; the first one, until another is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sort(usize);

impl Sort {
    /// Goes on to the next order; answers what that is called.
    pub(super) fn turn<T>(&mut self, orders: &[Order<T>]) -> &'static str {
        self.0 = (self.0 + 1) % orders.len().max(1);
        orders.get(self.0).map_or("", |order| order.title)
    }

    /// Do the rows stand as they do by themselves?
    pub(super) const fn is_first(self) -> bool {
        self.0 == 0
    }

    /// What is said beside the rows; nothing where they stand as they do by themselves.
    pub(super) fn said<T>(self, orders: &[Order<T>]) -> &'static str {
        orders.get(self.0).filter(|_| !self.is_first()).map_or("", |order| order.title)
    }

    /// Puts rows in order.
    pub(super) fn apply<T>(self, orders: &[Order<T>], rows: &mut [impl Borrow<T>], context: &Context) {
        let (Some(first), Some(order)) = (orders.first(), orders.get(self.0)) else {
            return;
        };
        rows.sort_by(|one, other| {
            let (one, other): (&T, &T) = (one.borrow(), other.borrow());
            (order.compare)(one, other, context).then_with(|| (first.compare)(one, other, context))
        });
    }
}

/// Names in their order, whatever their case and accents; what has none comes last.
pub(super) fn by_name(one: &str, other: &str) -> Ordering {
    (one.is_empty(), folded(one)).cmp(&(other.is_empty(), folded(other)))
}

/// A screen whose rows have several orders.
pub(super) trait Sorts: Sized {
    /// Can they be put in another one now?
    fn sortable(&self, context: &Context) -> Live;

    /// Puts them in the next one, the cursor on its row; answers what that is called.
    fn resort(&mut self, context: &Context) -> &'static str;
}

/// `s`: another order.
pub(super) const fn sort<S: Sorts>() -> Verb<S> {
    Verb::new(("sort", "sort"), "Another order of the rows.", &["s"], S::sortable, |screen, context| {
        vec![Effect::info(format!("Rows {}.", screen.resort(context)))]
    })
}

/// Draws the last row of a table: the filter, and which order is in force while none is typed. Answers where the cursor sits.
pub(super) fn foot(
    filter: &Filter,
    said: &str,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) -> Option<Position> {
    let cursor = filter.draw(area, buffer, context);
    if !filter.is_typing() && area.height > 1 {
        let mut pen = Pen::new(buffer, area, area.height - 1);
        pen.skip(filter.columns() + 1).words(said, context.theme.style(Role::Dim));
    }
    cursor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_their_order_and_those_without_one_last() {
        let mut names = ["", "Zoe", "émile", "Eva", "adam"];
        names.sort_by(|one, other| by_name(one, other));
        assert_eq!(names, ["adam", "émile", "Eva", "Zoe", ""]);
    }

    #[test]
    fn the_orders_follow_each_other_and_only_those_that_are_not_the_first_are_said() {
        let orders = ["as they are", "by name", "by owner"]
            .map(|title| Order { title, compare: |one: &u8, other: &u8, _: &Context| one.cmp(other) });
        let mut sort = Sort::default();
        assert_eq!(sort.said(&orders), "");
        let turned = [(); 3].map(|()| (sort.turn(&orders), sort.said(&orders)));
        assert_eq!(turned, [("by name", "by name"), ("by owner", "by owner"), ("as they are", "")]);
    }
}
