//! Floor 3: one file a screen. A new screen is a file of its own and its line in [`PLACES`].
//!
//! From bottom to top: what screens share (`parts`, `order`, `marks`, `paste`; the forms in `deeds` and `decide`) →
//! `on_pilot`, `listing` → the screens → `belongs`.

mod actions;
pub mod belongs;
mod board;
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
mod weekly;
mod workspaces;

use crate::domain::incoming::Foreseen;
use crate::domain::seek::{Found, PilotPart, Stands};
use crate::domain::{AgendaId, ExceptionId, PersonId, PilotId, ReviewId};
use crate::interaction::overlay::Entry;
use crate::interaction::{Beginning, Context, Form, Offer, Screen};

/// A screen as the rest of the program knows it.
pub struct Place {
    /// Its name, also in `keys.toml`.
    pub name: &'static str,
    /// Two words for the list of places.
    pub title: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// The keys that go there from everywhere; none where it is opened another way.
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

/// Opens a screen by its name.
#[must_use]
pub fn open(name: &str, context: &Context) -> Option<Box<dyn Screen>> {
    PLACES.iter().find(|place| place.name == name)?.open.map(|open| open(context))
}

/// Does no form take up what was typed at that place? It stands on its screen by itself.
#[must_use]
pub fn is_formless(place: &str) -> bool {
    weekly::is_place(place)
}

/// Is that the screen on which it stands?
#[must_use]
pub fn shows_formless(screen: &str) -> bool {
    screen == weekly::PLACE.name
}

/// The screen that opens first.
#[must_use]
pub fn home(_: &Context) -> Box<dyn Screen> {
    Box::new(board::Board::default())
}

/// The board, narrowed to what some words find.
#[must_use]
pub fn filtered_board(words: &str, _: &Context) -> Box<dyn Screen> {
    Box::new(board::Board::filtered(words))
}

/// The pages of one pilot.
#[must_use]
pub fn pilot_page(pilot: PilotId, _: &Context) -> Box<dyn Screen> {
    Box::new(pilot::PilotScreen::new(pilot))
}

/// One page of one pilot.
#[must_use]
pub fn page_of(pilot: PilotId, part: PilotPart, _: &Context) -> Box<dyn Screen> {
    Box::new(pilot::PilotScreen::at(pilot, part))
}

/// The exceptions of one pilot, the cursor on that one.
#[must_use]
pub fn exception_of(pilot: PilotId, exception: ExceptionId, _: &Context) -> Box<dyn Screen> {
    Box::new(pilot::PilotScreen::at_exception(pilot, exception))
}

/// The actions, narrowed to what some words find, those that ended too.
#[must_use]
pub fn filtered_actions(words: &str, _: &Context) -> Box<dyn Screen> {
    actions::filtered(words, None)
}

/// A text that was found: the cursor on its row, where that is a page of rows, and its words in sight.
#[must_use]
pub fn found(found: &Found, context: &Context) -> Box<dyn Screen> {
    match found.stands {
        Stands::Page(pilot, part) => Box::new(pilot::PilotScreen::found(pilot, part, found)),
        Stands::Person(person) => person_page(person, context),
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

/// The committee of a review.
#[must_use]
pub fn committee(review: ReviewId, _: &Context) -> Box<dyn Screen> {
    Box::new(review::Reviews::at_committee(review))
}

/// One review.
#[must_use]
pub fn review(review: ReviewId, _: &Context) -> Box<dyn Screen> {
    Box::new(review::Reviews::of(review))
}

/// Everything that a person answers for.
#[must_use]
pub fn person_page(person: PersonId, _: &Context) -> Box<dyn Screen> {
    Box::new(person::PersonScreen::new(person))
}

/// The meeting of a review.
#[must_use]
pub fn meeting(review: ReviewId, _: &Context) -> Box<dyn Screen> {
    Box::new(meeting::Room::of(review, None))
}

/// The meeting in which something was typed, on that item.
#[must_use]
pub fn left_meeting(review: ReviewId, item: Option<AgendaId>, _: &Context) -> Box<dyn Screen> {
    Box::new(meeting::Room::of(review, item))
}

/// The workspaces, of which one is to be chosen.
#[must_use]
pub fn workspaces(_: &Context) -> Box<dyn Screen> {
    Box::new(shelf::Shelf::<workspaces::Workspaces>::default())
}

/// What shows where there is no workspace yet.
#[must_use]
pub fn first_run() -> Box<dyn Screen> {
    Box::new(first_run::FirstRun::default())
}

/// Asks again for a setting, by where its draft is kept; none where that is the draft of something else.
#[must_use]
pub fn setting(key: &str, context: &Context) -> Option<Form> {
    settings::form_at(key, context)
}

/// Asks again for what a workspace was to be begun with; none where nothing was typed.
#[must_use]
pub fn beginning(tried: &Beginning) -> Option<Form> {
    match tried {
        Beginning::Demo => None,
        Beginning::Empty(title) => Some(workspaces::add(title)),
        Beginning::Import(file) => Some(first_run::import(format!("{} {}", file.as_typed(), file.map).trim_end())),
    }
}
