//! Owns drafts: what was typed and not yet saved. They are in a file of their own, because the workspace may be locked,
//! full or read-only at that moment.
//!
//! Every draft has a place: the form or field in which it was typed. What a program is writing lies under the program's
//! name (`beside/NAME/…`), so that no other one overwrites, saves or drops it. A file that the program keeps locked
//! (`life`) tells whether it still runs. What nobody is writing lies at its place or, if that is taken, beside it under
//! a number (`beside/2/…`), which is no program's name; it is for whoever comes next.
//!
//! A form takes a draft up by holding it, which only one program can, and only if the draft is still as it was seen.
//! What no form takes up (a cell of the week, a pasted block) is held by a program while its week is on the screen. Of
//! the drafts at one place, each program calls one by the place itself, its own first, and the others by where they
//! lie. What was dropped, or emptied by one key, is kept apart under the key that it had, so that it comes back where
//! it was. Rows that were marked for drafts are kept once (`place/marked/…`, under a digest of them), and go when no
//! draft names them.
//!
//! Before each write and look, the file is checked to be the one that was opened. If it is gone, everything known of it
//! counts as not kept until it is written into a new file (`Drafts::write_again`).

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{AtPath, Error, Result};
use super::header::{self, Identity};
use super::life::{self, Life};

/// Dropped drafts are kept so long, in milliseconds, so that dropping one can be undone.
const THIRTY_DAYS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Begins the keys of things that a program remembers for its own use: where somebody is, what was said of a file,
/// which tables were taken in. They belong to nobody: the last write counts.
pub const PLACES: &str = "place/";

/// Begins the keys among them that several drafts name. They go when no draft does.
pub const MARKS: &str = "place/marked/";

/// Begins the keys of drafts that do not lie at their place. A program's name follows, and the place, for what that
/// program writes; or a number, which is no program's name, for what nobody writes and whose place was taken.
const BESIDE: &str = "beside/";

/// Begins the name for a draft that lies at its place, in a program that calls another one by that place.
const UNSEEN: &str = "beside//";

/// A write waits so long for another program's. To open waits longer, as nothing is kept before that.
const PATIENCE: Duration = Duration::from_secs(1);
const PATIENCE_OF_OPENING: Duration = Duration::from_secs(5);

/// The drafts whose changes are told to other programs: where somebody is in one window says nothing in another. The
/// sign after the slash ends the range of keys that begin so.
// The sign after a slash ends the range of what begins so.
const SHARED: &str = "(key < 'place/' OR key >= 'place0' OR key >= 'place/marked/' AND key < 'place/marked0')";

// Marks go when no draft names them.
const TABLES: &str = "CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL, \
     dropped INTEGER) STRICT, WITHOUT ROWID; \
     CREATE TABLE IF NOT EXISTS dropped (id INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL, \
     at INTEGER NOT NULL) STRICT; \
     INSERT INTO dropped (key, body, at) SELECT key, body, dropped FROM draft WHERE dropped IS NOT NULL \
     ORDER BY dropped; DELETE FROM draft WHERE dropped IS NOT NULL; \
     DELETE FROM draft WHERE key >= 'place/marked/' AND key < 'place/marked0' \
     AND NOT EXISTS (SELECT 1 FROM draft AS other WHERE instr(other.body, draft.key) > 0) \
     AND NOT EXISTS (SELECT 1 FROM dropped WHERE instr(dropped.body, draft.key) > 0); \
     CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY CHECK (id = 1), path TEXT NOT NULL) STRICT;";

/// What was typed at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its place: `pilot/p0…/note`.
    pub key: String,
    /// What was typed, as the form stores it.
    pub body: String,
}

/// What was new at a look at the drafts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Everything that other programs are writing now.
    pub writing: Vec<Draft>,
    /// What nobody writes, and can be taken up.
    pub came: Vec<Draft>,
    /// What can no longer be taken up, as another program took it up, saved it or dropped it.
    pub gone: Vec<String>,
}

