//! Owns days and ISO weeks, and how they are written. It knows no clock: today is a value that is passed in.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::Invalid;

/// A local calendar date.
pub type Day = NaiveDate;

/// Since when something due on `due` is overdue: the day itself is still in time.
#[must_use]
pub fn overdue_since(due: Day) -> Day {
    due.succ_opt().unwrap_or(due)
}

/// A day in full: `Wednesday, 18 November 2026`.
#[must_use]
pub fn spelled_out(day: Day) -> String {
    day.format("%A, %-d %B %Y").to_string()
}

/// A day for a sentence, `25 Nov`; with its year if that is not today's.
#[must_use]
pub fn short(day: Day, today: Day) -> String {
    let format = if day.year() == today.year() { "%-d %b" } else { "%-d %b %Y" };
    day.format(format).to_string()
}

/// A sentence of ours with days as people read them, `25 Nov` for `2026-11-25`. Text in quotes stays, as somebody else
/// wrote it; so does a day that is part of a name, such as of a file.
#[must_use]
pub fn in_prose(sentence: &str, today: Day) -> String {
    let mut told = String::with_capacity(sentence.len());
    let (mut rest, mut quotes) = (sentence, 0_usize);
    while let Some(next) = rest.chars().next() {
        let is_apart = !told.ends_with(|before: char| before.is_alphanumeric() || "-_/.".contains(before));
        let day = if quotes == 0 && is_apart { begins_with_day(rest) } else { None };
        if let Some((day, after)) = day {
            told.push_str(&short(day, today));
            rest = after;
            continue;
        }
        match next {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            _ => {}
        }
        told.push(next);
        rest = &rest[next.len_utf8()..];
    }
    told
}

/// The same for a sentence with texts that somebody typed and that stand there without quotes: they stay. They come in
/// their order.
#[must_use]
pub fn in_prose_around(typed: &[String], sentence: &str, today: Day) -> String {
    let (mut told, mut rest) = (String::with_capacity(sentence.len()), sentence);
    for text in typed {
        if let Some((ours, behind)) = rest.split_once(text.as_str()) {
            told.extend([in_prose(ours, today).as_str(), text.as_str()]);
            rest = behind;
        }
    }
    told + &in_prose(rest, today)
}

/// The ISO date at the beginning of a text, and what follows; none if that belongs to it.
fn begins_with_day(text: &str) -> Option<(Day, &str)> {
    let (iso, after) = text.split_at_checked("2026-11-18".len())?;
    let is_iso = iso.bytes().enumerate().all(|(at, sign)| match at {
        4 | 7 => sign == b'-',
        _ => sign.is_ascii_digit(),
    });
    let beyond = after.strip_prefix('.').unwrap_or(after);
    let goes_on = after.starts_with(['-', '_', '/']) || beyond.starts_with(char::is_alphanumeric);
    if !is_iso || goes_on {
        return None;
    }
    Some((parse_day(iso).ok()?, after))
}

/// The years that a programme can be about.
const OUR_TIME: RangeInclusive<i32> = 1900..=2999;
/// The hint for other years.
const YEARS: &str = "write a year from 1900 to 2999";

/// An ISO 8601 week, stored as year × 100 + week (`202647`), which sorts in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week(i32);

impl Week {
    /// The week of an ISO year, if the year has it.
    #[must_use]
    pub fn new(year: i32, week: u32) -> Option<Self> {
        if !OUR_TIME.contains(&year) {
            return None;
        }
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        Some(Self(year * 100 + i32::try_from(week).ok()?))
    }

