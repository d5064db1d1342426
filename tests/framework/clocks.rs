//! Where the clocks of warnings begin and end, and what they make of the status.

use serde_json::Value;

use crate::days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, after, friday, monday, saturday, sunday, text, thursday, tuesday,
    wednesday,
};
use crate::items::RUN_DECISIONS;
use crate::{INVENTORY, times};

#[test]
fn what_fires_without_a_break_does_not_begin_anew_with_another_stage() {
    let waived = ["--waive", "The market does not wait"];
    for (first, since) in [(wednesday(5), wednesday(5)), (wednesday(11), monday(10))] {
        let desk = Desk::ownerless(1);
        desk.decides(&first, "G1", "go", &waived);
        desk.decides(&wednesday(13), "G2", "go", &waived);
        for day in [friday(11), friday(14)] {
            desk.since(&day, "no-owner", &since);
            desk.since(&day, "run-decisions-late", &since);
        }
    }
}

#[test]
fn a_gate_whose_date_is_past_no_longer_dates_the_evidence() {
    let desk = Desk::at(1);
    desk.passes(START, "a log");
    desk.books(&after(START, 46));
    desk.fires(&after(START, 46), "evidence-hole", NOTHING);
    desk.fires(&after(START, 60), "evidence-hole", NOTHING);
    desk.fires(&after(START, 61), "evidence-hole", WATCH);
    let desk = Desk::at(1);
    desk.passes(START, "a log");
    desk.books(&after(START, 64));
    desk.fires(START, "evidence-hole", WATCH);
    desk.since(&after(START, 65), "evidence-hole", START);
    desk.passes(&after(START, 65), "another log");
    desk.fires(&after(START, 65), "evidence-hole", NOTHING);
}

#[test]
fn a_layer_ends_on_the_day_on_which_it_was_closed() {
    for (begins, level) in [(monday(6), NOTHING), (tuesday(6), WATCH)] {
        let desk = Desk::at(1);
        let layer = |day: &str, dimension: &str| {
            let more = format!("--owner 'Dirk Dean' --due {} --exit-test 'it runs'", monday(23));
            desk.does(day, &format!("add workstream alpha {dimension} {more}"));
        };
        layer(&monday(3), "data");
        let id = text(&desk.json(("--today", &monday(3)), &["list", "workstreams"])[0], "id");
        let done = format!("workstream {id} done --evidence 'it ran' --rescore 3 --by 'Nora Nash'");
        desk.does(&monday(6), &done);
        layer(&begins, "integration");
        desk.fires(&begins, "layers-in-sequence", level);
        let found = desk.json(("--today", &begins), &["signals", "alpha"]);
        for told in found.iter().filter(|found| found["warning"] == "layers-in-sequence") {
            let told = text(told, "explanation");
            assert!(told.contains("6 to 12 months") && told.contains("6 to 10 weeks"), "{told}");
        }
    }
}

#[test]
fn run_decisions_of_a_pilot_that_a_list_brought_in_stage_one_are_watched() {
    let desk = Desk::empty();
    desk.on(START, &["import", INVENTORY, "--map", "us-federal-2024"]);
    for day in [monday(6), LATER.to_owned()] {
        let pilots = desk.json(("--today", &day), &["list", "pilots", "--stage", "1"]);
        let late = pilots.iter().filter(|pilot| pilot["lifecycle"] == "active" && pilot["week"].as_u64() > Some(9));
        let late: Vec<String> = late.map(|pilot| text(pilot, "code")).collect();
        assert!(late.len() > 1, "{late:?}");
        let found = desk.json(("--today", &day), &["signals"]);
        for code in late {
            let told = found.iter().find(|found| found["pilot"] == code && found["warning"] == "run-decisions-late");
            assert_eq!(text(told.unwrap(), "level"), WATCH, "{code} on {day}");
        }
    }
}

#[test]
fn adoption_at_two_thirds_of_its_best_is_not_yet_back() {
    let desk = Desk::rolled_out(3, &monday(10));
    // Day 90 lies in week 22: no checkpoint has a say.
    let back = [times("60/100", 3), times("30/100", 3), times("40/100", 3), times("41/100", 2)].concat();
    desk.weekly(LATER, "adoption", 23, &back);
    desk.fires(&sunday(26), "adoption-collapse", NOTHING);
    for week in 27..=32 {
        desk.fires(&sunday(week), "adoption-collapse", SIGNAL);
    }
    desk.fires(&sunday(33), "adoption-collapse", NOTHING);
}

