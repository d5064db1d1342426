//! Plans what a table of people changes in a workspace. New people are added, known ones brought up to date. Nobody is
//! removed.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::planned::Planned;
use super::report::{Report, left_out, sums_left_out};
use crate::domain::change::{NewPerson, PersonChange, PersonField};
use crate::domain::incoming::{Asked, Cell, Told};
use crate::domain::person::{self, Alike, Names, Newcomer, called, found, in_one_spelling, says_no_more, unbracketed};
use crate::domain::words::{count, first_few, in_rows};
use crate::domain::{Change, Ids, Invalid, Level, Person, PersonId, Value};
use crate::exchange::Table;
use crate::exchange::people::{Listed, Somebody, columns, place, read, unfed};
use crate::store::{Reader, Result, Store};

pub(super) fn plan(store: &Store, table: &Table, ids: &mut Ids) -> Result<Planned> {
    let Listed { people: rows, rejected, sums, remarks } = read(table);
    let people: Vec<Person> = store.read().people()?.into_iter().map(|row| row.person).collect();
    let mut known = Known::of(&people);
    let (mut seconds, mut gone) = (Vec::new(), Vec::new());
    let mut planned =
        Planned { report: Report { kind: "people", rejected, ..Report::default() }, ..Planned::default() };
    for row in &rows {
        let made = match known.find(row) {
            Ok(None) => {
                let new = new(row, ids);
                if let Some(other) = known.namesake(row) {
                    seconds.extend(new.id);
                    planned.report.alike.push(doubled(table, row, other));
                }
                Ok(vec![Change::Person(PersonChange::Add(new))])
            }
            Ok(Some(person)) => {
                planned.report.remarks.extend(kept(person, row));
                gone.extend(person.archived.then(|| person.name.clone()));
                Ok(edits(person, row))
            }
            Err(reason) => Err(vec![reason]),
        };
        planned.take(row.row, made);
    }
    let Planned { changes, rows: places, mut report } = planned;
    report.remarks.extend(stay_archived(&gone));
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
         same one, write that address {MEND}.",
        row.row
    );
    let cell = place(table, PersonField::Email).and_then(|at| table.cell(row.row, at));
    Told { asked: Asked::Rather(email.clone()), ..Told::of_cell(text, cell) }
}

/// That the file names who is archived.
fn stay_archived(people: &[String]) -> Option<String> {
    (!people.is_empty()).then(|| {
        let who = first_few(people);
        format!(
            "The file names who is archived here, and stays so: {who}; next: `steerco unarchive NAME` takes one back."
        )
    })
}

/// So many new people are told one by one; of a longer list, as of a whole company, it is said how many more there are.
pub(super) const MOST_ALIKE: usize = 100;

/// New people who could be somebody of another name who is there, archived, or new too, with the cells that name them;
/// those of one name are [twins].
///
/// [twins]: Reader::twins
pub fn alike<'c>(
    reader: &Reader,
    changes: impl Iterator<Item = &'c Change>,
    naming: impl Fn(PersonId) -> Vec<Cell>,
) -> Result<Vec<Told>> {
    let added = |change: &Change| match change {
        Change::Person(PersonChange::Add(new)) => {
            Some((new.id, Newcomer { name: new.name.clone(), is_addressed: !new.email.is_empty() }))
        }
        _ => None,
    };
    let (ids, new): (Vec<Option<PersonId>>, Vec<Newcomer>) = changes.filter_map(added).unzip();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let names = |people: Vec<(PersonId, String)>| people.into_iter().map(|(_, name)| name).collect::<Vec<String>>();
    let (mut there, archived) = (names(reader.people_names()?), names(reader.archived_names()?));
    let here: HashSet<&String> = there.iter().chain(new.iter().map(|one| &one.name)).collect();
    let gone: HashSet<String> = archived.into_iter().filter(|name| !here.contains(name)).collect();
    there.extend(gone.iter().cloned());
    let alike = person::alike(there, new);
    let told = |Alike { place, name, others }: &Alike| {
        let cells = ids.get(*place).copied().flatten().map(&naming).unwrap_or_default();
        let text = could_be((name, others), &cells, &gone);
        // Of several it is not known which one is meant.
        let asked = if let [other] = others.as_slice() { Asked::Rather(other.clone()) } else { Asked::Anew };
        Told { cells, asked, ..Told::as_a_whole(text) }
    };
    let rest: Vec<String> = alike.iter().skip(MOST_ALIKE).map(|one| one.name.clone()).collect();
    let more = (!rest.is_empty()).then(|| {
        let more = count(rest.len(), "new name more", "new names more");
        format!("{more} could be somebody who is named otherwise: {}.", first_few(&rest))
    });
    Ok(alike.iter().take(MOST_ALIKE).map(told).chain(more.map(Told::as_a_whole)).collect())
}

