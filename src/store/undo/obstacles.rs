//! Owns what can stand in the way of taking an entry back: what was written since, and what a gate or a closed review
//! keeps.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::super::error::Result;
use super::super::fetch::any_row;
use super::super::open::Reader;
use super::super::rows::{self, Image};
use super::{entangled, is_memory};

/// Refuses if anything stands in the way of putting back the images of the entry `seq`, as part of the entry `entry`.
/// Images come newest first.
pub(super) fn check(reader: &Reader, images: &[Image], seq: i64, entry: i64) -> Result<()> {
    let connection = &reader.connection;
    let business: Vec<&Image> = images.iter().filter(|image| !is_memory(image)).collect();
    check_unchanged_since(reader, &business, seq, entry)?;
    // An import adds assessments together with their gates, and removes them together; a batch may score and then
    // judge.
    let brought = |id: i64| {
        let open = |image: &&Image| {
            let frozen = image.before.as_ref().and_then(|row| row.get("frozen"));
            image.table.name == "assessment" && frozen.is_none_or(Value::is_null)
        };
        let mut own = images.iter().filter(open);
        own.any(|image| id_of(image) == Some(id))
    };
    images.iter().try_for_each(|image| check_not_frozen(connection, image, seq, brought))?;
    // An entry that opens, closes or adds a review takes what is in it along.
    let reviews: HashSet<i64> = images.iter().filter(|image| image.table.name == "review").filter_map(id_of).collect();
    // A correction takes along the lines of the minutes that follow it.
    let puts_right = images.iter().any(|image| matches!(image.table.name, "decision" | "action") && !is_whole(image));
    let mut minuted = images.iter().filter(|image| !puts_right || image.table.name != "minute" || is_whole(image));
    minuted.try_for_each(|image| check_not_minuted(connection, image, seq, &reviews))?;
    images.iter().try_for_each(|image| check_only_open(connection, image, seq))
}

/// Was the row added or removed?
const fn is_whole(image: &Image) -> bool {
    image.before.is_none() || image.after.is_none()
}

fn id_of(image: &Image) -> Option<i64> {
    image.key.get("id").and_then(Value::as_i64)
}

/// Refuses to change what was said in, or came of, a review that is closed by now: undo its closing first.
fn check_not_minuted(connection: &Connection, image: &Image, seq: i64, reviews: &HashSet<i64>) -> Result<()> {
    if !(matches!(image.table.name, "attendance" | "agenda" | "minute")
        || matches!(image.table.name, "decision" | "action") && is_whole(image))
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
    let day: Option<String> = any_row(connection, closed, [review], |row| row.get(0))?;
    let why = |day| format!("it belongs to the review of {day}, which is closed: what was decided then stands");
    day.map_or(Ok(()), |day| Err(entangled(seq, why(day))))
}

/// Refuses to open a review again while another one is open.
fn check_only_open(connection: &Connection, image: &Image, seq: i64) -> Result<()> {
    let state = image.before.as_ref().and_then(|row| row.get("state")).and_then(Value::as_str);
    if image.table.name != "review" || state != Some("open") {
        return Ok(());
    }
    let other = "SELECT day FROM review WHERE state = 'open' AND id IS NOT ?1";
    let day: Option<String> = any_row(connection, other, [id_of(image)], |row| row.get(0))?;
    let why = |day| format!("the review of {day} is open, and only one is at a time: close that one first");
    day.map_or(Ok(()), |day: String| Err(entangled(seq, why(day))))
}

/// Refuses to change what a gate has judged: undo the gate first.
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

/// Every row must be as the entry left it, before any is put back. Of a row that the entry only updated, its own
/// columns count: a change elsewhere in it is not in the way, and stays. `images` come newest first.
fn check_unchanged_since(reader: &Reader, images: &[&Image], seq: i64, entry: i64) -> Result<()> {
    let mut rows: BTreeMap<(&str, String), Vec<&Image>> = BTreeMap::new();
    for image in images {
        let key = serde_json::to_string(&image.key).unwrap_or_default();
        rows.entry((image.table.name, key)).or_default().push(*image);
    }
    rows.values().try_for_each(|images| check_row(reader, images, seq, entry))
}

/// Checks one row; its images come newest first.
fn check_row(reader: &Reader, images: &[&Image], seq: i64, entry: i64) -> Result<()> {
    let connection = &reader.connection;
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
    // What a ticket said last is that of the newest import.
    match own.find(|column| *column != "ticket" && now.get(*column) != then.get(*column)) {
        Some(column) => Err(entangled(seq, overtaken(reader, images, column, now.get(column))?)),
        None => Ok(()),
    }
}

/// The error that a field was changed since, with its value now and the one that would have come back. `images` come
/// newest first.
fn overtaken(reader: &Reader, images: &[&Image], column: &str, now: Option<&Value>) -> Result<String> {
    let what = images.first().map_or("", |image| image.table.name);
    let before = images.iter().rev().find_map(|image| image.before.as_ref()?.get(column));
    let values = (now.unwrap_or(&Value::Null), before.unwrap_or(&Value::Null));
    let (field, here, back) = reader.field_told(what, column, values)?;
    Ok(format!("the {field} of this {what} was changed since: here it is {here}, and it would become {back}"))
}

/// The row right after `seq`: with every newer image put back, except those of the undo itself.
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
        row = Image::read(newer)?.taken_off(row);
    }
    Ok(row)
}

/// Readings have no foreign keys, so a metric that is removed while it has values is looked for here. Other references
/// are checked at COMMIT.
pub(super) fn check_readings(connection: &Connection, seq: i64) -> Result<()> {
    let removes = connection
        .prepare_cached("SELECT 1 FROM image WHERE entry = ?1 AND before IS NULL AND after IS NULL LIMIT 1")?
        .exists([seq])?;
    if !removes {
        return Ok(());
    }
    let orphaned = connection
        .prepare_cached(
            "SELECT 1 FROM touched t JOIN reading r ON r.metric = t.metric WHERE t.entry >= ?1 AND t.metric <> 0 \
             AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.local = t.metric) \
             AND (r.value IS NOT NULL OR r.note IS NOT NULL) \
             AND r.entry = (SELECT max(entry) FROM reading x WHERE x.metric = r.metric AND x.week = r.week) LIMIT 1",
        )?
        .exists([seq])?;
    if orphaned {
        return Err(entangled(seq, "readings were entered since"));
    }
    Ok(())
}
