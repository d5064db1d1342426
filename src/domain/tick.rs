//! Owns ticks: how far a pilot is with each checklist item, and the evidence.

use serde::{Deserialize, Serialize};

use super::framework::ChecklistItem;
use super::{Day, EvidenceId, ItemState, PersonId};

/// How a checklist item of a pilot stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemStanding {
    /// How far it is.
    pub state: ItemState,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<Day>,
    /// Why it does not apply, or a remark.
    pub why: String,
    /// What is read from the system; only in a row of the integration matrix.
    pub reads: String,
    /// What is written to it.
    pub writes: String,
}

impl ItemStanding {
    /// The state of an item that nobody touched.
    pub const UNTOUCHED: Self = Self {
        state: ItemState::Open,
        owner: None,
        due: None,
        why: String::new(),
        reads: String::new(),
        writes: String::new(),
    };

    /// The state of an item with this tick, or without one.
    #[must_use]
    pub fn of(tick: Option<&Tick>) -> Self {
        tick.map_or(Self::UNTOUCHED, |tick| tick.standing.clone())
    }
}

/// A checklist item of a pilot that somebody touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The item's id in the framework, `s1.real-data`.
    pub item: String,
    /// How it stands.
    pub standing: ItemStanding,
    /// The name of that person.
    pub owner_name: Option<String>,
    /// What shows that it is done.
    pub evidence: Vec<Evidence>,
}

impl Tick {
    /// The tick of an item; none if nobody touched it.
    #[must_use]
    pub fn of<'t>(ticks: &'t [Self], item: &str) -> Option<&'t Self> {
        ticks.iter().find(|tick| tick.item == item)
    }

    /// The items whose state is none of `closed`.
    pub fn open<'i>(
        items: impl Iterator<Item = &'i ChecklistItem>,
        ticks: &[Self],
        closed: &[ItemState],
    ) -> impl Iterator<Item = &'i ChecklistItem> {
        items.filter(move |item| !closed.contains(&Self::state(Self::of(ticks, &item.id))))
    }

    /// The state of an item, with its tick or none.
    #[must_use]
    pub fn state(tick: Option<&Self>) -> ItemState {
        tick.map_or(ItemState::Open, |tick| tick.standing.state)
    }
}

impl ItemState {
    /// Does nobody have to see to the item any more?
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::NotApplicable)
    }
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Identity.
    pub id: EvidenceId,
    /// A sentence, a link, or a place.
    pub text: String,
    /// The day it was given.
    pub on: Day,
    /// By whom.
    pub by: String,
}
