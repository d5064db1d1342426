//! Whole tasks, typed as people type them, from a stated file to a compared export. Keys are counted as the tasks say:
//! free text and values do not count, letters that find something do, and a paste is one.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod chance;
#[path = "journeys/clicks.rs"]
mod clicks;
#[path = "journeys/disk.rs"]
mod disk;
#[path = "journeys/gates.rs"]
mod gates;
#[path = "journeys/meanwhile.rs"]
mod meanwhile;
#[path = "journeys/several.rs"]
mod several;
mod support;
#[path = "journeys/tables.rs"]
mod tables;
#[path = "journeys/tasks.rs"]
mod tasks;
#[path = "journeys/week.rs"]
mod week;

use std::sync::Arc;

use chance::Chance;
use serde_json::Value;
use steerco::app::{plain, update};
use steerco::domain::change::{
    Amend, Decide, Decided, MetricChange, NewPerson, NewVersion, NoteChange, PersonChange, PilotChange, PilotField,
};
use steerco::domain::incoming::Incoming;
use steerco::domain::{Change, Level, PilotId, Portfolio, parse_day};
use steerco::interaction::around::Around;
use steerco::interaction::keymap::Remap;
use steerco::interaction::{Code, Effect, Failure, Key, Msg, Query};
use steerco::store::{Draft, Seen};
use support::{Desk, parsed};

/// Presses keys that count.
fn counted(desk: &mut Desk, keys: &str, count: &mut usize) {
    *count += parsed(keys).len();
    desk.press(keys);
}

fn pilot(export: &Value, code: &str) -> Value {
    let pilots = export["pilots"].as_array().unwrap();
    pilots.iter().find(|pilot| pilot["code"] == code).unwrap().clone()
}

#[test]
fn thirty_two_values_of_every_kind_are_one_change() {
    let mut desk = Desk::empty();
    for name in ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh"] {
        desk.press(&format!("a{name}<Ctrl+S>"));
    }
    let before = desk.entries();
    let mut count = 0;
    counted(&mut desk, "gw", &mut count);
    for row in 0..32 {
        // Active of target users, accuracy, minutes, exceptions.
        desk.press(["45/60", "78.1", "9", "3"][row % 4]);
        counted(&mut desk, "<Enter>", &mut count);
    }
    counted(&mut desk, "w", &mut count);
    assert_eq!(desk.entries(), before + 1, "one change: {}", desk.screen());
    let readings = desk.export()["readings"].as_array().unwrap().clone();
    assert_eq!(readings.len(), 32, "{}", desk.screen());
    assert!(readings.iter().all(|reading| reading["week"] == "2026-W48"), "in which they began");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    assert_eq!(count, 35);
}

#[test]
fn three_edits_are_taken_back_after_a_restart_and_done_again() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("cone<Enter>").press("rA<Enter>two<Enter>");
    desk.press("oana<Enter>");
    assert_ne!(desk.export(), before);
    let mut desk = desk.restart();
    let mut count = 0;
    counted(&mut desk, "uuu", &mut count);
    assert_eq!(desk.export(), before, "{}", desk.screen());
    assert_eq!(count, 3);
    desk.press("UUU");
    assert_ne!(desk.export(), before);
}

#[test]
fn the_history_tells_who_came_why_and_lets_an_entry_be_taken_back() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("ocos<Tab>the committee asked<Enter>").press("gh<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("person Ana Costa") && screen.contains("the committee asked"), "{screen}");
    desk.press("<Esc>Ry");
    assert_eq!(desk.export(), before, "{}", desk.screen());
}

/// Does a text show how something is stored: the key of a row, or JSON?
fn shows_the_inside(text: &str) -> bool {
    let digits = |part: &str| part.len() > 11 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.contains("[{") || text.contains("{\"") || text.split(|c: char| !c.is_ascii_alphanumeric()).any(digits)
}

#[test]
fn the_history_tells_a_gate_in_names_and_words() {
    let mut desk = Desk::demo();
    desk.resize(160, 40);
    desk.press("/contract<Enter><Enter>L<Enter>All shown<Enter>").press("gh<Enter>");
    let screen = desk.screen();
    for says in [
        "decision “G1: go” of Contract review: added",
        "decided by Pilar Navarro, rationale “All shown”",
        "gate G1 of Contract review: added  decision “G1: go”, assessment version 1, tally 6 of 6 pass",
        "stage 2 of Contract review: added",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
    assert!(!shows_the_inside(&screen) && !screen.contains("visit"), "{screen}");
}

#[test]
fn the_history_names_the_pilot_of_each_change_of_a_bulk_edit() {
    let mut desk = Desk::demo();
    desk.press("vve");
    let screen = desk.screen();
    let lead = screen.lines().find(|line| line.contains("business lead")).unwrap();
    assert!(lead.contains("as it is"), "what is empty stays: {screen}");
    desk.press("Sales<Ctrl+S>").press("gh");
    assert!(desk.screen().contains("Edited 2 pilots (Demand forecast, Warranty coding)."), "{}", desk.screen());
    desk.press("<Enter>");
    let screen = desk.screen();
    for pilot in ["Demand forecast", "Warranty coding"] {
        assert!(screen.contains(&format!("pilot {pilot}: unit  “")), "{screen}");
    }
}

#[test]
fn the_history_tells_what_was_added_as_it_was_then() {
    let mut desk = Desk::demo();
    let added = |desk: &Desk| {
        let reader = desk.store.read();
        let entries = reader.journal(None, i64::MAX, usize::MAX).unwrap();
        let entry = entries.iter().find(|entry| entry.summary.starts_with("Added “Demand forecast”")).unwrap();
        reader.images(entry.seq).unwrap()
    };
    let before = added(&desk);
    desk.press("vve").press("Sales<Ctrl+S>");
    assert!(desk.screen().contains("Edited 2 pilots"), "{}", desk.screen());
    assert_eq!(added(&desk), before);
}

#[test]
fn no_entry_of_the_history_shows_how_anything_is_stored() {
    assert!(shows_the_inside("{\"id\":1}") && shows_the_inside("key 123456789012") && !shows_the_inside("2026-11-25"));
    let desk = Desk::demo();
    let reader = desk.store.read();
    let entries = reader.journal(None, i64::MAX, usize::MAX).unwrap();
    assert!(entries.len() > 200, "{} entries", entries.len());
    for entry in entries {
        assert!(!shows_the_inside(&entry.summary), "{}", entry.summary);
        for image in reader.images(entry.seq).unwrap() {
            let told = format!("{image:?}").replace("\\\"", "\"");
            assert!(!shows_the_inside(&told), "{}: {told}", entry.summary);
        }
    }
}

#[test]
fn several_pilots_get_no_owner_until_one_is_chosen() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("vvo<Enter>");
    assert_eq!(desk.entries(), before);
    assert!(desk.screen().contains("nobody is chosen yet"), "{}", desk.screen());
}

#[test]
fn an_address_tells_people_apart_who_are_chosen_and_stands_in_no_sentence() {
    let mut desk = Desk::demo();
    let other = NewPerson {
        id: None,
        name: "Ana Costa".to_owned(),
        title: String::new(),
        level: Level::Vp,
        unit: String::new(),
        email: "ana2@other.example".to_owned(),
        partner: false,
        certifier: false,
    };
    desk.commit(&Change::Person(PersonChange::Add(other)));
    let mut desk = desk.restart();
    desk.press("vvo").press("ana2");
    assert!(desk.screen().contains("Ana Costa (ana2@other.example)"), "{}", desk.screen());
    desk.press("<Enter>");
    let newest = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0);
    assert_eq!(
        newest.summary,
        "Appointed Ana Costa as executive owner of 2 pilots (Demand forecast, Warranty coding)."
    );
}

#[test]
fn a_letter_reports_the_status_that_it_names() {
    for (letter, words) in [("R", "decision wanted"), ("A", "at risk"), ("G", "on track")] {
        let mut desk = Desk::demo();
        desk.press(&format!("r{letter}<Tab>so it is<Ctrl+S>"));
        assert!(desk.screen().contains(&format!("is reported {words}: so it is")), "{}", desk.screen());
    }
}

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
    assert!(desk.screen().contains("somebody else wrote 12/20 meanwhile"), "{}", desk.screen());
    desk.press("10/20<Enter>w");
    assert_eq!(desk.entries(), before + 1, "typed again it stands: {}", desk.screen());
}

#[test]
fn keys_that_are_pressed_ahead_are_done_once() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press_ahead("ghu").press_ahead("<Esc>").press_ahead("chello<Enter>");
    assert_eq!(desk.entries(), before + 2, "an undo and a note: {}", desk.screen());
    assert!(!desk.screen().contains("Note on") && desk.drafts.is_empty(), "{}", desk.screen());
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
        assert!(desk.screen().contains("Ours"), "{}", desk.screen());
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
    assert!(desk.screen().contains("theirs   Theirs"), "{}", desk.screen());
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
    assert!(desk.screen().contains("theirs   Theirs"), "{}", desk.screen());
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
        assert!(desk.screen().contains("Fields of 2 pilots"), "{}", desk.screen());
        let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
            pilot: desk.store.read().find_pilot("warranty-coding").unwrap(),
            field: steerco::domain::change::PilotField::Unit,
            to: steerco::domain::Value::text("Theirs"),
            was: None,
        });
        desk.store.commit(&change, &support::stamp(900)).unwrap();
        desk.press("<Ctrl+S>");
        assert!(desk.screen().contains("keep mine"), "{}", desk.screen());
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
fn a_board_of_archived_pilots_says_which_key_shows_them() {
    let mut desk = Desk::empty();
    assert!(desk.screen().contains("No pilots yet."), "{}", desk.screen());
    desk.press("aAlpha<Ctrl+S>").press("x");
    assert!(desk.screen().contains("No pilots here: 1 is archived, A shows it."), "{}", desk.screen());
    desk.press("A");
    for size in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(size.0, size.1);
        let screen = desk.screen();
        assert!(screen.contains("▌Alpha") && screen.contains("archived"), "its name first: {screen}");
        assert!(screen.contains(" x unarchive "), "the way back too: {screen}");
    }
    desk.press("<Enter>");
    assert!(desk.footer().contains("x unarchive"), "on its page too: {}", desk.screen());
    desk.press("x");
    assert!(!desk.footer().contains("x unarchive"), "{}", desk.screen());
}

#[test]
fn the_next_key_is_for_the_pilot_that_was_seen_whatever_comes_above_it_meanwhile() {
    let mut desk = Desk::demo();
    desk.press("c");
    assert!(desk.screen().contains("Note on Demand forecast"), "{}", desk.screen());
    let appoint = steerco::domain::change::PilotChange::Appoint {
        pilot: desk.store.read().find_pilot("demand-forecast").unwrap(),
        person: Some(desk.store.read().find_person("Rita Silva").unwrap()),
        powers: steerco::domain::Powers::default(),
        why: "x".into(),
        was: None,
    };
    // Nobody moves on the board.
    let mut desk = desk.restart();
    desk.commit(&steerco::domain::Change::Pilot(appoint));
    desk.take(steerco::interaction::Msg::Disturbed);
    desk.press("c");
    assert!(desk.screen().contains("Note on Demand forecast"), "{}", desk.screen());
}

#[test]
fn cards_are_sorted_and_grouped() {
    let mut desk = Desk::demo();
    desk.press("ss");
    let screen = desk.screen();
    let at = |name: &str| screen.lines().position(|line| line.contains(name)).unwrap();
    assert!(
        at("Complaint routing") < at("Contract review") && at("Contract review") < at("Demand forecast"),
        "{screen}"
    );
    desk.press("S");
    assert!(desk.screen().contains("Legal · 1"), "{}", desk.screen());
}

/// The cards of stage 1 on the board, from the top.
fn first_column(desk: &Desk) -> Vec<&'static str> {
    let screen = desk.screen();
    let at = |name: &str| screen.lines().position(|line| line.contains(name)).unwrap();
    let mut cards = ["Complaint", "Contract", "Demand", "Warranty"];
    cards.sort_by_key(|name| at(name));
    cards.to_vec()
}

/// Board `s` as often as it takes to come to the own order.
const TO_OWN_ORDER: &str = "s";

#[test]
fn in_own_order_cards_go_up_and_down_and_stand_there_for_everybody() {
    let mut desk = Desk::demo();
    let before = desk.export();
    let place = |desk: &Desk, code: &str| pilot(&desk.export(), code)["place"].as_i64();
    desk.press("J");
    assert!(desk.screen().contains("cards are moved in own order only"), "{}", desk.screen());
    assert!(!desk.footer().contains("J down"), "{}", desk.footer());
    desk.press(TO_OWN_ORDER);
    assert!(desk.screen().contains("in own order") && desk.footer().contains("J down"), "{}", desk.screen());
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"], "what nobody moved: worst first");
    desk.press("K");
    assert!(desk.screen().contains("nothing of its column stands above it"), "{}", desk.screen());
    assert_eq!(desk.export(), before);

    desk.press("J");
    assert!(desk.screen().contains("Order: Demand forecast after Warranty coding."), "{}", desk.screen());
    assert_eq!(first_column(&desk), ["Warranty", "Demand", "Complaint", "Contract"]);
    let places = ["warranty-coding", "demand-forecast", "complaint-routing"].map(|code| place(&desk, code));
    assert_eq!(places, [Some(1), Some(2), None], "as far as the move reached");
    desk.press("K").press_ahead("JJ");
    assert_eq!(first_column(&desk), ["Warranty", "Complaint", "Demand", "Contract"], "each key for what the last made");

    let mut desk = desk.restart();
    assert_eq!(first_column(&desk), ["Warranty", "Complaint", "Demand", "Contract"], "the board keeps its order");
    desk.press("@2026-11-24<Enter>");
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"], "nobody had moved any by then");
    desk.press("@<Enter>");
    assert_eq!(first_column(&desk), ["Warranty", "Complaint", "Demand", "Contract"]);
    desk.press("uuuu");
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"]);
    assert_eq!(desk.export(), before);
}

#[test]
fn marked_cards_go_together_as_one_change_and_no_card_leaves_its_group() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press(TO_OWN_ORDER).press("ggvvJ");
    assert_eq!(first_column(&desk), ["Complaint", "Demand", "Warranty", "Contract"]);
    assert_eq!(desk.entries(), entries + 1);
    assert!(desk.screen().contains("Order: 2 pilots (Warranty coding, Demand forecast) one"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"]);
    // Each unit has one pilot of this stage.
    desk.press("<Esc>SJ");
    assert!(desk.screen().contains("nothing of its group stands below it; S goes on until"), "{}", desk.screen());
    assert_eq!(desk.entries(), entries + 2, "the move, and the undo of it");
}

#[test]
fn a_card_moves_past_the_next_one_that_shows_and_leaves_its_place_with_its_column() {
    let mut desk = Desk::demo();
    // Of stage 1 they are those of Warranty coding and Contract review.
    desk.press(TO_OWN_ORDER).press("/documents<Esc>GK").press("<Esc>");
    assert_eq!(first_column(&desk), ["Demand", "Contract", "Warranty", "Complaint"]);
    let place = |desk: &Desk| pilot(&desk.export(), "contract-review")["place"].as_i64();
    assert_eq!(place(&desk), Some(2));
    desk.press("Lall of it passes<Enter>");
    assert_eq!(place(&desk), None, "{}", desk.screen());
    desk.press("u");
    assert_eq!(place(&desk), Some(2), "{}", desk.screen());
}

#[test]
fn moving_back_asks_why_and_moves() {
    let mut desk = Desk::demo();
    desk.press("lH");
    desk.press("<Enter>");
    assert!(desk.screen().contains("cannot be"), "an empty reason is refused: {}", desk.screen());
    desk.press("the feed was cut<Enter>");
    assert!(desk.screen().contains("back to stage 1: the feed was cut"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.screen().contains("Took back"), "{}", desk.screen());
}

// ------------------------------------------------------------------------------------------ nothing typed is lost

#[test]
fn esc_keeps_a_draft_that_comes_back_with_its_cursor_after_a_restart() {
    let mut desk = Desk::demo();
    desk.press("chalf a sentence<Left><Left><Esc>");
    assert!(!desk.screen().contains("half a sent"), "closed: {}", desk.screen());
    let mut desk = desk.restart();
    desk.press("cX");
    assert!(desk.screen().contains("half a sentenXce"), "{}", desk.screen());
}

#[test]
fn lines_that_are_pasted_into_a_note_stay_lines_and_elsewhere_it_is_said_that_they_do_not() {
    let mut desk = Desk::demo();
    desk.press("c").paste("One zebra\r\nTwo zebras\r\n\r\nThird para").press("<Ctrl+S>");
    assert!(desk.export().to_string().contains(r"One zebra\nTwo zebras\n\nThird para"), "{}", desk.screen());
    desk.press("a").paste("This and\nmore");
    assert!(desk.screen().contains("the 2 lines that were pasted became one"), "{}", desk.screen());
}

#[test]
fn a_note_of_one_line_becomes_one_of_several_without_ctrl() {
    let mut desk = Desk::demo();
    desk.press("cOne zebra");
    assert!(desk.footer().contains("↓ more lines"), "{}", desk.footer());
    desk.press("<Down>Two zebras<Tab>");
    assert!(desk.footer().contains("E $EDITOR"), "{}", desk.footer());
    desk.press("<Enter>");
    assert!(desk.export().to_string().contains(r"One zebra\nTwo zebras"), "{}", desk.screen());
}

#[test]
fn a_long_text_is_read_whole_where_it_is_edited_and_where_it_stands() {
    let words: Vec<String> = (1..=120).map(|number| format!("word{number}")).collect();
    let mut desk = Desk::demo();
    let id = desk.store.read().find_pilot("demand-forecast").unwrap();
    let to = steerco::domain::Value::Text(words.join(" "));
    let field = steerco::domain::change::PilotField::Summary;
    desk.commit(&Change::Pilot(steerco::domain::change::PilotChange::Set { pilot: id, field, to, was: None }));
    let mut desk = desk.restart();
    desk.press("/demand<Enter><Enter>").press("jjjjjjj");
    let seen = |desk: &Desk| {
        let screen = desk.screen();
        let has = |word: &String| screen.split(|c: char| !c.is_alphanumeric()).any(|seen| seen == word);
        words.iter().filter(|word| has(word)).count()
    };
    assert_eq!(seen(&desk), words.len(), "under the cursor: {}", desk.screen());
    desk.resize(99, 40);
    desk.press("e");
    assert_eq!(seen(&desk), words.len(), "where it stands: {}", desk.screen());
    desk.press("<Esc>4a").paste(&words.join(" "));
    assert_eq!(seen(&desk), words.len(), "in a form: {}", desk.screen());
    let end = desk.draw().1.unwrap();
    desk.press("<Up>");
    assert_eq!(desk.draw().1.unwrap().y + 1, end.y, "a row at a time: {}", desk.screen());
    desk.resize(80, 24);
    desk.press("<Down><Down><Down>");
    assert!(desk.screen().contains("word120"), "the row of the cursor shows: {}", desk.screen());
    desk.resize(99, 40);
    desk.press("<Esc>c").paste(&words.join(" "));
    let end = desk.draw().1.unwrap();
    desk.press("<Up>");
    assert_eq!(desk.draw().1.unwrap().y + 1, end.y, "so in a prompt: {}", desk.screen());
    desk.press("<Down>");
    assert_eq!(desk.draw().1.unwrap().y, end.y, "and it is not left: {}", desk.screen());
}

#[test]
fn what_went_wrong_in_a_prompt_is_told_whole_and_so_is_its_question() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    let title = "the workbook is damaged: this is no workbook, as its end is nowhere to be found in it";
    let hint = "open it in the program that made it, and save it again";
    let failure = Failure { title: title.to_owned(), field: None, hint: hint.to_owned(), unkept: false };
    let incoming = Incoming { path: "/tmp/fake.xlsx".to_owned(), ..Incoming::default() };
    desk.take(Msg::Unforeseen(incoming, failure));
    let screen = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("file, a sheet of it after a # /tmp/fake.xlsx"), "{screen}");
    assert!(screen.contains(&format!("{title}: {hint}")), "{screen}");
}

#[test]
fn what_narrows_a_list_has_the_whole_width_of_its_field() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("obecause we must");
    assert!(desk.screen().contains("because we must"), "{}", desk.screen());
}

#[test]
fn one_ellipsis_says_that_a_card_is_cut() {
    let mut desk = Desk::demo();
    let mut is_cut = false;
    for width in 60..140 {
        desk.resize(width, 40);
        let screen = desk.screen();
        assert!(!screen.contains("……"), "{width}: {screen}");
        is_cut |= screen.contains('…');
    }
    assert!(is_cut, "no card was cut");
}

#[test]
fn drafts_are_listed_gone_on_with_and_dropped() {
    let mut desk = Desk::demo();
    desk.press("gt");
    assert!(desk.screen().contains("Nothing is left unsaved"), "{}", desk.screen());
    desk.press("<Esc>chalf a sentence<Esc>gw12<Enter>gt");
    let screen = desk.screen();
    assert!(screen.contains("Note on Demand forecast") && screen.contains("half a sentence"), "{screen}");
    assert!(screen.contains("2026-W47 Demand forecast: "), "{screen}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("half a sentence"), "where it was typed: {}", desk.screen());
    let mut desk = desk.restart();
    desk.press("gtx");
    assert!(!desk.screen().contains("half a sentence") && desk.screen().contains("2026-W47"), "{}", desk.screen());
    desk.press(":bring a draft<Enter>");
    assert!(desk.screen().contains("half a sentence"), "{}", desk.screen());
    desk.press("xx");
    assert!(desk.screen().contains("Nothing is left unsaved"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.screen().contains("The draft is back") && desk.drafts.len() == 1, "{}", desk.screen());
    desk.press("Z");
    assert!(desk.screen().contains("half a sentence") && desk.drafts.len() == 2, "{}", desk.screen());
    desk.press("Z");
    assert!(desk.screen().contains("No dropped draft is left to bring back"), "{}", desk.screen());
}

#[test]
fn a_value_that_was_typed_into_a_cell_is_gone_on_with_in_that_cell() {
    for keys in ["gw[jj12<Enter>", "gw<←>jjj12<Enter>"] {
        let mut desk = Desk::demo();
        desk.press(keys).press("<Esc>gw/warranty<Enter>gt<Enter>");
        assert!(desk.screen().contains("Week 46"), "{keys}: {}", desk.screen());
        desk.press("7");
        let bodies: Vec<&String> = desk.drafts.values().collect();
        assert!(bodies.len() == 1 && bodies[0].starts_with("7\n"), "{keys}: {bodies:?}");
    }
}

#[test]
fn drafts_that_cannot_be_read_are_not_called_none() {
    let mut desk = Desk::demo();
    desk.state.context.unread_drafts = Some("the file is damaged".to_owned());
    desk.press("gt");
    let screen = desk.screen();
    assert!(screen.contains("cannot be read: the file is damaged") && !screen.contains("Nothing is left"), "{screen}");
    desk.take(Msg::DraftsKept(Ok(0)));
    assert!(desk.screen().contains("Nothing is left unsaved"), "{}", desk.screen());
}

/// The only draft of a desk, as a window called `theirs` has one at the same place.
fn in_another_window(desk: &Desk, theirs: &str) -> Draft {
    let (key, body) = desk.drafts.first_key_value().unwrap();
    Draft { key: format!("beside/theirs/{key}"), body: body.replace("mine", theirs) }
}

#[test]
fn what_another_window_types_at_the_same_place_is_told_listed_and_not_taken_up_before_it_ends() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs.clone()], ..Seen::default() }));
    assert!(desk.screen().contains("Somebody else is typing here too"), "{}", desk.screen());
    desk.press("!");
    let more = Draft { body: theirs.body.replace("theirs", "theirs, longer"), ..theirs.clone() };
    desk.take(Msg::DraftsSeen(Seen { writing: vec![more.clone()], ..Seen::default() }));
    desk.press("<Esc>gt");
    let screen = desk.screen();
    assert!(screen.contains("mine!") && screen.contains("theirs, longer"), "{screen}");
    assert!(screen.contains("(another window)"), "{screen}");
    for keys in ["j<Enter>", "x"] {
        desk.press(keys);
        assert!(desk.screen().contains("another window has it"), "{keys}: {}", desk.screen());
        // That window ended, and another one goes on with it.
        desk.take(Msg::DraftsSeen(Seen { came: vec![more.clone()], ..Seen::default() }));
        assert!(!desk.screen().contains("another window has it"), "{keys}: {}", desk.screen());
        let gone = vec![more.key.clone()];
        desk.take(Msg::DraftsSeen(Seen { writing: vec![more.clone()], gone, ..Seen::default() }));
    }
    desk.press("<Esc>c");
    assert!(
        desk.screen().contains("mine!") && desk.screen().contains("Another window is writing"),
        "{}",
        desk.screen()
    );
    desk.press("<Enter>c");
    let screen = desk.screen();
    assert!(!screen.contains("theirs") && !screen.contains("Your draft"), "{screen}");
    assert!(screen.contains("Another window is writing here; what you type is kept beside it"), "{screen}");
    // That window ended.
    desk.take(Msg::DraftsSeen(Seen { came: vec![more], ..Seen::default() }));
    assert!(!desk.screen().contains("is writing"), "{}", desk.screen());
    desk.press("<Esc>c");
    let screen = desk.screen();
    assert!(screen.contains("Your draft") && screen.contains("theirs, longer"), "{screen}");
    assert!(!screen.contains("is writing"), "{screen}");
}

#[test]
fn what_could_only_be_read_stands_once_when_the_disk_takes_drafts_again() {
    for (keys, held) in [("", false), ("c", true)] {
        let mut desk = Desk::demo();
        desk.press("cmine<Esc>");
        let (key, body) = desk.drafts.first_key_value().map(|(key, body)| (key.clone(), body.clone())).unwrap();
        let mut desk = desk.restart();
        desk.press(keys).take(Msg::DraftsKept(Err("the folder takes no file".to_owned())));
        let aside = Draft { key: format!("beside//{key}"), body };
        let effects = update(&mut desk.state, Msg::DraftsSeen(Seen { came: vec![aside], ..Seen::default() }));
        assert_eq!(desk.state.context.drafts.len(), 1, "{:?}", desk.state.context.drafts);
        let holds = |effect: &Effect| matches!(effect, Effect::Hold { place, .. } if *place == key);
        assert_eq!(effects.iter().any(holds), held, "{keys}");
    }
}

