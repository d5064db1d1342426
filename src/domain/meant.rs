//! Owns what people call the words of a closed list otherwise, in English, German or French: the same wherever one of them
//! is typed, and in every table.

use super::shown::collapsed;
use super::{Invalid, Level, Severity};

/// What levels are called in other words.
const LEVELS: [(Level, &[&str]); 5] = [
    (
        Level::CSuite,
        &[
            "c-level",
            "c level",
            "clevel",
            "cxo",
            "ceo",
            "cfo",
            "coo",
            "cio",
            "cto",
            "cdo",
            "ciso",
            "chro",
            "cmo",
            "cpo",
            "cro",
            "chief",
            "board",
            "board member",
            "executive board",
            "managing director",
            "vorstand",
            "vorständin",
            "vorstandsmitglied",
            "vorstandsvorsitz",
            "vorstandsvorsitzender",
            "vorstandsvorsitzende",
            "geschäftsführung",
            "geschäftsführer",
            "geschäftsführerin",
        ],
    ),
    (
        Level::Vp,
        &[
            "svp",
            "evp",
            "vice president",
            "senior vice president",
            "executive vice president",
            "senior vp",
            "executive vp",
        ],
    ),
    (
        Level::Director,
        &[
            "senior director",
            "head",
            "head of department",
            "direktor",
            "direktorin",
            "bereichsleitung",
            "bereichsleiter",
            "bereichsleiterin",
            "directeur",
            "directrice",
        ],
    ),
    (
        Level::Manager,
        &[
            "senior manager",
            "team lead",
            "managerin",
            "abteilungsleitung",
            "abteilungsleiter",
            "abteilungsleiterin",
            "teamleitung",
            "teamleiter",
            "teamleiterin",
        ],
    ),
    (Level::Other, &["employee", "staff", "specialist", "mitarbeiter", "mitarbeiterin", "sonstige", "autre"]),
];

/// What severities are called in other words.
const SEVERITIES: [(Severity, &[&str]); 3] = [
    (
        Severity::High,
        &[
            "highest",
            "very high",
            "severe",
            "critical",
            "major",
            "blocker",
            "urgent",
            "red",
            "p0",
            "p1",
            "hoch",
            "sehr hoch",
            "höchste",
            "kritisch",
            "schwer",
            "dringend",
        ],
    ),
    (Severity::Medium, &["normal", "moderate", "amber", "p2", "mittel"]),
    (
        Severity::Low,
        &["lowest", "minor", "trivial", "green", "p3", "p4", "p5", "niedrig", "niedrigste", "gering", "leicht"],
    ),
];

/// Which of them a word means, in whatever case.
fn known<T: Copy>(all: &[(T, &[&str])], word: &str) -> Option<T> {
    all.iter().find(|(_, words)| words.contains(&word)).map(|(known, _)| *known)
}

/// The level that a text means: `VP`, `Vorstand`, `SVP`, `Chief Risk Officer`.
///
/// # Errors
/// Where it means none.
pub fn level(text: &str) -> Result<Level, Invalid> {
    let word = collapsed(text).to_lowercase();
    let is_chief = word.starts_with("chief ") && word.ends_with(" officer");
    known(&LEVELS, &word).or_else(|| is_chief.then_some(Level::CSuite)).map_or_else(|| text.parse(), Ok)
}

/// The severity that a text means: `High`, `P1`, `kritisch`.
///
/// # Errors
/// Where it means none.
pub fn severity(text: &str) -> Result<Severity, Invalid> {
    known(&SEVERITIES, &collapsed(text).to_lowercase()).map_or_else(|| text.parse(), Ok)
}

/// The word of a closed list that a text means, in whatever case; none where it means none.
#[must_use]
pub fn word(words: &'static [&'static str], text: &str) -> Option<&'static str> {
    let wanted = text.trim();
    let own = words.iter().copied().find(|word| word.eq_ignore_ascii_case(wanted));
    let other = || match words {
        Level::WORDS => level(text).ok().map(Level::name),
        Severity::WORDS => severity(text).ok().map(Severity::name),
        _ => None,
    };
    own.or_else(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Better;

    #[test]
    fn levels_are_known_in_other_words() {
        for (word, known) in [
            ("C-Level", Level::CSuite),
            ("CEO", Level::CSuite),
            ("C-suite", Level::CSuite),
            ("Managing Director", Level::CSuite),
            ("Chief Risk Officer", Level::CSuite),
            ("Senior Vice President", Level::Vp),
            ("Director", Level::Director),
        ] {
            assert_eq!(level(word), Ok(known), "{word}");
        }
    }

    #[test]
    fn a_word_of_a_closed_list_is_known_in_any_case_and_in_other_words() {
        for (words, text, known) in [
            (Level::WORDS, "VP", Some("vp")),
            (Level::WORDS, "svp", Some("vp")),
            (Severity::WORDS, " P1 ", Some("high")),
            (Severity::WORDS, "Mittel", Some("medium")),
            (Severity::WORDS, "huge", None),
            (Better::WORDS, "Lower", Some("lower")),
            (Better::WORDS, "p1", None),
        ] {
            assert_eq!(word(words, text), known, "{text}");
        }
    }
}
