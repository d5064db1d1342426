//! Owns the order of cards: what decides a card's place, the heading it is under, and how many make a page of a column.

use std::ops::Range;

use super::super::order::Order;
use super::super::parts;
use super::card::Grid;
use crate::domain::seek::folded;
use crate::domain::{Pilot, Standing, Status};
use crate::interaction::context::PLACES;
use crate::interaction::{Context, Effect, List};

/// A pilot, with what decides the place of its card.
pub(super) struct Card {
    pub pilot: Pilot,
    pub standing: Standing,
    /// The text that a filter searches; the name comes first.
    pub words: String,
    /// Who owns it, [folded]; empty where nobody does.
    owner: String,
    /// Its status by consequence: lower comes first.
    rank: (i64, i64, i64),
}

impl Card {
    pub fn of(pilot: Pilot, context: &Context) -> Self {
        let standing = context.standing(&pilot);
        let (words, rank) = (words(&pilot, context), consequence(&pilot, &standing, context));
        let owner = folded(pilot.owner_name().unwrap_or_default());
        Self { pilot, standing, words, owner, rank }
    }

    /// Takes in how its pilot stands by its data.
    pub fn judge(&mut self, context: &Context) {
        // The rules that this workspace sets are known by now; they decide who counts as an owner.
        if self.standing.ownerless {
            self.standing = context.standing(&self.pilot);
        }
        self.words = words(&self.pilot, context);
        self.rank = consequence(&self.pilot, &self.standing, context);
    }
}

/// As the committee arranged them.
pub(super) const OWN: &str = "in own order";

/// The orders of cards: the first is by consequence.
pub(super) const ORDERS: &[Order<Card>] = &[
    Order { title: "worst first", compare: |one, other, _| (one.rank, &one.words).cmp(&(other.rank, &other.words)) },
    // A pilot without a place comes after the others.
    Order {
        title: OWN,
        compare: |one, other, _| {
            let place = |card: &Card| (card.pilot.place.is_none(), card.pilot.place);
            place(one).cmp(&place(other))
        },
    },
    Order { title: "by name", compare: |one, other, _| one.words.cmp(&other.words) },
    Order {
        title: "by owner",
        compare: |one, other, _| (one.owner.is_empty(), &one.owner).cmp(&(other.owner.is_empty(), &other.owner)),
    },
    Order { title: "longest in stage first", compare: |one, other, _| other.standing.week.cmp(&one.standing.week) },
    Order { title: "most gaps first", compare: |one, other, _| other.standing.open_gaps.cmp(&one.standing.open_gaps) },
];

/// The place where a screen's grouping of cards is kept.
fn place(screen: &str) -> String {
    format!("{PLACES}group/{screen}")
}

/// What cards are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Group {
    #[default]
    None,
    Unit,
    Owner,
    Status,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::None, Self::Unit, Self::Owner, Self::Status];

    pub const fn title(self) -> &'static str {
        match self {
            Self::None => "not grouped",
            Self::Unit => "grouped by unit",
            Self::Owner => "grouped by owner",
            Self::Status => "grouped by status",
        }
    }

    /// The grouping in which that screen was left.
    pub fn left(screen: &str, context: &Context) -> Self {
        let title = context.drafts.get(&place(screen)).map(String::as_str);
        Self::ALL.into_iter().find(|group| Some(group.title()) == title).unwrap_or_default()
    }

    /// Keeps it for that screen, as places are.
    pub fn kept(self, screen: &str) -> Effect {
        let body = (self != Self::None).then(|| self.title().to_owned());
        Effect::Draft { key: place(screen), body }
    }

    /// The next one; after the last comes the first.
    fn after(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// Goes on to the next grouping, and says which one follows, as an order does.
    pub fn turn(&mut self) -> String {
        *self = self.after();
        let (place, count) = (*self as usize + 1, Self::ALL.len());
        format!("{}.  {place} of {count}; next: {}", self.title(), self.after().title())
    }

    /// The group of a card; empty where cards are not grouped.
    pub fn of(self, pilot: &Pilot, context: &Context) -> String {
        let said = |text: &str, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
        match self {
            Self::None => String::new(),
            // A unit's name may give a client away: only that units are masked is shown.
            Self::Unit if context.masked => "units are masked".to_owned(),
            Self::Unit => said(&pilot.unit, "no unit"),
            Self::Owner => said(pilot.owner_name().unwrap_or_default(), "no owner"),
            Self::Status => parts::stands_as(pilot, context).1.to_owned(),
        }
    }
}

/// A row of a column: a heading with its count, or a card, given by the index of its pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Heading(String, usize),
    Card(usize),
}

impl Row {
    /// Rows of the terminal that it takes.
    const fn height(&self, grid: &Grid) -> u16 {
        match self {
            Self::Heading(..) => 1,
            Self::Card(_) => grid.lines + grid.gap,
        }
    }
}

