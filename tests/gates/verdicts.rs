//! Verdicts: those that are always possible, whose they are and of which day, and that nothing else moves a pilot on.

use serde_json::{Value, json};

use crate::items::DIMENSIONS;
use crate::typed::{Desk, TODAY, text, texts};
use crate::{ALWAYS, CONDITIONAL, DOCUMENTS, FIVE, GO, HOLD, score, tick, workstream};

/// Every field is there, whatever its value.
#[track_caller]
fn has_fields(value: &Value, fields: &str) {
    let missing: Vec<&str> = fields.split_whitespace().filter(|field| value.get(*field).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?} are missing in {value}");
}

#[test]
fn hold_recycle_and_stop_are_always_possible_and_need_a_cause() {
    for verdict in ALWAYS {
        let line = format!("gate alpha --decide {verdict} --by Vera --why 'not yet'");
        for start in [Desk::ownerless, Desk::owned, Desk::ready, Desk::built, Desk::embedded] {
            let desk = start();
            desk.does(&format!("{line} --cause ownership"));
            assert_eq!(desk.decision()["verb"], json!(verdict));
            assert_eq!(desk.visits().len(), 1, "{verdict} moves nothing");
        }
        let desk = Desk::owned();
        desk.refuses(&line, &["cause"]);
        desk.refuses(&format!("{line} --cause weather"), &["data, integration, change, ownership, value, technology"]);
    }
}

#[test]
fn every_cause_of_the_framework_is_one() {
    let desk = Desk::owned();
    for cause in ["data", "integration", "change", "ownership", "value", "technology"] {
        desk.does(&format!("gate alpha --decide hold --by Vera --why 'not yet' --cause {cause}"));
    }
    assert_eq!(desk.list("decisions").len(), 6);
}

#[test]
fn a_hold_sets_the_date_of_the_next_gate() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&[], "", "2026-03-30"),
        (&["gate alpha --book 2026-03-20"], "", "2026-03-20"),
        (&["gate alpha --book 2026-03-20"], "--next 2026-04-10", "2026-04-10"),
        (&[], "--next 2026-03-03", "2026-03-03"),
        (&["--today 2026-02-01 gate alpha --book 2026-03-01"], "", "2026-03-30"),
        (&["--today 2026-02-01 gate alpha --book 2026-03-02"], "", "2026-03-30"),
    ];
    for verdict in ["hold", "recycle"] {
        for (setup, more, next) in cases {
            let desk = Desk::owned();
            desk.does_all(setup);
            desk.does(&format!("gate alpha --decide {verdict} --by Vera --why 'not yet' --cause data {more}"));
            assert_eq!(desk.tally()["booked"], json!(next), "{verdict} after {setup:?} with “{more}”");
        }
    }
    Desk::owned().refuses(&format!("{HOLD} --next {TODAY}"), &["later"]);
}

#[test]
fn a_gate_that_was_held_can_be_held_again() {
    let desk = Desk::ready();
    desk.does(HOLD);
    desk.does(&format!("--today 2026-03-30 {GO}"));
    assert_eq!(desk.json("--today 2026-03-30 show alpha")["stage"], json!(2));
    assert_eq!(desk.shown()["stage"], json!(1), "weeks before");
    assert_eq!(desk.tally()["booked"], json!("2026-03-30"), "as it was booked then");
    let decisions = desk.list("decisions --today 2026-03-30");
    let verbs: Vec<Value> = decisions.iter().map(|decision| decision["verb"].clone()).collect();
    assert_eq!(verbs, [json!("hold"), json!("go")]);
}

#[test]
fn a_stop_ends_the_pilot() {
    let desk = Desk::owned();
    desk.does("gate alpha --book 2026-03-20");
    desk.does("gate alpha --decide stop --by Vera --why 'it is worth nothing' --cause value");
    let shown = desk.shown();
    assert_eq!((&shown["lifecycle"], &shown["stage"]), (&json!("stopped"), &json!(1)));
    assert_eq!(desk.tally()["booked"], Value::Null);
    assert!(desk.list("signals").is_empty());
    desk.does("undo");
    assert_eq!(desk.shown()["lifecycle"], json!("active"));
    assert_eq!(desk.tally()["booked"], json!("2026-03-20"));
}

