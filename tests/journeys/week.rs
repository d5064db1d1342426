//! The week as it is typed: what goes into a cell can be taken out of it again, and where the cursor is then.

use steerco::domain::change::{NewPilot, PilotChange, Record};
use steerco::domain::{Change, Measure, parse_day};

use crate::newest;
use crate::support::{Desk, stamp};

/// The places of what is typed and not saved.
fn places(desk: &Desk) -> Vec<String> {
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
    assert!(desk.screen().contains("91.2"), "{}", desk.screen());
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
fn a_pasted_week_that_has_not_begun_is_not_the_one_of_last_year() {
    for block in [
        "pilot\tmetric\tKW 47\tW49\nContract review\taccuracy\t91\t92\n",
        "pilot\tmetric\tweek\tvalue\nContract review\taccuracy\tW47\t91\nContract review\taccuracy\tW49\t92\n",
    ] {
        let mut desk = Desk::demo();
        desk.press("gw");
        desk.paste(block);
        let screen = desk.screen();
        assert!(screen.contains("“W49” could be 2025-W49") && screen.contains("1 to enter"), "{screen}");
    }
    let mut desk = Desk::demo();
    desk.press("gw");
    desk.paste("pilot\tmetric\t2025-W49\nContract review\taccuracy\t91\n");
    assert!(desk.screen().contains("2025-W49 Contract review"), "{}", desk.screen());
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
    assert!(desk.screen().contains("this week runs, and no later one has begun"), "{}", desk.screen());
    desk.press("w");
    assert!(desk.screen().contains("Entered 2 readings for 2026-W47, 2026-W48."), "{}", desk.screen());
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
    assert!(desk.screen().contains("Contract review, accuracy W46: "), "{}", desk.screen());
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
    assert!(desk.screen().contains("0 of 57 entered   57 to come"), "{}", desk.screen());
    desk.press("/contract review active<Enter>30<Enter>w<Tab>");
    let screen = desk.screen();
    assert!(screen.contains("56 to come") && screen.contains("Nothing else is to come."), "{screen}");
}

#[test]
fn a_pasted_block_is_mended_in_the_box_and_looked_at_again() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nContract revue\taccuracy\t91\n").press("<Enter>");
    assert!(desk.screen().contains("e mends it"), "{}", desk.screen());
    desk.press("e");
    let screen = desk.screen();
    assert!(screen.contains("Paste readings") && screen.contains("Contract revue"), "{screen}");
    assert!(!screen.contains("draft is back"), "nobody left it: {screen}");
    assert_eq!(places(&desk), ["box/week"], "it is kept once");
    // Left and opened again, it is the same.
    desk.press("<Esc>p");
    let screen = desk.screen();
    assert!(screen.contains("Contract revue") && screen.contains("Your draft is back"), "{screen}");
    desk.press("<↓><Ctrl+K>").paste("Contract review\taccuracy\t91");
    desk.press("<Ctrl+S>");
    assert!(desk.screen().contains("1 to enter"), "{}", desk.screen());
    desk.press("<Enter>w");
    assert!(desk.screen().contains("Entered 1 reading for 2026-W47."), "{}", desk.screen());
}

#[test]
fn a_block_that_is_pasted_comes_before_the_one_that_was_being_mended() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("gw").paste("Foo\tW47\nContract review\t30\n").press("e<Esc>");
    assert_eq!(places(&desk), ["box/week"]);
    desk.paste("Pilot\tMetric\tW47\nContract review\taccuracy\t91\nContract revue\tescalated exceptions\t2\n");
    let screen = desk.screen();
    assert!(screen.contains("waits behind this one: p shows it here."), "{screen}");
    assert!(screen.contains("Contract revue"), "{screen}");
    assert_eq!(places(&desk), ["paste/week", "paste/week/0002"], "the older one first");
    desk.press("<Enter>");
    assert!(desk.screen().contains("p shows the block again, then the one before it."), "{}", desk.screen());
    desk.press("p");
    let screen = desk.screen();
    assert!(screen.contains("Contract revue") && !screen.contains("Paste readings"), "{screen}");
    desk.press("p");
    assert!(desk.screen().contains("Contract review, active users"), "{}", desk.screen());
}

#[test]
fn a_tracker_is_pasted_with_all_its_columns_and_what_is_none_of_a_week_is_left_out() {
    let mut desk = Desk::demo();
    let block = "Nr\tProjekt\tOwner\tKennzahl\tEinheit\tKW 46\tKW 47\tBemerkung\n\
        1\tContract review\tOkafor\taccuracy\t%\t90,4\tn/m\tSensor defekt\n\
        \t\t\thandling time\tmin\t84,0\t80,5 min\t\nSumme\t\t\t\t\t174,4\t80,5\t\n";
    desk.press("gw").paste(block);
    let screen = desk.screen();
    for said in ["2 to enter", "2 the same", "4 left out", "not measured: Sensor defekt", "80.5 min"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.press("<Enter>w");
    assert!(desk.screen().contains("Entered 2 readings for 2026-W47."), "{}", desk.screen());
    assert!(desk.drafts.is_empty(), "nothing of the block waits: {:?}", desk.drafts.keys());
}

#[test]
fn a_column_of_words_among_metrics_is_left_out_and_told_once() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tActive users\tRisk\nContract review\t30\tvendor late\nService chat\t140\tnone\n");
    let screen = desk.screen();
    for said in ["2 to enter", "1 left out", "nothing is taken from the column “Risk”", "1:3 "] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    assert!(!screen.contains("cannot be entered"), "{screen}");
}

#[test]
fn a_value_may_bear_the_unit_of_its_metric_and_no_other_one() {
    let mut desk = Desk::demo();
    desk.press("gw/contract handling<Enter>79,5 min<Enter>");
    assert!(desk.screen().contains("│ 79.5~"), "{}", desk.screen());
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
    assert!(desk.screen().contains("value cannot be empty"), "{}", desk.screen());
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn nothing_is_missing_before_a_pilot_began_and_its_first_week_is_the_one_to_enter() {
    let mut desk = Desk::empty();
    desk.press("aChat bot<Ctrl+S>").press("m");
    assert!(desk.screen().contains("2026-W48") && !desk.screen().contains("2026-W47"), "{}", desk.screen());
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
    assert!(desk.screen().contains("2 metrics have new values of weeks before their pilot began"), "{}", desk.screen());
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
