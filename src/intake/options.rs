//! Owns how a file is taken in, and what its table holds by that.

use std::borrow::Cow;

use crate::domain::Invalid;
use crate::domain::change::PersonField;
use crate::domain::incoming::{Cell, Correction, DateOrder, Incoming, Keep, RowsOf};
use crate::exchange::table::Heading;
use crate::exchange::tickets::Tickets;
use crate::exchange::{
    Profile, Reject, Table, actions as action_tables, feeds, people as people_tables, readings as reading_tables,
};
use crate::store::Result;

/// How a file is taken in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The mapping; found by its columns when none is named.
    pub profile: Option<Profile>,
    /// The mapping, where the file is one of tickets.
    pub tickets: Option<Tickets>,
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
    /// How many seconds east of UTC a local time lies; that of the stamp where none is named.
    pub zone: Option<Zone>,
}

/// How many seconds east of UTC a local time lies.
pub type Zone = fn(chrono::NaiveDateTime) -> i32;

impl Options {
    /// What somebody said of a file that was looked at before it is taken in, with the mapping that they named: what can be
    /// taken is.
    ///
    /// # Errors
    /// Where the columns that were named do not make a pilot.
    pub fn of(incoming: &Incoming, named: Mapping, zone: Option<Zone>) -> std::result::Result<Self, Invalid> {
        let columns = &incoming.columns;
        let (profile, tickets) = match named {
            named if columns.is_empty() => named,
            (profile, _) => {
                let base = profile.map_or_else(|| Profile::builtin("tracker"), Ok)?;
                (Some(Profile::of_columns(columns, base)?), None)
            }
        };
        let sheet = (!incoming.sheet.is_empty()).then(|| incoming.sheet.clone());
        let pasted = incoming.pasted.as_ref();
        let mut pilots = std::iter::once(&incoming.pilot).chain(pasted.map(|pasted| &pasted.pilot));
        let pilot = pilots.find(|pilot| !pilot.is_empty()).cloned();
        Ok(Self {
            profile,
            tickets,
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

    /// The same with the mapping by which the table is read where columns were said to feed something.
    pub(super) fn feeding(&self, table: &Table) -> Result<Cow<'_, Self>> {
        if self.feeds.is_empty() {
            return Ok(Cow::Borrowed(self));
        }
        let named = self.profile.clone().map(|profile| profile.for_table(table));
        let base = named.or_else(|| Profile::fitting(table)).map_or_else(|| Profile::builtin("tracker"), Ok)?;
        Ok(Cow::Owned(Self { profile: Some(base.feeding(&self.feeds, table)?), ..self.clone() }))
    }

    /// What they say of the row that names the columns.
    pub(super) fn heading(&self) -> Heading {
        let columns = self.profile.iter().flat_map(Profile::columns);
        let said = self.feeds.iter().map(|(column, _)| column.as_str());
        let columns = columns.chain(self.tickets.iter().flat_map(Tickets::columns)).chain(said).map(str::to_owned);
        let expected: Vec<&str> = match self.expected {
            Some(RowsOf::Actions) => action_tables::columns().collect(),
            Some(RowsOf::People) => people_tables::columns().collect(),
            Some(RowsOf::Readings) => reading_tables::columns().collect(),
            Some(RowsOf::Pilots | RowsOf::Exceptions) | None => Vec::new(),
        };
        Heading { row: self.header, columns: columns.chain(expected.into_iter().map(str::to_owned)).collect() }
    }
}

/// A mapping: one of pilots, or one of tickets.
pub type Mapping = (Option<Profile>, Option<Tickets>);

/// What a table holds.
pub(super) enum Kind {
    Readings,
    People,
    Actions,
    Exceptions(Box<Tickets>),
    /// With the order of day and month that its dates are read in, where it needs one.
    Pilots(Box<Profile>, Option<DateOrder>),
}

impl Kind {
    /// What it holds where it was pasted among those: columns that could be another's count as theirs there.
    pub fn expected(table: &Table, options: &Options) -> Option<Self> {
        let told = options.profile.is_some() || options.tickets.is_some();
        match options.expected.filter(|_| !told)? {
            RowsOf::Actions => action_tables::is_actions(table).then_some(Self::Actions),
            RowsOf::People => people_tables::names_people(table).then_some(Self::People),
            RowsOf::Pilots | RowsOf::Exceptions | RowsOf::Readings => None,
        }
    }

    /// What the options say, or the columns tell; none where they tell nothing.
    pub fn of(table: &Table, options: &Options) -> Option<Self> {
        if let Some(expected) = Self::expected(table, options) {
            return Some(expected);
        }
        let told = options.profile.is_some() || options.tickets.is_some();
        if !told && reading_tables::is_readings(table) {
            return Some(Self::Readings);
        }
        if !told && people_tables::is_people(table) {
            return Some(Self::People);
        }
        let tickets = options.tickets.clone().or_else(|| Tickets::fitting(table).filter(|_| !told));
        let named = || options.profile.clone().map(|profile| profile.for_table(table));
        let profile = || named().or_else(|| Profile::fitting(table));
        let pilots = |profile: Profile| {
            let told = || profile.own_order().or_else(|| profile.order_told(table));
            let order = options.dates.or_else(told).filter(|_| !profile.taken_over && profile.needs_order(table));
            Self::Pilots(Box::new(profile), order)
        };
        let tickets = tickets.map(|tickets| tickets.for_table(table, options.dates));
        tickets.map(Box::new).map(Self::Exceptions).or_else(|| profile().map(pilots))
    }

    /// What its rows are where they are pasted.
    pub const fn rows(&self) -> RowsOf {
        match self {
            Self::Readings => RowsOf::Readings,
            Self::People => RowsOf::People,
            Self::Actions => RowsOf::Actions,
            Self::Exceptions(_) => RowsOf::Exceptions,
            Self::Pilots(..) => RowsOf::Pilots,
        }
    }

    /// May it be taken where it was pasted? Pilots come among pilots only, unless somebody says that its rows are some.
    pub fn belongs(&self, options: &Options) -> bool {
        let among_pilots = options.expected.is_none_or(|rows| rows == RowsOf::Pilots);
        among_pilots || options.profile.is_some() || !matches!(self, Self::Pilots(..))
    }

    /// Is it a table of pilots as we write it, of which nothing says what stood here when it was written?
    pub fn knows_no_base(&self) -> bool {
        matches!(self, Self::Pilots(profile, _) if !profile.remembers)
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
            Self::Actions => vec![of(action_tables::place(table, "text"))],
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
            Self::Actions => table.cell(reject.row, action_tables::place(table, field)?),
            Self::Exceptions(tickets) => tickets.cell(table, reject.row, field),
        }
    }
}
