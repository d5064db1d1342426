//! Owns the committee's own order on the board: which cards a key moves, and past which others.

use std::sync::Arc;

use super::super::{deeds, on_pilot};
use super::arrange::{Column, Group, Row};
use super::{Board, stage_of};
use crate::domain::change::PilotChange;
use crate::domain::{Change, Pilot, PilotId, Placing, Stage};
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect};

/// The names of its verbs.
pub(super) const NAMES: [&str; 2] = ["place-up", "place-down"];

/// Its verbs.
pub(super) const ROWS: &[Verb<Board>] = &[
    Verb::on_row(
        (NAMES[0], "up"),
        "In own order, move the card or the marked ones one place up; under a filter, above the next one shown.",
        &["K"],
        |board, context| live(board, Way::Up, context),
        |board, _| go(board, Way::Up, Reach::Next),
    ),
    Verb::on_row(
        (NAMES[1], "down"),
        "In own order, move the card or the marked ones one place down; under a filter, below the next one shown.",
        &["J"],
        |board, context| live(board, Way::Down, context),
        |board, _| go(board, Way::Down, Reach::Next),
    ),
    Verb::<Board>::on_row(
        ("place-top", "to the top"),
        "In own order, move the card or the marked ones to the top of the column; under a filter, of those shown.",
        &["g K"],
        |board, context| live(board, Way::Up, context),
        |board, _| go(board, Way::Up, Reach::End),
    )
    .unhinted(),
    Verb::<Board>::on_row(
        ("place-bottom", "to the bottom"),
        "In own order, move the card or the marked ones to the bottom of the column; under a filter, of those shown.",
        &["g J"],
        |board, context| live(board, Way::Down, context),
        |board, _| go(board, Way::Down, Reach::End),
    )
    .unhinted(),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// How far a card goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Past the next card.
    Next,
    /// Past all cards that do not move.
    End,
}

fn live(board: &Board, way: Way, context: &Context) -> Live {
    let at_the_end = match (way, board.filter.is_empty(), board.group == Group::None) {
        (Way::Up, false, _) => "the filter shows nothing above it that it could pass; Esc takes the filter away",
        (Way::Down, false, _) => "the filter shows nothing below it that it could pass; Esc takes the filter away",
        (Way::Up, true, true) => "nothing of its column stands above it",
        (Way::Down, true, true) => "nothing of its column stands below it",
        (Way::Up, true, false) => "nothing of its group stands above it; ⟨group⟩ goes on until cards are not grouped",
        (Way::Down, true, false) => "nothing of its group stands below it; ⟨group⟩ goes on until cards are not grouped",
    };
    let so_far = on_pilot::writable(board, context)
        .and_when(board.is_in_own_order(), "cards are moved in own order only: ⟨sort⟩ leads to it");
    // This is asked at every drawing: nothing is counted if the answer is known already.
    if so_far == Live::Yes { Live::when(is_any(board, way), at_the_end) } else { so_far }
}

/// Moves cards in a single change, so that the journal has one sentence.
fn go(board: &mut Board, way: Way, reach: Reach) -> Vec<Effect> {
    let mut changes = Vec::new();
    let mut moved: Vec<&Pilot> = Vec::new();
    for (at, column) in board.columns.iter().enumerate() {
        let steps = steps(board, column, way, reach);
        if steps.is_empty() {
            continue;
        }
        let seen: Arc<[PilotId]> = ungrouped(board, stage_of(at)).collect();
        for (card, other) in steps {
            let (Some(card), Some(other)) = (board.cards.get(card), board.cards.get(other)) else {
                continue;
            };
            let beside = match way {
                Way::Up => Placing::Before(other.pilot.id),
                Way::Down => Placing::After(other.pilot.id),
            };
            let seen = Arc::clone(&seen);
            changes.push(Change::Pilot(PilotChange::Place { pilot: card.pilot.id, beside, seen }));
            moved.push(&card.pilot);
        }
    }
    let said = match (way, reach) {
        (Way::Up, Reach::Next) => "one place up",
        (Way::Down, Reach::Next) => "one place down",
        (Way::Up, Reach::End) => "to the top",
        (Way::Down, Reach::End) => "to the bottom",
    };
    let change = deeds::together(changes, || format!("Order: {} {said}.", deeds::named(moved)));
    // The next key is for the order that results from this one.
    board.newcomer.note(board.cards.iter().map(|card| card.pilot.id));
    vec![Effect::commit(change)]
}

