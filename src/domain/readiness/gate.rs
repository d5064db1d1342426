//! Owns the gates: what counts at each, which verdicts a pilot's readiness allows, and what each of the others lacks.
//! The store asks the same tally before it records a verdict.

use serde::{Deserialize, Serialize};

use super::{Checkpoint, Expansion, Held, Readiness, Step, Workstream};
use crate::domain::baseline::rests_on;
use crate::domain::framework::groups::{COMPONENTS, CONDITIONS, DOCUMENTS, MATRIX, RUN_DECISIONS};
use crate::domain::warnings::{Case, Signal};
use crate::domain::{
    Condition, Day, DecisionId, Dimension, DocumentKind, Family, Framework, Gate, ItemState, Lifecycle, Metric,
    OwnerSeat, Pilot, PilotPage, Reading, Stage, Tick, Verdict, Week,
    framework::{ChecklistItem, UNASSESSED, rule_of},
};

/// The checklist item for a process whose steps are in writing.
const DOCUMENTED: &str = "s3.process-documented";

/// Why no gate is held for a pilot, as said of it; none if one can be.
#[must_use]
pub const fn barred(pilot: &Pilot) -> Option<&'static str> {
    match pilot.lifecycle {
        _ if pilot.archived => Some("it is archived, and no gate is held for it"),
        Lifecycle::Stopped => Some("it is stopped, and no gate is held for it"),
        Lifecycle::Retired => Some("it is retired, and no gate is held for it"),
        Lifecycle::Active | Lifecycle::SelfSustaining | Lifecycle::Paused => None,
    }
}

/// Why no verdict of a gate can move a pilot on, as said of it; none if one can.
#[must_use]
pub fn unmoved(pilot: &Pilot) -> Option<&'static str> {
    let paused = pilot.lifecycle == Lifecycle::Paused;
    barred(pilot).or_else(|| paused.then_some("it is paused, and nothing of it is judged"))
}

/// How a dimension stands at a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionStanding {
    /// Which.
    pub id: Dimension,
    /// Its score.
    pub score: Option<u8>,
    /// The number of pieces of evidence that it has.
    pub evidence: usize,
    /// Does it have a vote at this gate?
    pub votes: bool,
    /// Does it pass?
    pub passes: bool,
}

/// Something that a verdict needs and that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The id of the rule, by which a waiver names it.
    pub rule: String,
    /// What is missing, and who sees to it.
    pub what: String,
}

impl Missing {
    fn new(rule: impl Into<String>, what: impl Into<String>) -> Self {
        Self { rule: rule.into(), what: what.into() }
    }
}

/// A gate's view of a pilot's readiness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Which gate.
    pub gate: Gate,
    /// The version of the assessment that is judged.
    pub version: Option<u32>,
    /// The same version, if a verdict would freeze it; none if it is frozen already.
    pub freezes: Option<u32>,
    /// Each dimension.
    pub dimensions: Vec<DimensionStanding>,
    /// How many of the dimensions with a vote pass, and how many have one.
    pub votes: (usize, usize),
    /// What each verdict that moves the pilot on lacks; empty if it is allowed.
    pub lacks: Vec<(Verdict, Vec<Missing>)>,
    /// Its last verdict; none before it was held.
    pub held: Option<DecisionId>,
    /// The day for which it is booked.
    pub booked: Option<Day>,
}

impl Tally {
    /// Do other dimensions vote at this gate, but not this one?
    #[must_use]
    pub fn has_no_vote(&self, id: Dimension) -> bool {
        self.votes.1 > 0 && self.dimensions.iter().any(|standing| standing.id == id && !standing.votes)
    }

    /// The best verdict that moves the pilot on and lacks nothing.
    #[must_use]
    pub fn allowed(&self) -> Option<Verdict> {
        self.lacks.iter().find(|(_, lacks)| lacks.is_empty()).map(|(verdict, _)| *verdict)
    }

    /// Its summary.
    #[must_use]
    pub fn ahead(&self) -> Ahead {
        let lacks = self.lacks.iter().map(|(_, missing)| missing.len()).min().unwrap_or(0);
        let (gate, allowed) = (self.gate, self.allowed());
        Ahead { gate, allowed, votes: self.votes, lacks, held: self.held, booked: self.booked, freezes: self.freezes }
    }

