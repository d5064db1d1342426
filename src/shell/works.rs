//! Owns what runs behind either face of the program: the state, the thread of the workspace, the thread of the drafts.
//! It performs every effect that needs no face.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use chrono::Local;

use super::around::{self, Titles};
use super::drafts::{DraftThread, Order};
use super::failed;
use super::outbox::Outbox;
use super::panic;
use super::rescue::rescue;
use super::start::{self, Started};
use super::workspace::{Request, StoreThread};
use crate::app::{State, start as first_questions, update};
use crate::cli::failure::Result;
use crate::cli::places::name_of;
use crate::cli::session::Session;
use crate::interaction::{Beginning, Effect, Msg};
use crate::store;

/// What runs while a workspace is open.
pub(super) struct Works {
    pub session: Session,
    pub state: State,
    /// The file that is open.
    path: Option<PathBuf>,
    store: Option<StoreThread>,
    drafts: Option<DraftThread>,
    outbox: Outbox,
    /// The teaching lines put away until the end, without keeping that.
    learnt: Vec<&'static str>,
}

impl Works {
    /// Opens the workspace at `path`, or the first run without one; its threads report to the receiver.
    pub fn start(session: Session, path: Option<&Path>) -> Result<(Self, Receiver<Msg>)> {
        panic::prepare();
        let (facts, inbox) = channel();
        let outbox = Outbox::new(facts, 0);
        let Started { state, store, drafts } = start::start(&session, path, &outbox)?;
        let path = path.map(Path::to_owned);
        Ok((Self { session, state, path, store, drafts, outbox, learnt: Vec::new() }, inbox))
    }

    /// Where facts are sent to.
    pub fn outbox(&self) -> Sender<Msg> {
        self.outbox.facts()
    }

    /// The file that is open.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Is a workspace open?
    pub const fn has_workspace(&self) -> bool {
        self.store.is_some()
    }

    /// Takes a fact in and performs what follows; answers the effects left to the face.
    pub fn take(&mut self, msg: Msg) -> Vec<Effect> {
        // A late report from another workspace is not about this one.
        if self.outbox.is_of_another(&msg) {
            return Vec::new();
        }
        let effects = update(&mut self.state, msg);
        self.perform(effects)
    }

    /// Asks the first questions.
    pub fn ask_first(&mut self) -> Vec<Effect> {
        let effects = first_questions(&mut self.state);
        self.perform(effects)
    }

    /// Performs effects; answers those left to the face.
    pub fn perform(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        effects.into_iter().flat_map(|effect| self.perform_one(effect)).collect()
    }

    fn perform_one(&mut self, effect: Effect) -> Vec<Effect> {
        let (draft, effect) = effect.apart();
        match effect {
            Effect::Commit { change, .. } => self.ask(Request::Commit(change)),
            Effect::Weigh(change, part) => self.ask(Request::Weigh(change, part)),
            Effect::Undo(known) => self.ask(Request::Undo(known)),
            Effect::Redo(known) => self.ask(Request::Redo(known)),
            // Undoing an undo does the change again.
            Effect::Revert(seq, sure) | Effect::Again(seq, sure) => self.ask(Request::Revert(seq, sure)),
            Effect::Load { ticket, queries } => self.ask(Request::Load { ticket, queries }),
            Effect::Draft { key, body } => self.order(Order::Keep(key, body)),
            Effect::Hold { left, place } => self.order(Order::Hold(left, place)),
            Effect::LetGo(key) => self.order(Order::LetGo(key)),
            Effect::DropDraft(key) => self.order(Order::Drop(key)),
            Effect::Undrop => self.order(Order::Undrop),
            Effect::Flush => self.order(Order::Flush),
            Effect::Judging(on) => self.ask(Request::Judging(on)),
            Effect::LookAt(look) => self.ask(Request::LookAt(look)),
            Effect::Recall(review) => self.ask(Request::Recall(review)),
            Effect::Foresee(incoming) => self.ask(Request::Foresee(incoming)),
            Effect::TakeIn(incoming) => self.ask(Request::TakeIn(incoming)),
            Effect::KeepMapping(name, incoming) => self.ask(Request::KeepMapping(name, incoming, draft)),
            Effect::Prepare(day) => self.ask(Request::Prepare(day)),
            Effect::OpenReview(review) => self.ask(Request::OpenReview(review)),
            Effect::CloseReview(review) => self.ask(Request::CloseReview(review)),
            Effect::Write(paper, place, replace) => self.ask(Request::Write(paper, place, replace)),
            Effect::Mask(_) => self.ask(Request::TellAll),
            Effect::Set(name, to) => return self.set(name, &to, draft),
            Effect::Learn(name) => return self.learn(name),
            Effect::LookAround => return self.look_around(),
            Effect::Switch(path) => {
                return self
                    .reopen(Path::new(&path), None)
                    .unwrap_or_else(|failure| self.take(Msg::Told(failed::said(failure))));
            }
            Effect::Begin(beginning) => return self.begin_workspace(beginning, draft),
            // The state performs these itself.
            Effect::Reload | Effect::Seek(_) | Effect::Overlay(_) | Effect::Close | Effect::Led(..) => {}
            Effect::Paste(_) | Effect::PasteHere(_) | Effect::PasteThere(_) => {}
            Effect::Open(_) | Effect::GoOn(_) | Effect::Back | Effect::Turned => {}
            Effect::Notice(_) | Effect::Meanwhile(_) | Effect::NextTheme | Effect::AllTheSame(_) => {}
            Effect::Edit { .. } | Effect::Copy { .. } | Effect::Suspend | Effect::Mouse(_) | Effect::Quit => {
                return vec![effect];
            }
        }
        Vec::new()
    }

