//! Owns the kind of screen that is a short list from the context: workspaces, settings, drafts. Such a screen says what
//! its rows are; nothing done there is in the journal.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Place, parts};
use crate::interaction::filter::{Closed, Typed};
use crate::interaction::verb::{self, Rows};
use crate::interaction::{Answer, Context, Effect, Filter, Key, List, Lost, Move, Moves, Offer, Query, Screen};
use crate::ui::markdown::Line;
use crate::ui::paint::{Pen, paragraph, tint};
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

/// What such a list is of.
pub(super) trait Shelved: Default + Sized + 'static {
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

    /// What it says there now.
    fn empty(_: &Context) -> String {
        Self::EMPTY.to_owned()
    }

    /// Its rows, in their order.
    fn rows(&self, context: &Context) -> Vec<Self::Row>;

    /// Does the footer name that verb now?
    fn is_hinted(_: &Offer, _: &Context) -> bool {
        true
    }

    /// The queries it needs to describe its rows.
    fn queries(_: &Context) -> Vec<Query> {
        Vec::new()
    }

    /// Takes the answers in.
    fn loaded(&mut self, _: Vec<Answer>) {}

    /// A row of the table.
    fn cells(row: &Self::Row) -> Vec<Cell>;

    /// One sentence about a row, for listening and for copies.
    fn sentence(row: &Self::Row) -> String;

    /// What a row is known by.
    fn known_by(row: &Self::Row) -> String {
        Self::sentence(row)
    }

    /// What the line above the footer says of a row.
    fn explain(row: &Self::Row) -> String {
        Self::sentence(row)
    }

    /// What it says besides its rows, for listening.
    fn remarks(_: &Context) -> Vec<String> {
        Vec::new()
    }

    /// What is below the rows, in lines of at most that width.
    fn below(_width: usize, _: &Context) -> Vec<Below> {
        Vec::new()
    }
}

/// Something below the rows, which the filter narrows too.
pub(super) struct Below {
    /// What it is found by.
    pub words: String,
    /// As it is read.
    pub lines: Vec<Line>,
}

/// A list of those.
#[derive(Default)]
pub(super) struct Shelf<T> {
    list: List,
    /// The row that the cursor was on when the filter let none through any more.
    lost: Lost<String>,
    filter: Filter,
    of: T,
}

impl<T: Shelved> Shelf<T> {
    /// The rows that the filter lets through.
    fn rows(&self, context: &Context) -> Vec<T::Row> {
        let mut rows = self.of.rows(context);
        rows.retain(|row| self.filter.lets_through(|| T::sentence(row)));
        rows
    }

    /// Begins typing a filter.
    pub(super) fn narrow(&mut self, context: &Context) -> Vec<Effect> {
        self.filter.open();
        self.resized(context)
    }

    /// What the row under the cursor is known by, and its place among all.
    fn here(&self, context: &Context) -> Option<(String, usize)> {
        let known = T::known_by(&self.selected(context)?);
        let place = self.of.rows(context).iter().position(|row| T::known_by(row) == known)?;
        Some((known, place))
    }

    /// The filter changed: the cursor stays on its row, or goes to the first that was found.
    fn find_again(&mut self, here: Option<(String, usize)>, context: &Context) -> Vec<Effect> {
        let all = self.of.rows(context);
        let below = T::below(usize::from(context.body().0), context);
        let below = below.iter().map(|one| one.words.clone());
        self.filter.forgive(all.iter().map(T::sentence).chain(below));
        let shown = all.iter().enumerate().filter(|(_, row)| self.filter.lets_through(|| T::sentence(row)));
        let shown: Vec<(String, usize)> = shown.map(|(at, row)| (T::known_by(row), at)).collect();
        let stay = here.as_ref().map(|(known, _)| known.clone());
        let row = self.lost.follow((here, stay), &shown).unwrap_or(0);
        self.list.select(row, self.count(context), self.page(context));
        Vec::new()
    }

    /// The row under the cursor: the last one if the lines below it disappeared, none if the cursor is on one of those.
    pub(super) fn selected(&self, context: &Context) -> Option<T::Row> {
        let mut rows = self.rows(context);
        let at = self.list.selected.min(self.count(context).checked_sub(1)?);
        (at < rows.len()).then(|| rows.swap_remove(at))
    }

    /// Why there is no row under the cursor: `none` says why where no filter hides them.
    pub(super) fn absent(&self, none: &'static str) -> &'static str {
        self.filter.absent(none)
    }

    /// The number of rows that fit below the head and above the filter.
    fn page(&self, context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(1)).saturating_sub(self.filter.rows())
    }

    /// What passes the filter of the lines below the rows, and the number of all.
    fn below(&self, context: &Context) -> (Vec<Below>, usize) {
        let mut below = T::below(usize::from(context.body().0).saturating_sub(4), context);
        let all = below.len();
        below.retain(|one| self.filter.lets_through(|| one.words.clone()));
        (below, all)
    }

