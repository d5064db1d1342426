//! What is copied: the screen as Markdown and as columns, whole and with its years.

use steerco::domain::change::NoteChange;
use steerco::domain::{Change, parse_day};

use crate::support::Desk;

#[test]
fn notes_are_copied_as_they_were_written_and_the_portfolio_whole() {
    let mut desk = Desk::demo();
    let pilot = desk.store.read().find_pilot("invoice-triage").unwrap();
    let text = "Agreed:\n\n- one\n- **two**".to_owned();
    desk.commit(&Change::Note(NoteChange::Add { pilot, text, on: None }));
    let mut desk = desk.restart();
    let markdown = desk.press("/invoice<Enter><Enter>4y").copied();
    assert!(markdown.contains("### 2026") && markdown.contains("\n\nAgreed:\n\n- one\n- **two**\n"), "{markdown}");
    let tsv = desk.press("Y<Enter>").copied();
    assert!(tsv.starts_with("date\tby\ttext\n") && tsv.contains("Petra Nowak"), "{tsv}");
    let markdown = desk.press("gdy").copied();
    assert!(markdown.starts_with("## Portfolio · 2026"), "all of it is there: {markdown}");
    assert!(markdown.contains("reached production, 1 of 11, 9 %"), "{markdown}");
}

#[test]
fn what_a_screen_shows_is_copied_as_markdown_and_as_columns() {
    let mut desk = Desk::demo();
    let markdown = desk.press("y").copied();
    assert!(markdown.contains("| pilot | unit |") && markdown.contains("Invoice triage"), "{markdown}");
    let tsv = desk.press("vvY<Enter>").copied();
    assert_eq!(tsv.lines().count(), 3, "the marked rows under their heading: {tsv}");
    assert!(tsv.starts_with("pilot\tunit\t"), "{tsv}");
    let json = desk.press("gaYjson<Enter>").copied();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["who"].is_string()), "{json}");
    let is_day = |day: &serde_json::Value| day.as_str().is_some_and(|day| parse_day(day).is_ok());
    assert!(rows.iter().all(|row| is_day(&row["due"])), "a day has its year: {json}");
    for copied in [desk.press("glYjson<Enter>").copied(), desk.press("y").copied()] {
        let words: Vec<&str> = copied.split(|c: char| !c.is_alphanumeric()).collect();
        let is_short = |pair: &&[&str]| pair[0].parse::<u8>().is_ok() && ["Oct", "Nov", "Dec"].contains(&pair[1]);
        let short = words.windows(2).find(is_short);
        assert!(short.is_none() && copied.contains("2026-12-"), "every day has its year: {short:?} in {copied}");
    }
    let heads = [
        ("gl", "date\tpilot\t"),
        ("gh", "time\twho\tkind\twhat\tin force\n"),
        ("gr", "item\tpilot\tstate\tminutes\tdecision requested\twhy\n"),
        ("gr2", "date\tpilot\tkind\twhat\n"),
        ("gr4", "name\tfunction\tmember\tpresent\n"),
        ("gd", "section\tpilots\tsays\nFunnel\t"),
    ];
    for (place, head) in heads {
        let copied = desk.press(place).press("Ytsv<Enter>").copied();
        assert!(copied.starts_with(head) && copied.lines().count() > 4, "{place}: {copied}");
    }
    for place in ["gd", "gr", "gl", "gp", "gh", "gf", "gw", "gb<Enter>"] {
        let copied = desk.press(place).press("y").copied();
        assert!(copied.lines().count() > 5, "{place}: {copied}");
    }
}

#[test]
fn of_a_pilots_items_and_exceptions_those_are_copied_that_are_marked() {
    let mut desk = Desk::demo();
    desk.press("/claims<Enter><Enter>2").press("/audit<Esc>v").press("/<Ctrl+U>failure<Esc>v");
    let copied = desk.press("y").copied();
    let rows: Vec<&str> = copied.lines().filter(|line| line.starts_with("- ")).collect();
    assert_eq!(rows.len(), 2, "what the filter hides too: {copied}");
    assert!(rows[0].contains("Audit framework") && rows[1].contains("Failure protocol"), "{copied}");
    let tsv = desk.press("Ytsv<Enter>").copied();
    assert_eq!(tsv.lines().count(), 3, "below their heading: {tsv}");
    let copied = Desk::demo().press("/shift<Enter><Enter>6ggvy").copied();
    assert_eq!(copied.lines().filter(|line| line.starts_with("- ")).count(), 1, "{copied}");
}

#[test]
fn a_decision_in_full_is_copied_without_the_others() {
    let mut desk = Desk::demo();
    let copied = desk.press("glj<Enter>y").copied();
    assert!(copied.contains("Buy another model") && !copied.contains("certified against the playbook"), "{copied}");
}

#[test]
fn the_week_as_it_is_copied_can_be_pasted_again() {
    let mut desk = Desk::demo();
    let copied = desk.press("gwYtsv<Enter>").copied();
    let line = copied.lines().find(|line| line.starts_with("Field dispatch\tactive users\t")).unwrap();
    assert!(copied.starts_with("pilot\tmetric\t2026-W41\t") && line.ends_with("\t37/120"), "{copied}");
    let before = desk.export();
    desk.press("<Esc><Esc>gb<Enter>gw").paste(&copied.replace("37/120", "38/120"));
    desk.shows("1 to enter   366 the same");
    assert_eq!(desk.export(), before);
}
