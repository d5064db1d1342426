//! The portfolio: its numbers stand whole at every width, and while it is judged that is said.

use std::sync::Arc;

use steerco::domain::change::{PilotChange, PilotField};
use steerco::domain::{Change, Fixed, Portfolio, Value};
use steerco::interaction::Msg;

use crate::support::Desk;

#[test]
fn how_many_rows_of_the_portfolio_follow_covers_none_of_them() {
    let mut desk = Desk::demo();
    desk.resize(80, 24);
    desk.press("gd");
    let alone = desk.screen().lines().any(|line| line.trim().starts_with("↓ "));
    assert!(alone, "{}", desk.screen());
}

#[test]
fn judging_can_be_stopped_and_gone_on_with_while_pilots_wait() {
    let mut desk = Desk::demo();
    desk.press(":judging<Enter>");
    assert!(desk.outward.is_empty() && desk.screen().contains("every pilot is judged"), "{}", desk.screen());
    let waiting =
        |stopped| Msg::Judged(Arc::new(Portfolio { progress: (4_000, 10_000), stopped, ..Portfolio::default() }));
    for (stopped, said) in [(false, "judging 40 %"), (true, "stopped at 40 %")] {
        desk.press("<Esc><Esc>");
        desk.take(waiting(stopped));
        assert!(desk.header().contains(said), "{}", desk.screen());
        desk.press(":judging<Enter>");
    }
    assert_eq!(desk.outward, ["judging false", "judging true"]);
}

#[test]
fn the_dashboard_says_of_spend_what_the_month_says() {
    let mut desk = Desk::demo();
    let pilots = desk.store.read().pilot_ids().unwrap();
    let spent = [(0, PilotField::SpendChange, 300_000), (1, PilotField::SpendChange, 100_000)];
    for (at, field, amount) in spent.into_iter().chain([(0, PilotField::SpendTechnology, 2_700_000)]) {
        let to = Value::Number(Fixed::from_int(amount));
        desk.commit(&Change::Pilot(PilotChange::Set { pilot: pilots[at], field, to, was: None }));
    }
    let mut desk = desk.restart();
    desk.resize(250, 90);
    let screen = desk.press("gd").screen();
    let says =
        "spent on change 400,000, technology 2,700,000, by 2 pilots; 10 % on change where both are said, by 1 pilot";
    assert!(screen.contains(says), "{screen}");
}

#[test]
fn the_median_of_a_stage_stands_whole_at_every_width() {
    let mut desk = Desk::demo();
    desk.press("gd");
    for (width, median) in [(120, "11/13"), (100, "wk 11 of 13"), (80, "11/13"), (60, "11/13")] {
        desk.resize(width, 30);
        assert!(desk.screen().contains(median), "{width}: {}", desk.screen());
    }
}

#[test]
fn the_funnel_names_its_stages_whole_in_every_width() {
    let mut desk = Desk::demo();
    desk.press("gd");
    for (width, heads) in
        [(60, "in onward ended now"), (80, "stop retire"), (120, "ended"), (160, "stop"), (200, "stopped")]
    {
        desk.resize(width, 40);
        let screen = desk.screen();
        for stage in
            ["1 Pilot Validation", "2 Production Architecture", "3 Organizational Embedding", "4 Enterprise Scale"]
        {
            assert!(screen.contains(stage), "{width}, {stage}: {screen}");
        }
        assert!(screen.contains(heads), "{width}: {screen}");
    }
}
