//! The mask: no name and no value shows or is copied, and it comes off only where that is meant.

use steerco::domain::Change;
use steerco::domain::change::Amend;
use steerco::interaction::Msg;

use crate::support::Desk;

#[test]
fn what_is_copied_while_names_are_masked_has_none() {
    let mut desk = Desk::demo();
    desk.press("M");
    for (place, how) in ["gb", "gb<Enter>", "gd", "ga", "gx", "gp", "gl", "gw", "gr", "gr2", "gh"]
        .into_iter()
        .flat_map(|place| [(place, "y"), (place, "Ytsv<Enter>")])
    {
        desk.press(place);
        let before = desk.outward.len();
        let copied = desk.press(how).copied();
        assert!(desk.outward.len() > before, "{place}{how} copies");
        for name in ["Invoice", "Lindqvist", "Nowak", "Retrain", "78.1"] {
            assert!(!copied.contains(name), "{place}{how}: {copied}");
        }
    }
}

#[test]
fn the_mask_comes_off_only_where_that_is_meant() {
    let mut desk = Desk::demo();
    // A word that was meant for a form, which does not open here.
    desk.press("McMust");
    assert!(desk.screen().contains("Show names and values again?") && desk.state.context.masked, "{}", desk.screen());
    desk.press("nMy");
    assert!(!desk.state.context.masked, "{}", desk.screen());
}

#[test]
fn a_list_that_is_called_after_somebody_closes_when_names_are_masked() {
    let mut desk = Desk::demo();
    desk.press("gd6<→><Enter>");
    desk.shows("that Pilar Navarro owns");
    let copied = desk.press("M").press("y").copied();
    assert!(!copied.contains("Navarro") && !desk.screen().contains("Navarro"), "{copied}");
}

#[test]
fn what_a_workspace_calls_its_stages_is_masked_as_names_are() {
    let mut desk = Desk::demo();
    let (key, to) = ("stage.1.name".to_owned(), Some("\"Pilot Zuse AG\"".to_owned()));
    desk.commit(&Change::Amend(vec![Amend { key, to, was: None }]));
    desk.take(Msg::Disturbed);
    desk.shows("Pilot Zuse");
    desk.press("M");
    desk.hides("Zuse");
    desk.shows("Pilot Valid");
    assert!(!desk.press("y").copied().contains("Zuse"));
    desk.press("My");
    desk.shows("Pilot Zuse");
}

#[test]
fn what_a_workspace_calls_an_item_that_is_overdue_is_masked_as_names_are() {
    let mut desk = Desk::demo();
    desk.resize(170, 110);
    let (key, to) = ("checklist.s1.real-data.title".to_owned(), Some("\"Zuse feeds\"".to_owned()));
    desk.commit(&Change::Amend(vec![Amend { key, to, was: None }]));
    desk.take(Msg::Disturbed);
    desk.press("gd");
    desk.shows("“Zuse feeds” of its checklist");
    desk.press("M");
    desk.hides("Zuse");
    desk.shows("“Real data, not curated” of its checklist");
}

#[test]
fn who_masks_everything_by_a_slip_is_told_the_way_back_first() {
    let mut desk = Desk::demo();
    desk.press("M");
    desk.shows("Names and values are masked: M shows them.");
    for size in [(60, 18), (80, 24), (120, 40)] {
        desk.resize(size.0, size.1);
        assert_eq!(desk.state.hints().first(), Some(&("M".to_owned(), "unmask")), "{}", desk.screen());
        desk.shows("M unmask");
    }
    desk.press("?unmask<Enter>");
    desk.shows("Show names and values again?");
    desk.press("y");
    desk.hides("M unmask");
    desk.shows("are shown.");
}
