//! `import`: tables of pilots, tables of readings, whole exports.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{self, Import};
use super::ground::clock::zone_of;
use super::ground::failure::{Failure, Result, not_taken};
use super::ground::given::{read, read_file};
use super::ground::output::{self, Output};
use super::ground::places::{at_home, name_of};
use super::ground::session::Session;
use super::{is_terminal, register};
use crate::domain::incoming::{DateOrder, Edit, Foreseen, Incoming, Keep, Told};
use crate::domain::words::{count, first_few, first_of, in_rows};
use crate::domain::{Ids, Invalid, Outcome, Week};
use crate::exchange::fields::way;
use crate::exchange::{Profile, Reject};
use crate::intake::{self, Mapping, Options, Report, Zone, take_in};
use crate::store::Store;

/// The folder of mappings that somebody keeps, beside the settings.
const PROFILES: &str = "profiles";

pub(super) fn run(session: &Session, arguments: &Import, output: &Output) -> Result<()> {
    take_files(session, arguments, Holding::Anything, output)
}

/// What files are to hold.
#[derive(Clone, Copy)]
pub(super) enum Holding {
    Anything,
    /// Readings, and the week for those that name none, if it is given.
    Readings(Option<Week>),
}

/// Imports files with the given kind of content.
pub(super) fn take_files(session: &Session, arguments: &Import, holding: Holding, output: &Output) -> Result<()> {
    let (readings, week) = match holding {
        Holding::Anything => (false, None),
        Holding::Readings(week) => (true, week),
    };
    let mapping = arguments.map.as_deref().map(|name| mapping(session, name)).transpose()?;
    let mut files = Vec::new();
    for file in &arguments.files {
        files.push((file.display().to_string(), read(file)?));
    }
    let sheet = arguments.sheet.clone();
    let (pilot, zone) = (arguments.pilot.clone(), Some(zone_of as Zone));
    let dates = arguments.dates.map(|order| match order {
        args::DateOrder::DayFirst => DateOrder::DayFirst,
        args::DateOrder::MonthFirst => DateOrder::MonthFirst,
    });
    let keep = arguments.keep.map(|which| match which {
        args::Keep::Here => Keep::Here,
        args::Keep::File => Keep::File,
    });
    let (partial, dry_run) = (arguments.partial, arguments.dry_run);
    let path = session.path()?;
    let rest = Options { workspace: Some(name_of(&path)), ..Options::default() };
    let (feeds, kept) = (arguments.feeds.clone(), kept(session));
    let options =
        Options { mapping, kept, feeds, pilot, partial, dry_run, sheet, dates, keep, readings, week, zone, ..rest };
    // Where nothing may be written, it is tried out on a copy.
    let elsewhere = (dry_run && session.global.read_only && !session.looks_back()).then(tempfile::tempdir).transpose();
    let elsewhere = elsewhere.map_err(|error| Failure::new(1, format!("there is no place to try it out: {error}")))?;
    // Readings are of pilots that are there.
    let (mut store, made) = match &elsewhere {
        Some(folder) => session.copied_into(folder.path(), !readings)?,
        None if readings => (session.open_there()?, false),
        None => session.open_or_make()?,
    };
    if !options.dry_run
        && !made
        && let Some(said) = session.back_up(&store, "import")?
    {
        output.message(&said);
    }
    let result = match came_back(session, &mut store, &files, &options, output) {
        Some(result) => result,
        None => all(session, &mut store, &files, &options).and_then(|reports| {
            if made {
                tell_made(&path, &reports, &options, output);
            }
            tell(&reports, &options, session, output)
        }),
    };
    let empty = store.read().newest_entry()? == 0;
    drop(store);
    if made && empty && elsewhere.is_none() {
        // A workspace that was made for this import and got nothing is not left behind.
        let _ = std::fs::remove_file(path);
    }
    result
}

