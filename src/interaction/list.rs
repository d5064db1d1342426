//! Owns the position in a list: the selected row and the first visible one. Moves are pure, so that scrolling is
//! decided where keys are handled, not where rows are drawn.

use std::collections::HashSet;
use std::hash::Hash;

use ratatui::layout::Rect;

/// A position in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// The selected row.
    pub selected: usize,
    /// The first visible row.
    pub top: usize,
}

impl List {
    /// Moves by so many rows and keeps the selection within `count` and on a page of `height` rows.
    pub fn step(&mut self, by: isize, count: usize, height: usize) {
        self.selected = self.selected.saturating_add_signed(by);
        self.fit(count, height);
    }

    /// Selects a row.
    pub fn select(&mut self, row: usize, count: usize, height: usize) {
        self.selected = row;
        self.fit(count, height);
    }

    /// Adjusts the position to a list of another length or a page of another height.
    pub fn fit(&mut self, count: usize, height: usize) {
        let height = height.max(1);
        self.selected = self.selected.min(count.saturating_sub(1));
        self.top = self.top.min(count.saturating_sub(height)).min(self.selected);
        if self.selected >= self.top + height {
            self.top = self.selected + 1 - height;
        }
    }

    /// Goes where [`Lost::follow`] leads, and keeps its position where that leads nowhere.
    pub fn keep<I: PartialEq>(
        &mut self,
        lost: &mut Lost<I>,
        (here, stay): (Option<(I, usize)>, Option<I>),
        shown: &[(I, usize)],
        page: usize,
    ) {
        let row = lost.follow((here, stay), shown).unwrap_or(self.selected);
        self.select(row, shown.len(), page);
    }

    /// The row on a line of the screen, where the first visible one is on line `head`; none above that, or below the
    /// last visible row.
    #[must_use]
    pub fn row_at(&self, line: u16, head: u16, (count, height): (usize, usize)) -> Option<usize> {
        self.visible(count, height).nth(usize::from(line.checked_sub(head)?))
    }

    /// The visible rows.
    #[must_use]
    pub fn visible(&self, count: usize, height: usize) -> std::ops::Range<usize> {
        self.top.min(count)..(self.top + height).min(count)
    }

    /// The visible rows in an area, each on a line: its place, the row, and whether the cursor is on it.
    pub fn shown<T>(self, rows: &[T], area: Rect) -> impl Iterator<Item = (Rect, &T, bool)> {
        let visible = self.visible(rows.len(), usize::from(area.height));
        visible.zip(area.rows()).filter_map(move |(at, line)| Some((line, rows.get(at)?, at == self.selected)))
    }
}

/// What a list held before a change was made or taken back, so that the cursor can go to the row that the change adds.
#[derive(Debug, Clone)]
pub struct Newcomer<I>(Option<HashSet<I>>);

impl<I> Default for Newcomer<I> {
    fn default() -> Self {
        Self(None)
    }
}

impl<I: Eq + Hash> Newcomer<I> {
    /// A change was made while these rows were there.
    pub fn note(&mut self, there: impl Iterator<Item = I>) {
        self.0 = Some(there.collect());
    }

    /// Is it still unknown which rows there are since a change?
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        self.0.is_some()
    }

    /// The row that was added; none where no change was noted, or where not exactly one row is new.
    pub fn take(&mut self, there: impl Iterator<Item = I>) -> Option<I> {
        let before = self.0.take()?;
        let mut came = there.filter(|one| !before.contains(one));
        let first = came.next();
        if came.next().is_some() { None } else { first }
    }
}

/// The row that the cursor was on when no rows were left, so that it returns there once rows show again.
#[derive(Debug, Clone)]
pub struct Lost<I>(Option<(I, usize)>);

impl<I> Default for Lost<I> {
    fn default() -> Self {
        Self(None)
    }
}

impl<I: PartialEq> Lost<I> {
    /// Is a cursor waiting for rows to show again?
    #[must_use]
    pub const fn awaits_some(&self) -> bool {
        self.0.is_some()
    }

    /// Takes in the rows shown now, and answers where among them the cursor goes: to the row that should `stay`; if
    /// that is not shown, back to the row where the cursor was lost, or to the row now in that place; none where it was
    /// not lost. `here` is the row under the cursor before, if there was one. A row is given by its id and its place
    /// among all rows.
    pub fn follow(&mut self, (here, stay): (Option<(I, usize)>, Option<I>), shown: &[(I, usize)]) -> Option<usize> {
        let back = self.back(here, shown);
        let stays = stay.and_then(|stay| shown.iter().position(|(id, _)| *id == stay));
        stays.or(back)
    }