/// A draft that nobody was writing when it was seen.
#[derive(Debug, Clone)]
struct Left {
    /// The key under which it lies.
    lies: String,
    body: String,
}

/// The drafts of one workspace.
#[derive(Debug)]
pub struct Drafts {
    connection: Connection,
    path: PathBuf,
    /// The identity of the file that was opened.
    identity: Option<Identity>,
    /// The sign of this program, under whose name its drafts lie; none if drafts are only looked at.
    life: Option<Life>,
    /// What this program writes, by its place.
    own: BTreeMap<String, String>,
    /// What nobody was writing at the last look, by the name that it has here. Only that can be taken up, and only as
    /// it was seen.
    known: BTreeMap<String, Left>,
    /// What others were writing at the last look.
    writing: Vec<Draft>,
    /// The number of another program's last write then; none before the first look.
    version: Option<i64>,
    /// Where a damaged file was put, until that is told.
    aside: Option<PathBuf>,
}

impl Drafts {
    /// Opens the drafts at `path`; file and folder are made if missing. A damaged file is put aside, as otherwise
    /// nothing could ever be kept again.
    pub fn open(path: &Path) -> Result<Self> {
        match Self::made(path) {
            Err(error) if error.is_damage() => {
                let aside = header::set_aside(path)?;
                header::forget_journal(path)?;
                Ok(Self { aside: Some(aside), ..Self::made(path)? })
            }
            other => other,
        }
    }

