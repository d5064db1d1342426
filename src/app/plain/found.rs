//! Owns what the help and the palette say: what a line means there, and what was found, by number.

use super::aloud::{keyless, spoken};
use crate::app::state::State;
use crate::app::{coach, mask};
use crate::interaction::named::{is_number, verbatim};
use crate::interaction::search::{Hit, Search};
use crate::interaction::verb::Bound;
use crate::interaction::{Live, Overlay};
use crate::ui::glyphs::Glyphs;

/// Verbs that only mean something on a screen.
pub(super) const OF_SCREENS: &[&str] = &["mouse", "suspend", "theme", "key-tester", "blank"];

/// Verbs that go from row to row.
pub(super) const MOVES: &[&str] =
    &["up", "down", "page-up", "page-down", "left", "right", "top", "bottom", "further", "nearer"];

/// What else a line means where no question is open.
const LINES: &str = "On a screen an empty line tells it again, more goes on with a long list, and a dot goes back. A verb and \
                     a row are one line, as open 1. So are / and what a list is narrowed to, and page or section and its \
                     number.";

/// The same on the wall, where a dot does nothing.
const LINES_OF_THE_WALL: &str =
    "An empty line tells the page again, and q leaves the meeting. A verb and a row are one line, as done 1.";

/// The places of what was found, without what no line is for.
pub(super) fn sayable(search: &Search, state: &State) -> Vec<usize> {
    let locked = state.is_locked();
    let is_left_out = |bound: &Bound| {
        let name = &bound.offer.name;
        OF_SCREENS.contains(name) || MOVES.contains(name) || locked && bound.offer.live != Live::Yes
    };
    let is_sayable = |hit: &Hit<'_>| !matches!(hit, Hit::Verb(bound) if is_left_out(bound));
    (0..search.count()).filter(|at| search.hit(*at).as_ref().is_some_and(is_sayable)).collect()
}

pub(super) fn ask_search(search: &Search, state: &State, lines: &mut Vec<String>) -> String {
    let found = sayable(search, state);
    if matches!(state.overlays.last(), Some(Overlay::Help(_))) && search.typed.is_empty() {
        lines.push(if state.is_locked() { LINES_OF_THE_WALL } else { LINES }.to_owned());
    }
    lines.extend(search.forgiven().filter(|_| !found.is_empty()));
    lines.extend(coach::left_out(search, &state.context));
    let hits = found.iter().filter_map(|at| search.hit(*at)).enumerate();
    lines.extend(hits.map(|(at, hit)| format!("{}. {}", at + 1, named(&hit))));
    if found.is_empty() {
        lines.push(format!("Nothing has “{}”.", search.typed.text()));
        let names = !(search.pilots.is_empty() && search.people.is_empty());
        lines.extend((state.context.masked && names).then(|| mask::CODES.to_owned()));
    }
    "A number does or opens it, other words narrow, . closes".to_owned()
}

pub(super) fn named(hit: &Hit<'_>) -> String {
    match hit {
        Hit::Verb(bound) => {
            // A line that is a dot goes back, and one that is a number chooses.
            let keys = bound.chords.iter().map(ToString::to_string).filter(|key| key != "." && !is_number(key));
            let keys: Vec<String> = keys.map(|key| Glyphs::Words.key(&key)).collect();
            let keys = if keys.is_empty() { String::new() } else { format!(" ({})", keys.join(" or ")) };
            let not = match bound.offer.live {
                Live::Yes => String::new(),
                Live::No(why) => format!(" Not now: {why}."),
            };
            format!("{}{keys}: {}{not}", spoken(bound.offer.title), keyless(bound.offer.doc))
        }
        Hit::Elsewhere(bound, whereabouts) => {
            format!("{}, {whereabouts}: {}", spoken(bound.offer.title), keyless(bound.offer.doc))
        }
        Hit::Pilot(_, name) => format!("pilot {name}"),
        Hit::Person(_, told) => format!("person {told}"),
        Hit::Text(text) => format!("{} of {}: {}", text.kind, text.about, text.excerpt),
        Hit::Entry(entry) => format!("{} of the framework: {}", entry.section, entry.name),
        Hit::Command(command) => format!("{}. {}", command.title, verbatim(&command.told())),
    }
}
