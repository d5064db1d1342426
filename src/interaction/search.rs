//! Owns what a few letters find, and in which order: verbs, pilots, people, the framework, what commands do, and texts.

use std::collections::HashMap;

use super::asked::{FILLERS, WHOSE, without};
use super::fuzzy::{Near, nearest};
use super::verb::{Bound, Live, Offer};
use super::{List, TextValue};
use crate::domain::nearly::{self, Nearly};
use crate::domain::seek::Stands;
use crate::domain::seek::folded;
use crate::domain::shown::quoted;
use crate::domain::{PersonId, PilotId, TextHit};

/// A searchable list of verbs; in the palette also of pilots, people and texts.
#[derive(Default)]
pub struct Search {
    /// What was typed.
    pub typed: TextValue,
    /// The verbs of the screen beneath and those that work everywhere.
    pub verbs: Vec<Bound>,
    /// The words by which each verb is found: its sentence, and what people call it.
    called: Vec<String>,
    /// Only what people call each verb; each comma begins another name.
    names: Vec<String>,
    /// Pilots by name.
    pub pilots: Vec<(PilotId, String)>,
    /// People by name.
    pub people: Vec<(PersonId, String)>,
    /// The verbs of other screens.
    others: Vec<Other>,
    /// The entries of the framework.
    entries: Vec<Entry>,
    /// What only commands do.
    commands: Vec<Command>,
    /// The rows before the texts: a word of their name, or of what people call them, begins with what is typed; where
    /// nothing has that, near matches.
    before: Vec<Row>,
    /// Does anything but a text match what is typed?
    is_held: bool,
    /// The words that were probably meant, where nothing matches what is typed.
    meant: Vec<String>,
    /// The texts with what is typed, or with what was probably meant.
    texts: Vec<TextHit>,
    /// Is the search of texts still running? Until it ends nobody knows that nothing matches.
    is_looking: bool,
    /// Were the notes of readings left out because there are too many readings?
    leaves_readings: bool,
    /// How much the people found by name are responsible for.
    loads: HashMap<PersonId, String>,
    /// The rows after the texts: they only contain what is typed, or its letters, somewhere.
    after: Vec<Row>,
    /// The place in the list.
    pub list: List,
}

