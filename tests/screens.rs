//! Every screen at every size: nothing panics, nothing is drawn outside, and what it shows can be read as text.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on has failed")]

#[path = "screens/contrast.rs"]
mod contrast;
#[path = "screens/own_keys.rs"]
mod own_keys;
#[path = "screens/past.rs"]
mod past;
mod support;
#[path = "screens/ways.rs"]
mod ways;
#[path = "screens/widths.rs"]
mod widths;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use steerco::app::{fit, view};
use support::Desk;
use ways::{WAYS, go_everywhere};

#[test]
fn every_screen_draws_at_every_size() {
    go_everywhere(&mut Desk::demo(), |name, desk| {
        let small = (0..=24).flat_map(|width| (0..=14).map(move |height| (width, height)));
        let large = [(40, 20), (60, 18), (80, 24), (120, 40), (200, 60), (500, 200), (1, 200), (500, 1)];
        for (width, height) in small.chain(large) {
            desk.resize(width, height);
            let (screen, cursor) = desk.draw();
            assert!(screen.lines().count() <= usize::from(height.max(1)), "{name} at {width}×{height}");
            if let Some(cursor) = cursor {
                assert!(cursor.x < width && cursor.y < height, "{name} at {width}×{height}: cursor {cursor:?}");
            }
        }
    });
}

/// A terminal may change its size between the message that says so and the picture.
#[test]
fn every_screen_draws_at_another_size_than_it_was_told() {
    go_everywhere(&mut Desk::demo(), |name, desk| {
        for (width, height) in [(1, 1), (2, 3), (20, 2), (20, 6), (24, 13), (60, 14), (300, 100), (500, 1)] {
            let area = Rect::new(0, 0, width, height);
            fit(&mut desk.state, area);
            let cursor = view(&desk.state, area, &mut Buffer::empty(area));
            assert!(cursor.is_none_or(|at| area.contains(at)), "{name} at {width}×{height}: cursor {cursor:?}");
        }
    });
}

/// At a desk of its own each: what one of them adds would be there for the next.
#[test]
fn every_screen_draws_without_any_pilot() {
    for way in WAYS.iter().filter(|way| !way.goes_on) {
        let mut desk = Desk::empty();
        desk.press(&way.typed(str::to_owned));
        for (width, height) in [(1, 1), (20, 6), (60, 18), (80, 24), (120, 40)] {
            desk.resize(width, height);
            let screen = desk.screen();
            let body: Vec<&str> = screen.lines().take(usize::from(height) - 1).skip(2).collect();
            let is_blank = body.iter().all(|line| line.trim().is_empty());
            assert!(height < 18 || !is_blank, "{} at {width}×{height} shows nothing:\n{screen}", way.name);
        }
    }
}

#[test]
fn a_screen_is_the_same_after_any_detour_through_other_sizes() {
    let calm = Desk::demo().screen();
    let mut desk = Desk::demo();
    for size in [(1, 1), (200, 60), (3, 50), (500, 2), (60, 18), (2, 2), (120, 40)] {
        desk.resize(size.0, size.1);
    }
    assert_eq!(desk.screen(), calm);
}

