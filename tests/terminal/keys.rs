//! Keys and pasted text, as a person gives them.

use std::fs;

use crate::process::STEERCO;
use crate::{Desk, ENTER, ESC, ROOMY, Terminal, header, shows_the_board};

#[test]
fn enter_keeps_the_filter_a_second_one_opens_what_it_found_and_esc_goes_back() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("/");
    terminal.press("inv");
    terminal.wait_for(|screen| !screen.contains("Contract review"), "only the pilots that match");
    terminal.press(ENTER);
    terminal.wait_for(|screen| !screen.contains("stop typing"), "the verbs of the board again");
    terminal.press(ENTER);
    terminal.wait_for_header("Invoice triage");
    terminal.press(ESC);
    terminal.wait_for_header("Board");
}

#[test]
fn g_and_a_letter_go_to_the_other_screens() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    for (keys, word) in [("gw", "week"), ("gp", "people"), ("gh", "history"), ("gb", "board")] {
        terminal.press(keys);
        let there = |screen: &str| header(screen).to_lowercase().contains(word);
        terminal.wait_for(there, &format!("“{word}” in the header after {keys}"));
    }
}

#[test]
fn the_question_mark_lists_the_keys_and_the_palette_finds_a_pilot() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("?");
    terminal.press("suspend");
    // No footer ever shows this key, so it can only come from the help.
    terminal.wait_for_text("Ctrl+Z");
    terminal.press(ESC);
    terminal.wait_for(|screen| !screen.contains("Ctrl+Z"), "the help closed");
    terminal.press(":");
    terminal.press("warranty");
    terminal.press(ENTER);
    terminal.wait_for_header("Warranty coding");
}

#[test]
fn a_note_is_saved_taken_back_and_done_again() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.press("c");
    terminal.press("the zebra signs");
    terminal.wait_for_text("the zebra signs");
    terminal.press(ENTER);
    terminal.wait_for(|screen| screen.contains("noted") && screen.contains("the zebra signs"), "the note's sentence");
    assert_eq!(desk.entries(), before + 1, "what the screen calls saved is in the file");
    terminal.press("u");
    terminal.wait_for_text("Took back");
    terminal.press("U");
    terminal.wait_for_text("Did again");
    assert_eq!(desk.entries(), before + 3);
}

#[test]
fn esc_closes_a_prompt_and_the_draft_comes_back() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("c");
    terminal.press("almost a zebra");
    terminal.wait_for_text("almost a zebra");
    terminal.press(ESC);
    terminal.wait_for(|screen| !screen.contains("almost a zebra"), "the prompt closed");
    terminal.press("c");
    terminal.wait_for_text("almost a zebra");
}

#[test]
fn q_in_a_prompt_types_a_q() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("c");
    terminal.press("q");
    terminal.press("uq?:/ zebra");
    terminal.wait_for_text("quq?:/ zebra");
}

#[test]
fn the_editor_has_the_terminal_and_brings_the_text_back() {
    let desk = Desk::with_demo();
    let script = desk.folder().join("editor.sh");
    fs::write(&script, "printf 'the editor is here\\n'; read line; printf '# A zebra\\n\\nfrom the editor' > \"$1\"\n")
        .unwrap();
    let editor = format!("/bin/sh {}", script.display());
    let terminal = Terminal::start_in_shell(&desk, &format!(r#"EDITOR='{editor}' "$0" "$@"; echo "left with $?""#));
    terminal.wait_for(shows_the_board, "the board");
    terminal.press(ENTER);
    terminal.wait_for_text("1 Overview");
    terminal.press("4a");
    terminal.wait_for_text("Note on");
    terminal.press("draft");
    terminal.wait_for_text("draft");
    terminal.press("\x05");
    terminal.wait_for_text("the editor is here");
    terminal.press(ENTER);
    terminal.wait_for(|screen| screen.contains("from the editor") && screen.contains("[ Save ]"), "the edited text");
    terminal.press("\x13");
    terminal.wait_for_text("noted");
    terminal.press("q");
    let ended = terminal.wait_for_end();
    ended.assert_terminal_restored();
    assert!(String::from_utf8_lossy(&ended.bytes).contains("left with 0"));
}

#[test]
fn a_text_that_comes_from_the_terminal_is_asked_for() {
    let desk = Desk::with_demo();
    let file = desk.file();
    let note = ["--workspace", file.to_str().unwrap(), "note", "invoice-triage", "-"];
    let terminal = Terminal::start(&desk, &note, ROOMY);
    terminal.wait_for_text("until Ctrl+D");
    terminal.press("typed by hand\r\x04");
    terminal.wait_for_text("noted “typed by hand”");
    // Whatever else it reads needs no word.
    let mut piped = desk.command(STEERCO, &note);
    let said = piped.stdin(fs::File::open("/dev/null").unwrap()).output().unwrap();
    assert!(!String::from_utf8_lossy(&said.stderr).contains("Ctrl+D"), "{said:?}");
}

#[test]
fn no_file_of_the_screens_is_the_terminal_itself() {
    let desk = Desk::with_demo();
    let terminal = desk.open();
    terminal.press("gi");
    terminal.wait_for_text("Import");
    terminal.press("-\r");
    terminal.wait_for_text("there is no file -");
}

#[test]
fn a_file_that_is_saved_anew_before_it_is_taken_in_is_shown_as_it_is_now() {
    let desk = Desk::with_demo();
    let (file, before) = (desk.folder().join("plan.csv"), desk.entries());
    fs::write(&file, "Project,Phase\nZed bot,1\n").unwrap();
    let terminal = desk.open();
    terminal.press("gi");
    terminal.wait_for_text("Import");
    terminal.press(&format!("{}\r", file.display()));
    terminal.wait_for_text("1 pilot would be added");
    fs::write(&file, "Project,Phase\nZed bot,1\nYak bot,2\n").unwrap();
    terminal.press("w");
    terminal.wait_for_text("2 pilots would be added");
    terminal.wait_for_text("plan.csv was saved anew since it was shown");
    assert_eq!(desk.entries(), before, "nobody saw what would have been taken in");
    terminal.press("w");
    terminal.wait_for_text("It is taken in");
    assert_eq!(desk.entries(), before + 1);
}

#[test]
fn pasted_text_goes_into_the_prompt_and_runs_no_verb() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.press("c");
    terminal.paste("quick zebras U:?\r\nqqq\x03");
    terminal.wait_for_text("quick zebras U:?");
    terminal.press(" at dusk");
    terminal.wait_for_text(" at dusk");
    assert_eq!(desk.entries(), before, "the line break in the paste did not save the note");
}

#[test]
fn text_pasted_where_no_field_is_open_runs_no_verb() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.paste("Lq\ruq\x03\x03");
    terminal.press("c");
    terminal.press("still a zebra");
    terminal.wait_for_text("still a zebra");
    assert_eq!(desk.entries(), before);
}

#[test]
fn a_pasted_table_is_looked_at_and_taken_in() {
    let desk = Desk::with_demo();
    let before = desk.entries();
    let terminal = desk.open();
    terminal.press("ga");
    terminal.wait_for_text("Name who may order");
    terminal.paste("What\tWho\tBy when\r\n\"Call the\nvendor\"\tRita Silva\t2027-01-15\r\n");
    terminal.wait_for_text("1 action would be added");
    assert_eq!(desk.entries(), before);
    terminal.press("\r");
    terminal.wait_for_text("It is taken in");
    assert_eq!(desk.entries(), before + 1);
}