#[test]
fn a_gate_is_held_in_its_own_stage_and_not_in_the_future() {
    let desk = Desk::ready();
    desk.refuses(&GO.replace("alpha", "alpha G2"), &["stage 1"]);
    desk.refuses(&format!("{GO} --on 2026-03-03"), &["future"]);
    desk.refuses(&format!("{GO} --on 2026-01-04"), &["entered"]);
    desk.refuses("gate alpha G3 --book 2026-03-20", &["stage 1"]);
    desk.does(&format!("--today 2026-03-09 {GO} --on {TODAY}"));
    assert_eq!(desk.decision()["date"], json!(TODAY));
    assert_eq!(desk.shown()["visits"][1]["entered"], json!(TODAY));
    assert_eq!(desk.list("assessments")[0]["frozen"], json!(TODAY));
    desk.refuses(&GO.replace("alpha", "alpha G1"), &["stage 2"]);
}

#[test]
fn a_verdict_needs_somebody_who_decides_and_a_reason() {
    let desk = Desk::ready();
    let before = desk.export();
    for (line, status) in [
        ("gate alpha --decide go --why x", 2),
        ("gate alpha --decide go --by Vera", 2),
        ("gate alpha --decide go --by Vera --why ''", 3),
        ("gate alpha --decide go --by Ulla --why x", 4),
        ("gate alpha --decide maybe --by Vera --why x", 3),
        ("gate alpha --decide waive --by Vera --why x", 3),
        ("--read-only gate alpha --decide go --by Vera --why x", 2),
        ("--as-of 2026-03-02 gate alpha --decide go --by Vera --why x", 2),
    ] {
        let said = desk.run(line);
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{said:?}");
    }
    assert_eq!(desk.export(), before);
}

#[test]
fn undo_takes_a_gate_back_as_one_step_and_redo_brings_it_again() {
    let waived = format!("{GO} --waive 'we cannot wait'");
    let stop = "gate alpha --decide stop --by Vera --why 'it is worth nothing' --cause value";
    for verdict in [CONDITIONAL, &waived, HOLD, stop] {
        let desk = Desk::four_of_five();
        desk.does("gate alpha --book 2026-03-20");
        let before = desk.export();
        desk.does(verdict);
        let after = desk.export();
        assert_ne!(before, after);
        desk.does("undo");
        assert_eq!(desk.export(), before, "{verdict} is taken back whole");
        assert_eq!(desk.shown()["stage"], json!(1));
        assert!(desk.list("decisions").is_empty());
        assert!(desk.list("waivers").is_empty());
        assert_eq!(desk.list("assessments")[0]["frozen"], Value::Null);
        desk.does("redo");
        assert_eq!(desk.export(), after, "{verdict} is done again whole");
    }
}

#[test]
fn nothing_but_a_gate_moves_a_pilot_on() {
    let desk = Desk::ready();
    for line in ["set alpha stage 2", "set pilot alpha stage 2", "set alpha lifecycle stopped"] {
        desk.refuses(line, &[]);
    }
    desk.file("moved.csv", "code,name,stage\nalpha,Alpha,2\n");
    desk.refuses("import moved.csv", &["alpha", "stage"]);
    let before = desk.export();
    let said = desk.run("import moved.csv --partial");
    assert!(said.status == 0 && said.err.contains("alpha"), "{said:?}");
    assert_eq!(desk.export(), before);
    assert_eq!(desk.shown()["stage"], json!(1));
}

#[test]
fn an_import_that_disagrees_with_a_gate_changes_nothing_in_its_row() {
    for start in [Desk::ready, Desk::built] {
        let desk = start();
        desk.does(GO);
        for stage in [1, 2, 3, 4].into_iter().filter(|stage| desk.shown()["stage"] != json!(stage)) {
            desk.file("moved.csv", &format!("code,name,stage,unit\nalpha,Alpha,{stage},Elsewhere\n"));
            desk.refuses("import moved.csv", &["alpha", "decision"]);
            let before = desk.export();
            let said = desk.run("import moved.csv --partial");
            assert!(said.status == 0 && said.err.contains("nothing of the row is taken"), "{said:?}");
            assert!(said.out.contains("1 row rejected") && !said.out.contains("in part"), "{said:?}");
            assert_eq!(desk.export(), before, "stage {stage}: the unit of the row neither");
        }
    }
}

