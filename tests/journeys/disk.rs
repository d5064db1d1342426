//! What is typed against what is on the disk: the header tells a draft from what is saved, nothing is called gone that
//! comes back, and nobody leaves before it is known whether what was typed stays.

use steerco::app::update;
use steerco::domain::{Change, Conflict};
use steerco::interaction::{Effect, Failure, Msg};

use crate::support::{self, Desk, parsed};

/// The last word of the header.
pub fn word(desk: &Desk) -> String {
    desk.header().trim_end().rsplit(' ').next().unwrap().to_owned()
}

/// Keys of which nobody knows yet what the disk made of them.
pub fn typed(desk: &mut Desk, keys: &str) -> Vec<Effect> {
    parsed(keys).into_iter().flat_map(|key| update(&mut desk.state, Msg::Pressed(key))).collect()
}

/// No draft goes onto the disk.
pub fn full() -> Msg {
    Msg::DraftsKept(Err("the disk is full".to_owned()))
}

/// Another program has the file.
fn refusal() -> Msg {
    let title = "it is locked".to_owned();
    Msg::Refused(Failure { title, field: None, hint: String::new(), unkept: true })
}

/// It cannot be read for now.
fn unreadable() -> Msg {
    let title = "it is locked".to_owned();
    Msg::Troubled(Failure { title, field: None, hint: String::new(), unkept: true })
}

/// The change that is to be made.
fn committing(effects: Vec<Effect>) -> Change {
    let change = effects.into_iter().find_map(|effect| match effect {
        Effect::Commit { change, .. } => Some(*change),
        _ => None,
    });
    change.unwrap()
}

/// A desk on which a note is to be saved, and another program has the file.
fn locked() -> Desk {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "ctyped<Enter>"));
    desk.take(refusal());
    desk.take(Msg::DraftsKept(Ok(9)));
    assert_eq!(word(&desk), "SAVED", "{}", desk.screen());
    desk
}

#[test]
fn a_draft_is_called_kept_and_saved_is_what_the_file_holds() {
    let mut desk = Desk::demo();
    for (keys, said) in
        [("", "saved"), ("ctyped", "kept"), ("<Enter>", "saved"), ("cmore<Esc>", "kept"), ("gtx", "saved")]
    {
        desk.press(keys);
        assert_eq!(word(&desk), said, "{keys}: {}", desk.screen());
    }
}

#[test]
fn what_a_lock_kept_from_being_saved_says_so_once_it_ends_and_one_key_saves_it() {
    let mut desk = locked();
    let entries = desk.entries();
    desk.take(Msg::Recovered);
    let screen = desk.screen();
    assert!(screen.contains("this is not saved yet: ↵ saves it now") && !screen.contains("NOT SAVED"), "{screen}");
    assert_eq!((word(&desk).as_str(), desk.entries()), ("kept", entries), "it is not tried again by itself");
    desk.press("<Enter>");
    assert_eq!((word(&desk).as_str(), desk.entries()), ("saved", entries + 1), "{}", desk.screen());
}

#[test]
fn what_a_lock_kept_from_being_saved_is_told_to_be_a_draft_where_its_form_was_closed() {
    let mut desk = locked();
    desk.press("<Esc>").take(Msg::Recovered);
    desk.shows("what it did not take is a draft still");
    assert_eq!(word(&desk), "kept");
    let mut desk = locked();
    desk.press("<Esc>gtx").take(Msg::Recovered);
    assert!(!desk.screen().contains("is a draft still"), "it was dropped: {}", desk.screen());
}

#[test]
fn what_the_file_did_not_take_and_is_dropped_is_no_longer_called_unsaved() {
    let mut form = locked();
    form.press("<Esc>gt");
    assert_eq!(word(&form), "SAVED", "{}", form.screen());
    form.press("x");
    assert_eq!(word(&form), "saved", "{}", form.screen());
    let mut week = Desk::demo();
    week.press("gw<Down>21<Enter>");
    drop(typed(&mut week, "w"));
    week.take(refusal());
    assert_eq!(word(&week), "SAVED", "{}", week.screen());
    let entries = week.entries();
    week.press("u");
    assert_eq!((word(&week).as_str(), week.entries()), ("saved", entries), "the cell is taken back: {}", week.screen());
}

