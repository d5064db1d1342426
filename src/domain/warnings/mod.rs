//! Owns the early warnings that data can decide: one file and one row each. A warning is a function of what is known of
//! a pilot and of one day. It counts readings of weeks that had ended by that day, and events dated up to it.
//!
//! Where the framework is silent or can be read in two ways, we read it so. *In general*: nothing fires before the day
//! of the start; on a Sunday its own week counts as ended. Clocks go by calendar weeks, not by days, and the week of
//! entry is 1, as in the framework's stages: “past week 8” begins in week 9, even if week 1 was a single Sunday, and
//! `stage-overrun` begins two weeks over eight in week 10. A week without a working day left asks for no reading. An
//! answer (no, in part, yes) has no limits, so no rule of a chart holds for it. A process signal of a metric beside the
//! headline makes its family red. A finding about the whole portfolio needs four pilots and over half of those under
//! way, and more than ten if the warning counts in no status.
//!
//! *By warning*: `evidence-hole` looks at stages 1 and 2, as G3 asks for no scores. A plan of workstreams in sequence
//! fires as soon as it is entered. “From G1” means since it was passed for `no-owner` and `run-decisions-late`, and
//! since it was held for `late-integration`. A waiver of the integration matrix answers `late-integration` until it is
//! looked at again. `silence` averages the weeks that have a value. Adoption without a target has no plan line to fall
//! under, neither for its status nor for `resistance`; day 30 of `adoption-collapse` is then held against a climb to
//! all target users. The first pilot of `review-overdue` is the first that ever began and is not archived, even if it
//! has ended. A pilot that came by a table, whichever, is not called stale until it reports for the first time.

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

/// A warning: its id in the framework, and the function that decides it.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its id in the framework.
    pub id: &'static str,
    /// Does it run on a paused pilot too?
    pub paused: bool,
    /// Does it depend on the stage that a pilot is in, or for how long?
    pub of_stage: bool,
    /// The function.
    pub judge: Finds,
}

/// How often a warning can fire for a pilot.
#[derive(Clone, Copy)]
pub enum Finds {
    /// Once for the pilot.
    Once(fn(&Case<'_>) -> Option<Found>),
    /// Once for each metric.
    Each(fn(&Case<'_>) -> Vec<Found>),
}

/// Every warning, in order of consequence.
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

/// A value that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The metric's name.
    pub metric: String,
    /// The week.
    pub week: Week,
    /// The value; none if it is missing or was not measured.
    pub value: Option<Fixed>,
}

/// What a warning found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose attention it deserves.
    pub attention: Attention,
    /// The first day on which it held, if known. A value counts from the last day of its week on.
    pub since: Option<Day>,
    /// The metric that it is about, if any.
    pub metric: Option<MetricId>,
    /// Families in whose status it counts, besides those that the framework names.
    pub families: Vec<Family>,
    /// What happened, in a sentence.
    pub explanation: String,
    /// The rule, with its parameters in force.
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
    /// The warning whose proposal is made: this one, or the one that it stands for if only that is left.
    pub proposes: &'static str,
    /// Until when a decision keeps it off the agenda.
    pub parked: Option<Day>,
}

impl Signal {
    /// Does it deserve the committee's time?
    #[must_use]
    pub fn is_signal(&self) -> bool {
        self.found.attention == Attention::Signal
    }

    /// The sort key: signals before watches, by consequence, then the oldest first.
    #[must_use]
    pub fn order(&self) -> (bool, u16, Option<Day>, PilotId) {
        (!self.is_signal(), self.rank, self.found.since, self.pilot)
    }

    /// The framework's proposal. If a decision answers the warning until a day, it is to look at it again then; if one
    /// accepted it for good, there is none.
    #[must_use]
    pub fn proposal(&self, framework: &Framework) -> Option<String> {
        if let Some(until) = self.parked {
            return Some(format!("Look at it again on {until}."));
        }
        let accepted = is_accepted_for_good(self.warning) && !self.is_signal();
        self.proposed(framework).filter(|_| !accepted).map(str::to_owned)
    }

    /// The framework's proposal, whether or not a decision answers the warning.
    #[must_use]
    pub fn proposed<'a>(&self, framework: &'a Framework) -> Option<&'a str> {
        framework.warning(self.proposes).map(|known| known.proposal.as_str())
    }

