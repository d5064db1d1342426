//! What registers and decisions rule out, and weeks across the end of the year.

use serde_json::json;

use crate::days::{Desk, NOTHING, SIGNAL, WATCH, before, monday, sunday, thursday, wednesday, week};
use crate::{stated, times};

#[test]
fn fewer_target_users_need_a_decision() {
    let desk = Desk::rolled_out();
    let (day, fewer) = (monday(12), ["target", "alpha", "80", "--from", "2026-W12"]);
    let err = desk.refuses(&day, &fewer, 3);
    assert!(err.contains("change-scope"), "{err}");
    desk.on(&day, &["target", "alpha", "120", "--from", "2026-W11"]);
    desk.refuses(&day, &["target", "alpha", "119", "--from", "2026-W12"], 3);
    desk.on(&day, &["decide", "alpha", "change-scope", "--say", "The second site is out", "--by", "Vera Voss"]);
    desk.on(&day, &fewer);
    desk.weekly(&monday(13), "adoption", 11, &["60", "60"]);
    let readings = desk.readings(&monday(13), "active users");
    assert_eq!(readings, [(week(11), json!(50)), (week(12), json!(75))], "of 120, then of 80");
}

#[test]
fn a_decision_about_scope_can_bring_the_fewer_users_itself() {
    let desk = Desk::rolled_out();
    let decide = ["decide", "alpha", "change-scope", "--say", "The second site is out", "--by", "Vera Voss"];
    desk.on(&monday(12), &[&decide[..], &["--users", "80", "--from", "2026-W12"]].concat());
    desk.weekly(&monday(13), "adoption", 11, &["60", "60"]);
    let readings = desk.readings(&monday(13), "active users");
    assert_eq!(readings, [(week(11), json!(60)), (week(12), json!(75))], "of 100, then of 80");
    let mut decisions = desk.json(("--today", &monday(13)), &["list", "decisions"]);
    decisions.retain(|one| one["verb"] != "take-over");
    assert_eq!(decisions.len(), 1);
    assert_eq!((&decisions[0]["verb"], &decisions[0]["decided_by"]), (&json!("change-scope"), &json!("Vera Voss")));
}

#[test]
fn a_second_baseline_needs_a_decision() {
    let desk = stated("90");
    let err = desk.refuses("2026-01-07", &["baseline", "alpha", "performance", "--value", "88"], 3);
    assert!(err.contains("rebaseline"), "{err}");
    desk.weekly(&monday(6), "performance", 2, &["80", "82", "84", "82"]);
    desk.refuses(&monday(6), &["baseline", "alpha", "performance", "--weeks", "2026-W02..2026-W05"], 3);
    let decide = ["decide", "alpha", "rebaseline", "--say", "Other cases", "--by", "Vera Voss"];
    let weeks = ["--metric", "performance", "--weeks", "2026-W02..2026-W05"];
    let said = desk.on(&monday(6), &[&decide[..], &weeks].concat());
    assert!(said.contains("baseline frozen at 82.00") && said.contains("2026-W02 to 2026-W05 (4 values)"), "{said}");
    let baseline = |flag, day: &str| {
        let metrics = desk.json((flag, day), &["list", "metrics"]);
        metrics.into_iter().find(|metric| metric["family"] == "performance").unwrap()["baseline"].clone()
    };
    let now = baseline("--today", &monday(6));
    assert_eq!((&now["kind"], &now["value"], &now["spread"]), (&json!("pilot"), &json!(82), &json!(2)));
    assert_eq!((&now["from"], &now["to"]), (&json!("2026-W02"), &json!("2026-W05")));
    assert_eq!((&now["by"], &now["at"]), (&json!("Vera Voss"), &json!(monday(6))));
    assert_eq!(baseline("--as-of", &before(&monday(6)))["value"], json!(90));
}

#[test]
fn a_pre_deployment_baseline_holds_no_week_of_the_rollout_or_after() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(14), "impact", 2, &["49", "51"].repeat(6));
    for weeks in ["2026-W02..2026-W10", "2026-W02..2026-W12", "2026-W10..2026-W12", "2026-W11..2026-W13"] {
        desk.refuses(&monday(14), &["baseline", "alpha", "impact", "--weeks", weeks], 3);
    }
    desk.on(&monday(14), &["baseline", "alpha", "impact", "--weeks", "2026-W02..2026-W09"]);
    let decide = ["decide", "alpha", "rebaseline", "--say", "Other cases", "--by", "Vera Voss", "--metric", "impact"];
    desk.refuses(&monday(14), &[&decide[..], &["--weeks", "2026-W05..2026-W10"]].concat(), 3);
    desk.on(&monday(14), &[&decide[..], &["--weeks", "2026-W04..2026-W09"]].concat());
}

#[test]
fn the_last_week_of_2026_is_its_53rd() {
    let desk = Desk::at("1");
    desk.on("2027-01-05", &["record", "alpha", "performance", "90"]);
    desk.fed("2027-01-05", &["record", "--from", "-"], "pilot,metric,week,value\nalpha,impact,2027-01-01,7\n");
    desk.fed("2027-01-05", &["record", "--from", "-"], "pilot,metric,week,value\nalpha,governance,2026-12-28,1\n");
    for metric in ["output quality", "workflow metric", "escalated exceptions"] {
        let weeks: Vec<String> = desk.readings("2027-01-05", metric).into_iter().map(|(week, _)| week).collect();
        assert_eq!(weeks, ["2026-W53"], "{metric}");
    }
    desk.refuses("2027-01-05", &["record", "alpha", "performance", "90", "--week", "2025-W53"], 3);
    desk.refuses("2028-01-05", &["record", "alpha", "performance", "90", "--week", "2027-W53"], 3);
    assert_eq!((week(53), week(54)), ("2026-W53".to_owned(), "2027-W01".to_owned()));
}

#[test]
fn weeks_in_a_row_and_due_days_run_on_across_the_end_of_the_year() {
    let desk = stated("90");
    desk.weekly("2027-02-01", "performance", 53, &["85", "85"]);
    desk.fires(&sunday(53), "drift", NOTHING);
    desk.fires(&sunday(54), "drift", SIGNAL);
    let desk = Desk::at("1");
    desk.books("2026-01-06", "G1", "2027-02-01");
    desk.weekly("2027-02-01", "performance", 46, &times("90", 6));
    desk.fires(&wednesday(54), "stale", NOTHING);
    desk.fires(&thursday(54), "stale", WATCH);
    assert_eq!(thursday(54), "2027-01-07");
}
