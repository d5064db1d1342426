//! The first gate: its baseline, its tally, and the conditional go.

use serde_json::{Value, json};

use crate::items::DIMENSIONS;
use crate::typed::{Desk, TODAY, texts};
use crate::{CONDITIONAL, FIVE, GO, HOLD, score, workstream};

#[test]
fn g1_proposes_a_baseline_of_weeks_that_hold_a_value() {
    let desk = Desk::owned();
    let proposed = "baseline alpha performance --weeks 2026-W08..2026-W08";
    desk.does("record alpha performance - --note 'no sample yet' --week 2026-W07");
    assert!(!desk.does("gate alpha").contains("proposed"));
    desk.does("record alpha performance 90 --week 2026-W08");
    let said = desk.does("gate alpha");
    assert!(said.contains("proposed: freeze") && said.contains(proposed), "{said}");
    let named = desk.does("-w ./work.steerco gate alpha");
    assert!(named.contains(&format!("steerco -w ./work.steerco {proposed}")), "{named}");
    desk.does(proposed);
    assert!(!desk.does("gate alpha").contains("proposed"));
}

#[test]
fn five_of_five_is_go() {
    let desk = Desk::ready();
    assert_eq!(desk.allowed().as_deref(), Some("go"));
    assert_eq!(desk.tally()["votes"], json!(5));
    desk.does(GO);
    assert_eq!(desk.visits(), [(1, "start".to_owned()), (2, "gate".to_owned())]);
    let decision = desk.decision();
    assert_eq!((&decision["verb"], &decision["decided_by"]), (&json!("go"), &json!("Vera")));
    assert_eq!((&decision["rationale"], &decision["date"]), (&json!("so it was found"), &json!(TODAY)));
    assert!(desk.list("waivers").is_empty());
}

#[test]
fn what_nobody_assessed_blocks_and_is_not_failed() {
    for blank in DIMENSIONS {
        let desk = Desk::owned();
        for dimension in DIMENSIONS.iter().filter(|dimension| **dimension != blank) {
            desk.does(&score(dimension, 3));
        }
        assert_eq!(desk.allowed(), None, "{blank}");
        for verdict in ["go", "conditional-go"] {
            desk.lacks_only(verdict, "unassessed is not failed");
        }
        assert_eq!(desk.standing(blank)["score"], Value::Null);
        let says = format!("nobody has scored {}", blank.split('-').next().unwrap());
        desk.refuses(GO, &[&says]);
        desk.does(&workstream(blank));
        desk.refuses(CONDITIONAL, &[&says]);
    }
}

#[test]
fn four_of_five_is_conditional_once_the_fifth_has_its_workstream() {
    for failing in FIVE {
        let desk = Desk::ready();
        desk.does(&format!("score alpha {failing} 2 --by Nora"));
        assert_eq!((desk.allowed(), &desk.tally()["votes"]), (None, &json!(4)), "{failing}");
        desk.lacks_only("conditional-go", "needs a workstream");
        desk.refuses(CONDITIONAL, &["workstream"]);
        desk.refuses(GO, &["is at 2, and passes at 3"]);
        desk.does(&workstream(failing));
        assert_eq!(desk.allowed().as_deref(), Some("conditional-go"), "{failing}");
        desk.refuses(GO, &["is at 2, and passes at 3"]);
        desk.does(CONDITIONAL);
        assert_eq!(desk.visits().last(), Some(&(2, "gate".to_owned())));
        assert_eq!(desk.decision()["verb"], json!("conditional-go"));
    }
}

#[test]
fn the_workstream_of_a_conditional_go_has_owner_date_and_exit_test() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["owner"], &["lacks an owner"]),
        (&["due"], &["lacks a due date"]),
        (&["exit_test"], &["lacks an exit test"]),
        (&["owner", "due", "exit_test"], &["an owner", "a due date", "an exit test"]),
    ];
    for (fields, says) in cases {
        let desk = Desk::four_of_five();
        for field in *fields {
            desk.does(&format!("set workstream {} {field} ''", desk.work()));
        }
        assert_eq!(desk.allowed(), None, "{fields:?}");
        desk.refuses(CONDITIONAL, says);
    }
}

