//! Owns the committee's own order on the board: which cards a key moves, and past which others.

use super::super::{deeds, on_pilot};
use super::arrange::{Column, Row, Sort, ungrouped};
use super::{Board, stage_of};
use crate::domain::change::PilotChange;
use crate::domain::{Change, Pilot, PilotId, Placing};
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect};

/// The names of its verbs.
pub(super) const NAMES: [&str; 2] = ["place-up", "place-down"];

/// Its verbs.
pub(super) const ROWS: &[Verb<Board>] = &[
    Verb::new(
        (NAMES[0], "up"),
        "In own order, move the card one place up in its column, or those that are marked.",
        &["K"],
        |board, context| live(board, Way::Up, context),
        |board, context| go(board, Way::Up, context),
    ),
    Verb::new(
        (NAMES[1], "down"),
        "In own order, move the card one place down in its column, or those that are marked.",
        &["J"],
        |board, context| live(board, Way::Down, context),
        |board, context| go(board, Way::Down, context),
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// A pilot that goes one place further, and the one that it passes.
type Step = (PilotId, Placing);

fn live(board: &Board, way: Way, context: &Context) -> Live {
    let at_the_end = match way {
        Way::Up => "nothing of its column or group stands above it",
        Way::Down => "nothing of its column or group stands below it",
    };
    let is_own = board.sort == Sort::Own;
    let goes = is_own && steps(board, way).iter().any(|of_column| !of_column.is_empty());
    on_pilot::writable(board, context)
        .and_when(is_own, "cards are moved in own order only: s leads to it")
        .and_when(goes, at_the_end)
}

/// One change, whatever moves; the journal has one sentence of it.
fn go(board: &mut Board, way: Way, context: &Context) -> Vec<Effect> {
    let mut changes = Vec::new();
    let mut moved: Vec<&Pilot> = Vec::new();
    for (column, of_column) in steps(board, way).into_iter().enumerate().filter(|(_, steps)| !steps.is_empty()) {
        let seen = ungrouped(board, stage_of(column), context);
        for (pilot, beside) in of_column {
            changes.push(Change::Pilot(PilotChange::Place { pilot, beside, seen: seen.clone() }));
            moved.extend(board.pilots.iter().find(|one| one.id == pilot));
        }
    }
    let said = match way {
        Way::Up => "up",
        Way::Down => "down",
    };
    let change = deeds::together(changes, |_| format!("Order: {} one place {said}.", deeds::named(moved)));
    // The next key is for the order that comes of this one.
    board.newcomer.note(board.pilots.iter().map(|pilot| pilot.id));
    vec![Effect::commit(change)]
}

/// What goes that way, by columns: the cards that are marked, else the one under the cursor.
fn steps(board: &Board, way: Way) -> Vec<Vec<Step>> {
    let chosen = board.selected_pilot().map(|pilot| pilot.id);
    let goes = |id: PilotId| if board.marks.is_empty() { chosen == Some(id) } else { board.marks.contains(&id) };
    let of_group = |rows: &[Row]| -> Vec<Step> {
        let cards = rows.iter().filter_map(|row| match row {
            Row::Card(at) => board.pilots.get(*at).map(|pilot| pilot.id),
            Row::Heading(..) => None,
        });
        passed(cards.collect(), goes, way)
    };
    let of_column = |column: &Column| -> Vec<Step> {
        column.rows.split(|row| matches!(row, Row::Heading(..))).flat_map(of_group).collect()
    };
    board.columns.iter().map(of_column).collect()
}

/// Each of those that go passes the one next to it, unless that one goes too and found no room.
fn passed(mut cards: Vec<PilotId>, goes: impl Fn(PilotId) -> bool, way: Way) -> Vec<Step> {
    if way == Way::Down {
        cards.reverse();
    }
    let mut steps = Vec::new();
    for at in 1..cards.len() {
        let (other, pilot) = (cards[at - 1], cards[at]);
        if goes(pilot) && !goes(other) {
            cards.swap(at - 1, at);
            let beside = if way == Way::Up { Placing::Before(other) } else { Placing::After(other) };
            steps.push((pilot, beside));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARDS: [PilotId; 4] = [PilotId(1), PilotId(2), PilotId(3), PilotId(4)];

    fn moved(marked: &[PilotId], way: Way) -> Vec<Step> {
        passed(CARDS.to_vec(), |id| marked.contains(&id), way)
    }

    #[test]
    fn cards_that_stand_together_go_past_the_same_one() {
        let [a, b, c, d] = CARDS;
        assert_eq!(moved(&[b, c], Way::Up), [(b, Placing::Before(a)), (c, Placing::Before(a))]);
        assert_eq!(moved(&[b, c], Way::Down), [(c, Placing::After(d)), (b, Placing::After(d))]);
    }

    #[test]
    fn cards_at_the_end_stay_and_the_others_close_up() {
        let [a, b, c, d] = CARDS;
        assert_eq!(moved(&[a, c], Way::Up), [(c, Placing::Before(b))]);
        assert!(moved(&[a, b], Way::Up).is_empty());
        assert!(moved(&[d], Way::Down).is_empty());
    }
}
