//! Owns undo, redo and revert. Each is a new entry that puts rows back as they were, and refuses where something
//! newer stands on them: what others wrote since is never overwritten unseen.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use serde_json::{Map, Value};

use super::error::{AtPath, Error, Result};
use super::journal::{self, Kind};
use super::open::Store;
use super::rows::{self, Image};
use crate::domain::change::Said;
use crate::domain::{Outcome, Stamp};

/// Undoing more rows than this asks first.
const MANY: i64 = 100;

/// Whether an undo of somebody else's entry, or of a large one, wants a yes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Refuse with the question.
    First,
    /// The answer was yes.
    Answered,
}

/// The entry that is taken back.
struct Target {
    seq: i64,
    actor: String,
    kind: String,
    summary: String,
}

impl Store {
    /// Takes the newest change in force back.
    pub fn undo(&mut self, stamp: &Stamp, ask: Ask) -> Result<Outcome> {
        match journal::undoable(&self.reader.connection).at_path(&self.path)? {
            Some(seq) => self.take_back(seq, stamp, ask),
            None => Ok(nothing("Nothing is left to undo.")),
        }
    }

    /// Does again what was undone last, unless something was changed since.
    pub fn redo(&mut self, stamp: &Stamp, ask: Ask) -> Result<Outcome> {
        match journal::redoable(&self.reader.connection).at_path(&self.path)? {
            Some(seq) => self.take_back(seq, stamp, ask),
            None => Ok(nothing("Nothing is left to redo.")),
        }
    }

    /// Takes any entry back that is in force.
    pub fn revert(&mut self, seq: i64, stamp: &Stamp, ask: Ask) -> Result<Outcome> {
        self.target(seq)?;
        if !journal::effective(&self.reader.connection, seq).at_path(&self.path)?.contains(&seq) {
            return Ok(nothing("It was taken back already."));
        }
        self.take_back(seq, stamp, ask)
    }

    fn target(&self, seq: i64) -> Result<Target> {
        self.reader
            .connection
            .query_row("SELECT actor, kind, summary FROM entry WHERE seq = ?1", [seq], |row| {
                Ok(Target { seq, actor: row.get(0)?, kind: row.get(1)?, summary: row.get(2)? })
            })
            .optional()
            .at_path(&self.path)?
            .ok_or_else(|| Error::NotFound {
                what: format!("there is no journal entry {seq}"),
                hint: "look at `steerco log`".to_owned(),
            })
    }

    fn take_back(&mut self, seq: i64, stamp: &Stamp, ask: Ask) -> Result<Outcome> {
        let target = self.target(seq)?;
        let size = self.size_of(seq)?;
        if ask == Ask::First {
            if target.actor != stamp.actor {
                let question = format!("entry {seq} is by {}: {}", target.actor, target.summary);
                return Err(Error::AskFirst { entry: seq, question });
            }
            if size > MANY {
                let question = format!("entry {seq} wrote {size} rows: {}", target.summary);
                return Err(Error::AskFirst { entry: seq, question });
            }
        }
        let redo = target.kind == "undo";
        let (kind, summary) = if redo {
            (Kind::Redo, format!("Did again: {}", inner(&target.summary)))
        } else {
            (Kind::Undo, format!("Took back: {}", inner(&target.summary)))
        };
        let written = self.write(stamp, |session| {
            put_images_back(session.connection, &target, session.entry)?;
            put_readings_back(session.connection, &target, session.entry)?;
            session.connection.execute(
                "INSERT INTO touched SELECT ?1, pilot, metric FROM touched WHERE entry = ?2",
                [session.entry, seq],
            )?;
            session.finish(stamp, (kind, Some(seq)), &summary)?;
            check_readings(session.connection, seq)?;
            let changed = u32::try_from(size).unwrap_or(u32::MAX);
            Ok(Outcome { entry: Some(session.entry), changed, unchanged: 0, summary: summary.clone() })
        });
        written.map_err(|error| match error {
            Error::Dangling { child, parent } => {
                entangled(seq, format!("a {child} would refer to a {parent} that is not there"))
            }
            other => other,
        })
    }

