//! Owns what was meant by a word that stands nowhere: the word of a text that is nearly spelled so.
//!
//! Two neighbours that are swapped, a letter that is missing, one too many and another one are an error each. Five
//! letters have room for one, nine for two; with fewer, nearly every word is near to another. Four letters are forgiven
//! two that are swapped, where a longer word beside them is found as it was typed. A number is not mistyped
//! for another one, and where no spaces stand between words nothing tells which word was meant: such are found as they
//! were typed only.

use super::seek::{Spelled, behind, fold, folded, is_ideograph};
use super::shown::quoted;

/// The most errors that a word has room for.
const MOST: usize = 2;
/// So many letters are few: of such a word only two that are swapped are forgiven, beside another one.
const FEW: usize = 4;
/// So many of what was meant are told.
const TOLD: usize = 3;

/// Words of which some may be mistyped.
#[derive(Debug, Clone)]
pub struct Nearly(Vec<Word>);

#[derive(Debug, Clone)]
struct Word {
    /// As it was typed.
    typed: String,
    /// In each way in which a text may spell it.
    spelled: Spelled,
    /// As it was typed, folded.
    folded: String,
    /// How many letters it has; none where it can only be meant as it is.
    letters: usize,
}

/// In so many letters there is room for so many errors.
const fn room(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..9 => 1,
        _ => MOST,
    }
}

/// Does a word begin as another one whose neighbouring letters are swapped once?
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

    /// With how few errors a word of a text begins so; none where they are too many. What has other letters is told
    /// before anything is compared.
    fn errors(&self, word: &str) -> Option<usize> {
        let most = room(self.letters + MOST);
        let lacks = |c: &char| !word.contains(*c);
        if word.len() + most < self.letters || self.folded.chars().filter(lacks).nth(most).is_some() {
            return None;
        }
        let beginnings = (1_usize..).zip(word.char_indices().map(|(at, c)| at + c.len_utf8()));
        let as_long = |(letters, _): &(usize, usize)| letters.abs_diff(self.letters) <= room(*letters);
        let errors = |(letters, end): (usize, usize)| {
            let errors = strsim::osa_distance(&self.folded, word.get(..end)?);
            (errors <= room(letters)).then_some(errors)
        };
        beginnings.filter(as_long).filter_map(errors).min()
    }

    /// The word as a text has it: as it was typed, or else the nearest one; `beside` another one that it has.
    fn read(&self, text: &str, folded: &str, beside: bool) -> Option<String> {
        if self.spelled.is_in(folded) {
            return Some(self.typed.clone());
        }
        let word = match self.letters {
            FEW if beside => words(folded).find(|word| begins_swapped(word, &self.folded)),
            letters if room(letters) == 0 => None,
            _ => {
                let near = words(folded).filter_map(|word| Some((self.errors(word)?, word)));
                near.min_by_key(|(errors, _)| *errors).map(|(_, word)| word)
            }
        }?;
        let at = folded.find(word)?;
        let (from, to) = (behind(text, at), behind(text, at + word.len()));
        Some(text.chars().skip(from).take(to - from).collect())
    }
}

impl Nearly {
    /// What was typed, where a word of it may be mistyped.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<Word> = words.map(Word::of).collect();
        words.iter().any(|word| room(word.letters) > 0).then_some(Self(words))
    }

    /// What was typed, with each word as a text has it, where it has all of them at least nearly so; `buffer` holds the
    /// folded text afterwards, and is only kept to be used again.
    pub fn read(&self, text: &str, buffer: &mut String) -> Option<String> {
        fold(text, buffer);
        let has_few = self.0.iter().any(|word| word.letters == FEW);
        let beside = has_few && self.0.iter().any(|word| room(word.letters) > 0 && word.spelled.is_in(buffer));
        let words: Option<Vec<String>> = self.0.iter().map(|word| word.read(text, buffer, beside)).collect();
        Some(words?.join(" "))
    }
}

/// What was meant, as it is told: each once, in quotes, and of those that begin alike the shortest; none where nothing
/// was.
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
    }

    #[test]
    fn two_letters_that_are_swapped_are_forgiven_in_a_short_word_beside_a_long_one() {
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
