//! Owns reading the terminal, on a thread of its own that pauses while another program has the terminal.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::interaction::{Code, Key, Msg};

/// How long the thread waits for input before it checks whether to pause.
const LOOK_UP: Duration = Duration::from_millis(80);

/// The thread that reads.
pub(super) struct Input {
    gate: Arc<Gate>,
}

#[derive(Default)]
struct Gate {
    state: Mutex<Wanted>,
    changed: Condvar,
}

#[derive(Default)]
struct Wanted {
    pause: bool,
    paused: bool,
}

/// Reading resumes when this is dropped.
pub(super) struct Paused(Arc<Gate>);

impl Gate {
    fn lock(&self) -> MutexGuard<'_, Wanted> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits here as long as a pause is wanted.
    fn pass(&self) {
        let mut wanted = self.lock();
        while wanted.pause {
            wanted.paused = true;
            self.changed.notify_all();
            wanted = self.changed.wait(wanted).unwrap_or_else(PoisonError::into_inner);
        }
        wanted.paused = false;
    }
}

impl Drop for Paused {
    fn drop(&mut self) {
        self.0.lock().pause = false;
        self.0.changed.notify_all();
    }
}

impl Input {
    /// Starts reading.
    pub fn start(outbox: Sender<Msg>) -> Self {
        let gate = Arc::new(Gate::default());
        let passing = Arc::clone(&gate);
        thread::spawn(move || read(&passing, &outbox));
        Self { gate }
    }

    /// Stops reading until the returned value is dropped.
    pub fn pause(&self) -> Paused {
        let mut wanted = self.gate.lock();
        wanted.pause = true;
        while !wanted.paused {
            let (next, waited) =
                self.gate.changed.wait_timeout(wanted, LOOK_UP * 4).unwrap_or_else(PoisonError::into_inner);
            wanted = next;
            if waited.timed_out() {
                break;
            }
        }
        Paused(Arc::clone(&self.gate))
    }
}

fn read(gate: &Gate, outbox: &Sender<Msg>) {
    loop {
        gate.pass();
        let event = match event::poll(LOOK_UP) {
            Ok(false) => continue,
            Ok(true) => event::read(),
            Err(error) => Err(error),
        };
        let sent = match event.map(translate) {
            Ok(Some(msg)) => outbox.send(msg),
            Ok(None) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Ok(()),
            Err(_) => {
                // The terminal is gone.
                let _ = outbox.send(Msg::Ended);
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

fn translate(event: Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(event).map(Msg::Pressed),
        Event::Paste(text) => Some(Msg::Pasted(text)),
        Event::Resize(width, height) => Some(Msg::Resized(width, height)),
        Event::Mouse(event) => mouse(event),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Msg> {
    match event.kind {
        MouseEventKind::ScrollUp => Some(Msg::Scrolled(-3)),
        MouseEventKind::ScrollDown => Some(Msg::Scrolled(3)),
        MouseEventKind::Down(MouseButton::Left) => Some(Msg::Clicked(event.column, event.row)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    // A character says by itself whether Shift was held, and so does the backward tab. On layouts where a sign is typed
    // with AltGr, some systems report that as Ctrl and Alt together.
    let says_itself = matches!(code, Code::Char(_) | Code::BackTab);
    let both = event.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let alt_gr = both && matches!(code, Code::Char(sign) if !sign.is_ascii_alphanumeric());
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL) && !alt_gr,
        alt: event.modifiers.contains(KeyModifiers::ALT) && !alt_gr,
        shift: event.modifiers.contains(KeyModifiers::SHIFT) && !says_itself,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_they_say() {
        let pressed = |code, modifiers| key(KeyEvent::new(code, modifiers)).unwrap();
        assert_eq!(pressed(KeyCode::Char('L'), KeyModifiers::SHIFT), Key::char('L'));
        assert_eq!(pressed(KeyCode::Char('p'), KeyModifiers::CONTROL), Key::ctrl('p'));
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), Key::plain(Code::BackTab));
        for sign in ['/', ':', '?', '!', '['] {
            assert_eq!(pressed(KeyCode::Char(sign), KeyModifiers::SHIFT), Key::char(sign), "typed with Shift");
            let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
            assert_eq!(pressed(KeyCode::Char(sign), alt_gr), Key::char(sign), "typed with AltGr");
        }
    }

    #[test]
    fn a_pause_waits_for_the_reader_and_ends_with_its_guard() {
        let gate = Arc::new(Gate::default());
        let input = Input { gate: Arc::clone(&gate) };
        let (passed, passes) = std::sync::mpsc::channel();
        let reader = Arc::clone(&gate);
        thread::spawn(move || {
            loop {
                reader.pass();
                if passed.send(()).is_err() {
                    return;
                }
            }
        });
        let pause = input.pause();
        assert!(gate.lock().paused);
        while passes.try_recv().is_ok() {}
        drop(pause);
        assert!(passes.recv_timeout(Duration::from_secs(20)).is_ok(), "it reads again");
    }
}
