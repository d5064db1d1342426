//! Owns a table that a filter narrows: its rows, their order, which of them show, which is selected, and the keys that
//! change that. A screen that is such a table says what its rows are, and is a screen by that.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::marks::{self, Marking, Marks};
use super::on_pilot::{Awaited, Deed, OnPilot};
use super::order::{Order, Sort, Sorts, foot};
use super::{Place, parts};
use crate::domain::incoming::{Pasted, RowsOf};
use crate::domain::seek::folded;
use crate::domain::{Day, Pilot, PilotId};
use crate::interaction::extract::Rows;
use crate::interaction::filter::{self, Closed, Typed};
use crate::interaction::verb::{self, Live, Verb};
use crate::interaction::{
    Answer, Context, Effect, Filter, Form, Key, List, Lost, Move, Moves, Newcomer, Offer, Query, Screen,
};
use crate::ui::glyphs::Glyphs;
use crate::ui::paint::paragraph;
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

/// What can stand in a listing.
pub(super) trait Listed: Sized + 'static {
    /// What it is known by: the selection stays on it when other rows come.
    type Id: Ord + Hash + Copy + Display;
    /// Its orders: first the one in which it stands by itself, in which no two are alike.
    const ORDERS: &'static [Order<Self>];
    /// What is said while those do not show that show only on demand; nothing where the list begins so.
    const IN_PART: &'static str = "";

    /// Its identity.
    fn id(&self) -> Self::Id;

    /// What people look for it by first: the cursor goes to where a filter finds that.
    fn name(&self) -> &str;

    /// Every word that it is found by: what stands in its row, its days as they stand there and in full, and what
    /// belongs to it.
    fn words(&self, context: &Context) -> String;

    /// What it is called among several.
    fn called(&self) -> String {
        self.name().to_owned()
    }

    /// Does it show only on demand?
    fn is_aside(&self) -> bool;
}

/// A screen that is a table of its rows.
pub(super) trait Browse: Sized + 'static {
    /// What stands in it.
    type Row: Listed;
    /// Where it is.
    const PLACE: Place;
    /// What the header calls it.
    const TITLE: &'static str;
    /// Its verbs.
    const VERBS: verb::Rows<Self>;
    /// The question whose answer holds its rows, of a day.
    const QUERY: fn(Day) -> Query;
    /// What its cells are.
    const COLUMNS: &'static [Column];
    /// Why nothing can be done with its rows where it has none, now and on an earlier day.
    const ABSENT: (&'static str, &'static str);
    /// What the rows are of a table that is pasted on it; none where it takes none.
    const TAKES: Option<RowsOf> = None;

    /// Its table.
    fn listing(&self) -> &Listing<Self::Row>;

    /// Its table, to be changed.
    fn listing_mut(&mut self) -> &mut Listing<Self::Row>;

    /// The rows that an answer holds.
    fn rows(answer: Answer) -> Option<Vec<Self::Row>>;

    /// A row of the table.
    fn cells(row: &Self::Row, context: &Context) -> Vec<Cell>;

    /// One sentence about a row.
    fn sentence(row: &Self::Row, context: &Context) -> String;

    /// The pilot that a row is about.
    fn about(_: &Self::Row) -> Option<&Pilot> {
        None
    }

    /// What it says in the place of a table without rows; none where the table is drawn all the same.
    fn says(&self, context: &Context) -> Option<&'static str>;

    /// Scrolls the row that is shown in full, by so many lines; answers whether one is. Nought fits it to what changed.
    fn scroll(&mut self, _by: isize, _: &Context) -> bool {
        false
    }

    /// Is a row shown in full?
    fn is_full(&self) -> bool {
        false
    }

    /// Closes the row that is shown in full; answers whether one was.
    fn close(&mut self) -> bool {
        false
    }

    /// Draws the row that is shown in full; answers whether one is.
    fn draw_full(&self, _: Rect, _: &mut Buffer, _: &Context) -> bool {
        false
    }
}

/// Has it rows, shown or not?
pub(super) fn any<T: Browse>(screen: &T, context: &Context) -> Live {
    let (now, then) = T::ABSENT;
    Live::when(!screen.listing().is_empty(), parts::absent(context, now, then))
}

