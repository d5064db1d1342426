//! Undo where something newer stands.

use steerco::domain::change::{AssessmentChange, NewPilot, PersonChange, PersonField, PilotField, ScoreChange};
use steerco::domain::{Change, Dimension, Gate, ItemState, Value};
use steerco::store::{Ask, Error};

use crate::{
    Furnished, ITEM, ME, add_metric, add_note, add_person, add_pilot, appoint, expect_same, furnished, move_on, record,
    set_pilot, target, text, tick,
};

fn renamed_twice(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&set_pilot(room.pilot, PilotField::Name, text("First"), None));
    room.desk.write(&set_pilot(room.pilot, PilotField::Name, text("Second"), None));
    entry
}

fn recorded_twice(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&record(room.quality, 70, None));
    room.desk.write(&record(room.quality, 71, None));
    entry
}

fn person_then_lead(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&add_person("Cy Moor", ""));
    let cy = room.desk.store.read().find_person("Cy Moor").unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Lead, Value::Person(cy), None));
    entry
}

fn pilot_then_note(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&add_pilot(NewPilot::named("Ticket routing")));
    let pilot = room.desk.store.read().find_pilot("ticket-routing").unwrap();
    room.desk.write(&add_note(pilot, "newer"));
    entry
}

fn metric_then_reading(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&add_metric(room.pilot, "rework"));
    let metric = room.desk.store.read().find_metric(room.pilot, "rework").unwrap();
    room.desk.write(&record(metric.id, 12, None));
    entry
}

fn ticked_twice(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&tick(room.pilot, ITEM, ItemState::Doing, None));
    room.desk.write(&tick(room.pilot, ITEM, ItemState::Done, None));
    entry
}

fn target_then_none(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&target(room.pilot, Some(60), None));
    room.desk.write(&target(room.pilot, None, None));
    entry
}

fn code_then_taken(room: &mut Furnished) -> i64 {
    let entry = room.desk.write(&set_pilot(room.pilot, PilotField::Code, text("triage"), None));
    room.desk.write(&set_pilot(room.other, PilotField::Code, text("invoice-triage"), None));
    entry
}

#[test]
fn an_entry_whose_rows_were_changed_since_is_not_taken_back() {
    type Deed = fn(&mut Furnished) -> i64;
    let cases: [(&str, Deed); 8] = [
        ("a name was changed again", renamed_twice),
        ("a reading was corrected", recorded_twice),
        ("a person leads a pilot", person_then_lead),
        ("a pilot has a newer note", pilot_then_note),
        ("a metric has readings", metric_then_reading),
        ("an item went further", ticked_twice),
        ("a target was taken away", target_then_none),
        ("a code was given to another", code_then_taken),
    ];
    for (what, case) in cases {
        let mut room = furnished();
        let entry = case(&mut room);
        room.desk.expect_entangled(entry, what);
        room.desk.expect_sound();
    }
}

#[test]
fn a_change_elsewhere_in_a_row_is_not_in_the_way_and_stays() {
    let mut room = furnished();
    let entry = room.desk.write(&set_pilot(room.pilot, PilotField::Name, text("First"), None));
    room.desk.write(&set_pilot(room.pilot, PilotField::Partner, text("Nordwind"), None));
    room.desk.revert(entry).unwrap();
    let pilot = room.desk.store.read().pilot(room.pilot).unwrap().unwrap();
    assert_eq!((pilot.name.as_str(), pilot.partner.as_str()), ("Invoice triage", "Nordwind"));
    let again = room.desk.revert(entry).unwrap();
    assert_eq!(again.entry, None, "{}", again.summary);
}

#[test]
fn a_name_that_somebody_has_already_is_told_where_other_fields_are_set_with_it() {
    let mut room = furnished();
    let person = room.bo;
    let set = |field, to: &str| Change::Person(PersonChange::Set { person, field, to: text(to), was: None });
    let changes = vec![set(PersonField::Title, "CFO"), set(PersonField::Name, "ana costa")];
    let outcome = room.desk.say(ME, &Change::Several { what: None, changes }).unwrap();
    assert!(outcome.told().contains("Another person is called “Ana Costa”"), "{}", outcome.told());
}

