//! Owns the forecast of stable production: a band of days counted from the completion of the pilot stage, and longer if
//! the pilot skipped a gate.

use chrono::Months;

use super::Readiness;
use crate::domain::{Day, Framework, Gate, Pilot, Stage, Visit, VisitKind};

/// What the first day of a forecast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The day the pilot was completed.
    Completed,
    /// The day it should be completed: that of its gate, or else the planned end of its stage.
    Planned,
    /// Today, because that day is over and the pilot is not completed.
    Overdue,
}

/// When a pilot is expected to be in stable production.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// The day that it is counted from.
    pub from: Day,
    /// What that day is.
    pub since: Since,
    /// Did it move on against a rule?
    pub skipped: bool,
    /// The earliest and the latest day.
    pub band: (Day, Day),
}

impl Forecast {
    /// The forecast of a pilot that is not in production yet, on `day`. None if there is no day to count from, if all
    /// of the band is past, and for a pilot that has ended. Nothing is foretold for the time before the record.
    #[must_use]
    pub fn of(pilot: &Pilot, visits: &[Visit], readiness: &Readiness, framework: &Framework, day: Day) -> Option<Self> {
        if pilot.stage == Stage::Four || pilot.lifecycle.is_ended() {
            return None;
        }
        let second = visits.iter().find(|visit| visit.stage > Stage::One).and_then(|visit| visit.entered);
        let ends = || {
            let weeks = framework.stage(Stage::One)?.weeks?;
            Some(pilot.entered? + chrono::Duration::weeks(i64::from(weeks)))
        };
        let (from, since) = if pilot.stage > Stage::One {
            (second?, Since::Completed)
        } else {
            let planned = readiness.booked(Gate::G1).or_else(ends)?;
            if planned < day { (day, Since::Overdue) } else { (planned, Since::Planned) }
        };
        let skipped = visits.iter().any(|visit| visit.kind == VisitKind::Waiver);
        let time = &framework.data.time;
        let months = |place: usize| {
            let extra = if skipped { time.forecast_extra_months.get(place).copied().unwrap_or(0) } else { 0 };
            u32::from(time.forecast_months.get(place).copied().unwrap_or(0)) + u32::from(extra)
        };
        let after = |place| from.checked_add_months(Months::new(months(place)));
        let (first, last) = (after(0)?, after(1)?);
        (last >= day).then(|| Self { from, since, skipped, band: (first.max(day), last) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::tests::day;
    use crate::domain::{Lifecycle, PilotId, VisitId, parse_day};

    fn visit(stage: Stage, entered: &str, kind: VisitKind) -> Visit {
        let entered = parse_day(entered).ok();
        let (why, by) = (String::new(), String::new());
        Visit { id: VisitId(1), pilot: PilotId(1), stage, entered, kind, why, by, assumed: false }
    }

    #[test]
    fn four_to_seven_months_from_the_completed_pilot_and_longer_where_a_stage_was_skipped() {
        let framework = Framework::builtin().unwrap();
        let pilot = crate::domain::pilot::tests::pilot(Stage::Two);
        let none = Readiness::default();
        let band = |kind| {
            let visits = [visit(Stage::One, "2026-01-05", VisitKind::Start), visit(Stage::Two, "2026-03-02", kind)];
            Forecast::of(&pilot, &visits, &none, &framework, day("2026-04-01")).unwrap().band
        };
        let days = |from: &str, to: &str| (day(from), day(to));
        assert_eq!(band(VisitKind::Gate), days("2026-07-02", "2026-10-02"));
        assert_eq!(band(VisitKind::Waiver), days("2027-01-02", "2027-10-02"));
    }

    #[test]
    fn nothing_is_foretold_of_the_past() {
        let framework = Framework::builtin().unwrap();
        let none = Readiness::default();
        let begun = |stage| Pilot { entered: Some(day("2026-01-05")), ..crate::domain::pilot::tests::pilot(stage) };
        let start = visit(Stage::One, "2026-01-05", VisitKind::Start);
        let first = |on: &str| {
            let told =
                Forecast::of(&begun(Stage::One), std::slice::from_ref(&start), &none, &framework, day(on)).unwrap();
            (told.since, told.band)
        };
        assert_eq!(first("2026-02-02"), (Since::Planned, (day("2026-07-02"), day("2026-10-02"))));
        // The pilot should have been completed on 2 March.
        assert_eq!(first("2026-11-25"), (Since::Overdue, (day("2027-03-25"), day("2027-06-25"))));
        let visits = [start.clone(), visit(Stage::Two, "2026-03-02", VisitKind::Gate)];
        let second = |on: &str| Forecast::of(&begun(Stage::Two), &visits, &none, &framework, day(on));
        assert_eq!(second("2026-08-10").unwrap().band, (day("2026-08-10"), day("2026-10-02")));
        assert_eq!(second("2026-10-03"), None);
        let stopped = Pilot { lifecycle: Lifecycle::Stopped, ..begun(Stage::One) };
        assert_eq!(Forecast::of(&stopped, std::slice::from_ref(&start), &none, &framework, day("2026-02-02")), None);
    }
}
