//! Owns a table narrowed by a filter: its rows, their order, which of them are shown, selected and marked, and the keys
//! that change that.

use std::fmt::Display;
use std::hash::Hash;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::marks::{self, Marks};
use super::on_pilot::Awaited;
use super::order::{Order, Sort, foot};
use crate::interaction::filter::{Closed, Typed};
use crate::interaction::{Context, Effect, Filter, Form, Key, List, Lost, Move, Newcomer};
use crate::ui::paint::paragraph;
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

/// Something that can be a row of a listing.
pub(super) trait Listed: Sized + 'static {
    /// Its id: the selection stays on it when other rows come.
    type Id: Ord + Hash + Copy + Display;
    /// Its orders: the first is its usual one, in which no two are equal.
    const ORDERS: &'static [Order<Self>];
    /// What is said while rows are hidden that are only shown on demand; empty where the list begins so.
    const IN_PART: &'static str = "";

    /// Its identity.
    fn id(&self) -> Self::Id;

    /// The name by which people look for it: the cursor goes where a filter matches that.
    fn name(&self) -> &str;

    /// Every word by which it is found: what its row shows, its days both as shown and in full, and what belongs to it.
    fn words(&self, context: &Context) -> String;

    /// What it is called among several.
    fn called(&self) -> String {
        self.name().to_owned()
    }

    /// Is it only shown on demand?
    fn is_aside(&self) -> bool;
}

/// Rows above those of the table, which name its columns, and below them.
const HEAD: u16 = 1;
const FOOT: u16 = 1;

/// Rows, and which of them are shown.
pub(super) struct Listing<T: Listed> {
    /// Every row, in the order that is in force.
    rows: Vec<T>,
    sort: Sort,
    /// The visible rows, by index.
    found: Vec<usize>,
    list: List,
    lost: Lost<T::Id>,
    filter: Filter,
    /// What is marked, even where the filter hides it.
    pub marks: Marks<T::Id>,
    /// Are those rows shown too that are only shown on demand?
    all: bool,
    /// Rows that a key has just turned into ones shown on demand: they stay visible in their place, so that the same
    /// key takes it back.
    lingering: Vec<T::Id>,
    /// Where the cursor goes once the rows are there.
    wanted: Option<T::Id>,
    /// A row that a change made here has added: the cursor goes to it.
    newcomer: Newcomer<T::Id>,
    /// What will be done to the pilot of a row once its metrics are known.
    pub awaited: Awaited,
    loaded: bool,
}

impl<T: Listed> Default for Listing<T> {
    fn default() -> Self {
        let (list, lost, filter, sort) = (List::default(), Lost::default(), Filter::default(), Sort::default());
        let (rows, found, marks, lingering) = (Vec::new(), Vec::new(), Marks::default(), Vec::new());
        let (wanted, newcomer, awaited) = (None, Newcomer::default(), Awaited::default());
        let (all, loaded) = (false, false);
        Self { rows, sort, found, list, lost, filter, marks, all, lingering, wanted, newcomer, awaited, loaded }
    }
}

impl<T: Listed> Listing<T> {
    /// One that shows everything at first.
    pub(super) fn with_all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// One that shows what matches some words, out of everything, with the cursor on that row or the first.
    pub(super) fn filtered(words: &str, on: Option<T::Id>) -> Self {
        Self { filter: Filter::of(words), wanted: on, ..Self::with_all() }
    }

    /// Takes rows in; the first time in the order in which the screen of that name was left.
    pub(super) fn take(&mut self, mut rows: Vec<T>, screen: &str, context: &Context) {
        if !self.loaded {
            self.sort = Sort::left(screen, T::ORDERS, context);
        }
        let stay = self.selected().map(T::id);
        let new = self.newcomer.take(rows.iter().map(T::id));
        self.sort.apply(T::ORDERS, &mut rows, context);
        (self.rows, self.loaded) = (self.keeping_places(rows), true);
        self.find(stay, context);
        let wanted = self.wanted.take();
        // A row that was found by words it does not show, or in another spelling, must be visible: the filter gives
        // way.
        let is_hidden = |id| self.place_of(id).is_none() && self.rows.iter().any(|row| row.id() == id);
        if wanted.is_some_and(is_hidden) {
            self.filter = Filter::default();
            self.find(stay, context);
        }
        // If the filter hides the new row, the cursor stays.
        if let Some(at) = wanted.or(new).and_then(|id| self.place_of(id)) {
            self.select(at, context);
        }
    }

