//! `success-paradox`: the pilot performs as hoped, and what else production needs is not ready.

use super::{Case, Finds, Found, Row, Seen, told};
use crate::domain::xmr::{Point, mean};
use crate::domain::{Attention, Better, Day, Dimension, Family, Fixed, Metric, Stage, Week, overdue_since};

pub(super) const ROW: Row = Row { id: "success-paradox", paused: false, of_stage: true, judge: Finds::Once(judge) };

/// What is said of a dimension that no workstream closes in time.
const NOT_IN_TIME: &str = "no workstream is in time";

/// A dimension that does not keep up with performance.
struct Behind {
    told: String,
    attention: Attention,
    since: Option<Day>,
}

impl Behind {
    /// Does a dimension fail, or has nobody assessed it although it is time?
    fn of(case: &Case<'_>, dimension: Dimension) -> Option<Self> {
        let known = case.framework.dimension(dimension);
        let scored = case.readiness.scored(dimension).filter(|scored| scored.value.is_some());
        let Some(scored) = scored else {
            let from = parameter(case, "warning.success-paradox.unassessed-from-week");
            let pilot = &case.dossier.pilot;
            return (pilot.week(case.day)? >= from).then(|| Self {
                told: format!("{} has no score", known.name),
                attention: Attention::Watch,
                since: pilot.started.map(|started| Week::of(started).plus(from - 1).monday().max(started)),
            });
        };
        let value = scored.value.filter(|_| !scored.passes(known.pass))?;
        let bare = if value >= known.pass { " without evidence" } else { "" };
        let work = case.readiness.open_workstream(dimension);
        let (work, attention, since) = match work.and_then(|work| work.due) {
            Some(due) if due >= case.day => (format!("its workstream is due on {due}"), Attention::Watch, scored.on),
            // Until its due date it was the owner's concern.
            Some(due) => (NOT_IN_TIME.to_owned(), Attention::Signal, scored.on.max(Some(overdue_since(due)))),
            None => (NOT_IN_TIME.to_owned(), Attention::Signal, scored.on),
        };
        Some(Self { told: format!("{} is at {value}{bare} ({work})", known.name), attention, since })
    }
}

fn judge(case: &Case<'_>) -> Option<Found> {
    let metric = &case.headline(Family::Performance)?.metric;
    let success = Success::of(case).filter(|_| case.dossier.pilot.stage <= Stage::Two)?;
    let behind: Vec<Behind> = Dimension::ALL.iter().filter_map(|dimension| Behind::of(case, *dimension)).collect();
    let attention = behind.iter().map(|behind| behind.attention).max()?;
    let names: Vec<&str> = behind.iter().map(|behind| behind.told.as_str()).collect();
    let first = behind.iter().filter(|behind| behind.attention == attention).filter_map(|behind| behind.since).min();
    Some(Found {
        attention,
        since: first.max(Some(success.since.sunday())),
        metric: Some(metric.id),
        families: Vec::new(),
        explanation: format!(
            "{} meets its target of {} with a mean of {} ({}), but {}.",
            metric.name,
            metric.said(metric.target?),
            metric.said(success.mean.rounded(1)),
            told(metric, &success.readings),
            names.join("; "),
        ),
        rule: format!(
            "stages 1 and 2: the mean of the last {} to {} values meets the target and a dimension fails: watch with a \
             workstream in time, else signal; from week {} a dimension without a score: watch",
            parameter(case, "warning.success-paradox.values-min"),
            parameter(case, "warning.success-paradox.values-max"),
            parameter(case, "warning.success-paradox.unassessed-from-week"),
        ),
        readings: success.readings,
        clears: "every dimension is scored and passes".to_owned(),
    })
}

fn parameter(case: &Case<'_>, name: &str) -> i64 {
    case.rules.count(name, None)
}

/// The newest values, if they meet their target on average.
struct Success {
    mean: Fixed,
    readings: Vec<Seen>,
    /// The week since which they have.
    since: Week,
}

impl Success {
    fn of(case: &Case<'_>) -> Option<Self> {
        let series = case.headline(Family::Performance)?;
        let metric = &series.metric;
        let points: Vec<Point> = case.points(series).collect();
        let count = |name| usize::try_from(parameter(case, name)).ok();
        let (min, max) = (count("warning.success-paradox.values-min")?, count("warning.success-paradox.values-max")?);
        let recent = |end: usize| points.get(end.saturating_sub(max)..end).filter(|points| points.len() >= min);
        let met = |end: usize| average(recent(end)?).filter(|mean| meets(metric, *mean));
        let mean = met(points.len())?;
        let first = (1..=points.len()).rev().take_while(|end| met(*end).is_some()).last()?;
        let seen = |point: &Point| Seen { metric: metric.name.clone(), week: point.week, value: Some(point.value) };
        let readings = recent(points.len())?.iter().map(seen).collect();
        Some(Self { mean, readings, since: points.get(first - 1)?.week })
    }
}

fn average(points: &[Point]) -> Option<Fixed> {
    mean(&points.iter().map(|point| point.value).collect::<Vec<_>>())
}

fn meets(metric: &Metric, value: Fixed) -> bool {
    metric.target.is_some_and(|target| match metric.better {
        Better::Higher => value >= target,
        Better::Lower => value <= target,
        Better::Either => false,
    })
}
