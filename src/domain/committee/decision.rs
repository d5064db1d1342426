//! Owns the record of decisions, and the log of model versions that they often follow.

use std::collections::HashMap;

use crate::domain::sentence::latest_named;
use crate::domain::{
    Day, DecisionId, Framework, Gate, PersonId, PilotId, ReviewId, Trigger, Verb, Verdict, VersionId, WaiverOutcome,
};

/// What people call a decision of the kind `waive` that accepts a warning. The word `waive` itself is used for moving
/// on against a gate.
pub const ACCEPT_WARNING: &str = "accept-warning";

/// A recorded choice of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// What kind it is.
    pub verb: Verb,
    /// What was decided, in a sentence.
    pub statement: String,
    /// On which day.
    pub date: Day,
    /// By whom.
    pub decided_by: PersonId,
    /// That person's name.
    pub decided_by_name: String,
    /// Why.
    pub rationale: String,
    /// Options that were rejected.
    pub rejected: Vec<String>,
    /// Conditions that it rests on.
    pub conditions: Vec<String>,
    /// In which review; none outside of one.
    pub review: Option<ReviewId>,
    /// Why a pilot was retired, or held, recycled or stopped at a gate: one of the framework's words, or empty.
    pub cause: String,
    /// When the gate is held again, after a hold or recycle.
    pub next: Option<Day>,
    /// The rules that it moved on against, by name, each with the reason.
    pub waived: Vec<(String, String)>,
    /// When its waivers are looked at again.
    pub look_again: Option<Day>,
    /// Does a waiver of it still wait for somebody to say what came of it?
    pub awaits_outcome: bool,
    /// What came of its waivers, as far as somebody said.
    pub outcomes: Vec<WaiverOutcome>,
    /// What brings it back to the committee.
    pub trigger: Option<Trigger>,
    /// The day that settled its trigger: the committee had it back, or what it paused went on again.
    pub settled: Option<Day>,
    /// The day on which what it paused went on again. From then on it keeps no warning off the agenda, settled or not.
    pub over: Option<Day>,
    /// Warnings that it answers.
    pub parks: Vec<String>,
    /// What was known when it was taken, in sentences.
    pub evidence: Vec<String>,
    /// The decisions that came back and that it leaves open, as read from `evidence`.
    pub leaves: Vec<DecisionId>,
    /// The person whom it appointed, by name.
    pub appointee: Option<String>,
}

/// Begins the line by which a decision leaves another one open.
const LEAVES_OPEN: &str = "it leaves open whether “";

impl Decision {
    /// What was decided, with the person appointed if the sentence does not name them.
    #[must_use]
    pub fn said(&self) -> String {
        // A stored verdict is spelled as on the command line.
        let statement = self.statement.replace(Verb::ConditionalGo.name(), &Verb::ConditionalGo.spaced());
        match &self.appointee {
            Some(name) if !statement.contains(name.as_str()) => format!("{statement} (owner: {name})"),
            _ => statement,
        }
    }

    /// Its kind in words: `change scope`. If it accepts a warning, which one and until when.
    #[must_use]
    pub fn kind(&self, framework: &Framework) -> String {
        if !self.accepts() {
            return self.word();
        }
        let until = match self.trigger {
            Some(Trigger::On(day)) => format!(" until {day}"),
            _ => String::new(),
        };
        let called = self.parks.iter().map(|warning| format!("“{}”", framework.called(warning)));
        format!("accepts {}{until}", called.collect::<Vec<_>>().join(", "))
    }

    /// Its kind in a word or two.
    #[must_use]
    pub fn word(&self) -> String {
        if self.accepts() { ACCEPT_WARNING.replace('-', " ") } else { self.verb.spaced() }
    }

    fn accepts(&self) -> bool {
        self.verb == Verb::Waive && !self.parks.is_empty()
    }