/// `/`: begins to narrow it.
pub(super) const fn narrowing<T: Browse>() -> Verb<T> {
    filter::narrowing(any, |screen: &mut T, context| {
        screen.close();
        screen.listing_mut().open(context);
        Vec::new()
    })
}

impl<T: Browse> OnPilot for T {
    const NONE: &'static str = "the row is about no pilot";

    fn chosen(&self) -> Option<&Pilot> {
        self.listing().selected().and_then(T::about)
    }

    fn none(&self) -> &'static str {
        if self.listing().selected().is_some() { <Self as OnPilot>::NONE } else { "no row is selected" }
    }

    fn all_chosen(&self) -> Vec<Pilot> {
        let mut seen = HashSet::new();
        let pilots = self.listing().meant().into_iter().filter_map(T::about);
        pilots.filter(|pilot| seen.insert(pilot.id)).cloned().collect()
    }

    fn has_marks(&self) -> bool {
        !self.listing().marks.is_empty()
    }

    fn naming(&self, form: Form) -> Form {
        let names: Vec<String> = self.all_chosen().into_iter().map(|pilot| pilot.name).collect();
        marks::naming(form, &names, self.hidden().len(), self.listing().marks.is_elsewhere(self.here()))
    }

    fn undertake(&mut self, deed: Deed, _: &Context) -> Vec<Effect> {
        let pilot = self.chosen().cloned();
        self.listing_mut().awaited.ask(deed, pilot)
    }
}

impl<T: Browse> Sorts for T {
    fn sortable(&self, _: &Context) -> Live {
        let there = Live::when(!self.listing().found.is_empty(), "there is nothing to sort");
        there.and_when(!self.is_full(), "a row is shown in full: Esc closes it")
    }

    fn resort(&mut self, context: &Context) -> Vec<Effect> {
        self.listing_mut().resort(T::PLACE.name, context)
    }
}

impl<T: Browse> Marking for T {
    type Id = <T::Row as Listed>::Id;

    fn marks(&mut self) -> &mut Marks<Self::Id> {
        &mut self.listing_mut().marks
    }

    fn here(&self) -> Option<Self::Id> {
        self.listing().selected().map(Listed::id)
    }

    fn step_on(&mut self, context: &Context) -> Vec<Effect> {
        self.listing_mut().go(Move::Down, context);
        Vec::new()
    }

    fn between(&self, anchor: Option<Self::Id>) -> Vec<Self::Id> {
        let (listing, to) = (self.listing(), self.listing().list.selected);
        let from = anchor.and_then(|anchor| listing.place_of(anchor)).unwrap_or(to);
        (from.min(to)..=from.max(to)).filter_map(|at| listing.row(at)).map(Listed::id).collect()
    }

    fn hidden(&self) -> Vec<String> {
        self.listing().hidden()
    }
}

impl<T: Browse> Moves for T {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let by = to.rows(usize::from(context.body().1)).unwrap_or(0);
        if !self.scroll(by, context) {
            self.listing_mut().go(to, context);
        }
        Vec::new()
    }
}

