//! Finds a row of the preview by some words: the cursor goes to the next one that has them, and all rows stay, as each
//! is something that would be done.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::areas::HEAD;
use super::{Pane, Preview};
use crate::domain::seek::folded;
use crate::interaction::filter::{self, Filter, Typed};
use crate::interaction::{Context, Effect, Screen};

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
}

impl Preview {
    /// Takes a key while it is typed.
    pub(super) fn typed_to_find(&mut self, typed: Typed, context: &Context) -> Vec<Effect> {
        match typed {
            Typed::Changed => self.seek(0, context),
            Typed::Step(by) => self.seek(by, context),
            // It only led the cursor, which is there now.
            Typed::Ended => {
                self.find = Find::default();
                Vec::new()
            }
        }
    }

    /// Goes to the next row that has the words, so many rows on; where none has, the cursor stays.
    fn seek(&mut self, by: isize, context: &Context) -> Vec<Effect> {
        let rows = self.sentences(context);
        self.find.filter.forgive(rows.iter());
        let has: Vec<bool> = rows.iter().map(|row| self.find.filter.holds(&folded(row))).collect();
        self.find.found = (has.iter().filter(|has| **has).count(), has.len());
        let from = match self.pane {
            Pane::Columns => self.columns.selected,
            Pane::Edits => self.foreseen.columns.len() + self.edits.selected,
        };
        let next = filter::next(&has, from, by).filter(|_| !self.find.filter.is_empty());
        next.map(|at| self.choose(at, context)).unwrap_or_default()
    }
}
