//! Other processes, broken files and other sizes, while the board is open.

use std::fs;

use crate::chance::Chance;
use crate::{Desk, ENTER, ESC, ROOMY, header, shows_the_board};

#[test]
fn what_another_process_notes_and_reports_shows_in_the_open_history() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("gh");
    terminal.wait_for(|screen| header(screen).to_lowercase().contains("history"), "the history");
    desk.other_process(&["note", "invoice-triage", "zebra one"]);
    terminal.wait_for_text("zebra one");
    desk.other_process(&["status", "claims-intake", "R", "--because", "zebra two"]);
    terminal.wait_for_text("zebra two");
}

#[test]
fn what_another_process_renames_shows_on_the_open_board() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    desk.other_process(&["set", "pilot", "invoice-triage", "name", "Zebra triage"]);
    terminal.wait_for(|screen| screen.contains("Zebra triage") && !screen.contains("Invoice triage"), "the new name");
}

#[test]
fn a_file_that_is_gone_replaced_or_emptied_while_open_is_named_and_the_text_stays() {
    let cases = [
        ("gone", "is not there any more (moved or deleted): what was typed stays a draft; move it back"),
        ("replaced", "was replaced while it was open here"),
        ("emptied", "was emptied while it was open here"),
    ];
    for (word, said) in cases {
        let desk = Desk::with_demo();
        let terminal = desk.open();
        let moved = desk.folder().join("elsewhere.steerco");
        if word == "emptied" {
            fs::write(desk.file(), b"").unwrap();
        } else {
            fs::rename(desk.file(), &moved).unwrap();
        }
        if word == "replaced" {
            fs::copy(&moved, desk.file()).unwrap();
        }
        terminal.press("c");
        terminal.press("the zebra stays");
        terminal.wait_for_text("the zebra stays");
        terminal.press(ENTER);
        let shown = |screen: &str| screen.split_whitespace().collect::<Vec<_>>().join(" ");
        terminal.wait_for(|screen| shown(screen).contains(said) && screen.contains("the zebra stays"), said);
        terminal.wait_for_text("NOT SAVED");
        terminal.press(ESC);
        terminal.wait_for(|screen| !screen.contains("the zebra stays"), "the prompt closed");
        terminal.wait_for_header("NOT SAVED");
        terminal.press("q");
        assert!(terminal.wait_for_end().status.success());
    }
}

#[test]
fn a_pilot_that_a_damaged_file_does_not_give_says_so_and_nothing_is_written_any_more() {
    let desk = Desk::with_demo();
    let note = "A note that is long enough to be found in the file";
    desk.other_process(&["note", "energy-bills", note]);
    let mut bytes = fs::read(desk.file()).unwrap();
    let at = bytes.windows(note.len()).position(|window| window == note.as_bytes()).unwrap();
    bytes[at + 10] = 0xff;
    fs::write(desk.file(), bytes).unwrap();
    let terminal = desk.open();
    terminal.press(":");
    terminal.press("energy bills");
    terminal.press(ENTER);
    terminal.wait_for_text("This cannot be shown: the file is damaged");
    terminal.wait_for_header("DAMAGED");
    terminal.press(ESC);
    terminal.wait_for_text("`steerco doctor` says why");
    terminal.press("c");
    terminal.wait_for_text("nothing can be written here");
}

#[test]
fn a_file_that_is_found_broken_as_the_day_begins_is_not_written() {
    let desk = Desk::with_demo();
    let other = rusqlite::Connection::open(desk.file()).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    other.execute("DELETE FROM person WHERE id = (SELECT owner FROM action LIMIT 1)", []).unwrap();
    drop(other);
    let before = fs::read(desk.file()).unwrap();
    let terminal = desk.open();
    terminal.wait_for_header("DAMAGED");
    terminal.press("j");
    terminal.wait_for_text("`steerco doctor` says why");
    terminal.press("q");
    assert!(terminal.wait_for_end().status.success());
    assert!(fs::read(desk.file()).unwrap() == before, "a broken file was written");
}

#[test]
fn a_storm_of_resizes_ends_with_the_screen_of_a_terminal_that_kept_its_size() {
    let desk = Desk::with_demo();
    let (terminal, calm) = (desk.open(), desk.open());
    let mut chance = Chance(1124);
    let mut up_to = |most| u16::try_from(chance.below(most)).unwrap() + 1;
    let random = (0..28).map(|_| (up_to(200), up_to(60)));
    for size in random.chain([(1, 1), (200, 60)]) {
        terminal.resize(size);
    }
    terminal.resize(ROOMY);
    terminal.wait_for(|screen| shows_the_board(screen) && screen == calm.text(), "the screen of the calm terminal");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}
