//! Floor 2: files into a workspace. What `exchange` understood of the bytes becomes one change, or is rejected with its
//! row and the reason.
//!
//! From bottom to top: `mapping` → `options`, `report` → `others`, `planned` → `recalled`, `weekless`, a file for each
//! kind of table → what is here → `foresee`, `kinds`.
//!
//! A row that only the workspace refuses is found by trying (`Store::refused`) and rejected like one that the plan
//! refuses. A table about pilots that is neither one of pilots nor of exceptions, but has actions, decisions or weeks,
//! is refused: as a table of pilots its rows would change owners. Everything wrong in a row of a tracker is told at
//! once: if some of its fields are refused, it is planned once more with the others, and nothing of it is imported. A
//! field that was edited both here and in the file is refused until somebody says which edit counts (`Keep`). A value
//! far from the one before (`far`), or fewer target users than before, is told and not refused.

mod actions;
mod far;
mod foresee;
mod foretold;
mod kinds;
mod left;
mod mapping;
mod notes;
mod options;
mod others;
mod people;
mod pilots;
mod planned;
mod readings;
mod recalled;
mod report;
mod tickets;
mod trackers;
mod weekless;

pub use far::{far, far_as_typed};
pub use foresee::foresee;
pub use kinds::{Recognised, recognised};
pub use mapping::Mapping;
pub use options::{Options, Zone};
pub use people::alike;
pub use pilots::kept_told;
pub use report::Report;

use std::borrow::Cow;

use self::options::Kind;
use self::others::{other_register, refuse, refuse_weeks_across, unnamed, way_in};
use self::planned::Planned;
use self::recalled::Recalled;
use self::report::sums_left_out;
use crate::domain::incoming::RowsOf;
use crate::domain::words::count;
use crate::domain::{Change, Ids, Invalid, Stamp};
use crate::exchange::tickets::Tickets;
use crate::exchange::{
    Profile, Table, encoding, markdown, people as people_tables, pilots as pilot_tables, readings as reading_tables,
    table, workbook,
};
use crate::store::{Error, Result, Store};

impl Kind {
    /// What the table changes; nothing is written.
    fn plan(
        &self,
        store: &Store,
        table: &Table,
        options: &Options,
        (stamp, ids): (&Stamp, &mut Ids),
    ) -> Result<Planned> {
        // What is pasted was written today as far as anybody knows, and is looked at before it is taken in.
        let written = options.expected.map(|_| stamp.today);
        let (table, sums) = match self {
            Self::Actions(_) | Self::Notes(_) | Self::Exceptions(_) => table.without_sums(),
            // Those know the sums of theirs by more than a word.
            Self::Pilots(..) | Self::People | Self::Readings => (Cow::Borrowed(table), Vec::new()),
        };
        let table = &*table;
        let mut planned = match self {
            Self::Readings => readings::plan(store, table, stamp),
            Self::People => people::plan(store, table, ids),
            Self::Actions(order) => actions::plan(store, table, *order, stamp.today),
            Self::Notes(order) => notes::plan(store, table, *order, stamp.today),
            Self::Exceptions(tickets) => {
                let pilot = options.pilot.as_deref();
                let tickets = &Tickets { today: Some(stamp.today), written, ..Tickets::clone(tickets) };
                let mut planned = tickets::plan(store, table, (tickets, pilot), options.zone, (stamp, ids))?;
                planned.report.dates = tickets.order;
                Ok(planned)
            }
            Self::Pilots(profile, order) => {
                let profile = Profile { today: Some(stamp.today), written, ..Profile::clone(profile) };
                let profile = match order {
                    Some(order) => profile.ordered(*order),
                    None => profile,
                };
                let said = (&profile, options.keep, options.corrections.as_slice());
                let mut planned = pilots::plan(store, table, said, ids)?;
                planned.report.dates = *order;
                Ok(planned)
            }
        }?;
        planned.report.rejected.sort_by_key(|reject| reject.row);
        planned.report.remarks.splice(0..0, told_of(table));
        let noun = self.rows().one().split_once(' ').map_or("", |(_, noun)| noun);
        planned.report.remarks.extend(sums_left_out(&sums, &format!("is no {noun}")));
        Ok(planned)
    }
}

/// That a table as we write it takes the place of what was edited since it was written.
const BASELESS: &str = "A csv or a sheet by itself does not know what was edited here since it was written, and what it says \
                        otherwise takes the place of that; the workbook knows (`steerco export all.xlsx`).";

