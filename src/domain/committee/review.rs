//! Owns reviews: the meeting of the committee with its agenda, who attended, what was minuted, and the actions that
//! leave it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::domain::{
    ActionId, ActionState, AgendaId, AgendaKind, AgendaState, Day, Decision, DecisionId, Instant, Level, MinuteId,
    PersonId, PilotId, Presence, ReviewId, ReviewState, Status, WaiverId, parse_day,
};

/// Every decision and every action, in order of creation: what a review asked of is answered among them.
pub type Recorded<'a> = (&'a [Decision], &'a [Action]);

/// The one of that id among all in order of creation. An item asks for thousands.
pub(super) fn by_id<'a, T, I: Ord>(all: &'a [T], id: &I, of: impl Fn(&T) -> I) -> Option<&'a T> {
    all.binary_search_by_key(id, of).ok().and_then(|at| all.get(at))
}

/// A meeting of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Identity.
    pub id: ReviewId,
    /// On which day.
    pub day: Day,
    /// How far it is.
    pub state: ReviewState,
    /// Who chairs it: id, name, and whether of executive level.
    pub chair: Option<(PersonId, String, bool)>,
    /// How long it may take, in minutes.
    pub slot: u32,
    /// When it was opened.
    pub opened: Option<Instant>,
    /// When it was closed.
    pub closed: Option<Instant>,
    /// The entry of the journal that closed it; none in a workspace that took the review over from an export.
    pub entry: Option<i64>,
}

impl Review {
    /// What is to be said of closing a review that was opened on an earlier day: it was closed before, perhaps, and
    /// opened again.
    #[must_use]
    pub fn closed_late(&self, today: Day) -> Option<String> {
        let opened = self.opened.map(Instant::day).filter(|opened| *opened < today)?;
        Some(format!(
            "It was opened on {opened}: closed now, it keeps what is known today, and what happened since the last \
             review counts from today on."
        ))
    }
}

/// A review with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The review.
    pub review: Review,
    /// Its agenda, in order, what was dropped too.
    pub agenda: Vec<AgendaItem>,
    /// Who was asked, and came or not.
    pub attendance: Vec<Attendee>,
    /// What was minuted, in order.
    pub minutes: Vec<Minute>,
    /// Who sat in the committee when it closed, by name; nobody while it is not closed, and where that is not known as
    /// it came from an export.
    pub sat: Vec<Member>,
    /// The actions that it was about, and that were agreed in it, as they stood when it closed, in order of creation;
    /// none where nobody is known to have sat in it.
    pub actions: Vec<Action>,
    /// The reasons about work that is due of which all was done in the review, or given another day: on which item, and
    /// the id of the reason.
    pub worked_off: HashSet<(AgendaId, String)>,
}

impl Meeting {
    /// The items that are to be talked about, in order.
    pub fn items(&self) -> impl Iterator<Item = &AgendaItem> {
        self.agenda.iter().filter(|item| item.state != AgendaState::Dropped)
    }

    /// The number of an item, the same on every page and in every file: its place among those that are to be talked
    /// about. What was dropped has none.
    #[must_use]
    pub fn number(&self, item: AgendaId) -> Option<usize> {
        self.items().position(|one| one.id == item).map(|at| at + 1)
    }

    /// What the minutes tell of, in order: the items that are to be talked about, then what was left out although it
    /// brought something.
    pub fn told(&self, brought: &HashSet<AgendaId>) -> impl Iterator<Item = &AgendaItem> {
        let left_out = |item: &&AgendaItem| item.state == AgendaState::Dropped && brought.contains(&item.id);
        self.items().chain(self.agenda.iter().filter(left_out))
    }

