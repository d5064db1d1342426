//! Owns the unit that stands behind a value, as it is typed and as it is said.

use super::{Metric, Typed};
use crate::domain::Invalid;
use crate::domain::shown::quoted;

/// Units that lose their last letter if there is one of them.
const COUNTED: [&str; 5] = ["exceptions", "days", "hours", "minutes", "weeks"];

impl Metric {
    /// Is that its unit, in the plural or the singular?
    fn is_in(&self, unit: &str) -> bool {
        let is = |known: &str| known.to_lowercase() == unit.to_lowercase();
        is(&self.unit) || self.one().is_some_and(is)
    }

    /// Its unit in the singular: `day` for `days`.
    pub(super) fn one(&self) -> Option<&str> {
        self.unit.strip_suffix('s').filter(|_| COUNTED.iter().any(|word| self.unit.ends_with(word)))
    }

    /// What `read` makes of a text typed for a week; the unit may follow the number.
    ///
    /// # Errors
    /// If that is no value, or the unit is another one.
    pub fn typed(&self, text: &str, read: impl Fn(&str) -> Result<Typed, Invalid>) -> Result<Typed, Invalid> {
        let number = || behind_number(text).filter(|(_, unit)| !unit.is_empty() && self.is_in(unit));
        read(text).or_else(|error| number().map_or(Err(error), |(number, _)| read(number)))
    }

    /// Refuses another unit than its own behind a number; an empty one is none.
    ///
    /// # Errors
    /// If it is another one.
    pub fn expect_unit(&self, unit: &str) -> Result<(), Invalid> {
        if unit.is_empty() || self.is_in(unit) {
            return Ok(());
        }
        let what = format!("{} is not counted in {}", self.name, quoted(unit));
        Err(Invalid::new(what).hint("write the number alone"))
    }
}

/// A number and the word behind it, as `79.5` and `min` of `79.5 min`; none if there is no word.
#[must_use]
pub fn unit_behind(text: &str) -> Option<(&str, &str)> {
    behind_number(text).filter(|(_, unit)| !unit.is_empty() && unit.chars().all(char::is_alphabetic))
}

/// The text up to its last digit, and the rest.
fn behind_number(text: &str) -> Option<(&str, &str)> {
    let (number, rest) = text.split_at(text.rfind(|c: char| c.is_ascii_digit())? + 1);
    Some((number, rest.trim().trim_end_matches('.')))
}
