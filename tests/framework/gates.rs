//! What a gate asks beyond its scores, and what follows from it.

use crate::CHECKLISTS;
use crate::days::{Desk, LATER, START, monday, sunday, text, tuesday};
use crate::items::{CONDITIONS, RUN_DECISIONS};
use crate::typed::texts;

impl Desk {
    /// With a pilot in stage 2 that has all that G2 asks for.
    fn built() -> Self {
        Self::kept("built", || {
            let desk = Self::at(2);
            desk.passes(START, "a log");
            desk.ticks(START, &CHECKLISTS[1].split_whitespace().collect::<Vec<&str>>());
            desk
        })
    }

    /// With a pilot in stage 3 that has all that G3 asks for from the Tuesday of week 19 on.
    fn embedded() -> Self {
        Self::kept("embedded", || {
            let desk = Self::at(3);
            desk.does(START, &format!("set alpha rollout {}", monday(10)));
            desk.weekly(LATER, "adoption", 18, &["55/60"]);
            desk.ticks(START, &RUN_DECISIONS);
            desk.ticks(START, &["s3.process-documented"]);
            desk.ticks(START, &CONDITIONS);
            desk
        })
    }

    /// Does the gate out of the present stage allow a go?
    #[track_caller]
    fn allows_go(&self, day: &str) -> bool {
        texts(&self.answers(day, "gate alpha")["possible"]).contains(&"go".to_owned())
    }
}

/// A line that records a verdict.
fn verdict(verdict: &str, more: &str) -> String {
    format!("gate alpha --decide {verdict} --by 'Vera Voss' --why 'so it was found' {more}")
}

#[test]
fn g3_asks_for_every_listed_step() {
    let desk = Desk::embedded();
    let (day, go) = (tuesday(19), verdict("go", ""));
    assert!(desk.allows_go(&day));
    desk.does(START, "add step alpha Intake");
    desk.denies(&day, &go, "0 of 1 in writing");
    desk.does(&day, &format!("set step alpha/Intake documented {day}"));
    assert!(desk.allows_go(&day) && !desk.allows_go(&monday(19)));
    desk.does(&day, "add step alpha Payment");
    desk.denies(&day, &go, "1 of 2 in writing; open: Payment");
    desk.does(&day, &format!("set step alpha/Payment documented {day}"));
    desk.does(&day, &go);
}

#[test]
fn g3_takes_a_run_decision_that_does_not_apply_and_no_condition() {
    let desk = Desk::embedded();
    let day = tuesday(19);
    for item in RUN_DECISIONS {
        desk.spares(START, item);
        assert!(desk.allows_go(&day), "{item}");
    }
    for item in CONDITIONS {
        desk.spares(START, item);
        assert!(!desk.allows_go(&day), "{item}");
        desk.ticks(START, &[item]);
        assert!(desk.allows_go(&day), "{item}");
    }
}

#[test]
fn g2_asks_for_a_named_assessor_after_a_workstream() {
    let desk = Desk::built();
    let id = desk.works(START, "data", &monday(9));
    desk.closes(START, &id);
    assert!(desk.allows_go(&monday(3)));
    desk.does(&monday(3), "score alpha data 3");
    desk.denies(&monday(3), &verdict("go", ""), "nobody is named who scored Data");
    desk.does(&monday(3), "score alpha data 3 --by 'Nora Nash'");
    assert!(desk.allows_go(&monday(3)));
    desk.does(&monday(3), "score alpha integration 3");
    assert!(desk.allows_go(&monday(3)), "there was no workstream on it");
}

#[test]
fn an_uncleared_conditional_go_is_amber_until_its_workstream_is_closed() {
    let desk = Desk::at(1);
    desk.passes(START, "a log");
    desk.does(START, "score alpha budget 2 --by 'Nora Nash'");
    let id = desk.works(START, "budget", &monday(20));
    desk.ticks(START, &RUN_DECISIONS);
    desk.does(START, "baseline alpha performance --value 90");
    desk.weekly(&monday(3), "performance", 2, &["90"]);
    assert_eq!(desk.computed(&monday(3), "gate"), "G");
    desk.decides(&monday(3), "G1", "conditional-go", &[]);
    assert_eq!(desk.computed(&monday(3), "gate"), "A");
    assert_eq!(text(&desk.answers(&monday(3), "show alpha"), "computed"), "A");
    assert!(desk.json(("--today", &monday(3)), &["signals"]).is_empty(), "no warning makes it so");
    desk.closes(&tuesday(3), &id);
    assert_eq!(desk.computed(&tuesday(3), "gate"), "G");
    assert_eq!(desk.computed(&monday(3), "gate"), "A", "it was not closed then");
}

#[test]
fn a_gate_is_booked_for_today_or_later() {
    let desk = Desk::at(1);
    desk.denies(&monday(9), &format!("gate alpha --book {}", sunday(8)), "is past");
    for day in [monday(9), tuesday(9)] {
        desk.does(&monday(9), &format!("gate alpha --book {day}"));
        assert_eq!(text(&desk.answers(&monday(9), "gate alpha"), "booked"), day);
    }
}

#[test]
fn a_gate_moves_on_only_what_runs() {
    let desk = Desk::at(1);
    desk.passes(START, "a log");
    assert!(desk.allows_go(START));
    desk.fed(START, &["import", "-"], "code,name,stage,lifecycle\nalpha,Alpha,1,paused\n");
    desk.denies(START, &verdict("go", ""), "is paused");
    desk.denies(START, &verdict("go", "--waive 'we cannot wait'"), "is paused");
    desk.does(START, &verdict("hold", "--cause data"));
    desk.does(START, &verdict("stop", "--cause value"));
    for (what, more) in [("go", ""), ("hold", "--cause data"), ("recycle", "--cause data"), ("stop", "--cause value")] {
        desk.denies(START, &verdict(what, more), "is stopped");
    }
}

#[test]
fn an_answer_does_not_reach_a_frozen_gap() {
    let desk = Desk::at(1);
    desk.passes(START, "a log");
    desk.does(START, "score alpha data 3 --gap 'no alarm' --by 'Nora Nash'");
    let gap = || {
        let gaps = desk.json(("--today", &monday(3)), &["list", "gaps"]);
        text(gaps.iter().find(|gap| gap["text"] == "no alarm").unwrap(), "id")
    };
    let frozen = gap();
    desk.does(START, &format!("set gap {frozen} answer defer"));
    desk.decides(&monday(3), "G1", "go", &[]);
    desk.denies(&monday(3), &format!("set gap {frozen} answer accept"), "version that is closed");
    desk.does(&monday(3), "score alpha budget 4 --by 'Nora Nash'");
    desk.denies(&monday(3), &format!("set gap {frozen} answer accept"), "version that is closed");
    assert_ne!(gap(), frozen, "the next version has a gap of its own");
    desk.does(&monday(3), &format!("set gap {} answer accept", gap()));
}
