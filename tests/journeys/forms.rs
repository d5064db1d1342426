//! Forms and prompts: what is asked is read whole, what is wrong stands at its field, and what is typed is understood
//! as people mean it.

use steerco::domain::change::{PilotChange, PilotField};
use steerco::domain::incoming::Incoming;
use steerco::domain::{Change, Dimension, Value};
use steerco::interaction::{Failure, Msg};

use crate::support::Desk;

#[test]
fn a_letter_reports_the_status_that_it_names() {
    for (letter, words) in [("R", "decision wanted"), ("A", "at risk"), ("G", "on track")] {
        let mut desk = Desk::demo();
        desk.press(&format!("r{letter}<Tab>so it is<Ctrl+S>"));
        desk.shows(&format!("is reported {words}: so it is"));
    }
}

#[test]
fn lines_that_are_pasted_into_a_note_stay_lines_and_elsewhere_it_is_said_that_they_do_not() {
    let mut desk = Desk::demo();
    desk.press("c").paste("One zebra\r\nTwo zebras\r\n\r\nThird para").press("<Ctrl+S>");
    assert!(desk.export().to_string().contains(r"One zebra\nTwo zebras\n\nThird para"), "{}", desk.screen());
    desk.press("a").paste("This and\nmore");
    desk.shows("the 2 lines that were pasted became one");
}

#[test]
fn a_note_that_is_longer_than_a_text_may_be_is_not_cut_and_saved_but_refused() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press("c").paste(&"word ".repeat(250_000)).press("<Ctrl+S>");
    desk.press("Zebra").paste(&"word ".repeat(250_000));
    desk.shows("the text with what was pasted is over 1 MB");
    assert_eq!(desk.entries(), entries);
    desk.press("<Ctrl+S>");
    assert!(desk.export().to_string().contains(r#""Zebra""#), "{}", desk.screen());
}

#[test]
fn a_note_of_one_line_becomes_one_of_several_without_ctrl() {
    let mut desk = Desk::demo();
    desk.press("cOne zebra");
    assert!(desk.footer().contains("↓ more lines"), "{}", desk.footer());
    desk.press("<Down>Two zebras<Tab>");
    assert!(desk.footer().contains("E $EDITOR"), "{}", desk.footer());
    desk.press("<Enter>");
    assert!(desk.export().to_string().contains(r"One zebra\nTwo zebras"), "{}", desk.screen());
}

#[test]
fn a_long_text_is_read_whole_where_it_is_edited_and_where_it_stands() {
    let words: Vec<String> = (1..=120).map(|number| format!("word{number}")).collect();
    let mut desk = Desk::demo();
    let id = desk.store.read().find_pilot("demand-forecast").unwrap();
    let to = Value::Text(words.join(" "));
    let field = PilotField::Summary;
    desk.commit(&Change::Pilot(PilotChange::Set { pilot: id, field, to, was: None }));
    let mut desk = desk.restart();
    desk.press("/demand<Enter><Enter>").press("jjjjjjj");
    let seen = |desk: &Desk| {
        let screen = desk.screen();
        let has = |word: &String| screen.split(|c: char| !c.is_alphanumeric()).any(|seen| seen == word);
        words.iter().filter(|word| has(word)).count()
    };
    assert_eq!(seen(&desk), words.len(), "under the cursor: {}", desk.screen());
    desk.resize(99, 40);
    desk.press("e");
    assert_eq!(seen(&desk), words.len(), "where it stands: {}", desk.screen());
    desk.press("<Esc>4a").paste(&words.join(" "));
    assert_eq!(seen(&desk), words.len(), "in a form: {}", desk.screen());
    let end = desk.draw().1.unwrap();
    desk.press("<Up>");
    assert_eq!(desk.draw().1.unwrap().y + 1, end.y, "a row at a time: {}", desk.screen());
    desk.resize(80, 24);
    desk.press("<Down><Down><Down>");
    assert!(desk.screen().contains("word120"), "the row of the cursor shows: {}", desk.screen());
    desk.resize(99, 40);
    desk.press("<Esc>c").paste(&words.join(" "));
    let end = desk.draw().1.unwrap();
    desk.press("<Up>");
    assert_eq!(desk.draw().1.unwrap().y + 1, end.y, "so in a prompt: {}", desk.screen());
    desk.press("<Down>");
    assert_eq!(desk.draw().1.unwrap().y, end.y, "and it is not left: {}", desk.screen());
}

#[test]
fn what_went_wrong_in_a_prompt_is_told_whole_and_so_is_its_question() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    let title = "the workbook is damaged: this is no workbook, as its end is nowhere to be found in it";
    let hint = "open it in the program that made it, and save it again";
    let failure = Failure { title: title.to_owned(), field: None, hint: hint.to_owned(), unkept: false };
    let incoming = Incoming { path: "/tmp/fake.xlsx".to_owned(), ..Incoming::default() };
    desk.take(Msg::Unforeseen(incoming, failure));
    let screen = desk.flat();
    assert!(screen.contains("file, a sheet of it after a # /tmp/fake.xlsx"), "{screen}");
    assert!(screen.contains(&format!("{title}: {hint}")), "{screen}");
}

