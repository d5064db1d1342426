//! Minutes: their lines are added, corrected, taken out, copied and written into a pack.

use crate::support::Desk;
use crate::{draft, five_items};

#[test]
fn the_cursor_goes_to_a_line_that_was_added_to_the_minutes() {
    let mut desk = five_items();
    desk.press("<F5>yqgr3").press("afirst line<Enter>").press("asecond line<Enter>");
    let explained = desk.screen().lines().nth(36).unwrap().to_owned();
    assert!(explained.contains("second line"), "{}", desk.screen());
    assert!(desk.screen().contains("On the meeting"), "it is of no item: {}", desk.screen());
}

#[test]
fn a_line_of_the_minutes_is_corrected_and_taken_out_while_the_review_is_open() {
    let mut desk = five_items();
    let said = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    desk.press("<F5>ycThe fed is live<Enter>qgr3");
    // The title of the item is no line of the minutes, and whoever turns to the page is on the first line.
    desk.press("ke");
    desk.shows("no line of the minutes is selected");
    desk.press("3e");
    desk.shows("Edit the line of the minutes");
    desk.press(&"<Backspace>".repeat(11)).press("feed is live<Enter>");
    assert_eq!(said(&desk), ["The feed is live"], "{}", desk.screen());
    let taken = desk.store.read().images(desk.entries()).unwrap();
    assert!(format!("{taken:?}").contains("The fed is live"), "the journal has what it said: {taken:?}");
    desk.press("x");
    assert!(said(&desk).is_empty() && desk.screen().contains("Taken out of the minutes"), "{}", desk.screen());
    for before in ["The feed is live", "The fed is live"] {
        desk.press("u");
        assert_eq!(said(&desk), [before], "{}", desk.screen());
    }
}

#[test]
fn a_pack_that_stands_in_the_folder_is_replaced_after_a_question() {
    let mut desk = Desk::demo();
    let written = |desk: &Desk| desk.outward.iter().filter(|said| said.starts_with("write ")).count();
    desk.press("grwdecember<Enter>");
    assert_eq!(written(&desk), 1, "{}", desk.screen());
    desk.press("wdecember<Enter>");
    desk.shows("exists already");
    desk.hides("--force");
    desk.press("n");
    assert_eq!(written(&desk), 1, "{}", desk.screen());
    desk.press("wdecember<Enter>").press("y");
    assert_eq!(written(&desk), 2, "{}", desk.screen());
}

#[test]
fn a_line_of_the_minutes_is_added_on_their_page_while_the_review_is_open() {
    let mut desk = five_items();
    desk.press("gr3");
    assert!(!desk.footer().contains("add"), "{}", desk.screen());
    desk.press("a");
    desk.shows("while the review is open: g m opens it");
    desk.press("gb<F5>yctalked over<Enter>qgr3");
    assert!(desk.footer().contains("add"), "{}", desk.screen());
    desk.press("aand agreed<Enter>");
    let meeting = draft(&desk);
    let said: Vec<&str> = meeting.minutes.iter().map(|minute| minute.text.as_str()).collect();
    assert_eq!(said, ["talked over", "and agreed"], "{}", desk.screen());
    assert_eq!(meeting.minutes[1].item, Some(meeting.agenda[0].id), "of the item under the cursor");
}

#[test]
fn minutes_are_copied_below_their_headings_and_without_what_a_page_says_of_itself() {
    let mut desk = five_items();
    desk.press("<F5>yceva@x.org agrees<Enter>a@moreau count the depots by Friday<Enter><End><Enter>yqgr3");
    desk.shows("a closed review stays as it was");
    let copied = desk.press("y").copied();
    let at = |what: &str| copied.find(what).unwrap_or_else(|| panic!("{what}: {copied}"));
    assert!(at("\n### Invoice triage, ") < at("\n- eva@x.org agrees\n"), "{copied}");
    assert!(at("\n### Actions\n") < at("\n- Lucie Moreau by 2026-11-27: count the depots"), "{copied}");
    assert!(!copied.contains("stays as it was") && !copied.contains("- Invoice"), "{copied}");
}
