//! The board: four stages, one card per pilot, the worst first.

mod arrange;
mod card;
mod draw;
mod own_order;
mod verbs;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::marks::{self, Marking, Marks};
use super::on_pilot::{self, Awaited, Deed, OnPilot};
use super::order::{Sort, Sorts};
use super::{Place, parts};
use crate::domain::incoming::{Pasted, RowsOf};
use crate::domain::{Pilot, PilotId, Stage};
use crate::interaction::extract::Rows;
use crate::interaction::filter::{Closed, Filter, Typed};
use crate::interaction::{
    Answer, Context, Effect, Form, Key, Live, Lost, Move, Moves, Newcomer, Offer, Query, Screen, Trends, verb,
};

use arrange::{Card, Column, Contents, Group, ORDERS, OWN, Row};
use card::{Grid, headlines};

pub(super) const PLACE: Place = Place {
    name: "board",
    title: "board",
    doc: "Go to the board: every pilot under its stage.",
    keys: &["g b"],
    verbs: || verb::listed(verbs::VERBS),
    open: Some(|_| Box::new(Board::default())),
};

/// What the cursor stays on when cards are sorted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Keeps {
    /// Its place, without being shown: the judgements that decide the order are not known yet.
    #[default]
    Unseen,
    /// Its place, which is the worst card, while pilots are judged for the first time.
    Place,
    /// Its pilot.
    Pilot,
}

/// The board.
#[derive(Default)]
pub struct Board {
    /// Every pilot, in the order of the answer.
    cards: Vec<Card>,
    /// Indices of the cards in the present order.
    order: Vec<usize>,
    trends: Trends,
    /// Were the trends read before the pilots were?
    outdated: bool,
    /// Pilots whose trends were asked for since the last write.
    asked: BTreeSet<PilotId>,
    columns: [Column; 4],
    column: usize,
    filter: Filter,
    lost: Lost<PilotId>,
    sort: Sort,
    group: Group,
    archived: bool,
    marks: Marks<PilotId>,
    keeps: Keeps,
    /// The pilot that a change made here has added: the cursor goes to it.
    newcomer: Newcomer<PilotId>,
    awaited: Awaited,
    loaded: bool,
}

impl Board {
    /// A board narrowed to what matches some words.
    pub fn filtered(words: &str) -> Self {
        Self { filter: Filter::of(words), ..Self::default() }
    }

    /// The pilot under the cursor.
    fn selected(&self) -> Option<usize> {
        self.columns.get(self.column)?.selected()
    }

    /// Is the cursor shown? A key must not hit a card that is about to move.
    fn shows_cursor(&self) -> bool {
        self.keeps != Keeps::Unseen
    }

    /// Is everything that a verb acts on archived?
    fn is_for_archived(&self) -> bool {
        if self.marks.is_empty() {
            return self.selected_pilot().is_some_and(|pilot| pilot.archived);
        }
        self.pilots().filter(|pilot| self.marks.contains(pilot.id)).all(|pilot| pilot.archived)
    }

    fn selected_pilot(&self) -> Option<&Pilot> {
        self.cards.get(self.selected()?).map(|card| &card.pilot)
    }

    /// Every pilot, in the order of the answer.
    fn pilots(&self) -> impl Iterator<Item = &Pilot> {
        self.cards.iter().map(|card| &card.pilot)
    }

    /// What a verb acts on: the marked pilots, else the one under the cursor.
    fn meant(&self) -> Vec<Pilot> {
        let marked: Vec<Pilot> = self.pilots().filter(|pilot| self.marks.contains(pilot.id)).cloned().collect();
        if marked.is_empty() { self.selected_pilot().cloned().into_iter().collect() } else { marked }
    }

    /// The pilots whose cards are shown.
    fn shown_pilots(&self) -> BTreeSet<PilotId> {
        self.shown().filter_map(|(.., at)| self.cards.get(at)).map(|card| card.pilot.id).collect()
    }

    /// A form for those pilots, which names them if there are several, or if the cursor is on another one.
    fn naming_those(&self, form: Form, pilots: &[Pilot]) -> Form {
        let shown = self.shown_pilots();
        let hidden = pilots.iter().filter(|pilot| !shown.contains(&pilot.id)).count();
        let names: Vec<String> = pilots.iter().map(|pilot| pilot.name.clone()).collect();
        marks::naming(form, &names, hidden, self.marks.is_elsewhere(self.selected_pilot().map(|pilot| pilot.id)))
    }

    /// Are the cards in the committee's own order, in which they can be moved?
    fn is_in_own_order(&self) -> bool {
        self.sort.said(ORDERS) == OWN
    }

