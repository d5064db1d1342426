//! Owns putting safe text into cells: the only way for anything to reach the screen.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::theme::{Role, Theme};
use crate::domain::Shown;
use crate::domain::shown::columns;

/// A pen over a buffer: pieces of text one after another on a row, cut at the right edge.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    right: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the left of a row of an area; outside the area it draws nothing.
    pub fn new(buffer: &'a mut Buffer, area: Rect, row: u16) -> Self {
        let inside = row < area.height;
        Self { buffer, x: area.x, y: area.y.saturating_add(row), right: if inside { area.right() } else { area.x } }
    }

    /// Columns that are left.
    #[must_use]
    pub const fn room(&self) -> usize {
        self.right.saturating_sub(self.x) as usize
    }

    /// The column of the next piece.
    #[must_use]
    pub const fn column(&self) -> u16 {
        self.x
    }

    /// A piece of text, cut with an ellipsis where it does not fit.
    pub fn text(&mut self, text: &Shown, style: Style) -> &mut Self {
        let cut = text.fit(self.room());
        self.put(cut.as_str(), style)
    }

    /// A piece of text of exactly `width` columns, as far as there is room.
    pub fn cell(&mut self, text: &Shown, width: usize, style: Style) -> &mut Self {
        let cut = text.pad(width.min(self.room()));
        self.put(cut.as_str(), style)
    }

    /// The same, right-aligned.
    pub fn cell_right(&mut self, text: &Shown, width: usize, style: Style) -> &mut Self {
        let cut = text.pad_left(width.min(self.room()));
        self.put(cut.as_str(), style)
    }

    /// Our own words.
    pub fn words(&mut self, words: &str, style: Style) -> &mut Self {
        self.text(&Shown::line(words), style)
    }

    /// A sentence, cut after a whole word where it does not fit.
    pub fn sentence(&mut self, text: &Shown, style: Style) -> &mut Self {
        let cut = text.fit_words(self.room());
        self.put(cut.as_str(), style)
    }

    /// So many empty columns.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        let columns = u16::try_from(columns.min(self.room())).unwrap_or(0);
        self.x += columns;
        self
    }

    /// Goes to a column counted from the right edge, unless it is already past it.
    pub fn to_right(&mut self, columns: usize) -> &mut Self {
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        self.x = self.x.max(self.right.saturating_sub(columns)).min(self.right);
        self
    }

    fn put(&mut self, text: &str, style: Style) -> &mut Self {
        if self.room() > 0 && !text.is_empty() {
            // In cells a non-breaking blank is a blank like any other.
            let text =
                if text.contains('\u{a0}') { Cow::Owned(text.replace('\u{a0}', " ")) } else { Cow::Borrowed(text) };
            let (x, _) = self.buffer.set_stringn(self.x, self.y, &*text, self.room(), style);
            self.x = x;
        }
        self
    }
}

/// Writes a sentence from a row on, with a margin of two columns, on as many rows as it takes; answers how many.
pub fn paragraph(buffer: &mut Buffer, area: Rect, row: u16, text: &str, style: Style) -> u16 {
    let lines = Shown::line(text).wrap(usize::from(area.width).saturating_sub(4));
    for (row, line) in (row..).zip(&lines) {
        Pen::new(buffer, area, row).skip(2).text(line, style);
    }
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Writes lines one below another from a row on, indented by so many columns, as many as fit.
pub fn lines(
    buffer: &mut Buffer,
    area: Rect,
    (row, left): (u16, usize),
    lines: impl IntoIterator<Item = (Shown, Role)>,
    theme: &Theme,
) {
    for (row, (line, role)) in (row..area.height).zip(lines) {
        Pen::new(buffer, area, row).skip(left).text(&line, theme.style(role));
    }
}

/// Paints a whole area.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        // Half a wide letter must not remain where the other half is painted over.
        if let Some(left) = area.left().checked_sub(1).filter(|left| *left >= buffer.area.left())
            && columns(buffer[(left, y)].symbol()) > 1
        {
            buffer[(left, y)].set_symbol(" ");
        }
        for x in area.left()..area.right() {
            let cell = &mut buffer[(x, y)];
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Lays a style over an area without touching its text.
pub fn tint(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area.intersection(buffer.area), style);
}

/// Paints the background of a row if it is selected; answers the style to add to the text's roles.
pub fn ground(buffer: &mut Buffer, area: Rect, selected: bool, theme: &Theme) -> Style {
    if !selected {
        return Style::default();
    }
    let worn = theme.selection();
    tint(buffer, area, worn);
    worn
}

/// A pen on a row of a list, after the bar of the selected one, with a function for how a role looks in that row.
pub fn row_pen<'b, 't>(
    buffer: &'b mut Buffer,
    area: Rect,
    selected: bool,
    (theme, glyphs): (&'t Theme, Glyphs),
) -> (Pen<'b>, impl Fn(Role) -> Style + use<'t>) {
    let base = ground(buffer, area, selected, theme);
    let style = move |role| theme.style(role).patch(base);
    let mut pen = Pen::new(buffer, area, 0);
    pen.words(glyphs.edge(selected), style(Role::Accent));
    (pen, style)
}

/// Splits an area into left and right: the left one of that width, then a gap.
#[must_use]
pub fn side_by_side(area: Rect, width: u16) -> (Rect, Rect) {
    (Rect { width, ..area }, Rect { x: area.x + width + 2, width: area.width - width - 2, ..area })
}

/// Splits an area into upper and lower: the upper one of that height.
#[must_use]
pub fn above_and_below(area: Rect, height: u16) -> (Rect, Rect) {
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// A rule across a row.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, sign: &str, style: Style) {
    let line = sign.repeat(usize::from(area.width));
    Pen::new(buffer, area, row).text(&Shown::line(&line), style);
}

/// Vertical rules at the sides of a frame, between its first and last rows.
pub fn walls(buffer: &mut Buffer, frame: Rect, sign: &str, style: Style) {
    for row in 1..frame.height.saturating_sub(1) {
        let side = |x, width| Rect { x, y: frame.y + row, width, height: 1 };
        Pen::new(buffer, side(frame.x, 1), 0).words(sign, style);
        Pen::new(buffer, side(frame.right().saturating_sub(1), 1), 0).words(sign, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_outside_and_what_is_cut_says_so() {
        let area = Rect::new(1, 1, 8, 2);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 4));
        Pen::new(&mut buffer, area, 0).words("Invoice triage", Style::default());
        Pen::new(&mut buffer, area, 5).words("below", Style::default());
        Pen::new(&mut buffer, area, 1).cell(&Shown::line("a"), 3, Style::default()).words("b", Style::default());
        let row = |y: u16| (0..10).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(row(1), " Invoice… ");
        assert_eq!(row(2), " a  b     ");
        Pen::new(&mut buffer, area, 1).words("g\u{a0}r", Style::default());
        let row = |y: u16| (0..10).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(row(2), " g rb     ", "what kept a line together is a blank");
        assert_eq!(row(3), " ".repeat(10));
    }
}
