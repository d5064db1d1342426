//! Performs the entry of weekly readings: each is a new version of its metric's week.

use rusqlite::params;

use super::{Writer, refuse};
use crate::domain::change::Record;
use crate::domain::{Fixed, Invalid, Measure, Metric, MetricId, PilotId, Reading, Week};
use crate::store::columns::DayText;
use crate::store::error::Result;
use crate::store::fetch;

impl Writer<'_> {
    pub(super) fn record(&mut self, record: &Record) -> Result<()> {
        let (metric, pilot) = self.metric_row(record.metric)?;
        let subject = format!("{pilot}, {} {}", metric.name, record.week);
        let present = Week::of(self.stamp.today);
        if record.week > present {
            let what = format!("{} lies in the future", record.week);
            return refuse(what, format!("the present week is {present}"), "week");
        }
        if record.typed.is_some() {
            self.planned(record.week.monday()).map_err(|error| error.at("week"))?;
        }
        self.check_typed(&metric, &pilot)?;
        let wanted = self.wanted(&metric, record)?;
        let now = self.held(metric.local, record.week)?;
        if now == wanted {
            return self.same(format!("{subject} was {} already.", said(&metric, wanted.as_ref())));
        }
        if let Some(was) = record.was {
            let (yours, theirs) = (said(&metric, wanted.as_ref()), said(&metric, now.as_ref()));
            let seen = now.as_ref().map(|reading| reading.measure);
            self.expect_seen(seen == was, (&subject, &yours, &theirs), |writer| {
                writer.writer_of_reading(metric.local, record.week)
            })?;
        }
        let measure = wanted.as_ref().map(|reading| reading.measure);
        let (active, target) = match measure {
            Some(Measure::Users { active, target }) => (Some(active.millionths()), Some(target.millionths())),
            _ => (None, None),
        };
        let written = self.execute(
            "INSERT INTO reading (metric, week, entry, value, active, target, sample, note) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
            params![
                metric.local,
                record.week.code(),
                self.entry,
                measure.and_then(Measure::value).map(Fixed::millionths),
                active,
                target,
                wanted.as_ref().and_then(|reading| reading.sample),
                wanted.as_ref().map(|reading| reading.note.as_str()).filter(|note| !note.is_empty()),
            ],
        )?;
        if written == 0 {
            return refuse(format!("{subject} is named twice"), "name a metric's week once", "week");
        }
        self.touch_readings(&metric);
        let counted = record.typed.zip(measure).and_then(|(typed, measure)| typed.counted(measure));
        let told = counted.unwrap_or_else(|| said(&metric, wanted.as_ref()));
        let from = self.counts_from(record).unwrap_or_default();
        self.did(format!("{subject}: {told}{from}{}.", lost(&metric, now.as_ref(), wanted.as_ref())))
    }

    /// If the week of a reading has not ended: the remark from when on it counts.
    fn counts_from(&self, record: &Record) -> Option<String> {
        let waits = record.typed.is_some() && record.week > Week::ended_by(self.stamp.today);
        waits.then(|| format!(", which counts once that week has ended, on {}", record.week.sunday()))
    }

    /// Refuses to type a figure that the register of exceptions gives.
    fn check_typed(&self, metric: &Metric, pilot: &str) -> Result<()> {
        let has_register = metric.is_of_exceptions()
            && self.exists("SELECT 1 FROM exception WHERE pilot = ?1 LIMIT 1", [metric.pilot.0])?;
        let named = |error: Invalid| Invalid { what: format!("{pilot}: {}", error.what), ..error };
        Ok(metric.expect_typed(has_register).map_err(named)?)
    }

    fn writer_of_reading(&self, metric: i64, week: Week) -> Result<Option<String>> {
        self.found(
            "SELECT e.actor FROM reading r JOIN entry e ON e.seq = r.entry WHERE r.metric = ?1 AND r.week = ?2 \
                 ORDER BY r.entry DESC LIMIT 1",
            params![metric, week.code()],
            |row| row.get(0),
        )
    }

    pub(super) fn metric_row(&self, id: MetricId) -> Result<(Metric, String)> {
        let metric = fetch::metric(self.connection, id)?
            .ok_or_else(|| self.missing("metric", id.0, id, "look at `steerco list metrics --all`"))?;
        let name = self.pilot_name(metric.pilot)?;
        Ok((metric, name))
    }

    /// The reading to be recorded; none if one is taken back.
    fn wanted(&self, metric: &Metric, record: &Record) -> Result<Option<Reading>> {
        let Some(typed) = record.typed else {
            return Ok(None);
        };
        let counting = if metric.needs_users(typed) { self.users_counting(metric, record.week)? } else { None };
        let measure = metric.accept(typed, counting, &record.note)?;
        let note = record.note.trim().to_owned();
        Ok(Some(Reading { week: record.week, measure, note, sample: record.sample }))
    }

    /// Out of how many target users a number of active users of that week is counted. Targets that were set are looked
    /// up first, alone, as an import asks this for every row.
    fn users_counting(&self, metric: &Metric, week: Week) -> Result<Option<u32>> {
        let today = self.stamp.today;
        let set = self.found(
            "SELECT t.users, coalesce(d.decided > ?3, 0) FROM target t LEFT JOIN decision d ON d.id = t.decision \
                 WHERE t.pilot = ?1 AND t.from_week <= ?2 ORDER BY t.from_week DESC LIMIT 1",
            params![metric.pilot.0, week.code(), DayText(Some(today))],
            |row| Ok((row.get::<_, u32>(0)?, row.get::<_, bool>(1)?)),
        )?;
        match set {
            Some((users, false)) => Ok(Some(users)),
            // None are set, or only by a decision dated after today, before which others may have stood there.
            _ => Ok(self.reader.counting(metric, today)?.counting(week)),
        }
    }

    pub(super) fn target_in_force(&self, pilot: PilotId, week: Week) -> Result<Option<u32>> {
        self.found(
            "SELECT users FROM target WHERE pilot = ?1 AND from_week <= ?2 ORDER BY from_week DESC LIMIT 1",
            params![pilot.0, week.code()],
            |row| row.get(0),
        )
    }

    /// The reading of that week as earlier entries left it.
    fn held(&self, metric: i64, week: Week) -> Result<Option<Reading>> {
        Ok(fetch::readings_of(self.connection, metric, week, week, self.entry - 1)?.pop())
    }
}

/// A remark that a sample or note is lost; empty if none is.
fn lost(metric: &Metric, before: Option<&Reading>, after: Option<&Reading>) -> String {
    let (Some(before), Some(after)) = (before, after) else {
        return String::new();
    };
    let sample = before.sample.filter(|_| after.sample.is_none()).map(|sample| format!(", of {sample}"));
    let note = Some(&before.note).filter(|note| !note.is_empty() && after.note.is_empty());
    if sample.is_none() && note.is_none() {
        return String::new();
    }
    let note = note.map_or_else(String::new, |note| format!(" ({note})"));
    format!(", in place of {}{}{note}", said(metric, Some(before)), sample.unwrap_or_default())
}

fn said(metric: &Metric, held: Option<&Reading>) -> String {
    match held.map(|reading| (reading.measure, reading.measure.value())) {
        Some((Measure::Users { active, target }, Some(share))) => {
            format!("{share:.1} % ({active} of {target} users)")
        }
        Some((_, Some(value))) => metric.said(value),
        Some((_, None)) => "not measured".to_owned(),
        None => "no reading".to_owned(),
    }
}
