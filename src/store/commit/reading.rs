//! Performs the entry of weekly readings: each is a new version of its metric's week.

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::domain::change::Record;
use crate::domain::date::check_day;
use crate::domain::{Fixed, Invalid, Measure, Metric, MetricId, PilotId, Role, Week};
use crate::store::error::Result;
use crate::store::fetch;

/// What a metric's week holds, as columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Held {
    value: Option<i64>,
    active: Option<i64>,
    target: Option<i64>,
    sample: Option<u32>,
    note: Option<String>,
}

impl Held {
    /// Is this what a writer saw?
    fn is(&self, seen: Option<Measure>) -> bool {
        match seen {
            None => self.value.is_none() && self.note.is_none(),
            Some(Measure::NotMeasured) => self.value.is_none() && self.note.is_some(),
            Some(Measure::Number(value)) => self.value == Some(value.millionths()),
            Some(Measure::Users { active, target }) => {
                (self.active, self.target) == (Some(active.millionths()), Some(target.millionths()))
            }
        }
    }
}

impl Writer<'_> {
    pub(super) fn record(&mut self, record: &Record) -> Result<()> {
        let (metric, pilot) = self.metric_row(record.metric)?;
        let subject = format!("{pilot}, {} {}", metric.name, record.week);
        let present = Week::of(self.stamp.today);
        check_day(record.week.monday()).map_err(|_| {
            let error = Invalid::new(format!("{} is not a week of our time", record.week));
            error.hint("write a year from 1900 to 2999").at("week")
        })?;
        if record.week > present {
            return Err(Invalid::new(format!("{} lies in the future", record.week))
                .hint(format!("the present week is {present}"))
                .at("week")
                .into());
        }
        if record.typed.is_some() {
            self.planned(record.week.monday()).map_err(|error| error.at("week"))?;
        }
        self.check_typed(&metric, &pilot)?;
        let wanted = self.wanted(&metric, record)?;
        let now = self.held(metric.local, record.week)?;
        if now == wanted {
            return self.same(format!("{subject} was {} already.", said(&metric, &wanted)));
        }
        if let Some(was) = record.was {
            let seen = now.is(was);
            let (yours, theirs) = (said(&metric, &wanted), said(&metric, &now));
            self.expect_seen(seen, (&subject, &yours, &theirs), |writer| {
                writer.writer_of_reading(metric.local, record.week)
            })?;
        }
        self.connection
            .prepare_cached(
                "INSERT INTO reading (metric, week, entry, value, active, target, sample, note) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                metric.local,
                record.week.code(),
                self.entry,
                wanted.value,
                wanted.active,
                wanted.target,
                wanted.sample,
                wanted.note,
            ])
            .map(|written| written == 1)?
            .then_some(())
            .ok_or_else(|| {
                Invalid::new(format!("{subject} is named twice")).hint("name a metric's week once").at("week")
            })?;
        self.touch(metric.pilot, metric.local);
        let told = counted(record, &wanted).unwrap_or_else(|| said(&metric, &wanted));
        self.did(format!("{subject}: {told}."))
    }

    /// Figures that the register of exceptions gives are not typed.
    fn check_typed(&self, metric: &Metric, pilot: &str) -> Result<()> {
        let register = (metric.is_registered() || metric.role == Role::OldestOpen)
            && self
                .connection
                .prepare_cached("SELECT 1 FROM exception WHERE pilot = ?1 LIMIT 1")?
                .exists([metric.pilot.0])?;
        if !register && metric.role != Role::TimeToResolve {
            return Ok(());
        }
        let error = Invalid::new(format!("{pilot}: {} comes from the register of exceptions", metric.name));
        Err(error.hint("raise, escalate or resolve an exception instead of typing a count").at("metric").into())
    }

    fn writer_of_reading(&self, metric: i64, week: Week) -> Result<Option<String>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT e.actor FROM reading r JOIN entry e ON e.seq = r.entry WHERE r.metric = ?1 AND r.week = ?2 \
                 ORDER BY r.entry DESC LIMIT 1",
            )?
            .query_row(params![metric, week.code()], |row| row.get(0))
            .optional()?)
    }

    pub(super) fn metric_row(&self, id: MetricId) -> Result<(Metric, String)> {
        let metric = fetch::metric(self.connection, id)?
            .ok_or_else(|| self.missing("metric", (id.0, id), "look at `steerco list metrics --all`"))?;
        let name = self.pilot_name(metric.pilot)?;
        Ok((metric, name))
    }

    fn wanted(&self, metric: &Metric, record: &Record) -> Result<Held> {
        let Some(typed) = record.typed else {
            return Ok(Held::default());
        };
        let target = if metric.counts_users() { self.target_in_force(metric.pilot, record.week)? } else { None };
        let measure = metric.accept(typed, target, &record.note)?;
        let note = record.note.trim();
        let (active, target) = match measure {
            Measure::Users { active, target } => (Some(active.millionths()), Some(target.millionths())),
            _ => (None, None),
        };
        Ok(Held {
            value: measure.value().map(Fixed::millionths),
            active,
            target,
            sample: record.sample,
            note: (!note.is_empty()).then(|| note.to_owned()),
        })
    }

    pub(super) fn target_in_force(&self, pilot: PilotId, week: Week) -> Result<Option<u32>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT users FROM target WHERE pilot = ?1 AND from_week <= ?2 ORDER BY from_week DESC LIMIT 1",
            )?
            .query_row(params![pilot.0, week.code()], |row| row.get(0))
            .optional()?)
    }

    fn held(&self, metric: i64, week: Week) -> Result<Held> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT value, active, target, sample, note FROM reading WHERE metric = ?1 AND week = ?2 \
                 AND entry < ?3 ORDER BY entry DESC LIMIT 1",
            )?
            .query_row(params![metric, week.code(), self.entry], |row| {
                Ok(Held {
                    value: row.get(0)?,
                    active: row.get(1)?,
                    target: row.get(2)?,
                    sample: row.get(3)?,
                    note: row.get(4)?,
                })
            })
            .optional()?
            .unwrap_or_default())
    }
}

/// The users that are held where a share of them was typed.
fn counted(record: &Record, held: &Held) -> Option<String> {
    let (active, target) = (Fixed::from_millionths(held.active?), Fixed::from_millionths(held.target?));
    record.typed?.counted(Measure::Users { active, target })
}

fn said(metric: &Metric, held: &Held) -> String {
    let number = |millionths: i64| Fixed::from_millionths(millionths);
    match (held.value, held.active, held.target) {
        (Some(value), Some(active), Some(target)) => {
            format!("{:.1} % ({} of {} users)", number(value), number(active), number(target))
        }
        (Some(value), ..) => metric.said(number(value)),
        (None, ..) if held.note.is_some() => "not measured".to_owned(),
        (None, ..) => "no reading".to_owned(),
    }
}
