//! Marks: what is marked is counted, and changes as one change.

use serde_json::Value;
use steerco::domain::parse_day;

use crate::support::Desk;
use crate::{newest, pilot};

#[test]
fn the_footer_says_that_marking_goes_on_to_the_next() {
    let mut desk = Desk::demo();
    desk.resize(200, 40);
    for keys in ["", "ga"] {
        desk.press(keys);
        assert!(desk.footer().contains("v mark & next"), "{}", desk.screen());
    }
}

#[test]
fn where_nothing_is_found_the_marks_go_before_the_filter_and_that_is_said() {
    for keys in ["", "gx", "/contract<Esc><Enter>2"] {
        let mut desk = Desk::demo();
        desk.press(keys).press("vv/zzz");
        assert!(desk.flat().contains("Backspace widens it, Esc three times shows all."), "{keys}: {}", desk.screen());
        desk.press("<Enter>");
        let said = "Nothing matches /zzz; Esc takes the marks away, and Esc once more shows all.";
        assert!(desk.flat().contains(said), "{keys}: {}", desk.screen());
        desk.press("<Esc>");
        assert!(desk.flat().contains("Nothing matches /zzz; Esc shows all."), "{keys}: {}", desk.screen());
        desk.press("<Esc>");
        assert!(!desk.screen().contains("Nothing matches"), "{keys}: {}", desk.screen());
    }
}

#[test]
fn marked_pilots_move_their_dates_and_change_their_tags_as_one_change() {
    let mut desk = Desk::demo();
    let before = desk.export();
    let entries = desk.entries();
    // Marks stay while a filter shows other pilots.
    desk.press("/invoice<Esc>v").press("/<Ctrl+U>dispatch<Esc>v").press("e");
    desk.shows("Fields of 2 pilots");
    desk.press("<Tab>+board, -documents").press("<Tab><Tab><Tab><Tab><Tab>+1w");
    desk.shows("each by 7 days");
    desk.press("<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    let now = desk.export();
    for (code, started) in [("invoice-triage", 7), ("field-dispatch", 7)] {
        let day = |export: &Value| parse_day(pilot(export, code)["started"].as_str().unwrap()).unwrap();
        assert_eq!((day(&now) - day(&before)).num_days(), started, "{code}");
        assert!(pilot(&now, code)["tags"].as_array().unwrap().iter().any(|tag| tag == "board"), "{code}");
    }
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
}

#[test]
fn a_date_is_moved_where_there_is_one() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("/demand<Esc>v").press("e<Tab><Tab><Tab><Tab>+1w<Ctrl+S>");
    let many = "/<Ctrl+U>contract<Esc>v/<Ctrl+U>warranty<Esc>v";
    desk.press("<Esc><Esc>v").press(many).press("e<Tab><Tab><Tab><Tab>+1w");
    desk.shows("no date for “partner ends” and stay");
    desk.press("<Ctrl+S>");
    let ends = |code: &str| pilot(&desk.export(), code)["partner_ends"].clone();
    assert_eq!(ends("contract-review"), "2027-03-05", "{}", desk.screen());
    assert_eq!(pilot(&before, "warranty-coding")["partner_ends"], ends("warranty-coding"));
    let screen = desk.screen();
    assert!(screen.contains("u takes it back") && !newest(&desk).contains("no date"), "{screen}");
}

#[test]
fn tags_with_and_without_a_sign_are_not_mixed() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("vve<Tab>+board, legal<Ctrl+S>");
    desk.shows("some tags have a sign");
    assert_eq!(desk.export(), before);
}

#[test]
fn where_none_has_a_date_that_is_said_and_nothing_moves() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("vve<Tab><Tab><Tab><Tab><Tab>+1m<Ctrl+S>");
    desk.shows("has a date for “rollout”");
    assert_eq!(desk.export(), before);
}

#[test]
fn a_draft_of_some_pilots_is_not_that_of_others() {
    let mut desk = Desk::demo();
    desk.press("vve<Tab>+wrong<Esc><Esc>").press("lvlve");
    desk.hides("+wrong");
    desk.press("<Esc><Esc>").press("hhggvve");
    assert!(desk.screen().contains("+wrong"), "the same pilots have it back: {}", desk.screen());
}

