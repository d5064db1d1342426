//! Files that come: what feeds what is said and seen, and is taken in as one change.

use steerco::domain::incoming::{Foreseen, Incoming};
use steerco::interaction::Msg;

use crate::support::Desk;
use crate::two_writers::set_unit;
use crate::{look_at, pilot, with_file};

#[test]
fn a_column_that_feeds_what_was_said_of_it_feeds_that_when_the_file_comes_again() {
    let mut desk = Desk::demo();
    let table = |who: &str| format!("Projekt;Verantwortlich;Phase\nZed bot;{who};1\n");
    let file = with_file(&desk, "plan.csv", &table("Ana Costa"));
    let look = format!("gi{file}<Enter>");
    desk.press(&look).press("<Down><Enter>lead<Enter>w<Esc>");
    let leads = |desk: &Desk| {
        let pilots = desk.store.read().pilots().unwrap();
        let zed = pilots.into_iter().find(|pilot| pilot.code == "zed-bot").unwrap();
        assert!(zed.owner.is_none(), "a lead is no executive owner");
        zed.lead.map(|(_, name)| name)
    };
    assert_eq!(leads(&desk).as_deref(), Some("Ana Costa"));
    std::fs::write(&file, table("Rita Silva")).unwrap();
    desk.press(&look);
    desk.shows("“Verantwortlich” feeds lead, as when");
    desk.press("w<Esc>");
    assert_eq!(leads(&desk).as_deref(), Some("Rita Silva"));
}

#[test]
fn of_a_workbook_with_several_sheets_one_is_chosen() {
    let mut desk = Desk::demo();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, pilot) in [("Plan", "Zed bot"), ("Other", "Yak bot")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "Project").unwrap();
        sheet.write(1, 0, pilot).unwrap();
    }
    let path = desk.folder.as_ref().unwrap().path().join("book.xlsx");
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    desk.press(&format!("gi{}<Enter>", path.display()));
    desk.shows("has 2 sheets (Plan, Other): t says which");
    desk.press("tOther<Enter>");
    desk.shows("1 pilot would be added");
    desk.shows("Yak bot");
    desk.press("tPlan<Enter>");
    assert!(desk.screen().contains("Zed bot"), "another one may be meant: {}", desk.screen());
}

#[test]
fn the_columns_of_a_sheet_are_answered_first_once_it_is_chosen() {
    let mut desk = Desk::demo();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, head) in [("Cover", "Project"), ("Plan", "Unterfangen")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, head).unwrap().write(0, 1, "Chef").unwrap();
        sheet.write(1, 0, "Zed bot").unwrap().write(1, 1, "Ana Costa").unwrap();
    }
    let path = desk.folder.as_ref().unwrap().path().join("book.xlsx");
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    desk.press(&format!("gi{}<Enter>tPlan<Enter>", path.display()));
    desk.shows("Say which column is the name of the pilot");
    desk.hides("take it in");
    desk.press("<Enter>name<Enter>");
    desk.shows("1 pilot would be added");
}

#[test]
fn a_file_of_unknown_columns_is_mapped_seen_and_taken_in_as_one_change() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "liste.csv", "Unterfangen,Chef,Farbe\nRechnungen,Ana Costa,grün\nVerträge,,rot\n");
    desk.shows("Say which column is the name of the pilot");
    let before = desk.export();
    desk.press("<Enter>name<Enter>");
    for said in ["2 pilots would be added", "Rechnungen", "new pilot", "Unterfangen", "Rechnungen · Verträge"] {
        desk.shows(said);
    }
    desk.press("j<Enter>owner<Enter>");
    desk.shows("Ana Costa");
    desk.press("smy map<Enter>");
    desk.shows("“my map” cannot be the name of a mapping");
    assert!(!desk.outward.iter().any(|done| done.starts_with("keep")), "the prompt stays: {:?}", desk.outward);
    desk.press("<Backspace><Backspace><Backspace><Backspace>map<Enter>");
    desk.shows("Kept as mymap");
    assert_eq!(desk.export(), before, "nothing is written by looking");
    let entries = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    assert_eq!(pilot(&desk.export(), "rechnungen")["name"], "Rechnungen");
    assert!(desk.footer().contains("find") && !desk.footer().contains("take it in"), "{}", desk.footer());
    desk.press("u");
    assert_eq!(desk.export()["pilots"], before["pilots"]);
    assert!(desk.screen().contains("2 pilots would be added"), "it can be taken in again: {}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.header().contains("Board"));
}

