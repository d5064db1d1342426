//! Tables that are pasted: a screen takes rows of what stands on it under their headings, says what becomes
//! of each before anything is written, keeps what is rejected, and loses nothing of what it cannot read.

use crate::support::{Desk, stamp};
use steerco::app::update;
use steerco::domain::Change;
use steerco::domain::change::NoteChange;
use steerco::domain::length::LONGEST;
use steerco::interaction::{Effect, Msg};
use steerco::store::{Ask, Draft, Seen};

/// The places of the boxes that hold something.
fn kept(desk: &Desk) -> Vec<&str> {
    desk.drafts.keys().map(String::as_str).filter(|key| key.starts_with("box/")).collect()
}

#[track_caller]
fn expect(desk: &Desk, says: &[&str]) {
    let screen = desk.screen();
    for said in says {
        assert!(screen.contains(said), "“{said}” is not in:\n{screen}");
    }
}

#[test]
fn rows_are_pasted_where_others_of_them_stand() {
    for (place, block, says) in [
        (
            "",
            "Name\tUnit\tStage\tOwner\nLetter sorting\tPost\t1\tRita Silva\n",
            ["1 pilot would be added, 0 changed, 0 as before.", "Letter sorting"],
        ),
        (
            "gp",
            "Name\tTitle\nZoe Quill\t\"COO, \"\"the\nsecond\"\"\"\n",
            ["1 person would be added, 0 changed, 0 as before.", "COO, \"the second\""],
        ),
        (
            "gp",
            "Name\tTitle\tLevel\tUnit\tE-mail\nZoe Quill\tHead\tvp\tLegal\tzoe@example.com\n",
            ["1 person would be added, 0 changed, 0 as before.", "Head, vp, Legal, zoe@example.com"],
        ),
        (
            "gp",
            "Zoe Quill <zoe@example.com>; \"Moss, Kit\" <kit@example.com>",
            ["2 people would be added, 0 changed, 0 as before.", "kit@example.com"],
        ),
        (
            "ga",
            "What\tWho\tBy when\tPilot\nOrder the scanner\tRita Silva\t2026-12-01\tInvoice triage\n",
            ["1 action would be added, 0 changed, 0 as before.", "Rita Silva, by 2026-12-01, Invoice triage"],
        ),
        (
            "ga",
            "| What | Who | By when |\n|---|---|---|\n| Order the scanner | Rita Silva | 2026-12-01 |\n",
            ["1 action would be added", "Rita Silva, by 2026-12-01"],
        ),
        (
            "gx",
            "Pilot,Exception,Severity,Raised\nInvoice triage,Wrong vendor,high,2026-11-20\n",
            ["1 exception would be raised", "Wrong vendor"],
        ),
        (
            "/invoice<Enter><Enter>3",
            "Week\tMetric\tValue\nW47\taccuracy\t93.5\n",
            ["1 reading would be written", "93.5"],
        ),
        ("/invoice<Enter><Enter>3", "Week\taccuracy\nW47\t93.5\n", ["1 reading would be written", "93.5"]),
        (
            "/invoice<Enter><Enter>6",
            "Exception\tRaised\nWrong vendor\t2026-11-20\n",
            ["1 exception would be raised", "Invoice triage"],
        ),
    ] {
        let mut desk = Desk::demo();
        let before = desk.entries();
        desk.press(place).paste(block);
        expect(&desk, &says);
        assert_eq!((desk.entries(), kept(&desk).len()), (before, 1), "{place}: nothing is written, and it is kept");
        desk.press("<Enter>");
        assert_eq!((desk.entries(), kept(&desk).len()), (before + 1, 0), "{place}: {}", desk.screen());
        expect(&desk, &["It is taken in; Esc goes back."]);
    }
}

