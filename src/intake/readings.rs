//! Plans what a table of readings changes in a workspace. Every row is checked by the rules before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::foretold::columns_fed;
use super::planned::Planned;
use super::report::{Report, sums_left_out};
use crate::domain::change::Record;
use crate::domain::incoming::{Column, RowsOf};
use crate::domain::person::called;
use crate::domain::words::{count, first_few};
use crate::domain::{
    Change, Day, Family, Invalid, Measure, Metric, MetricId, Pilot, PilotId, Reading, Stamp, Target, Typed, Week,
};
use crate::exchange::fields;
use crate::exchange::pilots::Word;
use crate::exchange::readings::{Fed, RawReading, Readings, column, expect_columns, fed, read, unread, words};
use crate::exchange::{Reject, Table};
use crate::store::{Error, Of, Result, Store};

pub(super) fn plan(store: &Store, table: &Table, stamp: &Stamp) -> Result<Planned> {
    let find = store.read().pilot_finder()?;
    let mut intake = Intake::new(store, &find, stamp);
    let of_words = intake.words(table);
    let left_out = [of_words.iter().filter_map(|at| table.header.get(*at).cloned()).collect(), unread(table)].concat();
    // A column of words that is left out may be the week, which its cells tell.
    expect_columns(table)?;
    let valued = table.without_cells(&of_words);
    let Readings { readings: raw, mut rejected, sums, valueless, halves, overruled, remark } =
        read(&valued, intake.today)?;
    intake.note_users(&raw);
    let (mut changes, mut rows) = (Vec::with_capacity(raw.len()), Vec::with_capacity(raw.len()));
    let mut words: Vec<Word> = Vec::new();
    for reading in raw {
        match intake.accept(&reading) {
            Ok(Some(record)) => {
                // A row may have several readings.
                let is_told = words.last().is_some_and(|word| word.row == reading.row);
                words.extend(intake.guess(table, &reading).filter(|_| !is_told));
                changes.push(Change::Record(record));
                rows.push(reading.row);
            }
            // It says what the register of exceptions gives, or nothing.
            Ok(None) => {}
            Err(Error::Invalid(reason)) => rejected.push(Reject { row: reading.row, reason }),
            Err(other) => return Err(other),
        }
    }
    rejected.sort_by_key(|reject| reject.row);
    // A pilot that is not known is one reason, however many columns its row has.
    rejected.dedup();
    let changed = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    let unnamed = intake.unnamed().filter(|_| column(table, "metric").is_none());
    let told = remark.into_iter().chain(intake.counted()).chain(intake.passed_over()).chain(unnamed);
    let told = told.chain(columns_left_out(&left_out));
    let halves = halves_left_out(&halves).into_iter().chain(overruled_told(&overruled));
    let left_out = rows_left_out(&valueless).into_iter().chain(halves);
    let remarks = told.chain(left_out).chain(sums_left_out(&sums, "is no reading")).collect();
    let report = Report { kind: "readings", changed, rejected, remarks, words, ..Report::default() };
    Ok(Planned { changes, rows, report })
}

/// The columns of a table with what they feed, and the metrics that a column may be of: what says so, and what each is
/// called.
pub(super) type Columns = (Vec<Column>, Vec<(String, String)>);

/// The columns of a table of readings, each with the metric of its pilots that it is read as.
pub(super) fn columns(store: &Store, table: &Table, stamp: &Stamp) -> Result<Columns> {
    let find = store.read().pilot_finder()?;
    let mut intake = Intake::new(store, &find, stamp);
    intake.meet(table);
    let (of_words, mut unknown) = (intake.words(table), Vec::new());
    let mut feeds = Vec::with_capacity(table.header.len());
    for at in 0..table.header.len() {
        feeds.push(match fed(table, at) {
            Fed::Field(name) => Some(name).filter(|name| fields::of(RowsOf::Readings).contains(&name.as_str())),
            Fed::Metric(name) if !of_words.contains(&at) => {
                let called = intake.called(&name);
                unknown.extend((called.is_none() && !intake.pilots.is_empty()).then_some(at));
                called
            }
            Fed::Metric(_) | Fed::Nothing => None,
        });
    }
    let feeds: Vec<Option<&str>> = feeds.iter().map(Option::as_deref).collect();
    let mut columns = columns_fed(table, RowsOf::Readings, &feeds);
    for (at, column) in columns.iter_mut().enumerate() {
        column.is_unknown = unknown.contains(&at);
    }
    Ok((columns, intake.metrics()))
}