    /// Is it the verdict of a gate? Nobody wrote the sentence of one.
    #[must_use]
    pub fn is_verdict(&self) -> bool {
        match self.verb {
            Verb::Go | Verb::ConditionalGo | Verb::Hold | Verb::Recycle | Verb::Stop | Verb::Certify => true,
            Verb::Waive => !self.accepts(),
            _ => false,
        }
    }

    /// Would other conditions change the day on which it comes back, or whether it does?
    #[must_use]
    pub fn would_be_moved_by(&self, conditions: &[String]) -> bool {
        let named = |texts: &[String]| latest_named(texts.iter().map(String::as_str), self.date).map(|(day, _)| day);
        let own = named(&self.conditions);
        let heeds = match self.trigger {
            None => self.verb.heeds_conditions(),
            Some(Trigger::On(day)) => Some(day) == own,
            Some(Trigger::Value(_)) => false,
        };
        heeds && named(conditions) != own
    }

    /// The words by which it is asked about when it comes back: what was decided, and on what conditions.
    #[must_use]
    pub fn asked(&self) -> String {
        self.on_conditions(self.statement.clone())
    }

    /// The line by which another decision says that it leaves this one open.
    #[must_use]
    pub fn left_open(&self) -> String {
        format!("{LEAVES_OPEN}{}” still stands", self.asked())
    }

    /// Does it answer another one, which came back? Every later decision on the pilot does, unless it leaves that one
    /// open.
    #[must_use]
    pub fn answers(&self, other: &Self) -> bool {
        self.pilot == other.pilot && self.id > other.id && !self.leaves(other)
    }

    /// Does it leave another one, which came back, expressly open?
    #[must_use]
    pub fn leaves(&self, other: &Self) -> bool {
        self.leaves.contains(&other.id)
    }

    /// Does a decision of this kind settle this one, which came back, unless somebody says otherwise? Only if it is
    /// about the same matter: the end of a pilot is about everything, a verdict about earlier verdicts, any other kind
    /// about its own. For some kinds the word does not tell (an update, which metric a baseline is of, which warning is
    /// accepted): they settle nothing.
    #[must_use]
    pub fn is_settled_by(&self, verb: Verb) -> bool {
        match verb {
            Verb::Stop | Verb::Retire => true,
            Verb::Go | Verb::ConditionalGo => self.is_verdict(),
            // Putting a gate off answers only what put it off before.
            Verb::Hold | Verb::Recycle => matches!(self.verb, Verb::Hold | Verb::Recycle),
            Verb::Pause | Verb::Resume => self.verb == Verb::Pause,
            Verb::AppointOwner | Verb::Retrain | Verb::ChangeScope | Verb::Expand | Verb::Sustain => self.verb == verb,
            Verb::Update | Verb::Rebaseline | Verb::Waive | Verb::Certify => false,
        }
    }

    /// Does this verdict settle it? Moving on against a rule counts as moving on. Certification settles nothing, as it
    /// is of one item, and which one came back is not known.
    #[must_use]
    pub fn is_settled_at(&self, gate: Gate, verdict: Verdict) -> bool {
        gate != Gate::Certify
            && self.is_settled_by(match verdict {
                Verdict::Go | Verdict::Waive => Verb::Go,
                Verdict::ConditionalGo => Verb::ConditionalGo,
                Verdict::Hold => Verb::Hold,
                Verdict::Recycle => Verb::Recycle,
                Verdict::Stop => Verb::Stop,
            })
    }

    /// Does it end another one, a pause, by letting the pilot go on?
    #[must_use]
    pub fn ends(&self, other: &Self) -> bool {
        (self.verb, other.verb) == (Verb::Resume, Verb::Pause) && self.pilot == other.pilot && self.id > other.id
    }

    /// A text about it, followed by its conditions.
    #[must_use]
    pub fn on_conditions(&self, said: String) -> String {
        match self.conditions.as_slice() {
            [] => said,
            conditions => format!("{said}, on condition: {}", conditions.join("; ")),
        }
    }

