//! Registers as a workbook that comes back: `export F.xlsx` writes a sheet for each register, somebody changes cells in
//! a spreadsheet, and `import F.xlsx` takes exactly those cells. The workbook names the journal entry at which it was
//! written, so that its changes can be told from what was entered here meanwhile.
//!
//! A cell that both sides changed is a conflict, shown with all three values. Each changed cell becomes the change that
//! `set` would make or, for a state, the change of its command (`states`); readings are taken as a file of readings is;
//! all of it is one entry. A change that has a verb of its own is rejected with that verb. `Register::is_set` alone
//! decides which columns can be changed: the import asks it, and so do the headings, which are grey otherwise. When the
//! workbook is imported, everything is planned again, as time has passed since the preview.

mod added;
mod beside;
mod cells;
mod compared;
mod corrected;
mod handed;
mod instead;
mod plan;
mod readings;
mod sheets;
mod spot;
mod states;
mod text;
mod write;

use std::collections::HashMap;

use self::beside::{Bases, Compared, Renamed};
pub(super) use self::corrected::Corrected;
pub(super) use self::plan::Plan;
use self::sheets::{ABOUT, REGISTERS, Register};
use self::spot::Placed;
pub(super) use self::write::write;
use super::ground::failure::{Failure, Result};
use super::ground::session::Session;
use crate::domain::change::{MetricChange, MetricField, PersonChange, PersonField, PilotChange, PilotField};
use crate::domain::incoming::{Cell, DateOrder, Keep};
use crate::domain::{Change, Day, Ids, Metric, MetricId, PersonId, PilotId, Value};
use crate::exchange::{Table, workbook};
use crate::intake;
use crate::store::{Error, Store};

/// The sheet of the metrics, which readings name.
const METRICS: &str = "metrics";
/// The sheets whose rows other cells name.
const NAMED: [&str; 2] = ["people", "pilots"];

/// The sheets of a workbook exported by steerco, or the one that is named; none for any other file.
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

/// Finds the cells that were changed in a workbook since it was written, and what they come to here: what stands where
/// one was changed at both ends, and which comes first in their dates, may be said.
pub(super) fn plan(
    session: &Session,
    store: &mut Store,
    sheets: &[(String, Table)],
    said: (Option<Keep>, Option<DateOrder>),
) -> Result<Plan> {
    let mut plan = compared(session, store, sheets, said)?;
    plan.try_out(store, session)?;
    let place = |sheet: &str| sheets.iter().position(|(name, _)| name.eq_ignore_ascii_case(sheet));
    plan.rejected.sort_by_key(|(sheet, reject)| (place(sheet), reject.row));
    let twins = store.read().twins(plan.changes.iter().map(|(.., change)| change))?;
    plan.remarks.extend(twins);
    let naming = |person: PersonId| -> Vec<Cell> { naming(sheets, &plan.changes, person).into_iter().collect() };
    let alike = intake::alike(store.read(), plan.changes.iter().map(|(.., change)| change), naming)?;
    plan.remarks.extend(alike.into_iter().map(|one| one.text));
    plan.remarks.extend(intake::kept_told(&plan.kept));
    Ok(plan)
}

/// The cell that names somebody new.
fn naming(sheets: &[(String, Table)], changes: &[Placed], person: PersonId) -> Option<Cell> {
    let is_it = |change: &Change| matches!(change, Change::Person(PersonChange::Add(new)) if new.id == Some(person));
    let (spot, _) = changes.iter().find(|(_, change)| is_it(change))?;
    corrected::cell(sheets, spot.sheet, (spot.row, "name"))
}

/// What the sheets change. People and pilots may be new in them, or be called otherwise, and other cells may name
/// those: they are taken in, everything is compared, and all of that is taken back.
fn compared(
    session: &Session,
    store: &mut Store,
    sheets: &[(String, Table)],
    (keep, dates): (Option<Keep>, Option<DateOrder>),
) -> Result<Plan> {
    // The past is read from the file, which must not wait for what is written below.
    let order = dates.or_else(|| cells::order_told(sheets));
    let bases = Bases { keep, order, ..bases(session, store, sheets)? };
    if !sheets.iter().any(|(name, _)| NAMED.iter().any(|sheet| name.eq_ignore_ascii_case(sheet))) {
        return compare(session, store, sheets, bases);
    }
    store.taken_back(|store| compare(session, store, sheets, bases))?
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
    // Values that depend on the day were written on the day of the workbook.
    let day = said("As of").and_then(|text| text.parse::<Day>().ok());
    let session = &Session { today: day.unwrap_or(session.today), ..session.clone() };
    let there = |register: &&Register| sheets.iter().any(|(name, _)| name.eq_ignore_ascii_case(register.sheet));
    let keyed = |register: &Register| Ok((register.sheet, register.keyed(session, &past)?));
    let codes: HashMap<PilotId, String> =
        store.read().pilots()?.into_iter().map(|pilot| (pilot.id, pilot.code)).collect();
    let moved = past.pilots()?.into_iter().filter(|pilot| codes.get(&pilot.id).is_some_and(|code| *code != pilot.code));
    let metrics = renamed(store.read().metrics(None)?, &past.metrics(None)?, &codes);
    Ok(Bases {
        rows: REGISTERS.iter().filter(there).map(keyed).collect::<Result<_>>()?,
        moved: moved.filter_map(|pilot| Some((pilot.code, codes.get(&pilot.id)?.clone()))).collect(),
        metrics,
        given: Vec::new(),
        renamed: HashMap::new(),
        keep: None,
        order: None,
    })
}

