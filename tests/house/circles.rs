//! Owns the rule that files know each other downwards only, within a room too: so a room is read from its bottom to its
//! top. A file knows what it imports, and what it names by a path from the root or from the module above. What a module
//! only shows of its own children (`pub use`) it does not know, and tests know what they like. A module that it shows
//! so is the same by its shorter name.

use std::collections::{BTreeMap, BTreeSet};

use super::{ABOVE, bare, expand, expect_none, is_of_a_word, room_of, sources};

#[test]
fn no_files_know_each_other_in_a_circle() {
    let files = sources();
    let files: Vec<(&str, &str)> = files.iter().map(|(file, source)| (file.as_str(), source.as_str())).collect();
    expect_none("circles of files", &circle(known(&files)).into_iter().collect::<Vec<_>>());
}

/// Every module, by its name and by the shorter one under which it is shown.
type Modules = BTreeMap<String, String>;

/// What each module knows, by their names.
type Known = BTreeMap<String, BTreeSet<String>>;

/// What the module of each file knows. `lib.rs` and `main.rs` stand above all others.
fn known(files: &[(&str, &str)]) -> Known {
    let files = || files.iter().filter(|(file, _)| !ABOVE.contains(&room_of(file)));
    let mut modules: Modules = files().map(|(file, _)| (module_of(file), module_of(file))).collect();
    for (file, source) in files() {
        let own = module_of(file);
        for (path, _) in paths(&bare(source)).into_iter().filter(|(_, shows)| *shows) {
            let module = format!("{own}::{path}");
            if let Some((_, name)) = path.rsplit_once("::").filter(|_| modules.contains_key(&module)) {
                modules.insert(format!("{own}::{name}"), module);
            }
        }
    }
    let knows = |(file, source): &(&str, &str)| {
        let own = module_of(file);
        let other = |(path, shows): (String, bool)| {
            let other = led_to(&path, &own, &modules)?;
            let is_shown = shows && other.starts_with(&format!("{own}::"));
            (other != own && !is_shown).then_some(other)
        };
        let others: BTreeSet<String> = paths(&bare(source)).into_iter().filter_map(other).collect();
        (own, others)
    };
    files().map(knows).collect()
}

/// Modules of which each knows the next, and the last the first.
fn circle(mut known: Known) -> Option<String> {
    // What knows nothing that is left is in no circle.
    while let Some(bottom) = known.iter().find(|(_, others)| others.is_empty()).map(|(module, _)| module.clone()) {
        known.remove(&bottom);
        for others in known.values_mut() {
            others.remove(&bottom);
        }
    }
    let mut way = vec![known.keys().next()?];
    loop {
        let next = known.get(*way.last()?)?.first()?;
        let before = way.iter().position(|module| *module == next);
        way.push(next);
        if let Some(before) = before {
            return Some(way[before..].iter().map(|module| module.as_str()).collect::<Vec<_>>().join(" → "));
        }
    }
}

/// `app::plain` of `src/app/plain.rs`, `app` of `src/app/mod.rs`.
fn module_of(file: &str) -> String {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    inside.strip_suffix("/mod").unwrap_or(inside).replace('/', "::")
}

/// The paths that bare code names, and whether each only shows others what lies there.
fn paths(code: &str) -> Vec<(String, bool)> {
    let code = code.split("\nmod tests").next().unwrap_or_default();
    let mut paths = Vec::new();
    for statement in code.split(';') {
        let mut uses = statement.match_indices("use ").map(|(at, _)| at);
        let at = uses.find(|at| !statement[..*at].ends_with(is_of_a_word)).unwrap_or(statement.len());
        let (before, tree) = statement.split_at(at);
        let shows = before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with("pub"));
        let mut imported = Vec::new();
        expand("", tree.strip_prefix("use ").unwrap_or(tree), &mut imported);
        paths.extend(imported.into_iter().map(|path| (path, shows)));
        // How far something is seen is no path to it.
        let before = before.replace("(in ", "(in_");
        let words = before.split(|c: char| !is_of_a_word(c) && c != ':');
        let named = words.filter(|word| word.starts_with("crate::") || word.starts_with("super::"));
        paths.extend(named.map(|path| (path.to_owned(), false)));
    }
    paths
}

/// The module into which a path leads that another one names; none where it leads out of the program.
fn led_to(path: &str, own: &str, modules: &Modules) -> Option<String> {
    let mut way: Vec<&str> = own.split("::").collect();
    let mut steps = path.split("::").peekable();
    match steps.peek().copied()? {
        "crate" => {
            way.clear();
            steps.next();
        }
        "self" => {
            steps.next();
        }
        "super" => {
            while steps.next_if_eq(&"super").is_some() {
                way.pop();
            }
        }
        child if modules.contains_key(&format!("{own}::{child}")) => {}
        _ => return None,
    }
    way.extend(steps);
    (1..=way.len()).rev().find_map(|length| modules.get(&way[..length].join("::"))).cloned()
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    for files in [
        [("src/app/a.rs", "use super::b::B;"), ("src/app/b.rs", "use crate::app::a::A;")],
        [("src/app/a.rs", "use super::{b::{B, C}, c};"), ("src/app/b.rs", "fn f() { super::a::g() }")],
        [("src/app/a.rs", "fn f() {\n    use super::b;\n}"), ("src/app/b.rs", "pub(super) use super::a::A;")],
        [("src/app/a/mod.rs", "mod b;\nuse self::b::B;"), ("src/app/a/b.rs", "use super::A;")],
        [("src/app/a.rs", "mod b;\nuse b::B;"), ("src/app/a/b.rs", "use super::super::a::A;")],
    ] {
        let told = circle(known(&files)).unwrap();
        assert!(told.starts_with("app::a → "), "{files:?}: {told}");
        assert!(told.ends_with(" → app::a"), "{files:?}: {told}");
    }
    let round = [("src/ui/a.rs", "use super::b;"), ("src/ui/b.rs", "use super::c;"), ("src/ui/c.rs", "use super::a;")];
    assert_eq!(circle(known(&round)).unwrap(), "ui::a → ui::b → ui::c → ui::a");
    let shown = [
        ("src/ui/mod.rs", "pub use a::b;"),
        ("src/ui/a/b.rs", "use super::super::c;"),
        ("src/ui/c.rs", "use super::b::B;"),
    ];
    assert_eq!(circle(known(&shown)).unwrap(), "ui::a::b → ui::c → ui::a::b", "by its shorter name");
}

#[test]
fn what_goes_down_is_no_circle_and_neither_is_what_is_shown_or_tested() {
    for files in [
        [("src/app/a.rs", "use super::b::B;"), ("src/app/b.rs", "// use super::a::A;\nuse crate::domain::Day;")],
        [
            ("src/app/a/mod.rs", "mod b;\npub use b::B;\npub(super) use self::b::C;"),
            ("src/app/a/b.rs", "use super::A;"),
        ],
        [
            ("src/app/a.rs", "use super::b::B;"),
            ("src/app/b.rs", "#[cfg(test)]\nmod tests {\n    use super::super::a::A;\n}"),
        ],
        [("src/app/a.rs", "use super::b::B;"), ("src/app/b.rs", "pub(in crate::app::a) fn f() {}")],
        [("src/lib.rs", "pub mod app;\nuse crate::app::A;"), ("src/app/mod.rs", "use crate::VERSION;")],
    ] {
        assert_eq!(circle(known(&files)), None, "{files:?}");
    }
}