    /// The line of [`Self::told`] with its conditions and, if a pilot was held, recycled, stopped or retired, the
    /// reason.
    #[must_use]
    pub fn with_reason(&self) -> String {
        let told = self.on_conditions(self.told());
        match (self.cause.as_str(), self.rationale.trim()) {
            ("", _) | (_, "") => told,
            (_, why) => format!("{told}: {why}"),
        }
    }

    /// The whole decision in one line, for places without columns: its kind, what was decided, until when a pause lasts
    /// and since when it is over, and the conditions.
    #[must_use]
    pub fn in_words(&self, framework: &Framework) -> String {
        let until = match (self.verb, &self.trigger) {
            (Verb::Pause, Some(Trigger::On(day))) => {
                let over = self.over.map_or_else(String::new, |over| format!("; over since {over}"));
                format!(" (until {day}{over})")
            }
            _ => String::new(),
        };
        let told = self.told();
        // A verdict says what kind it is, after the name of its gate; so does moving on against a rule.
        let goes_against = self.verb == Verb::Waive && !self.accepts();
        let is_said = goes_against || self.statement.ends_with(&format!(": {}", self.verb));
        let told = if is_said { told } else { format!("{}: {told}{until}", self.kind(framework)) };
        self.on_conditions(told)
    }

    /// The parts of that line that somebody typed, in order. Of a verdict none, as its conditions may be made from the
    /// work on them.
    #[must_use]
    pub fn typed(&self) -> Vec<String> {
        let words = std::iter::once(&self.statement).chain(&self.conditions);
        words.filter(|_| !self.is_verdict()).cloned().collect()
    }

    /// What was decided, with what else goes into a line: the cause, when its gate is held again, what was waived and
    /// until when.
    #[must_use]
    pub fn told(&self) -> String {
        let mut more = Vec::new();
        more.extend((!self.cause.is_empty()).then(|| format!("cause: {}", self.cause)));
        more.extend(self.next.map(|day| format!("held again on {day}")));
        let rules: Vec<&str> = self.waived.iter().map(|(rule, _)| rule.as_str()).collect();
        more.extend((!rules.is_empty()).then(|| format!("waived: {}", rules.join(", "))));
        more.extend(self.look_again.map(|day| format!("looked at again on {day}")));
        if more.is_empty() { self.said() } else { format!("{} ({})", self.said(), more.join("; ")) }
    }

    /// What brings it back, as text: its trigger, else the day to look at its waivers again while one is unanswered.
    #[must_use]
    pub fn comes_back(&self) -> Option<String> {
        let again = || self.look_again.filter(|_| self.awaits_outcome).map(|day| day.to_string());
        self.trigger.as_ref().map(ToString::to_string).or_else(again)
    }

    /// When it comes back, as the end of a text; empty if the text says so already.
    #[must_use]
    pub fn returns(&self, said: &str) -> String {
        let back = self.trigger.as_ref().map(ToString::to_string).filter(|trigger| !said.contains(trigger.as_str()));
        back.map_or_else(String::new, |trigger| format!("; comes back: {trigger}"))
    }

    /// When its waivers are looked at again, or what came of them; none if it waived nothing.
    fn looked_at(&self) -> Option<String> {
        self.look_again.map(|day| if self.awaits_outcome { format!("look again {day}") } else { self.came_of_waived() })
    }

    /// The cell of a register: what brings it back and since when that is settled, else what there is to say of its
    /// waivers.
    #[must_use]
    pub fn back(&self) -> String {
        match (&self.trigger, self.settled) {
            (Some(trigger), Some(settled)) => format!("{trigger}; settled on {settled}"),
            (Some(trigger), None) => trigger.to_string(),
            (None, _) => self.looked_at().unwrap_or_default(),
        }
    }

