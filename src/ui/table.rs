//! Owns tables: columns that share the width, headings, and rows, of which only the visible ones are made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::paint::{Pen, row_pen};
use super::theme::{Role, Theme};
use crate::domain::Shown;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Its minimum width.
    pub width: u16,
    /// Its share of the spare width; zero keeps it as it is.
    pub grows: u16,
    /// Are its values right-aligned?
    pub right: bool,
    /// The narrowest table that shows it.
    pub from: u16,
}

impl Column {
    /// A column of text, with a share of the spare width.
    #[must_use]
    pub const fn text(title: &'static str, width: u16, grows: u16) -> Self {
        Self { title, width, grows, right: false, from: 0 }
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(title: &'static str, width: u16) -> Self {
        Self { title, width, grows: 0, right: true, from: 0 }
    }

    /// Shows it only in tables of at least that width.
    #[must_use]
    pub const fn from(mut self, width: u16) -> Self {
        self.from = width;
        self
    }
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

/// At most so many rows are read to find out how wide columns have to be.
const MEASURED: usize = 200;

/// The columns of a table in an area of that width, laid out once for headings and rows.
#[derive(Debug, Clone)]
pub struct Grid<'c> {
    columns: &'c [Column],
    /// The visible columns, by index, and the width of each.
    widths: Vec<(usize, u16)>,
}

impl<'c> Grid<'c> {
    /// Columns that share the spare width whatever is in them.
    #[must_use]
    pub fn of(columns: &'c [Column], area: Rect) -> Self {
        Self { columns, widths: layout(columns, &vec![u16::MAX; columns.len()], area.width.saturating_sub(2)) }
    }

    /// The same, but no text column is wider than these rows need (only the first ones are read), so that another is
    /// not cut while there is room.
    #[must_use]
    pub fn fitted(columns: &'c [Column], rows: impl IntoIterator<Item = Vec<Cell>>, area: Rect) -> Self {
        let wide = |text: &Shown| u16::try_from(text.width()).unwrap_or(u16::MAX);
        let mut needs: Vec<u16> = columns.iter().map(|column| wide(&Shown::line(column.title))).collect();
        let mut rows = rows.into_iter();
        for cells in rows.by_ref().take(MEASURED) {
            for (need, (text, _)) in needs.iter_mut().zip(&cells) {
                *need = wide(text).max(*need);
            }
        }
        // The rows that were not read may need any width.
        if rows.next().is_some() {
            for (need, column) in needs.iter_mut().zip(columns).filter(|(need, _)| **need > 0) {
                *need = column.width.max(*need);
            }
        }
        Self { columns, widths: layout(columns, &needs, area.width.saturating_sub(2)) }
    }

    /// Draws the headings.
    pub fn head(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let mut pen = Pen::new(buffer, area, 0);
        pen.skip(2);
        for (at, width) in &self.widths {
            if let Some(column) = self.columns.get(*at) {
                piece(&mut pen, &Shown::line(column.title), usize::from(*width), column.right, theme.style(Role::Dim));
            }
        }
    }

    /// Draws one row; its cells are in the order of the columns.
    pub fn row(&self, cells: &[Cell], look: Look, area: Rect, buffer: &mut Buffer, kit: (&Theme, Glyphs)) {
        let (mut pen, style) = row_pen(buffer, area, look.selected, kit);
        pen.words(if look.marked { kit.1.mark() } else { " " }, style(Role::Accent));
        for (at, width) in &self.widths {
            if let (Some(column), Some((text, role))) = (self.columns.get(*at), cells.get(*at)) {
                piece(&mut pen, text, usize::from(*width), column.right, style(*role));
            }
        }
    }
}

/// The columns that a table of `total` columns shows, by index, and the width of each. A growing column takes its share
/// of the spare width up to what it needs and leaves the rest to the others; nothing is left over while one needs more.
/// A column without a word takes no room. Text columns are never wider than they need; numbers keep their width.
fn layout(columns: &[Column], needs: &[u16], total: u16) -> Vec<(usize, u16)> {
    let shown =
        || columns.iter().zip(needs).enumerate().filter(move |(_, (column, need))| column.from <= total && **need > 0);
    let least = |column: &Column, need: u16| if column.right { column.width } else { column.width.min(need) };
    let mut widths: Vec<(usize, u16)> = shown().map(|(at, (column, need))| (at, least(column, *need))).collect();
    let mut spare = total.saturating_sub(widths.iter().map(|(_, width)| width + 2).sum());
    loop {
        let wanting: Vec<(&mut u16, u16, u16)> = widths
            .iter_mut()
            .zip(shown())
            .map(|((_, width), (_, (column, need)))| (width, column.grows, *need))
            .filter(|(width, grows, need)| *grows > 0 && **width < *need)
            .collect();
        let shares: u16 = wanting.iter().map(|(_, grows, _)| grows).sum();
        let before = spare;
        for (width, grows, need) in wanting {
            let more = before.saturating_mul(grows).div_ceil(shares).min(need - *width).min(spare);
            *width += more;
            spare -= more;
        }
        if spare == before {
            return widths;
        }
    }
}

/// Draws the headings of a table whose columns share the spare width.
pub fn head(columns: &[Column], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    Grid::of(columns, area).head(area, buffer, theme);
}

/// Draws one row of such a table.
pub fn row(columns: &[Column], cells: &[Cell], look: Look, area: Rect, buffer: &mut Buffer, kit: (&Theme, Glyphs)) {
    Grid::of(columns, area).row(cells, look, area, buffer, kit);
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
        let layout = |total| layout(COLUMNS, &[u16::MAX; 3], total);
        assert_eq!(layout(46), [(0, 25), (1, 11), (2, 4)]);
        assert_eq!(layout(30), [(0, 22), (2, 4)]);
        assert_eq!(layout(5), [(0, 10), (2, 4)]);
    }

    #[test]
    fn no_column_is_cut_while_another_has_more_room_than_it_needs() {
        let cells = |name: &str, unit: &str| {
            vec![(Shown::line(name), Role::Text), (Shown::line(unit), Role::Text), (Shown::line("7"), Role::Text)]
        };
        let area = Rect::new(0, 0, 48, 1);
        let widths = |rows: Vec<Vec<Cell>>| Grid::fitted(COLUMNS, rows, area).widths;
        assert_eq!(widths(vec![cells("Ana", "Supply Chain and Operations")]), [(0, 4), (1, 27), (2, 4)]);
        assert_eq!(widths(vec![cells("Ana", "IT"), cells("Émilie", "Legal")]), [(0, 6), (1, 5), (2, 4)]);
        assert_eq!(widths(vec![cells(&"n".repeat(60), &"u".repeat(60))]), [(0, 25), (1, 11), (2, 4)]);
    }

    #[test]
    fn a_column_of_text_leaves_what_it_does_not_need_to_the_others() {
        const DAYS: &[Column] = &[Column::text("day", 11, 0), Column::text("what", 4, 1)];
        let row = || vec![(Shown::line("3 Dec"), Role::Text), (Shown::line(&"x".repeat(40)), Role::Text)];
        let widths = |rows: usize| Grid::fitted(DAYS, (0..rows).map(|_| row()), Rect::new(0, 0, 32, 1)).widths;
        assert_eq!(widths(3), [(0, 5), (1, 21)]);
        assert_eq!(widths(300), [(0, 11), (1, 15)], "a row that was not read may have a year");
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
