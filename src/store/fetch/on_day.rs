//! Answers registers and pages as they stood on an earlier day, for lists, screens and reports alike. What bears a day
//! of its own goes by that (`domain/dated.rs`). What bears none goes by the journal: what an action was due by and that
//! it was opened again, that a note was put away, what came of a waiver, how far an expansion was before it went on,
//! what a playbook said, which steps were listed, when a review was begun, who was to chair it and what its agenda held.
//! Where nothing was written later, all stands as it is.

use std::collections::{HashMap, HashSet};

use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::earlier::{Keys, Stood, When, day_in};
use super::of::Of;
use super::rows;
use crate::domain::readiness::{Document, Expansion, Met, Step};
use crate::domain::review::Prepared;
use crate::domain::{
    Action, AgendaId, AgendaItem, AgendaKind, AgendaState, Baseline, Condition, Dated, Day, Decision, DecisionId,
    Exception, Meeting, ModelVersion, Note, PersonId, PilotId, PilotPage, Presence, Readiness, Review, ReviewId, Visit,
};
use crate::store::error::Result;
use crate::store::open::Reader;

/// What the journal has of reviews, by what tells their rows.
struct Meetings {
    reviews: HashMap<i64, Stood>,
    agenda: HashMap<i64, Stood>,
    attendance: HashMap<(i64, i64), Stood>,
}

impl Reader {
    /// Those as they stood on `day`: what bears no day of its own is put back first.
    fn on_day<T: Dated>(
        &self,
        mut all: Vec<T>,
        day: Day,
        put_back: impl FnOnce(&mut Vec<T>) -> Result<()>,
    ) -> Result<Vec<T>> {
        if self.looks_back(day)? {
            put_back(&mut all)?;
            all.put_back(day);
        }
        Ok(all)
    }

    /// How the rows of a table stood on `day` that have an id of their own, by that.
    fn stood_by_id(&self, table: &str, day: Day) -> Result<HashMap<i64, Stood>> {
        let stood = self.stood(table, &Keys::all(), None::<PilotId>, day)?;
        Ok(stood.into_iter().filter_map(|stood| Some((stood.id("id")?, stood))).collect())
    }

    /// The decisions on one pilot, or on all, as they stood on `day`.
    pub fn decisions_on(&self, of: impl Into<Of>, day: Day) -> Result<Vec<Decision>> {
        let of = of.into();
        self.on_day(self.decisions(of)?, day, |decisions| {
            let unsaid = self.unsaid_on(of, day)?;
            for decision in decisions {
                decision.awaits_outcome |= unsaid.contains(&decision.id);
            }
            Ok(())
        })
    }

    /// The decisions of which nobody had said by `day` what came of something that they waived, and somebody has since.
    fn unsaid_on(&self, of: Of, day: Day) -> Result<HashSet<DecisionId>> {
        let said =
            format!("SELECT id, pilot, decision FROM waiver WHERE outcome IS NOT NULL AND {}", of.within("pilot"));
        let said: Vec<(i64, PilotId, DecisionId)> = rows(&self.connection, &said, of.bounds(), |row| {
            Ok((row.get(0)?, PilotId(row.get(1)?), DecisionId(row.get(2)?)))
        })?;
        let mut unsaid = HashSet::new();
        for (waiver, pilot, decision) in said {
            let stood = self.stood("waiver", &Keys::one(waiver), pilot, day)?;
            if stood.iter().any(|stood| stood.otherwise("outcome").is_some_and(Value::is_null)) {
                unsaid.insert(decision);
            }
        }
        Ok(unsaid)
    }

    /// Every action as it stood on `day`.
    pub fn actions_on(&self, day: Day) -> Result<Vec<Action>> {
        self.on_day(self.actions()?, day, |actions| {
            let stood = self.stood_by_id("action", day)?;
            for action in actions {
                if let Some(stood) = stood.get(&action.id.0) {
                    put_action_back(action, stood, day);
                }
            }
            Ok(())
        })
    }

    /// Those actions as they stood right after an entry, without any that was not there yet.
    pub(super) fn actions_after(&self, actions: Vec<Action>, entry: i64) -> Result<Vec<Action>> {
        let mut then = Vec::new();
        for mut action in actions {
            let stood = self.stood("action", &Keys::one(action.id.0), None::<PilotId>, When::Entry(entry))?.pop();
            if let Some(stood) = &stood {
                self.put_all_back(&mut action, stood)?;
            }
            if stood.is_none_or(|stood| stood.is_there()) {
                then.push(action);
            }
        }
        Ok(then)
    }