#[test]
fn no_column_of_a_list_is_cut_while_room_is_left_and_none_moves_while_it_is_narrowed() {
    let mut desk = Desk::demo();
    let screen = desk.press("gp").screen();
    assert!(screen.contains("Director Change and Training") && screen.contains("Customer Service"), "{screen}");
    assert!(!screen.contains('…'), "{screen}");
    assert!(screen.contains("People trained on exception handling"), "an item has a title: {screen}");
    let owner = screen.lines().find(|line| line.contains("Elena Ivanova"));
    assert!(owner.is_some_and(|line| line.trim_end().ends_with("below VP")), "no colour says it alone: {screen}");
    let vice = screen.lines().find(|line| line.contains("VP Legal"));
    assert!(vice.is_some_and(|line| line.contains("  VP  ")), "a level is spelled as a title is: {screen}");
    let head = |screen: &str| screen.lines().find(|line| line.contains("leads")).unwrap().to_owned();
    let narrowed = desk.press("/ana").screen();
    assert_eq!(head(&narrowed), head(&screen), "{narrowed}");
    let none = desk.press("zzz").screen();
    assert!(none.contains("Nothing matches /"), "{none}");
    let decisions = desk.press("<Esc><Esc>gl").screen();
    let months: BTreeSet<Option<usize>> =
        decisions.lines().filter(|line| line.contains(" Oct  ")).map(|line| column(line, "Oct")).collect();
    assert_eq!(months.len(), 1, "days of one and of two figures stand in line: {decisions}");
    let settings = desk.press("gs").screen();
    assert!(settings.contains("theme, the colours: night"), "{settings}");
}

/// The column of the first of those words.
fn column(line: &str, words: &str) -> Option<usize> {
    line.split_once(words).map(|(before, _)| before.chars().count())
}

#[test]
fn what_is_cut_or_hidden_says_so() {
    let mut desk = Desk::demo();
    let board = desk.screen();
    assert!(board.contains("■ no-owner") && board.contains("■ drift-no-authority +5"), "no name is cut: {board}");
    assert!(board.lines().skip(5).take(25).all(|line| !line.contains('…')), "nor anything else on a card: {board}");
    desk.resize(56, 24);
    let board = desk.screen();
    let counts = board.lines().find(|line| line.contains("decisions wanted   ")).unwrap_or_default();
    assert!(counts.trim_end().ends_with("on track   …"), "no word of the counts is cut: {board}");
    desk.resize(60, 18);
    let since = desk.press("gr2").screen();
    assert!(since.contains("… ↓ "), "what lies below the number of further rows: {since}");
    let grouped = desk.press("<Esc>gbS").screen();
    assert!(grouped.contains("… · 1"), "how many there are is not cut: {grouped}");
    let whole = desk.press("<Enter>z").screen();
    assert!(whole.contains("What for") && whole.contains("more: arrows show them"), "{whole}");
    desk.resize(120, 40);
    let overview = desk.press("z").screen();
    assert!(overview.contains("more: z shows them"), "{overview}");
    desk.press("z").press(&"<↓>".repeat(60));
    desk.shows("Way through the stages");
}

#[test]
fn what_matters_is_not_cut_and_nothing_is_cut_twice() {
    let mut desk = Desk::demo();
    let readiness = desk.press("l<Enter>7").screen();
    assert!(readiness.contains("nothing shown  1 gap  late: Lucie Moreau, 13 Nov"), "{readiness}");
    desk.resize(60, 18);
    let overdue = desk.press("gd5").screen();
    assert!(overdue.contains("came back") && !overdue.contains("……"), "{overdue}");
    let person = desk.press("gp/pilar<Enter><Enter>").screen();
    assert!(person.contains("8 Jan 2027"), "{person}");
}

#[test]
fn metrics_keep_their_change_and_their_chart_in_a_small_window_and_no_limit_is_cut() {
    let mut desk = Desk::demo();
    let wide = desk.press("lllgg<Enter>3").screen();
    assert!(wide.contains("┄ target 75 %") && !wide.contains("limit…"), "{wide}");
    for line in ["⋯ limits 0.3 to 6.2", "⋯ limits 90.4 to 97.7", "╌ plan"] {
        assert!(wide.contains(line), "{line} has its name: {wide}");
    }
    desk.resize(60, 18);
    let low = desk.screen();
    assert!(low.contains("-7.9 in 13 w") && low.contains("↓ 2") && low.contains(" │"), "{low}");
    let old = desk.press("<Esc>hhhgg<Enter>3").screen();
    assert!(old.contains("20 %  not since W42") && old.contains("W37"), "{old}");
}

