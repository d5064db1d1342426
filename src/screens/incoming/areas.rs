//! Owns the areas of the preview: the columns, below them what becomes of the rows, and at the foot more about the row
//! in focus, where the line above the footer cannot hold it.

use ratatui::layout::Rect;

/// Rows above the lists: what it is, and a blank one.
pub(super) const HEAD: u16 = 2;
/// The lower list keeps its heading and a row.
const LEAST: u16 = 2;

/// Where they are drawn, each list without its heading.
#[derive(Clone, Copy)]
pub(super) struct Areas {
    /// The columns.
    pub columns: Rect,
    /// What the rows become.
    pub edits: Rect,
    /// What is told of the row in focus.
    pub told: Rect,
}

impl Areas {
    /// In a screen of that size, with so many columns, and so many rows of what is told.
    pub fn of((width, height): (u16, u16), columns: usize, told: usize) -> Self {
        let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let left = height.saturating_sub(HEAD);
        // A blank row parts it from the list.
        let foot = if told == 0 { 0 } else { rows(told).saturating_add(1) };
        let upper = match rows(columns) {
            0 => 0,
            columns => columns.saturating_add(2).min(left / 2).min(left.saturating_sub(foot.saturating_add(LEAST))),
        };
        let lower = left - upper;
        let foot = foot.min(lower.saturating_sub(LEAST));
        let told = rows(told).min(foot);
        let list = |y: u16, height: u16| Rect { x: 0, y: y + 1, width, height: height.saturating_sub(1) };
        Self {
            columns: list(HEAD, upper.saturating_sub(1)),
            edits: list(HEAD + upper, lower - foot),
            told: Rect { x: 0, y: height - told, width, height: told },
        }
    }

    /// So many columns have room, and so many rows of the other list.
    pub fn heights(self) -> (usize, usize) {
        (self.columns.height.into(), self.edits.height.into())
    }
}
