//! The author of the random changes: thinks of changes to what a workspace holds, most of them valid.

mod committee;

use std::collections::BTreeMap;

use chrono::Duration;
use steerco::domain::change::{
    Amend, DecisionField, ExceptionChange, ExceptionField, FieldKind, MetricChange, MetricField, NewMetric, NewPerson,
    NewPilot, NewVersion, NoteChange, PersonChange, PersonField, PilotChange, PilotField, Record, Reword,
    RolloutChange, Source, StepField, TickChange, TicketSaid,
};
use steerco::domain::{
    ActionId, AgendaId, Audience, Better, Change, Condition, Day, DecisionId, DocumentKind, ExceptionId,
    ExceptionState, ExpansionId, ExpansionKind, ExpansionState, Family, Fixed, GapId, ItemStanding, ItemState, Level,
    Lifecycle, Measure, Metric, MetricId, MinuteId, NoteId, PersonId, PilotId, Placing, Power, Powers, ResistanceCause,
    ReviewId, Role, Severity, Stage, Status, StepId, Typed, Value, WaiverId, Week, When, WorkstreamId, parse_day,
};
use steerco::store::Reader;

use crate::{Chance, ITEM, add_pilot, not_reported, text};

/// Texts as people type and paste them; some are refused in some places.
const TEXTS: &[&str] = &[
    "",
    "  ",
    "Invoice triage",
    "Prüfung & Ablage",
    "“quoted”, \"quoted\" and 'quoted'",
    "two\nlines",
    "=1+1",
    "東京 🚀 café",
    "a\u{1b}[31mred",
    "\u{202e}backwards",
    "tab\there and \\ there",
    "{\"json\": null}",
    "Data science team",
];

const CODES: &[&str] = &["alpha", "beta", "gamma", "delta", "Not a code", ""];

const EMAILS: &[&str] = &["ana@example.com", "ANA@example.com", "bo@example.com", "cy@example.com", "nobody"];

const ITEMS: &[&str] = &[ITEM, "s1.real-users", "s2.pipelines", "s2.erp", "s3.cohort", "s4.playbook", "s9.unknown"];

const PARAMETERS: &[&str] = &["warning.drift.values", "warning.drift.margin-points", "xmr.run-length", "no.such"];

const AMENDMENTS: &[(&str, &str)] = &[
    ("dimension.data.pass", "2"),
    ("dimension.data.pass", "9"),
    ("dimension.budget.pass", "1"),
    ("stage.1.weeks", "10"),
    ("checklist.s2.mes.title", "\"MES\""),
    ("checklist.s2.mes.means", "\"Tested.\""),
    ("checklist.s2.crm.asked", "false"),
    ("no.such.key", "1"),
];

const CAUSES: &[&str] = &["data", "data", "ownership", "no such cause"];

/// What a workspace holds, as far as changes name it.
pub struct Known {
    pilots: Vec<PilotId>,
    stages: BTreeMap<PilotId, Stage>,
    people: Vec<PersonId>,
    metrics: Vec<Metric>,
    /// The newest week that has a reading, by metric.
    recorded: Vec<(MetricId, Week)>,
    notes: Vec<NoteId>,
    exceptions: Vec<ExceptionId>,
    decisions: Vec<DecisionId>,
    gaps: Vec<GapId>,
    workstreams: Vec<WorkstreamId>,
    waivers: Vec<WaiverId>,
    steps: Vec<StepId>,
    pub expansions: Vec<ExpansionId>,
    /// Those of pilots in stage 4 that were started.
    started: Vec<(PilotId, ExpansionId)>,
    certifiers: Vec<PersonId>,
    reviews: Vec<ReviewId>,
    items: Vec<AgendaId>,
    minutes: Vec<MinuteId>,
    actions: Vec<ActionId>,
    newest: i64,
}