    /// Every verdict that can be recorded without a waiver.
    #[must_use]
    pub fn possible(&self) -> Vec<Verdict> {
        self.allowed().into_iter().chain([Verdict::Hold, Verdict::Recycle, Verdict::Stop]).collect()
    }

    /// What a verdict lacks; none if this gate does not have that verdict.
    #[must_use]
    pub fn lacking(&self, verdict: Verdict) -> Option<&[Missing]> {
        if !verdict.moves_on() {
            return Some(&[]);
        }
        self.lacks.iter().find(|(known, _)| *known == verdict).map(|(_, lacks)| lacks.as_slice())
    }
}

/// Everything that a gate looks at.
pub struct Bid<'a> {
    /// The pilot.
    pub pilot: &'a Pilot,
    /// Its readiness.
    pub readiness: &'a Readiness,
    /// Its checklist items that somebody touched.
    pub ticks: &'a [Tick],
    /// The ids of the warnings that fire as signals.
    pub signals: Vec<&'static str>,
    /// The checkpoint of its rollout.
    pub checkpoint: Checkpoint,
    /// The day.
    pub day: Day,
    /// What the program knows.
    pub framework: &'a Framework,
}

/// The gate out of the present stage, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// The gate.
    pub gate: Gate,
    /// The best verdict that moves the pilot on and lacks nothing, if there is one.
    pub allowed: Option<Verdict>,
    /// How many of the dimensions with a vote pass, and how many have one.
    pub votes: (usize, usize),
    /// How much is missing for the verdict that is nearest.
    pub lacks: usize,
    /// Its last verdict; none before it was held.
    pub held: Option<DecisionId>,
    /// The day for which it is booked.
    pub booked: Option<Day>,
    /// The version of the assessment that a verdict would freeze; none if there is none, or it is frozen already.
    pub freezes: Option<u32>,
}

impl<'a> Bid<'a> {
    /// The bid of a case, with the warnings that fire in it. What is dated later has not happened.
    #[must_use]
    pub fn of(case: &'a Case<'_>, fired: &[Signal]) -> Self {
        let adoption = case.headline(Family::Adoption).map(|series| (&series.metric, series.readings.as_slice()));
        Self {
            pilot: &case.dossier.pilot,
            readiness: &case.readiness,
            ticks: &case.dossier.ticks,
            signals: Self::open(fired),
            checkpoint: Checkpoint::of(&case.dossier.pilot, adoption, case.rules, case.day),
            day: case.day,
            framework: case.framework,
        }
    }

