//! Registers as a workbook that comes back: `export F.xlsx` writes a sheet a register, somebody changes cells in a
//! spreadsheet, and `import F.xlsx` takes exactly those cells. The workbook says of which entry of the journal it is, so
//! that what was changed in it is told from what was entered here meanwhile.

mod added;
mod cells;
mod handed;
mod instead;
mod readings;
mod sheets;
mod states;
mod wrong;

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_xlsxwriter as xlsx;
use serde_json::Value;

use self::added::Added;
use self::cells::{as_shown, read_as, shown};
use self::sheets::{REGISTERS, Register};
pub(super) use self::wrong::corrected;
use self::wrong::{Spot, reason};
use super::args::Noun;
use super::failure::{Failure, Result};
use super::session::Session;
use super::set;
use crate::domain::change::{PersonChange, PersonField, PilotChange, PilotField};
use crate::domain::incoming::{Edit, Keep};
use crate::domain::words::{count, yes_or_no};
use crate::domain::written::day_of;
use crate::domain::{Change, Day, Fixed, Ids, Instant, Invalid, MetricId, PersonId, PilotId, Stamp, money};
use crate::exchange::table::Row;
use crate::exchange::{Reject, Table, workbook};
use crate::intake;
use crate::report::sheet::{Looks, Value as Cell, add, clean, dim, failed};
use crate::store::{Error, Reader, Store};

/// The sheet that says what the workbook is.
const ABOUT: &str = "About";
/// What stands in it for whoever opens it.
const HOW: &str = "Change cells, save, then: steerco import FILE. Every other cell stays as it is there. \
    Under a grey heading in italics nothing can be changed: it is told, and a new row may fill some of it. \
    Rows without an id in pilots, people, actions and exceptions are added, and readings of other weeks.";
/// The sheets whose rows other cells name.
const NAMED: [&str; 2] = ["people", "pilots"];
/// A sheet has so many rows below its heading.
const MOST_ROWS: usize = 1_048_575;
/// The sheet of the readings, whose rows are known by pilot, metric and week.
const READINGS: &str = "readings";

/// What a reading is known by.
const KEY: [&str; 3] = ["pilot", "metric", "week"];
/// What a new reading fills.
const NEW_READING: &[&str] = &["active_users", "target_users", "value", "note", "sample"];
/// The column of who wrote something: words of then, which do not follow a person.
const WRITER: (&str, &str) = ("notes", "by");
/// What a sheet of readings tells and nobody changes in it.
const IDENTITY: [&str; 4] = ["pilot", "metric", "family", "week"];

/// The text of a value, as a cell of a sheet is read back.
fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => clean(text).trim().replace("\r\n", "\n"),
        Some(Value::Bool(flag)) => (if *flag { "yes" } else { "no" }).to_owned(),
        Some(Value::Array(items)) => items.iter().map(|item| text_of(Some(item))).collect::<Vec<_>>().join("; "),
        Some(other) => other.to_string(),
    }
}

/// Does a cell say what stands there? A spreadsheet writes flags and numbers in its own way.
fn same(cell: &str, value: Option<&Value>) -> bool {
    let number = |text: &str| Fixed::parse(text).ok().or_else(|| money::read(text, false));
    let text = text_of(value);
    match value {
        _ if cell == text => true,
        Some(Value::Bool(known)) => yes_or_no(cell) == Some(*known),
        // Words in another order are the same words.
        Some(Value::Array(_)) => words(cell) == words(&text),
        // A time is shown to the minute, and midnight as the day.
        Some(Value::String(_)) => {
            let at = text.parse::<Instant>().map(Instant::said);
            // Typed into a cell of text, a day is written as people write it.
            let is_day = || day_of(cell).is_ok_and(|day| day.to_string() == text);
            at.is_ok_and(|at| cell == at || at.strip_suffix(" 00:00") == Some(cell)) || is_day()
        }
        Some(Value::Number(_)) => number(cell).zip(number(&text)).is_some_and(|(one, other)| one == other),
        _ => false,
    }
}

