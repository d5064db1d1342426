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
    /// What is waited for (`State::waits_for`) did not come within a moment.
    Lingered,
    /// Text was pasted.
    Pasted(String),
    /// The terminal was resized, to so many columns and rows.
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
    /// How the pilots stand by their data has been worked out so far.
    Judged(Arc<Portfolio>),
    /// How the pilots stood when the last review closed has been worked out; none where no review has closed.
    Recalled(Option<Arc<Before>>),
    /// How the pilots stood when a review was closing has been worked out, as asked for.
    Closing(Arc<Before>),
    /// The moment looked at is now this one: its day and its name; none is the present.
    Looking(Option<(Day, String)>),
    /// A number of seconds passed.
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
    /// An undo needs a yes first.
    AskedFirst {
        /// The question.
        question: String,
        /// The entry that it is about.
        entry: i64,
    },
    /// Nothing was written, because there are files in the place.
    Occupied {
        /// What stands there.
        what: String,
        /// What was to be written.
        paper: Paper,
        /// The folder or file it was to go into.
        place: String,
    },
    /// Nothing was written, because nothing can be written there.
    NotWritten {
        /// What was to be written.
        paper: Paper,
        /// The folder or file it was to go into.
        place: String,
        /// Why not.
        failure: Failure,
    },
    /// What importing a file would do has been worked out.
    Foreseen(Box<Foreseen>),
    /// That could not be worked out.
    Unforeseen(Incoming, Failure),
    /// A workspace could not be made.
    Unbegun(Beginning, Failure),
    /// Another process committed.
    Disturbed,
    /// The workspace could not be read; the screen shows what it showed before.
    Troubled(Failure),
    /// The trouble with the file has passed: it can be read, and takes what it refused.
    Recovered,
    /// The file is damaged: nothing is written to it any more.
    Damaged(Failure),
    /// The result of something that was asked for.
    Told(String),
    /// What a form led to succeeded, and its draft goes; or it failed.
    Led {
        /// The draft, where a form led to it.
        draft: Option<String>,
        /// What to say of it.
        done: Result<String, Failure>,
    },
    /// Something happened in the background that nobody had asked for; it does not replace an answer.
    Mentioned(String),
    /// A message from a workspace's thread, with the number of that workspace: those from one that is no longer open
    /// are dropped.
    From(u64, Box<Self>),
    /// The surroundings have changed to these.
    Surrounded(Arc<Around>),
    /// So many drafts that were sent to the disk have reached it; or they could not be kept, and why.
    DraftsKept(Result<usize, String>),
    /// The file of the drafts is gone: these texts were in it, are on no disk now, and must be written again.
    DraftsLost(Vec<String>),
    /// All the drafts that were dropped or saved here but still lie on the disk, which cannot be written now.
    DraftsStay(Vec<String>),
    /// Other windows typed drafts, took them up, saved, dropped or left them.
    DraftsSeen(Seen),
    /// A dropped draft came back.
    Undropped(Option<Draft>),
    /// The editor was closed with this text, or failed for this reason.
    Edited(Result<String, String>),
    /// The day changed.
    Dawned(Day),
    /// The values of a question were read again.
    Weighed(Weighed),
    /// The program is ending, and waits for its file.
    Leaving,
    /// The program has to end: a signal, a closed window.
    Ended,
}

/// A failure as the screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failure {
    /// What happened.
    pub title: String,
    /// The name of the field under which it is shown.
    pub field: Option<String>,
    /// What to do next.
    pub hint: String,
    /// Is the workspace at fault, which could not keep what was entered, rather than what was entered?
    pub unkept: bool,
}

impl Failure {
    /// As one sentence: what happened, and what to do next.
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