#[test]
fn three_values_of_adoption_follow_each_other_over_four_empty_weeks_and_not_over_five() {
    for (empty, level) in [(4, SIGNAL), (5, NOTHING)] {
        let desk = Desk::rolled_out(3, &monday(10));
        let values = [times("60/100", 3), times("45/100", 2), times("", empty), times("30/100", 1)].concat();
        desk.weekly(LATER, "adoption", 23, &values);
        desk.fires(&sunday(27), "adoption-collapse", NOTHING);
        desk.fires(LATER, "adoption-collapse", level);
    }
}

#[test]
fn the_week_of_the_rollout_lies_after_it_for_the_programme() {
    for (week, level) in [(9, NOTHING), (10, WATCH), (11, WATCH)] {
        let desk = Desk::rolled_out(3, &friday(10));
        desk.weekly(LATER, "adoption", 2, &times("50/100", 12));
        desk.weekly(LATER, "adoption", week, &["-"]);
        desk.fires(&thursday(13), "programme-gap", level);
    }
}

#[test]
fn the_month_before_the_first_rise_needs_five_exceptions_as_well() {
    for (in_february, level) in [(4, NOTHING), (5, WATCH)] {
        let desk = Desk::at(1);
        for (month, count, took) in [(2, in_february, 1), (3, 5, 2), (4, 5, 3), (5, 5, 4)] {
            for nth in 1..=count {
                let ended = nth + took;
                let (raised, resolved) = (format!("2026-{month:02}-{nth:02}"), format!("2026-{month:02}-{ended:02}"));
                let raise = format!("--json raise alpha 'It was wrong' --at {raised}");
                let answer: Value = serde_json::from_str(&desk.does("2026-06-01", &raise)).unwrap();
                let id = text(&answer, "id");
                desk.does("2026-06-01", &format!("escalate {id} --to 'Vera Voss' --at {raised}"));
                desk.does("2026-06-01", &format!("resolve {id} --at {resolved}"));
            }
        }
        desk.fires("2026-06-01", "exceptions-ageing", level);
    }
}

#[test]
fn a_value_of_any_family_keeps_purgatory_away() {
    for family in ["adoption", "performance", "impact", "governance"] {
        let desk = Desk::at(1);
        desk.does(START, "target alpha 100");
        desk.weekly(LATER, family, 3, &["5"]);
        desk.fires(&thursday(6), "purgatory", NOTHING);
        desk.fires(&wednesday(8), "purgatory", NOTHING);
        desk.fires(&thursday(8), "purgatory", SIGNAL);
    }
    let desk = Desk::at(1);
    desk.weekly(LATER, "impact", 3, &["-"]);
    desk.fires(&thursday(6), "purgatory", SIGNAL);
}

#[test]
fn performance_is_expected_from_the_take_over_or_a_later_start() {
    for (started, first) in [(START.to_owned(), 10), (monday(12), 12)] {
        let desk = Desk::empty();
        desk.does(&monday(10), &format!("add pilot Alpha --started {started} --stage 2"));
        desk.fires(&monday(10), "stale", NOTHING);
        desk.fires(&wednesday(first + 2), "stale", NOTHING);
        desk.fires(&thursday(first + 2), "stale", WATCH);
    }
}

/// Adoption of 70 in some weeks, far below a baseline of 90 of which the spread is known.
fn low(rollout: Option<&str>, first: u64, count: usize) -> Desk {
    let desk = Desk::at(4);
    desk.does(START, "target alpha 100");
    desk.does(START, "baseline alpha adoption --value 90 --spread 1");
    if let Some(day) = rollout {
        desk.does(START, &format!("set alpha rollout {day}"));
    }
    desk.weekly(LATER, "adoption", first, &times("70/100", count));
    desk
}

#[test]
fn adoption_is_not_held_against_a_chart_up_to_the_week_of_day_90() {
    // Day 90 after a Monday is the Sunday of the thirteenth week; after any other day it lies in the fourteenth.
    for (rollout, last) in [(monday(10), 22), (tuesday(10), 23), (saturday(10), 23), (sunday(10), 23)] {
        let desk = low(Some(rollout.as_str()), 11, 16);
        desk.fires(&sunday(last), "process", NOTHING);
        desk.fires(&sunday(last + 1), "process", WATCH);
        desk.fires(&sunday(last + 2), "process", SIGNAL);
    }
}

#[test]
fn adoption_is_not_held_against_a_chart_before_any_rollout() {
    low(None, 3, 3).fires(&sunday(5), "process", NOTHING);
}

