//! Owns how people write days in tables, before a mapping's formats read them.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::table::collapse;
use crate::domain::incoming::DateOrder;
use crate::domain::{Day, Invalid, parse_day};

/// What may stand before a day.
const BEFORE: [&str; 4] = ["w/c ", "wc ", "week commencing ", "week of "];

/// Months as formats know them, by other names.
const MONTHS: [(&str, &str); 17] = [
    ("sept", "sep"),
    ("januar", "jan"),
    ("jänner", "jan"),
    ("jän", "jan"),
    ("februar", "feb"),
    ("feber", "feb"),
    ("märz", "mar"),
    ("maerz", "mar"),
    ("mär", "mar"),
    ("mrz", "mar"),
    ("mai", "may"),
    ("juni", "jun"),
    ("juli", "jul"),
    ("oktober", "oct"),
    ("okt", "oct"),
    ("dezember", "dec"),
    ("dez", "dec"),
];

/// Days of the week as they are read, by other names.
const WEEKDAYS: [(&str, &str); 18] = [
    ("tues", "tue"),
    ("thur", "thu"),
    ("thurs", "thu"),
    ("mo", "mon"),
    ("montag", "mon"),
    ("di", "tue"),
    ("dienstag", "tue"),
    ("mi", "wed"),
    ("mittwoch", "wed"),
    ("do", "thu"),
    ("donnerstag", "thu"),
    ("fr", "fri"),
    ("freitag", "fri"),
    ("sa", "sat"),
    ("samstag", "sat"),
    ("sonnabend", "sat"),
    ("so", "sun"),
    ("sonntag", "sun"),
];

/// What a word is called otherwise; the word itself where it is not.
fn otherwise<'w>(names: &[(&str, &'w str)], word: &'w str) -> &'w str {
    names.iter().find(|(name, _)| *name == word).map_or(word, |(_, other)| *other)
}

/// A day without what people write before it, such as “w/c” or “Monday,”, without the letters behind its number, and with
/// the name of its month as formats know it; `20260901` as `2026-09-01`.
pub(super) fn plain_day(cell: &str) -> String {
    let cell = collapse(cell);
    let cell = without_before(&cell);
    if let Some((year, rest)) = cell.split_at_checked(4).filter(|_| is_digits(cell, 8)) {
        let (month, day) = rest.split_at(2);
        return format!("{year}-{month}-{day}");
    }
    let cell = weekday_before(cell).map_or(cell, |(_, rest)| rest);
    cell.split(' ').filter(|word| *word != "of").map(plain_word).collect::<Vec<_>>().join(" ")
}

/// A cell without the time of day behind its day, where one stands there.
pub(super) fn without_time(cell: &str) -> Option<&str> {
    let (day, time) = cell.trim().rsplit_once([' ', 'T'])?;
    // Wherever its clock stands, the day is the one that is written.
    let time = time.split(['Z', '+', '-']).next().unwrap_or(time);
    let is_time = |time: &str| {
        ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().any(|format| NaiveTime::parse_from_str(time, format).is_ok())
    };
    is_time(time).then_some(day)
}

/// Does a cell say when, and no day of it: `Oct 2026`, `2026-10`, `Q1 2027`, `2027`?
pub(super) fn is_without_day(cell: &str) -> bool {
    let plain = plain_day(cell);
    let is_month = ["%d %B %Y", "%d %Y-%m", "%d %m/%Y"].iter().any(|format| {
        let first = NaiveDate::parse_from_str(&format!("1 {plain}"), format);
        first.is_ok_and(|day| (1900..=2999).contains(&day.year()))
    });
    let is_part = |text: &str| text.strip_prefix(['Q', 'q', 'H', 'h']).is_some_and(|number| is_digits(number, 1));
    match plain.split([' ', '/', '-']).collect::<Vec<_>>().as_slice() {
        [year] => is_digits(year, 4),
        [part, year] | [year, part] if is_part(part) => is_digits(year, 4),
        _ => is_month,
    }
}

fn is_digits(text: &str, many: usize) -> bool {
    text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The day that a text means whole and in one way only, with the year and, unless it is a number alone, the name of the
/// month: `15 Jan 2027`, `Jan 15, 2027`, `15.01.2027`.
#[must_use]
pub fn whole_day(text: &str) -> Option<Day> {
    const FORMATS: [&str; 11] = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%d.%m.%Y",
        "%d %b %Y",
        "%d %B %Y",
        "%d. %B %Y",
        "%b %d, %Y",
        "%B %d, %Y",
        "%B %d %Y",
        "%d-%b-%Y",
        "%d-%B-%Y",
    ];
    let plain = plain_day(text);
    let read = |format: &&str| NaiveDate::parse_from_str(&plain, format).ok();
    let is_meant = |day: &Day| (1900..=2999).contains(&day.year()) && wrong_weekday(text, *day).is_none();
    FORMATS.iter().find_map(read).filter(is_meant)
}

/// A day as a command line or a cell of text gives it.
///
/// # Errors
/// Where it is no day, or does not say which: `3/4/2027`.
pub fn day_of(text: &str) -> Result<Day, Invalid> {
    parse_day(text).or_else(|error| whole_day(text).ok_or(error))
}

