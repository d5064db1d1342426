//! Performs the writes to reviews. Closing one keeps what was known: the entry, how each pilot stood, and the files
//! that were made.

use rusqlite::params;

use super::{Called, Writer, brief, refuse, required};
use crate::domain::change::{Close, ItemField, NewPerson, PersonChange, ReviewChange, ReviewField};
use crate::domain::pilot::tidy_name;
use crate::domain::review::{AgendaItem, Due, Prepared, StandsFor};
use crate::domain::words::count;
use crate::domain::{
    AgendaId, AgendaKind, AgendaState, Day, Decision, Fixed, Invalid, Meeting, MinuteId, PersonId, PilotId, Presence,
    Review, ReviewId, ReviewState, Value, agenda,
};
use crate::store::columns::DayText;
use crate::store::error::{Error, Result};

/// No time box or slot is longer than a day.
const LONGEST: i64 = 1_440;
/// No committee meets more seldom than once a year.
const SELDOM: u32 = 366;

impl Writer<'_> {
    pub(super) fn review(&mut self, change: &ReviewChange) -> Result<()> {
        match change {
            ReviewChange::Add { id, day, chair, slot } => self.add_review(*id, *day, *chair, *slot),
            ReviewChange::Prepare { review, due } => self.prepare(*review, due),
            ReviewChange::Set { review, field, to, was } => self.set_review(*review, *field, to, was.as_ref()),
            ReviewChange::Open(review) => self.open_review(*review),
            ReviewChange::AddItem { review, title, wanted, minutes, pilot } => {
                self.add_item(*review, title, wanted, *minutes, *pilot)
            }
            ReviewChange::SetItem { item, field, to, was } => self.set_item(*item, *field, to, was.as_ref()),
            ReviewChange::MoveItem { item, by } => self.move_item(*item, *by),
            ReviewChange::ItemState { item, to, was } => self.item_state(*item, *to, *was),
            ReviewChange::ItemPilot { item, to, was } => self.item_pilot(*item, *to, *was),
            ReviewChange::Attend { review, person, presence } => self.attend(*review, *person, *presence),
            ReviewChange::Guest { review, name } => self.guest(*review, name),
            ReviewChange::Minute { review, item, text } => self.minute(*review, *item, text),
            ReviewChange::SetMinute { minute, to, was } => self.set_minute(*minute, to.as_deref(), was.as_deref()),
            ReviewChange::Close(close) => self.close_review(close),
            ReviewChange::Member { person, function, was } => self.member(*person, function.as_deref(), was.as_deref()),
            ReviewChange::Chair(person) => self.chair(*person),
            ReviewChange::Cadence(days) => self.of_workspace("cadence", whole_days(*days)?, "days"),
            ReviewChange::Slot(slot) => self.of_workspace("slot", minutes(*slot, "slot")?, "minutes"),
        }
    }

    /// The review with everything that belongs to it.
    fn review_row(&self, id: ReviewId) -> Result<Meeting> {
        self.reader.meeting(id)?.ok_or_else(|| self.missing("review", id.0, id, "look at `steerco list reviews`"))
    }

    /// A review that can still be changed.
    pub(super) fn going(&self, id: ReviewId) -> Result<Meeting> {
        let meeting = self.review_row(id)?;
        check_not_closed(&meeting.review)?;
        Ok(meeting)
    }

    /// An item and its review, which can still be changed.
    fn item_row(&self, id: AgendaId) -> Result<(AgendaItem, Review)> {
        let review: Option<i64> = self.found("SELECT review FROM agenda WHERE id = ?1", [id.0], |row| row.get(0))?;
        let gone = || self.missing("agenda", id.0, id, "look at `steerco review show REVIEW`");
        let meeting = self.going(ReviewId(review.ok_or_else(gone)?))?;
        let item = meeting.agenda.into_iter().find(|item| item.id == id).ok_or_else(gone)?;
        Ok((item, meeting.review))
    }

    fn add_review(&mut self, id: Option<ReviewId>, day: Day, chair: Option<PersonId>, slot: Option<u32>) -> Result<()> {
        let day = self.planned(day).map_err(|error| error.at("date"))?;
        self.check_free(day, None)?;
        let committee = self.reader.committee()?;
        let chair = chair.or_else(|| committee.chair.map(|(person, ..)| person));
        chair.map(|chair| self.person_name(chair)).transpose()?;
        let slot = minutes(slot.unwrap_or(committee.slot), "slot")?;
        let id = id.unwrap_or_else(|| ReviewId(self.ids.take()));
        self.execute(
            "INSERT INTO review (id, day, state, chair, slot) VALUES (?1, ?2, 'draft', ?3, ?4)",
            params![id.0, DayText(Some(day)), chair.map(|chair| chair.0), slot],
        )?;
        self.added(&id);
        self.did(format!("The review of {day} is a draft now."))
    }

    /// Checks that the day is free, as reviews are named by their day.
    fn check_free(&self, day: Day, own: Option<ReviewId>) -> Result<()> {
        let taken: Option<i64> =
            self.found("SELECT id FROM review WHERE day = ?1", [DayText(Some(day))], |row| row.get(0))?;
        if taken.is_none_or(|id| own == Some(ReviewId(id))) {
            return Ok(());
        }
        refuse(format!("there is a review on {day} already"), "prepare that one, or choose another day", "date")
    }

    fn set_review(&mut self, id: ReviewId, field: ReviewField, to: &Value, was: Option<&Value>) -> Result<()> {
        let meeting = self.going(id)?;
        let subject = format!("review of {}", meeting.review.day);
        let to = match (field, to) {
            (ReviewField::Date, Value::Day(day)) => {
                let day = self.planned(*day).map_err(|error| error.at("date"))?;
                self.check_free(day, Some(id))?;
                Value::Day(day)
            }
            (ReviewField::Date, _) => return refuse("a review needs its day", "write one", "date"),
            (ReviewField::Chair, Value::Person(person)) => self.person_name(*person).map(|_| to.clone())?,
            (ReviewField::Chair, _) => Value::Nothing,
            (ReviewField::Slot, Value::Number(number)) => {
                return self.set_minutes(("review", id.0, &subject), "slot", *number, was);
            }
            (ReviewField::Slot, _) => return refuse("a review needs its length", "write minutes", "slot"),
        };
        let column = if field == ReviewField::Date { "day" } else { field.name() };
        let shown = self.value_said(&to)?;
        if !self.set_column(("review", id.0, &subject), column, &to, was)? {
            return self.same(format!("The {subject}: {} was {shown} already.", field.name()));
        }
        self.did(format!("The {subject}: set {} to {shown}.", field.name()))
    }

    /// Sets a length of time that a meeting can have.
    fn set_minutes(
        &mut self,
        (table, id, subject): Called<'_>,
        column: &'static str,
        number: Fixed,
        was: Option<&Value>,
    ) -> Result<()> {
        let wanted = whole(number).and_then(|number| minutes(number, column))?;
        if !self.set_column((table, id, subject), column, &Value::Number(number), was)? {
            return self.same(format!("{subject}: {column} was {wanted} already."));
        }
        self.did(format!("{subject}: set {column} to {wanted} min."))
    }

    /// Adds what is due to the agenda and takes off what is due no more. What people made of items stays.
    fn prepare(&mut self, id: ReviewId, due: &[Due]) -> Result<()> {
        let meeting = self.review_row(id)?;
        if !meeting.is_draft() {
            let what = format!("the review of {} is {}", meeting.review.day, meeting.review.state);
            return refuse(what, "an agenda is prepared before the review is opened", "review");
        }
        let (decisions, actions) = (self.reader.decisions(None)?, self.reader.actions()?);
        let leaves = meeting.leaves(due, &decisions, &actions);
        for item in &leaves {
            self.execute("DELETE FROM agenda WHERE id = ?1", [item.id.0])?;
        }
        let (mut added, mut told) = (0, 0);
        let mut place = meeting.agenda.iter().map(|item| item.place).max().unwrap_or(0);
        for (due, item) in meeting.matched(due) {
            if let Some(item) = item {
                told += usize::from(self.refresh(item, due)?);
                continue;
            }
            place += 1;
            let item = AgendaId(self.ids.take());
            self.insert_item(item, id, place, due)?;
            added += 1;
        }
        let day = meeting.review.day;
        let chaired = self.chair_reviews(Some(id))?;
        if added + leaves.len() + told == 0 {
            if chaired > 0 {
                return self.did(format!("Who chairs the committee chairs the review of {day} too."));
            }
            return self
                .same(format!("Nothing new is due for the review of {day}; what was moved or dropped stays so."));
        }
        let all = meeting.agenda.len() + added - leaves.len();
        let items = count(all, "item", "items");
        let prepared = format!("Prepared the review of {day}: {items} on its agenda, {added} of them new.");
        let titles: Vec<String> = leaves.iter().map(|item| item.title.clone()).collect();
        let turned = agenda::asked_by(&meeting, due, (&decisions, &actions));
        let turned = format!("{} {turned}", agenda::turnover(&titles, &[]));
        self.did(format!("{prepared} {}", turned.trim()).trim_end().to_owned())
    }

    /// Updates an item to what is due now. What people wrote stays. Returns whether anything changed.
    fn refresh(&self, item: &AgendaItem, due: &Due) -> Result<bool> {
        let was = &item.prepared;
        let title = if item.title == was.title { &due.title } else { &item.title };
        let wanted = if item.wanted == was.wanted { &due.wanted } else { &item.wanted };
        let minutes = if item.minutes == was.minutes { due.minutes } else { item.minutes };
        let changed = self.execute(
            "UPDATE agenda SET title = ?1, wanted = ?2, minutes = ?3, reasons = ?4, prepared = ?5 WHERE id = ?6 \
                 AND (title, wanted, minutes, reasons, prepared) IS NOT (?1, ?2, ?3, ?4, ?5)",
            params![title, wanted, minutes, json(&due.reasons), json(&prepared(due)), item.id.0],
        )?;
        Ok(changed > 0)
    }

    fn insert_item(&self, id: AgendaId, review: ReviewId, place: i64, due: &Due) -> Result<()> {
        self.execute(
            "INSERT INTO agenda (id, review, place, kind, pilot, title, wanted, minutes, state, reasons, prepared) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9, ?10)",
            params![
                id.0,
                review.0,
                place,
                due.kind.name(),
                due.pilot.map(|pilot| pilot.0),
                due.title,
                due.wanted,
                due.minutes,
                json(&due.reasons),
                json(&prepared(due)),
            ],
        )?;
        Ok(())
    }

    fn add_item(
        &mut self,
        review: ReviewId,
        title: &str,
        wanted: &str,
        box_: u32,
        pilot: Option<PilotId>,
    ) -> Result<()> {
        let meeting = self.going(review)?;
        let title = required(title, "what it is about", "text")?;
        pilot.map(|pilot| self.pilot_name(pilot)).transpose()?;
        let place = meeting.agenda.iter().map(|item| item.place).max().unwrap_or(0) + 1;
        let due = Due {
            kind: AgendaKind::Topic,
            pilot,
            title,
            wanted: wanted.trim().to_owned(),
            minutes: minutes(box_, "minutes")?,
            reasons: Vec::new(),
        };
        let id = AgendaId(self.ids.take());
        self.insert_item(id, review, place, &due)?;
        self.added(&id);
        self.did(format!("The review of {} talks about: {}", meeting.review.day, brief(&due.title)))
    }

    fn set_item(&mut self, id: AgendaId, field: ItemField, to: &Value, was: Option<&Value>) -> Result<()> {
        let (item, _) = self.item_row(id)?;
        let subject = format!("Agenda item “{}”", brief(&item.title));
        let to = match (field, to) {
            (ItemField::Title, Value::Text(text)) => Value::Text(required(text, "what it is about", "title")?),
            (ItemField::Wanted, Value::Text(text)) => Value::Text(text.trim().to_owned()),
            (ItemField::Wanted, _) => Value::Text(String::new()),
            (ItemField::Minutes, Value::Number(number)) => {
                return self.set_minutes(("agenda", id.0, &subject), "minutes", *number, was);
            }
            (field, _) => {
                return refuse(format!("an agenda item needs its {}", field.name()), "write one", field.name());
            }
        };
        self.set_field(("agenda", id.0, &subject), field.name(), &to, was, None)
    }

    fn move_item(&mut self, id: AgendaId, by: i64) -> Result<()> {
        let (item, review) = self.item_row(id)?;
        let mut meeting = self.review_row(review.id)?;
        let at = meeting.agenda.iter().position(|known| known.id == id).unwrap_or(0);
        let last = i64::try_from(meeting.agenda.len()).unwrap_or(i64::MAX) - 1;
        let to = usize::try_from(i64::try_from(at).unwrap_or(0).saturating_add(by).clamp(0, last)).unwrap_or(at);
        if to == at {
            return self.same(format!("Agenda item “{}” stood there already.", brief(&item.title)));
        }
        let moved = meeting.agenda.remove(at);
        meeting.agenda.insert(to, moved);
        for (place, item) in (1_i64..).zip(&meeting.agenda) {
            let sql = "UPDATE agenda SET place = ?1 WHERE id = ?2 AND place <> ?1";
            self.execute(sql, [place, item.id.0])?;
        }
        let title = brief(&item.title);
        self.did(match meeting.number(id) {
            Some(number) => format!("Moved “{title}” to place {number} of the agenda."),
            None => format!("Moved “{title}”, which is left out of the agenda."),
        })
    }

    fn item_state(&mut self, id: AgendaId, to: AgendaState, was: Option<AgendaState>) -> Result<()> {
        let (item, _) = self.item_row(id)?;
        let subject = format!("Agenda item “{}”", brief(&item.title));
        let value = |state: AgendaState| Value::Text(state.name().to_owned());
        let was = was.map(value);
        if !self.set_column(("agenda", id.0, &subject), "state", &value(to), was.as_ref())? {
            return self.same(match to {
                AgendaState::Open => format!("{subject} is still to be talked about."),
                AgendaState::Done | AgendaState::Dropped | AgendaState::Carried => {
                    format!("{subject} was {} already.", to.said())
                }
            });
        }
        self.did(match to {
            AgendaState::Open => format!("{subject} is to be talked about again."),
            AgendaState::Done => format!("{subject} was {}.", to.said()),
            AgendaState::Dropped | AgendaState::Carried => format!("{subject} is {}.", to.said()),
        })
    }

    fn item_pilot(&mut self, id: AgendaId, to: Option<PilotId>, was: Option<Option<PilotId>>) -> Result<()> {
        let (item, _) = self.item_row(id)?;
        let subject = format!("Agenda item “{}”", brief(&item.title));
        if item.kind != AgendaKind::Topic {
            // By its pilot it is found again when the agenda is made anew.
            let what = format!("{subject} is made of what is due of its pilot");
            return refuse(what, "add an item about the other one", "pilot");
        }
        let name = self.pilot_said(to)?;
        if item.pilot == to {
            return self.same(format!("{subject} was about {name} already."));
        }
        if let Some(was) = was {
            let (what, theirs) = (format!("{subject}: pilot"), self.pilot_said(item.pilot)?);
            self.expect_seen(was == item.pilot, (&what, &name, &theirs), |writer| {
                writer.writer_of_id("agenda", id.0, "pilot")
            })?;
        }
        self.execute("UPDATE agenda SET pilot = ?1 WHERE id = ?2", params![to.map(|pilot| pilot.0), id.0])?;
        self.did(format!("{subject} is about {name}."))
    }

    fn pilot_said(&self, pilot: Option<PilotId>) -> Result<String> {
        pilot.map_or_else(|| Ok("no pilot".to_owned()), |pilot| self.pilot_name(pilot))
    }

    fn open_review(&mut self, id: ReviewId) -> Result<()> {
        let meeting = self.going(id)?;
        let day = meeting.review.day;
        if meeting.review.state == ReviewState::Open {
            return self.same(format!("The review of {day} was open already."));
        }
        let other: Option<String> = self.found("SELECT day FROM review WHERE state = 'open'", [], |row| row.get(0))?;
        if let Some(other) = other {
            return refuse(format!("the review of {other} is open"), "close that one first", "review");
        }
        self.chair_reviews(Some(id))?;
        let now = self.stamp.instant().to_string();
        self.execute("UPDATE review SET state = 'open', opened = ?1 WHERE id = ?2", params![now, id.0])?;
        let on = if day == self.stamp.today { String::new() } else { format!(" on {}", self.stamp.today) };
        let there = self.chair_is_there(id)?;
        let there = there.map_or_else(String::new, |name| format!("; {name}, who chairs it, is there"));
        self.did(format!("Opened the review of {day}{on}{there}."))
    }

    /// Notes the chair of a review as present when it opens, unless something else is noted. Returns their name if so.
    fn chair_is_there(&self, id: ReviewId) -> Result<Option<String>> {
        let Some((chair, name, _)) = self.review_row(id)?.review.chair else {
            return Ok(None);
        };
        let sql = "INSERT INTO attendance (review, person, present) VALUES (?1, ?2, 1) ON CONFLICT DO NOTHING";
        let noted = self.execute(sql, [id.0, chair.0])?;
        Ok((noted > 0).then_some(name))
    }

    fn attend(&mut self, id: ReviewId, person: PersonId, presence: Option<Presence>) -> Result<()> {
        let meeting = self.going(id)?;
        let (day, name) = (meeting.review.day, self.person_name(person)?);
        let Some(presence) = presence else {
            let sql = "DELETE FROM attendance WHERE review = ?1 AND person = ?2";
            let gone = self.execute(sql, [id.0, person.0])?;
            if gone == 0 {
                return self.same(format!("Nothing was noted of {name} in the review of {day}."));
            }
            return self.did(format!("Review of {day}: nothing is noted of {name} any more."));
        };
        let word = presence.said();
        if meeting.noted(person) == Some(presence) {
            return self.same(format!("{name} {word}, as was noted already."));
        }
        self.execute(
            "INSERT INTO attendance (review, person, present, excused) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT DO UPDATE SET present = excluded.present, excused = excluded.excused",
            params![id.0, person.0, presence == Presence::Present, presence == Presence::Excused],
        )?;
        self.did(format!("Review of {day}: {name} {word}."))
    }

    /// Notes as present the person of this name or, if there is none, somebody new.
    fn guest(&mut self, id: ReviewId, typed: &str) -> Result<()> {
        let day = self.going(id)?.review.day;
        let typed = tidy_name(typed, "person").map_err(|error| error.at("who"))?;
        match self.reader.find_person(&typed) {
            Ok(person) => return self.attend(id, person, Some(Presence::Present)),
            Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        // A slip of the keys would stay among the people.
        if !typed.chars().any(char::is_alphabetic) {
            return refuse(format!("“{typed}” has no letter"), "type the name of who is there", "who");
        }
        let person = PersonId(self.ids.take());
        let new = NewPerson::typed(&typed).map_err(|error| error.at("who"))?;
        let (name, new) = (new.name.clone(), NewPerson { id: Some(person), ..new });
        self.untold(|writer| {
            writer.person(&PersonChange::Add(new))?;
            writer.attend(id, person, Some(Presence::Present))
        })?;
        self.did(format!("Review of {day}: {name} is there, and was added to the people."))
    }

    /// Adds a line to the minutes of a review that is open.
    pub(super) fn minute(&mut self, id: ReviewId, item: Option<AgendaId>, text: &str) -> Result<()> {
        let meeting = self.going(id)?;
        if meeting.review.state != ReviewState::Open {
            let what = format!("the review of {} is not open yet", meeting.review.day);
            return refuse(what, open_it(&meeting.review), "review");
        }
        let text = required(text, "what was said", "text")?;
        if let Some(item) = item.filter(|item| meeting.agenda.iter().all(|known| known.id != *item)) {
            return refuse(format!("{item} is no item of this review"), "look again", "item");
        }
        let minute = MinuteId(self.ids.take());
        self.execute(
            "INSERT INTO minute (id, review, agenda, text, at, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![minute.0, id.0, item.map(|item| item.0), text, self.stamp.instant().to_string(), self.stamp.actor],
        )?;
        self.added(&minute);
        self.did(format!("Minuted: {}", brief(&text)))
    }

    /// The lines of the minutes that stand for something recorded in the review.
    pub(super) fn standing_for(&self, review: Option<ReviewId>, what: StandsFor) -> Result<Vec<MinuteId>> {
        let meeting = review.map(|review| self.review_row(review)).transpose()?;
        let lines = meeting.iter().flat_map(|meeting| &meeting.minutes);
        Ok(lines.filter(|line| line.stands_for == Some(what)).map(|line| line.id).collect())
    }

    /// Gives those lines the new words of what they stand for.
    pub(super) fn stand_anew(&self, lines: &[MinuteId], text: &str) -> Result<()> {
        for line in lines {
            self.execute("UPDATE minute SET text = ?1 WHERE id = ?2 AND text <> ?1", params![text, line.0])?;
        }
        Ok(())
    }

    /// Replaces a line of the minutes; none removes it.
    fn set_minute(&mut self, id: MinuteId, to: Option<&str>, was: Option<&str>) -> Result<()> {
        let (review, now): (i64, String) = self
            .found("SELECT review, text FROM minute WHERE id = ?1", [id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
            .ok_or_else(|| self.missing("minute", id.0, id, "look at `steerco review show REVIEW --json`"))?;
        let meeting = self.going(ReviewId(review))?;
        let stands_for = meeting.minutes.iter().find(|line| line.id == id).and_then(|line| line.stands_for);
        if let Some(what) = stands_for {
            return Err(follows(what).at("text").into());
        }
        let day = meeting.review.day;
        let to = to.map(|text| required(text, "what was said", "text")).transpose()?;
        if to.as_deref() == Some(now.as_str()) {
            return self.same("The line of the minutes said so already.".to_owned());
        }
        let what = format!("Review of {day}: a line of the minutes");
        let seen = was.is_none_or(|was| was == now);
        self.expect_seen(seen, (&what, to.as_deref().unwrap_or("nothing"), &now), |writer| {
            writer.writer_of_id("minute", id.0, "text")
        })?;
        if let Some(text) = to {
            let sql = "UPDATE minute SET text = ?1 WHERE id = ?2";
            self.execute(sql, params![text, id.0])?;
            self.did(format!("Minuted instead: {}", brief(&text)))
        } else {
            self.execute("DELETE FROM minute WHERE id = ?1", [id.0])?;
            self.did(format!("Taken out of the minutes: {}", brief(&now)))
        }
    }

    fn close_review(&mut self, close: &Close) -> Result<()> {
        let meeting = self.going(close.review)?;
        let day = meeting.review.day;
        if meeting.is_draft() {
            return refuse(format!("the review of {day} was not opened yet"), open_it(&meeting.review), "review");
        }
        if close.told != self.entry - 1 {
            return Err(Error::Overtaken);
        }
        let carried = self.settle_agenda(meeting)?;
        let sql = "INSERT INTO standing (review, pilot, reported, computed) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT DO UPDATE SET reported = excluded.reported, computed = excluded.computed";
        for (pilot, reported, computed) in &close.standings {
            let values = params![close.review.0, pilot.0, reported.name(), computed.name()];
            self.execute(sql, values)?;
            self.touch(*pilot);
        }
        for (name, bytes) in &close.files {
            self.execute(
                "INSERT INTO pack (review, entry, name, bytes) VALUES (?1, ?2, ?3, ?4)",
                params![close.review.0, self.entry, name, bytes],
            )?;
        }
        let now = self.stamp.instant().to_string();
        self.execute(
            "UPDATE review SET state = 'closed', closed = ?1, entry = ?2 WHERE id = ?3",
            params![now, self.entry, close.review.0],
        )?;
        let carried = match carried {
            0 => String::new(),
            1 => " One item is carried over.".to_owned(),
            more => format!(" {more} items are carried over."),
        };
        self.did(format!("Closed the review of {day}.{carried}"))
    }

    /// Sets what came of every item, and settles decisions that came back and were decided again. Returns the number of
    /// items carried over.
    fn settle_agenda(&mut self, mut meeting: Meeting) -> Result<usize> {
        let decisions = self.reader.decisions(None)?;
        meeting.settle(&decisions, &self.reader.actions()?);
        for item in &meeting.agenda {
            self.execute(
                "UPDATE agenda SET state = ?1 WHERE id = ?2 AND state <> ?1",
                params![item.state.name(), item.id.0],
            )?;
        }
        // What came back is settled only by a decision that answers it, not by having been talked about, whatever comes
        // of its item.
        for (asked, _) in meeting.answers(&decisions) {
            self.settle_trigger(asked)?;
        }
        Ok(meeting.agenda.iter().filter(|item| item.state == AgendaState::Carried).count())
    }

    fn settle_trigger(&mut self, asked: &Decision) -> Result<()> {
        let sql = "UPDATE decision SET settled = ?1 WHERE id = ?2 AND settled IS NULL";
        self.execute(sql, params![self.today(), asked.id.0])?;
        self.touch(asked.pilot);
        Ok(())
    }
}

/// What an item says when it is made from what is due.
fn prepared(due: &Due) -> Prepared {
    Prepared { title: due.title.clone(), wanted: due.wanted.clone(), minutes: due.minutes }
}

pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// The error for editing a line that stands for something else.
fn follows(what: StandsFor) -> Invalid {
    match what {
        StandsFor::Decision(id) => Invalid::new("the line stands for a decision, and follows it")
            .hint(format!("put that right: steerco set decision {id} statement TEXT")),
        StandsFor::Action(id) => Invalid::new("the line stands for an action, and follows it")
            .hint(format!("edit that: steerco set action {id} text TEXT")),
    }
}

/// The hint where a review has to be open.
fn open_it(review: &Review) -> String {
    format!("open it: steerco review open {}", review.day)
}

fn check_not_closed(review: &Review) -> Result<()> {
    if review.state != ReviewState::Closed {
        return Ok(());
    }
    let what = format!("the review of {} is closed", review.day);
    refuse(what, "what was decided then stands; prepare the next one", "review")
}

/// A whole number.
fn whole(number: Fixed) -> Result<u32> {
    number.whole().and_then(|number| u32::try_from(number).ok()).ok_or_else(|| {
        Invalid::new(format!("{number} is not a whole number")).hint("write a number of minutes, as 10").into()
    })
}

/// Days from one review to the next.
fn whole_days(days: u32) -> Result<u32> {
    if (1..=SELDOM).contains(&days) {
        return Ok(days);
    }
    let what = format!("a review every {days} days is too {}", if days == 0 { "often" } else { "seldom" });
    refuse(what, format!("write a number of days from 1 to {SELDOM}"), "cadence")
}

/// A time that a meeting can take.
fn minutes(number: u32, field: &'static str) -> Result<u32> {
    if (1..=LONGEST).contains(&i64::from(number)) {
        return Ok(number);
    }
    let what = format!("{number} is too {}", if number == 0 { "short" } else { "long" });
    refuse(what, format!("write a number of minutes from 1 to {LONGEST}"), field)
}
