//! Drafts: nothing typed is lost, each is listed and gone on with where it was typed, and what was dropped comes back.

use steerco::interaction::Msg;

use crate::support::{Desk, parsed};
use crate::with_file;

#[test]
fn esc_keeps_a_draft_that_comes_back_with_its_cursor_after_a_restart() {
    let mut desk = Desk::demo();
    desk.press("chalf a sentence<Left><Left><Esc>");
    assert!(!desk.screen().contains("half a sent"), "closed: {}", desk.screen());
    let mut desk = desk.restart();
    desk.press("cX");
    desk.shows("half a sentenXce");
}

#[test]
fn drafts_are_listed_gone_on_with_and_dropped() {
    let mut desk = Desk::demo();
    desk.press("gt");
    desk.shows("Nothing is left unsaved");
    desk.press("<Esc>chalf a sentence<Esc>gw12<Enter>gt");
    let screen = desk.screen();
    assert!(screen.contains("Note on Demand forecast") && screen.contains("half a sentence"), "{screen}");
    assert!(screen.contains("2026-W47 Demand forecast: "), "{screen}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("half a sentence"), "where it was typed: {}", desk.screen());
    let mut desk = desk.restart();
    desk.press("gtx");
    desk.hides("half a sentence");
    desk.shows("2026-W47");
    desk.press(":bring a draft<Enter>");
    desk.shows("half a sentence");
    desk.press("xx");
    desk.shows("Nothing is left unsaved");
    desk.press("u");
    assert!(desk.screen().contains("The draft is back") && desk.drafts.len() == 1, "{}", desk.screen());
    desk.press("Z");
    assert!(desk.screen().contains("half a sentence") && desk.drafts.len() == 2, "{}", desk.screen());
    desk.press("Z");
    desk.shows("There is no dropped draft to bring back");
}

#[test]
fn the_key_that_brings_a_draft_back_shows_once_one_was_dropped() {
    let mut desk = Desk::demo();
    let shows = |desk: &Desk| desk.footer().contains("u bring back");
    desk.press("gt");
    assert!(!shows(&desk), "{}", desk.screen());
    desk.press("<Esc>chalf a sentence<Esc>gtx");
    assert!(shows(&desk), "{}", desk.screen());
    desk.press("u");
    assert!(desk.screen().contains("half a sentence") && !shows(&desk), "{}", desk.screen());
}

#[test]
fn a_value_that_was_typed_into_a_cell_is_gone_on_with_in_that_cell() {
    for keys in ["gw[jj12<Enter>", "gw<←>jjj12<Enter>"] {
        let mut desk = Desk::demo();
        desk.press(keys).press("<Esc>gw/warranty<Enter>gt<Enter>");
        assert!(desk.screen().contains("Week 46"), "{keys}: {}", desk.screen());
        desk.press("7");
        let bodies: Vec<&String> = desk.drafts.values().collect();
        assert!(bodies.len() == 1 && bodies[0].starts_with("7\n"), "{keys}: {bodies:?}");
    }
}

#[test]
fn drafts_that_cannot_be_read_are_not_called_none() {
    let mut desk = Desk::demo();
    desk.state.context.unread_drafts = Some("the file is damaged".to_owned());
    desk.press("gt");
    let screen = desk.screen();
    assert!(screen.contains("cannot be read: the file is damaged") && !screen.contains("Nothing is left"), "{screen}");
    desk.take(Msg::DraftsKept(Ok(0)));
    desk.shows("Nothing is left unsaved");
}

#[test]
fn with_a_draft_no_mark_comes_back_on_what_is_gone() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>4v").shows("◆ 1 marked.");
    desk.press("ehalf a line <Esc>xgt<Enter><↓>");
    assert!(desk.screen().contains("Invoice triage · stage 4"), "{}", desk.screen());
    desk.hides("marked.");
}

#[test]
fn the_rows_that_were_marked_for_a_draft_are_kept_once() {
    let mut desk = Desk::demo();
    desk.press("vjvc");
    let mut writes = 0;
    for key in parsed("more words") {
        let before = desk.drafts.clone();
        desk.take(Msg::Pressed(key));
        writes +=
            desk.drafts.iter().filter(|(key, body)| before.get(*key) != Some(*body) && key.contains("marked")).count();
    }
    assert_eq!((writes, desk.drafts.len()), (1, 2), "{:?}", desk.drafts);
    let rows: Vec<&str> =
        desk.drafts.iter().filter(|(key, _)| key.contains("marked")).flat_map(|(_, rows)| rows.lines()).collect();
    assert_eq!(rows.len(), 2);
    for (_, body) in desk.drafts.iter().filter(|(_, body)| body.contains("more words")) {
        assert!(!body.contains("\"marked\""), "{body}");
    }
    assert!(desk.screen().contains("~1 "), "it is no draft of its own: {}", desk.screen());
    desk.press("<Esc>gt");
    assert!(desk.screen().contains("Note on 2 pilots: Demand forecast, "), "which they are: {}", desk.screen());
}