    /// Is it closed? How the pilots stood then is not how they stand now.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.review.state == ReviewState::Closed
    }

    /// Was its agenda made of what is due, or of what people wrote alone?
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.agenda.iter().any(|item| item.kind != AgendaKind::Topic)
    }

    /// Is it a draft, whose agenda is made anew of what is due, whether anything was when it was made last or not?
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.review.state == ReviewState::Draft
    }

    /// Each matter that is due, once, with the item that is about it; none where it joins the agenda.
    pub fn matched<'a>(&'a self, due: &'a [Due]) -> impl Iterator<Item = (&'a Due, Option<&'a AgendaItem>)> {
        let twice = move |at: usize, one: &Due| due.iter().take(at).any(|before| before.matter() == one.matter());
        let once = due.iter().enumerate().filter(move |(at, one)| !twice(*at, one));
        once.map(move |(_, one)| (one, self.agenda.iter().find(|item| item.is_about(one))))
    }

    /// An action as the review left it: once that is closed, as it stood then, where that is known.
    #[must_use]
    pub fn as_left<'a>(&'a self, action: &'a Action) -> &'a Action {
        self.kept(action).unwrap_or(action)
    }

    /// The same; none while the review is not closed, and where it is not known.
    fn kept(&self, action: &Action) -> Option<&Action> {
        by_id(&self.actions, &action.id, |one| one.id).filter(|_| self.is_closed())
    }

    /// Was the action done or dropped while the review was open?
    pub(super) fn saw_end(&self, action: &Action) -> bool {
        if self.is_draft() {
            return false;
        }
        let (opened, closed) = (self.review.opened.map(Instant::day), self.review.closed.map(Instant::day));
        let ended = self.as_left(action).ended;
        ended.is_some_and(|ended| Some(ended) >= opened && closed.is_none_or(|closed| ended <= closed))
    }

    /// Was the action, which is a reason of an item, given another date while the review was open? Where the reason
    /// does not tell by when it was due, one after the review is another. Once the review is closed, how it left the
    /// action tells that, where that is known.
    pub(super) fn saw_put_off(&self, reason: &Reason, action: &Action) -> bool {
        let seen = if self.review.state == ReviewState::Open { Some(action) } else { self.kept(action) };
        let is_another = |due: Day| reason.told_due().map_or(due > self.review.day, |told| due != told);
        seen.is_some_and(|action| action.is_open() && is_another(action.due))
    }

    /// An action that was due and is open; once the review is closed, as it left that, where it is known.
    pub(super) fn still_due<'a>(&'a self, action: &'a Action) -> Option<&'a Action> {
        let seen = if self.is_closed() { self.kept(action) } else { Some(action) };
        seen.filter(|action| action.is_open())
    }

    /// What came in the review of an action that was due: it was done or dropped, or has another date; none where it
    /// stands as it did.
    #[must_use]
    pub fn came_of_due(&self, reason: &Reason, action: &Action) -> Option<String> {
        let left = self.as_left(action);
        let put_off = || self.saw_put_off(reason, action).then(|| format!("another date: {}", left.told()));
        self.saw_end(action).then(|| left.came()).or_else(put_off)
    }

    /// The actions that were due on an item and were done or dropped in the review, as it left them.
    pub fn ended<'a>(&'a self, item: &AgendaItem, actions: &'a [Action]) -> impl Iterator<Item = &'a Action> {
        let due = item.reasons.iter().filter(|reason| reason.kind == "action");
        let due: HashSet<ActionId> = due.filter_map(|reason| reason.id.parse().ok()).collect();
        let ended = actions.iter().filter(move |action| due.contains(&action.id) && self.saw_end(action));
        ended.map(move |action| self.as_left(action))
    }

    /// The decision of the review that answers what came back, where a reason of an item is that.
    #[must_use]
    pub fn answer<'a>(&self, reason: &Reason, decisions: &'a [Decision]) -> Option<&'a Decision> {
        let asked = reason.came_back(decisions)?;
        decisions.iter().find(|one| one.review == Some(self.review.id) && one.answers(asked))
    }

    /// What was said in the review of what came of a waiver, where a reason of an item asks that.
    #[must_use]
    pub fn outcome(&self, reason: &Reason) -> Option<&str> {
        let waiver = reason.waiver()?;
        let minute = self.minutes.iter().find(|minute| minute.outcome_of == Some(waiver))?;
        // Masked, the line is no more than a sign, and that is all that is told.
        let said = reason.came_of().and_then(|asked| minute.text.strip_prefix(asked.as_str()));
        Some(said.unwrap_or(&minute.text).trim())
    }

    /// Notes of which waiver a line of its minutes says what came of it. That is read from the words of the line here,
    /// before these may be masked, and nowhere else.
    pub fn tell_outcomes(&mut self) {
        for item in &self.agenda {
            for reason in &item.reasons {
                let (Some(waiver), Some(asked)) = (reason.waiver(), reason.came_of()) else {
                    continue;
                };
                let mut own = self.minutes.iter_mut().filter(|minute| minute.item == Some(item.id));
                let is_it = |minute: &&mut Minute| minute.outcome_of.is_none() && minute.text.starts_with(&asked);
                if let Some(minute) = own.find(is_it) {
                    minute.outcome_of = Some(waiver);
                }
            }
        }
    }

    /// What came back on its agenda and a decision of the review answers, each with that.
    pub fn answers<'a>(&'a self, decisions: &'a [Decision]) -> impl Iterator<Item = (&'a Decision, &'a Decision)> {
        let reasons = self.agenda.iter().flat_map(|item| &item.reasons);
        reasons.filter_map(move |reason| Some((reason.came_back(decisions)?, self.answer(reason, decisions)?)))
    }

    /// What came back on an item, and was neither answered in the review nor settled before.
    pub fn asked<'a>(&self, item: &AgendaItem, decisions: &'a [Decision]) -> impl Iterator<Item = &'a Decision> {
        let open = item.reasons.iter().filter(move |reason| self.answer(reason, decisions).is_none());
        open.filter_map(move |reason| reason.came_back(decisions)).filter(|asked| asked.settled.is_none())
    }

    /// Who sits in the committee; of a closed review, who sat there when it closed.
    #[must_use]
    pub fn members<'a>(&'a self, committee: &'a Committee) -> &'a [Member] {
        if self.is_closed() { &self.sat } else { &committee.members }
    }

    /// The minutes that its items take together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.items().map(|item| item.minutes).sum()
    }
}