#[test]
fn what_could_only_be_read_and_was_dropped_is_dropped_when_the_disk_takes_drafts_again() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let (key, body) = desk.drafts.first_key_value().map(|(key, body)| (key.clone(), body.clone())).unwrap();
    let mut desk = desk.restart();
    desk.take(Msg::DraftsKept(Err("the folder takes no file".to_owned())));
    desk.press("gtx");
    let aside = Draft { key: format!("beside//{key}"), body };
    let effects = update(&mut desk.state, Msg::DraftsSeen(Seen { came: vec![aside.clone()], ..Seen::default() }));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DropDraft(key) if *key == aside.key)));
    assert!(desk.state.context.drafts.is_empty(), "{:?}", desk.state.context.drafts);
}

#[test]
fn of_several_drafts_the_one_under_the_cursor_is_copied() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs], ..Seen::default() }));
    desk.press("<Esc>gty");
    assert!(desk.copied().starts_with("mine"), "{}", desk.copied());
    desk.press("jy");
    assert!(desk.copied().starts_with("theirs"), "{}", desk.copied());
}

#[test]
fn a_window_that_opens_while_another_one_types_begins_empty() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    let mut desk = Desk::demo();
    desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs], ..Seen::default() }));
    desk.press("c");
    assert!(desk.screen().contains("Another window is writing here"), "{}", desk.screen());
    assert!(!desk.screen().contains("theirs") && !desk.screen().contains("Your draft"), "{}", desk.screen());
    desk.press("own words<Enter>");
    assert!(desk.screen().contains("noted"), "{}", desk.screen());
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    desk.press("gt");
    assert!(desk.screen().contains("theirs"), "what the other one writes stays: {}", desk.screen());
}

#[test]
fn a_draft_that_another_window_saved_meanwhile_is_told_before_it_is_saved_once_more() {
    for ends in ["<Enter>", "<Tab><Tab><Enter>"] {
        let mut desk = Desk::demo();
        desk.press("cmine<Esc>");
        let (key, theirs) = (desk.drafts.first_key_value().unwrap().0.clone(), in_another_window(&desk, "mine"));
        let mut desk = desk.restart();
        let entries = desk.entries();
        desk.press("c");
        assert!(desk.screen().contains("Your draft"), "{}", desk.screen());
        desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs], gone: vec![key], ..Seen::default() }));
        assert!(desk.screen().contains("Another window opened this draft too"), "{}", desk.screen());
        desk.take(Msg::DraftsSeen(Seen::default()));
        desk.press("<End>!<Enter>");
        assert!(desk.screen().contains("another window saved this draft already"), "{}", desk.screen());
        assert_eq!(desk.entries(), entries, "nothing is saved unasked");
        desk.press(ends);
        let saved = i64::from(ends == "<Enter>");
        assert_eq!((desk.entries(), desk.drafts.len()), (entries + saved, 0), "{ends}: {}", desk.screen());
    }
}

#[test]
fn a_draft_that_another_window_left_once_more_is_told_as_that_and_asked_about_in_words() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let theirs = in_another_window(&desk, "theirs");
    let (key, body) = desk.drafts.pop_first().unwrap();
    for in_words in [false, true] {
        let mut desk = Desk::demo();
        desk.take(Msg::DraftsSeen(Seen {
            came: vec![Draft { key: key.clone(), body: body.clone() }],
            ..Seen::default()
        }));
        desk.press("c");
        desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs.clone()], gone: vec![key.clone()], ..Seen::default() }));
        let left = Draft { key: format!("beside//{key}"), body: body.replace("mine", "theirs") };
        desk.take(Msg::DraftsSeen(Seen { came: vec![left], ..Seen::default() }));
        if in_words {
            plain::hear(&mut desk.state, "");
            let said = plain::Told::default().say(&desk.state, false);
            assert!(said.lines.concat().contains("another window has left this draft here too"), "{said:?}");
            assert!(said.asks.contains("3 drop it"), "no question is asked once more: {said:?}");
        } else {
            desk.press("<Enter>");
            assert!(desk.screen().contains("another window has left this draft here too"), "{}", desk.screen());
        }
    }
}

#[test]
fn what_another_window_took_up_is_not_here_any_more() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let (key, theirs) = (desk.drafts.first_key_value().unwrap().0.clone(), in_another_window(&desk, "mine"));
    desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs], gone: vec![key], ..Seen::default() }));
    desk.press("c");
    let screen = desk.screen();
    assert!(!screen.contains("Your draft") && screen.contains("Another window is writing here"), "{screen}");
}

#[test]
fn what_no_form_has_open_is_left_to_other_windows() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>gw12<Enter><Esc>");
    let drafts: Vec<Draft> =
        desk.drafts.iter().map(|(key, body)| Draft { key: key.clone(), body: body.clone() }).collect();
    let [note, cell] = drafts.as_slice() else { panic!("{drafts:?}") };
    let held = |desk: &mut Desk, draft: &Draft| {
        let effects = update(&mut desk.state, Msg::Undropped(Some(draft.clone())));
        effects.iter().any(|effect| matches!(effect, Effect::Hold { left, .. } if *left == draft.key))
    };
    assert!(!held(&mut desk, note));
    assert!(held(&mut desk, cell), "it stands in the week of this window");
    let failure = Failure { title: "full".to_owned(), field: None, hint: String::new(), unkept: true };
    let led = update(&mut desk.state, Msg::Led { draft: Some("k".to_owned()), done: Err(failure) });
    assert!(led.iter().any(|effect| matches!(effect, Effect::LetGo(left) if left == "k")));
}

#[test]
fn of_several_drafts_at_one_place_the_form_takes_up_the_one_that_was_chosen() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let theirs = in_another_window(&desk, "theirs");
    desk.take(Msg::DraftsSeen(Seen { came: vec![theirs], ..Seen::default() }));
    for (keys, chosen, other) in [("j", "theirs", "mine"), ("", "mine", "theirs"), ("j", "theirs", "mine")] {
        desk.press("gtgg");
        let screen = desk.screen();
        let at = |text: &str| screen.find(text).unwrap();
        assert!(at("mine") < at("theirs"), "each stays where it stood: {screen}");
        desk.press(keys).press("<Enter>");
        let screen = desk.screen();
        assert!(screen.contains(chosen) && !screen.contains(other), "{screen}");
        assert!(screen.contains("Another draft that was left here comes after it"), "{screen}");
        desk.press("<Esc>");
    }
    desk.press("gtggx");
    assert!(desk.screen().contains("theirs") && !desk.screen().contains("mine"), "{}", desk.screen());
    desk.press("Z");
    assert!(desk.screen().contains("The draft is back, beside the other one"), "{}", desk.screen());
    desk.press("<Esc>c");
    assert!(desk.screen().contains("theirs"), "the other one is where it was: {}", desk.screen());
    desk.press("<Enter>c");
    assert!(desk.screen().contains("mine"), "{}", desk.screen());
}

#[test]
fn what_no_disk_keeps_is_not_set_aside_for_another_draft_of_its_place() {
    let mut desk = unkept();
    let key = desk.state.context.drafts.keys().next().unwrap().clone();
    let body = desk.state.context.drafts[&key].replace("typed in vain", "theirs");
    let theirs = Draft { key: format!("beside/2/{key}"), body };
    desk.take(Msg::DraftsSeen(Seen { came: vec![theirs], ..Seen::default() }));
    desk.press("gtj<Enter>");
    assert!(desk.screen().contains("typed in vain") && !desk.screen().contains("theirs"), "{}", desk.screen());
}

#[test]
fn a_draft_of_another_window_stands_among_the_others_where_it_does_once_that_ended() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let theirs = vec![in_another_window(&desk, "theirs")];
    desk.press("gw12<Enter>gt");
    for seen in [Seen { writing: theirs.clone(), ..Seen::default() }, Seen { came: theirs.clone(), ..Seen::default() }]
    {
        desk.take(Msg::DraftsSeen(seen));
        let screen = desk.screen();
        let at = |text: &str| screen.find(text).unwrap();
        assert!(at("mine") < at("theirs") && at("theirs") < at("2026-W47 "), "{screen}");
    }
}

#[test]
fn what_another_window_left_shows_on_the_card_of_its_pilot() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    let mut desk = Desk::demo();
    assert!(!desk.screen().contains("~ Demand forecast"), "{}", desk.screen());
    desk.take(Msg::DraftsSeen(Seen { came: vec![theirs], ..Seen::default() }));
    assert!(desk.screen().contains("~ Demand forecast"), "{}", desk.screen());
}

#[test]
fn a_value_that_another_window_left_is_taken_up_with_the_week_and_given_back_untouched() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>");
    let theirs = in_another_window(&desk, "theirs");
    let place = desk.drafts.keys().next().unwrap().clone();
    let holds = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Hold { .. }));
    let lets_go =
        |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::LetGo(left) if *left == place));
    for touched in [false, true] {
        let mut desk = Desk::demo();
        let came = Seen { came: vec![theirs.clone()], ..Seen::default() };
        assert!(!holds(&update(&mut desk.state, Msg::DraftsSeen(came))), "on the board it is for whoever opens it");
        drop(update(&mut desk.state, Msg::Pressed(parsed("g")[0])));
        assert!(holds(&update(&mut desk.state, Msg::Pressed(parsed("w")[0]))));
        if touched {
            desk.state.context.drafts.insert(place.clone(), "13\n".to_owned());
        }
        let left = update(&mut desk.state, Msg::Pressed(parsed("<Esc>")[0]));
        assert_eq!(lets_go(&left), !touched);
        assert!(desk.state.context.drafts.contains_key(&place), "it is listed as before");
    }
}

#[test]
fn a_value_that_another_window_left_stands_in_its_cell_at_once() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>");
    let theirs = in_another_window(&desk, "theirs");
    let came = || Msg::DraftsSeen(Seen { came: vec![theirs.clone()], ..Seen::default() });
    // The week may be open already.
    for (before, after) in [("", "gw"), ("gw", "")] {
        let mut desk = Desk::demo();
        desk.press(before).take(came());
        desk.press(after);
        let screen = desk.screen();
        assert!(screen.contains("12?") && screen.contains("1 asks if it is meant"), "{screen}");
        // A third window was the first to take it up.
        let third = Draft { key: theirs.key.replace("theirs", "third"), ..theirs.clone() };
        desk.take(Msg::DraftsSeen(Seen { writing: vec![third], gone: vec![theirs.key.clone()], ..Seen::default() }));
        assert!(!desk.screen().contains("12?"), "{}", desk.screen());
    }
    // Where something is typed already, the other one waits.
    desk.take(came());
    desk.press("gtj<Enter>");
    assert!(desk.screen().contains("Something else is typed there in this window"), "{}", desk.screen());
    desk.press("gtkx<Enter>");
    assert!(desk.screen().contains("12?") && !desk.screen().contains("Something else"), "{}", desk.screen());
}

#[test]
fn the_rows_that_were_marked_for_a_draft_are_kept_once() {
    let mut desk = Desk::demo();
    desk.press("vjvc");
    let mut writes = 0;
    for key in parsed("more words") {
        let before = desk.drafts.clone();
        desk.take(Msg::Pressed(key));
        writes +=
            desk.drafts.iter().filter(|(key, body)| before.get(*key) != Some(*body) && key.contains("marked")).count();
    }
    assert_eq!((writes, desk.drafts.len()), (1, 2), "{:?}", desk.drafts);
    let rows: Vec<&str> =
        desk.drafts.iter().filter(|(key, _)| key.contains("marked")).flat_map(|(_, rows)| rows.lines()).collect();
    assert_eq!(rows.len(), 2);
    for (_, body) in desk.drafts.iter().filter(|(_, body)| body.contains("more words")) {
        assert!(!body.contains("\"marked\""), "{body}");
    }
    assert!(desk.screen().contains("~1 "), "it is no draft of its own: {}", desk.screen());
    desk.press("<Esc>gt");
    assert!(desk.screen().contains("Note on 2 pilots: Demand forecast, "), "which they are: {}", desk.screen());
}

#[test]
fn what_is_typed_where_one_of_a_list_is_meant_is_kept_too() {
    let mut desk = Desk::demo();
    desk.press("/contract<Esc>L<Tab>Committee of 3 Dec agreed this<Esc>");
    assert!(desk.screen().contains("Kept as a draft"), "{}", desk.screen());
    let mut desk = desk.restart();
    desk.press("/contract<Esc>L");
    assert!(desk.screen().contains("Committee of 3 Dec agreed this"), "{}", desk.screen());
}

#[test]
fn a_look_up_is_no_draft() {
    let mut desk = Desk::demo();
    desk.press("@abc<Esc>");
    assert!(desk.drafts.is_empty() && !desk.screen().contains("~1"), "{}", desk.screen());
    desk.press("@2026-10-01<Enter>");
    assert!(desk.screen().contains("This is as of"), "{}", desk.screen());
    desk.press("@<Enter>").press("@2026-13-01<Enter>");
    assert!(desk.screen().contains("2026-13-01") && desk.drafts.is_empty(), "{}", desk.screen());
    desk.press("<Esc>@");
    assert!(!desk.screen().contains("2026-13-01"), "{}", desk.screen());
    // What is written somewhere is no look-up.
    let mut desk = Desk::demo();
    desk.press("goa").press("Client one<Esc>");
    assert!(desk.screen().contains("Kept as a draft"), "{}", desk.screen());
}

#[test]
fn the_workspaces_are_narrowed_as_other_lists_are() {
    let mut desk = Desk::demo();
    desk.press("go");
    let body = |desk: &Desk| desk.screen().lines().skip(1).collect::<Vec<_>>().join("\n");
    assert!(body(&desk).contains("northwind") && body(&desk).contains("harbour"), "{}", desk.screen());
    desk.press("/harb");
    assert!(body(&desk).contains("harbour") && !body(&desk).contains("northwind"), "{}", desk.screen());
    desk.press("q");
    assert!(desk.screen().contains("Nothing matches /"), "{}", desk.screen());
    desk.press("<Esc><Esc>");
    assert!(body(&desk).contains("northwind"), "{}", desk.screen());
}

#[test]
fn what_a_form_led_to_takes_its_draft_with_it_once_it_has_succeeded() {
    let cases = [
        ("gs<Enter>", "paper"),
        ("gs<Down><Down><Enter>", "Nora Lind"),
        ("goa", "Client one"),
        ("grP", "2026-12-09"),
        ("giFILE<Enter><Enter>name<Enter>s", "mine"),
    ];
    for ((keys, typed), fails) in cases.into_iter().flat_map(|case| [(case, false), (case, true)]) {
        // The demo has a review that is prepared already.
        let mut desk = if keys == "grP" { Desk::empty() } else { Desk::demo() };
        let file = with_file(&desk, "liste.csv", "Unterfangen,Farbe\nRechnungen,rot\n");
        desk.fails = fails;
        desk.press(&keys.replace("FILE", &file)).press(typed);
        // What was said of the file is kept beside it, and is no draft.
        let typed = |desk: &Desk| desk.drafts.keys().filter(|key| !key.starts_with("place/")).count();
        assert_eq!(typed(&desk), 1, "{keys}: {}", desk.screen());
        desk.press("<Enter>");
        assert_eq!(typed(&desk), usize::from(fails), "{keys}, fails: {fails}: {}", desk.screen());
        assert_eq!(desk.screen().contains("the disk is full"), fails, "{keys}: {}", desk.screen());
        assert_eq!(desk.screen().contains("~1"), fails, "{keys}: {}", desk.screen());
    }
}

#[test]
fn what_only_looks_something_up_is_not_saved() {
    let mut desk = Desk::demo();
    for keys in ["@", "<Esc>Y", "<Esc>gi"] {
        desk.press(keys);
        assert!(desk.footer().contains("go on") && !desk.footer().contains("save"), "{keys}: {}", desk.screen());
    }
    desk.press("<Esc>@<Tab>");
    assert!(desk.screen().contains("[ Go on ]"), "{}", desk.screen());
    let mut desk = Desk::first_run();
    desk.press("3");
    assert!(desk.footer().contains("go on") && !desk.footer().contains("save"), "{}", desk.screen());
    desk.press("<Esc>2");
    assert!(desk.footer().contains("save"), "a workspace is written: {}", desk.screen());
}

#[test]
fn weeks_and_a_value_are_two_baselines() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>3jB");
    let entries = desk.entries();
    desk.press("<Ctrl+A>").press("2026-W40..2026-W47<Tab>94<Ctrl+S>");
    assert!(desk.screen().contains("weeks and a value are two baselines"), "{}", desk.screen());
    assert_eq!(desk.entries(), entries);
    desk.press("<Ctrl+U>");
    assert!(!desk.screen().contains("2026-W40..2026-W47"), "the cursor is on what is wrong: {}", desk.screen());
}

#[test]
fn a_dropped_draft_can_be_brought_back() {
    let mut desk = Desk::demo();
    desk.press("cgone for good<Tab><Tab><Enter>");
    desk.press("c");
    assert!(!desk.screen().contains("gone for good"), "{}", desk.screen());
    desk.press("<Esc>").press(":bring a draft<Enter>").press("c");
    assert!(desk.screen().contains("gone for good"), "{}", desk.screen());
}

#[test]
fn what_one_key_empties_can_be_brought_back() {
    for keys in ["<Ctrl+U><Esc>", "<Ctrl+U>x<Esc>", "<Home><Ctrl+K>x<Esc>"] {
        let mut desk = Desk::demo();
        desk.press("cprecious text<Esc>c").press(keys).press("c");
        assert!(!desk.screen().contains("precious text"), "{keys}: {}", desk.screen());
        desk.press("<Esc>Zc");
        assert!(desk.screen().contains("precious text"), "{keys}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press("cprecious text<Esc>c<Ctrl+U>");
    assert!(!desk.screen().contains("Your draft"), "{}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("Z brings back what was typed"), "{}", desk.screen());
}

#[test]
fn a_refused_change_leaves_the_form_open_with_the_reason_at_its_field() {
    let mut desk = Desk::demo();
    desk.press("m700<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("more than the") && screen.contains("700"), "{screen}");
    assert!(!screen.contains("NOT SAVED"), "nothing is lost: {screen}");
    let entries = desk.entries();
    desk.press("<Backspace><Backspace>").press("<Enter>");
    assert!(desk.screen().contains("(7 of 25 users)") && !desk.screen().contains("NOT SAVED"), "{}", desk.screen());
    assert_eq!(desk.entries(), entries + 1);
}

#[test]
fn nothing_is_called_saved_before_the_letters_are_on_the_disk() {
    let mut desk = Desk::demo();
    desk.press("c");
    let word = |desk: &Desk| desk.screen().lines().next().unwrap().trim_end().rsplit(' ').next().unwrap().to_owned();
    assert_eq!(word(&desk), "saved");
    for key in parsed("ab") {
        drop(update(&mut desk.state, Msg::Pressed(key)));
        assert_eq!(word(&desk), "typed");
    }
    desk.take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "typed", "one of two is on the disk");
    desk.take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "kept");
    drop(update(&mut desk.state, Msg::Pressed(parsed("c")[0])));
    desk.take(Msg::DraftsKept(Err("the disk is full".to_owned())));
    assert!(desk.screen().contains("NOT KEPT"), "{}", desk.screen());
    desk.take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "kept", "once the disk takes it");
}

#[test]
fn nothing_is_called_saved_while_the_file_takes_nothing() {
    let mut desk = Desk::demo();
    for key in parsed("ctyped<Enter>") {
        drop(update(&mut desk.state, Msg::Pressed(key)));
    }
    let gone = Failure { title: "it is gone".to_owned(), field: None, hint: String::new(), unkept: true };
    desk.take(Msg::Refused(gone));
    desk.take(Msg::DraftsKept(Ok(9)));
    assert!(desk.screen().contains("NOT SAVED") && desk.screen().contains("it is gone"), "{}", desk.screen());
    desk.press("<Esc>jj");
    desk.take(Msg::Disturbed);
    assert!(desk.screen().contains("NOT SAVED"), "the file has not changed: {}", desk.screen());
    desk.press("kkc<Enter>");
    assert!(!desk.screen().contains("NOT SAVED"), "it takes it now: {}", desk.screen());
}

#[test]
fn what_was_wrong_with_the_file_is_not_said_any_longer_once_it_has_passed() {
    let locked = || Failure { title: "it is locked".to_owned(), field: None, hint: String::new(), unkept: true };
    let mut desk = Desk::demo();
    desk.take(Msg::Troubled(locked()));
    let screen = desk.screen();
    assert!(screen.contains("cannot be read now") && screen.contains("it is locked"), "{screen}");
    assert!(!screen.contains("NOT SAVED"), "nothing was typed: {screen}");
    desk.take(Msg::Recovered);
    let screen = desk.screen();
    assert!(!screen.contains("cannot be read now") && !screen.contains("it is locked"), "{screen}");
    for key in parsed("ctyped<Enter>") {
        drop(update(&mut desk.state, Msg::Pressed(key)));
    }
    desk.take(Msg::Refused(locked()));
    desk.take(Msg::DraftsKept(Ok(9)));
    assert!(desk.screen().contains("NOT SAVED"), "{}", desk.screen());
    desk.take(Msg::Recovered);
    let screen = desk.screen();
    assert!(!screen.contains("NOT SAVED") && !screen.contains("it is locked"), "{screen}");
    assert!(screen.contains("The file can be written again") && screen.contains("typed"), "{screen}");
}

#[test]
fn that_drafts_are_not_kept_is_said_until_they_are() {
    let mut desk = unkept();
    drop(update(&mut desk.state, Msg::Pressed(parsed("c")[0])));
    drop(update(&mut desk.state, Msg::Pressed(parsed("<Esc>")[0])));
    assert!(desk.screen().contains("Kept only until you leave"), "{}", desk.screen());
    desk.take(Msg::DraftsKept(Err("the disk is full".to_owned())));
    assert!(desk.screen().contains("Drafts cannot be kept on disk: the disk is full"), "{}", desk.screen());
    desk.take(Msg::DraftsKept(Ok(99)));
    let screen = desk.screen();
    assert!(screen.contains("Kept as a draft") && !screen.contains("cannot be kept"), "{screen}");
}

/// A desk on which a note was typed that no disk took.
fn unkept() -> Desk {
    let mut desk = Desk::demo();
    for key in parsed("ctyped in vain<Esc>") {
        drop(update(&mut desk.state, Msg::Pressed(key)));
    }
    desk.take(Msg::DraftsKept(Err("the disk is full".to_owned())));
    desk
}

#[test]
fn whoever_leaves_is_asked_where_what_was_typed_is_kept_nowhere() {
    for keys in ["q", "<Ctrl+C><Ctrl+C>"] {
        let mut desk = unkept();
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("1 text is not kept anywhere; leave all the same?") && !desk.left, "{keys}: {screen}");
        desk.press("n");
        assert!(!desk.left && desk.screen().contains("NOT KEPT"), "{keys}: {}", desk.screen());
        desk.press(keys).press("y");
        assert!(desk.left, "{keys}: {}", desk.screen());
    }
    let mut desk = unkept();
    desk.take(Msg::Ended);
    assert!(desk.left, "nobody can be asked: {}", desk.screen());
    let lost = desk.state.lost_texts();
    assert!(lost.len() == 1 && !lost[0].0.is_empty() && lost[0].1.contains("typed in vain"), "{lost:?}");
    let mut desk = unkept();
    desk.press("c<Ctrl+S>q");
    assert!(desk.left, "it is saved: {}", desk.screen());
}

#[test]
fn nobody_is_asked_about_what_is_kept_meanwhile() {
    let mut desk = unkept();
    desk.press("q").take(Msg::DraftsKept(Ok(99)));
    let screen = desk.screen();
    assert!(!screen.contains("leave all the same?") && screen.contains("is kept on disk now"), "{screen}");
    desk.press("q");
    assert!(desk.left, "{}", desk.screen());
}

#[test]
fn what_was_emptied_or_dropped_while_no_disk_takes_it_is_asked_about_too() {
    for keys in ["c<Ctrl+U><Esc>", "gtx"] {
        let mut desk = unkept();
        for key in parsed(keys) {
            drop(update(&mut desk.state, Msg::Pressed(key)));
        }
        desk.press("q");
        assert!(desk.screen().contains("1 text is not kept anywhere") && !desk.left, "{keys}: {}", desk.screen());
    }
}

#[test]
fn before_there_is_a_workspace_what_was_emptied_comes_back_too() {
    let mut desk = Desk::first_run();
    desk.press("2Client one<Ctrl+U><Esc>Z");
    assert!(desk.screen().contains("The draft is back"), "{}", desk.screen());
    desk.press("2");
    assert!(desk.screen().contains("Client one"), "{}", desk.screen());
}

#[test]
fn whoever_makes_a_workspace_is_asked_where_what_was_typed_is_kept_nowhere() {
    let mut desk = unkept();
    desk.press("goa");
    for key in parsed("Client one<Enter>") {
        drop(update(&mut desk.state, Msg::Pressed(key)));
    }
    let asked = "1 text is not kept anywhere; leave all the same?";
    assert!(desk.screen().contains(asked), "{}", desk.screen());
    desk.press("n");
    assert!(desk.screen().contains("What you typed is a draft"), "{}", desk.screen());
    desk.press("a");
    assert!(desk.screen().contains("Client one") && desk.outward.is_empty(), "{}", desk.screen());
    desk.press("<Enter>y");
    assert_eq!(desk.outward, ["begin Empty(\"Client one\")"]);
    // The own text of the form is led to where it belongs.
    let mut desk = Desk::demo();
    desk.press("goa").take(Msg::DraftsKept(Err("the disk is full".to_owned())));
    let effects = parsed("Client one<Enter>").into_iter().flat_map(|key| update(&mut desk.state, Msg::Pressed(key)));
    assert!(effects.collect::<Vec<_>>().iter().any(|effect| matches!(effect, Effect::Led(..))));
}

