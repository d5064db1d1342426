//! Owns the early warnings that rest on readings, exceptions and owners: each one fires, does not fire one step below,
//! is cleared, and was not there before what decides it was recorded. Everything is typed at the command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2; where it is rolled out, that is on the
//! Monday of week 10.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod days;
#[path = "days/items.rs"]
mod items;
mod process;

use days::{
    Desk, LATER, NOTHING, SIGNAL, START, WATCH, before, friday, monday, saturday, sunday, text, thursday, wednesday,
    week,
};
use items::RUN_DECISIONS;
use serde_json::{Value, json};

/// The fields of a signal that the contract names.
const FIELDS: &[&str] = &[
    "id",
    "warning",
    "pilot",
    "level",
    "since",
    "explanation",
    "origin",
    "heading",
    "readings",
    "proposal",
    "clears_when",
];

// ---------------------------------------------------------------------------------------------------------- the desk

const PEOPLE: &[&[&str]] = &[
    &["new", "work.steerco", "--title", "Work"],
    &["add", "person", "Vera Voss", "--level", "vp"],
    &["add", "person", "Dirk Dean", "--level", "director"],
];
const OWNED: &[&str] = &[
    "owner",
    "alpha",
    "Vera Voss",
    "--why",
    "hers",
    "--power",
    "accountability=yes",
    "--power",
    "authority=yes",
    "--power",
    "committee=yes",
];

/// What stage 2 leaves behind: data components, the integration matrix and the documents that a rollout needs.
const BUILT: [&str; 11] = [
    "s2.pipelines",
    "s2.data-quality",
    "s2.master-data",
    "s2.erp",
    "s2.crm",
    "s2.scheduling",
    "s2.reporting",
    "s2.other-systems",
    "s2.monitoring-framework",
    "s2.human-override",
    "s2.escalation-protocol",
];

impl Desk {
    /// With two people and nothing else.
    fn empty() -> Self {
        Self::begun("empty", &[])
    }

    /// With a pilot that nobody owns.
    fn ownerless() -> Self {
        Self::begun("ownerless", &[&["add", "pilot", "Alpha", "--started", "2026-01-05"]])
    }

    /// With a pilot in stage 1 that has an owner with all powers.
    fn owned() -> Self {
        Self::begun("owned", &[&["add", "pilot", "Alpha", "--started", "2026-01-05"], OWNED])
    }

    /// With a pilot in stage 3 that is rolled out to 100 users in week 10.
    fn rolled_out() -> Self {
        let make: &[&[&str]] = &[
            &["add", "pilot", "Alpha", "--started", "2026-01-05", "--stage", "3"],
            OWNED,
            &["set", "alpha", "rollout", "2026-03-02"],
            &["target", "alpha", "100"],
        ];
        Self::begun("rolled out", make)
    }

    /// With those people, and what else those commands make.
    fn begun(what: &str, make: &[&[&str]]) -> Self {
        Self::kept(what, || {
            let desk = Self::bare();
            for words in PEOPLE.iter().chain(make) {
                desk.on(START, words);
            }
            desk
        })
    }

    /// Gives a pilot another lifecycle, as a table does that comes from elsewhere.
    fn becomes(&self, day: &str, lifecycle: &str) {
        self.fed(day, &["import", "-"], &format!("code,name,stage,lifecycle\nalpha,Alpha,1,{lifecycle}\n"));
    }

    /// Books the gate out of stage 1: until that day, a pilot with values is in no purgatory.
    #[track_caller]
    fn books(&self, date: &str) {
        self.on("2026-01-06", &["gate", "alpha", "G1", "--book", date]);
    }

    /// Records an exception with its days; answers its id.
    fn exception(&self, day: &str, raised: &str, escalated: &str, resolved: Option<&str>) -> String {
        let answer = self.on(day, &["--json", "raise", "alpha", "It was wrong", "--at", raised]);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let id = answer["id"].as_str().unwrap().to_owned();
        self.on(day, &["escalate", &id, "--to", "Vera Voss", "--at", escalated]);
        if let Some(resolved) = resolved {
            self.on(day, &["resolve", &id, "--at", resolved]);
        }
        id
    }

    /// Every warning that fires for the pilot on a day, sorted.
    fn all(&self, day: &str) -> Vec<String> {
        let fired = self.json(("--today", day), &["signals"]);
        let own = fired.iter().filter(|found| !found["pilot"].is_null());
        let mut all: Vec<String> = own.map(|found| text(found, "warning")).collect();
        all.sort();
        all
    }

    /// The computed status of the pilot on a day.
    fn computed(&self, day: &str) -> String {
        let pilots = self.json(("--today", day), &["list", "pilots", "--all"]);
        text(pilots.iter().find(|pilot| pilot["code"] == "alpha").unwrap(), "computed")
    }

    /// The weeks of a metric's readings on a day, with their values.
    fn readings(&self, day: &str, metric: &str) -> Vec<(String, Value)> {
        let readings = self.json(("--today", day), &["list", "readings"]);
        let of = readings.iter().filter(|reading| reading["metric"] == metric);
        of.map(|reading| (text(reading, "week"), reading["value"].clone())).collect()
    }
}

/// The same value so many times.
fn times(value: &str, count: usize) -> Vec<&str> {
    vec![value; count]
}

// ---------------------------------------------------------------------------------------------------------- no-owner

#[test]
fn no_owner_is_a_watch_in_the_first_eight_weeks_and_a_signal_from_the_ninth() {
    let desk = Desk::ownerless();
    desk.fires("2026-01-05", "no-owner", WATCH);
    desk.fires(&sunday(9), "no-owner", WATCH);
    desk.fires(&monday(10), "no-owner", SIGNAL);
}

#[test]
fn no_owner_is_a_signal_at_once_where_g1_lies_behind() {
    let desk = Desk::empty();
    desk.on("2026-01-05", &["add", "pilot", "Alpha", "--started", "2026-01-05", "--stage", "2"]);
    desk.fires("2026-01-05", "no-owner", SIGNAL);
}

#[test]
fn no_owner_asks_for_vp_level_or_its_equivalent() {
    let desk = Desk::owned();
    let day = monday(3);
    for (level, fires) in
        [("c-suite", NOTHING), ("executive", NOTHING), ("vp", NOTHING), ("manager", WATCH), ("other", WATCH)]
    {
        desk.on(&day, &["set", "person", "Vera Voss", "level", level]);
        desk.fires(&day, "no-owner", fires);
    }
    desk.on(&day, &["owner", "alpha", "Dirk Dean", "--why", "for now"]);
    let found = desk.json(("--today", &day), &["signals", "alpha"]);
    let told = found.iter().find(|found| found["warning"] == "no-owner").unwrap();
    assert!(text(told, "explanation").contains("director"), "named, but director: {told}");
}

#[test]
fn no_owner_is_cleared_by_an_appointment() {
    let desk = Desk::ownerless();
    desk.on(&monday(11), &["owner", "alpha", "Dirk Dean", "--why", "for now"]);
    desk.fires(&monday(11), "no-owner", SIGNAL);
    desk.on(&wednesday(11), &["owner", "alpha", "Vera Voss", "--why", "hers"]);
    desk.went(&wednesday(11), "no-owner", SIGNAL);
}

#[test]
fn no_owner_was_not_there_before_the_owner_was_known_to_be_a_director() {
    let desk = Desk::owned();
    desk.on(&friday(6), &["set", "person", "Vera Voss", "level", "director"]);
    desk.came(&friday(6), "no-owner", WATCH);
    desk.fires(&monday(10), "no-owner", SIGNAL);
}

// ------------------------------------------------------------------------------------------------- adoption-collapse

