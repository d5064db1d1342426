//! Owns what input can lead to. A screen answers a key with effects; others perform them.

use crate::domain::incoming::Incoming;
use crate::domain::seek::{Found, PilotPart};
use crate::domain::{AgendaId, Change, Day, ExceptionId, Invalid, PersonId, PilotId, Review, ReviewId};

use super::{Confirm, Form, Overlay, Query};

/// Something that is to be done.
pub enum Effect {
    /// Perform a change; on success the drafts named so are saved values and go. A form with one of these keys stays
    /// open until then.
    Commit {
        /// The change.
        change: Box<Change>,
        /// Keys of the drafts that it saves.
        drafts: Vec<String>,
    },
    /// Look what stands now where a change met another value, in that part of it where it has several; nothing is
    /// written.
    Weigh(Box<Change>, Option<usize>),
    /// Take the newest change back; asks first where that is wise, and of every other entry than those, where any are
    /// named.
    Undo(Option<Vec<i64>>),
    /// Do it again; asks first in the same way.
    Redo(Option<Vec<i64>>),
    /// Take an entry back; `true` once the question was answered.
    Revert(i64, bool),
    /// Do again what that entry took back; asks first where that is wise, unless that was answered.
    Again(i64, bool),
    /// Ask the store. Answers come back with the ticket; late ones are dropped.
    Load {
        /// Which request it is; nought until it is numbered.
        ticket: u64,
        /// The questions.
        queries: Vec<Query>,
    },
    /// Show the visible questions again.
    Reload,
    /// Look in every text for what is typed in the palette.
    Seek(String),
    /// Open another screen.
    Open(Destination),
    /// Take a text as one that is pasted.
    Paste(String),
    /// Take a text as one that is pasted here, whatever it looks like.
    PasteHere(String),
    /// Take a text so on the screen that opens, once that is there.
    PasteThere(String),
    /// Go on with that draft on the screen that opens, once that is there.
    GoOn(String),
    /// Go back to the screen before.
    Back,
    /// The screen on top turned to something else: what was recorded on it so far was of that, and `u` asks about it
    /// here.
    Turned,
    /// Open a form or a question on top.
    Overlay(Box<Overlay>),
    /// Close what is on top.
    Close,
    /// Say something in the line above the footer.
    Notice(Notice),
    /// Say what others did meanwhile, in a form that covers that line too.
    Meanwhile(String),
    /// Keep what was typed; none once it is saved.
    Draft {
        /// Where.
        key: String,
        /// What; none removes it.
        body: Option<String>,
    },
    /// Take up what was left, so that no other window does.
    Hold {
        /// The draft.
        left: String,
        /// Where it is gone on with.
        place: String,
    },
    /// Write what waits, now, and leave what was typed at a place to whoever comes next.
    LetGo(String),
    /// Drop a draft on purpose; it can be brought back.
    DropDraft(String),
    /// Bring the draft back that was dropped last.
    Undrop,
    /// Write everything that waits, now.
    Flush,
    /// Edit the focused field of the form on top in `$EDITOR`.
    Edit {
        /// What stands in it.
        text: String,
        /// The place of the form's draft, and [that draft](crate::interaction::Told::with_text) but for this text.
        draft: Option<(String, String)>,
    },
    /// Make a workspace at the first run.
    Begin(Beginning),
    /// Copy a text, which is called so.
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
    /// Work out how the pilots stood as a review was closing.
    Recall(Box<Review>),
    /// Work out what taking a file in would do.
    Foresee(Incoming),
    /// Take it in, as far as it can be.
    TakeIn(Incoming),
    /// Keep under a name how columns are read.
    KeepMapping(String, Incoming),
    /// Make the agenda of a day's review of what is due.
    Prepare(Day),
    /// Open a review, once its agenda says what is due now.
    OpenReview(ReviewId),
    /// Close a review, with the files that it leaves.
    CloseReview(ReviewId),
    /// Write a report into a folder, an empty one is a new folder beside the workspaces; or what goes out into its file.
    /// `true` once it was agreed that files are replaced.
    Write(Paper, String, bool),
    /// Do what a form led to; the draft named so goes once that has succeeded, and stays where it fails.
    Led(String, Box<Effect>),
    /// Keep a setting under its name; an empty text takes it away.
    Set(&'static str, String),
    /// Go on in the workspace of that path.
    Switch(String),
    /// Put a line that teaches away.
    Learn(&'static str),
    /// Look anew which workspaces there are.
    LookAround,
    /// Mask names and values, or show them.
    Mask(bool),
    /// Show everything in the next theme.
    NextTheme,
    /// Leave.
    Quit,
    /// Leave, or go on elsewhere, although what was typed is kept nowhere: that was asked, or nobody can be asked.
    AllTheSame(Box<Effect>),
}

/// What is written into a folder, or as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The monthly dashboard.
    Month,
    /// The pack of a review; of a closed one as it was written.
    Pack(ReviewId),
    /// The workspace, as one file.
    File(Outgoing),
}

/// What of a workspace goes out as one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outgoing {
    /// All of it, so that it can come back.
    Archive,
    /// Every register, in a workbook whose changed cells can come back.
    Registers,
    /// What may be shown to others.
    Nameless,
}

impl Outgoing {
    /// All of it, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::Archive, Self::Registers, Self::Nameless];

    /// The ending of its file.
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
    /// What had been recorded when a day ended.
    Day(Day),
    /// What was known when a review closed.
    Review(ReviewId),
    /// The same of the newest that is closed.
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
    /// The exceptions of a pilot, the cursor on that one.
    Exception(PilotId, ExceptionId),
    /// A pilot's readiness and the gate out of its stage.
    Gate(PilotId),
    /// Everything that a person answers for.
    Person(PersonId),
    /// The board, narrowed to what these words find.
    Board(String),
    /// The actions, narrowed so.
    Actions(String),
    /// A text that was found.
    Found(Found),
    /// A review.
    Review(ReviewId),
    /// Who sits in its committee, and was there.
    Committee(ReviewId),
    /// The meeting of a review that somebody looked at.
    Meeting(ReviewId),
    /// The meeting in which something was typed, on that item where it was on one: nobody looked at its review since.
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

/// How loud a notice is.
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
    /// Both in one line, as loud as the louder of them.
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

    /// Is it told whether it succeeded?
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        matches!(self, Self::Set(..) | Self::Begin(_) | Self::KeepMapping(..) | Self::Prepare(_))
    }

    /// What is to be done, and the draft that goes once that has succeeded.
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

    /// Asks for what the screen on top lacks.
    #[must_use]
    pub fn load(query: Query) -> Self {
        Self::Load { ticket: 0, queries: vec![query] }
    }

    /// Keeps what no form has open, for whoever comes next.
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

    /// What a verb does that asks something, where there is what it asks about.
    #[must_use]
    pub fn asking(form: Option<Form>) -> Vec<Self> {
        form.map(Self::form).into_iter().collect()
    }

    /// What a verb does that goes somewhere, where there is something to go to.
    #[must_use]
    pub fn going(to: Option<Destination>) -> Vec<Self> {
        to.map(Self::Open).into_iter().collect()
    }

    /// A question on top.
    #[must_use]
    pub fn ask(confirm: Confirm) -> Self {
        Self::Overlay(Box::new(Overlay::Confirm(confirm)))
    }

    /// The same, where no does nothing beside leaving everything as it is.
    #[must_use]
    pub fn ask_first(question: impl Into<String>, detail: impl Into<String>, yes: Vec<Self>) -> Self {
        Self::ask(Confirm { question: question.into(), detail: detail.into(), yes, ..Confirm::default() })
    }
}
