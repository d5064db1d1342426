//! Owns the list behind a number: the pilots that it counts.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::order::{Order, Sort, by_name};
use super::super::parts;
use super::known::{Known, distinct};
use super::line::told;
use super::statuses;
use crate::domain::{Pilot, PilotId, Shown};
use crate::interaction::extract::Rows;
use crate::interaction::{Context, Effect, Filter, List, Lost};
use crate::ui::paint::{Pen, paragraph};
use crate::ui::table::{Cell, Column, Grid, Look};
use crate::ui::theme::Role;

const COLUMNS: &[Column] = &[
    Column::text("pilot", 14, 2),
    Column::text("unit", 12, 1).from(100),
    Column::text("owner", 12, 1).from(56),
    Column::number("stage", 5),
    Column::text("week", 14, 0).from(76),
    // Two letters and the longest words.
    Column::text("stands", 21, 1),
];

/// Its orders: first the one in which the number counts them.
const ORDERS: &[Order<Pilot>] = &[
    Order { title: "as they are counted", compare: |_, _, _| Ordering::Equal },
    Order { title: "by name", compare: |one, other, _| by_name(&one.name, &other.name) },
    Order { title: "by owner", compare: |one, other, _| by_name(owner(one), owner(other)) },
    Order {
        title: "longest in stage first",
        compare: |one, other, context| weeks(other, context).cmp(&weeks(one, context)),
    },
];

/// Rows above the table's own: which pilots, and the headings.
const HEAD: u16 = 2;

/// The pilots that a number counts.
pub(super) struct Opened {
    counts: String,
    all: Vec<PilotId>,
    /// The pilots that pass the filter, in the present order.
    pilots: Vec<PilotId>,
    sort: Sort,
    list: List,
    lost: Lost<PilotId>,
    /// What it is narrowed to.
    pub filter: Filter,
}

impl Opened {
    /// The list of those pilots for that screen, in the order in which the last such list was left; it is filled when
    /// it is fitted.
    pub fn of(screen: &str, counts: String, pilots: Vec<PilotId>, context: &Context) -> Self {
        let all = distinct(pilots);
        let (sort, list, filter) = (Sort::left(screen, ORDERS, context), List::default(), Filter::default());
        Self { counts, pilots: Vec::new(), all, sort, list, lost: Lost::default(), filter }
    }