#[test]
fn a_conditional_go_records_what_it_rests_on() {
    let desk = Desk::four_of_five();
    desk.does(&format!("{CONDITIONAL} --condition 'a report each month'"));
    let conditions = texts(&desk.decision()["conditions"]);
    assert_eq!(conditions.len(), 2, "{conditions:?}");
    for word in ["budget", "Dirk", "2026-05-01", "thirty days without a fault"] {
        assert!(conditions[0].contains(word), "{word} in {conditions:?}");
    }
    assert_eq!(conditions[1], "a report each month");
    assert_eq!(desk.decision()["review_trigger"], json!("2026-05-01"), "no day is named: that of the work beside it");
    let tally = desk.does("gate alpha");
    assert!(tally.contains("condition of G1: a report each month"), "{tally}");
}

#[test]
fn the_conditions_of_a_go_come_back_until_they_are_answered() {
    let desk = Desk::four_of_five();
    let said = desk.does(&format!("{CONDITIONAL} --condition 'Legal signs by 2026-04-10' --condition 'and IT by W17'"));
    assert!(said.contains("its conditions come back on 2026-04-24, named in “and IT by W17”"), "{said}");
    assert_eq!(desk.decision()["review_trigger"], json!("2026-04-24"), "the Friday of week 17 is the later one");
    desk.does(&format!("workstream {} done --evidence ok --rescore 3 --by Nora", desk.work()));
    assert!(!desk.run("--today 2026-04-23 check").out.contains("Legal signs"));
    let check = desk.run("--today 2026-04-24 check");
    assert!(check.out.contains("came back") && check.out.contains("Legal signs by 2026-04-10"), "{check:?}");
    desk.does("--today 2026-04-20 review prepare 2026-05-04");
    let agenda = desk.does("--today 2026-04-20 --json review show 2026-05-04");
    assert!(agenda.contains("Legal signs by 2026-04-10; and IT by W17"), "{agenda}");

    let desk = Desk::ready();
    let said = desk.does(&format!("{GO} --condition 'a report each month'"));
    assert!(said.contains("its conditions come back on 2026-05-31, as they name no day"), "{said}");
    assert_eq!(desk.decision()["review_trigger"], json!("2026-05-31"), "nothing else is due: as long as a waiver");
    let desk = Desk::ready();
    desk.does(GO);
    assert_eq!(desk.decision()["review_trigger"], Value::Null);
}

#[test]
fn the_conditions_of_a_hold_come_back_too_and_those_of_a_stop_do_not() {
    let desk = Desk::owned();
    let said = desk.does(&format!("{HOLD} --condition 'Ana signs by 2026-03-12'"));
    assert!(said.contains("held again on 2026-03-30; its conditions come back on 2026-03-12"), "{said}");
    desk.does("--today 2026-03-10 review prepare 2026-03-13");
    let agenda = desk.does("--today 2026-03-10 --json review show 2026-03-13");
    assert!(agenda.contains("Ana signs by 2026-03-12"), "{agenda}");
    // Where nothing names a day, it is asked when the gate is held again.
    let cases = [("hold", "", "2026-03-30"), ("recycle", "--next 2026-04-10", "2026-04-10")];
    for (verdict, more, back) in cases {
        let desk = Desk::owned();
        let line = format!("gate alpha --decide {verdict} --by Vera --why 'not yet' --cause data");
        desk.does(&format!("{line} --condition 'a budget' {more}"));
        assert_eq!(desk.decision()["review_trigger"], json!(back), "{verdict}");
    }
    let desk = Desk::owned();
    let stop = "gate alpha --decide stop --by Vera --why 'not yet' --cause data --condition 'by 2026-03-12'";
    desk.refuses(&format!("{stop} --look-again 2026-03-20"), &["after stop nothing is looked at again"]);
    desk.does(stop);
    assert_eq!(desk.decision()["review_trigger"], Value::Null);
}

