//! Owns the rules of the house: which room may know which, who may touch the disk, the clock and the terminal, how long
//! a file may be, which packages are used and under which licences. Reads the sources as text.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "house/circles.rs"]
mod circles;
#[path = "house/named.rs"]
mod named;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Every room with its floor and the rooms of its own floor that it may know. Imports go down only.
const ROOMS: &[(&str, u8, &[&str])] = &[
    ("shell", 5, &["cli"]),
    ("cli", 5, &[]),
    ("app", 4, &[]),
    ("screens", 3, &[]),
    ("interaction", 2, &[]),
    ("intake", 2, &[]),
    ("judge", 2, &[]),
    ("brief", 2, &["judge"]),
    ("sample", 2, &["brief"]),
    ("ui", 1, &[]),
    ("store", 1, &[]),
    ("exchange", 1, &[]),
    ("report", 1, &[]),
    ("domain", 0, &[]),
];

/// Rooms that may know fewer than their floor allows.
const NARROW: &[(&str, &[&str])] = &[
    (
        "shell",
        &[
            "cli",
            "app",
            "interaction",
            "ui",
            "intake",
            "judge",
            "brief",
            "report",
            "sample",
            "store",
            "exchange",
            "domain",
        ],
    ),
    ("interaction", &["ui", "store", "domain"]),
    ("intake", &["exchange", "store", "domain"]),
    ("judge", &["store", "domain"]),
    ("brief", &["judge", "report", "exchange", "store", "domain"]),
    ("report", &["domain"]),
    ("sample", &["brief", "store", "domain"]),
];

/// `lib.rs` and `main.rs` stand above the floors: they may know every room, and `main.rs` starts the program.
const ABOVE: &[&str] = &["lib", "main"];

/// Where a word may stand in code.
enum Where {
    Only(&'static [&'static str]),
    Never(&'static [&'static str]),
    Nowhere,
}

const DISK: Where = Where::Only(&["shell", "cli", "store", "main"]);
const CLOCK: Where = Where::Only(&["shell", "cli"]);

/// Words with the rooms that may say them.
const WORDS: &[(&str, Where)] = &[
    ("rusqlite", Where::Only(&["store"])),
    ("crossterm", Where::Only(&["shell"])),
    ("ratatui", Where::Never(&["domain", "store", "exchange", "intake", "judge", "sample", "cli"])),
    ("std::fs", DISK),
    ("File::open", DISK),
    ("std::env", DISK),
    ("Instant::now", CLOCK),
    ("Utc::now", CLOCK),
    ("Local::now", CLOCK),
    ("SystemTime::now", CLOCK),
    ("static mut", Where::Nowhere),
    ("thread_local!", Where::Nowhere),
    ("todo!", Where::Nowhere),
    ("unimplemented!", Where::Nowhere),
];

/// Words that may not even stand in a comment.
const MARKS: &[&str] = &["FIXME"];

/// The longest file, in lines.
const LONGEST: usize = 700;

/// Packages that the program is built on.
const FOUNDATION: &[&str] = &["ratatui", "crossterm", "rusqlite", "serde", "chrono", "directories", "color-eyre"];

/// Licences that any package may have; besides them everything that begins with `BSD-`.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "Unlicense",
    "0BSD",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
];

/// Licences that these packages may have, and no other: `option-ext` comes with `directories`.
const EXCEPTIONS: &[(&str, &str)] = &[("nucleo-matcher", "MPL-2.0"), ("option-ext", "MPL-2.0")];

#[test]
fn imports_go_down_only() {
    expect_none("forbidden imports", &every_file(imports));
}

#[test]
fn every_room_keeps_to_its_own_tools() {
    expect_none("words out of place", &every_file(words));
}

#[test]
fn files_are_short_and_nothing_is_left_for_later() {
    expect_none("files that are too long or not done", &every_file(leftovers));
}

#[test]
fn the_packages_that_the_program_is_built_on_are_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let packages = manifest.get("dependencies").and_then(toml::Value::as_table).unwrap();
    let missing = FOUNDATION.iter().filter(|name| !packages.contains_key(**name));
    let told: Vec<String> = missing.map(|name| format!("Cargo.toml: “{name}” must be a dependency")).collect();
    expect_none("missing packages", &told);
}

#[test]
fn every_package_has_a_licence_that_we_accept() {
    let metadata = metadata();
    let mut found = Vec::new();
    for package in used(&metadata) {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        if !permitted(licence, &|one| accepted(name, one)) {
            found.push(format!("Cargo.lock: {name}: the licence “{licence}” is not accepted"));
        }
    }
    expect_none("licences that are not accepted", &found);
}

