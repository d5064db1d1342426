//! Owns reviews: the meeting of the committee with its agenda, who attended, what was minuted, and the actions that
//! leave it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::domain::{
    ActionId, ActionState, AgendaId, AgendaKind, AgendaState, Day, Decision, DecisionId, Instant, Level, MinuteId,
    PersonId, PilotId, Presence, ReviewId, ReviewState, Status, WaiverId, parse_day,
};

/// Every decision and every action, in order of creation. What answers the reasons of a review is looked up in them.
pub type Recorded<'a> = (&'a [Decision], &'a [Action]);

/// Finds one by its id in a list in order of creation, by bisection: an item may ask for thousands.
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
    /// The entry of the journal that closed it; none if it was closed in another workspace and came by an export.
    pub entry: Option<i64>,
}

impl Review {
    /// What to say on closing a review that was opened on an earlier day: it may have been closed and opened again.
    #[must_use]
    pub fn closed_late(&self, today: Day) -> Option<String> {
        let opened = self.opened.map(Instant::day).filter(|opened| *opened < today)?;
        Some(format!(
            "It was opened on {opened}: closed now, it keeps what is known today, and what happened since the last \
             review counts from today on."
        ))
    }
}

/// A review with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The review.
    pub review: Review,
    /// Its agenda in order, with the items that were dropped.
    pub agenda: Vec<AgendaItem>,
    /// Everybody of whom it is noted whether they were there.
    pub attendance: Vec<Attendee>,
    /// The minutes, in order.
    pub minutes: Vec<Minute>,
    /// Who sat in the committee when it closed, by name. Empty before that, and if it is not known as the review came
    /// by an export.
    pub sat: Vec<Member>,
    /// The actions on its agenda and those agreed in it, as they stood when it closed, in order of creation. Empty
    /// wherever `sat` is.
    pub actions: Vec<Action>,
    /// The reasons about work that is due whose work was all done in the review, or moved to another day: the item, and
    /// the id of the reason.
    pub worked_off: HashSet<(AgendaId, String)>,
}

impl Meeting {
    /// The items to be talked about, in order.
    pub fn items(&self) -> impl Iterator<Item = &AgendaItem> {
        self.agenda.iter().filter(|item| item.state != AgendaState::Dropped)
    }

    /// The number of an item, the same on every page and in every file: its place among those to be talked about.
    /// Dropped items have none.
    #[must_use]
    pub fn number(&self, item: AgendaId) -> Option<usize> {
        self.items().position(|one| one.id == item).map(|at| at + 1)
    }

    /// The items that the minutes tell of, in order: those to be talked about, then those that were dropped although
    /// they brought something.
    pub fn told(&self, brought: &HashSet<AgendaId>) -> impl Iterator<Item = &AgendaItem> {
        let left_out = |item: &&AgendaItem| item.state == AgendaState::Dropped && brought.contains(&item.id);
        self.items().chain(self.agenda.iter().filter(left_out))
    }