/// The words of a cell that holds several.
fn words(cell: &str) -> BTreeSet<&str> {
    cell.split([';', ',', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// The workbook of every register, or of one.
pub(super) fn write(session: &Session, reader: &Reader, only: Option<Noun>) -> Result<Vec<u8>> {
    let refused = |error: crate::report::Failed| Failure::new(1, error.to_string());
    let (mut workbook, looks) = (xlsx::Workbook::new(), Looks::new());
    let known = reader.workspace()?;
    let about = [
        ("Workspace", Cell::text(known.id.to_string())),
        ("Title", Cell::text(&known.title)),
        ("Entry", Cell::whole(reader.newest_entry()?)),
        ("As of", Cell::Day(session.today)),
        ("How", Cell::text(HOW)),
    ];
    for register in REGISTERS.iter().filter(|register| only.is_none_or(|only| only == register.noun)) {
        let rows = register.rows(session, reader)?;
        if rows.len() > MOST_ROWS {
            let what = format!("{} {} do not fit into a sheet, which has {MOST_ROWS} rows", rows.len(), register.sheet);
            let hint = format!(
                "write them with `steerco export {0}.csv --what {0}`, and the others one by one",
                register.sheet
            );
            return Err(Failure::new(3, what).hint(hint));
        }
        let columns: Vec<(&str, u16)> = register.columns.iter().map(|column| (*column, width(column))).collect();
        let cells =
            rows.iter().map(|row| register.columns.iter().map(|column| cell(column, row.get(*column))).collect());
        add(&mut workbook, &looks, register.sheet, &columns, cells).map_err(refused)?;
        let told = register.columns.iter().map(|column| (*column, !register.is_set(column)));
        dim(&mut workbook, &looks, register.sheet, told).map_err(refused)?;
    }
    let about = about.map(|(what, value)| vec![Cell::text(what), value]);
    add(&mut workbook, &looks, ABOUT, &[("What", 12), ("Value", 60)], about).map_err(refused)?;
    workbook.save_to_buffer().map_err(|error| refused(failed(error)))
}

fn width(column: &str) -> u16 {
    match column {
        "summary" | "text" | "statement" | "because" | "note" | "exit_test" | "rationale" | "reason" | "evidence" => 48,
        "name" | "executive_owner" | "owner" | "title" | "topic" | "email" => 24,
        _ => 14,
    }
}

/// A value as a cell of its kind.
fn cell(column: &str, value: Option<&Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Nothing,
        Some(Value::Number(number)) => {
            Fixed::parse(&number.to_string()).map_or_else(|_| Cell::Text(number.to_string()), Cell::fixed)
        }
        Some(Value::String(text)) if text.len() == 10 => {
            text.parse::<Day>().map_or_else(|_| Cell::Text(clean(text)), Cell::Day)
        }
        Some(Value::String(text)) if TIMES.contains(&column) => {
            text.parse().map_or_else(|_| Cell::Text(clean(text)), Cell::Moment)
        }
        some => Cell::Text(text_of(some)),
    }
}

/// Columns of times.
const TIMES: &[&str] = &["raised", "escalated", "acknowledged", "resolved", "opened", "closed"];

/// A change with where it stands.
type Placed = (Spot, Change);

/// What a workbook that came back changes.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Every changed cell.
    pub edits: Vec<Edit>,
    /// What they come to, each with its place.
    changes: Vec<Placed>,
    /// Cells and rows that cannot be taken, with their sheet.
    pub rejected: Vec<(&'static str, Reject)>,
    /// The places of rows that are new.
    added: HashSet<String>,
    /// Rows that were written and are not there any more; they stay.
    pub gone: usize,
    /// Sheets and columns of which nothing is taken.
    pub remarks: Vec<String>,
    /// Readings that are far from those before them.
    pub far: Vec<String>,
}

impl Plan {
    /// The change, unless another row says otherwise of the same: gaps have the owner and the day of their workstream.
    fn agreed(&self, change: Change) -> Result<Change> {
        let Some((Spot { sheet, row, .. }, _)) = self.changes.iter().find(|(_, known)| set::contradict(known, &change))
        else {
            return Ok(change);
        };
        let what = format!("row {row} of {sheet} says otherwise of the same workstream");
        Err(Failure::new(3, what).hint("its gaps have one owner and one day: write the same into both rows"))
    }

    /// All of it as one change.
    pub fn change(&self, name: &str) -> Change {
        let changes = self.changes.iter().map(|(.., change)| change.clone()).collect();
        Change::Several { what: Some(self.sentence(name, false)), changes }
    }

    /// Tries what is planned. Where that is refused, what is refused by itself is left out, with its row; then the rest is
    /// tried again, as it may have rested on that.
    fn try_out(&mut self, store: &mut Store, session: &Session) -> Result<()> {
        let stamp = session.stamp();
        loop {
            self.changes = handed::in_order(store.read(), std::mem::take(&mut self.changes))?;
            if store.rehearse(&self.change(""), &stamp).is_ok() {
                return Ok(());
            }
            let before = self.changes.len();
            store.taken_back(|store| self.try_each(store, &stamp))??;
            // Of a row that is refused in part nothing else is told, so nothing else is taken.
            let told: HashSet<&str> = self.edits.iter().map(|edit| edit.place.as_str()).collect();
            self.changes.retain(|(spot, _)| told.contains(format!("{} {}", spot.sheet, spot.row).as_str()));
            if self.changes.len() == before {
                return Ok(());
            }
        }
    }

    /// Performs one after the other, as a later one may name what an earlier one brings; leaves out what is refused.
    fn try_each(&mut self, store: &mut Store, stamp: &Stamp) -> Result<()> {
        for (spot, change) in std::mem::take(&mut self.changes) {
            match store.import(&change, stamp) {
                Ok(_) => self.changes.push((spot, change)),
                Err(error @ (Error::Invalid(_) | Error::NotFound { .. } | Error::Conflict(_))) => {
                    let (failure, Spot { sheet, row, field }) = (Failure::from(error), spot);
                    let named = || REGISTERS.iter().find(|one| one.sheet == sheet)?.column(failure.field.as_deref());
                    let field = field.or_else(named);
                    self.rejected.push((sheet, Reject { row, reason: reason(failure, field) }));
                    let place = format!("{sheet} {row}");
                    self.edits.retain(|edit| edit.place != place);
                }
                Err(other) => return Err(other.into()),
            }
        }
        Ok(())
    }

    /// What cannot be taken, each with its sheet.
    pub fn rejects(&self) -> Vec<Reject> {
        self.rejected.iter().map(|(sheet, reject)| reject.in_sheet(sheet)).collect()
    }

    /// Of how many rows something is not taken, and of how many of those something else is.
    pub fn rejected_rows(&self) -> (usize, usize) {
        let rows: HashSet<_> = self.rejected.iter().map(|(sheet, reject)| (*sheet, reject.row)).collect();
        let told: HashSet<&str> = self.edits.iter().map(|edit| edit.place.as_str()).collect();
        let partly = rows.iter().filter(|(sheet, row)| told.contains(format!("{sheet} {row}").as_str()));
        (rows.len(), partly.count())
    }

    /// How many cells of rows that were there changed, and how many rows were added.
    pub fn amounts(&self) -> (usize, usize) {
        let cells = self.edits.iter().filter(|edit| !self.added.contains(&edit.place)).count();
        let places: HashSet<&str> = self.edits.iter().map(|edit| edit.place.as_str()).collect();
        (cells, places.into_iter().filter(|place| self.added.contains(*place)).count())
    }

    /// How many cells changed and rows were added, or would be.
    pub fn sentence(&self, name: &str, would: bool) -> String {
        let would = if would { "would be " } else { "" };
        match self.amounts() {
            (0, 0) if !self.rejected.is_empty() => {
                format!("{name}: {} not taken.", count(self.rejected.len(), "change was", "changes were"))
            }
            (0, 0) => format!("{name}: no cell was changed."),
            (cells, 0) => format!("{name}: {} {would}changed.", count(cells, "cell", "cells")),
            (0, rows) => format!("{name}: {} {would}added.", count(rows, "row", "rows")),
            (cells, rows) => {
                format!(
                    "{name}: {} {would}changed, {} {would}added.",
                    count(cells, "cell", "cells"),
                    count(rows, "row", "rows")
                )
            }
        }
    }
}

/// The sheets of a workbook that steerco wrote to come back, or the one that is meant; none for any other file.
pub(super) fn sheets(bytes: &[u8], only: Option<&str>) -> Result<Option<Vec<(String, Table)>>> {
    if !workbook::is_workbook(bytes) || !workbook::may_have(bytes, ABOUT) {
        return Ok(None);
    }
    let mut sheets = workbook::read_all(bytes)?;
    let ours = sheets.iter().any(|(name, table)| name == ABOUT && about(table, "Entry").is_some());
    let is_meant = |name: &str| only.is_none_or(|only| name.eq_ignore_ascii_case(only));
    let there = sheets.iter().any(|(name, _)| is_meant(name));
    sheets.retain(|(name, _)| is_meant(name) || name == ABOUT);
    Ok((ours && there).then_some(sheets))
}

fn about(table: &Table, what: &str) -> Option<String> {
    let row = table.rows.iter().find(|row| row.cells.first().is_some_and(|cell| cell == what))?;
    row.cells.get(1).cloned()
}

/// Finds the cells that were changed in a workbook since it was written, and what they come to here.
pub(super) fn plan(
    session: &Session,
    store: &mut Store,
    sheets: &[(String, Table)],
    keep: Option<Keep>,
) -> Result<Plan> {
    let mut plan = compared(session, store, sheets, keep)?;
    plan.try_out(store, session)?;
    let place = |sheet: &str| sheets.iter().position(|(name, _)| name.eq_ignore_ascii_case(sheet));
    plan.rejected.sort_by_key(|(sheet, reject)| (place(sheet), reject.row));
    let twins = store.read().twins(plan.changes.iter().map(|(.., change)| change))?;
    plan.remarks.extend(twins);
    plan.remarks.extend(intake::alike(store.read(), plan.changes.iter().map(|(.., change)| change))?);
    Ok(plan)
}

/// What the sheets change. People and pilots may be new in them, or be called otherwise, and other cells may name those: they
/// are taken in, everything is compared, and all of that is taken back.
fn compared(session: &Session, store: &mut Store, sheets: &[(String, Table)], keep: Option<Keep>) -> Result<Plan> {
    // The past is read from the file, which must not wait for what is written below.
    let bases = Bases { keep, ..bases(session, store, sheets)? };
    if !sheets.iter().any(|(name, _)| NAMED.iter().any(|sheet| name.eq_ignore_ascii_case(sheet))) {
        return compare(session, store, sheets, bases);
    }
    store.taken_back(|store| compare(session, store, sheets, bases))?
}

/// What the workbook was written from.
struct Bases {
    /// The rows of each sheet, by what tells them from others.
    rows: HashMap<&'static str, HashMap<String, Value>>,
    /// Codes of pilots that are called otherwise since, and how they are called now. Rows that are known by a code are not
    /// those of today.
    moved: HashMap<String, String>,
    /// Names that the workbook itself changes, and what it calls those people and pilots.
    renamed: HashMap<String, String>,
    /// What stands where a cell was changed here and in the workbook; none refuses it.
    keep: Option<Keep>,
}

fn bases(session: &Session, store: &Store, sheets: &[(String, Table)]) -> Result<Bases> {
    let said = |what| sheets.iter().find(|(name, _)| name == ABOUT).and_then(|(_, table)| about(table, what));
    let here = store.read().workspace()?;
    if said("Workspace").is_none_or(|id| id != here.id.to_string()) {
        let title = said("Title").unwrap_or_default();
        return Err(Failure::new(3, format!("this workbook was written by another workspace, “{title}”"))
            .hint("import it there; a table without the sheet “About” is taken in as new rows"));
    }
    let entry = said("Entry").and_then(|text| text.parse::<i64>().ok()).unwrap_or_default();
    if entry > store.read().newest_entry()? {
        return Err(Failure::new(3, format!("this workbook was written at entry {entry}, which is not there yet"))
            .hint("was the workspace restored from an older copy? write the workbook anew and change that one"));
    }
    let past = store.at_entry(entry)?;
    // What follows from the day was written on that of the workbook.
    let day = said("As of").and_then(|text| text.parse::<Day>().ok());
    let session = &Session { today: day.unwrap_or(session.today), ..session.clone() };
    let there = |register: &&Register| sheets.iter().any(|(name, _)| name.eq_ignore_ascii_case(register.sheet));
    let keyed = |register: &Register| Ok((register.sheet, register.keyed(session, &past)?));
    let codes: HashMap<PilotId, String> =
        store.read().pilots()?.into_iter().map(|pilot| (pilot.id, pilot.code)).collect();
    let moved = past.pilots()?.into_iter().filter(|pilot| codes.get(&pilot.id).is_some_and(|code| *code != pilot.code));
    Ok(Bases {
        rows: REGISTERS.iter().filter(there).map(keyed).collect::<Result<_>>()?,
        moved: moved.filter_map(|pilot| Some((pilot.code, codes.get(&pilot.id)?.clone()))).collect(),
        renamed: HashMap::new(),
        keep: None,
    })
}

fn compare(session: &Session, store: &mut Store, sheets: &[(String, Table)], mut bases: Bases) -> Result<Plan> {
    let (mut plan, mut ids) = (Plan::default(), session.ids());
    let mut registers: Vec<&Register> = REGISTERS.iter().collect();
    // Those whose rows are named by others come first.
    registers.sort_by_key(|one| NAMED.iter().position(|sheet| *sheet == one.sheet).unwrap_or(NAMED.len()));
    for register in registers {
        if let Some((_, table)) = sheets.iter().find(|(name, table)| register.is(name, table)) {
            let (before, edited) = (plan.changes.len(), plan.edits.len());
            let base = bases.rows.remove(register.sheet).unwrap_or_default();
            Compared { register, table, session, store, bases: &bases }.plan(base, &mut plan)?;
            if NAMED.contains(&register.sheet) {
                let names = plan.edits.iter().skip(edited).filter(|edit| edit.field == "name");
                bases.renamed.extend(names.map(|edit| (edit.was.clone(), edit.to.clone())));
            }
            for (.., change) in plan.changes.iter_mut().skip(before).filter(|(.., change)| gives_a_name(change)) {
                identify(change, &mut ids);
                match store.import(change, &session.stamp()) {
                    // What cannot be added is told when everything is tried.
                    Ok(_) | Err(Error::Invalid(_) | Error::NotFound { .. } | Error::Conflict(_)) => {}
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }
    let is_ours = |name: &str, table: &Table| REGISTERS.iter().any(|one| one.is(name, table)) || name == ABOUT;
    let foreign = sheets.iter().filter(|(name, table)| !is_ours(name, table));
    plan.remarks
        .extend(foreign.map(|(name, _)| format!("The sheet “{name}” is none of ours: nothing of it is taken.")));
    Ok(plan)
}

/// Does it give somebody or something the name by which others know it?
const fn gives_a_name(change: &Change) -> bool {
    matches!(
        change,
        Change::Person(PersonChange::Add(_) | PersonChange::Set { field: PersonField::Name, .. })
            | Change::Pilot(PilotChange::Add(_) | PilotChange::Set { field: PilotField::Name, .. })
    )
}

/// Gives what is new its id, by which others name it; a pilot its metrics too, as readings name them.
fn identify(change: &mut Change, ids: &mut Ids) {
    match change {
        Change::Person(PersonChange::Add(new)) => new.id = Some(PersonId(ids.take())),
        Change::Pilot(PilotChange::Add(new)) => {
            new.id = Some(PilotId(ids.take()));
            new.headlines = Some([(); 4].map(|()| MetricId(ids.take())));
        }
        _ => {}
    }
}

/// A sheet beside what it was written from.
struct Compared<'a> {
    register: &'static Register,
    table: &'a Table,
    session: &'a Session,
    store: &'a Store,
    bases: &'a Bases,
}

impl Compared<'_> {
    fn plan(&self, mut base: HashMap<String, Value>, plan: &mut Plan) -> Result<()> {
        let sheet = self.register.sheet;
        if let Some(missing) = self.missing_key() {
            let reason = Invalid::new(format!("the column “{missing}” is missing, by which rows are known"));
            plan.rejected.push((sheet, Reject { row: 1, reason: reason.hint("leave that column as it was") }));
            return Ok(());
        }
        plan.remarks
            .extend(self.foreign().map(|name| format!("“{name}” is no column of {sheet}: nothing of it is taken.")));
        plan.remarks.extend(self.table.told().into_iter().map(|told| format!("{sheet}: {told}")));
        plan.rejected.extend(self.table.rejected.iter().map(|reject| (sheet, reject.clone())));
        let mut seen = HashMap::new();
        let present = self.register.keyed(self.session, self.store.read())?;
        let mut readings = Vec::new();
        for row in &self.table.rows {
            let (row, key) = self.by_key(row, &base);
            let row = &*row;
            if key.is_empty() {
                self.take_added(row, present.values(), plan);
                continue;
            }
            if let Some(first) = seen.insert(key.clone(), row.line) {
                plan.rejected.push((sheet, self.repeated(row, first)));
                continue;
            }
            let was = base.remove(&key);
            if let Some((code, now)) = self.moved_code(row) {
                let now = self.called(now, (&code, row));
                if !self.stands_in(&present, &now) && was.as_ref().is_none_or(|was| self.differs(row, was)) {
                    let reason =
                        Invalid::new(format!("the pilot {code} is called otherwise since the workbook was written"));
                    let hint = "write the workbook anew, and change that one";
                    plan.rejected.push((sheet, Reject { row: row.line, reason: reason.hint(hint) }));
                }
                continue;
            }
            let before = plan.edits.len();
            match (&was, present.get(&key)) {
                (None, Some(now)) if sheet == READINGS => self.cells(row, (&Value::Null, now), plan),
                (None, None) if sheet == READINGS => plan.edits.extend(self.filled(row, NEW_READING)),
                (None, _) => plan.rejected.push((sheet, self.unknown(row))),
                // What nobody touched in the sheet may be gone, or be called otherwise by now.
                (Some(was), None) if self.differs(row, was) => plan.rejected.push((
                    sheet,
                    Reject {
                        row: row.line,
                        reason: Invalid::new("it is not there any more, or is called otherwise")
                            .hint("write the workbook anew, and change that one"),
                    },
                )),
                (Some(_), None) => {}
                (Some(was), Some(now)) => self.cells(row, (was, now), plan),
            }
            if sheet == READINGS {
                readings.extend(self.changed_reading(row, present.get(&key), before, plan));
            }
        }
        plan.miss(sheet, base.len());
        if readings.is_empty() { Ok(()) } else { self.take_readings(readings, plan) }
    }

    /// Columns that are none of this sheet; those without a name only where they say something.
    fn foreign(&self) -> impl Iterator<Item = &String> {
        let is_known = |name: &str| self.register.columns.iter().any(|known| known.eq_ignore_ascii_case(name));
        let says =
            |at: usize| self.table.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
        let columns = self.table.header.iter().enumerate();
        let counts = move |at: usize| !self.table.is_nameless(at) || says(at);
        columns.filter(move |(at, name)| !is_known(name) && counts(*at)).map(|(_, name)| name)
    }

    /// The code by which a row is known, where its pilot is called otherwise by now.
    fn moved_code(&self, row: &Row) -> Option<(String, &String)> {
        let code = match self.register.sheet {
            READINGS => self.text(row, "pilot"),
            "gaps" => self.text(row, "id").split('/').next().unwrap_or_default().to_owned(),
            _ => return None,
        };
        self.bases.moved.get(&code).map(|now| (code, now))
    }

    /// Says a row nothing that is not there?
    fn stands_in(&self, present: &HashMap<String, Value>, row: &Row) -> bool {
        let there = present.get(&self.register.key(|field| self.text(row, field)));
        there.is_some_and(|there| !self.differs(row, there))
    }

    /// The row with the code that its pilot has now.
    fn called(&self, now: &str, (code, row): (&str, &Row)) -> Row {
        let mut row = row.clone();
        for column in ["pilot", "id"] {
            if let Some(cell) = self.table.column(column).and_then(|at| row.cells.get_mut(at))
                && let Some(rest) = cell.trim().strip_prefix(code)
                && (rest.is_empty() || rest.starts_with('/'))
            {
                *cell = format!("{now}{rest}");
            }
        }
        row
    }

    /// The column by which rows are known, where it is not there.
    fn missing_key(&self) -> Option<&'static str> {
        let needed: &[&'static str] = if self.register.sheet == READINGS { &KEY } else { &["id"] };
        needed.iter().copied().find(|column| self.table.column(column).is_none())
    }

    fn place(&self, row: &Row) -> String {
        format!("{} {}", self.register.sheet, row.line)
    }

    /// What a row is about, in words.
    fn what(&self, row: &Row) -> String {
        let texts = ["code", "pilot", "metric", "week", "name", "text", "date"].map(|field| self.text(row, field));
        // A text of several lines names nothing.
        let is_long = |text: &String| text.contains('\n');
        let said: Vec<String> = texts.into_iter().filter(|text| !text.is_empty() && !is_long(text)).take(3).collect();
        said.join(" ")
    }

    fn cells(&self, row: &Row, (was, now): (&Value, &Value), plan: &mut Plan) {
        let (sheet, refused) = (self.register.sheet, plan.rejected.len());
        let (mut found, mut kept_here) = (Vec::new(), false);
        for &field in self.register.columns.iter().filter(|field| self.table.column(field).is_some()) {
            let mut reject = |what: String, hint: &str| {
                let reason = Invalid::new(what).hint(hint).at(field);
                plan.rejected.push((sheet, Reject { row: row.line, reason }));
            };
            let (to, base, present) = (self.text(row, field), text_of(was.get(field)), text_of(now.get(field)));
            let is_there = self.says(field, &to, was.get(field)) || self.says(field, &to, now.get(field));
            if is_there || self.comes_to(row, (field, &to), now.get(field)) {
                continue;
            }
            if (sheet, field) == WRITER {
                // A name that was replaced everywhere was so here too.
                let is_renamed = self.bases.renamed.get(&base) == Some(&to);
                let told = || format!("{}: a note keeps who wrote it, “{base}”.", self.place(row));
                plan.remarks.extend((!is_renamed).then(told));
            } else if workbook::is_unsolved(&to) {
                reject(format!("{field}: “{to}” is no value"), "write the value itself into the cell");
            } else if !self.register.is_set(field) {
                let base = as_shown(base);
                let what = format!("{field} cannot be changed here: it was “{base}”, the sheet says “{to}”");
                reject(what, self.instead(field));
            } else if field == "value" && self.is_worked_out(row, &to, now) {
                reject(
                    "value is worked out from the users of that week".to_owned(),
                    "change active_users and target_users",
                );
            } else if base == present || self.bases.renamed.get(&base) == Some(&present) {
                found.push((field, base, to));
            } else if let Some(keep) = self.bases.keep {
                kept_here |= keep == Keep::Here;
                found.extend((keep == Keep::File).then_some((field, present, to)));
            } else {
                let what =
                    format!("{field} was “{base}”, somebody made it “{present}” meanwhile, the sheet says “{to}”");
                let hint = "--keep here or --keep file (b in the preview) settles it, or write the one that is right";
                reject(what, hint);
            }
        }
        // Of a reading all is taken or nothing: its cells are one measurement.
        if self.register.sheet == READINGS && (kept_here || plan.rejected.len() > refused) {
            return;
        }
        self.take(row, found, plan);
    }

    /// Takes what was changed in the cells of a row, each with what it was and what it is to be.
    fn take(&self, row: &Row, found: Vec<(&'static str, String, String)>, plan: &mut Plan) {
        let (sheet, key) = (self.register.sheet, self.register.key(|field| self.text(row, field)));
        let changed: Vec<&str> = found.iter().map(|(field, ..)| *field).collect();
        let mut is_state_refused = false;
        for (field, was, mut to) in found {
            let typed = self.typed(row, field);
            // A word that is not known is told as it was typed.
            let as_typed = |failure| {
                if typed == to { Err(failure) } else { self.change(row, (&key, field, &typed), &changed) }
            };
            let change = self.change(row, (&key, field, &to), &changed).or_else(as_typed);
            match change.and_then(|change| change.map(|change| plan.agreed(change)).transpose()) {
                Ok(Some(change)) => {
                    plan.remarks.extend(self.day_told(row, field));
                    to = read_as(&change, to, &typed);
                    plan.changes.push(Spot { sheet, row: row.line, field: Some(field) }.of(change));
                }
                // What goes with the state is not taken without it.
                Ok(None) if is_state_refused => continue,
                Ok(None) => {}
                Err(failure) => {
                    is_state_refused |= field == "state";
                    let wrong = self.register.column(failure.field.as_deref()).unwrap_or(field);
                    let failure = Failure { title: format!("{field}: {}", failure.title), ..failure };
                    plan.rejected.push((sheet, Reject { row: row.line, reason: reason(failure, Some(wrong)) }));
                    continue;
                }
            }
            plan.edits.push(Edit { place: self.place(row), what: self.what(row), field: field.to_owned(), was, to });
        }
    }

    /// What a changed cell comes to; none where it goes with others of its row.
    fn change(&self, row: &Row, (key, field, to): (&str, &str, &str), changed: &[&str]) -> Result<Option<Change>> {
        if states::is_said(self.register.sheet, field) {
            return self.said(row, (key, field, to), changed);
        }
        let Some(noun) = self.register.set else {
            return Ok(None);
        };
        self.refuse_counted(field, to)?;
        let set = |to: &str| set::one(self.store, None, noun, (key, field, to));
        // Whom the workbook calls otherwise may be meant by the name from before.
        let called = self.bases.renamed.get(to);
        set(to).or_else(|failure| called.map_or(Err(failure), |name| set(name))).map(Some)
    }

    fn repeated(&self, row: &Row, first: u64) -> Reject {
        let reason = Invalid::new(format!("it stands in row {first} too")).hint("keep one of the two rows");
        Reject { row: row.line, reason: reason.at(if self.register.sheet == READINGS { "week" } else { "id" }) }
    }

    fn unknown(&self, row: &Row) -> Reject {
        let id = self.text(row, "id");
        let reason = Invalid::new(format!("there was nothing with the id {id} when the workbook was written"))
            .hint("leave the column id as it was; a new row has none");
        Reject { row: row.line, reason: reason.at("id") }
    }

    fn take_added<'p>(&self, row: &Row, present: impl Iterator<Item = &'p Value>, plan: &mut Plan) {
        let sheet = self.register.sheet;
        let added: Vec<&Change> = plan.changes.iter().map(|(.., change)| change).collect();
        match self.added(row, present, &added) {
            Added::New(change) => {
                plan.changes.push(Spot { sheet, row: row.line, field: None }.of(*change));
                plan.added.insert(self.place(row));
                plan.remarks.extend(self.register.columns.iter().filter_map(|field| self.day_told(row, field)));
                plan.edits.extend(self.filled(row, self.register.columns));
            }
            Added::Known => plan.remarks.push(format!(
                "{} is there already: it is not added again. Where {} is another one, give it another name.",
                self.place(row),
                self.what(row)
            )),
            Added::Refused(reason) => plan.rejected.push((sheet, Reject { row: row.line, reason })),
        }
    }

    /// The filled cells of a new row.
    fn filled(&self, row: &Row, fields: &[&str]) -> Vec<Edit> {
        let edit = |(field, to): (&str, String)| Edit {
            place: self.place(row),
            what: self.what(row),
            field: field.to_owned(),
            was: String::new(),
            to: shown(to, &self.typed(row, field)),
        };
        let given = fields.iter().map(|field| (*field, self.text(row, field)));
        given.filter(|(_, text)| !text.is_empty()).map(edit).collect()
    }

    /// Was any cell of the row changed in the sheet?
    fn differs(&self, row: &Row, was: &Value) -> bool {
        let there = self.register.columns.iter().filter(|field| self.table.column(field).is_some());
        there.into_iter().any(|field| !self.says(field, &self.text(row, field), was.get(*field)))
    }
}