#[test]
fn adoption_that_lost_a_third_has_collapsed() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &[times("60/100", 3), times("40/100", 3)].concat());
    desk.fires(&sunday(15), "adoption-collapse", NOTHING);
    desk.fires(&sunday(16), "adoption-collapse", SIGNAL);
    desk.since(&sunday(17), "adoption-collapse", &sunday(16));
}

#[test]
fn adoption_that_lost_a_little_less_than_a_third_has_not_collapsed() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &["60/100", "60/100", "60/100", "40/100", "40/100", "41/100"]);
    desk.fires(&sunday(16), "adoption-collapse", NOTHING);
}

#[test]
fn adoption_before_the_rollout_and_under_another_denominator_is_not_compared() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 7, &[times("90/100", 3), times("50/100", 3)].concat());
    desk.fires(&sunday(12), "adoption-collapse", NOTHING);
    desk.on(LATER, &["target", "alpha", "200", "--from", "2026-W13"]);
    desk.weekly(LATER, "adoption", 13, &times("60/200", 3));
    desk.fires(&sunday(15), "adoption-collapse", NOTHING);
    desk.weekly(LATER, "adoption", 16, &times("40/200", 2));
    desk.fires(&sunday(17), "adoption-collapse", NOTHING);
    desk.weekly(LATER, "adoption", 18, &["40/200"]);
    desk.fires(&sunday(18), "adoption-collapse", SIGNAL);
}

#[test]
fn collapsed_adoption_is_cleared_by_two_values_inside() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &[times("60/100", 3), times("40/100", 3), times("60/100", 2)].concat());
    desk.fires(&sunday(17), "adoption-collapse", SIGNAL);
    desk.fires(&sunday(18), "adoption-collapse", NOTHING);
}

#[test]
fn adoption_had_not_collapsed_before_the_third_value_was_recorded() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(16), "adoption", 11, &[times("60/100", 3), times("40/100", 2)].concat());
    desk.weekly(&friday(17), "adoption", 16, &["40/100"]);
    desk.came(&friday(17), "adoption-collapse", SIGNAL);
}

#[test]
fn adoption_under_half_of_its_plan_on_day_30_is_watched_until_a_later_value_is_above() {
    // Day 30 lies in week 14, the fifth from the rollout: the plan is at 30 of 90.
    for (value, level) in [("14/100", WATCH), ("15/100", NOTHING)] {
        let desk = Desk::rolled_out();
        desk.on(LATER, &["set", "metric", "alpha/adoption", "target", "90"]);
        desk.weekly(LATER, "adoption", 14, &[value]);
        desk.fires(&sunday(14), "adoption-collapse", level);
        desk.weekly(LATER, "adoption", 15, &["15/100"]);
        desk.fires(&sunday(15), "adoption-collapse", level);
        desk.weekly(LATER, "adoption", 16, &["16/100"]);
        desk.fires(&sunday(16), "adoption-collapse", NOTHING);
    }
}

#[test]
fn a_checkpoint_says_the_share_that_the_workspace_has() {
    let desk = Desk::rolled_out();
    desk.on(LATER, &["set", "metric", "alpha/adoption", "target", "90"]);
    desk.on(LATER, &["framework", "set", "warning.adoption-collapse.plan-share-percent", "40"]);
    desk.weekly(LATER, "adoption", 14, &["11/100"]);
    let said = desk.says(&sunday(14), "adoption-collapse");
    assert!(said.contains("under 40 % of what its plan has"), "{said}");
}

#[test]
fn adoption_without_a_target_has_no_plan_line_to_fall_under_but_a_climb_to_all_target_users_on_day_30() {
    // A straight climb to 100 in thirteen weeks is at 33.3 in the fifth.
    for (value, level) in [("17/100", NOTHING), ("16/100", WATCH)] {
        let desk = Desk::rolled_out();
        desk.weekly(LATER, "adoption", 13, &["1/100", value]);
        desk.fires(&sunday(14), "adoption-collapse", level);
        desk.fires(&sunday(14), "resistance", NOTHING);
        desk.on(LATER, &["set", "metric", "alpha/adoption", "plan", "5=40"]);
        desk.fires(&sunday(14), "adoption-collapse", WATCH);
        desk.fires(&sunday(14), "resistance", WATCH);
    }
}

#[test]
fn adoption_under_half_of_target_users_on_day_60_or_90_is_a_signal_until_a_later_value_is_above() {
    // Day 60 lies in week 18, day 90 in week 22.
    for at in [18, 22] {
        for (value, level) in [("49/100", SIGNAL), ("50/100", NOTHING)] {
            let desk = Desk::rolled_out();
            desk.weekly(LATER, "adoption", at, &[value, "50/100", "51/100"]);
            desk.fires(&sunday(at - 1), "adoption-collapse", NOTHING);
            desk.fires(&sunday(at), "adoption-collapse", level);
            desk.fires(&sunday(at + 1), "adoption-collapse", level);
            desk.fires(&sunday(at + 2), "adoption-collapse", NOTHING);
        }
    }
}

#[test]
fn a_collapse_tells_all_its_reasons_and_what_clears_all_of_them_since_the_first() {
    // A third is lost in week 16, and day 60 lies in week 18.
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 11, &[times("60/100", 3), times("40/100", 5), times("45/100", 2)].concat());
    let told = |at: u64| {
        let found = desk.json(("--today", &sunday(at)), &["signals", "alpha"]);
        let found = found.into_iter().find(|found| found["warning"] == "adoption-collapse").unwrap();
        ["explanation", "clears_when", "since"].map(|field| text(&found, field))
    };
    let checkpoint = "Adoption: 40 % on day 60 after the rollout (W18), under half of the target users, 50 %.";
    let [explanation, clears, since] = told(18);
    assert!(explanation.contains("mean of 3 values 40 %") && explanation.ends_with(checkpoint), "{explanation}");
    assert_eq!(clears, "2 values in a row above 40 %; and a later value above 50 %");
    assert_eq!(since, sunday(16));
    // The mean is answered, and the warning never went.
    let [explanation, clears, since] = told(20);
    assert_eq!((explanation.as_str(), clears.as_str()), (checkpoint, "a later value above 50 %"));
    assert_eq!(since, sunday(16));
    desk.weekly(LATER, "adoption", 21, &["51/100"]);
    desk.fires(&sunday(21), "adoption-collapse", NOTHING);
}

#[test]
fn adoption_on_other_days_than_the_checkpoints_may_be_low() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 15, &["10/100", "10/100", "10/100", "", "49/100", "49/100", "49/100"]);
    for at in 15..=21 {
        desk.fires(&sunday(at), "adoption-collapse", NOTHING);
    }
}

#[test]
fn a_checkpoint_of_adoption_had_not_failed_before_its_value_was_recorded() {
    let desk = Desk::rolled_out();
    desk.weekly(&friday(19), "adoption", 18, &["49/100"]);
    desk.came(&friday(19), "adoption-collapse", SIGNAL);
    desk.weekly(&friday(20), "adoption", 19, &["51/100"]);
    desk.went(&friday(20), "adoption-collapse", SIGNAL);
}

// ----------------------------------------------------------------------------------------------------- programme-gap

/// Everything up to week 10, and then those.
fn programme(then: &[&str]) -> Desk {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 2, &[&times("50/100", 9), then].concat());
    desk
}

#[test]
fn one_missing_reading_of_the_programme_is_a_watch_and_two_running_are_a_signal() {
    let desk = programme(&[]);
    desk.fires(&wednesday(12), "programme-gap", NOTHING);
    desk.fires(&thursday(12), "programme-gap", WATCH);
    desk.fires(&wednesday(13), "programme-gap", WATCH);
    desk.fires(&thursday(13), "programme-gap", SIGNAL);
}

