//! Minutes: their lines are added, corrected, taken out, copied, written into a pack, and follow what they stand for.

use steerco::domain::change::{ActionChange, ActionField, DecisionField, ReviewChange, Reword};
use steerco::domain::{Change, Value, parse_day};
use steerco::store::Ask;

use crate::decisions::{minutes_of_last, recorded_on_a_sixth};
use crate::support::{Desk, stamp};
use crate::{draft, five_items};

#[test]
fn the_cursor_goes_to_a_line_that_was_added_to_the_minutes() {
    let mut desk = five_items();
    desk.press("<F5>yqgr3").press("afirst line<Enter>").press("asecond line<Enter>");
    let explained = desk.screen().lines().nth(36).unwrap().to_owned();
    assert!(explained.contains("second line"), "{}", desk.screen());
    assert!(desk.screen().contains("On the meeting"), "it is of no item: {}", desk.screen());
}

#[test]
fn a_line_of_the_minutes_is_corrected_and_taken_out_while_the_review_is_open() {
    let mut desk = five_items();
    let said = |desk: &Desk| draft(desk).minutes.into_iter().map(|minute| minute.text).collect::<Vec<_>>();
    desk.press("<F5>ycThe fed is live<Enter>qgr3");
    // The title of the item is no line of the minutes, and whoever turns to the page is on the first line.
    desk.press("ke");
    desk.shows("no line of the minutes is selected");
    desk.press("3e");
    desk.shows("Edit the line of the minutes");
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
fn a_pack_that_stands_in_the_folder_is_replaced_after_a_question() {
    let mut desk = Desk::demo();
    let written = |desk: &Desk| desk.outward.iter().filter(|said| said.starts_with("write ")).count();
    desk.press("grwdecember<Enter>");
    assert_eq!(written(&desk), 1, "{}", desk.screen());
    desk.press("wdecember<Enter>");
    desk.shows("exists already");
    desk.hides("--force");
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
    desk.shows("while the review is open: g m opens it");
    desk.press("gb<F5>yctalked over<Enter>qgr3");
    assert!(desk.footer().contains("add"), "{}", desk.screen());
    desk.press("aand agreed<Enter>");
    let meeting = draft(&desk);
    let said: Vec<&str> = meeting.minutes.iter().map(|minute| minute.text.as_str()).collect();
    assert_eq!(said, ["talked over", "and agreed"], "{}", desk.screen());
    assert_eq!(meeting.minutes[1].item, Some(meeting.agenda[0].id), "of the item under the cursor");
}

#[test]
fn minutes_are_copied_below_their_headings_and_without_what_a_page_says_of_itself() {
    let mut desk = five_items();
    desk.press("<F5>yceva@x.org agrees<Enter>a@moreau count the depots by Friday<Enter><End><Enter>yqgr3");
    desk.shows("a closed review stays as it was");
    let copied = desk.press("y").copied();
    let at = |what: &str| copied.find(what).unwrap_or_else(|| panic!("{what}: {copied}"));
    assert!(at("\n### Invoice triage, ") < at("\n- eva@x.org agrees\n"), "{copied}");
    assert!(at("\n### Actions\n") < at("\n- Lucie Moreau by 2026-11-27: count the depots"), "{copied}");
    assert!(!copied.contains("stays as it was") && !copied.contains("- Invoice"), "{copied}");
}

#[test]
fn a_line_of_the_minutes_follows_the_decision_or_the_action_for_which_it_stands() {
    let mut desk = recorded_on_a_sixth();
    let reader = desk.store.read();
    let decision = reader.decisions(None).unwrap().pop().unwrap().id;
    let action = reader.actions().unwrap().pop().unwrap().id;
    let reword = |text: &str| {
        let (field, to) = (DecisionField::Statement, Value::text(text));
        Change::Reword(Reword { decision, field, to, was: None })
    };
    let due = |day: &str| {
        let (field, to) = (ActionField::Due, Value::Day(parse_day(day).unwrap()));
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
    // What was put right can be taken back, and what was decided then stands.
    desk.store.undo(&stamp(90), Ask::Answered).unwrap();
    assert_eq!(said(&desk), ["decided: THREE years", "agreed by 2026-12-18: draw the chart"]);
    desk.commit(&due("2027-01-20"));
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
    assert!(desk.screen().contains("a decision is corrected among the decisions: g l"), "{}", desk.screen());
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
