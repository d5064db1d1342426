//! Owns drafts: what was typed and not yet saved, in a file of its own, because the workspace may be locked, full or
//! read-only just then. What a program writes lies there under its name, until it lets go of it or ends; what nobody
//! writes lies at its place, or beside what lies there already, for whoever comes next.
//!
//! A program writes under its name (`beside/NAME/…`), so that nobody else writes over it, saves or drops it; a file
//! that it keeps locked (`life`) says whether it still runs. What nobody holds lies at its place, or, where that is
//! taken, beside it under a number (`beside/2/…`), which no program is called. A form takes it up by holding it, which
//! only one program can, and only as it was seen; what no form takes up, a cell of the week or a pasted block, a
//! program holds while its week is looked at. Each program calls one draft of a place by that place, its own first, and
//! the others by where they lie. What was dropped, or emptied by one key, lies apart by what it was called, so that it
//! comes back where it was. The rows that were marked for a draft are kept once (`place/marked/…`, called after what
//! they are), and go when no draft names them.
//!
//! Before each write and look it is asked whether the file is still the one that was opened. Where it is gone, all that
//! was known of it is unkept until it is written into a new one (`Drafts::write_again`).

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{AtPath, Error, Result};
use super::header::{self, Identity};
use super::life::{self, Life};

/// Dropped drafts stay so long, in milliseconds, so that dropping one can be undone.
const THIRTY_DAYS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Keys of drafts that begin so keep what a program goes by where it was left: where somebody is, what was said of a
/// file, which tables were taken in. They are nobody's: what is written last counts.
pub const PLACES: &str = "place/";

/// Keys among them that begin so keep what several drafts name. They go once none does.
pub const MARKS: &str = "place/marked/";

/// Keys begin so, and go on with the name of a program, of what that program writes at the place that follows; with a
/// number, which no program is called, of what nobody writes, and found its place taken.
const BESIDE: &str = "beside/";

/// What lies at a place itself is called so by a program in which something else is called by that place.
const UNSEEN: &str = "beside//";

/// A write waits so long for that of another program. Opening waits longer: until then nothing is kept.
const PATIENCE: Duration = Duration::from_secs(1);
const PATIENCE_OF_OPENING: Duration = Duration::from_secs(5);

/// Which drafts are told where another program changes them: where somebody is in one window says nothing in another.
// The sign after a slash ends the range of what begins so.
const SHARED: &str = "(key < 'place/' OR key >= 'place0' OR key >= 'place/marked/' AND key < 'place/marked0')";

// Marks that no draft names go.
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
    /// The place: `pilot/p0…/note`.
    pub key: String,
    /// What was typed, in the form's own words.
    pub body: String,
}

/// What a look at the drafts found that was not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// What other programs are writing now: all of it.
    pub writing: Vec<Draft>,
    /// What nobody is writing, to be taken up.
    pub came: Vec<Draft>,
    /// What can be taken up no more, as another program did, or saved or dropped it.
    pub gone: Vec<String>,
}

/// What nobody was writing when it was seen.
#[derive(Debug, Clone)]
struct Left {
    /// The key under which it lay.
    lies: String,
    body: String,
}

/// The drafts of one workspace.
#[derive(Debug)]
pub struct Drafts {
    connection: Connection,
    path: PathBuf,
    /// Which file was opened there.
    identity: Option<Identity>,
    /// Under its name lies what this program writes; none where drafts are only looked at.
    life: Option<Life>,
    /// What this program writes, by its place.
    own: BTreeMap<String, String>,
    /// What nobody was writing at the last look, by what it is called here: only that is taken up, as it was seen.
    known: BTreeMap<String, Left>,
    /// What others were writing then.
    writing: Vec<Draft>,
    /// The number of the last write of another program then; none before the first look.
    version: Option<i64>,
    /// Where a file was put that was damaged, until that is told.
    aside: Option<PathBuf>,
}

impl Drafts {
    /// Opens the drafts at `path`, made with its folder when missing. A file that is damaged is put aside: else nothing
    /// could ever be kept again.
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