#[test]
fn what_is_typed_where_one_of_a_list_is_meant_is_kept_too() {
    let mut desk = Desk::demo();
    desk.press("/contract<Esc>L<Tab>Committee of 3 Dec agreed this<Esc>");
    desk.shows("Kept as a draft");
    let mut desk = desk.restart();
    desk.press("/contract<Esc>L");
    desk.shows("Committee of 3 Dec agreed this");
}

#[test]
fn a_look_up_is_no_draft() {
    let mut desk = Desk::demo();
    desk.press("@abc<Esc>");
    assert!(desk.drafts.is_empty() && !desk.screen().contains("~1"), "{}", desk.screen());
    desk.press("@2026-10-01<Enter>");
    desk.shows("This is as of");
    desk.press("@<Enter>").press("@2026-13-01<Enter>");
    assert!(desk.screen().contains("2026-13-01") && desk.drafts.is_empty(), "{}", desk.screen());
    desk.press("<Esc>@");
    desk.hides("2026-13-01");
    // What is written somewhere is no look-up.
    let mut desk = Desk::demo();
    desk.press("goa").press("Client one<Esc>");
    desk.shows("Kept as a draft");
}

#[test]
fn what_a_form_led_to_takes_its_draft_with_it_once_it_has_succeeded() {
    let cases = [
        ("gs<Enter>", "paper"),
        ("gs<Down><Down><Enter>", "Nora Lind"),
        ("goa", "Client one"),
        ("grP", "2026-12-09"),
        ("giFILE<Enter><Enter>name<Enter>s", "mine"),
    ];
    for ((keys, typed), fails) in cases.into_iter().flat_map(|case| [(case, false), (case, true)]) {
        // The demo has a review that is prepared already.
        let mut desk = if keys == "grP" { Desk::empty() } else { Desk::demo() };
        let file = with_file(&desk, "liste.csv", "Unterfangen,Farbe\nRechnungen,rot\n");
        desk.fails = fails;
        desk.press(&keys.replace("FILE", &file)).press(typed);
        // What was said of the file is kept beside it, and is no draft.
        let typed = |desk: &Desk| desk.drafts.keys().filter(|key| !key.starts_with("place/")).count();
        assert_eq!(typed(&desk), 1, "{keys}: {}", desk.screen());
        desk.press("<Enter>");
        assert_eq!(typed(&desk), usize::from(fails), "{keys}, fails: {fails}: {}", desk.screen());
        assert_eq!(desk.screen().contains("the disk is full"), fails, "{keys}: {}", desk.screen());
        assert_eq!(desk.screen().contains("~1"), fails, "{keys}: {}", desk.screen());
    }
}

#[test]
fn a_dropped_draft_can_be_brought_back() {
    let mut desk = Desk::demo();
    desk.press("cgone for good<Tab><Tab><Enter>");
    desk.press("c");
    desk.hides("gone for good");
    desk.press("<Esc>").press(":bring a draft<Enter>").press("c");
    desk.shows("gone for good");
}

