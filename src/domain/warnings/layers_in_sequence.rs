//! `layers-in-sequence`: data, integration and governance are built one after the other, which takes far longer.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row};
use crate::domain::{Attention, Day, Dimension, Readiness, Stage, Workstream};

pub(super) const ROW: Row = Row { id: "layers-in-sequence", paused: false, of_stage: true, judge: Finds::Once(judge) };

const LAYERS: [Dimension; 3] = [Dimension::Data, Dimension::Integration, Dimension::Governance];

fn judge(case: &Case<'_>) -> Option<Found> {
    if case.dossier.pilot.stage > Stage::Two {
        return None;
    }
    let parameter = |name| case.rules.count(name, None);
    let min = usize::try_from(parameter("warning.layers-in-sequence.workstreams-min")).unwrap_or(2).max(1);
    let readiness = known(case);
    let mut works = readiness.layers();
    let first =
        |layer: &Dimension| works.iter().filter(|work| work.dimension == *layer).filter_map(|work| work.entered).min();
    let mut begun: Vec<Day> = LAYERS.iter().filter_map(first).collect();
    begun.sort_unstable();
    let since = *begun.get(min - 1).filter(|_| !readiness.is_parallel())?;
    works.sort_by_key(|work| work.start);
    let told: Vec<String> = works.into_iter().map(|work| stretch(case, work)).collect();
    Some(of_pilot(
        Attention::Watch,
        Some(since),
        format!(
            "No two layers are built at the same time: {}. One after the other they take {} to {} months, side by side \
             {} to {} weeks.",
            told.join(", then "),
            parameter("warning.layers-in-sequence.sequence-months-from"),
            parameter("warning.layers-in-sequence.sequence-months-to"),
            parameter("warning.layers-in-sequence.parallel-weeks-from"),
            parameter("warning.layers-in-sequence.parallel-weeks-to"),
        ),
        format!(
            "stages 1 and 2: {min} or more of the workstreams on data, integration and governance, none overlapping"
        ),
        "two of the workstreams on data, integration and governance overlap in time".to_owned(),
    ))
}

/// The layers that could be known on the day, as they stood then, each with the day since which that was so. A plan
/// that begins later is a sequence too: now it can still be changed. If it is not known when one was entered, it counts
/// as entered with the first.
fn known(case: &Case<'_>) -> Readiness {
    let works = case.dossier.readiness.layers();
    let first = works.iter().map(|work| work.start).min();
    let as_then = |work: &Workstream| {
        let entered = work.entered.or(first).map(|entered| entered.min(work.start));
        Workstream { entered, closed: work.closed.filter(|closed| *closed <= case.day), ..work.clone() }
    };
    let known = works.into_iter().map(as_then).filter(|work| work.entered <= Some(case.day));
    Readiness { workstreams: known.collect(), ..Readiness::default() }
}

/// The days on which it runs, in words.
fn stretch(case: &Case<'_>, work: &Workstream) -> String {
    let name = &case.framework.dimension(work.dimension).name;
    let end = work.closed.or(work.due).map_or_else(String::new, |end| format!(" to {end}"));
    format!("{name} from {}{end}", work.start)
}
