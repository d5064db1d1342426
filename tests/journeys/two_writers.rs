//! Two who write the same: both values are shown, and nobody's is overwritten unseen.

use steerco::domain::Change;
use steerco::domain::change::NoteChange;
use steerco::interaction::Msg;

use crate::pilot;
use crate::support::{self, Desk};

#[test]
fn a_cell_that_somebody_else_wrote_meanwhile_is_not_overwritten_unseen() {
    let mut desk = Desk::demo();
    desk.press("gw").press("10/20<Enter>");
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    let metric = desk.store.read().find_metric(pilot, "adoption").unwrap().id;
    let record = steerco::domain::change::Record {
        metric,
        week: "2026-W47".parse().unwrap(),
        typed: Some("12/20".parse().unwrap()),
        note: String::new(),
        sample: None,
        was: None,
    };
    let stamp = steerco::domain::Stamp { actor: "Ana Costa".into(), ..support::stamp(900) };
    desk.store.commit(&steerco::domain::Change::Record(record), &stamp).unwrap();
    desk.take(steerco::interaction::Msg::Disturbed);
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
    for (key, unit) in [("k", "Ours"), ("t", "Theirs")] {
        let mut desk = Desk::demo();
        desk.press("/contract<Enter><Enter>F").press("<Tab><Tab>").press("<Ctrl+U>A new summary");
        desk.press("<Tab><Ctrl+U>Ours");
        let other = desk.store.read().find_pilot("contract-review").unwrap();
        let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
            pilot: other,
            field: steerco::domain::change::PilotField::Unit,
            to: steerco::domain::Value::text("Theirs"),
            was: None,
        });
        desk.store.commit(&change, &support::stamp(900)).unwrap();
        desk.press("<Ctrl+S>").press(key);
        let now = pilot(&desk.export(), "contract-review");
        assert_eq!((&now["unit"], &now["summary"]), (&unit.into(), &"A new summary".into()), "{}", desk.screen());
    }
}

#[test]
fn one_field_does_not_overwrite_what_somebody_wrote_meanwhile() {
    for told in [false, true] {
        let mut desk = Desk::demo();
        desk.press("/contract<Enter><Enter>jjjjjjjj<Enter><Ctrl+U>Ours");
        desk.shows("Ours");
        let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
            pilot: desk.store.read().find_pilot("contract-review").unwrap(),
            field: steerco::domain::change::PilotField::Unit,
            to: steerco::domain::Value::text("Theirs"),
            was: None,
        });
        desk.store.commit(&change, &support::stamp(900)).unwrap();
        if told {
            desk.take(steerco::interaction::Msg::Disturbed);
        }
        desk.press("<Enter>");
        assert_eq!(pilot(&desk.export(), "contract-review")["unit"], "Theirs", "{}", desk.screen());
        desk.press("k");
        assert_eq!(pilot(&desk.export(), "contract-review")["unit"], "Ours", "{}", desk.screen());
    }
}

#[test]
fn a_form_says_what_became_meanwhile_of_the_pilot_that_it_is_about() {
    for keys in ["c", "L"] {
        let mut desk = Desk::demo();
        let note = |desk: &mut Desk, code: &str, minute: i64| {
            let pilot = desk.store.read().find_pilot(code).unwrap();
            let note = NoteChange::Add { pilot, text: "Asked again".to_owned(), on: None };
            desk.store.commit(&Change::Note(note), &support::stamp(minute)).unwrap();
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
    let known = desk.store.read().find_pilot("contract-review").unwrap();
    let set = |to: &str| {
        Change::Pilot(steerco::domain::change::PilotChange::Set {
            pilot: known,
            field: steerco::domain::change::PilotField::Unit,
            to: steerco::domain::Value::text(to),
            was: None,
        })
    };
    let before = pilot(&desk.export(), "contract-review")["unit"].as_str().unwrap().to_owned();
    desk.press("/contract<Enter><Enter>jjjjjjjj<Enter><Ctrl+U>Ours");
    desk.store.commit(&set("Theirs"), &support::stamp(900)).unwrap();
    desk.press("<Enter>");
    desk.shows("theirs   Theirs");
    desk.store.commit(&set("Newer"), &support::stamp(901)).unwrap();
    desk.take(Msg::Disturbed);
    assert!(desk.screen().contains("theirs   Newer"), "what stands now: {}", desk.screen());
    desk.store.commit(&set(&before), &support::stamp(902)).unwrap();
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("taken back meanwhile") && screen.contains("t leave it as it is"), "{screen}");
    assert_eq!(pilot(&desk.export(), "contract-review")["unit"], before.as_str(), "nothing is saved unseen");
    desk.store.commit(&set("Theirs"), &support::stamp(903)).unwrap();
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("theirs   Theirs") && !screen.contains("taken back"), "{screen}");
}

