//! Owns drafts: what was typed and not yet saved, in a file of its own, because the workspace may be locked, full or
//! read-only just then.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{AtPath, Result};
use super::header;

/// Dropped drafts stay so long, in milliseconds, so that dropping one can be undone.
const THIRTY_DAYS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Keys of drafts that begin so keep where somebody is, and no text.
pub const PLACES: &str = "place/";

/// Keys of drafts begin so that were typed where another program was typing.
const BESIDE: &str = "beside/";

/// A write waits so long for that of another program. Opening waits longer: what cannot be opened keeps nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const PATIENCE_OF_OPENING: Duration = Duration::from_secs(5);

const TABLES: &str = "CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL, \
     dropped INTEGER) STRICT, WITHOUT ROWID; \
     CREATE TABLE IF NOT EXISTS dropped (id INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL, \
     at INTEGER NOT NULL) STRICT; \
     INSERT INTO dropped (key, body, at) SELECT key, body, dropped FROM draft WHERE dropped IS NOT NULL \
     ORDER BY dropped; DELETE FROM draft WHERE dropped IS NOT NULL; \
     CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY CHECK (id = 1), path TEXT NOT NULL) STRICT;";

/// What was typed at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The place: `pilot/p0…/note`.
    pub key: String,
    /// What was typed, in the form's own words.
    pub body: String,
}

/// The drafts of one workspace.
#[derive(Debug)]
pub struct Drafts {
    connection: Connection,
    path: PathBuf,
    /// What this program wrote last or read at each place: another one on the same workspace writes there too, and what that
    /// wrote does not go with it.
    known: BTreeMap<String, String>,
    /// Where this program keeps what it types at a place where another one typed first; and the other way round, as what
    /// that typed is known here by the place beside it.
    aside: BTreeMap<String, String>,
    /// The places where others type, as far as that was told.
    told: BTreeSet<String>,
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
        Ok(Self::over(connection, path.to_owned()))
    }

    const fn over(connection: Connection, path: PathBuf) -> Self {
        Self { connection, path, known: BTreeMap::new(), aside: BTreeMap::new(), told: BTreeSet::new() }
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
    pub fn left(folder: &Path, name: &str, workspace: &Path) -> Result<Vec<Draft>> {
        let place = place_of(workspace);
        let files = (1..).map(|turn| folder.join(file_of(name, turn)));
        for path in files.take_while(|path| path.exists()) {
            let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).at_path(&path)?;
            let mut drafts = Self::over(connection, path);
            if !drafts.are_of_another(&place)? {
                return drafts.all();
            }
        }
        Ok(Vec::new())
    }

    /// Are they of a workspace at another place, which is still there?
    fn are_of_another(&self, place: &str) -> Result<bool> {
        let kept: Option<String> =
            self.connection.query_row("SELECT path FROM place", [], |row| row.get(0)).optional().at_path(&self.path)?;
        Ok(kept.is_some_and(|kept| kept != place && Path::new(&kept).exists()))
    }

    /// Keeps several drafts in one write; a body of none means that its draft became a saved value. Then it goes, unless
    /// another program wrote something else there since. Where another one types, what is typed here is kept beside that.
    /// Answers what others typed at these places and was not told yet, each at the place that is free in this program.
    pub fn keep(&mut self, drafts: &[(String, Option<String>)], at: i64) -> Result<Vec<Draft>> {
        let mut aside = self.aside.clone();
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let others = write(&transaction, drafts, (&mut aside, &self.known), at).at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        self.aside = aside;
        for (key, body) in drafts {
            let place = swapped(&self.aside, key).to_owned();
            if let Some(body) = body {
                self.known.insert(place, body.clone());
            } else {
                self.known.remove(&place);
                // Who types here the next time is told anew.
                self.told.retain(|other| typed_at(other) != key);
            }
        }
        let mut met = Vec::new();
        for Draft { key, body } in others {
            self.known.insert(key.clone(), body.clone());
            if self.told.insert(key.clone()) {
                met.push(Draft { key: swapped(&self.aside, &key).to_owned(), body });
            }
        }
        Ok(met)
    }

    /// Drops what this program wrote at a place; what another one wrote there since stays. It can be brought back for thirty
    /// days, whatever is typed there meanwhile.
    pub fn drop_draft(&mut self, key: &str, at: i64) -> Result<()> {
        let key = swapped(&self.aside, key).to_owned();
        let Some(known) = self.known.remove(&key) else {
            return Ok(());
        };
        let dropped = begin(&mut self.connection).and_then(|transaction| {
            transaction.execute("INSERT INTO dropped (key, body, at) VALUES (?1, ?2, ?3)", params![key, known, at])?;
            transaction.execute("DELETE FROM draft WHERE key = ?1 AND body = ?2", params![key, known])?;
            transaction.execute("DELETE FROM dropped WHERE at < ?1", [at.saturating_sub(THIRTY_DAYS)])?;
            transaction.commit()
        });
        if dropped.is_err() {
            self.known.insert(key, known);
        }
        dropped.at_path(&self.path)
    }

    /// Brings the draft back that was dropped last. What was typed at its place meanwhile is dropped for it.
    pub fn undrop(&mut self, at: i64) -> Result<Option<Draft>> {
        let transaction = begin(&mut self.connection).at_path(&self.path)?;
        let newest = transaction
            .query_row("SELECT id, key, body FROM dropped ORDER BY id DESC LIMIT 1", [], |row| {
                Ok((row.get::<_, i64>(0)?, Draft { key: row.get(1)?, body: row.get(2)? }))
            })
            .optional()
            .at_path(&self.path)?;
        let Some((id, draft)) = newest else {
            return Ok(None);
        };
        let swap = || {
            transaction.execute("DELETE FROM dropped WHERE id = ?1", [id])?;
            transaction.execute(
                "INSERT INTO dropped (key, body, at) SELECT key, body, ?2 FROM draft WHERE key = ?1",
                params![draft.key, at],
            )?;
            put(&transaction, &draft.key, &draft.body, at)
        };
        swap().at_path(&self.path)?;
        transaction.commit().at_path(&self.path)?;
        self.known.insert(draft.key.clone(), draft.body.clone());
        Ok(Some(Draft { key: swapped(&self.aside, &draft.key).to_owned(), body: draft.body }))
    }

    /// Every draft that was not dropped.
    pub fn all(&mut self) -> Result<Vec<Draft>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT key, body FROM draft WHERE dropped IS NULL ORDER BY key")
            .at_path(&self.path)?;
        let rows =
            statement.query_map([], |row| Ok(Draft { key: row.get(0)?, body: row.get(1)? })).at_path(&self.path)?;
        let all = rows.collect::<rusqlite::Result<Vec<_>>>().at_path(&self.path)?;
        self.known = all.iter().map(|draft| (draft.key.clone(), draft.body.clone())).collect();
        Ok(all)
    }
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

