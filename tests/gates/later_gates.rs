//! The second gate and the third: each thing that they ask for.

use serde_json::json;

use crate::items::{CONDITIONS, DIMENSIONS, MATRIX, RUN_DECISIONS};
use crate::typed::{Desk, TODAY, text, texts};
use crate::{COMPONENTS, CONDITIONAL, DOCUMENTS, GO, Start, close, score, tick, workstream};

#[test]
fn g2_is_go_once_everything_is_closed() {
    let desk = Desk::built();
    assert_eq!(desk.allowed().as_deref(), Some("go"));
    desk.does(GO);
    assert_eq!(desk.visits(), [(2, "take-over".to_owned()), (3, "gate".to_owned())]);
    assert_eq!(desk.decision()["verb"], json!("go"));
}

#[test]
fn g2_asks_for_every_row_of_the_matrix_document_and_data_component() {
    let desk = Desk::built();
    for (items, closed) in [(&MATRIX[..], true), (&DOCUMENTS, false), (&COMPONENTS, false)] {
        for item in items {
            for (state, allowed) in [("doing", false), ("na", closed), ("done", true)] {
                desk.does(&tick(item, state));
                assert_eq!(desk.allowed().as_deref(), allowed.then_some("go"), "{item} is {state}");
            }
        }
        desk.does(&tick(items[0], "open"));
        assert_eq!(desk.lacks("go").len(), 1);
        desk.refuses(GO, &[&desk.title(items[0])]);
        desk.does(&tick(items[0], "done"));
    }
}

#[test]
fn g2_asks_for_every_workstream_to_be_closed() {
    for dimension in DIMENSIONS {
        let desk = Desk::built();
        desk.does(&workstream(dimension));
        desk.refuses(GO, &["workstream", "is open", "Dirk"]);
        desk.does(&close(&desk.work()));
        assert_eq!(desk.allowed().as_deref(), Some("go"), "{dimension}");
    }
}

#[test]
fn g2_asks_for_four_dimensions_to_pass() {
    for dimension in DIMENSIONS {
        let asked = !matches!(dimension, "change-readiness" | "budget");
        let desk = Desk::built();
        desk.does(&format!("score alpha {dimension} 2 --by Nora"));
        assert_eq!(desk.standing(dimension)["votes"], json!(asked), "{dimension}");
        assert_eq!(desk.allowed().as_deref(), (!asked).then_some("go"), "{dimension}");
        if asked {
            desk.refuses(GO, &["is at 2, and passes at 3"]);
        }
    }
}

#[test]
fn g2_asks_for_what_failed_at_g1() {
    let moved: [(Start, &[&str], &str); 2] = [
        (Desk::four_of_five, &[CONDITIONAL], "budget"),
        (
            Desk::ready,
            &[
                "score alpha change-readiness 2 --by Nora",
                "gate alpha --decide go --by Vera --why 'so it was found' --waive 'we cannot wait'",
            ],
            "change-readiness",
        ),
    ];
    for (start, lines, failed) in moved {
        let desk = start();
        desk.does_all(lines);
        assert_eq!(desk.standing(failed)["votes"], json!(true), "{failed}");
        for item in MATRIX.iter().chain(&DOCUMENTS).chain(&COMPONENTS) {
            desk.does(&tick(item, "done"));
        }
        desk.refuses(GO, &["is at 2, and passes at 3"]);
        for work in desk.list("workstreams") {
            desk.does(&close(&text(&work, "id")));
        }
        desk.does(&score(failed, 3));
        assert_eq!(desk.allowed().as_deref(), Some("go"), "{failed}");
        desk.does("score alpha data 3 --by Nora");
        desk.does(GO);
    }
}

#[test]
fn g2_asks_for_integration_to_be_confirmed_and_not_for_what_g1_froze() {
    let desk = Desk::ready();
    desk.does(GO);
    for item in DOCUMENTS.iter().chain(&COMPONENTS) {
        desk.does(&tick(item, "done"));
    }
    for item in MATRIX {
        desk.does(&tick(item, "na"));
    }
    desk.lacks_only("go", "Integration was scored for G1");
    assert_eq!(
        (desk.standing("integration")["passes"].clone(), desk.tally()["votes"].clone()),
        (json!(false), json!(3))
    );
    desk.refuses(GO, &["scores it anew"]);
    // A core system that was tested confirms it.
    desk.does(&tick(MATRIX[0], "done"));
    assert_eq!(desk.allowed().as_deref(), Some("go"));
    desk.does(&tick(MATRIX[0], "na"));
    // A new version begins as a copy, and what is scored in it of the others confirms nothing.
    desk.does("--today 2026-03-09 score alpha --new-version");
    desk.does("--today 2026-03-09 score alpha data 4 --by Nora");
    desk.refuses(&format!("--today 2026-03-09 {GO}"), &["Integration was scored for G1"]);
    // The same score once more says that somebody looked again.
    desk.does("--today 2026-03-10 score alpha integration 3 --by Nora");
    // What was confirmed stays so in the versions after it.
    desk.does("--today 2026-03-16 score alpha --new-version");
    desk.does(&format!("--today 2026-03-16 {GO}"));
    assert_eq!(desk.visits().last().unwrap().0, 3);
}