#[test]
fn what_narrows_a_list_has_the_whole_width_of_its_field() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("obecause we must");
    desk.shows("because we must");
}

#[test]
fn what_only_looks_something_up_is_not_saved() {
    let mut desk = Desk::demo();
    for keys in ["@", "<Esc>Y", "<Esc>gi"] {
        desk.press(keys);
        assert!(desk.footer().contains("go on") && !desk.footer().contains("save"), "{keys}: {}", desk.screen());
    }
    desk.press("<Esc>@<Tab>");
    desk.shows("[ Go on ]");
    let mut desk = Desk::first_run();
    desk.press("3");
    assert!(desk.footer().contains("go on") && !desk.footer().contains("save"), "{}", desk.screen());
    desk.press("<Esc>2");
    assert!(desk.footer().contains("save"), "a workspace is written: {}", desk.screen());
}

#[test]
fn weeks_and_a_value_are_two_baselines() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>3jB");
    let entries = desk.entries();
    desk.press("<Ctrl+A>").press("2026-W40..2026-W47<Tab>94<Ctrl+S>");
    desk.shows("weeks and a value are two baselines");
    assert_eq!(desk.entries(), entries);
    desk.press("<Ctrl+U>");
    assert!(!desk.screen().contains("2026-W40..2026-W47"), "the cursor is on what is wrong: {}", desk.screen());
}