    /// Is it closed? Then the pilots of today are not those that it talked about.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.review.state == ReviewState::Closed
    }

    /// Was its agenda made from what is due, rather than written by people alone?
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.agenda.iter().any(|item| item.kind != AgendaKind::Topic)
    }

    /// Is it a draft whose agenda is made anew from what is due, even if nothing was due last time?
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.review.state == ReviewState::Draft
    }

    /// Everything that is due, once each, with the item of the agenda about it; none if it would join the agenda.
    pub fn matched<'a>(&'a self, due: &'a [Due]) -> impl Iterator<Item = (&'a Due, Option<&'a AgendaItem>)> {
        let twice = move |at: usize, one: &Due| due.iter().take(at).any(|before| before.matter() == one.matter());
        let once = due.iter().enumerate().filter(move |(at, one)| !twice(*at, one));
        once.map(move |(_, one)| (one, self.agenda.iter().find(|item| item.is_about(one))))
    }

    /// An action as the review left it: as it stood when the review closed, if it is closed and that is known.
    #[must_use]
    pub fn as_left<'a>(&'a self, action: &'a Action) -> &'a Action {
        self.kept(action).unwrap_or(action)
    }

    /// The action as it stood when the review closed; none if it is not closed, or that is not known.
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

    /// Was an action that is a reason of an item moved to another date while the review was open? If the reason does
    /// not say by when it was due, any date after the review counts as moved. Of a closed review, how it left the
    /// action decides, if that is known.
    pub(super) fn saw_put_off(&self, reason: &Reason, action: &Action) -> bool {
        let seen = if self.review.state == ReviewState::Open { Some(action) } else { self.kept(action) };
        let is_another = |due: Day| reason.told_due().map_or(due > self.review.day, |told| due != told);
        seen.is_some_and(|action| action.is_open() && is_another(action.due))
    }

    /// An action that was due and is still open; of a closed review, as it left it, if that is known.
    pub(super) fn still_due<'a>(&'a self, action: &'a Action) -> Option<&'a Action> {
        let seen = if self.is_closed() { self.kept(action) } else { Some(action) };
        seen.filter(|action| action.is_open())
    }

    /// What happened in the review to an action that was due: done, dropped, or another date; none if nothing did.
    #[must_use]
    pub fn came_of_due(&self, reason: &Reason, action: &Action) -> Option<String> {
        let left = self.as_left(action);
        let put_off = || self.saw_put_off(reason, action).then(|| format!("another date: {}", left.told()));
        self.saw_end(action).then(|| left.came()).or_else(put_off)
    }

    /// The actions of an item that were due and were done or dropped in the review, as it left them.
    pub fn ended<'a>(&'a self, item: &AgendaItem, actions: &'a [Action]) -> impl Iterator<Item = &'a Action> {
        let due = item.reasons.iter().filter(|reason| reason.kind == "action");
        let due: HashSet<ActionId> = due.filter_map(|reason| reason.id.parse().ok()).collect();
        let ended = actions.iter().filter(move |action| due.contains(&action.id) && self.saw_end(action));
        ended.map(move |action| self.as_left(action))
    }

    /// The decision of the review that answers the decision which came back as this reason; none for other reasons.
    #[must_use]
    pub fn answer<'a>(&self, reason: &Reason, decisions: &'a [Decision]) -> Option<&'a Decision> {
        let asked = reason.came_back(decisions)?;
        decisions.iter().find(|one| one.review == Some(self.review.id) && one.answers(asked))
    }

    /// What was said in the review about the outcome of the waiver that this reason asks about; none for other reasons.
    #[must_use]
    pub fn outcome(&self, reason: &Reason) -> Option<&str> {
        let waiver = reason.waiver()?;
        let minute = self.minutes.iter().find(|minute| minute.outcome_of == Some(waiver))?;
        // Masked, the line is a mere sign, which is all that can be told.
        let said = reason.came_of().and_then(|asked| minute.text.strip_prefix(asked.as_str()));
        Some(said.unwrap_or(&minute.text).trim())
    }

    /// Fills [`Minute::outcome_of`]. Only here is that read from the words of the minutes: later they may be masked.
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

    /// The decisions that came back on its agenda and that a decision of the review answers, each with that answer.
    pub fn answers<'a>(&'a self, decisions: &'a [Decision]) -> impl Iterator<Item = (&'a Decision, &'a Decision)> {
        let reasons = self.agenda.iter().flat_map(|item| &item.reasons);
        reasons.filter_map(move |reason| Some((reason.came_back(decisions)?, self.answer(reason, decisions)?)))
    }

    /// The decisions that came back on an item and were neither answered in the review nor settled before.
    pub fn asked<'a>(&self, item: &AgendaItem, decisions: &'a [Decision]) -> impl Iterator<Item = &'a Decision> {
        let open = item.reasons.iter().filter(move |reason| self.answer(reason, decisions).is_none());
        open.filter_map(move |reason| reason.came_back(decisions)).filter(|asked| asked.settled.is_none())
    }

    /// The members of the committee; of a closed review, those of when it closed.
    #[must_use]
    pub fn members<'a>(&'a self, committee: &'a Committee) -> &'a [Member] {
        if self.is_closed() { &self.sat } else { &committee.members }
    }

    /// The sum of the minutes of its items.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.items().map(|item| item.minutes).sum()
    }
}

impl AgendaState {
    /// What came of an item, in the words of all screens and reports; empty while it is to come.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Done => "talked about",
            Self::Dropped => "left out",
            Self::Carried => "carried over",
        }
    }

    /// The same, by whether the item brought something.
    #[must_use]
    pub const fn came(self, brought: bool) -> &'static str {
        match self {
            Self::Open => self.said(),
            Self::Done | Self::Dropped | Self::Carried => self.told(brought),
        }
    }

    /// The same with a word for an item that is to come.
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
    /// What kind of thing it is about.
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
    /// What it said when it was made from what is due.
    pub prepared: Prepared,
}

/// What an item said when it was made from what is due. Where the item differs now, somebody wrote that.
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
    /// Is it about this matter: the same pilot, warning or list, whatever its title?
    #[must_use]
    pub fn is_about(&self, due: &Due) -> bool {
        matter(self.kind, self.pilot, &self.prepared.title, &self.reasons) == due.matter()
    }
}

/// A matter that is due at a review.
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
    /// What makes it the same matter as another one.
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
    /// The id of the thing: of a warning, decision, action or gate, of the pilot whose work it is, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The reason, in a sentence.
    pub text: String,
}

/// The kind of a reason for work on a pilot that is due: workstreams and checklist items.
pub const WORK: &str = "work";

/// Begins the name of a workstream in the text of such a reason; its dimension follows.
pub(super) const THE_WORKSTREAM: &str = "the workstream on ";

/// Follows the title of a checklist item in such a text.
const OF_CHECKLIST: &str = "” of its checklist (";

/// The name of a workstream in such a text; who sees to it, and by when, follows.
pub(super) fn workstream_on(dimension: &str) -> String {
    format!("{THE_WORKSTREAM}{dimension} (")
}

/// The name of a checklist item in such a text.
pub(super) fn item_called(title: &str) -> String {
    format!("“{title}{OF_CHECKLIST}")
}

