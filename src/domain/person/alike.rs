//! Owns which names could be one person's: with a title or without, the first name as a letter or alone, the surname as
//! a letter, in another order, with an umlaut or as it is typed without one.

use std::collections::{BTreeSet, HashMap};

use crate::domain::seek::folded;
use crate::domain::shown::collapsed;
use crate::domain::words::first_few;

/// Words before a name that are none of it.
const TITLES: [&str; 12] = ["dr", "prof", "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "sir", "ing", "dipl-ing"];
/// Letters that a keyboard may not have, as they are spelled out where they lose no more than their marks otherwise.
const UMLAUTS: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('æ', "ae")];
/// So many people are told of who could be others.
const MOST: usize = 10;

/// A part of a name in small letters, as it is typed where nothing but plain letters can be: `Groß` as `gross`,
/// `O’Neil` as `oneil`, and `Jürgen` as either `jurgen` or `juergen`. An `e` that is written stays: `Joel` is no `Jol`.
#[derive(Debug, Clone)]
pub struct Part {
    bare: String,
    spelled: String,
}

/// How a part may be typed.
type Spellings<'p> = [&'p str; 2];

impl Part {
    fn of(part: &str) -> Self {
        let typed = |text: &str| folded(text).replace(['\'', '’', '`', '´'], "");
        let spelled =
            UMLAUTS.iter().fold(part.to_lowercase(), |text, (letter, spelled)| text.replace(*letter, spelled));
        Self { bare: typed(part), spelled: typed(&spelled) }
    }

    fn spellings(&self) -> Spellings<'_> {
        [self.bare.as_str(), self.spelled.as_str()]
    }

    /// Could it be the same part? `Müller` is `Mueller` and `Muller`, and those two are not each other.
    fn is(&self, other: &Self) -> bool {
        are_same(self.spellings(), other.spellings())
    }

    /// The names that a hyphen holds together.
    fn pieces(&self) -> impl Iterator<Item = Spellings<'_>> {
        let bare = self.bare.split('-').map(|piece| piece.trim_end_matches('.'));
        let spelled = self.spelled.split('-').map(|piece| piece.trim_end_matches('.'));
        bare.zip(spelled).map(|(bare, spelled)| [bare, spelled])
    }

    /// The first of names with a hyphen between them, without a point.
    fn initial(&self) -> &str {
        self.bare.split('-').next().unwrap_or_default().trim_end_matches('.')
    }

    /// Is it no more than a letter?
    #[must_use]
    pub fn is_letter(&self) -> bool {
        self.initial().chars().count() == 1
    }

    /// May one of the two be the first letter of the other?
    fn is_letter_of(&self, other: &Self) -> bool {
        let (one, other_one) = (self.initial(), other.initial());
        (self.is_letter() || other.is_letter()) && (one.starts_with(other_one) || other_one.starts_with(one))
    }
}

fn are_same(one: Spellings<'_>, other: Spellings<'_>) -> bool {
    one.iter().any(|spelling| other.contains(spelling))
}

/// What a name is known by: neither its case nor its blanks tell two from each other.
#[must_use]
pub fn called(name: &str) -> String {
    collapsed(name).to_lowercase()
}

/// A name as it is typed where nothing but plain letters can be, its umlauts spelled out: `Jürgen Groß` and `Juergen
/// Gross` are one there, and `Jurgen` is not.
#[must_use]
pub fn spelled(name: &str) -> String {
    name.split_whitespace().map(|part| Part::of(part).spelled).collect::<Vec<_>>().join(" ")
}

/// The parts of a name that tell, without titles.
#[must_use]
pub fn parts_of(name: &str) -> Vec<Part> {
    let parts = name.split_whitespace().map(|part| Part::of(part.trim_end_matches(['.', ','])));
    parts.filter(|part| !part.bare.is_empty() && !TITLES.contains(&part.bare.as_str())).collect()
}

/// A name without the titles before it; none where it has none, or nothing else.
pub(super) fn untitled(name: &str) -> Option<String> {
    let is_title = |word: &str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let titles = name.split_whitespace().take_while(|word| is_title(word)).count();
    let rest: Vec<&str> = name.split_whitespace().skip(titles).collect();
    (titles > 0 && !rest.is_empty()).then(|| rest.join(" "))
}

/// Does a name of somebody say no more than another: is it turned, typed with fewer umlauts, or a part of it?
#[must_use]
pub fn says_no_more(name: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<Part> {
        name.split_whitespace().map(|word| Part::of(word.trim_end_matches(['.', ',']))).collect()
    };
    let marks = |name: &str| name.chars().filter(|c| !c.is_ascii()).count();
    let (one, another) = (words(name), words(other));
    let is_there = |part: &Part| another.iter().any(|known| known.is(part));
    let in_order = one.len() == another.len() && one.iter().zip(&another).all(|(one, other)| one.is(other));
    one.iter().all(is_there) && !(in_order && marks(name) > marks(other))
}

