//! Owns the guess at a word that is found nowhere: a word of the texts with nearly the same spelling.
//!
//! Each of these is one error: two neighbouring letters swapped, a letter missing, a letter too many, a wrong letter. A
//! word of five letters may have one error, a word of nine two; in shorter ones nearly every word would be near to
//! another. If the typed text is a whole word of a text, one letter of it may be missing. Four letters may have two
//! neighbours swapped, if they are all that was typed or if a longer word beside them is found as typed. A number is
//! not taken for a mistyped other one, and without spaces between words nothing tells which word was meant: both are
//! only found as typed.

use std::collections::{BTreeSet, HashMap};

use super::seek::{Spelled, behind, fold, folded, is_ideograph};
use super::shown::{plainly, quoted};

/// The most errors in one word.
const MOST: usize = 2;
/// In a word of so few letters only two swapped neighbours are forgiven.
const FEW: usize = 4;
/// At most so many guesses are told.
const TOLD: usize = 3;

/// Words that were typed, some of them perhaps wrongly.
#[derive(Debug, Clone)]
pub struct Nearly(Vec<Word>);

#[derive(Debug, Clone)]
struct Word {
    /// As it was typed.
    typed: String,
    /// In every way in which a text may spell it.
    spelled: Spelled,
    /// As it was typed, folded.
    folded: String,
    /// The number of its letters; none if it can only be meant as it was typed.
    letters: usize,
}

/// How many errors are forgiven in a word of so many letters.
const fn room(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..9 => 1,
        _ => MOST,
    }
}

/// Does `word` begin with `other`, after two neighbouring letters are swapped once?
fn begins_swapped(word: &str, other: &str) -> bool {
    let differ: Vec<(usize, (char, char))> =
        other.chars().zip(word.chars()).enumerate().filter(|(_, (one, two))| one != two).collect();
    let is_as_long = word.len() >= other.len();
    is_as_long && matches!(differ.as_slice(), [(at, (a, b)), (next, (c, d))] if at + 1 == *next && a == d && b == c)
}

/// The words of a folded text, without those of scripts that put no spaces between them.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| !c.is_ascii_alphanumeric() && (c.is_ascii() || is_ideograph(c) || !c.is_alphanumeric());
    folded.split(parts).filter(|word| !word.is_empty())
}

impl Word {
    fn of(typed: &str) -> Self {
        let folded = folded(typed);
        let is_mistyped = folded.chars().all(|c| c.is_alphabetic() && !is_ideograph(c));
        let letters = if is_mistyped { folded.chars().count() } else { 0 };
        Self { typed: typed.to_owned(), spelled: Spelled::of(typed), folded, letters }
    }

    /// The fewest errors with which a word of a text begins so, and the letters that it has beyond that; none if there
    /// are too many errors. As comparing takes long, words with too many different letters are ruled out first.
    fn errors(&self, word: &str) -> Option<(usize, usize)> {
        let most = room(self.letters + MOST);
        let lacks = |c: &char| !word.contains(*c);
        if word.len() + most < self.letters || self.folded.chars().filter(lacks).nth(most).is_some() {
            return None;
        }
        let whole = word.chars().count();
        let beginnings = (1_usize..).zip(word.char_indices().map(|(at, c)| at + c.len_utf8()));
        let errors = |(letters, end): (usize, usize)| {
            let room = room(if letters == whole { letters.max(self.letters) } else { letters });
            if letters.abs_diff(self.letters) > room {
                return None;
            }
            let errors = strsim::osa_distance(&self.folded, word.get(..end)?);
            (errors <= room).then_some((errors, whole - letters))
        };
        beginnings.filter_map(errors).min()
    }

    /// The word as in a text: as typed, or else the nearest one. First come the errors between the two and the letters
    /// beyond. `forgives` says whether a word of few letters may stand for another one.
    fn read(&self, text: &str, folded: &str, forgives: bool) -> Option<((usize, usize), String)> {
        if self.spelled.is_in(folded) {
            return Some(((0, 0), self.typed.clone()));
        }
        let errors = |word: &str| match self.letters {
            FEW if forgives => begins_swapped(word, &self.folded).then(|| (1, word.chars().count() - FEW)),
            letters if room(letters) == 0 => None,
            _ => self.errors(word),
        };
        let near = words(folded).filter_map(|word| Some((errors(word)?, word)));
        let (errors, word) = near.min_by_key(|(errors, _)| *errors)?;
        let at = folded.find(word)?;
        let (from, to) = (behind(text, at), behind(text, at + word.len()));
        Some((errors, text.chars().skip(from).take(to - from).collect()))
    }
}