#[test]
fn what_one_key_empties_can_be_brought_back() {
    for keys in ["<Ctrl+U><Esc>", "<Ctrl+U>x<Esc>", "<Home><Ctrl+K>x<Esc>"] {
        let mut desk = Desk::demo();
        desk.press("cprecious text<Esc>c").press(keys).press("c");
        assert!(!desk.screen().contains("precious text"), "{keys}: {}", desk.screen());
        desk.press("<Esc>Zc");
        assert!(desk.screen().contains("precious text"), "{keys}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press("cprecious text<Esc>c<Ctrl+U>");
    desk.hides("Your draft");
    desk.press("<Esc>");
    desk.shows("Z brings back what was typed");
}

#[test]
fn values_of_the_week_are_told_apart_among_the_drafts() {
    let mut desk = Desk::demo();
    desk.press("gw21<Enter>48<Enter>gt");
    let screen = desk.screen();
    let cells: Vec<&str> =
        screen.lines().filter_map(|line| line.split_once("2026-W47 ")).map(|(_, what)| what).collect();
    let named = |cell: &str| cell.split("  ").next().unwrap_or_default().to_owned();
    assert!(cells.len() >= 2 && named(cells[0]) != named(cells[1]), "{screen}");
    assert!(cells.iter().all(|cell| cell.contains(": ")), "{screen}");
}

#[test]
fn a_draft_of_a_page_of_a_pilot_says_of_which_pilot_it_is() {
    let mut desk = Desk::demo();
    desk.press("<Enter>3e two<Esc><Esc>j<Enter>3e two<Esc>gt");
    let screen = desk.screen();
    let named = |pilot: &str| screen.lines().any(|line| line.contains("Edit ") && line.contains(&format!(": {pilot}")));
    assert!(named("Demand forecast") && named("Warranty coding"), "{screen}");
    // Its heading says it already.
    let mut desk = Desk::demo();
    desk.press("<Enter>F two<Esc>gt");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.starts_with('▌')).unwrap();
    assert!(row.contains("Edit Demand forecast") && !row.contains(": Demand forecast"), "{screen}");
}

#[test]
fn a_draft_is_gone_on_with_where_it_was_typed() {
    for (keys, typed, title) in [
        ("c", "half a sentence", "Note on Demand forecast"),
        ("a", "Meeting notes", "Add a pilot"),
        ("<Enter>F", " two", "Edit Demand forecast"),
        ("/invoice<Esc>e", " two", "Edit Invoice triage"),
        ("<Enter>4a", "A long one", "Note on"),
        ("gpa", "Nora", "Add a person"),
        ("gpjje", " Lind", "Edit Chloé Laurent"),
        ("gajje", " at last", "Edit an action"),
        ("gs<Down><Down>e", "Nora", "Setting: actor"),
        ("goa", "Client one", "A new workspace"),
        ("gra", "A topic", "Add an item to the agenda"),
        ("gx!", "Wrong carrier", "An exception of Shift planning"),
        ("gwjm", "12", "A reading of Demand forecast"),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys);
        assert!(desk.screen().contains(title), "{keys}: {}", desk.screen());
        desk.press(typed).press("<Esc>");
        let before = desk.screen();
        let mut desk = desk.restart();
        desk.press("gt<Enter>");
        let screen = desk.screen();
        assert!(screen.contains("Your draft") && screen.contains(title), "{keys}: {before} became {screen}");
        assert!(screen.contains(typed), "{keys}: {screen}");
    }
}

#[test]
fn what_was_typed_for_several_is_gone_on_with_for_the_same() {
    for (keys, title) in [("vjvc", "Note on 2 pilots"), ("gpvve", "2 people: what is empty stays")] {
        let mut desk = Desk::demo();
        desk.press(keys);
        desk.shows(title);
        desk.press("more words<Esc>");
        assert_eq!(desk.drafts.len(), 2, "with what was marked: {}", desk.screen());
        let mut desk = desk.restart();
        desk.press("gt<Enter>");
        let screen = desk.screen();
        assert!(screen.contains(title) && screen.contains("more words"), "{keys}: {screen}");
    }
}

#[test]
fn where_nothing_leads_to_a_form_any_more_what_was_typed_is_told_and_no_key_that_opens_another_one() {
    let mut desk = Desk::demo();
    desk.press("vjvcmore words<Esc>");
    // Somebody else's: nothing leads there any more.
    let (_, body) = desk.drafts.pop_first().unwrap();
    desk.drafts.insert("pilots/0/note".to_owned(), body);
    let mut desk = desk.restart();
    desk.press("gt<Enter>");
    assert!(desk.header().contains("Board"), "{}", desk.screen());
    let said = desk.flat();
    for told in ["Nothing here leads to what you typed", "Typed: “more words”", "y copies it, and x drops it"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    desk.hides("brings back what you typed");
}

#[test]
fn what_was_typed_of_a_note_that_was_archived_is_told_and_gone_on_with_once_that_is_back() {
    let mut desk = Desk::demo();
    desk.press("<Enter>4e more words<Esc>xgt<Enter>");
    let said = desk.flat();
    for told in
        ["leads to what you typed: it is about something archived", "y copies it, and x drops it. Typed: “The VP"]
    {
        assert!(said.contains(told), "{told}: {said}");
    }
    desk.hides("has what you typed");
    desk.hides("brings back what you typed");
    desk.press("ugt<Enter>");
    desk.shows("more words");
}
