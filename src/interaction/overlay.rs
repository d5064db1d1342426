//! Owns what can lie on top of a screen: a form, a question, two values of one field, the help, the palette.

use super::verb::{Bound, Live, Offer};
use super::{Effect, Form, Key, List, TextValue};
use crate::domain::seek::Stands;
use crate::domain::seek::folded;
use crate::domain::{Change, Conflict, PersonId, PilotId, TextHit};

/// Something on top of a screen.
pub enum Overlay {
    /// A form or a one-line prompt.
    Form(Box<Form>),
    /// A yes or no.
    Confirm(Confirm),
    /// Two writers on one value: keep mine, take theirs, or both in a note.
    Conflict {
        /// Both values.
        conflict: Box<Conflict>,
        /// What was refused.
        change: Box<Change>,
        /// Keys of the drafts that it was to save.
        drafts: Vec<String>,
        /// Does the other value still stand there? It may be taken back while somebody is asked.
        stands: bool,
    },
    /// The key tester.
    Keys(Tester),
    /// Every verb with its keys, searchable.
    Help(Search),
    /// Verbs, pilots and people by a few letters, and every text by its words.
    Palette(Search),
}

/// Keys that are tried.
#[derive(Default)]
pub struct Tester {
    /// Those that were pressed last, with what they mean here, the newest last.
    pub pressed: Vec<(String, String)>,
    /// The first keys of a chord that is not whole yet.
    pub pending: Vec<Key>,
}

/// A question with what to do on yes.
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What will happen.
    pub detail: String,
    /// What yes does.
    pub yes: Vec<Effect>,
    /// What no does beside leaving everything as it is.
    pub no: Vec<Effect>,
}

/// A searchable list of verbs; in the palette also of pilots, people and texts.
#[derive(Default)]
pub struct Search {
    /// What was typed.
    pub typed: TextValue,
    /// The verbs of the screen beneath and those that work everywhere.
    pub verbs: Vec<Bound>,
    /// What each is looked for by: its sentence, and what people call it.
    called: Vec<String>,
    /// What people call each, alone.
    names: Vec<String>,
    /// Pilots by name.
    pub pilots: Vec<(PilotId, String)>,
    /// People by name.
    pub people: Vec<(PersonId, String)>,
    /// Places of what matches: of each kind of match verbs first, then pilots, then people.
    found: Vec<usize>,
    /// How many of those have a name, or are called a word, that begins with what is typed.
    begun: usize,
    /// The verbs of other screens.
    others: Vec<Other>,
    /// Places of what matches among them, where no verb beneath does.
    elsewhere: Vec<usize>,
    /// How many of those are named so themselves, and not by other words: they come before texts.
    near: usize,
    /// The texts that hold what is typed; they come after those names, and before the ones that only have its letters.
    texts: Vec<TextHit>,
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
    /// A person.
    Person(PersonId, &'a str),
    /// A text.
    Text(&'a TextHit),
}

/// A verb of another screen.
struct Other {
    bound: Bound,
    /// Where that is.
    whereabouts: String,
    /// What it is looked for by.
    called: String,
}

impl Other {
    /// Is it named so itself, and not only called so?
    fn is_named(&self, typed: &str) -> bool {
        super::fuzzy::begins(typed, &folded(self.bound.offer.title))
    }
}

/// So many verbs of other screens are told.
const ELSEWHERE: usize = 6;

/// What a verb is looked for by, [folded]; `called` knows other words for it.
#[must_use]
pub fn looked_for_by(offer: &Offer, called: fn(&str) -> &'static str) -> String {
    folded(&format!("{} {} {}", offer.title, offer.doc, called(offer.name)))
}

impl Search {
    /// A search over those verbs, nothing typed yet, what cannot be used now last; `called` knows other words for a verb.
    #[must_use]
    pub fn new(mut verbs: Vec<Bound>, called: fn(&str) -> &'static str) -> Self {
        verbs.sort_by_key(|bound| bound.offer.live != Live::Yes);
        let names = verbs.iter().map(|bound| folded(called(bound.offer.name))).collect();
        let called = verbs.iter().map(|bound| looked_for_by(&bound.offer, called)).collect();
        Self { verbs, called, names, ..Self::default() }.begun()
    }

    /// The same over the verbs of other screens too, each with where it is. What is done alike on several is there once.
    #[must_use]
    pub fn with_others(mut self, others: Vec<(Bound, String)>, called: fn(&str) -> &'static str) -> Self {
        let is_same = |one: &Offer, other: &Offer| (one.title, one.doc) == (other.title, other.doc);
        for (bound, whereabouts) in others {
            let mut known = self.verbs.iter().chain(self.others.iter().map(|other| &other.bound));
            if !known.any(|known| is_same(&known.offer, &bound.offer)) {
                let called = looked_for_by(&bound.offer, called);
                self.others.push(Other { bound, whereabouts, called });
            }
        }
        self.begun()
    }

    /// The same over pilots and people too.
    #[must_use]
    pub fn with_names(self, pilots: Vec<(PilotId, String)>, people: Vec<(PersonId, String)>) -> Self {
        Self { pilots, people, ..self }.begun()
    }

    /// Takes the names as they are now; what is typed is looked for among them.
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

    /// Finds again after typing. Texts stay until others are told: what is typed on is most often in them.
    pub fn narrow(&mut self) {
        // Who is used to it begins with the key that narrows lists.
        let typed = self.typed.text().trim_start().trim_start_matches('/').to_owned();
        let verbs = self.verbs.iter().map(|bound| format!("{} {}", bound.offer.title, bound.offer.name));
        let names = self.pilots.iter().map(|(_, name)| name).chain(self.people.iter().map(|(_, name)| name));
        let titles: Vec<String> = verbs.chain(names.cloned()).collect();
        self.found = super::fuzzy::rank(&typed, titles.iter().map(String::as_str));
        let wanted = folded(typed.trim());
        let begins = |title: &String| {
            let title = folded(title);
            title.starts_with(&wanted)
                || title.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&wanted))
        };
        let named = self.found.iter().take_while(|at| titles.get(**at).is_some_and(begins)).count();
        let mut others = self.found.split_off(named);
        // What a verb is called in other words is its name too.
        for (at, name) in self.names.iter().enumerate() {
            if !self.found.contains(&at) && super::fuzzy::begins(&typed, name) {
                self.found.push(at);
            }
        }
        self.begun = self.found.len();
        others.retain(|at| !self.found.contains(at));
        // What holds the word comes before what only has its letters.
        let held = |at: &usize| titles.get(*at).is_some_and(|title| super::fuzzy::holds(&typed, &folded(title)));
        let (held, scattered): (Vec<usize>, Vec<usize>) = others.into_iter().partition(held);
        self.found.extend(held);
        // A sentence is searched for whole words only: nearly any letters are in it somewhere.
        for (at, called) in self.called.iter().enumerate() {
            if !self.found.contains(&at) && super::fuzzy::holds(&typed, called) {
                self.found.push(at);
            }
        }
        self.look_elsewhere(&typed);
        let left: Vec<usize> = scattered.into_iter().filter(|at| !self.found.contains(at)).collect();
        self.found.extend(left);
        self.list = List::default();
    }

