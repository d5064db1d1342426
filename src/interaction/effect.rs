//! Owns what input can lead to. A screen answers a key with effects; something else performs them.

use crate::domain::incoming::Incoming;
use crate::domain::seek::{Found, PilotPart};
use crate::domain::{AgendaId, Change, Day, ExceptionId, Invalid, PersonId, PilotId, Review, ReviewId};

use super::{Confirm, Form, Overlay, Query};

/// Something to be done.
pub enum Effect {
    /// Perform a change. On success the drafts named here are saved, and go; until then a form with one of these keys
    /// stays open.
    Commit {
        /// The change.
        change: Box<Change>,
        /// Keys of the drafts that it saves.
        drafts: Vec<String>,
    },
    /// Read again what is there where a change met another value, in that part of it where it has several. Writes
    /// nothing.
    Weigh(Box<Change>, Option<usize>),
    /// Take the newest change back. Asks first where that is wise; where entries are named, about every entry but
    /// those.
    Undo(Option<Vec<i64>>),
    /// Do it again; asks first by the same rules.
    Redo(Option<Vec<i64>>),
    /// Take an entry back; `true` once a question about it was answered.
    Revert(i64, bool),
    /// Do again what that entry took back; asks first where that is wise, unless `true`: then that was answered.
    Again(i64, bool),
    /// Ask the store. Answers come back with the ticket; those that come too late are dropped.
    Load {
        /// Which request it is; zero until it is numbered.
        ticket: u64,
        /// The questions.
        queries: Vec<Query>,
    },
    /// Ask the screen's questions again.
    Reload,
    /// Search every text for what is typed in the palette.
    Seek(String),
    /// Open another screen.
    Open(Destination),
    /// Take a text as pasted.
    Paste(String),
    /// Take a text as pasted here, whatever it looks like.
    PasteHere(String),
    /// Take a text as pasted on the screen that is being opened, once that is there.
    PasteThere(String),
    /// Go on with that draft on the screen that is being opened, once that is there.
    GoOn(String),
    /// Go back to the screen before.
    Back,
    /// The screen on top now shows something else: what was recorded on it so far belongs to what it showed before, and
    /// `u` asks before taking that back.
    Turned,
    /// Open a form or a question on top.
    Overlay(Box<Overlay>),
    /// Close what is on top.
    Close,
    /// Say something in the line above the footer.
    Notice(Notice),
    /// Say what others did meanwhile; a form covers the notice line, so that it is told inside the form too.
    Meanwhile(String),
    /// Keep what was typed, or remove it once it is saved.
    Draft {
        /// Where.
        key: String,
        /// What; none removes the draft.
        body: Option<String>,
    },
    /// Take up a draft that was left, so that no other window does.
    Hold {
        /// The draft.
        left: String,
        /// The place where it is continued.
        place: String,
    },
    /// Write at once what waits, and leave the draft at a place for whoever comes next.
    LetGo(String),
    /// Drop a draft on purpose; it can be brought back.
    DropDraft(String),
    /// Bring back the draft that was dropped last.
    Undrop,
    /// Write at once everything that waits.
    Flush,
    /// Edit the focused field of the form on top in `$EDITOR`.
    Edit {
        /// What stands in it.
        text: String,
        /// The place of the form's draft, and [the draft](crate::interaction::Told::with_text) without this text.
        draft: Option<(String, String)>,
    },
    /// Make a workspace at the first run.
    Begin(Beginning),
    /// Copy a text.
    Copy {
        /// The text.
        text: String,
        /// What it is, in a few words.
        what: String,
    },
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// Switch the mouse on or off.
    Mouse(bool),
    /// Go on judging pilots, or stop it.
    Judging(bool),
    /// Look at another moment.
    LookAt(Look),
    /// Work out how the pilots stood when a review was closing.
    Recall(Box<Review>),
    /// Work out what importing a file would do.
    Foresee(Incoming),
    /// Import it, as far as possible.
    TakeIn(Incoming),
    /// Keep the mapping of a file's columns under a name.
    KeepMapping(String, Incoming),
    /// Prepare a day's review, with an agenda of what is due.
    Prepare(Day),
    /// Open a review, once its agenda is brought up to date.
    OpenReview(ReviewId),
    /// Close a review and write its files.
    CloseReview(ReviewId),
    /// Write a report into a folder (an empty name means a new one in `reports` beside the workspaces), or an export
    /// into its file. `true` once replacing files was agreed to.
    Write(Paper, String, bool),
    /// Do what a form led to. The draft named here goes once that has succeeded, and stays if it fails.
    Led(String, Box<Effect>),
    /// Keep a setting under its name; an empty text removes it.
    Set(&'static str, String),
    /// Go on in the workspace at that path.
    Switch(String),
    /// Put a teaching line away.
    Learn(&'static str),
    /// Find out again which workspaces there are.
    LookAround,
    /// Mask names and values, or show them.
    Mask(bool),
    /// Show everything in the next theme.
    NextTheme,
    /// Leave.
    Quit,
    /// Leave, or go on elsewhere, although what was typed is kept nowhere: that was agreed to, or nobody can be asked.
    AllTheSame(Box<Effect>),
}

/// What is written into a folder or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The monthly dashboard.
    Month,
    /// The pack of a review; for a closed one, as it was written then.
    Pack(ReviewId),
    /// The workspace, as one file.
    File(Outgoing),
}

/// What part of a workspace is exported as one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outgoing {
    /// Everything, so that it can be imported again.
    Archive,
    /// Every register, in a workbook whose changed cells can be imported again.
    Registers,
    /// What may be shown to others.
    Nameless,
}

