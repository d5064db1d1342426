//! Owns drafts: what was typed and not yet saved, in a file of its own, because the workspace may be locked, full or
//! read-only just then. What a program writes lies there under its name, until it lets go of it or ends; what nobody writes
//! lies at its place, for whoever comes next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{AtPath, Error, Result};
use super::header;
use super::life::{self, Life};

/// Dropped drafts stay so long, in milliseconds, so that dropping one can be undone.
const THIRTY_DAYS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Keys of drafts that begin so keep where somebody is, and no text. They are nobody's: what is written last counts.
pub const PLACES: &str = "place/";

/// Keys among them that begin so keep what several drafts name. They go once none does.
pub const MARKS: &str = "place/marked/";

/// Keys begin so, and go on with the name of a program, of what that program writes at the place that follows.
const BESIDE: &str = "beside/";

/// What others left at a place itself is called so by whoever had not seen it there: that place may be typed at.
const UNSEEN: &str = "beside//";

/// A write waits so long for that of another program. Opening waits longer: until then nothing is kept.
const PATIENCE: Duration = Duration::from_secs(1);
const PATIENCE_OF_OPENING: Duration = Duration::from_secs(5);

// The sign after the last slash ends the range of the marks.
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

/// The drafts of one workspace.
#[derive(Debug)]
pub struct Drafts {
    connection: Connection,
    path: PathBuf,
    /// Under its name lies what this program writes; none where drafts are only looked at.
    life: Option<Life>,
    /// What nobody was writing at the last look: only that is taken up, as it was seen.
    known: BTreeMap<String, String>,
    /// What others were writing then.
    writing: Vec<Draft>,
    /// The number of the last write of another program then; none before the first look.
    version: Option<i64>,
}

impl Drafts {
    /// Opens the drafts at `path`, made with its folder when missing. Another program may be making them at the same moment.
    pub fn open(path: &Path) -> Result<Self> {
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
        let life = Life::begin(path).map_err(|error| Error::making(path, error))?;
        Ok(Self::over(connection, path.to_owned(), Some(life)))
    }

    const fn over(connection: Connection, path: PathBuf, life: Option<Life>) -> Self {
        Self { connection, path, life, known: BTreeMap::new(), writing: Vec::new(), version: None }
    }

    /// The drafts of the workspace at `workspace` among those kept in `folder` under `name`. A copy of a workspace has its
    /// identity but not its drafts; a workspace that was moved takes them along.
    pub fn of(folder: &Path, name: &str, workspace: &Path) -> Result<Self> {
        let place = place_of(workspace);
        let mut turn = 1;
        loop {
            let drafts = Self::open(&folder.join(file_of(name, turn)))?;
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
            turn += 1;
        }
    }

