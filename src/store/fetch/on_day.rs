//! Answers registers and pages as they stood on an earlier day, for lists, screens and reports alike. What carries its
//! own day goes by that (`domain/dated.rs`). The journal dates the rest, field by field (`wound_back`): who answered
//! for something, what was planned and set, what a review was to look at. If nothing was written later, everything is
//! as it is now.

use std::collections::{HashMap, HashSet};

use super::earlier::{Keys, Stood, When};
use super::of::Of;
use super::rows_of;
use super::wound_back::Journalled;
use crate::domain::readiness::{Document, Expansion, Met, Step};
use crate::domain::review::Prepared;
use crate::domain::{
    Action, AgendaId, AgendaItem, AgendaKind, AgendaState, Baseline, Condition, Dated, Day, Decision, DecisionId,
    Exception, Meeting, ModelVersion, Note, PersonId, PilotId, PilotPage, Presence, Readiness, Review, ReviewId,
    ReviewState, Visit, WaiverOutcome, Workstream,
};
use crate::store::error::Result;
use crate::store::open::Reader;

/// What the journal has of reviews, by the keys of their rows.
struct Meetings {
    reviews: HashMap<i64, Stood>,
    agenda: HashMap<i64, Stood>,
    attendance: HashMap<(i64, i64), Stood>,
}

impl Reader {
    /// The records as they stood on `day`. What carries no day of its own has been wound back before.
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

