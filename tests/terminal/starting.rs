//! Starting and leaving: the terminal is given back whatever ends the program, and what was typed stays.

use std::fs;

use crate::process::STEERCO;
use crate::{CTRL_C, Desk, ENTER, ESC, ROOMY, Terminal, assert_plain_board, header, modes_restored, shows_the_board};

fn ends_by_signal_and_keeps_the_draft(signal: &str) {
    let desk = Desk::with_demo();
    let entries = desk.entries();
    let first = desk.open();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.signal(signal);
    first.wait_for_end().assert_terminal_restored();
    assert_eq!(desk.entries(), entries, "what was only typed is not saved");

    let second = desk.open();
    second.press("c");
    second.wait_for_text("half a zebra");
}

/// The file of the drafts, as another program opens it.
fn drafts_of(desk: &Desk) -> rusqlite::Connection {
    let folder = desk.folder().join("state/steerco/drafts");
    let mut names = fs::read_dir(folder).unwrap().map(|name| name.unwrap().path());
    let path = names.find(|path| path.extension().is_some_and(|kind| kind == "sqlite"));
    rusqlite::Connection::open(path.unwrap()).unwrap()
}

#[test]
fn the_demo_opens_on_the_board_with_its_pilots() {
    let desk = Desk::empty();
    let terminal = Terminal::start(&desk, &["demo"], ROOMY);
    terminal.wait_for(shows_the_board, "the board of the demo");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().status.exit_code(), 0);
}

#[test]
fn q_leaves_with_status_nought_and_gives_the_terminal_back() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("q");
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

#[test]
fn ctrl_c_twice_leaves_as_q_does() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

#[test]
fn a_terminated_program_gives_the_terminal_back_and_keeps_the_draft() {
    ends_by_signal_and_keeps_the_draft("TERM");
}

#[test]
fn a_hung_up_program_gives_the_terminal_back_and_keeps_the_draft() {
    ends_by_signal_and_keeps_the_draft("HUP");
}

#[test]
fn plain_sentences_that_are_interrupted_give_the_terminal_back() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start(&desk, &["--plain", "--workspace", desk.file().to_str().unwrap()], ROOMY);
    terminal.wait_for_text("? all verbs");
    terminal.press(CTRL_C);
    let ended = terminal.wait_for_end();
    assert!(!ended.status.success(), "it is ended as any other program is");
    assert_eq!(modes_restored(&ended.bytes), Ok(()));
}

#[test]
fn whoever_leaves_before_what_was_typed_is_on_the_disk_loses_none_of_it() {
    let desk = Desk::with_demo();
    let first = desk.open();
    first.wait_for(shows_the_board, "the board");
    let other = drafts_of(&desk);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.press(ESC);
    first.wait_for(|screen| !screen.contains("half a zebra"), "that the form is closed");
    first.press("q");
    first.wait_for_text("1 text is not kept anywhere; leave all the same?");
    other.execute_batch("ROLLBACK").unwrap();
    first.wait_for_text("is kept on disk now");
    first.press("q");
    first.wait_for_end();
    let second = desk.open();
    second.press("c");
    second.wait_for_text("half a zebra");
}