#[test]
fn actions_that_are_known_go_to_whom_and_to_when_the_table_says() {
    let mut desk = Desk::demo();
    desk.press("ga").paste(
        "Task\tOwner\tDue\tPilot\tStatus\n\
         Bring the budget line for the second year\tLucie Moreau\t2026-12-15\tsupplier-risk\topen\n\
         Ask the works council about the rest days in the night plan\tPilar Navarro\t2026-12-04\tShift planning\tDone\n\
         Compare two vendors for the document reader\tLucie Moreau\t2026-11-20\t\topen\n\
         Call the vendor\tPilar Navarro\t2026-12-04\t\tdone\n",
    );
    expect(
        &desk,
        &["0 actions would be added, 2 changed, 1 as before, 1 rejected.", "2026-12-15", "row 5: it is done"],
    );
    desk.press("<Enter><Esc>");
    let actions = desk.store.read().actions().unwrap();
    let now = |text: &str| {
        let action = actions.iter().find(|action| action.text.starts_with(text)).unwrap();
        (action.due.to_string(), action.state.to_string())
    };
    assert_eq!(now("Bring the budget"), ("2026-12-15".to_owned(), "open".to_owned()));
    assert_eq!(now("Ask the works"), ("2026-12-04".to_owned(), "done".to_owned()));
    assert_eq!(now("Compare two").1, "dropped", "none that ended is open again");
    assert!(!actions.iter().any(|action| action.text == "Call the vendor"));
}

#[test]
fn a_reading_that_takes_the_place_of_another_is_counted_apart() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>3").paste("Week\taccuracy\nW46\t91.5\nW45\t91.25\n");
    expect(&desk, &["2 readings would be written (0 new, 2 in place of others), 0 as before."]);
    desk.press("<Enter>");
    expect(&desk, &["Imported readings from what was pasted: 0 new, 2 in place of others."]);
}

#[test]
fn somebody_with_another_address_is_asked_about() {
    let mut desk = Desk::demo();
    desk.press("gp").paste("Name\tE-mail\nZoe Quill\tzoe@example.com\n").press("<Enter><Esc>");
    desk.paste("Name\tTitle\tE-mail\nZoe Quill\tCOO\tzoe@other.example\n");
    expect(&desk, &["1 person would be added", "Zoe Quill is there with the address zoe@example.com"]);
    desk.press("e<Enter>");
    expect(&desk, &["0 people would be added, 1 changed", "in place of “zoe@other.example”"]);
}

#[test]
fn all_that_is_wrong_in_a_row_is_told_at_once() {
    let mut desk = Desk::demo();
    desk.press("gx").paste("Pilot\tException\tSeverity\tRaised\nNone such\t\thuge\tsoon\n");
    expect(&desk, &["“exception” is empty", "“huge” is not a severity", "no pilot “None such”", "“soon” is not"]);
    desk.press("<Esc>ga").paste("What\tWho\tBy when\tPilot\nCall\tNobody Known\tsoon\tNone such\n");
    expect(&desk, &["Nobody Known", "“soon” is not a date", "None such"]);
}

#[test]
fn days_count_from_today_and_are_shown() {
    let mut desk = Desk::demo();
    desk.press("ga").paste("What\tWho\tBy when\nOrder it\tRita Silva\tnext week\nCall\tRita Silva\tFriday\n");
    expect(&desk, &["2 actions would be added", "2 days count from today", "by 2026-12-04", "by 2026-11-27"]);
    desk.press("<Esc>gx").paste("Pilot\tException\tRaised\nInvoice triage\tWrong vendor\tyesterday\n");
    expect(&desk, &["1 exception would be raised", "Wrong vendor, medium, raised 2026-11-24"]);
}

#[test]
fn what_is_rejected_is_kept_until_it_is_mended() {
    let mut desk = Desk::demo();
    let block = "What\tWho\tBy when\nCall the vendor\tRita Silva\t2026-12-01\nOrder it\tNobody Known\t2026-12-01\n";
    desk.press("ga").paste(block);
    expect(&desk, &["1 action would be added, 0 changed, 0 as before, 1 rejected.", "row 3: ", "Nobody Known"]);
    desk.press("<Enter>");
    expect(&desk, &["It is taken in, but for what is rejected"]);
    assert_eq!(kept(&desk), ["box/actions"]);
    let mut desk = desk.restart();
    desk.press("gt<Enter>");
    expect(&desk, &["Paste actions", "Nobody Known", "what, who, by when, pilot"]);
    assert!(!desk.drafts["box/actions"].contains("Call the vendor"), "what was taken is not there again");
    desk.press("<Ctrl+S>");
    expect(&desk, &["0 actions would be added, 0 changed, 0 as before, 1 rejected.", "row 2: "]);
    desk.press("eRita Silva<Enter>");
    expect(&desk, &["1 action would be added, 0 changed, 0 as before."]);
    let before = desk.entries();
    desk.press("<Enter>");
    assert_eq!((desk.entries(), kept(&desk).len()), (before + 1, 0), "{}", desk.screen());
}

