//! What is typed in a meeting and not saved: it comes back, leads back to its item, and is named before the review
//! closes.

use serde_json::Value;
use steerco::brief;
use steerco::domain::change::{ActionChange, ActionField, ReviewChange};
use steerco::domain::{AgendaState, Change, ReviewState, Stamp, parse_day};
use steerco::interaction::Msg;

use crate::support::{Desk, stamp};
use crate::{draft, five_items, typed};

#[test]
fn a_crash_comes_back_to_the_item_with_what_was_typed() {
    let mut desk = five_items();
    desk.press("<F5>y<→><→>chalf a sent");
    desk.take(Msg::Ticked(5));
    // What was typed reached the drafts; nothing else is left of the program.
    let mut desk = desk.restart();
    desk.press("<F5>");
    desk.shows("Item 3 of 5");
    assert!(desk.screen().contains("09:55 left") || desk.screen().contains("04:55 left"), "{}", desk.screen());
    desk.press("c");
    desk.shows("half a sent");
    desk.press("ence<Enter>");
    let minutes = draft(&desk).minutes;
    assert_eq!(minutes.last().unwrap().text, "half a sentence");
}

#[test]
fn a_line_that_was_left_on_the_wall_gives_way_to_the_next_one_and_is_not_lost() {
    let holds = |desk: &Desk, text: &str| typed(desk).iter().any(|key| desk.drafts[*key].contains(text));
    for key in ["a", "c"] {
        let mut desk = five_items();
        desk.press("<F5>y").press(key).press("old words<Esc>").press(key);
        desk.shows("Your draft (typing replaces it, End keeps it)");
        desk.press("next one");
        desk.shows("next one");
        desk.hides("old words");
        desk.press("<Esc>Z");
        assert!(holds(&desk, "old words"), "what gave way comes back: {:?}", desk.drafts);
        desk.press(key).press("<End>, and more<Esc>");
        assert!(holds(&desk, "old words, and more"), "{:?}", desk.drafts);
    }
}

#[test]
fn a_draft_that_gave_way_to_anothers_value_comes_back_on_the_wall() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Actions that are due").unwrap();
    let action = draft(&desk).agenda[at].reasons[0].id.parse().unwrap();
    desk.press("gmy").press(&"<→>".repeat(at)).press("e<Ctrl+U>2026-12-20");
    let to = steerco::domain::Value::Day(parse_day("2026-12-30").unwrap());
    let change = ActionChange::Set { action, field: ActionField::Due, to, was: None };
    desk.store.commit(&Change::Action(change), &Stamp { actor: "Bob Lee".to_owned(), ..stamp(990) }).unwrap();
    desk.press("<Ctrl+S>t");
    desk.shows("Theirs stands; Z brings your draft back.");
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
    desk.press("Z");
    assert!(desk.screen().contains("The draft is back") && typed(&desk).len() == 1, "{}", desk.screen());
    desk.press("e");
    desk.shows("2026-12-20");
}

#[test]
fn a_line_that_is_kept_on_the_wall_is_emptied_whole_wherever_its_cursor_stands() {
    let mut desk = five_items();
    desk.press("<F5>ycold words<Esc>c<Home><Right><Right>");
    desk.shows("Your draft (Ctrl+U empties it)");
    desk.press("<Ctrl+U>new<Enter>");
    assert_eq!(draft(&desk).minutes.pop().unwrap().text, "new", "{}", desk.screen());
}

#[test]
fn a_draft_of_the_meeting_leads_back_into_the_meeting() {
    let mut desk = five_items();
    desk.press("<F5>ychalf said<Esc>qgt");
    desk.shows("half said");
    desk.press("<Enter>");
    desk.shows("Item 1 of 5");
    desk.press(", and more");
    assert!(desk.screen().contains("half said, and more"), "it is gone on with: {}", desk.screen());
    // After a crash too, and the meeting says so.
    let mut desk = desk.restart();
    desk.press("gm");
    desk.shows("Typed and not saved: a line of the minutes on");
    desk.press("c");
    desk.shows("half said");
}