    /// Where the file is that was damaged and lay here; told once.
    pub fn take_aside(&mut self) -> Option<PathBuf> {
        self.aside.take()
    }

    /// Is the file still there that was opened? Otherwise nothing of what was kept can be found again.
    #[must_use]
    pub fn is_there(&self) -> bool {
        match Identity::of(&self.path) {
            Ok(identity) => self.identity == Some(identity) && !header::is_empty(&self.path),
            // Behind a folder that cannot be looked into it may lie as before.
            Err(error) => error.kind() == ErrorKind::PermissionDenied,
        }
    }

    /// What all the texts are called here that lie in it.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        self.own.keys().chain(self.known.keys()).filter(|key| !key.starts_with(PLACES)).cloned().collect()
    }

    /// What is called so here, as it was written or seen last.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.own.get(key).or_else(|| self.known.get(key).map(|left| &left.body)).map(String::as_str)
    }

    /// Writes all that lay in a file that is not there any more. What nobody was writing is left where it lies already,
    /// as another program knew it too.
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

    /// Keeps several drafts in one write; a body of none means that its draft became a saved value, and goes. What
    /// another program writes at these places, or took up there, stays.
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

    /// Holds what was left, to go on with it at a place, unless another program takes it up first. What else was at
    /// hand at that place is left beside it.
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

    /// By that place something else is called from now on: the next look calls anew what was called so.
    fn call_anew(&mut self, place: &str) {
        self.own.remove(place);
        self.known.remove(place);
        self.version = None;
    }

    /// Lets go of a place: what was typed there is for whoever comes next, there or beside what lies there.
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

    /// Where this program writes what is typed at a place.
    fn mine(&self, place: &str) -> String {
        under(self.life.as_ref().map_or("", Life::name), place)
    }

    /// Brings the draft back that was dropped last, where it was: at its place, or beside another one that is still
    /// there. What is being typed at its place gives way to it, and is dropped for it; what was left there lies beside
    /// it.
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
            // What was called so before is called anew by the next look.
            self.known.insert(called.clone(), Left { lies, body: body.clone() });
            self.version = None;
        }
        Ok(Some(Draft { key: called, body }))
    }

    /// The first look, before anything is typed: every draft that is not dropped. What programs were writing that ended
    /// is left then as if they had let go of it.
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

    /// All that is there is seen for the first time: what lies at a place is called by it.
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

    /// Looks what other programs did since; none where that is nothing. That one ended is seen without any write of it.
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

    /// Sorts what lies on the disk, and this program does not write, by who does.
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

    /// What is called here so that nobody writes: by its place what was seen so before, wherever it lies by now.
    fn calls(&self, draft: &Draft) -> String {
        let place = typed_at(&draft.key);
        let is_known = self.known.get(place).is_some_and(|known| known.body == draft.body);
        if is_known || place.starts_with(PLACES) { place.to_owned() } else { aside(&draft.key) }
    }
}

/// What lies on the disk, by who writes it.
#[derive(Default)]
struct Sorted {
    /// Other programs that run.
    writing: Vec<Draft>,
    /// Nobody, by what it is called in this program.
    free: BTreeMap<String, Left>,
}

/// What nobody writes, by what it is called.
fn called((key, left): (&String, &Left)) -> Draft {
    Draft { key: key.clone(), body: left.body.clone() }
}

/// Makes the tables in one go, while nobody else does.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE_OF_OPENING)?;
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    let transaction = begin(connection)?;
    transaction.execute_batch(TABLES)?;
    transaction.commit()?;
    connection.busy_timeout(PATIENCE)
}

/// Is every page as it should be? Such a file is short.
fn check(connection: &Connection, path: &Path) -> Result<()> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).at_path(path)?;
    if said == "ok" { Ok(()) } else { Err(Error::Damaged { path: path.to_owned(), what: said }) }
}

/// Does something in one go.
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

/// Begins to write. Whoever reads first and then writes is refused at once where another program writes, and does not
/// wait.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// The place at which a draft was typed, whoever writes it.
#[must_use]
pub fn typed_at(key: &str) -> &str {
    key.strip_prefix(BESIDE).and_then(|rest| rest.split_once('/')).map_or(key, |(_, key)| key)
}

