//! Performs the changes to a pilot.

use rusqlite::{OptionalExtension, params};

use super::{Writer, brief, required};
use crate::domain::change::{FieldKind, NewPilot, PilotChange, PilotField, Source};
use crate::domain::pilot::{check_code, code_from, tidy_name, tidy_tags};
use crate::domain::{
    Day, Family, Invalid, Lifecycle, PersonId, PilotId, Powers, Report, Stage, Status, Value, VisitKind, Week,
    check_day,
};
use crate::store::columns::{Columns, DayText, words_json};
use crate::store::error::{Error, Result};

impl Writer<'_> {
    pub(super) fn pilot(&mut self, change: &PilotChange) -> Result<()> {
        match change {
            PilotChange::Add(new) => self.add_pilot(new),
            PilotChange::Set { pilot, field, to, was } => self.set_pilot(*pilot, *field, to, was.as_ref()),
            PilotChange::Move { pilot, to, why, on, was } => self.move_pilot(*pilot, *to, why, *on, *was),
            PilotChange::Retake { pilot, to, why, entered, assumed } => {
                self.retake(*pilot, *to, why, *entered, *assumed)
            }
            PilotChange::Lifecycle { pilot, to, why, was } => self.lifecycle(*pilot, *to, why, *was),
            PilotChange::Appoint { pilot, person, powers, why, was } => {
                self.appoint(*pilot, *person, *powers, why, *was)
            }
            PilotChange::Report { pilot, status, because, was } => self.report(*pilot, *status, because, was.as_ref()),
            PilotChange::Target { pilot, users, from, was } => self.target(*pilot, *users, *from, *was),
            PilotChange::Archive { pilot, archived } => self.archive_pilot(*pilot, *archived),
            PilotChange::Source { pilot, source } => self.remember(*pilot, source),
        }
    }

    /// The name of a pilot that is there.
    pub(super) fn pilot_name(&self, pilot: PilotId) -> Result<String> {
        self.connection
            .prepare_cached("SELECT name FROM pilot WHERE id = ?1")?
            .query_row([pilot.0], |row| row.get(0))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "that pilot is not there any more".to_owned(),
                hint: "look at `steerco list pilots --all`".to_owned(),
            })
    }

    fn add_pilot(&mut self, new: &NewPilot) -> Result<()> {
        let name = tidy_name(&new.name, "pilot")?;
        let id = new.id.map_or_else(|| self.ids.take(), |id| id.0);
        let pilot = PilotId(id);
        self.check_new(new)?;
        let code = self.free_code(new.code.as_deref(), &name)?;
        let taken_over = new
            .taken_over
            .clone()
            .or_else(|| (new.stage > Stage::One).then(|| format!("the record begins at stage {}", new.stage)));
        let (status, because) = new.report.clone().unwrap_or((Status::NotReported, String::new()));
        let visit = self.ids.take();
        self.connection
            .prepare_cached(
                "INSERT INTO pilot (id, code, name, summary, unit, tags, lead, partner, partner_ends, started, rollout, \
                 visit, appointment, lifecycle, reported, reported_because, reported_on, archived) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, ?11, NULL, ?12, ?13, ?14, ?15, 0)",
            )?
            .execute(params![
                id,
                code,
                name,
                new.summary,
                new.unit.trim(),
                words_json(&tidy_tags(new.tags.iter().map(String::as_str))),
                new.lead.map(|person| person.0),
                new.partner.trim(),
                DayText(new.partner_ends),
                DayText(new.started),
                visit,
                new.lifecycle.name(),
                status.name(),
                because,
                DayText((status != Status::NotReported).then_some(self.stamp.today)),
            ])?;
        let entered = match (new.stage, &taken_over) {
            (Stage::One, _) => new.entered,
            _ => new.entered.or(Some(self.stamp.today)),
        };
        let (kind, why) = taken_over.map_or((VisitKind::Start, String::new()), |why| (VisitKind::TakeOver, why));
        self.insert_visit((visit, pilot), new.stage, entered, kind, &why, new.assumed)?;
        self.add_headlines(pilot)?;
        if let Some(owner) = new.owner {
            self.seat(pilot, Some(owner), Powers::default(), "named when the record began")?;
        }
        if let Some(note) = new.note.as_deref().filter(|note| !note.trim().is_empty()) {
            self.insert_note(pilot, note, self.stamp.today)?;
        }
        if let Some(source) = &new.source {
            self.insert_source(pilot, source)?;
        }
        self.touch(pilot, 0);
        self.did(format!("Added “{name}” ({code}) at stage {}.", new.stage))
    }

    /// What must hold of a pilot before its row is written.
    fn check_new(&self, new: &NewPilot) -> Result<()> {
        if let Some(id) = new.id.filter(|id| self.pilot_name(*id).is_ok()) {
            return Err(Invalid::new(format!("there is a pilot with the id {id} already")).at("id").into());
        }
        if let Some(lead) = new.lead {
            self.person_name(lead)?;
        }
        if new.report.as_ref().is_some_and(|(status, _)| *status == Status::Stale) {
            return Err(not_reported_by_people());
        }
        for (field, day) in [("started", new.started), ("partner_ends", new.partner_ends), ("entered", new.entered)] {
            day.map(check_day).transpose().map_err(|error| error.at(field))?;
        }
        Ok(())
    }

    /// The code that was asked for, or one made from the name; a number makes it unique.
    fn free_code(&self, wanted: Option<&str>, name: &str) -> Result<String> {
        if let Some(code) = wanted {
            check_code(code)?;
            if self.code_taken(code)? {
                return Err(Invalid::new(format!("the code “{code}” is taken"))
                    .hint("choose another")
                    .at("code")
                    .into());
            }
            return Ok(code.to_owned());
        }
        let Some(base) = code_from(name) else {
            let count: i64 = self.connection.query_row("SELECT count(*) FROM pilot", [], |row| row.get(0))?;
            return self.first_free("pilot", count + 1);
        };
        if self.code_taken(&base)? { self.first_free(&base, 2) } else { Ok(base) }
    }

    fn first_free(&self, base: &str, from: i64) -> Result<String> {
        let mut number = from;
        loop {
            let code = format!("{base}-{number}");
            if !self.code_taken(&code)? {
                return Ok(code);
            }
            number += 1;
        }
    }

    fn code_taken(&self, code: &str) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM pilot WHERE code = ?1")?.exists([code])?)
    }

    fn insert_visit(
        &self,
        (id, pilot): (i64, PilotId),
        stage: Stage,
        entered: Option<Day>,
        kind: VisitKind,
        why: &str,
        assumed: bool,
    ) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO visit (id, pilot, stage, entered, kind, why, by, assumed) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                pilot.0,
                stage.number(),
                DayText(entered),
                kind.name(),
                why,
                self.stamp.actor,
                assumed
            ])?;
        Ok(())
    }

    /// The four headline metrics that every pilot has from the start.
    fn add_headlines(&mut self, pilot: PilotId) -> Result<()> {
        let framework = self.framework;
        for family in Family::ALL {
            let rule = &framework.family(*family).headline;
            self.insert_metric(&crate::domain::change::NewMetric {
                pilot,
                family: *family,
                name: rule.name.clone(),
                unit: rule.unit.clone(),
                better: rule.better,
                min: rule.min,
                max: rule.max,
                target: None,
                tolerance: None,
                headline: true,
            })?;
        }
        Ok(())
    }

    fn set_pilot(&mut self, pilot: PilotId, field: PilotField, to: &Value, was: Option<&Value>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let to = self.checked(pilot, field, to)?;
        let shown = self.value_said(&to)?;
        if !self.set_column(("pilot", pilot.0, &name), field.name(), &to, was)? {
            return self.same(format!("{name}: {} was {shown} already.", field.name()));
        }
        self.touch(pilot, 0);
        self.did(match field {
            PilotField::Name => format!("Renamed “{name}” to {shown}."),
            _ => format!("{name}: set {} to {shown}.", field.name().replace('_', " ")),
        })
    }

    /// The value as it is stored, if the field takes it.
    fn checked(&self, pilot: PilotId, field: PilotField, to: &Value) -> Result<Value> {
        match (field.kind(), to) {
            (FieldKind::Name, Value::Text(text)) => Ok(Value::Text(tidy_name(text, "pilot")?)),
            (FieldKind::Name, _) => Ok(Value::Text(tidy_name("", "pilot")?)),
            (FieldKind::Code, Value::Text(code)) => {
                check_code(code)?;
                let holder: Option<i64> = self
                    .connection
                    .query_row("SELECT id FROM pilot WHERE code = ?1", [code], |row| row.get(0))
                    .optional()?;
                if holder.is_some_and(|holder| holder != pilot.0) {
                    return Err(Invalid::new(format!("the code “{code}” is taken"))
                        .hint("choose another")
                        .at("code")
                        .into());
                }
                Ok(to.clone())
            }
            (FieldKind::Code, _) => Ok(Value::Text(check_code("").map(|()| String::new())?)),
            (FieldKind::Words, Value::Words(words)) => Ok(Value::Words(tidy_tags(words.iter().map(String::as_str)))),
            (FieldKind::Words, _) => Ok(Value::Words(Vec::new())),
            (FieldKind::Person, Value::Person(person)) => self.person_name(*person).map(|_| to.clone()),
            (FieldKind::Text, Value::Text(text)) if field == PilotField::Unit => Ok(Value::text(text.trim())),
            (FieldKind::Day, Value::Day(day)) => {
                Ok(Value::Day(check_day(*day).map_err(|error| error.at(field.name()))?))
            }
            (_, Value::Nothing) | (FieldKind::Text, Value::Text(_)) => Ok(to.clone()),
            _ => Err(Invalid::new(format!("{} takes another kind of value", field.name())).at(field.name()).into()),
        }
    }

    pub(super) fn value_said(&self, value: &Value) -> Result<String> {
        Ok(match value {
            Value::Nothing => "nothing".to_owned(),
            Value::Flag(flag) => (if *flag { "yes" } else { "no" }).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Person(person) => self.person_name(*person)?,
            Value::Words(words) if words.is_empty() => "nothing".to_owned(),
            Value::Words(words) => words.join(", "),
            Value::Text(text) => format!("“{}”", brief(text)),
        })
    }

    fn present(&self, pilot: PilotId) -> Result<(Stage, VisitKind, Option<Day>)> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT v.stage, v.kind, coalesce(v.entered, p.started) FROM pilot p JOIN visit v ON v.id = p.visit \
                 WHERE p.id = ?1",
            )?
            .query_row([pilot.0], |row| {
                let stage = Stage::from_number(row.get(0)?).unwrap_or(Stage::One);
                Ok((stage, row.word(1)?, row.day(2)?))
            })?)
    }

    fn move_pilot(&mut self, pilot: PilotId, to: Stage, why: &str, on: Option<Day>, was: Option<Stage>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let (stage, _, entered) = self.present(pilot)?;
        if stage == to {
            return self.same(format!("{name} was in stage {to} already."));
        }
        let said = (format!("{name}: stage"), format!("stage {to}"), format!("stage {stage}"));
        self.expect_seen(was.is_none_or(|was| was == stage), (&said.0, &said.1, &said.2), |writer| {
            writer.writer_of_id("pilot", pilot.0, "visit")
        })?;
        let why = required(why, "the reason for the move", "why")?;
        let on = on.unwrap_or(self.stamp.today);
        if entered.is_some_and(|entered| on < entered) {
            return Err(Invalid::new(format!("{name} entered stage {stage} later than {on}"))
                .hint("a move cannot lie before the one that came first")
                .at("on")
                .into());
        }
        if on > self.stamp.today {
            let error = Invalid::new(format!("{on} lies in the future")).hint("a move is recorded once it happened");
            return Err(error.at("on").into());
        }
        let kind = if to > stage { VisitKind::Forward } else { VisitKind::Back };
        let visit = self.ids.take();
        self.insert_visit((visit, pilot), to, Some(on), kind, &why, false)?;
        self.connection.execute("UPDATE pilot SET visit = ?1 WHERE id = ?2", [visit, pilot.0])?;
        self.touch(pilot, 0);
        self.did(format!("Moved “{name}” {} to stage {to}: {}", if to > stage { "on" } else { "back" }, brief(&why)))
    }

    /// An import corrects where a record began, as long as no decision moved the pilot here.
    fn retake(&mut self, pilot: PilotId, to: Stage, why: &str, entered: Option<Day>, assumed: bool) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let (stage, kind, _) = self.present(pilot)?;
        if kind != VisitKind::TakeOver {
            return Err(Invalid::new(format!("{name} was moved to stage {stage} here, and the file says stage {to}"))
                .hint("an import does not undo a decision: move the pilot by hand if the file is right")
                .at("stage")
                .into());
        }
        let held: (Option<Day>, bool) = self
            .connection
            .prepare_cached("SELECT v.entered, v.assumed FROM pilot p JOIN visit v ON v.id = p.visit WHERE p.id = ?1")?
            .query_row([pilot.0], |row| Ok((row.day(0)?, row.get(1)?)))?;
        let stays = stage == to && entered.is_none_or(|entered| Some(entered) == held.0) && assumed == held.1;
        if stays {
            return self.same(format!("{name} was in stage {to} already."));
        }
        // The record begins elsewhere than was believed: its first visit is corrected, none is added.
        let entered = entered.or(if stage == to { held.0 } else { (to > Stage::One).then_some(self.stamp.today) });
        self.connection
            .prepare_cached(
                "UPDATE visit SET stage = ?1, entered = ?2, why = ?3, assumed = ?4 \
                 WHERE id = (SELECT visit FROM pilot WHERE id = ?5)",
            )?
            .execute(params![to.number(), DayText(entered), why, assumed, pilot.0])?;
        self.touch(pilot, 0);
        self.did(format!("“{name}” stands at stage {to} now, by {why}."))
    }

    fn lifecycle(&mut self, pilot: PilotId, to: Lifecycle, why: &str, was: Option<Lifecycle>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let was = was.map(|was| Value::Text(was.name().to_owned()));
        let value = Value::Text(to.name().to_owned());
        if !self.set_column(("pilot", pilot.0, &name), "lifecycle", &value, was.as_ref())? {
            return self.same(format!("{name} was {to} already."));
        }
        self.touch(pilot, 0);
        let why = why.trim();
        self.did(if why.is_empty() { format!("{name} is {to} now.") } else { format!("{name} is {to} now: {why}") })
    }

    fn appoint(
        &mut self,
        pilot: PilotId,
        person: Option<PersonId>,
        powers: Powers,
        why: &str,
        was: Option<Option<(PersonId, Powers)>>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let now = self
            .connection
            .prepare_cached(
                "SELECT a.person, a.accountability, a.authority, a.committee FROM pilot p \
                 JOIN appointment a ON a.id = p.appointment WHERE p.id = ?1",
            )?
            .query_row([pilot.0], |row| {
                let powers = Powers { accountability: row.word(1)?, authority: row.word(2)?, committee: row.word(3)? };
                Ok((row.get::<_, Option<i64>>(0)?.map(PersonId), powers))
            })
            .optional()?;
        let sits = now.and_then(|(sits, _)| sits);
        let said = |person: Option<PersonId>| person.map_or(Ok("nobody".to_owned()), |person| self.person_name(person));
        let (new, old) = (said(person)?, said(sits)?);
        if sits == person && now.is_none_or(|(_, held)| held == powers) {
            return self.same(format!("{name} was owned by {new} already."));
        }
        // Who stays keeps the powers that somebody gave meanwhile; with another person they go anyway.
        let stays = now.filter(|_| sits.is_some() && sits == person);
        let (what, yours, theirs) = match stays {
            Some((_, held)) => (format!("{name}: powers of {old}"), powers.to_string(), held.to_string()),
            None => (format!("{name}: executive owner"), new.clone(), old),
        };
        let held = sits.zip(now.map(|(_, held)| held));
        let seen = was.is_none_or(|was| match stays {
            Some(_) => was == held,
            None => was.map(|(sat, _)| sat) == sits,
        });
        self.expect_seen(seen, (&what, &yours, &theirs), |writer| {
            writer.writer_of_id("pilot", pilot.0, "appointment")
        })?;
        self.seat(pilot, person, powers, why)?;
        self.touch(pilot, 0);
        self.did(match person {
            Some(_) if sits == person => format!("{name}: {new}’s powers as executive owner were set."),
            Some(_) => format!("{name}: {new} is the executive owner now."),
            None => format!("{name} has no executive owner now."),
        })
    }

    fn seat(&mut self, pilot: PilotId, person: Option<PersonId>, powers: Powers, why: &str) -> Result<()> {
        if let Some(person) = person {
            let name = self.person_name(person)?;
            if self.framework.is_not_a_person(&name) {
                return Err(Invalid::new(format!("“{name}” is a group, not a person who can own a pilot"))
                    .hint("name one person of executive level")
                    .at("owner")
                    .into());
            }
        }
        let id = self.ids.take();
        self.connection
            .prepare_cached(
                "INSERT INTO appointment (id, pilot, person, since, why, accountability, authority, committee) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                pilot.0,
                person.map(|person| person.0),
                DayText(Some(self.stamp.today)),
                why.trim(),
                powers.accountability.name(),
                powers.authority.name(),
                powers.committee.name(),
            ])?;
        self.connection.execute("UPDATE pilot SET appointment = ?1 WHERE id = ?2", [id, pilot.0])?;
        Ok(())
    }

    fn report(&mut self, pilot: PilotId, status: Status, because: &str, was: Option<&Report>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let because = match status {
            Status::NotReported => String::new(),
            Status::Stale => {
                return Err(not_reported_by_people());
            }
            _ => required(because, "the sentence behind the status", "because")?,
        };
        let now = self
            .connection
            .prepare_cached("SELECT reported, reported_because, reported_on FROM pilot WHERE id = ?1")?
            .query_row([pilot.0], |row| Ok(Report { status: row.word(0)?, because: row.get(1)?, on: row.day(2)? }))?;
        let today = (status != Status::NotReported).then_some(self.stamp.today);
        let wanted = Report { status, because, on: today };
        if now == wanted {
            return self.same(format!("{name} was reported {status} already: {}", brief(&now.because)));
        }
        let what = format!("{name}: reported status");
        let other_status = was.is_some_and(|was| was.status != now.status);
        let seen = was.is_none_or(|was| !other_status && was.because == now.because);
        self.expect_seen(seen, (&what, &wanted.to_string(), &now.to_string()), |writer| {
            writer.writer_of_id("pilot", pilot.0, if other_status { "reported" } else { "reported_because" })
        })?;
        self.connection
            .prepare_cached("UPDATE pilot SET reported = ?1, reported_because = ?2, reported_on = ?3 WHERE id = ?4")?
            .execute(params![status.name(), wanted.because, DayText(today), pilot.0])?;
        self.touch(pilot, 0);
        self.did(format!("{name} is reported {status}: {}", brief(&wanted.because)))
    }

    fn target(&mut self, pilot: PilotId, users: Option<u32>, from: Week, was: Option<Option<u32>>) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let now: Option<u32> = self
            .connection
            .prepare_cached("SELECT users FROM target WHERE pilot = ?1 AND from_week = ?2")?
            .query_row(params![pilot.0, from.code()], |row| row.get(0))
            .optional()?;
        if now == users {
            return self.same(format!("{name} had that target from {from} already."));
        }
        let said = |users: Option<u32>| users.map_or_else(|| "none".to_owned(), |users| users.to_string());
        let what = format!("{name}: target users from {from}");
        let key = format!("{{\"pilot\":{},\"from_week\":{}}}", pilot.0, serde_json::json!(from.code()));
        self.expect_seen(was.is_none_or(|was| was == now), (&what, &said(users), &said(now)), |writer| {
            writer.writer_of("target", &key, "users")
        })?;
        let sentence = match users {
            Some(0) => {
                let error = Invalid::new("a pilot needs at least one target user");
                return Err(error.hint("write how many people it is meant for").at("users").into());
            }
            Some(users) => {
                self.connection
                    .prepare_cached(
                        "INSERT INTO target (pilot, from_week, users) VALUES (?1, ?2, ?3) \
                         ON CONFLICT DO UPDATE SET users = excluded.users",
                    )?
                    .execute(params![pilot.0, from.code(), users])?;
                format!("{name} aims at {users} users from {from} on.")
            }
            None => {
                self.connection
                    .execute("DELETE FROM target WHERE pilot = ?1 AND from_week = ?2", params![pilot.0, from.code()])?;
                format!("{name} has no target of its own from {from} on.")
            }
        };
        self.touch(pilot, 0);
        self.did(sentence)
    }

    fn archive_pilot(&mut self, pilot: PilotId, archived: bool) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let done = if archived { "archived" } else { "back from the archive" };
        if !self.set_archived("pilot", pilot.0, archived)? {
            return self.same(format!("{name} was {done} already."));
        }
        self.touch(pilot, 0);
        self.did(format!("{name} is {done}."))
    }

    /// Answers whether it was not so already.
    fn insert_source(&self, pilot: PilotId, source: &Source) -> Result<bool> {
        let content = serde_json::to_string(&source.content).unwrap_or_default();
        Ok(self
            .connection
            .prepare_cached(
                "INSERT INTO source (pilot, profile, match, content) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (pilot) \
                 DO UPDATE SET profile = excluded.profile, match = excluded.match, content = excluded.content \
                 WHERE (profile, match, content) IS NOT (excluded.profile, excluded.match, excluded.content)",
            )?
            .execute(params![pilot.0, source.profile, source.key, content])
            .map(|written| written > 0)?)
    }

    /// What a file said is bookkeeping, not a change that a committee would count.
    fn remember(&mut self, pilot: PilotId, source: &Source) -> Result<()> {
        if self.insert_source(pilot, source)? {
            self.touch(pilot, 0);
        }
        Ok(())
    }
}

fn not_reported_by_people() -> Error {
    Invalid::new("“?” is not a status that people report").hint("report R, A or G").at("status").into()
}
