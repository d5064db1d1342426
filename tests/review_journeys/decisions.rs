//! Decisions in a meeting: how one is recorded, what its form asks, and what it says that it settles.

use steerco::domain::change::{Decide, Decided, ReviewChange, WorkstreamChange, WorkstreamField};
use steerco::domain::{AgendaState, Change, Presence, ReviewState, parse_day};
use steerco::interaction::Msg;

use crate::support::{Desk, stamp};
use crate::{draft, five_items, last};

#[test]
fn a_meeting_decides_and_a_month_later_the_trigger_is_on_the_agenda() {
    let mut desk = Desk::demo();
    desk.press("grP");
    desk.shows("Agenda");
    desk.shows("Invoice triage");
    desk.press("gmy");
    desk.shows("Item 1 of 9");
    assert_eq!(draft(&desk).review.state, ReviewState::Open);
    // The form proposes what the worst warning asks for; another decision is chosen by its first letters.
    desk.press("D").press("retrain<Tab>Retrain with the new templates<Tab>pilar<Tab>the sample is clear<Tab>");
    desk.press("performance < 60 by 2026-W53<Tab>settles<Ctrl+S>");
    let decision = last(&desk.export(), "decisions");
    assert_eq!(decision["verb"], "retrain", "{}", desk.screen());
    assert_eq!(
        (&decision["revisit"], &decision["review"]),
        (&"< 60 by 2026-W53".into(), &draft(&desk).review.id.to_string().into())
    );
    desk.press("cEverybody agrees<Enter>").press("a@lindqvist order the retraining by Friday<Enter>");
    desk.shows("minuted  Everybody agrees");
    desk.press("<→><→><→><→><→><→><→><→><→>");
    desk.shows("Closing it keeps");
    desk.shows("1 decision ");
    assert!(desk.screen().contains("This is the review of 3 Dec"), "it is of a later day: {}", desk.screen());
    let flat = desk.flat();
    let at = |what: &str| flat.find(what).unwrap_or_else(|| panic!("{what}: {flat}"));
    assert!(at("Retrain with the new templates; comes back: ") < at("settles “Check two hundred"), "{flat}");
    assert!(at("settles “") < at("Jonas Lindqvist by "), "decisions stand before actions: {flat}");
    // The agenda says of it what the wall says.
    desk.press("qgr");
    let agenda = desk.flat();
    let said = "retrain: Retrain with the new templates; comes back: ";
    assert!(agenda.contains(said) && agenda.contains("; settles “Check two hundred"), "{}", desk.screen());
    desk.press("gm<End><Enter>");
    desk.shows("The review of 3 Dec is 8 days ahead.");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "its day has not come: {}", desk.screen());
    desk.press("y");
    desk.shows("The review is closed");
    desk.press("qgr");
    desk.shows("u opens it again");
    desk.press("e");
    desk.shows("a closed review stays as it was: u opens it again");
    let closed = desk.store.read().last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let pack = desk.store.read().pack(&closed).unwrap();
    let minutes = pack.iter().find(|(name, _)| name == "minutes.md").unwrap();
    assert!(String::from_utf8_lossy(&minutes.1).contains("Everybody agrees"));
    // A week without a reading until then: the deadline fires, and the next agenda has it.
    desk.dawn(parse_day("2027-01-08").unwrap());
    desk.press("P");
    desk.shows("Prepare a review");
    desk.press("<Enter>");
    let item = draft(&desk).agenda.into_iter().find(|item| item.title == "Invoice triage").unwrap();
    let triggers: Vec<&str> =
        item.reasons.iter().filter(|reason| reason.kind == "trigger").map(|reason| reason.text.as_str()).collect();
    assert!(triggers.iter().any(|text| text.contains("Retrain with the new templates")), "{triggers:?}");
}

#[test]
fn nobody_who_is_noted_as_absent_is_proposed_as_the_decider() {
    let mut desk = five_items();
    let chair = desk.store.read().committee().unwrap().chair.unwrap();
    let (review, person) = (draft(&desk).review.id, chair.0);
    desk.commit(&Change::Review(ReviewChange::Attend { review, person, presence: Some(Presence::Excused) }));
    let mut desk = desk.restart();
    desk.resize(120, 40);
    desk.press("<F5>y");
    // To accept a warning is the committee's, for which its chair stands while they are there.
    desk.press("D").press("waive<Tab>We know it<Tab>");
    desk.hides("noted as absent");
    desk.press(&chair.1);
    desk.shows("= noted as absent from the review that is open");
}

