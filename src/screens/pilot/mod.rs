//! The pages of one pilot: overview, checklist, metrics, notes, history, exceptions, readiness, rollout.

mod certify;
mod charts;
mod checklist;
mod items;
mod marked;
mod metrics;
mod narrow;
mod notes;
mod overview;
pub(super) mod readiness;
pub(super) mod registers;
mod rollout;
mod rows;
mod tabs;
mod told;
mod verbs;
mod workstream;

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::tabs::{Tab, tab_at, tabs};
use super::marks::{Marking, Marks};
use super::on_pilot::{self, Deed, Figures, OnPilot};
use super::{Place, entries, parts, text};
use crate::domain::incoming::{Pasted, RowsOf};
use crate::domain::seek::{Found, PilotPart};
use crate::domain::{
    Dimension, Exception, ExceptionId, JournalEntry, Metric, Note, Pilot, PilotId, PilotPage, Reading, Seek, Signal,
    Status, TargetUsers,
};
use crate::interaction::extract::Rows;
use crate::interaction::filter::{Closed, Typed};
use crate::interaction::{
    Answer, Context, Effect, Filter, Key, List, Move, Moves, Newcomer, Offer, Query, Screen, Wrote, verb,
};
use crate::ui::glyphs::Glyphs;
use crate::ui::markdown::Line;
use crate::ui::paint::{Pen, fill, paragraph};
use crate::ui::theme::Role;

pub(super) const PLACE: Place = Place {
    name: "pilot",
    title: "pilot",
    doc: "Everything of one pilot.",
    keys: &[],
    verbs: || verb::listed(verbs::VERBS),
    open: None,
};

/// No line is so long that it is broken.
const UNBROKEN: usize = 10_000;

/// The id of a waiver's reason, which is told with its gate and has no row of its own.
const WAIVER: &str = "waiver";

/// Rows of the line of pages and the blank or rule below it.
const TABS: u16 = 2;
/// How many entries the history of a pilot shows.
const ENTRIES: usize = 500;

/// The pages of one pilot.
pub struct PilotScreen {
    id: PilotId,
    tab: Tab,
    lists: [List; 8],
    page: Option<Box<PilotPage>>,
    readings: HashMap<i64, Vec<Reading>>,
    journal: Vec<JournalEntry>,
    /// The open entry, with what it wrote.
    opened: Option<Box<Wrote>>,
    zoom: charts::Zoom,
    /// Is what the page says shown in place of its rows?
    closer: bool,
    /// Its scroll position.
    reading: List,
    /// The page of one chart, while it is open.
    chart: Option<charts::Shows>,
    /// Was the checklist's cursor put on the first open item?
    placed: bool,
    /// The row that a change made here has added: the cursor of its page goes to it.
    newcomer: Newcomer<(Tab, i64)>,
    /// The text that is to be shown once the page is there.
    sought: Option<Found>,
    /// The row that the cursor goes to once the page is there.
    wanted: Option<(Tab, i64)>,
    /// What its rows are narrowed to.
    narrow: narrow::Narrow,
    /// What is marked on each page.
    marks: [Marks<i64>; 8],
    loaded: bool,
}

impl PilotScreen {
    /// The pages of that pilot, its overview on top.
    pub fn new(id: PilotId) -> Self {
        Self {
            id,
            tab: Tab::default(),
            lists: [List::default(); 8],
            page: None,
            readings: HashMap::new(),
            journal: Vec::new(),
            opened: None,
            zoom: charts::Zoom::default(),
            closer: false,
            reading: List::default(),
            chart: None,
            placed: false,
            newcomer: Newcomer::default(),
            sought: None,
            wanted: None,
            narrow: narrow::Narrow::default(),
            marks: std::array::from_fn(|_| Marks::default()),
            loaded: false,
        }
    }

    /// One of its pages on top.
    pub fn at(id: PilotId, part: PilotPart) -> Self {
        let tab = match part {
            PilotPart::Overview => Tab::Overview,
            PilotPart::Checklist => Tab::Checklist,
            PilotPart::Metrics => Tab::Metrics,
            PilotPart::Notes => Tab::Notes,
            PilotPart::Exceptions => Tab::Exceptions,
            PilotPart::Readiness => Tab::Readiness,
            PilotPart::Rollout => Tab::Rollout,
        };
        Self { tab, ..Self::new(id) }
    }