    /// Sorts the cards in the present order.
    fn put_in_order(&mut self, context: &Context) {
        self.order = self.sort.places(ORDERS, &self.cards, context);
    }

    /// The group of every pilot; nothing where cards are not grouped.
    fn groups(&self, context: &Context) -> Vec<String> {
        match self.group {
            Group::None => Vec::new(),
            group => self.cards.iter().map(|card| group.of(&card.pilot, context)).collect(),
        }
    }

    /// The contents of every column: by group, and within a group in the order of the cards.
    fn by_column(&self, context: &Context) -> [Contents; 4] {
        let groups = self.groups(context);
        let mut order: Vec<usize> = self.order.clone();
        order.sort_by_key(|at| groups.get(*at));
        let mut columns: [Contents; 4] = Default::default();
        let mut headings: [Option<(usize, &str)>; 4] = Default::default();
        for at in &order {
            let Some(card) = self.cards.get(*at).filter(|card| !card.pilot.archived || self.archived) else {
                continue;
            };
            let stage = card.pilot.stage.index();
            let Contents { rows, total, ended } = &mut columns[stage];
            let over = usize::from(card.pilot.lifecycle.is_ended());
            *total += 1;
            ended.1 += over;
            if !self.filter.holds(&card.words) {
                continue;
            }
            if let Some(group) = groups.get(*at) {
                let heading = &mut headings[stage];
                if heading.is_none_or(|(_, before)| before != group) {
                    *heading = Some((rows.len(), group));
                    rows.push(Row::Heading(group.clone(), 0));
                }
                if let Some((place, _)) = heading
                    && let Some(Row::Heading(_, count)) = rows.get_mut(*place)
                {
                    *count += 1;
                }
            }
            rows.push(Row::Card(*at));
            ended.0 += over;
        }
        columns
    }

    /// Groups and filters again. The cursor stays on its pilot if that is still shown; if no card was shown before, it
    /// returns to the pilot where it was lost.
    fn arrange(&mut self, stay_on: Option<PilotId>, context: &Context) {
        // A verb must not reach hidden archived pilots.
        let shows = |card: &&Card| !card.pilot.archived || self.archived;
        self.marks.keep(self.cards.iter().filter(shows).map(|card| card.pilot.id));
        self.filter.forgive(self.cards.iter().filter(shows).map(|card| card.words.as_str()));
        let here = stay_on.or_else(|| self.selected_pilot().map(|pilot| pilot.id)).zip(self.selected());
        let rows = self.by_column(context);
        for (column, rows) in self.columns.iter_mut().zip(rows) {
            column.put(rows);
        }
        let card = |(.., at): (usize, usize, usize)| Some((self.cards.get(at)?.pilot.id, at));
        let shown: Vec<(PilotId, usize)> = self.shown().filter_map(card).collect();
        let stay = stay_on.filter(|id| self.find(*id).is_some()).or_else(|| self.best_match());
        let row = self.lost.follow((here, stay), &shown).and_then(|at| shown.get(at));
        if let Some(place) = row.and_then(|(id, _)| self.find(*id)) {
            self.go_to(place);
        } else if self.selected().is_none() {
            self.column = self.columns.iter().position(|column| column.cards > 0).unwrap_or(self.column);
        }
        self.fit(context);
    }

    /// The same where there is no new answer.
    fn rearrange(&mut self, context: &Context) -> Vec<Effect> {
        let stay_on = self.selected_pilot().map(|pilot| pilot.id);
        self.arrange(stay_on, context);
        self.want_trends(context)
    }

    /// Puts the cursor on a row of a column.
    fn go_to(&mut self, (column, row): (usize, usize)) {
        self.column = column;
        self.columns[column].list.selected = row;
    }

    /// The card of a row; none for a heading.
    fn card_of(&self, row: &Row) -> Option<&Card> {
        match row {
            Row::Card(at) => self.cards.get(*at),
            Row::Heading(..) => None,
        }
    }

    fn find(&self, id: PilotId) -> Option<(usize, usize)> {
        let is_it = |row: &Row| self.card_of(row).is_some_and(|card| card.pilot.id == id);
        self.columns.iter().enumerate().find_map(|(at, column)| Some((at, column.rows.iter().position(is_it)?)))
    }

    /// The pilot that the filter finds by its name, rather than by another word.
    fn best_match(&self) -> Option<PilotId> {
        let mut pilots = self.shown().filter_map(|(.., at)| self.cards.get(at)).map(|card| &card.pilot);
        pilots.find(|pilot| self.filter.names(&pilot.name)).map(|pilot| pilot.id)
    }