#[test]
fn of_a_column_of_readings_it_is_said_of_which_metric_it_is() {
    let mut desk = Desk::demo();
    let table = "pilot,week,Hit rate %,handling time,Room\ninvoice-triage,2026-W46,79,9.7,4\n";
    look_at(&mut desk, "week.csv", table);
    let row = |desk: &Desk, name: &str| desk.screen().lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row(&desk, "handling time").matches("handling time").count() == 2, "{}", desk.screen());
    assert!(
        row(&desk, "Hit rate %").contains("unknown") && row(&desk, "Room").contains("unknown"),
        "{}",
        desk.screen()
    );
    desk.shows("1 reading would be written");
    desk.press("jj<Enter>accuracy<Enter>");
    assert!(row(&desk, "Hit rate %").contains("accuracy"), "{}", desk.screen());
    desk.shows("2 readings would be written");
    desk.press("jj<Enter>nothing<Enter>");
    assert!(row(&desk, "Room").contains("nothing") && !desk.screen().contains("not taken"), "{}", desk.screen());
    desk.press("u");
    assert!(row(&desk, "Room").contains("unknown"), "it is taken back: {}", desk.screen());
    desk.press("<Enter>nothing<Enter>s").press("line<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep line")), "{:?}", desk.outward);
    let entries = desk.entries();
    desk.press("w");
    desk.shows("It is taken in");
    assert_eq!(desk.entries(), entries + 1);
}

#[test]
fn readings_that_do_not_tell_it_are_read_as_such_where_that_is_said() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "kw.csv", "Vorhaben,KW,Trefferquote\nInvoice triage,46,79\n");
    desk.hides("reading would be written");
    desk.press("mreadings<Enter>").press("jj<Enter>accuracy<Enter>");
    desk.shows("1 reading would be written");
    desk.press("<Esc>");
    look_at(&mut desk, "long.csv", "Code,Metric,Value,Seen\ninvoice-triage,accuracy,79,2026-W46\n");
    desk.shows("Say which column is “pilot” and which “week”");
    desk.press("<Enter>pilot<Enter>").press("jjj<Enter>week<Enter>");
    desk.shows("1 reading would be written");
    desk.press("<Esc>");
    look_at(&mut desk, "weekless.csv", "Pilot,performance,Minutes\ninvoice-triage,79,9.7\n");
    desk.shows("The file names no week");
    desk.press("jj<Enter>handling<Enter>");
    desk.shows("2 readings would be written");
}

#[test]
fn a_column_of_days_that_may_be_the_week_is_asked_about_before_anything_is_read() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "days.csv", "Pilot,Seen,accuracy\nInvoice triage,2026-11-01,80\n");
    desk.shows("Say which column is “week”");
    desk.hides("would be written");
    desk.press("j<Enter>week<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("1 reading would be written") && screen.contains("2026-W44"), "{screen}");
    desk.press("<Esc>");
    look_at(&mut desk, "noticed.csv", "Pilot,Noticed,accuracy\nService chat,2026-11-01,80\n");
    desk.press("j<Enter>nothing<Enter>");
    desk.shows("The file names no week");
}

