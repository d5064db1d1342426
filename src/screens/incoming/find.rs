//! Finds a row of the preview by some words: the cursor goes to the next match, and all rows stay, as each is something
//! that would be done.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::areas::HEAD;
use crate::domain::seek::folded;
use crate::interaction::Context;
use crate::interaction::filter::{self, Filter};

/// What is looked for.
#[derive(Default)]
pub(super) struct Find {
    pub filter: Filter,
    /// How many rows have it, of how many there are.
    found: (usize, usize),
}

impl Find {
    /// Draws it in the blank row above the lists, so that it lies over none of their rows; answers where the cursor sits.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let (found, all) = self.found;
        let said = if self.filter.is_empty() { String::new() } else { format!("found in {found} of {all} rows") };
        let line = Rect { y: area.y + (HEAD - 1), height: 1, ..area }.intersection(area);
        self.filter.draw_beside(&said, line, buffer, context)
    }

    /// The place of the row to go to, so many rows with the words on from the one at `from`; none where no row has them.
    pub fn next(&mut self, rows: &[String], from: usize, by: isize) -> Option<usize> {
        self.filter.forgive(rows.iter());
        let has: Vec<bool> = rows.iter().map(|row| self.filter.holds(&folded(row))).collect();
        self.found = (has.iter().filter(|has| **has).count(), has.len());
        filter::next(&has, from, by).filter(|_| !self.filter.is_empty())
    }
}
