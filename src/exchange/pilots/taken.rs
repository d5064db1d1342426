//! Checks a row as the workspace would check its pilot, so that the row is rejected by itself and not the whole file.

use std::collections::BTreeMap;

use crate::domain::date::check_day;
use crate::domain::pilot::{check_spent, tidy_name};
use crate::domain::{Day, Fixed, Invalid};
use crate::exchange::profile::{DATES, MONEY};

/// What is refused of the canonical texts of a row, each at its field.
pub(super) fn check(fields: &BTreeMap<&'static str, String>) -> Vec<Invalid> {
    let filled = fields.iter().filter(|(_, text)| !text.is_empty());
    filled.filter_map(|(&field, text)| Some(check_one(field, text).err()?.at(field))).collect()
}

fn check_one(field: &'static str, text: &str) -> Result<(), Invalid> {
    match field {
        "name" => tidy_name(text, "pilot").map(drop),
        _ if MONEY.contains(&field) => check_spent(field, Fixed::parse(text)?),
        _ if DATES.contains(&field) => text.parse::<Day>().map_or(Ok(()), |day| check_day(day).map(drop)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_pilot_takes_is_refused_with_its_field() {
        let refused = |field: &'static str, text: &str| {
            check(&BTreeMap::from([(field, text.to_owned())])).pop().and_then(|error| error.field)
        };
        for (field, text) in [("spend_change", "-5"), ("name", "\u{200d}"), ("started", "3026-01-05")] {
            assert_eq!(refused(field, text), Some(field), "{text}");
        }
        for (field, text) in [("spend_change", "0"), ("name", "A"), ("started", ""), ("rollout", "2027-01-05")] {
            assert_eq!(refused(field, text), None, "{text}");
        }
    }
}