#[test]
fn a_question_before_readings_are_taken_back_counts_each_of_them() {
    let mut room = furnished();
    let of_week = |back: i64| {
        let mut change = record(room.quality, 70, None);
        if let Change::Record(record) = &mut change {
            record.week = record.week.plus(-back);
        }
        change
    };
    let changes: Vec<Change> = (0..101).map(of_week).collect();
    room.desk.write(&Change::Several { what: None, changes });
    let stamp = room.desk.stamp(ME);
    match room.desk.store.undo(&stamp, Ask::First) {
        Err(Error::AskFirst { question, .. }) => assert!(question.starts_with("This wrote 101 rows"), "{question}"),
        other => panic!("that many are asked about: {other:?}"),
    }
    assert_eq!(room.desk.undo().unwrap().changed, 101);
}

#[test]
fn what_refers_to_something_gone_does_not_come_back() {
    let mut room = furnished();
    let added = room.desk.write(&add_person("Cy Moor", ""));
    let cy = room.desk.store.read().find_person("Cy Moor").unwrap();
    room.desk.write(&set_pilot(room.pilot, PilotField::Lead, Value::Person(cy), None));
    let replaced = room.desk.write(&set_pilot(room.pilot, PilotField::Lead, Value::Person(room.bo), None));
    room.desk.revert(added).unwrap();
    room.desk.expect_entangled(replaced, "the former lead is gone");
}

#[test]
fn a_pilot_added_with_its_owner_can_be_undone_again_and_again() {
    let mut room = furnished();
    let before = room.desk.export();
    room.desk.write(&add_pilot(NewPilot { owner: Some(room.ana), ..NewPilot::named("Ticket routing") }));
    let with = room.desk.export();
    for round in 1..=3 {
        room.desk.undo().unwrap_or_else(|error| panic!("undo {round}: {error}"));
        expect_same(&room.desk.export(), &before, "undone");
        room.desk.redo().unwrap_or_else(|error| panic!("redo {round}: {error}"));
        expect_same(&room.desk.export(), &with, "redone");
    }
}

#[test]
fn one_entry_that_scores_and_then_judges_can_be_undone_and_redone() {
    let mut room = furnished();
    let score =
        |dimension, value| Change::Assessment(AssessmentChange::Score(ScoreChange::new(room.pilot, dimension, value)));
    let both = vec![score(Dimension::Budget, 3), move_on(room.pilot, Gate::G1, room.ana)];
    room.desk.write(&score(Dimension::Data, 2));
    let before = room.desk.export();
    room.desk.write(&Change::Several { what: None, changes: both });
    let with = room.desk.export();
    for round in 1..=2 {
        room.desk.undo().unwrap_or_else(|error| panic!("undo {round}: {error}"));
        expect_same(&room.desk.export(), &before, "undone");
        room.desk.redo().unwrap_or_else(|error| panic!("redo {round}: {error}"));
        expect_same(&room.desk.export(), &with, "redone");
    }
}

#[test]
fn a_row_that_one_entry_wrote_twice_can_be_undone_after_later_changes_were() {
    let mut room = furnished();
    let before = room.desk.export();
    let twice = vec![
        tick(room.pilot, ITEM, ItemState::Doing, None),
        tick(room.pilot, ITEM, ItemState::Done, None),
        target(room.pilot, Some(60), None),
        target(room.pilot, None, None),
    ];
    room.desk.write(&Change::Several { what: None, changes: twice });
    room.desk.write(&add_pilot(NewPilot { owner: Some(room.ana), ..NewPilot::named("Ticket routing") }));
    let pilot = room.desk.store.read().find_pilot("ticket-routing").unwrap();
    room.desk.write(&tick(room.pilot, ITEM, ItemState::Open, None));
    room.desk.write(&target(room.pilot, Some(80), None));
    room.desk.write(&appoint(pilot, Some(room.bo), None));
    for left in (1..=5).rev() {
        room.desk.undo().unwrap_or_else(|error| panic!("with {left} left: {error}"));
    }
    expect_same(&room.desk.export(), &before, "all five were undone");
}

#[test]
fn undo_and_redo_work_across_opening_the_file_again() {
    let mut room = furnished();
    let mut states = vec![room.desk.export()];
    for (_, change, ..) in room.stale_changes() {
        room.desk.write(&change);
        states.push(room.desk.export());
    }
    let count = states.len() - 1;
    for expected in states.iter().rev().skip(1) {
        room.desk.reopen();
        room.desk.undo().unwrap();
        expect_same(&room.desk.export(), expected, "undone after opening again");
    }
    for expected in states.iter().skip(1) {
        room.desk.reopen();
        room.desk.redo().unwrap();
        expect_same(&room.desk.export(), expected, "redone after opening again");
    }
    assert_eq!(room.desk.redo().unwrap().entry, None, "all {count} were redone");
    room.desk.expect_sound();
}
