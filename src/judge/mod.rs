//! Floor 2: how every pilot stands by its data. It is worked out after everything else, a few pilots at a time, kept in
//! memory, and worked out again only for pilots that an entry touched. Nothing of it is stored: it follows from the
//! data and the day.
//!
//! Pilots wait in stretches of 32 with consecutive ids (`store::Of`), so that registers are read for a stretch rather
//! than for all, while dossiers come one by one, each in the memory of the one before. A hundred pilots or more are
//! judged by two threads, each with a connection of its own. They take one stretch after another and share nothing
//! else. What is kept of a pilot has no spare capacity, and the second connection a small cache: 83 MB rather than 109
//! for 10,000 pilots of 260 weeks.
//!
//! What each step saved (`cargo bench --bench speed -- signals`; milliseconds for all signals of 1,000 pilots of 156
//! weeks, and of 10,000 of 260; the last two on a busy machine): stretches 85 → 65 and 700 → 650; readings as one value
//! 65 → 45 and 650 → 450; dossiers one by one, limits worked out once a baseline and a second connection a fifth less
//! of both; the values of a stretch with one question, decoded while fresh in the cache, 71 → 51 and 640 → 520; years
//! of metrics with consecutive numbers read in one go, 487 → 431 for the larger one.
//!
//! Tried and dropped: link-time optimisation across crates (5 to 8 %, for twice the time to build); one value for a
//! whole history (filling a file by weeks is quadratic); the newest weeks only (first values are older); another
//! allocator (10 %, for a C library); a table of judgements (it would have to be kept in step with undo, as-of, other
//! programs and the passing of days).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::domain::portfolio::{Fires, is_common};
use crate::domain::warnings::{Case, Dossier, review_overdue};
use crate::domain::{Day, Framework, Instant, Judgement, PilotId, Portfolio};
use crate::store::{Beside, Of, Reader, Result, Surroundings};

/// Up to so many touched pilots are judged one by one, by one thread.
const FEW: usize = 10;

/// Fewer pilots are judged in less time than it takes to open a second connection.
const WORTH_A_THREAD: usize = 100;

/// How many pilots are read and judged together: enough that a question costs little, few enough that two threads end
/// together.
const AT_ONCE: usize = 32;

/// Works out how every pilot stands.
pub struct Judge {
    day: Day,
    /// What is read once for all pilots.
    around: Surroundings,
    /// Everything up to this entry is taken into account.
    entry: Option<i64>,
    /// Stretches of pilots that wait, the first one last.
    waiting: Vec<Stretch>,
    /// The number of all pilots.
    total: usize,
    /// A second connection, for judging many pilots with two threads.
    beside: Option<Beside>,
    /// What else is known of each pilot.
    known: HashMap<PilotId, Known>,
    portfolio: Portfolio,
}

/// Pilots with consecutive ids, and their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    of: Of,
    count: usize,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    running: bool,
    unheard: bool,
}

impl Judge {
    /// A judge for `day` that knows nothing yet.
    #[must_use]
    pub fn new(day: Day, framework: Arc<Framework>) -> Self {
        Self {
            day,
            around: Surroundings::unread(framework),
            entry: None,
            waiting: Vec::new(),
            total: 0,
            beside: None,
            known: HashMap::new(),
            portfolio: Portfolio::default(),
        }
    }

    /// Finds what has to be judged since the last look. Returns whether there is anything.
    pub fn look(&mut self, reader: &Reader, day: Day) -> Result<bool> {
        let newest = reader.newest_entry()?;
        if self.day == day && self.entry == Some(newest) {
            return Ok(!self.waiting.is_empty());
        }
        let touched = match self.entry {
            Some(entry) if self.day == day && entry <= newest => reader.touched_since(entry)?,
            _ => None,
        };
        // If one of the next questions fails, everything is asked again.
        self.entry = None;
        self.day = day;
        match touched {
            // More are begun anew in one go rather than looked up one by one.
            Some(touched) if touched.len() <= FEW => {
                for pilot in touched {
                    let alone = Stretch { of: Of::one(pilot), count: 1 };
                    self.waiting.retain(|stretch| *stretch != alone);
                    self.waiting.push(alone);
                }
            }
            _ => self.begin(reader)?,
        }
        let closed = reader.last_closed(day)?.and_then(|review| review.closed).map(Instant::day);
        let first = reader.first_started(day)?;
        // If no pilot is under way, nobody has to meet.
        let overdue = first.and_then(|_| review_overdue::judge(closed, first, day, &self.around.rules));
        self.portfolio.findings = overdue.map(|found| (review_overdue::ID, found)).into_iter().collect();
        self.entry = Some(newest);
        self.count();
        Ok(!self.waiting.is_empty())
    }

    fn begin(&mut self, reader: &Reader) -> Result<()> {
        self.around = reader.surroundings(self.day)?;
        let pilots = reader.pilot_ids()?;
        self.total = pilots.len();
        self.beside = if pilots.len() >= WORTH_A_THREAD { reader.beside() } else { None };
        let stretch = |pilots: &[PilotId]| {
            let ends = pilots.first().zip(pilots.last());
            ends.map(|(first, last)| Stretch { of: Of::Between(*first, *last), count: pilots.len() })
        };
        self.waiting = pilots.chunks(AT_ONCE).rev().filter_map(stretch).collect();
        let there: HashSet<PilotId> = pilots.into_iter().collect();
        self.portfolio.pilots.retain(|id, _| there.contains(id));
        self.known.retain(|id, _| there.contains(id));
        Ok(())
    }