#[test]
fn the_draft_of_what_is_saved_goes_at_once() {
    let mut desk = Desk::demo();
    let commit = committing(typed(&mut desk, "ctyped<Enter>"));
    let outcome = desk.store.commit(&commit, &support::stamp(900)).unwrap();
    let effects = update(&mut desk.state, Msg::Committed(outcome));
    let goes = effects.iter().position(|effect| matches!(effect, Effect::Draft { body: None, .. })).unwrap();
    assert!(matches!(effects[goes + 1], Effect::Flush), "a program that is killed then would have it again");
}

#[test]
fn a_draft_that_is_dropped_and_lies_on_the_disk_still_is_said_and_asked_about() {
    let mut desk = Desk::demo();
    desk.press("ctyped<Esc>");
    let place = desk.drafts.keys().find(|key| !key.starts_with("place/")).unwrap().clone();
    desk.press("gtx").take(full());
    desk.take(Msg::DraftsStay(vec![place.clone()]));
    let screen = desk.screen();
    assert!(screen.contains("NOT DROPPED") && screen.contains("the next start has it again"), "{screen}");
    desk.press("q");
    let asked = "1 draft that was dropped or saved will be back; leave all the same?";
    assert!(desk.screen().contains(asked) && !desk.left, "{}", desk.screen());
    desk.press("n").press("q").take(Msg::DraftsKept(Ok(0)));
    let screen = desk.screen();
    assert!(!screen.contains("leave all the same?") && !screen.contains("NOT DROPPED") && !desk.left, "{screen}");
    desk.press("q");
    assert!(desk.left, "{}", desk.screen());
}

#[test]
fn whoever_leaves_while_what_was_typed_is_on_its_way_to_the_disk_waits_for_it() {
    let leaving = || {
        let mut desk = Desk::demo();
        drop(typed(&mut desk, "ctyped in a hurry<Esc>"));
        desk.press("q");
        assert!(!desk.left && desk.screen().contains("as soon as what you typed is on the disk"), "{}", desk.screen());
        desk
    };
    let mut kept = leaving();
    kept.take(Msg::DraftsKept(Ok(1)));
    assert!(!kept.left, "one letter of several is on the disk");
    kept.take(Msg::DraftsKept(Ok(99)));
    assert!(kept.left, "{}", kept.screen());
    let mut asked = leaving();
    asked.take(full());
    let screen = asked.screen();
    assert!(screen.contains("1 text is not kept anywhere; leave all the same?") && !asked.left, "{screen}");
    let mut again = leaving();
    again.press("q");
    assert!(again.screen().contains("leave all the same?") && !again.left, "{}", again.screen());
    again.take(Msg::DraftsKept(Ok(99)));
    assert!(again.screen().contains("is kept on disk now") && !again.left, "{}", again.screen());
}

#[test]
fn whoever_leaves_while_something_is_being_saved_leaves_no_draft_of_it_and_hears_that_it_was_refused() {
    let leaving = || {
        let mut desk = Desk::demo();
        let commit = committing(typed(&mut desk, "ctyped<Enter>"));
        desk.press("<Esc>q");
        assert!(!desk.left && desk.screen().contains("Leaving as soon as"), "{}", desk.screen());
        (desk, commit)
    };
    let (mut desk, commit) = leaving();
    let outcome = desk.store.commit(&commit, &support::stamp(900)).unwrap();
    desk.take(Msg::DraftsKept(Ok(99)));
    assert!(!desk.left, "it is being saved: {}", desk.screen());
    let effects = update(&mut desk.state, Msg::Committed(outcome));
    let at = |is_it: fn(&Effect) -> bool| effects.iter().position(is_it).unwrap();
    let goes = at(|effect| matches!(effect, Effect::Draft { body: None, .. }));
    assert!(goes < at(|effect| matches!(effect, Effect::Quit)), "its draft goes first");
    let (mut desk, _) = leaving();
    desk.shows("as soon as the file has what is being saved; another key stays");
    desk.take(Msg::DraftsKept(Ok(99)));
    desk.take(refusal());
    let screen = desk.screen();
    assert!(!desk.left && screen.contains("it is locked") && screen.contains("NOT SAVED"), "{screen}");
}

#[test]
fn that_the_file_takes_nothing_is_said_of_a_form_whatever_is_typed_into_it() {
    let mut desk = locked();
    desk.press(" and more");
    assert!(desk.screen().contains("it is locked"), "typing does not mend it: {}", desk.screen());
    desk.take(Msg::Recovered);
    let screen = desk.screen();
    assert!(screen.contains("this is not saved yet") && !screen.contains("it is locked"), "{screen}");
}

