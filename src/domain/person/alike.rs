//! Owns which names could be one person's: with or without a title, with the first name as a letter or alone, with the
//! surname as a letter, in another order, with an umlaut or without, or mistyped.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::domain::nearly::{self, is_named_nearly};
use crate::domain::seek::folded;
use crate::domain::shown::plainly;

/// Words before a name that do not belong to it.
const TITLES: [&str; 14] =
    ["dr", "prof", "phd", "mag", "dipl", "ing", "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "sir"];
/// Letters that are spelled out where a keyboard lacks them. Others only lose their marks.
const UMLAUTS: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('æ', "ae")];
/// Signs that join two parts of a name where others write a blank: `Al-Sayed` is `Al Sayed`.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '\u{2013}'];

/// A part of a name in lower case, in plain letters: `Groß` as `gross`, `O’Neil` as `oneil`, `Jürgen` as `jurgen` and
/// as `juergen`. An `e` that is written stays: `Joel` is not `Jol`.
#[derive(Debug, Clone)]
pub struct Part {
    bare: String,
    spelled: String,
}

impl Part {
    fn of(part: &str) -> Self {
        let part: String = part.nfc().collect();
        let typed = |text: &str| folded(text).replace(['\'', '’', '`', '´'], "");
        let spelled =
            UMLAUTS.iter().fold(part.to_lowercase(), |text, (letter, spelled)| text.replace(*letter, spelled));
        Self { bare: typed(&part), spelled: typed(&spelled) }
    }

    fn spellings(&self) -> [&str; 2] {
        [self.bare.as_str(), self.spelled.as_str()]
    }

    /// Could it be the same part? `Müller` could be `Mueller` and `Muller`, but those two are not the same.
    fn is(&self, other: &Self) -> bool {
        self.spellings().iter().any(|spelling| other.spellings().contains(spelling))
    }

    /// Is it only a letter?
    #[must_use]
    pub(super) fn is_letter(&self) -> bool {
        self.bare.chars().count() == 1
    }

    /// Is one of the two the first letter of the other?
    fn is_letter_of(&self, other: &Self) -> bool {
        (self.is_letter() || other.is_letter())
            && (self.bare.starts_with(&other.bare) || other.bare.starts_with(&self.bare))
    }

    /// Could it be the same part, or is one the first letter of the other?
    fn could_be(&self, other: &Self) -> bool {
        self.is(other) || self.is_letter_of(other)
    }
}

/// The text that a name is known by. Case, blanks, what nobody sees, and accents that stand apart from their letters make
/// no difference.
#[must_use]
pub fn called(name: &str) -> String {
    plainly(name).nfc().collect::<String>().to_lowercase()
}

/// A name in plain letters with umlauts spelled out. `Jürgen Groß` and `Juergen Gross` are the same, `Jurgen Gross` is
/// not.
#[must_use]
pub fn spelled(name: &str) -> String {
    name.split_whitespace().map(|part| Part::of(part).spelled).collect::<Vec<_>>().join(" ")
}

/// The same without titles and hyphens: `Dr. Omar Al-Sayed` and `Omar Al Sayed` are the same as well.
#[must_use]
pub fn in_one_spelling(name: &str) -> String {
    spelled(&without_titles(name).replace(HYPHENS, " "))
}

/// The same with umlauts that only lose their marks, as some systems write them: `Jürgen Groß` is `jurgen gross`.
fn without_marks(name: &str) -> String {
    let name = without_titles(name).replace(HYPHENS, " ");
    name.split_whitespace().map(|part| Part::of(part).bare).collect::<Vec<_>>().join(" ")
}

/// The texts by which a name is compared with known ones, the surest first: an exact name comes before another
/// spelling.
pub const SPELLINGS: [fn(&str) -> String; 3] = [called, in_one_spelling, without_marks];

/// The telling parts of a name, without titles.
#[must_use]
pub fn parts_of(name: &str) -> Vec<Part> {
    let words = name.split_whitespace().map(|word| word.trim_end_matches(['.', ',']));
    let words = words.filter(|word| !is_title(word));
    let parts = words.flat_map(|word| word.split(HYPHENS)).map(|part| Part::of(part.trim_end_matches('.')));
    parts.filter(|part| !part.bare.is_empty()).collect()
}