#[test]
fn a_table_without_headings_is_kept_in_the_box_which_says_what_it_needs() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("gp").paste("Zoe Quill\tCOO\nKit Moss\tCIO\n");
    expect(&desk, &["no row names the columns of people", "name, title, level, email", "Zoe Quill"]);
    desk.press("<Esc>");
    assert_eq!((desk.entries(), kept(&desk)), (before, vec!["box/people"]));
    desk.press("pname, title<Enter><Ctrl+S>");
    expect(&desk, &["2 people would be added, 0 changed, 0 as before.", "Kit Moss"]);
    desk.press("<Esc>");
    expect(&desk, &["What was pasted is kept: p opens it again."]);
    for (place, block, says) in [
        ("", "Letter sorting\tPost\t1\n", "name, unit, stage, owner, started"),
        ("ga", "Order it\tRita Silva\t2026-12-01\n", "no row names the columns of actions"),
        ("ga", "What\tWho\nOrder it\tRita Silva\n", "no column of these actions is called “by when”"),
        ("gx", "Invoice triage\tWrong vendor\t2026-11-20\n", "no row names the columns of exceptions"),
        ("/invoice<Enter><Enter>3", "W47\taccuracy\t93.5\n", "no row names the columns of readings"),
        ("/invoice<Enter><Enter>3", "Metric\tW46\tW47\naccuracy\t93\t94\n", "this table has a column a week"),
    ] {
        let mut desk = Desk::demo();
        let before = desk.entries();
        desk.press(place).paste(block);
        expect(&desk, &["Paste ", says]);
        assert_eq!((desk.entries(), kept(&desk).len()), (before, 1), "{place}");
    }
}

#[test]
fn a_table_of_something_else_is_told_and_not_taken() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.paste("Action\tWho\tDue\tPilot\nOrder it\tRita Silva\t2026-12-01\tInvoice triage\n");
    expect(&desk, &["a table of actions", "Go to actions (g a)", "With n it is looked at here"]);
    desk.press("n");
    expect(&desk, &["1 row of actions, as it seems"]);
    assert_eq!((desk.entries(), kept(&desk)), (before, vec!["box/board"]));
}

#[test]
fn a_table_goes_to_where_others_of_its_kind_stand() {
    let actions = "What\tWho\tBy when\nOrder it\tRita Silva\t2026-12-01\n";
    for (place, block, box_, says) in [
        ("gl", actions, "box/actions", "1 action would be added"),
        ("gr", actions, "box/actions", "1 action would be added"),
        ("gp", "Name\tStage\nLetter sorting\t1\n", "box/board", "1 pilot would be added"),
        ("ga", "Project\tSponsor\tStage\nLetter sorting\tRita Silva\t1\n", "box/board", "1 pilot would be added"),
        ("", "Name\tTitle\tE-mail\nZoe Quill\tCOO\tzoe@example.com\n", "box/people", "1 person would be added"),
        ("gw", "Pilot\tException\tRaised\nInvoice triage\tx\t2026-11-20\n", "box/exceptions", "1 exception would be"),
        ("", "Pilot\tMetric\tWeek\tValue\nInvoice triage\taccuracy\tW47\t93.5\n", "paste/week", "Pasted"),
        ("ga", "Pilot\tMetric\tW46\tW47\nInvoice triage\taccuracy\t92.5\t93.5\n", "paste/week", "Pasted"),
    ] {
        let mut desk = Desk::demo();
        let before = desk.entries();
        desk.press(place).paste(block);
        expect(&desk, &["This looks like a table of", "y yes"]);
        desk.press("y");
        expect(&desk, &[says]);
        let keys: Vec<&str> = desk.drafts.keys().map(String::as_str).filter(|key| key.starts_with(box_)).collect();
        assert_eq!((desk.entries(), keys.len()), (before, 1), "{place}: {:?}", desk.drafts.keys());
    }
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>").paste("Week\tMetric\tValue\nW47\taccuracy\t93.5\n");
    expect(&desk, &["the metrics of this pilot (3)"]);
    desk.press("y");
    expect(&desk, &["1 reading would be written", "93.5"]);
    let mut desk = Desk::demo();
    desk.press("gl").paste(actions).press("n");
    expect(&desk, &["It is kept: p on that page (g a) has it."]);
    desk.press("gap");
    expect(&desk, &["Order it"]);
}

