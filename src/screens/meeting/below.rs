//! What lies below the picture of a pilot: what is wanted, its trends, and why, part by part. What does not fit on one
//! page takes as many steps as it needs, so that everything can be read in a window of any size.

use super::item::{Part, Step};
use super::sheet::{RECORDED, columns};
use super::{Room, item};
use crate::domain::Shown;
use crate::interaction::Context;

/// The steps below the picture of the pilot that is shown.
pub(super) fn steps(room: &Room, context: &Context) -> Vec<Step> {
    let (Some(shown), Some(pilot)) = (room.item(), room.shown_pilot()) else {
        return Vec::new();
    };
    let (width, height) = context.wall();
    let (width, page) = (columns(width, context), page(usize::from(height)));
    let about = (pilot, context.portfolio.of(pilot.id));
    let wanted = Shown::line(&item::wants(room, shown, context).0).wrap(usize::from(width)).len();
    let trends = Some(item::shown(room, pilot, context).len()).filter(|trends| *trends > 0);
    let mut parts = vec![(Part::Wanted, wanted)];
    parts.extend(trends.map(|trends| (Part::Trends, trends)));
    for (at, reason) in room.reasons(context).iter().enumerate() {
        let said = item::said(room, reason, about, context);
        parts.push((Part::Reason(at), said.rows(width)));
    }
    let over = |(part, lines): (Part, usize)| starts(lines, page).into_iter().map(move |from| Step { part, from });
    parts.into_iter().flat_map(over).collect()
}

/// The lines at which pages of a part begin: each begins with the last line of the one before.
fn starts(lines: usize, page: usize) -> Vec<usize> {
    let stride = page.saturating_sub(1).max(1);
    let more = |from: &usize| Some(from + stride).filter(|_| lines > from + page);
    std::iter::successors(Some(0), more).collect()
}

/// The minimum of lines for a part, on a wall of that height.
fn page(height: usize) -> usize {
    if height < 14 {
        // The clock, the title, and the lines that say that there is more above and below.
        return height.saturating_sub(4).max(1);
    }
    // The same with gaps between, the pilot's status, and what the item brought.
    height.saturating_sub(RECORDED.min(height / 4) + 9).max(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_any_length_is_read_to_its_end() {
        assert_eq!(starts(0, 3), [0]);
        assert_eq!(starts(3, 3), [0]);
        assert_eq!(starts(4, 3), [0, 2]);
        assert_eq!(starts(8, 3), [0, 2, 4, 6]);
        assert_eq!(starts(3, 1), [0, 1, 2]);
        for (lines, page) in (0..40).flat_map(|lines| (1..9).map(move |page| (lines, page))) {
            assert!(starts(lines, page).last().unwrap() + page >= lines, "{lines} on {page}");
        }
    }
}
