//! Owns the options of an import, and what a table holds by them.

use std::borrow::Cow;

use super::mapping::{Mapping, columns_of, named};
use super::trackers::is_by_week;
use crate::domain::change::PersonField;
use crate::domain::incoming::{Cell, Correction, DateOrder, Incoming, Keep, RowsOf};
use crate::domain::{Invalid, Week};
use crate::exchange::fields::{self, NOTHING, Said};
use crate::exchange::table::Heading;
use crate::exchange::tickets::Tickets;
use crate::exchange::{
    Profile, Reject, Table, actions as action_tables, feeds, notes as note_tables, people as people_tables,
    readings as reading_tables,
};
use crate::store::Result;

/// How a file is taken in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The mapping; found by its columns when none is named.
    pub mapping: Option<Mapping>,
    /// The mappings that somebody keeps, by their names: one that fits is told where none is named.
    pub kept: Vec<(String, Mapping)>,
    /// Columns with the fields that they feed, whatever the mapping says of those columns.
    pub feeds: Vec<(String, String)>,
    /// The pilot that tickets are of, where they do not say; of what was pasted on its page, other rows too.
    pub pilot: Option<String>,
    /// What the rows are expected to be, of a table that was pasted.
    pub expected: Option<RowsOf>,
    /// Take the good rows although others are rejected.
    pub partial: bool,
    /// Only say what would happen.
    pub dry_run: bool,
    /// The sheet of a workbook that is meant.
    pub sheet: Option<String>,
    /// The row that names the columns; none lets their names tell.
    pub header: Option<u64>,
    /// Which comes first in dates such as 3/4/2026; none lets the mapping or the table tell.
    pub dates: Option<DateOrder>,
    /// What stands where a field was edited here and in the file; none rejects it.
    pub keep: Option<Keep>,
    /// Cells that somebody corrected, and rows that are left out.
    pub corrections: Vec<Correction>,
    /// Is it to be a table of readings?
    pub readings: bool,
    /// The week of readings that name none; none takes the last that has ended.
    pub week: Option<Week>,
    /// What the file of the workspace is called: that is its title where nobody gave it one.
    pub workspace: Option<String>,
    /// How many seconds east of UTC a local time lies; that of the stamp where none is named.
    pub zone: Option<Zone>,
}

/// How many seconds east of UTC a local time lies.
pub type Zone = fn(chrono::NaiveDateTime) -> i32;

impl Options {
    /// What somebody said of a file that was looked at before it is taken in, with the mapping that they named: what
    /// can be taken is.
    ///
    /// # Errors
    /// Where the columns that were named do not make a pilot.
    pub fn of(incoming: &Incoming, named: Option<Mapping>, zone: Option<Zone>) -> std::result::Result<Self, Invalid> {
        let columns = incoming.columns.as_slice();
        let tracker = || Profile::builtin("tracker").map(|tracker| Mapping::Pilots(Box::new(tracker)));
        let mapping = match named {
            named if columns.is_empty() => named,
            named => Some(named.map_or_else(tracker, Ok)?.saying(columns)?),
        };
        let sheet = (!incoming.sheet.is_empty()).then(|| incoming.sheet.clone());
        let pasted = incoming.pasted.as_ref();
        let mut pilots = std::iter::once(&incoming.pilot).chain(pasted.map(|pasted| &pasted.pilot));
        let pilot = pilots.find(|pilot| !pilot.is_empty()).cloned();
        Ok(Self {
            mapping,
            sheet,
            pilot,
            expected: pasted.map(|pasted| pasted.rows),
            header: incoming.header,
            dates: incoming.dates,
            keep: incoming.keep,
            corrections: incoming.corrections_in("").cloned().collect(),
            zone,
            partial: true,
            ..Self::default()
        })
    }

