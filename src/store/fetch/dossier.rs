//! Answers dossiers: all that early warnings need to know of pilots. Readings go back a year, and beyond that only to
//! the first values, which make the limits while no baseline is frozen.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rusqlite::{params, types::ValueRef};

use super::as_on::Then;
use super::earlier::{Keys, Stood};
use super::of::Of;
use super::{any_row, by, rows, rows_of};
use crate::domain::readiness::{Bid, Booking, Scored};
use crate::domain::review::Closing;
use crate::domain::warnings::{self, Case, Dossier, GateDate, Seat, Series};
use crate::domain::{
    AssessmentId, Baseline, Day, Decision, DecisionId, Dimension, Evidence, EvidenceId, Exception, ExpansionId, Family,
    Fixed, Framework, Gate, ItemStanding, ItemState, Judgement, Measure, Metric, MetricId, PersonId, Pilot, PilotId,
    Readiness, Reading, Rules, Stage, Tally, Target, Tick, Trigger, Week,
};
use crate::store::columns::Columns;
use crate::store::error::Result;
use crate::store::open::Reader;
use crate::store::rows::key_of;
use crate::store::series::{Wanted, Years};

/// A value or, without one, whether a note says why. Of very many rows only what is needed is decoded.
const VALUES: &str = "SELECT week, coalesce(value, iif(note IS NULL, 'taken back', 'not measured')) FROM reading \
    WHERE metric = ?1 AND week BETWEEN ?2 AND ?3 AND entry <= ?4 ORDER BY week, entry";
const USERS: &str = "SELECT week, coalesce(value, iif(note IS NULL, 'taken back', 'not measured')), active, target \
    FROM reading WHERE metric = ?1 AND week BETWEEN ?2 AND ?3 AND entry <= ?4 ORDER BY week, entry";
/// The newest values of weeks that were written after a decision, and differ from what stood when it was taken.
const RECORDED_AFTER: &str = "SELECT r.week, \
    date((SELECT e.at FROM entry e WHERE e.seq = r.entry) / 1000, 'unixepoch', 'localtime') FROM reading r, \
    (SELECT min(i.entry) AS entry FROM image i WHERE i.tbl = 'decision' AND i.key = ?4) d \
    WHERE r.metric = ?1 AND r.week BETWEEN ?2 AND ?3 AND r.entry > d.entry AND r.value IS NOT NULL \
    AND r.entry = (SELECT max(n.entry) FROM reading n WHERE n.metric = r.metric AND n.week = r.week AND n.entry <= ?5) \
    AND r.value IS NOT (SELECT b.value FROM reading b WHERE b.metric = r.metric AND b.week = r.week \
    AND b.entry <= d.entry ORDER BY b.entry DESC LIMIT 1) ORDER BY r.week";
const TAKEN_BACK: ValueRef<'_> = ValueRef::Text(b"taken back");

/// How many weeks warnings look back.
const LOOK_BACK: i64 = 52;

/// What the dossiers of all pilots need, read once.
#[derive(Debug, Clone)]
pub struct Surroundings {
    people: Arc<People>,
    /// The framework in force.
    pub framework: Arc<Framework>,
    /// The numbers that rules go by.
    pub rules: Rules,
    /// Was anything written after the day of judgement?
    looks_back: bool,
}

impl Surroundings {
    /// What is known before anything was read.
    #[must_use]
    pub fn unread(framework: Arc<Framework>) -> Self {
        Self { people: Arc::default(), rules: Rules::of(&framework), framework, looks_back: false }
    }
}

/// What registers hold of pilots besides readings, and where the readings are found.
struct Registers {
    /// The readings by years; none if the file has none.
    years: Option<Years>,
    metrics: BTreeMap<PilotId, Vec<Metric>>,
    baselines: BTreeMap<MetricId, Vec<Baseline>>,
    exceptions: BTreeMap<PilotId, Vec<Exception>>,
    targets: HashMap<PilotId, Vec<Target>>,
    readiness: HashMap<PilotId, Readiness>,
    decisions: BTreeMap<PilotId, Vec<Decision>>,
    closings: HashMap<PilotId, Vec<Closing>>,
    ticks: BTreeMap<PilotId, Vec<Ticked>>,
    /// The earlier stays in stages.
    stays: BTreeMap<PilotId, Vec<Stay>>,
    /// The executive owners.
    seats: BTreeMap<PilotId, Vec<(PilotId, Seat)>>,
    /// The dates that were set for gates.
    dates: BTreeMap<PilotId, Vec<(PilotId, GateDate)>>,
    /// What has to be known of the day.
    then: Then,
}

