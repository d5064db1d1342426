//! Owns the rules of stage 4: documents that pass a pilot on, and the certification of units, geographies and use
//! cases. Also what stands beside a process: the integration matrix, training, the items of workstreams. Everything is
//! typed at the command line.

use std::sync::OnceLock;

use crate::typed::{Desk, OWNED, TODAY, text};
use serde_json::{Value, json};

const CONDITIONS: [&str; 4] = ["stable", "documented", "governed", "replicable"];
const CERTIFY: &str = "gate alpha certify --decide go --by Nora --why 'it runs as in the playbook'";

/// A pilot in stage 4, a unit that was started, and a certifier.
const SCALING: [&str; 5] = [
    "add pilot Alpha --unit Claims --started 2026-01-05 --stage 4",
    OWNED,
    "set person Nora certifier yes",
    "add item alpha unit Munich",
    "set item alpha/Munich state started",
];
/// What passes a pilot on is there.
const PASSED_ON: [&str; 2] =
    ["tick alpha s4.playbook --state done --evidence written", "tick alpha s4.handoff --state done --evidence written"];

fn scaling() -> Desk {
    static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
    Desk::copied(&KEPT, || SCALING.map(str::to_owned).to_vec())
}

/// With everything that a certification asks for.
fn ready() -> Desk {
    static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
    Desk::copied(&KEPT, || {
        let same = CONDITIONS.map(|condition| format!("set item alpha/Munich {condition} same"));
        SCALING.iter().chain(&PASSED_ON).map(|line| (*line).to_owned()).chain(same).collect()
    })
}

fn item(desk: &Desk, name: &str) -> Value {
    desk.list("items").into_iter().find(|item| item["name"] == name).unwrap()
}

fn rules(desk: &Desk) -> Vec<String> {
    let tally = desk.json("gate alpha certify");
    tally["missing"].as_array().unwrap().iter().map(|one| text(one, "rule")).collect()
}

#[test]
fn the_gate_of_stage_4_is_the_certification_where_none_is_named() {
    for desk in [scaling(), ready()] {
        let tally = desk.json("gate alpha");
        assert_eq!((&tally["gate"], &tally), (&json!("certify"), &desk.json("gate alpha certify")));
    }
}

#[test]
fn a_unit_is_certified_with_all_four_conditions_as_the_playbook_has_them() {
    let desk = ready();
    assert!(rules(&desk).is_empty(), "{:?}", rules(&desk));
    let said = desk.does(CERTIFY);
    assert!(said.contains("Alpha, unit “Munich”: certified by Nora"), "{said}");
    let munich = item(&desk, "Munich");
    assert_eq!(
        (&munich["state"], &munich["since"], &munich["child"]),
        (&json!("certified"), &json!(TODAY), &Value::Null)
    );
    let decision = desk.list("decisions").pop().unwrap();
    assert_eq!((text(&decision, "verb"), text(&decision, "decided_by")), ("certify".to_owned(), "Nora".to_owned()));
    assert_eq!(desk.json("show alpha")["stage"], 4);
}

#[test]
fn undoing_a_certification_is_one_step() {
    let desk = ready();
    let before = desk.export();
    desk.does(CERTIFY);
    desk.does("undo");
    assert_eq!(desk.export(), before);
    desk.does("redo");
    assert_eq!(text(&item(&desk, "Munich"), "state"), "certified");
}

