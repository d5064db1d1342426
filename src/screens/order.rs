//! Owns the orders of rows and cards: a screen says which orders it has, `s` goes from one to the next, and the last
//! one is kept beyond the end of the program.

use std::borrow::Borrow;
use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::seek::folded;
use crate::interaction::context::PLACES;
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect, Filter};
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// An order of rows.
pub(super) struct Order<T> {
    /// What the screen says of it.
    pub title: &'static str,
    /// Which of two rows comes first; equal ones are sorted by the table's first order.
    pub compare: fn(&T, &T, &Context) -> Ordering,
}

/// The place where a screen's order is kept.
fn place(screen: &str) -> String {
    format!("{PLACES}order/{screen}")
}

/// Which order is in force; the first one, until another is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sort(usize);

impl Sort {
    /// The order in which that screen was left.
    pub(super) fn left<T>(screen: &str, orders: &[Order<T>], context: &Context) -> Self {
        let at = |title: &String| orders.iter().position(|order| order.title == title.as_str());
        Self(context.drafts.get(&place(screen)).and_then(at).unwrap_or_default())
    }

    /// Goes on to the next order: it is kept for that screen, and announced for its `rows` with the one that follows.
    pub(super) fn turn<T>(&mut self, orders: &[Order<T>], (screen, rows): (&str, &str)) -> Vec<Effect> {
        let count = orders.len().max(1);
        let title = |at: usize| orders.get(at % count).map_or("", |order| order.title);
        self.0 = (self.0 + 1) % count;
        let (now, next) = (title(self.0), title(self.0 + 1));
        let body = (!self.is_first()).then(|| now.to_owned());
        let said = format!("{rows} {now}.  {} of {count}; next: {next}", self.0 + 1);
        vec![Effect::Draft { key: place(screen), body }, Effect::info(said)]
    }

    /// Do the rows stand as they do by themselves?
    pub(super) const fn is_first(self) -> bool {
        self.0 == 0
    }

    /// What is said beside the rows; empty where they are in their usual order.
    pub(super) fn said<T>(self, orders: &[Order<T>]) -> &'static str {
        orders.get(self.0).filter(|_| !self.is_first()).map_or("", |order| order.title)
    }

    /// The same for listening: nothing, or one phrase.
    pub(super) fn arranged<T>(self, orders: &[Order<T>]) -> Vec<&'static str> {
        Some(self.said(orders)).filter(|said| !said.is_empty()).into_iter().collect()
    }

    /// Which of two rows comes first.
    pub(super) fn compare<T>(self, orders: &[Order<T>], (one, other): (&T, &T), context: &Context) -> Ordering {
        let (Some(first), Some(order)) = (orders.first(), orders.get(self.0)) else {
            return Ordering::Equal;
        };
        (order.compare)(one, other, context).then_with(|| (first.compare)(one, other, context))
    }

    /// The places of rows, in order.
    pub(super) fn places<T>(self, orders: &[Order<T>], rows: &[T], context: &Context) -> Vec<usize> {
        let mut places: Vec<usize> = (0..rows.len()).collect();
        places.sort_by(|one, other| self.compare(orders, (&rows[*one], &rows[*other]), context));
        places
    }

    /// Puts rows in order.
    pub(super) fn apply<T>(self, orders: &[Order<T>], rows: &mut [impl Borrow<T>], context: &Context) {
        rows.sort_by(|one, other| self.compare(orders, (one.borrow(), other.borrow()), context));
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

    /// Puts them in the next one, the cursor on its row, and says so as [`Sort::turn`] does.
    fn resort(&mut self, context: &Context) -> Vec<Effect>;
}

/// `s`: the next order.
pub(super) const fn sort<S: Sorts>() -> Verb<S> {
    let doc = "Sort in the next order; the screen keeps it, even after a restart.";
    Verb::new(("sort", "sort"), doc, &["s"], S::sortable, S::resort)
}

/// Draws the last row of a table: the filter with the number of rows found or, while none is typed, the present order.
/// Answers where the cursor is.
pub(super) fn foot(
    filter: &Filter,
    found: (usize, usize),
    said: &str,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) -> Option<Position> {
    let cursor = filter.draw(found, area, buffer, context);
    if !filter.is_typing() && area.height > 1 {
        let mut pen = Pen::new(buffer, area, area.height - 1);
        pen.skip(filter.columns(found, area.width) + 1).words(said, context.theme.style(Role::Dim));
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
        let mut turn = || {
            let effects = sort.turn(&orders, ("actions", "Rows"));
            let [Effect::Draft { key, body }, Effect::Notice(notice)] = effects.as_slice() else {
                panic!("it is kept, and said");
            };
            assert_eq!(key, "place/order/actions");
            assert_eq!(body.as_deref().unwrap_or_default(), sort.said(&orders), "what is kept");
            (notice.text.clone(), sort.said(&orders))
        };
        assert_eq!(turn(), ("Rows by name.  2 of 3; next: by owner".to_owned(), "by name"));
        assert_eq!(turn(), ("Rows by owner.  3 of 3; next: as they are".to_owned(), "by owner"));
        assert_eq!(turn(), ("Rows as they are.  1 of 3; next: by name".to_owned(), ""));
    }
}
