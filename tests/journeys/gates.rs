//! Gates as people play them, key by key: what the board and the gate room offer, and the whole life of one pilot.

use crate::support::Desk;
use serde_json::Value;
use steerco::domain::change::{NewPerson, PersonChange, PilotChange};
use steerco::domain::{Change, Level, Lifecycle, Powers};

fn last(export: &Value, list: &str) -> Value {
    export[list].as_array().unwrap().last().unwrap().clone()
}

#[test]
fn where_no_verdict_is_allowed_the_board_opens_the_gate_room() {
    let (mut desk, _) = Desk::scored([3, 1, 1, 3, 3, 3], |_, _| ());
    desk.press("L");
    let screen = desk.screen();
    assert!(screen.contains("7 Readiness") && screen.contains("conditional go lacks"), "{screen}");
    assert!(screen.contains("Integration is at 1, and passes at 3: it needs a workstream"), "{screen}");
    let before = desk.export();
    // The waiver is offered in the room only, last, and never chosen already.
    desk.press("L<Enter>");
    assert_eq!(desk.export(), before, "{}", desk.screen());
}

#[test]
fn a_row_of_the_readiness_says_what_the_tally_counts() {
    let (mut desk, _) = Desk::scored([3, 2, 3, 3, 3, 3], |desk, pilot| {
        let (why, powers) = ("she left".to_owned(), Powers::default());
        desk.commit(&Change::Pilot(PilotChange::Appoint { pilot, person: None, powers, why, was: None }));
    });
    desk.press("L");
    let screen = desk.screen();
    let row = |name: &str| screen.lines().find(|line| line.contains(name) && line.contains(" shown")).unwrap();
    assert!(screen.contains("3 of 5 that vote pass") && row("Data").contains('✓'), "{screen}");
    let (integration, governance) = (row("Integration"), row("Governance"));
    assert!(!integration.contains('✓') && integration.contains("needs a workstream"), "{screen}");
    assert!(!governance.contains('✓') && governance.contains("no executive owner"), "{screen}");
}

#[test]
fn the_form_of_the_baseline_begins_with_the_weeks_that_the_gate_proposes() {
    let mut desk = Desk::demo();
    desk.press("/contract<Enter><Enter>3jB");
    desk.shows("2026-W42..2026-W47");
    desk.press("<Esc>jB");
    let screen = desk.screen();
    assert!(screen.contains("─ Freeze the baseline of handling time"), "{screen}");
    assert!(!screen.contains("2026-W42..2026-W47"), "it is proposed for performance: {screen}");
}

#[test]
fn when_a_gate_is_held_again_is_asked_where_it_is() {
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    // The line of why is asked first, and the verdict stands above it.
    desk.press("Lit waits<BackTab>");
    for (verdict, asks) in [("go", false), ("recycle", true), ("stop", false), ("hold", true)] {
        desk.press("<Ctrl+U>").press(verdict);
        assert_eq!(desk.screen().contains("held again on"), asks, "{verdict}: {}", desk.screen());
    }
    desk.press("<Tab><Tab><Tab><Tab>integration<Tab>15 Jan<Ctrl+S>");
    let gate = last(&desk.export(), "gates");
    assert_eq!(gate["next"], "2027-01-15", "{}", desk.screen());
    // The register says the day as screens do, and the decision in full says it once.
    desk.press("gl");
    desk.hides("2027-01-15");
    desk.press("<Enter>");
    assert_eq!(desk.screen().matches("15 Jan 2027").count(), 1, "{}", desk.screen());
}

#[test]
fn one_day_is_asked_for_a_verdict_and_one_that_is_not_asked_is_not_sent() {
    let (mut desk, _) = Desk::scored([3, 1, 1, 3, 3, 3], |_, _| ());
    // The tally allows none that moves it on: the room opens, and there the verdict is asked first.
    desk.press("LL");
    let asked = |desk: &Desk| ["held again on", "look again on"].map(|label| desk.screen().contains(label));
    let cases = [("recycle", [true, false]), ("stop", [false; 2]), ("hold", [true, false]), ("waive", [false, true])];
    for (verdict, asks) in cases {
        desk.press("<Ctrl+U>").press(verdict);
        assert_eq!(asked(&desk), asks, "{verdict}: {}", desk.screen());
        let lacks = desk.screen().contains(&format!("{verdict} needs its cause: choose one"));
        assert_eq!(lacks, verdict != "waive", "{verdict}: {}", desk.screen());
        let meant = match verdict {
            "stop" => None,
            "waive" => Some("23 Feb 2027, in 90 days"),
            _ => Some("23 Dec, in four weeks"),
        };
        let screen = desk.screen();
        assert_eq!(screen.contains("empty: "), meant.is_some(), "{verdict}: {screen}");
        assert!(meant.is_none_or(|day| screen.contains(&format!("empty: {day}"))), "{verdict}: {screen}");
    }
    // A day to look again that was typed for a waiver is none of a hold, and there when the waiver is chosen again.
    desk.press("<Tab>they insist<Tab><Tab><Tab>data<Tab>15 Jan");
    desk.hides("empty: ");
    desk.press("<BackTab><BackTab><BackTab><BackTab><BackTab><Ctrl+U>hold");
    desk.hides("15 Jan");
    desk.press("<Ctrl+U>waive");
    desk.shows("15 Jan");
    desk.press("<Ctrl+U>hold<Tab><Tab><Tab>a budget<Ctrl+S>");
    let decision = last(&desk.export(), "decisions");
    assert_eq!(decision["verb"], "hold", "{}", desk.screen());
    assert_eq!(decision["revisit"], "2026-12-23", "when the gate is held again: {decision}");
}

