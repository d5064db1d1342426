//! Answers about reviews, the committee, actions, and the files that a closed review left.

use std::collections::{HashMap, HashSet};

use rusqlite::{Row, params};

use super::meant::{by_id, only_one};
use super::of::Of;
use super::{any_row, grouped_of, row, rows};
use crate::domain::review::{Attendee, Closing, Committee, Member, Minute, Reason, StandsFor};
use crate::domain::spoken::{Side, day_said};
use crate::domain::{
    Action, ActionId, AgendaId, AgendaItem, Day, Decision, DecisionId, Instant, Level, Meeting, MinuteId, PersonId,
    PilotId, Presence, Review, ReviewId, ReviewState, Verb, brought,
};
use crate::store::columns::Columns;
use crate::store::error::{Error, Result};
use crate::store::journal;
use crate::store::open::Reader;
use crate::store::rows::key_of;

const REVIEW: &str = "SELECT r.id, r.day, r.state, r.chair, n.name, n.level, r.slot, r.opened, r.closed, r.entry \
     FROM review r LEFT JOIN person n ON n.id = r.chair";

const ACTION: &str = "SELECT a.id, a.text, a.owner, n.name, a.due, a.state, a.pilot, a.review, a.made, a.ended, a.why \
     FROM action a JOIN person n ON n.id = a.owner";

/// SQL: is an image about something that belongs to the review `?1`, or about one of the actions `?3` (ids as a JSON
/// list)? A row that is gone belonged to it if it said so.
const OF_IT: &str = "(CASE WHEN i.tbl IN ('agenda', 'minute', 'decision', 'action') \
      THEN coalesce(json_extract(i.before, '$.review') = ?1, 0) ELSE 0 END OR CASE i.tbl \
      WHEN 'review' THEN json_extract(i.key, '$.id') = ?1 \
      WHEN 'attendance' THEN json_extract(i.key, '$.review') = ?1 \
      WHEN 'agenda' THEN json_extract(i.key, '$.id') IN (SELECT id FROM agenda WHERE review = ?1) \
      WHEN 'minute' THEN json_extract(i.key, '$.id') IN (SELECT id FROM minute WHERE review = ?1) \
      WHEN 'decision' THEN json_extract(i.key, '$.id') IN (SELECT id FROM decision WHERE review = ?1) \
      WHEN 'action' THEN json_extract(i.key, '$.id') IN \
       (SELECT id FROM action WHERE review = ?1 UNION SELECT value FROM json_each(?3)) \
      ELSE 0 END)";

/// SQL: who sat in the committee right after the entry `?1`. Rows not written to since are as they are; others as
/// before the first write.
const SAT: &str = "WITH later AS (SELECT json_extract(key, '$.person') AS person, before, \
      row_number() OVER (PARTITION BY key ORDER BY id) AS place FROM image WHERE tbl = 'member' AND entry > ?1), \
     sat AS (SELECT person, function FROM member WHERE person NOT IN (SELECT person FROM later) UNION ALL \
      SELECT person, json_extract(before, '$.function') FROM later WHERE place = 1 AND before IS NOT NULL) \
     SELECT s.person, n.name, n.level, s.function FROM sat s JOIN person n ON n.id = s.person ORDER BY n.name, s.person";

impl Reader {
    /// Every review with its agenda, attendance and minutes, by day.
    pub fn meetings(&self) -> Result<Vec<Meeting>> {
        self.reviews()?.into_iter().map(|review| self.with_rest(review)).collect()
    }

    /// Every review without what belongs to it, by day.
    pub fn reviews(&self) -> Result<Vec<Review>> {
        rows(&self.connection, &format!("{REVIEW} ORDER BY r.day, r.id"), [], review)
    }

    /// The entry that made each review. An id only tells how the clock of its writer stood.
    pub fn reviews_made(&self) -> Result<HashMap<ReviewId, i64>> {
        let sql = "SELECT r.id, (SELECT min(i.entry) FROM image i WHERE i.tbl = 'review' \
             AND i.key = json_object('id', r.id)) FROM review r";
        let made = rows(&self.connection, sql, [], |row| Ok((ReviewId(row.get(0)?), row.get::<_, Option<i64>>(1)?)))?;
        Ok(made.into_iter().filter_map(|(id, entry)| Some((id, entry?))).collect())
    }

    /// One review.
    pub fn meeting(&self, id: ReviewId) -> Result<Option<Meeting>> {
        let found = any_row(&self.connection, &format!("{REVIEW} WHERE r.id = ?1"), [id.0], review)?;
        found.map(|review| self.with_rest(review)).transpose()
    }

