//! What every warning says of itself, and in which order warnings stand.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::days::{Desk, LATER, NOTHING, SIGNAL, START, WATCH, monday, sunday, text, thursday, tuesday};
use crate::owner;

/// Id, what it counts in, its levels, and where it comes from.
type Row = (&'static str, &'static str, &'static str, &'static str);
/// The warnings, by rank.
const WARNINGS: [Row; 27] = [
    ("drift-no-authority", "performance", "S", "article"),
    ("adoption-collapse", "adoption", "WS", "article"),
    ("no-owner", "gate", "WS", "article"),
    ("drift", "performance", "S", "article"),
    ("premature-scale", "gate", "S", "article"),
    ("purgatory", "gate", "S", "article"),
    ("condition-adrift", "gate", "S", "article"),
    ("late-governance", "gate", "WS", "article"),
    ("exceptions-ageing", "governance", "WS", "house"),
    ("sponsor-as-owner", "gate", "WS", "article"),
    ("gate-skipped", "gate", "WS", "article"),
    ("watermelon", "", "S", "practice"),
    ("partner-exit", "gate", "S", "article"),
    ("success-paradox", "gate", "WS", "article"),
    ("stage-overrun", "gate", "WS", "article"),
    ("late-integration", "gate", "WS", "article"),
    ("resistance", "adoption", "WS", "article"),
    ("out-of-order", "gate", "WS", "article"),
    ("run-decisions-late", "gate", "WS", "article"),
    ("programme-gap", "adoption", "WS", "article"),
    ("impact-flat", "impact", "WS", "house"),
    ("layers-in-sequence", "", "W", "article"),
    ("evidence-hole", "", "W", "house"),
    ("stale", "", "W", "house"),
    ("silence", "", "W", "house"),
    ("review-overdue", "", "S", "article"),
    ("process", "", "WS", "practice"),
];

/// Stage 1, and nothing is done in time.
fn neglected() -> Desk {
    let desk = Desk::ownerless(1);
    desk.does(START, "set alpha partner Quillon");
    desk.does(START, &format!("set alpha partner_ends {}", monday(12)));
    desk.does(START, "set metric alpha/performance target 90");
    desk.does(START, "score alpha data 3");
    desk.works(START, "data", &monday(6));
    desk.works(&monday(7), "integration", &monday(20));
    desk.weekly(LATER, "performance", 2, &["90", "90"]);
    desk
}

/// Stage 2, with a sponsor as owner and a model that gets worse.
fn powerless() -> Desk {
    let desk = Desk::ownerless(2);
    desk.does(START, &owner("yes", "no", "yes"));
    desk.does(START, "baseline alpha performance --value 90");
    desk.weekly(LATER, "performance", 2, &["85", "85"]);
    desk
}

/// Stage 2, on a condition that nobody met.
fn adrift() -> Desk {
    let desk = Desk::at(1);
    desk.passes(START, "a log");
    desk.does(START, "score alpha data 2 --by 'Nora Nash'");
    desk.works(START, "data", &monday(8));
    desk.does(START, "baseline alpha performance --value 90");
    desk.decides(&monday(5), "G1", "conditional-go", &[]);
    desk.weekly(LATER, "performance", 6, &["85", "85"]);
    desk
}

/// Stage 3, reached against every rule, and rolled out as if it were done.
fn rushed() -> Desk {
    let desk = Desk::at(1);
    desk.decides(&monday(2), "G1", "go", &["--waive", "The market does not wait"]);
    desk.decides(&monday(3), "G2", "go", &["--waive", "The market does not wait"]);
    desk.does(START, &format!("set alpha rollout {}", monday(4)));
    for line in [
        "target alpha 100",
        "set metric alpha/adoption target 60",
        "baseline alpha impact --value 50",
        "baseline alpha performance --value 90 --spread 1",
        "add step alpha Intake",
        "add item alpha unit North",
    ] {
        desk.does(START, line);
    }
    desk.does(&monday(4), "set item alpha/North state started");
    desk.weekly(LATER, "adoption", 4, &["50/100", "50/100", "50/100", "1/100", "1/100", "1/100", "1/100", "1/100"]);
    desk.weekly(LATER, "impact", 4, &["50"; 8]);
    desk.weekly(LATER, "performance", 11, &["93"]);
    let id = text(&desk.answers(&monday(9), &format!("raise alpha 'It was wrong' --at {}", monday(9))), "id");
    desk.does(&monday(9), &format!("escalate {id} --to 'Vera Voss' --at {}", monday(9)));
    desk
}

