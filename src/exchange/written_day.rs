//! Owns how people write days in tables, before a mapping's formats read them.

use chrono::{Datelike, NaiveDate};

use super::table::collapse;
use crate::domain::incoming::DateOrder;
use crate::domain::written::{bare, compact, month_plainly};

/// A day without what people write before it, such as “w/c” or “Monday,”, without the letters behind its number, and with
/// the name of its month as formats know it; `20260901` as `2026-09-01`.
pub(super) fn plain_day(cell: &str) -> String {
    let cell = collapse(cell);
    if let Some(day) = compact(&cell) {
        return day.to_string();
    }
    bare(&cell).split(' ').filter(|word| *word != "of").map(plain_word).collect::<Vec<_>>().join(" ")
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

/// One word of a day: “7th” as “7”, “Sept.” as “sep”, a comma behind it kept.
fn plain_word(word: &str) -> String {
    let (word, comma) = word.strip_suffix(',').map_or((word, ""), |word| (word, ","));
    let lower = word.to_lowercase();
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|letters| lower.strip_suffix(letters));
    let number = ordinal.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    let plain = number.or_else(|| month_plainly(word.trim_end_matches('.'))).unwrap_or(word);
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
            ("7th September 2026", "7 sep 2026"),
            ("Monday, September 7, 2026", "sep 7, 2026"),
            ("Sept. 7th, 2026", "sep 7, 2026"),
            ("Thurs 1st of Oct. 2026", "1 oct 2026"),
            ("w/c Mon 5 Oct  2026", "5 oct 2026"),
            ("week of 13/10/2026", "13/10/2026"),
            ("2026-10-05", "2026-10-05"),
            ("Monthly", "Monthly"),
            ("August 2026", "aug 2026"),
            ("sunset 3 May 2026", "sunset 3 may 2026"),
            ("th", "th"),
            ("1. MÄRZ 2026", "1. mar 2026"),
            ("15. Mai 2026", "15. may 2026"),
            ("Mo 7.9.2026", "7.9.2026"),
            ("Mittwoch, 7. Okt. 2026", "7. oct 2026"),
            ("20260901", "2026-09-01"),
            ("2026091", "2026091"),
        ];
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
