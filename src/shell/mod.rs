//! Floor 5: the terminal. It turns what happens outside into facts for `app`, and performs the effects that it answers.
//! The only place with threads: one reads the terminal, one owns the workspace, one keeps drafts, one waits for signals.

mod drafts;
mod editor;
mod input;
mod look;
mod signals;
mod start;
mod terminal;
mod workspace;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::Local;

use crate::app::{State, fit, start as first_questions, update, view};
use crate::cli::failure::{Failure, Result};
use crate::cli::session::Session;
use crate::interaction::{Beginning, Effect, Msg};

use drafts::DraftThread;
use input::Input;
use terminal::Terminal;
use workspace::{Request, StoreThread};

/// So long the first picture waits for its data; on most files it is there before.
const FIRST_DATA: Duration = Duration::from_millis(250);
/// So often the day is looked at.
const CLOCK: Duration = Duration::from_secs(20);
/// A screen that counts is told of each.
const SECOND: Duration = Duration::from_secs(1);
/// No more seconds than these pass at once.
const LONGEST_TICK: u32 = 5;
/// So many facts are taken in before a picture is drawn in between.
const BATCH: usize = 512;

/// Everything that runs while a workspace is open.
struct Shell {
    session: Session,
    state: State,
    store: Option<StoreThread>,
    drafts: Option<DraftThread>,
    inbox: Receiver<Msg>,
    outbox: Sender<Msg>,
    input: Input,
    terminal: Terminal,
    leaving: bool,
    /// Since when seconds are counted that were not told yet.
    ticked: Instant,
}

/// Shows a workspace until the user leaves; none shows the first run.
pub fn run(session: Session, path: Option<PathBuf>) -> Result<()> {
    let (outbox, inbox) = channel();
    let start::Started { state, store, drafts } = start::start(&session, path.as_deref(), &outbox)?;
    let terminal = Terminal::enter(state.mouse()).map_err(|error| {
        Failure::new(1, format!("the terminal cannot be used: {error}")).hint("`steerco list pilots` needs none")
    })?;
    signals::watch(outbox.clone());
    let input = Input::start(outbox.clone());
    let shell =
        Shell { session, state, store, drafts, inbox, outbox, input, terminal, leaving: false, ticked: Instant::now() };
    shell.live();
    Ok(())
}

impl Shell {
    fn live(mut self) {
        self.begin();
        while !self.leaving {
            self.draw();
            self.wait();
        }
        // Drafts reach the disk before the terminal says that the program has ended.
        self.drafts.take();
        self.store.take();
        self.terminal.leave();
    }