#[test]
fn what_a_file_says_wrongly_is_shown_beside_what_would_be_taken() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "tracker.csv", "Project,Sponsor,RAG,Start date\nA,,green,2026-01-05\nB,,red,3/4/2026\n");
    let screen = desk.screen();
    assert!(screen.contains("1 pilot would be added") && screen.contains("1 rejected"), "{screen}");
    assert!(screen.contains("not taken") && screen.contains("which is the day"), "{screen}");
    desk.press("s").press("mine<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep mine")), "{:?}", desk.outward);
    let done = desk.outward.len();
    desk.press("s").press("mine<Enter>");
    desk.shows("there is a mapping “mine” already");
    assert_eq!(desk.outward.len(), done, "the prompt stays: {:?}", desk.outward);
    desk.press("2<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep mine2")), "{:?}", desk.outward);
}

#[test]
fn what_only_the_workspace_refuses_is_shown_before_it_is_taken_in() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "codes.csv", "name,code\nZed bot,\nOther bot,zed-bot\nFine bot,fine\n");
    let screen = desk.screen();
    assert!(screen.contains("not taken") && screen.contains("the code “zed-bot” is taken"), "{screen}");
    assert!(screen.contains("2 pilots would be added") && screen.contains("1 rejected"), "{screen}");
    desk.press("<Tab>eother-bot<Enter>");
    desk.shows("3 pilots would be added");
}

#[test]
fn what_a_table_of_ours_says_that_follows_is_no_note() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "own.csv", "id,code,name,Colour\n01ABC,zed-bot,Zed bot,red\n");
    let row = |desk: &Desk, name: &str| desk.screen().lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row(&desk, "01ABC").contains("nothing") && row(&desk, "Colour").contains("a note"), "{}", desk.screen());
}

#[test]
fn a_second_table_and_weeks_without_their_year_are_told_in_the_preview() {
    let mut desk = Desk::demo();
    let table = "Project,Go-live,Department\nZed bot,W49,Legal\n\nRisk,Mitigation\nNo data,Ask for it\n";
    look_at(&mut desk, "plan.csv", table);
    let screen = desk.screen();
    assert!(screen.contains("a second table starts in row 4; only the first is read"), "{screen}");
    assert!(screen.contains("1 pilot would be added") && screen.contains("“W49” is 20"), "{screen}");
}

#[test]
fn two_columns_of_one_field_are_told_with_the_one_that_counts() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "liste.csv", "Lfd,Unterfangen,Chef\n1,Rechnungen,Ana Costa\n")
        .press("j<Enter>name<Enter>")
        .press("k<Enter>name<Enter>");
    // It stays the one that counts where another column is said anew.
    for keys in ["", "jj<Enter>owner<Enter>"] {
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("name is fed by “Unterfangen” and “Lfd”: “Unterfangen” counts"), "{screen}");
        assert!(screen.contains("name (2)") && screen.contains("1 pilot would be added"), "{screen}");
    }
}

#[test]
fn the_row_that_names_the_columns_may_be_said() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "list.csv", "Liste;Stand;heute\nWas;Wer;Wie\nA;Bo;x\n");
    desk.shows("Stand");
    desk.press("h2<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Wer") && !screen.contains("Stand"), "{screen}");
    desk.press("h7<Enter>");
    desk.shows("row 7 says nothing");
}

#[test]
fn a_file_that_cannot_be_taken_in_says_why() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "people.csv", "id,name\nw38ghh6dca388d,Somebody\n");
    desk.shows("this is a table of people");
    assert!(desk.header().contains("Board"));
}

#[test]
fn a_file_that_changes_a_pilot_shows_what_stands_there_beside_what_would() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "units.csv", "code,name,unit\ninvoice-triage,Invoice triage,Treasury\n");
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains("Treasury") && line.contains("Finance")), "{screen}");
    desk.press("<Tab>");
    desk.shows("Invoice triage, unit, now Finance: Treasury");
}

#[test]
fn a_file_of_new_pilots_leaves_no_room_for_what_stood_there() {
    let mut desk = Desk::demo();
    let screen = look_at(&mut desk, "new.csv", "code,name,unit\nzebra,Zebra crossing,Treasury\n").screen();
    assert!(screen.contains("is  would be") && screen.contains("Treasury"), "{screen}");
}