/// A pilot's stay in a stage, and since when.
type Stay = (PilotId, Stage, Option<Day>);
/// The first evidence for a checklist item of a pilot, by its day.
type Shows = (PilotId, String, Day);

/// A checklist item in as little memory as possible, as many pilots have very many.
#[derive(Debug, Clone, Copy)]
struct Ticked {
    /// Its position in the framework.
    place: u16,
    state: ItemState,
    owner: Option<PersonId>,
    due: Option<Day>,
    /// The day of its first evidence.
    shown: Option<Day>,
}

impl Ticked {
    /// Winds it back to `day`. Returns whether somebody had touched it by then.
    fn put_back(&mut self, stood: &Stood, day: Day) -> bool {
        // If the journal cannot date it, its evidence does.
        if !stood.is_there() || stood.undated && self.shown > Some(day) {
            return false;
        }
        stood.put(&mut self.state, "state");
        stood.put(&mut self.owner, "owner");
        stood.put(&mut self.due, "due");
        true
    }
}

/// The position of a checklist item in the framework; none for one of an older framework.
fn place(framework: &Framework, item: &str) -> Option<u16> {
    framework.place(item).and_then(|place| u16::try_from(place).ok())
}

/// What warnings and gates need to know of people.
#[derive(Debug, Default)]
struct People {
    names: HashMap<PersonId, String>,
    partners: Vec<PersonId>,
}

/// The first week that warnings look at.
fn earliest(day: Day) -> Week {
    Week::of(day).plus(-LOOK_BACK)
}

/// The decisions that are not settled by `day` and wait for a value of the metric.
fn awaiting(metric: MetricId, decisions: &[Decision], day: Day) -> impl Iterator<Item = &Decision> {
    decisions.iter().filter(move |decision| {
        matches!(&decision.trigger, Some(Trigger::Value(bar)) if bar.metric == metric)
            && decision.settled.is_none_or(|settled| settled > day)
    })
}

impl Reader {
    /// What the dossiers of all pilots on `day` need.
    pub fn surroundings(&self, day: Day) -> Result<Surroundings> {
        let people = Arc::new(self.people_known()?);
        let looks_back = self.looks_back(day)?;
        Ok(Surroundings { people, framework: self.framework()?, rules: self.rules()?, looks_back })
    }

    fn registers(&self, of: Of, day: Day, framework: &Framework) -> Result<Registers> {
        let (mut metrics, mut exceptions) = (self.metrics(of)?, self.exceptions(of)?);
        let then = self.then(of, day)?;
        if then.looks_back {
            self.wind_back(&mut exceptions, of, day)?;
        }
        metrics.retain(|metric| !metric.archived);
        let years = || Years::of(&self.connection, metrics.iter().map(|metric| metric.local).collect());
        Ok(Registers {
            years: self.has_series.then(years).transpose()?,
            metrics: by(metrics, |metric| metric.pilot),
            baselines: by(self.baselines(of)?, |baseline| baseline.metric),
            exceptions: by(exceptions, |exception| exception.pilot),
            targets: self.targets_on(of, day)?,
            readiness: self.readiness(of)?,
            decisions: by(self.decisions(of)?, |decision| decision.pilot),
            closings: self.closings(of)?,
            ticks: self.ticked(of, framework)?,
            stays: by(self.stays(of)?, |(pilot, ..)| *pilot),
            seats: by(self.seats(of)?, |(pilot, _)| *pilot),
            dates: self.dates(of, day)?,
            then,
        })
    }

    /// Asks many questions under one lock, rather than taking it for each. Nobody can commit meanwhile: ask no longer
    /// than a writer may wait.
    pub fn at_once<T>(&self, ask: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let transaction = self.connection.unchecked_transaction()?;
        let answer = ask(self);
        transaction.rollback()?;
        answer
    }

