//! What is taken back in a review: only what this meeting recorded, and elsewhere after a question.

use steerco::app::update;
use steerco::domain::change::ReviewChange;
use steerco::domain::{AgendaState, Change, Meeting, ReviewState, Stamp};
use steerco::interaction::{Code, Effect, Failure, Key, Msg, Query};

use crate::support::{self, Desk, stamp};
use crate::{draft, five_items};

#[test]
fn what_a_closed_review_brought_is_taken_back_only_after_its_closing() {
    let mut desk = five_items();
    desk.press("<F5>ycto be minuted<Enter>");
    let minuted = desk.store.read().newest_entry().unwrap();
    desk.press("<End><Enter>y");
    let closed = desk.export();
    let stamp = support::stamp(990);
    let error = desk.store.revert(minuted, &stamp, steerco::store::Ask::Answered).unwrap_err();
    assert!(error.to_string().contains("which is closed: what was decided then stands"), "{error}");
    assert_eq!(desk.export(), closed);
    desk.press("qgru");
    let stamp = support::stamp(991);
    desk.store.revert(minuted, &stamp, steerco::store::Ask::Answered).unwrap();
    assert!(!desk.export().to_string().contains("to be minuted"));
}

#[test]
fn u_takes_back_only_what_this_meeting_recorded() {
    let mut desk = five_items();
    desk.press("<F5>ycone<Enter>ctwo<Enter>");
    let before = desk.entries();
    desk.press("u");
    assert_eq!(draft(&desk).minutes.iter().map(|minute| minute.text.as_str()).collect::<Vec<_>>(), ["one"]);
    desk.press("uu");
    let review = draft(&desk);
    assert!(
        review.minutes.is_empty(),
        "what took something back is not what the meeting recorded: {:?}",
        review.minutes
    );
    assert_eq!(review.review.state, ReviewState::Open, "opening it is taken back by nothing but itself");
    assert!(desk.entries() > before);
}

#[test]
fn what_u_took_back_on_the_wall_is_done_again_there() {
    let mut desk = five_items();
    desk.press("<F5>yU");
    desk.shows("nothing of this meeting was taken back, or");
    desk.press("cone<Enter>ctwo<Enter>uu");
    desk.shows("U does it again");
    let minutes = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    assert!(minutes(&desk).is_empty());
    desk.press("U");
    desk.shows("u takes it back");
    assert_eq!(minutes(&desk), ["one"]);
    let mut desk = desk.restart();
    desk.press("<F5>U");
    assert_eq!(minutes(&desk), ["one", "two"], "{}", desk.screen());
    desk.press("u");
    assert_eq!(minutes(&desk), ["one"], "{}", desk.screen());
    desk.press("cthree<Enter>U");
    assert_eq!(minutes(&desk), ["one", "three"], "what was recorded since stays: {}", desk.screen());
}

#[test]
fn u_that_is_typed_ahead_takes_back_what_was_typed_before_it() {
    let mut desk = five_items();
    desk.press("<F5>ycone<Enter>").press_ahead("ctwo<Enter>u");
    let said = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    assert_eq!(said(&desk), ["one"], "{}", desk.screen());
    desk.press_ahead("<Space>u");
    assert_eq!((said(&desk), draft(&desk).agenda[0].state), (vec!["one".to_owned()], AgendaState::Open));
    desk.press("cthree<Enter>").press_ahead("uu");
    assert!(said(&desk).is_empty(), "each takes back another one: {:?}", said(&desk));
}

#[test]
fn no_key_waits_for_an_answer_that_does_not_come() {
    let mut desk = five_items();
    desk.press("<F5>ycone<Enter>");
    let review = draft(&desk).review.id;
    let minute = ReviewChange::Minute { review, item: None, text: "two".to_owned() };
    let outcome = desk.store.commit(&Change::Review(minute), &stamp(980)).unwrap();
    // What it asks for then is never answered.
    drop(update(&mut desk.state, Msg::Committed(outcome)));
    let failure = Failure { title: "busy".to_owned(), field: None, hint: String::new(), unkept: false };
    desk.take(Msg::Troubled(failure));
    desk.press("<→>");
    desk.shows("Item 2 of 5");
    // What is not known is not taken back.
    desk.press("u");
    assert_eq!(draft(&desk).minutes.len(), 2, "{}", desk.screen());
    desk.press("u");
    assert_eq!(draft(&desk).minutes.len(), 1, "{}", desk.screen());
    assert_eq!(draft(&desk).minutes[0].text, "one");
}