impl Known {
    pub fn of(reader: &Reader) -> Self {
        let pilots = reader.pilots().unwrap();
        let (mut gaps, mut workstreams, mut waivers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut steps, mut expansions, mut started) = (Vec::new(), Vec::new(), Vec::new());
        let scaled: Vec<PilotId> =
            pilots.iter().filter(|pilot| pilot.stage == Stage::Four).map(|pilot| pilot.id).collect();
        for readiness in reader.readiness(None).unwrap().into_values() {
            let scores = readiness.assessments.iter().flat_map(|assessment| &assessment.scores);
            gaps.extend(scores.flat_map(|scored| &scored.gaps).map(|gap| gap.id));
            workstreams.extend(readiness.workstreams.iter().map(|work| work.id));
            waivers.extend(readiness.waivers.iter().map(|waiver| waiver.id));
            steps.extend(readiness.steps.iter().map(|step| step.id));
            expansions.extend(readiness.expansions.iter().map(|item| item.id));
            let is_started = |item: &&steerco::domain::readiness::Expansion| {
                item.state == ExpansionState::Started && scaled.contains(&item.pilot)
            };
            started.extend(readiness.expansions.iter().filter(is_started).map(|item| (item.pilot, item.id)));
        }
        // The pilots came in any order, and a walk is the same in every run.
        gaps.sort_unstable();
        workstreams.sort_unstable();
        waivers.sort_unstable();
        steps.sort_unstable();
        expansions.sort_unstable();
        started.sort_unstable();
        let metrics = reader.metrics(None).unwrap();
        let day = parse_day("2030-01-01").unwrap();
        let readings = reader.figures_through(&metrics, Week::of(day), day).unwrap();
        let newest = |metric: &Metric| Some((metric.id, readings.get(&metric.local)?.last()?.week));
        let recorded = metrics.iter().filter(|metric| !metric.is_registered()).filter_map(newest).collect();
        let people = reader.people().unwrap();
        let certifiers = people.iter().filter(|row| row.person.certifier && !row.person.archived);
        Self {
            pilots: pilots.iter().map(|pilot| pilot.id).collect(),
            stages: pilots.iter().map(|pilot| (pilot.id, pilot.stage)).collect(),
            people: reader.people().unwrap().into_iter().map(|row| row.person.id).collect(),
            metrics,
            recorded,
            notes: reader.notes(None).unwrap().into_iter().map(|note| note.id).collect(),
            exceptions: reader.exceptions(None).unwrap().into_iter().map(|exception| exception.id).collect(),
            decisions: reader.decisions(None).unwrap().into_iter().map(|decision| decision.id).collect(),
            gaps,
            workstreams,
            waivers,
            steps,
            expansions,
            started,
            certifiers: certifiers.map(|row| row.person.id).collect(),
            reviews: reader.reviews().unwrap().iter().map(|review| review.id).collect(),
            items: reader.meetings().unwrap().iter().flat_map(|meeting| &meeting.agenda).map(|item| item.id).collect(),
            minutes: reader.meetings().unwrap().iter().flat_map(|one| &one.minutes).map(|minute| minute.id).collect(),
            actions: reader.actions().unwrap().iter().map(|action| action.id).collect(),
            newest: reader.newest_entry().unwrap(),
        }
    }
}

/// Thinks of changes to what a workspace holds, most of them valid.
pub struct Author<'a> {
    pub chance: &'a mut Chance,
    pub known: &'a Known,
    pub today: Day,
}