#[test]
fn a_chart_without_a_baseline_says_what_its_limits_rest_on() {
    let mut desk = Desk::demo();
    let chart = desk.press("llgg<Enter>3jjjjt").screen();
    assert!(chart.contains("escalated exceptions") && chart.contains("limits of the first "), "{chart}");
}

#[test]
fn numbers_on_the_wall_stand_under_each_other_and_a_small_wall_says_how_old_they_are() {
    let mut desk = Desk::demo();
    let wall = desk.press("gmy").screen();
    let end = |number: &str| wall.lines().find_map(|line| column(line, number)).map(|at| at + number.chars().count());
    assert!(end("78.1 %  -").is_some() && end("78.1 %  -") == end("9.5 min  +"), "{wall}");
    desk.resize(60, 18);
    let small = desk.press("<→><→>").screen();
    assert!(small.contains("46 parts  not since W42"), "{small}");
}

#[test]
fn what_changed_of_each_pilot_stands_in_line() {
    let since = Desk::demo().press("gr2").screen();
    let said: Vec<&str> = since.lines().filter(|line| line.contains("  computed: ")).collect();
    let columns: BTreeSet<Option<usize>> = said.iter().map(|line| column(line, "computed: ")).collect();
    assert!(said.len() > 3 && columns.len() == 1, "{since}");
}

#[test]
fn days_take_no_room_from_what_stands_beside_them() {
    let mut desk = Desk::demo();
    let notes = desk.press("<Enter>4").screen();
    assert!(notes.contains("16 Oct  The VP Supply Chain has left and"), "{notes}");
    let actions = desk.press("ga").screen();
    assert!(actions.contains("30 Oct  Name who may order a retraining of the invoice model  "), "{actions}");
}

#[test]
fn names_stay_apart_where_there_is_little_room() {
    let mut desk = Desk::demo();
    let register = desk.press("llggj<Enter>6").screen();
    assert!(register.contains("waits 22 d  Night shift planned without the rest day that the works"), "{register}");
    desk.resize(60, 18);
    let low = desk.screen();
    assert!(low.contains("waits 22 d  Night shift planned"), "what was wrong shows: {low}");
    let listed = desk.press("<Esc>gd1jj<Enter>").screen();
    assert!(listed.contains("■ R≠G decision wanted"), "how each stands shows: {listed}");
    let masked = desk.press("<Esc>gbM").screen();
    let cards: Vec<&str> = masked.lines().skip(5).take(8).collect();
    assert!(cards.iter().all(|line| !line.contains('…')) && cards.len() == 8, "no code is cut: {masked}");
}

#[test]
fn cards_name_the_loudest_warning_whole_from_where_they_name_any() {
    let mut desk = Desk::demo();
    for size in [(104, 30), (104, 40), (120, 30), (120, 40), (200, 50)] {
        desk.resize(size.0, size.1);
        let board = desk.screen();
        for name in ["no-owner", "condition-adrift", "adoption-collapse", "drift-no-authority", "exceptions-ageing"] {
            assert!(board.contains(&format!("■ {name}")), "{size:?}, {name}: {board}");
        }
        // Where a low window has one line for both, a gate that can be gone through stays, and what fires is counted.
        let named = if size.1 < 32 { "G1 go possible  ▲ 1" } else { "▲ run-decisions-late" };
        assert!(board.contains(named) && board.contains("G1 go possible"), "{size:?}: {board}");
    }
}

#[test]
fn all_that_is_said_of_a_record_of_the_framework_can_be_read_in_a_low_window() {
    let mut desk = Desk::demo();
    desk.resize(60, 15);
    let cut = desk.press("gf/adrift<Enter>").screen();
    assert!(cut.contains("more: z shows them") && !cut.contains("numbers: house"), "{cut}");
    let whole = desk.press("z").screen();
    assert!(whole.contains("clears when: ") && whole.contains("more: arrows show them"), "{whole}");
    let end = desk.press(&"<↓>".repeat(20)).screen();
    assert!(end.contains("numbers: house") && !end.contains("arrows show them"), "{end}");
    let list = desk.press("<Esc>").screen();
    assert!(list.lines().any(|line| line.starts_with('▌') && line.contains("condition-adrift")), "{list}");
}

