//! Owns the page of a wall, filled from the top: how wide it is, what fits, and what does not.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::Shown;
use crate::interaction::Context;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// The rows at the foot for what an item brought.
pub(super) const RECORDED: usize = 5;

/// A page that is filled from its top.
pub(super) struct Sheet<'a> {
    pub buffer: &'a mut Buffer,
    pub area: Rect,
    pub row: u16,
    pub context: &'a Context,
    /// How far down the page is scrolled.
    pub further: usize,
    /// What came of it so far.
    pub seen: Seen,
}

/// What a page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Has something no room that would be seen further down?
    pub cut: bool,
    /// Has something that the item brought no room at its foot?
    pub below: bool,
    /// The visible rows of a list, each with the lines that it takes.
    pub rows: Vec<(usize, Range<u16>)>,
    /// The items that the closing page shows, by their places, each with its lines too.
    pub items: Vec<(usize, Range<u16>)>,
}

impl Sheet<'_> {
    /// Rows that are left.
    pub const fn room(&self) -> u16 {
        self.area.height.saturating_sub(self.row)
    }

    /// A line of pieces.
    pub fn line(&mut self, pieces: &[(&str, Role)]) {
        let mut pen = Pen::new(self.buffer, self.area, self.row);
        for (text, role) in pieces {
            pen.text(&Shown::line(text), self.context.theme.style(*role));
        }
        self.row += 1;
    }

    /// A text over as many lines as it needs, at most `most`; answers whether it was cut.
    pub fn text(&mut self, text: &str, role: Role, most: usize) -> bool {
        let (lines, cut) = lines(text, self.area.width, most);
        for line in lines {
            self.line(&[(&line, role)]);
        }
        cut
    }

    /// A sign and a text beside it, over as many lines as it needs, at most `most`; answers whether it was cut.
    pub fn indented(&mut self, (sign, colour): (&str, Role), text: &str, role: Role, most: usize) -> bool {
        let (lines, cut) = lines(text, self.area.width.saturating_sub(2), most);
        for (at, line) in lines.into_iter().enumerate() {
            let sign = if at == 0 && !sign.is_empty() { sign } else { " " };
            self.line(&[(sign, colour), (" ", Role::Dim), (&line, role)]);
        }
        cut
    }

    /// An empty line, where the page is not a small one.
    pub fn gap(&mut self) {
        self.row += self.gap_rows();
    }

    /// How many rows that takes.
    pub fn gap_rows(&self) -> u16 {
        u16::from(self.area.height >= 14)
    }
}

/// A text in lines of that width, at most `most`; if it is cut, the last line says so.
pub(super) fn lines(text: &str, width: u16, most: usize) -> (Vec<String>, bool) {
    let width = usize::from(width);
    let mut lines = Shown::line(text).wrap(width);
    let cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len();
    let line = |(at, line): (usize, Shown)| {
        if !cut || at != last {
            return String::from(line);
        }
        let line = String::from(line.fit(width.saturating_sub(2)));
        // What was cut within says so already.
        if line.ends_with('…') { line } else { format!("{} …", line.trim_end()) }
    };
    ((1..).zip(lines).map(line).collect(), cut)
}

/// The columns used on a wall of that width: from far away nobody reads a line across all of it. For listening all are
/// used, as a sentence is one line there.
pub(super) fn columns(wall: u16, context: &Context) -> u16 {
    if context.is_heard() { wall } else { wall.saturating_sub(4).min(150) }
}

/// Is there so little room that what is scrolled down to has the page to itself, except for the title?
pub(super) fn is_cramped(context: &Context) -> bool {
    context.wall().1 < 14
}
