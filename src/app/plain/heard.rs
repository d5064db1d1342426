//! Owns what a typed line led to, and how its words are quoted back.

use super::super::overlays;
use super::super::state::State;
use crate::domain::Shown;
use crate::interaction::{Effect, Key};

/// What a line led to.
pub enum Heard {
    /// These effects; the screen is told again only if it is another one.
    Done(Vec<Effect>),
    /// Nothing but an answer.
    Told(Vec<String>),
    /// These effects; the screen is told again in any case.
    Again(Vec<Effect>),
    /// The rows after those that were told.
    More,
}

/// A key for what lies open.
pub(super) fn press(state: &mut State, key: Key) -> Heard {
    Heard::Done(overlays::press(state, key))
}

/// A typed word as it is said again: of a long one its beginning.
pub(super) fn quoted(word: &str) -> String {
    String::from(Shown::head(word, 40))
}
