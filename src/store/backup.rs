//! Owns copies of a workspace: made by `SQLite`'s backup interface a few pages at a time, verified by opening them
//! again, and thinned out as they age.
//!
//! A copy takes 256 pages a step, so that others can write between steps. Once whole it is checked, which finds damage
//! that nobody looked for. It takes about a second for 100 MB. Up to that size, once a day, whoever opens the file to
//! write waits for it. For a larger file the screens leave it to a thread with a connection of its own (`Copying`),
//! which starts again if somebody writes meanwhile, and is given up when the program ends. A command makes no copy of a
//! larger file, but reads through it with the same check, for a second: a check without a copy keeps writers out. Only
//! what leaves nothing of the file (a migration, a restore, `--force`) waits for its copy whatever the size.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
    ffi,
};

use super::doctor::{STEPS, check_structure};
use super::error::{AtPath, Error, Result};
use super::header::{self, Identity};
use super::open::{Store, format_of};
use crate::domain::Invalid;

/// Nobody waits for the copy of a larger file. A copy takes about a second for each such amount.
const LARGEST: u64 = 100 << 20;
/// Pages a step; between steps another process may write.
const PAGES: i32 = 256;
/// The pages of a copy are written once and read once. To keep them would take memory from the workspace's own.
const ONCE: &str = "PRAGMA cache_size = -256";
/// How many copies stay of each age.
const RECENT: usize = 10;
const DAILY: usize = 7;
const WEEKLY: usize = 4;
const MONTHLY: usize = 12;
/// The bytes that the copies of one kind may take together. The newest one always stays.
const ROOM: u64 = 40 * LARGEST;

/// Should a copy be given up half-way?
type Stop = Arc<AtomicBool>;

/// What an automatic backup did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A copy was made here.
    At(PathBuf),
    /// No copy was made, as the file is too large to wait for.
    TooLarge,
}

/// A copy that a thread makes while others work with the file. Dropping this gives it up.
#[derive(Debug)]
pub struct Copying {
    /// Where the copy goes.
    folder: PathBuf,
    stop: Stop,
    thread: Option<JoinHandle<Result<()>>>,
}

/// The error of a thread that did not come to its end.
const BROKE: &str = "making the copy broke off";

impl Copying {
    /// Begins what [`automatic`] does, whatever the size of the file; none if the file cannot be read beside others.
    #[must_use]
    pub fn begin(store: &Store, folder: PathBuf, stamp: String, kind: String) -> Option<Self> {
        let mut beside = store.reader.beside()?;
        let path = store.path().to_owned();
        let stop = Stop::default();
        let (told, into) = (Arc::clone(&stop), folder.clone());
        let thread = thread::spawn(move || match beside.reader() {
            Some(reader) => keep(&reader.connection, &path, &into, &stamp, &kind, &told).map(drop),
            // The file was replaced, or was being written just now.
            None => Err(Error::Busy(path)),
        });
        Some(Self { folder, stop, thread: Some(thread) })
    }

