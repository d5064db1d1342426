//! A hint never lies: every key that is advertised does what its title says, and every one leads back.

use steerco::interaction::{Code, Key, Msg};

use crate::look_at;
use crate::support::promises::press_every_hint;
use crate::support::{self, Desk};

/// States from which every advertised key is pressed.
const STATES: &[&str] = &[
    "",
    "/a",
    "vv",
    "<Enter>",
    "<Enter>2",
    "<Enter>3",
    "<Enter>4",
    "<Enter>7",
    "l<Enter>7jjjjj",
    "l<Enter>7z",
    "<Enter>8",
    "lll<Enter>8",
    "<Enter>5",
    "<Enter>5<Enter>",
    "gw",
    "gw12",
    "gw12<Enter>",
    "gp",
    "gh",
    "gh<Enter>",
    "gd",
    "gd2jj",
    "gd1jj<Enter>",
    "gr",
    "gr2",
    "gr[",
    "gr4",
    "gre",
    "gr/e",
    "gl",
    "gl<Enter>",
    "ga",
    "gae",
    "gx",
    "gap",
    "@<Enter>",
    "?",
    ":",
    "cx",
    "oa",
    "Lx",
    "r",
    "m",
    "a",
    "<Enter>2 ",
    "<Enter>2e",
    "<Enter>4a",
    "<Enter>3a",
    "<Enter>e",
    "gpa",
    "gpe",
    "ghR",
    ":key tester<Enter>",
    "<Enter>6",
    "gp<Enter>",
    "gf",
    "gfe",
    "gf/stage",
    "gs",
    "gs<Enter>",
    "gt",
    "cx<Esc>gt",
    "go",
    "goa",
    "gi",
];

/// The meeting on the wall, which is left by its own key only, its closing page, and the question before it.
const MEETING: &[&str] =
    &["<F5>", "<F5>y<→><→>", "<F5>y<→><→><→><→><→><→><→><→><→>", "<F5>yb", "<F5>yc", "<F5>ya", "<F5>yD"];

/// Presses what every third state advertises, so that the parts run side by side.
fn press_every_third(part: usize) {
    for state in STATES.iter().chain(MEETING).chain(&["Mgr"]).skip(part).step_by(3) {
        press_every_hint(Desk::demo, state);
    }
}

/// The desk on a file with columns that nobody knows, before it is taken in.
fn previewing(mut desk: Desk) -> Desk {
    look_at(&mut desk, "liste.csv", "Unterfangen,Farbe\nRechnungen,rot\n");
    desk
}

#[test]
fn every_advertised_key_of_other_places_works_without_any_pilot() {
    for state in ["gf", "gfe", "gf/stage", "gs", "gs<Enter>", "gt", "go", "goa", "gi", "grP", ":key tester<Enter>"] {
        press_every_hint(Desk::empty, state);
    }
}

#[test]
fn every_advertised_key_works_on_a_file_that_is_looked_at() {
    for state in ["", "<Enter>name<Enter>", "<Enter>name<Enter>s"] {
        press_every_hint(|| previewing(Desk::demo()), state);
        press_every_hint(|| previewing(Desk::empty()), state);
    }
}

#[test]
fn ctrl_c_does_as_esc_everywhere() {
    for state in STATES.iter().chain(MEETING) {
        let pressed = |keys: &str| {
            let mut desk = Desk::demo();
            desk.press(state).press(keys);
            assert!(!desk.left, "after “{state}”, {keys} leaves");
            desk
        };
        let (escaped, interrupted) = (pressed("<Esc>"), pressed("<Ctrl+C>"));
        if interrupted.screen().contains("leaves; so does q.") {
            // Where Esc has nothing to close, Ctrl+C tells how to leave.
            assert_eq!(escaped.state.hints(), pressed("").state.hints(), "after “{state}”, something is open");
        } else {
            assert_eq!(interrupted.screen(), escaped.screen(), "after “{state}”");
        }
        assert_eq!(interrupted.drafts, escaped.drafts, "after “{state}”");
    }
}

#[test]
fn every_advertised_key_does_something_or_says_why_not() {
    press_every_third(0);
}

#[test]
fn every_advertised_key_does_something_or_says_why_not_in_the_second_third() {
    press_every_third(1);
}

#[test]
fn every_advertised_key_does_something_or_says_why_not_in_the_last_third() {
    press_every_third(2);
}