    /// Asks for what can wait until after the first picture: the daily backup, and titles of other workspaces.
    pub fn ask_later(&self) {
        self.ask(Request::TellAround);
        self.ask(Request::DailyBackup);
    }

    /// Asks the thread of the workspace for something; the answer comes as a fact.
    pub fn ask(&self, request: Request) {
        if let Some(store) = &self.store {
            store.send(request);
        }
    }

    /// Waits for the thread of the drafts to answer everything asked so far.
    pub fn settle_drafts(&self) {
        let (done, wait) = channel();
        self.order(Order::Settle(done));
        // Without such a thread, nobody answers.
        let _ = wait.recv();
    }

    /// Asks the thread of the drafts for something.
    fn order(&self, order: Order) {
        if let Some(drafts) = &self.drafts {
            drafts.send(order);
        }
    }

    /// Checks whether the date has changed.
    pub fn look_at_the_clock(&mut self) -> Vec<Effect> {
        let today = Local::now().date_naive();
        if !self.session.follows_the_clock() || today == self.state.today() {
            return Vec::new();
        }
        (self.session.today, self.session.present) = (today, today);
        self.ask(Request::Dawn(today));
        self.take(Msg::Dawned(today))
    }

    /// Keeps a setting; if that fails, theme and mouse hold until the end.
    fn set(&mut self, name: &'static str, to: &str, draft: Option<String>) -> Vec<Effect> {
        let done = around::keep(&mut self.session, name, to).map_err(failed::shown);
        self.state.context.actor.clone_from(&self.session.actor);
        self.ask(Request::Actor(self.session.actor.clone()));
        if name == around::PRESET {
            self.state.bind(self.session.places.keys().0);
        }
        let mut effects = self.take(Msg::Led { draft, done });
        effects.extend(self.look_around());
        effects
    }

    /// Puts a teaching line away; only until the end where that must not be kept.
    fn learn(&mut self, name: &'static str) -> Vec<Effect> {
        if self.session.global.read_only {
            self.learnt.push(name);
        } else {
            around::learn(&self.session.places, name);
        }
        self.look_around()
    }

    /// Finds out the surroundings again.
    fn look_around(&mut self) -> Vec<Effect> {
        let mut around = around::around(&self.session, self.path.as_deref(), Titles::Asked);
        if let Some(learnt) = &mut around.learnt {
            learnt.extend(self.learnt.iter().map(|name| (*name).to_owned()));
        }
        self.take(Msg::Surrounded(Arc::new(around)))
    }

    /// Makes the workspace of the first run and goes on in it.
    fn begin_workspace(&mut self, beginning: Beginning, draft: Option<String>) -> Vec<Effect> {
        let made = start::make(&self.session, &beginning);
        match made.and_then(|(path, told)| Ok((self.reopen(&path, draft)?, told))) {
            Ok((effects, told)) if told.is_empty() => effects,
            Ok((mut effects, told)) => {
                effects.extend(self.take(Msg::Told(told)));
                effects
            }
            Err(failure) => self
                .look_first(&beginning)
                .unwrap_or_else(|| self.take(Msg::Unbegun(beginning, failed::shown(failure)))),
        }
    }

    /// Goes on in an empty workspace with the preview of a spreadsheet that cannot be imported as it is; none where it
    /// cannot be previewed either.
    fn look_first(&mut self, beginning: &Beginning) -> Option<Vec<Effect>> {
        let (path, foreseen) = start::look_first(&self.session, beginning)?;
        let mut effects = self.reopen(&path, None).ok()?;
        effects.extend(self.take(Msg::Foreseen(Box::new(foreseen))));
        let name = name_of(&path);
        let said = format!(
            "{name} is made and empty: say here what the columns feed and take the file in, or leave it empty."
        );
        effects.extend(self.take(Msg::Mentioned(said)));
        Some(effects)
    }

    /// Goes on in another workspace; `draft` was typed to make it and is kept by the one before.
    fn reopen(&mut self, path: &Path, draft: Option<String>) -> Result<Vec<Effect>> {
        let outbox = self.outbox.following();
        let Started { mut state, store, drafts } = start::start(&self.session, Some(path), &outbox)?;
        if let Some(draft) = draft {
            self.order(Order::Keep(draft, None));
        }
        state.carry_on_from(&self.state);
        (self.state, self.store, self.drafts) = (state, store, drafts);
        (self.path, self.outbox) = (Some(path.to_owned()), outbox);
        self.ask_later();
        Ok(self.ask_first())
    }

    /// Texts that are on no disk when the threads have ended, and that nobody was asked about, are written where
    /// possible.
    pub fn rescue(&mut self, inbox: &Receiver<Msg>) {
        // The last drafts may have reached the disk.
        self.hear_out(inbox);
        let beside = self.path.as_deref().map(|path| store::folder_of(path).to_owned());
        let folders: Vec<PathBuf> =
            std::iter::once(self.session.places.state.clone()).chain(beside).chain([std::env::temp_dir()]).collect();
        // If the terminal is gone too, only the file remains.
        let _ = rescue(&self.state.lost_texts(), &folders, &mut io::stderr());
    }

    /// Ends its threads: by then, what was asked for is done and what was typed is on the disk.
    pub fn end(&mut self, inbox: &Receiver<Msg>) {
        self.store.take();
        // What was saved last is no longer a draft.
        self.hear_out(inbox);
        self.drafts.take();
    }

    /// Takes in the last reports of its threads.
    fn hear_out(&mut self, inbox: &Receiver<Msg>) {
        for msg in inbox.try_iter().filter(|msg| matches!(msg, Msg::From(..))) {
            self.take(msg);
        }
    }
}