#[test]
fn a_programme_that_begins_on_a_weekend_lacks_no_reading_of_that_week() {
    for (day, due) in [(friday(2), 3), (saturday(2), 4), (sunday(2), 4), (monday(3), 4)] {
        let desk = Desk::empty();
        desk.on(&day, &["add", "pilot", "Alpha", "--started", START, "--stage", "3"]);
        desk.fires(&wednesday(due), "programme-gap", NOTHING);
        desk.fires(&thursday(due), "programme-gap", WATCH);
    }
}

#[test]
fn two_missing_readings_of_the_programme_with_one_between_are_a_watch() {
    let desk = programme(&["", "50/100", ""]);
    desk.fires(&sunday(14), "programme-gap", WATCH);
}

#[test]
fn what_was_not_measured_is_a_gap_of_the_programme_after_the_rollout_only() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "adoption", 2, &[times("-", 8), times("50/100", 3), times("-", 2)].concat());
    desk.fires(&thursday(13), "programme-gap", NOTHING);
    desk.fires(&thursday(14), "programme-gap", WATCH);
    // Week 13 was not measured either. Nobody entered week 14, the thirteenth of the programme, whose reading is due in
    // the week after it: the programme ends with that week.
    desk.fires(&monday(15), "programme-gap", WATCH);
    desk.fires(&thursday(15), "programme-gap", SIGNAL);
    desk.fires(&monday(16), "programme-gap", NOTHING);
    let desk = programme(&["-", "-"]);
    desk.fires(&thursday(12), "programme-gap", WATCH);
    desk.fires(&thursday(13), "programme-gap", SIGNAL);
}

#[test]
fn a_gap_of_the_programme_is_cleared_by_its_entry_or_the_end_of_the_programme() {
    let desk = programme(&["", "", "50/100"]);
    desk.fires(&monday(14), "programme-gap", SIGNAL);
    desk.fires(&sunday(14), "programme-gap", SIGNAL);
    desk.fires(&sunday(15), "programme-gap", SIGNAL);
    desk.fires(&monday(16), "programme-gap", NOTHING);
    desk.weekly(LATER, "adoption", 11, &["50/100"]);
    desk.fires(&sunday(14), "programme-gap", WATCH);
    desk.weekly(LATER, "adoption", 12, &["50/100"]);
    desk.fires(&sunday(14), "programme-gap", NOTHING);
}

#[test]
fn the_programme_had_no_gap_before_a_value_was_taken_back() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(13), "adoption", 2, &times("50/100", 11));
    desk.weekly(&friday(13), "adoption", 11, &["-"]);
    desk.came(&friday(13), "programme-gap", WATCH);
    desk.weekly(&sunday(13), "adoption", 12, &["-"]);
    desk.fires(&sunday(13), "programme-gap", SIGNAL);
    assert_eq!(desk.level(("--as-of", &before(&sunday(13))), "programme-gap"), WATCH);
}

// ------------------------------------------------------------------------------------------------------------- drift

/// Frozen from weeks 2 to 13: mean 90, mean moving range 1, so that the lower limit is 87.34.
fn noisy() -> Desk {
    let desk = Desk::owned();
    desk.weekly(&monday(14), "performance", 2, &["89.5", "90.5"].repeat(6));
    desk.on(&monday(14), &["baseline", "alpha", "performance", "--weeks", "2026-W02..2026-W13"]);
    desk
}

/// A baseline that was stated; nobody knows its spread.
fn stated(value: &str) -> Desk {
    let desk = Desk::owned();
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", value]);
    desk
}

#[test]
fn two_values_beyond_the_limit_are_drift() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.3"]);
    desk.fires(&sunday(14), "drift", NOTHING);
    desk.fires(&sunday(15), "drift", SIGNAL);
}

#[test]
fn drift_is_told_by_both_of_its_rules_where_both_hold() {
    let worse = "2 values in a row 5 percentage points or more worse than the baseline 90 %.";
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87", "84.9", "84"]);
    let said = desk.says(&sunday(17), "drift");
    let below = "W14 87.3 %, W15 87 %, 2 values in a row below the natural process limit 87.3 %.";
    assert!(said.ends_with(&format!("{below} W16 84.9 %, W17 84 %, {worse}")), "each with its values: {said}");
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["84.9", "84"]);
    let said = desk.says(&sunday(15), "drift");
    let both = "2 values in a row below the natural process limit 87.3 % and 5 percentage points or more worse";
    assert!(said.contains(both), "of the same values in a sentence: {said}");
}

#[test]
fn a_value_on_the_limit_is_no_drift_and_neither_are_two_with_one_inside_between() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.34", "87.3", "90", "87.3"]);
    for at in 14..=18 {
        desk.fires(&sunday(at), "drift", NOTHING);
    }
}

#[test]
fn weeks_without_a_value_are_skipped_and_more_than_four_end_the_run() {
    for (values, level) in
        [(&["87.3", "", "-", "", "-", "87.3"][..], SIGNAL), (&["87.3", "", "-", "", "-", "", "87.3"][..], NOTHING)]
    {
        let desk = noisy();
        desk.weekly(LATER, "performance", 14, values);
        desk.fires(LATER, "drift", level);
    }
}

#[test]
fn two_values_five_points_under_the_frozen_baseline_are_drift() {
    for (values, level) in [(["85", "85"], SIGNAL), (["85", "85.1"], NOTHING), (["85.1", "85"], NOTHING)] {
        let desk = stated("90");
        desk.weekly(LATER, "performance", 4, &values);
        desk.fires(&sunday(4), "drift", NOTHING);
        desk.fires(&sunday(5), "drift", level);
    }
}

#[test]
fn in_another_unit_than_percent_the_margin_of_drift_is_five_percent() {
    for (values, level) in [(["42", "42"], SIGNAL), (["42", "41.9"], NOTHING), (["38", "38"], NOTHING)] {
        let desk = Desk::owned();
        desk.on("2026-01-06", &["set", "metric", "alpha/performance", "unit", "s"]);
        desk.on("2026-01-06", &["set", "metric", "alpha/performance", "better", "lower"]);
        desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", "40"]);
        desk.weekly(LATER, "performance", 4, &values);
        desk.fires(&sunday(5), "drift", level);
    }
}

#[test]
fn drift_is_cleared_by_two_values_inside() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.3", "90", "87.3", "90", "90"]);
    for at in 15..=18 {
        desk.fires(&sunday(at), "drift", SIGNAL);
    }
    desk.fires(&sunday(19), "drift", NOTHING);
    let desk = stated("90");
    desk.weekly(LATER, "performance", 4, &["85", "85", "85.1", "85.1"]);
    desk.fires(&sunday(6), "drift", SIGNAL);
    desk.fires(&sunday(7), "drift", NOTHING);
}

#[test]
fn drift_is_cleared_by_a_decision_to_rebaseline() {
    let desk = stated("90");
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.fires(&monday(6), "drift", SIGNAL);
    let say = ["--say", "The new mix of cases is harder", "--by", "Vera Voss"];
    let rebaseline = ["decide", "alpha", "rebaseline", "--metric", "performance", "--value", "88"];
    desk.on(&friday(6), &[&rebaseline[..], &say].concat());
    desk.went(&friday(6), "drift", SIGNAL);
}

#[test]
fn after_a_rebaseline_values_are_held_against_the_new_reference() {
    let desk = stated("90");
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    let say = ["--say", "The new mix of cases is harder", "--by", "Vera Voss"];
    let rebaseline = ["decide", "alpha", "rebaseline", "--metric", "performance", "--value", "88"];
    desk.on(&friday(6), &[&rebaseline[..], &say].concat());
    desk.weekly(LATER, "performance", 7, &["85", "85", "83", "83"]);
    desk.fires(&sunday(8), "drift", NOTHING);
    desk.fires(&sunday(9), "drift", NOTHING);
    desk.fires(&sunday(10), "drift", SIGNAL);
}

