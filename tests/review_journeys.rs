//! Reviews as people run them, key by key: the whole meeting on the demo, the task that counts keys, what a crash
//! leaves, what stray keys do, the mask, and the past.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;
use steerco::app::update;
use steerco::brief;
use steerco::domain::change::{
    ActionChange, ActionField, DecisionField, GateChange, NewPilot, PilotChange, Record, ReviewChange, Reword,
    WorkstreamChange, WorkstreamField,
};
use steerco::domain::date::in_prose;
use steerco::domain::{
    ActionState, AgendaKind, AgendaState, Change, Gate, Lifecycle, Meeting, Portfolio, Presence, ReviewState, Stamp,
    WaiverOutcome, parse_day,
};
use steerco::interaction::{Answer, Code, Effect, Failure, Key, Msg, Query};
use steerco::store::{ImageCell, ImageDeed};
use support::{Desk, stamp, today};

/// The review that comes next in the demo.
fn draft(desk: &Desk) -> Meeting {
    let meetings = desk.store.read().meetings().unwrap();
    meetings.into_iter().find(|meeting| meeting.review.state != ReviewState::Closed).unwrap()
}

/// Where something is typed and not saved.
fn typed(desk: &Desk) -> Vec<&str> {
    desk.drafts.keys().map(String::as_str).filter(|key| !key.starts_with("place/")).collect()
}

/// The demo, the agenda of its draft cut down to five items.
fn five_items() -> Desk {
    let mut desk = Desk::demo();
    for item in draft(&desk).agenda.iter().skip(5) {
        let change = ReviewChange::ItemState { item: item.id, to: AgendaState::Dropped, was: None };
        desk.store.commit(&Change::Review(change), &stamp(1)).unwrap();
    }
    desk.restart()
}

fn last(export: &Value, list: &str) -> Value {
    export[list].as_array().unwrap().last().unwrap().clone()
}

#[test]
fn the_history_tells_of_which_pilot_an_item_was_and_is() {
    let mut desk = Desk::demo();
    let review = draft(&desk).review.id;
    let pilot = |desk: &Desk, code: &str| desk.store.read().find_pilot(code).unwrap();
    let (old, new) = (pilot(&desk, "contract-review"), pilot(&desk, "invoice-triage"));
    let title = "Lessons".to_owned();
    let add = ReviewChange::AddItem { review, title, wanted: String::new(), minutes: 5, pilot: Some(old) };
    desk.store.commit(&Change::Review(add), &stamp(1)).unwrap();
    let item = draft(&desk).agenda.into_iter().find(|item| item.title == "Lessons").unwrap().id;
    let change = ReviewChange::ItemPilot { item, to: Some(new), was: None };
    let entry = desk.store.commit(&Change::Review(change), &stamp(2)).unwrap().entry.unwrap();
    let told = desk.store.read().images(entry).unwrap();
    let said = |name: &str| ImageCell::Said(name.to_owned());
    let changed = ("pilot".to_owned(), said("Contract review"), said("Invoice triage"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].deed, ImageDeed::Changed(vec![changed]));
}

#[test]
fn a_meeting_decides_and_a_month_later_the_trigger_is_on_the_agenda() {
    let mut desk = Desk::demo();
    desk.press("grP");
    assert!(desk.screen().contains("Agenda") && desk.screen().contains("Invoice triage"), "{}", desk.screen());
    desk.press("gmy");
    assert!(desk.screen().contains("Item 1 of 9"), "{}", desk.screen());
    assert_eq!(draft(&desk).review.state, ReviewState::Open);
    // The form proposes what the worst warning asks for; another decision is chosen by its first letters.
    desk.press("D").press("retrain<Tab>Retrain with the new templates<Tab>pilar<Tab>the sample is clear<Tab>");
    desk.press("performance < 60 by 2026-W53<Ctrl+S>");
    let decision = last(&desk.export(), "decisions");
    assert_eq!(decision["verb"], "retrain", "{}", desk.screen());
    assert_eq!(
        (&decision["revisit"], &decision["review"]),
        (&"< 60 by 2026-W53".into(), &draft(&desk).review.id.to_string().into())
    );
    desk.press("cEverybody agrees<Enter>").press("a@lindqvist order the retraining by Friday<Enter>");
    assert!(desk.screen().contains("minuted  Everybody agrees"), "{}", desk.screen());
    desk.press("<→><→><→><→><→><→><→><→><→>");
    assert!(desk.screen().contains("Closing it keeps") && desk.screen().contains("1 decision "), "{}", desk.screen());
    assert!(desk.screen().contains("This is the review of 3 Dec"), "it is of a later day: {}", desk.screen());
    let flat = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let at = |what: &str| flat.find(what).unwrap_or_else(|| panic!("{what}: {flat}"));
    assert!(at("Retrain with the new templates; comes back: ") < at("settles “Check two hundred"), "{flat}");
    assert!(at("settles “") < at("Jonas Lindqvist by "), "decisions stand before actions: {flat}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("The review of 3 Dec is 8 days ahead."), "{}", desk.screen());
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "its day has not come: {}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("The review is closed"), "{}", desk.screen());
    desk.press("qgr");
    assert!(desk.screen().contains("u opens it again"), "{}", desk.screen());
    desk.press("e");
    assert!(desk.screen().contains("a closed review stays as it was: u opens it again"), "{}", desk.screen());
    let closed = desk.store.read().last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let pack = desk.store.read().pack(&closed).unwrap();
    let minutes = pack.iter().find(|(name, _)| name == "minutes.md").unwrap();
    assert!(String::from_utf8_lossy(&minutes.1).contains("Everybody agrees"));
    // A week without a reading until then: the deadline fires, and the next agenda has it.
    desk.dawn(parse_day("2027-01-08").unwrap());
    desk.press("P");
    assert!(desk.screen().contains("Prepare a review"), "{}", desk.screen());
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
    desk.press("D").press("accept<Tab>We know it<Tab>");
    assert!(!desk.screen().contains("noted as absent"), "{}", desk.screen());
    desk.press(&chair.1);
    assert!(desk.screen().contains("= noted as absent from the review that is open"), "{}", desk.screen());
}

#[test]
fn the_closing_page_tells_who_decided_and_is_not_noted_as_there() {
    let mut desk = five_items();
    desk.resize(120, 40);
    let flat = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    desk.press("<F5>yD").press("retrain<Tab>Retrain with the new templates<Tab>samir<Tab>the sample is clear<Tab>");
    desk.press("performance < 60 by 2026-W53<Ctrl+S><End>");
    assert!(flat(&desk).contains("Decided, and not noted as there: Samir Haddad."), "{}", desk.screen());
    // By one key whoever is there may have sent apologies, or be absent.
    for (noted, told) in
        [("there", ""), ("apologies", "Samir Haddad (apologies)."), ("absent", "Samir Haddad (absent).")]
    {
        desk.press("pjjjj<Space>");
        let row = desk.screen().lines().find(|line| line.contains("Samir Haddad   ")).unwrap_or_default().to_owned();
        assert!(row.contains(noted), "{noted}: {}", desk.screen());
        desk.press("<Esc>");
        let shown = flat(&desk);
        assert_eq!(shown.contains("Decided, and not noted as there"), !told.is_empty(), "{}", desk.screen());
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
fn a_condition_that_holds_already_is_said_to_in_the_form() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("retrain<Tab>New templates<Tab>pilar<Tab>so it is<Tab>performance < 80");
    assert!(desk.screen().contains("holds already with W47 78.1"), "{}", desk.screen());
    desk.press("<Backspace><Backspace>60");
    assert!(!desk.screen().contains("holds already"), "{}", desk.screen());
}

#[test]
fn a_warning_that_is_accepted_is_told_so_and_shows_as_answered() {
    let mut desk = five_items();
    desk.resize(120, 50);
    desk.press("<F5>yD").press("accept<Tab>Known since 2026-11-18<Tab>pilar<Tab>so it is<Tab>2026-12-18<Ctrl+S>");
    // The next key takes away what was said of saving it.
    desk.press("tt");
    let flat = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    // The warning is called as people call it, and what was typed stays as it was typed.
    let accepts = "accepts “drift, and nobody may order a retraining” until 18 Dec: Known since 2026-11-18";
    assert!(flat.contains(&format!("decided {accepts}")), "{flat}");
    assert!(flat.contains("✓ drift-no-authority: answered until 18 Dec: "), "{flat}");
    // So it is told as what happened since, and in the minutes.
    desk.press("q").resize(200, 60);
    for page in ["2", "3"] {
        let screen = desk.press("gr").press(page).screen();
        assert!(screen.contains(accepts), "{page}: {screen}");
    }
}

#[test]
fn what_came_of_a_waiver_is_said_on_the_item_that_asks_it() {
    let mut desk = five_items();
    desk.resize(120, 40);
    let outcome = |desk: &Desk| {
        let known = desk.store.read().readiness(None).unwrap();
        let mut waivers = known.into_values().flat_map(|known| known.waivers);
        waivers.find(|waiver| waiver.rule == "governance-documents").unwrap().outcome
    };
    desk.press("<F5>yA");
    assert!(desk.screen().contains("What came of waiving governance documents?"), "{}", desk.screen());
    desk.press("wrong<Enter>");
    assert_eq!(outcome(&desk), Some(WaiverOutcome::WentWrong), "{}", desk.screen());
    let minuted = "minuted  What came of waiving governance documents? It went wrong.";
    assert!(desk.screen().contains(minuted), "{}", desk.screen());
    desk.press("A");
    assert!(desk.screen().contains("no waiver waits here"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(outcome(&desk), None, "it is taken back whole: {}", desk.screen());
    assert!(!desk.screen().contains(minuted), "{}", desk.screen());
    desk.press("<End><Enter>y");
    let closed = desk.store.read().last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let pack = desk.store.read().pack(&closed).unwrap();
    let minutes = pack.iter().find(|(name, _)| name == "minutes.md").unwrap();
    let minutes = String::from_utf8_lossy(&minutes.1).into_owned();
    let (_, again) = minutes.split_once("What comes again").unwrap_or_else(|| panic!("{minutes}"));
    assert!(again.contains("What came of waiving governance documents?"), "{minutes}");
}

#[test]
fn every_waiver_that_is_asked_about_is_named_and_goes_once_it_is_answered() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("grE<Ctrl+U>2026-12-10<Ctrl+S>P");
    let wanted = draft(&desk).agenda[0].wanted.clone();
    let all = "What came of waiving governance documents, conditions of G3, drift no authority, run decisions?";
    assert!(wanted.ends_with(all), "{wanted}");
    desk.press("gmyAwrong<Enter>");
    let flat = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let left = "What came of waiving conditions of G3, drift no authority, run decisions?";
    assert!(flat(&desk).contains(left), "{}", desk.screen());
    desk.press("u");
    assert!(flat(&desk).contains(all), "what is taken back is asked again: {}", desk.screen());
}

#[test]
fn the_agenda_tells_of_a_review_that_is_open_what_was_decided_and_what_fires_no_longer() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    assert!(desk.screen().contains("Wanted from you: Appoint an executive owner"), "{}", desk.screen());
    desk.press("D").press("appoint<Tab>Mercy owns it<Tab><Tab><Tab>mercy<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    assert!(!desk.screen().contains("Wanted from you: Appoint an"), "it was appointed: {}", desk.screen());
    desk.press("qgr").press(&"j".repeat(at));
    let screen = desk.screen();
    assert!(screen.contains("decided") && screen.contains("Mercy owns it (owner: Mercy Okafor)"), "{screen}");
    assert!(screen.contains("no longer (was: Elena Ivanova"), "{screen}");
    // What fires in the place of what was answered wants something of its own.
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("appoint<Tab>Pilar owns it<Tab><Tab><Tab>pilar<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    assert!(desk.screen().contains("Wanted from you: Retrain, or pause until"), "{}", desk.screen());
}

#[test]
fn the_page_of_a_closed_review_tells_what_was_answered_in_it() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    desk.press("Dappoint<Tab>Mercy owns it<Tab><Tab><Tab>mercy<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    desk.press("<End><Enter>y").press("qgr").press(&"j".repeat(at));
    let screen = desk.screen();
    assert!(screen.contains("u opens it again"), "{screen}");
    assert!(screen.contains("Mercy owns it (owner: Mercy Okafor)"), "{screen}");
    assert!(screen.contains("no longer (was: Elena Ivanova"), "as it was told in the meeting: {screen}");
    let wanted = screen.lines().find(|line| line.trim_start().starts_with("wanted ") && line.contains("G1"));
    assert!(wanted.is_some_and(|line| !line.contains("Appoint")), "it was appointed: {screen}");
}

#[test]
fn what_is_no_longer_stale_and_what_was_done_is_told_on_the_wall_and_once_the_review_is_closed() {
    let mut desk = Desk::demo();
    let meeting = draft(&desk);
    let at = |kind: AgendaKind| meeting.agenda.iter().position(|item| item.kind == kind).unwrap();
    let (stale, actions) = (at(AgendaKind::Stale), at(AgendaKind::Actions));
    desk.resize(120, 40);
    desk.press("gmy");
    let pilot = desk.store.read().find_pilot("energy-bills").unwrap();
    let metric = desk.store.read().find_metric(pilot, "performance").unwrap().id;
    let (week, typed) = ("2026-W47".parse().unwrap(), Some("12".parse().unwrap()));
    let record = Record { metric, week, typed, note: String::new(), sample: None, was: None };
    desk.store.commit(&Change::Record(record), &stamp(900)).unwrap();
    for reason in &meeting.agenda[actions].reasons {
        let to = steerco::domain::Value::Day(parse_day("2026-12-20").unwrap());
        let action = reason.id.parse().unwrap();
        let put_off = ActionChange::Set { action, field: ActionField::Due, to, was: None };
        desk.store.commit(&Change::Action(put_off), &stamp(900)).unwrap();
    }
    desk.take(Msg::Disturbed);
    desk.press("qgm").press(&"<→>".repeat(stale));
    assert!(desk.screen().contains("no longer (was: Energy bills: Errors found"), "{}", desk.screen());
    assert!(desk.screen().contains("What was wanted from you is answered."), "{}", desk.screen());
    desk.press("<→>");
    assert!(desk.screen().contains("What was wanted from you is answered."), "{}", desk.screen());
    assert!(desk.screen().contains("Item 9 of 9, talked about"), "{}", desk.screen());
    desk.press("d<End><Enter>y").press("qgr").press(&"j".repeat(stale));
    assert!(desk.screen().contains("no longer (was: Energy bills: Errors found"), "{}", desk.screen());
    desk.press("j");
    assert!(desk.screen().contains("done: Name who may order a retraining"), "{}", desk.screen());
    assert!(desk.screen().contains("another date: "), "moved in the meeting: {}", desk.screen());
    let wanted = desk.screen().lines().find(|line| line.trim_start().starts_with("wanted ")).map(str::to_owned);
    assert!(wanted.is_some_and(|line| line.contains("answered")), "{}", desk.screen());
    // What became of an action later is not told of the meeting.
    let id = meeting.agenda[actions].reasons[1].id.parse().unwrap();
    let dropped = ActionChange::End { action: id, to: ActionState::Dropped, why: "no money".to_owned(), was: None };
    desk.store.commit(&Change::Action(dropped), &stamp(990)).unwrap();
    desk.take(Msg::Disturbed);
    assert!(desk.screen().contains("another date: ") && !desk.screen().contains("no money"), "{}", desk.screen());
    // So it is where everything is looked at as it was when it closed.
    desk.press("Vgrgg").press(&"j".repeat(stale));
    assert!(desk.screen().contains("no longer (was: Energy bills: Errors found"), "{}", desk.screen());
}

#[test]
fn on_the_page_of_readiness_it_is_said_too_what_came_of_a_waiver() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>7A");
    assert!(desk.screen().contains("What came of a waiver: Invoice triage"), "{}", desk.screen());
    desk.press("held<Enter>");
    let known = desk.store.read().readiness(None).unwrap();
    let said = known.into_values().flat_map(|known| known.waivers).filter_map(|waiver| waiver.outcome);
    assert_eq!(said.collect::<Vec<_>>(), [WaiverOutcome::Held], "{}", desk.screen());
}

#[test]
fn a_crash_comes_back_to_the_item_with_what_was_typed() {
    let mut desk = five_items();
    desk.press("<F5>y<→><→>chalf a sent");
    desk.take(Msg::Ticked(5));
    // What was typed reached the drafts; nothing else is left of the program.
    let mut desk = desk.restart();
    desk.press("<F5>");
    assert!(desk.screen().contains("Item 3 of 5"), "{}", desk.screen());
    assert!(desk.screen().contains("09:55 left") || desk.screen().contains("04:55 left"), "{}", desk.screen());
    desk.press("c");
    assert!(desk.screen().contains("half a sent"), "{}", desk.screen());
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
        assert!(desk.screen().contains("Your draft (typing replaces it, End keeps it)"), "{}", desk.screen());
        desk.press("next one");
        assert!(desk.screen().contains("next one") && !desk.screen().contains("old words"), "{}", desk.screen());
        desk.press("<Esc>Z");
        assert!(holds(&desk, "old words"), "what gave way comes back: {:?}", desk.drafts);
        desk.press(key).press("<End>, and more<Esc>");
        assert!(holds(&desk, "old words, and more"), "{:?}", desk.drafts);
    }
}

#[test]
fn the_clock_counts_what_passes_and_stands_when_it_is_told_to() {
    let mut desk = five_items();
    desk.press("<F5>y");
    for _ in 0..14 {
        desk.take(Msg::Ticked(5));
    }
    assert!(desk.screen().contains("08:50 left   meeting 58:50 left"), "{}", desk.screen());
    desk.press("t");
    desk.take(Msg::Ticked(5));
    assert!(desk.screen().contains("the clock stands   08:50 left"), "{}", desk.screen());
    desk.press("t");
    for _ in 0..140 {
        desk.take(Msg::Ticked(5));
    }
    assert!(desk.screen().contains("over by 02:50"), "{}", desk.screen());
}

#[test]
fn the_clock_goes_on_while_somebody_looks_at_something_else() {
    let mut desk = five_items();
    desk.press("<F5>yq");
    assert!(desk.screen().contains("The meeting goes on: g m comes back to it. The clock runs."), "{}", desk.screen());
    assert!(desk.state.counts());
    desk.take(Msg::Ticked(8));
    desk.press("gpgm");
    assert!(desk.screen().contains("09:52 left   meeting 59:52 left"), "{}", desk.screen());
    // So it does beneath a page that was opened out of it.
    desk.press("p");
    desk.take(Msg::Ticked(2));
    desk.press("<Esc>");
    assert!(desk.screen().contains("09:50 left"), "{}", desk.screen());
    // A clock that was stopped stands until it is told to go on, after a restart too.
    desk.press("tq");
    assert!(desk.screen().contains("The clock stands.") && !desk.state.counts(), "{}", desk.screen());
    desk.take(Msg::Ticked(5));
    let mut desk = desk.restart();
    desk.press("gm");
    assert!(desk.screen().contains("the clock stands   09:50 left"), "{}", desk.screen());
}

#[test]
fn two_statuses_that_want_a_decision_stand_whole_on_sixty_columns() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gmn<Right>");
    let screen = desk.screen();
    assert!(screen.contains("■ DECISION WANTED computed   ■ DECISION WANTED reported"), "{screen}");
}

#[test]
fn a_review_that_is_only_looked_at_says_that_it_is_not_opened_and_which_key_opens_it() {
    let mut desk = five_items();
    desk.press("gmn");
    assert!(
        desk.screen().contains("not opened yet: o opens it") && !desk.screen().contains("10:00"),
        "{}",
        desk.screen()
    );
    desk.press("c");
    assert!(desk.screen().contains("the review is not opened yet: o opens it"), "{}", desk.screen());
    desk.resize(40, 10);
    assert!(desk.screen().contains("not opened: o"), "{}", desk.screen());
    desk.press("o");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "it is ahead, and asked about: {}", desk.screen());
    desk.press("y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    desk.resize(120, 40);
    assert!(desk.screen().contains("10:00 left") && !desk.screen().contains("not opened"), "{}", desk.screen());
}

#[test]
fn what_others_do_to_what_is_on_the_wall_is_told_in_a_line() {
    let mut desk = five_items();
    desk.press("<F5>y<→>cmine<Enter>");
    assert!(desk.screen().contains("Minuted: mine  u takes it back"), "{}", desk.screen());
    let items = draft(&desk).agenda;
    let by_another = |desk: &mut Desk, change: ReviewChange| {
        let theirs = Stamp { actor: "Bob Lee".to_owned(), ..stamp(990) };
        desk.store.commit(&Change::Review(change), &theirs).unwrap();
        desk.take(Msg::Disturbed);
    };
    let drop = |at: usize| ReviewChange::ItemState { item: items[at].id, to: AgendaState::Dropped, was: None };
    // What is shown stays, and what was said of the newest entry goes, as another one is the newest.
    by_another(&mut desk, drop(0));
    let screen = desk.screen();
    assert!(screen.contains("Item 1 of 4") && screen.contains("F I E L D"), "{screen}");
    assert!(!screen.contains("takes it back") && !screen.contains("Meanwhile"), "{screen}");
    desk.press("chalf a li");
    by_another(&mut desk, drop(1));
    assert!(desk.screen().contains("Meanwhile Bob Lee: ") && desk.screen().contains("left out"), "{}", desk.screen());
    desk.press("<Esc>");
    let theirs = Stamp { actor: "Petra Other".to_owned(), ..stamp(991) };
    let review = draft(&desk).review.id;
    brief::close(&mut desk.store, review, &theirs).unwrap();
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("The review is closed") && screen.contains("Meanwhile Petra Other: Closed"), "{screen}");
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
    assert!(desk.screen().contains("Theirs stands; Z brings your draft back."), "{}", desk.screen());
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
    desk.press("Z");
    assert!(desk.screen().contains("The draft is back") && typed(&desk).len() == 1, "{}", desk.screen());
    desk.press("e");
    assert!(desk.screen().contains("2026-12-20"), "{}", desk.screen());
}

