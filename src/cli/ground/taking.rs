//! Owns how a workspace file takes its place: only when it is complete, and over another one only where that was asked
//! for and a backup was made.

use std::path::{Path, PathBuf};

use super::failure::{Failure, Result};
use super::output::Output;
use super::places::name_of;
use super::session::Session;
use super::whole;
use crate::interaction::around::{option, quoted};
use crate::store::{self, Access, Error, Store};

/// The ending of a workspace that is being made.
const PART: &str = "part";

impl Session {
    /// May a workspace be written there? Over a file only where that was asked for, and a workspace is backed up first.
    pub fn may_take(&self, path: &Path, force: bool, output: &Output) -> Result<()> {
        if path.is_dir() {
            return Err(Error::Foreign { path: path.to_owned(), what: "a directory".to_owned() }.into());
        }
        whole::check_no_folder(path)?;
        if !path.exists() {
            return Ok(());
        }
        if !force {
            return Err(Error::Exists(path.to_owned()).into());
        }
        match self.open_at(path, Access::Read) {
            Ok(store) => {
                if let Some(copy) = self.keep(&store, "overwrite")? {
                    output.message(&kept_at(path, &copy, &option(&path.display().to_string()), true));
                }
            }
            Err(failure) if failure.status == 6 => output.message(&whole::set_aside(path)?),
            // What is not a workspace was meant by whoever named it; what cannot be opened may contain something.
            Err(failure) if failure.status == 3 => {}
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    /// A name beside a place that nobody else uses and that is no workspace's name: other files there are not ours.
    /// Removes what killed runs left there.
    #[must_use]
    pub fn beside(path: &Path) -> PathBuf {
        let stem = name_of(path);
        store::sweep(store::folder_of(path), |name| is_part_of(name, &stem));
        let names = (0..).map(|turn| path.with_extension(format!("{}-{turn}.{PART}", std::process::id())));
        names.into_iter().find(|name| !name.exists()).unwrap_or_default()
    }

    /// Puts a whole workspace into its place; what was there before goes only then.
    pub fn put_in_place(half: &Path, path: &Path) -> Result<()> {
        store::forget_journal(path)?;
        std::fs::rename(half, path).map_err(|error| Failure::new(1, format!("{}: {error}", path.display())))
    }

    /// Makes an empty workspace, which takes its place only when it is whole.
    pub fn make_in_place(&self, path: &Path, title: &str) -> Result<Store> {
        if !path.exists() {
            return self.make(path, title, false);
        }
        let half = Self::beside(path);
        drop(self.make(&half, title, false)?);
        Self::put_in_place(&half, path)?;
        self.open_at(path, Access::Write)
    }
}

/// Where the former content of the workspace at `path` is kept, and the command that restores it: `named` is its name
/// in a shell, and `force` is needed if another workspace took its place.
pub(in crate::cli) fn kept_at(path: &Path, copy: &Path, named: &str, force: bool) -> String {
    let (path, copy) = (path.display(), copy.display().to_string());
    let force = if force { " --force" } else { "" };
    let back = format!("steerco{named} restore {}{force}", quoted(&copy));
    format!("What {path} held is kept in {copy}. `{back}` brings it back; `undo` does not.")
}

/// Is it a name that [`Session::beside`] gives, or that of such a file's journal?
fn is_part_of(name: &str, stem: &str) -> bool {
    let rest = name.strip_suffix("-journal").unwrap_or(name).strip_prefix(stem);
    let numbers = rest.and_then(|rest| rest.strip_prefix('.')?.strip_suffix(PART)?.strip_suffix('.')?.split_once('-'));
    numbers.is_some_and(|(process, turn)| process.parse::<u32>().is_ok() && turn.parse::<u32>().is_ok())
}
