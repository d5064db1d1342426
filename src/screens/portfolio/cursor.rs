//! Owns where the cursor is on the page and what is under it, while rows come and go as pilots are judged again.

use ratatui::layout::Rect;

use super::line::{Line, Opens};
use super::page::{self, Pane, WIDE};
use super::rows::{self, Row};
use super::section::Section;
use super::{Monthly, Stay};
use crate::interaction::{Context, Effect, List, Move, Moves};

impl Monthly {
    /// Is there any pilot to count?
    pub fn is_filled(&self) -> bool {
        self.known.as_ref().is_some_and(|known| !known.survey.pilots.is_empty())
    }

    /// The place of a pane.
    pub fn place(&self, pane: usize, context: &Context) -> Rect {
        let (width, height) = context.body();
        page::places(&self.panes, Rect::new(0, 0, width, height)).get(pane).copied().unwrap_or_default()
    }

    /// The row under the cursor, as it is drawn.
    pub fn current(&self, context: &Context) -> Option<Line> {
        let row = self.panes.get(self.pane)?.selected()?;
        let room = page::room(self.place(self.pane, context));
        Some(rows::line(row, self.known.as_ref()?, room, context))
    }

    /// What `↵` opens.
    pub fn target(&self, context: &Context) -> Option<Opens> {
        if let Some(opened) = &self.opened {
            return opened.selected().map(Opens::Pilot);
        }
        self.current(context)?.nearest(self.spot).map(|(_, opens)| opens.clone())
    }

    /// The section of the cursor; none above the first.
    pub fn section(&self) -> Option<Section> {
        let pane = self.panes.get(self.pane)?;
        pane.section(pane.list.selected)
    }

    /// What the cursor is on.
    pub fn stay(&self) -> Option<Stay> {
        let (known, pane) = (self.known.as_ref()?, self.panes.get(self.pane)?);
        let row = pane.selected()?;
        Some(Stay { section: pane.section(pane.list.selected), row, pilot: row.pilot(known) })
    }

    /// Makes the rows anew; the cursor stays on its row, or in its section.
    pub fn arrange(&mut self, stay: Option<Stay>, context: &Context) {
        // What a list is called may name people.
        if std::mem::replace(&mut self.masked, context.masked) != context.masked {
            self.opened = None;
        }
        let Some(known) = self.known.as_ref().filter(|known| !known.survey.pilots.is_empty()) else {
            self.panes.clear();
            self.opened = None;
            return;
        };
        let columns = rows::columns(known, context.body().0 >= WIDE, context);
        let alike = columns.len() == self.panes.len();
        let mut lists: Vec<List> = self.panes.iter().map(|pane| pane.list).filter(|_| alike).collect();
        lists.resize(columns.len(), List::default());
        self.panes = columns.into_iter().zip(lists).map(|(rows, list)| Pane { rows, list }).collect();
        let stay = self.lost.take().or(stay);
        let found = stay.and_then(|stay| self.find(stay));
        self.lost = if found.is_none() { stay } else { None };
        let (pane, row) = found.or_else(|| self.begin(stay.and_then(|stay| stay.section))).unwrap_or((0, 0));
        self.pane = pane;
        if let Some(pane) = self.panes.get_mut(pane) {
            pane.list.selected = row;
        }
        self.fit(context);
    }

    /// Where a row is now.
    fn find(&self, stay: Stay) -> Option<(usize, usize)> {
        let known = self.known.as_ref()?;
        let is_it = |row: &Row| *row == stay.row && row.pilot(known) == stay.pilot;
        let is_like = |row: &Row| stay.pilot.is_some() && row.is_like(stay.row) && row.pilot(known) == stay.pilot;
        let at = |which: &dyn Fn(&Row) -> bool| {
            self.panes.iter().enumerate().find_map(|(at, pane)| Some((at, pane.rows.iter().position(which)?)))
        };
        at(&is_it).or_else(|| at(&is_like))
    }

    /// The first row of a section where the cursor can be, or of the page.
    fn begin(&self, section: Option<Section>) -> Option<(usize, usize)> {
        let mut panes = self.panes.iter().enumerate().filter(|(_, pane)| !pane.rows.is_empty());
        match section {
            Some(section) => panes.find_map(|(at, pane)| Some((at, pane.near(pane.heading(section)?, true)))),
            None => panes.next().map(|(at, pane)| (at, pane.near(0, true))),
        }
    }

    /// Keeps every cursor where it can be, and on its page.
    pub fn fit(&mut self, context: &Context) {
        let heights: Vec<u16> = (0..self.panes.len()).map(|pane| self.place(pane, context).height).collect();
        for (pane, height) in self.panes.iter_mut().zip(heights) {
            pane.fit(usize::from(height));
        }
        if let (Some(opened), Some(known)) = (&mut self.opened, &self.known) {
            opened.fit(known, context);
        }
    }

    /// Rows up or down; past the end into the pane there.
    fn step(&mut self, by: isize, context: &Context) {
        let Some(pane) = self.panes.get_mut(self.pane) else {
            return;
        };
        let before = pane.list.selected;
        let last = pane.rows.len().saturating_sub(1);
        pane.list.selected = pane.near(before.saturating_add_signed(by).min(last), by > 0);
        let stuck = pane.list.selected == before;
        let other = match (stuck, by > 0, self.pane) {
            (true, true, 0) if self.panes.len() > 1 => Some(1),
            (true, false, 1..) if self.panes.first().is_some_and(|above| !above.rows.is_empty()) => Some(0),
            _ => None,
        };
        if let Some(other) = other
            && let Some(pane) = self.panes.get_mut(other)
        {
            let row = if other == 0 { pane.rows.len().saturating_sub(1) } else { 0 };
            (pane.list.selected, self.pane) = (pane.near(row, other > 0), other);
        }
        self.fit(context);
    }

    /// To the number beside, or to the column beside.
    fn aside(&mut self, right: bool, context: &Context) {
        if let Some(spot) = self.current(context).and_then(|line| line.beside(self.spot, right)) {
            self.spot = spot;
            return;
        }
        let other = match (self.pane, right) {
            (1, true) => 2,
            (2, false) => 1,
            _ => return,
        };
        if self.panes.len() > other {
            (self.pane, self.spot) = (other, 0);
        }
    }

    /// To a section, its heading on top.
    pub fn turn_to(&mut self, section: Section, context: &Context) {
        let heading = |pane: &Pane| pane.heading(section);
        let found = self.panes.iter().enumerate().find_map(|(at, pane)| Some((at, heading(pane)?)));
        if let Some((at, top)) = found
            && let Some(pane) = self.panes.get_mut(at)
        {
            pane.list = List { selected: pane.near(top, true), top };
            (self.pane, self.spot, self.lost) = (at, 0, None);
            self.fit(context);
        }
    }

    /// Goes so many sections on, wrapping around.
    pub fn turn(&mut self, by: usize, context: &Context) {
        let count = Section::ALL.len();
        // Above the first section, the next is the first and the one before is the last.
        let at = self.section().map_or(if by == 1 { 0 } else { count - 1 }, |section| (section as usize + by) % count);
        if let Some(section) = Section::ALL.get(at) {
            self.turn_to(*section, context);
        }
    }
}

impl Moves for Monthly {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            if let Some(by) = to.rows(opened.page(context)) {
                opened.step(by, context);
            }
            return Vec::new();
        }
        self.lost = None;
        match to.rows(usize::from(self.place(self.pane, context).height)) {
            Some(by) => self.step(by, context),
            None => self.aside(to == Move::Right, context),
        }
        Vec::new()
    }
}