#[test]
fn stray_keys_do_not_wreck_what_is_on_the_wall() {
    let mut desk = five_items();
    desk.press("<F5>y<→>");
    let (screen, entries) = (desk.screen(), desk.entries());
    let body = |screen: &str| screen.lines().skip(2).take(20).map(str::to_owned).collect::<Vec<_>>();
    for key in ["e", "gb", "gd", ":", "/", "U", "K", "o", "<Esc>", "<Enter>", "z", "[", "]", "1", "P", "@", "m", "r"] {
        desk.press(key);
        assert_eq!(body(&desk.screen()), body(&screen), "{key}");
        assert_eq!(desk.entries(), entries, "{key}");
    }
    for (key, said) in [("z", "z means nothing here; ? tells"), ("gq", "g q mean nothing here; ? tells")] {
        desk.press(key);
        assert!(desk.screen().contains(said), "{key}: {}", desk.screen());
    }
    desk.press("b");
    assert!(!desk.screen().contains("Item 2 of 5"), "{}", desk.screen());
    let entries = desk.entries();
    desk.press("x");
    assert!(desk.screen().contains("Item 2 of 5"), "a blank screen comes back first: {}", desk.screen());
    assert_eq!(desk.entries(), entries, "the key that brought it back did nothing else");
}

#[test]
fn help_begins_with_what_can_be_done_now() {
    let mut desk = five_items();
    desk.resize(120, 60);
    desk.press("<F5>y?");
    let screen = desk.screen();
    let at = |what: &str| screen.find(what).unwrap_or_else(|| panic!("{what}: {screen}"));
    let first_dead = at("not now: ");
    assert!(at("Record a decision on the pilot that is shown.") < first_dead, "{screen}");
    assert!(at("Blank the screen; any key brings it back.") < first_dead, "{screen}");
}

#[test]
fn a_small_meeting_shows_the_trends_the_tally_and_a_way_to_what_follows() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gmy");
    assert!(desk.screen().contains("more: ↓"), "{}", desk.screen());
    // What is wanted, all trends, then every reason once, in full.
    let item = draft(&desk).agenda[0].clone();
    desk.press("<↓>");
    let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(&item.wanted), "{}", desk.screen());
    desk.press("<↓>");
    for trend in ["accuracy", "active users", "handling time", "exceptions"] {
        assert!(desk.screen().contains(trend), "{trend}: {}", desk.screen());
    }
    assert!(desk.screen().contains("-7.9 in 13 w"), "as on a large wall: {}", desk.screen());
    for reason in &item.reasons {
        desk.press("<↓>");
        let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        let text = in_prose(&reason.text, today());
        assert!(shown.contains(&text), "“{text}” in {}", desk.screen());
    }
    desk.press("<↓>");
    assert!(desk.screen().contains("nothing follows"), "{}", desk.screen());
    desk.press("<→>");
    assert!(desk.screen().contains("G3 lacks"), "{}", desk.screen());
    assert!(desk.screen().contains("adoption-collapse"), "another item begins at its top: {}", desk.screen());
    desk.press("<→><→><→><→><→><→><→><→>");
    assert!(desk.screen().contains("Closing") && desk.screen().contains("more: ↓"), "{}", desk.screen());
    assert!(!desk.screen().lines().nth(14).unwrap().trim().is_empty(), "a row is left: {}", desk.screen());
}

#[test]
fn what_is_wanted_and_every_reason_is_read_in_a_window_of_any_size() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (width, height) in [(40, 10), (40, 14), (60, 18), (80, 24)] {
        let mut desk = Desk::demo();
        desk.resize(width, height);
        desk.press("gmy");
        let items: Vec<_> = draft(&desk).agenda.into_iter().take(2).collect();
        for item in items {
            let (mut seen, mut before) = (BTreeSet::new(), String::new());
            while !desk.screen().contains("nothing follows") {
                let screen = desk.screen();
                assert!(screen != before, "each ↓ shows more, {width}x{height}: {screen}");
                seen.extend(words(&screen));
                before = screen;
                desk.press("<↓>");
            }
            for text in item.reasons.iter().map(|reason| &reason.text).chain([&item.wanted]) {
                let text = in_prose(text, today());
                let missing: Vec<_> = words(&text).into_iter().filter(|word| !seen.contains(word)).collect();
                assert!(missing.is_empty(), "{width}x{height}: {missing:?} of “{text}”, at last: {before}");
            }
            desk.press("<→>");
        }
    }
}

#[test]
fn what_was_recorded_before_the_newest_is_counted_and_leaves_room_for_a_trend() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    desk.press("gmy");
    for line in ["one", "two", "three", "four", "five", "six"] {
        desk.press(&format!("cline {line}<Enter>"));
    }
    let screen = desk.screen();
    assert!(screen.contains("and 3 recorded before: ↓") && screen.contains("line six"), "{screen}");
    assert!(screen.contains("in 13 w"), "a trend shows: {screen}");
    let trends = ["accuracy", "active users", "handling time", "exceptions"];
    let shown = trends.iter().filter(|trend| screen.lines().any(|row| row.trim_start().starts_with(*trend))).count();
    let counted = format!("and {} more: ↓", trends.len() - shown);
    assert!(shown == 1 || shown == trends.len() || screen.contains(&counted), "{counted}: {screen}");
    // What is gone down to first begins with what is wanted: nothing lies above it.
    desk.press("<↓>");
    assert!(!desk.screen().contains("more above"), "{}", desk.screen());
    desk.press("<↓>");
    assert!(desk.screen().contains("more above"), "{}", desk.screen());
    // Where there is room, a reason is not cut.
    desk.press("<→>").resize(80, 30);
    assert!(desk.screen().contains("comes back on 3 Dec"), "{}", desk.screen());
    assert!(!desk.screen().contains('…'), "{}", desk.screen());
    desk.press("M");
    let masked = desk.screen();
    let rows: Vec<&str> = masked.lines().collect();
    let wanted = rows.iter().position(|row| row.contains("Wanted from you")).unwrap();
    let first = wanted + rows[wanted..].iter().position(|row| row.contains('■')).unwrap();
    assert!(rows[first - 1].trim().is_empty(), "{masked}");
}

#[test]
fn shares_of_other_target_users_have_no_difference() {
    let mut desk = Desk::demo();
    desk.press("gmy<→>");
    let screen = desk.screen();
    assert!(screen.contains("24 → 120 users") && !screen.contains("-53"), "{screen}");
    desk.press("qgb/field<Enter><Enter>3");
    assert!(desk.screen().contains("24 → 120 users") && !desk.screen().contains("-53"), "{}", desk.screen());
    desk.press("t");
    assert!(desk.screen().contains("120 users"), "the chart marks it: {}", desk.screen());
}