/// The place at which a draft was typed, also where it is kept beside what another program typed there.
#[must_use]
pub fn typed_at(key: &str) -> &str {
    key.strip_prefix(BESIDE).and_then(|rest| rest.split_once('/')).map_or(key, |(_, key)| key)
}

/// Where a place of this program lies on the disk, or the other way round.
fn swapped<'a>(aside: &'a BTreeMap<String, String>, key: &'a str) -> &'a str {
    aside.get(key).map_or(key, String::as_str)
}

/// Writes drafts. Answers what others typed at their places and this program does not know.
fn write(
    connection: &Connection,
    drafts: &[(String, Option<String>)],
    (aside, known): (&mut BTreeMap<String, String>, &BTreeMap<String, String>),
    at: i64,
) -> rusqlite::Result<Vec<Draft>> {
    for (key, body) in drafts {
        if let Some(body) = body {
            step_aside(connection, (&mut *aside, known), key)?;
            put(connection, swapped(aside, key), body, at)?;
        } else {
            let place = swapped(aside, key);
            let mut statement = connection.prepare_cached("DELETE FROM draft WHERE key = ?1 AND body = ?2")?;
            statement.execute(params![place, known.get(place)])?;
        }
    }
    let typed: BTreeSet<&str> = drafts.iter().filter(|(_, body)| body.is_some()).map(|(key, _)| key.as_str()).collect();
    let mut others = beside(connection)?;
    for key in typed.iter().filter(|key| aside.contains_key(**key)) {
        others.extend(text_at(connection, key)?.map(|body| Draft { key: (*key).to_owned(), body }));
    }
    others.retain(|other| {
        let key = typed_at(&other.key);
        typed.contains(key) && swapped(aside, key) != other.key && known.get(&other.key) != Some(&other.body)
    });
    Ok(others)
}