    /// Its exceptions on top, the cursor on that one.
    pub fn at_exception(id: PilotId, exception: ExceptionId) -> Self {
        Self { wanted: Some((Tab::Exceptions, exception.0)), ..Self::at(id, PilotPart::Exceptions) }
    }

    /// One of its pages on top, the cursor on a text that was found.
    pub fn found(id: PilotId, part: PilotPart, found: &Found) -> Self {
        Self { sought: Some(found.clone()), ..Self::at(id, part) }
    }

    const fn list(&self) -> List {
        self.lists[self.tab as usize]
    }

    const fn list_mut(&mut self) -> &mut List {
        &mut self.lists[self.tab as usize]
    }

    /// What is said if there is no page for the pilot: it may only have begun later.
    fn absent(&self, context: &Context) -> String {
        match context.directory.pilot_name(self.id).filter(|_| !context.masked) {
            Some(name) => format!("{name} had not begun on {}. Esc goes back.", context.day(context.moment.day)),
            None => "This pilot is not in the workspace. Esc goes back.".to_owned(),
        }
    }

    /// The dimension under the cursor, on the page of readiness.
    fn dimension(&self) -> Dimension {
        Dimension::ALL.get(self.list().selected).copied().unwrap_or(Dimension::Data)
    }

    /// How many rows the list of the present page has.
    fn rows(&self, context: &Context) -> usize {
        let Some(page) = &self.page else {
            return 0;
        };
        match self.tab {
            Tab::Overview => overview::ROWS.len(),
            Tab::Checklist => checklist::shown(self, page, context).len(),
            Tab::Metrics => self.metrics().len(),
            Tab::Notes => self.notes().len(),
            Tab::History => self.entries().len(),
            Tab::Exceptions => self.exceptions().len(),
            Tab::Readiness => Dimension::ALL.len(),
            Tab::Rollout => rollout::rows(page).len(),
        }
    }

    /// Rows of the filter.
    fn foot(&self) -> u16 {
        u16::from(self.narrow.filter.rows() > 0)
    }

    fn fit(&mut self, context: &Context) {
        let (rows, page) = (self.rows(context), self.page_rows(context));
        self.list_mut().fit(rows, page);
    }

    fn turn_to(&mut self, tab: Tab, context: &Context) {
        self.forget_filter(context);
        (self.tab, self.closer) = (tab, false);
        self.keep_marks(context);
        if tab == Tab::Checklist && !self.placed {
            self.placed = true;
            if let Some(page) = &self.page {
                self.lists[tab as usize].selected = checklist::first_open(page, context);
            }
        }
        self.fit(context);
    }

    /// Shows what the page says in place of its rows, from its beginning, or the rows again.
    fn look_closer(&mut self, closer: bool) -> Vec<Effect> {
        (self.closer, self.reading) = (closer, List::default());
        Vec::new()
    }

    /// What is read in place of the page's rows, in lines of that width.
    fn said_whole(&self, page: &PilotPage, width: usize, context: &Context) -> Vec<Line> {
        let lines = match self.tab {
            Tab::Notes => return notes::whole(self, width, context),
            Tab::Overview => return overview::lines(self, page, width, context),
            Tab::Rollout => rollout::lines(self, page, width, context),
            _ => readiness::lines(self, page, width, context),
        };
        lines.into_iter().map(|piece| vec![piece]).collect()
    }

    /// Metrics that are not archived, headlines first within a family.
    fn all_metrics(&self) -> impl Iterator<Item = &Metric> {
        self.page.iter().flat_map(|page| &page.metrics).filter(|metric| !metric.archived)
    }

    fn selected_metric(&self) -> Option<&Metric> {
        self.metrics().get(self.lists[Tab::Metrics as usize].selected).copied()
    }

