//! Owns what follows, by the framework, when a gate is passed: the next stage, what is frozen, the stage's checklist,
//! what is watched from then on, and by when the next gate is held.

use super::Ahead;
use crate::domain::{Day, Framework, Gate, Verdict, Week};

/// The warnings that begin with the stage behind this gate, or become signals there.
const fn begin(gate: Gate) -> &'static [&'static str] {
    match gate {
        Gate::G1 => &["no-owner", "run-decisions-late"],
        Gate::G2 => &["late-integration", "programme-gap", "resistance"],
        Gate::G3 | Gate::Certify => &[],
    }
}

/// The warning that watches what a verdict rests on.
const fn rests_on(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::ConditionalGo => Some("condition-adrift"),
        Verdict::Waive => Some("gate-skipped"),
        Verdict::Go | Verdict::Hold | Verdict::Recycle | Verdict::Stop => None,
    }
}

impl Ahead {
    /// What follows if the gate is passed with this verdict on this day, in a line.
    #[must_use]
    pub fn follows(&self, verdict: Verdict, framework: &Framework, on: Day) -> String {
        let stage = self.gate.leads_to();
        let mut told = vec![format!("stage {stage}, {}", framework.stage_name(stage))];
        told.extend(self.freezes.map(|version| format!("version {version} of the assessment is frozen")));
        told.push(format!("a checklist of {} items", framework.items(stage).len()));
        let watched: Vec<&str> = begin(self.gate).iter().copied().chain(rests_on(verdict)).collect();
        told.extend((!watched.is_empty()).then(|| format!("watched from then on: {}", watched.join(", "))));
        let weeks = framework.stage(stage).and_then(|stage| stage.weeks);
        told.push(match Gate::out_of(stage).zip(weeks) {
            // Weeks count from the week of entry, which is 1.
            Some((gate, weeks)) => format!("{gate} by {}", Week::of(on).plus(i64::from(weeks) - 1).sunday()),
            None => "no further gate, and its units are certified".to_owned(),
        });
        told.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn what_follows_a_gate_is_what_the_framework_says_of_its_stage() {
        let (framework, on) = (Framework::builtin().unwrap(), parse_day("2026-11-25").unwrap());
        let follows = |gate, verdict| {
            let ahead =
                Ahead { gate, allowed: None, votes: (0, 0), lacks: 0, held: None, booked: None, freezes: Some(3) };
            ahead.follows(verdict, &framework, on)
        };
        let first = follows(Gate::G1, Verdict::Go);
        assert!(
            first.starts_with("stage 2, Production Architecture; version 3 of the assessment is frozen; "),
            "{first}"
        );
        assert!(first.ends_with("; G2 by 2027-01-17"), "eight weeks, this one among them: {first}");
        assert!(!first.contains("condition-adrift"));
        assert!(follows(Gate::G1, Verdict::ConditionalGo).contains("condition-adrift"));
        let last = follows(Gate::G3, Verdict::Go);
        assert!(last.ends_with("no further gate, and its units are certified"), "{last}");
    }

    #[test]
    fn every_warning_that_begins_with_a_gate_is_one_of_the_framework() {
        let framework = Framework::builtin().unwrap();
        let begin = Gate::ALL.iter().flat_map(|gate| begin(*gate)).copied();
        let mut all = begin.chain([Verdict::ConditionalGo, Verdict::Waive].into_iter().filter_map(rests_on));
        assert!(all.all(|warning| framework.warning(warning).is_some()));
    }
}
