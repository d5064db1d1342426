//! Owns what is recorded of gates: when one was held or is booked, what was waived at it, and which gates lie before
//! the record.

use super::gate::DimensionStanding;
use crate::domain::{
    Day, DecisionId, Dimension, ExpansionId, Gate, PersonId, PilotId, Verdict, Visit, VisitKind, WaiverId,
    WaiverOutcome,
};

/// A gate that was held comes again after so many days, unless somebody gives a date (house).
const HOLD_AGAIN: chrono::Days = chrono::Days::new(28);
/// A waiver is looked at again after so many days, unless somebody gives a date (house).
const LOOK_AGAIN: chrono::Days = chrono::Days::new(90);

/// When a gate comes again that did not let its pilot pass on the day `on`, if nobody says: as booked, else in four
/// weeks.
#[must_use]
pub fn held_again(on: Day, booked: Option<Day>) -> Day {
    booked.filter(|booked| *booked > on).unwrap_or(on + HOLD_AGAIN)
}

/// When a waiver or a condition of the day `on` is looked at again, if nobody says.
#[must_use]
pub fn looked_at_again(on: Day) -> Day {
    on + LOOK_AGAIN
}

/// A gate that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The decision that records it.
    pub decision: DecisionId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Which gate.
    pub gate: Gate,
    /// What was decided.
    pub verdict: Verdict,
    /// On which day.
    pub on: Day,
    /// Why it did not pass: one of the framework's causes, or empty.
    pub cause: String,
    /// When it is held again; none if it was passed or the pilot stopped.
    pub next: Option<Day>,
    /// The version of the assessment that was judged.
    pub version: Option<u32>,
    /// How each dimension stood.
    pub dimensions: Vec<DimensionStanding>,
    /// The expansion item that was up for certification.
    pub item: Option<ExpansionId>,
}

impl Held {
    /// The dimensions that had a vote and did not pass.
    pub fn failed(&self) -> impl Iterator<Item = Dimension> {
        self.dimensions.iter().filter(|standing| standing.votes && !standing.passes).map(|standing| standing.id)
    }

    /// Its outcome: `G1: conditional go`, `G1: on against its rules`; of a unit `certified`.
    #[must_use]
    pub fn said(&self) -> String {
        match (self.gate, self.verdict) {
            (Gate::Certify, Verdict::Go) => "certified".to_owned(),
            (Gate::Certify, Verdict::Waive) => "certified against its rules".to_owned(),
            (Gate::Certify, verdict) => format!("certification: {}", verdict.spaced()),
            (gate, Verdict::Waive) => format!("{gate}: on against its rules"),
            (gate, verdict) => format!("{gate}: {}", verdict.spaced()),
        }
    }
}

/// A date booked for a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// Which gate.
    pub gate: Gate,
    /// The day.
    pub day: Day,
}

/// A rule that a pilot moved on against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Identity.
    pub id: WaiverId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// At which gate.
    pub gate: Gate,
    /// The decision that waived it.
    pub decision: DecisionId,
    /// The rule: the id of what was missing.
    pub rule: String,
    /// Why it was waived.
    pub reason: String,
    /// Who decided it.
    pub by: String,
    /// That person.
    pub by_id: PersonId,
    /// On which day.
    pub decided: Day,
    /// When it is looked at again.
    pub look_again: Day,
    /// What came of it; none before somebody said.
    pub outcome: Option<WaiverOutcome>,
}

impl WaiverOutcome {
    /// What came of a waiver, in a sentence.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Held => "It held.",
            Self::WentWrong => "It went wrong.",
            Self::Withdrawn => "It was withdrawn.",
        }
    }
}

/// The warnings that show that a waived rule was needed, by the dimension of the rule (house).
#[must_use]
pub fn watched(rule: &str) -> &'static [&'static str] {
    match rule.trim_start_matches("workstream-").trim_start_matches("assessor-") {
        "data" | "data-components" => &["out-of-order", "late-governance", "success-paradox"],
        "integration" | "integration-matrix" => &["late-integration"],
        "executive-owner" => &["no-owner", "sponsor-as-owner", "drift-no-authority"],
        "governance" | "governance-documents" | "run-decisions" => {
            &["no-owner", "sponsor-as-owner", "drift-no-authority", "late-governance", "run-decisions-late"]
        }
        "change-readiness" | "process" | "process-steps" | "documented" => {
            &["resistance", "adoption-collapse", "programme-gap", "out-of-order"]
        }
        "monitoring" => &["drift", "drift-no-authority", "stale", "silence", "process"],
        "day-60" | "adoption-collapse" | "drift" | "stable" | "conditions-of-g3" => {
            &["adoption-collapse", "drift", "drift-no-authority", "impact-flat"]
        }
        "playbook" | "handoff" | "replicable" => &["premature-scale"],
        _ => &[],
    }
}

/// What to say of a gate that lies before the record of a pilot, which was taken over at a later stage; none of other
/// gates.
#[must_use]
pub fn before_record(visits: &[Visit], gate: Gate) -> Option<String> {
    let first = visits.first()?;
    let held = visits.iter().skip(1).any(|visit| visit.stage == gate.leads_to() && visit.kind != VisitKind::Back);
    let before = first.kind == VisitKind::TakeOver && gate != Gate::Certify && gate.leads_to() <= first.stage && !held;
    before.then(|| {
        format!("{gate} lies before this record, which begins in stage {}: neither passed nor skipped", first.stage)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_on_a_unit_is_no_go() {
        let said = |gate: Gate, verdict: Verdict| {
            let (decision, pilot, on) = (DecisionId(1), PilotId(1), Day::MAX);
            let (cause, next, version, dimensions, item) = (String::new(), None, None, Vec::new(), None);
            Held { decision, pilot, gate, verdict, on, cause, next, version, dimensions, item }.said()
        };
        assert_eq!(said(Gate::Certify, Verdict::Go), "certified");
        assert_eq!(said(Gate::Certify, Verdict::Hold), "certification: hold");
        assert_eq!(said(Gate::G1, Verdict::ConditionalGo), "G1: conditional go");
        assert_eq!(said(Gate::G1, Verdict::Waive), "G1: on against its rules");
    }
}
