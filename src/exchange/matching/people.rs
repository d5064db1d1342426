//! Owns who is meant by a cell with a name, an e-mail address, or both, as mail programs and lists of staff write them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::change::{NewPerson, PersonChange, PersonField};
use crate::domain::framework::names_a_day;
use crate::domain::person::{
    Names, SPELLINGS, addressed, at_rest, called, check_email, could_be_one, found, has_address, in_one_spelling,
    is_of_several_words, is_whole, parts_of, surname_first, surname_in_capitals, unbracketed, who,
};
use crate::domain::pilot::tidy_name;
use crate::domain::shown::collapsed;
use crate::domain::words::first_few;
use crate::domain::{Change, Framework, Ids, Invalid, Person, PersonId, Value};
use crate::exchange::pilots::Mapped;

/// The fields that name people, and under what is remembered whom they meant.
pub(super) const PEOPLE: [(&str, &str); 2] = [("owner", "owner.person"), ("lead", "lead.person")];

/// The people of a workspace, and how new ones get their ids.
pub struct People<'a> {
    /// Who is there.
    known: Names,
    /// Who they are. Those who are archived answer for nothing new.
    everybody: HashMap<PersonId, Person>,
    /// Ids for those who are added.
    pub(super) ids: &'a mut Ids,
    /// Which names are not people.
    framework: &'a Framework,
    /// Those who are added.
    pub(super) added: Vec<Change>,
    /// What they are called.
    new: HashMap<PersonId, String>,
    /// How else the table writes the names of people.
    otherwise: BTreeMap<String, BTreeSet<String>>,
    /// Names without a comma that the table has somewhere, [in one spelling](in_one_spelling).
    plain: HashSet<String>,
    /// The fields of which the table has all surnames first.
    turned: HashSet<&'static str>,
    /// Of each of them the first cell that makes somebody new.
    read_turned: BTreeMap<&'static str, String>,
    /// The word in brackets behind a name that is nobody's as a whole.
    bracketed: HashMap<String, String>,
}

impl<'a> People<'a> {
    /// Those of a workspace, as they are called and as they are.
    pub fn new(known: Names, everybody: HashMap<PersonId, Person>, ids: &'a mut Ids, framework: &'a Framework) -> Self {
        Self {
            known,
            everybody,
            ids,
            framework,
            added: Vec::new(),
            new: HashMap::new(),
            otherwise: BTreeMap::new(),
            plain: HashSet::new(),
            turned: HashSet::new(),
            read_turned: BTreeMap::new(),
            bracketed: HashMap::new(),
        }
    }

    /// Hears how the rows of a table call people, before it is asked whom one of them means.
    pub fn hear(&mut self, rows: &[&Mapped]) {
        for (field, _) in PEOPLE {
            let cells: Vec<String> = rows.iter().map(|row| collapsed(row.text(field))).collect();
            let names = cells.iter().map(|cell| unbracketed(addressed(cell).0).0);
            let names: HashSet<&str> = names.filter(|name| !name.is_empty()).collect();
            // Which names a comma parts is doubtful of each of those alone.
            let told = || names.iter().filter(|name| !is_of_several_words(name));
            let distinct: HashSet<String> = told().map(|name| called(name)).collect();
            if told().all(|name| surname_first(name).is_some()) && self.has_surnames_first(&distinct, &cells) {
                self.turned.insert(field);
            }
            self.plain.extend(names.iter().filter(|name| !name.contains(',')).map(|name| in_one_spelling(name)));
        }
    }

    /// Are those pairs surnames and first names? One cell could name two people, and so could another; three of them
    /// do not, nor do two of which a surname is known. A name that stands on both sides tells nothing.
    fn has_surnames_first(&self, names: &HashSet<String>, cells: &[String]) -> bool {
        let parts = names.iter().filter_map(|name| name.split_once(','));
        let pairs: HashSet<(&str, &str)> = parts.map(|(last, first)| (last.trim(), first.trim())).collect();
        let surnames: HashSet<&str> = pairs.iter().map(|(last, _)| *last).collect();
        let ends = |last: &&str, surname: &str| last.rsplit(' ').next() == Some(surname);
        let is_known =
            |key: &str| known_surname(key).is_some_and(|known| surnames.iter().any(|last| ends(last, known)));
        let mut addresses = cells.iter().map(|cell| called(addressed(cell).1));
        pairs.len() > 1
            && !pairs.iter().any(|(_, first)| surnames.contains(first))
            && (pairs.len() > 2
                || self.known.keys().any(|key| is_known(key))
                || addresses.any(|address| is_known(&address)))
    }

