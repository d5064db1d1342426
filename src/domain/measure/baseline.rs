//! Owns baselines: frozen references, each with its value, its spread and the weeks that it comes from.

use super::xmr;
use crate::domain::typed::counted::week_meant;
use crate::domain::typed::spoken::Side;
use crate::domain::{BaselineId, BaselineKind, Day, DecisionId, Family, Fixed, Invalid, MetricId, Week};

/// A frozen reference. It never changes; a decision can put another one in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// Identity.
    pub id: BaselineId,
    /// Of which metric.
    pub metric: MetricId,
    /// What it was taken from.
    pub kind: BaselineKind,
    /// The mean of the values, in the metric's unit.
    pub value: Fixed,
    /// The mean moving range of those values, in the same unit; none if it is not known.
    pub spread: Option<Fixed>,
    /// How many values it rests on; none if it was stated.
    pub count: Option<u32>,
    /// The weeks that it was taken from; none if it was stated.
    pub period: Option<(Week, Week)>,
    /// The first week that it judges; none judges every week after its period, or every week if it has no period.
    pub since: Option<Week>,
    /// The day it was frozen.
    pub frozen: Day,
    /// By whom.
    pub by: String,
    /// The decision by which it replaced the baseline before it.
    pub decision: Option<DecisionId>,
}

impl Baseline {
    /// Is the value of this week held against it?
    #[must_use]
    pub fn judges(&self, week: Week) -> bool {
        self.period.is_none_or(|(_, to)| week > to) && self.since.is_none_or(|since| week >= since)
    }
}

/// What a baseline is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freeze {
    /// The readings of these weeks, both included.
    Weeks(Week, Week),
    /// A stated value, with its mean moving range if that is known.
    Stated(Fixed, Option<Fixed>),
}

/// The kind of baseline that a family has.
#[must_use]
pub const fn kind_of(family: Family) -> BaselineKind {
    match family {
        Family::Performance => BaselineKind::Pilot,
        Family::Impact => BaselineKind::PreDeployment,
        Family::Adoption | Family::Governance => BaselineKind::History,
    }
}

/// Mean, mean moving range and count of some values.
pub fn from_values(values: &[Fixed]) -> Result<(Fixed, Option<Fixed>, u32), Invalid> {
    let mean = xmr::mean(values).ok_or_else(|| {
        Invalid::new("these weeks hold no value").hint("name weeks with values, as 2026-W14..2026-W21").at("weeks")
    })?;
    Ok((mean, xmr::mean_moving_range(values), u32::try_from(values.len()).unwrap_or(u32::MAX)))
}

/// The weeks that a baseline rests on, in words: how many, or each of at most two.
#[must_use]
pub fn rests_on(weeks: &[Week]) -> String {
    match weeks {
        [one] => format!("1 value, {}", one.short()),
        [one, other] => format!("2 values, {} and {}", one.short(), other.short()),
        _ => format!("{} values", weeks.len()),
    }
}

/// What may stand between the two weeks of a span, apart from a hyphen.
const BETWEEN: [&str; 8] = ["..", "…", "–", "—", " to ", " until ", " till ", " bis "];

/// Reads `2026-W14..2026-W21`, `2026-W14 to 2026-W21` and the like; `W14-W21` too, if today is known.
pub fn parse_weeks(text: &str, today: Option<Day>) -> Result<(Week, Week), Invalid> {
    let example = if today.is_some() { "W14 to W21" } else { "2026-W14..2026-W21" };
    let wrong =
        || Invalid::new(format!("“{text}” is not a span of weeks")).hint(format!("write {example}")).at("weeks");
    let week = |text: &str| week_meant(text.trim(), today, Side::Behind).map_err(|error| error.at("weeks"));
    let (from, to) = sides(text, |side| week(side).is_ok()).ok_or_else(wrong)?;
    let (from, to) = (week(from)?, week(to)?);
    if from > to {
        return Err(Invalid::new(format!("{from} comes after {to}")).hint("write the earlier week first").at("weeks"));
    }
    Ok((from, to))
}

/// The two sides of a span. As a week may contain a hyphen, a hyphen separates only if both sides are weeks.
fn sides(text: &str, is_week: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let parted = || {
        let mut hyphens = text.match_indices('-').filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?)));
        hyphens.find(|(from, to)| is_week(from) && is_week(to))
    };
    BETWEEN.iter().find_map(|between| text.split_once(*between)).or_else(parted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn a_span_of_weeks_is_read_as_people_write_it() {
        let today = parse_day("2026-11-25").ok();
        let weeks = |from: &str, to: &str| -> Result<(Week, Week), Invalid> {
            Ok((from.parse().unwrap(), to.parse().unwrap()))
        };
        for text in ["W44..W46", "W44-W46", "W44 – W46", "W44 to W46", "KW 44 bis KW 46", "2026-W44-2026-W46"] {
            assert_eq!(parse_weeks(text, today), weeks("2026-W44", "2026-W46"), "{text}");
        }
        assert_eq!(parse_weeks("2026-W14-2026-W21", None), weeks("2026-W14", "2026-W21"));
        for text in ["W44", "2026-W44", "some weeks", "W44-soon"] {
            let error = parse_weeks(text, today).unwrap_err();
            assert!(error.what.contains("is not a span of weeks"), "{text}: {error:?}");
        }
        assert!(parse_weeks("W46-W44", today).unwrap_err().what.contains("comes after"));
    }
}
