//! Owns what is asked before a window is left in which texts were typed that are kept nowhere, as the disk takes no drafts.

use std::collections::BTreeSet;

use super::state::State;
use crate::domain::words::count;
use crate::interaction::overlay::Confirm;
use crate::interaction::{Effect, Overlay};

/// How many texts go with this window: typed, not saved, and on no disk. Who opened it to look around only was told so.
pub(super) fn lost(state: &State) -> usize {
    if state.keeps_drafts || state.read_only && state.damaged.is_none() {
        return 0;
    }
    let is_there = |key: &&String| state.context.drafts.contains_key(*key);
    state.unkept.iter().filter(is_there).collect::<BTreeSet<_>>().len()
}

/// Asks whether that is to be done all the same.
pub(super) fn question(state: &State, effect: Effect) -> Effect {
    let texts = count(lost(state), "text is not kept anywhere", "texts are not kept anywhere");
    let confirm = Confirm {
        question: format!("{texts}; leave all the same?"),
        detail: "Drafts cannot be kept on disk. What is saved first, or copied out of the drafts (g t), is not lost."
            .to_owned(),
        yes: vec![Effect::AllTheSame(Box::new(effect))],
        no: Vec::new(),
    };
    Effect::Overlay(Box::new(Overlay::Confirm(confirm)))
}