    /// The week that holds `day`.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let week = day.iso_week();
        Self(week.year() * 100 + i32::try_from(week.week()).unwrap_or(1))
    }

    /// The first week whose readings are asked for after something that begins on `day`: its own if a working day of it
    /// is left, else the next one.
    #[must_use]
    pub fn first_asked(day: Day) -> Self {
        Self::of(day + Duration::days(2))
    }

    /// The last week that has ended by `day`. Its readings are the newest that count; it is the default of entry and
    /// shown in the header.
    #[must_use]
    pub fn ended_by(day: Day) -> Self {
        Self::of(day + Duration::days(1)).plus(-1)
    }

    /// Its first day.
    #[must_use]
    pub fn monday(self) -> Day {
        let week = u32::try_from(self.0 % 100).unwrap_or(1);
        NaiveDate::from_isoywd_opt(self.0 / 100, week, Weekday::Mon).unwrap_or_default()
    }

    /// Its last day.
    #[must_use]
    pub fn sunday(self) -> Day {
        self.monday() + Duration::days(6)
    }

    /// So many weeks later, or earlier if negative.
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        let days = Duration::try_days(weeks.saturating_mul(7)).unwrap_or_default();
        self.monday().checked_add_signed(days).map_or(self, Self::of)
    }

    /// Weeks from `earlier` to this one.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        // Within a year the numbers are enough; a long series asks this for each of its weeks.
        if self.0 / 100 == earlier.0 / 100 {
            return i64::from(self.0 - earlier.0);
        }
        (self.monday() - earlier.monday()).num_weeks()
    }

    /// As it is stored: `202647`.
    #[must_use]
    pub const fn code(self) -> i32 {
        self.0
    }

    /// The ISO year that it belongs to.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0 / 100
    }

    /// The week of a stored number, if there is such a week.
    #[must_use]
    pub fn from_code(code: i32) -> Option<Self> {
        // Every year has these.
        if (1900..3000).contains(&(code / 100)) && (1..=52).contains(&(code % 100)) {
            return Some(Self(code));
        }
        Self::new(code / 100, u32::try_from(code % 100).ok()?)
    }

    /// `W47`, for column heads.
    #[must_use]
    pub fn short(self) -> String {
        format!("W{:02}", self.0 % 100)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.0 / 100, self.0 % 100)
    }
}

impl From<Week> for String {
    fn from(week: Week) -> Self {
        week.to_string()
    }
}

impl TryFrom<String> for Week {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl FromStr for Week {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let parts = text.split_once("-W").or_else(|| text.split_once("-w"));
        let Some((Ok(year), Ok(week))) = parts.map(|(year, week)| (year.parse::<i32>(), week.parse::<u32>())) else {
            return Err(Invalid::new(format!("“{text}” is not a week"))
                .hint("write a week as 2026-W47, or any date in it as 2026-11-18"));
        };
        Self::new(year, week).ok_or_else(|| {
            if !OUR_TIME.contains(&year) {
                return Invalid::new(format!("{text} is not a week of our time")).hint(YEARS);
            }
            let last = if Self::new(year, 53).is_some() { 53 } else { 52 };
            Invalid::new(format!("there is no week {week} in {year}"))
                .hint(format!("{year} has the weeks {year}-W01 to {year}-W{last}"))
        })
    }
}

/// Refuses a day that no programme can be about: its year was mistyped.
pub fn check_day(day: Day) -> Result<Day, Invalid> {
    if OUR_TIME.contains(&day.year()) {
        return Ok(day);
    }
    Err(Invalid::new(format!("{day} is not a date of our time")).hint(YEARS))
}

/// The most years between today and a planned day.
const SLIPPED: u32 = 10;

/// Refuses a planned day so far from today that its year was mistyped.
pub fn check_near(day: Day, today: Day) -> Result<Day, Invalid> {
    if check_day(day)?.year().abs_diff(today.year()) <= SLIPPED {
        return Ok(day);
    }
    let way = if day < today { "back" } else { "ahead" };
    Err(Invalid::new(format!("{day} lies more than {SLIPPED} years {way}"))
        .hint(format!("look at its year, and write the day that is meant, as {today}")))
}

/// Reads an ISO date such as `2026-11-18`.
pub fn parse_day(text: &str) -> Result<Day, Invalid> {
    let text = text.trim();
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| Invalid::new(format!("“{text}” is not a date")).hint("write a date as 2026-11-18"))?;
    check_day(day)
}

/// A move of a date: to a day, or by so many days or months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// To that day.
    To(Day),
    /// By so many days; weeks are seven.
    Days(i64),
    /// By so many months; years are twelve. If the month is too short, to its last day.
    Months(i32),
}

