//! `out-of-order`: a change was made before the one that it depends on.

use super::premature_scale::expands;
use super::reasons::{Reason, together};
use super::{Case, Finds, Found, Row};
use crate::domain::readiness::Step;
use crate::domain::{Attention, Dimension};

pub(super) const ROW: Row = Row { id: "out-of-order", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let early = [retired(case), expanded(case)].into_iter().flatten().collect();
    let rule = "the old process of a step is retired while data does not pass: watch; an expansion has started while a \
                step of the process is open: signal";
    together(early, || rule.to_owned())
}

/// Was an old process given up before the data can replace it?
fn retired(case: &Case<'_>) -> Option<Reason> {
    let data = case.framework.dimension(Dimension::Data);
    let scored = case.readiness.scored(Dimension::Data);
    if scored.is_some_and(|scored| scored.passes(data.pass)) {
        return None;
    }
    let gone = |step: &Step| step.retired.filter(|on| *on <= case.day);
    let steps = &case.dossier.readiness.steps;
    let first = steps.iter().filter_map(gone).min()?;
    let named = steps.iter().filter_map(|step| Some(format!("{} on {}", step.name, gone(step)?)));
    let named: Vec<String> = named.collect();
    let valued = scored.and_then(|scored| Some((scored.value?, scored.on)));
    let stands = match valued {
        None => "has no score".to_owned(),
        Some((value, _)) if value >= data.pass => format!("is at {value} without evidence"),
        Some((value, _)) => format!("is at {value} and passes at {}", data.pass),
    };
    Some(Reason {
        attention: Attention::Watch,
        // Its value may have passed when the first one was retired.
        since: Some(first).max(valued.and_then(|(_, on)| on)),
        told: format!("The old process is retired ({}), but {} {stands}.", named.join(", "), data.name),
        clears: format!("{} passes", data.name),
        readings: Vec::new(),
    })
}

/// Does the pilot expand while its own process is not redesigned?
fn expanded(case: &Case<'_>) -> Option<Reason> {
    let (since, where_to) = expands(case)?;
    let open = case.dossier.readiness.steps.iter().filter(|step| !step.is_done(case.day));
    let open: Vec<&str> = open.map(|step| step.name.as_str()).collect();
    let open = open.join(", ");
    (!open.is_empty()).then(|| Reason {
        attention: Attention::Signal,
        since: Some(since),
        told: format!("The pilot expands ({where_to}), but process steps are open: {open}."),
        clears: format!("documented, with the old process retired: {open}; or the expansion is dropped"),
        readings: Vec::new(),
    })
}