    fn back(&mut self, here: Option<(I, usize)>, shown: &[(I, usize)]) -> Option<usize> {
        if shown.is_empty() {
            self.0 = here.or(self.0.take());
            return None;
        }
        let (id, place) = self.0.take().filter(|_| here.is_none())?;
        let same = shown.iter().position(|(known, _)| *known == id);
        same.or_else(|| shown.iter().position(|(_, at)| *at >= place)).or(shown.len().checked_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_row_that_shows_in_it_and_none_beside_the_rows() {
        let list = List { selected: 5, top: 4 };
        let row = |line| list.row_at(line, 2, (7, 5));
        assert_eq!([0, 1, 2, 3, 4, 5, 6].map(row), [None, None, Some(4), Some(5), Some(6), None, None]);
        assert_eq!(list.row_at(4, 2, (70, 2)), None, "what is below the page does not show");
    }

    #[test]
    fn a_cursor_that_lost_its_last_row_goes_back_to_it_or_to_what_stands_in_its_place() {
        let mut lost = Lost::default();
        assert_eq!(lost.back(Some(('b', 1)), &[('a', 0)]), None, "some show");
        let lose = |lost: &mut Lost<char>| assert_eq!(lost.back(Some(('b', 1)), &[]), None);
        lose(&mut lost);
        assert_eq!(lost.back(None, &[]), None, "still none");
        assert_eq!(lost.back(None, &[('a', 0), ('b', 1), ('c', 2)]), Some(1));
        assert_eq!(lost.back(None, &[('a', 0), ('b', 1)]), None, "it went back already");
        lose(&mut lost);
        assert_eq!(lost.back(None, &[('a', 0), ('c', 1)]), Some(1), "it is gone: the one in its place");
        lose(&mut lost);
        assert_eq!(lost.back(None, &[('a', 0)]), Some(0), "or the last");
    }

    #[test]
    fn a_cursor_stays_on_its_row_or_goes_back_to_the_one_that_it_lost() {
        let (mut list, mut lost) = (List { selected: 1, top: 0 }, Lost::default());
        let here = (Some(('b', 1)), Some('b'));
        list.keep(&mut lost, here, &[('b', 1), ('c', 2)], 5);
        assert_eq!(list.selected, 0, "it stays on its row");
        list.keep(&mut lost, here, &[], 5);
        list.keep(&mut lost, (None, None), &[('a', 0), ('b', 1), ('c', 2)], 5);
        assert_eq!(list.selected, 1, "it was lost from there");
        list.keep(&mut lost, here, &[('a', 0), ('c', 2)], 5);
        assert_eq!(list.selected, 1, "what stands in its place");
    }

    #[test]
    fn the_one_that_a_change_added_is_known_and_none_of_several() {
        let mut new = Newcomer::default();
        assert_eq!(new.take([1, 2].into_iter()), None, "nothing was changed here");
        new.note([1, 2].into_iter());
        assert!(new.is_awaited());
        assert_eq!(new.take([3, 1, 2].into_iter()), Some(3));
        assert!(!new.is_awaited());
        assert_eq!(new.take([4, 3, 1, 2].into_iter()), None, "somebody else's");
        new.note([1].into_iter());
        assert_eq!(new.take([1, 2, 3].into_iter()), None);
    }

    #[test]
    fn the_selection_stays_in_the_list_and_on_the_page() {
        let mut list = List::default();
        list.step(1_000_000, 2_133, 20);
        assert_eq!((list.selected, list.top), (2_132, 2_113));
        list.step(-5, 2_133, 20);
        assert_eq!((list.selected, list.top), (2_127, 2_113));
        list.fit(3, 20);
        assert_eq!((list.selected, list.top), (2, 0));
        list.fit(0, 0);
        assert_eq!((list.selected, list.top), (0, 0));
        assert_eq!(list.visible(0, 5), 0..0);
    }

    #[test]
    fn the_rows_that_show_stand_below_each_other() {
        let list = List { selected: 2, top: 1 };
        let shown = |rows: &[char]| -> Vec<(u16, char, bool)> {
            list.shown(rows, Rect::new(4, 7, 20, 2)).map(|(line, row, selected)| (line.y, *row, selected)).collect()
        };
        assert_eq!(shown(&['a', 'b', 'c', 'd']), [(7, 'b', false), (8, 'c', true)]);
        assert_eq!(shown(&['a', 'b']), [(7, 'b', false)], "a short list");
        assert!(shown(&[]).is_empty());
    }
}
