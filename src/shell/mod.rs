//! Floor 5: the terminal. It turns what happens outside into facts for `app`, and performs the effects that `app`
//! answers. It is the only place with threads: one reads the terminal, one owns the workspace, one keeps drafts, one
//! waits for signals.

mod around;
mod clipboard;
mod drafts;
mod editor;
mod failed;
mod input;
mod lines;
mod look;
mod outbox;
mod panic;
mod plain;
mod rescue;
mod signals;
mod start;
mod terminal;
mod works;
mod workspace;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::{fit, view};
use crate::cli::failure::{Failure, Result};
use crate::cli::session::Session;
use crate::interaction::{Effect, Msg};

use clipboard::Way;
use editor::Errand;
use input::Input;
use terminal::Terminal;
use works::Works;

pub use plain::converse;

/// How long the first picture waits for its data; on most files that has come by then.
const FIRST_DATA: Duration = Duration::from_millis(250);
/// How often the date is checked.
const CLOCK: Duration = Duration::from_secs(20);
/// A screen with a clock is told of every second.
const SECOND: Duration = Duration::from_secs(1);
/// At most so many seconds pass at once.
const LONGEST_TICK: u32 = 5;
/// What comes within this time was not waited for.
const MOMENT: Duration = Duration::from_millis(150);
/// At most so many facts are taken in between two pictures.
const BATCH: usize = 512;

/// The screens in a terminal.
struct Shell {
    works: Works,
    inbox: Receiver<Msg>,
    input: Input,
    terminal: Terminal,
    leaving: bool,
    /// Is it ending unasked, by a signal or because its terminal is gone?
    ending: Arc<AtomicBool>,
    /// Did its input come from a terminal?
    on_terminal: bool,
    /// When the seconds were last counted.
    ticked: Instant,
    /// When the last key was pressed.
    pressed: Instant,
    /// What is waited for, and since when.
    waits: Option<(u64, Instant)>,
}

/// Shows a workspace until the user leaves; without one, the first run.
pub fn run(session: Session, path: Option<PathBuf>) -> Result<()> {
    let (works, inbox) = Works::start(session, path.as_deref())?;
    let terminal = Terminal::enter(works.state.mouse()).map_err(|error| {
        Failure::new(1, format!("the terminal cannot be used: {error}")).hint("`steerco list pilots` needs none")
    })?;
    let ending = Arc::new(AtomicBool::new(false));
    signals::watch(works.outbox(), Arc::clone(&ending));
    let input = Input::start(works.outbox());
    let on_terminal = std::io::stdin().is_terminal();
    let (ticked, pressed) = (Instant::now(), Instant::now());
    let leaving = false;
    Shell { works, inbox, input, terminal, leaving, ending, on_terminal, ticked, pressed, waits: None }.live();
    Ok(())
}

impl Shell {
    fn live(mut self) {
        self.begin();
        while !self.leaving {
            self.draw();
            self.wait();
            self.look_what_lingers();
        }
        if self.works.state.waits_for().is_some() {
            self.take(Msg::Leaving);
            self.draw();
        }
        // Drafts reach the disk before the terminal shows that the program has ended.
        self.works.end(&self.inbox);
        self.terminal.rest();
        if self.ending.load(Ordering::Relaxed) {
            self.works.rescue(&self.inbox);
        }
    }

