//! The reviews of the committee: the next one with its agenda, what has happened since the last, what was minuted and
//! decided, and who sits on the committee.

mod agenda;
mod committee;
mod draw;
mod forms;
pub(super) mod minutes;
mod moved;
mod verbs;

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Place;
use super::on_pilot::{self, Awaited, Deed, OnPilot};
use crate::domain::date::in_prose;
use crate::domain::delta::{Between, Changed, Delta};
use crate::domain::review::{Committee, Recorded};
use crate::domain::survey::Survey;
use crate::domain::{AgendaItem, Day, Framework, Meeting, PersonId, Pilot, PilotId, Review, ReviewId, ReviewState};
use crate::interaction::filter::{Closed, Typed};
use crate::interaction::{
    Answer, Context, Effect, Filter, Key, List, Lost, Move, Moves, Newcomer, Offer, Query, Screen, TakesBack, extract,
    verb,
};

pub(super) const PLACE: Place = Place {
    name: "review",
    title: "review",
    doc: "Go to the review: its agenda, what happened since the last one, its minutes, the committee.",
    keys: &["g r"],
    verbs: || verb::listed(verbs::VERBS),
    open: Some(|_| Box::new(Reviews::default())),
};

/// A page of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Page {
    #[default]
    Agenda,
    Since,
    Minutes,
    Committee,
}

impl Page {
    const ALL: [Self; 4] = [Self::Agenda, Self::Since, Self::Minutes, Self::Committee];

    const fn title(self) -> &'static str {
        match self {
            Self::Agenda => "Agenda",
            Self::Since => "Since the last review",
            Self::Minutes => "Minutes",
            Self::Committee => "Committee",
        }
    }
}

/// The reviews.
#[derive(Default)]
pub(super) struct Reviews {
    meetings: Vec<Meeting>,
    committee: Committee,
    survey: Survey,
    /// By which decisions are said; none before anything is known.
    framework: Option<Arc<Framework>>,
    between: Between,
    /// What has happened since the last review; none where there was none, or it is not worked out yet.
    delta: Option<Delta>,
    /// The review that is shown, and goes on to be, whatever becomes of it; none before it is known.
    shown: Option<ReviewId>,
    /// The one to show if that one does not exist.
    meant: Option<ReviewId>,
    page: Page,
    list: List,
    /// What the page is narrowed to.
    filter: Filter,
    /// The row of the page that the cursor was on when the filter let none through any more.
    lost: Lost<i64>,
    /// The row that a change made here has added: the cursor goes to it.
    newcomer: Newcomer<i64>,
    /// The row that the cursor goes to once it is there.
    wanted: Option<i64>,
    /// What is to be done to the pilot of a row once its metrics are known.
    awaited: Awaited,
    /// What else is to be said of the change on its way.
    left: Option<String>,
    loaded: bool,
}

/// The review that is under way or comes next, seen on `day`: of the prepared ones, that of the day, else the first.
pub(super) fn next(meetings: &[Meeting], day: Day) -> Option<&Meeting> {
    let drafts = || meetings.iter().filter(|meeting| meeting.is_draft());
    let open = meetings.iter().find(|meeting| meeting.review.state == ReviewState::Open);
    open.or_else(|| drafts().find(|meeting| meeting.review.day == day)).or_else(|| drafts().next())
}

/// The review to show if nobody chose one: the one just held, the next one, or the newest.
fn meant(meetings: &[Meeting], day: Day) -> Option<ReviewId> {
    let next = || next(meetings, day).or(meetings.last()).map(|meeting| meeting.review.id);
    just_closed(meetings, day).or_else(next)
}

/// The review closed last, if that was on `day` and none is open: somebody who comes from its meeting means that one.
fn just_closed(meetings: &[Meeting], day: Day) -> Option<ReviewId> {
    let reviews = || meetings.iter().map(|meeting| &meeting.review);
    let is_open = reviews().any(|review| review.state == ReviewState::Open);
    let last = reviews().filter(|review| review.state == ReviewState::Closed).max_by_key(|review| review.closed)?;
    last.closed.filter(|closed| !is_open && closed.day() == day).map(|_| last.id)
}

