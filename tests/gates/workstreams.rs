//! Workstreams and gaps: how they are opened, answered and closed, and what that makes of the score.

use serde_json::{Value, json};

use crate::typed::{Desk, text};
use crate::{CONDITIONAL, close, workstream};

#[test]
fn a_workstream_is_closed_only_against_its_exit_test_by_somebody_else() {
    let desk = Desk::four_of_five();
    let id = desk.work();
    for (more, says) in [
        ("--evidence '' --rescore 3 --by Nora", "exit test is met"),
        ("--evidence 'a contract' --rescore 2 --by Nora", "does not pass"),
        ("--evidence 'a contract' --rescore 5 --by Nora", "not a score"),
        ("--evidence 'a contract' --rescore 3 --by Dirk", "Dirk owns"),
    ] {
        desk.refuses(&format!("workstream {id} done {more}"), &[says]);
    }
    for more in ["--rescore 3 --by Nora", "--evidence x --by Nora", "--evidence x --rescore 3"] {
        assert_eq!(desk.run(&format!("workstream {id} done {more}")).status, 2, "{more}");
    }
    assert_eq!(desk.run("workstream s999 done --evidence x --rescore 3 --by Nora").status, 4);
    desk.does(&format!("set workstream {id} exit_test ''"));
    desk.refuses(&close(&id), &["exit test"]);
}

#[test]
fn closing_a_workstream_scores_its_dimension_and_closes_its_gaps() {
    let desk = Desk::four_of_five();
    desk.does("score alpha data 3 --gap 'no alarm' --by Nora");
    let id = desk.work();
    desk.does(&format!("--today 2026-03-09 {}", close(&id)));
    assert_eq!(desk.list("workstreams")[0]["state"], json!("open"), "a week before");
    let work = &desk.list("workstreams --today 2026-03-09")[0];
    assert_eq!((&work["state"], &work["closed"]), (&json!("closed"), &json!("2026-03-09")));
    let evidence = json!(["log of budget", "it ran for thirty days"]);
    assert_eq!(
        desk.scored("assessments --today 2026-03-09", 1, "budget"),
        (json!(3), evidence, json!(["no money after June"]))
    );
    let gaps = desk.json("--today 2026-03-09 list gaps");
    let state = |text: &str| gaps.as_array().unwrap().iter().find(|gap| gap["text"] == text).unwrap()["state"].clone();
    assert_eq!((state("no money after June"), state("no alarm")), (json!("done"), json!("open")));
    let tally = desk.json("--today 2026-03-09 gate alpha");
    assert_eq!(tally["possible"][0], "go");
    let before = desk.export();
    desk.does(&close(&id));
    assert_eq!(desk.export(), before, "closed is closed");
    desk.refuses(&format!("set workstream {id} due 2026-06-01"), &["closed"]);
}

#[test]
fn open_gaps_count_those_in_writing_until_their_workstream_is_closed() {
    let desk = Desk::owned();
    let open = || desk.list("pilots")[0]["open_gaps"].as_u64().unwrap();
    let items = open();
    desk.does("score alpha data 2 --gap 'no feed' --gap 'no alarm' --by Nora");
    desk.does("score alpha budget 2 --gap 'no money' --by Nora");
    assert_eq!(open(), items + 3);
    desk.does(&workstream("data"));
    desk.does(&close(&desk.work()));
    assert_eq!(open(), items + 1);
}

#[test]
fn every_gap_carries_the_answer_of_the_committee() {
    let desk = Desk::four_of_five();
    let gap = || desk.list("gaps").into_iter().find(|gap| gap["text"] == "no money after June").unwrap();
    let id = text(&gap(), "id");
    assert_eq!(gap()["answer"], Value::Null);
    desk.refuses(&format!("set gap {id} answer perhaps"), &["fund"]);
    for answer in ["fund", "defer", "accept"] {
        desk.does(&format!("set gap {id} answer {answer}"));
        assert_eq!(gap()["answer"], json!(answer));
    }
}

#[test]
fn owner_and_day_of_a_gap_in_writing_are_those_of_its_workstream() {
    let desk = Desk::owned();
    desk.does("score alpha data 2 --gap 'no feed' --by Nora");
    let gap = || desk.list("gaps").into_iter().find(|gap| gap["text"] == "no feed").unwrap();
    let id = text(&gap(), "id");
    desk.refuses(&format!("set gap {id} owner Nora"), &["workstream"]);
    desk.does(&workstream("data"));
    desk.does(&format!("set gap {id} owner Nora"));
    desk.does(&format!("set gap {id} due 2031-05-05"));
    let work = desk.list("workstreams").remove(0);
    assert_eq!((&gap()["owner"], &gap()["due"]), (&work["owner"], &work["due"]));
    assert_eq!(text(&work, "due"), "2031-05-05");
}

#[test]
fn closing_a_workstream_after_the_gate_writes_the_next_version() {
    let desk = Desk::four_of_five();
    desk.does(CONDITIONAL);
    desk.does(&close(&desk.work()));
    assert_eq!(desk.scored("assessments", 1, "budget").0, json!(2), "the committee saw 2");
    assert_eq!(desk.scored("assessments", 2, "budget").0, json!(3));
}

#[test]
fn a_dimension_has_one_open_workstream() {
    let desk = Desk::four_of_five();
    desk.refuses(&workstream("budget"), &["already"]);
    desk.does(&workstream("data"));
    let budget = text(&desk.list("workstreams")[0], "id");
    desk.does(&close(&budget));
    desk.does(&workstream("budget"));
    assert_eq!(desk.list("workstreams").len(), 3);
}

#[test]
fn a_workstream_is_opened_with_a_known_owner_and_a_date_after_its_start() {
    let desk = Desk::owned();
    let add = "add workstream alpha data --exit-test 'it runs'";
    desk.refuses(&format!("{add} --owner Dirk --due 2026-02-27"), &["before it begins"]);
    desk.refuses(&format!("{add} --owner Dirk --due someday"), &["date"]);
    assert_eq!(desk.run(&format!("{add} --owner Ulla --due 2026-05-01")).status, 4);
    desk.does(&format!("{add} --owner Dirk --due 2026-02-27 --start 2026-02-02"));
    assert_eq!(desk.list("workstreams")[0]["start"], json!("2026-02-02"));
}