impl AgendaState {
    /// What came of an item, in the words of every screen, sentence and report; nothing while it is to come.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Done => "talked about",
            Self::Dropped => "left out",
            Self::Carried => "carried over",
        }
    }

    /// The same of an item that brought something or not.
    #[must_use]
    pub const fn came(self, brought: bool) -> &'static str {
        match self {
            Self::Open => self.said(),
            Self::Done | Self::Dropped | Self::Carried => self.told(brought),
        }
    }

    /// The same where what is to come is told too.
    #[must_use]
    pub const fn told(self, brought: bool) -> &'static str {
        match self {
            Self::Open => "not reached yet",
            Self::Dropped if brought => "talked about, and left out",
            Self::Carried if brought => "talked about, and carried over",
            Self::Done | Self::Dropped | Self::Carried => self.said(),
        }
    }
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaId,
    /// Of which review.
    pub review: ReviewId,
    /// Its place, lower ones first.
    pub place: i64,
    /// What it is about.
    pub kind: AgendaKind,
    /// About which pilot.
    pub pilot: Option<PilotId>,
    /// What it is called.
    pub title: String,
    /// The decision that is requested; empty where none is.
    pub wanted: String,
    /// Its time box.
    pub minutes: u32,
    /// What came of it.
    pub state: AgendaState,
    /// Why it is on the agenda.
    pub reasons: Vec<Reason>,
    /// What it said when it was made of what is due.
    pub prepared: Prepared,
}

/// What an item said when it was made of what is due: what people wrote since differs from it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prepared {
    /// Its title.
    pub title: String,
    /// What was wanted.
    pub wanted: String,
    /// Its time box.
    pub minutes: u32,
}

impl AgendaItem {
    /// Is it about what is due: the same pilot, warning or list, whatever people call it?
    #[must_use]
    pub fn is_about(&self, due: &Due) -> bool {
        matter(self.kind, self.pilot, &self.prepared.title, &self.reasons) == due.matter()
    }
}

/// What is due at a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What it is about.
    pub kind: AgendaKind,
    /// About which pilot.
    pub pilot: Option<PilotId>,
    /// What it is called.
    pub title: String,
    /// The decision that is requested; empty where none is.
    pub wanted: String,
    /// Its time box.
    pub minutes: u32,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Due {
    /// What tells it from whatever else is due.
    fn matter(&self) -> (AgendaKind, Option<PilotId>, &str) {
        matter(self.kind, self.pilot, &self.title, &self.reasons)
    }
}

fn matter<'a>(
    kind: AgendaKind,
    pilot: Option<PilotId>,
    title: &'a str,
    reasons: &'a [Reason],
) -> (AgendaKind, Option<PilotId>, &'a str) {
    let warning = || reasons.iter().find(|reason| reason.kind == "signal").map_or("", |reason| reason.id.as_str());
    match kind {
        AgendaKind::Pilot => (kind, pilot, ""),
        AgendaKind::Finding => (kind, None, warning()),
        AgendaKind::Stale | AgendaKind::Actions => (kind, None, ""),
        AgendaKind::Topic => (kind, pilot, title),
    }
}

/// Why something is on an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// `gate`, `signal`, `trigger`, `condition`, `action`, `waiver`, `work`, `stale`, `carried`.
    pub kind: String,
    /// The id of what is due: a warning's, a decision's, an action's, a gate's, of work its pilot's; empty where it has
    /// none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What, in a sentence.
    pub text: String,
}

/// The kind of a reason that is work on a pilot, which is due: its workstreams, and the items of its checklist.
pub const WORK: &str = "work";

/// How a workstream is named among that, before its dimension.
pub(super) const THE_WORKSTREAM: &str = "the workstream on ";

