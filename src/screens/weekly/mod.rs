//! The weekly round: a row for every metric of every running pilot, with its weeks side by side. Numbers are typed into
//! cells; each is a durable draft until `w` commits them all as one change.

mod blocks;
mod cells;
mod draw;
mod gone;
mod kept;
mod meant;
mod paste;
mod rows;
mod verbs;

use std::collections::HashMap;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(super) use self::blocks::{is_block, kept_block};
use self::kept::{cell_of, draft, place};
use self::rows::{Counted, Row};
use super::Place;
use super::on_pilot::{self, Deed, Figures, OnPilot};
use crate::domain::incoming::{Pasted, RowsOf};
use crate::domain::metric::begins_unmeasured;
use crate::domain::{Metric, MetricId, Outcome, Pilot, PilotId, Reading, Target, TargetUsers, Week, outlier};
use crate::interaction::context::in_the_open;
use crate::interaction::edit::edit;
use crate::interaction::filter::{self, Closed, Filter};
use crate::interaction::{
    Answer, Code, Context, Effect, Key, List, Lost, Move, Moves, Offer, Query, Screen, Sheet, TextValue, extract, verb,
};

pub(super) const PLACE: Place = Place {
    name: "week",
    title: "week",
    doc: "Go to the weekly round: enter a week of readings.",
    keys: &["g w"],
    verbs: || verb::listed(verbs::VERBS),
    open: Some(|context| Box::new(Weekly::new(context))),
};

/// Is it the place of a cell, or of a pasted block?
pub(super) fn is_place(place: &str) -> bool {
    cell_of(place).is_some() || is_block(place)
}

/// Weeks that show beside the one that is entered.
const WEEKS_BACK: i64 = 6;

/// The weekly round.
struct Weekly {
    /// The week that is entered.
    week: Week,
    sheet: Sheet,
    /// Every row; their order stays while the screen is open.
    rows: Vec<Row>,
    /// Where the row of a metric stands among them.
    places: HashMap<MetricId, usize>,
    /// How many of them have what in the week.
    counted: Counted,
    /// The rows that the filter lets through.
    found: Vec<usize>,
    list: List,
    lost: Lost<MetricId>,
    /// How many weeks before `week` the cursor stands.
    back: i64,
    typing: Option<TextValue>,
    /// What is said of the cell whose row went from the list while it was typed: until Esc, what is typed further, which
    /// was meant for it, goes nowhere.
    gone: Option<String>,
    /// The same of a row that went while its cell was not typed yet: it is said once the next key types a value.
    slipped: Option<String>,
    /// Do the next answers show what another program wrote?
    disturbed: bool,
    filter: Filter,
    /// Cells that were typed, with what stood there before, to take them back one by one.
    typed: Vec<(String, Option<String>)>,
    /// Those of them that are being committed: from then on the entry is taken back, unless it is refused.
    sent: Vec<(String, Option<String>)>,
    /// A pasted block that is looked at, with the place where its text is kept.
    preview: Option<(String, paste::Preview)>,
    /// The week that runs: none after it is entered.
    running: Week,
    /// The earliest week that a pasted block is about.
    earliest: Option<Week>,
    loaded: bool,
    /// The row that the last key stepped down to by itself.
    stepped: Option<usize>,
    /// The row on which the cursor stayed, as the last key answered there which target users are meant.
    answered: Option<usize>,
    /// What is to be said of the cells that the commit on its way leaves typed.
    left: Option<String>,
}

/// What is typed in the draft of a cell, as it is told elsewhere.
pub(super) fn told(draft: &str) -> &str {
    kept::told(draft)
}

impl Weekly {
    fn new(context: &Context) -> Self {
        Self {
            week: context.moment.reporting_week(),
            sheet: Sheet::default(),
            rows: Vec::new(),
            places: HashMap::new(),
            counted: Counted::default(),
            found: Vec::new(),
            list: List::default(),
            lost: Lost::default(),
            back: 0,
            typing: None,
            gone: None,
            slipped: None,
            disturbed: false,
            filter: Filter::default(),
            typed: Vec::new(),
            sent: Vec::new(),
            preview: None,
            running: Week::of(context.moment.day),
            earliest: None,
            loaded: false,
            stepped: None,
            answered: None,
            left: None,
        }
    }

