//! Answers about people.

use std::collections::HashMap;

use super::meant::only_one;
use super::{any_row, grouped, rows};
use crate::domain::nearly::is_named_nearly;
use crate::domain::person::{addressed, at_rest, called, found, known, short_for, without_titles};
use crate::domain::shown::collapsed;
use crate::domain::words::count;
use crate::domain::{Day, Person, PersonId, PilotId};
use crate::store::columns::Columns;
use crate::store::error::{Error, Result};
use crate::store::open::Reader;

/// A person with what they answer for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub person: Person,
    /// The codes of the pilots that they own as executive owner, without archived ones.
    pub owns: Vec<String>,
    /// The codes of the pilots that they lead.
    pub leads: Vec<String>,
    /// Everything else that is open with their name on it: workstreams, checklist items, process steps, exceptions,
    /// actions.
    pub carries: Vec<String>,
}

/// A known person who was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Who.
    pub id: PersonId,
    /// If only part of a name was given: the full one, to be told.
    pub told: Option<String>,
}

/// Something that a person answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// In what way: `owns`, `leads`, `workstream`, `item`, `step`, `exception`, `action`, `chairs`, `sits`.
    pub kind: String,
    /// Of which pilot; an action may be about none.
    pub pilot: Option<PilotId>,
    /// Its name; empty where there is none.
    pub name: String,
    /// What it is, if it is not the pilot itself.
    pub what: String,
    /// By when.
    pub due: Option<Day>,
}

/// Everything that a person answers for: pilots, and what is open with their name on it, the earliest due date first.
const HOLDINGS: &str = "SELECT * FROM (SELECT 0 AS rank, 'owns' AS kind, p.id, p.name, '' AS what, NULL AS due \
     FROM pilot p JOIN appointment a ON a.id = p.appointment WHERE a.person = ?1 AND p.archived = 0 \
     UNION ALL SELECT 1, 'leads', p.id, p.name, '', NULL FROM pilot p WHERE p.lead = ?1 AND p.archived = 0 \
     UNION ALL SELECT 2, 'workstream', p.id, p.name, w.dimension || ': ' || w.exit_test, w.due FROM workstream w \
     JOIN pilot p ON p.id = w.pilot AND p.archived = 0 WHERE w.closed IS NULL AND w.owner = ?1 \
     UNION ALL SELECT 2, 'item', p.id, p.name, t.item, t.due FROM tick t JOIN pilot p ON p.id = t.pilot AND p.archived = 0 \
     WHERE t.owner = ?1 AND t.state IN ('open', 'doing') \
     UNION ALL SELECT 2, 'step', p.id, p.name, s.name, NULL FROM step s JOIN pilot p ON p.id = s.pilot AND p.archived = 0 \
     WHERE s.manager = ?1 AND s.archived = 0 \
     UNION ALL SELECT 2, 'exception', p.id, p.name, x.text, NULL FROM exception x \
     JOIN pilot p ON p.id = x.pilot AND p.archived = 0 WHERE x.resolved IS NULL AND coalesce(x.escalated_to, x.owner) = ?1 \
     UNION ALL SELECT 2, 'action', p.id, coalesce(p.name, ''), a.text, a.due FROM action a \
     LEFT JOIN pilot p ON p.id = a.pilot WHERE a.state = 'open' AND a.owner = ?1 \
     UNION ALL SELECT 1, 'chairs', NULL, '', 'the committee', NULL FROM workspace WHERE chair = ?1 \
     UNION ALL SELECT 1, 'sits', NULL, '', 'on the committee' || CASE function WHEN '' THEN '' ELSE ' for ' || function END, \
     NULL FROM member WHERE person = ?1 \
     UNION ALL SELECT 2, 'chairs', NULL, '', 'the review of ' || day, day FROM review WHERE chair = ?1 AND state <> 'closed') \
     ORDER BY rank, due IS NULL, due, name, kind, what";

/// Everything open with a name on it: the person, and a few words.
const CARRIED: &str = "SELECT w.owner, p.code || ': workstream on ' || w.dimension FROM workstream w \
     JOIN pilot p ON p.id = w.pilot AND p.archived = 0 WHERE w.closed IS NULL AND w.owner IS NOT NULL \
     UNION ALL SELECT t.owner, p.code || ': ' || t.item FROM tick t JOIN pilot p ON p.id = t.pilot AND p.archived = 0 \
     WHERE t.owner IS NOT NULL AND t.state IN ('open', 'doing') \
     UNION ALL SELECT s.manager, p.code || ': step ' || s.name FROM step s \
     JOIN pilot p ON p.id = s.pilot AND p.archived = 0 WHERE s.manager IS NOT NULL AND s.archived = 0 \
     UNION ALL SELECT coalesce(x.escalated_to, x.owner), p.code || ': exception ' || x.text FROM exception x \
     JOIN pilot p ON p.id = x.pilot AND p.archived = 0 \
     WHERE x.resolved IS NULL AND coalesce(x.escalated_to, x.owner) IS NOT NULL \
     UNION ALL SELECT a.owner, coalesce(p.code || ': ', '') || 'action ' || a.text FROM action a \
     LEFT JOIN pilot p ON p.id = a.pilot WHERE a.state = 'open'";

