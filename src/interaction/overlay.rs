//! Owns what can lie on top of a screen: a form, a question, two values of one field, the help, the palette.

use super::search::Search;
use super::{Effect, Form, Key};
use crate::domain::{Change, Conflict};

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
        /// The refused change.
        change: Box<Change>,
        /// Keys of the drafts that it was to save.
        drafts: Vec<String>,
        /// Is the other value still there? It may be taken back while the question is open.
        stands: bool,
    },
    /// The key tester.
    Keys(Tester),
    /// Every verb with its keys, searchable.
    Help(Search),
    /// Verbs, pilots and people by a few letters, and texts by their words.
    Palette(Search),
}

impl Overlay {
    /// The form that it is; none where it is something else.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        if let Self::Form(form) = self { Some(form) } else { None }
    }

    /// The same, to be changed.
    #[must_use]
    pub fn form_mut(&mut self) -> Option<&mut Form> {
        if let Self::Form(form) = self { Some(form) } else { None }
    }
}

/// Keys being tried out.
#[derive(Default)]
pub struct Tester {
    /// The last ones pressed, with what they mean here, the newest last.
    pub pressed: Vec<(String, String)>,
    /// The first keys of an incomplete chord.
    pub pending: Vec<Key>,
}

/// A question with what to do on yes.
#[derive(Default)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// The question in a few words, for the smallest window; none where it cannot be shorter.
    pub brief: Option<String>,
    /// What will happen.
    pub detail: String,
    /// What yes does.
    pub yes: Vec<Effect>,
    /// What no does besides leaving everything as it is.
    pub no: Vec<Effect>,
}