/// A day without “w/c” and the like.
fn without_before(cell: &str) -> &str {
    let lower = cell.to_ascii_lowercase();
    let begins = BEFORE.iter().find(|begins| lower.starts_with(**begins));
    begins.and_then(|begins| cell.get(begins.len()..)).unwrap_or(cell)
}

/// The day of the week that a text begins with, and the rest.
fn weekday_before(text: &str) -> Option<(Weekday, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let word = word.trim_end_matches([',', '.']).to_ascii_lowercase();
    Some((otherwise(&WEEKDAYS, &word).parse().ok()?, rest))
}

/// The day of the week that a written day names, where another one is meant by its date.
pub(super) fn wrong_weekday(cell: &str, day: Day) -> Option<Weekday> {
    let cell = collapse(cell);
    weekday_before(without_before(&cell)).map(|(said, _)| said).filter(|said| *said != day.weekday())
}

/// One word of a day: “7th” as “7”, “Sept.” as “sep”, a comma behind it kept.
fn plain_word(word: &str) -> String {
    let (word, comma) = word.strip_suffix(',').map_or((word, ""), |word| (word, ","));
    let lower = word.to_lowercase();
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|letters| lower.strip_suffix(letters));
    let number = ordinal.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    // “September” holds it too, and stays.
    let month = lower.strip_suffix('.').filter(|word| (3..=4).contains(&word.len())).unwrap_or(&lower);
    let known = otherwise(&MONTHS, month);
    let plain = number.unwrap_or(if known == lower { word } else { known });
    format!("{plain}{comma}")
}

/// The formats of dates that only an order makes plain.
pub(super) const fn formats(order: DateOrder) -> [&'static str; 4] {
    match order {
        DateOrder::DayFirst => ["%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d-%m-%y"],
        DateOrder::MonthFirst => ["%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y"],
    }
}

/// The order of a date that is one in that order only.
pub(super) fn order_of(cell: &str) -> Option<DateOrder> {
    let cell = plain_day(cell);
    let reads = |order| formats(order).iter().any(|format| NaiveDate::parse_from_str(&cell, format).is_ok());
    two_numbers(&cell)?;
    match (reads(DateOrder::DayFirst), reads(DateOrder::MonthFirst)) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// The first two numbers of a date such as 3/4/2026 or 3-4-26.
pub(super) fn two_numbers(cell: &str) -> Option<(u8, u8)> {
    let cell = plain_day(cell);
    let parts: Vec<&str> = cell.split(['/', '-']).collect();
    let [one, other, year] = parts.as_slice() else {
        return None;
    };
    let number = |part: &&str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let is_year = matches!(year.len(), 2 | 4) && year.chars().all(|digit| digit.is_ascii_digit());
    number(one).zip(number(other)).filter(|_| is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_plain_without_what_people_write_around_them() {
        let table = [
            ("7th September 2026", "7 September 2026"),
            ("Monday, September 7, 2026", "September 7, 2026"),
            ("Sept. 7th, 2026", "sep 7, 2026"),
            ("Thurs 1st of Oct. 2026", "1 oct 2026"),
            ("w/c Mon 5 Oct  2026", "5 Oct 2026"),
            ("week of 13/10/2026", "13/10/2026"),
            ("2026-10-05", "2026-10-05"),
            ("Monthly", "Monthly"),
            ("August 2026", "August 2026"),
            ("sunset 3 May 2026", "sunset 3 May 2026"),
            ("th", "th"),
            ("1. MÄRZ 2026", "1. mar 2026"),
            ("15. Mai 2026", "15. may 2026"),
            ("Mo 7.9.2026", "7.9.2026"),
            ("Mittwoch, 7. Okt. 2026", "7. oct 2026"),
            ("20260901", "2026-09-01"),
            ("2026091", "2026091"),
        ];
        let day = |text| whole_day(text).map(|day| day.to_string());
        for text in ["15 Jan 2027", "January 15th, 2027", "15.01.2027", "Fri 15-Jan-2027", "2027-01-15"] {
            assert_eq!(day(text).as_deref(), Some("2027-01-15"), "{text}");
        }
        for text in ["1. September 2026", "Sep 1 2026", "Di 1.9.2026", "20260901"] {
            assert_eq!(day(text).as_deref(), Some("2026-09-01"), "{text}");
        }
        for text in ["w/c Mon 15 Jan 2027", "Mon 15 Jan 2027", "15 Jan", "3/4/2027", "15.01.27", "soon", "Jan 2027"] {
            assert_eq!(day(text), None, "{text}");
        }
        for (written, plain) in table {
            assert_eq!(plain_day(written), plain, "{written}");
        }
    }

    #[test]
    fn what_says_when_without_a_day_is_told_from_what_says_nothing() {
        for text in
            ["Oct 2026", "Oktober 2026", "2026-10", "10/2026", "Q1 2027", "2027-Q1", "q3/2026", "H1 2027", "2027"]
        {
            assert!(is_without_day(text), "{text}");
        }
        for text in ["soon", "1 Oct 2026", "2026-10-01", "Q1", "3/4/2026", "32 Oct 2026", "Oct 26", ""] {
            assert!(!is_without_day(text), "{text}");
        }
    }
}