    /// Judges pilots while `more` says so. Returns whether all are judged.
    pub fn work(&mut self, reader: &Reader, more: &(dyn Fn() -> bool + Sync)) -> Result<bool> {
        let judged = self.work_through(reader, more);
        if judged.is_err() {
            // What was taken from the queue is lost: everything is asked again.
            self.entry = None;
            self.waiting.clear();
        }
        for (stretch, found) in judged? {
            if let (Of::Between(alone, _), 1, true) = (stretch.of, stretch.count, found.is_empty()) {
                // The entry that added it was undone.
                self.portfolio.pilots.remove(&alone);
                self.known.remove(&alone);
            }
            for (id, known, judgement) in found {
                self.known.insert(id, known);
                self.portfolio.pilots.insert(id, judgement);
            }
        }
        self.count();
        Ok(self.waiting.is_empty())
    }

    fn work_through(
        &mut self,
        reader: &Reader,
        more: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<(Stretch, Vec<Found>)>> {
        let waiting = Mutex::new(std::mem::take(&mut self.waiting));
        let bench = Bench { day: self.day, around: &self.around, more, waiting: &waiting };
        let many = self.beside.as_mut().filter(|_| bench.is_worth_a_thread());
        let (mine, theirs) = thread::scope(|scope| {
            let bench = &bench;
            let theirs = many.map(|beside| {
                let judge = |reader: &Reader| reader.at_once(|reader| bench.judge(reader));
                scope.spawn(move || beside.reader().map(judge).transpose())
            });
            let mine = reader.at_once(|reader| bench.judge(reader));
            (mine, theirs.map(joined))
        });
        self.waiting = waiting.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut found = mine?;
        match theirs.transpose()? {
            Some(Some(theirs)) => found.extend(theirs),
            // It cannot be opened: from here on the other thread does everything.
            Some(None) => self.beside = None,
            None => {}
        }
        Ok(found)
    }

    /// Counts for how many pilots each warning fires.
    fn count(&mut self) {
        let waiting: usize = self.waiting.iter().map(|stretch| stretch.count).sum();
        let total = self.total.max(waiting);
        self.portfolio.progress = (total - waiting, total);
        let ends = |stretch: &Stretch| match stretch.of {
            Of::Between(first, last) => first..=last,
            Of::All => PilotId(i64::MIN)..=PilotId(i64::MAX),
        };
        self.portfolio.waiting = self.waiting.iter().map(ends).collect();
        if !self.waiting.is_empty() {
            return;
        }
        self.portfolio.running = self.known.values().filter(|known| known.running).count();
        self.portfolio.unheard = self.known.values().filter(|known| known.unheard).count();
        let mut counts: BTreeMap<&'static str, Fires> = BTreeMap::new();
        let running = |pilot: &PilotId| self.known.get(pilot).is_some_and(|known| known.running);
        for (_, judgement) in self.portfolio.pilots.iter().filter(|(pilot, _)| running(pilot)) {
            // Signals come before watches.
            let mut seen = HashSet::new();
            for signal in judgement.signals.iter().filter(|signal| seen.insert(signal.warning)) {
                let fires = counts.entry(signal.warning).or_default();
                if signal.is_signal() {
                    fires.signals += 1;
                } else {
                    fires.watches += 1;
                }
            }
        }
        let running = self.portfolio.running;
        counts.retain(|warning, fires| is_common(warning, fires.pilots(), running, &self.around.framework));
        self.portfolio.common = counts;
    }

    /// What is known so far.
    #[must_use]
    pub const fn portfolio(&self) -> &Portfolio {
        &self.portfolio
    }
}

/// The result of a thread; if it panicked, so does this.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

type Found = (PilotId, Known, Arc<Judgement>);

/// What a judging thread needs.
struct Bench<'a> {
    day: Day,
    around: &'a Surroundings,
    more: &'a (dyn Fn() -> bool + Sync),
    waiting: &'a Mutex<Vec<Stretch>>,
}

impl Bench<'_> {
    fn waiting(&self) -> MutexGuard<'_, Vec<Stretch>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Do enough pilots wait to be worth a second thread?
    fn is_worth_a_thread(&self) -> bool {
        let waiting = self.waiting();
        waiting.len() > 1 && waiting.iter().map(|stretch| stretch.count).sum::<usize>() > FEW
    }

    /// Judges one stretch of pilots after another while there is more to do.
    fn judge(&self, reader: &Reader) -> Result<Vec<(Stretch, Vec<Found>)>> {
        let mut found = Vec::new();
        loop {
            let Some(next) = self.waiting().pop() else {
                return Ok(found);
            };
            let dossiers = reader.dossiers(next.of, self.day, self.around)?;
            let judged = dossiers.map(|dossier| Ok(self.judged(&dossier?)));
            found.push((next, judged.collect::<Result<_>>()?));
            if !(self.more)() {
                return Ok(found);
            }
        }
    }

    fn judged(&self, dossier: &Dossier) -> Found {
        let Surroundings { rules, framework, .. } = self.around;
        let judgement = Judgement::of(&Case::new(dossier, self.day, rules, framework));
        let pilot = &dossier.pilot;
        let running = !pilot.archived && pilot.lifecycle.is_running();
        let unheard = pilot.imported && dossier.series.iter().all(|series| series.readings.is_empty());
        (pilot.id, Known { running, unheard: running && unheard }, Arc::new(judgement))
    }
}

/// Judges every pilot in one go.
pub fn everything(reader: &Reader, day: Day) -> Result<Portfolio> {
    let mut judge = Judge::new(day, reader.framework()?);
    judge.look(reader, day)?;
    judge.work(reader, &|| true)?;
    Ok(judge.portfolio)
}
