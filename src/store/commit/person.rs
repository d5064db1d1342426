//! Performs the changes to people.

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::domain::change::{NewPerson, PersonChange, PersonField};
use crate::domain::person::check_email;
use crate::domain::pilot::tidy_name;
use crate::domain::{Invalid, Level, PersonId, Value};
use crate::store::error::{Error, Result};

impl Writer<'_> {
    pub(super) fn person(&mut self, change: &PersonChange) -> Result<()> {
        match change {
            PersonChange::Add(new) => self.add_person(new),
            PersonChange::Set { person, field, to, was } => self.set_person(*person, *field, to, was.as_ref()),
            PersonChange::Archive { person, archived } => {
                let name = self.person_name(*person)?;
                let done = if *archived { "archived" } else { "back from the archive" };
                if !self.set_archived("person", person.0, *archived)? {
                    return self.same(format!("{name} was {done} already."));
                }
                self.did(format!("{name} is {done}."))
            }
        }
    }

    /// The name of a person who is there.
    pub(super) fn person_name(&self, person: PersonId) -> Result<String> {
        self.connection
            .prepare_cached("SELECT name FROM person WHERE id = ?1")?
            .query_row([person.0], |row| row.get(0))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "that person is not there any more".to_owned(),
                hint: "look at `steerco list people --all`".to_owned(),
            })
    }

    fn add_person(&mut self, new: &NewPerson) -> Result<()> {
        let name = tidy_name(&new.name, "person")?;
        let email = new.email.trim();
        check_email(email)?;
        self.check_email_free(email, None)?;
        let id = new.id.map_or_else(|| self.ids.take(), |id| id.0);
        self.connection
            .prepare_cached(
                "INSERT INTO person (id, name, title, level, unit, email, partner, archived) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
            )?
            .execute(params![id, name, new.title.trim(), new.level.name(), new.unit.trim(), email, new.partner])?;
        self.did(format!("Added {name}."))
    }

    fn check_email_free(&self, email: &str, but: Option<PersonId>) -> Result<()> {
        let holder: Option<(i64, String)> = self
            .connection
            .prepare_cached("SELECT id, name FROM person WHERE email = ?1 COLLATE NOCASE AND email <> ''")?
            .query_row([email], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match holder {
            Some((id, name)) if but != Some(PersonId(id)) => Err(Invalid::new(format!("{email} belongs to {name}"))
                .hint("choose another address")
                .at("email")
                .into()),
            _ => Ok(()),
        }
    }

    fn set_person(&mut self, person: PersonId, field: PersonField, to: &Value, was: Option<&Value>) -> Result<()> {
        let name = self.person_name(person)?;
        let to = match (field, to) {
            (PersonField::Name, Value::Text(text)) => Value::Text(tidy_name(text, "person")?),
            (PersonField::Name, _) => Value::Text(tidy_name("", "person")?),
            (PersonField::Email, Value::Text(email)) => {
                check_email(email.trim())?;
                self.check_email_free(email.trim(), Some(person))?;
                Value::text(email.trim())
            }
            (PersonField::Level, Value::Text(level)) => Value::Text(level.parse::<Level>()?.name().to_owned()),
            (PersonField::Level, _) => Value::Text(Level::Other.name().to_owned()),
            (PersonField::Partner, Value::Flag(_)) => to.clone(),
            (PersonField::Partner, _) => Value::Flag(false),
            _ => to.clone(),
        };
        let shown = self.value_said(&to)?;
        if !self.set_column(("person", person.0, &name), field.name(), &to, was)? {
            return self.same(format!("{name}: {} was {shown} already.", field.name()));
        }
        self.did(format!("{name}: set {} to {shown}.", field.name()))
    }
}