#[test]
fn every_package_comes_from_one_registry_or_from_here() {
    let metadata = metadata();
    let mut by_source: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in array(&metadata, "packages") {
        by_source.entry(text(package, "source")).or_default().push(text(package, "name"));
    }
    let own = by_source.remove("").unwrap_or_default();
    let members = array(&metadata, "workspace_members").len();
    let mut found = Vec::new();
    if own.len() != members {
        found.push(format!("Cargo.toml: {own:?} come from a path, but the workspace has {members} packages"));
    }
    for (source, names) in by_source.iter().filter(|(source, _)| !source.starts_with("registry+")) {
        found.push(format!("Cargo.lock: {names:?} come from “{source}”, which is no registry"));
    }
    if by_source.len() > 1 {
        found.push(format!("Cargo.lock: packages come from several sources: {:?}", by_source.keys()));
    }
    expect_none("packages from elsewhere", &found);
}

// The rules, each on one file.

/// Imports of rooms that the file's room may not know.
fn imports(file: &str, source: &str) -> Vec<String> {
    let room = room_of(file);
    if ABOVE.contains(&room) {
        return Vec::new();
    }
    if floor(room).is_none() {
        return vec![format!("{file}:1: the room “{room}” has no floor")];
    }
    let mut found = BTreeSet::new();
    for (line, text) in texts(&bare(source)) {
        for other in rooms_named(&text, depth_of(file)) {
            if !may_know(room, other) {
                found.insert((line, other));
            }
        }
    }
    let told = |(line, other)| format!("{file}:{line}: {room} may not import {other}: imports go down only");
    found.into_iter().map(told).collect()
}

/// Words that the file's room may not say.
fn words(file: &str, source: &str) -> Vec<String> {
    let room = room_of(file);
    let mut found = BTreeSet::new();
    for (line, text) in texts(&bare(source)) {
        for (word, place) in WORDS {
            if place.forbids(room) && says(&text, word) {
                found.insert((line, *word, place.rule()));
            }
        }
    }
    found.into_iter().map(|(line, word, rule)| format!("{file}:{line}: `{word}` {rule}")).collect()
}

/// Too many lines, and marks of what is not done.
fn leftovers(file: &str, source: &str) -> Vec<String> {
    let lines = source.lines().count();
    let mut found = Vec::new();
    if lines > LONGEST {
        found.push(format!("{file}:{lines}: a file has at most {LONGEST} lines"));
    }
    for (number, line) in source.lines().enumerate() {
        for mark in MARKS.iter().filter(|mark| says(line, mark)) {
            found.push(format!("{file}:{}: `{mark}` may stand nowhere", number + 1));
        }
    }
    found
}

impl Where {
    fn forbids(&self, room: &str) -> bool {
        match self {
            Self::Only(rooms) => !rooms.contains(&room),
            Self::Never(rooms) => rooms.contains(&room),
            Self::Nowhere => true,
        }
    }

    fn rule(&self) -> String {
        match self {
            Self::Only(rooms) => format!("may stand only in {}", rooms.join(", ")),
            Self::Never(rooms) => format!("may not stand in {}", rooms.join(", ")),
            Self::Nowhere => "may stand nowhere".to_owned(),
        }
    }
}

fn floor(room: &str) -> Option<u8> {
    ROOMS.iter().find(|(name, ..)| *name == room).map(|(_, floor, _)| *floor)
}

fn may_know(room: &str, other: &str) -> bool {
    if room == other {
        return true;
    }
    let beside = ROOMS.iter().any(|(name, _, own)| *name == room && own.contains(&other));
    let narrow = NARROW.iter().find(|(name, _)| *name == room);
    (floor(other) < floor(room) || beside) && narrow.is_none_or(|(_, rooms)| rooms.contains(&other))
}

// The sources.

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a rule finds in every file under `src`.
fn every_file(rule: fn(&str, &str) -> Vec<String>) -> Vec<String> {
    sources().iter().flat_map(|(file, source)| rule(file, source)).collect()
}

/// Every file under `src`, with its text.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&root().join("src"), "src", &mut files);
    assert!(files.len() > 20, "only {} files were found", files.len());
    files.sort();
    files
}

fn collect(folder: &Path, name: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &name, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn expect_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{} {what}:\n  {}", found.len(), found.join("\n  "));
}