#[test]
fn there_was_no_drift_before_the_second_value_was_recorded() {
    let desk = noisy();
    desk.weekly(&monday(15), "performance", 14, &["87.3"]);
    desk.weekly(&friday(17), "performance", 15, &["87.3"]);
    desk.came(&friday(17), "drift", SIGNAL);
}

#[test]
fn there_was_no_drift_before_the_baseline_was_frozen() {
    let desk = Desk::owned();
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.on(&friday(6), &["baseline", "alpha", "performance", "--value", "90"]);
    desk.came(&friday(6), "drift", SIGNAL);
}

// ----------------------------------------------------------------------------------------------------------- process

/// A metric whose limits are 87.34 and 92.66 around 90.
fn charted(family: &str) -> Desk {
    let desk = if family == "performance" { Desk::owned() } else { Desk::rolled_out() };
    desk.on("2026-01-06", &["baseline", "alpha", family, "--value", "90", "--spread", "1"]);
    desk
}

/// Values from week 4 on, and what the chart says on the Sunday of the last.
#[track_caller]
fn chart_says(values: &[&str], level: &str) {
    let desk = charted("performance");
    desk.weekly(LATER, "performance", 4, values);
    let last = 3 + u64::try_from(values.len()).unwrap();
    assert_eq!(desk.level(("--today", &sunday(last)), "process"), level, "{values:?}");
}

#[test]
fn one_value_beyond_a_limit_on_either_side_is_a_watch() {
    chart_says(&["93"], WATCH);
    chart_says(&["87"], WATCH);
    chart_says(&["92.66"], NOTHING);
    chart_says(&["87.34"], NOTHING);
}

#[test]
fn eight_values_in_a_row_on_one_side_are_a_watch() {
    chart_says(&times("90.1", 8), WATCH);
    chart_says(&times("90.1", 7), NOTHING);
    chart_says(&[times("90.1", 7), times("89.9", 1)].concat(), NOTHING);
    chart_says(&[times("90.1", 4), times("90", 1), times("90.1", 4)].concat(), NOTHING);
    chart_says(&[times("90.1", 4), times("-", 4), times("90.1", 4)].concat(), WATCH);
    chart_says(&[times("90.1", 4), times("-", 5), times("90.1", 4)].concat(), NOTHING);
}

#[test]
fn three_of_four_values_nearer_a_limit_than_the_centre_are_a_watch() {
    // Halfway between the centre and the limit lies 91.33.
    chart_says(&["90", "91.4", "91.4", "91.4"], WATCH);
    chart_says(&["91.4", "91.4", "90", "91.4"], WATCH);
    chart_says(&["91.33", "91.33", "90", "91.33"], NOTHING);
    chart_says(&["91.4", "90", "90", "91.4"], NOTHING);
    chart_says(&["90", "91.4", "91.4", "88.6"], NOTHING);
    chart_says(&["88.6", "89.9", "88.6", "88.6"], WATCH);
}

#[test]
fn limits_without_a_baseline_name_the_values_that_they_rest_on() {
    let desk = Desk::owned();
    desk.weekly(LATER, "performance", 3, &[["90", "91"].repeat(4), vec!["50"; 2]].concat());
    let said = desk.says(&sunday(11), "process");
    assert!(said.contains(" of the 8 values from W03 to W10), on trial."), "{said}");
    let said = desk.says(&sunday(12), "drift");
    assert!(said.contains(" of the 9 values from W03 to W11 (on trial)"), "{said}");
    // Nothing is frozen that a value could be five points worse than.
    let found = desk.json(("--today", &sunday(12)), &["signals", "alpha"]);
    let drift = found.iter().find(|found| found["warning"] == "drift").unwrap();
    assert!(text(drift, "clears_when").starts_with("2 values in a row at or above 70 %,"), "{drift}");
}

#[test]
fn a_limit_that_is_clipped_to_a_bound_cannot_be_passed() {
    let desk = Desk::owned();
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", "98", "--spread", "1"]);
    desk.weekly(LATER, "performance", 4, &["100"]);
    desk.fires(&sunday(4), "process", NOTHING);
}

#[test]
fn what_the_chart_says_is_cleared_by_two_values_inside() {
    chart_says(&["93", "90"], WATCH);
    chart_says(&["93", "90", "93", "90"], WATCH);
    chart_says(&["93", "90", "89.9"], NOTHING);
    chart_says(&[times("90.1", 8), times("89.9", 1)].concat(), WATCH);
    chart_says(&[times("90.1", 8), times("89.9", 2)].concat(), NOTHING);
    chart_says(&[times("91.4", 3), times("90", 1)].concat(), WATCH);
    chart_says(&[times("91.4", 3), times("90", 2)].concat(), NOTHING);
}

#[test]
fn the_chart_said_nothing_before_the_value_was_recorded() {
    let table: &[(&[&str], &[&str])] = &[
        (&["90"], &["93"]),
        (&["90.1", "90.1", "90.1", "90.1", "90.1", "90.1", "90.1"], &["90.1"]),
        (&["91.4", "91.4", "90"], &["91.4"]),
    ];
    for (before, then) in table {
        let desk = charted("performance");
        let next = 4 + u64::try_from(before.len()).unwrap();
        desk.weekly(&monday(next), "performance", 4, before);
        desk.weekly(&friday(next + 1), "performance", next, then);
        desk.came(&friday(next + 1), "process", WATCH);
    }
}

#[test]
fn two_values_of_impact_beyond_the_adverse_limit_are_a_signal() {
    for (values, level) in [
        (&["87", "87"][..], SIGNAL),
        (&["87", "87.34"][..], WATCH),
        (&["93", "93"][..], WATCH),
        (&["87", "87", "90"][..], SIGNAL),
        (&["87", "87", "90", "90"][..], NOTHING),
    ] {
        let desk = charted("impact");
        desk.weekly(LATER, "impact", 12, values);
        desk.fires(&sunday(11 + u64::try_from(values.len()).unwrap()), "process", level);
    }
}

#[test]
fn impact_gave_no_signal_before_its_second_value_was_recorded() {
    let desk = charted("impact");
    desk.weekly(&monday(13), "impact", 12, &["87"]);
    desk.weekly(&friday(15), "impact", 13, &["87"]);
    assert_eq!(desk.level(("--as-of", &before(&friday(15))), "process"), WATCH);
    assert_eq!(desk.level(("--as-of", &friday(15)), "process"), SIGNAL);
    desk.fires(&friday(15), "process", SIGNAL);
}

#[test]
fn performance_and_governance_are_watched_by_the_chart_and_no_more() {
    chart_says(&["87", "87"], WATCH);
    let desk = Desk::rolled_out();
    desk.on("2026-01-06", &["baseline", "alpha", "governance", "--value", "5", "--spread", "1"]);
    desk.weekly(LATER, "governance", 12, &["9", "9"]);
    desk.fires(&sunday(13), "process", WATCH);
}

#[test]
fn adoption_is_not_held_against_a_chart_inside_the_first_90_days() {
    let desk = charted("adoption");
    desk.weekly(LATER, "adoption", 10, &times("70/100", 12));
    for at in [10, 12, 21] {
        desk.fires(&sunday(at), "process", NOTHING);
    }
    desk.weekly(LATER, "adoption", 24, &["70/100", "70/100"]);
    desk.fires(&sunday(24), "process", WATCH);
    desk.fires(&sunday(25), "process", SIGNAL);
}