#[test]
fn a_form_of_several_fields_says_too_that_it_is_not_saved_yet() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "aFreight audit<Ctrl+S>"));
    desk.take(refusal());
    desk.take(Msg::DraftsKept(Ok(99)));
    desk.take(Msg::Recovered);
    desk.shows("and this is not saved yet");
}

#[test]
fn what_could_only_be_read_from_the_disk_and_is_dropped_can_be_brought_back() {
    let mut desk = Desk::demo();
    desk.press("ctyped<Esc>gtx").take(full());
    desk.take(Msg::Undropped(None));
    assert!(desk.screen().contains("The draft is back") && word(&desk) == "kept", "{}", desk.screen());
    desk.take(Msg::Undropped(None));
    desk.shows("There is no dropped draft");
}

#[test]
fn whoever_goes_on_while_leaving_waits_stays() {
    for keys in ["gp", "j", "?"] {
        let mut desk = Desk::demo();
        let commit = committing(typed(&mut desk, "ctyped<Enter>"));
        desk.press("<Esc>q").take(Msg::DraftsKept(Ok(99)));
        desk.press(keys);
        let outcome = desk.store.commit(&commit, &support::stamp(900)).unwrap();
        desk.take(Msg::Committed(outcome));
        assert!(!desk.left, "{keys}: {}", desk.screen());
        desk.press("<Esc>q");
        assert!(desk.left, "{keys}: {}", desk.screen());
    }
    for goes_on in [Msg::Pasted("more".to_owned()), Msg::Clicked(40, 8), Msg::Scrolled(1)] {
        let told = format!("{goes_on:?}");
        let mut desk = Desk::demo();
        drop(typed(&mut desk, "ctyped in a hurry<Esc>"));
        desk.press("q").take(goes_on);
        desk.take(Msg::DraftsKept(Ok(99)));
        assert!(!desk.left, "{told}: {}", desk.screen());
    }
}

/// A desk on which a note is being saved, for so long that this is said; with keys that were typed before.
fn lingering(ahead: &str) -> (Desk, Change) {
    let mut desk = Desk::demo();
    let commit = committing(typed(&mut desk, &format!("cma<Enter>{ahead}")));
    desk.take(Msg::Lingered);
    assert_eq!(word(&desk), "saving", "{}", desk.screen());
    (desk, commit)
}

/// The note is in the file at last.
fn committed(desk: &mut Desk, commit: &Change) {
    let outcome = desk.store.commit(commit, &support::stamp(900)).unwrap();
    desk.take(Msg::Committed(outcome));
}

/// Another value stands in the way of the note.
fn conflict(commit: Change) -> Msg {
    let said = str::to_owned;
    let (yours, theirs) = (said("ma"), said("theirs"));
    let conflict = Conflict { what: said("The note"), yours, theirs, by: None, part: None, refused: None };
    Msg::Conflicted { conflict: Box::new(conflict), change: Box::new(commit) }
}

#[test]
fn what_is_typed_once_saving_is_shown_does_nothing_to_what_lies_beneath_and_is_told() {
    let (mut desk, commit) = lingering("");
    let entries = desk.entries();
    desk.press("x").resize(200, 40);
    committed(&mut desk, &commit);
    let screen = desk.screen();
    assert!(screen.contains("Not done: x, typed while it was being saved."), "{screen}");
    assert_eq!(desk.entries(), entries + 1, "the note alone: {screen}");
    let (mut ahead, commit) = lingering("x");
    committed(&mut ahead, &commit);
    assert_eq!(ahead.entries(), entries + 2, "typed before that was shown: {}", ahead.screen());
}

#[test]
fn what_is_typed_while_a_form_is_being_saved_stands_in_it_where_that_is_refused() {
    let (mut desk, _) = lingering("");
    let entries = desk.entries();
    desk.press(" next<Enter>").take(refusal());
    let screen = desk.screen();
    assert!(screen.contains("ma next") && screen.contains("it is locked"), "{screen}");
    assert!(desk.drafts.values().any(|body| body.contains("ma next")), "{:?}", desk.drafts);
    desk.press("<Enter>");
    assert_eq!(desk.entries(), entries + 1, "saved once, by the key that was pressed then: {}", desk.screen());
}

