//! Random use: whatever is pressed, pasted and clicked, nothing breaks.

use steerco::interaction::Msg;

use crate::chance::Chance;
use crate::support::Desk;

const KEYS: &[&str] = &[
    "<Enter>",
    "<Enter>",
    "<Esc>",
    "<Esc>",
    "<Esc>",
    "<Tab>",
    "<BackTab>",
    "<Up>",
    "<Down>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<PgUp>",
    "<PgDn>",
    "<Home>",
    "<End>",
    "<Backspace>",
    "<Delete>",
    "<Space>",
    "<Ctrl+S>",
    "<Ctrl+P>",
    "<Ctrl+C>",
    "<Ctrl+E>",
    "<Ctrl+U>",
    "<Ctrl+W>",
    "<F2>",
    "a",
    "b",
    "c",
    "e",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "A",
    "F",
    "G",
    "H",
    "J",
    "K",
    "L",
    "R",
    "S",
    "U",
    "V",
    "X",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "9",
    "-",
    "=",
    ".",
    "/",
    "?",
    ":",
    "[",
    "]",
    "é",
    "請",
    "🙂",
    "\u{1b}",
    "\u{202e}",
];

fn random_use(seed: u64, events: usize) {
    let mut chance = Chance(seed);
    let mut desk = Desk::demo();
    for event in 0..events {
        match chance.place(100) {
            0 => {
                let (width, height) = (chance.place(140), chance.place(50));
                desk.resize(u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
            }
            1 => {
                desk.paste(["plain", "two\nlines", "\u{1b}[2J", "12\t13\n14\t15", ""][chance.place(5)]);
            }
            2 => desk.take(Msg::Disturbed),
            3 => {
                let (x, y) = (u16::try_from(chance.place(140)).unwrap(), u16::try_from(chance.place(50)).unwrap());
                desk.take(Msg::Clicked(x, y));
            }
            4 => desk.take(Msg::Scrolled(3)),
            _ => {
                let key = KEYS[chance.place(KEYS.len())];
                desk.press(key);
            }
        }
        let screen = desk.screen();
        assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'), "seed {seed}, event {event}");
    }
    let findings = desk.store.examine().unwrap();
    assert!(findings.is_empty(), "seed {seed}: {findings:?}");
}

#[test]
fn two_thousand_random_events_break_nothing() {
    for seed in 0..2 {
        random_use(seed, 1_000);
    }
}

#[test]
#[ignore = "100,000 random events; a few minutes: cargo test --release --test journeys -- --ignored"]
fn a_hundred_thousand_random_events_break_nothing() {
    for seed in 100..200 {
        random_use(seed, 1_000);
    }
}
