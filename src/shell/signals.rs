//! Owns signals: those that end the program keep what was typed, and the one that stops it gives the terminal back.

#[cfg(unix)]
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::interaction::Msg;

#[cfg(unix)]
const ENDING: [i32; 4] = {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
};

/// Reports signals that ask the program to end, also in a flag that can be read while nothing else is.
#[cfg(unix)]
pub(super) fn watch(outbox: Sender<Msg>, ending: Arc<AtomicBool>) {
    // Without this watch the program still works; a signal then ends it as it ends any other.
    let Ok(mut signals) = signal_hook::iterator::Signals::new(ENDING) else {
        return;
    };
    std::thread::spawn(move || {
        for _ in signals.forever() {
            ending.store(true, Ordering::Relaxed);
            if outbox.send(Msg::Ended).is_err() {
                return;
            }
        }
    });
}

/// Prints a last sentence before a signal ends the program in the usual way. The printing stream is locked while a line
/// is awaited, so that the sentence bypasses it.
#[cfg(unix)]
pub(super) fn last_word(word: &'static str) {
    let Ok(mut signals) = signal_hook::iterator::Signals::new(ENDING) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let terminal = std::fs::OpenOptions::new().write(true).open("/dev/tty");
            let _ = terminal.and_then(|mut terminal| terminal.write_all(word.as_bytes()));
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Stops the process as Ctrl+Z in a shell does; returns when it goes on.
#[cfg(unix)]
pub(super) fn stop_here() {
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

#[cfg(not(unix))]
pub(super) fn last_word(_: &'static str) {}

#[cfg(not(unix))]
pub(super) fn watch(_: Sender<Msg>, _: Arc<AtomicBool>) {}

#[cfg(not(unix))]
pub(super) fn stop_here() {}
