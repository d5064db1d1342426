//! Owns ticks: how far a pilot is with an item of the checklist, and what shows it.

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
    /// What is read from the system, of a row of the integration matrix.
    pub reads: String,
    /// What is written to it.
    pub writes: String,
}

impl ItemStanding {
    /// Of an item that nobody touched.
    pub const UNTOUCHED: Self = Self {
        state: ItemState::Open,
        owner: None,
        due: None,
        why: String::new(),
        reads: String::new(),
        writes: String::new(),
    };

    /// That of an item with its tick; untouched without one.
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
    /// The name of who sees to it.
    pub owner_name: Option<String>,
    /// What shows that it is done.
    pub evidence: Vec<Evidence>,
}

impl Tick {
    /// That of an item; none where nobody touched it.
    #[must_use]
    pub fn of<'t>(ticks: &'t [Self], item: &str) -> Option<&'t Self> {
        ticks.iter().find(|tick| tick.item == item)
    }

    /// Those of the items that are in none of the states that close them.
    pub fn open<'i>(
        items: impl Iterator<Item = &'i ChecklistItem>,
        ticks: &[Self],
        closed: &[ItemState],
    ) -> impl Iterator<Item = &'i ChecklistItem> {
        items.filter(move |item| !closed.contains(&Self::state(Self::of(ticks, &item.id))))
    }

    /// How far an item is, with its tick or none.
    #[must_use]
    pub fn state(tick: Option<&Self>) -> ItemState {
        tick.map_or(ItemState::Open, |tick| tick.standing.state)
    }
}

impl ItemState {
    /// Has nobody to see to the item any more?
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::NotApplicable)
    }
}

/// What shows that something is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Identity.
    pub id: EvidenceId,
    /// A sentence, a link, a place.
    pub text: String,
    /// The day it was given.
    pub on: Day,
    /// By whom.
    pub by: String,
}
