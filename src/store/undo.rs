//! Owns undo, redo and revert. Each is a new entry that puts rows back as they were, and refuses if something newer
//! depends on them: what others wrote since is never overwritten unseen.

mod obstacles;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};
use serde_json::{Map, Value};

use super::columns::Columns;
use super::error::{AtPath, Error, Result};
use super::fetch::any_row;
use super::journal::{self, About, Course, Kind};
use super::open::{Reader, Store};
use super::rows::{self, Image};
use crate::domain::change::{Said, Turned};
use crate::domain::shown::brief;
use crate::domain::{Outcome, ReviewId, Stamp};

/// To undo more rows than this is asked about first.
const MANY: i64 = 100;

/// Begins the sentence of an entry that takes one back.
const TOOK_BACK: &str = "Took back: ";
/// Begins the sentence of an entry that takes such an entry back.
const DID_AGAIN: &str = "Did again: ";

/// Whether to ask before undoing an entry that is somebody else's, of another program, or large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask<'a> {
    /// Ask, by refusing with the question.
    First,
    /// The same, and also ask about every entry but these.
    Unless(&'a [i64]),
    /// It was confirmed.
    Answered,
}

impl<'a> Ask<'a> {
    /// Asks first; with `known`, about every other entry too.
    #[must_use]
    pub fn but(known: Option<&'a [i64]>) -> Self {
        known.map_or(Self::First, Self::Unless)
    }

    /// Does an entry need no question for its own sake? One that took something back is known by what it took back.
    fn knows(self, target: &Target) -> bool {
        match self {
            Self::First | Self::Answered => true,
            Self::Unless(known) => [Some(target.seq), target.undoes].iter().flatten().any(|seq| known.contains(seq)),
        }
    }
}

/// The entry that is taken back.
struct Target {
    seq: i64,
    undoes: Option<i64>,
    actor: String,
    kind: String,
    summary: String,
    origin: String,
}

impl Store {
    /// Takes back the newest change in force.
    pub fn undo(&mut self, stamp: &Stamp, ask: Ask<'_>) -> Result<Outcome> {
        match Course::of(&self.reader.connection).at_path(&self.path)?.undoable() {
            Some(seq) => self.take_back(seq, Kind::Undo, stamp, ask),
            None => Ok(nothing("Nothing is left to undo.")),
        }
    }

    /// Does again what was undone last, unless something was changed since.
    pub fn redo(&mut self, stamp: &Stamp, ask: Ask<'_>) -> Result<Outcome> {
        match Course::of(&self.reader.connection).at_path(&self.path)?.redoable() {
            Some(seq) => self.take_back(seq, Kind::Redo, stamp, ask),
            None => Ok(nothing(&self.why_nothing_is_redone()?)),
        }
    }

    /// Says that there is nothing to redo and, if something was written since the last undo, that this is why.
    fn why_nothing_is_redone(&self) -> Result<String> {
        let Some(since) = journal::written_since_undo(&self.reader.connection).at_path(&self.path)? else {
            return Ok("Nothing is left to redo.".to_owned());
        };
        let what = brief(self.target(since)?.summary.trim_end_matches('.'));
        let instead = self.closed_again()?.unwrap_or_else(|| {
            "that undo can be taken back itself, in the history or with `steerco revert ENTRY`".to_owned()
        });
        Ok(format!("Nothing is left to redo. “{what}” was written since the last undo; {instead}."))
    }

    /// How to close the review again that the last undo opened; none if it opened none, or that is no longer open.
    fn closed_again(&self) -> Result<Option<String>> {
        // Only the entry that closes a review keeps how each pilot stood.
        let sql = "SELECT json_extract(i.key, '$.review') FROM entry u JOIN image i ON i.entry = u.undoes \
                   AND i.tbl = 'standing' WHERE u.seq = (SELECT max(seq) FROM entry WHERE kind = 'undo')";
        let opened = any_row(&self.reader.connection, sql, [], |row| row.get(0).map(ReviewId)).at_path(&self.path)?;
        let open = if opened.is_some() { self.reader.open_meeting().at_path(&self.path)? } else { None };
        Ok(open.filter(|meeting| Some(meeting.review.id) == opened).map(|meeting| {
            let day = meeting.review.day;
            format!(
                "the review of {day}, which it opened again, is closed on the last page of its meeting, or with \
                 `steerco review close DAY`"
            )
        }))
    }

