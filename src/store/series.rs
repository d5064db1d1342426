//! Owns the readings of each metric and year as one value beside their rows. To judge ten thousand pilots is to look at
//! two million readings. They are decoded from a few values per metric, in a fraction of the time that their rows would
//! take. The rows stay the truth: if a value is empty, or has later entries in it than are asked for, the rows are
//! read.
//!
//! Readings are encoded oldest first. Each is the distance of its week from the one before, times three, plus its kind.
//! Then comes its value as the distance from the one before; for users, the distances of active and target users. All
//! numbers are variable-length integers.
//!
//! It cannot be wrong: a trigger empties a value with each reading that is written, by whomever; the end of an entry
//! makes the values anew that it emptied, at most a year each; a value names the newest entry in it, so that an older
//! moment reads the rows; and `doctor` compares. It takes 6 % of the file. A file of an older format has none.

use integer_encoding::VarInt;
use std::ops::Range;

use rusqlite::{Connection, Row, params};

use super::columns::Columns;
use super::error::Result;
use crate::domain::{Fixed, Measure, Metric, Reading, Week};

/// The format that brought it.
pub(super) const SINCE: u32 = 8;

/// Room for a year and its first values.
const EXPECTED: usize = 68;

/// Metrics whose local numbers are this close are read together, with those in between.
const NEAR: i64 = 8;

const NUMBER: i64 = 0;
const USERS: i64 = 1;
const NOT_MEASURED: i64 = 2;
const KINDS: i64 = 3;

/// The trigger that empties a value when a reading is written: name and SQL. It does not say how to solve conflicts, as
/// the statement that fires it would overrule that.
pub(super) fn trigger() -> (String, String) {
    let name = "series_reading_insert";
    let sql = format!(
        "CREATE TRIGGER {name} AFTER insert ON reading BEGIN \
         DELETE FROM series WHERE metric = NEW.metric AND year = NEW.week / 100; \
         INSERT INTO series (metric, year, entry, readings) VALUES (NEW.metric, NEW.week / 100, NEW.entry, NULL); END"
    );
    (name.to_owned(), sql)
}

/// Makes the empty values of the metrics anew that an entry touched.
pub(super) fn renew(connection: &Connection, entry: i64) -> Result<()> {
    let empty = "SELECT DISTINCT s.metric, s.year FROM touched t JOIN series s ON s.metric = t.metric \
         WHERE t.entry = ?1 AND t.metric <> 0 AND s.readings IS NULL";
    make(connection, connection.prepare_cached(empty)?.query_map([entry], metric_and_year)?)
}

/// Makes every empty value anew.
pub(super) fn renew_all(connection: &Connection) -> Result<()> {
    let empty = "SELECT metric, year FROM series WHERE readings IS NULL";
    make(connection, connection.prepare(empty)?.query_map([], metric_and_year)?)
}

fn metric_and_year(row: &Row<'_>) -> rusqlite::Result<(i64, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn make(connection: &Connection, empty: impl Iterator<Item = rusqlite::Result<(i64, i64)>>) -> Result<()> {
    // What is asked must not change while it is being asked.
    let empty: Vec<(i64, i64)> = empty.collect::<rusqlite::Result<_>>()?;
    let mut put =
        connection.prepare_cached("UPDATE series SET entry = ?3, readings = ?4 WHERE metric = ?1 AND year = ?2")?;
    for (metric, year) in empty {
        if let Some((entry, readings)) = encoded(connection, metric, year)? {
            put.execute(params![metric, year, entry, readings])?;
        }
    }
    Ok(())
}

