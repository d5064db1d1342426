//! Owns weeks and times that are said relative to now: `last week`, `-1w`, the week of `last friday`, `yesterday
//! 14:00`.

use chrono::NaiveDateTime;

use super::spoken::{Side, day_said};
use super::weeks::{LONG_AGO, week_ahead, week_said};
use super::written::{self, Written};
use crate::domain::{Day, Instant, Invalid, Week, When, parse_day, parse_week};

/// The last day of the past that somebody wants to look at: a past day; the last day of `last month` and the like; the
/// Sunday of a week, or today if the week is running.
///
/// # Errors
/// If it is nothing of these.
pub fn looked_back(text: &str, today: Day) -> Result<Day, Invalid> {
    moment_said(text, today, "write a day as 2026-11-18, a week as W45, or “last” for the last review")
}

/// The day that is to count as today: [one to look back at](looked_back), or a later one, written with its year or
/// counted from today.
///
/// # Errors
/// If it is neither.
pub fn taken_for_today(text: &str, today: Day) -> Result<Day, Invalid> {
    moment_said(text, today, "write a day as 2026-11-18, “last friday” or -1w, or a week as W45")
}

fn moment_said(text: &str, today: Day, hint: &str) -> Result<Day, Invalid> {
    let ended = |week: Week| if week == Week::of(today) { today } else { week.sunday() };
    if let Some(week) = week_counted(text, today) {
        return Ok(ended(week));
    }
    let said = |text: &str| day_said(text, today, Side::Behind);
    match written::read(text) {
        Some(Ok(Written::Week { .. })) => week_said(text, Week::of(today)).map(ended),
        _ => said(text)
            .or_else(|| said(&format!("end of {text}")))
            .unwrap_or_else(|| parse_day(text).map_err(|error| error.hint(hint))),
    }
}

/// The time that a text means: [as written](When::typed), or with a day as people say it. `zone` gives the offset of a
/// local time in seconds east of UTC.
///
/// # Errors
/// If it is none.
pub fn when_meant(text: &str, today: Day, zone: impl Fn(NaiveDateTime) -> i32) -> Result<When, Invalid> {
    When::typed(text, &zone).or_else(|error| {
        let said = written::with_time(text).and_then(|(day, time)| Some((day_said(day, today, Side::Behind)?, time)));
        let (day, time) = said.ok_or(error)?;
        let day = day?;
        let at = |time| When::At(Instant::local(time, zone(time)));
        Ok(time.map_or(When::On(day), |time| at(day.and_time(time))))
    })
}

/// A week said relative to the running one.
fn week_counted(text: &str, today: Day) -> Option<Week> {
    let lower = text.to_lowercase();
    let weeks = match lower.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["this", "week"] | ["diese", "woche"] => 0,
        ["week", "before", "last"] | ["the", "week", "before", "last"] => -2,
        ["last", "week"] | ["letzte" | "vorige", "woche"] => -1,
        ["next", "week"] | ["nächste" | "kommende", "woche"] => 1,
        _ => return None,
    };
    Some(Week::of(today).plus(weeks))
}

/// Does a text count back from now, so that the year is plain?
fn counts_back(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    lower.starts_with('-') || lower.starts_with("vor ") || lower.ends_with(" ago")
}