/// `store` of `src/store/open.rs`, `main` of `src/main.rs`.
fn room_of(file: &str) -> &str {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    let first = inside.split('/').next().unwrap_or(inside);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How many modules lie between the root and the file's own, itself counted.
fn depth_of(file: &str) -> usize {
    let steps = file.split('/').count() - 1;
    if file.ends_with("/mod.rs") { steps - 1 } else { steps }
}

/// The lines of bare code, and every path that a `use` names, written out, with the line of its `use`.
fn texts(code: &str) -> Vec<(usize, String)> {
    let mut texts: Vec<(usize, String)> =
        code.lines().enumerate().map(|(number, line)| (number + 1, line.to_owned())).collect();
    for (at, _) in code.match_indices("use ") {
        if code[..at].chars().next_back().is_some_and(is_of_a_word) {
            continue;
        }
        let Some((tree, _)) = code[at + "use ".len()..].split_once(';') else { continue };
        let line = code[..at].matches('\n').count() + 1;
        let mut paths = Vec::new();
        expand("", tree, &mut paths);
        texts.extend(paths.into_iter().map(|path| (line, path)));
    }
    texts
}

/// Writes `a::{b, c::d}` out as `a::b` and `a::c::d`.
fn expand(before: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        let path = tree.split_whitespace().next().unwrap_or_default();
        if !path.is_empty() {
            paths.push(format!("{before}{path}"));
        }
        return;
    };
    let before = format!("{before}{}", head.trim());
    let inside = rest.trim_end().strip_suffix('}').unwrap_or(rest);
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&before, &inside[start..at], paths);
                start = at + 1;
            }
            _ => {}
        }
    }
    expand(&before, &inside[start..], paths);
}

/// The rooms that a text names by a path from the root: after `crate::` or `steerco::`, or after so many `super::` that
/// they lead out of the room.
fn rooms_named(text: &str, depth: usize) -> Vec<&'static str> {
    let roots = ["crate::".to_owned(), "steerco::".to_owned(), "super::".repeat(depth)];
    let named = |room: &str| roots.iter().any(|root| !root.is_empty() && says(text, &format!("{root}{room}")));
    ROOMS.iter().map(|(room, ..)| *room).filter(|room| named(room)).collect()
}

/// Does the word stand in the text, and not as a part of a longer one?
fn says(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_of_a_word) && !after.is_some_and(is_of_a_word)
    })
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The code alone: comments, strings and characters are blanks, line ends stay.
fn bare(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut bare = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_text(&chars, at).min(chars.len());
        if end > at {
            bare.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            bare.push(chars[at]);
            at += 1;
        }
    }
    bare
}

/// Where the comment, string or character ends that begins here; here, if none does.
fn end_of_text(chars: &[char], at: usize) -> usize {
    let next = |step: usize| chars.get(at + step).copied().unwrap_or(' ');
    match (chars[at], next(1)) {
        ('/', '/') => find(chars, at, "\n"),
        ('/', '*') => end_of_block(chars, at),
        ('"', _) => end_of_string(chars, at),
        ('r', '"' | '#') => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if next(1 + hashes) != '"' {
                return at;
            }
            let end = format!("\"{}", "#".repeat(hashes));
            find(chars, at + 2 + hashes, &end) + end.len()
        }
        ('\'', '\\') => find(chars, at + 3, "'") + 1,
        ('\'', _) if next(2) == '\'' => at + 3,
        _ => at,
    }
}

/// Where the text stands next; the end, if nowhere.
fn find(chars: &[char], from: usize, text: &str) -> usize {
    let wanted: Vec<char> = text.chars().collect();
    (from..chars.len()).find(|at| chars[*at..].starts_with(&wanted)).unwrap_or(chars.len())
}

fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn end_of_block(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at < chars.len() {
        let pair = (chars[at], chars.get(at + 1).copied().unwrap_or(' '));
        match pair {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at
}

// The packages.

/// What cargo knows of the packages for this platform, without asking the network.
fn metadata() -> Value {
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let words = ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host];
    serde_json::from_str(&cargo(&words)).unwrap()
}

fn cargo(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(words).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "cargo {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn array<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The packages that a build takes in. The lock file also names some that no enabled feature asks for.
fn used(metadata: &Value) -> Vec<&Value> {
    let packages: BTreeMap<&str, &Value> =
        array(metadata, "packages").iter().map(|package| (text(package, "id"), package)).collect();
    let nodes: BTreeMap<&str, &Value> =
        array(&metadata["resolve"], "nodes").iter().map(|node| (text(node, "id"), node)).collect();
    let mut waiting: Vec<&str> = array(metadata, "workspace_members").iter().filter_map(Value::as_str).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        for other in array(nodes[id], "dependencies").iter().filter_map(Value::as_str) {
            if asks_for(packages[id], nodes[id], text(packages[other], "name")) {
                waiting.push(other);
            }
        }
    }
    seen.into_iter().map(|id| packages[id]).collect()
}

/// Does a package need that other one, always or for one of its enabled features?
fn asks_for(package: &Value, node: &Value, other: &str) -> bool {
    let enabled: Vec<&str> = array(node, "features").iter().filter_map(Value::as_str).collect();
    array(package, "dependencies").iter().filter(|dependency| text(dependency, "name") == other).any(|dependency| {
        let renamed = text(dependency, "rename");
        let alias = if renamed.is_empty() { other } else { renamed };
        let optional = dependency["optional"].as_bool().unwrap_or(false);
        !optional || enabled.iter().any(|feature| *feature == alias || brings_in(package, feature, alias))
    })
}

/// Does a feature switch an optional dependency on? `alias?/feature` alone does not.
fn brings_in(package: &Value, feature: &str, alias: &str) -> bool {
    array(&package["features"], feature).iter().filter_map(Value::as_str).any(|wish| {
        let whole = wish == alias || wish.strip_prefix("dep:") == Some(alias);
        whole || wish.split_once('/').is_some_and(|(name, _)| name == alias)
    })
}

fn accepted(package: &str, licence: &str) -> bool {
    LICENCES.contains(&licence) || licence.starts_with("BSD-") || EXCEPTIONS.contains(&(package, licence))
}

/// Can a licence expression be met by licences that are accepted alone? Old ones write `/` for `OR`.
fn permitted(expression: &str, accepted: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let fine = any_of(&tokens, &mut at, accepted);
    fine && at == tokens.len()
}

fn any_of(tokens: &[&str], at: &mut usize, accepted: &dyn Fn(&str) -> bool) -> bool {
    let mut fine = all_of(tokens, at, accepted);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        let other = all_of(tokens, at, accepted);
        fine = fine || other;
    }
    fine
}

fn all_of(tokens: &[&str], at: &mut usize, accepted: &dyn Fn(&str) -> bool) -> bool {
    let mut fine = one_of(tokens, at, accepted);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        let other = one_of(tokens, at, accepted);
        fine = fine && other;
    }
    fine
}

fn one_of(tokens: &[&str], at: &mut usize, accepted: &dyn Fn(&str) -> bool) -> bool {
    let token = tokens.get(*at).copied().unwrap_or_default();
    *at += 1;
    if token == "(" {
        let fine = any_of(tokens, at, accepted);
        let closed = tokens.get(*at) == Some(&")");
        *at += 1;
        return fine && closed;
    }
    if tokens.get(*at) != Some(&"WITH") {
        return accepted(token);
    }
    let exception = tokens.get(*at + 1).copied().unwrap_or_default();
    *at += 2;
    accepted(&format!("{token} WITH {exception}"))
}

// The checker itself: it must find what is wrong, and nothing else.

#[test]
fn an_import_that_goes_up_or_aside_is_found_however_it_is_written() {
    let wrong = [
        ("src/store/open.rs", "use crate::ui::theme::Theme;"),
        ("src/domain/pilot.rs", "fn f() { crate::store::inspect(p); }"),
        ("src/app/view.rs", "use crate::{domain::Day, shell::{self, look}};"),
        ("src/interaction/verb.rs", "pub(crate) use\n    crate::screens;"),
        ("src/interaction/form.rs", "use crate::{\n    domain::Day,\n    exchange::Table,\n};"),
        ("src/cli/mod.rs", "use super::shell::run;"),
        ("src/ui/table.rs", "use super::super::exchange::Table;"),
        ("src/store/commit/note.rs", "use super::super::super::app::State;"),
        ("src/intake/mod.rs", "use crate::ui::spark;"),
        ("src/sample/mod.rs", "use crate::exchange as tables;"),
        ("src/shell/mod.rs", "use crate::screens::board;"),
        ("src/helpers/mod.rs", "use crate::domain::Day;"),
    ];
    for (file, source) in wrong {
        assert_eq!(imports(file, source).len(), 1, "{file}: {source}");
    }
    let told = imports("src/store/open.rs", "\n\nuse crate::ui::theme::Theme;");
    assert_eq!(told, ["src/store/open.rs:3: store may not import ui: imports go down only"]);
}