impl Reader {
    /// Everybody, archived ones too, in order of creation.
    pub fn people(&self) -> Result<Vec<PersonRow>> {
        let mut owns = self.codes_by(
            "SELECT a.person, p.code FROM pilot p JOIN appointment a ON a.id = p.appointment \
             WHERE a.person IS NOT NULL AND p.archived = 0 ORDER BY p.id",
        )?;
        let mut leads =
            self.codes_by("SELECT lead, code FROM pilot WHERE lead IS NOT NULL AND archived = 0 ORDER BY id")?;
        let mut carries = self.codes_by(CARRIED)?;
        let sql = "SELECT id, name, title, level, unit, email, partner, archived, certifier FROM person ORDER BY id";
        rows(&self.connection, sql, [], |row| {
            let id: i64 = row.get(0)?;
            Ok(PersonRow {
                person: Person {
                    id: PersonId(id),
                    name: row.get(1)?,
                    title: row.get(2)?,
                    level: row.word(3)?,
                    unit: row.get(4)?,
                    email: row.get(5)?,
                    partner: row.get(6)?,
                    archived: row.get(7)?,
                    certifier: row.get(8)?,
                },
                owns: owns.remove(&id).unwrap_or_default(),
                leads: leads.remove(&id).unwrap_or_default(),
                carries: carries.remove(&id).unwrap_or_default(),
            })
        })
    }

    /// Everything that a person answers for.
    pub fn holdings(&self, person: PersonId) -> Result<Vec<Holding>> {
        let framework = self.framework()?;
        rows(&self.connection, HOLDINGS, [person.0], |row| {
            let (kind, what): (String, String) = (row.get(1)?, row.get(4)?);
            let title = framework.item(&what).filter(|_| kind == "item").map(|item| item.title.clone());
            Ok(Holding {
                kind,
                pilot: row.some_id(2, PilotId)?,
                name: row.get(3)?,
                what: title.unwrap_or(what),
                due: row.day(5)?,
            })
        })
    }

    /// How much a person answers for, in a few words: “leads 2 pilots, 3 open actions”, or empty.
    pub(super) fn answers_for(&self, person: PersonId) -> Result<String> {
        let held = self.holdings(person)?;
        let of = |kind: &str| held.iter().filter(|one| one.kind == kind).count();
        let [owns, leads, actions] = ["owns", "leads", "action"].map(of);
        let rest = held.len() - owns - leads - actions;
        let told = [
            (owns, format!("owns {}", count(owns, "pilot", "pilots"))),
            (leads, format!("leads {}", count(leads, "pilot", "pilots"))),
            (actions, count(actions, "open action", "open actions")),
            (rest, format!("named in {}", count(rest, "other place", "other places"))),
        ];
        let told: Vec<String> = told.into_iter().filter(|(number, _)| *number > 0).map(|(_, told)| told).collect();
        Ok(told.join(", "))
    }

    /// The name of a person, if there is one.
    pub fn name_of(&self, person: impl Into<Option<PersonId>>) -> Result<Option<String>> {
        let id = person.into().map(|person| person.0);
        any_row(&self.connection, "SELECT name FROM person WHERE id = ?1", [id], |row| row.get(0))
    }

    /// The names of everybody who is not archived, by name.
    pub fn people_names(&self) -> Result<Vec<(PersonId, String)>> {
        self.names("SELECT id, name FROM person WHERE archived = 0 ORDER BY name, id")
    }

    /// The same; people of one name have in brackets what tells them apart: an address, else a title, a unit or a
    /// number.
    pub fn people_apart(&self) -> Result<Vec<(PersonId, String)>> {
        self.names(
            "SELECT id, name || CASE WHEN count(*) OVER one = 1 THEN '' ELSE ' (' || coalesce(nullif(email, ''), \
             nullif(title, ''), nullif(unit, ''), row_number() OVER (one ORDER BY id)) || ')' END \
             FROM person WHERE archived = 0 WINDOW one AS (PARTITION BY lower(name)) ORDER BY name, id",
        )
    }

    /// The names of everybody who is archived, by name.
    pub fn archived_names(&self) -> Result<Vec<(PersonId, String)>> {
        self.names("SELECT id, name FROM person WHERE archived = 1 ORDER BY name, id")
    }

    /// The e-mail addresses of those who have one and can be given work.
    pub fn emails(&self) -> Result<Vec<(PersonId, String)>> {
        self.names("SELECT id, email FROM person WHERE archived = 0 AND email <> '' ORDER BY name, id")
    }

