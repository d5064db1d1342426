//! Gates on the wall: how a verdict is recorded there, and what is asked and told before it is.

use std::sync::Arc;

use steerco::domain::change::{GateChange, ReviewChange};
use steerco::domain::{Change, Gate, Portfolio, parse_day};
use steerco::interaction::{Answer, Msg, Query};

use crate::support::{Desk, stamp};
use crate::{draft, five_items, last};

/// An item that somebody wrote about a pilot, on the wall.
pub fn on_the_wall(pilot: steerco::domain::PilotId, wanted: &str) -> Desk {
    let mut desk = Desk::demo();
    let (title, wanted, review) = ("The case".to_owned(), wanted.to_owned(), draft(&desk).review.id);
    let add = ReviewChange::AddItem { review, title, wanted, minutes: 5, pilot: Some(pilot) };
    desk.store.commit(&Change::Review(add), &stamp(1)).unwrap();
    let mut desk = desk.restart();
    desk.resize(120, 40);
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.title == "The case").unwrap();
    desk.press(&"<→>".repeat(at));
    desk
}

#[test]
fn an_own_item_asks_no_more_for_a_gate_that_was_held() {
    let pilot = Desk::demo().store.read().find_pilot("contract-review").unwrap();
    let mut desk = on_the_wall(pilot, "Pass G1?");
    desk.shows("Wanted from you: Pass G1?");
    desk.press("L<Enter>All shown<Enter>");
    desk.shows("What was wanted from you is answered.");
}

#[test]
fn a_verdict_is_recorded_on_the_wall() {
    let mut desk = five_items();
    desk.press("<F5>y<→>");
    desk.shows("F I E L D");
    let meeting = draft(&desk);
    let pilot = meeting.items().nth(1).unwrap().pilot.unwrap();
    // Its tally allows no verdict that moves it on: the verdict is asked first.
    assert!(desk.state.context.portfolio.of(pilot).unwrap().ahead.unwrap().allowed.is_none());
    // While it waits to be judged anew, nobody knows here which verdict was its last.
    let judged = Arc::clone(&desk.state.context.portfolio);
    let waiting = Portfolio { waiting: vec![pilot..=pilot], ..Portfolio::clone(&judged) };
    desk.take(Msg::Judged(Arc::new(waiting)));
    desk.press("L");
    desk.shows("it is being judged");
    desk.take(Msg::Judged(judged));
    desk.press("Lgo");
    desk.shows("go is not possible: G3 lacks 4 things");
    desk.press("<Backspace><Backspace>").press("hold<Tab>Not yet<Tab><Tab><Tab>value<Ctrl+S>");
    let decision = last(&desk.export(), "decisions");
    let held = (&decision["verb"], &decision["pilot"], &decision["review"]);
    let here = ("hold".into(), pilot.to_string().into(), meeting.review.id.to_string().into());
    assert_eq!(held, (&here.0, &here.1, &here.2), "{}", desk.screen());
    assert!(desk.screen().contains("decided  G3: hold"), "the wall shows it: {}", desk.screen());
}

#[test]
fn a_verdict_that_is_typed_on_the_wall_chooses_it_whatever_the_tally_allows() {
    let (mut desk, pilot) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at));
    let entries = desk.entries();
    desk.press("Lhold<Enter>").press("hold<Ctrl+S>");
    desk.shows("“hold” is a verdict: choose it above");
    desk.press("<Ctrl+U>pause<Ctrl+S>");
    desk.shows("“pause” is a decision: D records one");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
}

#[test]
fn what_a_gate_lacks_is_listed_on_the_wall_and_asked_before_a_pilot_moves_on_against_it() {
    let (mut desk, pilot) = Desk::scored([3, 1, 1, 3, 3, 3], |_, _| ());
    desk.resize(120, 40);
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at)).press("L");
    let screen = desk.screen();
    assert!(screen.contains("Go at G1 lacks") && screen.contains("Integration is at 1, and passes at 3"), "{screen}");
    let entries = desk.entries();
    desk.press("waive<Tab>they insist<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Move it on against ") && screen.contains(" rules: Integration, "), "{screen}");
    desk.press("n");
    assert_eq!(desk.entries(), entries);
    assert!(desk.screen().contains("they insist"), "the form stays: {}", desk.screen());
    desk.press("<Enter>y");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    assert_eq!(desk.store.read().pilot(pilot).unwrap().unwrap().stage.number(), 2);
}