#[test]
fn marked_actions_are_given_to_somebody_put_off_and_done_as_one_change_each() {
    let mut desk = Desk::demo();
    desk.press("ga");
    let (before, entries) = (desk.export(), desk.entries());
    desk.press("vv").press("/zzz<Esc>");
    desk.press("e<Tab>+1w<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "one change: {}", desk.screen());
    let moved = |export: &serde_json::Value| -> Vec<String> {
        let actions = export["actions"].as_array().unwrap();
        actions.iter().map(|action| action["due"].as_str().unwrap().to_owned()).collect()
    };
    let (was, is) = (moved(&before), moved(&desk.export()));
    assert_eq!(was.iter().zip(&is).filter(|(was, is)| was != is).count(), 2, "{was:?} {is:?}");
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
    desk.press("<Space>");
    desk.shows("Nothing that is marked shows here: ");
    desk.press("y");
    desk.shows("Done: 2 actions (");
    assert!(!desk.screen().contains("marked"), "what is out of sight is not marked any more: {}", desk.screen());
    desk.press("u");
    assert_eq!(desk.export(), before);
    // A day on which nothing can be done any more is not taken.
    for keys in ["<Esc>ggvve<Tab>2026-11-02<Ctrl+S>", "<Esc><Esc>e2026-11-02<Ctrl+S>"] {
        desk.press(keys);
        desk.shows("2026-11-02 has passed");
        assert_eq!(desk.export(), before);
    }
}

#[test]
fn what_is_marked_is_counted_while_a_filter_is_typed_and_esc_says_that_it_is_not_any_more() {
    let mut desk = Desk::demo();
    desk.press("vv/ri");
    desk.shows("◆ 2 marked");
    desk.press("<Esc><Esc>");
    desk.shows("2 marks are taken away.");
    desk.press("<Esc>S");
    desk.shows("Cards grouped by unit.  2 of 4; next: grouped by owner");
}

#[test]
fn marking_goes_on_across_columns_and_ends_with_the_last_card() {
    let mut desk = Desk::demo();
    desk.press("hhhgg");
    let cards = 12;
    for _ in 0..cards {
        desk.hides("It is marked, and the last one");
        desk.press("v");
    }
    desk.shows("It is marked, and the last one here");
    let rows = desk.press("Y<Enter>").copied().lines().count();
    assert_eq!(rows, cards + 1, "all of them, under their heading: {}", desk.screen());
    // The only card that shows in its column is left marked.
    desk.press("<Esc>/navarro<Enter>vv");
    desk.shows("2 marked");
}

#[test]
fn what_is_for_one_pilot_is_refused_while_others_are_marked() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    for key in ["D", "m", "!"] {
        desk.press("ggvv").press(key);
        assert!(desk.screen().contains("takes the marks off first"), "{key}: {}", desk.screen());
        desk.press("<Esc>");
    }
    assert_eq!(desk.entries(), entries);
}

#[test]
fn what_was_just_ended_stays_in_its_place_and_the_same_key_takes_it_back() {
    let mut desk = Desk::demo();
    let row = |desk: &Desk, text: &str| desk.screen().lines().position(|line| line.contains(text));
    let ended =
        |desk: &Desk, text: &str| desk.screen().lines().any(|line| line.contains(text) && line.contains("done 25 Nov"));
    let (first, second) = ("Name who may order", "Bring the budget line");
    desk.press("ga");
    let place = row(&desk, first);
    assert!(place.is_some() && place < row(&desk, second), "{}", desk.screen());
    desk.press("<Space>");
    assert!(ended(&desk, first) && row(&desk, first) == place, "{}", desk.screen());
    desk.press("<Space>");
    assert!(!ended(&desk, first) && !ended(&desk, second), "{}", desk.screen());
    // What was marked is marked no more, and the key is for the row under the cursor.
    desk.press("vv<Space>");
    assert!(ended(&desk, first) && ended(&desk, second) && !desk.screen().contains("2 marked"), "{}", desk.screen());
    desk.press("gbga");
    assert!(row(&desk, first).is_none() && row(&desk, second).is_none(), "{}", desk.screen());
}