#[test]
fn each_condition_is_asked_and_only_what_differs_wants_evidence() {
    let desk = scaling();
    assert_eq!(rules(&desk), ["playbook", "handoff", "stable", "documented", "governed", "replicable"]);
    desk.does("tick alpha s4.playbook --state done");
    assert_eq!(rules(&desk)[0], "playbook", "a bare tick gives the next unit nothing to read");
    desk.refuses(CERTIFY, &["nothing shows where it lies"]);
    desk.does("tick alpha s4.playbook --state done --evidence written");
    desk.does("tick alpha s4.handoff --state done --evidence written");
    for (place, condition) in CONDITIONS.iter().enumerate() {
        assert_eq!(rules(&desk), CONDITIONS[place..]);
        desk.refuses(CERTIFY, &["does not allow go", condition]);
        desk.does(&format!("set item alpha/Munich {condition} same"));
    }
    desk.does("set item alpha/Munich documented 'two steps differ: wiki/munich'");
    let met = item(&desk, "Munich")["conditions"].as_array().unwrap().clone();
    let documented = met.iter().find(|one| one["id"] == "documented").unwrap();
    assert_eq!(
        (&documented["inherited"], text(documented, "evidence").as_str()),
        (&json!(false), "two steps differ: wiki/munich")
    );
    desk.does("set item alpha/Munich governed ''");
    assert_eq!(rules(&desk), ["governed"]);
}

#[test]
fn only_a_certifier_passes_a_unit() {
    let desk = ready();
    let by_dirk = CERTIFY.replace("Nora", "Dirk");
    desk.refuses(&by_dirk, &["Dirk is no certifier of this workspace; certifiers are Nora", "certifier yes"]);
    // No waiver makes one of somebody.
    desk.refuses(&format!("{by_dirk} --waive 'he knows it'"), &["no certifier"]);
    desk.does("gate alpha certify --decide hold --cause change --by Dirk --why 'not yet'");
    assert_eq!(text(&item(&desk, "Munich"), "state"), "started");
    desk.does("set person Nora certifier no");
    desk.refuses(CERTIFY, &["nobody is named yet"]);
}

#[test]
fn what_was_not_started_or_is_not_in_stage_4_is_not_certified() {
    let desk = ready();
    desk.does("add item alpha geography Austria");
    desk.refuses(&format!("{CERTIFY} --item alpha/Austria"), &["the geography “Austria” is planned", "state started"]);
    desk.refuses("set item alpha/Munich state certified", &["certified by a certifier"]);
    desk.does("add pilot Beta --started 2026-01-05 --stage 3");
    desk.does("add item beta unit Oslo");
    desk.does("set item beta/Oslo state started");
    desk.refuses(&CERTIFY.replace("alpha", "beta"), &["Beta is in stage 3, and units are certified in stage 4"]);
    desk.refuses(&format!("{CERTIFY} --item beta/Oslo"), &["no item of this pilot"]);
    desk.refuses("gate beta G3 --item beta/Oslo --decide hold --cause data --by Nora --why no", &["whole pilot"]);
    desk.does("set item alpha/Austria state started");
    desk.refuses(CERTIFY, &["several: Munich, Austria", "--item"]);
}

#[test]
fn a_certified_unit_stands_as_it_is() {
    let desk = ready();
    desk.does(CERTIFY);
    desk.refuses(CERTIFY, &["nothing is named that is certified"]);
    desk.refuses(&format!("{CERTIFY} --item alpha/Munich"), &["is certified"]);
    desk.refuses("set item alpha/Munich stable 'another log'", &["its conditions stand as they were"]);
    desk.refuses("set item alpha/Munich state started", &["was certified"]);
    desk.does("set item alpha/Munich state dropped");
}

#[test]
fn certifying_against_what_is_missing_is_a_waiver() {
    let desk = scaling();
    let said = desk.does(&format!("{CERTIFY} --waive 'the season begins'"));
    assert!(said.contains("certified by Nora against 6 rules"), "{said}");
    let waivers = desk.list("waivers");
    let named: Vec<String> = waivers.iter().map(|waiver| text(waiver, "rule")).collect();
    assert_eq!(named, ["playbook", "handoff", "stable", "documented", "governed", "replicable"]);
    assert!(waivers.iter().all(|waiver| waiver["gate"] == "certify"));
    assert_eq!(text(&desk.list("decisions").pop().unwrap(), "verb"), "waive");
    assert_eq!(text(&item(&desk, "Munich"), "state"), "certified");
}