#[test]
fn an_import_that_goes_down_is_fine_and_so_is_what_only_looks_like_one() {
    let fine = [
        ("src/store/open.rs", "use crate::domain::{Day, Week};\nuse crate::store::error::Error;"),
        ("src/store/open.rs", "// use crate::ui::theme;\n/* crate::app /* nested */ crate::cli */"),
        ("src/store/open.rs", "const TEXT: &str = \"crate::ui\"; const RAW: &str = r#\"\"crate::cli\"\"#;"),
        ("src/store/open.rs", "/// See [`crate::app`].\nfn f<'a>(c: &'a str) -> char { '\"' } // crate::app"),
        ("src/store/commit/note.rs", "use super::super::journal; use crate::storefront::x;"),
        ("src/shell/drafts.rs", "use super::store::Thread; use crate::cli::session::Session;"),
        ("src/intake/mod.rs", "use crate::{domain::Change, exchange::Table, store::Store};"),
        ("src/lib.rs", "pub mod app;\nuse crate::app::State;"),
        ("src/main.rs", "use steerco::shell;"),
    ];
    for (file, source) in fine {
        assert!(imports(file, source).is_empty(), "{file}: {source}: {:?}", imports(file, source));
    }
}

#[test]
fn a_tool_in_the_wrong_room_is_found() {
    let wrong = [
        ("src/cli/list.rs", "use rusqlite::Connection;"),
        ("src/interaction/key.rs", "use crossterm::event::KeyEvent;"),
        ("src/cli/output.rs", "use ratatui::style::Color;"),
        ("src/exchange/table.rs", "let text = std::fs::read(path);"),
        ("src/exchange/table.rs", "use std::{fmt, fs::{self}};"),
        ("src/intake/mod.rs", "let file = File::open(path);"),
        ("src/ui/theme.rs", "use std::{env};"),
        ("src/app/update.rs", "let now = Instant::now();"),
        ("src/store/journal.rs", "let now = chrono::Utc::now();"),
        ("src/shell/mod.rs", "static mut COUNT: u32 = 0;"),
        ("src/shell/mod.rs", "thread_local! { static X: u32 = 0 }"),
        ("src/main.rs", "fn main() { todo!() }"),
        ("src/domain/gate.rs", "unimplemented!(\"later\")"),
    ];
    for (file, source) in wrong {
        assert_eq!(words(file, source).len(), 1, "{file}: {source}: {:?}", words(file, source));
    }
    let told = words("src/cli/list.rs", "use rusqlite::Row;");
    assert_eq!(told, ["src/cli/list.rs:1: `rusqlite` may stand only in store"]);
}

#[test]
fn a_tool_in_its_room_is_fine_and_so_is_its_name_in_a_comment() {
    let fine = [
        ("src/store/open.rs", "use rusqlite::Connection; use std::fs;"),
        ("src/shell/input.rs", "use crossterm::event; use ratatui::Frame; let now = Instant::now();"),
        ("src/domain/date.rs", "// Utc::now is for others; todo!"),
        ("src/domain/date.rs", "const HINT: &str = \"not \\\" std::fs\"; let prefers = std::fsync;"),
        ("src/cli/session.rs", "let now = Local::now(); let home = std::env::var(\"HOME\");"),
    ];
    for (file, source) in fine {
        assert!(words(file, source).is_empty(), "{file}: {source}: {:?}", words(file, source));
    }
}

#[test]
fn long_files_and_marks_are_found() {
    assert!(leftovers("src/a.rs", &"\n".repeat(LONGEST)).is_empty());
    assert_eq!(leftovers("src/a.rs", &"\n".repeat(LONGEST + 1)).len(), 1);
    let mark = MARKS[0];
    let told = leftovers("src/a.rs", &format!("fn f() {{}}\n// {mark}: later"));
    assert_eq!(told, [format!("src/a.rs:2: `{mark}` may stand nowhere")]);
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let fine = |expression: &str| permitted(expression, &|one| accepted("some-package", one));
    for expression in [
        "MIT",
        "MIT/Apache-2.0",
        "MIT OR GPL-3.0-only",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "(Apache-2.0 OR MIT) AND BSD-3-Clause",
        "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
    ] {
        assert!(fine(expression), "{expression}");
    }
    for expression in
        ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "MPL-2.0", "MIT)", "(MIT", "MIT Apache-2.0", "OR MIT"]
    {
        assert!(!fine(expression), "{expression}");
    }
    assert!(permitted("MPL-2.0", &|one| accepted("nucleo-matcher", one)));
}
