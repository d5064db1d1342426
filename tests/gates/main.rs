//! Owns the rules of readiness and of the gates: what passes, which verdicts a tally allows, what is frozen, what is
//! waived, and that nothing moves on without a decision. Everything is typed at the command line.
//!
//! A line of a case is what somebody types, with single quotes around what has spaces. Where it names no day, it is the
//! Monday of the ninth week of the pilot `alpha`.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "gates/certification.rs"]
mod certification;
#[path = "days/items.rs"]
mod items;
mod process;
mod typed;

use std::fs;
use std::sync::OnceLock;

use items::{CONDITIONS, DIMENSIONS, MATRIX, RUN_DECISIONS};
use serde_json::{Value, json};
use typed::{Desk, OWNED, TODAY, text, texts};

/// Adoption is read in the week of day 60 after a rollout on that day.
const SIXTY: &str = "--today 2026-05-05 record alpha adoption 55/60 --week 2026-W18";
/// The go/no-go five, which vote at G1.
const FIVE: [&str; 5] = ["data", "integration", "governance", "change-readiness", "budget"];
/// What can be recorded at any gate.
const ALWAYS: [&str; 3] = ["hold", "recycle", "stop"];
const DOCUMENTS: [&str; 6] = [
    "s2.monitoring-framework",
    "s2.escalation-protocol",
    "s2.exception-procedure",
    "s2.human-override",
    "s2.audit-framework",
    "s2.failure-protocol",
];
const COMPONENTS: [&str; 3] = ["s2.pipelines", "s2.data-quality", "s2.master-data"];

const GO: &str = "gate alpha --decide go --by Vera --why 'so it was found'";
const CONDITIONAL: &str = "gate alpha --decide conditional-go --by Vera --why 'so it was found'";
const HOLD: &str = "gate alpha --decide hold --by Vera --why 'not yet' --cause data";

// ---------------------------------------------------------------------------------------------------------- the desk

/// How a case begins.
type Start = fn() -> Desk;

impl Desk {
    /// With three people, and a pilot in stage 1 that nobody owns.
    fn ownerless() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || vec![add_pilot(1)])
    }

    /// With a pilot in stage 1 that has an executive owner.
    fn owned() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || vec![add_pilot(1), OWNED.to_owned()])
    }

    /// With a pilot of which all six dimensions pass, and that nobody owns.
    fn ready_but_ownerless() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || [add_pilot(1)].into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).collect())
    }

    /// With a pilot of which all six dimensions pass.
    fn ready() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        let owned = [add_pilot(1), OWNED.to_owned()];
        Self::copied(&KEPT, || owned.into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).collect())
    }

    /// With a pilot of which all pass but the budget, which has a gap and a workstream.
    fn four_of_five() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        let owned = [add_pilot(1), OWNED.to_owned()];
        let budget = ["score alpha budget 2 --gap 'no money after June' --by Nora".to_owned(), workstream("budget")];
        Self::copied(&KEPT, || owned.into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).chain(budget).collect())
    }

    /// With a pilot in stage 2 that has all that G2 asks for.
    fn built() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || {
            let owned = [add_pilot(2), OWNED.to_owned()];
            let items = MATRIX.iter().chain(&DOCUMENTS).chain(&COMPONENTS).map(|item| tick(item, "done"));
            owned.into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).chain(items).collect()
        })
    }

    /// With a pilot in stage 3 that is rolled out, and has all that G3 asks for but the four ticks.
    fn unticked() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || {
            let owned = [add_pilot(3), OWNED.to_owned(), format!("set alpha rollout {TODAY}"), SIXTY.to_owned()];
            let items = RUN_DECISIONS.iter().chain(&["s3.process-documented"]).map(|item| tick(item, "done"));
            owned.into_iter().chain(items).collect()
        })
    }

    /// With a pilot in stage 3 that has all that G3 asks for once day 60 has come.
    fn embedded() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || {
            let owned = [add_pilot(3), OWNED.to_owned(), format!("set alpha rollout {TODAY}"), SIXTY.to_owned()];
            let items = RUN_DECISIONS.iter().chain(&["s3.process-documented"]).chain(&CONDITIONS);
            owned.into_iter().chain(items.map(|item| tick(item, "done"))).collect()
        })
    }

    /// What the gate out of the present stage makes of the pilot.
    #[track_caller]
    fn tally(&self) -> Value {
        self.json("gate alpha")
    }

    /// The verdict that moves the pilot on and can be recorded, if there is one; the other three always can.
    #[track_caller]
    fn allowed(&self) -> Option<String> {
        let mut possible = texts(&self.tally()["possible"]);
        for always in ALWAYS {
            let place = possible.iter().position(|verdict| verdict == always);
            possible.remove(place.unwrap_or_else(|| panic!("{always} is always possible")));
        }
        assert!(possible.len() < 2, "{possible:?} at once");
        possible.pop()
    }

    /// All that a verdict lacks, in words.
    #[track_caller]
    fn lacks(&self, verdict: &str) -> Vec<String> {
        let tally = self.tally();
        let missing = tally["missing"].as_array().unwrap().iter().filter(|one| one["verdict"] == verdict);
        missing.map(|one| text(one, "what")).collect()
    }

    /// A verdict lacks one thing, and says so with those words.
    #[track_caller]
    fn lacks_only(&self, verdict: &str, says: &str) {
        let lacks = self.lacks(verdict);
        assert!(lacks.len() == 1 && lacks[0].contains(says), "“{says}” is all that {verdict} lacks: {lacks:?}");
    }

    /// How a dimension stands at the gate out of the present stage.
    #[track_caller]
    fn standing(&self, dimension: &str) -> Value {
        let tally = self.tally();
        tally["dimensions"].as_array().unwrap().iter().find(|one| one["id"] == dimension).unwrap().clone()
    }

    #[track_caller]
    fn shown(&self) -> Value {
        self.json("show alpha")
    }

    /// The stages that the pilot entered, and how.
    #[track_caller]
    fn visits(&self) -> Vec<(u64, String)> {
        // Late enough for every one of them.
        let shown = self.json("--today 2026-12-31 show alpha");
        let visits = shown["visits"].as_array().unwrap().iter();
        visits.map(|visit| (visit["stage"].as_u64().unwrap(), text(visit, "kind"))).collect()
    }

    /// The newest decision.
    #[track_caller]
    fn decision(&self) -> Value {
        self.list("decisions").pop().unwrap()
    }

    /// The id of the newest workstream.
    #[track_caller]
    fn work(&self) -> String {
        text(self.list("workstreams").last().unwrap(), "id")
    }

    /// What a checklist item says.
    #[track_caller]
    fn title(&self, item: &str) -> String {
        text(self.list("gaps").iter().find(|gap| gap["item"] == item).unwrap(), "text")
    }

    /// Score, evidence and gaps of a dimension in an assessment of a list.
    #[track_caller]
    fn scored(&self, list: &str, version: u64, dimension: &str) -> (Value, Value, Value) {
        let assessments = self.list(list);
        let assessment = assessments.iter().find(|one| one["version"] == version).unwrap();
        let scores = assessment["scores"].as_array().unwrap();
        let found = scores.iter().find(|score| score["dimension"] == dimension).unwrap();
        (found["score"].clone(), found["evidence"].clone(), found["gaps"].clone())
    }
}

