//! Two who write the same: both values are shown, and nobody's is overwritten unseen.

use steerco::domain::change::{NoteChange, PersonChange, PilotChange, PilotField, Record};
use steerco::domain::{Change, Lifecycle, Stamp, Value};
use steerco::interaction::Msg;

use crate::support::{Desk, stamp};
use crate::{newest, pilot};

/// The way into the field of its unit on the page of Contract review, with another unit typed.
const OURS: &str = "/contract<Enter><Enter>jjjjjjjj<Enter><Ctrl+U>Ours";

/// Another program gives a pilot another unit, and this window has not noticed it yet.
pub fn set_unit(desk: &mut Desk, code: &str, to: &str, minute: i64) {
    let pilot = desk.store.read().find_pilot(code).unwrap();
    let set = PilotChange::Set { pilot, field: PilotField::Unit, to: Value::text(to), was: None };
    desk.store.commit(&Change::Pilot(set), &stamp(minute)).unwrap();
}

/// The unit of Contract review.
fn unit(desk: &Desk) -> String {
    pilot(&desk.export(), "contract-review")["unit"].as_str().unwrap().to_owned()
}

#[test]
fn a_cell_that_somebody_else_wrote_meanwhile_is_not_overwritten_unseen() {
    let mut desk = Desk::demo();
    desk.press("gw").press("10/20<Enter>");
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    let metric = desk.store.read().find_metric(pilot, "adoption").unwrap().id;
    let record = Record {
        metric,
        week: "2026-W47".parse().unwrap(),
        typed: Some("12/20".parse().unwrap()),
        note: String::new(),
        sample: None,
        was: None,
    };
    let ana = Stamp { actor: "Ana Costa".into(), ..stamp(900) };
    desk.store.commit(&Change::Record(record), &ana).unwrap();
    desk.take(Msg::Disturbed);
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before, "{}", desk.screen());
    desk.press("<Up>");
    desk.shows("somebody else wrote 12/20 meanwhile");
    desk.press("10/20<Enter>w");
    assert_eq!(desk.entries(), before + 1, "typed again it stands: {}", desk.screen());
}

#[test]
fn a_conflict_in_one_field_keeps_the_others() {
    for (key, expected) in [("k", "Ours"), ("t", "Theirs")] {
        let mut desk = Desk::demo();
        desk.press("/contract<Enter><Enter>F").press("<Tab><Tab>").press("<Ctrl+U>A new summary");
        desk.press("<Tab><Ctrl+U>Ours");
        set_unit(&mut desk, "contract-review", "Theirs", 900);
        desk.press("<Ctrl+S>").press(key);
        let now = pilot(&desk.export(), "contract-review");
        assert_eq!((&now["unit"], &now["summary"]), (&expected.into(), &"A new summary".into()), "{}", desk.screen());
    }
}

#[test]
fn one_field_does_not_overwrite_what_somebody_wrote_meanwhile() {
    for told in [false, true] {
        let mut desk = Desk::demo();
        desk.press(OURS);
        desk.shows("Ours");
        set_unit(&mut desk, "contract-review", "Theirs", 900);
        if told {
            desk.take(Msg::Disturbed);
        }
        desk.press("<Enter>");
        assert_eq!(unit(&desk), "Theirs", "{}", desk.screen());
        desk.press("k");
        assert_eq!(unit(&desk), "Ours", "{}", desk.screen());
    }
}

#[test]
fn a_form_says_what_became_meanwhile_of_the_pilot_that_it_is_about() {
    for keys in ["c", "L"] {
        let mut desk = Desk::demo();
        let note = |desk: &mut Desk, code: &str, minute: i64| {
            let pilot = desk.store.read().find_pilot(code).unwrap();
            let note = NoteChange::Add { pilot, text: "Asked again".to_owned(), on: None };
            desk.store.commit(&Change::Note(note), &stamp(minute)).unwrap();
            desk.take(Msg::Disturbed);
        };
        desk.press("/contract<Esc>").press(keys);
        note(&mut desk, "invoice-triage", 900);
        assert!(!desk.screen().contains("Meanwhile"), "{keys}: that is another one: {}", desk.screen());
        note(&mut desk, "contract-review", 901);
        assert!(desk.screen().contains("Meanwhile Petra Nowak: Contract review: noted"), "{keys}: {}", desk.screen());
    }
}