    /// What came of its waivers, each outcome once; under the mask only that they are answered.
    #[must_use]
    pub fn came_of_waived(&self) -> String {
        let ways = WaiverOutcome::ALL.iter().filter(|way| self.outcomes.contains(way)).map(|way| way.spaced());
        let ways = ways.collect::<Vec<_>>().join(", ");
        if ways.is_empty() { "answered".to_owned() } else { ways }
    }

    /// Until when it keeps a warning off the agenda, seen on `day`; none if it does not, or no longer.
    #[must_use]
    pub fn parked(&self, warning: &str, day: Day) -> Option<Day> {
        let has_ended = [self.settled, self.over].into_iter().flatten().any(|ended| ended <= day);
        match self.trigger {
            Some(Trigger::On(until))
                if self.date <= day && day < until && !has_ended && self.parks.iter().any(|id| id == warning) =>
            {
                Some(until)
            }
            _ => None,
        }
    }
}

/// Fills the field `leaves`. Only here is that read from the words of decisions: later they may be masked.
pub fn tell_left_open(decisions: &mut [Decision]) {
    let says = |one: &Decision| one.evidence.iter().any(|line| line.starts_with(LEAVES_OPEN));
    let leaves = |one: &Decision| -> Vec<DecisionId> {
        let own = decisions.iter().filter(|other| other.pilot == one.pilot && other.id != one.id);
        own.filter(|other| one.evidence.contains(&other.left_open())).map(|other| other.id).collect()
    };
    let saying = decisions.iter().enumerate().filter(|(_, one)| says(one));
    let told: Vec<(usize, Vec<DecisionId>)> = saying.map(|(at, one)| (at, leaves(one))).collect();
    for (at, left) in told {
        decisions[at].leaves = left;
    }
}

/// Settles each pause on the day on which its pilot went on again: from then on it keeps no warning off the agenda. It
/// does not come back either, unless whoever resumed said that they leave it open. `decisions` are in order of
/// creation.
pub fn settle_pauses(decisions: &mut [Decision]) {
    let mut resumed: HashMap<PilotId, Vec<Decision>> = HashMap::new();
    for one in decisions.iter().filter(|one| one.verb == Verb::Resume) {
        resumed.entry(one.pilot).or_default().push(one.clone());
    }
    for pause in decisions.iter_mut().filter(|one| one.verb == Verb::Pause) {
        let own = || resumed.get(&pause.pilot).into_iter().flatten().filter(|one| one.ends(pause));
        let over = own().next().map(|one| one.date);
        let ended = own().find(|one| !one.leaves(pause)).map(|one| one.date);
        pause.over = over;
        pause.settled = [pause.settled, ended].into_iter().flatten().min();
    }
}

/// Does a decision of this kind clear the warning by itself? An owner who is appointed answers for the pilot from then
/// on.
#[must_use]
pub fn is_cleared_by(warning: &str, verb: Verb) -> bool {
    warning == "no-owner" && verb == Verb::AppointOwner
}

/// Can a decision of a review answer this warning for good? Any other is answered until some day.
#[must_use]
pub fn is_accepted_for_good(warning: &str) -> bool {
    warning == "gate-skipped"
}