/// Where a draft stands among others: by its place, and there by where it lies. Whoever opens one calls it by its
/// place, and what was called so by where it lies: both stand where they stood.
#[must_use]
pub fn stands(key: &str) -> (&str, bool, usize, &str) {
    let place = typed_at(key);
    let beside = key.strip_suffix(place).unwrap_or_default();
    // The number of a later one is longer.
    (place, beside != UNSEEN, beside.len(), beside)
}

/// Is it among those that are [`SHARED`]?
fn is_shared(key: &str) -> bool {
    !key.starts_with(PLACES) || key.starts_with(MARKS)
}

/// The name of the program that writes what lies there, or did; none where it is nobody's.
fn writer(key: &str) -> Option<&str> {
    key.strip_prefix(BESIDE)?.split_once('/').map(|(name, _)| name)
}

/// Where the program of that name writes what is typed at a place.
fn under(name: &str, place: &str) -> String {
    if place.starts_with(PLACES) { place.to_owned() } else { format!("{BESIDE}{name}/{place}") }
}

/// What is called so where something else is called by its place.
fn aside(lies: &str) -> String {
    if lies.starts_with(BESIDE) { lies.to_owned() } else { format!("{UNSEEN}{lies}") }
}

/// Where what nobody writes lies by turns: at its place, and beside what lies there already.
fn home_of(place: &str, turn: u32) -> String {
    if turn == 1 { place.to_owned() } else { format!("{BESIDE}{turn}/{place}") }
}

/// The first of those where nothing lies, or the same.
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

/// What was left becomes a program's own, where it is known and still as it was seen. Answers whether it is.
fn take(connection: &Connection, key: &str, mine: &str, known: &BTreeMap<String, Left>) -> rusqlite::Result<bool> {
    let Some(Left { lies, body }) = known.get(key) else {
        return Ok(false);
    };
    let mut statement =
        connection.prepare_cached("UPDATE OR REPLACE draft SET key = ?1 WHERE key = ?2 AND body = ?3")?;
    Ok(statement.execute([mine, lies.as_str(), body.as_str()])? > 0)
}

/// Leaves what a program writes to whoever comes next. Answers where it lies then; none where nothing is written.
fn leave(connection: &Connection, mine: &str, place: &str) -> rusqlite::Result<Option<Left>> {
    let Some(body) = text_at(connection, mine)? else {
        return Ok(None);
    };
    let lies = home_for(connection, place, &body)?;
    move_to(connection, mine, &lies)?;
    Ok(Some(Left { lies, body }))
}

/// Moves a draft to where nothing lies, or the same.
fn move_to(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached("UPDATE OR REPLACE draft SET key = ?2 WHERE key = ?1")?;
    statement.execute([from, to]).map(drop)
}

/// What programs wrote that ended is nobody's, and goes home, the newest first. Answers what goes whither.
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

/// Writes drafts. Answers which of them were taken up for that.
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
            // Where somebody is by now stays, where another program wrote that.
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

/// Keeps what lies there among what was dropped, by what it was called.
fn put_away(connection: &Connection, lies: &str, called: &str, at: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO dropped (key, body, at) SELECT ?2, body, ?3 FROM draft WHERE key = ?1";
    connection.execute(sql, params![lies, called, at]).map(drop)
}

/// The number of what was dropped last, what it was called, and its text.
fn last_dropped(connection: &Connection) -> rusqlite::Result<Option<(i64, String, String)>> {
    let sql = "SELECT id, key, body FROM dropped ORDER BY id DESC LIMIT 1";
    connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
}

fn text_at(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT body FROM draft WHERE key = ?1")?;
    statement.query_row([key], |row| row.get(0)).optional()
}

/// All that lies there and is such, the newest first.
fn all(connection: &Connection, is_such: &str) -> rusqlite::Result<Vec<Draft>> {
    let sql = format!("SELECT key, body FROM draft WHERE dropped IS NULL AND {is_such} ORDER BY at DESC, key");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([], |row| Ok(Draft { key: row.get(0)?, body: row.get(1)? }))?.collect()
}

#[cfg(test)]
mod tests;
