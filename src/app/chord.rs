//! Owns keys that are not text: the verb each means, and the first half of a chord that waits for the second.

use crate::interaction::keymap::{Match, resolve};
use crate::interaction::named::EVERYWHERE;
use crate::interaction::verb::Bound;
use crate::interaction::{Code, Effect, Key, Screen};

use super::state::State;
use super::{everywhere, slipped};

/// Shown to somebody who starts to search where only the screen's own verbs work.
const SOUGHT: &str = "You cannot search here: what you type now is dropped, until Esc or Enter.";

/// Why a screen shows nothing.
const UNREAD: &str = "it could not be read yet";

/// Takes a key that belongs to a verb.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    if std::mem::take(&mut state.seeks_nothing) {
        match key {
            Key { code: Code::Char(_) | Code::Backspace, ctrl: false, alt: false, .. } => return seek(state, None),
            Key { code: Code::Esc | Code::Enter, .. } => return Vec::new(),
            _ => {}
        }
    }
    if key == Key::plain(Code::Esc) || key == Key::ctrl('c') {
        return escape(state, key);
    }
    state.pending.push(key);
    let verbs = state.verbs();
    match resolve(&verbs, &state.pending) {
        // Nothing is typed into what does not show.
        Match::Verb(_) if state.is_unread() && narrows(state, &verbs) => seek(state, Some(UNREAD)),
        Match::Verb(index) => {
            state.pending.clear();
            verbs.get(index).map(|bound| take(state, bound)).unwrap_or_default()
        }
        Match::Prefix => Vec::new(),
        Match::Dead(why) if narrows(state, &verbs) => seek(state, Some(why)),
        Match::None if narrows(state, &verbs) => seek(state, None),
        Match::Dead(why) => {
            state.pending.clear();
            // Keys typed after it were meant for what it would have opened.
            state.early.clear();
            vec![Effect::info(why)]
        }
        Match::None => {
            // The second key of a chord that does not exist was not meant as a verb of its own.
            let keys: Vec<String> = std::mem::take(&mut state.pending).iter().map(ToString::to_string).collect();
            let means = if keys.len() > 1 { "mean" } else { "means" };
            let keys = state.context.glyphs.key(&keys.join(" "));
            let instead = if state.is_unread() { UNREAD } else { state.top().map(Screen::instead).unwrap_or_default() };
            vec![Effect::info(format!("{keys} {means} nothing here; {instead}."))]
        }
    }
}

/// Are these the keys that narrow this screen's list or, where it has none, the list of any other screen?
fn narrows(state: &State, verbs: &[Bound]) -> bool {
    let is_pressed = |bound: &Bound| bound.chords.iter().any(|chord| chord.keys() == state.pending);
    let is_filter = |bound: &&Bound| bound.offer.name == "filter";
    match verbs.iter().find(is_filter) {
        Some(filter) => is_pressed(filter),
        None => everywhere::all_verbs(&state.keys).iter().filter(is_filter).any(is_pressed),
    }
}

/// Somebody searches on a screen whose list cannot be narrowed: the palette opens and takes what is typed next, so that
/// those letters run no verb. Where the palette cannot open either, they are dropped.
fn seek(state: &mut State, why: Option<&'static str>) -> Vec<Effect> {
    state.pending.clear();
    if state.is_locked() {
        state.seeks_nothing = true;
        return vec![Effect::info(SOUGHT)];
    }
    let said = why.unwrap_or("there is no list to narrow on this page");
    let mut effects = everywhere::run(state, "palette");
    effects.push(Effect::info(format!("{said}; what you type now is searched for everywhere.")));
    effects
}

/// Does a verb that was chosen, unless it was meant for what stood there before another program wrote.
pub(super) fn take(state: &mut State, bound: &Bound) -> Vec<Effect> {
    match slipped::stops(state, bound) {
        Some(told) => vec![told],
        None => run(state, bound.home, bound.offer.name),
    }
}

/// Does a verb by its home and name.
pub(super) fn run(state: &mut State, home: &str, name: &str) -> Vec<Effect> {
    if home == EVERYWHERE { everywhere::run(state, name) } else { state.run(name) }
}

/// Esc closes the innermost thing and never leaves the program; Ctrl+C does the same once.
fn escape(state: &mut State, key: Key) -> Vec<Effect> {
    if !state.pending.is_empty() {
        state.pending.clear();
        return Vec::new();
    }
    let context = &state.context;
    if let Some(effects) = state.screens.last_mut().and_then(|open| open.screen.escape(context)) {
        return effects;
    }
    if state.screens.len() > 1 {
        return vec![Effect::Back];
    }
    if key == Key::ctrl('c') {
        vec![Effect::info("Ctrl+C twice within a second leaves; so does ⟨quit⟩.")]
    } else {
        Vec::new()
    }
}