/// Takes the bytes of a file in; `name` tells its format.
pub fn take_in(
    store: &mut Store,
    name: &str,
    bytes: &[u8],
    options: &Options,
    stamp: &Stamp,
    ids: &mut Ids,
) -> Result<Report> {
    let (table, week_told, options) = match contents(name, bytes, options)? {
        Contents::Workspace(text) => return whole_workspace(store, &text, options, stamp),
        Contents::Table(table) => weekless::dated(store, table, options, stamp)?,
    };
    let options = &*options;
    let (table, fed) = options.feeding(table.corrected(&options.corrections))?;
    let recalled = Recalled::of(store, &table, (options, &fed))?;
    let (table, fed) = match &recalled.options {
        Some(again) => again.feeding(table)?,
        None => (table, fed),
    };
    let told = options.telling(&fed);
    let options: &Options = &fed;
    let holds_readings =
        || reading_tables::is_readings(&table) || matches!(Kind::of(&table, options), Some(Kind::Readings));
    if options.readings && !holds_readings() {
        refuse_weeks_across(&table)?;
        let error = Invalid::new(format!("{name} holds no readings: its columns are {}", table.header.join(", ")));
        let hint = "readings have pilot, metric, week and value, or pilot, week and a column a metric";
        return Err(error.hint(hint).into());
    }
    refuse(store, &table, told)?;
    if let Some(noun) = other_register(&table, told) {
        let error = Invalid::new(format!("{name} looks like a table of {noun}, and not of pilots"));
        return Err(error.hint(format!("{}; if each row is a pilot, say `--map tracker`", way_in(noun))).into());
    }
    let kind = Kind::of(&table, options)
        .map_or_else(|| Profile::builtin("steerco").map(|profile| Kind::Pilots(Box::new(profile), None)), Ok)?;
    if options.dates.is_some() && matches!(kind, Kind::People | Kind::Readings) {
        let rows = kind.rows().name();
        let error = Invalid::new(format!("{name} is a table of {rows}: its dates are read as they are"));
        return Err(error.hint("leave --dates out").into());
    }
    // What readings lack is told where they are read, with what else says it.
    let lacking = if matches!(kind, Kind::Readings) { Vec::new() } else { kind.lacking(&table) };
    if !lacking.is_empty() {
        return Err(unnamed(kind.rows(), &lacking).into());
    }
    let unasked = unasked(store, &kind, options)?;
    let mut planned = kind.plan(store, &table, options, (stamp, ids))?;
    planned.report.remarks.splice(0..0, week_told.into_iter().chain(recalled.told).chain(unasked));
    planned.report.remarks.extend(planned.report.alike.iter().map(|one| one.text.clone()));
    planned.report.remarks.extend(pilot_tables::understood(&planned.report.words).into_iter().map(|(told, _)| told));
    planned.report.remarks.extend(pilot_tables::unread_told(&planned.report.unread));
    drop(table);
    written(store, planned, (&kind, name), options, stamp)
}

/// That a pilot was named for tickets, and the rows are none.
fn unasked(store: &Store, kind: &Kind, options: &Options) -> Result<Option<String>> {
    let is_for_them = matches!(kind, Kind::Exceptions(_)) || options.expected.is_some();
    let Some(pilot) = options.pilot.as_deref().filter(|_| !is_for_them) else {
        return Ok(None);
    };
    store.read().find_pilot(pilot)?;
    let rows = kind.rows().name();
    Ok(Some(format!("The pilot that was named, {pilot}, is for tickets: these are {rows}, and it is not used.")))
}

/// Writes what is planned, or only tries it. A row that only the workspace refuses is rejected as one is that the plan
/// refuses.
fn written(
    store: &mut Store,
    mut planned: Planned,
    (kind, name): (&Kind, &str),
    options: &Options,
    stamp: &Stamp,
) -> Result<Report> {
    let outcome = loop {
        if !planned.report.rejected.is_empty() && !options.partial && !options.dry_run {
            return Ok(planned.report);
        }
        foretell(store, &mut planned, options)?;
        let what = Some(sentence(&planned.report, name));
        let change = Change::Several { what, changes: std::mem::take(&mut planned.changes) };
        let done = if options.dry_run { store.rehearse(&change, stamp) } else { store.import(&change, stamp) };
        if let Change::Several { changes, .. } = change {
            planned.changes = changes;
        }
        match done {
            Ok(outcome) => break outcome,
            Err(error) => {
                let before = planned.changes.len();
                planned.try_out(store, stamp)?;
                if planned.changes.len() == before {
                    return Err(error);
                }
            }
        }
    };
    let mut report = planned.report;
    if kind.knows_no_base() && report.changed > 0 {
        report.remarks.insert(0, BASELESS.to_owned());
    }
    if report.kind == "readings" {
        (report.changed, report.unchanged) = (outcome.changed, outcome.unchanged);
    }
    report.outcome = (!options.dry_run).then_some(outcome);
    Ok(report)
}

