//! Owns who is meant by a name, an e-mail address, or both, as people, mail programs and lists of staff write them.

use std::collections::HashMap;

use super::alike::{Part, SPELLINGS, called, parts_of, untitled};
use super::{surname_in_capitals, turned};
use crate::domain::PersonId;
use crate::domain::shown::collapsed;

/// People by e-mail address, and by name in each of its [spellings](SPELLINGS); none if several people have it.
pub type Names = HashMap<String, Option<PersonId>>;

/// The people by their names and addresses. Archived people count only if nobody else has the name, and another
/// spelling only if nobody has that very name. A name of several people is nobody's; an address is that of the last who
/// has it.
#[must_use]
pub fn known<T: AsRef<str>>(
    there: &[(PersonId, T)],
    gone: &[(PersonId, T)],
    addresses: impl Iterator<Item = (PersonId, T)>,
) -> Names {
    let mut names = Names::new();
    for (people, key) in [there, gone].into_iter().flat_map(|people| SPELLINGS.map(|key| (people, key))) {
        for (name, who) in known_by(people, key) {
            names.entry(name).or_insert(who);
        }
    }
    names.extend(addresses.map(|(id, email)| (called(email.as_ref()), Some(id))));
    names
}

/// People by what `key` makes of their names; none if several share it.
fn known_by<T: AsRef<str>>(people: &[(PersonId, T)], key: fn(&str) -> String) -> Names {
    let mut names = Names::new();
    for (id, name) in people {
        names.entry(key(name.as_ref())).and_modify(|known| *known = None).or_insert(Some(*id));
    }
    names
}

/// The one person whom a name, an address, or both stand for.
#[must_use]
pub fn who(known: &Names, text: &str) -> Option<PersonId> {
    found(known, addressed(&collapsed(text))).flatten()
}

/// Whom a name and an address stand for: nobody (`None`), several (`Some(None)`) or one.
#[must_use]
pub fn found(known: &Names, (name, email): (&str, &str)) -> Option<Option<PersonId>> {
    let by_email = if email.is_empty() { None } else { known.get(&called(email)).copied().flatten() };
    match named(known, name) {
        _ if by_email.is_some() => Some(by_email),
        Some(None) if email.is_empty() => Some(None),
        // A person of that name who has another address is somebody else.
        Some(Some(id)) if email.is_empty() || !has_address(known, id) => Some(Some(id)),
        Some(_) => None,
        // With an address, a word in brackets may be there to tell two people of the same name apart.
        None if email.is_empty() => match plain(name) {
            Some(plain) => found(known, (&plain, email)),
            None => only(reordered(name).filter_map(|name| named(known, &name))),
        },
        None => found(known, (&turned(name)?, email)),
    }
}

/// A simpler form of the name: without a word in brackets, without titles, or with the first name first; none if there
/// is none.
fn plain(name: &str) -> Option<String> {
    let (bare, word) = unbracketed(name);
    let titled = || untitled(name).map(str::to_owned);
    let otherwise = || titled().or_else(|| turned(name)).or_else(|| surname_in_capitals(name));
    if word.is_empty() { otherwise() } else { Some(bare.to_owned()) }
}

/// Whose name it is, in any of its spellings.
fn named(known: &Names, name: &str) -> Option<Option<PersonId>> {
    SPELLINGS.iter().find_map(|key| known.get(&key(name)).copied())
}

/// The one person found, if it is always the same; several are nobody.
fn only(mut found: impl Iterator<Item = Option<PersonId>>) -> Option<Option<PersonId>> {
    let first = found.next()?;
    Some(first.filter(|_| found.all(|other| other == first)))
}

/// Other orders of a name whose surname may come first: `Al Sayed Omar` as `Sayed Omar Al` and `Omar Al Sayed`.
fn reordered(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..words.len()).map(move |at| {
        let (last, first) = words.split_at(at);
        [first, last].concat().join(" ")
    })
}

/// Is a name complete enough to tell somebody from others: a surname and a word before it, neither of them a mere
/// letter?
#[must_use]
pub fn is_whole(name: &str) -> bool {
    let parts = parts_of(name);
    let has_letter = || [parts.first(), parts.last()].into_iter().flatten().any(Part::is_letter);
    let words = untitled(name).unwrap_or(name).split_whitespace();
    words.skip_while(|word| is_particle(word)).count() > 1 && !has_letter()
}