#[test]
fn what_was_kept_in_a_file_that_is_gone_is_called_kept_once_it_is_written_again() {
    let mut desk = Desk::demo();
    desk.press("ckept<Esc>");
    assert!(desk.screen().contains("Kept as a draft"), "{}", desk.screen());
    desk.take(Msg::DraftsLost(desk.drafts.keys().cloned().collect()));
    let screen = desk.screen();
    let word = |screen: &str| screen.lines().next().unwrap().trim_end().rsplit(' ').next().unwrap().to_owned();
    assert!(word(&screen) == "typed" && !screen.contains("Kept as a draft"), "{screen}");
    assert!(screen.contains("The file of the drafts is gone: what is typed here is written anew."), "{screen}");
    desk.take(Msg::DraftsKept(Err("its folder cannot be made".to_owned())));
    assert!(desk.screen().contains("NOT KEPT"), "{}", desk.screen());
    desk.press("q");
    assert!(desk.screen().contains("1 text is not kept anywhere"), "{}", desk.screen());
    desk.press("n").take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk.screen()), "kept");
}

#[test]
fn the_footer_says_that_marking_goes_on_to_the_next() {
    let mut desk = Desk::demo();
    desk.resize(200, 40);
    for keys in ["", "ga"] {
        desk.press(keys);
        assert!(desk.footer().contains("v mark & next"), "{}", desk.screen());
    }
}

#[test]
fn a_letter_in_the_week_sheet_is_told_what_is_typed_there() {
    let mut desk = Desk::demo();
    desk.press("gwa");
    assert!(desk.screen().contains("a means nothing here; type a number, = or n/m"), "{}", desk.screen());
}

#[test]
fn a_number_of_users_cannot_be_taken_for_their_share() {
    let mut desk = Desk::demo();
    desk.press("gw/contract review active<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("active users, of 60") && !screen.contains("active users %"), "{screen}");
    assert!(screen.contains("37 %  │ 48 % = 29/60"), "shares bear their unit: {screen}");
    assert!(screen.contains("type how many of 60 users were active"), "{screen}");
    desk.press("30");
    let screen = desk.screen();
    assert!(screen.contains("│ 30 of 60, 50 %"), "before Enter, in the cell: {screen}");
    assert!(screen.contains("30 of 60 users, 50 %, +13.3 points against the week before"), "{screen}");
    desk.press("%");
    assert!(desk.screen().contains("│ 30% = 18 of 60"), "{}", desk.screen());
    desk.press("<Esc><Left>24");
    assert!(desk.screen().contains("24 of 60 users, 40 %"), "{}", desk.screen());
    desk.press("<Esc>");
    let screen = desk.screen();
    assert!(screen.contains("40 %~"), "a draft of an earlier week is a share as its neighbours: {screen}");
    desk.press("<Esc>gbm");
    assert!(desk.screen().contains("active users (adoption: how many users, 45/60 or 45%)"), "{}", desk.screen());
}

#[test]
fn the_target_users_of_some_pilots_are_known_at_once() {
    let desk = Desk::demo();
    let reader = desk.store.read();
    let pilots: Vec<PilotId> = reader.pilots().unwrap().iter().map(|pilot| pilot.id).collect();
    let targets = reader.targets_of(&pilots).unwrap();
    assert_eq!(targets.len(), pilots.len(), "who has none is there too");
    assert!(pilots.iter().all(|pilot| targets[pilot] == reader.targets(*pilot).unwrap()));
    assert!(targets.values().any(|targets| !targets.is_empty()));
    assert!(reader.targets_of(&[]).unwrap().is_empty());
}

#[test]
fn a_point_before_three_digits_is_said_as_it_was_read() {
    let mut desk = Desk::demo();
    desk.press("gw/stock-outs<Enter>1.200");
    assert!(desk.screen().contains("│ 1.200 = 1.2 parts"), "{}", desk.screen());
    desk.press("<Enter><Up>");
    assert!(desk.screen().contains("type 1200 for thousands"), "{}", desk.screen());
    desk.press("1.2<Enter><Up>");
    let screen = desk.screen();
    assert!(screen.contains("keep it?") && !screen.contains("for thousands"), "nobody wrote thousands: {screen}");
    desk.press("12%<Enter><Up>");
    let screen = desk.screen();
    assert!(screen.contains("12% is a share, and stock-outs is counted in parts; write 12"), "{screen}");
}

#[test]
fn a_number_of_users_that_looks_like_their_share_asks_before_it_is_committed() {
    let mut desk = Desk::demo();
    desk.press("gw/service chat active<Enter>90<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("90 of 150 users is 60 %, last week 92.7 %, keep it?"), "{screen}");
    assert!(screen.contains("type 90% for that"), "{screen}");
    desk.press("90%<Enter>w");
    assert!(desk.screen().contains("Entered 1 reading for 2026-W47"), "{}", desk.screen());
    desk.paste("Pilot\tMetric\tW47\nService chat\tactive users\t90\n");
    assert!(desk.screen().contains("1 to ask about"), "{}", desk.screen());
}

#[test]
fn a_column_of_active_users_is_no_value_of_another_metric() {
    for (keys, block, said) in [
        ("gw", "active_users\n6\n", "1 to enter"),
        ("gw", "Active users\tTarget users\n6\t25\n", "1 to enter"),
        ("gwj", "active_users\n12\n", "! active users belong to adoption"),
        (
            "gw",
            "pilot\tmetric\tweek\tactive_users\nContract review\taccuracy\tW47\t91\n",
            "! active users belong to adoption",
        ),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys).paste(block);
        assert!(desk.screen().contains(said), "{block}: {}", desk.screen());
    }
}

#[test]
fn a_metric_is_pasted_by_the_name_that_the_week_shows() {
    let mut desk = Desk::demo();
    desk.press("gw")
        .paste("Pilot\tMetric\tW47\nContract review\taccuracy %\t91.5\nService chat\tactive users, of 150\t140\n");
    let screen = desk.screen();
    assert!(screen.contains("91.5") && !screen.contains("has no metric"), "{screen}");
}

#[test]
fn a_cell_that_cannot_be_read_stays_a_draft_while_the_others_are_committed() {
    let mut desk = Desk::demo();
    desk.press("gw").press("12/25<Enter>").press("1.2.3<Enter>").press("w");
    let screen = desk.screen();
    assert!(screen.contains("Entered 1 reading for 2026-W47. 1 cell cannot be entered yet.  u takes it"), "{screen}");
    assert!(screen.contains("1.2.3!"), "the other stays: {screen}");
    assert_eq!(desk.drafts.len(), 1);
    desk.press("gh");
    assert!(!desk.screen().contains("cannot be entered"), "what stays typed is no part of it: {}", desk.screen());
    // Where nothing can be entered, the cursor goes where that is told.
    desk.press("gwGw");
    let screen = desk.screen();
    assert!(screen.contains("The cursor is on it") && screen.contains("forecast error W47: "), "{screen}");
    desk.press("G<Tab>");
    assert!(desk.screen().contains("forecast error W47: "), "what is refused is missing too: {}", desk.screen());
}

#[test]
fn what_is_typed_in_other_weeks_is_not_counted_as_of_the_week() {
    let mut desk = Desk::demo();
    desk.press("gw<Down>1.2.3<Enter>[1.2.3<Enter>");
    assert!(desk.screen().contains("1 refused   1 elsewhere"), "{}", desk.screen());
    desk.press("]");
    assert!(desk.screen().contains("1 refused   1 elsewhere"), "{}", desk.screen());
    desk.press("w");
    let screen = desk.screen();
    assert!(screen.contains("1 cell cannot be entered yet. 1 cell of an earlier week is not entered yet"), "{screen}");
}

#[test]
fn the_rows_of_a_pilot_stay_together_and_the_cursor_starts_on_what_is_missing() {
    let mut desk = Desk::demo();
    desk.press("gw15/25<Enter>w<Esc>gw");
    let screen = desk.screen();
    let first = screen.lines().position(|line| line.contains("Demand forec")).unwrap();
    let rows: Vec<&str> = screen.lines().skip(first).take(4).collect();
    assert!(rows[0].contains("active users") && rows[3].contains("escalated"), "{screen}");
    assert!(screen.contains("Demand forecast, forecast error W47: type a number"), "{screen}");
}

#[test]
fn enter_after_the_value_of_last_week_skips_no_row() {
    let mut desk = Desk::demo();
    let on = |desk: &Desk, metric: &str| desk.screen().contains(&format!("Invoice triage, {metric} W47: "));
    desk.press("gw/invoice<Enter>=");
    assert!(on(&desk, "old process used"), "it steps down: {}", desk.screen());
    desk.press("<Enter>");
    assert!(on(&desk, "old process used"), "and Enter confirms it: {}", desk.screen());
    desk.press("<Enter>");
    assert!(on(&desk, "accuracy"), "{}", desk.screen());
    desk.press("==<Enter>");
    assert!(on(&desk, "escalated exceptions"), "{}", desk.screen());
    // Where the week before has no value, nothing steps.
    let mut desk = Desk::demo();
    desk.press("gw=");
    let screen = desk.screen();
    assert!(screen.contains("no value in the week before") && screen.contains("active users W47: "), "{screen}");
}

#[test]
fn other_target_users_ask_whether_they_are_meant_from_now_on_or_only_here() {
    let typed = || {
        let mut desk = Desk::demo();
        desk.press("gw/contract review active<Enter>45/80<Enter>");
        assert!(desk.screen().contains("of 80 and not 60 target users, only here?"), "{}", desk.screen());
        let before = desk.entries();
        desk.press("w");
        assert_eq!(desk.entries(), before, "nobody has said yet what is meant");
        desk
    };
    let targets = |desk: &Desk| {
        let pilot = desk.store.read().find_pilot("contract-review").unwrap();
        desk.store.read().targets(pilot).unwrap()
    };
    let mut here = typed();
    let before = targets(&here);
    here.press("<Enter>w");
    assert!(here.screen().contains("Entered 1 reading for 2026-W47."), "{}", here.screen());
    assert_eq!(targets(&here), before);
    let mut onwards = typed();
    onwards.press("T");
    assert!(onwards.drafts.values().any(|draft| draft == "45/80\n29/60\nonwards"), "{:?}", onwards.drafts);
    onwards.press("w");
    let screen = onwards.screen();
    assert!(screen.contains("Entered 1 reading for 2026-W47, and the target users of Contract review."), "{screen}");
    let newest = targets(&onwards).pop().unwrap();
    assert_eq!((newest.from.to_string().as_str(), newest.users), ("2026-W47", 80));
    onwards.press("u");
    assert_eq!(targets(&onwards), before, "one change, taken back as one: {}", onwards.screen());
}

#[test]
fn fewer_target_users_whose_scope_was_decided_are_not_told_to_be_decided() {
    let mut desk = Desk::demo();
    let reader = desk.store.read();
    let (pilot, by) = (reader.find_pilot("contract-review").unwrap(), reader.find_person("Mercy Okafor").unwrap());
    desk.commit(&Change::Decide(Box::new(Decide {
        pilot,
        statement: "The second site is out".to_owned(),
        by: Some(by),
        on: None,
        rationale: String::new(),
        rejected: Vec::new(),
        conditions: Vec::new(),
        revisit: None,
        parks: Vec::new(),
        leaves: Vec::new(),
        cause: String::new(),
        effect: Decided::ChangeScope { users: None },
        was: None,
    })));
    desk.press("gw/contract review active<Enter>30/40<Enter>Tw");
    let screen = desk.screen();
    assert!(screen.contains("and the target users of Contract review.") && !screen.contains("fewer than"), "{screen}");
}

#[test]
fn the_cursor_stays_on_a_cell_that_asks_which_target_users_are_meant() {
    let typed = |keys: &str| -> Vec<String> {
        let mut desk = Desk::demo();
        desk.press("gw12/99<Enter>").press(keys);
        desk.drafts.into_values().collect()
    };
    assert_eq!(typed("T"), ["12/99\n\nonwards"]);
    assert!(typed("<Enter>7<Enter>").contains(&"12/99\n\nhere".to_owned()), "Enter answers and steps down");
    assert_eq!(typed("<Enter>7<Enter>").len(), 2);
    let on = typed("7<Enter>");
    assert!(on.len() == 2 && on.contains(&"12/99\n".to_owned()), "who types on means the next row: {on:?}");
}

#[test]
fn which_target_users_are_meant_is_told_and_taken_otherwise_by_the_same_key() {
    let mut desk = Desk::demo();
    let shows = |desk: &Desk, said: &str| assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    desk.press("gw/contract review active<Enter>45/80");
    shows(&desk, "↵, and then ↵ only here");
    desk.press("w");
    shows(&desk, "w is typed into the cell; Backspace takes it away");
    desk.press("<Backspace><Enter>T");
    shows(&desk, "T only here");
    desk.press("T");
    shows(&desk, "T from this week on");
    assert!(desk.drafts.values().any(|draft| draft == "45/80\n29/60\nhere"), "{:?}", desk.drafts);
    desk.press("w");
    shows(&desk, "Entered 1 reading for 2026-W47.");
    // A value that is far off is kept where the cursor comes back to it.
    desk.press("<Esc>/contract review handling<Enter>600");
    shows(&desk, "keep it? ↵ goes on; back here ↵ keeps it");
}

#[test]
fn after_the_target_users_were_told_the_next_number_is_of_the_next_row() {
    let mut desk = Desk::demo();
    desk.press("gw12/99<Enter>T7<Enter>");
    let drafts: Vec<String> = desk.drafts.into_values().collect();
    assert!(drafts.len() == 2 && drafts.contains(&"12/99\n\nonwards".to_owned()), "{drafts:?}");
}

#[test]
fn what_the_history_took_back_is_done_again_by_the_key_that_it_names() {
    let mut desk = Desk::demo();
    desk.press("cfirst told<Enter>csecond told<Enter>gh<↓>Ry");
    assert!(desk.screen().contains("U does it again"), "{}", desk.screen());
    let notes = |desk: &Desk| desk.export()["notes"].to_string();
    assert!(!notes(&desk).contains("first told"));
    desk.press("U");
    assert!(notes(&desk).contains("first told") && notes(&desk).contains("second told"), "{}", desk.screen());
}

#[test]
fn the_key_of_help_in_a_list_of_a_form_says_where_the_keys_stand_and_empties_no_list() {
    let mut desk = Desk::demo();
    desk.press("o?");
    let screen = desk.screen();
    assert!(screen.contains("The footer has the keys of this field") && screen.contains("nothing chosen"), "{screen}");
    desk.press("<Tab>Who knows?");
    assert!(desk.screen().contains("Who knows?"), "{}", desk.screen());
}

#[test]
fn u_takes_cells_back_before_entries() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("gw").press("12/60<Enter>").press("5<Enter>").press("uu");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    assert_eq!(desk.entries(), before);
    desk.press("u");
    assert_eq!(desk.entries(), before + 1, "then the journal's: {}", desk.screen());
    assert!(desk.screen().contains("U does it again"), "{}", desk.screen());
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

#[test]
fn the_week_of_the_past_is_that_of_its_day_and_has_no_drafts() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>").press("@2026-10-01<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Week 39") && screen.contains("42 of 48 entered"), "{screen}");
    for offered in ["refused", "12?", "type a number", "= as last week"] {
        assert!(!screen.contains(offered), "{offered}: {screen}");
    }
    desk.press("@<Enter>");
    assert!(desk.screen().contains("Week 47") && desk.screen().contains("12?"), "{}", desk.screen());
}

// --------------------------------------------------------------------------------------------- a hint never lies

/// States from which every advertised key is pressed.
const STATES: &[&str] = &[
    "",
    "/a",
    "vv",
    "<Enter>",
    "<Enter>2",
    "<Enter>3",
    "<Enter>4",
    "<Enter>7",
    "l<Enter>7jjjjj",
    "l<Enter>7z",
    "<Enter>8",
    "lll<Enter>8",
    "<Enter>5",
    "<Enter>5<Enter>",
    "gw",
    "gw12",
    "gw12<Enter>",
    "gp",
    "gh",
    "gh<Enter>",
    "gd",
    "gd2jj",
    "gd1jj<Enter>",
    "gr",
    "gr2",
    "gr[",
    "gr4",
    "gre",
    "gr/e",
    "gl",
    "gl<Enter>",
    "ga",
    "gae",
    "gx",
    "gap",
    "@<Enter>",
    "?",
    ":",
    "cx",
    "oa",
    "Lx",
    "r",
    "m",
    "a",
    "<Enter>2 ",
    "<Enter>2e",
    "<Enter>4a",
    "<Enter>3a",
    "<Enter>e",
    "gpa",
    "gpe",
    "ghR",
    ":key tester<Enter>",
    "<Enter>6",
    "gp<Enter>",
    "gf",
    "gfe",
    "gf/stage",
    "gs",
    "gs<Enter>",
    "gt",
    "cx<Esc>gt",
    "go",
    "goa",
    "gi",
];

/// The meeting on the wall, which is left by its own key only, its closing page, and the question before it.
const MEETING: &[&str] =
    &["<F5>", "<F5>y<→><→>", "<F5>y<→><→><→><→><→><→><→><→><→>", "<F5>yb", "<F5>yc", "<F5>ya", "<F5>yD"];

use support::promises::press_every_hint;

/// Presses what every third state advertises, so that the parts run side by side.
fn press_every_third(part: usize) {
    for state in STATES.iter().chain(MEETING).chain(&["Mgr"]).skip(part).step_by(3) {
        press_every_hint(Desk::demo, state);
    }
}

#[test]
fn every_advertised_key_of_other_places_works_without_any_pilot() {
    for state in ["gf", "gfe", "gf/stage", "gs", "gs<Enter>", "gt", "go", "goa", "gi", "grP", ":key tester<Enter>"] {
        press_every_hint(Desk::empty, state);
    }
}

/// The desk on a file with columns that nobody knows, before it is taken in.
fn previewing(mut desk: Desk) -> Desk {
    let file = with_file(&desk, "liste.csv", "Unterfangen,Farbe\nRechnungen,rot\n");
    desk.press(&format!("gi{file}<Enter>"));
    desk
}

#[test]
fn every_advertised_key_works_on_a_file_that_is_looked_at() {
    for state in ["", "<Enter>name<Enter>", "<Enter>name<Enter>s"] {
        press_every_hint(|| previewing(Desk::demo()), state);
        press_every_hint(|| previewing(Desk::empty()), state);
    }
}

#[test]
fn ctrl_c_does_as_esc_everywhere() {
    for state in STATES.iter().chain(MEETING) {
        let pressed = |keys: &str| {
            let mut desk = Desk::demo();
            desk.press(state).press(keys);
            assert!(!desk.left, "after “{state}”, {keys} leaves");
            desk
        };
        let (escaped, interrupted) = (pressed("<Esc>"), pressed("<Ctrl+C>"));
        if interrupted.screen().contains("leaves; so does q.") {
            // Where Esc has nothing to close, Ctrl+C tells how to leave.
            assert_eq!(escaped.state.hints(), pressed("").state.hints(), "after “{state}”, something is open");
        } else {
            assert_eq!(interrupted.screen(), escaped.screen(), "after “{state}”");
        }
        assert_eq!(interrupted.drafts, escaped.drafts, "after “{state}”");
    }
}

#[test]
fn every_advertised_key_does_something_or_says_why_not() {
    press_every_third(0);
}

#[test]
fn every_advertised_key_does_something_or_says_why_not_in_the_second_third() {
    press_every_third(1);
}

#[test]
fn every_advertised_key_does_something_or_says_why_not_in_the_last_third() {
    press_every_third(2);
}

#[test]
fn every_advertised_key_works_without_any_pilot_and_at_the_first_run() {
    for state in ["", "a", "gw", "gp", "gpa", "gh", "gd", "gr", "gm", "gl", "ga", "gx", "?", ":", "/x", "g"] {
        press_every_hint(Desk::empty, state);
    }
    for state in ["", "2", "3", "?"] {
        press_every_hint(Desk::first_run, state);
    }
}

#[test]
fn no_screen_binds_one_key_twice() {
    let verbs = steerco::app::known_verbs();
    let clashes = steerco::interaction::keymap::clashes(&verbs);
    assert!(clashes.is_empty(), "{clashes:?}");
    let names: Vec<(&str, &str)> = verbs.iter().map(|bound| (bound.home, bound.offer.name)).collect();
    assert!(support::repeated(&names).is_empty(), "{:?}", support::repeated(&names));
}

#[test]
fn the_history_is_narrowed_by_its_sentences() {
    let mut desk = Desk::demo();
    desk.press("gh/mercy<Esc>");
    let shows = |desk: &Desk, text: &str| desk.screen().contains(text);
    assert!(shows(&desk, "Mercy Okafor") && !shows(&desk, "Entered 51 readings"), "{}", desk.screen());
    desk.press("<Esc>");
    assert!(shows(&desk, "Entered 51 readings"), "{}", desk.screen());
    desk.press("/indemnity<Enter><Enter>");
    assert!(!shows(&desk, "who               what"), "the entry is open: {}", desk.screen());
    desk.press("<Esc>");
    assert!(shows(&desk, "Indemnity") && !shows(&desk, "Entered 51 readings"), "the filter stays: {}", desk.screen());
    for day in ["2026-11-13", "13 Nov"] {
        desk.press("/<Ctrl+U>").press(day).press("<Enter>");
        assert!(shows(&desk, "by 13 Nov: Bring the budget line"), "{day}: {}", desk.screen());
        assert!(!shows(&desk, "Ask the works council"), "{day}: {}", desk.screen());
    }
}

#[test]
fn the_enter_that_ends_a_filter_opens_nothing_in_any_list_and_what_follows_is_done_to_what_was_found() {
    let filters = [
        ("", "invoice"),
        ("gp", "tanaka"),
        ("gh", "indemnity"),
        ("gl", "invoice"),
        ("ga", "invoice"),
        ("gx", "invoice"),
        ("gd1<Enter>", "warranty"),
        ("gr", "invoice"),
        ("gf", "dimension data"),
    ];
    for (place, words) in filters {
        let mut desk = Desk::demo();
        let before = desk.press(place).screen().lines().next().map(str::to_owned);
        desk.press("/").press(words);
        assert!(desk.footer().contains("keep"), "{place}: {}", desk.screen());
        desk.press("<Enter>");
        let screen = desk.screen();
        assert_eq!(screen.lines().next().map(str::to_owned), before, "{place}: nothing is opened: {screen}");
        assert!(screen.contains(&format!("/ {words}")) || screen.contains(&format!("/{words}")), "{place}: {screen}");
        assert!(!desk.footer().contains("keep"), "the verbs of the list again: {screen}");
    }
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("/invoice<Enter>");
    assert!(desk.screen().contains("/invoice"), "a low board says so too: {}", desk.screen());
    let mut desk = Desk::demo();
    let person = desk.store.read().find_person("Kenji Tanaka").unwrap();
    desk.press("gp/tanaka<Enter>xy");
    let people = desk.store.read().people().unwrap();
    let archived = people.iter().find(|row| row.person.id == person).is_none_or(|row| row.person.archived);
    assert!(archived, "x is for who was found: {}", desk.screen());
}

#[test]
fn the_list_behind_a_number_is_narrowed_and_what_is_found_is_opened() {
    let mut desk = Desk::demo();
    desk.press("gd1<Enter>/warranty");
    let screen = desk.screen();
    assert!(screen.contains("Warranty coding") && !screen.contains("Demand forecast"), "{screen}");
    desk.press("<Enter><Enter>");
    assert!(desk.screen().contains("Warranty coding · stage 1"), "{}", desk.screen());
    desk.press("<Esc>");
    assert!(!desk.screen().contains("Demand forecast"), "the filter stays: {}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("Demand forecast"), "{}", desk.screen());
}

#[test]
fn every_place_that_g_goes_to_has_room_in_a_low_window() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("grg");
    let screen = desk.screen();
    for place in ["b board", "x exceptions", "o workspaces", "s settings", "c next theme", "i import a file"] {
        let words: Vec<&str> = place.split(' ').collect();
        let shows = |line: &str| line.split_whitespace().collect::<Vec<_>>().windows(words.len()).any(|w| w == words);
        assert!(screen.lines().any(shows), "{place}: {screen}");
    }
    assert_eq!(screen.matches("meeting").count(), 1, "once, whichever it is: {screen}");
}

/// Multiplexers, editors and desktops take several of these keys.
#[test]
fn no_verb_has_only_keys_that_others_take() {
    let is_taken = |key: &Key| key.ctrl || key.alt || matches!(key.code, Code::F(_));
    // What that key means in every terminal has no other one; it is in the palette too.
    for bound in steerco::app::known_verbs().into_iter().filter(|bound| bound.offer.name != "suspend") {
        let free = bound.chords.iter().any(|chord| !chord.keys().iter().any(is_taken));
        let name = (bound.home, bound.offer.name);
        assert!(bound.chords.is_empty() || free, "{name:?} has only {:?}", bound.offer.keys);
    }
    let mut desk = Desk::demo();
    desk.press("gc");
    assert!(desk.screen().contains("The settings (g s) keep one."), "{}", desk.screen());
}

#[test]
fn ctrl_c_twice_leaves_within_a_second_only() {
    let mut desk = Desk::demo();
    desk.press("<Ctrl+C>");
    desk.take(Msg::Rested);
    desk.press("<Ctrl+C>");
    assert!(!desk.left && desk.screen().contains("twice within a second"), "{}", desk.screen());
    desk.press("<Ctrl+C>");
    assert!(desk.left);
}

#[test]
fn ctrl_c_twice_leaves_whatever_the_first_closes_and_the_draft_stays() {
    for state in ["ctyped", ":", "?", "/in", "g"] {
        let mut desk = Desk::demo();
        desk.press(state).press("<Ctrl+C>");
        assert!(!desk.left, "{state}");
        desk.press("<Ctrl+C>");
        assert!(desk.left, "{state}: {}", desk.screen());
        assert_eq!(desk.drafts.len(), usize::from(state == "ctyped"), "{state}: {:?}", desk.drafts);
    }
}

