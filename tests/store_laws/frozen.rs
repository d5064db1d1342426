//! Frozen files: each format that there was is opened, migrated, undone and redone.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::Value as Json;
use steerco::domain::Ids;
use steerco::store::{self, Access, Error, Store};

use crate::{Desk, add_metric, canonical, expect_same, file_in, framework};

fn undo_and_redo_all(mut desk: Desk) {
    desk.expect_sound();
    let (newest, whole) = desk.state();
    assert!(desk.store.read().pilots().unwrap().len() >= 3, "the file holds pilots");
    let past: Vec<String> = (0..=newest).map(|entry| canonical(&desk.store.at_entry(entry).unwrap())).collect();
    expect_same(past.last().unwrap(), &whole, "the newest moment of the past is the present");

    let mut undone = 0;
    while desk.undo().unwrap().entry.is_some() {
        undone += 1;
        assert!(past.contains(&desk.export()), "after undo {undone} it is as it has never been");
    }
    assert!(undone >= 20, "only {undone} entries were undone");
    expect_same(&desk.export(), &past[0], "all was undone");
    desk.expect_sound();
    let export: Json = serde_json::from_str(&desk.export()).unwrap();
    let mut empty: Json = serde_json::from_str(&Desk::new().export()).unwrap();
    empty["workspace"] = export["workspace"].clone();
    assert_eq!(export, empty, "nothing is left but the workspace itself");

    for _ in 0..undone {
        assert!(desk.redo().unwrap().entry.is_some(), "redo stopped early");
    }
    expect_same(&desk.export(), &whole, "all was redone");
    desk.expect_sound();
}

/// Later than anything in the frozen files.
const LATE: i64 = 1_830_000_000_000;

fn open_late(file: &Path, access: Access) -> store::Result<Store> {
    Store::open(file, access, framework(), Ids::new(LATE, 3))
}

/// A copy of the frozen file, at this program's format.
fn thawed(version: u32) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    std::fs::copy(frozen(version), &file).unwrap();
    if version < store::schema::VERSION {
        store::migrate(&open_late(&file, Access::Read).unwrap(), &folder.path().join("kept.steerco")).unwrap();
    }
    Desk { store: open_late(&file, Access::Write).unwrap(), at: LATE, folder }
}

fn frozen(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schema/{version}.steerco"))
}

#[test]
fn every_schema_has_its_frozen_file() {
    for version in 1..=store::schema::VERSION {
        assert!(frozen(version).is_file(), "{} is missing: make it with make.sh there", frozen(version).display());
    }
}

#[test]
fn the_whole_journal_of_every_frozen_file_is_undone_and_redone() {
    std::thread::scope(|scope| {
        for version in 1..=store::schema::VERSION {
            scope.spawn(move || undo_and_redo_all(thawed(version)));
        }
    });
}

#[test]
fn a_migration_changes_nothing_that_is_exported_and_keeps_a_copy_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (file, keep) = (file_in(&folder), folder.path().join("kept.steerco"));
    std::fs::copy(frozen(1), &file).unwrap();
    let before = open_late(&file, Access::Read).unwrap();
    let (export, past) = (canonical(before.read()), canonical(&before.at_entry(9).unwrap()));
    assert!(matches!(open_late(&file, Access::Write), Err(Error::Older { found: 1, .. })));

    store::migrate(&before, &keep).unwrap();
    let desk = Desk { store: open_late(&file, Access::Write).unwrap(), at: LATE, folder };
    desk.expect_sound();
    expect_same(&desk.export(), &export, "the migrated file");
    expect_same(&canonical(&desk.store.at_entry(9).unwrap()), &past, "the past of the migrated file");
    let kept = open_late(&keep, Access::Read).unwrap();
    expect_same(&canonical(kept.read()), &export, "the copy");
    assert!(matches!(open_late(&keep, Access::Write), Err(Error::Older { found: 1, .. })), "the copy is as it was");

    let again = desk.folder.path().join("again.steerco");
    store::migrate(&before, &again).unwrap();
    assert!(!again.exists(), "a file that another process migrated is left alone");
}

#[test]
fn a_migrated_file_gives_no_number_again_that_a_removed_metric_had() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    std::fs::copy(frozen(1), &file).unwrap();
    let other = Connection::open(&file).unwrap();
    other
        .execute_batch(
            "UPDATE metric SET local = 900 WHERE id = (SELECT id FROM metric ORDER BY local DESC LIMIT 1);
             CREATE TEMP TABLE gone AS SELECT * FROM metric WHERE local = 900;
             UPDATE gone SET id = id + 1, local = 950, name = 'gone', headline = 0;
             INSERT INTO metric SELECT * FROM gone; DELETE FROM metric WHERE local = 950;",
        )
        .unwrap();
    drop(other);
    store::migrate(&open_late(&file, Access::Read).unwrap(), &folder.path().join("kept.steerco")).unwrap();
    let mut desk = Desk { store: open_late(&file, Access::Write).unwrap(), at: LATE, folder };
    let pilot = desk.store.read().find_pilot("filing").unwrap();
    desk.write(&add_metric(pilot, "next"));
    assert_eq!(desk.store.read().find_metric(pilot, "next").unwrap().local, 951);
}

#[test]
fn a_migration_that_cannot_keep_a_copy_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (file, keep) = (file_in(&folder), folder.path().join("kept.steerco"));
    std::fs::copy(frozen(1), &file).unwrap();
    std::fs::write(&keep, "precious").unwrap();
    let before = open_late(&file, Access::Read).unwrap();
    assert!(matches!(store::migrate(&before, &keep), Err(Error::Exists(_))));
    drop(before);
    assert!(std::fs::read(&file).unwrap() == std::fs::read(frozen(1)).unwrap(), "the file was written");
    assert_eq!(std::fs::read(&keep).unwrap(), b"precious");
}

#[test]
fn an_older_file_with_a_strange_trigger_can_be_looked_at_and_not_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    std::fs::copy(frozen(1), &file).unwrap();
    let stranger = Connection::open(&file).unwrap();
    stranger.execute_batch("CREATE TRIGGER strange AFTER INSERT ON note BEGIN SELECT 1; END").unwrap();
    drop(stranger);
    let store = open_late(&file, Access::Write).unwrap();
    assert!(!store.writable());
    assert_eq!(store.strangers(), ["strange"]);
}
