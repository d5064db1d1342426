//! Owns what happened: every message is a fact in the past.

use std::sync::Arc;

use crate::domain::delta::Before;
use crate::domain::incoming::{Foreseen, Incoming};
use crate::domain::{Change, Conflict, Day, Invalid, Outcome, Portfolio, Weighed};
use crate::store::{Draft, Seen};

use super::around::Around;
use super::named::verbatim;
use super::{Answer, Beginning, Key, Paper};

/// A fact that the state has to take in.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Pressed(Key),
    /// No key was pressed for a second.
    Rested,
    /// What is waited for (`State::waits_for`) was not there within a moment.
    Lingered,
    /// Text was pasted.
    Pasted(String),
    /// The terminal has another size, in columns and rows.
    Resized(u16, u16),
    /// The wheel was turned by so many rows, downwards when positive.
    Scrolled(i16),
    /// A cell was clicked, at column and row.
    Clicked(u16, u16),
    /// Queries were answered.
    Loaded {
        /// Of which request.
        ticket: u64,
        /// Answers in the order of the questions.
        answers: Vec<Answer>,
    },
    /// So far it is worked out how the pilots stand by their data.
    Judged(Arc<Portfolio>),
    /// It is worked out how the pilots stood at the moment that deltas look back to; none where there is none.
    Recalled(Option<Arc<Before>>),
    /// It is worked out how the pilots stood as a review was closing that was asked about.
    Closing(Arc<Before>),
    /// Another moment is looked at: its day, what it is called; none is the present.
    Looking(Option<(Day, String)>),
    /// So many seconds passed.
    Ticked(u32),
    /// A change was performed.
    Committed(Outcome),
    /// A change failed; the form that sent it stays open.
    Refused(Failure),
    /// Somebody else wrote the value meanwhile.
    Conflicted {
        /// Both values.
        conflict: Box<Conflict>,
        /// The change that was refused.
        change: Box<Change>,
    },
    /// An undo wants a yes.
    AskedFirst {
        /// The question.
        question: String,
        /// The entry that it is about.
        entry: i64,
    },
    /// Nothing was written, as files stand where it was to be.
    Occupied {
        /// What stands there.
        what: String,
        /// What was to be written.
        paper: Paper,
        /// Into which folder, or file.
        place: String,
    },
    /// Nothing was written, as nothing can be there.
    NotWritten {
        /// What was to be written.
        paper: Paper,
        /// Into which folder, or file.
        place: String,
        /// Why not.
        failure: Failure,
    },
    /// It is worked out what taking a file in would do.
    Foreseen(Box<Foreseen>),
    /// That could not be worked out.
    Unforeseen(Incoming, Failure),
    /// A workspace could not be begun.
    Unbegun(Beginning, Failure),
    /// Another process committed.
    Disturbed,
    /// The workspace could not be read; what is on the screen is what was there before.
    Troubled(Failure),
    /// What was said to be wrong with the file has passed: it can be read, and takes what it refused.
    Recovered,
    /// The file is damaged: nothing is written to it any more.
    Damaged(Failure),
    /// What came of something that was asked for.
    Told(String),
    /// What a form led to succeeded, so that its draft goes, or failed.
    Led {
        /// The draft, where a form led to it.
        draft: Option<String>,
        /// What to say of it.
        done: Result<String, Failure>,
    },
    /// Something happened in the background that nobody had asked for; it takes the place of no answer.
    Mentioned(String),
    /// What the thread of a workspace says, with the number of that workspace: what one says that is open no more is
    /// dropped.
    From(u64, Box<Self>),
    /// The surroundings are these now.
    Surrounded(Arc<Around>),
    /// What was typed is on the disk: of so many drafts that were sent there; or it could not be kept, and why.
    DraftsKept(Result<usize, String>),
    /// The file of the drafts is gone: these texts, which were kept there, are on no disk, and are to be written anew.
    DraftsLost(Vec<String>),
    /// These are all that was dropped or saved here, and lies on the disk still, which does not take that now.
    DraftsStay(Vec<String>),
    /// Other windows typed drafts, took them up, saved, dropped or left them.
    DraftsSeen(Seen),
    /// A dropped draft came back.
    Undropped(Option<Draft>),
    /// The editor was closed with this text, or failed for this reason.
    Edited(Result<String, String>),
    /// The day changed.
    Dawned(Day),
    /// The values of a question were looked at once more.
    Weighed(Weighed),
    /// The program is ending, and waits for its file.
    Leaving,
    /// Somebody wants the program to end: a signal, a closed window.
    Ended,
}

/// A failure as the screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failure {
    /// What.
    pub title: String,
    /// The name of the field that it stands under.
    pub field: Option<String>,
    /// What next.
    pub hint: String,
    /// Is it the workspace that could not keep what was entered, and not what was entered that is wrong?
    pub unkept: bool,
}

impl Failure {
    /// As one sentence: what, and what next.
    #[must_use]
    pub fn said(&self) -> String {
        if self.hint.is_empty() { self.title.clone() } else { format!("{}: {}", self.title, self.hint) }
    }
}

impl From<Invalid> for Failure {
    fn from(error: Invalid) -> Self {
        let field = error.field.map(str::to_owned);
        Self { title: verbatim(&error.what), field, hint: error.hint.unwrap_or_default(), unkept: false }
    }
}
