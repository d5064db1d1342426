//! `stage-overrun`: a stage takes longer than it should, and its gate was not held.

use super::clock::of_pilot;
use super::{Case, Finds, Found, Row, purgatory};
use crate::domain::{Attention, Gate, Verdict, overdue_since};

pub(super) const ROW: Row = Row { id: "stage-overrun", paused: false, of_stage: true, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    // `purgatory` says the same, and more.
    overrun(case).filter(|_| !purgatory::fires(case))
}

fn overrun(case: &Case<'_>) -> Option<Found> {
    let (stage, week) = case.stage_week();
    let (gate, week) = (Gate::out_of(stage)?, week?);
    let weeks = i64::from(case.framework.stage(stage)?.weeks?);
    let over = |name| case.rules.count(name, None);
    let (watch, signal) =
        (over("warning.stage-overrun.watch-weeks-over"), over("warning.stage-overrun.signal-weeks-over"));
    // Weeks are counted by calendar week, and the week of entry is 1: two over eight is week 10.
    if week < weeks + watch {
        return None;
    }
    let held = case.readiness.last_held(gate).filter(|held| Some(held.on) >= case.dossier.pilot.entered);
    let (gate_told, passed) = match held {
        None => (format!("{gate} was not held since it began"), None),
        Some(held) if matches!(held.verdict, Verdict::Hold | Verdict::Recycle) => {
            let date = case.gate_date(gate);
            if date >= Some(case.day) {
                return None;
            }
            let next =
                date.map_or_else(|| "without a next date".to_owned(), |date| format!("until {date}, which is past"));
            (format!("{gate} ended in {} on {}, {next}", held.verdict, held.on), date)
        }
        Some(_) => return None,
    };
    Some(of_pilot(
        if week >= weeks + signal { Attention::Signal } else { Attention::Watch },
        case.week_began(weeks + watch).max(passed.map(overdue_since)),
        format!("Stage {stage} is in week {week}, {} over its {weeks}, and {gate_told}.", week - weeks),
        format!(
            "stage {stage} takes {weeks} weeks: {watch} over without {gate} is a watch, {signal} over are a signal"
        ),
        format!("{gate} is held, or a hold or recycle sets a date that is still ahead"),
    ))
}