#[test]
fn a_draft_does_not_open_a_review_of_a_later_day_unasked() {
    let mut desk = five_items();
    desk.press("<F5>ychalf said<Esc>qgru");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "{}", desk.screen());
    desk.press("gt<Enter>");
    desk.shows("The review of 3 Dec is 8 days ahead.");
    desk.press("y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    desk.press("c");
    desk.shows("half said");
}

#[test]
fn a_draft_of_a_closed_meeting_is_read_there_with_what_can_be_done_with_it() {
    let mut desk = five_items();
    desk.press("<F5>yclost words<Esc><End><Enter>y");
    for _ in 0..2 {
        let screen = desk.screen();
        for said in ["The review is closed", ": lost words", "opens it again", "copies what was typed"] {
            assert!(screen.contains(said), "{said}: {screen}");
        }
        desk.press("qgt<Enter>");
    }
    // Open again, it is gone on with where it was typed.
    desk.press("qgrugt<Enter>");
    desk.shows("Minute on");
    desk.shows("lost words");
    // What is of a pilot or an action is gone on with there.
    desk.press("<Esc>D<Tab>park it<Esc>qgt");
    let row = desk.drafts.keys().filter(|key| !key.starts_with("place/")).position(|key| key.ends_with("/decision"));
    desk.press(&"j".repeat(row.unwrap())).press("<Enter>");
    desk.hides("Item 1 of");
}

#[test]
fn what_was_typed_in_a_review_that_closed_meanwhile_is_shown_with_what_can_be_done() {
    let mut desk = five_items();
    desk.press("gra").press("A word on lessons<Esc>");
    let review = draft(&desk).review.id;
    brief::open(&mut desk.store, review, &stamp(700)).unwrap();
    brief::close(&mut desk.store, review, &stamp(701)).unwrap();
    desk.take(Msg::Disturbed);
    desk.press("gt<Enter>");
    let said = desk.flat();
    for told in ["Typed: “A word on lessons", "opens it again", "y copies it, and x drops it"] {
        assert!(said.contains(told), "{told}: {}", desk.screen());
    }
    desk.press("gtx");
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
}

#[test]
fn a_draft_of_an_earlier_version_is_found_by_its_screen() {
    let mut desk = Desk::demo();
    desk.press("gbahalf a name<Esc>");
    let body = desk.drafts.values_mut().find(|body| body.contains("half a name")).unwrap();
    let mut held: Value = serde_json::from_str(body).unwrap();
    held["from"]["verb"] = "".into();
    *body = held.to_string();
    let mut desk = desk.restart();
    desk.press("gt<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Board: the key that opens its form here brings back what you typed."), "{screen}");
}

#[test]
fn in_a_small_window_the_closed_wall_says_what_can_be_done_and_what_has_no_room() {
    let mut desk = five_items();
    let long = "words that nobody saved ".repeat(12);
    desk.press("<F5>y");
    for _ in 0..3 {
        desk.press(&format!("c{long}<Esc><→>"));
    }
    desk.press("<End><Enter>y");
    desk.resize(60, 18);
    let shown = desk.flat();
    for said in ["opens it again", "copies what was typed", "words that nobody saved", "and 2 more among the drafts"] {
        assert!(shown.contains(said), "{said}: {}", desk.screen());
    }
}

#[test]
fn what_was_typed_under_the_mask_is_told_on_the_closed_wall_once_it_is_off() {
    let mut desk = five_items();
    desk.press("<F5>yqM<F5>csecret words<Esc><End><Enter>y");
    desk.shows("The review is closed");
    desk.hides("secret words");
    desk.press("qMygt<Enter>");
    desk.shows("The review is closed");
    desk.shows(": secret words");
}

