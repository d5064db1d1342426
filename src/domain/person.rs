//! Owns people: who they are, and what an executive owner may do.

mod alike;
mod known;
mod short;

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use self::alike::is_title;
pub use self::alike::{
    Alike, Newcomer, Part, SPELLINGS, alike, called, could_be, could_be_one, in_one_spelling, parts_of, says_no_more,
    spelled, without_titles,
};
pub use self::known::{
    Names, addressed, found, has_address, is_of_several_words, is_whole, known, surname_first, unbracketed, who,
};
pub use self::short::short_for;
use super::seek::folded;
use super::{AppointmentId, Day, Invalid, Level, PersonId, PilotId, Power, parsed};

/// A person, ours or a partner's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Title, as on a card.
    pub title: String,
    /// How high they stand.
    pub level: Level,
    /// The unit they belong to.
    pub unit: String,
    /// E-mail address, or empty.
    pub email: String,
    /// Do they belong to an implementation partner?
    pub partner: bool,
    /// May they certify units, geographies and use cases?
    pub certifier: bool,
    /// Out of sight, kept for the history.
    pub archived: bool,
}

/// The three powers of an executive owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Powers {
    /// Accountable for the system's performance.
    pub accountability: Power,
    /// May order a pause or a retraining.
    pub authority: Power,
    /// Sits in the committee.
    pub committee: Power,
}

impl fmt::Display for Powers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [accountability, authority, committee] =
            [self.accountability, self.authority, self.committee].map(Power::name);
        write!(f, "accountability {accountability}, authority {authority}, committee {committee}")
    }
}

impl Default for Powers {
    fn default() -> Self {
        Self { accountability: Power::Unanswered, authority: Power::Unanswered, committee: Power::Unanswered }
    }
}

impl Powers {
    /// Sets one power by `NAME=ANSWER`, as the command line writes it.
    pub fn set(&mut self, assignment: &str) -> Result<(), Invalid> {
        let (name, answer) = assignment.split_once('=').unwrap_or((assignment, ""));
        let answer: Power = parsed(answer, "power")?;
        match name.trim() {
            "accountability" => self.accountability = answer,
            "authority" => self.authority = answer,
            "committee" => self.committee = answer,
            other => {
                return Err(Invalid::new(format!("“{other}” is not a power"))
                    .hint("write accountability=yes, authority=no or committee=yes")
                    .at("power"));
            }
        }
        Ok(())
    }
}

/// An appointment of an executive owner, or its end where `person` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Identity.
    pub id: AppointmentId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Who; none when the seat was left empty.
    pub person: Option<PersonId>,
    /// From this day.
    pub since: Day,
    /// Why.
    pub why: String,
    /// What they may do.
    #[serde(flatten)]
    pub powers: Powers,
}

/// The error if work is given to somebody who is archived.
#[must_use]
pub fn at_rest(name: &str) -> Invalid {
    let back = format!("name somebody else, or take them back first: `steerco unarchive \"{name}\"`");
    Invalid::new(format!("{name} is archived")).hint(back)
}

/// Checks an e-mail address loosely: one `@` between something and something, no spaces.
pub fn check_email(email: &str) -> Result<(), Invalid> {
    let sound = email.is_empty()
        || email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@') && !email.chars().any(char::is_whitespace)
        });
    if sound {
        return Ok(());
    }
    Err(Invalid::new(format!("“{email}” is not an e-mail address")).hint("write it as ana@example.com").at("email"))
}

/// A name for places with little room: without titles, and with one letter of the first word, or as many as tell it
/// from `others` that would look the same. A first word in a script without case stays whole, as a letter of it is no
/// initial; so does a title before a surname alone.
#[must_use]
pub fn shortened<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> String {
    let bare = without_titles(name);
    let Some((first, rest)) = bare.split_once(' ').filter(|(first, _)| !is_title(first)) else {
        return name.to_owned();
    };
    if !first.starts_with(|c: char| c.is_uppercase() || c.is_lowercase()) {
        return name.to_owned();
    }
    let alike: Vec<String> = others
        .filter(|other| *other != name)
        .filter_map(|other| without_titles(other).strip_suffix(rest)?.strip_suffix(' ').map(folded))
        .collect();
    let letters = first.grapheme_indices(true).map(|(at, letter)| &first[..at + letter.len()]);
    // With its full stop it has to be shorter than the word.
    let mut shorter = letters.filter(|begin| begin.chars().count() + 1 < first.chars().count());
    let own = |begin: &&str| !alike.iter().any(|other| other.starts_with(&folded(begin)));
    // If another bare name is the same, only the title tells them apart.
    let whole = || if alike.contains(&folded(first)) { name } else { bare }.to_owned();
    shorter.find(own).map_or_else(whole, |begin| format!("{begin}. {rest}"))
}

