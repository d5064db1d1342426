//! The portfolio: the monthly dashboard, in seven sections, where every number opens the pilots that it counts.

mod cursor;
mod funnel;
mod known;
mod line;
mod opened;
mod page;
mod reporting;
mod rows;
mod section;
mod signals;
mod statuses;
mod told;
mod verbs;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::on_pilot::{Awaited, Deed, OnPilot};
use super::{Place, parts};
use crate::domain::{Pilot, PilotId, Shown};
use crate::interaction::extract::Rows;
use crate::interaction::filter::{Closed, Typed};
use crate::interaction::{Answer, Context, Effect, Filter, Key, Move, Moves, Offer, Query, Screen, verb};
use crate::ui::paint;
use crate::ui::theme::Role;

use known::Known;
use line::MARGIN;
use opened::Opened;
use page::Pane;
use rows::Row;
use section::Section;

pub(super) const PLACE: Place = Place {
    name: "portfolio",
    title: "portfolio",
    doc: "Go to the portfolio: the funnel, how pilots stand, what fires, what is overdue, who answers for what.",
    keys: &["g d"],
    verbs: || verb::listed(verbs::VERBS),
    open: Some(|_| Box::new(Monthly::default())),
};

/// What the cursor stays on while rows come and go.
#[derive(Debug, Clone, Copy)]
struct Stay {
    section: Option<Section>,
    row: Row,
    pilot: Option<PilotId>,
}

/// The monthly dashboard.
#[derive(Default)]
struct Monthly {
    /// None before it is loaded.
    known: Option<Known>,
    /// One, or those above, on the left and on the right.
    panes: Vec<Pane>,
    /// The pane of the cursor.
    pane: usize,
    /// Its place within a row.
    spot: usize,
    /// Where the cursor was on a row that disappeared while pilots are judged again.
    lost: Option<Stay>,
    /// Was it masked when the rows were made?
    masked: bool,
    /// The list behind a number, while it is open.
    opened: Option<Opened>,
    /// What is to be done to the pilot of a row once its metrics are known.
    awaited: Awaited,
}

impl OnPilot for Monthly {
    const NONE: &'static str = "the row is about no single pilot";

    fn chosen(&self) -> Option<&Pilot> {
        let id = self.pilot()?;
        self.known.as_ref()?.pilot(id)
    }

    fn undertake(&mut self, deed: Deed, _: &Context) -> Vec<Effect> {
        let pilot = self.chosen().cloned();
        self.awaited.ask(deed, pilot)
    }
}

