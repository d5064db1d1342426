//! `export`: everything as canonical JSON, or one noun as csv or JSON.

use std::path::Path;

use serde_json::Value;

use super::archive;
use super::args::{List, Noun};
use super::failure::{Failure, Result};
use super::list::records_of;
use super::output::{Output, escaped, pretty};
use super::records;
use super::register;
use super::review::brief_of;
use super::session::Session;
use super::whole;
use crate::brief;
use crate::domain::Invalid;
use crate::exchange::anonymous::anonymous as nameless;
use crate::exchange::csv_out::{self, Cell};
use crate::report::What;
use crate::store::{self, Access, Reader};

pub(super) fn run(
    session: &Session,
    file: &Path,
    what: Option<Noun>,
    (with_journal, anonymous, force): (bool, bool, bool),
    output: &Output,
) -> Result<()> {
    let to_stdout = file == Path::new("-");
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if anonymous && (what.is_some() || with_journal || ending != "json" && !(ending.is_empty() && to_stdout)) {
        return Err(Failure::usage(
            "only everything as JSON, without its journal, can be written without names",
            "write `steerco export shown.json --anonymous`",
        ));
    }
    if ending == "zip" && what.is_none() && session.as_of.is_some() {
        return Err(Failure::usage("--as-of shows the past, and an archive keeps the present", "leave the flag out"));
    }
    if ending == "zip" && what.is_none() {
        save(file, &archive::of(session)?, force)?;
        return wrote(file, "", output);
    }
    if ending == "xlsx" {
        let bytes = session.read(|reader| register::write(session, reader, what))?;
        save(file, &bytes, force)?;
        return wrote(file, "", output);
    }
    if let ("md" | "html" | "ics", None) = (ending.as_str(), what) {
        return told(session, (file, &ending), force, output);
    }
    check_no_folder(file)?;
    let text = match (ending.as_str(), what) {
        ("json" | "", None) if anonymous => session.read_sound(|reader| Ok(pretty(&nameless(&reader.canonical()?))))?,
        ("json", None) => session.read_sound(|reader| canonical(reader, with_journal))?,
        ("", None) if to_stdout => session.read_sound(|reader| canonical(reader, with_journal))?,
        ("json", Some(noun)) => pretty(&listed(session, noun)?),
        ("", Some(noun)) if to_stdout => pretty(&listed(session, noun)?),
        ("csv", noun) => csv(&listed(session, noun.unwrap_or(Noun::Pilots))?, noun.unwrap_or(Noun::Pilots))?,
        (other, _) => {
            let error = Failure::usage(
                format!("“.{other}” is not a format that can be written"),
                "a noun is written as .xlsx, .json or .csv; without --what, .xlsx has all registers, .zip is an archive, .md and .html the month, .ics the dates",
            );
            return Err(error);
        }
    };
    let text = if ending == "csv" { text } else { escaped(&text) };
    let text = if text.ends_with('\n') { text } else { format!("{text}\n") };
    if ending == "csv" && what.is_none() {
        save(file, text.as_bytes(), force)?;
        return wrote(file, ONLY_PILOTS, output);
    }
    write_text(file, &text, force, output)
}

/// Writes text to a file, or to stdout.
pub(super) fn write_text(file: &Path, text: &str, force: bool, output: &Output) -> Result<()> {
    if file == Path::new("-") {
        return output.raw(text);
    }
    save(file, text.as_bytes(), force)?;
    wrote(file, "", output)
}

/// What a csv has where nobody said what, and how the rest is had.
const ONLY_PILOTS: &str = " It has the pilots: --what people, readings and so on writes others, and a file .xlsx every \
                           register.";

/// Says that it was written, and what more there is to know of it.
fn wrote(file: &Path, more: &str, output: &Output) -> Result<()> {
    let said = format!("Wrote {}.{more}", file.display());
    if output.json {
        return output.value(&serde_json::json!({"file": file.display().to_string(), "summary": said}));
    }
    output.line(&said)
}