    /// Another program may be making them at the same moment.
    fn made(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            header::create_private_dir(folder)?;
        }
        if let Err(error) = header::create_private(path)
            && !path.exists()
        {
            return Err(error);
        }
        let mut connection = Connection::open(path).at_path(path)?;
        prepare(&mut connection).at_path(path)?;
        check(&connection, path)?;
        let life = Life::begin(path).map_err(|error| Error::making(path, error))?;
        Ok(Self::over(connection, path.to_owned(), Some(life)))
    }

    fn over(connection: Connection, path: PathBuf, life: Option<Life>) -> Self {
        let identity = Identity::of(&path).ok();
        let (own, known) = (BTreeMap::new(), BTreeMap::new());
        Self { connection, path, identity, life, own, known, writing: Vec::new(), version: None, aside: None }
    }

    /// Where the damaged file is that was found here; told once.
    pub fn take_aside(&mut self) -> Option<PathBuf> {
        self.aside.take()
    }

    /// Is the file that was opened still there? If not, nothing that was kept can be found again.
    #[must_use]
    pub fn is_there(&self) -> bool {
        match Identity::of(&self.path) {
            Ok(identity) => self.identity == Some(identity) && !header::is_empty(&self.path),
            // In a folder that may not be read, it may still be there.
            Err(error) => error.kind() == ErrorKind::PermissionDenied,
        }
    }

    /// The names here of all texts in it.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        self.own.keys().chain(self.known.keys()).filter(|key| !key.starts_with(PLACES)).cloned().collect()
    }

    /// The text of this name, as last written or seen.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.own.get(key).or_else(|| self.known.get(key).map(|left| &left.body)).map(String::as_str)
    }

    /// Writes everything that was in a file which is gone. What nobody was writing is left where it may lie already, as
    /// another program knew it too.
    pub fn write_again(&mut self, gone: &Self, at: i64) -> Result<()> {
        let name = self.life.as_ref().map_or("", Life::name);
        let known = transact(&mut self.connection, &self.path, |connection| {
            for (place, body) in &gone.own {
                put(connection, &under(name, place), body, at)?;
            }
            let mut known = BTreeMap::new();
            for (called, Left { lies, body }) in &gone.known {
                let is_place = called.starts_with(PLACES);
                let lies = if is_place { lies.clone() } else { home_for(connection, typed_at(lies), body)? };
                if text_at(connection, &lies)?.is_none() {
                    put(connection, &lies, body, at)?;
                }
                known.insert(called.clone(), Left { lies, body: body.clone() });
            }
            Ok(known)
        })?;
        (self.own, self.known) = (gone.own.clone(), known);
        Ok(())
    }

    /// Keeps several drafts in one write. A body of none means that the draft was saved, and goes. What another program
    /// writes at these places, or took up there, stays.
    pub fn keep(&mut self, drafts: &[(String, Option<String>)], at: i64) -> Result<()> {
        let name = self.life.as_ref().map_or("", Life::name);
        let taken =
            transact(&mut self.connection, &self.path, |connection| write(connection, drafts, name, &self.known, at))?;
        for key in taken {
            self.known.remove(key);
        }
        for (key, body) in drafts {
            match body.clone() {
                Some(body) if key.starts_with(PLACES) => {
                    self.known.insert(key.clone(), Left { lies: key.clone(), body });
                }
                Some(body) => drop(self.own.insert(key.clone(), body)),
                None => drop(self.own.remove(key)),
            }
        }
        Ok(())
    }

    /// Holds a draft that was left, to go on with it at a place, unless another program was faster. What else was held
    /// at that place is left beside it.
    pub fn hold(&mut self, key: &str, place: &str) -> Result<()> {
        let (mine, makes_room) = (self.mine(place), key != place);
        let held = transact(&mut self.connection, &self.path, |connection| {
            if makes_room {
                leave(connection, &mine, place)?;
            }
            Ok(text_at(connection, &mine)?.is_none() && take(connection, key, &mine, &self.known)?)
        })?;
        if makes_room {
            self.call_anew(place);
        }
        if held && let Some(Left { body, .. }) = self.known.remove(key) {
            self.own.insert(place.to_owned(), body);
        }
        Ok(())
    }

    /// The name of this place is another draft's now: the next look renames what had it.
    fn call_anew(&mut self, place: &str) {
        self.own.remove(place);
        self.known.remove(place);
        self.version = None;
    }

    /// Lets go of a place: what was typed there is left for whoever comes next, there or beside what lies there.
    pub fn let_go(&mut self, key: &str) -> Result<()> {
        let mine = self.mine(key);
        let lies = transact(&mut self.connection, &self.path, |connection| leave(connection, &mine, key))?;
        if let Some(lies) = lies {
            self.own.remove(key);
            self.known.insert(key.to_owned(), lies);
        }
        Ok(())
    }

    /// Drops what this program wrote at a place, or what nobody writes. It can be brought back for thirty days,
    /// whatever is typed there meanwhile.
    pub fn drop_draft(&mut self, key: &str, at: i64) -> Result<()> {
        let mine = self.mine(key);
        let taken = transact(&mut self.connection, &self.path, |connection| {
            let taken = take(connection, key, &mine, &self.known)?;
            put_away(connection, &mine, key, at)?;
            connection.execute("DELETE FROM draft WHERE key = ?1", [&mine])?;
            connection.execute("DELETE FROM dropped WHERE at < ?1", [at.saturating_sub(THIRTY_DAYS)])?;
            Ok(taken)
        })?;
        self.own.remove(key);
        if taken {
            self.known.remove(key);
        }
        Ok(())
    }

    /// The key of what this program writes at a place.
    fn mine(&self, place: &str) -> String {
        under(self.life.as_ref().map_or("", Life::name), place)
    }

    /// Brings back the draft that was dropped last: at its place, or beside another one that is still there. What is
    /// being typed at its place is dropped for it; what was left there lies beside it.
    pub fn undrop(&mut self, at: i64) -> Result<Option<Draft>> {
        let name = self.life.as_ref().map_or("", Life::name);
        let brought = transact(&mut self.connection, &self.path, |connection| {
            let Some((id, key, body)) = last_dropped(connection)? else {
                return Ok(None);
            };
            connection.execute("DELETE FROM dropped WHERE id = ?1", [id])?;
            let place = typed_at(&key);
            let gives_way = key == place && self.own.contains_key(place);
            let lies = if gives_way { under(name, place) } else { home_for(connection, place, &body)? };
            if gives_way {
                put_away(connection, &lies, place, at)?;
            }
            put(connection, &lies, &body, at)?;
            Ok(Some((key, body, lies, gives_way)))
        })?;
        let Some((key, body, lies, gives_way)) = brought else {
            return Ok(None);
        };
        let place = typed_at(&key);
        let is_free = !self.own.contains_key(place) && !self.known.contains_key(place);
        let called = if key == place || is_free { place.to_owned() } else { aside(&lies) };
        if gives_way {
            self.own.insert(called.clone(), body.clone());
        } else {
            // The next look renames what had this name.
            self.known.insert(called.clone(), Left { lies, body: body.clone() });
            self.version = None;
        }
        Ok(Some(Draft { key: called, body }))
    }

    /// The first look, before anything is typed: every draft that is not dropped. What ended programs were writing
    /// counts as left.
    pub fn all(&mut self) -> Result<Seen> {
        let all = transact(&mut self.connection, &self.path, |connection| {
            let mut all = all(connection, "TRUE")?;
            for (from, to) in bring_home(&mut all, &self.path) {
                move_to(connection, &from, &to)?;
            }
            Ok(all)
        })?;
        Ok(self.see_first(all))
    }

    /// Everything is seen for the first time: what lies at a place has the name of that place.
    fn see_first(&mut self, all: Vec<Draft>) -> Seen {
        let at_places = all.iter().filter(|draft| typed_at(&draft.key) == draft.key);
        let seen = |Draft { key, body }: &Draft| (key.clone(), Left { lies: key.clone(), body: body.clone() });
        self.known = at_places.map(seen).collect();
        let Sorted { writing, free } = self.sorted(all);
        self.writing.clone_from(&writing);
        let came = free.iter().map(called).collect();
        self.known = free;
        Seen { writing, came, gone: Vec::new() }
    }

    /// Looks at what other programs have done since; none if nothing. The end of a program is noticed without any write
    /// of it.
    pub fn look(&mut self) -> Result<Option<Seen>> {
        let version: i64 =
            self.connection.pragma_query_value(None, "data_version", |row| row.get(0)).at_path(&self.path)?;
        let writers: BTreeSet<&str> = self.writing.iter().filter_map(|draft| writer(&draft.key)).collect();
        if self.version == Some(version) && writers.iter().all(|name| life::lives(&self.path, name)) {
            return Ok(None);
        }
        let Sorted { writing, free } = self.sorted(all(&self.connection, SHARED).at_path(&self.path)?);
        let is_news = |(key, left): &(&String, &Left)| self.known.get(*key).is_none_or(|known| known.body != left.body);
        let came: Vec<Draft> = free.iter().filter(is_news).map(called).collect();
        let is_gone = |key: &&String| is_shared(key) && !free.contains_key(*key) && !self.own.contains_key(*key);
        let gone: Vec<String> = self.known.keys().filter(is_gone).cloned().collect();
        let is_same = came.is_empty() && gone.is_empty() && writing == self.writing;
        self.version = Some(version);
        self.known.retain(|key, _| !is_shared(key));
        self.known.extend(free);
        self.writing.clone_from(&writing);
        Ok((!is_same).then_some(Seen { writing, came, gone }))
    }

    /// Sorts what is on the disk and not this program's by its writer.
    fn sorted(&self, all: Vec<Draft>) -> Sorted {
        let mut sorted = Sorted::default();
        let mut running = BTreeMap::new();
        for draft in all {
            match writer(&draft.key) {
                Some(name) if self.life.as_ref().is_some_and(|life| life.name() == name) => {}
                Some(name) if *running.entry(name.to_owned()).or_insert_with(|| life::lives(&self.path, name)) => {
                    sorted.writing.push(draft);
                }
                _ => {
                    let called = self.calls(&draft);
                    sorted.free.insert(called, Left { lies: draft.key, body: draft.body });
                }
            }
        }
        sorted
    }

    /// The name here of a draft that nobody writes: that of its place if it had that name before, wherever it lies by
    /// now.
    fn calls(&self, draft: &Draft) -> String {
        let place = typed_at(&draft.key);
        let is_known = self.known.get(place).is_some_and(|known| known.body == draft.body);
        if is_known || place.starts_with(PLACES) { place.to_owned() } else { aside(&draft.key) }
    }
}

