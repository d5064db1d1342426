//! Owns the early warnings that the data can decide: one file and one row each. A warning is a function of what is
//! known of a pilot and of one day; it counts readings of weeks that had ended by that day, and events dated by it.
//!
//! Where the framework is silent, or was read in one of two ways: nothing fires before the day of the start; on a
//! Sunday its own week counts as ended. `evidence-hole` looks at stages 1 and 2, as G3 asks for no scores. A plan of
//! workstreams in sequence fires as soon as it is entered. “From G1” means since it was passed for `no-owner` and
//! `run-decisions-late`, and since it was held for `late-integration`. `silence` averages the weeks that have a value.
//! Whoever waived the integration matrix at a gate answered `late-integration` until that is looked at again. Without a
//! target adoption has no plan line to fall under, for its status and for `resistance`; day 30 of `adoption-collapse`
//! is held against a climb to all target users then. All clocks go by the numbers of calendar weeks, the week of entry
//! being 1, as the framework counts the weeks of a stage, and none by days: “past week 8” begins in week 9, also where
//! week 1 was a Sunday, and `stage-overrun` two weeks over eight in week 10. A week of which no working day is left
//! asks for no reading. An answer (no, in part, yes) has no limits, so that no rule of a chart holds for it. A process
//! signal of a metric beside the headline makes its family red. A portfolio finding needs four pilots and over half of
//! those under way, and more than ten where the warning counts in no status. The first pilot of `review-overdue` is the
//! first that ever began and is not archived, also once it has ended. Whatever table brought a pilot, it is not called
//! stale until it reports for the first time.

mod adoption_collapse;
mod case;
mod clock;
mod condition_adrift;
mod drift;
mod drift_no_authority;
mod evidence_hole;
mod exceptions_ageing;
mod gate_skipped;
mod impact_flat;
mod late_governance;
mod late_integration;
mod layers_in_sequence;
mod no_owner;
mod out_of_order;
mod partner_exit;
mod premature_scale;
mod process;
mod programme_gap;
mod purgatory;
mod reasons;
mod resistance;
pub mod review_overdue;
mod run_decisions_late;
mod silence;
mod silent;
mod sponsor_as_owner;
mod stage_overrun;
mod stale;
mod success_paradox;
mod watermelon;

pub use case::{Case, Dossier, Fired, GateDate, Seat, Series, due, newest_due};
pub use silent::expected_since;

use super::decision::is_accepted_for_good;
use super::framework::groups::MATRIX;
use super::framework::rule_of;
use super::xmr::{Judged, Limits, Source};
use super::{
    Attention, Day, Family, Fixed, Framework, Lifecycle, Metric, MetricId, OwnerSeat, Pilot, PilotId, Power, Week,
};

/// A warning: its id in the framework, and what decides it.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its id in the framework.
    pub id: &'static str,
    /// Does it run on a paused pilot too?
    pub paused: bool,
    /// Does it ask in which stage a pilot is, or for how long?
    pub of_stage: bool,
    /// What it finds.
    pub judge: Finds,
}

