//! Keys that are typed ahead of their answers: each is done once, and for what it was meant for.

use crate::pilot;
use crate::support::Desk;

#[test]
fn keys_that_are_pressed_ahead_are_done_once() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press_ahead("ghu").press_ahead("<Esc>").press_ahead("chello<Enter>");
    assert_eq!(desk.entries(), before + 2, "an undo and a note: {}", desk.screen());
    assert!(!desk.screen().contains("Note on") && desk.drafts.is_empty(), "{}", desk.screen());
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
    desk.hides("A decision on");
}

#[test]
fn a_card_is_edited_at_once_in_the_form_of_all_its_fields() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Esc><Esc>");
    let before = desk.screen();
    desk.press("e");
    desk.shows("Edit Invoice triage");
    desk.press("<Esc>");
    assert_eq!(desk.screen(), before, "the board, and the cursor on that card");
    desk.press_ahead("e<Ctrl+U>Triage of invoices<Ctrl+S>");
    assert_eq!(pilot(&desk.export(), "invoice-triage")["name"], "Triage of invoices", "{}", desk.screen());
    assert!(desk.header().contains("Board"), "{}", desk.screen());
    desk.press("c");
    desk.shows("Note on Triage of invoices");
    // Who moves on meanwhile finds no form later.
    desk.press("<Esc>").press_ahead("e<Esc>").press("j");
    desk.hides("Edit ");
}

#[test]
fn what_was_typed_ahead_behind_a_verb_that_is_refused_does_nothing() {
    let mut desk = Desk::empty();
    desk.press_ahead("gpea");
    let screen = desk.screen();
    assert!(!screen.contains("Add a person"), "there is nobody to edit, and a was text: {screen}");
    desk.press("a");
    desk.shows("Add a person");
}

#[test]
fn the_cursor_goes_to_what_was_added() {
    let mut desk = Desk::demo();
    desk.press("aZeta pilot<Ctrl+S><Enter>");
    desk.shows("Zeta pilot · stage");
    desk.press("gpaZoe Neu<Ctrl+S>e");
    desk.shows("Edit Zoe Neu");
    desk.press("<Esc>gaaRing the vendor<Tab>Ana Costa<Ctrl+S>x");
    desk.shows("Drop: Ring the vendor");
    desk.press("<Esc>graBudget of next year<Ctrl+S>e");
    desk.shows("Edit the item “Budget of next year”");
    // What the filter hides is not gone to.
    desk.press("<Esc>gp/rita<Esc>aZoe Other<Ctrl+S>e");
    desk.shows("Edit Rita Silva");
}

#[test]
fn keys_that_are_typed_ahead_are_for_what_was_added() {
    let mut desk = Desk::demo();
    desk.press_ahead("aZeta pilot<Ctrl+S><Enter>");
    desk.shows("Zeta pilot · stage");
    desk.press("gp").press_ahead("aZoe Neu<Ctrl+S>e");
    desk.shows("Edit Zoe Neu");
    desk.press("<Esc>ga").press_ahead("aRing the vendor<Tab>Ana Costa<Ctrl+S>x");
    desk.shows("Drop: Ring the vendor");
    desk.press("<Esc>gr").press_ahead("aBudget of next year<Ctrl+S>e");
    desk.shows("Edit the item “Budget of next year”");
    // Two changes in a row are two entries, and each key has its row.
    desk.press("<Esc>gp").press_ahead("aZoe Alt<Ctrl+S>aZoe Mit<Ctrl+S>e");
    desk.shows("Edit Zoe Mit");
}

#[test]
fn a_search_that_is_typed_before_the_names_are_known_finds_them() {
    let desk = Desk::demo().hurried(":warranty<Enter>");
    assert!(desk.header().contains("Warranty coding"), "{}", desk.screen());
}

#[test]
fn letters_of_a_search_that_is_left_are_no_commands() {
    let entries = Desk::demo().entries();
    let desk = Desk::demo().hurried(":x<Esc>");
    assert_eq!(desk.entries(), entries, "x archives on the board: {}", desk.screen());
}