    /// The table where columns feed what somebody said of them, and the same with the mapping that reads it then. Of
    /// pilots that has those columns, of other rows the table.
    pub(super) fn feeding(&self, table: Table) -> Result<(Table, Cow<'_, Self>)> {
        let before = self.mapping.as_ref().map(Mapping::said).unwrap_or_default();
        if self.feeds.is_empty() {
            return Ok((table.feeding(before), Cow::Borrowed(self)));
        }
        for (column, _) in &self.feeds {
            table.required(column)?;
        }
        if let Some(said) = self.said_of_readings(&table)? {
            return Ok((table.feeding(said.iter().chain(before)), Cow::Borrowed(self)));
        }
        let mapping = match self.mapping.clone().or_else(|| Mapping::fitting(&table, &self.feeds)) {
            None => Mapping::Pilots(Box::new(fed_profile(None, &self.feeds, &table)?)),
            Some(Mapping::Pilots(profile)) => {
                Mapping::Pilots(Box::new(fed_profile(Some(*profile), &self.feeds, &table)?))
            }
            Some(other) => other,
        };
        let said = match mapping.rows() {
            RowsOf::Pilots => Vec::new(),
            rows => named(rows, &self.feeds)?,
        };
        let table = table.feeding(said.iter().chain(before));
        Ok((table, Cow::Owned(Self { mapping: Some(mapping), ..self.clone() })))
    }

    /// What is said of the columns of a table of readings, each with a field of theirs or a metric; none of another one.
    fn said_of_readings(&self, table: &Table) -> std::result::Result<Option<Said>, Invalid> {
        let field =
            |field: &String| fields::named(RowsOf::Readings, field).map_or_else(|_| field.clone(), str::to_owned);
        let said: Said = self.feeds.iter().map(|(column, fed)| (column.clone(), field(fed))).collect();
        let is_one = |table: &Table| matches!(Kind::of(table, self), Some(Kind::Readings));
        let is_mapped = self.mapping.as_ref().is_some_and(Mapping::is_of_readings);
        let is_told = || self.mapping.is_none() && (is_one(table) || is_one(&table.clone().feeding(&said)));
        if !is_mapped && !is_told() {
            return Ok(None);
        }
        let is_of_pilots = |(_, field): &&(String, String)| {
            fields::named(RowsOf::Readings, field).is_err() && fields::named(RowsOf::Pilots, field).is_ok()
        };
        let Some((_, field)) = said.iter().find(is_of_pilots) else {
            return Ok(Some(said));
        };
        let error = Invalid::new(format!("“{field}” is no field of a reading"));
        let told = fields::told(RowsOf::Readings);
        Err(error.hint(format!(
            "{told}, a metric by its name or family, or {NOTHING}; if each row is a pilot, say `--map tracker`"
        )))
    }

    /// Those of these and of `fed`, the same with the mapping that reads a table, which say what its rows are: that a
    /// column feeds nothing says nothing of them.
    pub(super) fn telling<'o>(&'o self, fed: &'o Self) -> &'o Self {
        let feeds_nothing = |(_, field): &(String, String)| fields::named(RowsOf::Pilots, field) == Ok(NOTHING);
        let is_guessed = self.mapping.is_none() && matches!(fed.mapping, Some(Mapping::Pilots(_)));
        if is_guessed && self.feeds.iter().all(feeds_nothing) { self } else { fed }
    }

    /// What they say of the row that names the columns.
    pub(super) fn heading(&self) -> Heading {
        let mapped = self.mapping.as_ref().map(Mapping::columns).unwrap_or_default();
        let said = self.feeds.iter().map(|(column, _)| column.clone());
        let expected = self.expected.map(columns_of).unwrap_or_default().into_iter().map(str::to_owned);
        Heading { row: self.header, columns: mapped.into_iter().chain(said).chain(expected).collect() }
    }
}

/// The mapping of pilots by which a table is read where columns of it feed what is said of them.
fn fed_profile(named: Option<Profile>, feeds: &[(String, String)], table: &Table) -> Result<Profile> {
    let named = named.map(|profile| profile.for_table(table));
    let base = named.or_else(|| Profile::fitting(table)).map_or_else(|| Profile::builtin("tracker"), Ok)?;
    Ok(base.feeding(feeds, table)?)
}

