//! Owns the hand-made demo: twelve pilots from `assets/demo.toml`, told in weeks before the reporting week, so that
//! they have the intended age on whatever day the demo is made.

use std::collections::BTreeMap;

use super::told::{Event, Extra, PersonTold, PilotTold, Story, What};
use super::{Deed, Further, Step};
use crate::domain::change::{
    AssessmentChange, ExceptionChange, GateChange, GateDecision, MetricChange, MetricField, NewMetric, NewPerson,
    NewPilot, NewVersion, NewWorkstream, NoteChange, PersonChange, PilotChange, PilotField, RolloutChange, ScoreChange,
    StepField, TickChange, Waive, WorkstreamChange,
};
use crate::domain::{
    Change, Condition, Day, Dimension, ExceptionState, Fixed, Ids, Invalid, PersonId, PilotId, Powers, Typed, Value,
    Week, WorkItem,
};

const DEMO: &str = include_str!("../../assets/demo.toml");

/// The demo's title.
///
/// # Errors
/// Only if the shipped file is wrong, which a test excludes.
pub fn demo_title() -> Result<String, Invalid> {
    Ok(read()?.title)
}

fn read() -> Result<Story, Invalid> {
    toml::from_str(DEMO).map_err(|error| Invalid::new(format!("the demo: {error}")))
}

/// The demo's steps up to the reporting week, oldest first.
///
/// # Errors
/// Only if the shipped file is wrong, which a test excludes.
pub fn demo(reporting: Week, ids: &mut Ids) -> Result<Vec<Step>, Invalid> {
    let story = read()?;
    let mut teller =
        Teller { reporting, secretary: story.secretary.clone(), people: BTreeMap::new(), steps: Vec::new() };
    let oldest = story.pilot.iter().map(|pilot| pilot.begins).max().unwrap_or(0);
    teller.people(&story.person, oldest, ids);
    let mut readings = Readings { reporting, by_week: BTreeMap::new() };
    let mut pilots = Vec::new();
    for pilot in &story.pilot {
        let id = PilotId(ids.take());
        pilots.push(id);
        teller.begin(pilot, id)?;
        for event in &pilot.event {
            teller.event(id, event)?;
        }
        teller.beside(id, pilot)?;
        for (family, series) in pilot.series() {
            readings.add(id, family.name(), &series.values, &series.reasons)?;
        }
        if let Some(values) = &pilot.old_process {
            readings.add(id, "old process used", values, &BTreeMap::new())?;
        }
        for extra in &pilot.extra {
            readings.add(id, &extra.name, &extra.values, &BTreeMap::new())?;
        }
    }
    let known: BTreeMap<&str, PilotId> = story.pilot.iter().map(|pilot| pilot.name.as_str()).zip(pilots).collect();
    teller.reviews(&story, &known)?;
    for (ago, deeds) in readings.by_week {
        let week = reporting.plus(-ago);
        let what = Some(format!("Entered {} readings for {}.", deeds.len(), week.short()));
        teller.step(week.plus(1).monday(), 10 * 60, what, deeds);
    }
    teller.steps.sort_by_key(|step| (step.on, step.minute));
    Ok(teller.steps)
}

pub(super) struct Teller {
    reporting: Week,
    secretary: String,
    people: BTreeMap<String, PersonId>,
    steps: Vec<Step>,
}

impl Teller {
    pub(super) fn day(&self, ago: i64, weekday: i64) -> Day {
        self.reporting.plus(-ago).monday() + chrono::Duration::days(weekday - 1)
    }

    pub(super) fn person(&self, key: &str) -> Result<PersonId, Invalid> {
        self.people.get(key).copied().ok_or_else(|| Invalid::new(format!("the demo has no person “{key}”")))
    }

