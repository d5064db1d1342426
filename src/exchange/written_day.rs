//! Owns days as people write them in tables: makes them plain for the formats of a mapping, and reads those that no
//! format can.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::incoming::DateOrder;
use crate::domain::shown::collapsed;
use crate::domain::spoken::{Side, day_said};
use crate::domain::weeks::friday;
use crate::domain::written::{
    Written, bare, compact, day_of, month_plainly, months_named, read, week_of_year, with_time, without_time,
};
use crate::domain::{Day, Invalid, Week};

/// A day without what people write before it, such as “w/c” or “Monday,”, without the letters behind its number, and
/// with the name of its month as formats know it; `20260901` as `2026-09-01`.
pub(super) fn plain_day(cell: &str) -> String {
    let cell = collapsed(cell);
    if let Some(day) = compact(&cell) {
        return day.to_string();
    }
    bare(&cell).split(' ').filter(|word| *word != "of").map(plain_word).collect::<Vec<_>>().join(" ")
}

/// A week of this year that lies more weeks ahead is most likely one of the last year, where something began in it.
const SOON: i64 = 8;

/// The day that a cell means which names a week, a month, a quarter or half a year, or a day without its year, and how
/// that is read. What began did so on the first day, and what is due is due by the last, of a week its Friday. What has
/// no year hangs on today.
pub(super) fn loose_day(cell: &str, side: Side, today: Option<Day>) -> Option<(Day, &'static str)> {
    let cell = collapsed(cell);
    let written = read(&cell);
    if let Some(Ok(Written::Week { year, number })) = written {
        return loose_week((year, number), side, today);
    }
    if let Some((first, last)) = months_named(&cell) {
        return Some(match side {
            Side::Ahead | Side::Meeting => (last, "months or parts of a year, read as their last day"),
            Side::Behind => (first, "months or parts of a year, read as their first day"),
        });
    }
    let is_yearless = match written {
        Some(found) => matches!(found.ok()?, Written::Yearless { .. }) && !could_be_a_year(&cell, today?),
        None => is_in_numbers(&cell),
    };
    if !is_yearless {
        return None;
    }
    Some((day_said(&cell, today?, side)?.ok()?, "days without their year, read as in forms"))
}

/// The same of a week; without its year it is due in the one that forms take.
fn loose_week((year, number): (Option<i32>, u32), side: Side, today: Option<Day>) -> Option<(Day, &'static str)> {
    Some(match (side, year) {
        (Side::Ahead | Side::Meeting, Some(year)) => {
            (friday(week_of_year(year, number).ok()?), "weeks, read as their Friday")
        }
        (Side::Behind, Some(year)) => (week_of_year(year, number).ok()?.monday(), "weeks, read as their Monday"),
        (Side::Ahead | Side::Meeting, None) => {
            let due = day_said(&format!("W{number}"), today?, side)?.ok()?;
            (due, "weeks without their year, read as in forms")
        }
        (Side::Behind, None) => {
            (week_begun(number, today?)?.monday(), "weeks without their year, read as their Monday")
        }
    })
}

/// The week of that number in which something began: of this year, where it is not far ahead, else of the last.
fn week_begun(number: u32, today: Day) -> Option<Week> {
    let now = Week::of(today);
    let this = Week::new(now.year(), number).filter(|week| week.since(now) <= SOON);
    this.or_else(|| Week::new(now.year() - 1, number))
}

/// Could the number behind a month be the year of a plan rather than a day: `Jan 27`, `Mar-26`? In a form somebody sees
/// which it is.
fn could_be_a_year(cell: &str, today: Day) -> bool {
    let behind = cell.rsplit([' ', '-']).next().unwrap_or_default().trim_start_matches('\'');
    let year = today.year() % 100;
    cell.starts_with(char::is_alphabetic)
        && behind.parse().is_ok_and(|number: i32| (year - 1..=year + 5).contains(&number))
}

/// Does a cell count from the day on which it was written: “friday”, “next week”?
pub(super) fn counts_from_writing(cell: &str, today: Day) -> bool {
    let cell = collapsed(cell);
    read(&cell).is_none() && !is_in_numbers(&cell) && matches!(day_said(&cell, today, Side::Ahead), Some(Ok(_)))
}

/// Is it a day of a month in two numbers, each with its dot: `15.1.`? Without the last one it is a number.
fn is_in_numbers(cell: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.trim().bytes().all(|byte| byte.is_ascii_digit());
    let parts = cell.strip_suffix('.').and_then(|cell| cell.split_once('.'));
    parts.is_some_and(|(day, month)| is_number(day) && is_number(month))
}