#[test]
fn where_nothing_is_waived_no_day_is_asked_to_look_at_it_again() {
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    desk.press("<Enter>7L");
    let screen = desk.screen();
    assert!(screen.contains("go: to stage 2") && !screen.contains("look again on"), "{screen}");
}

#[test]
fn no_gate_is_held_for_what_has_ended() {
    let set = |to| {
        move |desk: &mut Desk, pilot| {
            let why = "no use".to_owned();
            desk.commit(&Change::Pilot(PilotChange::Lifecycle { pilot, to, why, was: None }));
        }
    };
    for (to, says) in [
        (Lifecycle::Stopped, "it is stopped, and no gate is held for it"),
        (Lifecycle::Retired, "it is retired, and no gate is held for it"),
    ] {
        let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], set(to));
        desk.press("L");
        desk.shows(says);
        desk.press("<Enter>7");
        let screen = desk.screen();
        assert!(screen.contains(&says.replacen("it", "It", 1)) && !screen.contains("b books one"), "{screen}");
        for key in ["L", "b"] {
            desk.press(key);
            assert!(desk.screen().contains(says), "{key}: {}", desk.screen());
        }
    }
    // What is paused is held or stopped, and not moved on.
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], set(Lifecycle::Paused));
    desk.press("<Enter>7");
    desk.shows("go is possible: it is paused");
    desk.press("L");
    let screen = desk.screen();
    assert!(screen.contains("hold: wait") && !screen.contains("go: to stage 2"), "{screen}");
}

#[test]
fn undoing_a_gate_puts_everything_back_at_once() {
    let (mut desk, _) = Desk::scored([3, 3, 3, 3, 3, 3], |_, _| ());
    let before = desk.export();
    desk.press("Lfive of five<Enter>");
    assert_ne!(desk.export(), before);
    desk.press("u");
    assert_eq!(desk.export(), before, "{}", desk.screen());
    desk.press("U");
    assert_eq!(last(&desk.export(), "visits")["stage"], 2);
}

/// Ticks the item under the cursor and those below it, as many as there are.
fn tick(desk: &mut Desk, items: usize) {
    for _ in 0..items {
        desk.press("<Space>seen by Vera<Enter>j");
    }
}

/// What the journal tells of gates, people and expansion, oldest first; the two people who were there before are left
/// out.
fn told(desk: &Desk) -> Vec<String> {
    let journal = desk.store.read().journal(None, i64::MAX, 100).unwrap();
    journal
        .into_iter()
        .rev()
        .map(|entry| entry.summary)
        .filter(|summary| {
            let words = ["G1", "G2", "G3", "workstream", "executive owner", "Added", "certifi", "wrote", "Munich"];
            words.iter().any(|word| summary.contains(word))
        })
        .skip(2)
        .collect()
}

fn under_the_cursor(desk: &Desk) -> String {
    let screen = desk.screen();
    let line = screen.lines().rfind(|line| line.contains('▌')).unwrap();
    line.chars().take(48).collect::<String>().trim_end().to_owned()
}

/// Who may certify, what the unit works from, what differs there, and the verdict; from a page of the pilot in stage 4.
fn certify_a_second_unit(desk: &mut Desk) {
    desk.press("gp/vera<Enter><Enter>e").press("<Tab><Tab><Tab><Tab><Tab><Tab><Space><Ctrl+S>");
    desk.shows("may certify units");
    desk.press("<Esc><Esc><Esc>8");
    // Playbook and handoff begin with what is known; somebody says that nothing else is to be filled in.
    desk.press("e<Ctrl+S>j").press("e<Ctrl+S>");
    desk.shows("to fill in");
    desk.press("2gg");
    tick(desk, 2);
    desk.press("8");
    desk.press("NMunich<Enter>");
    desk.press("estarted<Tab>log of four weeks<Tab>same<Tab>same<Tab>same<Ctrl+S>");
    desk.shows("certification is possible");
    desk.press("L<Enter>it runs from the playbook<Tab>vera<Enter>");
    desk.shows("certified on");
}

