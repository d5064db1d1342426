//! Tables as people read them: another order of their rows, what is marked and selected meanwhile; and the columns of
//! the board.

use crate::support::Desk;

/// What a screen has for itself: the line that explains, the notice, a rule and the footer stand below.
fn body(desk: &Desk) -> Vec<String> {
    let mut lines: Vec<String> = desk.screen().lines().map(str::to_owned).collect();
    lines.truncate(lines.len() - 4);
    lines
}

/// Those texts in the order in which they stand there, one a line.
fn order<'a>(desk: &Desk, texts: &[&'a str]) -> Vec<&'a str> {
    let of = |line: &String| texts.iter().find(|text| line.contains(**text)).copied();
    body(desk).iter().filter_map(of).collect()
}

/// The row under the cursor.
pub fn selected(desk: &Desk) -> String {
    let row = body(desk).into_iter().find(|line| line.starts_with('▌'));
    row.unwrap_or_else(|| panic!("no row is marked: {}", desk.screen()))
}

/// The last row of a list, where it says its order and what it is narrowed to.
fn foot(desk: &Desk) -> String {
    body(desk).last().unwrap().trim().to_owned()
}

const ACTIONS: [&str; 3] = ["Name who may order", "Bring the budget line", "Ask the works council"];

#[test]
fn actions_have_four_orders_and_the_cursor_and_the_marks_stay_on_their_rows() {
    let mut desk = Desk::demo();
    let [invoice, budget, council] = ACTIONS;
    desk.press("ga");
    assert_eq!(order(&desk, &ACTIONS), [invoice, budget, council], "due first");
    assert!(foot(&desk).is_empty() && selected(&desk).contains(invoice), "{}", desk.screen());
    desk.press("vj");
    assert!(selected(&desk).contains(council), "{}", desk.screen());
    for (said, rows) in [
        ("by who", [invoice, budget, council]),
        ("by pilot", [invoice, council, budget]),
        ("by state", [invoice, budget, council]),
    ] {
        desk.press("s");
        desk.shows(&format!("Rows {said}."));
        assert_eq!((foot(&desk).as_str(), order(&desk, &rows)), (said, rows.to_vec()), "{}", desk.screen());
        assert!(selected(&desk).contains(council), "{said}: {}", desk.screen());
        assert!(desk.screen().contains("1 marked."), "{said}: {}", desk.screen());
    }
    desk.press("s");
    assert!(foot(&desk).is_empty() && desk.screen().contains("Rows due first."), "{}", desk.screen());
    desk.press("x");
    assert!(desk.screen().contains("Drop: Name who may order"), "what was marked is meant: {}", desk.screen());
}

#[test]
fn the_cursor_goes_to_the_row_that_undo_brings_back_and_that_redo_brings_again() {
    let mut desk = Desk::demo();
    desk.press("lllgg<Enter>4");
    let first = selected(&desk);
    desk.press("x");
    assert_ne!(selected(&desk), first, "{}", desk.screen());
    desk.press("u");
    assert_eq!(selected(&desk), first, "{}", desk.screen());
    desk.press("gpaZoe Zeta<Ctrl+S>").press("u").press("gg").press("U");
    assert!(selected(&desk).contains("Zoe Zeta"), "{}", desk.screen());
}

#[test]
fn what_an_entry_wrote_is_read_whole_in_a_small_window_where_it_has_room() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("ocos<Tab>the committee asked for it at its last review<Enter>").press("gh<Enter>");
    let flat = desk.flat();
    assert!(flat.contains("person Ana Costa") && flat.contains("at its last review"), "{}", desk.screen());
}

#[test]
fn an_action_that_is_done_keeps_its_place_in_every_order() {
    let mut desk = Desk::demo();
    let [invoice, budget, council] = ACTIONS;
    desk.press("gasss<Space>");
    desk.shows("is done.");
    assert_eq!(order(&desk, &ACTIONS), [invoice, budget, council], "it keeps its place: {}", desk.screen());
    assert!(selected(&desk).contains(invoice) && foot(&desk) == "by state", "{}", desk.screen());
    desk.press("ssssA");
    assert_eq!(order(&desk, &ACTIONS), [budget, council, invoice], "until they are sorted anew: {}", desk.screen());
}