#[test]
fn a_file_that_is_not_there_is_asked_for_again_as_it_was_typed() {
    let mut desk = Desk::demo();
    let path = with_file(&desk, "units.csv", "code,name,unit\ninvoice-triage,Invoice triage,Treasury\n");
    let wrong = path.strip_suffix("s.csv").unwrap();
    desk.press(&format!("gi{wrong}.csv<Enter>"));
    desk.shows("there is no file");
    desk.press("<End><Left><Left><Left><Left>s<Enter>");
    assert!(desk.screen().contains("Treasury"), "one letter mends it: {}", desk.screen());
}

#[test]
fn what_was_edited_at_both_ends_is_settled_in_the_preview() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "plan.csv", "Project,Department,RAG\nZed,Theirs,green\n").press("w<Esc>");
    set_unit(&mut desk, "zed", "Mine", 900);
    desk.take(Msg::Disturbed);
    look_at(&mut desk, "plan.csv", "Project,Department,RAG\nZed,Theirs now,green\n");
    desk.shows("unit of zed was edited here and in the file");
    desk.press("bfile<Enter>");
    desk.hides("not taken");
    desk.shows("Theirs now");
    desk.press("w");
    assert_eq!(pilot(&desk.export(), "zed")["unit"], "Theirs now", "{}", desk.screen());
}

#[test]
fn what_cannot_be_taken_stands_before_what_would_change() {
    let mut desk = Desk::demo();
    let table = "code,name,stage\ninvoice-triage,Invoice triage 2,4\nfield-dispatch,Field dispatch,purple\n";
    look_at(&mut desk, "some.csv", table);
    let screen = desk.screen();
    let (not, would) = (screen.find("not taken").expect(&screen), screen.rfind("Invoice triage 2").expect(&screen));
    assert!(not < would, "{screen}");
}

#[test]
fn what_an_import_wants_to_know_is_said_in_its_preview() {
    let mut desk = Desk::demo();
    let table = "Project,Code,Start\nOne,one,01/09/2026\nTwo,two,02/09/2026\n";
    look_at(&mut desk, "plan.csv", table);
    desk.shows("which is the day");
    desk.press("oday<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Dates are read day first") && screen.contains("since 2026-09-01"), "{screen}");
    let header = "Summary,Issue key,Priority,Created,Labels\n";
    let path = with_file(&desk, "tickets.csv", &format!("{header}Nobody knows,OPS-2,Low,2026-11-18 10:30,\n"));
    desk.press("<Esc>").press(&format!("gi{path}<Enter>"));
    desk.shows("does not say of which pilot");
    desk.press("pservice<Enter>");
    desk.shows("1 exception would be raised");
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    let mut desk = Desk::demo();
    let created = "Summary,Issue key,Created,Labels\nLate,OPS-9,10/11/26 9:14 AM,service-chat\n";
    let path = with_file(&desk, "order.csv", created);
    desk.press("<Esc>").press(&format!("gi{path}<Enter>"));
    desk.shows("which is the day");
    desk.press("oday<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("1 exception would be raised") && screen.contains("Dates are read day first"), "{screen}");
    look_at(&mut desk, "words.csv", "Project,Status\nYak,Bumpy\n");
    let screen = desk.screen();
    assert!(
        screen.contains("status “Bumpy” in column “Status” is not known") && screen.contains("1 pilot would be added"),
        "{screen}"
    );
}

