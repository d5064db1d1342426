//! Two writers on one file: who saw another value is told both, and nobody's is overwritten unseen.

use rusqlite::Connection;
use steerco::domain::change::{
    Decide, Decided, GateChange, GateDecision, PersonChange, PersonField, PilotChange, PilotField, TickChange,
};
use steerco::domain::{Change, Gate, Ids, ItemStanding, ItemState, Lifecycle, Power, Powers, Verdict, parse_day};
use steerco::store::{self, Ask, Error, Store};

use crate::{
    HOUR, ITEM, ME, MORNING, add_note, appoint, canonical, expect_same, framework, furnished, record, set_pilot, text,
};

#[test]
fn a_writer_who_saw_another_value_is_told_both_and_writes_nothing() {
    let mut room = furnished();
    for (_, first, stale, yours, theirs) in room.stale_changes() {
        room.desk.say("Ana Costa", &first).unwrap();
        let before = room.desk.state();
        match room.desk.say("Bo Lind", &stale) {
            Err(Error::Conflict(conflict)) => {
                assert_eq!((conflict.yours.as_str(), conflict.theirs.as_str()), (yours, theirs), "{}", conflict.what);
            }
            other => panic!("{stale:?} should be a conflict: {other:?}"),
        }
        assert!(room.desk.state() == before, "a conflict, but written: {stale:?}");
        let outcome = room.desk.say("Bo Lind", &stale.unseen()).unwrap();
        assert!(outcome.entry.is_some(), "who does not mind overwrites: {}", outcome.summary);
    }
}

#[test]
fn powers_that_were_answered_meanwhile_are_not_overwritten_unseen() {
    let mut room = furnished();
    let (pilot, ana) = (room.pilot, room.ana);
    let powers = |accountability, authority| Powers { accountability, authority, ..Powers::default() };
    let answer = |powers, was| {
        let why = "answered".to_owned();
        Change::Pilot(PilotChange::Appoint { pilot, person: Some(ana), powers, why, was })
    };
    room.desk.write(&answer(Powers::default(), None));
    let saw = Some(Some((ana, Powers::default())));
    room.desk.say("Ana Costa", &answer(powers(Power::Yes, Power::Unanswered), saw)).unwrap();
    let before = room.desk.state();
    let Err(Error::Conflict(conflict)) = room.desk.say("Bo Lind", &answer(powers(Power::Unanswered, Power::No), saw))
    else {
        panic!("Ana’s answer was overwritten");
    };
    assert!(conflict.theirs.starts_with("accountability yes, authority unanswered"), "{conflict:?}");
    assert!(conflict.yours.starts_with("accountability unanswered, authority no"), "{conflict:?}");
    assert_eq!(conflict.by.as_deref(), Some("Ana Costa"));
    assert!(room.desk.state() == before);

    let appoint_bo = appoint(pilot, Some(room.bo), saw);
    assert!(room.desk.say("Bo Lind", &appoint_bo).unwrap().entry.is_some(), "with another person, powers go anyway");
}

#[test]
fn a_decision_and_a_verdict_overwrite_nothing_unseen() {
    let mut room = furnished();
    let (pilot, ana, bo) = (room.pilot, room.ana, room.bo);
    let decide = |owner| {
        Change::Decide(Box::new(Decide {
            pilot,
            statement: "so it is".to_owned(),
            by: Some(ana),
            on: None,
            rationale: String::new(),
            rejected: Vec::new(),
            conditions: Vec::new(),
            revisit: None,
            parks: Vec::new(),
            leaves: Vec::new(),
            cause: String::new(),
            effect: Decided::AppointOwner { owner, powers: Powers::default() },
            was: Some(steerco::domain::change::Seen { owner: None, lifecycle: Lifecycle::Active }),
        }))
    };
    let hold = || {
        let hold = GateDecision::new(pilot, (Gate::G1, None), Verdict::Hold, ana, "not yet");
        Change::Gate(GateChange::Decide(Box::new(GateDecision {
            cause: Some("data".to_owned()),
            was: Some(None),
            ..hold
        })))
    };
    let cases = [(decide(ana), decide(bo), "Bo Lind", "Ana Costa"), (hold(), hold(), "hold", "hold")];
    for (first, stale, yours, theirs) in cases {
        room.desk.say("Ana Costa", &first).unwrap();
        let before = room.desk.state();
        let Err(Error::Conflict(conflict)) = room.desk.say("Bo Lind", &stale) else {
            panic!("{stale:?} should be a conflict");
        };
        assert_eq!((conflict.yours.as_str(), conflict.theirs.as_str()), (yours, theirs), "{}", conflict.what);
        assert_eq!(conflict.by.as_deref(), Some("Ana Costa"));
        assert!(room.desk.state() == before, "a conflict, but written: {stale:?}");
        assert!(room.desk.say("Bo Lind", &stale.unseen()).unwrap().entry.is_some());
    }
}