    /// Sorts the rows in the next order of the screen of that name, with the cursor on its row.
    pub(super) fn resort(&mut self, screen: &str, context: &Context) -> Vec<Effect> {
        let effects = self.sort.turn(T::ORDERS, (screen, "Rows"));
        self.arrange(context);
        effects
    }

    /// The pilots were judged again, which may change any order but the first. Lingering rows keep their place until
    /// the rows are read again.
    pub(super) fn judged(&mut self, context: &Context) {
        if !self.sort.is_first() && self.lingering.is_empty() {
            self.arrange(context);
        }
    }

    /// Sorts the rows in the present order, with the cursor on its row.
    fn arrange(&mut self, context: &Context) {
        let stay = self.selected().map(T::id);
        self.sort.apply(T::ORDERS, &mut self.rows, context);
        self.find(stay, context);
    }

    /// A change was made here: the cursor will go to the row that it adds.
    pub(super) fn note(&mut self) {
        self.newcomer.note(self.rows.iter().map(T::id));
    }

    /// Is a row on its way that a key may be meant for?
    pub(super) const fn is_becoming(&self) -> bool {
        self.newcomer.is_awaited() || self.awaited.is_there()
    }

    /// The visible place of a row.
    fn place_of(&self, id: T::Id) -> Option<usize> {
        self.shown().position(|row| row.id() == id)
    }

    /// Puts the lingering rows after the rows that they followed.
    fn keeping_places(&mut self, mut rows: Vec<T>) -> Vec<T> {
        if self.all {
            return rows;
        }
        let shown: Vec<T::Id> = self.shown().map(T::id).collect();
        // A row that ended for another reason, or at another moment, is not there.
        let meant: Vec<T::Id> = self.meant().into_iter().map(T::id).chain(self.lingering.iter().copied()).collect();
        let lingers = |row: &T| row.is_aside() && shown.contains(&row.id()) && meant.contains(&row.id());
        self.lingering = rows.iter().filter(|row| lingers(row)).map(T::id).collect();
        let mut above = None;
        for id in shown {
            if self.lingering.contains(&id)
                && let Some(from) = rows.iter().position(|row| row.id() == id)
            {
                let row = rows.remove(from);
                let to = above.and_then(|above| rows.iter().position(|row| row.id() == above)).map_or(0, |at| at + 1);
                rows.insert(to, row);
            }
            above = Some(id);
        }
        rows
    }

    /// Is it known that there are no rows?
    pub(super) fn is_empty(&self) -> bool {
        self.loaded && self.rows.is_empty()
    }

    /// Is nothing shown although no filter narrows it?
    pub(super) fn is_bare(&self) -> bool {
        self.loaded && self.found.is_empty() && self.filter.is_empty()
    }

    /// The row under the cursor.
    pub(super) fn selected(&self) -> Option<&T> {
        self.row(self.list.selected)
    }

    /// The marked rows, even those hidden by the filter.
    pub(super) fn marked(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().filter(|row| self.marks.contains(row.id()))
    }

    /// What a verb acts on: the marked rows, else the one under the cursor.
    pub(super) fn meant(&self) -> Vec<&T> {
        let marked: Vec<&T> = self.marked().collect();
        if marked.is_empty() { self.selected().into_iter().collect() } else { marked }
    }

    /// The names of the marked rows that the filter hides.
    pub(super) fn hidden(&self) -> Vec<String> {
        self.marked().filter(|row| self.place_of(row.id()).is_none()).map(T::called).collect()
    }

    /// Is something marked, but not the row under the cursor?
    pub(super) fn is_elsewhere(&self) -> bool {
        self.marks.is_elsewhere(self.selected().map(T::id))
    }

