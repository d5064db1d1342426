//! `export`: everything as canonical JSON, or one noun in any of the formats; and the exports as one file, which the
//! screens use too.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::Value;

use super::archive;
use super::args::{Export, List, Noun};
use super::ground::failure::{Failure, Result};
use super::ground::output::{Output, escaped, pretty};
use super::ground::places::at_home;
use super::ground::session::Session;
use super::ground::whole;
use super::list::{as_read, cell as list_cell, header, records_of};
use super::records;
use super::register;
use super::review::brief_of;
use crate::brief;
use crate::domain::brief::Brief;
use crate::domain::{Day, Instant};
use crate::exchange::anonymous::anonymous as nameless;
use crate::exchange::csv_out::{self, Cell};
use crate::interaction::Outgoing;
use crate::interaction::around::quoted;
use crate::report::{self, Dated, Holds, Listing, What};
use crate::store::{Access, Reader, Store};

pub(super) fn run(session: &Session, arguments: &Export, output: &Output) -> Result<()> {
    let (file, what, force) = (arguments.file.as_path(), arguments.what, arguments.force);
    let to_stdout = file == Path::new("-");
    let ending = arguments.told.clone().or_else(|| ending_of(file)).unwrap_or_default();
    check(session, arguments, &ending, to_stdout)?;
    if let Some(bytes) = laid_out(session, &ending, what, output)? {
        if to_stdout {
            return output.raw(&String::from_utf8_lossy(&bytes));
        }
        let is_archive = ending == "zip";
        let left_out = if is_archive { archive::left_out(session)? } else { None };
        whole::save(file, &bytes, force)?;
        if is_archive {
            if let Some(said) = &left_out {
                output.message(said);
            }
            output.message(&puts_away(session, file));
        }
        return wrote(arguments, output);
    }
    whole::check_no_folder(file)?;
    let canonical = |reader: &Reader| records::canonical(reader, arguments.with_journal);
    let text = match (ending.as_str(), what) {
        ("json" | "", None) if arguments.anonymous => session.read_sound(without_names)?,
        ("json", None) => session.read_sound(canonical)?,
        ("", None) if to_stdout => session.read_sound(canonical)?,
        ("json", Some(noun)) => pretty(&Value::Array(listed(session, noun)?)),
        ("", Some(noun)) if to_stdout => pretty(&Value::Array(listed(session, noun)?)),
        ("csv", noun) => csv(&listed(session, noun.unwrap_or(Noun::Pilots))?, noun.unwrap_or(Noun::Pilots))?,
        ("", _) => {
            let error = format!("{} has no ending, which says the format", file.display());
            return Err(Failure::usage(error, FORMATS));
        }
        (other, _) => return Err(Failure::usage(format!("“.{other}” is not a format that can be written"), FORMATS)),
    };
    let text = ended(if ending == "csv" { text } else { escaped(&text) });
    if to_stdout {
        return output.raw(&text);
    }
    whole::save(file, text.as_bytes(), force)?;
    wrote(arguments, output)
}

/// Writes an export as one file for the screens, over another file only with `replace`; answers what to say. An archive
/// is of the present, anything else of the reader's moment.
///
/// # Errors
/// Where the file cannot be made or written; status 8 where another one is in the way.
pub fn into_file(
    session: &Session,
    (store, reader, day): (&Store, &Reader, Day),
    (outgoing, typed): (Outgoing, &str),
    replace: bool,
) -> Result<String> {
    let session = &Session { today: day, ..session.clone() };
    let file = &with_ending(at_home(typed)?, outgoing.ending());
    whole::check_free(file, replace)?;
    session.make_folder_of(file)?;
    let bytes = match outgoing {
        Outgoing::Archive => archive::of(session, store)?,
        Outgoing::Registers => register::write(session, reader, None)?,
        Outgoing::Nameless => {
            store.check_structure()?;
            ended(escaped(&without_names(reader)?)).into_bytes()
        }
    };
    whole::save(file, &bytes, replace)?;
    let said = format!("Wrote {}: {}.", file.display(), outgoing.holds());
    Ok(if outgoing == Outgoing::Archive { format!("{said} {}", puts_away(session, file)) } else { said })
}

/// A file with that extension; a path that can only be a folder stays as it is.
fn with_ending(file: PathBuf, ending: &str) -> PathBuf {
    if ending_of(&file).as_deref() == Some(ending) || whole::check_no_folder(&file).is_err() {
        return file;
    }
    let mut named = file.into_os_string();
    named.push(".");
    named.push(ending);
    PathBuf::from(named)
}

/// The command that removes a workspace which an archive holds.
fn puts_away(session: &Session, archive: &Path) -> String {
    let forget = format!("steerco{} forget --archive {}", session.option(), quoted(&archive.to_string_lossy()));
    format!("Once it is kept elsewhere, `{forget}` takes the workspace off this computer.")
}

