//! Waivers: what is moved on against a tally, why, and what came of it.

use std::fs;

use serde_json::json;

use crate::typed::{Desk, OWNED, TODAY, text, texts};
use crate::{CONDITIONAL, GO, Start, workstream};

#[test]
fn moving_on_against_a_tally_is_a_waive_that_never_reads_go() {
    let desk = Desk::ready();
    desk.does("score alpha data 1 --by Nora");
    desk.does("score alpha budget 2 --by Nora");
    desk.refuses(GO, &["Data is at 1", "Budget is at 2", "--waive"]);
    desk.does(&format!("{GO} --waive 'the market does not wait'"));
    assert_eq!(desk.visits(), [(1, "start".to_owned()), (2, "waiver".to_owned())]);
    let decision = desk.decision();
    assert_eq!(decision["verb"], json!("waive"));
    assert_eq!(text(&decision, "statement"), "G1: on against 2 rules");
    let waivers = desk.list("waivers");
    assert_eq!(waivers.len(), 2, "one for each rule: {waivers:?}");
    for (waiver, rule) in waivers.iter().zip(["data", "budget"]) {
        let wanted = json!({
            "id": waiver["id"], "pilot": "alpha", "gate": "G1", "decision": decision["id"], "rule": rule,
            "reason": "the market does not wait", "by": "Vera", "by_id": waiver["by_id"], "date": "2026-05-31", "outcome": null,
            "decided": TODAY, "fired": [],
        });
        assert_eq!(waiver, &wanted);
    }
    assert_eq!(desk.shown()["stage"], json!(2));
}

#[test]
fn every_kind_of_obstacle_can_be_waived_and_none_moves_by_itself() {
    let cases: &[(Start, &str, &str)] = &[
        (Desk::owned, GO, "nobody has scored"),
        (Desk::owned, CONDITIONAL, "nobody has scored"),
        (Desk::ready_but_ownerless, GO, "executive owner"),
        (Desk::unticked, GO, "Stable"),
    ];
    for (start, line, says) in cases {
        let desk = start();
        let stage = desk.shown()["stage"].as_u64().unwrap();
        desk.refuses(line, &[says]);
        desk.does(&format!("{line} --waive 'we cannot wait'"));
        assert_eq!(desk.decision()["verb"], json!("waive"), "{line}");
        assert_eq!(desk.visits().last(), Some(&(stage + 1, "waiver".to_owned())), "{line}");
        assert!(!desk.list("waivers").is_empty());
    }
}

#[test]
fn a_reason_that_names_a_rule_waives_that_rule_only() {
    let desk = Desk::ready();
    desk.does("score alpha data 1 --by Nora");
    desk.does("score alpha budget 2 --by Nora");
    desk.refuses(&format!("{GO} --waive 'budget: the board has promised it'"), &["Data is at 1"]);
    desk.refuses(&format!("{GO} --waive 'bugdet: the board has promised it'"), &["bugdet", "data, budget"]);
    let both = format!("{GO} --waive 'budget: the board has promised it' --waive 'the market does not wait'");
    desk.does(&both);
    let reasons: Vec<String> = desk.list("waivers").iter().map(|waiver| text(waiver, "reason")).collect();
    assert_eq!(reasons, ["the market does not wait", "the board has promised it"]);
}

#[test]
fn a_waiver_is_looked_at_again_on_the_day_that_was_said() {
    let desk = Desk::owned();
    desk.does(&format!("{GO} --waive 'we cannot wait' --look-again 2026-04-01"));
    let waivers = desk.list("waivers");
    assert!(!waivers.is_empty() && waivers.iter().all(|waiver| waiver["date"] == "2026-04-01"), "{waivers:?}");
}

#[test]
fn a_day_on_which_nothing_would_be_looked_at_again_is_refused() {
    let desk = Desk::ready();
    desk.refuses(&format!("{GO} --look-again 2026-04-01"), &["after go nothing is looked at again on 2026-04-01"]);
    desk.does(&format!("{GO} --condition 'a report each month' --look-again 2026-04-01"));
    assert_eq!(desk.decision()["review_trigger"], json!("2026-04-01"));
}

#[test]
fn what_came_of_a_waiver_is_typed_and_can_be_taken_back() {
    let desk = Desk::ready_but_ownerless();
    desk.does(&format!("{GO} --waive 'she starts in May'"));
    let id = text(&desk.list("waivers")[0], "id");
    let outcome = || desk.list("waivers")[0]["outcome"].clone();
    desk.refuses(&format!("set waiver {id} outcome forgotten"), &["held"]);
    for came in ["held", "went-wrong", "withdrawn"] {
        desk.does(&format!("set waiver {id} outcome {came}"));
        assert_eq!(outcome(), json!(came));
    }
    desk.does("undo");
    assert_eq!(outcome(), json!("went-wrong"));
}

#[test]
fn a_waiver_that_nothing_needs_is_none() {
    let desk = Desk::ready();
    desk.does(&format!("{GO} --waive 'to be safe'"));
    assert_eq!(desk.decision()["verb"], json!("go"));
    assert_eq!(desk.visits().last(), Some(&(2, "gate".to_owned())));
    assert!(desk.list("waivers").is_empty());
}

#[test]
fn a_conditional_go_of_three_is_a_waive() {
    let desk = Desk::four_of_five();
    desk.does("score alpha data 2 --by Nora");
    desk.does(&workstream("data"));
    desk.does(&format!("{CONDITIONAL} --waive 'both are nearly there'"));
    assert_eq!(desk.decision()["verb"], json!("waive"));
    assert_eq!(desk.visits().last(), Some(&(2, "waiver".to_owned())));
}

#[test]
fn a_waiver_survives_an_export() {
    let desk = Desk::owned();
    desk.does(&format!("{GO} --waive 'we cannot wait'"));
    desk.does("export all.json");
    let other = Desk::bare();
    other.does("new work.steerco");
    other.file("all.json", &fs::read_to_string(desk.folder.path().join("all.json")).unwrap());
    other.does("import all.json");
    for list in ["waivers", "assessments", "workstreams", "decisions"] {
        assert_eq!(other.list(list), desk.list(list), "{list}");
    }
    assert_eq!(other.visits(), desk.visits());
}

#[test]
fn the_ledger_of_waivers_shows_what_fires_since_on_what_was_waived() {
    let desk = Desk::ready_but_ownerless();
    desk.does(&format!("{GO} --waive 'the owner follows'"));
    let fired = |day: &str| texts(&desk.list(&format!("waivers --today {day}"))[0]["fired"]);
    assert_eq!(fired(TODAY), ["no-owner"]);
    assert_eq!(desk.list("waivers")[0]["decided"], TODAY);
    desk.does(&format!("--today 2026-03-09 {OWNED}"));
    assert!(fired("2026-03-09").is_empty());
}