    /// The decisions with a waiver whose outcome was first told after `day`.
    fn unsaid_on(&self, of: Of, day: Day) -> Result<HashSet<DecisionId>> {
        let said = "SELECT id, pilot, decision FROM waiver WHERE outcome IS NOT NULL AND pilot {of}";
        let said: Vec<(i64, PilotId, DecisionId)> = rows_of(&self.connection, of, said, |row| {
            Ok((row.get(0)?, PilotId(row.get(1)?), DecisionId(row.get(2)?)))
        })?;
        let mut unsaid = HashSet::new();
        for (waiver, pilot, decision) in said {
            let stood = self.stood_one("waiver", waiver, pilot, day)?;
            if stood.is_some_and(|stood| stood.value::<Option<WaiverOutcome>>("outcome") == Some(None)) {
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
                    self.put_owner_back(action, stood)?;
                }
            }
            Ok(())
        })
    }

    /// Those actions as they stood right after an entry, without any that came later.
    pub(super) fn actions_after(&self, actions: Vec<Action>, entry: i64) -> Result<Vec<Action>> {
        let mut then = Vec::new();
        for mut action in actions {
            let stood = self.stood_one("action", action.id.0, None::<PilotId>, When::Entry(entry))?;
            if let Some(stood) = &stood {
                self.put_all_back(&mut action, stood)?;
            }
            if stood.is_none_or(|stood| stood.is_there()) {
                then.push(action);
            }
        }
        Ok(then)
    }

    /// Winds back every field of an action.
    fn put_all_back(&self, action: &mut Action, stood: &Stood) -> Result<()> {
        stood.put(&mut action.due, "due");
        stood.put(&mut action.state, "state");
        stood.put(&mut action.ended, "ended");
        stood.put(&mut action.text, "text");
        stood.put(&mut action.why, "why");
        self.put_owner_back(action, stood)
    }

    /// Winds back who saw to an action.
    fn put_owner_back(&self, action: &mut Action, stood: &Stood) -> Result<()> {
        if let Some(owner) = stood.value("owner") {
            action.owner = owner;
            action.owner_name = self.name_of(owner)?.unwrap_or_default();
        }
        Ok(())
    }

    /// Exceptions of one pilot, or of all, as they stood on `day`.
    pub fn exceptions_on(&self, of: impl Into<Of>, day: Day) -> Result<Vec<Exception>> {
        let of = of.into();
        self.on_day(self.exceptions(of)?, day, |exceptions| self.wind_back(exceptions, of, day))
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
        let (mut all, then) = (self.all_visits(None)?, self.then(Of::All, day)?);
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
        let of = of.into();
        self.on_day(self.notes(of)?, day, |notes| self.wind_back(notes, of, day))
    }

    /// The readiness of one pilot, or of all that have any, as known by `day`.
    pub fn readiness_on(&self, of: impl Into<Of>, day: Day) -> Result<HashMap<PilotId, Readiness>> {
        let mut all = self.readiness(of)?;
        if self.looks_back(day)? {
            for (pilot, known) in &mut all {
                self.put_readiness_back(*pilot, day, known)?;
                known.put_back(day);
            }
        }
        Ok(all)
    }

    /// Winds the state of an expansion item, and what was said of its conditions, back to `day`.
    pub(super) fn put_expansion_back(&self, pilot: PilotId, day: Day, item: &mut Expansion) -> Result<()> {
        if item.since > day
            && let Some(stood) = self.stood_one("expansion", item.id.0, pilot, day)?
        {
            stood.put(&mut item.state, "state");
            stood.put(&mut item.since, "since");
            stood.put(&mut item.child, "child");
        }
        for stood in self.stood("certification", &Keys::within("expansion", item.id.0), pilot, day)? {
            if let Ok(condition) = stood.key("condition").parse::<Condition>() {
                put_condition_back(&mut item.met, condition, &stood);
            }
        }
        Ok(())
    }

    /// Winds the plans of workstreams, and who answered for them, back to `day`.
    pub(super) fn put_workstreams_back(&self, pilot: PilotId, day: Day, all: &mut [Workstream]) -> Result<()> {
        for work in all {
            let Some(stood) = self.stood_one(Workstream::TABLE, work.id.0, pilot, day)? else {
                continue;
            };
            let owner = work.owner;
            work.wind_back(&stood);
            if work.owner != owner {
                work.owner_name = self.name_of(work.owner)?;
            }
        }
        Ok(())
    }

    /// Drops the process steps that were not listed by `day`, and winds back who answered for the others.
    pub(super) fn put_steps_back(&self, pilot: PilotId, day: Day, steps: &mut Vec<Step>) -> Result<()> {
        for mut step in std::mem::take(steps) {
            let stood = self.stood_one("step", step.id.0, pilot, day)?;
            if let Some(manager) = stood.as_ref().and_then(|stood| stood.value::<Option<PersonId>>("manager")) {
                (step.manager, step.manager_name) = (manager, self.name_of(manager)?);
            }
            let mut own = [step.documented, step.trained, step.retired].into_iter().flatten();
            if own.any(|on| on <= day) || stood.is_none_or(|stood| stood.is_there()) {
                steps.push(step);
            }
        }
        Ok(())
    }

    /// Winds playbook and handoff back to their texts of `day`.
    pub(super) fn put_documents_back(&self, pilot: PilotId, day: Day, documents: &mut [Document]) -> Result<()> {
        for stood in self.stood("document", &Keys::within("pilot", pilot.0), pilot, day)? {
            let own = documents.iter_mut().filter(|document| document.kind.name() == stood.key("kind"));
            for document in own.filter(|document| document.revised > day) {
                stood.put(&mut document.revised, "revised");
                stood.put(&mut document.text, "text");
                stood.put(&mut document.by, "by");
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
        self.on_day(self.reviews()?, day, |reviews| {
            let known = self.stood_by_id("review", day)?;
            reviews.retain(|review| was_begun(review, known.get(&review.id.0), day));
            for review in reviews {
                if let Some(stood) = known.get(&review.id.0) {
                    self.put_review_back(review, stood)?;
                }
            }
            Ok(())
        })
    }

    /// One review as it stood on `day`.
    pub fn meeting_on(&self, id: ReviewId, day: Day) -> Result<Option<Meeting>> {
        let meeting: Vec<Meeting> = self.meeting(id)?.into_iter().collect();
        Ok(self.on_day(meeting, day, |meetings| self.put_meetings_back(meetings, day))?.pop())
    }

    /// The review that was open on `day`, as it stood then; only one is.
    pub fn open_on(&self, day: Day) -> Result<Option<Meeting>> {
        let open = self.reviews_on(day)?.into_iter().find(|review| review.state == ReviewState::Open);
        open.map_or(Ok(None), |review| self.meeting_on(review.id, day))
    }

    /// The decisions as they stood on `day`; those that the review settles which was open then count as settled.
    pub fn decisions_so_far(&self, day: Day) -> Result<Vec<Decision>> {
        let mut decisions = self.decisions_on(None, day)?;
        if let Some(open) = self.open_on(day)? {
            open.tell_settled(&mut decisions);
        }
        Ok(decisions)
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
        meetings.retain(|meeting| was_begun(&meeting.review, known.reviews.get(&meeting.review.id.0), day));
        for meeting in meetings {
            let Some(stood) = known.reviews.get(&meeting.review.id.0).filter(|stood| stood.is_there()) else {
                continue;
            };
            self.put_review_back(&mut meeting.review, stood)?;
            known.put_back(meeting);
        }
        Ok(())
    }

    /// Winds a review back to its plans of then.
    fn put_review_back(&self, review: &mut Review, stood: &Stood) -> Result<()> {
        review.wind_back(stood);
        if let Some(chair) = stood.value::<Option<PersonId>>("chair") {
            review.chair = chair.map(|chair| self.chairing(chair)).transpose()?.flatten();
        }
        Ok(())
    }

    /// The page of a pilot as of `day`. The pilot on it is so already.
    pub(super) fn page_on(&self, mut page: PilotPage, day: Day) -> Result<PilotPage> {
        let id = page.pilot.id;
        let of = Of::one(id);
        page.ticks = self.ticks_on(of, std::slice::from_ref(&page.pilot), day)?.remove(&id).unwrap_or_default();
        page.visits = self.begun(page.visits, page.pilot.started, &self.then(of, day)?)?;
        page.targets = self.targets_on(of, day)?.remove(&id).unwrap_or_default();
        page.stated = self.stated_by(&page.metrics, &page.targets)?;
        page.notes = self.notes_on(of, day)?;
        page.decisions = self.decisions_on(of, day)?;
        page.exceptions = self.exceptions_on(of, day)?;
        page.readiness = self.readiness_on(of, day)?.remove(&id).unwrap_or_default();
        page.baselines = self.baselines_on(of, day)?;
        page.versions = self.versions_on(of, day)?;
        Ok(page)
    }
}

/// Winds back when an action was due, and how it had ended before it was opened again.
fn put_action_back(action: &mut Action, stood: &Stood, day: Day) {
    stood.put(&mut action.due, "due");
    let ended = stood.value::<Day>("ended").filter(|ended| *ended <= day);
    if ended.is_some() && action.ended.is_none_or(|since| since > day) {
        action.ended = ended;
        stood.put(&mut action.state, "state");
        stood.put(&mut action.why, "why");
    }
}

/// Winds back what was said of a condition of certification; some of it may have been taken back since.
fn put_condition_back(met: &mut Vec<Met>, condition: Condition, stood: &Stood) {
    let given: Option<Day> = stood.value("given");
    if let Some(on) = given.filter(|_| met.iter().all(|one| one.condition != condition)) {
        met.push(Met { condition, inherited: false, evidence: String::new(), on, by: String::new() });
        met.sort_by_key(|one| one.condition.name());
    }
    for one in met.iter_mut().filter(|one| one.condition == condition) {
        one.on = given.unwrap_or(one.on);
        stood.put(&mut one.inherited, "inherited");
        stood.put(&mut one.evidence, "evidence");
        stood.put(&mut one.by, "by");
    }
}

/// Had a review been begun by `day`? If it came from elsewhere, its own times tell.
fn was_begun(review: &Review, stood: Option<&Stood>, day: Day) -> bool {
    let came = || review.opened.or(review.closed).is_some_and(|at| at.day() <= day);
    stood.is_none_or(|stood| stood.is_there() || came())
}

impl Meetings {
    /// Winds back what belongs to a review.
    fn put_back(&self, meeting: &mut Meeting) {
        let id = meeting.review.id;
        self.put_agenda_back(&mut meeting.agenda, id);
        meeting.attendance.retain_mut(|one| {
            let stood = self.attendance.get(&(id.0, one.person.0));
            let flag = |column: &str, now: Presence| {
                let before = stood.and_then(|stood| stood.value(column));
                before.unwrap_or(one.presence == now)
            };
            one.presence = Presence::of(flag("present", Presence::Present), flag("excused", Presence::Excused));
            stood.is_none_or(Stood::is_there)
        });
    }

    /// Winds back an agenda, with items that have left it since.
    fn put_agenda_back(&self, agenda: &mut Vec<AgendaItem>, review: ReviewId) {
        let left = |(id, stood): (&i64, &Stood)| {
            let own = stood.value::<i64>("review") == Some(review.0);
            let is_gone = own && agenda.iter().all(|item| item.id.0 != *id);
            is_gone.then(|| blank(AgendaId(*id), review))
        };
        let left: Vec<AgendaItem> = self.agenda.iter().filter_map(left).collect();
        agenda.extend(left);
        agenda.retain_mut(|item| {
            let Some(stood) = self.agenda.get(&item.id.0) else {
                return true;
            };
            item.wind_back(stood);
            stood.is_there()
        });
        agenda.sort_by_key(|item| (item.place, item.id));
    }
}

/// An empty item, every field of which is to be wound back.
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