#[test]
fn a_table_that_is_kept_for_later_is_found_by_p_on_its_page() {
    let mut desk = Desk::demo();
    desk.press("gl").paste("Pilot\tMetric\tWeek\tValue\nInvoice triage\taccuracy\tW47\t93.5\n").press("n");
    expect(&desk, &["It is kept: p on that page (g w) has it."]);
    assert!(kept(&desk).is_empty() && desk.drafts.contains_key("paste/week"), "{:?}", desk.drafts.keys());
    for way in ["gwp", "gt<Enter>"] {
        desk.press(way);
        expect(&desk, &["Pasted", "93.5", "type it into the cells"]);
        desk.press("<Esc>");
    }
    assert!(desk.drafts.keys().filter(|key| key.starts_with("paste/")).count() == 1, "{:?}", desk.drafts.keys());
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>").paste("Week\tMetric\tValue\nW47\taccuracy\t93.5\n").press("n");
    expect(&desk, &["It is kept: p on that page (3) has it."]);
    assert_eq!(kept(&desk), ["box/pilot/invoice-triage/readings"]);
    let mut desk = desk.restart();
    desk.press("gt<Enter>");
    expect(&desk, &["Paste readings", "93.5"]);
    desk.press("<Ctrl+S>");
    expect(&desk, &["1 reading would be written"]);
}

#[test]
fn a_table_on_its_way_to_its_page_is_kept_there_whatever_comes_between() {
    let actions = "What\tWho\tBy when\nOrder it\tRita Silva\t2026-12-01\n";
    let mut desk = Desk::demo();
    desk.press("gl").paste(actions).press_ahead("y<Esc>");
    expect(&desk, &["Decisions"]);
    assert_eq!(kept(&desk), ["box/actions"]);
    let mut desk = Desk::demo();
    desk.press("/invoice<Enter><Enter>").paste("Exception\tRaised\nWrong vendor\t2026-11-20\n").press_ahead("y<Esc>");
    assert_eq!(kept(&desk), ["box/pilot/invoice-triage/exceptions"]);
    desk.press("6p");
    expect(&desk, &["Paste exceptions", "Wrong vendor"]);
}

#[test]
fn a_table_that_no_box_can_keep_is_no_draft_wherever_it_is_pasted() {
    let row = "Order it\tRita Silva\t2026-12-01\n";
    let block = format!("What\tWho\tBy when\n{}", row.repeat(LONGEST / row.len() + 1));
    for place in ["ga", "gl"] {
        let mut desk = Desk::demo();
        desk.press(place).paste(&block);
        expect(&desk, &["save it as a file, which g i takes in"]);
        assert!(kept(&desk).is_empty(), "{place}");
    }
}

#[test]
fn one_line_and_what_no_screen_takes_is_pasted_nowhere() {
    let mut desk = Desk::demo();
    for (place, text, says) in [
        ("", "one line", "There is no place for pasted text here; open a field first."),
        ("gl", "Pilot\tDecision\nInvoice triage\tRetrain\n", "rows of decisions: record each with `steerco decide`"),
    ] {
        desk.press(place).paste(text);
        expect(&desk, &[says]);
    }
    desk.press("gaponly this<Ctrl+S>");
    expect(&desk, &["one line is no table"]);
    desk.press("<Esc>gbM").paste("Name\tStage\nLetter sorting\t1\n");
    expect(&desk, &["names and values are masked"]);
    assert_eq!(kept(&desk), ["box/actions"], "what was typed stays");
}

