//! Repeating: the last change is asked again for the next pilot, filled in as it was said.

use crate::newest;
use crate::support::Desk;

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
    desk.shows(why);
    desk.press("gp.");
    let why = "“stage before” was done last, and this screen has no such verb.";
    desk.shows(why);
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
    desk.shows("nothing to repeat yet");
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
    desk.shows("“tick” asks nothing here: only its own key does it.");
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
    desk.shows("value cannot be empty");
    assert_eq!(desk.entries(), before);
}
