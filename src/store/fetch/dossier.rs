//! Answers all that is known of pilots, as early warnings look at it. Readings are taken a year back, and beyond that
//! only the first values, which make the limits where no baseline is frozen.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rusqlite::{params, types::ValueRef};

use crate::domain::readiness::{Bid, Held};
use crate::domain::review::Closing;
use crate::domain::warnings::{self, Case, Dossier, Series};
use crate::domain::{
    Appointment, Baseline, Day, Decision, Evidence, EvidenceId, Exception, ExpansionId, Family, Fixed, Framework, Gate,
    ItemState, Judgement, Lifecycle, Measure, Metric, MetricId, OwnerSeat, PersonId, Pilot, PilotId, Readiness,
    Reading, Tally, Target, Tick, Trigger, Verb, Verdict, Week,
};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;

/// A value; where there is none, whether a note says why. Of very many rows only what is needed is decoded.
const VALUES: &str = "SELECT week, coalesce(value, iif(note IS NULL, 'taken back', 'not measured')) FROM reading \
    WHERE metric = ?1 AND week BETWEEN ?2 AND ?3 AND entry <= ?4 ORDER BY week, entry";
const USERS: &str = "SELECT week, coalesce(value, iif(note IS NULL, 'taken back', 'not measured')), active, target \
    FROM reading WHERE metric = ?1 AND week BETWEEN ?2 AND ?3 AND entry <= ?4 ORDER BY week, entry";
const TAKEN_BACK: ValueRef<'_> = ValueRef::Text(b"taken back");

/// So many weeks warnings look back.
const LOOK_BACK: i64 = 52;

/// What is read once for many pilots.
#[derive(Debug)]
pub struct Registers {
    metrics: HashMap<PilotId, Vec<Metric>>,
    baselines: HashMap<MetricId, Vec<Baseline>>,
    exceptions: HashMap<PilotId, Vec<Exception>>,
    targets: HashMap<PilotId, Vec<Target>>,
    readiness: HashMap<PilotId, Readiness>,
    decisions: HashMap<PilotId, Vec<Decision>>,
    closings: HashMap<PilotId, Vec<Closing>>,
    ticks: HashMap<PilotId, Vec<Ticked>>,
    people: Arc<People>,
    /// The framework in force.
    framework: Arc<Framework>,
    /// So many first values make limits.
    first_values: usize,
}

/// A checklist item in as little room as it needs: many pilots have very many.
#[derive(Debug, Clone, Copy)]
struct Ticked {
    /// Its place in the framework.
    place: u16,
    state: ItemState,
    owner: Option<PersonId>,
    due: Option<Day>,
    /// Does anything show it?
    shown: bool,
}

/// What is known of people, as far as warnings and gates ask.
#[derive(Debug, Default)]
struct People {
    names: HashMap<PersonId, String>,
    partners: Vec<PersonId>,
}

/// What registers hold of one pilot.
#[derive(Debug)]
pub struct OnFile {
    metrics: Vec<(Metric, Vec<Baseline>)>,
    exceptions: Vec<Exception>,
    targets: Vec<Target>,
    readiness: Readiness,
    decisions: Vec<Decision>,
    closings: Vec<Closing>,
    ticks: Vec<Ticked>,
    people: Arc<People>,
    framework: Arc<Framework>,
    first_values: usize,
}

/// The first week that warnings look at.
fn earliest(day: Day) -> Week {
    Week::of(day).plus(-LOOK_BACK)
}

/// The week of the oldest decision that is not settled and waits for a value of the metric.
fn awaited_since(metric: &Metric, decisions: &[Decision], day: Day) -> Option<Week> {
    let waits = |decision: &&Decision| {
        matches!(&decision.trigger, Some(Trigger::Value(bar)) if bar.metric == metric.id)
            && decision.settled.is_none_or(|settled| settled > day)
    };
    decisions.iter().filter(waits).map(|decision| Week::of(decision.date)).min()
}

impl Registers {
    /// What they hold of a pilot; they do not hold it any longer.
    pub fn take(&mut self, pilot: PilotId) -> OnFile {
        let metrics = self.metrics.remove(&pilot).unwrap_or_default();
        let with_baselines = |metric: Metric| {
            let baselines = self.baselines.remove(&metric.id).unwrap_or_default();
            (metric, baselines)
        };
        OnFile {
            metrics: metrics.into_iter().map(with_baselines).collect(),
            exceptions: self.exceptions.remove(&pilot).unwrap_or_default(),
            targets: self.targets.remove(&pilot).unwrap_or_default(),
            readiness: self.readiness.remove(&pilot).unwrap_or_default(),
            decisions: self.decisions.remove(&pilot).unwrap_or_default(),
            closings: self.closings.remove(&pilot).unwrap_or_default(),
            ticks: self.ticks.remove(&pilot).unwrap_or_default(),
            people: Arc::clone(&self.people),
            framework: Arc::clone(&self.framework),
            first_values: self.first_values,
        }
    }
}

