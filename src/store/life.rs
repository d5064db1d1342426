//! Owns the sign of life of a program: a file of its own beside one that several have open, locked for as long as it
//! runs. The lock goes with the program however that ends, which neither its number nor a clock would tell.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::header::{folder_of, is_by_chance, sweep};

/// So many letters and digits tell programs apart.
const BY_CHANCE: usize = 12;

/// A program that runs. Where this is dropped, it has ended.
#[derive(Debug)]
pub(super) struct Life {
    name: String,
    /// Locked; it goes with the program.
    _sign: NamedTempFile,
}

impl Life {
    /// Begins one beside the file at `path`. What programs left there long ago that were killed goes now.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let (folder, prefix) = (folder_of(path), prefix(path));
        let is_old = |name: &str| is_sign(name, &prefix) && !is_locked(&folder.join(name));
        sweep(folder, is_old);
        let sign = tempfile::Builder::new().prefix(&prefix).rand_bytes(BY_CHANCE).tempfile_in(folder)?;
        // It waits for who looks at this moment whether it is locked. On a disk without locks nobody is seen to live,
        // and drafts are taken up as if their programs had ended.
        let _ = sign.as_file().lock();
        let name = sign.path().file_name().and_then(OsStr::to_str).and_then(|name| name.strip_prefix(&prefix));
        let name = name.unwrap_or_default().to_owned();
        Ok(Self { name, _sign: sign })
    }

    /// What the program is called.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Does the program of that name run, with the file at `path` open?
pub(super) fn lives(path: &Path, name: &str) -> bool {
    is_locked(&sign_of(path, name))
}

/// Does any program run with that file open?
pub(super) fn is_anybody_there(path: &Path) -> bool {
    signs_of_life(path).iter().any(|sign| is_locked(sign))
}

/// The signs that lie beside that file, of programs that run or were killed.
#[must_use]
pub fn signs_of_life(path: &Path) -> Vec<PathBuf> {
    let prefix = prefix(path);
    let entries = std::fs::read_dir(folder_of(path)).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| is_sign(&entry.file_name().to_string_lossy(), &prefix)).map(|entry| entry.path()).collect()
}

fn sign_of(path: &Path, name: &str) -> PathBuf {
    folder_of(path).join(format!("{}{name}", prefix(path)))
}

fn prefix(path: &Path) -> String {
    format!("{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

fn is_sign(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| is_by_chance(rest, BY_CHANCE))
}

/// The lock is tried in a way that those who look at the same moment do not take for a sign of life.
fn is_locked(sign: &Path) -> bool {
    File::open(sign).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_lives_until_it_ends_and_one_that_was_killed_lives_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let (first, second) = (Life::begin(&path).unwrap(), Life::begin(&path).unwrap());
        assert!(lives(&path, first.name()) && lives(&path, second.name()) && first.name() != second.name());
        assert!(!lives(&folder.path().join("k2.sqlite"), first.name()), "it has another file open");
        assert!(is_anybody_there(&path) && !is_anybody_there(&folder.path().join("k2.sqlite")));
        let name = first.name().to_owned();
        drop(first);
        assert!(!lives(&path, &name) && lives(&path, second.name()));
        // What is killed leaves its file, and the lock goes.
        std::fs::write(sign_of(&path, "killed000000"), "").unwrap();
        assert!(!lives(&path, "killed000000") && !lives(&path, "2") && !lives(&path, ""));
        assert!(is_sign("k1.sqlite.killed000000", "k1.sqlite.") && !is_sign("k1.sqlite-journal", "k1.sqlite."));
    }
}