/// Says which workspace an import creates: a mistyped name would create one too.
fn tell_made(path: &Path, reports: &[(String, Report)], options: &Options, output: &Output) {
    let is_refused = !options.partial && reports.iter().any(|(_, report)| !report.rejected.is_empty());
    if is_refused || reports.iter().all(|(_, report)| report.created + report.changed == 0) {
        return;
    }
    let made = if options.dry_run { "Would make" } else { "Made" };
    output.message(&format!("{made} workspace {} ({}).", name_of(path), path.display()));
}

/// Takes every file in, or none; a later one may speak of what an earlier one brings.
fn all(
    session: &Session,
    store: &mut Store,
    files: &[(String, Vec<u8>)],
    options: &Options,
) -> Result<Vec<(String, Report)>> {
    let mut ids = session.ids();
    store.all_or_none(|store| {
        let take = |(name, bytes): &(String, Vec<u8>)| {
            one(session, store, (name, bytes), options, &mut ids).map_err(|failure| failure.in_file(name))
        };
        files.iter().map(take).collect()
    })
}

/// Imports a workbook of registers that was exported here and changed since; none where the files are something else.
fn came_back(
    session: &Session,
    store: &mut Store,
    files: &[(String, Vec<u8>)],
    options: &Options,
    output: &Output,
) -> Option<Result<()>> {
    let ([(name, bytes)], []) = (files, options.feeds.as_slice()) else {
        return None;
    };
    // The sheets of our own workbook say what they contain; a single one that is named may also be read as a list.
    let is_as_written = match &options.mapping {
        None | Some(Mapping::Exceptions(..)) => true,
        Some(Mapping::List(..)) => options.sheet.is_none(),
        Some(Mapping::Pilots(_)) => false,
    };
    if !is_as_written {
        return None;
    }
    // What cannot be read is reported by the reader that comes next.
    let sheets = register::sheets(bytes, options.sheet.as_deref()).ok().flatten()?;
    let said = (options.keep, options.dates);
    let plan = register::plan(session, store, &sheets, said).map_err(|failure| failure.in_file(name));
    Some(plan.and_then(|plan| take_back(session, store, (name, plan), options, output)))
}

fn take_back(
    session: &Session,
    store: &mut Store,
    (name, plan): (&str, register::Plan),
    options: &Options,
    output: &Output,
) -> Result<()> {
    let rejected = plan.rejects();
    if !rejected.is_empty() && !options.partial {
        if options.dry_run && !output.json {
            foretell(&plan.edits, output)?;
            output.line(&with_partial(&plan.sentence(name, true)))?;
        }
        return Err(Failure::rejected(&rejected, plan.rejected_rows()).in_file(name));
    }
    let (summary, gone) = (plan.sentence(name, options.dry_run), plan.gone);
    let change = plan.change(name);
    let stamp = session.stamp();
    let outcome = if options.dry_run { store.rehearse(&change, &stamp)? } else { store.import(&change, &stamp)? };
    for said in rejected.iter().map(ToString::to_string).chain(plan.remarks.iter().cloned()) {
        output.message(&said);
    }
    tell_far(&plan.far, !options.dry_run, session, output);
    if !options.dry_run {
        tell_left(name, plan.rejected_rows(), "", output);
    }
    if options.dry_run && !output.json {
        foretell(&plan.edits, output)?;
    }
    let rejected: Vec<_> = rejected.iter().map(output::reject).collect();
    let (changed, created) = plan.amounts();
    let replaced = plan.edits.iter().filter(|edit| !options.dry_run && !edit.was.is_empty());
    let value = json!({"entry": outcome.entry, "id": null, "created": created, "changed": changed,
        "unchanged": outcome.unchanged, "gone": gone, "rejected": rejected, "dry_run": options.dry_run,
        "changes": plan.edits.iter().map(edit).collect::<Vec<_>>(), "replaced": replaced.map(edit).collect::<Vec<_>>(),
        "kept": plan.kept.iter().map(stays).collect::<Vec<_>>(), "not_read": []});
    Output::after(outcome.entry, output.answer(&summary, value))
}