/// What is on the disk, by its writer.
#[derive(Default)]
struct Sorted {
    /// Other programs that run.
    writing: Vec<Draft>,
    /// Nobody, by its name in this program.
    free: BTreeMap<String, Left>,
}

/// A draft that nobody writes, under its name.
fn called((key, left): (&String, &Left)) -> Draft {
    Draft { key: key.clone(), body: left.body.clone() }
}

/// Makes the tables in one transaction.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE_OF_OPENING)?;
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    let transaction = begin(connection)?;
    transaction.execute_batch(TABLES)?;
    transaction.commit()?;
    connection.busy_timeout(PATIENCE)
}

/// Is every page sound? Such a file is short.
fn check(connection: &Connection, path: &Path) -> Result<()> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).at_path(path)?;
    if said == "ok" { Ok(()) } else { Err(Error::Damaged { path: path.to_owned(), what: said }) }
}

/// Does something in one transaction.
fn transact<T>(
    connection: &mut Connection,
    path: &Path,
    act: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<T> {
    let transaction = begin(connection).at_path(path)?;
    let done = act(&transaction).at_path(path)?;
    transaction.commit().at_path(path)?;
    Ok(done)
}

/// Begins to write. If a transaction began by reading, it would be refused at once while another program writes, and
/// not wait.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// The place of a draft, whoever writes it.
#[must_use]
pub fn typed_at(key: &str) -> &str {
    key.strip_prefix(BESIDE).and_then(|rest| rest.split_once('/')).map_or(key, |(_, key)| key)
}

/// The sort key of a draft: its place, then where it lies there. Opening one gives it the name of the place, and the
/// one that had that name the name of where it lies: so both keep their positions.
#[must_use]
pub fn stands(key: &str) -> (&str, bool, usize, &str) {
    let place = typed_at(key);
    let beside = key.strip_suffix(place).unwrap_or_default();
    // Later numbers are longer.
    (place, beside != UNSEEN, beside.len(), beside)
}

/// Is it among those that are [`SHARED`]?
fn is_shared(key: &str) -> bool {
    !key.starts_with(PLACES) || key.starts_with(MARKS)
}

/// The name of the program that writes at this key, or did; none if the draft is nobody's.
fn writer(key: &str) -> Option<&str> {
    key.strip_prefix(BESIDE)?.split_once('/').map(|(name, _)| name)
}

/// The key of what the program of that name writes at a place.
fn under(name: &str, place: &str) -> String {
    if place.starts_with(PLACES) { place.to_owned() } else { format!("{BESIDE}{name}/{place}") }
}

/// The name of a draft if another one has the name of its place.
fn aside(lies: &str) -> String {
    if lies.starts_with(BESIDE) { lies.to_owned() } else { format!("{UNSEEN}{lies}") }
}

/// The keys at which a draft of nobody may lie, in turn: its place, then beside it.
fn home_of(place: &str, turn: u32) -> String {
    if turn == 1 { place.to_owned() } else { format!("{BESIDE}{turn}/{place}") }
}

/// The first of those keys with nothing there, or the same text.
fn home_for(connection: &Connection, place: &str, body: &str) -> rusqlite::Result<String> {
    let mut turn = 1;
    loop {
        let home = home_of(place, turn);
        if text_at(connection, &home)?.is_none_or(|there| there == body) {
            return Ok(home);
        }
        turn += 1;
    }
}

/// Makes a draft that was left a program's own, if it is known and still as it was seen. Returns whether it is.
fn take(connection: &Connection, key: &str, mine: &str, known: &BTreeMap<String, Left>) -> rusqlite::Result<bool> {
    let Some(Left { lies, body }) = known.get(key) else {
        return Ok(false);
    };
    let mut statement =
        connection.prepare_cached("UPDATE OR REPLACE draft SET key = ?1 WHERE key = ?2 AND body = ?3")?;
    Ok(statement.execute([mine, lies.as_str(), body.as_str()])? > 0)
}

/// Leaves what a program writes to whoever comes next. Returns where it lies then; none if nothing is written.
fn leave(connection: &Connection, mine: &str, place: &str) -> rusqlite::Result<Option<Left>> {
    let Some(body) = text_at(connection, mine)? else {
        return Ok(None);
    };
    let lies = home_for(connection, place, &body)?;
    move_to(connection, mine, &lies)?;
    Ok(Some(Left { lies, body }))
}

/// Moves a draft to a key with nothing there, or the same text.
fn move_to(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached("UPDATE OR REPLACE draft SET key = ?2 WHERE key = ?1")?;
    statement.execute([from, to]).map(drop)
}

/// Moves what ended programs wrote to where drafts of nobody lie, the newest first. Returns the moves.
fn bring_home(all: &mut [Draft], path: &Path) -> Vec<(String, String)> {
    let mut full: BTreeSet<String> = all.iter().map(|draft| draft.key.clone()).collect();
    let mut moved = Vec::new();
    for draft in all {
        if writer(&draft.key).is_none_or(|name| life::lives(path, name)) {
            continue;
        }
        full.remove(&draft.key);
        let mut turn = 1;
        while !full.insert(home_of(typed_at(&draft.key), turn)) {
            turn += 1;
        }
        let home = home_of(typed_at(&draft.key), turn);
        if home != draft.key {
            moved.push((std::mem::replace(&mut draft.key, home.clone()), home));
        }
    }
    moved
}

/// Writes drafts. Returns those that were taken up for that.
fn write<'a>(
    connection: &Connection,
    drafts: &'a [(String, Option<String>)],
    name: &str,
    known: &BTreeMap<String, Left>,
    at: i64,
) -> rusqlite::Result<Vec<&'a str>> {
    let mut taken = Vec::new();
    for (key, body) in drafts {
        let mine = under(name, key);
        let is_taken = take(connection, key, &mine, known)?;
        match body {
            Some(body) => put(connection, &mine, body, at)?,
            // Somebody's position that another program wrote stays.
            None if mine == *key && !is_taken => {}
            None => {
                connection.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([&mine])?;
            }
        }
        taken.extend(is_taken.then_some(key.as_str()));
    }
    Ok(taken)
}