/// Words with the days among them as they are shown too: a day is found so, and as files have it.
fn with_days(words: &str) -> String {
    format!("{words} {}", in_prose(words, Day::MIN))
}

impl Reviews {
    /// The minutes of that review, the cursor on one of them.
    pub(super) fn at_minute(review: ReviewId, minute: &str) -> Self {
        Self { page: Page::Minutes, ..Self::at_item(review, minute) }
    }

    /// The agenda of that review, the cursor on one of its items.
    pub(super) fn at_item(review: ReviewId, item: &str) -> Self {
        Self { wanted: item.parse().ok(), ..Self::of(review) }
    }

    /// The committee of that review.
    pub(super) fn at_committee(review: ReviewId) -> Self {
        Self { page: Page::Committee, ..Self::of(review) }
    }

    /// That review.
    pub(super) fn of(review: ReviewId) -> Self {
        Self { shown: Some(review), ..Self::default() }
    }

    /// The review that is shown.
    fn meeting(&self) -> Option<&Meeting> {
        let known = |id: Option<ReviewId>| self.meetings.iter().find(|meeting| Some(meeting.review.id) == id);
        known(self.shown).or_else(|| known(self.meant))
    }

    /// Takes in the reviews. One that was prepared here is shown.
    fn take_in(&mut self, meetings: Vec<Meeting>, context: &Context) {
        let before = std::mem::replace(&mut self.meetings, meetings);
        self.meant = meant(&self.meetings, context.moment.day);
        let is_new = |one: &&Meeting| before.iter().all(|known| known.review.id != one.review.id);
        let prepared = self.meetings.iter().find(is_new).map(|meeting| meeting.review.id);
        if let Some(prepared) = prepared.filter(|_| self.newcomer.is_awaited()) {
            self.show(prepared, context);
            // What was made is its agenda, whichever page was looked at.
            self.turn(Page::Agenda, context);
        }
        // In the past it may not be there, and at present it is gone back to.
        if context.as_of.is_none() {
            self.shown = self.review().map(|review| review.id);
        }
    }