#[test]
fn what_a_gate_lacks_and_has_no_room_for_is_turned_to() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    let pilot = desk.store.read().find_pilot("supplier-risk").unwrap();
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at)).press("L");
    desk.shows("Go at G2 lacks");
    desk.shows("and 2 more: PgDn");
    desk.hides("data components");
    desk.press("<PgDn><PgDn><PgDn>");
    desk.shows("Go at G2 lacks");
    desk.shows("data components, 2 of 3 done");
    // Where none has room beside what they are, one stands alone.
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press(":Supplier risk<Enter>L");
    desk.shows("PgDn: 1 of ");
    let first = desk.screen();
    desk.press("<PgDn>");
    desk.shows("PgDn: 2 of ");
    desk.press("<PgUp>");
    assert_eq!(desk.screen(), first);
}

#[test]
fn the_condition_of_a_verdict_stands_in_the_register_of_decisions() {
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("Lall pass<Tab><Tab>Budget signed by 15 Jan<Ctrl+S>");
    desk.resize(160, 40);
    desk.press("gl");
    let line = "G1: go, on condition: Budget signed by 15 Jan (go, ";
    assert!(desk.screen().contains(line), "the line that explains it: {}", desk.screen());
}

#[test]
fn the_next_gate_of_what_the_review_moved_on_is_held_after_a_question_only() {
    let (mut desk, pilot) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at)).press("L<Enter>all pass<Enter>");
    desk.shows("decided  G1: go");
    desk.press("L");
    desk.shows("This review has moved it on already: G1: go.");
    desk.press("y");
    desk.shows("G2");
}

/// On the wall, at the item of Contract review, whose G1 is booked for the day of the review.
pub fn at_a_booked_gate() -> Desk {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let day = parse_day("2026-12-03").unwrap();
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G1, day, was: None }));
    let mut desk = desk.restart();
    desk.resize(120, 40);
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at));
    desk
}

#[test]
fn a_gate_that_was_due_tells_its_verdict_on_the_wall_and_is_not_wanted_any_more() {
    let mut desk = at_a_booked_gate();
    desk.shows("Wanted from you: The verdict of G1.");
    desk.press("L<Enter>all pass<Ctrl+S>");
    let told = "answered by “G1: go” (was: G1 is booked for 3 Dec; its tally allows go)";
    desk.shows(told);
    desk.hides("The verdict of G1.");
    desk.press("qgrG");
    let since = "how the system is run is not all decided";
    let tells = |desk: &Desk| {
        assert!(desk.screen().contains("answered by “G1: go” (was: G1"), "the agenda says the same: {}", desk.screen());
        assert!(desk.screen().contains(since), "and what is asked since, for which reason: {}", desk.screen());
        desk.shows("Take the open run decisions at this review.");
    };
    tells(&desk);
    desk.press("gm<End><Enter>y").press("qgrG");
    desk.shows("u opens it again");
    tells(&desk);
    let closed = desk.store.read().last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    for (name, bytes) in desk.store.read().pack(&closed).unwrap() {
        let text = String::from_utf8_lossy(&bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        if ["minutes.txt", "pack.html"].contains(&name.as_str()) {
            assert!(text.contains("nswered by “G1: go”"), "{name}: {text}");
            assert!(text.contains("Take the open run decisions at this review."), "{name}: {text}");
        }
        assert!(name != "minutes.txt" || text.contains("Asked at first The verdict of G1."), "{text}");
    }
}

#[test]
fn what_follows_a_gate_is_told_before_its_verdict_is_recorded() {
    let (mut desk, pilot) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.resize(120, 40);
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at)).press("L");
    desk.shows("= then stage 2, Production Architecture; version ");
    desk.shows("G2 by 17 Jan 2027");
    desk.press("<Up>hold");
    desk.hides("then stage 2");
}

#[test]
fn what_go_lacks_on_an_earlier_day_is_of_the_gate_that_lay_ahead_then() {
    let desk = Desk::demo();
    let reader = desk.store.read();
    let pilot = reader.find_pilot("service-chat").unwrap();
    let lacks = |day: &str| match Query::Lacking(pilot, parse_day(day).unwrap()).ask(reader).unwrap() {
        Answer::Lacking(_, lacks) => lacks.into_iter().map(|one| one.rule).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(lacks("2026-10-01"), ["conditions-of-g3"]);
    assert!(lacks("2026-11-25").is_empty(), "no gate leads out of stage 4");
}
