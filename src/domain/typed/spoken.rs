//! Owns days as people say them: `15 Jan`, `friday`, `2 weeks`, `3 days ago`. A form that takes one shows which day it
//! is.

use chrono::{Datelike, Days, Months, Weekday};

use super::date::Moved;
use super::weeks::{SLIP, friday, week_ahead};
use super::written::{self, Written, month_named, of_its_weekday, one_of, weekday_named};
use crate::domain::{Day, Invalid, Week, parse_day};

/// On which side of today a day lies whose year, or week, is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Still to come: when something is due.
    Ahead,
    /// Still to come, or today: when people meet.
    Meeting,
    /// Gone by: when something was.
    Behind,
}

impl Side {
    /// The side of the days in a field. Most say when something is due; these say when it was, or when a review is.
    #[must_use]
    pub fn of(field: &str) -> Self {
        match field {
            "started" | "documented" | "trained" | "retired" => Self::Behind,
            "date" => Self::Meeting,
            _ => Self::Ahead,
        }
    }

    /// A hint whose examples lie on this side of `today`.
    #[must_use]
    pub fn exemplified(self, hint: &str, today: Day) -> String {
        let coming = today.checked_add_months(Months::new(1)).and_then(|day| day.with_day(15));
        let (Self::Ahead | Self::Meeting, Some(day)) = (self, coming) else {
            return hint.to_owned();
        };
        let days = EXAMPLES.iter().fold(hint.to_owned(), |hint, example| hint.replace(*example, &day.to_string()));
        let week = Week::of(day).to_string();
        WEEKS.iter().fold(days, |hint, example| hint.replace(*example, &week))
    }

    /// An error whose hint is so [exemplified](Self::exemplified).
    #[must_use]
    pub fn advised(self, error: Invalid, today: Day) -> Invalid {
        let hint = error.hint.map(|hint| self.exemplified(&hint, today));
        Invalid { hint, ..error }
    }

    /// What to type in place of a bare month or part of a year: something due in it is due by its last day, but people
    /// may mean another one.
    #[must_use]
    pub fn ended(self, text: &str, today: Day) -> Option<String> {
        let end = format!("end of {}", text.trim());
        let day = day_said(&end, today, self).filter(|_| self != Self::Behind)?.ok()?;
        Some(format!("write “{end}” for {day}, or another day of it"))
    }

    /// A doubt about a day that lies more than a year on the other side: its year may be mistyped.
    #[must_use]
    pub fn doubt(self, day: Day, today: Day) -> Option<&'static str> {
        let is_far = |from: Day, to: Day| from.checked_add_months(Months::new(12)).is_some_and(|year| year < to);
        match self {
            Self::Ahead | Self::Meeting => is_far(day, today).then_some("more than a year back"),
            Self::Behind => is_far(today, day).then_some("more than a year ahead"),
        }
    }
}

/// The days that hints have as examples.
const EXAMPLES: [&str; 2] = ["2026-11-18", "2027-01-15"];
/// The weeks that hints have as examples.
const WEEKS: [&str; 2] = ["2026-W22", "2026-W47"];
/// The most days to count from today.
const FAR: i64 = 36_500;
/// The most months to count from today.
const FAR_MONTHS: i64 = 1_200;
/// Words of a sentence before a day by which something is due.
pub(super) const UNTIL: [&str; 13] =
    ["by", "until", "till", "before", "on", "due", "latest", "within", "bis", "spätestens", "am", "vor", "zum"];
/// Examples of a coming day, besides dates.
pub const AHEAD: &str = "2 weeks, next week, W50 or end of January";
/// Numbers that people write as words, from one up.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The day that a text says; none if it says none. It may be whatever [`written`] reads; the nearest `15 Jan`, `15.1.`
/// or `15th` on that side; a weekday, `last friday`, `today`, `tomorrow`, `gestern`, `2 weeks`, `a week ago`, `in two
/// months`, `within a month` or `+1w`. If something is due then, it may also be `2w`; the Friday of `this week`, `next
/// week` or `W49`; `next friday` (of next week); or the last day of `next month`, `end of month`, `end of January` or
/// `end of Q1`.
///
/// # Errors
/// If there is no such day, or it may be several: `3/4`.
#[must_use]
pub fn day_said(text: &str, today: Day, side: Side) -> Option<Result<Day, Invalid>> {
    said(text, today, side).map(|day| day.map_err(|error| side.advised(error, today)))
}