/// That columns are left out that are read for nothing.
fn columns_left_out(columns: &[String]) -> Option<String> {
    let feed = count(columns.len(), "column feeds nothing and is", "columns feed nothing and are");
    let next = "Next: write what it says into value, note or sample, or say which of these it is: `steerco import FILE \
                --feeds \"COLUMN=FIELD\"`, or Enter on it in g i";
    (!columns.is_empty()).then(|| format!("{feed} left out ({}). {next}.", first_few(columns)))
}

/// That rows are left out that say no value.
fn rows_left_out(rows: &[String]) -> Option<String> {
    let have = count(rows.len(), "row has no value and is left out", "rows have no value and are left out");
    let next = "Next: write one; - in its place, and why in note, say that it was not measured";
    (!rows.is_empty()).then(|| format!("{have} ({}). {next}.", first_few(rows)))
}

/// That cells of users are left out which say nothing without the other one of their row.
fn halves_left_out(cells: &[String]) -> Option<String> {
    let are = count(cells.len(), "cell of users is left out", "cells of users are left out");
    let next = "Next: fill in active_users and target_users both";
    (!cells.is_empty()).then(|| format!("{are}, as the one beside it is empty ({}). {next}.", first_few(cells)))
}

/// That values are left out beside which users say another share.
fn overruled_told(values: &[String]) -> Option<String> {
    let are = count(values.len(), "value is left out", "values are left out");
    let next = "Next: clear the value, or correct the users";
    (!values.is_empty()).then(|| format!("{are}: the users in the same row count ({}). {next}.", first_few(values)))
}

/// That a text names nothing, or could be several, as what is wrong in that field.
pub(super) fn unknown(error: Error, field: &'static str) -> Error {
    match error {
        Error::NotFound { what, hint } => Invalid::new(what).hint(hint).at(field).into(),
        Error::Invalid(reason) => reason.at(field).into(),
        other => other,
    }
}

struct Intake<'a> {
    store: &'a Store,
    /// Which pilot a text means.
    find: &'a dyn Fn(&str) -> Result<PilotId>,
    /// The present week; later ones are refused.
    today: Week,
    day: Day,
    pilots: HashMap<String, (PilotId, Vec<Metric>, Vec<Target>)>,
    /// Which pilots were found by the beginnings of their codes, by those.
    guessed: HashMap<String, String>,
    /// The row in which a metric's week was named first.
    seen: HashMap<(MetricId, Week), u64>,
    /// The target users that the table states, which count for its numbers of later weeks.
    stated: HashMap<MetricId, Vec<Target>>,
    /// The counts that shares of users were taken for, with their rows.
    shares: Vec<String>,
    /// The dashes that say nothing, as a value is known, with their rows.
    dashes: Vec<String>,
    /// The names that the table has for metrics, each with whether any pilot of the table has a metric called so.
    names: BTreeMap<String, bool>,
}

impl<'a> Intake<'a> {
    fn new(store: &'a Store, find: &'a dyn Fn(&str) -> Result<PilotId>, stamp: &Stamp) -> Self {
        let (today, day) = (Week::of(stamp.today), stamp.today);
        let (pilots, guessed, seen) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (shares, dashes, stated, names) = (Vec::new(), Vec::new(), HashMap::new(), BTreeMap::new());
        Self { store, find, today, day, pilots, guessed, seen, stated, shares, dashes, names }
    }
}

