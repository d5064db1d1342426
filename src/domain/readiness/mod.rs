//! Owns readiness: what the gap assessment found, the work that closes it, and what the gates make of both.
//!
//! Where the framework is silent or can be read in two ways, we read it so. *Gaps*: one that the committee has not
//! answered blocks no verdict. *Conditional go*: it may rest on a workstream that is late already; `condition-adrift`
//! says so at once. *Dates*: a hold without one comes again on the booked day or after four weeks; a waiver is looked
//! at again after ninety days. A verdict with conditions in words comes back on the latest day that they name, else
//! when the work beside them is due, else after ninety days. *Integration at G2*: it is confirmed if a core system of
//! the matrix was tested, or it was scored since G1; the version that G1 froze, or a copy of it, does not pass by
//! itself. The other dimensions may stand as they did. *Playbook and handoff*: each is there if its item is done and it
//! was written here, or something shows where it is. *Take-over*: it is recorded by its visit, with who and why, and
//! not among decisions, which need a person. *Executive owner*: an archived person is none.
//!
//! A gate keeps its verdict, the version of the assessment (which it freezes) and how each dimension stood. What else
//! it saw (ticks and their evidence, steps, run decisions, day 60) is not copied, but read as of its day.

mod assessment;
mod checkpoint;
mod forecast;
mod gate;
mod held;
mod passed;
mod rollout;
mod workstream;

pub use assessment::{Assessment, Scored, WrittenGap};
pub use checkpoint::Checkpoint;
pub use forecast::{Forecast, Since};
pub use gate::{Ahead, Bid, DimensionStanding, Missing, Proposal, Tally, barred, proposed_baseline, unmoved};
pub use held::{Booking, Held, Waiver, before_record, held_again, looked_at_again, watched};
pub use rollout::{Diagnosis, Document, Expansion, Met, Step, Training};
pub use workstream::{WorkItem, Workstream};

use super::{Day, Dimension, DocumentKind, ExpansionId, Gate, ItemState, Tick, Verdict};

/// All that is known of a pilot's readiness.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readiness {
    /// Its gap assessments by version; the last is the present one.
    pub assessments: Vec<Assessment>,
    /// Its workstreams, in order of creation.
    pub workstreams: Vec<Workstream>,
    /// The gates that were held, in order of creation.
    pub held: Vec<Held>,
    /// The dates of gates that are booked.
    pub booked: Vec<Booking>,
    /// What was waived, in order of creation.
    pub waivers: Vec<Waiver>,
    /// The steps of the process that it changes, in order of creation, archived ones left out.
    pub steps: Vec<Step>,
    /// Where it expands to, in order of creation.
    pub expansions: Vec<Expansion>,
    /// Diagnoses of resistance, in order of creation.
    pub diagnoses: Vec<Diagnosis>,
    /// Its playbook and handoff, if they were written.
    pub documents: Vec<Document>,
    /// The trainings that were held, in order of creation.
    pub trainings: Vec<Training>,
}

impl Readiness {
    /// The present assessment.
    #[must_use]
    pub fn current(&self) -> Option<&Assessment> {
        self.assessments.last()
    }

    /// The score of a dimension in the present assessment.
    #[must_use]
    pub fn scored(&self, dimension: Dimension) -> Option<&Scored> {
        self.current().map(|assessment| assessment.of(dimension))
    }

    /// The open workstream on a dimension.
    #[must_use]
    pub fn open_workstream(&self, dimension: Dimension) -> Option<&Workstream> {
        self.workstreams.iter().find(|work| work.dimension == dimension && work.closed.is_none())
    }

    /// The workstreams on the three layers: data, integration and governance.
    #[must_use]
    pub fn layers(&self) -> Vec<&Workstream> {
        let layers = [Dimension::Data, Dimension::Integration, Dimension::Governance];
        self.workstreams.iter().filter(|work| layers.contains(&work.dimension)).collect()
    }

    /// Are two layers worked on at the same time?
    #[must_use]
    pub fn is_parallel(&self) -> bool {
        let works = self.layers();
        works.iter().any(|one| works.iter().any(|two| one.dimension != two.dimension && one.overlaps(two)))
    }

    /// Does a workstream on this dimension have an owner, and is it open on `day` or was it when that day began?
    #[must_use]
    pub fn is_owned_work(&self, dimension: Dimension, day: Day) -> bool {
        let under_way = |work: &&Workstream| work.start <= day && work.closed.is_none_or(|closed| closed >= day);
        let mut owned = self.workstreams.iter().filter(|work| work.owner.is_some()).filter(under_way);
        owned.any(|work| work.dimension == dimension)
    }

    /// The last time that a gate was held.
    #[must_use]
    pub fn last_held(&self, gate: Gate) -> Option<&Held> {
        self.held.iter().rev().find(|held| held.gate == gate)
    }

    /// The conditional go whose condition is not met by `day`: some dimension that failed then has had no workstream
    /// closed since.
    #[must_use]
    pub fn condition(&self, day: Day) -> Option<&Held> {
        let held = self.held.iter().rev().find(|held| held.gate == Gate::G1 && held.on <= day)?;
        let closed = |work: &&Workstream| work.closed.is_some_and(|closed| held.on <= closed && closed <= day);
        let met = |id: Dimension| self.workstreams.iter().filter(closed).any(|work| work.dimension == id);
        (held.verdict == Verdict::ConditionalGo && held.failed().any(|id| !met(id))).then_some(held)
    }

    /// A playbook or handoff, if it was written.
    #[must_use]
    pub fn document(&self, kind: DocumentKind) -> Option<&Document> {
        self.documents.iter().find(|document| document.kind == kind)
    }

    /// Why a playbook or handoff cannot be used by those who come next, in a few words; none if it can: its item is
    /// done, and it was written here or something shows where it is. A mere tick leaves them nothing to read.
    #[must_use]
    pub fn withholds(&self, kind: DocumentKind, ticks: &[Tick]) -> Option<&'static str> {
        match Tick::of(ticks, kind.item()).filter(|tick| tick.standing.state == ItemState::Done) {
            None => Some("its item is open"),
            Some(tick) if tick.evidence.is_empty() && self.document(kind).is_none() => {
                Some("its item is ticked, and nothing shows where it lies")
            }
            Some(_) => None,
        }
    }

    /// The certification of an expansion item, if it was certified.
    #[must_use]
    pub fn certification(&self, item: ExpansionId) -> Option<&Held> {
        self.held.iter().rev().find(|held| held.item == Some(item) && held.verdict.moves_on())
    }

    /// The date that is booked for a gate.
    #[must_use]
    pub fn booked(&self, gate: Gate) -> Option<Day> {
        self.booked.iter().find(|booking| booking.gate == gate).map(|booking| booking.day)
    }
}