    /// What was left of the same; nothing is made for it, or written.
    pub fn left(folder: &Path, name: &str, workspace: &Path) -> Result<Seen> {
        let place = place_of(workspace);
        let files = (1..).map(|turn| folder.join(file_of(name, turn)));
        for path in files.take_while(|path| path.exists()) {
            let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).at_path(&path)?;
            let mut drafts = Self::over(connection, path, None);
            if !drafts.are_of_another(&place)? {
                let mut all = all(&drafts.connection).at_path(&drafts.path)?;
                bring_home(&mut all, &drafts.path);
                return Ok(drafts.see_first(all));
            }
        }
        Ok(Seen::default())
    }

    /// Are they of a workspace at another place, which is still there?
    fn are_of_another(&self, place: &str) -> Result<bool> {
        let kept: Option<String> =
            self.connection.query_row("SELECT path FROM place", [], |row| row.get(0)).optional().at_path(&self.path)?;
        Ok(kept.is_some_and(|kept| kept != place && Path::new(&kept).exists()))
    }

    /// Keeps several drafts in one write; a body of none means that its draft became a saved value, and goes. What another
    /// program writes at these places, or took up there, stays.
    pub fn keep(&mut self, drafts: &[(String, Option<String>)], at: i64) -> Result<()> {
        let name = name(self.life.as_ref());
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let taken = write(&transaction, drafts, (name, &self.known), at).at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        for key in taken {
            self.known.remove(key);
        }
        for (key, body) in drafts.iter().filter(|(key, _)| key.starts_with(PLACES)) {
            self.known.extend(body.clone().map(|body| (key.clone(), body)));
        }
        Ok(())
    }

    /// Holds what was left at a place, or beside it: it is taken up, unless something is typed there, and no other program takes
    /// it up.
    pub fn hold(&mut self, key: &str) -> Result<()> {
        let own = own(name(self.life.as_ref()), typed_at(key));
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let hold = || -> rusqlite::Result<bool> {
            Ok(text_at(&transaction, &own)?.is_none() && take(&transaction, (key, &own), &self.known)?)
        };
        let held = hold().at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        if held {
            self.known.remove(key);
        }
        Ok(())
    }

    /// Lets go of a place: what was typed there is for whoever comes next, unless something lies there.
    pub fn let_go(&mut self, key: &str) -> Result<()> {
        let own = own(name(self.life.as_ref()), key);
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let left = move_to(&transaction, &own, key)
            .and_then(|moved| if moved { text_at(&transaction, key) } else { Ok(None) });
        let left = left.at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        self.known.extend(left.map(|body| (key.to_owned(), body)));
        Ok(())
    }

    /// Drops what this program wrote at a place, or took up there. It can be brought back for thirty days, whatever is typed
    /// there meanwhile.
    pub fn drop_draft(&mut self, key: &str, at: i64) -> Result<()> {
        let own = own(name(self.life.as_ref()), key);
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let drop = || -> rusqlite::Result<bool> {
            let taken = take(&transaction, (key, &own), &self.known)?;
            put_away(&transaction, (&own, typed_at(key)), at)?;
            transaction.execute("DELETE FROM draft WHERE key = ?1", [&own])?;
            transaction.execute("DELETE FROM dropped WHERE at < ?1", [at.saturating_sub(THIRTY_DAYS)])?;
            Ok(taken)
        };
        let taken = drop().at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        if taken {
            self.known.remove(key);
        }
        Ok(())
    }

    /// Brings the draft back that was dropped last. What was typed at its place meanwhile is dropped for it.
    pub fn undrop(&mut self, at: i64) -> Result<Option<Draft>> {
        let name = name(self.life.as_ref());
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let newest = transaction
            .query_row("SELECT id, key, body FROM dropped ORDER BY id DESC LIMIT 1", [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })
            .optional()
            .at_path(&self.path)?;
        let Some((id, key, body)) = newest else {
            return Ok(None);
        };
        let draft = Draft { key: typed_at(&key).to_owned(), body };
        let own = own(name, &draft.key);
        let swap = || -> rusqlite::Result<bool> {
            let taken = take(&transaction, (&draft.key, &own), &self.known)?;
            transaction.execute("DELETE FROM dropped WHERE id = ?1", [id])?;
            put_away(&transaction, (&own, &draft.key), at)?;
            put(&transaction, &own, &draft.body, at)?;
            Ok(taken)
        };
        let taken = swap().at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        if taken {
            self.known.remove(&draft.key);
        }
        Ok(Some(draft))
    }

    /// The first look, before anything is typed: every draft that is not dropped. What programs were writing that ended lies at
    /// its place then, where nothing lay there.
    pub fn all(&mut self) -> Result<Seen> {
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let bring = || -> rusqlite::Result<Vec<Draft>> {
            let mut all = all(&transaction)?;
            for (from, to) in bring_home(&mut all, &self.path) {
                move_to(&transaction, &from, &to)?;
            }
            Ok(all)
        };
        let all = bring().at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        Ok(self.see_first(all))
    }

    /// All that is there is seen for the first time.
    fn see_first(&mut self, all: Vec<Draft>) -> Seen {
        self.known = all.iter().map(|draft| (draft.key.clone(), draft.body.clone())).collect();
        let Sorted { writing, free, .. } = self.sorted(all);
        self.known.clone_from(&free);
        self.writing.clone_from(&writing);
        let came = free.into_iter().map(|(key, body)| Draft { key, body }).collect();
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
        let Sorted { writing, mut free, own } = self.sorted(all(&self.connection).at_path(&self.path)?);
        free.retain(|key, _| is_shared(key));
        let is_news = |(key, body): &(&String, &String)| self.known.get(*key) != Some(*body);
        let came: Vec<Draft> =
            free.iter().filter(is_news).map(|(key, body)| Draft { key: key.clone(), body: body.clone() }).collect();
        let is_gone = |key: &&String| is_shared(key) && !free.contains_key(*key) && !own.contains(*key);
        let gone: Vec<String> = self.known.keys().filter(is_gone).cloned().collect();
        let is_same = came.is_empty() && gone.is_empty() && writing == self.writing;
        self.version = Some(version);
        self.known.retain(|key, _| !is_shared(key));
        self.known.extend(free);
        self.writing.clone_from(&writing);
        Ok((!is_same).then_some(Seen { writing, came, gone }))
    }

    /// Sorts what lies on the disk by who writes it.
    fn sorted(&self, all: Vec<Draft>) -> Sorted {
        let mut sorted = Sorted::default();
        let mut running = BTreeMap::new();
        for draft in all {
            match writer(&draft.key) {
                Some(name) if self.life.as_ref().is_some_and(|life| life.name() == name) => {
                    sorted.own.insert(typed_at(&draft.key).to_owned());
                }
                Some(name) if *running.entry(name.to_owned()).or_insert_with(|| life::lives(&self.path, name)) => {
                    sorted.writing.push(draft);
                }
                None if !draft.key.starts_with(PLACES) && self.known.get(&draft.key) != Some(&draft.body) => {
                    sorted.free.insert(format!("{UNSEEN}{}", draft.key), draft.body);
                }
                _ => drop(sorted.free.insert(draft.key, draft.body)),
            }
        }
        sorted
    }
}

