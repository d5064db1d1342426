//! Owns the end of a mail that stands below a table and is no row of it: a greeting, a name, an employer.

use super::{Record, filled};
use crate::domain::seek::folded;
use crate::domain::shown::{brief, collapsed};
use crate::domain::words::first_few;

/// Words that end a mail, as they are looked for: `grusse` is “Grüße”.
const ENDINGS: [&str; 25] = [
    "best",
    "regards",
    "thanks",
    "thank",
    "cheers",
    "sincerely",
    "faithfully",
    "br",
    "gruss",
    "grusse",
    "grussen",
    "gruess",
    "gruesse",
    "gruessen",
    "dank",
    "danke",
    "mfg",
    "vg",
    "lg",
    "bg",
    "merci",
    "cordialement",
    "saluti",
    "saludos",
    "gracias",
];
/// Words that stand beside them.
const BESIDE: [&str; 37] = [
    "all",
    "the",
    "kind",
    "kindest",
    "warm",
    "warmest",
    "wishes",
    "with",
    "many",
    "you",
    "very",
    "much",
    "so",
    "a",
    "lot",
    "and",
    "yours",
    "in",
    "advance",
    "mit",
    "freundlichen",
    "freundlichem",
    "freundliche",
    "besten",
    "beste",
    "viele",
    "vielen",
    "liebe",
    "lieben",
    "herzliche",
    "herzlichen",
    "schone",
    "schoene",
    "schonen",
    "und",
    "im",
    "voraus",
];
/// What begins a line that a program puts there.
const SENT: [&str; 2] = ["sent from my", "von meinem iphone"];
/// So many lines stand below them at most.
const MOST_LINES: usize = 10;

/// Takes the end of a mail out of what stands below a header of so many columns. Answers its rows, with what they say.
pub(super) fn take_mail(width: usize, records: &mut Vec<Record>) -> Vec<(u64, String)> {
    let mail = begin(width, records).map(|at| records.split_off(at)).unwrap_or_default();
    mail.into_iter().map(|(line, record)| (line, said(&record))).collect()
}

/// Where it begins, below a row of the table or a gap: no row below it is as wide as those of the table, or it is wider
/// than any can be. Rows of two cells may be some of the table, unless they stand below a greeting that has a gap above
/// it.
fn begin(width: usize, records: &[Record]) -> Option<usize> {
    let begins = |at: &usize| {
        let Some(((line, record), below)) = records.get(*at..).and_then(<[Record]>::split_first) else {
            return false;
        };
        let said = said(record);
        let (is_greeting, above) = (is_greeting(&said), records.get(..*at).unwrap_or_default());
        let ends = is_greeting || is_rule(&said);
        if filled(record) != 1 || !ends {
            return false;
        }
        let is_apart = above.last().is_some_and(|(row, _)| *line > row + 1);
        let widest = if is_greeting && is_apart && width > 2 { 2 } else { 1 };
        let is_no_row = |(_, record): &Record| filled(record) <= widest || filled(record) > width;
        (is_apart || above.last().is_some_and(|(_, record)| filled(record) > 1))
            && below.iter().all(is_no_row)
            && above.iter().any(|(_, record)| width == 1 || filled(record) > 1)
    };
    (records.len().saturating_sub(MOST_LINES + 1)..records.len()).find(begins)
}

/// Is it nothing but words that end a mail, and maybe a name behind a comma? “Thank you letters” may be a pilot.
fn is_greeting(text: &str) -> bool {
    let text = folded(text);
    let line = text.split([',', '!']).next().unwrap_or_default();
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_sent = SENT.iter().any(|known| text.starts_with(known));
    let ends = words.clone().any(|word| ENDINGS.contains(&word));
    is_sent || ends && words.all(|word| ENDINGS.contains(&word) || BESIDE.contains(&word))
}

/// Is it a line that is drawn: `--`, `___`?
fn is_rule(text: &str) -> bool {
    text == "—" || text.chars().count() > 1 && text.chars().all(|c| "-–—_".contains(c))
}

/// What a record says, cell by cell.
fn said(record: &[String]) -> String {
    record.iter().map(|cell| collapsed(cell)).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
}

/// That such rows are none of the table, and what makes them some.
pub(super) fn told(mail: &[(u64, String)]) -> Option<String> {
    let (first, _) = mail.first()?;
    let rows: Vec<String> = mail.iter().map(|(line, said)| format!("“{}” (row {line})", brief(said))).collect();
    Some(format!(
        "text below the table is left out: {}; next: move what is a row of the table above row {first} in the file.",
        first_few(&rows)
    ))
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
            ("\nViele Gruesse\nAna\n", vec![5, 6]),
            ("\nMit freundlichen Grüßen, Ana\nAna Costa;Head of AI\n", vec![5, 6]),
            ("Thanks & kind regards!\nAna\n", vec![4, 5]),
            ("---\nAna\n", vec![4, 5]),
        ] {
            assert_eq!(read(below), (vec![2, 3], text), "{below}");
        }
        for below in ["Best price finder;;\nGnu;Cy;1\n", "Thanks;;\nGnu;Cy;1\n", "Thank you letters;Cy;1\n"] {
            assert!(read(below).1.is_empty(), "rows go on below: {below}");
        }
        for below in [
            "---;;\nGnu;Bo;\nEmu;Cy;\n",
            "\n--\nGnu;Bo;\n",
            "Best regards,\nGnu;Bo\n",
            "Thank you letters\nGnu\nEmu\n",
            "\nDanke Assistent\nGnu\n",
            "-\nGnu\n",
        ] {
            assert!(read(below).1.is_empty(), "they may be rows: {below}");
        }
        let bare = Table::parse("Project;Owner\nYak\nThank you letters\nElk\n", b';').unwrap();
        assert_eq!((bare.rows.len(), bare.mail.len()), (3, 0), "a list of names");
        let list = Table::parse("Project\nYak\nThanks\nElk\n\nBest regards\nAna Costa\n", b';').unwrap();
        assert_eq!((list.rows.len(), list.mail.len()), (3, 2), "of one column it stands below a gap");
    }

    #[test]
    fn what_is_left_out_is_told() {
        let told = super::told(&[(4, "Best regards,".to_owned()), (5, "Ana".to_owned())]).unwrap();
        assert_eq!(
            told,
            "text below the table is left out: “Best regards,” (row 4), “Ana” (row 5); next: move what is a row of the table \
             above row 4 in the file."
        );
        assert_eq!(super::told(&[]), None);
    }
}
