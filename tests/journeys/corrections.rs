//! What a file says wrongly is corrected in the preview: a cell, all cells that say the same, or a row that is left
//! out.

use crate::support::Desk;
use crate::{look_at, pilot, with_file};

#[test]
fn a_cell_that_is_not_taken_is_corrected_in_the_preview_and_the_file_stays_as_it_is() {
    let mut desk = Desk::demo();
    let table = "Project,Phase,Owner\nZed bot,purple,Ana Costa; Bo Lind\nYak bot,2,\n";
    let file = with_file(&desk, "plan.csv", table);
    desk.press(&format!("gi{file}<Enter>"));
    assert!(desk.screen().contains("1 pilot would be added") && desk.screen().contains("1 rejected"));
    assert!(desk.screen().contains("names several people"), "all of a row is told: {}", desk.screen());
    desk.press("e");
    assert!(desk.screen().contains("“Project” feeds"), "the cursor is on a column: {}", desk.screen());
    desk.press("<Esc><Tab>");
    assert!(desk.footer().contains("e correct"), "{}", desk.footer());
    desk.press("e");
    let screen = desk.screen();
    assert!(screen.contains("row 2, “Phase” is read as") && screen.contains("purple"), "{screen}");
    desk.press("violet<Enter>");
    desk.shows("“violet” in column “Phase” is not a stage");
    desk.press("e3<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("row 2, column “Phase”: “3” in place of “purple”"), "{screen}");
    assert!(screen.contains("names several people"), "what else is wrong is told still: {screen}");
    desk.press("eZoe Quill<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("2 pilots would be added") && !screen.contains("not taken"), "{screen}");
    assert!(screen.contains("0 as before. w takes it in."), "{screen}");
    assert!(!desk.footer().contains("correct"), "the cursor goes on to what would change: {}", desk.footer());
    desk.press("kkke2<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("“2” in place of “purple”"), "it is corrected again: {screen}");
    assert!(screen.contains("stage 2 from today, owned by Zoe Quill"), "{screen}");
    desk.press("jj");
    assert!(!desk.footer().contains("correct"), "what would change is no cell: {}", desk.footer());
    let entries = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    assert_eq!(pilot(&desk.export(), "zed-bot")["name"], "Zed bot");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), table);
}

#[test]
fn after_a_row_that_is_corrected_the_cursor_goes_to_the_next_that_is_refused() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "plan.csv", "Project,Phase\nZed bot,purple\nYak bot,blue\nElk bot,red\n")
        .press("<Tab>jje3<Enter>");
    for row in [2, 3] {
        desk.hides("takes it in.");
        desk.press("e");
        desk.shows(&format!("row {row}, “Phase” is read as"));
        desk.press("1<Enter>");
    }
    let (screen, before) = (desk.screen(), desk.entries());
    assert!(screen.contains("3 pilots would be added, 0 changed, 0 as before. w takes it in."), "{screen}");
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn u_takes_back_what_was_said_in_the_preview_and_nothing_else_of_the_journal() {
    let mut desk = Desk::demo();
    desk.press("chello<Enter>");
    let entries = desk.entries();
    let table = "Project,Phase\nZed bot,purple\nYak bot,blue\nElk bot,1\n";
    look_at(&mut desk, "plan.csv", table).press("<Tab>e3<Enter>e2<Enter>Gx");
    desk.shows("row 4, “Elk bot”: left out");
    desk.press("u");
    desk.hides("left out");
    desk.shows("“2” in place of “blue”");
    desk.press("u");
    desk.shows("“3” in place of “purple”");
    desk.hides("in place of “blue”");
    // Whoever looks for undo finds what that key does here.
    desk.press(":undo");
    let screen = desk.screen();
    assert!(screen.contains("Take back what was said here last") && !screen.contains("not now"), "{screen}");
    desk.press("<Esc>e");
    desk.shows("row 3, “Phase” is read as");
    desk.press("<Esc>u");
    desk.hides("in place of");
    desk.press("<Tab>j<Enter>owner<Enter>");
    desk.hides("is not a stage");
    desk.press("u");
    desk.shows("is not a stage");
    let nothing_left = |desk: &mut Desk| {
        desk.press("u");
        desk.shows("nothing of this screen is in the journal");
    };
    nothing_left(&mut desk);
    assert_eq!(desk.entries(), entries, "what was recorded before stays: {}", desk.screen());
    // Once it is taken in, that is what is taken back, and done again.
    desk.press("wu");
    desk.shows("1 pilot would be added");
    assert_eq!(desk.entries(), entries + 2, "{}", desk.screen());
    nothing_left(&mut desk);
    assert_eq!(desk.entries(), entries + 2, "{}", desk.screen());
    desk.press("U");
    assert_eq!(desk.entries(), entries + 3, "{}", desk.screen());
}

