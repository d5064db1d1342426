//! Owns the computed status: how a pilot stands by its data (by family, at its gate, and overall) and what keeps it
//! from green.

use crate::domain::readiness::{Ahead, Bid};
use crate::domain::warnings::{self, Case, Fired, Series, Signal};
use crate::domain::{Attention, Day, Family, Fixed, Pilot, Status};
use std::borrow::Cow;

/// How a pilot stands by its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed {
    /// Each family, in their order.
    pub families: [Status; 4],
    /// The gate.
    pub gate: Status,
    /// The worst of them.
    pub overall: Status,
}

impl Computed {
    /// The status of a pilot that has ended, is at rest, or has not begun.
    const UNJUDGED: Self =
        Self { families: [Status::NotReported; 4], gate: Status::NotReported, overall: Status::NotReported };
}

/// What an obstacle keeps from green.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindered {
    /// A family.
    Family(Family),
    /// The gate.
    Gate,
    /// The whole pilot, as it has not begun.
    Start,
}

/// Something that keeps a pilot from green.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What it keeps from green.
    pub hinders: Hindered,
    /// The id of a warning, or what is missing.
    pub what: Cow<'static, str>,
    /// What clears it.
    pub clears: Cow<'static, str>,
}

impl Obstacle {
    /// The obstacle of a pilot that has not begun.
    fn until(start: Day) -> Self {
        Self { hinders: Hindered::Start, what: "not begun".into(), clears: format!("it begins on {start}").into() }
    }

    /// The obstacle that a warning is.
    fn by(signal: &Signal, hinders: Hindered) -> Self {
        Self { hinders, what: signal.warning.into(), clears: signal.found.clears.clone().into() }
    }

    /// The name of what it keeps from green.
    #[must_use]
    pub const fn of(&self) -> &'static str {
        match self.hinders {
            Hindered::Family(family) => family.name(),
            Hindered::Gate => "gate",
            Hindered::Start => "pilot",
        }
    }
}

/// What is computed of a pilot on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// How it stands.
    pub computed: Computed,
    /// What fires, the worst first.
    pub signals: Vec<Signal>,
    /// What keeps it from green.
    pub obstacles: Vec<Obstacle>,
    /// The gate out of its stage; none in stage 4, and after it has ended.
    pub ahead: Option<Ahead>,
    /// The decisions that came back to the committee.
    pub triggers: Vec<Fired>,
}

impl Judgement {
    /// The status that people read of `pilot`, whom this judges. A pilot at rest reads as not judged: hardly anything is
    /// asked of it, so that the warnings which do not fire would be no good news. Data keeps what was computed.
    #[must_use]
    pub const fn stands(&self, pilot: &Pilot) -> Computed {
        if pilot.at_rest().is_some() { Computed::UNJUDGED } else { self.computed }
    }

    /// What people read as standing between `pilot` and green; nothing while it is at rest.
    #[must_use]
    pub fn in_the_way(&self, pilot: &Pilot) -> &[Obstacle] {
        if pilot.at_rest().is_some() { &[] } else { &self.obstacles }
    }

    /// Judges a case.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Self {
        let signals = warnings::judge(case);
        let pilot = &case.dossier.pilot;
        if pilot.archived || pilot.lifecycle.is_ended() {
            let (computed, obstacles) = (Computed::UNJUDGED, Vec::new());
            return Self { computed, signals, obstacles, ahead: None, triggers: Vec::new() };
        }
        if let Some(start) = pilot.start_ahead(case.day) {
            let (obstacles, ahead) = (vec![Obstacle::until(start)], Bid::of(case, &signals).ahead());
            return Self { computed: Computed::UNJUDGED, signals, obstacles, ahead, triggers: case.triggers() };
        }
        let mut obstacles = Vec::new();
        let mut families = [Status::NotReported; 4];
        for (place, family) in families.iter_mut().zip(Family::ALL) {
            *place = status_of(case, *family, &signals, &mut obstacles);
        }
        let gate = gate(case, &signals, &mut obstacles);
        let ahead = Bid::of(case, &signals).ahead();
        let overall = worst(families.into_iter().chain([gate]));
        // There is one for every pilot: unused capacity would take half the memory of a large portfolio.
        obstacles.shrink_to_fit();
        Self { computed: Computed { families, gate, overall }, signals, obstacles, ahead, triggers: case.triggers() }
    }
}

/// The worst status, in the order red, stale, amber, green. One that is not reported counts only if there is no other.
fn worst(all: impl Iterator<Item = Status>) -> Status {
    let order = |status: &Status| match status {
        Status::Red => 0,
        Status::Stale => 1,
        Status::Amber => 2,
        Status::Green => 3,
        Status::NotReported => 4,
    };
    all.min_by_key(order).unwrap_or(Status::NotReported)
}

