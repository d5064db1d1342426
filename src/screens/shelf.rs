//! Owns a screen that is a short list of what the context holds, whatever is open: workspaces, settings, drafts. Such a
//! screen says what its rows are; nothing is asked of the store for it, and nothing that is done there is in the journal.

use std::marker::PhantomData;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Place;
use crate::interaction::verb::{self, Rows};
use crate::interaction::{Context, Effect, List, Move, Moves, Offer, Screen};
use crate::ui::paint::Pen;
use crate::ui::table::{self, Cell, Column, Look};
use crate::ui::theme::Role;

/// What such a list is of.
pub(super) trait Shelved: Sized + 'static {
    /// One of its rows.
    type Row;
    /// Where it is.
    const PLACE: Place;
    /// What the header calls it.
    const TITLE: &'static str;
    /// Its verbs.
    const VERBS: Rows<Shelf<Self>>;
    /// What its cells are.
    const COLUMNS: &'static [Column];
    /// What it says in the place of a list without rows.
    const EMPTY: &'static str;

    /// Its rows, in their order.
    fn rows(context: &Context) -> Vec<Self::Row>;

    /// A row of the table.
    fn cells(row: &Self::Row) -> Vec<Cell>;

    /// One sentence about a row, for those who hear it and for copies.
    fn sentence(row: &Self::Row) -> String;

    /// What the line above the footer says of a row.
    fn explain(row: &Self::Row) -> String {
        Self::sentence(row)
    }

    /// What it says beside the rows, for those who hear it.
    fn remarks(_: &Context) -> Vec<String> {
        Vec::new()
    }

    /// Draws what stands below the rows.
    fn below(_: Rect, _: &mut Buffer, _: &Context) {}
}

/// A list of those.
pub(super) struct Shelf<T> {
    list: List,
    of: PhantomData<T>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { list: List::default(), of: PhantomData }
    }
}

impl<T: Shelved> Shelf<T> {
    /// The row under the cursor: the last one where those below it went.
    pub(super) fn selected(&self, context: &Context) -> Option<T::Row> {
        let mut rows = T::rows(context);
        let last = rows.len().checked_sub(1)?;
        Some(rows.swap_remove(self.list.selected.min(last)))
    }

    /// So many rows there is room for below the head.
    fn page(context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(1))
    }
}

impl<T: Shelved> Moves for Shelf<T> {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let (rows, page) = (T::rows(context).len(), Self::page(context));
        self.list.fit(rows, page);
        if let Some(by) = to.rows(page) {
            self.list.step(by, rows, page);
        }
        Vec::new()
    }
}

impl<T: Shelved> Screen for Shelf<T> {
    fn name(&self) -> &'static str {
        T::PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        T::TITLE.to_owned()
    }

    fn is_journalled(&self) -> bool {
        false
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(T::VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(T::VERBS, self, name, context)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(T::rows(context).len(), Self::page(context));
        Vec::new()
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        T::rows(context).iter().map(T::sentence).collect()
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        T::remarks(context)
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, T::rows(context).len(), Self::page(context));
        Vec::new()
    }

    fn clicked(&mut self, _: u16, y: u16, context: &Context) -> Vec<Effect> {
        match usize::from(y).checked_sub(1) {
            Some(row) => self.choose(self.list.top + row, context),
            None => Vec::new(),
        }
    }

    fn explain(&self, context: &Context) -> Option<String> {
        self.selected(context).map(|row| T::explain(&row))
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let rows = T::rows(context);
        if rows.is_empty() {
            Pen::new(buffer, area, 1).skip(2).words(T::EMPTY, context.theme.style(Role::Text));
        } else {
            table::head(T::COLUMNS, area, buffer, &context.theme);
        }
        let (mut cursor, selected) = (None, self.list.selected.min(rows.len().saturating_sub(1)));
        let shown = self.list.visible(rows.len(), usize::from(area.height.saturating_sub(1)));
        let top = shown.start;
        for (y, (at, row)) in (1..).zip(rows.iter().enumerate().skip(top).take(shown.len())) {
            let look = Look { selected: at == selected, marked: false };
            let line = Rect { y: area.y + y, height: 1, ..area };
            table::row(T::COLUMNS, &T::cells(row), look, line, buffer, (&context.theme, context.glyphs));
            if look.selected {
                cursor = Some(Position { x: area.x, y: line.y });
            }
        }
        let used = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
        T::below(Rect { y: area.y + used, height: area.height - used, ..area }, buffer, context);
        cursor
    }
}