#[test]
fn a_correction_follows_its_row_and_lapses_where_that_changed() {
    let mut desk = Desk::demo();
    let table = "Project,Phase,Owner\nZed bot,purple,\nYak bot,blue,\n";
    let file = with_file(&desk, "plan.csv", table);
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>e3<Enter>e2<Enter><Esc>");
    // A row comes above them, another one is worked on.
    std::fs::write(&file, "Project,Phase,Owner\nElk bot,purple,\nYak bot,blue,Zoe Quill\nZed bot,1,\n").unwrap();
    let mut desk = desk.restart();
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("row 3, column “Phase”: “2” in place of “blue”"), "{screen}");
    assert!(screen.contains("row 2: “purple” in column “Phase” is not a stage"), "nobody corrected that: {screen}");
    assert!(screen.contains("plan.csv was saved anew since it was shown"), "{screen}");
    assert!(screen.contains("1 correction lapsed: its row changed in"), "{screen}");
    desk.press("<Tab>e4<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("3 pilots would be added") && !screen.contains("lapsed"), "it is told once: {screen}");
    desk.press("w");
    let pilots = desk.store.read().pilots().unwrap();
    let stage = |code: &str| pilots.iter().find(|pilot| pilot.code == code).unwrap().stage.to_string();
    assert_eq!(["elk-bot", "yak-bot", "zed-bot"].map(stage), ["4", "2", "1"], "{}", desk.screen());
}

#[test]
fn the_cursor_goes_down_from_the_columns_into_the_rows_and_back() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "plan.csv", "Project,Phase\nZed bot,purple\n");
    assert!(desk.footer().contains("⇥ other list"), "{}", desk.footer());
    desk.press("jje");
    desk.shows("row 2, “Phase” is read as");
    desk.press("<Esc>ke");
    desk.shows("“Phase” feeds");
}

#[test]
fn a_file_that_was_corrected_says_nothing_anew_when_it_comes_again_as_it_is() {
    let mut desk = Desk::demo();
    let table = "Project,Phase,RAG,Start\nZed bot,1,rot/gelb,2026-01-05\n";
    let file = with_file(&desk, "plan.csv", table);
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>egelb<Enter>w<Esc>");
    let before = desk.export();
    assert_eq!(pilot(&before, "zed-bot")["reported"], "A");
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("1 as before") && !screen.contains("as edited here"), "{screen}");
    desk.press("<Tab>egelb<Enter>");
    assert!(desk.screen().contains("1 as before"), "nor does it corrected once more: {}", desk.screen());
    desk.press("X<Esc>");
    std::fs::write(&file, table.replace("rot/gelb", "rot")).unwrap();
    desk.press(&look).press("w<Esc>");
    assert_eq!(pilot(&desk.export(), "zed-bot")["reported"], "R", "what it says anew counts: {}", desk.screen());
}

#[test]
fn what_was_said_of_a_file_is_there_when_it_is_looked_at_again_until_it_is_taken_in() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,purple\n");
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>e3<Enter>");
    desk.shows("in place of “purple”");
    desk.press("<Esc>");
    let mut desk = desk.restart();
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("“3” in place of “purple”") && screen.contains("as you left it"), "{screen}");
    desk.press("X");
    desk.shows("not taken");
    desk.hides("in place of");
    desk.press("<Esc>").press(&look);
    desk.hides("in place of");
    desk.press("<Tab>e3<Enter><Esc>");
    std::fs::write(&file, "Project,Phase\nZed bot,3\n").unwrap();
    desk.press(&look);
    assert!(!desk.screen().contains("in place of"), "it was mended in the file: {}", desk.screen());
    desk.press("<Esc>");
    std::fs::write(&file, "Project,Phase\nZed bot,purple\n").unwrap();
    desk.press(&look);
    let kept = |desk: &Desk| desk.drafts.keys().any(|key| key.starts_with("place/import/"));
    desk.press("<Tab>e3<Enter>");
    assert!(kept(&desk));
    let taken = |desk: &Desk| desk.drafts.values().any(|body| body.contains("\"taken\""));
    desk.press("w");
    assert!(kept(&desk) && taken(&desk), "what is read in its cells stays for the next time: {}", desk.screen());
    desk.press("u");
    assert!(!taken(&desk) && desk.screen().contains("in place of"), "it can be taken in again: {}", desk.screen());
    desk.press("w<Esc>").press(&look);
    let screen = desk.screen();
    assert!(screen.contains("1 correction of last time is read") && screen.contains("1 as before"), "{screen}");
    let entries = desk.entries();
    desk.press("w");
    assert!(taken(&desk) && desk.entries() == entries, "it brings nothing new: {}", desk.screen());
    desk.press("<Esc>").press(&look).press("X");
    assert!(!kept(&desk) && !desk.screen().contains("in place of"), "{}", desk.screen());
}