/// How a warning looks at a case.
#[derive(Clone, Copy)]
pub enum Finds {
    /// It fires once for a pilot.
    Once(fn(&Case<'_>) -> Option<Found>),
    /// It fires for each metric.
    Each(fn(&Case<'_>) -> Vec<Found>),
}

/// Every warning that is built, in order of consequence where several fire.
pub const WARNINGS: &[Row] = &[
    drift_no_authority::ROW,
    adoption_collapse::ROW,
    no_owner::ROW,
    drift::ROW,
    premature_scale::ROW,
    purgatory::ROW,
    condition_adrift::ROW,
    late_governance::ROW,
    exceptions_ageing::ROW,
    sponsor_as_owner::ROW,
    gate_skipped::ROW,
    watermelon::ROW,
    partner_exit::ROW,
    success_paradox::ROW,
    stage_overrun::ROW,
    late_integration::ROW,
    resistance::ROW,
    out_of_order::ROW,
    run_decisions_late::ROW,
    programme_gap::ROW,
    impact_flat::ROW,
    layers_in_sequence::ROW,
    evidence_hole::ROW,
    stale::ROW,
    silence::ROW,
    process::ROW,
];

/// A value that a warning rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The metric's name.
    pub metric: String,
    /// The week.
    pub week: Week,
    /// The value; none where it is missing or was not measured.
    pub value: Option<Fixed>,
}

/// What a warning found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose attention it is worth.
    pub attention: Attention,
    /// The first day on which it held, where that is known: a value counts from the last day of its week on.
    pub since: Option<Day>,
    /// About which metric.
    pub metric: Option<MetricId>,
    /// The families in whose status it counts beside those that the framework names.
    pub families: Vec<Family>,
    /// What happened, in a sentence.
    pub explanation: String,
    /// The rule with its parameters.
    pub rule: String,
    /// The values that it rests on.
    pub readings: Vec<Seen>,
    /// What clears it.
    pub clears: String,
}

/// A warning that fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// The warning's id in the framework.
    pub warning: &'static str,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Its place in the order of consequence: lower comes first.
    pub rank: u16,
    /// What was found.
    pub found: Found,
    /// The warning that proposes what to do about it: itself, or the one that it stands for where only that is left.
    pub proposes: &'static str,
    /// Until when a decision that answers it keeps it off the agenda.
    pub parked: Option<Day>,
}

impl Signal {
    /// Is it worth the committee's time?
    #[must_use]
    pub fn is_signal(&self) -> bool {
        self.found.attention == Attention::Signal
    }

    /// Where it stands among others: signals before watches, by consequence, then the oldest first.
    #[must_use]
    pub fn order(&self) -> (bool, u16, Option<Day>, PilotId) {
        (!self.is_signal(), self.rank, self.found.since, self.pilot)
    }

    /// What the framework proposes to do about it. What is answered until a day is looked at again then, and about what
    /// a review accepted for good there is nothing to do.
    #[must_use]
    pub fn proposal(&self, framework: &Framework) -> Option<String> {
        if let Some(until) = self.parked {
            return Some(format!("Look at it again on {until}."));
        }
        let accepted = is_accepted_for_good(self.warning) && !self.is_signal();
        self.proposed(framework).filter(|_| !accepted).map(str::to_owned)
    }

    /// The same, whether or not a decision answers it.
    #[must_use]
    pub fn proposed<'a>(&self, framework: &'a Framework) -> Option<&'a str> {
        framework.warning(self.proposes).map(|known| known.proposal.as_str())
    }

    /// Does the committee have to talk about it: a signal that no decision answers?
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.is_signal() && self.parked.is_none()
    }

    /// Does it count in the status of that family?
    #[must_use]
    pub fn counts_in(&self, family: Family, framework: &Framework) -> bool {
        let letter = match family {
            Family::Adoption => "A",
            Family::Performance => "P",
            Family::Impact => "I",
            Family::Governance => "V",
        };
        let named = framework.warning(self.warning).is_some_and(|warning| warning.counts_in == letter);
        named || !self.tells_stale() && self.found.families.contains(&family)
    }

    /// Does it say that a family is stale?
    #[must_use]
    pub fn makes_stale(&self, family: Family) -> bool {
        self.tells_stale() && self.found.families.contains(&family)
    }

    /// Are its families those that do not report? Purgatory stands for `stale`.
    fn tells_stale(&self) -> bool {
        matches!(self.warning, "stale" | "purgatory")
    }

    /// Does it count in the status of the gate?
    #[must_use]
    pub fn counts_in_gate(&self, framework: &Framework) -> bool {
        framework.warning(self.warning).is_some_and(|warning| warning.counts_in == "T")
    }
}

