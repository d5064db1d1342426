//! Owns how the cells of a sheet are read: words in any case, and days as people write them. A sheet is read on another
//! day than it was written on, so that none of its days may count from today.

use serde_json::Value;

use super::beside::Compared;
use super::sheets::READINGS;
use super::text::{same, text_of};
use crate::cli::ground::failure::Result;
use crate::cli::set;
use crate::domain::change::{
    ActionChange, FieldKind, MetricChange, PersonChange, PersonField, PilotChange, PilotField, TickChange, Value as Set,
};
use crate::domain::incoming::DateOrder;
use crate::domain::shown::collapsed;
use crate::domain::spoken::{Side, day_said};
use crate::domain::words::flag_word;
use crate::domain::written::{self, Written, day_of};
use crate::domain::{Change, Day, Fixed, Instant, Invalid, Typed, meant, money};
use crate::exchange::table::Row;
use crate::exchange::written_day::{self, ordered, unordered};
use crate::exchange::{Table, people};

/// Columns of words that mean the same in any case.
const WORDS: &[&str] = &["level", "better", "headline", "severity", "state", "answer", "certifier"];
/// Columns of days, where they can be changed.
const DAYS: &[&str] =
    &["due", "rollout", "partner_ends", "start", "started", "documented", "trained", "retired", "date"];

/// The column of days and times that only a new row fills.
const RAISED: &str = "raised";

/// The order of day and month in dates that somebody wrote into sheets, as one tells that has a day after the twelfth.
pub(super) fn order_told(sheets: &[(String, Table)]) -> Option<DateOrder> {
    let cells = sheets.iter().flat_map(|(_, table)| {
        let places: Vec<usize> = DAYS.iter().chain([&RAISED]).filter_map(|field| table.column(field)).collect();
        table.cells_in(&places).collect::<Vec<_>>()
    });
    written_day::order_told(cells)
}