#[test]
fn what_somebody_set_of_an_item_meanwhile_is_not_overwritten_unseen() {
    let mut room = furnished();
    let (pilot, ana, bo) = (room.pilot, room.ana, room.bo);
    let untouched = || TickChange {
        state: None,
        was: Some(ItemStanding::UNTOUCHED),
        ..TickChange::state(pilot, ITEM, ItemState::Open)
    };
    let owner = |owner| TickChange { owner: Some(Some(owner)), ..untouched() };
    let due = |day: &str| TickChange { due: Some(Some(parse_day(day).unwrap())), ..untouched() };
    let why = |text: &str| TickChange { why: Some(text.to_owned()), ..untouched() };
    for (first, stale, yours, theirs) in [
        (owner(ana), owner(bo), "Bo Lind", "Ana Costa"),
        (due("2026-12-01"), due("2026-12-08"), "2026-12-08", "2026-12-01"),
        (why("Theirs."), why("Yours."), "Yours.", "Theirs."),
    ] {
        // Each touches another column: what somebody else set beside it is no conflict.
        room.desk.say("Ana Costa", &Change::Tick(first.clone())).unwrap();
        match room.desk.say("Bo Lind", &Change::Tick(stale)) {
            Err(Error::Conflict(conflict)) => {
                assert_eq!((conflict.yours.as_str(), conflict.theirs.as_str()), (yours, theirs));
                assert_eq!(conflict.by.as_deref(), Some("Ana Costa"), "{}", conflict.what);
            }
            other => panic!("should be a conflict: {other:?}"),
        }
        assert_eq!(room.desk.say("Bo Lind", &Change::Tick(first)).unwrap().entry, None, "the same is no conflict");
    }
}

#[test]
fn a_conflict_names_the_one_who_wrote_the_value() {
    let mut room = furnished();
    let mut wrong = Vec::new();
    for (what, first, stale, ..) in room.stale_changes() {
        room.desk.say("Ana Costa", &first).unwrap();
        // Somebody else writes something else to the same pilot, person and metric.
        let between = room.something_else();
        room.desk.say("Cy Moor", &between).unwrap();
        match room.desk.say("Bo Lind", &stale) {
            Err(Error::Conflict(conflict)) if conflict.by.as_deref() == Some("Ana Costa") => {}
            Err(Error::Conflict(conflict)) => wrong.push(format!("{what}: by {:?}", conflict.by)),
            other => panic!("{stale:?} should be a conflict: {other:?}"),
        }
    }
    assert!(wrong.is_empty(), "written by Ana Costa, but named was {wrong:#?}");
}