impl Author<'_> {
    pub fn change(&mut self) -> Change {
        if !self.chance.one_in(10) {
            return self.single();
        }
        let count = 2 + self.chance.below(3);
        let changes = (0..count).map(|_| self.single()).collect();
        let what = self.chance.one_in(2).then(|| "Several things at once.".to_owned());
        Change::Several { what, changes }
    }

    fn single(&mut self) -> Change {
        if self.known.pilots.len() < 2 && self.chance.one_in(2) {
            return add_pilot(self.new_pilot());
        }
        if self.known.people.len() < 2 && self.chance.one_in(2) {
            return Change::Person(PersonChange::Add(self.new_person()));
        }
        // What there is a review for is likely to be about it.
        if !self.known.items.is_empty() && self.chance.one_in(6) {
            return Change::Review(self.review_change());
        }
        match self.chance.below(80) {
            0..=9 => Change::Pilot(self.pilot_change()),
            10..=12 => Change::Person(self.person_change()),
            13..=15 => Change::Metric(self.metric_change()),
            16..=23 => Change::Record(self.record()),
            24 | 25 => Change::Tick(self.tick()),
            26..=28 => Change::Note(self.note_change()),
            29..=33 => Change::Exception(self.exception_change()),
            36 if !self.known.decisions.is_empty() => Change::Reword(self.reword()),
            34..=36 => Change::Decide(Box::new(self.decision())),
            37 | 38 => Change::Version(NewVersion {
                pilot: self.pilot(),
                name: self.text(),
                released: self.day(),
                retrained: self.chance.one_in(2),
                note: self.text(),
            }),
            39..=43 => Change::Assessment(self.assessment_change()),
            44..=48 => Change::Workstream(self.workstream_change()),
            49..=54 => Change::Gate(self.gate_change()),
            55..=66 => Change::Rollout(self.rollout_change()),
            67 | 68 => self.amendment(),
            69..=75 => Change::Review(self.review_change()),
            76..=78 => Change::Action(self.action_change()),
            _ => Change::Title { to: self.text(), was: self.chance.one_in(4).then(|| "Laws".to_owned()) },
        }
    }

    /// A value of the framework; some are refused, and none takes the framework's own again.
    fn amendment(&mut self) -> Change {
        let (key, value) = *self.chance.pick(AMENDMENTS);
        let to = (!self.chance.one_in(3)).then(|| value.to_owned());
        Change::Amend(vec![Amend { key: key.to_owned(), to, was: self.chance.one_in(5).then_some(None) }])
    }

    fn pilot_change(&mut self) -> PilotChange {
        let pilot = self.pilot();
        match self.chance.below(13) {
            0 => PilotChange::Add(Box::new(self.new_pilot())),
            1 | 2 => {
                let field = *self.chance.pick(PilotField::ALL);
                PilotChange::Set { pilot, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            3 => self.moved_back(pilot),
            4 | 5 => self.retaken(pilot),
            6 => PilotChange::Lifecycle {
                pilot,
                to: *self.chance.pick(Lifecycle::ALL),
                why: self.text(),
                was: self.chance.one_in(4).then_some(Lifecycle::Active),
            },
            7 => self.appointed(pilot),
            8 => PilotChange::Report {
                pilot,
                status: *self.chance.pick(Status::ALL),
                because: self.text(),
                was: self.chance.one_in(4).then(not_reported),
            },
            9 => {
                let users = (!self.chance.one_in(4)).then(|| self.chance.below(200));
                PilotChange::Target { pilot, users, from: self.week(), was: None }
            }
            10 => PilotChange::Archive { pilot, archived: self.chance.one_in(2) },
            11 => self.moved(pilot),
            _ => PilotChange::Source { pilot, source: self.source() },
        }
    }

    fn new_pilot(&mut self) -> NewPilot {
        NewPilot {
            code: self.chance.one_in(4).then(|| (*self.chance.pick(CODES)).to_owned()),
            summary: self.text(),
            unit: self.text(),
            tags: self.tags(),
            owner: self.somebody(),
            lead: self.somebody(),
            partner: self.text(),
            partner_ends: self.chance.one_in(3).then(|| self.day()),
            started: self.chance.one_in(2).then(|| self.day()),
            stage: *self.chance.pick(&Stage::ALL),
            entered: self.chance.one_in(3).then(|| self.day()),
            taken_over: self.chance.one_in(3).then(|| "an inventory".to_owned()),
            assumed: self.chance.one_in(4),
            lifecycle: *self.chance.pick(Lifecycle::ALL),
            report: self.chance.one_in(3).then(|| (Status::Amber, "late".to_owned())),
            note: self.chance.one_in(3).then(|| self.text()),
            source: self.chance.one_in(4).then(|| self.source()),
            ..NewPilot::named(self.text())
        }
    }

    /// Mostly beside another one of its stage.
    fn moved(&mut self, pilot: PilotId) -> PilotChange {
        let stage = self.known.stages.get(&pilot);
        let mut seen: Vec<PilotId> = self.known.pilots.clone();
        seen.retain(|other| *other != pilot && (self.known.stages.get(other) == stage || self.chance.one_in(8)));
        let other = if seen.is_empty() { pilot } else { *self.chance.pick(&seen) };
        let beside = if self.chance.one_in(2) { Placing::Before(other) } else { Placing::After(other) };
        if self.chance.one_in(4) {
            seen.clear();
        }
        seen.push(pilot);
        PilotChange::Place { pilot, beside, seen: seen.into() }
    }

    /// Mostly to the stage before; seldom to any, which is refused where it is a later one.
    fn moved_back(&mut self, pilot: PilotId) -> PilotChange {
        let on = match self.chance.below(4) {
            0 => None,
            1 => Some(self.day()),
            _ => Some(self.today),
        };
        let was = self.chance.one_in(4).then_some(Stage::Two);
        let before = self.known.stages.get(&pilot).copied().and_then(Stage::previous);
        let any = *self.chance.pick(&Stage::ALL);
        let to = before.filter(|_| !self.chance.one_in(3)).unwrap_or(any);
        PilotChange::Back { pilot, to, why: self.text(), on, was }
    }

    fn retaken(&mut self, pilot: PilotId) -> PilotChange {
        let to = *self.chance.pick(&Stage::ALL);
        let entered = (to == Stage::One || self.chance.one_in(2)).then_some(self.today);
        PilotChange::Retake { pilot, to, why: "an inventory".to_owned(), entered, assumed: self.chance.one_in(2) }
    }

    fn appointed(&mut self, pilot: PilotId) -> PilotChange {
        let powers = Powers {
            accountability: *self.chance.pick(Power::ALL),
            authority: *self.chance.pick(Power::ALL),
            committee: Power::Unanswered,
        };
        let was = self.chance.one_in(4).then(|| self.somebody().map(|person| (person, powers)));
        PilotChange::Appoint { pilot, person: self.somebody(), powers, why: self.text(), was }
    }

    fn source(&mut self) -> Source {
        let content = BTreeMap::from([("name".to_owned(), self.text()), ("stage".to_owned(), "7f".to_owned())]);
        Source { profile: "inventory".to_owned(), key: self.text(), said: content.into() }
    }

    fn new_person(&mut self) -> NewPerson {
        NewPerson {
            id: None,
            name: self.text(),
            title: self.text(),
            level: *self.chance.pick(Level::ALL),
            unit: self.text(),
            email: if self.chance.one_in(3) { (*self.chance.pick(EMAILS)).to_owned() } else { String::new() },
            partner: self.chance.one_in(4),
            certifier: self.chance.one_in(2),
        }
    }

    fn rollout_change(&mut self) -> RolloutChange {
        let known = self.known;
        let pilot = self.pilot();
        let step = if known.steps.is_empty() { StepId(77) } else { *self.chance.pick(&known.steps) };
        let expansion =
            if known.expansions.is_empty() { ExpansionId(77) } else { *self.chance.pick(&known.expansions) };
        match self.chance.below(21) {
            8 | 9 => {
                let condition = *self.chance.pick(Condition::ALL);
                let how = (!self.chance.one_in(4)).then(|| self.text());
                RolloutChange::Meet { expansion, condition, how, was: self.chance.one_in(6).then_some(None) }
            }
            10 | 11 => {
                let was = self.chance.one_in(5).then_some(None);
                RolloutChange::Write { pilot, kind: *self.chance.pick(DocumentKind::ALL), text: self.text(), was }
            }
            12 => RolloutChange::Train {
                pilot,
                audience: *self.chance.pick(Audience::ALL),
                topic: self.text(),
                attended: self.chance.below(9),
                on: self.chance.one_in(2).then(|| self.day()),
            },
            0 | 1 => RolloutChange::AddStep { pilot, name: self.text() },
            2 | 3 => {
                let field = *self.chance.pick(StepField::ALL);
                RolloutChange::SetStep { step, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            4 | 19 | 20 => RolloutChange::ArchiveStep { step, archived: self.chance.one_in(2) },
            5 | 13..=15 => {
                RolloutChange::AddExpansion { pilot, kind: *self.chance.pick(ExpansionKind::ALL), name: self.text() }
            }
            6 | 16..=18 => {
                let was = self.chance.one_in(4).then_some(ExpansionState::Planned);
                let any = *self.chance.pick(ExpansionState::ALL);
                let to = if self.chance.one_in(2) { ExpansionState::Started } else { any };
                RolloutChange::SetExpansion { expansion, to, was }
            }
            _ => RolloutChange::Diagnose {
                pilot,
                cause: *self.chance.pick(ResistanceCause::ALL),
                note: self.text(),
                on: self.chance.one_in(2).then(|| self.day()),
            },
        }
    }

    fn person_change(&mut self) -> PersonChange {
        let person = self.person();
        match self.chance.below(4) {
            3 => PersonChange::HandOver { from: person, to: self.person(), why: self.text() },
            0 => PersonChange::Add(self.new_person()),
            1 => {
                let field = *self.chance.pick(PersonField::ALL);
                PersonChange::Set { person, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            _ => PersonChange::Archive { person, archived: self.chance.one_in(2) },
        }
    }

    fn reword(&mut self) -> Reword {
        let known = self.known;
        let decision = *self.chance.pick(&known.decisions);
        let field = *self.chance.pick(DecisionField::ALL);
        Reword { decision, field, to: self.value(field.kind()), was: self.seen_before() }
    }

    fn exception_change(&mut self) -> ExceptionChange {
        let known = self.known;
        let at = self.chance.one_in(3).then(|| When::On(self.day()));
        if known.exceptions.is_empty() || self.chance.one_in(3) {
            return ExceptionChange::Raise {
                id: None,
                pilot: self.pilot(),
                text: self.text(),
                severity: *self.chance.pick(Severity::ALL),
                owner: self.somebody(),
                at,
            };
        }
        if self.chance.one_in(3) {
            let field = *self.chance.pick(ExceptionField::ALL);
            let exception = *self.chance.pick(&known.exceptions);
            let to = self.value(field.kind());
            return ExceptionChange::Set { exception, field, to, was: self.seen_before() };
        }
        if self.chance.one_in(5) {
            let exception = *self.chance.pick(&known.exceptions);
            let (text, person) = (self.text(), self.somebody());
            let ticket = TicketSaid { key: None, text, severity: None, owner: self.text(), person };
            return ExceptionChange::Said { exception, ticket };
        }
        ExceptionChange::Advance {
            exception: *self.chance.pick(&known.exceptions),
            to: *self.chance.pick(ExceptionState::ALL),
            person: self.somebody(),
            note: self.chance.one_in(2).then(|| self.text()),
            at,
            was: self.chance.one_in(5).then_some(ExceptionState::Raised),
        }
    }

    fn metric_change(&mut self) -> MetricChange {
        let metric = self.metric().map_or(MetricId(77), |metric| metric.id);
        match self.chance.below(6) {
            3 => MetricChange::Freeze { metric, of: self.freeze(), by: self.somebody() },
            4 => MetricChange::Parameter {
                key: (*self.chance.pick(PARAMETERS)).to_owned(),
                metric: self.chance.one_in(2).then_some(metric),
                to: self.chance.one_in(2).then(|| Fixed::from_int(i64::from(self.chance.below(9)))),
                was: self.chance.one_in(5).then_some(None),
            },
            0 => MetricChange::Add(NewMetric {
                pilot: self.pilot(),
                family: *self.chance.pick(Family::ALL),
                name: self.text(),
                unit: self.text(),
                better: *self.chance.pick(Better::ALL),
                min: self.chance.one_in(3).then(|| self.number()),
                max: self.chance.one_in(3).then(|| self.number()),
                target: self.chance.one_in(3).then(|| self.number()),
                tolerance: self.chance.one_in(3).then(|| self.number()),
                headline: self.chance.one_in(3),
                role: Role::Weekly,
            }),
            1 => {
                let field = *self.chance.pick(MetricField::ALL);
                MetricChange::Set { metric, field, to: self.value(field.kind()), was: self.seen_before() }
            }
            _ => MetricChange::Archive { metric, archived: self.chance.one_in(2) },
        }
    }

    /// Mostly of the first two metrics and of two weeks, so that many readings are corrections.
    fn record(&mut self) -> Record {
        if !self.known.recorded.is_empty() && self.chance.one_in(6) {
            let (metric, week) = *self.chance.pick(&self.known.recorded);
            return Record { metric, week, typed: None, note: String::new(), sample: None, was: None };
        }
        let first = self.known.metrics.get(usize::from(self.chance.one_in(2))).cloned();
        let metric = if self.chance.one_in(3) { self.metric() } else { first };
        let counts = metric.as_ref().is_some_and(Metric::counts_users);
        let active = i64::from(self.chance.below(60));
        let target = active + i64::from(self.chance.below(30));
        let typed = match self.chance.below(10) {
            0 | 1 => None,
            2 | 3 => Some(Typed::NotMeasured),
            4 => Some(Typed::Percent(self.number())),
            5 => Some(Typed::Number(self.number())),
            _ if counts => Some(Typed::Users(Fixed::from_int(active), Fixed::from_int(target))),
            _ => Some(Typed::Number(Fixed::from_int(active))),
        };
        let ahead = if self.chance.one_in(12) { 2 } else { -i64::from(self.chance.below(2)) };
        Record {
            metric: metric.map_or(MetricId(77), |metric| metric.id),
            week: Week::of(self.today).plus(ahead),
            typed,
            note: self.text(),
            sample: self.chance.one_in(3).then(|| self.chance.below(500)),
            was: self.chance.one_in(5).then(|| self.chance.one_in(2).then(|| Measure::Number(self.number()))),
        }
    }

    fn tick(&mut self) -> TickChange {
        let evidence = (0..self.chance.below(3)).map(|_| self.text()).collect();
        TickChange {
            pilot: self.pilot(),
            item: (*self.chance.pick(ITEMS)).to_owned(),
            state: (!self.chance.one_in(4)).then(|| *self.chance.pick(ItemState::ALL)),
            owner: self.chance.one_in(3).then(|| self.somebody()),
            due: self.chance.one_in(3).then(|| self.chance.one_in(2).then(|| self.day())),
            why: self.chance.one_in(2).then(|| self.text()),
            reads: self.chance.one_in(6).then(|| self.text()),
            writes: self.chance.one_in(6).then(|| self.text()),
            evidence,
            was: self.chance.one_in(5).then_some(ItemStanding::UNTOUCHED),
        }
    }

    fn note_change(&mut self) -> NoteChange {
        let known = self.known;
        let note = if known.notes.is_empty() { NoteId(77) } else { *self.chance.pick(&known.notes) };
        match self.chance.below(4) {
            0 => NoteChange::Add {
                pilot: self.pilot(),
                text: self.text(),
                on: self.chance.one_in(2).then(|| self.day()),
            },
            3 => NoteChange::Bring {
                pilot: self.pilot(),
                text: self.text(),
                on: self.day(),
                by: self.chance.one_in(2).then(|| self.text()),
            },
            1 => NoteChange::Edit { note, to: self.text(), was: self.chance.one_in(4).then(|| "=1+1".to_owned()) },
            _ => NoteChange::Archive { note, archived: self.chance.one_in(2) },
        }
    }

    /// A value of that kind; sometimes none, sometimes one that is refused.
    fn value(&mut self, kind: FieldKind) -> Value {
        if self.chance.one_in(6) {
            return Value::Nothing;
        }
        match kind {
            FieldKind::Text | FieldKind::Name => Value::Text(self.text()),
            FieldKind::Code => text(self.chance.pick::<&str>(CODES)),
            FieldKind::Words | FieldKind::Sentences => Value::Words(self.tags()),
            FieldKind::Day => Value::Day(self.day()),
            FieldKind::Person => Value::Person(self.person()),
            FieldKind::Number | FieldKind::Money => Value::Number(self.number()),
            FieldKind::Flag => Value::Flag(self.chance.one_in(2)),
            FieldKind::Choice(_) if self.chance.one_in(6) => text("no such word"),
            FieldKind::Choice(words) => text(self.chance.pick::<&str>(words)),
            FieldKind::Email => text(self.chance.pick::<&str>(EMAILS)),
        }
    }

    /// Seldom says what its writer saw; then it is mostly something else than what stands there.
    fn seen_before(&mut self) -> Option<Value> {
        self.chance.one_in(5).then_some(Value::Nothing)
    }

    fn text(&mut self) -> String {
        let text = *self.chance.pick(TEXTS);
        if self.chance.one_in(3) { text.to_owned() } else { format!("{text} {}", self.chance.below(40)) }
    }

    fn tags(&mut self) -> Vec<String> {
        (0..self.chance.below(3)).map(|_| self.text()).collect()
    }

    fn day(&mut self) -> Day {
        self.today - Duration::days(i64::from(self.chance.below(60)))
    }

    fn later(&mut self) -> Day {
        self.today + Duration::days(1 + i64::from(self.chance.below(60)))
    }

    fn week(&mut self) -> Week {
        Week::of(self.today).plus(-i64::from(self.chance.below(5)))
    }

    fn number(&mut self) -> Fixed {
        match self.chance.below(5) {
            0 => Fixed::from_int(i64::from(self.chance.below(100))),
            1 => Fixed::from_int(-i64::from(self.chance.below(100))),
            2 => Fixed::from_millionths(i64::from(self.chance.below(1_000_000_000)) * 1_000_000 + 234_567),
            _ => Fixed::from_millionths(i64::from(self.chance.below(100_000_000))),
        }
    }

    /// A pilot; seldom one that is not there.
    fn pilot(&mut self) -> PilotId {
        let known = self.known;
        if known.pilots.is_empty() || self.chance.one_in(25) { PilotId(77) } else { *self.chance.pick(&known.pilots) }
    }

    /// A person; seldom one who is not there.
    fn person(&mut self) -> PersonId {
        let known = self.known;
        if known.people.is_empty() || self.chance.one_in(25) { PersonId(77) } else { *self.chance.pick(&known.people) }
    }

    fn somebody(&mut self) -> Option<PersonId> {
        (!self.known.people.is_empty() && self.chance.one_in(2)).then(|| self.person())
    }

    /// A metric; seldom none.
    fn metric(&mut self) -> Option<Metric> {
        let known = self.known;
        let there = !known.metrics.is_empty() && !self.chance.one_in(25);
        there.then(|| self.chance.pick(&known.metrics).clone())
    }
}
