//! Owns what becomes of pasted text. A field takes it, or the screen does; a table goes into the paste box of the
//! screen, which keeps it, and is previewed as a file with that text would be.
//!
//! The box's draft keeps the table until nothing of it is left. What rows the screen expects (`Screen::takes`) only
//! settles columns that could mean two things, and keeps rows that were pasted among others from becoming pilots.
//! Tables that wait behind the one in a box have places of their own (`box/actions/2`), and a form takes them up one
//! after another. Before pasted text is taken, its beginning is read as each kind of table: if it cannot be rows of
//! this screen but is another kind, a question offers to take it there, and it goes once that screen is loaded
//! (`Effect::PasteThere`). The box hands its text over as a paste (`Effect::Paste`), so that there is one way.

use super::drafts::origin;
use super::everywhere::PILOT;
use super::overlays;
use super::state::State;
use crate::domain::PilotId;
use crate::domain::incoming::{Incoming, Pasted, RowsOf};
use crate::domain::length::LONGEST;
use crate::domain::seek::PilotPart;
use crate::intake::{Recognised, recognised};
use crate::interaction::{Confirm, Destination, Effect, Failure, Form, Live, Origin, Screen};
use crate::screens::{belongs, choices, paste};

/// Takes what is pasted.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    state.hush();
    if !state.overlays.is_empty() {
        return overlays::paste(state, text);
    }
    elsewhere(state, text).unwrap_or_else(|| here(state, text))
}

/// Takes what is pasted on the screen on top, whatever it looks like.
pub(super) fn here(state: &mut State, text: &str) -> Vec<Effect> {
    let context = &state.context;
    let taken = state.screens.last_mut().and_then(|open| open.screen.pasted(text, context));
    let effects = taken.or_else(|| table(state, text));
    effects.unwrap_or_else(|| vec![Effect::info("There is no place for pasted text here; open a field first.")])
}

/// Asks whether a table goes to where others of its kind are; none where it may be meant here.
fn elsewhere(state: &State, text: &str) -> Option<Vec<Effect>> {
    let context = &state.context;
    let may_go = state.workspace.is_some() && !state.is_locked() && paste::live(context) == Live::Yes;
    let screen = state.top().filter(|_| may_go)?;
    let pilot = screen.pilot().filter(|_| screen.name() == PILOT);
    let expected = screen.takes();
    let found = paste::is_table(text).then(|| recognised(text, expected.as_ref(), pilot.is_some())).flatten()?;
    let rows = match found {
        Recognised::Rows(rows) => rows,
        Recognised::Weeks => RowsOf::Readings,
        Recognised::Other(noun, way) => {
            let told = || vec![Effect::info(format!("These look like rows of {noun}: {way}."))];
            return expected.is_none().then(told);
        }
    };
    let home = belongs::home(rows).filter(|home| home.name != screen.name())?;
    let page = pilot.filter(|_| found != Recognised::Weeks).and_then(|pilot| page_of(screen, pilot, rows));
    // A block of weekly values may have any length.
    if let Some(told) = too_long(text).filter(|_| page.is_some() || rows != RowsOf::Readings) {
        return Some(vec![told]);
    }
    // It is first kept at its destination, so that nothing in between loses it.
    let kept = || match &page {
        Some(Page { title, pasted, .. }) => {
            let from = Origin { page: (*title).to_owned(), ..origin(state) };
            paste::kept_from(paste::of(screen, pasted), from, text, &context.drafts)
        }
        None => belongs::kept_at(home, rows, text, context),
    };
    let (to, there, keys, on) = match &page {
        Some(Page { to, title, key, .. }) => {
            (to.clone(), format!("the {} of this pilot", title.to_lowercase()), (*key).to_owned(), screen.name())
        }
        None => {
            (Destination::Screen(home.name), home.title.to_owned(), format!("⟨everywhere {}⟩", home.name), home.name)
        }
    };
    let (no, otherwise) = if let Some(pasted) = expected {
        (vec![Effect::PasteHere(text.to_owned())], format!("it is looked at here, as {}", pasted.rows.name()))
    } else {
        let told = Effect::info(format!("It is kept: ⟨{on} pasted|paste⟩ on that page ({keys}) has it."));
        (kept().into_iter().chain([told]).collect(), "it is kept there for later".to_owned())
    };
    let question = format!("This looks like a table of {}.", rows.name());
    let detail = format!("Go to {there} ({keys}), and paste it there? With n {otherwise}.");
    let go = [Effect::Open(to), Effect::PasteThere(text.to_owned())];
    let yes = kept().into_iter().chain(go).collect();
    Some(vec![Effect::ask(Confirm { question, detail, yes, no, ..Confirm::default() })])
}

/// What is said of a table too long for any box; none where a box can keep it.
fn too_long(text: &str) -> Option<Effect> {
    let told = || {
        format!("What was pasted is over {} MB: save it as a file, which ⟨everywhere import⟩ takes in.", LONGEST >> 20)
    };
    (text.len() > LONGEST).then(|| Effect::failed(told()))
}

/// A page of a pilot, and what kind of table it takes.
struct Page {
    to: Destination,
    title: &'static str,
    key: &'static str,
    pasted: Pasted,
}

/// The page of that pilot that holds such rows; none where no page does.
fn page_of(screen: &dyn Screen, pilot: PilotId, rows: RowsOf) -> Option<Page> {
    let (part, title, key) = match rows {
        RowsOf::Readings => (PilotPart::Metrics, "Metrics", "⟨pilot metrics⟩"),
        RowsOf::Exceptions => (PilotPart::Exceptions, "Exceptions", "⟨pilot exceptions⟩"),
        _ => return None,
    };
    Some(Page { to: Destination::Page(pilot, part), title, key, pasted: screen.takes_on_page(rows)? })
}

/// Keeps a table in the box of the screen and previews it; none where the screen takes no table, or the text is none.
fn table(state: &mut State, text: &str) -> Option<Vec<Effect>> {
    let screen = state.top()?;
    let pasted = screen.takes().filter(|_| paste::is_table(text))?;
    if let Live::No(why) = paste::live(&state.context) {
        return Some(vec![Effect::info(format!("A table cannot be pasted now: {why}."))]);
    }
    if let Some(told) = too_long(text) {
        return Some(vec![told]);
    }
    let mut form = paste::of(screen, &pasted);
    paste::fill(&mut form, text);
    state.ran = Some(paste::VERB);
    form.from = origin(state);
    let kept = paste::kept(&form, &state.context.drafts);
    let pasted = Pasted { text: paste::text(&form), draft: form.key, ..pasted };
    let look = Effect::Foresee(choices::taken_up(Incoming::of_pasted(pasted), &state.context.drafts));
    Some(kept.into_iter().chain([look]).collect())
}

/// Opens the box of a table that cannot be previewed, with the reason; if its screen was left, only says so.
pub(super) fn refused(state: &mut State, pasted: &Pasted, failure: Failure) -> Vec<Effect> {
    let here = state.top().filter(|_| !state.is_busy());
    let form = here.and_then(|screen| Some(paste::of(screen, &screen.takes()?)));
    match form.filter(|form| form.key == pasted.draft) {
        Some(form) => {
            state.ran = Some(paste::VERB);
            vec![Effect::form(Form { failure: Some(failure), ..form })]
        }
        None => vec![Effect::failed(format!("{} It is kept among the drafts (⟨drafts⟩).", sentence(&failure)))],
    }
}

/// A failure as a sentence that another one can follow.
fn sentence(failure: &Failure) -> String {
    format!("{}.", failure.said().trim_end_matches('.'))
}
