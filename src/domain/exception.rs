//! Owns exceptions: cases in which an output was wrong, disputed or outside the procedure; their way from raised to
//! closed; and the weekly figures that the register of them gives.

use std::cmp::Reverse;

use super::{Day, ExceptionId, ExceptionState, Fixed, Instant, Invalid, PersonId, PilotId, Severity, Week};

/// The time to resolve is a median over so many weeks.
const RESOLVED_OVER: i64 = 4;

/// A case in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Identity.
    pub id: ExceptionId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// What was wrong.
    pub text: String,
    /// How much it matters.
    pub severity: Severity,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// When somebody raised it.
    pub raised: Instant,
    /// When it was put before a named person, from which the days to resolve count.
    pub escalated: Option<Instant>,
    /// Before whom.
    pub escalated_to: Option<PersonId>,
    /// When that person took it.
    pub acknowledged: Option<Instant>,
    /// When it was mended.
    pub resolved: Option<Instant>,
    /// When nothing was left to do.
    pub closed: Option<Instant>,
    /// How it was mended.
    pub resolution: String,
}

impl Exception {
    /// How far it is.
    #[must_use]
    pub const fn state(&self) -> ExceptionState {
        match (self.closed, self.resolved, self.acknowledged, self.escalated) {
            (Some(_), ..) => ExceptionState::Closed,
            (None, Some(_), ..) => ExceptionState::Resolved,
            (None, None, Some(_), _) => ExceptionState::Acknowledged,
            (None, None, None, Some(_)) => ExceptionState::Escalated,
            (None, None, None, None) => ExceptionState::Raised,
        }
    }

    /// Can it go from its state straight to this one?
    #[must_use]
    pub fn can_be(&self, state: ExceptionState) -> bool {
        let follows = match state {
            ExceptionState::Acknowledged => self.escalated.is_some(),
            ExceptionState::Closed => self.resolved.is_some(),
            _ => true,
        };
        follows && state > self.state()
    }

    /// When a state was reached, if it was.
    #[must_use]
    pub const fn reached(&self, state: ExceptionState) -> Option<Instant> {
        match state {
            ExceptionState::Raised => Some(self.raised),
            ExceptionState::Escalated => self.escalated,
            ExceptionState::Acknowledged => self.acknowledged,
            ExceptionState::Resolved => self.resolved,
            ExceptionState::Closed => self.closed,
        }
    }

    /// Its place in a list: open ones first, the gravest and then the oldest leading; then resolved ones, the newest
    /// change leading.
    #[must_use]
    pub fn place(&self) -> impl Ord + use<> {
        let mended = (self.state() >= ExceptionState::Resolved).then(|| self.newest());
        (mended.is_some(), Reverse(mended), Reverse(self.severity), self.raised, self.id)
    }

    /// The latest of its times.
    #[must_use]
    pub fn newest(&self) -> Instant {
        ExceptionState::ALL.iter().filter_map(|state| self.reached(*state)).max().unwrap_or(self.raised)
    }

    /// Checks a step to `state` at `at`, as seen from `now`.
    ///
    /// # Errors
    /// If the step is not possible, or its time lies in the future or before the previous step.
    pub fn check(&self, state: ExceptionState, at: Instant, now: Instant) -> Result<(), Invalid> {
        let present = self.state();
        if present >= state {
            return Err(Invalid::new(format!("it is {present} already")).hint("look at `steerco list exceptions`"));
        }
        if state == ExceptionState::Acknowledged && self.escalated.is_none() {
            return Err(Invalid::new("nobody was asked to take it yet").hint("escalate it to a named person first"));
        }
        if state == ExceptionState::Closed && self.resolved.is_none() {
            return Err(Invalid::new("it is not resolved yet").hint("resolve it first, then close it"));
        }
        if at > now {
            return Err(in_the_future(at));
        }
        let newest = self.newest();
        if at < newest {
            let what =
                format!("it was {present} at {}, and cannot be {state} before that, at {}", newest.said(), at.said());
            return Err(Invalid::new(what).hint("name a later time").at("at"));
        }
        Ok(())
    }

    /// Was it escalated and not resolved at the end of `day`?
    #[must_use]
    pub fn waits(&self, day: Day) -> bool {
        self.escalated.is_some_and(|at| at.day() <= day) && self.resolved.is_none_or(|at| at.day() > day)
    }

    /// Days from its escalation to its resolution; none unless it had both by the end of `day`.
    #[must_use]
    pub fn days_to_resolve(&self, day: Day) -> Option<Fixed> {
        let resolved = self.resolved.filter(|at| at.day() <= day)?;
        Some(resolved.days_since(self.escalated?))
    }
}

/// The error for a time that has not come.
#[must_use]
pub fn in_the_future(at: Instant) -> Invalid {
    Invalid::new(format!("{} lies in the future", at.said())).hint("an exception is recorded once it happened").at("at")
}

/// The first week that the register can speak for; none while it is empty.
#[must_use]
pub fn register_begins(exceptions: &[Exception], day: Day) -> Option<Week> {
    exceptions.iter().map(|exception| exception.raised.day()).filter(|raised| *raised <= day).min().map(Week::of)
}