#[test]
fn a_unit_that_is_stopped_is_dropped() {
    let desk = ready();
    desk.refuses("gate alpha certify --decide stop --by Dirk --why no", &["needs its cause"]);
    desk.does("gate alpha certify --decide stop --cause value --by Dirk --why 'too few cases'");
    assert_eq!(text(&item(&desk, "Munich"), "state"), "dropped");
    assert_eq!(text(&desk.json("show alpha"), "lifecycle"), "active");
}

#[test]
fn a_certified_use_case_is_a_pilot_of_its_own_that_names_its_parent() {
    let desk = ready();
    desk.does("tick alpha s2.erp --reads orders --writes status --state done --evidence 'test of January'");
    desk.does("tick alpha s1.real-users --state done --evidence 'log of January'");
    desk.does("add item alpha use-case Complaints");
    desk.does("set item alpha/Complaints state started");
    for condition in CONDITIONS {
        desk.does(&format!("set item alpha/Complaints {condition} same"));
    }
    let said = desk.does(&format!("{CERTIFY} --item alpha/Complaints"));
    assert!(said.contains("it is the pilot complaints now"), "{said}");
    assert_eq!(text(&item(&desk, "Complaints"), "child"), "complaints");
    let child = desk.json("show complaints");
    let told = ["parent", "unit", "executive_owner"].map(|field| text(&child, field));
    assert_eq!(told, ["alpha", "Claims", "Vera"]);
    assert_eq!((&child["stage"], &child["visits"][0]["kind"]), (&json!(4), &json!("take-over")));
    // What its parent did up to production is done here too; what stage 4 asks is open.
    let gaps = desk.list("gaps");
    let of = |item: &str| gaps.iter().find(|gap| gap["pilot"] == "complaints" && gap["item"] == item).cloned();
    let log = of("s1.real-users").unwrap();
    assert_eq!(text(&log, "state"), "done");
    assert!(log["evidence"].to_string().contains("as in Alpha"), "{log}");
    let erp = of("s2.erp").unwrap();
    assert_eq!((text(&erp, "reads"), text(&erp, "writes")), ("orders".to_owned(), "status".to_owned()));
    assert_eq!(text(&of("s4.playbook").unwrap(), "state"), "open");
    assert!(desk.does("show complaints").contains("use case of      alpha"));
    desk.does("undo");
    assert_eq!(desk.list("pilots").len(), 1);
    assert_eq!(text(&item(&desk, "Complaints"), "state"), "started");
}

#[test]
fn a_document_is_written_from_its_template_and_ticks_its_item_once() {
    let desk = scaling();
    desk.does("tick alpha s2.erp --reads orders --writes status --state done --evidence 'test of 2 March'");
    desk.does("add training alpha 'Disputed outputs' --people 12");
    let template = desk.does("document alpha playbook --template");
    for part in
        ["# Playbook: Alpha", "ERP: reads orders; writes status; tested: test of 2 March", "12 users: Disputed outputs"]
    {
        assert!(template.contains(part), "{part} in {template}");
    }
    assert_eq!(desk.run("document alpha playbook").status, 4);
    desk.file("template.md", &template);
    let said = desk.does("document alpha playbook --from template.md");
    assert!(said.starts_with("Alpha: wrote the playbook, ") && said.contains("places to fill in"), "{said}");
    assert_eq!(desk.does("document alpha playbook"), template);
    let state = || text(&desk.list("gaps").into_iter().find(|gap| gap["item"] == "s4.playbook").unwrap(), "state");
    assert_eq!((state(), rules(&desk).contains(&"playbook".to_owned())), ("doing".to_owned(), true));
    desk.file("playbook.md", &template.replace('…', "as agreed"));
    let said = desk.does("document alpha playbook --from playbook.md");
    assert!(said.starts_with("Alpha: revised the playbook, ") && !said.contains("fill in"), "{said}");
    assert_eq!((state(), rules(&desk).contains(&"playbook".to_owned())), ("done".to_owned(), false));
    desk.does("document alpha playbook --from template.md");
    assert_eq!(state(), "doing", "what is to be filled in again is not done");
    desk.does("undo");
    desk.does("undo");
    assert!(rules(&desk).contains(&"playbook".to_owned()));
    desk.does("redo");
    let said: Value = serde_json::from_str(&desk.does("--json document alpha playbook --from playbook.md")).unwrap();
    assert_eq!(said["entry"], Value::Null);
    desk.file("empty.md", "  \n");
    desk.refuses("document alpha handoff --from empty.md", &["would be empty", "--template"]);
    assert_eq!(desk.run("document alpha diary").status, 3);
}