#[test]
fn esc_finds_the_way_back_from_everywhere_and_never_leaves() {
    for state in STATES {
        let mut desk = Desk::demo();
        desk.press(state);
        for _ in 0..8 {
            desk.press("<Esc>");
        }
        assert!(!desk.left);
        assert!(desk.screen().lines().next().unwrap().contains("Board"), "after “{state}”:\n{}", desk.screen());
    }
}

// ------------------------------------------------------------------------------------------- wherever a pilot is

#[test]
fn what_is_done_to_a_pilot_has_the_same_keys_wherever_one_is_selected() {
    let deeds = [
        ("D", "A decision on "),
        ("m", "A reading of "),
        ("o", "Executive owner of "),
        ("!", "An exception of "),
        ("O", "Overview"),
    ];
    for place in ["gw", "gd3", "gd1<Enter>", "gr", "gl", "ga", "gx"] {
        for (key, title) in deeds {
            let mut desk = Desk::demo();
            desk.press(place).press(key);
            assert!(desk.screen().contains(title), "{place}, {key}: {}", desk.screen());
        }
    }
}

#[test]
fn what_is_typed_ahead_of_a_form_that_a_list_asks_for_goes_into_it() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("gx").press_ahead("Dupdate<Tab>Plan the rest day first<Ctrl+S>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    let export = desk.export();
    let statement = export["decisions"].as_array().unwrap().last().unwrap()["statement"].clone();
    assert_eq!(statement, "Plan the rest day first");
    assert!(desk.screen().contains("Exceptions"), "where it was begun: {}", desk.screen());
    // Who goes back meanwhile finds no form later.
    desk.press_ahead("D<Esc>").press("gx");
    assert!(!desk.screen().contains("A decision on"), "{}", desk.screen());
}

#[test]
fn the_row_of_the_week_says_which_metric_a_reading_is_of() {
    let mut desk = Desk::demo();
    desk.press("gwjm");
    let asked = desk.screen().lines().any(|line| line.contains("metric ") && line.contains("forecast error ("));
    assert!(asked, "{}", desk.screen());
}

#[test]
fn the_exceptions_of_every_pilot_are_taken_on_in_one_table() {
    let mut desk = Desk::demo();
    desk.press("gx");
    let at = |desk: &Desk, text: &str| desk.screen().lines().position(|line| line.contains(text));
    let screen = desk.screen();
    assert!(screen.contains("22 of 14 d") && screen.contains("it may wait 14 days"), "{screen}");
    let (open, mended) = (at(&desk, "Night shift planned"), at(&desk, "Agency staff planned"));
    assert!(open.is_some() && open < mended, "what waits stands first: {screen}");
    desk.press("/agency<Esc>");
    assert!(at(&desk, "Night shift planned").is_none() && desk.screen().contains("Agency"), "{}", desk.screen());
    desk.press("<Esc>gg");
    for state in ["acknowledged", "resolved", "closed"] {
        desk.press("n<Ctrl+S>");
        assert!(desk.screen().contains(state), "{state}: {}", desk.screen());
    }
    assert!(at(&desk, "Night shift planned").is_some(), "it stays until the list opens anew: {}", desk.screen());
    let mut desk = desk.restart();
    desk.press("gx");
    assert!(at(&desk, "Night shift planned").is_none(), "{}", desk.screen());
    desk.press("A");
    assert!(at(&desk, "Night shift planned").is_some(), "{}", desk.screen());
    let mut empty = Desk::empty();
    empty.press("gx");
    assert!(empty.screen().contains("! on a pilot raises one"), "{}", empty.screen());
}

#[test]
fn how_many_rows_of_the_portfolio_follow_covers_none_of_them() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    desk.press("gd");
    let alone = desk.screen().lines().any(|line| line.trim().starts_with("↓ "));
    assert!(alone, "{}", desk.screen());
}

#[test]
fn for_whom_an_exception_waits_and_how_long_it_may_is_read_in_a_narrow_window_too() {
    let mut desk = Desk::demo();
    for (width, height) in [(60, 18), (80, 24)] {
        desk.resize(width, height);
        desk.press("gx");
        let said = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("waits 22 d for Pilar Navarro; it may wait 14 days: Night"), "{}", desk.screen());
    }
}

#[test]
fn an_exception_opens_on_the_page_of_its_pilot_where_the_same_key_takes_it_on() {
    let mut desk = Desk::demo();
    desk.press("gxjj");
    let under =
        |desk: &Desk, text: &str| desk.screen().lines().any(|line| line.starts_with('▌') && line.contains(text));
    assert!(under(&desk, "Agency staff planned"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(desk.screen().contains("Shift planning · stage"), "{}", desk.screen());
    assert!(under(&desk, "Agency staff planned"), "{}", desk.screen());
    desk.press("n");
    assert!(desk.screen().contains("now it is"), "{}", desk.screen());
}

// ------------------------------------------------------------------------------------------------------ random use

const KEYS: &[&str] = &[
    "<Enter>",
    "<Enter>",
    "<Esc>",
    "<Esc>",
    "<Esc>",
    "<Tab>",
    "<BackTab>",
    "<Up>",
    "<Down>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<PgUp>",
    "<PgDn>",
    "<Home>",
    "<End>",
    "<Backspace>",
    "<Delete>",
    "<Space>",
    "<Ctrl+S>",
    "<Ctrl+P>",
    "<Ctrl+C>",
    "<Ctrl+E>",
    "<Ctrl+U>",
    "<Ctrl+W>",
    "<F2>",
    "a",
    "b",
    "c",
    "e",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "A",
    "F",
    "G",
    "H",
    "J",
    "K",
    "L",
    "R",
    "S",
    "U",
    "V",
    "X",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "9",
    "-",
    "=",
    ".",
    "/",
    "?",
    ":",
    "[",
    "]",
    "é",
    "請",
    "🙂",
    "\u{1b}",
    "\u{202e}",
];

fn random_use(seed: u64, events: usize) {
    let mut chance = Chance(seed);
    let mut desk = Desk::demo();
    for event in 0..events {
        match chance.place(100) {
            0 => {
                let (width, height) = (chance.place(140), chance.place(50));
                desk.resize(u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
            }
            1 => {
                desk.paste(["plain", "two\nlines", "\u{1b}[2J", "12\t13\n14\t15", ""][chance.place(5)]);
            }
            2 => desk.take(steerco::interaction::Msg::Disturbed),
            3 => {
                let (x, y) = (u16::try_from(chance.place(140)).unwrap(), u16::try_from(chance.place(50)).unwrap());
                desk.take(steerco::interaction::Msg::Clicked(x, y));
            }
            4 => desk.take(steerco::interaction::Msg::Scrolled(3)),
            _ => {
                let key = KEYS[chance.place(KEYS.len())];
                desk.press(key);
            }
        }
        let screen = desk.screen();
        assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'), "seed {seed}, event {event}");
    }
    let findings = desk.store.examine().unwrap();
    assert!(findings.is_empty(), "seed {seed}: {findings:?}");
}

#[test]
fn two_thousand_random_events_break_nothing() {
    for seed in 0..2 {
        random_use(seed, 1_000);
    }
}

#[test]
#[ignore = "100,000 random events; a few minutes: cargo test --release --test journeys -- --ignored"]
fn a_hundred_thousand_random_events_break_nothing() {
    for seed in 100..200 {
        random_use(seed, 1_000);
    }
}

#[test]
fn a_pasted_block_says_of_each_cell_what_is_wrong_and_loses_nothing() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tW46\tW47\nInvoice triage\t1,200\t66/80\nNobody\t1\t2\nField dispatch\tgood\t60\n");
    let screen = desk.screen();
    for said in
        ["2 to enter", "4 cannot be entered", "no pilot under way is called", "is not a number", "1200 active users"]
    {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.press("<Esc>");
    assert!(desk.drafts.contains_key("paste/week"), "the text is kept");
    desk.press("p<Enter>");
    assert!(desk.screen().contains("p shows the block again"), "{}", desk.screen());
    assert!(desk.drafts.contains_key("paste/week"), "of nobody's values it is not known where they belong");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("good\n")), "{:?}", desk.drafts);
    desk.press("p");
    for said in ["0 to enter", "2 the same", "4 cannot be entered", "no pilot under way is called"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
    desk.press("<Esc>");
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "what can be read is entered");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("good\n")), "the rest stays typed");
    desk.press("px");
    assert!(!desk.drafts.contains_key("paste/week"), "it is dropped where it is looked at");
}

#[test]
fn a_pasted_value_says_what_is_typed_where_it_goes_and_u_brings_that_back() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nDemand forecast\tescalated exceptions\t- ask Jonas\n").press("<Enter>");
    desk.paste("Pilot\tMetric\tW47\nDemand forecast\tescalated exceptions\t7\n");
    for said in ["1 over what is typed", "the typed “- ask Jonas”"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
    desk.press("<Enter>");
    assert!(desk.screen().contains("1 over what was typed (u brings it back)"), "{}", desk.screen());
    assert!(desk.drafts.values().any(|draft| draft.starts_with("7\n")), "{:?}", desk.drafts);
    desk.press("u");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("- ask Jonas\n")), "{:?}", desk.drafts);
}

#[test]
fn a_pasted_block_may_name_a_pilot_by_the_beginning_of_its_code() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tWeek\tValue\ninvoice\taccuracy\tW47\t77\n");
    assert!(desk.screen().contains("1 to enter") && desk.screen().contains("Invoice triage"), "{}", desk.screen());
}

#[test]
fn a_pasted_block_of_which_nothing_can_be_entered_stays() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("pilot\tweek\tadoption\nNix\tW47\t40/80\nNix2\tW47\t12\n");
    let before = desk.drafts.clone();
    desk.press("<Enter>");
    assert!(desk.screen().contains("Nothing here can be entered"), "{}", desk.screen());
    assert!(!desk.screen().contains("type it into the cells"), "no hint lies: {}", desk.screen());
    assert!(desk.screen().contains("2 cannot be entered"), "it is still looked at: {}", desk.screen());
    assert_eq!(desk.drafts, before);
    desk.press("<Esc>p");
    assert!(desk.screen().contains("no pilot under way is called"), "{}", desk.screen());
}

#[test]
fn a_narrow_week_says_all_of_its_counts_and_whole_names() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gw6<Enter>1.2.3<Enter>");
    for said in ["missing   1 draft   1 refused", "handling time"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
}

#[test]
fn a_block_with_metrics_across_is_of_the_week_on_the_screen() {
    let mut desk = Desk::demo();
    let block = "Pilot\tperformance\tHandling time\nContract review\t92\t80\n";
    desk.press("gw").paste(block);
    for said in ["2 to enter", "W47 Contract review, accuracy", "W47 Contract review, handling time"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
    desk.press("<Esc>[p");
    assert!(desk.screen().contains("W46 Contract review, accuracy"), "{}", desk.screen());
}

#[test]
fn values_of_the_week_are_told_apart_among_the_drafts() {
    let mut desk = Desk::demo();
    desk.press("gw21<Enter>48<Enter>gt");
    let screen = desk.screen();
    let cells: Vec<&str> =
        screen.lines().filter_map(|line| line.split_once("2026-W47 ")).map(|(_, what)| what).collect();
    let named = |cell: &str| cell.split("  ").next().unwrap_or_default().to_owned();
    assert!(cells.len() >= 2 && named(cells[0]) != named(cells[1]), "{screen}");
    assert!(cells.iter().all(|cell| cell.contains(": ")), "{screen}");
}

#[test]
fn a_draft_of_a_page_of_a_pilot_says_of_which_pilot_it_is() {
    let mut desk = Desk::demo();
    desk.press("<Enter>3e two<Esc><Esc>j<Enter>3e two<Esc>gt");
    let screen = desk.screen();
    let named = |pilot: &str| screen.lines().any(|line| line.contains("Edit ") && line.contains(&format!(": {pilot}")));
    assert!(named("Demand forecast") && named("Warranty coding"), "{screen}");
    // Its heading says it already.
    let mut desk = Desk::demo();
    desk.press("<Enter>F two<Esc>gt");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.starts_with('▌')).unwrap();
    assert!(row.contains("Edit Demand forecast") && !row.contains(": Demand forecast"), "{screen}");
}

#[test]
fn a_draft_is_gone_on_with_where_it_was_typed() {
    for (keys, typed, title) in [
        ("c", "half a sentence", "Note on Demand forecast"),
        ("a", "Meeting notes", "Add a pilot"),
        ("<Enter>F", " two", "Edit Demand forecast"),
        ("/invoice<Esc>e", " two", "Edit Invoice triage"),
        ("<Enter>4a", "A long one", "Note on"),
        ("gpa", "Nora", "Add a person"),
        ("gpjje", " Lind", "Edit Chloé Laurent"),
        ("gajje", " at last", "Edit an action"),
        ("gs<Down><Down>e", "Nora", "Setting: actor"),
        ("goa", "Client one", "A new workspace"),
        ("gra", "A topic", "Add an item to the agenda"),
        ("gx!", "Wrong carrier", "An exception of Shift planning"),
        ("gwjm", "12", "A reading of Demand forecast"),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys);
        assert!(desk.screen().contains(title), "{keys}: {}", desk.screen());
        desk.press(typed).press("<Esc>");
        let before = desk.screen();
        let mut desk = desk.restart();
        desk.press("gt<Enter>");
        let screen = desk.screen();
        assert!(screen.contains("Your draft") && screen.contains(title), "{keys}: {before} became {screen}");
        assert!(screen.contains(typed), "{keys}: {screen}");
    }
}

#[test]
fn what_was_typed_for_several_is_gone_on_with_for_the_same() {
    for (keys, title) in [("vjvc", "Note on 2 pilots"), ("gpvve", "2 people: what is empty stays")] {
        let mut desk = Desk::demo();
        desk.press(keys);
        assert!(desk.screen().contains(title), "{}", desk.screen());
        desk.press("more words<Esc>");
        assert_eq!(desk.drafts.len(), 2, "with what was marked: {}", desk.screen());
        let mut desk = desk.restart();
        desk.press("gt<Enter>");
        let screen = desk.screen();
        assert!(screen.contains(title) && screen.contains("more words"), "{keys}: {screen}");
    }
}

#[test]
fn where_a_form_cannot_be_opened_its_key_is_named() {
    let mut desk = Desk::demo();
    desk.press("vjvcmore words<Esc>");
    // Somebody else's: nothing leads there any more.
    let (_, body) = desk.drafts.pop_first().unwrap();
    desk.drafts.insert("pilots/0/note".to_owned(), body);
    let mut desk = desk.restart();
    desk.press("gt<Enter>");
    assert!(desk.screen().lines().next().unwrap().contains("Board"), "{}", desk.screen());
    assert!(desk.screen().contains("has what you typed again"), "{}", desk.screen());
}

#[test]
fn a_block_that_was_pasted_before_stays_beside_the_next_one() {
    let mut desk = Desk::demo();
    let block = |value: &str| format!("Pilot\tW47\nInvoice triage\t{value}\n");
    for value in ["61/80", "62/80", "63/80", "63/80"] {
        desk.press("gw").paste(&block(value)).press("<Esc>");
    }
    assert!(desk.screen().contains("3 pasted texts are kept"), "the same text once: {}", desk.screen());
    desk.press("gt");
    for value in ["61/80", "62/80", "63/80"] {
        assert!(desk.screen().contains(value), "{value}: {}", desk.screen());
    }
    desk.press("gwp");
    assert!(desk.screen().contains("63/80"), "the newest first: {}", desk.screen());
    desk.press("pp");
    assert!(desk.screen().contains("61/80"), "{}", desk.screen());
    desk.press("p");
    assert!(desk.screen().contains("63/80"), "and round again: {}", desk.screen());
    desk.press("p<Enter>");
    let kept: Vec<&str> =
        desk.drafts.iter().filter(|(key, _)| key.starts_with("paste/")).map(|(_, body)| body.as_str()).collect();
    assert_eq!(kept, [block("61/80"), block("63/80")], "only what was applied goes");
}

#[test]
fn an_outlier_asks_before_it_is_committed() {
    let mut desk = Desk::demo();
    desk.press("gw/Contract review handling<Enter>600<Enter>");
    assert!(desk.screen().contains("1 asks if it is meant"), "{}", desk.screen());
    desk.press("w");
    assert!(desk.screen().contains("1 cell asks if it is meant"), "{}", desk.screen());
    assert!(!desk.screen().contains("cannot be entered"), "{}", desk.screen());
    desk.press("<Up>");
    assert!(desk.screen().contains("7x last week, keep it?"), "{}", desk.screen());
    desk.press("<Enter>w");
    assert!(desk.screen().contains("Entered 1 reading"), "{}", desk.screen());
}

#[test]
fn judging_can_be_stopped_and_gone_on_with_while_pilots_wait() {
    let mut desk = Desk::demo();
    desk.press(":judging<Enter>");
    assert!(desk.outward.is_empty() && desk.screen().contains("every pilot is judged"), "{}", desk.screen());
    let waiting =
        |stopped| Msg::Judged(Arc::new(Portfolio { progress: (4_000, 10_000), stopped, ..Portfolio::default() }));
    for (stopped, said) in [(false, "judging 40 %"), (true, "stopped at 40 %")] {
        desk.press("<Esc><Esc>");
        desk.take(waiting(stopped));
        assert!(desk.screen().lines().next().unwrap().contains(said), "{}", desk.screen());
        desk.press(":judging<Enter>");
    }
    assert_eq!(desk.outward, ["judging false", "judging true"]);
}

#[test]
fn the_framework_is_read_and_set_on_a_screen_of_its_own() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("gf/legacy<Enter>");
    assert!(desk.screen().contains("Connect, do not replace"), "{}", desk.screen());
    desk.press("<Esc>/dimension data<Enter>e");
    // Name, pass mark, criteria, and whether it votes.
    desk.press("<Tab><Backspace>2<Ctrl+S>");
    assert_eq!(desk.export()["amendments"][0]["key"], "dimension.data.pass", "{}", desk.screen());
    assert!(desk.screen().contains("the framework has 3"), "{}", desk.screen());
    desk.press("e<Tab><Backspace>9<Ctrl+S>");
    assert!(desk.screen().contains("scores go from 0 to 4"), "{}", desk.screen());
    desk.press("<Esc>x");
    assert_eq!(desk.export(), before, "{}", desk.screen());
}

#[test]
fn an_item_of_the_workspace_stands_in_the_checklist_of_its_stage_at_once() {
    let mut desk = Desk::demo();
    desk.press("gfas2.mes<Tab>MES<Tab>Tested with the shop floor<Tab><Ctrl+S>");
    assert!(desk.screen().contains("One record differs"), "{}", desk.screen());
    desk.press("gb/claims<Enter><Enter>2").press("G");
    desk.press("gg").press("<PageDown>");
    let found = (0..40).any(|_| {
        desk.press("j");
        desk.screen().contains("MES")
    });
    assert!(found, "{}", desk.screen());
}

#[test]
fn everything_that_a_person_answers_for_stands_on_one_page_and_goes_over_in_one_change() {
    let mut desk = Desk::demo();
    desk.press("gp/tanaka<Enter><Enter>");
    let screen = desk.screen();
    for part in ["Kenji Tanaka", "workstream", "Energy bills", "Automated pipelines", "leads"] {
        assert!(screen.contains(part), "{part} in {screen}");
    }
    let before = desk.entries();
    desk.press("Ocosta<Tab>on leave<Ctrl+S>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    assert!(desk.screen().contains("answer for nothing"), "{}", desk.screen());
    desk.press("u<Enter>");
    assert!(desk.screen().contains("Energy bills"), "{}", desk.screen());
}

#[test]
fn what_somebody_answers_for_opens_where_it_stands() {
    let mut desk = Desk::demo();
    desk.press("gp/lindqvist<Enter><Enter>");
    assert!(desk.screen().contains("1 overdue"), "an action is late too: {}", desk.screen());
    let row = |desk: &Desk, kind: &str| {
        let rows: Vec<String> = desk.screen().lines().map(str::to_owned).collect();
        let head = rows.iter().position(|line| line.trim_start().starts_with("as ")).unwrap();
        let at = rows.iter().position(|line| line.trim_start_matches(['▌', ' ']).starts_with(kind)).unwrap();
        at - head - 1
    };
    let down = "<↓>".repeat(row(&desk, "action"));
    desk.press(&down).press("<Enter>");
    assert!(desk.screen().contains(" Actions ") && desk.screen().contains("Name who may order"), "{}", desk.screen());
    let mut desk = Desk::demo();
    desk.press("gp/tanaka<Enter><Enter>");
    let down = "<↓>".repeat(row(&desk, "item"));
    desk.press(&down).press("<Enter>");
    assert!(desk.screen().contains("▌2 Checklist"), "{}", desk.screen());
}

#[test]
fn criteria_that_are_ticked_keep_their_places() {
    let mut desk = Desk::demo();
    desk.press("/complaint<Enter><Enter>7e").press("3<Tab>seen<Tab><Tab><Tab><Tab><Tab><Space><Ctrl+S>");
    desk.press("gf/dimension data<Enter>e<Tab><Tab>x<Ctrl+S>");
    assert!(desk.screen().contains("criteria of data are ticked"), "{}", desk.screen());
}

#[test]
fn an_item_that_is_left_out_stands_where_it_can_be_brought_back() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("gf/crm<Enter>e<Tab><Tab><Tab><Space><Ctrl+S>");
    assert!(desk.screen().contains("left out"), "{}", desk.screen());
    desk.press("x");
    assert_eq!(desk.export(), before, "{}", desk.screen());
    // A known id is no new item.
    desk.press("as2.crm<Tab>Mistake<Ctrl+S>");
    assert!(desk.screen().contains("there is an item s2.crm already"), "{}", desk.screen());
    assert_eq!(desk.export(), before);
}

// ------------------------------------------------------------------------------------------------------ files that
// come

/// A desk with a file beside it; answers its path.
fn with_file(desk: &Desk, name: &str, text: &str) -> String {
    let path = desk.folder.as_ref().unwrap().path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn a_column_that_feeds_what_was_said_of_it_feeds_that_when_the_file_comes_again() {
    let mut desk = Desk::demo();
    let table = |who: &str| format!("Projekt;Verantwortlich;Phase\nZed bot;{who};1\n");
    let file = with_file(&desk, "plan.csv", &table("Ana Costa"));
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Down><Enter>lead<Enter>w<Esc>");
    let leads = |desk: &Desk| {
        let pilots = desk.store.read().pilots().unwrap();
        let zed = pilots.into_iter().find(|pilot| pilot.code == "zed-bot").unwrap();
        assert!(zed.owner.is_none(), "a lead is no executive owner");
        zed.lead.map(|(_, name)| name)
    };
    assert_eq!(leads(&desk).as_deref(), Some("Ana Costa"));
    std::fs::write(&file, table("Rita Silva")).unwrap();
    desk.press(&look);
    assert!(desk.screen().contains("“Verantwortlich” feeds lead, as when"), "{}", desk.screen());
    desk.press("w<Esc>");
    assert_eq!(leads(&desk).as_deref(), Some("Rita Silva"));
}

#[test]
fn of_a_workbook_with_several_sheets_one_is_chosen() {
    let mut desk = Desk::demo();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, pilot) in [("Plan", "Zed bot"), ("Other", "Yak bot")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "Project").unwrap();
        sheet.write(1, 0, pilot).unwrap();
    }
    let path = desk.folder.as_ref().unwrap().path().join("book.xlsx");
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    desk.press(&format!("gi{}<Enter>", path.display()));
    assert!(desk.screen().contains("has 2 sheets (Plan, Other): t says which"), "{}", desk.screen());
    desk.press("tOther<Enter>");
    assert!(desk.screen().contains("1 pilot would be added") && desk.screen().contains("Yak bot"), "{}", desk.screen());
    desk.press("tPlan<Enter>");
    assert!(desk.screen().contains("Zed bot"), "another one may be meant: {}", desk.screen());
}

#[test]
fn a_file_of_unknown_columns_is_mapped_seen_and_taken_in_as_one_change() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "liste.csv", "Unterfangen,Chef,Farbe\nRechnungen,Ana Costa,grün\nVerträge,,rot\n");
    desk.press(&format!("gi{file}<Enter>"));
    assert!(desk.screen().contains("Say which column is the name of the pilot"), "{}", desk.screen());
    let before = desk.export();
    desk.press("<Enter>name<Enter>");
    for said in ["2 pilots would be added", "Rechnungen", "new pilot", "Unterfangen", "Rechnungen · Verträge"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
    desk.press("j<Enter>owner<Enter>");
    assert!(desk.screen().contains("Ana Costa"), "{}", desk.screen());
    desk.press("smy map<Enter>");
    assert!(desk.screen().contains("“my map” cannot be the name of a mapping"), "{}", desk.screen());
    assert!(!desk.outward.iter().any(|done| done.starts_with("keep")), "the prompt stays: {:?}", desk.outward);
    desk.press("<Backspace><Backspace><Backspace><Backspace>map<Enter>");
    assert!(desk.screen().contains("Kept as mymap"), "{}", desk.screen());
    assert_eq!(desk.export(), before, "nothing is written by looking");
    let entries = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    assert_eq!(pilot(&desk.export(), "rechnungen")["name"], "Rechnungen");
    assert!(desk.footer().contains("find") && !desk.footer().contains("take it in"), "{}", desk.footer());
    desk.press("u");
    assert_eq!(desk.export()["pilots"], before["pilots"]);
    assert!(desk.screen().contains("2 pilots would be added"), "it can be taken in again: {}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().lines().next().unwrap().contains("Board"));
}

#[test]
fn what_a_file_says_wrongly_is_shown_beside_what_would_be_taken() {
    let mut desk = Desk::demo();
    let file =
        with_file(&desk, "tracker.csv", "Project,Sponsor,RAG,Start date\nA,,green,2026-01-05\nB,,red,3/4/2026\n");
    desk.press(&format!("gi{file}<Enter>"));
    let screen = desk.screen();
    assert!(screen.contains("1 pilot would be added") && screen.contains("1 rejected"), "{screen}");
    assert!(screen.contains("not taken") && screen.contains("which is the day"), "{screen}");
    desk.press("s").press("mine<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep mine")), "{:?}", desk.outward);
    let done = desk.outward.len();
    desk.press("s").press("mine<Enter>");
    assert!(desk.screen().contains("there is a mapping “mine” already"), "{}", desk.screen());
    assert_eq!(desk.outward.len(), done, "the prompt stays: {:?}", desk.outward);
    desk.press("2<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep mine2")), "{:?}", desk.outward);
}

