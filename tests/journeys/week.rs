//! The week as it is typed: what goes into a cell can be taken out of it again, and where the cursor is then.

use steerco::domain::change::{Decide, Decided, NewPilot, PilotChange, Record};
use steerco::domain::{Change, Measure, PilotId, Week, parse_day};

use crate::support::{Desk, stamp};
use crate::{counted, newest};

/// The places of what is typed and not saved.
pub fn places(desk: &Desk) -> Vec<String> {
    desk.drafts.keys().cloned().collect()
}

#[test]
fn what_is_typed_after_a_cell_was_undone_goes_into_that_cell() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>");
    let cell = places(&desk);
    desk.press("u");
    assert!(desk.drafts.is_empty() && desk.screen().contains("active users W47: "), "{}", desk.screen());
    desk.press("13<Enter>");
    assert_eq!(places(&desk), cell, "{}", desk.screen());
    // One of a week that shows beside is gone to where it shows, one of another in its own week.
    desk.press("uj<←>21.5<Enter>jj").press("u");
    let screen = desk.screen();
    assert!(screen.contains("Week 47") && screen.contains("forecast error W46: "), "{screen}");
    desk.press("[[22<Enter>]]u");
    let screen = desk.screen();
    assert!(desk.drafts.is_empty() && screen.contains(" W45: "), "{screen}");
}

#[test]
fn what_stands_beside_the_value_of_a_cell_stays_where_that_is_corrected() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let metric = desk.store.read().find_metric(pilot, "accuracy").unwrap();
    let week = "2026-W47".parse().unwrap();
    let (typed, note) = (Some("91.2".parse().unwrap()), "two readers ill".to_owned());
    let record = Record { metric: metric.id, week, typed, note, sample: Some(40), was: None };
    desk.store.commit(&Change::Record(record), &stamp(900)).unwrap();
    desk.press("gw/contract<Enter>j91.3<Enter>w");
    let screen = desk.screen();
    assert!(screen.contains("Entered 1 reading") && !screen.contains("in place of"), "{screen}");
    let held = desk.store.read().reading(metric.local, week).unwrap().unwrap();
    assert!(matches!(held.measure, Measure::Number(value) if value.to_string() == "91.3"), "{held:?}");
    assert_eq!((held.note.as_str(), held.sample), ("two readers ill", Some(40)));
}

#[test]
fn a_value_that_stands_in_a_cell_is_taken_back_with_the_next_commit() {
    let mut desk = Desk::demo();
    desk.press("gw/contract<Enter>j<Backspace>");
    let screen = desk.screen();
    assert!(screen.contains("→ ·~") && screen.contains("91.2 is taken back once w commits that"), "{screen}");
    desk.press("<Backspace>");
    assert!(desk.drafts.is_empty() && desk.screen().contains("91.2"), "once more keeps it: {}", desk.screen());
    let before = desk.entries();
    desk.press("<Backspace>j85<Enter>");
    desk.press("gt");
    assert!(desk.screen().contains("taken back"), "among the drafts: {}", desk.screen());
    desk.press("gw/contract<Enter>w");
    let screen = desk.screen();
    assert!(screen.contains("Entered 1 reading and took back 1 for 2026-W47."), "{screen}");
    assert!(!screen.contains("91.2") && desk.entries() == before + 1, "{screen}");
    desk.press("u");
    desk.shows("91.2");
}

#[test]
fn a_cell_that_asks_and_one_that_is_refused_have_each_a_sign_and_a_word() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>1.2.3<Enter>");
    for size in [(120, 40), (79, 30)] {
        desk.resize(size.0, size.1);
        let screen = desk.screen();
        for said in ["51 + 2 of 57 entered", "│ 12?", "│ 1.2.3!", "1 asks", "1 refused"] {
            assert!(screen.contains(said), "{said}: {screen}");
        }
    }
    let mut desk = Desk::demo();
    desk.press("gw<Down>1.2.3<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("1 refused") && !screen.contains("cannot be entered"), "{screen}");
}