#[test]
fn what_was_taken_over_may_be_moved_by_an_import() {
    let desk = Desk::built();
    desk.file("moved.csv", "code,name,stage\nalpha,Alpha,3\n");
    desk.does("import moved.csv");
    let visits = desk.visits();
    assert_eq!(visits.last(), Some(&(3, "take-over".to_owned())), "{visits:?}");
}

#[test]
fn a_record_that_begins_at_a_later_stage_is_taken_over() {
    for stage in [2, 3, 4] {
        let desk = Desk::ownerless();
        desk.does(&format!("add pilot Beta --stage {stage}"));
        let visits = desk.json("show beta")["visits"].clone();
        assert_eq!(visits.as_array().unwrap().len(), 1, "{visits}");
        let visit = &visits[0];
        assert_eq!((&visit["stage"], &visit["kind"]), (&json!(stage), &json!("take-over")));
        assert_eq!((&visit["entered"], &visit["by"]), (&json!(TODAY), &json!("Petra Nowak")));
        assert!(!text(visit, "why").is_empty());
        let decisions = desk.list("decisions");
        let moves_on = |one: &Value| ["go", "conditional-go", "waive"].contains(&text(one, "verb").as_str());
        assert!(!decisions.iter().any(moves_on), "its earlier gates are neither passed nor skipped: {decisions:?}");
    }
}

#[test]
fn undo_and_redo_never_leave_a_stage_without_its_decision() {
    let desk = Desk::ready();
    let told = || {
        let beyond = desk.shown()["stage"].as_u64().unwrap() - 1;
        let decided = desk.list("decisions").iter().filter(|one| one["verb"] != "hold").count();
        (beyond, u64::try_from(decided).unwrap())
    };
    desk.does(HOLD);
    desk.does(GO);
    desk.does(&format!("{GO} --waive 'we cannot wait'"));
    assert_eq!(told(), (2, 2));
    for left in [(1, 1), (0, 0), (0, 0)] {
        desk.does("undo");
        assert_eq!(told(), left);
    }
    for again in [(0, 0), (1, 1), (2, 2)] {
        desk.does("redo");
        assert_eq!(told(), again);
    }
    let log = desk.list("journal");
    let gone = log.iter().find(|entry| text(entry, "summary").contains("go to stage 2")).unwrap()["seq"].clone();
    let said = desk.run(&format!("revert {gone}"));
    assert_ne!(said.status, 0, "the later gate rests on it: {said:?}");
    assert_eq!(told(), (2, 2));
}

#[test]
fn the_json_of_readiness_has_the_fields_of_the_contract() {
    let desk = Desk::four_of_five();
    let tally = desk.tally();
    has_fields(&tally, "pilot gate assessment quality dimensions votes possible missing");
    assert_eq!((&tally["pilot"], &tally["gate"]), (&json!("alpha"), &json!("G1")));
    let ids: Vec<String> = tally["dimensions"].as_array().unwrap().iter().map(|one| text(one, "id")).collect();
    assert_eq!(ids, DIMENSIONS);
    for dimension in tally["dimensions"].as_array().unwrap() {
        has_fields(dimension, "id score evidence votes passes");
    }
    has_fields(&tally["missing"][0], "verdict what");
    assert_eq!(texts(&tally["possible"]), ["conditional-go", "hold", "recycle", "stop"]);

    let assessment = &desk.list("assessments")[0];
    has_fields(assessment, "id pilot version date frozen quality scores");
    let scores = assessment["scores"].as_array().unwrap();
    assert_eq!(scores.len(), 6);
    for score in scores {
        has_fields(score, "dimension score evidence gaps by");
    }
    let budget = (json!(2), json!(["log of budget"]), json!(["no money after June"]));
    assert_eq!(desk.scored("assessments", 1, "budget"), budget);

    let work = &desk.list("workstreams")[0];
    has_fields(work, "id pilot dimension team owner owner_id start due exit_test state closed");
    assert_eq!((&work["owner"], &work["due"]), (&json!("Dirk"), &json!("2026-05-01")));
    assert_eq!((&work["start"], &work["state"], &work["closed"]), (&json!(TODAY), &json!("open"), &Value::Null));

    desk.does(&format!("{GO} --waive 'we cannot wait'"));
    let waiver = &desk.list("waivers")[0];
    has_fields(waiver, "id pilot gate decision reason by date outcome");
    assert_eq!(waiver["decision"], desk.decision()["id"]);
    let gap = desk.list("gaps").into_iter().find(|gap| gap["text"] == "no money after June").unwrap();
    has_fields(&gap, "id pilot stage dimension item text state owner due evidence");
}

