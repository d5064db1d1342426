//! Owns what is done before a panic ends the program: the terminal is given back, what happened is told, and what was
//! typed is kept. Nothing is unwound, and no thread lives on without the one that fell.

use std::panic;
use std::sync::Once;
use std::thread;

use super::{drafts, terminal};

/// From now on a panic, of whatever thread, does that.
pub(super) fn prepare() {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            terminal::restore();
            tell(info);
            // What was typed is with the thread of the drafts already, which another thread's fall does not hold up.
            thread::sleep(drafts::WRITTEN);
        }));
    });
}