#[test]
fn what_is_typed_while_a_form_is_being_saved_is_in_its_draft_for_whoever_ends_the_program_there() {
    let (mut desk, commit) = lingering("");
    let is_kept = |desk: &Desk| desk.drafts.values().any(|body| body.contains("ma nicer zebra"));
    desk.press(" nicef<Backspace>r").paste(" zebra");
    assert!(is_kept(&desk), "{:?}", desk.drafts);
    committed(&mut desk, &commit);
    assert!(!is_kept(&desk), "{:?}", desk.drafts);
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "cma<Enter> before"));
    desk.take(Msg::Lingered);
    assert!(desk.drafts.values().any(|body| body.contains("ma before")), "{:?}", desk.drafts);
}

#[test]
fn what_is_typed_while_a_form_is_being_saved_stays_a_draft_where_a_signal_ends_the_program_and_it_is_saved_after_all() {
    let (mut desk, commit) = lingering("");
    desk.press(" and more").take(Msg::Ended);
    assert!(desk.left, "{}", desk.screen());
    committed(&mut desk, &commit);
    assert!(desk.drafts.values().any(|body| body.contains("ma and more")), "{:?}", desk.drafts);
}

#[test]
fn what_is_typed_while_a_form_is_being_saved_is_told_where_that_is_closed() {
    let (mut desk, _) = lingering("");
    let entries = desk.entries();
    desk.press("x<Esc>");
    let screen = desk.screen();
    assert!(screen.contains("Not done: x, typed while it was being saved."), "{screen}");
    assert_eq!(desk.entries(), entries, "{screen}");
}

#[test]
fn what_is_pasted_while_a_form_is_being_saved_waits_as_keys_do() {
    let (mut refused, _) = lingering("");
    refused.press(" a").paste(" zebra").press("s").take(refusal());
    refused.shows("ma a zebras");
    assert!(refused.drafts.values().any(|body| body.contains("ma a zebras")), "{:?}", refused.drafts);
    let told = |keys: &str| {
        let (mut desk, commit) = lingering("");
        desk.press(keys).paste("zebra\nstripes").resize(200, 40);
        committed(&mut desk, &commit);
        desk.screen()
    };
    let said = told("");
    let alone = "Not done: zebra stripes, pasted while it was being saved. Paste it once more.";
    assert!(said.contains(alone), "{said}");
    let said = told("x");
    assert!(said.contains("Not done: xzebra stripes, typed and pasted while it was being saved."), "{said}");
}

#[test]
fn what_stood_in_a_form_stands_there_once_it_is_no_longer_being_saved() {
    let mut desk = Desk::demo();
    let commit = committing(typed(&mut desk, "cSaid<Ctrl+U>ma<Enter>"));
    desk.take(Msg::Lingered);
    desk.shows("It is being saved; what you type");
    desk.take(conflict(commit));
    desk.press("<Esc>");
    let screen = desk.screen();
    assert!(screen.contains("Emptied; ") && !screen.contains("It is being saved"), "{screen}");
}

#[test]
fn a_form_that_cannot_be_read_tells_the_keys_that_waited_for_it_and_does_not_open_later() {
    let mut desk = Desk::demo();
    desk.press("gx");
    drop(typed(&mut desk, "D"));
    desk.take(Msg::Lingered);
    desk.shows("reading the workspace");
    desk.press("zebra").take(unreadable());
    desk.shows("Not done: zebra, typed while the workspace was being read.");
    desk.take(Msg::Recovered);
    desk.hides("A decision on");
}

#[test]
fn the_question_whether_to_leave_says_the_risk_and_both_keys_in_the_smallest_window() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "ctyped in a hurry<Esc>"));
    desk.press("q").take(full());
    desk.shows("y yes   n no");
    desk.resize(10, 5);
    let screen = desk.screen();
    assert!(screen.contains("NOT KEPT,") && screen.contains("leave?") && screen.contains("y n"), "{screen}");
    desk.resize(60, 6);
    let screen = desk.screen();
    assert!(screen.contains("leave all the same?") && screen.contains("y yes   n no"), "{screen}");
}

