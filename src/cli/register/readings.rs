//! Readings in a workbook that came back: each is identified by pilot, metric and week, and all of them are taken as a
//! file of readings is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::beside::Compared;
use super::cells::shown;
use super::plan::Plan;
use super::sheets::{KEY, READINGS};
use super::spot::Spot;
use super::text::text_of;
use crate::cli::ground::failure;
use crate::domain::change::Record;
use crate::domain::incoming::Edit;
use crate::domain::weeks::week_said;
use crate::domain::{Change, Fixed, Invalid, Metric, Target, Typed, Week};
use crate::exchange::Table;
use crate::exchange::table::Row;
use crate::intake;

/// What a reading says, beside what it is known by.
const SAYS: [&str; 6] = ["family", "value", "active_users", "target_users", "note", "sample"];

/// A share is written with so many decimals at most.
const PLACES: u32 = 6;

impl Compared<'_> {
    /// The pilots whose readings have the names that the workbook itself gives to their metrics, by their codes. Where
    /// metrics took the names of others a name alone does not tell: more rows say then what was written of the one
    /// metric than of the other.
    pub(super) fn named_anew(&self, base: &HashMap<String, Value>) -> HashSet<String> {
        if self.register.sheet != READINGS || self.bases.given.is_empty() {
            return HashSet::new();
        }
        let is_there = |of: &&&str| self.table.column(of).is_some();
        let mut told: HashMap<String, (usize, usize)> = HashMap::new();
        for row in &self.table.rows {
            let [pilot, metric] = ["pilot", "metric"].map(|field| self.text(row, field));
            if self.bases.metric_given(&pilot, &metric).is_none() {
                continue;
            }
            let is_so = |was: &Value| SAYS.iter().filter(is_there).all(|of| self.is_as(row, of, was.get(*of)));
            let says = |key: &str| usize::from(base.get(key).is_some_and(is_so));
            let named = self.by_codes(row);
            let anew = says(&self.key_then(|field| self.text(&named, field)));
            let as_before = says(&self.register.key(|field| self.text(row, field)));
            let rows = told.entry(pilot).or_default();
            *rows = (rows.0 + anew, rows.1 + as_before);
        }
        told.into_iter().filter(|(_, (anew, as_before))| anew > as_before).map(|(pilot, _)| pilot).collect()
    }

    /// The present rows, by the workbook's identifiers: a reading has its metric's name of that time.
    pub(super) fn present(&self) -> failure::Result<HashMap<String, Value>> {
        let present = self.register.keyed(self.session, self.store.read())?;
        if self.register.sheet != READINGS || self.bases.metrics.is_empty() {
            return Ok(present);
        }
        // The workbook does not know a metric that has since taken the former name of another.
        let is_known = |row: &Value| {
            let [pilot, metric] = ["pilot", "metric"].map(|field| text_of(row.get(field)));
            self.bases.metric_then(&pilot, &metric).is_some() || self.bases.metric_now(&pilot, &metric).is_none()
        };
        let known = |row: Value| (self.key_then(|field| text_of(row.get(field))), row);
        Ok(present.into_values().filter(is_known).map(known).collect())
    }

    /// The workbook's identifier for a reading whose pilot, metric and week are `text` here.
    fn key_then(&self, text: impl Fn(&str) -> String) -> String {
        let then = self.bases.metric_then(&text("pilot"), &text("metric"));
        self.register.key(|field| match then {
            Some(then) if field == "metric" => then.to_owned(),
            _ => text(field),
        })
    }

    /// What a reading is known by here.
    fn key_now(&self, row: &Row, now: Option<&Value>) -> [String; 3] {
        KEY.map(|field| now.map_or_else(|| self.text(row, field), |now| text_of(now.get(field))))
    }

    /// A row and its identifier. An added reading is identified like existing ones, and so is one of a pilot that is
    /// [named anew](Self::named_anew).
    pub(super) fn by_key<'r>(
        &self,
        row: &'r Row,
        base: &HashMap<String, Value>,
        anew: &HashSet<String>,
    ) -> (Cow<'r, Row>, String) {
        let key = self.register.key(|field| self.text(row, field));
        let [pilot, metric] = ["pilot", "metric"].map(|field| self.text(row, field));
        let is_anew = anew.contains(&pilot) && self.bases.metric_given(&pilot, &metric).is_some();
        if self.register.sheet != READINGS || !is_anew && base.contains_key(&key) {
            return (Cow::Borrowed(row), key);
        }
        let row = self.by_codes(row);
        let key = self.key_then(|field| self.text(&row, field));
        (Cow::Owned(row), key)
    }

    /// A reading that somebody added, with pilot, metric and week as the sheet names them, however they are written.
    fn by_codes(&self, row: &Row) -> Row {
        let (reader, mut row) = (self.store.read(), row.clone());
        let [pilot, mut metric, week] = KEY.map(|field| self.text(&row, field));
        if metric.is_empty() {
            // The headline of a family needs no name.
            metric = self.text(&row, "family");
        }
        let found = reader.find_pilot(&pilot).ok();
        let code = found.and_then(|id| Some(reader.pilot(id).ok()??.code));
        // One that is renamed in the workbook may be so in its readings too.
        let given = |code| self.bases.metric_given(code, &metric).or_else(|| self.bases.metric_now(code, &metric));
        let now = code.as_deref().and_then(given).unwrap_or(&metric);
        let known = found.and_then(|id| reader.find_metric(id, now).ok()).map(|metric| metric.name);
        let week = week_said(&week, Week::of(self.session.today)).ok().map(|week| week.to_string());
        for (column, plain) in KEY.into_iter().zip([code, known, week]) {
            if let (Some(plain), Some(cell)) = (plain, self.table.column(column).and_then(|at| row.cells.get_mut(at))) {
                *cell = plain;
            }
        }
        row
    }

    /// A row as in a file of readings, if its cells were changed since `before`. If its metric cannot have one of them,
    /// all are rejected, as they are one measurement.
    pub(super) fn changed_reading(
        &self,
        row: &Row,
        now: Option<&Value>,
        before: usize,
        plan: &mut Plan,
    ) -> Option<Row> {
        let edits = plan.edits.iter().skip(before);
        let changed: Vec<(String, String)> = edits.map(|edit| (edit.field.clone(), edit.to.clone())).collect();
        if changed.is_empty() {
            return None;
        }
        if let Err(reason) = self.check_users(row, now, &changed) {
            plan.edits.truncate(before);
            plan.reject(READINGS, row.line, reason);
            return None;
        }
        Some(self.as_reading(row, now, &changed))
    }

    /// Is a value calculated from the users next to it? Then it may be emptied together with them.
    pub(super) fn is_worked_out(&self, row: &Row, to: &str, now: &Value) -> bool {
        let is_emptied = to.is_empty() && self.text(row, "active_users").is_empty();
        !is_emptied && !text_of(now.get("active_users")).is_empty()
    }

    /// Refuses users for a metric that counts none, and target users without the number of active ones.
    fn check_users(&self, row: &Row, now: Option<&Value>, changed: &[(String, String)]) -> Result<(), Invalid> {
        // Unknown names are reported with the others.
        let Some(metric) = self.metric_of(row, now) else {
            return Ok(());
        };
        let users = ["active_users", "target_users"];
        if !metric.counts_users() {
            let is_given = |field: &&str| changed.iter().any(|(known, to)| known == field && !to.is_empty());
            let given = users.into_iter().find(is_given);
            return given.map_or(Ok(()), |field| Err(metric.without_users(field)));
        }
        let [active, target] = users.map(|field| as_changed(now, changed, field));
        if active.is_empty() && !target.is_empty() {
            let error = Invalid::new("active_users: it is empty, and target_users is not");
            let hint = "fill in both; empty both where it was not measured, and say in note why";
            return Err(error.hint(hint).at("active_users"));
        }
        let value = changed.iter().find(|(field, to)| field == "value" && !to.is_empty() && !active.is_empty());
        let share = || {
            let [.., week] = self.key_now(row, now);
            let set = || self.target_users(&metric, week.parse().ok()?);
            let target = if target.is_empty() { Fixed::from_int(set()?.into()) } else { Fixed::parse(&target).ok()? };
            Fixed::parse(&active).ok()?.percent_of(target)
        };
        match value.and_then(|(_, to)| Some((to, share()?))) {
            Some((to, share)) if !is_rounded(to, share) => {
                let what =
                    format!("value is worked out from the users of that week, {}, and not {to}", share.rounded(1));
                Err(Invalid::new(what).hint("empty value, or change active_users and target_users").at("value"))
            }
            _ => Ok(()),
        }
    }

    /// The metric that a row is of.
    fn metric_of(&self, row: &Row, now: Option<&Value>) -> Option<Metric> {
        let (reader, [pilot, metric, _]) = (self.store.read(), self.key_now(row, now));
        reader.find_pilot(&pilot).and_then(|pilot| reader.find_metric(pilot, &metric)).ok()
    }

    /// The target users that are set for a metric in a week, or, where none are, that were stated last.
    fn target_users(&self, metric: &Metric, week: Week) -> Option<u32> {
        let (reader, set) = (self.store.read(), self.store.read().targets(metric.pilot).ok()?);
        Target::in_force(&set, week).or_else(|| Target::in_force(&reader.stated(metric, &[]).ok()?, week))
    }

    /// The share of users as which a reading is kept; none of what counts no users.
    fn share_kept(&self, record: &Record) -> Option<Fixed> {
        let metric = self.store.read().metric(record.metric).ok()?.filter(Metric::counts_users)?;
        let set = self.target_users(&metric, record.week);
        metric.accept(record.typed?, set, &record.note).ok()?.value()
    }

    /// A row as in a file of readings: the present values with the changed cells; users where there are any, else the
    /// value, which of users is their share in percent; `-` means not measured.
    fn as_reading(&self, row: &Row, now: Option<&Value>, changed: &[(String, String)]) -> Row {
        let text = |field: &str| as_changed(now, changed, field);
        // Where users were counted, the value was worked out from them, and goes with them.
        let had_users = !text_of(now.and_then(|now| now.get("active_users"))).is_empty();
        let counts_users = || self.metric_of(row, now).is_some_and(|metric| metric.counts_users());
        let (active, target) = (text("active_users"), text("target_users"));
        let value = match (active.is_empty(), text("value")) {
            (false, _) if target.is_empty() => active,
            (false, _) => format!("{active}/{target}"),
            (true, value) if value.is_empty() || had_users => "-".to_owned(),
            (true, value) if matches!(value.parse::<Typed>(), Ok(Typed::Number(_))) && counts_users() => {
                format!("{value}%")
            }
            (true, value) => value,
        };
        let cells = self.key_now(row, now).into_iter().chain([value, text("note"), text("sample")]).collect();
        Row { line: row.line, cells }
    }

    pub(super) fn take_readings(&self, rows: Vec<Row>, plan: &mut Plan) -> failure::Result<()> {
        let rows_of: Vec<u64> = rows.iter().map(|row| row.line).collect();
        let header = ["pilot", "metric", "week", "value", "note", "sample"].map(str::to_owned).to_vec();
        let table = Table { header, rows, ..Table::default() };
        let (changes, report) = intake::plan_readings(self.store, &table, &self.session.stamp())?;
        plan.far.extend(intake::far(self.store.read(), &changes)?.into_iter().map(|far| far.told));
        let lines: Vec<u64> = report.rejected.iter().map(|reject| reject.row).collect();
        let rejected: Vec<String> = lines.iter().map(|row| format!("{READINGS} {row}")).collect();
        for mut reject in report.rejected {
            let value = wrong_value(reject.row, &plan.edits).filter(|_| reject.reason.field == Some("value"));
            reject.reason.field = value.or(reject.reason.field);
            plan.rejected.push((READINGS, reject));
        }
        plan.edits.retain(|edit| !rejected.contains(&edit.place));
        let row = rows_of.into_iter().filter(|row| !lines.contains(row)).chain(std::iter::repeat(0));
        let changes: Vec<(u64, Change)> = row.zip(changes).collect();
        self.tell_as_read(&changes, plan);
        let placed = |(row, change)| Spot { sheet: READINGS, row, field: None }.of(change);
        plan.changes.extend(changes.into_iter().map(placed));
        Ok(())
    }
}