/// Everything with codes for names, and without what people wrote.
fn without_names(reader: &Reader) -> Result<String> {
    Ok(pretty(&nameless(&reader.canonical()?)))
}

/// A text whose last line ends.
fn ended(text: String) -> String {
    if text.ends_with('\n') { text } else { format!("{text}\n") }
}

/// Checks that a file with such an extension can hold what is asked for.
fn check(session: &Session, arguments: &Export, ending: &str, to_stdout: bool) -> Result<()> {
    let everything = arguments.what.is_none();
    if arguments.told.is_some() && !to_stdout {
        let error = "--as says the format of what goes to the standard output";
        return Err(Failure::usage(error, "write `-` as the file; the ending of another one says its format"));
    }
    let is_json = ending == "json" || ending.is_empty() && to_stdout;
    if arguments.anonymous && !(everything && is_json && !arguments.with_journal) {
        return Err(Failure::usage(
            "only everything as JSON, without its journal, can be written without names",
            "write `steerco export shown.json --anonymous`",
        ));
    }
    if ending == "zip" && everything && session.as_of.is_some() {
        return Err(Failure::usage("--as-of shows the past, and an archive keeps the present", "leave the flag out"));
    }
    Ok(())
}

/// The ending of a file, in small letters.
fn ending_of(file: &Path) -> Option<String> {
    file.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// The bytes of a format that is not plain text; none where the extension names no such format.
fn laid_out(session: &Session, ending: &str, what: Option<Noun>, output: &Output) -> Result<Option<Vec<u8>>> {
    Ok(Some(match (ending, what) {
        ("zip", None) => archive::of(session, &session.open_at(&session.path()?, Access::Read)?)?,
        ("xlsx", _) => session.read(|reader| register::write(session, reader, what))?,
        ("md" | "html", None) => month(session, ending)?,
        ("md" | "html", Some(noun)) => table(session, noun, ending)?,
        ("ics", what) => calendar(session, what, output)?,
        _ => return Ok(None),
    }))
}

/// What can be written.
const FORMATS: &str = "a noun (--what) is written as .json, .csv, .xlsx, .md, .html or, where it has days, .ics; without one \
    .json has everything, .csv the pilots, .xlsx every register, .md and .html the month, .ics all days, and .zip is an archive";

/// What a file contains if no noun is named.
fn by_default(arguments: &Export) -> &'static str {
    match ending_of(&arguments.file).as_deref() {
        Some("csv") => "the pilots (--what people, readings and so on writes others, a file .xlsx every register)",
        Some("xlsx") => Outgoing::Registers.holds(),
        Some("md" | "html") => "the month",
        Some("ics") => "all days",
        Some("zip") => Outgoing::Archive.holds(),
        _ if arguments.anonymous => Outgoing::Nameless.holds(),
        _ => "everything",
    }
}

/// Writes text to a file, or to stdout.
pub(super) fn write_text(file: &Path, text: &str, force: bool, output: &Output) -> Result<()> {
    if file == Path::new("-") {
        return output.raw(text);
    }
    whole::save(file, text.as_bytes(), force)?;
    say(file, &format!("Wrote {}.", file.display()), output)
}

/// Says that it is written, and what it contains, if that was not asked for.
fn wrote(arguments: &Export, output: &Output) -> Result<()> {
    let file = &arguments.file;
    let has = if arguments.what.is_none() { format!(": {}", by_default(arguments)) } else { String::new() };
    say(file, &format!("Wrote {}{has}.", file.display()), output)
}

fn say(file: &Path, said: &str, output: &Output) -> Result<()> {
    output.answer(said, serde_json::json!({"file": file.display().to_string()}))
}

/// Everything at once in a format of reports: the month.
fn month(session: &Session, ending: &str) -> Result<Vec<u8>> {
    let files = brief::files(&brief_now(session)?, What::Month).map_err(|error| Failure::new(1, error.to_string()))?;
    let is_it = |name: &str| name.rsplit_once('.').is_some_and(|(_, known)| known == ending);
    Ok(files.into_iter().find(|(name, _)| is_it(name)).map(|(_, bytes)| bytes).unwrap_or_default())
}

fn brief_now(session: &Session) -> Result<Brief> {
    let store = session.open_at(&session.path()?, Access::Read)?;
    brief_of(session, &store)
}

/// The days of a noun, or all of them, as a calendar.
fn calendar(session: &Session, what: Option<Noun>, output: &Output) -> Result<Vec<u8>> {
    let only = what.map(dated).transpose()?;
    let (bytes, days) = report::days(&brief_now(session)?, only);
    if days == 0 {
        output.message("No such day is set: the calendar is empty.");
    }
    Ok(bytes)
}

