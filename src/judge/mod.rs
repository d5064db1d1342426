//! Floor 2: how every pilot stands by its data. It is worked out after everything else, a few pilots at a time, kept in
//! memory, and worked out anew only for pilots that an entry touched. Nothing of it is stored: it follows from the data
//! and the day.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::warnings::Case;
use crate::domain::{Day, Framework, Judgement, Lifecycle, Pilot, PilotId, Portfolio, Rules};
use crate::store::{Reader, Registers, Result};

/// A warning that fires for more pilots than this is one matter and not many.
const MANY: usize = 10;

/// Works it out.
pub struct Judge {
    day: Day,
    framework: Arc<Framework>,
    rules: Rules,
    /// Everything up to this entry is counted in.
    entry: Option<i64>,
    /// Pilots that wait, the first last.
    waiting: Vec<Pilot>,
    registers: Option<Registers>,
    /// What is known of each pilot beside its judgement.
    known: HashMap<PilotId, Known>,
    portfolio: Portfolio,
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
            waiting: Vec::new(),
            registers: None,
            known: HashMap::new(),
            portfolio: Portfolio::default(),
        }
    }

    /// Finds what has to be judged since it was asked last. Answers whether that is anything.
    pub fn look(&mut self, reader: &Reader, day: Day) -> Result<bool> {
        let newest = reader.newest_entry()?;
        if self.day == day && self.entry == Some(newest) {
            return Ok(!self.waiting.is_empty());
        }
        let touched = match self.entry {
            Some(entry) if self.day == day && entry <= newest => reader.touched_since(entry)?,
            _ => None,
        };
        // Where one of the next questions fails, everything is asked anew.
        self.entry = None;
        self.day = day;
        match touched {
            Some(touched) => {
                for id in touched {
                    self.waiting.retain(|pilot| pilot.id != id);
                    match reader.pilot(id)? {
                        Some(pilot) => self.waiting.push(pilot),
                        // Its addition was undone.
                        None => self.forget(id),
                    }
                }
                // What it knew of those that wait may be old.
                self.registers = None;
            }
            None => self.begin(reader)?,
        }
        self.entry = Some(newest);
        self.count();
        Ok(!self.waiting.is_empty())
    }

    fn forget(&mut self, id: PilotId) {
        self.portfolio.pilots.remove(&id);
        self.known.remove(&id);
    }

    fn begin(&mut self, reader: &Reader) -> Result<()> {
        self.rules = reader.rules()?;
        self.waiting = reader.pilots()?;
        self.waiting.reverse();
        let there: std::collections::HashSet<PilotId> = self.waiting.iter().map(|pilot| pilot.id).collect();
        self.portfolio.pilots.retain(|id, _| there.contains(id));
        self.known.retain(|id, _| there.contains(id));
        self.registers = None;
        Ok(())
    }

    /// Judges one pilot after another while `more` says so. Answers whether all are judged.
    pub fn work(&mut self, reader: &Reader, more: impl FnMut() -> bool) -> Result<bool> {
        reader.at_once(|reader| self.work_at_once(reader, more))
    }

    fn work_at_once(&mut self, reader: &Reader, mut more: impl FnMut() -> bool) -> Result<bool> {
        // For a few pilots their own registers are read; for many all at once.
        let few = self.waiting.len() <= MANY;
        if !few && self.registers.is_none() {
            self.registers = Some(reader.registers(None)?);
        }
        while let Some(pilot) = self.waiting.last().cloned() {
            let id = pilot.id;
            let mut own = match &self.registers {
                Some(_) => None,
                None => Some(reader.registers(Some(id))?),
            };
            let Some(registers) = own.as_mut().or(self.registers.as_mut()) else {
                break;
            };
            let read = reader.dossier(pilot, self.day, registers);
            if read.is_err() {
                // It lost what belongs to this pilot.
                self.registers = None;
            }
            let dossier = read?;
            self.waiting.pop();
            let case = Case::new(&dossier, self.day, &self.rules, &self.framework);
            let judgement = Arc::new(Judgement::of(&case));
            let running = !dossier.pilot.archived
                && matches!(dossier.pilot.lifecycle, Lifecycle::Active | Lifecycle::SelfSustaining);
            let unheard = dossier.pilot.imported && dossier.series.iter().all(|series| series.readings.is_empty());
            self.known.insert(id, Known { running, unheard: running && unheard });
            self.portfolio.pilots.insert(id, judgement);
            if !more() {
                break;
            }
        }
        if self.waiting.is_empty() {
            self.registers = None;
        }
        self.count();
        Ok(self.waiting.is_empty())
    }

    /// Counts what fires for how many.
    fn count(&mut self) {
        let known = self.portfolio.pilots.len();
        let total = known.max(self.waiting.len());
        self.portfolio.progress = (total - self.waiting.len().min(total), total);
        if !self.waiting.is_empty() {
            return;
        }
        self.portfolio.running = self.known.values().filter(|known| known.running).count();
        self.portfolio.unheard = self.known.values().filter(|known| known.unheard).count();
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for judgement in self.portfolio.pilots.values() {
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

/// Judges every pilot at once.
pub fn everything(reader: &Reader, day: Day, framework: &Arc<Framework>) -> Result<Portfolio> {
    let mut judge = Judge::new(day, Arc::clone(framework));
    judge.look(reader, day)?;
    judge.work(reader, || true)?;
    Ok(judge.portfolio)
}

/// Judges one pilot; none where there is no such pilot.
pub fn one(reader: &Reader, id: PilotId, day: Day, framework: &Arc<Framework>) -> Result<Option<Judgement>> {
    let Some(pilot) = reader.pilot(id)? else {
        return Ok(None);
    };
    let mut registers = reader.registers(Some(id))?;
    let dossier = reader.dossier(pilot, day, &mut registers)?;
    Ok(Some(Judgement::of(&Case::new(&dossier, day, &reader.rules()?, framework))))
}