#[test]
fn two_handles_on_one_file_see_each_other() {
    let mut room = furnished();
    let mut other = room.desk.another(7);
    let version = other.data_version().unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Unit, text("Finance"), None));
    assert_ne!(other.data_version().unwrap(), version, "the other handle is told");
    expect_same(&canonical(other.read()), &room.desk.export(), "the first handle wrote");

    let version = room.desk.store.data_version().unwrap();
    let stamp = room.desk.stamp("Bo Lind");
    other.commit(&record(room.quality, 70, None), &stamp).unwrap();
    assert_ne!(room.desk.store.data_version().unwrap(), version, "the first handle is told");
    expect_same(&room.desk.export(), &canonical(other.read()), "the other handle wrote");

    let before = room.desk.state();
    let stamp = room.desk.stamp(ME);
    let asked = room.desk.store.undo(&stamp, Ask::First);
    assert!(matches!(asked, Err(Error::AskFirst { .. })), "somebody else's entry asks first: {asked:?}");
    assert!(room.desk.state() == before, "a question writes nothing");
    room.desk.undo().unwrap();
    expect_same(&canonical(other.read()), &room.desk.export(), "the first handle took it back");
    other.check_identity().unwrap();
}

#[test]
fn a_file_that_another_program_writes_is_not_free_until_that_is_done() {
    let room = furnished();
    let other = Connection::open(room.desk.store.path()).unwrap();
    room.desk.store.wait_for_locks(std::time::Duration::ZERO).unwrap();
    room.desk.store.check_free().unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(room.desk.store.check_free(), Err(Error::Busy(_))));
    other.execute_batch("ROLLBACK").unwrap();
    room.desk.store.check_free().unwrap();
}

#[test]
fn a_change_of_a_locked_file_says_so_whatever_is_asked_before_it() {
    let mut room = furnished();
    let other = Connection::open(room.desk.store.path()).unwrap();
    let stamp = room.desk.stamp(ME);
    room.desk.store.wait_for_locks(std::time::Duration::ZERO).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    for change in [record(room.quality, 70, None), set_pilot(room.pilot, PilotField::Unit, text("Finance"), None)] {
        let refused = room.desk.store.commit(&change, &stamp);
        assert!(matches!(refused, Err(Error::Busy(_))), "{refused:?}");
    }
}

#[test]
fn another_workspace_or_an_older_copy_that_is_copied_over_the_file_is_noticed() {
    let mut room = furnished();
    let path = room.desk.store.path().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let [older, newest, other] = ["older", "newest", "other"].map(|name| folder.path().join(format!("{name}.steerco")));
    std::fs::copy(&path, &older).unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Unit, text("Finance"), None));
    room.desk.store.check_identity().unwrap();
    std::fs::copy(&path, &newest).unwrap();
    drop(Store::create(&other, "Other", false, framework(), Ids::new(MORNING + HOUR, 9)).unwrap());
    let stamp = room.desk.stamp(ME);
    for copied in [&older, &other] {
        std::fs::copy(copied, &path).unwrap();
        let before = std::fs::read(&path).unwrap();
        let written = room.desk.store.commit(&set_pilot(room.pilot, PilotField::Unit, text("Sales"), None), &stamp);
        assert!(matches!(written, Err(Error::Replaced { .. })), "{}: {written:?}", copied.display());
        assert!(room.desk.store.check_content().is_err(), "{}", copied.display());
        assert!(std::fs::read(&path).unwrap() == before, "{} is as it was", copied.display());
        std::fs::copy(&newest, &path).unwrap();
        room.desk.store.check_identity().unwrap();
    }
}

#[test]
fn a_file_that_became_one_of_a_newer_program_while_it_was_open_is_not_written_and_says_so() {
    let mut room = furnished();
    let other = Connection::open(room.desk.store.path()).unwrap();
    let (before, stamp) = (room.desk.state(), room.desk.stamp(ME));
    other.pragma_update(None, "user_version", store::schema::VERSION + 1).unwrap();
    let written = room.desk.store.commit(&set_pilot(room.pilot, PilotField::Unit, text("Sales"), None), &stamp);
    assert!(matches!(written, Err(Error::Newer { .. })), "{written:?}");
    assert!(matches!(room.desk.store.check_content(), Err(Error::Newer { .. })), "whoever reads is told too");
    other.pragma_update(None, "user_version", store::schema::VERSION).unwrap();
    room.desk.store.check_identity().unwrap();
    assert!(room.desk.state() == before);
}