/// Everything at once in a format of reports: the month, or the dates.
fn told(session: &Session, (file, ending): (&Path, &str), force: bool, output: &Output) -> Result<()> {
    let store = session.open_at(&session.path()?, Access::Read)?;
    let told = brief_of(session, &store, None, false)?;
    let what = if matches!(ending, "md" | "html") { What::Month } else { What::Pack };
    let files = brief::files(&told, what).map_err(|error| Failure::new(1, error.to_string()))?;
    let is_it = |name: &str| name.rsplit_once('.').is_some_and(|(_, known)| known == ending);
    let bytes = files.into_iter().find(|(name, _)| is_it(name)).map(|(_, bytes)| bytes).unwrap_or_default();
    save(file, &bytes, force)?;
    wrote(file, "", output)
}

pub(super) fn canonical(reader: &Reader, with_journal: bool) -> Result<String> {
    let mut export = reader.canonical()?;
    if with_journal && let Value::Object(fields) = &mut export {
        let mut entries = reader.journal(None, i64::MAX, usize::MAX)?;
        entries.reverse();
        fields.insert("journal".into(), entries.iter().map(records::entry).collect());
    }
    serde_json::to_string_pretty(&export)
        .map_err(|error| Failure::new(1, format!("the export cannot be written: {error}")))
}

fn listed(session: &Session, noun: Noun) -> Result<Value> {
    let list = List { noun, pilot: None, stage: None, unit: None, owner: None, sort: None, all: true };
    session.read(|reader| {
        let mut records = records_of(session, reader, &list)?;
        if noun == Noun::Pilots {
            for record in &mut records {
                summarise(reader, record)?;
            }
        }
        Ok(Value::Array(records))
    })
}

/// A table of pilots that can come back needs what each is for.
fn summarise(reader: &Reader, record: &mut Value) -> Result<()> {
    let id = record.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    if let (Some(id), Some(fields)) = (id, record.as_object_mut()) {
        fields.insert("summary".into(), Value::String(reader.summary(id)?));
    }
    Ok(())
}

fn csv(records: &Value, noun: Noun) -> Result<String> {
    let records = records.as_array().map(Vec::as_slice).unwrap_or_default();
    let header: Vec<&str> = match records.first().and_then(Value::as_object) {
        Some(first) if noun == Noun::Readings => {
            let mut header: Vec<&str> =
                first.keys().map(String::as_str).filter(|key| !key.ends_with("_users")).collect();
            header.extend(["active_users", "target_users"]);
            header
        }
        Some(first) => first
            .keys()
            .map(String::as_str)
            .filter(|key| !matches!(*key, "computed" | "signals" | "powers" | "baseline"))
            .collect(),
        None => return Ok(String::new()),
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

/// Refuses the place of a folder, or what could only be one.
pub(super) fn check_no_folder(file: &Path) -> Result<()> {
    if file.is_dir() {
        return Err(Invalid::new(format!("{} is a directory", file.display())).hint("name a file in it").into());
    }
    if file.as_os_str().to_string_lossy().ends_with(std::path::is_separator) {
        let error = Invalid::new(format!("{} names a folder", file.display()));
        return Err(error.hint("name a file, without the separator at its end").at("path").into());
    }
    Ok(())
}

/// Writes the whole file beside its place first, so that a half-written one never stands there.
pub(super) fn save(file: &Path, bytes: &[u8], force: bool) -> Result<()> {
    check_no_folder(file)?;
    if file.exists() && !force {
        return Err(crate::store::Error::Exists(file.to_owned()).into());
    }
    let failed = |error: std::io::Error| {
        Failure::new(1, format!("{} cannot be written: {error}", file.display()))
            .hint("check the folder and its permissions")
    };
    let folder = store::folder_of(file);
    if !folder.is_dir() {
        let missing = Failure::new(4, format!("there is no folder {}", folder.display()));
        return Err(missing.hint("make it, or choose another path"));
    }
    whole::write(file, bytes).map_err(failed)
}