/// The metrics and years whose value differs from their readings, or that have readings and no value.
pub(super) fn wrong(connection: &Connection) -> Result<Vec<(i64, i64)>> {
    let mut kept = connection.prepare(
        "SELECT r.metric, r.year, s.entry, s.readings, s.metric IS NOT NULL \
         FROM (SELECT DISTINCT metric, week / 100 AS year FROM reading UNION SELECT metric, year FROM series) r \
         LEFT JOIN series s ON s.metric = r.metric AND s.year = r.year",
    )?;
    let mut rows = kept.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let (metric, year) = metric_and_year(row)?;
        let readings: Option<Vec<u8>> = row.get(3)?;
        let is_right = match readings {
            Some(readings) => encoded(connection, metric, year)? == Some((row.get(2)?, readings)),
            None => row.get(4)?,
        };
        if !is_right {
            wrong.push((metric, year));
        }
    }
    Ok(wrong)
}

/// The readings of a metric that are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// All from this week on.
    pub from: Week,
    /// None after this week.
    pub to: Week,
    /// From this week on and before `from`: those up to the last of so many first values.
    pub first: Option<(Week, usize)>,
}

impl Wanted {
    /// Is any reading of that year wanted, if so many values came before?
    fn has(&self, year: i32, found: usize) -> bool {
        let early = |(start, count): (Week, usize)| found < count && (start.year()..=self.from.year()).contains(&year);
        (self.from.year()..=self.to.year()).contains(&year) || self.first.is_some_and(early)
    }

    /// Is the reading of that week wanted, if so many values came before?
    fn is_wanted(&self, week: Week, found: usize) -> bool {
        let early = |(start, count): (Week, usize)| found < count && start <= week && week < self.from;
        (self.from..=self.to).contains(&week) || self.first.is_some_and(early)
    }
}

/// The values of all metrics of some pilots.
pub(super) struct Years {
    /// In order of metric and year.
    years: Vec<Year>,
    /// All values, one after the other.
    values: Vec<u8>,
}

struct Year {
    metric: i64,
    year: i32,
    /// The newest entry in it.
    entry: i64,
    /// Where its value is; none if it is empty.
    value: Option<Range<usize>>,
}

impl Years {
    /// The values of metrics with these local numbers, and perhaps of some with numbers in between.
    pub(super) fn of(connection: &Connection, mut metrics: Vec<i64>) -> Result<Self> {
        metrics.sort_unstable();
        let mut all = Self { years: Vec::new(), values: Vec::new() };
        let mut statement = connection.prepare_cached(
            "SELECT metric, year, entry, readings FROM series WHERE metric BETWEEN ?1 AND ?2 ORDER BY metric, year",
        )?;
        // Pilots that were added together have metrics with consecutive numbers, which are read together.
        for run in metrics.chunk_by(|one, next| next.saturating_sub(*one) <= NEAR) {
            let mut rows = statement.query((run.first(), run.last()))?;
            while let Some(row) = rows.next()? {
                let start = all.values.len();
                let value = row.get_ref(3)?.as_blob_or_null().ok().flatten();
                all.values.extend_from_slice(value.unwrap_or_default());
                let value = value.map(|_| start..all.values.len());
                all.years.push(Year { metric: row.get(0)?, year: row.get(1)?, entry: row.get(2)?, value });
            }
        }
        Ok(all)
    }

    /// The readings of a metric as entries up to `entry` left them, oldest first, without notes and samples; none if
    /// their rows have to be read.
    pub(super) fn read(&self, metric: &Metric, wanted: &Wanted, entry: i64) -> Option<Vec<Reading>> {
        let first = self.years.partition_point(|year| year.metric < metric.local);
        let own = self.years.get(first..)?.iter().take_while(|year| year.metric == metric.local);
        let (mut readings, mut found) = (Vec::with_capacity(EXPECTED), 0);
        for year in own {
            if !wanted.has(year.year, found) {
                continue;
            }
            let see = |week: Week, measure: Measure| {
                if wanted.is_wanted(week, found) {
                    found += usize::from(measure != Measure::NotMeasured);
                    readings.push(Reading { week, measure, note: String::new(), sample: None });
                }
            };
            let value = year.value.clone().filter(|_| year.entry <= entry)?;
            decode(self.values.get(value)?, metric.counts_users(), see)?;
        }
        Some(readings)
    }
}