    /// The dossiers of those pilots on `day`, in order of creation. Each is made when it is asked for: charts are best
    /// made while the readings are fresh in the cache, and soon leave their memory to the next.
    pub fn dossiers<'r>(
        &'r self,
        of: Of,
        day: Day,
        around: &'r Surroundings,
    ) -> Result<impl Iterator<Item = Result<Dossier>> + use<'r>> {
        let mut registers = self.registers(of, day, &around.framework)?;
        let mut there = self.uncounted(of)?;
        there.retain(|pilot| registers.then.has(pilot));
        Ok(there.into_iter().map(move |pilot| self.dossier(pilot, day, &mut registers, around)))
    }

    /// The dossier of a pilot. What the registers hold of it is moved out of them.
    fn dossier(&self, pilot: Pilot, day: Day, from: &mut Registers, around: &Surroundings) -> Result<Dossier> {
        let id = pilot.id;
        let exceptions = from.exceptions.remove(&id).unwrap_or_default();
        let decisions = from.decisions.remove(&id).unwrap_or_default();
        let mut readiness = from.readiness.remove(&id).unwrap_or_default();
        let mut ticks = from.ticks.remove(&id).unwrap_or_default();
        if around.looks_back {
            self.put_ticks_back(id, day, &mut ticks, &around.framework)?;
            self.put_readiness_back(id, day, &mut readiness)?;
        }
        let stays = from.stays.remove(&id).into_iter().flatten().chain([(id, pilot.stage, pilot.entered)]);
        let stays = stays.map(|(_, stage, entered)| (stage, entered));
        let mut stays: Vec<_> = stays.filter(|(_, entered)| entered.is_none_or(|entered| entered <= day)).collect();
        let pilot = self.as_on(pilot, &from.then)?;
        // The stay that a take-over moved since is as it was.
        if stays.is_empty() && pilot.entered.is_some_and(|entered| entered <= day) {
            stays.push((pilot.stage, pilot.entered));
        }
        let metrics = from.metrics.remove(&id).unwrap_or_default();
        let (mut series, mut watched) = (Vec::with_capacity(metrics.len()), HashMap::new());
        let mut late: HashMap<DecisionId, Vec<(Week, Day)>> = HashMap::new();
        for metric in metrics {
            let baselines = from.baselines.remove(&metric.id).unwrap_or_default();
            let first = if baselines.is_empty() { usize::from(self.builtin.data.xmr.baseline_readings) } else { 0 };
            let mut readings = self.recent(&metric, first, &pilot, Week::of(day), from.years.as_ref())?;
            super::metrics::add_registered(&metric, &exceptions, day, &mut readings);
            let mut since: Option<Week> = None;
            for decision in awaiting(metric.id, &decisions, day) {
                let recorded = self.recorded_after(decision, &metric)?;
                let weeks = recorded.iter().map(|(week, _)| *week).chain([Week::of(decision.date)]);
                since = weeks.chain(since).min();
                late.insert(decision.id, recorded);
            }
            if let Some(since) = since.filter(|since| *since < earliest(day)) {
                let mut all = Vec::new();
                self.read(&metric, since, Week::of(day), usize::MAX, &mut all)?;
                super::metrics::add_registered(&metric, &exceptions, day, &mut all);
                watched.insert(metric.id, all);
            }
            series.push(Series { metric, readings, baselines });
        }
        let shown = |tick| tick_of(tick, day, &around.people, &around.framework);
        Ok(Dossier {
            pilot,
            stays,
            seats: from.seats.remove(&id).into_iter().flatten().map(|(_, seat)| seat).collect(),
            dates: from.dates.remove(&id).into_iter().flatten().map(|(_, dated)| dated).collect(),
            series,
            watched,
            late,
            targets: from.targets.remove(&id).unwrap_or_default(),
            exceptions,
            readiness,
            decisions,
            closings: from.closings.remove(&id).unwrap_or_default(),
            ticks: ticks.into_iter().filter_map(shown).collect(),
            partners: around.people.partners.clone(),
        })
    }

    /// Winds checklist items back to `day`.
    fn put_ticks_back(&self, id: PilotId, day: Day, ticks: &mut Vec<Ticked>, framework: &Framework) -> Result<()> {
        for stood in self.stood("tick", &Keys::within("pilot", id.0), id, day)? {
            let place = place(framework, stood.key("item"));
            ticks.retain_mut(|tick| Some(tick.place) != place || tick.put_back(&stood, day));
        }
        Ok(())
    }

    /// Winds those parts of readiness back to `day` that carry no day of their own.
    pub(super) fn put_readiness_back(&self, id: PilotId, day: Day, readiness: &mut Readiness) -> Result<()> {
        let booked = &mut readiness.booked;
        for stood in self.stood("booking", &Keys::within("pilot", id.0), id, day)? {
            let Ok(gate) = stood.key("gate").parse::<Gate>() else {
                continue;
            };
            booked.retain(|booking| booking.gate != gate || stood.is_there());
            // A gate that was held since has its date no more.
            if let Some(day) = stood.value("day") {
                booked.retain(|booking| booking.gate != gate);
                booked.push(Booking { gate, day });
            }
        }
        for assessment in &mut readiness.assessments {
            for stood in self.stood("score", &Keys::within("assessment", assessment.id.0), id, day)? {
                if let Ok(dimension) = stood.key("dimension").parse::<Dimension>() {
                    let scored = &mut assessment.scores[dimension as usize];
                    self.put_score_back(assessment.id, dimension, scored, &stood)?;
                }
            }
            let evidence = assessment.scores.iter_mut().flat_map(|scored| &mut scored.evidence);
            // It may have been there from an earlier day, and given again since.
            for piece in evidence.filter(|piece| piece.on > day) {
                if let Some(stood) = self.stood_one("proof", piece.id.0, id, day)? {
                    stood.put(&mut piece.on, "given");
                }
            }
        }
        for item in &mut readiness.expansions {
            self.put_expansion_back(id, day, item)?;
        }
        self.put_workstreams_back(id, day, &mut readiness.workstreams)?;
        self.put_steps_back(id, day, &mut readiness.steps)?;
        self.put_documents_back(id, day, &mut readiness.documents)?;
        for waiver in readiness.waivers.iter_mut().filter(|waiver| waiver.outcome.is_some()) {
            if let Some(stood) = self.stood_one("waiver", waiver.id.0, id, day)? {
                stood.put(&mut waiver.outcome, "outcome");
            }
        }
        Ok(())
    }

    /// Winds back a score that was replaced since. The assessor is told by name, or else is whoever wrote it.
    fn put_score_back(
        &self,
        assessment: AssessmentId,
        dimension: Dimension,
        scored: &mut Scored,
        stood: &Stood,
    ) -> Result<()> {
        stood.put(&mut scored.value, "value");
        stood.put(&mut scored.assessor, "assessor");
        stood.put(&mut scored.on, "scored");
        stood.put(&mut scored.effort, "effort");
        stood.put(&mut scored.criteria, "criteria");
        let named = "SELECT coalesce((SELECT name FROM person WHERE id = ?1), ?2, by) FROM score \
             WHERE assessment = ?3 AND dimension = ?4";
        let assessor = scored.assessor.map(|assessor| assessor.0);
        let (by, dimension) = (stood.text("by"), dimension.name());
        let by = any_row(&self.connection, named, params![assessor, by, assessment.0, dimension], |row| row.get(0))?;
        scored.by = by.unwrap_or_default();
        Ok(())
    }

    /// The dates that were set for gates by `day`, oldest first; what is being written has no entry yet. Each pilot is
    /// looked up by its key: asked by stretches, the bookings of all pilots would be read once for each. What an image
    /// left is what the next one found, or what stands now.
    fn dates(&self, of: Of, day: Day) -> Result<BTreeMap<PilotId, Vec<(PilotId, GateDate)>>> {
        let sql = format!(
            "SELECT p.id, json_extract(i.key, '$.gate'), CASE WHEN lead(i.id) OVER later IS NULL THEN b.day \
             ELSE json_extract(lead(i.before) OVER later, '$.day') END, \
             date(e.at / 1000, 'unixepoch', 'localtime'), i.entry FROM pilot p CROSS JOIN image i \
             ON i.tbl = 'booking' AND i.key > '{{\"pilot\":' || p.id || ',' AND i.key < '{{\"pilot\":' || p.id || '-' \
             LEFT JOIN booking b ON b.pilot = p.id AND b.gate = json_extract(i.key, '$.gate') \
             LEFT JOIN entry e ON e.seq = i.entry WHERE p.id {{of}} AND i.entry <= {} \
             WINDOW later AS (PARTITION BY i.key ORDER BY i.id) ORDER BY i.id",
            self.entry
        );
        let mut written: Vec<(PilotId, GateDate, i64)> = rows_of(&self.connection, of, &sql, |row| {
            let dated = GateDate { gate: row.word(1)?, date: row.day(2)?, on: row.day(3)?.unwrap_or(day) };
            Ok((PilotId(row.get(0)?), dated, row.get(4)?))
        })?;
        written.retain(|(_, dated, _)| dated.on <= day);
        if !written.is_empty() {
            let void = self.void()?;
            written.retain(|(.., entry)| !void.contains(entry));
        }
        let dates = written.into_iter().map(|(pilot, dated, _)| (pilot, dated)).collect();
        Ok(by(dates, |(pilot, _)| *pilot))
    }

    /// How a pilot stands on `day`; none where it is gone.
    pub fn judgement(&self, id: PilotId, day: Day) -> Result<Option<Judgement>> {
        let around = self.surroundings(day)?;
        let dossier = self.dossiers(Of::one(id), day, &around)?.next().transpose()?;
        Ok(dossier.map(|dossier| Judgement::of(&Case::new(&dossier, day, &around.rules, &around.framework))))
    }

    /// The tally of a gate on `day`, with everything that fires then; none if the pilot is gone.
    pub fn tally(
        &self,
        id: PilotId,
        gate: Gate,
        item: Option<ExpansionId>,
        day: Day,
    ) -> Result<Option<(Tally, Readiness)>> {
        let around = self.surroundings(day)?;
        let Some(dossier) = self.dossiers(Of::one(id), day, &around)?.next().transpose()? else {
            return Ok(None);
        };
        let case = Case::new(&dossier, day, &around.rules, &around.framework);
        let item = case.readiness.expansions.iter().find(|known| Some(known.id) == item);
        let tally = Bid::of(&case, &warnings::judge(&case)).tally(gate, item);
        Ok(Some((tally, case.readiness.into_owned())))
    }

    /// The weeks that had ended when a decision was taken and whose value was recorded later, each with the day of
    /// that. A week whose value stood already is left out, whatever was written to it since.
    fn recorded_after(&self, decision: &Decision, metric: &Metric) -> Result<Vec<(Week, Day)>> {
        let (to, made) = (Week::ended_by(decision.date), key_of(decision.id.0));
        let bounds = (metric.local, to.plus(-LOOK_BACK).code(), to.code(), made, self.entry);
        rows(&self.connection, RECORDED_AFTER, bounds, |row| Ok((row.week(0)?, row.day(1)?.unwrap_or(decision.date))))
    }

    /// The readings of a year, and before them the first ones until there are `first` values.
    fn recent(
        &self,
        metric: &Metric,
        first: usize,
        pilot: &Pilot,
        to: Week,
        years: Option<&Years>,
    ) -> Result<Vec<Reading>> {
        let from = to.plus(-LOOK_BACK);
        let start = match metric.family {
            Family::Performance => Week::new(1900, 1),
            _ => pilot.rollout.map(Week::of),
        };
        let start = start.filter(|start| first > 0 && *start < from);
        let wanted = Wanted { from, to, first: start.map(|start| (start, first)) };
        if let Some(years) = years
            && let Some(readings) = years.read(metric, &wanted, self.entry)
        {
            return Ok(readings);
        }
        let mut readings = Vec::new();
        if let Some(start) = start {
            self.read(metric, start, from.plus(-1), first, &mut readings)?;
        }
        self.read(metric, from, to, usize::MAX, &mut readings)?;
        Ok(readings)
    }

    /// The readings from one week to another, oldest first, until `values` of them have a value. Warnings need no notes
    /// and samples, and users only of adoption.
    fn read(&self, metric: &Metric, from: Week, to: Week, values: usize, readings: &mut Vec<Reading>) -> Result<()> {
        let users = metric.counts_users();
        let mut statement = self.connection.prepare_cached(if users { USERS } else { VALUES })?;
        let mut rows = statement.query(params![metric.local, from.code(), to.code(), self.entry])?;
        let begins = readings.len();
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let week = row.week(0)?;
            // A correction comes after what it corrects.
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

    /// The checklist items that somebody touched, of one pilot or of all.
    fn ticked(&self, of: Of, framework: &Framework) -> Result<BTreeMap<PilotId, Vec<Ticked>>> {
        let sql = of.narrow("SELECT pilot, item, state, owner, due FROM tick WHERE pilot {of}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let shown = self.shown(of)?;
        let mut rows = statement.query(of.bounds())?;
        let mut ticks: BTreeMap<PilotId, Vec<Ticked>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (pilot, item) = (PilotId(row.get(0)?), row.get_ref(1)?.as_str().unwrap_or_default());
            // Rules know nothing of items of an older framework.
            let Some(place) = place(framework, item) else {
                continue;
            };
            let owner = row.some_id(3, PersonId)?;
            let shown = shown.get(&pilot).and_then(|items| items.iter().find(|(_, shown, _)| shown == item));
            let shown = shown.map(|(.., since)| *since);
            let ticked = Ticked { place, state: row.word(2)?, owner, due: row.day(4)?, shown };
            ticks.entry(pilot).or_default().push(ticked);
        }
        Ok(ticks)
    }

    /// The first evidence of each checklist item, by its day.
    fn shown(&self, of: Of) -> Result<BTreeMap<PilotId, Vec<Shows>>> {
        let sql = "SELECT pilot, item, min(given) FROM evidence WHERE pilot {of} GROUP BY pilot, item";
        let shown = rows_of(&self.connection, of, sql, |row| {
            Ok((PilotId(row.get(0)?), row.get(1)?, row.day(2)?.unwrap_or_default()))
        })?;
        Ok(by(shown, |(pilot, ..)| *pilot))
    }

    /// The earlier stays of those pilots, oldest first.
    fn stays(&self, of: Of) -> Result<Vec<Stay>> {
        let sql = "SELECT v.pilot, v.stage, coalesce(v.entered, CASE v.kind WHEN 'forward' THEN NULL WHEN 'back' \
             THEN NULL ELSE p.started END) FROM pilot p JOIN visit v ON v.pilot = p.id AND v.id <> p.visit \
             WHERE p.id {of} ORDER BY v.id";
        rows_of(&self.connection, of, sql, |row| {
            let stage = Stage::from_number(row.get(1)?).unwrap_or(Stage::One);
            Ok((PilotId(row.get(0)?), stage, row.day(2)?))
        })
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

    /// The pilots that entries after `entry` touched; none if that cannot be said for one of them.
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
        let sql = "SELECT DISTINCT pilot FROM touched WHERE entry > ?1";
        let touched = rows(&self.connection, sql, [entry], |row| row.get(0).map(PilotId))?;
        Ok(Some(touched.into_iter().collect()))
    }
}

/// The item as rules see it on `day`: whether there is evidence, and not which.
fn tick_of(ticked: Ticked, day: Day, people: &People, framework: &Framework) -> Option<Tick> {
    let item = framework.data.checklist.get(usize::from(ticked.place))?;
    let shown = ticked.shown.filter(|on| *on <= day);
    let shown = shown.map(|on| Evidence { id: EvidenceId(0), text: String::new(), on, by: String::new() });
    Some(Tick {
        item: item.id.clone(),
        standing: ItemStanding { state: ticked.state, owner: ticked.owner, due: ticked.due, ..ItemStanding::UNTOUCHED },
        owner_name: ticked.owner.and_then(|owner| people.names.get(&owner).cloned()),
        evidence: shown.into_iter().collect(),
    })
}