#[test]
fn the_closing_page_cuts_nothing_while_there_is_room() {
    let mut desk = five_items();
    desk.resize(120, 40);
    let words = (100..190).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    desk.press("<F5>y").press(&format!("c{words}<Enter><End>"));
    let flat = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(&words), "{}", desk.screen());
}

#[test]
fn an_item_about_many_pilots_names_them_with_their_owners() {
    let mut desk = Desk::empty();
    for number in 10..22 {
        let started = Some(parse_day("2026-01-05").unwrap());
        let new = NewPilot { started, ..NewPilot::named(format!("Pilot {number}")) };
        desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    }
    let mut desk = desk.restart();
    desk.press("grP<Enter>gm");
    let screen = desk.screen();
    assert!(screen.contains("fires for 12 pilots"), "{screen}");
    desk.press("D");
    assert!(desk.screen().contains("c minutes what is decided, and it counts"), "{}", desk.screen());
    for number in 10..22 {
        assert!(screen.contains(&format!("Pilot {number}: no owner, since")), "{number}: {screen}");
    }
    desk.resize(60, 18);
    assert!(desk.screen().contains("more: ↓") && !desk.screen().contains("Pilot 21"), "{}", desk.screen());
    desk.press("<↓><↓><↓><↓>");
    assert!(desk.screen().contains("Pilot 21"), "as many rows at once as show: {}", desk.screen());
    desk.press("<↑><↑><↑><↑>");
    assert!(!desk.screen().contains("more above"), "{}", desk.screen());
}

#[test]
fn the_committee_of_a_closed_review_is_who_sat_there_then() {
    let mut desk = five_items();
    let members = desk.store.read().committee().unwrap().members;
    desk.press("<F5>yp<Space><Esc><End><Enter>yq").press("gr4");
    for member in &members {
        assert!(desk.screen().contains(&member.name) && desk.screen().contains(&member.function), "{}", desk.screen());
    }
    assert_eq!(desk.screen().matches("not noted").count(), members.len() - 2, "{}", desk.screen());
    desk.press("x");
    assert!(desk.screen().contains("a closed review stays as it was"), "{}", desk.screen());
    assert_eq!(desk.store.read().committee().unwrap().members, members);
}

#[test]
fn an_action_on_an_item_about_no_pilot_is_told_in_one_sentence() {
    let mut desk = Desk::demo();
    desk.press("gmy<End><←>a@lindqvist send it by Friday<Enter>");
    assert_eq!(draft(&desk).minutes.len(), 1, "a line ties it to its item: {}", desk.screen());
    assert!(desk.screen().contains("send it") && !desk.screen().contains("And 1 more"), "{}", desk.screen());
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
fn no_agenda_is_prepared_in_the_past() {
    let mut desk = Desk::demo();
    desk.press("@<Ctrl+U>2026-10-01<Enter>gm");
    let screen = desk.screen();
    assert!(screen.contains("No review was prepared then.") && !screen.contains("P prepares"), "{screen}");
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
fn a_closed_review_says_how_what_was_before_it_is_seen() {
    let mut desk = Desk::demo();
    desk.press("gr[2");
    assert!(desk.screen().contains("V shows everything as it was when it closed; ]"), "{}", desk.screen());
}

#[test]
fn without_a_review_nobody_is_kept_on_an_empty_wall() {
    for key in ["<F5>", "gm"] {
        let mut desk = Desk::empty();
        desk.press(key);
        let says = "No review is prepared: P on the review page (g r) prepares one.";
        assert!(desk.screen().contains(says), "{key}: {}", desk.screen());
        // The keys of the board work as before.
        desk.press("a");
        assert!(desk.screen().contains("─ Add a pilot"), "{key}: {}", desk.screen());
        desk.press("<Esc>gr");
        assert!(desk.screen().contains("P prepares one") && desk.screen().contains("g m runs it"), "{}", desk.screen());
    }
}

#[test]
fn a_small_closing_page_counts_its_items_and_goes_down_to_each() {
    let mut desk = Desk::demo();
    desk.resize(40, 10);
    desk.press("gmy<End>");
    assert!(desk.screen().contains("more: ↓"), "{}", desk.screen());
    assert!(desk.footer().contains("close the review"), "{}", desk.screen());
    let titles: Vec<String> = draft(&desk).items().map(|item| item.title.clone()).collect();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..30 {
        seen.extend(titles.iter().filter(|title| desk.screen().contains(title.as_str())).cloned());
        desk.press("<↓>");
    }
    assert_eq!(seen.len(), titles.len(), "{seen:?}");
    let screen = desk.screen();
    assert!(screen.contains("carried to the next") && screen.contains("nothing follows"), "{screen}");
}

#[test]
fn in_a_low_window_what_is_said_is_read_whole() {
    let mut desk = five_items();
    desk.resize(40, 10);
    desk.press("<F5>yu");
    let said = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("· nothing is left that this meeting recorded; q, then the history (g h) takes"), "{said}");
    let rows = desk.screen().lines().count();
    desk.press("t");
    assert!(desk.screen().contains("Wanted from you"), "until the next key: {}", desk.screen());
    assert_eq!((rows, desk.screen().lines().count()), (10, 10));
}

#[test]
fn a_small_meeting_tells_all_its_keys() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gmy<→>");
    for hint in ["D decide", "a action", "c minute", "Space talked", "x carry over", "L gate", "q leave", "? help"] {
        assert!(desk.screen().contains(hint), "{hint}: {}", desk.screen());
    }
    desk.resize(80, 24);
    assert!(desk.screen().contains("L gate") && desk.screen().contains("q leave"), "{}", desk.screen());
    desk.resize(60, 18);
    let screen = desk.screen();
    let at = |hint: &str| screen.find(hint).unwrap();
    assert!(at("D decide") < at("x carry over") && at("c minute") < at("q leave"), "most used first: {screen}");
    assert!(desk.footer().contains("? help"), "{screen}");
    // On a larger one the rule stays a rule.
    desk.resize(100, 30);
    assert!(desk.screen().lines().nth(28).unwrap().chars().all(|sign| sign == '─'), "{}", desk.screen());
}

#[test]
fn a_wall_on_which_all_has_room_does_not_move() {
    let mut desk = five_items();
    desk.resize(60, 18);
    desk.press("<F5>y<↓><↓><↓>");
    assert!(desk.screen().contains("more above"), "{}", desk.screen());
    desk.resize(120, 60);
    assert!(!desk.screen().contains("more above"), "{}", desk.screen());
    desk.press("<↓>");
    assert!(desk.screen().contains("nothing follows") && !desk.screen().contains("more above"), "{}", desk.screen());
}

#[test]
fn a_reason_shows_or_is_counted_at_every_height_whatever_the_item_brought() {
    let mut desk = five_items();
    desk.press("<F5>y");
    for noted in 0..6 {
        if noted > 0 {
            desk.press(&format!("cline {noted}<Enter>"));
        }
        for height in 14..32 {
            desk.resize(80, height);
            let screen = desk.screen();
            let more = screen.contains("more: ↓");
            assert!(screen.contains("drift-no-authority") || more, "{noted}, {height}: {screen}");
            let last = screen.lines().nth(usize::from(height) - 4).unwrap();
            assert!(!more || !last.trim().is_empty(), "a row is left: {noted}, {height}: {screen}");
        }
    }
}

#[test]
fn a_long_line_of_the_minutes_is_read_on_the_wall() {
    let mut desk = five_items();
    let words = |from: usize| (from..from + 40).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    desk.press("<F5>y").press(&format!("c{}<Enter>", words(100)));
    let flat = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    desk.resize(120, 40);
    assert!(flat(&desk).contains(&words(100)), "{}", desk.screen());
    desk.press(&format!("c{}<Enter>", words(200)));
    desk.resize(60, 18);
    let mut seen = flat(&desk);
    for _ in 0..20 {
        desk.press("<↓>");
        seen.push_str(&flat(&desk));
    }
    assert!(seen.contains(&words(100)) && seen.contains(&words(200)), "{}", desk.screen());
    assert!(desk.screen().contains("nothing follows"), "{}", desk.screen());
    desk.press("uu");
    assert!(desk.screen().contains("Item 1 of 5") && !desk.screen().contains("minuted  "), "{}", desk.screen());
    desk.resize(120, 40);
    desk.press("<End>cOn the whole it went well<Enter>");
    assert!(desk.screen().contains("minuted  On the whole it went well"), "{}", desk.screen());
}

#[test]
fn a_warning_on_the_wall_says_what_it_says_now() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    assert!(desk.screen().contains("no-owner: Elena Ivanova is named as owner, but is"), "{}", desk.screen());
    desk.press("D").press("appoint<Tab>Mercy owns it<Tab><Tab><Tab>mercy<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("no-owner no longer (was: Elena Ivanova"), "{screen}");
    assert!(screen.contains("Mercy owns it (owner: Mercy Okafor)"), "minutes name whom it appointed: {screen}");
    // Under the mask its text goes, and its name does not stand for it.
    desk.press("M");
    let screen = desk.screen();
    assert!(screen.contains("no-owner no longer") && !screen.contains("(was"), "{screen}");
    // A warning that takes the place of another one is told too.
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("appoint<Tab>Pilar owns it<Tab><Tab><Tab>pilar<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    desk.press(&"<↓>".repeat(12));
    let screen = desk.screen();
    assert!(screen.contains("drift: accuracy"), "{screen}");
}

/// A review in which somebody was appointed, closed, on its page; answers the place of that item too.
fn closed_with_a_cure() -> (Desk, usize) {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 60);
    desk.press("gmy").press(&"<→>".repeat(at));
    desk.press("D").press("appoint<Tab>Mercy owns it<Tab><Tab><Tab>mercy<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    desk.press("<End><Enter>y").press("qgr");
    (desk, at)
}

#[test]
fn a_closed_review_tells_what_data_cured_also_once_another_one_followed() {
    let (mut desk, at) = closed_with_a_cure();
    desk.press("P<Enter>");
    let later = draft(&desk).review.id;
    brief::open(&mut desk.store, later, &stamp(950)).unwrap();
    brief::close(&mut desk.store, later, &stamp(951)).unwrap();
    desk.take(Msg::Disturbed);
    desk.press("[").press(&"j".repeat(at));
    assert!(desk.screen().contains("Review of 3 Dec"), "{}", desk.screen());
    assert!(desk.screen().contains("no longer (was: Elena Ivanova"), "{}", desk.screen());
}

#[test]
fn a_closed_review_that_is_looked_at_as_it_was_tells_nothing_that_its_own_closing_brought() {
    let (mut desk, at) = closed_with_a_cure();
    assert!(desk.screen().contains("in 2 closed reviews"), "{}", desk.screen());
    desk.press("Vgrgg");
    let screen = desk.screen();
    assert!(screen.contains("in 2 closed reviews") && !screen.contains("in 3 closed reviews"), "{screen}");
    desk.press(&"j".repeat(at));
    assert!(desk.screen().contains("no longer (was: Elena Ivanova"), "{}", desk.screen());
}

#[test]
fn a_pause_is_no_cure() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y<→>");
    assert!(desk.screen().contains("adoption-collapse: Adoption"), "{}", desk.screen());
    desk.press("D").press("pause<Tab>Until the depots are ready<Tab><Tab>people went back<Tab>2027-01-15<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("PAUSED") && screen.contains("not asked of what is paused: Adoption"), "{screen}");
    assert!(!screen.contains("no longer"), "{screen}");
    assert!(!screen.contains("pause the spread"), "it was paused: {screen}");
    let answered = last(&desk.export(), "decisions")["parks"].clone();
    assert_eq!(answered, serde_json::json!(["adoption-collapse"]), "it answers what is talked about");
    // Its agenda and the page of the pilot say in the pack why it was talked about.
    desk.press("<End><Enter>y");
    let closed = desk.store.read().last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let files = desk.store.read().pack(&closed).unwrap();
    let pack = files.iter().find(|(name, _)| name == "pack.md").unwrap();
    let pack = String::from_utf8_lossy(&pack.1).replace('\\', "");
    assert!(pack.matches("Not asked of what is paused: Adoption").count() > 1, "{pack}");
}

#[test]
fn what_a_warning_wants_is_wanted_again_once_the_pause_that_answered_it_is_over() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y<→>D");
    desk.press("pause<Tab>Until the depots are ready<Tab><Tab>people went back<Tab>2027-01-15<Ctrl+S>");
    assert!(desk.screen().contains("PAUSED"), "{}", desk.screen());
    desk.press("D").press("resume<Tab>They are ready<Tab><Tab>so it was said<Ctrl+S>");
    let screen = desk.screen();
    assert!(!screen.contains("PAUSED") && !screen.contains("answered until"), "{screen}");
    assert!(screen.contains("adoption-collapse: Adoption") && screen.contains("pause the spread"), "{screen}");
}

#[test]
fn what_the_gravest_warning_proposes_answers_it_and_another_decision_says_that_it_does_not() {
    let parks = |keys: &str, says: &str| {
        let mut desk = Desk::demo();
        desk.resize(120, 40);
        desk.press("/field<Enter>D").press(keys);
        assert!(desk.screen().contains(says), "{keys}: {}", desk.screen());
        desk.press("<Ctrl+S>");
        let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
        let parks = last(&desk.export(), "decisions")["parks"].clone();
        assert_eq!(told.contains("until then it answers"), parks != serde_json::json!([]), "{told}");
        parks
    };
    let paused = parks("<Tab>Stands still<Tab><Tab>people went back<Tab>2027-01-15", "adoption-collapse");
    assert_eq!(paused, serde_json::json!(["adoption-collapse"]));
    let open = "left open: adoption-collapse, which proposes to pause";
    let update = "update<Tab>They stay<Tab><Tab>so it is<Tab>2027-01-15";
    assert_eq!(parks(update, open), serde_json::json!([]));
    assert_eq!(parks(&format!("{update}<Tab>adoption"), "adoption-collapse"), paused, "unless somebody chooses it");
}

#[test]
fn a_decision_without_a_day_says_that_it_answers_no_warning() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y<→>D").press("pause<Tab>They stand still");
    let says = "not answered as long as “comes back” is no day";
    assert!(desk.screen().contains(says), "{}", desk.screen());
    desk.press("<Tab><Tab>so it is<Tab>2027-01-15");
    assert!(!desk.screen().contains(says), "{}", desk.screen());
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
    assert!(desk.screen().contains("comes back on 10 Dec"), "{}", desk.screen());
    desk.press("<⇤><⇤><⇤>15 Jan");
    let says = "10 Dec is not asked about: it comes back on 15 Jan";
    assert!(desk.screen().contains(says), "{}", desk.screen());
    desk.press("<Ctrl+U>adoption < 40");
    assert!(desk.screen().contains("10 Dec is not asked about: it comes back by adoption < 40"), "{}", desk.screen());
}