    /// Does the committee have to talk about it? It has to about a signal that no decision answers.
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

    /// Does it make a family stale?
    #[must_use]
    pub fn makes_stale(&self, family: Family) -> bool {
        self.tells_stale() && self.found.families.contains(&family)
    }

    /// Does it stand for `stale`, with its families those that do not report? Purgatory does.
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
    // Nothing can go wrong before the start.
    let began = pilot.start_ahead(case.day).is_none();
    // Before a pilot was taken over, its stage is not known.
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
        // If its gate has a date ahead, only the silence is left.
        let proposes = stands_for(row.id).filter(|_| !purgatory::awaits_its_gate(case)).unwrap_or(row.id);
        let signal = |found| Signal { warning: row.id, pilot: pilot.id, rank, found, proposes, parked };
        signals.extend(found.into_iter().map(signal));
    }
    signals.sort_by_key(Signal::order);
    // There is a list for every pilot.
    signals.shrink_to_fit();
    signals
}

/// The warning that another one stands for and can be reduced to.
#[must_use]
pub fn stands_for(warning: &str) -> Option<&'static str> {
    (warning == purgatory::ROW.id).then_some(stale::ROW.id)
}

/// Until when the rule behind a warning is waived. Whoever waived it knew of it, and looks at it again then.
fn waived(case: &Case<'_>, warning: &str) -> Option<Day> {
    let rule = (warning == late_integration::ROW.id).then(|| rule_of(MATRIX))?;
    let waivers = case.readiness.waivers.iter().filter(|waiver| waiver.rule == rule && waiver.outcome.is_none());
    waivers.map(|waiver| waiver.look_again).filter(|again| *again > case.day).max()
}

/// Why a row is not asked about a pilot; none if it is.
fn rests(pilot: &Pilot, row: &Row) -> Option<&'static str> {
    match pilot.lifecycle {
        Lifecycle::Paused if row.paused && !pilot.archived => None,
        _ => pilot.at_rest(),
    }
}

/// Why a warning is not asked about a pilot: it is paused, archived, or has ended. None if it is asked, or if its owner
/// shows that the warning has passed anyway.
#[must_use]
pub fn unasked(pilot: &Pilot, warning: &str) -> Option<&'static str> {
    let row = WARNINGS.iter().find(|row| row.id == warning).filter(|row| !is_mended(pilot, row.id));
    row.and_then(|row| rests(pilot, row))
}

/// Does the pilot have an owner now who answers what the warning says about its owner?
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

/// What begins at a value of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// Nothing: it continues the row.
    Nothing,
    /// Another row: runs are counted from here.
    Row,
    /// Another reference: what fired before is settled.
    Anew,
}

/// The place of the value that fired, if `fire` bad values in a row did and no `clear` values in a row were inside
/// since.
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

/// What begins at this value: another row after a silence, another reference after a new baseline.
pub(super) fn begins(chart: &[Judged], at: usize) -> Begins {
    let source = |at: usize| chart.get(at)?.limits.map(|limits| limits.source);
    let frozen = matches!(source(at), Some(Source::Frozen(_)));
    match chart.get(at) {
        Some(_) if at > 0 && frozen && source(at) != source(at - 1) => Begins::Anew,
        Some(judged) if judged.fresh => Begins::Row,
        _ => Begins::Nothing,
    }
}

/// The first values that the limits of a chart rest on, in words; empty if they come from a baseline. `chart` is all of
/// it.
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

/// Values of a chart, as those that a finding rests on.
pub(super) fn seen<'a>(metric: &Metric, values: impl IntoIterator<Item = &'a Judged>) -> Vec<Seen> {
    let seen = |judged: &Judged| Seen {
        metric: metric.name.clone(),
        week: judged.point.week,
        value: Some(judged.point.value),
    };
    values.into_iter().map(seen).collect()
}

/// Values with their weeks, in a sentence.
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
