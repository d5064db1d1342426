//! Owns keys that are typed ahead, and what is pasted so. They wait for a screen or a form that is still being read,
//! and for what comes after a form that is being saved. Where that takes so long that it is said, who types on has read
//! it: that is for the form that is shown, where it stays open, and for nothing that lies beneath it. It is in the draft
//! of that form at once, for whoever ends the program there. What does nothing is told.

use std::collections::VecDeque;

use super::state::{Early, State};
use crate::domain::shown::{brief, collapsed};
use crate::interaction::{Code, Key, Overlay, Saving};

/// So many keys wait; more are somebody leaning on the keyboard.
const MOST: usize = 200;

/// When keys were typed that do nothing.
const SAVED: &str = "while it was being saved";
const READ: &str = "while the workspace was being read";

/// Keeps what is meant for a screen that shows nothing yet, or for what comes after a form that is being saved, until
/// then; answers whether it did. Esc and Ctrl+C are for what is there.
pub(super) fn keeps(state: &mut State, early: impl FnOnce() -> Early) -> bool {
    if !is_awaited(state) {
        return false;
    }
    let early = early();
    let leaves = match early {
        Early::Key(key) if key == Key::char('q') => state.overlays.is_empty(),
        Early::Key(key) => key == Key::plain(Code::Esc) || key == Key::ctrl('c'),
        Early::Pasted(_) => false,
    };
    if !leaves && state.early.len() < MOST {
        state.early.push_back(early);
    }
    !leaves
}

/// Is what keys are meant for not there yet?
pub(super) fn is_awaited(state: &State) -> bool {
    state.is_fresh() || is_saving(state)
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

/// How much waits of which it is said that what it waits for takes long.
pub(super) fn waiting(state: &State) -> usize {
    if state.lingers() { state.early.len() } else { 0 }
}

/// The draft of the form that is being saved with what was typed since, as it is where that is refused.
pub(super) fn drafted(state: &State) -> Option<(String, String)> {
    let form = state.overlays.last().and_then(Overlay::form).filter(|form| form.saving.is_on())?;
    let body = form.with_focused(|field| {
        for early in &state.early {
            match early {
                Early::Key(key) => {
                    field.press(*key);
                }
                Early::Pasted(text) => field.paste(text),
            }
        }
    })?;
    Some((form.key.clone(), body))
}

/// A form was saved: what was typed once that was said to go on was not meant for what lies beneath it. Answers what is
/// said of it.
pub(super) fn unmeant(state: &mut State) -> Option<String> {
    let ahead = state.lingers.take()?.min(state.early.len());
    let early = state.early.split_off(ahead);
    told(state, &early, SAVED)
}

/// What was waited for does not come. Answers what is said of what waited for it.
pub(super) fn dropped(state: &mut State) -> Option<String> {
    let when = if is_saving(state) { SAVED } else { READ };
    drop_all(state, when)
}

/// A question comes up: nobody answers what is not there yet. Answers what is said of what waited.
pub(super) fn asked(state: &mut State) -> Option<String> {
    drop_all(state, "before that was asked")
}

fn drop_all(state: &mut State, when: &str) -> Option<String> {
    state.lingers = state.lingers.map(|_| 0);
    let early = std::mem::take(&mut state.early);
    told(state, &early, when)
}

fn told(state: &State, early: &VecDeque<Early>, when: &str) -> Option<String> {
    let pasted = early.iter().filter(|one| matches!(one, Early::Pasted(_))).count();
    let how = match pasted {
        _ if early.is_empty() => return None,
        0 => "typed",
        all if all == early.len() => "pasted",
        _ => "typed and pasted",
    };
    let what = if state.context.masked {
        format!("what was {how}")
    } else {
        format!("{}, {how}", brief(&state.context.glyphs.key(&spelt(early))))
    };
    let again = if pasted > 0 { " Paste it once more." } else { "" };
    Some(format!("Not done: {what} {when}.{again}"))
}

/// Keys as they were typed: a text as one, the others by their names.
fn spelt(early: &VecDeque<Early>) -> String {
    let mut said = String::new();
    let mut was_text = true;
    for one in early {
        let text = match one {
            Early::Pasted(text) => Some(collapsed(text)),
            Early::Key(Key { code: Code::Char(sign), ctrl: false, alt: false, .. }) => Some(sign.to_string()),
            Early::Key(_) => None,
        };
        let joins = was_text && text.is_some();
        if !said.is_empty() && !joins {
            said.push(' ');
        }
        was_text = text.is_some();
        match (text, one) {
            (None, Early::Key(key)) => said.push_str(&key.to_string()),
            (text, _) => said.push_str(&text.unwrap_or_default()),
        }
    }
    said.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_as_they_were_typed() {
        let spelt = |keys: &[Key]| spelt(&keys.iter().copied().map(Early::Key).collect());
        let typed = [Key::char('a'), Key::char('b'), Key::plain(Code::Enter), Key::char('x'), Key::ctrl('s')];
        assert_eq!(spelt(&typed), "ab ↵ x Ctrl+S");
        assert_eq!(spelt(&[Key::char(' '), Key::char('n')]), "n");
    }
}
