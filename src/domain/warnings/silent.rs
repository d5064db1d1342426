//! Owns which families of a pilot should report and do not, for `stale` and `purgatory`.

use super::Case;
use crate::domain::{Day, Family, Measure, Pilot, VisitKind, Week};

/// How many weeks back a value is looked for.
const LOOK_BACK: i64 = 52;

/// A family that is stale.
pub(super) struct Silent {
    pub(super) family: Family,
    /// The name of its headline.
    pub(super) metric: String,
    /// The due weeks without a value.
    pub(super) weeks: Vec<Week>,
    pub(super) since: Day,
}

/// The families that should report and did not.
pub(super) fn all_silent(case: &Case<'_>) -> Vec<Silent> {
    // A pilot that came by a file and never reported is counted once, elsewhere.
    let unheard = case.dossier.series.iter().all(|series| series.readings.is_empty());
    if case.dossier.pilot.imported && unheard {
        return Vec::new();
    }
    Family::ALL.iter().filter_map(|family| silent(case, *family)).collect()
}

/// The stale families, whatever else is said of the pilot.
pub(super) fn families(case: &Case<'_>) -> Vec<Family> {
    all_silent(case).into_iter().map(|silent| silent.family).collect()
}

fn silent(case: &Case<'_>, family: Family) -> Option<Silent> {
    let series = case.headline(family)?;
    let first = case.points(series).next().map(|point| point.week);
    let expected = expected_since(&case.dossier.pilot, family, first, case.day)?;
    let newest = case.newest_due();
    let weeks = (0..LOOK_BACK).map(|back| newest.plus(-back)).take_while(|week| *week >= expected);
    let value = |week: &Week| case.reading(series, *week).is_some_and(|reading| reading.measure.value().is_some());
    // A value of a week that is not due yet counts too.
    if (1..=2).any(|ahead| value(&newest.plus(ahead))) {
        return None;
    }
    let mut empty: Vec<Week> =
        weeks.filter(|week| case.dossier.pilot.reports_in(*week)).take_while(|week| !value(week)).collect();
    empty.reverse();
    let excused = empty
        .iter()
        .any(|week| case.reading(series, *week).is_some_and(|reading| reading.measure == Measure::NotMeasured));
    let more = if excused { case.rules.count("warning.stale.not-measured-weeks", None) } else { 0 };
    let needed = usize::try_from(case.rules.count("warning.stale.empty-weeks", None) + more).unwrap_or(2).max(1);
    let fired = *empty.get(needed - 1)?;
    let since = super::case::due(fired, case.framework);
    Some(Silent { family, metric: series.metric.name.clone(), weeks: empty, since })
}

/// The first week that should have a value: for performance that of the start, for other families that of the rollout,
/// once that day has come; or the week `first`, which had a value, if it is earlier.
#[must_use]
pub fn expected_since(pilot: &Pilot, family: Family, first: Option<Week>, day: Day) -> Option<Week> {
    let begins = match family {
        // A record that was taken over begins with that. Without a start nothing is expected.
        Family::Performance => {
            let taken_over = pilot.visit_kind == VisitKind::TakeOver;
            pilot.started.map(|start| if taken_over { pilot.entered.unwrap_or(start).max(start) } else { start })
        }
        _ => pilot.rollout,
    };
    let begins = begins.filter(|begins| *begins <= day);
    [begins.map(Week::first_asked), first].into_iter().flatten().min()
}