/// `Costa, Ana` as `Ana Costa`; none unless there is exactly one comma.
#[must_use]
pub fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let parts = [first.trim(), last.trim()];
    parts.iter().all(|part| !part.is_empty() && !part.contains(',')).then(|| parts.join(" "))
}

/// `COSTA Ana` as `Ana Costa`: a surname that comes first is often in capitals. It may be something else, such as “IT
/// Support”.
#[must_use]
pub fn surname_in_capitals(name: &str) -> Option<String> {
    let is_capital = |c: char| c.is_uppercase() || matches!(c, '-' | '\'' | '’');
    let is_surname = |word: &&str| word.chars().count() > 1 && word.chars().all(is_capital);
    let words: Vec<&str> = name.split_whitespace().collect();
    let (surname, first) = words.split_at(words.iter().take_while(|word| is_surname(word)).count());
    let is_name = |word: &&str| word.chars().any(char::is_lowercase);
    if surname.is_empty() || first.is_empty() || !first.iter().all(is_name) {
        return None;
    }
    let small = |word: &&str| word.split('-').map(capitalised).collect::<Vec<_>>().join("-");
    let surname: Vec<String> = surname.iter().map(small).collect();
    Some(format!("{} {}", first.join(" "), surname.join(" ")))
}

/// The first letter in capitals, the others not.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_in_capitals_stand_first() {
        let turned = |name| surname_in_capitals(name);
        assert_eq!(turned("DUPONT-ROUX Marie-Claire").as_deref(), Some("Marie-Claire Dupont-Roux"));
        assert_eq!(turned("DA SILVA Rui").as_deref(), Some("Rui Da Silva"));
        for name in ["Ana COSTA", "ANA COSTA", "Ana Costa", "A. Costa", "", "山田 太郎"] {
            assert_eq!(turned(name), None, "{name}");
        }
    }

    #[test]
    fn names_are_cut_to_what_tells_them_apart() {
        let all =
            ["Eva Berg", "E. Berg", "Stefan Berg", "Stella Berg", "Jonas Lindqvist", "山田 太郎", "محمد علي", "Cher"];
        let cut = |name: &str| shortened(name, all.into_iter());
        let cut: Vec<String> = all.into_iter().map(cut).collect();
        let wanted =
            ["Eva Berg", "E. Berg", "Stef. Berg", "Stel. Berg", "J. Lindqvist", "山田 太郎", "محمد علي", "Cher"];
        assert_eq!(cut, wanted);
        assert_eq!(shortened("Eva Berg", std::iter::empty()), "E. Berg");
        assert_eq!(shortened("E\u{301}lodie Roux", std::iter::empty()), "E\u{301}. Roux");
        assert_eq!(shortened("Li Wei", std::iter::empty()), "Li Wei", "it would not be shorter");
        let titled = ["Dr. Jürgen Groß", "Prof. Dr. Jo Groß", "Dr. Weber", "Ms Eva Berg", "Eva Berg"];
        let cut = titled.map(|name| shortened(name, titled.into_iter()));
        assert_eq!(cut, ["Jü. Groß", "Jo Groß", "Dr. Weber", "Ms Eva Berg", "Eva Berg"]);
    }

    #[test]
    fn powers_are_set_by_name() {
        let mut powers = Powers::default();
        powers.set("authority=no").unwrap();
        assert_eq!(powers.authority, Power::No);
        assert_eq!(powers.committee, Power::Unanswered);
        assert!(powers.set("veto=yes").is_err());
        assert!(powers.set("authority").is_err());
    }

    #[test]
    fn addresses_need_a_name_and_a_host() {
        assert!(check_email("ana@example.com").is_ok() && check_email("").is_ok());
        for wrong in ["ana", "@x", "a@", "a b@c", "a@b@c"] {
            assert!(check_email(wrong).is_err(), "{wrong}");
        }
    }
}