    fn people(&mut self, people: &[PersonTold], oldest: i64, ids: &mut Ids) {
        let mut deeds = Vec::new();
        for person in people {
            let id = PersonId(ids.take());
            self.people.insert(person.key.clone(), id);
            deeds.push(Deed::Change(Change::Person(PersonChange::Add(NewPerson {
                id: Some(id),
                name: person.name.clone(),
                title: person.title.clone(),
                level: person.level,
                unit: person.unit.clone(),
                email: person.email.clone(),
                partner: person.partner,
                certifier: person.certifier,
            }))));
        }
        let what = Some(format!("Added {} people of the committee and the business units.", people.len()));
        self.step(self.day(oldest, 1), 8 * 60, what, deeds);
    }

    /// The pilot as it began.
    fn begin(&mut self, told: &PilotTold, id: PilotId) -> Result<(), Invalid> {
        let owner = told.owner.as_deref().map(|key| self.person(key)).transpose()?;
        let new = NewPilot {
            id: Some(id),
            code: told.code.clone(),
            summary: told.summary.clone(),
            unit: told.unit.clone(),
            tags: told.tags.clone(),
            owner,
            lead: told.lead.as_deref().map(|key| self.person(key)).transpose()?,
            partner: told.partner.clone(),
            partner_ends: told.partner_ends_ago.map(|ago| self.day(ago, 5)),
            started: Some(self.day(told.begins, 1)),
            stage: told.stage,
            taken_over: told.taken_over.clone(),
            ..NewPilot::named(&told.name)
        };
        let mut deeds = vec![Deed::Change(Change::Pilot(PilotChange::Add(Box::new(new))))];
        if !told.powers.is_empty() {
            deeds.push(appoint(id, owner, &told.powers, "powers settled when the record began")?);
        }
        for target in &told.targets {
            let from = self.reporting.plus(-target.ago);
            deeds.push(Deed::Change(Change::Pilot(PilotChange::Target {
                pilot: id,
                users: Some(target.users),
                from,
                was: None,
            })));
        }
        if let Some(ago) = told.rollout_ago {
            let to = Value::Day(self.day(ago, 1));
            deeds.push(Deed::Change(Change::Pilot(PilotChange::Set {
                pilot: id,
                field: PilotField::Rollout,
                to,
                was: None,
            })));
        }
        let what = Some(format!("Added “{}” at stage {}.", told.name, told.stage));
        self.step(self.day(told.begins, 1), 9 * 60, what, deeds);
        self.metrics(told, id);
        Ok(())
    }

    /// What the pilot measures. Its metrics exist once the pilot does.
    fn metrics(&mut self, told: &PilotTold, id: PilotId) {
        let mut deeds = Vec::new();
        for (family, series) in told.series() {
            let fields = [
                (MetricField::Name, series.name.clone().map(Value::Text)),
                (MetricField::Unit, series.unit.clone().map(Value::Text)),
                (MetricField::Better, series.better.map(|better| Value::Text(better.name().to_owned()))),
                (MetricField::Target, series.target.map(Value::Number)),
            ];
            let told =
                fields.into_iter().filter_map(|(field, to)| Some(Deed::Headline { pilot: id, family, field, to: to? }));
            deeds.extend(told);
        }
        deeds.extend(told.extra.iter().map(|extra| Deed::Change(extra_metric(id, extra))));
        if !deeds.is_empty() {
            let what = Some(format!("{}: said what is measured each week.", told.name));
            self.step(self.day(told.begins, 1), 9 * 60 + 5, what, deeds);
        }
    }