impl Screen for Monthly {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        "Portfolio".to_owned()
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        std::iter::once(Query::Survey(context.moment.day)).chain(self.awaited.query(context)).collect()
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let form = self.awaited.answered(&answers, context);
        for answer in answers {
            if let Answer::Survey(survey) = answer {
                let stay = self.stay();
                self.known = Some(Known::of(*survey, context));
                self.arrange(stay, context);
            }
        }
        form.into_iter().collect()
    }

    fn is_becoming(&self) -> bool {
        self.awaited.is_there()
    }

    fn unanswered(&mut self) {
        self.awaited.forget();
    }

    fn judged(&mut self, context: &Context) -> Vec<Effect> {
        let stay = self.stay();
        if self.known.as_mut().is_some_and(|known| known.judged(context)) {
            self.arrange(stay, context);
        }
        Vec::new()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(verbs::VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        self.awaited.forget();
        verb::run(verbs::VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        Some(match self.opened.as_mut()?.filter.press(key)? {
            Typed::Ended => Vec::new(),
            Typed::Step(by) => self.go(Move::one_row(by), context),
            Typed::Changed => {
                self.fit(context);
                Vec::new()
            }
        })
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.opened.as_ref()?.filter)
    }

    fn arranged(&self) -> Vec<&'static str> {
        self.opened.as_ref().map(Opened::arranged).unwrap_or_default()
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.opened.as_mut()?.filter.paste(text).then(|| {
            self.fit(context);
            Vec::new()
        })
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if self.opened.as_mut()?.filter.close() == Closed::Nothing {
            self.opened = None;
        }
        self.fit(context);
        Some(Vec::new())
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        let stay = self.stay();
        self.arrange(stay, context);
        Vec::new()
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            opened.click(at.y, context);
            return Vec::new();
        }
        let inside = |pane: &usize| self.place(*pane, context).contains(at);
        let Some(clicked) = (0..self.panes.len()).find(inside) else {
            return Vec::new();
        };
        let place = self.place(clicked, context);
        let Some(pane) = self.panes.get_mut(clicked) else {
            return Vec::new();
        };
        let row = pane.list.top + usize::from(at.y - place.y);
        if pane.rows.get(row).is_none_or(|row| row.is_still()) {
            return Vec::new();
        }
        (pane.list.selected, self.pane, self.lost) = (row, clicked, None);
        self.fit(context);
        self.spot = self.current(context).and_then(|line| line.spot_at(usize::from(at.x - place.x))).unwrap_or(0);
        Vec::new()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        match (&self.opened, &self.known) {
            (Some(opened), Some(known)) => opened.explain(known, context),
            _ => self.current(context)?.explain(self.spot),
        }
    }

    fn page(&self) -> String {
        match &self.opened {
            Some(opened) => opened.title(),
            None => self.section().map_or("above the sections", Section::title).to_owned(),
        }
    }

    fn copied_page(&self) -> String {
        self.opened.as_ref().map(Opened::title).unwrap_or_default()
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        match (&self.opened, &self.known) {
            (Some(opened), Some(known)) => opened.sentences(known, context),
            _ => told::here(self, context).iter().map(told::Told::sentence).collect(),
        }
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        // Who sees it has it in the heading, and a copy is of every section.
        let is_heard = context.is_heard() && self.section() == Some(Section::Signals);
        let known = self.known.as_ref().filter(|known| is_heard && known.whole && self.opened.is_none());
        let kinds = known.map(|known| signals::kinds(known, context)).filter(|kinds| !kinds.is_empty());
        kinds.map(|kinds| format!("{kinds}.")).into_iter().collect()
    }

    fn columns(&self, context: &Context) -> Option<Rows> {
        let known = self.known.as_ref()?;
        Some(match &self.opened {
            Some(opened) => opened.columns(known, context),
            None => told::rows(self, context),
        })
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            opened.select(row, context);
            return Vec::new();
        }
        if let Some(told) = told::here(self, context).get(row) {
            let (pane, row, spot) = told.at;
            (self.pane, self.spot, self.lost) = (pane, spot, None);
            if let Some(pane) = self.panes.get_mut(pane) {
                pane.list.selected = row;
            }
            self.fit(context);
        }
        Vec::new()
    }

    fn pilot(&self) -> Option<PilotId> {
        match &self.opened {
            Some(opened) => opened.selected(),
            None => self.stay()?.pilot,
        }
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        let known = self.known.as_ref()?;
        if known.survey.pilots.is_empty() {
            empty(area, buffer, context);
            return None;
        }
        match &self.opened {
            Some(opened) => opened.draw(known, area, buffer, context),
            None => page::draw(&self.panes, (self.pane, self.spot), known, area, buffer, context),
        }
    }
}

/// What the screen is for.
const PURPOSE: &str = "The portfolio is what a committee looks at each month: how pilots come through the stages, how \
    they stand, what fires, what is overdue, and who answers for how much.";

/// What the screen is for, and which keys fill it.
fn empty(area: Rect, buffer: &mut Buffer, context: &Context) {
    let says = [
        (parts::absent(context, "No pilots yet.", "No pilots were there then."), Role::Strong),
        (PURPOSE, Role::Text),
        (
            parts::absent(
                context,
                "⟨board⟩ goes to the board, and ⟨board add⟩ adds a pilot there.",
                "⟨as-of⟩ goes back to the present.",
            ),
            Role::Accent,
        ),
    ];
    let width = usize::from(area.width).saturating_sub(2 * MARGIN);
    let lines = says.into_iter().flat_map(|(text, role)| {
        let wrapped = Shown::line(&context.told(text)).wrap(width).into_iter().chain([Shown::default()]);
        wrapped.map(move |line| (line, role))
    });
    paint::lines(buffer, area, (1, MARGIN), lines, &context.theme);
}