    /// How it ended, told once; none while it is being made.
    ///
    /// # Errors
    /// If copying failed; damage of the file is among the reasons.
    pub fn done(&mut self) -> Option<Result<()>> {
        let ended = self.thread.take_if(|thread| thread.is_finished())?.join();
        // A thread that panicked made no copy.
        Some(ended.unwrap_or_else(|_| Err(Error::Io { path: self.folder.clone(), source: io::Error::other(BROKE) })))
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Is the file too large to wait for its copy?
///
/// # Errors
/// If it is not there.
pub fn is_large(store: &Store) -> Result<bool> {
    let size = fs::metadata(store.path()).map_err(|error| Error::io(store.path(), error))?.len();
    Ok(size > LARGEST)
}

/// Copies the workspace to `to`, which must not exist unless `force`.
pub fn copy_to(store: &Store, to: &Path, force: bool) -> Result<()> {
    copy(&store.reader.connection, store.path(), to, force, &Stop::default())
}

/// Copies the file at `path`, open as `from`.
fn copy(from: &Connection, path: &Path, to: &Path, force: bool, stop: &Stop) -> Result<()> {
    if to.is_dir() {
        return Err(Error::Foreign { path: to.to_owned(), what: "a directory".to_owned() });
    }
    if to.exists() && !force {
        return Err(Error::Exists(to.to_owned()));
    }
    if to.exists() && Identity::of(to).ok() == Identity::of(path).ok() {
        return Err(Invalid::new(format!("{} is the workspace itself", to.display())).hint("name another file").into());
    }
    let folder = header::folder_of(to);
    if !folder.is_dir() {
        let what = format!("there is no folder {}", folder.display());
        return Err(Error::NotFound { what, hint: "make it, or choose another path".to_owned() });
    }
    let half = header::half(to)?;
    let mut copy = Connection::open(&half).at_path(&half)?;
    copy.execute_batch(ONCE).at_path(&half)?;
    copy_pages(from, &mut copy, stop).at_path(to).map_err(|error| match error {
        Error::Busy(_) => Error::Busy(path.to_owned()),
        Error::Damaged { what, .. } => Error::Damaged { path: path.to_owned(), what },
        other => other,
    })?;
    drop(copy);
    // Every page of the workspace went through the cache: what is needed is read again.
    from.execute_batch("PRAGMA shrink_memory").at_path(path)?;
    // A copy made page by page is damaged if its original is.
    verify_until(&half, stop).map_err(|error| match error {
        Error::Damaged { what, .. } => Error::Damaged { path: path.to_owned(), what },
        other => other,
    })?;
    header::put_in_place(half, to, force)
}

/// How many steps in a row another process may hold up: about two seconds.
const PATIENCE: u32 = 200;

fn copy_pages(from: &Connection, to: &mut Connection, stop: &Stop) -> Result<()> {
    let backup = Backup::new(from, to)?;
    let mut held = 0;
    loop {
        if stop.load(Ordering::Relaxed) {
            let interrupted = ffi::Error::new(ffi::SQLITE_INTERRUPT);
            return Err(Error::Sqlite(rusqlite::Error::SqliteFailure(interrupted, None)));
        }
        match backup.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::More => held = 0,
            _ if held < PATIENCE => held += 1,
            _ => return Err(Error::Busy(PathBuf::new())),
        }
        std::thread::sleep(Duration::from_millis(if held > 0 { 10 } else { 1 }));
    }
}

/// Opens a copy and lets `SQLite` check it, references included.
///
/// # Errors
/// If it is damaged, or no workspace.
pub fn verify(path: &Path) -> Result<()> {
    verify_until(path, &Stop::default())
}

fn verify_until(path: &Path, stop: &Stop) -> Result<()> {
    header::inspect(path)?;
    let mut copy = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).at_path(path)?;
    let stop = Arc::clone(stop);
    copy.execute_batch(ONCE).at_path(path)?;
    copy.progress_handler(STEPS, Some(move || stop.load(Ordering::Relaxed))).at_path(path)?;
    format_of(&copy, path)?;
    check_structure(&copy, path)
}

/// Copies the workspace into `folder`, under a name that begins with `stamp` (`2026-11-24T130501`) and ends with
/// `kind`. Then removes copies of that kind that have aged out; copies of other kinds, or of another file, stay.
pub fn automatic(store: &Store, folder: &Path, stamp: &str, kind: &str) -> Result<Kept> {
    if is_large(store)? {
        return Ok(Kept::TooLarge);
    }
    keep(&store.reader.connection, store.path(), folder, stamp, kind, &Stop::default()).map(Kept::At)
}

/// The same whatever the size of the file, before something rare that leaves nothing of it. Returns the path of the
/// copy.
pub fn at_once(store: &Store, folder: &Path, stamp: &str, kind: &str) -> Result<PathBuf> {
    keep(&store.reader.connection, store.path(), folder, stamp, kind, &Stop::default())
}

fn keep(from: &Connection, path: &Path, folder: &Path, stamp: &str, kind: &str, stop: &Stop) -> Result<PathBuf> {
    header::create_private_dir(folder)?;
    let to = folder.join(format!("{stamp}-{kind}.steerco"));
    copy(from, path, &to, true, stop)?;
    thin_out(folder, kind)?;
    Ok(to)
}

/// The names of the copies of a kind, oldest first.
fn names_of(folder: &Path, kind: &str) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| day_of(name).is_some() && is_of(name, kind)).collect();
    names.sort();
    Ok(names)
}

/// Removes the copies of a kind that have aged out, or for which newer ones leave no room.
///
/// # Errors
/// If the folder cannot be read, or a copy cannot be removed.
pub fn thin_out(folder: &Path, kind: &str) -> Result<()> {
    let names = names_of(folder, kind).map_err(|error| Error::io(folder, error))?;
    let staying = staying(&names);
    let mut taken = 0;
    for (age, name) in names.iter().rev().enumerate() {
        let path = folder.join(name);
        let size = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        if age == 0 || (staying.contains(name.as_str()) && taken + size <= ROOM) {
            taken += size;
        } else {
            fs::remove_file(&path).map_err(|error| Error::io(&path, error))?;
        }
    }
    Ok(())
}