#[test]
fn the_week_that_runs_is_entered_and_pasted_too() {
    let mut desk = Desk::demo();
    desk.press("gw");
    desk.paste("pilot\tmetric\tW47\tW48\t2026-W49\nContract review\taccuracy\t91\t91.5\t92\n");
    let screen = desk.screen();
    assert!(screen.contains("2026-W49 lies in the future") && screen.contains("2 to enter"), "{screen}");
    desk.press("<Enter>]");
    let screen = desk.screen();
    assert!(screen.contains("Week 48 · 23 to 29 Nov · runs until Sunday, counts then"), "{screen}");
    assert!(screen.contains("91.5~"), "{screen}");
    desk.press("]");
    desk.shows("this week runs, and no later one has begun");
    desk.press("w");
    desk.shows("Entered 2 readings for 2026-W47, 2026-W48.");
}

#[test]
fn the_week_that_runs_stands_apart_from_those_that_count_on_the_page_of_a_metric() {
    let mut desk = Desk::demo();
    desk.press("gw]/contract review active<Enter>30<Enter>w").press("gb/contract<Enter><Enter>3t");
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let at = lines.iter().position(|line| line.contains("W48 so far  50 %")).unwrap_or_else(|| panic!("{screen}"));
    assert!(!lines[at + 1].contains("2026-W47") && lines[at + 2].contains("2026-W47    48 %"), "{screen}");
}

#[test]
fn a_chart_that_shows_beside_its_table_offers_no_change_between_them() {
    let mut desk = Desk::demo();
    for (width, offers) in [(120, false), (80, true)] {
        desk.resize(width, 40);
        desk.press("gb/contract<Enter><Enter>3t");
        let screen = desk.screen();
        assert_eq!(screen.contains("t chart, table"), offers, "{screen}");
        desk.press("t");
        assert_eq!(desk.screen().contains("the chart and its table both show"), !offers, "{}", desk.screen());
        desk.press("<Esc><Esc>");
    }
}

#[test]
fn the_rows_and_the_cursor_stay_where_they_are_in_another_week() {
    let mut desk = Desk::demo();
    desk.press("gw/contract<Enter><Esc>j[");
    desk.shows("Contract review, accuracy W46: ");
    desk.press("]]");
    let screen = desk.screen();
    let row = |name: &str| screen.lines().position(|line| line.contains(name)).unwrap();
    assert!(row("Demand forecast") < row("Contract review   "), "what was first stays first: {screen}");
    assert!(screen.contains("Contract review, accuracy W48: "), "{screen}");
}

#[test]
fn of_the_week_that_runs_nothing_is_missing_yet() {
    let mut desk = Desk::demo();
    desk.press("gw");
    let screen = desk.screen();
    assert!(screen.contains("51 of 57 entered, 2 of the register of exceptions   4 missing"), "{screen}");
    desk.press("]");
    desk.shows("0 of 57 entered   57 to come");
    desk.press("/contract review active<Enter>30<Enter>w<Tab>");
    let screen = desk.screen();
    assert!(screen.contains("56 to come") && screen.contains("Nothing else is to come."), "{screen}");
}

#[test]
fn a_value_may_bear_the_unit_of_its_metric_and_no_other_one() {
    let mut desk = Desk::demo();
    desk.press("gw/contract handling<Enter>79,5 min<Enter>");
    desk.shows("│ 79.5~");
    desk.press("<Backspace>").paste("Pilot\tMetric\tW46\tW47\nContract review\thandling time\t83 h\t79 Min.\n");
    let screen = desk.screen();
    assert!(screen.contains("handling time is not counted in “h”") && screen.contains("1 to enter"), "{screen}");
}