/// Where a cell is put right that names somebody.
pub(super) const MEND: &str =
    "(“correct” in the preview; else in the file, after `steerco undo` where it was taken in)";

/// That somebody new could be others, and in which rows they are named.
fn could_be((name, others): (&str, &[String]), cells: &[Cell], gone: &HashSet<String>) -> String {
    let beside = |other: &String| {
        let archived = if gone.contains(other) { " (archived)" } else { "" };
        format!("“{other}”{archived}")
    };
    let rows: BTreeSet<u64> = cells.iter().map(|cell| cell.row).collect();
    let rows: Vec<u64> = rows.into_iter().collect();
    let sheet = cells.first().map(|cell| cell.sheet.as_str()).filter(|sheet| !sheet.is_empty());
    let of = sheet.map(|sheet| format!(" of {sheet}")).unwrap_or_default();
    let at = if rows.is_empty() { String::new() } else { format!(" ({}{of})", in_rows(&rows)) };
    let beside = first_few(&others.iter().map(beside).collect::<Vec<_>>());
    format!("“{name}” is new beside {beside}{at}: where they are one person, write one name for both {MEND}.")
}

/// Everybody by what they are [known](person::known) by.
pub(super) fn known_by(people: &[Person]) -> Names {
    let those = |archived: bool| people.iter().filter(move |person| person.archived == archived);
    let names = |archived| those(archived).map(|person| (person.id, person.name.as_str())).collect::<Vec<_>>();
    // Of an address the last counts who has it.
    let addressed = those(true).chain(those(false)).filter(|person| !person.email.is_empty());
    let addressed = addressed.map(|person| (person.id, person.email.as_str()));
    person::known(&names(false), &names(true), addressed)
}

/// The people of a workspace, by what tells them apart.
struct Known<'a> {
    people: HashMap<PersonId, &'a Person>,
    names: Names,
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
        let by_id = people.iter().map(|person| (person.id, person)).collect();
        Self { people: by_id, names: known_by(people), seen: HashMap::new() }
    }

    /// Who is known by exactly that name or address.
    fn called(&self, text: &str) -> Option<&'a Person> {
        let person = self.names.get(&called(text)).copied().flatten()?;
        self.people.get(&person).copied()
    }

    /// The only one with the name of somebody new, who has another address.
    fn namesake(&self, row: &Somebody) -> Option<&'a Person> {
        let other = [&row.written, &row.name].into_iter().find_map(|name| self.called(name))?;
        [&row.written, &row.name].iter().any(|name| called(name) == called(&other.name)).then_some(other)
    }

    /// Who a row means: the one with its address, else the only one with its name who has no other address.
    fn find(&mut self, row: &Somebody) -> std::result::Result<Option<&'a Person>, Invalid> {
        let email = row.text(PersonField::Email);
        let by_email = if email.is_empty() { None } else { self.called(email) };
        let named = |name: &String| found(&self.names, (name, ""));
        let by_name = || match named(&row.written).or_else(|| named(&row.name)) {
            Some(None) => Err(Invalid::new(format!("several people are called {}", row.name))
                .hint("give the e-mail address of the one who is meant")
                .at("email")),
            Some(Some(id)) => {
                let one = self.people.get(&id).copied();
                Ok(one.filter(|one| email.is_empty() || one.email.is_empty()))
            }
            None => Ok(None),
        };
        let found = if by_email.is_some() { by_email } else { by_name()? };
        let new = || Who::New(if email.is_empty() { in_one_spelling(&row.name) } else { called(email) });
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
    let is_written = in_one_spelling(&row.name) == in_one_spelling(name);
    let stays = called(written) != called(name) && !is_written && keeps_name(person, row);
    stays.then(|| format!("row {}: “{written}” is {name} here: that name stays.", row.row))
}

/// Whoever is known by the name as it is written keeps it, and so does who is written with less of it. A word in
/// brackets is none of a name.
fn keeps_name(person: &Person, row: &Somebody) -> bool {
    called(&person.name) == called(&row.written) || says_no_more(unbracketed(&row.name).0, &person.name)
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
