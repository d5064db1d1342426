//! Plans what a table of people changes in a workspace: who is new is added, who is known is brought up to date. Nobody
//! goes.

use std::collections::HashMap;

use super::planned::Planned;
use super::report::{Report, left_out, sums_left_out};
use crate::domain::change::{NewPerson, PersonChange, PersonField};
use crate::domain::incoming::{Asked, Cell, Told};
use crate::domain::person::{self, Alike, called, says_no_more, spelled};
use crate::domain::{Change, Ids, Invalid, Level, Person, PersonId, Value};
use crate::exchange::people::{Listed, Somebody, columns, place, read, unfed};
use crate::exchange::{Reject, Table};
use crate::store::{Reader, Result, Store};

pub(super) fn plan(store: &Store, table: &Table, ids: &mut Ids) -> Result<Planned> {
    let Listed { people: rows, mut rejected, sums, remarks } = read(table);
    let people: Vec<Person> = store.read().people()?.into_iter().map(|row| row.person).collect();
    let mut known = Known::of(&people);
    let (mut changes, mut places, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
    let mut report = Report { kind: "people", ..Report::default() };
    for row in &rows {
        match known.find(row) {
            Ok(None) => {
                report.created += 1;
                let new = new(row, ids);
                if let Some(other) = known.namesake(row) {
                    seconds.extend(new.id);
                    report.alike.push(doubled(table, row, other));
                }
                changes.push(Change::Person(PersonChange::Add(new)));
            }
            Ok(Some(person)) => {
                let edits = edits(person, row);
                report.remarks.extend(kept(person, row));
                *(if edits.is_empty() { &mut report.unchanged } else { &mut report.changed }) += 1;
                changes.extend(edits);
            }
            Err(reason) => rejected.push(Reject { row: row.row, reason }),
        }
        places.resize(changes.len(), row.row);
    }
    rejected.sort_by_key(|reject| reject.row);
    report.rejected = rejected;
    report.remarks.extend(sums_left_out(&sums, "is nobody"));
    report.remarks.extend(remarks);
    report.remarks.extend(left_out(&unfed(table), "people", columns()));
    let is_told = |change: &Change| match change {
        Change::Person(PersonChange::Add(new)) => new.id.is_some_and(|id| seconds.contains(&id)),
        _ => false,
    };
    report.remarks.extend(store.read().twins(changes.iter().filter(|&change| !is_told(change)))?);
    let naming = |person: PersonId| -> Vec<Cell> {
        let is_it =
            |change: &Change| matches!(change, Change::Person(PersonChange::Add(new)) if new.id == Some(person));
        let row = changes.iter().position(is_it).and_then(|at| places.get(at));
        let cell = row.zip(place(table, PersonField::Name)).and_then(|(row, at)| table.cell(*row, at));
        cell.into_iter().collect()
    };
    report.alike.extend(alike(store.read(), changes.iter(), naming)?);
    Ok(Planned { changes, rows: places, report })
}

/// That somebody of that name is there with another address: it may be the same person, who has a new one.
fn doubled(table: &Table, row: &Somebody, Person { name, email, .. }: &Person) -> Told {
    let text = format!(
        "row {}: {name} is there with the address {email}, and this would be a second person of that name; where it is the \
         same one, write that address (“correct” in the preview).",
        row.row
    );
    let cell = place(table, PersonField::Email).and_then(|at| table.cell(row.row, at));
    Told { asked: Asked::Rather(email.clone()), ..Told::of_cell(text, cell) }
}

/// New people who could be somebody of another name who is there, or is new too, with the cells that name them; those
/// of one name are [twins].
///
/// [twins]: Reader::twins
pub fn alike<'c>(
    reader: &Reader,
    changes: impl Iterator<Item = &'c Change>,
    naming: impl Fn(PersonId) -> Vec<Cell>,
) -> Result<Vec<Told>> {
    let added = |change: &Change| match change {
        Change::Person(PersonChange::Add(new)) => Some((new.id, new.name.clone())),
        _ => None,
    };
    let (ids, new): (Vec<Option<PersonId>>, Vec<String>) = changes.filter_map(added).unzip();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let there = reader.people_names()?.into_iter().map(|(_, name)| name).collect();
    let told = |Alike { place, told, others }| {
        let cells = ids.get(place).copied().flatten().map(&naming).unwrap_or_default();
        // Of several it is not known which one is meant.
        let asked = <[String; 1]>::try_from(others).map_or(Asked::Anew, |[other]| Asked::Rather(other));
        Told { cells, asked, ..Told::as_a_whole(told) }
    };
    Ok(person::alike(there, new).into_iter().map(told).collect())
}

/// The people of a workspace, by what tells them apart.
struct Known<'a> {
    by_email: HashMap<String, &'a Person>,
    /// None where several have the name.
    by_name: HashMap<String, Option<&'a Person>>,
    /// The rows in which somebody was named first, with the name that stands there.
    seen: HashMap<Who, (u64, String)>,
}