#[test]
fn one_strange_column_leaves_the_others_what_they_are_and_a_mapping_is_chosen_by_its_name() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "plan.csv", "Brainwave,Sponsor,Phase,RAG\nCopilot,Ana,2,amber\n");
    let feeds = |desk: &Desk, column: &str| {
        let screen = desk.screen();
        screen.lines().find(|line| line.contains(column)).unwrap_or_else(|| panic!("{column}: {screen}")).to_owned()
    };
    assert!(feeds(&desk, "Sponsor").contains("owner") && feeds(&desk, "RAG").contains("reported"), "{}", desk.screen());
    assert!(feeds(&desk, "Brainwave").contains("a note"), "{}", desk.screen());
    desk.press("<Enter>name<Enter>");
    desk.shows("1 pilot would be added");
    assert!(feeds(&desk, "Phase").contains("stage"), "{}", desk.screen());
    desk.press("msteerco<Enter>");
    desk.shows("the column “name” is missing");
    assert!(feeds(&desk, "Brainwave").contains("name"), "what was said of it stays: {}", desk.screen());
    let path = with_file(&desk, "other.csv", "name,executive_owner\nZephyr,Ana\n");
    desk.press("<Esc>").press(&format!("gi{path}<Enter>")).press("msteerco<Enter>");
    assert!(feeds(&desk, "executive_owner").contains("owner"), "{}", desk.screen());
    desk.press("mtracker<Enter>");
    assert!(feeds(&desk, "executive_owner").contains("a note"), "another mapping: {}", desk.screen());
}

#[test]
fn a_row_of_the_preview_is_found_by_its_words() {
    let mut desk = Desk::demo();
    let rows: Vec<String> = (0..60).map(|n| format!("Pilot number {n},Sales\n")).collect();
    let rows = rows.concat();
    look_at(&mut desk, "many.csv", &format!("Name,Unit\n{rows}Quagga,Sales\n"));
    desk.hides("Quagga");
    let before = desk.entries();
    desk.press("/w<Ctrl+U>quaga");
    let screen = desk.screen();
    assert!(screen.contains("Quagga") && screen.contains("these have “Quagga”"), "{screen}");
    assert!(desk.footer().contains("stop here") && !desk.footer().contains("keep"), "{screen}");
    desk.press("<Enter>");
    assert!(desk.screen().contains("Quagga") && desk.header().contains("Import"), "{}", desk.screen());
    assert_eq!(desk.entries(), before, "no letter took it in");
}

#[test]
fn the_preview_of_people_lists_their_columns_and_says_which_feed_nothing() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "who.csv", "Name;E-Mail;Titel;Telefon\nAda Berg;ada@x.de;CFO;123\n");
    let screen = desk.screen();
    let feeds = |column: &str| screen.lines().find(|line| line.contains(column)).unwrap_or_default().to_owned();
    assert!(feeds("Titel").contains("title") && feeds("Telefon").contains("nothing"), "{screen}");
    assert!(screen.contains("1 column feeds nothing and is left out"), "{screen}");
    let before = desk.entries();
    desk.press("jjj<Enter>unit<Enter>");
    let screen = desk.screen();
    let feeds = |column: &str| screen.lines().find(|line| line.contains(column)).unwrap_or_default().to_owned();
    assert!(feeds("Telefon").contains("unit") && feeds("Titel").contains("title"), "{screen}");
    assert!(!screen.contains("is left out"), "{screen}");
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
}

#[test]
fn a_file_of_actions_shows_its_columns_until_they_say_who_does_what_by_when() {
    let mut desk = Desk::demo();
    look_at(&mut desk, "todo.csv", "Aufgabe;Chef;Frist\nOrder it;Rita Silva;2026-12-01\n").press("mactions<Enter>");
    desk.shows("Say which column is “who”.");
    desk.press("j<Enter>owner<Enter>");
    desk.shows("1 action would be added");
    desk.press("skumm<Enter>");
    assert!(desk.outward.iter().any(|said| said.starts_with("keep kumm")), "{:?}", desk.outward);
    desk.press("w");
    desk.shows("It is taken in");
}

#[test]
fn of_a_workbook_of_ours_the_order_of_its_dates_can_be_said() {
    let mut desk = Desk::demo();
    let incoming = Incoming { path: "/tmp/all.xlsx".to_owned(), ..Incoming::default() };
    desk.take(Msg::Foreseen(Box::new(Foreseen { incoming, ..Foreseen::default() })));
    desk.press("o");
    desk.shows("The order of dates");
}
