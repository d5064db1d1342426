//! How a review is opened and closed: which one it is, on which day, and what is asked before.

use steerco::brief;
use steerco::domain::change::{GateChange, ReviewChange};
use steerco::domain::{AgendaState, Change, Gate, ReviewState, parse_day};
use steerco::interaction::Msg;

use crate::support::{self, Desk, stamp};
use crate::{draft, five_items};

/// A day as screens show it.
fn day_of(day: steerco::domain::Day) -> String {
    steerco::domain::date::short(day, support::today())
}

#[test]
fn a_review_that_is_only_looked_at_says_that_it_is_not_opened_and_which_key_opens_it() {
    let mut desk = five_items();
    desk.press("gmn");
    desk.shows("not opened yet: o opens it");
    desk.hides("10:00");
    desk.press("c");
    desk.shows("the review is not opened yet: o opens it");
    desk.resize(40, 10);
    desk.shows("not opened: o");
    desk.press("o");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "it is ahead, and asked about: {}", desk.screen());
    desk.press("y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    desk.resize(120, 40);
    desk.shows("10:00 left");
    desk.hides("not opened");
}

#[test]
fn from_the_past_a_question_leads_back_to_the_meeting_that_runs() {
    let mut desk = Desk::demo();
    desk.press("gmyq@<Ctrl+U>2026-10-31<Enter>gm");
    let screen = desk.screen();
    assert!(screen.contains("The review of 29 Oct was closed"), "{screen}");
    desk.press("y");
    assert!(desk.screen().contains("Item 1 of ") && desk.state.context.as_of.is_none(), "{}", desk.screen());
}

#[test]
fn looking_ahead_settles_nothing_and_opening_a_review_says_how_it_is_taken_back() {
    let mut desk = five_items();
    desk.press("<F5>y");
    assert!(
        desk.flat().contains(
            "Opened the review of 3 Dec on 25 Nov; Pilar Navarro, who chairs it, is there. On its page (g r) u takes \
             that back."
        ),
        "{}",
        desk.screen()
    );
    desk.press("<Space><→><→><→><←><←><←>");
    let states = |desk: &Desk| draft(desk).items().map(|item| item.state).collect::<Vec<_>>();
    let (done, open) = (AgendaState::Done, AgendaState::Open);
    assert_eq!(states(&desk), [done, open, open, open, open]);
    desk.shows("Item 2 of 5");
    desk.press("<Space>");
    assert_eq!(states(&desk), [done, done, open, open, open]);
    // What was carried over is talked about after all.
    desk.press("x<Space>");
    assert_eq!(states(&desk), [done, done, done, open, open]);
    desk.press("<←>x");
    assert_eq!(states(&desk), [done, done, AgendaState::Carried, open, open]);
    // What brought something is told alike on the wall, in the agenda and in the minutes.
    desk.press("<→><→>canew<Enter><End>");
    assert_eq!(desk.screen().matches("carried over").count(), 2, "{}", desk.screen());
    desk.press("qgr");
    assert_eq!(desk.screen().matches("talked").count(), 3, "{}", desk.screen());
    desk.press("3");
    desk.shows("anew");
    desk.press("gm");
    // Who is there is noted on the way, and what nobody spoke of is carried over.
    desk.press("<End>");
    let missed = "Attendance not noted: Jonas Lindqvist, Lucie Moreau, Mercy Okafor, Samir Haddad.";
    assert!(desk.flat().contains(missed), "{}", desk.screen());
    desk.press("p");
    desk.shows("Committee");
    desk.press("<Space><Esc>");
    assert!(
        desk.flat().contains("Attendance not noted: Lucie Moreau, Mercy Okafor, Samir Haddad."),
        "{}",
        desk.screen()
    );
    desk.shows("Closing it keeps");
    assert_eq!(desk.screen().matches("carried over").count(), 2, "{}", desk.screen());
    // What was put off after it brought something is not said to be unreached.
    desk.press("<←>xq");
    desk.press("gr3");
    desk.shows("talked about, and carried over");
}

#[test]
fn keys_that_are_pressed_before_a_review_is_open_wait_for_it() {
    let mut desk = five_items();
    desk.press("grE2026-11-25<Ctrl+S>").press_ahead("<F5>csaid at once<Enter><→>");
    desk.shows("Item 2 of 5");
    desk.press("<←>");
    desk.shows("said at once");
    // A question is not answered by what was meant for the meeting; where it is not opened, keys wait no longer.
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP<Enter>").press_ahead("<F5>cyes<Enter>");
    desk.shows("days ahead");
    desk.press("nq");
    desk.shows("1 Agenda");
}

#[test]
fn a_review_that_is_far_ahead_is_not_opened_without_a_question() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP<Enter>");
    let next = desk.store.read().meetings().unwrap().into_iter().find(|one| one.review.state == ReviewState::Draft);
    let next = next.unwrap().review;
    desk.press("<F5>");
    desk.shows(&format!("The review of {} is", day_of(next.day)));
    desk.press("n");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "{}", desk.screen());
    desk.press("q<F5>y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
}

#[test]
fn a_review_of_a_later_day_is_opened_after_a_question_only() {
    let mut desk = five_items();
    desk.press("gm");
    desk.shows("The review of 3 Dec is 8 days ahead.");
    desk.press("n");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "{}", desk.screen());
    // On its page too, where it may only be looked at.
    desk.press("qgrgm");
    desk.shows("The review of 3 Dec is 8 days ahead.");
    desk.press("y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    // Of its day, or once that has passed, nothing is asked.
    let mut desk = five_items();
    desk.dawn(parse_day("2026-12-03").unwrap());
    desk.press("gm");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
}

