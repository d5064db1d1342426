//! What somebody else wrote while a draft lay there: it is neither overwritten unseen nor taken for one's own.

use steerco::domain::change::{
    DecisionField, ExceptionChange, ExceptionField, MetricChange, NoteChange, PersonChange, PilotChange, PilotField,
    ReviewChange, ReviewField, Reword,
};
use steerco::domain::{AgendaState, Change, ExceptionState, Family, Powers, Presence, Stamp, Value, parse_day};
use steerco::interaction::Msg;
use steerco::store::{Draft, Seen};

use crate::support::{self, Desk};

/// Somebody else writes in another program.
fn elsewhere(desk: &mut Desk, changes: &[Change]) {
    for (minute, change) in (900..).zip(changes) {
        let stamp = Stamp { actor: "Ana Costa".into(), ..support::stamp(minute) };
        desk.store.commit(change, &stamp).unwrap();
    }
    desk.take(Msg::Disturbed);
}

/// How many drafts there are of what somebody typed.
fn typed(desk: &Desk) -> usize {
    desk.drafts.keys().filter(|key| !key.starts_with("place/")).count()
}

/// A form that replaces a value: the keys that open it and type in it, what somebody else writes there then, and how
/// the form begins to say so.
fn replaced(desk: &Desk) -> Vec<(&'static str, Vec<Change>, &'static str)> {
    let read = desk.store.read();
    let pilot = read.find_pilot("contract-review").unwrap();
    let rita = read.find_person("Rita Silva").unwrap();
    let review = read.find_review("2026-12-03").unwrap().id;
    let notes = read.notes(Some(pilot)).unwrap().into_iter();
    let notes = notes.map(|note| NoteChange::Edit { note: note.id, to: "Theirs".to_owned(), was: None });
    let day = Value::Day(parse_day("2026-12-09").unwrap());
    let unit = PilotChange::Set { pilot, field: PilotField::Unit, to: Value::text("Theirs"), was: None };
    let (powers, why) = (Powers::default(), "asked to".to_owned());
    let owner = PilotChange::Appoint { pilot, person: Some(rita), powers, why, was: None };
    let (status, because) = ("R".parse().unwrap(), "Theirs".to_owned());
    let report = PilotChange::Report { pilot, status, because, was: None };
    let decisions = read.decisions(None).unwrap();
    let decision = decisions.iter().find(|one| one.rationale.starts_with("People were never")).unwrap().id;
    let reword = Reword { decision, field: DecisionField::Rationale, to: Value::text("Theirs"), was: None };
    let date = ReviewChange::Set { review, field: ReviewField::Date, to: day, was: None };
    vec![
        ("/contract<Enter><Enter>jjjjjjjj<Enter> AAA", vec![Change::Pilot(unit.clone())], "it is “Theirs” now"),
        ("/contract<Enter>e<Tab><Tab><Tab><Ctrl+U>Ours", vec![Change::Pilot(unit)], "it is “Theirs” now"),
        ("/contract<Esc>oana cos", vec![Change::Pilot(owner)], "“Rita Silva"),
        ("/contract<Esc>rG<Tab>mine", vec![Change::Pilot(report)], "“R a decision"),
        ("/contract<Enter><Enter>4emine ", notes.map(Change::Note).collect(), "it is “Theirs” now"),
        ("gl/fortnight<Enter>e<Tab><Ctrl+U>Ours", vec![Change::Reword(reword)], "it is “Theirs” now"),
        ("grE2026-12-10", vec![Change::Review(date)], "it is “2026-12-09” now"),
    ]
}

/// Another program archives the pilot that stands first in the week.
fn archive_the_first(desk: &mut Desk) {
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    elsewhere(desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: true })]);
}

