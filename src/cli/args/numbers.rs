//! Owns how numbers on the command line are read, and what is said where one is wrong.

use std::str::FromStr;

// What is to be written where a number is refused.
pub(super) const PEOPLE: &str = "a whole number of people, as 60";
pub(super) const MINUTES: &str = "a whole number of minutes, as 60";
pub(super) const STAGE: &str = "a stage, as 1, 2, 3 or 4";
pub(super) const WEEKS: &str = "a whole number of weeks, as 6";
pub(super) const COUNT: &str = "a whole number, as 60";

/// Reads a number. On an error it says what to write, as the standard library speaks of its types.
pub(super) fn number<T: FromStr + 'static>(
    what: &'static str,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync {
    move |text: &str| {
        let large = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().map_err(|_| format!("{}write {what}", if large { "that is too large; " } else { "" }))
    }
}

/// What to write for a number that a workspace stores: a wrong one is invalid input, not wrong usage.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoAmount(String);

/// Reads a number that a workspace keeps.
pub(super) fn amount<T: FromStr + 'static>(
    what: &'static str,
) -> impl Fn(&str) -> Result<T, NoAmount> + Clone + Send + Sync {
    let read = number::<T>(what);
    move |text: &str| read(text).map_err(NoAmount)
}
