//! Owns the gap assessment: six scores with their evidence and gaps, in versions, and how good an assessment is.

use super::Readiness;
use crate::domain::{AssessmentId, Day, Dimension, Evidence, Framework, GapAnswer, GapId, PersonId};

/// A version of all scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Identity.
    pub id: AssessmentId,
    /// 1 for the first of its pilot.
    pub version: u32,
    /// The day it was begun.
    pub opened: Day,
    /// The day of the gate that froze it; none while it can be written.
    pub frozen: Option<Day>,
    /// One for each dimension, in their order.
    pub scores: [Scored; 6],
}

/// A dimension in an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scored {
    /// 0 to 4; none where nobody assessed it.
    pub value: Option<u8>,
    /// Who assessed it, where that is a known person.
    pub assessor: Option<PersonId>,
    /// Who assessed it, by name.
    pub by: String,
    /// On which day.
    pub on: Option<Day>,
    /// Weeks of work to what is missing.
    pub effort: Option<u16>,
    /// The criteria that are ticked, by their place in the framework. They inform the score and never compute it.
    pub criteria: Vec<u8>,
    /// What shows it, oldest first.
    pub evidence: Vec<Evidence>,
    /// What is missing.
    pub gaps: Vec<WrittenGap>,
}

/// Something missing, in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenGap {
    /// Identity.
    pub id: GapId,
    /// What is missing.
    pub text: String,
    /// What the committee made of it; none before it was asked.
    pub answer: Option<GapAnswer>,
    /// The day it was closed.
    pub closed: Option<Day>,
}

impl Scored {
    /// Is it at the pass mark, with at least one piece of evidence?
    #[must_use]
    pub fn passes(&self, mark: u8) -> bool {
        self.value.is_some_and(|value| value >= mark) && !self.evidence.is_empty()
    }

    /// Gaps that nobody closed.
    pub fn open_gaps(&self) -> impl Iterator<Item = &WrittenGap> {
        self.gaps.iter().filter(|gap| gap.closed.is_none())
    }
}

impl Assessment {
    /// A dimension of it.
    #[must_use]
    pub const fn of(&self, dimension: Dimension) -> &Scored {
        &self.scores[dimension as usize]
    }

    /// Every dimension with its score.
    pub fn each(&self) -> impl Iterator<Item = (Dimension, &Scored)> {
        Dimension::ALL.iter().copied().zip(&self.scores)
    }

    /// How good it is, 0 to 100: the mean of five parts. None where nothing is scored.
    #[must_use]
    pub fn quality(&self, readiness: &Readiness, day: Day, framework: &Framework) -> Option<u8> {
        let parts = self.parts(readiness, day, framework)?;
        Some(u8::try_from(parts.iter().map(|part| u32::from(*part)).sum::<u32>() / 5).unwrap_or(100))
    }

    /// The five parts of its quality, 0 to 100 each, as the framework names them; of a frozen one as they were then.
    #[must_use]
    pub fn parts(&self, readiness: &Readiness, day: Day, framework: &Framework) -> Option<[u8; 5]> {
        let day = self.frozen.map_or(day, |frozen| frozen.min(day));
        let scored: Vec<(Dimension, &Scored)> = self.each().filter(|(_, scored)| scored.value.is_some()).collect();
        if scored.is_empty() {
            return None;
        }
        let evident = scored.iter().filter(|(_, scored)| !scored.evidence.is_empty()).count();
        let failing: Vec<Dimension> = scored
            .iter()
            .filter(|(dimension, scored)| !scored.passes(framework.dimension(*dimension).pass))
            .map(|(dimension, _)| *dimension)
            .collect();
        let worked = failing.iter().filter(|dimension| readiness.is_owned_work(**dimension, day)).count();
        let differ = scored.iter().any(|(_, one)| one.value != scored[0].1.value);
        let written = self.scores.iter().any(|scored| !scored.gaps.is_empty());
        Some([
            share(scored.len(), 6),
            share(evident, scored.len()),
            self.freshness(day, framework),
            if failing.is_empty() { 100 } else { share(worked, failing.len()) },
            50 * (u8::from(differ) + u8::from(written)),
        ])
    }

    /// The day of its newest evidence.
    #[must_use]
    pub fn newest_evidence(&self) -> Option<Day> {
        self.scores.iter().flat_map(|scored| &scored.evidence).map(|piece| piece.on).max()
    }

    /// 100 while the newest evidence is fresh, 0 once it is stale, and straight between.
    fn freshness(&self, day: Day, framework: &Framework) -> u8 {
        let quality = &framework.data.quality;
        let (fresh, stale) = (i64::from(quality.fresh_days), i64::from(quality.stale_days));
        let Some(age) = self.newest_evidence().map(|on| (day - on).num_days()) else {
            return 0;
        };
        let left = (stale - age).clamp(0, (stale - fresh).max(1));
        u8::try_from(left * 100 / (stale - fresh).max(1)).unwrap_or(100)
    }
}

fn share(part: usize, whole: usize) -> u8 {
    u8::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EvidenceId, parse_day};

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn assessment(values: [Option<u8>; 6]) -> Assessment {
        let evidence = |on: &str| Evidence { id: EvidenceId(1), text: "log".into(), on: day(on), by: "ana".into() };
        let scores = values.map(|value| Scored { value, evidence: vec![evidence("2026-06-01")], ..Scored::default() });
        Assessment { id: AssessmentId(1), version: 1, opened: day("2026-06-01"), frozen: None, scores }
    }

    #[test]
    fn nothing_scored_has_no_quality_and_candour_needs_differences_and_gaps() {
        let framework = Framework::builtin().unwrap();
        let none = Readiness::default();
        let on = day("2026-06-01");
        assert_eq!(assessment([None; 6]).quality(&none, on, &framework), None);
        let alike = assessment([Some(3); 6]);
        assert_eq!(alike.parts(&none, on, &framework), Some([100, 100, 100, 100, 0]));
        assert_eq!(alike.quality(&none, on, &framework), Some(80));
        let mut frank = assessment([Some(3), Some(1), Some(3), Some(3), Some(3), None]);
        frank.scores[1].gaps.push(WrittenGap { id: GapId(1), text: "no writes".into(), answer: None, closed: None });
        frank.scores[0].evidence.clear();
        assert_eq!(frank.parts(&none, on, &framework), Some([83, 80, 100, 0, 100]));
    }

    #[test]
    fn evidence_is_fresh_to_day_30_and_worthless_on_day_90() {
        let framework = Framework::builtin().unwrap();
        let one = assessment([Some(3); 6]);
        let fresh = |on: &str| one.freshness(day(on), &framework);
        assert_eq!(
            [fresh("2026-07-01"), fresh("2026-07-31"), fresh("2026-08-30"), fresh("2026-12-01")],
            [100, 50, 0, 0]
        );
    }
}
