//! Owns what happens where another program's write changes what a key is for: the row in focus goes from its list, or
//! goes the other way by that key. That is said, and the first key that would do something to what nobody meant is
//! dropped before it does anything.

use super::state::{Slip, State, Stood};
use crate::interaction::Effect;
use crate::interaction::verb::Bound;

/// So many keys may still have been on their way.
const KEYS: u8 = 3;

/// Another program wrote: the answer that is awaited may change what the next key is for.
pub(super) fn watch(state: &mut State) {
    let newest = state.context.directory.newest;
    let Some(open) = state.screens.last_mut() else {
        return;
    };
    open.screen.disturbed();
    if matches!(state.slip, Slip::None) {
        state.slip = Slip::Awaited { ticket: open.ticket, newest };
    }
}

/// The newest entry that was known before another program wrote, where that answer shows what it wrote.
pub(super) fn awaited(state: &mut State, answered: u64) -> Option<i64> {
    let is_shown = state.screens.last().is_some_and(|open| open.ticket == answered);
    match state.slip {
        Slip::Awaited { ticket, newest } if is_shown && answered >= ticket => {
            state.slip = Slip::None;
            Some(newest)
        }
        _ => None,
    }
}

/// What keys are for on the screen on top; none where no row is in focus.
pub(super) fn stood(state: &State) -> Option<Stood> {
    let (top, context) = (state.top()?, &state.context);
    let marked = top.marked();
    let meant = if marked.is_empty() { vec![top.in_focus(context)?] } else { marked };
    let ways = top.offers(context).into_iter().filter(|offer| offer.on_row);
    let ways = ways.map(|offer| (offer.name, offer.title)).collect();
    Some(Stood { screen: top.name(), meant, pilot: top.pilot(), ways })
}

/// Compares what keys are for with what they were for before another program's write, and watches them where that
/// changed; then it asks what was done `since` the entry that was the newest.
pub(super) fn look(state: &mut State, before: Option<Stood>, since: Option<i64>) -> Option<Effect> {
    let (before, now) = (before?, stood(state)?);
    let is_another = before.meant != now.meant;
    if !is_another && before.ways == now.ways {
        return None;
    }
    let pilot = before.pilot.filter(|_| is_another);
    state.slip = Slip::Slipped(KEYS, before);
    since.map(|since| state.ask_meanwhile(vec![pilot], since))
}

/// What is said in the place of that verb, where its key was meant for what was there before; none where it is to be
/// done.
pub(super) fn stops(state: &mut State, verb: &Bound) -> Option<Effect> {
    let Slip::Slipped(left, before) = &state.slip else {
        return None;
    };
    let (is_last, said) = (*left <= 1, told(state, before, verb));
    if is_last || said.is_some() {
        state.slip = Slip::None;
    } else if let Slip::Slipped(left, _) = &mut state.slip {
        *left -= 1;
    }
    let said = said?;
    // What was typed behind it was meant for what it would have opened.
    state.early.clear();
    Some(Effect::info(said))
}

fn told(state: &State, before: &Stood, verb: &Bound) -> Option<String> {
    let now = stood(state).filter(|now| verb.offer.on_row && now.screen == before.screen)?;
    if now.meant != before.meant {
        return Some(format!("Another program changed this list, and {}.", another(state, &now)));
    }
    // What is done once more is the verb of the last change.
    let name = if verb.home == now.screen { verb.offer.name } else { state.last.as_ref()?.offer.name };
    let way = |stood: &Stood| stood.ways.iter().find(|(known, _)| *known == name).map(|(_, title)| *title);
    let title = way(&now).filter(|title| way(before) != Some(*title))?;
    Some(format!("Another program changed this, and the key means “{title}” now: press it again for that."))
}

/// What the key would be for instead.
fn another(state: &State, now: &Stood) -> String {
    if state.top().is_some_and(|top| !top.marked().is_empty()) {
        return "other rows are marked now: press it again for those".to_owned();
    }
    let pilot = now.pilot.filter(|id| now.meant.contains(&id.to_string()));
    let name = pilot.and_then(|id| state.context.directory.pilot_name(id)).unwrap_or("another one");
    format!("the cursor stands on {name} now: press it again for that one")
}
