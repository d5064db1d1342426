//! Owns the ways in which the store refuses or fails, each with what, where and what to do next.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

use crate::domain::{Conflict, Invalid};

/// The description of an empty file; it may have been a workspace.
pub(super) const NOTHING: &str = "an empty file";

/// Why a workspace could not be opened, read or written.
#[derive(Debug, Error)]
pub enum Error {
    /// The change breaks a rule; its writer can mend it.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Somebody else changed the value meanwhile.
    #[error("{0}")]
    Conflict(Box<Conflict>),
    /// Undoing would overwrite something newer, or remove something that it refers to.
    #[error("“{what}” cannot be {deed}: {why}")]
    Entangled {
        /// The entry.
        entry: i64,
        /// What it did, in its sentence.
        what: String,
        /// `taken back` or `done again`.
        deed: &'static str,
        /// What stands in the way.
        why: String,
    },
    /// Something was written that the change does not take into account.
    #[error("somebody wrote while the files of the review were made")]
    Overtaken,
    /// A reference would lead to something that is not there.
    #[error("a {child} would refer to a {parent} that is not there")]
    Dangling {
        /// What refers.
        child: String,
        /// What is missing.
        parent: String,
    },
    /// The undo has to be confirmed first.
    #[error("{question}")]
    AskFirst {
        /// The entry that would be taken back.
        entry: i64,
        /// The question.
        question: String,
    },
    /// There is nothing of that name.
    #[error("{what}")]
    NotFound {
        /// What was looked for.
        what: String,
        /// What to do.
        hint: String,
    },
    /// The file is not there.
    #[error("there is no workspace at {}", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{} is {what}, not a steerco workspace", .path.display())]
    Foreign {
        /// Where.
        path: PathBuf,
        /// What it is.
        what: String,
    },
    /// The file was written by a newer steerco.
    #[error("{} was written by a newer steerco (format {found}, this one knows {known})", .path.display())]
    Newer {
        /// Where.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// The file was written by an older steerco, and has to be migrated before it can be written.
    #[error("{} was written by an older steerco (format {found}, this one writes {known})", .path.display())]
    Older {
        /// Where.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// The file is damaged.
    #[error("{} is damaged: {what}", .path.display())]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// Another process holds the file.
    #[error("{} is locked by another process", .0.display())]
    Busy(PathBuf),
    /// The file cannot be written.
    #[error("{} cannot be written: {why}", .path.display())]
    ReadOnly {
        /// Where.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A program ended in the middle of a save, whose journal beside the file has to be played back before anything is
    /// read.
    #[error("{}: a save was interrupted, and what it had begun is not taken back yet", .0.display())]
    Interrupted(PathBuf),
    /// The file was moved, deleted, replaced or emptied while it was open.
    #[error("{} {what}", .path.display())]
    Replaced {
        /// Where.
        path: PathBuf,
        /// One of [`GONE`], [`REPLACED`] and [`EMPTIED`].
        what: &'static str,
    },
    /// The target exists already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The disk is full.
    #[error("there is no room left for {}", .0.display())]
    Full(PathBuf),
    /// The file system refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Anything else that `SQLite` says.
    #[error("the database refused: {0}")]
    Sqlite(rusqlite::Error),
}

/// What happened to a file that is empty now.
pub(super) const EMPTIED: &str = "was emptied while it was open here";

/// What happened to a file in whose place there is another one.
pub(super) const REPLACED: &str = "was replaced while it was open here";

/// What happened to a file that is gone.
pub(super) const GONE: &str = "is not there any more (moved or deleted)";

/// The name of a damaged file whose path is not known; [`AtPath`] puts the path in its place.
pub(super) const UNNAMED: &str = "the workspace";

/// The hint for a damaged file.
const RESTORE: &str =
    "nothing was changed; restore a backup with `steerco restore FILE` (`steerco paths` names the folder)";

/// The result of the store's functions.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The error for something that was there when somebody saw it, and is no more.
    pub(super) fn gone(what: &str, hint: &str) -> Self {
        Self::NotFound { what: format!("that {what} is not there any more"), hint: hint.to_owned() }
    }

    /// Why a rule refused the change.
    ///
    /// # Errors
    /// The error itself, if it is no refusal by a rule.
    pub fn refusal(self) -> Result<Invalid> {
        match self {
            Self::Invalid(reason) => Ok(reason),
            Self::NotFound { what, hint } => Ok(Invalid::new(what).hint(hint)),
            Self::Conflict(conflict) => Ok(Invalid::new(conflict.to_string()).hint(Self::Conflict(conflict).hint())),
            other => Err(other),
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> String {
        let fixed = match self {
            Self::Invalid(invalid) => return invalid.hint.clone().unwrap_or_default(),
            Self::NotFound { hint, .. } => return hint.clone(),
            Self::Conflict(_) => "look at both values, then write the one that should stand",
            Self::Entangled { .. } => "take the newer changes back first, or correct the value by hand",
            Self::Dangling { .. } => "make what is missing first; nothing was changed",
            Self::AskFirst { .. } => "say --yes if you mean it",
            Self::Missing(_) => "make it with `steerco new PATH`, or look with `steerco workspaces`",
            Self::Foreign { what, .. } if what == NOTHING => {
                "if it was a workspace, bring a backup back with `steerco restore FILE` (`steerco paths` names the folder)"
            }
            Self::Foreign { .. } => "choose another path; nothing was changed",
            Self::Newer { .. } => "update steerco; nothing was changed",
            Self::Older { .. } => "any command that writes brings it to this format; until then it can be read",
            Self::Damaged { .. } => RESTORE,
            Self::Sqlite(error) if is_damage(error) => RESTORE,
            Self::Overtaken => "close it again; nothing was lost",
            Self::Busy(_) => "close the other program or wait until it is done, then try again",
            Self::ReadOnly { .. } => "check the permissions of the file and its folder, or read it with --read-only",
            Self::Interrupted(_) => {
                "open it once where it can be written, without --read-only: that takes it back, and nothing that was saved is lost"
            }
            Self::Replaced { what: EMPTIED, .. } => {
                "nothing of it is left there; restore a backup with `steerco restore FILE` (`steerco paths` names the folder)"
            }
            Self::Replaced { what: GONE, .. } => {
                "move it back if it was moved; else restore a backup with `steerco restore FILE` (`steerco paths` names the folder)"
            }
            Self::Replaced { .. } => {
                "open it again, in the program among the workspaces; what was saved before is in the file that stood there then, or in a backup (`steerco paths` names the folder)"
            }
            Self::Exists(_) => "choose another path, or say --force to overwrite it",
            Self::Full(_) => "make room on the disk, then try again; nothing was lost",
            Self::Io { .. } => "check the path and its permissions",
            Self::Sqlite(_) => "run `steerco doctor` and keep a copy of the file",
        };
        fixed.to_owned()
    }

    /// Is nothing of the file left in its place?
    #[must_use]
    pub fn is_of_a_lost_file(&self) -> bool {
        matches!(self, Self::Replaced { what: GONE | EMPTIED, .. })
    }

    /// Is the file gone from its place, but perhaps elsewhere?
    #[must_use]
    pub fn is_of_a_moved_file(&self) -> bool {
        matches!(self, Self::Replaced { what: GONE, .. })
    }

    /// The same error with the path of the file, if it had none.
    #[must_use]
    pub(crate) fn at(self, path: &Path) -> Self {
        match self {
            Self::Sqlite(error) => Self::sqlite(path, error),
            Self::Damaged { path: unnamed, what } if unnamed == Path::new(UNNAMED) => {
                Self::Damaged { path: path.to_owned(), what }
            }
            other => other,
        }
    }

    /// An error of the file system at `path`.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            io::ErrorKind::AlreadyExists => Self::Exists(path),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, why: source.kind().to_string() }
            }
            _ => Self::Io { path, source },
        }
    }

    /// The error of making something at `path`; that it does not exist yet is none.
    pub(crate) fn making(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => {
                Self::ReadOnly { path: path.to_owned(), why: "its folder takes no new file".to_owned() }
            }
            _ => Self::io(path, source),
        }
    }