impl Outgoing {
    /// All of it, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::Archive, Self::Registers, Self::Nameless];

    /// The extension of its file.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Archive => "zip",
            Self::Registers => "xlsx",
            Self::Nameless => "json",
        }
    }

    /// What its file holds.
    #[must_use]
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Archive => "an archive of the workspace",
            Self::Registers => "every register",
            Self::Nameless => "everything without names and texts",
        }
    }
}

/// Which moment is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The present.
    Now,
    /// What had been recorded by the end of a day.
    Day(Day),
    /// What was known when a review closed.
    Review(ReviewId),
    /// What was known when the newest closed review closed.
    LastReview,
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A screen by its name.
    Screen(&'static str),
    /// A pilot's own screen.
    Pilot(PilotId),
    /// One of its pages.
    Page(PilotId, PilotPart),
    /// The exceptions of a pilot, with the cursor on that one.
    Exception(PilotId, ExceptionId),
    /// A pilot's readiness and the gate out of its stage.
    Gate(PilotId),
    /// Everything that a person answers for.
    Person(PersonId),
    /// The board, narrowed to what these words find.
    Board(String),
    /// The actions, narrowed to what these words find.
    Actions(String),
    /// A text that was found.
    Found(Found),
    /// A review.
    Review(ReviewId),
    /// Who sits on its committee, and who was there.
    Committee(ReviewId),
    /// The meeting of a review that somebody looked at.
    Meeting(ReviewId),
    /// The meeting in which something was typed, at that item if it was on one, although nobody has looked at its
    /// review since.
    LeftMeeting(ReviewId, Option<AgendaId>),
}

/// What the first run makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    /// The demo portfolio.
    Demo,
    /// An empty workspace of that title.
    Empty(String),
    /// A workspace filled from a spreadsheet.
    Import(Incoming),
}

/// The tone of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Info,
    /// Something failed.
    Failed,
}

/// A sentence in the line above the footer, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How loud.
    pub tone: Tone,
    /// What.
    pub text: String,
}

impl Notice {
    /// Both notices in one line, with the stronger tone of the two.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let tone = if other.tone == Tone::Failed { Tone::Failed } else { self.tone };
        Self { tone, text: format!("{}  {}", self.text, other.text) }
    }
}

impl Effect {
    /// Does it write into the workspace?
    #[must_use]
    pub const fn writes(&self) -> bool {
        let takes_back = matches!(self, Self::Undo(_) | Self::Redo(_) | Self::Revert(..) | Self::Again(..));
        let records = matches!(self, Self::Commit { .. } | Self::Prepare(_) | Self::TakeIn(_));
        takes_back || records || matches!(self, Self::OpenReview(_) | Self::CloseReview(_))
    }

    /// Is its success or failure reported?
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        matches!(self, Self::Set(..) | Self::Begin(_) | Self::KeepMapping(..) | Self::Prepare(_))
    }

    /// Splits it into what is to be done and the draft that goes once that has succeeded.
    #[must_use]
    pub fn apart(self) -> (Option<String>, Self) {
        match self {
            Self::Led(draft, effect) => (Some(draft), *effect),
            other => (None, other),
        }
    }

    /// A notice of something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self::Notice(Notice { tone: Tone::Info, text: text.into() })
    }

    /// A notice of a failure.
    pub fn failed(text: impl Into<String>) -> Self {
        Self::Notice(Notice { tone: Tone::Failed, text: text.into() })
    }

    /// A notice of what the user can mend.
    #[must_use]
    pub fn invalid(error: &Invalid) -> Self {
        let hint = error.hint.as_deref().map(|hint| format!(": {hint}")).unwrap_or_default();
        Self::failed(format!("{error}{hint}"))
    }

    /// Asks for something that the screen on top lacks.
    #[must_use]
    pub fn load(query: Query) -> Self {
        Self::Load { ticket: 0, queries: vec![query] }
    }

    /// Keeps a text that no form has open, for whoever comes next.
    #[must_use]
    pub fn leave(key: String, body: Option<String>) -> [Self; 2] {
        [Self::Draft { key: key.clone(), body }, Self::LetGo(key)]
    }

    /// A change that saves no draft.
    #[must_use]
    pub fn commit(change: Change) -> Self {
        Self::Commit { change: Box::new(change), drafts: Vec::new() }
    }

    /// A form on top.
    #[must_use]
    pub fn form(form: Form) -> Self {
        Self::Overlay(Box::new(Overlay::Form(Box::new(form))))
    }

    /// The effect of a verb that asks something, if there is anything to ask about.
    #[must_use]
    pub fn asking(form: Option<Form>) -> Vec<Self> {
        form.map(Self::form).into_iter().collect()
    }

    /// The effect of a verb that goes somewhere, if there is anywhere to go.
    #[must_use]
    pub fn going(to: Option<Destination>) -> Vec<Self> {
        to.map(Self::Open).into_iter().collect()
    }

    /// A question on top.
    #[must_use]
    pub fn ask(confirm: Confirm) -> Self {
        Self::Overlay(Box::new(Overlay::Confirm(confirm)))
    }

    /// A question whose “no” leaves everything as it is.
    #[must_use]
    pub fn ask_first(question: impl Into<String>, detail: impl Into<String>, yes: Vec<Self>) -> Self {
        Self::ask(Confirm { question: question.into(), detail: detail.into(), yes, ..Confirm::default() })
    }
}
