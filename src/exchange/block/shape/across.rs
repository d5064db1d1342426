//! Owns grids whose header names the columns: weeks stand side by side, and pilots, metrics and notes anywhere.

use super::{Columns, Kind, Sheet, text};
use crate::domain::Typed;
use crate::domain::shown::collapsed;
use crate::exchange::block::split::is_blank;
use crate::exchange::block::{RowName, WeekName, value, week};

impl Sheet<'_> {
    /// Reads a grid whose header names the pilots, and weeks beside each other; answers whether it is one.
    pub(super) fn across(&mut self, first: usize, columns: &Columns) -> bool {
        let rows = self.rows;
        let is_week = |cell: &String| self.kind(cell) == Kind::Week || week::serial(cell).is_some();
        if columns.pilot.is_none() || !rows[first].iter().any(is_week) {
            return false;
        }
        let weeks = self.columns_of_weeks(first, columns);
        let open = self.open(first, columns);
        let (mut pilot, mut takes_notes) = ("", false);
        for (index, row) in rows.iter().enumerate().skip(first + 1).filter(|(_, row)| !is_blank(row)) {
            if self.sums_up(index, columns) {
                continue;
            }
            self.check_surplus(index, &columns.names, row);
            let (written, metric) = (text(row, columns.pilot), text(row, columns.metric));
            // A pilot that is written once, as in merged cells, stands above its other metrics.
            if !written.is_empty() || metric.is_empty() {
                pilot = written;
            }
            let open = open.in_row(row, pilot);
            takes_notes |= self.weeks_of_row((index, row.as_slice()), (pilot, metric), (columns, open), &weeks);
        }
        if let Some(place) = columns.note.filter(|_| !takes_notes) {
            self.leave_column_out(first, place);
        }
        true
    }

    /// The columns under weeks. What is no week is told, and what is no number either is a column of something else.
    fn columns_of_weeks(&mut self, first: usize, columns: &Columns) -> Vec<(usize, WeekName)> {
        let rows = self.rows;
        let own = [columns.pilot, columns.metric, columns.note];
        let mut weeks = Vec::new();
        for (place, head) in rows[first].iter().enumerate() {
            if head.is_empty() || own.contains(&Some(place)) {
                continue;
            }
            let kind = self.kind(head);
            // A number may be meant for a week, or a day.
            let is_number = kind == Kind::Value && head.contains(|c: char| c.is_ascii_digit());
            if kind != Kind::Week && !is_number {
                self.leave_column_out(first, place);
                continue;
            }
            let week = self.week(head);
            if let WeekName::Wrong(reason) = &week {
                self.problem(first, place, head, reason.clone());
            }
            weeks.push((place, week));
        }
        weeks
    }

    /// Takes the values of a row, where it is not open which metric it is about; answers whether the newest of them was
    /// not measured, and takes the note for its reason.
    fn weeks_of_row(
        &mut self,
        (index, row): (usize, &[String]),
        (pilot, metric): (&str, &str),
        (columns, open): (&Columns, Option<usize>),
        weeks: &[(usize, WeekName)],
    ) -> bool {
        let values: Vec<&(usize, WeekName)> =
            weeks.iter().filter(|(place, _)| !text(row, Some(*place)).is_empty()).collect();
        if values.is_empty() {
            return false;
        }
        let names = [(columns.pilot, pilot, "pilot"), (columns.metric, metric, "metric")];
        let lacking = names.into_iter().find(|(place, text, _)| place.is_some() && text.is_empty());
        if let Some((Some(place), _, name)) = lacking {
            self.nameless(index, place, name);
            return false;
        }
        if let Some(place) = open {
            self.nameless(index, place, "metric");
            return false;
        }
        let named = RowName::Named { pilot: collapsed(pilot), metric: columns.metric.map(|_| collapsed(metric)) };
        let note = collapsed(text(row, columns.note));
        let newest = newest(&values);
        let mut takes_note = false;
        for (place, week) in values {
            let said = text(row, Some(*place));
            let is_its_reason = newest == Some(*place) && matches!(value::read(said).typed, Ok(Typed::NotMeasured));
            takes_note |= is_its_reason;
            let note = if is_its_reason { note.as_str() } else { "" };
            self.push((index, *place), said, named.clone(), week.clone(), note);
        }
        takes_note
    }
}

/// The column of the newest of those weeks, which what is said of the row is about.
fn newest(values: &[&(usize, WeekName)]) -> Option<usize> {
    let week = |(place, week): &&(usize, WeekName)| match week {
        WeekName::Week(week) => Some((*week, *place)),
        WeekName::Right(_) | WeekName::Wrong(_) => None,
    };
    values.iter().filter_map(week).max().map(|(_, place)| place)
}
