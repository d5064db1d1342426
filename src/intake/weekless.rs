//! Owns tables of readings that name no week: their headings name metrics of this workspace. Their values belong to the
//! week that somebody gives, else to the last that has ended. Where a column nobody knows holds days or weeks, somebody
//! is asked whether it is the week: taken as of the last week, the values would replace what is known of that one.

use std::borrow::Cow;

use super::mapping::Mapping;
use super::options::{Kind, Options};
use super::others::refuse_weeks_across;
use crate::domain::incoming::RowsOf;
use crate::domain::words::first_few;
use crate::domain::{Invalid, Metric, Stamp, Week};
use crate::exchange::fields::{self, NOTHING};
use crate::exchange::readings::{Fed, USERS, column, fed, in_our_words, is_readings, may_be_weeks, names_weeks};
use crate::exchange::table::Row;
use crate::exchange::{Profile, Table};
use crate::store::{Result, Store};

/// Columns of a tracker that a table of readings may have too.
const SHARED: [&str; 4] = ["name", "code", "note", "because"];

/// The table with the week that its readings are of, where it names none, how that is told, and how it is read then.
/// Any other table is left as it is.
pub(super) fn dated<'o>(
    store: &Store,
    table: Table,
    options: &'o Options,
    stamp: &Stamp,
) -> Result<(Table, Option<String>, Cow<'o, Options>)> {
    let said = options.mapping.as_ref().filter(|mapping| mapping.is_of_readings()).map(Mapping::said);
    let table = match said {
        Some(said) => table.feeding(said),
        None => table,
    };
    // That a column feeds nothing says nothing of the others.
    let feeds = |(_, field): &(String, String)| fields::named(RowsOf::Readings, field) != Ok(NOTHING);
    let is_told = said.is_none() && options.mapping.is_some() || options.feeds.iter().any(feeds);
    let is_settled = is_told || names_its_weeks(&table, options);
    let pilots = column(&table, "pilot").filter(|_| !is_settled);
    let named = pilots.map_or_else(|| Ok(Vec::new()), |pilots| metrics(store, &table, pilots, options))?;
    let Some(pilots) = pilots.filter(|_| !named.is_empty()) else {
        expect_no_week(&table, options)?;
        return Ok((table, None, Cow::Borrowed(options)));
    };
    if let Some(rows) = options.expected.filter(|rows| *rows != RowsOf::Readings) {
        let what = format!("these look like readings ({}), and not like {}", first_few(&named), rows.name());
        return Err(Invalid::new(what)
            .hint("paste them into the weekly round, which shows what becomes of each")
            .into());
    }
    if column(&table, "week").is_some() {
        // What its column is called may be of other days too; its metrics tell that these are readings.
        expect_no_week(&table, options)?;
        return Ok((table, None, Cow::Owned(of_readings(options, said))));
    }
    let is_open = |name: &str| options.feeds.iter().all(|(known, _)| table.column(known) != table.column(name));
    if options.week.is_none() && may_be_weeks(&table).any(is_open) {
        return Ok((table, None, Cow::Owned(of_readings(options, said))));
    }
    let week = options.week.unwrap_or_else(|| Week::ended_by(stamp.today));
    let told = match options.week {
        Some(_) => format!("The file names no week: its readings are of {week}, as --week says."),
        None => format!(
            "The file names no week: its readings are of {week}, the last that has ended; a column “week” says \
             otherwise, or `steerco record --from FILE --week W`."
        ),
    };
    let mut table = table.with_column("week", &week.to_string());
    // A row of sums is of no week, by which it is known.
    let sums = table.rows.iter_mut().filter(|row| row.is_called_sum());
    sums.filter_map(|row| row.cells.last_mut()).for_each(String::clear);
    // Where its mapping tells what the table is, its headings need not.
    if let Some(heading) = table.header.get_mut(pilots).filter(|_| said.is_none()) {
        "pilot".clone_into(heading);
    }
    Ok((table, Some(told), Cow::Borrowed(options)))
}

/// Has a table a column of weeks, or is it of something else? One of days is such a column where rows are known to be
/// readings.
fn names_its_weeks(table: &Table, options: &Options) -> bool {
    let is_of_others = || {
        let kind = Kind::of(table, options);
        matches!(kind, Some(Kind::People | Kind::Actions(_) | Kind::Notes(_) | Kind::Exceptions(_)))
    };
    let is_known = || options.expected.is_some() || is_readings(table) || names_weeks(table) || is_of_others();
    column(table, "week").is_some() && is_known()
}

/// The options by which a table is one of readings, whatever its headings tell.
fn of_readings(options: &Options, said: Option<&[(String, String)]>) -> Options {
    let said = said.unwrap_or_default().to_vec();
    Options { mapping: Some(Mapping::List(RowsOf::Readings, said, None)), ..options.clone() }
}

/// Refuses a week that is said of a table which names its own, or holds no readings.
fn expect_no_week(table: &Table, options: &Options) -> Result<()> {
    if options.week.is_none() {
        return Ok(());
    }
    refuse_weeks_across(table)?;
    let error = match column(table, "week").and_then(|at| table.header.get(at)) {
        Some(heading) => {
            Invalid::new(format!("the file says its weeks itself, in “{heading}”")).hint("leave --week out")
        }
        None => Invalid::new(format!("no column names a metric: the columns are {}", table.header.join(", ")))
            .hint("call them pilot, metric and value, or pilot and each other one as its metric"),
    };
    Err(error.at("week").into())
}

/// The headings by which a table with pilots is one of readings, where no other column is a tracker's: names of metrics.
/// One with a row a reading lacks its week, which somebody has to say.
fn metrics(store: &Store, table: &Table, pilots: usize, options: &Options) -> Result<Vec<String>> {
    let mut feeds = Profile::builtin("tracker")?.fed_by(table).into_iter().enumerate();
    let is_a_trackers = |(at, (_, field)): (usize, (String, Option<String>))| {
        at != pilots && field.is_some_and(|field| !SHARED.contains(&field.as_str()))
    };
    let is_mapped = options.mapping.as_ref().is_some_and(Mapping::is_of_readings);
    if !is_mapped && feeds.any(is_a_trackers) {
        return Ok(Vec::new());
    }
    let has_value = column(table, "value").is_some();
    if let Some(metric) = column(table, "metric").filter(|_| has_value && options.week.is_some()) {
        return Ok(table.header.get(metric).cloned().into_iter().collect());
    }
    if is_mapped {
        let is_metric = |at: &usize| matches!(fed(table, *at), Fed::Metric(_));
        let places = (0..table.header.len()).filter(is_metric);
        return Ok(places.filter_map(|at| table.header.get(at).cloned()).collect());
    }
    let known = store.read().metrics(None)?;
    // A tracker may say of an impact that it is high.
    let has_digits =
        |row: &Row, at: usize| row.cells.get(at).is_some_and(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    let has_numbers = |at: usize| table.rows.iter().any(|row| has_digits(row, at));
    let others = table.header.iter().enumerate().filter(|(at, _)| *at != pilots && has_numbers(*at));
    Ok(others.filter(|(_, heading)| is_metric(heading, &known)).map(|(_, heading)| heading.clone()).collect())
}

/// Is a column called as a metric, or as users are counted?
fn is_metric(heading: &str, known: &[Metric]) -> bool {
    USERS.contains(&in_our_words(&heading.trim().to_lowercase()))
        || known.iter().any(|metric| metric.is_called(heading))
}
