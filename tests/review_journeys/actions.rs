//! Actions in a meeting: they are done, moved and dropped there, and told in one sentence.

use steerco::domain::ActionState;

use crate::support::Desk;
use crate::{draft, five_items};

#[test]
fn an_action_on_an_item_about_no_pilot_is_told_in_one_sentence() {
    let mut desk = Desk::demo();
    desk.press("gmy<End><←>a@lindqvist send it by Friday<Enter>");
    assert_eq!(draft(&desk).minutes.len(), 1, "a line ties it to its item: {}", desk.screen());
    desk.shows("send it");
    desk.hides("And 1 more");
    let newest = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0);
    assert!(newest.summary.ends_with("send it"), "{}", newest.summary);
}

#[test]
fn an_action_about_no_pilot_that_was_added_elsewhere_is_told_on_the_closing_page() {
    let mut desk = Desk::demo();
    desk.press("gmyqgaaRenew the licence<Tab>Ana Costa<Ctrl+S>gm<End>");
    let screen = desk.screen();
    assert!(screen.contains("1 action ") && screen.contains("Ana Costa by "), "{screen}");
    assert!(screen.contains(": Renew the licence"), "{screen}");
}

#[test]
fn actions_that_are_due_are_done_moved_and_dropped_on_the_wall() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Actions that are due").unwrap();
    let due = draft(&desk).agenda[at].reasons.clone();
    assert_eq!(due.len(), 2, "{due:?}");
    desk.press("gmy").press(&"<→>".repeat(at));
    let state = |desk: &Desk, at: usize| {
        let actions = desk.store.read().actions().unwrap();
        actions.into_iter().find(|action| action.id.to_string() == due[at].id).unwrap()
    };
    desk.press("d");
    assert_eq!(state(&desk, 0).state, ActionState::Done, "{}", desk.screen());
    desk.press("d");
    assert_eq!(state(&desk, 0).state, ActionState::Open, "one that has ended is open again");
    let (text, before) = (state(&desk, 1).text, state(&desk, 1).due);
    desk.press("<↓>e2026-12-02<Ctrl+S>");
    assert_eq!(
        (state(&desk, 1).due.to_string(), state(&desk, 1).text),
        ("2026-12-02".into(), text),
        "{}",
        desk.screen()
    );
    // Another date is what was said of it.
    let moved = draft(&desk).minutes.pop().unwrap();
    assert_eq!(moved.item, Some(draft(&desk).agenda[at].id));
    let told = format!("“{}” moved from {} to 2026-12-02", state(&desk, 1).text, before);
    assert_eq!(moved.text, told);
    desk.shows("minuted  “");
    assert!(desk.screen().contains(", talked about"), "it counts: {}", desk.screen());
    desk.press("Xno money<Enter>");
    assert_eq!((state(&desk, 1).state, state(&desk, 1).why.as_str()), (ActionState::Dropped, "no money"));
    desk.shows("dropped");
    desk.press("<↑>ehalf<Esc>");
    desk.press("<End>").resize(120, 60);
    let came = format!("dropped: {} ({}): no money", state(&desk, 1).text, state(&desk, 1).owner_name);
    assert!(desk.flat().contains(&came), "the closing page says what came of each: {}", desk.screen());
    let shown = desk.flat();
    assert!(shown.contains(&format!("Typed and not saved: a change of “{}”.", state(&desk, 0).text)), "{shown}");
}

#[test]
fn another_date_answers_what_is_asked_of_an_action_though_it_is_due_by_the_review_still() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Actions that are due").unwrap();
    let asks = "Wanted from you: Done, dropped, or another date?";
    desk.press("gmy").press(&"<→>".repeat(at)).press("d");
    desk.shows(asks);
    desk.press("<↓>e2026-12-02<Ctrl+S>");
    desk.shows("What was wanted from you is answered.");
    desk.press("u");
    desk.shows(asks);
}

#[test]
fn a_day_that_somebody_wrote_into_an_action_stays_as_it_was_written() {
    let mut desk = five_items();
    desk.press("<F5>ya@lindqvist read the list of 2026-12-01 by Friday<Enter>").press("tt");
    let screen = desk.screen();
    assert!(screen.contains("action  Jonas Lindqvist by 27 Nov: read the list of 2026-12-01"), "{screen}");
    desk.press("qgp/lindqvist<Enter><Enter>");
    let screen = desk.screen();
    assert!(screen.contains("read the list of 2026-12-01") && screen.contains("27 Nov"), "{screen}");
}

#[test]
fn an_action_says_before_it_is_saved_whom_and_which_day_its_line_names() {
    let mut desk = Desk::demo();
    desk.press("gmya@moreau count the depots");
    assert!(!desk.screen().contains("= Lucie"), "by when is still to be said: {}", desk.screen());
    for (day, read) in [(" W49", "Friday, 4 December 2026"), (" in two weeks", "Wednesday, 9 December 2026")] {
        desk.press(day);
        let says = format!("= Lucie Moreau by {read}: count the depots");
        desk.shows(&says);
        desk.press(&"<Backspace>".repeat(day.len()));
    }
}