fn said(text: &str, today: Day, side: Side) -> Option<Result<Day, Invalid>> {
    match written::read(text) {
        Some(Ok(Written::Day(day))) => Some(Ok(day)),
        Some(Ok(Written::Yearless { month, day })) => {
            let days = near((day, month), today, side).into_iter().collect();
            Some(one_of(text, days).and_then(|day| of_its_weekday(text, day)))
        }
        Some(Ok(Written::Week { year, number })) => Some(match side {
            Side::Ahead | Side::Meeting => week_ahead((year, number), today).map(friday),
            Side::Behind => {
                let error = Invalid::new(format!("“{text}” is a week, and a day is asked for"));
                Err(error.hint("write a day of it, as 2026-11-18"))
            }
        }),
        Some(Ok(Written::Month)) => None,
        Some(Err(error)) => Some(Err(error)),
        None => {
            let day = written::compact(text).or_else(|| counted(text, today, side));
            day.map(Ok).or_else(|| in_numbers(text, today, side))
        }
    }
}

/// The day that a text means.
///
/// # Errors
/// If it says none, if there is no such day, or if it may be several.
pub fn day_meant(text: &str, today: Day, side: Side) -> Result<Day, Invalid> {
    day_said(text, today, side).unwrap_or_else(|| {
        let how = || side.ended(text, today).unwrap_or_else(|| format!("write a date as 2027-01-15, or {AHEAD}"));
        let told = |error: Invalid| if side == Side::Behind { error } else { error.hint(how()) };
        parse_day(text).map_err(|error| side.advised(told(error), today))
    })
}

/// May this word mean something other than a day? “by 15.3” may be a share, “on the 5th” a floor, and “so” is not
/// always a Sunday.
pub(super) fn is_doubtful(word: &str) -> bool {
    // Also at the end of a sentence.
    let bare = word.trim_end_matches(['.', ',']).to_lowercase();
    let is_short = bare.ends_with(['d', 'w']) || ordinal(&bare).is_some();
    is_number(word) && (is_short || !word.ends_with('.') && word.contains('.')) || word.len() < 3
}

/// Do these words, which mean a day, need no word of time before them? “2 weeks” may be how long something takes.
pub(super) fn stands_alone(words: &[&str]) -> bool {
    match words {
        [word] => written::read(word).is_some() || !is_doubtful(word),
        [count, unit] => span(count, unit, 1).is_none(),
        _ => true,
    }
}

pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Is it a word for one that may also count anything else, as in “a week”?
pub(super) fn is_one(word: &str) -> bool {
    ["a", "an", "ein", "eine", "einem", "einen", "einer"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The number of a word, up to twelve.
pub(super) fn number_named(word: &str) -> Option<i64> {
    (1..).zip(NUMBERS).find(|(_, known)| word.eq_ignore_ascii_case(known)).map(|(number, _)| number)
}

/// A day in words that count from today.
fn counted(text: &str, today: Day, side: Side) -> Option<Day> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ','])
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !matches!(*word, "" | "the" | "der" | "des"))
        .collect();
    let is_ahead = side != Side::Behind;
    if is_ahead && let Some(day) = from_a_day(&words, today, side) {
        return Some(day);
    }
    match words.as_slice() {
        ["today" | "heute"] => Some(today),
        ["tomorrow" | "morgen"] => today.succ_opt(),
        ["day", "after", "tomorrow"] | ["übermorgen"] => Moved::Days(2).from(Some(today)),
        ["yesterday" | "gestern"] => today.pred_opt(),
        ["day", "before", "yesterday"] | ["vorgestern"] => Moved::Days(-2).from(Some(today)),
        [word] if word.starts_with(['+', '-']) => Moved::parse(word).ok().and_then(|moved| moved.from(Some(today))),
        [word] if is_number(word) => in_short(word, today, side),
        [word] => weekday(weekday_named(word)?, today, side),
        ["this", "week"] | ["diese", "woche"] => is_ahead.then(|| friday(Week::of(today))),
        ["next", "week"] | ["nächste" | "kommende", "woche"] => is_ahead.then(|| friday(Week::of(today).plus(1))),
        ["next", "month"] | ["nächsten", "monat"] => end_of(&["next", "month"], today, side),
        ["end", "of", words @ ..] | ["ende", words @ ..] => end_of(words, today, side),
        ["next" | "nächsten", word] | ["next", "week", word] => of_next_week(word, today),
        // “what to do next week” names no Thursday (“do” is German for Thu).
        [word, "next", "week"] | [word, "nächste", "woche"] if word.len() > 2 => of_next_week(word, today),
        // So many weeks after the next one: “Monday in a week”.
        [word, "in", count, unit @ ("week" | "weeks" | "woche" | "wochen")] if is_ahead && word.len() > 2 => {
            let next = weekday(weekday_named(word)?, today, side);
            span(count, unit, 1)?.from(next)
        }
        ["this" | "diesen" | "kommenden", word] => weekday(weekday_named(word)?, today, side),
        ["last" | "letzten", word] => weekday(weekday_named(word)?, today, Side::Behind),
        ["in" | "within", count, unit] => span(count, unit, 1)?.from(Some(today)),
        // “in three weeks' time”
        ["in" | "within", count, unit, "time"] => {
            span(count, unit.trim_end_matches(['\'', '’', 's']), 1)?.from(Some(today))
        }
        [count, unit, "ago"] | ["vor", count, unit] => span(count, unit, -1)?.from(Some(today)),
        // “agree on a day” names no day.
        [count, unit] if !is_one(count) => span(count, unit, 1).filter(|_| is_ahead)?.from(Some(today)),
        _ => None,
    }
}

/// A day that is counted from another day than today, or an abbreviated end of a span: `Monday week`, `a week on
/// Monday`, `3 days from tomorrow`, `Monday after next`, `EOM`.
fn from_a_day(words: &[&str], today: Day, side: Side) -> Option<Day> {
    let named = |word: &str| match word {
        "today" | "now" => Some(today),
        "tomorrow" => today.succ_opt(),
        // “what to do week by week” names no Thursday (“do” is German for Thu).
        _ => weekday(weekday_named(word).filter(|_| word.len() > 2)?, today, side),
    };
    match *words {
        [word, "week"] => Moved::Days(7).from(named(word)),
        [count, unit @ ("week" | "weeks"), "on", word] | [count, unit, "from", word] => {
            span(count, unit, 1)?.from(Some(named(word)?))
        }
        ["week", "after", "next"] => Some(friday(Week::of(today).plus(2))),
        [word, "after", "next"] => Moved::Days(7).from(of_next_week(word, today)),
        // End of day, close of business.
        ["eod" | "cob"] => Some(today),
        ["eod" | "cob", word] => named(word),
        ["eow"] => end_of(&["week"], today, side),
        ["eom"] => end_of(&["month"], today, side),
        ["eoq"] => end_of(&["quarter"], today, side),
        ["eoy"] => end_of(&["year"], today, side),
        ["in" | "within", short] => {
            Moved::parse(&format!("+{short}")).ok()?.from(Some(today)).filter(|_| short.ends_with(['d', 'w']))
        }
        _ => None,
    }
}

/// The day of that name in next week.
fn of_next_week(name: &str, today: Day) -> Option<Day> {
    let days = weekday_named(name)?.num_days_from_monday();
    Week::of(today).plus(1).monday().checked_add_days(Days::new(days.into()))
}

/// `15th`, on the next or the last one; if something is due, also `2w` and `10d` from today.
fn in_short(word: &str, today: Day, side: Side) -> Option<Day> {
    let Some(number) = ordinal(word) else {
        let moved = Moved::parse(&format!("+{word}")).ok()?;
        return moved.from(Some(today)).filter(|_| side != Side::Behind && word.ends_with(['d', 'w']));
    };
    let months = if side == Side::Behind { [0, -1, -2] } else { [0, 1, 2] };
    let mut days = months.into_iter().filter_map(|later| Moved::Months(later).from(Some(today))?.with_day(number));
    days.find(|day| if side == Side::Behind { *day <= today } else { *day >= today })
}

