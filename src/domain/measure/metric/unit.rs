//! Owns the unit that stands behind a value, as it is typed and as it is said.

use super::{Metric, Typed};
use crate::domain::Invalid;
use crate::domain::shown::quoted;

/// Units that lose their last letter if there is one of them.
const COUNTED: [&str; 5] = ["exceptions", "days", "hours", "minutes", "weeks"];

/// Units that headings say in brackets, and what each is called otherwise.
const ABOVE: [&[&str]; 13] = [
    &["ms"],
    &["s", "sec", "secs", "second", "seconds", "sek", "sekunden"],
    &["min", "mins", "minute", "minutes", "minuten"],
    &["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"],
    &["d", "day", "days", "tag", "tage", "tagen"],
    &["wk", "wks", "week", "weeks", "woche", "wochen"],
    &["month", "months", "monat", "monate", "monaten"],
    &["€", "eur", "euro", "euros"],
    &["k€", "t€", "keur", "teur", "tsd €", "tsd. €"],
    &["m€", "meur", "mio €", "mio. €"],
    &["$", "usd"],
    &["k$", "kusd"],
    &["chf"],
];

/// Which of these a text is.
fn place_above(unit: &str) -> Option<usize> {
    let unit = unit.trim().to_lowercase();
    ABOVE.iter().position(|names| names.contains(&unit.as_str()))
}

/// The unit that a heading says of the values below it: `h` of `Handling time (h)`, `Dauer [h]` and `Dauer in h`; none
/// where it says no unit that is known.
#[must_use]
pub fn unit_above(heading: &str) -> Option<&str> {
    let heading = heading.trim();
    let within = |open: char, close: char| heading.strip_suffix(close)?.rsplit_once(open);
    let said = within('(', ')').or_else(|| within('[', ']')).or_else(|| heading.rsplit_once(" in "));
    // Of `Case(s)` there are several.
    let said = said.filter(|(before, unit)| *unit != "s" || !before.ends_with(char::is_alphabetic));
    said.map(|(_, unit)| unit).filter(|unit| place_above(unit).is_some())
}

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

    /// Refuses another unit than its own above its values; an empty one is none, and a metric without one may be
    /// counted in any.
    ///
    /// # Errors
    /// If it is another one.
    pub fn expect_unit_above(&self, unit: &str) -> Result<(), Invalid> {
        let is_alike = || place_above(unit).is_some_and(|place| place_above(&self.unit) == Some(place));
        if unit.is_empty() || self.unit.is_empty() || self.is_in(unit) || is_alike() {
            return Ok(());
        }
        let what = format!("{} is not counted in {}, as the heading says", self.name, quoted(unit));
        Err(Invalid::new(what).hint(format!("write the values in {}, and name that in the heading", self.unit)))
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