    /// The same, as far as it has come.
    fn so_far(&self) -> Option<Cow<'_, Meeting>> {
        Some(self.meeting()?.so_far(&self.survey.decisions, &self.survey.actions))
    }

    /// What was decided and agreed, in any review.
    fn recorded(&self) -> Recorded<'_> {
        (&self.survey.decisions, &self.survey.actions)
    }

    /// The review that was closed last.
    fn last_closed(&self) -> Option<&Meeting> {
        let closed = self.meetings.iter().filter(|meeting| meeting.is_closed());
        closed.max_by_key(|meeting| (meeting.review.closed, meeting.review.id))
    }

    /// Asks how the pilots stood when the review on screen was closing, if that is not known.
    fn recall(&self, context: &Context) -> Option<Effect> {
        let closed = self.review().filter(|review| review.entry.is_some());
        let unknown = closed.filter(|review| agenda::closing(review, context).is_none());
        unknown.map(|review| Effect::Recall(Box::new(review.clone())))
    }

    /// The name of a pilot; empty without one.
    fn pilot_name(&self, pilot: Option<PilotId>) -> &str {
        let found = pilot.and_then(|id| on_pilot::among(&self.survey.pilots, id));
        found.map_or("", |pilot| pilot.name.as_str())
    }

    fn review(&self) -> Option<&Review> {
        self.meeting().map(|meeting| &meeting.review)
    }

    /// Who chairs the committee.
    fn chair(&self) -> Option<PersonId> {
        self.committee.chair.as_ref().map(|(person, ..)| *person)
    }

    /// The agenda, whatever shows of it.
    fn agenda(&self) -> &[AgendaItem] {
        self.meeting().map(|meeting| meeting.agenda.as_slice()).unwrap_or_default()
    }

    /// The places on the agenda of the items that pass the filter.
    fn places(&self) -> Vec<usize> {
        if self.filter.is_empty() {
            return (0..self.agenda().len()).collect();
        }
        let so_far = self.so_far();
        let items = so_far.iter().flat_map(|meeting| &meeting.agenda).enumerate();
        items.filter(|(_, item)| self.lets_through(&agenda::words(self, item))).map(|(at, _)| at).collect()
    }

    /// Does a row show, which has these words?
    fn lets_through(&self, words: &str) -> bool {
        self.filter.lets_through(|| with_days(words))
    }

    /// The words of every row of the page, whatever the filter lets through.
    fn words(&self) -> Vec<String> {
        match self.page {
            Page::Agenda => {
                let so_far = self.so_far();
                so_far.iter().flat_map(|meeting| &meeting.agenda).map(|item| agenda::words(self, item)).collect()
            }
            Page::Since => {
                self.delta().into_iter().flat_map(|delta| &delta.rows).map(|row| self.told_of(row)).collect()
            }
            Page::Minutes => minutes::words(self),
            Page::Committee => committee::seats(self).iter().map(committee::words).collect(),
        }
    }

    /// The words of something that happened since the last review.
    fn told_of(&self, changed: &Changed) -> String {
        format!("{} {} {}", changed.kind.name(), self.pilot_name(changed.pilot), changed.text)
    }

    /// The item under the cursor of the agenda.
    fn item(&self) -> Option<&AgendaItem> {
        let places = self.places();
        places.get(self.list.selected).filter(|_| self.page == Page::Agenda).and_then(|at| self.agenda().get(*at))
    }

    /// What the row under the cursor is known by.
    fn here(&self) -> Option<i64> {
        self.ids().get(self.list.selected).copied().flatten()
    }

    /// How many places on the agenda lie between the item under the cursor and the next visible one, below or above;
    /// one where there is none.
    fn as_far_as(&self, down: bool) -> i64 {
        let (places, row) = (self.places(), self.list.selected);
        let place = |row: usize| places.get(row).and_then(|at| i64::try_from(*at).ok());
        let other = if down { row.checked_add(1) } else { row.checked_sub(1) };
        let far = other.and_then(place).zip(place(row)).map(|(to, from)| to - from);
        far.unwrap_or(if down { 1 } else { -1 })
    }

    /// Puts the cursor on the row with that id, if it is visible, or back on the row where it was lost.
    fn stay_on(&mut self, known: Option<i64>, context: &Context) {
        let shown: Vec<(i64, usize)> =
            self.ids().into_iter().zip(0..).filter_map(|(id, row)| Some((id?, row))).collect();
        let here = known.map(|id| (id, self.list.selected));
        if let Some((_, row)) = self.lost.follow((here, known), &shown).and_then(|at| shown.get(at)) {
            self.list.selected = *row;
        }
        self.fit(context);
    }

    /// The filter or the rows changed: if nothing matches, near matches are shown.
    fn forgive(&mut self) {
        if self.filter.is_empty() {
            return;
        }
        let words = self.words();
        self.filter.forgive(words.iter().map(|words| with_days(words)));
    }

    /// The filter changed: the cursor stays where it was, or goes to the first row left.
    fn narrow(&mut self, stay: Option<i64>, context: &Context) {
        self.forgive();
        let is_lost = self.rows() == 0 || stay.is_none() && self.lost.awaits_some();
        if is_lost || self.row_of(stay).is_some() {
            self.stay_on(stay, context);
        } else {
            self.begin(context);
        }
    }

    /// The row with that id; none where it is not visible.
    fn row_of(&self, known: Option<i64>) -> Option<usize> {
        known.and_then(|id| self.ids().iter().position(|one| *one == Some(id)))
    }

    /// The ids of the page's rows: items of the agenda, lines of the minutes, or members of the committee. None for any
    /// other row.
    fn ids(&self) -> Vec<Option<i64>> {
        match self.page {
            Page::Agenda => {
                let item = |at: &usize| self.agenda().get(*at).map(|item| item.id.0);
                self.places().iter().map(item).collect()
            }
            Page::Since => Vec::new(),
            Page::Minutes => minutes::lines(self).iter().map(|line| line.minute.map(|minute| minute.0)).collect(),
            Page::Committee => committee::shown(self).iter().map(|seat| Some(seat.person.0)).collect(),
        }
    }

    /// The same of every row, whatever the filter lets through.
    fn every_id(&mut self) -> Vec<i64> {
        let filter = std::mem::take(&mut self.filter);
        let ids = self.ids();
        self.filter = filter;
        ids.into_iter().flatten().collect()
    }

    /// What happened since the last review, as far as it shows.
    fn changes(&self) -> Vec<&Changed> {
        let rows = self.delta().into_iter().flat_map(|delta| &delta.rows);
        rows.filter(|changed| self.filter.is_empty() || self.lets_through(&self.told_of(changed))).collect()
    }

    /// What has happened since the last review; a closed one leaves that to its pack, unless nothing followed it.
    fn delta(&self) -> Option<&Delta> {
        self.delta.as_ref().filter(|_| !self.is_past())
    }

    /// Is it closed, and another one follows it?
    fn is_past(&self) -> bool {
        let Some(review) = self.review().filter(|review| review.state == ReviewState::Closed) else { return false };
        let later = |meeting: &Meeting| (meeting.review.closed, meeting.review.id) > (review.closed, review.id);
        self.meetings.iter().any(|meeting| meeting.review.closed.is_none() || later(meeting))
    }

    /// Why nothing of it is changed, where it is closed, and how it is opened again.
    fn closed(&self) -> Option<&'static str> {
        let review = self.review().filter(|review| review.state == ReviewState::Closed)?;
        Some(match (review.entry, self.open()) {
            (Some(_), None) => "a closed review stays as it was: ⟨undo⟩ opens it again",
            (Some(_), Some(_)) => "a closed review stays as it was: ⟨undo⟩ opens it again once no other one is open",
            (None, _) => "a closed review stays as it was",
        })
    }

    /// The review that is open, whichever is shown.
    fn open(&self) -> Option<&Review> {
        self.meetings.iter().map(|meeting| &meeting.review).find(|review| review.state == ReviewState::Open)
    }

    /// How many rows the page has.
    fn rows(&self) -> usize {
        match self.page {
            Page::Agenda => self.places().len(),
            Page::Since => self.changes().len(),
            Page::Minutes => minutes::lines(self).len(),
            Page::Committee => committee::shown(self).len(),
        }
    }

    /// Rows of the list that show at once.
    fn height(&self, context: &Context) -> usize {
        draw::Parts::of(self, context).list
    }

    fn fit(&mut self, context: &Context) {
        self.list.fit(self.rows(), self.height(context));
    }

    /// Turns to a page; what another one was narrowed to says nothing of it.
    fn turn(&mut self, page: Page, context: &Context) {
        if page != self.page {
            (self.filter, self.lost) = (Filter::default(), Lost::default());
        }
        self.page = page;
        self.begin(context);
    }

    /// Moves the cursor to the first row that something can be done to: in the minutes that is a line, which can be
    /// corrected, rather than the heading of the item above it.
    fn begin(&mut self, context: &Context) {
        let first = self.ids().iter().position(Option::is_some);
        self.list = List { selected: first.unwrap_or(0), top: 0 };
        self.fit(context);
    }

    /// The review so many places later or earlier.
    fn neighbour(&self, by: isize) -> Option<ReviewId> {
        let shown = self.review()?.id;
        let at = self.meetings.iter().position(|meeting| meeting.review.id == shown)?;
        Some(self.meetings.get(at.checked_add_signed(by)?)?.review.id)
    }

    fn has_neighbour(&self, by: isize) -> bool {
        self.neighbour(by).is_some()
    }

    fn leaf(&mut self, by: isize, context: &Context) -> Vec<Effect> {
        let turned = self.neighbour(by).and_then(|review| self.show(review, context));
        turned.into_iter().chain(self.recall(context)).collect()
    }

    /// Shows another review.
    fn show(&mut self, review: ReviewId, context: &Context) -> Option<Effect> {
        if self.review().is_some_and(|shown| shown.id == review) {
            return None;
        }
        self.shown = Some(review);
        self.forgive();
        self.begin(context);
        Some(Effect::Turned)
    }

    /// Works out what happened since the last review.
    fn compare(&mut self, context: &Context) {
        let now = (context.framework.as_ref(), context.moment.day);
        self.delta = context
            .before
            .as_ref()
            .map(|before| Delta::of(before, (&self.survey, &self.between), &context.portfolio, now));
    }

    /// The day that a next review would be held, by the cadence.
    fn next_day(&self, context: &Context) -> Day {
        let closed = self.meetings.iter().filter(|meeting| meeting.is_closed());
        let last = closed.map(|meeting| meeting.review.day).max();
        let cadence = chrono::Duration::days(i64::from(self.committee.cadence));
        last.map_or(context.today, |last| (last + cadence).max(context.today))
    }
}