/// The number before `st`, `nd`, `rd` or `th`.
fn ordinal(word: &str) -> Option<u32> {
    ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(*end))?.parse().ok()
}

/// The last day of a week (its Friday), a month, a quarter or a year.
fn end_of(words: &[&str], today: Day, side: Side) -> Option<Day> {
    let is_ahead = side != Side::Behind;
    let (step, unit): (i32, &str) = match words {
        ["next" | "nächster" | "nächsten", unit] if is_ahead => (1, *unit),
        ["last" | "letzter" | "letzten" | "letztes", unit] => (-1, *unit),
        ["this" | "dieser" | "diesen" | "dieses", unit] | [unit] => (0, *unit),
        _ => (0, ""),
    };
    let later = |months: i32| Moved::Months(step * months).from(Some(today));
    match unit {
        "week" | "woche" => (is_ahead || step < 0).then(|| friday(Week::of(today).plus(step.into()))),
        "month" | "monat" | "monats" => last_of_month(later(1)?),
        "quarter" | "quartal" | "quartals" => {
            let day = later(3)?;
            Day::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 3, 1).and_then(last_of_month)
        }
        "year" | "jahr" | "jahres" => Day::from_ymd_opt(later(12)?.year(), 12, 31),
        _ => end_of_month(words, today).filter(|_| is_ahead),
    }
}

fn last_of_month(day: Day) -> Option<Day> {
    day.with_day(u32::from(day.num_days_in_month()))
}

/// The last day of a month or quarter: `2027-02`, `February 2027`, or the next `February` or `Q1`.
pub(super) fn end_of_month(words: &[&str], today: Day) -> Option<Day> {
    let end = |year: i32, month: u32| Day::from_ymd_opt(year, month, 1).and_then(last_of_month);
    match *words {
        [word] if is_number(word) => {
            let (year, month) = word.split_once('-').filter(|(year, month)| (year.len(), month.len()) == (4, 2))?;
            end(year.parse().ok()?, month.parse().ok()?)
        }
        [name] => {
            let month = month_ended(name)?;
            end(today.year(), month).filter(|day| *day >= today).or_else(|| end(today.year() + 1, month))
        }
        [name, year] if year.len() == 4 => end(year.parse().ok()?, month_ended(name)?),
        _ => None,
    }
}

/// The month that a word names, or the last month of a quarter: `q1`.
fn month_ended(name: &str) -> Option<u32> {
    let quarter = || name.strip_prefix(['q', 'Q'])?.parse::<u32>().ok().filter(|number| (1..=4).contains(number));
    month_named(name.trim_end_matches('.')).or_else(|| quarter().map(|number| number * 3))
}

/// So many days, weeks, months or years, ahead or (with a `sign` of -1) back; none beyond a century.
pub(super) fn span(count: &str, unit: &str, sign: i64) -> Option<Moved> {
    let named = || if is_one(count) { Some(1) } else { number_named(count) };
    let count: i64 = count.parse().ok().or_else(named).filter(|count| *count >= 0)?;
    let days = |each: i64| count.checked_mul(each).filter(|days| *days <= FAR).map(|days| Moved::Days(days * sign));
    let months = |each: i64| count.checked_mul(each).filter(|months| *months <= FAR_MONTHS);
    let months = |each: i64| i32::try_from(months(each)? * sign).ok().map(Moved::Months);
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" | "tag" | "tage" | "tagen" => days(1),
        "fortnight" => days(14),
        "week" | "wk" | "woche" | "wochen" => days(7),
        "month" | "mth" | "monat" | "monate" | "monaten" => months(1),
        "year" | "yr" | "jahr" | "jahre" | "jahren" => months(12),
        _ => None,
    }
}

