//! Owns how weeks are written where a spreadsheet names them: ISO weeks and dates as it shows them. Only what means one
//! day is taken; the rest is refused with the way to write it.

use chrono::Datelike;

use super::shown;
use crate::domain::{Day, Invalid, Week, check_day};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const HINT: &str = "write a week as 2026-W47 or W47, or any date in it as 2026-11-18";

/// What the text of a week or date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Day(Day),
    Week { year: Option<i32>, number: u32 },
}

/// The week that stands where one is expected.
pub(super) fn expected(text: &str, near: Week) -> Result<Week, Invalid> {
    read(text, near).unwrap_or_else(|| {
        let day = serial(text).and_then(day_of);
        Err(match (day, text.parse::<u32>()) {
            _ if text.is_empty() => Invalid::new("no week stands here").hint(HINT),
            (Some(day), _) => Invalid::new(format!("{} looks like a spreadsheet's day number: {day}", shown(text)))
                .hint(format!("format it as a date and copy again, or write {day} or {}", Week::of(day))),
            (None, Ok(number @ 1..=53)) => Invalid::new(format!("{} does not say that it is a week", shown(text)))
                .hint(format!("write W{number}, or a date in that week as 2026-11-18")),
            _ => Invalid::new(format!("{} is not a week", shown(text))).hint(HINT),
        })
    })
}

/// The week that a text names; none where it is nothing of the kind. Without a year it is the newest of that number
/// that is not after the week behind `near`.
pub(in crate::exchange) fn read(text: &str, near: Week) -> Option<Result<Week, Invalid>> {
    Some(parse(text)?.and_then(|when| match when {
        When::Day(day) => Ok(Week::of(day)),
        When::Week { year: Some(year), number } => format!("{year}-W{number}").parse(),
        When::Week { year: None, number } => newest(number, near),
    }))
}

fn newest(number: u32, near: Week) -> Result<Week, Invalid> {
    let (last, year) = (near.plus(1), near.code() / 100);
    let known = [last.code() / 100, year, year - 1].into_iter().find_map(|year| {
        let week = Week::new(year, number)?;
        (week <= last).then_some(week)
    });
    known.ok_or_else(|| {
        Invalid::new(format!("there was no week {number} in {year} or the year before"))
            .hint(format!("write the year, as {year}-W47, or any date in the week"))
    })
}

/// The number by which spreadsheets count days, if it is one of this century.
pub(super) fn serial(text: &str) -> Option<i64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|days| plain && (36_526..=73_050).contains(days))
}

fn day_of(serial: i64) -> Option<Day> {
    let days = u64::try_from(serial).ok()?;
    Day::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))
}

/// A run of digits or of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Number(&'a str),
    Word(&'a str),
}

/// What a text says as a week or date; none where it does not look like either.
pub(super) fn parse(text: &str) -> Option<Result<When, Invalid>> {
    if text.len() > 40 || text.chars().any(|c| !c.is_alphanumeric() && !" \u{a0}-/.,:'".contains(c)) {
        return None;
    }
    let (parts, marks) = parts(without_time(text)?)?;
    let (weekday, parts) = match parts.split_first()? {
        (Part::Word(word), rest) if rest.len() > 1 => match named(&WEEKDAYS, word) {
            Some(number) => (Some(number), rest),
            None => (None, parts.as_slice()),
        },
        _ => (None, parts.as_slice()),
    };
    let marks = if weekday.is_some() { marks.trim_start_matches([',', '.']) } else { &marks };
    let when = parse_parts(text, parts, marks)?;
    Some(when.and_then(|when| match (when, weekday) {
        (When::Day(day), Some(number)) if day.weekday().num_days_from_monday() + 1 != number => {
            Err(Invalid::new(format!("{} names another weekday than that of {day}", shown(text))).hint(HINT))
        }
        _ => Ok(when),
    }))
}