/// How many were escalated in that week, up to the end of `day`.
#[must_use]
pub fn escalated_in(exceptions: &[Exception], week: Week, day: Day) -> usize {
    let in_week = |at: Instant| at.day() <= day && Week::of(at.day()) == week;
    exceptions.iter().filter(|exception| exception.escalated.is_some_and(in_week)).count()
}

/// The median days to resolve of those resolved in that week and the three before.
#[must_use]
pub fn median_to_resolve(exceptions: &[Exception], week: Week, day: Day) -> Option<Fixed> {
    let recent = |exception: &&Exception| {
        exception.resolved.is_some_and(|at| (0..RESOLVED_OVER).contains(&week.since(Week::of(at.day()))))
    };
    median(exceptions.iter().filter(recent).filter_map(|exception| exception.days_to_resolve(day)).collect())
}

/// The middle number, or the mean of the two in the middle; none of nothing.
#[must_use]
pub fn median(mut numbers: Vec<Fixed>) -> Option<Fixed> {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    if numbers.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *numbers.get(middle - 1)?;
    Some(Fixed::from_millionths(i64::midpoint(lower.millionths(), upper.millionths())))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::parse_day;

    /// An exception of those moments: raised, escalated, resolved.
    pub(crate) fn exception(raised: &str, escalated: Option<&str>, resolved: Option<&str>) -> Exception {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        Exception {
            id: ExceptionId(1),
            pilot: PilotId(1),
            text: "wrong".into(),
            severity: Severity::Medium,
            owner: None,
            raised: at(raised),
            escalated: escalated.map(at),
            escalated_to: None,
            acknowledged: None,
            resolved: resolved.map(at),
            closed: None,
            resolution: String::new(),
        }
    }

    #[test]
    fn what_is_to_be_mended_comes_first_the_gravest_and_the_oldest_on_top() {
        let case = |raised: u32, resolved: Option<u32>, severity| {
            let at = |day: u32| format!("2026-12-{day:02}T10:00:00+01:00");
            Exception { severity, ..exception(&at(raised), None, resolved.map(at).as_deref()) }
        };
        let mut all = [
            case(1, Some(9), Severity::High),
            case(2, Some(10), Severity::Low),
            case(4, None, Severity::Low),
            case(7, None, Severity::High),
            case(6, None, Severity::High),
        ];
        all.sort_by_key(Exception::place);
        let days = all.map(|one| one.raised.day().to_string());
        assert_eq!(days, ["2026-12-06", "2026-12-07", "2026-12-04", "2026-12-02", "2026-12-01"]);
    }

    #[test]
    fn moments_follow_one_another() {
        let now: Instant = "2027-01-10T10:00:00+01:00".parse().unwrap();
        let case = exception("2026-12-30T10:00:00+01:00", Some("2026-12-31T10:00:00+01:00"), None);
        let at = |text: &str| text.parse::<Instant>().unwrap();
        assert!(
            case.check(ExceptionState::Resolved, at("2027-01-02T10:00:00+01:00"), now).is_ok(),
            "across a year's end"
        );
        for (early, why) in
            [("2026-12-29T10:00:00+01:00", "before raised"), ("2026-12-31T09:00:00+01:00", "before escalated")]
        {
            let error = case.check(ExceptionState::Resolved, at(early), now).unwrap_err();
            assert!(error.what.contains("before that"), "{why}: {}", error.what);
        }
        let future = case.check(ExceptionState::Resolved, at("2027-01-11T10:00:00+01:00"), now).unwrap_err();
        assert!(future.what.contains("future"));
        assert!(case.check(ExceptionState::Closed, now, now).is_err(), "not resolved yet");
        assert!(case.check(ExceptionState::Escalated, now, now).is_err(), "it is so already");
    }

    #[test]
    fn weekly_figures_come_from_the_register() {
        let day = parse_day("2027-01-10").unwrap();
        let all = [
            exception(
                "2026-12-28T10:00:00+01:00",
                Some("2026-12-28T10:00:00+01:00"),
                Some("2027-01-02T10:00:00+01:00"),
            ),
            exception(
                "2027-01-03T10:00:00+01:00",
                Some("2027-01-03T12:00:00+01:00"),
                Some("2027-01-04T12:00:00+01:00"),
            ),
            exception("2027-01-04T10:00:00+01:00", None, None),
        ];
        // The 1st of January 2027 lies in week 53 of 2026.
        let last = Week::new(2026, 53).unwrap();
        assert_eq!(register_begins(&all, day), Some(last));
        assert_eq!(escalated_in(&all, last, day), 2);
        assert_eq!(escalated_in(&all, last.plus(1), day), 0, "raised is not escalated");
        assert_eq!(median_to_resolve(&all, last.plus(1), day), Some(Fixed::from_int(3)), "5 days and 1 day");
        assert_eq!(median_to_resolve(&all, last, day), Some(Fixed::from_int(5)));
        assert_eq!(median_to_resolve(&all, last.plus(6), day), None, "none resolved in those four weeks");
        assert!(all[0].waits(parse_day("2027-01-01").unwrap()) && !all[0].waits(day));
    }
}