#[test]
fn nobody_is_asked_on_the_wall_for_a_date_that_was_set() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Demand forecast").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    assert!(desk.screen().contains("Set a date for G1, or stop the pilot."), "{}", desk.screen());
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

/// An item that somebody wrote about a pilot, on the wall.
fn on_the_wall(pilot: steerco::domain::PilotId, wanted: &str) -> Desk {
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
    assert!(desk.screen().contains("Wanted from you: Pass G1?"), "{}", desk.screen());
    desk.press("L<Enter>All shown<Enter>");
    assert!(desk.screen().contains("What was wanted from you is answered."), "{}", desk.screen());
}

#[test]
fn an_own_item_says_what_is_the_matter_with_its_pilot() {
    let desk = Desk::demo();
    let all = &desk.state.context.portfolio;
    let find = |wanted: bool| {
        let is_so = |one: &steerco::domain::Signal| one.is_wanted() == wanted && one.parked.is_none();
        let found = all.pilots.iter().find(|(_, known)| known.signals.first().is_some_and(is_so));
        found.map(|(pilot, known)| (*pilot, known.signals[0].warning)).unwrap()
    };
    let (watched, warning) = find(false);
    let screen = on_the_wall(watched, "").screen();
    assert!(screen.contains(&format!("▲ {warning}: ")), "{screen}");
    let (asked, warning) = find(true);
    let mut desk = on_the_wall(asked, "");
    let says = format!("Nothing was written of what is wanted; {warning} proposes: ");
    let screen = desk.screen();
    assert!(screen.contains(&says) && !screen.contains("For information"), "{screen}");
    desk.resize(200, 40);
    let screen = desk.press("qgr/the case<Enter>").screen();
    assert!(screen.contains(&says), "as on the wall: {screen}");
}

#[test]
fn a_verdict_is_recorded_on_the_wall() {
    let mut desk = five_items();
    desk.press("<F5>y<→>");
    assert!(desk.screen().contains("F I E L D"), "{}", desk.screen());
    let meeting = draft(&desk);
    let pilot = meeting.items().nth(1).unwrap().pilot.unwrap();
    // Its tally allows no verdict that moves it on: the verdict is asked first.
    assert!(desk.state.context.portfolio.of(pilot).unwrap().ahead.unwrap().allowed.is_none());
    // While it waits to be judged anew, nobody knows here which verdict was its last.
    let judged = Arc::clone(&desk.state.context.portfolio);
    let waiting = Portfolio { waiting: vec![pilot..=pilot], ..Portfolio::clone(&judged) };
    desk.take(Msg::Judged(Arc::new(waiting)));
    desk.press("L");
    assert!(desk.screen().contains("it is being judged"), "{}", desk.screen());
    desk.take(Msg::Judged(judged));
    desk.press("Lgo");
    assert!(desk.screen().contains("go is not possible: G3 lacks 4 things"), "{}", desk.screen());
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
    assert!(desk.screen().contains("“hold” is a verdict: choose it above"), "{}", desk.screen());
    desk.press("<Ctrl+U>pause<Ctrl+S>");
    assert!(desk.screen().contains("“pause” is a decision: D records one"), "{}", desk.screen());
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
fn the_next_gate_of_what_the_review_moved_on_is_held_after_a_question_only() {
    let (mut desk, pilot) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at)).press("L<Enter>all pass<Enter>");
    assert!(desk.screen().contains("decided  G1: go"), "{}", desk.screen());
    desk.press("L");
    assert!(desk.screen().contains("It was moved on by this review already: G1: go."), "{}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("G2"), "{}", desk.screen());
}

#[test]
fn a_gate_that_was_due_tells_its_verdict_on_the_wall_and_is_not_wanted_any_more() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let day = parse_day("2026-12-03").unwrap();
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G1, day, was: None }));
    let mut desk = desk.restart();
    desk.resize(120, 40);
    desk.press("gmy");
    let at = draft(&desk).items().position(|item| item.pilot == Some(pilot)).unwrap();
    desk.press(&"<→>".repeat(at));
    assert!(desk.screen().contains("Wanted from you: The verdict of G1."), "{}", desk.screen());
    desk.press("L<Enter>all pass<Ctrl+S>");
    let told = "answered by “G1: go” (was: G1 is booked for 3 Dec; its tally allows go)";
    assert!(desk.screen().contains(told), "{}", desk.screen());
    assert!(!desk.screen().contains("The verdict of G1."), "{}", desk.screen());
    desk.press("qgrG");
    let since = "how the system is run is not all decided";
    let tells = |desk: &Desk| {
        assert!(desk.screen().contains("answered by “G1: go” (was: G1"), "the agenda says the same: {}", desk.screen());
        assert!(desk.screen().contains(since), "and what is asked since, for which reason: {}", desk.screen());
        assert!(desk.screen().contains("Take the open run decisions at this review."), "{}", desk.screen());
    };
    tells(&desk);
    desk.press("gm<End><Enter>y").press("qgrG");
    assert!(desk.screen().contains("u opens it again"), "{}", desk.screen());
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
    assert!(desk.screen().contains("= then stage 2, Production Architecture; version "), "{}", desk.screen());
    desk.press("<Up>hold");
    assert!(!desk.screen().contains("then stage 2"), "{}", desk.screen());
}

#[test]
fn a_conditional_go_where_go_is_possible_is_go_with_its_condition() {
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("L<Up>cond");
    assert!(desk.screen().contains("its tally allows go: choose go and fill in"), "{}", desk.screen());
}

#[test]
fn a_line_that_is_kept_on_the_wall_is_emptied_whole_wherever_its_cursor_stands() {
    let mut desk = five_items();
    desk.press("<F5>ycold words<Esc>c<Home><Right><Right>");
    assert!(desk.screen().contains("Your draft (Ctrl+U empties it)"), "{}", desk.screen());
    desk.press("<Ctrl+U>new<Enter>");
    assert_eq!(draft(&desk).minutes.pop().unwrap().text, "new", "{}", desk.screen());
}