/// Everything that fires for a pilot on a day: signals before watches, in order of consequence, then oldest first.
#[must_use]
pub fn judge(case: &Case<'_>) -> Vec<Signal> {
    let pilot = &case.dossier.pilot;
    // What has not begun cannot go wrong.
    let began = pilot.start_ahead(case.day).is_none();
    // Of what was taken over no stage is known before the day of that.
    let staged = pilot.entered.is_none_or(|entered| entered <= case.day);
    let runs = |row: &&Row| began && (staged || !row.of_stage) && rests(pilot, row).is_none();
    let mut signals: Vec<Signal> = Vec::new();
    for row in WARNINGS.iter().filter(runs) {
        let found: Vec<Found> = match row.judge {
            Finds::Once(judge) => judge(case).into_iter().collect(),
            Finds::Each(judge) => judge(case),
        };
        if found.is_empty() {
            continue;
        }
        let rank = case.framework.warning(row.id).map_or(u16::MAX, |warning| warning.rank);
        let answered = case.decisions().filter_map(|decision| decision.parked(row.id, case.day));
        let parked = answered.chain(waived(case, row.id)).max();
        // Whose gate has a date ahead is only silent.
        let proposes = stands_for(row.id).filter(|_| !purgatory::awaits_its_gate(case)).unwrap_or(row.id);
        let signal = |found| Signal { warning: row.id, pilot: pilot.id, rank, found, proposes, parked };
        signals.extend(found.into_iter().map(signal));
    }
    signals.sort_by_key(Signal::order);
    // They are kept for every pilot.
    signals.shrink_to_fit();
    signals
}

/// The warning in whose place another one can stand alone.
#[must_use]
pub fn stands_for(warning: &str) -> Option<&'static str> {
    (warning == purgatory::ROW.id).then_some(stale::ROW.id)
}

/// Until when the rule is waived that asks what a warning says: who waived it knew that, and it is looked at again
/// then.
fn waived(case: &Case<'_>, warning: &str) -> Option<Day> {
    let rule = (warning == late_integration::ROW.id).then(|| rule_of(MATRIX))?;
    let waivers = case.readiness.waivers.iter().filter(|waiver| waiver.rule == rule && waiver.outcome.is_none());
    waivers.map(|waiver| waiver.look_again).filter(|again| *again > case.day).max()
}

/// Why a row is not asked of a pilot; none where it is.
fn rests(pilot: &Pilot, row: &Row) -> Option<&'static str> {
    match pilot.lifecycle {
        Lifecycle::Paused if row.paused && !pilot.archived => None,
        _ => pilot.at_rest(),
    }
}

/// Why a warning is not asked of a pilot: it is paused, is archived or has ended; none where it is, or where its owner
/// shows that it has passed anyway.
#[must_use]
pub fn unasked(pilot: &Pilot, warning: &str) -> Option<&'static str> {
    let row = WARNINGS.iter().find(|row| row.id == warning).filter(|row| !is_mended(pilot, row.id));
    row.and_then(|row| rests(pilot, row))
}

/// Does somebody own the pilot who answers what a warning says of its owner?
fn is_mended(pilot: &Pilot, warning: &str) -> bool {
    let answers = |seat: &OwnerSeat| seat.falls_short().is_none();
    let powers = |seat: &OwnerSeat| [seat.powers.accountability, seat.powers.authority, seat.powers.committee];
    pilot.owner.as_ref().is_some_and(|seat| match warning {
        known if known == no_owner::ROW.id => answers(seat),
        known if known == sponsor_as_owner::ROW.id => powers(seat).iter().all(|power| *power == Power::Yes),
        known if known == drift_no_authority::ROW.id => answers(seat) && seat.powers.authority == Power::Yes,
        _ => false,
    })
}

/// What begins at a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// Nothing: it follows the one before.
    Nothing,
    /// Another row: what is in a row is counted from here.
    Row,
    /// Another reference: what fired before is settled.
    Anew,
}

