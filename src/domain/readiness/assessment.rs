//! Owns the gap assessment: six scores with their evidence and gaps, in versions, and how good an assessment is.
//!
//! Where the framework is silent: a score repeated by the same assessor changes nothing, unless a gate was held since;
//! then it says that somebody looked again. Closing a workstream needs a score that passes. A dimension below its pass
//! mark does not open a workstream by itself: the gate asks for one. The quality of a frozen assessment is that of the
//! day it was frozen. Quality and `success-paradox` take governance as it is scored, without asking who the owner is. A
//! score that replaces another one in the same version leaves no trace there; a look back at a day between the two
//! finds the first one in the journal.

use super::Readiness;
use crate::domain::{AssessmentId, Day, Dimension, Evidence, Framework, GapAnswer, GapId, PersonId};

/// One version of all six scores.
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
    /// Who assessed it, if that is a known person.
    pub assessor: Option<PersonId>,
    /// The name of who assessed it.
    pub by: String,
    /// On which day.
    pub on: Option<Day>,
    /// Weeks of work until nothing is missing.
    pub effort: Option<u16>,
    /// The ticked criteria, by their position in the framework. They inform the score and never compute it.
    pub criteria: Vec<u8>,
    /// What shows it, oldest first.
    pub evidence: Vec<Evidence>,
    /// What is missing.
    pub gaps: Vec<WrittenGap>,
}

/// Something that is missing, in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenGap {
    /// Identity.
    pub id: GapId,
    /// What is missing.
    pub text: String,
    /// What the committee decided about it; none before it was asked.
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

    /// Its quality, 0 to 100: the mean of five parts. None if nothing is scored.
    #[must_use]
    pub fn quality(&self, readiness: &Readiness, day: Day, framework: &Framework) -> Option<u8> {
        let shares = self.shares(readiness, day, framework)?;
        // Rounded once at the end, and not part by part.
        let whole: i64 = shares.iter().map(|share| share.whole).product();
        let sum: i64 = shares.iter().map(|share| share.part * (whole / share.whole)).sum();
        Some(Share { part: sum, whole: 5 * whole }.percent())
    }

    /// The five parts of its quality, 0 to 100 each, in the order of the framework. Those of a frozen assessment are as
    /// of then.
    #[must_use]
    pub fn parts(&self, readiness: &Readiness, day: Day, framework: &Framework) -> Option<[u8; 5]> {
        Some(self.shares(readiness, day, framework)?.map(Share::percent))
    }

    fn shares(&self, readiness: &Readiness, day: Day, framework: &Framework) -> Option<[Share; 5]> {
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
            Share::of(scored.len(), 6),
            Share::of(evident, scored.len()),
            self.freshness(day, framework),
            if failing.is_empty() { Share::of(1, 1) } else { Share::of(worked, failing.len()) },
            Share::of(usize::from(differ) + usize::from(written), 2),
        ])
    }

    /// Full while the newest evidence is fresh, zero once it is stale, linear in between.
    fn freshness(&self, day: Day, framework: &Framework) -> Share {
        let quality = &framework.data.quality;
        let (fresh, stale) = (i64::from(quality.fresh_days), i64::from(quality.stale_days));
        let whole = (stale - fresh).max(1);
        let newest = self.scores.iter().flat_map(|scored| &scored.evidence).map(|piece| piece.on).max();
        let left = newest.map_or(0, |on| stale - (day - on).num_days());
        Share { part: left.clamp(0, whole), whole }
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy)]
struct Share {
    part: i64,
    whole: i64,
}

impl Share {
    fn of(part: usize, whole: usize) -> Self {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Self { part: number(part), whole: number(whole.max(1)) }
    }

    /// In percent, half a percent rounded up.
    fn percent(self) -> u8 {
        u8::try_from((200 * self.part + self.whole) / (2 * self.whole)).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EvidenceId;
    use crate::domain::date::tests::day;

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
    fn quality_is_rounded_once_and_half_a_percent_up() {
        let framework = Framework::builtin().unwrap();
        let quality = |values, on: &str| assessment(values).quality(&Readiness::default(), day(on), &framework);
        let (two, four) =
            ([Some(3), Some(3), None, None, None, None], [Some(3), Some(3), Some(3), Some(3), None, None]);
        assert_eq!(quality(two, "2026-08-30"), Some(47), "33.3, 100, 0, 100 and 0 are 46.67");
        assert_eq!(quality(four, "2026-08-28"), Some(54), "66.7, 100, 3.3, 100 and 0 are 54");
        assert_eq!(quality([Some(3); 6], "2026-08-13"), Some(66), "100, 100, 28.3, 100 and 0 are 65.67");
    }

    #[test]
    fn evidence_is_fresh_to_day_30_and_worthless_on_day_90() {
        let framework = Framework::builtin().unwrap();
        let one = assessment([Some(3); 6]);
        let fresh = |on: &str| one.freshness(day(on), &framework).percent();
        assert_eq!(
            [fresh("2026-07-01"), fresh("2026-07-31"), fresh("2026-08-30"), fresh("2026-12-01")],
            [100, 50, 0, 0]
        );
    }
}
