//! The meeting: a review on the wall, one item per screen, locked except for its own verbs. What is said is minuted
//! while it runs. Its position is kept continuously, so that a crash costs nothing.

mod absent;
mod asked;
mod below;
mod brought;
mod drafts;
mod draw;
mod forms;
mod further;
mod item;
mod meanwhile;
mod outcome;
pub(super) mod place;
mod sheet;
mod verbs;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Place, actions, on_pilot};
use crate::domain::change::ReviewChange;
use crate::domain::readiness::Missing;
use crate::domain::review::{Committee, Reason};
use crate::domain::words::count;
use crate::domain::{
    Action, AgendaId, AgendaItem, AgendaKind, AgendaState, Change, Day, Decision, Meeting, Metric, Outcome, Pilot,
    PilotId, Review, ReviewId, ReviewState, Verb, answered,
};
use crate::interaction::{Answer, Context, Effect, Key, Offer, Query, Screen, Trends, verb};

use place::Stand;

pub(super) const PLACE: Place = Place {
    name: "meeting",
    title: "meeting",
    doc: "Run the review that is open, or begin the next one, on the wall.",
    keys: &["g m", "F5"],
    verbs: || verb::listed(verbs::VERBS),
    open: Some(|_| Box::new(Room::default())),
};

/// The verdicts that move a pilot on, beside one against rules.
const MOVED: [Verb; 2] = [Verb::Go, Verb::ConditionalGo];

/// Weeks that a trend shows on the wall.
const TREND_WEEKS: i64 = 26;

/// A meeting that runs.
#[derive(Default)]
pub(super) struct Room {
    /// The review; found when it is loaded where none was named.
    review: Option<ReviewId>,
    meeting: Option<Meeting>,
    /// The day of another review that is open: only one is at a time.
    other: Option<Day>,
    pilots: Vec<Pilot>,
    trends: Trends,
    /// What a go lacks at the gate of the pilot on screen.
    lacking: Option<(PilotId, Vec<Missing>)>,
    decisions: Vec<Decision>,
    actions: Vec<Action>,
    /// Which item is shown, and how long each took.
    stand: Stand,
    /// The item that is gone to once it is found.
    wanted: Option<AgendaId>,
    /// How far down the page is scrolled: the number of rows above. A pilot's picture is the first of them.
    further: usize,
    /// The first visible row before another one was pointed at: it stays in place as long as the new one is visible.
    top: usize,
    /// Was it taken up where it was left?
    resumed: bool,
    /// How far it is on its way to be opened.
    opens: Opens,
    /// Is the screen blank?
    blank: bool,
    /// The newest entry that this meeting recorded, even before a restart; none where nothing is left to take back.
    recorded: Option<i64>,
    /// The entry that last took some of it back; none where something was recorded since.
    taken_back: Option<i64>,
    /// Was something written since that was asked? Then another entry is the newest.
    stale: bool,
    /// Who sits in the committee.
    committee: Committee,
}

/// The question about opening a review that is still ahead.
fn ahead(review: &Review, today: Day) -> Option<String> {
    let days = (review.day - today).num_days();
    let ahead = count(usize::try_from(days).unwrap_or_default(), "day", "days");
    (days > 0).then(|| format!("The review of {} is {ahead} ahead.", review.day))
}

/// Does it, after a question where one is to be asked.
fn after(question: String, detail: &str, deed: Effect) -> Effect {
    if question.is_empty() { deed } else { Effect::ask_first(question, detail, vec![deed]) }
}

/// Opens a review, after a question where it is ahead.
fn opening(review: &Review, today: Day) -> Effect {
    let question = ahead(review, today).unwrap_or_default();
    let detail = "Open it now? Its agenda can be read before it is, and ⟨review fields⟩ on its page (⟨everywhere review⟩) gives it another day.";
    after(question, detail, Effect::OpenReview(review.id))
}

/// How far a review that is a draft is on its way to be opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Opens {
    /// It is looked at.
    #[default]
    Unasked,
    /// It was asked to open.
    Asked,
}