    /// Asks the first questions and waits a moment for the answers, so that the first picture is complete.
    fn begin(&mut self) {
        let (width, height) = self.terminal.size();
        self.take(Msg::Resized(width, height));
        let effects = self.works.ask_first();
        self.perform(effects);
        let deadline = Instant::now() + FIRST_DATA;
        while self.works.has_workspace() && !self.works.state.is_loaded() && !self.leaving {
            let Ok(msg) = self.inbox.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
                break;
            };
            self.take(msg);
        }
        self.draw();
        self.works.ask_later();
        self.look_what_lingers();
    }

    fn wait(&mut self) {
        let patience = if self.works.state.counts() { SECOND } else { CLOCK };
        if patience == CLOCK {
            self.ticked = Instant::now();
        }
        let patience = patience.saturating_sub(self.ticked.elapsed());
        let moment = self.waits.filter(|_| !self.works.state.lingers());
        let moment = moment.map_or(patience, |(_, since)| MOMENT.saturating_sub(since.elapsed()));
        match self.inbox.recv_timeout(patience.min(moment)) {
            Ok(msg) => self.take(msg),
            Err(RecvTimeoutError::Timeout) if self.has_lost_its_terminal() => {
                self.ending.store(true, Ordering::Relaxed);
                self.take(Msg::Ended);
            }
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
        if self.works.state.counts() && passed > 0 {
            self.ticked += Duration::from_secs(passed);
            // While the machine slept, nobody met.
            self.take(Msg::Ticked(u32::try_from(passed).unwrap_or(0).min(LONGEST_TICK)));
        }
        let effects = self.works.look_at_the_clock();
        self.perform(effects);
    }

    /// Says once that a wait is long, so that it is drawn before the next key.
    fn look_what_lingers(&mut self) {
        let (wanted, known) = (self.works.state.waits_for(), self.waits);
        let since = known.filter(|(known, _)| Some(*known) == wanted).map_or_else(Instant::now, |(_, since)| since);
        self.waits = wanted.map(|wanted| (wanted, since));
        if self.waits.is_some() && since.elapsed() >= MOMENT && !self.works.state.lingers() {
            self.take(Msg::Lingered);
        }
    }

    /// Is the terminal gone? Without a signal, its input then keeps reporting its end.
    fn has_lost_its_terminal(&self) -> bool {
        self.on_terminal && !std::io::stdin().is_terminal()
    }

    fn take(&mut self, msg: Msg) {
        if matches!(msg, Msg::Resized(..)) {
            self.terminal.redraw();
        }
        // Two keys mean something together only within a second.
        if matches!(msg, Msg::Pressed(_)) && std::mem::replace(&mut self.pressed, Instant::now()).elapsed() > SECOND {
            let effects = self.works.take(Msg::Rested);
            self.perform(effects);
        }
        let effects = self.works.take(msg);
        self.perform(effects);
    }

    fn draw(&mut self) {
        // A terminal that is gone is known by a signal or by its input; a picture that it does not take is not a
        // failure.
        let state = &mut self.works.state;
        let mut effects = Vec::new();
        let _ = self.terminal.draw(|area, buffer| {
            effects = fit(state, area);
            view(state, area, buffer)
        });
        let effects = self.works.perform(effects);
        self.perform(effects);
    }

    /// Performs what needs the terminal.
    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Edit { text, draft } => self.edit(&text, draft),
                Effect::Copy { text, what } => self.copy(&text, &what),
                Effect::Suspend => self.suspend(),
                Effect::Mouse(on) => self.terminal.mouse(on),
                Effect::Quit => self.leaving = true,
                _ => {}
            }
        }
    }

    fn edit(&mut self, text: &str, draft: Option<(String, String)>) {
        let errand = self.works.path().zip(draft).map(|(path, draft)| Errand::new(path, draft, text));
        let edited =
            self.away(|shell| editor::edit(text, errand.as_ref(), &shell.works.session.places.state, &shell.ending));
        self.take(Msg::Edited(edited));
    }

    /// Leaves the terminal to another program for the time being.
    fn away<T>(&mut self, act: impl FnOnce(&Self) -> T) -> T {
        let paused = self.input.pause();
        self.terminal.rest();
        let done = act(self);
        self.terminal.resume();
        drop(paused);
        done
    }

    fn copy(&mut self, text: &str, what: &str) {
        let said = match clipboard::copy(text, what, &self.works.session.places.state, true) {
            Way::Done(said) => said,
            Way::Terminal(said) => {
                self.terminal.copy(text);
                said
            }
        };
        self.take(Msg::Told(said));
    }

    fn suspend(&mut self) {
        self.away(|_| signals::stop_here());
        let (width, height) = self.terminal.size();
        self.take(Msg::Resized(width, height));
    }
}