    fn page(context: &Context) -> usize {
        usize::from(context.body().1.saturating_sub(draw::HEAD + draw::FOOT))
    }

    /// What the week is called.
    fn called(&self) -> String {
        format!("Week {}", self.week.short().trim_start_matches('W'))
    }

    /// The days of the week; a month that all are of is named once.
    fn days(&self) -> String {
        let (monday, sunday) = (self.week.monday(), self.week.sunday());
        let monday = monday.format(if monday.month() == sunday.month() { "%-d" } else { "%-d %b" });
        format!("{monday} to {}", sunday.format("%-d %b"))
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(*self.found.get(self.list.selected)?)
    }

    /// Where the row of a metric stands in the list; nowhere where the filter hides it.
    fn row_of(&self, metric: MetricId) -> Option<usize> {
        self.found.binary_search(self.places.get(&metric)?).ok()
    }

    /// The week under the cursor.
    fn cursor_week(&self) -> Week {
        self.week.plus(-self.back)
    }

    /// What is said of a value that a week has not: while it runs, nothing is missing yet, nor before the pilot began.
    fn absent(row: &Row, week: Week, context: &Context) -> &'static str {
        let is_of_register = row.expect_typed().is_err() && context.moment.has_ended(week);
        let lacking = || if is_of_register { "none in the register" } else { Self::lacking(week, context) };
        row.unasked(week).unwrap_or_else(lacking)
    }

    /// What is said of the values that are missing in a week.
    fn lacking(week: Week, context: &Context) -> &'static str {
        if context.moment.has_ended(week) { "missing" } else { "to come" }
    }

    fn reading(&self, row: &Row, week: Week) -> Option<&Reading> {
        rows::reading(&self.sheet, &row.metric, week)
    }

    /// Finds what the filter lets through; the cursor stays on its row, or goes back to the one from which it was lost.
    fn find(&mut self, stay: Option<MetricId>, context: &Context) {
        let here = stay.zip(self.found.get(self.list.selected).copied());
        self.filter.forgive(self.rows.iter().map(|row| row.words.as_str()));
        let filter = &self.filter;
        self.found =
            self.rows.iter().enumerate().filter(|(_, row)| filter.holds(&row.words)).map(|(at, _)| at).collect();
        let shown = self.found.iter().filter_map(|at| Some((self.rows.get(*at)?.metric.id, *at)));
        let shown: Vec<(MetricId, usize)> = shown.collect();
        self.list.keep(&mut self.lost, (here, stay), &shown, Self::page(context));
    }

    /// The same where only the filter changed: where it hides the row of the cursor, that goes to the first that it
    /// found.
    fn narrow(&mut self, context: &Context) {
        let stay = self.selected().map(|row| row.metric.id);
        self.find(stay, context);
        if stay.is_some_and(|metric| self.row_of(metric).is_none()) {
            self.list.select(0, self.found.len(), Self::page(context));
        }
    }

    /// Has the row at that place of the list no value in the week, or one that cannot be taken?
    fn is_missing(&self, at: usize, context: &Context) -> bool {
        let Some(row) = self.found.get(at).and_then(|at| self.rows.get(*at)) else {
            return false;
        };
        match context.drafts.get(&place(self.week, row.metric.id)) {
            Some(draft) => self.meaning(row, self.week, draft, context).is_err(),
            None => row.lacks(&self.sheet, self.week),
        }
    }

    /// Takes new data in: at first the cursor goes to what is missing, later rows keep their order and new ones come
    /// last.
    fn refresh(&mut self, sheet: Sheet, context: &Context) -> Option<Effect> {
        let known = std::mem::take(&mut self.places);
        let stay = self.selected().map(|row| row.metric.id);
        let under = self.under_cursor();
        self.sheet = sheet;
        if !self.loaded && self.week < self.running && rows::all_asked_from(&self.sheet, self.running) {
            self.week = self.running;
        }
        self.rows = rows::of(&self.sheet, self.week);
        if self.loaded {
            self.rows.sort_by_key(|row| known.get(&row.metric.id).copied().unwrap_or(usize::MAX));
        }
        self.places = self.rows.iter().enumerate().map(|(at, row)| (row.metric.id, at)).collect();
        self.enter(self.week);
        // Cells that were committed are taken back as an entry, wherever it was heard that they are.
        self.sent.retain(|(key, _)| context.drafts.contains_key(key));
        self.typed.retain(|(key, before)| context.drafts.contains_key(key) || before.is_some());
        self.find(stay, context);
        if !self.loaded {
            let count = self.found.len();
            let first = (0..count).find(|at| self.is_missing(*at, context)).unwrap_or(0);
            self.list.select(first, count, Self::page(context));
        }
        self.loaded = true;
        self.part_from(under, context)
    }

    /// The week that is entered is that one.
    fn enter(&mut self, week: Week) {
        self.week = week;
        self.counted = Counted::of(&self.rows, &self.sheet, (week, week < self.running));
    }

    /// Remembers what stands in the cell under the cursor, so that it can be taken back.
    fn remember(&mut self, context: &Context) {
        if let Some(row) = self.selected() {
            let key = place(self.cursor_week(), row.metric.id);
            let draft = context.drafts.get(&key).cloned();
            self.typed.push((key, draft));
        }
    }

    /// Writes a cell's draft.
    fn put(&self, text: Option<String>) -> Vec<Effect> {
        let Some(row) = self.selected() else {
            return Vec::new();
        };
        let key = place(self.cursor_week(), row.metric.id);
        let seen = self.reading(row, self.cursor_week());
        let body = text.filter(|text| !text.trim().is_empty()).map(|text| draft(&text, seen));
        vec![Effect::Draft { key, body }]
    }

    fn step(&mut self, by: isize, context: &Context) {
        self.list.step(by, self.found.len(), Self::page(context));
    }

    /// Ends the typing of a cell so many rows from it. Who types on down the column means the next row: of a value that
    /// is refused it is told there.
    fn leave(&mut self, rows: isize, context: &Context) -> Vec<Effect> {
        let refused = draw::refused(self, context);
        self.typing = None;
        self.step(rows, context);
        refused.map(Effect::failed).into_iter().collect()
    }

    /// Takes a key while a cell is being typed.
    fn press(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        // What asks which target users are meant is answered, or replaced, where it stands.
        if key.code == Code::Enter && self.aim(context).is_some() {
            self.typing = None;
            return Some(Vec::new());
        }
        let text = self.typing.as_mut()?;
        match key.code {
            Code::Enter | Code::Down => return Some(self.leave(1, context)),
            Code::Up => return Some(self.leave(-1, context)),
            Code::Tab if self.back > 0 => {
                let told = self.leave(0, context);
                self.back -= 1;
                return Some(told);
            }
            Code::Tab => return Some(self.leave(1, context)),
            Code::Esc => return None,
            _ => {}
        }
        if key == Key::ctrl('s') || !edit(text, key) {
            return None;
        }
        let body = text.text().to_owned();
        Some(self.put(Some(body)))
    }
}

