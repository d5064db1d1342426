//! Owns tables on their side: pilots stand side by side, and metrics or weeks below each other.

use super::{Columns, Kind, Sheet, text};
use crate::domain::shown::collapsed;
use crate::exchange::block::split::is_blank;
use crate::exchange::block::{RowName, WeekName};
use crate::exchange::readings::week_below;

impl Sheet<'_> {
    /// Reads a table whose corner says that metrics, or weeks, stand below it, and whose other headings are names;
    /// answers whether it is one.
    pub(super) fn turned(&mut self, first: usize, columns: &Columns) -> bool {
        let rows = self.rows;
        let others = [columns.pilot, columns.value, columns.active, columns.target, columns.note];
        let corner = match (columns.metric, columns.week) {
            (Some(0), None) => "metric",
            (None, Some(0)) => "week",
            _ => return false,
        };
        let is_filled = |(_, head): &(usize, &String)| !head.is_empty();
        let heads: Vec<(usize, &String)> = rows[first].iter().enumerate().skip(1).filter(is_filled).collect();
        let are_names = heads.iter().all(|(_, head)| self.kind(head) == Kind::Word);
        let has_values = |place: usize| {
            let mut cells = rows.iter().skip(first + 1).filter_map(|row| row.get(place));
            cells.any(|cell| self.kind(cell) == Kind::Value)
        };
        let (pilots, unused): (Vec<_>, Vec<_>) = heads.into_iter().partition(|(place, _)| has_values(*place));
        if others.iter().any(Option::is_some) || pilots.is_empty() || !are_names {
            return false;
        }
        for (place, _) in unused {
            self.leave_column_out(first, place);
        }
        for (index, row) in rows.iter().enumerate().skip(first + 1).filter(|(_, row)| !is_blank(row)) {
            self.check_surplus(index, &columns.names, row);
            let name = row.first().map_or("", String::as_str);
            if name.is_empty() {
                self.nameless(index, 0, corner);
                continue;
            }
            let week = match corner {
                "week" => self.week(&week_below(text(&rows[first], Some(0)), name)),
                _ => WeekName::Week(self.near),
            };
            for (place, pilot) in &pilots {
                let Some(text) = row.get(*place).filter(|text| !text.is_empty()) else {
                    continue;
                };
                let metric = (corner == "metric").then(|| collapsed(name));
                let named = RowName::Named { pilot: collapsed(pilot), metric };
                self.push((index, *place), text, named, week.clone(), "");
            }
        }
        true
    }
}