impl Room {
    /// The meeting of that review, at that item if one is given.
    pub(super) fn of(review: ReviewId, item: Option<AgendaId>) -> Self {
        Self { review: Some(review), wanted: item, ..Self::default() }
    }

    /// Every item of the agenda, dropped ones too.
    fn agenda(&self) -> impl Iterator<Item = &AgendaItem> {
        self.meeting.iter().flat_map(|meeting| &meeting.agenda)
    }

    /// The items that are talked about, in order.
    fn items(&self) -> Vec<&AgendaItem> {
        self.meeting.iter().flat_map(Meeting::items).collect()
    }

    /// The item that is shown; none on the closing page.
    fn item(&self) -> Option<&AgendaItem> {
        self.items().get(self.stand.at).copied()
    }

    /// Is the item carried over, so that the same key takes it up again?
    fn is_carried(&self) -> bool {
        self.item().is_some_and(|item| item.state == AgendaState::Carried)
    }

    /// The pilot that the item is about.
    fn shown_pilot(&self) -> Option<&Pilot> {
        on_pilot::among(&self.pilots, self.item()?.pilot?)
    }

    fn metrics(&self, pilot: PilotId) -> &[Metric] {
        self.trends.metrics.get(&pilot).map(Vec::as_slice).unwrap_or_default()
    }

    fn is_open(&self) -> bool {
        self.is(ReviewState::Open)
    }

    fn is(&self, state: ReviewState) -> bool {
        self.meeting.as_ref().is_some_and(|meeting| meeting.review.state == state)
    }

