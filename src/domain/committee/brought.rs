//! Owns what each item of a review brought, and thereby which items were talked about. What is recorded of a pilot
//! counts for one item of it; if it was recorded while another item was on, a line of the minutes ties it to that item
//! and stands for it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::iter;

use super::review::{Action, AgendaItem, Due, Meeting, Minute, Reason, StandsFor, by_id};
use crate::domain::{
    AgendaId, AgendaKind, AgendaState, Day, Decision, DecisionId, Framework, PilotId, ReviewState, Verb,
};

/// The line of the minutes that ties a decision to an item. Like all such lines it names nobody, since names may be
/// masked.
#[must_use]
pub fn decided(statement: &str) -> String {
    format!("decided: {}", statement.trim())
}

/// The line that ties the verdict of a gate.
#[must_use]
pub fn ruled(gate: &str, verdict: &str) -> String {
    format!("{gate}: {}", verdict.replace('-', " "))
}

/// The line that ties an action.
#[must_use]
pub fn agreed(due: Day, text: &str) -> String {
    format!("agreed by {due}: {}", text.trim())
}

/// The lines that may stand in the minutes for this decision: the sentence of a verdict begins with its gate.
#[must_use]
pub fn lines_of(verb: Verb, statement: &str) -> Vec<String> {
    let gate = statement.split_once(": ").map(|(gate, _)| ruled(gate, verb.name()));
    iter::once(decided(statement)).chain(gate).collect()
}

impl StandsFor {
    const fn row(self) -> i64 {
        match self {
            Self::Decision(id) => id.0,
            Self::Action(id) => id.0,
        }
    }
}

impl Meeting {
    /// Finds for each line of the minutes the decision or action that it stands for. `known` has each of these, in
    /// order of creation, with the lines that may stand for it.
    pub fn tell_ties(&mut self, mut known: Vec<(StandsFor, Vec<String>)>) {
        for minute in self.minutes.iter_mut().filter(|minute| minute.item.is_some()) {
            let is_it = |(_, lines): &(StandsFor, Vec<String>)| lines.contains(&minute.text);
            // A line is written right after what it stands for; others may have the same words.
            let before = known.iter().rposition(|one| one.0.row() < minute.id.0 && is_it(one));
            let found = before.or_else(|| known.iter().position(is_it));
            minute.stands_for = found.map(|at| known.remove(at).0);
        }
    }

    /// Closes every item: those that brought a minute, a decision or an action were talked about, the others are
    /// carried over.
    pub fn settle(&mut self, decisions: &[Decision], actions: &[Action]) {
        self.tell_talked(decisions, actions);
        for item in self.agenda.iter_mut().filter(|item| item.state == AgendaState::Open) {
            item.state = AgendaState::Carried;
        }
    }

