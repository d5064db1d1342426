//! Reviews as people run them, key by key: the whole meeting on the demo, the task that counts keys, what a crash
//! leaves, what stray keys do, the mask, and the past.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod actions;
mod agenda;
mod answers;
mod committee;
mod decisions;
mod drafts;
mod gates;
mod mask;
mod minutes;
mod opening;
mod past;
mod rooms;
#[path = "../support/mod.rs"]
mod support;
mod undo;
mod wall;

use serde_json::Value;
use steerco::domain::change::ReviewChange;
use steerco::domain::{AgendaState, Change, Meeting, ReviewState};
use support::{Desk, stamp};

/// The review that comes next in the demo.
fn draft(desk: &Desk) -> Meeting {
    let meetings = desk.store.read().meetings().unwrap();
    meetings.into_iter().find(|meeting| meeting.review.state != ReviewState::Closed).unwrap()
}

/// Where something is typed and not saved.
fn typed(desk: &Desk) -> Vec<&str> {
    desk.drafts.keys().map(String::as_str).filter(|key| !key.starts_with("place/")).collect()
}

/// The demo, the agenda of its draft cut down to five items.
fn five_items() -> Desk {
    let mut desk = Desk::demo();
    for item in draft(&desk).agenda.iter().skip(5) {
        let change = ReviewChange::ItemState { item: item.id, to: AgendaState::Dropped, was: None };
        desk.store.commit(&Change::Review(change), &stamp(1)).unwrap();
    }
    desk.restart()
}

fn last(export: &Value, list: &str) -> Value {
    export[list].as_array().unwrap().last().unwrap().clone()
}