    /// The newest review that was closed by `day`, as it stood then.
    pub fn last_closed(&self, day: Day) -> Result<Option<Review>> {
        let closed = |review: &Review| review.closed.is_some_and(|closed| closed.day() <= day);
        Ok(self.reviews_on(day)?.into_iter().filter(closed).max_by_key(|review| (review.closed, review.id)))
    }

    /// The decisions that came back to the open review, of one pilot or of all, and are not answered there yet.
    pub fn asked(&self, pilot: Option<PilotId>) -> Result<Vec<Decision>> {
        let Some(meeting) = self.open_meeting()? else {
            return Ok(Vec::new());
        };
        let came_back = |item: &&AgendaItem| item.reasons.iter().any(|reason| reason.kind == "trigger");
        let mut asked = Vec::new();
        for item in meeting.agenda.iter().filter(came_back).filter(|item| pilot.is_none() || item.pilot == pilot) {
            asked.extend(meeting.asked(item, &self.decisions(item.pilot)?).cloned());
        }
        Ok(asked)
    }

    /// The review that is open, with all that belongs to it; only one is.
    pub fn open_meeting(&self) -> Result<Option<Meeting>> {
        let open = self.reviews()?.into_iter().find(|review| review.state == ReviewState::Open);
        open.map(|review| self.with_rest(review)).transpose()
    }

    /// A person as a review names its chair.
    pub(super) fn chairing(&self, person: PersonId) -> Result<Option<(PersonId, String, bool)>> {
        let sql = "SELECT id, name, level FROM person WHERE id = ?1";
        Ok(any_row(&self.connection, sql, [person.0], |row| chair(row, 0))?.flatten())
    }

    fn with_rest(&self, review: Review) -> Result<Meeting> {
        let id = review.id.0;
        let sql = "SELECT id, review, place, kind, pilot, title, wanted, minutes, state, reasons, prepared FROM agenda \
             WHERE review = ?1 ORDER BY place, id";
        let agenda = rows(&self.connection, sql, [id], item)?;
        let sql = "SELECT a.person, n.name, a.present, a.excused FROM attendance a JOIN person n ON n.id = a.person \
             WHERE a.review = ?1 ORDER BY n.name, a.person";
        let attendance = rows(&self.connection, sql, [id], |row| {
            Ok(Attendee {
                person: PersonId(row.get(0)?),
                name: row.get(1)?,
                presence: Presence::of(row.get(2)?, row.get(3)?),
            })
        })?;
        let sql = "SELECT id, agenda, text, at, by FROM minute WHERE review = ?1 ORDER BY id";
        let minutes = rows(&self.connection, sql, [id], |row| {
            Ok(Minute {
                id: MinuteId(row.get(0)?),
                item: row.some_id(1, AgendaId)?,
                text: row.get(2)?,
                at: row.word(3)?,
                by: row.get(4)?,
                stands_for: None,
                outcome_of: None,
            })
        })?;
        let (sat, actions) = self.left_by(&review, &agenda)?;
        let worked_off = HashSet::new();
        let mut meeting = Meeting { review, agenda, attendance, minutes, sat, actions, worked_off };
        self.tie(&mut meeting)?;
        meeting.tell_outcomes();
        meeting.tell_worked_off();
        Ok(meeting)
    }

    /// Finds which lines of the minutes stand for decisions and actions. A line that stands for an action with another
    /// date since the review closed may say how the review left it.
    fn tie(&self, meeting: &mut Meeting) -> Result<()> {
        if meeting.minutes.iter().all(|minute| minute.item.is_none()) {
            return Ok(());
        }
        let id = meeting.review.id.0;
        let sql = "SELECT id, verb, statement FROM decision WHERE review = ?1 ORDER BY id";
        let mut known = rows(&self.connection, sql, [id], |row| {
            let (verb, statement): (Verb, String) = (row.word(1)?, row.get(2)?);
            Ok((StandsFor::Decision(DecisionId(row.get(0)?)), brought::lines_of(verb, &statement)))
        })?;
        let agreed = rows(&self.connection, &format!("{ACTION} WHERE a.review = ?1 ORDER BY a.id"), [id], action)?;
        let line = |action: &Action| brought::agreed(action.due, &action.text);
        let lines = |now: &Action| Vec::from([now, meeting.as_left(now)].map(line));
        known.extend(agreed.iter().map(|now| (StandsFor::Action(now.id), lines(now))));
        meeting.tell_ties(known);
        Ok(())
    }

