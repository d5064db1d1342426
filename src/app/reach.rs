//! Owns the way to a verb that belongs to another screen than the one it was looked for on: it goes to that screen and
//! page and names the key there. The verb is not done, because the row to do it to is still to be chosen.

use super::chord;
use super::everywhere::{PEOPLE, PERSON, PILOT, way_to};
use super::state::{Next, State};
use crate::interaction::named::EVERYWHERE;
use crate::interaction::verb::{Bound, Offer};
use crate::interaction::{Destination, Effect, Live, Screen};

/// The verb that turns to the next page.
const NEXT_PAGE: &str = "next-page";
/// No screen has more pages than this.
const MOST_PAGES: usize = 12;

/// Goes to the screen of a verb or, where the pages of the pilot in focus have it, to that pilot.
pub(super) fn go(state: &mut State, bound: &Bound) -> Vec<Effect> {
    let title = bound.offer.title;
    let effects = if bound.home == PILOT {
        let Some(pilot) = state.top().and_then(Screen::pilot) else {
            return vec![Effect::info(format!("“{title}” is on the pages of a pilot: open one first."))];
        };
        vec![Effect::Open(Destination::Pilot(pilot))]
    } else {
        let way = way_to(bound.home);
        let is_here = state.top().is_some_and(|top| top.name() == way);
        match found(state, EVERYWHERE, way).map(|lead| lead.offer) {
            _ if is_here => Vec::new(),
            Some(Offer { live: Live::Yes, name, .. }) => chord::run(state, EVERYWHERE, name),
            Some(Offer { live: Live::No(why), .. }) => return vec![Effect::info(why)],
            None => return Vec::new(),
        }
    };
    state.next = Some(Next::Verb(bound.home, bound.offer.name));
    effects
}

/// Turns to the page of the screen on top where a verb can be done and names its key; where it cannot be done now, says
/// why.
pub(super) fn ready(state: &mut State, home: &str, name: &str) -> Vec<Effect> {
    let mut effects = turn(state, home, name);
    let told = match found(state, home, name) {
        Some(Bound { offer: Offer { live: Live::No(why), .. }, .. }) => Some(why.to_owned()),
        Some(Bound { offer, chords, .. }) => {
            let key = chords.first().map(|chord| state.context.glyphs.key(&chord.to_string()));
            let how = key.map_or_else(|| format!("“{}”", offer.title), |key| format!("{key} ({})", offer.title));
            Some(format!("{how}: {}", offer.doc))
        }
        None => {
            let is_near = home == PERSON && state.top().is_some_and(|top| top.name() == PEOPLE);
            is_near.then(|| "It is on the page of a person: open one first.".to_owned())
        }
    };
    effects.extend(told.map(Effect::info));
    effects
}

/// Turns to the page where a verb can be done; if it can be done on none now, to the page that gives its own reason.
fn turn(state: &mut State, home: &str, name: &str) -> Vec<Effect> {
    let (mut effects, mut said): (_, Vec<(String, &'static str)>) = (Vec::new(), Vec::new());
    for _ in 0..MOST_PAGES {
        let here = page(state);
        match found(state, home, name).map(|bound| bound.offer.live) {
            Some(Live::No(why)) if !said.iter().any(|(known, _)| *known == here) => said.push((here, why)),
            Some(Live::No(_)) => break,
            Some(Live::Yes) | None => return effects,
        }
        if found(state, home, NEXT_PAGE).is_none() {
            return effects;
        }
        effects.extend(chord::run(state, home, NEXT_PAGE));
    }
    let is_own = |why: &str| said.iter().filter(|(_, other)| *other == why).count() == 1;
    let goal = said.iter().find(|(_, why)| is_own(why)).or(said.first());
    for _ in 0..MOST_PAGES {
        if goal.is_none_or(|(goal, _)| *goal == page(state)) {
            break;
        }
        effects.extend(chord::run(state, home, NEXT_PAGE));
    }
    effects
}

/// The page that is open, whatever is unfolded on it.
fn page(state: &State) -> String {
    let page = state.top().map(Screen::page).unwrap_or_default();
    page.split(',').next().unwrap_or_default().to_owned()
}

/// A verb with whether it can be done now.
fn found(state: &State, home: &str, name: &str) -> Option<Bound> {
    state.verbs().into_iter().find(|bound| bound.home == home && bound.offer.name == name)
}
