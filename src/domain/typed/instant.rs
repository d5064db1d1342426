//! Owns points in time, each with its local day. Durations are counted between points in time, so that no change of the
//! clocks makes one negative. It knows neither a clock nor a time zone: the offset is passed in.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeZone, Timelike};

use super::written::{self, Written};
use crate::domain::{Day, Fixed, Invalid, check_day, parse_day};

/// The milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A point in time, with its local day and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(DateTime<FixedOffset>);

impl Instant {
    /// The point `at` (milliseconds since 1970, UTC), if local time is `zone` seconds east of UTC then.
    #[must_use]
    pub fn new(at: i64, zone: i32) -> Self {
        let zone = FixedOffset::east_opt(zone).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc));
        let whole = at - at.rem_euclid(1000);
        Self(DateTime::from_timestamp_millis(whole).unwrap_or_default().with_timezone(&zone))
    }

    /// The point at this local time, which is `zone` seconds east of UTC.
    #[must_use]
    pub fn local(time: NaiveDateTime, zone: i32) -> Self {
        let zone = FixedOffset::east_opt(zone).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc));
        Self(zone.from_local_datetime(&time).earliest().unwrap_or_default())
    }

    /// The local day.
    #[must_use]
    pub fn day(self) -> Day {
        self.0.date_naive()
    }

    /// The local hour and minute.
    #[must_use]
    pub fn clock(self) -> (u16, u8) {
        let of = |number: u32| u8::try_from(number).unwrap_or_default();
        (u16::from(of(self.0.hour())), of(self.0.minute()))
    }

    /// As people read it: `2026-11-18 10:30`.
    #[must_use]
    pub fn said(self) -> String {
        self.0.format("%Y-%m-%d %H:%M").to_string()
    }

    /// Milliseconds since 1970, UTC.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// Days since `earlier`, in millionths; 0 if that is not earlier.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> Fixed {
        let millis = (self.millis() - earlier.millis()).max(0);
        Fixed::from_millionths(i64::try_from(i128::from(millis) * 1_000_000 / i128::from(DAY)).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Instant {
    /// As it is stored: `2026-11-18T10:00:00+01:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, false))
    }
}

impl FromStr for Instant {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        DateTime::parse_from_rfc3339(text.trim()).map(Self).map_err(|_| not_a_time(text))
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The error for a text that is no time; if it is a day all the same, with how to write it.
fn not_a_time(text: &str) -> Invalid {
    let error = Invalid::new(format!("“{}” is not a time", text.trim()));
    match written::read_timed(text) {
        Some(Err(doubtful)) => doubtful,
        Some(Ok(Written::Day(day))) => error.hint(format!("write {day}, or {day} 10:30")),
        _ => error.hint("write 2026-11-18, or 2026-11-18 10:30"),
    }
}

/// A time as somebody said it: to the day, or to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Some time of that day.
    On(Day),
    /// At that time.
    At(Instant),
}

impl When {
    /// Reads `2026-11-18`, `2026-11-18 10:30`, or with an offset `2026-11-18T10:30:00+01:00`. `zone` gives the offset
    /// of a local time in seconds east of UTC.
    pub fn parse(text: &str, zone: impl Fn(NaiveDateTime) -> i32) -> Result<Self, Invalid> {
        let text = text.trim();
        if let Ok(day) = parse_day(text) {
            return Ok(Self::On(day));
        }
        if let Ok(instant) = text.parse::<Instant>() {
            check_day(instant.day())?;
            return Ok(Self::At(instant));
        }
        let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
        let time = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
        let time = time.ok_or_else(|| not_a_time(text))?;
        check_day(time.date())?;
        Ok(Self::At(Instant::local(time, zone(time))))
    }

    /// The same for typed text, where a day may also be written as people do: `20.11.26` or `20 Nov 2026 10:30`.
    ///
    /// # Errors
    /// If it is no day with its year, may be several, or is followed by something other than a time.
    pub fn typed(text: &str, zone: impl Fn(NaiveDateTime) -> i32) -> Result<Self, Invalid> {
        let written = || {
            let (day, time) = written::with_time(text)?;
            let (day, at) = (written::day_of(day).ok()?, |time| Self::At(Instant::local(time, zone(time))));
            Some(time.map_or(Self::On(day), |time| at(day.and_time(time))))
        };
        Self::parse(text, &zone).or_else(|error| written().ok_or(error))
    }