#[test]
fn a_save_that_waits_for_another_program_is_shown_and_keeps_nobody_long_who_ends_the_program() {
    let desk = Desk::with_demo();
    let first = desk.open();
    let other = rusqlite::Connection::open(desk.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.press(ENTER);
    first.wait_for_header("saving");
    first.signal("TERM");
    first.wait_for_end().assert_terminal_restored();
    other.execute_batch("ROLLBACK").unwrap();
    let second = desk.open();
    second.press("c");
    second.wait_for_text("half a zebra");
}

#[test]
fn a_second_window_leaves_alone_what_the_first_is_typing_until_that_was_killed() {
    let desk = Desk::with_demo();
    let first = desk.open();
    first.press("c");
    first.press("half a zebra");
    first.wait_for_text("half a zebra");
    first.wait_for_header("kept");
    let second = desk.open();
    second.press("c");
    second.wait_for_text("Another window is writing here");
    second.press("a whole horse");
    second.wait_for_text("a whole horse");
    first.wait_for_text("Somebody else is typing here too");
    second.press(ENTER);
    let saved = second.wait_for_text("noted");
    assert!(!saved.contains("zebra"), "{saved}");
    first.signal("KILL");
    first.wait_for_end();
    second.wait_for_header("~1");
    second.press("c");
    second.wait_for_text("half a zebra");
}

#[test]
fn a_draft_that_is_open_in_one_window_is_not_opened_in_another() {
    let desk = Desk::with_demo();
    let before = desk.open();
    before.press("c");
    before.press("a zebra was left");
    before.wait_for_text("a zebra was left");
    before.press(ESC);
    before.wait_for_text("Kept as a draft");
    before.press("q");
    before.wait_for_end();
    let entries = desk.entries();
    let (first, second) = (desk.open(), desk.open());
    for window in [&first, &second] {
        window.wait_for_header("~1");
    }
    first.press("c");
    first.wait_for_text("a zebra was left");
    second.wait_for(|screen| !header(screen).contains('~'), "that the draft is open in the first window");
    second.press("c");
    let screen = second.wait_for_text("Another window is writing here");
    assert!(!screen.contains("a zebra was left"), "{screen}");
    first.press(ENTER);
    first.wait_for_text("noted");
    assert_eq!(desk.entries(), entries + 1);
}

#[test]
fn of_drafts_that_two_windows_left_at_one_place_either_takes_up_the_one_that_is_chosen() {
    let desk = Desk::with_demo();
    let (first, second) = (desk.open(), desk.open());
    for (window, text) in [(&first, "a zebra was left"), (&second, "an okapi was left")] {
        window.press("c");
        window.press(text);
        window.wait_for_text(text);
    }
    for window in [&first, &second] {
        window.press(ESC);
        window.wait_for_text("Kept as a draft");
    }
    for window in [&first, &second] {
        window.wait_for_header("~2");
    }
    first.press("gt");
    first.wait_for(|screen| screen.contains("okapi") && !screen.contains("another window"), "that nobody writes it");
    first.press("/okapi");
    first.press(ENTER);
    first.wait_for(|screen| screen.contains("okapi") && !screen.contains("zebra"), "that row alone");
    first.press(ENTER);
    first.wait_for(|screen| screen.contains("okapi") && !screen.contains("zebra"), "the draft that was chosen");
    second.wait_for_header("~1");
    first.press(ENTER);
    first.wait_for_text("noted");
    second.press("c");
    second.wait_for_text("a zebra was left");
}

#[test]
fn the_shell_has_its_line_editing_back_after_q() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start_in_shell(&desk, r#""$0" "$@"; echo "left with $?"; stty -a; echo "that is all""#);
    terminal.wait_for(shows_the_board, "the board");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    ended.assert_terminal_restored();
    let said = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(said.contains("left with 0"), "{said}");
    for setting in ["icanon", "echo", "isig"] {
        assert!(said.split_whitespace().any(|word| word == setting), "“{setting}” is not set: {said}");
    }
}

#[test]
fn a_terminal_of_one_cell_starts_and_leaves() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start(&desk, &["--workspace", desk.file().to_str().unwrap()], (1, 1));
    terminal.wait_until(|seen| seen.parser.screen().alternate_screen(), "a screen of its own");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    assert!(ended.status.success(), "{}", ended.status);
    ended.assert_terminal_restored();
}

#[test]
fn without_a_terminal_the_board_is_plain_text() {
    let desk = Desk::with_demo();
    let file = desk.file();
    let words = ["--workspace", file.to_str().unwrap()];
    assert_plain_board(&desk.command(STEERCO, &words).output().unwrap());
    assert_plain_board(&desk.command(STEERCO, &["demo"]).output().unwrap());
    let closed = [&["-c", r#"exec "$0" "$@" <&-"#, STEERCO], words.as_slice()].concat();
    assert_plain_board(&desk.command("/bin/sh", &closed).output().unwrap());
}

#[test]
fn with_its_input_from_a_file_the_board_is_plain_text_even_on_a_terminal() {
    let desk = Desk::with_demo();
    let terminal = Terminal::start_in_shell(&desk, r#""$0" "$@" </dev/null; echo "left with $?""#);
    let ended = terminal.wait_for_end();
    let said = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(said.contains("left with 0"), "{said}");
    assert!(said.contains("Invoice triage"), "{said}");
    assert!(!said.contains("\x1b[?1049h"), "nobody could leave that screen: {said:?}");
}
