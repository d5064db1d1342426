//! What the program says of itself: lines that teach, answers, and empty pages. None names what cannot be done.

use std::sync::Arc;

use steerco::interaction::Msg;
use steerco::interaction::around::Around;

use crate::support::Desk;

/// Lets the lines teach of every screen but those that were put away.
fn teach(desk: &mut Desk, put_away: &[&str]) {
    let learnt = Some(put_away.iter().map(|&screen| screen.to_owned()).collect());
    let around = Around { learnt, ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
}

#[test]
fn a_line_teaches_each_screen_until_it_is_put_away() {
    let mut desk = Desk::demo();
    teach(&mut desk, &["week"]);
    desk.shows("holds its gate, D decides, : finds");
    desk.press(",");
    assert!(desk.outward.contains(&"learn board".to_owned()), "{:?}", desk.outward);
    desk.press("gw");
    assert!(!desk.screen().contains("puts it away"), "this one was put away: {}", desk.screen());
    desk.press("gr");
    desk.shows("P puts everything due on an agenda");
    // Only what can be done there is taught.
    desk.press("[");
    assert!(!desk.screen().contains("runs it on the wall"), "a closed review: {}", desk.screen());
    for (page, edits) in [("2", true), ("5", false)] {
        let screen = desk.press("gb<Enter>").press(page).screen();
        let taught = screen.contains("turns the page") && screen.contains("edits the row") == edits;
        assert!(taught, "page {page}: {screen}");
    }
    desk.press("M");
    assert!(!desk.screen().contains("puts it away"), "nothing teaches on a wall: {}", desk.screen());
}

#[test]
fn a_line_teaches_nothing_that_cannot_be_done_and_hides_no_explanation() {
    let taught = |mut desk: Desk, size: (u16, u16)| {
        teach(&mut desk, &[]);
        desk.resize(size.0, size.1);
        desk.screen()
    };
    let whole = |screen: &str| screen.contains("Proposed: Appoint an") && screen.contains("executive owner.");
    for size in [(120, 40), (100, 30)] {
        let screen = taught(Desk::demo(), size);
        assert!(screen.contains("puts it away") && whole(&screen), "{screen}");
    }
    let screen = taught(Desk::empty(), (120, 40));
    assert!(!screen.contains("puts it away"), "there is no pilot to be opened: {screen}");
}

#[test]
fn where_nothing_can_be_written_no_key_is_named_that_writes() {
    let mut desk = Desk::demo();
    desk.state.context.read_only = true;
    teach(&mut desk, &[]);
    let screen = desk.screen();
    assert!(screen.contains("opens a pilot") && screen.contains("finds any pilot"), "{screen}");
    assert!(!screen.contains("holds its gate") && !screen.contains("D decides"), "{screen}");
    desk.press("gw");
    desk.hides("commits.");
    for pilot in ["demand", "contract", "claims"] {
        let mut desk = Desk::demo();
        desk.state.context.read_only = true;
        desk.press(&format!("/{pilot}<Enter><Enter>7"));
        let screen = desk.screen();
        assert!(screen.contains("7 Readiness"), "{screen}");
        assert!(!screen.contains("b books one") && !screen.contains("L records it"), "{screen}");
        assert!(!screen.contains("e scores the dimension"), "{screen}");
    }
    let mut desk = Desk::empty();
    desk.press("aChat bot<Ctrl+S>").press("<Enter>4");
    desk.shows("c writes one line");
    desk.state.context.read_only = true;
    for (page, says) in [("4", "No notes yet"), ("6", "No exceptions yet"), ("8", "No process step yet")] {
        let screen = desk.press(page).screen();
        assert!(screen.contains(says) && !screen.contains(&format!("{says}:")), "{page}: {screen}");
    }
}

#[test]
fn a_line_that_teaches_ends_where_a_clause_does() {
    for width in [120, 80, 60] {
        let mut desk = Desk::demo();
        teach(&mut desk, &[]);
        desk.resize(width, 40);
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains("puts it away")).expect(&screen);
        assert!(line.contains("opens a pilot") && !line.contains('…'), "{width}: {line}");
    }
}

#[test]
fn what_nobody_asked_for_takes_the_place_of_no_answer() {
    let mut desk = Desk::demo();
    let says = |desk: &Desk, text: &str| desk.screen().contains(text);
    desk.press("cabc<Esc>");
    desk.take(Msg::Mentioned("No backup was made today: the disk is full".to_owned()));
    assert!(says(&desk, "Kept as a draft") && says(&desk, "the disk is full"), "{}", desk.screen());
    desk.press("j");
    assert!(!says(&desk, "Kept as a draft") && !says(&desk, "the disk is full"), "both were read");
    // The other way round too.
    desk.take(Msg::Mentioned("No backup was made today: the disk is full".to_owned()));
    desk.take(Msg::Told("Copied 12 rows.".to_owned()));
    assert!(says(&desk, "Copied 12 rows.") && says(&desk, "the disk is full"), "{}", desk.screen());
}

#[test]
fn what_an_empty_page_says_is_read_whole_in_every_window() {
    for (width, height) in [(120, 40), (80, 24), (60, 18)] {
        let mut desk = Desk::first_run();
        desk.resize(width, height);
        for said in ["their weekly metrics in one file.", "or you say what they are", "up to forty weeks of history"] {
            assert!(desk.flat().replace("▌ ", "").contains(said), "{said}: {}", desk.screen());
        }
        let mut desk = Desk::empty();
        desk.resize(width, height);
        desk.press("aAlpha<Ctrl+S><Enter>6");
        assert!(desk.flat().contains("disputed or outside the procedure."), "{}", desk.screen());
        desk.press("<Esc>/zzzz");
        assert!(desk.flat().contains("Esc twice shows all."), "{}", desk.screen());
    }
}

#[test]
fn what_somebody_typed_names_no_key_however_it_looks() {
    let mut desk = Desk::demo();
    desk.press("c⟨undo⟩ me<Enter>");
    desk.shows("⟨undo⟩ me");
    desk.shows("u takes it back");
    desk.press("gh");
    assert_eq!(desk.screen().matches("⟨undo⟩ me").count(), 2, "in its row and below: {}", desk.screen());
}