    /// What the clock does.
    const fn clock_says(&self) -> &'static str {
        if self.stand.paused { "The clock stands." } else { "The clock runs." }
    }

    /// Keeps the position of the meeting.
    fn keep(&self) -> Option<Effect> {
        let review = self.review.filter(|_| self.is_open())?;
        Some(Effect::Draft { key: place::key(review), body: Some(self.stand.body()) })
    }

    /// Shows another item, and asks for what it needs.
    fn show(&mut self, at: usize, context: &Context) -> Vec<Effect> {
        (self.stand.at, self.further, self.top) = (at.min(self.items().len()), 0, 0);
        let queries = self.of_shown(context);
        let load = (!queries.is_empty()).then_some(Effect::Load { ticket: 0, queries });
        self.keep().into_iter().chain(load).collect()
    }

    /// The queries for the pilot on screen.
    fn of_shown(&self, context: &Context) -> Vec<Query> {
        let Some(pilot) = self.item().and_then(|item| item.pilot) else {
            return Vec::new();
        };
        let (day, to) = (context.moment.day, context.moment.reporting_week());
        let trends = Query::Trends { pilots: vec![pilot], from: to.plus(-TREND_WEEKS), to, day };
        vec![trends, Query::Lacking(pilot, day)]
    }

    /// What go lacks at the gate of a pilot; nothing before it is known.
    fn lacking(&self, pilot: &Pilot) -> &[Missing] {
        let known = self.lacking.as_ref().filter(|(of, _)| *of == pilot.id);
        known.map(|(_, lacking)| lacking.as_slice()).unwrap_or_default()
    }

    /// Leaves the item for the next review, or takes it up again. It stays on the wall, so that pressing the key twice
    /// changes nothing; if something was decided on it, that is asked first.
    fn carry(&self, context: &Context) -> Vec<Effect> {
        let Some(item) = self.item() else {
            return Vec::new();
        };
        if item.state == AgendaState::Carried {
            return vec![becomes(item, AgendaState::Open)];
        }
        let decided = brought::of_item(self, item, context).iter().any(|(kind, _)| *kind == brought::DECIDED);
        let question =
            if decided { format!("A decision on {} was recorded already.", item.title) } else { String::new() };
        let detail = "Carry it over all the same? What was decided stays; the item comes onto the next agenda again.";
        vec![after(question, detail, becomes(item, AgendaState::Carried))]
    }

    /// Opens the gate of the pilot on screen; if this review has already moved it on, that is asked first.
    fn gate_again(&self, opens: Effect) -> Effect {
        // What was waived may be masked.
        let moves = |one: &Decision| MOVED.contains(&one.verb) || one.verb == Verb::Waive && one.is_verdict();
        let moved = |one: &&Decision| one.review == self.review && moves(one);
        let of_pilot = |one: &&Decision| self.shown_pilot().is_some_and(|pilot| pilot.id == one.pilot);
        let moved = self.decisions.iter().rev().filter(of_pilot).find(moved);
        let question = moved.map(|one| format!("This review has moved it on already: {}.", one.said()));
        after(question.unwrap_or_default(), "Hold the next gate too? With n nothing more is decided.", opens)
    }

    /// Ends the review. Asks first if its day has not come, if it was opened on another day, or if texts are not saved.
    fn close(&self, context: &Context) -> Vec<Effect> {
        let Some(review) = self.meeting.as_ref().map(|meeting| &meeting.review) else {
            return Vec::new();
        };
        let drafts = self.drafts(context);
        let typed = (!drafts.is_empty()).then(|| format!("Typed and not saved: {}.", drafts.join("; ")));
        let late = review.closed_late(context.today);
        let asked: Vec<String> = ahead(review, context.today).into_iter().chain(late).chain(typed).collect();
        let detail =
            "Close the review all the same? On its page (⟨everywhere review⟩) ⟨everywhere undo⟩ opens it again.";
        vec![after(asked.join(" "), detail, Effect::CloseReview(review.id))]
    }

    /// The pilots for which the warning of an item about many of them fires now.
    fn fires_for(&self, item: &AgendaItem, context: &Context) -> Vec<(&Pilot, Option<Day>)> {
        let of = item.reasons.iter().find(|reason| item.kind == AgendaKind::Finding && reason.kind == "signal");
        of.map_or_else(Vec::new, |reason| answered::fires_for(&reason.id, &self.pilots, &context.portfolio))
    }

    /// The action behind a reason, on the item of the due actions.
    fn action_of(&self, reason: &Reason) -> Option<&Action> {
        reason.action(&self.actions)
    }

    /// The pilot that an action is about, to follow its text; empty where it is about none.
    fn pilot_of(&self, action: &Action) -> String {
        let pilot = action.pilot.and_then(|pilot| on_pilot::among(&self.pilots, pilot));
        pilot.map_or_else(String::new, |pilot| format!(" ({})", pilot.name))
    }

    /// The action that is pointed at.
    fn action(&self) -> Option<&Action> {
        let item = self.item().filter(|item| item.pilot.is_none())?;
        self.action_of(item.reasons.get(self.further)?)
    }

    /// It was talked about: goes on. Who only looks ahead, or back, settles nothing.
    fn talked(&mut self, context: &Context) -> Vec<Effect> {
        let done = self.item().filter(|item| item.state != AgendaState::Done && self.is_open());
        let done = done.map(|item| becomes(item, AgendaState::Done));
        let mut effects = self.show(self.stand.at + 1, context);
        effects.extend(done.filter(|_| !context.read_only));
        effects
    }

    /// The review that is meant: the named one, the open one, or the next draft.
    fn find(&mut self, meetings: &[Meeting], day: Day) {
        let named = self.review.and_then(|id| meetings.iter().find(|meeting| meeting.review.id == id));
        let found = named.or_else(|| super::review::next(meetings, day)).cloned();
        self.review = found.as_ref().map(|meeting| meeting.review.id).or(self.review);
        let mut reviews = meetings.iter().map(|meeting| &meeting.review);
        let other = reviews.find(|review| review.state == ReviewState::Open && Some(review.id) != self.review);
        self.other = other.map(|review| review.day);
        self.meeting = found;
    }
}

fn becomes(item: &AgendaItem, to: AgendaState) -> Effect {
    Effect::commit(Change::Review(ReviewChange::ItemState { item: item.id, to, was: Some(item.state) }))
}