/// The next or last day of that name; today only for meetings.
fn weekday(weekday: Weekday, today: Day, side: Side) -> Option<Day> {
    let (wanted, now) = (weekday.num_days_from_monday(), today.weekday().num_days_from_monday());
    match side {
        Side::Ahead => today.checked_add_days(Days::new(u64::from((6 + wanted - now) % 7 + 1))),
        Side::Meeting => today.checked_add_days(Days::new(u64::from((7 + wanted - now) % 7))),
        Side::Behind => today.checked_sub_days(Days::new(u64::from((6 + now - wanted) % 7 + 1))),
    }
}

/// A date in two numbers. With dots the day comes first; in `3/4` either may.
fn in_numbers(text: &str, today: Day, side: Side) -> Option<Result<Day, Invalid>> {
    let bare = written::bare(text);
    let has_dots = bare.contains('.');
    let (first, second) = bare.trim_end_matches('.').split_once(if has_dots { '.' } else { '/' })?;
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|number| *number < 100);
    let (first, second) = (number(first)?, number(second)?);
    let orders = [(first, second), (second, first)];
    let orders = orders.into_iter().take(if has_dots { 1 } else { 2 });
    let days = orders.filter_map(|order| near(order, today, side)).collect();
    Some(one_of(text.trim(), days).and_then(|day| of_its_weekday(text, day)))
}

