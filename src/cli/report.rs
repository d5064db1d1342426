//! `report`: the reports of a moment, written into a folder. The pack of a closed review is copied as it was written.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::Report;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::places::at_home;
use super::ground::session::Session;
use super::ground::whole::save;
use super::readiness::stood;
use super::review::{brief_at, not_begun};
use crate::brief;
use crate::domain::{Day, Instant, Invalid, PilotId, Review, ReviewId, ReviewState};
use crate::report::{What, title_of};
use crate::store::{Access, Error, Reader, Store, create_private_dir};

pub(super) fn run(session: &Session, arguments: &Report, output: &Output) -> Result<()> {
    if arguments.pilot.is_some() && arguments.what != "pilot" {
        return Err(Failure::usage(
            format!("{} is of no single pilot", arguments.what),
            "write `steerco report pilot PILOT --out DIR`",
        ));
    }
    let store = session.open_at(&session.path()?, Access::Read)?;
    let past = session.looked_at(&store)?;
    let reader = past.as_ref().unwrap_or_else(|| store.read());
    let review = review_meant((reader, session.today), arguments)?;
    let files = files((&store, reader, session.today), arguments, review.as_ref())?;
    let written = write(&arguments.out, &files, arguments.force)?;
    if let Some(mixed) = mixed(&arguments.out, &files) {
        output.message(&mixed);
    }
    let of_review = matches!(arguments.what.as_str(), "pack" | "minutes");
    if let Some(reworded) = reworded_since(&store, review.as_ref().filter(|_| of_review))? {
        output.message(&reworded);
    }
    if output.json {
        return output.value(&serde_json::json!({"files": written}));
    }
    output.lines(&written)
}

/// Writes the pack of a review or, without one, the month for the screens, at the reader's moment, over existing files
/// only with `replace`; answers what to say.
///
/// # Errors
/// Where a file cannot be made or written; status 8 where one is in the way.
pub fn into_folder(
    session: &Session,
    (store, reader, day): (&Store, &Reader, Day),
    (review, folder): (Option<ReviewId>, &str),
    replace: bool,
) -> Result<String> {
    let (review, what) = match review {
        None => (None, What::Month),
        Some(id) => (reader.meeting_on(id, day)?.map(|meeting| meeting.review), What::Pack),
    };
    let closed = review.as_ref().filter(|review| review.state == ReviewState::Closed);
    let files = if let Some(closed) = closed {
        kept(store.read(), closed)?
    } else {
        let told = brief_at((store, reader, day), review.as_ref(), what == What::Pack)?;
        brief::files(&told, what).map_err(|error| Failure::new(1, error.to_string()))?
    };
    let folder = match folder.trim() {
        "" => free_folder(&session.places.reports(), what, review.as_ref().map_or(day, |review| review.day)),
        typed => at_home(typed)?,
    };
    let written = write(&folder, &files, replace)?;
    let told = format!("Wrote {} files into {}", written.len(), folder.display());
    let also = mixed(&folder, &files).into_iter().chain(reworded_since(store, closed)?);
    Ok(also.fold(told, |told, also| format!("{}. {also}", told.trim_end_matches('.'))))
}

/// The remark on a closed review whose decisions have been reworded since its files were written.
fn reworded_since(store: &Store, review: Option<&Review>) -> Result<Option<String>> {
    Ok(review.map(|review| store.read().reworded_since(review)).transpose()?.flatten())
}

/// A folder that does not exist yet, named after its content.
fn free_folder(beside: &Path, what: What, day: Day) -> PathBuf {
    let name = format!("{}-{day}", if what == What::Pack { "pack" } else { "month" });
    let names = std::iter::once(name.clone()).chain((2..).map(|turn| format!("{name}-{turn}")));
    names.map(|name| beside.join(name)).find(|path| !path.exists()).unwrap_or_default()
}

/// The review of a report: the one that is named; else for minutes the newest that was opened, for the others the one
/// that is open or next.
fn review_meant((reader, day): (&Reader, Day), arguments: &Report) -> Result<Option<Review>> {
    let mut reviews = reader.reviews_on(day)?.into_iter();
    let of_a_day = matches!(arguments.what.as_str(), "month" | "pilot");
    let found = match (&arguments.review, arguments.what.as_str()) {
        (Some(text), _) => {
            let meant = reader.review_said(text, day)?;
            Some(reviews.find(|review| review.id == meant.id).ok_or_else(|| not_begun(&meant, day))?)
        }
        (None, "month") => None,
        (None, "minutes") => reviews.rfind(|review| review.state != ReviewState::Draft),
        (None, _) => {
            let going = reviews.filter(|review| review.state != ReviewState::Closed);
            // The one that is open, before drafts of earlier days.
            going.min_by_key(|review| (review.state != ReviewState::Open, review.day))
        }
    };
    if let Some(closed) = found.as_ref().filter(|review| of_a_day && review.state == ReviewState::Closed) {
        return Err(Failure::usage(
            format!("{} is told of a day, and the review of {} is closed", arguments.what, closed.day),
            format!("say --as-of {}, or report its pack", closed.closed.map_or(closed.day, Instant::day)),
        ));
    }
    if let Some(closed) = found.as_ref().filter(|review| arguments.draft && review.state == ReviewState::Closed) {
        return Err(Failure::usage(
            format!("the review of {} is closed, and its files are no draft", closed.day),
            "leave --draft out",
        ));
    }
    if found.is_none() && arguments.what == "minutes" {
        return Err(Failure::new(4, "no review was opened yet").hint("open one: steerco review open DATE"));
    }
    Ok(found)
}

