//! The history: what happened is told in names and words, and an entry is taken back and done again.

use crate::counted;
use crate::support::Desk;

/// Does a text show how something is stored: the key of a row, or JSON?
fn shows_the_inside(text: &str) -> bool {
    let digits = |part: &str| part.len() > 11 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.contains("[{") || text.contains("{\"") || text.split(|c: char| !c.is_ascii_alphanumeric()).any(digits)
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
    desk.shows("Edited 2 pilots (Demand forecast, Warranty coding).");
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
    desk.shows("Edited 2 pilots");
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
fn what_the_history_took_back_is_done_again_by_the_key_that_it_names() {
    let mut desk = Desk::demo();
    desk.press("cfirst told<Enter>csecond told<Enter>gh<↓>Ry");
    desk.shows("U does it again");
    let notes = |desk: &Desk| desk.export()["notes"].to_string();
    assert!(!notes(&desk).contains("first told"));
    desk.press("U");
    assert!(notes(&desk).contains("first told") && notes(&desk).contains("second told"), "{}", desk.screen());
}
