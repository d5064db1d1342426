//! Owns what the framework says and the files on gates and on single warnings leave out:
//! checklists and steps, who may own, what a gate asks beyond its scores, what every warning says of itself, and what
//! the portfolio makes of warnings that many share. Everything is typed at the command line.
//!
//! Weeks are those of 2026. The pilot `alpha` starts on the Monday of week 2.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod days;
#[path = "days/items.rs"]
mod items;
#[path = "days/lines.rs"]
mod lines;
mod process;
mod typed;

use std::collections::BTreeSet;

use days::{Desk, LATER, NOTHING, SIGNAL, START, WATCH, before, monday, sunday, text, thursday, tuesday};
use items::{CONDITIONS, DIMENSIONS, RUN_DECISIONS};
use lines::INVENTORY;
use serde_json::{Value, json};
use typed::{texts, words};

/// The checklist of each stage.
const CHECKLISTS: [&str; 4] = [
    "s1.real-data s1.real-users s1.real-integration s1.operating-question s1.run-owners s1.run-updates \
     s1.run-exceptions s1.run-training s1.run-reporting s1.run-maintenance s1.partner-monitors s1.partner-audits \
     s1.partner-updates",
    "s2.pipelines s2.data-quality s2.master-data s2.erp s2.crm s2.scheduling s2.reporting s2.other-systems \
     s2.monitoring-framework s2.escalation-protocol s2.exception-procedure s2.human-override s2.audit-framework \
     s2.failure-protocol",
    "s3.process-documented s3.exception-training s3.accountable-managers s3.old-process-retired s3.user-training \
     s3.manager-training s3.reporting-structure s3.cohort s3.rollout-date s3.weekly-readings s3.old-process-watched \
     s3.stable s3.documented s3.governed s3.replicable",
    "s4.playbook s4.handoff s4.certifiers s4.expansion-units s4.expansion-geographies s4.first-certified",
];

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

// ------------------------------------------------------------------------------------------------------------ the desk

impl Desk {
    /// With a pilot in a stage that has an owner with all powers.
    fn at(stage: u64) -> Self {
        Self::kept(&format!("at {stage}"), || {
            let desk = Self::ownerless(stage);
            desk.does(START, &owner("yes", "yes", "yes"));
            desk
        })
    }