impl Reader {
    /// What dossiers are made from beside the readings: of one pilot, or of all.
    pub fn registers(&self, only: Option<PilotId>) -> Result<Registers> {
        let mut metrics: HashMap<PilotId, Vec<Metric>> = HashMap::new();
        for metric in self.metrics(only)?.into_iter().filter(|metric| !metric.archived) {
            metrics.entry(metric.pilot).or_default().push(metric);
        }
        let mut baselines: HashMap<MetricId, Vec<Baseline>> = HashMap::new();
        for baseline in self.baselines(only)? {
            baselines.entry(baseline.metric).or_default().push(baseline);
        }
        let mut exceptions: HashMap<PilotId, Vec<Exception>> = HashMap::new();
        for exception in self.exceptions(only)? {
            exceptions.entry(exception.pilot).or_default().push(exception);
        }
        let targets = match only {
            Some(pilot) => HashMap::from([(pilot, self.targets(pilot)?)]),
            None => self.all_targets()?,
        };
        let mut decisions: HashMap<PilotId, Vec<Decision>> = HashMap::new();
        for decision in self.decisions(only)? {
            decisions.entry(decision.pilot).or_default().push(decision);
        }
        let framework = self.framework()?;
        let first_values = usize::from(self.builtin.data.xmr.baseline_readings);
        Ok(Registers {
            metrics,
            baselines,
            exceptions,
            targets,
            readiness: self.readiness(only)?,
            decisions,
            closings: self.closings(only)?,
            ticks: self.ticked(only, &framework)?,
            people: Arc::new(self.people_known()?),
            framework,
            first_values,
        })
    }

    /// Asks many questions under one lock, which is taken once and not for each. Nobody can commit meanwhile: ask for
    /// as long as a writer may wait.
    pub fn at_once<T>(&self, ask: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let transaction = self.connection.unchecked_transaction()?;
        let answer = ask(self);
        transaction.rollback()?;
        answer
    }

    /// All that is known of a pilot on `day`.
    pub fn dossier(&self, pilot: Pilot, day: Day, on_file: OnFile) -> Result<Dossier> {
        let mut pilot = pilot;
        // What a gate stops later goes on until then.
        let stops = |held: &Held| held.verdict == Verdict::Stop && held.item.is_none() && held.on > day;
        // So does what a decision ends or sets free later.
        let ends = |decision: &Decision| matches!(decision.verb, Verb::Retire | Verb::Sustain) && decision.date > day;
        let stopped = pilot.lifecycle == Lifecycle::Stopped && on_file.readiness.held.iter().any(stops);
        let ended = matches!(pilot.lifecycle, Lifecycle::Retired | Lifecycle::SelfSustaining);
        if stopped || ended && on_file.decisions.iter().any(ends) {
            pilot.lifecycle = Lifecycle::Active;
        }
        let pilot = self.as_on(pilot, day)?;
        let OnFile {
            metrics,
            exceptions,
            targets,
            readiness,
            decisions,
            closings,
            ticks,
            people,
            framework,
            first_values,
        } = on_file;
        let ticks = ticks.into_iter().filter_map(|tick| tick_of(tick, &people, &framework)).collect();
        let partners = people.partners.clone();
        let (mut series, mut watched) = (Vec::with_capacity(metrics.len()), HashMap::new());
        for (metric, baselines) in metrics {
            let first = if baselines.is_empty() { first_values } else { 0 };
            let mut readings = self.recent(&metric, first, &pilot, Week::of(day))?;
            super::metrics::add_registered(&metric, &exceptions, day, &mut readings);
            if let Some(since) = awaited_since(&metric, &decisions, day).filter(|since| *since < earliest(day)) {
                let mut all = Vec::new();
                self.read(&metric, since, Week::of(day), usize::MAX, &mut all)?;
                super::metrics::add_registered(&metric, &exceptions, day, &mut all);
                watched.insert(metric.id, all);
            }
            series.push(Series { metric, readings, baselines });
        }
        Ok(Dossier { pilot, series, watched, targets, exceptions, readiness, decisions, closings, ticks, partners })
    }

