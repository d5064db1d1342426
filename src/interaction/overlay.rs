//! Owns what can lie on top of a screen: a form, a question, two values of one field, the help, the palette.

use super::verb::Bound;
use super::{Effect, Form, List, TextValue};
use crate::domain::{Change, Conflict, PilotId};

/// Something on top of a screen.
pub enum Overlay {
    /// A form or a one-line prompt.
    Form(Form),
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
    },
    /// Every verb with its keys, searchable.
    Help(Search),
    /// Verbs and pilots by a few letters.
    Palette(Search),
}

/// A question with what to do on yes.
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What will happen.
    pub detail: String,
    /// What yes does.
    pub yes: Vec<Effect>,
}

/// A searchable list of verbs, and of pilots in the palette.
pub struct Search {
    /// What was typed.
    pub typed: TextValue,
    /// The verbs of the screen beneath and those that work everywhere.
    pub verbs: Vec<Bound>,
    /// Pilots by name.
    pub pilots: Vec<(PilotId, String)>,
    /// Places of what matches: verbs first, then pilots.
    pub found: Vec<usize>,
    /// The place in the list.
    pub list: List,
}

/// A row of a search.
pub enum Hit<'a> {
    /// A verb.
    Verb(&'a Bound),
    /// A pilot.
    Pilot(PilotId, &'a str),
}

impl Search {
    /// A search over verbs and pilots, nothing typed yet.
    #[must_use]
    pub fn new(verbs: Vec<Bound>, pilots: Vec<(PilotId, String)>) -> Self {
        let mut search = Self { typed: TextValue::default(), verbs, pilots, found: Vec::new(), list: List::default() };
        search.narrow();
        search
    }

    /// Finds again after typing.
    pub fn narrow(&mut self) {
        let typed = self.typed.text().to_owned();
        let verbs = self.verbs.iter().map(|bound| format!("{} {}", bound.offer.title, bound.offer.name));
        let titles: Vec<String> = verbs.chain(self.pilots.iter().map(|(_, name)| name.clone())).collect();
        self.found = super::fuzzy::rank(&typed, titles.iter().map(String::as_str));
        // A sentence is searched for whole words only: nearly any letters are in it somewhere.
        for (at, bound) in self.verbs.iter().enumerate() {
            if !self.found.contains(&at) && super::fuzzy::holds(&typed, &bound.offer.doc.to_lowercase()) {
                self.found.push(at);
            }
        }
        self.list = List::default();
    }

    /// The row at a place of the list.
    #[must_use]
    pub fn hit(&self, row: usize) -> Option<Hit<'_>> {
        let index = *self.found.get(row)?;
        self.verbs.get(index).map(Hit::Verb).or_else(|| {
            let (id, name) = self.pilots.get(index.checked_sub(self.verbs.len())?)?;
            Some(Hit::Pilot(*id, name))
        })
    }
}