#[test]
fn a_cell_whose_row_goes_while_it_is_typed_is_a_draft_of_its_own_metric_and_no_other_cell_is_typed_into() {
    let mut desk = Desk::demo();
    desk.press("gw9<Enter><Down>3");
    archive_the_first(&mut desk);
    let said = "Demand forecast, stock-outs W47 is not listed any more: 3 is kept as a draft, and what you type goes";
    assert!(desk.flat().contains(said), "{}", desk.screen());
    let (entries, drafts) = (desk.entries(), desk.drafts.clone());
    assert!(drafts.len() == 2 && drafts.values().any(|draft| draft == "3\n"), "{drafts:?}");
    desk.press("1<Enter>45<Down>w");
    assert_eq!((&desk.drafts, desk.entries()), (&drafts, entries), "{}", desk.screen());
    assert!(desk.flat().contains(said), "as long as keys are held: {}", desk.screen());
    desk.press("<Esc>80<Enter>w");
    desk.shows("Entered 1 reading for 2026-W47.");
    // A value that is begun since was meant for that row too.
    let mut desk = Desk::demo();
    desk.press("gw<Down><Down>");
    archive_the_first(&mut desk);
    desk.press("31<Enter>w");
    let said = "stock-outs W47 is not listed any more, and the cursor stands on Contract review, handling time W47:";
    assert!(desk.drafts.is_empty() && desk.flat().contains(said), "{}", desk.screen());
    // On a row that stays, a cell is typed on.
    let mut desk = Desk::demo();
    desk.press("gw/contract review handling<Enter>8");
    archive_the_first(&mut desk);
    desk.press("0<Enter>w");
    desk.shows("Entered 1 reading for 2026-W47.");
    desk.hides("not listed any more");
}

#[test]
fn where_a_row_of_the_week_goes_by_ones_own_change_the_next_value_is_for_the_one_under_the_cursor() {
    let mut desk = Desk::demo();
    desk.press("gw<Down><Down>D").press("pause<Tab>Until the templates<Tab><Tab>its lead left<Tab>2027-01-15<Ctrl+S>");
    desk.press("80<Enter>w");
    desk.shows("Entered 1 reading for 2026-W47.");
}

#[test]
fn what_is_typed_for_a_pilot_that_is_archived_then_is_named_among_the_drafts_and_shows_once_it_is_back() {
    let mut desk = Desk::demo();
    desk.press("gw9<Enter>");
    archive_the_first(&mut desk);
    desk.press("w");
    desk.shows("what was typed is for metrics that are not listed here: g t lists it");
    desk.press("gt");
    desk.shows("2026-W47 Demand forecast: active users");
    desk.press("<Enter>");
    let told = "Demand forecast is archived; once it is unarchived, its metrics show here again.";
    assert!(desk.flat().contains(told), "{}", desk.screen());
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    elsewhere(&mut desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: false })]);
    desk.press("w");
    desk.shows("Entered 1 reading for 2026-W47.");
}

#[test]
fn a_condition_with_a_semicolon_is_said_otherwise_as_one() {
    let mut desk = Desk::demo();
    let found = |desk: &Desk| {
        let all = desk.store.read().decisions(None).unwrap();
        all.into_iter().find(|one| one.statement.contains("fortnight")).unwrap()
    };
    let to = Value::Words(vec!["The depots name a person; the board hears who".to_owned()]);
    let decision = found(&desk).id;
    elsewhere(&mut desk, &[Change::Reword(Reword { decision, field: DecisionField::Conditions, to, was: None })]);
    desk.press("gl/fortnight<Enter>e<Tab><Tab><Tab>, soon<Ctrl+S>");
    assert_eq!(found(&desk).conditions, ["The depots name a person; the board hears who, soon"], "{}", desk.screen());
}

#[test]
fn a_draft_that_is_opened_again_does_not_overwrite_what_somebody_wrote_since() {
    let forms = replaced(&Desk::demo()).len();
    for (form, is_cut_off) in (0..forms).flat_map(|form| [(form, false), (form, true)]) {
        let mut desk = Desk::demo();
        let (keys, theirs, hint) = replaced(&desk).swap_remove(form);
        desk.press(keys);
        if !is_cut_off {
            desk.press("<Esc>");
        }
        elsewhere(&mut desk, &theirs);
        if is_cut_off {
            desk = desk.restart();
        }
        let entries = desk.entries();
        for again in ["saved", "decided later, and saved again"] {
            desk.press("gt<Enter>");
            assert!(desk.screen().contains(hint), "{keys}, {again}: {}", desk.screen());
            desk.press("<Ctrl+S>");
            let screen = desk.screen();
            assert!(screen.contains("keep mine") && screen.contains("Ana Costa"), "{keys}, {again}: {screen}");
            desk.press("<Esc><Esc>");
        }
        assert_eq!(desk.entries(), entries, "{keys}: nothing is saved unasked");
        desk.press("gt<Enter><Ctrl+S>k");
        assert_eq!((desk.entries(), typed(&desk)), (entries + 1, 0), "{keys}: {}", desk.screen());
    }
}