fn parse_parts(text: &str, parts: &[Part], marks: &str) -> Option<Result<When, Invalid>> {
    use Part::{Number, Word};
    let week = |year: Option<&str>, number: &str| {
        let year = year.map(str::parse).transpose().ok()?;
        Some(Ok(When::Week { year, number: number.parse().ok().filter(|_| number.len() < 3)? }))
    };
    let month = |word: &str| named(&MONTHS, word);
    match *parts {
        [Word(word), Number(number)] if is_week(word) => week(None, number),
        [Number(year), Word(word), Number(number)] if is_week(word) && year.len() == 4 => week(Some(year), number),
        [Word(word), Number(number), Number(year)] if is_week(word) && year.len() == 4 => week(Some(year), number),
        [Number(a), Number(b), Number(c)] => numbers(text, [a, b, c], marks),
        [Number(a), Word(word), Number(b)] if a.len() == 4 => dated(text, a, month(word)?, b),
        [Number(a), Word(word), Number(b)] => dated(text, b, month(word)?, a),
        [Word(word), Number(day), Number(year)] if year.len() == 4 => dated(text, year, month(word)?, day),
        [Word(word)] | [Word(word), Number(_)] | [Number(_), Word(word)] => {
            month(word)?;
            Some(Err(
                Invalid::new(format!("{} is a month or a day without its year, not a week", shown(text))).hint(HINT)
            ))
        }
        _ => None,
    }
}

/// A day whose month is named.
fn dated(text: &str, year: &str, month: u32, day: &str) -> Option<Result<When, Invalid>> {
    let year = year_of(year)?;
    let day: u32 = day.parse().ok().filter(|_| day.len() < 3)?;
    Some(one_of(text, [Day::from_ymd_opt(year, month, day)].into_iter().flatten().collect()))
}

/// A day in three numbers: whatever orders of year, month and day the mark between them is used for.
fn numbers(text: &str, [a, b, c]: [&str; 3], marks: &str) -> Option<Result<When, Invalid>> {
    let mark = marks.chars().next().filter(|mark| "-/.".contains(*mark))?;
    if marks != format!("{mark}{mark}") || b.len() > 2 {
        return None;
    }
    let day = |year: &str, month: &str, day: &str| {
        Day::from_ymd_opt(year_of(year)?, month.parse().ok()?, day.parse().ok()?)
            .filter(|_| month.len().max(day.len()) < 3)
    };
    let days = match (a.len(), c.len()) {
        (4, 1 | 2) => vec![day(a, b, c)],
        (1 | 2, 2 | 4) if mark == '.' => vec![day(c, b, a), day(a, b, c)],
        (1 | 2, 2 | 4) => vec![day(c, b, a), day(c, a, b), day(a, b, c)],
        _ => return None,
    };
    let mut days: Vec<Day> = days.into_iter().flatten().collect();
    days.sort_unstable();
    days.dedup();
    Some(one_of(text, days))
}

/// The day, if the text can mean only one.
fn one_of(text: &str, days: Vec<Day>) -> Result<When, Invalid> {
    match days[..] {
        [] => Err(Invalid::new(format!("there is no day {}", shown(text))).hint("write a date as 2026-11-18")),
        [day] => check_day(day).map(When::Day),
        [first, ..] => {
            let list: Vec<String> = days.iter().map(Day::to_string).collect();
            let count = if days.len() == 2 { "two" } else { "three" };
            Err(Invalid::new(format!("{} can be {count} dates: {}", shown(text), list.join(" or ")))
                .hint(format!("write the year first, as {first}, or the week, as {}", Week::of(first))))
        }
    }
}