#[test]
fn the_form_of_a_reading_takes_one_back_where_it_is_saved_empty_once_more() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("/contract<Esc>m<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("value cannot be empty: Enter once more takes 48"), "{screen}");
    assert_eq!(desk.entries(), before, "{screen}");
    desk.press("<Enter>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    assert!(newest(&desk).contains("2026-W47: no reading"), "{}", newest(&desk));
    // Where nothing stands, nothing is taken back.
    desk.press("m<Enter><Enter>");
    desk.shows("value cannot be empty");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn nothing_is_missing_before_a_pilot_began_and_its_first_week_is_the_one_to_enter() {
    let mut desk = Desk::empty();
    desk.press("aChat bot<Ctrl+S>").press("m");
    desk.shows("2026-W48");
    desk.hides("2026-W47");
    desk.press("<Esc>gd4");
    assert!(!desk.screen().contains("none in 13 weeks"), "nor is it silent: {}", desk.screen());
    desk.press("gw");
    let screen = desk.screen();
    assert!(screen.contains("Week 48") && screen.contains("0 of 4 entered   4 to come"), "{screen}");
    desk.press("[");
    let screen = desk.screen();
    assert!(screen.contains("0 of 4 entered   4 not begun") && !screen.contains("4 missing"), "{screen}");
    assert!(screen.contains("active users W47, before its pilot began in W48: "), "{screen}");
    // What is meant nevertheless is taken, and the same is told as on the command line.
    desk.press("45/60<Enter>w");
    let screen = desk.screen();
    assert!(screen.contains("of 2026-W47: the pilot began later, on 25 Nov."), "{screen}");
    desk.press("77<Enter>j9<Enter>");
    assert_eq!(places(&desk).len(), 2, "{}", desk.screen());
    desk.press("w");
    desk.shows("2 metrics have new values of weeks before their pilot began");
}

#[test]
fn beside_others_a_pilot_that_begins_lacks_nothing_yet() {
    let mut desk = Desk::demo();
    desk.press("aAaa newest<Ctrl+S>gw");
    let screen = desk.screen();
    assert!(screen.contains("Week 47") && screen.contains("51 of 61 entered, 2 of the register"), "{screen}");
    assert!(screen.contains("   4 missing   4 not begun"), "{screen}");
}

#[test]
fn a_pilot_that_began_on_a_weekend_is_asked_from_the_week_after_on() {
    let begun = |days: &[&str]| {
        let mut desk = Desk::empty();
        for day in days {
            let started = Some(parse_day(&format!("2026-11-{day}")).unwrap());
            let new = NewPilot { started, ..NewPilot::named(format!("Pilot {day}")) };
            desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
        }
        desk.restart()
    };
    // Friday to Monday.
    let mut desk = begun(&["20", "21", "22", "23"]);
    desk.press("gw");
    let screen = desk.screen();
    assert!(screen.contains("Week 47"), "{screen}");
    assert!(screen.contains("0 of 16 entered   4 missing   4 not begun   8 not asked"), "{screen}");
    desk.press("gd4");
    let screen = desk.screen();
    assert_eq!(screen.matches("none in 13 weeks").count(), 1, "{screen}");
    let mut desk = begun(&["21", "22"]);
    desk.press("gw");
    let screen = desk.screen();
    assert!(screen.contains("Week 48") && screen.contains("0 of 8 entered   8 to come"), "{screen}");
}

#[test]
fn a_refusal_is_read_whole_in_a_window_of_any_width_with_where_to_go() {
    for (keys, size) in [("gw45<Enter>w", (80, 24)), ("gw45<Enter>w", (120, 40)), ("m45<Ctrl+S>", (80, 24))] {
        let mut desk = Desk::empty();
        desk.resize(size.0, size.1);
        desk.press("aChat bot<Ctrl+S>").press(keys);
        let said = desk.screen().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("or set the target users first, on the pilot's overview"), "{keys}: {}", desk.screen());
    }
}

#[test]
fn cells_of_other_weeks_are_told_with_the_key_that_goes_there_now() {
    let mut desk = Desk::demo().with_keys("[week]\nweek-before = \"(\"\n");
    let screen = desk.press("gw<Down>1.2.3<Enter>(1.2.3<Enter>]w").screen();
    assert!(screen.contains("1 cell of an earlier week is not entered yet: ( goes there"), "{screen}");
    let screen = desk.press("((w").screen();
    assert!(screen.contains("2 cells of later weeks are not entered yet: ] goes there"), "{screen}");
}

#[test]
fn where_numbers_are_typed_the_workspace_is_named_at_any_width() {
    for (size, keys, week) in [
        ((60, 18), "gw", "Week 47 "),
        ((60, 18), "gw12<Enter>", "Week 47 "),
        ((60, 18), "gw]", "Week 48 · runs "),
        ((80, 24), "gw]", "Week 48 · 23 to 29 Nov · runs"),
    ] {
        let mut desk = Desk::demo();
        desk.resize(size.0, size.1);
        let screen = desk.press(keys).screen();
        let header = screen.lines().next().unwrap();
        assert!(header.contains(week) && header.contains("·  Northwind"), "{keys} at {size:?}: {header}");
    }
}

#[test]
fn thirty_two_values_of_every_kind_are_one_change() {
    let mut desk = Desk::empty();
    for name in ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh"] {
        desk.press(&format!("a{name}<Ctrl+S>"));
    }
    let before = desk.entries();
    let mut count = 0;
    counted(&mut desk, "gw", &mut count);
    for row in 0..32 {
        // Active of target users, accuracy, minutes, exceptions.
        desk.press(["45/60", "78.1", "9", "3"][row % 4]);
        counted(&mut desk, "<Enter>", &mut count);
    }
    counted(&mut desk, "w", &mut count);
    assert_eq!(desk.entries(), before + 1, "one change: {}", desk.screen());
    let readings = desk.export()["readings"].as_array().unwrap().clone();
    assert_eq!(readings.len(), 32, "{}", desk.screen());
    assert!(readings.iter().all(|reading| reading["week"] == "2026-W48"), "in which they began");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    assert_eq!(count, 35);
}

