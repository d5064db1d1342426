//! Owns the text of a value in a cell, and whether another text means the same value.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::words::{apart, flag_word, together, yes_or_no};
use crate::domain::written::day_of;
use crate::domain::{Fixed, Instant, money};
use crate::report::sheet::clean;

/// The text of a value, as a cell of a sheet is read back.
pub(super) fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => clean(text).trim().replace("\r\n", "\n"),
        Some(Value::Bool(flag)) => flag_word(*flag).to_owned(),
        Some(Value::Array(items)) => together(&texts_of(items)),
        Some(other) => other.to_string(),
    }
}

fn texts_of(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| text_of(Some(item))).collect()
}

/// Does a cell have the present value? A spreadsheet writes flags and numbers in its own way.
pub(super) fn same(cell: &str, value: Option<&Value>) -> bool {
    let number = |text: &str| Fixed::parse(text).ok().or_else(|| money::read(text, false));
    let text = text_of(value);
    match value {
        _ if cell == text => true,
        Some(Value::Bool(known)) => yes_or_no(cell) == Some(*known),
        // Words in another order are the same words.
        Some(Value::Array(items)) => {
            let (texts, each) = (texts_of(items), |texts: Vec<String>| texts.into_iter().collect::<BTreeSet<_>>());
            if texts.iter().any(|text| text.contains([';', ','])) {
                // Workbooks of before have their semicolons once.
                cell == texts.join("; ") || each(apart(cell)) == each(texts)
            } else {
                words(cell) == words(&text)
            }
        }
        // A time is shown to the minute, and midnight as the day.
        Some(Value::String(_)) => {
            let at = text.parse::<Instant>().map(Instant::said);
            // Typed into a cell of text, a day is written as people write it.
            let is_day = || day_of(cell).is_ok_and(|day| day.to_string() == text);
            at.is_ok_and(|at| cell == at || at.strip_suffix(" 00:00") == Some(cell)) || is_day()
        }
        Some(Value::Number(_)) => number(cell).zip(number(&text)).is_some_and(|(one, other)| one == other),
        _ => false,
    }
}

/// The words of a cell that holds several.
fn words(cell: &str) -> BTreeSet<&str> {
    cell.split([';', ',', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_semicolon_within_one_of_several_texts_is_told_from_those_between_them() {
        let (tags, sentences) = (json!(["late", "legal"]), json!(["Signed; by May", "Paid, too"]));
        assert_eq!(text_of(Some(&tags)), "late; legal");
        assert_eq!(text_of(Some(&sentences)), "Signed;; by May; Paid, too");
        for (cell, value) in [
            ("legal, late", &tags),
            ("Paid, too; Signed;; by May", &sentences),
            ("Signed; by May; Paid, too", &sentences), // of a workbook of before
        ] {
            assert!(same(cell, Some(value)), "{cell}");
        }
        for cell in ["Signed;; by June; Paid, too", "Signed; by May; Paid; too", "Signed;; by May"] {
            assert!(!same(cell, Some(&sentences)), "{cell}");
        }
    }
}
