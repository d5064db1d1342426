//! Owns keys that are typed ahead. They wait for a screen or a form that is still being read, and for what comes after
//! a form that is being saved. Where that takes so long that it is said, who types on has read it: those keys are for
//! the form that is shown, where it stays open, and for nothing that lies beneath it. Keys that do nothing are told.

use std::collections::VecDeque;

use super::state::State;
use crate::domain::shown::brief;
use crate::interaction::{Code, Key, Overlay, Saving};

/// So many keys wait; more are somebody leaning on the keyboard.
const MOST: usize = 200;

/// When keys were typed that do nothing.
const SAVED: &str = "while it was being saved";
const READ: &str = "while the workspace was being read";

/// Was this key meant for a screen that shows nothing yet, or for what comes after a form that is being saved? Esc and
/// Ctrl+C are for what is there.
pub(super) fn waits(state: &State, key: Key) -> bool {
    let leaves =
        key == Key::plain(Code::Esc) || key == Key::ctrl('c') || key == Key::char('q') && state.overlays.is_empty();
    (state.is_fresh() || is_saving(state)) && !leaves
}

/// Keeps a key until then.
pub(super) fn keep(state: &mut State, key: Key) {
    if state.early.len() < MOST {
        state.early.push_back(key);
    }
}

/// A form that is being saved takes no more text: it would go with the form.
pub(super) fn is_saving(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Form(form)) if form.saving.is_on())
}

/// What is waited for takes long, which is said from now on.
pub(super) fn lingered(state: &mut State) {
    if state.waits_for().is_none() || state.lingers() {
        return;
    }
    state.lingers = Some(state.early.len());
    if let Some(Overlay::Form(form)) = state.overlays.last_mut()
        && form.saving.is_on()
    {
        form.saving = Saving::Lingers;
    }
}

/// A form was saved: what was typed once that was said to go on was not meant for what lies beneath it. Answers what is
/// said of it.
pub(super) fn unmeant(state: &mut State) -> Option<String> {
    let ahead = state.lingers.take()?.min(state.early.len());
    let keys = state.early.split_off(ahead);
    told(state, &keys, SAVED)
}

/// What was waited for does not come. Answers what is said of the keys that waited.
pub(super) fn dropped(state: &mut State) -> Option<String> {
    let when = if is_saving(state) { SAVED } else { READ };
    drop_all(state, when)
}

/// A question comes up: nobody answers what is not there yet. Answers what is said of the keys that waited.
pub(super) fn asked(state: &mut State) -> Option<String> {
    drop_all(state, "before that was asked")
}

fn drop_all(state: &mut State, when: &str) -> Option<String> {
    state.lingers = state.lingers.map(|_| 0);
    let keys = std::mem::take(&mut state.early);
    told(state, &keys, when)
}

fn told(state: &State, keys: &VecDeque<Key>, when: &str) -> Option<String> {
    if keys.is_empty() {
        return None;
    }
    let what = if state.context.masked {
        "what was typed".to_owned()
    } else {
        format!("{}, typed", brief(&state.context.glyphs.key(&spelt(keys))))
    };
    Some(format!("Not done: {what} {when}."))
}

/// Keys as they were typed: a text as one, the others by their names.
fn spelt(keys: &VecDeque<Key>) -> String {
    let mut said = String::new();
    let mut was_text = true;
    for key in keys {
        let text = match key.code {
            Code::Char(sign) if !key.ctrl && !key.alt => Some(sign),
            _ => None,
        };
        let joins = was_text && text.is_some();
        if !said.is_empty() && !joins {
            said.push(' ');
        }
        match text {
            Some(sign) => said.push(sign),
            None => said.push_str(&key.to_string()),
        }
        was_text = text.is_some();
    }
    said.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_as_they_were_typed() {
        let typed = [Key::char('a'), Key::char('b'), Key::plain(Code::Enter), Key::char('x'), Key::ctrl('s')];
        assert_eq!(spelt(&typed.into_iter().collect()), "ab ↵ x Ctrl+S");
        assert_eq!(spelt(&[Key::char(' '), Key::char('n')].into_iter().collect()), "n");
    }
}