/// What was meant, as in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// Its words.
    pub words: String,
    /// The number of errors between the two.
    pub errors: usize,
    /// The number of letters beyond what was typed.
    pub beyond: usize,
}

impl Nearly {
    /// The words that were typed, if any of them may be mistyped.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<Word> = words.map(Word::of).collect();
        let is_few = matches!(words.as_slice(), [word] if word.letters == FEW);
        (is_few || words.iter().any(|word| room(word.letters) > 0)).then_some(Self(words))
    }

    /// What was typed, with each word as in this text, if the text has all of them at least nearly. `buffer` is only
    /// there to be reused.
    pub fn read(&self, text: &str, buffer: &mut String) -> Option<String> {
        self.meant(text, buffer).map(|meant| meant.words)
    }

    /// The same, with how far it is from what was typed.
    pub fn meant(&self, text: &str, buffer: &mut String) -> Option<Meant> {
        fold(text, buffer);
        let has_few = self.0.iter().any(|word| word.letters == FEW);
        let is_beside = || self.0.iter().any(|word| room(word.letters) > 0 && word.spelled.is_in(buffer));
        let forgives = has_few && (self.0.len() == 1 || is_beside());
        let read: Option<Vec<((usize, usize), String)>> =
            self.0.iter().map(|word| word.read(text, buffer, forgives)).collect();
        let (far, words): (Vec<(usize, usize)>, Vec<String>) = read?.into_iter().unzip();
        let errors = far.iter().map(|(errors, _)| errors).sum();
        Some(Meant { words: words.join(" "), errors, beyond: far.iter().map(|(_, beyond)| beyond).sum() })
    }
}

/// Is a word of a title what was typed but for one error, and has it the same first letter? As titles are short, four
/// letters are enough here, even with one of them missing.
#[must_use]
pub fn is_titled_nearly(typed: &str, title: &str) -> bool {
    let (wanted, title) = (folded(typed.trim()), folded(title));
    let letters = |word: &str| word.chars().count();
    let is_near = |word: &str| {
        letters(&wanted) >= FEW
            && letters(word) > FEW
            && word.chars().next() == wanted.chars().next()
            && strsim::osa_distance(word, &wanted) == 1
    };
    words(&title).any(is_near)
}

/// A shorter name is near to nearly every other one.
const SHORTEST_NAME: usize = 3;
/// A word of a name with so many letters may have two errors, if another word stands beside it as typed.
const LONG_NAME: usize = 7;

/// Is this name what was typed, apart from errors in spelling? Both need two words. One wrong or swapped letter is
/// allowed in a word of any length, as the other words tell who was meant. Two errors are allowed only in a name of
/// nine letters or more, with the first letters right: in two words one each, or two in a long word. So Jan Koch is not
/// Jon Kock, and Tom Lang is not Tim Long.
#[must_use]
pub fn is_named_nearly(typed: &str, name: &str) -> bool {
    Name::of(typed).is_nearly(&Name::of(name))
}

/// Could this name of something be meant by what was typed: as a [name](is_named_nearly), by [one of its
/// words](is_titled_nearly), or but for what stands between and behind them?
#[must_use]
pub fn is_called_nearly(typed: &str, name: &str) -> bool {
    is_named_nearly(typed, name) || is_titled_nearly(typed, name) || Name::of(typed).has_the_letters(&Name::of(name))
}

/// A name in words, to be compared with others.
#[derive(Debug, Clone)]
struct Name {
    words: Vec<String>,
    letters: usize,
    /// As it is written, folded.
    whole: String,
    /// Nothing but its letters and digits.
    joined: String,
}

impl Name {
    fn of(name: &str) -> Self {
        let folded = folded(name);
        let words: Vec<String> = words(&folded).map(str::to_owned).collect();
        let letters = words.iter().map(|word| word.chars().count()).sum();
        let joined = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        Self { words, letters, joined, whole: plainly(&folded) }
    }

