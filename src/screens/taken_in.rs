//! Owns what is remembered of pasted tables that were taken in: wherever one is taken back, its box holds all of it again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{choices, paste};
use crate::domain::JournalEntry;
use crate::domain::incoming::Incoming;
use crate::interaction::Effect;
use crate::interaction::context::PLACES;

/// Drafts by their places.
type Drafts = BTreeMap<String, String>;

/// So many are remembered.
const MOST: usize = 5;

/// A table that was taken in.
#[derive(Serialize, Deserialize)]
struct Taken {
    /// The table, with what was said of it.
    incoming: Incoming,
    /// What its box held.
    whole: String,
    /// What the box held afterwards: what was left of the table.
    left: Option<String>,
}

/// Where one is remembered that was taken in by that entry of the journal.
fn key(entry: i64) -> String {
    format!("{PLACES}taken/{entry}")
}

/// The entries by which those were taken in that are remembered.
fn entries(drafts: &Drafts) -> impl Iterator<Item = i64> {
    let place = format!("{PLACES}taken/");
    drafts.keys().filter_map(move |key| key.strip_prefix(&place)?.parse().ok())
}

/// Is one remembered?
#[must_use]
pub fn is_any(drafts: &Drafts) -> bool {
    entries(drafts).next().is_some()
}

/// Remembers a table and what its box held, and forgets those that were taken in long before.
pub(super) fn remember(
    entry: i64,
    incoming: &Incoming,
    (whole, left): (&str, Option<&str>),
    drafts: &Drafts,
) -> Vec<Effect> {
    let (whole, left) = (whole.to_owned(), left.map(str::to_owned));
    let body = serde_json::to_string(&Taken { incoming: incoming.clone(), whole, left }).ok();
    let mut before: Vec<i64> = entries(drafts).collect();
    before.sort_unstable();
    let old = before.into_iter().rev().skip(MOST - 1).map(|old| Effect::Draft { key: key(old), body: None });
    old.chain([Effect::Draft { key: key(entry), body }]).collect()
}

/// What becomes of the table that an entry takes back, where it is remembered: it is in its box again, with what was said of
/// it.
#[must_use]
pub fn taken_back(entry: &JournalEntry, drafts: &Drafts) -> Vec<Effect> {
    let key = entry.undoes.map(key);
    let taken = key.as_ref().and_then(|key| serde_json::from_str::<Taken>(drafts.get(key)?).ok());
    let Some(Taken { incoming, whole, left }) = taken else {
        return Vec::new();
    };
    let pasted = incoming.pasted.as_ref();
    let again = pasted.map(|pasted| paste::put(&pasted.draft, whole, left.as_deref(), drafts)).unwrap_or_default();
    let forgotten = key.map(|key| Effect::Draft { key, body: None });
    again.into_iter().chain(choices::kept(&incoming, drafts)).chain(forgotten).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_tables_are_remembered() {
        let mut drafts = Drafts::new();
        for entry in [9, 10, 11, 12, 13, 14] {
            for effect in remember(entry, &Incoming::default(), ("whole", None), &drafts) {
                match effect {
                    Effect::Draft { key, body: Some(body) } => drop(drafts.insert(key, body)),
                    Effect::Draft { key, body: None } => drop(drafts.remove(&key)),
                    _ => panic!("nothing else is done"),
                }
            }
        }
        let mut left: Vec<i64> = entries(&drafts).collect();
        left.sort_unstable();
        assert_eq!(left, [10, 11, 12, 13, 14]);
    }
}
