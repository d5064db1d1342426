//! What the register of exceptions gives is not typed into the week: it is refused in its own cell, and lacks nothing.

use steerco::domain::change::ExceptionChange;
use steerco::domain::{Change, Severity};

use crate::support::Desk;

const WHY: &str =
    "Shift planning, escalated exceptions W47: the register of exceptions gives escalated exceptions; raise,";

#[test]
fn a_figure_of_the_register_is_refused_in_its_cell_and_holds_no_other_one_up() {
    let mut desk = Desk::demo();
    desk.press("gw12/25<Enter>/shift escalated<Enter>7<Enter>");
    let (screen, said) = (desk.screen(), desk.flat());
    assert!(said.contains(WHY) && screen.contains("│ 7!") && screen.contains("1 refused"), "{screen}");
    desk.press("w");
    desk.shows("Entered 1 reading for 2026-W47. 1 cell cannot be entered yet.");
    assert_eq!(desk.drafts.len(), 1, "{}", desk.screen());
}

#[test]
fn neither_last_week_s_value_nor_nothing_takes_the_place_of_a_figure_of_the_register() {
    let mut desk = Desk::demo();
    desk.press("gw/shift escalated<Enter>=");
    assert!(desk.drafts.is_empty() && desk.flat().contains(WHY), "{}", desk.screen());
    desk.press("<Backspace>");
    assert!(desk.drafts.is_empty(), "{}", desk.screen());
    desk.shows("the register of exceptions fills it");
}

#[test]
fn a_pasted_figure_that_the_register_gives_otherwise_is_refused_before_it_is_typed() {
    let mut desk = Desk::demo();
    desk.press("gw");
    desk.paste(
        "pilot\tmetric\tW46\tW47\nShift planning\tescalated exceptions\t1\t9\nContract review\taccuracy\t90.4\t92\n",
    );
    let screen = desk.screen();
    assert!(screen.contains("1 cannot be entered") && screen.contains("1 to enter   2 the same"), "{screen}");
}

#[test]
fn what_the_register_cannot_tell_yet_is_not_missing() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let text = "a clause was read as its opposite".to_owned();
    let raised = ExceptionChange::Raise { id: None, pilot, text, severity: Severity::High, owner: None, at: None };
    desk.commit(&Change::Exception(raised));
    desk.press("gw");
    desk.shows("51 of 58 entered, 3 of the register of exceptions   4 missing");
    desk.press("/contract resolve<Enter>");
    desk.shows("Contract review, time to resolve W47: the register of exceptions gives time to resolve; ");
}