impl Compared<'_> {
    /// Tells values as they are read, with what stands in their cells; a share of users as that of whole ones.
    fn tell_as_read(&self, changes: &[(u64, Change)], plan: &mut Plan) {
        let read = |(row, change): &(u64, Change)| {
            let Change::Record(record) = change else {
                return None;
            };
            let share = self.share_kept(record);
            let number = match record.typed {
                Some(Typed::Number(number) | Typed::Percent(number)) => share.unwrap_or(number),
                _ => share?,
            };
            Some((format!("{READINGS} {row}"), (number, share.is_some())))
        };
        let read: HashMap<String, (Fixed, bool)> = changes.iter().filter_map(read).collect();
        for edit in plan.edits.iter_mut().filter(|edit| edit.field == "value") {
            let typed = edit.to.trim_end_matches(['%', ' ', '\u{a0}']);
            let number = match read.get(&edit.place) {
                Some((share, true)) if is_rounded(typed, *share) => continue,
                Some((share, true)) => share.rounded(1).to_string(),
                Some((number, false)) => number.to_string(),
                None => continue,
            };
            if number != typed {
                edit.to = shown(number, &edit.to);
            }
        }
    }
}

/// The value of a cell: its new one if it was changed, else the present one.
fn as_changed(now: Option<&Value>, changed: &[(String, String)], field: &str) -> String {
    let changed = changed.iter().find(|(known, _)| known == field).map(|(_, to)| to.clone());
    changed.unwrap_or_else(|| text_of(now.and_then(|now| now.get(field))))
}

/// The changed cell that makes a row's value invalid: among users the one that is not a number, else the first.
fn wrong_value(row: u64, edits: &[Edit]) -> Option<&'static str> {
    const VALUES: [&str; 3] = ["active_users", "target_users", "value"];
    let place = format!("{READINGS} {row}");
    let is_value = |edit: &&Edit| edit.place == place && VALUES.contains(&edit.field.as_str());
    let changed: Vec<&Edit> = edits.iter().filter(is_value).collect();
    let wrong = changed.iter().find(|edit| edit.to.parse::<u32>().is_err()).or(changed.first())?;
    VALUES.into_iter().find(|field| *field == wrong.field)
}

/// Is a share what a cell says, as far as that has decimals?
fn is_rounded(cell: &str, share: Fixed) -> bool {
    Fixed::parse(cell).is_ok_and(|said| (0..=PLACES).any(|places| share.rounded(places) == said))
}