/// Is the card at that place moved by the key: is it marked or, where none is, under the cursor?
fn goes(board: &Board, at: usize) -> bool {
    if board.marks.is_empty() {
        board.selected() == Some(at)
    } else {
        board.cards.get(at).is_some_and(|card| board.marks.contains(card.pilot.id))
    }
}

/// Can anything move that way?
fn is_any(board: &Board, way: Way) -> bool {
    board.columns.iter().any(|column| column.rows.windows(2).any(|rows| passes(board, rows, way)))
}

/// The pilots of a column in the order of its cards, without groups and filter.
fn ungrouped(board: &Board, stage: Stage) -> impl Iterator<Item = PilotId> {
    let pilots = board.order.iter().filter_map(|at| board.cards.get(*at)).map(|card| &card.pilot);
    let is_there = move |pilot: &&Pilot| pilot.stage == stage && (!pilot.archived || board.archived);
    pilots.filter(is_there).map(|pilot| pilot.id)
}

/// Of two rows, one below the other: does the card in one pass the other? No card leaves its group.
fn passes(board: &Board, rows: &[Row], way: Way) -> bool {
    let [Row::Card(above), Row::Card(below)] = rows else {
        return false;
    };
    let (card, other) = if way == Way::Up { (below, above) } else { (above, below) };
    goes(board, *card) && !goes(board, *other)
}

/// The cards of a column that move that way, each with the card that it passes.
fn steps(board: &Board, column: &Column, way: Way, reach: Reach) -> Vec<(usize, usize)> {
    let card = |row: &Row| match row {
        Row::Card(at) => Some(*at),
        Row::Heading(..) => None,
    };
    let groups = column.rows.split(|row| matches!(row, Row::Heading(..)));
    let moved = |group: &[Row]| {
        let mut cards: Vec<usize> = group.iter().filter_map(card).collect();
        if way == Way::Down {
            cards.reverse();
        }
        match reach {
            Reach::Next => passed(cards, |at| goes(board, at)),
            Reach::End => put_first(&cards, |at| goes(board, at)),
        }
    };
    groups.flat_map(moved).collect()
}

/// Each moving card goes before the first that does not move, so that they keep their order.
fn put_first(cards: &[usize], goes: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let Some((first, other)) = cards.iter().copied().enumerate().find(|(_, card)| !goes(*card)) else {
        return Vec::new();
    };
    cards.iter().skip(first).copied().filter(|card| goes(*card)).map(|card| (card, other)).collect()
}

/// Each moving card passes the one before it, unless that one moves too and found no room.
fn passed(mut cards: Vec<usize>, goes: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut steps = Vec::new();
    for at in 1..cards.len() {
        let (other, card) = (cards[at - 1], cards[at]);
        if goes(card) && !goes(other) {
            cards.swap(at - 1, at);
            steps.push((card, other));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARDS: [usize; 4] = [1, 2, 3, 4];

    fn moved(marked: &[usize], way: Way) -> Vec<(usize, usize)> {
        let mut cards = CARDS.to_vec();
        if way == Way::Down {
            cards.reverse();
        }
        passed(cards, |at| marked.contains(&at))
    }

    #[test]
    fn cards_that_go_to_the_top_keep_their_order() {
        let [a, b, c, d] = CARDS;
        let to_top = |marked: &[usize]| put_first(&CARDS, |at| marked.contains(&at));
        assert_eq!(to_top(&[c, d]), [(c, a), (d, a)]);
        assert_eq!(to_top(&[a, c]), [(c, b)]);
        assert!(to_top(&[a, b]).is_empty() && to_top(&CARDS).is_empty());
    }

    #[test]
    fn cards_that_stand_together_go_past_the_same_one() {
        let [a, b, c, d] = CARDS;
        assert_eq!(moved(&[b, c], Way::Up), [(b, a), (c, a)]);
        assert_eq!(moved(&[b, c], Way::Down), [(c, d), (b, d)]);
    }

    #[test]
    fn cards_at_the_end_stay_and_the_others_close_up() {
        let [a, b, c, d] = CARDS;
        assert_eq!(moved(&[a, c], Way::Up), [(c, b)]);
        assert!(moved(&[a, b], Way::Up).is_empty());
        assert!(moved(&[d], Way::Down).is_empty());
    }
}