/// What follows the title of an item of a checklist there.
const OF_CHECKLIST: &str = "” of its checklist (";

/// How a workstream is named there; who sees to it, and by when, follows.
pub(super) fn workstream_on(dimension: &str) -> String {
    format!("{THE_WORKSTREAM}{dimension} (")
}

/// The same of an item of a checklist.
pub(super) fn item_called(title: &str) -> String {
    format!("“{title}{OF_CHECKLIST}")
}

/// What follows the rule where it is asked what came of waiving it.
pub const WAIVED: &str = ": waived, ";

/// What is asked of the waivers of these rules.
#[must_use]
pub fn came_of(rules: &str) -> String {
    format!("What came of waiving {rules}?")
}

impl Reason {
    /// The waiver of which it is asked what came of it; none where that is not asked.
    #[must_use]
    pub fn waiver(&self) -> Option<WaiverId> {
        if self.kind == "waiver" { self.id.parse().ok() } else { None }
    }

    /// The rule that was waived, where it is asked what came of that.
    #[must_use]
    pub fn waived(&self) -> Option<&str> {
        self.waiver()?;
        self.text.split_once(WAIVED).map(|(rule, _)| rule)
    }

    /// What is asked of that waiver; the line of the minutes that answers it begins so.
    #[must_use]
    pub fn came_of(&self) -> Option<String> {
        self.waived().map(came_of)
    }

    /// Is it work that is due, the workstream on that dimension among it?
    pub(super) fn names_workstream(&self, dimension: &str) -> bool {
        self.kind == WORK && self.text.contains(&workstream_on(dimension))
    }

    /// Is it work that is due, the item of a checklist that is called so among it?
    pub(super) fn names_item(&self, title: &str) -> bool {
        self.kind == WORK && self.text.contains(&item_called(title))
    }

    /// How many workstreams and items of a checklist it names, where it is work that is due.
    pub(super) fn works(&self) -> usize {
        self.text.matches(THE_WORKSTREAM).count() + self.text.matches(OF_CHECKLIST).count()
    }

    /// The decision that came back, among all in order of creation; none where it is no such reason.
    #[must_use]
    pub fn came_back<'a>(&self, decisions: &'a [Decision]) -> Option<&'a Decision> {
        let id: DecisionId = if self.kind == "trigger" { self.id.parse().ok()? } else { return None };
        by_id(decisions, &id, |decision| decision.id)
    }

    /// What of its text somebody typed: the words of the decision that came back, or of the action that is due.
    #[must_use]
    pub fn typed(&self, (decisions, actions): Recorded<'_>) -> Vec<String> {
        let action = || self.action(actions).map(|action| vec![action.text.clone()]);
        self.came_back(decisions).map(Decision::typed).or_else(action).unwrap_or_default()
    }

    /// The day by which an action is due, as the reason tells that; none where it tells none.
    #[must_use]
    pub fn told_due(&self) -> Option<Day> {
        let mut days = self.text.split(" by ").skip(1).filter_map(|behind| behind.split_once(": "));
        days.find_map(|(day, _)| parse_day(day).ok())
    }

    /// The action that is due, among all in order of creation; none where it is no such reason.
    #[must_use]
    pub fn action<'a>(&self, actions: &'a [Action]) -> Option<&'a Action> {
        let id: ActionId = if self.kind == "action" { self.id.parse().ok()? } else { return None };
        by_id(actions, &id, |action| action.id)
    }
}

/// Somebody who was asked to a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What is noted of them.
    pub presence: Presence,
}

/// A line of the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minute {
    /// Identity.
    pub id: MinuteId,
    /// To which item; none is the meeting as a whole.
    pub item: Option<AgendaId>,
    /// What was said.
    pub text: String,
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// The decision or the action for which it stands, where it only ties that to its item.
    pub stands_for: Option<StandsFor>,
    /// The waiver of which it says what came of it.
    pub outcome_of: Option<WaiverId>,
}

/// For what a line of the minutes stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandsFor {
    /// For a decision.
    Decision(DecisionId),
    /// For an action.
    Action(ActionId),
}

/// Who does what by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Identity.
    pub id: ActionId,
    /// What.
    pub text: String,
    /// Who.
    pub owner: PersonId,
    /// Their name.
    pub owner_name: String,
    /// By when.
    pub due: Day,
    /// What came of it.
    pub state: ActionState,
    /// About which pilot.
    pub pilot: Option<PilotId>,
    /// From which review.
    pub review: Option<ReviewId>,
    /// Since when.
    pub made: Day,
    /// When it was done or dropped.
    pub ended: Option<Day>,
    /// What was said to that.
    pub why: String,
}