/// A name, and the word in brackets behind it; that is empty if there is none.
#[must_use]
pub fn unbracketed(name: &str) -> (&str, &str) {
    let parts = || name.strip_suffix(')')?.rsplit_once('(').map(|(name, word)| (name.trim(), word.trim()));
    let is_word = |word: &str| !word.is_empty() && !word.contains(['(', ')']);
    parts().filter(|(name, word)| !name.is_empty() && is_word(word)).unwrap_or((name, ""))
}

/// `Costa, Ana` as `Ana Costa`, if a person must be meant. “Ana Costa, CFO” is not turned.
#[must_use]
pub fn surname_first(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',').map(|(last, first)| (last.trim(), first.trim()))?;
    turned(name).filter(|_| is_surname(last) && !is_suffix(first, last))
}

/// Is the word behind the comma no first name? If it is in capitals and the name is not, it is an office or a degree.
fn is_suffix(behind: &str, name: &str) -> bool {
    let is_capital = |text: &str| text.chars().all(char::is_uppercase);
    is_capital(behind) && !is_capital(name) || SUFFIXES.contains(&behind.to_lowercase().trim_end_matches('.'))
}

/// Is it a surname: one word, with or without particles before it?
fn is_surname(text: &str) -> bool {
    let before = text.rsplit_once(' ').map_or("", |(before, _)| before);
    before.split_whitespace().all(is_particle)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// Are there several words before the comma and one behind it, as in `García Márquez, Gabriel`? It may be two people as
/// well.
#[must_use]
pub fn is_of_several_words(name: &str) -> bool {
    let parts = name.split_once(',').map(|(last, first)| (last.trim(), first.trim()));
    let is_it = |(last, first): (&str, &str)| last.contains(' ') && !is_surname(last) && !first.contains([' ', ',']);
    parts.is_some_and(|parts| is_it(parts) && !is_suffix(parts.1, parts.0))
}

/// Words behind a name, after a comma, that do not belong to it.
const SUFFIXES: [&str; 6] = ["jr", "sr", "phd", "ph.d", "dr", "mba"];

/// Words that may begin a surname.
const PARTICLES: [&str; 32] = [
    "von", "vom", "van", "zu", "zum", "zur", "auf", "der", "den", "dem", "de", "di", "da", "do", "dos", "das", "del",
    "della", "delle", "degli", "du", "des", "la", "le", "lo", "el", "al", "ten", "ter", "te", "st.", "bin",
];

/// Has this person a known address?
#[must_use]
pub fn has_address(known: &Names, person: PersonId) -> bool {
    known.iter().any(|(key, one)| *one == Some(person) && key.contains('@'))
}

/// The name and address of a text such as “Ana Costa <ana@example.com>”, as mail programs write it: with or without
/// quotes, and with other brackets too. A bare address is both.
#[must_use]
pub fn addressed(text: &str) -> (&str, &str) {
    fn bare(email: &str) -> &str {
        email.trim().trim_start_matches("mailto:")
    }
    let angled = || text.strip_suffix('>').and_then(|text| text.split_once('<'));
    let bracketed = |open, close| {
        text.strip_suffix(close).and_then(|text| text.rsplit_once(open)).filter(|(_, email)| email.contains('@'))
    };
    match angled().or_else(|| bracketed('(', ')')).or_else(|| bracketed('[', ']')) {
        Some((name, email)) if !unquoted(name).is_empty() => (unquoted(name), bare(email)),
        Some((_, email)) if email.contains('@') => (bare(email), bare(email)),
        _ if text.contains('@') && !text.contains(' ') => (bare(text), bare(text)),
        _ => (text, ""),
    }
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches('"').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_is_known_is_meant_with_the_surname_first_too() {
        let carla = PersonId(1);
        let known = HashMap::from([(called("Carla Mendes"), Some(carla))]);
        let named = ["Carla Mendes", "Mendes Carla", "Mendes, Carla", "MENDES Carla", "Carla Mendes (IT)"];
        let titled = ["Dr. Carla Mendes", "Frau Prof. Dr. Carla Mendes", "Dr. Mendes, Carla", "Ms Carla Mendes (IT)"];
        for name in named.into_iter().chain(titled) {
            assert_eq!(who(&known, name), Some(carla), "{name}");
        }
        for name in ["Carla", "Mendes", "Mendes Carla Ana", "Carla Mendez", "Dr. Carla", "Dr."] {
            assert_eq!(who(&known, name), None, "{name}");
        }
    }

    #[test]
    fn titles_are_no_part_of_a_name_on_either_side() {
        let [ana, jurgen, weber] = [1, 2, 3].map(PersonId);
        let there = [(ana, "Dr. Ana Costa"), (jurgen, "Dr.-Ing. Jürgen Groß"), (weber, "Frau Weber")];
        let there = known(&there, &[], std::iter::empty());
        for (name, whose) in [
            ("Ana Costa", ana),
            ("Costa, Ana", ana),
            ("Costa, Dr. Ana", ana),
            ("Dr. Costa, Ana", ana),
            ("COSTA Ana", ana),
            ("Prof. Ana Costa", ana),
            ("Ana Costa (Finance)", ana),
            ("Groß, Jürgen", jurgen),
            ("Juergen Gross", jurgen),
            ("Herr Dr. Jürgen Groß", jurgen),
            ("frau weber", weber),
        ] {
            assert_eq!(who(&there, name), Some(whose), "{name}");
        }
        for name in ["Herr Weber", "Dr. Ana", "Costa"] {
            assert_eq!(who(&there, name), None, "{name}");
        }
        let twins = known(&[(ana, "Dr. Ana Costa"), (weber, "Ms Ana Costa")], &[], std::iter::empty());
        assert_eq!(found(&twins, ("Ana Costa", "")), Some(None), "two people");
        assert_eq!(who(&twins, "Ms Ana Costa"), Some(weber), "who is called just so");
    }

    #[test]
    fn one_spelling_is_one_person_and_less_of_a_name_is_nobody() {
        let [omar, jan, ute] = [1, 2, 3].map(PersonId);
        let there = [(omar, "Omar Al-Sayed"), (jan, "Jan van den Berg"), (ute, "Ute Müller")];
        let known = known(&there, &[], std::iter::empty());
        for (name, whose) in [
            ("Omar Al Sayed", omar),
            ("Sayed, Omar Al", omar),
            ("Al Sayed Omar", omar),
            ("AL-SAYED Omar", omar),
            ("Jan  Van Den Berg", jan),
            ("Berg, Jan van den", jan),
            ("van den Berg Jan", jan),
            ("Ute Muller", ute),
            ("MUELLER, Ute", ute),
        ] {
            assert_eq!(who(&known, name), Some(whose), "{name}");
        }
        for name in ["Al-Sayed", "van den Berg", "O. Al-Sayed", "Sayed Al Omar", "Ute"] {
            assert_eq!(who(&known, name), None, "{name}");
        }
    }

    #[test]
    fn a_name_is_whole_with_a_surname_and_a_word_before_it() {
        for name in ["Ana Costa", "Jan van den Berg", "Dr. Ana Costa", "Li Wei"] {
            assert!(is_whole(name), "{name}");
        }
        for name in ["Costa", "van den Berg", "Marie-Claire", "Dr. Costa", "A. Costa", "Ana C.", "Al-Sayed"] {
            assert!(!is_whole(name), "{name}");
        }
    }

    #[test]
    fn a_word_in_brackets_and_a_surname_that_stands_first_are_told_from_several_names() {
        assert_eq!(unbracketed("Jo (Joey) Lind (Legal)"), ("Jo (Joey) Lind", "Legal"));
        assert_eq!(unbracketed("Ken Ito (IT) / Ana Costa (HR)").0, "Ken Ito (IT) / Ana Costa");
        for (written, turned) in [("Costa, Ana", "Ana Costa"), ("COSTA, ANA", "ANA COSTA"), ("山田, 太郎", "太郎 山田")]
        {
            assert_eq!(surname_first(written).as_deref(), Some(turned));
        }
        for (written, turned) in [
            ("da Silva, Rui", "Rui da Silva"),
            ("von der Heide, Anna", "Anna von der Heide"),
            ("Van Dyke, Jan", "Jan Van Dyke"),
        ] {
            assert_eq!(surname_first(written).as_deref(), Some(turned));
        }
        for name in
            ["Nowak, CFO", "Nowak, jr.", "García Márquez, Rui", "Rui Silva (Ops), Bo Elm", "Ana", "Ana da Silva, Bo"]
        {
            assert_eq!(surname_first(name), None, "{name}");
        }
        assert!(is_of_several_words("García Márquez, Rui") && !is_of_several_words("da Silva, Rui"));
        assert!(!is_of_several_words("Ana Costa, CFO"), "an office");
        assert!(!is_of_several_words("Ana Costa, Bo Elm") && !is_of_several_words("Costa, Ana"), "two people, and one");
    }
}