    /// The review as it would be if it closed now: an item that brought something counts as talked about. Screens and
    /// reports both ask this, so that they say the same.
    #[must_use]
    pub fn so_far(&self, decisions: &[Decision], actions: &[Action]) -> Cow<'_, Self> {
        if self.review.state != ReviewState::Open {
            return Cow::Borrowed(self);
        }
        let mut meeting = self.clone();
        meeting.tell_talked(decisions, actions);
        Cow::Owned(meeting)
    }

    /// Settles, while the review is open, the decisions that came back and that another decision of it answers, as
    /// closing it will. Returns their ids.
    pub fn tell_settled(&self, decisions: &mut [Decision]) -> Vec<DecisionId> {
        if self.review.state != ReviewState::Open {
            return Vec::new();
        }
        let open = self.answers(decisions).filter(|(asked, _)| asked.settled.is_none());
        let settled: Vec<(DecisionId, Day)> = open.map(|(asked, answer)| (asked.id, answer.date)).collect();
        for decision in decisions {
            let told = settled.iter().find(|(asked, _)| *asked == decision.id);
            decision.settled = decision.settled.or(told.map(|(_, on)| *on));
        }
        settled.into_iter().map(|(asked, _)| asked).collect()
    }

    /// Counts as talked about each open item that brought a minute, a decision or an action.
    fn tell_talked(&mut self, decisions: &[Decision], actions: &[Action]) {
        let brought = self.brought(decisions, actions);
        for item in self.agenda.iter_mut().filter(|item| item.state == AgendaState::Open) {
            if brought.contains(&item.id) {
                item.state = AgendaState::Done;
            }
        }
    }

    /// The items that brought a minute, a decision or an action, or settled an action that was due; whatever their
    /// state.
    #[must_use]
    pub fn brought(&self, decisions: &[Decision], actions: &[Action]) -> HashSet<AgendaId> {
        let id = Some(self.review.id);
        let minuted = self.minutes.iter().filter_map(|minute| minute.item);
        let decided = decisions.iter().filter(|one| one.review == id).filter_map(|one| self.decided_on(one));
        let agreed = actions.iter().filter(|one| one.review == id).filter_map(|one| self.agreed_on(one));
        let is_settled = |reason: &Reason| {
            let action = reason.action(actions);
            action.is_some_and(|action| self.saw_end(action) || self.saw_put_off(reason, action))
        };
        let settled = self.agenda.iter().filter(|item| item.reasons.iter().any(is_settled)).map(|item| item.id);
        minuted.chain(decided).chain(agreed).chain(settled).collect()
    }

    /// The items that leave the agenda when it is made anew from `due`: those that are due no more and brought nothing
    /// yet. What somebody added stays.
    #[must_use]
    pub fn leaves(&self, due: &[Due], decisions: &[Decision], actions: &[Action]) -> Vec<&AgendaItem> {
        let brought = self.brought(decisions, actions);
        let made = self.agenda.iter().filter(|item| item.kind != AgendaKind::Topic && !brought.contains(&item.id));
        made.filter(|item| due.iter().all(|due| !item.is_about(due))).collect()
    }

    /// Does a record of the item's pilot count for this item, without a line that ties it? A pilot has one such item:
    /// the one prepared for it, else the first that somebody added; one that was dropped comes last.
    #[must_use]
    pub fn counts(&self, item: &AgendaItem) -> bool {
        item.pilot.and_then(|pilot| self.counting(pilot)) == Some(item.id)
    }

    fn counting(&self, pilot: PilotId) -> Option<AgendaId> {
        let own = self.agenda.iter().filter(|known| known.pilot == Some(pilot));
        let first = own.min_by_key(|known| (known.state == AgendaState::Dropped, known.kind == AgendaKind::Topic));
        first.map(|first| first.id)
    }

    /// The item that something recorded in the review counts for: the one that a line of the minutes ties it to, else
    /// the one of its pilot.
    fn recorded_on(&self, what: StandsFor, pilot: Option<PilotId>) -> Option<AgendaId> {
        let line = self.minutes.iter().find(|minute| minute.stands_for == Some(what));
        line.map_or_else(|| self.counting(pilot?), |line| line.item)
    }

    /// The item that a decision of the review counts for, if any.
    #[must_use]
    pub fn decided_on(&self, decision: &Decision) -> Option<AgendaId> {
        self.recorded_on(StandsFor::Decision(decision.id), Some(decision.pilot))
    }

    /// The item that an action of the review counts for, if any.
    #[must_use]
    pub fn agreed_on(&self, action: &Action) -> Option<AgendaId> {
        self.recorded_on(StandsFor::Action(action.id), action.pilot)
    }

    /// The decisions of the review that count for this item; for none, those that count for no item.
    pub fn decisions_on<'a>(
        &'a self,
        item: Option<AgendaId>,
        decisions: &'a [Decision],
    ) -> impl Iterator<Item = &'a Decision> {
        let own = decisions.iter().filter(move |one| one.review == Some(self.review.id));
        own.filter(move |one| self.decided_on(one) == item)
    }

    /// The actions agreed in the review that count for this item, as the review left them.
    pub fn actions_on<'a>(&'a self, item: Option<AgendaId>, actions: &'a [Action]) -> impl Iterator<Item = &'a Action> {
        let own = actions.iter().filter(move |one| one.review == Some(self.review.id));
        own.filter(move |one| self.agreed_on(one) == item).map(move |one| self.as_left(one))
    }

    /// A decision of the review in words, with what follows from it.
    #[must_use]
    pub fn in_words(&self, decision: &Decision, framework: &Framework, decisions: &[Decision]) -> String {
        let said = decision.in_words(framework);
        let follows = self.follows((decision, &said), decisions);
        said + &follows
    }

    /// What follows from a decision of the review: when it comes back, unless `said` says that already, and which
    /// decisions that came back it settles.
    #[must_use]
    pub fn follows(&self, (decision, said): (&Decision, &str), decisions: &[Decision]) -> String {
        let own = self.answers(decisions).filter(|(_, answer)| answer.id == decision.id);
        let settles: Vec<String> = own.map(|(asked, _)| format!("; settles “{}”", asked.asked())).collect();
        decision.returns(said) + &settles.concat()
    }

    /// The lines of the minutes, on an item or on the whole meeting, that only speak for themselves and stand for
    /// nothing else.
    pub fn said_on(&self, item: Option<AgendaId>) -> impl Iterator<Item = &Minute> {
        self.minutes.iter().filter(move |minute| minute.item == item && minute.stands_for.is_none())
    }

    /// The action that a line of the minutes stands for, as the review left it. `actions` has all in order of creation.
    #[must_use]
    pub fn tied<'a>(&'a self, minute: &Minute, actions: &'a [Action]) -> Option<&'a Action> {
        match minute.stands_for? {
            StandsFor::Action(id) => by_id(actions, &id, |action| action.id).map(|action| self.as_left(action)),
            StandsFor::Decision(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decision::tests::decided as said;
    use super::super::review::tests::{item, meeting, minute};
    use super::*;
    use crate::domain::{ActionId, ActionState, DecisionId, PersonId, ReviewId, parse_day};

    const ID: ReviewId = ReviewId(1);

    fn action(number: i64, pilot: i64) -> Action {
        Action {
            id: ActionId(number),
            text: "Ask".to_owned(),
            owner: PersonId(1),
            owner_name: "Ana Costa".to_owned(),
            due: Day::MAX,
            state: ActionState::Open,
            pilot: Some(PilotId(pilot)),
            review: Some(ID),
            made: Day::MAX,
            ended: None,
            why: String::new(),
        }
    }

    #[test]
    fn what_is_due_no_longer_leaves_the_agenda_unless_it_was_added_or_brought_something() {
        let pilots = (1..4).map(|number| item(number, AgendaKind::Pilot, number));
        let agenda = pilots.chain([item(4, AgendaKind::Topic, 4)]).collect();
        let meeting = meeting(ReviewState::Draft, agenda, Vec::new());
        let due = |number: i64| Due {
            kind: AgendaKind::Pilot,
            pilot: Some(PilotId(number)),
            title: format!("Item {number}"),
            wanted: String::new(),
            minutes: 5,
            reasons: Vec::new(),
        };
        let due = [due(1), due(5), due(5)];
        let leaves: Vec<AgendaId> =
            meeting.leaves(&due, &[], &[action(1, 2)]).into_iter().map(|item| item.id).collect();
        assert_eq!(leaves, [AgendaId(3)]);
        let matched: Vec<_> = meeting.matched(&due).map(|(_, item)| item.map(|item| item.id)).collect();
        assert_eq!(matched, [Some(AgendaId(1)), None], "each once");
    }

    #[test]
    fn what_came_back_counts_as_settled_once_the_review_that_is_open_answers_it() {
        let on = |day: &str| parse_day(day).unwrap();
        let decision = |number: i64, day: &str| Decision {
            id: DecisionId(number),
            date: on(day),
            ..said(Verb::Update, "It goes on")
        };
        let answer = Decision { review: Some(ID), ..decision(3, "2026-11-25") };
        let asked = decision(1, "2026-10-01");
        let back = |number: i64| Reason {
            kind: "trigger".to_owned(),
            id: DecisionId(number).to_string(),
            text: "came back".to_owned(),
        };
        let agenda = || vec![AgendaItem { reasons: vec![back(1)], ..item(1, AgendaKind::Pilot, 1) }];
        let settled = |state: ReviewState, answer: Decision| {
            let mut decisions = [asked.clone(), decision(2, "2026-10-02"), answer];
            let settled = meeting(state, agenda(), Vec::new()).tell_settled(&mut decisions);
            (settled, decisions.map(|one| one.settled))
        };
        let of_today = Some(on("2026-11-25"));
        assert_eq!(settled(ReviewState::Open, answer.clone()), (vec![DecisionId(1)], [of_today, None, None]));
        let leaving = Decision { leaves: vec![DecisionId(1)], ..answer.clone() };
        assert_eq!(settled(ReviewState::Open, leaving), (Vec::new(), [None; 3]), "it says that it leaves it open");
        assert_eq!(settled(ReviewState::Closed, answer), (Vec::new(), [None; 3]), "then the store has it");
    }

    #[test]
    fn what_a_line_of_the_minutes_ties_to_an_item_counts_for_that_alone() {
        let decision = |number: i64| {
            let one = said(Verb::Update, "It goes on");
            Decision { id: DecisionId(number), review: Some(ID), ..one }
        };
        let (decisions, actions) = ([decision(10), decision(20)], [action(30, 1)]);
        let lines = [
            minute(21, 2, &decided("It goes on")),
            minute(31, 2, &agreed(Day::MAX, "Ask")),
            minute(41, 2, &decided("nothing")),
            minute(42, 2, &decided("It goes on")),
            minute(43, 2, &decided("It goes on")),
        ];
        let agenda = || vec![item(1, AgendaKind::Pilot, 1), item(2, AgendaKind::Topic, 1)];
        let known = [10, 20].map(|id| (StandsFor::Decision(DecisionId(id)), lines_of(Verb::Update, "It goes on")));
        let agreed = (StandsFor::Action(ActionId(30)), vec![agreed(Day::MAX, "Ask")]);
        let known: Vec<(StandsFor, Vec<String>)> = known.into_iter().chain([agreed]).collect();
        let stand = |meeting: &Meeting| meeting.minutes.iter().map(|line| line.stands_for).collect::<Vec<_>>();
        let of = |at: usize| Some(known[at].0);

        let mut all = meeting(ReviewState::Open, agenda(), lines.to_vec());
        all.tell_ties(known.clone());
        assert_eq!(stand(&all), [of(1), of(2), None, of(0), None], "the one that was recorded last before, each once");

        let mut meeting = meeting(ReviewState::Open, agenda(), lines[..2].to_vec());
        meeting.tell_ties(known.clone());
        assert_eq!(meeting.brought(&decisions[1..], &actions), HashSet::from([AgendaId(2)]));
        assert_eq!(meeting.brought(&decisions, &actions).len(), 2, "what was recorded elsewhere counts for the first");
        let on = |item: Option<i64>| -> Vec<i64> {
            meeting.decisions_on(item.map(AgendaId), &decisions).map(|one| one.id.0).collect()
        };
        assert_eq!((on(Some(1)), on(Some(2)), on(None)), (vec![10], vec![20], vec![]));
        assert_eq!(meeting.actions_on(Some(AgendaId(2)), &actions).count(), 1);
        assert_eq!(meeting.said_on(Some(AgendaId(2))).count(), 0);
        assert_eq!(meeting.tied(&meeting.minutes[1], &actions).map(|one| one.id), Some(ActionId(30)));
    }

    #[test]
    fn a_verdict_stands_in_the_minutes_behind_its_gate() {
        for (verb, statement, verdict) in [
            (Verb::ConditionalGo, "G1: conditional-go", "conditional-go"),
            (Verb::Waive, "G1: on against the rules", "waive"),
        ] {
            assert!(lines_of(verb, statement).contains(&ruled("G1", verdict)), "{statement}");
        }
    }
}