impl Intake<'_> {
    /// Looks the pilots up that a table names. Of whom nobody knows is told in their rows.
    fn meet(&mut self, table: &Table) {
        let named: BTreeSet<&str> = column(table, "pilot")
            .map(|at| table.rows.iter().map(|row| row.text(at)).filter(|text| !text.is_empty()).collect())
            .unwrap_or_default();
        for pilot in named {
            let _ = self.pilot(pilot);
        }
    }

    /// What the metric is called that a text means to any of the pilots; where they have several, that text. None
    /// where none has one.
    fn called(&self, text: &str) -> Option<String> {
        let reader = self.store.read();
        let found = self.pilots.values().filter_map(|(id, _, _)| reader.find_metric(*id, text).ok());
        let names: BTreeSet<String> = found.map(|metric| metric.name).collect();
        let mut names = names.into_iter();
        let first = names.next()?;
        let family = || text.parse::<Family>().map_or_else(|_| text.to_owned(), |family| family.name().to_owned());
        Some(if names.next().is_none() { first } else { family() })
    }

    /// The metrics of the pilots, each with what says that a column is of it, then the families of those that stand for
    /// one.
    fn metrics(&self) -> Vec<(String, String)> {
        let all = || self.pilots.values().flat_map(|(_, metrics, _)| metrics);
        // One that is called as a field of readings is told by its family.
        let says = |metric: &Metric| match fields::named(RowsOf::Readings, &metric.name) {
            Err(_) => Some(metric.name.clone()),
            Ok(_) => metric.headline.then(|| metric.family.name().to_owned()),
        };
        let named: BTreeMap<String, String> =
            all().filter_map(|metric| Some((metric.name.clone(), says(metric)?))).collect();
        let stands = |family: &&Family| all().any(|metric| metric.headline && metric.family == **family);
        let families: Vec<String> = Family::ALL.iter().filter(stands).map(|family| family.name().to_owned()).collect();
        let is_new = |family: &String| !named.contains_key(family);
        let families: Vec<_> = families.into_iter().filter(is_new).map(|family| (family.clone(), family)).collect();
        named.into_iter().map(|(name, says)| (says, name)).chain(families).collect()
    }

    /// The columns that hold words and no value, and have a name that no metric of their pilots has.
    fn words(&mut self, table: &Table) -> Vec<usize> {
        let mut places = words(table);
        places.retain(|at| !self.names_metric(table, *at));
        places
    }

    fn names_metric(&mut self, table: &Table, at: usize) -> bool {
        let (Some(heading), Some(pilots), week) = (table.header.get(at), column(table, "pilot"), self.today) else {
            return false;
        };
        let mut says = table.rows.iter().filter(|row| !row.text(at).is_empty());
        says.any(|row| self.metric(row.text(pilots), heading, week).is_ok())
    }

    /// Notes the target users that the table states, before any row is accepted: they count for other rows too. What
    /// cannot be taken is told where it is refused.
    fn note_users(&mut self, readings: &[RawReading]) {
        for raw in readings.iter().filter(|raw| matches!(raw.typed, Typed::Users(..))) {
            let Ok((metric, _)) = self.metric(&raw.pilot, &raw.metric, raw.week) else {
                continue;
            };
            let users = metric.accept(raw.typed, None, "").ok().and_then(Measure::target_users);
            let stated = users.and_then(|users| Target::of(raw.week, users));
            self.stated.entry(metric.id).or_default().extend(stated);
        }
    }

    /// The target users that count where none are set: those stated last, be that on file or in the table.
    fn stated(&self, metric: &Metric, week: Week) -> Result<Option<u32>> {
        let mut stated = self.store.read().stated(metric, &[])?;
        stated.extend(self.stated.get(&metric.id).into_iter().flatten());
        // Of two of one week that of the table comes last, and counts.
        stated.sort_by_key(|target| target.from);
        Ok(Target::in_force(&stated, week))
    }

    fn accept(&mut self, raw: &RawReading) -> Result<Option<Record>> {
        if raw.week > self.today {
            let error = Invalid::new(format!("{} has not begun yet", raw.week));
            return Err(error.hint("enter a week that has ended, or this one").at("week").into());
        }
        let found = self.metric(&raw.pilot, &raw.metric, raw.week);
        let is_unknown = matches!(&found, Err(Error::Invalid(reason)) if reason.field == Some("metric"));
        if is_unknown || found.is_ok() {
            *self.names.entry(raw.metric.clone()).or_default() |= !is_unknown;
        }
        let (metric, set) = found?;
        if raw.of_users && !metric.counts_users() {
            return Err(metric.without_users("active_users").into());
        }
        if raw.is_passed_over && self.held(&metric, raw.week)?.is_some_and(|held| held.measure.value().is_some()) {
            self.dashes.push(format!("row {}: {}", raw.row, metric.name));
            return Ok(None);
        }
        metric.expect_unit(&raw.unit).map_err(|error| error.at("value"))?;
        if raw.unit.is_empty() && raw.typed != Typed::NotMeasured {
            metric.expect_unit_above(&raw.unit_above).map_err(|error| error.at("value"))?;
        }
        let typed = if raw.in_percent { metric.in_percent(raw.typed) } else { raw.typed };
        let is_stated = set.is_none() && metric.needs_users(typed);
        let counting = if is_stated { self.stated(&metric, raw.week)? } else { set };
        let measure = metric.accept(typed, counting, raw.note.as_deref().unwrap_or_default())?;
        if let Some(first) = self.seen.insert((metric.id, raw.week), raw.row) {
            let error =
                Invalid::new(format!("{} of {} for {} stands in row {first} too", metric.name, raw.pilot, raw.week));
            return Err(error.hint("keep one row for each metric and week").into());
        }
        if metric.is_registered() && self.says_the_register(&metric, raw.week, measure)? {
            return Ok(None);
        }
        self.shares.extend(typed.counted(measure).map(|counted| format!("row {}: {counted}", raw.row)));
        // What the table has no column for stays as it is beside a value that it corrects.
        let held = if raw.note.is_none() || raw.sample.is_none() { self.held(&metric, raw.week)? } else { None };
        let (note, sample) = held.map(|held| held.beside(typed)).unwrap_or_default();
        Ok(Some(Record {
            metric: metric.id,
            week: raw.week,
            typed: Some(if set.is_none() { typed.with_users(measure) } else { typed }),
            note: raw.note.clone().unwrap_or(note),
            sample: raw.sample.unwrap_or(sample),
            was: None,
        }))
    }

    /// Which pilot the beginning of a code was taken for.
    fn guess(&self, table: &Table, raw: &RawReading) -> Option<Word> {
        let (means, place) = (self.guessed.get(&raw.pilot)?.clone(), column(table, "pilot")?);
        let column = table.header.get(place)?.clone();
        Some(Word { row: raw.row, place, column, cell: raw.pilot.clone(), means })
    }

    /// That shares of users are kept as counts.
    fn counted(&self) -> Option<String> {
        let shares =
            count(self.shares.len(), "share of users is kept as its count", "shares of users are kept as counts");
        (!self.shares.is_empty()).then(|| format!("{shares} ({}).", first_few(&self.shares)))
    }

    /// That columns have names that no metric has, and how to say which metrics they are.
    fn unnamed(&self) -> Option<String> {
        let names: Vec<String> =
            self.names.iter().filter(|(_, is_known)| !**is_known).map(|(name, _)| name.clone()).collect();
        let have = count(names.len(), "column has a name", "columns have names");
        let next = "Next: say which it is: `steerco import FILE --feeds \"COLUMN=METRIC\"`, or Enter on it in g i; by name \
                    or family, or “nothing”";
        let which = first_few(&names);
        (!names.is_empty()).then(|| format!("{have} that no metric of those pilots has ({which}). {next}."))
    }

    /// That dashes take no value away, be there a note in their rows or not.
    fn passed_over(&self) -> Option<String> {
        let dashes = count(
            self.dashes.len(),
            "dash stands where a value is known, and says nothing",
            "dashes stand where values are known, and say nothing",
        );
        let next = "Next: a row of pilot, metric, week, value and note says that one was not measured";
        (!self.dashes.is_empty()).then(|| format!("{dashes} ({}). {next}.", first_few(&self.dashes)))
    }

    /// What is known of a metric in a week.
    fn held(&self, metric: &Metric, week: Week) -> Result<Option<Reading>> {
        self.store.read().reading(metric.local, week)
    }

    /// Does the register of exceptions give that figure? Another one is not taken.
    fn says_the_register(&self, metric: &Metric, week: Week, measure: Measure) -> Result<bool> {
        let reader = self.store.read();
        if reader.exceptions(Some(metric.pilot))?.is_empty() {
            return Ok(false);
        }
        let figures = reader.figures(std::slice::from_ref(metric), (week, week), self.day)?;
        if figures.get(&metric.local).is_some_and(|known| known.iter().any(|known| known.measure == measure)) {
            return Ok(true);
        }
        metric.expect_typed(true)?;
        Ok(false)
    }

    /// Looks up the pilot that is meant, with its metrics.
    fn pilot(&mut self, named: &str) -> Result<()> {
        if self.pilots.contains_key(named) {
            return Ok(());
        }
        let reader = self.store.read();
        let id = (self.find)(named).map_err(|error| unknown(error, "pilot"))?;
        let is_named =
            |pilot: &Pilot| [called(&pilot.code), called(&pilot.name), id.to_string()].contains(&called(named));
        let guessed = reader.pilot(id)?.filter(|pilot| !is_named(pilot));
        let targets = reader.targets_on(Of::one(id), self.day)?.remove(&id).unwrap_or_default();
        self.guessed.extend(guessed.map(|pilot| (named.to_owned(), pilot.name)));
        self.pilots.insert(named.to_owned(), (id, reader.metrics(Some(id))?, targets));
        Ok(())
    }

    /// The metric that is meant, and the target users that are set for its pilot in that week.
    fn metric(&mut self, named: &str, name: &str, week: Week) -> Result<(Metric, Option<u32>)> {
        self.pilot(named)?;
        let Some((id, metrics, targets)) = self.pilots.get(named) else {
            return Err(Invalid::new("that pilot is not there").into());
        };
        let called = metrics.iter().find(|metric| {
            metric.name.eq_ignore_ascii_case(name) || metric.headline && metric.family.name().eq_ignore_ascii_case(name)
        });
        let metric = match called {
            Some(metric) => metric.clone(),
            None => self.store.read().find_metric(*id, name).map_err(|error| unknown(error, "metric"))?,
        };
        Ok((metric, Target::in_force(targets, week)))
    }
}