#[test]
fn what_only_the_workspace_refuses_is_shown_before_it_is_taken_in() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "codes.csv", "name,code\nZed bot,\nOther bot,zed-bot\nFine bot,fine\n");
    desk.press(&format!("gi{file}<Enter>"));
    let screen = desk.screen();
    assert!(screen.contains("not taken") && screen.contains("the code “zed-bot” is taken"), "{screen}");
    assert!(screen.contains("2 pilots would be added") && screen.contains("1 rejected"), "{screen}");
    desk.press("<Tab>eother-bot<Enter>");
    assert!(desk.screen().contains("3 pilots would be added"), "{}", desk.screen());
}

#[test]
fn a_cell_that_is_not_taken_is_corrected_in_the_preview_and_the_file_stays_as_it_is() {
    let mut desk = Desk::demo();
    let table = "Project,Phase,Owner\nZed bot,purple,Ana Costa; Bo Lind\nYak bot,2,\n";
    let file = with_file(&desk, "plan.csv", table);
    desk.press(&format!("gi{file}<Enter>"));
    assert!(desk.screen().contains("1 pilot would be added") && desk.screen().contains("1 rejected"));
    assert!(desk.screen().contains("names several people"), "all of a row is told: {}", desk.screen());
    desk.press("e");
    assert!(desk.screen().contains("“Project” feeds"), "the cursor is on a column: {}", desk.screen());
    desk.press("<Esc><Tab>");
    assert!(desk.footer().contains("e correct"), "{}", desk.footer());
    desk.press("e");
    let screen = desk.screen();
    assert!(screen.contains("row 2, “Phase” is read as") && screen.contains("purple"), "{screen}");
    desk.press("violet<Enter>");
    assert!(desk.screen().contains("“violet” in column “Phase” is not a stage"), "{}", desk.screen());
    desk.press("e3<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("row 2, column “Phase”: “3” in place of “purple”"), "{screen}");
    assert!(screen.contains("names several people"), "what else is wrong is told still: {screen}");
    desk.press("eZoe Quill<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("2 pilots would be added") && !screen.contains("not taken"), "{screen}");
    assert!(screen.contains("0 as before. w takes it in."), "{screen}");
    assert!(!desk.footer().contains("correct"), "the cursor goes on to what would change: {}", desk.footer());
    desk.press("kkke2<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("“2” in place of “purple”"), "it is corrected again: {screen}");
    assert!(screen.contains("stage 2, owned by Zoe Quill"), "{screen}");
    desk.press("jj");
    assert!(!desk.footer().contains("correct"), "what would change is no cell: {}", desk.footer());
    let entries = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    assert_eq!(pilot(&desk.export(), "zed-bot")["name"], "Zed bot");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), table);
}

#[test]
fn after_a_row_that_is_corrected_the_cursor_goes_to_the_next_that_is_refused() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,purple\nYak bot,blue\nElk bot,red\n");
    desk.press(&format!("gi{file}<Enter><Tab>jje3<Enter>"));
    for row in [2, 3] {
        assert!(!desk.screen().contains("takes it in."), "{}", desk.screen());
        desk.press("e");
        assert!(desk.screen().contains(&format!("row {row}, “Phase” is read as")), "{}", desk.screen());
        desk.press("1<Enter>");
    }
    let (screen, before) = (desk.screen(), desk.entries());
    assert!(screen.contains("3 pilots would be added, 0 changed, 0 as before. w takes it in."), "{screen}");
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn a_correction_follows_its_row_and_lapses_where_that_changed() {
    let mut desk = Desk::demo();
    let table = "Project,Phase,Owner\nZed bot,purple,\nYak bot,blue,\n";
    let file = with_file(&desk, "plan.csv", table);
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>e3<Enter>e2<Enter><Esc>");
    // A row comes above them, another one is worked on.
    std::fs::write(&file, "Project,Phase,Owner\nElk bot,purple,\nYak bot,blue,Zoe Quill\nZed bot,1,\n").unwrap();
    let mut desk = desk.restart();
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("row 3, column “Phase”: “2” in place of “blue”"), "{screen}");
    assert!(screen.contains("row 2: “purple” in column “Phase” is not a stage"), "nobody corrected that: {screen}");
    assert!(screen.contains("plan.csv was saved anew since it was shown"), "{screen}");
    assert!(screen.contains("1 correction lapsed: its row changed in"), "{screen}");
    desk.press("<Tab>e4<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("3 pilots would be added") && !screen.contains("lapsed"), "it is told once: {screen}");
    desk.press("w");
    let pilots = desk.store.read().pilots().unwrap();
    let stage = |code: &str| pilots.iter().find(|pilot| pilot.code == code).unwrap().stage.to_string();
    assert_eq!(["elk-bot", "yak-bot", "zed-bot"].map(stage), ["4", "2", "1"], "{}", desk.screen());
}

#[test]
fn the_cursor_goes_down_from_the_columns_into_the_rows_and_back() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,purple\n");
    desk.press(&format!("gi{file}<Enter>"));
    assert!(desk.footer().contains("⇥ other list"), "{}", desk.footer());
    desk.press("jje");
    assert!(desk.screen().contains("row 2, “Phase” is read as"), "{}", desk.screen());
    desk.press("<Esc>ke");
    assert!(desk.screen().contains("“Phase” feeds"), "{}", desk.screen());
}

#[test]
fn a_file_that_was_corrected_says_nothing_anew_when_it_comes_again_as_it_is() {
    let mut desk = Desk::demo();
    let table = "Project,Phase,RAG,Start\nZed bot,1,rot/gelb,2026-01-05\n";
    let file = with_file(&desk, "plan.csv", table);
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>egelb<Enter>w<Esc>");
    let before = desk.export();
    assert_eq!(pilot(&before, "zed-bot")["reported"], "A");
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("1 as before") && !screen.contains("as edited here"), "{screen}");
    desk.press("<Tab>egelb<Enter>");
    assert!(desk.screen().contains("1 as before"), "nor does it corrected once more: {}", desk.screen());
    desk.press("X<Esc>");
    std::fs::write(&file, table.replace("rot/gelb", "rot")).unwrap();
    desk.press(&look).press("w<Esc>");
    assert_eq!(pilot(&desk.export(), "zed-bot")["reported"], "R", "what it says anew counts: {}", desk.screen());
}

#[test]
fn what_was_said_of_a_file_is_there_when_it_is_looked_at_again_until_it_is_taken_in() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,purple\n");
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>e3<Enter>");
    assert!(desk.screen().contains("in place of “purple”"), "{}", desk.screen());
    desk.press("<Esc>");
    let mut desk = desk.restart();
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("“3” in place of “purple”") && screen.contains("as you left it"), "{screen}");
    desk.press("X");
    assert!(desk.screen().contains("not taken") && !desk.screen().contains("in place of"), "{}", desk.screen());
    desk.press("<Esc>").press(&look);
    assert!(!desk.screen().contains("in place of"), "{}", desk.screen());
    desk.press("<Tab>e3<Enter><Esc>");
    std::fs::write(&file, "Project,Phase\nZed bot,3\n").unwrap();
    desk.press(&look);
    assert!(!desk.screen().contains("in place of"), "it was mended in the file: {}", desk.screen());
    desk.press("<Esc>");
    std::fs::write(&file, "Project,Phase\nZed bot,purple\n").unwrap();
    desk.press(&look);
    let kept = |desk: &Desk| desk.drafts.keys().any(|key| key.starts_with("place/import/"));
    desk.press("<Tab>e3<Enter>");
    assert!(kept(&desk));
    let taken = |desk: &Desk| desk.drafts.values().any(|body| body.contains("\"taken\""));
    desk.press("w");
    assert!(kept(&desk) && taken(&desk), "what is read in its cells stays for the next time: {}", desk.screen());
    desk.press("u");
    assert!(!taken(&desk) && desk.screen().contains("in place of"), "it can be taken in again: {}", desk.screen());
    desk.press("w<Esc>").press(&look);
    let screen = desk.screen();
    assert!(screen.contains("1 correction of last time is read") && screen.contains("1 as before"), "{screen}");
    let entries = desk.entries();
    desk.press("w");
    assert!(taken(&desk) && desk.entries() == entries, "it brings nothing new: {}", desk.screen());
    desk.press("<Esc>").press(&look).press("X");
    assert!(!kept(&desk) && !desk.screen().contains("in place of"), "{}", desk.screen());
}

#[test]
fn a_row_that_is_no_pilot_is_left_out_in_the_preview_and_taken_in_again() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,2\nMilestones,3\nYak bot,purple\n");
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>");
    assert!(desk.screen().contains("2 pilots would be added"), "{}", desk.screen());
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("row 4, “Yak bot”: left out") && !screen.contains("not taken"), "{screen}");
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("not taken") && !screen.contains("“Yak bot”: left out"), "it is taken in again: {screen}");
    desk.press("xGx");
    let screen = desk.screen();
    assert!(screen.contains("row 3, “Milestones”: left out"), "{screen}");
    assert!(screen.contains("1 pilot would be added, 0 changed, 0 as before. w takes it in."), "{screen}");
    desk.press("<Esc>");
    let mut desk = desk.restart();
    desk.press(&look);
    assert!(desk.screen().contains("as you left it") && desk.screen().contains("left out"), "{}", desk.screen());
    desk.press("w<Esc>");
    let pilots = desk.store.read().pilots().unwrap();
    let known = |code: &str| pilots.iter().any(|pilot| pilot.code == code);
    assert_eq!(["zed-bot", "milestones", "yak-bot"].map(known), [true, false, false]);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Milestones,3", "Milestones,4")).unwrap();
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("2 corrections of last time are read") && screen.contains("1 as before."), "{screen}");
    assert!(!screen.contains("saved anew"), "that is awaited: {screen}");
}

#[test]
fn what_a_table_of_ours_says_that_follows_is_no_note() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "own.csv", "id,code,name,Colour\n01ABC,zed-bot,Zed bot,red\n");
    desk.press(&format!("gi{file}<Enter>"));
    let row = |desk: &Desk, name: &str| desk.screen().lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row(&desk, "01ABC").contains("nothing") && row(&desk, "Colour").contains("a note"), "{}", desk.screen());
}

#[test]
fn a_cell_is_corrected_in_each_kind_of_table() {
    let mut desk = Desk::demo();
    let exceptions = |pilot: &str, severity: &str| {
        format!("Pilot,Incident,Severity,Opened on\n{pilot},Wrong vendor,{severity},2026-11-02\n")
    };
    for (name, table, wrong, right) in [
        ("one.csv", exceptions("Invoice triage", "huge"), "“huge” is not a severity", "high"),
        ("two.csv", exceptions("nope", "high"), "there is no pilot “nope”", "invoice-triage"),
        (
            "three.csv",
            "pilot,metric,week,value\nnope,performance,2026-W47,78\n".to_owned(),
            "there is no pilot “nope”",
            "invoice-triage",
        ),
        ("four.csv", "Name,E-Mail\nBo Lind,bo\n".to_owned(), "“bo” is not an e-mail address", "bo@example.com"),
    ] {
        let file = with_file(&desk, name, &table);
        desk.press(&format!("gi{file}<Enter>"));
        assert!(desk.screen().contains(wrong), "{}", desk.screen());
        if name == "four.csv" {
            desk.press("<Tab>");
        }
        desk.press(&format!("e{right}<Enter>"));
        let screen = desk.screen();
        assert!(screen.contains("in place of") && !screen.contains("not taken"), "{name}: {screen}");
        desk.press("<Esc>");
    }
}

#[test]
fn a_card_is_edited_at_once_in_the_form_of_all_its_fields() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Esc><Esc>");
    let before = desk.screen();
    desk.press("e");
    assert!(desk.screen().contains("Edit Invoice triage"), "{}", desk.screen());
    desk.press("<Esc>");
    assert_eq!(desk.screen(), before, "the board, and the cursor on that card");
    desk.press_ahead("e<Ctrl+U>Triage of invoices<Ctrl+S>");
    assert_eq!(pilot(&desk.export(), "invoice-triage")["name"], "Triage of invoices", "{}", desk.screen());
    assert!(desk.screen().lines().next().unwrap().contains("Board"), "{}", desk.screen());
    desk.press("c");
    assert!(desk.screen().contains("Note on Triage of invoices"), "{}", desk.screen());
    // Who moves on meanwhile finds no form later.
    desk.press("<Esc>").press_ahead("e<Esc>").press("j");
    assert!(!desk.screen().contains("Edit "), "{}", desk.screen());
}

#[test]
fn what_was_typed_ahead_behind_a_verb_that_is_refused_does_nothing() {
    let mut desk = Desk::empty();
    desk.press_ahead("gpea");
    let screen = desk.screen();
    assert!(!screen.contains("Add a person"), "there is nobody to edit, and a was text: {screen}");
    desk.press("a");
    assert!(desk.screen().contains("Add a person"), "{}", desk.screen());
}

#[test]
fn the_name_that_is_meant_is_written_into_all_cells_that_say_it() {
    let mut desk = Desk::demo();
    let table = "Project,Sponsor,Lead\nZed bot,Jonas,\nYak bot,Jonas,JONAS\nElk bot,Rita S.,\n";
    let file = with_file(&desk, "plan.csv", table);
    desk.press(&format!("gi{file}<Enter><Tab>"));
    for told in ["“Jonas” is new beside “Jonas Lindqvist”", "“Rita S.” is new beside “Rita Silva”"] {
        assert!(desk.screen().contains(told), "{}", desk.screen());
    }
    desk.press("e");
    assert!(desk.screen().contains("“Jonas”, in 3 cells, is read as"), "{}", desk.screen());
    desk.press("<Enter>");
    let screen = desk.screen();
    for told in [
        "row 2, column “Sponsor”: “Jonas Lindqvist” in place of “Jonas”",
        "row 3, column “Lead”: “Jonas Lindqvist” in place of “JONAS”",
    ] {
        assert!(screen.contains(told), "{screen}");
    }
    assert!(!screen.contains("“Jonas” is new") && screen.contains("“Rita S.” is new"), "{screen}");
}

#[test]
fn what_a_word_of_a_stage_was_taken_for_is_told_and_corrected_in_all_its_cells() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,Scaling\nYak bot,2\nElk bot,scaling\n");
    desk.press(&format!("gi{file}<Enter><Tab>"));
    let screen = desk.screen();
    assert!(screen.contains("“Scaling” in column “Phase” is read as stage 4 (rows 2, 4)"), "{screen}");
    assert!(!screen.contains("“2” in column"), "a number says it itself: {screen}");
    desk.press("e");
    assert!(desk.screen().contains("“Scaling”, in 2 cells, is read as"), "{}", desk.screen());
    desk.press("3<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("row 4, column “Phase”: “3” in place of “scaling”"), "{screen}");
    assert!(screen.contains("stage 3") && !screen.contains("stage 4"), "{screen}");
}

#[test]
fn one_ticket_gets_its_pilot_and_the_others_are_left_out() {
    let mut desk = Desk::demo();
    let header = "Summary,Issue key,Priority,Created,Labels,Labels\n";
    let rows = "One,OPS-2,Low,2026-11-18 10:30,,\nTwo,OPS-3,Low,2026-11-18 10:30,,\n";
    let file = with_file(&desk, "tickets.csv", &format!("{header}{rows}"));
    desk.press(&format!("gi{file}<Enter>e"));
    assert!(desk.screen().contains("tickets that name none are of"), "the first line is of all: {}", desk.screen());
    desk.press("<Esc>jeservice<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("column “Labels”: “service-chat” in place of nothing"), "{screen}");
    assert!(screen.contains("1 exception would be raised") && screen.contains("row 3: OPS-3 does not say"), "{screen}");
}

#[test]
fn what_is_wrong_in_a_cell_is_read_while_it_is_corrected_in_a_small_window() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    let rows: Vec<String> = (1..30).map(|n| format!("Yak {n},purple{n}\n")).collect();
    let file = with_file(&desk, "plan.csv", &format!("Project,Phase\n{}", rows.concat()));
    desk.press(&format!("gi{file}<Enter><Tab>Ge"));
    let screen = desk.screen();
    assert!(screen.contains("row 30, “Phase” is read as"), "{screen}");
    assert!(screen.contains("row 30: “purple29” in column “Phase” is not a stage"), "{screen}");
}

#[test]
fn a_day_that_cannot_be_read_is_told_with_its_row_and_corrected() {
    let mut desk = Desk::demo();
    let table = "Project,Start,spend change\nYak bot,2026-01-05,\nZed bot,soon,later\n";
    let file = with_file(&desk, "plan.csv", table);
    desk.press(&format!("gi{file}<Enter><Tab>"));
    let screen = desk.screen();
    assert!(screen.contains("row 3: “soon” in column “Start” is no day"), "{screen}");
    assert!(screen.contains("row 3: “later” in column “spend change” is no amount"), "{screen}");
    desk.press("e");
    assert!(desk.screen().contains("row 3, “Start” is read as"), "{}", desk.screen());
    desk.press("2026-02-02<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("row 3, column “Start”: “2026-02-02” in place of “soon”"), "{screen}");
    assert!(screen.contains("since 2026-02-02") && !screen.contains("is no day"), "{screen}");
    desk.press("e5000<Enter>");
    assert!(!desk.screen().contains("is no amount"), "the cursor goes on to the next: {}", desk.screen());
    desk.press("kesoon<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("“soon” in column “Start” is no day"), "it is taken back: {screen}");
    assert!(screen.contains("“5000” in place of “later”"), "the other one stays: {screen}");
}

#[test]
fn a_pilot_that_could_be_two_is_named_by_its_code_in_the_preview() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Department\nZed bot,One\nZed bot,Two\n");
    desk.press(&format!("gi{file}<Enter><Tab>"));
    assert!(desk.screen().contains("“Zed bot” stands in row 2 too"), "{}", desk.screen());
    desk.press("eYak bot<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("2 pilots would be added") && !screen.contains("not taken"), "{screen}");
}

#[test]
fn a_second_table_and_weeks_without_their_year_are_told_in_the_preview() {
    let mut desk = Desk::demo();
    let table = "Project,Go-live,Department\nZed bot,W49,Legal\n\nRisk,Mitigation\nNo data,Ask for it\n";
    let file = with_file(&desk, "plan.csv", table);
    desk.press(&format!("gi{file}<Enter>"));
    let screen = desk.screen();
    assert!(screen.contains("a second table starts in row 4; only the first is read"), "{screen}");
    assert!(screen.contains("1 pilot would be added") && screen.contains("“W49” is 20"), "{screen}");
}

#[test]
fn two_columns_of_one_field_are_told_with_the_one_that_counts() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "liste.csv", "Lfd,Unterfangen,Chef\n1,Rechnungen,Ana Costa\n");
    desk.press(&format!("gi{file}<Enter>")).press("j<Enter>name<Enter>").press("k<Enter>name<Enter>");
    // It stays the one that counts where another column is said anew.
    for keys in ["", "jj<Enter>owner<Enter>"] {
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("name is fed by “Unterfangen” and “Lfd”: “Unterfangen” counts"), "{screen}");
        assert!(screen.contains("name (2)") && screen.contains("1 pilot would be added"), "{screen}");
    }
}

#[test]
fn the_row_that_names_the_columns_may_be_said() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "list.csv", "Liste;Stand;heute\nWas;Wer;Wie\nA;Bo;x\n");
    desk.press(&format!("gi{file}<Enter>"));
    assert!(desk.screen().contains("Stand"), "{}", desk.screen());
    desk.press("h2<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Wer") && !screen.contains("Stand"), "{screen}");
    desk.press("h7<Enter>");
    assert!(desk.screen().contains("row 7 says nothing"), "{}", desk.screen());
}

#[test]
fn a_file_that_cannot_be_taken_in_says_why() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "people.csv", "id,name\nw38ghh6dca388d,Somebody\n");
    desk.press(&format!("gi{file}<Enter>"));
    assert!(desk.screen().contains("this is a table of people"), "{}", desk.screen());
    assert!(desk.screen().lines().next().unwrap().contains("Board"));
}

#[test]
fn marked_pilots_move_their_dates_and_change_their_tags_as_one_change() {
    let mut desk = Desk::demo();
    let before = desk.export();
    let entries = desk.entries();
    // Marks stay while a filter shows other pilots.
    desk.press("/invoice<Esc>v").press("/<Ctrl+U>dispatch<Esc>v").press("e");
    assert!(desk.screen().contains("Fields of 2 pilots"), "{}", desk.screen());
    desk.press("<Tab>+board, -documents").press("<Tab><Tab><Tab><Tab><Tab>+1w");
    assert!(desk.screen().contains("each by 7 days"), "{}", desk.screen());
    desk.press("<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    let now = desk.export();
    for (code, started) in [("invoice-triage", 7), ("field-dispatch", 7)] {
        let day = |export: &Value| parse_day(pilot(export, code)["started"].as_str().unwrap()).unwrap();
        assert_eq!((day(&now) - day(&before)).num_days(), started, "{code}");
        assert!(pilot(&now, code)["tags"].as_array().unwrap().iter().any(|tag| tag == "board"), "{code}");
    }
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
}

#[test]
fn the_board_is_filtered_by_colour_and_by_stage() {
    let mut desk = Desk::demo();
    desk.press("/amber");
    let screen = desk.screen();
    assert!(screen.contains("Product descriptions") && !screen.contains("Invoice triage"), "{screen}");
    desk.press("<Ctrl+U>stage 3");
    let screen = desk.screen();
    assert!(screen.contains("Shift planning") && !screen.contains("Invoice triage"), "{screen}");
}

#[test]
fn a_date_is_moved_where_there_is_one() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("/demand<Esc>v").press("e<Tab><Tab><Tab><Tab>+1w<Ctrl+S>");
    let many = "/<Ctrl+U>contract<Esc>v/<Ctrl+U>warranty<Esc>v";
    desk.press("<Esc><Esc>v").press(many).press("e<Tab><Tab><Tab><Tab>+1w");
    assert!(desk.screen().contains("no date for “partner ends” and stay"), "{}", desk.screen());
    desk.press("<Ctrl+S>");
    let ends = |code: &str| pilot(&desk.export(), code)["partner_ends"].clone();
    assert_eq!(ends("contract-review"), "2027-03-05", "{}", desk.screen());
    assert_eq!(pilot(&before, "warranty-coding")["partner_ends"], ends("warranty-coding"));
    let screen = desk.screen();
    assert!(screen.contains("u takes it back") && !newest(&desk).contains("no date"), "{screen}");
}

#[test]
fn tags_with_and_without_a_sign_are_not_mixed() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("vve<Tab>+board, legal<Ctrl+S>");
    assert!(desk.screen().contains("some tags have a sign"), "{}", desk.screen());
    assert_eq!(desk.export(), before);
}

#[test]
fn what_was_found_for_other_letters_does_not_come_into_a_new_search() {
    let mut desk = Desk::demo();
    let mut asked = Vec::new();
    for key in parsed(":night") {
        asked.extend(update(&mut desk.state, Msg::Pressed(key)));
    }
    desk.press("<Esc>:");
    let seeks = |effect: &Effect| match effect {
        Effect::Load { queries, .. } => queries.iter().any(|query| matches!(query, Query::Texts(_))),
        _ => false,
    };
    assert!(asked.iter().any(seeks), "no text was looked for: {} effects", asked.len());
    // The answers come only now.
    for effect in asked {
        if let Effect::Load { ticket, queries } = effect {
            let answers = queries.iter().map(|query| query.ask(desk.store.read()).unwrap()).collect();
            desk.take(Msg::Loaded { ticket, answers });
        }
    }
    desk.press("<End>");
    assert!(!desk.screen().contains("Night shift planned"), "{}", desk.screen());
    desk.press("night");
    assert!(desk.screen().contains("Night shift planned"), "{}", desk.screen());
}

#[test]
fn where_none_has_a_date_that_is_said_and_nothing_moves() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("vve<Tab><Tab><Tab><Tab><Tab>+1m<Ctrl+S>");
    assert!(desk.screen().contains("has a date for “rollout”"), "{}", desk.screen());
    assert_eq!(desk.export(), before);
}

