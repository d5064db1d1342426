//! Checklists and the steps of a process, and what lies before the record of a pilot that was taken over.

use serde_json::{Value, json};

use crate::CHECKLISTS;
use crate::days::{Desk, LATER, NOTHING, SIGNAL, START, before, monday, text};

impl Desk {
    /// How many items and gaps are open.
    #[track_caller]
    fn open_gaps(&self) -> u64 {
        self.answers(START, "list pilots")[0]["open_gaps"].as_u64().unwrap()
    }
}

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
    desk.passes(START, "a log");
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
    desk.passes(START, "a log");
    desk.decides(START, "G1", "go", &[]);
    let told = desk.does(START, "gate alpha G1");
    assert!(told.contains("last held") && !told.contains("before this record"), "{told}");
}