#[test]
fn what_was_recorded_last_is_asked_once_where_the_review_is_known() {
    let mut desk = five_items();
    desk.press("<F5>yqgr");
    let mut asked = 0;
    let mut effects = update(&mut desk.state, Msg::Pressed(Key::plain(Code::F(5))));
    while let Some(effect) = effects.pop() {
        if let Effect::Load { ticket, queries } = effect {
            asked += queries.iter().filter(|query| matches!(query, Query::Recorded(..))).count();
            let answers = queries.iter().map(|query| query.ask(desk.store.read()).unwrap()).collect();
            effects.extend(update(&mut desk.state, Msg::Loaded { ticket, answers }));
        }
    }
    assert_eq!(asked, 1);
    desk.shows("Item 1 of 5");
}

#[test]
fn u_gets_past_what_somebody_else_recorded_to_what_lies_before_it() {
    let mut desk = five_items();
    let said = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    let by_another = |desk: &mut Desk, change: ReviewChange| {
        let theirs = Stamp { actor: "Bob Lee".to_owned(), ..stamp(990) };
        desk.store.commit(&Change::Review(change), &theirs).unwrap();
        desk.take(Msg::Disturbed);
    };
    desk.press("<F5>ycmine<Enter>");
    let (review, item) = (draft(&desk).review.id, draft(&desk).agenda[0].id);
    by_another(&mut desk, ReviewChange::Minute { review, item: Some(item), text: "theirs".to_owned() });
    desk.press("u");
    desk.shows("is by Bob Lee: Minuted: theirs");
    desk.press("n");
    desk.shows("It stays; u goes on to what was recorded before it.");
    desk.press("u");
    assert_eq!(said(&desk), ["theirs"], "{}", desk.screen());
    desk.press("U");
    assert_eq!(said(&desk), ["mine", "theirs"], "{}", desk.screen());
    desk.press("uy");
    assert_eq!(said(&desk), ["mine"], "a yes takes theirs: {}", desk.screen());
    // What was written over is told with what stands in the way.
    desk.press("<Space>");
    by_another(&mut desk, ReviewChange::ItemState { item, to: AgendaState::Carried, was: None });
    desk.press("unu");
    desk.shows("cannot be taken back: the state of this agenda was changed");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Carried);
}

#[test]
fn u_takes_back_what_the_meeting_recorded_before_a_restart() {
    let mut desk = five_items();
    // Who is there is noted on another page, and belongs to the meeting.
    desk.press("<F5>yp<Space><Esc>cone<Enter>a@lindqvist order it by Friday<Enter>");
    // Whoever chairs it is there as it opens.
    assert_eq!(draft(&desk).attendance.len(), 2);
    let actions = |desk: &Desk| desk.store.read().actions().unwrap().len();
    let made = actions(&desk);
    let mut desk = desk.restart();
    // What is recorded elsewhere meanwhile is not the meeting's.
    desk.press("cseen on the board<Enter><F5>");
    desk.press("u");
    assert_eq!((actions(&desk), draft(&desk).minutes.len()), (made - 1, 1), "{}", desk.screen());
    desk.press("u");
    assert_eq!((draft(&desk).minutes.len(), draft(&desk).attendance.len()), (0, 2), "{}", desk.screen());
    desk.press("u");
    assert_eq!(draft(&desk).attendance.len(), 1, "{}", desk.screen());
    let entries = desk.entries();
    desk.press("u");
    desk.shows("nothing is left that this meeting recorded");
    assert_eq!((desk.entries(), draft(&desk).review.state), (entries, ReviewState::Open));
}

