//! Owns the words of tables for how far something is that has to be done, such as an action or a checklist item.

use crate::domain::shown::collapsed;
use crate::domain::{ActionState, Invalid, ItemState};

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Open,
    Doing,
    Done,
    /// Nobody does it any more.
    Dropped,
}

/// How that is called in other words than ours.
const WORDS: [(Far, &[&str]); 4] = [
    (
        Far::Open,
        &[
            "to do",
            "todo",
            "new",
            "not started",
            "not yet",
            "planned",
            "pending",
            "waiting",
            "on hold",
            "blocked",
            "delayed",
            "late",
            "overdue",
            "offen",
            "neu",
            "nicht begonnen",
            "noch nicht",
            "geplant",
            "wartet",
            "blockiert",
            "verzögert",
            "überfällig",
        ],
    ),
    (
        Far::Doing,
        &[
            "doing",
            "being done",
            "started",
            "in progress",
            "ongoing",
            "begonnen",
            "in arbeit",
            "in bearbeitung",
            "laufend",
            "läuft",
        ],
    ),
    (
        Far::Done,
        &["closed", "complete", "completed", "finished", "resolved", "erledigt", "fertig", "abgeschlossen", "beendet"],
    ),
    (
        Far::Dropped,
        &["cancelled", "canceled", "obsolete", "verworfen", "abgebrochen", "gestrichen", "entfällt", "entfallen"],
    ),
];

fn far(text: &str) -> Option<Far> {
    let word = collapsed(text).to_lowercase();
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(far, _)| *far)
}

/// Does a word say that something is not done yet?
pub(super) fn is_open(text: &str) -> bool {
    of_action(text) == Ok(ActionState::Open)
}

/// The state of an action that a word means, in whatever case.
///
/// # Errors
/// Where it means none.
pub fn of_action(text: &str) -> Result<ActionState, Invalid> {
    match far(text) {
        Some(Far::Open | Far::Doing) => Ok(ActionState::Open),
        Some(Far::Done) => Ok(ActionState::Done),
        Some(Far::Dropped) => Ok(ActionState::Dropped),
        None => text.parse(),
    }
}

/// The same of an item of a checklist: what is dropped does not apply.
///
/// # Errors
/// Where it means none.
pub fn of_item(text: &str) -> Result<ItemState, Invalid> {
    match far(text) {
        Some(Far::Open) => Ok(ItemState::Open),
        Some(Far::Doing) => Ok(ItemState::Doing),
        Some(Far::Done) => Ok(ItemState::Done),
        Some(Far::Dropped) => Ok(ItemState::NotApplicable),
        None => text.parse(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_say_how_far_actions_and_items_are() {
        for (word, action, item) in [
            ("Erledigt", ActionState::Done, ItemState::Done),
            ("in  Arbeit", ActionState::Open, ItemState::Doing),
            ("offen", ActionState::Open, ItemState::Open),
            ("entfällt", ActionState::Dropped, ItemState::NotApplicable),
            ("DONE", ActionState::Done, ItemState::Done),
        ] {
            assert_eq!((of_action(word), of_item(word)), (Ok(action), Ok(item)), "{word}");
        }
        assert!(of_action("blau").is_err() && of_item("blau").is_err());
        assert!(of_action("na").is_err() && of_item("dropped").is_err(), "each has words of its own");
    }
}
