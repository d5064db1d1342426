//! Owns days and weeks as people write them: the names of months and weekdays, and what a text with them means. A text
//! that can be read in several ways is refused, never guessed. A year that is not said is left to callers who know
//! today.

use chrono::{Datelike, Months, NaiveTime, Weekday};

use crate::domain::{Day, Invalid, Week, check_day, parse_day};

/// The names of the months, in lower case; first the one that date formats know, then others, German ones among them.
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "jänner", "jän"],
    &["feb", "february", "februar", "feber"],
    &["mar", "march", "märz", "maerz", "mär", "mrz"],
    &["apr", "april"],
    &["may", "mai"],
    &["jun", "june", "juni"],
    &["jul", "july", "juli"],
    &["aug", "august"],
    &["sep", "september", "sept"],
    &["oct", "october", "oktober", "okt"],
    &["nov", "november"],
    &["dec", "december", "dezember", "dez"],
];

/// The names of the weekdays.
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["mon", "monday", "mo", "montag"]),
    (Weekday::Tue, &["tue", "tuesday", "tues", "di", "dienstag"]),
    (Weekday::Wed, &["wed", "wednesday", "weds", "mi", "mittwoch"]),
    (Weekday::Thu, &["thu", "thursday", "thur", "thurs", "do", "donnerstag"]),
    (Weekday::Fri, &["fri", "friday", "fr", "freitag"]),
    (Weekday::Sat, &["sat", "saturday", "sa", "samstag", "sonnabend"]),
    (Weekday::Sun, &["sun", "sunday", "so", "sonntag"]),
];

/// Words for a week before its number.
const WEEKS: [&str; 5] = ["w", "wk", "week", "kw", "cw"];
/// Words for a week after its number: `40. KW`. Others are not, as “2 weeks” is a span and “5 kW” a power.
const CALENDAR_WEEKS: [&str; 2] = ["KW", "CW"];
/// The names of parts of a year, with their number of months.
const PARTS_OF_A_YEAR: [(&str, u32); 6] =
    [("q", 3), ("quarter", 3), ("quartal", 3), ("h", 6), ("hj", 6), ("halbjahr", 6)];
/// Signs that word processors put in place of the hyphens of a date.
const DASHES: [char; 4] = ['\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}'];
/// Words that may stand before a day.
const BEFORE: [&str; 6] = ["w/c ", "wc ", "week commencing ", "week of ", "w/e ", "week ending "];
/// Words around the number of a day that say nothing: “the 7th of”.
const FILLERS: [&str; 6] = ["st", "nd", "rd", "th", "of", "the"];
/// A text of more bytes is no day.
const LONGEST: usize = 60;

/// What a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A day.
    Day(Day),
    /// A day without its year.
    Yearless {
        /// The month, from 1.
        month: u32,
        /// The day of the month; the month may not have it.
        day: u32,
    },
    /// A month without a day.
    Month,
    /// A week; the year may not have it.
    Week {
        /// The year, if it is said.
        year: Option<i32>,
        /// Its number in the year.
        number: u32,
    },
}

/// The number, from 1, of the month that a word names.
#[must_use]
pub fn month_named(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word.as_str())).map(|(number, _)| number)
}

/// The name that date formats know for the month that a word names: `oct` for `Oktober`.
#[must_use]
pub fn month_plainly(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    MONTHS.into_iter().find(|names| names.contains(&word.as_str())).and_then(|names| names.first().copied())
}

/// The day of the week that a word names.
#[must_use]
pub fn weekday_named(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    WEEKDAYS.into_iter().find(|(_, names)| names.contains(&word.as_str())).map(|(weekday, _)| weekday)
}

/// A text without “w/c” and the like before its day.
fn without_before(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let begins = BEFORE.iter().find(|begins| lower.starts_with(**begins));
    begins.and_then(|begins| text.get(begins.len()..)).unwrap_or(text)
}

/// The weekday that a text begins with, and the rest.
fn weekday_before(text: &str) -> Option<(Weekday, &str)> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    Some((weekday_named(word.trim_end_matches([',', '.']))?, rest.trim_start()))
}

/// A written day without “w/c” and the weekday before it.
#[must_use]
pub fn bare(text: &str) -> &str {
    let text = without_before(text.trim()).trim_start();
    weekday_before(text).map_or(text, |(_, rest)| rest)
}

/// The weekday that a written day names, if its date falls on another one.
#[must_use]
pub fn wrong_weekday(text: &str, day: Day) -> Option<Weekday> {
    weekday_before(without_before(text.trim()).trim_start()).map(|(said, _)| said).filter(|said| *said != day.weekday())
}

