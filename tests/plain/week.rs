//! The week in plain sentences: values are entered by the words of their rows, and blocks by numbers.

use crate::Room;

#[test]
fn a_value_of_the_week_is_entered_by_its_row_and_committed_and_taken_back() {
    let room = Room::new();
    let row = |said: &str| {
        let line = said.lines().find(|line| line.contains("Demand forecast, forecast error W47")).unwrap();
        line.split('.').next().unwrap().to_owned()
    };
    let number = row(&room.talk(&["week"]));
    let said = room.talk(&["week", &format!("{number} 18.5"), "", "w"]);
    assert!(said.contains("18.5~") || said.contains("18.5 typed, not committed"), "{said}");
    assert!(said.contains("Entered 1 reading for 2026-W47."), "{said}");
    let known = |room: &Room| {
        let readings = room.list(&["readings", "--pilot", "demand-forecast"]);
        readings.iter().any(|one| one["week"] == "2026-W47" && one["value"] == 18.5)
    };
    assert!(known(&room));
    assert!(room.talk(&["u"]).contains("Took back"));
    assert!(!known(&room));
}

#[test]
fn a_week_that_was_not_measured_is_said_in_words() {
    let said = Room::new().talk(&["week"]);
    let row = said.lines().find(|line| line.contains("Energy bills, errors found W47")).unwrap();
    assert!(
        row.contains("W47: not measured: Meter feed down, the supplier names no date; W46: not measured: "),
        "{row}"
    );
    assert!(!row.contains("n/m"), "{row}");
}

#[test]
fn what_the_week_that_runs_has_not_yet_is_heard_as_to_come() {
    let said = Room::new().talk(&["week", "]"]);
    assert!(said.contains("Contract review, accuracy W48: to come; W47: 91.2"), "{said}");
}

#[test]
fn whatever_is_typed_into_the_week_is_answered() {
    let room = Room::new();
    let said = room.talk(&["week", "1 abc", "1 =", "1 7", "undo cell", "?", "."]);
    assert!(
        said.contains("1. Demand forecast, active users W47: abc is not taken yet: “abc” is not a number"),
        "{said}"
    );
    assert!(said.contains("There is no value in the week before. 1. Demand forecast"), "{said}");
    assert!(said.contains("1. Demand forecast, active users W47: 28 % = 7/25 typed, not committed"), "{said}");
    let after = said.rsplit_once("7/25 typed").unwrap().1;
    assert!(after.contains("> 1. Demand forecast, active users W47: "), "undo of a cell is told: {said}");
    assert!(
        after.contains("commit the week (w") && after.contains("> Week 47"),
        "help lists, and a dot tells where: {said}"
    );
}

#[test]
fn a_block_that_is_pasted_into_the_week_is_answered_by_numbers() {
    let block = ["week", "pilot\tmetric\tW47", "Demand forecast\tactive users\t7/25", ""];
    let said = Room::new().talk(&[&block[..], &["9", "1", "q"]].concat());
    assert!(said.contains("1 type it into the cells; 2 close, keep the text; "), "{said}");
    assert!(said.contains("> Say one of these numbers: 1 type it"), "{said}");
    assert!(said.contains("active users W47: 28 % = 7/25 typed, not committed"), "{said}");
}

#[test]
fn in_the_past_no_value_is_offered_and_one_that_is_typed_is_refused_in_a_sentence() {
    let said = Room::new().talk(&["as of", "last", "week", "1", "1 5", "q"]);
    let week = said.split_once("> Week 43").expect(&said).1;
    assert!(week.contains("1 to 56 chooses; ") && !week.contains("enters"), "{said}");
    assert!(week.contains("> Nothing can be written here. 1. Demand forecast, "), "{said}");
}

#[test]
fn what_a_row_asks_for_does_not_name_the_row_again() {
    let said = Room::new().talk(&["week", "2", "q"]);
    assert!(
        said.contains("> 2. Demand forecast, forecast error W47: missing; W46: missing. Type a number, "),
        "{said}"
    );
}

