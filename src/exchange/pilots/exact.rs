//! Reads fields that can be read in one way only: a day, an amount, an address, yes or no.

use std::collections::BTreeMap;

use super::row::Mapping;
use super::told::{Loose, Missing};
use crate::domain::money::Unit;
use crate::domain::person::{addressed, called};
use crate::domain::shown::collapsed;
use crate::domain::spoken::{Side, day_said};
use crate::domain::{Day, Invalid, money};
use crate::exchange::profile::{Columns, DATES, MONEY};
use crate::exchange::written_day::{counts_from_writing, loose_day, wants_order};
use crate::exchange::{feeds, flag};

/// The fields that are addresses, with those that name whose they are.
pub(super) const ADDRESSES: [(&str, &str); 2] = [("owner_email", "owner"), ("lead_email", "lead")];

/// Is it such a field?
pub(super) fn is_exact(field: &str) -> bool {
    field == "archived" || named_by(field).is_some() || DATES.contains(&field) || MONEY.contains(&field)
}

/// The field that names whose address stands in that one; none where it is of no address.
fn named_by(field: &str) -> Option<&'static str> {
    ADDRESSES.iter().find(|(address, _)| *address == field).map(|(_, whose)| *whose)
}

impl Mapping<'_> {
    /// What such a field says beside those that are read; none where nothing is known of it.
    pub(super) fn exact(
        &mut self,
        field: &'static str,
        columns: &Columns,
        fields: &BTreeMap<&'static str, String>,
    ) -> Result<Option<String>, Invalid> {
        match field {
            "archived" => self.flag(field, columns).map(Some),
            _ if DATES.contains(&field) => self.day(field, columns),
            _ if MONEY.contains(&field) => self.money(field, columns),
            _ => {
                let name = named_by(field).and_then(|whose| fields.get(whose));
                Ok(self.address(columns, name.map_or("", String::as_str)))
            }
        }
    }

    /// Yes or no; empty where nothing is said.
    fn flag(&mut self, field: &'static str, columns: &Columns) -> Result<String, Invalid> {
        let cell = self.text(columns);
        let word = collapsed(&self.profile.meaning(field, cell));
        if word.is_empty() {
            return Ok(word);
        }
        flag(field, &word).map(|flag| flag.to_string())
    }

    /// The first cell that may be an address; empty where all are. Other words are kept in the note, where there is
    /// one, and so is another address than the one that stands beside the name.
    fn address(&mut self, columns: &Columns, name: &str) -> Option<String> {
        let of = |text: &str| called(addressed(&collapsed(text)).1);
        let mut said = false;
        for column in columns.names() {
            let Some(cell) = self.read(column) else {
                continue;
            };
            said = true;
            if !cell.contains('@') {
                self.leave(column, Missing::Address);
            } else if name.contains('@') && of(name) != of(&cell) {
                self.overrule(column, Missing::SameAddress);
            } else {
                self.take(column);
                return Some(cell);
            }
        }
        (!said).then(String::new)
    }

    /// The first cell that reads as a date, or as a week, a month, a quarter or a day without its year; empty where all
    /// are. One that does not is kept in the note, where there is one: nothing is known of the day then. Where only the
    /// order of its day and month has to be said, it is rejected.
    fn day(&mut self, field: &'static str, columns: &Columns) -> Result<Option<String>, Invalid> {
        let mut said = false;
        for column in columns.names() {
            let Some(place) = self.table.column(column) else {
                continue;
            };
            let cell = self.row.cells.get(place).map_or("", String::as_str);
            let whole = self.profile.day(cell).map(|day| (day, None));
            let loose = || self.loosely(field, cell).map(|(day, how)| (day, Some(how)));
            if let Some((day, how)) = whole.or_else(loose) {
                let told = self.table.header.get(place).cloned().zip(how);
                self.loose.extend(told.map(|(column, how)| Loose { column, cell: collapsed(cell), day, how }));
                self.mark(place);
                return Ok(Some(day.to_string()));
            }
            let says = !self.profile.is_empty_word(cell);
            said |= says;
            if !says || self.profile.taken_over {
                continue;
            }
            if !self.profile.rest_as_note || wants_order(cell) {
                let heading = self.table.header.get(place).map_or(column, String::as_str);
                return Err(self.profile.no_day(heading, cell).at(field));
            }
            let is_relative = self.profile.today.is_some_and(|today| counts_from_writing(cell, today));
            let counted = if self.profile.written.is_some() { Missing::DayGone } else { Missing::DayOfWriting };
            self.leave(column, if is_relative { counted } else { Missing::Day });
        }
        Ok((!said).then(String::new))
    }

    /// The day that is meant by something else than a date, and how that is read. When a stage was entered lies behind,
    /// and is not guessed; a day that counts from the writing is one that is due, where somebody knows when that was.
    fn loosely(&self, field: &'static str, cell: &str) -> Option<(Day, &'static str)> {
        let (side, today) = match field {
            "entered" => (Side::Behind, None),
            _ => (Side::of(field), self.profile.today),
        };
        let written = self.profile.written.filter(|_| side == Side::Ahead);
        let counted = || {
            let day = written.filter(|day| counts_from_writing(cell, *day))?;
            Some((day_said(&collapsed(cell), day, side)?.ok()?, "days that count from today"))
        };
        loose_day(cell, side, today).or_else(counted).filter(|_| !self.profile.taken_over)
    }

    /// The first cell that reads as an amount; empty where all are. One that does not is kept in the note, where there
    /// is one: nothing is known of the amount then.
    fn money(&mut self, field: &'static str, columns: &Columns) -> Result<Option<String>, Invalid> {
        // A number of a spreadsheet, or of a table of ours, has a point before its decimals, however many they are.
        let written = self.profile.remembers && self.table.separator.is_some();
        let mut said = false;
        for column in columns.names() {
            let Some(cell) = self.read(column) else {
                continue;
            };
            let cell = self.profile.meaning(field, cell);
            let unit = self.table.column(column).map_or(Unit::One, |at| feeds::unit(self.table, at));
            if let Some(amount) = money::read_in(unit, &cell, written) {
                self.take(column);
                return Ok(Some(amount.to_string()));
            }
            if !self.profile.rest_as_note {
                let what = format!("“{}” in column “{column}” is not an amount", collapsed(&cell));
                return Err(Invalid::new(what).hint(money::hint(&cell)).at(field));
            }
            said = true;
            self.leave(column, Missing::Amount);
        }
        Ok((!said).then(String::new))
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::pilots::map;
    use crate::exchange::{Profile, Table};

    #[test]
    fn an_amount_is_in_the_unit_that_its_heading_says() {
        let columns = [("Use case", "name"), ("Budget (k€)", "spend_change")];
        let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let profile = Profile::of_columns(&columns, Profile::builtin("tracker").unwrap()).unwrap();
        let spent = |csv: &str, profile: &Profile| -> Vec<String> {
            let rows = map(&Table::parse(csv, b';').unwrap(), profile).unwrap().rows;
            rows.iter().map(|row| row.text("spend_change").to_owned()).collect()
        };
        let csv = "Use case;Budget (k€)\nAlpha;120\nBeta;45,5\nGamma;45,5 TEUR\n";
        assert_eq!(spent(csv, &profile), ["120000", "45500", "45500"]);
        let columns = [("Use case", "name"), ("Ist", "spend_change")];
        let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let profile = Profile::of_columns(&columns, Profile::builtin("tracker").unwrap()).unwrap();
        let grouped = ";;Budget (k€);\nUse case;Owner;Plan;Ist\nAlpha;Bo;100;95\n";
        assert_eq!(spent(grouped, &profile), ["95000"], "the row above says it");
        let told = Table::parse("Use case;Spend change (k€)\nAlpha;95\n", b';').unwrap();
        let tracker = Profile::fitting(&told).unwrap();
        assert_eq!(map(&told, &tracker).unwrap().rows[0].text("spend_change"), "95000");
    }
}