#[test]
fn above_the_meeting_u_asks_before_it_takes_back_what_was_not_recorded_on_that_page() {
    let mut desk = five_items();
    let minuted = |desk: &Desk| draft(desk).minutes.len();
    let came = |desk: &Desk| draft(desk).attendance.len();
    desk.press("<F5>ycone<Enter>pu");
    let asks = |desk: &Desk, what: &str| {
        let screen = desk.screen();
        assert!(screen.contains(what) && screen.contains("A meeting is going on"), "{what}: {screen}");
    };
    asks(&desk, "Minuted: one");
    desk.press("n");
    assert_eq!(minuted(&desk), 1);
    // What was entered there goes without a question, and comes back so.
    desk.press("<Space>");
    for (key, there) in [("u", 1), ("U", 2), ("u", 1)] {
        desk.press(key);
        assert_eq!((came(&desk), minuted(&desk)), (there, 1), "{key}: {}", desk.screen());
    }
    desk.press("uy");
    desk.shows("U does it again");
    assert_eq!(minuted(&desk), 0);
    desk.press("U");
    asks(&desk, "Do again what it took");
    desk.press("y");
    assert_eq!(minuted(&desk), 1);
    // Nor does the meeting end in passing.
    desk.press("uygbu");
    asks(&desk, "Opened the review");
    desk.press("n");
    assert_eq!((minuted(&desk), draft(&desk).review.state), (0, ReviewState::Open));
}

#[test]
fn on_a_closed_review_u_opens_it_again_and_leaves_what_was_written_since() {
    let mut desk = five_items();
    let is_closed = |desk: &Desk| {
        let meetings = desk.store.read().meetings().unwrap();
        meetings.iter().all(|meeting| meeting.review.state == ReviewState::Closed)
    };
    desk.press("<F5>y<End><Enter>yqgbclater<Enter>gr");
    assert!(is_closed(&desk), "{}", desk.screen());
    let opens = "a closed review stays as it was: u opens it again";
    desk.shows(opens);
    desk.press("2");
    let told = desk.flat();
    assert!(told.contains("the history (g h) has what else was written"), "a note is no change of a pilot: {told}");
    desk.press("3e");
    assert_eq!(desk.screen().matches(opens).count(), 2, "a refusal says what the head says: {}", desk.screen());
    let entries = desk.entries();
    desk.press("u");
    desk.shows("The review of 3 Dec is closed, and more was written since.");
    desk.shows("what was written since stays");
    assert!(desk.flat().contains("while nothing else is written; after that its meeting does"), "{}", desk.screen());
    desk.press("n");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    for (keys, closed) in [("uy", false), ("U", true), ("uy", false)] {
        desk.press(keys);
        assert_eq!(is_closed(&desk), closed, "{keys}: {}", desk.screen());
        assert!(desk.export().to_string().contains(r#""later""#), "{keys}: the note stays: {}", desk.screen());
    }
    // With nothing newer the same key does it unasked.
    desk.press("gm<End><Enter>yqgru");
    assert!(!is_closed(&desk), "{}", desk.screen());
}

#[test]
fn the_page_stays_on_its_review_whatever_becomes_of_it_and_prepare_turns_to_the_one_that_it_is_for() {
    let mut desk = five_items();
    desk.press("gr[uy");
    // Opened anew, the page shows it by itself; closed again, it is not left for the next one.
    desk.press("gbgr");
    desk.shows("Review of 29 Oct");
    desk.press("U");
    desk.shows("Review of 29 Oct");
    desk.shows("closed on");
    desk.press("P");
    assert!(desk.screen().contains("Prepared the review of 3 Dec") || desk.screen().contains("Nothing new is due"));
    desk.shows("Review of 3 Dec");
}

#[test]
fn while_another_review_is_open_a_closed_one_says_so_and_asks_nothing() {
    let mut desk = five_items();
    desk.press("gmyqgr[");
    desk.shows("u opens it again once no other one is open");
    let entries = desk.entries();
    desk.press("u");
    let screen = desk.screen();
    assert!(screen.contains("The review of 3 Dec is open, and only one can be."), "{screen}");
    assert!(!screen.contains("y yes") && !screen.contains("entry"), "{screen}");
    assert_eq!(desk.entries(), entries, "{screen}");
}

#[test]
fn on_a_closed_review_u_takes_back_nothing_that_was_recorded_on_the_page_of_another() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP").press("2026-12-31<Enter>").press("aBudget round<Ctrl+S>[");
    desk.shows("Review of 3 Dec");
    let entries = desk.entries();
    desk.press("u");
    let asks = "The review of 3 Dec is closed, and more was written since.";
    desk.shows(asks);
    assert_eq!(desk.entries(), entries, "nothing is taken back unasked");
    desk.press("y");
    let meetings = desk.store.read().meetings().unwrap();
    let agenda = |meeting: &Meeting| meeting.agenda.iter().any(|item| item.title == "Budget round");
    assert!(meetings.iter().any(agenda), "what was written since stays: {}", desk.screen());
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
}