#[test]
fn the_smallest_question_whether_to_leave_says_what_is_asked() {
    let mut desk = Desk::demo();
    desk.press("ctyped<Esc>");
    let place = desk.drafts.keys().find(|key| !key.starts_with("place/")).unwrap().clone();
    desk.press("gtxgb").take(Msg::DraftsStay(vec![place]));
    // What is typed since is on its way to the disk, which takes it as far as is known.
    drop(typed(&mut desk, "cmore<Esc>"));
    desk.press("q");
    desk.shows("1 draft that was dropped or saved will be back");
    desk.resize(10, 5);
    let screen = desk.screen();
    assert!(screen.contains("DROPPED") && !screen.contains("KEPT"), "{screen}");
}

#[test]
fn a_page_that_cannot_be_read_yet_says_so_and_each_key_that_does_nothing_there() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "gw72<Enter>"));
    desk.take(unreadable());
    let screen = desk.screen();
    assert!(screen.contains("This cannot be shown yet: it is locked."), "{screen}");
    assert!(screen.contains("Not done: 72 ↵, typed while the workspace was being read."), "{screen}");
    desk.press("5");
    desk.shows("5 means nothing here; it could not be read yet.");
    desk.take(Msg::Recovered);
    desk.shows("entered");
    desk.hides("cannot be shown");
}

#[test]
fn where_a_list_cannot_be_read_yet_no_letter_behind_the_key_of_its_filter_runs_a_verb() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "ga"));
    desk.take(unreadable());
    desk.press("/");
    desk.shows("it could not be read yet; what you type now is searched for everywhere.");
    desk.press("add");
    desk.shows("/ add");
}

#[test]
fn what_is_typed_into_a_cell_while_the_week_is_being_saved_is_a_draft_still() {
    let mut desk = Desk::demo();
    desk.press("gw<Down>21<Enter>");
    let commit = committing(typed(&mut desk, "w"));
    desk.press("<Up>22<Enter>");
    committed(&mut desk, &commit);
    let is_kept = desk.drafts.iter().any(|(key, body)| key.starts_with("week/") && body.contains("22"));
    assert!(is_kept, "{:?}: {}", desk.drafts, desk.screen());
}

#[test]
fn what_cannot_be_read_says_nothing_of_what_is_being_saved() {
    let (mut form, commit) = lingering("");
    form.take(unreadable());
    assert_eq!(word(&form), "saving", "{}", form.screen());
    committed(&mut form, &commit);
    form.hides("it is locked");
    let mut week = Desk::demo();
    week.press("gw<Down>21<Enter>");
    let commit = committing(typed(&mut week, "w"));
    week.take(Msg::Lingered);
    week.take(unreadable());
    let screen = week.screen();
    assert!(word(&week) == "saving" && screen.contains("what is being saved is tried all the same"), "{screen}");
    committed(&mut week, &commit);
    let screen = week.screen();
    assert!(!screen.contains("NOT SAVED") && !screen.contains("it is locked"), "{screen}");
    let (mut refused, _) = lingering("");
    refused.take(unreadable());
    refused.take(refusal());
    let screen = refused.screen();
    assert!(screen.contains("NOT SAVED") && !screen.contains("all the same"), "{screen}");
}

#[test]
fn that_nothing_was_taken_back_is_said_until_the_next_key_whatever_passes_meanwhile() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "u"));
    desk.take(refusal());
    for meanwhile in [unreadable(), Msg::Recovered] {
        desk.take(meanwhile);
        desk.shows("Not done: it is locked");
    }
    desk.press("j");
    desk.hides("it is locked");
}

#[test]
fn a_form_that_is_closed_while_it_is_being_saved_is_called_no_draft() {
    let (mut desk, commit) = lingering("");
    desk.press("<Esc>");
    desk.shows("It is being saved; it is a draft only if that fails.");
    committed(&mut desk, &commit);
    assert!(!desk.header().contains('~'), "{}", desk.screen());
}

#[test]
fn what_is_typed_into_a_form_that_was_opened_again_while_it_is_being_saved_is_not_saved_with_it() {
    for (ends, saves) in [("", "<Enter>"), ("<Esc>", "c<Enter>")] {
        let (mut desk, commit) = lingering("");
        let entries = desk.entries();
        desk.press("<Esc>c more").press(ends).resize(200, 40);
        committed(&mut desk, &commit);
        let screen = desk.screen();
        assert!(screen.contains("What was typed there since is a draft, and not saved yet."), "{screen}");
        assert!(desk.drafts.values().any(|body| body.contains("ma more")), "{:?}", desk.drafts);
        desk.take(Msg::DraftsKept(Ok(usize::MAX)));
        desk.press(saves);
        assert_eq!(
            (word(&desk).as_str(), desk.entries()),
            ("saved", entries + 2),
            "{:?} {}",
            desk.drafts,
            desk.screen()
        );
    }
    let (mut same, commit) = lingering("");
    same.press("<Esc>c");
    committed(&mut same, &commit);
    same.take(Msg::DraftsKept(Ok(usize::MAX)));
    assert_eq!(word(&same), "saved", "what stood in it is: {}", same.screen());
    assert!(same.drafts.keys().all(|key| key.starts_with("place/")), "{:?}", same.drafts);
}