#[test]
fn of_a_pilot_that_is_stopped_the_wall_says_what_is_left_to_say() {
    let mut desk = five_items();
    desk.press("<F5>y<→>");
    assert!(desk.screen().contains(" computed "), "{}", desk.screen());
    desk.press("L").press("stop<Tab>No use<Tab><Tab><Tab>value<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("STOPPED") && !screen.contains(" computed "), "{screen}");
    assert!(!screen.contains("NOT REPORTED") && !screen.contains("NOT JUDGED"), "{screen}");
    desk.press("L");
    assert!(desk.screen().contains("it is stopped, and no gate is held for it"), "{}", desk.screen());
}

#[test]
fn the_board_counts_what_is_not_judged_by_that_word_and_nothing_that_has_ended() {
    let mut desk = Desk::empty();
    for (name, lifecycle) in [("Ahead", Lifecycle::Active), ("Over", Lifecycle::Stopped)] {
        let started = Some(parse_day("2027-01-04").unwrap());
        let new = NewPilot { started, lifecycle, ..NewPilot::named(name) };
        desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    }
    let screen = desk.restart().screen();
    assert!(screen.contains("1 not judged"), "{screen}");
}

#[test]
fn looking_ahead_settles_nothing_and_opening_a_review_says_how_it_is_taken_back() {
    let mut desk = five_items();
    desk.press("<F5>y");
    let flat = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat(&desk).contains(
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
    assert!(desk.screen().contains("Item 2 of 5"), "{}", desk.screen());
    desk.press("<Space>");
    assert_eq!(states(&desk), [done, done, open, open, open]);
    // What was carried over is talked about after all.
    desk.press("x<Space>");
    assert_eq!(states(&desk), [done, done, done, open, open]);
    desk.press("<←>x");
    assert_eq!(states(&desk), [done, done, AgendaState::Carried, open, open]);
    // What brought something is told alike on the wall, in the agenda and in the minutes.
    desk.press("<→><→>canew<Enter><End>");
    assert_eq!(desk.screen().matches("carried to the next review").count(), 2, "{}", desk.screen());
    desk.press("qgr");
    assert_eq!(desk.screen().matches("talked").count(), 3, "{}", desk.screen());
    desk.press("3");
    assert!(desk.screen().contains("anew"), "{}", desk.screen());
    desk.press("gm");
    // Who is there is noted on the way, and what nobody spoke of is carried over.
    desk.press("<End>");
    let missed = "Not noted whether they are there: Jonas Lindqvist, Lucie Moreau, Mercy Okafor, Samir Haddad.";
    assert!(flat(&desk).contains(missed), "{}", desk.screen());
    desk.press("p");
    assert!(desk.screen().contains("Committee"), "{}", desk.screen());
    desk.press("<Space><Esc>");
    assert!(flat(&desk).contains("are there: Lucie Moreau, Mercy Okafor, Samir Haddad."), "{}", desk.screen());
    assert!(desk.screen().contains("Closing it keeps"), "{}", desk.screen());
    assert_eq!(desk.screen().matches("carried to the next review").count(), 2, "{}", desk.screen());
    // What was put off after it brought something is not said to be unreached.
    desk.press("<←>xq");
    desk.press("gr3");
    assert!(desk.screen().contains("talked about, and carried over"), "{}", desk.screen());
}

#[test]
fn keys_that_are_pressed_before_a_review_is_open_wait_for_it() {
    let mut desk = five_items();
    desk.press("grE2026-11-25<Ctrl+S>").press_ahead("<F5>csaid at once<Enter><→>");
    assert!(desk.screen().contains("Item 2 of 5"), "{}", desk.screen());
    desk.press("<←>");
    assert!(desk.screen().contains("said at once"), "{}", desk.screen());
    // A question is not answered by what was meant for the meeting; where it is not opened, keys wait no longer.
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP<Enter>").press_ahead("<F5>cyes<Enter>");
    assert!(desk.screen().contains("days ahead"), "{}", desk.screen());
    desk.press("nq");
    assert!(desk.screen().contains("1 Agenda"), "{}", desk.screen());
}

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
fn a_draft_of_the_meeting_leads_back_into_the_meeting() {
    let mut desk = five_items();
    desk.press("<F5>ychalf said<Esc>qgt");
    assert!(desk.screen().contains("half said"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(desk.screen().contains("Item 1 of 5"), "{}", desk.screen());
    desk.press(", and more");
    assert!(desk.screen().contains("half said, and more"), "it is gone on with: {}", desk.screen());
    // After a crash too, and the meeting says so.
    let mut desk = desk.restart();
    desk.press("gm");
    assert!(desk.screen().contains("Typed and not saved: a line of the minutes on"), "{}", desk.screen());
    desk.press("c");
    assert!(desk.screen().contains("half said"), "{}", desk.screen());
}

#[test]
fn a_draft_does_not_open_a_review_of_a_later_day_unasked() {
    let mut desk = five_items();
    desk.press("<F5>ychalf said<Esc>qgru");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "{}", desk.screen());
    desk.press("gt<Enter>");
    assert!(desk.screen().contains("The review of 3 Dec is 8 days ahead."), "{}", desk.screen());
    desk.press("y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    desk.press("c");
    assert!(desk.screen().contains("half said"), "{}", desk.screen());
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
    assert!(desk.screen().contains("Minute on") && desk.screen().contains("lost words"), "{}", desk.screen());
    // What is of a pilot or an action is gone on with there.
    desk.press("<Esc>D<Tab>park it<Esc>qgt");
    let row = desk.drafts.keys().filter(|key| !key.starts_with("place/")).position(|key| key.ends_with("/decision"));
    desk.press(&"j".repeat(row.unwrap())).press("<Enter>");
    assert!(!desk.screen().contains("Item 1 of"), "{}", desk.screen());
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
    let said = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
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
    assert!(screen.contains("Board: the key that opens its form here has what you typed again."), "{screen}");
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
    let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["opens it again", "copies what was typed", "words that nobody saved", "and 2 more among the drafts"] {
        assert!(shown.contains(said), "{said}: {}", desk.screen());
    }
}

#[test]
fn what_was_typed_under_the_mask_is_told_on_the_closed_wall_once_it_is_off() {
    let mut desk = five_items();
    desk.press("<F5>yqM<F5>csecret words<Esc><End><Enter>y");
    assert!(desk.screen().contains("The review is closed"), "{}", desk.screen());
    assert!(!desk.screen().contains("secret words"), "{}", desk.screen());
    desk.press("qMygt<Enter>");
    assert!(desk.screen().contains("The review is closed"), "{}", desk.screen());
    assert!(desk.screen().contains(": secret words"), "{}", desk.screen());
}

/// A day as screens show it.
fn day_of(day: steerco::domain::Day) -> String {
    steerco::domain::date::short(day, support::today())
}

#[test]
fn a_review_that_is_far_ahead_is_not_opened_without_a_question() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP<Enter>");
    let next = desk.store.read().meetings().unwrap().into_iter().find(|one| one.review.state == ReviewState::Draft);
    let next = next.unwrap().review;
    desk.press("<F5>");
    assert!(desk.screen().contains(&format!("The review of {} is", day_of(next.day))), "{}", desk.screen());
    desk.press("n");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "{}", desk.screen());
    desk.press("q<F5>y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
}

#[test]
fn a_review_of_a_later_day_is_opened_after_a_question_only() {
    let mut desk = five_items();
    desk.press("gm");
    assert!(desk.screen().contains("The review of 3 Dec is 8 days ahead."), "{}", desk.screen());
    desk.press("n");
    assert_eq!(draft(&desk).review.state, ReviewState::Draft, "{}", desk.screen());
    // On its page too, where it may only be looked at.
    desk.press("qgrgm");
    assert!(desk.screen().contains("The review of 3 Dec is 8 days ahead."), "{}", desk.screen());
    desk.press("y");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    // Of its day, or once that has passed, nothing is asked.
    let mut desk = five_items();
    desk.dawn(parse_day("2026-12-03").unwrap());
    desk.press("gm");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
}

#[test]
fn a_question_without_room_for_its_box_tells_its_day_all_the_same() {
    let mut desk = five_items();
    desk.press("gm").resize(20, 8);
    let screen = desk.screen();
    assert!(screen.contains("The review of 3 Dec") && screen.contains("y n"), "{screen}");
}

#[test]
fn of_several_reviews_that_are_prepared_the_one_of_today_is_met() {
    let mut desk = Desk::demo();
    let day = parse_day("2026-12-10").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    desk.dawn(day);
    desk.press("gm");
    assert!(desk.screen().contains("Review of 10 Dec"), "{}", desk.screen());
    let meetings = desk.store.read().meetings().unwrap();
    let open = meetings.iter().find(|meeting| meeting.review.state == ReviewState::Open).unwrap();
    assert_eq!(open.review.day, day);
}

#[test]
fn a_review_that_was_opened_on_an_earlier_day_says_what_closing_it_now_means() {
    let mut desk = five_items();
    desk.press("gr[uygm<End><Enter>");
    assert!(desk.screen().contains("It was opened on 29 Oct: closed now"), "{}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("The review is closed"), "{}", desk.screen());
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
    assert!(desk.screen().contains("another review is open: close it first"), "{}", desk.screen());
    // On the way that is named.
    desk.press("qgbgm");
    assert!(desk.screen().contains("Review of 3 Dec") && desk.screen().contains("Item 1 of 5"), "{}", desk.screen());
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
    assert!(desk.screen().contains("The review of 14 Jan 2027 is 50 days ahead."), "{}", desk.screen());
    assert_eq!(desk.entries(), entries);
}

#[test]
fn what_is_typed_and_not_saved_is_asked_about_before_a_review_closes() {
    let mut desk = five_items();
    desk.press("<F5>ychalf<Esc><→><→><→><→><→><Enter>");
    assert_eq!(draft(&desk).review.state, ReviewState::Open);
    assert!(desk.screen().contains("Close the review all the same?"), "{}", desk.screen());
    desk.press("n<←>");
    assert_eq!(draft(&desk).agenda[4].state, AgendaState::Open, "who only goes past it settles nothing");
    desk.press("x");
    assert!(desk.screen().contains("Item 5 of 5, carried over"), "{}", desk.screen());
    desk.press("x");
    assert_eq!(draft(&desk).agenda[4].state, AgendaState::Open, "it is taken up again");
    desk.press("<→><Enter>y");
    assert!(desk.screen().contains("The review is closed"), "{}", desk.screen());
    desk.press("<←>");
    assert!(desk.screen().contains("the review is closed: q leaves"), "{}", desk.screen());
}

#[test]
fn a_line_half_typed_on_the_page_of_the_minutes_is_known_on_the_wall() {
    let mut desk = five_items();
    desk.press("<F5>yqgr3a").press("half<Esc>gm<End>");
    assert!(desk.screen().contains("Typed and not saved: a line of the minutes on"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(desk.screen().contains("Close the review all the same?"), "{}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("The review is closed") && desk.screen().contains(": half"), "{}", desk.screen());
}

#[test]
fn the_cursor_goes_to_a_line_that_was_added_to_the_minutes() {
    let mut desk = five_items();
    desk.press("<F5>yqgr3").press("afirst line<Enter>").press("asecond line<Enter>");
    let explained = desk.screen().lines().nth(36).unwrap().to_owned();
    assert!(explained.contains("second line"), "{}", desk.screen());
    assert!(desk.screen().contains("On the meeting"), "it is of no item: {}", desk.screen());
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
    assert!(desk.screen().contains("minuted  “"), "{}", desk.screen());
    assert!(desk.screen().contains(", talked about"), "it counts: {}", desk.screen());
    desk.press("Xno money<Enter>");
    assert_eq!((state(&desk, 1).state, state(&desk, 1).why.as_str()), (ActionState::Dropped, "no money"));
    assert!(desk.screen().contains("dropped"), "{}", desk.screen());
    desk.press("<↑>ehalf<Esc>");
    desk.press("<End>").resize(120, 60);
    let came = format!("dropped: {} ({}): no money", state(&desk, 1).text, state(&desk, 1).owner_name);
    let flat = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&desk).contains(&came), "the closing page says what came of each: {}", desk.screen());
    let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(&format!("Typed and not saved: a change of “{}”.", state(&desk, 0).text)), "{shown}");
}

#[test]
fn what_is_not_saved_is_named_with_its_item() {
    let mut desk = five_items();
    desk.press("<F5>ychalf<Esc><→>D<Tab>half<Esc><→><→><→><→>");
    let [first, second] = [0, 1].map(|at| draft(&desk).agenda[at].title.clone());
    let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let said = format!("Typed and not saved: a line of the minutes on {first}; a decision on {second}.");
    assert!(shown.contains(&said), "{}", desk.screen());
    desk.press("<←><←><←>Lhold<Tab>Not yet<Esc><End>");
    let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let third = draft(&desk).agenda[2].title.clone();
    assert!(shown.contains(&format!("a verdict on {third}.")), "{}", desk.screen());
    // So it is where another window left it beside its place.
    let beside = |key: String| if key.starts_with("place/") { key } else { format!("beside/ended/{key}") };
    desk.drafts = std::mem::take(&mut desk.drafts).into_iter().map(|(key, body)| (beside(key), body)).collect();
    let mut desk = desk.restart();
    desk.press("gm<End>");
    let shown = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(&format!("a line of the minutes on {first}; a decision on {second}")), "{}", desk.screen());
}

#[test]
fn what_is_typed_on_an_item_that_left_the_agenda_is_named_before_the_review_closes() {
    let squeezed = |desk: &Desk| desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
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
        assert!(squeezed(&desk).contains(&said), "{said}: {}", desk.screen());
    }
    desk.press("<Enter>");
    assert!(desk.screen().contains("Close the review all the same?"), "{}", desk.screen());
    // And so it is where the item is no part of the agenda at all.
    let line = desk.drafts.remove(&format!("meeting/{review}/{item}/minute")).unwrap();
    desk.drafts.insert(format!("meeting/{review}/gone/minute"), line);
    let mut desk = desk.restart();
    desk.press("gm<End>");
    let said = format!("a line of the minutes on an item that is gone {off}");
    assert!(squeezed(&desk).contains(&said), "{}", desk.screen());
    // What it promises.
    desk.press("qgt");
    assert!(desk.screen().contains("half said"), "{}", desk.screen());
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
    assert!(desk.screen().contains("Item 6 of 6"), "{}", desk.screen());
    assert!(desk.screen().contains("action  Jonas Lindqvist by 27 Nov: another thing"), "{}", desk.screen());
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
fn recorded_on_a_sixth() -> Desk {
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
fn minutes_of_last(desk: &Desk) -> String {
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
    assert_eq!(screen.matches("carried to the next review").count(), 5, "{screen}");
    desk.press("M");
    assert_eq!(desk.screen().matches("carried to the next review").count(), 5, "masked too: {}", desk.screen());
    desk.press("M<Enter>y");
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
fn a_line_of_the_minutes_follows_the_decision_or_the_action_for_which_it_stands() {
    let mut desk = recorded_on_a_sixth();
    let reader = desk.store.read();
    let decision = reader.decisions(None).unwrap().pop().unwrap().id;
    let action = reader.actions().unwrap().pop().unwrap().id;
    let reword = |text: &str| {
        let (field, to) = (DecisionField::Statement, steerco::domain::Value::text(text));
        Change::Reword(Reword { decision, field, to, was: None })
    };
    let due = |day: &str| {
        let (field, to) = (ActionField::Due, steerco::domain::Value::Day(parse_day(day).unwrap()));
        Change::Action(ActionChange::Set { action, field, to, was: None })
    };
    let said = |desk: &Desk| -> Vec<String> {
        let meetings = desk.store.read().meetings().unwrap();
        let meeting =
            meetings.into_iter().find(|meeting| meeting.agenda.iter().any(|item| item.title == "Budget 2027"));
        let minutes = meeting.unwrap().minutes;
        assert!(minutes.iter().all(|line| line.stands_for.is_some()), "{minutes:?}");
        minutes.into_iter().map(|line| line.text).collect()
    };
    desk.commit(&reword("TWO years"));
    desk.commit(&due("2026-12-18"));
    assert_eq!(said(&desk), ["decided: TWO years", "agreed by 2026-12-18: draw the chart"]);
    desk.press("<→><Enter>y");
    let minutes = minutes_of_last(&desk);
    assert!(minutes.contains("TWO years.") && !minutes.contains("One year"), "{minutes}");
    assert!(minutes.contains("Action: Jonas Lindqvist by 2026-12-18: draw the chart"), "{minutes}");
    // So it is after it closed, and once it is opened and closed again.
    desk.commit(&reword("THREE years"));
    desk.commit(&due("2027-01-20"));
    assert_eq!(said(&desk), ["decided: THREE years", "agreed by 2027-01-20: draw the chart"]);
    let mut desk = desk.restart();
    desk.press("gr3");
    assert!(desk.screen().contains("Jonas Lindqvist by 18 Dec: draw the chart"), "as it left it: {}", desk.screen());
    desk.press("uygm<End><Enter>y");
    let minutes = minutes_of_last(&desk);
    assert!(minutes.contains("THREE years.") && !minutes.contains("TWO years"), "{minutes}");
    assert!(minutes.contains("Action: Jonas Lindqvist by 2027-01-20: draw the chart"), "{minutes}");
}

#[test]
fn a_line_of_the_minutes_that_stands_for_something_else_is_not_edited_itself() {
    let mut desk = recorded_on_a_sixth();
    desk.press("qgr3e");
    assert!(desk.screen().contains("a decision is put right among the decisions: g l"), "{}", desk.screen());
    desk.press("<↓>e");
    assert!(desk.screen().contains("an action is edited among the actions: g a"), "{}", desk.screen());
    let entries = desk.entries();
    desk.press("x");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    let minute = draft(&desk).minutes[1].id;
    let edit = Change::Review(ReviewChange::SetMinute { minute, to: Some("Nobody does".to_owned()), was: None });
    let refused = desk.store.commit(&edit, &stamp(980)).unwrap_err().to_string();
    assert!(refused.contains("the line stands for an action"), "{refused}");
}

#[test]
fn the_clock_stands_apart_from_the_item_in_a_narrow_window() {
    let mut desk = Desk::demo();
    desk.press("<F5>y<Space><←>");
    desk.resize(60, 18);
    let line = |desk: &Desk| desk.screen().lines().find(|line| line.contains("Item 1 of 9")).unwrap().trim().to_owned();
    let told = line(&desk);
    assert!(told.starts_with("Item 1 of 9, talked about  ") && told.ends_with("left"), "{told}");
    desk.press("t");
    let told = line(&desk);
    assert!(told.starts_with("Item 1 of 9  ") && told.contains("stands   ") && told.ends_with("left"), "{told}");
    desk.press("t");
    desk.resize(40, 10);
    assert!(line(&desk).ends_with("10:00 · 60:00"), "{}", line(&desk));
    desk.press("p");
    assert!(desk.screen().contains(" 1   2   3  ▌4 Committee"), "{}", desk.screen());
}

#[test]
fn who_is_not_known_is_added_on_the_way_that_the_meeting_names() {
    let mut desk = five_items();
    desk.press("<F5>ya@nobody Do a thing by 1 Jan<Enter>");
    assert!(desk.screen().contains("Esc, q, g p, then a adds them"), "{}", desk.screen());
    desk.press("<Esc>qgpaNobody Known<Ctrl+S>").press("<F5>a<Enter>");
    assert!(desk.screen().contains("Nobody Known by 1 Jan 2027: Do a thing"), "{}", desk.screen());
}

#[test]
fn an_item_is_left_for_the_next_review() {
    let mut desk = five_items();
    desk.press("<F5>yx");
    assert!(desk.screen().contains("Item 1 of 5, carried over"), "{}", desk.screen());
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Carried);
    desk.press("u");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Open);
    desk.press("xx");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Open, "twice is as if nothing was pressed");
    // What was decided on is asked about first.
    desk.press("D").press("retrain<Tab>New templates<Tab>pilar<Tab>so it is<Ctrl+S>x");
    assert!(desk.screen().contains("Something was decided on Invoice triage already."), "{}", desk.screen());
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Open);
    desk.press("y");
    assert_eq!(draft(&desk).agenda[0].state, AgendaState::Carried, "{}", desk.screen());
}

#[test]
fn what_was_answered_on_an_item_that_was_put_off_is_not_asked_again() {
    let mut desk = five_items();
    let asks = |wanted: &str| [wanted.contains("still stand?"), wanted.contains("What came of waiving")];
    assert_eq!(asks(&draft(&desk).agenda[0].wanted), [true, true]);
    desk.press("<F5>yD").press("retrain<Tab>New templates<Tab>pilar<Tab>so it is<Ctrl+S>xy");
    desk.press("<End><Enter>y");
    let reader = desk.store.read();
    let closed = reader.last_closed(steerco::domain::Day::MAX).unwrap().unwrap();
    let meeting = reader.meeting(closed.id).unwrap().unwrap();
    let survey = reader.survey(closed.day).unwrap();
    let carried = steerco::domain::agenda::carried(&meeting, &survey, &reader.framework().unwrap());
    let (_, item) = carried.iter().find(|(_, item)| item.id == meeting.agenda[0].id).unwrap();
    assert_eq!(asks(&item.wanted), [false, true], "{}", item.wanted);
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
    assert!(desk.screen().contains("nothing of this meeting was taken back, or"), "{}", desk.screen());
    desk.press("cone<Enter>ctwo<Enter>uu");
    assert!(desk.screen().contains("U does it again"), "{}", desk.screen());
    let minutes = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    assert!(minutes(&desk).is_empty());
    desk.press("U");
    assert!(desk.screen().contains("u takes it back"), "{}", desk.screen());
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
    assert!(desk.screen().contains("Item 2 of 5"), "{}", desk.screen());
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
    assert!(desk.screen().contains("Item 1 of 5"), "{}", desk.screen());
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
    assert!(desk.screen().contains("is by Bob Lee: Minuted: theirs"), "{}", desk.screen());
    desk.press("n");
    assert!(desk.screen().contains("It stays; u goes on to what was recorded before it."), "{}", desk.screen());
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
    assert!(desk.screen().contains("cannot be taken back: the state of this agenda was changed"), "{}", desk.screen());
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
    assert!(desk.screen().contains("nothing is left that this meeting recorded"), "{}", desk.screen());
    assert_eq!((desk.entries(), draft(&desk).review.state), (entries, ReviewState::Open));
}

#[test]
fn a_member_does_not_leave_in_passing_while_the_review_is_open() {
    let mut desk = five_items();
    let members = |desk: &Desk| desk.store.read().committee().unwrap().members.len();
    let all = members(&desk);
    desk.press("gr4x");
    assert!(desk.screen().contains("left the committee.  u takes it back"), "{}", desk.screen());
    assert_eq!(members(&desk), all - 1);
    desk.press("u");
    assert_eq!(members(&desk), all);
    desk.press("<F5>ypx");
    assert!(desk.screen().contains("would leave the committee"), "{}", desk.screen());
    assert_eq!(members(&desk), all);
    desk.press("n");
    assert_eq!(members(&desk), all);
    desk.press("xy");
    assert_eq!(members(&desk), all - 1, "{}", desk.screen());
    desk.press("u");
    assert_eq!(members(&desk), all, "{}", desk.screen());
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
    assert!(desk.screen().contains("U does it again"), "{}", desk.screen());
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
    let says = |desk: &Desk, what: &str| assert!(desk.screen().contains(what), "{what}: {}", desk.screen());
    desk.press("<F5>y<End><Enter>yqgbclater<Enter>gr");
    assert!(is_closed(&desk), "{}", desk.screen());
    let opens = "a closed review stays as it was: u opens it again";
    says(&desk, opens);
    desk.press("2");
    let told = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("the history (g h) has what else was written"), "a note is no change of a pilot: {told}");
    desk.press("3e");
    assert_eq!(desk.screen().matches(opens).count(), 2, "a refusal says what the head says: {}", desk.screen());
    let entries = desk.entries();
    desk.press("u");
    says(&desk, "The review of 3 Dec is closed, and more was written since.");
    says(&desk, "what was written since stays");
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
    assert!(desk.screen().contains("Review of 29 Oct"), "{}", desk.screen());
    desk.press("U");
    assert!(desk.screen().contains("Review of 29 Oct") && desk.screen().contains("closed on"), "{}", desk.screen());
    desk.press("P");
    assert!(desk.screen().contains("Prepared the review of 3 Dec") || desk.screen().contains("Nothing new is due"));
    assert!(desk.screen().contains("Review of 3 Dec"), "{}", desk.screen());
}