#[test]
fn the_closing_page_tells_who_decided_and_is_not_noted_as_there() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("retrain<Tab>Retrain with the new templates<Tab>samir<Tab>the sample is clear<Tab>");
    desk.press("performance < 60 by 2026-W53<Ctrl+S><End>");
    assert!(desk.flat().contains("Decided, but not noted as present: Samir Haddad."), "{}", desk.screen());
    // By one key whoever is there may have sent apologies, or be absent.
    for (noted, told) in
        [("there", ""), ("apologies", "Samir Haddad (apologies)."), ("absent", "Samir Haddad (absent).")]
    {
        desk.press("pjjjj<Space>");
        let row = desk.screen().lines().find(|line| line.contains("Samir Haddad   ")).unwrap_or_default().to_owned();
        assert!(row.contains(noted), "{noted}: {}", desk.screen());
        desk.press("<Esc>");
        let shown = desk.flat();
        assert_eq!(shown.contains("Decided, but not noted as present"), !told.is_empty(), "{}", desk.screen());
        assert!(shown.contains(told), "{told}: {}", desk.screen());
    }
    desk.press("pjjjj<Space>");
    assert!(desk.screen().contains("Samir Haddad is there.  u takes it back"), "and round: {}", desk.screen());
}

#[test]
fn what_is_no_decision_says_where_it_is_done() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y<→><→><→><→>");
    let mut seen = String::new();
    for _ in 0..8 {
        seen.push_str(&desk.screen());
        desk.press("<↓>");
    }
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let way = "(W on page 7 of the pilot gives its workstream an owner and a day: q, then g b)";
    assert!(seen.contains("conditional go, not cleared") && seen.contains(way), "{seen}");
}

#[test]
fn another_day_for_the_work_on_a_condition_is_minuted_by_itself_and_told_on_the_wall() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y<→><→><→><→>");
    let pilot = draft(&desk).agenda[4].pilot.unwrap();
    let readiness = desk.store.read().readiness(Some(pilot)).unwrap().remove(&pilot).unwrap();
    let moves = |desk: &mut Desk, day: &str, at: i64| {
        let (workstream, to) = (readiness.workstreams[0].id, steerco::domain::Value::Day(parse_day(day).unwrap()));
        let later = WorkstreamChange::Set { workstream, field: WorkstreamField::Due, to, was: None };
        desk.store.commit(&Change::Workstream(later), &stamp(at)).unwrap();
    };
    moves(&mut desk, "2026-12-10", 900);
    let minute = draft(&desk).minutes.pop().unwrap();
    assert_eq!(minute.item, Some(draft(&desk).agenda[4].id));
    assert_eq!(minute.text, "“Workstream on budget” moved from 2026-11-13 to 2026-12-10");
    desk.take(Msg::Disturbed);
    let mut seen = String::new();
    for _ in 0..8 {
        seen.push_str(&desk.screen());
        desk.press("<↓>");
    }
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let moved = "“Workstream on budget” moved from 13 Nov to 10 Dec";
    assert!(seen.contains(&format!("minuted {moved}")), "{seen}");
    assert!(seen.contains(&format!("in this review {moved}")), "beside the day that it had: {seen}");
    // It comes again on the day that it has as the review closes, also where that is after the next one.
    moves(&mut desk, "2027-02-10", 901);
    desk.take(Msg::Disturbed);
    desk.press("<End><Enter>y");
    let closed = desk.store.read().last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let files = desk.store.read().pack(&closed).unwrap();
    let minutes = files.iter().find(|(name, _)| name == "minutes.md").unwrap();
    let minutes = String::from_utf8_lossy(&minutes.1).replace('\\', "");
    let row =
        minutes.lines().find(|line| line.contains("Condition of its go: ")).unwrap_or_else(|| panic!("{minutes}"));
    assert!(row.contains("2027-02-10") && row.contains("workstream on budget"), "{row}");
}

#[test]
fn a_waiver_that_is_answered_is_told_so_among_the_decisions_and_comes_back_no_more() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("gmyAheld<Enter>qgl");
    let row = |desk: &Desk| desk.screen().lines().find(|line| line.contains("8 Jun")).map(str::to_owned);
    let answered = row(&desk).unwrap();
    assert!(answered.contains('✓') && answered.trim_end().ends_with("held"), "{answered}");
    desk.press("/8 jun<Enter><Enter>");
    desk.shows("what came of its waiver: held");
    desk.press("<Esc><Esc>F");
    assert_eq!(row(&desk), None, "{}", desk.screen());
    desk.shows("6 Dec");
    desk.press("FM");
    let answered = row(&desk).unwrap();
    assert!(answered.contains('✓') && answered.trim_end().ends_with("answered"), "{answered}");
}