    /// Who sat in the committee when a review closed, and how it left its actions; both empty if it is not closed, or
    /// that is not known.
    fn left_by(&self, review: &Review, agenda: &[AgendaItem]) -> Result<(Vec<Member>, Vec<Action>)> {
        Ok(match (review.state, review.entry) {
            (ReviewState::Closed, Some(entry)) => {
                (rows(&self.connection, SAT, [entry], member)?, self.kept(review.id.0, entry, agenda)?)
            }
            _ => (Vec::new(), Vec::new()),
        })
    }

    /// First the newest entry in force (before `before`, if given) that recorded something in a meeting since its
    /// review was opened: agenda, attendance, minutes, decisions and actions, what became of the actions on its agenda,
    /// its closing. Then the entry that last took such a thing back, unless something was recorded since.
    pub fn recorded_last(&self, id: ReviewId, before: Option<i64>) -> Result<(Option<i64>, Option<i64>)> {
        let Some(meeting) = self.meeting(id)? else {
            return Ok((None, None));
        };
        let sql = "SELECT max(i.entry) FROM image i JOIN entry e ON e.seq = i.entry WHERE i.tbl = 'review' \
             AND i.key = ?1 AND json_extract(i.after, '$.state') = 'open' AND e.kind NOT IN ('undo', 'redo')";
        let Some(opened) = row(&self.connection, sql, [key_of(id.0)], |row| row.get::<_, Option<i64>>(0))? else {
            return Ok((None, None));
        };
        let due = due_on(&meeting.agenda);
        let newest_first = |kinds: &str| -> Result<Vec<i64>> {
            let sql = format!(
                "SELECT DISTINCT i.entry FROM image i JOIN entry e ON e.seq = i.entry \
                 WHERE i.entry > ?2 AND {kinds} AND {OF_IT} ORDER BY i.entry DESC"
            );
            rows(&self.connection, &sql, params![id.0, opened, due], |row| row.get(0))
        };
        let (recorded, effective) =
            (newest_first("e.kind NOT IN ('undo', 'redo')")?, journal::effective(&self.connection, opened)?);
        let since = recorded.first().copied().unwrap_or(opened);
        let taken_back = newest_first("e.kind = 'undo' AND e.undoes > ?2")?;
        let taken_back = taken_back.into_iter().find(|entry| effective.contains(entry)).filter(|entry| *entry > since);
        let is_before = |entry: &i64| before.is_none_or(|before| *entry < before);
        Ok((recorded.into_iter().filter(is_before).find(|entry| effective.contains(entry)), taken_back))
    }

    /// Every action, in order of creation.
    pub fn actions(&self) -> Result<Vec<Action>> {
        rows(&self.connection, &format!("{ACTION} ORDER BY a.id"), [], action)
    }

    /// The actions on an agenda and those that its review agreed on, as they stood when it closed.
    fn kept(&self, review: i64, entry: i64, agenda: &[AgendaItem]) -> Result<Vec<Action>> {
        let sql = format!("{ACTION} WHERE a.review = ?1 OR a.id IN (SELECT value FROM json_each(?2)) ORDER BY a.id");
        let actions = rows(&self.connection, &sql, params![review, due_on(agenda)], action)?;
        self.actions_after(actions, entry)
    }

    /// The committee of the workspace.
    pub fn committee(&self) -> Result<Committee> {
        let sql = "SELECT m.person, n.name, n.level, m.function FROM member m JOIN person n ON n.id = m.person \
             ORDER BY n.name, m.person";
        let members = rows(&self.connection, sql, [], member)?;
        let sql =
            "SELECT w.chair, n.name, n.level, w.cadence, w.slot FROM workspace w LEFT JOIN person n ON n.id = w.chair";
        row(&self.connection, sql, [], |row| {
            Ok(Committee { members, chair: chair(row, 0)?, cadence: row.get(3)?, slot: row.get(4)? })
        })
    }

    /// How pilots stood when reviews closed, of one pilot or of all, oldest first.
    pub fn closings(&self, of: impl Into<Of>) -> Result<HashMap<PilotId, Vec<Closing>>> {
        let sql = "SELECT s.pilot, r.closed, r.day, s.reported, s.computed FROM standing s \
             JOIN review r ON r.id = s.review WHERE r.state = 'closed' AND s.pilot {of} ORDER BY r.closed, r.id";
        grouped_of(&self.connection, of, sql, |row| {
            let pilot = PilotId(row.get(0)?);
            let closing = Closing {
                pilot,
                day: row.word::<Instant>(1)?.day(),
                review: row.day(2)?.unwrap_or_default(),
                reported: row.word(3)?,
                computed: row.word(4)?,
            };
            Ok((pilot, closing))
        })
    }

