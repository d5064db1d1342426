//! `silence`: people use it, and nobody escalates anything any more.

use super::{Case, Finds, Found, Row, Seen};
use crate::domain::{Attention, Family, Fixed, Week};

pub(super) const ROW: Row = Row { id: "silence", paused: false, of_stage: false, judge: Finds::Once(judge) };

/// How many weeks warnings look back.
const LOOK_BACK: i64 = 52;

fn judge(case: &Case<'_>) -> Option<Found> {
    let (series, rollout) = (case.headline(Family::Governance)?, case.rollout()?);
    let parameter = |name| case.rules.count(name, None);
    let (quiet, before) = (parameter("warning.silence.quiet-weeks"), parameter("warning.silence.weeks-before"));
    let value = |week: Week| case.reading(series, week).and_then(|reading| reading.measure.value());
    let newest = case.newest_due();
    // Paused weeks do not count.
    let counted = (0..LOOK_BACK).map(|back| newest.plus(-back)).filter(|week| !case.is_paused_in(*week));
    let counted: Vec<Week> = counted.collect();
    let size = |count: i64| usize::try_from(count).unwrap_or(0);
    let (weeks, earlier) = counted.split_at_checked(size(quiet)).unwrap_or_default();
    let earlier = earlier.get(..size(before)).unwrap_or(earlier);
    let weeks: Vec<Week> = weeks.iter().rev().copied().collect();
    let silent = |week: &Week| {
        *week >= Week::of(rollout)
            && value(*week) == Some(Fixed::ZERO)
            && case.active(*week).is_some_and(|active| active > Fixed::ZERO)
    };
    let (Some(first), true) = (weeks.first(), weeks.iter().all(silent)) else {
        return None;
    };
    // It fired when so many of these weeks were first due.
    let began = counted.iter().take_while(|week| silent(week)).count().checked_sub(weeks.len());
    let fired = began.and_then(|at| counted.get(at)).copied().unwrap_or(newest);
    let earlier: Vec<Fixed> = earlier.iter().filter_map(|week| value(*week)).collect();
    let average = crate::domain::xmr::mean(&earlier);
    let spoke = average.is_some_and(|average| average >= Fixed::from_int(parameter("warning.silence.average-min")));
    let never = !case.points(series).any(|point| point.value > Fixed::ZERO);
    let many = weeks.iter().all(|week| {
        case.active(*week).is_some_and(|active| active >= Fixed::from_int(parameter("warning.silence.active-min")))
    });
    if !(spoke || never && many) {
        return None;
    }
    let was = match average {
        Some(average) if spoke => format!("{} a week on average in the {before} weeks before", average.rounded(1)),
        _ => "none ever".to_owned(),
    };
    let (active, last) = (case.active(newest).unwrap_or_default(), newest.short());
    Some(Found {
        attention: Attention::Watch,
        since: Some(super::case::due(fired, case.framework)),
        metric: Some(series.metric.id),
        families: Vec::new(),
        explanation: format!(
            "No exception was escalated from {} to {last}, with {active} active users in {last}; {was}.",
            first.short(),
        ),
        rule: rule(case),
        readings: weeks
            .iter()
            .map(|week| Seen { metric: series.metric.name.clone(), week: *week, value: value(*week) })
            .collect(),
        clears: "an exception is escalated, or a week passes without active users".to_owned(),
    })
}

fn rule(case: &Case<'_>) -> String {
    let parameter = |name| case.rules.count(name, None);
    format!(
        "{} due weeks of 0 escalated with active users, where the {} before averaged {} or more, or none ever and {} or more \
         are active",
        parameter("warning.silence.quiet-weeks"),
        parameter("warning.silence.weeks-before"),
        parameter("warning.silence.average-min"),
        parameter("warning.silence.active-min"),
    )
}