    /// With a pilot in stage 2 that has all that G2 asks for.
    fn built() -> Self {
        Self::kept("built", || {
            let desk = Self::at(2);
            desk.passes(START);
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

    /// Types a line that is refused with those words.
    #[track_caller]
    fn denies(&self, day: &str, line: &str, says: &str) {
        let words = words(line);
        let err = self.refuses(day, &words.iter().map(String::as_str).collect::<Vec<&str>>(), 3);
        assert!(err.contains(says), "“{says}” is not said of “{line}”: {err}");
    }

    /// What a line answers as JSON.
    #[track_caller]
    fn answers(&self, day: &str, line: &str) -> Value {
        serde_json::from_str(&self.does(day, &format!("--json {line}"))).unwrap()
    }

    /// Scores every dimension at the pass mark, shown by something.
    #[track_caller]
    fn passes(&self, day: &str) {
        for dimension in DIMENSIONS {
            self.does(day, &format!("score alpha {dimension} 3 --evidence 'a log' --by 'Nora Nash'"));
        }
    }

    /// Opens a workstream of Dirk; answers its id.
    #[track_caller]
    fn works(&self, day: &str, dimension: &str, due: &str) -> String {
        let more = format!("--owner 'Dirk Dean' --due {due} --exit-test 'it runs'");
        text(&self.answers(day, &format!("add workstream alpha {dimension} {more}")), "id")
    }

    /// Closes a workstream by a score of the assessor.
    #[track_caller]
    fn closes(&self, day: &str, id: &str) {
        self.does(day, &format!("workstream {id} done --evidence 'it ran' --rescore 3 --by 'Nora Nash'"));
    }

    /// Does the gate out of the present stage allow a go?
    #[track_caller]
    fn allows_go(&self, day: &str) -> bool {
        texts(&self.answers(day, "gate alpha")["possible"]).contains(&"go".to_owned())
    }

    /// The computed status of a family, or of the gate.
    #[track_caller]
    fn computed(&self, day: &str, family: &str) -> String {
        text(&self.answers(day, "show alpha")["computed_by_family"], family)
    }

    /// How many items and gaps are open.
    #[track_caller]
    fn open_gaps(&self) -> u64 {
        self.answers(START, "list pilots")[0]["open_gaps"].as_u64().unwrap()
    }

    /// What is said of owners in the whole portfolio.
    #[track_caller]
    fn findings(&self) -> Vec<String> {
        let found = self.json(("--today", START), &["signals"]);
        let of_all = found.iter().filter(|found| found["pilot"].is_null() && found["warning"] == "no-owner");
        of_all.map(|found| text(found, "explanation")).collect()
    }
}

/// The line that appoints Vera with answers to the three questions.
fn owner(accountability: &str, authority: &str, committee: &str) -> String {
    let powers = format!("--power accountability={accountability} --power authority={authority}");
    format!("owner alpha 'Vera Voss' --why hers {powers} --power committee={committee}")
}

/// A line that records a verdict.
fn verdict(verdict: &str, more: &str) -> String {
    format!("gate alpha --decide {verdict} --by 'Vera Voss' --why 'so it was found' {more}")
}

// ------------------------------------------------------------------------------------------------ checklists and steps

#[test]
fn every_stage_has_its_checklist() {
    let desk = Desk::at(4);
    let gaps = desk.json(("--today", START), &["list", "gaps"]);
    for (stage, wanted) in (1..).zip(CHECKLISTS) {
        let of_stage = gaps.iter().filter(|gap| gap["stage"] == json!(stage));
        let items: Vec<String> = of_stage.map(|gap| text(gap, "item")).collect();
        assert_eq!(items, wanted.split_whitespace().collect::<Vec<&str>>(), "stage {stage}");
    }
    assert_eq!(gaps.len(), 13 + 14 + 15 + 6);
}

#[test]
fn an_untouched_checklist_has_no_rows() {
    let desk = Desk::at(1);
    let rows = || desk.answers(START, "export -")["ticks"].as_array().unwrap().len();
    assert_eq!((rows(), desk.open_gaps()), (0, 13));
    desk.does(START, "tick alpha s1.real-data --state doing");
    assert_eq!((rows(), desk.open_gaps()), (1, 13));
    desk.ticks(START, &["s1.real-data"]);
    assert_eq!((rows(), desk.open_gaps()), (1, 12));
}

#[test]
fn items_of_a_later_stage_can_be_ticked_early() {
    let desk = Desk::at(2);
    assert_eq!(desk.open_gaps(), 13 + 14);
    desk.does(START, "tick alpha s3.cohort --state doing");
    desk.ticks(START, &["s3.user-training"]);
    assert_eq!(desk.open_gaps(), 13 + 14);
    let ticks = desk.answers(START, "export -")["ticks"].clone();
    let kept: Vec<(String, String)> =
        ticks.as_array().unwrap().iter().map(|tick| (text(tick, "item"), text(tick, "state"))).collect();
    assert!(kept.contains(&("s3.cohort".to_owned(), "doing".to_owned())), "{kept:?}");
    assert!(kept.contains(&("s3.user-training".to_owned(), "done".to_owned())), "{kept:?}");
}

#[test]
fn a_step_has_a_manager_training_and_dates() {
    let desk = Desk::at(3);
    desk.does(START, "add step alpha Intake");
    let step = || desk.answers(LATER, "list steps")[0].clone();
    for field in ["manager", "documented", "trained", "retired"] {
        assert_eq!(step()[field], Value::Null, "{field}");
    }
    desk.does(START, "set step alpha/Intake manager 'Dirk Dean'");
    assert_eq!((text(&step(), "name"), text(&step(), "manager")), ("Intake".to_owned(), "Dirk Dean".to_owned()));
    for (field, day) in [("documented", monday(3)), ("trained", monday(4)), ("retired", monday(5))] {
        desk.denies(&before(&day), &format!("set step alpha/Intake {field} {day}"), "future");
        desk.does(&day, &format!("set step alpha/Intake {field} {day}"));
        assert_eq!(text(&step(), field), day);
    }
}

#[test]
fn a_step_is_open_until_it_is_documented_and_its_old_process_retired() {
    let desk = Desk::at(4);
    desk.passes(START);
    for line in ["add step alpha Intake", "add item alpha unit North", "set item alpha/North state started"] {
        desk.does(START, line);
    }
    for (field, level) in [("trained", SIGNAL), ("documented", SIGNAL), ("retired", NOTHING)] {
        desk.does(START, &format!("set step alpha/Intake {field} {START}"));
        desk.fires(START, "out-of-order", level);
    }
}

#[test]
fn the_earlier_gates_of_what_was_taken_over_lie_before_its_record() {
    for stage in 1..=4 {
        let desk = Desk::at(stage);
        for (after, gate) in (1..).zip(["G1", "G2", "G3"]) {
            let told = desk.does(START, &format!("gate alpha {gate}"));
            assert_eq!(told.contains("lies before this record"), after < stage, "{gate} from stage {stage}: {told}");
            assert!(!told.contains("last held"), "{told}");
        }
    }
    let desk = Desk::at(1);
    desk.passes(START);
    desk.decides(START, "G1", "go", &[]);
    let told = desk.does(START, "gate alpha G1");
    assert!(told.contains("last held") && !told.contains("before this record"), "{told}");
}

// --------------------------------------------------------------------------------------------------------------- gates

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
    desk.passes(START);
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
    desk.passes(START);
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
    desk.passes(START);
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

// --------------------------------------------------------------------------------------------------------- who may own

/// Wherever somebody may be named as an owner: a line, and what it reads.
fn appointments(name: &str) -> [(Vec<String>, String); 4] {
    [
        (words(&format!("owner alpha '{name}' --why x")), String::new()),
        (words(&format!("add pilot Beta --owner '{name}'")), String::new()),
        (words("import -"), format!("name,executive_owner\nGamma,{name}\n")),
        (words(&format!("hand-over 'Vera Voss' '{name}' --why x")), String::new()),
    ]
}

#[test]
fn a_body_is_refused_wherever_an_owner_is_named() {
    for name in ["The Board", "AI Office", "Anna It", "Data Science", "the vendor", "Claims Department"] {
        let desk = Desk::at(1);
        desk.does(START, &format!("add person '{name}' --level vp"));
        for (line, input) in appointments(name) {
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            let (status, out, err) = desk.run(("--today", START), &line, &input);
            assert_eq!((status, out.as_str()), (3, ""), "{line:?} {input}: {err}");
            assert!(err.contains(name) && err.contains("not a person"), "{line:?}: {err}");
        }
        assert_eq!(desk.answers(START, "list pilots").as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_body_owns_no_workstream() {
    let desk = Desk::at(1);
    desk.does(START, "add person 'The Board' --level vp");
    let open = "add workstream alpha data --due 2026-03-02 --exit-test seen --owner";
    desk.denies(START, &format!("{open} 'The Board'"), "not a person who can own a workstream");
    desk.does(START, &format!("{open} 'Dirk Dean'"));
    desk.denies(START, "hand-over 'Dirk Dean' 'The Board' --why x", "not a person who can answer");
    let work = text(&desk.answers(START, "list workstreams")[0], "id");
    desk.denies(START, &format!("set workstream {work} owner 'The Board'"), "not a person who can own a workstream");
}

#[test]
fn a_name_that_ends_in_no_body_is_that_of_a_person() {
    for name in ["team lead", "Board of Directors", "Anna Itten"] {
        let desk = Desk::at(1);
        desk.does(START, &format!("add person '{name}' --level vp"));
        for (line, input) in appointments(name) {
            // Once it owns the pilot, there is nothing left to hand over.
            desk.does(START, &owner("yes", "yes", "yes"));
            desk.fed(START, &line.iter().map(String::as_str).collect::<Vec<&str>>(), &input);
        }
        for pilot in ["alpha", "beta", "gamma"] {
            assert_eq!(text(&desk.answers(START, &format!("show {pilot}")), "executive_owner"), name);
        }
    }
}

#[test]
fn a_workspace_may_allow_an_exact_name() {
    let desk = Desk::at(1);
    desk.does(START, "framework set owner.persons 'Anna It'");
    for name in ["Anna It", "Berta It"] {
        desk.does(START, &format!("add person '{name}' --level vp"));
    }
    desk.does(START, "owner alpha 'Anna It' --why hers");
    desk.denies(START, "owner alpha 'Berta It' --why hers", "not a person");
}

#[test]
fn an_owner_does_not_become_a_body_by_another_name() {
    let desk = Desk::at(1);
    desk.denies(START, "set person 'Vera Voss' name 'The Board'", "The Board");
    desk.does(START, "set person 'Nora Nash' name 'The Board'");
    desk.does(START, "set person 'Vera Voss' name 'Vera Vossberg'");
    assert_eq!(text(&desk.answers(START, "show alpha"), "executive_owner"), "Vera Vossberg");
    desk.does(START, "owner alpha 'Dirk Dean' --why his");
    desk.does(START, "set person 'Vera Vossberg' name 'The Office'");
}

// ------------------------------------------------------------------------------------------------------- every warning

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
    desk.passes(START);
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

// ------------------------------------------------------------------------------------------------------- the portfolio

/// Pilots of which some stand alike: how many, who owns them, and whether they run.
fn portfolio(groups: &[(usize, &str, &str)]) -> Desk {
    let mut rows = Vec::new();
    for (count, owner, lifecycle) in groups {
        for _ in 0..*count {
            rows.push(format!("Pilot {},{START},{owner},{lifecycle}\n", rows.len()));
        }
    }
    let desk = Desk::empty();
    desk.fed(START, &["import", "-"], &format!("name,started,executive_owner,lifecycle\n{}", rows.concat()));
    desk
}

#[test]
fn what_over_half_of_the_pilots_have_is_one_finding_from_four_on() {
    for (ownerless, owned, found) in [
        (11, 0, Some("11 of 11")),
        (11, 11, None),
        (12, 11, Some("12 of 23")),
        (5, 0, Some("5 of 5")),
        (4, 3, Some("4 of 7")),
        (4, 4, None),
        (3, 0, None),
    ] {
        let findings = portfolio(&[(ownerless, "", "active"), (owned, "Vera Voss", "active")]).findings();
        assert_eq!(findings.len(), usize::from(found.is_some()), "{findings:?}");
        assert!(findings.iter().all(|told| told.contains(found.unwrap())), "{findings:?}");
    }
}

#[test]
fn paused_pilots_are_no_part_of_what_most_have() {
    let findings = portfolio(&[(11, "", "paused"), (12, "Vera Voss", "active")]).findings();
    assert!(findings.is_empty(), "whatever runs has an owner: {findings:?}");
    let findings =
        portfolio(&[(20, "Vera Voss", "paused"), (12, "", "active"), (11, "Vera Voss", "active")]).findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("12 of 23"), "{findings:?}");
}

#[test]
fn imported_pilots_that_never_reported_are_counted_once() {
    let (desk, day) = (Desk::empty(), sunday(14));
    desk.on(START, &["import", INVENTORY, "--map", "us-federal-2024"]);
    let count = || desk.does(&day, "signals").matches(" imported pilots do not report yet.").count();
    let fires = |warning: &str| {
        let found = desk.json(("--today", &day), &["signals"]);
        found
            .iter()
            .filter(|found| found["warning"] == warning)
            .map(|found| text(found, "pilot"))
            .collect::<Vec<String>>()
    };
    assert_eq!(count(), 1);
    assert!(desk.does(&day, "signals").contains("36 imported pilots do not report yet."));
    assert!(fires("programme-gap").is_empty() && fires("stale").is_empty());
    for found in desk.json(("--today", &day), &["signals"]) {
        assert!(!text(&found, "explanation").contains("No family has a value"), "{found}");
    }
    // Whoever reports once is held to it.
    let pilots = desk.json(("--today", &day), &["list", "pilots", "--stage", "3"]);
    let code = text(pilots.iter().find(|pilot| pilot["started"].is_string()).unwrap(), "code");
    desk.does(&day, &format!("record {code} performance 90 --week 2026-W10"));
    assert!(desk.does(&day, "signals").contains("35 imported pilots do not report yet."));
    assert_eq!((fires("programme-gap"), fires("stale")), (vec![code.clone()], vec![code]));
}

#[test]
fn pilots_of_a_plain_table_that_never_reported_are_counted_and_those_added_by_hand_are_held_to_it() {
    let desk = Desk::empty();
    desk.fed(START, &["import", "-"], &format!("name,stage,started\nOne,1,{START}\nTwo,2,{START}\n"));
    desk.does(START, &format!("add pilot Alpha --started {START}"));
    let day = sunday(7);
    let fires = || {
        let found = desk.json(("--today", &day), &["signals"]);
        let silent = found.iter().filter(|found| found["warning"] == "purgatory" || found["warning"] == "stale");
        silent.map(|found| text(found, "pilot")).collect::<Vec<String>>()
    };
    assert_eq!(fires(), ["alpha"]);
    assert!(desk.does(&day, "signals").contains("2 imported pilots do not report yet."));
    desk.does(&day, "record one performance 90 --week 2026-W02");
    assert_eq!(fires(), ["alpha", "one"]);
    assert!(desk.does(&day, "signals").contains("1 imported pilot does not report yet."));
}

#[test]
fn check_names_workstreams_that_are_overdue() {
    let desk = Desk::at(1);
    let id = desk.works(START, "data", "2026-01-09");
    let check = |day: &str| {
        let (status, out, err) = desk.run(("--today", day), &["check"], "");
        assert_eq!(err, "");
        assert_eq!(out.contains("overdue since 2026-01-10: Dirk Dean"), status == 10, "{out}");
        status
    };
    assert_eq!((check("2026-01-09"), check("2026-01-10")), (0, 10));
    desk.closes("2026-01-10", &id);
    assert_eq!(check("2026-01-10"), 0);
}

// ----------------------------------------------------------------------------------------------------- single warnings

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
