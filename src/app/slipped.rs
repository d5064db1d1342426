//! Owns what happens when another program's write changes what a key would do: the row in focus leaves its list, or its
//! verb now goes the other way. That is announced, and the first key that would act on something nobody meant is
//! dropped before it does.

use super::state::{Slip, State, Stood};
use crate::interaction::Effect;
use crate::interaction::verb::Bound;

/// At most so many keys may have been on their way already.
const KEYS: u8 = 3;

/// Another program wrote: the answer that is awaited may change what the next key does.
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

/// The newest entry known before another program wrote, if that answer shows what it wrote.
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

/// What keys would do on the screen on top; none where no row is in focus.
pub(super) fn stood(state: &State) -> Option<Stood> {
    let (top, context) = (state.top()?, &state.context);
    let marked = top.marked();
    let meant = if marked.is_empty() { vec![top.in_focus(context)?] } else { marked };
    let ways = top.offers(context).into_iter().filter(|offer| offer.on_row);
    let ways = ways.map(|offer| (offer.name, offer.title)).collect();
    Some(Stood { screen: top.name(), meant, pilot: top.pilot(), ways })
}

/// Compares what keys do now with what they did before another program's write. Where that changed, the next keys are
/// watched, and the store is asked what was done `since` that newest entry.
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

/// What to say instead of doing that verb, if its key was meant for what was there before; none where it may be done.
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
    // Keys typed after it were meant for what it would have opened.
    state.early.clear();
    Some(Effect::info(said))
}

fn told(state: &State, before: &Stood, verb: &Bound) -> Option<String> {
    let now = stood(state).filter(|now| verb.offer.on_row && now.screen == before.screen)?;
    if now.meant != before.meant {
        return Some(format!("Another program changed this list, and {}.", another(state, &now)));
    }
    // Repeating the last change means that change's verb.
    let name = if verb.home == now.screen { verb.offer.name } else { state.last.as_ref()?.offer.name };
    let way = |stood: &Stood| stood.ways.iter().find(|(known, _)| *known == name).map(|(_, title)| *title);
    let title = way(&now).filter(|title| way(before) != Some(*title))?;
    Some(format!("Another program changed this, and the key means “{title}” now: press it again for that."))
}

/// What the key would act on instead.
fn another(state: &State, now: &Stood) -> String {
    if state.top().is_some_and(|top| !top.marked().is_empty()) {
        return "other rows are marked now: press it again for those".to_owned();
    }
    let pilot = now.pilot.filter(|id| now.meant.contains(&id.to_string()));
    let name = pilot.and_then(|id| state.context.directory.pilot_name(id)).unwrap_or("another one");
    format!("the cursor stands on {name} now: press it again for that one")
}