#[test]
fn what_a_form_shows_in_no_field_is_told_to_be_another_and_asked_about() {
    let mut desk = Desk::demo();
    desk.press("/contract<Esc>rA<Tab>mine<Esc>");
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    // The same status, for another reason.
    let (status, because) = ("A".parse().unwrap(), "Theirs".to_owned());
    elsewhere(&mut desk, &[Change::Pilot(PilotChange::Report { pilot, status, because, was: None })]);
    desk.press("r");
    desk.shows("This has changed since you typed");
    desk.press("<Ctrl+S>");
    desk.shows("keep mine");
}

#[test]
fn a_draft_on_which_nobody_else_wrote_is_saved_without_a_question() {
    let desk = Desk::demo();
    for (keys, ..) in replaced(&desk) {
        let mut desk = Desk::demo();
        desk.press(keys).press("<Esc>");
        let mut desk = desk.restart();
        let entries = desk.entries();
        desk.press("gt<Enter><Ctrl+S>");
        assert_eq!((desk.entries(), typed(&desk)), (entries + 1, 0), "{keys}: {}", desk.screen());
    }
}

#[test]
fn a_form_of_several_fields_says_what_a_draft_of_another_window_changes_and_the_cursor_stands_there() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter>e<Tab><Tab><Tab><Ctrl+U>Theirs<Tab><Tab><Tab><Tab><Esc>");
    let left = desk.drafts.iter().find(|(key, _)| !key.starts_with("place/"));
    let left = left.map(|(key, body)| Draft { key: key.clone(), body: body.clone() });
    let mut desk = Desk::demo();
    desk.take(Msg::DraftsSeen(Seen { came: left.into_iter().collect(), ..Seen::default() }));
    desk.press("/contract<Enter>e");
    let screen = desk.screen();
    assert!(screen.contains("Back from another window: unit is “Theirs”"), "{screen}");
    assert!(!screen.contains("Your draft"), "{screen}");
    desk.press("!");
    assert!(desk.screen().contains("Theirs!"), "the cursor stands in its unit: {}", desk.screen());
    desk.press("<Esc>e");
    assert!(desk.screen().contains("Your draft"), "what was typed here since is one's own: {}", desk.screen());
}

#[test]
fn what_was_said_of_an_exception_is_kept_against_what_somebody_wrote_meanwhile() {
    let mut desk = Desk::demo();
    let first = |desk: &Desk| {
        let all = desk.store.read().exceptions(None).unwrap();
        all.into_iter().find(|one| one.state() == ExceptionState::Escalated).unwrap()
    };
    desk.press("gxe<Ctrl+U>Ours");
    let (exception, field, to) = (first(&desk).id, ExceptionField::Text, Value::text("Theirs"));
    elsewhere(&mut desk, &[Change::Exception(ExceptionChange::Set { exception, field, to, was: None })]);
    desk.press("<Ctrl+S>");
    desk.shows("keep mine");
    desk.press("k");
    assert_eq!(first(&desk).text, "Ours", "{}", desk.screen());
}