#[test]
fn a_write_tells_the_id_of_what_it_added_and_not_of_what_another_program_did() {
    let mut room = furnished();
    let mut other = room.desk.another(7);
    let mine = room.desk.say(ME, &add_note(room.pilot, "Mine.")).unwrap();
    let stamp = room.desk.stamp("Bo Lind");
    let theirs = other.commit(&add_note(room.pilot, "Theirs."), &stamp).unwrap();
    let notes = room.desk.store.read().notes(Some(room.pilot)).unwrap();
    let id = |text: &str| notes.iter().find(|note| note.text == text).map(|note| note.id.to_string());
    assert_eq!((mine.id, theirs.id), (id("Mine."), id("Theirs.")));
    let renamed = room.desk.say(ME, &set_pilot(room.pilot, PilotField::Name, text("Triage"), None)).unwrap();
    assert_eq!(renamed.id, None, "nothing was added");
}

#[test]
fn what_another_program_wrote_meanwhile_asks_first_under_the_same_name_too() {
    let mut room = furnished();
    let mut other = room.desk.another(7);
    let stamp = room.desk.stamp(ME);
    other.commit(&record(room.quality, 70, None), &stamp).unwrap();
    let before = room.desk.state();
    let asked = room.desk.store.undo(&stamp, Ask::First);
    assert!(
        matches!(&asked, Err(Error::AskFirst { question, .. }) if question.contains("in another window or program")),
        "{asked:?}"
    );
    assert!(room.desk.state() == before, "a question writes nothing");
    // Whoever opens the file after that finds it there.
    let mut later = room.desk.another(8);
    later.undo(&stamp, Ask::First).unwrap();
    room.desk.expect_sound();
}

#[test]
fn an_edit_by_another_program_is_journalled_and_can_be_taken_back() {
    let mut room = furnished();
    let (pilot, ana, note) = (room.pilot.0, room.ana.0, room.note.0);
    let raw = Connection::open(room.desk.path()).unwrap();
    for sql in [
        format!("UPDATE person SET name = 'Anna “Costa”' WHERE id = {ana}"),
        format!("UPDATE pilot SET name = 'Sorting', unit = 'Finance', started = '2026-01-01' WHERE id = {pilot}"),
        format!("DELETE FROM note WHERE id = {note}"),
        format!(
            "INSERT INTO note (id, pilot, written, by, text, archived) VALUES (5, {pilot}, '2026-01-02', 'x', 'y', 0)"
        ),
        format!("UPDATE metric SET archived = 1 WHERE pilot = {pilot}"),
        "UPDATE workspace SET title = 'Elsewhere'".to_owned(),
    ] {
        let (newest, export) = room.desk.state();
        let rows = raw.execute(&sql, []).unwrap();
        assert!(rows > 0 && room.desk.export() != export, "{sql} changes something");
        let entries = room.desk.store.read().journal(None, i64::MAX, rows).unwrap();
        assert_eq!(room.desk.newest(), newest + i64::try_from(rows).unwrap(), "an entry a row: {sql}");
        assert!(entries.iter().all(|entry| entry.kind == "outside"), "{entries:?}");
        room.desk.expect_sound();
        for _ in 0..rows {
            room.desk.undo().unwrap();
        }
        expect_same(&room.desk.export(), &export, &sql);
    }
    room.desk.expect_sound();
}

#[test]
fn an_edit_by_another_program_asks_first_and_is_refused_where_it_was_changed_since() {
    let mut room = furnished();
    let raw = Connection::open(room.desk.path()).unwrap();
    raw.execute("UPDATE person SET name = 'Anna' WHERE id = ?1", [room.ana.0]).unwrap();
    let outside = room.desk.newest();
    let before = room.desk.state();
    let stamp = room.desk.stamp(ME);
    let asked = room.desk.store.undo(&stamp, Ask::First);
    assert!(matches!(asked, Err(Error::AskFirst { .. })), "{asked:?}");
    assert!(room.desk.state() == before, "a question writes nothing");

    let name = PersonChange::Set { person: room.ana, field: PersonField::Name, to: text("Ana Maria"), was: None };
    room.desk.write(&Change::Person(name));
    room.desk.expect_entangled(outside, "the other program's name was written over");
}