    /// Takes back any entry that is in force.
    pub fn revert(&mut self, seq: i64, stamp: &Stamp, ask: Ask<'_>) -> Result<Outcome> {
        let kind = if self.target(seq)?.kind == "undo" { Kind::Redo } else { Kind::Undo };
        if !journal::effective(&self.reader.connection, seq).at_path(&self.path)?.contains(&seq) {
            return Ok(nothing("It was taken back already."));
        }
        self.take_back(seq, kind, stamp, ask)
    }

    fn target(&self, seq: i64) -> Result<Target> {
        self.reader
            .connection
            .query_row("SELECT actor, kind, summary, origin, undoes FROM entry WHERE seq = ?1", [seq], |row| {
                let (actor, kind, summary) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(Target { seq, undoes: row.get(4)?, actor, kind, summary, origin: row.get(3)? })
            })
            .optional()
            .at_path(&self.path)?
            .ok_or_else(|| Error::NotFound {
                what: format!("there is no journal entry {seq}"),
                hint: "look at `steerco log`".to_owned(),
            })
    }

    /// The question before an entry of `size` rows is taken back; none if whoever asks for it knows it.
    fn question(&self, target: &Target, size: i64, stamp: &Stamp, ask: Ask<'_>) -> Option<String> {
        let Target { seq, actor, summary, origin, .. } = target;
        // Two programs write under the same name unless somebody set another one.
        let elsewhere = *seq > self.opened_at && *origin != self.origin;
        if *actor != stamp.actor {
            Some(format!("This is by {actor}: {summary}"))
        } else if elsewhere {
            Some(format!("This was written in another window or program: {summary}"))
        } else if size > MANY {
            Some(format!("This wrote {size} rows: {summary}"))
        } else if ask.knows(target) {
            None
        } else {
            Some(format!("This was written last: {summary}"))
        }
    }

    fn take_back(&mut self, seq: i64, kind: Kind, stamp: &Stamp, ask: Ask<'_>) -> Result<Outcome> {
        let target = self.target(seq)?;
        let size = self.size_of(seq)?;
        if ask != Ask::Answered
            && let Some(question) = self.question(&target, size, stamp, ask)
        {
            return Err(Error::AskFirst { entry: seq, question });
        }
        let About { change: (entry, change), takes_back: does_again } =
            journal::about(&self.reader.connection, seq).at_path(&self.path)?;
        let turned = Some(Turned { entry, taken_back: !does_again });
        let summary = format!("{}{change}", if does_again { DID_AGAIN } else { TOOK_BACK });
        let written = self.write(stamp, |session| {
            put_images_back(session.reader, &target, session.entry)?;
            put_readings_back(session.connection, &target, session.entry)?;
            session.connection.execute(
                "INSERT INTO touched SELECT ?1, pilot, metric FROM touched WHERE entry = ?2",
                [session.entry, seq],
            )?;
            session.finish(stamp, (kind, Some(seq)), &summary)?;
            obstacles::check_readings(session.connection, seq)?;
            let changed = u32::try_from(size).unwrap_or(u32::MAX);
            let summary = summary.clone();
            Ok(Outcome { entry: Some(session.entry), changed, summary, turned, ..Outcome::default() })
        });
        written.map_err(|error| {
            let why = match error {
                Error::Dangling { child, parent } => format!("a {child} would refer to a {parent} that is not there"),
                Error::Entangled { why, .. } => why,
                other => return other,
            };
            let what = brief(change.trim_end_matches('.'));
            Error::Entangled { entry: seq, what, deed: if does_again { "done again" } else { "taken back" }, why }
        })
    }