    /// A form for everything a verb acts on, which names it if it is several, or not the row under the cursor.
    pub(super) fn naming(&self, form: Form) -> Form {
        self.naming_where(form, |_| true)
    }

    /// The same for a form that is for some of them.
    pub(super) fn naming_where(&self, form: Form, is_for: impl Fn(&T) -> bool) -> Form {
        let those: Vec<&T> = self.meant().into_iter().filter(|row| is_for(row)).collect();
        let hidden = those.iter().filter(|row| self.place_of(row.id()).is_none()).count();
        let names: Vec<String> = those.into_iter().map(T::called).collect();
        marks::naming(form, &names, hidden, self.is_elsewhere())
    }

    /// The rows from that one to the cursor.
    pub(super) fn between(&self, anchor: Option<T::Id>) -> Vec<T::Id> {
        let to = self.list.selected;
        let from = anchor.and_then(|anchor| self.place_of(anchor)).unwrap_or(to);
        (from.min(to)..=from.max(to)).filter_map(|at| self.row(at)).map(T::id).collect()
    }

    /// Marks the rows with these ids, and no others.
    pub(super) fn mark_those(&mut self, told: &[String]) {
        self.marks.take(told, self.rows.iter().map(T::id));
    }

    /// Shows or hides the rows that are only shown on demand; answers which.
    pub(super) fn toggle(&mut self, context: &Context) -> bool {
        self.all = !self.all;
        self.lingering.clear();
        self.narrow(context);
        self.all
    }

    /// What narrows it.
    pub(super) const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Begins typing a filter.
    pub(super) fn open(&mut self, context: &Context) {
        self.filter.open();
        self.fit(context);
    }

    /// Takes a key of the filter; answers whether it is one.
    pub(super) fn press(&mut self, key: Key, context: &Context) -> bool {
        match self.filter.press(key) {
            None => return false,
            Some(Typed::Ended) => {}
            Some(Typed::Step(by)) => self.list.step(by, self.found.len(), self.page(context)),
            Some(Typed::Changed) => self.seek(context),
        }
        true
    }

    /// Takes pasted text, while a filter is typed.
    pub(super) fn paste(&mut self, text: &str, context: &Context) -> bool {
        let taken = self.filter.paste(text);
        if taken {
            self.seek(context);
        }
        taken
    }