#[test]
fn the_key_tester_names_keys_and_does_nothing_with_them() {
    let mut desk = Desk::demo();
    desk.press(":key tester<Enter>").press("x<Ctrl+P>gQ");
    let screen = desk.screen();
    for said in ["archive · board", "Ctrl+P", "find · everywhere", "begins several keys", "means nothing here"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    assert_eq!(desk.entries(), Desk::demo().entries(), "nothing is archived");
    desk.press("<Esc>grg<Esc>");
    let screen = desk.screen();
    for said in ["g r", "review · everywhere", "closes what is open", "cancels the key before"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.press("x<Esc><Esc>");
    assert!(!desk.screen().contains("Key tester") && !desk.left, "{}", desk.screen());
}

#[test]
fn a_draft_of_some_pilots_is_not_that_of_others() {
    let mut desk = Desk::demo();
    desk.press("vve<Tab>+wrong<Esc><Esc>").press("lvlve");
    assert!(!desk.screen().contains("+wrong"), "{}", desk.screen());
    desk.press("<Esc><Esc>").press("hhggvve");
    assert!(desk.screen().contains("+wrong"), "the same pilots have it back: {}", desk.screen());
}

#[test]
fn the_cursor_goes_to_what_was_added() {
    let mut desk = Desk::demo();
    desk.press("aZeta pilot<Ctrl+S><Enter>");
    assert!(desk.screen().contains("Zeta pilot · stage"), "{}", desk.screen());
    desk.press("gpaZoe Neu<Ctrl+S>e");
    assert!(desk.screen().contains("Edit Zoe Neu"), "{}", desk.screen());
    desk.press("<Esc>gaaRing the vendor<Tab>Ana Costa<Ctrl+S>x");
    assert!(desk.screen().contains("Drop: Ring the vendor"), "{}", desk.screen());
    desk.press("<Esc>graBudget of next year<Ctrl+S>e");
    assert!(desk.screen().contains("Edit the item “Budget of next year”"), "{}", desk.screen());
    // What the filter hides is not gone to.
    desk.press("<Esc>gp/rita<Esc>aZoe Other<Ctrl+S>e");
    assert!(desk.screen().contains("Edit Rita Silva"), "{}", desk.screen());
}

#[test]
fn keys_that_are_typed_ahead_are_for_what_was_added() {
    let mut desk = Desk::demo();
    desk.press_ahead("aZeta pilot<Ctrl+S><Enter>");
    assert!(desk.screen().contains("Zeta pilot · stage"), "{}", desk.screen());
    desk.press("gp").press_ahead("aZoe Neu<Ctrl+S>e");
    assert!(desk.screen().contains("Edit Zoe Neu"), "{}", desk.screen());
    desk.press("<Esc>ga").press_ahead("aRing the vendor<Tab>Ana Costa<Ctrl+S>x");
    assert!(desk.screen().contains("Drop: Ring the vendor"), "{}", desk.screen());
    desk.press("<Esc>gr").press_ahead("aBudget of next year<Ctrl+S>e");
    assert!(desk.screen().contains("Edit the item “Budget of next year”"), "{}", desk.screen());
    // Two changes in a row are two entries, and each key has its row.
    desk.press("<Esc>gp").press_ahead("aZoe Alt<Ctrl+S>aZoe Mit<Ctrl+S>e");
    assert!(desk.screen().contains("Edit Zoe Mit"), "{}", desk.screen());
}

#[test]
fn a_word_in_a_text_comes_before_verbs_that_only_have_its_letters() {
    let mut desk = Desk::demo();
    desk.press(":portal<Enter>");
    assert!(desk.screen().contains("4 Notes") && desk.screen().contains("portal"), "{}", desk.screen());
    desk.press("gb").press(":likely cause<Enter>");
    assert!(chosen(&desk).contains("likely cause"), "a minute opens the minutes: {}", desk.screen());
}

#[test]
fn a_mistyped_word_finds_what_was_meant_and_that_is_said() {
    let first = |desk: &Desk| desk.screen().lines().find(|line| line.contains("│ ▌")).unwrap_or_default().to_owned();
    for (typed, meant, found) in [
        (":reveiw", "review", "review"),
        ("?reveiw", "review", "review"),
        ("?how do I reveiw", "review", "review"),
        (":invioce", "Invoice", "Invoice triage"),
        (":watermellon", "watermelon", "watermelon"),
        ("?baselien", "baseline", "baseline"),
        (":Porto contcat centre", "Porto contact centre", "Porto contact centre"),
    ] {
        let mut desk = Desk::demo();
        let screen = desk.press(typed).screen();
        let told = format!("Nothing has “{}”; these have “{meant}”", &typed[1..]);
        assert!(screen.contains(&told), "{typed}: {screen}");
        assert!(first(&desk).contains(found), "{typed}: {screen}");
    }
    let mut desk = Desk::demo();
    desk.press(":Porto contcat centre<Enter>");
    assert!(chosen(&desk).contains("Porto contact centre"), "its row is under the cursor: {}", desk.screen());
    // A text that has the word as it is typed comes first, and nothing was mistyped then.
    desk.press("gb/inv<Enter><Enter>").press("cThe reveiw was short<Enter>").press("gb:reveiw");
    assert!(first(&desk).contains("The reveiw was short"), "{}", desk.screen());
    assert!(!desk.screen().contains("Nothing has") && desk.screen().contains("Go to the review"), "{}", desk.screen());
    // What anything has is not mistyped for a word of a text.
    desk.press("<Esc>").press(":history");
    assert!(!desk.screen().contains("Nothing has"), "{}", desk.screen());
}

#[test]
fn what_a_verb_is_called_comes_before_texts_and_verbs_of_other_screens_are_told() {
    let mut desk = Desk::demo();
    for (typed, first) in
        [("email", "copy"), ("export", "workspaces"), ("escalate", "exception"), ("late", "portfolio")]
    {
        let screen = desk.press(&format!(":{typed}")).screen();
        let chosen = screen.lines().find(|line| line.contains("│ ▌")).unwrap_or_default();
        assert!(chosen.contains(first), "{typed}: {screen}");
        desk.press("<Esc>");
    }
    for (typed, told) in [("baseline", "baseline"), ("calendar", "book gate")] {
        let screen = desk.press(&format!("?{typed}")).screen();
        let row = screen.lines().find(|line| line.contains("on the pages of a pilot: ")).unwrap_or_default();
        assert!(row.contains(told), "{typed}: {screen}");
        desk.press("<Esc>");
    }
}

#[test]
fn what_is_called_so_elsewhere_comes_before_what_only_has_the_letters() {
    let mut desk = Desk::demo();
    let screen = desk.press("?score").screen();
    let chosen = screen.lines().find(|line| line.contains("│ ▌")).unwrap_or_default();
    assert!(chosen.contains("elsewhere") && chosen.contains("readiness"), "{screen}");
}

#[test]
fn a_verb_elsewhere_of_exactly_that_title_comes_before_what_is_only_called_so_here() {
    let mut desk = Desk::demo();
    let screen = desk.press(":hand over").screen();
    let chosen = screen.lines().find(|line| line.contains("│ ▌")).unwrap_or_default();
    assert!(chosen.contains("elsewhere") && chosen.contains("hand over"), "{screen}");
    assert!(screen.contains("  owner "), "what is called so here comes after it: {screen}");
    desk.press("<Enter>");
    assert!(desk.screen().lines().next().unwrap().contains("People"), "{}", desk.screen());
}

#[test]
fn a_verb_of_another_screen_is_led_to_with_its_page_and_its_key() {
    let mut desk = Desk::demo();
    let screen = desk.press(":baseline").screen();
    let chosen = screen.lines().find(|line| line.contains("│ ▌")).unwrap_or_default();
    assert!(chosen.contains("baseline") && chosen.contains("on the pages of a pilot"), "before texts: {screen}");
    let entries = desk.entries();
    desk.press("<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Demand forecast · stage 1") && screen.contains("▌3 Metrics"), "{screen}");
    assert!(screen.contains("B (baseline): ") || screen.contains("its baseline is frozen"), "{screen}");
    desk.press("1:baseline<Enter>");
    assert!(desk.screen().contains("▌3 Metrics"), "from another page too: {}", desk.screen());
    desk.press("gb?their pilots<Enter>");
    let screen = desk.screen();
    assert!(screen.lines().next().unwrap().contains("People") && screen.contains("b (their pilots): "), "{screen}");
    assert_eq!(desk.entries(), entries, "nothing is done there");
    let mut desk = Desk::empty();
    desk.press(":baseline<Enter>");
    assert!(desk.screen().contains("“baseline” is on the pages of a pilot: open one first."), "{}", desk.screen());
}

#[test]
fn a_decision_that_was_chosen_in_the_palette_is_under_the_cursor() {
    let mut desk = Desk::demo();
    desk.press(":retrain<Down><Down><Down><Enter><Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Check two hundred") && !screen.contains("Retrain on the autumn"), "{screen}");
}

/// The row that the cursor is on.
fn chosen(desk: &Desk) -> String {
    let row = |line: &str| line.trim_start().starts_with('▌');
    // The line of pages marks the one that is open in the same way.
    let is_pages = |line: &str| line.contains("1 Agenda   2 ");
    desk.screen().lines().skip(3).find(|line| row(line) && !is_pages(line)).unwrap_or_default().to_owned()
}

#[test]
fn whatever_is_found_is_under_the_cursor() {
    for (typed, row) in [
        ("Wish of a team lead", "Wish of a team lead"),
        ("Stages 2 to 4 and the yearly upkeep", "Budget"),
        ("posted without a person in between", "Integration"),
        ("Meter feed down in four sites", "errors found"),
        ("time per bill", "time per bill"),
        ("refund rules of Legal", "Other systems"),
        ("Call in replacements", "Call in replacements"),
        ("Porto contact centre", "Porto contact centre"),
        ("Reading the weekly", "Reading the weekly"),
        ("promised by the middle of November", "promised by the middle of November"),
        ("Name our people for the three tasks", "Complaint routing"),
        ("works council about the rest days", "works council about the rest"),
        ("Check two hundred invoices", "Check two hundred"),
    ] {
        let mut desk = Desk::demo();
        desk.press(&format!(":{typed}<Enter>"));
        assert!(chosen(&desk).contains(row), "{typed}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press(":retraining without it<Enter>");
    assert!(desk.screen().contains("a retraining without it may not help"), "its reason shows: {}", desk.screen());
    let mut desk = Desk::demo();
    desk.press(":retrains it each quarter<Enter>");
    assert!(desk.screen().contains("8 Rollout") && desk.screen().contains("data science team"), "{}", desk.screen());
}

#[test]
fn what_was_found_is_told_where_its_row_does_not_show_it() {
    let mut desk = Desk::demo();
    let note = "the zebrafish were tuned again";
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    let released = parse_day("2026-11-20").unwrap();
    let version = NewVersion { pilot, name: "v9".to_owned(), released, retrained: true, note: note.to_owned() };
    desk.commit(&Change::Version(version));
    desk.press(":zebrafish<Enter>");
    assert!(desk.screen().contains(&format!("Found: “v9 · {note}”")), "{}", desk.screen());
}

#[test]
fn the_reason_of_a_waiver_is_in_sight_with_its_gate() {
    let mut desk = Desk::demo();
    for (width, height) in [(80, 24), (100, 30), (120, 40)] {
        desk.resize(width, height);
        desk.press("gb:edition of the controls<Enter>");
        assert!(desk.screen().contains("edition of the controls manual”;"), "{}", desk.screen());
    }
}

#[test]
fn the_reason_of_a_hand_over_is_found_in_the_history() {
    let mut desk = Desk::demo();
    let person = |name: &str| desk.store.read().find_person(name).unwrap();
    let (from, to) = (person("Elena Ivanova"), person("Rita Silva"));
    let why = "a quagga bit her".to_owned();
    desk.commit(&Change::Person(PersonChange::HandOver { from, to, why }));
    desk.press("/inv<Enter><Enter>").press("clater<Enter>").press("gb");
    desk.press(":handed quagga<Enter>");
    assert!(chosen(&desk).contains("Handed over from Elena Ivanova"), "{}", desk.screen());
    assert!(desk.screen().contains("History") && desk.screen().contains("a quagga bit her”"), "{}", desk.screen());
}

#[test]
fn a_note_that_was_found_is_under_the_cursor_and_shows_its_word() {
    let mut desk = Desk::demo();
    desk.press("/inv<Enter><Enter>").press("czzfindme unique<Enter>").press("cnewest other<Enter>");
    desk.press("gb:zzfindme<Enter>");
    assert!(chosen(&desk).contains("zzfindme unique"), "{}", desk.screen());
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    let long: Vec<String> = (1..200).map(|number| format!("Paragraph {number} stands here.")).collect();
    for text in [long.join("\n\n"), "newest of all".to_owned()] {
        desk.commit(&Change::Note(NoteChange::Add { pilot, text, on: None }));
    }
    for size in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(size.0, size.1);
        desk.press("gb:Paragraph 157 stands<Enter>");
        assert!(desk.screen().contains("Paragraph 157 stands here"), "{}", desk.screen());
        desk.press("<Esc>");
        assert!(chosen(&desk).contains("Paragraph 1 stands"), "{}", desk.screen());
    }
}

#[test]
fn the_form_of_a_reading_says_what_it_understood_as_the_week_does() {
    for opened in ["/contract<Esc>", "/contract<Enter><Enter>"] {
        let mut desk = Desk::demo();
        desk.press(opened).press("m30");
        let told = "30 of 60 users, 50 %, +13.3 points against the week before";
        assert!(desk.screen().contains(told), "{}", desk.screen());
        desk.press("<Backspace><Backspace>61");
        assert!(desk.screen().contains("61 active users are more than the 60 target users"), "{}", desk.screen());
        desk.press("<Backspace><Backspace>600<Tab>handling");
        assert!(desk.screen().contains("7x the 84 min of W46"), "{}", desk.screen());
    }
}

#[test]
fn a_list_of_notes_says_how_many_follow_and_takes_no_more_room_than_it_needs() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("/claims<Enter><Enter>4");
    let rule = |desk: &Desk| desk.screen().lines().skip(4).position(|line| line.starts_with("───"));
    assert_eq!(rule(&desk), Some(1), "there is one: {}", desk.screen());
    for text in ["two", "three", "four", "five"] {
        desk.press(&format!("c{text}<Enter>"));
    }
    assert_eq!(rule(&desk), Some(3), "{}", desk.screen());
    assert!(desk.screen().contains("↓ 2"), "{}", desk.screen());
}

#[test]
fn a_search_that_is_typed_before_the_names_are_known_finds_them() {
    let desk = Desk::demo().hurried(":warranty<Enter>");
    assert!(desk.screen().lines().next().unwrap().contains("Warranty coding"), "{}", desk.screen());
}

#[test]
fn somebody_is_found_once_by_the_name_and_by_the_rest_too() {
    let mut desk = Desk::demo();
    desk.press(":Tobias W");
    assert_eq!(desk.screen().matches("Tobias Weber").count(), 1, "{}", desk.screen());
    assert!(desk.screen().contains("Tobias Weber: leads 1 pilot"), "{}", desk.screen());
    desk.press("<Esc>:tobias.weber@");
    assert!(desk.screen().contains("Tobias Weber"), "{}", desk.screen());
}

#[test]
fn a_pilot_is_found_once_by_the_name_and_by_the_rest_too() {
    let mut desk = Desk::demo();
    desk.press(":energy");
    let rows = |desk: &Desk| {
        desk.screen().lines().filter(|line| line.contains("pilot ") && line.contains("Energy bills")).count()
    };
    assert_eq!(rows(&desk), 1, "{}", desk.screen());
    desk.press("<Esc>:140 sites");
    assert_eq!(rows(&desk), 1, "{}", desk.screen());
}

#[test]
fn a_search_that_finds_nothing_keeps_what_was_typed() {
    let mut desk = Desk::demo();
    desk.press(":zzzzq<Enter>");
    assert!(desk.screen().contains("zzzzq"), "{}", desk.screen());
}

#[test]
fn marked_actions_are_given_to_somebody_put_off_and_done_as_one_change_each() {
    let mut desk = Desk::demo();
    desk.press("ga");
    let (before, entries) = (desk.export(), desk.entries());
    desk.press("vv").press("/zzz<Esc>");
    desk.press("e<Tab>+1w<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "one change: {}", desk.screen());
    let moved = |export: &serde_json::Value| -> Vec<String> {
        let actions = export["actions"].as_array().unwrap();
        actions.iter().map(|action| action["due"].as_str().unwrap().to_owned()).collect()
    };
    let (was, is) = (moved(&before), moved(&desk.export()));
    assert_eq!(was.iter().zip(&is).filter(|(was, is)| was != is).count(), 2, "{was:?} {is:?}");
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
    desk.press("<Space>");
    assert!(desk.screen().contains("The filter hides all that is marked: "), "{}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("Done: 2 actions ("), "{}", desk.screen());
    assert!(!desk.screen().contains("marked"), "what is out of sight is not marked any more: {}", desk.screen());
    desk.press("u");
    assert_eq!(desk.export(), before);
    // A day on which nothing can be done any more is not taken.
    for keys in ["<Esc>ggvve<Tab>2026-11-02<Ctrl+S>", "<Esc><Esc>e2026-11-02<Ctrl+S>"] {
        desk.press(keys);
        assert!(desk.screen().contains("2026-11-02 has passed"), "{}", desk.screen());
        assert_eq!(desk.export(), before);
    }
}

#[test]
fn what_is_marked_is_counted_while_a_filter_is_typed_and_esc_says_that_it_is_not_any_more() {
    let mut desk = Desk::demo();
    desk.press("vv/ri");
    assert!(desk.screen().contains("◆ 2 marked"), "{}", desk.screen());
    desk.press("<Esc><Esc>");
    assert!(desk.screen().contains("2 marks are taken away."), "{}", desk.screen());
    desk.press("<Esc>S");
    assert!(desk.screen().contains("Cards grouped by unit.  2 of 4; next: grouped by owner"), "{}", desk.screen());
}

#[test]
fn a_range_of_people_is_marked_and_put_out_of_sight_as_one_change() {
    let mut desk = Desk::demo();
    desk.press("gp").press("vjV");
    assert!(desk.screen().contains("3 marked"), "{}", desk.screen());
    let before = desk.export();
    desk.press("x");
    assert!(desk.screen().contains("for pilots: "), "who owns pilots is asked about: {}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("Archived 3 people ("), "{}", desk.screen());
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
    desk.press("vv<Esc>");
    assert!(!desk.screen().contains("marked"), "Esc takes the marks away: {}", desk.screen());
    desk.press("/Rita Silva<Esc>x");
    assert!(desk.screen().contains("Rita Silva answers for pilots"), "{}", desk.screen());
    desk.press("n<Esc>Gv");
    assert!(desk.screen().contains("It is marked, and the last one"), "{}", desk.screen());
}

#[test]
fn marking_goes_on_across_columns_and_ends_with_the_last_card() {
    let mut desk = Desk::demo();
    desk.press("hhhgg");
    let cards = 12;
    for _ in 0..cards {
        assert!(!desk.screen().contains("It is marked, and the last one"), "{}", desk.screen());
        desk.press("v");
    }
    assert!(desk.screen().contains("It is marked, and the last one here"), "{}", desk.screen());
    let rows = desk.press("Y<Enter>").copied().lines().count();
    assert_eq!(rows, cards + 1, "all of them, under their heading: {}", desk.screen());
    // The only card that shows in its column is left marked.
    desk.press("<Esc>/navarro<Enter>vv");
    assert!(desk.screen().contains("2 marked"), "{}", desk.screen());
}

#[test]
fn notes_are_copied_as_they_were_written_and_the_portfolio_whole() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    let text = "Agreed:\n\n- one\n- **two**".to_owned();
    desk.commit(&Change::Note(NoteChange::Add { pilot, text, on: None }));
    let mut desk = desk.restart();
    let markdown = desk.press("/invoice<Enter><Enter>4y").copied();
    assert!(markdown.contains("### 2026") && markdown.contains("\n\nAgreed:\n\n- one\n- **two**\n"), "{markdown}");
    let tsv = desk.press("Y<Enter>").copied();
    assert!(tsv.starts_with("date\tby\ttext\n") && tsv.contains("Petra Nowak"), "{tsv}");
    let markdown = desk.press("gdy").copied();
    assert!(markdown.starts_with("## Portfolio · 2026"), "all of it is there: {markdown}");
    assert!(markdown.contains("reached production, 1 of 11, 9 %"), "{markdown}");
}

#[test]
fn what_a_screen_shows_is_copied_as_markdown_and_as_columns() {
    let mut desk = Desk::demo();
    let markdown = desk.press("y").copied();
    assert!(markdown.contains("| pilot | unit |") && markdown.contains("Invoice triage"), "{markdown}");
    let tsv = desk.press("vvY<Enter>").copied();
    assert_eq!(tsv.lines().count(), 3, "the marked rows under their heading: {tsv}");
    assert!(tsv.starts_with("pilot\tunit\t"), "{tsv}");
    let json = desk.press("gaYjson<Enter>").copied();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["who"].is_string()), "{json}");
    let is_day = |day: &serde_json::Value| day.as_str().is_some_and(|day| parse_day(day).is_ok());
    assert!(rows.iter().all(|row| is_day(&row["due"])), "a day has its year: {json}");
    for copied in [desk.press("glYjson<Enter>").copied(), desk.press("y").copied()] {
        let words: Vec<&str> = copied.split(|c: char| !c.is_alphanumeric()).collect();
        let is_short = |pair: &&[&str]| pair[0].parse::<u8>().is_ok() && ["Oct", "Nov", "Dec"].contains(&pair[1]);
        let short = words.windows(2).find(is_short);
        assert!(short.is_none() && copied.contains("2026-12-"), "every day has its year: {short:?} in {copied}");
    }
    let heads = [
        ("gl", "date\tpilot\t"),
        ("gh", "time\twho\tkind\twhat\tin force\n"),
        ("gr", "item\tpilot\tstate\tminutes\tdecision requested\twhy\n"),
        ("gr2", "date\tpilot\tkind\twhat\n"),
        ("gr4", "name\tfunction\tmember\tpresent\n"),
        ("gd", "section\tpilots\tsays\nFunnel\t"),
    ];
    for (place, head) in heads {
        let copied = desk.press(place).press("Ytsv<Enter>").copied();
        assert!(copied.starts_with(head) && copied.lines().count() > 4, "{place}: {copied}");
    }
    for place in ["gd", "gr", "gl", "gp", "gh", "gf", "gw", "gb<Enter>"] {
        let copied = desk.press(place).press("y").copied();
        assert!(copied.lines().count() > 5, "{place}: {copied}");
    }
}

#[test]
fn what_is_copied_while_names_are_masked_has_none() {
    let mut desk = Desk::demo();
    desk.press("M");
    for (place, how) in ["gb", "gb<Enter>", "gd", "ga", "gx", "gp", "gl", "gw", "gr", "gr2", "gh"]
        .into_iter()
        .flat_map(|place| [(place, "y"), (place, "Ytsv<Enter>")])
    {
        desk.press(place);
        let before = desk.outward.len();
        let copied = desk.press(how).copied();
        assert!(desk.outward.len() > before, "{place}{how} copies");
        for name in ["Invoice", "Lindqvist", "Nowak", "Retrain", "78.1"] {
            assert!(!copied.contains(name), "{place}{how}: {copied}");
        }
    }
}

#[test]
fn a_block_without_a_metric_is_of_that_under_the_cursor_alone() {
    let mut desk = Desk::demo();
    desk.press("gw/old process<Enter>").paste("Pilot\tW46\nInvoice triage\t2\nContract review\t1\n");
    let screen = desk.screen();
    assert!(screen.contains("Contract review has no metric") && screen.contains("1 cannot be entered"), "{screen}");
}

#[test]
fn the_mask_comes_off_only_where_that_is_meant() {
    let mut desk = Desk::demo();
    // A word that was meant for a form, which does not open here.
    desk.press("McMust");
    assert!(desk.screen().contains("Show names and values again?") && desk.state.context.masked, "{}", desk.screen());
    desk.press("nMy");
    assert!(!desk.state.context.masked, "{}", desk.screen());
}

#[test]
fn a_list_that_is_called_after_somebody_closes_when_names_are_masked() {
    let mut desk = Desk::demo();
    desk.press("gd6<→><Enter>");
    assert!(desk.screen().contains("that Pilar Navarro owns"), "{}", desk.screen());
    let copied = desk.press("M").press("y").copied();
    assert!(!copied.contains("Navarro") && !desk.screen().contains("Navarro"), "{copied}");
}

#[test]
fn a_decision_in_full_is_copied_without_the_others() {
    let mut desk = Desk::demo();
    let copied = desk.press("glj<Enter>y").copied();
    assert!(copied.contains("Buy another model") && !copied.contains("certified against the playbook"), "{copied}");
}

#[test]
fn the_week_as_it_is_copied_can_be_pasted_again() {
    let mut desk = Desk::demo();
    let copied = desk.press("gwYtsv<Enter>").copied();
    let line = copied.lines().find(|line| line.starts_with("Field dispatch\tactive users\t")).unwrap();
    assert!(copied.starts_with("pilot\tmetric\t2026-W41\t") && line.ends_with("\t37/120"), "{copied}");
    let before = desk.export();
    desk.press("<Esc><Esc>gb<Enter>gw").paste(&copied.replace("37/120", "38/120"));
    assert!(desk.screen().contains("1 to enter   366 the same"), "{}", desk.screen());
    assert_eq!(desk.export(), before);
}

#[test]
fn a_setting_is_changed_on_its_screen_and_holds_at_once() {
    let mut desk = Desk::demo();
    desk.press("gs");
    for said in ["theme", "night", "mouse", "config.toml"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
    desk.press("<Enter>paper<Enter>");
    assert!(desk.outward.contains(&"set theme paper".to_owned()), "{:?}", desk.outward);
    assert_eq!(desk.state.context.theme.name, "paper");
    desk.press("je<Down><Enter>");
    assert!(desk.outward.contains(&"mouse true".to_owned()), "{:?}", desk.outward);
}

#[test]
fn a_setting_that_cannot_be_kept_is_asked_for_again_with_all_that_is_wrong() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.fails = true;
    desk.press("gs<Enter>paper<Enter>");
    assert!(desk.screen().contains("the disk is full") && desk.screen().contains("↵ save"), "{}", desk.screen());
    desk.press("<Esc>");
    let failure = Failure {
        title:
            "/home/petra/.config/steerco/config.toml cannot be written: line 1: string values must be quoted, expected \
                literal string"
                .to_owned(),
        hint: "mend that, or write it there yourself".to_owned(),
        field: None,
        unkept: true,
    };
    desk.take(Msg::Led { draft: Some("settings/theme".to_owned()), done: Err(failure) });
    let screen = desk.screen();
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["line 1: string values must be quoted, expected literal string", "or write it there yourself", "paper"]
    {
        assert!(words.contains(said), "{said}: {screen}");
    }
    desk.fails = false;
    desk.press("<Enter>");
    assert!(desk.outward.contains(&"set theme paper".to_owned()), "{:?}", desk.outward);
}

#[test]
fn another_workspace_is_switched_to_in_place_and_does_not_show_while_names_are_masked() {
    let mut desk = Desk::demo();
    desk.press("go");
    assert!(desk.screen().contains("harbour") && desk.screen().contains("2026-11-18"), "{}", desk.screen());
    assert!(desk.screen().contains("↵ open it again"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(
        desk.outward.iter().any(|said| said.starts_with("switch ")),
        "as where it was replaced: {:?}",
        desk.outward
    );
    desk.press("j<Enter>");
    assert!(desk.outward.contains(&"switch /home/petra/steerco/harbour.steerco".to_owned()), "{:?}", desk.outward);
    desk.press("M");
    assert!(!desk.screen().contains("harbour"), "{}", desk.screen());
}

#[test]
fn the_open_workspace_goes_out_as_a_file_and_replaces_none_unasked() {
    let mut desk = Desk::demo();
    desk.press("gow");
    for said in ["Export northwind", "an archive of the workspace", "reports/northwind-2026-11-25.zip"] {
        assert!(desk.screen().contains(said), "{said}: {}", desk.screen());
    }
    let archive = "write File(Archive) into “/home/petra/steerco/reports/northwind-2026-11-25.zip”".to_owned();
    let archives = |desk: &Desk| desk.outward.iter().filter(|said| **said == archive).count();
    desk.press("<Enter><Enter>");
    assert_eq!(archives(&desk), 1, "{:?}", desk.outward);
    desk.press("w<Enter><Enter>");
    assert!(desk.screen().contains("exists already") && desk.screen().contains("Replace it?"), "{}", desk.screen());
    assert_eq!(archives(&desk), 1, "it is asked about");
    desk.press("y");
    assert_eq!(archives(&desk), 2, "{:?}", desk.outward);
    desk.press("wregister<Enter>~/all.xlsx<Enter>");
    assert!(desk.outward.contains(&"write File(Registers) into “~/all.xlsx”".to_owned()), "{:?}", desk.outward);
    // What is shown to another client does not name this one.
    desk.press("wnames<Enter><Enter>");
    let shown = "write File(Nameless) into “/home/petra/steerco/reports/shown-2026-11-25.json”".to_owned();
    assert!(desk.outward.contains(&shown), "{:?}", desk.outward);
    desk.press("jw");
    assert!(desk.screen().contains("only the open one is exported here"), "{}", desk.screen());
    desk.press("gb").press("chalf<Esc>").press("gow");
    assert!(desk.screen().contains("1 draft is not saved, and in no archive."), "{}", desk.screen());
    // An archive keeps the present.
    desk.press("<Esc>@2026-11-18<Enter>").press("gokw");
    let screen = desk.screen();
    assert!(screen.contains("every register") && screen.contains("northwind-2026-11-18.xlsx"), "{screen}");
    assert!(!screen.contains("an archive of the workspace"), "{screen}");
}

#[test]
fn other_keys_hold_at_once_and_sentences_name_them() {
    let mut desk = Desk::demo();
    let (keys, wrong) = Remap::parse("[everywhere]\nsettings = \"F4\"\n", &[("everywhere", "settings", "settings")]);
    assert_eq!(wrong, Vec::<String>::new());
    desk.state.bind(keys);
    desk.press("gc");
    assert!(desk.screen().contains("The settings (F4) keep one."), "{}", desk.screen());
    desk.press("<F4>");
    assert!(desk.screen().contains("wheel and click from the start"), "{}", desk.screen());
}

#[test]
fn the_key_tester_is_reached_by_its_keys_from_the_settings_too() {
    let mut desk = Desk::demo();
    desk.press("gsgke");
    let screen = desk.screen();
    assert!(screen.contains("Key tester") && screen.contains("change · settings"), "{screen}");
}

#[test]
fn help_is_found_by_what_a_person_would_call_it() {
    let mut desk = Desk::demo();
    for (asked, verb) in [
        ("postpone", "lifecycle"),
        ("who owns", "owner"),
        ("dashboard", "portfolio"),
        ("excel", "import"),
        ("print", "portfolio"),
        ("email", "copy"),
        ("colour", "theme"),
        ("/postpone", "lifecycle"),
    ] {
        desk.press("?").press(asked);
        assert!(desk.screen().contains(verb), "{asked}: {}", desk.screen());
        desk.press("<Esc>");
    }
    // What is called so comes before what only has the letters, and Enter runs the first.
    desk.press("?restore<Enter>");
    assert!(desk.screen().contains("Cards with the archive."), "{}", desk.screen());
}

#[test]
fn what_only_a_command_does_is_found_and_told_with_it() {
    let mut desk = Desk::demo();
    for key in [":", "?"] {
        for asked in ["forget", "archive workspace", "close engagement"] {
            desk.press(key).press(asked);
            assert!(desk.screen().contains("put a workspace away"), "{key}{asked}: {}", desk.screen());
            desk.press("<Enter>");
            let told = "`steerco forget --archive FILE.zip`, once the workspaces have exported that archive.";
            assert!(desk.screen().contains(told), "{key}{asked}: {}", desk.screen());
        }
    }
    desk.press("go").press("?backup");
    let screen = desk.screen();
    assert!(!screen.contains("you are here"), "{screen}");
    // It stands under the columns of the verbs.
    assert!(screen.contains(&format!("{:12}copy the workspace", "command")), "{screen}");
}

#[test]
fn a_line_teaches_each_screen_until_it_is_put_away() {
    let mut desk = Desk::demo();
    let around = Around { learnt: Some(vec!["week".to_owned()]), ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    assert!(desk.screen().contains("asks its gate, D decides, : finds"), "{}", desk.screen());
    desk.press(",");
    assert!(desk.outward.contains(&"learn board".to_owned()), "{:?}", desk.outward);
    desk.press("gw");
    assert!(!desk.screen().contains("puts it away"), "this one was put away: {}", desk.screen());
    desk.press("gr");
    assert!(desk.screen().contains("P makes the agenda"), "{}", desk.screen());
    // Only what can be done there is taught.
    desk.press("[");
    assert!(!desk.screen().contains("runs it on the wall"), "a closed review: {}", desk.screen());
    for (page, edits) in [("2", true), ("5", false)] {
        let screen = desk.press("gb<Enter>").press(page).screen();
        let taught = screen.contains("turns the page") && screen.contains("edits the row") == edits;
        assert!(taught, "page {page}: {screen}");
    }
    desk.press("M");
    assert!(!desk.screen().contains("puts it away"), "nothing teaches on a wall: {}", desk.screen());
}

#[test]
fn a_pilot_is_archived_on_a_page_of_rows_after_a_question_only() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    for page in ["2", "5", "6", "7"] {
        let screen = desk.press("gb<Enter>").press(page).press("x").screen();
        assert!(screen.contains("Archive the whole pilot?"), "{page}: {screen}");
        desk.press("n");
        assert_eq!(desk.entries(), before, "{page}");
    }
    desk.press("x").press("y");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    desk.press("x");
    assert_eq!(desk.entries(), before + 2, "and comes back unasked: {}", desk.screen());
    desk.press("1x");
    assert_eq!(desk.entries(), before + 3, "on the overview too: {}", desk.screen());
}

#[test]
fn the_cursor_of_the_terminal_sits_on_what_is_in_focus() {
    let mut desk = Desk::demo();
    for place in
        ["gb", "gb<Enter>", "gb<Enter>2", "gb<Enter>3", "gb<Enter>7", "gr", "gd", "gw", "ga", "gp", "gl", "gs", "go"]
    {
        desk.press(place);
        let (screen, cursor) = desk.draw();
        let cursor = cursor.unwrap_or_else(|| panic!("{place} has no cursor: {screen}"));
        desk.press("j");
        let moved = desk.draw().1.unwrap();
        // Some lists have one row, and the cells of a grid may stand side by side.
        assert!(moved.y >= cursor.y && cursor.y > 1, "{place}: from {cursor:?} to {moved:?}");
        if ["gb", "gb<Enter>3", "gr", "ga", "gl", "gp", "gs", "go", "gw"].contains(&place) {
            assert!(moved.y > cursor.y, "{place}: from {cursor:?} to {moved:?}");
        }
    }
}

#[test]
fn a_file_that_changes_a_pilot_shows_what_stands_there_beside_what_would() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "units.csv", "code,name,unit\ninvoice-triage,Invoice triage,Treasury\n");
    desk.press(&format!("gi{path}<Enter>"));
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains("Treasury") && line.contains("Finance")), "{screen}");
    desk.press("<Tab>");
    assert!(desk.screen().contains("Invoice triage, unit, now Finance: Treasury"), "{}", desk.screen());
}

