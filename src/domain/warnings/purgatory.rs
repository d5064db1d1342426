//! `purgatory`: a pilot neither goes on nor ends. The weeks of stage 1 are over and nobody decides, or nobody reports.

use super::reasons::{Reason, together};
use super::{Case, Finds, Found, Row, silent};
use crate::domain::words::count;
use crate::domain::{Attention, Gate, Stage, Week, overdue_since};

pub(super) const ROW: Row = Row { id: "purgatory", paused: false, of_stage: true, judge: Finds::Once(judge) };

/// Does it fire? Then it also stands for `stage-overrun` and `stale`.
pub(super) fn fires(case: &Case<'_>) -> bool {
    judge(case).is_some()
}

/// Are the weeks of stage 1 over, with no day ahead on which the committee decides?
pub(super) fn awaits_its_gate(case: &Case<'_>) -> bool {
    matches!(case.stage_week(), (Stage::One, Some(week)) if undecided(case, week).is_some())
}

fn judge(case: &Case<'_>) -> Option<Found> {
    let (Stage::One, Some(week)) = case.stage_week() else {
        return None;
    };
    let stuck = [undecided(case, week), unheard(case)].into_iter().flatten().collect();
    let rule = || {
        format!(
            "stage 1: past week {} without a date of G1 that is ahead, or {} due weeks without a value in any family",
            past_week(case),
            empty_weeks(case),
        )
    };
    // It is told in place of `stale`, so its families stay stale.
    together(stuck, rule).map(|found| Found { families: silent::families(case), ..found })
}

fn past_week(case: &Case<'_>) -> i64 {
    case.rules.count("warning.purgatory.past-week", None)
}

fn empty_weeks(case: &Case<'_>) -> i64 {
    case.rules.count("warning.purgatory.empty-weeks", None)
}

/// The weeks of stage 1 are over, and no day is ahead on which the committee decides.
fn undecided(case: &Case<'_>, week: i64) -> Option<Reason> {
    let date = case.gate_date(Gate::G1);
    if week <= past_week(case) || date >= Some(case.day) {
        return None;
    }
    let gate = date.map_or_else(|| "G1 has no date".to_owned(), |date| format!("the date of G1, {date}, is past"));
    Some(Reason {
        attention: Attention::Signal,
        told: format!("It is in week {week} of stage 1, and {gate}."),
        clears: "G1 has a date ahead or is held".to_owned(),
        since: case.week_began(past_week(case) + 1).max(date.map(overdue_since)),
        readings: Vec::new(),
    })
}

/// No family had a value in so many due weeks in a row.
fn unheard(case: &Case<'_>) -> Option<Reason> {
    let pilot = &case.dossier.pilot;
    let series = &case.dossier.series;
    // A pilot that came by a file and never reported is counted once, elsewhere.
    if pilot.imported && series.iter().all(|series| series.readings.is_empty()) {
        return None;
    }
    let (first, newest) = (Week::first_asked(pilot.entered?), case.newest_due());
    let value = |week: Week| {
        let mut readings = series.iter().filter_map(|series| case.reading(series, week));
        readings.any(|reading| reading.measure.value().is_some())
    };
    // A value of a week that is not due yet counts too.
    if (1..=2).any(|ahead| value(newest.plus(ahead))) {
        return None;
    }
    let due = (0..=newest.since(first)).map(|back| newest.plus(-back)).filter(|week| !case.is_paused_in(*week));
    let mut empty: Vec<Week> = due.take_while(|week| !value(*week)).collect();
    empty.reverse();
    let needed = usize::try_from(empty_weeks(case)).unwrap_or(4).max(1);
    let fired = *empty.get(needed - 1)?;
    let (from, to) = (empty.first()?.short(), empty.last()?.short());
    let weeks = count(empty.len(), "due week", "due weeks");
    Some(Reason {
        attention: Attention::Signal,
        told: format!("No family has a value from {from} to {to}, in {weeks}."),
        clears: "a value is entered".to_owned(),
        since: Some(super::case::due(fired, case.framework)),
        readings: Vec::new(),
    })
}