#[test]
fn an_exception_that_somebody_else_took_on_to_the_same_state_is_told_and_not_asked_about() {
    let mut desk = Desk::demo();
    desk.press("gxn");
    let read = desk.store.read();
    let pilot = read.find_pilot("shift-planning").unwrap();
    let known = read.exceptions(Some(pilot)).unwrap();
    let exception = known.iter().find(|one| one.state() == ExceptionState::Escalated).unwrap().id;
    let to = ExceptionState::Acknowledged;
    let theirs = ExceptionChange::Advance { exception, to, person: None, note: None, at: None, was: None };
    elsewhere(&mut desk, &[Change::Exception(theirs)]);
    let entries = desk.entries();
    desk.press("<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("acknowledged already by Ana Costa"), "{screen}");
    assert!(!screen.contains("keep mine") && !screen.contains("[ Save ]"), "{screen}");
    assert_eq!(desk.entries(), entries);
}

#[test]
fn that_both_values_went_into_a_note_is_said_in_plain_words_with_how_it_is_taken_back() {
    let mut desk = Desk::demo();
    let (keys, theirs, _) = replaced(&desk).swap_remove(0);
    desk.press(keys);
    elsewhere(&mut desk, &theirs);
    desk.press("<Enter>b");
    let screen = desk.screen();
    assert!(screen.contains("noted “Contract review: unit”.  u takes it back"), "{screen}");
    desk.press("u");
    desk.shows("Took back: Contract review: noted “Contract review: unit”");
}

#[test]
fn the_key_that_was_meant_for_a_row_which_somebody_took_away_does_nothing_to_the_next_one() {
    for keys in ["x", "o", "L", "e"] {
        let mut desk = Desk::demo();
        let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
        let entries = desk.entries();
        elsewhere(&mut desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: true })]);
        desk.shows("Meanwhile Ana Costa: Demand forecast is archived");
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("the cursor stands on"), "{keys}: {screen}");
        assert!(!screen.contains("Executive owner of") && !screen.contains("─ Edit "), "{keys}: {screen}");
        assert_eq!(desk.entries(), entries + 1, "{keys}: only theirs");
    }
    // Who moves on knows where the cursor stands, and what only opens something does nothing to it.
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    elsewhere(&mut desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: true })]);
    desk.press("<Enter>");
    desk.shows(" · stage ");
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    elsewhere(&mut desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: true })]);
    desk.press("jkjo");
    desk.shows("Executive owner of");
}

#[test]
fn no_verb_of_the_board_does_anything_to_the_card_that_came_under_the_cursor() {
    for bound in steerco::app::known_verbs().into_iter().filter(|bound| bound.home == "board") {
        let Some(chord) = bound.chords.first() else {
            continue;
        };
        let mut desk = Desk::demo();
        let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
        elsewhere(&mut desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: true })]);
        let entries = desk.entries();
        desk.press(&format!("<{chord}>"));
        let (name, screen) = (bound.offer.name, desk.screen());
        assert_eq!(desk.entries(), entries, "{name}: {screen}");
        let has_form = screen.lines().any(|line| line.contains("─ ") && line.contains("Warranty coding"));
        assert!(!has_form, "{name}: {screen}");
    }
}

#[test]
fn what_stands_behind_a_row_that_went_is_not_done_away_with_on_any_page() {
    // The cursor stands on the row that somebody else archives, or on the seat that somebody else takes.
    for (keys, place) in [("/warranty<Enter><Enter>4", "notes"), ("<Enter>3", "metrics"), ("gr4", "committee")] {
        let mut desk = Desk::demo();
        desk.press(keys);
        let reader = desk.store.read();
        let pilot = |code: &str| reader.page(reader.find_pilot(code).unwrap()).unwrap().unwrap();
        let change = match place {
            "notes" => Change::Note(NoteChange::Archive { note: pilot("warranty-coding").notes[0].id, archived: true }),
            "metrics" => Change::Metric(MetricChange::Archive {
                metric: pilot("demand-forecast")
                    .metrics
                    .iter()
                    .find(|metric| metric.family == Family::Adoption)
                    .unwrap()
                    .id,
                archived: true,
            }),
            _ => {
                let person = reader.find_person("Jonas Lindqvist").unwrap();
                Change::Review(ReviewChange::Member { person, function: None, was: None })
            }
        };
        let entries = desk.entries();
        elsewhere(&mut desk, &[change]);
        desk.press("x");
        assert!(desk.screen().contains("the cursor stands on another one"), "{place}: {}", desk.screen());
        assert_eq!(desk.entries(), entries + 1, "{place}: only theirs");
    }
}

