//! Owns the splitting of pasted text into rows of cells, in the form in which spreadsheets put them on the clipboard.

use std::borrow::Cow;

use super::{Problem, value};
use crate::domain::Invalid;
use crate::exchange::csv_out::unguarded;
use crate::exchange::markdown;

/// More cells are not read: that is no weekly round.
pub(super) const MOST_CELLS: usize = 200_000;

/// Rows of trimmed cells, and what went wrong between them.
pub(super) struct Split {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) problems: Vec<Problem>,
}

/// Splits at tabulators, and a Markdown table at its strokes; at semicolons where there are none and every row has as
/// many of them.
pub(super) fn split(text: &str) -> Split {
    let plain = markdown::tabbed(text);
    let text = plain.as_deref().unwrap_or(text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tabbed = rows(text, b'\t');
    let filled = || tabbed.rows.iter().flatten().filter(|cell| !cell.is_empty());
    // The reason why nothing was measured is prose, and may have a semicolon.
    if tabbed.rows.iter().any(|row| row.len() > 1) || filled().all(|cell| value::is_absence(cell)) {
        return tabbed;
    }
    let split = rows(text, b';');
    let mut widths = split.rows.iter().filter(|row| !is_blank(row)).map(Vec::len);
    match widths.next() {
        Some(width) if width > 1 && widths.all(|other| other == width) => split,
        _ => tabbed,
    }
}

/// Is there nothing in the row?
pub(super) fn is_blank(row: &[String]) -> bool {
    row.iter().all(String::is_empty)
}

/// Without the spaces around it, also those that take no room.
fn trim(cell: &str) -> &str {
    let unseen = |c: char| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}');
    cell.trim_matches(|c: char| c.is_whitespace() || unseen(c))
}

fn rows(text: &str, separator: u8) -> Split {
    let mut split = Split { rows: Vec::new(), problems: Vec::new() };
    let (mut row, mut rest, mut count) = (Vec::new(), text, 0);
    loop {
        count += 1;
        let (cell, after) = next(rest, separator);
        let (line, column) = (split.rows.len() + 1, row.len() + 1);
        if count > MOST_CELLS {
            let reason =
                Invalid::new(format!("the block has more than {MOST_CELLS} cells; what begins here is not read"))
                    .hint("copy only the cells of the weeks that are entered");
            let text = cell.map(|cell| trim(&cell).to_owned()).unwrap_or_default();
            split.problems.push(Problem { line, column, text, reason });
            split.rows.push(row);
            return split;
        }
        if let Some(cell) = cell {
            row.push(unguarded(trim(&cell)).to_owned());
        } else {
            let reason =
                Invalid::new("the quote that opens here is never closed; what follows it belongs to this cell")
                    .hint("close it in the spreadsheet, or take it out, and copy again");
            split.problems.push(Problem { line, column, text: trim(rest).to_owned(), reason });
            row.push(String::new());
        }
        if let Some(more) = after.strip_prefix(char::from(separator)) {
            rest = more;
            continue;
        }
        split.rows.push(std::mem::take(&mut row));
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or_default();
        if rest.is_empty() {
            return split;
        }
    }
}

/// The next cell and what follows it, its end included; no cell where its quote is never closed.
fn next(text: &str, separator: u8) -> (Option<Cow<'_, str>>, &str) {
    let end = |from: &str| {
        let ends = |byte: u8| byte == separator || matches!(byte, b'\n' | b'\r');
        from.bytes().position(ends).unwrap_or(from.len())
    };
    let Some(mut left) = text.strip_prefix('"') else {
        let (cell, after) = text.split_at(end(text));
        return (Some(cell.into()), after);
    };
    let mut cell = String::new();
    while let Some((before, after)) = left.split_once('"') {
        cell.push_str(before);
        let Some(doubled) = after.strip_prefix('"') else {
            if !trim(&after[..end(after)]).is_empty() {
                // Such as `"soft" launch`: the quotes belong to the text.
                let (cell, after) = text.split_at(end(text));
                return (Some(cell.into()), after);
            }
            return (Some(cell.into()), &after[end(after)..]);
        };
        cell.push('"');
        left = doubled;
    }
    (None, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        split(text).rows
    }

    #[test]
    fn quoted_cells_hold_tabulators_line_breaks_and_quotes() {
        let rows = cells("\u{feff}a\t\"two\nlines\"\r\n\"say \"\"hi\"\"\"\t\"x\ty\"\r\n");
        assert_eq!(rows, [["a", "two\nlines"], ["say \"hi\"", "x\ty"]]);
        assert_eq!(cells("\"soft\" launch\t5"), [["\"soft\" launch", "5"]]);
        assert_eq!(cells("6\" pipe\t\"\""), [["6\" pipe", ""]]);
    }

    #[test]
    fn every_line_break_ends_a_row_and_the_last_one_begins_none() {
        for text in ["1\n\n2", "1\r\n\r\n2\r\n", "1\r\r2\r", " 1 \n\u{a0}\n\u{200e}2\n"] {
            assert_eq!(cells(text), [["1"], [""], ["2"]], "{text:?}");
        }
        assert_eq!(cells("1\t\n\t2\n"), [["1", ""], ["", "2"]]);
        assert_eq!(cells(""), [[""]]);
    }

    #[test]
    fn semicolons_separate_only_where_they_can_do_nothing_else() {
        assert_eq!(cells("1;2\n\"a;b\";4\n\n"), [vec!["1", "2"], vec!["a;b", "4"], vec![""]]);
        assert_eq!(cells("1;2\n3"), [["1;2"], ["3"]]);
        assert_eq!(cells("a;b\t1"), [["a;b", "1"]]);
        assert_eq!(cells("1,5;2,5"), [["1,5", "2,5"]]);
        assert_eq!(cells("1,200"), [["1,200"]]);
        assert_eq!(cells("- no sensor; asked for one"), [["- no sensor; asked for one"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_the_rest_and_says_so() {
        let split = split("1\t2\n3\t\"4\n5\t6\n");
        assert_eq!(split.rows, [["1", "2"], ["3", ""]]);
        let problem = &split.problems[0];
        assert_eq!((problem.line, problem.column, problem.text.as_str()), (2, 2, "\"4\n5\t6"));
    }

    #[test]
    fn too_many_cells_are_one_problem() {
        let split = split(&"1\t".repeat(MOST_CELLS + 10));
        assert_eq!((split.rows[0].len(), split.problems.len()), (MOST_CELLS, 1));
        assert_eq!(split.problems[0].column, MOST_CELLS + 1);
        assert_eq!(super::split(&"\n".repeat(MOST_CELLS + 10)).problems.len(), 1);
    }
}
