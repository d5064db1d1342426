//! Warnings about people: `sponsor-as-owner`, `partner-exit` and `drift-no-authority`.

use crate::days::{Desk, NOTHING, SIGNAL, START, WATCH, friday, monday, saturday, sunday, wednesday};

const PARTNER_TASKS: [&str; 3] = ["s1.partner-monitors", "s1.partner-audits", "s1.partner-updates"];

/// A partner who leaves on the Monday of week 12; nobody takes over.
fn leaving() -> Desk {
    Desk::kept("leaving", || {
        let desk = Desk::at("1");
        desk.on(START, &["set", "alpha", "partner", "Quillon"]);
        desk.on(START, &["set", "alpha", "partner_ends", &monday(12)]);
        desk
    })
}

/// Names who takes a task over.
fn takes(desk: &Desk, day: &str, task: &str, who: &str) {
    desk.on(day, &["tick", "alpha", task, "--state", "done", "--owner", who, "--evidence", "agreed"]);
}

/// A pilot whose owner has an answer to the question of authority, with a stated baseline of 90.
fn drifting(authority: &str, values: &[&str]) -> Desk {
    let desk = Desk::ownerless("1");
    desk.owner(START, "Vera Voss", authority);
    desk.on("2026-01-06", &["baseline", "alpha", "performance", "--value", "90"]);
    desk.performs(&monday(6), 4, values);
    desk
}

#[test]
fn an_owner_without_a_power_is_a_signal_and_one_who_was_not_asked_a_watch() {
    for (authority, level) in [("no", SIGNAL), ("unanswered", WATCH), ("yes", NOTHING)] {
        let desk = Desk::ownerless("1");
        desk.owner(START, "Vera Voss", authority);
        desk.fires(START, "sponsor-as-owner", level);
    }
    let desk = Desk::ownerless("1");
    desk.fires(START, "sponsor-as-owner", NOTHING);
    desk.on(START, &["owner", "alpha", "Vera Voss", "--why", "hers", "--power", "committee=no"]);
    desk.fires(START, "sponsor-as-owner", SIGNAL);
}

#[test]
fn a_sponsor_is_cleared_by_an_owner_with_all_powers() {
    let desk = Desk::ownerless("1");
    desk.owner(START, "Vera Voss", "no");
    desk.owner(&friday(4), "Nora Nash", "yes");
    desk.went(&friday(4), "sponsor-as-owner", SIGNAL);
}

#[test]
fn there_was_no_sponsor_before_the_appointment() {
    let desk = Desk::at("1");
    desk.owner(&friday(4), "Nora Nash", "unanswered");
    desk.came(&friday(4), "sponsor-as-owner", WATCH);
    desk.since(&friday(5), "sponsor-as-owner", &friday(4));
}

#[test]
fn a_partner_who_leaves_within_thirty_days_is_a_signal() {
    let desk = leaving();
    desk.fires(&friday(7), "partner-exit", NOTHING);
    desk.fires(&saturday(7), "partner-exit", SIGNAL);
    desk.fires(&monday(20), "partner-exit", SIGNAL);
    desk.since(&monday(20), "partner-exit", &saturday(7));
    Desk::at("1").fires(&monday(20), "partner-exit", NOTHING);
}

#[test]
fn each_task_of_the_partner_needs_one_of_our_people() {
    for missing in PARTNER_TASKS {
        let desk = leaving();
        for task in PARTNER_TASKS {
            takes(&desk, START, task, if task == missing { "Pia Park" } else { "Dirk Dean" });
        }
        desk.fires(&monday(12), "partner-exit", SIGNAL);
        takes(&desk, START, missing, "Dirk Dean");
        desk.fires(&monday(12), "partner-exit", NOTHING);
    }
}

#[test]
fn a_task_that_is_done_by_nobody_is_not_taken_over() {
    let desk = leaving();
    desk.ticks(START, &PARTNER_TASKS);
    desk.fires(&monday(12), "partner-exit", SIGNAL);
}