/// The day, unless the text names another weekday.
pub(super) fn of_its_weekday(text: &str, day: Day) -> Result<Day, Invalid> {
    if wrong_weekday(text, day).is_none() {
        return Ok(day);
    }
    let what = format!("“{text}” names another weekday than that of {day}, a {}", day.format("%A"));
    Err(Invalid::new(what).hint("write the day that is meant"))
}

/// A text without the time of day after its day, if there is one.
#[must_use]
pub fn without_time(text: &str) -> Option<&str> {
    let text = text.trim();
    let half = text.len().saturating_sub(2);
    let is_half = text.get(half..).is_some_and(|end| ["am", "pm"].iter().any(|known| known.eq_ignore_ascii_case(end)));
    let text = if is_half { text.get(..half).unwrap_or(text).trim_end() } else { text };
    let (day, time) = text.rsplit_once([' ', '\u{a0}', 'T'])?;
    // In whatever zone the clock is: the day is the one that is written.
    let time = time.split(['Z', '+', '-']).next().unwrap_or(time);
    let is_time = |format: &&str| NaiveTime::parse_from_str(time, format).is_ok();
    let known = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().any(is_time);
    known.then(|| day.trim_end_matches([',', ' ', '\u{a0}']))
}

/// The day of a text, and the time of day after it, if there is one; none if what follows is no time.
#[must_use]
pub fn with_time(text: &str) -> Option<(&str, Option<NaiveTime>)> {
    const TIMES: [&str; 5] = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I:%M:%S %p"];
    let text = text.trim();
    let day = without_time(text).unwrap_or(text);
    let time = text.strip_prefix(day)?.trim_start_matches([',', ' ', '\u{a0}', 'T']);
    let read = || TIMES.iter().find_map(|format| NaiveTime::parse_from_str(time, format).ok());
    Some((day, if time.is_empty() { None } else { Some(read()?) }))
}

/// `20260901` as a day.
#[must_use]
pub fn compact(text: &str) -> Option<Day> {
    let text = text.trim();
    let is_it = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    Day::parse_from_str(text, "%Y%m%d").ok().filter(|day| is_it && check_day(*day).is_ok())
}

/// The day of a text that has its year: `2027-01-15`, `15 Jan 2027`, `15.01.27`, `Freitag, 15. Januar 2027`,
/// `20270115`.
///
/// # Errors
/// If it is no day, has no year, or may be several days: `3/4/2027`.
pub fn day_of(text: &str) -> Result<Day, Invalid> {
    match (compact(text), read(text)) {
        (Some(day), _) | (None, Some(Ok(Written::Day(day)))) => Ok(day),
        (None, Some(Err(error))) => Err(error),
        _ => parse_day(text),
    }
}

/// The day or week of a text; none if it looks like neither.
///
/// # Errors
/// If it looks like a day but is none, may be several, or names another weekday.
#[must_use]
pub fn read(text: &str) -> Option<Result<Written, Invalid>> {
    let text = text.trim();
    if text.len() <= LONGEST && text.contains(DASHES) {
        return read(&text.replace(DASHES, "-"));
    }
    if text.len() > LONGEST || text.chars().any(|c| !c.is_alphanumeric() && !" \u{a0}-/.,'".contains(c)) {
        return None;
    }
    let (parts, marks) = parts(bare(text).trim_end_matches(['.', ',']))?;
    let meant = meant(text, &parts, &marks)?;
    Some(meant.and_then(|meant| match meant {
        Written::Day(day) => of_its_weekday(text, day).map(Written::Day),
        _ => Ok(meant),
    }))
}

/// The same for a text with or without a time of day after its day.
///
/// # Errors
/// As for the day alone.
#[must_use]
pub fn read_timed(text: &str) -> Option<Result<Written, Invalid>> {
    read(without_time(text).unwrap_or(text))
}

/// The first and last day of a month, quarter or half-year with its year: `Oct 2026`, `10/2026`, `Q3 2026`, `3. Quartal
/// 2026`, `H1 2027`.
#[must_use]
pub fn months_named(text: &str) -> Option<(Day, Day)> {
    use Part::{Number, Word};
    let (parts, marks) = parts(text.trim())?;
    let part = |word: &str| Some(PARTS_OF_A_YEAR.iter().find(|(known, _)| known.eq_ignore_ascii_case(word))?.1);
    let (year, number, months) = match *parts {
        [Number(year), Word(word), Number(number)] if year.len() == 4 => (year, number, part(word)?),
        [Word(word), Number(number), Number(year)] | [Number(number), Word(word), Number(year)] => {
            (year, number, part(word)?)
        }
        [Number(number), Number(year)] | [Number(year), Number(number)] if year.len() == 4 => (year, number, 1),
        [Word(word), Number(year)] if year.len() == 4 || marks.contains('\'') => {
            return span(year_of(year)?, month_named(word)?, 1);
        }
        _ => return None,
    };
    span(year_of(year)?, number.parse().ok().filter(|_| number.len() < 3)?, months)
}

