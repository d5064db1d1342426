//! Of how many users a number of active ones is: of those that are set, or until some are, of those that were typed last.

use steerco::domain::change::{NewPilot, PilotChange};
use steerco::domain::{Change, Reading, parse_day};

use crate::support::Desk;
use crate::week::change_scope;

/// A pilot that began weeks ago, and has no target users.
fn begun() -> Desk {
    let mut desk = Desk::empty();
    let new = NewPilot { started: Some(parse_day("2026-10-05").unwrap()), ..NewPilot::named("Chat bot") };
    desk.commit(&Change::Pilot(PilotChange::Add(Box::new(new))));
    desk.restart()
}

/// The weeks of which users are counted, each with the target users of its reading.
fn stated(desk: &Desk) -> Vec<String> {
    let reader = desk.store.read();
    let metric = reader.find_metric(reader.find_pilot("chat-bot").unwrap(), "adoption").unwrap();
    let (from, to) = ("2026-W40".parse().unwrap(), "2026-W48".parse().unwrap());
    let readings = reader.readings(&[metric.local], from, to).unwrap().remove(&metric.local).unwrap_or_default();
    let of = |reading: &Reading| Some(format!("{} {}", reading.week.short(), reading.measure.target_users()?));
    readings.iter().filter_map(of).collect()
}

#[test]
fn target_users_that_are_typed_once_hold_for_the_weeks_after() {
    let mut desk = begun();
    desk.press("gw");
    desk.shows("type active and target users, as 45/60: the 60 hold from then on");
    desk.press("[20/50");
    desk.shows("W46: 20 of 50 users, 40 %; 50 are the target users from this week on");
    desk.press("<Enter>]<Up>");
    desk.shows("active users, of 50");
    desk.shows("type how many of the 50 users of W46 were active");
    desk.press("22");
    desk.shows("│ 22 of 50, 44 %");
    desk.press("<Enter>w");
    desk.shows("Entered 2 readings for 2026-W46, 2026-W47.");
    // From the file too, until others are typed.
    desk.press("]<Up>30/60");
    let told = "+6 points against the week before; 60 are the target users from this week on, 50 before";
    assert!(desk.flat().contains(told), "{}", desk.screen());
    desk.press("<Enter><Up>25<Enter>w");
    assert_eq!(stated(&desk), ["W46 50", "W47 50", "W48 50"], "{}", desk.screen());
    // The form of a reading counts so too.
    desk.press("gbm26");
    desk.shows("26 of 50 users, 52 %");
    desk.press("/80");
    let said = desk.screen().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("; 80 are the target users from this week on, 50 before"), "{}", desk.screen());
}

#[test]
fn a_number_is_of_no_users_where_the_cell_that_states_them_is_cleared() {
    let mut desk = begun();
    desk.press("gw[20/50<Enter>]<Up>22<Enter>[<Up><Backspace>]");
    assert!(!desk.screen().contains("22 of 50"), "{}", desk.screen());
    desk.press("w");
    assert!(desk.flat().contains("22 active users of how many?"), "{}", desk.screen());
    desk.press("[20/50<Enter>]w");
    assert_eq!(stated(&desk), ["W46 50", "W47 50"], "{}", desk.screen());
}

#[test]
fn a_block_counts_of_the_users_that_it_states() {
    let mut desk = begun();
    desk.press("gw").paste("pilot\tmetric\tW47\tW45\tW46\nChat bot\tactive users\t22\t19\t20/50\n");
    desk.shows("1 cannot be entered");
    desk.shows("2 to enter");
    desk.press("<Enter>w");
    assert_eq!(stated(&desk), ["W46 50", "W47 50"], "{}", desk.screen());
}

#[test]
fn target_users_that_come_first_hold_from_the_beginning_and_are_known_before_they_do() {
    let mut desk = begun();
    desk.press("gb<Enter>");
    desk.shows("not set: adoption first needs both, as 45/60");
    desk.press("jjjjje");
    desk.shows("2026-W41");
    desk.press("60<Ctrl+S>");
    desk.shows("60 since W41");
    desk.press("e<Backspace><Backspace>80");
    desk.shows("2026-W47");
    desk.press("<Ctrl+S>");
    desk.shows("80 since W47");
}

#[test]
fn as_many_as_last_week_are_of_the_target_users_that_are_set_since() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let set = PilotChange::Target { pilot, users: Some(80), from: "2026-W47".parse().unwrap(), was: None };
    desk.commit(&Change::Pilot(set));
    desk.press("gw/contract review active<Enter>=<Up>");
    desk.shows("active users W47: 22 of 80 users, ");
    assert_eq!(desk.drafts.values().collect::<Vec<_>>(), ["22\n29/60"]);
}

#[test]
fn the_overview_says_the_target_users_that_a_value_states() {
    let mut desk = begun();
    desk.press("gw20/50<Enter>wgb<Enter>");
    desk.shows("50, as the value of W47 says");
}

#[test]
fn on_an_earlier_day_no_target_users_are_known_that_were_decided_later() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("contract-review").unwrap();
    let seen = |desk: &Desk, day: &str| desk.store.read().targets_seen(&[pilot], parse_day(day).unwrap()).unwrap();
    let before = seen(&desk, "2026-09-01");
    change_scope(&mut desk, Some((40, "2026-W30".parse().unwrap())));
    assert_eq!(seen(&desk, "2026-09-01"), before);
    assert_ne!(seen(&desk, "2026-11-25"), before);
}

#[test]
fn a_question_about_target_users_tells_the_key_that_is_bound() {
    let mut desk = Desk::demo().with_keys("[week]\ntarget = \"B\"\n");
    desk.press("gw/contract review active<Enter>45/80<Enter>");
    desk.shows("↵ only here, B from this week on");
}

#[test]
fn fewer_from_a_week_on_are_refused_in_their_cell_until_the_scope_is_decided() {
    let mut desk = Desk::demo();
    desk.press("gw12/25<Enter>/contract review active<Enter>30/40<Enter>T");
    let why =
        "40 target users from this week on are fewer than 60: a change of scope; D decides it; T is for this week only";
    assert!(desk.flat().contains(why) && desk.screen().contains("30/40!"), "{}", desk.screen());
    desk.press("w");
    desk.shows("Entered 1 reading for 2026-W47. 1 cell cannot be entered yet.");
    change_scope(&mut desk, None);
    desk.press("gbgww");
    desk.shows("Entered 1 reading for 2026-W47, and the target users of Contract review.");
}
