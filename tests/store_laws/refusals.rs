//! What is refused writes nothing, and neither does what is said twice.

use std::collections::BTreeMap;

use chrono::Duration;
use steerco::domain::change::{
    ActionChange, AssessmentChange, ExceptionChange, GateChange, ItemField, NewPilot, PersonChange, PersonField,
    PilotChange, PilotField, ReviewChange, RolloutChange, Source, WorkstreamChange,
};
use steerco::domain::{
    ActionId, ActionState, AgendaId, Change, ExceptionId, ExceptionState, ExpansionId, ExpansionState, Fixed,
    GapAnswer, GapId, ItemState, PersonId, PilotId, ReviewId, Status, Value, WaiverId, WaiverOutcome, WorkstreamId,
    parse_day,
};
use steerco::store::Error;

use crate::{ME, add_note, add_pilot, furnished, not_reported, record, report, set_pilot, text, tick};

#[test]
fn a_change_that_is_refused_writes_nothing() {
    let mut room = furnished();
    let (pilot, ana) = (room.pilot, room.ana);
    let half = Change::Several {
        what: None,
        changes: vec![
            Change::Title { to: "Half done".to_owned(), was: None },
            add_note(pilot, "half done"),
            record(room.quality, 50, None),
            set_pilot(pilot, PilotField::Name, text(""), None),
        ],
    };
    let too_good = record(room.quality, 101, None);
    let email = PersonChange::Set { person: ana, field: PersonField::Email, to: text("bo@example.com"), was: None };
    let gone = set_pilot(PilotId(77), PilotField::Name, text("Gone"), None);
    let code = set_pilot(pilot, PilotField::Code, text("meter-reading"), None);
    let unknown = tick(pilot, "s9.unknown", ItemState::Done, None);
    for change in [half, too_good, Change::Person(email), gone, code, unknown] {
        let before = room.desk.state();
        let outcome = room.desk.say(ME, &change);
        assert!(outcome.is_err(), "{change:?} was not refused");
        assert!(room.desk.state() == before, "refused, but written: {change:?}");
    }
    room.desk.expect_sound();
}

#[test]
fn a_change_that_says_what_is_there_writes_nothing() {
    let mut room = furnished();
    for (_, change, ..) in room.stale_changes() {
        let stamp = room.desk.stamp(ME);
        assert!(room.desk.store.commit(&change, &stamp).unwrap().entry.is_some(), "{change:?}");
        room.desk.expect_unchanged(&change, &stamp);
    }
}

#[test]
fn a_report_that_is_said_twice_is_unchanged_even_where_its_writer_looked_before() {
    let mut room = furnished();
    let change = report(room.pilot, Status::Red, "late", Some(not_reported()));
    let stamp = room.desk.stamp(ME);
    room.desk.store.commit(&change, &stamp).unwrap();
    room.desk.expect_unchanged(&change, &stamp);
}

#[test]
fn what_a_file_said_is_remembered_once() {
    let mut room = furnished();
    let content = BTreeMap::from([("name".to_owned(), "7f".to_owned())]);
    let source = Source { profile: "inventory".to_owned(), key: "12".to_owned(), said: content.into() };
    let change = Change::Pilot(PilotChange::Source { pilot: room.pilot, source });
    let stamp = room.desk.stamp(ME);
    room.desk.store.commit(&change, &stamp).unwrap();
    room.desk.expect_unchanged(&change, &stamp);
}

#[test]
fn a_refusal_says_what_is_wrong_and_is_no_error_of_the_database() {
    let mut room = furnished();
    let missing_lead = NewPilot { lead: Some(PersonId(77)), ..NewPilot::named("A") };
    let taken_id = NewPilot { id: Some(room.pilot), ..NewPilot::named("B") };
    let no_status = NewPilot { report: Some((Status::Stale, "old".to_owned())), ..NewPilot::named("C") };
    let mut raw = Vec::new();
    for new in [missing_lead, taken_id, no_status] {
        let name = new.name.clone();
        match room.desk.say(ME, &add_pilot(new)) {
            Err(Error::Invalid(_) | Error::NotFound { .. } | Error::Conflict(_)) => {}
            other => raw.push(format!("{name}: {other:?}")),
        }
    }
    assert!(raw.is_empty(), "{raw:#?}");
}

#[test]
fn an_id_that_never_was_is_of_nothing_that_is_there_no_more() {
    let mut room = furnished();
    let (action, to, why) = (ActionId(77), ActionState::Done, String::new());
    let nothing = [
        ("action", Change::Action(ActionChange::End { action, to, why, was: None })),
        (
            "exception",
            Change::Exception(ExceptionChange::Advance {
                exception: ExceptionId(77),
                to: ExceptionState::Resolved,
                person: None,
                note: None,
                at: None,
                was: None,
            }),
        ),
        (
            "workstream",
            Change::Workstream(WorkstreamChange::Items { workstream: WorkstreamId(77), items: Vec::new(), was: None }),
        ),
        ("waiver", Change::Gate(GateChange::Outcome { waiver: WaiverId(77), outcome: WaiverOutcome::Held })),
        (
            "expansion item",
            Change::Rollout(RolloutChange::SetExpansion {
                expansion: ExpansionId(77),
                to: ExpansionState::Planned,
                was: None,
            }),
        ),
        ("gap", Change::Assessment(AssessmentChange::Answer { gap: GapId(77), answer: GapAnswer::Accept, was: None })),
        ("review", Change::Review(ReviewChange::Open(ReviewId(77)))),
        (
            "agenda item",
            Change::Review(ReviewChange::SetItem {
                item: AgendaId(77),
                field: ItemField::Title,
                to: text("Budget"),
                was: None,
            }),
        ),
    ];
    for (noun, change) in nothing {
        match room.desk.say(ME, &change) {
            Err(Error::NotFound { what, hint }) => {
                assert!(what.starts_with(&format!("there is no {noun} “")), "{what}");
                assert!(hint.starts_with("look at `steerco "), "{hint}");
            }
            other => panic!("{change:?} is of nothing: {other:?}"),
        }
    }
}

#[test]
fn a_value_of_another_kind_does_not_make_the_workspace_unreadable() {
    let mut room = furnished();
    let long_ago = Value::Day(parse_day("1970-01-01").unwrap() - Duration::days(1_000 * 365));
    for to in [text("soon"), text(""), Value::Number(Fixed::HUNDRED), long_ago] {
        // Whether it is refused or not.
        let _ = room.desk.say(ME, &set_pilot(room.pilot, PilotField::PartnerEnds, to.clone(), None));
        let read = room.desk.store.read().pilots();
        assert!(read.is_ok(), "after {to:?}: {read:?}");
    }
}