#[test]
fn what_is_left_of_a_table_is_read_as_all_of_it_was() {
    let mut desk = Desk::demo();
    let block = "What\tWho\tBy when\nCall the vendor\tRita Silva\t2026-12-01\n\nOrder it\tNobody Known\tsoon\n";
    desk.press("ga").paste(block);
    expect(&desk, &["1 rejected", "row 4: "]);
    desk.press("<Down>eRita Silva<Enter>");
    expect(&desk, &["1 rejected", "“soon” is not a date"]);
    desk.press("w<Esc>");
    expect(&desk, &["What was pasted is kept"]);
    desk.press("p");
    expect(&desk, &["Order it", "Nobody Known"]);
    desk.press("<Ctrl+S>");
    expect(&desk, &["row 3: column “By when”: “soon” is not a date", "“Rita Silva” in place of “Nobody Known”"]);
    let before = desk.entries();
    desk.press("e2026-12-02<Enter>w");
    assert_eq!((desk.entries(), kept(&desk).len()), (before + 1, 0), "{}", desk.screen());
}

#[test]
fn whom_an_action_goes_to_is_chosen_among_those_who_are_known() {
    let mut desk = Desk::demo();
    desk.press("ga").paste("What\tWho\tBy when\nAsk the works council\tPil\t2026-12-01\n");
    expect(&desk, &["1 rejected", "no person “Pil”"]);
    desk.press("e");
    expect(&desk, &["“Who” is read as", "Pilar Navarro"]);
    desk.press("<Enter>");
    expect(&desk, &["1 action would be added, 0 changed, 0 as before.", "“Pilar Navarro” in place of “Pil”"]);
}

#[test]
fn a_table_that_is_taken_back_is_whole_again_in_its_box() {
    for (who, left) in [("Rita Silva", 0), ("Nobody Known", 1)] {
        let mut desk = Desk::demo();
        let block = format!("What\tWho\tBy when\nCall them\tRita Silva\t2026-12-01\nOrder it\t{who}\t2026-12-01\n");
        desk.press("ga").paste(&block).press("<Enter>");
        assert_eq!(kept(&desk).len(), left, "{}", desk.screen());
        desk.press("u<Esc>p");
        expect(&desk, &["Call them", "Order it"]);
    }
}

#[test]
fn a_table_that_is_taken_back_after_its_preview_was_left_is_whole_again_in_its_box() {
    for (who, left) in [("Rita Silva", 0), ("Nobody Known", 1)] {
        let mut desk = Desk::demo();
        let block = format!("What\tWho\tBy when\nCall them\tRita Silva\t2026-12-01\nOrder it\t{who}\t2026-12-01\n");
        desk.press("ga").paste(&block).press("<Enter><Esc>");
        assert_eq!(kept(&desk).len(), left, "{}", desk.screen());
        desk.press("u");
        expect(&desk, &["Took back: Imported what was pasted"]);
        assert_eq!(kept(&desk), ["box/actions"]);
        let mut desk = desk.restart();
        desk.press("gap");
        expect(&desk, &["Call them", "Order it"]);
    }
}

#[test]
fn what_is_left_of_a_table_and_taken_in_later_is_taken_back_step_by_step() {
    let mut desk = Desk::demo();
    let block = "What\tWho\tBy when\nCall them\tRita Silva\t2026-12-01\nOrder it\tNobody Known\t2026-12-01\n";
    desk.press("ga").paste(block).press("<Enter><Esc>p<Ctrl+S>eRita Silva<Enter>");
    expect(&desk, &["1 action would be added, 0 changed, 0 as before. Enter takes it in."]);
    desk.press("<Enter><Esc>u");
    let held = |desk: &Desk, text: &str| desk.drafts["box/actions"].contains(text);
    assert!(held(&desk, "Order it") && !held(&desk, "Call them"), "{}", desk.drafts["box/actions"]);
    desk.press("u");
    assert!(held(&desk, "Order it") && held(&desk, "Call them"), "{}", desk.drafts["box/actions"]);
    assert_eq!(kept(&desk), ["box/actions"], "what was left does not wait behind it");
}