#[test]
fn a_file_of_new_pilots_leaves_no_room_for_what_stood_there() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "new.csv", "code,name,unit\nzebra,Zebra crossing,Treasury\n");
    let screen = desk.press(&format!("gi{path}<Enter>")).screen();
    assert!(screen.contains("is  would be") && screen.contains("Treasury"), "{screen}");
}

#[test]
fn a_file_that_is_not_there_is_asked_for_again_as_it_was_typed() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "units.csv", "code,name,unit\ninvoice-triage,Invoice triage,Treasury\n");
    let wrong = path.strip_suffix("s.csv").unwrap();
    desk.press(&format!("gi{wrong}.csv<Enter>"));
    assert!(desk.screen().contains("there is no file"), "{}", desk.screen());
    desk.press("<End><Left><Left><Left><Left>s<Enter>");
    assert!(desk.screen().contains("Treasury"), "one letter mends it: {}", desk.screen());
}

#[test]
fn what_was_edited_at_both_ends_is_settled_in_the_preview() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "plan.csv", "Project,Department,RAG\nZed,Theirs,green\n");
    desk.press(&format!("gi{path}<Enter>")).press("w<Esc>");
    let change = steerco::domain::Change::Pilot(steerco::domain::change::PilotChange::Set {
        pilot: desk.store.read().find_pilot("zed").unwrap(),
        field: steerco::domain::change::PilotField::Unit,
        to: steerco::domain::Value::text("Mine"),
        was: None,
    });
    desk.store.commit(&change, &support::stamp(900)).unwrap();
    desk.take(steerco::interaction::Msg::Disturbed);
    let path = with_file(&desk, "plan.csv", "Project,Department,RAG\nZed,Theirs now,green\n");
    desk.press(&format!("gi{path}<Enter>"));
    assert!(desk.screen().contains("unit of zed was edited here and in the file"), "{}", desk.screen());
    desk.press("bfile<Enter>");
    assert!(!desk.screen().contains("not taken") && desk.screen().contains("Theirs now"), "{}", desk.screen());
    desk.press("w");
    assert_eq!(pilot(&desk.export(), "zed")["unit"], "Theirs now", "{}", desk.screen());
}

#[test]
fn what_cannot_be_taken_stands_before_what_would_change() {
    let mut desk = Desk::demo();
    let table = "code,name,stage\ninvoice-triage,Invoice triage 2,4\nfield-dispatch,Field dispatch,purple\n";
    let path = with_file(&desk, "some.csv", table);
    desk.press(&format!("gi{path}<Enter>"));
    let screen = desk.screen();
    let (not, would) = (screen.find("not taken").expect(&screen), screen.rfind("Invoice triage 2").expect(&screen));
    assert!(not < would, "{screen}");
}

#[test]
fn letters_of_a_search_that_is_left_are_no_commands() {
    let entries = Desk::demo().entries();
    let desk = Desk::demo().hurried(":x<Esc>");
    assert_eq!(desk.entries(), entries, "x archives on the board: {}", desk.screen());
}

#[test]
fn what_is_for_one_pilot_is_refused_while_others_are_marked() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    for key in ["D", "m", "!"] {
        desk.press("ggvv").press(key);
        assert!(desk.screen().contains("takes the marks off first"), "{key}: {}", desk.screen());
        desk.press("<Esc>");
    }
    assert_eq!(desk.entries(), entries);
}

#[test]
fn a_choice_that_does_not_exist_sets_nothing() {
    let mut desk = Desk::demo();
    desk.press("gse").press("pink<Enter>");
    assert!(desk.screen().contains("nothing matches “pink”"), "{}", desk.screen());
    assert!(!desk.outward.iter().any(|said| said.starts_with("set ")), "{:?}", desk.outward);
}

#[test]
fn what_is_set_is_not_taken_for_what_the_journal_takes_back() {
    let mut desk = Desk::demo();
    desk.press("chello<Enter>");
    let entries = desk.entries();
    for screen in ["gs", "go"] {
        desk.press(screen).press("u");
        assert_eq!(desk.entries(), entries, "{screen}: {}", desk.screen());
    }
    desk.press("gbu");
    assert_eq!(desk.entries(), entries + 1, "on the board it is taken back");
}

#[test]
fn a_line_teaches_nothing_that_cannot_be_done_and_hides_no_explanation() {
    let taught = |mut desk: Desk, size: (u16, u16)| {
        let around = Around { learnt: Some(Vec::new()), ..Around::clone(&desk.state.context.around) };
        desk.take(Msg::Surrounded(Arc::new(around)));
        desk.resize(size.0, size.1);
        desk.screen()
    };
    let whole = |screen: &str| screen.contains("Proposed: Appoint an") && screen.contains("executive owner.");
    for size in [(120, 40), (100, 30)] {
        let screen = taught(Desk::demo(), size);
        assert!(screen.contains("puts it away") && whole(&screen), "{screen}");
    }
    let screen = taught(Desk::empty(), (120, 40));
    assert!(!screen.contains("puts it away"), "there is no pilot to be opened: {screen}");
}

#[test]
fn where_nothing_can_be_written_no_key_is_named_that_writes() {
    let mut desk = Desk::demo();
    desk.state.context.read_only = true;
    let around = Around { learnt: Some(Vec::new()), ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    let screen = desk.screen();
    assert!(screen.contains("opens a pilot") && screen.contains("finds a pilot"), "{screen}");
    assert!(!screen.contains("asks its gate") && !screen.contains("D decides"), "{screen}");
    desk.press("gw");
    assert!(!desk.screen().contains("commits."), "{}", desk.screen());
    for pilot in ["demand", "contract", "claims"] {
        let mut desk = Desk::demo();
        desk.state.context.read_only = true;
        desk.press(&format!("/{pilot}<Enter><Enter>7"));
        let screen = desk.screen();
        assert!(screen.contains("7 Readiness"), "{screen}");
        assert!(!screen.contains("b books one") && !screen.contains("L records it"), "{screen}");
        assert!(!screen.contains("e scores the dimension"), "{screen}");
    }
    let mut desk = Desk::empty();
    desk.press("aChat bot<Ctrl+S>").press("<Enter>4");
    assert!(desk.screen().contains("c writes one line"), "{}", desk.screen());
    desk.state.context.read_only = true;
    for (page, says) in [("4", "No notes yet"), ("6", "No exceptions yet"), ("8", "No process step yet")] {
        let screen = desk.press(page).screen();
        assert!(screen.contains(says) && !screen.contains(&format!("{says}:")), "{page}: {screen}");
    }
}

#[test]
fn a_trigger_that_no_value_can_reach_is_refused_where_it_stands() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press("/warranty<Enter><Enter>D").press("retrain<Tab>Say it<Tab><Tab>because<Tab>accuracy < 500<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("500 % is above 100") && screen.contains("cannot pass"), "{screen}");
    assert_eq!(desk.entries(), entries);
    desk.press("<Ctrl+U>accuracy < 50<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "the cursor is on it: {}", desk.screen());
}

#[test]
fn a_line_that_teaches_ends_where_a_clause_does() {
    for width in [120, 80, 60] {
        let mut desk = Desk::demo();
        let around = Around { learnt: Some(Vec::new()), ..Around::clone(&desk.state.context.around) };
        desk.take(Msg::Surrounded(Arc::new(around)));
        desk.resize(width, 40);
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains("puts it away")).expect(&screen);
        assert!(line.contains("opens a pilot") && !line.contains('…'), "{width}: {line}");
    }
}

#[test]
fn what_an_import_wants_to_know_is_said_in_its_preview() {
    let mut desk = Desk::demo();
    let table = "Project,Code,Start\nOne,one,01/09/2026\nTwo,two,02/09/2026\n";
    let path = with_file(&desk, "plan.csv", table);
    desk.press(&format!("gi{path}<Enter>"));
    assert!(desk.screen().contains("which is the day"), "{}", desk.screen());
    desk.press("oday<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Dates are read day first") && screen.contains("since 2026-09-01"), "{screen}");
    let header = "Summary,Issue key,Priority,Created,Labels\n";
    let path = with_file(&desk, "tickets.csv", &format!("{header}Nobody knows,OPS-2,Low,2026-11-18 10:30,\n"));
    desk.press("<Esc>").press(&format!("gi{path}<Enter>"));
    assert!(desk.screen().contains("does not say of which pilot"), "{}", desk.screen());
    desk.press("pservice<Enter>");
    assert!(desk.screen().contains("1 exception would be raised"), "{}", desk.screen());
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    let mut desk = Desk::demo();
    let created = "Summary,Issue key,Created,Labels\nLate,OPS-9,10/11/26 9:14 AM,service-chat\n";
    let path = with_file(&desk, "order.csv", created);
    desk.press("<Esc>").press(&format!("gi{path}<Enter>"));
    assert!(desk.screen().contains("which is the day"), "{}", desk.screen());
    desk.press("oday<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("1 exception would be raised") && screen.contains("Dates are read day first"), "{screen}");
    let path = with_file(&desk, "words.csv", "Project,Status\nYak,Bumpy\n");
    desk.press(&format!("gi{path}<Enter>"));
    let screen = desk.screen();
    assert!(
        screen.contains("status “Bumpy” in column “Status” is not known") && screen.contains("1 pilot would be added"),
        "{screen}"
    );
}

#[test]
fn one_strange_column_leaves_the_others_what_they_are_and_a_mapping_is_chosen_by_its_name() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "plan.csv", "Brainwave,Sponsor,Phase,RAG\nCopilot,Ana,2,amber\n");
    desk.press(&format!("gi{path}<Enter>"));
    let feeds = |desk: &Desk, column: &str| {
        let screen = desk.screen();
        screen.lines().find(|line| line.contains(column)).unwrap_or_else(|| panic!("{column}: {screen}")).to_owned()
    };
    assert!(feeds(&desk, "Sponsor").contains("owner") && feeds(&desk, "RAG").contains("reported"), "{}", desk.screen());
    assert!(feeds(&desk, "Brainwave").contains("a note"), "{}", desk.screen());
    desk.press("<Enter>name<Enter>");
    assert!(desk.screen().contains("1 pilot would be added"), "{}", desk.screen());
    assert!(feeds(&desk, "Phase").contains("stage"), "{}", desk.screen());
    desk.press("msteerco<Enter>");
    assert!(desk.screen().contains("the column “name” is missing"), "{}", desk.screen());
    assert!(feeds(&desk, "Brainwave").contains("name"), "what was said of it stays: {}", desk.screen());
    let path = with_file(&desk, "other.csv", "name,executive_owner\nZephyr,Ana\n");
    desk.press("<Esc>").press(&format!("gi{path}<Enter>")).press("msteerco<Enter>");
    assert!(feeds(&desk, "executive_owner").contains("owner"), "{}", desk.screen());
    desk.press("mtracker<Enter>");
    assert!(feeds(&desk, "executive_owner").contains("a note"), "another mapping: {}", desk.screen());
}

#[test]
fn the_preview_of_people_lists_their_columns_and_says_which_feed_nothing() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "who.csv", "Name;E-Mail;Titel;Telefon\nAda Berg;ada@x.de;CFO;123\n");
    desk.press(&format!("gi{path}<Enter>"));
    let screen = desk.screen();
    let feeds = |column: &str| screen.lines().find(|line| line.contains(column)).unwrap_or_default().to_owned();
    assert!(feeds("Titel").contains("title") && feeds("Telefon").contains("nothing"), "{screen}");
    assert!(screen.contains("1 column feeds nothing and is left out"), "{screen}");
    let before = desk.entries();
    desk.press("jjj<Enter>unit<Enter>");
    let screen = desk.screen();
    let feeds = |column: &str| screen.lines().find(|line| line.contains(column)).unwrap_or_default().to_owned();
    assert!(feeds("Telefon").contains("unit") && feeds("Titel").contains("title"), "{screen}");
    assert!(!screen.contains("is left out"), "{screen}");
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn a_file_of_actions_shows_its_columns_until_they_say_who_does_what_by_when() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "todo.csv", "Aufgabe;Chef;Frist\nOrder it;Rita Silva;2026-12-01\n");
    desk.press(&format!("gi{path}<Enter>")).press("mactions<Enter>");
    assert!(desk.screen().contains("Say which column is “who”."), "{}", desk.screen());
    desk.press("j<Enter>owner<Enter>");
    assert!(desk.screen().contains("1 action would be added"), "{}", desk.screen());
    desk.press("skumm<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep kumm")), "{:?}", desk.outward);
    desk.press("w");
    assert!(desk.screen().contains("It is taken in"), "{}", desk.screen());
}

#[test]
fn a_long_question_stands_above_its_answer_and_a_long_list_says_that_it_goes_on() {
    let mut desk = Desk::demo();
    desk.press("/complaint<Enter><Enter>7e");
    let questions = desk.state.context.framework.dimension(steerco::domain::Dimension::Data).criteria.clone();
    let screen = desk.screen();
    assert!(screen.contains(questions[0].as_str()), "{}: {screen}", questions[0]);
    desk.press("<Tab><Tab><Tab><Tab>");
    assert!(desk.screen().contains("1 to 6 of "), "{}", desk.screen());
    desk.resize(80, 18);
    assert!(desk.screen().lines().any(|line| line.contains("── ↓ ")), "the border says so: {}", desk.screen());
}

#[test]
fn a_pasted_value_far_from_the_one_before_asks_in_the_preview() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nContract review\thandling time\t600\n");
    let screen = desk.screen();
    assert!(screen.contains("1 to ask about") && screen.contains("7x last") && screen.contains("keep it?"), "{screen}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("1 asks whether it is meant"), "{}", desk.screen());
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before, "nobody has said yet that it is meant");
    // A value of the block is one before it too, where it is not asked about itself.
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW45\tW46\tW47\nContract review\thandling time\t90\t91\t0.9\n");
    assert!(desk.screen().contains("1 to ask about") && desk.screen().contains("1/101 of last"), "{}", desk.screen());
    desk.press("<Enter>w");
    assert!(desk.screen().contains("Entered 2 readings"), "{}", desk.screen());
    desk.press("<Esc>gw").paste("Pilot\tMetric\tW46\tW47\nContract review\thandling time\t600\t610\n");
    assert!(desk.screen().contains("2 to ask about"), "{}", desk.screen());
    // Many weeks that were not measured, one after the other, are looked through once.
    let weeks: Vec<String> = (16..48).map(|week| format!("W{week}")).collect();
    let row = vec!["- closed"; weeks.len()].join("\t");
    let mut desk = Desk::demo();
    desk.press("gw").paste(&format!("Pilot\tMetric\t{}\nContract review\thandling time\t{row}\n", weeks.join("\t")));
    desk.press("<Enter>");
    assert_eq!(desk.drafts.len(), weeks.len(), "{}", desk.screen());
}

#[test]
fn a_key_that_means_nothing_before_a_pasted_block_says_so() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nContract review\thandling time\t80\n");
    desk.press("b");
    let screen = desk.screen();
    assert!(screen.contains("b means nothing here; Esc closes the pasted block"), "{screen}");
    desk.press("<Down>");
    assert!(!desk.screen().contains("means nothing"), "{}", desk.screen());
}