    /// The certifiers, by name.
    pub fn certifiers(&self) -> Result<Vec<(PersonId, String)>> {
        self.names("SELECT id, name FROM person WHERE certifier = 1 AND archived = 0 ORDER BY name, id")
    }

    fn names(&self, sql: &str) -> Result<Vec<(PersonId, String)>> {
        rows(&self.connection, sql, [], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))
    }

    fn codes_by(&self, sql: &str) -> Result<HashMap<i64, Vec<String>>> {
        grouped(&self.connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The person whom a text names: by e-mail, name, another spelling of it, or id. If several have the name, those
    /// not archived come first.
    pub fn find_person(&self, text: &str) -> Result<PersonId> {
        if let Ok(PersonId(id)) = text.parse() {
            let known = any_row(&self.connection, "SELECT id FROM person WHERE id = ?1", [id], |row| row.get(0))?;
            if let Some(id) = known {
                return Ok(PersonId(id));
            }
        }
        let text = collapsed(text);
        let make = || format!("make them first: `steerco add person \"{text}\"`, or “add” among the people");
        let called_so = self.called_so(&text)?;
        if !called_so.is_empty() {
            return only_one("person", &text, called_so, &make());
        }
        let (there, gone) = (self.people_names()?, self.archived_names()?);
        let spelled = found(&known(&there, &gone, self.emails()?.into_iter()), addressed(&text));
        match spelled {
            Some(Some(id)) => Ok(id),
            Some(None) => only_one("person", &text, self.told_apart(&short_for(&text, &there))?, &make()),
            None => {
                let hint = match called_like(&text, &there).as_slice() {
                    [] => make(),
                    alike => format!("is it {}? else {}", alike.join(", or "), make()),
                };
                only_one("person", &text, Vec::new(), &hint)
            }
        }
    }

    /// The same where a known person is chosen and nobody is added: part of a name is enough, if it fits only one
    /// person who can be given work.
    pub fn choose_person(&self, text: &str) -> Result<Chosen> {
        match self.find_person(text) {
            Err(Error::NotFound { what, hint }) => {
                let there = self.people_names()?;
                let meant = short_for(text, &there);
                let told = match meant.as_slice() {
                    [] => return Err(Error::NotFound { what, hint }),
                    [(_, name)] => Some(format!("“{}” is {name}.", text.trim())),
                    _ => None,
                };
                Ok(Chosen { id: only_one("person", text, self.told_apart(&meant)?, &hint)?, told })
            }
            found => found.map(|id| Chosen { id, told: None }),
        }
    }

    /// The people of this name or address, with what tells them apart; if any are not archived, only those.
    fn called_so(&self, name: &str) -> Result<Vec<(PersonId, String)>> {
        let sql = "SELECT id, name, email, archived FROM person \
                   WHERE (email <> '' AND email = ?1 COLLATE NOCASE) OR name = ?1 COLLATE NOCASE ORDER BY archived, id";
        let found = rows(&self.connection, sql, [name], |row| {
            let (id, name, email) = (PersonId(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, String>(2)?);
            Ok(((id, told_apart(id, &name, &email)), row.get::<_, bool>(3)?))
        })?;
        let first = found.first().map(|(_, archived)| *archived);
        Ok(found.into_iter().filter(|(_, archived)| Some(*archived) == first).map(|(one, _)| one).collect())
    }

    /// People by names that tell them apart.
    fn told_apart(&self, people: &[&(PersonId, String)]) -> Result<Vec<(PersonId, String)>> {
        let emails: HashMap<PersonId, String> = self.emails()?.into_iter().collect();
        let told = |(id, name): &&(PersonId, String)| {
            let email = emails.get(id).map_or("", String::as_str);
            (*id, told_apart(*id, name, email))
        };
        Ok(people.iter().map(told).collect())
    }

    /// A person who is to be given work, and so must not be archived.
    pub fn find_person_at_work(&self, text: &str) -> Result<Chosen> {
        let chosen = self.choose_person(text)?;
        match self.archived_names()?.into_iter().find(|(id, _)| *id == chosen.id) {
            Some((_, name)) => Err(at_rest(&name).into()),
            None => Ok(chosen),
        }
    }
}

/// A person with what tells them from others of their name: the address, or else the id.
fn told_apart(id: PersonId, name: &str, email: &str) -> String {
    if email.is_empty() { format!("{name} ({id})") } else { format!("{name} <{email}>") }
}

/// The first few people with a part of their name that begins so, or nearly so.
fn called_like(text: &str, people: &[(PersonId, String)]) -> Vec<String> {
    const MOST: usize = 3;
    let wanted = called(text);
    let is_mistyped = |name: &str| is_named_nearly(without_titles(text), without_titles(name));
    let begins = |name: &str| called(name).split_whitespace().any(|part| part.starts_with(&wanted));
    let names = people.iter().map(|(_, name)| name);
    names.filter(|name| !wanted.is_empty() && (begins(name) || is_mistyped(name))).take(MOST).cloned().collect()
}