    /// The ids of the warnings that fire as signals.
    #[must_use]
    pub fn open(fired: &[Signal]) -> Vec<&'static str> {
        fired.iter().filter(|signal| signal.is_signal()).map(|signal| signal.warning).collect()
    }

    /// How the gate out of the present stage stands; none in stage 4.
    #[must_use]
    pub fn ahead(&self) -> Option<Ahead> {
        let gate = Gate::out_of(self.pilot.stage)?;
        if gate != Gate::G3 && self.readiness.current().is_none() {
            // For most pilots of a large portfolio nothing is scored, and no sentence is needed to know that.
            let voting = Dimension::ALL.iter().filter(|id| self.votes(gate, **id)).count();
            let (held, booked) = (self.held(gate), self.readiness.booked(gate));
            return Some(Ahead { gate, allowed: None, votes: (0, voting), lacks: voting, held, booked, freezes: None });
        }
        Some(self.tally(gate, None).ahead())
    }

    /// The tally of a gate.
    #[must_use]
    pub fn tally(&self, gate: Gate, item: Option<&Expansion>) -> Tally {
        let dimensions: Vec<DimensionStanding> = Dimension::ALL.iter().map(|id| self.standing(gate, *id)).collect();
        let voting = || dimensions.iter().filter(|standing| standing.votes);
        let votes = (voting().filter(|standing| standing.passes).count(), voting().count());
        let lacks = match gate {
            Gate::G1 => {
                vec![(Verdict::Go, self.first_go(&dimensions)), (Verdict::ConditionalGo, self.conditional(&dimensions))]
            }
            Gate::G2 => vec![(Verdict::Go, self.second(&dimensions))],
            Gate::G3 => vec![(Verdict::Go, self.third())],
            Gate::Certify => vec![(Verdict::Go, self.certification(item))],
        };
        let current = self.readiness.current();
        let version = current.map(|current| current.version);
        let freezes = current.filter(|current| current.frozen.is_none()).map(|current| current.version);
        let (held, booked) = (self.held(gate), self.readiness.booked(gate));
        Tally { gate, version, freezes, dimensions, votes, lacks, held, booked }
    }

    /// The last verdict of a gate.
    fn held(&self, gate: Gate) -> Option<DecisionId> {
        self.readiness.last_held(gate).map(|held| held.decision)
    }

    /// Why a scored dimension does not pass, in a few words, if its score and evidence do not show that.
    #[must_use]
    pub fn shortfall(&self, standing: &DimensionStanding) -> Option<&'static str> {
        if standing.score? < self.framework.dimension(standing.id).pass {
            return self.readiness.open_workstream(standing.id).is_none().then_some("needs a workstream");
        }
        let short = match &self.pilot.owner {
            _ if standing.id == Dimension::Integration => "not confirmed",
            None => "no executive owner",
            Some(seat) if seat.archived => "owner archived",
            Some(_) => "owner below VP",
        };
        (!standing.passes && standing.evidence > 0).then_some(short)
    }

    fn standing(&self, gate: Gate, id: Dimension) -> DimensionStanding {
        let known = self.framework.dimension(id);
        let scored = self.readiness.scored(id);
        let counts = match id {
            Dimension::Governance => self.has_executive(),
            Dimension::Integration => gate != Gate::G2 || self.is_confirmed(),
            _ => true,
        };
        DimensionStanding {
            id,
            score: scored.and_then(|scored| scored.value),
            evidence: scored.map_or(0, |scored| scored.evidence.len()),
            votes: self.votes(gate, id),
            passes: counts && scored.is_some_and(|scored| scored.passes(known.pass)),
        }
    }

    /// Does a dimension have a vote at a gate?
    fn votes(&self, gate: Gate, id: Dimension) -> bool {
        match gate {
            Gate::G1 => self.framework.dimension(id).go_no_go,
            Gate::G2 => self.asked_at_second(id),
            Gate::G3 | Gate::Certify => false,
        }
    }

    fn has_executive(&self) -> bool {
        self.pilot.owner.as_ref().is_some_and(OwnerSeat::answers)
    }

    /// Is integration confirmed since G1, which only asked whether it is feasible? It is if a core system was tested,
    /// or if somebody scored the dimension again. Neither the version that G1 froze counts nor, as scores carry no time
    /// of day, a later copy of it. A G1 before the record tells nothing.
    fn is_confirmed(&self) -> bool {
        let Some(held) = self.readiness.last_held(Gate::G1).filter(|held| held.verdict.moves_on()) else {
            return true;
        };
        let mut rows = self.framework.data.checklist.iter().filter(|item| item.group == MATRIX);
        if rows.any(|row| self.tick(row).is_some_and(|tick| tick.standing.state == ItemState::Done)) {
            return true;
        }
        let mut since = self.readiness.assessments.iter().filter(|version| Some(version.version) > held.version);
        since.any(|version| version.of(Dimension::Integration).on >= Some(version.opened))
    }

    /// Does G2 ask for this dimension: one of its four, or one that did not pass at G1?
    fn asked_at_second(&self, id: Dimension) -> bool {
        let failed = |held: &Held| held.dimensions.iter().any(|one| one.id == id && !one.passes);
        matches!(id, Dimension::Data | Dimension::Integration | Dimension::Governance | Dimension::Monitoring)
            || self.readiness.last_held(Gate::G1).is_some_and(failed)
    }

    /// For a go at G1: five of five, all six assessed, and monitoring at its pass mark or being worked on.
    fn first_go(&self, dimensions: &[DimensionStanding]) -> Vec<Missing> {
        let mut lacks = self.unassessed(dimensions);
        for standing in dimensions.iter().filter(|standing| standing.votes && standing.score.is_some()) {
            lacks.extend(self.failure(standing));
        }
        lacks.extend(self.unowned());
        lacks.extend(self.monitoring(dimensions));
        lacks
    }

    /// For a conditional go: four of five, with a workstream on the fifth. An executive owner is needed as well, or a
    /// waiver.
    fn conditional(&self, dimensions: &[DimensionStanding]) -> Vec<Missing> {
        let mut lacks = self.unassessed(dimensions);
        let failing: Vec<&DimensionStanding> = dimensions
            .iter()
            .filter(|standing| standing.votes && standing.score.is_some() && !standing.passes)
            .collect();
        match failing.as_slice() {
            [] if lacks.is_empty() => {
                lacks.push(Missing::new("five-of-five", "all five pass: decide go"));
            }
            [_] | [] => {}
            [_, others @ ..] => lacks.extend(others.iter().map(|standing| {
                let what = format!("only one of the five may fail, and {} fails too", self.name(standing.id));
                Missing::new(standing.id.name(), what)
            })),
        }
        lacks.extend(failing.first().and_then(|standing| self.unworked(standing.id)));
        lacks.extend(self.unowned());
        lacks.extend(self.monitoring(dimensions));
        lacks
    }

    fn second(&self, dimensions: &[DimensionStanding]) -> Vec<Missing> {
        let readiness = self.readiness;
        let open = readiness.workstreams.iter().filter(|work| work.closed.is_none());
        let mut lacks: Vec<Missing> = open
            .map(|work| {
                let owner = work.owner_name.as_deref();
                let then = owner.map_or_else(
                    || "it has no owner".to_owned(),
                    |owner| format!("{owner} closes it against its exit test"),
                );
                let what = format!("the workstream on {} is open: {then}", self.name(work.dimension));
                Missing::new(format!("workstream-{}", work.dimension), what)
            })
            .collect();
        for standing in dimensions.iter().filter(|standing| standing.votes) {
            lacks.extend(self.failure(standing));
            lacks.extend(self.judged_itself(standing.id));
        }
        lacks.extend(self.unowned());
        lacks.extend(self.items(MATRIX, &[ItemState::Done, ItemState::NotApplicable]));
        lacks.extend(self.items(DOCUMENTS, &[ItemState::Done]));
        lacks.extend(self.items(COMPONENTS, &[ItemState::Done]));
        lacks
    }

    fn third(&self) -> Vec<Missing> {
        let mut lacks: Vec<Missing> = self.items(CONDITIONS, &[ItemState::Done]).into_iter().collect();
        let unshown = self.framework.group(CONDITIONS).filter(|item| self.is_done_without_evidence(item));
        let ticked = |item: &ChecklistItem| format!("“{}” is ticked without evidence", item.title);
        lacks.extend(unshown.map(|item| Missing::new(item.id.as_str(), ticked(item))));
        let early = self.checkpoint.lacks(self.day);
        lacks.extend(early.map(|what| Missing::new("day-60", what)));
        lacks.extend(self.unstable());
        lacks.extend(self.undocumented());
        lacks.extend(self.items(RUN_DECISIONS, &[ItemState::Done, ItemState::NotApplicable]));
        lacks.extend(self.unowned());
        lacks
    }

    /// The four conditions of certification: each is as in the playbook, or differs and has evidence.
    fn certification(&self, item: Option<&Expansion>) -> Vec<Missing> {
        let Some(item) = item else {
            return vec![Missing::new("item", "no unit, geography or use case is named that was started")];
        };
        let handed_on = DocumentKind::ALL.iter().filter_map(|kind| {
            let known = self.framework.item(kind.item())?;
            let why = self.readiness.withholds(*kind, self.ticks)?;
            Some(Missing::new(kind.name(), format!("{}: {why}, and the next unit works from it", known.title)))
        });
        let mut lacks: Vec<Missing> = handed_on.collect();
        let unmet = |condition: &&Condition| item.met(**condition).is_none_or(|met| met.on > self.day);
        lacks.extend(Condition::ALL.iter().filter(unmet).map(|condition| {
            let name = &item.name;
            let what = format!("{condition}: nobody said whether {name} is as the playbook has it, or what differs");
            Missing::new(condition.name(), what)
        }));
        lacks.extend(self.unstable());
        lacks.extend(self.unowned());
        lacks
    }

    /// The signals that say that it does not run stably.
    fn unstable(&self) -> Vec<Missing> {
        let open = ["drift", "drift-no-authority", "adoption-collapse"];
        let open = open.into_iter().filter(|warning| self.signals.contains(warning));
        open.map(|warning| Missing::new(warning, format!("{warning} is open: it is not stable"))).collect()
    }

    /// Process steps that are not in writing. If no steps are listed, the checklist item counts.
    fn undocumented(&self) -> Option<Missing> {
        let steps = &self.readiness.steps;
        if steps.is_empty() {
            return self.items_of("process", |item| item.id == DOCUMENTED, &[ItemState::Done]);
        }
        let written = |step: &&Step| step.documented.is_some_and(|since| since <= self.day);
        let open: Vec<&str> = steps.iter().filter(|step| !written(step)).map(|step| step.name.as_str()).collect();
        let done = steps.len() - open.len();
        let what = format!("process steps, {done} of {} in writing; open: {}", steps.len(), open.join(", "));
        (!open.is_empty()).then(|| Missing::new("process-steps", what))
    }

    /// The dimensions that nobody scored, as one missing thing.
    fn unassessed(&self, dimensions: &[DimensionStanding]) -> Vec<Missing> {
        let blank = dimensions.iter().filter(|standing| standing.score.is_none());
        let names: Vec<String> = blank.map(|standing| self.name(standing.id).to_lowercase()).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let what = format!("nobody has scored {}: unassessed is not failed, but it blocks", names.join(", "));
        vec![Missing::new(UNASSESSED, what)]
    }

    /// Why a dimension fails by its score. Governance cannot fail for want of an executive owner: that is a rule of its
    /// own.
    fn failure(&self, standing: &DimensionStanding) -> Option<Missing> {
        let mark = self.framework.dimension(standing.id).pass;
        let what = match standing.score {
            None => format!("nobody has scored {}", self.name(standing.id)),
            Some(score) if score < mark => {
                let work = if self.readiness.open_workstream(standing.id).is_some() {
                    "its workstream is open"
                } else {
                    "it needs a workstream"
                };
                format!("{} is at {score}, and passes at {mark}: {work}", self.name(standing.id))
            }
            Some(score) if standing.evidence == 0 => {
                format!("{} is at {score} without evidence: its assessor adds what shows it", self.name(standing.id))
            }
            Some(_) if standing.id == Dimension::Integration && !standing.passes => {
                let name = self.name(standing.id);
                format!(
                    "{name} was scored for G1, as feasible: a core system is tested, or its assessor scores it anew"
                )
            }
            Some(_) => return None,
        };
        Some(Missing::new(standing.id.name(), what))
    }

    fn unowned(&self) -> Option<Missing> {
        let what = match &self.pilot.owner {
            Some(seat) => format!("{} is named as executive owner, but {}", seat.name, seat.falls_short()?),
            None => "no executive owner is named: the committee appoints one".to_owned(),
        };
        Some(Missing::new("executive-owner", what))
    }

    /// Monitoring has no vote at G1, but below its pass mark it needs a workstream.
    fn monitoring(&self, dimensions: &[DimensionStanding]) -> Option<Missing> {
        let standing = dimensions.iter().find(|standing| standing.id == Dimension::Monitoring)?;
        if standing.score.is_none() || standing.passes { None } else { self.unworked(Dimension::Monitoring) }
    }

    /// What the workstream of a dimension lacks to be the condition of a go.
    fn unworked(&self, id: Dimension) -> Option<Missing> {
        let what = match self.readiness.open_workstream(id).map(Workstream::lacks) {
            Some(lacks) if lacks.is_empty() => return None,
            Some(lacks) => format!("the workstream on {} lacks {}", self.name(id), lacks.join(" and ")),
            None => format!("{} needs a workstream with owner, due date and exit test", self.name(id)),
        };
        Some(Missing::new(format!("workstream-{id}"), what))
    }

    /// The owner of work does not judge it, so somebody else has to have scored it.
    fn judged_itself(&self, id: Dimension) -> Option<Missing> {
        let scored = self.readiness.scored(id).filter(|scored| scored.value.is_some())?;
        let owned = |work: &&Workstream| work.dimension == id && work.owner.is_some();
        let mut works = self.readiness.workstreams.iter().filter(owned);
        let what = match scored.assessor {
            None => {
                works.next()?;
                format!(
                    "nobody is named who scored {}: an assessor scores it who does not own its workstream",
                    self.name(id)
                )
            }
            Some(assessor) => {
                let work = works.find(|work| work.owner == Some(assessor))?;
                let owner = work.owner_name.as_deref().unwrap_or_default();
                format!("{} was scored by {owner}, who owns its workstream: somebody else scores it", self.name(id))
            }
        };
        Some(Missing::new(format!("assessor-{id}"), what))
    }

    /// The open items of a checklist group, as one missing thing.
    fn items(&self, group: &str, closed: &[ItemState]) -> Option<Missing> {
        self.items_of(group, |item| item.group == group, closed)
    }

    fn items_of(&self, group: &str, wanted: impl Fn(&ChecklistItem) -> bool, closed: &[ItemState]) -> Option<Missing> {
        let all: Vec<&ChecklistItem> = self.framework.data.checklist.iter().filter(|item| wanted(item)).collect();
        // With who sees to it, if anybody does.
        let told = |item: &ChecklistItem| {
            let owner = self.tick(item).and_then(|tick| tick.owner_name.as_deref()).unwrap_or("nobody yet");
            format!("{} ({owner})", item.title)
        };
        let open: Vec<String> = Tick::open(all.iter().copied(), self.ticks, closed).map(told).collect();
        let done = all.len() - open.len();
        let what = format!("{group}, {done} of {} done; open: {}", all.len(), open.join(", "));
        (!open.is_empty()).then(|| Missing::new(rule_of(group), what))
    }

    fn tick(&self, item: &ChecklistItem) -> Option<&Tick> {
        Tick::of(self.ticks, &item.id)
    }

    fn is_done_without_evidence(&self, item: &ChecklistItem) -> bool {
        self.tick(item).is_some_and(|tick| tick.standing.state == ItemState::Done && tick.evidence.is_empty())
    }

    fn name(&self, id: Dimension) -> &str {
        &self.framework.dimension(id).name
    }
}

