//! One row and several of them: what is typed means the same in both forms, and what is said of it before it is saved.

use steerco::domain::change::{NoteChange, PersonChange};
use steerco::domain::{Change, Exception};
use steerco::interaction::Msg;

use crate::support::{self, Desk};
use crate::tables::selected;
use crate::{newest, pilot};

#[test]
fn a_bulk_edit_is_repeated_for_one_pilot_as_the_change_that_it_was() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Esc>v").press("/<Ctrl+U>dispatch<Esc>v").press("e<Tab>+board");
    desk.press("<Tab><Tab><Tab><Tab><Tab>+1w<Ctrl+S>").press("<Esc><Esc>");
    let before = desk.export();
    desk.press("/shift<Enter>.<Ctrl+S>");
    let (was, now) = (pilot(&before, "shift-planning"), pilot(&desk.export(), "shift-planning"));
    let tags = |of: &serde_json::Value| of["tags"].as_array().unwrap().clone();
    let mut expected = tags(&was);
    expected.push("board".into());
    let mut found = tags(&now);
    for tags in [&mut expected, &mut found] {
        tags.sort_by_key(ToString::to_string);
    }
    assert_eq!(found, expected, "{}", desk.screen());
    let day = |of: &serde_json::Value| steerco::domain::parse_day(of["started"].as_str().unwrap()).unwrap();
    assert_eq!((day(&now) - day(&was)).num_days(), 7, "from its own day: {}", desk.screen());
}

#[test]
fn a_tag_with_a_sign_is_added_in_the_form_of_one_pilot_too() {
    let mut desk = Desk::demo();
    let before = pilot(&desk.export(), "demand-forecast");
    desk.press("/demand<Enter>e<Tab><Tab><Tab><Tab>+board");
    assert!(desk.screen().contains("board; was "), "what will stand is said: {}", desk.screen());
    desk.press("<Ctrl+S>");
    let now = pilot(&desk.export(), "demand-forecast");
    let count = |of: &serde_json::Value| of["tags"].as_array().unwrap().len();
    assert_eq!(count(&now), count(&before) + 1, "{now}");
    assert!(now["tags"].as_array().unwrap().iter().any(|tag| tag == "board"), "{now}");
}

#[test]
fn tags_without_a_sign_are_said_to_replace_those_of_each() {
    let mut desk = Desk::demo();
    desk.press("vve<Tab>legal");
    desk.shows("replaces the tags of each; +legal adds it");
    desk.press("<Ctrl+U>+legal");
    desk.hides("replaces the tags");
}

#[test]
fn how_far_a_date_moves_is_no_unit() {
    let mut desk = Desk::demo();
    let before = desk.export();
    desk.press("vve+1w<Ctrl+S>");
    desk.shows("“+1w” moves a date, and here stands none");
    assert_eq!(desk.export(), before);
}

#[test]
fn under_a_day_stands_what_it_was_and_that_a_start_is_still_to_come() {
    let mut desk = Desk::demo();
    desk.press("/demand<Enter>e<Tab><Tab><Tab><Tab><Tab>2.12.2026");
    let screen = desk.screen();
    assert!(screen.contains("2 December 2026, still to come: nothing is judged before"), "{screen}");
}

#[test]
fn whoever_has_no_date_to_be_moved_is_counted_before_and_not_among_the_edited() {
    let mut desk = Desk::demo();
    desk.press("/contract<Esc>v/<Ctrl+U>warranty<Esc>v/<Ctrl+U>demand<Esc>v").press("e<Tab><Tab><Tab><Tab>+1w");
    desk.shows("“partner ends” and stay");
    desk.press("<Ctrl+S>");
    assert!(newest(&desk).starts_with("Edited Contract review"), "{}", newest(&desk));
}

#[test]
fn a_form_for_several_says_whom_it_is_for_and_how_many_of_them_do_not_show() {
    let mut desk = Desk::demo();
    for keys in ["vve", "c", "o"] {
        desk.press(keys);
        assert!(desk.screen().contains("For Demand forecast, Warranty coding."), "{keys}: {}", desk.screen());
        desk.press("<Esc>");
    }
    desk.press("<Esc>/invoice<Esc>v/<Ctrl+U>dispatch<Esc>ve");
    desk.shows("; 1 of them does not show here.");
    desk.press("<Esc>gavve<Tab>+1w");
    desk.shows("For ");
    desk.press("<Ctrl+S>");
    assert!(newest(&desk).starts_with("Edited 2 actions ("), "{}", newest(&desk));
}