fn day_of(name: &str) -> Option<NaiveDate> {
    name.get(..10).and_then(|day| day.parse().ok())
}

/// The part of a copy's name after the time.
fn kind_of(name: &str) -> Option<&str> {
    let (_, kind) = name.strip_suffix(".steerco")?.get(10..)?.split_once('-')?;
    Some(kind)
}

/// The newest copy in a folder, whatever its kind.
#[must_use]
pub fn newest(folder: &Path) -> Option<PathBuf> {
    let names = fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| day_of(name).is_some() && kind_of(name).is_some()).max().map(|name| folder.join(name))
}

/// Is it the name of a copy of that kind? Older names gave only the reason and not the file: they count as this file's,
/// so that they age out too.
fn is_of(name: &str, kind: &str) -> bool {
    let reason = kind.split_once('-').map_or(kind, |(_, reason)| reason);
    kind_of(name).is_some_and(|found| found == kind || found == reason)
}

/// Is there a copy of that kind in the folder that was made on that day?
#[must_use]
pub fn is_copied(folder: &Path, kind: &str, day: NaiveDate) -> bool {
    names_of(folder, kind).unwrap_or_default().iter().any(|name| day_of(name) == Some(day))
}

/// Where the day is noted on which no copy of that kind could be made; one file for each kind.
fn given_up(folder: &Path, kind: &str) -> PathBuf {
    folder.join(format!("{kind}.given-up"))
}

/// Notes that no copy of that kind could be made on that day, so that it is not tried again.
///
/// # Errors
/// If the folder cannot be written to.
pub fn give_up(folder: &Path, kind: &str, day: NaiveDate) -> Result<()> {
    header::create_private_dir(folder)?;
    let path = given_up(folder, kind);
    fs::write(&path, day.to_string()).map_err(|error| Error::io(&path, error))
}

/// Could no copy of that kind be made on that day?
#[must_use]
pub fn is_given_up(folder: &Path, kind: &str, day: NaiveDate) -> bool {
    fs::read_to_string(given_up(folder, kind)).is_ok_and(|kept| kept == day.to_string())
}

/// The year and the number of the day, week or month that a day falls into.
type Span = fn(NaiveDate) -> (i32, u32);

/// The names that stay of one kind (oldest first): the newest ones, and the last of each day, week and month.
fn staying(names: &[String]) -> HashSet<&str> {
    let mut staying: HashSet<&str> = names.iter().rev().take(RECENT).map(String::as_str).collect();
    let spans: [(usize, Span); 3] = [
        (DAILY, |day| (day.year(), day.ordinal())),
        (WEEKLY, |day| (day.iso_week().year(), day.iso_week().week())),
        (MONTHLY, |day| (day.year(), day.month())),
    ];
    for (count, span) in spans {
        let mut seen = HashSet::new();
        let last_of_each = names.iter().rev().filter(|name| day_of(name).is_some_and(|day| seen.insert(span(day))));
        staying.extend(last_of_each.take(count).map(String::as_str));
    }
    staying
}

