//! Owns the backups that a run makes by itself: one a day, one before something large, one before a workspace is
//! removed.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::Local;

use super::clock::moment_for_a_name;
use super::failure::Result;
use super::session::{Session, kind};
use crate::store::{self, Store};

/// How long it looks for damage in a file too large to wait for its copy. Another process may have to wait longer to
/// write.
const GLANCE: Duration = Duration::from_secs(1);

/// Why the copy is made that is made once a day.
const OF_THE_DAY: &str = "day";

impl Session {
    /// Copies the workspace before something large happens to it; answers what to say. If it is too large to wait for a
    /// copy, this looks for damage, as copying would.
    pub fn back_up(&self, store: &Store, why: &str) -> Result<Option<String>> {
        if store.read().newest_entry()? == 0 {
            return Ok(None);
        }
        let folder = self.places.backups(store.id()?);
        match store::automatic(store, &folder, &moment_for_a_name(), &kind(store, why))? {
            store::Kept::At(_) => Ok(None),
            store::Kept::TooLarge => {
                let begun = Instant::now();
                store.glance(move || begun.elapsed() > GLANCE)?;
                Ok(Some(format!(
                    "The file is over 100 MB, so no backup was made now; the screens make one a day, and \
                     `steerco{} backup FILE` makes one.",
                    self.option()
                )))
            }
        }
    }

    /// Copies a workspace before it goes, however long that takes; answers the copy. An empty one is not missed.
    pub fn keep(&self, store: &Store, why: &str) -> Result<Option<PathBuf>> {
        if store.read().newest_entry()? == 0 {
            return Ok(None);
        }
        let folder = self.places.backups(store.id()?);
        Ok(Some(store::at_once(store, &folder, &moment_for_a_name(), &kind(store, why))?))
    }

    /// Makes the daily backup of a writable workspace, unless that was tried today; answers what to say.
    ///
    /// # Errors
    /// Where the file is damaged, and only there: the failure has the status 6.
    pub fn back_up_today(&self, store: &Store) -> Result<Option<String>> {
        self.told_of_copy(self.try_today(store))
    }

    /// What to say of a daily backup that was tried.
    ///
    /// # Errors
    /// As of [`Self::back_up_today`].
    pub fn told_of_copy(&self, tried: Result<Option<String>>) -> Result<Option<String>> {
        match tried {
            Err(failure) if failure.status != 6 => {
                let command = format!("`steerco{} backup FILE` makes one", self.option());
                Ok(Some(format!("No backup was made today: {}; {command}.", failure.title)))
            }
            tried => tried,
        }
    }

    /// Begins the daily backup of a file too large to wait for; none where it is not too large, or was backed up today.
    pub fn begin_copy(&self, store: &Store) -> Result<Option<store::Copying>> {
        if !store.writable() || !store::is_large(store)? || store.read().newest_entry()? == 0 {
            return Ok(None);
        }
        let (folder, kind) = (self.places.backups(store.id()?), kind(store, OF_THE_DAY));
        if store::is_copied(&folder, &kind, Local::now().date_naive()) {
            return Ok(None);
        }
        Ok(store::Copying::begin(store, folder, moment_for_a_name(), kind))
    }

    fn try_today(&self, store: &Store) -> Result<Option<String>> {
        if !store.writable() {
            return Ok(None);
        }
        let (folder, kind) = (self.places.backups(store.id()?), kind(store, OF_THE_DAY));
        let today = Local::now().date_naive();
        if store::is_copied(&folder, &kind, today) || store::is_given_up(&folder, &kind, today) {
            return Ok(None);
        }
        let tried = self.back_up(store, OF_THE_DAY);
        let failed = tried.as_ref().map_or_else(|failure| failure.status != 6, Option::is_some);
        if failed {
            // If not even that can be kept, the next command tries again and says so.
            let _ = store::give_up(&folder, &kind, today);
        }
        tried
    }
}