    /// The worst warning for what is under the cursor: the metric, else the pilot.
    fn telling<'a>(&self, page: &PilotPage, context: &'a Context) -> Option<&'a Signal> {
        let metric = if self.tab == Tab::Metrics { self.selected_metric() } else { None };
        let about = |signal: &&Signal| metric.is_none_or(|metric| signal.found.metric == Some(metric.id));
        let shows = matches!(self.tab, Tab::Overview | Tab::Metrics);
        let judged = context.portfolio.of(page.pilot.id).filter(|_| shows)?;
        judged.signals.iter().find(about)
    }

    /// Its exceptions, what is to be mended first.
    fn all_exceptions(&self) -> Vec<&Exception> {
        let mut all: Vec<&Exception> = self.page.iter().flat_map(|page| &page.exceptions).collect();
        all.sort_by_key(|one| one.place());
        all
    }

    fn selected_exception(&self) -> Option<&Exception> {
        self.exceptions().get(self.lists[Tab::Exceptions as usize].selected).copied()
    }

    /// Notes that are not archived, newest first.
    fn all_notes(&self) -> impl Iterator<Item = &Note> {
        self.page.iter().flat_map(|page| &page.notes).filter(|note| !note.archived)
    }

    fn selected_note(&self) -> Option<&Note> {
        self.notes().get(self.lists[Tab::Notes as usize].selected).copied()
    }

    /// Everything that can be added, by id, and where it is.
    fn places(&self) -> Vec<(i64, Tab, usize)> {
        let notes = self.all_notes().map(|one| one.id.0).enumerate().map(|(at, id)| (id, Tab::Notes, at));
        let metrics = self.all_metrics().map(|one| one.id.0).enumerate().map(|(at, id)| (id, Tab::Metrics, at));
        let exceptions = self.all_exceptions().into_iter().map(|one| one.id.0).enumerate();
        let exceptions = exceptions.map(|(at, id)| (id, Tab::Exceptions, at));
        let rows = self.page.iter().flat_map(|page| rollout::rows(page)).enumerate();
        let rows = rows.filter_map(|(at, row)| Some((row.id()?, Tab::Rollout, at)));
        notes.chain(metrics).chain(exceptions).chain(rows).collect()
    }

    /// Puts the cursor on the text that was found, and shows it whole where the word would not be visible otherwise.
    fn land(&mut self, context: &Context) {
        let Some(found) = self.sought.take() else {
            return;
        };
        let Some(seek) = Seek::new(&found.words) else {
            return;
        };
        let Some(at) = self.place_of(&found.spot, &seek, context) else {
            return;
        };
        (self.list_mut().selected, self.placed) = (at, true);
        let area = self.content(context);
        let hidden = match (self.tab, &self.page) {
            (Tab::Notes, _) => notes::hidden(self, &seek, area, context),
            (Tab::Rollout, Some(page)) => rollout::hidden(self, page, &seek, area, context),
            (Tab::Readiness, Some(page)) if found.spot == WAIVER => readiness::hidden(self, page, &seek, area, context),
            _ => None,
        };
        if let Some((line, lines)) = hidden {
            // With some lines above it, so that it is read in its place.
            let height = usize::from(area.height);
            self.closer = true;
            self.reading.selected = line.saturating_sub(height / 3).min(lines.saturating_sub(height));
        }
    }

    /// The place of a text on the open page: the id of its row, and the words.
    fn place_of(&self, spot: &str, seek: &Seek, context: &Context) -> Option<usize> {
        let page = self.page.as_ref()?;
        match self.tab {
            Tab::Overview => overview::place_of(page, spot, seek, context),
            Tab::Checklist => checklist::place_of(page, spot, context),
            // It is below the rows, with its gate.
            Tab::Readiness if spot == WAIVER => Some(self.list().selected),
            Tab::Readiness => Dimension::ALL.iter().position(|dimension| dimension.name() == spot),
            Tab::Rollout => rollout::place_of(page, spot),
            tab => {
                let id: i64 = spot.parse().ok()?;
                self.places().into_iter().find(|(known, on, _)| (*known, *on) == (id, tab)).map(|(.., at)| at)
            }
        }
    }

    fn selected_entry(&self) -> Option<&JournalEntry> {
        self.entries().get(self.lists[Tab::History as usize].selected).copied()
    }

    /// What is said of the row under the cursor, or of the pilot.
    fn says(&self, context: &Context) -> Option<String> {
        let page = self.page.as_ref()?;
        match self.tab {
            // What is read in place of the rows says everything about them.
            _ if self.closer && context.is_heard() => return None,
            Tab::Readiness => return Some(readiness::explain(self, page, context)),
            Tab::Rollout => return Some(rollout::explain(self, page, context)),
            // On a screen this also shows what fires; somebody listening heard that at the head of the page.
            Tab::Overview | Tab::Checklist | Tab::Metrics | Tab::History if context.is_heard() => {
                return told::chosen(self, page, context);
            }
            Tab::Overview if let Some(row) = overview::cut(self, page, context) => return Some(row),
            Tab::Exceptions if let Some(one) = self.selected_exception() => {
                return Some(registers::sentence(one, context));
            }
            // On a screen this is beside the list.
            Tab::Notes if let (Some(one), Glyphs::Words) = (self.selected_note(), context.glyphs) => {
                return Some(told::note(one, context));
            }
            _ => {}
        }
        if let Some(signal) = self.telling(page, context) {
            let (sign, _) = parts::attention(signal, context);
            let proposed = parts::proposed(signal, context);
            return Some(format!("{sign} {}{proposed}", parts::fires(&signal.found, context)));
        }
        let (_, word, _) = parts::status(page.pilot.report.status, context.glyphs);
        Some(match (page.pilot.report.status, page.pilot.report.because.as_str()) {
            (Status::NotReported, _) => {
                context.told(parts::inviting(context, "No status is reported yet: ⟨report⟩ reports it"))
            }
            (_, "") => format!("Reported: {word}"),
            (_, because) => format!("Reported {word}: {because}"),
        })
    }
}