fn put(connection: &Connection, key: &str, body: &str, at: i64) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO draft (key, body, at) VALUES (?1, ?2, ?3) \
         ON CONFLICT DO UPDATE SET body = excluded.body, at = excluded.at",
    )?;
    statement.execute(params![key, body, at]).map(drop)
}

/// Puts a draft among the dropped ones, under its name.
fn put_away(connection: &Connection, lies: &str, called: &str, at: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO dropped (key, body, at) SELECT ?2, body, ?3 FROM draft WHERE key = ?1";
    connection.execute(sql, params![lies, called, at]).map(drop)
}

/// The number, name and text of what was dropped last.
fn last_dropped(connection: &Connection) -> rusqlite::Result<Option<(i64, String, String)>> {
    let sql = "SELECT id, key, body FROM dropped ORDER BY id DESC LIMIT 1";
    connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
}

fn text_at(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT body FROM draft WHERE key = ?1")?;
    statement.query_row([key], |row| row.get(0)).optional()
}

/// All drafts for which the condition `is_such` holds, the newest first.
fn all(connection: &Connection, is_such: &str) -> rusqlite::Result<Vec<Draft>> {
    let sql = format!("SELECT key, body FROM draft WHERE dropped IS NULL AND {is_such} ORDER BY at DESC, key");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([], |row| Ok(Draft { key: row.get(0)?, body: row.get(1)? }))?.collect()
}

#[cfg(test)]
mod tests;