// ------------------------------------------------------------------------------------------------------- impact-flat

/// Before the rollout impact was at 50.
fn improving(spread: Option<&str>) -> Desk {
    let desk = Desk::rolled_out();
    let baseline = ["baseline", "alpha", "impact", "--value", "50"];
    match spread {
        Some(spread) => desk.on("2026-01-06", &[&baseline[..], &["--spread", spread]].concat()),
        None => desk.on("2026-01-06", &baseline),
    };
    desk
}

#[test]
fn impact_is_flat_after_eight_values_and_a_signal_after_sixteen() {
    for spread in [Some("2"), None] {
        let desk = improving(spread);
        desk.weekly(LATER, "impact", 10, &["49.9", "50.1"].repeat(8));
        desk.fires(&sunday(16), "impact-flat", NOTHING);
        desk.fires(&sunday(17), "impact-flat", WATCH);
        desk.fires(&sunday(24), "impact-flat", WATCH);
        desk.fires(&sunday(25), "impact-flat", SIGNAL);
    }
}

#[test]
fn values_before_the_rollout_and_weeks_that_were_not_measured_do_not_make_impact_flat() {
    for spread in [Some("2"), None] {
        let desk = improving(spread);
        desk.weekly(LATER, "impact", 3, &[times("50", 12), times("-", 2), times("50", 3)].concat());
        desk.fires(&sunday(18), "impact-flat", NOTHING);
        desk.fires(&sunday(19), "impact-flat", WATCH);
    }
}

#[test]
fn impact_is_not_flat_once_a_rule_fired_on_the_good_side() {
    // The upper limit is 55.32.
    for (ninth, level) in [("55.33", NOTHING), ("55.32", WATCH), ("44", WATCH)] {
        let desk = improving(Some("2"));
        desk.weekly(LATER, "impact", 10, &[["49.9", "50.1"].repeat(4), times(ninth, 1)].concat());
        desk.fires(&sunday(17), "impact-flat", WATCH);
        desk.fires(&sunday(18), "impact-flat", level);
    }
    let desk = improving(Some("2"));
    desk.weekly(LATER, "impact", 10, &times("50.1", 8));
    desk.fires(&sunday(17), "impact-flat", NOTHING);
}

#[test]
fn impact_without_a_spread_is_flat_while_the_last_eight_are_no_better_than_the_tolerance() {
    for (eighth, level) in [("51", WATCH), ("51.1", NOTHING)] {
        let desk = improving(None);
        desk.on("2026-01-06", &["set", "metric", "alpha/impact", "tolerance", "1"]);
        desk.weekly(LATER, "impact", 10, &[times("51", 7), times(eighth, 1)].concat());
        desk.fires(&sunday(17), "impact-flat", level);
    }
}

#[test]
fn flat_impact_is_cleared_when_it_gets_better() {
    let desk = improving(None);
    desk.weekly(LATER, "impact", 10, &[times("50", 16), times("50.1", 1)].concat());
    desk.fires(&sunday(25), "impact-flat", SIGNAL);
    desk.fires(&sunday(26), "impact-flat", NOTHING);
}

#[test]
fn impact_was_not_flat_before_the_eighth_value_was_recorded() {
    for spread in [Some("2"), None] {
        let desk = improving(spread);
        desk.weekly(&monday(17), "impact", 10, &times("50", 7));
        desk.weekly(&friday(18), "impact", 17, &["50"]);
        desk.came(&friday(18), "impact-flat", WATCH);
        desk.weekly(&friday(19), "impact", 18, &["58.1"]);
        desk.went(&friday(19), "impact-flat", WATCH);
    }
}

// ------------------------------------------------------------------------------------------------- exceptions-ageing

#[test]
fn an_exception_that_waits_over_14_days_is_a_signal_from_its_escalation_on() {
    let desk = Desk::owned();
    let long = "Wrong sum on every invoice ".repeat(4).trim_end().to_owned();
    let answer = desk.on("2026-03-02", &["--json", "raise", "alpha", &long, "--at", "2026-02-10"]);
    desk.fires("2026-03-02", "exceptions-ageing", NOTHING);
    let answer: Value = serde_json::from_str(&answer).unwrap();
    desk.on("2026-03-10", &["escalate", &text(&answer, "id"), "--to", "Vera Voss", "--at", "2026-03-03"]);
    desk.fires("2026-03-17", "exceptions-ageing", NOTHING);
    desk.fires("2026-03-18", "exceptions-ageing", SIGNAL);
    let told = desk.says("2026-03-18", "exceptions-ageing");
    assert!(told.contains(&long), "whole, however long: {told}");
    desk.on("2026-03-19", &["acknowledge", &text(&answer, "id")]);
    desk.fires("2026-03-19", "exceptions-ageing", SIGNAL);
}

#[test]
fn ageing_exceptions_are_cleared_when_they_are_resolved() {
    let desk = Desk::owned();
    let one = desk.exception("2026-03-04", "2026-03-02", "2026-03-03", None);
    let other = desk.exception("2026-03-04", "2026-03-02", "2026-03-04", None);
    desk.on("2026-03-20", &["resolve", &one, "--at", "2026-03-19"]);
    desk.fires("2026-03-20", "exceptions-ageing", SIGNAL);
    desk.on("2026-03-24", &["resolve", &other, "--at", "2026-03-23"]);
    desk.went("2026-03-24", "exceptions-ageing", SIGNAL);
    desk.fires("2026-03-22", "exceptions-ageing", SIGNAL);
}

#[test]
fn no_exception_was_old_before_its_escalation_was_recorded() {
    let desk = Desk::owned();
    desk.exception("2026-03-20", "2026-03-02", "2026-03-03", None);
    desk.came("2026-03-20", "exceptions-ageing", SIGNAL);
}

#[test]
fn an_oldest_exception_that_is_typed_ages_too() {
    let desk = Desk::owned();
    let metric = ["add", "metric", "alpha", "oldest", "--family", "governance", "--role", "oldest-open"];
    desk.on("2026-01-06", &[&metric[..], &["--unit", "days", "--better", "lower"]].concat());
    desk.weekly(&monday(11), "oldest", 10, &["14"]);
    desk.fires(&monday(11), "exceptions-ageing", NOTHING);
    desk.weekly(&friday(12), "oldest", 11, &["15"]);
    desk.came(&friday(12), "exceptions-ageing", SIGNAL);
    desk.weekly(&friday(13), "oldest", 12, &["14"]);
    desk.went(&friday(13), "exceptions-ageing", SIGNAL);
}

/// Exceptions of a month that took so many days each.
fn month(desk: &Desk, day: &str, month: u64, count: u64, took: u64) {
    for nth in 1..=count {
        let (raised, resolved) = (format!("2026-{month:02}-{nth:02}"), format!("2026-{month:02}-{:02}", nth + took));
        desk.exception(day, &raised, &raised, Some(&resolved));
    }
}

#[test]
fn a_median_to_resolve_that_rises_three_times_running_is_a_watch() {
    let desk = Desk::owned();
    for (number, took) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4)] {
        month(&desk, "2026-06-01", number, 5, took);
    }
    desk.fires("2026-06-01", "exceptions-ageing", NOTHING);
    // One more rise makes three, once five were resolved in its month.
    month(&desk, "2026-07-06", 6, 4, 5);
    desk.fires("2026-07-06", "exceptions-ageing", NOTHING);
    desk.exception("2026-07-09", "2026-06-05", "2026-06-05", Some("2026-06-10"));
    desk.came("2026-07-09", "exceptions-ageing", WATCH);
    desk.fires("2026-06-30", "exceptions-ageing", NOTHING);
    // As long as the month before is no rise.
    month(&desk, "2026-08-01", 7, 5, 5);
    desk.fires("2026-07-31", "exceptions-ageing", WATCH);
    desk.fires("2026-08-01", "exceptions-ageing", NOTHING);
    // One that waits is told beside it, and does not hide it.
    desk.exception("2026-08-01", "2026-07-01", "2026-07-01", None);
    desk.fires("2026-07-31", "exceptions-ageing", SIGNAL);
    desk.since("2026-07-31", "exceptions-ageing", "2026-07-01");
    let told = desk.says("2026-07-31", "exceptions-ageing");
    assert!(told.contains("30 days ago") && told.contains("rose month by month"), "{told}");
}

