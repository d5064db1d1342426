//! Tells what importing a file would do. Nothing is written, and cells and columns can still be corrected.

use std::collections::BTreeSet;

use super::options::{Kind, Options};
use super::others::{other_register, refuse, unnamed, way_in};
use super::planned::Planned;
use super::recalled::Recalled;
use super::{Contents, contents, foretold, left, readings, told_of, weekless};
use crate::domain::incoming::{Asked, Foreseen, Incoming, RowsOf, Told};
use crate::domain::words::{count, first_few};
use crate::domain::{Ids, Invalid, Stamp};
use crate::exchange::pilots::{Unread, Word};
use crate::exchange::readings::column;
use crate::exchange::table::Rows;
use crate::exchange::tickets::Tickets;
use crate::exchange::{Profile, Reject, Table, actions as action_tables, pilots as pilot_tables, workbook};
use crate::store::{Error, Result, Store};

/// What taking a file in would do. Nothing is written; what its columns are may be said anew.
pub fn foresee(
    store: &mut Store,
    name: &str,
    bytes: &[u8],
    (incoming, options): (&Incoming, &Options),
    (stamp, ids): (&Stamp, &mut Ids),
) -> Result<Foreseen> {
    let contents = match contents(name, bytes, options) {
        Ok(contents) => contents,
        Err(error) => return of_several_sheets(name, bytes, incoming).ok_or(error),
    };
    let Contents::Table(table) = contents else {
        let error = Invalid::new(format!("{name} is a whole workspace"));
        return Err(error.hint("make one of it with `steerco -w PATH import FILE`").into());
    };
    let (table, week_told, options) = weekless::dated(store, table, options, stamp)?;
    let (mut incoming, told) = incoming.clone().now(name, bytes, |of_a_sheet| table.find(of_a_sheet));
    // What was said of sheets was said of the file as it is written here.
    incoming.corrections.retain(|one| one.cell.sheet.is_empty());
    let corrections: Vec<_> = incoming.corrections_in("").cloned().collect();
    // A row is known by what the file says in it, whatever is read in its place.
    let written = (!corrections.is_empty()).then(|| table.clone());
    let table = table.corrected(&corrections);
    let options = &Options { corrections, ..options.into_owned() };
    let (table, fed) = options.feeding(table)?;
    let recalled = Recalled::of(store, &table, (options, &fed))?;
    let (table, fed) = match &recalled.options {
        Some(again) => again.feeding(table)?,
        None => (table, fed),
    };
    let (table, options) = (&table, &*fed);
    let told = told.into_iter().chain(week_told).chain(recalled.told.iter().cloned()).map(Told::as_a_whole);
    refuse(store, table, options)?;
    let other = other_register(table, options);
    let belongs = |kind: &Kind| other.is_none() && kind.belongs(options);
    let found = (Kind::of(table, options).filter(belongs), other);
    let kind = match readable((&*store, stamp), (table, name), found, options)? {
        Ok(kind) => kind,
        Err(foreseen) => {
            let remarks = told.chain(told_of(table).into_iter().map(Told::as_a_whole)).collect();
            return Ok(Foreseen { incoming, remarks, ..*foreseen });
        }
    };
    let (columns, metrics) = columns((&*store, stamp), &kind, table)?;
    let planned = kind.plan(store, table, options, (stamp, ids))?;
    let Planned { changes, rows, mut report } = tried_out(store, planned, stamp)?;
    let way_home = report.way_home().map(Told::as_a_whole);
    let rejected = report.rejected.iter().map(|reject| refused((&*store, &kind), table, reject));
    let rejected = way_home.into_iter().chain(rejected).collect();
    let unread = |one: &Unread| Told::of_cell(one.to_string(), table.cell(one.row, one.place));
    let unread: Vec<Told> = report.unread.iter().map(unread).collect();
    let alike = std::mem::take(&mut report.alike);
    let words = understood(table, &report.words);
    let rest = left::left(&incoming, table, options, &report.rejected);
    let foreseen = foretold::foreseen(store, &incoming, (columns, changes, &rows), report)?;
    let remarks = told.chain(unread).chain(alike).chain(words).chain(foreseen.remarks).collect();
    let (rows_of, map) = (Some(kind.rows()), kind.map().to_owned());
    let foreseen = Foreseen { kind: rows_of, map, metrics, rejected, rest, remarks, ..foreseen };
    Ok(known_again(foreseen, &kind, written.as_ref().unwrap_or(table)))
}

