//! Owns the remarks on a name that something else has already: a name may occur twice, but nobody should give it
//! unawares.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::super::error::Result;
use super::super::open::Reader;
use crate::domain::change::{PersonChange, PersonField, PilotChange, PilotField};
use crate::domain::shown::collapsed;
use crate::domain::{Change, Value};

/// At most so many remarks for one change.
const MOST: usize = 10;

/// A name that a change gives.
struct Named<'c> {
    noun: &'static str,
    /// Whose name it is; none if it gets its id later.
    id: Option<i64>,
    name: &'c str,
    /// The code, if the change says one.
    code: &'c str,
}

impl<'c> Named<'c> {
    /// Adds the names that a change gives.
    fn gather(change: &'c Change, named: &mut Vec<Self>) {
        match change {
            Change::Several { changes, .. } => changes.iter().for_each(|one| Self::gather(one, named)),
            one => named.extend(Self::of(one)),
        }
    }

    fn of(change: &'c Change) -> Option<Self> {
        let (noun, id, name, code) = match change {
            Change::Pilot(PilotChange::Add(new)) => {
                ("pilot", new.id.map(|id| id.0), new.name.as_str(), new.code.as_deref().unwrap_or_default())
            }
            Change::Pilot(PilotChange::Set { pilot, field: PilotField::Name, to: Value::Text(name), .. }) => {
                ("pilot", Some(pilot.0), name.as_str(), "")
            }
            Change::Person(PersonChange::Add(new)) => ("person", new.id.map(|id| id.0), new.name.as_str(), ""),
            Change::Person(PersonChange::Set { person, field: PersonField::Name, to: Value::Text(name), .. }) => {
                ("person", Some(person.0), name.as_str(), "")
            }
            _ => return None,
        };
        Some(Self { noun, id, name, code })
    }

    /// The remark that something else, of that name and code, is called so too.
    fn told(&self, (name, code): &(String, String)) -> String {
        let known = if code.is_empty() { String::new() } else { format!(": {code}") };
        let apart =
            if self.noun == "pilot" { "Both are known by their codes." } else { "An address tells them apart." };
        format!("Another {} is called “{name}”{known}. {apart}", self.noun)
    }
}

impl Reader {
    /// Remarks on changes that give a pilot or a person the name of another one, in any case of letters: a sentence
    /// each, for the first few.
    pub fn twins<'c>(&self, changes: impl Iterator<Item = &'c Change>) -> Result<Vec<String>> {
        let mut named = Vec::new();
        changes.for_each(|change| Named::gather(change, &mut named));
        if named.is_empty() {
            return Ok(Vec::new());
        }
        // Something that is renamed no longer has its old name.
        let renamed: HashSet<(&str, i64)> = named.iter().filter_map(|one| Some((one.noun, one.id?))).collect();
        let mut known: HashMap<(&str, String), (String, String)> = HashMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT 1, id, name, code FROM pilot UNION ALL SELECT 0, id, name, '' FROM person WHERE archived = 0",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (is_pilot, id, name): (bool, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let noun = if is_pilot { "pilot" } else { "person" };
            if !renamed.contains(&(noun, id)) {
                let (name, code) = (collapsed(&name), row.get(3)?);
                known.entry((noun, name.to_lowercase())).or_insert((name, code));
            }
        }
        let mut told = Vec::new();
        for one in &named {
            match known.entry((one.noun, collapsed(one.name).to_lowercase())) {
                Entry::Occupied(other) => told.push(one.told(other.get())),
                Entry::Vacant(free) => {
                    free.insert((collapsed(one.name), one.code.to_owned()));
                }
            }
        }
        told.truncate(MOST);
        Ok(told)
    }
}
