//! Owns warnings with several reasons. All reasons that hold are told, with everything that has to happen until none
//! does, and the day since which the first of them holds.

use super::{Found, Seen};
use crate::domain::{Attention, Day};

/// One of the reasons for which a warning fires.
pub(super) struct Reason {
    pub(super) attention: Attention,
    /// Since when it holds, if known.
    pub(super) since: Option<Day>,
    /// What happened, in a sentence.
    pub(super) told: String,
    /// What has to happen until it does not hold.
    pub(super) clears: String,
    /// The values that it rests on.
    pub(super) readings: Vec<Seen>,
}

/// The finding of all reasons that hold; none if none does. It names no metric and no family. The rule is only put into
/// words if it is needed, as most pilots give no reason.
pub(super) fn together(reasons: Vec<Reason>, rule: impl FnOnce() -> String) -> Option<Found> {
    let attention = reasons.iter().map(|reason| reason.attention).max()?;
    let since = reasons.iter().filter_map(|reason| reason.since).min();
    let (mut told, mut clears, mut readings) = (Vec::new(), Vec::new(), Vec::new());
    for reason in reasons {
        told.push(reason.told);
        // Two reasons may rest on the same value, or end by the same one.
        if !clears.contains(&reason.clears) {
            clears.push(reason.clears);
        }
        for seen in reason.readings {
            if !readings.contains(&seen) {
                readings.push(seen);
            }
        }
    }
    let (metric, families) = (None, Vec::new());
    // A reason may have a comma before a way out of its own, so they are joined by semicolons.
    let (explanation, clears) = (told.join(" "), clears.join("; and "));
    Some(Found { attention, since, metric, families, explanation, rule: rule(), readings, clears })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fixed, Week, parse_day};

    #[test]
    fn all_reasons_are_told_with_all_that_clears_them_since_the_first() {
        let reason = |attention, since: &str, told: &str, clears: &str| Reason {
            attention,
            since: parse_day(since).ok(),
            told: told.to_owned(),
            clears: clears.to_owned(),
            readings: vec![Seen {
                metric: "adoption".to_owned(),
                week: Week::new(2026, 47).unwrap(),
                value: Some(Fixed::HUNDRED),
            }],
        };
        let reasons = vec![
            reason(Attention::Watch, "2026-11-15", "It fell.", "it rises"),
            reason(Attention::Signal, "2026-11-08", "It is low.", "it is high"),
            reason(Attention::Watch, "2026-11-22", "It is lower.", "it is high"),
        ];
        let found = together(reasons, String::new).unwrap();
        assert_eq!(found.attention, Attention::Signal);
        assert_eq!(found.since, parse_day("2026-11-08").ok());
        assert_eq!(found.explanation, "It fell. It is low. It is lower.");
        assert_eq!(found.clears, "it rises; and it is high");
        assert_eq!(found.readings.len(), 1, "a value is named once");
        assert_eq!(together(Vec::new(), String::new), None);
    }
}
