//! Corrects the words of a recorded decision. Its kind, its day and what it changed stay. Whatever quotes the decision
//! quotes the new words, except the agendas and files of closed reviews.

use rusqlite::params;

use super::review::json;
use super::{Writer, brief, refuse, required};
use crate::domain::change::{DecisionField, Reword};
use crate::domain::review::StandsFor;
use crate::domain::shown::differing;
use crate::domain::words::count;
use crate::domain::{Decision, DecisionId, PilotId, ReviewState, Value, Verb, brought};
use crate::store::columns::words_json;
use crate::store::error::Result;

/// The columns that a text may take in a sentence.
const ROOM: usize = 60;

impl Writer<'_> {
    pub(super) fn reword(&mut self, reword: &Reword) -> Result<()> {
        let Reword { decision: id, field, to, was } = reword;
        let before = self.recorded(*id)?;
        let to = sound(&before, *field, to)?;
        let pilot = self.pilot_name(before.pilot)?;
        let subject = format!("{pilot}, “{}”", brief(&before.said()));
        let lines = self.standing_for(before.review, StandsFor::Decision(*id))?;
        if !self.set_column(("decision", id.0, &subject), field.name(), &to, was.as_ref())? {
            return self.same(format!("{subject}: {} was so already.", field.called()));
        }
        self.touch(before.pilot);
        let after = self.recorded(*id)?;
        if before.rationale != after.rationale {
            // A stage that it led to takes the new reason, too.
            let sql = "UPDATE visit SET why = ?1 WHERE decision = ?2 AND why = ?3";
            self.execute(sql, params![after.rationale, id.0, before.rationale])?;
        }
        if before.statement != after.statement {
            self.appoint_anew(&before, &after)?;
            self.stand_anew(&lines, &brought::decided(&after.statement))?;
        }
        if before.asked() != after.asked() {
            self.leave_open_anew(&before, &after)?;
            self.ask_anew(&before, &after)?;
        }
        let about = if *field == DecisionField::Statement { pilot } else { subject };
        self.did(format!("{about}: {}.", told_anew(*field, &before, &after)))
    }

    fn recorded(&self, id: DecisionId) -> Result<Decision> {
        let whose = "SELECT pilot FROM decision WHERE id = ?1";
        let pilot = self.found(whose, [id.0], |row| row.get(0).map(PilotId))?;
        let own = pilot.map(|pilot| self.reader.decisions(Some(pilot))).transpose()?;
        let found = own.into_iter().flatten().find(|one| one.id == id);
        found.ok_or_else(|| self.missing("decision", id.0, id, "look at `steerco list decisions`"))
    }

    /// Decisions that leave it open quote its new words.
    fn leave_open_anew(&self, before: &Decision, after: &Decision) -> Result<()> {
        let (old, new) = (before.left_open(), after.left_open());
        let sql = "UPDATE decision SET evidence = ?1 WHERE id = ?2";
        for mut one in self.reader.decisions(Some(before.pilot))? {
            if one.evidence.contains(&old) {
                one.evidence.iter_mut().filter(|line| **line == old).for_each(|line| line.clone_from(&new));
                self.execute(sql, params![words_json(&one.evidence), one.id.0])?;
            }
        }
        Ok(())
    }

    /// Agendas of reviews that are not closed quote its new words.
    fn ask_anew(&self, before: &Decision, after: &Decision) -> Result<()> {
        let sql = "UPDATE agenda SET wanted = ?1, prepared = ?2, reasons = ?3 WHERE id = ?4";
        for review in self.reader.reviews()?.into_iter().filter(|review| review.state != ReviewState::Closed) {
            let agenda = self.reader.meeting(review.id)?.map(|meeting| meeting.agenda).unwrap_or_default();
            for item in agenda.into_iter().filter(|item| item.pilot == Some(before.pilot)) {
                let anew = item.reworded(before, after);
                if anew != item {
                    self.execute(sql, params![anew.wanted, json(&anew.prepared), json(&anew.reasons), item.id.0])?;
                }
            }
        }
        Ok(())
    }

    /// The appointment that it made takes its new words, by which it is known who was appointed.
    fn appoint_anew(&self, before: &Decision, after: &Decision) -> Result<()> {
        if before.verb == Verb::AppointOwner {
            let sql = "UPDATE appointment SET why = ?1 WHERE id = (SELECT id FROM appointment WHERE pilot = ?2 \
                 AND why = ?3 ORDER BY abs(id - ?4) LIMIT 1)";
            let (new, old) = (&after.statement, &before.statement);
            self.execute(sql, params![new, before.pilot.0, old, before.id.0])?;
        }
        Ok(())
    }
}

/// The words now and before; long ones from where they differ.
fn told_anew(field: DecisionField, before: &Decision, after: &Decision) -> String {
    let (was, is) = differing(&field.text(before), &field.text(after), ROOM);
    let quoted = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{}”", brief(text)) };
    format!("{}: {} now, {} before", field.called(), quoted(&is), quoted(&was))
}

/// The words as they are stored, if the decision can have them.
fn sound(decision: &Decision, field: DecisionField, to: &Value) -> Result<Value> {
    let text = match to {
        Value::Text(text) => text.trim(),
        _ => "",
    };
    let texts: Vec<String> = match to {
        Value::Words(texts) => {
            texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
        }
        _ => Vec::new(),
    };
    let said = match field {
        DecisionField::Statement | DecisionField::Rationale => Value::Text(text.to_owned()),
        DecisionField::Rejected | DecisionField::Conditions => Value::Words(texts.clone()),
    };
    if said != field.of(decision) {
        field.can_be_said_otherwise(decision)?;
    }
    match field {
        DecisionField::Statement => {
            required(text, "what was decided", field.name())?;
        }
        DecisionField::Rationale if !decision.rationale.is_empty() => {
            required(text, "why it was decided", field.name())?;
        }
        DecisionField::Conditions => check_conditions(decision, &texts)?,
        DecisionField::Rationale | DecisionField::Rejected => {}
    }
    Ok(said)
}

/// Checks that conditions only change their words: as many as before, and with the same day to come back.
fn check_conditions(decision: &Decision, texts: &[String]) -> Result<()> {
    let before = decision.conditions.len();
    if texts.len() != before {
        let (before, now) = (count(before, "condition", "conditions"), count(texts.len(), "is given", "are given"));
        let hint =
            "write all of them with ; between, and ;; for one within them; another condition is for another decision";
        return refuse(format!("it was decided under {before}, and {now}"), hint, "conditions");
    }
    if decision.would_be_moved_by(texts) {
        let what = "its conditions name another day now, and when it comes back rests on that";
        return refuse(what, "leave the day as it is, or take the decision back and record it anew", "conditions");
    }
    Ok(())
}
