//! Owns the sign of life of a program: a file of its own beside one that several programs have open, locked as long as
//! it runs. The lock goes with the program however that ends, which neither a process number nor a clock would tell.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::header::{folder_of, is_by_chance, sweep};

/// So many letters and digits make up a program's name.
const BY_CHANCE: usize = 12;

/// The sign of life of this program. To drop it is to have ended.
#[derive(Debug)]
pub(super) struct Life {
    name: String,
    /// Locked. It is removed with the program.
    _sign: NamedTempFile,
}

impl Life {
    /// Begins a sign of life beside the file at `path`. Signs that killed programs left long ago are removed.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let (folder, prefix) = (folder_of(path), prefix(path));
        let is_old = |name: &str| is_sign(name, &prefix) && !is_locked(&folder.join(name));
        sweep(folder, is_old);
        let sign = tempfile::Builder::new().prefix(&prefix).rand_bytes(BY_CHANCE).tempfile_in(folder)?;
        // This waits for programs that test the lock at this moment. On a disk without locks no program is seen to
        // live, and its drafts are taken up as if it had ended.
        let _ = sign.as_file().lock();
        let name = sign.path().file_name().and_then(OsStr::to_str).and_then(|name| name.strip_prefix(&prefix));
        let name = name.unwrap_or_default().to_owned();
        Ok(Self { name, _sign: sign })
    }

    /// The name of the program.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Is the program of this name running, with the file at `path` open?
pub(super) fn lives(path: &Path, name: &str) -> bool {
    is_locked(&sign_of(path, name))
}

/// Is any program running with that file open?
pub(super) fn is_anybody_there(path: &Path) -> bool {
    signs_of_life(path).iter().any(|sign| is_locked(sign))
}

/// The signs of life beside that file, of running or killed programs.
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

/// Tests a lock in a way that others who test at the same moment do not take for a sign of life.
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