#[test]
fn what_is_typed_and_not_saved_is_asked_about_before_a_review_closes() {
    let mut desk = five_items();
    desk.press("<F5>ychalf<Esc><→><→><→><→><→><Enter>");
    assert_eq!(draft(&desk).review.state, ReviewState::Open);
    desk.shows("Close the review all the same?");
    desk.press("n<←>");
    assert_eq!(draft(&desk).agenda[4].state, AgendaState::Open, "who only goes past it settles nothing");
    desk.press("x");
    desk.shows("Item 5 of 5, carried over");
    desk.press("x");
    assert_eq!(draft(&desk).agenda[4].state, AgendaState::Open, "it is taken up again");
    desk.press("<→><Enter>y");
    desk.shows("The review is closed");
    desk.press("<←>");
    desk.shows("the review is closed: q leaves");
}

#[test]
fn a_line_half_typed_on_the_page_of_the_minutes_is_known_on_the_wall() {
    let mut desk = five_items();
    desk.press("<F5>yqgr3a").press("half<Esc>gm<End>");
    desk.shows("Typed and not saved: a line of the minutes on");
    desk.press("<Enter>");
    desk.shows("Close the review all the same?");
    desk.press("y");
    desk.shows("The review is closed");
    desk.shows(": half");
}

#[test]
fn what_is_not_saved_is_named_with_its_item() {
    let mut desk = five_items();
    desk.press("<F5>ychalf<Esc><→>D<Tab>half<Esc><→><→><→><→>");
    let [first, second] = [0, 1].map(|at| draft(&desk).agenda[at].title.clone());
    let shown = desk.flat();
    let said = format!("Typed and not saved: a line of the minutes on {first}; a decision on {second}.");
    assert!(shown.contains(&said), "{}", desk.screen());
    desk.press("<←><←><←>Lhold<Tab>Not yet<Esc><End>");
    let shown = desk.flat();
    let third = draft(&desk).agenda[2].title.clone();
    assert!(shown.contains(&format!("a verdict on {third}.")), "{}", desk.screen());
    // So it is where another window left it beside its place.
    let beside = |key: String| if key.starts_with("place/") { key } else { format!("beside/ended/{key}") };
    desk.drafts = std::mem::take(&mut desk.drafts).into_iter().map(|(key, body)| (beside(key), body)).collect();
    let mut desk = desk.restart();
    desk.press("gm<End>");
    let shown = desk.flat();
    assert!(shown.contains(&format!("a line of the minutes on {first}; a decision on {second}")), "{}", desk.screen());
}

#[test]
fn what_is_typed_on_an_item_that_left_the_agenda_is_named_before_the_review_closes() {
    let mut desk = five_items();
    desk.press("<F5>ychalf said<Esc>D<Tab>half<Esc>");
    let meeting = draft(&desk);
    let (review, item, title) = (meeting.review.id, meeting.agenda[0].id, meeting.agenda[0].title.clone());
    let change = ReviewChange::ItemState { item, to: AgendaState::Dropped, was: None };
    desk.store.commit(&Change::Review(change), &stamp(1)).unwrap();
    let mut desk = desk.restart();
    desk.press("gm<End>");
    let off = "(off the agenda: g t finds it)";
    for what in ["a decision", "a line of the minutes"] {
        let said = format!("{what} on {title} {off}");
        assert!(desk.flat().contains(&said), "{said}: {}", desk.screen());
    }
    desk.press("<Enter>");
    desk.shows("Close the review all the same?");
    // And so it is where the item is no part of the agenda at all.
    let line = desk.drafts.remove(&format!("meeting/{review}/{item}/minute")).unwrap();
    desk.drafts.insert(format!("meeting/{review}/gone/minute"), line);
    let mut desk = desk.restart();
    desk.press("gm<End>");
    let said = format!("a line of the minutes on an item that is gone {off}");
    assert!(desk.flat().contains(&said), "{}", desk.screen());
    // What it promises.
    desk.press("qgt");
    desk.shows("half said");
}