/// The first and last day of part `number` of a year that is divided into parts of `months` months.
fn span(year: i32, number: u32, months: u32) -> Option<(Day, Day)> {
    let first = Day::from_ymd_opt(year, number.checked_sub(1)? * months + 1, 1)?;
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((check_day(first).ok()?, last))
}

/// The week of that number in a year.
///
/// # Errors
/// If the year has no such week.
pub fn week_of_year(year: i32, number: u32) -> Result<Week, Invalid> {
    format!("{year}-W{number}").parse()
}

/// A run of digits or of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Number(&'a str),
    Word(&'a str),
}

fn meant(text: &str, parts: &[Part], marks: &str) -> Option<Result<Written, Invalid>> {
    use Part::{Number, Word};
    let week = |year: Option<&str>, number: &str| {
        let year = year.map(str::parse).transpose().ok()?;
        Some(Ok(Written::Week { year, number: number.parse().ok().filter(|_| number.len() < 3)? }))
    };
    match *parts {
        [Word(word), Number(number)] if is_week(word) => week(None, number),
        [Number(year), Word(word), Number(number)] if is_week(word) && year.len() == 4 => week(Some(year), number),
        [Word(word), Number(number), Number(year)] if is_week(word) && year.len() == 4 => week(Some(year), number),
        [Number(number), Word(word)] if CALENDAR_WEEKS.contains(&word) => week(None, number),
        [Number(number), Word(word), Number(year)] if CALENDAR_WEEKS.contains(&word) && year.len() == 4 => {
            week(Some(year), number)
        }
        [Number(a), Number(b), Number(c)] => numbers(text, [a, b, c], marks),
        [Number(a), Word(word), Number(b)] if a.len() == 4 => dated(text, a, month_named(word)?, b),
        [Number(a), Word(word), Number(b)] => dated(text, b, month_named(word)?, a),
        [Word(word), Number(day), Number(year)] if year.len() == 4 => dated(text, year, month_named(word)?, day),
        [Word(word), Number(number)] | [Number(number), Word(word)] => {
            let month = month_named(word)?;
            // `Nov 2026` and `Nov '26` are months.
            let day = number.parse().ok().filter(|_| number.len() < 3 && !marks.contains('\''));
            Some(Ok(day.map_or(Written::Month, |day| Written::Yearless { month, day })))
        }
        [Word(word)] => month_named(word).map(|_| Ok(Written::Month)),
        _ => None,
    }
}

/// A day whose month is named.
fn dated(text: &str, year: &str, month: u32, day: &str) -> Option<Result<Written, Invalid>> {
    let year = year_of(year)?;
    let day: u32 = day.parse().ok().filter(|_| day.len() < 3)?;
    Some(one_of(text, Day::from_ymd_opt(year, month, day).into_iter().collect()).map(Written::Day))
}

/// A date of three numbers, in each order of year, month and day that the mark between them is used for.
fn numbers(text: &str, [a, b, c]: [&str; 3], marks: &str) -> Option<Result<Written, Invalid>> {
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
        // With dots, the day comes first.
        (1 | 2, 2 | 4) if mark == '.' => vec![day(c, b, a)],
        (1 | 2, 2 | 4) => vec![day(c, b, a), day(c, a, b), day(a, b, c)],
        _ => return None,
    };
    Some(one_of(text, days.into_iter().flatten().collect()).map(Written::Day))
}

