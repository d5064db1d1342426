//! Reads days by a mapping: by its formats, and in the order of day and month that it or the table tells.

use chrono::NaiveDate;

use super::{Columns, DATES, Profile};
use crate::domain::incoming::DateOrder;
use crate::domain::shown::collapsed;
use crate::domain::written::{day_of, without_time, wrong_weekday};
use crate::domain::{Day, Invalid};
use crate::exchange::table::Table;
use crate::exchange::written_day::{dated, formats, order_of_formats, order_told, plain_day, two_numbers, unordered};

impl Profile {
    /// The order of day and month that dates of a table tell: one of them has a day after the twelfth, and none another
    /// order. Where those that are read tell nothing, any other column does. None where nothing tells.
    #[must_use]
    pub fn order_told(&self, table: &Table) -> Option<DateOrder> {
        order_told(table.cells_in(&self.date_columns(table))).or_else(|| order_told(table.cells()))
    }

    /// Does a table hold dates that only an order makes plain?
    #[must_use]
    pub fn needs_order(&self, table: &Table) -> bool {
        table.cells_in(&self.date_columns(table)).any(|cell| two_numbers(cell).is_some())
    }

    /// The places of the columns that feed days.
    fn date_columns(&self, table: &Table) -> Vec<usize> {
        let fed = |field: &&str| self.fields.get(*field);
        DATES.iter().filter_map(fed).flat_map(Columns::names).filter_map(|name| table.column(name)).collect()
    }

    /// The order in which the mapping itself reads dates such as 3/4/2026.
    #[must_use]
    pub fn own_order(&self) -> Option<DateOrder> {
        order_of_formats(&self.dates)
    }

    /// The mapping that reads dates in that order, and in no other one.
    #[must_use]
    pub fn ordered(mut self, order: DateOrder) -> Self {
        let both = [DateOrder::DayFirst, DateOrder::MonthFirst].map(formats).concat();
        self.dates.retain(|format| !both.contains(&format.as_str()));
        self.dates.extend(formats(order).map(str::to_owned));
        self
    }

    /// What is wrong with a cell that is no day.
    #[must_use]
    pub fn no_day(&self, column: &str, cell: &str) -> Invalid {
        let cell = collapsed(cell);
        if let Some(day) = self.day_of_any_name(&cell) {
            let what = format!("“{cell}” in column “{column}” is a {}", day.format("%A"));
            return Invalid::new(what).hint("write the day that is meant");
        }
        unordered(column, &cell, self.own_order()).unwrap_or_else(|| {
            Invalid::new(format!("“{cell}” in column “{column}” is not a date")).hint("write a date as 2026-11-18")
        })
    }

    /// The day that a cell means, if it can be read, and is the day of the week that it names.
    #[must_use]
    pub fn day(&self, cell: &str) -> Option<Day> {
        self.day_of_any_name(cell).filter(|day| wrong_weekday(cell, *day).is_none())
    }

    fn day_of_any_name(&self, cell: &str) -> Option<Day> {
        // A mapping may have formats for what is written around a day.
        let day = self.day_of(&collapsed(cell)).or_else(|| self.day_of(&plain_day(cell)));
        // A cell that shows a day may hold the time of that day too.
        day.or_else(|| self.day_of(&collapsed(without_time(cell)?)))
    }

    fn day_of(&self, cell: &str) -> Option<Day> {
        let read = |format: &str| {
            let is_whole = format.contains("%d");
            if is_whole { dated(cell, format) } else { dated(&format!("{cell} 01"), &format!("{format} %d")) }
        };
        // Both orders mean the same where the numbers are equal.
        let numbers = two_numbers(cell);
        let equal = numbers.is_some_and(|(one, other)| one == other);
        let either = formats(DateOrder::DayFirst).into_iter().filter(|_| equal);
        let day = self.dates.iter().map(String::as_str).chain(either).find_map(read);
        // Of two numbers the order is settled by the table; any other day says itself which it is.
        let day = day.or_else(|| day_of(cell).ok().filter(|_| numbers.is_none()))?;
        if self.years_as_serials
            && (NaiveDate::from_ymd_opt(1905, 1, 1)..NaiveDate::from_ymd_opt(1906, 1, 1)).contains(&Some(day))
        {
            // Spreadsheets count days from here, so the year 2022 became the 2022nd day.
            let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            let year = i32::try_from((day - zero).num_days()).ok()?;
            return NaiveDate::from_ymd_opt(year, 1, 1);
        }
        NaiveDate::from_ymd_opt(1950, 1, 1).is_some_and(|earliest| day >= earliest).then_some(day)
    }
}