impl Moves for PilotScreen {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        if let (true, Some(page)) = (self.closer, &self.page) {
            let content = self.content(context);
            let (width, height) = (usize::from(content.width), usize::from(content.height));
            let lines = self.said_whole(page, width, context).len();
            if let Some(by) = to.rows(height) {
                self.reading.step(by, lines.saturating_sub(height) + 1, height);
            }
            return Vec::new();
        }
        if let Some(by) = to.rows(self.page_rows(context)) {
            let (rows, page) = (self.rows(context), self.page_rows(context));
            let before = self.list().selected;
            self.opened = None;
            self.list_mut().step(by, rows, page);
            self.keep_off_headings(before, context);
            self.fit(context);
        }
        Vec::new()
    }
}

impl OnPilot for PilotScreen {
    const NONE: &'static str = "the pilot is not there";

    fn chosen(&self) -> Option<&Pilot> {
        self.page.as_ref().map(|page| &page.pilot)
    }

    fn undertake(&mut self, deed: Deed, context: &Context) -> Vec<Effect> {
        let metrics: Vec<Metric> = self.all_metrics().cloned().collect();
        let chosen = if self.tab == Tab::Metrics { self.selected_metric() } else { None };
        let form = self.page.as_ref().map(|page| {
            let targets = TargetUsers { stated: page.stated.clone(), set: page.targets.clone() };
            let known = Figures { metrics: &metrics, chosen, readings: &self.readings, targets: &targets };
            on_pilot::form(deed, &page.pilot, &known, context)
        });
        form.into_iter().collect()
    }
}