impl Gate {
    /// The gate out of a stage. None for stage 4, where expansion items are certified instead.
    #[must_use]
    pub const fn out_of(stage: Stage) -> Option<Self> {
        match stage {
            Stage::One => Some(Self::G1),
            Stage::Two => Some(Self::G2),
            Stage::Three => Some(Self::G3),
            Stage::Four => None,
        }
    }

    /// The stage that it leads to.
    #[must_use]
    pub const fn leads_to(self) -> Stage {
        match self {
            Self::G1 => Stage::Two,
            Self::G2 => Stage::Three,
            Self::G3 | Self::Certify => Stage::Four,
        }
    }
}

/// The pilot baseline that G1 proposes to freeze.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// Of which metric.
    pub metric: &'a Metric,
    /// The weeks of its values in stage 1, oldest first; at least one.
    weeks: Vec<Week>,
}

impl Proposal<'_> {
    /// The weeks of the first and the last value.
    #[must_use]
    pub fn span(&self) -> Option<(Week, Week)> {
        self.weeks.first().copied().zip(self.weeks.last().copied())
    }

    /// The weeks that it would rest on, in words.
    #[must_use]
    pub fn rests_on(&self) -> String {
        rests_on(&self.weeks)
    }
}

/// The baseline that G1 proposes, from the readings of stage 1. None if there is one already, at another gate, or if
/// the stage has no values. `readings` gives what was read of a metric.
#[must_use]
pub fn proposed_baseline<'a, 'r>(
    page: &'a PilotPage,
    readings: impl FnOnce(&Metric) -> &'r [Reading],
    gate: Gate,
    day: Day,
) -> Option<Proposal<'a>> {
    let metric = page.metrics.iter().find(|metric| metric.headline && metric.family == Family::Performance)?;
    let frozen = page.baselines.iter().any(|baseline| baseline.metric == metric.id);
    if gate != Gate::G1 || page.pilot.stage != Stage::One || frozen {
        return None;
    }
    let (first, last) = (Week::of(page.pilot.entered?), Week::ended_by(day));
    let there = |reading: &&Reading| (first..=last).contains(&reading.week) && reading.measure.value().is_some();
    let weeks: Vec<Week> = readings(metric).iter().filter(there).map(|reading| reading.week).collect();
    (!weeks.is_empty()).then_some(Proposal { metric, weeks })
}

impl Verdict {
    /// Does it move the pilot to the next stage?
    #[must_use]
    pub const fn moves_on(self) -> bool {
        matches!(self, Self::Go | Self::ConditionalGo | Self::Waive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_that_a_gate_asks_for_has_items() {
        let framework = Framework::builtin().unwrap();
        for group in [MATRIX, DOCUMENTS, COMPONENTS, CONDITIONS, RUN_DECISIONS] {
            assert!(framework.data.checklist.iter().any(|item| item.group == group), "{group}");
        }
        assert!(framework.item(DOCUMENTED).is_some());
    }
}