#[test]
fn drift_of_what_nobody_owns_lacks_authority() {
    let desk = Desk::ownerless(1);
    desk.does(START, "baseline alpha performance --value 90");
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.fires(&sunday(4), "drift-no-authority", NOTHING);
    desk.fires(&sunday(5), "drift-no-authority", SIGNAL);
    desk.fires(&sunday(5), "drift", NOTHING);
}

#[test]
fn systems_that_a_waiver_or_a_take_over_left_open_are_late() {
    let desk = Desk::at(2);
    desk.decides(&monday(5), "G2", "go", &["--waive", "The market does not wait"]);
    desk.fires(&sunday(4), "late-integration", NOTHING);
    desk.fires(&monday(5), "late-integration", SIGNAL);
    Desk::at(4).fires(START, "late-integration", SIGNAL);
}

#[test]
fn a_second_metric_of_impact_is_held_against_its_own_limits() {
    let desk = Desk::at(4);
    desk.does(START, &format!("set alpha rollout {START}"));
    desk.does(START, "add metric alpha rework --family impact --better higher");
    desk.does(START, "baseline alpha impact --value 50 --spread 1");
    desk.does(START, "baseline alpha rework --value 90 --spread 1");
    desk.weekly(LATER, "impact", 12, &["50", "50", "50"]);
    desk.weekly(LATER, "rework", 12, &["87", "87", "90"]);
    desk.fires(&sunday(12), "process", WATCH);
    desk.fires(&sunday(13), "process", SIGNAL);
}

/// Performance of weeks 2 and 3 against a target, and data at 1.
fn successful(stage: u64, better: &str, target: &str, values: &[&str]) -> Desk {
    let desk = Desk::at(stage);
    desk.does(START, &format!("set metric alpha/performance better {better}"));
    desk.does(START, &format!("set metric alpha/performance target {target}"));
    desk.does(START, "score alpha data 1");
    desk.weekly(LATER, "performance", 2, values);
    desk
}

#[test]
fn a_paradox_is_a_matter_of_stages_one_and_two() {
    for (stage, level) in [(1, SIGNAL), (2, SIGNAL), (3, NOTHING), (4, NOTHING)] {
        successful(stage, "higher", "90", &["90", "90"]).fires(&sunday(3), "success-paradox", level);
    }
}

#[test]
fn where_less_is_better_a_mean_at_or_under_the_target_is_a_paradox() {
    for (values, level) in [(["10", "10"], SIGNAL), (["9", "11"], SIGNAL), (["10", "11"], NOTHING)] {
        successful(1, "lower", "10", &values).fires(&sunday(3), "success-paradox", level);
    }
}

#[test]
fn the_gate_is_red_by_a_signal_and_amber_by_a_watch_that_counts_in_it() {
    let desk = Desk::ownerless(1);
    desk.ticks(START, &RUN_DECISIONS);
    desk.books(&monday(20));
    desk.does(START, "baseline alpha performance --value 90");
    desk.weekly(LATER, "performance", 2, &times("90", 12));
    let gate = |day: &str| text(&desk.shown(("--today", day))["computed_by_family"], "gate");
    assert_eq!((gate(&sunday(9)), gate(&monday(10))), ("A".to_owned(), "R".to_owned()));
    desk.appoints(START);
    assert_eq!(gate(&monday(10)), "G");
    // A score without evidence is watched, and counts nowhere.
    desk.does(START, "score alpha data 3");
    desk.fires(&monday(10), "evidence-hole", WATCH);
    assert_eq!(gate(&monday(10)), "G");
}

#[test]
fn adoption_is_amber_under_its_plan_line_and_later_under_its_target_by_more_than_the_tolerance() {
    // The plan climbs by 5 a week to 60 in week 22.
    for (week, users, status) in [
        (21, "53/100", "G"),
        (21, "52/100", "A"),
        (22, "58/100", "G"),
        (22, "57/100", "A"),
        (23, "58/100", "G"),
        (23, "57/100", "A"),
        (30, "58/100", "G"),
        (30, "57/100", "A"),
    ] {
        let desk = Desk::rolled_out(3, &monday(10));
        desk.does(START, "set metric alpha/adoption target 60");
        desk.does(START, "set metric alpha/adoption tolerance 2");
        desk.weekly(LATER, "adoption", week, &[users]);
        let shown = desk.shown(("--today", &sunday(week)));
        assert_eq!(text(&shown["computed_by_family"], "adoption"), status, "{users} in week {week}");
    }
}