/// Which days a noun has.
fn dated(noun: Noun) -> Result<Dated> {
    Ok(match noun {
        Noun::Reviews => Dated::Reviews,
        Noun::Actions => Dated::Actions,
        Noun::Decisions => Dated::Decisions,
        Noun::Workstreams => Dated::Workstreams,
        Noun::Pilots => Dated::Gates,
        other => {
            let hint = "reviews, actions, workstreams, decisions (what comes back) and pilots (booked gates) have some; \
                        without --what .ics has all of them";
            let error = format!("“{}” has no days for a calendar", word(other));
            return Err(Failure::usage(error, hint));
        }
    })
}

/// A cell for people: a time to the minute.
fn read_cell(value: Option<&Value>) -> String {
    let text = list_cell(value);
    match text.parse::<Instant>() {
        Ok(_) => text.chars().take("2026-11-18T10:00".len()).collect::<String>().replace('T', " "),
        Err(_) => text,
    }
}

/// A noun as a table for people who read.
fn table(session: &Session, noun: Noun, ending: &str) -> Result<Vec<u8>> {
    let title = session.read(|reader| Ok(reader.workspace()?.title))?;
    let mut records = listed(session, noun)?;
    if noun == Noun::Decisions {
        as_read(&mut records, &session.read(|reader| Ok(reader.decisions_so_far(session.today)?))?);
    }
    let fields = header(noun, true);
    let row = |record: &Value| fields.iter().map(|field| read_cell(record.get(*field))).collect();
    let listing = Listing {
        title,
        what: word(noun),
        day: session.today,
        columns: fields.iter().map(|&field| (heading(field), holds(&records, field))).collect(),
        rows: records.iter().map(row).collect(),
    };
    let text = if ending == "md" { listing.markdown() } else { listing.html() };
    Ok(text.map_err(|error| Failure::new(1, error.to_string()))?.into_bytes())
}

/// The word of a noun on the command line.
fn word(noun: Noun) -> String {
    noun.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned())
}

/// A field of the JSON, as a column is called for people who read.
fn heading(field: &'static str) -> &'static str {
    match field {
        "executive_owner" => "executive owner",
        "week_in_stage" => "week in stage",
        "open_gaps" => "open gaps",
        "exit_test" => "exit test",
        "decided_by" => "decided by",
        "review_trigger" => "comes back",
        other => other,
    }
}

/// What a field holds in all of the records.
fn holds(records: &[Value], field: &str) -> Holds {
    let said: Vec<&Value> =
        records.iter().filter_map(|record| record.get(field)).filter(|value| !value.is_null()).collect();
    let all = |is_so: fn(&Value) -> bool| !said.is_empty() && said.iter().all(|value| is_so(value));
    if all(Value::is_number) {
        Holds::Number
    } else if all(is_day) {
        Holds::Day
    } else {
        Holds::Text
    }
}

fn is_day(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<Day>().is_ok())
}

fn listed(session: &Session, noun: Noun) -> Result<Vec<Value>> {
    session.read(|reader| {
        let mut records = records_of(session, reader, &List::whole(noun))?;
        if noun == Noun::Pilots {
            for record in &mut records {
                summarise(reader, record)?;
            }
        }
        Ok(records)
    })
}

/// A table of pilots that can be imported again needs their summaries.
fn summarise(reader: &Reader, record: &mut Value) -> Result<()> {
    let id = record.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    if let Some(id) = id {
        record["summary"] = reader.summary(id)?.into();
    }
    Ok(())
}

fn csv(records: &[Value], noun: Noun) -> Result<String> {
    let is_a_cell = |key: &&str| !matches!(*key, "computed" | "signals" | "powers" | "baseline");
    let header: Vec<&str> = match records.first().and_then(Value::as_object) {
        Some(first) if noun == Noun::Readings => {
            let mut header: Vec<&str> =
                first.keys().map(String::as_str).filter(|key| !key.ends_with("_users")).collect();
            header.extend(["active_users", "target_users"]);
            header
        }
        Some(first) => first.keys().map(String::as_str).filter(is_a_cell).collect(),
        // Without rows, the columns that rows would have.
        None => header(noun, true).into_iter().filter(is_a_cell).collect(),
    };
    let rows = records.iter().map(|record| header.iter().map(|field| cell(record.get(*field))).collect());
    Ok(csv_out::write(&header, b',', rows)?)
}

fn cell(value: Option<&Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Plain(String::new()),
        Some(Value::String(text)) => Cell::Text(text.clone()),
        Some(Value::Array(items)) => {
            let words: Vec<String> =
                items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect();
            Cell::Text(words.join("; "))
        }
        Some(other) => Cell::Plain(other.to_string()),
    }
}