#[test]
fn while_another_review_is_open_a_closed_one_says_so_and_asks_nothing() {
    let mut desk = five_items();
    desk.press("gmyqgr[");
    assert!(desk.screen().contains("u opens it again once no other one is open"), "{}", desk.screen());
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
    assert!(desk.screen().contains("Review of 3 Dec"), "{}", desk.screen());
    let entries = desk.entries();
    desk.press("u");
    let asks = "The review of 3 Dec is closed, and more was written since.";
    assert!(desk.screen().contains(asks), "{}", desk.screen());
    assert_eq!(desk.entries(), entries, "nothing is taken back unasked");
    desk.press("y");
    let meetings = desk.store.read().meetings().unwrap();
    let agenda = |meeting: &Meeting| meeting.agenda.iter().any(|item| item.title == "Budget round");
    assert!(meetings.iter().any(agenda), "what was written since stays: {}", desk.screen());
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
}

#[test]
fn a_line_of_the_minutes_is_corrected_and_taken_out_while_the_review_is_open() {
    let mut desk = five_items();
    let said = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    desk.press("<F5>ycThe fed is live<Enter>qgr3");
    // The title of the item is no line of the minutes, and whoever turns to the page is on the first line.
    desk.press("ke");
    assert!(desk.screen().contains("no line of the minutes is selected"), "{}", desk.screen());
    desk.press("3e");
    assert!(desk.screen().contains("Edit the line of the minutes"), "{}", desk.screen());
    desk.press(&"<Backspace>".repeat(11)).press("feed is live<Enter>");
    assert_eq!(said(&desk), ["The feed is live"], "{}", desk.screen());
    let taken = desk.store.read().images(desk.entries()).unwrap();
    assert!(format!("{taken:?}").contains("The fed is live"), "the journal has what it said: {taken:?}");
    desk.press("x");
    assert!(said(&desk).is_empty() && desk.screen().contains("Taken out of the minutes"), "{}", desk.screen());
    for before in ["The feed is live", "The fed is live"] {
        desk.press("u");
        assert_eq!(said(&desk), [before], "{}", desk.screen());
    }
}

#[test]
fn who_chairs_the_committee_is_ticked_where_they_are_edited() {
    let mut desk = Desk::demo();
    let chair = |desk: &Desk| desk.store.read().committee().unwrap().chair.map(|(_, name, _)| name);
    desk.press("gr4jjje");
    assert!(desk.screen().contains("[x] yes"), "{}", desk.screen());
    desk.press("<Tab> and Finance<Ctrl+S>");
    assert_eq!(chair(&desk).as_deref(), Some("Pilar Navarro"), "{}", desk.screen());
    desk.press("e<Tab><Tab><Space><Ctrl+S>");
    assert_eq!(chair(&desk), None, "{}", desk.screen());
}

#[test]
fn a_guest_is_noted_from_the_meeting_and_added_where_nobody_is_called_so() {
    let mut desk = five_items();
    let came = |desk: &Desk| -> Vec<(String, Presence)> {
        draft(desk).attendance.into_iter().map(|one| (one.name, one.presence)).collect()
    };
    let there = |name: &str| (name.to_owned(), Presence::Present);
    desk.press("<F5>ypi").press("Newcomer Jane");
    assert!(desk.screen().contains("somebody new: “Newcomer Jane”"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(desk.screen().contains("Newcomer Jane is there, and was added to the people."), "{}", desk.screen());
    assert_eq!(came(&desk), ["Newcomer Jane", "Pilar Navarro"].map(there), "with whoever chairs it");
    desk.press("u");
    assert!(
        desk.store.read().find_person("Newcomer Jane").is_err(),
        "one undo takes all of it back: {}",
        desk.screen()
    );
    assert_eq!(came(&desk), ["Pilar Navarro"].map(there));
    desk.press("i").press("ana costa<Enter>");
    assert!(desk.screen().contains("Ana Costa is there.  u takes it back"), "{}", desk.screen());
    assert_eq!(came(&desk), ["Ana Costa", "Pilar Navarro"].map(there));
    desk.press("i").press("Costa, Ana");
    assert!(desk.screen().contains("Ana Costa is listed on this page"), "{}", desk.screen());
    desk.press("<Ctrl+U>").press("pilar");
    assert!(!desk.screen().contains("somebody new: “pilar”"), "{}", desk.screen());
    assert!(desk.screen().contains("Pilar Navarro is listed on this page"), "{}", desk.screen());
    // Who was noted by mistake is taken out, and neither absent nor there.
    desk.press("<Esc>G").press("x");
    assert!(desk.screen().contains("nothing is noted of Ana Costa any more."), "{}", desk.screen());
    assert_eq!(came(&desk), ["Pilar Navarro"].map(there));
    desk.press("u");
    assert_eq!(came(&desk), ["Ana Costa", "Pilar Navarro"].map(there), "{}", desk.screen());
}

#[test]
fn a_guest_who_is_new_comes_with_the_address_behind_the_name() {
    let mut desk = five_items();
    desk.press("<F5>ypi").press("Klein, Eva (eva@x.org)<Enter>");
    assert!(desk.screen().contains("Eva Klein is there, and was added to the people."), "{}", desk.screen());
    let people = desk.store.read().people().unwrap();
    assert!(people.iter().any(|row| row.person.name == "Eva Klein" && row.person.email == "eva@x.org"));
}

#[test]
fn masked_a_guest_is_noted_by_the_name_that_is_typed() {
    let mut desk = five_items();
    let known = |desk: &Desk| desk.store.read().people().unwrap().len();
    let before = known(&desk);
    desk.press("<F5>yMpi").press("ana costa");
    assert!(desk.screen().contains("by the name “ana costa”"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(desk.screen().contains("A guest is there.  u takes it back"), "{}", desk.screen());
    assert_eq!((known(&desk), draft(&desk).attendance.len()), (before, 2), "who is known is not added once more");
    desk.press("i").press("Nobody Known<Enter>");
    assert_eq!((known(&desk), draft(&desk).attendance.len()), (before + 1, 3), "{}", desk.screen());
    assert!(!desk.screen().contains("Nobody Known"), "{}", desk.screen());
}

#[test]
fn the_board_goes_on_with_the_pilot_that_was_talked_about() {
    // From the wall that lies over the board, from one over the agenda, and from the agenda.
    for (keys, pilot) in [
        ("gmy<→>q", "Field dispatch"),
        ("grgmy<→>qgb", "Field dispatch"),
        ("grgmy<→>q<Esc>", "Field dispatch"),
        ("grjjgb", "Demand forecast"),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys).press("<Enter>");
        assert!(desk.screen().contains(&format!("{pilot} · stage")), "{keys}: {}", desk.screen());
    }
}

#[test]
fn q_on_a_page_that_was_opened_out_of_the_meeting_goes_back_to_it() {
    let mut desk = five_items();
    desk.press("<F5>y<→>p");
    assert!(desk.footer().trim_start().starts_with("Esc back"), "{}", desk.footer());
    desk.press("q");
    assert!(desk.screen().contains("Item 2 of 5") && !desk.left, "{}", desk.screen());
    desk.press("pgbq");
    assert!(desk.screen().contains("Item 2 of 5") && !desk.left, "from wherever it led: {}", desk.screen());
    desk.press("pgm");
    assert!(desk.screen().contains("Item 2 of 5"), "there is no second meeting: {}", desk.screen());
    desk.press("qq");
    let asks = "Review of 3 Dec: the meeting goes on.";
    assert!(
        desk.screen().contains(asks) && !desk.left,
        "below the meeting q leaves after a question: {}",
        desk.screen()
    );
    desk.press("nq");
    assert!(!desk.left, "{}", desk.screen());
    desk.press("y");
    assert!(desk.left);
}

#[test]
fn with_a_meeting_on_the_wall_or_beneath_ctrl_c_ends_nothing_unasked() {
    for way in ["", "p", "pgb"] {
        let mut desk = five_items();
        desk.press("<F5>y").press(way).press("<Ctrl+C><Ctrl+C>");
        assert!(desk.screen().contains("Review of 3 Dec: the meeting is on the wall."), "{way}: {}", desk.screen());
        desk.press("<Ctrl+C>");
        assert!(!desk.left, "{way}: it is no yes");
        desk.press("<Ctrl+C><Ctrl+C>y");
        assert!(desk.left, "{way}: {}", desk.screen());
    }
}

#[test]
fn a_page_above_the_meeting_leads_to_no_other_meeting_in_silence() {
    let mut desk = five_items();
    let day = parse_day("2027-01-14").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    let mut desk = desk.restart();
    desk.press("<F5>y<→>chalf said<Esc><→>p]");
    assert!(desk.screen().contains("Review of 14 Jan 2027"), "{}", desk.screen());
    desk.press("gm");
    assert!(desk.screen().contains("Review of 3 Dec is on the wall: q goes back to it"), "{}", desk.screen());
    // What was typed on one of its own items is gone on with in the same meeting.
    desk.press("gt<Enter>");
    assert!(desk.screen().contains("Item 2 of 5") && desk.screen().contains("half said"), "{}", desk.screen());
    desk.press("<Esc>q");
    assert!(!desk.screen().contains("Item 2 of 5"), "there is no second meeting below it: {}", desk.screen());
}

#[test]
fn leaving_keeps_the_review_open_and_comes_back_to_it() {
    let mut desk = five_items();
    desk.press("gr").press("gmy<→>q");
    assert!(desk.screen().contains("Review of 3 Dec"), "{}", desk.screen());
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    desk.press("gm");
    assert!(desk.screen().contains("Item 2 of 5"), "{}", desk.screen());
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
    assert!(desk.screen().contains("as of the review of 29 Oct"), "{}", desk.screen());
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
    assert!(desk.screen().contains("saved") && !desk.screen().contains("as of the review"), "{}", desk.screen());
    desk.press("@<Ctrl+U>2030-01-01<Enter>");
    assert!(desk.screen().contains("2030-01-01 has not come yet"), "the text stays: {}", desk.screen());
    desk.press("<Ctrl+U>2026-09-01<Enter>");
    assert!(desk.screen().contains("as of 1 Sep"), "{}", desk.screen());
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
    assert!(desk.screen().contains("as of 25 Nov"), "{}", desk.screen());
    for (then, now) in screens(&mut desk).iter().zip(&now) {
        assert_eq!(then, now);
    }
}

// The mask.

/// Everything that people typed or that names somebody.
fn secrets(desk: &Desk) -> BTreeSet<String> {
    let export = desk.export();
    let mut secrets = BTreeSet::new();
    let fields: &[(&str, &[&str])] = &[
        ("pilots", &["name", "code", "unit", "summary", "partner", "reported_because", "cohort"]),
        ("people", &["name", "title", "email"]),
        ("metrics", &["counts"]),
        ("decisions", &["statement", "rationale"]),
        ("actions", &["text", "why"]),
        ("minutes", &["text"]),
        ("notes", &["text"]),
        ("exceptions", &["text"]),
        ("workstreams", &["exit_test", "team"]),
        ("committee", &["function"]),
        ("evidence", &["text"]),
    ];
    for (table, names) in fields {
        for row in export[*table].as_array().unwrap() {
            secrets.extend(names.iter().filter_map(|name| row[*name].as_str()).map(str::to_owned));
        }
    }
    secrets.insert(export["workspace"][0]["title"].as_str().unwrap().to_owned());
    // Screens cut long texts.
    secrets.into_iter().map(|text| text.chars().take(14).collect::<String>()).filter(|text| text.len() > 3).collect()
}

#[test]
fn masked_no_name_no_text_and_no_value_is_shown_anywhere() {
    let mut desk = Desk::demo();
    let secrets = secrets(&desk);
    assert!(secrets.len() > 150, "{}", secrets.len());
    desk.press("M");
    let ours = ["Finance", "Legal", "Claims", "Operations", "Procurement", "Commerce"];
    let check = |desk: &Desk, what: &str| {
        let screen = desk.screen();
        for secret in secrets.iter().filter(|secret| !ours.contains(&secret.as_str())) {
            assert!(!screen.contains(secret.as_str()), "{what} shows “{secret}”: {screen}");
        }
        for value in ["78.1", "31 %", "9.5 min", "94 %", "58 %"] {
            assert!(!screen.contains(value), "{what} shows {value}: {screen}");
        }
    };
    check(&desk, "the board");
    for keys in
        ["gd", "2", "3", "4", "5", "6", "7", "gl", "<Enter>", "<Esc>", "ga", "gx", "gr", "2", "3", "4", "1", "["]
    {
        desk.press(keys);
        check(&desk, keys);
    }
    // What shows nothing but names is not opened.
    for keys in ["gp", "gh", "gw", "gf", "<Enter>"] {
        desk.press(keys);
        check(&desk, keys);
    }
    for keys in [":", "inv", "<Esc>", "?", "<Esc>", "gb", "/", "inv", "<Esc>", "<Esc>"] {
        desk.press(keys);
        check(&desk, keys);
    }
    desk.press("<F5>y");
    for keys in [
        "D", "<Esc>", "<Tab>", "<Esc>", "a", "<Esc>", "c", "<Esc>", "<→>", "<→>", "<→>", "<→>", "<→>", "<→>", "<→>",
        "<→>", "<→>",
    ] {
        desk.press(keys);
        check(&desk, keys);
    }
    desk.press("qMy");
    assert!(desk.screen().contains("Invoice triage"), "{}", desk.screen());
}

#[test]
fn masked_no_form_opens_that_would_save_the_mask_as_a_value() {
    let mut desk = five_items();
    desk.press("greText typed before<Esc>M");
    let entries = desk.entries();
    desk.press("e");
    assert!(desk.screen().contains("M shows them"), "{}", desk.screen());
    desk.press("E");
    assert!(desk.screen().contains("M shows them"), "{}", desk.screen());
    desk.press("4a");
    assert!(desk.screen().contains("M shows them"), "{}", desk.screen());
    assert_eq!(desk.entries(), entries);
    desk.press("1Mye");
    assert!(desk.screen().contains("Text typed before"), "the draft is where it was: {}", desk.screen());
}

#[test]
fn masked_no_key_is_offered_that_only_refuses() {
    for state in ["M", "Mgl", "Mga", "Mgx", "Mgr", "Mgr4"] {
        let mut first = Desk::demo();
        let hints = first.press(state).state.hints();
        assert!(hints.len() > 5, "after {state}: {hints:?}");
        for (key, title) in hints {
            let mut desk = Desk::demo();
            desk.press(state).press(&format!("<{key}>"));
            let screen = desk.screen();
            let refused = screen.contains("masked; M shows them, and");
            assert!(!refused, "after {state}, {key} ({title}) is offered and refuses:\n{screen}");
        }
    }
    for key in ["o", "e"] {
        let mut desk = Desk::demo();
        desk.press("M").press(key);
        let screen = desk.screen();
        assert!(screen.contains("M shows them, and then this can be edited"), "who presses {key} is told: {screen}");
    }
}

#[test]
fn a_program_that_ended_under_the_mask_begins_under_it() {
    let mut desk = five_items();
    let secrets = secrets(&desk);
    desk.press("<F5>yM<→>");
    let shown = desk.screen();
    // As after a crash: nothing was pressed to leave.
    let mut desk = desk.restart();
    assert!(desk.screen().contains("Names and values are masked, as they were"), "{}", desk.screen());
    let ours = ["Finance", "Legal", "Claims", "Operations", "Procurement", "Commerce"];
    for keys in ["", "<F5>"] {
        desk.press(keys);
        for secret in secrets.iter().filter(|secret| !ours.contains(&secret.as_str())) {
            assert!(!desk.screen().contains(secret.as_str()), "{keys} shows “{secret}”: {}", desk.screen());
        }
    }
    // Its heading is spaced: the code that stands for its pilot.
    let item = |screen: &str| screen.lines().find(|line| line.contains("P I L O T ")).unwrap().to_owned();
    assert_eq!(item(&desk.screen()), item(&shown), "the same item");
    desk.press("My");
    let desk = desk.restart();
    assert!(!desk.state.context.masked, "{}", desk.screen());
    assert!(typed(&desk).is_empty(), "it is no draft");
}

#[test]
fn what_is_typed_on_an_item_is_there_again_once_the_mask_is_off() {
    let mut desk = five_items();
    desk.press("<F5>yMcSaid under the mask<Esc>");
    assert_eq!(typed(&desk).len(), 1, "{}", desk.screen());
    desk.press("Myc");
    assert!(desk.screen().contains("Said under the mask") && desk.screen().contains("Your draft"), "{}", desk.screen());
    assert_eq!(typed(&desk).len(), 1, "there is one text: {:?}", desk.drafts);
    desk.press("<Enter>");
    assert_eq!(draft(&desk).minutes[0].text, "Said under the mask");
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
}

#[test]
fn a_draft_that_was_typed_under_the_mask_calls_its_pilot_by_name_once_it_is_off() {
    let mut desk = Desk::demo();
    desk.press("MD<Tab>Agreed under the mask<Esc>Mygt");
    let screen = desk.screen();
    assert!(screen.contains("A decision on ") && screen.contains("Agreed under the mask"), "{screen}");
    assert!(!screen.contains("A decision on Pilot"), "{screen}");
}

#[test]
fn what_is_typed_in_the_open_waits_while_names_are_masked() {
    let mut desk = five_items();
    desk.press("<F5>ycAna says no<Esc>Mc");
    assert!(!desk.screen().contains("Ana says no"), "{}", desk.screen());
    assert!(desk.screen().contains("may name somebody: M shows it"), "{}", desk.screen());
    desk.press("Another line<Esc>Myc");
    assert!(desk.screen().contains("Ana says no"), "{}", desk.screen());
    assert!(desk.screen().contains("under the mask comes after it"), "{}", desk.screen());
    desk.press("<Enter>c");
    assert!(desk.screen().contains("Another line"), "{}", desk.screen());
    desk.press("<Enter>");
    assert_eq!(draft(&desk).minutes.len(), 2);
    assert!(typed(&desk).is_empty(), "{:?}", desk.drafts);
}

#[test]
fn what_is_done_under_the_mask_is_told_by_its_kind() {
    let mut desk = Desk::demo();
    desk.press("SM");
    assert!(desk.screen().contains("units are masked") && !desk.screen().contains("no unit"), "{}", desk.screen());
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("is archived.  u takes it back") && !screen.contains("Demand forecast"), "{screen}");
    desk.press("u");
    let screen = desk.screen();
    assert!(screen.contains("Took back: Pilot ") && screen.contains("is archived.  U does it again"), "{screen}");
    desk.press("gr4<Space>");
    assert!(desk.screen().contains("Person ") && desk.screen().contains("is there.  u takes"), "{}", desk.screen());
}

#[test]
fn what_rests_on_a_masked_value_says_so() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("grM4x");
    assert!(desk.screen().contains("names and values are masked: M shows them"), "{}", desk.screen());
    assert_eq!(desk.export(), before);
}

#[test]
fn what_a_meeting_records_masked_is_recorded_as_ever() {
    let mut desk = five_items();
    desk.press("<F5>yM").press("cSpoken once<Enter>");
    assert_eq!(draft(&desk).minutes[0].text, "Spoken once");
    assert!(!desk.screen().contains("Spoken once"), "{}", desk.screen());
    desk.press("a@jonas retrain by Friday<Enter>");
    assert!(desk.screen().contains("names are masked, and “jonas” cannot be found"), "{}", desk.screen());
    let hint = "write the code that is shown, as @";
    assert!(desk.screen().contains(hint), "no mask comes off the wall for it: {}", desk.screen());
    let screen = desk.screen();
    let code = screen.split(hint).nth(1).and_then(|rest| rest.split(|sign: char| !sign.is_alphanumeric()).next());
    desk.press(&format!("<Ctrl+U>@{} retrain by Friday<Enter>", code.unwrap()));
    let actions = desk.store.read().actions().unwrap();
    assert!(actions.iter().any(|action| action.text.ends_with("retrain")), "{}", desk.screen());
}

#[test]
fn who_looks_for_a_name_under_the_mask_is_told_what_is_searched() {
    let mut desk = five_items();
    desk.press("grM:Lucie Moreau");
    assert!(desk.screen().contains("only the codes that are shown are found"), "{}", desk.screen());
    desk.press("<Esc>gb/Samir Haddad");
    let words = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("only the codes that are shown are found"), "{}", desk.screen());
    desk.press("<Esc><Esc>gh");
    assert!(desk.screen().contains("so the history cannot be seen; M shows them"), "{}", desk.screen());
}

