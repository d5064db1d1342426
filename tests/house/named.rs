//! Verbs that sentences name by what they are called: each of them is there.

use steerco::app::{known_verbs, named_keys};
use steerco::interaction::named::Keys;
use steerco::ui::glyphs::Glyphs;

use super::{expect_none, sources};

#[test]
fn every_verb_that_a_sentence_names_is_there() {
    let keys = named_keys(&known_verbs());
    let found: Vec<String> = sources().iter().flat_map(|(file, source)| misnamed(&keys, file, source)).collect();
    expect_none("verbs that are named and are none", &found);
}

/// Verbs that a sentence names and that are none. What a sentence is only given when it is said is not known here.
fn misnamed(keys: &Keys, file: &str, source: &str) -> Vec<String> {
    let said = source.split("\nmod tests").next().unwrap_or_default();
    let lines = said.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let named = lines.flat_map(|(number, line)| line.split('⟨').skip(1).map(move |after| (number + 1, after)));
    let mut found = Vec::new();
    for (number, after) in named {
        let name = after.split('⟩').next().unwrap_or_default();
        // A mark as a letter of its own, what is filled in, and what stands for a sign that cannot be seen.
        if name.starts_with('\'') || name.contains('{') || !name.contains(|sign: char| sign.is_ascii_lowercase()) {
            continue;
        }
        let (home, names) =
            name.rsplit_once(' ').map_or((String::new(), name), |(home, names)| (format!("{home} "), names));
        let is_none = |name: &&str| keys.told(&format!("⟨{home}{name}⟩"), "", Glyphs::Unicode).contains('⟨');
        found
            .extend(names.split('|').filter(is_none).map(|name| format!("{file}:{number}: ⟨{home}{name}⟩ is no verb")));
    }
    found
}

#[test]
fn a_verb_that_is_named_and_is_none_is_found() {
    let keys = named_keys(&known_verbs());
    for wrong in ["⟨fly⟩ flies", "⟨board fly⟩", "⟨undo|fly⟩", "⟨nowhere undo⟩", "⟨undo takes it back"]
    {
        assert_eq!(misnamed(&keys, "src/a.rs", &format!("say(\"{wrong}\");")).len(), 1, "{wrong}");
    }
    for fine in ["\"⟨undo⟩, ⟨board add⟩, ⟨take-back|undo⟩\"", "'⟨'", "\"⟨everywhere {}⟩\"", "// ⟨fly⟩", "\"⟨200B⟩\""]
    {
        assert_eq!(misnamed(&keys, "src/a.rs", fine), Vec::<String>::new(), "{fine}");
    }
}
