//! What the portfolio makes of warnings that many share, and of pilots that never reported.

use crate::INVENTORY;
use crate::days::{Desk, START, sunday, text};

impl Desk {
    /// What is said of owners in the whole portfolio.
    #[track_caller]
    fn findings(&self) -> Vec<String> {
        let found = self.json(("--today", START), &["signals"]);
        let of_all = found.iter().filter(|found| found["pilot"].is_null() && found["warning"] == "no-owner");
        of_all.map(|found| text(found, "explanation")).collect()
    }
}

/// Pilots of which some stand alike: how many, who owns them, and whether they run.
fn portfolio(groups: &[(usize, &str, &str)]) -> Desk {
    let mut rows = Vec::new();
    for (count, owner, lifecycle) in groups {
        for _ in 0..*count {
            rows.push(format!("Pilot {},{START},{owner},{lifecycle}\n", rows.len()));
        }
    }
    let desk = Desk::empty();
    desk.fed(START, &["import", "-"], &format!("name,started,executive_owner,lifecycle\n{}", rows.concat()));
    desk
}

#[test]
fn what_over_half_of_the_pilots_have_is_one_finding_from_four_on() {
    for (ownerless, owned, found) in [
        (11, 0, Some("11 of 11")),
        (11, 11, None),
        (12, 11, Some("12 of 23")),
        (5, 0, Some("5 of 5")),
        (4, 3, Some("4 of 7")),
        (4, 4, None),
        (3, 0, None),
    ] {
        let findings = portfolio(&[(ownerless, "", "active"), (owned, "Vera Voss", "active")]).findings();
        assert_eq!(findings.len(), usize::from(found.is_some()), "{findings:?}");
        assert!(findings.iter().all(|told| told.contains(found.unwrap())), "{findings:?}");
    }
}

#[test]
fn paused_pilots_are_no_part_of_what_most_have() {
    let findings = portfolio(&[(11, "", "paused"), (12, "Vera Voss", "active")]).findings();
    assert!(findings.is_empty(), "whatever runs has an owner: {findings:?}");
    let findings =
        portfolio(&[(20, "Vera Voss", "paused"), (12, "", "active"), (11, "Vera Voss", "active")]).findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("12 of 23"), "{findings:?}");
}

#[test]
fn imported_pilots_that_never_reported_are_counted_once() {
    let (desk, day) = (Desk::empty(), sunday(14));
    desk.on(START, &["import", INVENTORY, "--map", "us-federal-2024"]);
    let count = || desk.does(&day, "signals").matches(" imported pilots do not report yet.").count();
    let fires = |warning: &str| {
        let found = desk.json(("--today", &day), &["signals"]);
        found
            .iter()
            .filter(|found| found["warning"] == warning)
            .map(|found| text(found, "pilot"))
            .collect::<Vec<String>>()
    };
    assert_eq!(count(), 1);
    assert!(desk.does(&day, "signals").contains("36 imported pilots do not report yet."));
    assert!(fires("programme-gap").is_empty() && fires("stale").is_empty());
    for found in desk.json(("--today", &day), &["signals"]) {
        assert!(!text(&found, "explanation").contains("No family has a value"), "{found}");
    }
    // Whoever reports once is held to it.
    let pilots = desk.json(("--today", &day), &["list", "pilots", "--stage", "3"]);
    let code = text(pilots.iter().find(|pilot| pilot["started"].is_string()).unwrap(), "code");
    desk.does(&day, &format!("record {code} performance 90 --week 2026-W10"));
    assert!(desk.does(&day, "signals").contains("35 imported pilots do not report yet."));
    assert_eq!((fires("programme-gap"), fires("stale")), (vec![code.clone()], vec![code]));
}

#[test]
fn pilots_of_a_plain_table_that_never_reported_are_counted_and_those_added_by_hand_are_held_to_it() {
    let desk = Desk::empty();
    desk.fed(START, &["import", "-"], &format!("name,stage,started\nOne,1,{START}\nTwo,2,{START}\n"));
    desk.does(START, &format!("add pilot Alpha --started {START}"));
    let day = sunday(7);
    let fires = || {
        let found = desk.json(("--today", &day), &["signals"]);
        let silent = found.iter().filter(|found| found["warning"] == "purgatory" || found["warning"] == "stale");
        silent.map(|found| text(found, "pilot")).collect::<Vec<String>>()
    };
    assert_eq!(fires(), ["alpha"]);
    assert!(desk.does(&day, "signals").contains("2 imported pilots do not report yet."));
    desk.does(&day, "record one performance 90 --week 2026-W02");
    assert_eq!(fires(), ["alpha", "one"]);
    assert!(desk.does(&day, "signals").contains("1 imported pilot does not report yet."));
}

#[test]
fn check_names_workstreams_that_are_overdue() {
    let desk = Desk::at(1);
    let id = desk.works(START, "data", "2026-01-09");
    let check = |day: &str| {
        let (status, out, err) = desk.run(("--today", day), &["check"], "");
        assert_eq!(err, "");
        assert_eq!(out.contains("overdue since 2026-01-10: Dirk Dean"), status == 10, "{out}");
        status
    };
    assert_eq!((check("2026-01-09"), check("2026-01-10")), (0, 10));
    desk.closes("2026-01-10", &id);
    assert_eq!(check("2026-01-10"), 0);
}