#[test]
fn the_order_stands_beside_the_filter_and_what_is_copied_stands_in_it() {
    let mut desk = Desk::demo();
    desk.press("gps/navarro");
    let typing = foot(&desk);
    assert!(typing.starts_with("/ navarro ") && typing.ends_with(" shown"), "no order yet: {}", desk.screen());
    desk.press("<Esc>");
    let said = foot(&desk);
    assert!(said.starts_with("/ navarro  1 of ") && said.ends_with("   most pilots owned first"), "{}", desk.screen());
    desk.press("<Esc>");
    assert_eq!(foot(&desk), "most pilots owned first", "{}", desk.screen());
    let tsv = desk.press("Y<Enter>").copied();
    let names: Vec<&str> = tsv.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(names[..2], ["Rita Silva", "Pilar Navarro"], "two owned each, two led before one: {tsv}");
    let levels = desk.press("sY<Enter>").copied();
    assert!(levels.lines().nth(1).is_some_and(|line| line.starts_with("Lucie Moreau\t")), "chiefs first: {levels}");
    desk.press("s");
    assert_eq!(foot(&desk), "by unit", "{}", desk.screen());
}

#[test]
fn the_words_of_a_decision_are_put_right_where_they_are_read() {
    let mut desk = Desk::demo();
    desk.press("gl/fortnight<Enter><Enter>");
    desk.shows("People were never trained");
    desk.press("e<Tab><Ctrl+U>Nobody was trained.<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("Nobody was trained.") && !screen.contains("People were never trained"), "{screen}");
    desk.press("u");
    desk.shows("People were never trained");
    // What a verdict says of its gate is nobody's words.
    desk.press("<Esc><Esc>/energy<Enter>e<Ctrl+U>All five passed.<Ctrl+S>");
    let export = desk.export();
    let mut decisions = export["decisions"].as_array().unwrap().iter();
    let verdict = decisions.find(|one| one["rationale"] == "All five passed.");
    assert_eq!(verdict.map(|one| &one["statement"]), Some(&"G1: go".into()), "{}", desk.screen());
}

#[test]
fn decisions_that_come_back_stand_first_where_that_is_wanted() {
    let mut desk = Desk::demo();
    let three = ["certified against", "Send trainers to", "Check two hundred"];
    let [certified, trainers, check] = three;
    desk.press("gl");
    assert_eq!(order(&desk, &three), [certified, trainers, check], "newest first: {}", desk.screen());
    desk.press("ss");
    assert_eq!(foot(&desk), "coming back first", "{}", desk.screen());
    assert_eq!(order(&desk, &three), [check, trainers, certified], "what came back, then what will: {}", desk.screen());
    assert!(selected(&desk).contains(certified), "the cursor stays: {}", desk.screen());
    desk.press("<Enter>s");
    desk.shows("row is shown in full: Esc closes it");
}

#[test]
fn exceptions_are_sorted_by_what_they_weigh() {
    let mut desk = Desk::demo();
    desk.press("!The tariff was read twice<Ctrl+S>gx");
    let three = ["Night shift planned", "The tariff was read", "Agency staff"];
    let [night, tariff, agency] = three;
    assert_eq!(order(&desk, &three), [night, tariff, agency], "{}", desk.screen());
    desk.press("s");
    assert_eq!(
        (foot(&desk).as_str(), order(&desk, &three)),
        ("most severe first", three.to_vec()),
        "{}",
        desk.screen()
    );
    desk.press("s");
    assert_eq!(order(&desk, &three), [tariff, night, agency], "Demand forecast before Shift planning");
    desk.press("s");
    desk.shows("Rows escalated first, longest wait on top.  1 of 3");
}

#[test]
fn every_screen_says_which_order_is_next_and_is_found_in_the_one_in_which_it_was_left() {
    let mut desk = Desk::demo();
    desk.press("s");
    desk.shows("Cards in own order.  2 of 6; next: by name");
    desk.press("Sgas");
    desk.shows("Rows by who.  2 of 4; next: by pilot");
    desk.press("gd1<Enter>sgps/pilar<Enter><Enter>s");
    assert!(desk.drafts.keys().all(|key| key.starts_with("place/")), "{:?}", desk.drafts);
    let mut desk = desk.restart();
    desk.shows("in own order, grouped by unit");
    desk.press("ga");
    assert_eq!(foot(&desk), "by who", "{}", desk.screen());
    desk.press("gd1<Enter>");
    desk.shows("begins there   by name");
    assert!(selected(&desk).contains("Claims intake"), "the first of that order: {}", desk.screen());
    desk.press("gp");
    assert_eq!(foot(&desk), "most pilots owned first", "{}", desk.screen());
    desk.press("/pilar<Enter><Enter>");
    desk.shows("0 overdue   due first");
    desk.press("ss");
    assert_eq!(desk.drafts.get("place/order/person"), None, "the first order needs no memory");
}

#[test]
fn what_was_made_of_the_board_stands_before_its_counts_and_is_told_where_it_has_no_foot() {
    let mut desk = Desk::demo();
    desk.press("sv/invoice<Esc>");
    desk.shows("◆ 1 marked   /invoice  1 of 12 shown   in own order   ■ 1 decision wanted");
    desk.resize(60, 18);
    desk.shows("◆ 1 marked · /invoice  1 of 12 shown · in own order ·");
}

#[test]
fn a_heading_of_the_board_says_how_many_there_are_where_its_name_has_no_room() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("S");
    desk.shows("Supply C… · 1");
}

