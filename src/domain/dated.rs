//! Owns how records that carry their own days stood on an earlier day: whatever is dated later had not happened.

use super::readiness::{Assessment, Diagnosis, Document, Expansion, Held, Met, Step, Training, Waiver};
use super::{
    Action, ActionState, Baseline, Day, Decision, Exception, Instant, Meeting, ModelVersion, Note, Readiness, Review,
    ReviewState, Workstream,
};

/// A record that carries its own days.
pub trait Dated {
    /// Winds it back to how it stood on `day`. False if it was not there yet.
    fn put_back(&mut self, day: Day) -> bool;
}

/// Records that are there from one day on, and carry no other.
macro_rules! from_its_day {
    ($($what:ty: $field:ident),+ $(,)?) => {$(
        impl Dated for $what {
            fn put_back(&mut self, day: Day) -> bool {
                self.$field <= day
            }
        }
    )+};
}

from_its_day! {
    Baseline: frozen, Diagnosis: on, Document: revised, Held: on, Met: on, ModelVersion: released, Note: on,
    Training: held, Waiver: decided,
}

/// Is that a day that has not come yet?
fn is_later(on: Option<Day>, day: Day) -> bool {
    on.is_some_and(|on| on > day)
}

/// The same of a moment.
fn comes_later(at: Option<Instant>, day: Day) -> bool {
    is_later(at.map(Instant::day), day)
}

impl<T: Dated> Dated for Vec<T> {
    fn put_back(&mut self, day: Day) -> bool {
        self.retain_mut(|one| one.put_back(day));
        true
    }
}

impl Dated for Decision {
    fn put_back(&mut self, day: Day) -> bool {
        for ended in [&mut self.settled, &mut self.over] {
            *ended = ended.filter(|ended| *ended <= day);
        }
        self.date <= day
    }
}

impl Dated for Action {
    fn put_back(&mut self, day: Day) -> bool {
        if is_later(self.ended, day) {
            (self.state, self.ended) = (ActionState::Open, None);
            self.why.clear();
        }
        self.made <= day
    }
}

impl Dated for Exception {
    fn put_back(&mut self, day: Day) -> bool {
        if comes_later(self.escalated, day) {
            self.escalated_to = None;
        }
        if comes_later(self.resolved, day) {
            self.resolution.clear();
        }
        for step in [&mut self.escalated, &mut self.acknowledged, &mut self.resolved, &mut self.closed] {
            *step = step.filter(|at| at.day() <= day);
        }
        self.raised.day() <= day
    }
}

impl Dated for Review {
    /// No day says when it was begun, so it was there.
    fn put_back(&mut self, day: Day) -> bool {
        if comes_later(self.closed, day) {
            let state = if self.opened.is_some() { ReviewState::Open } else { ReviewState::Draft };
            (self.state, self.closed, self.entry) = (state, None, None);
        }
        if comes_later(self.opened, day) {
            (self.state, self.opened) = (ReviewState::Draft, None);
        }
        true
    }
}

impl Dated for Meeting {
    fn put_back(&mut self, day: Day) -> bool {
        let is_there = self.review.put_back(day);
        self.minutes.retain(|minute| minute.at.day() <= day);
        if !self.is_closed() {
            self.sat.clear();
            self.actions.clear();
        }
        is_there
    }
}

impl Dated for Assessment {
    fn put_back(&mut self, day: Day) -> bool {
        self.frozen = self.frozen.filter(|frozen| *frozen <= day);
        for scored in &mut self.scores {
            scored.value = scored.value.filter(|_| scored.on <= Some(day));
            scored.evidence.retain(|piece| piece.on <= day);
            for gap in &mut scored.gaps {
                gap.closed = gap.closed.filter(|closed| *closed <= day);
            }
        }
        self.opened <= day
    }
}

impl Dated for Workstream {
    /// It is there once it was entered, though it may begin later.
    fn put_back(&mut self, day: Day) -> bool {
        if is_later(self.closed, day) {
            self.closed = None;
            self.outcome.clear();
        }
        self.start <= day || self.entered.is_some_and(|entered| entered <= day)
    }
}

impl Dated for Step {
    /// No day says when it was begun, so it was there.
    fn put_back(&mut self, day: Day) -> bool {
        for step in [&mut self.documented, &mut self.trained, &mut self.retired] {
            *step = step.filter(|on| *on <= day);
        }
        true
    }
}

impl Dated for Expansion {
    fn put_back(&mut self, day: Day) -> bool {
        self.met.put_back(day);
        self.since <= day
    }
}

impl Dated for Readiness {
    fn put_back(&mut self, day: Day) -> bool {
        self.assessments.put_back(day);
        self.workstreams.put_back(day);
        self.held.put_back(day);
        self.waivers.put_back(day);
        self.steps.put_back(day);
        self.expansions.put_back(day);
        self.diagnoses.put_back(day);
        self.documents.put_back(day);
        self.trainings.put_back(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exception::tests::exception;
    use crate::domain::{ExceptionState, parse_day};

    #[test]
    fn an_exception_is_as_far_as_its_moments_had_come() {
        let (raised, escalated) = ("2026-12-01T10:00:00+01:00", "2026-12-03T10:00:00+01:00");
        let known = exception(raised, Some(escalated), Some("2026-12-05T10:00:00+01:00"));
        let on = |day: &str| {
            let mut then = known.clone();
            then.put_back(parse_day(day).unwrap()).then(|| then.state())
        };
        assert_eq!(on("2026-11-30"), None, "nobody had raised it");
        assert_eq!(on("2026-12-02"), Some(ExceptionState::Raised));
        assert_eq!(on("2026-12-04"), Some(ExceptionState::Escalated));
        assert_eq!(on("2026-12-05"), Some(ExceptionState::Resolved));
    }
}