/// A row of a search.
pub enum Hit<'a> {
    /// A verb.
    Verb(&'a Bound),
    /// A verb of another screen, and where that is.
    Elsewhere(&'a Bound, &'a str),
    /// A pilot.
    Pilot(PilotId, &'a str),
    /// A person, with how much they answer for.
    Person(PersonId, String),
    /// A text.
    Text(&'a TextHit),
    /// An entry of the framework.
    Entry(&'a Entry),
    /// Something that only a command does.
    Command(&'a Command),
}

/// Something that no verb does, but a shell command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it does.
    pub title: &'static str,
    /// The command, or several to be typed one after another.
    pub typed: String,
    /// What people call it, [folded].
    pub called: String,
}

impl Command {
    /// What to type, and where.
    #[must_use]
    pub fn told(&self) -> String {
        format!("At the command line: {}.", self.typed)
    }
}

/// An entry of the framework, found by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key that opens it.
    pub key: String,
    /// Its section, such as `warning`.
    pub section: &'static str,
    /// What it is called there.
    pub name: String,
}

/// A row other than a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// By its place among the verbs of the screen beneath, then the pilots, then the people.
    Known(usize),
    /// By its place among the verbs of other screens.
    Other(usize),
    /// By its place among the entries of the framework.
    Entry(usize),
    /// By its place among what commands do.
    Command(usize),
}

/// A verb of another screen.
struct Other {
    bound: Bound,
    /// Where that is.
    whereabouts: String,
    /// The words by which it is found.
    called: String,
    /// Only what people call it.
    names: String,
}

impl Other {
    /// Does a word of its name begin so?
    fn is_begun(&self, typed: &str) -> bool {
        super::fuzzy::begins(typed, &folded(self.bound.offer.title))
    }

    /// Is this its name, or the first word of another name, rather than only part of what people call it?
    fn is_named(&self, typed: &str) -> bool {
        self.is_begun(typed) || begins_a_name(&self.names, &folded(typed.trim()))
    }

    /// Is what is typed its whole name?
    fn is_titled(&self, typed: &str) -> bool {
        folded(typed.trim()) == folded(self.bound.offer.title)
    }
}

/// Is that the first word of one of those names?
fn begins_a_name(names: &str, wanted: &str) -> bool {
    names.split(',').any(|name| name.split_whitespace().next() == Some(wanted))
}

/// At most so many verbs of other screens are listed, and as many entries of the framework.
const ELSEWHERE: usize = 6;
/// Fewer letters than this occur in too many entries.
const LETTERS: usize = 3;
/// Of equally near matches names come first, then what people call it, then its other words.
const NAME: usize = 0;
const CALLED: usize = 1;
const TOLD: usize = 2;

/// A function that knows other words for what a screen's verb does.
pub type Called = fn(&str, &str) -> String;

/// The words by which a verb is found, [folded].
#[must_use]
pub fn looked_for_by(bound: &Bound, called: Called) -> String {
    let offer = &bound.offer;
    folded(&format!("{} {} {}", offer.title, offer.doc, called(bound.home, offer.name)))
}

impl Search {
    /// A search over those verbs, with nothing typed yet and with those that cannot be used now last; `called` knows
    /// other words for a verb.
    #[must_use]
    pub fn new(mut verbs: Vec<Bound>, called: Called) -> Self {
        verbs.sort_by_key(|bound| bound.offer.live != Live::Yes);
        let names = verbs.iter().map(|bound| folded(&called(bound.home, bound.offer.name))).collect();
        let called = verbs.iter().map(|bound| looked_for_by(bound, called)).collect();
        Self { verbs, called, names, ..Self::default() }.begun()
    }

    /// Adds the verbs of other screens, each with where it is. A verb that several screens share is there once.
    #[must_use]
    pub fn with_others(mut self, others: Vec<(Bound, String)>, called: Called) -> Self {
        let is_same = |one: &Offer, other: &Offer| (one.title, one.doc) == (other.title, other.doc);
        for (bound, whereabouts) in others {
            let mut known = self.verbs.iter().chain(self.others.iter().map(|other| &other.bound));
            if !known.any(|known| is_same(&known.offer, &bound.offer)) {
                let names = folded(&called(bound.home, bound.offer.name));
                let called = looked_for_by(&bound, called);
                self.others.push(Other { bound, whereabouts, called, names });
            }
        }
        self.begun()
    }

    /// Adds another name to a verb of a screen.
    #[must_use]
    pub fn also_called(mut self, (home, verb): (&str, &str), name: &str) -> Self {
        let is_it = |bound: &Bound| bound.home == home && bound.offer.name == verb;
        if let Some(at) = self.verbs.iter().position(is_it) {
            let name = format!(", {}", folded(name));
            for known in self.names.get_mut(at).into_iter().chain(self.called.get_mut(at)) {
                known.push_str(&name);
            }
        }
        self.begun()
    }

    /// Adds pilots and people.
    #[must_use]
    pub fn with_names(self, pilots: Vec<(PilotId, String)>, people: Vec<(PersonId, String)>) -> Self {
        Self { pilots, people, ..self }.begun()
    }

    /// Adds the entries of the framework.
    #[must_use]
    pub fn with_entries(self, entries: Vec<Entry>) -> Self {
        Self { entries, ..self }.begun()
    }

    /// Adds what only commands do.
    #[must_use]
    pub fn with_commands(self, commands: Vec<Command>) -> Self {
        Self { commands, ..self }.begun()
    }

    /// Takes the present names and searches again.
    pub fn name(&mut self, pilots: Vec<(PilotId, String)>, people: Vec<(PersonId, String)>) {
        if (&self.pilots, &self.people) != (&pilots, &people) {
            (self.pilots, self.people) = (pilots, people);
            self.narrow();
        }
    }

    fn begun(mut self) -> Self {
        self.narrow();
        self
    }

    /// What is searched for, without the `/` that people type out of habit.
    #[must_use]
    pub fn sought(&self) -> &str {
        self.typed.text().trim_start().trim_start_matches('/')
    }

    /// Searches again after typing. The texts found before stay until others come: most contain the longer word too.
    pub fn narrow(&mut self) {
        let typed = self.sought().to_owned();
        self.find(&typed);
        let mut meant = without(FILLERS, &typed);
        if !meant.is_empty() && meant != typed.trim() && !self.finds_a_verb() {
            self.find(&meant);
        }
        // Who is responsible for something is shown where that thing is.
        let owned = without(WHOSE, &meant);
        if !self.is_held && !owned.is_empty() && owned != meant {
            self.find(&owned);
            meant = owned;
        }
        self.meant.clear();
        if self.is_held {
            self.put_nearly_titled_first(&meant);
        } else {
            self.meant = self.forgive(&meant);
        }
        self.list = List::default();
    }

    /// Is a verb, or something that a command does, among the hits?
    fn finds_a_verb(&self) -> bool {
        let is_verb = |row: &Row| match row {
            Row::Known(at) => *at < self.verbs.len(),
            Row::Other(_) | Row::Command(_) => true,
            Row::Entry(_) => false,
        };
        self.before.iter().chain(&self.after).any(is_verb)
    }

    /// Finds what those words mean.
    fn find(&mut self, typed: &str) {
        let titles = self.titles();
        let mut named = super::fuzzy::rank(typed, titles.iter().map(String::as_str));
        let wanted = folded(typed.trim());
        let begins = |title: &String| {
            let title = folded(title);
            title.starts_with(&wanted)
                || title.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&wanted))
        };
        let count = named.iter().take_while(|at| titles.get(**at).is_some_and(begins)).count();
        let mut others = named.split_off(count);
        // Other words for a verb are its name too.
        let is_called = |(at, name): &(usize, &String)| !named.contains(at) && super::fuzzy::begins(typed, name);
        let called: Vec<usize> = self.names.iter().enumerate().filter(is_called).map(|(at, _)| at).collect();
        others.retain(|at| !called.contains(at));
        // A title that contains the word comes before one that only has its letters.
        let holds = |at: &usize| titles.get(*at).is_some_and(|title| super::fuzzy::holds(typed, &folded(title)));
        let (mut held, mut scattered): (Vec<usize>, Vec<usize>) = others.into_iter().partition(holds);
        // Sentences are searched for whole words only: nearly any letters occur in a sentence.
        for (at, sentence) in self.called.iter().enumerate() {
            let is_found = [&named, &called, &held].iter().any(|found| found.contains(&at));
            if !is_found && super::fuzzy::holds(typed, sentence) {
                held.push(at);
            }
        }
        scattered.retain(|at| !held.contains(at));
        let is_verb = |at: &usize| *at < self.verbs.len();
        let is_named_here = named.iter().any(is_verb);
        let is_called_here = is_named_here || called.iter().chain(&held).any(is_verb);
        let [titled, near, far] = self.elsewhere(typed, is_named_here, is_called_here);
        // Another name of a verb comes before a title that merely begins alike: `red` does not mean “redo”.
        let is_another_name = |at: &usize| self.is_another_name(*at, &wanted);
        let (first, called): (Vec<usize>, Vec<usize>) = called.into_iter().partition(is_another_name);
        let is_whole = |at: &usize| {
            let title = titles.get(*at).map(|title| folded(title)).unwrap_or_default();
            first.is_empty() || !is_verb(at) || title.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted)
        };
        let (named, begun): (Vec<usize>, Vec<usize>) = named.into_iter().partition(is_whole);
        let [entry, entries] = self.in_the_framework(typed);
        let is_held = !(held.is_empty() && far.is_empty() && entries.is_empty());
        let known = |known: Vec<usize>| known.into_iter().map(Row::Known);
        let others = |others: Vec<usize>| others.into_iter().map(Row::Other);
        // A verb with just that name comes before those that people only call so.
        let before = known(named).chain(others(titled)).chain(entry).chain(known(first)).chain(known(begun));
        let commands = self.by_commands(typed);
        self.before = before.chain(known(called)).chain(commands).chain(others(near)).collect();
        self.after = known(held).chain(others(far)).chain(known(scattered)).chain(entries).collect();
        self.is_held = is_held || !self.before.is_empty();
    }

    /// The names of verbs, pilots and people, in this order.
    fn titles(&self) -> Vec<String> {
        let verbs = self.verbs.iter().map(|bound| format!("{} {}", bound.offer.title, bound.offer.name));
        let names = self.pilots.iter().map(|(_, name)| name).chain(self.people.iter().map(|(_, name)| name));
        verbs.chain(names.cloned()).collect()
    }

    /// Puts near matches of names before all that only has the letters somewhere. Near matches of what people call a
    /// verb of another screen come after the texts, as exact ones do. Answers what was probably meant.
    fn forgive(&mut self, typed: &str) -> Vec<String> {
        let near = Nearly::of(typed).map(|nearly| self.nearly_called(&nearly)).unwrap_or_default();
        let meant = near.iter().map(|near| near.meant.clone()).collect();
        self.after.retain(|row| near.iter().all(|near| near.row != *row));
        let is_far = |near: &Near<Row>| matches!((near.row, near.far), (Row::Other(_), (_, rank, _)) if rank > NAME);
        let (far, near): (Vec<Near<Row>>, Vec<Near<Row>>) = near.into_iter().partition(is_far);
        self.before = near.into_iter().map(|near| near.row).collect();
        self.after.splice(0..0, far.into_iter().map(|near| near.row));
        meant
    }

    /// Where what is typed occurs only inside other words, verbs with a nearly matching title come first.
    fn put_nearly_titled_first(&mut self, typed: &str) {
        let begins = |text: &str| super::fuzzy::begins(typed, text);
        let mut told = self.called.iter().chain(self.others.iter().map(|other| &other.called));
        let is_inside = self.before.is_empty()
            && !told.any(|told| begins(told))
            && !self.entries.iter().any(|entry| begins(&folded(&entry.name)));
        if is_inside {
            let verbs = self.verbs.iter().enumerate();
            let near = verbs.filter(|(_, bound)| nearly::is_titled_nearly(typed, bound.offer.title));
            self.before = near.map(|(at, _)| Row::Known(at)).collect();
            self.after.retain(|row| !self.before.contains(row));
        }
    }

    /// Near matches, the nearest first: names before what else verbs are called and do, what commands do, the verbs of
    /// other screens where none here matches, and the entries of the framework.
    fn nearly_called(&self, nearly: &Nearly) -> Vec<Near<Row>> {
        let titles = self.titles();
        let titled = titles.iter().enumerate().map(|(at, title)| (Row::Known(at), NAME, title.as_str()));
        let named = self.names.iter().enumerate().map(|(at, names)| (Row::Known(at), CALLED, names.as_str()));
        let told = self.called.iter().enumerate().map(|(at, called)| (Row::Known(at), TOLD, called.as_str()));
        let commands = self.commands.iter().enumerate();
        let commands = commands.map(|(at, known)| (Row::Command(at), CALLED, known.called.as_str()));
        let mut found = nearest(nearly, titled.chain(named).chain(told).chain(commands));
        let is_here = |near: &Near<Row>| matches!(near.row, Row::Known(at) if at < self.verbs.len());
        if !found.iter().any(is_here) {
            let others = || self.others.iter().enumerate();
            let titled = others().map(|(at, other)| (Row::Other(at), NAME, other.bound.offer.title));
            let told = others().map(|(at, other)| (Row::Other(at), TOLD, other.called.as_str()));
            found.extend(nearest(nearly, titled.chain(told)).into_iter().take(ELSEWHERE));
        }
        let entries = self.entries.iter().enumerate().map(|(at, entry)| (Row::Entry(at), CALLED, entry.name.as_str()));
        found.extend(nearest(nearly, entries).into_iter().take(ELSEWHERE));
        found.sort_by_key(|near| near.far);
        found
    }

    /// What is said where nothing matches what is typed, and the hits are near matches.
    #[must_use]
    pub fn forgiven(&self) -> Option<String> {
        if self.is_held || self.is_looking || self.texts.iter().any(|hit| hit.meant.is_none()) {
            return None;
        }
        let of_texts = self.texts.iter().filter_map(|hit| hit.meant.as_ref());
        let told = nearly::told(self.meant.iter().chain(of_texts).map(String::as_str))?;
        let nothing = if self.leaves_readings { "Nothing that is searched here" } else { "Nothing" };
        Some(format!("{nothing} has {}; these have {told}.", quoted(self.sought())))
    }

    /// Were the notes of readings left out of this search?
    #[must_use]
    pub const fn leaves_readings(&self) -> bool {
        self.leaves_readings
    }

    /// What only commands do and people call so.
    fn by_commands(&self, typed: &str) -> Vec<Row> {
        let is_said = typed.trim().chars().count() >= LETTERS;
        let is_meant = |(_, command): &(usize, &Command)| is_said && super::fuzzy::begins(typed, &command.called);
        self.commands.iter().enumerate().filter(is_meant).map(|(at, _)| Row::Command(at)).collect()
    }

    /// How many rows, which come first, match by name or by what people call them, rather than containing it somewhere.
    #[must_use]
    pub const fn called_so(&self) -> usize {
        self.before.len()
    }

    /// Is this one of the other names of the verb at that place?
    fn is_another_name(&self, at: usize, wanted: &str) -> bool {
        self.names.get(at).is_some_and(|names| begins_a_name(names, wanted))
    }

    /// The entries of the framework with exactly that name, and those with it among other words.
    fn in_the_framework(&self, typed: &str) -> [Vec<Row>; 2] {
        let wanted = folded(typed.trim());
        if wanted.chars().count() < LETTERS {
            return [Vec::new(), Vec::new()];
        }
        let holds = |(_, entry): &(usize, &Entry)| super::fuzzy::holds(&wanted, &folded(&entry.name));
        let found = self.entries.iter().enumerate().filter(holds);
        let (exact, others): (Vec<_>, Vec<_>) = found.partition(|(_, entry)| folded(&entry.name) == wanted);
        let rows = |found: Vec<(usize, &Entry)>| {
            found.into_iter().take(ELSEWHERE).map(|(at, _)| Row::Entry(at)).collect::<Vec<_>>()
        };
        [rows(exact), rows(others)]
    }

    /// Finds verbs of other screens in three groups: those with this as their whole name; those with it in their name,
    /// where no verb beneath has it; those that people only call so, where no verb beneath is called so either.
    fn elsewhere(&self, typed: &str, is_named_here: bool, is_called_here: bool) -> [Vec<usize>; 3] {
        if typed.trim().is_empty() {
            return [Vec::new(), Vec::new(), Vec::new()];
        }
        let found = |is_meant: &dyn Fn(&Other) -> bool| -> Vec<usize> {
            self.others.iter().enumerate().filter(|(_, other)| is_meant(other)).map(|(at, _)| at).collect()
        };
        let mut titled = found(&|other| !is_named_here && other.is_titled(typed));
        let mut near = found(&|other| !is_named_here && other.is_named(typed) && !other.is_titled(typed));
        let is_far = |other: &Other| !other.is_named(typed) && super::fuzzy::holds(typed, &other.called);
        let mut far = found(&|other| !is_called_here && is_far(other));
        titled.truncate(ELSEWHERE);
        near.truncate(ELSEWHERE - titled.len());
        far.truncate(ELSEWHERE - titled.len() - near.len());
        [titled, near, far]
    }

    /// The search of texts begins: answers what to look for.
    pub fn look_for_texts(&mut self) -> String {
        self.is_looking = true;
        self.sought().to_owned()
    }

    /// Takes the texts with what is typed, or with what was probably meant, and whether notes of readings were
    /// searched. If anything else matches exactly, near matches in texts are dropped; if a text does, it comes before
    /// near matches of names.
    pub fn take_texts(&mut self, mut texts: Vec<TextHit>, of_readings: bool) {
        (self.is_looking, self.leaves_readings) = (false, !of_readings);
        texts.retain(|hit| hit.meant.is_none() || !self.is_held);
        if !self.is_held && texts.iter().any(|hit| hit.meant.is_none()) {
            self.before.append(&mut self.after);
            std::mem::swap(&mut self.before, &mut self.after);
        }
        let sought = self.sought().to_owned();
        let wanted = |hit: &TextHit| folded(hit.meant.as_deref().unwrap_or(&sought).trim());
        let load = |hit: &TextHit| match hit.stands {
            Stands::Person(person) if !hit.answers_for.is_empty() => Some((person, hit.answers_for.clone())),
            _ => None,
        };
        self.loads = texts.iter().filter_map(load).collect();
        // A person or pilot found by name is listed already; one who is not is listed once, by the text.
        texts.retain(|hit| self.row_of(hit).is_none() || !super::fuzzy::holds(&wanted(hit), &folded(&hit.about)));
        let told: Vec<Row> = texts.iter().filter_map(|hit| self.row_of(hit)).collect();
        self.before.retain(|row| !told.contains(row));
        self.after.retain(|row| !told.contains(row));
        // The whole word comes before a word that begins with it, and that before one with it inside.
        texts.sort_by_cached_key(|hit| {
            let (wanted, excerpt) = (wanted(hit), folded(&hit.excerpt));
            (!super::fuzzy::has_words(&wanted, &excerpt), !super::fuzzy::begins(&wanted, &excerpt))
        });
        let is_text = |hit: &TextHit| hit.meant.is_none() && super::fuzzy::has_words(&sought, &folded(&hit.excerpt));
        if texts.iter().any(is_text) {
            self.put_behind_texts(&sought);
        }
        self.texts = texts;
        self.list.selected = self.list.selected.min(self.count().saturating_sub(1));
    }

    /// Puts the verbs of other screens that people only call so after the texts.
    fn put_behind_texts(&mut self, sought: &str) {
        let is_begun = |at: &usize| self.others.get(*at).is_some_and(|other| other.is_begun(sought));
        let is_called = |row: &Row| matches!(row, Row::Other(at) if !is_begun(at));
        let (called, before): (Vec<Row>, Vec<Row>) = std::mem::take(&mut self.before).into_iter().partition(is_called);
        self.before = before;
        self.after.splice(0..0, called);
    }

    /// The row of the person or pilot whose whole name a text is; none where it is another text.
    fn row_of(&self, hit: &TextHit) -> Option<Row> {
        let at = match hit.stands {
            Stands::Person(person) => self.pilots.len() + self.people.iter().position(|(id, _)| *id == person)?,
            Stands::Page(pilot, _) if hit.kind == "pilot" => self.pilots.iter().position(|(id, _)| *id == pilot)?,
            _ => return None,
        };
        Some(Row::Known(self.verbs.len() + at))
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.before.len() + self.texts.len() + self.after.len()
    }

    /// The row at a place in the list.
    #[must_use]
    pub fn hit(&self, row: usize) -> Option<Hit<'_>> {
        let behind = row.checked_sub(self.before.len());
        let text = behind.and_then(|row| self.texts.get(row));
        let row = match behind {
            None => self.before.get(row),
            Some(row) => row.checked_sub(self.texts.len()).and_then(|row| self.after.get(row)),
        };
        text.map(Hit::Text).or_else(|| self.shown(*row?))
    }

    fn shown(&self, row: Row) -> Option<Hit<'_>> {
        let index = match row {
            Row::Known(index) => index,
            Row::Other(index) => {
                return self.others.get(index).map(|other| Hit::Elsewhere(&other.bound, &other.whereabouts));
            }
            Row::Entry(index) => return self.entries.get(index).map(Hit::Entry),
            Row::Command(index) => return self.commands.get(index).map(Hit::Command),
        };
        if let Some(verb) = self.verbs.get(index) {
            return Some(Hit::Verb(verb));
        }
        let index = index - self.verbs.len();
        if let Some((id, name)) = self.pilots.get(index) {
            return Some(Hit::Pilot(*id, name));
        }
        let (id, name) = self.people.get(index - self.pilots.len())?;
        let load = self.loads.get(id).map_or_else(String::new, |load| format!(": {load}"));
        Some(Hit::Person(*id, format!("{name}{load}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::seek::Fit;

    fn bound(home: &'static str, title: &'static str) -> Bound {
        let offer = Offer { name: title, title, doc: "", keys: &[], hint: true, on_row: false, live: Live::Yes };
        Bound { offer, chords: Vec::new(), home }
    }

    fn note(excerpt: &str) -> TextHit {
        TextHit {
            kind: "note",
            about: String::new(),
            excerpt: excerpt.to_owned(),
            stands: Stands::Framework,
            spot: String::new(),
            fit: Fit::Begins,
            meant: None,
            answers_for: String::new(),
        }
    }

    /// What the rows are called, in their order.
    fn rows(search: &Search) -> Vec<&str> {
        let called = |hit| match hit {
            Hit::Verb(bound) | Hit::Elsewhere(bound, _) => bound.offer.title,
            Hit::Text(text) => text.excerpt.as_str(),
            Hit::Entry(entry) => entry.name.as_str(),
            Hit::Pilot(..) | Hit::Person(..) | Hit::Command(_) => "",
        };
        (0..search.count()).filter_map(|row| search.hit(row)).map(called).collect()
    }

    #[test]
    fn what_has_just_that_name_or_word_comes_before_a_verb_that_is_only_called_so() {
        let called: Called = |_, verb| (if verb == "edit" { "change budget" } else { "retrain deploy" }).to_owned();
        let others = vec![(bound("pilot", "model version"), "on the pages of a pilot".to_owned())];
        let entry = Entry { key: "budget".to_owned(), section: "dimension", name: "Budget".to_owned() };
        let mut search = Search::new(vec![bound("board", "edit")], called).with_others(others, called);
        search = search.with_entries(vec![entry]);
        search.typed.set("budget");
        search.narrow();
        assert_eq!(rows(&search), ["Budget", "edit"]);
        search.typed.set("retrain");
        search.narrow();
        let taken = |search: &mut Search, texts: &[&str]| {
            search.take_texts(texts.iter().map(|text| note(text)).collect(), true);
        };
        taken(&mut search, &["a retraining takes days"]);
        assert_eq!(rows(&search), ["model version", "a retraining takes days"]);
        taken(&mut search, &["a retraining takes days", "Retrain it"]);
        assert_eq!(rows(&search), ["Retrain it", "a retraining takes days", "model version"]);
        search.typed.set("version");
        search.narrow();
        taken(&mut search, &["the version of May"]);
        assert_eq!(rows(&search), ["model version", "the version of May"], "that is its name");
    }

    #[test]
    fn that_nothing_has_what_is_typed_is_said_once_texts_were_looked_through() {
        let people = vec![(PersonId(1), "Tobias Weber".to_owned())];
        let mut search = Search::default().with_names(Vec::new(), people);
        search.typed.insert("/tobais");
        search.narrow();
        let said = Some("Nothing has “tobais”; these have “Tobias”.".to_owned());
        assert_eq!(search.forgiven(), said, "where texts are not looked for");
        assert_eq!((search.look_for_texts(), search.forgiven()), ("tobais".to_owned(), None));
        search.take_texts(Vec::new(), true);
        assert_eq!(search.forgiven(), said);
        search.take_texts(Vec::new(), false);
        let said = "Nothing that is searched here has “tobais”; these have “Tobias”.";
        assert_eq!(search.forgiven().as_deref(), Some(said));
    }
}