    /// How a pilot stands on `day`; none where it is gone.
    pub fn judgement(&self, id: PilotId, day: Day) -> Result<Option<Judgement>> {
        let Some(pilot) = self.pilot(id)? else {
            return Ok(None);
        };
        let on_file = self.registers(Some(id))?.take(id);
        let dossier = self.dossier(pilot, day, on_file)?;
        let (rules, framework) = (self.rules()?, self.framework()?);
        Ok(Some(Judgement::of(&Case::new(&dossier, day, &rules, &framework))))
    }

    /// What a gate makes of a pilot's readiness on `day`, with everything that fires then; none where it is gone.
    pub fn tally(
        &self,
        id: PilotId,
        gate: Gate,
        item: Option<ExpansionId>,
        day: Day,
    ) -> Result<Option<(Tally, Readiness)>> {
        let Some(pilot) = self.pilot(id)? else {
            return Ok(None);
        };
        let on_file = self.registers(Some(id))?.take(id);
        let dossier = self.dossier(pilot, day, on_file)?;
        let rules = self.rules()?;
        let framework = self.framework()?;
        let case = Case::new(&dossier, day, &rules, &framework);
        let item = case.readiness.expansions.iter().find(|known| Some(known.id) == item);
        let tally = Bid::of(&case, &warnings::judge(&case)).tally(gate, item);
        Ok(Some((tally, case.readiness.into_owned())))
    }

    /// The readings of a year, and before them the first ones until `first` values are there.
    fn recent(&self, metric: &Metric, first: usize, pilot: &Pilot, to: Week) -> Result<Vec<Reading>> {
        let from = to.plus(-LOOK_BACK);
        let start = match metric.family {
            Family::Performance => Week::new(1900, 1),
            _ => pilot.rollout.map(Week::of),
        };
        let mut readings = Vec::with_capacity(usize::try_from(LOOK_BACK).unwrap_or(0) + 2);
        if let Some(start) = start.filter(|start| first > 0 && *start < from) {
            self.read(metric, start, from.plus(-1), first, &mut readings)?;
        }
        self.read(metric, from, to, usize::MAX, &mut readings)?;
        Ok(readings)
    }