    fn size_of(&self, seq: i64) -> Result<i64> {
        self.reader
            .connection
            .query_row(
                "SELECT (SELECT count(*) FROM image WHERE entry = ?1) + (SELECT count(*) FROM touched WHERE entry = ?1 \
                 AND metric <> 0)",
                [seq],
                |row| row.get(0),
            )
            .at_path(&self.path)
    }
}

/// The sentence of the change itself, whatever was undone and redone around it.
fn inner(summary: &str) -> &str {
    let mut inner = summary;
    while let Some(rest) = inner.strip_prefix("Took back: ").or_else(|| inner.strip_prefix("Did again: ")) {
        inner = rest;
    }
    inner
}

fn nothing(sentence: &str) -> Outcome {
    Outcome { summary: sentence.to_owned(), ..Outcome::default() }
}

fn entangled(entry: i64, why: impl Into<String>) -> Error {
    Error::Entangled { entry, why: why.into() }
}

fn put_images_back(connection: &Connection, target: &Target, entry: i64) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT tbl, key, before, after FROM image WHERE entry = ?1 ORDER BY id DESC")?;
    let mut found = statement.query([target.seq])?;
    let mut images = Vec::new();
    while let Some(row) = found.next()? {
        images.push(Image::read(row)?);
    }
    let business: Vec<&Image> = images.iter().filter(|image| !is_memory(image)).collect();
    check_unchanged_since(connection, &business, target.seq, entry)?;
    // An import brings assessments together with their gates, and takes them away again; a batch may score and then judge.
    let brought = |id: i64| {
        let open = |image: &&Image| {
            let frozen = image.before.as_ref().and_then(|row| row.get("frozen"));
            image.table.name == "assessment" && frozen.is_none_or(Value::is_null)
        };
        let mut own = images.iter().filter(open);
        own.any(|image| id_of(image) == Some(id))
    };
    images.iter().try_for_each(|image| check_not_frozen(connection, image, target.seq, brought))?;
    // What opens or closes a review, or brings it, takes what is in it along.
    let reviews: HashSet<i64> = images.iter().filter(|image| image.table.name == "review").filter_map(id_of).collect();
    images.iter().try_for_each(|image| check_not_minuted(connection, image, target.seq, &reviews))?;
    images.iter().try_for_each(|image| check_only_open(connection, image, target.seq))?;
    for image in images {
        if is_memory(&image) && is_overtaken(connection, &image)? {
            forget(connection, &image)?;
            continue;
        }
        image.put_back(connection).map_err(|error| as_entangled(error, target.seq, &image))?;
    }
    Ok(())
}

/// Is it what an import remembers of its file? A later import is in nobody's way.
fn is_memory(image: &Image) -> bool {
    image.table.name == "source"
}

/// Was the row that an image changed written again since?
fn is_overtaken(connection: &Connection, image: &Image) -> Result<bool> {
    let (Some(_), Some(after)) = (&image.before, &image.after) else {
        return Ok(false);
    };
    let now = rows::current(connection, image.table, &image.key)?;
    Ok(now.is_none_or(|now| after.iter().any(|(column, value)| now.get(column) != Some(value))))
}

fn id_of(image: &Image) -> Option<i64> {
    image.key.get("id").and_then(Value::as_i64)
}

/// What was said in a review and brought by it stays as its minutes have it, once it is closed: that is taken back first.
fn check_not_minuted(connection: &Connection, image: &Image, seq: i64, reviews: &HashSet<i64>) -> Result<()> {
    let is_whole = image.before.is_none() || image.after.is_none();
    if !(matches!(image.table.name, "attendance" | "agenda" | "minute")
        || matches!(image.table.name, "decision" | "action") && is_whole)
    {
        return Ok(());
    }
    let now = rows::current(connection, image.table, &image.key)?;
    let rows = [Some(&image.key), image.after.as_ref(), image.before.as_ref(), now.as_ref()];
    let Some(review) = rows.into_iter().flatten().find_map(|row| row.get("review")?.as_i64()) else {
        return Ok(());
    };
    if reviews.contains(&review) {
        return Ok(());
    }
    let closed = "SELECT day FROM review WHERE id = ?1 AND state = 'closed'";
    let day: Option<String> = connection.prepare_cached(closed)?.query_row([review], |row| row.get(0)).optional()?;
    let why = |day| format!("it belongs to the review of {day}, which is closed: what was decided then stands");
    day.map_or(Ok(()), |day| Err(entangled(seq, why(day))))
}

