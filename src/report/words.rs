//! Owns the words and signs that all reports share: standings, counts, days, values.

use super::document::Cell;
use crate::domain::trend::decimals;
use crate::domain::{Day, Fixed, Metric, Signal, Status};

/// What the signs of standings mean.
pub(super) const LEGEND: &str = "● on track: nobody has to act. ▲ at risk: the owner acts. ■ decision wanted: the \
     committee acts. ? stale: too old to rely on. ○ not reported.";

/// A standing.
pub(super) fn status(status: Status) -> Cell {
    let (class, glyph, word) = match status {
        Status::Green => ("green", "●", "on track"),
        Status::Amber => ("amber", "▲", "at risk"),
        Status::Red => ("red", "■", "decision wanted"),
        Status::Stale => ("stale", "?", "stale"),
        Status::NotReported => ("none", "○", "not reported"),
    };
    Cell::sign(class, glyph, word, status.name())
}

/// Whose attention a signal is worth, and until when a decision keeps it off the agenda.
pub(super) fn attention(signal: &Signal) -> Cell {
    match (signal.is_signal(), signal.parked) {
        (_, Some(until)) => Cell::sign("parked", "◇", format!("parked until {until}"), ""),
        (true, None) => Cell::sign("red", "■", "signal", ""),
        (false, None) => Cell::sign("amber", "▲", "watch", ""),
    }
}

/// `1 pilot`, `3 pilots`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A day, or nothing.
pub(super) fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// A share of a hundred with one decimal, or nothing.
pub(super) fn percent(share: Option<Fixed>) -> String {
    share.map_or_else(String::new, |share| format!("{} %", share.rounded(1)))
}

/// A value of a metric as it is shown, with its unit where the name does not say it.
pub(super) fn value(metric: &Metric, value: Fixed) -> String {
    let value = value.rounded(u32::try_from(decimals(metric)).unwrap_or(1));
    if metric.is_weekly() && metric.names_its_unit() { value.to_string() } else { metric.said(value) }
}

/// A count as a cell of a table; nought is a dash, which the eye passes over.
pub(super) fn number(number: usize) -> Cell {
    Cell::text(if number == 0 { "–".to_owned() } else { number.to_string() })
}

/// A sentence with its full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let ended = text.is_empty() || text.ends_with(['.', '!', '?', '…']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_standing_is_told_by_its_colour_alone() {
        for standing in Status::ALL {
            let cell = status(*standing);
            assert!(!cell.glyph.is_empty() && !cell.text.is_empty() && !cell.class.is_empty(), "{standing}");
        }
        assert_eq!(status(Status::Red).said(false), "■ decision wanted");
        assert_eq!(status(Status::Red).said(true), "■ R");
        assert_eq!(status(Status::Stale).said(true), "?", "once is enough");
    }

    #[test]
    fn sentences_end_once() {
        assert_eq!(sentence("nobody answers for it"), "nobody answers for it.");
        assert_eq!(sentence("Is it so? "), "Is it so?");
        assert_eq!(sentence(""), "");
    }
}
