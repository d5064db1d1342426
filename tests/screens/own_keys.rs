//! What is said of keys names those that are bound, and not those that were built in.

use std::collections::BTreeMap;

use steerco::app::known_verbs;

use crate::support::Desk;
use crate::ways::{WAYS, go_everywhere};

/// What sentences say that a key does.
const DOES: &[&str] = &[
    "adds", "begins", "brings", "comes", "commits", "copies", "does", "drops", "edits", "enters", "finds", "gives",
    "goes", "hands", "has", "leads", "leaves", "lists", "makes", "mends", "opens", "prepares", "puts", "raises",
    "reads", "records", "repeats", "replaces", "saves", "says", "scores", "sets", "shows", "takes", "tells", "turns",
    "writes",
];

/// Letters that no text of ours and no other key has: of what works everywhere, and of a screen's own verbs.
const EVERYWHERE: u32 = 0x561;
const OWN: u32 = 0x400;

/// Every verb with a key of its own before those that it has already, which lead to every screen still.
fn rebound() -> String {
    let mut homes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for bound in known_verbs() {
        let verbs = homes.entry(bound.home).or_default();
        let first = if bound.home == "everywhere" { EVERYWHERE } else { OWN };
        let own = char::from_u32(first + u32::try_from(verbs.len()).unwrap()).unwrap().to_string();
        let keys: Vec<String> = std::iter::once(own).chain(bound.chords.iter().map(ToString::to_string)).collect();
        verbs.push(format!("{} = {keys:?}\n", bound.offer.name));
    }
    let sections: Vec<String> =
        homes.into_iter().map(|(home, verbs)| format!("[{home}]\n{}", verbs.concat())).collect();
    sections.concat()
}

/// What names a key that is bound to something else, or a verb whose key was not put in its place.
fn built_in(screen: &str) -> Vec<String> {
    let words: Vec<&str> = screen.split_whitespace().map(|word| word.trim_matches(['“', '”', '(', ','])).collect();
    let is_key = |word: &str| {
        let mut signs = word.chars();
        matches!((signs.next(), signs.next()), (Some(sign), None) if sign.is_ascii_alphabetic() || "?!@=[]".contains(sign))
    };
    let pairs = words.windows(2).filter(|pair| {
        let does = pair[1].trim_end_matches(['.', ';', ':', ',', ')']);
        // Two keys in a row, of which the first goes somewhere.
        let leads = pair[0].trim_start_matches('(') == "g" && is_key(does);
        leads || is_key(pair[0]) && DOES.contains(&does)
    });
    pairs
        .map(|pair| pair.join(" "))
        .chain(words.iter().filter(|word| word.contains('⟨')).map(ToString::to_string))
        .collect()
}

/// The same of a screen; lists of verbs have all keys of each.
fn named_on(name: &str, desk: &Desk) -> Vec<String> {
    if ["palette", "help"].contains(&name) { Vec::new() } else { built_in(&desk.screen()) }
}

#[test]
fn what_names_a_built_in_key_is_found() {
    for said in
        ["; Z brings it back.", "no owner: o does", "(g t lists it)", "in the history (g h).", "⟨undo⟩ takes it back"]
    {
        assert!(!built_in(said).is_empty(), "{said}");
    }
    for said in ["Ж brings it back", "a pilot adds one", "it was not started; Esc goes back", "2 kg of it"] {
        assert_eq!(built_in(said), Vec::<String>::new(), "{said}");
    }
}

#[test]
fn no_screen_names_a_key_that_was_built_in_where_another_one_is_bound() {
    let keys = rebound();
    let mut found: BTreeMap<String, &str> = BTreeMap::new();
    go_everywhere(&mut Desk::demo().with_keys(&keys), |name, desk| {
        found.extend(named_on(name, desk).into_iter().map(|said| (said, name)));
    });
    for way in WAYS.iter().filter(|way| !way.goes_on) {
        let mut desk = Desk::empty().with_keys(&keys);
        desk.press(&way.typed(str::to_owned));
        found.extend(named_on(way.name, &desk).into_iter().map(|said| (said, way.name)));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// What is explained in lists goes through the same mechanism as what stands on a screen.
#[test]
fn no_sentence_of_a_verb_names_a_key_that_was_built_in() {
    let verbs = known_verbs();
    for bound in &verbs {
        let found = built_in(&bound.offer.doc.replace('⟨', " "));
        assert_eq!(found, Vec::<String>::new(), "{} of {}: {}", bound.offer.name, bound.home, bound.offer.doc);
    }
}

#[test]
fn what_is_said_after_a_key_names_the_keys_of_a_preset() {
    let mut desk = Desk::demo().with_keys("preset = \"vim\"\n[everywhere]\nhelp = \"F12\"\nundo = \"z\"\n");
    let screen = desk.press("cSaid<Ctrl+U><Esc>").screen();
    assert!(screen.contains("on the screen g Z brings back what was typed"), "{screen}");
    assert!(
        desk.press("<Esc>?").screen().contains("? means nothing here; F12 tells which keys do."),
        "{}",
        desk.screen()
    );
    assert!(desk.press("cSo it is<Enter>").screen().contains("z takes it back"), "{}", desk.screen());
    let help = desk.press("<F12>page-up").screen();
    assert!(help.contains("PgUp Ctrl+B page-up"), "a blank stands behind the keys: {help}");
}
