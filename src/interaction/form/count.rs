//! Owns how a field that counts something is read.

use crate::domain::{Fixed, Invalid};

/// How many of `what` a text says, with its name after the number (`2 weeks`, `2w`) or without.
pub(super) fn counted(text: &str, what: &str) -> Result<u32, Invalid> {
    let number = Fixed::parse(bare(text, what)).ok().filter(|_| !text.contains('%'));
    let count = number.and_then(Fixed::whole).and_then(|count| u32::try_from(count).ok());
    let example = if what == WEEKS { "write a whole number of weeks, as 6" } else { "write a whole number, as 60" };
    count.ok_or_else(|| Invalid::new(format!("“{text}” counts nothing")).hint(example))
}

/// The only name that may be shortened to its letter.
const WEEKS: &str = "weeks";

/// The text without the name of what it counts.
fn bare<'t>(text: &'t str, what: &str) -> &'t str {
    let number = text.trim_end_matches(char::is_alphabetic);
    let word = text.get(number.len()..).unwrap_or_default().to_lowercase();
    let names = |part: &str| part == word || part.strip_suffix('s') == Some(word.as_str());
    let is_named = what.split(' ').any(names) || what == WEEKS && word == "w";
    if is_named && !word.is_empty() { number.trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_may_be_named_behind_its_number() {
        let weeks = |text: &str| counted(text, "weeks").ok();
        for text in ["2", "2 weeks", "2w", "2 Week", "2 w"] {
            assert_eq!(weeks(text), Some(2), "{text}");
        }
        for text in ["weeks", "2 days", "2.5 weeks", "w2", "2 %"] {
            assert_eq!(weeks(text), None, "{text}");
        }
        assert_eq!(counted("40 users", "target users").ok(), Some(40));
        let error = counted("two", "weeks").unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("write a whole number of weeks, as 6"));
    }
}
