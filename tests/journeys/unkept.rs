//! What is kept nowhere yet: it is said so, and nobody leaves without being asked.

use steerco::interaction::{Effect, Failure, Msg};

use crate::disk::{full, typed, word};
use crate::support::Desk;

/// A desk on which a note was typed that no disk took.
pub fn unkept() -> Desk {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "ctyped in vain<Esc>"));
    desk.take(full());
    desk
}

#[test]
fn nothing_is_called_saved_before_the_letters_are_on_the_disk() {
    let mut desk = Desk::demo();
    desk.press("c");
    assert_eq!(word(&desk), "saved");
    for key in ["a", "b"] {
        drop(typed(&mut desk, key));
        assert_eq!(word(&desk), "typed");
    }
    desk.take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "typed", "one of two is on the disk");
    desk.take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "kept");
    drop(typed(&mut desk, "c"));
    desk.take(full());
    desk.shows("NOT KEPT");
    desk.take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "kept", "once the disk takes it");
}

#[test]
fn nothing_is_called_saved_while_the_file_takes_nothing() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "ctyped<Enter>"));
    let gone = Failure { title: "it is gone".to_owned(), field: None, hint: String::new(), unkept: true };
    desk.take(Msg::Refused(gone));
    desk.take(Msg::DraftsKept(Ok(9)));
    desk.shows("NOT SAVED");
    desk.shows("it is gone");
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
    drop(typed(&mut desk, "ctyped<Enter>"));
    desk.take(Msg::Refused(locked()));
    desk.take(Msg::DraftsKept(Ok(9)));
    desk.shows("NOT SAVED");
    desk.take(Msg::Recovered);
    let screen = desk.screen();
    assert!(!screen.contains("NOT SAVED") && !screen.contains("it is locked"), "{screen}");
    assert!(screen.contains("The file can be written again") && screen.contains("typed"), "{screen}");
}

#[test]
fn that_drafts_are_not_kept_is_said_until_they_are() {
    let mut desk = unkept();
    drop(typed(&mut desk, "c<Esc>"));
    desk.shows("Kept only until you leave");
    desk.take(full());
    desk.shows("Drafts cannot be kept on disk: the disk is full");
    desk.take(Msg::DraftsKept(Ok(99)));
    let screen = desk.screen();
    assert!(screen.contains("Kept as a draft") && !screen.contains("cannot be kept"), "{screen}");
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
        drop(typed(&mut desk, keys));
        desk.press("q");
        assert!(desk.screen().contains("1 text is not kept anywhere") && !desk.left, "{keys}: {}", desk.screen());
    }
}

#[test]
fn before_there_is_a_workspace_what_was_emptied_comes_back_too() {
    let mut desk = Desk::first_run();
    desk.press("2Client one<Ctrl+U><Esc>Z");
    desk.shows("The draft is back");
    desk.press("2");
    desk.shows("Client one");
}

#[test]
fn whoever_makes_a_workspace_is_asked_where_what_was_typed_is_kept_nowhere() {
    let mut desk = unkept();
    desk.press("goa");
    drop(typed(&mut desk, "Client one<Enter>"));
    let asked = "1 text is not kept anywhere; leave all the same?";
    desk.shows(asked);
    desk.press("n");
    desk.shows("What you typed is a draft");
    desk.press("a");
    assert!(desk.screen().contains("Client one") && desk.outward.is_empty(), "{}", desk.screen());
    desk.press("<Enter>y");
    assert_eq!(desk.outward, ["begin Empty(\"Client one\")"]);
    // The own text of the form is led to where it belongs.
    let mut desk = Desk::demo();
    desk.press("goa").take(full());
    let effects = typed(&mut desk, "Client one<Enter>");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Led(..))));
}

#[test]
fn what_was_kept_in_a_file_that_is_gone_is_called_kept_once_it_is_written_again() {
    let mut desk = Desk::demo();
    desk.press("ckept<Esc>");
    desk.shows("Kept as a draft");
    desk.take(Msg::DraftsLost(desk.drafts.keys().cloned().collect()));
    let screen = desk.screen();
    assert!(word(&desk) == "typed" && !screen.contains("Kept as a draft"), "{screen}");
    assert!(screen.contains("The file of the drafts is gone: what is typed here is written anew."), "{screen}");
    desk.take(Msg::DraftsKept(Err("its folder cannot be made".to_owned())));
    desk.shows("NOT KEPT");
    desk.press("q");
    desk.shows("1 text is not kept anywhere");
    desk.press("n").take(Msg::DraftsKept(Ok(1)));
    assert_eq!(word(&desk), "kept");
}

#[test]
fn nothing_is_said_to_be_a_draft_before_a_workspace_is() {
    let mut desk = Desk::first_run();
    desk.press("2North");
    assert!(desk.footer().contains("close, keep until you leave"), "{}", desk.screen());
    desk.press("<Esc>");
    desk.shows("Kept until you leave; open it again to go on.");
    desk.press("2");
    desk.shows("North");
    let mut desk = Desk::demo();
    desk.press("chalf");
    assert!(desk.footer().contains("close, keep a draft"), "{}", desk.screen());
}

#[test]
fn without_a_workspace_nothing_is_saved_and_no_week_reported() {
    let mut desk = Desk::first_run();
    for width in [120, 80, 50] {
        desk.resize(width, 24);
        let header = desk.header();
        assert!(header.contains("Welcome") && !header.contains("saved") && !header.contains("W47"), "{header}");
    }
}
