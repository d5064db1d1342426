//! Who is there: members, guests, and who is added on the way.

use steerco::domain::Presence;

use crate::support::Desk;
use crate::{draft, five_items};

#[test]
fn the_committee_of_a_closed_review_is_who_sat_there_then() {
    let mut desk = five_items();
    let members = desk.store.read().committee().unwrap().members;
    desk.press("<F5>yp<Space><Esc><End><Enter>yq").press("gr4");
    for member in &members {
        assert!(desk.screen().contains(&member.name) && desk.screen().contains(&member.function), "{}", desk.screen());
    }
    assert_eq!(desk.screen().matches("not noted").count(), members.len() - 2, "{}", desk.screen());
    desk.press("x");
    desk.shows("a closed review stays as it was");
    assert_eq!(desk.store.read().committee().unwrap().members, members);
}

#[test]
fn who_is_not_known_is_added_on_the_way_that_the_meeting_names() {
    let mut desk = five_items();
    desk.press("<F5>ya@nobody Do a thing by 1 Jan<Enter>");
    desk.shows("Esc, q, g p, then a adds them");
    desk.press("<Esc>qgpaNobody Known<Ctrl+S>").press("<F5>a<Enter>");
    desk.shows("Nobody Known by 1 Jan 2027: Do a thing");
    // On a page `q` would end the program.
    let mut desk = Desk::demo();
    desk.press("gaa@nobody Do a thing by 1 Jan<Ctrl+S>").shows("Esc, g p, then a adds them");
}

#[test]
fn a_member_does_not_leave_in_passing_while_the_review_is_open() {
    let mut desk = five_items();
    let members = |desk: &Desk| desk.store.read().committee().unwrap().members.len();
    let all = members(&desk);
    desk.press("gr4x");
    desk.shows("left the committee.  u takes it back");
    assert_eq!(members(&desk), all - 1);
    desk.press("u");
    assert_eq!(members(&desk), all);
    desk.press("<F5>ypx");
    desk.shows("would leave the committee");
    assert_eq!(members(&desk), all);
    desk.press("n");
    assert_eq!(members(&desk), all);
    desk.press("xy");
    assert_eq!(members(&desk), all - 1, "{}", desk.screen());
    desk.press("u");
    assert_eq!(members(&desk), all, "{}", desk.screen());
}

#[test]
fn who_chairs_the_committee_is_ticked_where_they_are_edited() {
    let mut desk = Desk::demo();
    let chair = |desk: &Desk| desk.store.read().committee().unwrap().chair.map(|(_, name, _)| name);
    desk.press("gr4jjje");
    desk.shows("[x] yes");
    desk.press("<Tab> and Finance<Ctrl+S>");
    assert_eq!(chair(&desk).as_deref(), Some("Pilar Navarro"), "{}", desk.screen());
    desk.press("e<Tab><Tab><Space><Ctrl+S>");
    assert_eq!(chair(&desk), None, "{}", desk.screen());
}

#[test]
fn a_guest_is_noted_from_the_meeting_and_added_where_nobody_is_called_so() {
    let mut desk = five_items();
    let came = |desk: &Desk| -> Vec<(String, Presence)> {
        draft(desk).attendance.into_iter().map(|one| (one.name, one.presence)).collect()
    };
    let there = |name: &str| (name.to_owned(), Presence::Present);
    let is_known = |desk: &Desk| desk.store.read().find_person("12").is_ok();
    desk.press("<F5>ypi").press("12<Enter>");
    desk.shows("“12” has no letter");
    assert!(!is_known(&desk) && came(&desk) == ["Pilar Navarro"].map(there), "a slip is nobody: {}", desk.screen());
    desk.press("<Ctrl+U>").press("Newcomer Jane");
    desk.shows("somebody new: “Newcomer Jane”");
    desk.press("<Enter>");
    desk.shows("Newcomer Jane is there, and was added to the people.");
    assert_eq!(came(&desk), ["Newcomer Jane", "Pilar Navarro"].map(there), "with whoever chairs it");
    desk.press("u");
    assert!(
        desk.store.read().find_person("Newcomer Jane").is_err(),
        "one undo takes all of it back: {}",
        desk.screen()
    );
    assert_eq!(came(&desk), ["Pilar Navarro"].map(there));
    desk.press("i").press("ana costa<Enter>");
    desk.shows("Ana Costa is there.  u takes it back");
    assert_eq!(came(&desk), ["Ana Costa", "Pilar Navarro"].map(there));
    desk.press("i").press("Costa, Ana");
    desk.shows("Ana Costa is listed on this page");
    desk.press("<Ctrl+U>").press("pilar");
    desk.hides("somebody new: “pilar”");
    desk.shows("Pilar Navarro is listed on this page");
    // Who was noted by mistake is taken out, and neither absent nor there.
    desk.press("<Esc>G").press("x");
    desk.shows("nothing is noted of Ana Costa any more.");
    assert_eq!(came(&desk), ["Pilar Navarro"].map(there));
    desk.press("u");
    assert_eq!(came(&desk), ["Ana Costa", "Pilar Navarro"].map(there), "{}", desk.screen());
}

#[test]
fn a_guest_who_is_new_comes_with_the_address_behind_the_name() {
    let mut desk = five_items();
    desk.press("<F5>ypi").press("Klein, Eva (eva@x.org)<Enter>");
    desk.shows("Eva Klein is there, and was added to the people.");
    let people = desk.store.read().people().unwrap();
    assert!(people.iter().any(|row| row.person.name == "Eva Klein" && row.person.email == "eva@x.org"));
}

#[test]
fn masked_a_guest_is_noted_by_the_name_that_is_typed() {
    let mut desk = five_items();
    let known = |desk: &Desk| desk.store.read().people().unwrap().len();
    let before = known(&desk);
    desk.press("<F5>yMpi").press("ana costa");
    desk.shows("by the name “ana costa”");
    desk.press("<Enter>");
    desk.shows("A guest is there.  u takes it back");
    assert_eq!((known(&desk), draft(&desk).attendance.len()), (before, 2), "who is known is not added once more");
    desk.press("i").press("Nobody Known<Enter>");
    assert_eq!((known(&desk), draft(&desk).attendance.len()), (before + 1, 3), "{}", desk.screen());
    desk.hides("Nobody Known");
}