impl<T: Browse> Screen for T {
    fn name(&self) -> &'static str {
        T::PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        T::TITLE.to_owned()
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        std::iter::once((T::QUERY)(context.moment.day)).chain(self.listing().awaited.query(context)).collect()
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let form = self.listing_mut().awaited.answered(&answers, context);
        for rows in answers.into_iter().filter_map(T::rows) {
            let listing = self.listing_mut();
            if !listing.loaded {
                listing.sort = Sort::left(T::PLACE.name, T::Row::ORDERS, context);
            }
            listing.take(rows, context);
        }
        self.scroll(0, context);
        form.into_iter().collect()
    }

    fn looks_out(&mut self) {
        self.listing_mut().note();
    }

    fn is_becoming(&self) -> bool {
        self.listing().newcomer.is_awaited() || self.listing().awaited.is_there()
    }

    fn unanswered(&mut self) {
        self.listing_mut().awaited.forget();
    }

    fn judged(&mut self, context: &Context) -> Vec<Effect> {
        self.listing_mut().judged(context);
        self.scroll(0, context);
        Vec::new()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(T::VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        self.listing_mut().awaited.forget();
        verb::run(T::VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        self.listing_mut().press(key, context).then(Vec::new)
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.listing().filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.listing_mut().paste(text, context).then(Vec::new)
    }

    fn takes(&self) -> Option<Pasted> {
        T::TAKES.map(Pasted::onto)
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if self.close() { Some(Vec::new()) } else { self.listing_mut().escape(context) }
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.listing_mut().fit(context);
        self.scroll(0, context);
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        let listing = self.listing();
        // What is shown in full lies over the rows.
        let row = listing.list.row_at(at.y, HEAD, (listing.found.len(), listing.page(context)));
        row.filter(|_| !self.is_full())
    }

    fn explain(&self, context: &Context) -> Option<String> {
        // What is shown in full says all of it already.
        if self.is_full() {
            return None;
        }
        let sentence = self.listing().selected().map(|row| T::sentence(row, context))?;
        // Who hears them is told the marks with the rows.
        let marks = if context.glyphs == Glyphs::Words { 0 } else { self.listing().marks.len() };
        Some(if marks == 0 { sentence } else { format!("{} {marks} marked.  {sentence}", context.glyphs.mark()) })
    }

    fn page(&self) -> String {
        if self.is_full() { "in full".to_owned() } else { String::new() }
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        // What is shown in full is read as it is.
        if self.is_full() {
            return Vec::new();
        }
        self.listing().shown().map(|row| T::sentence(row, context)).collect()
    }

    fn columns(&self, context: &Context) -> Option<Rows> {
        if self.is_full() {
            return None;
        }
        let listing = self.listing();
        let shown: Vec<&T::Row> = if listing.marks.is_empty() { listing.shown().collect() } else { listing.meant() };
        // A column without a heading is a sign, which words beside it repeat.
        let named = |at: &usize| T::COLUMNS.get(*at).is_some_and(|column| !column.title.is_empty());
        let places: Vec<usize> = (0..T::COLUMNS.len()).filter(named).collect();
        let header = places.iter().filter_map(|at| T::COLUMNS.get(*at)).map(|column| column.title.to_owned()).collect();
        let copied = |row: &&T::Row| {
            let cells = T::cells(row, context);
            let cell = |at: &usize| cells.get(*at).map(|(text, _)| String::from(text.clone())).unwrap_or_default();
            places.iter().map(cell).collect()
        };
        Some(Rows { header, rows: shown.iter().map(copied).collect() })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        let listing = self.listing_mut();
        listing.list.select(row, listing.found.len(), listing.page(context));
        Vec::new()
    }

    fn marked(&self) -> Vec<String> {
        self.listing().marks.told()
    }

    fn marked_rows(&self) -> Vec<usize> {
        self.listing().marked_rows()
    }

    fn arranged(&self) -> Vec<&'static str> {
        self.listing().arranged()
    }

    fn mark_those(&mut self, those: &[String]) {
        let listing = self.listing_mut();
        listing.marks.take(those, listing.rows.iter().map(Listed::id));
    }

    fn pilot(&self) -> Option<PilotId> {
        self.chosen().map(|pilot| pilot.id)
    }

    fn in_focus(&self, _: &Context) -> Option<String> {
        self.listing().selected().map(|row| row.id().to_string())
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        if self.draw_full(area, buffer, context) {
            return Some(Position { x: area.x, y: area.y });
        }
        if let Some(words) = self.says(context) {
            paragraph(buffer, area, 1, &context.told(words), context.theme.style(Role::Text));
            return None;
        }
        self.listing().draw(T::COLUMNS, |row| T::cells(row, context), area, buffer, context)
    }
}

/// Rows above those of the table, which name its columns, and below them.
const HEAD: u16 = 1;
const FOOT: u16 = 1;

