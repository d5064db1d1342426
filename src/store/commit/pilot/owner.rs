//! Performs appointments of executive owners, and what a pilot's people report.

use rusqlite::params;

use crate::domain::{PersonId, PilotId, Powers, Report, Status};
use crate::store::columns::{Columns, DayText};
use crate::store::commit::{Writer, brief, refuse, required};
use crate::store::error::Result;
use crate::store::fetch;

impl Writer<'_> {
    pub(in crate::store::commit) fn appoint(
        &mut self,
        pilot: PilotId,
        person: Option<PersonId>,
        powers: Powers,
        why: &str,
        was: Option<Option<(PersonId, Powers)>>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let now = self.found(
            "SELECT a.person, a.accountability, a.authority, a.committee FROM pilot p \
                 JOIN appointment a ON a.id = p.appointment WHERE p.id = ?1",
            [pilot.0],
            |row| Ok((row.some_id(0, PersonId)?, fetch::powers(row, 1)?)),
        )?;
        let sits = now.and_then(|(sits, _)| sits);
        let said = |person: Option<PersonId>| person.map_or(Ok("nobody".to_owned()), |person| self.person_name(person));
        let (new, old) = (said(person)?, said(sits)?);
        if sits == person && now.is_none_or(|(_, held)| held == powers) {
            return self.same(format!("{name} was owned by {new} already."));
        }
        // An owner who stays keeps powers that somebody set meanwhile; with another owner they end anyway.
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
        self.touch(pilot);
        self.did(match person {
            Some(_) if sits == person => format!("{name}: {new}’s powers as executive owner were set."),
            Some(_) => format!("{name}: {new} is the executive owner now."),
            None => format!("{name} has no executive owner now."),
        })
    }

    /// The name of somebody who is to answer for something, which has to be a person and no group.
    pub(in crate::store::commit) fn answering(&self, person: PersonId, (what, hint): (&str, &str)) -> Result<String> {
        let name = self.at_work(person, "owner")?;
        if self.framework.is_not_a_person(&name) {
            return refuse(format!("“{name}” is a group, not a person who can {what}"), hint, "owner");
        }
        Ok(name)
    }

    pub(in crate::store::commit) fn seat(
        &mut self,
        pilot: PilotId,
        person: Option<PersonId>,
        powers: Powers,
        why: &str,
    ) -> Result<()> {
        if let Some(person) = person {
            self.answering(person, ("own a pilot", "name one person of executive level"))?;
        }
        let id = self.ids.take();
        self.execute(
            "INSERT INTO appointment (id, pilot, person, since, why, accountability, authority, committee) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id,
                pilot.0,
                person.map(|person| person.0),
                self.today(),
                why.trim(),
                powers.accountability.name(),
                powers.authority.name(),
                powers.committee.name(),
            ],
        )?;
        self.execute("UPDATE pilot SET appointment = ?1 WHERE id = ?2", [id, pilot.0])?;
        Ok(())
    }

    pub(in crate::store::commit) fn report(
        &mut self,
        pilot: PilotId,
        status: Status,
        because: &str,
        was: Option<&Report>,
    ) -> Result<()> {
        let name = self.pilot_name(pilot)?;
        let because = match status {
            Status::NotReported => String::new(),
            Status::Stale => {
                return Err(super::not_reported_by_people());
            }
            _ => required(because, "the sentence behind the status", "because")?,
        };
        let now =
            self.row("SELECT reported, reported_because, reported_on FROM pilot WHERE id = ?1", [pilot.0], |row| {
                Ok(Report { status: row.word(0)?, because: row.get(1)?, on: row.day(2)? })
            })?;
        let today = (status != Status::NotReported).then_some(self.stamp.today);
        let wanted = Report { status, because, on: today };
        if now == wanted {
            return self.same(format!("{name} was reported {} already: {}", status.said(), brief(&now.because)));
        }
        let what = format!("{name}: reported status");
        let other_status = was.is_some_and(|was| was.status != now.status);
        let seen = was.is_none_or(|was| !other_status && was.because == now.because);
        self.expect_seen(seen, (&what, &wanted.to_string(), &now.to_string()), |writer| {
            writer.writer_of_id("pilot", pilot.0, if other_status { "reported" } else { "reported_because" })
        })?;
        self.execute(
            "UPDATE pilot SET reported = ?1, reported_because = ?2, reported_on = ?3 WHERE id = ?4",
            params![status.name(), wanted.because, DayText(today), pilot.0],
        )?;
        self.touch(pilot);
        self.did(format!("{name} is reported {}: {}", status.said(), brief(&wanted.because)))
    }
}
