//! Drafts of other windows: they are told, listed, and taken up by one window only.

use steerco::app::{plain, update};
use steerco::interaction::{Effect, Failure, Msg};
use steerco::store::{Draft, Seen};

use crate::disk::typed;
use crate::support::Desk;
use crate::unkept::unkept;

/// The only draft of a desk, as a window called `theirs` has one at the same place.
fn in_another_window(desk: &Desk, theirs: &str) -> Draft {
    let (key, body) = desk.drafts.first_key_value().unwrap();
    Draft { key: format!("beside/theirs/{key}"), body: body.replace("mine", theirs) }
}

/// A draft that another window wrote, and that no window has any more.
fn came(draft: Draft) -> Msg {
    Msg::DraftsSeen(Seen { came: vec![draft], ..Seen::default() })
}

/// A draft that another window is writing.
fn writing(draft: Draft) -> Msg {
    Msg::DraftsSeen(Seen { writing: vec![draft], ..Seen::default() })
}

/// Another window took up what stood at a place, and goes on with it.
fn taken_up(draft: Draft, place: String) -> Msg {
    Msg::DraftsSeen(Seen { writing: vec![draft], gone: vec![place], ..Seen::default() })
}

#[test]
fn what_another_window_types_at_the_same_place_is_told_listed_and_not_taken_up_before_it_ends() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    desk.take(writing(theirs.clone()));
    desk.shows("Somebody else is typing here too");
    desk.press("!");
    let more = Draft { body: theirs.body.replace("theirs", "theirs, longer"), ..theirs.clone() };
    desk.take(writing(more.clone()));
    desk.press("<Esc>gt");
    let screen = desk.screen();
    assert!(screen.contains("mine!") && screen.contains("theirs, longer"), "{screen}");
    assert!(screen.contains("(another window)"), "{screen}");
    for keys in ["j<Enter>", "x"] {
        desk.press(keys);
        assert!(desk.screen().contains("another window has it"), "{keys}: {}", desk.screen());
        // That window ended, and another one goes on with it.
        desk.take(came(more.clone()));
        assert!(!desk.screen().contains("another window has it"), "{keys}: {}", desk.screen());
        desk.take(taken_up(more.clone(), more.key.clone()));
    }
    desk.press("<Esc>c");
    desk.shows("mine!");
    desk.shows("Another window is writing");
    desk.press("<Enter>c");
    let screen = desk.screen();
    assert!(!screen.contains("theirs") && !screen.contains("Your draft"), "{screen}");
    assert!(screen.contains("Another window is writing here; what you type is kept beside it"), "{screen}");
    // That window ended.
    desk.take(came(more));
    desk.hides("is writing");
    desk.press("<Esc>c");
    let screen = desk.screen();
    assert!(screen.contains("Your draft") && screen.contains("theirs, longer"), "{screen}");
    assert!(!screen.contains("is writing"), "{screen}");
}

#[test]
fn what_could_only_be_read_stands_once_when_the_disk_takes_drafts_again() {
    for (keys, held) in [("", false), ("c", true)] {
        let mut desk = Desk::demo();
        desk.press("cmine<Esc>");
        let (key, body) = desk.drafts.first_key_value().map(|(key, body)| (key.clone(), body.clone())).unwrap();
        let mut desk = desk.restart();
        desk.press(keys).take(Msg::DraftsKept(Err("the folder takes no file".to_owned())));
        let aside = Draft { key: format!("beside//{key}"), body };
        let effects = update(&mut desk.state, came(aside));
        assert_eq!(desk.state.context.drafts.len(), 1, "{:?}", desk.state.context.drafts);
        let holds = |effect: &Effect| matches!(effect, Effect::Hold { place, .. } if *place == key);
        assert_eq!(effects.iter().any(holds), held, "{keys}");
    }
}

#[test]
fn what_could_only_be_read_and_was_dropped_is_dropped_when_the_disk_takes_drafts_again() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let (key, body) = desk.drafts.first_key_value().map(|(key, body)| (key.clone(), body.clone())).unwrap();
    let mut desk = desk.restart();
    desk.take(Msg::DraftsKept(Err("the folder takes no file".to_owned())));
    desk.press("gtx");
    let aside = Draft { key: format!("beside//{key}"), body };
    let effects = update(&mut desk.state, came(aside.clone()));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DropDraft(key) if *key == aside.key)));
    assert!(desk.state.context.drafts.is_empty(), "{:?}", desk.state.context.drafts);
}

