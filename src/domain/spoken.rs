//! Owns days as people say them: `15 Jan`, `friday`, `2 weeks`, `3 days ago`. Whoever takes one shows which day it is.

use chrono::{Datelike, Days, Month, Weekday};

use super::{Day, Week, parse_day, parse_week};

/// Where a day lies of which its year, or its week, is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Still to come: when something is due.
    Ahead,
    /// Gone by: when something was.
    Behind,
}

impl Side {
    /// Where the days of a field lie: most say when something is due, these when it was.
    #[must_use]
    pub fn of(field: &str) -> Self {
        if matches!(field, "started" | "documented" | "trained" | "retired") { Self::Behind } else { Self::Ahead }
    }
}

/// A day without its year that was fewer days ago is not that of next year.
const SLIP: i64 = 60;
/// The most days that are counted from today.
const FAR: u64 = 36_500;

/// What a text says: a date, `15.1.2027`, `15 Jan`, `15 Jan 2027`, a weekday, `today`, `tomorrow`, `yesterday`, `2 weeks`,
/// `15.1.`, `3 days ago`, `+1w`; of what is due, the Friday of `this week`, `next week` or `W49`, `next friday` (of next
/// week), `end of month`; none where it says no day.
#[must_use]
pub fn day_said(text: &str, today: Day, side: Side) -> Option<Day> {
    let lower = text.trim().to_lowercase();
    let dotted = || Day::parse_from_str(&lower, "%d.%m.%Y").ok().filter(|day| (1900..=2999).contains(&day.year()));
    if let Some(day) = parse_day(&lower).ok().or_else(dotted) {
        return Some(day);
    }
    let words: Vec<&str> = lower
        .split([' ', ','])
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !matches!(*word, "" | "the"))
        .collect();
    match words.as_slice() {
        ["today"] => Some(today),
        ["tomorrow"] => today.succ_opt(),
        ["yesterday"] => today.pred_opt(),
        [word] if word.starts_with(['+', '-']) => {
            super::date::Moved::parse(word).ok().and_then(|moved| moved.from(Some(today)))
        }
        [word] if word.contains('.') => {
            let (day, month) = word.split_once('.')?;
            near((day.parse().ok()?, month.parse().ok()?), today, side)
        }
        [word] if is_week(word) => friday(parse_week(word).ok().or_else(|| week_said(word, today))?, side),
        [word] => weekday(word.parse().ok()?, today, side),
        ["this", "week"] => friday(Week::of(today), side),
        ["next", "week"] => friday(Week::of(today).plus(1), side),
        ["this", word] => weekday(word.parse().ok()?, today, side),
        ["next", word] => {
            let weekday: Weekday = word.parse().ok()?;
            let monday = Week::of(today).plus(1).monday();
            monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()))
        }
        ["end", "of", "week"] => friday(Week::of(today), side),
        ["end", "of", "month"] => today.with_day(u32::from(today.num_days_in_month())),
        ["end", "of", "year"] => Day::from_ymd_opt(today.year(), 12, 31),
        [count, unit] if unit.starts_with("day") || unit.starts_with("week") => match side {
            Side::Ahead => today.checked_add_days(span(count, unit)?),
            Side::Behind => None,
        },
        ["in", count, unit] => today.checked_add_days(span(count, unit)?),
        [count, unit, "ago"] => today.checked_sub_days(span(count, unit)?),
        [first, second] => of_a_month(first, second, today, side),
        [first, second, year] => {
            let (day, month) = day_and_month(first, second)?;
            Day::from_ymd_opt(year.parse().ok().filter(|year| (1900..=2999).contains(year))?, month, day)
        }
        _ => None,
    }
}

fn is_week(word: &str) -> bool {
    word.contains('w') && word.ends_with(|c: char| c.is_ascii_digit())
}

/// A week of which only the number is said: of this year, or of the next where it has long passed.
fn week_said(word: &str, today: Day) -> Option<Week> {
    let number = word.strip_prefix(['w', 'k']).map(|rest| rest.trim_start_matches('w'))?.parse().ok()?;
    let now = Week::of(today);
    Week::new(now.year(), number)
        .filter(|week| now.since(*week) * 7 < SLIP)
        .or_else(|| Week::new(now.year() + 1, number))
}

/// The last working day of a week, by which something is due.
fn friday(week: Week, side: Side) -> Option<Day> {
    let friday = || week.monday().checked_add_days(Days::new(4));
    (side == Side::Ahead).then(friday).flatten()
}