impl Compared<'_> {
    /// What a cell says, as it is typed.
    pub(super) fn typed(&self, row: &Row, field: &str) -> String {
        let cell = self.table.column(field).and_then(|at| row.cells.get(at));
        cell.map_or_else(String::new, |cell| cell.trim().replace("\r\n", "\n"))
    }

    /// What a cell says, as it is read.
    pub(super) fn text(&self, row: &Row, field: &str) -> String {
        let typed = self.typed(row, field);
        if let Some(said) = self.of_somebody(field, &typed) {
            return said;
        }
        if WORDS.contains(&field) {
            let severity = (field == "severity").then(|| meant::severity(&typed).ok()).flatten();
            return severity.map_or_else(|| typed.to_lowercase(), |severity| severity.name().to_owned());
        }
        self.day_of_cell(field, &typed).map_or(typed, |day| day.to_string())
    }

    /// The value of a cell about a person, read as lists of people are; none for a word that is no level.
    fn of_somebody(&self, field: &str, typed: &str) -> Option<String> {
        let is_read = |field: &PersonField| {
            self.register.set == Some("person")
                && matches!(field, PersonField::Name | PersonField::Level | PersonField::Email)
        };
        let field = field.parse::<PersonField>().ok().filter(is_read)?;
        people::said(field, typed).ok()
    }

    /// The day that a cell of days says: of a week by which something is due its Friday, of 3/4/2026 the one in the order
    /// of the others.
    fn day_of_cell(&self, field: &str, typed: &str) -> Option<Day> {
        let order = self.bases.order.filter(|_| field == RAISED || DAYS.contains(&field));
        if let Some(day) = order.and_then(|order| ordered(typed, order)) {
            return Some(day);
        }
        if typed.is_empty() || !self.is_of_days(field) {
            return None;
        }
        match written::read(typed) {
            Some(Ok(Written::Week { .. } | Written::Yearless { .. })) => {
                day_said(typed, self.session.today, Side::of(field))?.ok()
            }
            // A cell formatted as a day may also contain a time of that day.
            _ => day_of(typed).or_else(|error| day_of(written::without_time(typed).ok_or(error)?)).ok(),
        }
    }

    /// Does a cell have the present value, as it is read or as it is typed?
    pub(super) fn is_as(&self, row: &Row, field: &str, there: Option<&Value>) -> bool {
        self.says(field, &self.text(row, field), there) || self.says(field, &self.typed(row, field), there)
    }

    /// Does a text have the present value? In an amount of money a point separates thousands.
    fn says(&self, field: &str, to: &str, there: Option<&Value>) -> bool {
        let is_money = self.register.set == Some("pilot")
            && field.parse::<PilotField>().is_ok_and(|field| field.kind() == FieldKind::Money);
        match (there, money::read(to, false)) {
            (Some(Value::Number(known)), Some(amount)) if is_money => {
                Fixed::parse(&known.to_string()).is_ok_and(|known| known == amount)
            }
            _ => same(to, there),
        }
    }

    /// Does a cell, once it is read, equal the present value? So a second import changes nothing.
    pub(super) fn comes_to(&self, row: &Row, (field, to): (&str, &str), there: Option<&Value>) -> bool {
        let known = text_of(there);
        if self.register.sheet == READINGS && field == "value" {
            return match to.parse::<Typed>() {
                Ok(Typed::NotMeasured) => known.is_empty(),
                Ok(Typed::Answer(answer)) => known == answer.to_string(),
                _ => false,
            };
        }
        if to.is_empty() || !self.register.is_set(field) {
            return false;
        }
        // Names are kept with one blank between their words.
        if field == "name" && collapsed(to) == known {
            return true;
        }
        let key = self.register.key(|field| self.text(row, field));
        let read = |text: &str| self.change(row, (&key, field, text), &[field]).ok().flatten();
        read(to).is_some_and(|change| read(&known) == Some(change))
    }

    fn is_of_days(&self, field: &str) -> bool {
        DAYS.contains(&field) && self.register.is_set(field)
    }

    /// The day that was read in a cell which does not give it in full.
    pub(super) fn day_told(&self, row: &Row, field: &str) -> Option<String> {
        let typed = self.typed(row, field);
        let day = self.day_of_cell(field, &typed).filter(|_| day_of(&typed).is_err())?;
        Some(format!("{}: {field} “{typed}” is {day}.", self.place(row)))
    }

    /// The person meant by a cell with only part of the name.
    pub(super) fn whom_told(&self, row: &Row, field: &str) -> Option<String> {
        let told = set::whom_told(self.store.read(), (field, &self.typed(row, field)))?;
        Some(format!("{}: {field} {told}", self.place(row)))
    }

    /// Refuses a day that is counted from the one on which it is read, and one that only an order makes plain.
    pub(super) fn refuse_counted(&self, field: &str, text: &str) -> Result<()> {
        if !self.is_of_days(field) || day_of(text).is_ok() {
            return Ok(());
        }
        if let Some(error) = unordered(field, text, self.bases.order) {
            return Err(error.into());
        }
        if !matches!(day_said(text, self.session.today, Side::of(field)), Some(Ok(_))) {
            return Ok(());
        }
        let error = Invalid::new(format!("which day “{text}” is depends on the one on which the sheet is read"));
        Err(error.hint("write a date as 2026-11-18, or a week as 2026-W49").into())
    }
}

/// What a cell comes to, as it is read.
pub(super) fn read_as(change: &Change, text: String, typed: &str) -> String {
    let read = match change {
        Change::Pilot(PilotChange::Set { to: Set::Number(number), .. })
        | Change::Metric(MetricChange::Set { to: Set::Number(number), .. }) => number.to_string(),
        Change::Person(PersonChange::Set { to: Set::Flag(flag), .. })
        | Change::Metric(MetricChange::Set { to: Set::Flag(flag), .. }) => flag_word(*flag).to_owned(),
        Change::Action(ActionChange::End { to, .. }) => to.to_string(),
        Change::Tick(TickChange { state: Some(state), .. }) => state.to_string(),
        _ => text,
    };
    shown(read, typed)
}

/// The text of a cell, with a time as its cell shows it.
pub(super) fn as_shown(text: String) -> String {
    text.parse::<Instant>().map_or(text, Instant::said)
}

/// What was read and, if it differs, the text it was read from.
pub(super) fn shown(read: String, typed: &str) -> String {
    if read.eq_ignore_ascii_case(typed) { read } else { format!("{read}, read from “{typed}”") }
}