/// The day, if the text can mean only one of these.
pub(super) fn one_of(text: &str, mut days: Vec<Day>) -> Result<Day, Invalid> {
    days.sort_unstable();
    days.dedup();
    match days[..] {
        [] => Err(Invalid::new(format!("there is no day “{text}”")).hint("write a date as 2026-11-18")),
        [day] => check_day(day),
        [.., last] => {
            let list: Vec<String> = days.iter().map(Day::to_string).collect();
            let count = if days.len() == 2 { "two" } else { "three" };
            Err(Invalid::new(format!("“{text}” can be {count} dates: {}", list.join(" or ")))
                .hint(format!("name the month, as {}, or write {last}", last.format("%-d %b %Y"))))
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
    WEEKS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The runs of digits and letters, and the marks between them; none if there are too many, or marks around them.
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
            _ if first.is_alphabetic() && FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(run)) => {}
            _ if first.is_alphabetic() => parts.push(Part::Word(run)),
            _ if first.is_whitespace() => {}
            _ if parts.is_empty() || rest.is_empty() => return None,
            _ => marks.push(first),
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

    fn day(text: &str) -> String {
        day_of(text).map_or_else(|error| error.what, |day| day.to_string())
    }

    #[test]
    fn a_month_a_quarter_and_a_half_have_their_first_and_their_last_day() {
        let read = |text: &str| months_named(text).map(|(first, last)| format!("{first} {last}"));
        for (texts, days) in [
            (&["Q3 2026", "q3/26", "2026-Q3", "3. Quartal 2026", "3rd quarter 2026"][..], "2026-07-01 2026-09-30"),
            (&["Oct 2026", "Oktober 2026", "Oct '26", "10/2026", "10.2026", "2026-10"][..], "2026-10-01 2026-10-31"),
            (&["H1 2027", "1. Halbjahr 2027"][..], "2027-01-01 2027-06-30"),
            (&["Feb. 2028"][..], "2028-02-01 2028-02-29"),
        ] {
            for text in texts {
                assert_eq!(read(text).as_deref(), Some(days), "{text}");
            }
        }
        for text in
            ["Q3", "Q5 2026", "Q0 2026", "13/2026", "Oct 26", "2026", "15 Jan 2027", "KW 40 2026", "10/26", "soon"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_week_may_have_its_number_before_its_name_in_german() {
        for (text, year) in [("40. KW 2026", Some(2026)), ("40. KW", None), ("40 CW", None), ("CW 40 2026", Some(2026))]
        {
            assert_eq!(read(text), Some(Ok(Written::Week { year, number: 40 })), "{text}");
        }
        assert_eq!(read("2 w"), None, "that is a span");
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "2027-01-15",
            "15 Jan 2027",
            "15 Jan 27",
            "January 15th, 2027",
            "the 15th of January 2027",
            "15.01.2027",
            "15.1.27",
            "15/1/2027",
            "2027/01/15",
            "Fri 15-Jan-2027",
            "Freitag, 15. Januar 2027",
            "Fr. 15.1.2027",
            "15. JÄNNER 2027",
            "week of 15 Jan 2027",
            "w/e 15/01/2027",
            "2027\u{2013}01\u{2013}15",
            "15\u{2011}Jan\u{2011}2027",
            "Week ending Friday, 15 January 2027",
            "20270115",
        ] {
            assert_eq!(day(text), "2027-01-15", "{text}");
        }
        for text in ["1. September 2026", "Sep 1 2026", "Sept. 1, 2026", "Di 1.9.2026", "20260901"] {
            assert_eq!(day(text), "2026-09-01", "{text}");
        }
        assert_eq!((day("24.12.26"), day("24/12/2026")), ("2026-12-24".to_owned(), "2026-12-24".to_owned()));
        for text in ["15 Jan", "soon", "Jan 2027", "2026-13", "20261399", "15.1.2027 10:30", ""] {
            assert!(day(text).contains("is not a date"), "{text}: {}", day(text));
        }
        for text in ["w/c Mon 15 Jan 2027", "Mo 15.1.2027"] {
            assert!(day(text).contains("another weekday"), "{text}");
        }
        assert!(day("31.02.2026").contains("no day") && day("2026-13-40").contains("no day"));
    }

    #[test]
    fn what_can_be_two_days_names_both_and_how_to_write_one() {
        let error = day_of("3/4/2027").unwrap_err();
        assert_eq!(error.what, "“3/4/2027” can be two dates: 2027-03-04 or 2027-04-03");
        assert_eq!(error.hint.as_deref(), Some("name the month, as 3 Apr 2027, or write 2027-04-03"));
    }

    #[test]
    fn every_name_of_a_month_and_of_a_weekday_is_known() {
        for (word, month) in [("Mär", 3), ("maerz", 3), ("Mai", 5), ("SEPT", 9), ("okt", 10), ("Dez", 12)] {
            assert_eq!(month_named(word), Some(month), "{word}");
        }
        for (word, day) in [("Thurs", Weekday::Thu), ("Sonnabend", Weekday::Sat), ("mi", Weekday::Wed)] {
            assert_eq!(weekday_named(word), Some(day), "{word}");
        }
        assert_eq!((month_named("monthly"), weekday_named("sunset")), (None, None));
        assert_eq!(month_plainly("Oktober"), Some("oct"));
    }

    #[test]
    fn a_time_of_day_comes_off_where_one_stands_behind_a_day() {
        for text in [
            "2026-11-18 09:30",
            "2026-11-18T09:30:00Z",
            "2026-11-18T10:00:00.000+02:00",
            "2026-11-18 12:00 AM",
            "2026-11-18, 9:30pm",
        ] {
            assert_eq!(without_time(text), Some("2026-11-18"), "{text}");
        }
        for text in ["2026-11-18", "2026-11-18 25:30", "12:30", "18 Nov 2026"] {
            assert_eq!(without_time(text), None, "{text}");
        }
    }
}