#[test]
fn a_row_that_is_no_pilot_is_left_out_in_the_preview_and_taken_in_again() {
    let mut desk = Desk::demo();
    let file = with_file(&desk, "plan.csv", "Project,Phase\nZed bot,2\nMilestones,3\nYak bot,purple\n");
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Tab>");
    desk.shows("2 pilots would be added");
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("row 4, “Yak bot”: left out") && !screen.contains("not taken"), "{screen}");
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("not taken") && !screen.contains("“Yak bot”: left out"), "it is taken in again: {screen}");
    desk.press("xGx");
    let screen = desk.screen();
    assert!(screen.contains("row 3, “Milestones”: left out"), "{screen}");
    assert!(screen.contains("1 pilot would be added, 0 changed, 0 as before. w takes it in."), "{screen}");
    desk.press("<Esc>");
    let mut desk = desk.restart();
    desk.press(&look);
    desk.shows("as you left it");
    desk.shows("left out");
    desk.press("w<Esc>");
    let pilots = desk.store.read().pilots().unwrap();
    let known = |code: &str| pilots.iter().any(|pilot| pilot.code == code);
    assert_eq!(["zed-bot", "milestones", "yak-bot"].map(known), [true, false, false]);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Milestones,3", "Milestones,4")).unwrap();
    desk.press(&look);
    let screen = desk.screen();
    assert!(screen.contains("2 corrections of last time are read") && screen.contains("1 as before."), "{screen}");
    assert!(!screen.contains("saved anew"), "that is awaited: {screen}");
}

#[test]
fn a_cell_is_corrected_in_each_kind_of_table() {
    let mut desk = Desk::demo();
    let exceptions = |pilot: &str, severity: &str| {
        format!("Pilot,Incident,Severity,Opened on\n{pilot},Wrong vendor,{severity},2026-11-02\n")
    };
    for (name, table, wrong, right) in [
        ("one.csv", exceptions("Invoice triage", "huge"), "“huge” is not a severity", "high"),
        ("two.csv", exceptions("nope", "high"), "there is no pilot “nope”", "invoice-triage"),
        (
            "three.csv",
            "pilot,metric,week,value\nnope,performance,2026-W47,78\n".to_owned(),
            "there is no pilot “nope”",
            "invoice-triage",
        ),
        ("four.csv", "Name,E-Mail\nBo Lind,bo\n".to_owned(), "“bo” is not an e-mail address", "bo@example.com"),
    ] {
        look_at(&mut desk, name, &table);
        desk.shows(wrong);
        if name == "four.csv" {
            desk.press("<Tab>");
        }
        desk.press(&format!("e{right}<Enter>"));
        let screen = desk.screen();
        assert!(screen.contains("in place of") && !screen.contains("not taken"), "{name}: {screen}");
        desk.press("<Esc>");
    }
}

#[test]
fn the_name_that_is_meant_is_written_into_all_cells_that_say_it() {
    let mut desk = Desk::demo();
    let table = "Project,Sponsor,Lead\nZed bot,Jonas,\nYak bot,Jonas,JONAS\nElk bot,Rita S.,\n";
    look_at(&mut desk, "plan.csv", table).press("<Tab>");
    for told in ["“Jonas” is new beside “Jonas Lindqvist”", "“Rita S.” is new beside “Rita Silva”"] {
        desk.shows(told);
    }
    desk.press("e");
    desk.shows("“Jonas”, in 3 cells, is read as");
    desk.press("<Enter>");
    let screen = desk.screen();
    for told in [
        "row 2, column “Sponsor”: “Jonas Lindqvist” in place of “Jonas”",
        "row 3, column “Lead”: “Jonas Lindqvist” in place of “JONAS”",
    ] {
        assert!(screen.contains(told), "{screen}");
    }
    assert!(!screen.contains("“Jonas” is new") && screen.contains("“Rita S.” is new"), "{screen}");
}

#[test]
fn what_a_word_of_a_stage_was_taken_for_is_told_and_corrected_in_all_its_cells() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "plan.csv", "Project,Phase\nZed bot,Scaling\nYak bot,2\nElk bot,scaling\n").press("<Tab>");
    let screen = desk.screen();
    assert!(screen.contains("“Scaling” in column “Phase” is read as stage 4 (rows 2, 4)"), "{screen}");
    assert!(!screen.contains("“2” in column"), "a number says it itself: {screen}");
    desk.press("e");
    desk.shows("“Scaling”, in 2 cells, is read as");
    desk.press("3<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("row 4, column “Phase”: “3” in place of “scaling”"), "{screen}");
    assert!(screen.contains("stage 3") && !screen.contains("stage 4"), "{screen}");
}

