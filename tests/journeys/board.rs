//! The board: its cards, the order in which they stand, and how one is moved.

use steerco::domain::change::PilotChange;
use steerco::domain::{Change, Lifecycle, Powers};
use steerco::interaction::Msg;

use crate::pilot;
use crate::support::Desk;

/// The cards of stage 1 on the board, from the top.
fn first_column(desk: &Desk) -> Vec<&'static str> {
    let screen = desk.screen();
    let at = |name: &str| screen.lines().position(|line| line.contains(name)).unwrap();
    let mut cards = ["Complaint", "Contract", "Demand", "Warranty"];
    cards.sort_by_key(|name| at(name));
    cards.to_vec()
}

/// Board `s` as often as it takes to come to the own order.
const TO_OWN_ORDER: &str = "s";

#[test]
fn a_board_of_archived_pilots_says_which_key_shows_them() {
    let mut desk = Desk::empty();
    desk.shows("No pilots yet.");
    desk.press("aAlpha<Ctrl+S>").press("x");
    desk.shows("No pilots here: 1 is archived, A shows it.");
    desk.press("A");
    for size in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(size.0, size.1);
        let screen = desk.screen();
        assert!(screen.contains("▌Alpha") && screen.contains("archived"), "its name first: {screen}");
        assert!(screen.contains(" x unarchive "), "the way back too: {screen}");
    }
    desk.press("<Enter>");
    assert!(desk.footer().contains("x unarchive"), "on its page too: {}", desk.screen());
    desk.press("x");
    assert!(!desk.footer().contains("x unarchive"), "{}", desk.screen());
}

#[test]
fn the_next_key_is_for_the_pilot_that_was_seen_whatever_comes_above_it_meanwhile() {
    let mut desk = Desk::demo();
    desk.press("c");
    desk.shows("Note on Demand forecast");
    let appoint = PilotChange::Appoint {
        pilot: desk.store.read().find_pilot("demand-forecast").unwrap(),
        person: Some(desk.store.read().find_person("Rita Silva").unwrap()),
        powers: Powers::default(),
        why: "x".into(),
        was: None,
    };
    // Nobody moves on the board.
    let mut desk = desk.restart();
    desk.commit(&Change::Pilot(appoint));
    desk.take(Msg::Disturbed);
    desk.press("c");
    desk.shows("Note on Demand forecast");
}

#[test]
fn what_is_paused_is_counted_apart() {
    let mut desk = Desk::demo();
    let screen = desk.screen();
    assert!(screen.contains("7 decisions wanted") && screen.contains("2 on track"), "{screen}");
    for code in ["warranty-coding", "claims-intake"] {
        let pilot = desk.store.read().find_pilot(code).unwrap();
        let (to, why) = (Lifecycle::Paused, "it waits".to_owned());
        desk.commit(&Change::Pilot(PilotChange::Lifecycle { pilot, to, why, was: None }));
    }
    let mut desk = desk.restart();
    let screen = desk.screen();
    for count in ["6 decisions wanted", "1 on track", "2 paused"] {
        assert!(screen.contains(count), "{count}: {screen}");
    }
    desk.press("/warranty<Enter><Enter>");
    let screen = desk.screen();
    assert!(screen.contains("○   gate") && screen.contains("■ no-owner"), "{screen}");
    assert!(!screen.contains("■ R") && !screen.contains("What would make it green"), "{screen}");
    desk.press("<Esc><Esc>");
    let chosen = desk.press("/claims<Enter>").screen();
    assert!(chosen.contains("Claims intake: ") && chosen.contains("paused"), "{chosen}");
    assert!(!chosen.contains("on track"), "neither its card, nor its sentence: {chosen}");
}

#[test]
fn cards_are_sorted_and_grouped() {
    let mut desk = Desk::demo();
    desk.press("ss");
    let screen = desk.screen();
    let at = |name: &str| screen.lines().position(|line| line.contains(name)).unwrap();
    assert!(
        at("Complaint routing") < at("Contract review") && at("Contract review") < at("Demand forecast"),
        "{screen}"
    );
    desk.press("S");
    desk.shows("Legal · 1");
}