#[test]
fn of_several_drafts_the_one_under_the_cursor_is_copied() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    desk.take(writing(theirs));
    desk.press("<Esc>gty");
    assert!(desk.copied().starts_with("mine"), "{}", desk.copied());
    desk.press("jy");
    assert!(desk.copied().starts_with("theirs"), "{}", desk.copied());
}

#[test]
fn a_window_that_opens_while_another_one_types_begins_empty() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    let mut desk = Desk::demo();
    desk.take(writing(theirs));
    desk.press("c");
    desk.shows("Another window is writing here");
    desk.hides("theirs");
    desk.hides("Your draft");
    desk.press("own words<Enter>");
    desk.shows("noted");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    desk.press("gt");
    assert!(desk.screen().contains("theirs"), "what the other one writes stays: {}", desk.screen());
}

#[test]
fn a_draft_that_another_window_saved_meanwhile_is_told_before_it_is_saved_once_more() {
    for ends in ["<Enter>", "<Tab><Tab><Enter>"] {
        let mut desk = Desk::demo();
        desk.press("cmine<Esc>");
        let (key, theirs) = (desk.drafts.first_key_value().unwrap().0.clone(), in_another_window(&desk, "mine"));
        let mut desk = desk.restart();
        let entries = desk.entries();
        desk.press("c");
        desk.shows("Your draft");
        desk.take(taken_up(theirs, key));
        desk.shows("Another window opened this draft too");
        desk.take(Msg::DraftsSeen(Seen::default()));
        desk.press("<End>!<Enter>");
        desk.shows("another window saved this draft already");
        assert_eq!(desk.entries(), entries, "nothing is saved unasked");
        desk.press(ends);
        let saved = i64::from(ends == "<Enter>");
        assert_eq!((desk.entries(), desk.drafts.len()), (entries + saved, 0), "{ends}: {}", desk.screen());
    }
}

#[test]
fn a_draft_that_another_window_left_once_more_is_told_as_that_and_asked_about_in_words() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let theirs = in_another_window(&desk, "theirs");
    let (key, body) = desk.drafts.pop_first().unwrap();
    for in_words in [false, true] {
        let mut desk = Desk::demo();
        desk.take(came(Draft { key: key.clone(), body: body.clone() }));
        desk.press("c");
        desk.take(taken_up(theirs.clone(), key.clone()));
        let left = Draft { key: format!("beside//{key}"), body: body.replace("mine", "theirs") };
        desk.take(came(left));
        if in_words {
            plain::hear(&mut desk.state, "");
            let said = plain::Told::default().say(&desk.state, false);
            assert!(said.lines.concat().contains("Another window has left this draft here too"), "{said:?}");
            assert!(said.asks.contains("3 drop it"), "no question is asked once more: {said:?}");
        } else {
            desk.press("<Enter>");
            desk.shows("another window has left this draft here too");
        }
    }
}

#[test]
fn what_another_window_took_up_is_not_here_any_more() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let (key, theirs) = (desk.drafts.first_key_value().unwrap().0.clone(), in_another_window(&desk, "mine"));
    desk.take(taken_up(theirs, key));
    desk.press("c");
    let screen = desk.screen();
    assert!(!screen.contains("Your draft") && screen.contains("Another window is writing here"), "{screen}");
}

#[test]
fn what_no_form_has_open_is_left_to_other_windows() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>gw12<Enter><Esc>");
    let drafts: Vec<Draft> =
        desk.drafts.iter().map(|(key, body)| Draft { key: key.clone(), body: body.clone() }).collect();
    let [note, cell] = drafts.as_slice() else { panic!("{drafts:?}") };
    let held = |desk: &mut Desk, draft: &Draft| {
        let effects = update(&mut desk.state, Msg::Undropped(Some(draft.clone())));
        effects.iter().any(|effect| matches!(effect, Effect::Hold { left, .. } if *left == draft.key))
    };
    assert!(!held(&mut desk, note));
    assert!(held(&mut desk, cell), "it stands in the week of this window");
    let failure = Failure { title: "full".to_owned(), field: None, hint: String::new(), unkept: true };
    let led = update(&mut desk.state, Msg::Led { draft: Some("k".to_owned()), done: Err(failure) });
    assert!(led.iter().any(|effect| matches!(effect, Effect::LetGo(left) if left == "k")));
}