/// None if the value is broken, or of another kind of metric.
fn decode(mut rest: &[u8], counts_users: bool, mut see: impl FnMut(Week, Measure)) -> Option<()> {
    let mut last = Last::default();
    while !rest.is_empty() {
        let step = number(&mut rest)?;
        last.week = last.week.checked_add(step / KINDS)?;
        let measure = match step % KINDS {
            NUMBER => {
                last.value = last.value.checked_add(number(&mut rest)?)?;
                Measure::Number(Fixed::from_millionths(last.value))
            }
            USERS if counts_users => {
                last.active = last.active.checked_add(number(&mut rest)?)?;
                last.target = last.target.checked_add(number(&mut rest)?)?;
                let (active, target) = (Fixed::from_millionths(last.active), Fixed::from_millionths(last.target));
                Measure::Users { active, target }
            }
            NOT_MEASURED => Measure::NotMeasured,
            _ => return None,
        };
        see(Week::from_code(i32::try_from(last.week).ok()?)?, measure);
    }
    Some(())
}

#[inline]
fn number(rest: &mut &[u8]) -> Option<i64> {
    let (number, length) = i64::decode_var(rest)?;
    *rest = rest.get(length..)?;
    Some(number)
}

/// The numbers from which the next distances count.
#[derive(Default)]
struct Last {
    week: i64,
    value: i64,
    active: i64,
    target: i64,
}

/// The newest entry of a metric's readings in a year, and their value. None if there are no readings, or rows that
/// cannot be encoded: the value stays empty.
fn encoded(connection: &Connection, metric: i64, year: i64) -> Result<Option<(i64, Vec<u8>)>> {
    // As a maximum is the only aggregate, the other columns are those of the newest version.
    let mut statement = connection.prepare_cached(
        "SELECT week, max(entry), value, note IS NOT NULL, active, target FROM reading WHERE metric = ?1 \
         AND week BETWEEN ?2 * 100 AND ?2 * 100 + 99 GROUP BY week ORDER BY week",
    )?;
    let mut rows = statement.query([metric, year])?;
    let (mut newest, mut all, mut last) = (None, Vec::new(), Last::default());
    while let Some(row) = rows.next()? {
        newest = newest.max(Some(row.get(1)?));
        // Another program may have written a week that there is not.
        let appended =
            row.week(0).ok().zip(kept(row).ok()).and_then(|(week, kept)| append(&mut all, &mut last, week, kept));
        if appended.is_none() {
            return Ok(None);
        }
    }
    Ok(newest.map(|entry| (entry, all)))
}

/// The kinds of readings in a value.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Number(i64),
    Users(i64, i64),
    NotMeasured,
    TakenBack,
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let users = row.get::<_, Option<i64>>(4)?.zip(row.get(5)?);
    Ok(match (row.get(2)?, users) {
        (Some(_), Some((active, target))) => Kept::Users(active, target),
        (Some(value), None) => Kept::Number(value),
        (None, _) if row.get(3)? => Kept::NotMeasured,
        (None, _) => Kept::TakenBack,
    })
}

