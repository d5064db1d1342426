//! Owns the weeks in the headings of a block. A heading that may mean several days is refused, with how to write it.

use crate::domain::shown::quoted;
use crate::domain::weeks::week_entered;
use crate::domain::{Day, Invalid, Week};

const HINT: &str = "write a week as 2026-W47 or W47, or any date in it as 2026-11-18";

/// The week that stands where one is expected.
pub(super) fn expected(text: &str, near: Week, running: Week) -> Result<Week, Invalid> {
    week_entered(text, near, running).unwrap_or_else(|| {
        let day = serial(text).and_then(day_of);
        Err(match (day, text.parse::<u32>()) {
            _ if text.is_empty() => Invalid::new("no week stands here").hint(HINT),
            (Some(day), _) => Invalid::new(format!("{} looks like a spreadsheet's day number: {day}", quoted(text)))
                .hint(format!("format it as a date and copy again, or write {day} or {}", Week::of(day))),
            (None, Ok(number @ 1..=53)) => Invalid::new(format!("{} does not say that it is a week", quoted(text)))
                .hint(format!("write W{number}, or a date in that week as 2026-11-18")),
            _ => Invalid::new(format!("{} is not a week", quoted(text))).hint(HINT),
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::weeks::week_named;

    fn near(text: &str) -> Week {
        text.parse().unwrap()
    }

    fn week(text: &str) -> String {
        week_named(text, near("2026-W47")).unwrap_or_else(|| panic!("{text}")).unwrap().to_string()
    }

    fn refused(text: &str) -> String {
        let error = expected(text, near("2026-W47"), near("2026-W48")).unwrap_err();
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
            "18.11.26",
            "Mi 18.11.2026",
            "18. Nov 2026",
            "w/c 16th of November 2026",
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
        assert!(refused("11/12/26").contains("three dates"));
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
        let error = expected("46344", near("2026-W47"), near("2026-W48")).unwrap_err();
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
            assert_eq!(week_named(text, near("2026-W47")), None, "{text}");
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
            assert_eq!(week_named(text, near(at)).unwrap().unwrap().to_string(), meant, "{text} near {at}");
        }
        assert!(
            week_named("W53", near("2026-W10")).unwrap().unwrap_err().what.contains("no week 53 has begun in 2026")
        );
        assert!(refused("W54").contains("no week 54"));
        assert_eq!(refused("2025-W53"), "there is no week 53 in 2025");
    }
}
