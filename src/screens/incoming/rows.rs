//! Owns what the cursor of the preview is on, a row of the table or a cell, and where it goes when the file is read
//! anew.

use super::Preview;
use super::lines::{Line, REJECTED};
use crate::domain::incoming::{Cell, Foreseen};
use crate::interaction::Effect;

impl Preview {
    /// The row under the cursor, by a cell of it.
    pub(super) fn row(&self) -> Option<&Cell> {
        let number = self.line()?.row()?;
        self.foreseen.rows.iter().find(|cell| cell.row == number)
    }

    /// The line that says that a row is left out.
    fn left_out(&self, cell: &Cell) -> Option<usize> {
        let Foreseen { rejected, incoming, .. } = &self.foreseen;
        incoming.corrections.iter().position(|one| one.leaves_out(cell)).map(|at| rejected.len() + at)
    }

    pub(super) fn leave_out(&self) -> Vec<Effect> {
        let incoming = &self.foreseen.incoming;
        self.row().map(|cell| Effect::Foresee(incoming.clone().without(cell))).into_iter().collect()
    }

    /// The row under the cursor, and whether it is left out.
    pub(super) fn standing(&self) -> Option<(Cell, bool)> {
        self.row().map(|cell| (cell.clone(), self.left_out(cell).is_some()))
    }

    /// Goes to where it is told that a row is left out now, or to where it stands now that it is taken in again.
    /// Answers whether it was either.
    pub(super) fn follow_row(&mut self, before: Option<&(Cell, bool)>) -> bool {
        let Some((cell, was_left_out)) = before else {
            return false;
        };
        let line = match (self.left_out(cell), was_left_out) {
            (Some(line), false) => Some(line),
            (None, true) => self.lines().position(|line| line.row() == Some(cell.row)),
            _ => return false,
        };
        self.edits.selected = line.unwrap_or(self.edits.selected);
        true
    }

    /// Goes to where that cell is told now, else its row: what was said of it is taken back.
    pub(super) fn go_back_to(&mut self, cell: &Cell) {
        let cell_told = self.lines().position(|line| line.cells().iter().any(|known| known.is_where(cell)));
        let told = cell_told.or_else(|| self.lines().position(|line| line.row() == Some(cell.row)));
        self.edits.selected = told.unwrap_or(self.edits.selected);
    }

    /// The cells under the cursor and below it, each with what leads its line; none where the cursor is on no cell.
    pub(super) fn places(&self) -> Vec<(&'static str, Cell)> {
        let mut lines = self.lines().skip(self.edits.selected).peekable();
        if lines.peek().is_none_or(|line| line.cells().is_empty()) {
            return Vec::new();
        }
        lines.filter_map(|line| Some((line.lead().0, line.cells().first()?.clone()))).collect()
    }

    /// Goes to where the first of those cells is told now; where that is settled, to the next that is told alike, else
    /// to what it was corrected to. After the last that is refused it goes to the others, and where none is, to what
    /// would be taken in. Lines come and go above it.
    pub(super) fn follow(&mut self, places: &[(&'static str, Cell)]) {
        let Some((lead, cell)) = places.first() else {
            return;
        };
        let holds = |line: &Line<'_>, wanted: &Cell| line.cells().iter().any(|known| known.is_where(wanted));
        let alike = |(told, wanted): &(&'static str, Cell)| {
            self.lines().position(|line| told == lead && line.lead().0 == *lead && holds(&line, wanted))
        };
        let found = places.iter().find_map(alike).or_else(|| match (*lead, self.foreseen.rejected.is_empty()) {
            (REJECTED, false) => Some(0),
            (REJECTED, true) => self.lines().position(|line| matches!(line, Line::Edit(_))),
            _ => None,
        });
        let found = found.or_else(|| self.lines().position(|line| holds(&line, cell)));
        self.edits.selected = found.unwrap_or(self.edits.selected);
    }
}
