//! Owns the writes to a checklist item.

use super::{Day, ItemStanding, ItemState, PersonId, PilotId};

/// A write to a checklist item. Every field that is none stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickChange {
    /// Of which pilot.
    pub pilot: PilotId,
    /// The item's id in the framework.
    pub item: String,
    /// How far it is.
    pub state: Option<ItemState>,
    /// Who sees to it; the inner none is nobody.
    pub owner: Option<Option<PersonId>>,
    /// By when; the inner none is no date.
    pub due: Option<Option<Day>>,
    /// Why it does not apply, or a remark.
    pub why: Option<String>,
    /// What the pilot reads from the system; only in a row of the integration matrix.
    pub reads: Option<String>,
    /// What it writes to it.
    pub writes: Option<String>,
    /// Evidence that is added.
    pub evidence: Vec<String>,
    /// The item as the writer saw it. Only fields that are set are compared.
    pub was: Option<ItemStanding>,
}

impl TickChange {
    /// Sets the state of an item and nothing else.
    pub fn state(pilot: PilotId, item: impl Into<String>, state: ItemState) -> Self {
        Self {
            pilot,
            item: item.into(),
            state: Some(state),
            owner: None,
            due: None,
            why: None,
            reads: None,
            writes: None,
            evidence: Vec::new(),
            was: None,
        }
    }
}
