//! What a committee does, as chance thinks of it: decisions, reviews, actions, assessments, workstreams and gates.

use steerco::domain::change::{
    ActionChange, ActionField, AssessmentChange, Close, Decide, Decided, GateChange, GateDecision, ItemField,
    NewWorkstream, ReviewChange, ReviewField, ScoreChange, Waive, WorkstreamChange, WorkstreamField,
};
use steerco::domain::review::{Due, Reason};
use steerco::domain::trigger::{Op, TypedTrigger};
use steerco::domain::{
    ActionId, ActionState, AgendaId, AgendaKind, AgendaState, Dimension, Fixed, Freeze, GapAnswer, GapId, Gate,
    MetricId, PersonId, PilotId, Powers, Presence, ReviewId, Status, Verdict, WaiverId, WaiverOutcome, WorkItem,
};

use super::{Author, CAUSES};

impl Author<'_> {
    pub fn decision(&mut self) -> Decide {
        let of_life = [
            Decided::Pause,
            Decided::Resume,
            Decided::Update,
            Decided::Retrain,
            Decided::Retire,
            Decided::Expand,
            Decided::Waive,
            Decided::AppointOwner { owner: self.person(), powers: Powers::default() },
        ];
        let effect = match self.chance.below(4) {
            0 => {
                let users = self.chance.one_in(2).then(|| (self.chance.below(100), self.week()));
                Decided::ChangeScope { users }
            }
            1 => {
                let metric = self.metric().map_or(MetricId(77), |metric| metric.id);
                Decided::Rebaseline { metric, of: self.freeze() }
            }
            _ => *self.chance.pick(&of_life),
        };
        let pilot = match effect {
            Decided::Rebaseline { metric, .. } if !self.chance.one_in(6) => {
                let of = self.known.metrics.iter().find(|known| known.id == metric);
                of.map_or(PilotId(77), |metric| metric.pilot)
            }
            _ => self.pilot(),
        };
        Decide {
            pilot,
            statement: self.text(),
            by: self.chance.one_in(4).then_some(()).map_or_else(|| Some(self.person()), |()| None),
            on: self.chance.one_in(3).then(|| self.day()),
            rationale: self.text(),
            rejected: self.tags(),
            conditions: self.tags(),
            revisit: match self.chance.below(4) {
                0 => None,
                1 => Some(TypedTrigger::Value("performance".into(), Op::Below, Fixed::from_int(80), None)),
                2 => Some(TypedTrigger::On(self.day())),
                _ => Some(TypedTrigger::On(self.today + chrono::Days::new(30))),
            },
            parks: if self.chance.one_in(3) { vec!["drift".to_owned()] } else { Vec::new() },
            leaves: Vec::new(),
            cause: if self.chance.one_in(3) { "value".to_owned() } else { String::new() },
            effect,
            was: None,
        }
    }

    pub fn review_change(&mut self) -> ReviewChange {
        let review = self.review();
        let item = self.item();
        match self.chance.below(17) {
            0 | 1 => ReviewChange::Add { id: None, day: self.day(), chair: self.somebody(), slot: None },
            2 | 3 => ReviewChange::Prepare { review, due: vec![self.due(), self.due()] },
            4 => {
                let field = *self.chance.pick(ReviewField::ALL);
                ReviewChange::Set { review, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            5 => ReviewChange::Open(review),
            6 => ReviewChange::AddItem {
                review,
                title: self.text(),
                wanted: self.text(),
                minutes: self.chance.below(20),
                pilot: self.chance.one_in(2).then(|| self.pilot()),
            },
            7 => {
                let field = *self.chance.pick(ItemField::ALL);
                ReviewChange::SetItem { item, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            8 => ReviewChange::MoveItem { item, by: i64::from(self.chance.below(3)) - 1 },
            9 => ReviewChange::ItemState { item, to: *self.chance.pick(AgendaState::ALL), was: None },
            10 | 11 if !self.known.minutes.is_empty() && self.chance.one_in(2) => ReviewChange::SetMinute {
                minute: *self.chance.pick(&self.known.minutes),
                to: (!self.chance.one_in(3)).then(|| self.text()),
                was: None,
            },
            10 if self.chance.one_in(3) => ReviewChange::Guest { review, name: self.text() },
            10 => {
                let presence = (!self.chance.one_in(6)).then(|| *self.chance.pick(Presence::ALL));
                ReviewChange::Attend { review, person: self.person(), presence }
            }
            11 => ReviewChange::Minute { review, item: self.chance.one_in(2).then_some(item), text: self.text() },
            12 => ReviewChange::Close(Box::new(Close {
                review,
                told: self.known.newest,
                standings: self.known.pilots.iter().map(|pilot| (*pilot, Status::Green, Status::Red)).collect(),
                files: vec![("pack.md".to_owned(), self.text().into_bytes())],
            })),
            13 => ReviewChange::Member {
                person: self.person(),
                function: (!self.chance.one_in(3)).then(|| self.text()),
                was: None,
            },
            14 => ReviewChange::Chair(self.somebody()),
            15 => ReviewChange::ItemPilot { item, to: (!self.chance.one_in(3)).then(|| self.pilot()), was: None },
            _ if self.chance.one_in(2) => ReviewChange::Cadence(self.chance.below(60)),
            _ => ReviewChange::Slot(self.chance.below(120)),
        }
    }

    fn review(&mut self) -> ReviewId {
        let known = self.known;
        if known.reviews.is_empty() { ReviewId(77) } else { *self.chance.pick(&known.reviews) }
    }

    fn item(&mut self) -> AgendaId {
        let known = self.known;
        if known.items.is_empty() { AgendaId(77) } else { *self.chance.pick(&known.items) }
    }

    fn due(&mut self) -> Due {
        let pilot = self.pilot();
        Due {
            kind: AgendaKind::Pilot,
            pilot: Some(pilot),
            title: "A pilot".to_owned(),
            wanted: self.text(),
            minutes: 5,
            reasons: vec![Reason { kind: "signal".to_owned(), id: "drift".to_owned(), text: self.text() }],
        }
    }

    pub fn action_change(&mut self) -> ActionChange {
        let known = self.known;
        let action = if known.actions.is_empty() { ActionId(77) } else { *self.chance.pick(&known.actions) };
        match self.chance.below(4) {
            0 | 1 => ActionChange::Add {
                text: self.text(),
                owner: self.person(),
                due: self.day(),
                pilot: self.chance.one_in(2).then(|| self.pilot()),
                review: self.chance.one_in(3).then(|| self.review()),
            },
            2 => {
                let field = *self.chance.pick(ActionField::ALL);
                ActionChange::Set { action, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            _ => ActionChange::End { action, to: *self.chance.pick(ActionState::ALL), why: self.text(), was: None },
        }
    }

    pub fn assessment_change(&mut self) -> AssessmentChange {
        let known = self.known;
        let gap = if known.gaps.is_empty() { GapId(77) } else { *self.chance.pick(&known.gaps) };
        match self.chance.below(6) {
            0 => AssessmentChange::NewVersion { pilot: self.pilot() },
            1 | 2 => AssessmentChange::Answer {
                gap,
                answer: *self.chance.pick(GapAnswer::ALL),
                was: self.chance.one_in(5).then_some(None),
            },
            _ => AssessmentChange::Score(self.score()),
        }
    }

    /// Sometimes 5, or a criterion that the dimension has not; both are refused.
    fn score(&mut self) -> ScoreChange {
        ScoreChange {
            pilot: self.pilot(),
            dimension: *self.chance.pick(Dimension::ALL),
            value: (!self.chance.one_in(5)).then(|| u8::try_from(self.chance.below(6)).unwrap()),
            by: self.somebody(),
            evidence: self.tags(),
            dated: self.chance.one_in(4).then(|| self.day()),
            gaps: self.tags(),
            effort: self.chance.one_in(4).then(|| u16::try_from(self.chance.below(9)).unwrap()),
            criteria: self.chance.one_in(4).then(|| vec![u8::try_from(self.chance.below(7)).unwrap()]),
            was: self.chance.one_in(5).then_some(None),
        }
    }

    pub fn workstream_change(&mut self) -> WorkstreamChange {
        let known = self.known;
        if known.workstreams.is_empty() || self.chance.one_in(3) {
            return WorkstreamChange::Open(NewWorkstream {
                pilot: self.pilot(),
                dimension: *self.chance.pick(Dimension::ALL),
                team: self.text(),
                owner: self.somebody(),
                start: self.chance.one_in(3).then(|| self.day()),
                due: self.chance.one_in(2).then(|| self.later()),
                effort: self.chance.one_in(4).then(|| u16::try_from(self.chance.below(9)).unwrap()),
                exit_test: self.text(),
                items: self.items(),
            });
        }
        let workstream = *self.chance.pick(&known.workstreams);
        if self.chance.one_in(5) {
            let was = self.chance.one_in(5).then(Vec::new);
            return WorkstreamChange::Items { workstream, items: self.items(), was };
        }
        if self.chance.one_in(2) {
            let field = *self.chance.pick(WorkstreamField::ALL);
            return WorkstreamChange::Set { workstream, field, to: self.value(field.kind()), was: self.seen_before() };
        }
        // A 2 does not pass.
        let score = u8::try_from(2 + self.chance.below(3)).unwrap();
        WorkstreamChange::Close { workstream, evidence: self.text(), score, by: self.person() }
    }

    fn items(&mut self) -> Vec<WorkItem> {
        let texts = self.tags();
        texts.into_iter().map(|text| WorkItem { text, done: self.chance.one_in(2) }).collect()
    }

    pub fn gate_change(&mut self) -> GateChange {
        let known = self.known;
        let waiver = if known.waivers.is_empty() { WaiverId(77) } else { *self.chance.pick(&known.waivers) };
        match self.chance.below(6) {
            0 => {
                let (pilot, gate) = self.pilot_at_gate();
                GateChange::Book { pilot, gate, day: self.later(), was: self.chance.one_in(5).then_some(None) }
            }
            1 => GateChange::Outcome { waiver, outcome: *self.chance.pick(WaiverOutcome::ALL) },
            _ => GateChange::Decide(Box::new(self.gate_decision())),
        }
    }

    /// A pilot with the gate out of its stage; seldom with another, and in stage 4 with any, which is refused.
    fn pilot_at_gate(&mut self) -> (PilotId, Gate) {
        let pilot = self.pilot();
        let own = self.known.stages.get(&pilot).copied().and_then(Gate::out_of);
        let any = *self.chance.pick(Gate::ALL);
        (pilot, own.filter(|_| !self.chance.one_in(12)).unwrap_or(any))
    }

    /// Mostly on, against whatever is missing.
    fn gate_decision(&mut self) -> GateDecision {
        let (mut pilot, mut gate) = self.pilot_at_gate();
        let mut item = None;
        if !self.known.started.is_empty() && self.chance.one_in(3) {
            let (of, started) = *self.chance.pick(&self.known.started);
            (pilot, gate, item) = (of, Gate::Certify, Some(started));
        }
        let verdict = match self.chance.below(8) {
            0 | 1 => Verdict::Hold,
            2 => *self.chance.pick(Verdict::ALL),
            _ => Verdict::Go,
        };
        let named = !verdict.moves_on() || self.chance.one_in(8);
        let waived = !self.chance.one_in(8);
        GateDecision {
            pilot,
            gate,
            item,
            verdict,
            by: if gate == Gate::Certify { self.certifier() } else { self.person() },
            on: self.chance.one_in(5).then(|| self.day()),
            why: self.text(),
            cause: named.then(|| (*self.chance.pick(CAUSES)).to_owned()),
            conditions: self.tags(),
            waive: if waived {
                vec![Waive { rule: None, reason: "the committee accepts it".to_owned() }]
            } else {
                Vec::new()
            },
            next: self.chance.one_in(4).then(|| self.later()),
            look_again: self.chance.one_in(4).then(|| self.later()),
            leaves: Vec::new(),
            was: None,
        }
    }

    /// Mostly one, as others may not.
    fn certifier(&mut self) -> PersonId {
        let known = &self.known.certifiers;
        if known.is_empty() || self.chance.one_in(5) { self.person() } else { *self.chance.pick(known) }
    }

    pub fn freeze(&mut self) -> Freeze {
        if self.chance.one_in(2) {
            let to = self.week();
            return Freeze::Weeks(to.plus(-8), to);
        }
        Freeze::Stated(self.number(), self.chance.one_in(2).then(|| self.number()))
    }
}