/// A change that would be made, as JSON.
fn edit(edit: &Edit) -> Value {
    json!({"where": edit.place, "what": edit.what, "field": edit.field, "was": edit.was, "to": edit.to})
}

/// A field that stays as it was edited here, as JSON.
fn stays(edit: &Edit) -> Value {
    json!({"pilot": edit.what, "field": edit.field, "here": edit.was, "file": edit.to})
}

/// At most so many new people are named.
const MOST_NEW: usize = 20;

/// At most so many replaced values are named.
const MOST_REPLACED: usize = 20;

/// The replaced values, the first of very many, and how to restore them.
fn tell_replaced(edits: &[Edit], session: &Session, output: &Output) -> Result<()> {
    if edits.is_empty() {
        return Ok(());
    }
    let (told, rest) = edits.split_at(edits.len().min(MOST_REPLACED));
    table_of(told, "is now", output)?;
    if rest.is_empty() {
        output.message(&not_meant(session));
    } else {
        let more = count(rest.len(), "more value is another one now", "more values are others now");
        let back = format!("`steerco{} undo` takes all of it back", session.option());
        output.message(&format!("{more}: {back}, and `import --dry-run` lists each."));
    }
    Ok(())
}

/// The command that takes back what was written.
fn not_meant(session: &Session) -> String {
    format!("Where that is not meant, `steerco{} undo` takes it back.", session.option())
}

/// Changes that would be made, as a table.
fn foretell(edits: &[Edit], output: &Output) -> Result<()> {
    table_of(edits, "will be", output)
}

/// Values beside those that replace them, as a table; without a column for the sheet if there is none.
fn table_of(edits: &[Edit], to: &str, output: &Output) -> Result<()> {
    if edits.is_empty() {
        return Ok(());
    }
    let header = ["where", "what", "field", "was", to];
    let first = usize::from(edits.iter().all(|edit| edit.place.is_empty()));
    let row = |edit: &Edit| {
        let cells = [&edit.place, &edit.what, &edit.field].into_iter().cloned();
        cells.chain(edit.said()).skip(first).collect()
    };
    let rows: Vec<Vec<String>> = edits.iter().map(row).collect();
    // Whoever keeps it in a file reads it whole.
    if is_terminal() { output.table(&header[first..], &rows) } else { output.wide_table(&header[first..], &rows) }
}

/// What a file would change, for whoever looks before it is taken in.
pub fn foresee(session: &Session, store: &mut Store, incoming: &Incoming) -> Result<Foreseen> {
    let (bytes, name) = content(incoming)?;
    if let Some(back) = came_back_as(incoming, (&name, &bytes)) {
        let plan = register::plan(session, store, &back.sheets, (incoming.keep, incoming.dates))?;
        let rest = plan.rejected_rows();
        // Where nothing is taken, the sentence says so.
        let rest = (rest.0 > 0 && !plan.edits.is_empty()).then(|| format!("{}.", not_taken(rest)));
        return Ok(Foreseen {
            rejected: back.refused(&plan.rejected),
            incoming: back.incoming,
            remarks: back.told.into_iter().chain(plan.remarks.iter().cloned()).map(Told::as_a_whole).collect(),
            sentence: std::iter::once(plan.sentence(&name, true))
                .chain(rest)
                .chain(plan.far)
                .collect::<Vec<_>>()
                .join(" "),
            edits: plan.edits,
            ..Foreseen::default()
        });
    }
    let options = options(session, incoming)?;
    let new = (&session.stamp(), &mut session.ids());
    let foreseen = intake::foresee(store, &name, &bytes, (incoming, &options), new)?;
    Ok(Foreseen { maps: mappings(session), ..foreseen })
}

/// The bytes of a file or a paste, and its name.
fn content(incoming: &Incoming) -> Result<(Vec<u8>, String)> {
    if let Some(pasted) = &incoming.pasted {
        return Ok((pasted.text.clone().into_bytes(), incoming.path.clone()));
    }
    let path = &at_home(incoming.path.trim())?;
    Ok((read_file(path)?, base_name(path)))
}