    fn has_the_letters(&self, other: &Self) -> bool {
        self.letters >= FEW && self.joined == other.joined && self.whole != other.whole
    }

    /// Is it the other name, mistyped?
    fn is_nearly(&self, other: &Self) -> bool {
        if self.words.len() < 2 {
            return false;
        }
        let (off, left) = (self.beyond(other), other.beyond(self));
        let has_room = room(self.letters.max(other.letters)) == MOST;
        match off.as_slice() {
            [word] => left.iter().any(|known| match name_errors(word, known) {
                1 => true,
                2 => has_room && is_long(word, known) && begin_alike(word, known),
                _ => false,
            }),
            [one, two] if has_room => {
                let is_one = |word: &str, known: &str| begin_alike(word, known) && name_errors(word, known) == 1;
                let of_other =
                    |at: usize| left.iter().enumerate().any(|(place, known)| place != at && is_one(two, known));
                left.iter().enumerate().any(|(at, known)| is_one(one, known) && of_other(at))
            }
            _ => false,
        }
    }

    /// Its words that the other name does not have.
    fn beyond(&self, other: &Self) -> Vec<&str> {
        self.words.iter().filter(|word| !other.words.contains(word)).map(String::as_str).collect()
    }

    /// Keys of which it shares at least one with each name of as many words that it could be mistyped for: all its
    /// words but one and the first or last letter of that, or all first letters. To look through thousands, only names
    /// that share a key are compared.
    fn keys(&self) -> Vec<String> {
        let is_of_letters = |word: &String| word.chars().all(char::is_alphabetic);
        if self.words.len() < 2 {
            return Vec::new();
        }
        let mut keys = Vec::new();
        for (at, word) in self.words.iter().enumerate().filter(|(_, word)| is_of_letters(word)) {
            let rest = self.words.iter().enumerate().filter(|(other, _)| *other != at);
            let mut rest: Vec<&str> = rest.map(|(_, word)| word.as_str()).collect();
            rest.sort_unstable();
            let rest = rest.join(" ");
            keys.extend(word.chars().next().map(|first| format!("{rest} {first}-")));
            keys.extend(word.chars().next_back().map(|last| format!("{rest} -{last}")));
        }
        if self.words.iter().all(is_of_letters) {
            let mut initials: Vec<char> = self.words.iter().filter_map(|word| word.chars().next()).collect();
            initials.sort_unstable();
            keys.push(initials.into_iter().collect());
        }
        keys
    }
}

fn is_long(word: &str, known: &str) -> bool {
    word.chars().count().min(known.chars().count()) >= LONG_NAME
}

fn begin_alike(word: &str, known: &str) -> bool {
    word.chars().next() == known.chars().next()
}

/// The number of errors between a typed word and one of a name; more than are ever allowed if it is too short or not
/// made of letters. Doubling a letter, as heard, is at most one error.
fn name_errors(word: &str, known: &str) -> usize {
    if !word.chars().all(char::is_alphabetic) || word.chars().count() < SHORTEST_NAME {
        return usize::MAX;
    }
    let undoubled = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters.into_iter().collect::<String>()
    };
    let apart = strsim::osa_distance(&undoubled(word), &undoubled(known)).max(1);
    apart.min(strsim::osa_distance(word, known))
}

/// Known names, to find among them those that a new one [nearly is](is_named_nearly).
#[derive(Debug)]
pub struct Names {
    names: Vec<Name>,
    /// The indices of names by their keys.
    by_key: HashMap<String, Vec<usize>>,
    /// The same by their letters.
    by_letters: HashMap<String, Vec<usize>>,
}

impl Names {
    /// In this order.
    #[must_use]
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<Name> = names.map(Name::of).collect();
        let mut by_letters: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            by_letters.entry(name.joined.clone()).or_default().push(at);
        }
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, key) in
            names.iter().enumerate().flat_map(|(at, name)| name.keys().into_iter().map(move |key| (at, key)))
        {
            by_key.entry(key).or_default().push(at);
        }
        Self { names, by_key, by_letters }
    }

    /// The indices of the names that this one nearly is, or of which it has the letters.
    #[must_use]
    pub fn near(&self, name: &str) -> BTreeSet<usize> {
        let name = Name::of(name);
        let places = name.keys().into_iter().filter_map(|key| self.by_key.get(&key)).flatten();
        let joined = self.by_letters.get(&name.joined).into_iter().flatten();
        let is_near = |known: &Name| name.is_nearly(known) || name.has_the_letters(known);
        places.chain(joined).copied().filter(|at| self.names.get(*at).is_some_and(is_near)).collect()
    }
}

