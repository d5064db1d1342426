//! Owns which keys mean which verb: the verbs' own keys, and what the user changed in `keys.toml`.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::named::EVERYWHERE;
use super::verb::{Bound, Offer};
use super::{Chord, Code, Key, Live};
use crate::domain::seek::line_at;

/// The user's changes: home and verb → chords. An empty list unbinds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remap {
    changes: BTreeMap<(String, String), Vec<Chord>>,
    /// The lines of the file where they are.
    lines: BTreeMap<(String, String), usize>,
    /// The preset that they start from; empty where they start from none.
    preset: &'static str,
}

/// A verb that exists: its home, its name, and what the footer calls it.
pub type Known<'a> = (&'a str, &'a str, &'a str);

/// What a sequence of keys amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// A verb, by its place among the bound ones.
    Verb(usize),
    /// The beginning of one or more chords.
    Prefix,
    /// A verb that cannot be used now.
    Dead(&'static str),
    /// Nothing.
    None,
}

/// The sets of keys that `preset = "name"` starts from, each with what it does.
const PRESETS: &[(&str, &str, &str)] = &[
    ("vim", "what hands that know vi expect too", include_str!("../../assets/keys/vim.toml")),
    ("arrows", "no letter moves", include_str!("../../assets/keys/arrows.toml")),
];
/// The home that stands for every screen with the verb.
const EVERY: &str = "*";
/// The verb that finds every other one.
const PALETTE: &str = "palette";
/// The verb for the key that suspends in every terminal.
const SUSPEND: &str = "suspend";

impl Remap {
    /// Reads `keys.toml`: one table per screen (or `everywhere`, or `"*"` for all screens with the verb), `verb =
    /// "key"`, `["key", "key"]` or `"none"`; before them `preset = "vim"` or `"arrows"`. `known` lists every home and
    /// verb, and what the footer calls it. What cannot be used is left out with a warning that names the line.
    #[must_use]
    pub fn parse(text: &str, known: &[Known<'_>]) -> (Self, Vec<String>) {
        let mut remap = Self::default();
        let Readable { text, mut table, mut warnings } = Readable::of(text);
        let text = text.as_str();
        if let Some(preset) = table.remove("preset") {
            if let Some(&(name, _, text)) = PRESETS.iter().find(|(name, ..)| preset.as_str() == Some(name)) {
                remap = Self { lines: BTreeMap::new(), preset: name, ..Self::parse(text, known).0 };
            } else {
                let names: Vec<&str> = Self::presets().map(|(name, _)| name).collect();
                let line = line_of_verb(text, "preset", "");
                warnings.push(format!("keys.toml, line {line}: {preset} is no preset; write {}", names.join(" or ")));
            }
        }
        // What holds for every screen comes first, so that one screen can override it.
        let every = table.remove(EVERY).map(|verbs| (EVERY.to_owned(), verbs));
        for (home, verbs) in every.iter().map(|(home, verbs)| (home, verbs)).chain(&table) {
            if let Some(verbs) = verbs.as_table() {
                warnings.extend(remap.change(home, verbs, text, known));
            } else {
                let line = line_of_verb(text, home, "");
                warnings.push(format!("keys.toml, line {line}: “{home}” is not a table of verbs"));
            }
        }
        (remap, warnings)
    }

    /// The presets, each with what it does.
    pub fn presets() -> impl Iterator<Item = (&'static str, &'static str)> {
        PRESETS.iter().map(|(name, does, _)| (*name, *does))
    }

    /// The preset that the keys start from; empty where they start from none.
    #[must_use]
    pub const fn preset(&self) -> &'static str {
        self.preset
    }