/// Is a cell a date, as soon as somebody says whether its day or its month comes first?
pub(super) fn wants_order(cell: &str) -> bool {
    order_of(cell).is_some() || matches!(two_numbers(cell), Some((1..=12, 1..=12)))
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

/// The order in which some formats read dates that only an order makes plain; none where none of them reads such dates.
pub(super) fn order_of_formats(known: &[String]) -> Option<DateOrder> {
    let reads = |order: &DateOrder| known.iter().any(|format| formats(*order).contains(&format.as_str()));
    [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(reads)
}

/// The order in which all of some dates are written, as one of them tells that has a day after the twelfth; none where
/// nothing tells, or one contradicts another.
#[must_use]
pub fn order_told<'c>(cells: impl Iterator<Item = &'c String>) -> Option<DateOrder> {
    let mut told = cells.filter_map(|cell| order_of(cell));
    let first = told.next()?;
    told.all(|order| order == first).then_some(first)
}

/// The order in which dates are read: the one that is said, else the one that they tell, else the one that other dates
/// of their table tell; none where they need none.
pub(super) fn order_for<'c>(
    cells: impl Iterator<Item = &'c String> + Clone,
    all: impl Iterator<Item = &'c String>,
    said: Option<DateOrder>,
) -> Option<DateOrder> {
    let needs_one = cells.clone().any(|cell| two_numbers(cell).is_some());
    needs_one.then(|| said.or_else(|| order_told(cells)).or_else(|| order_told(all))).flatten()
}

/// What is wrong with a cell, with the column that it stands in.
pub(super) fn in_column(column: &str, error: Invalid) -> Invalid {
    Invalid { what: format!("column “{column}”: {}", error.what), ..error }
}

/// What is wrong with a cell that an order would make a date, where dates are read in an order of their own or in none.
#[must_use]
pub fn unordered(column: &str, cell: &str, own: Option<DateOrder>) -> Option<Invalid> {
    let what = match (order_of(cell), own) {
        (None, None) if wants_order(cell) => {
            format!("“{cell}” in column “{column}” does not say which is the day and which the month")
        }
        (Some(order), None) => {
            format!("“{cell}” in column “{column}” has the {}, and other dates here have not", order.told())
        }
        (Some(order), Some(own)) if order != own => {
            let (told, own) = (order.told(), own.told());
            format!("“{cell}” in column “{column}” has the {told}, and dates here are read {own}")
        }
        _ => return None,
    };
    let days = days_of(cell);
    let spoken = match days[..] {
        [one, other] => format!("{} or {}: ", one.format("%-d %B"), other.format("%-d %B")),
        _ => String::new(),
    };
    let written = days.iter().map(Day::to_string).collect::<Vec<_>>().join(" or ");
    let say = "say which comes first (--dates day-first or month-first; o in the preview)";
    Some(Invalid::new(what).hint(format!("{spoken}{say}, or write {written}")))
}