/// Does a key begin what is typed into a cell: a number, or the words for a week that was not measured?
fn begins_value(key: Key) -> bool {
    let Code::Char(letter) = key.code else {
        return false;
    };
    let is_number = matches!(letter, '0'..='9' | '-' | '\u{2212}' | '.');
    (is_number || begins_unmeasured(&letter.to_string())) && !key.ctrl && !key.alt
}

impl Moves for Weekly {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        self.typing = None;
        match (to.rows(Self::page(context)), to) {
            (Some(by), _) => self.step(by, context),
            (None, Move::Left) => self.back = (self.back + 1).min(draw::weeks_that_fit(context.body().0)),
            (None, _) => self.back = (self.back - 1).max(0),
        }
        Vec::new()
    }
}

impl OnPilot for Weekly {
    const NONE: &'static str = "there is no metric to enter";

    fn chosen(&self) -> Option<&Pilot> {
        on_pilot::among(&self.sheet.pilots, self.selected()?.pilot)
    }

    fn undertake(&mut self, deed: Deed, context: &Context) -> Vec<Effect> {
        let Some((row, pilot)) = self.selected().zip(self.chosen()) else {
            return Vec::new();
        };
        let own = self.sheet.metrics.iter().filter(|metric| metric.pilot == pilot.id);
        let metrics: Vec<Metric> = own.cloned().collect();
        let chosen = (deed == Deed::Reading).then_some(&row.metric);
        let of = |targets: &HashMap<PilotId, Vec<Target>>| targets.get(&pilot.id).cloned().unwrap_or_default();
        let targets = TargetUsers { stated: of(&self.sheet.stated), set: of(&self.sheet.targets) };
        let known = Figures { metrics: &metrics, chosen, readings: &self.sheet.readings, targets: &targets };
        vec![on_pilot::form(deed, pilot, &known, context)]
    }
}