impl Action {
    /// Who does what by when.
    #[must_use]
    pub fn told(&self) -> String {
        self.told_with(|day| day.to_string())
    }

    /// The same, its day written so.
    #[must_use]
    pub fn told_with(&self, written: impl Fn(Day) -> String) -> String {
        format!("{} by {}: {}", self.owner_name, written(self.due), self.text)
    }

    /// What came of it, and why: `dropped: send it (Ana Costa): no money`.
    #[must_use]
    pub fn came(&self) -> String {
        let why = if self.why.is_empty() { String::new() } else { format!(": {}", self.why) };
        format!("{}: {} ({}){why}", self.state, self.text, self.owner_name)
    }

    /// Is it neither done nor dropped?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == ActionState::Open
    }

    /// Is it open past its date?
    #[must_use]
    pub fn is_overdue(&self, day: Day) -> bool {
        self.is_open() && self.due < day
    }

    /// How far it is on a day, in a word: what is open past its date is `overdue`.
    #[must_use]
    pub fn stands(&self, day: Day) -> &'static str {
        if self.is_overdue(day) { "overdue" } else { self.state.name() }
    }
}

/// A member of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How high they stand.
    pub level: Level,
    /// For which function they sit there.
    pub function: String,
}

/// The committee of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Committee {
    /// Who sits in it, by name.
    pub members: Vec<Member>,
    /// Who chairs it: id, name, and whether of executive level.
    pub chair: Option<(PersonId, String, bool)>,
    /// Days from one review to the next.
    pub cadence: u32,
    /// How long a review may take, in minutes.
    pub slot: u32,
}

/// A committee of fewer functions is noted on its agenda (house).
const FUNCTIONS: usize = 3;

impl Committee {
    /// What should be said of it before it meets. What is wrong with the chair is that of the review, where that has
    /// one.
    #[must_use]
    pub fn notes(&self, review: &Review) -> Vec<String> {
        let mut functions: Vec<String> = self.members.iter().map(|member| member.function.to_lowercase()).collect();
        functions.retain(|function| !function.is_empty());
        functions.sort_unstable();
        functions.dedup();
        let mut notes = Vec::new();
        if functions.len() < FUNCTIONS {
            notes.push(match functions.len() {
                0 => "No function sits in the committee yet; it is meant to be cross-functional.".to_owned(),
                1 => "Only one function sits in the committee; it is meant to be cross-functional.".to_owned(),
                count => format!("Only {count} functions sit in the committee; it is meant to be cross-functional."),
            });
        }
        let below = |name: &str, what: &str| format!("{name} chairs the {what}, and is below executive level.");
        notes.extend(match (&review.chair, &self.chair) {
            (None, None) => Some("Nobody chairs the committee: an executive owner should.".to_owned()),
            (Some((_, name, false)), _) => Some(below(name, "review")),
            (None, Some((_, name, false))) => Some(below(name, "committee")),
            (Some(_), _) | (None, Some(_)) => None,
        });
        notes
    }
}

/// How a pilot stood when a review closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// Which pilot.
    pub pilot: PilotId,
    /// The review closed on this day.
    pub day: Day,
    /// The day of the review, by which it is named.
    pub review: Day,
    /// What its people said.
    pub reported: Status,
    /// What was computed.
    pub computed: Status,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An item with nothing but its place and its pilot.
    pub fn item(number: i64, kind: AgendaKind, pilot: i64) -> AgendaItem {
        AgendaItem {
            id: AgendaId(number),
            review: ReviewId(1),
            place: number,
            kind,
            pilot: Some(PilotId(pilot)),
            title: format!("Item {number}"),
            wanted: String::new(),
            minutes: 5,
            state: AgendaState::Open,
            reasons: Vec::new(),
            prepared: Prepared::default(),
        }
    }

    /// A line of the minutes on an item.
    pub fn minute(number: i64, on: i64, text: &str) -> Minute {
        let (id, item, at) = (MinuteId(number), Some(AgendaId(on)), Instant::new(0, 0));
        Minute { id, item, text: text.to_owned(), at, by: String::new(), stands_for: None, outcome_of: None }
    }

    /// A meeting to which nobody came.
    pub fn meeting(state: ReviewState, agenda: Vec<AgendaItem>, minutes: Vec<Minute>) -> Meeting {
        let (id, day) = (ReviewId(1), Day::MAX);
        let review = Review { id, day, state, chair: None, slot: 60, opened: None, closed: None, entry: None };
        let (attendance, sat, actions, worked_off) = (Vec::new(), Vec::new(), Vec::new(), HashSet::new());
        Meeting { review, agenda, attendance, minutes, sat, actions, worked_off }
    }
}