#[test]
fn a_refused_change_leaves_the_form_open_with_the_reason_at_its_field() {
    let mut desk = Desk::demo();
    desk.press("m700<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("more than the") && screen.contains("700"), "{screen}");
    assert!(!screen.contains("NOT SAVED"), "nothing is lost: {screen}");
    let entries = desk.entries();
    desk.press("<Backspace><Backspace>").press("<Enter>");
    desk.shows("(7 of 25 users)");
    desk.hides("NOT SAVED");
    assert_eq!(desk.entries(), entries + 1);
}

#[test]
fn the_key_of_help_in_a_list_of_a_form_says_where_the_keys_stand_and_empties_no_list() {
    let mut desk = Desk::demo();
    desk.press("o?");
    let screen = desk.screen();
    assert!(screen.contains("The footer has the keys of this field") && screen.contains("nothing chosen"), "{screen}");
    desk.press("<Tab>Who knows?");
    desk.shows("Who knows?");
}

#[test]
fn the_form_of_a_reading_says_what_it_understood_as_the_week_does() {
    for opened in ["/contract<Esc>", "/contract<Enter><Enter>"] {
        let mut desk = Desk::demo();
        desk.press(opened).press("m30");
        let told = "30 of 60 users, 50 %, +13.3 points against the week before";
        desk.shows(told);
        desk.press("<Backspace><Backspace>61");
        desk.shows("61 active users are more than the 60 target users");
        desk.press("<Backspace><Backspace>600<Tab>handling");
        desk.shows("7x the 84 min of W46");
    }
}

#[test]
fn a_trigger_that_no_value_can_reach_is_refused_where_it_stands() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press("/warranty<Enter><Enter>D").press("retrain<Tab>Say it<Tab><Tab>because<Tab>accuracy < 500<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("500 % is above 100") && screen.contains("cannot pass"), "{screen}");
    assert_eq!(desk.entries(), entries);
    desk.press("<Ctrl+U>accuracy < 50<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "the cursor is on it: {}", desk.screen());
}

#[test]
fn a_long_question_stands_above_its_answer_and_a_long_list_says_that_it_goes_on() {
    let mut desk = Desk::demo();
    desk.press("/complaint<Enter><Enter>7e");
    let questions = desk.state.context.framework.dimension(Dimension::Data).criteria.clone();
    let screen = desk.screen();
    assert!(screen.contains(questions[0].as_str()), "{}: {screen}", questions[0]);
    desk.press("<Tab><Tab><Tab><Tab>");
    desk.shows("1 to 6 of ");
    desk.resize(80, 18);
    assert!(desk.screen().lines().any(|line| line.contains("── ↓ ")), "the border says so: {}", desk.screen());
}

#[test]
fn what_is_typed_far_too_long_is_told_by_its_beginning() {
    let mut desk = Desk::demo();
    desk.press("gaaRing the vendor<Tab>Ana Costa<Tab><Ctrl+U>").paste(&"words ".repeat(60)).press("<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("words…” is not") && screen.matches("words").count() < 72, "{screen}");
}

#[test]
fn what_is_wrong_in_the_last_field_of_a_long_form_is_seen_in_a_small_window() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.press("<Enter>F").press(&"<Tab>".repeat(12)).press("much");
    desk.shows("is not an amount of money");
}

#[test]
fn what_has_to_be_filled_in_is_said_before_anything_is_sent() {
    let mut desk = Desk::demo();
    desk.press("<Enter>F<Ctrl+U><Ctrl+S>");
    desk.shows("name cannot be empty");
    desk.press("<Esc><Esc>giz<Ctrl+U><Enter>");
    assert!(desk.screen().contains("  file cannot be empty"), "without what its label explains: {}", desk.screen());
}

#[test]
fn a_day_is_typed_as_people_say_it() {
    let day = |said: &str, shown: &str| {
        let mut desk = Desk::demo();
        desk.press("gaa");
        desk.shows("due");
        desk.press("Ring the vendor<Tab>Ana Costa<Tab>").press("<Ctrl+U>").press(said);
        assert!(desk.screen().contains(shown), "{said}: {}", desk.screen());
    };
    day("15 Jan", "Friday, 15 January 2027");
    day("friday", "Friday, 27 November 2026");
    day("+2w", "Wednesday, 9 December 2026");
    day("15.1.2027", "Friday, 15 January 2027");
    day("soon", "write a date as 2026-12-15, 15 Jan, Friday or +2w");
    day("Q1", "write “end of Q1” for 2027-03-31");
}

#[test]
fn a_new_name_that_is_nearly_one_that_is_there_is_told_beside_it() {
    for (keys, told) in
        [("gpaRta Slva", "“Rita Silva” is nearly called so"), ("aServce chat", "“Service chat” is nearly called so")]
    {
        let mut desk = Desk::demo();
        desk.press(keys);
        assert!(desk.screen().contains(told), "{keys}: {}", desk.screen());
    }
}

#[test]
fn the_question_of_a_prompt_is_read_whole() {
    let mut desk = Desk::demo();
    for (width, height) in [(80, 24), (60, 18)] {
        desk.resize(width, height);
        desk.press("@2026-11");
        let screen = desk.screen();
        assert!(screen.contains("a day, a week, “last” for the last review, or nothing"), "{screen}");
        let (_, cursor) = desk.draw();
        let row = screen.lines().nth(usize::from(cursor.unwrap().y)).unwrap();
        assert!(row.contains("2026-11"), "the cursor stands in the answer: {screen}");
        desk.press("<Tab><Tab><Enter>");
    }
}

#[test]
fn what_is_not_chosen_yet_is_said_in_words() {
    let mut desk = Desk::demo();
    desk.press("o");
    assert!(desk.screen().contains("▌ nothing chosen"), "the seat is empty: {}", desk.screen());
}

#[test]
fn a_list_of_few_shows_whole_where_there_is_room() {
    let mut desk = Desk::demo();
    desk.press("D");
    let screen = desk.screen();
    assert!(screen.contains("rebaseline: ") && !screen.contains("1 to 6 of"), "{screen}");
}

#[test]
fn a_value_that_a_form_corrects_keeps_the_note_and_the_sample_of_which_it_says_nothing() {
    let mut desk = Desk::demo();
    let stands = |desk: &Desk| {
        let reader = desk.store.read();
        let pilot = reader.find_pilot("demand-forecast").unwrap();
        let metric = reader.find_metric(pilot, "adoption").unwrap();
        let reading = reader.reading(metric.local, "2026-W46".parse().unwrap()).unwrap().unwrap();
        (reading.measure.value().map(|value| value.to_string()), reading.note, reading.sample)
    };
    let held = |value: &str, note: &str, sample| (Some(value.to_owned()), note.to_owned(), sample);
    desk.press("m48%<Tab><Tab>W46<Tab>late<Tab>40<Enter>");
    assert_eq!(stands(&desk), held("48", "late", Some(40)), "{}", desk.screen());
    // What stands there is another value: `k` keeps mine.
    desk.press("m52%<Tab><Tab>W46");
    assert!(desk.screen().contains("its note “late”"), "{}", desk.screen());
    desk.press("<Enter>k");
    assert_eq!(stands(&desk), held("52", "late", Some(40)), "{}", desk.screen());
    desk.press("m56%<Tab><Tab>W46<Tab>counted again<Enter>k");
    assert_eq!(stands(&desk), held("56", "counted again", Some(40)), "{}", desk.screen());
    desk.press("m- the gateway was down<Tab><Tab>W46<Enter>k");
    assert_eq!(stands(&desk), (None, "the gateway was down".to_owned(), None), "{}", desk.screen());
}

#[test]
fn an_action_is_due_on_the_day_that_was_typed_into_its_field_else_on_that_of_its_line() {
    let typed = "<Tab><Tab><Ctrl+U>21 Dec";
    let line = " by 18 Dec";
    for (said, due, day) in [(line, "", "2026-12-18"), (line, typed, "2026-12-21"), ("", typed, "2026-12-21")] {
        let mut desk = Desk::demo();
        desk.press("gaa@pilar ring the bank").press(said);
        let read = desk.screen().contains("Pilar Navarro by Friday, 18 December 2026: ring the bank");
        assert_eq!(read, !said.is_empty(), "{}", desk.screen());
        desk.press(due).press("<Ctrl+S>");
        let added = desk.store.read().actions().unwrap().pop().unwrap();
        assert_eq!((added.text.as_str(), added.due.to_string().as_str()), ("ring the bank", day), "{}", desk.screen());
    }
}

#[test]
fn the_form_of_an_action_shows_whom_and_by_when_it_saves_and_the_line_says_what_was_not_said_there() {
    let saved = |desk: &Desk, begins: &str| {
        let mut actions = desk.store.read().actions().unwrap();
        actions.retain(|action| action.text.starts_with(begins));
        actions.pop().map(|action| (action.text, action.owner_name, action.due.to_string()))
    };
    let said = |text: &str, owner: &str, due: &str| Some((text.to_owned(), owner.to_owned(), due.to_owned()));
    for (line, text, due) in [
        ("Send the notes by Friday", "Send the notes", "2026-11-27"),
        ("Send the notes in May", "Send the notes in May", "2026-12-09"),
        ("Send it, or ask @pilar, by W50", "Send it, or ask @pilar", "2026-12-11"),
    ] {
        let mut desk = Desk::demo();
        desk.press("gaa").press(line);
        desk.shows(due);
        desk.press("<Tab>Ana Costa");
        desk.shows(due);
        desk.press("<Ctrl+S>");
        assert_eq!(saved(&desk, "Send"), said(text, "Ana Costa", due), "{line}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    desk.press("gaa@pilar ring the bank");
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains("who") && line.contains("Pilar Navarro")), "{screen}");
    desk.shows("Pilar Navarro by Wednesday, 9 December 2026: ring the bank");
    desk.press("<Ctrl+S>");
    assert_eq!(saved(&desk, "ring"), said("ring the bank", "Pilar Navarro", "2026-12-09"), "{}", desk.screen());
    // What is no day and stands where one would is told.
    let told = "no day was found in “before Christmas”; due stays 9 Dec";
    desk.press("a@pilar ring the bank before Christmas");
    desk.shows(told);
    desk.press("<Tab><Tab><Ctrl+U>21 Dec");
    desk.hides(told);
    desk.press("<Ctrl+S>");
    // What is said in the fields counts, and then the line stays as it was typed.
    desk.press("aTell @pilar by Friday<Tab>Ana Costa<Tab>21 Dec<Ctrl+S>");
    assert_eq!(saved(&desk, "Tell"), said("Tell @pilar by Friday", "Ana Costa", "2026-12-21"), "{}", desk.screen());
}

#[test]
fn the_day_that_is_looked_back_to_is_said_while_it_is_typed() {
    let mut desk = Desk::demo();
    for (typed, day) in [
        ("15 Nov", "Sunday, 15 November 2026"),
        ("W45", "Sunday, 8 November 2026"),
        ("-1w", "Wednesday, 18 November 2026"),
        ("2027-01-01", "has not come yet"),
    ] {
        desk.press("@").press(typed);
        desk.shows(day);
        desk.press("<Esc>");
    }
}