#[test]
fn what_is_taken_back_after_a_commit_is_the_entry_and_not_what_stays_typed() {
    let mut desk = Desk::demo();
    desk.press("gw/Contract review handling<Enter>600<Enter>");
    desk.press("<Esc>/Contract review accuracy<Enter>");
    desk.press("gb").press("gw");
    let before = desk.entries();
    desk.press("<Down>22<Enter>w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    desk.press("u");
    assert_eq!(desk.entries(), before + 2, "the entry is taken back: {}", desk.screen());
    assert!(desk.drafts.values().any(|draft| draft.starts_with("600\n")), "what stays typed stays: {:?}", desk.drafts);
}

#[test]
fn what_nobody_asked_for_takes_the_place_of_no_answer() {
    let mut desk = Desk::demo();
    let says = |desk: &Desk, text: &str| desk.screen().contains(text);
    desk.press("cabc<Esc>");
    desk.take(Msg::Mentioned("No backup was made today: the disk is full".to_owned()));
    assert!(says(&desk, "Kept as a draft") && says(&desk, "the disk is full"), "{}", desk.screen());
    desk.press("j");
    assert!(!says(&desk, "Kept as a draft") && !says(&desk, "the disk is full"), "both were read");
    // The other way round too.
    desk.take(Msg::Mentioned("No backup was made today: the disk is full".to_owned()));
    desk.take(Msg::Told("Copied 12 rows.".to_owned()));
    assert!(says(&desk, "Copied 12 rows.") && says(&desk, "the disk is full"), "{}", desk.screen());
}

#[test]
fn what_was_said_of_an_exception_is_edited_and_its_state_is_another_key() {
    let mut desk = Desk::demo();
    desk.press("/shift<Enter><Enter>6");
    assert!(desk.screen().contains("Exceptions"), "{}", desk.screen());
    let before = desk.entries();
    desk.press("e");
    assert!(desk.screen().contains("Edit an exception"), "{}", desk.screen());
    desk.press("<Ctrl+U>Wrong carrier chosen<Tab>high<Ctrl+S>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    assert!(desk.screen().contains("Wrong carrier chosen"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(desk.screen().contains("now it is"), "{}", desk.screen());
}

#[test]
fn what_is_typed_far_too_long_is_told_by_its_beginning() {
    let mut desk = Desk::demo();
    desk.press("gaaRing the vendor<Tab>Ana Costa<Tab><Ctrl+U>").paste(&"words ".repeat(60)).press("<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("words…” is not") && screen.matches("words").count() < 72, "{screen}");
}

#[test]
fn what_is_wrong_in_the_last_field_of_a_long_form_is_seen_in_a_small_window() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("<Enter>F").press(&"<Tab>".repeat(12)).press("much");
    assert!(desk.screen().contains("is not an amount of money"), "{}", desk.screen());
}

#[test]
fn what_has_to_be_filled_in_is_said_before_anything_is_sent() {
    let mut desk = Desk::demo();
    desk.press("<Enter>F<Ctrl+U><Ctrl+S>");
    assert!(desk.screen().contains("name cannot be empty"), "{}", desk.screen());
    desk.press("<Esc><Esc>giz<Ctrl+U><Enter>");
    assert!(desk.screen().contains("  file cannot be empty"), "without what its label explains: {}", desk.screen());
}

#[test]
fn an_id_that_is_none_is_told_under_it() {
    let mut desk = Desk::demo();
    desk.press("gfa-5<Tab>A title<Ctrl+S>");
    assert!(desk.screen().contains("“-5” is no id: write the stage and a word, as s2.mes"), "{}", desk.screen());
    desk.press("<Ctrl+U>s2.mes<Ctrl+S>");
    assert!(desk.screen().contains("Added the checklist item s2.mes."), "where the cursor was: {}", desk.screen());
}

#[test]
fn a_day_is_typed_as_people_say_it() {
    let day = |said: &str, shown: &str| {
        let mut desk = Desk::demo();
        desk.press("gaa");
        assert!(desk.screen().contains("due"), "{}", desk.screen());
        desk.press("Ring the vendor<Tab>Ana Costa<Tab>").press("<Ctrl+U>").press(said);
        assert!(desk.screen().contains(shown), "{said}: {}", desk.screen());
    };
    day("15 Jan", "Friday, 15 January 2027");
    day("friday", "Friday, 27 November 2026");
    day("+2w", "Wednesday, 9 December 2026");
    day("15.1.2027", "Friday, 15 January 2027");
    day("soon", "write a date as 2026-12-15, 15 Jan, Friday or +2w");
}

#[test]
fn what_was_just_ended_stays_in_its_place_and_the_same_key_takes_it_back() {
    let mut desk = Desk::demo();
    let row = |desk: &Desk, text: &str| desk.screen().lines().position(|line| line.contains(text));
    let ended =
        |desk: &Desk, text: &str| desk.screen().lines().any(|line| line.contains(text) && line.contains("done 25 Nov"));
    let (first, second) = ("Name who may order", "Bring the budget line");
    desk.press("ga");
    let place = row(&desk, first);
    assert!(place.is_some() && place < row(&desk, second), "{}", desk.screen());
    desk.press("<Space>");
    assert!(ended(&desk, first) && row(&desk, first) == place, "{}", desk.screen());
    desk.press("<Space>");
    assert!(!ended(&desk, first) && !ended(&desk, second), "{}", desk.screen());
    // What was marked is marked no more, and the key is for the row under the cursor.
    desk.press("vv<Space>");
    assert!(ended(&desk, first) && ended(&desk, second) && !desk.screen().contains("2 marked"), "{}", desk.screen());
    desk.press("gbga");
    assert!(row(&desk, first).is_none() && row(&desk, second).is_none(), "{}", desk.screen());
}

#[test]
fn a_long_note_is_read_whole_on_its_page() {
    let mut desk = Desk::demo();
    let rows: Vec<String> = (1..=90).map(|row| format!("- row {row} of the visit")).collect();
    desk.press("<Enter>4a").paste(&rows.join("\n")).press("<Ctrl+S>").press("gg");
    assert!(desk.screen().contains("Enter shows it whole"), "{}", desk.screen());
    let entries = desk.entries();
    desk.press("<Enter>");
    assert!(desk.screen().contains("row 1 of") && !desk.screen().contains("row 90 of"), "{}", desk.screen());
    desk.press("G");
    assert!(!desk.screen().contains("row 1 of") && desk.screen().contains("row 90 of"), "{}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("Enter shows it whole"), "{}", desk.screen());
    assert_eq!(desk.entries(), entries, "reading writes nothing");
}

#[test]
fn settings_are_there_before_a_workspace_is() {
    let mut desk = Desk::first_run();
    assert!(desk.screen().contains("Welcome"), "{}", desk.screen());
    desk.press("gs<Enter><Down><Enter>");
    assert_eq!(desk.outward, ["set theme paper"], "{}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("Begin an empty workspace"), "and back: {}", desk.screen());
    desk.press("gw");
    assert!(desk.screen().contains("no workspace is open yet"), "{}", desk.screen());
}

#[test]
fn nothing_is_said_to_be_a_draft_before_a_workspace_is() {
    let mut desk = Desk::first_run();
    desk.press("2North");
    assert!(desk.footer().contains("close, keep until you leave"), "{}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("Kept until you leave; open it again to go on."), "{}", desk.screen());
    desk.press("2");
    assert!(desk.screen().contains("North"), "{}", desk.screen());
    let mut desk = Desk::demo();
    desk.press("chalf");
    assert!(desk.footer().contains("close, keep a draft"), "{}", desk.screen());
}

#[test]
fn without_a_workspace_nothing_is_saved_and_no_week_reported() {
    let mut desk = Desk::first_run();
    for width in [120, 80, 50] {
        desk.resize(width, 24);
        let header = desk.screen().lines().next().unwrap().to_owned();
        assert!(header.contains("Welcome") && !header.contains("saved") && !header.contains("W47"), "{header}");
    }
}

#[test]
fn each_row_of_the_settings_is_reached_in_a_small_window() {
    let mut desk = Desk::demo();
    let complaints =
        (1..=9).map(|n| format!("config.toml, line {n}: “future” is not a setting of this version")).collect();
    let names = ["workspaces", "settings", "keys", "themes", "backups", "drafts"];
    let places = names.map(|name| (name, format!("/home/petra/steerco/{name}"))).to_vec();
    let around = Around { complaints, places, ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    for (width, height) in [(60, 18), (80, 24)] {
        desk.resize(width, height);
        desk.press("gbgs");
        let below = desk.state.context.glyphs.below();
        assert!(!desk.screen().contains("steerco/drafts") && desk.screen().contains(below), "{}", desk.screen());
        desk.press("G");
        assert!(desk.screen().contains("steerco/drafts"), "{}", desk.screen());
        desk.press("e");
        assert!(desk.screen().contains("nothing can be set here"), "{}", desk.screen());
        // One row after the other, and back to what can be set.
        desk.press(&"<Up>".repeat(40)).press("e");
        assert!(desk.screen().contains("Setting: theme"), "{}", desk.screen());
        desk.press("<Esc>");
    }
}

#[test]
fn the_question_of_a_prompt_is_read_whole() {
    let mut desk = Desk::demo();
    for (width, height) in [(80, 24), (60, 18)] {
        desk.resize(width, height);
        desk.press("@2026-11");
        let screen = desk.screen();
        assert!(screen.contains("a day, a week, “last” for the last review, or nothing"), "{screen}");
        let (_, cursor) = desk.draw();
        let row = screen.lines().nth(usize::from(cursor.unwrap().y)).unwrap();
        assert!(row.contains("2026-11"), "the cursor stands in the answer: {screen}");
        desk.press("<Tab><Tab><Enter>");
    }
}

#[test]
fn what_is_not_chosen_yet_is_said_in_words() {
    let mut desk = Desk::demo();
    desk.press("o");
    assert!(desk.screen().contains("▌ nothing chosen"), "the seat is empty: {}", desk.screen());
}

#[test]
fn what_an_empty_page_says_is_read_whole_in_every_window() {
    let says = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    for (width, height) in [(120, 40), (80, 24), (60, 18)] {
        let mut desk = Desk::first_run();
        desk.resize(width, height);
        for said in ["their weekly metrics in one file.", "or you say what they are", "up to forty weeks of history"] {
            assert!(says(&desk).replace("▌ ", "").contains(said), "{said}: {}", desk.screen());
        }
        let mut desk = Desk::empty();
        desk.resize(width, height);
        desk.press("aAlpha<Ctrl+S><Enter>6");
        assert!(says(&desk).contains("disputed or outside the procedure."), "{}", desk.screen());
        desk.press("<Esc>/zzzz");
        assert!(says(&desk).contains("Esc twice shows all."), "{}", desk.screen());
    }
}

#[test]
fn the_dashboard_says_of_spend_what_the_month_says() {
    let mut desk = Desk::demo();
    let pilots = desk.store.read().pilot_ids().unwrap();
    let spent = [(0, PilotField::SpendChange, 300_000), (1, PilotField::SpendChange, 100_000)];
    for (at, field, amount) in spent.into_iter().chain([(0, PilotField::SpendTechnology, 2_700_000)]) {
        let to = steerco::domain::Value::Number(steerco::domain::Fixed::from_int(amount));
        desk.commit(&Change::Pilot(PilotChange::Set { pilot: pilots[at], field, to, was: None }));
    }
    let mut desk = desk.restart();
    desk.resize(250, 90);
    let screen = desk.press("gd").screen();
    let says =
        "spent on change 400,000, technology 2,700,000, by 2 pilots; 10 % on change where both are said, by 1 pilot";
    assert!(screen.contains(says), "{screen}");
}

#[test]
fn the_median_of_a_stage_stands_whole_at_every_width() {
    let mut desk = Desk::demo();
    desk.press("gd");
    for (width, median) in [(120, "11/13"), (100, "wk 11 of 13"), (80, "11/13"), (60, "11/13")] {
        desk.resize(width, 30);
        assert!(desk.screen().contains(median), "{width}: {}", desk.screen());
    }
}

#[test]
fn an_answer_is_charted_in_its_words_and_within_no_limits() {
    let mut desk = Desk::demo();
    desk.press("/field<Enter><Enter>").press("3jt");
    let screen = desk.screen();
    assert!(screen.contains("in part │") && screen.contains("old process used   yes"), "{screen}");
    assert!(!screen.contains("limit"), "{screen}");
}

// ------------------------------------------------------------------------------------------------------ repeating

/// The newest sentence of the journal.
fn newest(desk: &Desk) -> String {
    desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary
}

const FILLED: &str = "Filled in with what you said last";

#[test]
fn the_last_change_is_asked_again_for_the_next_pilot_and_saved_by_enter_only() {
    let mut desk = Desk::demo();
    desk.press("ocos<Tab>moved to claims<Enter>");
    let before = desk.entries();
    desk.press("j.");
    let screen = desk.screen();
    for says in ["Executive owner of Warranty coding", "Ana Costa", "moved to claims", FILLED] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
    desk.press("<Esc>");
    assert!(desk.drafts.is_empty(), "nothing was typed: {:?}", desk.drafts);
    assert_eq!(desk.entries(), before);
    desk.press(".<Enter>");
    let said = newest(&desk);
    assert_eq!((desk.entries(), said.as_str()), (before + 1, "Warranty coding: Ana Costa is the executive owner now."));
    desk.press("j.<Enter>");
    assert_eq!(newest(&desk), "Complaint routing: Ana Costa is the executive owner now.", "and again");
    // It is one verb wherever a pilot is selected.
    desk.press("gx.");
    let screen = desk.screen();
    assert!(screen.contains("Executive owner of Shift planning") && screen.contains("moved to claims"), "{screen}");
}

#[test]
fn what_is_drafted_already_is_not_filled_over() {
    let mut desk = Desk::demo();
    desk.press("/complaint<Esc>o<Tab>half a reason<Esc><Esc>")
        .press("/demand<Esc>ocos<Tab>moved to claims<Enter><Esc>");
    desk.press("/complaint<Esc>.");
    let screen = desk.screen();
    assert!(screen.contains("half a reason") && screen.contains("not filled in over it"), "{screen}");
    assert!(!screen.contains("moved to claims"), "{screen}");
}

#[test]
fn what_cannot_be_repeated_here_says_why_not() {
    let mut desk = Desk::demo();
    desk.press("lHtoo early<Enter>").press("/demand<Esc>.");
    let why = "“stage before” was done last, and cannot be done here: stage 1 is the first.";
    assert!(desk.screen().contains(why), "{}", desk.screen());
    desk.press("gp.");
    let why = "“stage before” was done last, and this screen has no such verb.";
    assert!(desk.screen().contains(why), "{}", desk.screen());
}

#[test]
fn the_last_change_is_repeated_for_what_is_marked() {
    let mut desk = Desk::demo();
    desk.press("ocos<Tab>moved to claims<Enter>").press("jvv");
    let before = desk.entries();
    desk.press(".");
    let screen = desk.screen();
    assert!(screen.contains("Executive owner of 2 pilots") && screen.contains("moved to claims"), "{screen}");
    desk.press("<Enter>");
    assert_eq!(desk.entries(), before + 1, "one change: {}", desk.screen());
    let newest = newest(&desk);
    let all = ["Ana Costa as executive owner of 2 pilots", "Warranty coding", "Complaint routing"];
    assert!(all.iter().all(|said| newest.contains(said)), "{newest}");
}

#[test]
fn nothing_is_repeated_after_a_restart_nor_what_was_said_before_the_mask() {
    let mut desk = Desk::demo();
    desk.press("ocos<Tab>moved to claims<Enter>");
    let mut desk = desk.restart();
    desk.press(".");
    assert!(desk.screen().contains("nothing to repeat yet"), "{}", desk.screen());
    desk.press("ocos<Tab>moved to claims<Enter>").press("M").press(".");
    let screen = desk.screen();
    assert!(screen.contains("nothing to repeat yet") && !screen.contains("Costa"), "{screen}");
}

#[test]
fn what_asks_nothing_is_repeated_at_once_and_what_was_asked_never_is() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("x").press(".");
    assert_eq!(desk.entries(), before + 2, "{}", desk.screen());
    assert!(newest(&desk).contains("rchived"), "{}", newest(&desk));
    let mut desk = Desk::demo();
    desk.press("<Enter>2<Space>seen<Enter>");
    let before = desk.entries();
    // Here the key would open the item again.
    desk.press(".");
    assert!(desk.screen().contains("“tick” asks nothing here: only its own key does it."), "{}", desk.screen());
    assert_eq!(desk.entries(), before);
    desk.press("j.");
    let screen = desk.screen();
    assert!(screen.contains("Done: Real users") && screen.contains("seen") && screen.contains(FILLED), "{screen}");
    desk.press("<Enter>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn a_reading_is_of_its_pilot_alone_and_its_note_may_be_of_several() {
    let mut desk = Desk::demo();
    desk.press("m47%<Tab><Tab><Tab>the gateway was down<Enter>");
    let before = desk.entries();
    desk.press("/complaint<Esc>.");
    let screen = desk.screen();
    assert!(screen.contains("A reading of Complaint routing") && screen.contains("the gateway was down"), "{screen}");
    assert!(!screen.contains("47%"), "{screen}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("value cannot be empty"), "{}", desk.screen());
    assert_eq!(desk.entries(), before);
}

#[test]
fn the_pages_of_a_pilot_are_narrowed_and_no_letter_runs_as_a_command() {
    let mut desk = Desk::demo();
    desk.press(":shift planning<Enter>6/agency");
    let screen = desk.screen();
    assert!(screen.contains("Agency staff planned twice") && screen.contains("1 of 3 shown"), "{screen}");
    assert!(!screen.contains("Wish of a team lead"), "{screen}");
    desk.press("<Enter><Esc>");
    assert!(desk.screen().contains("Wish of a team lead"), "{}", desk.screen());
    desk.press("5/zzz");
    assert!(desk.screen().contains("Nothing matches /zzz"), "{}", desk.screen());
    for day in ["2026-12-04", "4 Dec"] {
        desk.press("<Ctrl+U>").press(day);
        assert!(desk.screen().contains("by 4 Dec: Ask the works council"), "{day}: {}", desk.screen());
    }
    desk.press("<Esc><Esc>2/xml");
    assert!(desk.screen().contains("Nothing matches /xml"), "{}", desk.screen());
    // The rows of this page are the same for every pilot: the cursor goes to one.
    desk.press("1/xml<Enter>");
    assert!(!desk.screen().contains("archived"), "{}", desk.screen());
    desk.press("gt/xml");
    assert!(!desk.screen().contains("dropped"), "{}", desk.screen());
}

#[test]
fn what_a_workspace_calls_its_stages_is_masked_as_names_are() {
    let mut desk = Desk::demo();
    let (key, to) = ("stage.1.name".to_owned(), Some("\"Pilot Zuse AG\"".to_owned()));
    desk.commit(&Change::Amend(vec![Amend { key, to, was: None }]));
    desk.take(Msg::Disturbed);
    assert!(desk.screen().contains("Pilot Zuse"), "{}", desk.screen());
    desk.press("M");
    assert!(!desk.screen().contains("Zuse") && desk.screen().contains("Pilot Valid"), "{}", desk.screen());
    assert!(!desk.press("y").copied().contains("Zuse"));
    desk.press("My");
    assert!(desk.screen().contains("Pilot Zuse"), "{}", desk.screen());
}

#[test]
fn the_open_workspace_is_called_otherwise_where_they_are_listed() {
    let mut desk = Desk::demo();
    desk.press("go/zw<Enter><Enter>");
    assert!(desk.screen().contains("nothing here has these words"), "{}", desk.screen());
    desk.press("<Esc>e<Ctrl+U>Harbour works<Enter>gb");
    assert!(desk.screen().contains("Harbour works"), "{}", desk.screen());
}

#[test]
fn the_name_of_a_file_tells_copies_of_one_title_apart() {
    let mut desk = Desk::demo();
    let around = Around { called: "kopie".to_owned(), ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    assert!(desk.screen().contains("Northwind AI programme  demo  kopie"), "{}", desk.screen());
    desk.press("M");
    assert!(!desk.screen().contains("kopie"), "{}", desk.screen());
}

#[test]
fn the_sentence_of_a_rule_says_the_numbers_that_the_workspace_set() {
    let mut desk = Desk::demo();
    desk.press("gf/no-owner<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("fires: There is no executive") && screen.contains("week 9"), "{screen}");
    let (key, to) = ("warning.no-owner.week".to_owned(), steerco::domain::Fixed::parse("3").ok());
    desk.commit(&Change::Metric(MetricChange::Parameter { key, metric: None, to, was: None }));
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("the framework has 9"), "{screen}");
    assert!(screen.contains("week 3") && !screen.contains("week 9"), "{screen}");
}

#[test]
fn an_entry_of_the_framework_is_found_by_its_name_and_said_in_words() {
    let mut desk = Desk::demo();
    assert!(desk.press(":condition adrift").screen().contains("condition-adrift"), "{}", desk.screen());
    for typed in ["condition-adrift", "watermelon"] {
        let mut desk = Desk::demo();
        let screen = desk.press(&format!(":{typed}")).screen();
        assert!(screen.contains("framework") && screen.contains("warning"), "{typed}: {screen}");
        desk.press("<Enter>");
        let screen = desk.screen();
        assert!(screen.lines().next().unwrap().contains("Framework"), "{typed}: {screen}");
        let selected = screen.lines().find(|line| line.contains('▌')).unwrap_or_default();
        assert!(selected.contains(typed), "{typed}: {screen}");
        assert!(screen.contains("place among the warnings") && screen.contains("levels: "), "{screen}");
        assert!(!screen.contains("rank: "), "{screen}");
    }
}

#[test]
fn tab_goes_to_the_next_section_of_the_framework_and_brackets_go_both_ways() {
    let mut desk = Desk::demo();
    let section = |desk: &mut Desk, keys: &str| {
        let screen = desk.press(keys).screen();
        let line = screen.lines().find(|line| line.contains('▌')).unwrap_or_default().to_owned();
        line.trim_start_matches(['▌', ' ']).split_whitespace().next().unwrap_or_default().to_owned()
    };
    assert_eq!(section(&mut desk, "gf"), "stage");
    assert_eq!(section(&mut desk, "<Tab>"), "checklist");
    assert_eq!(section(&mut desk, "]"), "dimension");
    assert_eq!(section(&mut desk, "j["), "dimension", "first to where this one begins");
    assert_eq!(section(&mut desk, "["), "checklist");
    assert_eq!(section(&mut desk, "[["), "benchmark", "before the first stands the last");
}

#[test]
fn plain_questions_find_a_verb() {
    for (asked, verb) in [
        ("how do I delete", "archive"),
        ("share with my boss", "copy"),
        ("why red", "open"),
        ("red", "open"),
        ("legend", "framework"),
        ("symbol", "framework"),
        ("set target", "edit"),
        ("target users", "edit"),
        ("change the stage", "gate"),
        ("html", "portfolio"),
        ("unmask", "mask"),
    ] {
        for key in [":", "?"] {
            let mut desk = Desk::demo();
            let screen = desk.press(key).press(asked).screen();
            let mut rows = screen.lines().skip(4).filter(|line| line.contains('│'));
            assert!(rows.any(|line| line.contains(verb)), "{key}{asked}: {screen}");
        }
    }
    let mut desk = Desk::demo();
    let screen = desk.press(":red").screen();
    let chosen = screen.lines().find(|line| line.contains("│ ▌")).unwrap_or_default();
    assert!(chosen.contains("open") && !chosen.contains("redo"), "{screen}");
}

#[test]
fn who_masks_everything_by_a_slip_is_told_the_way_back_first() {
    let mut desk = Desk::demo();
    desk.press("M");
    assert!(desk.screen().contains("Names and values are masked: M shows them."), "{}", desk.screen());
    for size in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(size.0, size.1);
        assert_eq!(desk.state.hints().first(), Some(&("M".to_owned(), "unmask")), "{}", desk.screen());
        assert!(desk.screen().contains("M unmask"), "{}", desk.screen());
    }
    desk.press("?unmask<Enter>");
    assert!(desk.screen().contains("Show names and values again?"), "{}", desk.screen());
    desk.press("y");
    assert!(!desk.screen().contains("M unmask") && desk.screen().contains("are shown."), "{}", desk.screen());
}

#[test]
fn what_somebody_typed_names_no_key_however_it_looks() {
    let mut desk = Desk::demo();
    desk.press("c⟨undo⟩ me<Enter>");
    assert!(desk.screen().contains("⟨undo⟩ me") && desk.screen().contains("u takes it back"), "{}", desk.screen());
    desk.press("gh");
    assert_eq!(desk.screen().matches("⟨undo⟩ me").count(), 2, "in its row and below: {}", desk.screen());
}

#[test]
fn why_somebody_cannot_be_chosen_names_keys_once_it_was_to_be_saved_too() {
    let mut desk = Desk::demo();
    desk.press("gp/tanaka<Enter>xy").press("gb/demand<Enter>o").press("Kenji Tanaka");
    for keys in ["", "<Ctrl+S>"] {
        desk.press(keys);
        let screen = desk.screen();
        let says = screen.contains("Kenji Tanaka is archived: name somebody else, or x");
        assert!(says && !screen.contains('⟨'), "“{keys}”: {screen}");
    }
}

/// Clicks where a text stands on the screen.
fn click(desk: &mut Desk, text: &str) {
    click_in(desk, text, 0);
}

/// Clicks so many columns right of where a text begins on the screen.
fn click_in(desk: &mut Desk, text: &str, right: usize) {
    let screen = desk.screen();
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let x = line.split(text).next().unwrap_or_default().chars().count() + right;
    desk.take(steerco::interaction::Msg::Clicked(u16::try_from(x).unwrap(), u16::try_from(y).unwrap()));
}

#[test]
fn a_click_on_a_hint_does_that_verb_and_in_a_form_goes_to_what_is_under_it() {
    let mut desk = Desk::demo();
    click(&mut desk, "? help");
    assert!(desk.screen().contains(" Help "), "{}", desk.screen());
    click(&mut desk, "Esc close");
    click(&mut desk, "a add");
    click(&mut desk, "summary    ");
    desk.press("Sorts the mail");
    click(&mut desk, "name    ");
    desk.press("Mail desk");
    click(&mut desk, "il desk");
    desk.press("-");
    click(&mut desk, "business lead");
    click(&mut desk, "Ana Costa");
    assert!(desk.screen().contains("▌ Ana Costa"), "{}", desk.screen());
    click(&mut desk, "Save ]");
    assert!(desk.screen().contains("Added “Ma-il desk”"), "{}", desk.screen());
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    desk.press("/ma-il<Enter><Enter>");
    assert!(desk.screen().contains("Sorts the mail"), "{}", desk.screen());
    // Above the rule of a narrow window stand hints too.
    desk.press("gb<Esc>").resize(60, 18);
    click(&mut desk, "m reading");
    assert!(desk.screen().contains("Esc close"), "{}", desk.screen());
}

#[test]
fn a_click_answers_a_question_and_chooses_a_row_of_the_help_and_of_what_is_found() {
    for size in [(120, 40), (60, 18)] {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        desk.press("M?unmask<Enter>");
        click_in(&mut desk, "y yes   n no", 8);
        assert!(!desk.screen().contains("Are you sure?") && desk.state.context.masked, "{}", desk.screen());
        desk.press("?unmask<Enter>");
        click(&mut desk, "Are you sure?");
        assert!(desk.screen().contains("Are you sure?"), "{}", desk.screen());
        click(&mut desk, "y yes   n no");
        assert!(!desk.state.context.masked, "{}", desk.screen());
        for key in ["?", ":"] {
            desk.press(key);
            let screen = desk.screen();
            let row = screen.lines().filter(|line| line.starts_with('│')).nth(5).unwrap();
            let row = row.trim_matches(['│', ' ']);
            click(&mut desk, row);
            let screen = desk.screen();
            assert!(screen.lines().any(|line| line.contains('▌') && line.contains(row)), "{row}: {screen}");
            desk.press("<Esc>");
        }
    }
}

#[test]
fn a_click_on_a_prompt_puts_the_cursor_where_it_is() {
    let mut desk = Desk::demo();
    desk.press("c").press("half said");
    click(&mut desk, "f said");
    desk.press("x<Enter>");
    assert!(desk.screen().contains("halxf said"), "{}", desk.screen());
}

#[test]
fn the_funnel_names_its_stages_whole_in_every_width() {
    let mut desk = Desk::demo();
    desk.press("gd");
    for (width, heads) in
        [(60, "in onward ended now"), (80, "stop retire"), (120, "ended"), (160, "stop"), (200, "stopped")]
    {
        desk.resize(width, 40);
        let screen = desk.screen();
        for stage in
            ["1 Pilot Validation", "2 Production Architecture", "3 Organizational Embedding", "4 Enterprise Scale"]
        {
            assert!(screen.contains(stage), "{width}, {stage}: {screen}");
        }
        assert!(screen.contains(heads), "{width}: {screen}");
    }
}
