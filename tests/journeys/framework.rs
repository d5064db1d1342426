//! The framework: what it says is read and found by its words, and what a workspace sets of it.

use steerco::domain::change::MetricChange;
use steerco::domain::{Change, Fixed};
use steerco::interaction::Msg;

use crate::support::Desk;
use crate::tables::selected;

#[test]
fn the_framework_is_read_and_set_on_a_screen_of_its_own() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("gf/legacy<Enter>");
    desk.shows("Connect, do not replace");
    desk.press("<Esc>/dimension data<Enter>e");
    // Name, pass mark, criteria, and whether it votes.
    desk.press("<Tab><Backspace>2<Ctrl+S>");
    assert_eq!(desk.export()["amendments"][0]["key"], "dimension.data.pass", "{}", desk.screen());
    desk.shows("the framework has 3");
    desk.press("e<Tab><Backspace>9<Ctrl+S>");
    desk.shows("scores go from 0 to 4");
    desk.press("<Esc>x");
    assert_eq!(desk.export(), before, "{}", desk.screen());
}

#[test]
fn an_item_of_the_workspace_stands_in_the_checklist_of_its_stage_at_once() {
    let mut desk = Desk::demo();
    desk.press("gfas2.mes<Tab>MES<Tab>Tested with the shop floor<Tab><Ctrl+S>");
    desk.shows("One record differs");
    desk.press("gb/claims<Enter><Enter>2").press("G");
    desk.press("gg").press("<PageDown>");
    let found = (0..40).any(|_| {
        desk.press("j");
        desk.screen().contains("MES")
    });
    assert!(found, "{}", desk.screen());
}

#[test]
fn criteria_that_are_ticked_keep_their_places() {
    let mut desk = Desk::demo();
    desk.press("/complaint<Enter><Enter>7e").press("3<Tab>seen<Tab><Tab><Tab><Tab><Tab><Space><Ctrl+S>");
    desk.press("gf/dimension data<Enter>e<Tab><Tab>x<Ctrl+S>");
    desk.shows("criteria of data are ticked");
}

#[test]
fn an_item_that_is_left_out_stands_where_it_can_be_brought_back() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("gf/crm<Enter>e<Tab><Tab><Tab><Space><Ctrl+S>");
    desk.shows("left out");
    desk.press("x");
    assert_eq!(desk.export(), before, "{}", desk.screen());
    // A known id is no new item.
    desk.press("as2.crm<Tab>Mistake<Ctrl+S>");
    desk.shows("there is an item s2.crm already");
    assert_eq!(desk.export(), before);
}

#[test]
fn an_id_that_is_none_is_told_under_it() {
    let mut desk = Desk::demo();
    desk.press("gfa-5<Tab>A title<Ctrl+S>");
    desk.shows("“-5” is no id: write the stage and a word, as s2.mes");
    desk.press("<Ctrl+U>s2.mes<Ctrl+S>");
    assert!(desk.screen().contains("Added the checklist item s2.mes."), "where the cursor was: {}", desk.screen());
}

#[test]
fn the_sentence_of_a_rule_says_the_numbers_that_the_workspace_set() {
    let mut desk = Desk::demo();
    desk.press("gf/no-owner<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("fires: There is no executive") && screen.contains("week 9"), "{screen}");
    let (key, to) = ("warning.no-owner.week".to_owned(), Fixed::parse("3").ok());
    desk.commit(&Change::Metric(MetricChange::Parameter { key, metric: None, to, was: None }));
    desk.take(Msg::Disturbed);
    let screen = desk.screen();
    assert!(screen.contains("the framework has 9"), "{screen}");
    assert!(screen.contains("week 3") && !screen.contains("week 9"), "{screen}");
}

#[test]
fn an_entry_of_the_framework_is_found_by_its_name_and_said_in_words() {
    let mut desk = Desk::demo();
    assert!(desk.press(":condition adrift").screen().contains("condition-adrift"), "{}", desk.screen());
    for typed in ["condition-adrift", "watermelon"] {
        let mut desk = Desk::demo();
        let screen = desk.press(&format!(":{typed}")).screen();
        assert!(screen.contains("framework") && screen.contains("warning"), "{typed}: {screen}");
        desk.press("<Enter>");
        let screen = desk.screen();
        assert!(screen.lines().next().unwrap().contains("Framework"), "{typed}: {screen}");
        let selected = screen.lines().find(|line| line.contains('▌')).unwrap_or_default();
        assert!(selected.contains(typed), "{typed}: {screen}");
        assert!(screen.contains("place among the warnings") && screen.contains("levels: "), "{screen}");
        assert!(!screen.contains("rank: "), "{screen}");
    }
}

#[test]
fn tab_goes_to_the_next_section_of_the_framework_and_brackets_go_both_ways() {
    let mut desk = Desk::demo();
    let section = |desk: &mut Desk, keys: &str| {
        let screen = desk.press(keys).screen();
        let line = screen.lines().find(|line| line.contains('▌')).unwrap_or_default().to_owned();
        line.trim_start_matches(['▌', ' ']).split_whitespace().next().unwrap_or_default().to_owned()
    };
    assert_eq!(section(&mut desk, "gf"), "stage");
    assert_eq!(section(&mut desk, "<Tab>"), "checklist");
    assert_eq!(section(&mut desk, "]"), "dimension");
    assert_eq!(section(&mut desk, "j["), "dimension", "first to where this one begins");
    assert_eq!(section(&mut desk, "["), "checklist");
    assert_eq!(section(&mut desk, "[["), "benchmark", "before the first stands the last");
}

#[test]
fn a_record_of_the_framework_stays_under_the_cursor_while_it_goes_to_the_top() {
    let mut desk = Desk::demo();
    desk.press("gf/dimension data<Enter><Esc>");
    assert!(selected(&desk).contains("dimension Data"), "{}", desk.screen());
    desk.press("e<Tab><Backspace>2<Ctrl+S>");
    assert!(selected(&desk).contains("dimension Data"), "{}", desk.screen());
    desk.shows("the framework has 3");
}

#[test]
fn the_framework_is_found_by_what_is_said_there_and_by_other_words_for_it() {
    let mut desk = Desk::demo();
    desk.press("gf");
    for words in ["origin", "fires", "clears when", "threshold", "glossary", "weeks that it may take"] {
        let screen = desk.press(&format!("/{words}<Enter>")).screen();
        assert!(!screen.contains("Nothing matches"), "{words}: {screen}");
        desk.press("<Esc>");
    }
    assert!(desk.press("/differs otherwise<Enter>").screen().contains("Nothing matches"), "nothing does yet");
    desk.press("<Esc>/dimension data<Enter>e<Tab><Backspace>2<Ctrl+S><Esc>/differs otherwise<Enter>");
    assert!(selected(&desk).contains("dimension Data"), "{}", desk.screen());
}
