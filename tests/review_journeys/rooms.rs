//! Windows of any size: what is wanted and why is read whole on the wall, and what has no room is counted.

use std::collections::BTreeSet;

use steerco::domain::date::in_prose;

use crate::decisions::recorded_on_a_sixth;
use crate::support::{Desk, today};
use crate::{draft, five_items};

#[test]
fn two_statuses_that_want_a_decision_stand_whole_on_sixty_columns() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gmn<Right>");
    let screen = desk.screen();
    assert!(screen.contains("■ DECISION WANTED computed   ■ DECISION WANTED reported"), "{screen}");
}

#[test]
fn a_small_meeting_shows_the_trends_the_tally_and_a_way_to_what_follows() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("gmy");
    desk.shows("more: ↓");
    // What is wanted, all trends, then every reason once, in full.
    let item = draft(&desk).agenda[0].clone();
    desk.press("<↓>");
    let shown = desk.flat();
    assert!(shown.contains(&item.wanted), "{}", desk.screen());
    desk.press("<↓>");
    for trend in ["accuracy", "active users", "handling time", "exceptions"] {
        desk.shows(trend);
    }
    assert!(desk.screen().contains("-7.9 in 13 w"), "as on a large wall: {}", desk.screen());
    for reason in &item.reasons {
        desk.press("<↓>");
        let shown = desk.flat();
        let text = in_prose(&reason.text, today());
        assert!(shown.contains(&text), "“{text}” in {}", desk.screen());
    }
    desk.press("<↓>");
    desk.shows("nothing follows");
    desk.press("<→>");
    desk.shows("G3 lacks");
    assert!(desk.screen().contains("adoption-collapse"), "another item begins at its top: {}", desk.screen());
    desk.press("<→><→><→><→><→><→><→><→>");
    desk.shows("Closing");
    desk.shows("more: ↓");
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
    desk.hides("more above");
    desk.press("<↓>");
    desk.shows("more above");
    // Where there is room, a reason is not cut.
    desk.press("<→>").resize(80, 30);
    desk.shows("comes back on 3 Dec");
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
    desk.shows("24 → 120 users");
    desk.hides("-53");
    desk.press("t");
    assert!(desk.screen().contains("120 users"), "the chart marks it: {}", desk.screen());
}

#[test]
fn the_closing_page_cuts_nothing_while_there_is_room() {
    let mut desk = five_items();
    desk.resize(120, 40);
    let words = (100..190).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    desk.press("<F5>y").press(&format!("c{words}<Enter><End>"));
    let flat = desk.flat();
    assert!(flat.contains(&words), "{}", desk.screen());
}

#[test]
fn a_small_closing_page_counts_its_items_and_goes_down_to_each() {
    let mut desk = Desk::demo();
    desk.resize(40, 10);
    desk.press("gmy<End>");
    desk.shows("more: ↓");
    assert!(desk.footer().contains("close the review"), "{}", desk.screen());
    let titles: Vec<String> = draft(&desk).items().map(|item| item.title.clone()).collect();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..30 {
        seen.extend(titles.iter().filter(|title| desk.screen().contains(title.as_str())).cloned());
        desk.press("<↓>");
    }
    assert_eq!(seen.len(), titles.len(), "{seen:?}");
    let screen = desk.screen();
    assert!(screen.contains("carried over") && screen.contains("nothing follows"), "{screen}");
}

#[test]
fn what_the_last_item_brought_is_read_whole_on_a_small_closing_page() {
    let mut desk = five_items();
    let words = (100..140).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    desk.press("<F5>yG<←>").press(&format!("c{words}<Enter>"));
    desk.resize(60, 18);
    desk.press("<End>");
    desk.shows("Closing it keeps");
    desk.press(&"<↓>".repeat(20));
    assert!(desk.flat().contains(&format!("minuted {words}")), "{}", desk.screen());
    desk.shows("nothing follows");
}

#[test]
fn the_last_item_of_a_closing_page_has_the_room_that_is_left() {
    let mut desk = five_items();
    let words = (100..500).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    desk.press("<F5>yG<←>").press(&format!("c{words}<Enter>"));
    desk.resize(60, 40);
    desk.press("<End>");
    desk.shows("word160");
}

#[test]
fn the_closing_page_tells_what_an_item_brought_line_by_line() {
    let mut desk = recorded_on_a_sixth();
    desk.press("cSaid so<Enter><End>");
    let screen = desk.screen();
    let stands = |row: &str| screen.lines().any(|line| line.trim().starts_with(row));
    for row in ["decided  retrain: One year", "action  Jonas Lindqvist by 27 Nov: draw the chart", "minuted  Said so"] {
        assert!(stands(row), "{row}: {screen}");
    }
}

#[test]
fn a_small_closing_page_joins_nothing_that_an_item_brought() {
    let mut desk = five_items();
    desk.press("<F5>y");
    let said = ["first", "second", "third", "fourth"].map(|which| format!("minuted  The {which} word"));
    for minuted in &said {
        desk.press(&minuted.replace("minuted  ", "c")).press("<Enter>");
    }
    desk.resize(60, 18);
    desk.press("<End>");
    let counts = |desk: &Desk| desk.screen().lines().any(|line| line.trim().ends_with("more …"));
    assert!(counts(&desk), "{}", desk.screen());
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        seen.extend(desk.screen().lines().map(|line| line.trim().to_owned()));
        desk.press("<↓>");
    }
    assert!(said.iter().all(|row| seen.contains(row)), "{seen:?}");
}

#[test]
fn in_a_low_window_what_is_said_is_read_whole() {
    let mut desk = five_items();
    desk.resize(40, 10);
    desk.press("<F5>yu");
    let said = desk.flat();
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
        desk.shows(hint);
    }
    desk.resize(80, 24);
    desk.shows("L gate");
    desk.shows("q leave");
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
    desk.shows("more above");
    desk.resize(120, 60);
    desk.hides("more above");
    desk.press("<↓>");
    desk.shows("nothing follows");
    desk.hides("more above");
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
    desk.resize(120, 40);
    assert!(desk.flat().contains(&words(100)), "{}", desk.screen());
    desk.press(&format!("c{}<Enter>", words(200)));
    desk.resize(60, 18);
    let mut seen = desk.flat();
    for _ in 0..20 {
        desk.press("<↓>");
        seen.push_str(&desk.flat());
    }
    assert!(seen.contains(&words(100)) && seen.contains(&words(200)), "{}", desk.screen());
    desk.shows("nothing follows");
    desk.press("uu");
    desk.shows("Item 1 of 5");
    desk.hides("minuted  ");
    desk.resize(120, 40);
    desk.press("<End>cOn the whole it went well<Enter>");
    desk.shows("minuted  On the whole it went well");
}

#[test]
fn a_question_without_room_for_its_box_tells_its_day_all_the_same() {
    let mut desk = five_items();
    desk.press("gm").resize(20, 8);
    let screen = desk.screen();
    assert!(screen.contains("The review of 3 Dec") && screen.contains("y n"), "{screen}");
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
    desk.shows(" 1   2   3  ▌4 Committee");
}

#[test]
fn a_page_that_is_scrolled_says_how_many_rows_lie_above() {
    for keys in ["gr", "gmyqgr3"] {
        let mut desk = Desk::demo();
        desk.resize(80, 14);
        let above = |desk: &Desk| desk.screen().lines().any(|line| line.trim().starts_with("↑ "));
        assert!(!above(desk.press(keys).press("gg")), "{keys}: {}", desk.screen());
        assert!(above(desk.press("G")), "{keys}: {}", desk.screen());
    }
}