#[test]
fn a_row_of_the_matrix_says_what_is_read_and_written_and_is_open_until_tested() {
    let desk = scaling();
    desk.does("tick alpha s2.erp --reads orders --writes 'status, price'");
    let row = |desk: &Desk| desk.list("gaps").into_iter().find(|gap| gap["item"] == "s2.erp").unwrap();
    let told = ["reads", "writes", "state"].map(|field| text(&row(&desk), field));
    assert_eq!(told, ["orders", "status, price", "open"]);
    desk.does("tick alpha s2.erp --state done --evidence 'test of 2 March'");
    assert_eq!(text(&row(&desk), "state"), "done");
    desk.refuses("tick alpha s2.pipelines --reads orders", &["no row of the integration matrix"]);
}

#[test]
fn a_training_has_people_a_day_and_an_audience() {
    let desk = scaling();
    desk.does("add training alpha 'Reading its figures' --for managers --people 3 --on 2026-02-27");
    let held = desk.list("trainings").pop().unwrap();
    assert_eq!(
        (text(&held, "audience"), &held["attended"], text(&held, "date")),
        ("managers".into(), &json!(3), "2026-02-27".into())
    );
    desk.refuses("add training alpha Later --people 3 --on 2026-03-03", &["future"]);
    desk.refuses("add training alpha Nobody --people 0", &["nobody took part"]);
    desk.refuses("add training alpha Others --people 3 --for cats", &["users, managers"]);
}

#[test]
fn a_workstream_has_items_and_its_effort_can_be_mended() {
    let desk = scaling();
    desk.does("add workstream alpha data --owner Dirk --due 2026-04-06 --exit-test 'a week of feeds' --item 'List feeds' --item 'Agree on terms'");
    let work = || desk.list("workstreams").pop().unwrap();
    let id = text(&work(), "id");
    desk.does(&format!("workstream {id} tick 2"));
    assert_eq!(
        work()["items"],
        json!([{"text": "List feeds", "done": false}, {"text": "Agree on terms", "done": true}])
    );
    desk.refuses(&format!("workstream {id} tick 3"), &["no item 3", "1 to 2"]);
    desk.does(&format!("set workstream {id} items '[x] List feeds'"));
    assert_eq!(work()["items"], json!([{"text": "List feeds", "done": true}]));
    desk.does(&format!("set workstream {id} effort 5"));
    assert_eq!(work()["effort"], 5);
    desk.refuses(&format!("set workstream {id} effort 1.5"), &["whole number"]);
}

#[test]
fn nothing_is_certified_without_an_executive_owner_or_while_its_values_drift() {
    static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
    let desk = Desk::copied(&KEPT, || {
        let lines = SCALING.iter().chain(&PASSED_ON).filter(|line| **line != OWNED);
        let same = CONDITIONS.map(|condition| format!("set item alpha/Munich {condition} same"));
        lines.map(|line| (*line).to_owned()).chain(same).collect()
    });
    assert_eq!(rules(&desk), ["executive-owner"]);
    desk.does(OWNED);
    assert!(rules(&desk).is_empty());
    desk.does("baseline alpha performance --value 90 --spread 1");
    for week in ["2026-W08", "2026-W09"] {
        desk.does(&format!("record alpha performance 60 --week {week}"));
    }
    assert_eq!(rules(&desk), ["drift"]);
    desk.refuses(CERTIFY, &["drift"]);
    desk.does(&format!("{CERTIFY} --waive 'drift: a holiday'"));
}