fn status_of(case: &Case<'_>, family: Family, signals: &[Signal], obstacles: &mut Vec<Obstacle>) -> Status {
    let counting = || signals.iter().filter(|signal| signal.counts_in(family, case.framework));
    let stale = || signals.iter().filter(|signal| signal.makes_stale(family));
    let (before, hinders) = (obstacles.len(), Hindered::Family(family));
    obstacles.extend(counting().map(|signal| Obstacle::by(signal, hinders)));
    // A pilot may be stale in several families, each of which needs a value of its own.
    let own = || case.headline(family).map(|series| format!("a value of {} is entered", series.metric.name));
    obstacles.extend(stale().map(|signal| {
        let clears = own().unwrap_or_else(|| signal.found.clears.clone()).into();
        Obstacle { clears, ..Obstacle::by(signal, hinders) }
    }));
    let newest = case.headline(family).and_then(|series| Some((series, case.points(series).next_back()?)));
    let reference = newest.and_then(|(series, point)| Some((series, point, case.reference(series, point.week)?)));
    let worse = reference.filter(|(series, point, reference)| series.metric.is_worse(point.value, *reference));
    if let Some((series, point, reference)) = worse {
        let reference = series.metric.said(reference.rounded(1));
        let tolerance = series.metric.tolerance.filter(|tolerance| *tolerance > Fixed::ZERO);
        obstacles.push(Obstacle {
            hinders,
            what: format!("{} {}", series.metric.name, series.metric.said(point.value.rounded(1))).into(),
            clears: match tolerance {
                Some(tolerance) => {
                    format!("a value within {} of {reference}, or better", series.metric.said(tolerance)).into()
                }
                None => format!("a value of {reference} or better").into(),
            },
        });
    }
    if counting().any(Signal::is_signal) {
        return Status::Red;
    }
    if stale().next().is_some() {
        return Status::Stale;
    }
    if worse.is_some() || counting().any(|signal| signal.found.attention == Attention::Watch) {
        return Status::Amber;
    }
    if reference.is_none() {
        if obstacles.len() == before {
            obstacles.push(missing(family, newest.map(|(series, _)| series), case));
        }
        return Status::NotReported;
    }
    Status::Green
}

/// What a family lacks so that it is not judged at all.
fn missing(family: Family, series: Option<&Series>, case: &Case<'_>) -> Obstacle {
    let (what, clears) = match (family, series) {
        (_, None) => ("no value yet", "a first value is entered"),
        (Family::Adoption, _) if case.rollout().is_none() => ("no rollout", "the day of the rollout is set"),
        (Family::Adoption, _) => ("no target", "a target in percent is set for adoption"),
        (Family::Performance, _) => ("no pilot baseline", "the pilot baseline is frozen"),
        (Family::Impact, _) => ("no pre-deployment baseline", "the pre-deployment baseline is frozen"),
        (Family::Governance, _) => ("no history", "a first value is entered"),
    };
    Obstacle { hinders: Hindered::Family(family), what: what.into(), clears: clears.into() }
}

fn gate(case: &Case<'_>, signals: &[Signal], obstacles: &mut Vec<Obstacle>) -> Status {
    let counting = || signals.iter().filter(|signal| signal.counts_in_gate(case.framework));
    obstacles.extend(counting().map(|signal| Obstacle::by(signal, Hindered::Gate)));
    let condition = case.dossier.readiness.condition(case.day);
    if condition.is_some() && counting().next().is_none() {
        let clears = "the workstreams that it rests on are closed".into();
        obstacles.push(Obstacle { hinders: Hindered::Gate, what: "a conditional go".into(), clears });
    }
    match counting().map(Signal::is_signal).max().or(condition.map(|_| false)) {
        Some(true) => Status::Red,
        Some(false) => Status::Amber,
        None => Status::Green,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_its_start_is_known_without_its_words() {
        let until = Obstacle::until("2026-12-01".parse().unwrap());
        let hidden = Obstacle { what: "hidden".into(), ..until };
        assert_eq!((hidden.hinders, hidden.of()), (Hindered::Start, "pilot"));
    }

    #[test]
    fn not_reporting_does_not_cure_a_red() {
        let of = |all: &[Status]| worst(all.iter().copied());
        assert_eq!(of(&[Status::Stale, Status::Red]), Status::Red);
        assert_eq!(of(&[Status::Amber, Status::Stale]), Status::Stale);
        assert_eq!(of(&[Status::NotReported, Status::Green]), Status::Green);
        assert_eq!(of(&[Status::NotReported; 2]), Status::NotReported);
    }
}