    /// Ends typing a filter, or removes the marks, or the filter; none where there was nothing to do.
    pub(super) fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if !self.filter.is_typing()
            && let Some(said) = self.marks.take_off()
        {
            return Some(said);
        }
        let closed = self.filter.close();
        if closed == Closed::Filter {
            self.narrow(context);
        }
        (closed != Closed::Nothing).then(Vec::new)
    }

    /// The places of the visible marked rows.
    pub(super) fn marked_rows(&self) -> Vec<usize> {
        let is_marked = |at: &usize| self.row(*at).is_some_and(|row| self.marks.contains(row.id()));
        (0..self.found.len()).filter(is_marked).collect()
    }

    /// What differs from the usual arrangement of its rows.
    pub(super) fn arranged(&self) -> Vec<&'static str> {
        let in_part = if self.all { "" } else { T::IN_PART };
        let said = [in_part, self.sort.said(T::ORDERS)];
        said.into_iter().filter(|said| !said.is_empty()).collect()
    }

    /// Goes up or down.
    pub(super) fn go(&mut self, to: Move, context: &Context) {
        let page = self.page(context);
        if let Some(by) = to.rows(page) {
            self.list.step(by, self.found.len(), page);
        }
    }

    /// Goes to a row, by its place among those that show.
    pub(super) fn select(&mut self, at: usize, context: &Context) {
        self.list.select(at, self.found.len(), self.page(context));
    }

    /// The place of the row under the cursor, among those that show.
    pub(super) const fn chosen_row(&self) -> usize {
        self.list.selected
    }

    /// The visible place of the row on a line of the screen.
    pub(super) fn row_at(&self, line: u16, context: &Context) -> Option<usize> {
        self.list.row_at(line, HEAD, (self.found.len(), self.page(context)))
    }

    /// Fits itself to another size of the terminal.
    pub(super) fn fit(&mut self, context: &Context) {
        self.list.fit(self.found.len(), self.page(context));
    }

    /// Draws headings, rows and filter; answers where the cursor sits.
    pub(super) fn draw(
        &self,
        columns: &[Column],
        cells: impl Fn(&T) -> Vec<Cell>,
        area: Rect,
        buffer: &mut Buffer,
        context: &Context,
    ) -> Option<Position> {
        // Widths follow the first rows of the order, not of the filter: no column moves while somebody types or
        // scrolls.
        let table = Grid::fitted(columns, self.rows.iter().map(&cells), area);
        table.head(area, buffer, &context.theme);
        if self.found.is_empty() && !self.filter.is_empty() {
            paragraph(buffer, area, 2, &self.marks.unfound(&self.filter, context), context.theme.style(Role::Text));
        }
        let mut cursor = None;
        for (below, at) in (HEAD..).zip(self.list.visible(self.found.len(), self.page(context))) {
            let Some(row) = self.row(at) else {
                continue;
            };
            let look = Look { selected: at == self.list.selected, marked: self.marks.contains(row.id()) };
            let line = Rect { y: area.y + below, height: 1, ..area };
            table.row(&cells(row), look, line, buffer, (&context.theme, context.glyphs));
            if look.selected {
                cursor = Some(Position { x: area.x, y: line.y });
            }
        }
        // An empty list has no order.
        let said = if self.found.is_empty() { String::new() } else { self.arranged().join(", ") };
        let all = self.rows.iter().filter(|row| self.is_there(row)).count();
        foot(&self.filter, (self.found.len(), all), &said, area, buffer, context).or(cursor)
    }

    /// Is it shown where no filter narrows?
    fn is_there(&self, row: &T) -> bool {
        self.all || !row.is_aside() || self.lingering.contains(&row.id())
    }

    /// The rows that show.
    pub(super) fn shown(&self) -> impl Iterator<Item = &T> {
        self.found.iter().filter_map(|at| self.rows.get(*at))
    }

    fn row(&self, at: usize) -> Option<&T> {
        self.rows.get(*self.found.get(at)?)
    }

    /// How many rows fit.
    fn page(&self, context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(HEAD + FOOT)).saturating_sub(self.filter.rows())
    }

    /// Applies what is typed: the cursor goes to the first row that has it in its name, else stays on its row.
    fn seek(&mut self, context: &Context) {
        self.narrow(context);
        let named = self.shown().position(|row| self.filter.names(row.name()));
        if let Some(at) = named {
            self.select(at, context);
        }
    }

    fn narrow(&mut self, context: &Context) {
        let stay = self.selected().map(T::id);
        self.find(stay, context);
    }

    /// Finds the visible rows and selects the one that should stay or, if it is gone, the one in its place. If no row
    /// was visible before, that is the row where the cursor was lost.
    fn find(&mut self, stay: Option<T::Id>, context: &Context) {
        // A verb must not reach rows that are only shown on demand.
        self.marks.keep(self.rows.iter().filter(|row| self.all || !row.is_aside()).map(T::id));
        let there: Vec<&T> = self.rows.iter().filter(|row| self.is_there(row)).collect();
        self.filter.forgive(there.iter().map(|row| row.words(context)));
        let shows = |row: &T| self.is_there(row) && self.filter.lets_through(|| row.words(context));
        let here = stay.zip(self.found.get(self.list.selected).copied());
        self.found = self.rows.iter().enumerate().filter(|(_, row)| shows(row)).map(|(at, _)| at).collect();
        let shown = self.found.iter().filter_map(|at| Some((self.rows.get(*at)?.id(), *at)));
        let (shown, page): (Vec<(T::Id, usize)>, _) = (shown.collect(), self.page(context));
        self.list.keep(&mut self.lost, (here, stay), &shown, page);
    }
}
