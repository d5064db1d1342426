//! Owns csv on the way out. Text that a spreadsheet would take for a formula is guarded, numbers are not, and
//! characters that would command a terminal are spelled out. On the way in the guard is removed again.

use crate::domain::{Invalid, Shown};

/// Rows under a header, with that byte between cells. A cell is text or a number; only text is guarded.
pub fn write(header: &[&str], separator: u8, rows: impl Iterator<Item = Vec<Cell>>) -> Result<String, Invalid> {
    let failed = |error: csv::Error| Invalid::new(format!("the csv cannot be written: {error}"));
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(Cell::written)).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Invalid::new(format!("the csv cannot be written: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell of a csv file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text that people typed.
    Text(String),
    /// A number, date, word or id of ours.
    Plain(String),
}

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell without the apostrophe that guards it against being taken for a formula.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.trim_start_matches('\'').starts_with(FORMULA)).unwrap_or(cell)
}

/// Text as it may be shown, with its line breaks and TABs: somebody may print the file on a terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    let parts =
        |line: &str| line.split('\t').map(|part| String::from(Shown::line(part))).collect::<Vec<_>>().join("\t");
    text.replace("\r\n", "\n").split('\n').map(parts).collect::<Vec<_>>().join("\n")
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Self::Text(text) => {
                let text = visible(text);
                // What looks guarded is guarded too, or its own apostrophe would be taken off.
                let is_guarded = text.starts_with(FORMULA) || unguarded(&text) != text.as_str();
                if is_guarded { format!("'{text}") } else { text }
            }
            Self::Plain(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_guarded_comes_back() {
        for text in ["=1+1", "'=1+1", "''-5", "'tis", "-", "'", "+1 plan", "@x", "plain", "'+1 plan"] {
            let written = Cell::Text(text.to_owned()).written();
            assert_eq!(unguarded(&written), text);
            assert!(!written.starts_with(FORMULA), "{written}");
        }
    }

    #[test]
    fn what_commands_a_terminal_is_spelled_out_and_lines_and_tabs_stay() {
        let written = |text: &str| Cell::Text(text.to_owned()).written();
        assert_eq!(written("\u{1b}[31mred\u{7}"), "^[[31mred^G");
        assert_eq!(written("a\u{9b}b\r\nc\td\u{202e}"), "a^[[b\nc\td⟨RLO⟩");
        assert_eq!(written("Zürich 🚀"), "Zürich 🚀");
    }

    #[test]
    fn formulas_are_guarded_and_negative_numbers_are_not() {
        let row = vec![Cell::Text("=HYPERLINK(\"x\")".into()), Cell::Plain("-18".into()), Cell::Text("a,\"b\"".into())];
        let csv = write(&["a", "b", "c"], b',', std::iter::once(row)).unwrap();
        assert_eq!(csv, "a,b,c\n\"'=HYPERLINK(\"\"x\"\")\",-18,\"a,\"\"b\"\"\"\n");
    }
}
