//! Owns the unit of a metric behind a value, as people type it and as it is said.

use super::{Metric, Typed};
use crate::domain::Invalid;
use crate::domain::shown::quoted;

/// Units of which there is one without their last letter.
const COUNTED: [&str; 5] = ["exceptions", "days", "hours", "minutes", "weeks"];

impl Metric {
    /// Is that its unit, or one of it?
    fn is_in(&self, unit: &str) -> bool {
        let is = |known: &str| known.to_lowercase() == unit.to_lowercase();
        is(&self.unit) || self.one().is_some_and(is)
    }

    /// What its unit is called where there is one of it: `day` of `days`.
    pub(super) fn one(&self) -> Option<&str> {
        self.unit.strip_suffix('s').filter(|_| COUNTED.iter().any(|word| self.unit.ends_with(word)))
    }

    /// What `read` makes of a text that is typed for a week; its unit may stand behind the number.
    ///
    /// # Errors
    /// Where that is no value.
    pub fn typed(&self, text: &str, read: impl Fn(&str) -> Result<Typed, Invalid>) -> Result<Typed, Invalid> {
        let number = || behind_number(text).filter(|(_, unit)| !unit.is_empty() && self.is_in(unit));
        read(text).or_else(|error| number().map_or(Err(error), |(number, _)| read(number)))
    }

    /// Refuses the unit that stands behind a number, where it is another one than its own; none stands there where it
    /// is empty.
    ///
    /// # Errors
    /// Where it is another one.
    pub fn expect_unit(&self, unit: &str) -> Result<(), Invalid> {
        if unit.is_empty() || self.is_in(unit) {
            return Ok(());
        }
        let what = format!("{} is not counted in {}", self.name, quoted(unit));
        Err(Invalid::new(what).hint("write the number alone"))
    }
}

/// A number and the word behind it, as `79.5` and `min` of `79.5 min`; none where none stands there.
#[must_use]
pub fn unit_behind(text: &str) -> Option<(&str, &str)> {
    behind_number(text).filter(|(_, unit)| !unit.is_empty() && unit.chars().all(char::is_alphabetic))
}

/// The text up to its last digit, and what stands behind that.
fn behind_number(text: &str) -> Option<(&str, &str)> {
    let (number, rest) = text.split_at(text.rfind(|c: char| c.is_ascii_digit())? + 1);
    Some((number, rest.trim().trim_end_matches('.')))
}
