//! Owns the kind of screen that is a table narrowed by a filter: a type that says what its rows are and what can be
//! done to them becomes such a screen.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::listing::{Listed, Listing};
use super::marks::{self, Marking, Marks};
use super::on_pilot::{Deed, OnPilot};
use super::order::Sorts;
use super::{Place, parts};
use crate::domain::incoming::{Pasted, RowsOf};
use crate::domain::{Day, Pilot, PilotId};
use crate::interaction::extract::Rows;
use crate::interaction::filter;
use crate::interaction::verb::{self, Live, Verb};
use crate::interaction::{Answer, Context, Effect, Filter, Form, Key, Move, Moves, Offer, Query, Screen};
use crate::ui::paint::paragraph;
use crate::ui::table::{Cell, Column};
use crate::ui::theme::Role;

/// A screen that is a table of its rows.
pub(super) trait Browse: Sized + 'static {
    /// What a row is.
    type Row: Listed;
    /// Where it is.
    const PLACE: Place;
    /// What the header calls it.
    const TITLE: &'static str;
    /// Its verbs.
    const VERBS: verb::Rows<Self>;
    /// The query for its rows on a day.
    const QUERY: fn(Day) -> Query;
    /// The columns of its table.
    const COLUMNS: &'static [Column];
    /// Why no verb works where it has no rows: now, and on a past day.
    const ABSENT: (&'static str, &'static str);
    /// The kind of table that can be pasted on it; none where none can.
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

    /// What it says instead of an empty table; none where the table is drawn even so.
    fn says(&self, context: &Context) -> Option<&'static str>;

    /// Scrolls the row that is shown in full, by so many lines; answers whether one is. Zero fits it to a changed size
    /// or content.
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

/// Does it have any rows, shown or not?
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

    fn is_any_chosen(&self) -> bool {
        self.listing().meant().into_iter().any(|row| T::about(row).is_some())
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
        let (pilots, listing) = (self.all_chosen(), self.listing());
        let shown: HashSet<PilotId> = listing.shown().filter_map(T::about).map(|pilot| pilot.id).collect();
        let hidden = pilots.iter().filter(|pilot| !shown.contains(&pilot.id)).count();
        let names: Vec<String> = pilots.into_iter().map(|pilot| pilot.name).collect();
        marks::naming(form, &names, hidden, listing.is_elsewhere())
    }

    fn undertake(&mut self, deed: Deed, _: &Context) -> Vec<Effect> {
        let pilot = self.chosen().cloned();
        self.listing_mut().awaited.ask(deed, pilot)
    }
}

impl<T: Browse> Sorts for T {
    fn sortable(&self, _: &Context) -> Live {
        let there = Live::when(self.listing().shown().next().is_some(), "there is nothing to sort");
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

    fn here(&self, _: &Context) -> Option<Self::Id> {
        self.listing().selected().map(Listed::id)
    }

    fn step_on(&mut self, context: &Context) -> Vec<Effect> {
        self.listing_mut().go(Move::Down, context);
        Vec::new()
    }

    fn between(&self, anchor: Option<Self::Id>, _: &Context) -> Vec<Self::Id> {
        self.listing().between(anchor)
    }

    fn hidden(&self, _: &Context) -> Vec<String> {
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
            self.listing_mut().take(rows, T::PLACE.name, context);
        }
        self.scroll(0, context);
        form.into_iter().collect()
    }

    fn looks_out(&mut self) {
        self.listing_mut().note();
    }

    fn is_becoming(&self) -> bool {
        self.listing().is_becoming()
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
        Some(self.listing().filter())
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
        // A row shown in full covers the list.
        self.listing().row_at(at.y, context).filter(|_| !self.is_full())
    }

    fn explain(&self, context: &Context) -> Option<String> {
        // A row shown in full needs no explanation.
        if self.is_full() {
            return None;
        }
        let listing = self.listing();
        listing.selected().map(|row| listing.marks.before(T::sentence(row, context), context))
    }

    fn page(&self) -> String {
        if self.is_full() { "in full".to_owned() } else { String::new() }
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        // A row shown in full is read as it is drawn.
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
        let shown: Vec<&T::Row> = if self.has_marks() { listing.meant() } else { listing.shown().collect() };
        // A column without a heading holds a sign, which the words beside it repeat.
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
        self.listing_mut().select(row, context);
        Vec::new()
    }

    fn chosen_row(&self) -> Option<usize> {
        Some(self.listing().chosen_row())
    }

    fn marked(&self) -> Vec<String> {
        self.listing().marks.told()
    }

    fn marked_names(&self, _: &Context) -> Vec<String> {
        self.listing().marked().map(Listed::called).collect()
    }

    fn marked_rows(&self, _: &Context) -> Vec<usize> {
        self.listing().marked_rows()
    }

    fn arranged(&self) -> Vec<&'static str> {
        self.listing().arranged()
    }

    fn mark_those(&mut self, those: &[String], _: &Context) {
        self.listing_mut().mark_those(those);
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