    fn size_of(&self, seq: i64) -> Result<i64> {
        self.reader
            .connection
            .query_row(
                "SELECT (SELECT count(*) FROM image WHERE entry = ?1) + (SELECT count(*) FROM touched t \
                 JOIN reading r ON r.metric = t.metric AND r.entry = t.entry WHERE t.entry = ?1 AND t.metric <> 0)",
                [seq],
                |row| row.get(0),
            )
            .at_path(&self.path)
    }
}

fn nothing(sentence: &str) -> Outcome {
    Outcome { summary: sentence.to_owned(), ..Outcome::default() }
}

/// The error that something stands in the way; the caller adds what the entry did.
fn entangled(entry: i64, why: impl Into<String>) -> Error {
    Error::Entangled { entry, what: String::new(), deed: "", why: why.into() }
}

fn put_images_back(reader: &Reader, target: &Target, entry: i64) -> Result<()> {
    let connection = &reader.connection;
    let mut statement =
        connection.prepare_cached("SELECT tbl, key, before, after FROM image WHERE entry = ?1 ORDER BY id DESC")?;
    let mut found = statement.query([target.seq])?;
    let mut images = Vec::new();
    while let Some(row) = found.next()? {
        images.push(Image::read(row)?);
    }
    obstacles::check(reader, &images, target.seq, entry)?;
    for image in images {
        if is_memory(&image) && is_overtaken(connection, &image)? {
            forget(connection, &image)?;
            continue;
        }
        image.put_back(connection).map_err(|error| as_entangled(error, target.seq, &image))?;
    }
    Ok(())
}

/// Is it only what an import remembers of its file? Undoing that does not depend on later imports.
fn is_memory(image: &Image) -> bool {
    image.table.name == "source"
}

/// Was the row of an image written again since?
fn is_overtaken(connection: &Connection, image: &Image) -> Result<bool> {
    let (Some(_), Some(after)) = (&image.before, &image.after) else {
        return Ok(false);
    };
    let now = rows::current(connection, image.table, &image.key)?;
    Ok(now.is_none_or(|now| after.iter().any(|(column, value)| now.get(column) != Some(value))))
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

/// Turns a broken uniqueness into an error that names the value in the way.
fn as_entangled(error: Error, seq: i64, image: &Image) -> Error {
    match error {
        Error::Sqlite(inner) if inner.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            entangled(seq, format!("a newer {} holds the same name or code ({inner})", image.table.name))
        }
        other => other,
    }
}

/// What was measured, from three columns: a value, or active and target users.
fn measured(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(match (row.fixed(at)?, row.fixed(at + 1)?, row.fixed(at + 2)?) {
        (_, Some(active), Some(target)) => format!("{active}/{target}"),
        (Some(value), ..) => value.to_string(),
        _ => "nothing".to_owned(),
    })
}

/// Puts readings back by a new version with the content of the version before.
fn put_readings_back(connection: &Connection, target: &Target, entry: i64) -> Result<()> {
    let standing: Option<(String, i64, [String; 2])> = connection
        .prepare_cached(
            "SELECT m.name, r.week, n.value, n.active, n.target, b.value, b.active, b.target \
             FROM touched t JOIN reading r ON r.metric = t.metric AND r.entry = t.entry \
             JOIN metric m ON m.local = t.metric \
             JOIN reading n ON n.metric = r.metric AND n.week = r.week \
              AND n.entry = (SELECT max(entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week) \
             LEFT JOIN reading b ON b.metric = r.metric AND b.week = r.week AND b.entry = \
              (SELECT max(entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week AND x.entry < ?1) \
             WHERE t.entry = ?1 AND t.metric <> 0 AND (n.value, n.active, n.target, n.sample, n.note) IS NOT \
              (r.value, r.active, r.target, r.sample, r.note) LIMIT 1",
        )?
        .query_row([target.seq], |row| Ok((row.get(0)?, row.get(1)?, [measured(row, 2)?, measured(row, 5)?])))
        .optional()?;
    if let Some((metric, week, [here, back])) = standing {
        let week = format!("{}-W{:02}", week / 100, week % 100);
        let why = format!("the {metric} of {week} was corrected since: here it is {here}, and it would become {back}");
        return Err(entangled(target.seq, why));
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
