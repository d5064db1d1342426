//! A pilot has the same keys wherever it is selected, and pages on which its rows are read and taken on.

use crate::support::Desk;

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
        desk.shows(state);
    }
    assert!(at(&desk, "Night shift planned").is_some(), "it stays until the list opens anew: {}", desk.screen());
    let mut desk = desk.restart();
    desk.press("gx");
    assert!(at(&desk, "Night shift planned").is_none(), "{}", desk.screen());
    desk.press("A");
    assert!(at(&desk, "Night shift planned").is_some(), "{}", desk.screen());
    let mut empty = Desk::empty();
    empty.press("gx");
    empty.shows("! on a pilot raises one");
}

#[test]
fn for_whom_an_exception_waits_and_how_long_it_may_is_read_in_a_narrow_window_too() {
    let mut desk = Desk::demo();
    for (width, height) in [(60, 18), (80, 24)] {
        desk.resize(width, height);
        desk.press("gx");
        let said = desk.flat();
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
    desk.shows("Shift planning · stage");
    assert!(under(&desk, "Agency staff planned"), "{}", desk.screen());
    desk.press("n");
    desk.shows("now it is");
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
    desk.shows("↓ 2");
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
fn what_was_said_of_an_exception_is_edited_and_its_state_is_another_key() {
    let mut desk = Desk::demo();
    desk.press("/shift<Enter><Enter>6");
    desk.shows("Exceptions");
    let before = desk.entries();
    desk.press("e");
    desk.shows("Edit an exception");
    desk.press("<Ctrl+U>Wrong carrier chosen<Tab>high<Ctrl+S>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    desk.shows("Wrong carrier chosen");
    desk.press("<Enter>");
    desk.shows("now it is");
}

#[test]
fn a_long_note_is_read_whole_on_its_page() {
    let mut desk = Desk::demo();
    let rows: Vec<String> = (1..=90).map(|row| format!("- row {row} of the visit")).collect();
    desk.press("<Enter>4a").paste(&rows.join("\n")).press("<Ctrl+S>").press("gg");
    desk.shows("Enter shows it whole");
    let entries = desk.entries();
    desk.press("<Enter>");
    desk.shows("row 1 of");
    desk.hides("row 90 of");
    desk.press("G");
    desk.hides("row 1 of");
    desk.shows("row 90 of");
    desk.press("<Esc>");
    desk.shows("Enter shows it whole");
    assert_eq!(desk.entries(), entries, "reading writes nothing");
}

#[test]
fn an_answer_is_charted_in_its_words_and_within_no_limits() {
    let mut desk = Desk::demo();
    desk.press("/field<Enter><Enter>").press("3jt");
    let screen = desk.screen();
    assert!(screen.contains("in part │") && screen.contains("old process used   yes"), "{screen}");
    assert!(!screen.contains("limit"), "{screen}");
}