/// The guesses as they are told: in quotes, each once, and of those with the same beginning only the shortest; none if
/// there are none.
#[must_use]
pub fn told<'a>(meant: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<(String, &str)> = Vec::new();
    for one in meant {
        let wanted = folded(one);
        if !known.iter().any(|(other, _)| wanted.starts_with(other.as_str())) {
            known.retain(|(other, _)| !other.starts_with(wanted.as_str()));
            known.push((wanted, one));
        }
    }
    let told: Vec<String> = known.iter().take(TOLD).map(|(_, one)| quoted(one)).collect();
    (!told.is_empty()).then(|| told.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, text: &str) -> Option<String> {
        Nearly::of(typed)?.read(text, &mut String::new())
    }

    #[test]
    fn one_error_a_word_is_forgiven_of_each_kind() {
        for typed in ["suplier", "suppplier", "supplire", "supplyer", "SUPLIER"] {
            assert_eq!(read(typed, "Ring the Supplier.").as_deref(), Some("Supplier"), "{typed}");
        }
        assert_eq!(read("usplier", "Ring the Supplier."), None, "two are too many");
        assert_eq!(read("reveiw", "two reviews").as_deref(), Some("reviews"), "a word that begins so");
        assert_eq!(read("tracks", "a trick"), None);
        assert_eq!(read("modle", "the model").as_deref(), Some("model"));
        assert_eq!(read("oder", "the order"), None, "four letters are too few");
        assert_eq!(read("undoo", "Undo it").as_deref(), Some("Undo"), "one too many of a whole word");
        assert_eq!(read("undoo", "what is undergone"), None);
    }

    #[test]
    fn how_far_it_is_tells_a_whole_word_from_one_that_begins_so() {
        let far = |typed: &str, text: &str| {
            let meant = Nearly::of(typed)?.meant(text, &mut String::new())?;
            Some((meant.errors, meant.beyond))
        };
        assert_eq!(far("undoo", "undo"), Some((1, 0)));
        assert_eq!(far("undoo", "undrop"), Some((1, 1)));
        assert_eq!(far("supplier rsik", "the suppliers, a risk"), Some((1, 0)), "what is there as it was typed");
        assert_eq!(far("comitee", "committee"), Some((2, 0)));
    }

    #[test]
    fn a_title_is_near_where_a_word_of_it_begins_alike_and_has_one_error() {
        for (typed, title, near) in [
            ("ower", "owner", true),
            ("ower", "the Owner", true),
            ("owener", "owner", true),
            ("ower", "order", false),
            ("wner", "owner", false),
            ("pase", "past", false),
            ("own", "town", false),
            ("owner", "owner", false),
        ] {
            assert_eq!(is_titled_nearly(typed, title), near, "{typed}");
        }
    }

    #[test]
    fn a_name_is_near_where_one_word_of_it_has_one_error_and_the_others_none() {
        for (typed, name, near) in [
            ("Paula Reys", "Paula Reyes", true),
            ("ana berger", "Anna Berger", true),
            ("Sven Kch", "Sven Koch", true),
            ("Svne Koch", "Sven Koch", true),
            ("Koch, Svn", "Dr. Sven Koch", true),
            ("Svn Kch", "Sven Koch", false),
            ("Sven Kch", "Swen Koch", false),
            ("Sven Koch", "Sven Koch", false),
            ("Sven Lang", "Sven Koch", false),
            ("Bo Berg", "Jo Berg", false),
            ("Kch", "Koch", false),
            ("Sven Sve", "Sven Koch", false),
            ("Team 101", "Team 102", false),
            ("Lea Sumer", "Lena Sommer", true),
            ("Sumer, Lea", "Lena Sommer", true),
            ("Rta Slva", "Rita Silva", true),
            ("Jan Kowalsky", "Jan Kovalski", true),
            ("Elena Navaro", "Elena Navarro", true),
            ("Ana Costa Silvo", "Anna Costa Silva", true),
            ("Jan Koch", "Jon Kock", false),
            ("Tom Lang", "Tim Long", false),
            ("Ana Costa", "Ana Cosmo", false),
            ("Eva Costa", "Ana Costa", false),
            ("Tina Weber", "Nina Meber", false),
            ("Lea Sumer Brandt", "Lena Sommer", false),
        ] {
            assert_eq!(is_named_nearly(typed, name), near, "{typed} {name}");
            let places = Names::of(["Xu Li", name].into_iter()).near(typed);
            let is_found = near && typed.split(' ').count() == name.split(' ').count();
            assert_eq!(places.contains(&1), is_found, "{typed} {name}");
        }
    }

    #[test]
    fn a_name_is_near_where_only_the_signs_between_its_words_are_others() {
        let names = Names::of(["Supplier risk", "Invoice triage"].into_iter());
        for typed in ["Invoicetriage", "Invoice_triage", "invoice-triage", "Invoice triage.", "Invo ice\u{200b}triage"]
        {
            assert_eq!(names.near(typed).into_iter().collect::<Vec<_>>(), [1], "{typed}");
            assert!(is_called_nearly(typed, "Invoice triage"), "{typed}");
        }
        for typed in ["Invoice  triage", "INVOICE TRIAGE", "Invoicetriages", "Invoice"] {
            assert!(names.near(typed).is_empty() || typed == "Invoicetriages", "{typed}");
            assert!(!is_called_nearly(typed, "Invoice triage"), "{typed}");
        }
        assert!(!is_called_nearly("A.I", "AI"), "too short");
    }

    #[test]
    fn two_letters_that_are_swapped_are_forgiven_in_a_short_word_alone_or_beside_a_long_one() {
        assert_eq!(read("tikc", "Tick the box").as_deref(), Some("Tick"));
        assert_eq!(read("tcik", "two tickets").as_deref(), Some("tickets"));
        assert_eq!(read("tock", "Tick the box"), None, "another letter");
        assert_eq!(read("supplier rsik", "The risks of a supplier").as_deref(), Some("supplier risks"));
        assert_eq!(read("portal dwon", "The Portal was Down.").as_deref(), Some("portal Down"));
        assert_eq!(read("portal rosk", "The risk of the portal"), None, "another letter");
        assert_eq!(read("portal rsik", "The ris of the portal"), None, "a shorter one");
        assert_eq!(read("portl rsik", "The risk of the portal"), None, "nothing is there as it was typed");
        assert_eq!(read("data rsik", "The risk of the data"), None, "what is there is short too");
    }

    #[test]
    fn two_are_forgiven_in_a_long_word() {
        assert_eq!(read("comitee", "The committee met").as_deref(), Some("committee"));
        assert_eq!(read("comite", "The committee met"), None);
        assert_eq!(read("goverance", "governance").as_deref(), Some("governance"));
    }

    #[test]
    fn every_word_is_wanted_and_the_nearest_is_taken() {
        assert_eq!(read("suplier portal", "The portal of a supplier").as_deref(), Some("supplier portal"));
        assert_eq!(read("suplier portal", "a supplier"), None);
        assert_eq!(read("night-shfit", "Shift at night").as_deref(), Some("night Shift"));
        assert_eq!(read("planed", "plant, planned").as_deref(), Some("planned"));
        assert_eq!(read("mulller", "Frau Müller kommt").as_deref(), Some("Müller"), "as it is spelled");
    }

    #[test]
    fn numbers_and_what_has_no_words_are_found_as_typed_only() {
        assert_eq!(read("2026-11", "2026-12"), None);
        assert_eq!(read("123456", "123457"), None);
        assert_eq!(read("請求書再学修", "請求書再学習"), None);
        assert_eq!(read("再学習 suplier", "再学習するsupplier").as_deref(), Some("再学習 supplier"));
        assert_eq!(read("再学修 suplier", "再学習するsupplier"), None);
    }

    #[test]
    fn what_was_meant_is_told_once() {
        let told = |meant: &[&str]| told(meant.iter().copied());
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["Suppliers", "supplier", "supply", "suppliers"]).as_deref(), Some("“supplier” or “supply”"));
        assert_eq!(told(&["a", "b", "c", "d"]).as_deref(), Some("“a” or “b” or “c”"));
    }
}