    /// What is recorded besides readings: baselines, model versions, exceptions.
    fn beside(&mut self, pilot: PilotId, told: &PilotTold) -> Result<(), Invalid> {
        for baseline in &told.baselines {
            let (from, to) = (self.reporting.plus(-baseline.from), self.reporting.plus(-baseline.to));
            let by = self.person(&baseline.by)?;
            let deed = Deed::Baseline { pilot, family: baseline.family, from, to, by };
            self.tell(self.day(baseline.frozen, 4), 16 * 60, deed);
        }
        for version in &told.versions {
            let released = self.day(version.ago, 1);
            let new = NewVersion {
                pilot,
                name: version.name.clone(),
                released,
                retrained: version.retrained,
                note: version.note.clone(),
            };
            self.tell(released, 15 * 60, Deed::Change(Change::Version(new)));
        }
        for exception in &told.exceptions {
            let raised = self.day(exception.ago, exception.day);
            let later = |days: i64| raised + chrono::Duration::days(days);
            let raise = ExceptionChange::Raise {
                id: None,
                pilot,
                text: exception.text.clone(),
                severity: exception.severity,
                owner: exception.owner.as_deref().map(|key| self.person(key)).transpose()?,
                at: None,
            };
            let advance = |to, person| Deed::Advance { pilot, text: exception.text.clone(), to, person };
            let to = self.person(&exception.to)?;
            self.tell(raised, 13 * 60, Deed::Change(Change::Exception(raise)));
            self.tell(later(exception.escalated), 14 * 60, advance(ExceptionState::Escalated, Some(to)));
            if let Some(days) = exception.resolved {
                self.tell(later(days), 17 * 60, advance(ExceptionState::Resolved, None));
            }
        }
        Ok(())
    }

    /// Adds what was entered in one step.
    pub(super) fn step(&mut self, on: Day, minute: u32, what: Option<String>, deeds: Vec<Deed>) {
        self.steps.push(Step { on, minute, actor: self.secretary.clone(), what, deeds });
    }

    fn tell(&mut self, on: Day, minute: u32, deed: Deed) {
        self.step(on, minute, None, vec![deed]);
    }

    /// Adds the steps of an event.
    fn enter(&mut self, event: &Event, deeds: Vec<Deed>) {
        let actor = event.by.clone().unwrap_or_else(|| self.secretary.clone());
        // After the readings of that morning, in the order in which the story tells them.
        let minute = 11 * 60 + u32::try_from(self.steps.len() % 360).unwrap_or(0);
        // What refers to rows by their names comes once those rows are there.
        let (first, later): (Vec<Deed>, Vec<Deed>) =
            deeds.into_iter().partition(|deed| !matches!(deed, Deed::Step { .. } | Deed::Further { .. }));
        let on = self.day(event.ago, event.day);
        for (deeds, after) in [(first, 0), (later, 1)] {
            if !deeds.is_empty() {
                self.steps.push(Step { on, minute: minute + after, actor: actor.clone(), what: None, deeds });
            }
        }
    }

    /// The deeds about readiness and gates.
    fn readiness(&self, pilot: PilotId, what: &What) -> Result<Vec<Deed>, Invalid> {
        Ok(match what {
            What::Score { scores, shown, missing, assessor } => {
                scored(pilot, scores, shown, missing, self.person(assessor)?)?
            }
            What::Workstream { dimension, owner, due_ago, exit_test, team, start_ago, items } => {
                vec![Deed::Change(Change::Workstream(WorkstreamChange::Open(NewWorkstream {
                    pilot,
                    dimension: *dimension,
                    team: team.clone(),
                    owner: Some(self.person(owner)?),
                    start: start_ago.map(|ago| self.day(ago, 1)),
                    due: Some(self.day(*due_ago, 5)),
                    effort: None,
                    exit_test: exit_test.clone(),
                    items: WorkItem::read(items),
                })))]
            }
            What::Close { dimension, evidence, score, assessor } => vec![Deed::Close {
                pilot,
                dimension: *dimension,
                evidence: evidence.clone(),
                score: *score,
                by: self.person(assessor)?,
            }],
            What::Answer { dimension, answer } => {
                vec![Deed::Answer { pilot, dimension: *dimension, answer: *answer }]
            }
            What::Book { gate, on_ago } => {
                let day = self.day(*on_ago, 3);
                vec![Deed::Change(Change::Gate(GateChange::Book { pilot, gate: *gate, day, was: None }))]
            }
            What::Gate { gate, verdict, decider, why, waive } => {
                let by = self.person(decider)?;
                let waive = waive.iter().map(|text| Waive { rule: None, reason: text.clone() }).collect();
                let decision = GateDecision { waive, ..GateDecision::new(pilot, (*gate, None), *verdict, by, why) };
                vec![Deed::Change(Change::Gate(GateChange::Decide(Box::new(decision))))]
            }
            _ => Vec::new(),
        })
    }