impl Screen for PilotScreen {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, _: &Context) -> String {
        match &self.page {
            Some(page) => {
                let archived = if page.pilot.archived { " · archived" } else { "" };
                format!("{} · stage {}{archived}", page.pilot.name, page.pilot.stage)
            }
            None if self.loaded => "A pilot that is not there".to_owned(),
            None => "…".to_owned(),
        }
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        vec![
            Query::Page { pilot: self.id, day: context.moment.day },
            Query::Journal { pilot: Some(self.id), limit: ENTRIES, day: Some(context.moment.day) },
        ]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        self.widen(context);
        for answer in answers {
            match answer {
                Answer::Page(page, readings) => {
                    // The cursor stays on its note, exception and item, whatever came in above it.
                    let note = self.selected_note().map(|note| note.id);
                    let exception = self.selected_exception().map(|one| one.id);
                    let at = self.lists[Tab::Checklist as usize].selected;
                    let item = self.page.as_ref().and_then(|page| checklist::item_at(page, at, context)).cloned();
                    (self.page, self.readings) = (page, readings);
                    let place = |item: &String| checklist::place_of(self.page.as_ref()?, item, context);
                    if let Some(at) = item.as_ref().and_then(place) {
                        self.lists[Tab::Checklist as usize].selected = at;
                    }
                    let place = self.notes().iter().position(|known| Some(known.id) == note);
                    match place {
                        Some(at) => self.lists[Tab::Notes as usize].selected = at,
                        // The one that was read is out of sight.
                        None if self.tab == Tab::Notes => self.closer = false,
                        None => {}
                    }
                    if let Some(at) = self.exceptions().iter().position(|known| Some(known.id) == exception) {
                        self.lists[Tab::Exceptions as usize].selected = at;
                    }
                    let places = self.places();
                    let new = self.wanted.take().or(self.newcomer.take(places.iter().map(|(id, tab, _)| (*tab, *id))));
                    let place = places.into_iter().find(|(id, tab, _)| Some((*tab, *id)) == new);
                    // What is read whole stays in sight.
                    if let Some((_, tab, at)) = place.filter(|(_, tab, _)| !self.closer || *tab != self.tab) {
                        self.lists[tab as usize].selected = at;
                    }
                    self.land(context);
                    self.loaded = true;
                }
                Answer::Journal(journal) => {
                    let list = &mut self.lists[Tab::History as usize];
                    list.selected = entries::stay(&self.journal, &journal, list.selected);
                    self.journal = journal;
                    let here = self.selected_entry().map(|entry| entry.seq);
                    self.opened.take_if(|wrote| Some(wrote.entry) != here);
                }
                Answer::Entry(wrote) => self.opened = Some(wrote),
                _ => {}
            }
        }
        self.keep_marks(context);
        if !self.narrow.filter.is_empty() {
            self.apply_filter(context);
        }
        self.fit(context);
        Vec::new()
    }

    fn takes(&self) -> Option<Pasted> {
        match self.tab {
            Tab::Metrics => self.takes_on_page(RowsOf::Readings),
            Tab::Exceptions => self.takes_on_page(RowsOf::Exceptions),
            _ => None,
        }
    }

    /// Readings and exceptions that name no pilot are of this one.
    fn takes_on_page(&self, rows: RowsOf) -> Option<Pasted> {
        let has_page = matches!(rows, RowsOf::Readings | RowsOf::Exceptions);
        let page = self.page.as_ref().filter(|_| has_page)?;
        Some(Pasted { pilot: page.pilot.code.clone(), ..Pasted::onto(rows) })
    }

    fn looks_out(&mut self) {
        let there: Vec<(Tab, i64)> = self.places().into_iter().map(|(id, tab, _)| (tab, id)).collect();
        self.newcomer.note(there.into_iter());
    }

    fn is_becoming(&self) -> bool {
        self.newcomer.is_awaited()
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        let mut offers = verb::offers(verbs::VERBS, self, context);
        // What only reads may come upon another row.
        let reads = matches!(self.tab, Tab::History | Tab::Notes);
        offers.iter_mut().filter(|offer| reads && offer.name == "open").for_each(|offer| offer.on_row = false);
        on_pilot::way_back(offers)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(verbs::VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let typed = self.narrow.filter.press(key)?;
        Some(self.typed_in_filter(typed, context))
    }

    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.narrow.hints(self.tab)
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.narrow.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        self.narrow.filter.paste(text).then(|| self.typed_in_filter(Typed::Changed, context))
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        let chart = self.tab == Tab::Metrics && self.chart.take().is_some();
        let opened = self.tab == Tab::History && self.opened.take().is_some();
        if std::mem::take(&mut self.closer) || opened || chart {
            return Some(Vec::new());
        }
        if !self.narrow.filter.is_typing()
            && let Some(said) = self.marks().take_off()
        {
            return Some(said);
        }
        match self.narrow.filter.close() {
            Closed::Nothing => None,
            Closed::Typing | Closed::Filter => {
                self.apply_filter(context);
                Some(Vec::new())
            }
        }
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.fit(context);
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        self.row_under(at, context)
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        if let Some(tab) = tab_at(at, self.tab, context) {
            self.turn_to(tab, context);
            return Vec::new();
        }
        self.row_at(at, context).map(|row| self.choose(row, context)).unwrap_or_default()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        let sentence = self.says(context)?;
        Some(if self.closer { sentence } else { self.own_marks().before(sentence, context) })
    }

    fn marked(&self) -> Vec<String> {
        if self.has_marked() { self.own_marks().told() } else { Vec::new() }
    }

    fn marked_names(&self, context: &Context) -> Vec<String> {
        self.marked_ones(context).into_iter().map(|(_, name)| name).collect()
    }

    fn marked_rows(&self, context: &Context) -> Vec<usize> {
        self.places_marked(context)
    }

    fn mark_those(&mut self, those: &[String], context: &Context) {
        let there = self.markable(context);
        self.marks().take(those, there.into_iter().map(|(id, _)| id));
    }

    fn page(&self) -> String {
        let title = self.tab.title();
        match (self.is_covered(), self.tab) {
            (false, _) => title.to_owned(),
            // Other weeks are another page to whoever hears them.
            (true, Tab::Metrics) => format!("{title}, in full, {}", self.zoom.span()),
            (true, _) => format!("{title}, in full"),
        }
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        self.page.as_ref().map(|page| told::rows(self, page, context)).unwrap_or_default()
    }

    fn columns(&self, context: &Context) -> Option<Rows> {
        if self.tab != Tab::Notes {
            return self.copied_marked(context);
        }
        self.page.is_some().then(|| notes::columns(self, context))
    }

    fn written(&self, context: &Context) -> Vec<(String, String)> {
        if self.tab == Tab::Notes { notes::written(self, context) } else { Vec::new() }
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        self.page.as_ref().map(|page| told::remarks(self, page, context)).unwrap_or_default()
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        let (rows, page) = (self.rows(context), self.page_rows(context));
        self.list_mut().select(row, rows, page);
        Vec::new()
    }

    fn pilot(&self) -> Option<PilotId> {
        Some(self.id)
    }

    fn in_focus(&self, _: &Context) -> Option<String> {
        match self.tab {
            Tab::Metrics => self.selected_metric().map(|metric| metric.id.to_string()),
            Tab::Notes => self.selected_note().map(|note| note.id.to_string()),
            Tab::Exceptions => self.selected_exception().map(|exception| exception.id.to_string()),
            Tab::History => self.selected_entry().map(|entry| entry.seq.to_string()),
            Tab::Rollout => {
                let row = self.page.as_ref().and_then(|page| rollout::selected(self, page));
                row.and_then(|row| row.id()).map(|id| id.to_string())
            }
            Tab::Overview | Tab::Checklist | Tab::Readiness => Some(self.id.to_string()),
        }
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        // Whoever hears the page goes to another by its name.
        if !context.is_heard() {
            tabs(self.tab, area, buffer, context);
        }
        let above = TABS.min(area.height);
        let content = Rect { y: area.y + above, height: (area.height - above).saturating_sub(self.foot()), ..area };
        let Some(page) = &self.page else {
            if self.loaded {
                Pen::new(buffer, content, 1).skip(2).words(&self.absent(context), context.theme.style(Role::Text));
            }
            return None;
        };
        match self.tab {
            Tab::Notes => notes::draw(self, content, buffer, context),
            _ if self.closer => {
                let lines = self.said_whole(page, usize::from(content.width), context);
                let shown = lines.get(self.reading.selected..).unwrap_or_default();
                text::put_pieces(shown, content, "arrows show them", buffer, context);
            }
            Tab::Overview => overview::draw(self, page, content, buffer, context),
            Tab::Checklist => checklist::draw(self, page, content, buffer, context),
            Tab::Metrics => metrics::draw(self, content, buffer, context),
            Tab::Exceptions => registers::draw(self, content, buffer, context),
            Tab::Readiness => readiness::draw(self, page, content, buffer, context),
            Tab::Rollout => rollout::draw(self, page, content, buffer, context),
            Tab::History => match (&self.opened, self.selected_entry()) {
                (Some(wrote), Some(entry)) if entry.seq == wrote.entry => {
                    entries::detail(entry, wrote, Some(self.id), content, buffer, context);
                }
                _ => entries::draw(&self.entries(), self.list(), content, buffer, context),
            },
        }
        if self.rows(context) == 0 && !self.narrow.filter.is_empty() {
            fill(buffer, content, context.theme.style(Role::Text));
            let unfound = self.own_marks().unfound(&self.narrow.filter, context);
            paragraph(buffer, content, 1, &unfound, context.theme.style(Role::Text));
        }
        self.narrow.filter.draw_beside(&self.narrow.said(self.tab), area, buffer, context)
    }
}