/// A version of a pilot's model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelVersion {
    /// Identity.
    pub id: VersionId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Its name, unique in its pilot.
    pub name: String,
    /// The day it was released.
    pub released: Day,
    /// Was the model trained again?
    pub retrained: bool,
    /// What changed.
    pub note: String,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A decision of that kind, with nothing beside its sentence.
    pub fn decided(verb: Verb, statement: &str) -> Decision {
        Decision {
            id: DecisionId(1),
            pilot: PilotId(1),
            verb,
            statement: statement.to_owned(),
            date: Day::default(),
            decided_by: PersonId(1),
            decided_by_name: String::new(),
            rationale: String::new(),
            rejected: Vec::new(),
            conditions: Vec::new(),
            review: None,
            cause: String::new(),
            next: None,
            waived: Vec::new(),
            look_again: None,
            awaits_outcome: false,
            outcomes: Vec::new(),
            trigger: None,
            settled: None,
            over: None,
            parks: Vec::new(),
            evidence: Vec::new(),
            leaves: Vec::new(),
            appointee: None,
        }
    }

    #[test]
    fn a_decision_settles_by_itself_only_what_is_about_the_same() {
        let appointed = decided(Verb::AppointOwner, "Anja Brandt takes it over");
        for verb in [Verb::Retrain, Verb::ChangeScope, Verb::Expand, Verb::Sustain, Verb::Go, Verb::Update] {
            assert!(!appointed.is_settled_by(verb), "{verb}");
        }
        assert!([Verb::AppointOwner, Verb::Retire, Verb::Stop].iter().all(|verb| appointed.is_settled_by(*verb)));
        let retrained = decided(Verb::Retrain, "Retrain on the autumn templates");
        assert!(retrained.is_settled_by(Verb::Retrain) && !retrained.is_settled_by(Verb::Pause));
        let paused = decided(Verb::Pause, "Until the new rota");
        assert!(paused.is_settled_by(Verb::Pause) && paused.is_settled_by(Verb::Resume));
        for verb in [Verb::Update, Verb::Rebaseline, Verb::Waive] {
            assert!(!decided(verb, "So it is").is_settled_by(verb), "{verb} is one of anything");
        }
    }

    #[test]
    fn a_verdict_settles_verdicts_and_one_that_puts_off_what_put_off() {
        let at = |gate, verdict| {
            let came_back = [Verb::Update, Verb::ConditionalGo, Verb::Hold];
            came_back.map(|verb| decided(verb, "So it is").is_settled_at(gate, verdict))
        };
        assert_eq!(at(Gate::G2, Verdict::Go), [false, true, true]);
        assert_eq!(at(Gate::G2, Verdict::Waive), [false, true, true], "on against a rule is on");
        assert_eq!(at(Gate::G2, Verdict::Recycle), [false, false, true]);
        assert_eq!(at(Gate::G2, Verdict::Stop), [true; 3]);
        assert_eq!(at(Gate::Certify, Verdict::Stop), [false; 3], "an item is dropped, and not its pilot");
    }

    #[test]
    fn a_pause_is_settled_by_the_first_resumption_of_its_pilot_that_does_not_leave_it_open() {
        let on = |number: i64, verb, pilot: i64, day: u32| {
            let date = Day::from_ymd_opt(2026, 11, day).unwrap();
            Decision { id: DecisionId(number), pilot: PilotId(pilot), date, ..decided(verb, &format!("no {number}")) }
        };
        let mut all = vec![
            on(1, Verb::Pause, 1, 2),
            on(2, Verb::Pause, 2, 3),
            on(3, Verb::Resume, 1, 4),
            on(4, Verb::Pause, 1, 5),
            on(5, Verb::Resume, 1, 6),
            on(6, Verb::Resume, 1, 7),
        ];
        all[4].evidence = vec!["Nobody asked".to_owned(), all[3].left_open()];
        tell_left_open(&mut all);
        let left: Vec<usize> = all.iter().map(|one| one.leaves.len()).collect();
        assert_eq!((left, all[4].leaves[0]), (vec![0, 0, 0, 0, 1, 0], DecisionId(4)));
        settle_pauses(&mut all);
        let framework = Framework::builtin().unwrap();
        all[0].trigger = Some(Trigger::On(all[5].date));
        assert_eq!(all[0].in_words(&framework), "pause: no 1 (until 2026-11-07; over since 2026-11-04)");
        all[0].over = None;
        assert_eq!(all[0].in_words(&framework), "pause: no 1 (until 2026-11-07)");
        let settled: Vec<Option<Day>> = all.iter().map(|one| one.settled).collect();
        let by = |at: usize| Some(all[at].date);
        assert_eq!(settled, [by(2), None, None, by(5), None, None]);
    }
}
