//! Filters: what narrows a list runs no verb, and what follows is done to what was found.

use std::sync::Arc;

use steerco::interaction::Msg;
use steerco::interaction::around::Around;

use crate::support::Desk;
use crate::tables::selected;

#[test]
fn the_workspaces_are_narrowed_as_other_lists_are() {
    let mut desk = Desk::demo();
    desk.press("go");
    let body = |desk: &Desk| desk.screen().lines().skip(1).collect::<Vec<_>>().join("\n");
    assert!(body(&desk).contains("northwind") && body(&desk).contains("harbour"), "{}", desk.screen());
    desk.press("/harb");
    assert!(body(&desk).contains("harbour") && !body(&desk).contains("northwind"), "{}", desk.screen());
    desk.press("qq");
    desk.shows("Nothing matches /harbqq");
    desk.press("<Esc><Esc>");
    assert!(body(&desk).contains("northwind"), "{}", desk.screen());
}

#[test]
fn the_settings_are_narrowed_with_what_stands_below_them() {
    let mut desk = Desk::demo();
    let places = [("backups", "/home/petra/backups"), ("drafts", "/home/petra/drafts")];
    let places = places.map(|(name, path)| (name, path.to_owned())).to_vec();
    let around = Around { places, ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    desk.press("gsj/theme");
    let screen = desk.screen();
    assert!(selected(&desk).contains("theme") && screen.contains(" shown") && !screen.contains("mouse"), "{screen}");
    assert!(!screen.contains("petra/drafts"), "{screen}");
    desk.press("<Enter><Enter>");
    desk.shows("Setting: theme");
    desk.press("<Esc>/petra drafts");
    assert!(desk.screen().contains("petra/drafts") && !desk.screen().contains("petra/backups"), "{}", desk.screen());
    desk.press("<Ctrl+U>zzz");
    desk.shows("Nothing matches /zzz");
    desk.press("<Esc><Esc>");
    assert!(desk.screen().contains("petra/drafts") && desk.screen().contains("mouse"), "{}", desk.screen());
}

#[test]
fn where_no_list_is_narrowed_the_letters_are_looked_for_and_run_no_verb() {
    // Who answers for nothing has no rows.
    for place in ["gd", ":Dana Keller<Enter>"] {
        let mut desk = Desk::demo();
        desk.press(place).press("/");
        assert!(desk.screen().contains("searched for everywhere"), "{place}: {}", desk.screen());
        desk.press("e Invoice");
        desk.shows("/ e Invoice");
        desk.press("<Ctrl+U>Invoice triage<Enter>");
        assert!(desk.screen().contains("Invoice triage · stage 4"), "{place}: {}", desk.screen());
    }
    let mut desk = Desk::empty();
    desk.press("/add");
    assert!(desk.screen().contains("/ add"), "the first letter opens no form: {}", desk.screen());
}

#[test]
fn the_history_is_narrowed_by_its_sentences() {
    let mut desk = Desk::demo();
    desk.press("gh/mercy<Esc>");
    let shows = |desk: &Desk, text: &str| desk.screen().contains(text);
    assert!(shows(&desk, "Mercy Okafor") && !shows(&desk, "Entered 51 readings"), "{}", desk.screen());
    desk.press("<Esc>");
    assert!(shows(&desk, "Entered 51 readings"), "{}", desk.screen());
    desk.press("/indemnity<Enter><Enter>");
    assert!(!shows(&desk, "who               what"), "the entry is open: {}", desk.screen());
    desk.press("<Esc>");
    assert!(shows(&desk, "Indemnity") && !shows(&desk, "Entered 51 readings"), "the filter stays: {}", desk.screen());
    for day in ["2026-11-13", "13 Nov"] {
        desk.press("/<Ctrl+U>").press(day).press("<Enter>");
        assert!(shows(&desk, "by 13 Nov: Bring the budget line"), "{day}: {}", desk.screen());
        assert!(!shows(&desk, "Ask the works council"), "{day}: {}", desk.screen());
    }
}

#[test]
fn the_enter_that_ends_a_filter_opens_nothing_in_any_list_and_what_follows_is_done_to_what_was_found() {
    let filters = [
        ("", "invoice"),
        ("gp", "tanaka"),
        ("gh", "indemnity"),
        ("gl", "invoice"),
        ("ga", "invoice"),
        ("gx", "invoice"),
        ("gd1<Enter>", "warranty"),
        ("gr", "invoice"),
        ("gf", "dimension data"),
    ];
    for (place, words) in filters {
        let mut desk = Desk::demo();
        let before = desk.press(place).screen().lines().next().map(str::to_owned);
        desk.press("/").press(words);
        assert!(desk.footer().contains("keep"), "{place}: {}", desk.screen());
        desk.press("<Enter>");
        let screen = desk.screen();
        assert_eq!(screen.lines().next().map(str::to_owned), before, "{place}: nothing is opened: {screen}");
        assert!(screen.contains(&format!("/ {words}")) || screen.contains(&format!("/{words}")), "{place}: {screen}");
        assert!(!desk.footer().contains("keep"), "the verbs of the list again: {screen}");
    }
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("/invoice<Enter>");
    assert!(desk.screen().contains("/invoice"), "a low board says so too: {}", desk.screen());
    let mut desk = Desk::demo();
    let person = desk.store.read().find_person("Kenji Tanaka").unwrap();
    desk.press("gp/tanaka<Enter>xy");
    let people = desk.store.read().people().unwrap();
    let archived = people.iter().find(|row| row.person.id == person).is_none_or(|row| row.person.archived);
    assert!(archived, "x is for who was found: {}", desk.screen());
}

#[test]
fn the_list_behind_a_number_is_narrowed_and_what_is_found_is_opened() {
    let mut desk = Desk::demo();
    desk.press("gd1<Enter>/warranty");
    let screen = desk.screen();
    assert!(screen.contains("Warranty coding") && !screen.contains("Demand forecast"), "{screen}");
    desk.press("<Enter><Enter>");
    desk.shows("Warranty coding · stage 1");
    desk.press("<Esc>");
    assert!(!desk.screen().contains("Demand forecast"), "the filter stays: {}", desk.screen());
    desk.press("<Esc>");
    desk.shows("Demand forecast");
}

#[test]
fn the_board_is_filtered_by_colour_and_by_stage() {
    let mut desk = Desk::demo();
    desk.press("/amber");
    let screen = desk.screen();
    assert!(screen.contains("Product descriptions") && !screen.contains("Invoice triage"), "{screen}");
    desk.press("<Ctrl+U>stage 3");
    let screen = desk.screen();
    assert!(screen.contains("Shift planning") && !screen.contains("Invoice triage"), "{screen}");
}

#[test]
fn the_pages_of_a_pilot_are_narrowed_and_no_letter_runs_as_a_command() {
    let mut desk = Desk::demo();
    desk.press(":shift planning<Enter>6/agency");
    let screen = desk.screen();
    assert!(screen.contains("Agency staff planned twice") && screen.contains("1 of 3 shown"), "{screen}");
    assert!(!screen.contains("Wish of a team lead"), "{screen}");
    desk.press("<Enter><Esc>");
    desk.shows("Wish of a team lead");
    desk.press("5/zzz");
    desk.shows("Nothing matches /zzz");
    for day in ["2026-12-04", "4 Dec"] {
        desk.press("<Ctrl+U>").press(day);
        assert!(desk.screen().contains("by 4 Dec: Ask the works council"), "{day}: {}", desk.screen());
    }
    desk.press("<Esc><Esc>2/xml");
    desk.shows("Nothing matches /xml");
    desk.press("<Enter>e");
    desk.shows("nothing here has these words");
    // The rows of this page are the same for every pilot: the cursor goes to one.
    desk.press("<Esc>1/xml");
    assert!(desk.footer().contains("stop here") && !desk.footer().contains("keep"), "{}", desk.screen());
    desk.press("<Enter>");
    desk.hides("archived");
    desk.press("gt/xml");
    desk.hides("dropped");
}

#[test]
fn what_somebody_answers_for_is_narrowed() {
    let mut desk = Desk::demo();
    desk.press(":Pilar Navarro<Enter>");
    let screen = desk.press("/works council").screen();
    assert!(screen.contains("Ask the works council") && screen.contains(" shown"), "{screen}");
    assert!(!screen.contains("Collect wishes"), "{screen}");
    desk.press("<Ctrl+U>zzz");
    desk.shows("Nothing matches /zzz");
    desk.press("<Esc><Esc>");
    desk.shows("Collect wishes");
}

#[test]
fn a_filter_of_a_list_goes_to_what_has_it_in_its_name() {
    let mut desk = Desk::demo();
    desk.press("gl/supplier");
    let screen = desk.screen();
    let selected = screen.lines().find(|line| line.starts_with('▌')).unwrap_or_default();
    assert!(selected.contains("Supplier risk"), "{screen}");
    desk.press("<Esc><Esc>gp/invoice-triage");
    assert!(desk.screen().contains("Jonas Lindqvist"), "who owns it is found: {}", desk.screen());
    desk.press("<Esc><Esc>gh/zzzz");
    desk.shows("Nothing matches /");
}

#[test]
fn every_list_says_how_many_of_its_rows_a_filter_lets_through() {
    for keys in ["gp/elena", "ga/ana", "gx/shift", "gl/supplier", "gh/invoice", "gf/owner", "gr/invoice", "/invoice"] {
        let mut desk = Desk::demo();
        desk.press(keys);
        assert!(desk.screen().contains(" shown"), "while it is typed: {keys}: {}", desk.screen());
        desk.press("<Enter>");
        assert!(desk.screen().contains(" shown"), "{keys}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press("gwG/demand<Enter>");
    let screen = desk.screen();
    assert!(selected(&desk).contains("Demand forec"), "from its first row on: {screen}");
    assert!(screen.contains("51 of 57 entered") && screen.contains(" / demand  4 of 57 shown"), "{screen}");
}

#[test]
fn a_mistyped_filter_shows_what_was_meant_in_every_list_and_says_so() {
    for (keys, meant, found) in [
        ("/invioce", "invoice", "Invoice triage"),
        ("gw/forcast", "forecast", "Demand forecast"),
        ("gp/navaro", "Navarro", "Navarro"),
        ("gl/suplier", "Supplier", "Supplier risk"),
        ("gh/indemnty", "indemnity", "Indemnity"),
        ("gr/invioce", "Invoice", "Invoice triage"),
        ("gf/watermelom", "watermelon", "watermelon"),
        ("gd1<Enter>/waranty", "warranty", "Warranty coding"),
        ("gs/moose", "mouse", "mouse"),
        (":Pilar Navarro<Enter>/plannig", "planning", "Shift planning"),
        (":shift planning<Enter>6/agncy", "Agency", "Agency staff planned twice"),
    ] {
        let mut desk = Desk::demo();
        let screen = desk.press(keys).screen();
        let (told, screen_folded) = (format!("these have “{}", meant.to_lowercase()), screen.to_lowercase());
        assert!(screen_folded.contains(&told) && screen.contains(found), "{keys}: {screen}");
        assert!(!screen.contains("Nothing matches"), "{keys}: {screen}");
        desk.press("<Enter>");
        let screen = desk.screen();
        assert!(screen.to_lowercase().contains(&told) && screen.contains(found), "it stays: {keys}: {screen}");
    }
    // So does a field in which one of many is chosen.
    let mut desk = Desk::demo();
    desk.press("/contract<Esc>onavaro");
    desk.shows("Nothing has “navaro”; these have “Navarro”.");
    // What any row has is not mistyped for a word of another one.
    let mut desk = Desk::demo();
    desk.press("/invoice");
    desk.hides("these have");
}

#[test]
fn what_is_mistyped_for_a_row_of_another_review_is_found_once_that_is_leafed_to() {
    let mut desk = Desk::demo();
    desk.press("gr[/waranty<Enter>");
    desk.shows("Nothing matches /waranty");
    desk.press("]");
    let screen = desk.screen();
    assert!(screen.contains("these have “Warranty”") && screen.contains("Warranty coding"), "{screen}");
    desk.press("[");
    assert!(!desk.screen().contains("these have"), "{}", desk.screen());
}

#[test]
fn a_filter_that_finds_nothing_gives_the_cursor_back_where_it_was() {
    for (keys, name) in [
        ("gwjj", "stock-outs"),
        ("jj", "Complaint routing"),
        ("glj", "Invoice triage"),
        ("gfjj", "3 Organizational Embedding"),
        ("ghj", "Entered 51 readings for W47"),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys);
        let before = selected(&desk);
        assert!(before.contains(name), "{keys}: {}", desk.screen());
        desk.press("/ж");
        assert!(desk.screen().contains("Nothing matches /ж;"), "{keys}: {}", desk.screen());
        desk.press("<Esc><Esc>");
        assert_eq!(selected(&desk), before, "{keys}: {}", desk.screen());
    }
}

#[test]
fn a_row_that_was_changed_out_of_its_filter_is_under_the_cursor_once_all_show() {
    let mut desk = Desk::demo();
    desk.press("gpaNora Thing<Ctrl+S>").press("/nora thing<Enter>e<Ctrl+U>Ada Berg<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("Nothing matches /nora thing; Esc shows all."), "{screen}");
    desk.press("<Esc>");
    assert!(selected(&desk).contains("Ada Berg"), "{}", desk.screen());
}

#[test]
fn a_new_filter_takes_the_place_of_the_one_before() {
    let mut desk = Desk::demo();
    desk.press("/navarro<Enter>/invoice");
    let screen = desk.screen();
    assert!(screen.contains("/ invoice") && !screen.contains("navarro"), "{screen}");
    desk.press("<Enter>/<Backspace>");
    desk.shows("/ invoic ");
}