#[test]
fn a_table_that_came_into_the_box_of_one_that_is_taken_in_stays_there() {
    let mut desk = Desk::demo();
    let block = |name: &str| format!("Name\tUnit\tStage\n{name}\tPost\t1\n");
    desk.paste(&block("Letter sorting")).press("<Enter>").paste(&block("Stamp design")).press("n");
    expect(&desk, &["It is kept: p on that page (g b) has it."]);
    desk.press("gh<Esc>");
    expect(&desk, &["It is taken in; Esc goes back, and p has the table there that waits."]);
    assert!(desk.drafts["box/board"].contains("Stamp design"), "{:?}", kept(&desk));
    desk.press("u");
    assert_eq!(kept(&desk), ["box/board", "box/board/2"]);
    assert!(desk.drafts["box/board"].contains("Letter sorting") && desk.drafts["box/board/2"].contains("Stamp design"));
}

#[test]
fn what_others_write_puts_nothing_back_into_the_box_but_what_takes_the_table_back_does() {
    let mut desk = Desk::demo();
    desk.paste("Name\tUnit\tStage\nLetter sorting\tPost\t1\n").press("<Enter>");
    let taken_in = desk.entries();
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    desk.commit(&Change::Note(NoteChange::Add { pilot, text: "Seen".to_owned(), on: None }));
    desk.take(Msg::Disturbed);
    expect(&desk, &["0 pilots would be added"]);
    assert!(kept(&desk).is_empty(), "{:?}", desk.drafts.keys());
    desk.store.revert(taken_in, &stamp(2), Ask::Answered).unwrap();
    desk.take(Msg::Disturbed);
    expect(&desk, &["1 pilot would be added"]);
    assert_eq!(kept(&desk), ["box/board"]);
}

/// Two actions, of which the second one is rejected.
const HALF: &str = "What\tWho\tBy when\nCall them\tRita Silva\t2026-12-01\nOrder it\tNobody Known\t2026-12-01\n";

#[test]
fn a_table_that_is_taken_back_elsewhere_is_whole_in_its_box_though_that_is_open() {
    for (typed, places) in [("", vec!["box/actions"]), ("x", vec!["box/actions", "box/actions/2"])] {
        let mut desk = Desk::demo();
        desk.press("ga").paste(HALF).press("<Enter>");
        let taken_in = desk.entries();
        desk.press("<Esc>p").press(typed);
        desk.store.revert(taken_in, &stamp(2), Ask::Answered).unwrap();
        desk.take(Msg::Disturbed);
        expect(&desk, &["taken back"]);
        desk.press("y<Esc>");
        assert_eq!(kept(&desk), places, "{}", desk.screen());
        let whole = &desk.drafts[*places.last().unwrap()];
        assert!(whole.contains("Call them") && whole.contains("Order it"), "{whole}");
        assert!(desk.drafts["box/actions"].contains(&format!("{typed}yWhat")), "what is typed goes on");
    }
}

#[test]
fn a_table_is_whole_in_its_box_whenever_it_is_seen_that_it_was_taken_back() {
    for is_closed in [false, true] {
        let mut desk = Desk::demo();
        desk.press("ga").paste(HALF).press("<Enter><Esc>");
        let taken_in = desk.entries();
        let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
        desk.store.revert(taken_in, &stamp(2), Ask::Answered).unwrap();
        desk.commit(&Change::Note(NoteChange::Add { pilot, text: "Seen".to_owned(), on: None }));
        let mut desk = if is_closed { desk.restart() } else { desk };
        desk.take(Msg::Disturbed);
        assert_eq!(kept(&desk), ["box/actions"]);
        assert!(desk.drafts["box/actions"].contains("Call them"), "{}", desk.drafts["box/actions"]);
    }
}

#[test]
fn a_table_that_is_taken_in_again_leaves_its_box_and_comes_back_with_the_next_undo() {
    let held = |desk: &Desk, text: &str| desk.drafts.get("box/actions").is_some_and(|body| body.contains(text));
    for (block, is_rest) in [(HALF, true), ("What\tWho\tBy when\nCall them\tRita Silva\t2026-12-01\n", false)] {
        let mut desk = Desk::demo();
        desk.press("ga").paste(block).press("<Enter><Esc>");
        for _ in 0..2 {
            desk.press("u");
            assert!(held(&desk, "Call them"), "{}", desk.screen());
            desk.press("U");
            assert_eq!((held(&desk, "Call them"), held(&desk, "Order it")), (false, is_rest), "{}", desk.screen());
        }
    }
}