#[test]
fn three_of_five_is_no_go_even_with_workstreams() {
    let desk = Desk::four_of_five();
    desk.does("score alpha data 2 --by Nora");
    desk.does(&workstream("data"));
    assert_eq!((desk.allowed(), &desk.tally()["votes"]), (None, &json!(3)));
    desk.refuses(CONDITIONAL, &["only one of the five may fail"]);
    desk.refuses(GO, &["Data is at 2", "Budget is at 2"]);
}

#[test]
fn monitoring_has_no_vote_at_g1_but_below_the_mark_it_needs_its_workstream() {
    let desk = Desk::ready();
    desk.does("score alpha monitoring 1 --by Nora");
    assert_eq!(desk.standing("monitoring")["votes"], json!(false));
    assert_eq!((desk.allowed(), &desk.tally()["votes"]), (None, &json!(5)));
    desk.lacks_only("go", "Monitoring needs a workstream");
    desk.refuses(GO, &["Monitoring needs a workstream"]);
    desk.does(&workstream("monitoring"));
    assert_eq!(desk.allowed().as_deref(), Some("go"));
    let desk = Desk::four_of_five();
    desk.does("score alpha monitoring 1 --by Nora");
    desk.refuses(CONDITIONAL, &["Monitoring needs a workstream"]);
    desk.does(&workstream("monitoring"));
    desk.does(CONDITIONAL);
}

#[test]
fn governance_passes_with_a_named_executive_owner_of_vp_or_above() {
    for (level, allowed) in [
        ("c-suite", Some("go")),
        ("vp", Some("go")),
        ("executive", Some("go")),
        ("director", None),
        ("manager", None),
        ("other", None),
    ] {
        let desk = Desk::ready();
        desk.does(&format!("set person Vera level {level}"));
        assert_eq!(desk.allowed().as_deref(), allowed, "{level}");
        assert_eq!(desk.standing("governance")["passes"], json!(allowed.is_some()), "{level}");
        if allowed.is_none() {
            let says = if level == "other" { "no executive level" } else { level };
            desk.refuses(GO, &["named", says]);
        }
    }
    let desk = Desk::ready_but_ownerless();
    assert_eq!(desk.standing("governance")["passes"], json!(false));
    desk.refuses(GO, &["no executive owner"]);
    let desk = Desk::ready();
    desk.does("archive Vera");
    assert_eq!(desk.standing("governance")["passes"], json!(false), "who is gone answers for nothing");
    desk.refuses(&GO.replace("Vera", "Nora"), &["Vera is named as executive owner, but is archived"]);
    let signals = desk.does("signals alpha");
    assert!(signals.contains("Vera is named as owner, but is archived, in "), "the stage is the pilot's: {signals}");
    desk.does("unarchive Vera");
    assert_eq!(desk.allowed().as_deref(), Some("go"));
}

#[test]
fn a_conditional_go_without_an_owner_is_waived_and_stays_conditional() {
    let desk = Desk::ready_but_ownerless();
    desk.does(&workstream("governance"));
    assert_eq!(desk.allowed(), None);
    desk.refuses(CONDITIONAL, &["no executive owner"]);
    desk.does(&format!("{CONDITIONAL} --waive 'she starts in May'"));
    assert_eq!(desk.decision()["verb"], json!("conditional-go"));
    assert_eq!(desk.visits().last(), Some(&(2, "gate".to_owned())));
    let waivers = desk.list("waivers");
    assert_eq!(waivers.len(), 1, "{waivers:?}");
    assert_eq!((&waivers[0]["reason"], &waivers[0]["by"]), (&json!("she starts in May"), &json!("Vera")));
}

#[test]
fn conditional_go_exists_at_g1_only() {
    for desk in [Desk::built(), Desk::embedded()] {
        desk.refuses(CONDITIONAL, &["conditional-go"]);
        desk.refuses(&format!("{CONDITIONAL} --waive 'we want it'"), &["conditional-go"]);
    }
}