#[test]
fn the_whole_life_of_a_pilot_reads_like_its_history() {
    let mut desk = Desk::empty();
    for (name, level) in [("Vera Voss", Level::Vp), ("Ola Nord", Level::Director)] {
        let new = NewPerson { level, ..NewPerson::named(name) };
        desk.commit(&Change::Person(PersonChange::Add(new)));
    }
    let mut desk = desk.restart();
    desk.press("aMeter reading<Ctrl+S>").press("overa<Enter>").press("<Enter>7");
    for score in ["3", "3", "3", "3", "3", "1"] {
        desk.press(&format!("e{score}<Tab>seen in the pilot<Ctrl+S>j"));
    }
    // The cursor is on the last dimension, the budget, which fails.
    desk.press("Wola<Tab>2027-02-01<Tab>the budget is signed<Ctrl+S>");
    desk.press("L<Enter>four of five, the budget follows<Enter>");
    desk.shows("stage 2");
    desk.press("Csigned in January<Tab><Tab>vera<Ctrl+S>");
    desk.press("2gg");
    tick(&mut desk, 14);
    let before = under_the_cursor(&desk);
    desk.press("L<Enter>everything is closed<Enter>");
    desk.shows("stage 3");
    assert_eq!(under_the_cursor(&desk), before, "the cursor stays on its item");
    desk.press("L").press("waive<Tab>a second unit waits for it<Enter>");
    desk.shows("Move it on against 4 rules: ");
    desk.press("y");
    desk.shows("stage 4");
    certify_a_second_unit(&mut desk);
    let told = told(&desk);
    assert_eq!(
        told,
        [
            "Added “Meter reading” (meter-reading) at stage 1.",
            "Meter reading: Vera Voss is the executive owner now.",
            "Meter reading: opened the workstream on budget, owned by Ola Nord, due 2027-02-01.",
            "Meter reading, G1: conditional go to stage 2, decided by Vera Voss: four of five, the budget follows",
            "Meter reading, workstream on budget: closed, and scored 3 by Vera Voss: signed in January",
            "Meter reading, G2: go to stage 3, decided by Vera Voss: everything is closed",
            "Meter reading, G3: Vera Voss moved it on to stage 4 against 4 rules: a second unit waits for it",
            "Vera Voss: set certifier to yes.",
            "Meter reading: wrote the playbook, 266 words, 22 places to fill in.",
            "Meter reading: wrote the handoff, 238 words, 25 places to fill in.",
            "Meter reading: planned the unit “Munich”.",
            "Said how the unit “Munich” stands.",
            "Meter reading, unit “Munich”: certified by Vera Voss: it runs from the playbook",
        ]
    );
    let export = desk.export();
    let waivers = export["waivers"].as_array().unwrap().iter();
    let reasons: Vec<&str> = waivers.map(|waiver| waiver["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["a second unit waits for it"; 4], "one for each rule");
    let stages: Vec<u64> =
        export["visits"].as_array().unwrap().iter().map(|visit| visit["stage"].as_u64().unwrap()).collect();
    assert_eq!(stages, [1, 2, 3, 4]);
}

#[test]
fn a_waiver_comes_back_on_the_day_on_which_it_is_looked_at_again() {
    let mut desk = Desk::demo();
    desk.press("glF");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains("G3: on against 3 rules")).unwrap();
    assert!(row.trim_end().ends_with("6 Dec"), "{screen}");
    desk.press("/6 dec<Enter>");
    desk.shows("G3: on against 3 rules");
    let part = "only what comes back or came back";
    assert!(desk.screen().contains(part), "that not all shows is said beside a filter too: {}", desk.screen());
    desk.press("<Esc>js");
    desk.shows(&format!("{part}, by pilot"));
    assert!(!desk.press("F").screen().contains(part), "{}", desk.screen());
}

#[test]
fn what_makes_a_forecast_longer_is_called_what_it_was() {
    let (mut desk, _) = Desk::scored([3, 1, 1, 3, 3, 3], |_, _| ());
    desk.press("LL<Ctrl+U>waive<Tab>they insist<Ctrl+S>y");
    desk.resize(120, 70);
    let screen = desk.flat();
    assert!(screen.contains("and longer as a gate was waived"), "{screen}");
}
