//! Owns what is seen of a pilot without any warning: who answers for it, the status that its people report, whether it
//! overstays its stage. Boards are ordered by it, worst first.

use crate::domain::{Day, Framework, Lifecycle, Pilot, Rules, Stage, Status};

/// The parameter with the week of stage 1 from which a pilot without owner wants a decision.
pub(in crate::domain) const OWNERLESS_FROM: &str = "warning.no-owner.week";

/// How a pilot stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Week in the present stage, the week of entry being 1; none without a clock.
    pub week: Option<i64>,
    /// The weeks that the stage should take; none if it has no end.
    pub window: Option<u16>,
    /// Weeks beyond that; 0 within it.
    pub overrun: i64,
    /// Checklist items of this stage and those before that are neither done nor not applicable.
    pub open_gaps: usize,
    /// Is the owner's seat empty although the pilot is under way?
    pub ownerless: bool,
    order: u8,
}

impl Standing {
    /// How `pilot` stands on `day`, by the numbers in force.
    #[must_use]
    pub fn of(pilot: &Pilot, day: Day, framework: &Framework, rules: &Rules) -> Self {
        let window = framework.stage(pilot.stage).and_then(|stage| stage.weeks);
        let week = pilot.week_in_stage(day);
        let running = pilot.lifecycle.is_running();
        let past = week.zip(window).map_or(0, |(week, window)| (week - i64::from(window)).max(0));
        let overrun = if running { past } else { 0 };
        let ownerless = running && pilot.owner.is_none();
        let order = match (pilot.lifecycle, pilot.report.status) {
            (Lifecycle::Stopped | Lifecycle::Retired, _) => 7,
            (Lifecycle::Paused, _) => 6,
            (_, Status::Red) => 0,
            _ if ownerless && wants_an_owner(pilot.stage, week, rules) => 0,
            (_, Status::Amber) => 1,
            (_, Status::Stale) => 2,
            _ if ownerless && week.is_some() => 2,
            _ if overrun > 0 => 3,
            (_, Status::NotReported) => 4,
            (_, Status::Green) => 5,
        };
        Self { week, window, overrun, open_gaps: pilot.open_gaps(framework), ownerless, order }
    }

    /// The sort key by consequence: lower comes first.
    #[must_use]
    pub const fn rank(&self) -> (u8, i64) {
        (self.order, -self.overrun)
    }

    /// Does nothing here want attention?
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        self.order >= 4
    }
}

/// Does a pilot without an owner want a decision? It does beyond stage 1, and in it from the week that its warning
/// names.
fn wants_an_owner(stage: Stage, week: Option<i64>, rules: &Rules) -> bool {
    stage > Stage::One || week.is_some_and(|week| week >= rules.count(OWNERLESS_FROM, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pilot::tests::pilot;
    use crate::domain::{Fixed, OwnerSeat, PersonId, parse_day};

    #[test]
    fn the_worst_comes_first() {
        let framework = Framework::builtin().unwrap();
        let own = Rules::of(&framework);
        let later = Rules::of(&framework).with([(OWNERLESS_FROM.to_owned(), None, Fixed::from_int(20))]);
        let day = parse_day("2026-11-24").unwrap();
        let by = |rules: &Rules, status, entered: &str, lifecycle, owned: bool| {
            let mut pilot = pilot(Stage::One);
            let seat = OwnerSeat {
                id: PersonId(1),
                name: "Ana".into(),
                executive: true,
                archived: false,
                level: crate::domain::Level::Vp,
                powers: crate::domain::Powers::default(),
            };
            pilot.owner = owned.then_some(seat);
            pilot.report.status = status;
            pilot.started = Some(parse_day(entered).unwrap());
            pilot.entered = pilot.started;
            pilot.lifecycle = lifecycle;
            Standing::of(&pilot, day, &framework, rules)
        };
        let told = |status, entered: &str, lifecycle, owned| by(&own, status, entered, lifecycle, owned);
        let red = told(Status::Red, "2026-11-02", Lifecycle::Active, true);
        let late = told(Status::Green, "2026-08-03", Lifecycle::Active, true);
        let stopped = told(Status::Red, "2026-01-05", Lifecycle::Stopped, true);
        assert_eq!(late.overrun, 9, "week 17 of 8");
        assert!(red.rank() < late.rank() && late.rank() < stopped.rank());
        let nobodys = told(Status::NotReported, "2026-08-03", Lifecycle::Active, false);
        let amber = told(Status::Amber, "2026-11-02", Lifecycle::Active, true);
        assert!(nobodys.rank() < amber.rank(), "nine weeks without an owner want a decision");
        let nobodys = by(&later, Status::NotReported, "2026-08-03", Lifecycle::Active, false);
        assert!(amber.rank() < nobodys.rank(), "not where a workspace gives it twenty");
        assert_eq!(stopped.overrun, 0, "an ended pilot outstays nothing");
    }
}
