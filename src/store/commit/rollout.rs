//! Performs the writes to process steps, expansion items and diagnoses.

use rusqlite::params;
use serde_json::json;

use super::{Writer, brief, refuse, refuse_kind, required};
use crate::domain::change::{RolloutChange, StepField, TickChange};
use crate::domain::pilot::tidy_name;
use crate::domain::{
    Audience, Condition, Day, DiagnosisId, DocumentKind, ExpansionId, ExpansionKind, ExpansionState, Invalid,
    ItemState, PilotId, ResistanceCause, StepId, TrainingId, Value, handing_on,
};
use crate::store::columns::{Columns, DayText};
use crate::store::error::Result;

impl Writer<'_> {
    pub(super) fn embed(&mut self, change: &RolloutChange) -> Result<()> {
        match change {
            RolloutChange::AddStep { pilot, name } => self.add_step(*pilot, name),
            RolloutChange::SetStep { step, field, to, was } => self.set_step(*step, *field, to, was.as_ref()),
            RolloutChange::ArchiveStep { step, archived } => self.archive_step(*step, *archived),
            RolloutChange::AddExpansion { pilot, kind, name } => self.add_expansion(*pilot, *kind, name),
            RolloutChange::SetExpansion { expansion, to, was } => self.set_expansion(*expansion, *to, *was),
            RolloutChange::Meet { expansion, condition, how, was } => {
                self.meet(*expansion, *condition, how.as_deref(), was.as_ref().map(Option::as_deref))
            }
            RolloutChange::Write { pilot, kind, text, was } => {
                self.document(*pilot, *kind, text, was.as_ref().map(Option::as_deref))
            }
            RolloutChange::Train { pilot, audience, topic, attended, on } => {
                self.train(*pilot, *audience, topic, *attended, *on)
            }
            RolloutChange::Diagnose { pilot, cause, note, on } => self.diagnose(*pilot, *cause, note, *on),
        }
    }

    fn add_step(&mut self, pilot: PilotId, name: &str) -> Result<()> {
        let subject = self.pilot_name(pilot)?;
        let name = tidy_name(name, "step")?;
        let known = "SELECT 1 FROM step WHERE pilot = ?1 AND name = ?2";
        if self.exists(known, params![pilot.0, name])? {
            return refuse(format!("{subject} has a step “{name}” already"), "choose another name", "name");
        }
        let id = StepId(self.ids.take());
        self.execute(
            "INSERT INTO step (id, pilot, name, archived) VALUES (?1, ?2, ?3, 0)",
            params![id.0, pilot.0, name],
        )?;
        self.added(&id);
        self.touch(pilot);
        self.did(format!("{subject}: added the process step “{name}”."))
    }

    /// The pilot of a step, and the step's name in sentences.
    fn step(&self, id: StepId) -> Result<(PilotId, String)> {
        let sql = "SELECT pilot, name FROM step WHERE id = ?1";
        let found = self.found(sql, [id.0], |row| Ok((PilotId(row.get(0)?), row.get::<_, String>(1)?)))?;
        let missing = || self.missing("step", id.0, id, "look at `steerco list steps`");
        let (pilot, name) = found.ok_or_else(missing)?;
        Ok((pilot, format!("{}, step “{name}”", self.pilot_name(pilot)?)))
    }

    fn set_step(&mut self, id: StepId, field: StepField, to: &Value, was: Option<&Value>) -> Result<()> {
        let (pilot, subject) = self.step(id)?;
        let to = self.step_value(id, pilot, field, to)?;
        if !self.set_column(("step", id.0, &subject), field.name(), &to, was)? {
            return self.same(format!("{subject}: {} was so already.", field.name()));
        }
        self.touch(pilot);
        let said = self.value_said(&to)?;
        self.did(format!("{subject}: {}: {said}.", field.name()))
    }

    fn step_value(&self, id: StepId, pilot: PilotId, field: StepField, to: &Value) -> Result<Value> {
        match (field, to) {
            (StepField::Name, Value::Text(name)) => {
                let name = tidy_name(name, "step")?;
                let known = "SELECT 1 FROM step WHERE pilot = ?1 AND name = ?2 AND id <> ?3";
                if self.exists(known, params![pilot.0, name, id.0])? {
                    return refuse(format!("there is a step “{name}” already"), "choose another name", "name");
                }
                Ok(Value::Text(name))
            }
            (StepField::Name, Value::Nothing) => Err(Invalid::new("a step needs a name").at("name").into()),
            (StepField::Manager, Value::Person(manager)) => self.at_work(*manager, field.name()).map(|_| to.clone()),
            (StepField::Documented | StepField::Trained | StepField::Retired, Value::Day(day)) => {
                self.planned(*day).map_err(|error| error.at(field.name()))?;
                if *day > self.stamp.today {
                    let what = format!("{}: {day} lies in the future", field.name());
                    return refuse(what, "enter it once it is so", field.name());
                }
                Ok(to.clone())
            }
            (_, Value::Nothing) => Ok(Value::Nothing),
            _ => refuse_kind(field.name()),
        }
    }

    fn archive_step(&mut self, id: StepId, archived: bool) -> Result<()> {
        let (pilot, subject) = self.step(id)?;
        let word = if archived { "put in the archive" } else { "taken back from the archive" };
        if !self.set_archived("step", id.0, archived)? {
            return self.same(format!("{subject} was {word} already."));
        }
        self.touch(pilot);
        self.did(format!("{subject} was {word}."))
    }

    fn add_expansion(&mut self, pilot: PilotId, kind: ExpansionKind, name: &str) -> Result<()> {
        let subject = self.pilot_name(pilot)?;
        let name = tidy_name(name, "item")?;
        let known = "SELECT 1 FROM expansion WHERE pilot = ?1 AND kind = ?2 AND name = ?3";
        if self.exists(known, params![pilot.0, kind.name(), name])? {
            return refuse(format!("{subject} has the {kind} “{name}” already"), "choose another name", "name");
        }
        let id = ExpansionId(self.ids.take());
        self.execute(
            "INSERT INTO expansion (id, pilot, kind, name, state, since) VALUES (?1, ?2, ?3, ?4, 'planned', ?5)",
            params![id.0, pilot.0, kind.name(), name, self.today()],
        )?;
        self.added(&id);
        self.touch(pilot);
        self.did(format!("{subject}: planned the {kind} “{name}”."))
    }

    /// The pilot of an expansion item, the item's name in sentences, and its state.
    fn expansion(&self, id: ExpansionId) -> Result<(PilotId, String, ExpansionState)> {
        type Held = (PilotId, ExpansionKind, String, ExpansionState);
        let sql = "SELECT pilot, kind, name, state FROM expansion WHERE id = ?1";
        let found: Option<Held> =
            self.found(sql, [id.0], |row| Ok((PilotId(row.get(0)?), row.word(1)?, row.get(2)?, row.word(3)?)))?;
        let (pilot, kind, name, now) =
            found.ok_or_else(|| self.missing("expansion", id.0, id, "look at `steerco list items`"))?;
        Ok((pilot, format!("{}, {kind} “{name}”", self.pilot_name(pilot)?), now))
    }

    /// Sets how a condition of certification is met: as in the playbook, or otherwise, with evidence.
    fn meet(
        &mut self,
        id: ExpansionId,
        condition: Condition,
        how: Option<&str>,
        was: Option<Option<&str>>,
    ) -> Result<()> {
        let (pilot, subject, state) = self.expansion(id)?;
        if matches!(state, ExpansionState::Certified | ExpansionState::Dropped) {
            let what = format!("{subject} is {state}, and its conditions stand as they were");
            return refuse(what, "look at another item: steerco list items", "item");
        }
        let how = how.map(str::trim).map(|how| if is_inherited(how) { "" } else { how });
        let sql = "SELECT evidence FROM certification WHERE expansion = ?1 AND condition = ?2";
        let key = params![id.0, condition.name()];
        let now: Option<String> = self.found(sql, key, |row| row.get(0))?;
        if now.as_deref() == how {
            return self.same(format!("{subject}: {condition} was so already."));
        }
        if let Some(word) = how.filter(|how| says_nothing(how)) {
            let what = format!("“{word}” does not show that {subject} is {condition}");
            let hint = "write what shows it, or `same` or “as the playbook has it”; nothing leaves it open";
            return refuse(what, hint, condition.name());
        }
        let told = |how: Option<&str>| match how {
            None => "open".to_owned(),
            Some("") => "as the playbook has it".to_owned(),
            Some(evidence) => evidence.to_owned(),
        };
        let what = format!("{subject}: {condition}");
        self.expect_seen(
            was.is_none_or(|was| was == now.as_deref()),
            (&what, &told(how), &told(now.as_deref())),
            |writer| {
                let key = json!({"expansion": id.0, "condition": condition}).to_string();
                writer.writer_of("certification", &key, "evidence")
            },
        )?;
        self.keep_how(id, condition, how)?;
        self.touch(pilot);
        self.did(match how {
            None => format!("{subject}: {condition} is open again."),
            Some("") => format!("{subject}: {condition} as the playbook has it."),
            Some(evidence) => format!("{subject}: {condition}, otherwise than the playbook: {}", brief(evidence)),
        })
    }

    /// Writes how a condition is met; none leaves it open.
    fn keep_how(&self, id: ExpansionId, condition: Condition, how: Option<&str>) -> Result<()> {
        let (id, condition) = (id.0, condition.name());
        let Some(evidence) = how else {
            let sql = "DELETE FROM certification WHERE expansion = ?1 AND condition = ?2";
            self.execute(sql, params![id, condition])?;
            return Ok(());
        };
        let sql = "INSERT INTO certification (expansion, condition, inherited, evidence, given, by) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET inherited = excluded.inherited, \
             evidence = excluded.evidence, given = excluded.given, by = excluded.by";
        let values = params![id, condition, evidence.is_empty(), evidence, self.today(), self.stamp.actor];
        self.execute(sql, values)?;
        Ok(())
    }

    /// Writes a playbook or handoff. Its checklist item is then under way, and done once it has no blanks left.
    fn document(&mut self, pilot: PilotId, kind: DocumentKind, text: &str, was: Option<Option<&str>>) -> Result<()> {
        let subject = self.pilot_name(pilot)?;
        if text.trim().is_empty() {
            let what = format!("the {kind} would be empty");
            return refuse(what, "steerco document PILOT KIND --template prints what to fill in", "text");
        }
        let sql = "SELECT text FROM document WHERE pilot = ?1 AND kind = ?2";
        let key = params![pilot.0, kind.name()];
        let now: Option<String> = self.found(sql, key, |row| row.get(0))?;
        if now.as_deref() == Some(text) {
            return self.same(format!("{subject}: the {kind} was so already."));
        }
        let what = format!("{subject}: {kind}");
        self.expect_seen(
            was.is_none_or(|was| was == now.as_deref()),
            (&what, text, now.as_deref().unwrap_or_default()),
            |writer| {
                let key = json!({"pilot": pilot.0, "kind": kind}).to_string();
                writer.writer_of("document", &key, "text")
            },
        )?;
        self.execute(
            "INSERT INTO document (pilot, kind, text, revised, by) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT DO UPDATE SET text = excluded.text, revised = excluded.revised, by = excluded.by",
            params![pilot.0, kind.name(), text, self.today(), self.stamp.actor],
        )?;
        self.touch(pilot);
        let verb = if now.is_some() { "revised" } else { "wrote" };
        self.did(format!("{subject}: {verb} the {kind}, {}.", extent(text)))?;
        let item = kind.item();
        let blanks = handing_on::blanks(text);
        let was_whole = now.as_ref().is_some_and(|now| handing_on::blanks(now) == 0);
        let news = if blanks == 0 { !was_whole } else { now.is_none() || was_whole };
        if self.framework.item(item).is_none() || !news {
            return Ok(());
        }
        let tick = if blanks == 0 {
            let evidence = vec![format!("the {kind} of {}", self.stamp.today)];
            TickChange { evidence, ..TickChange::state(pilot, item, ItemState::Done) }
        } else if now.is_none() && self.is_done(pilot, item)? {
            return Ok(());
        } else {
            TickChange::state(pilot, item, ItemState::Doing)
        };
        self.untold(|writer| writer.tick(&tick))
    }

    fn is_done(&self, pilot: PilotId, item: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM tick WHERE pilot = ?1 AND item = ?2 AND state = 'done'";
        self.exists(sql, params![pilot.0, item])
    }

    fn train(&mut self, pilot: PilotId, audience: Audience, topic: &str, attended: u32, on: Option<Day>) -> Result<()> {
        let subject = self.pilot_name(pilot)?;
        let topic = required(topic, "what the training was about", "topic")?;
        let on = self.happened(on, "record a training once it was held", "on")?;
        if attended == 0 {
            return refuse("nobody took part", "write how many people did", "people");
        }
        let id = TrainingId(self.ids.take());
        self.execute(
            "INSERT INTO training (id, pilot, held, audience, topic, attended, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![id.0, pilot.0, DayText(Some(on)), audience.name(), topic, attended, self.stamp.actor],
        )?;
        self.added(&id);
        self.touch(pilot);
        self.did(format!("{subject}: trained {attended} {audience}: {}", brief(&topic)))
    }

    fn set_expansion(&mut self, id: ExpansionId, to: ExpansionState, was: Option<ExpansionState>) -> Result<()> {
        let (pilot, subject, now) = self.expansion(id)?;
        if now == to {
            return self.same(format!("{subject} was {to} already."));
        }
        if to == ExpansionState::Certified {
            let what = format!("{subject} is certified by a certifier, against the playbook");
            return refuse(what, "steerco gate PILOT certify --item ITEM --decide go --by WHO --why T", "state");
        }
        let child = "SELECT 1 FROM expansion WHERE id = ?1 AND child IS NOT NULL";
        if to != ExpansionState::Dropped && self.exists(child, [id.0])? {
            let what = format!("{subject} became a pilot of its own");
            return refuse(what, "steer that one; another use case needs another name", "state");
        }
        if now == ExpansionState::Certified && to != ExpansionState::Dropped {
            let what = format!("{subject} was certified");
            return refuse(what, "drop it, or take its certification back with undo", "state");
        }
        self.expect_seen(was.is_none_or(|was| was == now), (&subject, to.name(), now.name()), |writer| {
            writer.writer_of_id("expansion", id.0, "state")
        })?;
        self.execute(
            "UPDATE expansion SET state = ?1, since = ?2 WHERE id = ?3",
            params![to.name(), self.today(), id.0],
        )?;
        self.touch(pilot);
        self.did(format!("{subject} is {to}."))
    }

    fn diagnose(&mut self, pilot: PilotId, cause: ResistanceCause, note: &str, on: Option<Day>) -> Result<()> {
        let subject = self.pilot_name(pilot)?;
        let on = self.happened(on, "record a diagnosis once it was made", "on")?;
        let id = DiagnosisId(self.ids.take());
        self.execute(
            "INSERT INTO diagnosis (id, pilot, made, cause, note, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id.0, pilot.0, DayText(Some(on)), cause.name(), note.trim(), self.stamp.actor],
        )?;
        self.added(&id);
        self.touch(pilot);
        let note = if note.trim().is_empty() { ".".to_owned() } else { format!(": {}", brief(note.trim())) };
        self.did(format!("{subject}: diagnosed the resistance as {cause}{note}"))
    }
}

/// Words that say that a condition is met as in the playbook; the sentences about it use them too.
const INHERITED: [&str; 4] = ["same", "as the playbook has it", "as in the playbook", "same as the playbook"];

/// Does this text say that a condition is met as in the playbook?
fn is_inherited(how: &str) -> bool {
    INHERITED.contains(&how.trim_end_matches('.').to_lowercase().as_str())
}

/// Is this text a mere answer where evidence is asked for? Nobody could look it up later.
fn says_nothing(how: &str) -> bool {
    let word = how.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let answers = ["", "y", "n", "yes", "no", "not yet", "ok", "open", "done", "todo", "none", "tbd", "n/a", "na"];
    !how.is_empty() && answers.contains(&word.as_str())
}

/// How long a document is, and how much of it is left to write.
fn extent(text: &str) -> String {
    let words = match text.split_whitespace().count() {
        1 => "one word".to_owned(),
        many => format!("{many} words"),
    };
    match handing_on::blanks(text) {
        0 => words,
        1 => format!("{words}, one place to fill in"),
        many => format!("{words}, {many} places to fill in"),
    }
}