    /// Puts an action back to all that stood otherwise in it.
    fn put_all_back(&self, action: &mut Action, stood: &Stood) -> Result<()> {
        action.due = stood.otherwise("due").and_then(day_in).unwrap_or(action.due);
        action.state = word(stood, "state").unwrap_or(action.state);
        action.ended = stood.otherwise("ended").map_or(action.ended, day_in);
        for (text, column) in [(&mut action.text, "text"), (&mut action.why, "why")] {
            if let Some(then) = stood.text(column) {
                then.clone_into(text);
            }
        }
        if let Some(owner) = stood.otherwise("owner").and_then(Value::as_i64) {
            let mut named = self.connection.prepare_cached("SELECT name FROM person WHERE id = ?1")?;
            let name: Option<String> = named.query_row([owner], |row| row.get(0)).optional()?;
            action.owner = PersonId(owner);
            action.owner_name = name.unwrap_or_default();
        }
        Ok(())
    }

    /// Exceptions of one pilot, or of all, as they stood on `day`.
    pub fn exceptions_on(&self, of: impl Into<Of>, day: Day) -> Result<Vec<Exception>> {
        self.on_day(self.exceptions(of)?, day, |_| Ok(()))
    }

    /// The baselines of one pilot, or of all, that were frozen by `day`.
    pub fn baselines_on(&self, of: impl Into<Of>, day: Day) -> Result<Vec<Baseline>> {
        self.on_day(self.baselines(of)?, day, |_| Ok(()))
    }

    /// The model versions of one pilot, or of all, that were released by `day`.
    pub fn versions_on(&self, of: impl Into<Of>, day: Day) -> Result<Vec<ModelVersion>> {
        self.on_day(self.versions(of)?, day, |_| Ok(()))
    }

    /// The stays of every pilot in the stages that had begun by `day`, oldest first.
    pub fn visits_on(&self, day: Day) -> Result<HashMap<PilotId, Vec<Visit>>> {
        let (mut all, then) = (self.all_visits()?, self.then(Of::All, day)?);
        if then.looks_back {
            for pilot in self.pilots_on(Of::All, day)? {
                if let Some(stays) = all.get_mut(&pilot.id) {
                    *stays = self.begun(std::mem::take(stays), pilot.started, &then)?;
                }
            }
        }
        Ok(all)
    }

    /// Notes of one pilot, or of all, as they stood on `day`, newest first.
    pub fn notes_on(&self, of: impl Into<Of>, day: Day) -> Result<Vec<Note>> {
        self.on_day(self.notes(of)?, day, |notes| {
            let stood = self.stood_by_id("note", day)?;
            for note in notes {
                let archived = stood.get(&note.id.0).and_then(|stood| stood.otherwise("archived"));
                note.archived = archived.map_or(note.archived, |archived| archived.as_i64() == Some(1));
            }
            Ok(())
        })
    }

    /// All that was known by `day` of the readiness of one pilot, or of all that have any.
    pub fn readiness_on(&self, of: impl Into<Of>, day: Day) -> Result<HashMap<PilotId, Readiness>> {
        let mut all = self.readiness(of)?;
        if self.looks_back(day)? {
            for (pilot, known) in &mut all {
                self.put_readiness_back((*pilot, day), known)?;
                known.put_back(day);
            }
        }
        Ok(all)
    }

    /// Puts a unit, geography or use case back to how far it was on `day`, and to what had been said of its conditions.
    pub(super) fn put_expansion_back(&self, (pilot, day): (PilotId, Day), item: &mut Expansion) -> Result<()> {
        if item.since > day {
            for stood in self.stood("expansion", &Keys::one(item.id.0), pilot, day)? {
                item.state = word(&stood, "state").unwrap_or(item.state);
                item.since = stood.otherwise("since").and_then(day_in).unwrap_or(item.since);
                item.child = stood.otherwise("child").map_or(item.child, |child| child.as_i64().map(PilotId));
            }
        }
        for stood in self.stood("certification", &Keys::within("expansion", item.id.0), pilot, day)? {
            if let Ok(condition) = stood.key("condition").parse::<Condition>() {
                put_condition_back(&mut item.met, condition, &stood);
            }
        }
        Ok(())
    }

    /// Leaves out the steps of the process that nobody had listed by `day`.
    pub(super) fn put_steps_back(&self, (pilot, day): (PilotId, Day), steps: &mut Vec<Step>) -> Result<()> {
        for step in std::mem::take(steps) {
            let stood = self.stood("step", &Keys::one(step.id.0), pilot, day)?.pop();
            let mut own = [step.documented, step.trained, step.retired].into_iter().flatten();
            if own.any(|on| on <= day) || stood.is_none_or(|stood| stood.is_there()) {
                steps.push(step);
            }
        }
        Ok(())
    }