#[test]
fn a_condition_that_holds_already_is_said_to_in_the_form() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("retrain<Tab>New templates<Tab>pilar<Tab>so it is<Tab>performance < 80");
    desk.shows("holds already with W47 78.1");
    desk.press("<Backspace><Backspace>60");
    desk.hides("holds already");
}

#[test]
fn a_decision_about_something_else_leaves_open_what_its_item_asks_and_says_so() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("update<Tab>New colour of the inbox<Tab><Tab>so it is<Tab>15 Jan");
    let screen = desk.screen();
    assert!(screen.contains("left open: drift-no-authority, which proposes to appoint owner"), "{screen}");
    assert!(screen.contains("it leaves open “Check two hundred"), "{screen}");
    desk.press("<Ctrl+S>");
    let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    assert!(told.contains("New colour of the inbox") && told.contains("stays open"), "{told}");
    assert!(!told.contains("it answers") && !told.contains("it settles"), "{told}");
}

#[test]
fn a_condition_says_that_its_own_day_is_not_asked_about_where_another_one_is_given() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("/field<Enter>D")
        .press("update<Tab>They stay<Tab><Tab>so it is<Tab><Tab><Tab><Tab>Legal signs by 10 Dec");
    desk.shows("comes back on 10 Dec");
    desk.press("<⇤><⇤><⇤>15 Jan");
    let says = "10 Dec is not asked about: it comes back on 15 Jan";
    desk.shows(says);
    desk.press("<Ctrl+U>adoption < 40");
    desk.shows("10 Dec is not asked about: it comes back by adoption < 40");
}

#[test]
fn nobody_is_asked_on_the_wall_for_a_date_that_was_set() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Demand forecast").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    desk.shows("Set a date for G1, or stop the pilot.");
    // Enter alone goes through all that the verdict asks.
    desk.press("Lhold<Enter>Not yet<Enter>value<Enter>8 jan<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("purgatory: No family has a value") && !screen.contains("Set a date"), "{screen}");
    assert!(screen.contains("Wanted from you: Appoint an executive owner."), "{screen}");
}

#[test]
fn a_form_that_appoints_an_owner_does_not_say_that_it_leaves_the_pilot_without_one() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at)).press("Dappoint<Tab>Mercy owns it");
    let screen = desk.screen();
    assert!(screen.contains("no-owner") && !screen.contains("not answered as long as"), "{screen}");
}

#[test]
fn a_conditional_go_where_go_is_possible_is_go_with_its_condition() {
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("L<Up>cond");
    desk.shows("its tally allows go: choose go and fill in");
}

#[test]
fn a_decision_asks_whom_it_is_for() {
    let mut desk = five_items();
    desk.press("<F5>yD");
    let who = |desk: &Desk| desk.screen().lines().find(|line| line.contains("decided by")).unwrap().to_owned();
    let chair = who(&desk);
    desk.press("<↓>");
    assert!(desk.screen().contains("retrain: its model") && who(&desk) != chair, "{}", desk.screen());
}

#[test]
fn what_is_recorded_on_an_item_about_no_pilot_counts_for_it() {
    let mut desk = five_items();
    let add = ReviewChange::AddItem {
        review: draft(&desk).review.id,
        title: "Budget".to_owned(),
        wanted: "Approve it".to_owned(),
        minutes: 5,
        pilot: None,
    };
    desk.store.commit(&Change::Review(add), &stamp(1)).unwrap();
    let mut desk = desk.restart();
    desk.press("<F5>yG<←>a@lindqvist another thing by Friday<Enter>");
    desk.shows("Item 6 of 6");
    desk.shows("action  Jonas Lindqvist by 27 Nov: another thing");
    desk.press("<→>");
    let counts = desk.screen();
    assert!(counts.contains("1 action ") && counts.contains("0 lines of minutes"), "it is counted once: {counts}");
    desk.press("<Enter>y");
    let closed = desk.store.read().meetings().unwrap().pop().unwrap();
    assert_eq!(closed.review.state, ReviewState::Closed, "{}", desk.screen());
    let item = closed.agenda.iter().find(|item| item.title == "Budget").unwrap();
    assert_eq!(item.state, AgendaState::Done);
}

