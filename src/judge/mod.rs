//! Floor 2: how every pilot stands by its data. It is worked out after everything else, a few pilots at a time, kept in
//! memory, and worked out anew only for pilots that an entry touched. Nothing of it is stored: it follows from the data
//! and the day.

use std::collections::{BTreeMap, HashMap};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::domain::warnings::{Case, Dossier, review_overdue};
use crate::domain::{Day, Framework, Instant, Judgement, Pilot, PilotId, Portfolio, Rules};
use crate::store::{OnFile, Reader, Registers, Result};

/// A warning that fires for more pilots than this is one matter and not many.
const MANY: usize = 10;

/// Fewer pilots are judged sooner than a second connection is opened.
const WORTH_A_THREAD: i64 = 100;

/// So many pilots a thread takes at once.
const AT_ONCE: usize = 8;

/// Works it out.
pub struct Judge {
    day: Day,
    framework: Arc<Framework>,
    rules: Rules,
    /// Everything up to this entry is counted in.
    entry: Option<i64>,
    queue: Queue,
    /// A second connection, with which many pilots are judged by two threads.
    beside: Option<Reader>,
    /// What is known of each pilot beside its judgement.
    known: HashMap<PilotId, Known>,
    portfolio: Portfolio,
}

/// Pilots that wait.
#[derive(Default)]
struct Queue {
    /// The first last.
    waiting: Vec<Pilot>,
    /// What is known of them, where they are many; of a few it is read when their turn comes.
    registers: Option<Registers>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    running: bool,
    unheard: bool,
}

impl Judge {
    /// One who judges on `day` and knows nothing yet.
    #[must_use]
    pub fn new(day: Day, framework: Arc<Framework>) -> Self {
        Self {
            day,
            rules: Rules::of(&framework),
            framework,
            entry: None,
            queue: Queue::default(),
            beside: None,
            known: HashMap::new(),
            portfolio: Portfolio::default(),
        }
    }

    /// Finds what has to be judged since it was asked last. Answers whether that is anything.
    pub fn look(&mut self, reader: &Reader, day: Day) -> Result<bool> {
        let newest = reader.newest_entry()?;
        if self.day == day && self.entry == Some(newest) {
            return Ok(!self.queue.waiting.is_empty());
        }
        let touched = match self.entry {
            Some(entry) if self.day == day && entry <= newest => reader.touched_since(entry)?,
            _ => None,
        };
        // Where one of the next questions fails, everything is asked anew.
        self.entry = None;
        self.day = day;
        match touched {
            // Many are begun anew in one go, rather than looked for one by one.
            Some(touched) if touched.len() <= MANY => {
                for id in touched {
                    self.queue.waiting.retain(|pilot| pilot.id != id);
                    match reader.pilot(id)? {
                        Some(pilot) => self.queue.waiting.push(pilot),
                        // Its addition was undone.
                        None => self.forget(id),
                    }
                }
                // What it knew of those that wait may be old.
                self.queue.registers = None;
            }
            _ => self.begin(reader)?,
        }
        let closed = reader.last_closed(day)?.and_then(|review| review.closed).map(Instant::day);
        let first = reader.first_started()?;
        // Where nothing is under way, nobody has to meet.
        let overdue = first.and_then(|_| review_overdue::judge(closed, first, day, &self.rules));
        self.portfolio.findings = overdue.map(|found| (review_overdue::ID, found)).into_iter().collect();
        self.entry = Some(newest);
        self.count();
        Ok(!self.queue.waiting.is_empty())
    }

    fn forget(&mut self, id: PilotId) {
        self.portfolio.pilots.remove(&id);
        self.known.remove(&id);
    }

    fn begin(&mut self, reader: &Reader) -> Result<()> {
        (self.rules, self.framework) = (reader.rules()?, reader.framework()?);
        self.beside = if reader.pilot_count()? >= WORTH_A_THREAD { reader.beside() } else { None };
        let (pilots, registers) = thread::scope(|scope| {
            let registers = self.beside.as_mut().map(|beside| scope.spawn(move || beside.registers(None)));
            (reader.pilots(), registers.map(joined).transpose())
        });
        self.queue = Queue { waiting: pilots?, registers: registers? };
        self.queue.waiting.reverse();
        let there: std::collections::HashSet<PilotId> = self.queue.waiting.iter().map(|pilot| pilot.id).collect();
        self.portfolio.pilots.retain(|id, _| there.contains(id));
        self.known.retain(|id, _| there.contains(id));
        Ok(())
    }

    /// Judges pilots while `more` says so. Answers whether all are judged.
    pub fn work(&mut self, reader: &Reader, more: &(dyn Fn() -> bool + Sync)) -> Result<bool> {
        let judged = self.work_through(reader, more);
        if judged.is_err() {
            // What was taken from the queue is lost: everything is asked anew.
            (self.entry, self.queue) = (None, Queue::default());
        }
        for (id, known, judgement) in judged? {
            self.known.insert(id, known);
            self.portfolio.pilots.insert(id, judgement);
        }
        if self.queue.waiting.is_empty() {
            self.queue.registers = None;
        }
        self.count();
        Ok(self.queue.waiting.is_empty())
    }