    /// Puts what passes a pilot on back to what had been written of it by `day`.
    pub(super) fn put_documents_back(&self, (pilot, day): (PilotId, Day), documents: &mut [Document]) -> Result<()> {
        for stood in self.stood("document", &Keys::within("pilot", pilot.0), pilot, day)? {
            let own = documents.iter_mut().filter(|document| document.kind.name() == stood.key("kind"));
            for document in own.filter(|document| document.revised > day) {
                document.revised = stood.otherwise("revised").and_then(day_in).unwrap_or(document.revised);
                put_texts_back([(&mut document.text, "text"), (&mut document.by, "by")], &stood);
            }
        }
        Ok(())
    }

    /// Every review with its agenda, attendance and minutes, as they stood on `day`.
    pub fn meetings_on(&self, day: Day) -> Result<Vec<Meeting>> {
        self.on_day(self.meetings()?, day, |meetings| self.put_meetings_back(meetings, day))
    }

    /// Every review as it stood on `day`, without what belongs to it.
    pub fn reviews_on(&self, day: Day) -> Result<Vec<Review>> {
        if !self.looks_back(day)? {
            return self.reviews();
        }
        Ok(self.meetings_on(day)?.into_iter().map(|meeting| meeting.review).collect())
    }

    /// One review as it stood on `day`.
    pub fn meeting_on(&self, id: ReviewId, day: Day) -> Result<Option<Meeting>> {
        let meeting: Vec<Meeting> = self.meeting(id)?.into_iter().collect();
        Ok(self.on_day(meeting, day, |meetings| self.put_meetings_back(meetings, day))?.pop())
    }

    fn put_meetings_back(&self, meetings: &mut Vec<Meeting>, day: Day) -> Result<()> {
        let attendance = self.stood("attendance", &Keys::all(), None::<PilotId>, day)?.into_iter();
        let known = Meetings {
            reviews: self.stood_by_id("review", day)?,
            agenda: self.stood_by_id("agenda", day)?,
            attendance: attendance
                .filter_map(|stood| Some(((stood.id("review")?, stood.id("person")?), stood)))
                .collect(),
        };
        meetings.retain_mut(|meeting| known.put_back(meeting, day));
        for review in meetings.iter_mut().map(|meeting| &mut meeting.review) {
            if let Some(chair) = known.reviews.get(&review.id.0).and_then(|stood| stood.otherwise("chair")) {
                review.chair = chair.as_i64().map(|chair| self.chairing(PersonId(chair))).transpose()?.flatten();
            }
        }
        Ok(())
    }

    /// The page of a pilot that stands there as on `day`, with the rest of it as on that day too.
    pub(super) fn page_on(&self, mut page: PilotPage, day: Day) -> Result<PilotPage> {
        let id = page.pilot.id;
        let of = Of::one(id);
        let stood = self.ticks_stood(std::slice::from_ref(&page.pilot), day)?;
        super::page::put_ticks_back(id, &mut page.ticks, &stood, day);
        page.visits = self.begun(page.visits, page.pilot.started, &self.then(of, day)?)?;
        page.notes = self.notes_on(of, day)?;
        page.decisions = self.decisions_on(of, day)?;
        page.exceptions = self.exceptions_on(of, day)?;
        page.readiness = self.readiness_on(of, day)?.remove(&id).unwrap_or_default();
        page.baselines = self.baselines_on(of, day)?;
        page.versions = self.versions_on(of, day)?;
        Ok(page)
    }
}

/// Puts an action back to when it was due, and to how it had ended before it was opened again.
fn put_action_back(action: &mut Action, stood: &Stood, day: Day) {
    action.due = stood.otherwise("due").and_then(day_in).unwrap_or(action.due);
    let ended = stood.otherwise("ended").and_then(day_in).filter(|ended| *ended <= day);
    if ended.is_some() && action.ended.is_none_or(|since| since > day) {
        action.ended = ended;
        action.state = word(stood, "state").unwrap_or(action.state);
        if let Some(why) = stood.text("why") {
            why.clone_into(&mut action.why);
        }
    }
}

/// Puts what was said of a condition of certification back to what stood then, which may have been taken back since.
fn put_condition_back(met: &mut Vec<Met>, condition: Condition, stood: &Stood) {
    let given = stood.otherwise("given").and_then(day_in);
    if let Some(on) = given.filter(|_| met.iter().all(|one| one.condition != condition)) {
        met.push(Met { condition, inherited: false, evidence: String::new(), on, by: String::new() });
        met.sort_by_key(|one| one.condition.name());
    }
    for one in met.iter_mut().filter(|one| one.condition == condition) {
        one.on = given.unwrap_or(one.on);
        one.inherited = stood.otherwise("inherited").map_or(one.inherited, |inherited| inherited.as_i64() == Some(1));
        put_texts_back([(&mut one.evidence, "evidence"), (&mut one.by, "by")], stood);
    }
}