/// Five items and a sixth by hand, which is on the wall, about the pilot of the first; a decision and an action were
/// recorded on it.
pub fn recorded_on_a_sixth() -> Desk {
    let mut desk = five_items();
    let (review, pilot) = (draft(&desk).review.id, draft(&desk).agenda[0].pilot);
    let title = "Budget 2027".to_owned();
    let add = ReviewChange::AddItem { review, title, wanted: String::new(), minutes: 5, pilot };
    desk.store.commit(&Change::Review(add), &stamp(1)).unwrap();
    let mut desk = desk.restart();
    desk.resize(120, 40);
    desk.press("<F5>yG<←>D").press("retrain<Tab>One year<Tab>pilar<Tab>so it is<Ctrl+S>");
    desk.press("a@lindqvist draw the chart by Friday<Enter>");
    assert!(desk.screen().contains("Item 6 of 6"), "{}", desk.screen());
    desk
}

/// The minutes in the files of the review that was closed last.
pub fn minutes_of_last(desk: &Desk) -> String {
    let reader = desk.store.read();
    let closed = reader.last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let (_, bytes) = reader.pack(&closed).unwrap().into_iter().find(|(name, _)| name == "minutes.txt").unwrap();
    let minutes = String::from_utf8(bytes).unwrap();
    minutes.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_recorded_counts_for_the_item_on_the_wall_and_the_other_one_of_its_pilot_is_carried_over() {
    let mut desk = recorded_on_a_sixth();
    let screen = desk.screen();
    assert!(screen.contains("retrain: One year") && screen.contains("by 27 Nov: draw the chart"), "{screen}");
    desk.press("<→>");
    let screen = desk.screen();
    for counted in ["1 decision ", "1 action ", "0 lines of minutes"] {
        assert!(screen.contains(counted), "{counted}: {screen}");
    }
    assert_eq!(screen.matches("carried over").count(), 5, "{screen}");
    desk.press("M");
    assert_eq!(desk.screen().matches("carried over").count(), 5, "masked too: {}", desk.screen());
    desk.press("My").press("<Enter>y");
    let meetings = desk.store.read().meetings().unwrap();
    let closed = meetings.iter().max_by_key(|meeting| meeting.review.closed).unwrap();
    let (first, sixth) = (&closed.agenda[0], closed.agenda.iter().find(|item| item.title == "Budget 2027").unwrap());
    assert_eq!((first.state, sixth.state), (AgendaState::Carried, AgendaState::Done), "{}", desk.screen());
    let minutes = minutes_of_last(&desk);
    let (above, _) = minutes.split_once("Actions from this review").unwrap();
    let (_, own) = above.split_once("Budget 2027").unwrap();
    assert!(own.contains("One year.") && own.contains("Action: Jonas Lindqvist by 2026-11-27: draw"), "{minutes}");
    assert_eq!(above.matches("draw the chart").count(), 1, "{minutes}");
    assert!(!above.contains("decided: One year") && !above.contains("Other decisions"), "{minutes}");
}

#[test]
fn a_decision_says_whether_it_settles_what_came_back_and_the_wall_tells_it_at_once() {
    for (chosen, settles) in [("", false), ("settles", true)] {
        let mut desk = Desk::demo();
        desk.press("gmy");
        let reasons = draft(&desk).agenda[0].reasons.clone();
        let reason = reasons.into_iter().find(|reason| reason.kind == "trigger").unwrap();
        desk.press("D");
        assert!(desk.screen().contains("it leaves open “"), "who owns it says nothing of that: {}", desk.screen());
        desk.press("retrain");
        assert!(desk.screen().contains("it leaves open “"), "who trains it again too: {}", desk.screen());
        desk.press("<Tab>New templates<Tab>pilar<Tab>so it is<Tab><Tab>").press(chosen).press("<Ctrl+S>");
        let decisions = desk.store.read().decisions(None).unwrap();
        let answer = draft(&desk).answer(&reason, &decisions).map(|answer| answer.statement.clone());
        assert_eq!(answer, settles.then(|| "New templates".to_owned()), "{chosen}: {}", desk.screen());
        let mut seen = String::new();
        for _ in 0..12 {
            seen.push_str(&desk.screen());
            desk.press("<↓>");
        }
        assert_eq!(seen.contains("answered by “New templates”"), settles, "{chosen}: {seen}");
        desk.press("qgr3");
        assert_eq!(desk.screen().contains("; settles “Check two"), settles, "{chosen}: {}", desk.screen());
        // So the list of decisions tells it, before the review is closed.
        desk.press("gl");
        let told = ["settled 25 Nov", "back 8 Nov"].map(|told| desk.screen().contains(told));
        assert_eq!(told, [settles, !settles], "{chosen}: {}", desk.screen());
        desk.press("gm<End><Enter>y");
        assert!(desk.screen().contains("The review is closed"), "{chosen}: {}", desk.screen());
        let decisions = desk.store.read().decisions(None).unwrap();
        assert_eq!(reason.came_back(&decisions).unwrap().settled.is_some(), settles, "{chosen}");
    }
}

#[test]
fn what_was_decided_of_a_pilot_that_has_ended_does_not_come_back_in_the_list() {
    let mut desk = Desk::demo();
    desk.press("gl");
    assert!(desk.screen().contains("  3 Dec") && desk.screen().contains("past 6 Sep"), "{}", desk.screen());
    let reader = desk.store.read();
    let meant = [("field-dispatch", "Samir Haddad"), ("invoice-triage", "Jonas Lindqvist")];
    let meant = meant.map(|(code, by)| (reader.find_pilot(code).unwrap(), reader.find_person(by).unwrap()));
    for (pilot, by) in meant {
        desk.commit(&Change::Decide(Box::new(Decide {
            pilot,
            statement: "It is over".to_owned(),
            by: Some(by),
            on: None,
            rationale: "so".to_owned(),
            rejected: Vec::new(),
            conditions: Vec::new(),
            revisit: None,
            parks: Vec::new(),
            leaves: Vec::new(),
            cause: "value".to_owned(),
            effect: Decided::Retire,
            was: None,
        })));
    }
    let mut desk = desk.restart();
    desk.press("gl");
    desk.shows("Send trainers");
    for back in ["  3 Dec", "past 6 Sep", "back 8 Nov", "accuracy < 75"] {
        desk.hides(back);
    }
    desk.press("F");
    desk.shows("No decision comes back to the committee.");
}

#[test]
fn a_decision_settles_what_is_about_the_same_and_leaves_open_what_else_came_back() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("/invoice<Enter>D").press("retrain<Tab>Retrain it<Tab>pilar<Tab>so it is<Tab>1 Dec<Ctrl+S>");
    desk.press("gmyD").press("retrain");
    let (again, open) = ("it settles “Retrain it”", "it leaves open “Check two hundred");
    assert!(desk.screen().contains(&format!("{again}; {open}")), "{}", desk.screen());
    desk.press("<Tab>Once more<Tab>pilar<Tab>so it is<Ctrl+S>");
    let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    assert!(told.contains("Once more") && told.contains(again) && told.contains("stays open"), "{told}");
}