/// Makes the workspace at `to` the same as the copy at `from`, which [`verify`] found sound. If `to` exists, its pages
/// are replaced in one transaction, so that other processes see either the old or the new. The caller has made a copy
/// of it.
pub fn restore(from: &Path, to: &Path) -> Result<()> {
    if Identity::of(from).ok() == Identity::of(to).ok() && to.exists() {
        let error = Invalid::new(format!("{} is that workspace itself", from.display()));
        return Err(error.hint("name a copy: `steerco paths` says where backups are kept").into());
    }
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY).at_path(from)?;
    if !to.exists() {
        return copy(&source, from, to, false, &Stop::default());
    }
    let mut target = Connection::open(to).at_path(to)?;
    copy_pages(&source, &mut target, &Stop::default()).map_err(|error| match error {
        Error::Busy(_) => Error::Busy(to.to_owned()),
        other => other,
    })?;
    drop(target);
    verify(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_thin_out_as_they_age() {
        let start: NaiveDate = "2025-01-01".parse().unwrap();
        let names: Vec<String> = (0..400)
            .flat_map(|day| {
                let date = start + chrono::Duration::days(day);
                [format!("{date}T080000-import.steerco"), format!("{date}T170000-import.steerco")]
            })
            .collect();
        let staying = staying(&names);
        assert!(names.iter().rev().take(RECENT).all(|name| staying.contains(name.as_str())));
        assert!(staying.len() <= RECENT + DAILY + WEEKLY + MONTHLY);
        assert!(staying.contains("2025-12-31T170000-import.steerco"), "the last of a month");
        assert!(!staying.contains("2025-06-11T080000-import.steerco"));
    }

    #[test]
    fn copies_of_one_kind_and_file_do_not_push_out_others() {
        let folder = tempfile::tempdir().unwrap();
        let others =
            ["2025-03-03T080000000-a1-day", "2025-03-03T090000000-b2-import", "2025-03-03T090000000-migration"];
        let many = (10..40).map(|minute| format!("2025-03-04T10{minute}00000-a1-import"));
        for name in others.map(str::to_owned).into_iter().chain(many) {
            fs::write(folder.path().join(format!("{name}.steerco")), b"").unwrap();
        }
        thin_out(folder.path(), "a1-import").unwrap();
        assert_eq!(names_of(folder.path(), "a1-import").unwrap().len(), RECENT);
        assert!(others.iter().all(|name| folder.path().join(format!("{name}.steerco")).exists()));
        let day: NaiveDate = "2025-03-03".parse().unwrap();
        assert!(is_copied(folder.path(), "a1-day", day) && !is_copied(folder.path(), "b2-day", day));
    }

    #[test]
    fn copies_of_a_large_file_take_no_more_room_than_there_is() {
        let folder = tempfile::tempdir().unwrap();
        for day in 1..=6 {
            let file =
                fs::File::create(folder.path().join(format!("2025-03-0{day}T080000000-a1-day.steerco"))).unwrap();
            file.set_len(10 * LARGEST).unwrap();
        }
        thin_out(folder.path(), "a1-day").unwrap();
        let names = names_of(folder.path(), "a1-day").unwrap();
        assert_eq!(names.len(), 4, "{names:?}");
        assert!(names[0].starts_with("2025-03-03"), "{names:?}");
        // One that is larger than all of that is the newest, and stays alone.
        let file = fs::File::create(folder.path().join("2025-03-07T080000000-a1-day.steerco")).unwrap();
        file.set_len(ROOM + 1).unwrap();
        thin_out(folder.path(), "a1-day").unwrap();
        assert_eq!(names_of(folder.path(), "a1-day").unwrap(), ["2025-03-07T080000000-a1-day.steerco"]);
    }

    #[test]
    fn a_copy_whose_thread_broke_down_is_told() {
        let thread = thread::spawn(|| -> Result<()> { panic!("a test of what breaks down") });
        while !thread.is_finished() {
            thread::yield_now();
        }
        let mut copying = Copying { folder: PathBuf::from("backups"), stop: Stop::default(), thread: Some(thread) };
        let told = copying.done().unwrap().unwrap_err().to_string();
        assert_eq!(told, "backups: making the copy broke off");
        assert!(copying.done().is_none(), "told once");
    }

    #[test]
    fn what_was_left_half_made_goes_once_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".steerco-halfNow456"), b"").unwrap();
        let now = fs::metadata(folder.path().join(".steerco-halfNow456")).unwrap().modified().unwrap();
        let old = now - Duration::from_hours(2);
        let left = [".steerco-halfAbc123", ".steerco-halfAbc123-journal", ".steerco-copyAbc123"];
        let others = ["2025-03-03T090000000-a1-day.steerco", ".other", ".steerco-half-notes", ".steerco-halfAbc123.md"];
        for name in left.into_iter().chain(others) {
            fs::File::create(folder.path().join(name)).unwrap().set_modified(old).unwrap();
        }
        drop(header::half(&folder.path().join("copy.steerco")).unwrap());
        assert!(left.iter().all(|name| !folder.path().join(name).exists()));
        for name in others.into_iter().chain([".steerco-halfNow456"]) {
            assert!(folder.path().join(name).exists(), "{name}");
        }
    }

    #[test]
    fn copies_whose_names_tell_the_reason_alone_age_out_with_those_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: String| fs::write(folder.path().join(name + ".steerco"), b"").unwrap();
        (10..40).for_each(|minute| put(format!("2025-03-03T10{minute}00-import")));
        (10..40).for_each(|minute| put(format!("2025-03-04T10{minute}00000-a1-import")));
        put("2025-03-03T090000-day".to_owned());
        thin_out(folder.path(), "a1-import").unwrap();
        // The newest, and the last of the day before.
        assert_eq!(names_of(folder.path(), "a1-import").unwrap().len(), RECENT + 1);
        assert!(folder.path().join("2025-03-03T103900-import.steerco").exists());
        assert!(folder.path().join("2025-03-03T090000-day.steerco").exists(), "made for another reason");
    }
}
