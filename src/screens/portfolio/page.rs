//! Owns the layout of the page: one column of rows or several, where each row is, and where the cursor is among them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::parts;
use super::known::Known;
use super::line::MARGIN;
use super::rows::{Row, line};
use super::section::Section;
use crate::interaction::{Context, List};

/// The narrowest page with two columns.
pub(super) const WIDE: u16 = 120;
/// Columns between them.
const GAP: u16 = 2;

/// Rows under one another, with a place in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Pane {
    /// The rows.
    pub rows: Vec<Row>,
    /// The selected one, and the first that shows.
    pub list: List,
}

impl Pane {
    /// The row under its cursor.
    pub fn selected(&self) -> Option<Row> {
        self.rows.get(self.list.selected).copied()
    }

    /// The nearest row where the cursor can be: below first, or above first.
    pub fn near(&self, at: usize, down: bool) -> usize {
        let stands = |at: &usize| self.rows.get(*at).is_some_and(|row| !row.is_still());
        let last = at.min(self.rows.len().saturating_sub(1));
        let (after, before) = ((at..self.rows.len()).find(stands), (0..=last).rev().find(stands));
        let nearest = if down { after.or(before) } else { before.or(after) };
        nearest.unwrap_or(0)
    }

    /// The section of a row.
    pub fn section(&self, at: usize) -> Option<Section> {
        self.rows.iter().take(at + 1).rev().find_map(|row| match row {
            Row::Heading(section) => Some(*section),
            _ => None,
        })
    }

    /// The place of the heading of a section.
    pub fn heading(&self, section: Section) -> Option<usize> {
        self.rows.iter().position(|row| *row == Row::Heading(section))
    }

    /// Keeps the cursor on a row where it can be, and on the page, with its headings above and what belongs to it
    /// below.
    pub fn fit(&mut self, height: usize) {
        self.list.selected = self.near(self.list.selected, true);
        self.list.fit(self.rows.len(), height);
        let (at, height) = (self.list.selected, height.max(1));
        let heads = |row: &&Row| matches!(row, Row::Heading(_) | Row::Head(_));
        let above = self.rows.iter().take(at).rev().take_while(heads).count();
        let below = self.rows.iter().skip(at + 1).take_while(|row| matches!(row, Row::Under(_))).count();
        let lowest = (at + below + 1).saturating_sub(height);
        let top = self.list.top.max(lowest).min(at - above.min(at));
        // The row itself shows, whatever there is no room for.
        self.list.top = top.max((at + 1).saturating_sub(height));
    }
}

/// The areas of the panes: one for all rows, or one above, one on the left and one on the right. Under a pane that
/// scrolls, a row is free for the number of rows that follow.
pub(super) fn places(panes: &[Pane], area: Rect) -> Vec<Rect> {
    let scrolled = |pane: &Pane, place: Rect| {
        let mark = u16::from(place.height > 1 && pane.rows.len() > usize::from(place.height));
        Rect { height: place.height - mark, ..place }
    };
    let [above, left_pane, right_pane] = panes else {
        return panes.iter().map(|pane| scrolled(pane, area)).collect();
    };
    let rows = u16::try_from(above.rows.len()).unwrap_or(u16::MAX).min(area.height / 3);
    let used = if rows == 0 { 0 } else { (rows + 1).min(area.height) };
    let body = Rect { y: area.y + used, height: area.height - used, ..area };
    let left = area.width.saturating_sub(GAP) / 2;
    let right = area.width.saturating_sub(left + GAP);
    vec![
        Rect { height: rows, ..area },
        scrolled(left_pane, Rect { width: left, ..body }),
        scrolled(right_pane, Rect { x: body.x + (left + GAP).min(body.width), width: right, ..body }),
    ]
}

/// Columns that a row has for itself.
pub(super) fn room(place: Rect) -> usize {
    usize::from(place.width).saturating_sub(MARGIN)
}

/// Draws the panes; the cursor is in one of them, at a spot of its row. Answers where it sits.
pub(super) fn draw(
    panes: &[Pane],
    (here, spot): (usize, usize),
    known: &Known,
    area: Rect,
    buffer: &mut Buffer,
    context: &Context,
) -> Option<Position> {
    let mut cursor = None;
    for (number, (pane, place)) in panes.iter().zip(places(panes, area)).enumerate() {
        for (strip, row, selected) in pane.list.shown(&pane.rows, place) {
            let chosen = (number == here && selected).then_some(spot);
            let drawn = line(*row, known, room(place), context).draw(chosen, strip, buffer, context);
            cursor = chosen.map(|_| drawn).or(cursor);
        }
        parts::more_under(pane.list, pane.rows.len(), place, area, buffer, context);
    }
    cursor
}