impl Moved {
    /// Reads a day, or `+1w`, `-3d`, `+2m`, `+1y`.
    ///
    /// # Errors
    /// If it is neither.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let wrong =
            || Invalid::new(format!("“{text}” is neither a date nor a shift")).hint("write 2026-11-18, +1w or -3d");
        if !text.starts_with(['+', '-']) {
            return parse_day(text).map(Self::To).map_err(|_| wrong());
        }
        let (unit, count) = text.char_indices().next_back().map(|(at, unit)| (unit, &text[..at])).ok_or_else(wrong)?;
        let count: i32 = count.parse().ok().filter(|count: &i32| count.unsigned_abs() <= 5000).ok_or_else(wrong)?;
        match unit {
            'd' => Ok(Self::Days(count.into())),
            'w' => Ok(Self::Days(i64::from(count) * 7)),
            'm' => Ok(Self::Months(count)),
            'y' => Ok(Self::Months(count * 12)),
            _ => Err(wrong()),
        }
    }

    /// The move that a text makes of the date `stands`, and the new date; none if the text is no move.
    #[must_use]
    pub fn standing(text: &str, stands: Option<Day>) -> Option<(Self, Day)> {
        let moved = Self::parse(text).ok().filter(|moved| moved.far().is_some())?;
        Some((moved, moved.from(Some(stands?))?))
    }

    /// By how much it moves a date, in words; none if it goes to a fixed day.
    #[must_use]
    pub fn far(self) -> Option<String> {
        match self {
            Self::To(_) => None,
            Self::Days(days) => Some(format!("by {days} days")),
            Self::Months(months) => Some(format!("by {months} months")),
        }
    }

    /// The same for several dates.
    #[must_use]
    pub fn span(self) -> Option<String> {
        self.far().map(|far| format!("each {far}"))
    }

    /// The new date of a move from `day`; none if that needs a date and has none, or there is no such day.
    #[must_use]
    pub fn from(self, day: Option<Day>) -> Option<Day> {
        let moved = match self {
            Self::To(day) => return Some(day),
            Self::Days(days) => day?.checked_add_signed(chrono::Duration::days(days))?,
            Self::Months(months) if months < 0 => {
                day?.checked_sub_months(chrono::Months::new(months.unsigned_abs()))?
            }
            Self::Months(months) => day?.checked_add_months(chrono::Months::new(months.unsigned_abs()))?,
        };
        check_day(moved).ok()
    }
}

