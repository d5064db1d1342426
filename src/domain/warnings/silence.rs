//! `silence`: people use it, and nobody escalates anything any more.

use super::{Case, Found, Row, Seen};
use crate::domain::{Attention, Family, Fixed, Week};

pub(super) const ROW: Row = Row { id: "silence", paused: false, judge };

fn judge(case: &Case<'_>) -> Vec<Found> {
    let (Some(series), Some(rollout)) = (case.headline(Family::Governance), case.rollout()) else {
        return Vec::new();
    };
    let parameter = |name: &str| case.rules.count(&format!("warning.silence.{name}"), None);
    let (quiet, before) = (parameter("quiet-weeks"), parameter("weeks-before"));
    let value = |week: Week| case.reading(series, week).and_then(|reading| reading.measure.value());
    let newest = case.newest_due();
    let weeks: Vec<Week> = (0..quiet).rev().map(|back| newest.plus(-back)).collect();
    let silent = |week: &Week| {
        *week >= Week::of(rollout)
            && value(*week) == Some(Fixed::ZERO)
            && case.active(*week).is_some_and(|active| active > Fixed::ZERO)
    };
    if !weeks.iter().all(silent) {
        return Vec::new();
    }
    let earlier: Vec<Fixed> = (quiet..quiet + before).filter_map(|back| value(newest.plus(-back))).collect();
    let average = crate::domain::xmr::mean(&earlier);
    let spoke = average.is_some_and(|average| average >= Fixed::from_int(parameter("average-min")));
    let never = !case.points(series).iter().any(|point| point.value > Fixed::ZERO);
    let many = weeks
        .iter()
        .all(|week| case.active(*week).is_some_and(|active| active >= Fixed::from_int(parameter("active-min"))));
    let telling = spoke || never && many;
    if !telling {
        return Vec::new();
    }
    let was = match average {
        Some(average) if spoke => format!("{} a week on average before", average.rounded(1)),
        _ => "none ever".to_owned(),
    };
    let active = case.active(newest).unwrap_or_default();
    vec![Found {
        attention: Attention::Watch,
        since: Some(super::case::due(newest, case.framework)),
        metric: Some(series.metric.id),
        families: Vec::new(),
        explanation: format!("No exception was escalated in {quiet} weeks with {active} active users; {was}."),
        rule: format!(
            "{quiet} due weeks of 0 escalated with active users, where the {before} before averaged {} or more, or none \
             ever and {} or more are active",
            parameter("average-min"),
            parameter("active-min"),
        ),
        readings: weeks
            .iter()
            .map(|week| Seen { metric: series.metric.name.clone(), week: *week, value: value(*week) })
            .collect(),
        clears: "an exception is escalated, or a week passes without active users".to_owned(),
    }]
}