    /// The deeds about process and expansion.
    fn rollout(&self, pilot: PilotId, event: &Event) -> Result<Vec<Deed>, Invalid> {
        Ok(match &event.what {
            What::Steps { names, manager, retired } => {
                let on = self.day(event.ago, event.day);
                steps(pilot, names, self.person(manager)?, on, *retired)
            }
            What::Item { kind, name, started } => {
                let add = RolloutChange::AddExpansion { pilot, kind: *kind, name: name.clone() };
                let start = started.then(|| Deed::Further { pilot, name: name.clone(), what: Further::Start });
                std::iter::once(Deed::Change(Change::Rollout(add))).chain(start).collect()
            }
            What::Document { kind, text } => {
                let (kind, text) = (*kind, text.clone());
                vec![Deed::Change(Change::Rollout(RolloutChange::Write { pilot, kind, text, was: None }))]
            }
            What::Training { audience, topic, attended } => {
                let (audience, topic, attended) = (*audience, topic.clone(), *attended);
                let train = RolloutChange::Train { pilot, audience, topic, attended, on: None };
                vec![Deed::Change(Change::Rollout(train))]
            }
            What::Meet { name, conditions } => {
                let meet = |(condition, how): (&Condition, &String)| {
                    let what = Further::Meet { condition: *condition, how: how.clone() };
                    Deed::Further { pilot, name: name.clone(), what }
                };
                conditions.iter().map(meet).collect()
            }
            What::Certify { name, certifier, why } => {
                let what = Further::Certify { by: self.person(certifier)?, why: why.clone() };
                vec![Deed::Further { pilot, name: name.clone(), what }]
            }
            _ => Vec::new(),
        })
    }

    fn event(&mut self, pilot: PilotId, event: &Event) -> Result<(), Invalid> {
        let deeds = match &event.what {
            What::Score { .. }
            | What::Workstream { .. }
            | What::Close { .. }
            | What::Book { .. }
            | What::Answer { .. }
            | What::Gate { .. } => self.readiness(pilot, &event.what)?,
            What::Steps { .. }
            | What::Item { .. }
            | What::Document { .. }
            | What::Training { .. }
            | What::Meet { .. }
            | What::Certify { .. } => self.rollout(pilot, event)?,
            What::Note { text } => {
                vec![Deed::Change(Change::Note(NoteChange::Add { pilot, text: text.clone(), on: None }))]
            }
            What::Status { status, because } => vec![Deed::Change(Change::Pilot(PilotChange::Report {
                pilot,
                status: *status,
                because: because.clone(),
                was: None,
            }))],
            What::Owner { who, why, powers } => {
                let person = if who.is_empty() { None } else { Some(self.person(who)?) };
                vec![appoint(pilot, person, powers, why)?]
            }
            What::Lifecycle { to, why } => {
                vec![Deed::Change(Change::Pilot(PilotChange::Lifecycle {
                    pilot,
                    to: *to,
                    why: why.clone(),
                    was: None,
                }))]
            }
            What::Tick { item, state, evidence, why, owner, due_ago, reads, writes } => {
                let owner = owner.as_deref().map(|key| self.person(key)).transpose()?;
                item.split_whitespace()
                    .map(|item| {
                        let mut tick = TickChange::state(pilot, item, *state);
                        tick.evidence.clone_from(evidence);
                        tick.why.clone_from(why);
                        tick.reads.clone_from(reads);
                        tick.writes.clone_from(writes);
                        tick.owner = owner.map(Some);
                        tick.due = due_ago.map(|ago| Some(self.day(ago, 5)));
                        Deed::Change(Change::Tick(tick))
                    })
                    .collect()
            }
        };
        self.enter(event, deeds);
        Ok(())
    }
}

