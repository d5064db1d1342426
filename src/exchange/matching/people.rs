//! Owns who is meant by a cell that names somebody: by a name, an e-mail address, or both, as mail programs and lists of
//! staff write them.

use std::collections::HashMap;

use crate::domain::change::{NewPerson, PersonChange, PersonField};
use crate::domain::person::check_email;
use crate::domain::{Change, Framework, Ids, Invalid, Level, PersonId, Value};
use crate::exchange::table::collapse;

/// What a name is known by: neither its case nor its blanks tell two from each other.
#[must_use]
pub fn called(name: &str) -> String {
    collapse(name).to_lowercase()
}

/// People by their names and e-mail addresses, as they are [called]; none where several people are called so.
pub type Names = HashMap<String, Option<PersonId>>;

/// The people of a workspace, and how new ones get their ids.
pub struct People<'a> {
    /// Who is there.
    pub known: Names,
    /// Ids for those who are added.
    pub ids: &'a mut Ids,
    /// Which names are not people.
    pub framework: &'a Framework,
    /// Those who are added.
    pub added: Vec<Change>,
}

impl People<'_> {
    /// The person of that name, added where nobody has it; none where it is empty.
    pub(super) fn find(&mut self, text: &str, field: &'static str) -> Result<Option<PersonId>, Invalid> {
        let text = collapse(text);
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
        match found(&self.known, (name, email)) {
            Some(Some(id)) => {
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
            None if name.contains(',') && email.is_empty() => {
                let error =
                    Invalid::new(format!("“{name}” could be several people, or one whose surname stands first"));
                return Err(error.hint("name one person, the first name first: Ana Costa").at(field));
            }
            None => {}
        }
        // With one address it is one person, however the name is turned; “Ana Costa, CFO” is none that is.
        let turned = turned(name).filter(|_| name.split(',').next().is_some_and(|last| !last.trim().contains(' ')));
        let name = turned.as_deref().unwrap_or(name);
        if self.framework.is_not_a_person(name) {
            return Err(Invalid::new(format!("“{name}” is a group, not a person")).hint("name one person").at(field));
        }
        let id = PersonId(self.ids.take());
        let is_first = !self.known.contains_key(&called(name));
        self.known.insert(called(name), is_first.then_some(id));
        if !email.is_empty() {
            self.known.insert(called(email), Some(id));
        }
        self.added.push(Change::Person(PersonChange::Add(NewPerson {
            id: Some(id),
            name: name.to_owned(),
            title: String::new(),
            level: Level::Other,
            unit: String::new(),
            email: email.to_owned(),
            partner: false,
            certifier: false,
        })));
        Ok(Some(id))
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
        let text = collapse(text);
        if let Some(person) = who(&self.known, &text) {
            let email = addressed(&text).1;
            if check_email(email).is_ok() {
                self.learn(person, email);
            }
        }
    }

    /// Who is meant by a name or an address, as far as one person is known by it; else the text.
    pub(super) fn meant(&self, text: &str) -> String {
        who(&self.known, text).map_or_else(|| called(text), |person| person.to_string())
    }
}

/// The one person who is known by a name, an address, or both.
#[must_use]
pub fn who(known: &Names, text: &str) -> Option<PersonId> {
    found(known, addressed(&collapse(text))).flatten()
}

/// Who is known by that name or address: nobody, one, or several.
fn found(known: &Names, (name, email): (&str, &str)) -> Option<Option<PersonId>> {
    let by_email = if email.is_empty() { None } else { known.get(&called(email)).copied().flatten() };
    match known.get(&called(name)).copied() {
        _ if by_email.is_some() => Some(by_email),
        Some(None) if email.is_empty() => Some(None),
        // Whoever is known by another address is somebody else of that name.
        Some(Some(id)) if email.is_empty() || !has_address(known, id) => Some(Some(id)),
        Some(_) => None,
        // Beside an address, a word in brackets may tell somebody from another one of the same name.
        None if email.is_empty() => found(known, (&plain(name)?, email)),
        None => found(known, (&turned(name)?, email)),
    }
}

/// The name without what stands in brackets behind it, or with the surname behind the first name; none where it is so
/// already.
fn plain(name: &str) -> Option<String> {
    let bare = || name.strip_suffix(')')?.split_once('(').map(|(name, _)| name.trim().to_owned());
    bare().filter(|name| !name.is_empty()).or_else(|| turned(name))
}

/// `Costa, Ana` as `Ana Costa`; none where there is no comma, or more than one.
fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let parts = [first.trim(), last.trim()];
    parts.iter().all(|part| !part.is_empty() && !part.contains(',')).then(|| parts.join(" "))
}

fn has_address(known: &Names, person: PersonId) -> bool {
    known.iter().any(|(key, one)| *one == Some(person) && key.contains('@'))
}

/// Name and e-mail address, as mail programs write them: “Ana Costa <ana@example.com>”, the name in quotes or not, the
/// address in round brackets too. A bare address is both.
pub(in crate::exchange) fn addressed(text: &str) -> (&str, &str) {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let angled = || text.strip_suffix('>').and_then(|text| text.split_once('<'));
    let round =
        || text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).filter(|(_, email)| email.contains('@'));
    match angled().or_else(round) {
        Some((name, email)) if !unquoted(name).is_empty() => (unquoted(name), email.trim()),
        Some((_, email)) if email.contains('@') => (email.trim(), email.trim()),
        _ if text.contains('@') && !text.contains(' ') => (text, text),
        _ => (text, ""),
    }
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches('"').trim()
}