#[test]
fn of_several_drafts_at_one_place_the_form_takes_up_the_one_that_was_chosen() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let theirs = in_another_window(&desk, "theirs");
    desk.take(came(theirs));
    for (keys, chosen, other) in [("j", "theirs", "mine"), ("", "mine", "theirs"), ("j", "theirs", "mine")] {
        desk.press("gtgg");
        let screen = desk.screen();
        let at = |text: &str| screen.find(text).unwrap();
        assert!(at("mine") < at("theirs"), "each stays where it stood: {screen}");
        desk.press(keys).press("<Enter>");
        let screen = desk.screen();
        assert!(screen.contains(chosen) && !screen.contains(other), "{screen}");
        assert!(screen.contains("Another draft that was left here comes after it"), "{screen}");
        desk.press("<Esc>");
    }
    desk.press("gtggx");
    desk.shows("theirs");
    desk.hides("mine");
    desk.press("Z");
    desk.shows("The draft is back, beside the other one");
    desk.press("<Esc>c");
    assert!(desk.screen().contains("theirs"), "the other one is where it was: {}", desk.screen());
    desk.press("<Enter>c");
    desk.shows("mine");
}

#[test]
fn what_no_disk_keeps_is_not_set_aside_for_another_draft_of_its_place() {
    let mut desk = unkept();
    let key = desk.state.context.drafts.keys().next().unwrap().clone();
    let body = desk.state.context.drafts[&key].replace("typed in vain", "theirs");
    let theirs = Draft { key: format!("beside/2/{key}"), body };
    desk.take(came(theirs));
    desk.press("gtj<Enter>");
    desk.shows("typed in vain");
    desk.hides("theirs");
}

#[test]
fn a_draft_of_another_window_stands_among_the_others_where_it_does_once_that_ended() {
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    let theirs = in_another_window(&desk, "theirs");
    desk.press("gw12<Enter>gt");
    for seen in [writing(theirs.clone()), came(theirs)] {
        desk.take(seen);
        let screen = desk.screen();
        let at = |text: &str| screen.find(text).unwrap();
        assert!(at("mine") < at("theirs") && at("theirs") < at("2026-W47 "), "{screen}");
    }
}

#[test]
fn what_another_window_left_shows_on_the_card_of_its_pilot() {
    let mut desk = Desk::demo();
    desk.press("cmine");
    let theirs = in_another_window(&desk, "theirs");
    let mut desk = Desk::demo();
    desk.hides("~ Demand forecast");
    desk.take(came(theirs));
    desk.shows("~ Demand forecast");
}

#[test]
fn a_value_that_another_window_left_is_taken_up_with_the_week_and_given_back_untouched() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>");
    let theirs = in_another_window(&desk, "theirs");
    let place = desk.drafts.keys().next().unwrap().clone();
    let holds = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Hold { .. }));
    let lets_go =
        |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::LetGo(left) if *left == place));
    for touched in [false, true] {
        let mut desk = Desk::demo();
        let seen = update(&mut desk.state, came(theirs.clone()));
        assert!(!holds(&seen), "on the board it is for whoever opens it");
        drop(typed(&mut desk, "g"));
        assert!(holds(&typed(&mut desk, "w")));
        if touched {
            desk.state.context.drafts.insert(place.clone(), "13\n".to_owned());
        }
        let left = typed(&mut desk, "<Esc>");
        assert_eq!(lets_go(&left), !touched);
        assert!(desk.state.context.drafts.contains_key(&place), "it is listed as before");
    }
}

#[test]
fn a_value_that_another_window_left_stands_in_its_cell_at_once() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>");
    let theirs = in_another_window(&desk, "theirs");
    // The week may be open already.
    for (before, after) in [("", "gw"), ("gw", "")] {
        let mut desk = Desk::demo();
        desk.press(before).take(came(theirs.clone()));
        desk.press(after);
        let screen = desk.screen();
        assert!(screen.contains("12?") && screen.contains("1 asks if it is meant"), "{screen}");
        // A third window was the first to take it up.
        let third = Draft { key: theirs.key.replace("theirs", "third"), ..theirs.clone() };
        desk.take(taken_up(third, theirs.key.clone()));
        desk.hides("12?");
    }
    // Where something is typed already, the other one waits.
    desk.take(came(theirs));
    desk.press("gtj<Enter>");
    desk.shows("Something else is typed there in this window");
    desk.press("gtkx<Enter>");
    desk.shows("12?");
    desk.hides("Something else");
}