fn files(
    (store, reader, day): (&Store, &Reader, Day),
    arguments: &Report,
    review: Option<&Review>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let closed = review.filter(|review| review.state == ReviewState::Closed);
    match (closed, arguments.what.as_str()) {
        (Some(closed), "pack") => return kept(store.read(), closed),
        (Some(closed), "minutes") => {
            let mut files = kept(store.read(), closed)?;
            files.retain(|(name, _)| name.starts_with("minutes."));
            return Ok(files);
        }
        _ => {}
    }
    let what = match (arguments.what.as_str(), &arguments.pilot) {
        ("month", _) => What::Month,
        ("minutes", _) => What::Minutes,
        ("pilot", Some(pilot)) => What::Pilot(pilot_meant(reader, pilot, day)?),
        _ => What::Pack,
    };
    // What is not of a closed review can still change.
    let draft = arguments.draft || what != What::Month && closed.is_none();
    let told = brief_at((store, reader, day), review, draft)?;
    brief::files(&told, what).map_err(|error| Failure::new(1, error.to_string()))
}

/// The pilot of a report: one that has not begun by the day, has ended or is archived has no page.
fn pilot_meant(reader: &Reader, text: &str, day: Day) -> Result<PilotId> {
    let pilot = stood(reader, reader.find_pilot(text)?, day)?;
    let gone = if pilot.archived {
        "archived"
    } else if pilot.lifecycle.is_ended() {
        pilot.lifecycle.name()
    } else {
        return Ok(pilot.id);
    };
    let code = &pilot.code;
    let error = Failure::new(4, format!("{code} is {gone}, and has no page any more"));
    Err(error.hint(format!("look at `steerco show {code}`, or report it --as-of an earlier day")))
}

/// The files of a closed review as they were written.
fn kept(reader: &Reader, review: &Review) -> Result<Vec<(String, Vec<u8>)>> {
    let files = reader.pack(review)?;
    if files.is_empty() {
        return Err(Error::NotFound {
            what: format!("this file does not hold the pack of the review of {}", review.day),
            hint: "it came from an export; take the pack from the workspace that the review was held in".to_owned(),
        }
        .into());
    }
    Ok(files)
}

/// The remark on a folder that contains a report of another workspace beside those files.
fn mixed(folder: &Path, files: &[(String, Vec<u8>)]) -> Option<String> {
    let (path, title) = foreign(folder, files)?;
    Some(format!("{} beside it is a report of another workspace, “{title}”.", path.display()))
}

/// A report in the folder that belongs to another workspace than those files, with its name. The text version decides,
/// as every report has one.
fn foreign(folder: &Path, files: &[(String, Vec<u8>)]) -> Option<(PathBuf, String)> {
    let title = |bytes: &[u8]| title_of(&String::from_utf8_lossy(bytes)).map(str::to_owned);
    let own = files.iter().find_map(|(_, bytes)| title(bytes))?;
    let known = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut known: Vec<PathBuf> = known.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    known.sort();
    known.into_iter().find_map(|path| {
        let other = title(&head_of(&path)?).filter(|other| *other != own)?;
        Some((path, other))
    })
}

/// More bytes than the head of a report takes as text.
const HEAD: u64 = 1024;

/// The beginning of a file; none where it cannot be read without waiting.
fn head_of(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    if std::fs::metadata(path).ok()?.is_file() {
        std::fs::File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    }
    Some(head)
}

/// Writes the files. Writes none if a report of another workspace is there, if another file has one of the names, if
/// all of them exist, or if one cannot be written. Some that exist byte for byte do no harm: the minutes alone are also
/// files of the pack.
fn write(folder: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<Vec<String>> {
    if folder == Path::new("-") {
        return Err(Invalid::new("a report is several files, and - is one").hint("name a folder").at("out").into());
    }
    if folder.exists() && !folder.is_dir() {
        return Err(Invalid::new(format!("{} is a file", folder.display())).hint("name a folder").at("out").into());
    }
    if let Some((path, title)) = foreign(folder, files).filter(|_| !force) {
        let what = format!("{} is a report of another workspace, “{title}”", path.display());
        let hint = "name another folder, or say --force to write beside it, and over what has the same names";
        return Err(Failure::new(8, what).hint(hint));
    }
    create_private_dir(folder)?;
    let paths: Vec<(PathBuf, &[u8])> =
        files.iter().map(|(name, bytes)| (folder.join(name), bytes.as_slice())).collect();
    let missing: Vec<&(PathBuf, &[u8])> = paths.iter().filter(|(path, bytes)| !is_there(path, bytes)).collect();
    let in_the_way = match missing.as_slice() {
        // Nothing is left to write: the report is there.
        [] => paths.first().map(|(path, _)| path),
        missing => missing.iter().map(|(path, _)| path).find(|path| path.exists()),
    };
    if let Some(path) = in_the_way.filter(|_| !force) {
        return Err(Error::Exists(path.clone()).into());
    }
    for (at, (path, bytes)) in missing.iter().enumerate() {
        if let Err(failure) = save(path, bytes, force) {
            // Files already written would block the next try. What they replaced is gone.
            let written = missing.iter().take(at).filter(|_| !force);
            written.for_each(|(path, _)| drop(std::fs::remove_file(path)));
            return Err(failure);
        }
    }
    Ok(paths.iter().map(|(path, _)| path.display().to_string()).collect())
}

/// Does a file hold those bytes already?
fn is_there(path: &Path, bytes: &[u8]) -> bool {
    std::fs::read(path).is_ok_and(|known| known == bytes)
}
