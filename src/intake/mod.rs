//! Floor 2: files into a workspace. What `exchange` understood of the bytes becomes one change, or is rejected with its
//! row and the reason.

mod actions;
mod far;
mod foresee;
mod foretold;
mod kinds;
mod left;
mod others;
mod people;
mod pilots;
mod planned;
mod readings;
mod tickets;

use std::borrow::Cow;

pub use far::{early, far, far_as_typed};
pub use foresee::foresee;
pub use kinds::{Recognised, recognised};
pub use people::alike;

use self::others::{other_register, refuse, refuse_weeks_across, way_in};
use self::planned::Planned;
use crate::domain::change::PersonField;
use crate::domain::incoming::{Cell, Correction, DateOrder, Edit, Incoming, Keep, RowsOf, Told};
use crate::domain::words::{count, first_few};
use crate::domain::{Change, Ids, Invalid, Outcome, Stamp};
use crate::exchange::pilots::{Unread, Word};
use crate::exchange::table::Heading;
use crate::exchange::tickets::Tickets;
use crate::exchange::{
    Profile, Reject, Table, actions as action_tables, encoding, feeds, markdown, people as people_tables,
    pilots as pilot_tables, readings as reading_tables, table, workbook,
};
use crate::store::{Error, Result, Store};

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
    /// Cells that somebody corrected.
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
    fn feeding(&self, table: &Table) -> Result<Cow<'_, Self>> {
        if self.feeds.is_empty() {
            return Ok(Cow::Borrowed(self));
        }
        let named = self.profile.clone().map(|profile| profile.for_table(table));
        let base = named.or_else(|| Profile::fitting(table)).map_or_else(|| Profile::builtin("tracker"), Ok)?;
        Ok(Cow::Owned(Self { profile: Some(base.feeding(&self.feeds, table)?), ..self.clone() }))
    }

    /// What they say of the row that names the columns.
    fn heading(&self) -> Heading {
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
enum Kind {
    Readings,
    People,
    Actions,
    Exceptions(Box<Tickets>),
    /// With the order of day and month that its dates are read in, where it needs one.
    Pilots(Box<Profile>, Option<DateOrder>),
}

impl Kind {
    /// What it holds where it was pasted among those: columns that could be another's count as theirs there.
    fn expected(table: &Table, options: &Options) -> Option<Self> {
        let told = options.profile.is_some() || options.tickets.is_some();
        match options.expected.filter(|_| !told)? {
            RowsOf::Actions => action_tables::is_actions(table).then_some(Self::Actions),
            RowsOf::People => people_tables::names_people(table).then_some(Self::People),
            RowsOf::Pilots | RowsOf::Exceptions | RowsOf::Readings => None,
        }
    }

    /// What the options say, or the columns tell; none where they tell nothing.
    fn of(table: &Table, options: &Options) -> Option<Self> {
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
    const fn rows(&self) -> RowsOf {
        match self {
            Self::Readings => RowsOf::Readings,
            Self::People => RowsOf::People,
            Self::Actions => RowsOf::Actions,
            Self::Exceptions(_) => RowsOf::Exceptions,
            Self::Pilots(..) => RowsOf::Pilots,
        }
    }

    /// May it be taken where it was pasted? Pilots come among pilots only, unless somebody says that its rows are some.
    fn belongs(&self, options: &Options) -> bool {
        let among_pilots = options.expected.is_none_or(|rows| rows == RowsOf::Pilots);
        among_pilots || options.profile.is_some() || !matches!(self, Self::Pilots(..))
    }

    /// Is it a table of pilots as we write it, of which nothing says what stood here when it was written?
    fn knows_no_base(&self) -> bool {
        matches!(self, Self::Pilots(profile, _) if !profile.remembers)
    }

    /// The columns by which one of its rows is known, the ones that tell it best first.
    fn keys(&self, table: &Table) -> Vec<Vec<usize>> {
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
    fn cell(&self, table: &Table, reject: &Reject) -> Option<Cell> {
        let field = reject.reason.field?;
        match self {
            Self::Pilots(profile, _) => feeds::cell(table, profile, reject.row, field),
            Self::Readings => reading_tables::cell(table, reject),
            Self::People => table.cell(reject.row, people_tables::place(table, field.parse().ok()?)?),
            Self::Actions => table.cell(reject.row, action_tables::place(table, field)?),
            Self::Exceptions(tickets) => tickets.cell(table, reject.row, field),
        }
    }

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
        let mut planned = match self {
            Self::Readings => readings::plan(store, table, stamp),
            Self::People => people::plan(store, table, ids),
            Self::Actions => actions::plan(store, table, stamp.today),
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
        planned.report.remarks.splice(0..0, told_of(table));
        Ok(planned)
    }
}

/// What taking a file in did, or would do.
#[derive(Debug, Default)]
pub struct Report {
    /// What the file held: `pilots`, `people`, `actions`, `readings`, `exceptions` or `workspace`.
    pub kind: &'static str,
    /// What is new.
    pub created: u32,
    /// What changed.
    pub changed: u32,
    /// Pilots of which a field is refused, and the others are not.
    pub partly: u32,
    /// What was so already.
    pub unchanged: u32,
    /// Columns that feed no field of a pilot.
    pub unfed: Vec<String>,
    /// Columns that feed no field of a pilot, and that no note keeps.
    pub left_out: Vec<String>,
    /// Pilots of an earlier import that the file does not have any more; they stay.
    pub gone: u32,
    /// People whom a file of pilots brings, each with the pilots that they own.
    pub newcomers: Vec<String>,
    /// New people who could be others, with the cells that name them.
    pub alike: Vec<Told>,
    /// Exceptions that were resolved already when they came in.
    pub settled: u32,
    /// What was left out of rows that were taken, and told.
    pub remarks: Vec<String>,
    /// Cells that do not say what their column feeds; the rest of their rows is taken.
    pub unread: Vec<Unread>,
    /// What words of stages and statuses were taken to mean, of pilots of which something changes.
    pub words: Vec<Word>,
    /// Rows of tickets that name no pilot.
    pub homeless: usize,
    /// Which comes first in its dates, where that had to be told.
    pub dates: Option<DateOrder>,
    /// Rows and fields that were not taken.
    pub rejected: Vec<Reject>,
    /// Fields that were edited here and stay so, with what the file says.
    pub kept: Vec<Edit>,
    /// What would change, where only that was asked.
    pub edits: Vec<Edit>,
    /// What a table that does not know what stood here took the place of.
    pub replaced: Vec<Edit>,
    /// How many readings are new, and how many took the place of others, where that is told.
    pub apart: Option<String>,
    /// Values that are far from those before them, and weeks before their pilot began.
    pub far: Vec<String>,
    /// What was written; none where nothing was.
    pub outcome: Option<Outcome>,
}

impl Report {
    /// What becomes of exceptions: those that are raised, of them those that are resolved already, and others that change.
    #[must_use]
    pub fn raised(&self, would: &str) -> String {
        let already =
            if self.settled == 0 { String::new() } else { format!(" ({} of them resolved already)", self.settled) };
        format!("{} {would}raised{already}, {} changed", self.amount(self.created), self.changed)
    }

    /// What helps all tickets that name no pilot, with how many they are; none where each names one.
    #[must_use]
    pub fn way_home(&self) -> Option<String> {
        let one = "ticket does not say of which pilot it is";
        let tickets = count(self.homeless, one, "tickets do not say of which pilot they are");
        let ways = "say which with --pilot PILOT (p in the preview), or name one in the file (of issues: in a label)";
        (self.homeless > 0).then(|| format!("{tickets}; next: {ways}"))
    }

    /// So many of what the file held: `1 pilot`, `2 pilots`.
    #[must_use]
    pub fn amount(&self, number: u32) -> String {
        let one = if self.kind == "people" { "person" } else { self.kind.strip_suffix('s').unwrap_or(self.kind) };
        count(usize::try_from(number).unwrap_or(usize::MAX), one, self.kind)
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
    let table = match contents(name, bytes, options)? {
        Contents::Workspace(text) => return whole_workspace(store, &text, options, stamp),
        Contents::Table(table) => table.corrected(&options.corrections),
    };
    let fed = options.feeding(&table)?;
    let options: &Options = &fed;
    if options.readings && !reading_tables::is_readings(&table) {
        refuse_weeks_across(&table)?;
        let error = Invalid::new(format!("{name} holds no readings: its columns are {}", table.header.join(", ")));
        let hint = "readings have pilot, metric, week and value, or pilot, week and a column a metric";
        return Err(error.hint(hint).into());
    }
    refuse(store, &table, options)?;
    if let Some(noun) = other_register(&table, options) {
        let error = Invalid::new(format!("{name} looks like a table of {noun}, and not of pilots"));
        return Err(error.hint(format!("{}; if each row is a pilot, say `--map tracker`", way_in(noun))).into());
    }
    let kind = Kind::of(&table, options)
        .map_or_else(|| Profile::builtin("steerco").map(|profile| Kind::Pilots(Box::new(profile), None)), Ok)?;
    if options.dates.is_some() && !matches!(kind, Kind::Pilots(..) | Kind::Exceptions(_)) {
        let error = Invalid::new(format!("{name} is no table of pilots or tickets: its dates are read as they are"));
        return Err(error.hint("leave --dates out").into());
    }
    let mut planned = kind.plan(store, &table, options, (stamp, ids))?;
    planned.report.remarks.extend(planned.report.alike.iter().map(|one| one.text.clone()));
    planned.report.remarks.extend(pilot_tables::understood(&planned.report.words).into_iter().map(|(told, _)| told));
    planned.report.remarks.extend(pilot_tables::unread_told(&planned.report.unread));
    drop(table);
    written(store, planned, (&kind, name), options, stamp)
}

/// Writes what is planned, or only tries it. A row that only the workspace refuses is rejected as one is that the plan refuses.
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
        foretell(store, &mut planned, kind, options)?;
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
fn foretell(store: &Store, planned: &mut Planned, kind: &Kind, options: &Options) -> Result<()> {
    let Planned { changes, report, .. } = planned;
    report.far = far(store.read(), changes)?.into_iter().map(|far| far.told).collect();
    report.far.extend(early(store.read(), changes)?);
    if options.dry_run {
        report.edits = foretold::edits(store, changes)?;
    } else if kind.knows_no_base() && report.changed > 0 {
        // A preview shows it in each of its rows.
        report.replaced = foretold::replaced(store, changes)?;
    } else if report.kind == "readings" && options.expected.is_some() {
        report.apart = foretold::apart(&foretold::edits(store, changes)?);
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
        return Err(error.hint("`steerco restore FILE` brings it back; with -w NAME under a name of its own").into());
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
        let error = Invalid::new(format!("{name} is not a workbook, it has no sheets"));
        return Err(error.hint("leave --sheet out").into());
    }
    let wanted = options.profile.as_ref().and_then(|profile| profile.encoding.as_deref());
    let (text, _) = encoding::decode(bytes, wanted)?;
    if text.trim().is_empty() {
        return Err(Invalid::new(format!("{name} is empty")).hint("give a csv, tsv, xlsx or json file").into());
    }
    if has_ending(name, "json") || text.trim_start().starts_with('{') {
        return Ok(Contents::Workspace(text));
    }
    let beginning: String = text.trim_start().chars().take(LONGEST_BEGINNING).collect::<String>().to_lowercase();
    if PAGES.iter().any(|begins| beginning.starts_with(begins)) {
        let error = Invalid::new(format!("{name} is a page or a document, and no table"));
        return Err(error.hint(SAVE_AS).into());
    }
    let (text, separator) = laid_out(name, text, options);
    let table = people_tables::with_whole_names(Table::parse_under(&text, separator, &options.heading())?);
    Ok(Contents::Table(of_its_pilot(table, options)))
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

/// A canonical export, into a workspace that is empty.
fn whole_workspace(store: &mut Store, text: &str, options: &Options, stamp: &Stamp) -> Result<Report> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        Error::from(
            Invalid::new(format!("this is not JSON: {error}")).hint("give the file that `steerco export` wrote"),
        )
    })?;
    let outcome = if options.dry_run { store.try_fill_from(&value, stamp)? } else { store.fill_from(&value, stamp)? };
    let journal = "The journal of the export stays in the file: a workspace begins one of its own.".to_owned();
    let journal = value.get("journal").is_some().then_some(journal);
    let remarks = options.dry_run.then(|| held(&value)).into_iter().chain(journal).collect();
    Ok(Report { kind: "workspace", created: outcome.changed, remarks, outcome: Some(outcome), ..Report::default() })
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

/// That columns are left out which feed nothing of rows that have no note to keep them.
fn left_out(columns: &[String], rows: &str) -> Option<String> {
    let feed = count(columns.len(), "column feeds nothing and is", "columns feed nothing and are");
    let which = first_few(columns);
    (!columns.is_empty()).then(|| format!("{feed} left out, as {rows} have no note ({which})."))
}

/// That rows which tell the sums of others are left out.
fn sums_left_out(rows: &[u64], what: &str) -> Vec<String> {
    rows.iter().map(|row| format!("row {row}: a row of sums {what}; it is left out.")).collect()
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
