//! `report`: the files that leave a moment, into a folder. Of a closed review the pack is copied as it was written.

use std::path::Path;

use super::args::Report;
use super::failure::{Failure, Result};
use super::output::Output;
use super::review::brief_of;
use super::session::Session;
use crate::brief;
use crate::domain::{Review, ReviewState};
use crate::report::What;
use crate::store::{Access, Error, Reader, Store};

pub(super) fn run(session: &Session, arguments: &Report, output: &Output) -> Result<()> {
    let store = session.open_at(&session.path()?, Access::Read)?;
    let review = review_meant(&store, arguments)?;
    let files = files(session, &store, arguments, review.as_ref())?;
    let written = write(&arguments.out, &files, arguments.force)?;
    if output.json {
        return output.value(&serde_json::json!({"files": written}));
    }
    output.lines(&written)
}

/// The review that a report is of: the one that is named, or the one that is open or next.
fn review_meant(store: &Store, arguments: &Report) -> Result<Option<Review>> {
    let reader = store.read();
    if let Some(text) = &arguments.review {
        return Ok(Some(reader.find_review(text)?));
    }
    let wanted = match arguments.what.as_str() {
        "month" => return Ok(None),
        "minutes" => reader.reviews()?.into_iter().rfind(|review| review.state != ReviewState::Draft),
        _ => reader.reviews()?.into_iter().find(|review| review.state != ReviewState::Closed),
    };
    Ok(wanted)
}

fn files(
    session: &Session,
    store: &Store,
    arguments: &Report,
    review: Option<&Review>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let closed = review.filter(|review| review.state == ReviewState::Closed);
    if let (Some(closed), "pack") = (closed, arguments.what.as_str()) {
        return kept(store.read(), closed);
    }
    if let (Some(closed), "minutes") = (closed, arguments.what.as_str())
        && let Some(minutes) = kept(store.read(), closed)?.into_iter().find(|(name, _)| name == "minutes.md")
    {
        let mut files = vec![minutes];
        files.extend(
            made(session, store, What::Minutes, (review, false))?.into_iter().filter(|(name, _)| name != "minutes.md"),
        );
        return Ok(files);
    }
    let what = match (arguments.what.as_str(), &arguments.pilot) {
        ("month", _) => What::Month,
        ("minutes", _) => What::Minutes,
        ("pilot", Some(pilot)) => What::Pilot(store.read().find_pilot(pilot)?),
        _ => What::Pack,
    };
    // What is not of a closed review can still change.
    let draft = arguments.draft || what != What::Month && closed.is_none();
    made(session, store, what, (review, draft))
}

fn made(
    session: &Session,
    store: &Store,
    what: What,
    (review, draft): (Option<&Review>, bool),
) -> Result<Vec<(String, Vec<u8>)>> {
    let told = brief_of(session, store, review, draft)?;
    brief::files(&told, what).map_err(|error| Failure::new(1, error.to_string()))
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

/// Writes the files; none where one of them is there already.
fn write(folder: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<Vec<String>> {
    let failed = |path: &Path, error: &std::io::Error| {
        Failure::new(1, format!("{} cannot be written: {error}", path.display()))
            .hint("check the folder and its permissions")
    };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    if let Some((name, _)) = files.iter().find(|(name, _)| !force && folder.join(name).exists()) {
        return Err(Error::Exists(folder.join(name)).into());
    }
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map_err(|error| failed(&path, &error))?;
        written.push(path.display().to_string());
    }
    Ok(written)
}