/// So many days or weeks.
fn span(count: &str, unit: &str) -> Option<Days> {
    let count: u64 = count.parse().ok()?;
    let days = match unit {
        "day" | "days" => count,
        "week" | "weeks" => count.checked_mul(7)?,
        _ => return None,
    };
    Some(Days::new(days.min(FAR)))
}

/// The next day of that name, or the last; never today.
fn weekday(weekday: Weekday, today: Day, side: Side) -> Option<Day> {
    let (wanted, now) = (weekday.num_days_from_monday(), today.weekday().num_days_from_monday());
    match side {
        Side::Ahead => today.checked_add_days(Days::new(u64::from((6 + wanted - now) % 7 + 1))),
        Side::Behind => today.checked_sub_days(Days::new(u64::from((6 + now - wanted) % 7 + 1))),
    }
}

/// A day and its month, in either order.
fn day_and_month(first: &str, second: &str) -> Option<(u32, u32)> {
    let (number, month) =
        if first.starts_with(|c: char| c.is_ascii_digit()) { (first, second) } else { (second, first) };
    let month = if month == "sept" { Month::September } else { month.parse().ok()? }.number_from_month();
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| number.strip_suffix(end)).unwrap_or(number);
    Some((bare.parse().ok()?, month))
}

fn of_a_month(first: &str, second: &str, today: Day, side: Side) -> Option<Day> {
    near(day_and_month(first, second)?, today, side)
}

/// A day of a month, in the year that brings it nearest.
fn near((day, month): (u32, u32), today: Day, side: Side) -> Option<Day> {
    let of = |year: i32| Day::from_ymd_opt(year, month, day);
    let this = of(today.year());
    match side {
        Side::Ahead => this.filter(|day| (today - *day).num_days() < SLIP).or_else(|| of(today.year() + 1)),
        Side::Behind => this.filter(|day| *day <= today).or_else(|| of(today.year() - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Thursday.
    fn today() -> Day {
        parse_day("2026-12-03").unwrap()
    }

    fn said(text: &str, side: Side) -> String {
        day_said(text, today(), side).map_or_else(|| "no day".to_owned(), |day| day.to_string())
    }

    #[test]
    fn a_day_ahead_is_the_next_of_its_name() {
        for (text, day) in [
            ("2027-02-01", "2027-02-01"),
            ("15 December", "2026-12-15"),
            ("Dec 15", "2026-12-15"),
            ("15. Dec", "2026-12-15"),
            ("1st of", "no day"),
            ("Jan 1st", "2027-01-01"),
            ("15 Jan 2028", "2028-01-15"),
            ("January 15, 2028", "2028-01-15"),
            ("20 Nov", "2026-11-20"),
            ("20 Sep", "2027-09-20"),
            ("30 Feb", "no day"),
            ("friday", "2026-12-04"),
            ("Thu", "2026-12-10"),
            ("wed", "2026-12-09"),
            ("2 weeks", "2026-12-17"),
            ("in 3 days", "2026-12-06"),
            ("tomorrow", "2026-12-04"),
            ("today", "2026-12-03"),
            ("+1w", "2026-12-10"),
            ("-3d", "2026-11-30"),
            ("15.1.2027", "2027-01-15"),
            ("15.1.27", "no day"),
            ("15.1.", "2027-01-15"),
            ("this friday", "2026-12-04"),
            ("next friday", "2026-12-11"),
            ("end of month", "2026-12-31"),
            ("3/4/2026", "no day"),
            ("7 Sept 2027", "2027-09-07"),
            ("this week", "2026-12-04"),
            ("next week", "2026-12-11"),
            ("W50", "2026-12-11"),
            ("kw 2", "no day"),
            ("KW2", "2027-01-15"),
            ("w48", "2026-11-27"),
            ("2027-W01", "2027-01-08"),
            ("w54", "no day"),
            ("soon", "no day"),
            ("", "no day"),
            ("99999999999999 weeks", "2126-11-09"),
        ] {
            assert_eq!(said(text, Side::Ahead), day, "{text}");
        }
    }

    #[test]
    fn a_day_behind_is_the_last_of_its_name() {
        for (text, day) in [
            ("15 Jan", "2026-01-15"),
            ("15 Dec", "2025-12-15"),
            ("3 Dec", "2026-12-03"),
            ("thursday", "2026-11-26"),
            ("wednesday", "2026-12-02"),
            ("friday", "2026-11-27"),
            ("2 weeks ago", "2026-11-19"),
            ("yesterday", "2026-12-02"),
            ("2 weeks", "no day"),
        ] {
            assert_eq!(said(text, Side::Behind), day, "{text}");
        }
    }
}
