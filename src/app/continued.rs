//! Owns how the keys pressed so far can go on: which keys remain, where they are listed, and what a click on that list
//! means.

use ratatui::layout::{Position, Rect};

use super::state::State;
use crate::interaction::{Key, Live};

/// Columns of a list of keys and what they do.
const WIDE: u16 = 34;

/// The possible continuations of the keys pressed so far, as they are listed.
pub(super) struct Continued {
    /// Where, under a rule.
    pub frame: Rect,
    /// The keys left to press, and what they do.
    pub rows: Vec<(Vec<Key>, &'static str)>,
    /// In a low window they stand in two columns, side by side.
    columns: u16,
    /// Rows of a column.
    lines: usize,
}

impl Continued {
    /// The list in the corner of an area.
    pub fn of(state: &State, area: Rect) -> Self {
        let mut rows: Vec<(Vec<Key>, &'static str)> = Vec::new();
        for bound in state.verbs().iter().filter(|bound| bound.offer.live == Live::Yes) {
            let left = bound.chords.iter().filter_map(|chord| chord.keys().strip_prefix(state.pending.as_slice()));
            for keys in left.filter(|keys| !keys.is_empty()) {
                // Where two verbs have one key, it runs the first.
                if rows.iter().all(|(known, _)| known != keys) {
                    rows.push((keys.to_vec(), bound.offer.title));
                }
            }
        }
        let room = usize::from(area.height.saturating_sub(1)).max(1);
        let columns: u16 = if rows.len() > room { 2 } else { 1 };
        let lines = rows.len().div_ceil(usize::from(columns)).max(1);
        let height = u16::try_from(lines + 1).unwrap_or(u16::MAX).min(area.height);
        let width = (columns * WIDE).min(area.width);
        let frame = Rect { x: area.right() - width, y: area.bottom() - height, width, height };
        Self { frame, rows, columns, lines }
    }

    /// Where a row stands; an empty place where it does not fit.
    pub fn place(&self, at: usize) -> Rect {
        let (column, row) = (u16::from(at >= self.lines), u16::try_from(at % self.lines + 1).unwrap_or(u16::MAX));
        let width = self.frame.width / self.columns;
        let height = u16::from(row < self.frame.height);
        Rect { x: self.frame.x + column * width, y: self.frame.y.saturating_add(row), width, height }
    }

    /// The keys that stand at a cell.
    pub fn at(self, at: Position) -> Option<Vec<Key>> {
        let row = (0..self.rows.len()).find(|row| self.place(*row).contains(at))?;
        self.rows.into_iter().nth(row).map(|(keys, _)| keys)
    }
}
