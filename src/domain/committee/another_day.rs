//! Owns the lines of the minutes that say by themselves that something has another day, and what a condition says once
//! the work on it has one.

use super::review::{AgendaItem, Meeting, Reason};
use crate::domain::{Day, parse_day};

/// What follows there the name of what has another day.
const MOVED: &str = "” moved ";

/// What a workstream is called there, before its dimension.
const WORKSTREAM: &str = "Workstream on ";

/// The line that says that something, which is called so, has another day. It names nobody, as names may be masked.
#[must_use]
pub fn moved(what: &str, was: Option<Day>, to: Day) -> String {
    let from = was.map_or_else(String::new, |was| format!("from {was} "));
    format!("“{what}{MOVED}{from}to {to}")
}

/// The same of a workstream.
#[must_use]
pub fn workstream_moved(dimension: &str, was: Option<Day>, to: Day) -> String {
    moved(&format!("{WORKSTREAM}{dimension}"), was, to)
}

/// Does a line of the minutes say that something has another day? Its days are ours then, and nobody's words.
#[must_use]
pub fn is_move(line: &str) -> bool {
    let days = line.rsplit_once(MOVED).map(|(_, days)| days);
    days.is_some_and(|days| days.split(' ').all(|word| ["from", "to"].contains(&word) || parse_day(word).is_ok()))
}

fn is_of_workstream(line: &str) -> bool {
    line.strip_prefix('“').is_some_and(|line| line.starts_with(WORKSTREAM)) && is_move(line)
}

impl Meeting {
    /// A reason of an item that is the condition of a go, with the day that the review gave to the work on it last;
    /// none where it gave none.
    #[must_use]
    pub fn redated(&self, item: &AgendaItem, reason: &Reason) -> Option<String> {
        let own = self.minutes.iter().rev().filter(|minute| minute.item == Some(item.id));
        let mut lines = own.map(|minute| minute.text.as_str()).filter(|_| reason.kind == "condition");
        let moved = lines.find(|line| is_of_workstream(line))?;
        Some(format!("{}; in this review {moved}", reason.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_says_by_itself_that_a_day_moved_is_told_from_what_somebody_wrote() {
        let day = |text: &str| parse_day(text).unwrap();
        let line = workstream_moved("budget", Some(day("2026-11-13")), day("2026-12-10"));
        assert_eq!(line, "“Workstream on budget” moved from 2026-11-13 to 2026-12-10");
        assert!(is_of_workstream(&line));
        let action = moved("Ask “Legal” moved or not", None, day("2026-12-10"));
        assert!(is_move(&action) && !is_of_workstream(&action), "{action}");
        for written in
            ["It moved from 2026-11-13 to 2026-12-10", "“It” moved to Lyon", "“It” moved from 2026-11-13 away"]
        {
            assert!(!is_move(written), "{written}");
        }
    }
}