#[test]
fn what_is_left_of_a_table_is_whole_too_where_both_are_taken_back_at_once() {
    let mut desk = Desk::demo();
    desk.press("ga").paste(HALF).press("<Enter><Esc>p<Ctrl+S>eRita Silva<Enter><Enter><Esc>");
    let last = desk.entries();
    for entry in [last, last - 1] {
        desk.store.revert(entry, &stamp(2), Ask::Answered).unwrap();
    }
    desk.take(Msg::Disturbed);
    assert_eq!(kept(&desk), ["box/actions"]);
    assert!(desk.drafts["box/actions"].contains("Call them"), "{}", desk.drafts["box/actions"]);
}

#[test]
fn a_row_of_sums_lends_no_value_to_a_column() {
    for (place, block, says) in [
        ("", "Name\tUnit\tStage\tCost\nLetter sorting\tPost\t1\t12\nTotal\t\t\t42\n", "1 pilot would be added"),
        ("gp", "Name\tTitle\tUnit\nZoe Quill\tCOO\tOps\nTotal\t\t1\n", "1 person would be added"),
    ] {
        let mut desk = Desk::demo();
        desk.press(place).paste(block);
        expect(&desk, &[says, "a row of sums"]);
        let screen = desk.screen();
        for value in ["· Total", "12 · 42", "Ops · 1"] {
            assert!(!screen.contains(value), "“{value}” is in:\n{screen}");
        }
    }
}

#[test]
fn a_table_that_waits_comes_after_the_next_one() {
    let mut desk = Desk::demo();
    let block = |text: &str| format!("What\tWho\tBy when\n{text}\tRita Silva\t2026-12-01\n");
    desk.press("ga").paste(&block("Order it")).press("<Esc>").paste(&block("Call them"));
    expect(&desk, &["was pasted here before waits", "Call them"]);
    assert_eq!(kept(&desk), ["box/actions", "box/actions/2"]);
    desk.press("<Enter>");
    expect(&desk, &["p has the table there that waits"]);
    desk.press("<Esc>p");
    expect(&desk, &["The table that waited here is back", "Order it"]);
    assert_eq!(kept(&desk), ["box/actions"]);
}

#[test]
fn a_table_that_no_box_shows_is_left_to_other_windows() {
    let mut desk = Desk::demo();
    desk.press("ga");
    let mut left = Vec::new();
    for what in ["Order the scanner", "Call the vendor"] {
        let effects = update(&mut desk.state, Msg::Pasted(format!("What\tWho\n{what}\tRita Silva\n")));
        left.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::LetGo(key) => Some(key),
            _ => None,
        }));
    }
    assert_eq!(left, ["box/actions", "box/actions/2", "box/actions"]);
}

#[test]
fn a_table_that_waited_in_another_window_comes_up_in_its_box() {
    let mut desk = Desk::demo();
    desk.press("ga").paste("What\tWho\nOrder the scanner\tRita Silva\n");
    let (key, body) = desk.drafts.first_key_value().map(|(key, body)| (key.clone(), body.clone())).unwrap();
    let theirs = Draft { key: format!("beside/theirs/{key}/2"), body };
    let mut desk = Desk::demo();
    desk.take(Msg::DraftsSeen(Seen { came: vec![theirs], ..Seen::default() }));
    desk.press("gap");
    expect(&desk, &["Order the scanner", "Another draft that was left here is back"]);
    assert_eq!(kept(&desk), ["box/actions"]);
}