/// Where another program typed, were it the same, what is typed here goes to the first place beside it that is free.
fn step_aside(
    connection: &Connection,
    (aside, known): (&mut BTreeMap<String, String>, &BTreeMap<String, String>),
    key: &str,
) -> rusqlite::Result<()> {
    let place = swapped(aside, key).to_owned();
    let stands = if key.starts_with(PLACES) { None } else { text_at(connection, &place)? };
    if stands.is_none_or(|text| known.get(&place) == Some(&text)) {
        return Ok(());
    }
    for turn in 2.. {
        let free = format!("{BESIDE}{turn}/{key}");
        if text_at(connection, &free)?.is_none() {
            aside.remove(&place);
            aside.insert(free.clone(), key.to_owned());
            aside.insert(key.to_owned(), free);
            break;
        }
    }
    Ok(())
}

fn text_at(connection: &Connection, place: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT body FROM draft WHERE key = ?1")?;
    statement.query_row([place], |row| row.get(0)).optional()
}

/// What is kept beside what another program typed first.
fn beside(connection: &Connection) -> rusqlite::Result<Vec<Draft>> {
    // The sign after the slash ends the range of those keys.
    let mut statement =
        connection.prepare_cached("SELECT key, body FROM draft WHERE key >= 'beside/' AND key < 'beside0'")?;
    statement.query_map([], |row| Ok(Draft { key: row.get(0)?, body: row.get(1)? }))?.collect()
}

