//! What a meeting answers: warnings, waivers and conditions, what is wanted of them, and what is told of them
//! afterwards.

use steerco::brief;
use steerco::domain::change::{ActionChange, ActionField, Record};
use steerco::domain::{ActionState, AgendaKind, Change, WaiverOutcome, parse_day};
use steerco::interaction::Msg;

use crate::gates::on_the_wall;
use crate::support::{Desk, stamp};
use crate::{draft, five_items, last};

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
fn a_warning_that_is_accepted_is_told_so_and_shows_as_answered() {
    let mut desk = five_items();
    desk.resize(120, 50);
    desk.press("<F5>yD").press("accept<Tab>Known since 2026-11-18<Tab>pilar<Tab>so it is<Tab>2026-12-18<Ctrl+S>");
    // The next key takes away what was said of saving it.
    desk.press("tt");
    let flat = desk.flat();
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
    desk.press("<F5>y");
    for (width, height) in [(80, 24), (100, 30), (120, 40)] {
        desk.resize(width, height);
        assert!(desk.screen().contains(" A waiver "), "{width}: {}", desk.screen());
    }
    desk.press("A");
    desk.shows("What came of waiving governance documents?");
    desk.press("wrong<Enter>");
    let told = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0).summary;
    assert!(told.ends_with("waiver of governance documents: went wrong."), "{told}");
    assert!(!desk.footer().contains("A waiver") && desk.footer().contains("p who is there"), "{}", desk.screen());
    assert_eq!(outcome(&desk), Some(WaiverOutcome::WentWrong), "{}", desk.screen());
    let minuted = "minuted  What came of waiving governance documents? It went wrong.";
    desk.shows(minuted);
    desk.press("A");
    desk.shows("no waiver waits here");
    desk.press("u");
    assert_eq!(outcome(&desk), None, "it is taken back whole: {}", desk.screen());
    desk.hides(minuted);
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
    let left = "What came of waiving conditions of G3, drift no authority, run decisions?";
    assert!(desk.flat().contains(left), "{}", desk.screen());
    desk.press("u");
    assert!(desk.flat().contains(all), "what is taken back is asked again: {}", desk.screen());
}

#[test]
fn the_agenda_tells_of_a_review_that_is_open_what_was_decided_and_what_fires_no_longer() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    desk.shows("Wanted from you: Appoint an executive owner");
    desk.press("D").press("appoint<Tab>Mercy owns it<Tab><Tab><Tab>mercy<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    assert!(!desk.screen().contains("Wanted from you: Appoint an"), "it was appointed: {}", desk.screen());
    desk.press("qgr").press(&"j".repeat(at));
    let screen = desk.screen();
    assert!(screen.contains("decided") && screen.contains("Mercy owns it (owner: Mercy Okafor)"), "{screen}");
    assert!(screen.contains("no longer (was: Elena Ivanova"), "{screen}");
    // What fires in the place of what was answered wants something of its own.
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y");
    let flat = desk.flat();
    assert!(flat.contains("then retrain. And 4 more, among the reasons. Does "), "{}", desk.screen());
    desk.press("D").press("appoint<Tab>Pilar owns it<Tab><Tab><Tab>pilar<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    desk.shows("Wanted from you: Retrain, or pause until");
    // What is not named is counted anew: that she has no authority has passed.
    assert!(desk.flat().contains("And 3 more, among the reasons."), "{}", desk.screen());
    // Once that is followed too, the next gravest stands before the count.
    desk.press("D").press("retrain<Tab>Retrain with the new templates<Tab>pilar<Tab>the sample is clear<Ctrl+S>");
    let flat = desk.flat();
    assert!(flat.contains("Wanted from you: ") && !flat.contains("Wanted from you: And "), "{}", desk.screen());
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
    assert!(screen.contains("no-owner no longer (was: Elena Ivanova"), "as it was told in the meeting: {screen}");
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
    desk.shows("no longer (was: Energy bills: Errors found");
    desk.shows("What was wanted from you is answered.");
    desk.press("<→>");
    desk.shows("What was wanted from you is answered.");
    desk.shows("Item 9 of 9, talked about");
    desk.press("d<End><Enter>y").press("qgr").press(&"j".repeat(stale));
    desk.shows("no longer (was: Energy bills: Errors found");
    desk.press("j");
    desk.shows("done: Name who may order a retraining");
    assert!(desk.screen().contains("another date: "), "moved in the meeting: {}", desk.screen());
    let wanted = desk.screen().lines().find(|line| line.trim_start().starts_with("wanted ")).map(str::to_owned);
    assert!(wanted.is_some_and(|line| line.contains("answered")), "{}", desk.screen());
    // What became of an action later is not told of the meeting.
    let id = meeting.agenda[actions].reasons[1].id.parse().unwrap();
    let dropped = ActionChange::End { action: id, to: ActionState::Dropped, why: "no money".to_owned(), was: None };
    desk.store.commit(&Change::Action(dropped), &stamp(990)).unwrap();
    desk.take(Msg::Disturbed);
    desk.shows("another date: ");
    desk.hides("no money");
    // So it is where everything is looked at as it was when it closed.
    desk.press("Vgrgg").press(&"j".repeat(stale));
    desk.shows("no longer (was: Energy bills: Errors found");
}

#[test]
fn on_the_page_of_readiness_it_is_said_too_what_came_of_a_waiver() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>7A");
    desk.shows("What came of a waiver: Invoice triage");
    desk.press("held<Enter>");
    let known = desk.store.read().readiness(None).unwrap();
    let said = known.into_values().flat_map(|known| known.waivers).filter_map(|waiver| waiver.outcome);
    assert_eq!(said.collect::<Vec<_>>(), [WaiverOutcome::Held], "{}", desk.screen());
}

