//! Owns the words by which rows below a table are recognised as no part of it: sums, and remarks.

/// Words that begin a row of sums below a table.
const SUMS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "average",
    "mean",
    "count",
    "σ",
    "summe",
    "zwischensumme",
    "gesamtsumme",
    "gesamtergebnis",
    "gesamt",
    "anzahl",
    "durchschnitt",
    "mittelwert",
];

/// What begins a remark on a table where a colon stands behind it.
const REMARKS: [&str; 10] =
    ["legend", "legende", "note", "notes", "hinweis", "anmerkung", "source", "sources", "quelle", "quellen"];
/// The same where a number stands somewhere behind it: a day, or how many there are.
const COUNTED: [&str; 13] = [
    "as of",
    "stand",
    "last update",
    "last updated",
    "letzte aktualisierung",
    "aktualisiert",
    "letzter stand",
    "total",
    "totals",
    "sum",
    "summe",
    "gesamt",
    "average",
];
/// What begins nothing else.
const ALWAYS: [&str; 7] =
    ["subtotal", "grand total", "zwischensumme", "gesamtsumme", "gesamtergebnis", "prepared by", "erstellt von"];

/// Is it a word for sums, or one with how many there are: `Total: 4`?
pub(in crate::exchange) fn is_sum(text: &str) -> bool {
    let word = text.split([':', '(']).next().unwrap_or_default().trim().to_lowercase();
    SUMS.contains(&word.as_str())
}

/// Is it a remark on a table, such as “Legend: G = fine”, “As of 24 Nov 2026” or “Total 4 pilots”? “Note taking” is
/// none.
pub(super) fn is_remark(text: &str) -> bool {
    let lower = text.to_lowercase();
    let behind = |word: &&str| lower.strip_prefix(*word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_named = |rest: &str| rest.trim_start().starts_with(':');
    let is_counted = |rest: &str| rest.trim_start().starts_with(':') || rest.contains(|c: char| c.is_ascii_digit());
    REMARKS.iter().filter_map(behind).any(is_named)
        || COUNTED.iter().filter_map(behind).any(is_counted)
        || ALWAYS.iter().any(|word| behind(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::is_remark;

    #[test]
    fn a_remark_on_a_table_is_told_from_the_name_of_a_pilot() {
        for text in [
            "Legend: G = fine",
            "As of 24 Nov 2026",
            "Total 1 pilot",
            "Subtotal B",
            "Stand: 24.11.2026",
            "QUELLE : PMO",
            "Prepared by Ana Costa",
            "Note: draft",
            "Last update 24.11.2026 by Ana",
        ] {
            assert!(is_remark(text), "{text}");
        }
        for text in ["Note taking", "Standby rota 2", "Source code search", "Total recall", "Legendary", "Sum up", ""] {
            assert!(!is_remark(text), "{text}");
        }
    }
}
