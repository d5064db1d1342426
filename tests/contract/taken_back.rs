//! What was taken back, on the days on which it was in force, and as of them.

use super::*;

#[test]
fn what_was_taken_back_had_never_been_on_the_days_between_either() {
    let desk = Desk::empty();
    let on = |day: &str, words: &[&str]| desk.json(&joined(&["--today", day], words));
    let added = |words: &[&str]| text(&on("2026-09-07", words), "id").to_owned();
    added(&["add", "person", "Ana Costa", "--level", "vp"]);
    added(&["add", "person", "Bo Lind"]);
    added(&["add", "pilot", "P", "--started", "2026-07-06"]);
    let work =
        ["add", "workstream", "p", "data", "--owner", "Ana Costa", "--due", "2026-10-01", "--exit-test", "loaded"];
    let work = added(&work);
    let raised = added(&["raise", "p", "Booked twice"]);
    on("2026-09-07", &["escalate", &raised, "--to", "Ana Costa"]);
    let action = added(&["act", "Ask Legal", "--who", "Ana Costa", "--due", "2026-10-01"]);
    on("2026-09-08", &["score", "p", "data", "2", "--by", "Bo Lind"]);
    let told = |day: &str| {
        let nouns = ["pilots", "workstreams", "assessments", "exceptions", "actions", "signals", "items"];
        nouns.map(|noun| desk.list(&[noun, "--today", day]))
    };
    let before = told("2026-09-23");
    assert!(column(&before[5], "warning").contains(&"no-owner".to_owned()));
    let stop = ["gate", "p", "G1", "--decide", "stop", "--cause", "value", "--by", "Ana Costa", "--why", "no use"];
    let (work, raised, action) = (work.as_str(), raised.as_str(), action.as_str());
    let done = ["workstream", work, "done", "--evidence", "a log", "--rescore", "3", "--by", "Bo Lind"];
    for words in [
        &stop[..],
        &["status", "p", "R", "--because", "it waits"],
        &["acknowledge", raised],
        &["resolve", raised, "--note", "booked once"],
        &["act", action, "done"],
        &["set", "workstream", work, "due", "2026-12-01"],
        &done,
    ] {
        on("2026-09-22", words);
        on("2026-09-24", &["undo"]);
        assert_eq!(told("2026-09-23"), before, "{words:?}");
    }
    // What was done again was done on its own day.
    on("2026-09-24", &["redo"]);
    assert_eq!(column(&told("2026-09-23")[1], "closed"), ["2026-09-22"]);
}

#[test]
fn what_was_recorded_by_a_day_was_not_taken_back_later() {
    let desk = Desk::empty();
    desk.on(&["--today", "2026-09-10", "add", "pilot", "P"]).done();
    desk.on(&["--today", "2026-09-20", "undo"]).done();
    let in_force = |flag: &str, day: &str| {
        let log = desk.on(&[flag, day, "log"]).done().out;
        let journal = desk.list(&["journal", flag, day]);
        let all = journal.iter().all(|entry| entry["effective"] == json!(true));
        assert_eq!(all, !log.contains("taken back"), "{log}");
        all
    };
    for flag in ["--as-of", "--today"] {
        assert_eq!(["2026-09-15", "2026-09-20"].map(|day| in_force(flag, day)), [true, false], "{flag}");
    }
}