#[test]
fn g2_asks_for_an_assessor_who_does_not_own_the_workstream() {
    let desk = Desk::built();
    desk.does(&workstream("data"));
    desk.does(&close(&desk.work()));
    desk.does("score alpha data 4 --by Dirk");
    desk.lacks_only("go", "Dirk, who owns its workstream");
    desk.refuses(GO, &["somebody else"]);
    desk.does("score alpha data 4 --by Nora");
    assert_eq!(desk.allowed().as_deref(), Some("go"));
    desk.does("score alpha integration 3 --by Dirk");
    assert_eq!(desk.allowed().as_deref(), Some("go"), "Dirk owned no work on integration");
}

#[test]
fn g2_asks_for_an_executive_owner() {
    let desk = Desk::built();
    desk.does("owner alpha Dirk --why 'for now'");
    desk.refuses(GO, &["director"]);
}

#[test]
fn g3_asks_for_day_60_from_the_rollout() {
    let desk = Desk::embedded();
    let on = |day: &str| texts(&desk.json(&format!("--today {day} gate alpha"))["possible"]).contains(&"go".to_owned());
    assert_eq!([on("2026-04-30"), on("2026-05-01")], [false, true], "59 days and 60 days");
    desk.refuses(&format!("--today 2026-04-30 {GO}"), &["2026-05-01"]);
    desk.does("set alpha rollout ''");
    desk.refuses(&format!("--today 2026-05-01 {GO}"), &["rollout"]);
    desk.does(&format!("set alpha rollout {TODAY}"));
    desk.does(&format!("--today 2026-05-01 {GO}"));
    assert_eq!(desk.visits(), [(3, "take-over".to_owned()), (4, "gate".to_owned())]);
}

#[test]
fn g3_asks_for_the_share_of_target_users_that_the_workspace_has() {
    let desk = Desk::embedded();
    desk.does("framework set warning.adoption-collapse.target-share-percent 40");
    desk.does("--today 2026-05-06 record alpha adoption - --week 2026-W18 --note 'nobody counted'");
    desk.does("--today 2026-05-12 record alpha adoption 23/60 --week 2026-W19");
    desk.refuses(&format!("--today 2026-05-12 {GO}"), &["no reading shows 40 % of the target users"]);
    desk.does("--today 2026-05-12 record alpha adoption 24/60 --week 2026-W19");
    desk.does(&format!("--today 2026-05-12 {GO}"));
}

#[test]
fn g3_asks_for_half_of_the_target_users_from_day_60_on() {
    let desk = Desk::embedded();
    desk.does("--today 2026-05-06 record alpha adoption - --week 2026-W18 --note 'nobody counted'");
    desk.refuses(&format!("--today 2026-05-06 {GO}"), &["no reading shows half of the target users"]);
    desk.does("--today 2026-05-12 record alpha adoption 29/60 --week 2026-W19");
    desk.refuses(&format!("--today 2026-05-12 {GO}"), &["no reading shows half of the target users"]);
    desk.does("--today 2026-05-12 record alpha adoption 30/60 --week 2026-W19");
    desk.does(&format!("--today 2026-05-12 {GO}"));
}

#[test]
fn g3_asks_for_four_ticks_with_evidence() {
    for open in CONDITIONS {
        let desk = Desk::unticked();
        for item in CONDITIONS.iter().filter(|item| **item != open) {
            desk.does(&tick(item, "done"));
        }
        let go = format!("--today 2026-05-01 {GO}");
        desk.refuses(&go, &[&desk.title(open)]);
        desk.does(&format!("tick alpha {open} --state done"));
        desk.refuses(&go, &["without evidence"]);
        desk.does(&format!("tick alpha {open} --evidence 'seen in April'"));
        desk.does(&go);
    }
}

#[test]
fn g3_asks_for_the_documented_process_and_the_run_decisions() {
    let desk = Desk::embedded();
    let go = format!("--today 2026-05-01 {GO}");
    for item in RUN_DECISIONS.iter().chain(&["s3.process-documented"]) {
        desk.does(&format!("tick alpha {item} --state doing"));
        desk.refuses(&go, &[&desk.title(item)]);
        desk.does(&format!("tick alpha {item} --state done"));
    }
    desk.does("set person Vera level director");
    desk.refuses(&go, &["director"]);
    desk.does("set person Vera level vp");
    desk.does(&go);
}

#[test]
fn g3_asks_for_no_open_drift_or_collapse() {
    let go = format!("--today 2026-05-05 {GO}");
    let drifted: &[&str] = &[
        "baseline alpha performance --value 90",
        "--today 2026-05-05 record alpha performance 85 --week 2026-W17",
        "--today 2026-05-05 record alpha performance 85 --week 2026-W18",
    ];
    let powerless = "owner alpha Vera --why hers --power authority=no";
    let collapsed = ["target alpha 100", "--today 2026-05-05 record alpha adoption 45 --week 2026-W18"];
    for (setup, says) in [
        (drifted.to_vec(), "drift"),
        ([drifted, &[powerless]].concat(), "drift-no-authority"),
        (collapsed.to_vec(), "adoption-collapse"),
    ] {
        let desk = Desk::embedded();
        desk.does_all(&setup);
        desk.refuses(&go, &[says, "not stable"]);
    }
    let desk = Desk::embedded();
    desk.does(drifted[0]);
    desk.does(drifted[1]);
    desk.does(&go);
}