    /// Does it say that the file is damaged?
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Damaged { .. } => true,
            Self::Sqlite(error) => is_damage(error),
            _ => false,
        }
    }

    /// An error of `SQLite` on the file at `path`.
    fn sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let code = error.sqlite_error_code();
        match code {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Self::Busy(path)
            }
            _ if is_damage(&error) => Self::Damaged { path, what: error.to_string() },
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::ReadOnly) if extended(&error) == Some(ffi::SQLITE_READONLY_ROLLBACK) => {
                Self::Interrupted(path)
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path, why: error.to_string() }
            }
            Some(ErrorCode::SystemIoFailure) => Self::Io { path, source: io::Error::other(error.to_string()) },
            _ => Self::Sqlite(error),
        }
    }
}

/// The extended code of an error of `SQLite`.
pub(super) fn extended(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|inner| inner.extended_code)
}

/// Does `SQLite` say that the file is damaged, or does a row hold what none of ours does?
fn is_damage(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        || matches!(
            error,
            rusqlite::Error::Utf8Error(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
        )
}

impl From<rusqlite::Error> for Error {
    /// Without the path, which the outermost call adds.
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Adds the path of the file to errors of `SQLite`.
pub(crate) trait AtPath<T> {
    fn at_path(self, path: &Path) -> Result<T>;
}

impl<T> AtPath<T> for Result<T> {
    fn at_path(self, path: &Path) -> Self {
        self.map_err(|error| error.at(path))
    }
}

impl<T> AtPath<T> for rusqlite::Result<T> {
    fn at_path(self, path: &Path) -> Result<T> {
        self.map_err(|error| Error::sqlite(path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_that_was_found_without_a_path_is_told_of_the_file() {
        let told = |path: &str| {
            let found: Result<()> = Err(Error::Damaged { path: path.into(), what: "a row is no JSON".to_owned() });
            found.at_path(Path::new("work.steerco")).unwrap_err().to_string()
        };
        assert_eq!(told(UNNAMED), "work.steerco is damaged: a row is no JSON");
        assert_eq!(told("copy.steerco"), "copy.steerco is damaged: a row is no JSON");
    }
}
