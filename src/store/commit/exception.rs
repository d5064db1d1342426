//! Performs the changes to the register of exceptions.

use rusqlite::params;

use super::{Writer, brief, refuse, required};
use crate::domain::change::{ExceptionChange, ExceptionField};
use crate::domain::{
    Exception, ExceptionId, ExceptionState, Instant, PersonId, PilotId, Role, Severity, Value, When, exception, parsed,
};
use crate::store::error::Result;
use crate::store::fetch;

impl Writer<'_> {
    pub(super) fn exception(&mut self, change: &ExceptionChange) -> Result<()> {
        match change {
            ExceptionChange::Raise { id, pilot, text, severity, owner, at } => {
                self.raise(*id, *pilot, text, *severity, *owner, *at)
            }
            ExceptionChange::Set { exception, field, to, was } => {
                self.set_exception(*exception, *field, to, was.as_ref())
            }
            ExceptionChange::Said { exception, ticket } => {
                let held = self.in_register(*exception)?;
                let said = serde_json::to_string(ticket).unwrap_or_default();
                let sql = "UPDATE exception SET ticket = ?1 WHERE id = ?2 AND ticket IS NOT ?1";
                if self.execute(sql, params![said, exception.0])? > 0 {
                    self.touch(held.pilot);
                }
                Ok(())
            }
            ExceptionChange::Advance { exception, to, person, note, at, was } => {
                self.advance(*exception, *to, *person, note.as_deref(), *at, *was)
            }
        }
    }

    fn raise(
        &mut self,
        id: Option<ExceptionId>,
        pilot: PilotId,
        text: &str,
        severity: Severity,
        owner: Option<PersonId>,
        at: Option<When>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let text = required(text, "what was wrong", "text")?;
        owner.map(|owner| self.at_work(owner, "owner")).transpose()?;
        let now = self.stamp.instant();
        let at = at.map_or(now, |at| at.resolve(now, None));
        if at > now {
            return Err(exception::in_the_future(at).into());
        }
        let id = id.unwrap_or_else(|| ExceptionId(self.ids.take()));
        self.execute(
            "INSERT INTO exception (id, pilot, text, severity, owner, raised, resolution) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')",
            params![id.0, pilot.0, text, severity.name(), owner.map(|owner| owner.0), at.to_string()],
        )?;
        self.added(&id);
        self.ensure_metric(pilot, Role::TimeToResolve)?;
        self.touch(pilot);
        self.did(format!("{name}: raised an exception of {severity} severity: {}", brief(&text)))
    }

    fn in_register(&self, id: ExceptionId) -> Result<Exception> {
        fetch::exception(self.connection, id)?
            .ok_or_else(|| self.missing("exception", id.0, id, "look at `steerco list exceptions`"))
    }

    /// Corrects what was said of it when it was raised. Its way through the states stays.
    fn set_exception(&mut self, id: ExceptionId, field: ExceptionField, to: &Value, was: Option<&Value>) -> Result<()> {
        let held = self.in_register(id)?;
        let to = match (field, to) {
            (ExceptionField::Text, Value::Text(text)) => Value::Text(required(text, "what was wrong", "text")?),
            (ExceptionField::Severity, Value::Text(word)) => {
                let severity: Severity = parsed(word, "severity")?;
                Value::text(severity.name())
            }
            (ExceptionField::Owner, Value::Person(owner)) => {
                self.at_work(*owner, "owner")?;
                to.clone()
            }
            (ExceptionField::Owner, Value::Nothing) => Value::Nothing,
            (field, _) => {
                return refuse(format!("an exception needs its {}", field.name()), "write one", field.name());
            }
        };
        let name = self.pilot_name(held.pilot)?;
        let subject = format!("{name}, “{}”", brief(&held.text));
        self.set_field(("exception", id.0, &subject), field.name(), &to, was, Some(held.pilot))
    }

    fn advance(
        &mut self,
        id: ExceptionId,
        to: ExceptionState,
        person: Option<PersonId>,
        note: Option<&str>,
        at: Option<When>,
        was: Option<ExceptionState>,
    ) -> Result<()> {
        let held = self.in_register(id)?;
        let name = self.pilot_name(held.pilot)?;
        let what = format!("{name}, “{}”", brief(&held.text));
        let writer = |writer: &Self| writer.writer_of_id("exception", id.0, held.state().name());
        let seen = was.is_none_or(|was| was == held.state());
        if !seen && held.state() == to && says_no_more(&held, person, note) {
            let by = writer(self)?.map_or_else(String::new, |by| format!(" by {by}"));
            return self.same(format!("{what}: {to} already{by}."));
        }
        self.expect_seen(seen, (&what, to.name(), held.state().name()), writer)?;
        let now = self.stamp.instant();
        let at = at.map_or(now, |at| at.resolve(now, Some(held.newest())));
        held.check(to, at, now)?;
        let whom = match (to, person) {
            (ExceptionState::Escalated, None) => {
                return refuse("nobody is named who takes it", "name a person (--to WHO)", "to");
            }
            (ExceptionState::Escalated, Some(person)) => Some(self.at_work(person, "to")?),
            _ => None,
        };
        self.put(&held, to, at, person, note)?;
        self.touch(held.pilot);
        let whom = whom.map_or_else(String::new, |whom| format!(" to {whom}"));
        self.did(format!("{what}: {to}{whom}."))
    }

    fn put(
        &self,
        held: &Exception,
        to: ExceptionState,
        at: Instant,
        person: Option<PersonId>,
        note: Option<&str>,
    ) -> Result<()> {
        let (at, id) = (at.to_string(), held.id.0);
        match to {
            ExceptionState::Escalated => self.execute(
                "UPDATE exception SET escalated = ?1, escalated_to = ?2 WHERE id = ?3",
                params![at, person.map(|person| person.0), id],
            )?,
            ExceptionState::Resolved => self.execute(
                "UPDATE exception SET resolved = ?1, resolution = ?2 WHERE id = ?3",
                params![at, note.unwrap_or_default().trim(), id],
            )?,
            ExceptionState::Acknowledged => {
                self.execute("UPDATE exception SET acknowledged = ?1 WHERE id = ?2", params![at, id])?
            }
            ExceptionState::Closed => {
                self.execute("UPDATE exception SET closed = ?1 WHERE id = ?2", params![at, id])?
            }
            ExceptionState::Raised => 0,
        };
        Ok(())
    }
}

/// Does setting the state that it has already say nothing new?
fn says_no_more(held: &Exception, person: Option<PersonId>, note: Option<&str>) -> bool {
    match held.state() {
        ExceptionState::Escalated => person == held.escalated_to,
        ExceptionState::Resolved => note.unwrap_or_default().trim() == held.resolution,
        ExceptionState::Raised | ExceptionState::Acknowledged | ExceptionState::Closed => true,
    }
}