#[test]
fn a_letter_in_the_week_sheet_is_told_what_is_typed_there() {
    let mut desk = Desk::demo();
    desk.press("gwa");
    desk.shows("a means nothing here; type a number, = or n/m");
}

#[test]
fn a_number_of_users_cannot_be_taken_for_their_share() {
    let mut desk = Desk::demo();
    desk.press("gw/contract review active<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("active users, of 60") && !screen.contains("active users %"), "{screen}");
    assert!(screen.contains("37 %  │ 48 % = 29/60"), "shares bear their unit: {screen}");
    assert!(screen.contains("type how many of 60 users were active"), "{screen}");
    desk.press("30");
    let screen = desk.screen();
    assert!(screen.contains("│ 30 of 60, 50 %"), "before Enter, in the cell: {screen}");
    assert!(screen.contains("30 of 60 users, 50 %, +13.3 points against the week before"), "{screen}");
    desk.press("%");
    desk.shows("│ 30% = 18 of 60");
    desk.press("<Esc><Left>24");
    desk.shows("24 of 60 users, 40 %");
    desk.press("<Esc>");
    let screen = desk.screen();
    assert!(screen.contains("40 %~"), "a draft of an earlier week is a share as its neighbours: {screen}");
    desk.press("<Esc>gbm");
    desk.shows("active users (adoption: how many users, 45/60 or 45%)");
}

#[test]
fn the_target_users_of_some_pilots_are_known_at_once() {
    let desk = Desk::demo();
    let reader = desk.store.read();
    let pilots: Vec<PilotId> = reader.pilots().unwrap().iter().map(|pilot| pilot.id).collect();
    let targets = reader.targets_of(&pilots).unwrap();
    assert_eq!(targets.len(), pilots.len(), "who has none is there too");
    assert!(pilots.iter().all(|pilot| targets[pilot] == reader.targets(*pilot).unwrap()));
    assert!(targets.values().any(|targets| !targets.is_empty()));
    assert!(reader.targets_of(&[]).unwrap().is_empty());
}

#[test]
fn a_point_before_three_digits_is_said_as_it_was_read() {
    let mut desk = Desk::demo();
    desk.press("gw/stock-outs<Enter>1.200");
    desk.shows("│ 1.200 = 1.2 parts");
    desk.press("<Enter><Up>");
    desk.shows("type 1200 for thousands");
    desk.press("1.2<Enter><Up>");
    let screen = desk.screen();
    assert!(screen.contains("keep it?") && !screen.contains("for thousands"), "nobody wrote thousands: {screen}");
    desk.press("12%<Enter><Up>");
    let screen = desk.screen();
    assert!(screen.contains("12% is a share, and stock-outs is counted in parts; write 12"), "{screen}");
}

#[test]
fn a_number_of_users_that_looks_like_their_share_asks_before_it_is_committed() {
    let mut desk = Desk::demo();
    desk.press("gw/service chat active<Enter>90<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("90 of 150 users is 60 %, last week 92.7 %, keep it?"), "{screen}");
    assert!(screen.contains("type 90% for that"), "{screen}");
    desk.press("90%<Enter>w");
    desk.shows("Entered 1 reading for 2026-W47");
    desk.paste("Pilot\tMetric\tW47\nService chat\tactive users\t90\n");
    desk.shows("1 to ask about");
}

#[test]
fn a_cell_that_cannot_be_read_stays_a_draft_while_the_others_are_committed() {
    let mut desk = Desk::demo();
    desk.press("gw").press("12/25<Enter>").press("1.2.3<Enter>").press("w");
    let screen = desk.screen();
    assert!(screen.contains("Entered 1 reading for 2026-W47. 1 cell cannot be entered yet.  u takes it"), "{screen}");
    assert!(screen.contains("1.2.3!"), "the other stays: {screen}");
    assert_eq!(desk.drafts.len(), 1);
    desk.press("gh");
    assert!(!desk.screen().contains("cannot be entered"), "what stays typed is no part of it: {}", desk.screen());
    // Where nothing can be entered, the cursor goes where that is told.
    desk.press("gwGw");
    let screen = desk.screen();
    assert!(screen.contains("The cursor is on it") && screen.contains("forecast error W47: "), "{screen}");
    desk.press("G<Tab>");
    assert!(desk.screen().contains("forecast error W47: "), "what is refused is missing too: {}", desk.screen());
}

#[test]
fn a_note_behind_a_value_is_told_where_it_goes_and_one_on_a_pilot_is_written_from_its_row() {
    let mut desk = Desk::demo();
    desk.press("gw/contract<Enter>j91.4 two readers ill<Enter>");
    let why =
        "a cell takes 91.4 without “two readers ill” behind it; type the number alone; m enters one with its note";
    assert!(desk.flat().contains(why), "{}", desk.screen());
    let before = desk.entries();
    desk.press("cChecked with Ana<Enter>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn a_value_that_is_refused_says_why_when_its_cell_is_left_and_when_enter_asks() {
    let why = "Demand forecast, forecast error W47: “1.2.3” is not a number; write a number such as 78.1,";
    let mut desk = Desk::demo();
    desk.press("gw<Down>1.2.3<Enter>");
    assert!(desk.flat().contains(why), "{}", desk.screen());
    desk.press("<Down>");
    desk.hides("is not a number");
    desk.press("<Up><Up><Enter>");
    let said = desk.flat();
    assert!(said.contains(why) && said.contains("not measured, write n/m and why"), "all of it: {}", desk.screen());
    // The cursor stays, and what is typed goes into that cell.
    desk.press("21.5<Enter>");
    assert_eq!(desk.drafts.into_values().collect::<Vec<_>>(), ["21.5\n"]);
}

#[test]
fn what_is_typed_in_other_weeks_is_not_counted_as_of_the_week() {
    let mut desk = Desk::demo();
    desk.press("gw<Down>1.2.3<Enter>[1.2.3<Enter>");
    desk.shows("1 refused   1 elsewhere");
    desk.press("]");
    desk.shows("1 refused   1 elsewhere");
    desk.press("w");
    let screen = desk.screen();
    assert!(screen.contains("1 cell cannot be entered yet. 1 cell of an earlier week is not entered yet"), "{screen}");
}

#[test]
fn the_rows_of_a_pilot_stay_together_and_the_cursor_starts_on_what_is_missing() {
    let mut desk = Desk::demo();
    desk.press("gw15/25<Enter>w<Esc>gw");
    let screen = desk.screen();
    let first = screen.lines().position(|line| line.contains("Demand forec")).unwrap();
    let rows: Vec<&str> = screen.lines().skip(first).take(4).collect();
    assert!(rows[0].contains("active users") && rows[3].contains("escalated"), "{screen}");
    assert!(screen.contains("Demand forecast, forecast error W47: type a number"), "{screen}");
}

#[test]
fn enter_after_the_value_of_last_week_skips_no_row() {
    let mut desk = Desk::demo();
    let on = |desk: &Desk, metric: &str| desk.screen().contains(&format!("Invoice triage, {metric} W47: "));
    desk.press("gw/invoice<Enter>=");
    assert!(on(&desk, "old process used"), "it steps down: {}", desk.screen());
    desk.press("<Enter>");
    assert!(on(&desk, "old process used"), "and Enter confirms it: {}", desk.screen());
    desk.press("<Enter>");
    assert!(on(&desk, "accuracy"), "{}", desk.screen());
    desk.press("==<Enter>");
    assert!(on(&desk, "escalated exceptions"), "{}", desk.screen());
    // Where the week before has no value, nothing steps.
    let mut desk = Desk::demo();
    desk.press("gw=");
    let screen = desk.screen();
    assert!(screen.contains("no value in the week before") && screen.contains("active users W47: "), "{screen}");
}

#[test]
fn other_target_users_ask_whether_they_are_meant_from_now_on_or_only_here() {
    let typed = || {
        let mut desk = Desk::demo();
        desk.press("gw/contract review active<Enter>45/80<Enter>");
        desk.shows("of 80 and not 60 target users, only here?");
        let before = desk.entries();
        desk.press("w");
        assert_eq!(desk.entries(), before, "nobody has said yet what is meant");
        desk
    };
    let targets = |desk: &Desk| {
        let pilot = desk.store.read().find_pilot("contract-review").unwrap();
        desk.store.read().targets(pilot).unwrap()
    };
    let mut here = typed();
    let before = targets(&here);
    here.press("<Enter>w");
    here.shows("Entered 1 reading for 2026-W47.");
    assert_eq!(targets(&here), before);
    let mut onwards = typed();
    onwards.press("T");
    assert!(onwards.drafts.values().any(|draft| draft == "45/80\n29/60\nonwards"), "{:?}", onwards.drafts);
    onwards.press("w");
    let screen = onwards.screen();
    assert!(screen.contains("Entered 1 reading for 2026-W47, and the target users of Contract review."), "{screen}");
    let newest = targets(&onwards).pop().unwrap();
    assert_eq!((newest.from.to_string().as_str(), newest.users), ("2026-W47", 80));
    onwards.press("u");
    assert_eq!(targets(&onwards), before, "one change, taken back as one: {}", onwards.screen());
}

/// Decides that the scope of Contract review is another one, with so many target users from a week on.
pub fn change_scope(desk: &mut Desk, users: Option<(u32, Week)>) {
    let reader = desk.store.read();
    let (pilot, by) = (reader.find_pilot("contract-review").unwrap(), reader.find_person("Mercy Okafor").unwrap());
    desk.commit(&Change::Decide(Box::new(Decide {
        pilot,
        statement: "The second site is out".to_owned(),
        by: Some(by),
        on: None,
        rationale: String::new(),
        rejected: Vec::new(),
        conditions: Vec::new(),
        revisit: None,
        parks: Vec::new(),
        leaves: Vec::new(),
        cause: String::new(),
        effect: Decided::ChangeScope { users },
        was: None,
    })));
}

#[test]
fn fewer_target_users_whose_scope_was_decided_are_not_told_to_be_decided() {
    let mut desk = Desk::demo();
    change_scope(&mut desk, None);
    desk.press("gw/contract review active<Enter>30/40<Enter>Tw");
    let screen = desk.screen();
    assert!(screen.contains("and the target users of Contract review.") && !screen.contains("fewer than"), "{screen}");
}

#[test]
fn the_cursor_stays_on_a_cell_that_asks_which_target_users_are_meant() {
    let typed = |keys: &str| -> Vec<String> {
        let mut desk = Desk::demo();
        desk.press("gw12/99<Enter>").press(keys);
        desk.drafts.into_values().collect()
    };
    assert_eq!(typed("T"), ["12/99\n\nonwards"]);
    assert!(typed("<Enter>7<Enter>").contains(&"12/99\n\nhere".to_owned()), "Enter answers and steps down");
    assert_eq!(typed("<Enter>7<Enter>").len(), 2);
    assert_eq!(typed("7<Enter>"), ["7\n"], "a number replaces what asks under the cursor");
    assert_eq!(typed("7<Enter>u"), ["12/99\n"], "and can be taken back");
}

#[test]
fn which_target_users_are_meant_is_told_and_taken_otherwise_by_the_same_key() {
    let mut desk = Desk::demo();
    desk.press("gw/contract review active<Enter>45/80");
    desk.shows("↵, and then ↵ only here");
    desk.press("w");
    desk.shows("w is typed into the cell; Backspace takes it away");
    desk.press("<Backspace><Enter>T");
    desk.shows("T only here");
    desk.press("T");
    desk.shows("T from this week on");
    assert!(desk.drafts.values().any(|draft| draft == "45/80\n29/60\nhere"), "{:?}", desk.drafts);
    desk.press("w");
    desk.shows("Entered 1 reading for 2026-W47.");
    // A value that is far off is kept where the cursor comes back to it.
    desk.press("<Esc>/contract review handling<Enter>600");
    desk.shows("keep it? ↵ goes on; back here ↵ keeps it");
}

#[test]
fn after_the_target_users_were_told_the_next_number_is_of_the_next_row() {
    let mut desk = Desk::demo();
    desk.press("gw12/99<Enter>T7<Enter>");
    let drafts: Vec<String> = desk.drafts.into_values().collect();
    assert!(drafts.len() == 2 && drafts.contains(&"12/99\n\nonwards".to_owned()), "{drafts:?}");
}

#[test]
fn u_takes_cells_back_before_entries() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("gw").press("12/60<Enter>").press("5<Enter>").press("uu");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    assert_eq!(desk.entries(), before);
    desk.press("u");
    assert_eq!(desk.entries(), before + 1, "then the journal's: {}", desk.screen());
    desk.shows("U does it again");
}

#[test]
fn the_week_of_the_past_is_that_of_its_day_and_has_no_drafts() {
    let mut desk = Desk::demo();
    desk.press("gw12<Enter>").press("@2026-10-01<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Week 39") && screen.contains("42 of 48 entered"), "{screen}");
    for offered in ["refused", "12?", "type a number", "= as last week"] {
        assert!(!screen.contains(offered), "{offered}: {screen}");
    }
    desk.press("@<Enter>");
    desk.shows("Week 47");
    desk.shows("12?");
}

#[test]
fn a_narrow_week_says_all_of_its_counts_and_whole_names() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gw6<Enter>1.2.3<Enter>");
    for said in ["missing   1 draft   1 refused", "handling time"] {
        desk.shows(said);
    }
}