#[test]
fn a_value_that_no_row_can_be_is_entered_where_one_is_chosen() {
    let said = Room::new().talk(&["week", "17", "33/40", "q"]);
    assert!(said.contains(" 17 12 enters 12 for row 17.\n"), "{said}");
    assert!(said.contains("> 17. Claims intake, active users W47: ") && said.contains("= 33/40 typed, not"), "{said}");
    assert!(said.contains("and so does a value alone that is no row, as 18.5"), "{said}");
}

#[test]
fn target_users_and_why_a_week_was_not_measured_are_said_as_they_were_understood() {
    let room = Room::new();
    let said =
        room.talk(&["week", "1 30/35", "target", "target", "2 n/m sensor down", "n/m feed late", "- later", "q"]);
    for told in [
        "30/35 is not taken yet: are 35 the target users, and not 25, in this week only? “keep it” or yes says so, “target” means",
        "= 30/35 typed, not committed; 35 are the target users from this week on, “target” only here",
        "= 30/35 typed, not committed; of 35 in this week only, 25 target users are in force; “target” from this week on",
        "2. Demand forecast, forecast error W47: not measured: sensor down, typed, not committed",
        "2. Demand forecast, forecast error W47: not measured: feed late, typed, not committed",
        "2. Demand forecast, forecast error W47: not measured: later, typed, not committed",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn a_value_that_is_asked_about_is_kept_with_the_words_that_are_told() {
    for yes in ["yes", "keep it"] {
        let said = Room::new().talk(&["week", "9 1", "w", yes, "w", "q"]);
        assert!(said.contains("keep it? “keep it” or yes keeps it, or "), "{said}");
        assert!(said.contains("1 cell asks if it is meant, row 9: “keep it” or yes there keeps it."), "{said}");
        assert!(said.contains("Entered 1 reading for 2026-W47.") && !said.contains('↵'), "{said}");
    }
}

#[test]
fn a_reading_that_was_not_measured_is_entered_with_why_behind_it_and_is_said_back() {
    let room = Room::new();
    let said = room.talk(&["1", "reading", "n/m sensor down", "", "", "", "", "q"]);
    assert!(said.contains("> Understood: not measured: sensor down."), "{said}");
    let readings = room.list(&["readings", "--pilot", "demand-forecast"]);
    let is_there = |one: &serde_json::Value| one["week"] == "2026-W47" && one["note"] == "sensor down";
    assert!(readings.iter().any(|one| is_there(one) && one["value"].is_null()), "{said}");
}

#[test]
fn what_a_row_asks_is_answered_behind_its_number_and_nothing_else_takes_its_value_away() {
    for (answer, told) in [
        ("1 yes", "= 20/50 typed, not committed; of 50 in this week only"),
        ("1 keep it", "= 20/50 typed, not committed; of 50 in this week only"),
        ("1 target", "= 20/50 typed, not committed; 50 are the target users from this week on"),
        ("1 no", "What was typed before stays. 1. Demand forecast, active users W47: 20/50 is not taken yet: are 50"),
    ] {
        let said = Room::new().talk(&["week", "1 20/50", answer, "q"]);
        assert!(said.contains(told), "{answer}: {said}");
    }
    let said = Room::new().talk(&["week", "1 7", "1 abc", "30 yes", "30 no", "q"]);
    let stays = "> “abc” is not a number; write a number such as 78.1";
    let (_, after) = said.split_once(stays).expect(&said);
    assert!(
        after.contains("What was typed before stays. 1. Demand forecast") && after.contains("= 7/25 typed"),
        "{said}"
    );
    assert!(after.contains("old process used W47: no typed, not committed"), "where yes and no are values: {said}");
}

#[test]
fn the_week_begins_with_its_counts_and_what_is_not_entered_is_told_by_its_rows() {
    let said = Room::new().talk(&["week", "9 1", "17 abc", "18 xx", "13 21/30", "", "w", "q"]);
    assert!(said.contains(".\n51 of 57 entered, 2 of the register of exceptions, 4 missing.\n1. Demand "), "{said}");
    let counted = "4 missing, 1 typed and not committed, 1 asks if it is meant, 2 refused.\n1. Demand ";
    assert!(said.contains(counted), "{said}");
    let left = "1 cell asks if it is meant, row 9: “keep it” or yes there keeps it. 2 cells cannot be entered yet, rows 17, 18.";
    assert!(said.contains(left), "{said}");
}
