//! A closed engagement as one file: the workspace itself, and beside it everything of it that other programs read.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::export::canonical;
use super::failure::{Failure, Result};
use super::register;
use super::review::brief_of;
use super::session::Session;
use crate::brief;
use crate::domain::ReviewState;
use crate::report::What;
use crate::store::{self, Access};

/// The workspace in an archive.
const WORKSPACE: &str = "workspace.steerco";
/// A larger workspace is no archive of this program.
const LARGEST: u64 = 8 << 30;

/// What stands beside the files for whoever finds them in ten years.
const ABOUT: &str = "\
An archive of a steerco workspace.

workspace.steerco   the workspace: an SQLite file; `steerco -w NAME restore THIS.zip` brings it back
everything.json     all of it as JSON, with the journal
registers.xlsx      every register as a sheet
month.md, .html     the monthly dashboard as of the day of this archive
packs/              what left each closed review, as it was written then
";

/// The bytes of an archive of the workspace as it is now.
pub(super) fn of(session: &Session) -> Result<Vec<u8>> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(1, format!("the archive cannot be written: {error}"));
    let store = session.open_at(&session.path()?, Access::Read)?;
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    let copy = folder.path().join(WORKSPACE);
    store::copy_to(&store, &copy, false)?;
    let mut files = vec![
        ("README.txt".to_owned(), ABOUT.as_bytes().to_vec()),
        (WORKSPACE.to_owned(), std::fs::read(&copy).map_err(|error| failed(&error))?),
        ("everything.json".to_owned(), canonical(store.read(), true)?.into_bytes()),
        ("registers.xlsx".to_owned(), register::write(session, store.read(), None)?),
    ];
    let told = brief_of(session, &store, None, false)?;
    let month = brief::files(&told, What::Month).map_err(|error| failed(&error))?;
    let is_read = |name: &str| matches!(name.rsplit_once('.'), Some((_, "md" | "html")));
    files.extend(month.into_iter().filter(|(name, _)| is_read(name)));
    for meeting in store.read().meetings()?.iter().filter(|one| one.review.state == ReviewState::Closed) {
        let pack = store.read().pack(&meeting.review)?;
        files.extend(pack.into_iter().map(|(name, bytes)| (format!("packs/{}/{name}", meeting.review.day), bytes)));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        archive.start_file(name, options).map_err(|error| failed(&error))?;
        archive.write_all(&bytes).map_err(|error| failed(&error))?;
    }
    Ok(archive.finish().map_err(|error| failed(&error))?.into_inner())
}

/// The workspace in an archive, as a file that goes when it is dropped; none where the file is no archive.
pub(super) fn workspace_in(file: &Path) -> Result<Option<tempfile::TempPath>> {
    if file.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("zip")) {
        return Ok(None);
    }
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::new(3, format!("{} is no archive of steerco: {error}", file.display()))
            .hint("an archive is written by `steerco export FILE.zip`")
    };
    let opened = File::open(file).map_err(|error| unreadable(&error))?;
    let mut archive = ZipArchive::new(opened).map_err(|error| unreadable(&error))?;
    let kept = archive.by_name(WORKSPACE).map_err(|error| unreadable(&error))?;
    if kept.size() > LARGEST {
        return Err(unreadable(&"its workspace is larger than one can be"));
    }
    let mut copy = tempfile::Builder::new().suffix(".steerco").tempfile().map_err(|error| unreadable(&error))?;
    std::io::copy(&mut kept.take(LARGEST), &mut copy).map_err(|error| unreadable(&error))?;
    Ok(Some(copy.into_temp_path()))
}