#[test]
fn marks_that_esc_took_away_are_brought_back_by_the_key_that_it_names() {
    let mut desk = Desk::demo();
    desk.press("/ri<Enter>vv<Esc>");
    let screen = desk.screen();
    assert!(screen.contains("2 marks are taken away. V brings them back.") && screen.contains(" /ri "), "{screen}");
    desk.press("V");
    let screen = desk.screen();
    assert!(screen.contains("2 marks are back.") && screen.contains("◆ 2 marked"), "{screen}");
    // What is marked since begins a range of its own.
    desk.press("<Esc>vV");
    desk.hides("2 marks are back.");
}

#[test]
fn marked_items_of_a_checklist_are_edited_ticked_and_opened_again_as_one_change_each() {
    let mut desk = Desk::demo();
    desk.press("/claims<Enter><Enter>2").press("/audit<Esc>v").press("/<Ctrl+U>failure<Esc>v");
    let (before, entries) = (desk.export(), desk.entries());
    let ticks = |export: &Value, field: &str, is: &str| {
        let ticks = export["ticks"].as_array().unwrap();
        ticks.iter().filter(|tick| tick[field] == is).count()
    };
    desk.press("e");
    desk.shows("2 items: empty stays");
    desk.shows("1 of them does not show here");
    desk.press("<Tab><Tab>2026-12-18<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "one change: {}", desk.screen());
    let due = |export: &Value| ticks(export, "due", "2026-12-18");
    assert_eq!((due(&before), due(&desk.export())), (0, 2));
    assert!(newest(&desk).contains("Edited 2 items (Audit framework, Failure protocol)"), "{}", newest(&desk));
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
    desk.press("<Space>");
    desk.shows("Done: 2 items");
    desk.press("the audit plan<Enter>");
    let done = |export: &Value| ticks(export, "state", "done");
    let ticked = desk.export();
    assert_eq!((done(&ticked), desk.entries()), (done(&before) + 2, entries + 3), "{}", desk.screen());
    let shown = |export: &Value| export["evidence"].as_array().unwrap().len();
    assert_eq!(shown(&ticked), shown(&before) + 2);
    desk.press("<Space>");
    desk.shows("Of 2 that are marked, 1 does not show here: Audit framework.");
    desk.press("y");
    assert_eq!(done(&desk.export()), done(&before));
    desk.press("uu");
    assert_eq!(desk.export(), before);
    desk.press("<Esc>");
    desk.shows("2 marks are taken away. V brings them back.");
    desk.press("V<Esc>1");
    desk.hides("marked.");
    desk.press("2");
    desk.hides("marked.");
}

#[test]
fn items_without_a_date_that_is_moved_are_counted_before_that_is_saved() {
    let mut desk = Desk::demo();
    desk.press("/claims<Enter><Enter>2vve<Tab><Tab>+1w");
    desk.shows("2 have no date for “due” and stay");
    desk.press("<Ctrl+U>2026-12-18");
    desk.hides("no date for");
}

#[test]
fn marked_notes_go_out_of_sight_as_one_change_and_are_written_one_by_one() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>4v");
    desk.shows("◆ 1 marked.");
    desk.press("v1");
    desk.hides("marked.");
    let (before, entries) = (desk.export(), desk.entries());
    desk.press("4e");
    desk.shows("notes are written one by one: Esc takes the marks off first");
    desk.press("x");
    assert_eq!(desk.entries(), entries + 1, "one change: {}", desk.screen());
    assert!(newest(&desk).starts_with("Archived 2 notes ("), "{}", newest(&desk));
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
}

#[test]
fn a_note_that_is_read_whole_is_meant_alone_whatever_is_marked() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>4v<Enter>");
    desk.hides("marked.");
    desk.press("x<↓>");
    desk.shows("◆ 1 marked.");
}

#[test]
fn marked_exceptions_of_a_pilot_are_taken_on_and_edited_together() {
    let mut desk = Desk::demo();
    desk.press("/shift<Enter><Enter>6gg").press("vVn");
    desk.shows("Take 2 exceptions on");
    desk.press("<Esc>e");
    desk.shows("2 exceptions: what is empty stays");
    let (before, entries) = (desk.export(), desk.entries());
    let low = |export: &Value| {
        let all = export["exceptions"].as_array().unwrap();
        all.iter().filter(|one| one["severity"] == "low").count()
    };
    desk.press("low<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "one change: {}", desk.screen());
    assert!(low(&desk.export()) > low(&before), "{}", newest(&desk));
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
}