    /// How its rows are put that do not stand as they do by themselves.
    pub fn arranged(&self) -> Vec<&'static str> {
        self.sort.arranged(ORDERS)
    }

    /// The pilot under the cursor.
    pub fn selected(&self) -> Option<PilotId> {
        self.pilots.get(self.list.selected).copied()
    }

    /// How many rows show.
    pub fn page(&self, context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(HEAD)).saturating_sub(self.filter.rows())
    }

    /// Moves by so many rows.
    pub fn step(&mut self, by: isize, context: &Context) {
        self.list.step(by, self.pilots.len(), self.page(context));
    }

    /// Selects the pilot at a place of the list.
    pub fn select(&mut self, at: usize, context: &Context) {
        self.list.select(at, self.pilots.len(), self.page(context));
    }

    /// Selects the row on a line of the screen.
    pub fn click(&mut self, line: u16, context: &Context) {
        if let Some(row) = self.list.row_at(line, HEAD, (self.pilots.len(), self.page(context))) {
            self.select(row, context);
        }
    }

    /// Which pilots they are.
    pub fn title(&self) -> String {
        told(self.all.len(), &self.counts)
    }

    /// A sentence for each.
    pub fn sentences(&self, known: &Known, context: &Context) -> Vec<String> {
        let pilots = self.pilots.iter().filter_map(|pilot| known.pilot(*pilot));
        pilots.map(|pilot| format!("stage {}, {}", pilot.stage, statuses::told(pilot, context))).collect()
    }

    /// Them as rows of a table.
    pub fn columns(&self, known: &Known, context: &Context) -> Rows {
        let header = COLUMNS.iter().map(|column| column.title.to_owned()).collect();
        let row = |pilot: &Pilot| cells(pilot, context).into_iter().map(|(text, _)| text.into()).collect();
        Rows { header, rows: self.pilots.iter().filter_map(|pilot| known.pilot(*pilot)).map(row).collect() }
    }

    /// Puts them in the next order on that screen, the cursor on its pilot.
    pub fn resort(&mut self, screen: &str, known: &Known, context: &Context) -> Vec<Effect> {
        let effects = self.sort.turn(ORDERS, (screen, "Rows"));
        self.fit(known, context);
        effects
    }

    /// Keeps to the pilots that still exist and pass the filter, to their order, and to the size of the screen.
    pub fn fit(&mut self, known: &Known, context: &Context) {
        let stay = self.selected();
        self.all.retain(|pilot| known.pilot(*pilot).is_some());
        self.filter.forgive(self.all.iter().filter_map(|pilot| known.pilot(*pilot)).map(words));
        let holds = |pilot: &&Pilot| self.filter.lets_through(|| words(pilot));
        let mut found: Vec<&Pilot> = self.all.iter().filter_map(|pilot| known.pilot(*pilot)).filter(holds).collect();
        self.sort.apply(ORDERS, &mut found, context);
        self.pilots = found.into_iter().map(|pilot| pilot.id).collect();
        let here = stay.map(|pilot| (pilot, self.list.selected));
        let shown: Vec<(PilotId, usize)> = self.pilots.iter().copied().zip(0..).collect();
        let page = self.page(context);
        self.list.keep(&mut self.lost, (here, stay), &shown, page);
    }

    /// What is to be said of the pilot under the cursor.
    pub fn explain(&self, known: &Known, context: &Context) -> Option<String> {
        self.selected().and_then(|pilot| known.pilot(pilot)).map(|pilot| statuses::says(pilot, context))
    }

    /// Draws it; answers where the cursor sits.
    pub fn draw(&self, known: &Known, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let mut pen = Pen::new(buffer, area, 0);
        pen.skip(2).words(&self.title(), context.theme.style(Role::Strong));
        pen.skip(3).words(self.sort.said(ORDERS), context.theme.style(Role::Dim));
        let below = area.height.min(1);
        let area = Rect { y: area.y + below, height: area.height - below, ..area };
        let all = self.all.iter().filter_map(|pilot| known.pilot(*pilot));
        let grid = Grid::fitted(COLUMNS, all.map(|pilot| cells(pilot, context)), area);
        grid.head(area, buffer, &context.theme);
        let mut cursor = None;
        let rows = Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area };
        let foot = u16::try_from(self.filter.rows()).unwrap_or_default();
        let page = Rect { height: rows.height.saturating_sub(foot), ..rows };
        for (line, pilot, selected) in self.list.shown(&self.pilots, page) {
            if let Some(pilot) = known.pilot(*pilot) {
                let look = Look { selected, marked: false };
                grid.row(&cells(pilot, context), look, line, buffer, (&context.theme, context.glyphs));
                if selected {
                    cursor = Some(line.as_position());
                }
            }
        }
        parts::more(self.list, self.pilots.len(), rows, buffer, context);
        if self.pilots.is_empty() && !self.filter.is_empty() {
            paragraph(buffer, rows, 0, &parts::unfound(&self.filter, context), context.theme.style(Role::Text));
        }
        self.filter.draw((self.pilots.len(), self.all.len()), area, buffer, context).or(cursor)
    }
}

/// Every word that a pilot is found by.
fn words(pilot: &Pilot) -> String {
    format!("{} {} {} {} {}", pilot.name, pilot.code, pilot.unit, owner(pilot), pilot.tags.join(" "))
}

/// Its week in the present stage; none where it has no clock any more.
fn weeks(pilot: &Pilot, context: &Context) -> Option<i64> {
    pilot.week_in_stage(context.moment.day).filter(|_| !pilot.lifecycle.is_ended())
}

/// Its owner; empty where there is none.
fn owner(pilot: &Pilot) -> &str {
    pilot.owner_name().unwrap_or_default()
}

fn cells(pilot: &Pilot, context: &Context) -> Vec<Cell> {
    let (_, word, role) = parts::stands_as(pilot, context);
    let ended = pilot.lifecycle.is_ended();
    let (stands, role) = if ended {
        (pilot.lifecycle.name().to_owned(), Role::Dim)
    } else {
        (format!("{} {word}", parts::signed_letters(pilot, context)), role)
    };
    let week = if ended { String::new() } else { parts::clock(&context.standing(pilot), context.glyphs) };
    let owner = if pilot.owner.is_some() || ended { Role::Dim } else { Role::Wanted };
    vec![
        (Shown::line(&pilot.name), Role::Strong),
        (Shown::line(&pilot.unit), Role::Dim),
        (Shown::line(&parts::owner_in_short(pilot, context)), owner),
        (Shown::line(&pilot.stage.to_string()), Role::Text),
        (Shown::line(&week), Role::Text),
        (Shown::line(&stands), role),
    ]
}
