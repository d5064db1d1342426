//! Owns identities: 63-bit integers inside the program, text outside.
//!
//! An id is 42 bits of milliseconds followed by 21 bits of a counter that starts anywhere, so that two offline copies
//! of a workspace do not hand out the same one. Its text is a letter for its kind and 13 Crockford base-32 characters,
//! because spreadsheets and JavaScript round long numbers. Clock and chance come from the caller.

use std::fmt;
use std::str::FromStr;

use super::digest::digest;
use super::words::with_article;
use super::{Day, Invalid};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 13;
const COUNTER_BITS: u32 = 21;
const COUNTER_MASK: i64 = (1 << COUNTER_BITS) - 1;

/// 13 Crockford base-32 characters, most significant first.
fn encode(value: i64) -> String {
    (0..LENGTH)
        .rev()
        .filter_map(|digit| ALPHABET.get(usize::try_from(value >> (5 * digit) & 31).unwrap_or(0)))
        .map(|&byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

fn decode(text: &str) -> Option<i64> {
    if text.len() != LENGTH {
        return None;
    }
    text.bytes().try_fold(0i64, |value, byte| {
        let digit = ALPHABET.iter().position(|&known| known == byte.to_ascii_uppercase())?;
        value.checked_mul(32)?.checked_add(i64::try_from(digit).ok()?)
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $letter:literal $noun:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), encode(self.0))
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                let known = text.strip_prefix($letter).and_then(decode).map(Self);
                known.ok_or_else(|| Invalid::new(format!("“{text}” is not the id of {}", with_article($noun))))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A pilot, from its first week to its retirement.
    PilotId "p" "pilot";
    /// A person, ours or a partner's.
    PersonId "w" "person";
    /// A metric of one pilot.
    MetricId "m" "metric";
    /// A dated note on a pilot.
    NoteId "n" "note";
    /// A stay of a pilot in a stage.
    VisitId "v" "stage visit";
    /// An appointment of an executive owner.
    AppointmentId "o" "appointment";
    /// A piece of evidence for a checklist item.
    EvidenceId "e" "piece of evidence";
    /// A frozen baseline.
    BaselineId "b" "baseline";
    /// A decision of the committee.
    DecisionId "d" "decision";
    /// An exception in the register.
    ExceptionId "x" "exception";
    /// A version of a gap assessment.
    AssessmentId "a" "gap assessment";
    /// A gap in writing.
    GapId "g" "gap";
    /// A workstream.
    WorkstreamId "s" "workstream";
    /// A step of the process that a pilot changes.
    StepId "t" "process step";
    /// A unit or geography that a pilot expands to.
    ExpansionId "u" "expansion item";
    /// A diagnosis of resistance.
    DiagnosisId "y" "diagnosis";
    /// A training that was held.
    TrainingId "l" "training";
    /// A rule that was waived.
    WaiverId "q" "waiver";
    /// A version of a model.
    VersionId "r" "model version";
    /// An entry of the journal.
    EntryId "j" "journal entry";
    /// A review of the committee.
    ReviewId "c" "review";
    /// An item of an agenda.
    AgendaId "i" "agenda item";
    /// A line of the minutes.
    MinuteId "h" "line of the minutes";
    /// An action.
    ActionId "f" "action";
    /// A workspace file.
    WorkspaceId "k" "workspace";
}

impl PersonId {
    /// The id of a person whom a change adds and also refers to, before a clock is asked: the day and a digest of what
    /// is known of them.
    #[must_use]
    pub fn of_newcomer(day: Day, known: &str) -> Self {
        const DAY: u64 = 86_400_000;
        let digest = digest(known.as_bytes());
        let within = i64::try_from(digest % DAY).unwrap_or(0);
        let counter = i64::try_from(digest >> (64 - COUNTER_BITS)).unwrap_or(0);
        let millis = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + within;
        Self((millis.max(0) << COUNTER_BITS) | counter)
    }
}

/// Hands out ids in rising order.
#[derive(Debug, Clone)]
pub struct Ids {
    last: i64,
    millis: i64,
    seed: i64,
}

impl Ids {
    /// Ids for the time `millis` (since 1970, UTC). The counter starts at the lowest 20 bits of `seed`.
    #[must_use]
    pub fn new(millis: i64, seed: u64) -> Self {
        let seed = i64::try_from(seed & 0xF_FFFF).unwrap_or(0);
        Self { last: 0, millis, seed }
    }

    /// Moves on to another time. Ids never fall, even if the clock does.
    pub fn at(&mut self, millis: i64) {
        self.millis = millis;
    }

    /// Makes every further id greater than this one.
    pub fn above(&mut self, id: i64) {
        self.last = self.last.max(id);
    }

    /// The next id, as a number.
    pub fn take(&mut self) -> i64 {
        let fresh = (self.millis.max(0) << COUNTER_BITS) | (self.seed & COUNTER_MASK);
        self.last = fresh.max(self.last + 1);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text() {
        for number in [0, 1, 1 << 21, 1_795_512_345_678 << 21, i64::MAX] {
            let id = PilotId(number);
            assert_eq!(id.to_string().len(), 14);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn newcomers_of_a_day_are_told_from_each_other_and_not_from_themselves() {
        let day: Day = "2026-11-25".parse().unwrap();
        let of = |known| PersonId::of_newcomer(day, known);
        assert_eq!(of("Ann Lee"), of("Ann Lee"));
        assert!(
            of("Ann Lee") != of("Bo Berg")
                && of("Ann Lee") != PersonId::of_newcomer(day.succ_opt().unwrap(), "Ann Lee")
        );
        let millis = of("Ann Lee").0 >> COUNTER_BITS;
        assert_eq!(chrono::DateTime::from_timestamp_millis(millis).unwrap().date_naive(), day);
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let person = PersonId(77).to_string();
        assert!(person.parse::<PilotId>().is_err());
        assert!("p12".parse::<PilotId>().is_err());
        assert_eq!("x".parse::<ExceptionId>().unwrap_err().what, "“x” is not the id of an exception");
        assert!("pZZZZZZZZZZZZZ".parse::<PilotId>().is_err(), "more than 63 bits");
    }

    #[test]
    fn ids_rise_within_a_millisecond_and_when_the_clock_falls() {
        let mut ids = Ids::new(1_000, u64::MAX);
        let first = ids.take();
        let second = ids.take();
        ids.at(500);
        assert!(first < second && second < ids.take());
        ids.at(2_000);
        assert_eq!(ids.take() >> COUNTER_BITS, 2_000);
    }
}