/// The metrics that had another name before.
fn renamed(metrics: Vec<Metric>, before: &[Metric], codes: &HashMap<PilotId, String>) -> Vec<Renamed> {
    let then: HashMap<MetricId, &str> = before.iter().map(|metric| (metric.id, metric.name.as_str())).collect();
    let one = |metric: Metric| {
        let then = then.get(&metric.id).filter(|then| **then != metric.name)?;
        Some(Renamed { pilot: codes.get(&metric.pilot)?.clone(), then: (*then).to_owned(), now: metric.name })
    };
    metrics.into_iter().filter_map(one).collect()
}

fn compare(session: &Session, store: &mut Store, sheets: &[(String, Table)], mut bases: Bases) -> Result<Plan> {
    let (mut plan, mut ids) = (Plan::default(), session.ids());
    let mut registers: Vec<&Register> = REGISTERS.iter().collect();
    // Those whose rows others name come first.
    registers.sort_by_key(|one| NAMED.iter().position(|sheet| *sheet == one.sheet).unwrap_or(NAMED.len()));
    for register in registers {
        if let Some((_, table)) = sheets.iter().find(|(name, table)| register.is(name, table)) {
            let (before, edited) = (plan.changes.len(), plan.edits.len());
            let base = bases.rows.remove(register.sheet).unwrap_or_default();
            Compared { register, table, session, store, bases: &bases }.plan(base, &mut plan)?;
            if NAMED.contains(&register.sheet) {
                let changes = plan.changes.iter().skip(before);
                let given = changes.filter_map(|(spot, change)| Some((spot.place(), new_name(change)?)));
                let given: HashMap<String, &str> = given.collect();
                let names = plan.edits.iter().skip(edited).filter(|edit| edit.field == "name");
                let names = names.filter_map(|edit| Some((edit.was.clone(), (*given.get(&edit.place)?).to_owned())));
                bases.renamed.extend(names);
            }
            if register.sheet == METRICS {
                bases.given = renamed_by(plan.changes.iter().skip(before), store)?;
            }
            for (.., change) in plan.changes.iter_mut().skip(before).filter(|(.., change)| gives_a_name(change)) {
                identify(change, &mut ids);
                match store.import(change, &session.stamp()) {
                    // What cannot be added is reported when everything is tried.
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

/// The metrics that changes rename, each with its present name.
fn renamed_by<'c>(changes: impl Iterator<Item = &'c Placed>, store: &Store) -> Result<Vec<Renamed>> {
    let given = |(_, change): &'c Placed| match change {
        Change::Metric(MetricChange::Set { metric, field: MetricField::Name, to: Value::Text(to), .. }) => {
            Some((*metric, to.clone()))
        }
        _ => None,
    };
    let given: HashMap<MetricId, String> = changes.filter_map(given).collect();
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let codes: HashMap<PilotId, String> =
        store.read().pilots()?.into_iter().map(|pilot| (pilot.id, pilot.code)).collect();
    let one = |metric: Metric| {
        let (pilot, now) = (codes.get(&metric.pilot)?.clone(), given.get(&metric.id)?.clone());
        Some(Renamed { pilot, then: metric.name, now })
    };
    Ok(store.read().metrics(None)?.into_iter().filter_map(one).collect())
}

/// The new name that a change gives.
fn new_name(change: &Change) -> Option<&str> {
    match change {
        Change::Person(PersonChange::Set { field: PersonField::Name, to: Value::Text(name), .. })
        | Change::Pilot(PilotChange::Set { field: PilotField::Name, to: Value::Text(name), .. }) => Some(name),
        _ => None,
    }
}

/// Does it give somebody or something the name by which others know it?
const fn gives_a_name(change: &Change) -> bool {
    matches!(
        change,
        Change::Person(PersonChange::Add(_) | PersonChange::Set { field: PersonField::Name, .. })
            | Change::Pilot(PilotChange::Add(_) | PilotChange::Set { field: PilotField::Name, .. })
    )
}

/// Gives a new record the id by which others name it; a pilot also gets its metrics, as readings name them.
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