    /// The point in time that is meant: today, now; on another day noon, or the time of `before` if that is later on
    /// the same day.
    #[must_use]
    pub fn resolve(self, now: Instant, before: Option<Instant>) -> Instant {
        match self {
            Self::At(instant) => instant,
            Self::On(day) if day == now.day() => now,
            Self::On(day) => {
                let noon = Instant::local(NaiveDateTime::new(day, noon()), now.0.offset().local_minus_utc());
                before.filter(|before| before.day() == day).map_or(noon, |before| before.max(noon))
            }
        }
    }
}

fn noon() -> NaiveTime {
    NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()
}

/// The first day of the month of `day`, so many months later.
#[must_use]
pub fn month(day: Day, later: i32) -> Day {
    use chrono::Datelike;
    let months = day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0) + later;
    let month = u32::try_from(months.rem_euclid(12)).unwrap_or(0) + 1;
    NaiveDate::from_ymd_opt(months.div_euclid(12), month, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn durations_survive_the_change_of_the_clocks() {
        // Central Europe, 25 October 2026: 3:00 becomes 2:00.
        let raised = at("2026-10-25T02:50:00+02:00");
        let resolved = at("2026-10-25T02:10:00+01:00");
        assert!(resolved > raised);
        assert_eq!(resolved.days_since(raised).millionths(), 1_000_000 * 20 / 1440);
        assert_eq!(raised.days_since(resolved), Fixed::ZERO, "never negative");
        assert_eq!(at("2027-01-02T10:00:00+01:00").days_since(at("2026-12-30T10:00:00+01:00")), Fixed::from_int(3));
    }

    #[test]
    fn a_day_is_enough_to_say_when() {
        let now = at("2026-11-25T09:00:00+01:00");
        let zone = |_| 3600;
        let when = |text: &str| When::parse(text, zone).unwrap();
        assert_eq!(when("2026-11-25").resolve(now, None), now, "noon has not come yet");
        assert_eq!(when("2026-11-18").resolve(now, None), at("2026-11-18T12:00:00+01:00"));
        let late = at("2026-11-18T15:00:00+01:00");
        assert_eq!(when("2026-11-18").resolve(now, Some(late)), late, "after what came before it on that day");
        assert_eq!(when("2026-11-18 10:30").resolve(now, None), at("2026-11-18T10:30:00+01:00"));
        for wrong in ["yesterday", "2026-13-01", "2026-11-18 25:00", ""] {
            assert!(When::parse(wrong, zone).unwrap_err().hint.is_some(), "{wrong}");
        }
        let hint = |text: &str| When::parse(text, zone).unwrap_err().hint.unwrap();
        assert_eq!(hint("03/04/2026"), "name the month, as 3 Apr 2026, or write 2026-04-03");
        assert_eq!(hint("17.11.2026 9:30"), "write 2026-11-17, or 2026-11-17 10:30");
    }

    #[test]
    fn a_time_is_typed_as_people_write_its_day() {
        let zone = |_| 3600;
        let typed = |text: &str| When::typed(text, zone).ok();
        let day = Some(When::On(parse_day("2026-11-20").unwrap()));
        for text in ["2026-11-20", "20.11.26", "20 Nov 2026", "11/20/26", "20.11.2026"] {
            assert_eq!(typed(text), day, "{text}");
        }
        for text in ["20.11.26 9:30", "20 Nov 2026, 9:30 AM", "2026-11-20T09:30"] {
            assert_eq!(typed(text), Some(When::At(at("2026-11-20T09:30:00+01:00"))), "{text}");
        }
        for wrong in ["yesterday", "20 Nov", "03/04/2026", "20.11.26 25:00", "2026-13-01", ""] {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_cross_the_end_of_a_year() {
        let day = parse_day("2026-01-15").unwrap();
        assert_eq!(month(day, -1), parse_day("2025-12-01").unwrap());
        assert_eq!(month(day, 12), parse_day("2027-01-01").unwrap());
    }
}
