//! Owns small phrases: counts, lists cut short, sentences with one full stop, yes and no.

use std::borrow::Borrow;

/// A percentage in a sentence: `half`, `40 %`.
#[must_use]
pub fn part(percent: i64) -> String {
    if percent == 50 { "half".to_owned() } else { format!("{percent} %") }
}

/// `1 pilot`, `3 pilots`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a person`, `an answer`.
#[must_use]
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// The text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A sentence with its full stop.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let ended = text.is_empty() || text.ends_with(['.', '!', '?', '…']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

/// Texts as sentences, one behind the other.
#[must_use]
pub fn sentences<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The texts between the semicolons of a text. A doubled semicolon stands for one.
#[must_use]
pub fn apart(text: &str) -> Vec<String> {
    let (mut texts, mut last, mut signs) = (Vec::new(), String::new(), text.chars().peekable());
    while let Some(sign) = signs.next() {
        if sign == ';' && signs.next_if_eq(&';').is_none() {
            texts.push(std::mem::take(&mut last));
        } else {
            last.push(sign);
        }
    }
    texts.push(last);
    texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// The reverse of [apart].
#[must_use]
pub fn together(texts: &[String]) -> String {
    texts.iter().map(|text| text.replace(';', ";;")).collect::<Vec<_>>().join("; ")
}

/// Reads yes or no as people and spreadsheets of several languages write it; none if it is neither.
#[must_use]
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" | "x" | "ja" | "wahr" | "oui" | "vrai" => Some(true),
        "no" | "false" | "0" | "nein" | "falsch" | "non" | "faux" => Some(false),
        _ => None,
    }
}

/// At most so many of a list are named in a sentence.
const NAMED: usize = 5;

/// The first few of a list and the number of the others: `a, b and 3 more`.
#[must_use]
pub fn first_few<T: Borrow<str>>(all: &[T]) -> String {
    first_of(all, NAMED)
}

/// Rows by their numbers, of many only the first few: `row 3`, `rows 3, 5`.
#[must_use]
pub fn in_rows(rows: &[u64]) -> String {
    let lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
    format!("{} {}", if lines.len() == 1 { "row" } else { "rows" }, first_few(&lines))
}

/// The first `most` of a list and the number of the others.
#[must_use]
pub fn first_of<T: Borrow<str>>(all: &[T], most: usize) -> String {
    let named = all.get(..most).unwrap_or(all).join(", ");
    match all.len().saturating_sub(most) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_known_in_three_languages() {
        let known = ["Yes", " TRUE ", "x", "WAHR", "oui"].map(yes_or_no);
        assert_eq!(known, [Some(true); 5]);
        assert_eq!(["no", "0", "Nein", "FAUX"].map(yes_or_no), [Some(false); 4]);
        assert_eq!(["", "maybe"].map(yes_or_no), [None; 2]);
    }

    #[test]
    fn texts_between_semicolons_may_have_some_themselves() {
        assert_eq!(apart(" one; two ;; three;"), ["one", "two ; three"]);
        assert_eq!(apart("; "), [""; 0]);
        for texts in [&["a; b", "c"][..], &["a;", "b"], &["a", ";b;;"], &[]] {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(apart(&together(&texts)), texts);
        }
    }

    #[test]
    fn a_long_list_is_not_told_to_its_end() {
        let all: Vec<String> = (1..=7).map(|number| number.to_string()).collect();
        assert_eq!(first_few(&all), "1, 2, 3, 4, 5 and 2 more");
        assert_eq!(first_few(&all[..5]), "1, 2, 3, 4, 5");
        assert_eq!(first_few::<String>(&[]), "");
    }

    #[test]
    fn a_sentence_begins_with_a_capital_and_ends_once() {
        assert_eq!(["the gate", ""].map(capital), ["The gate", ""]);
        let ended = ["nobody answers for it", "Is it so? ", ""].map(sentence);
        assert_eq!(ended, ["nobody answers for it.", "Is it so?", ""]);
        assert_eq!(sentences(["It drifts.", "carried over", "Why?"]), "It drifts. carried over. Why?");
        assert_eq!(sentences([]), "");
    }
}
