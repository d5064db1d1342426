//! Performs the writes to actions: who does what by when.

use rusqlite::params;

use super::{Writer, brief, refuse, required};
use crate::domain::change::{ActionChange, ActionField};
use crate::domain::review::StandsFor;
use crate::domain::{Action, ActionId, ActionState, Day, PersonId, PilotId, ReviewId, Value, brought};
use crate::store::columns::DayText;
use crate::store::error::Result;

impl Writer<'_> {
    pub(super) fn action(&mut self, change: &ActionChange) -> Result<()> {
        match change {
            ActionChange::Add { text, owner, due, pilot, review } => {
                self.add_action(text, *owner, *due, *pilot, *review)
            }
            ActionChange::Set { action, field, to, was } => self.set_action(*action, *field, to, was.as_ref()),
            ActionChange::End { action, to, why, was } => self.end_action(*action, *to, why, *was),
        }
    }

    /// An action belongs to the open review, unless another one is named.
    fn add_action(
        &mut self,
        text: &str,
        owner: PersonId,
        due: Day,
        pilot: Option<PilotId>,
        review: Option<ReviewId>,
    ) -> Result<()> {
        let text = required(text, "what is to be done", "text")?;
        let name = self.answering(owner, ("do something", "name one person: --who WHO"))?;
        let due = self.planned(due).map_err(|error| error.at("due"))?;
        let about = pilot.map(|pilot| self.pilot_name(pilot)).transpose()?;
        review.map(|review| self.going(review)).transpose()?;
        let id = ActionId(self.ids.take());
        self.execute(
            "INSERT INTO action (id, text, owner, due, state, pilot, review, made, why) VALUES (?1, ?2, ?3, ?4, \
                 'open', ?5, coalesce(?6, (SELECT id FROM review WHERE state = 'open')), ?7, '')",
            params![
                id.0,
                text,
                owner.0,
                DayText(Some(due)),
                pilot.map(|pilot| pilot.0),
                review.map(|review| review.0),
                self.today(),
            ],
        )?;
        self.added(&id);
        self.touch(pilot);
        let about = about.map_or_else(String::new, |about| format!("{about}: "));
        self.did(format!("{about}{name} by {due}: {}", brief(&text)))
    }

    fn action_row(&self, id: ActionId) -> Result<Action> {
        self.reader
            .actions()?
            .into_iter()
            .find(|action| action.id == id)
            .ok_or_else(|| self.missing("action", id.0, id, "look at `steerco list actions`"))
    }

    fn set_action(&mut self, id: ActionId, field: ActionField, to: &Value, was: Option<&Value>) -> Result<()> {
        let action = self.action_row(id)?;
        let to = match (field, to) {
            (ActionField::Text, Value::Text(text)) => Value::Text(required(text, "what is to be done", "text")?),
            (ActionField::Owner, Value::Person(owner)) => {
                self.answering(*owner, ("do something", "name one person"))?;
                to.clone()
            }
            (ActionField::Due, Value::Day(day)) => Value::Day(self.planned(*day).map_err(|error| error.at("due"))?),
            (field, _) => {
                return refuse(format!("an action needs its {}", field.name()), "write one", field.name());
            }
        };
        let subject = format!("Action “{}”", brief(&action.text));
        let lines = self.standing_for(action.review, StandsFor::Action(id))?;
        self.set_field(("action", id.0, &subject), field.name(), &to, was, action.pilot)?;
        let now = self.action_row(id)?;
        self.stand_anew(&lines, &brought::agreed(now.due, &now.text))
    }

    fn end_action(&mut self, id: ActionId, to: ActionState, why: &str, was: Option<ActionState>) -> Result<()> {
        let action = self.action_row(id)?;
        let subject = format!("Action “{}”", brief(&action.text));
        let why = why.trim();
        if action.state == to && action.why == why {
            return self.same(format!("{subject} was {to} already."));
        }
        if to == ActionState::Dropped {
            required(why, "why it is dropped", "why")?;
        }
        self.expect_seen(
            was.is_none_or(|was| was == action.state),
            (&subject, to.name(), action.state.name()),
            |writer| writer.writer_of_id("action", id.0, "state"),
        )?;
        let ended = (to != ActionState::Open).then_some(self.stamp.today);
        self.execute(
            "UPDATE action SET state = ?1, ended = ?2, why = ?3 WHERE id = ?4",
            params![to.name(), DayText(ended), why, id.0],
        )?;
        self.touch(action.pilot);
        // A text that somebody typed keeps their own end.
        let why = if why.is_empty() { ".".to_owned() } else { format!(": {}", brief(why)) };
        self.did(format!("{subject} is {to}{why}"))
    }
}
