//! Performs the changes to a pilot.

mod owner;
mod place;
mod stage;
mod target;

use rusqlite::params;

pub(super) use stage::Stay;

use super::{Writer, refuse, refuse_kind};
use crate::domain::change::{FieldKind, NewMetric, NewPilot, PilotChange, PilotField, Source};
use crate::domain::pilot::{check_code, check_spent, code_from, tidy_name, tidy_tags};
use crate::domain::{
    Day, Family, Invalid, Lifecycle, MetricId, PilotId, Powers, Role, Stage, Status, Value, VisitKind,
};
use crate::store::columns::{DayText, words_json};
use crate::store::error::{Error, Result};

impl Writer<'_> {
    pub(super) fn pilot(&mut self, change: &PilotChange) -> Result<()> {
        match change {
            PilotChange::Add(new) => self.add_pilot(new),
            PilotChange::Set { pilot, field, to, was } => self.set_pilot(*pilot, *field, to, was.as_ref()),
            PilotChange::Back { pilot, to, why, on, was } => self.move_back(*pilot, *to, why, *on, *was),
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
            PilotChange::Place { pilot, beside, seen } => self.place(*pilot, *beside, seen),
            PilotChange::Source { pilot, source } => self.remember(*pilot, source),
        }
    }

    /// The name of a pilot, which has to be there.
    pub(super) fn pilot_name(&self, pilot: PilotId) -> Result<String> {
        self.found("SELECT name FROM pilot WHERE id = ?1", [pilot.0], |row| row.get(0))?
            .ok_or_else(|| self.missing("pilot", pilot.0, pilot, "look at `steerco list pilots --all`"))
    }

    fn add_pilot(&mut self, new: &NewPilot) -> Result<()> {
        let (id, name, code) = self.insert_pilot(new)?;
        self.added(&id);
        self.did(format!("Added “{name}” ({code}) at stage {}.", new.stage))
    }

    /// Writes a pilot with everything that it has from the start. Returns its id, name and code.
    pub(in crate::store::commit) fn insert_pilot(&mut self, new: &NewPilot) -> Result<(PilotId, String, String)> {
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
        self.execute(
            "INSERT INTO pilot (id, code, name, summary, unit, tags, lead, partner, partner_ends, started, rollout, \
                 visit, appointment, lifecycle, reported, reported_because, reported_on, archived) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, ?11, NULL, ?12, ?13, ?14, ?15, 0)",
            params![
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
            ],
        )?;
        let entered = match (new.stage, &taken_over) {
            (Stage::One, _) => new.entered,
            _ => new.entered.or(Some(self.stamp.today)),
        };
        let (kind, why) = taken_over.map_or((VisitKind::Start, String::new()), |why| (VisitKind::TakeOver, why));
        let stay = Stay { stage: new.stage, entered, kind, why: &why, assumed: new.assumed };
        self.insert_visit(visit, pilot, &stay)?;
        self.add_headlines(pilot, new.headlines)?;
        if new.lifecycle == Lifecycle::Paused {
            self.pause(pilot, true, self.stamp.today)?;
        }
        if let Some(owner) = new.owner {
            self.seat(pilot, Some(owner), Powers::default(), "named when the record began")?;
        }
        if let Some(note) = new.note.as_deref().filter(|note| !note.trim().is_empty()) {
            self.insert_note(pilot, note, self.stamp.today, None)?;
        }
        if let Some(source) = &new.source {
            self.insert_source(pilot, source)?;
        }
        self.touch(pilot);
        Ok((pilot, name, code))
    }

    /// Checks a pilot before its row is written.
    fn check_new(&self, new: &NewPilot) -> Result<()> {
        if let Some(id) = new.id.filter(|id| self.pilot_name(*id).is_ok()) {
            return Err(Invalid::new(format!("there is a pilot with the id {id} already")).at("id").into());
        }
        if let Some(lead) = new.lead {
            self.at_work(lead, "lead")?;
        }
        if new.report.as_ref().is_some_and(|(status, _)| *status == Status::Stale) {
            return Err(not_reported_by_people());
        }
        if let Some(entered) = new.entered.filter(|entered| *entered > self.stamp.today) {
            return refuse(format!("{entered} lies in the future"), "a stage is entered once it is", "entered");
        }
        for (field, day) in [("started", new.started), ("partner_ends", new.partner_ends), ("entered", new.entered)] {
            day.map(|day| self.dated(field, day)).transpose()?;
        }
        Ok(())
    }

    /// A day of a pilot.
    fn dated(&self, field: &'static str, day: Day) -> Result<Day> {
        self.been_or_planned(day).map_err(|error| error.at(field).into())
    }

    /// The code that was asked for, or one made from the name with a number to make it unique.
    fn free_code(&self, wanted: Option<&str>, name: &str) -> Result<String> {
        if let Some(code) = wanted {
            check_code(code)?;
            if self.code_taken(code)? {
                return refuse(format!("the code “{code}” is taken"), "choose another", "code");
            }
            return Ok(code.to_owned());
        }
        let Some(base) = code_from(name) else {
            let count: i64 = self.row("SELECT count(*) FROM pilot", [], |row| row.get(0))?;
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
        self.exists("SELECT 1 FROM pilot WHERE code = ?1", [code])
    }

    /// The four headline metrics that every pilot has from the start.
    fn add_headlines(&mut self, pilot: PilotId, ids: Option<[MetricId; 4]>) -> Result<()> {
        let framework = self.framework;
        for (at, family) in Family::ALL.iter().enumerate() {
            let rule = &framework.family(*family).headline;
            let id = ids.and_then(|ids| ids.get(at).copied());
            let new = NewMetric {
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
                role: Role::Weekly,
            };
            self.insert_metric(id, &new)?;
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
        if matches!((field, &to), (PilotField::Rollout, Value::Day(_))) {
            // From now on it is asked whether the old process is still used.
            self.ensure_metric(pilot, Role::OldProcess)?;
        }
        self.touch(pilot);
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
                let holder: Option<i64> =
                    self.found("SELECT id FROM pilot WHERE code = ?1", [code], |row| row.get(0))?;
                if holder.is_some_and(|holder| holder != pilot.0) {
                    return refuse(format!("the code “{code}” is taken"), "choose another", "code");
                }
                Ok(to.clone())
            }
            (FieldKind::Code, _) => Ok(Value::Text(check_code("").map(|()| String::new())?)),
            (FieldKind::Words, Value::Words(words)) => Ok(Value::Words(tidy_tags(words.iter().map(String::as_str)))),
            (FieldKind::Words, _) => Ok(Value::Words(Vec::new())),
            (FieldKind::Person, Value::Person(person)) => self.at_work(*person, field.name()).map(|_| to.clone()),
            (FieldKind::Text, Value::Text(text)) if field == PilotField::Unit => Ok(Value::text(text.trim())),
            (FieldKind::Day, Value::Day(day)) if field == PilotField::Rollout && *day <= self.stamp.today => {
                let (stage, ..) = self.present(pilot)?;
                // What comes from elsewhere stays as it is.
                if stage >= Stage::Three || self.imports {
                    return Ok(Value::Day(self.dated(field.name(), *day)?));
                }
                let name = self.pilot_name(pilot)?;
                let what = format!("{name} is in stage {stage}, and nothing is rolled out before G2");
                refuse(what, "a day ahead plans it; hold G2 first, or move on against it with a waiver", "rollout")
            }
            (FieldKind::Day, Value::Day(day)) => Ok(Value::Day(self.dated(field.name(), *day)?)),
            (FieldKind::Money, Value::Number(number)) => {
                check_spent(field.name(), *number)?;
                Ok(to.clone())
            }
            (_, Value::Nothing) | (FieldKind::Text, Value::Text(_)) => Ok(to.clone()),
            _ => refuse_kind(field.name()),
        }
    }

    fn archive_pilot(&mut self, pilot: PilotId, archived: bool) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        self.archive(("pilot", pilot.0, &name), archived, Some(pilot))
    }

    /// Returns whether it was new. What a tracker says is kept beside what a register said.
    fn insert_source(&self, pilot: PilotId, source: &Source) -> Result<bool> {
        let content = serde_json::to_string(&source.said).unwrap_or_default();
        let otherwise = if source.key == Source::TRACKED {
            "SET profile = iif(match = excluded.match, excluded.profile, profile), \
             content = iif(match = excluded.match, excluded.content, content), \
             tracked = iif(match = excluded.match, tracked, excluded.content) \
             WHERE iif(match = excluded.match, content, tracked) IS NOT excluded.content"
        } else {
            "SET profile = excluded.profile, match = excluded.match, content = excluded.content \
             WHERE (profile, match, content) IS NOT (excluded.profile, excluded.match, excluded.content)"
        };
        let put = format!(
            "INSERT INTO source (pilot, profile, match, content) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (pilot) DO UPDATE {otherwise}"
        );
        Ok(self.execute(&put, params![pilot.0, source.profile, source.key, content])? > 0)
    }

    /// Remembers what a file said: bookkeeping, which counts as no change.
    fn remember(&mut self, pilot: PilotId, source: &Source) -> Result<()> {
        if self.insert_source(pilot, source)? {
            self.touch(pilot);
        }
        Ok(())
    }
}

fn not_reported_by_people() -> Error {
    Invalid::new("“?” is not a status that people report").hint("report R, A or G").at("status").into()
}
