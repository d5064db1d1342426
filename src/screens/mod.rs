//! Floor 3: one file for each screen, or a folder. A new screen is a file and its line in [`PLACES`].
//!
//! From bottom to top: what screens share (`parts`, `text`, `order`, `marks`, `paste`; the forms in `deeds` and
//! `decide`) → `on_pilot`, `listing`, `browse` → the screens → `belongs`.

mod actions;
pub mod belongs;
mod board;
mod browse;
pub mod choices;
mod decide;
mod decisions;
mod deeds;
mod drafts;
mod echo;
mod entries;
mod exceptions;
mod first_run;
mod framework;
mod history;
mod incoming;
mod listing;
mod marks;
mod meeting;
mod on_pilot;
mod order;
mod parts;
pub mod paste;
mod people;
mod person;
mod pilot;
mod portfolio;
mod review;
mod settings;
mod shelf;
pub mod taken_in;
mod text;
mod weekly;
mod workspaces;

use crate::domain::incoming::Foreseen;
use crate::domain::seek::{Found, PilotPart, Stands};
use crate::interaction::search::Entry;
use crate::interaction::{Beginning, Context, Destination, Form, Offer, Paper, Screen};

/// A screen as the rest of the program knows it.
pub struct Place {
    /// Its name, also in `keys.toml`.
    pub name: &'static str,
    /// Two words for the list of places.
    pub title: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// The keys that go there from everywhere; none where it is opened in another way.
    pub keys: &'static [&'static str],
    /// Its verbs.
    pub verbs: fn() -> Vec<Offer>,
    /// Opens it; none where it needs to know more.
    pub open: Option<Opening>,
}

/// How a screen is opened.
pub type Opening = fn(&Context) -> Box<dyn Screen>;

/// Every screen.
pub const PLACES: &[Place] = &[
    board::PLACE,
    portfolio::PLACE,
    pilot::PLACE,
    weekly::PLACE,
    review::PLACE,
    meeting::PLACE,
    decisions::PLACE,
    actions::PLACE,
    exceptions::PLACE,
    people::PLACE,
    person::PLACE,
    framework::PLACE,
    history::PLACE,
    drafts::PLACE,
    workspaces::PLACE,
    settings::PLACE,
    incoming::PLACE,
    first_run::PLACE,
];

/// Is a text kept at that place without a form, shown by its screen?
#[must_use]
pub fn is_formless(place: &str) -> bool {
    weekly::is_place(place)
}

/// Is that the screen which shows it?
#[must_use]
pub fn shows_formless(screen: &str) -> bool {
    screen == weekly::PLACE.name
}

/// The screen that opens first.
#[must_use]
pub fn home() -> Box<dyn Screen> {
    Box::new(board::Board::default())
}

/// The screen to go to; none where no screen of that name opens by itself.
#[must_use]
pub fn at(destination: &Destination, context: &Context) -> Option<Box<dyn Screen>> {
    let screen: Box<dyn Screen> = match destination {
        Destination::Screen(name) => PLACES.iter().find(|place| place.name == *name)?.open?(context),
        Destination::Pilot(pilot) => Box::new(pilot::PilotScreen::new(*pilot)),
        Destination::Page(pilot, part) => Box::new(pilot::PilotScreen::at(*pilot, *part)),
        Destination::Gate(pilot) => Box::new(pilot::PilotScreen::at(*pilot, PilotPart::Readiness)),
        Destination::Exception(pilot, exception) => Box::new(pilot::PilotScreen::at_exception(*pilot, *exception)),
        Destination::Person(person) => Box::new(person::PersonScreen::new(*person)),
        Destination::Board(words) => Box::new(board::Board::filtered(words)),
        Destination::Actions(words) => actions::filtered(words, None),
        Destination::Found(text) => found(text),
        Destination::Review(review) => Box::new(review::Reviews::of(*review)),
        Destination::Committee(review) => Box::new(review::Reviews::at_committee(*review)),
        Destination::Meeting(review) => Box::new(meeting::Room::of(*review, None)),
        Destination::LeftMeeting(review, item) => Box::new(meeting::Room::of(*review, *item)),
    };
    Some(screen)
}

/// A text that was found: the cursor goes to its row, if its page has rows, and its words are made visible.
fn found(found: &Found) -> Box<dyn Screen> {
    match found.stands {
        Stands::Page(pilot, part) => Box::new(pilot::PilotScreen::found(pilot, part, found)),
        Stands::Person(person) => Box::new(person::PersonScreen::new(person)),
        Stands::Review(review) => Box::new(review::Reviews::at_item(review, &found.spot)),
        Stands::Minutes(review) => Box::new(review::Reviews::at_minute(review, &found.spot)),
        Stands::Decision(decision) => decisions::filtered(&found.words, decision),
        Stands::Action(action) => actions::filtered(&found.words, Some(action)),
        Stands::Framework => framework::on(&found.spot),
        Stands::Entry(seq) => history::on(seq),
    }
}

/// What the framework says something about, to be found by its name.
#[must_use]
pub fn framework_entries(context: &Context) -> Vec<Entry> {
    framework::entries(context)
}

/// A file before it is taken in.
#[must_use]
pub fn incoming(foreseen: Foreseen) -> Box<dyn Screen> {
    Box::new(incoming::Preview::new(foreseen))
}

/// The list of workspaces, to choose one.
#[must_use]
pub fn workspaces() -> Box<dyn Screen> {
    Box::new(shelf::Shelf::<workspaces::Workspaces>::default())
}

/// The screen where there is no workspace yet.
#[must_use]
pub fn first_run() -> Box<dyn Screen> {
    Box::new(first_run::FirstRun::default())
}

/// The form that asks for a setting again, by the place of its draft; none where that is something else's draft.
#[must_use]
pub fn setting(key: &str, context: &Context) -> Option<Form> {
    settings::form_at(key, context)
}

/// The form that asks again how to begin a workspace; none where nothing was typed.
#[must_use]
pub fn beginning(tried: &Beginning) -> Option<Form> {
    match tried {
        Beginning::Demo => None,
        Beginning::Empty(title) => Some(workspaces::add(title)),
        Beginning::Import(file) => Some(first_run::import(format!("{} {}", file.as_typed(), file.map).trim_end())),
    }
}

/// The form that asks again where a paper should be written, with what was typed, and the field that holds it.
#[must_use]
pub fn writing(paper: Paper, typed: &str, context: &Context) -> Option<(Form, &'static str)> {
    Some(match paper {
        Paper::Month => (parts::write_into(None, typed), parts::FOLDER),
        Paper::Pack(review) => (parts::write_into(Some(review), typed), parts::FOLDER),
        Paper::File(outgoing) => (workspaces::export(Some((outgoing, typed)), context)?, outgoing.ending()),
    })
}
