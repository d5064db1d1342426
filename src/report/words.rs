//! Owns the words and signs that all reports share: standings, counts, days, values.

use std::fmt::Display;

use super::document::Cell;
use crate::domain::{Attention, Day, Fixed, Metric, Pilot, Role, Signal, Status};

/// What the signs of standings mean.
pub(super) const LEGEND: &str = "● on track: nobody has to act. ▲ at risk: the owner acts. ■ decision wanted: the \
     committee acts. ? stale: too old to rely on. ○ not judged: it is paused, or a value is missing, or what it is held \
     against; of what is reported: not reported.";
/// What the letters mean that stand where there is no room for words.
pub(super) const LETTERS: &str = "Columns: A adoption, P performance, I impact, V governance health, T the gate out of \
     the stage, Said what its people report. Beside the signs: R decision wanted, A at risk, G on track.";

/// A standing that is computed from the data.
fn status(status: Status) -> Cell {
    standing(status, "not judged")
}

/// The same of a pilot. What is at rest stands no way: hardly anything is asked of it, and what does not fire then is no
/// good news.
pub(super) fn computed(pilot: &Pilot, stands: Status) -> Cell {
    match pilot.at_rest() {
        Some(rests) => Cell::sign("none", "○", rests, Status::NotReported.name()),
        None => status(stands),
    }
}

/// A standing that the people of a pilot report.
pub(super) fn reported(status: Status) -> Cell {
    standing(status, "not reported")
}

fn standing(status: Status, none: &'static str) -> Cell {
    let (class, glyph) = match status {
        Status::Green => ("green", "●"),
        Status::Amber => ("amber", "▲"),
        Status::Red => ("red", "■"),
        Status::Stale => ("stale", "?"),
        Status::NotReported => ("none", "○"),
    };
    let word = if status == Status::NotReported { none } else { status.said() };
    Cell::sign(class, glyph, word, status.name())
}

/// Whose attention a signal is worth, and until when a decision keeps it off the agenda.
pub(super) fn attention(signal: &Signal) -> Cell {
    match signal.parked {
        Some(until) => Cell::sign("parked", "◇", format!("parked until {until}"), ""),
        None => loud(signal.found.attention),
    }
}

/// Whose attention something is worth.
pub(super) fn loud(attention: Attention) -> Cell {
    match attention {
        Attention::Signal => Cell::sign("red", "■", "signal", ""),
        Attention::Watch => Cell::sign("amber", "▲", "watch", ""),
    }
}

pub(super) use crate::domain::survey::enough;
pub(super) use crate::domain::words::{capital, count, sentence};

/// The word that goes with so many of so many: `1 of 12 has`, `0 of 1 has`, `3 of 12 have`.
pub(super) const fn agree(part: usize, whole: usize, one: &'static str, many: &'static str) -> &'static str {
    if part == 1 || whole == 1 { one } else { many }
}

/// A day, or nothing.
pub(super) fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// So many of so many, with their share where there are enough for one.
pub(super) fn share(part: usize, whole: usize, share: Option<Fixed>) -> String {
    match enough(whole, share) {
        Some(share) => format!("{part} of {whole} ({} %)", share.rounded(1)),
        None => format!("{part} of {whole}"),
    }
}

/// A value with exactly so many decimals, with its unit where the name does not say it.
pub(super) fn exact(metric: &Metric, value: Fixed, places: usize) -> String {
    if metric.role == Role::OldProcess {
        return metric.said(value);
    }
    let number = format!("{value:.places$}");
    let bare = metric.unit.is_empty() || metric.is_weekly() && metric.names_its_unit();
    if bare { number } else { format!("{number} {}", metric.unit) }
}

/// A value, or the dash of what is not known: an empty cell could be read as the one above.
pub(super) fn dash(value: Option<impl Display>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

/// A count as a cell of a table; nought is a dash, which the eye passes over.
pub(super) fn number(number: usize) -> Cell {
    Cell::text(dash(Some(number).filter(|number| *number > 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_standing_is_told_by_its_colour_alone() {
        for standing in Status::ALL {
            for cell in [status(*standing), reported(*standing)] {
                assert!(!cell.glyph.is_empty() && !cell.text.is_empty() && !cell.class.is_empty(), "{standing}");
            }
        }
        assert_eq!(status(Status::NotReported).text, "not judged", "its data does not allow it");
        assert_eq!(reported(Status::NotReported).text, "not reported", "nobody said anything");
        assert_eq!(status(Status::Red).said(false), "■ decision wanted");
        assert_eq!(status(Status::Red).said(true), "■ R");
        assert_eq!(status(Status::Stale).said(true), "?", "once is enough");
    }

    #[test]
    fn words_are_those_of_people() {
        assert_eq!(agree(0, 1, "has", "have"), "has");
        assert_eq!(agree(1, 12, "has", "have"), "has");
        assert_eq!(agree(0, 12, "has", "have"), "have");
    }
}