#[test]
fn a_condition_is_met_by_what_shows_it_and_not_by_an_answer() {
    let desk = scaling();
    for word in ["no", "Not yet", "yes.", "…", "...", "?", "n/a"] {
        let typed = format!("set item alpha/Munich stable '{word}'");
        desk.refuses(&typed, &["does not show that", "stable", "`same`"]);
    }
    desk.does("set item alpha/Munich stable 'no fault in four weeks'");
}

#[test]
fn a_namesake_of_a_certifier_is_none() {
    let desk = ready();
    desk.does("add person Nora --level other");
    let people = desk.list("people");
    let other = people.iter().rfind(|person| person["name"] == "Nora").unwrap();
    desk.refuses(&CERTIFY.replace("Nora", &text(other, "id")), &["Nora is no certifier"]);
}

#[test]
fn nothing_is_certified_before_it_began_nor_on_what_was_said_later() {
    let desk = ready();
    desk.refuses(&format!("{CERTIFY} --on 2026-02-27"), &["entered stage 4 later"]);
    desk.does("add item alpha unit Oslo");
    desk.does("--today 2026-03-09 set item alpha/Oslo state started");
    let oslo = format!("--today 2026-03-09 {CERTIFY} --item alpha/Oslo --on 2026-03-05");
    desk.refuses(&oslo, &["started later than 2026-03-05"]);
    desk.does("--today 2026-03-09 set item alpha/Oslo state dropped");
    desk.does("set item alpha/Munich stable ''");
    desk.does("--today 2026-03-09 set item alpha/Munich stable 'log of four weeks'");
    let on = |day: &str| format!("--today 2026-03-09 {CERTIFY} --on {day}");
    desk.refuses(&on("2026-03-08"), &["stable"]);
    desk.does(&on("2026-03-09"));
}

#[test]
fn what_was_certified_says_nothing_of_another_unit() {
    let desk = ready();
    desk.does("add item alpha unit Oslo");
    desk.does("set item alpha/Oslo state started");
    desk.does("gate alpha certify --item alpha/Oslo --decide hold --cause change --by Dirk --why 'no rota yet'");
    desk.does(&format!("{CERTIFY} --item alpha/Munich"));
    let said = desk.does("gate alpha certify --item alpha/Oslo");
    assert!(said.contains("last held on 2026-03-02: hold"), "{said}");
}

#[test]
fn a_use_case_that_became_a_pilot_does_not_become_another() {
    let desk = ready();
    desk.does("add item alpha use-case Complaints");
    desk.does("set item alpha/Complaints state started");
    for condition in CONDITIONS {
        desk.does(&format!("set item alpha/Complaints {condition} same"));
    }
    desk.does(&format!("{CERTIFY} --item alpha/Complaints"));
    desk.does("set item alpha/Complaints state dropped");
    desk.refuses("set item alpha/Complaints state started", &["became a pilot of its own"]);
    assert_eq!(text(&item(&desk, "Complaints"), "child"), "complaints");
}

#[test]
fn a_workstream_is_closed_as_a_whole_and_its_items_are_ticked_one_by_one() {
    let desk = scaling();
    desk.does(
        "add workstream alpha data --owner Dirk --due 2026-04-06 --exit-test 'a week of feeds' --item 'List feeds'",
    );
    let id = text(&desk.list("workstreams").pop().unwrap(), "id");
    let close = "--evidence seen --rescore 3 --by Nora";
    assert_eq!(desk.run(&format!("workstream {id} done 1 {close}")).status, 2);
    assert_eq!(desk.run(&format!("workstream {id} tick 1 {close}")).status, 2);
    assert_eq!(desk.list("workstreams").pop().unwrap()["items"][0]["done"], json!(false));
    desk.does(&format!("set workstream {id} effort 4"));
    desk.does(&format!("set workstream {id} effort ''"));
    assert_eq!(desk.list("workstreams").pop().unwrap()["effort"], Value::Null);
    desk.does(&format!("workstream {id} done {close}"));
}