    /// Finds the verbs of other screens: those that are named so, where none beneath is, and then those that are only called so,
    /// where nothing is said of a verb beneath either.
    fn look_elsewhere(&mut self, typed: &str) {
        (self.elsewhere, self.near) = (Vec::new(), 0);
        if typed.trim().is_empty() {
            return;
        }
        let is_verb = |at: &usize| *at < self.verbs.len();
        let is_named_here = self.found.iter().take(self.begun).any(is_verb);
        let is_called_here = self.found.iter().any(is_verb);
        let others = || self.others.iter().enumerate();
        let near = others().filter(|(_, other)| !is_named_here && other.is_named(typed));
        let is_far = |other: &Other| !other.is_named(typed) && super::fuzzy::holds(typed, &other.called);
        let far = others().filter(|(_, other)| !is_called_here && is_far(other));
        let near: Vec<usize> = near.map(|(at, _)| at).take(ELSEWHERE).collect();
        let far = far.map(|(at, _)| at).take(ELSEWHERE - near.len());
        let elsewhere: Vec<usize> = near.iter().copied().chain(far).collect();
        (self.near, self.elsewhere) = (near.len(), elsewhere);
    }

    /// Takes the texts that hold what is typed.
    pub fn take_texts(&mut self, mut texts: Vec<TextHit>) {
        // Who, or which pilot, is found by the name stands among the names already.
        let wanted = folded(self.typed.text().trim());
        let is_named = |hit: &TextHit| match hit.stands {
            Stands::Person(_) => true,
            Stands::Page(pilot, _) => hit.kind == "pilot" && self.pilots.iter().any(|(id, _)| *id == pilot),
            _ => false,
        };
        texts.retain(|hit| !is_named(hit) || !folded(&hit.about).contains(&wanted));
        // What has the word comes before what only has it inside of another one.
        texts.sort_by_key(|hit| !super::fuzzy::begins(&wanted, &folded(&hit.excerpt)));
        self.texts = texts;
        self.list.selected = self.list.selected.min(self.count().saturating_sub(1));
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len() + self.texts.len() + self.elsewhere.len()
    }

    /// The row at a place of the list.
    #[must_use]
    pub fn hit(&self, row: usize) -> Option<Hit<'_>> {
        let (begun, near, texts) = (self.begun, self.near, self.texts.len());
        let parts = [begun, near, texts, self.found.len() - begun, self.elsewhere.len() - near];
        let mut at = row;
        for (part, count) in parts.into_iter().enumerate() {
            if at < count {
                return match part {
                    0 => self.known(at),
                    1 => self.other(at),
                    2 => self.texts.get(at).map(Hit::Text),
                    3 => self.known(begun + at),
                    _ => self.other(near + at),
                };
            }
            at -= count;
        }
        None
    }

    /// The verb of another screen at a place among those that match.
    fn other(&self, place: usize) -> Option<Hit<'_>> {
        let other = self.others.get(*self.elsewhere.get(place)?)?;
        Some(Hit::Elsewhere(&other.bound, &other.whereabouts))
    }

    /// The verb beneath, the pilot or the person at a place among those that match.
    fn known(&self, place: usize) -> Option<Hit<'_>> {
        let index = *self.found.get(place)?;
        if let Some(verb) = self.verbs.get(index) {
            return Some(Hit::Verb(verb));
        }
        let index = index - self.verbs.len();
        if let Some((id, name)) = self.pilots.get(index) {
            return Some(Hit::Pilot(*id, name));
        }
        self.people.get(index - self.pilots.len()).map(|(id, name)| Hit::Person(*id, name))
    }
}