#[test]
fn the_list_behind_a_number_has_orders_of_its_own() {
    let mut desk = Desk::demo();
    let three = ["Contract review", "Demand forecast", "Claims intake"];
    let [contract, demand, claims] = three;
    desk.press("gds");
    desk.shows("list behind a number is sorted: ");
    desk.press("1<Enter>");
    assert_eq!(order(&desk, &three), [contract, demand, claims], "as they are counted: {}", desk.screen());
    desk.press("s");
    assert_eq!(order(&desk, &three), [claims, contract, demand], "{}", desk.screen());
    assert!(desk.screen().contains("begins there   by name"), "its heading says so: {}", desk.screen());
    assert!(selected(&desk).contains(contract), "the cursor stays: {}", desk.screen());
    desk.press("s");
    assert_eq!(order(&desk, &three), [claims, contract, demand], "who has none comes last: {}", desk.screen());
    desk.press("s");
    desk.shows("longest in stage first");
    assert_eq!(order(&desk, &three), [demand, contract, claims], "{}", desk.screen());
    desk.press("s/claims");
    assert_eq!(order(&desk, &three), [claims], "{}", desk.screen());
}

#[test]
fn what_a_person_answers_for_is_sorted_by_its_day() {
    let mut desk = Desk::demo();
    let three = ["owns        Shift planning", "sits ", "the review of 3 Dec"];
    let [owns, sits, review] = three;
    desk.press("gp/pilar<Enter><Enter>j");
    assert_eq!(order(&desk, &three), [owns, sits, review], "{}", desk.screen());
    desk.press("s");
    assert_eq!(order(&desk, &three), [review, owns, sits], "{}", desk.screen());
    assert!(desk.screen().contains("0 overdue   due first") && selected(&desk).contains(owns), "{}", desk.screen());
    desk.press("s");
    desk.shows("0 overdue   by pilot");
    desk.press("s");
    assert_eq!(order(&desk, &three), [owns, sits, review], "as it was: {}", desk.screen());
}

#[test]
fn the_columns_of_the_board_are_gone_to_by_their_numbers_and_one_after_another() {
    let mut desk = Desk::demo();
    let on = |desk: &Desk, name: &str| {
        let lines = body(desk);
        let card = lines.iter().find_map(|line| line.split_once('▌')).unwrap_or_default().1;
        assert!(card.trim_start().starts_with(name), "{name}: {}", desk.screen());
    };
    assert!(desk.screen().contains(" 3 Organizational"), "the numbers are shown: {}", desk.screen());
    on(&desk, "Demand forecast");
    for (key, name) in [
        ("3", "Field dispatch"),
        ("]", "Invoice triage"),
        ("]", "Demand forecast"),
        ("[", "Invoice triage"),
        ("[", "Field dispatch"),
        ("j", "Shift planning"),
        ("1", "Demand forecast"),
        ("3", "Shift planning"),
    ] {
        desk.press(key);
        on(&desk, name);
    }
    desk.press("/warranty<Esc>");
    for (key, said) in [("2", "no card shows in that column"), ("]", "no other column has cards")] {
        desk.press(key);
        assert!(desk.screen().contains(said), "{key}: {}", desk.screen());
        on(&desk, "Warranty coding");
    }
}

#[test]
fn the_heading_of_a_group_stays_while_its_rows_are_scrolled() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    desk.press("/invoice<Enter><Enter>2");
    for key in ["G", "k", "<PageUp>", "gg"] {
        let screen = desk.press(key).screen();
        let first = screen.lines().nth(4).unwrap_or_default();
        assert!(first.contains("Stage "), "{key}: {screen}");
        assert!(screen.lines().any(|line| line.starts_with('▌')), "{key}: {screen}");
    }
    desk.press("gb<Esc>S1G");
    let screen = desk.screen();
    let head = screen.lines().position(|line| line.contains("↑ 2 ─")).unwrap_or_default();
    let first: String = screen.lines().nth(head + 1).unwrap_or_default().chars().take(19).collect();
    assert!(first.contains("· 1"), "the unit of the first card: {screen}");
}

#[test]
fn where_no_row_is_none_is_said_to_be_about_no_pilot() {
    for place in ["gl", "ga", "gx"] {
        for key in ["D", "o", "O", "!"] {
            let mut desk = Desk::empty();
            let screen = desk.press(place).press(key).screen();
            let says = screen.contains("no row is selected") || screen.contains("no action is selected");
            assert!(says, "{place}{key}: {screen}");
        }
    }
}
