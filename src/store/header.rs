//! Owns what can be told of a file before `SQLite` opens it: its kind, its format, its identity, its permissions.
//!
//! Plain file access happens only here, and only before the database is open: closing any descriptor of a file releases
//! the locks that `SQLite` holds on it.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempPath;

use super::error::{Error, NOTHING, Result};
use super::schema::{APPLICATION_ID, VERSION};

/// The identity of a file by the operating system. Another file in its place has another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    /// The identity of the file at `path`.
    pub fn of(path: &Path) -> std::io::Result<Self> {
        let metadata = fs::metadata(path)?;
        Ok(Self::from_metadata(&metadata))
    }

    #[cfg(unix)]
    fn from_metadata(metadata: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { device: metadata.dev(), inode: metadata.ino() }
    }

    #[cfg(not(unix))]
    fn from_metadata(_: &fs::Metadata) -> Self {
        Self { device: 0, inode: 0 }
    }
}

/// Reads the first 100 bytes of a file.
///
/// # Errors
/// If `SQLite` must not open it as a workspace.
pub fn inspect(path: &Path) -> Result<()> {
    let foreign = |what: &str| Error::Foreign { path: path.to_owned(), what: what.to_owned() };
    let metadata = fs::metadata(path).map_err(|error| Error::io(path, error))?;
    if metadata.is_dir() {
        return Err(foreign("a directory"));
    }
    if !metadata.is_file() {
        return Err(foreign("no ordinary file"));
    }
    let mut head = Vec::with_capacity(100);
    // The metadata could be read, so it is the reading that fails.
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut head))
        .map_err(|source| Error::Io { path: path.to_owned(), source })?;
    if head.is_empty() {
        return Err(foreign(NOTHING));
    }
    if !head.starts_with(b"SQLite format 3\0") {
        let text = std::str::from_utf8(&head).is_ok();
        return Err(foreign(if text { "a text file" } else { "a file of another kind" }));
    }
    let word = |at: usize| head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    let damaged = |what: &str| Error::Damaged { path: path.to_owned(), what: what.to_owned() };
    let (Some(pages), Some(version), Some(application), Some(changes), Some(valid_for)) =
        (word(28), word(60), word(68), word(24), word(92))
    else {
        return Err(damaged("it ends within its header"));
    };
    if application != APPLICATION_ID {
        return Err(foreign("another program's SQLite database"));
    }
    if version > VERSION {
        return Err(Error::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    let page_size = head.get(16..18).map_or(0, |b| u64::from(b[0]) << 8 | u64::from(b[1]));
    let page_size = if page_size == 1 { 65_536 } else { page_size };
    // A journal beside the file may restore the missing pages.
    if changes == valid_for && !journal(path).exists() && metadata.len() < u64::from(pages) * page_size {
        return Err(damaged(&format!("{} bytes are left of {}", metadata.len(), u64::from(pages) * page_size)));
    }
    Ok(())
}

/// Is the file there and empty? The operating system is asked, so that the locks on an open file stay.
#[must_use]
pub fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}

/// The path of `SQLite`'s rollback journal.
pub(super) fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// The folder in which a file is, or will be.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path of a file without links, or as it is given if the file is not there.
#[must_use]
pub fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Removes the journal of an earlier file at `path`: `SQLite` would play it back into the new one.
pub fn forget_journal(path: &Path) -> Result<()> {
    match fs::remove_file(journal(path)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(path, error)),
        _ => Ok(()),
    }
}

/// The ending of files that are put aside; a number follows if the name is taken.
const ASIDE: &str = "damaged";

/// Puts a damaged file aside, under a free name beside its place. Returns its new path.
pub fn set_aside(path: &Path) -> Result<PathBuf> {
    let numbered = (2..).map(|turn| path.with_extension(format!("{ASIDE}-{turn}")));
    let mut names = std::iter::once(path.with_extension(ASIDE)).chain(numbered);
    let aside = names.find(|name| !name.exists()).unwrap_or_default();
    fs::rename(path, &aside).map_err(|error| Error::io(path, error))?;
    Ok(aside)
}