/// How somebody said that a file is taken in.
fn options(session: &Session, incoming: &Incoming) -> Result<Options> {
    let named = (!incoming.map.is_empty()).then(|| mapping(session, &incoming.map)).transpose()?;
    Ok(Options { kept: kept(session), ..Options::of(incoming, named, Some(zone_of))? })
}

/// The mappings that somebody keeps, by their names, as far as they can be read.
fn kept(session: &Session) -> Vec<(String, Mapping)> {
    let read = |name: String| {
        let mapping = Mapping::parse(&mapping_text(session, &name).ok()?).ok()?;
        Some((name, mapping))
    };
    kept_names(session).into_iter().filter_map(read).collect()
}

fn kept_names(session: &Session) -> Vec<String> {
    let kept = std::fs::read_dir(session.places.config.join(PROFILES)).into_iter().flatten().flatten();
    let kept = kept.map(|file| file.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<String> = kept.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// The named mappings, the user's own first.
fn mappings(session: &Session) -> Vec<String> {
    let mut names = kept_names(session);
    let builtin = Profile::known().map(str::to_owned);
    let builtin: Vec<String> = builtin.filter(|name| !names.contains(name)).collect();
    names.extend(builtin);
    names
}

/// Takes it in: what can be taken, as one change.
pub fn take(session: &Session, store: &mut Store, incoming: &Incoming) -> Result<Outcome> {
    let (bytes, name) = content(incoming)?;
    if !incoming.is_as_shown(&bytes) {
        let failure = Failure::new(3, format!("{name} was saved anew since it was shown, and nothing is taken in"));
        return Err(failure.hint("look at what it says now, then take it in"));
    }
    session.back_up(store, "import")?;
    if let Some(back) = came_back_as(incoming, (&name, &bytes)) {
        let plan = register::plan(session, store, &back.sheets, (incoming.keep, incoming.dates))?;
        let outcome = store.import(&plan.change(&name), &session.stamp())?;
        return Ok(with_rest(outcome, plan.rejected_rows()));
    }
    let options = options(session, incoming)?;
    let mut report = take_in(store, &name, &bytes, &options, &session.stamp(), &mut session.ids())?;
    let rest = rejected_rows(&report);
    let outcome = report.outcome.take().ok_or_else(|| refused(&report))?;
    Ok(with_rest(outcome, rest))
}

/// Of how many rows of a file something was not taken, and of how many of those something else was.
fn rejected_rows(report: &Report) -> (usize, usize) {
    (Reject::rows(&report.rejected), usize::try_from(report.partly).unwrap_or(usize::MAX))
}

/// What was taken in, with how much was not.
fn with_rest(mut outcome: Outcome, rest: (usize, usize)) -> Outcome {
    if rest.0 > 0 {
        let rows = not_taken(rest);
        outcome.remarks.push(format!("{rows}; what is wrong stands first in the preview."));
    }
    outcome
}

/// Keeps how columns are read, for `import --map NAME`. Answers the path.
pub fn keep_profile(session: &Session, name: &str, incoming: &Incoming) -> Result<PathBuf> {
    session.check_keeping(&format!("the mapping “{name}”"))?;
    let base = if incoming.map.is_empty() { "tracker" } else { incoming.map.as_str() };
    let text = Mapping::written(name, incoming, &mapping_text(session, base)?)?;
    let folder = session.places.config.join(PROFILES);
    crate::store::create_private_dir(&folder)?;
    let path = folder.join(format!("{name}.toml"));
    if path.exists() {
        let error = Invalid::new(format!("there is a mapping “{name}” already, at {}", path.display()));
        return Err(error.hint("choose another name, or remove that file first").at("name").into());
    }
    super::ground::whole::save(&path, text.as_bytes(), false)?;
    Ok(path)
}

/// A workbook of registers exported here, with the corrections made to its sheets.
fn came_back_as(incoming: &Incoming, (name, bytes): (&str, &[u8])) -> Option<register::Corrected> {
    let sheet = Some(incoming.sheet.as_str()).filter(|sheet| !sheet.is_empty());
    let sheets = register::sheets(bytes, sheet).ok().flatten();
    let is_as_written = incoming.columns.is_empty() && incoming.map.is_empty();
    Some(register::Corrected::of(incoming, (name, bytes), sheets.filter(|_| is_as_written)?))
}

fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The remarks on an imported file, in one line; empty where there are none.
fn to_know(name: &str, report: &Report) -> String {
    let told = report.remarks.iter().cloned().chain(unfed(name, report)).chain(report.far.iter().cloned());
    let told: Vec<String> = told.collect();
    match told.len() {
        0 | 1 => told.concat(),
        several => format!("{several} things to know of {name} (⟨everywhere import⟩ shows each): {}", told.join(" ")),
    }
}

/// That columns of a file feed nothing and stay in a note.
fn unfed(name: &str, report: &Report) -> Option<String> {
    unfed_told(report).map(|told| format!("{name}: {told}."))
}

fn unfed_told(report: &Report) -> Option<String> {
    let feed =
        if report.unfed.len() == 1 { "1 column feeds nothing and stays" } else { "columns that feed nothing stay" };
    let next = way("COLUMN", "FIELD");
    (!report.unfed.is_empty()).then(|| format!("{feed} in a note ({}); next: {next}", first_few(&report.unfed)))
}

/// Makes a workspace from a file of pilots, and answers the remarks on the file; if it cannot be imported, nothing is
/// left behind.
pub fn first(session: &Session, path: &Path, incoming: &Incoming) -> Result<String> {
    let Incoming { sheet, map, .. } = incoming;
    let mapping = (!map.is_empty()).then(|| mapping(session, map)).transpose()?;
    let (bytes, name) = content(incoming)?;
    let mut store = session.make(path, &name_of(path), false)?;
    let sheet = (!sheet.is_empty()).then(|| sheet.clone());
    let options = Options { mapping, sheet, ..Options::default() };
    let taken = take_in(&mut store, &name, &bytes, &options, &session.stamp(), &mut session.ids());
    let result = match taken {
        Ok(report) if report.rejected.is_empty() => return Ok(to_know(&name, &report)),
        Ok(report) => {
            let hint = "mend them; or begin with an empty workspace, where ⟨everywhere import⟩ shows what can be taken";
            refused(&report).hint(hint)
        }
        Err(error) => error.into(),
    };
    drop(store);
    let _ = std::fs::remove_file(path);
    Err(result)
}

/// Makes an empty workspace, and works out what a file would bring there that cannot be imported as it is; if it cannot
/// be previewed, nothing is left behind.
pub fn look_first(session: &Session, path: &Path, incoming: &Incoming) -> Result<Foreseen> {
    let mut store = session.make(path, &name_of(path), false)?;
    let foreseen = foresee(session, &mut store, incoming);
    if foreseen.is_err() {
        drop(store);
        let _ = std::fs::remove_file(path);
    }
    foreseen
}

/// The mapping of that name or file.
fn mapping(session: &Session, wanted: &str) -> Result<Mapping> {
    Mapping::parse(&mapping_text(session, wanted)?).map_err(|error| Failure::from(error).because(wanted))
}

/// The text of the mapping of that name or file.
fn mapping_text(session: &Session, wanted: &str) -> Result<String> {
    let named = Path::new(wanted).extension().is_none_or(|ending| ending != "toml");
    let kept = session.places.config.join(PROFILES).join(format!("{wanted}.toml"));
    if named && !kept.is_file() {
        let none = |error: Invalid| {
            Failure::from(error.hint(format!("use one of: {}", mappings(session).join(", ")))).not_found()
        };
        return Ok(Profile::text(wanted).map_err(none)?.to_owned());
    }
    String::from_utf8(read(if named { &kept } else { Path::new(wanted) })?)
        .map_err(|_| Failure::new(3, format!("{wanted} is not UTF-8")).hint("save the mapping as UTF-8"))
}

/// Takes one file in; rejected rows are a failure unless the others are wanted.
fn one(
    session: &Session,
    store: &mut Store,
    (name, bytes): (&str, &[u8]),
    options: &Options,
    ids: &mut Ids,
) -> Result<(String, Report)> {
    let name = base_name(Path::new(name));
    let report = take_in(store, &name, bytes, options, &session.stamp(), ids)?;
    if options.keep.is_some() && report.kind != "pilots" {
        let error = Invalid::new("--keep is for pilots: only of those it is known what was edited here");
        return Err(error.hint("leave it out; `import --dry-run` lists what would be replaced").into());
    }
    if !report.rejected.is_empty() && !options.partial && !options.dry_run {
        return Err(refused(&report));
    }
    Ok((name, report))
}

/// The rejected rows of a file, with what would help many of them on top, and what becomes of its columns.
fn refused(report: &Report) -> Failure {
    let rejected = Failure::rejected(&report.rejected, rejected_rows(report));
    rejected.below(unfed_told(report)).below(report.way_home())
}

/// One sentence a file, or one object for all of them.
fn tell(reports: &[(String, Report)], options: &Options, session: &Session, output: &Output) -> Result<()> {
    if let Some((name, wrong)) = reports.iter().find(|(_, report)| !report.rejected.is_empty() && !options.partial) {
        // A trial says what the others would change all the same.
        for (name, report) in reports.iter().filter(|_| !output.json) {
            foretell(&report.edits, output)?;
            output.line(&with_partial(&summary(report, options, name)))?;
            report.remarks.iter().chain(&report.far).for_each(|remark| output.message(remark));
        }
        let others = reports.iter().filter(|(other, _)| other != name && !output.json);
        for (other, report) in others {
            if let Some(said) = unfed(other, report) {
                output.message(&said);
            }
            report.rejected.iter().for_each(|reject| output.message(&format!("{other}: {reject}")));
        }
        return Err(refused(wrong).in_file(name));
    }
    for (_, report) in reports {
        let rejected = report.rejected.iter().map(ToString::to_string);
        report.way_home().into_iter().chain(rejected).for_each(|said| output.message(&said));
    }
    for remark in reports.iter().flat_map(|(_, report)| &report.remarks) {
        output.message(remark);
    }
    for said in reports.iter().filter_map(|(name, report)| unfed(name, report)) {
        output.message(&said);
    }
    let far: Vec<String> = reports.iter().flat_map(|(_, report)| report.far.iter().cloned()).collect();
    let says_back = !output.json && reports.iter().any(|(_, report)| !report.replaced.is_empty());
    tell_far(&far, !options.dry_run && !says_back, session, output);
    for (name, report) in reports.iter().filter(|_| !options.dry_run) {
        tell_left(name, rejected_rows(report), &which_rows(&report.rejected), output);
    }
    let sentences: Vec<String> = reports.iter().map(|(name, report)| summary(report, options, name)).collect();
    let entry = reports.iter().filter_map(|(_, report)| report.outcome.as_ref()?.entry).next_back();
    if !output.json {
        for ((_, report), sentence) in reports.iter().zip(&sentences) {
            foretell(&report.edits, output)?;
            Output::after(entry, tell_replaced(&report.replaced, session, output))?;
            Output::after(entry, output.line(sentence))?;
        }
        return Ok(());
    }
    let edits: Vec<Value> = reports.iter().flat_map(|(_, report)| &report.edits).map(edit).collect();
    let replaced: Vec<Value> = reports.iter().flat_map(|(_, report)| &report.replaced).map(edit).collect();
    let kept: Vec<Value> = reports.iter().flat_map(|(_, report)| &report.kept).map(stays).collect();
    let left_out: Vec<&String> = reports.iter().flat_map(|(_, report)| &report.left_out).collect();
    let sum = |count: fn(&Report) -> u32| reports.iter().map(|(_, report)| count(report)).sum::<u32>();
    let rejected: Vec<_> = reports.iter().flat_map(|(_, report)| &report.rejected).map(output::reject).collect();
    let told = output.value(&json!({"entry": entry, "id": null, "created": sum(|report| report.created),
        "changed": sum(|report| report.changed), "unchanged": sum(|report| report.unchanged),
        "gone": sum(|report| report.gone), "rejected": rejected, "dry_run": options.dry_run, "changes": edits,
        "replaced": replaced, "kept": kept, "not_read": left_out, "summary": sentences.join(" ")}));
    Output::after(entry, told)
}

/// The summary of a dry run in which something is rejected.
fn with_partial(summary: &str) -> String {
    format!("With --partial, {summary}")
}

/// Says what was left out of a file imported in part, as the command succeeds; with the row numbers, if they are in one
/// sheet.
fn tell_left(name: &str, rows: (usize, usize), which: &str, output: &Output) {
    if rows.0 > 0 {
        let left = not_taken(rows);
        output.message(&format!("{name}: {left}{which}; next: mend them and import it again."));
    }
}

/// The rows that are rejected, in brackets.
fn which_rows(rejected: &[Reject]) -> String {
    let mut rows: Vec<u64> = rejected.iter().map(|reject| reject.row).collect();
    rows.dedup();
    format!(" ({})", in_rows(&rows))
}

/// Says what is far from the value before; of very many the first.
pub(super) fn tell_far(far: &[String], written: bool, session: &Session, output: &Output) {
    const MOST: usize = 10;
    for told in far.iter().take(MOST) {
        output.message(told);
    }
    if far.len() > MOST {
        output.message(&format!("{} more are as far.", far.len() - MOST));
    }
    if written && !far.is_empty() {
        output.message(&not_meant(session));
    }
}

fn summary(report: &Report, options: &Options, name: &str) -> String {
    let would = if options.dry_run { "would be " } else { "" };
    let rejected = match (report.rejected.is_empty(), report.partly) {
        (true, _) => String::new(),
        (false, 0) => format!(", {} rejected", rows(&report.rejected)),
        (false, partly) => format!(", {} rejected ({partly} of them in part)", rows(&report.rejected)),
    };
    let gone = if report.gone == 0 {
        String::new()
    } else {
        format!("; {} that came from this file before are not in it any more and stay", report.gone)
    };
    let dates = report.dates.map(|order| format!(" Dates were read {}.", order.told())).unwrap_or_default();
    match report.kind {
        "workspace" => {
            let rows = |number: u32| count(usize::try_from(number).unwrap_or(usize::MAX), "row", "rows");
            match report.created {
                0 => format!("{name}: nothing changed; {} unchanged.", rows(report.unchanged)),
                created => format!("{name}: {} {would}created, 0 changed, 0 unchanged.", rows(created)),
            }
        }
        _ if report.created == 0 && report.changed == 0 => {
            let same = report.amount(report.unchanged);
            format!("{name}: nothing changed; {same} unchanged{rejected}{gone}.")
        }
        "exceptions" => {
            format!("{name}: {}, {} unchanged{rejected}.{dates}", report.raised(would), report.unchanged)
        }
        "readings" => {
            let written = report.amount(report.changed);
            let replaced = match report.replacing() {
                0 => String::new(),
                replaced => format!(" ({replaced} replaced)"),
            };
            format!("{name}: {written} {would}written{replaced}, {} unchanged{rejected}.", report.unchanged)
        }
        _ => format!(
            "{name}: {} {would}created, {} changed, {} unchanged{rejected}{gone}.{dates}{}",
            report.amount(report.created),
            report.changed,
            report.unchanged,
            newcomers(report, options)
        ),
    }
}

/// Who came with the pilots; a trial lists each of them above.
fn newcomers(report: &Report, options: &Options) -> String {
    if report.newcomers.is_empty() || options.dry_run {
        return String::new();
    }
    let people = count(report.newcomers.len(), "person is", "people are");
    format!(" {people} new: {}.", first_of(&report.newcomers, MOST_NEW))
}

fn rows(rejected: &[Reject]) -> String {
    count(Reject::rows(rejected), "row", "rows")
}
