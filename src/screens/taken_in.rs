//! Owns what is remembered of pasted tables that were imported. Wherever such an import is undone, its box holds the
//! whole table again; when it is redone, the box holds what was left over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{choices, paste};
use crate::domain::incoming::Incoming;
use crate::interaction::context::PLACES;
use crate::interaction::{Effect, Origin};

/// Drafts by their places.
type Drafts = BTreeMap<String, String>;

/// How many tables are remembered.
const MOST: usize = 5;

/// A table that was taken in.
#[derive(Serialize, Deserialize)]
struct Taken {
    /// The table, with what was said of it.
    incoming: Incoming,
    /// Where its box was opened.
    #[serde(default)]
    from: Origin,
    /// What was left of it in the box.
    left: Option<String>,
    /// Is all of it in the box again, as it was taken back?
    #[serde(default)]
    back: bool,
}

/// The place that remembers the table imported by that journal entry.
fn key(entry: i64) -> String {
    format!("{PLACES}taken/{entry}")
}

/// The entries that imported the tables remembered.
#[must_use]
pub fn remembered(drafts: &Drafts) -> Vec<i64> {
    let place = format!("{PLACES}taken/");
    drafts.keys().filter_map(|key| key.strip_prefix(&place)?.parse().ok()).collect()
}

/// Remembers a table, where its box was opened and what is left there, and forgets those imported long before.
pub(super) fn remember(
    entry: i64,
    incoming: &Incoming,
    (from, left): (Origin, Option<&str>),
    drafts: &Drafts,
) -> Vec<Effect> {
    let taken = Taken { incoming: incoming.clone(), from, left: left.map(str::to_owned), back: false };
    let mut before = remembered(drafts);
    before.sort_unstable();
    let old = before.into_iter().rev().skip(MOST - 1).map(|old| Effect::Draft { key: key(old), body: None });
    old.chain([kept(entry, &taken)]).collect()
}

fn kept(entry: i64, taken: &Taken) -> Effect {
    Effect::Draft { key: key(entry), body: serde_json::to_string(taken).ok() }
}

/// What becomes of the boxes now that the entries which imported tables are in force, or are not; `open` is the place
/// of the open form. Only the next one is settled, as the one after it finds what this one put into a box: the newest
/// that was undone, then the oldest that was redone.
#[must_use]
pub fn settled(in_force: &[(i64, bool)], open: Option<&str>, drafts: &Drafts) -> Vec<Effect> {
    let mut entries = in_force.to_vec();
    entries.sort_unstable_by_key(|(entry, is_in_force)| (*is_in_force, if *is_in_force { *entry } else { -entry }));
    let mut settled = entries.into_iter().map(|(entry, is_in_force)| became(entry, is_in_force, open, drafts));
    settled.find(|effects| !effects.is_empty()).unwrap_or_default()
}

/// What becomes of a table's box after its entry was undone or redone; none where neither happened.
fn became(entry: i64, is_in_force: bool, open: Option<&str>, drafts: &Drafts) -> Vec<Effect> {
    let taken = drafts.get(&key(entry)).and_then(|body| serde_json::from_str::<Taken>(body).ok());
    let Some(mut taken) = taken.filter(|taken| taken.back == is_in_force) else {
        return Vec::new();
    };
    let Some(pasted) = &taken.incoming.pasted else {
        return Vec::new();
    };
    let (is_open, left) = (open == Some(pasted.draft.as_str()), taken.left.as_deref());
    // Nobody's text goes while they look at it: it does once the box is closed.
    if is_in_force && is_open {
        return Vec::new();
    }
    let mut effects = if is_in_force {
        paste::settled(pasted, left, drafts).map(|(_, kept)| Vec::from(kept)).unwrap_or_default()
    } else {
        let whole = paste::holding(pasted, &pasted.text, taken.from.clone());
        whole.map(|whole| paste::put(&pasted.draft, whole, (left, is_open), drafts)).unwrap_or_default()
    };
    effects.extend(choices::kept(&taken.incoming, drafts).filter(|_| !is_in_force));
    taken.back = !is_in_force;
    effects.push(kept(entry, &taken));
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::{Pasted, RowsOf};

    #[test]
    fn each_text_of_a_table_is_kept_once() {
        let (text, draft) = ("What\tWho\nCall them\tAna\nOrder it\tBob".to_owned(), "box/actions".to_owned());
        let pasted = Some(Box::new(Pasted { text, draft, ..Pasted::onto(RowsOf::Actions) }));
        let incoming = Incoming { pasted, ..Incoming::default() };
        let left = (Origin::default(), Some("What\tWho\nOrder it\tBob"));
        let kept = remember(7, &incoming, left, &Drafts::new());
        let [Effect::Draft { body: Some(body), .. }] = kept.as_slice() else {
            panic!("one is remembered");
        };
        let times = |said: &str| body.matches(said).count();
        assert_eq!((times("Call them"), times("Order it")), (1, 2), "once whole, and once what is left: {body}");
    }

    #[test]
    fn the_newest_tables_are_remembered() {
        let mut drafts = Drafts::new();
        for entry in [9, 10, 11, 12, 13, 14] {
            for effect in remember(entry, &Incoming::default(), (Origin::default(), None), &drafts) {
                match effect {
                    Effect::Draft { key, body: Some(body) } => drop(drafts.insert(key, body)),
                    Effect::Draft { key, body: None } => drop(drafts.remove(&key)),
                    _ => panic!("nothing else is done"),
                }
            }
        }
        let mut left = remembered(&drafts);
        left.sort_unstable();
        assert_eq!(left, [10, 11, 12, 13, 14]);
    }
}