impl Meetings {
    /// Puts a review back to how the journal has it; answers whether it had been begun. One that was closed by the day
    /// has not changed since, and of one that came from elsewhere its own moments tell.
    fn put_back(&self, meeting: &mut Meeting, day: Day) -> bool {
        let review = &mut meeting.review;
        let Some(stood) = self.reviews.get(&review.id.0) else {
            return true;
        };
        if !stood.is_there() {
            return review.opened.or(review.closed).is_some_and(|at| at.day() <= day);
        }
        review.day = stood.otherwise("day").and_then(day_in).unwrap_or(review.day);
        review.slot = number(stood, "slot").unwrap_or(review.slot);
        if review.closed.is_none_or(|closed| closed.day() > day) {
            let id = review.id;
            self.put_agenda_back(&mut meeting.agenda, id);
            meeting.attendance.retain_mut(|one| {
                let stood = self.attendance.get(&(id.0, one.person.0));
                let flag = |column: &str, now: Presence| {
                    let before = stood.and_then(|stood| stood.otherwise(column));
                    before.map_or(one.presence == now, |flag| flag.as_i64() == Some(1))
                };
                one.presence = Presence::of(flag("present", Presence::Present), flag("excused", Presence::Excused));
                stood.is_none_or(Stood::is_there)
            });
        }
        true
    }

    /// Puts an agenda back, with what has left it since.
    fn put_agenda_back(&self, agenda: &mut Vec<AgendaItem>, review: ReviewId) {
        let left = |(id, stood): (&i64, &Stood)| {
            let own = stood.otherwise("review").and_then(Value::as_i64) == Some(review.0);
            let is_gone = own && agenda.iter().all(|item| item.id.0 != *id);
            is_gone.then(|| blank(AgendaId(*id), review))
        };
        let left: Vec<AgendaItem> = self.agenda.iter().filter_map(left).collect();
        agenda.extend(left);
        agenda.retain_mut(|item| {
            let Some(stood) = self.agenda.get(&item.id.0) else {
                return true;
            };
            put_item_back(item, stood);
            stood.is_there()
        });
        agenda.sort_by_key(|item| (item.place, item.id));
    }
}

/// An item that is to be put back as a whole.
fn blank(id: AgendaId, review: ReviewId) -> AgendaItem {
    AgendaItem {
        id,
        review,
        place: 0,
        kind: AgendaKind::Topic,
        pilot: None,
        title: String::new(),
        wanted: String::new(),
        minutes: 0,
        state: AgendaState::Open,
        reasons: Vec::new(),
        prepared: Prepared::default(),
    }
}

/// Puts an item back to what stood otherwise in it.
fn put_item_back(item: &mut AgendaItem, stood: &Stood) {
    item.place = stood.otherwise("place").and_then(Value::as_i64).unwrap_or(item.place);
    item.kind = word(stood, "kind").unwrap_or(item.kind);
    item.pilot = stood.otherwise("pilot").map_or(item.pilot, |pilot| pilot.as_i64().map(PilotId));
    item.minutes = number(stood, "minutes").unwrap_or(item.minutes);
    item.state = word(stood, "state").unwrap_or(item.state);
    put_texts_back([(&mut item.title, "title"), (&mut item.wanted, "wanted")], stood);
    if let Some(reasons) = listed(stood, "reasons") {
        item.reasons = reasons;
    }
    if let Some(prepared) = listed(stood, "prepared") {
        item.prepared = prepared;
    }
}

/// Puts texts back to what stood otherwise in their columns.
fn put_texts_back(texts: [(&mut String, &str); 2], stood: &Stood) {
    for (text, column) in texts {
        if let Some(then) = stood.text(column) {
            then.clone_into(text);
        }
    }
}

/// The word that stood otherwise in a column.
fn word<T: std::str::FromStr>(stood: &Stood, column: &str) -> Option<T> {
    stood.text(column).and_then(|word| word.parse().ok())
}

/// The number that stood otherwise in a column.
fn number(stood: &Stood, column: &str) -> Option<u32> {
    stood.otherwise(column).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
}

/// What a list or an object held that stood otherwise in a column.
fn listed<T: DeserializeOwned>(stood: &Stood, column: &str) -> Option<T> {
    stood.text(column).and_then(|text| serde_json::from_str(text).ok())
}