#[test]
fn a_value_that_was_taken_back_while_two_were_asked_about_leaves_the_answer_to_who_was_asked() {
    for (key, said) in [("k", "Ours"), ("t", "It stays as it is"), ("b", "taken back meanwhile")] {
        let mut desk = Desk::demo();
        let known = desk.store.read().find_pilot("contract-review").unwrap();
        let unit = |desk: &Desk| pilot(&desk.export(), "contract-review")["unit"].as_str().unwrap().to_owned();
        let before = unit(&desk);
        desk.press("/contract<Enter><Enter>jjjjjjjj<Enter><Ctrl+U>Ours");
        for (to, minute) in [("Theirs", 900), (before.as_str(), 901)] {
            let set = steerco::domain::change::PilotChange::Set {
                pilot: known,
                field: steerco::domain::change::PilotField::Unit,
                to: steerco::domain::Value::text(to),
                was: None,
            };
            desk.store.commit(&Change::Pilot(set), &support::stamp(minute)).unwrap();
            if minute == 900 {
                desk.press("<Enter>");
            }
        }
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
    let known = desk.store.read().find_pilot("contract-review").unwrap();
    let set = |desk: &mut Desk, to: &str, minute| {
        let (field, to) = (steerco::domain::change::PilotField::Unit, steerco::domain::Value::text(to));
        let set = steerco::domain::change::PilotChange::Set { pilot: known, field, to, was: None };
        desk.store.commit(&Change::Pilot(set), &support::stamp(minute)).unwrap();
    };
    desk.press("/contract<Enter><Enter>jjjjjjjj<Enter><Ctrl+U>Ours");
    set(&mut desk, "Theirs", 900);
    desk.press("<Enter>");
    desk.shows("theirs   Theirs");
    set(&mut desk, "Ours", 901);
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
        let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
            pilot: desk.store.read().find_pilot("warranty-coding").unwrap(),
            field: steerco::domain::change::PilotField::Unit,
            to: steerco::domain::Value::text("Theirs"),
            was: None,
        });
        desk.store.commit(&change, &support::stamp(900)).unwrap();
        desk.press("<Ctrl+S>");
        desk.shows("keep mine");
        desk.press(key);
        let export = desk.export();
        let units = ["warranty-coding", "demand-forecast"].map(|code| pilot(&export, code)["unit"].clone());
        assert_eq!(units, [expected, "Ours"], "{}", desk.screen());
    }
}

#[test]
fn mine_is_kept_only_where_nothing_stands_in_its_way() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>D").press("pause<Tab>Until the templates<Tab><Tab>its lead left<Tab>2027-01-15");
    let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Lifecycle {
        pilot: desk.store.read().find_pilot("contract-review").unwrap(),
        to: steerco::domain::Lifecycle::Stopped,
        why: "no budget".to_owned(),
        was: None,
    });
    desk.store.commit(&change, &support::stamp(900)).unwrap();
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
    let id = desk.store.read().find_pilot("contract-review").unwrap();
    let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
        pilot: id,
        field: steerco::domain::change::PilotField::Unit,
        to: steerco::domain::Value::text("Elsewhere"),
        was: None,
    });
    desk.store.commit(&change, &support::stamp(900)).unwrap();
    desk.take(steerco::interaction::Msg::Disturbed);
    desk.press("F<Ctrl+S>");
    let now = pilot(&desk.export(), "contract-review");
    assert_eq!((&now["unit"], &now["name"]), (&"Elsewhere".into(), &"Contract reviewX".into()), "{}", desk.screen());
}

#[test]
fn a_lead_who_was_archived_stays_until_another_is_chosen() {
    let mut desk = Desk::demo();
    let before = pilot(&desk.export(), "demand-forecast")["lead"].clone();
    let lead = desk.store.read().find_person("Tobias Weber").unwrap();
    let change = steerco::domain::change::PersonChange::Archive { person: lead, archived: true };
    desk.store.commit(&steerco::domain::Change::Person(change), &support::stamp(900)).unwrap();
    desk.take(steerco::interaction::Msg::Disturbed);
    desk.press("/demand<Enter><Enter>F").press("X<Ctrl+S>");
    let now = pilot(&desk.export(), "demand-forecast");
    assert_eq!((&now["lead"], &now["name"]), (&before, &"Demand forecastX".into()), "{}", desk.screen());
}

#[test]
fn two_writers_on_one_field_are_shown_both_values() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>").press("jjjjjjjj<Enter>").press(" and more");
    let code = "contract-review";
    let other = desk.store.read().find_pilot(code).unwrap();
    let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
        pilot: other,
        field: steerco::domain::change::PilotField::Unit,
        to: steerco::domain::Value::text("Elsewhere"),
        was: None,
    });
    let stamp = steerco::domain::Stamp { actor: "Ana Costa".into(), ..support::stamp(900) };
    desk.store.commit(&change, &stamp).unwrap();
    desk.press("<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Elsewhere") && screen.contains("Ana Costa") && screen.contains("keep mine"), "{screen}");
    desk.press("<Enter>");
    assert_eq!(pilot(&desk.export(), code)["unit"], "Elsewhere", "nothing is preselected");
    desk.press("k");
    assert_eq!(pilot(&desk.export(), code)["unit"], "Legal and more");
}