#[test]
fn wherever_something_is_decided_during_a_review_the_form_asks_what_it_settles() {
    // On the board, in the gate room. What ends it settles it unless somebody says no; an update can be of anything,
    // and a hold puts it off.
    let stop = ("LL", "stop<Tab>They go<Tab><Tab><Tab>value<Tab>", [("leaves", false), ("", true)]);
    let update = ("D", "update<Tab>They stay<Tab><Tab><Tab><Tab>", [("settles", true), ("", false)]);
    let hold = ("LL", "hold<Tab>Not yet<Tab><Tab><Tab>value<Tab><Tab>", [("settles", true), ("", false)]);
    for (key, filled, choices) in [stop, update, hold] {
        for (chosen, settles) in choices {
            let mut desk = Desk::demo();
            let field = desk.store.read().find_pilot("field-dispatch").unwrap();
            desk.press("gmyqgb/field<Enter>").press(key);
            assert!(desk.screen().contains("“Send trainers"), "{key}: {}", desk.screen());
            desk.press(filled).press(chosen).press("<Ctrl+S>");
            let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
            assert_eq!(told.contains("; it settles “Send trainers"), settles, "{key} {chosen}: {told}");
            assert_eq!(told.contains("stays open"), !settles, "{key} {chosen}: {told}");
            desk.press("gm<End><Enter>y");
            assert!(desk.screen().contains("The review is closed"), "{key} {chosen}: {}", desk.screen());
            let decisions = desk.store.read().decisions(Some(field)).unwrap();
            let asked = decisions.iter().find(|one| one.statement.starts_with("Send trainers")).unwrap();
            assert_eq!(asked.settled.is_some(), settles, "{key} {chosen}");
        }
    }
}

#[test]
fn on_an_item_without_a_pilot_a_decision_is_minuted_and_it_says_so() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Actions that are due").unwrap();
    desk.press("gmy").press(&"<→>".repeat(at)).press("D");
    desk.shows("c minutes what is decided, and it counts");
    desk.press("cWe go on<Enter>");
    desk.shows(", talked about");
}