/// A day of a month, in the year that brings it nearest on that side.
fn near((day, month): (u32, u32), today: Day, side: Side) -> Option<Day> {
    let of = |year: i32| Day::from_ymd_opt(year, month, day);
    let this = of(today.year());
    match side {
        Side::Ahead | Side::Meeting => {
            this.filter(|day| (today - *day).num_days() < SLIP).or_else(|| of(today.year() + 1))
        }
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
        day_meant(text, today(), side).map_or_else(|_| "no day".to_owned(), |day| day.to_string())
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
            ("Monday in a week", "2026-12-14"),
            ("Freitag in 2 Wochen", "2026-12-18"),
            ("do in a week", "no day"),
            ("2 weeks", "2026-12-17"),
            ("in 3 days", "2026-12-06"),
            ("in two weeks", "2026-12-17"),
            ("tomorrow", "2026-12-04"),
            ("today", "2026-12-03"),
            ("+1w", "2026-12-10"),
            ("-3d", "2026-11-30"),
            ("15.1.2027", "2027-01-15"),
            ("15.1.27", "2027-01-15"),
            ("24.12.26", "2026-12-24"),
            ("7 Okt 2027", "2027-10-07"),
            ("Fr 15 Jan", "2027-01-15"),
            ("Mo 15 Jan", "no day"),
            ("20270115", "2027-01-15"),
            ("15.1.", "2027-01-15"),
            ("Do 3.12.", "2026-12-03"),
            ("w/c Fr. 15.1.", "2027-01-15"),
            ("Mo 15.1.", "no day"),
            ("this friday", "2026-12-04"),
            ("next friday", "2026-12-11"),
            ("end of month", "2026-12-31"),
            ("end of January", "2027-01-31"),
            ("end of Feb 2028", "2028-02-29"),
            ("3/4/2026", "no day"),
            ("3/4", "no day"),
            ("24/12", "2026-12-24"),
            ("12/24", "2026-12-24"),
            ("4/4", "2027-04-04"),
            ("45/60", "no day"),
        ] {
            assert_eq!(said(text, Side::Ahead), day, "{text}");
        }
    }

    #[test]
    fn a_day_ahead_is_said_as_people_say_it() {
        for (text, day) in [
            ("Monday week", "2026-12-14"),
            ("thu week", "2026-12-17"),
            ("tomorrow week", "2026-12-11"),
            ("a week on Monday", "2026-12-14"),
            ("2 weeks from Monday", "2026-12-21"),
            ("3 days from now", "2026-12-06"),
            ("Monday after next", "2026-12-14"),
            ("the week after next", "2026-12-18"),
            ("EOD", "2026-12-03"),
            ("COB Friday", "2026-12-04"),
            ("EOW", "2026-12-04"),
            ("eom", "2026-12-31"),
            ("EOQ", "2026-12-31"),
            ("EOY", "2026-12-31"),
            ("in 2w", "2026-12-17"),
            ("in 3rd", "no day"),
            ("in 1.5 weeks", "no day"),
            ("Monday in 3 days", "no day"),
            ("Monday or Tuesday", "no day"),
            ("2 days on Monday", "no day"),
            ("do week", "no day"),
            ("weds", "2026-12-09"),
        ] {
            assert_eq!(said(text, Side::Ahead), day, "{text}");
        }
    }

    #[test]
    fn a_span_or_the_end_of_one_is_a_day_ahead() {
        for (text, day) in [
            ("next month", "2027-01-31"),
            ("2 months", "2027-02-03"),
            ("in 2 months", "2027-02-03"),
            ("in 1 year", "2027-12-03"),
            ("in a week", "2026-12-10"),
            ("a week", "no day"),
            ("in an hour", "no day"),
            ("do next week", "no day"),
            ("in a fortnight", "2026-12-17"),
            ("in 6 wks", "2027-01-14"),
            ("2 wks.", "2026-12-17"),
            ("in 3 mths", "2027-03-03"),
            ("2 yrs", "2028-12-03"),
            ("in three weeks' time", "2026-12-24"),
            ("in a week’s time", "2026-12-10"),
            ("in no time", "no day"),
            ("within a month", "2027-01-03"),
            ("within 10 days", "2026-12-13"),
            ("within reach", "no day"),
            ("the day after tomorrow", "2026-12-05"),
            ("friday next week", "2026-12-11"),
            ("next week Tue", "2026-12-08"),
            ("end of next week", "2026-12-11"),
            ("end of this month", "2026-12-31"),
            ("end of next month", "2027-01-31"),
            ("end of quarter", "2026-12-31"),
            ("end of next quarter", "2027-03-31"),
            ("end of next year", "2027-12-31"),
            ("end of Q1", "2027-03-31"),
            ("end of Q4", "2026-12-31"),
            ("end of Q2 2028", "2028-06-30"),
            ("end of Q5", "no day"),
            ("2w", "2026-12-17"),
            ("10d", "2026-12-13"),
            ("10m", "no day"),
            ("15th", "2026-12-15"),
            ("the 3rd", "2026-12-03"),
            ("1st", "2027-01-01"),
            ("31st", "2026-12-31"),
            ("32nd", "no day"),
            ("2026-12-15 09:30", "no day"),
            ("7 Sept 2027", "2027-09-07"),
            ("soon", "no day"),
            ("", "no day"),
        ] {
            assert_eq!(said(text, Side::Ahead), day, "{text}");
        }
    }

    #[test]
    fn a_day_ahead_may_be_said_in_german() {
        for (text, day) in [
            ("morgen", "2026-12-04"),
            ("Heute", "2026-12-03"),
            ("in 2 Wochen", "2026-12-17"),
            ("nächsten Monat", "2027-01-31"),
            ("nächsten Dienstag", "2026-12-08"),
            ("kommenden Freitag", "2026-12-04"),
            ("Freitag", "2026-12-04"),
            ("15. Jänner", "2027-01-15"),
            ("Ende März", "2027-03-31"),
            ("übermorgen", "2026-12-05"),
            ("Ende der Woche", "2026-12-04"),
            ("Ende nächster Woche", "2026-12-11"),
            ("Ende des Monats", "2026-12-31"),
            ("Ende nächsten Monats", "2027-01-31"),
            ("in einer Woche", "2026-12-10"),
            ("Freitag nächste Woche", "2026-12-11"),
        ] {
            assert_eq!(said(text, Side::Ahead), day, "{text}");
        }
    }

    #[test]
    fn people_meet_today_too() {
        for (text, day) in [
            ("thursday", "2026-12-03"),
            ("this Thursday", "2026-12-03"),
            ("Donnerstag", "2026-12-03"),
            ("friday", "2026-12-04"),
            ("wed", "2026-12-09"),
            ("next thursday", "2026-12-10"),
            ("next week", "2026-12-11"),
            ("15 Jan", "2027-01-15"),
        ] {
            assert_eq!(said(text, Side::Meeting), day, "{text}");
        }
    }

    #[test]
    fn a_week_ahead_is_its_friday() {
        for (text, day) in [
            ("this week", "2026-12-04"),
            ("next week", "2026-12-11"),
            ("Nächste Woche", "2026-12-11"),
            ("diese Woche", "2026-12-04"),
            ("W50", "2026-12-11"),
            ("kw 2", "2027-01-15"),
            ("KW2", "2027-01-15"),
            ("w48", "2026-11-27"),
            ("2027-W01", "2027-01-08"),
            ("w54", "no day"),
            ("Twelve days", "2026-12-15"),
            ("thirteen days", "no day"),
            ("in 100 years", "2126-12-03"),
            ("in 101 years", "no day"),
            ("99999999999999 weeks", "no day"),
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
            ("two weeks ago", "2026-11-19"),
            ("a week ago", "2026-11-26"),
            ("vor einem Monat", "2026-11-03"),
            ("the day before yesterday", "2026-12-01"),
            ("15th", "2026-11-15"),
            ("31st", "2026-10-31"),
            ("2w", "no day"),
            ("next month", "no day"),
            ("end of next month", "no day"),
            ("end of last month", "2026-11-30"),
            ("end of last quarter", "2026-09-30"),
            ("end of last week", "2026-11-27"),
            ("last month", "no day"),
            ("last friday", "2026-11-27"),
            ("letzten Donnerstag", "2026-11-26"),
            ("last week", "no day"),
            ("yesterday", "2026-12-02"),
            ("gestern", "2026-12-02"),
            ("vor 3 Tagen", "2026-11-30"),
            ("nächste Woche", "no day"),
            ("2 weeks", "no day"),
            ("2 months ago", "2026-10-03"),
            ("24/12", "2025-12-24"),
            ("W45", "no day"),
            ("Monday week", "no day"),
            ("EOM", "no day"),
        ] {
            assert_eq!(said(text, Side::Behind), day, "{text}");
        }
    }

    #[test]
    fn what_can_be_two_days_names_both() {
        let error = day_meant("3/4", today(), Side::Ahead).unwrap_err();
        assert_eq!(error.what, "“3/4” can be two dates: 2027-03-04 or 2027-04-03");
        assert_eq!(error.hint.as_deref(), Some("name the month, as 3 Apr 2027, or write 2027-04-03"));
    }

    #[test]
    fn a_day_far_on_the_other_side_is_doubted() {
        let doubt = |side: Side, text: &str| side.doubt(parse_day(text).unwrap(), today());
        assert_eq!(doubt(Side::Ahead, "2025-12-02"), Some("more than a year back"));
        assert_eq!(doubt(Side::Behind, "2027-12-04"), Some("more than a year ahead"));
        for (side, text) in [(Side::Ahead, "2025-12-03"), (Side::Ahead, "2030-01-01"), (Side::Behind, "2027-12-03")] {
            assert_eq!(doubt(side, text), None, "{text}");
        }
    }

    #[test]
    fn the_examples_of_what_is_due_are_still_to_come() {
        let hint = "write 2027-01-15, or adoption < 40 by 2026-W22";
        let late = parse_day("2027-03-31").unwrap();
        assert_eq!(Side::Ahead.exemplified(hint, late), "write 2027-04-15, or adoption < 40 by 2027-W15");
        assert_eq!(Side::Behind.exemplified(hint, late), hint);
        for text in ["31 Nov", "soon"] {
            let error = day_meant(text, today(), Side::Ahead).unwrap_err();
            assert!(error.hint.as_ref().is_some_and(|hint| hint.contains("2027-01-15")), "{text}: {error:?}");
        }
        assert!(day_meant("soon", today(), Side::Ahead).unwrap_err().hint.unwrap().ends_with(AHEAD));
        for (text, day) in [("Q1", "2027-03-31"), ("Jan 2028", "2028-01-31"), ("next quarter", "2027-03-31")] {
            let hint = day_meant(text, today(), Side::Ahead).unwrap_err().hint.unwrap();
            assert_eq!(hint, format!("write “end of {text}” for {day}, or another day of it"));
        }
    }
}
