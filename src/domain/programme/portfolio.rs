//! Owns how all pilots stand together: each one by its data, and what most of them have in common.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::domain::committee::agenda::MANY;
use crate::domain::warnings::Found;
use crate::domain::{Attention, Day, Framework, Judgement, Pilot, PilotId, Signal, Status};

/// With so many pilots or more, a warning that fires for over half of them is told once. Of two or three, naming each
/// says more than a count (house).
const COMMON: usize = 4;

/// Is a warning that fires for `fires` of `running` pilots one finding about the whole portfolio? If the warning counts
/// in no status, it takes more pilots, as it asks nobody for anything.
#[must_use]
pub fn is_common(warning: &str, fires: usize, running: usize, framework: &Framework) -> bool {
    let counts = framework.warning(warning).is_some_and(|known| known.counts_in != "-");
    let least = if counts { COMMON } else { MANY + 1 };
    fires >= least && fires * 2 > running
}

/// For how many of the pilots under way a warning fires, each counted by its gravest level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fires {
    /// Pilots for which it is a signal.
    pub signals: usize,
    /// Pilots for which it is only a watch.
    pub watches: usize,
}

impl Fires {
    /// For how many it fires.
    #[must_use]
    pub const fn pilots(self) -> usize {
        self.signals + self.watches
    }

    /// The gravest level that it has for any of them.
    #[must_use]
    pub const fn attention(self) -> Attention {
        if self.signals > 0 { Attention::Signal } else { Attention::Watch }
    }

    /// The levels in words: `a watch`, `a signal for 4, a watch for 2`.
    #[must_use]
    pub fn levels(self) -> String {
        match (self.signals, self.watches) {
            (0, _) => "a watch".to_owned(),
            (_, 0) => "a signal".to_owned(),
            (signals, watches) => format!("a signal for {signals}, a watch for {watches}"),
        }
    }

    /// The same with the number of pilots under way: `fires for 6 of 7 pilots under way: a watch`.
    #[must_use]
    pub fn told(self, running: usize) -> String {
        format!("fires for {} of {running} pilots under way: {}", self.pilots(), self.levels())
    }
}

/// What is known of every pilot on a day.
#[derive(Debug, Clone, Default)]
pub struct Portfolio {
    /// How each stands.
    pub pilots: HashMap<PilotId, Arc<Judgement>>,
    /// Warnings that fire for most of the pilots under way, with the number of these.
    pub common: BTreeMap<&'static str, Fires>,
    /// What fires for the portfolio as a whole.
    pub findings: Vec<(&'static str, Found)>,
    /// Pilots under way.
    pub running: usize,
    /// Pilots that came by a file and never reported a value.
    pub unheard: usize,
    /// How many pilots are judged, and how many there are.
    pub progress: (usize, usize),
    /// The ranges of ids whose pilots wait to be judged again. What is known of those may be older than the last entry.
    pub waiting: Vec<RangeInclusive<PilotId>>,
    /// Was the judging stopped before its end?
    pub stopped: bool,
}

impl Portfolio {
    /// How a pilot stands, once that is known.
    #[must_use]
    pub fn of(&self, pilot: PilotId) -> Option<&Judgement> {
        self.pilots.get(&pilot).map(Arc::as_ref)
    }

    /// What fires for a pilot, signals before watches; empty if that is not known yet.
    #[must_use]
    pub fn signals(&self, pilot: PilotId) -> &[Signal] {
        self.of(pilot).map(|known| known.signals.as_slice()).unwrap_or_default()
    }

    /// How a pilot stands, unless it waits to be judged again.
    #[must_use]
    pub fn settled(&self, pilot: PilotId) -> Option<&Judgement> {
        self.of(pilot).filter(|_| !self.waiting.iter().any(|waiting| waiting.contains(&pilot)))
    }

    /// Is everything known?
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.progress.0 >= self.progress.1
    }

    /// What fires for a pilot and is not common to most, the worst first.
    pub fn own<'a>(&'a self, judgement: &'a Judgement) -> impl Iterator<Item = &'a Signal> {
        judgement.signals.iter().filter(|signal| !self.common.contains_key(signal.warning))
    }

    /// The sort key of a pilot: the status that its row shows, then the worst warning of its own, then the age of that.
    /// What is common to most does not make a pilot less red.
    #[must_use]
    pub fn consequence(&self, pilot: &Pilot, judgement: &Judgement) -> (u8, u16, Option<Day>) {
        let worst = self.own(judgement).next();
        let order = match judgement.stands(pilot).overall {
            Status::Red => 0,
            Status::Stale => 1,
            Status::Amber => 2,
            Status::NotReported => 3,
            Status::Green => 4,
        };
        (order, worst.map_or(u16::MAX, |signal| signal.rank), worst.and_then(|signal| signal.found.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pilot::tests::pilot;
    use crate::domain::{Computed, Lifecycle, Stage};

    #[test]
    fn the_status_comes_first_whatever_is_the_same_for_most() {
        let place = |overall, lifecycle| {
            let computed = Computed { families: [Status::NotReported; 4], gate: overall, overall };
            let (signals, obstacles, triggers) = (Vec::new(), Vec::new(), Vec::new());
            let common = BTreeMap::from([("purgatory", Fires::default()), ("stale", Fires::default())]);
            let portfolio = Portfolio { common, ..Portfolio::default() };
            let pilot = Pilot { lifecycle, ..pilot(Stage::One) };
            portfolio.consequence(&pilot, &Judgement { computed, signals, obstacles, ahead: None, triggers })
        };
        let statuses = [Status::Red, Status::Stale, Status::Amber, Status::NotReported, Status::Green];
        assert!(statuses.map(|status| place(status, Lifecycle::Active)).is_sorted_by(|one, other| one < other));
        let paused = place(Status::Red, Lifecycle::Paused);
        assert_eq!(paused, place(Status::NotReported, Lifecycle::Active), "as its row shows it");
    }

    #[test]
    fn what_fires_for_many_is_told_with_the_levels_that_they_have() {
        let told = |signals, watches| Fires { signals, watches }.told(7);
        assert_eq!(told(0, 6), "fires for 6 of 7 pilots under way: a watch");
        assert_eq!(told(4, 2), "fires for 6 of 7 pilots under way: a signal for 4, a watch for 2");
        assert_eq!(Fires { signals: 0, watches: 6 }.attention(), Attention::Watch);
        assert_eq!(Fires { signals: 1, watches: 5 }.attention(), Attention::Signal);
    }

    #[test]
    fn what_over_half_of_four_pilots_or_more_have_is_common() {
        let framework = Framework::builtin().unwrap();
        let common = |warning, fires, running| is_common(warning, fires, running, &framework);
        assert!(common("no-owner", 4, 4) && common("no-owner", 5, 9) && common("stale", 4, 7));
        assert!(!common("no-owner", 3, 3), "three are read by their names");
        assert!(!common("no-owner", 5, 10), "half is not over half");
        assert!(!common("process", 7, 12) && common("process", 11, 12), "it counts in no status");
    }
}