#[test]
fn a_stage_keeps_its_name_beside_the_number_of_its_pilots() {
    let mut desk = Desk::demo();
    let narrowed = desk.press("/claims<Enter>").screen();
    assert!(narrowed.contains("3 Organizational Embedding") && narrowed.contains("0 of 3"), "{narrowed}");
    desk.press("<Esc>").resize(80, 24);
    let board = desk.screen();
    assert!(board.contains("1 Pilot Validation ") && board.contains("weeks 1-8        4 "), "{board}");
}

#[test]
fn how_near_the_gate_is_stands_on_the_card_or_below_the_board() {
    let mut desk = Desk::demo();
    for (size, is_below) in [((120, 40), false), ((80, 24), true)] {
        desk.resize(size.0, size.1);
        let board = desk.screen();
        let said = board.lines().find(|line| line.contains("Proposed: Appoint an executive owner.")).unwrap();
        assert!(board.contains("G1 0 of 5") && said.contains("G1 0 of 5") == is_below, "{board}");
    }
}

#[test]
fn what_is_empty_says_so_whole() {
    let metrics = Desk::demo().press("<Enter>3").screen();
    assert!(metrics.contains("No values in these weeks: m enters one.") && !metrics.contains("further"), "{metrics}");
}

#[test]
fn a_tick_stands_before_a_question_that_has_no_room_beside_it() {
    let mut desk = Desk::demo();
    desk.press("<Enter>7e");
    for size in [(120, 40), (60, 40)] {
        desk.resize(size.0, size.1);
        let screen = desk.screen();
        assert!(screen.contains("│ [ ] no    They arrive automatically and continuously "), "{screen}");
    }
}

#[test]
fn values_of_a_metric_have_as_many_decimals_as_their_neighbours() {
    let week = Desk::demo().press("gw").screen();
    assert!(week.contains("    96.4    96.0    96.7") && week.contains("│ 97.0"), "{week}");
    assert!(week.contains("      96      93      95"), "none where none has any: {week}");
}

#[test]
fn nothing_is_told_twice() {
    let mut desk = Desk::demo();
    let board = desk.screen();
    assert!(board.contains(" ?≠A") && !board.contains("? ?"), "{board}");
    let portfolio = desk.press("gd").screen();
    assert!(!portfolio.contains("○ -") && !portfolio.contains("0 parked"), "{portfolio}");
    let metrics = desk.press("gb<Enter>3").screen();
    assert!(metrics.contains("4 missing") && !metrics.contains("newest W42"), "{metrics}");
    let readiness = desk.press("7").screen();
    assert!(readiness.contains("conditional go lacks the same"), "{readiness}");
    let rollout = desk.press("8").screen();
    assert!(rollout.contains("no expansion is planned"), "{rollout}");
    let exceptions = desk.press("!The tariff was read twice<Ctrl+S>6").screen();
    assert!(exceptions.contains("The tariff was read twice: medium, raised "), "{exceptions}");
    let checklist = desk.press("2").screen();
    assert!(checklist.contains("No status is reported yet: r reports it"), "{checklist}");
}

#[test]
fn what_lies_over_a_screen_leaves_no_half_of_a_sentence() {
    let mut desk = Desk::demo();
    let help = desk.press("?").screen();
    assert!(help.contains("Show only what matches some words; Enter keeps that, Esc stops typing."), "{help}");
    let judging = desk.press("go on judging").screen();
    assert!(judging.contains("stop or go on judging"), "no name of a verb is cut: {judging}");
    let found = desk.press("<Esc>:inv").screen();
    assert!(!found.contains("Nobody is its executive owner"), "that is of another pilot: {found}");
    desk.resize(60, 18);
    let owner = desk.press("<Esc>o").screen();
    assert!(!owner.contains("of stage 1. Proposed"), "{owner}");
}