#[test]
fn two_values_are_asked_about_anew_where_one_of_them_is_written_again() {
    let mut desk = Desk::demo();
    let before = unit(&desk);
    desk.press(OURS);
    set_unit(&mut desk, "contract-review", "Theirs", 900);
    desk.press("<Enter>");
    desk.shows("theirs   Theirs");
    set_unit(&mut desk, "contract-review", "Newer", 901);
    desk.take(Msg::Disturbed);
    assert!(desk.screen().contains("theirs   Newer"), "what stands now: {}", desk.screen());
    set_unit(&mut desk, "contract-review", &before, 902);
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("taken back meanwhile") && screen.contains("t leave it as it is"), "{screen}");
    assert_eq!(unit(&desk), before, "nothing is saved unseen");
    set_unit(&mut desk, "contract-review", "Theirs", 903);
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("theirs   Theirs") && !screen.contains("taken back"), "{screen}");
}

#[test]
fn a_value_that_was_taken_back_while_two_were_asked_about_leaves_the_answer_to_who_was_asked() {
    for (key, said) in [("k", "Ours"), ("t", "It stays as it is"), ("b", "taken back meanwhile")] {
        let mut desk = Desk::demo();
        let before = unit(&desk);
        desk.press(OURS);
        set_unit(&mut desk, "contract-review", "Theirs", 900);
        desk.press("<Enter>");
        set_unit(&mut desk, "contract-review", &before, 901);
        desk.take(Msg::Disturbed);
        assert_eq!(unit(&desk), before, "{}", desk.screen());
        assert!(!desk.screen().contains("both with mine"), "one value is left: {}", desk.screen());
        desk.press(key);
        assert!(desk.screen().contains(said), "{key}: {}", desk.screen());
        assert_eq!(unit(&desk), if key == "k" { "Ours" } else { before.as_str() }, "{key}: {}", desk.screen());
    }
}

#[test]
fn a_value_that_somebody_else_writes_too_is_not_asked_about_any_longer() {
    let mut desk = Desk::demo();
    desk.press(OURS);
    set_unit(&mut desk, "contract-review", "Theirs", 900);
    desk.press("<Enter>");
    desk.shows("theirs   Theirs");
    set_unit(&mut desk, "contract-review", "Ours", 901);
    let entries = desk.entries();
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(!screen.contains("keep mine") && screen.contains("already"), "{screen}");
    assert_eq!(desk.entries(), entries, "nothing is left to be saved");
    assert!(desk.drafts.keys().all(|key| key.starts_with("place/")), "{:?}", desk.drafts);
}

#[test]
fn a_field_of_several_pilots_does_not_overwrite_what_somebody_wrote_meanwhile() {
    for (key, expected) in [("k", "Ours"), ("t", "Theirs")] {
        let mut desk = Desk::demo();
        desk.press("vve").press("Ours");
        desk.shows("Fields of 2 pilots");
        set_unit(&mut desk, "warranty-coding", "Theirs", 900);
        desk.press("<Ctrl+S>");
        desk.shows("keep mine");
        desk.press(key);
        let export = desk.export();
        let units = ["warranty-coding", "demand-forecast"].map(|code| pilot(&export, code)["unit"].clone());
        assert_eq!(units, [expected, "Ours"], "{}", desk.screen());
        // All of it was done where mine was kept.
        let told = "Edited 2 pilots (Demand forecast, Warranty coding).";
        assert_eq!(newest(&desk) == told, key == "k", "{key}: {}", newest(&desk));
    }
}