/// What is planned, without the rows that only the workspace refuses.
fn tried_out(store: &mut Store, mut planned: Planned, stamp: &Stamp) -> Result<Planned> {
    match planned.try_out(store, stamp) {
        // Where nothing can be written now, nothing is tried.
        Ok(()) | Err(Error::ReadOnly { .. } | Error::Busy(_)) => Ok(planned),
        Err(error) => Err(error),
    }
}

/// The columns of a table, where somebody may say what they feed, and of readings the metrics that one may be of.
fn columns((store, stamp): (&Store, &Stamp), kind: &Kind, table: &Table) -> Result<readings::Columns> {
    let columns = match kind {
        Kind::Pilots(profile, _) if !profile.taken_over => foretold::columns(table, Some(profile)),
        // Of records that are taken over the mapping is more than its columns: it is not changed here.
        Kind::Pilots(..) => Vec::new(),
        Kind::Readings => return readings::columns(store, table, stamp),
        Kind::People | Kind::Actions(_) | Kind::Notes(_) | Kind::Exceptions(_) => {
            foretold::columns_fed(table, kind.rows(), &kind.fed_by(table))
        }
    };
    Ok((columns, Vec::new()))
}

/// What a table holds that can be read as it is; of another one, of which nobody knows what its rows are, or where a
/// column is missing that they need, what is shown of it.
fn readable(
    (store, stamp): (&Store, &Stamp),
    (table, name): (&Table, &str),
    (kind, other): (Option<Kind>, Option<&'static str>),
    options: &Options,
) -> Result<std::result::Result<Kind, Box<Foreseen>>> {
    let Some(kind) = kind else {
        expect_heading(table, options, other)?;
        return Ok(Err(Box::new(of_no_kind(table, name, other))));
    };
    let lacking = kind.lacking(table);
    // What was pasted is mended in its box, which tells what it lacks.
    if lacking.is_empty() || matches!(kind, Kind::Readings) && options.expected.is_some() {
        return Ok(Ok(kind));
    }
    let (rows, noun) = (count(table.rows.len(), "row", "rows"), kind.rows().name());
    let sentence = format!("{name}: {rows} of {noun}. Say which column is “{}”.", lacking.join("” and which “"));
    let ((columns, metrics), map) = (columns((store, stamp), &kind, table)?, kind.map().to_owned());
    let kind = Some(kind.rows());
    Ok(Err(Box::new(Foreseen { columns, metrics, kind, map, is_unread: true, sentence, ..Foreseen::default() })))
}

/// Notes in each cell that is told, and in one of each row that is, what its row is known by, as the file has it: what
/// is said of it then follows that row.
fn known_again(mut foreseen: Foreseen, kind: &Kind, table: &Table) -> Foreseen {
    let rows = Rows::of(table, kind.keys(table));
    for told in foreseen.rejected.iter_mut().chain(&mut foreseen.remarks) {
        told.cells.iter_mut().for_each(|cell| rows.note(cell));
    }
    let told = foreseen.rejected.iter().chain(&foreseen.remarks).filter_map(Told::row);
    let corrected = foreseen.incoming.corrections.iter().map(|one| one.cell.row);
    let lines: BTreeSet<u64> = told.chain(corrected).chain(foreseen.edits.iter().map(|edit| edit.row)).collect();
    let noted = |line: u64| {
        let mut cell = table.first_cell(line)?;
        rows.note(&mut cell);
        Some(cell)
    };
    foreseen.rows = lines.into_iter().filter_map(noted).collect();
    foreseen
}

/// A workbook of which nobody said which of several sheets is meant.
fn of_several_sheets(name: &str, bytes: &[u8], incoming: &Incoming) -> Option<Foreseen> {
    let is_open = incoming.sheet.is_empty() && incoming.pasted.is_none();
    let sheets = is_open.then(|| workbook::filled_sheets(bytes).ok()).flatten().filter(|sheets| sheets.len() > 1)?;
    let which = first_few(&sheets);
    let sentence = format!("{name} has {} sheets ({which}): ⟨preview sheet⟩ says which is taken in.", sheets.len());
    Some(Foreseen { incoming: incoming.clone(), sheets, is_unread: true, sentence, ..Foreseen::default() })
}

/// A table of which nobody knows what its rows are. What other columns feed than the name is known all the same.
fn of_no_kind(table: &Table, name: &str, other: Option<&'static str>) -> Foreseen {
    let rows = count(table.rows.len(), "row", "rows");
    let sentence = match other {
        Some(noun) => {
            format!("{name}: {rows} of {noun}, as it seems: {}. If each is a pilot: “mapping”, tracker.", way_in(noun))
        }
        None => format!("{name}: {rows}. Say which column is the name of the pilot."),
    };
    let columns = foretold::columns(table, Profile::nearest(table).as_ref());
    Foreseen { columns, is_unread: true, sentence, ..Foreseen::default() }
}

/// What is refused, with the cell that is wrong, and what is asked where somebody corrects it.
fn refused((store, kind): (&Store, &Kind), table: &Table, reject: &Reject) -> Told {
    let told = Told::of_cell(reject.to_string(), kind.cell(table, reject));
    let asked = match (reject.reason.field, kind) {
        (Some("pilot"), _) => Asked::Pilot,
        (Some("metric"), Kind::Readings) => metrics_of(store, table, reject.row).map_or(told.asked, Asked::Metric),
        // Pilots may have owners who are new; an action goes to somebody who is there.
        (Some("owner"), Kind::Actions(_)) => Asked::Person,
        _ => told.asked,
    };
    Told { asked, row: Some(reject.row), ..told }
}

/// The names of the metrics that the pilot of a row has.
fn metrics_of(store: &Store, table: &Table, row: u64) -> Option<Vec<String>> {
    let (pilot, reader) = (table.cell(row, column(table, "pilot")?)?, store.read());
    let metrics = reader.metrics(Some(reader.find_pilot(pilot.text.trim()).ok()?)).ok()?;
    Some(metrics.into_iter().map(|metric| metric.name).collect())
}

/// How words were understood, each with the cells that say it.
fn understood(table: &Table, words: &[Word]) -> Vec<Told> {
    let told = |(text, words): (String, Vec<&Word>)| {
        let cells = words.into_iter().filter_map(|word| table.cell(word.row, word.place)).collect();
        Told { cells, ..Told::as_a_whole(text) }
    };
    pilot_tables::understood(words).into_iter().map(told).collect()
}

/// Refuses what was pasted where no row of it names columns that are known there. Of pilots somebody can say what
/// others feed.
fn expect_heading(table: &Table, options: &Options, other: Option<&str>) -> Result<()> {
    let Some(rows) = options.expected else {
        return Ok(());
    };
    let is_fed = || Profile::nearest(table).is_some_and(|near| near.fed_by(table).iter().any(|(_, fed)| fed.is_some()));
    if rows == RowsOf::Pilots && (other.is_some() || is_fed()) {
        return Ok(());
    }
    let lacking_in = |table: &Table| match rows {
        RowsOf::Actions => action_tables::LAYOUT.lacking(table),
        RowsOf::Exceptions => Tickets::builtin("exceptions").map(|tickets| tickets.lacking(table)).unwrap_or_default(),
        _ => Vec::new(),
    };
    // A table without columns lacks all that they need.
    let (lacking, all) = (lacking_in(table), lacking_in(&Table::default()).len());
    let what = match other {
        Some(noun) if noun != rows.name() => format!("these look like rows of {noun}, and not of {}", rows.name()),
        _ if !lacking.is_empty() && lacking.len() < all => return Err(unnamed(rows, &lacking).into()),
        _ => format!("no row names the columns of {}", rows.name()),
    };
    Err(Invalid::new(what).hint(format!("put a row on top that does, such as: {}", rows.heading())).into())
}
