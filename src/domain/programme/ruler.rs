//! Owns the ruler: for each week of a pilot, the stage that the framework's calendar has for it and the stage that it
//! was in.

use crate::domain::{Day, Framework, Stage, Visit, Week};

/// One week of a pilot, the week of its start being 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// The stage by the calendar.
    pub nominal: Stage,
    /// The stage that it was in at the end of that week; none before its record begins.
    pub entered: Option<Stage>,
}

/// The weeks of a pilot up to `day`, but at least those of the calendar up to stage 4; none without a start.
#[must_use]
pub fn ruler(started: Option<Day>, visits: &[Visit], day: Day, framework: &Framework) -> Vec<Tick> {
    let Some(first) = started.map(Week::of) else {
        return Vec::new();
    };
    let last = framework.stage(Stage::Four).map_or(27, |stage| i64::from(stage.nominal_from));
    let now = Week::of(day).since(first) + 1;
    let entered = |week: Week| {
        let by = |visit: &&Visit| visit.entered.is_some_and(|on| Week::of(on) <= week);
        visits.iter().rev().find(by).map(|visit| visit.stage)
    };
    let tick = |number: i64| {
        let week = first.plus(number - 1);
        Tick { nominal: nominal(number, framework), entered: entered(week).filter(|_| number <= now) }
    };
    (1..=now.max(last)).map(tick).collect()
}

/// The stage of a week by the calendar. If two stages overlap, the earlier one comes to its end first.
fn nominal(number: i64, framework: &Framework) -> Stage {
    let ends = |stage: Stage| {
        let known = framework.stage(stage);
        known.and_then(|known| Some(i64::from(known.nominal_from) + i64::from(known.weeks?) - 1))
    };
    Stage::ALL.into_iter().find(|stage| ends(*stage).is_none_or(|last| number <= last)).unwrap_or(Stage::Four)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PilotId, VisitId, VisitKind, parse_day};

    fn visit(stage: Stage, entered: &str) -> Visit {
        Visit {
            id: VisitId(1),
            pilot: PilotId(1),
            stage,
            entered: parse_day(entered).ok(),
            kind: VisitKind::Gate,
            why: String::new(),
            by: String::new(),
            assumed: false,
        }
    }

    #[test]
    fn the_calendar_has_eight_weeks_eight_weeks_and_then_the_thirteen() {
        let framework = Framework::builtin().unwrap();
        let of = |number| nominal(number, &framework).number();
        assert_eq!([1, 8, 9, 16, 17, 26, 27, 90].map(of), [1, 1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn what_was_entered_stands_beside_the_calendar() {
        let framework = Framework::builtin().unwrap();
        let start = parse_day("2026-01-05").unwrap();
        let visits =
            [visit(Stage::One, "2026-01-05"), visit(Stage::Two, "2026-03-23"), visit(Stage::One, "2026-04-06")];
        let ticks = ruler(Some(start), &visits, parse_day("2026-04-12").unwrap(), &framework);
        let entered: String =
            ticks.iter().map(|tick| tick.entered.map_or("·".to_owned(), |stage| stage.to_string())).collect();
        assert_eq!(entered, "11111111111221·············");
        assert!(ruler(None, &visits, start, &framework).is_empty());
    }
}
