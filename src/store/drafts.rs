//! Owns drafts: what was typed and not yet saved, in a file of its own, because the workspace may be locked, full or
//! read-only just then.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::error::{AtPath, Result};
use super::header;

/// Dropped drafts stay so long, in milliseconds, so that dropping one can be undone.
const THIRTY_DAYS: i64 = 30 * 24 * 60 * 60 * 1000;

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
    path: std::path::PathBuf,
    /// What this program wrote last or read at each place: another one on the same workspace writes there too, and what that
    /// wrote does not go with it.
    known: BTreeMap<String, String>,
}

impl Drafts {
    /// Opens the drafts at `path`, made with its folder when missing.
    pub fn open(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            header::create_private_dir(folder)?;
        }
        if !path.exists() {
            header::create_private(path)?;
        }
        let connection = Connection::open(path).at_path(path)?;
        connection
            .execute_batch(
                "PRAGMA busy_timeout = 1000; PRAGMA synchronous = FULL; \
                 CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL, \
                 dropped INTEGER) STRICT, WITHOUT ROWID; \
                 CREATE TABLE IF NOT EXISTS dropped (id INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL, \
                 at INTEGER NOT NULL) STRICT; \
                 INSERT INTO dropped (key, body, at) SELECT key, body, dropped FROM draft WHERE dropped IS NOT NULL \
                 ORDER BY dropped; DELETE FROM draft WHERE dropped IS NOT NULL; \
                 CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY CHECK (id = 1), path TEXT NOT NULL) STRICT;",
            )
            .at_path(path)?;
        Ok(Self { connection, path: path.to_owned(), known: BTreeMap::new() })
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
            let mut drafts = Self { connection, path, known: BTreeMap::new() };
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
    /// another program wrote something else there since. What that wrote counts as dropped where something is typed over it.
    pub fn keep(&mut self, drafts: &[(String, Option<String>)], at: i64) -> Result<()> {
        let transaction = self.connection.transaction().at_path(&self.path)?;
        for (key, body) in drafts {
            let known = self.known.get(key);
            match body {
                Some(body) => transaction
                    .prepare_cached(
                        "INSERT INTO dropped (key, body, at) SELECT key, body, ?2 FROM draft \
                         WHERE key = ?1 AND body <> ?3 AND body IS NOT ?4",
                    )
                    .and_then(|mut statement| statement.execute(params![key, at, body, known]))
                    .and_then(|_| put(&transaction, key, body, at)),
                None => transaction
                    .prepare_cached("DELETE FROM draft WHERE key = ?1 AND body = ?2")
                    .and_then(|mut statement| statement.execute(params![key, known]))
                    .map(drop),
            }
            .at_path(&self.path)?;
        }
        transaction.commit().at_path(&self.path)?;
        for (key, body) in drafts {
            match body {
                Some(body) => self.known.insert(key.clone(), body.clone()),
                None => self.known.remove(key),
            };
        }
        Ok(())
    }

    /// Drops what this program wrote at a place; what another one wrote there since stays. It can be brought back for thirty
    /// days, whatever is typed there meanwhile.
    pub fn drop_draft(&mut self, key: &str, at: i64) -> Result<()> {
        let Some(known) = self.known.remove(key) else {
            return Ok(());
        };
        let dropped = self.connection.transaction().and_then(|transaction| {
            transaction.execute("INSERT INTO dropped (key, body, at) VALUES (?1, ?2, ?3)", params![key, known, at])?;
            transaction.execute("DELETE FROM draft WHERE key = ?1 AND body = ?2", params![key, known])?;
            transaction.execute("DELETE FROM dropped WHERE at < ?1", [at.saturating_sub(THIRTY_DAYS)])?;
            transaction.commit()
        });
        if dropped.is_err() {
            self.known.insert(key.to_owned(), known);
        }
        dropped.at_path(&self.path)
    }

    /// Brings the draft back that was dropped last. What was typed at its place meanwhile is dropped for it.
    pub fn undrop(&mut self, at: i64) -> Result<Option<Draft>> {
        let transaction = self.connection.transaction().at_path(&self.path)?;
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
        Ok(Some(draft))
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
    fn what_another_program_typed_at_the_same_place_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let typed = |body: &str| [("board/add".to_owned(), Some(body.to_owned()))];
        let mut first = Drafts::open(&path).unwrap();
        first.keep(&typed("AAA"), 1).unwrap();
        let mut second = Drafts::open(&path).unwrap();
        assert_eq!(second.all().unwrap().len(), 1);
        second.keep(&typed("BBB"), 2).unwrap();
        first.keep(&[("board/add".to_owned(), None)], 3).unwrap();
        first.drop_draft("board/add", 4).unwrap();
        first.keep(&typed("AAAA"), 4).unwrap();
        assert_eq!(first.undrop(4).unwrap().unwrap().body, "BBB", "what was typed over another's is not lost");
        assert_eq!(first.all().unwrap(), [Draft { key: "board/add".into(), body: "BBB".into() }]);
        second.keep(&[("board/add".to_owned(), None)], 5).unwrap();
        assert!(second.all().unwrap().is_empty(), "its own goes");
        second.keep(&typed("CCC"), 6).unwrap();
        let mut third = Drafts::open(&path).unwrap();
        third.all().unwrap();
        third.drop_draft("board/add", 7).unwrap();
        assert!(third.all().unwrap().is_empty(), "what it read, it can drop");
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
