//! What a day of the past knew.

use serde_json::{Value, json};

use crate::days::{
    Desk, LATER, NOTHING, SIGNAL, WATCH, before, friday, monday, sunday, text, thursday, tuesday, wednesday,
};
use crate::items::MATRIX;

#[test]
fn the_past_has_its_own_stage_and_owner() {
    let desk = Desk::ownerless(1);
    desk.passes(&monday(8), "a log");
    desk.appoints(&monday(8));
    desk.decides(&monday(8), "G1", "go", &[]);
    for day in [tuesday(7), sunday(7)] {
        desk.fire_only(&day, &["no-owner", "purgatory"]);
        desk.fires(&day, "no-owner", WATCH);
    }
    let found = desk.json(("--today", &tuesday(7)), &["signals", "alpha"]);
    let told = found.iter().find(|found| found["warning"] == "no-owner").unwrap();
    assert!(text(told, "explanation").contains("in week 6 of stage 1"), "{told}");
    for flag in ["--today", "--as-of"] {
        let listed = desk.json((flag, &tuesday(7)), &["list", "pilots", "--stage", "1"]);
        for pilot in [&listed[0], &desk.shown((flag, &tuesday(7)))] {
            let stands = (&pilot["stage"], &pilot["week_in_stage"], &pilot["executive_owner"]);
            assert_eq!(stands, (&json!(1), &json!(6), &Value::Null), "{flag}");
        }
    }
    desk.fire_only(&monday(8), &["run-decisions-late", "stale"]);
    desk.fires(&monday(8), "run-decisions-late", SIGNAL);
}

#[test]
fn what_was_ticked_or_opened_again_later_was_not_so_before() {
    let both = |desk: &Desk, day: &str, level: &str| {
        for flag in ["--today", "--as-of"] {
            assert_eq!(desk.level((flag, day), "late-integration"), level, "{flag} {day}");
        }
    };
    let desk = Desk::at(3);
    desk.ticks(&friday(8), &MATRIX);
    both(&desk, &thursday(8), SIGNAL);
    both(&desk, &friday(8), NOTHING);
    // The journal of another workspace begins with what came in: what shows an item says since when it is done.
    let other = Desk { folder: tempfile::tempdir().unwrap() };
    other.does(LATER, "new work.steerco");
    std::fs::write(other.folder.path().join("all.json"), desk.does(LATER, "export -")).unwrap();
    other.does(LATER, "import all.json");
    other.fires(&thursday(8), "late-integration", SIGNAL);
    other.fires(&friday(8), "late-integration", NOTHING);
    desk.does(&monday(10), "tick alpha s2.erp --state open");
    both(&desk, &sunday(9), NOTHING);
    both(&desk, &monday(10), SIGNAL);
}

#[test]
fn a_gate_has_the_date_that_was_booked_by_the_day() {
    let desk = Desk::at(2);
    desk.does(&friday(11), &format!("gate alpha --book {}", monday(12)));
    desk.decides(&monday(12), "G2", "hold", &["--cause", "integration", "--next", &monday(18)]);
    for flag in ["--today", "--as-of"] {
        for (day, level) in [(thursday(11), NOTHING), (friday(11), WATCH), (sunday(11), WATCH), (monday(12), SIGNAL)] {
            assert_eq!(desk.level((flag, &day), "late-integration"), level, "{flag} {day}");
        }
    }
}

#[test]
fn a_pilot_that_was_stopped_later_is_judged_as_running() {
    let stop = "gate alpha --decide stop --by 'Vera Voss' --why 'it is worth nothing' --cause value";
    for (more, on) in [("", friday(12)), (" --on 2026-03-16", monday(12))] {
        let desk = Desk::ownerless(1);
        desk.does(&friday(12), &format!("{stop}{more}"));
        let day = before(&on);
        desk.fire_only(&day, &["no-owner", "purgatory", "run-decisions-late"]);
        assert_eq!(desk.run(("--today", &day), &["check"], "").0, 10, "{day}");
        for day in [on, LATER.to_owned()] {
            assert!(desk.all(("--today", &day)).is_empty(), "{day}");
            assert_eq!(desk.run(("--today", &day), &["check"], "").0, 0, "{day}");
        }
    }
}

#[test]
fn inside_a_pause_that_is_over_only_the_missing_owner_is_said() {
    let cases: [(Desk, &[&str], &[&str]); 2] = [
        (Desk::ownerless(1), &["no-owner", "purgatory", "run-decisions-late"], &["no-owner"]),
        (Desk::at(1), &["purgatory", "run-decisions-late"], &[]),
    ];
    for (desk, active, paused) in cases {
        desk.becomes(&monday(10), 1, "paused");
        desk.becomes(&monday(14), 1, "active");
        for (day, warnings) in [
            (sunday(9), active),
            (monday(10), paused),
            (wednesday(12), paused),
            (sunday(13), paused),
            (monday(14), active),
        ] {
            desk.fire_only(&day, warnings);
        }
    }
}

#[test]
fn a_pause_before_a_later_stop_is_a_pause_still() {
    let desk = Desk::ownerless(1);
    desk.becomes(&monday(10), 1, "paused");
    desk.becomes(&monday(14), 1, "active");
    desk.does(&monday(20), "gate alpha --decide stop --by 'Vera Voss' --why 'no value' --cause value");
    desk.fire_only(&wednesday(12), &["no-owner"]);
    assert!(desk.all(("--today", &wednesday(16))).len() > 1, "it was under way");
    desk.fire_only(&monday(20), &[]);
}

#[test]
fn as_of_goes_by_the_numbers_of_its_day() {
    let desk = Desk::ownerless(1);
    desk.does(&monday(6), "framework set warning.no-owner.week 3");
    for (flag, day, level) in [
        ("--as-of", sunday(5), WATCH),
        ("--as-of", monday(6), SIGNAL),
        ("--today", sunday(3), WATCH),
        ("--today", monday(4), SIGNAL),
    ] {
        assert_eq!(desk.level((flag, &day), "no-owner"), level, "{flag} {day}");
    }
}