/// Stage 3, where users are active and no case is ever raised.
fn silent() -> Desk {
    let desk = Desk::at(3);
    desk.does(START, &format!("set alpha rollout {START}"));
    desk.does(START, "target alpha 100");
    desk.weekly(LATER, "adoption", 2, &["10/100"; 4]);
    desk.weekly(LATER, "governance", 2, &["0"; 4]);
    desk
}

/// The row of a warning that fires.
#[track_caller]
fn row(found: &Value) -> Row {
    *WARNINGS.iter().find(|row| found["warning"] == row.0).unwrap()
}

/// One warning says all that it has to say.
#[track_caller]
fn explains_itself(found: &Value) {
    let (_, _, levels, origin) = row(found);
    for field in ["explanation", "rule", "clears_when", "proposal"] {
        assert!(!text(found, field).is_empty(), "{field} of {found}");
    }
    assert_eq!(text(found, "origin"), origin, "{found}");
    assert_eq!(found["heading"].is_string(), origin == "article", "{found}");
    let level = if text(found, "level") == WATCH { "W" } else { "S" };
    assert!(levels.contains(level), "{found}");
}

#[test]
fn every_warning_explains_itself_and_turns_red_what_it_counts_in() {
    let mut fired = BTreeSet::new();
    for (desk, day) in [
        (neglected(), monday(12)),
        (powerless(), monday(12)),
        (adrift(), tuesday(8)),
        (rushed(), sunday(12)),
        (silent(), thursday(6)),
    ] {
        let found = desk.json(("--today", &day), &["signals", "alpha"]);
        for one in &found {
            explains_itself(one);
            fired.insert(text(one, "warning"));
        }
        for family in ["adoption", "performance", "impact", "governance", "gate"] {
            let red = found.iter().any(|one| one["level"] == SIGNAL && row(one).1 == family);
            assert_eq!(desk.computed(&day, family) == "R", red, "{family} of {found:?}");
        }
    }
    let never: Vec<&str> = WARNINGS.iter().map(|row| row.0).filter(|id| !fired.contains(*id)).collect();
    assert_eq!(never, ["watermelon", "review-overdue"], "these rest on reviews");
}

#[test]
fn ranks_are_those_of_the_table() {
    let numbers = Desk::empty().answers(START, "framework get");
    let numbers = numbers.as_array().unwrap();
    for (rank, row) in (1..).zip(WARNINGS) {
        let key = format!("warning.{}.rank", row.0);
        let found = numbers.iter().find(|one| one["key"] == key).unwrap();
        assert_eq!(found["value"], json!(rank), "{key}");
    }
    assert_eq!(numbers.iter().filter(|one| text(one, "key").contains(".rank")).count(), WARNINGS.len());
}

#[test]
fn signals_stand_by_rank_and_then_by_age() {
    let desk = Desk::empty();
    desk.does(START, &format!("add pilot Beta --started {}", monday(3)));
    desk.does(START, &format!("add pilot Alpha --started {START}"));
    let found = desk.json(("--today", &monday(15)), &["signals"]);
    let of_pilots = found.iter().filter(|found| !found["pilot"].is_null());
    let order: Vec<String> =
        of_pilots.map(|found| format!("{} {}", text(found, "warning"), text(found, "pilot"))).collect();
    let wanted = ["no-owner", "purgatory", "run-decisions-late"];
    let wanted = wanted.iter().flat_map(|warning| ["alpha", "beta"].map(|pilot| format!("{warning} {pilot}")));
    assert_eq!(order, wanted.collect::<Vec<String>>());
}

#[test]
fn each_power_that_is_denied_is_a_signal() {
    for (answers, level) in [
        (["no", "yes", "yes"], SIGNAL),
        (["yes", "no", "yes"], SIGNAL),
        (["yes", "yes", "no"], SIGNAL),
        (["yes", "yes", "yes"], NOTHING),
    ] {
        let desk = Desk::ownerless(1);
        desk.does(START, &owner(answers[0], answers[1], answers[2]));
        desk.fires(START, "sponsor-as-owner", level);
    }
}