/// Works out what is told of the changes beside what stands there before they are written.
fn foretell(store: &Store, planned: &mut Planned, options: &Options) -> Result<()> {
    let Planned { changes, rows, report } = planned;
    report.far = far(store.read(), changes)?.into_iter().map(|far| far.told).collect();
    report.far.extend(store.read().early(changes)?);
    report.far.extend(store.read().fewer_users(changes)?);
    if options.dry_run {
        report.edits = foretold::edits(store, changes, rows)?;
    } else if report.kind == "pilots" && report.changed > 0 {
        // A preview shows it in each of its rows.
        report.replaced = foretold::replaced(store, changes)?;
    } else if report.kind == "readings" {
        let mut edits = foretold::edits(store, changes, rows)?;
        report.apart = options.expected.and_then(|_| foretold::apart(&edits));
        edits.retain(|edit| !edit.was.is_empty());
        report.replaced = edits;
    }
    Ok(())
}

/// What of the file is not read as it looks; that nothing is there to be read.
fn told_of(table: &Table) -> Vec<String> {
    let is_bare = table.rows.is_empty() && table.rejected.is_empty();
    let bare = "the file names its columns and has no rows below them: look whether it is the right file or sheet.";
    let bare = is_bare.then(|| bare.to_owned()).into_iter().collect();
    [table.told(), bare].concat()
}

/// What a table of readings changes, row by row; nothing is written.
pub fn plan_readings(store: &Store, table: &Table, stamp: &Stamp) -> Result<(Vec<Change>, Report)> {
    readings::plan(store, table, stamp).map(|planned| (planned.changes, planned.report))
}

/// What a file holds.
#[allow(clippy::large_enum_variant, reason = "there is one of them at a time, and it is taken apart at once")]
enum Contents {
    /// The text of a canonical export.
    Workspace(String),
    Table(Table),
}

/// The endings of files that are read as none of ours, although some begin as workbooks do.
const OTHERS: [&str; 13] =
    ["xls", "xlsb", "ods", "numbers", "doc", "docx", "odt", "pptx", "pdf", "toml", "md", "html", "htm"];
/// How pages and documents begin.
const PAGES: [&str; 4] = ["<!doctype", "<html", "<?xml", "%pdf-"];
/// None of those is longer.
const LONGEST_BEGINNING: usize = 10;
/// What helps where a file is none that can be read.
const SAVE_AS: &str = "save it as xlsx, csv or tsv";

/// Finds out what a file holds, by its ending and its first bytes.
fn contents(name: &str, bytes: &[u8], options: &Options) -> Result<Contents> {
    if has_ending(name, "zip") || bytes.starts_with(b"SQLite format 3\0") {
        let error = Invalid::new(format!("{name} holds a whole workspace, and no table"));
        return Err(error.hint("`steerco -w NAME restore FILE` brings it back under a name of its own").into());
    }
    let is_workbook = workbook::is_workbook(bytes);
    // A workbook may still be called after the older format.
    let is_ours = |ending: &str| ending == "xls" && is_workbook;
    if let Some(ending) = OTHERS.into_iter().find(|ending| has_ending(name, ending) && !is_ours(ending)) {
        let error = Invalid::new(format!("{name}: .{ending} files cannot be imported"));
        return Err(error.hint(SAVE_AS).into());
    }
    let workbook = has_ending(name, "xlsx") || is_workbook;
    if workbook && !bytes.is_empty() {
        let table = workbook::read(bytes, options.sheet.as_deref(), &options.heading())?;
        return Ok(Contents::Table(people_tables::with_whole_names(table)));
    }
    if options.sheet.is_some() {
        let error = Invalid::new(format!("{} is not a workbook, it has no sheets", called(name)));
        return Err(error.hint("leave --sheet out").into());
    }
    let wanted = options.mapping.as_ref().and_then(Mapping::encoding);
    let (text, _) = encoding::decode(bytes, wanted)?;
    if text.trim().is_empty() {
        return Err(Invalid::new(format!("{} is empty", called(name)))
            .hint("give a csv, tsv, xlsx or json file")
            .into());
    }
    if has_ending(name, "json") || text.trim_start().starts_with('{') {
        return Ok(Contents::Workspace(text));
    }
    let beginning: String = text.trim_start().chars().take(LONGEST_BEGINNING).collect::<String>().to_lowercase();
    if PAGES.iter().any(|begins| beginning.starts_with(begins)) {
        let error = Invalid::new(format!("{} is a page or a document, and no table", called(name)));
        return Err(error.hint(SAVE_AS).into());
    }
    let (text, separator) = laid_out(name, text, options);
    let table = people_tables::with_whole_names(Table::parse_under(&text, separator, &options.heading())?);
    Ok(Contents::Table(of_its_pilot(table, options)))
}