    /// The files that a closed review left; none if this file does not have them.
    pub fn pack(&self, review: &Review) -> Result<Vec<(String, Vec<u8>)>> {
        let Some(entry) = review.entry else {
            return Ok(Vec::new());
        };
        let sql = "SELECT name, bytes FROM pack WHERE review = ?1 AND entry = ?2 ORDER BY name";
        rows(&self.connection, sql, params![review.id.0, entry], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The review that a text names: by its id or the beginning of it, its day, or `last` for the newest that is
    /// closed.
    pub fn find_review(&self, text: &str) -> Result<Review> {
        if text == "last" {
            return self.last_closed(Day::MAX)?.ok_or_else(|| Error::NotFound {
                what: "no review is closed yet".to_owned(),
                hint: "look at `steerco list reviews`".to_owned(),
            });
        }
        let named = self.reviews()?.into_iter().map(|review| {
            let id = review.id.to_string();
            (review, id)
        });
        let found = named.filter(|(review, id)| review.day.to_string() == text || id.starts_with(text)).collect();
        only_one("review", text, found, "look at `steerco list reviews`, or `steerco review prepare DATE`")
    }

    /// The same, with a day as people say it: the next one that has a review, else the last one.
    pub fn review_said(&self, text: &str, today: Day) -> Result<Review> {
        let reviews = self.reviews()?;
        let days =
            [Side::Meeting, Side::Behind].map(|side| day_said(text, today, side).and_then(std::result::Result::ok));
        let mut days = days.into_iter().flatten();
        let day = days.find(|day| reviews.iter().any(|review| review.day == *day));
        self.find_review(&day.map_or_else(|| text.to_owned(), |day| day.to_string()))
    }

    /// The action that a text names, by its id or the beginning of it.
    pub fn find_action(&self, text: &str) -> Result<Action> {
        by_id("action", text, self.actions()?, |action| action.id, "look at `steerco list actions`")
    }

    /// The agenda item that a text names, by its id or the beginning of it.
    pub fn find_agenda(&self, text: &str) -> Result<AgendaId> {
        let items = self.meetings()?.into_iter().flat_map(|meeting| meeting.agenda);
        Ok(by_id("agenda item", text, items, |item| item.id, "look at `steerco review show REVIEW`")?.id)
    }
}

fn chair(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<(PersonId, String, bool)>> {
    let Some(id) = row.some_id(at, PersonId)? else {
        return Ok(None);
    };
    let level: Level = row.word(at + 2)?;
    Ok(Some((id, row.get(at + 1)?, level.is_executive())))
}

fn review(row: &Row<'_>) -> rusqlite::Result<Review> {
    Ok(Review {
        id: ReviewId(row.get(0)?),
        day: row.day(1)?.unwrap_or_default(),
        state: row.word(2)?,
        chair: chair(row, 3)?,
        slot: row.get(6)?,
        opened: row.some_word(7)?,
        closed: row.some_word(8)?,
        entry: row.get(9)?,
    })
}

fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member { person: PersonId(row.get(0)?), name: row.get(1)?, level: row.word(2)?, function: row.get(3)? })
}

fn action(row: &Row<'_>) -> rusqlite::Result<Action> {
    Ok(Action {
        id: ActionId(row.get(0)?),
        text: row.get(1)?,
        owner: PersonId(row.get(2)?),
        owner_name: row.get(3)?,
        due: row.day(4)?.unwrap_or_default(),
        state: row.word(5)?,
        pilot: row.some_id(6, PilotId)?,
        review: row.some_id(7, ReviewId)?,
        made: row.day(8)?.unwrap_or_default(),
        ended: row.day(9)?,
        why: row.get(10)?,
    })
}

/// The ids of the actions on an agenda, as a JSON list.
fn due_on(agenda: &[AgendaItem]) -> String {
    let reasons = agenda.iter().flat_map(|item| &item.reasons).filter(|reason| reason.kind == "action");
    let due: Vec<i64> = reasons.filter_map(|reason| reason.id.parse::<ActionId>().ok()).map(|id| id.0).collect();
    serde_json::Value::from(due).to_string()
}

fn item(row: &Row<'_>) -> rusqlite::Result<AgendaItem> {
    let reasons: Vec<Reason> = serde_json::from_str(row.get_ref(9)?.as_str().unwrap_or_default()).unwrap_or_default();
    Ok(AgendaItem {
        id: AgendaId(row.get(0)?),
        review: ReviewId(row.get(1)?),
        place: row.get(2)?,
        kind: row.word(3)?,
        pilot: row.some_id(4, PilotId)?,
        title: row.get(5)?,
        wanted: row.get(6)?,
        minutes: row.get(7)?,
        state: row.word(8)?,
        reasons,
        prepared: serde_json::from_str(row.get_ref(10)?.as_str().unwrap_or_default()).unwrap_or_default(),
    })
}