// Two at once.

#[test]
fn a_review_that_somebody_else_closed_says_so() {
    let mut desk = five_items();
    desk.press("<F5>y<→><→><→><→><→>");
    let review = draft(&desk).review.id;
    brief::close(&mut desk.store, review, &stamp(700)).unwrap();
    desk.press("<Enter>y");
    assert!(desk.screen().contains("is closed"), "{}", desk.screen());
    desk.take(Msg::Disturbed);
    assert!(desk.screen().contains("The review is closed"), "{}", desk.screen());
}

// The files.

#[test]
fn a_pack_that_stands_in_the_folder_is_replaced_after_a_question() {
    let mut desk = Desk::demo();
    let written = |desk: &Desk| desk.outward.iter().filter(|said| said.starts_with("write ")).count();
    desk.press("grwdecember<Enter>");
    assert_eq!(written(&desk), 1, "{}", desk.screen());
    desk.press("wdecember<Enter>");
    assert!(desk.screen().contains("exists already") && !desk.screen().contains("--force"), "{}", desk.screen());
    desk.press("n");
    assert_eq!(written(&desk), 1, "{}", desk.screen());
    desk.press("wdecember<Enter>").press("y");
    assert_eq!(written(&desk), 2, "{}", desk.screen());
}

#[test]
fn a_line_of_the_minutes_is_added_on_their_page_while_the_review_is_open() {
    let mut desk = five_items();
    desk.press("gr3");
    assert!(!desk.footer().contains("add"), "{}", desk.screen());
    desk.press("a");
    assert!(desk.screen().contains("while the review is open: g m opens it"), "{}", desk.screen());
    desk.press("gb<F5>yctalked over<Enter>qgr3");
    assert!(desk.footer().contains("add"), "{}", desk.screen());
    desk.press("aand agreed<Enter>");
    let meeting = draft(&desk);
    let said: Vec<&str> = meeting.minutes.iter().map(|minute| minute.text.as_str()).collect();
    assert_eq!(said, ["talked over", "and agreed"], "{}", desk.screen());
    assert_eq!(meeting.minutes[1].item, Some(meeting.agenda[0].id), "of the item under the cursor");
}

#[test]
fn an_item_that_was_added_gets_its_pilot_later() {
    let mut desk = five_items();
    desk.press("gra").press("The next step<Ctrl+S>");
    let added = |desk: &Desk| draft(desk).agenda.into_iter().find(|item| item.title.starts_with("The next step"));
    assert_eq!(added(&desk).unwrap().pilot, None, "{}", desk.screen());
    desk.press("Ge");
    let screen = desk.screen();
    let at = |label: &str| {
        let begins = |part: &str| part.split_whitespace().next() == Some(label);
        screen.lines().position(|line| line.split('│').skip(1).any(begins))
    };
    let order = ["about", "wanted", "minutes", "pilot"].map(at);
    assert!(order.is_sorted() && order[0].is_some(), "in the order in which they were asked: {screen}");
    desk.press("s<Tab><Tab><Tab>warranty<Ctrl+S>");
    let item = added(&desk).unwrap();
    let warranty = desk.store.read().find_pilot("warranty-coding").unwrap();
    assert_eq!((item.title.as_str(), item.pilot), ("The next steps", Some(warranty)), "{}", desk.screen());
    desk.press("u");
    assert_eq!(added(&desk).unwrap().pilot, None, "{}", desk.screen());
    let due = draft(&desk).agenda.into_iter().find(|item| item.kind != AgendaKind::Topic).unwrap();
    let to = ReviewChange::ItemPilot { item: due.id, to: None, was: None };
    assert!(desk.store.commit(&Change::Review(to), &stamp(900)).is_err(), "{}", due.title);
}

#[test]
fn an_item_is_not_called_like_another_pilot_than_its_own() {
    let mut desk = Desk::demo();
    desk.press("grP");
    let first = draft(&desk).agenda[0].clone();
    desk.press("gre<Ctrl+U>claims intake<Ctrl+S>");
    assert!(desk.screen().contains(&format!("this item is about {}", first.title)), "{}", desk.screen());
    assert_eq!(draft(&desk).agenda[0].title, first.title);
    // An item that somebody added goes with the pilot whose name it is given.
    desk.press("<Esc><Esc>graOutlook<Ctrl+S>e<Ctrl+U>Claims intake<Ctrl+S>");
    let claims = desk.store.read().pilots().unwrap().into_iter().find(|pilot| pilot.name == "Claims intake").unwrap();
    let agenda = draft(&desk).agenda;
    let added = agenda.iter().find(|item| item.kind == AgendaKind::Topic && item.title == "Claims intake").unwrap();
    assert_eq!(added.pilot, Some(claims.id));
    desk.press("e<Ctrl+U>What came in<Ctrl+S>gmy<End>");
    desk.press("<←>");
    assert!(desk.screen().contains("Claims intake"), "the wall tells whose data it shows: {}", desk.screen());
}

