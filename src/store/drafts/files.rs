//! Owns which file keeps the drafts of a workspace. Copies of a workspace have its identity, so each has a file of its
//! own with a number. If a file goes, its number is free, and the others keep theirs: a window may have them open.
//!
//! Each file says where its workspace lay. A workspace takes the file that names its own place. If none does, it was
//! moved or is new: then it takes the file of a workspace that is gone, the newest written first, and never that of a
//! workspace which is still there.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{Drafts, PATIENCE, Seen, all, bring_home};
use crate::store::error::{AtPath, Error, Result};
use crate::store::header::resolved;
use crate::store::life;

impl Drafts {
    /// The drafts of the workspace at `workspace`, among those kept in `folder` under `name`. A copy of a workspace has
    /// its identity but not its drafts; a workspace that was moved takes them along.
    pub fn of(folder: &Path, name: &str, workspace: &Path) -> Result<Self> {
        let place = place_of(workspace);
        let there = turns(folder, name, &place);
        // Its file may have a number that is free.
        let mut tried = there.iter().copied().chain(free(&there));
        loop {
            let drafts = Self::open(&folder.join(file_of(name, tried.next().unwrap_or_default())))?;
            if !drafts.are_of_another(&place)? {
                drafts
                    .connection
                    .execute(
                        "INSERT INTO place (id, path) VALUES (1, ?1) ON CONFLICT DO UPDATE SET path = excluded.path \
                         WHERE path IS NOT excluded.path",
                        [&place],
                    )
                    .at_path(&drafts.path)?;
                return Ok(drafts);
            }
        }
    }

    /// The drafts that were left of the same workspace. No file is made or written.
    pub fn left(folder: &Path, name: &str, workspace: &Path) -> Result<Seen> {
        let Some(mut drafts) = Self::found(folder, name, workspace)? else {
            return Ok(Seen::default());
        };
        let mut all = all(&drafts.connection, "TRUE").at_path(&drafts.path)?;
        bring_home(&mut all, &drafts.path);
        Ok(drafts.see_first(all))
    }

    /// The file of the drafts of that workspace, damaged or not; if there is none, the one that would be made.
    pub fn file(folder: &Path, name: &str, workspace: &Path) -> Result<PathBuf> {
        match Self::found(folder, name, workspace) {
            Ok(Some(drafts)) => Ok(drafts.path),
            Ok(None) => Ok(folder.join(file_of(name, free(&numbers(folder, name)).next().unwrap_or_default()))),
            Err(Error::Damaged { path, .. }) => Ok(path),
            Err(error) => Err(error),
        }
    }

    /// Is a program running that keeps drafts of that workspace?
    pub fn are_kept_now(folder: &Path, name: &str, workspace: &Path) -> Result<bool> {
        Ok(life::is_anybody_there(&Self::file(folder, name, workspace)?))
    }

    /// The drafts of the workspace, to be read; none if none were kept. A damaged file does not tell whose it is: it is
    /// taken if there is no other.
    fn found(folder: &Path, name: &str, workspace: &Path) -> Result<Option<Self>> {
        let place = place_of(workspace);
        let mut damage = None;
        for turn in turns(folder, name, &place) {
            match Self::read(folder.join(file_of(name, turn)), &place) {
                Ok(None) => {}
                Err(error) if error.is_damage() => damage = damage.or(Some(error)),
                theirs => return theirs,
            }
        }
        damage.map_or(Ok(None), Err)
    }

    /// The drafts in that file, to be read; none if they are of a workspace at another place.
    fn read(path: PathBuf, place: &str) -> Result<Option<Self>> {
        let connection = to_read(&path).at_path(&path)?;
        let drafts = Self::over(connection, path, None);
        let is_theirs = !drafts.are_of_another(place)?;
        Ok(is_theirs.then_some(drafts))
    }

    /// Are they of a workspace at another place that is still there?
    fn are_of_another(&self, place: &str) -> Result<bool> {
        let kept: Option<String> =
            self.connection.query_row("SELECT path FROM place", [], |row| row.get(0)).optional().at_path(&self.path)?;
        Ok(kept.is_some_and(|kept| kept != place && Path::new(&kept).exists()))
    }
}

/// Opens a file to be read. A program that starts shows nothing before that, and may have waited for the file already.
fn to_read(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// The place of a workspace, as its drafts remember it.
fn place_of(workspace: &Path) -> String {
    resolved(workspace).to_string_lossy().into_owned()
}

/// The name of a file of drafts; `turn` is its number.
fn file_of(name: &str, turn: u32) -> String {
    if turn == 1 { format!("{name}.sqlite") } else { format!("{name}-{turn}.sqlite") }
}

/// What a file says about the workspace at a place, in the order in which files are tried.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// It names that place.
    Theirs,
    /// It cannot be read now, so it may name that place.
    Nothing,
    /// It names another place, or none; with the time of its last write.
    Others(Reverse<Option<i64>>),
    /// It is damaged.
    Damaged,
}

impl Says {
    fn of(path: &Path, place: &str) -> Self {
        let asked = || -> rusqlite::Result<(Option<String>, Option<i64>)> {
            let connection = to_read(path)?;
            let sql = "SELECT (SELECT path FROM place), (SELECT max(at) FROM draft)";
            connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        match asked().at_path(path) {
            Ok((Some(kept), _)) if kept == place => Self::Theirs,
            Ok((_, written)) => Self::Others(Reverse(written)),
            Err(error) if error.is_damage() => Self::Damaged,
            Err(_) => Self::Nothing,
        }
    }
}

/// The numbers of the files that exist, in the order in which the workspace at that place tries them.
fn turns(folder: &Path, name: &str, place: &str) -> Vec<u32> {
    let mut turns = numbers(folder, name);
    turns.sort_by_cached_key(|turn| (Says::of(&folder.join(file_of(name, *turn)), place), *turn));
    turns
}

/// The numbers of the files that exist.
fn numbers(folder: &Path, name: &str) -> Vec<u32> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| turn_of(entry.file_name().to_str()?, name)).collect()
}

/// The number of a file; none if it is no such file.
fn turn_of(file: &str, name: &str) -> Option<u32> {
    let number = file.strip_suffix(".sqlite")?.strip_prefix(name)?;
    let turn = if number.is_empty() { 1 } else { number.strip_prefix('-')?.parse().ok()? };
    (file_of(name, turn) == file).then_some(turn)
}

/// The numbers that are free.
fn free(there: &[u32]) -> impl Iterator<Item = u32> {
    (1..).filter(move |turn| !there.contains(turn))
}