#[test]
fn the_key_that_did_what_somebody_else_did_first_says_so_and_does_not_undo_it() {
    let desk = Desk::demo();
    let read = desk.store.read();
    let person = |name: &str| read.find_person(name).unwrap();
    let review = read.find_review("2026-12-03").unwrap().id;
    let item = read.meeting(review).unwrap().unwrap().agenda[0].id;
    let archived = PersonChange::Archive { person: person("Ana Costa"), archived: true };
    let left_out = ReviewChange::ItemState { item, to: AgendaState::Dropped, was: None };
    let there = ReviewChange::Attend { review, person: person("Jonas Lindqvist"), presence: Some(Presence::Present) };
    for (place, key, theirs, title) in [
        ("gp", "x", Change::Person(archived), "unarchive"),
        ("gr", "x", Change::Review(left_out), "bring back"),
        ("gr4", "<Space>", Change::Review(there), "apologies"),
    ] {
        let mut desk = Desk::demo();
        desk.press(place);
        let entries = desk.entries();
        elsewhere(&mut desk, &[theirs]);
        desk.press(key);
        let screen = desk.screen();
        assert!(screen.contains(&format!("means “{title}” now")), "{place}: {screen}");
        assert_eq!(desk.entries(), entries + 1, "{place}: only theirs");
        assert!(desk.state.hints().iter().any(|(_, known)| *known == title), "{place}: {screen}");
        desk.press(key);
        assert_eq!(desk.entries(), entries + 2, "{place}, pressed again: {}", desk.screen());
    }
}

#[test]
fn an_item_that_somebody_carried_over_first_stays_so_on_the_wall() {
    let mut desk = Desk::demo();
    desk.press("gmy");
    let read = desk.store.read();
    let review = read.find_review("2026-12-03").unwrap().id;
    let item = read.meeting(review).unwrap().unwrap().agenda[0].id;
    let entries = desk.entries();
    elsewhere(&mut desk, &[Change::Review(ReviewChange::ItemState { item, to: AgendaState::Carried, was: None })]);
    desk.press("x");
    desk.shows("means “take up again” now");
    assert_eq!(desk.entries(), entries + 1, "only theirs");
}

#[test]
fn an_entry_that_somebody_wrote_is_not_taken_back_in_the_place_of_the_newest_that_was_seen() {
    let mut desk = Desk::demo();
    desk.press("gh");
    let entries = desk.entries();
    let pilot = desk.store.read().find_pilot("demand-forecast").unwrap();
    elsewhere(&mut desk, &[Change::Pilot(PilotChange::Archive { pilot, archived: true })]);
    desk.press("R");
    desk.shows("the cursor stands on another one");
    assert_eq!(desk.entries(), entries + 1, "only theirs");
}

#[test]
fn a_draft_that_another_window_took_away_does_not_leave_its_key_to_the_next_one() {
    let mut desk = Desk::demo();
    desk.press("cone<Esc>jctwo<Esc>gt");
    let keys: Vec<String> = desk.drafts.keys().filter(|key| !key.starts_with("place/")).cloned().collect();
    desk.take(Msg::DraftsSeen(Seen { gone: vec![keys[0].clone()], ..Seen::default() }));
    desk.press("x");
    desk.shows("the cursor stands on another one");
    assert!(desk.drafts.contains_key(&keys[1]), "it stays: {}", desk.screen());
    desk.press("x");
    assert!(!desk.drafts.contains_key(&keys[1]), "pressed again: {}", desk.screen());
}

#[test]
fn among_the_drafts_stands_whether_its_window_is_open_closed_its_form_or_ended() {
    let said = |desk: &mut Desk, says: &str| {
        desk.press("gt");
        desk.shows(says);
    };
    let mut desk = Desk::demo();
    desk.press("cmine<Esc>");
    said(&mut desk, "Its form was closed.");
    let mut desk = Desk::demo();
    desk.press("cmine");
    let (key, body) = desk.drafts.iter().find(|(key, _)| !key.starts_with("place/")).unwrap();
    let theirs = Draft { key: format!("beside/theirs/{key}"), body: body.clone() };
    said(&mut desk.restart(), "Its form was never closed");
    let mut desk = Desk::demo();
    desk.take(Msg::DraftsSeen(Seen { writing: vec![theirs], ..Seen::default() }));
    said(&mut desk, "Another window is writing it.");
}

#[test]
fn what_happened_meanwhile_is_told_once_whoever_notices_it() {
    let mut desk = Desk::demo();
    for told in ["Meanwhile Ana Costa: Closed it.", "A copy was made.", "Meanwhile Ana Costa: Closed it."] {
        desk.take(Msg::Mentioned(told.to_owned()));
    }
    let screen = desk.screen();
    assert_eq!((screen.matches("Closed it.").count(), screen.matches("A copy").count()), (1, 1), "{screen}");
}
