//! Owns the forecast to production: a band of days, from the pilot that is completed, and longer where stages were
//! skipped.

use chrono::Months;

use super::Readiness;
use crate::domain::{Day, Framework, Gate, Pilot, Stage, Visit, VisitKind};

/// When a pilot is expected to be in stable production.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// The day from which it is counted.
    pub from: Day,
    /// Was the pilot completed then, or is it only expected to be?
    pub completed: bool,
    /// Did it move on against a rule?
    pub skipped: bool,
    /// The earliest and the latest day.
    pub band: (Day, Day),
}

impl Forecast {
    /// The forecast of a pilot that is not in production yet; none where no day is known to count from.
    #[must_use]
    pub fn of(pilot: &Pilot, visits: &[Visit], readiness: &Readiness, framework: &Framework) -> Option<Self> {
        if pilot.stage == Stage::Four {
            return None;
        }
        let second = visits.iter().find(|visit| visit.stage > Stage::One).and_then(|visit| visit.entered);
        let ends = || {
            let weeks = framework.stage(Stage::One)?.weeks?;
            Some(pilot.entered? + chrono::Duration::weeks(i64::from(weeks)))
        };
        let completed = pilot.stage > Stage::One;
        let from = if completed { second? } else { readiness.booked(Gate::G1).or_else(ends)? };
        let skipped = visits.iter().any(|visit| visit.kind == VisitKind::Waiver);
        let time = &framework.data.time;
        let months = |place: usize| {
            let extra = if skipped { time.forecast_extra_months.get(place).copied().unwrap_or(0) } else { 0 };
            u32::from(time.forecast_months.get(place).copied().unwrap_or(0)) + u32::from(extra)
        };
        let after = |place| from.checked_add_months(Months::new(months(place)));
        Some(Self { from, completed, skipped, band: (after(0)?, after(1)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PilotId, VisitId, parse_day};

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
            Forecast::of(&pilot, &visits, &none, &framework).unwrap().band
        };
        let days = |from: &str, to: &str| (parse_day(from).unwrap(), parse_day(to).unwrap());
        assert_eq!(band(VisitKind::Gate), days("2026-07-02", "2026-10-02"));
        assert_eq!(band(VisitKind::Waiver), days("2027-01-02", "2027-10-02"));
    }
}