/// The contents of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    pub rows: Vec<Row>,
    /// How many pilots are in this stage, shown or not.
    pub total: usize,
    /// How many of them have ended: among those shown, and among all.
    pub ended: (usize, usize),
}

/// One stage's column.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub rows: Vec<Row>,
    pub list: List,
    /// How many cards are shown.
    pub cards: usize,
    /// How many pilots are in this stage, shown or not.
    pub total: usize,
    /// How many of them have ended: among those shown, and among all.
    ended: (usize, usize),
}

impl Column {
    /// How many of those shown are under way or paused.
    pub const fn going(&self) -> usize {
        self.cards.saturating_sub(self.ended.0)
    }

    /// The number in its head: pilots under way or paused and, beside them, those that have ended.
    pub fn counted(&self) -> String {
        let (going, all) = (self.going(), self.total.saturating_sub(self.ended.1));
        let going = if going == all { all.to_string() } else { format!("{going} of {all}") };
        match self.ended.0 {
            0 => going,
            ended => format!("{going} + {ended} ended"),
        }
    }

    /// The pilot under the cursor.
    pub fn selected(&self) -> Option<usize> {
        match self.rows.get(self.list.selected) {
            Some(Row::Card(at)) => Some(*at),
            _ => None,
        }
    }

    pub fn put(&mut self, Contents { rows, total, ended }: Contents) {
        self.cards = rows.iter().filter(|row| matches!(row, Row::Card(_))).count();
        (self.rows, self.total, self.ended) = (rows, total, ended);
        self.select(self.list.selected);
    }

    /// Selects a row, or the nearest card.
    pub fn select(&mut self, row: usize) {
        let row = row.min(self.rows.len().saturating_sub(1));
        let card = |at: &usize| matches!(self.rows.get(*at), Some(Row::Card(_)));
        self.list.selected = (row..self.rows.len()).find(card).or_else(|| (0..row).rev().find(card)).unwrap_or(0);
    }

    /// Moves by so many cards.
    pub fn step(&mut self, by: isize) {
        let cards: Vec<usize> =
            self.rows.iter().enumerate().filter(|(_, row)| matches!(row, Row::Card(_))).map(|(at, _)| at).collect();
        let now = cards.partition_point(|at| *at < self.list.selected);
        let next = now.saturating_add_signed(by).min(cards.len().saturating_sub(1));
        self.list.selected = cards.get(next).copied().unwrap_or(0);
    }

    /// Brings the cursor onto the page, with the heading above it where there is room.
    pub fn fit(&mut self, grid: &Grid) {
        let height = |row: &Row| usize::from(row.height(grid));
        let held = |top: usize| usize::from(self.held(top, grid).is_some());
        // The blank line under the last card may fall off the page.
        let page = usize::from(grid.page + grid.gap);
        let mut first = self.list.selected;
        let mut used = self.rows.get(first).map_or(0, height);
        while first > 0 {
            used += self.rows.get(first - 1).map_or(0, height);
            if used + held(first - 1) > page {
                break;
            }
            first -= 1;
        }
        let above = usize::from(first != self.list.selected && self.list.top == self.list.selected);
        let mut top = self.list.top.saturating_sub(above).clamp(first.min(self.list.selected), self.list.selected);
        // The last page is full, unless there is nothing to fill it with.
        let mut rest: usize = self.rows.iter().skip(top).map(height).sum();
        while top > 0 {
            rest += self.rows.get(top - 1).map_or(0, height);
            if rest + held(top - 1) > page {
                break;
            }
            top -= 1;
        }
        self.list.top = top;
    }

    /// How many cards are above the page, and below it, where `end` is the first row below.
    pub fn beyond(&self, end: usize) -> (usize, usize) {
        let cards =
            |rows: Option<&[Row]>| rows.unwrap_or_default().iter().filter(|row| matches!(row, Row::Card(_))).count();
        (cards(self.rows.get(..self.list.top)), cards(self.rows.get(end..)))
    }

    /// The index of the heading repeated at the top of a page that begins in the middle of a group; none where the page
    /// has no room for it.
    fn held(&self, top: usize, grid: &Grid) -> Option<usize> {
        let begins_with_a_card = matches!(self.rows.get(top), Some(Row::Card(_))) && grid.page > grid.lines;
        let above = self.rows.get(..top).filter(|_| begins_with_a_card)?;
        above.iter().rposition(|row| matches!(row, Row::Heading(..)))
    }

    /// The rows of the page: index, lines on the screen, and the row. The heading of the first cards is always among
    /// them, and no heading is there without a card of its own.
    pub fn visible(&self, grid: &Grid) -> impl Iterator<Item = (usize, Range<u16>, &Row)> {
        let mut y = grid.head;
        let end = grid.head + grid.page;
        let top = self.list.top;
        let places = self.held(top, grid).into_iter().chain(top..self.rows.len());
        places.filter_map(move |at| Some((at, self.rows.get(at)?))).map_while(move |(at, row)| {
            let start = y;
            y += row.height(grid);
            let needed = if matches!(row, Row::Heading(..)) { y + grid.lines + grid.gap } else { y };
            // The blank line under the last card may fall off the page.
            (needed <= end + 1 && start < end).then_some((at, start..y, row))
        })
    }
}