#[test]
fn a_bulk_edit_of_actions_is_repeated_for_one_of_them() {
    let mut desk = Desk::demo();
    desk.press("gavve<Tab>+20w<Ctrl+S>").press("<Esc>G");
    let dues = |desk: &Desk| -> Vec<String> {
        let export = desk.export();
        export["actions"].as_array().unwrap().iter().map(|one| one["due"].to_string()).collect()
    };
    let before = dues(&desk);
    desk.press(".");
    let screen = desk.screen();
    assert!(screen.contains("Edit an action") && screen.contains("Filled in with what you said last"), "{screen}");
    desk.press("<Ctrl+S>");
    let changed = before.iter().zip(dues(&desk)).filter(|(was, is)| *was != is).count();
    assert_eq!(changed, 1, "{}", desk.screen());
}

#[test]
fn what_is_said_of_several_names_the_first_of_them_and_of_one_its_fields() {
    let mut desk = Desk::demo();
    desk.press("/demand<Enter>e<Tab><Tab><Tab>Legal<Tab>+board<Ctrl+S>");
    assert_eq!(newest(&desk), "Edited Demand forecast: unit, tags.", "{}", desk.screen());
    desk.press("<Esc>gavv<Space>");
    assert!(newest(&desk).starts_with("Done: 2 actions ("), "{}", newest(&desk));
    desk.press("gpvvvvx").press("y");
    let said = newest(&desk);
    assert!(said.starts_with("Archived 4 people (") && said.ends_with(" and 1 more)."), "{said}");
    assert_eq!(said.matches(", ").count(), 2, "{said}");
}

#[test]
fn what_is_done_at_once_to_what_a_filter_hides_is_asked_about() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press("/invoice<Esc>v/<Ctrl+U>dispatch<Esc>vx");
    let screen = desk.screen();
    assert!(screen.contains("Of 2 that are marked, 1 does not show here: Invoice triage."), "{screen}");
    desk.press("n");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    desk.press("xy");
    assert!(newest(&desk).starts_with("Archived 2 pilots ("), "{}", newest(&desk));
    let entries = desk.entries();
    desk.press("gavv/zzz<Esc><Space>");
    desk.shows("Nothing that is marked shows here: ");
    desk.press("n<Esc><Esc>gpv/zzz<Esc>x");
    desk.shows("Nothing that is marked shows here: ");
    desk.press("n");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
}

#[test]
fn what_was_taken_back_is_repeated_and_its_form_says_so() {
    let mut desk = Desk::demo();
    desk.press("ocos<Tab>moved to claims<Enter>u.");
    let screen = desk.screen();
    assert!(screen.contains("moved to claims") && screen.contains("has been taken back since."), "{screen}");
    desk.press("<Esc>U.");
    let screen = desk.screen();
    assert!(screen.contains("moved to claims") && !screen.contains("has been taken back since."), "{screen}");
    desk.press("<Esc>").press("/complaint<Esc>x");
    let before = desk.entries();
    desk.press("u.");
    assert_eq!(desk.entries(), before + 1, "what asks nothing is asked about: {}", desk.screen());
    let screen = desk.screen();
    assert!(screen.contains("Taken back since: Complaint routing is archived."), "{screen}");
    assert!(screen.contains("Do “archive” here all the same?"), "{screen}");
    desk.press("y");
    assert_eq!(desk.entries(), before + 2, "{}", desk.screen());
    assert!(newest(&desk).contains("rchived"), "{}", newest(&desk));
}

#[test]
fn what_was_taken_back_is_known_though_more_was_told_of_it_than_the_journal_has() {
    let mut desk = Desk::demo();
    desk.press("gpaRita Silva<Tab>Head of claims<Ctrl+S>");
    desk.shows("Another person is called “Rita Silva”.");
    desk.press("u.");
    let screen = desk.screen();
    assert!(screen.contains("Head of claims") && screen.contains("has been taken back since."), "{screen}");
}

