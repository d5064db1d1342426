//! Owns how local days and times map to UTC, and how the present time names a file.

use chrono::{Local, NaiveTime, Offset, TimeZone};

use crate::domain::Day;

/// When a local day begins, in milliseconds since 1970, UTC.
#[must_use]
pub fn midnight(day: Day) -> i64 {
    milliseconds(day, NaiveTime::MIN)
}

/// The last millisecond of a local day.
#[must_use]
pub fn end_of(day: Day) -> i64 {
    midnight(day.succ_opt().unwrap_or(day)) - 1
}

/// A local time of a day, in milliseconds since 1970, UTC.
#[must_use]
pub fn milliseconds(day: Day, time: NaiveTime) -> i64 {
    let local = day.and_time(time);
    // In the hour that a change to summer time leaves out, the clock shows the next hour.
    let found = Local.from_local_datetime(&local).earliest();
    let found = found.or_else(|| Local.from_local_datetime(&(local + chrono::Duration::hours(1))).earliest());
    found.map_or_else(|| local.and_utc().timestamp_millis(), |moment| moment.timestamp_millis())
}

/// Local time minus UTC at that moment, in seconds.
#[must_use]
pub fn zone_at(at: i64) -> i32 {
    let utc = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
    utc.with_timezone(&Local).offset().fix().local_minus_utc()
}

/// The same for a local time.
#[must_use]
pub fn zone_of(local: chrono::NaiveDateTime) -> i32 {
    zone_at(milliseconds(local.date(), local.time()))
}

/// The present to the millisecond, as names of backups begin: two in one second have two names.
#[must_use]
pub fn moment_for_a_name() -> String {
    Local::now().format("%Y-%m-%dT%H%M%S%3f").to_string()
}