fn put(connection: &Connection, key: &str, body: &str, at: i64) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO draft (key, body, at) VALUES (?1, ?2, ?3) \
         ON CONFLICT DO UPDATE SET body = excluded.body, at = excluded.at",
    )?;
    statement.execute(params![key, body, at]).map(drop)
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
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_read_without_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let keep = at("drafts");
        std::fs::write(at("a.steerco"), "a").unwrap();
        std::fs::write(at("b.steerco"), "b").unwrap();
        assert!(Drafts::left(&keep, "k1", &at("a.steerco")).unwrap().is_empty());
        assert!(!keep.exists(), "nothing is made");
        Drafts::of(&keep, "k1", &at("a.steerco")).unwrap().keep(&[("x".into(), Some("half".into()))], 1).unwrap();
        let before = std::fs::read(keep.join("k1.sqlite")).unwrap();
        assert_eq!(Drafts::left(&keep, "k1", &at("a.steerco")).unwrap().len(), 1);
        assert!(Drafts::left(&keep, "k1", &at("b.steerco")).unwrap().is_empty(), "those are of another");
        assert_eq!(std::fs::read(keep.join("k1.sqlite")).unwrap(), before);
        assert_eq!(std::fs::read_dir(&keep).unwrap().count(), 1);
    }

    #[test]
    fn a_copy_has_drafts_of_its_own_and_a_moved_workspace_keeps_its() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let keep = folder.path().join("drafts");
        std::fs::write(at("a.steerco"), "a").unwrap();
        std::fs::write(at("b.steerco"), "b").unwrap();
        Drafts::of(&keep, "k1", &at("a.steerco")).unwrap().keep(&[("x".into(), Some("secret".into()))], 1).unwrap();
        assert!(Drafts::of(&keep, "k1", &at("b.steerco")).unwrap().all().unwrap().is_empty());
        assert_eq!(Drafts::of(&keep, "k1", &at("a.steerco")).unwrap().all().unwrap().len(), 1);
        std::fs::rename(at("a.steerco"), at("c.steerco")).unwrap();
        assert_eq!(Drafts::of(&keep, "k1", &at("c.steerco")).unwrap().all().unwrap().len(), 1);
    }

    #[test]
    fn what_two_programs_type_at_one_place_stands_beside_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let typed = |body: &str| [("board/add".to_owned(), Some(body.to_owned()))];
        let draft = |key: &str, body: &str| Draft { key: key.into(), body: body.into() };
        let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
        assert!(first.keep(&typed("A"), 1).unwrap().is_empty());
        assert_eq!(
            second.keep(&typed("B"), 2).unwrap(),
            [draft("beside/2/board/add", "A")],
            "told at the first letter"
        );
        assert_eq!(first.keep(&typed("AA"), 3).unwrap(), [draft("beside/2/board/add", "B")], "both are told");
        for body in ["BB", "BBB"] {
            assert!(second.keep(&typed(body), 4).unwrap().is_empty(), "once");
            assert!(first.keep(&typed("AAA"), 5).unwrap().is_empty());
        }
        let mut third = Drafts::open(&path).unwrap();
        assert_eq!(third.all().unwrap(), [draft("beside/2/board/add", "BBB"), draft("board/add", "AAA")]);
        assert_eq!(third.undrop(6).unwrap(), None, "nothing was dropped letter by letter");
        second.drop_draft("board/add", 7).unwrap();
        assert_eq!(third.all().unwrap(), [draft("board/add", "AAA")], "each drops its own");
        assert_eq!(second.undrop(8).unwrap(), Some(draft("board/add", "BBB")));
        second.keep(&[("board/add".to_owned(), None)], 9).unwrap();
        assert_eq!(third.all().unwrap(), [draft("board/add", "AAA")], "and what is saved goes");
        third.keep(&[("board/add".to_owned(), None)], 10).unwrap();
        assert!(first.all().unwrap().is_empty(), "what it read, it can save");
        assert_eq!([typed_at("beside/2/board/add"), typed_at("board/add")], ["board/add"; 2]);
    }

    #[test]
    fn programs_that_start_at_the_same_moment_all_keep_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("a.steerco");
        std::fs::write(&workspace, "a").unwrap();
        for round in 0..10 {
            let keep = folder.path().join(round.to_string());
            let start = std::sync::Barrier::new(4);
            std::thread::scope(|scope| {
                for program in 0..4 {
                    let (keep, workspace, start) = (&keep, &workspace, &start);
                    scope.spawn(move || {
                        start.wait();
                        let mut drafts = Drafts::of(keep, "k1", workspace).unwrap();
                        drafts.keep(&[(format!("p{program}"), Some("typed".into()))], 1).unwrap();
                    });
                }
            });
            assert_eq!(Drafts::of(&keep, "k1", &workspace).unwrap().all().unwrap().len(), 4);
        }
    }

    #[test]
    fn of_where_somebody_is_the_newest_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
        for (program, item) in [(&mut first, "3"), (&mut second, "4")] {
            let told = program.keep(&[("place/meeting/r1".to_owned(), Some(item.to_owned()))], 1).unwrap();
            assert!(told.is_empty());
        }
        assert_eq!(first.all().unwrap().first().map(|draft| draft.body.as_str()), Some("4"));
        assert_eq!(first.undrop(2).unwrap(), None);
    }

    #[test]
    fn a_dropped_draft_comes_back_although_something_was_typed_at_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::open(&folder.path().join("k1.sqlite")).unwrap();
        let typed = |body: &str| [("note".to_owned(), Some(body.to_owned()))];
        drafts.keep(&typed("a long text"), 1).unwrap();
        drafts.drop_draft("note", 2).unwrap();
        drafts.keep(&typed("x"), 3).unwrap();
        drafts.keep(&[("note".to_owned(), None)], 4).unwrap();
        assert_eq!(drafts.undrop(5).unwrap().unwrap().body, "a long text");
        drafts.drop_draft("note", 6).unwrap();
        drafts.keep(&typed("y"), 7).unwrap();
        assert_eq!(drafts.undrop(8).unwrap().unwrap().body, "a long text");
        assert_eq!(drafts.undrop(9).unwrap().unwrap().body, "y", "what gave way for it");
    }

    #[test]
    fn a_draft_outlives_the_program_and_can_be_dropped_and_brought_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("drafts").join("k1.sqlite");
        let mut drafts = Drafts::open(&path).unwrap();
        drafts.keep(&[("a".into(), Some("half a sent".into())), ("b".into(), Some("x".into()))], 1).unwrap();
        drop(drafts);
        let mut drafts = Drafts::open(&path).unwrap();
        assert_eq!(drafts.all().unwrap().len(), 2);
        drafts.drop_draft("a", 2).unwrap();
        assert_eq!(drafts.all().unwrap().len(), 1);
        assert_eq!(drafts.undrop(3).unwrap().unwrap().body, "half a sent");
        drafts.keep(&[("a".into(), None)], 3).unwrap();
        assert_eq!(drafts.all().unwrap(), [Draft { key: "b".into(), body: "x".into() }]);
    }
}