#[test]
fn a_form_for_the_one_that_is_marked_says_so_where_the_cursor_is_on_another() {
    let mut desk = Desk::demo();
    desk.press("gae");
    desk.hides("For ");
    desk.press("<Esc>ve");
    let screen = desk.screen();
    assert!(screen.contains("Edit an action") && screen.contains("For "), "{screen}");
}

#[test]
fn a_span_moves_the_date_that_stands_and_counts_from_today_where_none_does() {
    let mut desk = Desk::demo();
    let dues = |desk: &Desk| -> Vec<String> {
        let export = desk.export();
        export["actions"].as_array().unwrap().iter().map(|action| action["due"].as_str().unwrap().to_owned()).collect()
    };
    assert!(dues(&desk).contains(&"2026-12-04".to_owned()));
    desk.press("ga/works council<Enter>e+1w");
    let screen = desk.screen();
    assert!(screen.contains("Friday, 11 December 2026, moved by 7 days; was 4 Dec 2026"), "{screen}");
    desk.press("<Ctrl+S>");
    assert!(dues(&desk).contains(&"2026-12-11".to_owned()), "{}", desk.screen());
    // Of a new action none stands.
    desk.press("aRing the vendor<Tab>Ana Costa<Tab>+1w");
    desk.shows("Wednesday, 2 December 2026");
}

#[test]
fn moved_dates_that_have_passed_all_the_same_are_counted_before_they_are_saved() {
    let mut desk = Desk::demo();
    desk.press("gavvve<Tab>+1w");
    let screen = desk.screen();
    assert!(screen.contains("each by 7 days; 2 stay overdue"), "{screen}");
    desk.press("<Ctrl+U>+5w");
    desk.hides("stay overdue");
}

#[test]
fn one_action_is_moved_by_the_rule_of_several_and_a_day_that_has_passed_is_refused_while_it_is_typed() {
    for keys in ["gae2026-11-02", "gavve<Tab>2026-11-02"] {
        let mut desk = Desk::demo();
        desk.press(keys);
        assert!(desk.screen().contains("2026-11-02 has passed: write a day"), "{keys}: {}", desk.screen());
    }
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press("gae+1w");
    let screen = desk.screen();
    assert!(screen.contains("moved by 7 days; it stays overdue") && !screen.contains("has passed"), "{screen}");
    desk.press("<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
}

#[test]
fn somebody_new_is_named_where_a_pilot_is_added_or_gets_its_owner() {
    let mut desk = Desk::empty();
    let people = |desk: &Desk| desk.store.read().people().unwrap().len();
    let owner = |desk: &Desk| desk.store.read().pilots().unwrap()[0].owner_name().map(str::to_owned);
    let entries = desk.entries();
    desk.press("aChat bot<Tab><Tab><Tab><Tab><Tab>Ann Lee");
    desk.shows("add “Ann Lee”");
    desk.press("<Tab>Ann Lee<Ctrl+S>");
    let screen = desk.screen();
    assert!(screen.contains("Added Chat bot, and to the people Ann Lee."), "{screen}");
    assert_eq!((people(&desk), owner(&desk).as_deref(), desk.entries()), (1, Some("Ann Lee"), entries + 1), "{screen}");
    desk.press("oBo Berg<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Appointed Bo Berg, who is new, as executive owner of Chat bot."), "{screen}");
    assert_eq!((people(&desk), owner(&desk).as_deref(), desk.entries()), (2, Some("Bo Berg"), entries + 2), "{screen}");
    // Both go with one undo, and under the mask nobody is added, as nobody sees who is there already.
    desk.press("u");
    assert_eq!((people(&desk), owner(&desk).as_deref()), (1, Some("Ann Lee")), "{}", desk.screen());
    desk.press("MoBo Berg");
    desk.hides("add “");
}