    /// The lines below the rows, with a gap before them.
    fn tail(&self, context: &Context) -> Vec<Line> {
        let lines: Vec<Line> = self.below(context).0.into_iter().flat_map(|one| one.lines).collect();
        let gap = (!lines.is_empty()).then(Line::new);
        gap.into_iter().chain(lines).collect()
    }

    /// Is there nothing for the cursor to act on at that place?
    fn is_gap(&self, at: usize, context: &Context) -> bool {
        let below = at.checked_sub(self.rows(context).len());
        below.and_then(|at| self.tail(context).into_iter().nth(at)).is_some_and(|line| line.is_empty())
    }

    /// Where the cursor can be: its rows, and the lines below them.
    fn count(&self, context: &Context) -> usize {
        self.rows(context).len() + self.tail(context).len()
    }
}

impl<T: Shelved> Moves for Shelf<T> {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let (count, page) = (self.count(context), self.page(context));
        self.list.fit(count, page);
        if let Some(by) = to.rows(page) {
            self.list.step(by, count, page);
            if self.is_gap(self.list.selected, context) {
                self.list.step(by.signum(), count, page);
            }
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

    fn queries(&self, context: &Context) -> Vec<Query> {
        T::queries(context)
    }

    fn loaded(&mut self, answers: Vec<Answer>, _: &Context) -> Vec<Effect> {
        self.of.loaded(answers);
        Vec::new()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        let mut offers = verb::offers(T::VERBS, self, context);
        for offer in &mut offers {
            offer.hint &= T::is_hinted(offer, context);
        }
        offers
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(T::VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let here = self.here(context);
        match self.filter.press(key)? {
            Typed::Ended => Some(Vec::new()),
            Typed::Step(by) => Some(self.go(Move::one_row(by), context)),
            Typed::Changed => Some(self.find_again(here, context)),
        }
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        let here = self.here(context);
        self.filter.paste(text).then(|| self.find_again(here, context))
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        let here = self.here(context);
        match self.filter.close() {
            Closed::Nothing => None,
            Closed::Typing => Some(self.resized(context)),
            Closed::Filter => Some(self.find_again(here, context)),
        }
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.list.fit(self.count(context), self.page(context));
        Vec::new()
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        self.rows(context).iter().map(T::sentence).collect()
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        T::remarks(context)
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.count(context), self.page(context));
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        let row = self.list.row_at(at.y, 1, (self.count(context), self.page(context)));
        row.filter(|row| !self.is_gap(*row, context))
    }

    fn explain(&self, context: &Context) -> Option<String> {
        // Whoever hears a row has heard all of it.
        let heard = context.is_heard();
        self.selected(context).map(|row| if heard { T::sentence(&row) } else { T::explain(&row) })
    }

    fn in_focus(&self, context: &Context) -> Option<String> {
        self.selected(context).map(|row| T::known_by(&row))
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let (rows, tail) = (self.rows(context), self.tail(context));
        let count = rows.len() + tail.len();
        let table = Grid::fitted(T::COLUMNS, rows.iter().map(T::cells), area);
        if count == 0 && !self.filter.is_empty() {
            paragraph(buffer, area, 1, &parts::unfound(&self.filter, context), context.theme.style(Role::Text));
        } else if rows.is_empty() && self.filter.is_empty() {
            paragraph(buffer, area, 1, &context.told(&T::empty(context)), context.theme.style(Role::Text));
        } else {
            table.head(area, buffer, &context.theme);
        }
        let (mut cursor, selected) = (None, self.list.selected.min(count.saturating_sub(1)));
        let head = area.height.min(1);
        let foot = u16::try_from(self.filter.rows()).unwrap_or(1).min(area.height - head);
        let list = Rect { y: area.y + head, height: area.height - head - foot, ..area };
        for (y, at) in (0..).zip(self.list.visible(count, usize::from(list.height))) {
            let look = Look { selected: at == selected, marked: false };
            let place = Rect { y: list.y + y, height: 1, ..list };
            match (rows.get(at), tail.get(at.saturating_sub(rows.len()))) {
                (Some(row), _) => {
                    table.row(&T::cells(row), look, place, buffer, (&context.theme, context.glyphs));
                }
                (None, line) => {
                    let mut pen = Pen::new(buffer, place, 0);
                    pen.skip(2);
                    for (text, role) in line.into_iter().flatten() {
                        pen.text(text, context.theme.style(*role));
                    }
                    if look.selected {
                        tint(buffer, place, context.theme.selection());
                    }
                }
            }
            if look.selected {
                cursor = Some(Position { x: area.x, y: place.y });
            }
        }
        parts::more(self.list, count, list, buffer, context);
        let (below, all_below) = self.below(context);
        let found = (rows.len() + below.len(), self.of.rows(context).len() + all_below);
        self.filter.draw(found, area, buffer, context).or(cursor)
    }
}