#[test]
fn a_second_table_that_cannot_be_read_loses_nothing_of_the_first() {
    let mut desk = Desk::demo();
    desk.press("gp").paste("Zoe Quill\tCOO\nKit Moss\tCIO\n");
    assert!(!desk.screen().contains("draft is back"), "nothing was left here: {}", desk.screen());
    desk.press("<Esc>").paste("Ana Roe\tCFO\nBen Ash\tCTO\n");
    expect(
        &desk,
        &["Ben Ash", "no row names the columns of people", "Another table that was pasted here comes after it"],
    );
    desk.press("<Esc>").paste("Zoe Quill\tCOO\nKit Moss\tCIO\n");
    assert_eq!(kept(&desk), ["box/people", "box/people/3"], "one that is pasted again waits no longer");
    let mut desk = desk.restart();
    desk.press("gpp");
    expect(&desk, &["Kit Moss", "Another table that was pasted here comes after it"]);
}

#[test]
fn a_percent_sign_behind_a_metric_of_users_makes_shares_of_its_values() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("pilot\tmetric\tW46\tW47\ninvoice-triage\tactive users %\t55\t45\n");
    expect(&desk, &["55 % of 80 = 44 users", "45 % of 80 = 36 users"]);
}

#[test]
fn a_column_of_metrics_is_known_by_its_heading_or_its_words_and_no_row_goes_to_another_metric() {
    for heading in ["KPI", "What we count"] {
        let mut desk = Desk::demo();
        desk.press("gw")
            .paste(&format!("pilot\t{heading}\tW46\tW47\nComplaint routing\tdays to first answer\t18\t18\n"));
        expect(&desk, &["W47 Complaint routing, days to first answer"]);
        assert!(!desk.screen().contains("Complaint routing, active users"), "{heading}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press("gw").paste("pilot\tWhat we count\tW47\nComplaint routing\tfirst answer\t18\n");
    expect(&desk, &["1 cannot be entered", "the row does not say which metric it is about"]);
}

#[test]
fn readings_without_a_week_become_no_pilots_where_those_stand() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.paste("Pilot\tactive users\tescalated exceptions\nClaims intake\t26/40\t3\nClaims intale\t12/30\t1\n");
    expect(&desk, &["these look like readings"]);
    assert_eq!((desk.entries(), kept(&desk).len()), (before, 1));
}

#[test]
fn a_pasted_name_that_is_nearly_one_that_is_there_is_told_before_it_is_taken() {
    let mut desk = Desk::demo();
    desk.paste("Use case\tOwner\tStart\nServce chat\tRta Slva\tyesterday\n");
    expect(&desk, &["“Rta Slva” is new beside “Rita Silva”", "“Servce chat” is new beside “Service chat”"]);
    expect(&desk, &["“yesterday” in column “Start” counts from today, which only days"]);
}

#[test]
fn a_pilot_or_a_metric_of_a_pasted_block_that_is_nearly_called_so_is_asked_about() {
    for (row, meant) in
        [("Servce chat\tanswer quality", "Service chat"), ("Service chat\tanser quality", "answer quality")]
    {
        let mut desk = Desk::demo();
        desk.press("gw").paste(&format!("Pilot\tMetric\tW46\tW47\n{row}\t90\t91\n"));
        expect(&desk, &[&format!("is it {meant}?")]);
    }
}

#[test]
fn a_dash_takes_no_measured_value_away_unless_the_cell_itself_says_why() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("pilot\tmetric\tW46\tW47\tComment\nClaims intake\tactive users\t-\t33/40\tnew joiner\n");
    expect(&desk, &["1 to enter", "1 dash says nothing", "75 % stays"]);
    desk.press("<Enter>");
    expect(&desk, &["1 pasted, 0 were the same, 1 dash says nothing"]);
    let mut desk = Desk::demo();
    desk.press("gw").paste("pilot\tmetric\tW46\nClaims intake\tactive users\t- new joiner\n");
    expect(&desk, &["1 in place of a value", "not measured: new joiner, was 75 %"]);
}

#[test]
fn in_the_week_the_box_holds_a_block_for_its_cells() {
    let mut desk = Desk::demo();
    desk.press("gwp");
    expect(&desk, &["Paste readings", "pilot, metric, W46, W47"]);
    desk.paste("Pilot\tMetric\tW47\nService chat\tactive users\t90\n").press("<Ctrl+S>");
    expect(&desk, &["Pasted", "type it into the cells"]);
    assert!(kept(&desk).is_empty() && desk.drafts.contains_key("paste/week"));
    desk.press("<Enter>");
    expect(&desk, &["1 pasted"]);
}