    fn fit(&mut self, context: &Context) {
        let grid = Grid::of(context.body());
        for column in &mut self.columns {
            column.fit(&grid);
        }
    }

    /// Every card shown: its column, its row and its index.
    fn shown(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.columns.iter().enumerate().flat_map(|(at, column)| {
            column.rows.iter().enumerate().filter_map(move |(row, what)| match what {
                Row::Card(pilot) => Some((at, row, *pilot)),
                Row::Heading(..) => None,
            })
        })
    }

    /// Asks for the trends of the cards that are shown and not yet asked about.
    fn want_trends(&mut self, context: &Context) -> Vec<Effect> {
        let grid = Grid::of(context.body());
        let rows = self.columns.iter().flat_map(|column| column.visible(&grid));
        let shown = rows.filter_map(|(.., row)| self.card_of(row)).map(|card| card.pilot.id);
        let wanted: Vec<PilotId> = shown.filter(|id| !self.asked.contains(id)).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        self.asked.extend(&wanted);
        let to = context.moment.reporting_week();
        let from = to.plus(-parts::TREND_WEEKS - 2);
        vec![Effect::load(Query::Trends { pilots: wanted, from, to, day: context.moment.day })]
    }

    /// The next column with cards, stepping by so many columns and wrapping around.
    fn beside(&self, by: usize) -> Option<usize> {
        (1..4).map(|step| (self.column + step * by) % 4).find(|at| self.columns[*at].cards > 0)
    }

    /// Puts the cursor into a column, on the card where it was before.
    fn turn_to(&mut self, column: usize, context: &Context) -> Vec<Effect> {
        (self.keeps, self.column) = (Keeps::Pilot, column);
        self.fit(context);
        self.want_trends(context)
    }

    fn move_to_column(&mut self, right: bool) {
        let order: Vec<usize> = if right { (self.column + 1..4).collect() } else { (0..self.column).rev().collect() };
        if let Some(column) = order.into_iter().find(|at| self.columns[*at].cards > 0) {
            self.column = column;
        }
    }
}

impl Moves for Board {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let grid = Grid::of(context.body());
        self.keeps = Keeps::Pilot;
        match to.rows(grid.cards_a_page()) {
            Some(by) => self.columns[self.column].step(by),
            None => self.move_to_column(to == Move::Right),
        }
        self.fit(context);
        self.want_trends(context)
    }
}

impl Marking for Board {
    type Id = PilotId;

    fn marks(&mut self) -> &mut Marks<PilotId> {
        &mut self.marks
    }

    fn here(&self, _: &Context) -> Option<PilotId> {
        self.selected_pilot().map(|pilot| pilot.id)
    }

    /// On to the next card shown, even in another column.
    fn step_on(&mut self, context: &Context) -> Vec<Effect> {
        let here = (self.column, self.columns[self.column].list.selected);
        let next = self.shown().map(|(column, row, _)| (column, row)).find(|place| *place > here);
        if let Some(place) = next {
            self.go_to(place);
        }
        self.fit(context);
        self.want_trends(context)
    }

    fn between(&self, anchor: Option<PilotId>, _: &Context) -> Vec<PilotId> {
        let column = &self.columns[self.column];
        let to = column.list.selected;
        let anchor = anchor.and_then(|id| self.find(id)).filter(|(at, _)| *at == self.column);
        let from = anchor.map_or(to, |(_, row)| row);
        let rows = column.rows.get(from.min(to)..=from.max(to)).unwrap_or_default();
        rows.iter().filter_map(|row| self.card_of(row)).map(|card| card.pilot.id).collect()
    }

    fn hidden(&self, _: &Context) -> Vec<String> {
        let shown = self.shown_pilots();
        let is_hidden = |pilot: &&Pilot| self.marks.contains(pilot.id) && !shown.contains(&pilot.id);
        self.pilots().filter(is_hidden).map(|pilot| pilot.name.clone()).collect()
    }
}

impl Sorts for Board {
    fn sortable(&self, context: &Context) -> Live {
        verbs::any(self, context)
    }

    fn resort(&mut self, context: &Context) -> Vec<Effect> {
        let effects = self.sort.turn(ORDERS, (PLACE.name, "Cards"));
        self.put_in_order(context);
        self.rearrange(context).into_iter().chain(effects).collect()
    }
}

impl OnPilot for Board {
    const NONE: &'static str = "no pilot is selected";

    fn chosen(&self) -> Option<&Pilot> {
        self.selected_pilot()
    }