/// What an assessor found, one change a dimension.
fn scored(
    pilot: PilotId,
    scores: &str,
    shown: &BTreeMap<Dimension, String>,
    missing: &BTreeMap<Dimension, String>,
    by: PersonId,
) -> Result<Vec<Deed>, Invalid> {
    let each = scores.split_whitespace().map(|pair| {
        let wrong = || Invalid::new(format!("the demo: “{pair}” is no score"));
        let (dimension, value) = pair.split_once('=').ok_or_else(wrong)?;
        let dimension: Dimension = dimension.parse()?;
        let list = |texts: &BTreeMap<Dimension, String>| texts.get(&dimension).cloned().into_iter().collect();
        Ok(Deed::Change(Change::Assessment(AssessmentChange::Score(ScoreChange {
            by: Some(by),
            evidence: list(shown),
            gaps: list(missing),
            ..ScoreChange::new(pilot, dimension, value.parse().map_err(|_| wrong())?)
        }))))
    });
    each.collect()
}

/// Steps that are in writing, and trained, since that day.
fn steps(pilot: PilotId, names: &[String], manager: PersonId, on: Day, retired: bool) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for name in names {
        deeds.push(Deed::Change(Change::Rollout(RolloutChange::AddStep { pilot, name: name.clone() })));
        let set = |field, to| Deed::Step { pilot, name: name.clone(), field, to };
        deeds.push(set(StepField::Manager, Value::Person(manager)));
        deeds.push(set(StepField::Documented, Value::Day(on)));
        deeds.push(set(StepField::Trained, Value::Day(on)));
        if retired {
            deeds.push(set(StepField::Retired, Value::Day(on)));
        }
    }
    deeds
}

fn appoint(pilot: PilotId, person: Option<PersonId>, answers: &[String], why: &str) -> Result<Deed, Invalid> {
    let mut powers = Powers::default();
    for answer in answers {
        powers.set(answer)?;
    }
    let why = why.to_owned();
    Ok(Deed::Change(Change::Pilot(PilotChange::Appoint { pilot, person, powers, why, was: None })))
}

fn extra_metric(pilot: PilotId, extra: &Extra) -> Change {
    Change::Metric(MetricChange::Add(NewMetric {
        pilot,
        family: extra.family,
        name: extra.name.clone(),
        unit: extra.unit.clone(),
        better: extra.better,
        min: Some(Fixed::ZERO),
        max: None,
        target: None,
        tolerance: None,
        headline: false,
        role: extra.role,
    }))
}

/// The readings of all pilots, by the number of weeks before the reporting week.
struct Readings {
    reporting: Week,
    by_week: BTreeMap<i64, Vec<Deed>>,
}

impl Readings {
    /// Adds the values of a metric, the last of which is of the reporting week, and why some were not measured.
    fn add(
        &mut self,
        pilot: PilotId,
        metric: &str,
        values: &str,
        reasons: &BTreeMap<String, String>,
    ) -> Result<(), Invalid> {
        for (value, ago) in values.split_whitespace().rev().zip(0_i64..) {
            if value == "." {
                continue;
            }
            let reason = || reasons.get(&ago.to_string()).cloned().unwrap_or_default();
            let note = if value == "-" { reason() } else { String::new() };
            let (week, typed): (Week, Typed) = (self.reporting.plus(-ago), value.parse()?);
            let reading = Deed::Reading { pilot, metric: metric.to_owned(), week, typed, note };
            self.by_week.entry(ago).or_default().push(reading);
        }
        Ok(())
    }
}