/// `26` is 2026: no programme is older than this century.
fn year_of(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn is_week(word: &str) -> bool {
    ["w", "wk", "week", "kw", "cw"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The number of a name, which may be cut to its first three letters.
fn named(names: &[&str], word: &str) -> Option<u32> {
    let place = names.iter().position(|name| {
        name.eq_ignore_ascii_case(word)
            || name.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word))
            || *name == "september" && word.eq_ignore_ascii_case("sept")
    })?;
    u32::try_from(place + 1).ok()
}

/// The date before a time of day, as in `2026-11-18 00:00:00`.
fn without_time(text: &str) -> Option<&str> {
    let Some((before, after)) = text.split_once(':') else { return Some(text) };
    let is_time = |c: char| c.is_ascii_digit() || c.is_whitespace() || ":.-AaPpMmZ".contains(c);
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let stripped = date.strip_suffix([' ', '\u{a0}', 'T']).map(str::trim_end)?;
    (date.len() < before.len() && after.chars().all(is_time)).then(|| stripped.trim_end_matches(','))
}

/// The runs of digits and letters, and the marks between them; none where there are too many, or marks around them.
fn parts(text: &str) -> Option<(Vec<Part<'_>>, String)> {
    let (mut parts, mut marks) = (Vec::new(), String::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() };
        let length = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length.max(first.len_utf8()));
        rest = after;
        match first {
            _ if first.is_ascii_digit() => parts.push(Part::Number(run)),
            _ if first.is_alphabetic() => parts.push(Part::Word(run)),
            _ if parts.is_empty() || rest.is_empty() => return None,
            _ if !first.is_whitespace() => marks.push(first),
            _ => {}
        }
        if parts.len() > 4 {
            return None;
        }
    }
    Some((parts, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Week {
        text.parse().unwrap()
    }

    fn week(text: &str) -> String {
        read(text, near("2026-W47")).unwrap_or_else(|| panic!("{text}")).unwrap().to_string()
    }

    fn refused(text: &str) -> String {
        let error = expected(text, near("2026-W47")).unwrap_err();
        assert!(error.hint.is_some(), "{text}");
        error.what
    }

    #[test]
    fn weeks_are_read_as_they_are_written() {
        for text in
            ["W47", "w47", "W 47", "KW47", "Week 47", "2026-W47", "2026-w47", "2026W47", "W47 2026", "KW 47/2026"]
        {
            assert_eq!(week(text), "2026-W47", "{text}");
        }
    }

    #[test]
    fn dates_that_mean_one_day_are_read_as_spreadsheets_show_them() {
        for text in [
            "2026-11-18",
            "2026-11-18 00:00:00",
            "2026-11-18T00:00",
            "2026/11/18",
            "18.11.2026",
            "18.11.2026 00:00",
            "18-Nov-2026",
            "18-Nov-26",
            "18 Nov 2026",
            "Nov 18, 2026",
            "November 18, 2026",
            "18. November 2026",
            "Wednesday, November 18, 2026",
            "11/18/2026",
            "11/18/2026 12:00 AM",
            "18/11/2026",
            "18-11-2026",
            "11/18/26",
        ] {
            assert_eq!(week(text), "2026-W47", "{text}");
        }
        assert_eq!(week("03/03/2026"), "2026-W10");
        assert_eq!(week("03.04.2026"), week("2026-04-03"));
        assert_eq!(week("Sept 1, 2026"), week("2026-09-01"));
    }

    #[test]
    fn dates_that_mean_several_days_or_none_are_refused() {
        assert_eq!(refused("03/04/2026"), "“03/04/2026” can be two dates: 2026-03-04 or 2026-04-03");
        assert_eq!(refused("01/02/03"), "“01/02/03” can be three dates: 2001-02-03 or 2003-01-02 or 2003-02-01");
        assert!(refused("18.11.26").contains("two dates"));
        assert!(refused("31.02.2026").contains("no day"));
        assert!(refused("13/13/2026").contains("no day"));
        assert!(refused("Monday, November 18, 2026").contains("weekday"));
        assert!(refused("18-Nov-1026").contains("not a date of our time"));
        for text in ["Nov-26", "24-Nov", "Nov 2026", "November", "Nov '26"] {
            assert!(refused(text).contains("month"), "{text}");
        }
    }

    #[test]
    fn numbers_are_no_weeks() {
        let error = expected("46344", near("2026-W47")).unwrap_err();
        assert_eq!(error.what, "“46344” looks like a spreadsheet's day number: 2026-11-18");
        assert!(error.hint.unwrap().contains("2026-W47"));
        assert!(refused("41").contains("does not say"));
        assert!(refused("").contains("no week"));
        for text in [
            "soon",
            "W",
            "W411",
            "5 kW",
            "3-4",
            "45/60",
            "1.2.3",
            "1.234.567",
            "12:30",
            "-18-Nov-26",
            "v2-W1-3",
            "Q3 2026",
        ] {
            assert_eq!(read(text, near("2026-W47")), None, "{text}");
        }
    }

    #[test]
    fn a_week_without_its_year_is_the_newest_one_that_can_be() {
        let table = [
            ("2026-W47", "W47", "2026-W47"),
            ("2026-W47", "W48", "2026-W48"),
            ("2026-W47", "W49", "2025-W49"),
            ("2026-W53", "W01", "2027-W01"),
            ("2026-W52", "W53", "2026-W53"),
            ("2027-W10", "W53", "2026-W53"),
            ("2027-W52", "W53", "2026-W53"),
        ];
        for (at, text, meant) in table {
            assert_eq!(read(text, near(at)).unwrap().unwrap().to_string(), meant, "{text} near {at}");
        }
        assert!(read("W53", near("2026-W10")).unwrap().unwrap_err().what.contains("no week 53 in 2026"));
        assert!(refused("W54").contains("no week 54"));
        assert_eq!(refused("2025-W53"), "there is no week 53 in 2025");
    }
}