#[test]
fn of_several_reviews_that_are_prepared_the_one_of_today_is_met() {
    let mut desk = Desk::demo();
    let day = parse_day("2026-12-10").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    desk.dawn(day);
    desk.press("gm");
    desk.shows("Review of 10 Dec");
    let meetings = desk.store.read().meetings().unwrap();
    let open = meetings.iter().find(|meeting| meeting.review.state == ReviewState::Open).unwrap();
    assert_eq!(open.review.day, day);
}

#[test]
fn a_review_that_was_opened_on_an_earlier_day_says_what_closing_it_now_means() {
    let mut desk = five_items();
    desk.press("gr[uygm<End><Enter>");
    desk.shows("It was opened on 29 Oct: closed now");
    desk.press("y");
    desk.shows("The review is closed");
}

#[test]
fn while_a_review_is_open_another_one_is_only_read() {
    let mut desk = five_items();
    let day = parse_day("2027-01-14").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    let mut desk = desk.restart();
    desk.press("gmyqgr]gm");
    let screen = desk.screen();
    assert!(screen.contains("Review of 14 Jan 2027") && screen.contains("This one can be read."), "{screen}");
    assert!(screen.contains("The review of 3 Dec is open") && !screen.contains("y yes"), "{screen}");
    desk.press("o");
    desk.shows("another review is open: close it first");
    // On the way that is named.
    desk.press("qgbgm");
    desk.shows("Review of 3 Dec");
    desk.shows("Item 1 of 5");
}

#[test]
fn a_later_review_is_opened_after_a_question_though_another_one_was_open_when_it_was_come_to() {
    let mut desk = five_items();
    let day = parse_day("2027-01-14").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    let mut desk = desk.restart();
    desk.press("gmy");
    let opened = desk.entries();
    desk.press("qgr]gm");
    desk.store.revert(opened, &support::stamp(990), steerco::store::Ask::Answered).unwrap();
    desk.take(Msg::Disturbed);
    let entries = desk.entries();
    desk.press("o");
    desk.shows("The review of 14 Jan 2027 is 50 days ahead.");
    assert_eq!(desk.entries(), entries);
}

#[test]
fn a_review_that_somebody_else_closed_says_so() {
    let mut desk = five_items();
    desk.press("<F5>y<→><→><→><→><→>");
    let review = draft(&desk).review.id;
    brief::close(&mut desk.store, review, &stamp(700)).unwrap();
    desk.press("<Enter>y");
    desk.shows("is closed");
    desk.take(Msg::Disturbed);
    desk.shows("The review is closed");
}

#[test]
fn what_was_just_closed_is_what_g_r_opens_until_another_is_prepared() {
    let mut desk = five_items();
    let day = parse_day("2027-01-14").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    let mut desk = desk.restart();
    desk.press("<F5>y<End><Enter>y");
    desk.shows("(q, then g r)");
    desk.press("qgr");
    desk.shows("Review of 3 Dec");
    // What is closed says how it is opened again, and so it does where others follow it.
    desk.shows("u opens it again");
    desk.press("u");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP").press("2026-12-31<Enter>");
    assert!(desk.screen().contains("Review of 31 Dec"), "what is prepared is shown: {}", desk.screen());
}

#[test]
fn a_review_that_is_still_to_be_held_is_put_on_a_day_that_has_passed_only_after_a_question() {
    let mut desk = Desk::demo();
    let day = draft(&desk).review.day;
    desk.press("grE1.11<Ctrl+S>");
    let asks = "Move the review to Sunday, 1 November 2026, a day that has passed?";
    desk.shows(asks);
    desk.press("n");
    assert_eq!(draft(&desk).review.day, day, "{}", desk.screen());
    desk.press("<Ctrl+U>1.12.<Ctrl+S>");
    assert_eq!(draft(&desk).review.day, parse_day("2026-12-01").unwrap(), "{}", desk.screen());
}

#[test]
fn an_item_that_is_added_is_asked_what_is_wanted_before_enter_saves_it() {
    let mut desk = Desk::demo();
    desk.press("gra").press("Budget 2027<Enter>Approve it<Enter>");
    let item = draft(&desk).agenda.into_iter().find(|item| item.title == "Budget 2027").unwrap();
    assert_eq!(item.wanted, "Approve it", "{}", desk.screen());
}

#[test]
fn what_joins_the_agenda_of_a_review_that_is_opened_is_told_beside_what_the_journal_has() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("claims-intake").unwrap();
    let day = parse_day("2026-12-02").unwrap();
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G2, day, was: None }));
    let review = draft(&desk).review.id;
    let opened = brief::open(&mut desk.store, review, &stamp(700)).unwrap();
    assert_eq!(opened.summary, desk.store.read().journal(None, i64::MAX, 1).unwrap()[0].summary);
    assert_eq!(opened.remarks, ["Newly due: Claims intake."]);
}

#[test]
fn the_key_that_opens_a_review_is_told_as_it_is_bound() {
    let mut desk = five_items().with_keys("[meeting]\nopen-review = \"B\"\n");
    desk.press("gmn");
    desk.shows("not opened yet: B opens it");
}