#[test]
fn a_warning_on_the_wall_says_what_it_says_now() {
    let mut desk = Desk::demo();
    let at = draft(&desk).agenda.iter().position(|item| item.title == "Warranty coding").unwrap();
    desk.resize(120, 40);
    desk.press("gmy").press(&"<→>".repeat(at));
    desk.shows("no-owner: Elena Ivanova is named as owner, but is");
    desk.press("D").press("appoint<Tab>Mercy owns it<Tab><Tab><Tab>mercy<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("no-owner no longer (was: Elena Ivanova"), "{screen}");
    assert!(screen.contains("Mercy owns it (owner: Mercy Okafor)"), "minutes name whom it appointed: {screen}");
    // Under the mask its text goes, and its name does not stand for it.
    desk.press("M");
    let screen = desk.screen();
    assert!(screen.contains("no-owner no longer") && !screen.contains("(was"), "{screen}");
    desk.press("qgr").press(&"j".repeat(at));
    desk.shows("no-owner no longer");
    // A warning that takes the place of another one is told too.
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>yD").press("appoint<Tab>Pilar owns it<Tab><Tab><Tab>pilar<Tab>yes<Tab>yes<Tab>yes<Ctrl+S>");
    // It stands before what is less grave, and what has passed last of all.
    let screen = desk.screen();
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text}: {screen}"));
    assert!(at("drift: accuracy") < at("gate-skipped: "), "{screen}");
    assert!(at("came back (") < at("drift-no-authority no longer"), "{screen}");
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
    desk.shows("Review of 3 Dec");
    desk.shows("no longer (was: Elena Ivanova");
}

#[test]
fn a_closed_review_that_is_looked_at_as_it_was_tells_nothing_that_its_own_closing_brought() {
    let (mut desk, at) = closed_with_a_cure();
    desk.shows("in 2 closed reviews");
    desk.press("Vgrgg");
    let screen = desk.screen();
    assert!(screen.contains("in 2 closed reviews") && !screen.contains("in 3 closed reviews"), "{screen}");
    desk.press(&"j".repeat(at));
    desk.shows("no longer (was: Elena Ivanova");
}

#[test]
fn a_pause_is_no_cure() {
    let mut desk = five_items();
    desk.resize(120, 40);
    desk.press("<F5>y<→>");
    desk.shows("adoption-collapse: Adoption");
    desk.press("D").press("pause<Tab>Until the depots are ready<Tab><Tab>people went back<Tab>2027-01-15<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("○ PAUSED   ") && screen.contains("not asked of what is paused: Adoption"), "{screen}");
    assert!(!screen.contains(" computed "), "as on the board, it stands no way by its data: {screen}");
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
    desk.shows("PAUSED");
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
    desk.shows(says);
    desk.press("<Tab><Tab>so it is<Tab>2027-01-15");
    desk.hides(says);
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
fn what_rests_on_a_masked_value_says_so() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("grM4x");
    desk.shows("names and values are masked: M shows them");
    assert_eq!(desk.export(), before);
}