    /// Readings from one week to another, oldest first, until `values` of them have a value. Warnings need no notes and
    /// no samples, and users of adoption only.
    fn read(&self, metric: &Metric, from: Week, to: Week, values: usize, readings: &mut Vec<Reading>) -> Result<()> {
        let users = metric.counts_users();
        let mut statement = self.connection.prepare_cached(if users { USERS } else { VALUES })?;
        let mut rows = statement.query(params![metric.local, from.code(), to.code(), self.entry])?;
        let begins = readings.len();
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let week = row.week(0)?;
            // A correction stands after what it corrects.
            let corrects = readings.len() > begins && readings.last().is_some_and(|before| before.week == week);
            if corrects {
                let gone = readings.pop();
                count -= usize::from(gone.is_some_and(|gone| gone.measure != Measure::NotMeasured));
            } else if count >= values {
                return Ok(());
            }
            let measure = match row.get_ref(1)? {
                ValueRef::Integer(value) if !users => Measure::Number(Fixed::from_millionths(value)),
                ValueRef::Integer(value) => match (row.fixed(2)?, row.fixed(3)?) {
                    (Some(active), Some(target)) => Measure::Users { active, target },
                    _ => Measure::Number(Fixed::from_millionths(value)),
                },
                TAKEN_BACK => continue,
                _ => Measure::NotMeasured,
            };
            count += usize::from(measure != Measure::NotMeasured);
            readings.push(Reading { week, measure, note: String::new(), sample: None });
        }
        Ok(())
    }

    /// The checklist items of one pilot, or of all, that somebody touched.
    fn ticked(&self, only: Option<PilotId>, framework: &Framework) -> Result<HashMap<PilotId, Vec<Ticked>>> {
        let filter = if only.is_some() { "t.pilot = ?1" } else { "?1 IS NULL" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT t.pilot, t.item, t.state, t.owner, t.due, \
             EXISTS (SELECT 1 FROM evidence e WHERE e.pilot = t.pilot AND e.item = t.item) FROM tick t WHERE {filter}"
        ))?;
        let mut rows = statement.query([only.map(|id| id.0)])?;
        let mut ticks: HashMap<PilotId, Vec<Ticked>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let item = row.get_ref(1)?.as_str().unwrap_or_default();
            // Items of an older framework say nothing to rules.
            let Some(place) = framework.place(item).and_then(|place| u16::try_from(place).ok()) else {
                continue;
            };
            let owner = row.get::<_, Option<i64>>(3)?.map(PersonId);
            let ticked = Ticked { place, state: row.word(2)?, owner, due: row.day(4)?, shown: row.get(5)? };
            ticks.entry(PilotId(row.get(0)?)).or_default().push(ticked);
        }
        Ok(ticks)
    }

    fn people_known(&self) -> Result<People> {
        let mut statement = self.connection.prepare_cached("SELECT id, name, partner FROM person")?;
        let mut rows = statement.query([])?;
        let mut people = People::default();
        while let Some(row) = rows.next()? {
            let id = PersonId(row.get(0)?);
            people.names.insert(id, row.get(1)?);
            if row.get(2)? {
                people.partners.push(id);
            }
        }
        Ok(people)
    }

    /// The pilot as it stood on a day before its newest stage or owner.
    fn as_on(&self, mut pilot: Pilot, day: Day) -> Result<Pilot> {
        if pilot.entered.is_some_and(|entered| entered > day)
            && let Some(visit) =
                self.visits(pilot.id)?.into_iter().rev().find(|visit| visit.entered.is_none_or(|on| on <= day))
        {
            (pilot.stage, pilot.visit_kind, pilot.assumed) = (visit.stage, visit.kind, visit.assumed);
            pilot.entered = visit.entered.or(pilot.started);
        }
        if pilot.seated.is_some_and(|seated| seated > day) {
            let held = self.appointments(pilot.id)?.into_iter().rev().find(|(held, _)| held.since <= day);
            pilot.seated = held.as_ref().map(|(held, _)| held.since);
            pilot.owner = match held {
                Some((held, Some(name))) => self.seat_of(&held, name)?,
                _ => None,
            };
        }
        let known = pilot.pauses.len();
        pilot.pauses.retain(|pause| pause.from <= day);
        let paused = pilot.pauses.iter().any(|pause| pause.to.is_none_or(|to| to > day));
        if pilot.pauses.len() < known && !paused && pilot.lifecycle == Lifecycle::Paused {
            pilot.lifecycle = Lifecycle::Active;
        }
        if paused && pilot.lifecycle == Lifecycle::Active {
            pilot.lifecycle = Lifecycle::Paused;
        }
        Ok(pilot)
    }

    fn seat_of(&self, held: &Appointment, name: String) -> Result<Option<OwnerSeat>> {
        let Some(person) = held.person else {
            return Ok(None);
        };
        let level: crate::domain::Level = self
            .connection
            .prepare_cached("SELECT level FROM person WHERE id = ?1")?
            .query_row([person.0], |row| row.word(0))?;
        Ok(Some(OwnerSeat { id: person, name, executive: level.is_executive(), level, powers: held.powers }))
    }

    /// The pilots that entries after `entry` touched; none where one of them cannot be told by pilots.
    pub fn touched_since(&self, entry: i64) -> Result<Option<HashSet<PilotId>>> {
        let untold = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM entry e WHERE e.seq > ?1 AND ((NOT EXISTS (SELECT 1 FROM touched t WHERE t.entry = e.seq) \
                 AND EXISTS (SELECT 1 FROM image i WHERE i.entry = e.seq AND i.tbl NOT IN \
                 ('review', 'attendance', 'agenda', 'minute', 'action', 'member', 'workspace'))) \
                 OR EXISTS (SELECT 1 FROM image i WHERE i.entry = e.seq AND i.tbl IN ('person', 'parameter', 'amendment'))) LIMIT 1",
            )?
            .exists([entry])?;
        if untold {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT pilot FROM touched WHERE entry > ?1")?;
        let rows = statement.query_map([entry], |row| row.get(0).map(PilotId))?;
        Ok(Some(rows.collect::<rusqlite::Result<_>>()?))
    }
}

/// The item as rules look at it: whether anything shows it, and not what.
fn tick_of(ticked: Ticked, people: &People, framework: &Framework) -> Option<Tick> {
    let item = framework.data.checklist.get(usize::from(ticked.place))?;
    let shown = || Evidence { id: EvidenceId(0), text: String::new(), on: Day::default(), by: String::new() };
    Some(Tick {
        item: item.id.clone(),
        state: ticked.state,
        owner: ticked.owner,
        owner_name: ticked.owner.and_then(|owner| people.names.get(&owner).cloned()),
        due: ticked.due,
        why: String::new(),
        reads: String::new(),
        writes: String::new(),
        evidence: if ticked.shown { vec![shown()] } else { Vec::new() },
    })
}
