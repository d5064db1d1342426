//! Owns the order that the committee itself gives to the pilots of a stage: numbered places, of which a move changes as
//! few as it can.
//!
//! A place only says which pilot comes before which. A move says beside which other pilot one goes, and in which order
//! its writer saw the column. So two writers do not block each other, and a move of something that somebody else moved
//! meanwhile still means what it said. Pilots without a place come after the others, the worst first. A move gives
//! places as far as it reaches, and later moves pass them on, so that most of them write two rows. A pilot loses its
//! place when it leaves the stage, and keeps it in the archive. Undoing an older entry may put two pilots on one place;
//! then the worse comes first until one is moved.

use std::collections::HashMap;

use crate::domain::PilotId;

/// Where a pilot goes: right beside another one of its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// Before it.
    Before(PilotId),
    /// After it.
    After(PilotId),
}

impl Placing {
    /// The other pilot.
    #[must_use]
    pub const fn other(self) -> PilotId {
        match self {
            Self::Before(other) | Self::After(other) => other,
        }
    }

    /// The side of it, as a word.
    #[must_use]
    pub const fn side(self) -> &'static str {
        match self {
            Self::Before(_) => "before",
            Self::After(_) => "after",
        }
    }
}

/// The places that change if `pilot` goes beside another one; none if it is there already. `stage` has the pilots of
/// the stage with their places, `seen` the order that the writer saw. Pilots without a place come after the others and
/// get one as far as the move reaches.
#[must_use]
pub fn placed(
    stage: &[(PilotId, Option<i64>)],
    (pilot, placing): (PilotId, Placing),
    seen: &[PilotId],
) -> Vec<(PilotId, i64)> {
    let both = [pilot, placing.other()];
    let seen_at: HashMap<PilotId, usize> = seen.iter().copied().zip(0..).collect();
    let rank = |id: PilotId| seen_at.get(&id).copied().unwrap_or(usize::MAX);
    let mut placed: Vec<(i64, usize, PilotId)> =
        stage.iter().filter_map(|(id, place)| Some(((*place)?, rank(*id), *id))).collect();
    placed.sort_unstable();
    let mut others: Vec<(usize, PilotId)> = stage
        .iter()
        .filter(|(id, place)| place.is_none() && (seen_at.contains_key(id) || both.contains(id)))
        .map(|(id, _)| (rank(*id), *id))
        .collect();
    others.sort_unstable();
    let reached = others.iter().rposition(|(_, id)| both.contains(id)).map_or(0, |last| last + 1);
    others.truncate(reached);

    let mut order: Vec<PilotId> =
        placed.iter().map(|(.., id)| *id).chain(others.into_iter().map(|(_, id)| id)).collect();
    go_beside(&mut order, pilot, placing);
    // Places are passed on as they are. Missing and double ones are counted on from the one before.
    let mut last = 0_i64;
    let numbers = order.into_iter().enumerate().map(|(at, id)| {
        last = last.saturating_add(1).max(placed.get(at).map_or(0, |(place, ..)| *place));
        (id, last)
    });
    let held: HashMap<PilotId, i64> = placed.iter().map(|(place, _, id)| (*id, *place)).collect();
    numbers.filter(|(id, place)| held.get(id) != Some(place)).collect()
}

/// Moves one pilot beside another, unless it is on that side already. Those in between make room.
fn go_beside(order: &mut [PilotId], pilot: PilotId, placing: Placing) {
    let at = |id: PilotId| order.iter().position(|one| *one == id);
    let (Some(from), Some(other)) = (at(pilot), at(placing.other())) else {
        return;
    };
    match placing {
        Placing::Before(_) if from > other => order[other..=from].rotate_right(1),
        Placing::After(_) if from < other => order[from..=other].rotate_left(1),
        Placing::Before(_) | Placing::After(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: PilotId = PilotId(1);
    const B: PilotId = PilotId(2);
    const C: PilotId = PilotId(3);
    const D: PilotId = PilotId(4);

    #[test]
    fn the_first_move_gives_places_as_far_as_it_reaches() {
        let stage = [(A, None), (B, None), (C, None), (D, None)];
        let seen = [D, B, A, C];
        assert_eq!(placed(&stage, (B, Placing::Before(D)), &seen), [(B, 1), (D, 2)]);
        assert_eq!(placed(&stage, (D, Placing::After(B)), &seen), [(B, 1), (D, 2)]);
        assert_eq!(placed(&stage, (A, Placing::Before(B)), &seen), [(D, 1), (A, 2), (B, 3)]);
        assert_eq!(placed(&stage, (C, Placing::Before(A)), &[]), [(C, 1), (A, 2)], "nobody saw an order");
    }

    #[test]
    fn a_later_move_swaps_two_places() {
        let stage = [(A, Some(2)), (B, Some(5)), (C, None), (D, Some(9))];
        let seen = [A, B, D, C];
        assert_eq!(placed(&stage, (B, Placing::Before(A)), &seen), [(B, 2), (A, 5)]);
        assert_eq!(placed(&stage, (A, Placing::After(B)), &seen), [(B, 2), (A, 5)]);
        assert_eq!(placed(&stage, (D, Placing::After(C)), &seen), [(C, 9), (D, 10)]);
        assert_eq!(placed(&stage, (D, Placing::Before(A)), &seen), [(D, 2), (A, 5), (B, 9)], "past one that is hidden");
    }

    #[test]
    fn what_stands_there_already_changes_nothing() {
        let stage = [(A, Some(1)), (B, Some(2)), (C, Some(3)), (D, None)];
        for (pilot, placing) in [(A, Placing::Before(B)), (A, Placing::Before(C)), (C, Placing::After(A))] {
            assert!(placed(&stage, (pilot, placing), &[]).is_empty(), "{pilot:?} {placing:?}");
        }
    }

    #[test]
    fn a_place_that_stands_twice_is_put_right_by_the_order_that_was_seen() {
        let stage = [(A, Some(4)), (B, Some(4)), (C, Some(5))];
        assert_eq!(placed(&stage, (C, Placing::Before(A)), &[B, A, C]), [(A, 6)]);
        assert_eq!(placed(&stage, (A, Placing::Before(B)), &[B, A, C]), [(B, 5), (C, 6)]);
    }
}