/// A review is not opened again while another one is open.
fn check_only_open(connection: &Connection, image: &Image, seq: i64) -> Result<()> {
    let state = image.before.as_ref().and_then(|row| row.get("state")).and_then(Value::as_str);
    if image.table.name != "review" || state != Some("open") {
        return Ok(());
    }
    let other = "SELECT day FROM review WHERE state = 'open' AND id IS NOT ?1";
    let day: Option<String> =
        connection.prepare_cached(other)?.query_row([id_of(image)], |row| row.get(0)).optional()?;
    let why = |day| format!("the review of {day} is open, and only one is at a time: close that one first");
    day.map_or(Ok(()), |day: String| Err(entangled(seq, why(day))))
}

/// Takes what one tracker said out of what is remembered of all of them.
fn forget(connection: &Connection, image: &Image) -> Result<()> {
    let Some(now) = rows::current(connection, image.table, &image.key)? else {
        return Ok(());
    };
    for column in ["content", "tracked"] {
        let said = |row: Option<&Map<String, Value>>| serde_json::from_str::<Said>(row?.get(column)?.as_str()?).ok();
        let (Some(before), Some(after), Some(present)) =
            (said(image.before.as_ref()), said(image.after.as_ref()), said(Some(&now)))
        else {
            continue;
        };
        let text = serde_json::to_string(&present.without(&before, &after)).unwrap_or_default();
        let pilot = image.key.get("pilot").and_then(Value::as_i64);
        let put = format!("UPDATE source SET {column} = ?2 WHERE pilot = ?1 AND {column} IS NOT ?2");
        connection.prepare_cached(&put)?.execute(params![pilot, text])?;
    }
    Ok(())
}

/// What a gate judged stays as it judged it: the gate is taken back first.
fn check_not_frozen(connection: &Connection, image: &Image, seq: i64, brought: impl Fn(i64) -> bool) -> Result<()> {
    if !matches!(image.table.name, "score" | "proof" | "gap") {
        return Ok(());
    }
    let now = rows::current(connection, image.table, &image.key)?;
    let of = [image.key.get("assessment").cloned(), now.and_then(|row| row.get("assessment").cloned())];
    let before = image.before.as_ref().and_then(|row| row.get("assessment").cloned());
    let Some(assessment) = of.into_iter().chain([before]).flatten().find_map(|id| id.as_i64()) else {
        return Ok(());
    };
    let frozen = connection
        .prepare_cached("SELECT 1 FROM assessment WHERE id = ?1 AND frozen IS NOT NULL")?
        .exists([assessment])?;
    if frozen && !brought(assessment) {
        return Err(entangled(seq, "a gate has judged that version of the assessment since"));
    }
    Ok(())
}

/// A uniqueness that broke names the value that stands in the way.
fn as_entangled(error: Error, seq: i64, image: &Image) -> Error {
    match error {
        Error::Sqlite(inner) if inner.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            entangled(seq, format!("a newer {} holds the same name or code ({inner})", image.table.name))
        }
        other => other,
    }
}

/// Every row must be as the entry left it, before any is put back. Of rows that it only updated its own columns count:
/// a change elsewhere in the row is not in the way, and stays. `images` come newest first.
fn check_unchanged_since(connection: &Connection, images: &[&Image], seq: i64, entry: i64) -> Result<()> {
    let mut rows: BTreeMap<(&str, String), Vec<&Image>> = BTreeMap::new();
    for image in images {
        let key = serde_json::to_string(&image.key).unwrap_or_default();
        rows.entry((image.table.name, key)).or_default().push(*image);
    }
    rows.values().try_for_each(|images| check_row(connection, images, seq, entry))
}