#[test]
fn a_form_that_is_opened_again_while_it_is_being_saved_says_so_and_not_how_it_is_dropped() {
    let mut desk = Desk::demo();
    drop(typed(&mut desk, "aFreight audit<Ctrl+S><Esc>"));
    desk.press("a").resize(200, 40);
    let screen = desk.screen();
    assert!(screen.contains("What stands here is being saved") && !screen.contains("last row drops it"), "{screen}");
}

#[test]
fn what_is_saved_once_more_from_a_form_that_was_opened_again_stays_where_that_is_refused() {
    let (mut desk, commit) = lingering("");
    desk.press("<Esc>c more");
    drop(typed(&mut desk, "<Enter>"));
    desk.resize(200, 40);
    committed(&mut desk, &commit);
    assert!(!desk.screen().contains("not saved yet"), "it is being saved: {}", desk.screen());
    desk.take(refusal());
    let screen = desk.screen();
    assert!(screen.contains("ma more") && screen.contains("it is locked"), "{screen}");
    assert!(desk.drafts.values().any(|body| body.contains("ma more")), "{:?}", desk.drafts);
}

#[test]
fn what_was_typed_into_a_form_since_stays_whatever_becomes_of_two_values() {
    for key in ["k", "t"] {
        let (mut desk, commit) = lingering("");
        desk.press("<Esc>c more<Esc>");
        desk.take(conflict(commit));
        desk.shows("keep mine");
        desk.press(key);
        assert!(desk.drafts.values().any(|body| body.contains("ma more")), "{key}: {:?}", desk.drafts);
    }
}

#[test]
fn nobody_answers_which_of_two_values_stays_by_going_on_to_type() {
    for keys in ["<Esc>c more", "<Esc>jc other"] {
        let (mut desk, commit) = lingering("");
        let entries = desk.entries();
        desk.press(keys).take(conflict(commit));
        let screen = desk.screen();
        assert!(screen.contains("somebody wrote another value meanwhile (The note)"), "{keys}: {screen}");
        desk.press("kt");
        let screen = desk.screen();
        assert!(!screen.contains("keep mine") && screen.contains("kt"), "{keys}: {screen}");
        assert_eq!(desk.entries(), entries, "{keys}: {screen}");
        assert!(desk.drafts.values().any(|body| body.contains("\"ma")), "{keys}: {:?}", desk.drafts);
    }
}

#[test]
fn a_draft_that_is_being_saved_is_not_dropped() {
    let (mut desk, commit) = lingering("");
    desk.press("<Esc>gtx");
    let screen = desk.screen();
    assert!(screen.contains("It is being saved; it can be dropped only if that fails."), "{screen}");
    assert!(!screen.contains("Draft dropped") && screen.lines().next().unwrap().contains("~1"), "{screen}");
    committed(&mut desk, &commit);
    assert!(!desk.header().contains('~'), "{}", desk.screen());
}

#[test]
fn cells_that_were_saved_while_something_else_was_looked_at_do_not_come_back() {
    let mut desk = Desk::demo();
    desk.press("gw<Down>21<Enter>");
    let commit = committing(typed(&mut desk, "w"));
    desk.press("gd");
    let outcome = desk.store.commit(&commit, &support::stamp(900)).unwrap();
    desk.take(Msg::Committed(outcome));
    desk.press("<Esc><Up>22<Enter>");
    drop(typed(&mut desk, "w"));
    desk.take(refusal());
    let offered = |desk: &Desk| desk.state.hints().iter().any(|(_, title)| *title == "undo cell");
    assert!(offered(&desk), "{}", desk.screen());
    desk.press("u");
    assert!(!offered(&desk), "the first one is an entry of the journal: {}", desk.screen());
}
