//! The face in plain sentences: it says what there is, asks, reads a line, and says what came of it. It works on any
//! terminal, through a pipe, and with a screen reader.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use crossterm::terminal;

use crate::app::plain::{self, Heard, PAPER, Told};
use crate::cli::failure::{Failure, Result};
use crate::cli::session::Session;
use crate::domain::Shown;
use crate::interaction::{Effect, Msg};
use crate::ui::glyphs::Glyphs;

use super::clipboard::{self, Way};
use super::lines::{BRACKETS, Lines, NO_BRACKETS, Read};
use super::signals;
use super::works::Works;
use super::workspace::Request;

/// At most so many seconds pass between two lines of a meeting.
const LONGEST_PAUSE: u64 = 600;

/// A line broken at blanks into lines of so many columns; a command meant for copying stays in one.
fn broken(line: &str, columns: usize) -> Vec<String> {
    if columns < NARROWEST || line.is_empty() || line.starts_with("steerco ") {
        return vec![line.to_owned()];
    }
    let parts = Shown::line(line).wrap(columns);
    parts.iter().map(|part| part.as_str().trim_end().to_owned()).collect()
}

/// In a terminal narrower than this, nothing is broken.
const NARROWEST: usize = 10;

struct Talk<W> {
    works: Works,
    inbox: Receiver<Msg>,
    paper: W,
    leaving: bool,
    /// When the last line was heard.
    heard: Instant,
}

/// Talks about a workspace until the user leaves or the input ends; without one, about the first run.
pub fn converse(session: Session, path: Option<PathBuf>, lines: impl BufRead, paper: impl Write) -> Result<()> {
    let (mut works, inbox) = Works::start(session, path.as_deref())?;
    works.state.context.glyphs = Glyphs::Words;
    let mut talk = Talk { works, inbox, paper, leaving: false, heard: Instant::now() };
    let talked = talk.bracket(BRACKETS).and_then(|()| talk.run(lines)).and_then(|()| talk.bracket(NO_BRACKETS));
    talk.works.end(&talk.inbox);
    if !talk.leaving {
        talk.works.rescue(&talk.inbox);
    }
    match talked {
        // A reader that closed its end has heard enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            Err(Failure::new(1, format!("nothing can be said or heard: {error}")).hint("look at the terminal"))
        }
        Ok(()) => Ok(()),
    }
}

impl<W: Write> Talk<W> {
    /// Turns the marking of pastes by the terminal on or off.
    fn bracket(&mut self, how: &str) -> io::Result<()> {
        let can = std::env::var_os("TERM").is_some_and(|term| term != "dumb");
        if can && io::stdin().is_terminal() && io::stdout().is_terminal() {
            write!(self.paper, "{how}")?;
            self.paper.flush()?;
            if how == BRACKETS {
                signals::last_word(NO_BRACKETS);
            }
        }
        Ok(())
    }

    fn run(&mut self, lines: impl BufRead) -> io::Result<()> {
        let mut lines = Lines::of(lines);
        self.take(Msg::Resized(PAPER.0, PAPER.1));
        let effects = self.works.ask_first();
        self.perform(effects);
        self.settle();
        self.works.ask_later();
        let kept = plain::kept(&self.works.state);
        self.tell(kept.as_slice())?;
        let mut told = Told::default();
        let mut answered = false;
        while !self.leaving {
            let said = told.say(&self.works.state, answered);
            for line in said.lines.iter().chain(Some(&said.asks).filter(|asks| !asks.is_empty())) {
                self.line(line)?;
            }
            write!(self.paper, "> ")?;
            self.paper.flush()?;
            let Some(read) = lines.read(plain::reads(&self.works.state))? else {
                let state = &self.works.state;
                let form = plain::holds_a_draft(state) && state.lost_texts().is_empty();
                writeln!(self.paper, "{}", if form { "Kept as a draft." } else { "" })?;
                break;
            };
            self.pass();
            answered = false;
            let state = &mut self.works.state;
            let heard = match &read {
                Read::Typed(line) => plain::hear(state, line),
                Read::Pasted(text) => plain::hear_pasted(state, text),
            };
            match heard {
                Heard::Done(effects) => self.carry_out(effects),
                Heard::Told(lines) => answered = self.tell(&lines)?,
                Heard::More => answered = self.tell(&told.more(&self.works.state))?,
                Heard::Again(effects) => {
                    told = Told::default();
                    self.carry_out(effects);
                }
            }
        }
        Ok(())
    }

    /// Performs what a line led to, until the last answer.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        let effects = self.works.perform(effects);
        self.perform(effects);
        self.settle();
    }

    /// Says those lines and nothing else; answers that something was said.
    fn tell(&mut self, lines: &[String]) -> io::Result<bool> {
        for line in lines.iter().flat_map(|line| Shown::lines(line)) {
            self.line(line.as_str())?;
        }
        Ok(true)
    }

    /// Says a line. It is broken for a terminal, which would break inside words; any other reader gets it whole.
    fn line(&mut self, line: &str) -> io::Result<()> {
        let size = io::stdout().is_terminal().then(terminal::size).and_then(std::result::Result::ok);
        let parts = size.map_or_else(|| vec![line.to_owned()], |(columns, _)| broken(line, usize::from(columns)));
        parts.iter().try_for_each(|part| writeln!(self.paper, "{part}"))
    }

    fn take(&mut self, msg: Msg) {
        let effects = self.works.take(msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.leaving = true,
                Effect::Copy { text, what } => {
                    let way = clipboard::copy(&text, &what, &self.works.session.places.state, false);
                    let (Way::Done(said) | Way::Terminal(said)) = way;
                    self.take(Msg::Told(said));
                }
                Effect::Edit { text, .. } => self.take(Msg::Edited(Ok(text))),
                _ => {}
            }
        }
    }

    /// Waits until everything that was asked for is answered, and whatever followed from the answers.
    fn settle(&mut self) {
        while self.works.has_workspace() {
            // The thread that keeps the drafts reports one that comes back.
            self.works.settle_drafts();
            let (done, wait) = channel();
            self.works.ask(Request::Settle(done));
            if wait.recv().is_err() {
                return;
            }
            let mut answers: Vec<Msg> = self.inbox.try_iter().collect();
            if answers.is_empty() && self.works.state.is_leaving() {
                answers.extend(self.inbox.recv());
            }
            if answers.is_empty() {
                return;
            }
            for answer in answers {
                self.take(answer);
            }
        }
    }

    /// Counts the time that a line took.
    fn pass(&mut self) {
        let passed = self.heard.elapsed().as_secs().min(LONGEST_PAUSE);
        self.heard = Instant::now();
        if self.works.state.counts() {
            self.take(Msg::Ticked(u32::try_from(passed).unwrap_or(0)));
        }
        let effects = self.works.look_at_the_clock();
        self.perform(effects);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_at_blanks_and_a_command_is_not() {
        let said = "1 to 12 chooses; open, gate, reading, owner, note, decide, exception, report, filter; ? all verbs, q leaves";
        let lines = broken(said, 60);
        assert!(lines.len() == 2 && lines.iter().all(|line| line.chars().count() <= 60), "{lines:?}");
        assert_eq!(lines.join(" "), said, "no word is broken");
        let command = "steerco report pack -w harbour --review 2026-11-18 --out FOLDER/of/the/committee";
        assert_eq!(broken(command, 60), [command]);
        assert_eq!(broken(said, 0), [said], "a terminal that does not know its size");
        assert_eq!(broken("", 60), [""]);
    }
}