#[test]
fn one_ticket_gets_its_pilot_and_the_others_are_left_out() {
    let mut desk = Desk::demo();
    let header = "Summary,Issue key,Priority,Created,Labels,Labels\n";
    let rows = "One,OPS-2,Low,2026-11-18 10:30,,\nTwo,OPS-3,Low,2026-11-18 10:30,,\n";
    look_at(&mut desk, "tickets.csv", &format!("{header}{rows}")).press("e");
    assert!(desk.screen().contains("tickets that name none are of"), "the first line is of all: {}", desk.screen());
    desk.press("<Esc>jeservice<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("column “Labels”: “service-chat” in place of nothing"), "{screen}");
    assert!(screen.contains("1 exception would be raised") && screen.contains("row 3: OPS-3 does not say"), "{screen}");
}

#[test]
fn of_several_columns_of_one_field_the_cell_that_counts_is_corrected() {
    let mut desk = Desk::demo();
    let table = "Pilot;Owner;Business owner;Phase\nRoute planning;Müller, Hans;Eva Roth;2\n";
    look_at(&mut desk, "plan.csv", table).press("<Tab>");
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(width, height);
        let words = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        let remedy = "(name one person, the first name first (Ana Costa), or write the e-mail address behind the name)";
        assert!(words.contains(remedy), "it can be read whole: {}", desk.screen());
        assert!(words.contains("not taken row 2"), "{}", desk.screen());
    }
    desk.press("e");
    desk.shows("row 2, “Owner” is read as");
    desk.press("Hans Müller<Enter>");
    desk.shows("1 pilot would be added");
    desk.hides("not taken");
}

#[test]
fn what_is_wrong_in_a_cell_is_read_while_it_is_corrected_in_a_small_window() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    let rows: Vec<String> = (1..30).map(|n| format!("Yak {n},purple{n}\n")).collect();
    look_at(&mut desk, "plan.csv", &format!("Project,Phase\n{}", rows.concat())).press("<Tab>Ge");
    let screen = desk.screen();
    assert!(screen.contains("row 30, “Phase” is read as"), "{screen}");
    assert!(screen.contains("row 30: “purple29” in column “Phase” is not a stage"), "{screen}");
}

#[test]
fn a_day_that_cannot_be_read_is_told_with_its_row_and_corrected() {
    let mut desk = Desk::demo();
    let table = "Project,Start,spend change\nYak bot,2026-01-05,\nZed bot,soon,later\n";
    look_at(&mut desk, "plan.csv", table).press("<Tab>");
    let screen = desk.screen();
    assert!(screen.contains("row 3: “soon” in column “Start” is no day"), "{screen}");
    assert!(screen.contains("row 3: “later” in column “spend change” is no amount"), "{screen}");
    desk.press("e");
    desk.shows("row 3, “Start” is read as");
    desk.press("2026-02-02<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("row 3, column “Start”: “2026-02-02” in place of “soon”"), "{screen}");
    assert!(screen.contains("since 2026-02-02") && !screen.contains("is no day"), "{screen}");
    desk.press("e5000<Enter>");
    assert!(!desk.screen().contains("is no amount"), "the cursor goes on to the next: {}", desk.screen());
    desk.press("kelast wednesday<Enter>");
    desk.shows("row 3, column “Start”: “2026-11-18” in place of “soon”");
    desk.press("esoon<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("“soon” in column “Start” is no day"), "it is taken back: {screen}");
    assert!(screen.contains("“5000” in place of “later”"), "the other one stays: {screen}");
}

#[test]
fn a_pilot_that_could_be_two_is_named_by_its_code_in_the_preview() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "plan.csv", "Project,Department\nZed bot,One\nZed bot,Two\n").press("<Tab>");
    desk.shows("“Zed bot” stands in row 2 too");
    desk.press("eYak bot<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("2 pilots would be added") && !screen.contains("not taken"), "{screen}");
}

#[test]
fn a_mistyped_pilot_or_metric_is_corrected_to_the_one_that_is_nearly_called_so() {
    let mut desk = Desk::demo();
    let table = |pilot: &str, metric: &str| format!("pilot,metric,week,value\n{pilot},{metric},W46,30\n");
    look_at(&mut desk, "near.csv", &table("Servic chat", "active users")).press("e<Enter>");
    desk.shows("“service-chat” in place of “Servic chat”");
    desk.press("<Esc>");
    look_at(&mut desk, "metric.csv", &table("Service chat", "wait tine")).press("e<Enter>");
    desk.shows("“wait time” in place of “wait tine”");
    desk.press("<Esc>");
    look_at(&mut desk, "none.csv", &table("Lighthouse", "active users")).press("e<Enter>");
    desk.hides("in place of");
    desk.press("service<Enter>");
    desk.shows("“service-chat” in place of “Lighthouse”");
}