    /// Asks the first questions and waits a moment for their answers, so that the first picture is a whole one.
    fn begin(&mut self) {
        let (width, height) = self.terminal.size();
        let effects = update(&mut self.state, Msg::Resized(width, height));
        self.perform(effects);
        let effects = first_questions(&mut self.state);
        self.perform(effects);
        let deadline = Instant::now() + FIRST_DATA;
        while self.store.is_some() && !self.state.is_loaded() && !self.leaving {
            let Ok(msg) = self.inbox.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
                break;
            };
            self.take(msg);
        }
        self.draw();
        if let Some(store) = &self.store {
            store.send(Request::DailyBackup);
        }
    }

    fn wait(&mut self) {
        let patience = if self.state.counts() { SECOND } else { CLOCK };
        if patience == CLOCK {
            self.ticked = Instant::now();
        }
        match self.inbox.recv_timeout(patience.saturating_sub(self.ticked.elapsed())) {
            Ok(msg) => self.take(msg),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.leaving = true,
        }
        for _ in 0..BATCH {
            let Ok(msg) = self.inbox.try_recv() else {
                break;
            };
            self.take(msg);
        }
        let passed = self.ticked.elapsed().as_secs();
        if self.state.counts() && passed > 0 {
            self.ticked += Duration::from_secs(passed);
            // While the machine slept nobody met.
            self.take(Msg::Ticked(u32::try_from(passed).unwrap_or(0).min(LONGEST_TICK)));
        }
        let today = Local::now().date_naive();
        if self.session.follows_the_clock() && today != self.state.today() {
            (self.session.today, self.session.present) = (today, today);
            self.ask(Request::Dawn(today));
            self.take(Msg::Dawned(today));
        }
    }

    fn take(&mut self, msg: Msg) {
        if matches!(msg, Msg::Resized(..)) {
            self.terminal.redraw();
        }
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    fn draw(&mut self) {
        // A terminal that is gone says so by a signal or by its input; a picture that it does not take is no failure.
        let state = &mut self.state;
        let mut effects = Vec::new();
        let _ = self.terminal.draw(|area, buffer| {
            effects = fit(state, area);
            view(state, area, buffer)
        });
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform_one(effect);
        }
    }

    fn perform_one(&mut self, effect: Effect) {
        match effect {
            Effect::Commit { change, .. } => self.ask(Request::Commit(change)),
            Effect::Undo => self.ask(Request::Undo),
            Effect::Redo => self.ask(Request::Redo),
            Effect::Revert(seq, sure) => self.ask(Request::Revert(seq, sure)),
            Effect::Load { ticket, queries } => self.ask(Request::Load { ticket, queries }),
            Effect::Draft { key, body } => self.keep(|drafts| drafts.keep(key, body)),
            Effect::DropDraft(key) => self.keep(|drafts| drafts.drop_draft(key)),
            Effect::Undrop => self.keep(DraftThread::undrop),
            Effect::Flush => self.keep(DraftThread::flush),
            Effect::Edit(text) => self.edit(&text),
            Effect::Begin(beginning) => self.begin_workspace(&beginning),
            Effect::Suspend => self.suspend(),
            Effect::Judging(on) => self.ask(Request::Judging(on)),
            Effect::LookAt(look) => self.ask(Request::LookAt(look)),
            Effect::Foresee(incoming) => self.ask(Request::Foresee(incoming)),
            Effect::TakeIn(incoming) => self.ask(Request::TakeIn(incoming)),
            Effect::KeepMapping(name, columns) => self.ask(Request::KeepMapping(name, columns)),
            Effect::Prepare(day) => self.ask(Request::Prepare(day)),
            Effect::OpenReview(review) => self.ask(Request::OpenReview(review)),
            Effect::CloseReview(review) => self.ask(Request::CloseReview(review)),
            Effect::Write(paper, folder) => self.ask(Request::Write(paper, folder)),
            Effect::Mask(_) => self.ask(Request::TellAll),
            Effect::Mouse(on) => self.terminal.mouse(on),
            Effect::Quit => self.leaving = true,
            // The state performs these itself.
            Effect::Reload | Effect::Seek(_) | Effect::Open(_) | Effect::Back | Effect::Overlay(_) | Effect::Close => {}
            Effect::Notice(_) | Effect::NextTheme => {}
        }
    }

    fn ask(&self, request: Request) {
        if let Some(store) = &self.store {
            store.send(request);
        }
    }

    fn keep(&self, act: impl FnOnce(&DraftThread)) {
        if let Some(drafts) = &self.drafts {
            act(drafts);
        }
    }

    fn edit(&mut self, text: &str) {
        let paused = self.input.pause();
        self.terminal.rest();
        let edited = editor::edit(text, &self.session.places.state);
        self.terminal.resume();
        drop(paused);
        self.take(Msg::Edited(edited));
    }

    fn suspend(&mut self) {
        let paused = self.input.pause();
        self.terminal.rest();
        signals::stop_here();
        self.terminal.resume();
        drop(paused);
        let (width, height) = self.terminal.size();
        self.take(Msg::Resized(width, height));
    }

    /// Makes the workspace of the first run and goes on in it.
    fn begin_workspace(&mut self, beginning: &Beginning) {
        let begun = start::make(&self.session, beginning)
            .and_then(|path| start::start(&self.session, Some(&path), &self.outbox));
        match begun {
            Ok(start::Started { mut state, store, drafts }) => {
                state.carry_on_from(&self.state);
                (self.state, self.store, self.drafts) = (state, store, drafts);
                let effects = first_questions(&mut self.state);
                self.perform(effects);
            }
            Err(failure) => {
                let effects = update(&mut self.state, Msg::Refused(start::shown(failure)));
                self.perform(effects);
            }
        }
    }
}