/// Somebody who is known, or a name or an address that is new.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Who {
    Known(PersonId),
    New(String),
}

impl<'a> Known<'a> {
    fn of(people: &'a [Person]) -> Self {
        let mut known = Self { by_email: HashMap::new(), by_name: HashMap::new(), seen: HashMap::new() };
        for person in people {
            if !person.email.is_empty() {
                known.by_email.insert(called(&person.email), person);
            }
            known.by_name.entry(called(&person.name)).and_modify(|several| *several = None).or_insert(Some(person));
        }
        // Who is called so comes before whoever is only spelled so.
        let mut plainly: HashMap<String, Option<&Person>> = HashMap::new();
        for person in people {
            plainly.entry(spelled(&person.name)).and_modify(|several| *several = None).or_insert(Some(person));
        }
        for (name, who) in plainly {
            known.by_name.entry(name).or_insert(who);
        }
        known
    }

    /// The only one with the name of somebody new, who has another address.
    fn namesake(&self, row: &Somebody) -> Option<&'a Person> {
        let named = [&row.written, &row.name].into_iter().find_map(|name| self.by_name.get(&called(name)));
        named.copied().flatten()
    }

    /// Who a row means: the one with its address, else the only one with its name who has no other address.
    fn find(&mut self, row: &Somebody) -> std::result::Result<Option<&'a Person>, Invalid> {
        let email = called(row.text(PersonField::Email));
        let by_email = self.by_email.get(&email).copied();
        let names = [called(&row.written), called(&row.name), spelled(&row.name)];
        let by_name = || match names.iter().find_map(|name| self.by_name.get(name)) {
            Some(None) => Err(Invalid::new(format!("several people are called {}", row.name))
                .hint("give the e-mail address of the one who is meant")
                .at("email")),
            Some(Some(one)) if email.is_empty() || one.email.is_empty() => Ok(Some(*one)),
            _ => Ok(None),
        };
        let found = if by_email.is_some() { by_email } else { by_name()? };
        let new = || Who::New(if email.is_empty() { called(&row.name) } else { email.clone() });
        let who = found.map_or_else(new, |person| Who::Known(person.id));
        match self.seen.insert(who, (row.row, row.name.clone())) {
            Some((first, name)) => Err(twice(row, first, &name)),
            None => Ok(found),
        }
    }
}

/// That somebody stands in an earlier row too: under the same name, or with the same address under another one.
fn twice(row: &Somebody, first: u64, name: &str) -> Invalid {
    if called(name) == called(&row.name) || row.text(PersonField::Email).is_empty() {
        return Invalid::new(format!("{} stands in row {first} too", row.name)).hint("keep one of them");
    }
    Invalid::new(format!("{} has the address of {name} (row {first})", row.name))
        .hint(format!("is it {name}? keep one of the two rows, or write the address that is meant"))
        .at("email")
}

fn new(row: &Somebody, ids: &mut Ids) -> NewPerson {
    let text = |field| row.text(field).to_owned();
    NewPerson {
        id: Some(PersonId(ids.take())),
        name: row.name.clone(),
        title: text(PersonField::Title),
        level: row.text(PersonField::Level).parse().unwrap_or(Level::Other),
        unit: text(PersonField::Unit),
        email: text(PersonField::Email),
        partner: false,
        certifier: false,
    }
}

/// That somebody keeps a name which says more than the one in their row.
fn kept(person: &Person, row: &Somebody) -> Option<String> {
    let (name, written) = (&person.name, &row.written);
    let stays = called(written) != called(name) && spelled(&row.name) != spelled(name) && keeps_name(person, row);
    stays.then(|| format!("row {}: “{written}” is {name} here: that name stays.", row.row))
}

/// Whoever is known by the name as it is written keeps it, and so does who is written with less of it.
fn keeps_name(person: &Person, row: &Somebody) -> bool {
    called(&person.name) == called(&row.written) || says_no_more(&row.name, &person.name)
}

/// What a row says otherwise. A cell that is empty says nothing.
fn edits(person: &Person, row: &Somebody) -> Vec<Change> {
    let level = person.level.to_string();
    let stands = |field: PersonField| match field {
        PersonField::Title => person.title.as_str(),
        PersonField::Level => level.as_str(),
        PersonField::Unit => person.unit.as_str(),
        PersonField::Email => person.email.as_str(),
        _ => person.name.as_str(),
    };
    let name = (PersonField::Name, if keeps_name(person, row) { person.name.clone() } else { row.name.clone() });
    let said = std::iter::once(&name).chain(&row.fields).filter(|(_, text)| !text.is_empty());
    let differs = |(field, text): &&(PersonField, String)| match field {
        PersonField::Name | PersonField::Email => called(stands(*field)) != called(text),
        _ => stands(*field) != text,
    };
    let set = |(field, text): &(PersonField, String)| {
        let (to, was) = (Value::Text(text.clone()), Some(Value::Text(stands(*field).to_owned())));
        Change::Person(PersonChange::Set { person: person.id, field: *field, to, was })
    };
    said.filter(differs).map(set).collect()
}
