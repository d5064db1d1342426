//! Owns the end of a mail that stands below a table and is no row of it: a greeting, a name, where somebody works.

use super::{Record, filled};
use crate::domain::shown::{brief, collapsed};
use crate::domain::words::first_few;

/// What ends a mail, alone in its line, in lower case.
const ENDINGS: [&str; 25] = [
    "best",
    "regards",
    "thanks",
    "cheers",
    "sincerely",
    "br",
    "grüße",
    "grüsse",
    "gruß",
    "gruss",
    "danke",
    "dank",
    "mfg",
    "vg",
    "lg",
    "bg",
    "merci",
    "cordialement",
    "saluti",
    "saludos",
    "gracias",
    "--",
    "---",
    "—",
    "___",
];
/// What begins a line that ends a mail.
const GREETINGS: [&str; 24] = [
    "best regards",
    "best wishes",
    "kind regards",
    "warm regards",
    "with regards",
    "all the best",
    "many thanks",
    "thanks and",
    "thanks a lot",
    "thank you",
    "yours sincerely",
    "sent from my",
    "mit freundlichen grü",
    "mit freundlichem gru",
    "mit besten grü",
    "freundliche grü",
    "viele grü",
    "beste grü",
    "liebe grü",
    "herzliche grü",
    "schöne grü",
    "vielen dank",
    "danke und",
    "von meinem iphone",
];
/// So many lines stand below them at most.
const MOST_LINES: usize = 10;

/// Takes the end of a mail out of what stands below a header of so many columns. Answers its rows, with what they say.
pub(super) fn take_mail(width: usize, records: &mut Vec<Record>) -> Vec<(u64, String)> {
    let mail = begin(width, records).map(|at| records.split_off(at)).unwrap_or_default();
    mail.into_iter().map(|(line, record)| (line, said(&record))).collect()
}

/// Where it begins, below a row of the table or a gap: no row below it is as wide as those of the table, or it is wider than
/// any can be.
fn begin(width: usize, records: &[Record]) -> Option<usize> {
    let widest = if width > 2 { 2 } else { 1 };
    let is_no_row = |(_, record): &Record| filled(record) <= widest || filled(record) > width;
    let is_apart = |at: usize| {
        let (above, own) = (records.get(at.checked_sub(1)?)?, records.get(at)?);
        Some(filled(&above.1) > 1 || own.0 > above.0 + 1)
    };
    let begins = |at: &usize| {
        records.get(*at).is_some_and(|(_, record)| filled(record) == 1 && ends_a_mail(&said(record)))
            && is_apart(*at) == Some(true)
            && records.get(*at..).is_some_and(|below| below.iter().all(is_no_row))
            && records.iter().take(*at).any(|(_, record)| width == 1 || filled(record) > 1)
    };
    (records.len().saturating_sub(MOST_LINES + 1)..records.len()).find(begins)
}

/// Are they words that end a mail?
fn ends_a_mail(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches([',', '.', '!', ' ']);
    ENDINGS.contains(&bare) || GREETINGS.iter().any(|words| bare.starts_with(words))
}

/// What a record says, cell by cell.
fn said(record: &[String]) -> String {
    record.iter().map(|cell| collapsed(cell)).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
}

/// That such rows are none of the table.
pub(super) fn told(mail: &[(u64, String)]) -> Option<String> {
    let rows: Vec<String> = mail.iter().map(|(line, said)| format!("“{}” (row {line})", brief(said))).collect();
    (!rows.is_empty()).then(|| format!("text below the table is left out: {}.", first_few(&rows)))
}

#[cfg(test)]
mod tests {
    use crate::exchange::Table;

    /// The rows of a table, and those of the text below it.
    fn read(below: &str) -> (Vec<u64>, Vec<u64>) {
        let table = Table::parse(&format!("Project;Owner;Phase\nYak;Ana;2\nElk;Bo;1\n{below}"), b';').unwrap();
        let rows = table.rows.iter().map(|row| row.line).chain(table.rejected.iter().map(|reject| reject.row));
        (rows.collect(), table.mail.iter().map(|(line, _)| *line).collect())
    }

    #[test]
    fn the_end_of_a_mail_is_text_below_the_table() {
        for (below, text) in [
            ("\nBest regards,\nAna Costa\nHead of AI\n", vec![5, 6, 7]),
            ("\nViele Grüße\n\nAna Costa; Leiterin KI\n", vec![5, 7]),
            ("Thanks and best\nAna\n--\nAna Costa;Head of AI;Berlin;+49 30 123\n", vec![4, 5, 6, 7]),
            ("MfG\nAna\n", vec![4, 5]),
        ] {
            assert_eq!(read(below), (vec![2, 3], text), "{below}");
        }
        for below in ["Best price finder;;\nGnu;Cy;1\n", "Thanks;;\nGnu;Cy;1\n", "Thank you letters;Cy;1\n"] {
            assert!(read(below).1.is_empty(), "rows go on below: {below}");
        }
        let bare = Table::parse("Project;Owner\nYak\nThank you letters\nElk\n", b';').unwrap();
        assert_eq!((bare.rows.len(), bare.mail.len()), (3, 0), "a list of names");
        let list = Table::parse("Project\nYak\nThanks\nElk\n\nBest regards\nAna Costa\n", b';').unwrap();
        assert_eq!((list.rows.len(), list.mail.len()), (3, 2), "of one column it stands below a gap");
    }

    #[test]
    fn what_is_left_out_is_told() {
        let told = super::told(&[(4, "Best regards,".to_owned()), (5, "Ana".to_owned())]).unwrap();
        assert_eq!(told, "text below the table is left out: “Best regards,” (row 4), “Ana” (row 5).");
        assert_eq!(super::told(&[]), None);
    }
}