#[test]
fn in_own_order_cards_go_up_and_down_and_stand_there_for_everybody() {
    let mut desk = Desk::demo();
    let before = desk.export();
    let place = |desk: &Desk, code: &str| pilot(&desk.export(), code)["place"].as_i64();
    desk.press("J");
    desk.shows("cards are moved in own order only");
    assert!(!desk.footer().contains("J down"), "{}", desk.footer());
    desk.press(TO_OWN_ORDER);
    assert!(desk.screen().contains("in own order") && desk.footer().contains("J down"), "{}", desk.screen());
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"], "what nobody moved: worst first");
    desk.press("K");
    desk.shows("nothing of its column stands above it");
    assert_eq!(desk.export(), before);

    desk.press("J");
    desk.shows("Order: Demand forecast after Warranty coding.");
    assert_eq!(first_column(&desk), ["Warranty", "Demand", "Complaint", "Contract"]);
    let places = ["warranty-coding", "demand-forecast", "complaint-routing"].map(|code| place(&desk, code));
    assert_eq!(places, [Some(1), Some(2), None], "as far as the move reached");
    desk.press("K").press_ahead("JJ");
    assert_eq!(first_column(&desk), ["Warranty", "Complaint", "Demand", "Contract"], "each key for what the last made");

    let mut desk = desk.restart();
    assert_eq!(first_column(&desk), ["Warranty", "Complaint", "Demand", "Contract"], "the board keeps its order");
    desk.press("@2026-11-24<Enter>");
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"], "nobody had moved any by then");
    desk.press("@<Enter>");
    assert_eq!(first_column(&desk), ["Warranty", "Complaint", "Demand", "Contract"]);
    desk.press("uuuu");
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"]);
    assert_eq!(desk.export(), before);
}

#[test]
fn marked_cards_go_together_as_one_change_and_no_card_leaves_its_group() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press(TO_OWN_ORDER).press("ggvvJ");
    assert_eq!(first_column(&desk), ["Complaint", "Demand", "Warranty", "Contract"]);
    assert_eq!(desk.entries(), entries + 1);
    desk.shows("Order: 2 pilots (Warranty coding, Demand forecast) one");
    desk.press("u");
    assert_eq!(first_column(&desk), ["Demand", "Warranty", "Complaint", "Contract"]);
    // Each unit has one pilot of this stage.
    desk.press("<Esc>SJ");
    desk.shows("nothing of its group stands below it; S goes on until");
    assert_eq!(desk.entries(), entries + 2, "the move, and the undo of it");
}

#[test]
fn a_card_moves_past_the_next_one_that_shows_and_leaves_its_place_with_its_column() {
    let mut desk = Desk::demo();
    // Of stage 1 they are those of Warranty coding and Contract review.
    desk.press(TO_OWN_ORDER).press("/documents<Esc>GK").press("<Esc>");
    assert_eq!(first_column(&desk), ["Demand", "Contract", "Warranty", "Complaint"]);
    let place = |desk: &Desk| pilot(&desk.export(), "contract-review")["place"].as_i64();
    assert_eq!(place(&desk), Some(2));
    desk.press("Lall of it passes<Enter>");
    assert_eq!(place(&desk), None, "{}", desk.screen());
    desk.press("u");
    assert_eq!(place(&desk), Some(2), "{}", desk.screen());
}

#[test]
fn moving_back_asks_why_and_moves() {
    let mut desk = Desk::demo();
    desk.press("lH");
    desk.press("<Enter>");
    assert!(desk.screen().contains("cannot be"), "an empty reason is refused: {}", desk.screen());
    desk.press("the feed was cut<Enter>");
    desk.shows("back to stage 1: the feed was cut");
    desk.press("u");
    desk.shows("Took back");
}

#[test]
fn one_ellipsis_says_that_a_card_is_cut() {
    let mut desk = Desk::demo();
    let mut is_cut = false;
    for width in 60..140 {
        desk.resize(width, 40);
        let screen = desk.screen();
        assert!(!screen.contains("……"), "{width}: {screen}");
        is_cut |= screen.contains('…');
    }
    assert!(is_cut, "no card was cut");
}

#[test]
fn under_a_filter_the_board_counts_what_shows_and_says_why_a_card_goes_no_further() {
    let mut desk = Desk::demo();
    desk.press("s/documents<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("/documents  ") && screen.contains(" of 12 shown"), "{screen}");
    desk.press("ggK");
    desk.shows("the filter shows nothing above it");
}

#[test]
fn the_next_grouping_is_said_with_the_one_that_came() {
    let mut desk = Desk::demo();
    desk.press("S");
    desk.shows("Cards grouped by unit.  2 of 4; next: grouped by owner");
}

#[test]
fn in_own_order_a_card_goes_to_the_ends_of_its_column() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    let place = |desk: &Desk, code: &str| pilot(&desk.export(), code)["place"].as_i64();
    desk.press("s/contract<Esc><Esc>").press("gK");
    assert_eq!(place(&desk, "contract-review"), Some(1), "{}", desk.screen());
    desk.press("gK");
    assert_eq!(desk.entries(), entries + 1, "it stands there: {}", desk.screen());
    desk.press("gJ");
    assert_eq!(place(&desk, "contract-review"), Some(4), "{}", desk.screen());
}
