//! Every screen at every size: nothing panics, nothing is drawn outside, and what it shows can be read as text.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on has failed")]

#[path = "screens/contrast.rs"]
mod contrast;
#[path = "screens/past.rs"]
mod past;
mod support;
#[path = "screens/widths.rs"]
mod widths;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use steerco::app::{fit, view};
use support::Desk;

/// How each screen is reached from the board.
const WAYS: &[(&str, &str)] = &[
    ("board", ""),
    ("board, grouped and filtered", "S/fin<Esc>"),
    ("board, marked", "vv"),
    ("overview", "<Enter>"),
    ("checklist", "<Enter>2"),
    ("metrics", "<Enter>3"),
    ("notes", "<Enter>4"),
    ("history of a pilot", "<Enter>5<Enter>"),
    ("readiness", "<Enter>7"),
    ("a score", "<Enter>7e"),
    ("a workstream", "<Enter>7W"),
    ("the gate room", "l<Enter>7L"),
    ("rollout", "<Enter>8"),
    ("a process step", "<Enter>8a"),
    ("week", "g w"),
    ("week, typing", "g w12"),
    ("people", "g p"),
    ("hand over", "g pO"),
    ("history", "g h"),
    ("entry", "g h<Enter>"),
    ("portfolio", "gd"),
    ("portfolio, statuses", "gd2jj"),
    ("portfolio, the list behind a number", "gd1jj<Enter>"),
    ("review", "gr"),
    ("since the last review", "gr2"),
    ("minutes", "gr[3"),
    ("committee", "gr4"),
    ("agenda item", "gre"),
    ("meeting", "<F5>y"),
    ("meeting, an item without a pilot", "<F5>y<→><→><→><→><→><→><→><→>"),
    ("meeting, its end", "<F5>y<→><→><→><→><→><→><→><→><→>"),
    ("meeting, a decision", "<F5>yD"),
    ("meeting, a minute", "<F5>ycso it is"),
    ("decisions", "gl"),
    ("a decision", "gl<Enter>"),
    ("actions", "ga"),
    ("an action", "gae"),
    ("exceptions of every pilot", "gx"),
    ("the next state of an exception", "gxn"),
    ("as of the last review", "@<Enter>"),
    ("masked", "Mgr"),
    ("help", "?"),
    ("palette", ":inv"),
    ("continuations", "g"),
    ("note", "csomething"),
    ("owner", "oa"),
    ("stage", "Lready"),
    ("report", "r"),
    ("reading", "m"),
    ("add", "a"),
    ("field where it stands", "<Enter>jjjjjjj<Enter>"),
    ("tick", "<Enter>2 "),
    ("item", "<Enter>2e"),
    ("markdown", "<Enter>4a"),
    ("metric", "<Enter>3a"),
    ("person", "g pa"),
];

fn at(way: &str, mut desk: Desk) -> Desk {
    desk.press(&way.replace("g w", "gw").replace("g p", "gp").replace("g h", "gh"));
    desk
}

#[test]
fn every_screen_draws_at_every_size() {
    for (name, way) in WAYS {
        let mut desk = at(way, Desk::demo());
        let small = (0..=24).flat_map(|width| (0..=14).map(move |height| (width, height)));
        let large = [(40, 20), (60, 18), (80, 24), (120, 40), (200, 60), (500, 200), (1, 200), (500, 1)];
        for (width, height) in small.chain(large) {
            desk.resize(width, height);
            let (screen, cursor) = desk.draw();
            assert!(screen.lines().count() <= usize::from(height.max(1)), "{name} at {width}×{height}");
            if let Some(cursor) = cursor {
                assert!(cursor.x < width && cursor.y < height, "{name} at {width}×{height}: cursor {cursor:?}");
            }
        }
    }
}

/// A terminal may change its size between the message that says so and the picture.
#[test]
fn every_screen_draws_at_another_size_than_it_was_told() {
    for (name, way) in WAYS {
        let mut desk = at(way, Desk::demo());
        for (width, height) in [(1, 1), (2, 3), (20, 2), (20, 6), (24, 13), (60, 14), (300, 100), (500, 1)] {
            let area = Rect::new(0, 0, width, height);
            fit(&mut desk.state, area);
            let cursor = view(&desk.state, area, &mut Buffer::empty(area));
            assert!(cursor.is_none_or(|at| area.contains(at)), "{name} at {width}×{height}: cursor {cursor:?}");
        }
    }
}

#[test]
fn every_screen_draws_without_any_pilot() {
    for (name, way) in WAYS {
        let mut desk = at(way, Desk::empty());
        for (width, height) in [(1, 1), (20, 6), (60, 18), (80, 24), (120, 40)] {
            desk.resize(width, height);
            assert!(height < 10 || !desk.screen().trim().is_empty(), "{name} at {width}×{height} shows nothing");
        }
    }
}

#[test]
fn a_screen_is_the_same_after_any_detour_through_other_sizes() {
    let calm = Desk::demo().screen();
    let mut desk = Desk::demo();
    for size in [(1, 1), (200, 60), (3, 50), (500, 2), (60, 18), (2, 2), (120, 40)] {
        desk.resize(size.0, size.1);
    }
    assert_eq!(desk.screen(), calm);
}

/// The pictures of the README are those of the program. `STEERCO_WRITE=1` writes them anew.
#[test]
fn the_pictures_of_the_readme_are_true() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let write = std::env::var_os("STEERCO_WRITE").is_some();
    let mut readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    for (name, way) in [
        ("board", ""),
        ("pilot", "<Enter>3"),
        ("gate", "l<Enter>7jjjjj"),
        ("week", "gw"),
        ("portfolio", "gd"),
        ("review", "gr"),
        ("meeting", "<F5>y"),
    ] {
        let mut desk = at(way, Desk::demo());
        desk.resize(100, 30);
        let (now, path) = (format!("{}\n", desk.screen()), root.join(format!("assets/screens/{name}.txt")));
        let kept = std::fs::read_to_string(&path).unwrap();
        if write {
            readme = readme.replace(&kept, &now);
            std::fs::write(&path, &now).unwrap();
        } else {
            assert_eq!(kept, now, "{name}.txt is out of date");
            assert!(readme.contains(&now), "the README shows another {name}");
        }
    }
    if write {
        std::fs::write(root.join("README.md"), readme).unwrap();
    }
}

/// Writes every screen of one size and theme, to be read as a whole:
/// `STEERCO_SIZE=80x24 cargo test --test screens -- --ignored --nocapture pictures`.
#[test]
#[ignore = "prints pictures for people to read"]
fn pictures_of_every_screen() {
    let size = std::env::var("STEERCO_SIZE").unwrap_or_else(|_| "120x40".into());
    let (width, height) = size.split_once('x').unwrap();
    for (kind, make) in [("demo", Desk::demo as fn() -> Desk), ("empty", Desk::empty)] {
        for (name, way) in WAYS {
            let mut desk = at(way, make());
            desk.resize(width.parse().unwrap(), height.parse().unwrap());
            println!("==== {name}, {kind}, {size}\n{}\n", desk.screen());
        }
    }
    let mut desk = Desk::first_run();
    desk.resize(width.parse().unwrap(), height.parse().unwrap());
    println!("==== first run, {size}\n{}\n", desk.screen());
}