/// The days that a date in numbers can be, as it is read with its day first and with its month first.
fn days_of(cell: &str) -> Vec<Day> {
    let cell = numbered(cell);
    let read = |order| formats(order).iter().find_map(|format| dated(&cell, format));
    [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().filter_map(read).collect()
}

/// A day and, where it is said, the time of it. Of two numbers the order has to be known.
pub(super) fn timed_day(cell: &str, order: Option<DateOrder>) -> Option<(Day, Option<NaiveTime>)> {
    let cell = collapsed(cell);
    let (day, time) = with_time(&cell)?;
    let day = match two_numbers(day) {
        Some((one, other)) => {
            let order = if one == other { DateOrder::DayFirst } else { order? };
            let day = plain_day(day);
            formats(order).iter().find_map(|format| dated(&day, format))?
        }
        None => day_of(day).ok()?,
    };
    Some((day, time))
}

/// The day of a date in numbers alone, such as 3/4/2026, in that order; none of any other text.
#[must_use]
pub fn ordered(cell: &str, order: DateOrder) -> Option<Day> {
    two_numbers(cell).and_then(|_| timed_day(cell, Some(order))).filter(|(_, time)| time.is_none()).map(|(day, _)| day)
}

/// A date of a format; a year of two digits is not one of the first century.
pub(super) fn dated(day: &str, format: &str) -> Option<Day> {
    let earliest = NaiveDate::from_ymd_opt(1900, 1, 1)?;
    NaiveDate::parse_from_str(day, format).ok().filter(|day| *day >= earliest)
}

/// The same of a time.
pub(super) fn timed(time: &str, format: &str) -> Option<NaiveDateTime> {
    let earliest = NaiveDate::from_ymd_opt(1900, 1, 1)?;
    NaiveDateTime::parse_from_str(time, format).ok().filter(|time| time.date() >= earliest)
}

/// A date in numbers without the time of that day, and without what people write around it.
fn numbered(cell: &str) -> String {
    plain_day(without_time(cell).unwrap_or(cell))
}

/// The order of a date that is one in that order only.
fn order_of(cell: &str) -> Option<DateOrder> {
    let cell = numbered(cell);
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
    let cell = numbered(cell);
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

    /// The days that a cell means where something is due, and where something began.
    fn loose(cell: &str, today: Option<&str>) -> [Option<String>; 2] {
        let today = today.map(|today| today.parse().unwrap());
        [Side::Ahead, Side::Behind].map(|side| loose_day(cell, side, today).map(|(day, _)| day.to_string()))
    }

    #[test]
    fn a_week_month_or_quarter_is_due_by_its_end_and_begins_with_its_first_day() {
        for (cell, due, began) in [
            ("2026-W49", "2026-12-04", "2026-11-30"),
            ("KW 3 2027", "2027-01-22", "2027-01-18"),
            ("40. KW 2026", "2026-10-02", "2026-09-28"),
            ("Q3 2026", "2026-09-30", "2026-07-01"),
            ("Oct 2026", "2026-10-31", "2026-10-01"),
        ] {
            assert_eq!(loose(cell, None).map(Option::unwrap), [due, began], "{cell}");
        }
        for cell in ["W49", "15 Jan", "2026-W60", "soon", "Q3", ""] {
            assert_eq!(loose(cell, None), [None, None], "{cell}");
        }
    }

    #[test]
    fn a_day_or_a_week_without_its_year_is_the_one_that_is_most_likely_meant() {
        let today = Some("2026-11-25");
        for (cell, due, began) in [
            ("W49", "2026-12-04", "2026-11-30"),
            ("KW49", "2026-12-04", "2026-11-30"),
            (" week  45 ", "2026-11-06", "2026-11-02"),
            ("W2", "2027-01-15", "2026-01-05"),
            ("15 Jan", "2027-01-15", "2026-01-15"),
            ("15. Januar", "2027-01-15", "2026-01-15"),
            ("Nov 20", "2026-11-20", "2026-11-20"),
            ("15.1.", "2027-01-15", "2026-01-15"),
            ("27 Jan", "2027-01-27", "2026-01-27"),
        ] {
            assert_eq!(loose(cell, today).map(Option::unwrap), [due, began], "{cell}");
        }
        for cell in ["Jan 27", "Mar-26", "1.5", "3/4", "15 Jan 2027", "friday", "next week", "W60", "49"] {
            assert_eq!(loose(cell, today), [None, None], "{cell}");
        }
        assert_eq!(loose("W48", Some("2027-01-13"))[1].as_deref(), Some("2026-11-23"), "that of the year that ended");
    }

    #[test]
    fn what_hangs_on_the_day_of_writing_is_told_from_what_says_its_day() {
        let today = "2026-11-25".parse().unwrap();
        for text in ["friday", "Next week", "in 2 weeks", "end of month", "tomorrow", "+1w"] {
            assert!(counts_from_writing(text, today), "{text}");
        }
        for text in ["soon", "15 Jan", "15.1.", "W49", "Q1 2027", "2026-12-04", "3/4", ""] {
            assert!(!counts_from_writing(text, today), "{text}");
        }
    }

    #[test]
    fn a_day_is_read_with_its_time_and_in_an_order_where_it_needs_one() {
        let day_first = Some(DateOrder::DayFirst);
        for (cell, order, read) in [
            ("12/Nov/26", None, Some("2026-11-12 -")),
            ("12 Nov 2026 09:30", None, Some("2026-11-12 09:30:00")),
            ("Nov 12 2026", None, Some("2026-11-12 -")),
            ("11/12/26 9:14 AM", None, None),
            ("11/12/26 9:14 AM", day_first, Some("2026-12-11 09:14:00")),
            ("11/12/26 9:14 PM", Some(DateOrder::MonthFirst), Some("2026-11-12 21:14:00")),
            ("25/12/2026", Some(DateOrder::MonthFirst), None),
            ("5/5/26", None, Some("2026-05-05 -")),
            ("soon", day_first, None),
        ] {
            let told = timed_day(cell, order).map(|(day, time)| {
                let time = time.map_or_else(|| "-".to_owned(), |time| time.to_string());
                format!("{day} {time}")
            });
            assert_eq!(told.as_deref(), read, "{cell}");
        }
        let order = |cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            order_told(cells.iter())
        };
        assert_eq!(order(&["3/4/26 9:14 AM", "11/25/26 9:14 AM"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(&["25/11/26", "11/25/26"]), None, "they contradict each other");
    }

    #[test]
    fn a_date_that_only_an_order_makes_plain_is_told_with_the_days_that_it_can_be() {
        let hint = |cell: &str, own| unordered("Due", cell, own).unwrap().hint.unwrap();
        let hints = hint("03/04/2026 09:30", None);
        assert!(hints.starts_with("3 April or 4 March: say which comes first"), "{hints}");
        assert!(hints.ends_with("or write 2026-04-03 or 2026-03-04"), "{hints}");
        let hints = hint("25-4-26", Some(DateOrder::MonthFirst));
        assert!(hints.starts_with("say which comes first") && hints.ends_with(", or write 2026-04-25"), "{hints}");
    }

    #[test]
    fn what_an_order_makes_a_date_is_told_from_what_is_none() {
        for text in ["3/4/2026", "17/09/2026", "9-17-26"] {
            assert!(wants_order(text), "{text}");
        }
        for text in ["soon", "Oct 2026", "W49", "2026-10-01", "31/02/2026", ""] {
            assert!(!wants_order(text), "{text}");
        }
    }
}
