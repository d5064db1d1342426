//! Owns what somebody types for a week: a number, a share, active users of target users, an answer, or that it was not
//! measured.

use super::Measure;
use crate::domain::typed::number::HOW;
use crate::domain::{Fixed, Invalid};

/// What somebody typed for a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A number.
    Number(Fixed),
    /// A number with a percent sign.
    Percent(Fixed),
    /// `45/60`: active users of target users.
    Users(Fixed, Fixed),
    /// `yes`, `in part` or `no`, as 2, 1 or 0.
    Answer(u8),
    /// `-`: it was not measured.
    NotMeasured,
}

/// The answers to “Is the old process still used?”, as 0, 1 and 2.
pub const ANSWERS: [&str; 3] = ["no", "in part", "yes"];

/// Other words for the same, also in German.
const OTHER_ANSWERS: [&[&str]; 3] = [&["nein"], &["partly", "teilweise", "zum teil"], &["ja"]];

impl std::str::FromStr for Typed {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::read(text, "write - and a note")
    }
}

impl Typed {
    /// Reads a value where the reason of a week that was not measured stands in the same line.
    pub fn in_one_line(text: &str) -> Result<Self, Invalid> {
        Self::read(text, "write n/m and why")
    }

    /// Reads a value. `unmeasured` is the hint how to write that a week was not measured.
    fn read(text: &str, unmeasured: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if matches!(text, "-" | "–" | "—") {
            return Ok(Self::NotMeasured);
        }
        let is_said = |word: &str| text.eq_ignore_ascii_case(word);
        let mut answers = (0..).zip(ANSWERS.into_iter().zip(OTHER_ANSWERS));
        if let Some((answer, _)) =
            answers.find(|(_, (word, others))| is_said(word) || others.iter().any(|other| is_said(other)))
        {
            return Ok(Self::Answer(answer));
        }
        if let Some((active, target)) = users_in(text) {
            if let Some(error) = half_said(active, target) {
                return Err(error);
            }
            let wrong = |error| of_a_week(if is_word(text) { no_value(text) } else { error }, unmeasured);
            let number = |part| Fixed::parse(part).map_err(wrong);
            return Ok(Self::Users(number(active)?, number(target)?));
        }
        let number = Fixed::parse(text).map_err(|error| of_a_week(error, unmeasured))?;
        Ok(if text.ends_with('%') { Self::Percent(number) } else { Self::Number(number) })
    }

    /// Its numbers as they are typed; none for an answer, and if nothing was measured.
    #[must_use]
    pub fn in_numbers(self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::Percent(number) => Some(format!("{number}%")),
            Self::Users(active, target) => Some(format!("{active}/{target}")),
            Self::Answer(_) | Self::NotMeasured => None,
        }
    }

    /// What was typed, as it was taken: of users, with out of how many.
    #[must_use]
    pub const fn with_users(self, measure: Measure) -> Self {
        match measure {
            Measure::Users { active, target } => Self::Users(active, target),
            Measure::Number(_) | Measure::NotMeasured => self,
        }
    }

    /// If a share of users was typed, the count that it comes to: `45 % of 120 = 54 users`.
    #[must_use]
    pub fn counted(self, measure: Measure) -> Option<String> {
        let (Self::Percent(share), Measure::Users { active, target }) = (self, measure) else {
            return None;
        };
        let users = if active == Fixed::from_int(1) { "user" } else { "users" };
        Some(format!("{share} % of {target} = {active} {users}"))
    }
}

/// Active and target users as typed or told: `45/60`, `45 of 60 users`, `45 von 60`.
#[must_use]
pub fn users_in(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_suffix("users").map_or(text, str::trim_end);
    text.split_once('/').or_else(|| text.split_once(" of ")).or_else(|| text.split_once(" von "))
}

/// The error if only one of the two was written, as in `37/`.
#[must_use]
pub fn half_said(active: &str, target: &str) -> Option<Invalid> {
    let has_digit = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    let (what, where_to) = match (active.trim(), target.trim()) {
        (active, "") if has_digit(active) => ("target", "behind"),
        ("", target) if has_digit(target) => ("active", "before"),
        _ => return None,
    };
    let error = Invalid::new(format!("the {what} users are missing {where_to} the /"));
    Some(error.hint("write both, as 45/60"))
}

/// How a text begins that says that a week was not measured.
const UNMEASURED: [&str; 5] = ["not measured", "nicht gemessen", "n/m", "n/a", "n.a."];
/// The same for texts in which no reason can follow; also short words of German tables.
const NO_ANSWER: [&str; 5] = ["na", "k.a.", "k. a.", "n.v.", "n. v."];

/// Is a text, while it is typed, the beginning of one that says so?
#[must_use]
pub fn begins_unmeasured(text: &str) -> bool {
    let begins = |word: &&str| word.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    !text.is_empty() && UNMEASURED.iter().any(begins)
}

/// Does a text only begin so and say nothing yet?
#[must_use]
pub fn only_begins_unmeasured(text: &str) -> bool {
    begins_unmeasured(text) && unmeasured(text).is_none()
}

/// Why a week was not measured, if the text says that it was not: what follows `n/m` (as the week shows it), `n/a` or
/// `not measured`, or the empty text.
#[must_use]
pub fn unmeasured(text: &str) -> Option<&str> {
    let between = |c: char| c.is_whitespace() || ":,;.-–—\u{2212}".contains(c);
    if NO_ANSWER.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Some("");
    }
    UNMEASURED.iter().find_map(|word| {
        let start = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        let rest = &text[start.len()..];
        (!rest.starts_with(char::is_alphanumeric)).then(|| rest.trim_start_matches(between))
    })
}

/// Has a text no digit, such as `n/a`?
fn is_word(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit())
}

/// The error for a value that is no number, with the hint how to write that a week was not measured.
fn of_a_week(error: Invalid, unmeasured: &str) -> Invalid {
    match error.hint.as_deref() {
        Some(how @ (HOW | EMPTY)) => {
            let hint = format!("{how}; for a week that was not measured, {unmeasured}");
            error.hint(hint)
        }
        _ => error,
    }
}

/// What else to do with a value that nobody knows.
const EMPTY: &str = "leave it empty";

fn no_value(text: &str) -> Invalid {
    Invalid::new(format!("“{text}” is no value")).hint(EMPTY)
}