/// What the file is called that is piped in.
pub const STDIN: &str = "the standard input";

/// How a sentence calls a file.
fn called(name: &str) -> &str {
    if name == "-" { STDIN } else { name }
}

/// A text with what stands between its cells.
fn laid_out(name: &str, text: String, options: &Options) -> (String, u8) {
    let is_pasted = options.expected.is_some();
    let text = if is_pasted { as_a_table(text, options) } else { text };
    let is_tabbed = (is_pasted || has_ending(name, "tsv")) && text.contains('\t');
    let separator = if is_tabbed { b'\t' } else { table::delimiter(&text) };
    (text, separator)
}

/// What was pasted, with tabulators where it is a Markdown table or, among people, a list of addresses.
fn as_a_table(text: String, options: &Options) -> String {
    let listed = || people_tables::of_addresses(&text).filter(|_| options.expected == Some(RowsOf::People));
    match markdown::tabbed(&text).or_else(listed) {
        Some(table) => with_typed_heading(table),
        None => with_typed_heading(text),
    }
}

/// A row of headings that was typed above copied cells has commas between them, as no tabulator is typed in a text.
fn with_typed_heading(text: String) -> String {
    match text.split_once('\n') {
        Some((heading, rows)) if !heading.contains('\t') && rows.contains('\t') => {
            format!("{}\n{rows}", heading.replace(',', "\t"))
        }
        _ => text,
    }
}

/// What was pasted on the page of a pilot: where the rows name none, they are of that one.
fn of_its_pilot(table: Table, options: &Options) -> Table {
    match (options.expected, &options.pilot) {
        (Some(_), Some(pilot)) if !others::names_pilots(&table) => table.with_column("pilot", pilot),
        _ => table,
    }
}

/// A canonical export, into a workspace that is empty or holds the same.
fn whole_workspace(store: &mut Store, text: &str, options: &Options, stamp: &Stamp) -> Result<Report> {
    let mut value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        Error::from(
            Invalid::new(format!("this is not JSON: {error}")).hint("give the file that `steerco export` wrote"),
        )
    })?;
    let title = keep_title(store, &mut value, options)?;
    let outcome = if options.dry_run { store.try_fill_from(&value, stamp)? } else { store.fill_from(&value, stamp)? };
    let journal = "The journal of the export stays in the file: a workspace begins one of its own.".to_owned();
    let journal = (outcome.changed > 0 && value.get("journal").is_some()).then_some(journal);
    let remarks = options.dry_run.then(|| held(&value)).into_iter().chain(journal).chain(title).collect();
    let (created, unchanged) = (outcome.changed, outcome.unchanged);
    Ok(Report { kind: "workspace", created, unchanged, remarks, outcome: Some(outcome), ..Report::default() })
}

/// Puts the title that somebody gave the workspace into the place of the export's, and answers what there is to say of
/// that. A workspace that is called as its file is was given none.
fn keep_title(store: &Store, export: &mut serde_json::Value, options: &Options) -> Result<Option<String>> {
    let own = store.read().workspace()?.title;
    let is_given = options.workspace.as_ref().is_some_and(|file| file.to_lowercase() != own.to_lowercase());
    let Some(title) = export.pointer_mut("/workspace/0/title").filter(|title| is_given && title.is_string()) else {
        return Ok(None);
    };
    let theirs = title.as_str().filter(|theirs| *theirs != own).map(str::to_owned);
    let told = theirs.map(|theirs| format!("The title “{own}” stays, as somebody gave it; the export has “{theirs}”."));
    *title = own.into();
    Ok(told)
}

/// How much of what people know an export by it holds.
fn held(export: &serde_json::Value) -> String {
    let amount = |name: &str| export.get(name).and_then(serde_json::Value::as_array).map_or(0, Vec::len);
    let said = |name: &str, one: &str| count(amount(name), one, name);
    let [pilots, people, metrics, readings] =
        [("pilots", "pilot"), ("people", "person"), ("metrics", "metric"), ("readings", "reading")]
            .map(|(name, one)| said(name, one));
    format!("The export holds {pilots}, {people}, {metrics} and {readings}.")
}

fn has_ending(name: &str, ending: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

fn sentence(report: &Report, name: &str) -> String {
    if report.created == 0 && report.changed == 0 && report.kind != "readings" {
        return format!("Remembered what {name} says of {}.", report.amount(report.unchanged));
    }
    match report.kind {
        "readings" => {
            let apart = report.apart.as_ref().map(|apart| format!(": {apart}")).unwrap_or_default();
            format!("Imported readings from {name}{apart}.")
        }
        "exceptions" => {
            format!("Imported {name}: {}.", report.raised(""))
        }
        _ => format!("Imported {name}: {} added, {} changed.", report.amount(report.created), report.changed),
    }
}
