//! Performs the changes to people.

use rusqlite::params;

use super::{Writer, refuse, required};
use crate::domain::change::{NewPerson, PersonChange, PersonField};
use crate::domain::person::{at_rest, check_email};
use crate::domain::pilot::tidy_name;
use crate::domain::{Level, PersonId, PilotId, Powers, Value};
use crate::store::error::Result;
use crate::store::fetch;

/// What is handed over with a person's work: its name in sentences, its table and column, and the condition for open
/// rows.
const HANDED: &[(&str, &str, &str, &str)] = &[
    ("led pilot", "pilot", "lead", "archived = 0"),
    ("checklist item", "tick", "owner", "state IN ('open', 'doing')"),
    ("workstream", "workstream", "owner", "closed IS NULL"),
    ("process step", "step", "manager", "archived = 0"),
    ("exception", "exception", "owner", "resolved IS NULL"),
    ("escalation", "exception", "escalated_to", "resolved IS NULL"),
    ("action", "action", "owner", "state = 'open'"),
];

/// Begins the sentence of an entry that handed work over. If no pilot had its owner changed in it, only that sentence
/// keeps the reason.
pub(in crate::store) const HANDED_OVER: &str = "Handed over from ";

impl Writer<'_> {
    pub(super) fn person(&mut self, change: &PersonChange) -> Result<()> {
        match change {
            PersonChange::Add(new) => self.add_person(new),
            PersonChange::Set { person, field, to, was } => self.set_person(*person, *field, to, was.as_ref()),
            PersonChange::HandOver { from, to, why } => self.hand_over(*from, *to, why),
            PersonChange::Archive { person, archived } => {
                let name = self.person_name(*person)?;
                self.archive(("person", person.0, &name), *archived, None)
            }
        }
    }

    /// Hands everything owned, led, due or open to somebody else. What is done keeps its name.
    fn hand_over(&mut self, from: PersonId, to: PersonId, why: &str) -> Result<()> {
        let old = self.person_name(from)?;
        self.at_work(to, "to")?;
        let new = self.answering(to, ("answer for anything", "name one person"))?;
        if from == to {
            return refuse(format!("{old} has it already"), "name somebody else", "to");
        }
        let why = required(why, "why", "why")?;
        let owned = self.seats_of(from)?;
        for pilot in &owned {
            // The powers are asked again for each appointment.
            self.seat(*pilot, Some(to), Powers::default(), &why)?;
        }
        let mut parts = vec![(owned.len(), "owned pilot")];
        let mut touched = owned;
        for (part, table, column, open) in HANDED {
            let of = format!("FROM {table} WHERE {column} = ?1 AND {open}");
            let pilot = if *table == "pilot" { "id" } else { "pilot" };
            // An action may be about no pilot.
            touched.extend(self.pilots_by(&format!("SELECT {pilot} {of} AND {pilot} IS NOT NULL"), from)?);
            let sql = format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1 AND {open}");
            parts.push((self.execute(&sql, [from.0, to.0])?, part));
        }
        parts.extend(self.pass_the_chair(from, to)?);
        for pilot in touched {
            self.touch(pilot);
        }
        let told: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, part)| format!("{count} {part}{}", if count == 1 { "" } else { "s" }))
            .collect();
        if told.is_empty() {
            return self.same(format!("{old} answers for nothing."));
        }
        self.did(format!("{HANDED_OVER}{old} to {new}: {}: {why}", told.join(", ")))
    }

    /// Hands over the seat in the committee, its chair, and the chair of reviews to come. If the other person has a
    /// seat, this one stays, as nobody sits there twice.
    fn pass_the_chair(&self, from: PersonId, to: PersonId) -> Result<[(usize, &'static str); 3]> {
        let run = |sql: &str| self.execute(sql, [from.0, to.0]);
        let chair = run("UPDATE workspace SET chair = ?2 WHERE chair = ?1")?;
        let reviews = run("UPDATE review SET chair = ?2 WHERE chair = ?1 AND state <> 'closed'")?;
        let seat = run("INSERT INTO member (person, function) SELECT ?2, function FROM member WHERE person = ?1 \
             AND ?2 NOT IN (SELECT person FROM member)")?;
        if seat > 0 {
            self.execute("DELETE FROM member WHERE person = ?1", [from.0])?;
        }
        Ok([(chair, "chair"), (reviews, "chaired review"), (seat, "seat")])
    }

    /// Does somebody own a pilot, even an archived one?
    fn is_seated(&self, person: PersonId) -> Result<bool> {
        let sql = "SELECT 1 FROM pilot p JOIN appointment a ON a.id = p.appointment WHERE a.person = ?1";
        self.exists(sql, [person.0])
    }

    /// The pilots that somebody owns, archived ones left out.
    fn seats_of(&self, person: PersonId) -> Result<Vec<PilotId>> {
        self.pilots_by(
            "SELECT p.id FROM pilot p JOIN appointment a ON a.id = p.appointment WHERE a.person = ?1 AND p.archived = 0",
            person,
        )
    }

    fn pilots_by(&self, sql: &str, person: PersonId) -> Result<Vec<PilotId>> {
        fetch::rows(self.connection, sql, [person.0], |row| row.get(0).map(PilotId))
    }

    /// The name of a person who is there.
    pub(super) fn person_name(&self, person: PersonId) -> Result<String> {
        let name = self.reader.name_of(person)?;
        name.ok_or_else(|| self.missing("person", person.0, person, "look at `steerco list people --all`"))
    }

    /// The name of somebody who is given work, and so must not be archived. What comes from elsewhere stays as it is.
    pub(super) fn at_work(&self, person: PersonId, field: &'static str) -> Result<String> {
        let name = self.person_name(person)?;
        let archived = "SELECT 1 FROM person WHERE id = ?1 AND archived = 1";
        if !self.imports && self.exists(archived, [person.0])? {
            return Err(at_rest(&name).at(field).into());
        }
        Ok(name)
    }

    fn add_person(&mut self, new: &NewPerson) -> Result<()> {
        let name = tidy_name(&new.name, "person")?;
        let email = new.email.trim();
        check_email(email)?;
        self.check_email_free(email, None)?;
        let id = new.id.unwrap_or_else(|| PersonId(self.ids.take()));
        self.execute(
            "INSERT INTO person (id, name, title, level, unit, email, partner, archived, certifier) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
            params![id.0, name, new.title.trim(), new.level.name(), new.unit.trim(), email, new.partner, new.certifier],
        )?;
        self.added(&id);
        self.did(format!("Added {name}."))
    }

    fn check_email_free(&self, email: &str, but: Option<PersonId>) -> Result<()> {
        let holder: Option<(i64, String)> = self.found(
            "SELECT id, name FROM person WHERE email = ?1 COLLATE NOCASE AND email <> ''",
            [email],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match holder {
            Some((id, name)) if but != Some(PersonId(id)) => {
                refuse(format!("{email} belongs to {name}"), "choose another address", "email")
            }
            _ => Ok(()),
        }
    }

    fn set_person(&mut self, person: PersonId, field: PersonField, to: &Value, was: Option<&Value>) -> Result<()> {
        let name = self.person_name(person)?;
        let to = match (field, to) {
            (PersonField::Name, Value::Text(text)) => {
                let to = tidy_name(text, "person")?;
                if self.framework.is_not_a_person(&to) && self.is_seated(person)? {
                    let what = format!("{name} is an executive owner, and “{to}” is no person's name");
                    return refuse(what, "appoint somebody else first, or write a person's name", "name");
                }
                Value::Text(to)
            }
            (PersonField::Name, _) => Value::Text(tidy_name("", "person")?),
            (PersonField::Email, Value::Text(email)) => {
                check_email(email.trim())?;
                self.check_email_free(email.trim(), Some(person))?;
                Value::text(email.trim())
            }
            (PersonField::Level, Value::Text(level)) => Value::Text(level.parse::<Level>()?.name().to_owned()),
            (PersonField::Level, _) => Value::Text(Level::Other.name().to_owned()),
            (PersonField::Partner | PersonField::Certifier, Value::Flag(_)) => to.clone(),
            (PersonField::Partner | PersonField::Certifier, _) => Value::Flag(false),
            _ => to.clone(),
        };
        self.set_field(("person", person.0, &name), field.name(), &to, was, None)
    }
}