/// Rows, and which of them show.
pub(super) struct Listing<T: Listed> {
    /// Every row, in the order that is in force.
    rows: Vec<T>,
    sort: Sort,
    /// The rows that show, by their place.
    found: Vec<usize>,
    list: List,
    lost: Lost<T::Id>,
    filter: Filter,
    /// What is marked, also where the filter hides it.
    marks: Marks<T::Id>,
    /// Do those show too that show only on demand?
    all: bool,
    /// What was meant when it became something that shows only on demand: it stays in its place, so that the key that
    /// did it takes it back.
    lingering: Vec<T::Id>,
    /// Where the cursor goes once the rows are there.
    wanted: Option<T::Id>,
    /// What came by a change that was made here: the cursor goes to it.
    newcomer: Newcomer<T::Id>,
    /// What is to be done to the pilot of a row once its metrics are known.
    awaited: Awaited,
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

    /// One that shows what some words find, of everything; the cursor on that row, or on the first.
    pub(super) fn filtered(words: &str, on: Option<T::Id>) -> Self {
        Self { filter: Filter::of(words), wanted: on, ..Self::with_all() }
    }

    /// Takes rows in.
    pub(super) fn take(&mut self, mut rows: Vec<T>, context: &Context) {
        let stay = self.selected().map(T::id);
        let new = self.newcomer.take(rows.iter().map(T::id));
        self.sort.apply(T::ORDERS, &mut rows, context);
        (self.rows, self.loaded) = (self.keeping_places(rows), true);
        self.find(stay, context);
        // Where the filter hides it, the cursor stays.
        let wanted = self.wanted.take().or(new).and_then(|id| self.place_of(id));
        if let Some(at) = wanted {
            self.list.select(at, self.found.len(), self.page(context));
        }
    }

    /// Puts the rows in the next order of the screen of that name, the cursor on its row.
    fn resort(&mut self, screen: &str, context: &Context) -> Vec<Effect> {
        let effects = self.sort.turn(T::ORDERS, (screen, "Rows"));
        self.arrange(context);
        effects
    }

    /// How the pilots stand by their data is known anew: another order than the first may rest on that. What lingers
    /// keeps its place until the rows come again.
    fn judged(&mut self, context: &Context) {
        if !self.sort.is_first() && self.lingering.is_empty() {
            self.arrange(context);
        }
    }

    /// Puts the rows in the order that is in force, the cursor on its row.
    fn arrange(&mut self, context: &Context) {
        let stay = self.selected().map(T::id);
        self.sort.apply(T::ORDERS, &mut self.rows, context);
        self.find(stay, context);
    }

    /// A change was made here: what comes by it is where the cursor goes.
    fn note(&mut self) {
        self.newcomer.note(self.rows.iter().map(T::id));
    }

    /// Where a row shows.
    fn place_of(&self, id: T::Id) -> Option<usize> {
        self.shown().position(|row| row.id() == id)
    }

