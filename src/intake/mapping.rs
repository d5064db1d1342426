//! Owns mappings for any kind of rows: what the rows of a table are, and what its columns feed.

use crate::domain::Invalid;
use crate::domain::incoming::{DateOrder, Incoming, RowsOf};
use crate::exchange::fields::{self, Said};
use crate::exchange::lists::List;
use crate::exchange::tickets::Tickets;
use crate::exchange::{Profile, Table, actions, notes, people, readings};

/// A mapping.
#[derive(Debug, Clone)]
pub enum Mapping {
    /// Of pilots.
    Pilots(Box<Profile>),
    /// Of tickets, and what was said of their columns.
    Exceptions(Box<Tickets>, Said),
    /// Of a list, what was said of its columns, and which comes first in its dates where it says so.
    List(RowsOf, Said, Option<DateOrder>),
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if let Some(tickets) = Tickets::parse(text)? {
            return Ok(Self::Exceptions(Box::new(tickets), Said::new()));
        }
        Ok(match List::parse(text)? {
            Some(list) => Self::List(list.kind, list.said(), list.order()),
            None => Self::Pilots(Box::new(Profile::parse(text)?)),
        })
    }

    /// The text of a mapping file that reads a file as somebody said, and everything else as `base` does, the text of
    /// another one.
    ///
    /// # Errors
    /// Where no column is the name of a pilot, or the mapping cannot be called so.
    pub fn written(name: &str, incoming: &Incoming, base: &str) -> Result<String, Invalid> {
        let Incoming { columns, dates, .. } = incoming;
        match Self::parse(base)? {
            Self::Pilots(_) => Profile::written(name, columns, *dates, base),
            Self::Exceptions(..) => Tickets::written(name, columns, *dates, base),
            Self::List(..) => List::written(name, columns, *dates, base),
        }
    }

    /// The same where columns feed what somebody said of them. Of pilots these are all that feed something.
    ///
    /// # Errors
    /// Where no column is the name of a pilot.
    pub(super) fn saying(self, said: &[(String, String)]) -> Result<Self, Invalid> {
        Ok(match self {
            Self::Pilots(base) => Self::Pilots(Box::new(Profile::of_columns(said, *base)?)),
            Self::Exceptions(tickets, before) => Self::Exceptions(tickets, [said, before.as_slice()].concat()),
            Self::List(rows, before, order) => Self::List(rows, [said, before.as_slice()].concat(), order),
        })
    }

    /// The encoding that it names.
    pub(super) fn encoding(&self) -> Option<&str> {
        match self {
            Self::Pilots(profile) => profile.encoding.as_deref(),
            Self::Exceptions(..) | Self::List(..) => None,
        }
    }

    /// What its rows are.
    pub(super) const fn rows(&self) -> RowsOf {
        match self {
            Self::Pilots(_) => RowsOf::Pilots,
            Self::Exceptions(..) => RowsOf::Exceptions,
            Self::List(rows, ..) => *rows,
        }
    }

    /// Reads it readings?
    pub(super) const fn is_of_readings(&self) -> bool {
        matches!(self, Self::List(RowsOf::Readings, ..))
    }

    /// What was said of columns, beside what the mapping knows of them.
    pub(super) fn said(&self) -> &[(String, String)] {
        match self {
            Self::Pilots(_) => &[],
            Self::Exceptions(_, said) | Self::List(_, said, _) => said,
        }
    }

    /// The names of the columns that tell its header.
    pub(super) fn columns(&self) -> Vec<String> {
        let named: Vec<&str> = match self {
            Self::Pilots(profile) => profile.columns().collect(),
            Self::Exceptions(tickets, _) => tickets.columns().collect(),
            Self::List(rows, ..) => columns_of(*rows),
        };
        named.into_iter().chain(self.said().iter().map(|(column, _)| column.as_str())).map(str::to_owned).collect()
    }

    /// The one that reads a table where columns feed what is said of them; none where those are no fields of such rows,
    /// or something else is missing. Of actions only where a field is said that no pilot has: a tracker has an owner
    /// and a day too.
    pub(super) fn fitting(table: &Table, said: &[(String, String)]) -> Option<Self> {
        let fed = |rows: RowsOf| Some(table.clone().feeding(&named(rows, said).ok()?));
        let is = |rows: RowsOf, tells: fn(&Table) -> bool| fed(rows).is_some_and(|table| tells(&table));
        let list = |rows: RowsOf| Some(Self::List(rows, Said::new(), None));
        let tickets = || fed(RowsOf::Exceptions).and_then(|table| Tickets::fitting(&table));
        let is_of_pilots = |field: &str| fields::named(RowsOf::Pilots, field).is_ok();
        if is(RowsOf::People, people::is_people) {
            list(RowsOf::People)
        } else if is(RowsOf::Notes, notes::is_notes) {
            list(RowsOf::Notes)
        } else if let Some(tickets) = tickets() {
            Some(Self::Exceptions(Box::new(tickets), Said::new()))
        } else if !said.iter().all(|(_, field)| is_of_pilots(field)) && is(RowsOf::Actions, actions::is_actions) {
            list(RowsOf::Actions)
        } else {
            None
        }
    }
}

/// What is said of columns, each field by its name.
///
/// # Errors
/// Where such rows do not have one of them.
pub(super) fn named(rows: RowsOf, said: &[(String, String)]) -> Result<Said, Invalid> {
    said.iter().map(|(column, field)| Ok((column.clone(), fields::named(rows, field)?.to_owned()))).collect()
}

/// The names of columns that head such rows, where nothing else tells it.
pub(super) fn columns_of(rows: RowsOf) -> Vec<&'static str> {
    match rows {
        RowsOf::Actions => actions::LAYOUT.names().collect(),
        RowsOf::People => people::columns().collect(),
        RowsOf::Readings => readings::columns().collect(),
        RowsOf::Notes => notes::LAYOUT.names().collect(),
        RowsOf::Pilots | RowsOf::Exceptions => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::fields::NOTHING;

    #[test]
    fn a_table_is_of_those_that_have_the_fields_which_are_said() {
        let rows = |header: &str, column: &str, field: &str| {
            let table =
                Table::parse(&format!("{header}\n{}\n", header.replace(char::is_alphabetic, "x")), b',').unwrap();
            Mapping::fitting(&table, &[(column.to_owned(), field.to_owned())]).map(|mapping| mapping.rows())
        };
        for (header, column, field, found) in [
            ("Name,Mail,Fax", "Fax", NOTHING, Some(RowsOf::People)),
            ("Pilot,Date,Note,Room", "Room", NOTHING, Some(RowsOf::Notes)),
            ("Pilot,Date,Said,By", "Said", "text", Some(RowsOf::Notes)),
            ("Pilot,Incident,Raised,Room", "Room", NOTHING, Some(RowsOf::Exceptions)),
            ("Thing,Who,Due", "Thing", "text", Some(RowsOf::Actions)),
            ("What,Who,Due,Room", "Room", NOTHING, None),
            ("Title,Chef,Due", "Chef", "owner", None),
            ("Name,Mail,Status", "Status", NOTHING, None),
        ] {
            assert_eq!(rows(header, column, field), found, "{header}");
        }
    }
}