// ----------------------------------------------------------------------------------------------------------- silence

/// Escalated exceptions and active users from week 10 on.
fn quiet(escalated: &[&str], active: &[&str]) -> Desk {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "governance", 10, escalated);
    desk.weekly(LATER, "adoption", 10, active);
    desk
}

#[test]
fn four_weeks_without_an_escalation_are_a_watch_where_there_was_one_a_week_before() {
    let desk = quiet(&[times("1", 12), times("0", 4)].concat(), &times("1/100", 16));
    desk.fires(&wednesday(26), "silence", NOTHING);
    desk.fires(&thursday(26), "silence", WATCH);
}

#[test]
fn silence_is_none_where_there_was_less_than_one_a_week_before_or_a_week_without_users() {
    let before = [times("1", 11), times("0", 5)].concat();
    quiet(&before, &times("1/100", 16)).fires(&thursday(26), "silence", NOTHING);
    let before = [times("1", 12), times("0", 4)].concat();
    let idle = [times("1/100", 14), times("0/100", 1), times("1/100", 1)].concat();
    quiet(&before, &idle).fires(&thursday(26), "silence", NOTHING);
    let three = [times("1", 12), times("0", 3)].concat();
    quiet(&three, &times("1/100", 16)).fires(&thursday(26), "silence", NOTHING);
}

#[test]
fn silence_from_the_start_is_a_watch_where_ten_are_active() {
    let desk = quiet(&times("0", 4), &times("10/100", 4));
    desk.fires(&wednesday(14), "silence", NOTHING);
    desk.fires(&thursday(14), "silence", WATCH);
    quiet(&times("0", 4), &times("9/100", 4)).fires(&thursday(14), "silence", NOTHING);
    let once = [times("1", 1), times("0", 8)].concat();
    quiet(&once, &times("10/100", 9)).fires(&thursday(19), "silence", NOTHING);
}

#[test]
fn silence_before_the_rollout_does_not_count() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "governance", 8, &times("0", 5));
    desk.weekly(LATER, "adoption", 8, &times("10/100", 5));
    desk.fires(&thursday(13), "silence", NOTHING);
}

#[test]
fn silence_is_cleared_by_an_escalation_or_a_week_without_users() {
    for (escalated, active) in [("1", "10/100"), ("0", "0/100")] {
        let desk = Desk::rolled_out();
        desk.weekly(&thursday(14), "governance", 10, &times("0", 4));
        desk.weekly(&thursday(14), "adoption", 10, &times("10/100", 4));
        desk.fires(&thursday(14), "silence", WATCH);
        desk.weekly(&thursday(15), "governance", 14, &[escalated]);
        desk.weekly(&thursday(15), "adoption", 14, &[active]);
        desk.went(&thursday(15), "silence", WATCH);
    }
}

#[test]
fn there_was_no_silence_before_the_fourth_week_was_recorded() {
    let desk = quiet(&[], &[]);
    desk.weekly(&monday(14), "governance", 10, &times("0", 3));
    desk.weekly(&monday(14), "adoption", 10, &times("10/100", 4));
    desk.weekly(&friday(14), "governance", 13, &["0"]);
    desk.came(&friday(14), "silence", WATCH);
    let desk = quiet(&[], &[]);
    desk.weekly(&monday(26), "governance", 10, &[times("1", 12), times("0", 3)].concat());
    desk.weekly(&monday(26), "adoption", 10, &times("1/100", 16));
    desk.weekly(&friday(26), "governance", 25, &["0"]);
    desk.came(&friday(26), "silence", WATCH);
}

// ------------------------------------------------------------------------------------------------------------- stale

#[test]
fn a_family_is_stale_on_the_thursday_on_which_its_second_empty_week_is_due() {
    let desk = Desk::owned();
    desk.fires(&wednesday(4), "stale", NOTHING);
    desk.fires(&thursday(4), "stale", WATCH);
    desk.weekly(LATER, "performance", 2, &["90"]);
    desk.fires(&wednesday(5), "stale", NOTHING);
    desk.fires(&thursday(5), "stale", WATCH);
}

#[test]
fn a_week_of_which_no_working_day_is_left_makes_nothing_stale() {
    let ends = [(friday(2), 4), (saturday(2), 5), (sunday(2), 5), (monday(3), 5)];
    for (started, stale) in ends {
        let desk = Desk::empty();
        desk.on(START, &["add", "pilot", "Alpha", "--started", &started]);
        desk.fires(&wednesday(stale), "stale", NOTHING);
        desk.fires(&thursday(stale), "stale", WATCH);
    }
    // So it is with the other families and their rollout.
    let desk = Desk::rolled_out();
    desk.on(START, &["set", "alpha", "rollout", &saturday(10)]);
    desk.weekly(LATER, "performance", 2, &times("90", 20));
    desk.fires(&wednesday(13), "stale", NOTHING);
    desk.fires(&thursday(13), "stale", WATCH);
}

#[test]
fn what_was_not_measured_buys_two_more_weeks() {
    let desk = Desk::owned();
    desk.weekly(LATER, "performance", 2, &["90", "-"]);
    // Another family has its values: without any it would be purgatory.
    desk.weekly(LATER, "impact", 2, &times("5", 6));
    desk.fires(&thursday(5), "stale", NOTHING);
    desk.fires(&wednesday(7), "stale", NOTHING);
    desk.fires(&thursday(7), "stale", WATCH);
}

#[test]
fn other_families_are_expected_from_the_rollout_or_their_first_value_on() {
    let desk = Desk::rolled_out();
    desk.weekly(LATER, "performance", 2, &times("90", 20));
    desk.fires(&wednesday(12), "stale", NOTHING);
    desk.fires(&thursday(12), "stale", WATCH);
    let desk = Desk::owned();
    desk.books(&monday(30));
    desk.weekly(LATER, "performance", 2, &times("90", 20));
    desk.fires(&thursday(12), "stale", NOTHING);
    desk.weekly(LATER, "impact", 3, &["5"]);
    desk.fires(&wednesday(6), "stale", NOTHING);
    desk.fires(&thursday(6), "stale", WATCH);
}

#[test]
fn a_reported_status_is_stale_after_35_days_until_it_is_renewed() {
    let desk = Desk::owned();
    desk.weekly(&monday(7), "performance", 2, &times("90", 5));
    desk.on("2026-01-06", &["status", "alpha", "G", "--because", "It goes well."]);
    desk.fires("2026-02-10", "stale", NOTHING);
    desk.fires("2026-02-11", "stale", WATCH);
    desk.on("2026-02-12", &["status", "alpha", "G", "--because", "It still goes well."]);
    desk.went("2026-02-12", "stale", WATCH);
}

#[test]
fn what_is_stale_is_cleared_by_a_value() {
    let desk = Desk::owned();
    desk.weekly(&friday(5), "performance", 4, &["90"]);
    desk.went(&friday(5), "stale", WATCH);
    desk.fires(&thursday(5), "stale", NOTHING);
}

