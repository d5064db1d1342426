//! A closed engagement as one file: the workspace itself, with all of its records in forms that other programs read.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::ground::failure::{Failure, Result};
use super::ground::session::Session;
use super::records::canonical;
use super::register;
use super::review::brief_at;
use crate::brief;
use crate::domain::words::count;
use crate::report::What;
use crate::store::{self, Access, Drafts, PLACES, Seen, Store, typed_at};

/// The workspace in an archive.
const WORKSPACE: &str = "workspace.steerco";
/// All of it as JSON, in an archive.
const EVERYTHING: &str = "everything.json";
/// A larger workspace is no archive of this program.
const LARGEST: u64 = 8 << 30;

/// The text beside the files, for somebody who finds them in ten years.
const ABOUT: &str = "\
An archive of a steerco workspace.

workspace.steerco   the workspace: an SQLite file; `steerco -w NAME restore THIS.zip` brings it back
everything.json     all of it as JSON, with the journal
registers.xlsx      every register as a sheet
month.md, .html     the monthly dashboard as of the day of this archive
packs/              what left each closed review, as it was written then
";

/// The bytes of an archive of the workspace as it is now.
pub(super) fn of(session: &Session, store: &Store) -> Result<Vec<u8>> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(1, format!("the archive cannot be written: {error}"));
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    let copy = folder.path().join(WORKSPACE);
    store::copy_to(store, &copy, false)?;
    let mut files = vec![
        ("README.txt".to_owned(), ABOUT.as_bytes().to_vec()),
        (WORKSPACE.to_owned(), std::fs::read(&copy).map_err(|error| failed(&error))?),
        (EVERYTHING.to_owned(), canonical(store.read(), true)?.into_bytes()),
        ("registers.xlsx".to_owned(), register::write(session, store.read(), None)?),
    ];
    let told = brief_at((store, store.read(), session.today), None, false)?;
    let month = brief::files(&told, What::Month).map_err(|error| failed(&error))?;
    let is_read = |name: &str| matches!(name.rsplit_once('.'), Some((_, "md" | "html")));
    files.extend(month.into_iter().filter(|(name, _)| is_read(name)));
    for meeting in store.read().meetings()?.iter().filter(|one| one.is_closed()) {
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

/// The drafts that an archive of the workspace does not contain, as they are in a file of their own; none where there
/// are none. A damaged file of drafts does not prevent an archive.
pub(super) fn left_out(session: &Session) -> Result<Option<String>> {
    let path = session.path()?;
    let id = session.open_at(&path, Access::Read)?.id()?.to_string();
    let Seen { writing, came, .. } = match Drafts::left(&session.places.drafts(), &id, &path) {
        Err(error) if error.is_damage() => {
            return Ok(Some(format!("Its drafts cannot be read, and are not in it: {error}.")));
        }
        seen => seen?,
    };
    let drafts = writing.iter().chain(&came).filter(|draft| !typed_at(&draft.key).starts_with(PLACES)).count();
    let are = count(drafts, "draft is not in it", "drafts are not in it");
    let said = format!("{are}: `steerco{}` lists what is typed and not saved among the drafts.", session.option());
    Ok((drafts > 0).then_some(said))
}

/// What comes back of an archive.
pub(super) struct Archived {
    /// The workspace, as a file that goes when this is dropped.
    pub workspace: tempfile::TempPath,
    /// The names of other parts that are damaged.
    pub damaged: Vec<String>,
}

/// The workspace in an archive; none where the file is no archive by its name, nor by how it begins.
pub(super) fn workspace_in(file: &Path) -> Result<Option<Archived>> {
    let is_called_so = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    // A pipe would wait for somebody who writes into it.
    let is_one = is_called_so || file.is_file() && begins_as_archive(file);
    if !is_one {
        return Ok(None);
    }
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::new(3, format!("{} is no archive of steerco: {error}", file.display()))
            .hint("an archive is written by `steerco export FILE.zip`")
    };
    let mut archive = match File::open(file).map(ZipArchive::new).map_err(|error| unreadable(&error))? {
        Ok(archive) => archive,
        // The list of what is in an archive is at its end.
        Err(_) if begins_as_archive(file) => {
            return Err(Failure::new(6, format!("{} is cut off: the end of the archive is missing", file.display()))
                .hint("copy it once more from where it came, or restore a backup (`steerco paths` names the folder)"));
        }
        Err(error) => return Err(unreadable(&error)),
    };
    // A large archive of another program is known by its names, before anything in it is unpacked.
    if archive.index_for_name(WORKSPACE).is_none() {
        return Err(unreadable(&ZipError::FileNotFound));
    }
    let mut copy = tempfile::Builder::new().suffix(".steerco").tempfile().map_err(|error| unreadable(&error))?;
    let unpacked = match archive.by_name(WORKSPACE) {
        Ok(part) if part.size() > LARGEST => return Err(unreadable(&"its workspace is larger than one can be")),
        Ok(part) => std::io::copy(&mut part.take(LARGEST), copy.as_file_mut()).map_err(ZipError::from),
        Err(error) => Err(error),
    };
    match unpacked {
        // The system refused to read or write.
        Err(ZipError::Io(error)) if error.raw_os_error().is_some() => return Err(unreadable(&error)),
        Err(_) => return Err(without_workspace(file, &mut archive)),
        Ok(_) => {}
    }
    Ok(Some(Archived { workspace: copy.into_temp_path(), damaged: damaged_beside(&mut archive) }))
}

fn begins_as_archive(file: &Path) -> bool {
    let mut head = [0; 4];
    File::open(file).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *b"PK\x03\x04"
}

/// The names of the parts beside the workspace that are damaged.
fn damaged_beside(archive: &mut ZipArchive<File>) -> Vec<String> {
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    names.into_iter().filter(|name| name != WORKSPACE && is_damaged(archive, name)).collect()
}

/// Is the checksum of the part not what the archive says, or can it not be unpacked?
fn is_damaged(archive: &mut ZipArchive<File>, name: &str) -> bool {
    match archive.by_name(name) {
        Ok(part) => std::io::copy(&mut part.take(LARGEST), &mut std::io::sink()).is_err(),
        Err(_) => true,
    }
}

/// The workspace of an archive is damaged, and maybe what could stand in for it.
fn without_workspace(file: &Path, archive: &mut ZipArchive<File>) -> Failure {
    let failure = Failure::new(6, format!("{} is damaged: its {WORKSPACE} is not as it was written", file.display()));
    let backup = "restore a backup (`steerco paths` names the folder)";
    if is_damaged(archive, EVERYTHING) {
        return failure.hint(format!("{backup}; {EVERYTHING} in it is damaged too"));
    }
    failure.hint(
        "take everything.json out of it with any program for archives, which is intact, and bring it back with \
         `steerco -w NEW import everything.json`: all but the journal",
    )
}