/// What lies on the disk, by who writes it.
#[derive(Default)]
struct Sorted {
    /// Other programs that run.
    writing: Vec<Draft>,
    /// Nobody, by what it is called in this program.
    free: BTreeMap<String, String>,
    /// The places where this program does.
    own: BTreeSet<String>,
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

/// Begins to write. Whoever reads first and then writes is refused at once where another program writes, and does not wait.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// The place at which a draft was typed, whoever writes it.
#[must_use]
pub fn typed_at(key: &str) -> &str {
    key.strip_prefix(BESIDE).and_then(|rest| rest.split_once('/')).map_or(key, |(_, key)| key)
}

/// Is it told where another program changes it? Where somebody is in one window says nothing in another.
fn is_shared(key: &str) -> bool {
    !key.starts_with(PLACES) || key.starts_with(MARKS)
}

/// The name of the program that writes what lies there, or did; none where it is nobody's.
fn writer(key: &str) -> Option<&str> {
    key.strip_prefix(BESIDE)?.split_once('/').map(|(name, _)| name)
}

/// What this program is called.
fn name(life: Option<&Life>) -> &str {
    life.map_or("", Life::name)
}

/// Where the program of that name writes what is typed at a place.
fn own(name: &str, place: &str) -> String {
    if place.starts_with(PLACES) { place.to_owned() } else { format!("{BESIDE}{name}/{place}") }
}

/// What was left at a place becomes a program's own, where it is known and still as it was seen. Answers whether it is.
fn take(connection: &Connection, (key, own): (&str, &str), known: &BTreeMap<String, String>) -> rusqlite::Result<bool> {
    let Some(body) = known.get(key) else {
        return Ok(false);
    };
    let lies = key.strip_prefix(UNSEEN).unwrap_or(key);
    let mut statement =
        connection.prepare_cached("UPDATE OR REPLACE draft SET key = ?1 WHERE key = ?2 AND body = ?3")?;
    Ok(statement.execute([own, lies, body.as_str()])? > 0)
}

/// Moves a draft to where nothing lies. Answers whether nothing lay there.
fn move_to(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached("UPDATE OR IGNORE draft SET key = ?2 WHERE key = ?1")?;
    Ok(statement.execute([from, to])? > 0)
}

/// What programs wrote that ended goes to its place, the newest first, where nothing lies there. Answers what went whither.
fn bring_home(all: &mut [Draft], path: &Path) -> Vec<(String, String)> {
    let mut full: BTreeSet<String> = all.iter().map(|draft| draft.key.clone()).collect();
    let mut moved = Vec::new();
    for draft in all {
        let place = typed_at(&draft.key).to_owned();
        if writer(&draft.key).is_some_and(|name| !life::lives(path, name)) && full.insert(place.clone()) {
            let from = std::mem::replace(&mut draft.key, place.clone());
            moved.push((from, place));
        }
    }
    moved
}

/// Writes drafts. Answers which of them were taken up for that.
fn write<'a>(
    connection: &Connection,
    drafts: &'a [(String, Option<String>)],
    (name, known): (&str, &BTreeMap<String, String>),
    at: i64,
) -> rusqlite::Result<Vec<&'a str>> {
    let mut taken = Vec::new();
    for (key, body) in drafts {
        let own = own(name, key);
        let is_taken = take(connection, (key, &own), known)?;
        match body {
            Some(body) => put(connection, &own, body, at)?,
            // Where somebody is by now stays, where another program wrote that.
            None if own == *key && !is_taken => {}
            None => {
                connection.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([&own])?;
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

/// Keeps what lies there among what was dropped, by its place.
fn put_away(connection: &Connection, (lies, place): (&str, &str), at: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO dropped (key, body, at) SELECT ?2, body, ?3 FROM draft WHERE key = ?1";
    connection.execute(sql, params![lies, place, at]).map(drop)
}

fn text_at(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT body FROM draft WHERE key = ?1")?;
    statement.query_row([key], |row| row.get(0)).optional()
}

/// All that lies there, the newest first.
fn all(connection: &Connection) -> rusqlite::Result<Vec<Draft>> {
    let mut statement =
        connection.prepare_cached("SELECT key, body FROM draft WHERE dropped IS NULL ORDER BY at DESC, key")?;
    statement.query_map([], |row| Ok(Draft { key: row.get(0)?, body: row.get(1)? }))?.collect()
}

/// Where a workspace lies, as its drafts remember it.
fn place_of(workspace: &Path) -> String {
    let place = workspace.canonicalize().unwrap_or_else(|_| workspace.to_owned());
    place.to_string_lossy().into_owned()
}

/// The file of the drafts of that name, and of its copies.
fn file_of(name: &str, turn: u32) -> String {
    if turn == 1 { format!("{name}.sqlite") } else { format!("{name}-{turn}.sqlite") }
}

#[cfg(test)]
mod tests;