#[test]
fn nothing_was_stale_before_the_family_had_its_first_value() {
    let desk = Desk::owned();
    desk.books(&monday(12));
    desk.weekly(&monday(10), "performance", 2, &times("90", 8));
    desk.weekly(&wednesday(10), "impact", 3, &["5"]);
    desk.came(&wednesday(10), "stale", WATCH);
}

// --------------------------------------------------------------------------------------- levels, status, lifecycle

#[test]
fn check_ends_with_10_for_a_signal_and_with_0_for_a_watch() {
    let desk = Desk::ownerless();
    desk.books(&monday(12));
    desk.ticks("2026-01-06", &RUN_DECISIONS);
    desk.weekly(LATER, "performance", 2, &times("90", 9));
    // Where nobody meets, that is a signal of its own.
    for deed in ["prepare", "open", "close"] {
        desk.on(&monday(8), &["review", deed, &monday(8)]);
    }
    desk.fires(&sunday(9), "no-owner", WATCH);
    for (day, status) in [(sunday(9), 0), (monday(10), 10)] {
        let (found, out, err) = desk.run(("--today", &day), &["check"], "");
        assert_eq!((found, err.as_str()), (status, ""), "{day}: {out}");
        assert_eq!(out.contains("no-owner"), status == 10, "{out}");
        let (found, out, err) = desk.run(("--today", &day), &["--json", "check"], "");
        assert_eq!((found, err.as_str()), (status, ""), "{day}: {out}");
        let due: Vec<Value> = serde_json::from_str(&out).unwrap();
        assert_eq!(due.len(), usize::from(status == 10), "{due:?}");
    }
    desk.on(&wednesday(10), &["owner", "alpha", "Vera Voss", "--why", "hers"]);
    assert_eq!(desk.run(("--today", &wednesday(10)), &["check"], "").0, 0);
    assert_eq!(desk.run(("--as-of", &monday(10)), &["check"], "").0, 10);
}

#[test]
fn a_signal_in_json_has_the_fields_of_the_contract() {
    let desk = noisy();
    desk.weekly(LATER, "performance", 14, &["87.3", "87.3"]);
    let day = sunday(15);
    for words in [&["signals"][..], &["signals", "alpha"], &["list", "signals"]] {
        let found = desk.json(("--today", &day), words);
        let drift = found.iter().find(|found| found["warning"] == "drift").unwrap();
        let missing: Vec<&&str> = FIELDS.iter().filter(|field| drift.get(**field).is_none()).collect();
        assert!(missing.is_empty(), "{words:?}: {missing:?} are missing in {drift}");
        assert_eq!((&drift["pilot"], &drift["level"]), (&json!("alpha"), &json!(SIGNAL)));
        assert_eq!(drift["since"], json!(sunday(15)), "since the week of the second value ended");
        let weeks: Vec<String> =
            drift["readings"].as_array().unwrap().iter().map(|reading| text(reading, "week")).collect();
        assert_eq!(weeks, [week(14), week(15)]);
        assert_eq!(drift["readings"][0]["value"], json!(87.3));
        for field in ["id", "explanation", "origin", "heading", "proposal", "clears_when"] {
            assert!(!text(drift, field).is_empty(), "{field} in {drift}");
        }
        let ids: std::collections::BTreeSet<String> = found.iter().map(|found| text(found, "id")).collect();
        assert_eq!(ids.len(), found.len(), "every id once");
    }
}

#[test]
fn what_most_pilots_have_is_a_finding_about_the_portfolio() {
    let desk = Desk::empty();
    let rows: Vec<String> = (0..12).map(|number| format!("Pilot {number},2026-01-05")).collect();
    desk.fed("2026-01-05", &["import", "-"], &format!("name,started\n{}\n", rows.join("\n")));
    let found = desk.json(("--today", "2026-01-05"), &["signals"]);
    let common: Vec<&Value> = found.iter().filter(|found| found["pilot"].is_null()).collect();
    assert_eq!(common.len(), 1, "{found:?}");
    assert_eq!(common[0]["warning"], json!("no-owner"));
    assert_eq!(text(common[0], "explanation"), "no-owner fires for 12 of 12 pilots under way: a watch.");
    assert_eq!(common[0]["level"], json!(WATCH));
}

#[test]
fn what_many_pilots_have_is_told_by_the_gravest_that_they_have_and_names_nobody() {
    let desk = Desk::empty();
    desk.on("2026-01-05", &["add", "person", "Ana Costa", "--level", "vp"]);
    for (name, power) in [("a", "yes"), ("b", "yes"), ("c", "yes"), ("d", "no")] {
        desk.on("2026-01-05", &["add", "pilot", name, "--started", "2026-01-05"]);
        let power = format!("authority={power}");
        desk.on("2026-01-05", &["owner", name, "Ana Costa", "--why", "hers", "--power", &power]);
    }
    let found = desk.json(("--today", "2026-01-05"), &["signals"]);
    let common = found.iter().find(|found| found["pilot"].is_null()).unwrap();
    let says = "sponsor-as-owner fires for 4 of 4 pilots under way: a signal for 1, a watch for 3.";
    assert_eq!((text(common, "explanation"), &common["level"]), (says.to_owned(), &json!(SIGNAL)));
    assert!(!text(common, "clears_when").contains("Ana"), "{common}");
}

#[test]
fn a_signal_in_the_computed_status_comes_before_what_is_stale() {
    let desk = stated("90");
    desk.weekly(LATER, "performance", 4, &["85", "85"]);
    assert_eq!(desk.computed(&sunday(5)), "R");
    desk.fires(&sunday(9), "stale", WATCH);
    assert_eq!(desk.computed(&sunday(9)), "R", "not reporting does not cure a red");
}

#[test]
fn what_is_stale_comes_before_a_watch_in_the_computed_status() {
    let desk = Desk::ownerless();
    assert_eq!(desk.computed(&wednesday(4)), "A", "the watch of no-owner");
    assert_eq!(desk.computed(&thursday(4)), "?");
    // Nothing but no-owner may turn it red: it reports now and then, and the committee has its day.
    desk.books(&monday(12));
    desk.ticks("2026-01-06", &RUN_DECISIONS);
    desk.weekly(LATER, "performance", 5, &["90", "90"]);
    assert_eq!(desk.all(&sunday(9)), ["no-owner", "stale"]);
    assert_eq!(desk.computed(&sunday(9)), "?");
    assert_eq!(desk.all(&monday(10)), ["no-owner", "stale"]);
    assert_eq!(desk.computed(&monday(10)), "R");
}

#[test]
fn a_watch_counts_in_the_computed_status_where_it_says_so() {
    let desk = charted("performance");
    desk.weekly(LATER, "performance", 2, &["90", "93"]);
    assert_eq!(desk.computed(&sunday(2)), "G");
    desk.fires(&sunday(3), "process", WATCH);
    assert_eq!(desk.computed(&sunday(3)), "G", "process counts nowhere as a watch");
    let desk = improving(Some("2"));
    desk.ticks("2026-01-06", &RUN_DECISIONS);
    desk.ticks("2026-01-06", &BUILT);
    // Stage 3 is over its time from week 16 on, unless the committee put it off.
    let hold = ["gate", "alpha", "G3", "--decide", "hold", "--cause", "value", "--next", &monday(20)];
    desk.on(&monday(15), &[&hold[..], &["--by", "Vera Voss", "--why", "its impact is open"]].concat());
    desk.weekly(LATER, "performance", 2, &times("90", 16));
    desk.weekly(LATER, "adoption", 2, &times("95/100", 16));
    desk.weekly(LATER, "governance", 2, &["1", "2"].repeat(8));
    desk.weekly(LATER, "impact", 10, &times("50", 8));
    assert_eq!(desk.computed(&sunday(16)), "G", "{:?}", desk.all(&sunday(16)));
    assert_eq!(desk.all(&sunday(17)), ["impact-flat"]);
    assert_eq!(desk.computed(&sunday(17)), "A");
}