    /// Takes in the table of one home; answers what is wrong in it.
    fn change(&mut self, home: &str, verbs: &toml::Table, text: &str, known: &[Known<'_>]) -> Vec<String> {
        if home != EVERY && known.iter().all(|(place, ..)| *place != home) {
            let (line, homes) = (line_of_verb(text, home, ""), homes_of(known));
            return vec![format!("keys.toml, line {line}: there is no screen “{home}”; the screens are {homes}")];
        }
        let mut warnings = Vec::new();
        for (verb, keys) in verbs {
            let line = line_of_verb(text, home, verb);
            if let Err(what) = self.rebind(home, verb, keys, line, known) {
                warnings.push(format!("keys.toml, line {line}: {what}"));
            }
        }
        warnings
    }

    /// Binds a verb to other keys, on each screen of that home.
    fn rebind(
        &mut self,
        home: &str,
        verb: &str,
        keys: &toml::Value,
        line: usize,
        known: &[Known<'_>],
    ) -> Result<(), String> {
        let there = || known.iter().filter(move |(place, ..)| *place == home || home == EVERY);
        let homes: Vec<&str> = there().filter(|(_, name, _)| *name == verb).map(|(place, ..)| *place).collect();
        if homes.is_empty() {
            let meant = meant(verb, there());
            return Err(if home == EVERY {
                format!("no screen has a verb “{verb}”{meant}")
            } else {
                format!("there is no verb “{verb}” on “{home}”{meant}")
            });
        }
        let chords = chords(verb, keys)?;
        for home in homes {
            let place = (home.to_owned(), verb.to_owned());
            self.lines.insert(place.clone(), line);
            self.changes.insert(place, chords.clone());
        }
        Ok(())
    }

    /// Conflicts that these changes cause: a key with two verbs, or a verb without a reachable key. Verbs that share a
    /// key by default are never live at once.
    #[must_use]
    pub fn new_clashes(&self, known: Vec<Bound>) -> Vec<String> {
        let before: BTreeSet<String> = swallowed(&known).into_iter().map(|clash| clash.says).collect();
        let after: Vec<Bound> = known.into_iter().flat_map(|bound| self.bind(bound.home, vec![bound.offer])).collect();
        let new = swallowed(&after).into_iter().filter(|clash| !before.contains(&clash.says));
        new.map(|clash| {
            // Where both were changed, the later line causes the conflict.
            let line = clash.between.iter().filter_map(|place| self.lines.get(place)).max();
            match line {
                Some(line) => format!("keys.toml, line {line}: {}", clash.says),
                None => format!("keys.toml: {}", clash.says),
            }
        })
        .collect()
    }

    /// The offers with the keys bound to them now.
    #[must_use]
    pub fn bind(&self, home: &'static str, offers: Vec<Offer>) -> Vec<Bound> {
        offers
            .into_iter()
            .map(|offer| {
                let changed = self.changes.get(&(home.to_owned(), offer.name.to_owned())).cloned();
                let chords =
                    changed.unwrap_or_else(|| offer.keys.iter().filter_map(|key| Chord::parse(key).ok()).collect());
                Bound { offer, chords, home }
            })
            .collect()
    }
}

/// What `keys` amount to among `verbs`; earlier verbs win, so that a screen's own come first.
#[must_use]
pub fn resolve(verbs: &[Bound], keys: &[Key]) -> Match {
    let mut prefix = false;
    let mut dead = None;
    for (index, bound) in verbs.iter().enumerate() {
        for chord in &bound.chords {
            if chord.keys() == keys {
                match bound.offer.live {
                    Live::Yes => return Match::Verb(index),
                    Live::No(why) => dead = dead.or(Some(why)),
                }
            } else if chord.keys().starts_with(keys) {
                prefix = true;
            }
        }
    }
    match (prefix, dead) {
        (true, _) => Match::Prefix,
        (false, Some(why)) => Match::Dead(why),
        (false, None) => Match::None,
    }
}

/// A key that does not do what it is bound to, and the two verbs in conflict: home and name of each.
struct Clash {
    between: [(String, String); 2],
    says: String,
}

impl Clash {
    fn of(one: &Bound, other: &Bound, says: String) -> Self {
        let place = |bound: &Bound| (bound.home.to_owned(), bound.offer.name.to_owned());
        Self { between: [place(one), place(other)], says }
    }
}

/// Every key that does not do what it is bound to.
fn swallowed(verbs: &[Bound]) -> Vec<Clash> {
    doubled(verbs).into_iter().chain(unreachable(verbs)).chain(taken(verbs)).collect()
}

/// Two verbs of one screen on one key: the second can never be reached.
#[must_use]
pub fn clashes(verbs: &[Bound]) -> Vec<String> {
    doubled(verbs).into_iter().map(|clash| clash.says).collect()
}

fn doubled(verbs: &[Bound]) -> Vec<Clash> {
    let mut seen: BTreeMap<(&str, String), &Bound> = BTreeMap::new();
    let mut clashes = Vec::new();
    for bound in verbs {
        for chord in &bound.chords {
            let key = (bound.home, chord.to_string());
            if let Some(first) = seen.get(&key) {
                let (one, other) = (first.offer.name, bound.offer.name);
                let says = format!("{chord} is “{one}” on {}, and never reaches “{other}”", bound.home);
                clashes.push(Clash::of(first, bound, says));
            }
            seen.entry(key).or_insert(bound);
        }
    }
    clashes
}

/// Chords that begin with another verb's key, which acts before the chord is complete.
fn unreachable(verbs: &[Bound]) -> Vec<Clash> {
    let mut found = Vec::new();
    for one in verbs {
        let meets = |other: &&Bound| other.home == one.home || [one.home, other.home].contains(&EVERYWHERE);
        let others = verbs.iter().filter(meets);
        for (other, longer) in others.flat_map(|other| other.chords.iter().map(move |chord| (other, chord))) {
            let begins =
                |chord: &&Chord| longer.keys().len() > chord.keys().len() && longer.keys().starts_with(chord.keys());
            let begun = one.chords.iter().filter(begins);
            found.extend(begun.map(|chord| {
                let (first, second) = (one.offer.name, other.offer.name);
                let home = one.home;
                let says = format!("{chord} is “{first}” on {home}, so that {longer}, “{second}”, is never reached");
                Clash::of(one, other, says)
            }));
        }
    }
    found
}

/// Verbs that work everywhere, except on a screen that uses all their keys for its own.
fn taken(verbs: &[Bound]) -> Vec<Clash> {
    let (everywhere, own): (Vec<&Bound>, Vec<&Bound>) = verbs.iter().partition(|bound| bound.home == EVERYWHERE);
    let homes: BTreeSet<&str> = own.iter().map(|bound| bound.home).collect();
    let mut found = Vec::new();
    for (verb, home) in everywhere.iter().flat_map(|verb| homes.iter().map(move |home| (*verb, *home))) {
        let here = || own.iter().filter(move |bound| bound.home == home);
        let taker = |chord: &Chord| here().find(|bound| bound.chords.contains(chord));
        let is_its_own = here().any(|bound| bound.offer.name == verb.offer.name);
        let takers: Vec<_> = verb.chords.iter().filter_map(|chord| Some((chord, taker(chord)?))).collect();
        if let Some((chord, by)) = takers.first().filter(|_| takers.len() == verb.chords.len() && !is_its_own) {
            let (taker, name) = (by.offer.name, verb.offer.name);
            found.push(Clash::of(
                verb,
                by,
                format!("{chord} is “{taker}” on {home}, so that “{name}” has no key there"),
            ));
        }
    }
    found
}

/// The screens that have those verbs, as they are listed.
fn homes_of(known: &[Known<'_>]) -> String {
    let mut homes: Vec<&str> = known.iter().map(|(home, ..)| *home).collect();
    homes.dedup();
    homes.join(", ")
}

/// Asks whether the verb was meant that the footer calls by this word; empty where there is none.
fn meant<'a>(word: &str, known: impl Iterator<Item = &'a Known<'a>>) -> String {
    let names: BTreeSet<&str> = known.filter(|(.., title)| *title == word).map(|(_, name, _)| *name).collect();
    let names: Vec<String> = names.into_iter().map(|name| format!("“{name}”")).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("; did you mean {}, which the footer calls so?", names.join(" or "))
}

/// What `keys.toml` binds to a verb.
fn chords(verb: &str, keys: &toml::Value) -> Result<Vec<Chord>, String> {
    let none = toml::Value::from("none");
    let words: &[toml::Value] = match keys {
        _ if *keys == none => &[],
        toml::Value::Array(words) => words.as_slice(),
        word => std::slice::from_ref(word),
    };
    if words.is_empty() && verb == PALETTE {
        return Err(format!("“{verb}” keeps a key: what has none is found there"));
    }
    let chord = |word: &toml::Value| {
        let text = word.as_str().ok_or_else(|| {
            format!("{word} is no key: write one as \"x\", several as [\"x\", \"y\"], none as \"none\"")
        })?;
        let chord = Chord::parse(text).map_err(|error| error.to_string())?;
        match chord.keys().iter().find(|key| is_taken(**key, verb)) {
            Some(key) => Err(format!("{key} closes, leaves or stops, and can mean nothing else")),
            None => Ok(chord),
        }
    };
    let mut chords: Vec<Chord> = Vec::new();
    for word in words {
        let chord = chord(word)?;
        // A key that is written twice counts once.
        if !chords.contains(&chord) {
            chords.push(chord);
        }
    }
    Ok(chords)
}

/// Does the program use that key itself, before it looks for a verb?
fn is_taken(key: Key, verb: &str) -> bool {
    key == Key::plain(Code::Esc) || key == Key::ctrl('c') || key == Key::ctrl('z') && verb != SUSPEND
}

/// The part of a file that is TOML, line by line.
struct Readable {
    /// The file, with an empty line for each that is not TOML.
    text: String,
    table: toml::Table,
    warnings: Vec<String>,
}

/// With more bad lines than this, the file is not TOML with slips.
const MOST_SLIPS: usize = 20;

impl Readable {
    /// A bad line costs only itself; a bad table head costs what is below it too, as nobody knows whose verbs those
    /// are.
    fn of(text: &str) -> Self {
        let mut lines: Vec<&str> = text.lines().collect();
        let (mut warnings, mut first) = (Vec::new(), None);
        loop {
            let text = lines.join("\n");
            let error = match toml::from_str::<toml::Table>(&text) {
                Ok(table) => return Self { text, table, warnings },
                Err(error) => error,
            };
            let at = error.span().map_or(1, |span| line_at(&text, span.start));
            let said = format!("keys.toml, line {at}: {}; nothing of the file is used", error.message());
            let said = first.get_or_insert(said);
            // A missing quote may only be noticed on the next line.
            let near = [at - 1, at.saturating_sub(2)];
            let place = near.into_iter().find(|place| lines.get(*place).is_some_and(|line| is_slip(line)));
            let place = place.unwrap_or(at - 1);
            let slip = lines.get(place).copied().filter(|line| !line.trim().is_empty() && warnings.len() < MOST_SLIPS);
            let Some(line) = slip else {
                return Self { text: String::new(), table: toml::Table::new(), warnings: vec![said.clone()] };
            };
            let is_head = |line: &str| line.trim_start().starts_with('[');
            let below = || lines.iter().skip(place + 1).position(|line| is_head(line)).unwrap_or(lines.len());
            let (used, count) = if is_head(line) {
                ("neither this line nor what is below is used", below() + 1)
            } else {
                ("this line is not used, the others hold", 1)
            };
            warnings.push(format!("keys.toml, line {}: {used}: {}", place + 1, amiss(line, error.message())));
            lines.iter_mut().skip(place).take(count).for_each(|line| *line = "");
        }
    }
}

/// Is a line by itself not TOML?
fn is_slip(line: &str) -> bool {
    toml::from_str::<toml::Table>(line).is_err()
}

/// What is wrong with a line that is not TOML: mostly a missing quote.
fn amiss(line: &str, message: &str) -> String {
    let alone = line.split_once('=').filter(|(verb, _)| !verb.trim().is_empty() && is_slip(line));
    let bare = alone.map(|(verb, value)| (verb.trim(), value.split('#').next().unwrap_or_default().trim()));
    match bare.filter(|(_, value)| !value.is_empty() && !value.starts_with(['[', '{'])) {
        Some((verb, value)) => format!("write it in quotes, as {verb} = \"{}\"", value.trim_matches(['"', '\''])),
        None => message.lines().collect::<Vec<_>>().join("; "),
    }
}

/// The line of a verb in the table of its home; the line of the table where the verb has none of its own.
fn line_of_verb(text: &str, home: &str, verb: &str) -> usize {
    let Ok(all) = DeTable::parse(text) else {
        return 1;
    };
    let found = named(all.get_ref(), home);
    let byte = found.map(|(head, table)| {
        let verb = table.get_ref().as_table().and_then(|table| named(table, verb));
        verb.map_or(head, |(verb, _)| verb).span().start
    });
    line_at(text, byte.unwrap_or(0))
}

/// An entry of a table, with its name as it is in the text.
fn named<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    table.iter().find(|(known, _)| known.get_ref().as_ref() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(name: &'static str, keys: &'static [&'static str], live: Live) -> Offer {
        Offer { name, title: name, doc: "", keys, hint: true, on_row: false, live }
    }

    #[test]
    fn keys_that_begin_those_of_another_verb_are_told() {
        let known = [("board", "owner", "owner"), ("everywhere", "theme", "theme"), ("everywhere", "quit", "quit")];
        let told = |text: &str| {
            let remap = Remap::default();
            let mut bound = remap.bind("board", vec![offer("owner", &["o"], Live::Yes)]);
            let everywhere = vec![offer("theme", &["F2"], Live::Yes), offer("quit", &["Z Z"], Live::Yes)];
            bound.extend(remap.bind("everywhere", everywhere));
            Remap::parse(text, &known).0.new_clashes(bound)
        };
        assert!(told("[board]\nowner = \"Z\"\n")[0].contains("Z Z, “quit”"));
        assert!(told("[everywhere]\ntheme = \"z\"\n[board]\nowner = \"z o\"\n")[0].contains("z o, “owner”"));
        assert_eq!(told("[board]\nowner = \"y\"\n"), Vec::<String>::new());
    }

    #[test]
    fn a_verb_of_everywhere_without_a_key_on_some_screen_is_told_with_the_line_that_took_it() {
        let known = [("everywhere", "undo", "undo"), ("pilot", "zoom", "zoom"), ("week", "note", "note")];
        let bound = || {
            let remap = Remap::default();
            let mut bound = remap.bind("pilot", vec![offer("zoom", &["z"], Live::Yes)]);
            bound.extend(remap.bind("week", vec![offer("note", &["c"], Live::Yes)]));
            bound.extend(remap.bind("everywhere", vec![offer("undo", &["u"], Live::Yes)]));
            bound
        };
        let told = |text: &str| Remap::parse(text, &known).0.new_clashes(bound());
        let undo = "keys.toml, line 2: z is “zoom” on pilot, so that “undo” has no key there";
        assert_eq!(told("[\"*\"]\nundo = \"z\"\n"), [undo]);
        assert_eq!(told("[everywhere]\nundo = [\"z\", \"u\"]\n"), Vec::<String>::new(), "u is left");
        let note = "keys.toml, line 5: u is “note” on week, so that “undo” has no key there";
        assert_eq!(told("# mine\n[pilot]\nzoom = \"Z\"\n[week]\nnote = \"u\"\n"), [note]);
    }

    #[test]
    fn a_warning_names_the_line_of_its_own_table() {
        let known = [("board", "fill", "fill"), ("week", "fill", "fill"), ("board2", "fill", "fill")];
        let lines = |text: &str| -> Vec<String> {
            let told = Remap::parse(text, &known).1;
            let mut lines: Vec<String> =
                told.iter().map(|told| told.split(':').next().unwrap_or_default().to_owned()).collect();
            lines.sort();
            lines
        };
        let text = "[board]\nnote = \"n\"\n\n\n[week]\nnote = \"n\"\n[\"board2\"]\nnote = \"n\"\n";
        assert_eq!(lines(text), ["keys.toml, line 2", "keys.toml, line 6", "keys.toml, line 8"]);
        assert_eq!(
            lines("\nweek.note = \"n\"\nboard2 = { note = \"n\" }\n"),
            ["keys.toml, line 2", "keys.toml, line 3"]
        );
    }

    #[test]
    fn a_line_that_is_no_toml_costs_only_itself() {
        let known = [("board", "filter", "filter"), ("board", "open", "open"), ("week", "note", "note")];
        let read = |text: &str| Remap::parse(text, &known);
        for line in ["filter = f", "filter = \"f", "filter = f\"  # mine"] {
            let (remap, wrong) = read(&format!("[board]\n{line}\nopen = \"o\"\nfly = \"y\"\n"));
            let quotes =
                "keys.toml, line 2: this line is not used, the others hold: write it in quotes, as filter = \"f\"";
            assert_eq!(wrong.first().map(String::as_str), Some(quotes), "{line}");
            assert!(wrong[1].starts_with("keys.toml, line 4: "), "{wrong:?}");
            let bound = remap.bind("board", vec![offer("open", &["↵"], Live::Yes)]);
            assert_eq!(resolve(&bound, &keys("o")), Match::Verb(0), "{line}");
        }
        let (remap, wrong) = read("[board\nopen = \"o\"\n[week]\nnote = \"x\"\n");
        assert!(wrong.len() == 1 && wrong[0].contains("line 1: neither this line nor what is below"), "{wrong:?}");
        assert_eq!(resolve(&remap.bind("board", vec![offer("open", &["↵"], Live::Yes)]), &keys("o")), Match::None);
        let week = remap.bind("week", vec![offer("note", &["c"], Live::Yes)]);
        assert_eq!(resolve(&week, &keys("x")), Match::Verb(0), "another table holds");
        let garbage = "= = =\n".repeat(MOST_SLIPS + 1);
        let wrong = read(&garbage).1;
        assert!(wrong.len() == 1 && wrong[0].ends_with("nothing of the file is used"), "{wrong:?}");
    }

    fn bound() -> Vec<Bound> {
        Remap::default().bind(
            "board",
            vec![
                offer("top", &["gg"], Live::Yes),
                offer("weekly", &["g w"], Live::Yes),
                offer("save", &["w"], Live::No("nothing to save")),
            ],
        )
    }

    fn keys(text: &str) -> Vec<Key> {
        Chord::parse(text).unwrap().keys().to_vec()
    }

    #[test]
    fn chords_wait_for_their_second_key() {
        assert_eq!(resolve(&bound(), &keys("g")), Match::Prefix);
        assert_eq!(resolve(&bound(), &keys("g w")), Match::Verb(1));
        assert_eq!(resolve(&bound(), &keys("g x")), Match::None);
        assert_eq!(resolve(&bound(), &keys("w")), Match::Dead("nothing to save"));
    }

    #[test]
    fn a_preset_is_where_changes_begin() {
        let known =
            [("board", "top", "top"), ("board", "up", "up"), ("people", "up", "up"), ("everywhere", "quit", "quit")];
        let (remap, warnings) = Remap::parse("preset = \"arrows\"\n[people]\nup = \"k\"\n", &known);
        assert!(warnings.is_empty() && remap.preset() == "arrows", "{warnings:?}");
        let bound = |home: &'static str| remap.bind(home, vec![offer("up", &["↑", "k"], Live::Yes)]);
        assert_eq!(resolve(&bound("board"), &keys("k")), Match::None, "no letter moves");
        assert_eq!(resolve(&bound("people"), &keys("k")), Match::Verb(0), "but where it is wanted");
        let wrong = Remap::parse("preset = \"emacs\"\n", &known).1;
        assert!(wrong[0].contains("line 1") && wrong[0].contains("vim or arrows"), "{wrong:?}");
    }

    #[test]
    fn a_remap_changes_what_it_names_and_warns_of_the_rest() {
        let text = "[board]\ntop = [\"Home\", \"t\"]\nsave = \"none\"\nfly = \"f\"\nweekly = \"Ctrl+Oops\"\n";
        let known = [("board", "top", "top"), ("board", "save", "save"), ("board", "weekly", "weekly")];
        let (remap, warnings) = Remap::parse(text, &known);
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings.iter().any(|warning| warning.contains("line 4") && warning.contains("fly")));
        let verbs = remap.bind("board", vec![offer("top", &["gg"], Live::Yes), offer("save", &["w"], Live::Yes)]);
        assert_eq!(resolve(&verbs, &keys("t")), Match::Verb(0));
        assert_eq!(resolve(&verbs, &keys("gg")), Match::None);
        assert_eq!(resolve(&verbs, &keys("w")), Match::None);
        assert!(Remap::parse("[board\n", &known).1[0].contains("line 1"));
        // A word of the footer names the verb that it stands for.
        let known = [("board", "next-stage", "gate"), ("board", "open", "open")];
        for home in ["board", "\"*\""] {
            let warnings = Remap::parse(&format!("[{home}]\ngate = \"n\"\n"), &known).1;
            assert!(
                warnings[0].contains("line 2") && warnings[0].contains("did you mean “next-stage”"),
                "{warnings:?}"
            );
        }
        assert!(!Remap::parse("[board]\nfly = \"n\"\n", &known).1[0].contains("did you mean"));
    }

    #[test]
    fn what_is_missing_is_called_what_it_is() {
        let known = [("board", "open", "open"), ("board", "owner", "owner"), ("week", "note", "note")];
        for (home, told) in [
            ("nosuch", "1: there is no screen “nosuch”; the screens are board, week"),
            ("\"*\"", "2: no screen has a verb “undo”"),
            ("board", "2: there is no verb “undo” on “board”"),
        ] {
            let wrong = Remap::parse(&format!("[{home}]\nundo = \"z\"\n"), &known).1;
            assert_eq!(wrong, [format!("keys.toml, line {told}")]);
        }
        let twice = Remap::parse("[nosuch]\nundo = \"z\"\nopen = \"y\"\n", &known).1;
        assert_eq!(twice.len(), 1, "that there is none is told once: {twice:?}");
        let verbs = vec![offer("open", &["↵"], Live::Yes), offer("owner", &["o"], Live::Yes)];
        let clashes =
            |text: &str| Remap::parse(text, &known).0.new_clashes(Remap::default().bind("board", verbs.clone()));
        let told = ["keys.toml, line 2: o is “open” on board, and never reaches “owner”"];
        assert_eq!(clashes("[board]\nopen = [\"o\"]\n"), told);
        assert!(clashes("[board]\nopen = [\"x\", \"x\"]\n").is_empty(), "a key that is written twice is one");
    }

    #[test]
    fn keys_that_can_mean_nothing_or_are_none_are_told() {
        let known = [
            ("board", "open", "open"),
            ("board", "filter", "filter"),
            ("everywhere", "palette", "palette"),
            ("everywhere", "suspend", "suspend"),
        ];
        let told = |text: &str| Remap::parse(text, &known).1;
        for (text, says) in [
            ("[\"*\"]\nopen = \"Esc\"\n", "Esc"),
            ("[board]\nopen = [\"o\", \"Ctrl+C\"]\n", "Ctrl+C"),
            ("[board]\nfilter = [\"/\", 3]\n", "3 is no key"),
            ("[board]\nfilter = true\n", "true is no key"),
            ("[everywhere]\npalette = \"none\"\n", "“palette” keeps a key"),
            ("[everywhere]\npalette = []\n", "“palette” keeps a key"),
        ] {
            let wrong = told(text);
            assert!(wrong.len() == 1 && wrong[0].contains("line 2") && wrong[0].contains(says), "{text}: {wrong:?}");
        }
        assert_eq!(told("[everywhere]\nsuspend = \"Ctrl+Z\"\npalette = \":\"\n"), Vec::<String>::new());
    }

    #[test]
    fn one_key_for_two_verbs_is_a_clash() {
        let verbs = Remap::default().bind("board", vec![offer("a", &["x"], Live::Yes), offer("b", &["x"], Live::Yes)]);
        assert_eq!(clashes(&verbs).len(), 1);
        assert!(clashes(&bound()).is_empty());
    }
}