    fn work_through(&mut self, reader: &Reader, more: &(dyn Fn() -> bool + Sync)) -> Result<Vec<Found>> {
        let bench = Bench { day: self.day, rules: &self.rules, framework: &self.framework, more };
        if self.queue.waiting.len() <= MANY {
            self.queue.registers = None;
        } else if self.queue.registers.is_none() {
            self.queue.registers = Some(reader.registers(None)?);
        }
        let queue = Mutex::new(std::mem::take(&mut self.queue));
        let many = self.beside.as_mut().filter(|_| queue.lock().is_ok_and(|queue| queue.registers.is_some()));
        let (mine, theirs) = thread::scope(|scope| {
            let (bench, queue) = (&bench, &queue);
            let theirs = many.map(|beside| scope.spawn(move || beside.at_once(|reader| bench.judge(reader, queue))));
            let mine = reader.at_once(|reader| bench.judge(reader, queue));
            (mine, theirs.map(joined))
        });
        self.queue = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut found = mine?;
        found.extend(theirs.transpose()?.unwrap_or_default());
        Ok(found)
    }

    /// Counts what fires for how many.
    fn count(&mut self) {
        let known = self.portfolio.pilots.len();
        let total = known.max(self.queue.waiting.len());
        self.portfolio.progress = (total - self.queue.waiting.len().min(total), total);
        if !self.queue.waiting.is_empty() {
            return;
        }
        self.portfolio.running = self.known.values().filter(|known| known.running).count();
        self.portfolio.unheard = self.known.values().filter(|known| known.unheard).count();
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        let running = |pilot: &PilotId| self.known.get(pilot).is_some_and(|known| known.running);
        for (_, judgement) in self.portfolio.pilots.iter().filter(|(pilot, _)| running(pilot)) {
            let mut warnings: Vec<&'static str> = judgement.signals.iter().map(|signal| signal.warning).collect();
            warnings.sort_unstable();
            warnings.dedup();
            for warning in warnings {
                *counts.entry(warning).or_default() += 1;
            }
        }
        let running = self.portfolio.running;
        counts.retain(|_, count| *count > MANY && *count * 2 > running);
        self.portfolio.common = counts;
    }

    /// What is known so far.
    #[must_use]
    pub const fn portfolio(&self) -> &Portfolio {
        &self.portfolio
    }
}

/// What a thread answered; its panic is ours.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

type Found = (PilotId, Known, Arc<Judgement>);

/// What a thread needs that judges.
struct Bench<'a> {
    day: Day,
    rules: &'a Rules,
    framework: &'a Framework,
    more: &'a (dyn Fn() -> bool + Sync),
}

impl Bench<'_> {
    /// Judges one pilot of the queue after another while there is more to do.
    fn judge(&self, reader: &Reader, queue: &Mutex<Queue>) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        loop {
            let taken = take(reader, queue)?;
            if taken.is_empty() {
                return Ok(found);
            }
            for (pilot, on_file) in taken {
                let dossier = reader.dossier(pilot, self.day, on_file)?;
                found.push(self.judged(&dossier));
            }
            if !(self.more)() {
                return Ok(found);
            }
        }
    }

    fn judged(&self, dossier: &Dossier) -> Found {
        let judgement = Judgement::of(&Case::new(dossier, self.day, self.rules, self.framework));
        let pilot = &dossier.pilot;
        let running = !pilot.archived && pilot.lifecycle.is_running();
        let unheard = pilot.imported && dossier.series.iter().all(|series| series.readings.is_empty());
        (pilot.id, Known { running, unheard: running && unheard }, Arc::new(judgement))
    }
}

/// The next pilots, with what the registers hold of them: several, so that two threads seldom wait for each other.
fn take(reader: &Reader, queue: &Mutex<Queue>) -> Result<Vec<(Pilot, OnFile)>> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let rest = queue.waiting.len().saturating_sub(AT_ONCE);
    let next = queue.waiting.split_off(rest);
    let with_registers = |pilot: Pilot| {
        let on_file = match &mut queue.registers {
            Some(registers) => registers.take(pilot.id),
            None => reader.registers(Some(pilot.id))?.take(pilot.id),
        };
        Ok((pilot, on_file))
    };
    next.into_iter().rev().map(with_registers).collect()
}

/// Judges every pilot at once.
pub fn everything(reader: &Reader, day: Day) -> Result<Portfolio> {
    let mut judge = Judge::new(day, reader.framework()?);
    judge.look(reader, day)?;
    judge.work(reader, &|| true)?;
    Ok(judge.portfolio)
}

/// Judges one pilot; none where there is no such pilot.
pub fn one(reader: &Reader, id: PilotId, day: Day) -> Result<Option<Judgement>> {
    let Some(pilot) = reader.pilot(id)? else {
        return Ok(None);
    };
    let on_file = reader.registers(Some(id))?.take(id);
    let dossier = reader.dossier(pilot, day, on_file)?;
    Ok(Some(Judgement::of(&Case::new(&dossier, day, &reader.rules()?, &*reader.framework()?))))
}