/// The text that a filter searches, [folded]; the name comes first.
fn words(pilot: &Pilot, context: &Context) -> String {
    let stands = parts::stands(pilot, context);
    let (_, status, _) = parts::stands_as(pilot, context);
    let colour = match stands {
        Status::Red => "red",
        Status::Amber => "amber",
        Status::Green => "green",
        Status::Stale | Status::NotReported => "",
    };
    let signals = context.portfolio.signals(pilot.id);
    let signals: Vec<&str> = signals.iter().map(|signal| signal.warning).collect();
    let lead = pilot.lead.as_ref().map_or("", |(_, name)| name);
    let all = [
        pilot.name.as_str(),
        &pilot.code,
        &pilot.unit,
        pilot.owner_name().unwrap_or("no owner"),
        lead,
        status,
        colour,
        &format!("stage {}", pilot.stage),
        pilot.lifecycle.name(),
        &pilot.tags.join(" "),
        &signals.join(" "),
    ];
    folded(&all.join(" · "))
}

/// The order of consequence: by the data once all pilots are judged, until then by what catches the eye.
fn consequence(pilot: &Pilot, standing: &Standing, context: &Context) -> (i64, i64, i64) {
    let judged = context.portfolio.of(pilot.id).filter(|_| context.portfolio.is_whole());
    let running = pilot.lifecycle.is_running();
    let Some(judged) = judged.filter(|_| running) else {
        let (order, overrun) = standing.rank();
        return (i64::from(order), overrun, 0);
    };
    let (order, rank, since) = context.portfolio.consequence(pilot, judged);
    let since = since.map_or(i64::MAX, |since| i64::from(chrono::Datelike::num_days_from_ce(&since)));
    (i64::from(order), i64::from(rank), if rank == u16::MAX { standing.rank().1 } else { since })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(rows: usize) -> Column {
        let mut column = Column::default();
        column.put(Contents { rows: (0..rows).map(Row::Card).collect(), total: rows, ..Contents::default() });
        column
    }

    #[test]
    fn the_cursor_stays_on_the_page_of_a_long_column() {
        let grid = Grid::of((120, 34));
        let mut column = column(1000);
        for by in [1, 500, -3, isize::MAX / 2, -200, isize::MIN / 2] {
            column.step(by);
            column.fit(&grid);
            let shown: Vec<usize> = column
                .visible(&grid)
                .filter_map(|(.., row)| match row {
                    Row::Card(at) => Some(*at),
                    Row::Heading(..) => None,
                })
                .collect();
            assert!(shown.contains(&column.selected().unwrap()), "{by}: {shown:?}");
            assert!(shown.len() >= grid.cards_a_page(), "a full page: {shown:?}");
        }
        assert_eq!(column.selected(), Some(0));
    }

    #[test]
    fn what_does_not_show_is_counted_in_cards_and_no_heading_ends_a_page() {
        let grid = Grid::of((120, 34));
        let mut column = Column::default();
        let mut rows: Vec<Row> = Vec::new();
        for at in 0..40 {
            rows.extend([Row::Heading(format!("unit {at}"), 1), Row::Card(at)]);
        }
        column.put(Contents { rows, total: 40, ..Contents::default() });
        for by in [0, 1, 5, 20, 13] {
            column.step(by);
            column.fit(&grid);
            let shown: Vec<(usize, &Row)> = column.visible(&grid).map(|(at, _, row)| (at, row)).collect();
            let is_card = |row: &Row| matches!(row, Row::Card(_));
            assert!(shown.last().is_some_and(|(_, row)| is_card(row)), "{by}: {shown:?}");
            assert!(shown.first().is_some_and(|(_, row)| !is_card(row)), "its heading is there: {by}: {shown:?}");
            let cards = shown.iter().filter(|(_, row)| is_card(row)).count();
            let (above, below) = column.beyond(shown.last().map_or(0, |(at, _)| at + 1));
            assert_eq!(above + cards + below, 40, "{by}: {shown:?}");
        }
    }

    #[test]
    fn headings_are_stepped_over() {
        let mut column = Column::default();
        let heading = |name: &str| Row::Heading(name.into(), 1);
        let rows = vec![heading("a"), Row::Card(7), heading("b"), Row::Card(8)];
        column.put(Contents { rows, total: 2, ended: (1, 1) });
        assert_eq!((column.going(), column.counted().as_str()), (1, "1 + 1 ended"), "one of the two has ended");
        assert_eq!(column.selected(), Some(7));
        column.step(1);
        assert_eq!(column.selected(), Some(8));
        column.step(1);
        assert_eq!(column.selected(), Some(8));
        assert_eq!(column.cards, 2);
    }
}