/// None if a distance does not fit.
fn append(all: &mut Vec<u8>, last: &mut Last, week: Week, kept: Kept) -> Option<()> {
    let kind = match kept {
        Kept::Number(_) => NUMBER,
        Kept::Users(..) => USERS,
        Kept::NotMeasured => NOT_MEASURED,
        Kept::TakenBack => return Some(()),
    };
    let code = i64::from(week.code());
    all.extend((code.checked_sub(last.week)? * KINDS + kind).encode_var_vec());
    last.week = code;
    let mut step = |last: &mut i64, now: i64| {
        all.extend(now.checked_sub(*last)?.encode_var_vec());
        *last = now;
        Some(())
    };
    match kept {
        Kept::Number(value) => step(&mut last.value, value),
        Kept::Users(active, target) => step(&mut last.active, active).and_then(|()| step(&mut last.target, target)),
        Kept::NotMeasured | Kept::TakenBack => Some(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Family;
    use crate::domain::metric::tests::metric;
    use crate::store::fetch::readings_of;
    use crate::store::schema;

    /// A file in which one metric has those readings: weeks after the first of 2020, and what they say.
    fn with(readings: &[(i64, Option<Kept>)]) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        schema::create_tables(&connection).unwrap();
        let (name, sql) = trigger();
        connection.execute_batch(&sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (entry, (week, kept)) in (1_i64..).zip(readings) {
            let (value, active, target, note) = match kept {
                Some(Kept::Number(value)) => (Some(*value), None, None, None),
                Some(Kept::Users(active, target)) => (Some(50), Some(*active), Some(*target), None),
                Some(Kept::NotMeasured) => (None, None, None, Some("the job failed")),
                Some(Kept::TakenBack) | None => (None, None, None, None),
            };
            let week = at(*week).code();
            connection
                .execute(
                    "INSERT INTO reading (metric, week, entry, value, active, target, note) VALUES (7, ?1, ?2, ?3, ?4, ?5, ?6)",
                    params![week, entry, value, active, target, note],
                )
                .unwrap();
        }
        connection
    }

    fn at(week: i64) -> Week {
        Week::new(2020, 1).unwrap().plus(week)
    }

    fn headline(family: Family) -> Metric {
        Metric { local: 7, headline: true, ..metric(family) }
    }

    /// What the rows say of the weeks that are wanted.
    fn by_rows(connection: &Connection, wanted: &Wanted, entry: i64) -> Vec<(Week, Measure)> {
        let all = readings_of(connection, 7, at(0), at(600), entry).unwrap();
        let (start, count) = wanted.first.unwrap_or((wanted.from, 0));
        let early = all.iter().filter(|reading| (start..wanted.from).contains(&reading.week));
        let mut found = 0;
        let early = early.take_while(|reading| {
            let wants = found < count;
            found += usize::from(reading.measure != Measure::NotMeasured);
            wants
        });
        let later = all.iter().filter(|reading| (wanted.from..=wanted.to).contains(&reading.week));
        early.chain(later).map(|reading| (reading.week, reading.measure)).collect()
    }

    fn by_value(connection: &Connection, metric: &Metric, wanted: &Wanted, entry: i64) -> Option<Vec<(Week, Measure)>> {
        let readings = Years::of(connection, vec![metric.local]).unwrap().read(metric, wanted, entry)?;
        Some(readings.into_iter().map(|reading| (reading.week, reading.measure)).collect())
    }

    fn kept(users: bool) -> impl Strategy<Value = Option<Kept>> {
        prop_oneof![
            4 => (-300_000_000_i64..300_000_000, 0..90_000_000_i64, 1..90_000_000_i64).prop_map(move |(value, active, more)| {
                Some(if users { Kept::Users(active, active + more) } else { Kept::Number(value) })
            }),
            1 => Just(Some(Kept::NotMeasured)),
            1 => Just(None),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_value_says_what_the_rows_say(
            users in any::<bool>(),
            numbers in prop::collection::vec((0..400_i64, kept(false)), 0..120),
            counts in prop::collection::vec((0..400_i64, kept(true)), 0..120),
            (start, from, length, count) in (0..400_i64, 0..400_i64, 0..60_i64, 0..14_usize),
        ) {
            let readings = if users { counts } else { numbers };
            let connection = with(&readings);
            let family = if users { Family::Adoption } else { Family::Performance };
            let metric = headline(family);
            let first = (count > 0).then(|| (at(start), count));
            let wanted = Wanted { from: at(from), to: at(from + length), first };
            let any = !readings.is_empty();
            let answer = by_value(&connection, &metric, &wanted, i64::MAX);
            prop_assert!(answer.is_none_or(|answer| answer.is_empty()), "nothing is made yet");
            renew_all(&connection).unwrap();
            prop_assert_eq!(wrong(&connection).unwrap(), []);
            let newest = i64::try_from(readings.len()).unwrap();
            for entry in [i64::MAX, newest, newest / 2] {
                match by_value(&connection, &metric, &wanted, entry) {
                    Some(answer) => prop_assert_eq!(answer, by_rows(&connection, &wanted, entry)),
                    None => prop_assert!(any && entry < newest, "only what counts in a later entry is read row by row"),
                }
            }
        }
    }

    #[test]
    fn of_several_metrics_each_says_its_own_whatever_lies_between() {
        let connection = with(&[]);
        let all = [1, 2, 4, 13, 14, 30];
        for local in all {
            let sql = "INSERT INTO reading (metric, week, entry, value) VALUES (?1, 202003, ?1, ?1)";
            connection.execute(sql, [local]).unwrap();
        }
        renew_all(&connection).unwrap();
        let wanted = Wanted { from: at(0), to: at(90), first: None };
        for asked in [&all[..], &[30, 1], &[4, 2], &[14, 1, 13], &[13], &[2, 9, 30]] {
            let years = Years::of(&connection, asked.to_vec()).unwrap();
            for local in asked {
                let metric = Metric { local: *local, ..headline(Family::Performance) };
                let values: Vec<Measure> =
                    years.read(&metric, &wanted, i64::MAX).unwrap().iter().map(|reading| reading.measure).collect();
                let own = all.contains(local).then(|| Measure::Number(Fixed::from_millionths(*local)));
                assert_eq!(values, Vec::from_iter(own), "{local} of {asked:?}");
            }
        }
    }

    #[test]
    fn a_value_is_empty_from_a_reading_on_until_it_is_made_anew() {
        let connection = with(&[(3, Some(Kept::Number(5))), (60, Some(Kept::Number(7)))]);
        renew_all(&connection).unwrap();
        let (metric, wanted) = (headline(Family::Performance), Wanted { from: at(0), to: at(90), first: None });
        assert_eq!(by_value(&connection, &metric, &wanted, 2).unwrap().len(), 2);
        assert_eq!(by_value(&connection, &metric, &wanted, 1), None, "one of them came later");
        let early = Wanted { to: at(20), ..wanted };
        assert_eq!(by_value(&connection, &metric, &early, 1).unwrap().len(), 1, "the year before is as it was");
        connection.execute("INSERT INTO reading (metric, week, entry, value) VALUES (7, 202003, 3, 9)", []).unwrap();
        assert_eq!(by_value(&connection, &metric, &wanted, 3), None);
        assert_eq!(wrong(&connection).unwrap(), [], "an empty value is not wrong");
        connection.execute("INSERT INTO touched (entry, pilot, metric) VALUES (3, 1, 7)", []).unwrap();
        renew(&connection, 3).unwrap();
        assert_eq!(by_value(&connection, &metric, &wanted, 3).unwrap(), by_rows(&connection, &wanted, 3));
        for other in ["IGNORE", "REPLACE", "ABORT", "FAIL", "ROLLBACK"] {
            renew_all(&connection).unwrap();
            let sql = format!("INSERT OR {other} INTO reading (metric, week, entry, value) VALUES (7, 202003, ?1, 9)");
            let entry =
                connection.query_row("SELECT max(entry) + 1 FROM reading", [], |row| row.get::<_, i64>(0)).unwrap();
            connection.execute(&sql, [entry]).unwrap();
            assert_eq!(by_value(&connection, &metric, &wanted, i64::MAX), None, "{other}");
        }
        connection.execute("INSERT INTO reading (metric, week, entry, value) VALUES (7, 201954, 2, 9)", []).unwrap();
        renew_all(&connection).unwrap();
        assert_eq!(wrong(&connection).unwrap(), [], "what is no week has no value");
        connection.execute("UPDATE series SET readings = x'03' WHERE year = 2020", []).unwrap();
        assert_eq!(wrong(&connection).unwrap(), [(7, 2020)]);
        connection.execute("DELETE FROM series WHERE year = 2021", []).unwrap();
        assert_eq!(wrong(&connection).unwrap(), [(7, 2020), (7, 2021)]);
    }
}