/// The week that a text means, wherever one is typed: with its year, by a date in it or, if today is known, by its
/// number alone (`W46`, the newest or the next one, by `side`) or relative to the running one (`last week`, `-1w`).
///
/// # Errors
/// If it is none, or of no certain year.
pub fn week_meant(text: &str, today: Option<Day>, side: Side) -> Result<Week, Invalid> {
    let Some(today) = today else {
        return parse_week(text);
    };
    if let (Some(Ok(Written::Week { year, number })), Side::Ahead | Side::Meeting) = (written::read(text), side) {
        return week_ahead((year, number), today);
    }
    let now = Week::of(today);
    week_said(text, now).or_else(|error| {
        let of_its_day = || day_said(text, today, side)?.ok().map(Week::of);
        // A date without its year is refused if it would be long ago, like the number of a week.
        let is_meant = |week: &Week| counts_back(text) || now.since(*week) <= LONG_AGO;
        week_counted(text, today).or_else(of_its_day).filter(is_meant).ok_or(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Thursday.
    fn today() -> Day {
        parse_day("2026-12-03").unwrap()
    }

    #[test]
    fn who_looks_back_to_a_week_looks_back_to_its_sunday() {
        let back = |text: &str| looked_back(text, today()).map(|day| day.to_string());
        for (text, day) in [("W45", "2026-11-08"), ("2026-W40", "2026-10-04"), ("KW 45", "2026-11-08")] {
            assert_eq!(back(text).as_deref(), Ok(day), "{text}");
        }
        for (text, day) in [
            ("15 Nov", "2026-11-15"),
            ("last week", "2026-11-29"),
            ("letzte Woche", "2026-11-29"),
            ("this week", "2026-12-03"),
            ("last month", "2026-11-30"),
            ("last quarter", "2026-09-30"),
            ("end of last year", "2025-12-31"),
            ("letztes Quartal", "2026-09-30"),
            ("last friday", "2026-11-27"),
            ("-1w", "2026-11-26"),
        ] {
            assert_eq!(back(text).as_deref(), Ok(day), "{text}");
        }
        assert_eq!(back("W49").as_deref(), Ok("2026-12-03"), "the week that runs, up to today");
        assert!(back("W50").unwrap_err().what.contains("or has not begun yet"));
        let hint = back("soon").unwrap_err().hint;
        assert!(hint.is_some_and(|hint| hint.contains("W45") && hint.contains("“last”")));
        let taken = |text: &str| taken_for_today(text, today()).map(|day| day.to_string());
        assert_eq!((taken("W45"), taken("+1w")), (Ok("2026-11-08".to_owned()), Ok("2026-12-10".to_owned())));
        assert!(taken("soon").unwrap_err().hint.is_some_and(|hint| !hint.contains("review")));
    }

    #[test]
    fn a_week_is_counted_from_the_one_that_runs_or_that_of_a_day_as_people_say_it() {
        let meant = |text: &str, side| week_meant(text, Some(today()), side).map(|week| week.to_string()).ok();
        for (text, week) in [
            ("last week", Some("2026-W48")),
            ("Letzte Woche", Some("2026-W48")),
            ("this week", Some("2026-W49")),
            ("the week before last", Some("2026-W47")),
            ("w/e 22 Nov", Some("2026-W47")),
            ("next week", Some("2026-W50")),
            ("-1w", Some("2026-W48")),
            ("-52w", Some("2025-W49")),
            ("2 weeks ago", Some("2026-W47")),
            ("52 weeks ago", Some("2025-W49")),
            ("vor 12 Monaten", Some("2025-W49")),
            ("last friday", Some("2026-W48")),
            ("15 Nov", Some("2026-W46")),
            ("15 Dec", None),
            ("W50", None),
            ("soon", None),
        ] {
            assert_eq!(meant(text, Side::Behind).as_deref(), week, "{text}");
        }
        assert_eq!(meant("15 Jan", Side::Ahead).as_deref(), Some("2027-W02"));
        assert_eq!(meant("next week", Side::Ahead).as_deref(), Some("2026-W50"));
        assert!(week_meant("last week", None, Side::Behind).is_err(), "of an unknown day");
    }

    #[test]
    fn a_moment_is_said_by_its_day_and_a_time_behind_it() {
        let meant = |text: &str| when_meant(text, today(), |_| 3600).ok();
        let at = |text: &str| Some(When::At(text.parse().unwrap()));
        assert_eq!(meant("yesterday"), Some(When::On(parse_day("2026-12-02").unwrap())));
        for text in ["yesterday 14:00", "2 Dec, 2:00 PM", "last wed 14:00", "2026-12-02 14:00"] {
            assert_eq!(meant(text), at("2026-12-02T14:00:00+01:00"), "{text}");
        }
        assert_eq!([meant("soon 14:00"), meant("yesterday 25:00"), meant("3/4")], [None; 3]);
        let refused = when_meant("3/4", today(), |_| 3600).unwrap_err();
        assert!(refused.what.contains("two dates"), "which two is said: {refused}");
    }
}