/// What a table holds.
pub(super) enum Kind {
    Readings,
    People,
    /// With the order of day and month that its dates are read in, where it needs one.
    Actions(Option<DateOrder>),
    /// The same.
    Notes(Option<DateOrder>),
    Exceptions(Box<Tickets>),
    /// With the order of day and month that its dates are read in, where it needs one.
    Pilots(Box<Profile>, Option<DateOrder>),
}

impl Kind {
    /// What it holds where it was pasted among those: columns that could be another's count as theirs there.
    pub fn expected(table: &Table, options: &Options) -> Option<Self> {
        match options.expected.filter(|_| options.mapping.is_none())? {
            RowsOf::Actions => action_tables::is_actions(table).then(|| Self::actions(table, options.dates)),
            RowsOf::People => people_tables::names_people(table).then_some(Self::People),
            RowsOf::Pilots | RowsOf::Exceptions | RowsOf::Readings | RowsOf::Notes => None,
        }
    }

    /// What the options say, or the columns tell; none where they tell nothing.
    pub fn of(table: &Table, options: &Options) -> Option<Self> {
        let dates = options.dates;
        match &options.mapping {
            Some(Mapping::Pilots(profile)) => Some(Self::pilots(profile.clone().for_table(table), table, dates)),
            Some(Mapping::Exceptions(tickets, _)) => Some(Self::exceptions(Tickets::clone(tickets), table, dates)),
            Some(Mapping::List(rows, _, own)) => Self::of_a_list(*rows, table, dates.or(*own)),
            None => Self::expected(table, options).or_else(|| Self::told(table, dates)),
        }
    }

    /// What the columns tell; none where they tell nothing.
    fn told(table: &Table, dates: Option<DateOrder>) -> Option<Self> {
        if reading_tables::is_readings(table) {
            return Some(Self::Readings);
        }
        if people_tables::is_people(table) {
            return Some(Self::People);
        }
        if note_tables::is_notes(table) {
            return Some(Self::Notes(note_tables::LAYOUT.order(table, dates)));
        }
        let tickets = Tickets::fitting(table).map(|tickets| Self::exceptions(tickets, table, dates));
        let by_week = || is_by_week(table).then_some(Self::Readings);
        let pilots = || Profile::fitting(table).map(|profile| Self::pilots(profile, table, dates));
        tickets.or_else(by_week).or_else(pilots)
    }

    /// Rows of a list, as its mapping says; none of what no list holds.
    fn of_a_list(rows: RowsOf, table: &Table, dates: Option<DateOrder>) -> Option<Self> {
        match rows {
            RowsOf::People => Some(Self::People),
            RowsOf::Actions => Some(Self::actions(table, dates)),
            RowsOf::Notes => Some(Self::Notes(note_tables::LAYOUT.order(table, dates))),
            RowsOf::Readings => Some(Self::Readings),
            RowsOf::Pilots | RowsOf::Exceptions => None,
        }
    }

    fn actions(table: &Table, dates: Option<DateOrder>) -> Self {
        Self::Actions(action_tables::LAYOUT.order(table, dates))
    }

    fn pilots(profile: Profile, table: &Table, dates: Option<DateOrder>) -> Self {
        let told = || profile.own_order().or_else(|| profile.order_told(table));
        let needs_one = !profile.taken_over && profile.needs_order(table);
        let order = needs_one.then(|| dates.or_else(told)).flatten();
        Self::Pilots(Box::new(profile), order)
    }

    fn exceptions(tickets: Tickets, table: &Table, dates: Option<DateOrder>) -> Self {
        Self::Exceptions(Box::new(tickets.for_table(table, dates)))
    }

    /// What its rows are where they are pasted.
    pub const fn rows(&self) -> RowsOf {
        match self {
            Self::Readings => RowsOf::Readings,
            Self::People => RowsOf::People,
            Self::Actions(_) => RowsOf::Actions,
            Self::Notes(_) => RowsOf::Notes,
            Self::Exceptions(_) => RowsOf::Exceptions,
            Self::Pilots(..) => RowsOf::Pilots,
        }
    }