#[test]
fn every_advertised_key_works_without_any_pilot_and_at_the_first_run() {
    for state in ["", "a", "gw", "gp", "gpa", "gh", "gd", "gr", "gm", "gl", "ga", "gx", "?", ":", "/x", "g"] {
        press_every_hint(Desk::empty, state);
    }
    for state in ["", "2", "3", "?"] {
        press_every_hint(Desk::first_run, state);
    }
}

#[test]
fn no_screen_binds_one_key_twice() {
    let verbs = steerco::app::known_verbs();
    let clashes = steerco::interaction::keymap::clashes(&verbs);
    assert!(clashes.is_empty(), "{clashes:?}");
    let names: Vec<(&str, &str)> = verbs.iter().map(|bound| (bound.home, bound.offer.name)).collect();
    assert!(support::repeated(&names).is_empty(), "{:?}", support::repeated(&names));
}

#[test]
fn every_place_that_g_goes_to_has_room_in_a_low_window() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("grg");
    let screen = desk.screen();
    for place in ["b board", "x exceptions", "o workspaces", "s settings", "c next theme", "i import a file"] {
        let words: Vec<&str> = place.split(' ').collect();
        let shows = |line: &str| line.split_whitespace().collect::<Vec<_>>().windows(words.len()).any(|w| w == words);
        assert!(screen.lines().any(shows), "{place}: {screen}");
    }
    assert_eq!(screen.matches("meeting").count(), 1, "once, whichever it is: {screen}");
}

/// Multiplexers, editors and desktops take several of these keys.
#[test]
fn no_verb_has_only_keys_that_others_take() {
    let is_taken = |key: &Key| key.ctrl || key.alt || matches!(key.code, Code::F(_));
    // What that key means in every terminal has no other one; it is in the palette too.
    for bound in steerco::app::known_verbs().into_iter().filter(|bound| bound.offer.name != "suspend") {
        let free = bound.chords.iter().any(|chord| !chord.keys().iter().any(is_taken));
        let name = (bound.home, bound.offer.name);
        assert!(bound.chords.is_empty() || free, "{name:?} has only {:?}", bound.offer.keys);
    }
    let mut desk = Desk::demo();
    desk.press("gc");
    desk.shows("The settings (g s) keep one.");
}

#[test]
fn ctrl_c_twice_leaves_within_a_second_only() {
    let mut desk = Desk::demo();
    desk.press("<Ctrl+C>");
    desk.take(Msg::Rested);
    desk.press("<Ctrl+C>");
    assert!(!desk.left && desk.screen().contains("twice within a second"), "{}", desk.screen());
    desk.press("<Ctrl+C>");
    assert!(desk.left);
}

#[test]
fn ctrl_c_twice_leaves_whatever_the_first_closes_and_the_draft_stays() {
    for state in ["ctyped", ":", "?", "/in", "g"] {
        let mut desk = Desk::demo();
        desk.press(state).press("<Ctrl+C>");
        assert!(!desk.left, "{state}");
        desk.press("<Ctrl+C>");
        assert!(desk.left, "{state}: {}", desk.screen());
        assert_eq!(desk.drafts.len(), usize::from(state == "ctyped"), "{state}: {:?}", desk.drafts);
    }
}

#[test]
fn esc_finds_the_way_back_from_everywhere_and_never_leaves() {
    for state in STATES {
        let mut desk = Desk::demo();
        desk.press(state);
        for _ in 0..8 {
            desk.press("<Esc>");
        }
        assert!(!desk.left);
        assert!(desk.header().contains("Board"), "after “{state}”:\n{}", desk.screen());
    }
}

#[test]
fn the_cursor_of_the_terminal_sits_on_what_is_in_focus() {
    let mut desk = Desk::demo();
    for place in
        ["gb", "gb<Enter>", "gb<Enter>2", "gb<Enter>3", "gb<Enter>7", "gr", "gd", "gw", "ga", "gp", "gl", "gs", "go"]
    {
        desk.press(place);
        let (screen, cursor) = desk.draw();
        let cursor = cursor.unwrap_or_else(|| panic!("{place} has no cursor: {screen}"));
        desk.press("j");
        let moved = desk.draw().1.unwrap();
        // Some lists have one row, and the cells of a grid may stand side by side.
        assert!(moved.y >= cursor.y && cursor.y > 1, "{place}: from {cursor:?} to {moved:?}");
        if ["gb", "gb<Enter>3", "gr", "ga", "gl", "gp", "gs", "go", "gw"].contains(&place) {
            assert!(moved.y > cursor.y, "{place}: from {cursor:?} to {moved:?}");
        }
    }
}
