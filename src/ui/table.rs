//! Owns tables: columns that share the width, headings, and rows of which only the visible ones are made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::paint::{Pen, ground};
use super::theme::{Role, Theme};
use crate::domain::Shown;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Columns of the terminal that it takes at least.
    pub width: u16,
    /// Its share of what is left over; nought keeps it as it is.
    pub grows: u16,
    /// Do its values stand on the right?
    pub right: bool,
    /// The narrowest table that shows it.
    pub from: u16,
}

impl Column {
    /// A column of text that takes a share of what is left over.
    #[must_use]
    pub const fn text(title: &'static str, width: u16, grows: u16) -> Self {
        Self { title, width, grows, right: false, from: 0 }
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(title: &'static str, width: u16) -> Self {
        Self { title, width, grows: 0, right: true, from: 0 }
    }

    /// Shown only in tables at least so wide.
    #[must_use]
    pub const fn from(mut self, width: u16) -> Self {
        self.from = width;
        self
    }
}

/// The columns that a table of `total` columns shows, by their place, and how wide each is.
#[must_use]
pub fn layout(columns: &[Column], total: u16) -> Vec<(usize, u16)> {
    let shown: Vec<(usize, &Column)> = columns.iter().enumerate().filter(|(_, column)| column.from <= total).collect();
    let fixed: u16 = shown.iter().map(|(_, column)| column.width + 2).sum();
    let shares: u16 = shown.iter().map(|(_, column)| column.grows).sum();
    let spare = total.saturating_sub(fixed);
    shown
        .into_iter()
        .map(|(at, c)| (at, c.width + spare.saturating_mul(c.grows).checked_div(shares).unwrap_or(0)))
        .collect()
}

/// A cell: its text, and what it means.
pub type Cell = (Shown, Role);

/// How a row is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Is it the selected one?
    pub selected: bool,
    /// Is it marked?
    pub marked: bool,
}

/// Draws the headings.
pub fn head(columns: &[Column], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(2);
    for (at, width) in layout(columns, area.width.saturating_sub(2)) {
        if let Some(column) = columns.get(at) {
            piece(&mut pen, &Shown::line(column.title), usize::from(width), column.right, theme.style(Role::Dim));
        }
    }
}

/// Draws one row; cells stand in the order of the columns.
pub fn row(columns: &[Column], cells: &[Cell], look: Look, area: Rect, buffer: &mut Buffer, kit: (&Theme, Glyphs)) {
    let (theme, glyphs) = kit;
    let base = ground(buffer, area, look.selected, theme);
    let mut pen = Pen::new(buffer, area, 0);
    let bar = glyphs.edge(look.selected);
    pen.words(bar, theme.style(Role::Accent).patch(base));
    pen.words(if look.marked { glyphs.mark() } else { " " }, theme.style(Role::Accent).patch(base));
    for (at, width) in layout(columns, area.width.saturating_sub(2)) {
        if let (Some(column), Some((text, role))) = (columns.get(at), cells.get(at)) {
            piece(&mut pen, text, usize::from(width), column.right, theme.style(*role).patch(base));
        }
    }
}

fn piece(pen: &mut Pen<'_>, text: &Shown, width: usize, right: bool, style: Style) {
    if right {
        pen.cell_right(text, width, style);
    } else {
        pen.cell(text, width, style);
    }
    pen.skip(2);
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] =
        &[Column::text("name", 10, 3), Column::text("unit", 6, 1).from(40), Column::number("owns", 4)];

    #[test]
    fn what_is_left_over_is_shared_and_narrow_tables_drop_columns() {
        assert_eq!(layout(COLUMNS, 46), [(0, 25), (1, 11), (2, 4)]);
        assert_eq!(layout(COLUMNS, 30), [(0, 22), (2, 4)]);
        assert_eq!(layout(COLUMNS, 5), [(0, 10), (2, 4)]);
    }

    #[test]
    fn numbers_stand_on_the_right_and_the_selected_row_has_its_bar() {
        let area = Rect::new(0, 0, 32, 1);
        let mut buffer = Buffer::empty(area);
        let cells = [(Shown::line("Ana"), Role::Text), (Shown::line("x"), Role::Text), (Shown::line("7"), Role::Text)];
        let look = Look { selected: true, marked: false };
        row(COLUMNS, &cells, look, area, &mut buffer, (&Theme::bare(), Glyphs::Ascii));
        let drawn: String = (0..32).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(drawn.trim_end(), "> Ana                        7");
    }
}