    /// The rows, of which those that linger stand behind what they stood behind.
    fn keeping_places(&mut self, mut rows: Vec<T>) -> Vec<T> {
        if self.all {
            return rows;
        }
        let shown: Vec<T::Id> = self.shown().map(T::id).collect();
        // What ended otherwise, or in another moment, is not there.
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

    /// Is it known that there is nothing?
    pub(super) fn is_empty(&self) -> bool {
        self.loaded && self.rows.is_empty()
    }

    /// Does nothing show, although no filter narrows it?
    pub(super) fn is_bare(&self) -> bool {
        self.loaded && self.found.is_empty() && self.filter.is_empty()
    }

    /// The row under the cursor.
    pub(super) fn selected(&self) -> Option<&T> {
        self.row(self.list.selected)
    }

    /// What a verb is for: the marked rows, else the one under the cursor.
    pub(super) fn meant(&self) -> Vec<&T> {
        let marked: Vec<&T> = self.rows.iter().filter(|row| self.marks.contains(row.id())).collect();
        if marked.is_empty() { self.selected().into_iter().collect() } else { marked }
    }

    /// What the marked rows are called that the filter hides.
    fn hidden(&self) -> Vec<String> {
        let marked = self.rows.iter().filter(|row| self.marks.contains(row.id()));
        marked.filter(|row| self.place_of(row.id()).is_none()).map(T::called).collect()
    }

    /// A form for all that are meant, which says whom it is for where that are several, or not what the cursor is on.
    pub(super) fn naming(&self, form: Form) -> Form {
        let names: Vec<String> = self.meant().into_iter().map(T::called).collect();
        let elsewhere = self.marks.is_elsewhere(self.selected().map(T::id));
        marks::naming(form, &names, self.hidden().len(), elsewhere)
    }

    /// Shows those too that show only on demand, or not; answers which.
    pub(super) fn toggle(&mut self, context: &Context) -> bool {
        self.all = !self.all;
        self.lingering.clear();
        self.narrow(context);
        self.all
    }

    /// Begins typing a filter.
    fn open(&mut self, context: &Context) {
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

    /// Ends typing a filter, or takes the marks away, or the filter; none where there was nothing.
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

    /// The places of those that show and are marked.
    fn marked_rows(&self) -> Vec<usize> {
        let is_marked = |at: &usize| self.row(*at).is_some_and(|row| self.marks.contains(row.id()));
        (0..self.found.len()).filter(is_marked).collect()
    }

    /// How its rows are put that do not stand as they do by themselves.
    fn arranged(&self) -> Vec<&'static str> {
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
        // Of the first rows in their order, whatever the filter shows: no column moves while somebody types or scrolls.
        let table = Grid::fitted(columns, self.rows.iter().map(&cells), area);
        table.head(area, buffer, &context.theme);
        if self.found.is_empty() && !self.filter.is_empty() {
            paragraph(buffer, area, 2, &parts::unfound(&self.filter, context), context.theme.style(Role::Text));
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
        // Nothing has no order.
        let said = if self.found.is_empty() { String::new() } else { self.arranged().join(", ") };
        let all = self.rows.iter().filter(|row| self.is_there(row)).count();
        foot(&self.filter, (self.found.len(), all), &said, area, buffer, context).or(cursor)
    }

    /// Does it show where no filter narrows?
    fn is_there(&self, row: &T) -> bool {
        self.all || !row.is_aside() || self.lingering.contains(&row.id())
    }

    /// The rows that show.
    fn shown(&self) -> impl Iterator<Item = &T> {
        self.found.iter().filter_map(|at| self.rows.get(*at))
    }

    fn row(&self, at: usize) -> Option<&T> {
        self.rows.get(*self.found.get(at)?)
    }

    /// Rows that show at once.
    fn page(&self, context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(HEAD + FOOT)).saturating_sub(self.filter.rows())
    }

    /// Narrows to what is typed: the cursor goes to the first row that has it in its name, else stays on its row.
    fn seek(&mut self, context: &Context) {
        self.narrow(context);
        let named = self.shown().position(|row| self.filter.names(row.name()));
        if let Some(at) = named {
            self.list.select(at, self.found.len(), self.page(context));
        }
    }

    fn narrow(&mut self, context: &Context) {
        let stay = self.selected().map(T::id);
        self.find(stay, context);
    }

    /// Finds what shows, and selects the row that is to stay; where it is gone, the one in its place. Where nothing
    /// showed before, that is the row from which the cursor was lost.
    fn find(&mut self, stay: Option<T::Id>, context: &Context) {
        // A verb must not reach what only shows on demand.
        self.marks.keep(self.rows.iter().filter(|row| self.all || !row.is_aside()).map(T::id));
        let holds = |row: &T| self.filter.is_empty() || self.filter.holds(&folded(&row.words(context)));
        let shows = |row: &T| self.is_there(row) && holds(row);
        let here = stay.zip(self.found.get(self.list.selected).copied());
        self.found = self.rows.iter().enumerate().filter(|(_, row)| shows(row)).map(|(at, _)| at).collect();
        let shown = self.found.iter().filter_map(|at| Some((self.rows.get(*at)?.id(), *at)));
        let (shown, page): (Vec<(T::Id, usize)>, _) = (shown.collect(), self.page(context));
        self.list.keep(&mut self.lost, (here, stay), &shown, page);
    }
}