    /// May it be taken where it was pasted? Pilots come among pilots only, unless somebody says that its rows are some.
    pub fn belongs(&self, options: &Options) -> bool {
        let among_pilots = options.expected.is_none_or(|rows| rows == RowsOf::Pilots);
        among_pilots || options.mapping.is_some() || !matches!(self, Self::Pilots(..))
    }

    /// Is it a table of pilots as we write it, of which nothing says what stood here when it was written?
    pub fn knows_no_base(&self) -> bool {
        matches!(self, Self::Pilots(profile, _) if !profile.remembers)
    }

    /// The field that each column feeds, of rows that no mapping of pilots reads; of readings their metrics say more.
    pub fn fed_by(&self, table: &Table) -> Vec<Option<&'static str>> {
        match self {
            Self::People => people_tables::fed_by(table),
            Self::Actions(_) => action_tables::LAYOUT.fed_by(table),
            Self::Notes(_) => note_tables::LAYOUT.fed_by(table),
            Self::Exceptions(tickets) => tickets.fed_by(table),
            Self::Pilots(..) | Self::Readings => Vec::new(),
        }
    }

    /// The columns without which nothing of a table can be read, as far as it does not have them. Those of pilots tell
    /// what it is.
    pub fn lacking(&self, table: &Table) -> Vec<&'static str> {
        match self {
            Self::People if people_tables::place(table, PersonField::Name).is_none() => vec!["name"],
            Self::Actions(_) => action_tables::LAYOUT.lacking(table),
            Self::Notes(_) => note_tables::LAYOUT.lacking(table),
            // One pilot may be named for all of them.
            Self::Exceptions(tickets) => tickets.lacking(table).into_iter().filter(|name| *name != "pilot").collect(),
            Self::Readings => reading_tables::lacking(table),
            Self::People | Self::Pilots(..) => Vec::new(),
        }
    }

    /// The mapping that reads its rows once somebody says what a column feeds; empty of pilots, as those columns say
    /// it.
    pub fn map(&self) -> &str {
        match self {
            Self::Exceptions(tickets) => &tickets.name,
            Self::People | Self::Actions(_) | Self::Notes(_) | Self::Readings => self.rows().name(),
            Self::Pilots(..) => "",
        }
    }

    /// The columns by which one of its rows is known, the ones that tell it best first.
    pub fn keys(&self, table: &Table) -> Vec<Vec<usize>> {
        let of = |place: Option<usize>| place.into_iter().collect::<Vec<usize>>();
        match self {
            Self::Pilots(profile, _) => feeds::keys(table, profile),
            Self::Readings => vec![reading_tables::key(table)],
            Self::People => {
                let named = |field| of(people_tables::place(table, field));
                vec![named(PersonField::Email), named(PersonField::Name)]
            }
            Self::Actions(_) => {
                vec![of(action_tables::LAYOUT.place(table, "id")), of(action_tables::LAYOUT.place(table, "text"))]
            }
            Self::Notes(_) => {
                let told =
                    ["pilot", "date", "text"].into_iter().filter_map(|field| note_tables::LAYOUT.place(table, field));
                vec![of(note_tables::LAYOUT.place(table, "id")), told.collect()]
            }
            Self::Exceptions(tickets) => tickets.keys(table),
        }
    }

    /// The cell that is wrong in what is rejected, where it is one.
    pub fn cell(&self, table: &Table, reject: &Reject) -> Option<Cell> {
        let field = reject.reason.field?;
        match self {
            Self::Pilots(profile, _) => feeds::cell(table, profile, reject.row, field),
            Self::Readings => reading_tables::cell(table, reject),
            Self::People => table.cell(reject.row, people_tables::place(table, field.parse().ok()?)?),
            Self::Actions(_) => table.cell(reject.row, action_tables::LAYOUT.place(table, field)?),
            Self::Notes(_) => table.cell(reject.row, note_tables::LAYOUT.place(table, field)?),
            Self::Exceptions(tickets) => tickets.cell(table, reject.row, field),
        }
    }
}
