//! How readiness is assessed: what passes, what is frozen with a gate, and how good an assessment is.

use serde_json::{Value, json};

use crate::typed::{Desk, TODAY, text};
use crate::{CONDITIONAL, GO, HOLD, Start, close};

#[test]
fn a_dimension_passes_at_three_with_evidence() {
    for (value, evidence, passes) in [
        (0, "--evidence 'a log'", false),
        (2, "--evidence 'a log'", false),
        (3, "", false),
        (4, "", false),
        (3, "--evidence 'a log'", true),
        (4, "--evidence 'a log'", true),
    ] {
        let desk = Desk::owned();
        desk.does(&format!("score alpha data {value} --by Nora {evidence}"));
        assert_eq!(desk.standing("data")["passes"], json!(passes), "{value} {evidence}");
        assert_eq!(desk.standing("data")["score"], json!(value));
    }
}

#[test]
fn a_score_is_one_of_five_numbers_of_one_of_six_dimensions() {
    let desk = Desk::owned();
    for line in ["score alpha data 5", "score alpha data 2.5", "score alpha data three", "score alpha technology 3"] {
        desk.refuses(line, &[]);
    }
}

#[test]
fn criteria_are_ticked_by_their_numbers_on_the_questionnaire() {
    let desk = Desk::owned();
    let paper = desk.does("score alpha --paper");
    assert!(paper.lines().any(|line| line.starts_with("- [ ] 1: ")), "{paper}");
    let ticked = || desk.list("assessments")[0]["scores"][0]["criteria"].clone();
    desk.does("score alpha data 2 --criteria '3, 1'");
    assert_eq!(ticked(), json!([0, 2]));
    desk.does("score alpha data 3");
    assert_eq!(ticked(), json!([0, 2]), "a score says nothing of criteria");
    for wrong in ["0", "one", "99"] {
        desk.refuses(&format!("score alpha data 3 --criteria {wrong}"), &["criteri"]);
    }
    desk.does("score alpha data 3 --criteria ''");
    assert_eq!(ticked(), json!([]));
}

#[test]
fn a_pilot_is_meant_by_its_name_where_no_code_begins_so() {
    let desk = Desk::owned();
    desk.does("add pilot 'Meter reading'");
    desk.does("add pilot 'Other letters' --code meter");
    assert_eq!(text(&desk.json("show 'METER READING'"), "code"), "meter-reading");
    assert_eq!(text(&desk.json("show meter"), "code"), "meter");
    desk.does("add pilot 'Meter reading' --code second");
    desk.refuses("show 'meter reading'", &["could be several: meter-reading, second"]);
}

#[test]
fn the_assessor_need_not_be_who_types() {
    let desk = Desk::owned();
    desk.does("score alpha data 2 --by Nora");
    desk.does("score alpha budget 2");
    let scores = desk.list("assessments")[0]["scores"].clone();
    let by: Vec<&Value> = scores.as_array().unwrap().iter().map(|score| &score["by"]).collect();
    assert_eq!(by, [&json!("Nora"), &Value::Null, &Value::Null, &Value::Null, &Value::Null, &json!("Petra Nowak")]);
}

#[test]
fn an_assessment_is_frozen_after_its_gate_and_scoring_begins_the_next() {
    let verdicts = [CONDITIONAL, HOLD, "gate alpha --decide recycle --by Vera --why 'not yet' --cause data"];
    for verdict in verdicts {
        let desk = Desk::four_of_five();
        assert_eq!(desk.list("assessments")[0]["frozen"], Value::Null);
        desk.does(verdict);
        let before = desk.list("assessments");
        assert_eq!((before.len(), &before[0]["frozen"]), (1, &json!(TODAY)));
        desk.does("--today 2026-03-09 score alpha data 4 --evidence 'four weeks live' --gap 'no alarm' --by Dirk");
        let later = "assessments --today 2026-03-09";
        let now = desk.list(later);
        assert_eq!((now.len(), &now[0]["scores"]), (2, &before[0]["scores"]), "version 1 is as it was");
        assert_eq!((&now[1]["version"], &now[1]["date"]), (&json!(2), &json!("2026-03-09")));
        assert_eq!(now[1]["frozen"], Value::Null);
        let scores = |assessment: &Value| assessment["scores"].as_array().unwrap()[1..].to_vec();
        assert_eq!(scores(&now[1]), scores(&now[0]), "everything but data is copied");
        let data = (json!(4), json!(["log of data", "four weeks live"]), json!(["no alarm"]));
        assert_eq!(desk.scored(later, 2, "data"), data);
    }
}

#[test]
fn evidence_and_gaps_do_not_reach_a_frozen_assessment_either() {
    for more in ["--evidence 'a new log'", "--gap 'a new gap'", "--effort 3"] {
        let desk = Desk::ready();
        desk.does(GO);
        let before = desk.list("assessments");
        desk.does(&format!("score alpha data 3 --by Nora {more}"));
        let now = desk.list("assessments");
        assert_eq!((now.len(), &now[0]["scores"]), (2, &before[0]["scores"]), "{more}");
    }
}