#[test]
fn empty_screens_teach_the_key_that_fills_them() {
    let mut desk = Desk::empty();
    desk.resize(60, 18);
    let agenda = desk.press("gr").screen();
    assert!(agenda.contains("4 Committee") && agenda.contains("P prepares one"), "{agenda}");
    let since = desk.press("2").screen();
    assert!(since.contains("1 Agenda") && since.contains("3 Minutes") && since.contains("4 Committee"), "{since}");
    let minutes = desk.press("3").screen();
    assert!(minutes.contains("P prepares one"), "{minutes}");
    for (place, said) in [("gb", "there is no pilot yet: a adds one"), ("gp", "there is nobody yet: a adds one")] {
        let refused = desk.press(place).press("<Enter>").screen();
        assert!(refused.contains(said), "{refused}");
    }
    let actions = desk.press("ga").screen();
    assert!(actions.contains("g p, then a"), "{actions}");
}

/// The pictures of the README are those of the program. `STEERCO_WRITE=1` writes them anew.
#[test]
fn the_pictures_of_the_readme_are_true() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let write = std::env::var_os("STEERCO_WRITE").is_some();
    let mut readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    for (name, way) in [
        ("board", ""),
        ("pilot", "<Enter>3"),
        ("gate", "l<Enter>7jjjjj"),
        ("week", "gw"),
        ("portfolio", "gd"),
        ("review", "gr"),
        ("meeting", "<F5>y"),
    ] {
        let mut desk = Desk::demo();
        desk.press(way).resize(100, 30);
        let (now, path) = (format!("{}\n", desk.screen()), root.join(format!("assets/screens/{name}.txt")));
        let kept = std::fs::read_to_string(&path).unwrap();
        if write {
            readme = readme.replace(&kept, &now);
            std::fs::write(&path, &now).unwrap();
        } else {
            assert_eq!(kept, now, "{name}.txt is out of date");
            assert!(readme.contains(&now), "the README shows another {name}");
        }
    }
    if write {
        std::fs::write(root.join("README.md"), readme).unwrap();
    }
}

/// Writes every screen of one size and theme, to be read as a whole:
/// `STEERCO_SIZE=80x24 cargo test --test screens -- --ignored --nocapture pictures`.
#[test]
#[ignore = "prints pictures for people to read"]
fn pictures_of_every_screen() {
    let size = std::env::var("STEERCO_SIZE").unwrap_or_else(|_| "120x40".into());
    let (width, height) = size.split_once('x').unwrap();
    let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
    let print = |name: &str, desk: &mut Desk| {
        desk.resize(width, height);
        println!("==== {name}, {size}\n{}\n", desk.screen());
    };
    go_everywhere(&mut Desk::demo(), print);
    for way in WAYS.iter().filter(|way| !way.goes_on) {
        let mut desk = Desk::empty();
        desk.press(&way.typed(str::to_owned));
        print(&format!("{}, empty", way.name), &mut desk);
    }
    print("first run", &mut Desk::first_run());
}

#[test]
fn a_verdict_is_spelled_alike_wherever_people_read_it() {
    for (keys, said) in [
        ("gl", "G1: conditional go"),
        ("/supplier<Enter><Enter>7", "G1 held on 14 Sep: conditional go"),
        ("/supplier<Enter>L", "G1 held on 14 Sep: conditional go"),
        ("gh/supplier risk, G1", "G1: conditional go to stage 2"),
        ("gf/conditional<Enter>", "a conditional go"),
    ] {
        let screen = Desk::demo().press(keys).screen();
        assert!(screen.contains(said) && !screen.contains("conditional-go"), "{keys}: {screen}");
    }
}