    /// How the columns were read that have all surnames first, where somebody new was read so: a sentence a field; then
    /// who is written in several ways, a sentence each.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let turned = |(field, cell): (&&str, &String)| format!("{field}: surnames are read first, as in “{cell}”.");
        let otherwise = |(name, written): (&String, &BTreeSet<String>)| {
            let written: Vec<String> = written.iter().map(|written| format!("“{written}”")).collect();
            format!("{name} is written {} too: read as one person.", first_few(&written))
        };
        self.read_turned.iter().map(turned).chain(self.otherwise.iter().map(otherwise)).collect()
    }

    /// Remembers how a name is written where that person is called otherwise. That a whole column has surnames first is
    /// told of the column.
    fn hear_otherwise(&mut self, id: PersonId, written: &str, field: &'static str) {
        let is_turned = written.contains(',') && self.turned.contains(field);
        let name = self.everybody.get(&id).map(|person| &person.name).or_else(|| self.new.get(&id));
        if let Some(name) = name.filter(|name| *name != written && !is_turned && !written.contains('@')) {
            self.otherwise.entry(name.clone()).or_default().insert(written.to_owned());
        }
    }

    /// The person of that name, added where nobody has it; none where it is empty.
    pub(super) fn find(&mut self, text: &str, field: &'static str) -> Result<Option<PersonId>, Invalid> {
        let text = collapsed(text);
        let (name, email) = addressed(&text);
        if name.is_empty() {
            return Ok(None);
        }
        let several = || Invalid::new(format!("“{text}” names several people")).hint("name one of them").at(field);
        if email.contains(['<', '>', ';', ',']) || name != email && name.contains('@') {
            return Err(several());
        }
        if !email.is_empty() {
            check_email(email).map_err(|error| error.at(field))?;
        }
        // Beside an address the word stays: it may tell somebody from another one of that name.
        let is_whole = !email.is_empty() || self.known.contains_key(&called(name));
        let (name, word) = if is_whole { (name, "") } else { unbracketed(name) };
        if !word.is_empty() {
            self.tell_apart(name, word).map_err(|error| error.at(field))?;
        }
        match found(&self.known, (name, email)) {
            Some(Some(id)) => {
                if let Some(person) = self.everybody.get(&id).filter(|person| person.archived) {
                    return Err(at_rest(&person.name).at(field));
                }
                if field == "owner" {
                    self.check_person(name).map_err(|error| error.at(field))?;
                }
                self.hear_otherwise(id, name, field);
                self.learn(id, email);
                return Ok(Some(id));
            }
            Some(None) => {
                let error = Invalid::new(format!("“{name}” could be several people"));
                return Err(error.hint("write the e-mail address, which is one person's").at(field));
            }
            None if [";", "/", " & ", " + ", " and "].iter().any(|between| name.contains(between)) => {
                return Err(several());
            }
            None => {}
        }
        // With one address it is one person, however the name is turned; without one somebody has to call them so.
        let is_plain = |turned: &String| self.plain.contains(&in_one_spelling(turned));
        let turned = surname_first(name).or_else(|| surname_in_capitals(name).filter(is_plain));
        let is_told = turned.as_ref().is_some_and(|turned| self.turned.contains(field) || is_plain(turned));
        if name.contains(',') && email.is_empty() && !is_told {
            let error = Invalid::new(format!("“{name}” could be several people, or one whose surname stands first"));
            return Err(error
                .hint("name one person, the first name first (Ana Costa), or write the e-mail address behind the name")
                .at(field));
        }
        if name.contains(',') && email.is_empty() && self.turned.contains(field) {
            self.read_turned.entry(field).or_insert_with(|| name.to_owned());
        }
        let name = turned.as_deref().unwrap_or(name);
        self.check_new(name, email).map_err(|error| error.at(field))?;
        Ok(Some(self.add(name, word, email)))
    }

    /// Refuses the name of somebody new that is none, or that leaves open whom of those who are there it means: “Ana”
    /// beside Ana Costa and Ana Ruiz. An address is one person's.
    fn check_new(&self, name: &str, email: &str) -> Result<(), Invalid> {
        self.check_person(name)?;
        // It is the cell of the row's owner or lead that is wrong, and not its name.
        tidy_name(name, "person").map_err(|error| Invalid { field: None, ..error })?;
        if !email.is_empty() || is_whole(name) {
            return Ok(());
        }
        let parts = parts_of(name);
        let there = self.everybody.values().filter(|person| !person.archived).map(|person| person.name.as_str());
        let new = self.new.values().map(String::as_str);
        let mut like: Vec<&str> = there.chain(new).filter(|other| could_be_one(&parts, &parts_of(other))).collect();
        like.sort_unstable();
        like.dedup();
        if like.len() < 2 {
            return Ok(());
        }
        let like: Vec<String> = like.into_iter().map(str::to_owned).collect();
        Err(Invalid::new(format!("“{name}” could be one of several people: {}", first_few(&like)))
            .hint("write the whole name, or the e-mail address behind it"))
    }

    /// Refuses the name of a group, and what is none.
    fn check_person(&self, name: &str) -> Result<(), Invalid> {
        if self.framework.is_not_a_person(name) {
            let is_group = name.chars().any(char::is_alphabetic) && !names_a_day(name);
            let what = if is_group { "is a group, not a person" } else { "is no name of a person" };
            return Err(Invalid::new(format!("“{name}” {what}")).hint("name one person"));
        }
        Ok(())
    }

    /// Two words in brackets behind one name may tell two people apart.
    fn tell_apart(&mut self, name: &str, word: &str) -> Result<(), Invalid> {
        let first = self.bracketed.entry(called(name)).or_insert_with(|| word.to_owned());
        if called(first) == called(word) {
            return Ok(());
        }
        Err(Invalid::new(format!("“{name} ({first})” and “{name} ({word})” could be two people"))
            .hint("write their e-mail addresses behind their names, or one word in brackets in all rows"))
    }

    /// Adds somebody, who has what stood in brackets behind the name as a title.
    fn add(&mut self, name: &str, title: &str, email: &str) -> PersonId {
        let id = PersonId(self.ids.take());
        let own = called(name);
        let others: BTreeSet<String> = SPELLINGS.iter().map(|key| key(name)).filter(|other| *other != own).collect();
        self.know(own, id);
        for other in others {
            if !self.is_anybody(&other) {
                self.know(other, id);
            }
        }
        self.new.insert(id, name.to_owned());
        if !email.is_empty() {
            self.known.insert(called(email), Some(id));
        }
        self.added.push(Change::Person(PersonChange::Add(NewPerson {
            id: Some(id),
            title: title.to_owned(),
            email: email.to_owned(),
            ..NewPerson::named(name)
        })));
        id
    }

    /// Notes that somebody is known by that; what several are known by is nobody's.
    fn know(&mut self, by: String, id: PersonId) {
        self.known.entry(by).and_modify(|known| *known = None).or_insert(Some(id));
    }

    /// Is anybody called exactly so? That tells more than how another name is spelled.
    fn is_anybody(&self, by: &str) -> bool {
        let mut names = self.everybody.values().map(|person| &person.name).chain(self.new.values());
        self.known.contains_key(by) && names.any(|name| called(name) == by)
    }

    /// Leaves out who was added, and what was learnt of others, since so many changes were planned.
    pub(super) fn forget_since(&mut self, before: usize) {
        for change in self.added.drain(before..) {
            match change {
                Change::Person(PersonChange::Add(new)) => {
                    self.known.retain(|_, who| who.is_none() || *who != new.id);
                    self.new.retain(|id, _| Some(*id) != new.id);
                }
                Change::Person(PersonChange::Set { to: Value::Text(email), .. }) => {
                    self.known.remove(&called(&email));
                }
                _ => {}
            }
        }
    }

    /// Notes the address of somebody who has none.
    fn learn(&mut self, person: PersonId, email: &str) {
        if email.contains('@') && !has_address(&self.known, person) {
            self.known.insert(called(email), Some(person));
            let (field, to) = (PersonField::Email, Value::text(email));
            self.added.push(Change::Person(PersonChange::Set { person, field, to, was: None }));
        }
    }

    /// Takes the address that stands beside the name of somebody who is known.
    pub(super) fn learn_from(&mut self, text: &str) {
        let text = collapsed(text);
        if let Some(person) = who(&self.known, &text) {
            let email = addressed(&text).1;
            if check_email(email).is_ok() {
                self.learn(person, email);
            }
        }
    }

    /// Who is meant by a name or an address, as far as one person is known by it; else the text.
    #[must_use]
    pub fn meant(&self, text: &str) -> String {
        who(&self.known, text).map_or_else(|| called(text), |person| person.to_string())
    }
}

/// The surname in what somebody is known by: `costa` of `ana costa` and of `ana.costa@example.com`.
fn known_surname(called: &str) -> Option<&str> {
    let name = called.split('@').next()?;
    name.rsplit_once([' ', '.', '_']).map(|(_, last)| last)
}

#[cfg(test)]
mod tests {
    use super::known_surname;

    #[test]
    fn a_surname_is_known_from_a_name_and_from_an_address() {
        for (called, surname) in [
            ("ana costa", Some("costa")),
            ("a.m.costa@example.com", Some("costa")),
            ("ana@example.com", None),
            ("ana", None),
        ] {
            assert_eq!(known_surname(called), surname, "{called}");
        }
    }
}
