//! Performs the writes to workstreams. One is closed only against its exit test, with a new score that passes and that
//! somebody other than its owner gave.

use rusqlite::params;

use super::assessment::{Texts, no_score};
use super::{Writer, brief, refuse, refuse_kind, required};
use crate::domain::another_day::{DueWork, moved, stands, workstream_moved};
use crate::domain::change::{NewWorkstream, ScoreChange, WorkstreamChange, WorkstreamField};
use crate::domain::review::Meeting;
use crate::domain::{
    AgendaId, AgendaItem, Day, Dimension, ItemState, PersonId, PilotId, Value, WorkItem, WorkstreamId,
};
use crate::store::columns::{Columns, DayText};
use crate::store::error::Result;

/// A workstream, as far as its rules need it.
struct Work {
    pilot: PilotId,
    dimension: Dimension,
    owner: Option<PersonId>,
    start: Day,
    due: Option<Day>,
    exit_test: String,
    closed: Option<Day>,
    /// “Invoice triage, workstream on data”.
    subject: String,
}

/// The words of the error if a group is to own a workstream.
const OWNS: (&str, &str) = ("own a workstream", "name one of its people; the group may be its team");

impl Writer<'_> {
    pub(super) fn workstream(&mut self, change: &WorkstreamChange) -> Result<()> {
        match change {
            WorkstreamChange::Open(new) => self.open_workstream(new),
            WorkstreamChange::Set { workstream, field, to, was } => {
                self.set_workstream(*workstream, *field, to, was.as_ref())
            }
            WorkstreamChange::Items { workstream, items, was } => self.set_items(*workstream, items, was.as_deref()),
            WorkstreamChange::Close { workstream, evidence, score, by } => {
                self.close_workstream(*workstream, evidence, *score, *by)
            }
        }
    }

    fn open_workstream(&mut self, new: &NewWorkstream) -> Result<()> {
        let name = self.pilot_name(new.pilot)?;
        let known = self.framework.dimension(new.dimension).name.to_lowercase();
        let open = self.exists(
            "SELECT 1 FROM workstream WHERE pilot = ?1 AND dimension = ?2 AND closed IS NULL",
            params![new.pilot.0, new.dimension.name()],
        )?;
        if open {
            let what = format!("{name} has an open workstream on {known} already");
            return refuse(what, "edit that one, or close it first", "dimension");
        }
        let owner = new.owner.map(|owner| self.answering(owner, OWNS)).transpose()?;
        let start = new.start.unwrap_or(self.stamp.today);
        self.begun(start)?;
        new.due.map(|due| self.due(due)).transpose()?;
        check_stretch(start, new.due)?;
        let id = WorkstreamId(self.ids.take());
        self.execute(
            "INSERT INTO workstream (id, pilot, dimension, team, owner, start, due, effort, exit_test, outcome, items) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', ?10)",
            params![
                id.0,
                new.pilot.0,
                new.dimension.name(),
                new.team.trim(),
                new.owner.map(|owner| owner.0),
                DayText(Some(start)),
                DayText(new.due),
                new.effort,
                new.exit_test.trim(),
                items_json(&new.items),
            ],
        )?;
        self.added(&id);
        self.touch(new.pilot);
        let by = owner.map_or_else(String::new, |owner| format!(", owned by {owner}"));
        let due = new.due.map_or_else(String::new, |due| format!(", due {due}"));
        self.did(format!("{name}: opened the workstream on {known}{by}{due}."))
    }

    fn begun(&self, start: Day) -> Result<Day> {
        Ok(self.been_or_planned(start).map_err(|error| error.at("start"))?)
    }

    fn due(&self, due: Day) -> Result<Day> {
        Ok(self.planned(due).map_err(|error| error.at("due"))?)
    }

    fn work(&self, id: WorkstreamId) -> Result<Work> {
        let mut work = self
            .found(
                "SELECT pilot, dimension, owner, start, due, exit_test, closed FROM workstream WHERE id = ?1",
                [id.0],
                |row| {
                    Ok(Work {
                        pilot: PilotId(row.get(0)?),
                        dimension: row.word(1)?,
                        owner: row.some_id(2, PersonId)?,
                        start: row.day(3)?.unwrap_or_default(),
                        due: row.day(4)?,
                        exit_test: row.get(5)?,
                        closed: row.day(6)?,
                        subject: String::new(),
                    })
                },
            )?
            .ok_or_else(|| self.missing("workstream", id.0, id, "look at `steerco list workstreams`"))?;
        let dimension = self.framework.dimension(work.dimension).name.to_lowercase();
        work.subject = format!("{}, workstream on {dimension}", self.pilot_name(work.pilot)?);
        Ok(work)
    }

    /// A workstream that can still be changed.
    fn open_work(&self, id: WorkstreamId, field: &'static str) -> Result<Work> {
        let work = self.work(id)?;
        let Some(closed) = work.closed else { return Ok(work) };
        refuse(format!("{} was closed on {closed}", work.subject), "open another one", field)
    }

    fn set_workstream(
        &mut self,
        id: WorkstreamId,
        field: WorkstreamField,
        to: &Value,
        was: Option<&Value>,
    ) -> Result<()> {
        let work = self.open_work(id, "field")?;
        match (field, to) {
            (WorkstreamField::Effort, _) => check_weeks(to)?,
            (WorkstreamField::Start, Value::Day(start)) => check_stretch(self.begun(*start)?, work.due)?,
            (WorkstreamField::Start, Value::Nothing) => {
                return refuse("a workstream has a day on which it began", "write it as 2026-11-18", "start");
            }
            (WorkstreamField::Due, Value::Day(due)) => check_stretch(work.start, Some(self.due(*due)?))?,
            (WorkstreamField::Owner, Value::Person(owner)) => drop(self.answering(*owner, OWNS)?),
            (WorkstreamField::Team | WorkstreamField::ExitTest, Value::Text(_)) | (_, Value::Nothing) => {}
            _ => return refuse_kind(field.name()),
        }
        if !self.set_column(("workstream", id.0, &work.subject), field.name(), to, was)? {
            return self.same(format!("{}: {} was so already.", work.subject, spoken(field)));
        }
        self.touch(work.pilot);
        self.did(format!("{}: changed the {}.", work.subject, spoken(field)))?;
        match (field, to) {
            (WorkstreamField::Due, Value::Day(due)) => self.minute_move(&work, *due),
            _ => Ok(()),
        }
    }

    /// Adds a line to the minutes if a workstream was moved to another day, and the open review asks about it or about
    /// the condition that rests on it: nothing else there would tell what was agreed.
    fn minute_move(&mut self, work: &Work, to: Day) -> Result<()> {
        let Some(meeting) = self.reader.open_meeting()? else {
            return Ok(());
        };
        let name = self.framework.dimension(work.dimension).name.to_lowercase();
        let told = match meeting.asks_about(work.pilot, DueWork::Workstream(&name)) {
            Some((item, called)) => Some((item, moved(&called, work.due, to))),
            None => self.on_condition(&meeting, work)?.map(|item| (item, workstream_moved(&name, work.due, to))),
        };
        let Some((item, line)) = told else {
            return Ok(());
        };
        self.untold(|writer| writer.minute(meeting.review.id, Some(item), &line))
    }

    /// The agenda item about the condition of the pilot's go, if that rests on this workstream.
    fn on_condition(&self, meeting: &Meeting, work: &Work) -> Result<Option<AgendaId>> {
        let tells = |item: &&AgendaItem| {
            item.pilot == Some(work.pilot) && item.reasons.iter().any(|reason| reason.kind == "condition")
        };
        let Some(item) = meeting.agenda.iter().find(tells) else {
            return Ok(None);
        };
        let known = self.reader.readiness(Some(work.pilot))?.remove(&work.pilot).unwrap_or_default();
        let rests = known.condition(self.stamp.today).is_some_and(|held| held.failed().any(|id| id == work.dimension));
        Ok(rests.then_some(item.id))
    }

    fn set_items(&mut self, id: WorkstreamId, items: &[WorkItem], was: Option<&[WorkItem]>) -> Result<()> {
        let work = self.open_work(id, "items")?;
        let read = "SELECT items FROM workstream WHERE id = ?1";
        let now: String = self.row(read, [id.0], |row| row.get(0))?;
        let now: Vec<WorkItem> = serde_json::from_str(&now).unwrap_or_default();
        if now == items {
            return self.same(format!("{}: its items were so already.", work.subject));
        }
        let what = format!("{}: items", work.subject);
        let (yours, theirs) = (WorkItem::lines(items), WorkItem::lines(&now));
        self.expect_seen(was.is_none_or(|was| was == now), (&what, &yours, &theirs), |writer| {
            writer.writer_of_id("workstream", id.0, "items")
        })?;
        self.execute("UPDATE workstream SET items = ?1 WHERE id = ?2", params![items_json(items), id.0])?;
        self.touch(work.pilot);
        let done = items.iter().filter(|item| item.done).count();
        self.did(format!("{}: {done} of {} items done.", work.subject, items.len()))
    }

    fn close_workstream(&mut self, id: WorkstreamId, evidence: &str, score: u8, by: PersonId) -> Result<()> {
        let work = self.work(id)?;
        let subject = &work.subject;
        if let Some(closed) = work.closed {
            return self.same(format!("{subject} was closed on {closed} already."));
        }
        if work.exit_test.is_empty() {
            let hint = format!("say what shows that it is done: steerco set workstream {id} exit_test TEXT");
            return refuse(format!("{subject} has no exit test to be closed against"), hint, "exit_test");
        }
        let evidence = required(evidence, "the evidence that the exit test is met", "evidence")?;
        let assessor = self.person_name(by)?;
        if work.owner == Some(by) {
            let hint = "name somebody else who looked at the result: --by WHO";
            return refuse(format!("{assessor} owns the workstream, and cannot score what it closes"), hint, "by");
        }
        if score > 4 {
            return Err(no_score());
        }
        let mark = self.framework.dimension(work.dimension).pass;
        if score < mark {
            let what =
                format!("a score of {score} does not pass, so the exit test is not met; the pass mark is {mark}");
            return refuse(what, "leave it open and record the score: steerco score …", "rescore");
        }
        let present = self.present_version(work.pilot)?;
        let assessment = self.writable_version(work.pilot, present)?;
        let rescore = ScoreChange { by: Some(by), ..ScoreChange::new(work.pilot, work.dimension, score) };
        self.write_score(assessment, &rescore)?;
        self.add_texts(assessment, self.stamp.today, work.dimension, std::slice::from_ref(&evidence), Texts::Proof)?;
        let today = self.today();
        self.execute(
            "UPDATE gap SET closed = ?1 WHERE assessment = ?2 AND dimension = ?3 AND closed IS NULL",
            params![today, assessment.0, work.dimension.name()],
        )?;
        self.execute("UPDATE workstream SET closed = ?1, outcome = ?2 WHERE id = ?3", params![today, evidence, id.0])?;
        self.touch(work.pilot);
        self.did(format!("{subject}: closed, and scored {score} by {assessor}: {}", brief(&evidence)))?;
        let name = self.framework.dimension(work.dimension).name.to_lowercase();
        self.minute_work(work.pilot, DueWork::Workstream(&name), |called| stands(called, ItemState::Done))
    }

    /// Adds a line to the minutes, on the item of the open review that asks about this work, about what came of it:
    /// nothing else there would tell.
    pub(super) fn minute_work(
        &mut self,
        pilot: PilotId,
        work: DueWork<'_>,
        line: impl Fn(&str) -> String,
    ) -> Result<()> {
        // To read a whole meeting takes long if thousands of items are written at once.
        if !self.exists("SELECT 1 FROM review WHERE state = 'open'", [])? {
            return Ok(());
        }
        let asks = |meeting: Meeting| Some((meeting.review.id, meeting.asks_about(pilot, work)?));
        match self.reader.open_meeting()?.and_then(asks) {
            Some((review, (item, called))) => self.untold(|writer| writer.minute(review, Some(item), &line(&called))),
            None => Ok(()),
        }
    }
}

/// Refuses anything but a whole number of weeks, or nothing.
fn check_weeks(value: &Value) -> Result<()> {
    let said = match value {
        Value::Nothing => return Ok(()),
        Value::Number(weeks) if weeks.whole().is_some_and(|weeks| u16::try_from(weeks).is_ok()) => return Ok(()),
        Value::Number(weeks) => weeks.to_string(),
        _ => "that".to_owned(),
    };
    refuse(format!("effort is a whole number of weeks, not {said}"), "write digits only", "effort")
}

fn items_json(items: &[WorkItem]) -> String {
    serde_json::to_string(items).unwrap_or_else(|_| "[]".to_owned())
}

fn check_stretch(start: Day, due: Option<Day>) -> Result<()> {
    match due {
        Some(due) if due < start => {
            let what = format!("it would be due on {due}, before it begins on {start}");
            refuse(what, "let it be due after it began", "due")
        }
        _ => Ok(()),
    }
}

const fn spoken(field: WorkstreamField) -> &'static str {
    match field {
        WorkstreamField::ExitTest => "exit test",
        WorkstreamField::Due => "due date",
        other => other.name(),
    }
}
