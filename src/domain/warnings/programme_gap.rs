//! `programme-gap`: in the thirteen weeks of embedding, a week of adoption is missing.

use super::{Case, Finds, Found, Row, Seen};
use crate::domain::{Attention, Family, Measure, Stage, Week};

pub(super) const ROW: Row = Row { id: "programme-gap", paused: false, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let series = case.headline(Family::Adoption)?;
    let parameter = |name| case.rules.count(name, None);
    let weeks = parameter("warning.programme-gap.weeks");
    let (Stage::Three, Some(now), Some(entered)) =
        (case.dossier.pilot.stage, case.dossier.pilot.week_in_stage(case.day), case.dossier.pilot.entered)
    else {
        return None;
    };
    // The reading of the last week is due in the week after it.
    if now > weeks + 1 {
        return None;
    }
    // A pilot that came by a file and never reported is counted once, elsewhere.
    if case.dossier.pilot.imported && case.dossier.series.iter().all(|series| series.readings.is_empty()) {
        return None;
    }
    let rolled_out = |week: Week| case.rollout().is_some_and(|rollout| week >= Week::of(rollout));
    let lacks = |week: Week| match case.reading(series, week).map(|reading| reading.measure) {
        None => true,
        Some(Measure::NotMeasured) => rolled_out(week),
        Some(_) => false,
    };
    let first = Week::of(entered);
    let programme = (0..=Week::of(case.day).since(first)).map(|number| first.plus(number));
    let programme = programme.filter(|week| !case.is_paused_in(*week)).take(usize::try_from(weeks).unwrap_or(0));
    let asked = Week::first_asked(entered);
    let due: Vec<Week> = programme.filter(|week| *week >= asked && case.is_due(*week)).collect();
    let missing: Vec<Week> = due.iter().copied().filter(|week| lacks(*week)).collect();
    if i64::try_from(missing.len()).unwrap_or(0) < parameter("warning.programme-gap.watch-missing") {
        return None;
    }
    let running = usize::try_from(parameter("warning.programme-gap.signal-missing")).unwrap_or(2).max(1);
    let signal = due.windows(running).find(|weeks| weeks.iter().all(|week| lacks(*week)));
    let fired = signal.and_then(|weeks| weeks.last()).or(missing.first());
    let named: Vec<String> = missing.iter().map(|week| week.short()).collect();
    Some(Found {
        attention: if signal.is_some() { Attention::Signal } else { Attention::Watch },
        since: fired.map(|week| super::case::due(*week, case.framework)),
        metric: Some(series.metric.id),
        families: Vec::new(),
        explanation: format!("Adoption was not read in {} of the 90-day programme.", named.join(", ")),
        rule: format!(
            "weeks 1 to {weeks} of stage 3: {} missing is a watch, {running} in a row are a signal",
            parameter("warning.programme-gap.watch-missing")
        ),
        readings: missing
            .iter()
            .map(|week| Seen { metric: series.metric.name.clone(), week: *week, value: None })
            .collect(),
        clears: format!(
            "the readings are entered, or week {} of the stage is over, in which that of week {weeks} is due",
            weeks + 1
        ),
    })
}