    fn is_any_chosen(&self) -> bool {
        self.has_marks() || self.chosen().is_some()
    }

    fn all_chosen(&self) -> Vec<Pilot> {
        self.meant()
    }

    fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    fn naming(&self, form: Form) -> Form {
        self.naming_those(form, &self.meant())
    }

    fn measurable(&self, _: &Context) -> Live {
        let known = self.selected_pilot().is_some_and(|pilot| !headlines(&self.trends, pilot).is_empty());
        Live::when(known, "its metrics are still loading")
    }

    fn undertake(&mut self, deed: Deed, context: &Context) -> Vec<Effect> {
        let form = self.selected_pilot().map(|pilot| on_pilot::with_trends(deed, pilot, &self.trends, context));
        form.into_iter().collect()
    }
}

impl Screen for Board {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Board".to_owned()
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        std::iter::once(Query::Pilots(context.moment.day)).chain(self.awaited.query(context)).collect()
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let form = self.awaited.answered(&answers, context);
        for answer in answers {
            match answer {
                Answer::Pilots(pilots) => {
                    let stay_on = self.selected_pilot().map(|pilot| pilot.id);
                    let new = self.newcomer.take(pilots.iter().map(|pilot| pilot.id));
                    self.cards = pilots.into_iter().map(|pilot| Card::of(pilot, context)).collect();
                    if !std::mem::replace(&mut self.loaded, true) {
                        (self.sort, self.group) =
                            (Sort::left(PLACE.name, ORDERS, context), Group::left(PLACE.name, context));
                    }
                    self.put_in_order(context);
                    self.asked.clear();
                    self.outdated = true;
                    self.arrange(stay_on, context);
                    // If the filter hides it, the cursor stays.
                    if let Some(place) = new.and_then(|id| self.find(id)) {
                        self.go_to(place);
                        self.fit(context);
                    }
                }
                Answer::Trends(trends) if std::mem::take(&mut self.outdated) => self.trends = trends,
                Answer::Trends(trends) => {
                    self.trends.metrics.extend(trends.metrics);
                    self.trends.readings.extend(trends.readings);
                    self.trends.targets.extend(trends.targets);
                }
                _ => {}
            }
        }
        self.want_trends(context).into_iter().chain(form).collect()
    }

    fn looks_out(&mut self) {
        self.newcomer.note(self.cards.iter().map(|card| card.pilot.id));
    }

    fn is_becoming(&self) -> bool {
        self.newcomer.is_awaited() || self.awaited.is_there()
    }

    fn unanswered(&mut self) {
        self.awaited.forget();
    }

    fn judged(&mut self, context: &Context) -> Vec<Effect> {
        if self.keeps == Keeps::Unseen {
            self.keeps = Keeps::Place;
        }
        let stay_on = self.selected_pilot().filter(|_| self.keeps == Keeps::Pilot).map(|pilot| pilot.id);
        self.cards.iter_mut().for_each(|card| card.judge(context));
        self.put_in_order(context);
        self.arrange(stay_on, context);
        // From the first complete picture on, the next key is for the pilot that was seen under the cursor.
        let portfolio = &context.portfolio;
        if portfolio.progress.1 > 0 && (portfolio.is_whole() || portfolio.stopped) {
            self.keeps = Keeps::Pilot;
        }
        self.want_trends(context)
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        let mut offers = verb::offers(verbs::VERBS, self, context);
        // In the own order the keys that move cards are hinted first, then those that act on all marked ones.
        let moves: &[&str] = if self.is_in_own_order() { &own_order::NAMES } else { &[] };
        let of_all: &[&str] =
            if self.marks.is_empty() { &[] } else { &["owner", "edit", "note", "report", "archive", "lifecycle"] };
        let first: Vec<&str> = moves.iter().chain(of_all).copied().collect();
        offers.sort_by_key(|offer| first.iter().position(|name| *name == offer.name).unwrap_or(first.len()));
        on_pilot::way_back(offers)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        // Verbs on a pilot leave the cursor on it.
        self.keeps = Keeps::Pilot;
        self.awaited.forget();
        verb::run(verbs::VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let typed = self.filter.press(key)?;
        self.keeps = Keeps::Pilot;
        Some(match typed {
            Typed::Ended => Vec::new(),
            Typed::Step(by) => self.go(Move::one_row(by), context),
            Typed::Changed => {
                self.arrange(None, context);
                self.want_trends(context)
            }
        })
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.filter.paste(text).then(|| {
            self.arrange(None, context);
            self.want_trends(context)
        })
    }

    fn takes(&self) -> Option<Pasted> {
        Some(Pasted::onto(RowsOf::Pilots))
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if self.awaited.is_there() {
            self.awaited.forget();
            return Some(Vec::new());
        }
        if !self.filter.is_typing()
            && let Some(said) = self.marks.take_off()
        {
            return Some(said);
        }
        match self.filter.close() {
            Closed::Nothing => None,
            Closed::Typing => Some(Vec::new()),
            Closed::Filter => Some(self.rearrange(context)),
        }
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.fit(context);
        if self.loaded { self.want_trends(context) } else { Vec::new() }
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        let grid = Grid::of(context.body());
        let column = usize::from(at.x / grid.width.max(1)).min(3);
        let hit = self.columns[column].visible(&grid).find(|(_, rows, _)| rows.contains(&at.y)).map(|(row, ..)| row);
        if let Some(row) = hit {
            self.keeps = Keeps::Pilot;
            self.column = column;
            self.columns[column].select(row);
            self.fit(context);
        }
        Vec::new()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        if self.filter.is_typing() {
            return None;
        }
        let Card { pilot, standing, .. } = self.cards.get(self.selected()?)?;
        let told = card::sentence(pilot, standing, &self.trends, context);
        // Without a row at the foot, the state of the board is told here.
        let made = if Grid::of(context.body()).foot == 0 { draw::made(self, context) } else { Vec::new() };
        let parts: Vec<String> = made.into_iter().map(|(text, _)| text).chain([told]).collect();
        Some(parts.join(&format!(" {} ", context.glyphs.dot())))
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        let told = |card: &Card| {
            let said = card::told(&card.pilot, &card.standing, &self.trends, context);
            let group = self.group.of(&card.pilot, context);
            if group.is_empty() { said } else { format!("{said}; group: {group}") }
        };
        self.shown().filter_map(|(_, _, at)| self.cards.get(at)).map(told).collect()
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        let none = self.shown().next().is_none() && !self.cards.is_empty();
        let none = none.then(|| self.marks.unfound(&self.filter, context));
        // On a screen this is at the foot.
        let overview = draw::overview(self, context).filter(|_| context.is_heard());
        none.into_iter().chain(overview).collect()
    }

    fn columns(&self, context: &Context) -> Option<Rows> {
        let header = ["pilot", "unit", "stage", "week", "status", "reported", "owner", "fires"].map(str::to_owned);
        let meant: Vec<&Card> = if self.marks.is_empty() {
            self.shown().filter_map(|(_, _, at)| self.cards.get(at)).collect()
        } else {
            self.cards.iter().filter(|card| self.marks.contains(card.pilot.id)).collect()
        };
        let row = |card: &Card| card::columns(&card.pilot, &card.standing, context);
        Some(Rows { header: header.to_vec(), rows: meant.into_iter().map(row).collect() })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.awaited.forget();
        let card = self.shown().nth(row);
        if let Some((column, row, _)) = card {
            (self.keeps, self.column) = (Keeps::Pilot, column);
            self.columns[column].select(row);
            self.fit(context);
        }
        Vec::new()
    }

    fn chosen_row(&self) -> Option<usize> {
        let chosen = self.selected()?;
        self.shown().position(|(.., card)| card == chosen)
    }

    fn marked(&self) -> Vec<String> {
        self.marks.told()
    }

    fn marked_names(&self, _: &Context) -> Vec<String> {
        let marked = self.pilots().filter(|pilot| self.marks.contains(pilot.id));
        marked.map(|pilot| pilot.name.clone()).collect()
    }

    fn marked_rows(&self, _: &Context) -> Vec<usize> {
        let shown = self.shown().filter_map(|(_, _, at)| self.cards.get(at)).enumerate();
        shown.filter(|(_, card)| self.marks.contains(card.pilot.id)).map(|(row, _)| row).collect()
    }

    fn arranged(&self) -> Vec<&'static str> {
        draw::arranged(self)
    }

    fn mark_those(&mut self, those: &[String], _: &Context) {
        self.marks.take(those, self.cards.iter().map(|card| card.pilot.id));
    }

    fn pilot(&self) -> Option<PilotId> {
        self.selected_pilot().map(|pilot| pilot.id)
    }

    fn follow(&mut self, pilot: PilotId, context: &Context) -> bool {
        if let Some(place) = self.find(pilot) {
            self.keeps = Keeps::Pilot;
            self.go_to(place);
            self.fit(context);
        }
        true
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        draw::board(self, area, buffer, context)
    }
}

/// The stage of a column.
fn stage_of(column: usize) -> Stage {
    Stage::ALL.get(column).copied().unwrap_or(Stage::One)
}
