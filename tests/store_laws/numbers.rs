//! Places, clocks and numbers at their ends.

use serde_json::Value as Json;
use steerco::domain::change::{NewPilot, PilotChange, Record};
use steerco::domain::{Change, Fixed, Gate, Placing, Stage, Typed, Week};
use steerco::store::Reader;

use crate::{DAY, Desk, Furnished, ME, a_week, add_pilot, appoint, furnished, move_back, move_on};

#[test]
fn a_place_is_one_among_the_pilots_of_a_stage_and_stays_with_the_archive() {
    let mut room = furnished();
    room.desk.write(&add_pilot(NewPilot { stage: Stage::Three, ..NewPilot::named("Shift planning") }));
    let pilot = room.desk.store.read().find_pilot("shift-planning").unwrap();
    let place = |room: &Furnished| room.desk.store.read().pilot(pilot).unwrap().unwrap().place;
    let (beside, seen) = (Placing::Before(room.other), [room.other, pilot].into());
    room.desk.write(&Change::Pilot(PilotChange::Place { pilot, beside, seen }));
    assert_eq!(place(&room), Some(1));
    let (why, to) = ("an inventory".to_owned(), Stage::Two);
    let retake = PilotChange::Retake { pilot, to, why, entered: None, assumed: false };
    for change in [Change::Pilot(retake), move_back(pilot, Stage::One, None)] {
        room.desk.write(&change);
        assert_eq!(place(&room), None, "{change:?}");
        room.desk.undo().unwrap();
        assert_eq!(place(&room), Some(1), "{change:?}");
    }
    room.desk.write(&Change::Pilot(PilotChange::Archive { pilot, archived: true }));
    assert_eq!(place(&room), Some(1));
    room.desk.expect_sound();
}

#[test]
fn a_clock_that_falls_back_leaves_a_sound_workspace() {
    let mut room = furnished();
    room.desk.write(&appoint(room.pilot, Some(room.ana), None));
    room.desk.reopen();
    room.desk.at -= 4 * DAY;
    room.desk.write(&appoint(room.pilot, Some(room.bo), None));
    room.desk.write(&move_on(room.pilot, Gate::G1, room.ana));
    room.desk.write(&move_back(room.pilot, Stage::One, None));
    room.desk.expect_sound();
}

#[test]
fn the_largest_numbers_survive_an_export() {
    let mut room = furnished();
    let numbers = ["12345678901.234567", "999999999999.999999", "-999999999999.999999", "1000000000000"];
    let impact = room.desk.store.read().find_metric(room.pilot, "impact").unwrap();
    for (week, number) in (0..).zip(numbers) {
        let typed = Some(Typed::Number(Fixed::parse(number).unwrap()));
        let week = a_week().plus(-week);
        let record = Record { metric: impact.id, week, typed, note: String::new(), sample: None, was: None };
        room.desk.write(&Change::Record(record));
    }
    let mut other = Desk::new();
    let stamp = other.stamp(ME);
    let export: Json = serde_json::from_str(&room.desk.export()).unwrap();
    other.store.fill_from(&export, &stamp).unwrap();
    let readings = |reader: &Reader| {
        let pilot = reader.find_pilot("invoice-triage").unwrap();
        let metric = reader.find_metric(pilot, "impact").unwrap();
        reader.readings(&[metric.local], Week::new(1900, 1).unwrap(), a_week()).unwrap().remove(&metric.local).unwrap()
    };
    assert_eq!(readings(other.store.read()), readings(room.desk.store.read()));
}