/// Where `fire` bad values in a row fired without `clear` values inside in a row since; the place of the value that
/// did.
pub(super) fn latched<T>(
    values: &[T],
    (fire, clear): (i64, i64),
    bad: impl Fn(&T) -> bool,
    inside: impl Fn(&T) -> bool,
    begins: impl Fn(usize) -> Begins,
) -> Option<usize> {
    let (mut firing, mut run, mut calm) = (None, 0, 0);
    for (at, value) in values.iter().enumerate() {
        let begins = begins(at);
        if begins != Begins::Nothing {
            (run, calm) = (0, 0);
        }
        if begins == Begins::Anew {
            firing = None;
        }
        run = if bad(value) { run + 1 } else { 0 };
        calm = if inside(value) { calm + 1 } else { 0 };
        if run >= fire {
            firing = firing.or(Some(at));
        }
        if calm >= clear {
            firing = None;
        }
    }
    firing
}

/// What begins at a value of a chart: another row after a silence, another reference after a rebaseline.
pub(super) fn begins(chart: &[Judged], at: usize) -> Begins {
    let source = |at: usize| chart.get(at)?.limits.map(|limits| limits.source);
    let frozen = matches!(source(at), Some(Source::Frozen(_)));
    match chart.get(at) {
        Some(_) if at > 0 && frozen && source(at) != source(at - 1) => Begins::Anew,
        Some(judged) if judged.fresh => Begins::Row,
        _ => Begins::Nothing,
    }
}

/// Which first values the limits of a chart rest on, in words; nothing where they are those of a baseline. `chart` is
/// whole.
pub(super) fn rests_on(chart: &[Judged], limits: &Limits) -> String {
    let first = |judged: &Judged| judged.limits.and_then(|limits| limits.first_values());
    let begins = || {
        let (at, count) = chart.iter().enumerate().find_map(|(at, judged)| Some((at, first(judged)?)))?;
        at.checked_sub(count)
    };
    let span = limits.first_values().zip(begins()).and_then(|(count, from)| chart.get(from..from + count));
    span.and_then(|span| span.first().zip(span.last())).map_or_else(String::new, |(from, to)| {
        let count = limits.first_values().unwrap_or_default();
        format!(" of the {count} values from {} to {}", from.point.week.short(), to.point.week.short())
    })
}

/// Values of a chart as what a warning rests on.
pub(super) fn seen<'a>(metric: &Metric, values: impl IntoIterator<Item = &'a Judged>) -> Vec<Seen> {
    let seen = |judged: &Judged| Seen {
        metric: metric.name.clone(),
        week: judged.point.week,
        value: Some(judged.point.value),
    };
    values.into_iter().map(seen).collect()
}

/// Values with their weeks, as a sentence names them.
pub(super) fn told(metric: &Metric, readings: &[Seen]) -> String {
    let one = |seen: &Seen| match seen.value {
        Some(value) => format!("{} {}", seen.week.short(), metric.said(value.rounded(1))),
        None => format!("{} none", seen.week.short()),
    };
    readings.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_warning_has_its_row_in_the_framework() {
        let framework = Framework::builtin().unwrap();
        for row in WARNINGS {
            let warning = framework.warning(row.id).unwrap();
            assert!(!warning.origin.is_empty() && !warning.clears.is_empty() && !warning.proposal.is_empty());
        }
    }

    #[test]
    fn two_in_a_row_fire_and_two_inside_clear() {
        let firing = |values: &[bool]| latched(values, (2, 2), |bad| *bad, |bad| !bad, |_| Begins::Nothing);
        assert_eq!(firing(&[true, false, true]), None);
        assert_eq!(firing(&[false, true, true]), Some(2));
        assert_eq!(firing(&[true, true, false, true]), Some(1), "one value inside does not clear");
        assert_eq!(firing(&[true, true, false, false]), None);
    }
}
