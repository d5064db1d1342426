//! Owns keys that are not text: which verb they mean, and the first half of a chord that waits for its second.

use crate::interaction::keymap::{Match, resolve};
use crate::interaction::overlay::Confirm;
use crate::interaction::{Code, Effect, Key, Overlay, Screen};
use crate::ui::glyphs::Glyphs;

use super::everywhere;
use super::state::State;

/// Takes a key that belongs to a verb.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    if key == Key::plain(Code::Esc) || key == Key::ctrl('c') {
        return escape(state, key);
    }
    state.pending.push(key);
    let verbs = state.verbs();
    match resolve(&verbs, &state.pending) {
        Match::Verb(index) => {
            state.pending.clear();
            verbs
                .get(index)
                .map(|bound| (bound.home, bound.offer.name))
                .map_or_else(Vec::new, |(home, name)| run(state, home, name))
        }
        Match::Prefix => Vec::new(),
        Match::Dead(why) => {
            state.pending.clear();
            // What was typed behind it was meant for what it would have opened.
            state.early.clear();
            vec![Effect::info(why)]
        }
        Match::None => {
            // The second key of a chord that does not exist is not taken for a verb: it was not meant as one.
            let keys: Vec<String> = std::mem::take(&mut state.pending).iter().map(ToString::to_string).collect();
            let means = if keys.len() > 1 { "mean" } else { "means" };
            let keys = state.context.glyphs.key(&keys.join(" "));
            let instead = state.top().map(Screen::instead).unwrap_or_default();
            vec![Effect::info(format!("{keys} {means} nothing here; {instead}."))]
        }
    }
}

/// Does a verb by its home and name.
pub(super) fn run(state: &mut State, home: &str, name: &str) -> Vec<Effect> {
    if home == everywhere::HOME {
        return everywhere::run(state, name);
    }
    let context = &state.context;
    let Some(open) = state.screens.last_mut() else {
        return Vec::new();
    };
    let offers = open.screen.offers(context);
    state.ran = offers.iter().map(|offer| offer.name).find(|known| *known == name);
    open.screen.run(name, context)
}

/// Ends the program; with a meeting on the wall, beneath a page that was opened out of it, or left to look at something else,
/// only after a question.
pub(super) fn leave(state: &State) -> Vec<Effect> {
    let yes = vec![Effect::Flush, Effect::Quit];
    let on_the_wall = state.screens.iter().map(|open| &open.screen).rfind(|screen| screen.locked().is_some());
    let (meeting, how) = match (on_the_wall, &state.left) {
        (Some(wall), _) => (wall, "is on the wall"),
        (None, Some(left)) => (left, "goes on"),
        (None, None) => return yes,
    };
    let question = format!("{}: the meeting {how}.", meeting.title(&state.context));
    let word = if state.context.glyphs == Glyphs::Words { "“meeting”" } else { "g m" };
    let detail = format!("End the program? It stays as it is, and {word} comes back to where it stands.");
    vec![Effect::Overlay(Box::new(Overlay::Confirm(Confirm { question, detail, yes, no: Vec::new() })))]
}

/// Esc closes the innermost thing and never leaves the program; Ctrl+C does the same, and twice within a second leaves.
fn escape(state: &mut State, key: Key) -> Vec<Effect> {
    let again = std::mem::replace(&mut state.interrupted, key == Key::ctrl('c'));
    if again && key == Key::ctrl('c') {
        state.interrupted = false;
        return leave(state);
    }
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
        vec![Effect::info("Ctrl+C twice within a second leaves; so does q.")]
    } else {
        Vec::new()
    }
}