#[test]
fn the_agenda_is_narrowed_and_its_items_are_moved_among_those_that_show() {
    let mut desk = Desk::demo();
    let review = draft(&desk).review.id;
    for title in ["Zebra one", "Between", "Zebra two"] {
        let (title, wanted) = (title.to_owned(), String::new());
        desk.commit(&Change::Review(ReviewChange::AddItem { review, title, wanted, minutes: 5, pilot: None }));
    }
    let mut desk = desk.restart();
    let last = |desk: &Desk| {
        let agenda = draft(desk).agenda;
        agenda.iter().skip(agenda.len() - 3).map(|item| item.title.clone()).collect::<Vec<String>>()
    };
    desk.press("gr/zebra");
    let screen = desk.screen();
    assert!(screen.contains("10  Zebra one") && screen.contains("12  Zebra two"), "with their numbers: {screen}");
    assert!(!screen.contains("Between") && !screen.contains("Field dispatch"), "{screen}");
    desk.press("<Esc>J");
    assert_eq!(last(&desk), ["Between", "Zebra two", "Zebra one"], "below the one that shows: {}", desk.screen());
    desk.press("K");
    assert_eq!(last(&desk), ["Between", "Zebra one", "Zebra two"], "the cursor is on it: {}", desk.screen());
    desk.press("K");
    assert_eq!(last(&desk), ["Zebra one", "Between", "Zebra two"], "where none shows, one place: {}", desk.screen());
    let tsv = desk.press("Y<Enter>").copied();
    assert_eq!(tsv.lines().count(), 3, "what shows is copied: {tsv}");
    desk.press("/none of them");
    assert!(desk.screen().contains("Nothing matches /"), "{}", desk.screen());
    desk.press("<Enter>aQuantum<Ctrl+S>");
    let screen = desk.screen();
    assert!(
        screen.contains("Quantum") && screen.contains("Between"),
        "the filter gives way to what is added: {screen}"
    );
    desk.press("u/zebra<Enter>2");
    assert!(!desk.screen().contains("/ zebra"), "another page is not narrowed by it: {}", desk.screen());
    desk.press("1");
    let screen = desk.screen();
    assert!(screen.contains("Between") && screen.contains("Field dispatch"), "all of it shows: {screen}");
    desk.press("gg/invoice<Enter>");
    assert!(desk.screen().contains("Review of 3 Dec") && desk.screen().contains("/ invoice"), "{}", desk.screen());
    let state = |desk: &Desk| draft(desk).agenda.into_iter().find(|item| item.title == "Invoice triage").unwrap().state;
    desk.press("x");
    assert_eq!(state(&desk), AgendaState::Dropped, "a verb is done to what was found: {}", desk.screen());
    desk.press("x<Enter>");
    assert!(desk.screen().contains("Invoice triage · stage 4"), "a second Enter opens it: {}", desk.screen());
}

#[test]
fn the_other_pages_are_narrowed_too_and_no_letter_of_that_is_a_verb() {
    let mut desk = five_items();
    desk.press("<F5>ycwe agree<Enter><→>cthey wait<Enter>qgr3");
    let entries = desk.entries();
    desk.press("/okaf");
    assert!(desk.screen().contains("Nothing matches /"), "{}", desk.screen());
    desk.press("<Enter>");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    desk.press("<Esc>/wait");
    let (title, screen) = (draft(&desk).agenda[1].title.clone(), desk.screen());
    assert!(screen.contains("they wait") && screen.contains(&title), "with its heading: {screen}");
    assert!(!screen.contains("we agree"), "{screen}");
    desk.press("<Enter>x");
    let said: Vec<String> = draft(&desk).minutes.into_iter().map(|minute| minute.text).collect();
    assert_eq!(said, ["we agree"], "a verb is done to what was found: {}", desk.screen());
    desk.press("4/pilar");
    assert!(desk.screen().contains("Pilar Navarro") && !desk.screen().contains("Jonas"), "{}", desk.screen());
    desk.press("<Enter><Esc>[3/");
    for day in ["2026-11-13", "13 Nov"] {
        let screen = desk.press("<Ctrl+U>").press(day).screen();
        assert!(screen.contains("by 13 Nov: Bring the budget line"), "{day}: {screen}");
        assert!(!screen.contains("Ask the works council"), "{day}: {screen}");
    }
}

#[test]
fn while_a_review_is_open_a_line_can_be_written_on_every_item_of_it() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgru3");
    let agenda = draft(&desk).agenda;
    let titles: Vec<&str> = agenda.iter().take(5).map(|item| item.title.as_str()).collect();
    for title in &titles {
        assert!(desk.screen().contains(&format!("{title}   not reached yet")), "{title}: {}", desk.screen());
    }
    desk.press("jjaforgotten<Enter>");
    let minute = draft(&desk).minutes.pop().unwrap();
    assert_eq!((minute.text.as_str(), minute.item), ("forgotten", Some(agenda[1].id)), "{}", desk.screen());
}

#[test]
fn what_was_just_closed_is_what_g_r_opens_until_another_is_prepared() {
    let mut desk = five_items();
    let day = parse_day("2027-01-14").unwrap();
    desk.commit(&Change::Review(ReviewChange::Add { id: None, day, chair: None, slot: None }));
    let mut desk = desk.restart();
    desk.press("<F5>y<End><Enter>y");
    assert!(desk.screen().contains("(q, then g r)"), "{}", desk.screen());
    desk.press("qgr");
    assert!(desk.screen().contains("Review of 3 Dec"), "{}", desk.screen());
    // What is closed says how it is opened again, and so it does where others follow it.
    assert!(desk.screen().contains("u opens it again"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(draft(&desk).review.state, ReviewState::Open, "{}", desk.screen());
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP").press("2026-12-31<Enter>");
    assert!(desk.screen().contains("Review of 31 Dec"), "what is prepared is shown: {}", desk.screen());
}

#[test]
fn what_is_prepared_is_shown_with_its_agenda_whichever_page_was_looked_at() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgr3P").press("2026-12-31<Enter>");
    assert!(desk.screen().contains("▌1 Agenda") || desk.screen().contains("Invoice triage"), "{}", desk.screen());
    assert!(!desk.screen().contains("Nothing is minuted yet"), "{}", desk.screen());
    desk.press("3P");
    assert!(!desk.screen().contains("Nothing is minuted yet"), "{}", desk.screen());
}

#[test]
fn a_day_that_cannot_be_prepared_is_said_in_the_form_which_stays_open() {
    let mut desk = five_items();
    desk.press("<F5>y<End><Enter>yqgrP").press("2026-12-03<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Prepare a review") && screen.contains("2026-12-03 is closed"), "{screen}");
    assert!(screen.contains("take a later day, as 2026-12-31"), "{screen}");
    desk.press("<Ctrl+U>2026-12-31<Enter>");
    assert!(desk.screen().contains("Prepared the review of 31 Dec"), "{}", desk.screen());
    assert!(!desk.screen().contains("Prepare a review") && typed(&desk).is_empty(), "{}", desk.screen());
}

#[test]
fn a_decision_says_whether_it_settles_what_came_back_and_the_wall_tells_it_at_once() {
    for (chosen, settles) in [("leaves", false), ("", true)] {
        let mut desk = Desk::demo();
        desk.press("gmy");
        let reasons = draft(&desk).agenda[0].reasons.clone();
        let reason = reasons.into_iter().find(|reason| reason.kind == "trigger").unwrap();
        desk.press("D");
        assert!(desk.screen().contains("it leaves open “"), "who owns it says nothing of that: {}", desk.screen());
        desk.press("retrain");
        assert!(desk.screen().contains("it settles “"), "{}", desk.screen());
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
        desk.press("gm<End><Enter>y");
        assert!(desk.screen().contains("The review is closed"), "{chosen}: {}", desk.screen());
        let decisions = desk.store.read().decisions(None).unwrap();
        assert_eq!(reason.came_back(&decisions).unwrap().settled.is_some(), settles, "{chosen}");
    }
}

#[test]
fn wherever_something_is_decided_during_a_review_the_form_asks_what_it_settles() {
    // On the board, in the gate room. What goes on otherwise settles it unless somebody says no; an update can be of
    // anything, and a hold puts it off.
    let retrain = ("D", "retrain<Tab>They stay<Tab><Tab><Tab><Tab>", [("leaves", false), ("", true)]);
    let update = ("D", "update<Tab>They stay<Tab><Tab><Tab><Tab>", [("settles", true), ("", false)]);
    let hold = ("LL", "hold<Tab>Not yet<Tab><Tab><Tab>value<Tab><Tab>", [("settles", true), ("", false)]);
    for (key, filled, choices) in [retrain, update, hold] {
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
fn minutes_are_copied_below_their_headings_and_without_what_a_page_says_of_itself() {
    let mut desk = five_items();
    desk.press("<F5>yceva@x.org agrees<Enter>a@moreau count the depots by Friday<Enter><End><Enter>yqgr3");
    assert!(desk.screen().contains("a closed review stays as it was"), "{}", desk.screen());
    let copied = desk.press("y").copied();
    let at = |what: &str| copied.find(what).unwrap_or_else(|| panic!("{what}: {copied}"));
    assert!(at("\n### Invoice triage, ") < at("\n- eva@x.org agrees\n"), "{copied}");
    assert!(at("\n### Actions\n") < at("\n- Lucie Moreau by 2026-11-27: count the depots"), "{copied}");
    assert!(!copied.contains("stays as it was") && !copied.contains("- Invoice"), "{copied}");
}

#[test]
fn an_action_says_before_it_is_saved_whom_and_which_day_its_line_names() {
    let mut desk = Desk::demo();
    desk.press("gmya@moreau count the depots");
    assert!(!desk.screen().contains("= Lucie"), "by when is still to be said: {}", desk.screen());
    for (day, read) in [(" W49", "Friday, 4 December 2026"), (" in two weeks", "Wednesday, 9 December 2026")] {
        desk.press(day);
        let says = format!("= Lucie Moreau by {read}: count the depots");
        assert!(desk.screen().contains(&says), "{says}: {}", desk.screen());
        desk.press(&"<Backspace>".repeat(day.len()));
    }
}

#[test]
fn a_review_that_is_still_to_be_held_is_put_on_a_day_that_has_passed_only_after_a_question() {
    let mut desk = Desk::demo();
    let day = draft(&desk).review.day;
    desk.press("grE1.11<Ctrl+S>");
    let asks = "Put the review on Sunday, 1 November 2026, a day that has passed?";
    assert!(desk.screen().contains(asks), "{}", desk.screen());
    desk.press("n");
    assert_eq!(draft(&desk).review.day, day, "{}", desk.screen());
    desk.press("<Ctrl+U>1.12.<Ctrl+S>");
    assert_eq!(draft(&desk).review.day, parse_day("2026-12-01").unwrap(), "{}", desk.screen());
}

#[test]
fn another_day_says_what_leaves_the_agenda_and_what_joins_it_before_it_is_saved() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("claims-intake").unwrap();
    let day = parse_day("2026-12-02").unwrap();
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G2, day, was: None }));
    let mut desk = desk.restart();
    desk.resize(120, 40);
    let titles = |desk: &Desk| draft(desk).agenda.into_iter().map(|item| item.title).collect::<Vec<_>>();
    desk.press("grP").press("aBudget<Enter>");
    assert!(
        ["Claims intake", "Budget"].iter().all(|one| titles(&desk).contains(&(*one).to_owned())),
        "{:?}",
        titles(&desk)
    );
    desk.press("E2026-11-27");
    assert!(desk.screen().contains("No longer due: Claims intake."), "{}", desk.screen());
    desk.press("<Ctrl+S>");
    assert!(desk.screen().contains("set date to 27 Nov. No longer due: Claims intake."), "{}", desk.screen());
    assert!(!titles(&desk).contains(&"Claims intake".to_owned()), "{:?}", titles(&desk));
    assert!(titles(&desk).contains(&"Budget".to_owned()), "what somebody added stays: {:?}", titles(&desk));
    let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    let asks = "Field dispatch: no longer asks whether “Send trainers to the two depots for a fortnight” still stands.";
    assert!(told.contains(asks), "an item that stays may ask something else: {told}");
    desk.press("E2026-12-03");
    assert!(desk.screen().contains("Newly due: Claims intake."), "{}", desk.screen());
    desk.press("<Ctrl+S>");
    assert!(titles(&desk).contains(&"Claims intake".to_owned()), "{:?}", titles(&desk));
    desk.press("u");
    assert!(!titles(&desk).contains(&"Claims intake".to_owned()), "day and agenda are one entry: {:?}", titles(&desk));
}

#[test]
fn an_agenda_on_which_nothing_was_due_is_made_anew_for_another_day_too() {
    let mut desk = Desk::empty();
    let new = NewPilot { started: parse_day("2026-11-23").ok(), ..NewPilot::named("Routing".to_owned()) };
    desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    let mut desk = desk.restart();
    desk.press("grP").press("<Enter>");
    assert!(draft(&desk).agenda.is_empty(), "{}", desk.screen());
    let pilot = desk.store.read().pilots().unwrap()[0].id;
    let day = draft(&desk).review.day;
    let later = day + chrono::Duration::days(7);
    desk.commit(&Change::Gate(GateChange::Book { pilot, gate: Gate::G1, day: later, was: None }));
    let mut desk = desk.restart();
    desk.press("gr").press(&format!("E{later}"));
    assert!(desk.screen().contains("Newly due: Routing."), "{}", desk.screen());
    desk.press("<Ctrl+S>");
    assert_eq!(draft(&desk).agenda.len(), 1, "{}", desk.screen());
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
fn the_history_tells_every_field_of_a_review_that_was_set() {
    let mut desk = Desk::demo();
    let told = |desk: &Desk| desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    desk.press("grE2026-12-04<Tab>mercy<Tab>45<Ctrl+S>");
    let set = "The review of 2026-12-03: set date to 2026-12-04, chair to Mercy Okafor, slot to 45 min.";
    assert!(told(&desk).starts_with(set), "{}", told(&desk));
    desk.press("E<Tab>pilar<Tab>50<Ctrl+S>");
    assert_eq!(told(&desk), "The review of 2026-12-04: set chair to Pilar Navarro, slot to 50 min.");
}

#[test]
fn on_an_item_without_a_pilot_a_decision_is_minuted_and_it_says_so() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Actions that are due").unwrap();
    desk.press("gmy").press(&"<→>".repeat(at)).press("D");
    assert!(desk.screen().contains("c minutes what is decided, and it counts"), "{}", desk.screen());
    desk.press("cWe go on<Enter>");
    assert!(desk.screen().contains(", talked about"), "{}", desk.screen());
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

#[test]
fn the_foot_of_an_agenda_says_only_what_has_no_room_below_the_list() {
    let mut desk = Desk::demo();
    desk.press("gr");
    let foot = |desk: &Desk, row: usize| desk.screen().lines().nth(row).unwrap_or_default().trim().to_owned();
    assert_eq!(foot(&desk, 36), "", "all of it stands above: {}", desk.screen());
    desk.resize(80, 24);
    assert!(foot(&desk, 20).starts_with("… "), "{}", desk.screen());
    desk.resize(60, 18);
    assert!(foot(&desk, 14).starts_with("Invoice triage: "), "{}", desk.screen());
    // How many follow stands in a row of its own, and hides no minutes.
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.trim().starts_with('↓')), "{screen}");
}