impl Screen for Room {
    fn name(&self) -> &'static str {
        PLACE.name
    }

    fn title(&self, context: &Context) -> String {
        let meeting = self.meeting.as_ref();
        meeting.map_or_else(|| "Meeting".to_owned(), |meeting| format!("Review of {}", context.day(meeting.review.day)))
    }

    fn queries(&self, context: &Context) -> Vec<Query> {
        let day = context.moment.day;
        let mut queries = vec![Query::Reviews(day), Query::Decisions(day), Query::Actions(day)];
        queries.extend(self.review.map(|review| Query::Recorded(review, None)));
        queries.extend(self.of_shown(context));
        queries
    }

    fn loaded(&mut self, answers: Vec<Answer>, context: &Context) -> Vec<Effect> {
        let (mut effects, asked, before) = (Vec::new(), self.review, self.before());
        for answer in answers {
            match answer {
                Answer::Reviews(meetings, committee) => {
                    self.committee = *committee;
                    self.find(&meetings, context.moment.day);
                    if self.meeting.is_none() {
                        return absent::leaves(&meetings, context);
                    }
                    effects.extend(before.as_ref().map(|before| self.stay(before, context)).unwrap_or_default());
                }
                Answer::Decisions(decisions, pilots) => (self.decisions, self.pilots) = (decisions, pilots),
                Answer::Actions(actions, _) => self.actions = actions,
                Answer::Recorded(entry, taken) => {
                    (self.recorded, self.taken_back, self.stale) = (entry, taken, false);
                }
                Answer::Trends(trends) => self.trends = trends,
                Answer::Lacking(pilot, lacking) => self.lacking = Some((pilot, lacking)),
                Answer::Journal(entries) => effects.extend(meanwhile::told(&entries)),
                _ => {}
            }
        }
        let met = self.review.filter(|_| self.meeting.is_some() && !self.resumed);
        if let Some(id) = met {
            self.resumed = true;
            // One that is not open has no position, whatever was kept from an opening that was taken back.
            let kept = context.drafts.get(&place::key(id)).filter(|_| self.is_open());
            self.stand = kept.and_then(|body| Stand::read(body)).unwrap_or_default();
            let wanted = self.wanted.take();
            let found = self.items().iter().position(|item| Some(item.id) == wanted);
            effects.extend(self.show(found.unwrap_or(self.stand.at), context));
            // Where no review was named, this could not be asked before it was known which one is meant.
            if asked != Some(id) {
                effects.push(Effect::load(Query::Recorded(id, None)));
            }
            // Texts that were typed and not saved before the meeting was left, or the program ended, are announced
            // where they can be continued.
            let drafts = self.drafts(context);
            if !drafts.is_empty() {
                effects.push(Effect::info(format!("Typed and not saved: {}.", drafts.join("; "))));
            }
        }
        self.stand.at = self.stand.at.min(self.items().len());
        // What was taken back is not gone down to any more.
        self.further = self.further.min(self.rows(context).saturating_sub(1));
        let draft = self.meeting.as_ref().filter(|meeting| meeting.is_draft());
        if let Some(draft) = draft.filter(|_| self.opens != Opens::Asked && !context.read_only) {
            effects.push(match self.other {
                None => opening(&draft.review, context.today),
                Some(other) => Effect::info(format!(
                    "The review of {other} is open, and only one can be: close it first (⟨leave⟩, ⟨everywhere board⟩, ⟨everywhere meeting⟩). This one can be read."
                )),
            });
            self.opens = Opens::Asked;
        }
        effects
    }

    fn offers(&self, context: &Context) -> Vec<Offer> {
        verb::offers(verbs::VERBS, self, context)
    }

    fn run(&mut self, name: &str, context: &Context) -> Vec<Effect> {
        let effects = verb::run(verbs::VERBS, self, name, context);
        let writes = |one: &Effect| {
            matches!(one, Effect::Commit { .. } | Effect::Revert(..) | Effect::Again(..) | Effect::CloseReview(_))
        };
        self.stale |= effects.iter().any(writes);
        effects
    }

    fn committed(&mut self, _: &Outcome, _: &Context) {
        self.stale = true;
    }

    fn ticked(&mut self, seconds: u32, _: &Context) -> Vec<Effect> {
        let Some(item) = self.item().map(|item| item.id).filter(|_| self.is_open() && !self.stand.paused) else {
            return Vec::new();
        };
        let spent = self.stand.spend(item, seconds);
        let kept = spent % place::KEPT_EVERY < seconds;
        self.keep().filter(|_| kept).into_iter().collect()
    }

    fn counts(&self) -> bool {
        self.is_open() && !self.stand.paused
    }

    /// The item of the actions that are due, as far as it is no picture.
    fn remarks(&self, context: &Context) -> Vec<String> {
        let shown = self.item().filter(|_| self.action().is_some());
        let told = |shown: &AgendaItem| {
            let place = format!("Item {} of {}", self.stand.at + 1, self.items().len());
            vec![place, shown.title.clone(), item::wants(self, shown, context).0]
        };
        shown.map(told).unwrap_or_default()
    }

    fn sentences(&self, context: &Context) -> Vec<String> {
        let item = self.item().filter(|_| self.action().is_some());
        let told = |reason: &Reason| match self.action_of(reason) {
            Some(action) => {
                let (_, state, _) = actions::state(action, context);
                let due = context.day(action.due);
                format!("{}: {}{}; {state}, due {due}", action.owner_name, action.text, self.pilot_of(action))
            }
            None => context.dated_around(&reason.typed(self.recorded()), &reason.text),
        };
        item.map(|item| item.reasons.iter().map(told).collect()).unwrap_or_default()
    }

    fn choose(&mut self, row: usize, context: &Context) -> Vec<Effect> {
        self.go_down_to(row.min(self.furthest(context)), context)
    }

    fn clicked(&mut self, at: Position, context: &Context) -> Vec<Effect> {
        // On the closing page an item is gone back to.
        let shown = draw::seen(self, self.further, context).items;
        match shown.into_iter().find(|(_, lines)| lines.contains(&at.y)) {
            Some((item, _)) => self.show(item, context),
            None => self.row_at(at, context).map(|row| self.choose(row, context)).unwrap_or_default(),
        }
    }

    fn row_at(&self, at: Position, context: &Context) -> Option<usize> {
        // Where nothing can be done to a row, none is pointed at.
        self.action()?;
        let seen = draw::seen(self, self.further, context);
        seen.rows.iter().find(|(_, lines)| lines.contains(&at.y)).map(|(row, _)| *row)
    }

    fn resized(&mut self, context: &Context) -> Vec<Effect> {
        self.further = self.further.min(self.furthest(context));
        Vec::new()
    }

    fn is_becoming(&self) -> bool {
        self.stale || self.opens == Opens::Asked && !self.is_open()
    }

    fn locked(&self) -> Option<&'static str> {
        Some("the meeting is locked against stray keys; ⟨leave⟩ leaves it")
    }

    fn escape(&mut self, _: &Context) -> Option<Vec<Effect>> {
        // A stray Esc must not take the meeting off the wall.
        Some(vec![Effect::info("⟨leave⟩ leaves the meeting.")])
    }

    fn typed(&mut self, _: Key, _: &Context) -> Option<Vec<Effect>> {
        // Whatever the key is for, it only shows again what the committee is to see before.
        std::mem::take(&mut self.blank).then(Vec::new)
    }

    fn typing_hints(&self) -> Option<&'static [(&'static str, &'static str)]> {
        self.blank.then_some(&[("any key", "shows it again")])
    }

    fn page(&self) -> String {
        if self.meeting.as_ref().is_some_and(Meeting::is_closed) {
            return "closed".to_owned();
        }
        self.item().map_or_else(|| "closing page".to_owned(), |item| item.title.clone())
    }

    fn meets(&self) -> Option<ReviewId> {
        self.review
    }

    fn pilot(&self) -> Option<PilotId> {
        self.item()?.pilot
    }

    fn talks_of(&self) -> Option<PilotId> {
        self.pilot()
    }

    fn in_focus(&self, _: &Context) -> Option<String> {
        let item = self.item().map(|item| item.id.to_string());
        self.action().map(|action| action.id.to_string()).or(item)
    }

    fn view(&self, area: Rect, buffer: &mut Buffer, context: &Context) -> Option<Position> {
        draw::draw(self, self.further, area, buffer, context);
        None
    }
}