/// Follows the rule in a reason that asks what came of waiving it.
pub const WAIVED: &str = ": waived, ";

/// The question what came of waiving these rules.
#[must_use]
pub fn came_of(rules: &str) -> String {
    format!("What came of waiving {rules}?")
}

impl Reason {
    /// The waiver whose outcome it asks about; none for other reasons.
    #[must_use]
    pub fn waiver(&self) -> Option<WaiverId> {
        if self.kind == "waiver" { self.id.parse().ok() } else { None }
    }

    /// The rule of the waiver whose outcome it asks about; none for other reasons.
    #[must_use]
    pub fn waived(&self) -> Option<&str> {
        self.waiver()?;
        self.text.split_once(WAIVED).map(|(rule, _)| rule)
    }

    /// The question about that waiver. The line of the minutes that answers it begins with it.
    #[must_use]
    pub fn came_of(&self) -> Option<String> {
        self.waived().map(came_of)
    }

    /// Is it for work that is due, with the workstream on this dimension among it?
    pub(super) fn names_workstream(&self, dimension: &str) -> bool {
        self.kind == WORK && self.text.contains(&workstream_on(dimension))
    }

    /// Is it for work that is due, with the checklist item of this title among it?
    pub(super) fn names_item(&self, title: &str) -> bool {
        self.kind == WORK && self.text.contains(&item_called(title))
    }

    /// How many workstreams and checklist items it names, if it is for work that is due.
    pub(super) fn works(&self) -> usize {
        self.text.matches(THE_WORKSTREAM).count() + self.text.matches(OF_CHECKLIST).count()
    }

    /// The decision that came back as this reason; none for other reasons. `decisions` are in order of creation.
    #[must_use]
    pub fn came_back<'a>(&self, decisions: &'a [Decision]) -> Option<&'a Decision> {
        let id: DecisionId = if self.kind == "trigger" { self.id.parse().ok()? } else { return None };
        by_id(decisions, &id, |decision| decision.id)
    }

    /// The parts of its text that somebody typed: the words of the decision that came back, or of the action.
    #[must_use]
    pub fn typed(&self, (decisions, actions): Recorded<'_>) -> Vec<String> {
        let action = || self.action(actions).map(|action| vec![action.text.clone()]);
        self.came_back(decisions).map(Decision::typed).or_else(action).unwrap_or_default()
    }

    /// The day by which its text says that an action is due; none if it says none.
    #[must_use]
    pub fn told_due(&self) -> Option<Day> {
        let mut days = self.text.split(" by ").skip(1).filter_map(|behind| behind.split_once(": "));
        days.find_map(|(day, _)| parse_day(day).ok())
    }

    /// The action that is due as this reason; none for other reasons. `actions` are in order of creation.
    #[must_use]
    pub fn action<'a>(&self, actions: &'a [Action]) -> Option<&'a Action> {
        let id: ActionId = if self.kind == "action" { self.id.parse().ok()? } else { return None };
        by_id(actions, &id, |action| action.id)
    }
}

/// Somebody of whom it is noted whether they were at a review.
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
    /// On which item; none is the meeting as a whole.
    pub item: Option<AgendaId>,
    /// What was said.
    pub text: String,
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// The decision or action that it stands for, if it only ties that to its item.
    pub stands_for: Option<StandsFor>,
    /// The waiver whose outcome it tells.
    pub outcome_of: Option<WaiverId>,
}

/// What a line of the minutes stands for.
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
    /// What was said when it was done or dropped.
    pub ended: Option<Day>,
    /// What was said to that.
    pub why: String,
}

impl Action {
    /// Who does what by when, in a line.
    #[must_use]
    pub fn told(&self) -> String {
        self.told_with(|day| day.to_string())
    }

    /// The same with the day written by `written`.
    #[must_use]
    pub fn told_with(&self, written: impl Fn(Day) -> String) -> String {
        format!("{} by {}: {}", self.owner_name, written(self.due), self.text)
    }

    /// Its end in a line, with the reason: `dropped: send it (Ana Costa): no money`.
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

    /// How far it is on a day, in a word; `overdue` if it is open past its date.
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
    /// The function that they sit there for.
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

/// A committee with fewer functions than this is remarked on (house).
const FUNCTIONS: usize = 3;

impl Committee {
    /// What to remark on the committee before it meets. Remarks on the chair are about the review's own chair, if it
    /// has one.
    #[must_use]
    pub fn notes(&self, review: &Review) -> Vec<String> {
        let mut functions: Vec<String> = self.members.iter().map(|member| member.function.to_lowercase()).collect();
        functions.retain(|function| !function.is_empty());
        functions.sort_unstable();
        functions.dedup();
        let mut notes = Vec::new();
        if functions.len() < FUNCTIONS {
            notes.push(match functions.len() {
                0 => "No function sits on the committee yet; it is meant to be cross-functional.".to_owned(),
                1 => "Only one function sits on the committee; it is meant to be cross-functional.".to_owned(),
                count => format!("Only {count} functions sit on the committee; it is meant to be cross-functional."),
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