fn add_pilot(stage: u8) -> String {
    format!("add pilot Alpha --started 2026-01-05 --stage {stage}")
}

/// With evidence, by the assessor.
fn score(dimension: &str, value: u8) -> String {
    format!("score alpha {dimension} {value} --evidence 'log of {dimension}' --by Nora")
}

fn workstream(dimension: &str) -> String {
    format!("add workstream alpha {dimension} --owner Dirk --due 2026-05-01 --exit-test 'thirty days without a fault'")
}

fn tick(item: &str, state: &str) -> String {
    format!("tick alpha {item} --state {state} --evidence 'released in February' --why 'we have none'")
}

fn close(id: &str) -> String {
    format!("workstream {id} done --evidence 'it ran for thirty days' --rescore 3 --by Nora")
}

// ------------------------------------------------------------------------------------------------------- the pass mark

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

// ------------------------------------------------------------------------------------------------------- G1: the tally

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

// ----------------------------------------------------------------------------------------------- hold, recycle, stop

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

// ------------------------------------------------------------------------------------------------- whose day it is

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

// ------------------------------------------------------------------------------------------------------------ waivers

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

// ----------------------------------------------------------------------------------------------------------------- G2

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

// ----------------------------------------------------------------------------------------------------------------- G3

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

// --------------------------------------------------------------------------------------------------------- assessments

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

// --------------------------------------------------------------------------------------------------------- workstreams

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

// ------------------------------------------------------------------------------------------------------------- quality

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

// ----------------------------------------------------------------------------- nothing moves on without a decision

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

// ---------------------------------------------------------------------------------------------------------------- JSON

/// Every field is there, whatever its value.
#[track_caller]
fn has_fields(value: &Value, fields: &str) {
    let missing: Vec<&str> = fields.split_whitespace().filter(|field| value.get(*field).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?} are missing in {value}");
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
fn what_a_gate_judged_is_not_reverted_behind_its_back() {
    let desk = Desk::ready();
    let scored = desk.json("log --limit 1")[0]["seq"].clone();
    desk.does(GO);
    desk.refuses(&format!("revert {scored} --yes"), &["a gate has judged that version"]);
}

#[test]
fn evidence_is_of_the_day_that_it_says() {
    let desk = Desk::owned();
    desk.does("score alpha data 3 --evidence 'https://example.com/audit' --dated 2026-02-02 --by Nora");
    let export: Value = serde_json::from_str(&desk.export()).unwrap();
    assert_eq!(export["proofs"][0]["given"], "2026-02-02", "{}", export["proofs"]);
    desk.refuses("score alpha data 4 --evidence later --dated 2026-03-03", &["future"]);
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