/// Reads a week such as `2026-W47`, or an ISO date in it.
pub fn parse_week(text: &str) -> Result<Week, Invalid> {
    let text = text.trim();
    parse_day(text).map(Week::of).or_else(|_| text.parse())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn what_somebody_typed_into_a_sentence_of_ours_keeps_its_days() {
        let today = parse_day("2026-11-25").unwrap();
        let typed = ["Look on 2026-12-01".to_owned(), "by 2026-12-02".to_owned()];
        let said = "pause until 2026-12-18: Look on 2026-12-01 (again 2026-12-03), on condition: by 2026-12-02";
        assert_eq!(
            in_prose_around(&typed, said, today),
            "pause until 18 Dec: Look on 2026-12-01 (again 3 Dec), on condition: by 2026-12-02"
        );
        assert_eq!(in_prose_around(&["elsewhere".to_owned()], "by 2026-12-02", today), "by 2 Dec");
    }

    #[test]
    fn days_in_a_sentence_are_short_but_what_somebody_wrote_and_names_stay() {
        let told = |sentence: &str| in_prose(sentence, day("2026-11-25"));
        for (sentence, short) in [
            ("Opened the review of 2026-12-03 on 2026-11-25.", "Opened the review of 3 Dec on 25 Nov."),
            ("due 2027-02-01 (2025-12-31: late), 2026-02-09", "due 1 Feb 2027 (31 Dec 2025: late), 9 Feb"),
            ("“from 2026-12-03 on” moved to 2026-12-04", "“from 2026-12-03 on” moved to 4 Dec"),
        ] {
            assert_eq!(told(sentence), short);
        }
        for kept in
            ["2026-W47", "pack-2026-11-25", "2026-11-25.csv", "2026-11-25T10:30", "2026-13-01", "12026-11-25", ""]
        {
            assert_eq!(told(kept), kept);
        }
    }

    #[test]
    fn a_date_moves_to_a_day_or_by_a_span() {
        let moved = |text: &str, from: &str| Moved::parse(text).unwrap().from(Some(day(from))).unwrap().to_string();
        assert_eq!(moved("2026-12-24", "2026-01-31"), "2026-12-24");
        assert_eq!(moved("+1w", "2026-12-28"), "2027-01-04");
        assert_eq!(moved("-3d", "2026-03-01"), "2026-02-26");
        assert_eq!(moved("+1m", "2026-01-31"), "2026-02-28");
        assert_eq!(moved("-1y", "2024-02-29"), "2023-02-28");
        assert_eq!(Moved::parse("+1w").unwrap().from(None), None);
        let stands = Some(day("2026-12-28"));
        assert_eq!(Moved::standing("+1w", stands), Some((Moved::Days(7), day("2027-01-04"))));
        assert_eq!((Moved::standing("+1w", None), Moved::standing("2026-12-24", stands)), (None, None));
        for wrong in ["", "+", "+w", "1w", "+1x", "+99999d", "tomorrow"] {
            assert!(Moved::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_of_a_plan_is_no_more_than_ten_years_away() {
        let today = day("2026-11-24");
        for text in ["2016-01-01", "2026-11-24", "2036-12-31"] {
            assert_eq!(check_near(day(text), today), Ok(day(text)));
        }
        assert_eq!(check_near(day("1999-01-01"), today).unwrap_err().what, "1999-01-01 lies more than 10 years back");
        assert_eq!(check_near(day("2062-11-24"), today).unwrap_err().what, "2062-11-24 lies more than 10 years ahead");
    }

    #[test]
    fn a_week_is_read_by_its_name_or_by_any_day_in_it() {
        let week = Week::new(2026, 47).unwrap();
        assert_eq!(parse_week("2026-W47"), Ok(week));
        assert_eq!(parse_week(" 2026-11-18 "), Ok(week));
        assert_eq!(parse_week("2026-11-22"), Ok(week));
        assert_eq!(week.to_string(), "2026-W47");
        assert_eq!(week.short(), "W47");
        assert_eq!(Week::from_code(week.code()), Some(week));
    }

    #[test]
    fn weeks_that_do_not_exist_are_refused_with_those_that_do() {
        let error = parse_week("2026-W54").unwrap_err();
        assert_eq!(error.what, "there is no week 54 in 2026");
        assert_eq!(error.hint.as_deref(), Some("2026 has the weeks 2026-W01 to 2026-W53"));
        assert!(parse_week("2025-W53").is_err());
        assert!(parse_week("soon").is_err());
        assert!(Week::from_code(202_600).is_none());
    }

    #[test]
    fn the_turn_of_the_year_follows_iso() {
        assert_eq!(Week::of(day("2027-01-01")).to_string(), "2026-W53");
        assert_eq!(Week::new(2026, 53).unwrap().plus(1).to_string(), "2027-W01");
        assert_eq!(Week::new(2027, 1).unwrap().since(Week::new(2026, 47).unwrap()), 7);
    }

    #[test]
    fn a_week_of_which_no_working_day_is_left_asks_for_no_readings() {
        for (on, week) in [("20", "W47"), ("21", "W48"), ("22", "W48"), ("23", "W48"), ("27", "W48"), ("28", "W49")] {
            assert_eq!(Week::first_asked(day(&format!("2026-11-{on}"))).short(), week, "{on}");
        }
    }

    #[test]
    fn a_week_has_ended_on_its_sunday() {
        assert_eq!(Week::ended_by(day("2026-11-22")).to_string(), "2026-W47");
        assert_eq!(Week::ended_by(day("2026-11-23")).to_string(), "2026-W47");
        assert_eq!(Week::ended_by(day("2026-11-21")).to_string(), "2026-W46");
    }
}