#[test]
fn a_verdict_answers_as_every_writing_command_does() {
    let desk = Desk::ready();
    let answer = desk.json(GO);
    has_fields(&answer, "entry id changed unchanged rejected summary");
    assert_eq!(answer["id"], desk.decision()["id"]);
    assert!(answer["entry"].is_u64() && answer["rejected"] == json!([]), "{answer}");
    let said = desk.run(&format!("--json {GO}"));
    let error: Value = serde_json::from_str(&said.err).unwrap();
    assert_eq!((said.status, said.out.as_str(), &error["error"]["status"]), (3, "", &json!(3)));
    has_fields(&error["error"], "status title cause hint field row");
}

#[test]
fn a_whole_import_with_its_gates_is_taken_back_at_once() {
    let desk = Desk::ready();
    desk.does(GO);
    desk.does("export all.json");
    let said = desk.run("--workspace other.steerco import all.json");
    assert_eq!(said.status, 0, "{said:?}");
    let other = |line: &str| desk.run(&format!("--workspace other.steerco {line}"));
    let whole = other("export -").out;
    assert!(whole.contains("so it was found"), "{whole}");
    let undone = other("undo --yes");
    assert!(undone.status == 0 && undone.out.contains("Took back"), "{undone:?}");
    assert_eq!(other("list pilots --all --json").out.trim(), "[]");
    let redone = other("redo");
    assert_eq!((redone.status, other("export -").out), (0, whole), "{redone:?}");
}

#[test]
fn what_a_gate_judged_is_not_reverted_behind_its_back() {
    let desk = Desk::ready();
    let scored = desk.json("log --limit 1")[0]["seq"].clone();
    desk.does(GO);
    desk.refuses(&format!("revert {scored} --yes"), &["a gate has judged that version"]);
}

#[test]
fn a_gate_goes_by_the_threshold_of_its_moment() {
    let desk = Desk::ready();
    assert_eq!(desk.allowed().as_deref(), Some("go"));
    desk.does("--today 2026-03-09 framework set dimension.data.pass 4");
    let possible = |flag: &str| texts(&desk.json(&format!("{flag} gate alpha"))["possible"]);
    assert!(!possible("--today 2026-03-09").contains(&"go".to_owned()));
    assert!(
        possible("--today 2026-03-10 --as-of 2026-03-08").contains(&"go".to_owned()),
        "as of the day before it was 3"
    );
    assert_eq!(texts(&desk.json("--today 2026-03-09 gate alpha")["differs_from_framework"]), ["dimension.data.pass"]);
    desk.does("--today 2026-03-09 undo");
    assert!(possible("--today 2026-03-09").contains(&"go".to_owned()));
}

#[test]
fn a_gate_says_the_command_that_sees_to_each_thing_that_it_lacks() {
    let desk = Desk::ownerless();
    let next = |rule: &str| {
        let tally = desk.tally();
        let of_rule = tally["missing"].as_array().unwrap().iter().find(|one| one["rule"] == rule).cloned();
        text(&of_rule.unwrap_or_else(|| panic!("{rule}: {tally}")), "next")
    };
    assert_eq!(next("unassessed"), "steerco score alpha DIMENSION SCORE --evidence TEXT --by WHO");
    assert_eq!(next("executive-owner"), "steerco owner alpha WHO --why TEXT");
    for of in FIVE {
        desk.does(&score(of, 3));
    }
    desk.does("score alpha monitoring 2");
    assert_eq!(
        next("workstream-monitoring"),
        "steerco add workstream alpha monitoring --owner WHO --due DATE --exit-test TEXT"
    );
    let desk = Desk::built();
    desk.does(&workstream("data"));
    desk.does(&tick(DOCUMENTS[0], "open"));
    let tally = desk.tally();
    let said: Vec<String> = tally["missing"].as_array().unwrap().iter().map(|one| text(one, "next")).collect();
    assert!(said.contains(&format!("steerco tick alpha {} --state done --evidence TEXT", DOCUMENTS[0])), "{said:?}");
    assert!(said.iter().any(|one| one.starts_with(&format!("steerco workstream {} done", desk.work()))), "{said:?}");
    desk.refuses(GO, &["says what to do next for each"]);
}