#[test]
fn mine_is_kept_only_where_nothing_stands_in_its_way() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>D").press("pause<Tab>Until the templates<Tab><Tab>its lead left<Tab>2027-01-15");
    let stop = PilotChange::Lifecycle {
        pilot: desk.store.read().find_pilot("contract-review").unwrap(),
        to: Lifecycle::Stopped,
        why: "no budget".to_owned(),
        was: None,
    };
    desk.store.commit(&Change::Pilot(stop), &stamp(900)).unwrap();
    desk.press("<Ctrl+S>");
    let (screen, entries) = (desk.screen(), desk.entries());
    assert!(screen.contains("Yours cannot be kept now: Contract review is stopped"), "{screen}");
    assert!(screen.contains("t take theirs   b both") && !screen.contains("keep mine"), "{screen}");
    desk.press("k");
    assert!(desk.screen().contains("t take theirs"), "it is asked on: {}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("its lead left"), "nothing typed is lost: {}", desk.screen());
    assert_eq!(desk.entries(), entries);
    desk.press("<Ctrl+S>b");
    let notes = desk.export()["notes"].to_string();
    assert!(notes.contains("not taken: paused") && notes.contains("its lead left"), "{notes}");
}

#[test]
fn a_reading_that_stands_in_that_week_already_is_shown_before_it_is_replaced() {
    for (key, expected) in [("t", "29"), ("k", "18")] {
        let mut desk = Desk::demo();
        desk.press("/contract<Enter><Enter>m18<Enter>");
        let screen = desk.screen();
        assert!(screen.contains("another value already") && screen.contains("29 of 60"), "{screen}");
        desk.press(key);
        let pilot = desk.store.read().find_pilot("contract-review").unwrap();
        let adoption = desk.store.read().find_metric(pilot, "adoption").unwrap();
        let week = "2026-W47".parse().unwrap();
        let found = desk.store.read().readings(&[adoption.local], week, week).unwrap();
        let found: Vec<String> = found.values().flatten().map(|reading| format!("{:?}", reading.measure)).collect();
        assert!(found.len() == 1 && found[0].contains(expected), "{key}: {found:?}");
    }
}

#[test]
fn a_draft_keeps_only_what_was_touched() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>F").press("X").press("<Esc>");
    set_unit(&mut desk, "contract-review", "Elsewhere", 900);
    desk.take(Msg::Disturbed);
    desk.press("F<Ctrl+S>");
    let now = pilot(&desk.export(), "contract-review");
    assert_eq!((&now["unit"], &now["name"]), (&"Elsewhere".into(), &"Contract reviewX".into()), "{}", desk.screen());
}

#[test]
fn a_lead_who_was_archived_stays_until_another_is_chosen() {
    let mut desk = Desk::demo();
    let before = pilot(&desk.export(), "demand-forecast")["lead"].clone();
    let lead = desk.store.read().find_person("Tobias Weber").unwrap();
    let archive = PersonChange::Archive { person: lead, archived: true };
    desk.store.commit(&Change::Person(archive), &stamp(900)).unwrap();
    desk.take(Msg::Disturbed);
    desk.press("/demand<Enter><Enter>F").press("X<Ctrl+S>");
    let now = pilot(&desk.export(), "demand-forecast");
    assert_eq!((&now["lead"], &now["name"]), (&before, &"Demand forecastX".into()), "{}", desk.screen());
}

#[test]
fn two_writers_on_one_field_are_shown_both_values() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>").press("jjjjjjjj<Enter>").press(" and more");
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let set = PilotChange::Set { pilot, field: PilotField::Unit, to: Value::text("Elsewhere"), was: None };
    let ana = Stamp { actor: "Ana Costa".into(), ..stamp(900) };
    desk.store.commit(&Change::Pilot(set), &ana).unwrap();
    desk.press("<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Elsewhere") && screen.contains("Ana Costa") && screen.contains("keep mine"), "{screen}");
    desk.press("<Enter>");
    assert_eq!(unit(&desk), "Elsewhere", "nothing is preselected");
    desk.press("k");
    assert_eq!(unit(&desk), "Legal and more");
}