/// One row, by its images from the newest to the oldest.
fn check_row(connection: &Connection, images: &[&Image], seq: i64, entry: i64) -> Result<()> {
    let Some(newest) = images.first() else {
        return Ok(());
    };
    let what = newest.table.name;
    let now = rows::current(connection, newest.table, &newest.key)?;
    let removed = newest.before.is_some() && newest.after.is_none();
    let now = match (removed, now) {
        (true, None) => return Ok(()),
        (true, Some(_)) => return Err(entangled(seq, format!("the {what} that it removed is there again"))),
        (false, None) => return Err(entangled(seq, format!("the {what} is no longer there"))),
        (false, Some(now)) => now,
    };
    let then = rolled_back(connection, newest, seq, entry, Some(now.clone()))?.unwrap_or_default();
    if images.iter().any(|image| image.before.is_none()) {
        let same = then == now;
        return if same { Ok(()) } else { Err(entangled(seq, format!("the {what} that it added was changed since"))) };
    }
    let mut own = images.iter().filter_map(|image| image.after.as_ref()).flat_map(|after| after.keys());
    // What a ticket said last is remembered of the newest import.
    match own.find(|column| *column != "ticket" && now.get(*column) != then.get(*column)) {
        Some(column) => Err(entangled(seq, format!("the {column} of this {what} was changed since"))),
        None => Ok(()),
    }
}

/// The row as it was right after `seq`: every newer image put back, but those of the undo itself.
fn rolled_back(
    connection: &Connection,
    image: &Image,
    seq: i64,
    entry: i64,
    mut row: Option<Map<String, Value>>,
) -> Result<Option<Map<String, Value>>> {
    let key = serde_json::to_string(&image.key).unwrap_or_default();
    let mut statement = connection.prepare_cached(
        "SELECT tbl, key, before, after FROM image WHERE tbl = ?1 AND key = ?2 AND entry > ?3 AND entry < ?4 \
         ORDER BY id DESC",
    )?;
    let mut found = statement.query(params![image.table.name, key, seq, entry])?;
    while let Some(newer) = found.next()? {
        let newer = Image::read(newer)?;
        row = match (newer.before, newer.after) {
            (None, _) => None,
            (Some(before), None) => Some(before),
            (Some(before), Some(_)) => row.map(|mut row| {
                row.extend(before);
                row
            }),
        };
    }
    Ok(row)
}

/// Readings go back by a new version that says what the version before said.
fn put_readings_back(connection: &Connection, target: &Target, entry: i64) -> Result<()> {
    let standing: Option<(String, i64)> = connection
        .prepare_cached(
            "SELECT m.name, r.week FROM touched t JOIN reading r ON r.metric = t.metric AND r.entry = t.entry \
             JOIN metric m ON m.local = t.metric \
             JOIN reading n ON n.metric = r.metric AND n.week = r.week \
              AND n.entry = (SELECT max(entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week) \
             WHERE t.entry = ?1 AND t.metric <> 0 AND (n.value, n.active, n.target, n.sample, n.note) IS NOT \
              (r.value, r.active, r.target, r.sample, r.note) LIMIT 1",
        )?
        .query_row([target.seq], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((metric, week)) = standing {
        let week = format!("{}-W{:02}", week / 100, week % 100);
        return Err(entangled(target.seq, format!("the {metric} of {week} was corrected since")));
    }
    connection
        .prepare_cached(
            "INSERT INTO reading (metric, week, entry, value, active, target, sample, note) \
             SELECT r.metric, r.week, ?2, b.value, b.active, b.target, b.sample, b.note \
             FROM touched t JOIN reading r ON r.metric = t.metric AND r.entry = t.entry \
             LEFT JOIN reading b ON b.metric = r.metric AND b.week = r.week AND b.entry = \
              (SELECT max(entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week AND x.entry < ?1) \
             WHERE t.entry = ?1 AND t.metric <> 0",
        )?
        .execute([target.seq, entry])?;
    Ok(())
}

/// Readings have no foreign keys, so a metric that goes while it has values is looked for here; the other references
/// are checked at COMMIT.
fn check_readings(connection: &Connection, seq: i64) -> Result<()> {
    let removes = connection
        .prepare_cached("SELECT 1 FROM image WHERE entry = ?1 AND before IS NULL AND after IS NULL LIMIT 1")?
        .exists([seq])?;
    if !removes {
        return Ok(());
    }
    let orphan: Option<i64> = connection
        .prepare_cached(
            "SELECT 1 FROM touched t JOIN reading r ON r.metric = t.metric WHERE t.entry >= ?1 AND t.metric <> 0 \
             AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.local = t.metric) \
             AND (r.value IS NOT NULL OR r.note IS NOT NULL) \
             AND r.entry = (SELECT max(entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week) LIMIT 1",
        )?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    if orphan.is_some() {
        return Err(entangled(seq, "readings were entered since"));
    }
    Ok(())
}