#[test]
fn an_outlier_asks_before_it_is_committed() {
    let mut desk = Desk::demo();
    desk.press("gw/Contract review handling<Enter>600<Enter>");
    desk.shows("1 asks if it is meant");
    desk.press("w");
    desk.shows("1 cell asks if it is meant");
    desk.hides("cannot be entered");
    desk.press("<Up>");
    desk.shows("7x last week, keep it?");
    desk.press("<Enter>w");
    desk.shows("Entered 1 reading");
}

#[test]
fn what_is_taken_back_after_a_commit_is_the_entry_and_not_what_stays_typed() {
    let mut desk = Desk::demo();
    desk.press("gw/Contract review handling<Enter>600<Enter>");
    desk.press("<Esc>/Contract review accuracy<Enter>");
    desk.press("gb").press("gw");
    let before = desk.entries();
    desk.press("<Down>22<Enter>w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    desk.press("u");
    assert_eq!(desk.entries(), before + 2, "the entry is taken back: {}", desk.screen());
    assert!(desk.drafts.values().any(|draft| draft.starts_with("600\n")), "what stays typed stays: {:?}", desk.drafts);
}

#[test]
fn what_the_week_shows_where_nothing_was_measured_is_read_there() {
    let mut desk = Desk::demo();
    desk.press("gw5<Backspace>n/m");
    desk.shows("was not measured, but no reason is given");
    desk.press(" sensor down");
    desk.shows("not measured: sensor down");
}

#[test]
fn a_letter_that_only_begins_the_words_of_a_cell_goes_with_esc() {
    let mut desk = Desk::demo();
    let before = desk.drafts.clone();
    desk.press("gwn<Esc>");
    assert_eq!(desk.drafts, before, "{}", desk.screen());
    desk.press("12<Enter>").press("<Up>");
    let typed = desk.drafts.clone();
    desk.press("n/<Esc>");
    assert_eq!(desk.drafts, typed, "what was typed there before stays: {}", desk.screen());
    // A key elsewhere, it begins a number here.
    desk.press(".");
    desk.shows("a number begins so, as .5");
    desk.press("<Esc>");
    assert_eq!(desk.drafts, typed, "{}", desk.screen());
}

#[test]
fn the_words_for_a_week_that_was_not_measured_are_typed_into_a_cell_at_once() {
    for typed in ["n/m sensor down", "N/A: sensor down", "not measured, sensor down"] {
        let mut desk = Desk::demo();
        let entries = desk.entries();
        desk.press("gw").press(typed);
        assert!(desk.screen().contains("not measured: sensor down"), "{typed}: {}", desk.screen());
        desk.press("<Enter>w");
        assert_eq!(desk.entries(), entries + 1, "{typed}: {}", desk.screen());
        assert!(desk.screen().contains("52 of 57 entered"), "no row was narrowed away: {}", desk.screen());
    }
}

#[test]
fn a_word_that_is_begun_in_a_cell_does_nothing_else_and_says_how_it_goes_on() {
    let mut desk = Desk::demo();
    desk.press("gwn");
    desk.shows("type n/m and why it was not measured, or Backspace");
    desk.press("/m");
    desk.shows("type why behind it");
    desk.press("<Backspace><Backspace><Backspace><Esc>");
    assert!(desk.drafts.is_empty() && desk.screen().contains("51 of 57 entered"), "{}", desk.screen());
    desk.press("<Tab>12<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("1 draft, w commits"), "the next missing one is a Tab away: {screen}");
}

#[test]
fn what_holds_the_week_up_is_said_where_the_line_above_has_no_room() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gw1o<Enter>w");
    let screen = desk.screen();
    assert!(screen.contains("The cursor is on it.") && screen.contains("“1o” is not"), "{screen}");
}
