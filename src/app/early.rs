//! Owns keys and pasted text that arrive early. They wait for a screen or form that is still being read, and for what
//! follows a form that is being saved. When the wait is so long that the screen says so, further typing counts as meant
//! for the form shown: it goes into that form if it stays open, never to what lies beneath, and into its draft at once
//! in case the program is ended there. Keys that end up doing nothing are reported.

use std::collections::VecDeque;

use super::state::{Early, State};
use crate::domain::shown::{brief, collapsed};
use crate::interaction::{Code, Key, Overlay, Saving};

/// At most so many keys wait; more mean that somebody leans on the keyboard.
const MOST: usize = 200;

/// When the keys were typed that do nothing.
const SAVED: &str = "while it was being saved";
const READ: &str = "while the workspace was being read";

/// Keeps input that is meant for a screen that shows nothing yet, or for what follows a form that is being saved.
/// Answers whether it did: Esc and Ctrl+C are for what is there now.
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

/// Is what the keys are meant for not there yet?
pub(super) fn is_awaited(state: &State) -> bool {
    state.is_fresh() || is_saving(state)
}

/// A form that is being saved takes no more text, which would be lost with the form.
pub(super) fn is_saving(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Form(form)) if form.saving.is_on())
}

/// The wait has become long; from now on the screen says so.
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

/// How many keys wait, of those whose long wait is announced.
pub(super) fn waiting(state: &State) -> usize {
    if state.lingers() { state.early.len() } else { 0 }
}

/// The draft of the form that is being saved, with what was typed since: what stays if the save is refused.
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

/// A form was saved: what was typed after the long wait was announced was not meant for what lies beneath it. Answers
/// what to say of it.
pub(super) fn unmeant(state: &mut State) -> Option<String> {
    let ahead = state.lingers.take()?.min(state.early.len());
    let early = state.early.split_off(ahead);
    told(state, &early, SAVED)
}

/// What was waited for will not come. Answers what to say of the keys that waited.
pub(super) fn dropped(state: &mut State) -> Option<String> {
    let when = if is_saving(state) { SAVED } else { READ };
    drop_all(state, when)
}

/// A question comes up: nobody can have answered it before it was there. Answers what to say of the keys that waited.
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

/// Keys as they were typed: text as one piece, other keys by name.
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
