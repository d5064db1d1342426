//! Owns how people write days in tables, before a mapping's formats read them.

use chrono::NaiveDate;

use super::table::collapse;
use crate::domain::incoming::DateOrder;

/// What may stand before a day.
const BEFORE: [&str; 4] = ["w/c ", "wc ", "week commencing ", "week of "];
/// The first three letters of the days of the week.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A day without what people write before it, such as “w/c” or “Monday,”, without the letters behind its number, and with
/// the name of its month as formats know it.
pub(super) fn plain_day(cell: &str) -> String {
    let cell = collapse(cell);
    let lower = cell.to_ascii_lowercase();
    let begins = BEFORE.iter().find(|begins| lower.starts_with(**begins));
    let cell = begins.and_then(|begins| cell.get(begins.len()..)).unwrap_or(&cell);
    let weekday = cell.split_once(' ').filter(|(word, _)| is_weekday(word));
    let cell = weekday.map_or(cell, |(_, rest)| rest);
    cell.split(' ').filter(|word| *word != "of").map(plain_word).collect::<Vec<_>>().join(" ")
}

/// Is it the name of a day of the week, or its beginning?
fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']).to_ascii_lowercase();
    let full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.get(..3).is_some_and(|head| WEEKDAYS.contains(&head)) && full.iter().any(|full| full.starts_with(&word))
        || ["tues", "thur", "thurs"].contains(&word.as_str())
}

/// One word of a day: “7th” as “7”, “Sept.” as “Sep”, a comma behind it kept.
fn plain_word(word: &str) -> String {
    let (word, comma) = word.strip_suffix(',').map_or((word, ""), |word| (word, ","));
    let lower = word.to_ascii_lowercase();
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|letters| lower.strip_suffix(letters));
    let number = ordinal.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    // “September” holds it too, and stays.
    let month = lower.strip_suffix('.').filter(|word| (3..=4).contains(&word.len())).unwrap_or(&lower);
    let plain = match (number, month) {
        (Some(number), _) => number,
        (None, "sept") => "sep",
        (None, month) if month.len() < lower.len() => month,
        _ => word,
    };
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
        ];
        for (written, plain) in table {
            assert_eq!(plain_day(written), plain, "{written}");
        }
    }
}