/// Could two names, by their parts, be one person's?
#[must_use]
pub fn could_be_one(one: &[Part], other: &[Part]) -> bool {
    // A hyphen and a blank are the same between names.
    fn pieces(parts: &[Part]) -> impl Iterator<Item = Spellings<'_>> {
        parts.iter().flat_map(Part::pieces)
    }
    let all_in = |these, those| pieces(these).all(|piece| pieces(those).any(|other| are_same(piece, other)));
    let is_one = || one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is(other));
    let begin_alike = || one.first().zip(other.first()).is_some_and(|(one, other)| one.is(other));
    match (one, other) {
        // Of one name in two spellings.
        _ if is_one() => !one.is_empty(),
        // Those that begin alike are told apart below; it is asked of many pairs.
        _ if !begin_alike() && all_in(one, other) && all_in(other, one) && pieces(one).count() > 1 => true,
        ([only], [first, .., _]) | ([first, .., _], [only]) => only.is(first),
        ([first, .., last], [other_first, .., other_last]) => {
            last.is(other_last) && (first.is(other_first) || first.is_letter_of(other_first))
                || first.is(other_first) && last.is_letter_of(other_last)
        }
        _ => false,
    }
}

/// The first and the last word, one of which is shared by names that could be one person's.
fn ends(parts: &[Part]) -> impl Iterator<Item = &str> {
    let last = parts.last().filter(|_| parts.len() > 1);
    parts.first().into_iter().chain(last).flat_map(Part::spellings)
}

/// Somebody new who could be others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Their place among those who are new.
    pub place: usize,
    /// That they could be others, in a sentence.
    pub told: String,
    /// Who else they could be.
    pub others: Vec<String>,
}

/// Which new people could be somebody of another name who is there, or is new too; of very many the first.
#[must_use]
pub fn alike(there: Vec<String>, new: Vec<String>) -> Vec<Alike> {
    let known = there.len();
    let with_parts = |name: String| {
        let parts = parts_of(&name);
        (name, parts)
    };
    let names: Vec<(String, Vec<Part>)> = there.into_iter().chain(new).map(with_parts).collect();
    let mut by_word: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (at, (_, parts)) in names.iter().enumerate() {
        for word in ends(parts) {
            by_word.entry(word).or_default().insert(at);
        }
    }
    let told = |at: usize| {
        let (name, parts) = names.get(at)?;
        let own = called(name);
        let before = ends(parts).filter_map(|word| by_word.get(word)).flat_map(|near| near.range(..at));
        let is_like = |(known, other): &&(String, Vec<Part>)| called(known) != own && could_be_one(parts, other);
        let others = before.filter_map(|other| names.get(*other)).filter(is_like);
        let others: BTreeSet<String> = others.map(|(other, _)| other.clone()).collect();
        let others: Vec<String> = others.into_iter().collect();
        let beside = first_few(&others.iter().map(|other| format!("“{other}”")).collect::<Vec<_>>());
        let told = format!("“{name}” is new beside {beside}: where they are one person, write one name for both.");
        (!others.is_empty()).then(|| Alike { place: at - known, told, others })
    };
    (known..names.len()).filter_map(told).take(MOST).collect()
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
            ("Marie-Claire", "Marie-Claire Dupont"),
            ("Ken Jon Ito", "Ken Ito"),
            ("DUPONT Marie-Claire", "Marie Claire Dupont"),
            ("M.-C. Dupont", "Marie-Claire Dupont"),
            ("Siobhán O'Neil", "Siobhan O’Neil"),
            ("Zoë", "Zoe"),
        ] {
            assert!(are_alike(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Ana Costa", "Anja Costa"),
            ("Ana Costa", "Ana Silva"),
            ("Ana S.", "Ana Costa"),
            ("Nowak", "Petra Nowak"),
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
    }

    #[test]
    fn who_is_new_is_told_beside_those_who_are_there_or_came_before() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let told = alike(names(&["Jürgen Groß", "Ana Costa"]), names(&["Juergen Gross", "ana costa", "Bo", "Bo Lind"]));
        let like = |place, new: &str, old: &str| {
            let told = format!("“{new}” is new beside “{old}”: where they are one person, write one name for both.");
            Alike { place, told, others: vec![old.to_owned()] }
        };
        assert_eq!(told, [like(0, "Juergen Gross", "Jürgen Groß"), like(3, "Bo Lind", "Bo")]);
    }
}
