//! Owns what counts from today where a week is asked for, or a moment: `last week`, `-1w`, the week of `last friday`.

use super::spoken::{Side, day_said, week_ahead, week_said};
use super::written::{self, Written};
use crate::domain::{Day, Invalid, Week, parse_day, parse_week};

/// The day up to whose end somebody looks back: one that has been, or the Sunday of a week; of the week that runs,
/// today.
///
/// # Errors
/// Where it is neither.
pub fn looked_back(text: &str, today: Day) -> Result<Day, Invalid> {
    moment_said(text, today, "write a day as 2026-11-18, a week as W45, or “last” for the last review")
}

/// The day that is to count as today: [one that is looked back at](looked_back), or, with its year or counted from
/// today, a later one.
///
/// # Errors
/// Where it is none.
pub fn taken_for_today(text: &str, today: Day) -> Result<Day, Invalid> {
    moment_said(text, today, "write a day as 2026-11-18, “last friday” or -1w, or a week as W45")
}

fn moment_said(text: &str, today: Day, hint: &str) -> Result<Day, Invalid> {
    let ended = |week: Week| if week == Week::of(today) { today } else { week.sunday() };
    if let Some(week) = week_counted(text, today) {
        return Ok(ended(week));
    }
    match written::read(text) {
        Some(Ok(Written::Week { .. })) => week_said(text, Week::of(today)).map(ended),
        _ => day_said(text, today, Side::Behind).unwrap_or_else(|| parse_day(text).map_err(|error| error.hint(hint))),
    }
}

/// A week that is said by how it lies to the one that runs.
fn week_counted(text: &str, today: Day) -> Option<Week> {
    let lower = text.to_lowercase();
    let weeks = match lower.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["this", "week"] | ["diese", "woche"] => 0,
        ["last", "week"] | ["letzte" | "vorige", "woche"] => -1,
        ["next", "week"] | ["nächste" | "kommende", "woche"] => 1,
        _ => return None,
    };
    Some(Week::of(today).plus(weeks))
}

/// The week that a text means, wherever one is typed: with its year, by any date in it, or, where today is known, by
/// its number alone (`W46`), the newest of that number or the next one.
///
/// # Errors
/// Where it is none, or does not say of which year.
pub fn week_meant(text: &str, today: Option<Day>, side: Side) -> Result<Week, Invalid> {
    match (today, side) {
        (None, _) => parse_week(text),
        (Some(today), Side::Behind) => week_said(text, Week::of(today)),
        (Some(today), Side::Ahead | Side::Meeting) => match written::read(text) {
            Some(Ok(Written::Week { year, number })) => week_ahead((year, number), today),
            _ => week_said(text, Week::of(today)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Thursday.
    fn today() -> Day {
        parse_day("2026-12-03").unwrap()
    }

    #[test]
    fn who_looks_back_to_a_week_looks_back_to_its_sunday() {
        let back = |text: &str| looked_back(text, today()).map(|day| day.to_string());
        for (text, day) in [("W45", "2026-11-08"), ("2026-W40", "2026-10-04"), ("KW 45", "2026-11-08")] {
            assert_eq!(back(text).as_deref(), Ok(day), "{text}");
        }
        for (text, day) in [
            ("15 Nov", "2026-11-15"),
            ("last week", "2026-11-29"),
            ("letzte Woche", "2026-11-29"),
            ("this week", "2026-12-03"),
            ("last friday", "2026-11-27"),
            ("-1w", "2026-11-26"),
        ] {
            assert_eq!(back(text).as_deref(), Ok(day), "{text}");
        }
        assert_eq!(back("W49").as_deref(), Ok("2026-12-03"), "the week that runs, up to today");
        assert!(back("W50").unwrap_err().what.contains("or has not begun yet"));
        let hint = back("soon").unwrap_err().hint;
        assert!(hint.is_some_and(|hint| hint.contains("W45") && hint.contains("“last”")));
        let taken = |text: &str| taken_for_today(text, today()).map(|day| day.to_string());
        assert_eq!((taken("W45"), taken("+1w")), (Ok("2026-11-08".to_owned()), Ok("2026-12-10".to_owned())));
        assert!(taken("soon").unwrap_err().hint.is_some_and(|hint| !hint.contains("review")));
    }
}