#[test]
fn another_name_begins_anew_where_one_that_was_typed_before_comes_back() {
    let mut desk = Desk::empty();
    desk.press("aChat bot<Tab><Tab><Tab><Tab><Tab>Ann Lee<Ctrl+S>").press("oBo Berg<Enter>");
    desk.press("oNeue Person<Esc>o");
    assert!(desk.screen().contains("add “Neue Person”"), "it is kept: {}", desk.screen());
    desk.press("Ann<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("Chat bot: Ann Lee is the executive owner now."), "{screen}");
    assert_eq!(desk.store.read().people().unwrap().len(), 2, "{screen}");
}

#[test]
fn whoever_is_known_is_no_second_person_where_an_owner_is_typed() {
    let mut desk = Desk::empty();
    let people = |desk: &Desk| desk.store.read().people().unwrap();
    let owner = |desk: &Desk| desk.store.read().pilots().unwrap()[0].owner_name().map(str::to_owned);
    desk.press("aChat bot<Tab><Tab><Tab><Tab><Tab>").paste("Hans Müller <hans.mueller@bank.de>").press("<Ctrl+S>");
    let known = people(&desk);
    assert_eq!(
        (known[0].person.name.as_str(), known[0].person.email.as_str()),
        ("Hans Müller", "hans.mueller@bank.de")
    );
    desk.press("oBo Berg<Enter>");
    for typed in ["hans.mueller@bank.de", "Müller, Hans", "Hans Mueller", "Dr. Hans Müller"] {
        desk.press("o").paste(typed);
        let screen = desk.screen();
        assert!(screen.contains("▌ Hans Müller") && !screen.contains("add “"), "{typed}: {screen}");
        desk.press("<Enter>");
        assert_eq!((people(&desk).len(), owner(&desk).as_deref()), (2, Some("Hans Müller")), "{}", desk.screen());
        desk.press("u");
    }
    desk.press("o").paste("eva@bank.de").press("<Enter>");
    desk.shows("“eva@bank.de” is no name of a person");
    assert_eq!((people(&desk).len(), owner(&desk).as_deref()), (2, Some("Bo Berg")));
}

#[test]
fn whoever_is_archived_is_no_second_person_where_an_owner_is_typed() {
    let mut desk = Desk::demo();
    let jonas = desk.store.read().find_person("Jonas Lindqvist").unwrap();
    let change = PersonChange::Archive { person: jonas, archived: true };
    desk.store.commit(&Change::Person(change), &support::stamp(900)).unwrap();
    desk.take(Msg::Disturbed);
    desk.press("o").paste("Lindqvist, Jonas");
    let screen = desk.screen();
    assert!(screen.contains("Jonas Lindqvist is archived") && !screen.contains("add “"), "{screen}");
}

#[test]
fn only_what_is_edited_is_named_and_what_all_have_already_is_told() {
    let mut desk = Desk::demo();
    desk.press("vveSales<Ctrl+S>");
    assert_eq!(newest(&desk), "Edited 2 pilots (Demand forecast, Warranty coding).", "{}", desk.screen());
    let entries = desk.entries();
    desk.press("eSales<Ctrl+S>");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    desk.shows("Nothing changed: all 2 were so already.");
    desk.press("veSales<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    assert!(newest(&desk).starts_with("Edited ") && !newest(&desk).contains("pilots"), "{}", newest(&desk));
    // Of actions too, of which each has somebody who does it.
    desk.press("gavvvVeAna Costa<Ctrl+S>");
    let entries = desk.entries();
    desk.press("eAna Costa<Ctrl+S>");
    desk.shows("Nothing changed: all ");
    assert_eq!(desk.entries(), entries);
}

#[test]
fn a_date_that_cannot_be_moved_so_far_is_told_as_that() {
    for keys in [
        "gavve<Tab>+2000y<Ctrl+S>",
        "/invoice<Esc>v/<Ctrl+U>dispatch<Esc>ve<Tab><Tab><Tab><Tab><Tab><Tab>+2000y<Ctrl+S>",
    ] {
        let mut desk = Desk::demo();
        let entries = desk.entries();
        desk.press(keys);
        assert!(desk.screen().contains("cannot be moved so far"), "{keys}: {}", desk.screen());
        assert_eq!(desk.entries(), entries);
    }
}

#[test]
fn a_bulk_edit_of_people_is_repeated_for_one_of_them() {
    let mut desk = Desk::demo();
    desk.press("gpvveHead of claims<Ctrl+S>").press("<Esc>G.");
    let screen = desk.screen();
    assert!(screen.contains("Edit Tobias Weber") && screen.contains("Filled in with what you said last"), "{screen}");
    desk.press("<Ctrl+S>");
    assert!(selected(&desk).contains("Head of claims"), "{}", desk.screen());
}

/// The exceptions of the demo, what waits first.
fn exceptions(desk: &Desk) -> Vec<Exception> {
    let mut all = desk.store.read().exceptions(None).unwrap();
    all.sort_by_key(steerco::domain::Exception::place);
    all
}

#[test]
fn marked_exceptions_are_taken_on_as_one_change_and_one_undo() {
    let mut desk = Desk::demo();
    let closed = |desk: &Desk| exceptions(desk).into_iter().filter(|one| one.closed.is_some()).count();
    let entries = desk.entries();
    desk.press("gxjvvn");
    let screen = desk.screen();
    assert!(screen.contains("Take 2 exceptions on") && screen.contains("For Wish of a team lead"), "{screen}");
    desk.press("<Ctrl+S>");
    assert_eq!((desk.entries(), closed(&desk)), (entries + 1, 2), "{}", desk.screen());
    assert!(newest(&desk).starts_with("Closed: 2 exceptions (Wish of a team lead"), "{}", newest(&desk));
    desk.press("u");
    assert_eq!(closed(&desk), 0, "{}", desk.screen());
}

#[test]
fn an_exception_that_cannot_be_what_is_chosen_for_all_is_counted_before_and_stays() {
    let mut desk = Desk::demo();
    let entries = desk.entries();
    desk.press("gxvvvn");
    let screen = desk.screen();
    assert!(screen.contains("2 of 3 cannot be acknowledged now, and stay as they are"), "{screen}");
    desk.press("close");
    let screen = desk.screen();
    assert!(screen.contains("1 of 3 cannot be closed now, and stays as it is"), "{screen}");
    desk.press("<Ctrl+S>");
    assert_eq!(desk.entries(), entries + 1, "{}", desk.screen());
    let states: Vec<&str> = exceptions(&desk).iter().map(|one| one.state().name()).collect();
    assert_eq!(states, ["escalated", "closed", "closed"]);
}

#[test]
fn what_is_said_of_marked_exceptions_is_edited_of_all_and_repeated_for_one() {
    let mut desk = Desk::demo();
    desk.press("gxvve");
    let screen = desk.screen();
    assert!(screen.contains("2 exceptions: what is empty stays") && screen.contains("For Night shift"), "{screen}");
    desk.press("<Ctrl+S>");
    desk.shows("nothing was filled in");
    desk.press("<Tab>Ana Costa<Ctrl+S>");
    assert!(newest(&desk).starts_with("Edited 2 exceptions (Night shift planned"), "{}", newest(&desk));
    let ana = desk.store.read().find_person("Ana Costa").unwrap();
    let hers = |desk: &Desk| exceptions(desk).into_iter().filter(|one| one.owner == Some(ana)).count();
    assert_eq!(hers(&desk), 2);
    // One alone that is marked is named too, where the filter hides it.
    desk.press("<Esc>ggv/agency<Esc>n");
    let screen = desk.screen();
    assert!(screen.contains("For Night shift planned") && screen.contains("; 1 of them does not show"), "{screen}");
    desk.press("<Esc><Esc>");
    desk.shows("1 mark is taken away. V brings it back.");
    desk.press("<Esc>G.");
    let screen = desk.screen();
    assert!(screen.contains("Edit an exception") && screen.contains("Filled in with what you said last"), "{screen}");
    desk.press("<Ctrl+S>");
    assert_eq!(hers(&desk), 3, "{}", desk.screen());
}

#[test]
fn what_is_marked_is_meant_where_a_filter_shows_no_row_at_all() {
    let mut desk = Desk::demo();
    desk.press("vv/zzzz<Enter>o");
    let screen = desk.screen();
    assert!(screen.contains("Executive owner of 2 pilots"), "{screen}");
    assert!(screen.contains("Warranty coding; 2 of them do not show here."), "{screen}");
    desk.press("<Esc>e");
    desk.shows("Fields of 2 pilots");
    desk.press("<Esc>gavv/zzzz<Enter>o");
    desk.shows("Executive owner of 2 pilots");
}

#[test]
fn a_marked_row_about_no_pilot_gives_none_an_owner() {
    let mut desk = Desk::demo();
    desk.press("gaaRing the vendor<Tab>Ana Costa<Ctrl+S>").press("vggo");
    desk.shows("the row is about no pilot");
}

#[test]
fn a_form_names_only_those_of_the_marked_whom_it_is_for() {
    let mut desk = Desk::demo();
    desk.press("v]vH");
    let screen = desk.screen();
    assert!(screen.contains("Move Supplier risk back") && screen.contains("For Supplier risk."), "{screen}");
    desk.press("<Esc>gaAjjvvx");
    let screen = desk.screen();
    let named = screen.lines().find(|line| line.contains("For Ask the works council")).unwrap_or_default();
    assert!(!named.is_empty() && !named.contains("Compare two vendors"), "{screen}");
}

#[test]
fn what_is_for_one_alone_does_not_reach_another_while_some_are_marked() {
    let mut desk = Desk::demo();
    desk.press("vL");
    desk.shows("gates are held one by one: Esc takes the marks off");
    desk.press("<Esc>gpvO");
    desk.shows("this is for one person: Esc takes the marks off");
    desk.press("<Esc>O");
    desk.shows("Hand everything over from Anja Brandt");
}

#[test]
fn where_several_differ_nothing_stands_chosen_that_one_of_them_is() {
    let mut desk = Desk::demo();
    desk.press("/invoice<Esc>v/<Ctrl+U>supplier<Esc>vr");
    desk.shows("▌ nothing chosen");
    desk.press("<Esc><Esc><Esc>/demand<Enter>Xpaused<Tab>its lead left<Ctrl+S>").press("<Esc>");
    desk.press("/demand<Esc>v/<Ctrl+U>warranty<Esc>vX");
    desk.shows("▌ nothing chosen");
    let entries = desk.entries();
    desk.press("<Tab>so it is<Ctrl+S>");
    assert_eq!(desk.entries(), entries, "{}", desk.screen());
    desk.shows("nothing is chosen yet");
}

#[test]
fn a_form_for_several_says_what_became_meanwhile_of_each_of_them() {
    for keys in ["vvo", "vve"] {
        let mut desk = Desk::demo();
        let note = |desk: &mut Desk, code: &str, minute: i64| {
            let pilot = desk.store.read().find_pilot(code).unwrap();
            let note = NoteChange::Add { pilot, text: "Asked again".to_owned(), on: None };
            desk.store.commit(&Change::Note(note), &support::stamp(minute)).unwrap();
            desk.take(Msg::Disturbed);
        };
        desk.press(keys);
        note(&mut desk, "invoice-triage", 900);
        assert!(!desk.screen().contains("Meanwhile"), "{keys}: that is another one: {}", desk.screen());
        for (code, name, minute) in
            [("demand-forecast", "Demand forecast", 901), ("warranty-coding", "Warranty coding", 902)]
        {
            note(&mut desk, code, minute);
            let said = format!("Meanwhile Petra Nowak: {name}: noted");
            assert!(desk.screen().contains(&said), "{keys}: {}", desk.screen());
        }
    }
}

#[test]
fn what_none_of_several_can_have_is_mended_where_it_was_typed() {
    let mut desk = Desk::demo();
    desk.press("vve<Tab>-<Ctrl+S>");
    assert!(desk.screen().contains("a sign stands without its tag"), "{}", desk.screen());
    desk.press("<Ctrl+U><Tab><Tab><Tab>+1w<Tab><Tab><Ctrl+S>");
    assert!(desk.screen().contains("none of them has a date for “partner ends”"), "{}", desk.screen());
    desk.press("<Ctrl+U>2027-01-15");
    let screen = desk.screen();
    let is_there = |line: &str| line.contains("partner ends") && line.contains("2027-01-15");
    assert!(screen.lines().any(is_there), "{screen}");
}
