//! Reviews and the past: what happened since the last one, and any screen as it was then.

use std::sync::Arc;

use steerco::app::update;
use steerco::brief;
use steerco::interaction::{Effect, Msg};

use crate::support::Desk;

#[test]
fn no_agenda_is_prepared_in_the_past() {
    let mut desk = Desk::demo();
    desk.press("@<Ctrl+U>2026-10-01<Enter>gm");
    let screen = desk.screen();
    assert!(screen.contains("No review was prepared then.") && !screen.contains("P prepares"), "{screen}");
}

#[test]
fn a_closed_review_says_how_what_was_before_it_is_seen() {
    let mut desk = Desk::demo();
    desk.press("gr[2");
    desk.shows("V shows everything as it was when it closed; ]");
}

#[test]
fn how_the_pilots_stood_at_a_closed_review_is_asked_once_more_where_another_one_took_its_place() {
    let mut desk = Desk::demo();
    desk.press("gr[[");
    desk.shows("Review of 1 Oct");
    let reviews = desk.store.read().reviews().unwrap();
    let (shown, later) = (&reviews[0], &reviews[1]);
    let closing = Arc::new(brief::before(&desk.store, later).unwrap().unwrap());
    let effects = update(&mut desk.state, Msg::Closing(closing));
    let is_asked = |effect: &Effect| matches!(effect, Effect::Recall(review) if review.id == shown.id);
    assert!(effects.iter().any(is_asked), "{}", desk.screen());
}

#[test]
fn the_page_since_the_last_review_tells_what_happened_in_order_of_consequence() {
    let mut desk = Desk::demo();
    desk.press("gr2");
    let screen = desk.screen();
    let at = |what: &str| screen.find(what).unwrap_or_else(|| panic!("{what}: {screen}"));
    assert!(at("adoption-collapse") < at("no-owner") && at("no-owner") < at("success-paradox"), "{screen}");
    assert!(at("success-paradox") < at(" certified"), "{screen}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("Field dispatch · stage 3"), "each row opens its pilot: {}", desk.screen());
}

#[test]
fn any_screen_is_looked_at_as_of_the_last_review_and_nothing_is_written_there() {
    let mut desk = Desk::demo();
    desk.press("@<Enter>");
    desk.shows("as of the review of 29 Oct");
    desk.press("gr");
    let screen = desk.screen();
    assert!(screen.contains("29 Oct") && !screen.contains("Review of 3 Dec"), "the draft came later: {screen}");
    assert!(screen.contains("2 Since 1 Oct"), "it is compared with the review before: {screen}");
    desk.press("ga");
    let then = desk.screen();
    assert!(then.contains("Compare two vendors"), "open then, dropped by now: {then}");
    let entries = desk.entries();
    desk.press("gb").press("c").press("L");
    assert_eq!(desk.entries(), entries);
    desk.press("@<Enter>");
    desk.shows("saved");
    desk.hides("as of the review");
    desk.press("@<Ctrl+U>2030-01-01<Enter>");
    assert!(desk.screen().contains("2030-01-01 has not come yet"), "the text stays: {}", desk.screen());
    desk.press("<Ctrl+U>2026-09-01<Enter>");
    desk.shows("as of 1 Sep");
}

#[test]
fn what_stands_in_a_row_is_found_with_its_days() {
    let mut desk = Desk::demo();
    let rows = [
        ("25 May", "Service chat"),
        ("2026-05-25", "Service chat"),
        ("3 Dec", "Send trainers"),
        ("back 8 Nov", "Invoice triage"),
    ];
    for (typed, row) in rows {
        desk.press(&format!("gl/{typed}"));
        assert!(desk.screen().contains(row), "{typed}: {}", desk.screen());
        assert!(!typed.starts_with("2026") || !desk.screen().contains("Claims intake"), "{typed}: {}", desk.screen());
        desk.press("<Esc><Esc><Esc>gb");
    }
    let action = desk.store.read().actions().unwrap().into_iter().find(steerco::domain::Action::is_open).unwrap();
    desk.press(&format!("ga/{}", action.due));
    assert!(desk.screen().contains(&action.text.chars().take(12).collect::<String>()), "{}", desk.screen());
}

#[test]
fn the_present_seen_as_of_today_is_the_present() {
    let screens = |desk: &mut Desk| -> Vec<String> {
        ["gb", "gd", "gl", "ga", "gp"]
            .iter()
            .map(|keys| {
                desk.press(keys);
                // The header says which moment it is, and what can be written is in the footer.
                desk.screen().lines().skip(2).take(33).collect::<Vec<_>>().join("\n")
            })
            .collect()
    };
    let mut desk = Desk::demo();
    let now = screens(&mut desk);
    desk.press("@").press("<Ctrl+U>2026-11-25<Enter>");
    desk.shows("as of 25 Nov");
    for (then, now) in screens(&mut desk).iter().zip(&now) {
        assert_eq!(then, now);
    }
}