/// Is it a title, or several written together: `Dr.-Ing.`?
pub(super) fn is_title(word: &str) -> bool {
    let mut titles = word.split(['-', '.']).filter(|title| !title.is_empty()).peekable();
    titles.peek().is_some() && titles.all(|title| TITLES.contains(&title.to_lowercase().as_str()))
}

/// A name without the titles before it; none if it has none, or consists of them.
pub(super) fn untitled(name: &str) -> Option<&str> {
    let mut rest = name.trim();
    while let Some((_, behind)) = rest.split_once(char::is_whitespace).filter(|(word, _)| is_title(word)) {
        rest = behind.trim_start();
    }
    (rest.len() < name.trim().len()).then_some(rest)
}

/// A name without the titles before it. If less than two words would be left, it stays: Frau Weber is not Herr Weber.
#[must_use]
pub fn without_titles(name: &str) -> &str {
    untitled(name).filter(|rest| rest.contains([' ', ','])).unwrap_or(name)
}

/// Does a name say nothing beyond another one of the same person: is it the other one in another order, with fewer
/// umlauts, or a part of it?
#[must_use]
pub fn says_no_more(name: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<Part> {
        let words = name.split(|c: char| c.is_whitespace() || HYPHENS.contains(&c)).filter(|word| !word.is_empty());
        words.map(|word| Part::of(word.trim_end_matches(['.', ',']))).collect()
    };
    let marks = |name: &str| name.chars().filter(|c| !c.is_ascii()).count();
    let (one, another) = (words(name), words(other));
    let is_there = |part: &Part| another.iter().any(|known| known.is(part));
    let in_order = one.len() == another.len() && one.iter().zip(&another).all(|(one, other)| one.is(other));
    one.iter().all(is_there) && !(in_order && marks(name) > marks(other))
}

/// Could two names, given by their parts, be one person's? They may differ in spelling or order, or one may say less:
/// only a first name or surname, a letter, or fewer middle names.
#[must_use]
pub fn could_be_one(one: &[Part], other: &[Part]) -> bool {
    let (less, more) = if one.len() > other.len() { (other, one) } else { (one, other) };
    let is_in = |part: &Part, parts: &[Part]| parts.iter().any(|other| part.is(other));
    let begins = less.iter().zip(more).all(|(one, other)| one.is(other));
    let ends = || less.iter().rev().zip(more.iter().rev()).all(|(one, other)| one.is(other));
    let is_turned = || {
        less.len() == more.len()
            && less.iter().all(|part| is_in(part, more))
            && more.iter().all(|part| is_in(part, less))
    };
    match (less, more) {
        ([], _) => false,
        _ if begins || ends() || is_turned() => true,
        ([first, between @ .., last], [other_first, others @ .., other_last]) => {
            (last.is(other_last) && first.could_be(other_first) || first.is(other_first) && last.could_be(other_last))
                && between.iter().all(|part| others.iter().any(|other| part.could_be(other)))
        }
        _ => false,
    }
}

/// Could a new person be the known one of another name, by the [parts of both names](could_be_one) or by a typing
/// error?
#[must_use]
pub fn could_be(name: &str, other: &str) -> bool {
    could_be_one(&parts_of(name), &parts_of(other)) || is_named_nearly(without_titles(name), without_titles(other))
}

/// Is a name a shorter form of another, given by their parts: the first name or surname alone, or both with one of them
/// as a letter?
pub(super) fn is_short_for(short: &[Part], name: &[Part]) -> bool {
    let is_in = |part: &Part| name.iter().any(|other| part.is(other) || part.is_letter() && part.is_letter_of(other));
    short.len() <= name.len() && short.iter().all(is_in) && could_be_one(short, name)
}

/// Does `name` end with the parts of `end`?
pub(super) fn ends_so(end: &[Part], name: &[Part]) -> bool {
    end.len() <= name.len() && end.iter().rev().zip(name.iter().rev()).all(|(one, other)| one.is(other))
}

/// The first and the last part. Names that could be one person's have one of them in common.
fn ends(parts: &[Part]) -> impl Iterator<Item = &str> {
    let last = parts.last().filter(|_| parts.len() > 1);
    parts.first().into_iter().chain(last).flat_map(Part::spellings)
}

