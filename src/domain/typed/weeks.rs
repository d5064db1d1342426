//! Owns weeks as people say them: by number, with or without its year, or by a date in them.

use chrono::Days;

use super::written::{self, Written, day_of, week_of_year};
use crate::domain::{Day, Invalid, Week, parse_week};

/// A day or week without its year that was less than so many days ago is not next year's.
pub(super) const SLIP: i64 = 60;
/// A week number without its year that would be more weeks ago than this most likely means a coming week.
pub(super) const LONG_AGO: i64 = 40;

/// The week of a text, by its name or a date in it; without a year it is the newest of that number up to `today`.
///
/// # Errors
/// If it is none, or of no certain year.
pub fn week_said(text: &str, today: Week) -> Result<Week, Invalid> {
    let plain = parse_week(text).or_else(|_| day_of(text).map(Week::of)).ok();
    if let Some(week) = plain.or_else(|| before_its_year(text)) {
        return Ok(week);
    }
    let week = week_named(text, today.plus(-1)).unwrap_or_else(|| parse_week(text))?;
    if is_yearless(text) && today.since(week) > LONG_AGO {
        let error = Invalid::new(format!("“{text}” could be {week}, or has not begun yet"));
        return Err(error.hint("write its year: 2026-W47"));
    }
    Ok(week)
}

/// Is it the number of a week without its year?
fn is_yearless(text: &str) -> bool {
    matches!(written::read(text), Some(Ok(Written::Week { year: None, .. })))
}

/// The week of a number before its year, `47/2026`, unless the number may be a month.
fn before_its_year(text: &str) -> Option<Week> {
    let (number, year) = text.trim().split_once('/').filter(|(_, year)| year.len() == 4)?;
    Week::new(year.parse().ok()?, number.parse().ok().filter(|number: &u32| *number > 12)?)
}

/// The week of a name or a date, with or without a time of day; none if it is neither. Without a year it is the newest
/// of that number up to the week after `near`.
///
/// # Errors
/// If there is no such week, or the text is a wrong date.
#[must_use]
pub fn week_named(text: &str, near: Week) -> Option<Result<Week, Invalid>> {
    Some(written::read_timed(text)?.and_then(|written| match written {
        Written::Day(day) => Ok(Week::of(day)),
        Written::Week { year: Some(year), number } => week_of_year(year, number),
        Written::Week { year: None, number } => newest(number, near),
        Written::Month | Written::Yearless { .. } => {
            let error = Invalid::new(format!("“{text}” is a month or a day without its year, not a week"));
            Err(error.hint("write a week as 2026-W47 or W47, or any date in it as 2026-11-18"))
        }
    }))
}

/// [The week of a text](week_named), where values of the week `near` are entered. A bare number that would be long ago,
/// in another year, is counted from the `running` week, as [elsewhere](week_said).
///
/// # Errors
/// If there is no such week, or of no certain year.
#[must_use]
pub fn week_entered(text: &str, near: Week, running: Week) -> Option<Result<Week, Invalid>> {
    let named = week_named(text, near)?;
    let is_far = |week: Week| week.year() != near.year() && near.since(week) > LONG_AGO;
    Some(match named {
        Ok(week) if is_yearless(text) && is_far(week) => week_said(text, running),
        named => named,
    })
}

fn newest(number: u32, near: Week) -> Result<Week, Invalid> {
    let (last, year) = (near.plus(1), near.year());
    let known = [last.year(), year, year - 1].into_iter().find_map(|year| {
        let week = Week::new(year, number)?;
        (week <= last).then_some(week)
    });
    known.ok_or_else(|| {
        Invalid::new(format!("no week {number} has begun in {year} or the year before"))
            .hint(format!("write the year, as {year}-W47, or any date in the week"))
    })
}

/// A week by which something is due. A bare number is of this year or, if that has long passed, of the next.
pub(super) fn week_ahead((year, number): (Option<i32>, u32), today: Day) -> Result<Week, Invalid> {
    let now = Week::of(today);
    let this = || Week::new(now.year(), number).filter(|week| now.since(*week) * 7 < SLIP);
    match year {
        Some(year) => week_of_year(year, number),
        None => this().map_or_else(|| week_of_year(now.year() + 1, number), Ok),
    }
}

/// The last working day of a week, by which something is due.
#[must_use]
pub fn friday(week: Week) -> Day {
    week.monday() + Days::new(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn the_number_of_a_week_stands_before_its_year_where_it_is_that_of_no_month() {
        let meant = |text: &str| week_said(text, Week::of(parse_day("2026-12-03").unwrap())).ok();
        assert_eq!(meant("47/2026"), Week::new(2026, 47));
        for text in ["11/2026", "54/2026", "47/26", "2026/47"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn a_week_that_is_entered_is_none_of_long_ago_unless_it_says_its_year() {
        let running = Week::new(2026, 48).unwrap();
        let entered = |text: &str, near: (i32, u32)| {
            let week = week_entered(text, Week::new(near.0, near.1).unwrap(), running).unwrap();
            week.map_or_else(|error| error.what, |week| week.to_string())
        };
        let doubt = "“W49” could be 2025-W49, or has not begun yet";
        assert_eq!(entered("W49", (2026, 47)), doubt);
        assert_eq!(entered("2025-W49", (2026, 47)), "2025-W49");
        assert_eq!(entered("W45", (2026, 40)), "2026-W45", "it has begun");
        assert_eq!(entered("W02", (2026, 47)), "2026-W02", "of the same year");
        assert_eq!(entered("W49", (2026, 2)), "2025-W49", "of the winter");
        assert_eq!(entered("W49", (2025, 50)), "2025-W49");
    }
}