impl Moves for Reviews {
    fn go(&mut self, to: Move, context: &Context) -> Vec<Effect> {
        let (page, rows) = (self.height(context), self.rows());
        if let Some(by) = to.rows(page) {
            self.list.step(by, rows, page);
        }
        Vec::new()
    }
}

impl OnPilot for Reviews {
    const NONE: &'static str = "the row is about no pilot";

    fn chosen(&self) -> Option<&Pilot> {
        on_pilot::among(&self.survey.pilots, self.row_pilot()?)
    }

    fn undertake(&mut self, deed: Deed, _: &Context) -> Vec<Effect> {
        let pilot = self.chosen().cloned();
        self.awaited.ask(deed, pilot)
    }
}

impl Screen for Reviews {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, context: &Context) -> String {
        let review = self.review();
        review.map_or_else(|| "Review".to_owned(), |review| format!("Review of {}", context.day(review.day)))
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        let day = context.moment.day;
        let since = context.before.as_ref().map_or((i64::MAX, day), |before| (before.entry, before.day));
        let known = [Query::Reviews(day), Query::Survey(day), Query::Between(since, day)];
        known.into_iter().chain(self.awaited.query(context)).collect()
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let stay = self.here();
        let form = self.awaited.answered(&answers, context);
        self.framework = Some(Arc::clone(&context.framework));
        for answer in answers {
            match answer {
                Answer::Reviews(meetings, committee) => {
                    (self.committee, self.loaded) = (*committee, true);
                    self.take_in(meetings, context);
                }
                Answer::Survey(survey) => self.survey = *survey,
                Answer::Between(between) => self.between = *between,
                _ => {}
            }
        }
        self.compare(context);
        self.forgive();
        self.stay_on(stay, context);
        let every = self.every_id();
        let new = self.wanted.take().or(self.newcomer.take(every.into_iter()));
        if new.is_some() && self.row_of(new).is_none() {
            // What was added shows: the filter gives way to it.
            self.filter = Filter::default();
        }
        self.stay_on(new, context);
        form.into_iter().chain(self.recall(context)).collect()
    }

    fn looks_out(&mut self) {
        let ids = self.every_id();
        self.newcomer.note(ids.into_iter());
    }

    fn left(&mut self) -> Option<String> {
        self.left.take()
    }

    fn is_becoming(&self) -> bool {
        self.newcomer.is_awaited() || self.awaited.is_there()
    }

    fn unanswered(&mut self) {
        self.awaited.forget();
    }

    fn judged(&mut self, context: &Context) -> Vec<Effect> {
        let since = context.before.as_ref().map(|before| (before.entry, before.day));
        let known = self.delta.as_ref().map(|delta| delta.since);
        self.compare(context);
        self.forgive();
        self.fit(context);
        // What fell due is counted from another day now.
        let since = since.filter(|(_, day)| Some(*day) != known);
        let between = since.map(|since| Effect::load(Query::Between(since, context.moment.day)));
        // How the pilots stood at this one may have given way to another.
        between.into_iter().chain(self.recall(context)).collect()
    }

    fn takes_back(&self) -> Option<TakesBack> {
        let review = self.review().filter(|review| review.state == ReviewState::Closed)?;
        let question = format!("The review of {} is closed, and more was written since.", review.day);
        let detail = "Open it again, as it was before it closed? Its agenda, its minutes and who was there can then be changed; \
                      what was written since stays. ⟨redo⟩ closes it again while nothing else is written; after that its \
                      meeting does (⟨everywhere meeting⟩, ⟨meeting end⟩, ⟨meeting close⟩).";
        let hindered = self.open().filter(|_| review.entry.is_some()).map(|open| {
            format!(
                "The review of {} is open, and only one can be. Close it first (⟨everywhere board⟩, ⟨everywhere meeting⟩, ⟨meeting end⟩); then ⟨undo⟩ here opens that \
                 of {} again.",
                open.day, review.day
            )
        });
        Some(TakesBack { entry: review.entry, question, detail: detail.to_owned(), hindered })
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(verbs::VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        self.awaited.forget();
        self.left = None;
        verb::run(verbs::VERBS, self, name, context)
    }

    fn typed(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let stay = self.here();
        Some(match self.filter.press(key)? {
            Typed::Ended => Vec::new(),
            Typed::Step(by) => self.go(Move::one_row(by), context),
            Typed::Changed => {
                self.narrow(stay, context);
                Vec::new()
            }
        })
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn pasted(&mut self, text: &str, context: &Context) -> Option<Vec<Effect>> {
        let stay = self.here();
        self.filter.paste(text).then(|| {
            self.narrow(stay, context);
            Vec::new()
        })
    }

    fn escape(&mut self, context: &Context) -> Option<Vec<Effect>> {
        let (stay, closed) = (self.here(), self.filter.close());
        self.stay_on(stay, context);
        (closed != Closed::Nothing).then(Vec::new)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.fit(context);
        Vec::new()
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        let parts = draw::Parts::of(self, context);
        self.list.row_at(at.y, u16::try_from(parts.first).ok()?, (self.rows(), parts.list))
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        if let Some(page) = draw::page_at(self, at, context) {
            self.turn(page, context);
            return Vec::new();
        }
        self.row_at(at, context).map(|row| self.choose(row, context)).unwrap_or_default()
    }

    fn explain(&self, context: &Context) -> Option<String> {
        draw::explain(self, context)
    }

    fn page(&self) -> String {
        self.page.title().to_owned()
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        draw::sentences(self, context)
    }

    fn remarks(&self, context: &Context) -> Vec<String> {
        draw::remarks(self, context)
    }

    fn columns(&self, context: &Context) -> Option<extract::Rows> {
        draw::columns(self, context)
    }

    fn written(&self, context: &Context) -> Vec<(String, String)> {
        if self.page == Page::Minutes { minutes::written(self, context) } else { Vec::new() }
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.list.select(row, self.rows(), self.height(context));
        Vec::new()
    }

    fn pilot(&self) -> Option<PilotId> {
        self.item()?.pilot
    }

    fn talks_of(&self) -> Option<PilotId> {
        self.pilot()
    }

    fn in_focus(&self, _: &Context) -> Option<String> {
        self.here().map(|id| id.to_string())
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        draw::draw(self, area, buffer, context)
    }
}