#[test]
fn a_value_worse_than_its_reference_by_more_than_the_tolerance_is_a() {
    for (value, status) in [("89", "G"), ("88.9", "A")] {
        let desk = stated("90");
        desk.on("2026-01-06", &["set", "metric", "alpha/performance", "tolerance", "1"]);
        desk.weekly(LATER, "performance", 2, &[value]);
        assert_eq!(desk.computed(&sunday(2)), status, "{value}");
    }
}

#[test]
fn nothing_is_computed_where_nothing_is_judged() {
    for lifecycle in ["stopped", "retired"] {
        let desk = Desk::ownerless();
        desk.becomes("2026-01-06", lifecycle);
        assert_eq!(desk.computed("2026-01-06"), "-", "{lifecycle}");
    }
    let desk = Desk::ownerless();
    desk.on("2026-01-06", &["archive", "alpha"]);
    assert_eq!(desk.computed("2026-01-06"), "-", "archived");
}

/// A pilot of which much is to be said: a director as owner, drift, and then silence. The committee has its day, so
/// that the silence is no purgatory.
fn troubled() -> Desk {
    let desk = stated("90");
    desk.books(&monday(20));
    desk.on("2026-01-06", &["set", "person", "Vera Voss", "level", "director"]);
    desk.weekly(&monday(6), "performance", 4, &["85", "85"]);
    desk.exception(&monday(6), &monday(5), &monday(5), None);
    desk
}

#[test]
fn only_the_missing_owner_is_said_of_a_pilot_that_is_paused() {
    let desk = troubled();
    let day = sunday(12);
    let all = desk.all(&day);
    for warning in ["no-owner", "exceptions-ageing", "stale"] {
        assert!(all.iter().any(|found| found == warning), "{warning} in {all:?}");
    }
    assert!(all.iter().any(|found| found.starts_with("drift")), "{all:?}");
    desk.becomes(&day, "paused");
    assert_eq!(desk.all(&day), ["no-owner"]);
    assert!(desk.json(("--as-of", &before(&day)), &["signals"]).len() >= 4, "the day before it was active");
}

#[test]
fn nothing_is_said_of_a_pilot_that_is_stopped_or_archived() {
    for lifecycle in ["stopped", "retired"] {
        let desk = troubled();
        desk.becomes(&sunday(12), lifecycle);
        assert!(desk.all(&sunday(12)).is_empty(), "{lifecycle}: {:?}", desk.all(&sunday(12)));
        assert_eq!(desk.run(("--today", &sunday(12)), &["check"], "").0, 0, "{lifecycle}");
    }
    let desk = troubled();
    assert_eq!(desk.run(("--today", &sunday(12)), &["check"], "").0, 10);
    desk.on(&sunday(12), &["archive", "alpha"]);
    assert!(desk.all(&sunday(12)).is_empty(), "{:?}", desk.all(&sunday(12)));
    desk.on(&sunday(12), &["unarchive", "alpha"]);
    assert!(desk.all(&sunday(12)).len() >= 4);
}

#[test]
fn a_pilot_that_sustains_itself_is_judged_as_an_active_one() {
    let desk = troubled();
    let all = desk.all(&sunday(12));
    desk.becomes(&sunday(12), "self-sustaining");
    assert_eq!(desk.all(&sunday(12)), all);
}

// ---------------------------------------------------------------------------------------------------------- registers

#[test]
fn typed_counts_of_exceptions_are_refused_once_there_is_a_register() {
    let desk = Desk::rolled_out();
    desk.weekly(&monday(11), "governance", 10, &["3"]);
    desk.exception(&friday(11), &monday(11), &monday(11), None);
    desk.refuses(&friday(12), &["record", "alpha", "governance", "3"], 3);
    desk.refuses(&friday(12), &["record", "alpha", "governance", "3", "--week", "2026-W10"], 3);
    let table = "pilot,metric,week,value\nalpha,governance,2026-W12,3\n";
    let (status, _, err) = desk.run(("--today", &friday(13)), &["record", "--from", "-"], table);
    assert_eq!(status, 3, "{err}");
    let readings = desk.readings(&friday(12), "escalated exceptions");
    assert!(readings.contains(&(week(11), json!(1))), "the register counts: {readings:?}");
}

#[test]
fn a_typed_age_of_the_oldest_exception_is_refused_once_there_is_a_register() {
    let desk = Desk::rolled_out();
    desk.on("2026-01-06", &["add", "metric", "alpha", "oldest", "--family", "governance", "--role", "oldest-open"]);
    desk.weekly(&monday(11), "oldest", 10, &["3"]);
    desk.exception(&friday(11), &monday(11), &monday(11), None);
    desk.refuses(&friday(12), &["record", "alpha", "oldest", "3"], 3);
}

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
fn an_exception_is_not_resolved_before_it_was_raised_nor_in_the_future() {
    let desk = Desk::owned();
    let id = desk.exception("2026-03-20", "2026-03-16", "2026-03-17", None);
    let resolve = |at| ["resolve", id.as_str(), "--at", at];
    desk.refuses("2026-03-20", &resolve("2026-03-15"), 3);
    desk.refuses("2026-03-20", &resolve("2026-03-21"), 3);
    desk.refuses("2026-03-20", &resolve("2027-03-18"), 3);
    desk.refuses("2026-03-20", &["raise", "alpha", "It will be wrong", "--at", "2026-03-21"], 3);
    desk.refuses("2026-03-20", &["close", &id], 3);
    desk.on("2026-03-20", &resolve("2026-03-18"));
    desk.refuses("2026-03-20", &resolve("2026-03-19"), 3);
}

// ------------------------------------------------------------------------------------------------------- year's end

#[test]
fn an_exception_is_resolved_across_the_end_of_the_year() {
    let desk = Desk::owned();
    let id = desk.exception("2027-01-02", "2026-12-29", "2026-12-30", None);
    desk.fires("2027-01-13", "exceptions-ageing", NOTHING);
    desk.fires("2027-01-14", "exceptions-ageing", SIGNAL);
    desk.refuses("2027-01-03", &["resolve", &id, "--at", "2026-12-28"], 3);
    desk.on("2027-01-03", &["resolve", &id, "--at", "2027-01-01"]);
    desk.fires("2027-01-14", "exceptions-ageing", NOTHING);
    let exceptions = desk.json(("--today", "2027-01-14"), &["list", "exceptions"]);
    for (field, day) in [("raised", "2026-12-29"), ("escalated", "2026-12-30"), ("resolved", "2027-01-01")] {
        assert!(text(&exceptions[0], field).starts_with(day), "{field} in {}", exceptions[0]);
    }
    let counts = desk.readings("2027-01-05", "escalated exceptions");
    assert_eq!(counts.last(), Some(&("2026-W53".to_owned(), json!(1))), "{counts:?}");
    let days = desk.readings("2027-01-05", "time to resolve");
    assert_eq!(days.last(), Some(&("2026-W53".to_owned(), json!(2))), "{days:?}");
}

#[test]
fn the_last_week_of_2026_is_its_53rd() {
    let desk = Desk::owned();
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
    let desk = Desk::owned();
    desk.books("2027-02-01");
    desk.weekly("2027-02-01", "performance", 46, &times("90", 6));
    desk.fires(&wednesday(54), "stale", NOTHING);
    desk.fires(&thursday(54), "stale", WATCH);
    assert_eq!(thursday(54), "2027-01-07");
}