/// The files that [`set_aside`] put beside that place.
#[must_use]
pub fn lying_aside(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder_of(path)).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_aside = |other: &PathBuf| {
        other.file_stem() == path.file_stem() && other.extension().and_then(OsStr::to_str).is_some_and(is_ending_aside)
    };
    let mut aside: Vec<PathBuf> = entries.filter(is_aside).collect();
    aside.sort_unstable();
    aside
}

/// Is it an ending that [`set_aside`] gives?
fn is_ending_aside(ending: &str) -> bool {
    let is_number = |rest: &str| rest.strip_prefix('-').is_some_and(|turn| turn.parse::<u32>().is_ok());
    ending.strip_prefix(ASIDE).is_some_and(|rest| rest.is_empty() || is_number(rest))
}

/// A file that was not written to for so long is not being made any more.
const LEFT: Duration = Duration::from_hours(1);

/// Removes files from a folder that killed runs left half made: old ones with a name that `is_half` knows. Only such a
/// name is looked at, as other files may be just being made. A file that cannot be removed stays, and is no workspace.
pub fn sweep(folder: &Path, is_half: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age > LEFT) && entry.file_name().to_str().is_some_and(&is_half) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How the names of [`half`] begin, and once began.
const HALVES: [&str; 2] = [".steerco-half", ".steerco-copy"];

/// The number of letters and digits that follow.
const BY_CHANCE: usize = 6;

/// Is it a name that [`half`] gives, or that of its journal?
fn is_half(name: &str) -> bool {
    let name = name.strip_suffix("-journal").unwrap_or(name);
    let rest = HALVES.iter().find_map(|begins| name.strip_prefix(begins));
    rest.is_some_and(|rest| is_by_chance(rest, BY_CHANCE))
}

/// Is it so many letters and digits, as a name chosen by chance has?
pub(super) fn is_by_chance(text: &str, many: usize) -> bool {
    text.len() == many && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A file beside the place of a new one, which is removed again unless it is put there: so a run that is killed leaves
/// nothing in the place of a workspace. What earlier runs left in that folder is removed now.
pub fn half(path: &Path) -> Result<TempPath> {
    let folder = folder_of(path);
    sweep(folder, is_half);
    let made = tempfile::Builder::new().prefix(HALVES[0]).rand_bytes(BY_CHANCE).tempfile_in(folder);
    Ok(made.map_err(|error| Error::making(path, error))?.into_temp_path())
}

/// Puts a finished file into its place; over another one only if `over`.
pub(super) fn put_in_place(half: TempPath, path: &Path, over: bool) -> Result<()> {
    if path.exists() && !over {
        return Err(Error::Exists(path.to_owned()));
    }
    forget_journal(path)?;
    let put = if over { half.persist(path) } else { half.persist_noclobber(path) };
    put.map_err(|error| Error::making(path, error.error))
}

/// Makes an empty file that, from the first instant, nobody else may read.
pub fn create_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop).map_err(|error| Error::making(path, error))
}

/// Makes a folder, and those above it, that nobody else may enter.
pub fn create_private_dir(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path).map_err(|error| Error::making(path, error))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn nothing_is_asked_of_what_is_just_being_made() {
        let folder = tempfile::tempdir().unwrap();
        let (old, fresh) = (folder.path().join("old"), folder.path().join("fresh"));
        for path in [&old, &fresh] {
            fs::write(path, "").unwrap();
        }
        let about = OpenOptions::new().write(true).open(&old).unwrap();
        about.set_modified(fs::metadata(&fresh).unwrap().modified().unwrap() - 2 * LEFT).unwrap();
        let asked = RefCell::new(Vec::new());
        sweep(folder.path(), |name| {
            asked.borrow_mut().push(name.to_owned());
            true
        });
        assert_eq!(asked.into_inner(), ["old"]);
        assert!(!old.exists() && fresh.exists());
    }

    #[test]
    fn what_was_put_aside_is_found_beside_its_place_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.steerco");
        let asides: Vec<PathBuf> = ["one", "another"]
            .map(|text| {
                fs::write(&path, text).unwrap();
                set_aside(&path).unwrap()
            })
            .into();
        for other in ["work.steerco", "work.damaged-copy", "work.damaged-", "other.damaged", "work.x.damaged"] {
            fs::write(folder.path().join(other), "").unwrap();
        }
        assert_eq!(lying_aside(&path), asides);
    }
}
