//! Owns what is done before a panic ends the program: the terminal is given back, what happened is told, and what was
//! typed is kept. Nothing is unwound, and no thread outlives the one that panicked.

use std::panic;
use std::sync::Once;
use std::thread;

use super::{drafts, terminal};

/// Does so from now on, whichever thread panics.
pub(super) fn prepare() {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            terminal::restore();
            tell(info);
            // What was typed is already with the thread of the drafts, which another thread's panic does not hold up.
            thread::sleep(drafts::WRITTEN);
        }));
    });
}