#[test]
fn an_as_of_shows_what_the_committee_saw() {
    let desk = Desk::four_of_five();
    desk.does(&format!("--today 2026-03-09 {CONDITIONAL}"));
    desk.does("--today 2026-03-16 score alpha data 1 --gap 'the feed broke' --by Nora");
    desk.does(&format!("--today 2026-03-17 {}", close(&desk.work())));
    let (before, then, after) = ("2026-03-08", "2026-03-09", "2026-03-16");
    let as_of = |day: &str, line: &str| desk.json(&format!("--today 2026-03-17 --as-of {day} {line}"));
    let tally = |day: &str| as_of(day, "gate alpha G1");
    let stage = |day: &str| as_of(day, "show alpha")["stage"].clone();
    assert_eq!([stage(before), stage(then)], [json!(1), json!(2)]);
    assert_eq!(as_of(before, "list assessments")[0]["frozen"], Value::Null);
    assert_eq!(
        (as_of(before, "list decisions"), as_of(then, "list decisions")[0]["date"].clone()),
        (json!([]), json!(then))
    );
    let seen = "assessments --today 2026-03-17 --as-of 2026-03-09";
    assert_eq!(desk.list(seen).len(), 1);
    assert_eq!(desk.list(seen)[0]["frozen"], json!(then));
    assert_eq!(desk.scored(seen, 1, "data"), (json!(3), json!(["log of data"]), json!([])));
    assert_eq!(desk.scored(seen, 1, "budget"), (json!(2), json!(["log of budget"]), json!(["no money after June"])));
    assert_eq!(as_of(then, "list workstreams")[0]["state"], json!("open"));
    assert_eq!((&tally(then)["assessment"], &tally(then)["votes"]), (&json!(1), &json!(4)));
    assert_eq!((&tally(after)["assessment"], &tally(after)["votes"]), (&json!(2), &json!(3)));
}

#[test]
fn a_new_version_can_be_begun_by_hand() {
    Desk::owned().refuses("score alpha --new-version", &["no assessment"]);
    let desk = Desk::four_of_five();
    desk.does("--today 2026-03-09 score alpha --new-version");
    assert_eq!(desk.list("assessments").len(), 1, "a week before there was one");
    let both = desk.list("assessments --today 2026-03-09");
    assert_eq!((both.len(), &both[1]["version"]), (2, &json!(2)));
    assert_eq!(both[1]["scores"], both[0]["scores"]);
}

#[test]
fn the_quality_of_an_assessment_is_the_mean_of_five_parts() {
    let cases: &[(Start, &[&str], u64, &str)] = &[
        (Desk::ready, &[], 80, "100, 100, 100, 100 and no candour: all are equal, and nothing is missing"),
        (Desk::ready, &["score alpha data 4"], 90, "not all are equal"),
        (Desk::ready, &["score alpha data 3 --gap 'no alarm'"], 90, "a gap is written"),
        (Desk::ready, &["score alpha data 4 --gap 'no alarm'"], 100, "both"),
        (Desk::four_of_five, &[], 100, "what fails has its workstream"),
        (Desk::four_of_five, &["score alpha data 2"], 90, "one of two that fail has its workstream"),
        (Desk::owned, &["score alpha data 3 --evidence 'a log'"], 63, "17, 100, 100, 100, 0"),
        (Desk::owned, &["score alpha data 3"], 3, "17, and nothing else: without evidence it fails"),
        (
            Desk::owned,
            &[
                "score alpha data 3 --evidence 'a log'",
                "score alpha integration 3 --evidence 'a log'",
                "score alpha governance 3",
            ],
            43,
            "50, 67, 100, 0, 0",
        ),
        (
            Desk::owned,
            &[
                "score alpha data 3 --evidence 'a log'",
                "score alpha integration 3 --evidence 'a log'",
                "score alpha budget 1 --gap 'no money'",
            ],
            63,
            "50, 67, 100, 0, 100",
        ),
    ];
    for (start, lines, wanted, why) in cases {
        let desk = start();
        desk.does_all(lines);
        assert_eq!(desk.list("assessments")[0]["quality"], json!(wanted), "{lines:?}: {why}");
        assert_eq!(desk.tally()["quality"], json!(wanted), "the gate says the same");
    }
    assert_eq!(Desk::owned().tally()["quality"], Value::Null, "no score, no quality");
}

#[test]
fn a_workstream_that_nobody_owns_adds_nothing_to_the_quality() {
    let desk = Desk::four_of_five();
    desk.does(&format!("set workstream {} owner ''", desk.work()));
    assert_eq!(desk.list("assessments")[0]["quality"], json!(80), "100, 100, 100, 0 and 100");
}

#[test]
fn evidence_counts_in_full_to_day_30_and_for_nothing_on_day_90() {
    let desk = Desk::ready();
    for (day, wanted) in
        [("2026-04-01", 80), ("2026-04-16", 75), ("2026-05-01", 70), ("2026-05-31", 60), ("2026-08-31", 60)]
    {
        assert_eq!(desk.list(&format!("assessments --today {day}"))[0]["quality"], json!(wanted), "{day}");
    }
    desk.does("--today 2026-05-31 score alpha data 3 --evidence 'a new log'");
    assert_eq!(desk.list("assessments --today 2026-05-31")[0]["quality"], json!(80), "the newest counts");
}

#[test]
fn the_quality_that_a_gate_judged_stays_where_its_work_is_closed_on_the_same_day() {
    let desk = Desk::ready();
    desk.does("score alpha data 1 --by Nora --evidence 'a log'");
    desk.does("add workstream alpha data --owner Dirk --due 2026-04-06 --exit-test 'thirty days'");
    desk.does(CONDITIONAL);
    let judged = || desk.list("assessments")[0]["quality"].clone();
    let before = judged();
    let id = text(&desk.list("workstreams")[0], "id");
    desk.does(&close(&id));
    assert_eq!(judged(), before);
}

#[test]
fn evidence_is_of_the_day_that_it_says() {
    let desk = Desk::owned();
    desk.does("score alpha data 3 --evidence 'https://example.com/audit' --dated 2026-02-02 --by Nora");
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    assert_eq!(export["proofs"][0]["given"], "2026-02-02", "{}", export["proofs"]);
    desk.refuses("score alpha data 4 --evidence later --dated 2026-03-03", &["future"]);
}