impl Screen for Weekly {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, context: &Context) -> String {
        let runs = if context.moment.has_ended(self.week) { "" } else { " · runs until Sunday, counts then" };
        format!("{} · {}{runs}", self.called(), self.days())
    }

    fn shorter(&self, context: &Context) -> Vec<String> {
        let (week, days) = (self.called(), self.days());
        if context.moment.has_ended(self.week) {
            return vec![week];
        }
        vec![
            format!("{week} · {days} · runs until Sunday"),
            format!("{week} · {days} · runs"),
            format!("{week} · runs"),
        ]
    }

    fn looked(&mut self, context: &Context) {
        (self.week, self.running) = (context.moment.reporting_week(), Week::of(context.moment.day));
        (self.back, self.typing, self.loaded) = (0, None, false);
        (self.gone, self.slipped) = (None, None);
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        let from = self.week.plus(-WEEKS_BACK - 1);
        // Weeks that something is typed for are read too, and those before them, so that it is known what stands there
        // and what is far from it.
        let drafts = context.drafts.range("week/".to_owned()..).take_while(|(key, _)| key.starts_with("week/"));
        let typed = drafts.filter_map(|(key, _)| Some(cell_of(key)?.0)).min();
        let asked = [Some(self.week), self.earliest, typed].into_iter().flatten();
        let from = asked.map(|week| week.plus(-outlier::WEEKS)).fold(from, Week::min);
        // Something may be typed for the week that runs too.
        let to = self.week.max(self.running);
        vec![Query::Sheet { from, to, day: context.moment.day }]
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let mut effects = Vec::new();
        for answer in answers {
            if let Answer::Sheet(sheet) = answer {
                effects.extend(self.refresh(*sheet, context));
                if let Some((key, before)) = self.preview.take()
                    && let Some(text) = context.drafts.get(&key)
                {
                    let mut preview = paste::Preview::of(text, self, context);
                    preview.list = before.list;
                    self.preview = Some((key, preview));
                }
            }
        }
        effects
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        let mut offers = verb::offers(verbs::VERBS, self, context);
        // The footer has room for a block that waits, and not for the box, which is called as on other pages.
        let waits = !blocks::all(context).is_empty();
        let title = if waits { "pasted block" } else { "paste box" };
        let block = offers.iter_mut().filter(|offer| offer.name == blocks::VERB);
        block.for_each(|offer| (offer.hint, offer.title) = (waits, title));
        // The week that runs is seldom meant: the footer has room for others.
        let is_past = self.week < context.moment.reporting_week();
        offers.iter_mut().filter(|offer| offer.name == "week-after").for_each(|offer| offer.hint = is_past);
        // Enter is no line: what a cell asks is answered by its word.
        let hears = context.is_heard();
        offers.iter_mut().filter(|offer| offer.name == "keep").for_each(|offer| offer.hint = hears);
        offers
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        verb::run(verbs::VERBS, self, name, context)
    }

    fn go_to(&mut self, place: &str, context: &Context) -> Vec<Effect> {
        // What is gone on with is entered: its week becomes the one of the sheet.
        cell_of(in_the_open(place)).map(|cell| self.point_at(cell, 0, context)).unwrap_or_default()
    }

    fn disturbed(&mut self) {
        self.disturbed = true;
    }

    fn committed(&mut self, _: &Outcome, _: &Context) {
        self.sent.clear();
    }

    fn refused(&mut self) {
        let since = std::mem::take(&mut self.typed);
        self.typed = self.sent.drain(..).chain(since).collect();
    }

    fn left(&mut self) -> Option<String> {
        self.left.take()
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let (stepped, answered) = (self.stepped.take(), self.answered.take());
        let slipped = self.slipped.take();
        if self.preview.is_some() {
            return self.preview_key(key, context);
        }
        if let Some(said) = self.parted().filter(|_| gone::holds(key)) {
            return Some(vec![said]);
        }
        if let Some(typed) = self.filter.press(key) {
            match typed {
                filter::Typed::Changed => self.narrow(context),
                filter::Typed::Step(by) => self.step(by, context),
                filter::Typed::Ended => {}
            }
            return Some(Vec::new());
        }
        if self.typing.is_some() {
            return self.press(key, context);
        }
        let begins = begins_value(key);
        if slipped.is_some() && (begins || gone::fills(key)) {
            self.gone = slipped;
            return self.parted().map(|said| vec![said]);
        }
        if answered == Some(self.list.selected) && (begins || key == Key::char('=')) {
            // Who types on down the column means the next row: nothing is typed over what was answered. What still asks
            // is replaced, as the cursor is on it.
            self.step(1, context);
        }
        if key == Key::plain(Code::Enter) {
            // Enter confirms every value that is typed: one that stepped down by itself is confirmed without another
            // step.
            if stepped == Some(self.list.selected) {
                return Some(Vec::new());
            }
            if let Some(refused) = draw::refused(self, context) {
                return Some(vec![Effect::failed(refused)]);
            }
            let kept = self.keep(context);
            self.step(1, context);
            return Some(kept.into_iter().collect());
        }
        if !begins || self.selected().is_none() {
            return None;
        }
        if context.read_only {
            return Some(vec![Effect::info("nothing can be written here")]);
        }
        self.remember(context);
        self.typing = Some(TextValue::default());
        self.press(key, context)
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn instead(&self) -> &'static str {
        "type a number, = or n/m; ⟨help⟩ tells which keys do"
    }

    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        const CELL: &[(&str, &str)] =
            &[("↵", "keep, down"), ("⇥", "keep, right"), ("Esc", "keep"), ("Ctrl+S", "commit the week")];
        const PASTED: &[(&str, &str)] = &[
            ("↵", "type it into the cells"),
            ("↓", "next"),
            ("Esc", "close, keep the text"),
            ("e", "mend it"),
            ("p", "another pasted block"),
            ("x", "drop it"),
        ];
        if let Some((_, preview)) = &self.preview {
            // Where nothing can be entered, Enter does nothing.
            return PASTED.get(usize::from(preview.counts().is_refused())..);
        }
        if self.gone.is_some() {
            return Some(gone::HINTS);
        }
        self.filter.hints().or_else(|| self.typing.is_some().then_some(CELL))
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        if self.filter.paste(text) {
            self.narrow(context);
            return Some(Vec::new());
        }
        let one = !text.trim().contains(['\t', '\n', '\r']);
        if !one {
            if context.read_only {
                return Some(vec![Effect::info("nothing can be written here")]);
            }
            self.typing = None;
            return Some(blocks::put_back(text, context).unwrap_or_else(|| self.look_at(text, context)));
        }
        self.gone = self.gone.take().or(self.slipped.take());
        if let Some(said) = self.parted() {
            return Some(vec![said]);
        }
        if self.typing.is_none() && self.selected().is_some() && !context.read_only {
            self.remember(context);
            self.typing = Some(TextValue::default());
        }
        let cell = self.typing.as_mut()?;
        cell.insert(text.trim());
        let body = cell.text().to_owned();
        Some(self.put(Some(body)))
    }

    fn takes(&self) -> Option<Pasted> {
        Some(Pasted::onto(RowsOf::Readings))
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        if self.preview.take().is_some() {
            let said = match blocks::all(context).len() {
                0 | 1 => "The pasted text is kept: ⟨pasted⟩ opens it again.".to_owned(),
                all => {
                    format!("{all} pasted texts are kept: ⟨pasted⟩ opens the newest, and from there those before it.")
                }
            };
            return Some(vec![Effect::info(said)]);
        }
        if self.gone.take().is_some() {
            return Some(Vec::new());
        }
        if let Some(text) = self.typing.take() {
            // What only begins what a cell can say says nothing: what was in the cell before stands.
            let before = if draw::begun(text.text()).is_some() { self.typed.pop() } else { None };
            return Some(before.map(|(key, body)| Effect::Draft { key, body }).into_iter().collect());
        }
        let closed = self.filter.close();
        if closed == Closed::Filter {
            self.narrow(context);
        }
        (closed != Closed::Nothing).then(Vec::new)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.back = self.back.min(draw::weeks_that_fit(context.body().0));
        self.list.fit(self.found.len(), Self::page(context));
        if let Some((_, preview)) = &mut self.preview {
            let count = preview.len();
            preview.list.fit(count, paste::page(context));
        }
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        self.list.row_at(at.y, draw::HEAD, (self.found.len(), Self::page(context)))
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        if let Some((_, preview)) = &mut self.preview {
            preview.click(at.y, context);
        } else if let Some(row) = self.row_at(at, context) {
            let back = draw::back_at(at.x, context.body().0).unwrap_or(self.back);
            self.choose(row, context);
            self.back = back;
        }
        Vec::new()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        match &self.preview {
            Some((_, preview)) => paste::explain(preview, self),
            None => draw::explain(self, context),
        }
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        if self.preview.is_some() {
            return Vec::new();
        }
        self.found.iter().filter_map(|at| self.rows.get(*at)).map(|row| draw::sentence(self, row, context)).collect()
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        let is_heard = context.is_heard() && self.preview.is_none() && !self.found.is_empty();
        is_heard.then(|| draw::counted(self, context)).into_iter().collect()
    }

    fn columns(&self, _: &Context) -> Option<extract::Rows> {
        self.preview.is_none().then(|| draw::copied(self))
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        (self.typing, self.gone, self.slipped, self.back) = (None, None, None, 0);
        self.list.select(row, self.found.len(), Self::page(context));
        Vec::new()
    }

    fn chosen_row(&self) -> Option<usize> {
        Some(self.list.selected)
    }

    fn takes_values(&self) -> bool {
        self.preview.is_none()
    }

    fn enter(&mut self, text: &str, context: &Context) -> Vec<Effect> {
        if text == "=" {
            return self.run("same", context);
        }
        if self.selected().is_none() || context.read_only {
            return vec![Effect::info("nothing can be written here")];
        }
        if let Some(heard) = self.hear(text, context) {
            return heard;
        }
        self.remember(context);
        self.put(Some(text.to_owned()))
    }

    fn pilot(&self) -> Option<PilotId> {
        self.selected().map(|row| row.pilot)
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        if let Some((_, preview)) = &self.preview {
            paste::draw(preview, self, area, buffer, context);
            return None;
        }
        draw::sheet(self, area, buffer, context)
    }
}
