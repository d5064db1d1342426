//! People: who may be chosen, what each of them answers for, and how it goes over to somebody else.

use steerco::domain::change::{NewPerson, PersonChange};
use steerco::domain::{Change, Level};

use crate::support::Desk;

#[test]
fn several_pilots_get_no_owner_until_one_is_chosen() {
    let mut desk = Desk::demo();
    let before = desk.entries();
    desk.press("vvo<Enter>");
    assert_eq!(desk.entries(), before);
    desk.shows("nobody is chosen yet");
}

#[test]
fn an_address_tells_people_apart_who_are_chosen_and_stands_in_no_sentence() {
    let mut desk = Desk::demo();
    let email = "ana2@other.example".to_owned();
    let other = NewPerson { level: Level::Vp, email, ..NewPerson::named("Ana Costa") };
    desk.commit(&Change::Person(PersonChange::Add(other)));
    let mut desk = desk.restart();
    desk.press("vvo").press("ana2");
    desk.shows("Ana Costa (ana2@other.example)");
    desk.press("<Enter>");
    let newest = desk.store.read().journal(None, i64::MAX, 1).unwrap().remove(0);
    assert_eq!(
        newest.summary,
        "Appointed Ana Costa as executive owner of 2 pilots (Demand forecast, Warranty coding)."
    );
}

#[test]
fn everything_that_a_person_answers_for_stands_on_one_page_and_goes_over_in_one_change() {
    let mut desk = Desk::demo();
    desk.press("gp/tanaka<Enter><Enter>");
    let screen = desk.screen();
    for part in ["Kenji Tanaka", "workstream", "Energy bills", "Automated pipelines", "leads"] {
        assert!(screen.contains(part), "{part} in {screen}");
    }
    let before = desk.entries();
    desk.press("Ocosta<Tab>on leave<Ctrl+S>");
    assert_eq!(desk.entries(), before + 1, "{}", desk.screen());
    desk.shows("answer for nothing");
    desk.press("u<Enter>");
    desk.shows("Energy bills");
}

#[test]
fn what_somebody_answers_for_opens_where_it_stands() {
    let mut desk = Desk::demo();
    desk.press("gp/lindqvist<Enter><Enter>");
    assert!(desk.screen().contains("1 overdue"), "an action is late too: {}", desk.screen());
    let row = |desk: &Desk, kind: &str| {
        let rows: Vec<String> = desk.screen().lines().map(str::to_owned).collect();
        let head = rows.iter().position(|line| line.trim_start().starts_with("as ")).unwrap();
        let at = rows.iter().position(|line| line.trim_start_matches(['▌', ' ']).starts_with(kind)).unwrap();
        at - head - 1
    };
    let down = "<↓>".repeat(row(&desk, "action"));
    desk.press(&down).press("<Enter>");
    desk.shows(" Actions ");
    desk.shows("Name who may order");
    let mut desk = Desk::demo();
    desk.press("gp/tanaka<Enter><Enter>");
    let down = "<↓>".repeat(row(&desk, "item"));
    desk.press(&down).press("<Enter>");
    desk.shows("▌2 Checklist");
}

#[test]
fn a_range_of_people_is_marked_and_put_out_of_sight_as_one_change() {
    let mut desk = Desk::demo();
    desk.press("gp").press("vjV");
    desk.shows("3 marked");
    let before = desk.export();
    desk.press("x");
    assert!(desk.screen().contains("for pilots: "), "who owns pilots is asked about: {}", desk.screen());
    desk.press("y");
    desk.shows("Archived 3 people (");
    desk.press("u");
    assert_eq!(desk.export(), before, "one undo");
    desk.press("vv<Esc>");
    assert!(!desk.screen().contains("marked"), "Esc takes the marks away: {}", desk.screen());
    desk.press("/Rita Silva<Esc>x");
    desk.shows("Rita Silva answers for pilots");
    desk.press("n<Esc>Gv");
    desk.shows("It is marked, and the last one");
}

#[test]
fn why_somebody_cannot_be_chosen_names_keys_once_it_was_to_be_saved_too() {
    let mut desk = Desk::demo();
    desk.press("gp/tanaka<Enter>xy").press("gb/demand<Enter>o").press("Kenji Tanaka");
    for keys in ["", "<Ctrl+S>"] {
        desk.press(keys);
        let screen = desk.screen();
        let says = screen.contains("Kenji Tanaka is archived: name somebody else, or x");
        assert!(says && !screen.contains('⟨'), "“{keys}”: {screen}");
    }
}