#[test]
fn the_exit_of_a_partner_is_cleared_by_the_last_name_or_a_later_end() {
    let desk = leaving();
    takes(&desk, START, PARTNER_TASKS[0], "Vera Voss");
    takes(&desk, START, PARTNER_TASKS[1], "Dirk Dean");
    takes(&desk, &wednesday(12), PARTNER_TASKS[2], "Dirk Dean");
    desk.went(&wednesday(12), "partner-exit", SIGNAL);
    let desk = leaving();
    desk.on(&wednesday(10), &["set", "alpha", "partner_ends", &monday(30)]);
    desk.went(&wednesday(10), "partner-exit", SIGNAL);
}

#[test]
fn the_partner_did_not_leave_before_the_end_was_known() {
    let desk = Desk::at("1");
    desk.on(&wednesday(10), &["set", "alpha", "partner_ends", &monday(12)]);
    desk.came(&wednesday(10), "partner-exit", SIGNAL);
}

#[test]
fn drift_that_nobody_may_stop_stands_for_drift() {
    for authority in ["no", "unanswered"] {
        let desk = drifting(authority, &["85", "85"]);
        desk.fires(&sunday(4), "drift-no-authority", NOTHING);
        desk.fires(&sunday(5), "drift-no-authority", SIGNAL);
        desk.fires(&sunday(5), "drift", NOTHING);
        desk.since(&friday(6), "drift-no-authority", &sunday(5));
    }
    let desk = drifting("yes", &["85", "85"]);
    desk.on(START, &["set", "person", "Vera Voss", "level", "director"]);
    desk.fires(&sunday(5), "drift-no-authority", SIGNAL);
}

#[test]
fn another_owner_who_lacks_the_same_begins_no_warning_anew() {
    let desk = drifting("no", &["85", "85"]);
    desk.owner(&friday(6), "Nora Nash", "unanswered");
    desk.since(&friday(7), "drift-no-authority", &sunday(5));
    let desk = Desk::ownerless("1");
    desk.owner(START, "Vera Voss", "no");
    desk.owner(&friday(4), "Nora Nash", "no");
    desk.since(&friday(5), "sponsor-as-owner", START);
    let desk = Desk::ownerless("1");
    desk.on(START, &["set", "person", "Vera Voss", "level", "director"]);
    desk.owner(&friday(3), "Vera Voss", "yes");
    desk.since(&friday(5), "no-owner", START);
    desk.owner(&friday(5), "Nora Nash", "yes");
    desk.owner(&friday(6), "Vera Voss", "yes");
    desk.since(&friday(7), "no-owner", &friday(6));
}

#[test]
fn drift_that_somebody_may_stop_is_drift_and_a_lack_of_authority_without_it_is_nothing() {
    let desk = drifting("yes", &["85", "85"]);
    desk.fires(&sunday(5), "drift-no-authority", NOTHING);
    desk.fires(&sunday(5), "drift", SIGNAL);
    drifting("no", &["85", "85.1"]).fires(&sunday(5), "drift-no-authority", NOTHING);
}

#[test]
fn drift_without_authority_lasts_for_as_many_values_as_its_own_number_says() {
    for (key, level) in [("drift-no-authority", NOTHING), ("drift", SIGNAL)] {
        let desk = drifting("no", &["85", "85", "90"]);
        desk.on(START, &["framework", "set", &format!("warning.{key}.clear-values"), "1"]);
        desk.fires(&sunday(6), "drift-no-authority", level);
    }
}

#[test]
fn drift_without_authority_is_cleared_by_an_owner_who_has_it_or_two_values_inside() {
    let desk = drifting("no", &["85", "85"]);
    desk.owner(&friday(6), "Nora Nash", "yes");
    desk.went(&friday(6), "drift-no-authority", SIGNAL);
    desk.fires(&friday(6), "drift", SIGNAL);
    let desk = drifting("no", &["85", "85"]);
    desk.performs(&friday(8), 6, &["90", "90"]);
    desk.went(&friday(8), "drift-no-authority", SIGNAL);
}

#[test]
fn there_was_no_drift_without_authority_before_the_second_value() {
    let desk = drifting("no", &["85"]);
    desk.performs(&friday(6), 5, &["85"]);
    desk.came(&friday(6), "drift-no-authority", SIGNAL);
}