/// A person who would be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// What they are called.
    pub name: String,
    /// Have they an address? As an address is one person's, two new people who have one each are not the same person.
    pub is_addressed: bool,
}

/// A new person who could be somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Their index among the new ones.
    pub place: usize,
    /// What they are called.
    pub name: String,
    /// Who else they could be.
    pub others: Vec<String>,
}

/// Which new people could be somebody of another name, who is there or is new too.
#[must_use]
pub fn alike(there: Vec<String>, new: Vec<Newcomer>) -> Vec<Alike> {
    let known = there.len();
    let addressed: Vec<bool> = new.iter().map(|one| one.is_addressed).collect();
    let is_addressed = |at: usize| at.checked_sub(known).and_then(|at| addressed.get(at)).is_some_and(|is| *is);
    let with_parts = |name: String| {
        let parts = parts_of(&name);
        (name, parts)
    };
    let new = new.into_iter().map(|one| one.name);
    let names: Vec<(String, Vec<Part>)> = there.into_iter().chain(new).map(with_parts).collect();
    let spelled = nearly::Names::of(names.iter().map(|(name, _)| without_titles(name)));
    let mut by_word: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (at, (_, parts)) in names.iter().enumerate() {
        for word in ends(parts) {
            by_word.entry(word).or_default().insert(at);
        }
    }
    let like = |at: usize| {
        let (name, parts) = names.get(at)?;
        let own = called(name);
        let before = ends(parts).filter_map(|word| by_word.get(word)).flat_map(|near| near.range(..at));
        let is_like = |(known, other): &&(String, Vec<Part>)| called(known) != own && could_be_one(parts, other);
        let like = before.filter_map(|other| names.get(*other)).filter(is_like);
        let is_before = |other: &usize| *other < known || *other < at && !(is_addressed(at) && is_addressed(*other));
        let mistyped = spelled.near(without_titles(name)).into_iter().filter(is_before);
        let others = like.chain(mistyped.filter_map(|other| names.get(other)));
        let others: BTreeSet<String> = others.map(|(other, _)| other.clone()).collect();
        let others: Vec<String> = others.into_iter().collect();
        (!others.is_empty()).then(|| Alike { place: at - known, name: name.clone(), others })
    };
    (known..names.len()).filter_map(like).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_alike(one: &str, other: &str) -> bool {
        let (one, other) = (parts_of(one), parts_of(other));
        let alike = could_be_one(&one, &other);
        assert_eq!(alike, could_be_one(&other, &one), "{one:?}, {other:?}");
        alike
    }

    #[test]
    fn names_that_could_be_one_persons_are_told() {
        for (one, other) in [
            ("Maria Keller", "Dr. Maria Keller"),
            ("K. Ito", "Ken Ito"),
            ("Ken I.", "Ken Ito"),
            ("Mr Ken Ito", "Ken Ito"),
            ("Petra", "Petra Nowak"),
            ("Nowak", "Petra Nowak"),
            ("van den Berg", "Jan van den Berg"),
            ("Al Sayed", "Omar Al-Sayed"),
            ("Omar Al Sayed", "Omar Al-Sayed"),
            ("García Márquez", "Gabriel García Márquez"),
            ("Marie-Claire", "Marie-Claire Dupont"),
            ("Marie Dupont", "Marie-Claire Dupont"),
            ("Ken Jon Ito", "Ken Ito"),
            ("DUPONT Marie-Claire", "Marie Claire Dupont"),
            ("M.-C. Dupont", "Marie-Claire Dupont"),
            ("Siobhán O'Neil", "Siobhan O’Neil"),
            ("Zoë", "Zoe"),
            ("Ju\u{308}rgen Groß", "Jürgen Gross"),
        ] {
            assert!(are_alike(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Ana Costa", "Anja Costa"),
            ("Ana Costa", "Ana Silva"),
            ("Ana S.", "Ana Costa"),
            ("Jean-Paul Roux", "Jean-Luc Roux"),
            ("Nowak", "Petra Nowak-Lind"),
            ("Dr.", "Mr"),
        ] {
            assert!(!are_alike(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_name_that_is_turned_plainer_or_a_part_says_no_more() {
        for (name, other) in [
            ("Mueller Hans", "Hans Müller"),
            ("von der Heide", "Katrin von der Heide"),
            ("Hans Muller", "Hans Müller"),
            ("Ana Costa", "Dr. Ana Costa"),
            ("Omar Al Sayed", "Omar Al-Sayed"),
        ] {
            assert!(says_no_more(name, other), "{name}, {other}");
        }
        for (name, other) in [
            ("Hans Müller", "Hans Mueller"),
            ("Katrin von der Heide", "Heide"),
            ("Ana Silva", "Ana Costa"),
            ("Prof. Ana Costa", "Dr. Ana Costa"),
        ] {
            assert!(!says_no_more(name, other), "{name}, {other}");
        }
    }

    #[test]
    fn an_umlaut_is_typed_in_two_ways_and_an_e_that_is_written_stays() {
        for (one, other) in [
            ("Jürgen Groß", "Juergen Gross"),
            ("Jürgen Groß", "Dr. Jurgen Gross"),
            ("Ute MÜLLER", "Ute Mueller"),
            ("Ute Müller", "Ute Muller"),
            ("Jürgen Mueller", "Juergen Müller"),
            ("Søren Bæk", "Soeren Baek"),
            ("Müller-Lüd Ute", "Ute Mueller Lüd"),
        ] {
            assert!(are_alike(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Ute Mueller", "Ute Muller"),
            ("Joel Stein", "Jol Stein"),
            ("Manuel Ruiz", "Manul Ruiz"),
            ("Samuel Ito", "Samul Ito"),
            ("Michael Ito", "Michal Ito"),
        ] {
            assert!(!are_alike(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_name_is_spelled_alike_with_its_umlauts_and_without() {
        for (one, other) in [
            ("Jürgen Groß", "JUERGEN  Gross"),
            ("Søren Bæk", "Soeren Baek"),
            ("Siobhán O'Neil", "Siobhan O’Neil"),
            ("Ana Costa", "ana costa"),
        ] {
            assert_eq!(spelled(one), spelled(other), "{one}, {other}");
        }
        for (one, other) in [("Ute Müller", "Ute Muller"), ("Dr. Ana Costa", "Ana Costa"), ("Joel Stein", "Jol Stein")]
        {
            assert_ne!(spelled(one), spelled(other), "{one}, {other}");
        }
        for titled in ["Dr. Ana Costa", "Frau Prof. Dr. Ana Costa", "Dr.-Ing. Ana Costa", "Dipl-Ing  Ana Costa"] {
            assert_eq!(in_one_spelling(titled), "ana costa", "{titled}");
        }
        assert_ne!(in_one_spelling("Frau Weber"), in_one_spelling("Herr Weber"));
        assert_eq!(in_one_spelling("Zoë  Al-Sayed"), in_one_spelling("Zoe Al Sayed"));
        assert_eq!(without_marks("Jürgen Groß-Lüd"), "jurgen gross lud");
    }

    #[test]
    fn who_is_new_is_told_beside_those_who_are_there_or_came_before() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let new = |name: &str, is_addressed| Newcomer { name: name.to_owned(), is_addressed };
        let told = |new: &[Newcomer]| alike(names(&["Jürgen Groß", "Ana Costa", "Dr. Lena Sommer"]), new.to_vec());
        let like = |place, new: &str, old: &str| Alike { place, name: new.to_owned(), others: vec![old.to_owned()] };
        let several = ["Juergen Gross", "ana costa", "Bo", "Bo Lind"].map(|name| new(name, true));
        assert_eq!(told(&several), [like(0, "Juergen Gross", "Jürgen Groß"), like(3, "Bo Lind", "Bo")]);
        assert_eq!(told(&[new("Lea Sumer", true)]), [like(0, "Lea Sumer", "Dr. Lena Sommer")], "mistyped");
        let both = |is_addressed| told(&[new("Ida Petersen", false), new("Ida Peterson", is_addressed)]);
        assert_eq!(both(true), [like(1, "Ida Peterson", "Ida Petersen")]);
        let two = [new("Ida Petersen", true), new("Ida Peterson", true)];
        assert!(told(&two).is_empty(), "each has an address of their own");
    }
}
